"""What happened to the persons or things counted, from the words around number and noun.

:func:`predicate_of` weighs the word after the noun against the one before the number; the sets say
which predicates befall persons, which befall anything, and what is of the event whoever has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from analysis.annotation.numbers import Number
from analysis.annotation.phrases import Phrases
from analysis.annotation.quantities import Quantities

# How far, in characters, a predicate may stand from the noun it belongs to.
_TIGHT_AFTER, _TIGHT_BEFORE, LOOSE = 24, 30, 90
# What parts a number from a word about it: any mark; all but quotation marks; all but commas too;
# and the end of a sentence or a quotation.
CONJUNCTION = re.compile(r"[,;:.!?()«»\"“”]")
CUT = re.compile(r"[,;:.!?()]")
ENDS = re.compile(r"[;:.!?()]")
HARD_STOP = re.compile(r"[;:.!?»”\"]")
# A joiner, and the adjective of what it joins: « 20 soldats arméniens et ».
_TWO_WORDS = 2
# What befalls persons.
PERSONAL = frozenset(
    {
        "abducted", "aboard", "affected", "arrested", "captured", "cases", "charged", "complaints",
        "dead", "deployed", "dismissed", "displaced", "escaped", "evacuated", "hospitalised",
        "injured", "intensive_care", "jailed", "missing", "protesters", "recaptured", "redeployed",
        "released", "rescued", "signatures", "stranded", "strikers", "transferred", "unharmed",
        "vaccinated", "viewers", "without_power", "without_water",
    }
)  # fmt: skip
# Where persons are, which adds nothing to a noun that says who they are.
IN_PLACE = frozenset({"aboard", "deployed"})
# Who takes part in an operation, not in a march.
ON_DUTY = frozenset({"firefighters", "police", "rescuers"})
# What befalls what a noun alone counts too: operations of rescuers, missiles fired.
OF_HEADS = frozenset({"cancelled", "postponed", "delayed", "downed"})
# What is shot down.
FIRED = frozenset({"aircraft", "drones", "missiles", "rockets", "shells"})
IN_HOSPITAL = frozenset({"hospitalised"})
# What is of the event, whoever has it: « the ship had 54 passengers », « the force has 500 men ».
GATHERED = frozenset(
    {
        "attendance", "complaints", "crew", "equipment", "firefighters", "passengers", "police",
        "rescuers", "signatures", "tickets", "troops", "votes", "votes_against",
    }
)  # fmt: skip
# What a number without a noun may tell of persons.
ALONE = PERSONAL - {"deployed"}
# What befalls only persons, so that a noun no list knows is one.
ONLY_PERSONS = frozenset(
    {"abducted", "arrested", "charged", "dismissed", "hospitalised", "injured"}
)
# What may befall things that no list knows.
OF_ANYTHING = frozenset(
    {
        "cancelled", "capsized", "closed", "damaged", "dead", "delayed", "destroyed", "evacuated",
        "flooded", "postponed", "recalled", "repaired", "searched", "seized",
    }
)  # fmt: skip
# What is told of the event whoever it befell.
CASUALTIES = frozenset({"dead", "injured", "missing", "arrested", "hospitalised"})
# From the number before to the number after, and to the one after that.
Reach: TypeAlias = tuple[int, int, int]


def predicate_of(
    text: str,
    number: Number,
    stop: int,
    reach: Reach,
    words: Quantities,
    allowed: frozenset[str],
    *,
    tight: bool,
) -> str | None:
    """What happened to the persons or things counted, from the words around them."""
    right = hard_stop(text, stop, min(reach[1], stop + LOOSE))
    after = first_allowed(words.after, allowed, text, stop, right)
    # The number of an aside (« , a child among them, ») is not where the reach ends.
    aside = words.relative.match(text, stop, min(len(text), stop + LOOSE)) if not after else None
    resumed = stop
    if aside and (close := text.find(",", aside.end(), aside.end() + 100)) > 0:
        # « six écoles, qui accueillent 900 élèves, ont été fermées »
        right = hard_stop(text, close, min(len(text), close + 40))
        if hard_stop(text, aside.end(), close) == close:
            after, resumed = first_allowed(words.after, allowed, text, close, right), close + 1
    governed = words.before.closing(text, max(reach[0], number.start - LOOSE), number.start)
    led = governed is not None and first_named(words.before[governed], allowed) is not None
    joined = text[stop : reach[1]].strip(" ,").lower().split() if after is None and not led else []
    if 0 < len(joined) <= _TWO_WORDS and words.joiner.words.get(joined[-1]):
        # « 2 000 vols et 300 trains ont été annulés »
        right = hard_stop(text, reach[1], min(reach[2], reach[1] + LOOSE))
        shared = first_allowed(words.after, allowed, text, reach[1], right)
        # « 120 détenus et 34 blessés »: what stands right after a number is what it counts.
        if shared is not None and " " in text[reach[1] : shared[0].start()].strip():
            return shared[1]
    left = max(reach[0], number.start - LOOSE)
    before = None
    for m in words.before.find(text, left, number.start):
        between = text[m.end() : number.start]
        name = first_named(words.before[m], allowed)
        if name is None:
            continue
        if "," in between and words.links.search(f" {m[0].split()[-1]} "):
            # « its rescue of Calder Trust, two people said » : the noun has its object.
            continue
        if not ENDS.search(between) and not words.joiner.first(between, 0, len(between)):
            before = m, name
    if before is None or number.start - before[0].end() > 1:
        # « Han sido cerradas catorce playas »
        inverted = words.after.closing(text, left, number.start)
        name = first_named(words.after[inverted], allowed) if inverted else None
        if inverted is not None and name is not None and _is_free(text, reach[0], inverted):
            before = inverted, name
    if (
        after
        and reach[1] < reach[2]
        and _governs_next(text, after[0].end(), reach[1], words)
        and words.joiner.closing(text, stop, after[0].start())
        and after[0][0].lower() in words.before.words
    ):
        # « opened 28 centres and closed 64 schools » : the word governs the next number.
        after = None
    gap_after = after[0].start() - resumed if after else LOOSE + 1
    gap_before = number.start - before[0].end() if before else LOOSE + 1
    # « tuant 3 personnes, blessé 12 » : a word right before the next number governs that one.
    # Without a next number the end of the sentence governs nothing.
    leads_on = (
        before is not None
        and after is not None
        and reach[1] < reach[2]
        and _governs_next(text, after[0].end(), reach[1], words)
    )
    if (
        after
        and gap_after <= _TIGHT_AFTER
        and not CONJUNCTION.search(text, resumed, after[0].start())
        and not (leads_on and gap_before <= 12)
    ):
        return after[1]
    if before and gap_before <= (12 if tight else _TIGHT_BEFORE):
        return before[1]
    if tight:
        return None
    if after and gap_after <= gap_before:
        return after[1]
    return before[1] if before and gap_before <= 45 else None


def _governs_next(text: str, end: int, following: int, words: Quantities) -> bool:
    """Whether a word stands right before the next number: « and wounded another 20 »."""
    between = text[end:following].strip().lower()
    return following - end <= 2 or between in words.others or between in words.another.words


def _is_free(text: str, left: int, match: re.Match[str]) -> bool:
    """Whether no count before a participle in its clause may be what it is said of."""
    opens = left <= 0 or not text[left - 1].isalnum()
    return opens or CUT.search(text, left, match.start()) is not None


def first_named(names: Iterable[str], allowed: frozenset[str]) -> str | None:
    """The first of a phrase's predicates that may befall what is counted."""
    return next((name for name in names if name in allowed), None)


def first_allowed(
    phrases: Phrases[tuple[str, ...]], allowed: frozenset[str], text: str, start: int, end: int
) -> tuple[re.Match[str], str] | None:
    """The first phrase of a stretch with a predicate that is allowed, and that predicate."""
    for match in phrases.find(text, start, end):
        name = first_named(phrases[match], allowed)
        if name is not None:
            return match, name
    return None


def hard_stop(text: str, start: int, end: int) -> int:
    """Where a stretch meets the end of a sentence or of a quotation, else its own end."""
    match = HARD_STOP.search(text, start, end)
    return match.start() if match else end
