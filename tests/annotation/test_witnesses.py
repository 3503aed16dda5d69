"""What a witness tells of himself counts nothing of the event."""

from __future__ import annotations

import pytest

from analysis import annotate

OF_ONESELF = [
    ("fr", "« Ma facture est passée à 460 euros », s'indigne une retraitée."),
    ("fr", "« J'ai entendu trois détonations », raconte un voisin."),
    ("fr", "« J'ai aidé une quinzaine de personnes à sortir », dit un riverain."),
    ("en", '"They owe me $1,150," he said.'),
    ("en", '"We heard ten explosions," said a resident.'),
    ("es", "«Perdí 300 euros», dice un vecino."),
]
OF_OTHERS = [
    ("fr", "« J'ai ordonné l'évacuation de 600 personnes », a dit le préfet.", "600 personnes"),
    ("fr", "« Nous avons soigné 45 blessés », a dit le directeur.", "45 blessés"),
    ("fr", "« On a tué mes 5 200 canards », dit l'éleveur.", "5 200 canards"),
    ("en", '"I have ordered 200 officers to the area," she said.', "200 officers"),
    ("en", '"We have raised $45,000," the charity said.', "$45,000"),
]


@pytest.mark.parametrize(("language", "text"), OF_ONESELF)
def test_what_a_witness_has_and_sees_is_not_counted(language, text):
    assert annotate(text, language=language).claims == ()


@pytest.mark.parametrize(("language", "text", "counted"), OF_OTHERS)
def test_who_speaks_for_others_counts(language, text, counted):
    assert counted in [text[c.start : c.end] for c in annotate(text, language=language).claims]
