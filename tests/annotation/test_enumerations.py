"""Commas that stand within the name of a body or office."""

from __future__ import annotations

import pytest

from analysis import languages
from analysis.annotation.enumerations import inner_commas
from analysis.annotation.grammar import grammar_for


def joined(text: str) -> str:
    """A text of spaced tokens with the commas inside names written as « ; »."""
    grammar = grammar_for(languages.load("fr"))
    assert grammar is not None
    tokens = text.split()
    low, capitals = [t.lower() for t in tokens], [t[0].isupper() for t in tokens]
    for k in inner_commas(low, capitals, grammar.enumerating):
        tokens[k] = ";"
    return " ".join(tokens)


@pytest.mark.parametrize(
    "text",
    [
        "le ministère de la Culture ; de la Jeunesse et des Sports annonce",
        "la ministre du Logement ; de l' Énergie ; des Transports et de la Mer",
        "la Direction des eaux ; des forêts et des sols",
        "la Haute Autorité pour l' éthique ; la probité et la vie publique ( Hapvp ) , hier",
        "les élus de Sorrac ; de Lormes et de Vaux",
    ],
)
def test_commas_of_a_name_are_found(text):
    assert joined(text.replace(";", ",")) == text


@pytest.mark.parametrize(
    "text",
    [
        "selon la direction de l' usine , des pièces et des outils manquent",
        "selon le ministre de l' Intérieur , de la drogue et de l' argent circulent",
        "selon le maire de Sorrac , de nombreux élus et de jeunes gens sont là",
        "selon le maire , des élus et des jeunes sont là",
        "le ministère de la Culture a dit , de la bouche et des mains ,",
        "la ville , la région ( Isère ) , hier",
        "selon la mairie de Sorrac , de la Loire et",
        "",
    ],
)
def test_other_commas_are_left(text):
    assert joined(text) == text
