"""Institutions: the body that a phrase in the singular names."""

from __future__ import annotations

import pytest
from marked import sources


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "[Le comité du budget du Sénat américain] note.",
            [("comité du budget du Sénat américain", "organisation", "politics")],
        ),
        (
            "[La société Velora de la famille Arnal] doute.",
            [("Velora", "organisation", "business")],
        ),
        (
            "Selon [l'équipe de chercheurs de Santé publique France], rien.",
            [("équipe de chercheurs de Santé publique France", "organisation", "expert")],
        ),
        (
            "Le message de [Twitter la Fédération des marins] date d'hier.",
            [("Fédération des marins", "organisation", "civil_society")],
        ),
        (
            "[La présidente du club, Anne Lebrun], s'inquiète. « Trop tard », dit-[elle].",
            [("Anne Lebrun", "named_person", "civil_society")] * 2,
        ),
    ],
)
def test_an_institution_is_read_with_what_it_is_of(text, who):
    assert sources(text) == who
