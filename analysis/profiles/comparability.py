"""Which comparisons may be drawn, and the reason in place of those that must not be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from analysis.features import reason_text
from analysis.profiles.judgement import dimensions, rules
from analysis.profiles.outlets import lineages_of, outlet_of, shared_events
from analysis.profiles.scoring import compared, score_article
from analysis.profiles.strata import Stratum, stratum
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from pandas import DataFrame

# What must be alike for which dimensions, in the order in which a reason is given.
_LANGUAGE = frozenset("ABER")
_GENRE = frozenset("ABER")
_TRANSLATION = frozenset("ER")
_PAGE = frozenset("CD")
_LENGTH = frozenset("ABD")

COLUMNS = ("dimension", "comparable", "reason", "n", "groups")


def comparability(
    articles: Iterable[AnnotatedArticle],
    *,
    by: Literal["article", "outlet"] = "article",
    comparison: Any = None,
    profiles: DataFrame | None = None,
    locale: str = "en",
) -> DataFrame:
    """Which dimensions of a group of articles may be set side by side, and why not the others.

    Texts of several languages or genres are not compared on what words decide; translated with
    original texts not on wording and readability; bodies alone with whole pages not on what stands
    around the body; brief with long texts not on what needs room; copies of one text not at all;
    articles on different events not on their figures. One profile is compared with another only
    when their ``basis`` is the same.

    Parameters
    ----------
    articles
        Annotated articles.
    by
        ``article``, or ``outlet`` to compare outlets: each needs the least number of independent
        articles and three events in common with the others.
    comparison
        As in :func:`analysis.profile`.
    profiles
        The articles' profiles where they were made already; None makes them.
    locale
        Language of the reasons.

    Returns
    -------
    pandas.DataFrame
        ``dimension comparable reason n groups``: one row a dimension, with the number of units
        that have a value in it and, of those, the groups of two or more that may be compared with
        each other.
    """
    import pandas as pd

    if by not in ("article", "outlet"):
        raise ValueError(f"by is 'article' or 'outlet', not {by!r}")
    group = list(articles)
    found = compared(group, comparison)
    members: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in group:
        unit = article.article_id if by == "article" else outlet_of(article)
        if unit is not None:
            members[unit].append(article)
    known = _known(group, found, profiles)
    rows = []
    for item in dimensions():
        valued = {
            unit: [a for a in own if (a.article_id, item.id) in known]
            for unit, own in members.items()
        }
        units = {unit: own for unit, own in valued.items() if own}
        reason = "few_scored" if len(units) < 2 else hindrance(item.id, units, found)
        if not reason and by == "outlet":
            reason = _outlet_hindrance(units, found)
        groups = _groups(item.id, units, found) if len(units) > 1 else []
        rows.append((item.id, not reason, reason_text(reason, locale), len(units), groups))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _known(
    group: list[AnnotatedArticle], comparison: Any, profiles: DataFrame | None
) -> set[tuple[str, str]]:
    """Articles and dimensions that have a value."""
    if profiles is not None:
        rows = profiles[profiles["status"].isin(["measured", "zero"])]
        return set(zip(rows["unit"].astype(str), rows["dimension"].astype(str), strict=True))
    return {
        (article.article_id, row.dimension.id)
        for article in group
        for row in score_article(article, comparison)
        if row.known
    }


Units = Mapping[str, list[AnnotatedArticle]]


def hindrance(dimension_id: str, units: Units, comparison: Any) -> str:
    """Why a dimension of these units must not be compared, empty when nothing forbids it."""
    usual = [_usual(own) for own in units.values()]
    if dimension_id in _LANGUAGE and len({s.language for s in usual}) > 1:
        return "several_languages"
    if dimension_id in _GENRE and len({s.genre for s in usual}) > 1:
        return "several_genres"
    if dimension_id in _TRANSLATION and len({s.translated for s in usual}) > 1:
        return "mixed_translation"
    if dimension_id in _PAGE and len({s.page for s in usual}) > 1:
        return "mixed_extraction"
    if dimension_id in _LENGTH and {"brief", "long"} <= {s.length for s in usual}:
        return "mixed_length"
    ids = [a.article_id for own in units.values() for a in own]
    lineage = lineages_of(comparison)
    if len({lineage.get(key, key) for key in ids}) < 2:
        return "one_lineage"
    together = comparison.events["articles"] if comparison is not None else [ids]
    if dimension_id == "F" and not any(set(ids) <= set(members) for members in together):
        return "several_events"
    return ""


def _usual(own: list[AnnotatedArticle]) -> Stratum:
    """The stratum most articles of a unit are in."""
    counted = Counter(stratum(a) for a in own)
    return max(counted, key=lambda s: (counted[s], s.genre == "report", repr(s)))


def _outlet_hindrance(units: Units, comparison: Any) -> str:
    lineage = lineages_of(comparison)
    sizes = [len({lineage.get(a.article_id, a.article_id) for a in own}) for own in units.values()]
    if min(sizes) < rules().cards_below:
        return "few_articles"
    if min(sizes) < rules().provisional_below:
        return "some_articles"
    return "" if shared_events(units, comparison) >= rules().least_events else "few_events"


def _groups(dimension_id: str, units: Units, comparison: Any) -> list[list[str]]:
    """The largest sets of units, two at least, in which nothing forbids a comparison."""
    event = {}
    if dimension_id == "F" and comparison is not None:
        event = {a: i for i, ids in enumerate(comparison.events["articles"]) for a in ids}
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for unit, own in units.items():
        s = _usual(own)
        found[
            s.language if dimension_id in _LANGUAGE else "",
            s.genre if dimension_id in _GENRE else "",
            s.translated if dimension_id in _TRANSLATION else "",
            s.page if dimension_id in _PAGE else "",
            s.length == "long" if dimension_id in _LENGTH else "",
            event.get(own[0].article_id, unit) if event else "",
        ].append(unit)
    return [members for members in found.values() if len(members) > 1]
