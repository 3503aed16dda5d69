"""Numbers within a word or a name, which count nothing."""

from __future__ import annotations

import pytest

from analysis import annotate

NUMBERED = [
    ("en", "Emergency 911 calls were not affected."),
    ("en", "Route 9 traffic lights were back by noon."),
    ("fr", "La 45e brigade et la 98e division sont arrivées."),
    ("fr", "Le match s'est terminé sur le score de 3-1 à 18 h 30."),
    ("en", "Section 4 of the act lets ships sail; Highway 101 is closed."),
    ("en", "The Aurel 400 starts at a low price."),
    ("fr", "Les lignes 4, 6 et 9 sont coupées."),
    ("en", "Bus routes 11 and 24 were halted."),
    ("es", "Las terminales 1 y 2 fueron evacuadas."),
]


@pytest.mark.parametrize(("language", "text"), NUMBERED)
def test_a_number_of_a_name_counts_nothing(language, text):
    assert annotate(text, language=language).claims == ()
