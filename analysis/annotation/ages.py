"""Ages set after those counted: « Deux hommes de 26 et 41 ans ont été arrêtés ».

An age is no count, so that what happened is looked for behind it; and whoever has an age is a
person, whatever the word lists know of the noun.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.counted_nouns import TOKEN
from analysis.annotation.numbers import Number
from analysis.annotation.quantities import Context

# How long the noun of those who have an age may be, and what it is said of them after it.
_NOUN, _APPOSITION = 40, 60
# No age is higher.
OLDEST = 120


def aged(numbers: Sequence[Number], context: Context) -> dict[int, int]:
    """Where an age ends, by where the number before it starts that counts those who have it."""
    found: dict[int, int] = {}
    for index in range(1, len(numbers)):
        counted, age = numbers[index - 1], numbers[index]
        link = context.words.aged.closing(context.text, counted.end, age.start)
        if not _is_noun(context.text[counted.end : link.start() if link else age.start], context):
            continue
        # « aged 26 and 41 » says by itself what « de 26 et 41 ans » says by its unit.
        plain = link is not None and context.words.aged[link]
        stop = _age_end(numbers[index : index + 3], context, plain=plain)
        if stop is not None:
            found[counted.start] = _after_apposition(stop, context)
    return found


def _age_end(numbers: Sequence[Number], context: Context, *, plain: bool) -> int | None:
    """Where the ages that begin at a number end: « 43 ans », « 26 et 41 ans »."""
    text, words, end = context.text, context.words, context.sentence.end
    last = None
    for number in numbers:
        if number.low >= OLDEST or number.article:
            break
        unit = words.unit.match(text, number.end, end)
        if unit is not None:
            is_year = words.units[unit[0].strip(" -").lower()] == "year"
            return unit.end() if is_year else None
        last = number.end if plain else last
        joiner = TOKEN.match(text, min(number.end + 1, end), end)
        joined = text[number.end : number.end + 2] == ", " or (
            joiner is not None and words.joiner.words.get(joiner[0].lower(), False)
        )
        if not joined:
            break
    return last


def _is_noun(between: str, context: Context) -> bool:
    """Whether a noun stands between a number and an age, and nothing else."""
    noun = between.rstrip(", ")
    if not noun.startswith(" ") or len(noun) > _NOUN or "," in noun:
        return False
    names = [token[0].lower() for token in TOKEN.finditer(noun)]
    return bool(names) and not any(name in context.words.stop for name in names)


def _after_apposition(stop: int, context: Context) -> int:
    """Past what is said of somebody between commas: « de 43 ans, ancien pompier, a été ... »."""
    text, end = context.text, context.sentence.end
    if not text.startswith(", ", stop):
        return stop
    close = text.find(",", stop + 2, min(end, stop + _APPOSITION))
    verb = context.words.auxiliaries.first(text, stop + 2, close) if close > 0 else None
    return stop + 1 if close < 0 or verb is not None else close + 1
