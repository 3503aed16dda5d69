"""Outlets: means over independent articles, drawn together where articles are few, and paired.

An outlet's profile rests on its *lineages*: ten copies of one dispatch count once. Below five
there are cards only, from five to fourteen the profile is provisional. Outlets write on different
things, so that differences between them are best read on the same events:
:func:`paired_differences`.

References
----------
Efron & Morris (1975), JASA 70, 311-319 (shrinkage); DerSimonian & Laird (1986), Controlled
Clinical Trials 7, 177-188 (variance between groups).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from analysis.features import Measure, reason_text
from analysis.profiles.judgement import Dimension, dimensions, rules
from analysis.profiles.scoring import NAN, Scored, compared, score_article
from analysis.schema import AnnotatedArticle, Status
from analysis.statistics import Estimate, Floats, shrink

if TYPE_CHECKING:
    from pandas import DataFrame

SHRUNK = ("articles", "shrunk", "shrunk_low", "shrunk_high", "weight")
PAIRED = (
    "dimension",
    "a",
    "b",
    "difference",
    "low",
    "high",
    "n",
    "status",
    "reason",
    "provisional",
)


def outlet_of(article: AnnotatedArticle) -> str | None:
    """The outlet the input names, else the host of its address without ``www.``."""
    given = article.article
    if given.outlet:
        return given.outlet
    host = urlsplit(given.url).hostname if given.url else None
    return host.removeprefix("www.") if host else None


def lineages_of(comparison: Any) -> dict[str, str]:
    """The lineage of each article that has one; the others are lineages of their own."""
    if comparison is None or not len(comparison.lineages):
        return {}
    table = comparison.lineages
    return {
        str(article): f"lineage {lineage}"
        for lineage, ids in zip(table["lineage_id"], table["articles"], strict=True)
        for article in ids
    }


def _events_of(comparison: Any) -> dict[str, str]:
    if comparison is None or not len(comparison.events):
        return {}
    table = comparison.events
    return {
        str(article): str(event)
        for event, ids in zip(table["event_id"], table["articles"], strict=True)
        for article in ids
    }


def shared_events(units: Mapping[str, Sequence[AnnotatedArticle]], comparison: Any) -> int:
    """The least number of events that two of the outlets have in common."""
    event = _events_of(comparison)
    seen = [{event[a.article_id] for a in own if a.article_id in event} for own in units.values()]
    return min((len(a & b) for a, b in combinations(seen, 2)), default=0)


def by_outlet(
    group: Iterable[AnnotatedArticle], scored: Mapping[str, list[Scored]], comparison: Any
) -> Iterator[tuple[str, Scored, dict[str, Any]]]:
    """The pooled dimensions of each outlet in alphabetical order, with what shrinkage adds."""
    lineage = lineages_of(comparison)
    members: dict[str, list[str]] = defaultdict(list)
    for article in group:
        outlet = outlet_of(article)
        if outlet is not None:
            members[outlet].append(article.article_id)
    rows: dict[str, list[Scored]] = {}
    added: list[dict[str, dict[str, Any]]] = []
    for i, item in enumerate(dimensions()):
        per_lineage = {
            outlet: [(lineage.get(key, key), scored[key][i]) for key in members[outlet]]
            for outlet in sorted(members)
        }
        for outlet, own in per_lineage.items():
            rows.setdefault(outlet, []).append(_pooled(item, own))
        added.append(_shrunk(item, per_lineage))
    for outlet, own_rows in rows.items():
        for i, row in enumerate(own_rows):
            yield outlet, row, {"articles": len(members[outlet]), **added[i].get(outlet, {})}


def _pooled(item: Dimension, rows: list[tuple[str, Scored]]) -> Scored:
    """The mean over lineages of one outlet, so that ten copies of one dispatch count once."""
    kept = [(key, row) for key, row in rows if row.known]
    n = len({key for key, _ in kept})
    coverage = len(kept) / len(rows) if rows else 0.0
    if n < rules().cards_below:
        missing = [row for _, row in rows if not row.known]
        enough = len({key for key, _ in rows}) >= rules().cards_below
        # Where articles enough are there, what they lack is the reason, not their number.
        reason: tuple[str, Status] = ("few_articles", "not_applicable")
        if enough and len(missing) > len(kept):
            lacking = Counter((row.reason, row.status) for row in missing)
            reason = max(lacking, key=lambda key: (lacking[key], key))
        return Scored(item, n=n, status=reason[1], reason=reason[0], coverage=coverage)
    provisional = n < rules().provisional_below
    languages = {row.language for _, row in kept}
    ground: dict[str, Any] = {
        "n": n,
        "coverage": coverage,
        "provisional": provisional,
        "reason": "some_articles" if provisional else "",
        "measures": _mean_measures(item, kept),
        "language": languages.pop() if len(languages) == 1 else "",
    }
    if item.kind == "bounds":
        low, high = (float(_lineage_means(kept, end).mean()) for end in ("low", "high"))
        return Scored(item, low=low, high=high, low80=low, high80=high, **ground)
    means = _lineage_means(kept, "score")
    error = float(means.std(ddof=1)) / math.sqrt(n)
    spread = Estimate(float(means.mean()), error, n - 1, 0, 100)
    wide, narrow = spread.interval(0.95), spread.interval(0.80)
    if math.isclose(error, 0, abs_tol=1e-9):
        # All at one value, as at a goalpost: between them is no doubt, so each one's own stays.
        wide, narrow = (
            (float(_lineage_means(kept, low).mean()), float(_lineage_means(kept, high).mean()))
            for low, high in (("low", "high"), ("low80", "high80"))
        )
    return Scored(
        item,
        score=float(means.mean()),
        low=wide[0],
        high=wide[1],
        low80=narrow[0],
        high80=narrow[1],
        **ground,
    )


def _lineage_means(kept: list[tuple[str, Scored]], field: str) -> Floats:
    keys = sorted({key for key, _ in kept})
    return np.array(
        [np.mean([getattr(row, field) for key, row in kept if key == one]) for one in keys]
    )


def _mean_measures(item: Dimension, kept: list[tuple[str, Scored]]) -> tuple[Measure, ...]:
    """The mean of each part over the lineages in which it has a value."""
    made = []
    for i in range(len(item.parts)):
        values: dict[str, list[float]] = defaultdict(list)
        for key, row in kept:
            if row.measures and row.measures[i].known:
                values[key].append(row.measures[i].value)
        status: Status = "measured" if values else "not_applicable"
        mean = float(np.mean([np.mean(v) for v in values.values()])) if values else NAN
        made.append(Measure(mean, n=len(values), status=status))
    return tuple(made)


def _shrunk(
    item: Dimension, per_lineage: Mapping[str, list[tuple[str, Scored]]]
) -> dict[str, dict[str, Any]]:
    """Each outlet's mean drawn towards the mean of the outlets, the more the fewer its articles."""
    if item.kind == "bounds":
        return {}
    groups = {
        outlet: _lineage_means([r for r in rows if r[1].known], "score")
        for outlet, rows in per_lineage.items()
    }
    groups = {outlet: m for outlet, m in groups.items() if len(m) >= rules().cards_below}
    made = shrink(list(groups.values()))
    if made is None:
        return {}
    return {
        outlet: {
            "shrunk": value,
            "shrunk_low": max(0.0, low),
            "shrunk_high": min(100.0, high),
            "weight": weight,
        }
        for outlet, (value, low, high, weight) in zip(groups, made, strict=True)
    }


