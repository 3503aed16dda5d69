from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import languages
from analysis.text import (
    Shadow,
    count_words,
    detect_language,
    line_spans,
    normalise,
    sentence_spans,
    words,
)

FR = languages.load("fr").abbreviations


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text, abbreviations=FR)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("M. Zas et Mme Ba ont parlé. Fin.", ["M. Zas et Mme Ba ont parlé.", "Fin."]),
        ("« Assez ! » a-t-il lancé. Puis rien.", ["« Assez ! » a-t-il lancé.", "Puis rien."]),
        ('"Assez." Jeudi, il part.', ['"Assez."', "Jeudi, il part."]),
        ('"Assez", dit-il. "La ville dort."', ['"Assez", dit-il.', '"La ville dort."']),
        ("Le contingent.Selon lui, oui.", ["Le contingent.", "Selon lui, oui."]),
        ("Une photo de Mil.ru montre 2.5 km.", ["Une photo de Mil.ru montre 2.5 km."]),
        ("Le plan (…), dit-il, avance.", ["Le plan (…), dit-il, avance."]),
        ("J. R. Dupont arrive. Bien.", ["J. R. Dupont arrive.", "Bien."]),
        ("Il hésite... puis part. Oui…", ["Il hésite... puis part.", "Oui…"]),
        ("Vraiment ? Oui ! « Ah bon ? »", ["Vraiment ?", "Oui !", "« Ah bon ? »"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_word_is_counted_once_whatever_its_apostrophe() -> None:
    straight = "L'enquête d'hier n'a rien prouvé aujourd'hui."
    assert count_words(straight) == count_words(straight.replace("'", "’")) == 6
    assert words("Peut-être l’ex-république") == ["Peut-être", "l'ex-république"]


@given(st.text())
def test_shadow_spans_lead_back_to_the_text(raw: str) -> None:
    shadow = Shadow.of(raw)
    previous = 0
    for i in range(len(shadow.text)):
        start, end = shadow.to_raw((i, i + 1))
        assert 0 <= previous <= start < end <= len(raw)
        previous = start


@given(st.text(alphabet="éàl'’ \u00a0abc.\n"))
def test_shadow_is_the_same_for_both_normal_forms(text: str) -> None:
    decomposed = Shadow.of(unicodedata.normalize("NFD", text)).text
    assert decomposed == Shadow.of(unicodedata.normalize("NFC", text)).text


def test_line_breaks_of_all_systems_give_the_same_lines() -> None:
    for mark in ("\n", "\r\n", "\r"):
        text = normalise(f"un{mark}{mark}deux{mark}")
        assert [text[a:b] for a, b in line_spans(text)] == ["un", "deux"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"Le maire: ""Assez!"""', ' Le maire:  "Assez!"  '),
        ('"""Assez!"", dit le maire"', '  "Assez!" , dit le maire '),
        # One lone mark inside, an odd count, or no wrapping: the marks are what they look like.
        ('"Il a dit "assez"", puis ""non"""', '"Il a dit "assez"", puis ""non"""'),
        ('Il a dit ""assez"".', 'Il a dit ""assez"".'),
        ('"Assez!"', '"Assez!"'),
    ],
)
def test_a_line_as_csv_writes_it_has_its_marks_back(line: str, expected: str) -> None:
    assert normalise(f"Avant.\n{line}\nAprès.") == f"Avant.\n{expected}\nAprès."


@given(st.text(alphabet='"a \n'))
def test_marks_of_csv_lines_keep_the_length(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.text())
def test_sentences_cover_all_that_is_not_space(text: str) -> None:
    shadow = normalise(text)
    for a, b in line_spans(shadow):
        parts = sentence_spans(shadow, (a, b), FR)
        assert "".join("".join(shadow[x:y].split()) for x, y in parts) == "".join(
            shadow[a:b].split()
        )
        assert all(x < y for x, y in parts)


def test_language_is_told_only_from_enough_text() -> None:
    assert detect_language("Bonjour") is None
    french = "Le gouvernement a annoncé que les troupes quitteraient le pays dans deux jours."
    assert detect_language(french) == "fr"
