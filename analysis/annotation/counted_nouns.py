"""The noun that a number counts: which words after it tell what it is a number of.

:func:`counted_noun` reads it: a word the lists know, within the reach of the language's word order,
else the first plural. :func:`singular` and :func:`one_person` tell a noun's other number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.numbers import Number, is_number
from analysis.annotation.quantities import Quantities

# A type name in place of a noun: « 12 A320 ».
DESIGNATION = re.compile(r" ?([A-Z][A-Za-z]{0,5}-?\d{1,4}[A-Z]{0,2})\b")
# One word, with its elided article or hyphens.
TOKEN = re.compile(r"[^\W\d_]['’]?(?:\w|[-'](?=\w))*")
# An age behind a word for it.
_AN_AGE = re.compile(r" \w{1,3} \d")


def counted_noun(
    text: str, number: Number, end: int, words: Quantities, code: str
) -> tuple[int, int, str, str] | None:
    """The counted noun: (start, end, lexicon form, kind), None when a number stands alone."""
    position = number.end
    link = words.links.match(text, position, end)
    if link:
        position = link.end()
    elif position < end and text[position] == " ":
        position += 1
    else:
        return None
    designation = DESIGNATION.match(text, position, end)
    if designation and number.digits:
        return designation.start(1), designation.end(), designation[1], "designation"
    tokens: list[re.Match[str]] = []
    cursor = position
    while len(tokens) < words.longest + 4 and (token := TOKEN.match(text, cursor, end)):
        tokens.append(token)
        cursor = token.end()
        if cursor < end and text[cursor] == " ":
            cursor += 1
        else:
            break
    skipped = 0
    for i, token in enumerate(tokens):
        for size in range(min(words.longest, len(tokens) - i), 0, -1):
            last = tokens[i + size - 1]
            phrase = text[token.start() : last.end()].lower()
            if phrase in words.nothing:
                return None
            if size > 1 and last[0].lower() in words.aged.words and _AN_AGE.match(text, last.end()):
                # « six personnes âgées de 20 à 60 ans »
                continue
            if size == 1 and number.low > 1 and _belongs_to_next(phrase, tokens, i, words):
                continue
            if size == 1 and phrase in words.others and i + 1 < len(tokens):
                # « les 26 autres passagers », but « 17 autres blessés » tells what befell them
                following = tokens[i + 1][0].lower()
                victims = following in words.heads and following not in words.after.words
                if following in words.persons or following in words.things or victims:
                    continue
            if size == 1 and _befallen(phrase, words) and i + 1 < len(tokens):
                # « 37 wounded soldiers »
                following = tokens[i + 1][0].lower()
                victims = following in words.heads and following not in words.after.words
                if following in words.persons or following in words.things or victims:
                    continue
            if any(phrase in table for table in (words.heads, words.persons, words.things)) or (
                size > 1 and phrase in words.nouns
            ):
                return token.start(), last.end(), phrase, "known"
        low = token[0].lower()
        if low in words.skip:
            continue
        if low in words.stop or skipped >= words.reach or _has_its_verb(tokens, i, words):
            break
        if words.reach and _tells_what_befell(token, tokens[-1].end(), words):
            break
        skipped += 1
    for token in tokens[: words.reach + 2]:
        low = token[0].lower()
        if low in words.skip:
            continue
        if low in words.stop or len(low) < 3 or low in words.scopes.words or is_number(low, code):
            return None
        if low in words.after.words or low in words.before.words:
            return None
        person = one_person(low, words) if number.low == number.high == 1 else None
        if person is not None:
            return token.start(), token.end(), person, "known"
        if singular(low, words) != low:
            kind = "people" if token[0][0].isupper() else "unknown"
            return token.start(), token.end(), low, kind
        if not words.reach:
            return None
    return None


def _befallen(word: str, words: Quantities) -> str | None:
    """What befell those counted, told by an adjective before their noun: « 37 wounded »."""
    return words.heads.get(word) if words.reach and word in words.after.words else None


def _belongs_to_next(
    phrase: str, tokens: Sequence[re.Match[str]], index: int, words: Quantities
) -> bool:
    """Whether a noun in the singular only names the kind of the next: « four school days »."""
    if not words.reach or phrase in words.heads or singular(phrase, words) != phrase:
        return False
    if index + 1 >= len(tokens):
        return False
    following = tokens[index + 1][0].lower()
    return following not in words.auxiliaries.words and singular(following, words) != following


def _has_its_verb(tokens: Sequence[re.Match[str]], index: int, words: Quantities) -> bool:
    """Whether a plural is the subject of the verb after it: « 121 defenders returned home »."""
    low = tokens[index][0].lower()
    if index + 1 >= len(tokens) or singular(low, words) == low:
        return False
    verb = tokens[index + 1][0].lower()
    return verb.endswith(words.past_endings) or verb in words.auxiliaries.words


def _tells_what_befell(token: re.Match[str], end: int, words: Quantities) -> bool:
    """Whether more than a word tells what befell a number alone: « 21 needed hospital care »."""
    told = words.after.first(token.string, token.start(), end)
    if told is None or told.start() != token.start() or told.end() == token.end():
        return False
    # « Dozens feared dead » counts the dead.
    return told[0].rpartition(" ")[2].lower() not in words.heads


def singular(name: str, words: Quantities) -> str:
    """A plural noun in the singular, by the endings of its language."""
    for ending, one in words.plurals:
        if len(name) > len(ending) + 2 and name.endswith(ending):
            return name[: -len(ending)] + one
    return name


def one_person(name: str, words: Quantities) -> str | None:
    """The form in which the lists hold a person named in the singular, None for no person."""
    return next((form for e in ("", "s", "es") if (form := f"{name}{e}") in words.persons), None)
