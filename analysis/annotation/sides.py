"""Whose losses a count tells, where two armies or camps have each their own.

« L'Orvanie a perdu 13 soldats, la Télmatie 15 »: counts of two camps are not compared. A camp is
the beginning of its name, which its adjective shares (« orvan », « Orvanie », « côté orvan »).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from analysis.annotation.counted_nouns import TOKEN
from analysis.annotation.numbers import Number
from analysis.annotation.phrases import Phrases
from analysis.annotation.predicates import ENDS, Reach
from analysis.annotation.quantities import SIDE, Context
from analysis.schema import Claim

# What a war does to the men of two camps.
_LOSSES = frozenset({"captured", "dead", "hospitalised", "injured", "missing"})
_NAME = re.compile(r"(?<![\w-])[A-ZÀ-Þ][a-zà-ÿ]{3,}")
# How much of a name its adjective shares, how far a camp may stand, how many words may lead to it.
_STEM, _NEAR, _LEADING = 4, 40, 4
_OUR = "our"


def of_a_side(claim: Claim, number: Number, reach: Reach, context: Context) -> Claim:
    """The claim with the camp whose losses it tells, where the text says it."""
    if claim.quantity not in _LOSSES:
        return claim
    names = _names(context.text)
    side = _beside(claim, number, names, context) or _in_camp(claim, number, reach, names, context)
    side = side or _of_the_subject(number, reach, context) or _of_its_body(claim, names, context)
    if side is None:
        return claim
    return replace(claim, modifiers=(*claim.modifiers, f"{SIDE}{side}"))


def is_in_a_camp(number: Number, reach: Reach, context: Context) -> bool:
    """Whether a camp stands right behind a number: « vingt-sept côté télmate »."""
    camp = context.words.sides.first(context.text, number.end, min(reach[1], number.end + _NEAR))
    if camp is None or camp.start() != number.end + 1:
        return False
    return _named(camp.end(), _names(context.text), context) is not None


@lru_cache(maxsize=8)
def _names(text: str) -> frozenset[str]:
    """The beginnings of the capitalised words of a text."""
    return frozenset(_stem(m[0]) for m in _NAME.finditer(text))


def _stem(word: str) -> str:
    return word[:_STEM].casefold()


def _beside(claim: Claim, number: Number, names: frozenset[str], context: Context) -> str | None:
    """The camp told by an adjective: « 13 soldats orvans », « nine Orvan soldiers »."""
    text, words = context.text, context.words
    inner = _NAME.search(text, number.end, claim.end)
    if inner is not None:
        return _stem(inner[0])
    follower = TOKEN.match(text, claim.end + 1, context.sentence.end)
    if follower is None or claim.end == number.end:
        return None
    low = follower[0].lower()
    if len(low) < _STEM or low in words.stop or low in words.after.words:
        return None
    return _stem(low) if follower[0].islower() and _stem(low) in names else None


def _in_camp(
    claim: Claim, number: Number, reach: Reach, names: frozenset[str], context: Context
) -> str | None:
    """The camp told by a word for it: « côté télmate », « dans les rangs de l'Orvanie »."""
    text, words = context.text, context.words
    right = min(reach[1], claim.end + _NEAR)
    left = max(reach[0], number.start - _NEAR)
    for start, end in ((claim.end, right), (left, number.start)):
        if words.own_side.first(text, start, end) is not None:
            return _OUR
        for camp in words.sides.find(text, start, end):
            named = _named(camp.end(), names, context)
            if named is not None:
                return named
    return None


def _named(position: int, names: frozenset[str], context: Context) -> str | None:
    """The first word behind a place, of a few, that shares its beginning with a name."""
    tokens = TOKEN.finditer(context.text, position, context.sentence.end)
    for token, _ in zip(tokens, range(_LEADING), strict=False):
        word = token[0].rpartition("'")[2]
        if len(word) >= _STEM and _stem(word) in names:
            return _stem(word)
    return None


def _of_the_subject(number: Number, reach: Reach, context: Context) -> str | None:
    """The camp that is said to have lost men: « L'Orvanie a reconnu la mort de neuf soldats »."""
    text, words, start = context.text, context.words, context.sentence.start
    lost = words.losing.closing(text, max(reach[0], number.start - _NEAR), number.start)
    found = list(_NAME.finditer(text, start, lost.start())) if lost is not None else []
    return _stem(found[-1][0]) if found else None


def _of_its_body(claim: Claim, names: frozenset[str], context: Context) -> str | None:
    """The camp whose ministry tells its own losses: « L'armée orvane ... que 13 soldats »."""
    text, words, start = context.text, context.words, context.sentence.start
    if "soldier" not in claim.modifiers:
        return None
    body = _last(words.camps, text, start, claim.start)
    if body is None or ENDS.search(text, body.end(), claim.start):
        return None
    if words.before.first(text, body.end(), claim.start) is not None:
        # « L'armée orvane a tué 13 soldats »
        return None
    return _named(body.end(), names, context)


def _last(phrases: Phrases[bool], text: str, start: int, end: int) -> re.Match[str] | None:
    return next(reversed(list(phrases.find(text, start, end))), None)
