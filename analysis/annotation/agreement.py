"""How far the reviewers of one corpus agree on what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from analysis.annotation.reviews import KINDS, SAME, Decision, Reviews, Settled, of_kind, overlap
from analysis.schema import AnnotatedArticle, Attribution, Evidence, Span
from analysis.statistics import krippendorff_alpha
from analysis.text import Shadow, word_spans

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    *("kind", "reviewers", "articles", "spans"),
    *("f1", "f1_low", "f1_high", "alpha", "alpha_low", "alpha_high"),
)
_RESAMPLES = 1000
_SEED = 2022

_Words: TypeAlias = Counter[tuple[str, ...]]


def agreement(articles: Iterable[AnnotatedArticle], reviews: Reviews) -> DataFrame:
    """Span F1 and Krippendorff's alpha of the reviewers, kind by kind.

    Parameters
    ----------
    articles
        Articles annotated *without* the decisions: what each reviewer had before him.
    reviews
        A sheet with the decisions of two or more reviewers.

    Returns
    -------
    pandas.DataFrame
        One row a kind that two reviewers decided on in the same texts: ``kind reviewers articles
        spans f1 f1_low f1_high alpha alpha_low alpha_high``. ``f1`` (0 to 1) matches the spans of
        each pair of reviewers one to one, at an overlap of half or more; ``alpha`` compares the
        words of the texts, each by the class of the span that covers it. The ends are 95 %
        bootstrap intervals over articles, missing for a single article. Higher means closer
        agreement.

    References
    ----------
    Hayes & Krippendorff (2007), Communication Methods and Measures 1, 77-89.
    """
    import pandas as pd

    group = list(articles)
    names = reviews.reviewers
    decided = {name: [reviews.by(name).of(a.article) for a in group] for name in names}
    rows = []
    for kind in KINDS:
        counts = [
            _counts(kind, article, [decided[name][i] for name in names])
            for i, article in enumerate(group)
        ]
        kept = [c for c in counts if c is not None]
        if kept:
            matched, spans, words = zip(*kept, strict=True)
            f1, f1_low, f1_high = _resampled(matched, spans)
            alpha, low, high = _alphas(words)
            total = sum(spans)
            rows.append((kind, len(names), len(kept), total, f1, f1_low, f1_high, alpha, low, high))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _counts(
    kind: str, article: AnnotatedArticle, decisions: Sequence[tuple[Decision, ...]]
) -> tuple[float, int, _Words] | None:
    """Matched spans, all spans and the classes of the words; None unless two reviewers decided."""
    found = [
        Settled.of(mine).apply(kind, of_kind(article, kind))
        for mine in decisions
        if any(d.kind == kind for d in mine)
    ]
    if len(found) < 2:
        return None
    pairs = list(combinations(found, 2))
    matched = sum(2 * _matches(a, b) for a, b in pairs)
    spans = sum(len(a) + len(b) for a, b in pairs)
    shadow = Shadow.of(article.text)
    words = [shadow.to_raw(span) for span in word_spans(shadow.text)]
    return matched, spans, Counter(zip(*(_classes(kind, f, words) for f in found), strict=True))


def _matches(a: Sequence[Evidence], b: Sequence[Evidence]) -> int:
    shares = sorted(
        ((overlap(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True
    )
    left, right = set(range(len(a))), set(range(len(b)))
    for share, i, j in shares:
        if share >= SAME and i in left and j in right:
            left.remove(i)
            right.remove(j)
    return len(a) - len(left)


def _classes(kind: str, found: Sequence[Evidence], words: Sequence[Span]) -> Iterator[str]:
    """The class of the first span that covers each word, empty where none does."""
    covers = [
        (start, end, str(getattr(item, KINDS[kind][1])))
        for item in found
        for start, end in (
            item.content if isinstance(item, Attribution) else ((item.start, item.end),)
        )
    ]
    covers.sort()
    first = 0
    for start, end in words:
        while first < len(covers) and covers[first][1] <= start:
            first += 1
        yield covers[first][2] if first < len(covers) and covers[first][0] < end else ""


def _resampled(matched: Sequence[float], spans: Sequence[int]) -> tuple[float, float, float]:
    above, below = np.array(matched, dtype=float), np.array(spans, dtype=float)
    f1 = float(above.sum() / below.sum()) if below.sum() else float("nan")
    if len(above) < 2:
        return f1, float("nan"), float("nan")
    rng = np.random.default_rng(_SEED)
    drawn = rng.integers(0, len(above), (_RESAMPLES, len(above)))
    totals = below[drawn].sum(axis=1)
    low, high = np.quantile(
        above[drawn].sum(axis=1)[totals > 0] / totals[totals > 0], (0.025, 0.975)
    )
    return f1, float(low), float(high)


def _alphas(words: Sequence[_Words]) -> tuple[float, float, float]:
    alpha = krippendorff_alpha(sum(words, _Words()).items())
    if len(words) < 2:
        return alpha, float("nan"), float("nan")
    rng = np.random.default_rng(_SEED)
    values = []
    for drawn in rng.integers(0, len(words), (_RESAMPLES, len(words))):
        total: _Words = Counter()
        for i in drawn:
            total.update(words[i])
        values.append(krippendorff_alpha(total.items()))
    low, high = np.nanquantile(values, (0.025, 0.975))
    return alpha, float(low), float(high)
