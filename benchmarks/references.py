"""What press articles look like: quantiles of features and scores, without any text of theirs.

Annotates native French press (regular articles of FreSaDa, native documents of WMT21) and US press
(PolNeAR) and writes, for each set, how many articles were long enough to be scored and the
quantiles of features and dimensions to ``analysis/references.toml``. Profiles give each score its
percentile in the set of its language; ``docs/goalposts.md`` sets the goalposts beside. The sets
are extracted bodies without the page around them, so transparency of origin (C) and solicitation
(D) are left out.

    python benchmarks/references.py --data ../shared/data --out analysis/references.toml
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from analysis import annotate
from analysis.features import FEATURES
from analysis.profiles import dimensions, score_article
from analysis.schema import Article

STEPS = tuple(range(0, 101, 5))
BRIEF = (5, 10, 25, 50, 75, 90, 95)
LEFT_OUT = ("C", "D", "F")
LEAST = 50
PAGE_ONLY = ("solicitation", "transparency", "corroboration")
SOURCES = {
    "fr": "regular articles of FreSaDa (Ionescu & Chifu 2021) and native documents of WMT21",
    "en": "US political news of PolNeAR (Newell et al. 2018)",
}
_HEAD = """# What press articles look like, as quantiles, without any text. Written by
# benchmarks/references.py.
# `scores` holds the quantiles 0, 5, ... 100 of each dimension, `features` the quantiles 5, 10, 25,
# 50, 75, 90, 95 of each feature, `n` how many articles had a value.
"""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Records of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def french(folder: Path) -> Iterator[Article]:
    """Native French press."""
    for row in rows(folder / "fr_fresada" / "train_3000.jsonl.gz"):
        if row["label"] == "regular":
            yield Article(
                article_id=row["id"], text=row["text"], headline=row["title"], language="fr"
            )
    for row in rows(folder / "fr_wmt21_mt" / "dev.jsonl.gz"):
        if row["origin"] == "native" or row["system"] == "native":
            text = "\n".join(row["segments"])
            yield Article(article_id=row["doc"], text=text, language="fr")


def english(folder: Path) -> Iterator[Article]:
    """US political press."""
    for row in rows(folder / "en_polnear" / "train.jsonl.gz"):
        yield Article(
            article_id=row["article_id"], text=row["text"], headline=row["title"], language="en"
        )


def measure(articles: Iterator[Article], most: int) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """Number of articles scored, and the values of dimensions and features."""
    scores: dict[str, list[float]] = defaultdict(list)
    values: dict[str, list[float]] = defaultdict(list)
    n = 0
    for article in articles:
        made = annotate(article)
        if made.words_body < 150 or len(made.body_sentences) < 6:
            continue
        n += 1
        for scored in score_article(made):
            if scored.score == scored.score:
                scores[scored.dimension.id].append(scored.score)
        for feature in FEATURES:
            if feature.role != "experimental" and feature.family not in PAGE_ONLY:
                found = feature.measure(made)
                if found.known:
                    values[feature.name].append(found.value)
        if n >= most:
            break
    return n, scores, values


def block(language: str, n: int, scores: dict[str, Any], values: dict[str, Any]) -> str:
    """One language's part of the file."""
    lines = [f'[{language}.press]\nsource = "{SOURCES[language]}"\nn = {n}\n']
    lines.append(f"[{language}.press.scores]")
    for item in dimensions():
        found = scores.get(item.id)
        if found and len(found) >= LEAST and item.id not in LEFT_OUT:
            lines.append(_line(item.id, found, STEPS, 1))
    lines.append(f"\n[{language}.press.features]")
    lines.extend(_line(f.name, values[f.name], BRIEF, 4) for f in FEATURES if f.name in values)
    return "\n".join(lines) + "\n"


def _line(name: str, found: list[float], steps: tuple[int, ...], digits: int) -> str:
    quantiles = [round(float(q), digits) + 0.0 for q in np.percentile(found, steps)]
    return f"{name} = {{ n = {len(found)}, quantiles = {quantiles} }}"


_PAGE = """# Goalposts beside press articles

Written by `python benchmarks/references.py --page`; do not edit by hand. Between which values a
part runs from 0 to 100 (`analysis/dimensions.toml`), and what a tenth, half and nine tenths of the
reference articles stay under (`analysis/references.toml`).

{sets}

The articles are of many genres, while the goalposts are meant for reports, so the goalposts are
not set to these quantiles: a part whose middle article lies beyond a goalpost is one to read with
care.
"""


def page(path: Path) -> str:
    """The goalposts of the scored parts beside the quantiles of the reference articles."""
    table = tomllib.loads(path.read_text("utf-8"))
    sets = "\n".join(f"- {k}: {v['press']['n']} {v['press']['source']}" for k, v in table.items())
    cells = ["part", "0 at", "100 at", *(f"{k}: 10 %, half, 90 % (n)" for k in table)]
    lines = [_PAGE.format(sets=sets), "| " + " | ".join(cells) + " |", "|" + " - |" * len(cells)]
    for item in dimensions():
        for part in item.parts if item.id not in LEFT_OUT else ():
            row = [f"{item.id} `{part.feature.name}`", f"{part.zero:g}", f"{part.hundred:g}"]
            for language in table:
                found = table[language]["press"]["features"].get(part.feature.name)
                row.append(_quoted(found) if found else "")
            lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def _quoted(found: dict[str, Any]) -> str:
    chosen = (found["quantiles"][BRIEF.index(step)] for step in (10, 50, 90))
    return ", ".join(f"{value:.2f}" for value in chosen) + f" ({found['n']})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--most", type=int, default=1500, help="articles a language at most")
    parser.add_argument("--out", type=Path, default=Path("analysis/references.toml"))
    parser.add_argument("--languages", nargs="+", default=["fr", "en"], choices=["fr", "en"])
    parser.add_argument("--page", action="store_true", help="only write docs/goalposts.md")
    arguments = parser.parse_args()
    if arguments.page:
        Path("docs/goalposts.md").write_text(page(arguments.out), encoding="utf-8")
        return
    parts = [_HEAD]
    for language, articles in (("fr", french), ("en", english)):
        if language not in arguments.languages:
            continue
        n, scores, values = measure(articles(arguments.data), arguments.most)
        print(language, n, {k: (len(v), round(float(np.median(v)))) for k, v in scores.items()})
        parts.append(block(language, n, scores, values))
    arguments.out.write_text("\n".join(parts), encoding="utf-8")
    Path("docs/goalposts.md").write_text(page(arguments.out), encoding="utf-8")


if __name__ == "__main__":
    main()
