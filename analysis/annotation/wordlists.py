"""Word lists of the language packs as patterns: a compact notation, one compiled pattern a list."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

_OPTIONAL = re.compile(r"\(([^()]*)\)")
_RUN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")


def lower(text: str) -> str:
    """Lower case without a change of length, so that positions stay what they were.

    Examples
    --------
    >>> lower("DES CASQUES BLEUS"), len(lower("İstanbul"))
    ('des casques bleus', 8)
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def forms(entry: str) -> tuple[str, ...]:
    """The forms an entry stands for: letters in brackets are optional.

    Examples
    --------
    >>> forms("émeutier(s)")
    ('émeutier', 'émeutiers')
    """
    parts = _OPTIONAL.split(entry)
    choices = [("", part) if i % 2 else (part,) for i, part in enumerate(parts)]
    return tuple("".join(choice) for choice in itertools.product(*choices))


def all_forms(entries: Iterable[str]) -> frozenset[str]:
    """The forms of all entries."""
    return frozenset(form for entry in entries for form in forms(entry))


def whole_words(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any form of the entries as whole words, the longest one first.

    It is to be run on a text in lower case. The alternatives share their beginnings, so the time
    does not depend on how long the list is.

    Examples
    --------
    >>> whole_words(["rebelle(s)", "casques bleus"]).findall("les rebelles, les casques bleus")
    ['rebelles', 'casques bleus']
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in sorted(all_forms(entries)):
        node = tree
        for character in form:
            node = node.setdefault(character, {})
        node[""] = {}
    if not tree:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w-])(?:{_alternatives(tree)})(?:(?<=')|(?!\w|-\w))")


def any_case(words: Iterable[str]) -> str:
    """The source of a pattern for any of some words, the longest first, in any case.

    Several times as fast as a pattern that ignores case, which cannot tell from the first letter
    that none of the words begins here.

    Examples
    --------
    >>> any_case(["d'", "qu'"])
    "(?:[qQ][uU]'|[dD]')"
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    sources = (
        "".join(
            f"[{c}{c.upper()}]" if len(c.upper()) == 1 and c != c.upper() else re.escape(c)
            for c in word.lower()
        )
        for word in longest_first
    )
    return f"(?:{'|'.join(sources)})" if longest_first else "(?!)"


class Anchored:
    """A pattern that is tried only where a word it begins with stands on the page.

    Parameters
    ----------
    pattern
        A pattern for a text in lower case, each match of which begins with one of the words.
    words
        Entries of a word list; their first letters up to an apostrophe, hyphen or blank count.
    digits
        Whether a match may begin with a number as well.
    before
        How many characters of a match stand before its word.

    Examples
    --------
    >>> from analysis.languages.patterns import run_index
    >>> text = "les rebelles, les casques bleus"
    >>> words = ["rebelle(s)", "casques bleus"]
    >>> [m[0] for m in Anchored(whole_words(words), words).find(text, run_index(text))]
    ['rebelles', 'casques bleus']
    """

    __slots__ = ("_before", "_digits", "_pattern", "_words")

    def __init__(
        self,
        pattern: re.Pattern[str],
        words: Iterable[str],
        *,
        digits: bool = False,
        before: int = 0,
    ) -> None:
        self._pattern = pattern
        self._words = frozenset(_first_run(form) for form in all_forms(words))
        self._digits = digits
        self._before = before

    def places(self, index: Mapping[str, Sequence[int]]) -> list[int]:
        """Where a match may begin on a page; ``index`` tells where its words stand."""
        places = [
            at - self._before for word in self._words.intersection(index) for at in index[word]
        ]
        if self._digits:
            places += [
                at + digits.start() - self._before
                for run, stands in index.items()
                if not run.isalpha()
                for digits in _DIGITS.finditer(run)
                for at in stands
            ]
        places.sort()
        return places

    def find(self, text: str, index: Mapping[str, Sequence[int]]) -> Iterator[re.Match[str]]:
        """The matches in a page, in order."""
        return self.find_at(self.places(index), text, 0, len(text))

    def find_at(
        self, places: Sequence[int], text: str, start: int, end: int
    ) -> Iterator[re.Match[str]]:
        """The matches in a stretch of a page, its :meth:`places` known."""
        for k in range(bisect_left(places, start), bisect_left(places, end)):
            if places[k] >= start:
                match = self._pattern.match(text, places[k], end)
                if match:
                    start = match.end()
                    yield match


def _first_run(form: str) -> str:
    match = _RUN.match(form)
    if match is None:
        raise ValueError(f"a phrase begins with a letter or digit: {form!r}")
    return match[0].lower()


def words_found(entries: Iterable[str]) -> Anchored:
    """The entries as whole words, looked for only where their first words stand."""
    kept = tuple(entries)
    return Anchored(whole_words(kept), kept)


def _alternatives(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = []
    for character in sorted(node, reverse=True):
        if character == "":
            continue
        branches.append(re.escape(character) + _alternatives(node[character]))
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return joined + "?" if "" in node else joined
