"""Train and measure the experimental score of machine translation for documents.

Usage::

    python benchmarks/translation.py --shared ../shared           # measure
    python benchmarks/translation.py --shared ../shared --write   # and write the data file

Each system is held out in turn together with a fifth of the source documents, so that a document
is scored by a model that saw neither its system nor any version of it. The data file is then
trained on all of it. It holds hashes of word runs, weights and four constants, no text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.svm import LinearSVC

from analysis.annotation.translation import TranslationModel, count_runs, score_margin
from analysis.statistics import wilson

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "analysis" / "languages" / "fr" / "translation.npz"
# A run of words counts when this many training pieces have it; a piece is so many segments.
MIN_PIECES = 5
PIECE = 5
FOLDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    options = parser.parse_args()
    path = options.shared / "data" / "fr_wmt21_mt" / "dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        row["whole"] = count_runs(row["segments"])
        row["pieces"] = [
            count_runs(row["segments"][i : i + PIECE])
            for i in range(0, len(row["segments"]), PIECE)
        ]
    held_out = measure(rows)
    if options.write:
        write(rows, held_out)


def measure(rows: list[dict[str, Any]]) -> list[tuple[str, float]]:
    """Print the accuracy on held-out systems and documents; the margins by origin."""
    documents = sorted({row["doc"] for row in rows})
    random.Random(0).shuffle(documents)
    fold = {doc: i % FOLDS for i, doc in enumerate(documents)}
    systems = sorted({r["system"] for r in rows if r["origin"] == "machine"})
    everything: list[tuple[str, float]] = []
    areas = []
    for system in systems:
        margins: list[tuple[str, float]] = []
        for k in range(FOLDS):
            model = train([r for r in rows if fold[r["doc"]] != k and r["system"] != system])
            margins += [
                (r["origin"], score_margin(model, r["whole"]))
                for r in rows
                if fold[r["doc"]] == k and (r["system"] == system or r["origin"] != "machine")
            ]
        human = area(margins, "human_translation")
        both = area(margins, "human_translation", "native")
        areas.append(both)
        print(f"{system}: AUC {both:.3f}, against human translations of the same {human:.3f}")
        everything += margins
    low, high = bootstrap(everything)
    print(
        f"mean AUC over {len(systems)} unseen systems: {np.mean(areas):.3f}; all together "
        f"{area(everything, 'human_translation', 'native'):.3f} [{low:.3f}, {high:.3f}]"
    )
    limit = threshold(everything)
    for origin in sorted({o for o, _ in everything}):
        values = np.array([m for o, m in everything if o == origin])
        a, b = wilson(int((values > limit).sum()) / len(systems), len(values) / len(systems))
        print(
            f"{origin} ({len(values)} readings): flagged {np.mean(values > limit):.3f} "
            f"[{a:.3f}, {b:.3f}]"
        )
    return everything


def area(margins: list[tuple[str, float]], *others: str) -> float:
    chosen = [(o == "machine", m) for o, m in margins if o == "machine" or o in others]
    return float(roc_auc_score([y for y, _ in chosen], [m for _, m in chosen]))


def bootstrap(margins: list[tuple[str, float]]) -> tuple[float, float]:
    """95 % interval of the area, documents drawn anew."""
    drawn = random.Random(0)
    areas = [
        area(drawn.choices(margins, k=len(margins)), "human_translation", "native")
        for _ in range(500)
    ]
    return float(np.quantile(areas, 0.025)), float(np.quantile(areas, 0.975))


def threshold(margins: list[tuple[str, float]]) -> float:
    """The margin that one in twenty texts exceeds, of the stricter of the two human origins."""
    return max(
        float(np.quantile([m for o, m in margins if o == origin], 0.95))
        for origin in ("human_translation", "native")
    )


def train(rows: list[dict[str, Any]]) -> TranslationModel:
    """A model of pieces of the documents given."""
    pieces: list[Counter[int]] = [p for r in rows for p in r["pieces"]]
    labels = [r["origin"] == "machine" for r in rows for _ in r["pieces"]]
    spread = Counter(key for piece in pieces for key in piece)
    hashes = np.array(sorted(k for k, n in spread.items() if n >= MIN_PIECES), dtype=np.uint32)
    column = {int(key): i for i, key in enumerate(hashes)}
    idf = np.log((1 + len(pieces)) / (1 + np.array([spread[int(k)] for k in hashes]))) + 1
    limits, columns, values = [0], [], []
    for piece in pieces:
        known = [(column[k], n) for k, n in piece.items() if k in column]
        row = np.array([1 + np.log(n) for _, n in known]) * idf[[c for c, _ in known]]
        columns += [c for c, _ in known]
        values += list(row / (np.linalg.norm(row) or 1))
        limits.append(len(columns))
    matrix = csr_matrix((values, columns, limits), shape=(len(pieces), len(hashes)))
    classifier = LinearSVC(C=0.5, class_weight="balanced", random_state=0).fit(matrix, labels)
    return TranslationModel(
        hashes=hashes,
        idf=idf.astype(np.float32),
        weights=classifier.coef_[0].astype(np.float32),
        intercept=float(classifier.intercept_[0]),
        scale=1.0,
        shift=0.0,
        threshold=0.5,
    )


def write(rows: list[dict[str, Any]], held_out: list[tuple[str, float]]) -> None:
    """Train on all documents and keep the calibration of the held-out margins."""
    model = train(rows)
    margins = np.array([[m] for _, m in held_out])
    calibration = LogisticRegression(class_weight="balanced", C=1e6).fit(
        margins, [o == "machine" for o, _ in held_out]
    )
    scale, shift = float(calibration.coef_[0, 0]), float(calibration.intercept_[0])
    limit = 1 / (1 + np.exp(-(scale * threshold(held_out) + shift)))
    np.savez_compressed(
        TARGET,
        hashes=model.hashes,
        idf=model.idf.astype(np.float16),
        weights=model.weights.astype(np.float16),
        constants=np.array([model.intercept, scale, shift, limit]),
    )
    print(f"{TARGET.name}: {len(model.hashes)} runs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
