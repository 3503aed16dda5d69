"""Numbers within a word or a name: « 45e », « 18 h 30 », « Route 9 », « les lignes 4 et 6 ».

They count nothing. Which words are numbered is told in ``quantities.toml`` (``labels``).
"""

from __future__ import annotations

import re

from analysis.annotation.counted_nouns import TOKEN, singular
from analysis.annotation.measures import is_scaled
from analysis.annotation.numbers import Number
from analysis.annotation.predicates import PERSONAL, Reach
from analysis.annotation.quantities import LISTED, Context, Quantities

# What stands before the first word of a sentence: its end mark, a line break, or nothing at all.
_OPENS = re.compile(r"[.!?:»”\"] |.?\n|(?<!.)[A-ZÀ-Þ]", re.S)
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w-]{1,20} $")
# Letters that a number is tied to: « Kh-59 ».
_DESIGNED = re.compile(r"[^\W\d_][-–]$")
# Numbers of one list: « les lignes 4, 6 et 9 ».
_LISTED_NUMBERS = re.compile(r"(?<= )\d{1,4}(?:, | \w{1,3} )(?:\d{1,4}(?:, | \w{1,3} )){0,4}")


def is_glued(number: Number, text: str, end: int, words: Quantities) -> bool:
    """Whether letters stick to the number: an ordinal, a clock time, an age, a score."""
    if number.end >= end or not number.digits:
        return False
    if _DESIGNED.search(text, max(0, number.core - 8), number.core):
        # « two Kh-59 missiles »
        return True
    after = text[number.end : number.end + 8]
    if is_scaled(number, text, words):
        return False
    if after[0].isalpha() or after[0] == "_":
        return not re.match(r"(?:%|km|mm|cm|m|kph|mph|ha)\b", after)
    unit = words.unit.match(text, number.end, end)
    if unit is not None and words.units[unit[0].strip(" -").lower()].isupper():
        # « a 2,500-euro bonus »
        return False
    return bool(re.match(r"[-–/:]\w|h\b", after))


def is_label(
    number: Number, noun: tuple[int, int, str, str] | None, reach: Reach, context: Context
) -> bool:
    """Whether a number names something: « Route 9 traffic lights », « 911 calls »."""
    text, words = context.text, context.words
    called = noun is not None and words.heads.get(noun[2]) == "calls"
    if called and text[number.core : number.end] in words.emergency:
        return True
    label = words.labels.closing(text, max(reach[0], number.core - 24), number.core)
    if label is not None and words.numbered.closing(text, reach[0], label.end()):
        # « came on the number 16 bus »
        return True
    if label is not None and any(
        told.closing(text, reach[0], number.core) for told in (words.numbering, words.totals)
    ):
        # « The dead number 31 »
        label = None
    if label is None:
        return noun is None and number.start == number.core and _names_things(number, context)
    counts = noun is not None and noun[3] == "known" and noun[0] <= number.end + 1
    return label[0][0].isupper() or not counts


def _names_things(number: Number, context: Context) -> bool:
    """Whether numbers set after a plural name things: « Les lignes 11 et 24 sont coupées »."""
    text, words = context.text, context.words
    begins = max(context.sentence.start, number.start - LISTED)
    stop = number.start
    listed = _LISTED_NUMBERS.search(text, begins, stop)
    stop = listed.start() if listed is not None and listed.end() == stop else stop
    tokens = list(TOKEN.finditer(text, begins, stop))
    if not tokens or tokens[-1].end() + 1 != stop:
        return False
    name = tokens[-1][0].lower()
    if singular(name, words) == name or name in words.persons or words.heads.get(name) in PERSONAL:
        return False
    before = tokens[-2][0].lower() if len(tokens) > 1 else ""
    led = before in words.definite or before in words.determiners or before in words.articles
    if not words.reach:
        return led
    # « Routes 9 and 14 are closed », but « of the homes 12 were burned »
    known = (
        name in words.things or name in words.nouns or singular(name, words) in words.labels.words
    )
    return known and not led


def is_name(text: str, number: Number, reach: Reach, words: Quantities) -> bool:
    """Whether the number belongs to a name before it (« Section 4 of the act »)."""
    if not number.digits or number.start != number.core:
        return False
    if words.links.match(text, number.end, reach[1]) is None:
        return False
    return follows_a_name(text, number, reach)


def follows_a_name(text: str, number: Number, reach: Reach) -> bool:
    """Whether a capitalised word stands before the number, other than one that opens a sentence."""
    name = _NAMED.search(text, max(reach[0], number.start - 24), number.start)
    return name is not None and _OPENS.match(text, max(0, name.start() - 2)) is None
