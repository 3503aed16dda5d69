from __future__ import annotations

from pathlib import Path

import pytest
from handmade import attributed, document
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation.labels import LabelFileError, find_labels


def found(text: str, language: str = "fr", reported: str = "") -> list[tuple[str, str]]:
    attributions = [attributed(text, reported)] if reported else []
    return [
        (text[x.start : x.end], x.voice)
        for x in find_labels(document(text, language), attributions)
    ]


@pytest.mark.parametrize(
    ("text", "reported", "expected"),
    [
        ("La ville a repoussé les terroristes.", "", [("terroristes", "narrator")]),
        (
            "Le maire a dit que la ville fait face à une guerre terroriste.",
            "la ville fait face à une guerre terroriste",
            [("guerre terroriste", "reported")],
        ),
        (
            "L'armée parle d'une attaque de « groupes terroristes ».",
            "",
            [("groupes terroristes", "quoted")],
        ),
        (
            "Il dénonce une agression « terroriste » étrangère hier.",
            "",
            [("agression « terroriste » étrangère", "quoted")],
        ),
        (
            "Il a lancé ce qu'il décrit comme une opération antiterroriste hier.",
            "",
            [("opération antiterroriste", "reported_distanced")],
        ),
        ("De prétendus bandits ont fui.", "", [("bandits", "reported_distanced")]),
        ("Le régime syrien a répondu.", "", [("régime syrien", "narrator")]),
        (
            "Des groupes armés terroristes avancent.",
            "",
            [("groupes armés terroristes", "narrator")],
        ),
        ("Les soldats de la paix sont partis.", "", [("soldats de la paix", "narrator")]),
        ("Les chefs rebelles négocient.", "", [("chefs rebelles", "narrator")]),
        (
            "Moscou poursuit son opération militaire spéciale.",
            "",
            [("opération militaire spéciale", "narrator")],
        ),
    ],
)
def test_a_label_is_the_noun_phrase_in_the_voice_that_says_it(
    text: str, reported: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text, reported=reported) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Il suit un régime sans sel et un régime fiscal avantageux.",
        "Le Parquet national antiterroriste est saisi.",
        "Le juge antiterroriste enquête sur la menace terroriste.",
        "Une mèche rebelle tombait sur son front.",
        "Les Casques bleus de la mission de l'ONU sont partis.",
        "La boutique prépare une opération spéciale pour les fêtes.",
        "Ce matériau résistant coûte cher.",
        "Les occupants du véhicule sont indemnes.",
        "Les manifestants ont défilé malgré les émeutes.",
    ],
)
def test_ordinary_words_are_no_labels(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials blamed foreign terrorists.", [("foreign terrorists", "narrator")]),
        ("He spoke of a terrorist insurrection.", [("terrorist insurrection", "narrator")]),
        ("They hunt so-called rioters.", [("rioters", "reported_distanced")]),
        ('They face "armed thugs" here.', [("armed thugs", "quoted")]),
        ("The Syrian regime replied.", [("Syrian regime", "narrator")]),
        ("Freedom fighters hold the pass.", [("Freedom fighters", "narrator")]),
        ("A strict exercise regime helps.", []),
        ("He is on a terrorist watch list.", []),
        ("The UN sent peacekeepers.", []),
    ],
)
def test_english_labels(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "en") == expected


def test_both_polarities_are_told_apart() -> None:
    text = "Des émeutiers ont chassé les soldats de la paix."
    assert [x.polarity for x in find_labels(document(text), [])] == [
        "delegitimising",
        "legitimising",
    ]


def test_only_prose_is_read() -> None:
    text = "Les terroristes avancent\nLire aussi : les terroristes reculent"
    labels = find_labels(document(text, zones=["headline", "teaser"]), [])
    assert [x.start for x in labels] == [4]


def test_a_users_file_adds_labels_of_one_event(tmp_path: Path) -> None:
    path = tmp_path / "event.toml"
    path.write_text(
        '[[entry]]\npolarity = "legitimising"\nuse = "noun"\nterms = ["gilet(s) jaune(s)"]\n'
    )
    text = "Les gilets jaunes défilent."
    assert find_labels(document(text), []) == ()
    (label,) = find_labels(document(text), [], event_packs=[path])
    assert (label.term, label.polarity) == ("gilets jaunes", "legitimising")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[[entry]\n", "event.toml"),
        ('[[entry]]\npolarity = "legitimising"\n', "entry 1 has no terms"),
        ('[[entry]]\npolarity = "bad"\nterms = ["x"]\n', "needs a polarity"),
        ('[[entry]]\npolarity = "legitimising"\nuse = "x"\nterms = ["x"]\n', "unknown use"),
        ('[[entry]]\npolarity = "legitimising"\nterms = ["x"]\nextra = 1\n', "unknown key 'extra'"),
        ('[[entry]]\npolarity = "legitimising"\nterms = "x"\n', "needs a list of words"),
    ],
)
def test_a_faulty_file_is_refused_by_name(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "event.toml"
    path.write_text(content)
    with pytest.raises(LabelFileError, match=fault):
        find_labels(document("x"), [], event_packs=[path])


def test_a_language_without_pack_has_no_labels() -> None:
    assert find_labels(document("Los terroristas huyen.", "es-419"), []) == ()


@settings(deadline=None)
@given(st.text(alphabet="terroistgupas «»\"\n'.é", max_size=200))
def test_labels_are_ordered_and_inside_the_text(text: str) -> None:
    end = 0
    for label in find_labels(document(text), []):
        assert end <= label.start < label.end <= len(text)
        end = label.end
