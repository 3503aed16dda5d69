"""What holds for every feature, without anybody having to write it down."""

from __future__ import annotations

import dataclasses
import math
import pickle
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate, languages
from analysis.features import FAMILIES, FEATURES, Feature, by_name, extract, label_text, reason_text
from analysis.features._registry import _texts
from analysis.features.catalogue import PAGE, page
from features.hand import plain

TEXT = """L’été à Saint-Léger : la mairie répond

Le maire, Paul Dérieux, a déclaré que « l’eau revient jeudi ». Près de 300 foyers attendent.
Selon la préfecture, la panne a commencé le 2 mai. « C’est long ! » a dit une habitante.

L’usine reste fermée. Les équipes travaillent la nuit, a précisé le directeur, Marc Élie.
On ne sait pas encore pourquoi la conduite a cédé. L’enquête commence aujourd’hui.

Source : AFP
"""
every = pytest.mark.parametrize("item", FEATURES, ids=lambda f: f.name)


def measured(item: Feature, text: str) -> tuple[float, str, int]:
    made = item.measure(annotate(text, language="fr"))
    return made.value, made.status, made.n


@every
def test_no_text_gives_no_value(item: Feature) -> None:
    for text in ("", " \n\n "):
        value, status, _ = measured(item, text)
        assert math.isnan(value)
        assert status == "not_applicable"


@every
@pytest.mark.parametrize(
    "variant",
    [
        lambda t: t.replace("’", "'"),
        lambda t: unicodedata.normalize("NFD", t),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: t.replace("« ", "«\u202f").replace(" »", "\u202f»"),
        lambda t: t.replace("\n", "\r\n"),
    ],
    ids=["apostrophe", "NFD", "NBSP", "narrow NBSP", "CRLF"],
)
def test_typography_moves_no_value(item: Feature, variant: object) -> None:
    assert repr(measured(item, variant(TEXT))) == repr(measured(item, TEXT))  # type: ignore[operator]


@every
def test_every_feature_is_documented(item: Feature) -> None:
    text = " ".join((item.function.__doc__ or "").split())
    assert item.summary.endswith(".")
    assert "Higher means" in text or "0 or 1" in text or "1 means" in text
    assert item.label[0].isupper()
    assert item.label == item.label.strip()


@every
def test_every_feature_has_a_row_in_the_catalogue(item: Feature, root: object) -> None:
    assert f"| `{item.name}` |" in (root / PAGE).read_text("utf-8")  # type: ignore[operator]


def test_the_catalogue_is_as_the_command_writes_it(root: object) -> None:
    written = (root / PAGE).read_text("utf-8")  # type: ignore[operator]
    assert written == page(), "run: python -m analysis.features.catalogue"


@every
def test_every_feature_has_a_french_name(item: Feature) -> None:
    assert label_text(item.name, "fr")


def test_french_names_are_of_features_there_are() -> None:
    named = {
        f"{family}__{n}" for family, names in _texts("locales.toml")["fr"].items() for n in names
    }
    assert named == {f.name for f in FEATURES}


def test_reasons_are_told_in_both_languages() -> None:
    texts = _texts("reasons.toml")
    assert list(texts["en"]) == list(texts["fr"]) == sorted(texts["en"])
    assert reason_text("no_pack", "fr") == "aucun module pour cette langue"
    assert reason_text("") == ""


@every
def test_a_feature_can_be_pickled_and_found_again(item: Feature) -> None:
    assert pickle.loads(pickle.dumps(item)) is item
    assert by_name(item.name) is item


def test_an_unknown_feature_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="no feature 'size__smell'"):
        by_name("size__smell")


def test_at_least_thirty_features_in_nine_families() -> None:
    assert len(FEATURES) >= 60
    assert {f.family for f in FEATURES} == set(FAMILIES)
    assert len({f.name for f in FEATURES}) == len(FEATURES)


@every
def test_a_value_never_comes_without_its_status(item: Feature) -> None:
    for article in (annotate(TEXT, language="fr"), plain("Un mot.")):
        made = item.measure(article)
        assert made.known != math.isnan(made.value)
        if made.status == "zero":
            assert made.value == 0
        if made.known:
            assert not made.reason
            assert not made.low > made.value
            assert not made.high < made.value
        else:
            assert made.reason
            assert reason_text(made.reason)


@every
def test_evidence_lies_in_the_text(item: Feature) -> None:
    article = annotate(TEXT, language="fr")
    for start, end in item.measure(article).evidence:
        assert 0 <= start <= end <= len(TEXT)


@every
def test_a_feature_takes_a_bare_text(item: Feature) -> None:
    assert repr(item(TEXT)) == repr(item.measure(annotate(TEXT)).value)


@every
def test_without_a_language_pack_only_neutral_features_have_values(item: Feature) -> None:
    article = dataclasses.replace(
        plain("Eine Zeile Text. Noch eine!"), language="xx", has_pack=False
    )
    if item.languages != "any":
        made = item.measure(article)
        assert made.status == "not_applicable"
        assert made.reason in ("no_pack", "other_language")


def test_extract_gives_a_column_a_feature_and_three_more_on_request() -> None:
    article = annotate(TEXT, language="fr")
    table = extract([article, article])
    assert table.shape == (2, sum(f.role != "experimental" for f in FEATURES))
    assert table.index.name == "article_id"
    wide = extract(article, intervals=True)
    assert list(wide.columns[:4]) == [
        "attribution__attributed_sentence_share",
        "attribution__attributed_sentence_share__low",
        "attribution__attributed_sentence_share__high",
        "attribution__attributed_sentence_share__status",
    ]
    assert extract([]).shape == (0, table.shape[1])


def test_the_words_of_the_features_are_sorted_and_plain() -> None:
    for code in languages.available():
        lists = languages.load(code).lexicon("features")
        for words in lists.values():
            assert list(words) == sorted(set(words))
            assert not any("’" in word for word in words)


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=400))
def test_no_text_whatever_breaks_a_feature(text: str) -> None:
    article = annotate(text, language="fr")
    for item in FEATURES:
        if item.role != "experimental":
            made = item.measure(article)
            assert made.known != math.isnan(made.value)
            assert all(0 <= a <= b <= len(text) for a, b in made.evidence)
