"""Names of agencies and media: the one they are recorded under, and whose they are."""

from __future__ import annotations

import pytest
from handmade import document

from analysis.annotation.media_names import (
    agency,
    canonical_name,
    is_call_sign,
    is_organisation,
    trimmed,
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("l'AFP", "Agence France-Presse"),
        ("agence Anadolu", "Anadolu Agency"),
        ("Figaro", "Le Figaro"),
        ("www.vallees-vives.example", "vallees-vives.example"),
        (" .", None),
    ],
)
def test_the_name_a_medium_is_recorded_under(printed: str, name: str | None) -> None:
    assert canonical_name(printed) == name


def test_the_beginning_of_a_word_is_no_agency() -> None:
    assert agency("AP") == "Associated Press"
    assert agency("Ap") is None
    assert agency("Le Figaro") is None


def test_a_country_has_no_call_sign() -> None:
    assert is_call_sign("WXYZ")
    assert not is_call_sign("USA")
    assert not is_call_sign("Wxyz")


def test_a_name_ends_before_its_date() -> None:
    assert trimmed("La Gazette du Port, le 12 mars 2023") == "La Gazette du Port"
    assert trimmed("La Gazette du Port") == "La Gazette du Port"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Reuters", True),
        ("VoxMayenne", True),
        ("Association des bergers", True),
        ("La Gazette du Port", True),
        ("Vallees-vives.fr", True),
        ("Jeanne Roux", False),
    ],
)
def test_an_organisation_is_no_person(name: str, told: bool) -> None:
    assert is_organisation(document("Le pont rouvre."), name) is told
