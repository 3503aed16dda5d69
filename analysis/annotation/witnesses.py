"""What a witness tells of himself, which counts nothing of the event.

« Ma facture est passée à 460 francs », "I heard three shots", "They owe me $1,150": one person's
money, family and senses. Who speaks for others counts: « J'ai ordonné l'évacuation de 600
personnes ». Word lists: ``oneself``, ``in_office`` and ``witnessed`` of ``quantities.toml``.
"""

from __future__ import annotations

import re

from analysis.annotation.predicates import CASUALTIES
from analysis.annotation.quantities import Context
from analysis.schema import Claim

# What a stretch in the first person does not go on past.
_SPOKEN = re.compile(r"[;:.!?()«»\"“”]")
# How far before a count the words may begin by which its witness speaks.
_SEEN = 28
# From how many on nobody counts only his own.
_MANY = 1000


def told_of_oneself(claim: Claim, context: Context) -> bool:
    """Whether a count is what one person saw, or has, pays and lost himself."""
    text, words, start = context.text, context.words, context.sentence.start
    seen = words.witnessed.closing(text, max(start, claim.start - _SEEN), claim.start)
    if claim.unit is None and _least(claim) >= _MANY:
        # « On a vu 2 500 manifestants », « On a tué mes 5 200 canards »
        return False
    if seen:
        return True
    if claim.quantity in CASUALTIES:
        # « Mes condoléances aux familles des douze morts »
        return False
    cuts = [m.end() for m in _SPOKEN.finditer(text, start, claim.start)]
    own = words.oneself.last(text, cuts[-1] if cuts else start, claim.start)
    return own is not None and words.in_office.first(text, own.end(), claim.start) is None


def _least(claim: Claim) -> float:
    """The least that a count may be."""
    return claim.low if isinstance(claim.low, (int, float)) else 0
