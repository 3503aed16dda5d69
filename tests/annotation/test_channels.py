from __future__ import annotations

import pytest

from analysis import annotate


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("« La digue tiendra », a déclaré à l'AFP la préfète Jeanne Roux.", "Agence France-Presse"),
        ("« La digue tiendra », a déclaré la préfète Jeanne Roux, citant Reuters.", "Reuters"),
        ("« La digue tiendra », a déclaré la préfète Jeanne Roux.", None),
    ],
)
def test_the_medium_of_the_words_is_the_channel_and_never_the_source(text: str, channel):
    body = f"La crue a surpris la vallée.\n{text}\nLes écoles restent fermées jusqu'à lundi."
    [attribution] = annotate(body, language="fr").attributions
    assert attribution.channel == channel
    assert "Roux" in attribution.source_name


def test_each_statement_goes_to_its_own_sentence():
    text = (
        "Le maire a dit à Reuters que le pont est fermé. "
        "Le préfet a annoncé que la route reste ouverte."
    )
    channels = [a.channel for a in annotate(text, language="fr").attributions]
    assert channels == ["Reuters", None]
