"""Many articles that all share text and figures: work grows with them, not with their square."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from analysis.annotation import annotate_article
from analysis.comparison import compare, meetings, reuse
from analysis.comparison.ledger import pair_claims
from analysis.comparison.reuse import find_lineages, find_reuse
from analysis.schema import Article

SHARED = "Les pompiers ont fouillé la scierie toute la nuit sans trouver d’autre foyer de feu."


@pytest.fixture(scope="module")
def crowd():
    return [
        annotate_article(
            Article(
                article_id=f"a{n:02}",
                text="L’incendie de la scierie de Valmont a fait "
                f"{10 + n % 3} blessés, selon le maire.\n\n"
                f"{SHARED} Le témoin {'abcdefghijklmnopqrstuvwxyz'[n]} attend encore.",
            ),
            "fr",
        )
        for n in range(24)
    ]


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


def test_in_a_crowd_the_closest_texts_stay_and_the_lineage_holds(crowd, monkeypatch):
    every = find_reuse(crowd)
    assert len(every) == len(list(combinations(crowd, 2)))
    monkeypatch.setattr(reuse, "_PAIRS", 0)
    monkeypatch.setattr(reuse, "_NEXT", 3)
    kept = find_reuse(crowd)
    assert set(kept) < set(every)
    assert len(kept) <= 3 * len(crowd)
    for article in crowd:
        own = [r for r in kept if article.article_id in (r.a, r.b)]
        best = max(r.containment for r in every if article.article_id in (r.a, r.b))
        assert max(r.containment for r in own) == best
    assert len(find_lineages(crowd, kept)) == 1


def test_the_sampling_search_is_bounded_too(crowd, monkeypatch):
    monkeypatch.setattr(reuse, "EXACT_UP_TO", 1)
    monkeypatch.setattr(reuse, "_PAIRS", 0)
    monkeypatch.setattr(reuse, "_NEXT", 2)
    monkeypatch.setattr(reuse, "_TRIED", 1)
    kept = find_reuse(crowd)
    assert 0 < len(kept) <= 2 * len(crowd)


def test_the_greatest_of_each_owner_come_first():
    owners, values = np.array([1, 1, 0, 1, 0]), np.array([3.0, 5.0, 1.0, 5.0, 2.0])
    assert reuse._first(owners, values, 1).tolist() == [False, True, False, False, True]
    assert reuse._first(owners, values, 2).tolist() == [False, True, True, True, True]
    assert reuse._first(np.empty(0, int), np.empty(0), 2).tolist() == []


def test_one_lineage_is_said_of_each_pair(crowd):
    assert compare(crowd).claim_pairs["same_lineage"].all()
