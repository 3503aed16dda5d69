"""Whose losses a count tells where two camps have each their own."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.annotation.quantities import SIDE
from analysis.schema import Article


def read(text: str, language: str = "fr") -> list[tuple[str, str | None]]:
    claims = annotate(Article(article_id="a", text=text, language=language)).claims
    return [
        (
            text[c.start : c.end],
            next((m.removeprefix(SIDE) for m in c.modifiers if m.startswith(SIDE)), None),
        )
        for c in claims
    ]


TOLD = [
    ("fr", "Treize soldats orvans ont été tués, admet l'Orvanie.", ("Treize soldats", "orva")),
    ("fr", "L'Orvanie a perdu 64 hommes.", ("64 hommes", "orva")),
    ("fr", "L'Orvanie reconnaît la mort de neuf soldats.", ("neuf soldats", "orva")),
    ("fr", "Côté télmate, 15 soldats de Télmatie sont morts.", ("15 soldats", "télm")),
    ("fr", "De notre côté, 17 soldats sont morts.", ("17 soldats", "our")),
    ("fr", "L'armée de l'Orvanie dit que 13 soldats ont été tués.", ("13 soldats", "orva")),
    ("en", "Nine Orvan soldiers were killed, Orvania said.", ("Nine Orvan soldiers", "orva")),
    ("en", "Orvania lost 64 men.", ("64 men", "orva")),
    ("es", "Trece soldados orvanos murieron, según Orvania.", ("Trece soldados", "orva")),
]


@pytest.mark.parametrize(("language", "text", "counted"), TOLD)
def test_the_camp_is_told_by_an_adjective_a_phrase_or_the_subject(language, text, counted):
    assert counted in read(text, language)


def test_numbers_of_two_camps_go_on_from_the_count_of_all():
    text = "46 soldats ont péri : dix-neuf côté orvan, 27 dans les rangs de l'Orvanie."
    assert read(text) == [("46 soldats", None), ("dix-neuf", "orva"), ("27", "orva")]


def test_what_an_army_did_to_others_is_no_loss_of_its_own():
    assert read("L'armée de l'Orvanie a tué 13 soldats.") == [("13 soldats", None)]


def test_a_noun_without_a_name_is_no_camp():
    assert read("Trois policiers ont été blessés côté nord.") == [("Trois policiers", None)]
