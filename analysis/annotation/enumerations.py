"""Commas within the name of one body or office: « le ministère de A, de B et de C ».

Such a comma bounds no phrase. The search for attributions and the reading of their sources both
ask here, each with its own tokens.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

_HEAD_REACH = 12
_MEMBER = 6
_NAME = 26
_CLOSED = frozenset('.!?;:«»“”"…()[]–—')


class Classes(NamedTuple):
    """The word classes that an enumeration is read by, lower case.

    ``merged`` are the forms of « of » that hold an article, ``plural`` those of them that may
    open a subject of its own. ``never`` are words that no name holds, such as auxiliaries.
    """

    of: Collection[str]
    merged: Collection[str]
    plural: Collection[str]
    articles: Collection[str]
    conjunctions: Collection[str]
    heads: Collection[str]
    never: Collection[str]


def inner_commas(words: Sequence[str], capitals: Sequence[bool], classes: Classes) -> Iterator[int]:
    """Indices of the commas that stand within a name.

    Parameters
    ----------
    words
        Lower-case tokens of a sentence or text, punctuation among them.
    capitals
        Whether each token begins with a capital as written.
    classes
        Word classes of the language.
    """
    last = -1
    for k, word in enumerate(words):
        if word == "," and k > last and k + 2 < len(words) and words[k + 1] in classes.of:
            commas = _enumeration(words, capitals, classes, k)
        elif word == "(" and k + 2 < len(words) and words[k + 2] == ")" and capitals[k + 1]:
            commas = [c for c in _spelt_out(words, capitals, classes, k) if c > last]
        else:
            continue
        if commas:
            last = commas[-1]
            yield from commas


def _enumeration(
    words: Sequence[str], capitals: Sequence[bool], classes: Classes, comma: int
) -> list[int]:
    """The commas of « HEAD de A, de B et de C », from its first one on."""
    first = _complement_before(words, classes, comma)
    if first is None:
        return []
    head, of = first
    commas, at, plain = [comma], comma + 1, True
    while True:
        plain = plain and words[at] in classes.plural
        k = at + 1
        while k < len(words) and k - at < _MEMBER and _goes_on(words, classes, k):
            k += 1
        if k + 1 >= len(words) or k == at + 1 or words[k + 1] not in classes.of:
            return []
        if words[k] in classes.conjunctions:
            break
        if words[k] != ",":
            return []
        commas.append(k)
        at = k + 1
    # « le maire de Sorrac, de nombreux élus »: like must be listed with like.
    own, other = _noun(words, classes, of), _noun(words, classes, comma + 1)
    bare = own - of == 1 and words[of] not in classes.merged
    other_bare = other - comma == 2 and words[comma + 1] not in classes.merged
    if capitals[own] != capitals[other] or bare != other_bare:
        return []
    # « la direction de l'usine, des pièces et des outils »: « des » may open a subject.
    loose = plain or (bare and not capitals[own])
    return commas if capitals[head] or not loose else []


def _complement_before(
    words: Sequence[str], classes: Classes, comma: int
) -> tuple[int, int] | None:
    """The head and the last « of » of the phrase that ends at a comma."""
    of = None
    for k in range(comma - 1, max(-1, comma - _HEAD_REACH), -1):
        word = words[k]
        if word in classes.of:
            of = k if of is None else of
        elif word in classes.heads and of is not None:
            return k, of
        elif word in classes.never or word in _CLOSED or word == ",":
            return None
    return None


def _noun(words: Sequence[str], classes: Classes, of: int) -> int:
    return of + 1 + (words[of + 1] in classes.articles)


def _goes_on(words: Sequence[str], classes: Classes, k: int) -> bool:
    word = words[k]
    return not (
        word == "," or word in classes.conjunctions or word in classes.never or word in _CLOSED
    )


def _spelt_out(
    words: Sequence[str], capitals: Sequence[bool], classes: Classes, bracket: int
) -> list[int]:
    """The commas of a name whose initials stand in brackets after it."""
    letters = words[bracket + 1]
    if not letters.isalpha() or len(letters) < 3:
        return []
    commas: list[int] = []
    found: list[int] = []
    initials = ""
    for k in range(bracket - 1, max(-1, bracket - _NAME), -1):
        word = words[k]
        if word in classes.never or word in _CLOSED:
            break
        if word == ",":
            commas.insert(0, k)
        elif word not in classes.of and word not in classes.articles:
            if capitals[k] and word[:1] == letters[0] and letters[1] in initials:
                found = list(commas)
            initials = word[:1] + initials
    return found
