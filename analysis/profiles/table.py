"""The long table of profiles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from analysis.features import reason_text
from analysis.profiles.judgement import basis
from analysis.profiles.outlets import SHRUNK, by_outlet
from analysis.profiles.reference import percentile, reference
from analysis.profiles.scoring import NAN, Scored, compared, score_article
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "unit",
    "dimension",
    "label",
    "kind",
    "score",
    "low",
    "high",
    "low80",
    "high80",
    "n",
    "n_unit",
    "status",
    "reason",
    "coverage",
    "percentile",
    "reference",
    "parts",
    "values",
    "points",
    "capped",
    "provisional",
    "basis",
)


def profile(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    *,
    by: Literal["article", "outlet"] = "article",
    comparison: Any = None,
) -> DataFrame:
    """The profile of each article, or of each outlet, as a long table.

    Parameters
    ----------
    articles
        Annotated articles.
    by
        ``article``, or ``outlet`` to pool the articles of each outlet (the ``outlet`` of the
        input, else the host of its ``url``; articles with neither are left out).
    comparison
        What :func:`analysis.compare` found; computed when None and there are several articles,
        left out when False.

    Returns
    -------
    pandas.DataFrame
        One row a unit and dimension: ``unit dimension label kind score low high low80 high80 n
        n_unit status reason coverage percentile reference parts values points capped provisional
        basis``. ``score`` is 0 to 100; ``low``/``high`` hold 95 %, ``low80``/``high80`` 80 %. Of
        kind ``bounds`` (C) the score is NaN and low/high say what the unseen checks leave open; of
        kind ``descriptive`` (R) it is an index without a direction. ``status`` is ``zero`` where
        everything was looked for and nothing found; ``coverage`` is the share of parts with a
        value; ``percentile`` the place among the articles of ``reference``; ``parts``, ``values``
        and ``points`` go together. For outlets ``articles`` (copies counted), ``shrunk
        shrunk_low shrunk_high`` (the mean drawn towards that of all outlets, from three outlets
        on) and ``weight`` (how much of its own mean is kept) follow. There is no overall score.
    """
    if by not in ("article", "outlet"):
        raise ValueError(f"by is 'article' or 'outlet', not {by!r}")
    group = [articles] if isinstance(articles, AnnotatedArticle) else list(articles)
    found = compared(group, comparison)
    scored = {a.article_id: score_article(a, found) for a in group}
    if by == "outlet":
        pooled = by_outlet(group, scored, found)
        return _table((_record(unit, row) | more for unit, row, more in pooled), group, SHRUNK)
    return _table((_record(unit, row) for unit, rows in scored.items() for row in rows), group)


def _table(
    records: Iterable[dict[str, Any]], group: list[AnnotatedArticle], more: tuple[str, ...] = ()
) -> DataFrame:
    from analysis.profiles.frame import ProfileTable

    table = ProfileTable(list(records), columns=[*COLUMNS, *more])
    table.annotated = tuple(group)
    return table


def _record(unit: str, row: Scored) -> dict[str, Any]:
    parts = row.dimension.parts
    values = [m.value for m in row.measures] or [NAN] * len(parts)
    # A card of a text too short to be scored shows what was counted, and no points for it.
    counted = values if row.known or not row.reason.startswith("short") else [NAN] * len(parts)
    return {
        "unit": unit,
        "dimension": row.dimension.id,
        "label": row.dimension.label,
        "kind": row.dimension.kind,
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "low80": row.low80,
        "high80": row.high80,
        "n": row.n,
        "n_unit": row.dimension.n_units["en"],
        "status": row.status,
        "reason": reason_text(row.reason),
        "coverage": row.coverage,
        "percentile": percentile(row.score, row.dimension.id, row.language, row.genre),
        "reference": reference(row.dimension.id, row.language, row.genre),
        "parts": [part.feature.name for part in parts],
        "values": values,
        "points": [float(p.points(v)) for p, v in zip(parts, counted, strict=True)],
        "capped": [p.feature.name for p, v in zip(parts, counted, strict=True) if p.is_capped(v)],
        "provisional": row.provisional,
        "basis": basis(),
    }
