"""Many articles that all share text: work grows with them, not with their square."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from analysis.comparison import reuse
from analysis.comparison.reuse import find_lineages, find_reuse


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
