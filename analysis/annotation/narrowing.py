"""What narrows a count, and what it is called.

A count may be of a part only (« dont sept », « parmi eux »), of those badly hurt, of one place or
of an earlier time. Where only its noun tells what is counted, that noun is its name.
"""

from __future__ import annotations

from analysis.annotation.counted_nouns import TOKEN, singular
from analysis.annotation.numbers import Number
from analysis.annotation.predicates import CUT, LOOSE, Reach
from analysis.annotation.quantities import Quantities


def narrowings(
    text: str, number: Number, first: int, stop: int, reach: Reach, words: Quantities
) -> tuple[str, ...]:
    """What narrows a count: a part of it, its seriousness, its place, an earlier count."""
    found = []
    of_them = words.subset.first(text, number.end, min(reach[1], number.end + 16))
    if words.subset.closing(text, max(reach[0], number.start - 22), number.start, " ,:") or (
        of_them and of_them.start() == number.end + 1
    ):
        found.append("subset")
    right = min(reach[1], stop + 40)
    cut = CUT.search(text, stop, right)
    right = cut.start() if cut else right
    found += dict.fromkeys(words.scopes[m] for m in words.scopes.find(text, number.end, right))
    if words.previous.first(text, max(reach[0], number.start - 60), number.start):
        found.append("previous")
    place = _place(text, number, stop, reach, words)
    if place:
        found.append(f"place:{place}")
    return tuple(found)


def _place(text: str, number: Number, stop: int, reach: Reach, words: Quantities) -> str | None:
    """Where a count was made: in the whole country, the capital or a named place."""
    cut = CUT.search(text, stop, min(reach[1], stop + LOOSE))
    right = cut.start() if cut else min(reach[1], stop + LOOSE)
    if words.nationwide.first(text, stop, right):
        return "nationwide"
    noun = words.place_nouns.first(text, stop, right)
    noun = noun or words.place_nouns.first(text, max(reach[0], number.start - 40), number.start)
    if noun:
        return noun[0].lower()
    place = words.place.search(text, stop, right) or words.opening_place.match(text, reach[0])
    return place[1] if place else None


def kind_of_part(text: str, number: Number, reach: Reach, words: Quantities) -> tuple[str, ...]:
    """What a part is said to be: « dont sept sont des mineurs », « seis de ellos niños »."""
    right = min(reach[1], number.end + 24)
    copula = words.copulas.first(text, number.end, right)
    if copula is None or copula.start() > number.end + 1:
        copula = words.subset.first(text, number.end, right)
        if copula is None or copula.start() > number.end + 1:
            return ()
        # « cinq d'entre eux sont des enfants »
        after = words.copulas.first(text, copula.end(), copula.end() + 24)
        copula = after if after is not None and after.start() == copula.end() + 1 else copula
    noun = TOKEN.match(text, copula.end() + 1, min(len(text), copula.end() + 30))
    name = noun[0].lower() if noun else ""
    group = "child" if name in words.minors else words.persons.get(name)
    return (group,) if group is not None and group != "people" else ()


def own_name(name: str, words: Quantities) -> str:
    """What a count is called when only its noun tells what is counted."""
    if name in words.generic:
        return "people"
    known = words.things.get(name) or words.nouns.get(name) or words.heads.get(name)
    known = known or words.set_up.get(name)
    return known or singular(name, words)
