from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import annotate
from analysis.annotation import certainty, read_document
from analysis.annotation.attributions import propose_attributions
from analysis.schema import Article

TEXT = (
    "Le conseil se réunit\n"
    "« La digue tiendra jusqu'au printemps », a déclaré la préfète Jeanne Roux. "
    "Le maire a indiqué que les écoles restent fermées.\n"
    "Le mot « retard » ne plaît à personne.\n"
)


def test_the_file_names_only_features_and_the_groups_they_are_made_of():
    table = tomllib.loads(Path(certainty.__file__).with_name("certainty.toml").read_text("utf-8"))
    assert 0 <= table["cut"] < 0.5
    groups = {name.split(".")[0] for name in table["weights"]}
    assert groups <= {
        *("pattern", "id", "form", "class", "modality", "zone", "source", "cue", "words"),
        *("parts", "capital", "density", "neighbours"),
    }


def test_a_feature_holds_no_word_of_the_text():
    other = TEXT.replace("digue", "vigne").replace("Roux", "Noix").replace("écoles", "portes")
    found = []
    for text in (TEXT, other):
        _, document = read_document(Article(article_id="a", text=text), "fr")
        found.append(certainty.describe(document, propose_attributions(document)))
    assert found[0] == found[1] != []


def test_confidence_follows_the_weights():
    sure = certainty.Model(0.0, 0.0, {"form.direct": 2.0, "words": -1.0})
    assert sure.probability({}) == 0.5
    assert sure.probability({"form.direct": 1.0}) > 0.8
    assert sure.probability({"form.direct": 1.0, "words": 3.0, "unheard": 9.0}) < 0.3


def test_an_incise_is_surer_than_a_noun_that_was_announced():
    text = (
        "« Le pont est fermé », a déclaré la préfète Jeanne Roux. Le maire a annoncé la décision."
    )
    found = annotate(text, "fr").attributions
    assert found[0].pattern.startswith("incise")
    assert all(a.confidence < found[0].confidence for a in found[1:])


def test_what_is_improbable_is_left_out(monkeypatch: pytest.MonkeyPatch):
    before = annotate(TEXT, "fr").attributions
    assert [a.form for a in before] == ["direct", "indirect"]
    strict = certainty.Model(-1.0, 0.5, {"form.direct": 3.0})
    monkeypatch.setattr(certainty, "model", lambda: strict)
    _, document = read_document(Article(article_id="a", text=TEXT), "fr")
    [kept] = certainty.rate(document, propose_attributions(document))
    assert kept == replace(before[0], confidence=0.88)
