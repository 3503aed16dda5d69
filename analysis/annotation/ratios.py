"""Numbers that are a share or a part of others, or how many each has: « 8 salariés sur dix ».

:func:`in_ratio` and :func:`of_so_many` read the words after a count; :func:`makes_ratio`,
:func:`is_part` and :func:`is_each` what stands between two numbers.
"""

from __future__ import annotations

import re

from analysis.annotation.counted_nouns import TOKEN
from analysis.annotation.elided import acts
from analysis.annotation.numbers import Number, find_numbers
from analysis.annotation.quantities import FEW, LISTED, Context

# What shares are told of: 17 of 100.
_ROUND = frozenset({20, 100, 1000})
# Up to how many shares are told of, and of how many more.
_LIKE_SHARES = 5
_BASES = _ROUND | {FEW}
# A bare number that may be a year.
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def is_each(first: Number, second: Number, context: Context) -> bool:
    """Whether a number is how many each of several has: « deux équipes de 60 ouvriers »."""
    text = context.text
    noun = TOKEN.match(text, first.end + 1, second.start)
    if first.low < 2 or noun is None or first.end + 1 >= second.start:
        return False
    return context.words.links.fullmatch(text, noun.end(), second.start) is not None


def is_part(first: Number, second: Number, context: Context) -> bool:
    """Whether a number is some of so many things: « deux des cinq cliniques »."""
    between = context.text[first.end : second.start].strip().lower()
    if between in context.words.partitives:
        return True
    if between in context.words.out_of:
        # « shot down 34 of 41 drones », but « 8 of 10 voters »
        return second.low > _LIKE_SHARES and second.low not in _BASES and first.low < second.low
    # « 40 of the airline's 380 flights »
    owned = between.endswith(context.words.owning) and len(between) < LISTED
    opening = between.split(" ")
    return owned and " ".join(opening[:2]) in context.words.partitives


def is_one_of(number: Number, context: Context) -> bool:
    """Whether somebody is said to be one of those counted next: "She is one of 300 owners"."""
    left = max(context.sentence.start, number.start - LISTED)
    being = context.words.being.closing(context.text, left, number.start)
    return number.low == number.high == 1 and being is not None


def makes_ratio(first: Number, second: Number, context: Context) -> bool:
    """Whether two numbers make a ratio: « 6 in 10 voters », « deux sur trois »."""
    between = context.text[first.end : second.start]
    if second.article:
        return False
    if between.strip().lower() in context.words.out_of and second.low in {FEW, *_ROUND}:
        # « eight of 10 voters »
        return second.low > first.low
    if len(between) < 12 and between.strip().lower() in context.words.shares.words:
        # « 14.2 billion in three days » is no share.
        return context.words.unit.match(context.text, second.end) is None
    # « un surveillant pour 110 détenus »
    one = first.low == first.high == 1 and len(between) < LISTED
    return one and context.words.each_for.closing(context.text, first.end, second.start) is not None


def in_ratio(text: str, stop: int, context: Context, counted: float = 0) -> bool:
    """Whether a count is one of so many, or for each of something: « 8 salariés sur dix »."""
    return is_rate(text, stop, context) or of_so_many(text, stop, context, counted)


def is_rate(text: str, stop: int, context: Context) -> bool:
    """Whether a count is for each of something: « 300 appels par jour »."""
    words, end = context.words, context.sentence.end
    match = words.ratio.first(text, stop, min(end, stop + 14))
    each = match is not None and match[0].lower() not in words.shares.words
    return match is not None and match.start() <= stop + 1 and each


def is_rate_of(text: str, stop: int, context: Context) -> bool:
    """Whether a measure is for each of something: « 20 litres de liquide par jour »."""
    link = context.words.links.match(text, stop, context.sentence.end)
    of = link.end() if link else min(stop + 1, context.sentence.end)
    noun = TOKEN.match(text, of, context.sentence.end)
    if noun is None:
        return False
    stop = noun.end()
    if link is None and (further := TOKEN.match(text, min(stop + 1, len(text)))):
        # « $350 million in aid a month »
        return is_rate(text, further.end(), context)
    return is_rate(text, stop, context)


def of_so_many(text: str, stop: int, context: Context, counted: float = 0) -> bool:
    """Whether the base of a share follows: « 8 salariés sur dix », « 11 out of 45 »."""
    end = context.sentence.end
    for match in context.words.shares.find(text, stop, min(end, stop + 26)):
        if context.words.auxiliaries.first(text, stop, match.start()):
            # « Five shelters took in 780 people »
            continue
        base = next(
            find_numbers(text, match.end() + 1, min(end, match.end() + 24), context.code), None
        )
        # A year or a time is no base: « 12 dead in 2011 », « 850 calls in two hours ».
        if base and base.core == match.end() + 1 and not base.article:
            unit = context.words.unit.match(text, base.end, end)
            if unit is not None or YEAR.fullmatch(text, base.core, base.end) or counted > base.low:
                return False
            # « 180 contrôleurs sur 230 » counts, « 6 salariés sur 10 » rates.
            acting = acts(text, base.end, end, context.words)
            few = 0 < counted < FEW and not acting
            if _LIKE_SHARES < base.low < FEW and acting and counted:
                # « Cinq voitures sur sept ont quitté les rails »
                return False
            return few or base.low <= FEW or base.low in _ROUND
    return False
