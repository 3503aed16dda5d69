"""Words the features need from the language data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import cast

from analysis import languages
from analysis.annotation.noun_phrases import country_of_phrase
from analysis.annotation.vocabulary import vocabulary as source_words
from analysis.schema import Affiliation
from analysis.text import normalise, words


@cache
def vocabulary(language: str, key: str) -> frozenset[str]:
    """One list of ``lexicons/features.toml``, empty for a language without it."""
    return frozenset(languages.load_or_blank(language).lexicon("features").get(key, ()))


def content_words(said: Iterable[str], language: str) -> Iterator[str]:
    """Lower-case words that carry meaning: no function word, no short word, elision cut off."""
    function_words = vocabulary(language, "function_words")
    for word in said:
        stem = word.lower().rsplit("'", 1)[-1]
        if len(stem) >= 4 and stem not in function_words and not stem.isdigit():
            yield stem


@cache
def _group_nouns(language: str) -> dict[str, Affiliation]:
    lists = languages.load_or_blank(language).lexicon("groups")
    return {
        normalise(term).casefold(): cast("Affiliation", affiliation)
        for affiliation, table in lists.items()
        for term in table.get("terms", ())
    }


def group_affiliation(name: str, language: str) -> Affiliation | None:
    """The affiliation of an unnamed group such as "local residents", None for anything else."""
    nouns = _group_nouns(language)
    said = [w.casefold() for w in words(name)]
    for length in range(min(5, len(said)), 0, -1):
        found = nouns.get(" ".join(said[:length]))
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4096)
def country_of(name: str, language: str) -> str | None:
    """The country a name speaks of, as noun, capital or adjective."""
    words_of = source_words(languages.load_or_blank(language))
    return country_of_phrase(words_of, words_of.tokenise(name)) if words_of else None


def is_generic_medium(name: str, language: str) -> bool:
    """Whether a medium is only described, as in "local journalists"."""
    generic = vocabulary(language, "generic_media")
    return any(w.lower() in generic for w in words(name)[:2])
