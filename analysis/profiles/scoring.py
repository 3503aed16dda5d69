"""The score of each dimension of one article, with its interval, status and parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.comparison import compare
from analysis.features import Measure
from analysis.profiles.judgement import Dimension, dimensions, rules
from analysis.profiles.layers import quantiles
from analysis.profiles.strata import Genre, genre
from analysis.schema import AnnotatedArticle, Status

NAN = math.nan


@dataclass(frozen=True, slots=True)
class Scored:
    """A dimension of one unit, before it becomes a row of the table."""

    dimension: Dimension
    score: float = NAN
    low: float = NAN
    high: float = NAN
    low80: float = NAN
    high80: float = NAN
    n: int = 0
    status: Status = "measured"
    reason: str = ""
    coverage: float = 0.0
    measures: tuple[Measure, ...] = ()
    provisional: bool = False
    language: str = ""
    genre: Genre = "report"

    @property
    def known(self) -> bool:
        """Whether there is a score or, for bounds, their ends."""
        return self.status in ("measured", "zero")


def compared(group: list[AnnotatedArticle], comparison: Any) -> Any:
    """What :func:`analysis.compare` found: as given, made when None, left out when False."""
    if comparison is None and len(group) > 1:
        return compare(group)
    return comparison or None


def score_article(article: AnnotatedArticle, comparison: Any = None) -> list[Scored]:
    """All dimensions of one article."""
    short = too_short(article)
    return [score_dimension(d, article, comparison, short) for d in dimensions()]


def too_short(article: AnnotatedArticle) -> str:
    """Why an article is too short to be scored, empty when it is not."""
    if len(article.body_sentences) < rules().least_sentences:
        return "short_sentences"
    return "short_words" if article.words_body < rules().least_words else ""


def score_dimension(
    item: Dimension, article: AnnotatedArticle, comparison: Any, short: str
) -> Scored:
    """One dimension of one article; ``short`` is why it is too short, or empty."""
    measures = tuple(part.feature.measure(article, comparison) for part in item.parts)
    if item.kind == "bounds":
        return _bounds(item, measures, short)
    apt = [
        (part, measure)
        for part, measure in zip(item.parts, measures, strict=True)
        if measure.reason != "other_language"
    ]
    known = [(part, measure) for part, measure in apt if measure.known]
    coverage = len(known) / len(apt) if apt else 0.0
    n = item.n_of.measure(article, comparison).n if item.n_of else 0
    ground: dict[str, Any] = {
        "n": n,
        "coverage": coverage,
        "measures": measures,
        "language": article.language,
        "genre": genre(article),
    }
    if short:
        return Scored(item, status="not_applicable", reason=short, **ground)
    if not known or coverage < rules().least_coverage:
        missing = [m for _, m in apt if not m.known]
        seen = any(m.status == "not_observable" for m in missing)
        return Scored(
            item,
            status="not_observable" if seen else "not_applicable",
            reason=_main_reason(missing),
            **ground,
        )
    score = float(np.mean([part.points(measure.value) for part, measure in known]))
    low, low80, high80, high = quantiles(known, score, article, "combined")
    nothing = all(m.status == "zero" and part.direction == "up" for part, m in known)
    return Scored(
        item,
        status="zero" if nothing else "measured",
        score=score,
        low=low,
        high=high,
        low80=low80,
        high80=high80,
        provisional=any(part.provisional for part, _ in known),
        **ground,
    )


def _main_reason(missing: Sequence[Measure]) -> str:
    """Why most of the missing parts have no value; of equally frequent reasons the last."""
    reasons = [m.reason for m in missing]
    if not reasons:
        return "other_language"
    return max(reasons, key=lambda r: (reasons.count(r), len(reasons) - reasons[::-1].index(r)))


def _bounds(item: Dimension, measures: tuple[Measure, ...], short: str) -> Scored:
    """What the checks show at least and at most, the unseen ones counted as absent, then present.

    No value in between is given: what extraction dropped cannot be known.
    """
    shown = sum(m.value for m in measures if m.known)
    unseen = sum(m.status == "not_observable" for m in measures)
    total = unseen + sum(m.known for m in measures)
    coverage = 1 - unseen / total if total else 0.0
    if short or not total:
        reason = short or (measures[0].reason if measures else "no_text")
        return Scored(
            item,
            n=total,
            status="not_applicable",
            reason=reason,
            coverage=coverage,
            measures=measures,
        )
    low, high = 100 * shown / total, 100 * (shown + unseen) / total
    return Scored(
        item,
        low=low,
        high=high,
        low80=low,
        high80=high,
        n=total,
        coverage=coverage,
        measures=measures,
    )
