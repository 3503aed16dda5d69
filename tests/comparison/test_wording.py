"""Wording: what keeps two figures that differ from being set against each other."""

from __future__ import annotations

import pytest

from .builders import pairs


@pytest.mark.parametrize(
    ("hoped", "done"),
    [
        ("The charity hopes to vaccinate 9,000 people.", "8,200 people have been vaccinated."),
        ("La ville vise 900 signatures.", "La pétition a recueilli 640 signatures."),
    ],
)
def test_what_is_hoped_for_is_not_set_against_what_was_done(hoped, done):
    languages = ("en", "en") if "The" in hoped else ("fr", "fr")
    assert pairs(hoped, done, languages=languages) == []


def test_what_is_at_stake_is_not_set_against_what_was_lost():
    risk = "The collapse puts 410 jobs and 126 stores at risk."
    assert pairs(risk, "61 stores have closed.", languages=("en", "en")) == []
    both = pairs(risk, "Administrators put 162 stores at risk.", languages=("en", "en"))
    assert [p[1] for p in both] == ["divergent"]


def test_a_stock_is_not_set_against_a_part_of_it():
    assert pairs("Quatre wagons ont déraillé.", "Le train comptait quinze wagons.") == []


def test_one_person_told_with_an_age_is_no_toll():
    texts = "Le séisme a fait 40 morts.", "Un menuisier de 52 ans est mort."
    assert pairs(*texts, days=("2024-05-01", "2024-05-01")) == []
