"""Across articles: events, shared copy, and the ledger of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.annotation.claims import article_anchor, redate
from analysis.annotation.records import record
from analysis.comparison.events import Event, group_events
from analysis.comparison.ledger import ClaimPair, EventPack, pair_claims
from analysis.comparison.reuse import find_lineages, find_reuse
from analysis.schema import AnnotatedArticle, display_html

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Comparison", "EventPack", "compare"]

CLAIM_COLUMNS = (
    "event_id", "lineage_id", "article_id", "zone", "start", "end", "text", "quantity", "low",
    "high", "unit", "approximator", "as_of", "attributed", "source_name", "modifiers", "inferred",
)  # fmt: skip
_SIDE = (
    "article_id", "start", "end", "text", "low", "high", "as_of", "attributed", "source_name",
)  # fmt: skip
PAIR_COLUMNS = (
    "event_id",
    "quantity",
    "relation",
    "note",
    "same_lineage",
    *(f"a_{name}" for name in _SIDE),
    *(f"b_{name}" for name in _SIDE),
)


@dataclass(frozen=True, eq=False)
class Comparison:
    """What several articles share and where their figures agree or clash.

    Attributes
    ----------
    events
        ``event_id articles terms``: articles on one event and the words that tie them.
    claims
        One row a figure or date, with its words, interval, day and source.
    claim_pairs
        One row a quantity in two articles, divergent ones first.
    reuse
        ``a b containment band passages``: text that two articles share.
    lineages
        ``lineage_id articles why``: articles with one origin, that is one witness.
    """

    events: DataFrame
    claims: DataFrame
    claim_pairs: DataFrame
    reuse: DataFrame
    lineages: DataFrame
    _records: tuple[dict[str, Any], ...] = ()

    def _repr_html_(self) -> str:
        """As a notebook shows it: events, clashing figures and shared origins."""
        return display_html(self)

    def records(self) -> Iterator[dict[str, Any]]:
        """The comparison records as plain dictionaries, ready for JSON."""
        yield from self._records


def compare(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    *,
    event_pack: str | Path | EventPack | None = None,
    one_event: bool = False,
) -> Comparison:
    """Group articles by event and set their figures side by side.

    Parameters
    ----------
    articles
        Annotated articles, of one or several events and languages.
    event_pack
        A TOML file (or the :class:`EventPack` read from it) that names quantities of the event
        and their aliases.
    one_event
        Whether all articles are known to report one event, so that none is set apart.

    Returns
    -------
    Comparison
        Five tables. A day that an article leaves open is counted from the other articles on its
        event and marked ``inferred``.
    """
    import pandas as pd

    group = [articles] if isinstance(articles, AnnotatedArticle) else list(articles)
    pack = (
        event_pack
        if isinstance(event_pack, EventPack) or event_pack is None
        else EventPack.read(event_pack)
    )
    events = (
        [Event(event_id="E1", articles=tuple(a.article_id for a in group), terms=())]
        if one_event and group
        else group_events(group)
    )
    reuse = find_reuse(group)
    lineages = find_lineages(group, reuse)
    lineage_of = {i: lin.lineage_id for lin in lineages for i in lin.articles}
    by_id = {article.article_id: article for article in group}
    claims: list[dict[str, Any]] = []
    pairs: list[tuple[str, ClaimPair]] = []
    for event in events:
        members = date_together([by_id[i] for i in event.articles])
        for article in members:
            for claim in article.claims:
                zone = next(
                    (z.label for z in article.zones if z.start <= claim.start < z.end), None
                )
                claims.append(
                    record(article, claim)
                    | {
                        "event_id": event.event_id,
                        "lineage_id": lineage_of.get(article.article_id),
                        "zone": zone,
                    }
                )
        pairs += [(event.event_id, pair) for pair in pair_claims(members, lineages, pack)]
    records: tuple[dict[str, Any], ...] = (
        *(
            {
                "kind": "event",
                "event_id": e.event_id,
                "articles": list(e.articles),
                "terms": list(e.terms),
            }
            for e in events
        ),
        *(
            {
                "kind": "reuse",
                "a": r.a,
                "b": r.b,
                "containment": r.containment,
                "band": r.band,
                "passages": [list(p) for p in r.passages],
            }
            for r in reuse
        ),
        *(
            {
                "kind": "lineage",
                "lineage_id": lin.lineage_id,
                "articles": list(lin.articles),
                "why": lin.why,
            }
            for lin in lineages
        ),
        *({"event_id": event_id, **pair.record()} for event_id, pair in pairs),
    )

    def table(kind: str, columns: Sequence[str]) -> DataFrame:
        return pd.DataFrame([r for r in records if r["kind"] == kind], columns=list(columns))

    return Comparison(
        events=table("event", ("event_id", "articles", "terms")),
        claims=pd.DataFrame(claims, columns=list(CLAIM_COLUMNS)),
        claim_pairs=pd.DataFrame(
            [_row(event_id, pair) for event_id, pair in pairs], columns=list(PAIR_COLUMNS)
        ),
        reuse=table("reuse", ("a", "b", "containment", "band", "passages")),
        lineages=table("lineage", ("lineage_id", "articles", "why")),
        _records=records,
    )


def _row(event_id: str, pair: ClaimPair) -> dict[str, Any]:
    row: dict[str, Any] = {
        "event_id": event_id,
        "quantity": pair.quantity,
        "relation": pair.relation,
        "note": pair.note,
        "same_lineage": pair.same_lineage,
    }
    for side, article, claim in (("a", pair.a_article, pair.a), ("b", pair.b_article, pair.b)):
        values = record(article, claim)
        row |= {f"{side}_{name}": values[name] for name in _SIDE}
    return row


def date_together(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Articles on one event with the days that some leave open counted from the others.

    A weekday without a date means the one nearest to the days the other articles name. What
    rests on this is marked ``inferred``.
    """
    anchors = [article_anchor(article) for article in articles]
    sure = [a.day for a in anchors if a is not None and not a.inferred]
    days = sure or [a.day for a in anchors if a is not None]
    if not days:
        return list(articles)
    middle = _middle(days)
    return [
        article
        if anchor is not None and not anchor.inferred
        else replace(article, claims=redate(article, middle))
        for article, anchor in zip(articles, anchors, strict=True)
    ]


def _middle(days: Sequence[date]) -> date:
    """The most frequent day, the latest of several."""
    counts = Counter(days)
    return max(counts, key=lambda d: (counts[d], d))
