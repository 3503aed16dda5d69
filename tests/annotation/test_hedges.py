from __future__ import annotations

from functools import partial

import pytest
from growth import LINEAR, growth
from handmade import attributed, document
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.hedges import find_hedges


def found(text: str, kind: str, language: str = "fr", reported: str = "") -> list[str]:
    attributions = [attributed(text, reported)] if reported else []
    hedges = find_hedges(document(text, language), attributions)
    return [text[h.start : h.end] for h in hedges if h.hedge == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'accusé aurait fui à l'étranger.", ["aurait fui"]),
        ("Le chef du groupe serait mort dans la nuit.", ["serait mort"]),
        ("Trois otages auraient été libérés mardi.", ["auraient été libérés"]),
        ("Le suspect serait âgé de vingt ans.", ["serait âgé"]),
        ("Le bilan s'élèverait à douze blessés.", ["élèverait"]),
        ("L'homme qui a été vu à Lyon aurait quitté le pays.", ["aurait quitté"]),
        ("Même si rien n'est établi, la firme aurait payé.", ["aurait payé"]),
        ("Les services disposeraient d'une liste.", ["disposeraient"]),
    ],
)
def test_a_report_given_as_unconfirmed(text: str, expected: list[str]) -> None:
    assert found(text, "press_conditional") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le retrait, le portrait et l'attrait du trait.",
        "Il montrait, déclarait, préparait et attirait.",
        "Si le vote échouait, le maire partirait.",
        "Le ministre a déclaré que l'armée mettrait dix jours à partir.",
        "Les troubles ont baissé à un niveau qui permettrait un départ.",
        "La loi pourrait changer et devrait passer.",
        "La réforme permettrait de réduire la dette.",
        "Il faudrait agir, il serait utile de voter.",
        "Sans cette aide, la ville tomberait.",
        "Que ferait le maire ?",
        "On dirait une fête.",
        "Ce serait une erreur.",
        "Le maire aurait pu partir.",
        "« Il aurait fui », dit-il.",
        "Voter non reviendrait à partir.",
    ],
)
def test_other_conditionals_and_look_alikes(text: str) -> None:
    assert found(text, "press_conditional") == []


def test_a_conditional_in_attributed_content_is_the_sources() -> None:
    text = "L'accusé aurait fui, selon la police."
    assert found(text, "press_conditional", reported="L'accusé aurait fui") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Environ 8 000 personnes", ["Environ"]),
        ("près d'une centaine de blessés", ["près d'"]),
        ("plus de la moitié des voix", ["plus de"]),
        ("dans une dizaine de jours", ["une dizaine"]),
        (
            "des dizaines de morts et plusieurs milliers de soldats",
            ["des dizaines", "plusieurs milliers"],
        ),
        ("dans maximum dix jours", ["maximum"]),
        ("dix jours au maximum", ["au maximum"]),
        ("au moins 12 000 personnes", ["au moins"]),
        ("plus de travail pour tous", []),
        ("la quarantaine des voyageurs", []),
        ("quelque chose a changé", []),
    ],
)
def test_approximate_numbers(text: str, expected: list[str]) -> None:
    assert found(text, "numeric") == expected


def test_english_hedges() -> None:
    text = "About 300 people, reportedly armed, may have left; dozens of others stayed."
    assert found(text, "numeric", "en") == ["About", "dozens"]
    assert found(text, "lexical", "en") == ["reportedly", "may"]
    assert found("The accused would have fled.", "press_conditional", "en") == []


def test_lexical_hedges() -> None:
    assert found("Le tireur présumé semble avoir agi seul.", "lexical") == ["présumé", "semble"]


def test_hedges_stand_in_prose_only() -> None:
    doc = document("Environ 30 lecteurs\nEnviron 30 morts", zones=["solicitation", "body"])
    assert [h.start for h in find_hedges(doc, [])] == [20]


@settings(deadline=None)
@given(st.text(alphabet="aàuritsenvo qu'il 12.,\n«»", max_size=200))
def test_hedges_lie_inside_the_text(text: str) -> None:
    for hedge in find_hedges(document(text), []):
        assert 0 <= hedge.start < hedge.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["aurait fui, ", "environ 12 ", "si le maire partirait ", "qui que "]
)
def test_time_grows_in_line_with_the_text(piece: str) -> None:
    assert growth(lambda n: partial(find_hedges, document(piece * n), []), 200) < LINEAR
