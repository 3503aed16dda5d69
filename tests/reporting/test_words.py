"""The words of the pages: complete in every locale, and free of verdicts."""

from __future__ import annotations

import re
import string
from typing import Any, get_args

import pytest

from analysis import schema
from analysis.profiles import dimensions
from analysis.reporting.words import UnknownLocaleError, _table, available, load

VERDICTS = re.compile(
    r"\b(?:fiables?|fiabilité|fausse?s?|faux|mensong\w*|désinformation|propagand\w*|biaisée?s?|"
    r"complotist\w*|manipul\w*|crédibles?|trompeu\w*|"
    r"reliab\w*|unreliab\w*|fake|false|lies?|misleading|disinformation|misinformation|"
    r"propaganda|biased|conspira\w*|trustworth\w*|untrustworth\w*|credible)\b",
    re.IGNORECASE,
)


def phrases() -> list[tuple[str, dict[str, Any]]]:
    found = []

    def walk(node: dict[str, Any], path: str) -> None:
        if all(isinstance(v, str | list) for v in node.values()):
            found.append((path, node))
            return
        for key, value in node.items():
            walk(value, f"{path}.{key}" if path else key)

    walk({k: v for k, v in _table().items() if k != "locale"}, "")
    return found


def fields(phrase: str | list[str]) -> set[str]:
    forms = [phrase] if isinstance(phrase, str) else phrase
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize(("key", "forms"), phrases())
def test_a_phrase_is_there_in_every_locale_with_the_same_gaps(key, forms):
    assert set(forms) == set(available()), key
    shapes = {(type(form), frozenset(fields(form))) for form in forms.values()}
    assert len(shapes) == 1, key
    assert all(len(form) == 2 for form in forms.values() if isinstance(form, list))


@pytest.mark.parametrize(("key", "forms"), phrases())
def test_no_phrase_passes_a_verdict(key, forms):
    for form in forms.values():
        assert not VERDICTS.search(form if isinstance(form, str) else " ".join(form)), key


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        ("zone", schema.ZoneLabel),
        ("form", schema.Form),
        ("cue_class", schema.CueClass),
        ("source_form", schema.SourceForm),
        ("affiliation", schema.Affiliation),
        ("modality", schema.Modality),
        ("relation", schema.Relation),
        ("appeal", schema.Appeal),
        ("frame", schema.Frame),
        ("what", schema.Disclosed),
        ("voice", schema.Voice),
        ("polarity", schema.Polarity),
        ("hedge", schema.HedgeKind),
        ("status", schema.Status),
    ],
)
def test_every_code_of_the_records_has_a_word(family, codes):
    for locale in available():
        words = load(locale)
        assert all(words.get(f"{family}.{code}") for code in get_args(codes))


def test_the_reasons_for_each_measure_are_those_of_the_judgement():
    parts = [p for d in dimensions() for p in d.parts]
    assert {p.feature.name: p.why for p in parts} == {
        p.feature.name: load("en").get(f"why.{p.feature.name}") for p in parts
    }


def test_what_claims_count_has_words_in_every_locale():
    for code in available():
        for key in ("dead", "homes_flooded", "withdrawal_duration", "injured_serious"):
            assert "_" not in load(code).quantity(key)
    assert load("fr").quantity("homes_flooded") == "logements, inondés"


def test_plurals_and_numbers_follow_the_locale():
    assert load("en")("n.articles", n=0) == "0 articles"
    assert load("fr")("n.articles", n=0) == "0 article"
    assert load("fr")("n.articles", n=1200) == "1\u202f200 articles"
    assert load("en").number(0.5, 2) == "0.50"
    assert load("fr").percent(0.735, 1) == "73,5\u00a0%"


def test_an_unknown_locale_is_refused_with_the_known_ones():
    with pytest.raises(UnknownLocaleError, match="en, fr"):
        load("tlh")
