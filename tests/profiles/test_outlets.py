"""Outlets need independent articles; few are drawn together, the same events set side by side."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest

from analysis import profile
from analysis.profiles import outlet_of, paired_differences

from .made import attributing, compared, of_outlet, report, row


@pytest.mark.parametrize(
    ("number", "status", "provisional"),
    [(4, "not_applicable", False), (5, "measured", True), (15, "measured", False)],
)
def test_an_outlet_needs_articles(number: int, status: str, provisional: bool) -> None:
    table = profile([of_outlet(i) for i in range(number)], by="outlet", comparison=False)
    made = row(table, "A")
    assert made["unit"] == "Le Pont"
    assert made["n"] == number
    assert made["status"] == status
    assert made["provisional"] == provisional
    assert math.isnan(made["score"]) == (number < 5)


def test_copies_of_one_dispatch_count_once_for_an_outlet() -> None:
    group = [of_outlet(i) for i in range(8)]
    found = compared()
    found.lineages = pd.DataFrame(
        {"lineage_id": ["1"], "articles": [[a.article_id for a in group[:5]]]}
    )
    found.claim_pairs = pd.DataFrame()
    made = row(profile(group, by="outlet", comparison=found), "A")
    assert made["n"] == 4
    assert made["status"] == "not_applicable"


def test_the_outlet_is_named_by_the_input_or_by_the_address() -> None:
    article = report()
    site = dataclasses.replace(article.article, url="https://www.lepont.example/a?b")
    assert outlet_of(article) is None
    assert outlet_of(dataclasses.replace(article, article=site)) == "lepont.example"
    assert profile([article], by="outlet").empty


def test_outlets_with_few_articles_are_drawn_to_the_mean_of_all() -> None:
    sizes = {"A": (30, 4), "B": (30, 6), "C": (6, 9)}
    group = [
        attributing(1000 * ord(outlet) + i, share + i % 3 - 1, outlet)
        for outlet, (n, share) in sizes.items()
        for i in range(n)
    ]
    table = profile(group, by="outlet", comparison=False)
    a = table[table["dimension"] == "A"].set_index("unit")
    assert list(a["articles"]) == [30, 30, 6]
    assert (a["shrunk_low"] <= a["shrunk"]).all() and (a["shrunk"] <= a["shrunk_high"]).all()
    assert a.loc["C", "weight"] < a.loc["A", "weight"] < 1
    assert a.loc["C", "shrunk"] < a.loc["C", "score"]
    assert a.loc["A", "shrunk"] > a.loc["A", "score"]
    assert table[table["dimension"] == "C"]["shrunk"].isna().all()


def test_on_the_same_events_what_is_written_about_does_not_enter() -> None:
    # One outlet attributes two sentences more on every event; events differ far more than that.
    events = {f"a{100 * k + j}": f"event {k}" for k in range(6) for j in range(2)}
    group = [attributing(100 * k + j, 3 + k - 2 * j, "AB"[j]) for k in range(6) for j in range(2)]
    table = paired_differences(group, events=events, comparison=False)
    a = table[table["dimension"] == "A"].iloc[0]
    assert (a["a"], a["b"], a["n"]) == ("A", "B", 6)
    assert a["difference"] == pytest.approx(100 * (2 / 11) / 0.7 / 2, abs=2)
    assert a["low"] <= a["difference"] <= a["high"]
    assert a["low"] > 0
    assert a["provisional"]


def test_too_few_common_events_give_no_difference() -> None:
    group = [attributing(i, 5, "AB"[i % 2]) for i in range(4)]
    table = paired_differences(group, events={"a0": "x", "a1": "x"}, comparison=False)
    assert table["difference"].isna().all()
    assert set(table["reason"]) == {"fewer than three events in common"}


def test_a_shared_dispatch_says_nothing_of_a_difference() -> None:
    events = {f"a{i}": f"event {i // 2}" for i in range(8)}
    group = [attributing(i, 5, "AB"[i % 2]) for i in range(8)]
    found = compared()
    found.lineages = pd.DataFrame(
        {"lineage_id": ["1", "2"], "articles": [["a0", "a1"], ["a2", "a3"]]}
    )
    found.claim_pairs = pd.DataFrame()
    table = paired_differences(group, events=events, comparison=found)
    assert table[table["dimension"] == "A"]["n"].iloc[0] == 2


def test_articles_at_one_value_leave_the_doubt_of_each() -> None:
    d = row(profile([of_outlet(i) for i in range(6)], by="outlet", comparison=False), "D")
    one = row(profile(of_outlet(0)), "D")
    assert d["score"] == one["score"] == 100
    assert d["low"] == pytest.approx(one["low"]) and d["low"] < 100


def test_what_articles_enough_lack_is_the_reason() -> None:
    table = profile([of_outlet(i) for i in range(6)], by="outlet", comparison=False)
    assert row(table, "E")["reason"] == "fewer than three contested labels"
    few = profile([of_outlet(i) for i in range(4)], by="outlet", comparison=False)
    assert row(few, "E")["reason"].startswith("fewer than five independent articles")
