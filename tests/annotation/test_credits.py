"""Who lends a text, who signs it, whose the picture is. All lines are invented."""

from __future__ import annotations

import pytest
from lead import LEAD, origins


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Source : AFP", "Agence France-Presse"),
        ("Source: Anadolu", "Anadolu Agency"),
        ("(AFP)", "Agence France-Presse"),
        ("Avec AFP", "Agence France-Presse"),
        ("(avec Reuters)", "Reuters"),
        ("© 2025 AFP", "Agence France-Presse"),
        ("Fuente: EFE", "EFE"),
        ("Kaynak: AA", "Anadolu Agency"),
        ("Quelle: dpa", "dpa"),
        ("Sumber: Antara", "Antara"),
        ("Source : Algérie Presse Service", "Algérie Presse Service"),
        ("Source : RIA Novosti", "RIA Novosti"),
        ("Source : Xinhua", "Xinhua"),
        ("Ce texte a été publié automatiquement. Source : ats", "ATS"),
        ("(Rédaction locale et Belga)", "Belga"),
        ("Source : site Vallées vives – Traduction : Lola", "Vallées vives"),
        ("Copyright : Belga, 2022.", "Belga"),
    ],
)
def test_a_line_lends_the_text(line: str, name: str | None) -> None:
    assert ("republished_from", name) in origins(LEAD + line)


def test_an_agency_in_parentheses_after_the_last_sentence() -> None:
    assert origins(LEAD.strip() + " (AFP)") == [("republished_from", "Agence France-Presse")]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("par: Arab Observer", "Arab Observer"),
        ("Par AFP", "Agence France-Presse"),
        ("By The Associated Press", "Associated Press"),
        ("Par Le Courrier du large", "Le Courrier du large"),
    ],
)
def test_an_organisation_signs(line: str, name: str) -> None:
    assert origins(LEAD + line) == [("signed_by", name)]


def test_an_agency_alone_signs_above_the_text_and_lends_it_below() -> None:
    assert origins("Le pont rouvre\nBelga\n3 mai 2023\n" + LEAD) == [("signed_by", "Belga")]
    assert origins(LEAD + "Belga") == [("republished_from", "Belga")]


@pytest.mark.parametrize(
    "line", ["Par Jeanne Roux", "Jeanne Roux", "Par Jeanne Roux et Omar Diallo"]
)
def test_a_persons_name_alone_gives_no_record(line: str) -> None:
    assert origins(LEAD + line) == []


@pytest.mark.parametrize(
    "text",
    [
        "Source : calculs de la rédaction",
        "Par ailleurs, le pont restera fermé la nuit.",
        "La mairie a voté. Ap",
        "Source : Insee-Dares 2021",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert origins(LEAD + text) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Le pont, lundi. (Photo : Jeanne Roux)", "Jeanne Roux"),
        ("Le pont, lundi. © Jeanne Roux / AFP", "Agence France-Presse"),
        ("Photo : AFP", "Agence France-Presse"),
        ("Le vieux pont. (Wikimedia Commons/Mil.ru)", "Wikimedia Commons/Mil.ru"),
        ("The bridge on Monday. (AP Photo/Jane Doe)", "Associated Press"),
    ],
)
def test_pictures(line: str, name: str) -> None:
    text = f"{LEAD}\n{line}\n\n{LEAD}"
    assert origins(text) == [("image_from", name)]
