"""How two claims stand to each other, seen by their figures, days and digits alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from analysis.comparison.slots import slot_rules
from analysis.schema import Claim

Relation: TypeAlias = Literal["identical", "compatible", "evolving", "divergent"]
_TOLERANCE = timedelta(days=1)
# A count from here on is seldom met twice in one event by chance.
TELLING = 100
# How many times larger one of two figures for the same noun may be.
ORDER, SLIP = 4, 1.5


def relate(a: Claim, b: Claim, *, cumulative: bool = False) -> Relation | None:
    """How two claims of one quantity stand to each other.

    Parameters
    ----------
    a, b
        Two claims; numbers with numbers or dates with dates.
    cumulative
        Whether the quantity only grows.

    Returns
    -------
    {"identical", "compatible", "evolving", "divergent"} or None
        Identical intervals; intervals that overlap (dates: within a day); a cumulative count
        that is later and larger; anything else without overlap. None when a claim is open.

    Examples
    --------
    >>> def dead(low, high, day):
    ...     return Claim(start=0, end=1, quantity="dead", low=low, high=high, as_of=day)
    >>> relate(dead(8, 8, "2022-01-10"), dead(12, 12, "2022-01-12"), cumulative=True)
    'evolving'
    >>> relate(dead(12, 12, "2022-01-10"), dead(8, 8, "2022-01-12"), cumulative=True)
    'divergent'
    """
    if (a.unit == "date") != (b.unit == "date") or a.unit != b.unit:
        return None
    first, second = bounds_of(a), bounds_of(b)
    if first is None or second is None:
        return None
    if first == second:
        return "identical"
    slack: Any = _TOLERANCE if a.unit == "date" else 0
    if first[0] <= second[1] + slack and second[0] <= first[1] + slack:
        return "compatible"
    if cumulative:
        small, large = (a, b) if first[1] < second[0] else (b, a)
        if _is_before(small, large):
            return "evolving"
    return "divergent"


def _is_before(small: Claim, large: Claim) -> bool:
    if "previous" in small.modifiers and "previous" not in large.modifiers:
        return True
    return bool(small.as_of and large.as_of and small.as_of < large.as_of)


def bounds_of(claim: Claim) -> tuple[Any, Any] | None:
    """The interval of a claim, of numbers or of days; none where the claim gives neither end."""
    if claim.low is None and claim.high is None:
        return None
    if claim.unit != "date":
        return claim.low, claim.high
    low = date.fromisoformat(str(claim.low)) if claim.low else date.min
    high = date.fromisoformat(str(claim.high)) if claim.high else date.max - _TOLERANCE
    if claim.low and not claim.high and claim.quantity in slot_rules()["happenings"]:
        # « the fire that has raged since Tuesday » broke out on Tuesday.
        high = low
    return low, high


def is_planned(claim: Claim) -> bool:
    """Whether a date lies after the day its article speaks from."""
    day = claim.low or claim.high
    return bool(claim.as_of and day and str(day) > claim.as_of)


def is_near(a: Claim, b: Claim, order: float = ORDER) -> bool:
    """Whether two figures are of one order, as two counts of the same things are."""
    first, second = bounds_of(a), bounds_of(b)
    if first is None or second is None or a.unit == "date":
        return False
    return bool(first[1] <= order * second[1] and second[1] <= order * first[1])


def is_telling(claim: Claim) -> bool:
    """Whether a figure is unlikely to come up twice in one event by chance."""
    if claim.unit == "date":
        return claim.low == claim.high
    return isinstance(claim.low, (int, float)) and (claim.low >= TELLING or claim.unit is not None)


def transposed(a: str, b: str) -> bool:
    """Whether two figures have the same digits in another order.

    Examples
    --------
    >>> transposed("2 300 soldats", "2 030 soldats"), transposed("12", "120")
    (True, False)
    """
    first, second = (re.sub(r"\D", "", text) for text in (a, b))
    return len(first) > 1 and first != second and sorted(first) == sorted(second)
