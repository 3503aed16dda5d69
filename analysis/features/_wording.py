"""Words the features need from the language data."""

from __future__ import annotations

from functools import cache

from analysis import languages
from analysis.features._evidence import Pair
from analysis.text import normalise, words


@cache
def vocabulary(language: str, key: str) -> frozenset[str]:
    """One list of ``lexicons/features.toml``, empty for a language without it."""
    return frozenset(languages.load_or_blank(language).lexicon("features").get(key, ()))


def content_words(text: str, language: str) -> list[str]:
    """Lower-case words that carry meaning: no function word, no short word, elision cut off."""
    function_words = vocabulary(language, "function_words")
    found = []
    for word in words(normalise(text)):
        stem = word.lower().rsplit("'", 1)[-1]
        if len(stem) >= 4 and stem not in function_words and not stem.isdigit():
            found.append(stem)
    return found


def unnamed(pair: Pair, language: str) -> bool:
    """Whether a source is only described: a group, an unnamed person, "journalists"."""
    if pair.form in ("unnamed_person", "group"):
        return True
    generic = vocabulary(language, "generic_media")
    return pair.form == "media" and any(w.lower() in generic for w in words(pair.name)[:2])
