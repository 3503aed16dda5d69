"""Finding the phrases of a word list in a text, in time that does not grow with the list.

An alternation of hundreds of words is tried at every character; here only words that begin a
phrase are looked at more closely.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

from analysis.languages.patterns import run_index

_LETTERS = re.compile(r"[^\W\d_]+")

T = TypeVar("T")


def any_of(words: Iterable[str]) -> str:
    """A pattern source that matches any of the phrases, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


class Phrases(Generic[T]):
    """A word list with a value for each phrase; matching ignores case.

    Examples
    --------
    >>> tolls = Phrases({"mort": "dead", "porté disparu": "missing"})
    >>> [(m[0], tolls[m]) for m in tolls.find("Un mort, un porté disparu.", 0, 26)]
    [('mort', 'dead'), ('porté disparu', 'missing')]
    """

    def __init__(self, words: Mapping[str, T]) -> None:
        self.words = {word.lower(): value for word, value in words.items()}
        starts: dict[str, list[str]] = {}
        for word in self.words:
            first = _LETTERS.match(word)
            if first is None:
                raise ValueError(f"a phrase begins with a letter: {word!r}")
            starts.setdefault(first[0], []).append(word)
        self._ends: dict[str, tuple[str, ...]] = {}
        self._starts = starts
        self._compiled: dict[str, re.Pattern[str]] = {}

    def _beginning(self, word: str) -> re.Pattern[str]:
        """The phrases that begin with a word; most words of a list stand in no text."""
        pattern = self._compiled.get(word)
        if pattern is None:
            # A phrase may end in an apostrophe (« mort d' »), which needs no boundary.
            pattern = self._compiled[word] = re.compile(
                rf"(?:{any_of(self._starts[word])})(?:(?<=')|(?![\w-]))", re.I
            )
        return pattern

    def _closings(self, between: str) -> tuple[str, ...]:
        """What stretches end in that a phrase closes, but for the characters of ``between``."""
        if between not in self._ends:
            self._ends[between] = tuple({word.rstrip(between) for word in self.words})
        return self._ends[between]

    @classmethod
    def of(cls, words: Iterable[str]) -> Phrases[bool]:
        """A word list without values."""
        return Phrases(dict.fromkeys(words, True))

    def __getitem__(self, match: re.Match[str]) -> T:
        return self.words[match[0].lower()]

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The phrases in a stretch of text, in order, the longest at each place."""
        position = start
        for token in _LETTERS.finditer(text, start, end):
            first = token.start()
            if first < position:
                continue
            word = token[0].lower()
            if word not in self._starts or (first and text[first - 1] in "-_"):
                continue
            match = self._beginning(word).match(text, first, end)
            if match is not None:
                position = match.end()
                yield match

    def find_on(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The phrases in a sentence or more of a page, looked for only where their words stand.

        For phrases that few sentences have: the places are found once for the whole page.

        Examples
        --------
        >>> text = "Un mort, un blessé léger, un blessé."
        >>> [m[0] for m in Phrases.of(["blessé", "blessé léger"]).find_on(text, 0, len(text))]
        ['blessé léger', 'blessé']
        """
        position = start
        places = _places(self, text)
        for place, word in places[
            bisect_left(places, (start, "")) : bisect_left(places, (end, ""))
        ]:
            if place >= position and not (place and text[place - 1] in "-_"):
                match = self._beginning(word).match(text, place, end)
                if match is not None:
                    position = match.end()
                    yield match

    def starts_on(self, text: str) -> list[tuple[int, str]]:
        """Where the words stand on a page that begin a phrase."""
        index = run_index(text)
        known = self._starts.keys() & index.keys()
        return sorted((place, word) for word in known for place in index[word])

    def first(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first phrase in a stretch of text."""
        return next(self.find(text, start, end), None)

    def last(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The last phrase in a stretch of text."""
        return next(iter(deque(self.find(text, start, end), maxlen=1)), None)

    def closing(self, text: str, start: int, end: int, between: str = " ") -> re.Match[str] | None:
        """The phrase that a stretch of text closes with, but for characters of ``between``."""
        if not text[start:end].lower().rstrip(between).endswith(self._closings(between)):
            return None
        match = self.last(text, start, end)
        if match is None or text[match.end() : end].strip(between):
            return None
        return match


@lru_cache(maxsize=64)
def _places(phrases: Phrases[Any], text: str) -> list[tuple[int, str]]:
    """Where phrases may begin on a page; kept for its other sentences."""
    return phrases.starts_on(text)
