"""Diversity: voices, parties and who is left out of the count."""

from __future__ import annotations

import dataclasses
import math

import pytest

from analysis.features.diversity import (
    effective_affiliations,
    named_non_official_share,
    non_official_share,
    source_count,
    sources_in_five,
    top_source_share,
    unnamed_share,
    women_share,
)
from analysis.schema import AnnotatedArticle, Attribution
from features.hand import plain, said

TEXT = "Le pont est ouvert, a dit Paul Dérieux. La rue est calme. La fête aura lieu."
BASE = said(TEXT, "Le pont est ouvert", "Paul Dérieux")


def voices(*sources: dict[str, object]) -> AnnotatedArticle:
    made: list[Attribution] = [
        dataclasses.replace(BASE, **source)  # type: ignore[arg-type]
        for source in sources
    ]
    return plain(TEXT, attributions=tuple(made))


def official(name: str, country: str | None = "FR") -> dict[str, object]:
    return {"source_name": name, "affiliation": "government", "country": country}


def test_five_mentions_of_one_source_are_one_voice() -> None:
    article = voices(*[official("A")] * 5)
    assert source_count(article) == 1
    assert sources_in_five(article) == 1
    assert top_source_share(article) == 1


def test_fewer_than_five_mentions_are_too_few_to_compare() -> None:
    made = sources_in_five.measure(voices(*[official(x) for x in "ABCD"]))
    assert made.status == "not_applicable"
    assert made.reason == "few_sources"
    assert made.n == 4


def test_ministers_and_army_of_one_state_are_one_party() -> None:
    army = {"source_name": "D", "affiliation": "security_justice", "country": "FR"}
    assert effective_affiliations(voices(official("A"), official("B"), army)) == pytest.approx(1)


def test_two_states_and_an_alliance_are_three_parties() -> None:
    alliance = {"source_name": "OTSC", "affiliation": "intergovernmental", "country": None}
    article = voices(official("A", "RU"), official("B", "KZ"), alliance)
    assert effective_affiliations(article) == pytest.approx(3)


def test_an_official_of_no_known_country_adds_no_party() -> None:
    article = voices(official("A", "RU"), official("B", "RU"), official("C", None))
    assert effective_affiliations(article) == pytest.approx(1)


def test_a_compound_source_is_several() -> None:
    article = voices(
        {
            "source_name": "OTSC + autorités kazakhes",
            "source_form": "organisation",
            "affiliation": "intergovernmental",
        }
    )
    assert source_count(article) == 2
    assert unnamed_share(article) == 0.5
    assert effective_affiliations(article) == pytest.approx(2)


def test_non_official_voices_and_the_unknown_left_out() -> None:
    article = voices(
        official("A"),
        {"source_name": "B", "affiliation": "expert"},
        {"source_name": "C", "affiliation": "none"},
    )
    made = non_official_share.measure(article)
    assert (made.value, made.n) == (0.5, 2)


def test_those_only_described_are_no_named_voices() -> None:
    article = voices(
        official("A"),
        {"source_name": "Anne Morel", "affiliation": "individual"},
        {"source_name": "un voisin", "affiliation": "individual", "source_form": "unnamed_person"},
        {"source_name": "C", "affiliation": "none"},
    )
    made = named_non_official_share.measure(article)
    assert (made.value, made.n) == (pytest.approx(1 / 3), 3)


def test_women_count_by_person_not_by_mention() -> None:
    article = voices(
        {"source_name": "Anne Morel", "gender": "f"},
        {"source_name": "Anne Morel", "gender": "f"},
        {"source_name": "Paul Dérieux", "gender": "m"},
        {"source_name": "Camille Roux", "gender": None},
    )
    made = women_share.measure(article)
    assert (made.value, made.n) == (0.5, 2)
    unknown = women_share.measure(voices({"source_name": "Camille Roux", "gender": None}))
    assert math.isnan(unknown.value)
    assert unknown.reason == "no_gender_known"