def paired_differences(
    articles: Iterable[AnnotatedArticle],
    *,
    events: Mapping[str, str] | None = None,
    comparison: Any = None,
    locale: str = "en",
) -> DataFrame:
    """How outlets differ on the same events, dimension by dimension.

    For each event that two outlets both cover, the mean score of the one less that of the other;
    over events, the mean difference with its Student interval. What is written about is the same
    on both sides, so it does not enter. Articles that both sides share (one lineage) say nothing
    of a difference and are left out.

    Parameters
    ----------
    articles
        Annotated articles of two outlets or more.
    events
        The event of each article by its id; None takes the events :func:`analysis.compare` finds.
    comparison
        As in :func:`analysis.profile`.
    locale
        Language of the reasons.

    Returns
    -------
    pandas.DataFrame
        ``dimension a b difference low high n status reason provisional``: one row a dimension and
        pair of outlets, ``difference`` being *a* less *b* in points and ``n`` the number of
        events. Below three events there is no difference, below fifteen it is provisional.
        Origin (C) has bounds and no difference.
    """
    import pandas as pd

    group = [a for a in articles if outlet_of(a) is not None]
    found = compared(group, comparison)
    event = dict(events) if events is not None else _events_of(found)
    lineage = lineages_of(found)
    scored = {a.article_id: score_article(a, found) for a in group}
    outlets = sorted({str(outlet_of(a)) for a in group})
    rows = []
    for i, item in enumerate(dimensions()):
        if item.kind == "bounds":
            continue
        cells: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for a in group:
            row = scored[a.article_id][i]
            if a.article_id in event and not math.isnan(row.score):
                key = lineage.get(a.article_id, a.article_id)
                cells[str(outlet_of(a)), event[a.article_id]][key] = row.score
        for one, other in combinations(outlets, 2):
            rows.append(_paired(item, one, other, cells, sorted(set(event.values())), locale))
    return pd.DataFrame(rows, columns=list(PAIRED))


def _paired(
    item: Dimension,
    one: str,
    other: str,
    cells: Mapping[tuple[str, str], Mapping[str, float]],
    events: Sequence[str],
    locale: str,
) -> tuple[Any, ...]:
    differences = []
    for event in events:
        a, b = cells.get((one, event), {}), cells.get((other, event), {})
        own_a = [score for key, score in a.items() if key not in b]
        own_b = [score for key, score in b.items() if key not in a]
        if own_a and own_b:
            differences.append(float(np.mean(own_a) - np.mean(own_b)))
    n = len(differences)
    if n < rules().least_events:
        reason = reason_text("few_events", locale)
        return item.id, one, other, NAN, NAN, NAN, n, "not_applicable", reason, False
    error = float(np.std(differences, ddof=1)) / math.sqrt(n)
    low, high = Estimate(float(np.mean(differences)), error, n - 1, -100, 100).interval()
    provisional = n < rules().provisional_below
    reason = reason_text("some_events" if provisional else "", locale)
    mean = float(np.mean(differences)) + 0.0
    return item.id, one, other, mean, low, high, n, "measured", reason, provisional
