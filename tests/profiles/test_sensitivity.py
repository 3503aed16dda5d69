"""What is left of an order when choices vary; an index only from weights its user gives."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest

from analysis.profiles.sensitivity import sensitivity

from .made import attributing, of_outlet


def test_what_differs_wholly_mostly_stays_above() -> None:
    made = sensitivity([attributing(1, 11), attributing(2, 1)], draws=200, comparison=False)
    assert list(made.ranks["rank"]) == [1, 2]
    assert made.dominance.loc["a1", "a2"] > 0.7
    assert made.dominance.loc["a1", "a2"] + made.dominance.loc["a2", "a1"] == pytest.approx(1)


def test_what_is_alike_has_no_order() -> None:
    made = sensitivity([attributing(i, 5) for i in range(4)], draws=200, comparison=False)
    assert set(made.ranks["rank"]) == {2.5}
    assert made.dominated == 0
    assert made.ranks["rank_high"].max() > made.ranks["rank_low"].min()
    assert made.dominance.melt()["value"].dropna().between(0.3, 0.7).all()


def test_an_article_without_a_score_has_no_rank() -> None:
    made = sensitivity(
        [attributing(1, 5), of_outlet(2, attributions=())], draws=20, comparison=False
    )
    assert list(made.ranks["unit"]) == ["a1"]


def test_each_choice_is_named_and_weighed() -> None:
    made = sensitivity([attributing(i, 2 * i + 1) for i in range(5)], draws=50, comparison=False)
    assert set(made.choices["choice"]) == {
        *("scope", "zones", "word_lists", "goalposts", "weights", "aggregation"),
        *("part_left_out", "chance"),
    }
    assert (made.choices["rank_shift"].diff().dropna() <= 0).all()
    scope = made.choices.set_index("choice").loc["scope"]
    assert scope["rank_shift"] == 0  # every attribution is asserted and has a source


def test_there_is_no_index_without_weights() -> None:
    group = [attributing(i, 2 * i + 1) for i in range(4)]
    assert sensitivity(group, draws=20, comparison=False).about == "A"
    made = sensitivity(group, weights={"A": 3, "D": 1}, draws=20, comparison=False)
    assert made.about == "index"
    assert "dimension_weights" in set(made.choices["choice"])
    for weights, message in (
        ({"C": 1.0}, "bounds"),
        ({"R": 1.0}, "descriptive"),
        ({"A": -1.0}, "negative"),
        ({"A": 0.0}, "all weights are zero"),
    ):
        with pytest.raises(ValueError, match=message):
            sensitivity(group, weights=weights, comparison=False)
    with pytest.raises(KeyError, match="no dimension 'Z'"):
        sensitivity(group, "Z", comparison=False)


def test_the_same_seed_gives_the_same_numbers_and_a_corpus_is_thinned_evenly() -> None:
    group = [attributing(i, 1 + i % 11) for i in range(12)]
    one = sensitivity(group, draws=30, most=5, comparison=False)
    other = sensitivity(group, draws=30, most=5, comparison=False)
    pd.testing.assert_frame_equal(one.ranks, other.ranks)
    pd.testing.assert_frame_equal(one.choices, other.choices)
    assert list(one.ranks["unit"]) == ["a0", "a3", "a6", "a8", "a11"]


def test_too_little_has_no_order_and_no_error() -> None:
    made = sensitivity([], draws=10)
    assert made.ranks.empty
    assert math.isnan(made.dominated)
    short = dataclasses.replace(attributing(1, 5), words_body=20)
    assert sensitivity([short], draws=10, comparison=False).ranks.empty


def test_what_must_not_be_compared_is_told_with_the_reason() -> None:
    group = [attributing(i, 2 + i) for i in range(3)]
    assert sensitivity(group, draws=10, comparison=False).reason == ""
    mixed = [*group[:2], dataclasses.replace(group[2], language="en")]
    assert sensitivity(mixed, draws=10, comparison=False).reason == "several_languages"
