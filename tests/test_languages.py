"""The same rules hold for every language folder, whoever wrote it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis import languages

FOLDER = Path(languages.__file__).parent
CODES = languages.available()
FILES = sorted(FOLDER.glob("*/**/*.toml"))


def lists(value: Any, where: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of plain words in a parsed file, with where it stands."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from lists(item, f"{where}.{key}")
    elif isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            if any(char.isalpha() for item in value for char in item):
                yield where, value
        else:
            for item in value:
                yield from lists(item, where)


def test_french_and_english_are_there():
    assert {"en", "fr"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_card_says_what_a_reader_needs(code: str):
    pack = languages.load(code)
    assert pack.code == pack.card["code"] == code
    assert pack.card["name"]
    assert pack.card["autonym"]
    assert pack.abbreviations
    assert all(a == a.lower() and not a.endswith(".") for a in pack.abbreviations)


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(FOLDER)))
def test_word_lists_are_clean(file: Path):
    text = file.read_text("utf-8")
    assert text.startswith("#"), "a data file begins with its card"
    assert unicodedata.is_normalized("NFC", text)
    for where, words in lists(tomllib.loads(text)):
        assert len(words) == len(set(words)), f"{where}: {[w for w in words if words.count(w) > 1]}"
        assert all(word == word.strip() and word for word in words), where
        curly = [word for word in words if re.search("(?<=\\w)’", word)]
        assert not curly, f"{where}: matching text has straight apostrophes: {curly}"


def test_an_unknown_code_is_refused_with_the_known_ones():
    with pytest.raises(languages.UnknownLanguageError, match=r"'xx'.*en.*fr"):
        languages.load("xx")


def test_a_language_without_a_folder_gives_a_blank_pack():
    pack = languages.load_or_blank("xx")
    assert pack.blank
    assert pack.lexicon("cues") == {}
    assert pack.abbreviations == frozenset()


def test_a_folder_without_the_essential_lists_reports_no_zeros(tmp_path: Path):
    for folder, names in (("bare", languages.ESSENTIAL[1:]), ("whole", languages.ESSENTIAL)):
        (tmp_path / folder / "lexicons").mkdir(parents=True)
        for name in names:
            (tmp_path / folder / "lexicons" / f"{name}.toml").write_text("# card", "utf-8")
    assert languages.LanguagePack("zz", {}, tmp_path / "bare").blank
    assert not languages.LanguagePack("zz", {}, tmp_path / "whole").blank
    assert not languages.load("fr").blank
    assert not languages.load("en").blank
