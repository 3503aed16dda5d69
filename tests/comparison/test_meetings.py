"""Meetings: which articles are set against each other; work grows with them, not their square."""

from __future__ import annotations

from itertools import combinations

from analysis.comparison import compare, meetings
from analysis.comparison.ledger import pair_claims


def test_a_few_articles_are_set_against_each_other_all(crowd):
    pairs = [p for p in pair_claims(crowd) if p.quantity == "injured"]
    assert len(pairs) == len(list(combinations(crowd, 2)))


def test_in_a_crowd_each_article_meets_as_many_others(crowd, monkeypatch):
    monkeypatch.setattr(meetings, "_PAIRS", 0)
    pairs = [p for p in pair_claims(crowd) if p.quantity == "injured"]
    assert len(pairs) == len(crowd) * meetings._NEXT
    met = [i for p in pairs for i in (p.a_article.article_id, p.b_article.article_id)]
    assert {met.count(a.article_id) for a in crowd} == {2 * meetings._NEXT}
    assert {p.relation for p in pairs} == {"identical", "divergent"}
    assert len({frozenset((p.a_article.article_id, p.b_article.article_id)) for p in pairs}) == len(
        pairs
    )
    assert all(p.a_article.article_id < p.b_article.article_id for p in pairs)


def test_one_lineage_is_said_of_each_pair(crowd):
    assert compare(crowd).claim_pairs["same_lineage"].all()
