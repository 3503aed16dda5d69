"""What the words beside two figures say against their being one quantity.

A difference is the strongest thing the ledger says. Where the wording shows that two figures
without overlap are a hope and a fact, what is at stake and what is lost, a stock and what befell
some of it, or one person whose case is told, they are not set against each other.
"""

from __future__ import annotations

import re

from analysis.annotation.phrases import Phrases
from analysis.annotation.quantities import quantities
from analysis.comparison.entries import Entry, is_of_things, needs_context
from analysis.comparison.relations import SLIP, is_near

# How far to each side of a claim its clause is read.
_BEFORE, _AFTER = 60, 50
_CLAUSE = re.compile(r"[,;:.!?\n()]")
# An age close behind one person: « un homme de 81 ans », « a man, 81, ».
_AGED = re.compile(r"[\w' -]{0,24}?,? ?\b(?:1?\d\d|[1-9])(?:,|[ -]([^\W\d_]+))")


def told_apart(a: Entry, b: Entry) -> bool:
    """Whether the wording says that two figures that differ are of two quantities."""
    if _is_aimed(a) is not _is_aimed(b):
        return True
    if is_near(a.claim, b.claim, SLIP):
        return False
    if _is_at_stake(a) is not _is_at_stake(b):
        return True
    things = all(is_of_things(e, kinds=True) or needs_context(e.claim) for e in (a, b))
    return things and _is_a_stock(a) is not _is_a_stock(b)


def _is_aimed(entry: Entry) -> bool:
    """Whether a count is hoped for: « hopes to vaccinate 150,000 people »."""
    words = quantities(entry.article.language)
    if words is None:
        return False
    end = entry.claim.end
    offered = words.aimed.first(entry.article.text, end, end + _AFTER)
    return _leads(words.aimed, entry) or (offered is not None and offered.start() <= end + 1)


def _is_at_stake(entry: Entry) -> bool:
    """Whether a count tells what may be lost: « putting 126 stores at risk »."""
    words = quantities(entry.article.language)
    return words is not None and (_leads(words.at_stake, entry) or _follows(words.at_stake, entry))


def _is_a_stock(entry: Entry) -> bool:
    """Whether a count tells all that something has: « le train comptait sept voitures »."""
    words = quantities(entry.article.language)
    return words is not None and _leads(words.stock, entry)


def is_a_case(entry: Entry) -> bool:
    """Whether one person is counted whose age is told."""
    claim = entry.claim
    if claim.unit is not None or claim.low != 1 or claim.high != 1:
        return False
    words = quantities(entry.article.language)
    age = _AGED.match(entry.article.text, claim.end)
    if age is None or words is None:
        return False
    return age[1] is None or words.units.get(age[1].lower()) == "year"


def _leads(phrases: Phrases[bool], entry: Entry) -> bool:
    start = entry.claim.start
    clause = _CLAUSE.split(entry.article.text[max(0, start - _BEFORE) : start])[-1]
    return phrases.first(clause, 0, len(clause)) is not None


def _follows(phrases: Phrases[bool], entry: Entry) -> bool:
    end = entry.claim.end
    clause = _CLAUSE.split(entry.article.text[end : end + _AFTER], maxsplit=1)[0]
    return phrases.first(clause, 0, len(clause)) is not None
