"""Hand-coded articles and their score: what the accuracy commands share.

A gold file holds evidence records, one JSON object a line, beside a folder with the texts; the
measure is the ``score.py`` that comes with it. It gives rounded shares of whole numbers, so the
numbers of one article can be had back exactly, and a bootstrap over articles is a matrix product.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.annotation import annotate_article
from analysis.annotation.records import records
from analysis.schema import AnnotatedArticle, Article

SETS = {
    "seeds": ("seeds.jsonl", "../seeds"),
    "dev": ("news_fr_dev.jsonl", "news_fr_dev"),
    "dev2": ("news_fr_dev2.jsonl", "news_fr_dev2"),
    "dev3": ("news_fr_dev3.jsonl", "news_fr_dev3"),
}
F1 = ("detection", "strict", "speaker")
SHARES = ("form", "affiliation", "official", "cue", "source_span")
MEASURES = ("detection", "precision", "recall", "strict", "speaker", *SHARES)
DRAWS = 1000

Floats = npt.NDArray[np.float64]
Articles = dict[str, list[dict[str, Any]]]


def scorer(shared: Path) -> ModuleType:
    """The measure that comes with the gold files."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(shared: Path, name: str, module: ModuleType) -> Articles:
    """The coded records of one set, by article."""
    coded: Articles = module.load(shared / "gold" / SETS[name][0])
    return coded


def text_of(shared: Path, name: str, article: str) -> str:
    """The text an article of a set was coded in, as given."""
    file = shared / "gold" / SETS[name][1] / f"{article}.txt"
    return file.read_bytes().decode("utf-8")


def annotated(shared: Path, name: str, gold: Articles, language: str) -> list[AnnotatedArticle]:
    """The articles of a set as the project reads them."""
    return [
        annotate_article(Article(article_id=a, text=text_of(shared, name, a)), language)
        for a in gold
    ]


def attributions(article: AnnotatedArticle) -> list[dict[str, Any]]:
    """The attributions found in an article, as records."""
    return [r for r in records(article) if r["kind"] == "attribution"]


def outlet(name: str) -> str:
    """The outlet an article id names, without numbers, corpus and domain; a hash is a seed's."""
    bare = re.sub(r"^\d+_", "", name)
    if re.fullmatch(r"[0-9a-f]{12,}", bare):
        return "seeds"
    bare = re.sub(r"[.b]?\d+(?:txt)?$", "", bare).strip("_")
    return re.sub(r"^(?:wmt|ppn)_|\.(?:be|com|fr|lu|media|news)$|-ar$", "", bare)


def letters(record: dict[str, Any]) -> set[int]:
    """Positions of a content's characters."""
    return {i for start, end in record["content"] for i in range(start, end)}


def matched(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """Which coded attribution each found one hits: overlap one half or more, best pairs first."""
    expected = [letters(g) for g in gold]
    ours = [letters(p) for p in found]
    pairs = sorted(
        (
            (len(g & p) / len(g | p), i, j)
            for i, g in enumerate(expected)
            for j, p in enumerate(ours)
            if g & p
        ),
        reverse=True,
    )
    hit: dict[int, int] = {}
    for overlap, i, j in pairs:
        if overlap >= 0.5 and i not in hit.values() and j not in hit:
            hit[j] = i
    return hit


def counts(module: ModuleType, gold: Articles, found: Articles, names: Sequence[str]) -> Floats:
    """One row an article: coded, found, hit, then what is right among the hits."""
    rows = []
    for name in names:
        result = module.score({name: gold[name]}, {name: found[name]})
        coded, said = result["gold"], result["predicted"]
        f1 = [round((result[m]["recall"] or 0.0) * coded) for m in F1]
        rows.append([coded, said, *f1, *(round(result[m] * f1[0]) for m in SHARES)])
    return np.asarray(rows, float)


def measures(sums: Floats) -> Floats:
    """All :data:`MEASURES` of summed counts, along the last axis; NaN for none of none."""
    coded, said, hit = sums[..., 0], sums[..., 1], sums[..., 2]
    both = coded + said
    with np.errstate(invalid="ignore", divide="ignore"):
        columns = [
            2 * hit / both,
            hit / said,
            hit / coded,
            2 * sums[..., 3] / both,
            2 * sums[..., 4] / both,
            *(sums[..., 5 + k] / hit for k in range(len(SHARES))),
        ]
    return np.stack(columns, -1)


def with_intervals(rows: Floats) -> tuple[Floats, Floats, Floats]:
    """Each measure with the 2.5 and 97.5 percentiles of resampled articles."""
    n = len(rows)
    drawn = np.random.default_rng(0).integers(n, size=(DRAWS, n))
    weights = np.zeros((DRAWS, n))
    np.add.at(weights, (np.arange(DRAWS)[:, None], drawn), 1)
    spread = measures(weights @ rows)
    kept = np.where(np.isnan(spread).all(0), 0.0, spread)
    low, high = np.nanpercentile(kept, (2.5, 97.5), axis=0)
    return measures(rows.sum(0)), low, high
