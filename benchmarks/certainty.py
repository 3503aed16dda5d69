"""Fit and check how sure attributions are: ``analysis/annotation/certainty.toml``.

Takes hand-coded articles, describes every attribution the patterns propose by abstract features,
and fits a logistic regression with a strong ridge to whether it is right. Everything printed is
measured on articles left out: once in ten parts of articles, once one outlet at a time. Beside it
the plain share of the pattern, fitted and left out the same way.

Leaving out improbable attributions is tried too; ``cut`` is set only if F1 on left-out outlets
rises by half a point or more.

Usage
-----
python benchmarks/certainty.py --shared ../shared
python benchmarks/certainty.py --write analysis/annotation/certainty.toml --plot docs/certainty.svg
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gold as coded
import numpy as np
import numpy.typing as npt
from gold import Articles, Floats
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from analysis.annotation import read_document
from analysis.annotation.attributions import propose_attributions
from analysis.annotation.certainty import describe
from analysis.schema import Article
from analysis.statistics import wilson

# The rules were written with the seeds before them: they say nothing of errors elsewhere.
SETS = ("dev", "dev2", "dev3")
RIDGE = 0.01
# A feature seen less often than this is not fitted.
SEEN = 5
CUTS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
GAIN = 0.005
# Attributions of a pattern's prior in the plain shares that the model is held against.
PRIOR = 4
BINS = 8

Ints = npt.NDArray[np.int64]


@dataclass
class Proposals:
    """Every proposed attribution of the coded articles, and whether it is right."""

    gold: Articles
    records: Articles
    features: list[dict[str, float]]
    right: Ints
    articles: npt.NDArray[np.str_]
    outlets: npt.NDArray[np.str_]
    patterns: npt.NDArray[np.str_]


def proposals(shared: Path, module: Any) -> Proposals:
    """Read the coded sets and propose attributions for every article."""
    gold: Articles = {}
    records: Articles = {}
    features: list[dict[str, float]] = []
    right: list[int] = []
    names: list[str] = []
    patterns: list[str] = []
    for part in SETS:
        for name, expected in coded.load(shared, part, module).items():
            text = coded.text_of(shared, part, name)
            shadow, document = read_document(Article(article_id=name, text=text), "fr")
            assert shadow.starts is None, name
            proposed = propose_attributions(document)
            gold[name] = expected
            records[name] = [
                {
                    "form": a.form,
                    "content": a.content,
                    "cue": a.cue,
                    "source": a.source,
                    "source_name": a.source_name,
                    "affiliation": a.affiliation,
                }
                for a in proposed
            ]
            hit = coded.matched(expected, records[name])
            features += describe(document, proposed)
            right += [j in hit for j in range(len(proposed))]
            names += [name] * len(proposed)
            patterns += [a.pattern for a in proposed]
    return Proposals(
        gold,
        records,
        features,
        np.asarray(right, np.int64),
        np.asarray(names),
        np.asarray([coded.outlet(n) for n in names]),
        np.asarray(patterns),
    )


def fit(rows: Floats, right: Ints) -> tuple[Floats, float]:
    """Weights and intercept on the features as they are."""
    scaler = StandardScaler().fit(rows)
    fitted = LogisticRegression(C=RIDGE, max_iter=5000).fit(scaler.transform(rows), right)
    weights = fitted.coef_[0] / scaler.scale_
    return weights, float(fitted.intercept_[0] - weights @ scaler.mean_)


def held_out(
    rows: Floats, found: Proposals, groups: npt.NDArray[np.str_], folds: int
) -> tuple[Floats, Floats]:
    """What the model and the plain share of the pattern say of articles they have not seen."""
    chance = np.zeros(len(rows))
    share = np.zeros(len(rows))
    for train, test in GroupKFold(folds).split(rows, found.right, groups):
        weights, intercept = fit(rows[train], found.right[train])
        chance[test] = 1 / (1 + np.exp(-(rows[test] @ weights + intercept)))
        overall = found.right[train].mean()
        for k in test:
            same = found.right[train][found.patterns[train] == found.patterns[k]]
            share[k] = (same.sum() + PRIOR * overall) / (len(same) + PRIOR)
    return chance, share


def chances(found: Proposals) -> tuple[Floats, Floats, list[str]]:
    """Chances with one outlet left out, the features as rows, and their names."""
    seen: dict[str, int] = {}
    for described in found.features:
        for key, value in described.items():
            seen[key] = seen.get(key, 0) + bool(value)
    usual = [{k: v for k, v in d.items() if seen[k] >= SEEN} for d in found.features]
    vector = DictVectorizer(sparse=False)
    rows = vector.fit_transform(usual)
    chance, _ = held_out(rows, found, found.outlets, len(set(found.outlets)))
    return chance, rows, list(vector.get_feature_names_out())


def detection(module: Any, found: Proposals, chance: Floats, cut: float) -> dict[str, float]:
    """Precision, recall and F1 when attributions below a chance are left out."""
    kept: Articles = {name: [] for name in found.gold}
    at = 0
    for name, proposed in found.records.items():
        for record in proposed:
            if chance[at] >= cut:
                kept[name].append(record)
            at += 1
    result: dict[str, float] = module.score(found.gold, kept)["detection"]
    return result


def toml(names: list[str], weights: Floats, intercept: float, cut: float, n: int) -> str:
    """The model as a file to be read."""
    lines = [
        "# How sure an attribution is: weights of a logistic regression over abstract features,",
        f"# fitted on {n} attributions of hand-coded articles by benchmarks/certainty.py. Holds no",
        "# words of any text. A weight above 0 speaks for the attribution; id.* are pattern ids,",
        "# pattern.* their parts; lengths and distances are logarithms of words or characters.",
        f"intercept = {intercept:.3f}",
        "# Attributions less probable than this are left out.",
        f"cut = {cut:.2f}",
        "",
        "[weights]",
    ]
    lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=True)]
    return "\n".join(lines) + "\n"


def bins(chance: Floats, right: Ints) -> list[tuple[float, float, float, float, int]]:
    """Parts of equal size by chance: mean chance, share right with its interval, number."""
    order = np.argsort(chance, kind="stable")
    found = []
    for part in np.array_split(order, BINS):
        hit, n = int(right[part].sum()), len(part)
        found.append((float(chance[part].mean()), hit / n, *wilson(hit, n), n))
    return found


def plot(points: list[tuple[float, float, float, float, int]]) -> str:
    """The reliability plot: said against seen, on outlets left out."""

    def x(value: float) -> str:
        return f"{50 + 280 * value:.1f}"

    def y(value: float) -> str:
        return f"{310 - 280 * value:.1f}"

    total = sum(p[4] for p in points)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 360" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="Confidence against the share that was right">',
        '<rect width="360" height="360" fill="#ffffff"/>',
        f'<text x="50" y="18">Confidence and share right, outlets left out, n={total}</text>',
        '<path d="M50 30V310H330" fill="none" stroke="#444444"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{x(tick)}" y="326" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="44" y="{y(tick)}" text-anchor="end">{tick:g}</text>')
    for said, seen, low, high, _ in points:
        parts.append(f'<path d="M{x(said)} {y(low)}V{y(high)}" stroke="#0072b2"/>')
        parts.append(f'<circle cx="{x(said)}" cy="{y(seen)}" r="4" fill="#0072b2"/>')
    parts.append('<text x="190" y="346" text-anchor="middle">confidence (mean of a part)</text>')
    parts.append(
        '<text x="14" y="170" text-anchor="middle" transform="rotate(-90 14 170)">'
        "share right, 95 % interval</text>"
    )
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Print the figures of articles left out; write the model and the plot when asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", type=Path, help="write the model here")
    parser.add_argument("--plot", type=Path, help="write the reliability plot here")
    options = parser.parse_args()
    module = coded.scorer(options.shared)
    found = proposals(options.shared, module)
    outlets, rows, names = chances(found)
    n = len(rows)
    print(f"{n} attributions proposed, {found.right.mean():.3f} right, {rows.shape[1]} features\n")
    print("left out          rated by          log loss  Brier   AUC")
    for label, groups, folds in (
        ("tenth of articles", found.articles, 10),
        ("one outlet", found.outlets, len(set(found.outlets))),
    ):
        chance, share = held_out(rows, found, groups, folds)
        for kind, values in (("model", chance), ("share of pattern", share)):
            figures = (
                f"{log_loss(found.right, values):.3f}   {brier_score_loss(found.right, values):.3f}"
                f"   {roc_auc_score(found.right, values):.3f}"
            )
            print(f"{label:17} {kind:17} {figures}")
    print("\nleft out below  precision recall  F1 (outlets left out)")
    plain = detection(module, found, outlets, 0.0)["f1"]
    best, cut = plain, 0.0
    for limit in CUTS:
        result = detection(module, found, outlets, limit)
        print(
            f"{limit:14.2f}  {result['precision']:.3f}     {result['recall']:.3f}   "
            f"{result['f1']:.3f}"
        )
        if result["f1"] > best and result["f1"] >= plain + GAIN:
            best, cut = result["f1"], limit
    print(f"\ncut {cut:.2f}\n\nconfidence  share right  95 % interval  n (outlets left out)")
    points = bins(outlets, found.right)
    for said, right, low, high, size in points:
        print(f"{said:10.2f}  {right:11.2f}  [{low:.2f}, {high:.2f}]  {size:5}")
    if options.write:
        weights, intercept = fit(rows, found.right)
        options.write.write_text(toml(names, weights, intercept, cut, n), "utf-8")
    if options.plot:
        options.plot.write_text(plot(points), "utf-8")


if __name__ == "__main__":
    main()
