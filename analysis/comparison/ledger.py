"""The figures ledger: comparable claims of different articles, and how they stand to each other.

The nearest precedent is RIPTIDES (White, Cardie, Ng and McCullough 2002): numeric estimates of
several articles side by side, so that a reader sees where they differ. A pair is one quantity in
two articles; what cannot be compared for sure (another unit, part, place or day) is not paired.

The rules stand in the order they are asked: ``slots`` (what a quantity is called), ``relations``
(two claims), ``entries`` (what each article tells), ``pairing`` (which figures of two articles),
``meetings`` (which articles), ``kin`` (pairs under different names) and ``matching`` (how likely
each is one quantity).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.comparison.entries import Entry, distinct, of_all, parts, told_by_article
from analysis.comparison.kin import equal_figures, kin_pairs, pairs_of_the_day, spans_against_ends
from analysis.comparison.matching import likely_pairs
from analysis.comparison.meetings import is_one_lineage, meetings
from analysis.comparison.pairing import (
    TRANSPOSED,
    UNDATED,
    ClaimPair,
    choose,
    is_placed,
    make_pair,
)
from analysis.comparison.relations import Relation, relate, transposed
from analysis.comparison.slots import EventPack, is_cumulative
from analysis.schema import AnnotatedArticle

__all__ = [
    "TRANSPOSED",
    "UNDATED",
    "ClaimPair",
    "EventPack",
    "Relation",
    "is_cumulative",
    "pair_claims",
    "relate",
    "transposed",
]


def pair_claims(
    articles: Sequence[AnnotatedArticle],
    lineages: Iterable[Any] = (),
    pack: EventPack | None = None,
) -> list[ClaimPair]:
    """The comparable claims of articles on one event.

    Parameters
    ----------
    articles
        Articles on one event, their claims dated as well as the event allows.
    lineages
        Records with ``articles``, the ids that share one origin.
    pack
        A user's names for quantities.

    Returns
    -------
    list of ClaimPair
        One a quantity and pair of articles, or one a named source where both articles give
        several figures; divergent ones first, then in text order. Where more than 200 articles
        give one quantity, each is set against as many of the others as make 20,000 pairs in all,
        and eight at least: the work grows with the articles, not with their square.
    """
    groups: dict[tuple[str, tuple[str, ...], str | None], list[Entry]] = defaultdict(list)
    told_by = {name: of_all(own) for name, own in told_by_article(articles, pack).items()}
    for own in told_by.values():
        for entry in parts(own):
            groups[entry.slot, entry.scope, entry.claim.unit].append(entry)
    same = {i: lineage.articles[0] for lineage in lineages for i in lineage.articles}
    order = {article.article_id: i for i, article in enumerate(articles)}
    pairs: list[ClaimPair] = []
    for (slot, _, _), entries in groups.items():
        cumulative = is_cumulative(slot, pack)
        placed = is_placed(entries)
        by_article: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_article[entry.article.article_id].append(entry)
        told = [(name, distinct(some)) for name, some in by_article.items()]
        for (left_id, left), (right_id, right) in meetings(told):
            lineage = is_one_lineage(same, left_id, right_id)
            for a, b in choose(left, right, cumulative, placed):
                pair = make_pair(a, b, slot, cumulative, lineage)
                if pair is not None:
                    pairs.append(pair)
    pairs += kin_pairs(told_by, same, pack, pairs)
    pairs += pairs_of_the_day(told_by, same, pairs)
    pairs += equal_figures(told_by, same, pairs)
    pairs += spans_against_ends(told_by, same)
    pairs = likely_pairs(told_by, same, pairs, pack)
    rank = {"divergent": 0, "evolving": 1, "compatible": 2, "identical": 3}
    pairs.sort(
        key=lambda p: (
            rank[p.relation],
            p.quantity,
            order[p.a_article.article_id],
            order[p.b_article.article_id],
            p.a.start,
            p.b.start,
        )
    )
    return pairs
