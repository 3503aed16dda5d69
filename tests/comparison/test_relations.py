"""Relations: how two claims stand to each other."""

from __future__ import annotations

import pytest

from analysis.comparison.relations import relate
from analysis.schema import Claim

from .builders import pairs


def count(low: float, high: float, day: str | None = None) -> Claim:
    return Claim(start=0, end=1, quantity="dead", low=low, high=high, as_of=day)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (count(12, 12), count(12, 12), "identical"),
        (count(20, 99), count(45, 45), "compatible"),
        (count(8, 8, "2024-05-01"), count(12, 12, "2024-05-02"), "evolving"),
        (count(12, 12, "2024-05-01"), count(8, 8, "2024-05-02"), "divergent"),
        (count(8, 8, "2024-05-01"), count(12, 12, "2024-05-01"), "divergent"),
    ],
)
def test_relations_of_a_cumulative_count(a: Claim, b: Claim, relation: str):
    assert relate(a, b, cumulative=True) == relation
    assert relate(b, a, cumulative=True) == relation


def test_a_later_and_larger_count_of_what_does_not_add_up_is_divergent():
    a, b = count(8, 8, "2024-05-01"), count(12, 12, "2024-05-02")
    assert relate(a, b, cumulative=False) == "divergent"


def test_dates_one_day_apart_are_compatible():
    def end(day: str) -> Claim:
        return Claim(start=0, end=1, quantity="strike_end", low=day, high=day, unit="date")

    assert relate(end("2024-05-01"), end("2024-05-02")) == "compatible"
    assert relate(end("2024-05-01"), end("2024-05-03")) == "divergent"


def test_a_fire_that_burns_since_a_day_broke_out_on_it():
    found = pairs(
        "L'incendie de mardi est fixé.",
        "L'incendie qui fait rage depuis mardi est fixé.",
        days=("2023-08-09", "2023-08-10"),
    )
    assert found == [("fire_date", "identical", None)]
