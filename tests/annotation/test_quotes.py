"""Pairing of quotation marks."""

from __future__ import annotations

import pytest

from analysis import languages
from analysis.annotation.quotes import find_quotes
from analysis.schema import Quote, Zone
from analysis.text import line_spans

FR = languages.load("fr")


def quotes_of(text: str, code: str = "fr") -> tuple[Quote, ...]:
    zones = [Zone(start=a, end=b, label="body") for a, b in line_spans(text)]
    return find_quotes(text, zones, languages.load_or_blank(code))


def outermost(text: str, code: str = "fr") -> list[str]:
    return [text[q.start : q.end] for q in quotes_of(text, code) if q.level == 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit : « Assez ! » hier", ["Assez !"]),
        ('"Assez", dit-il. "La ville dort."', ["Assez", "La ville dort."]),
        ("“Assez”, dit-il", ["Assez"]),
        ("«Assez», dit-il, «la ville dort»", ["Assez", "la ville dort"]),
        ('" Assez ", dit-il. " Deux ".', ["Assez", "Deux"]),
        ("<<Assez>>, dit-il", ["Assez"]),
        ("Il écrit : 'Non, jamais', et s'en va", ["Non, jamais"]),
        ("« Jamais fermé", ["Jamais fermé"]),
        ("« Un.\nDeux.\nTrois », dit-il", ["Un.", "Deux.", "Trois"]),
        ("Marque perdue », dit-il. « Suite »", ["Marque perdue", "Suite"]),
        ("« Mal fermé\", dit-il", ["Mal fermé"]),
        ("« Un. « Deux » dit-il", ["Un.", "Deux"]),
        ('l"état est "beau" ici', ["beau"]),
        ("aujourd'hui l'état", []),
        ("« »", []),
        ("", []),
    ],
)  # fmt: skip
def test_marks_are_paired_as_a_reader_pairs_them(text: str, expected: list[str]):
    assert outermost(text) == expected


def test_inner_quotations_have_their_level():
    text = '« Il a crié "au feu" puis rien », dit-elle'
    assert [(text[q.start : q.end], q.level) for q in quotes_of(text)] == [
        ('Il a crié "au feu" puis rien', 1),
        ("au feu", 2),
    ]


def test_the_outer_span_has_the_marks_and_the_inner_has_not():
    [quote] = quotes_of("Il dit « oui ».")
    assert (quote.outer, quote.start, quote.end, quote.closed) == ((7, 14), 9, 12, True)


def test_a_mark_lost_in_one_paragraph_does_not_reach_the_next():
    text = "« Jamais fermé\nUn autre paragraphe.\n« Bien fermé »"
    assert outermost(text) == ["Jamais fermé", "Bien fermé"]


def test_without_a_pack_common_marks_are_still_paired():
    assert outermost("Er sagte: „Genug“ und ging", "xx") == ["Genug"]
