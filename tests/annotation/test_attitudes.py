from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from analysis import annotate, extract
from analysis.cli import main

TEXT = (
    "Le conseil s'est réuni lundi.\n"
    "La préfète Jeanne Roux veut que la route rouvre avant l'été. "
    "« La digue tiendra », a déclaré le maire. Il a décidé de fermer l'école. "
    "Les habitants ont demandé l'aide de l'Etat. Le club a annoncé qu'il refuse de payer.\n"
)


def wanted(text: str, language: str = "fr") -> list[tuple[str, str]]:
    found = annotate(text, language, scope="P").attributions
    return [(a.source_name, text[slice(*a.content[0])]) for a in found if a.scope == "P"]


def test_attitudes_decisions_and_requests_are_read_when_asked_for():
    assert wanted(TEXT) == [
        ("Jeanne Roux", "la route rouvre avant l'été"),
        ("maire", "fermer l'école"),
        ("habitants", "l'aide de l'Etat"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ministre souhaite réformer l'impôt.", [("ministre", "réformer l'impôt")]),
        ("Marie Dupont pense que le projet est mort.", [("Marie Dupont", "le projet est mort")]),
        ("Le club refuse de payer.", [("club", "payer")]),
        ("Le maire pense à sa mère.", []),
    ],
)
def test_one_line_a_construction(text: str, expected: list[tuple[str, str]]):
    assert wanted(text) == expected


def test_english_has_its_own_verbs():
    text = "The minister wants to close the school. They refused to pay."
    assert wanted(text, "en") == [("minister", "close the school"), ("They", "pay")]


def test_a_language_without_the_list_has_none():
    assert annotate("El ministro quiere cerrar la escuela.", "es", scope="P").attributions == ()


def test_speech_and_all_measures_are_the_same_with_and_without():
    narrow, wide = annotate(TEXT, "fr"), annotate(TEXT, "fr", scope="SP")
    assert {a.scope for a in narrow.attributions} == {"S"}
    assert tuple(a for a in wide.attributions if a.scope == "S") == narrow.attributions
    same = dataclasses.replace(wide, attributions=narrow.attributions)
    assert same == narrow
    assert extract([wide]).equals(extract([narrow]))


def test_the_command_line_asks_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    scopes = {}
    for arguments in ([], ["--scope", "P"]):
        assert main(["annotate", str(tmp_path), "--language", "fr", "--quiet", *arguments]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        scopes[len(arguments)] = {r["scope"] for r in lines if r["kind"] == "attribution"}
    assert scopes == {0: {"S"}, 2: {"S", "P"}}
