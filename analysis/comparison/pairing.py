"""Which figures of two articles are set side by side for one quantity, and the pair they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from analysis.annotation.quantities import WHOSE, quantities
from analysis.comparison.entries import Entry, has_swapped, is_of_things, needs_context
from analysis.comparison.relations import (
    ORDER,
    SLIP,
    TELLING,
    Relation,
    bounds_of,
    is_near,
    is_planned,
    is_telling,
    relate,
)
from analysis.comparison.slots import slot_rules
from analysis.comparison.wording import is_a_case, told_apart
from analysis.schema import AnnotatedArticle, Claim

TRANSPOSED = "possible digit transposition"
UNDATED = "as-of day unknown"
# Days further apart are of two events of a kind, such as two days of action.
_ONE_EVENT, _NEXT_ONE = timedelta(days=14), timedelta(days=7)
# Figures further apart than this are of another scope, when they are large.
_FAR = 12
# How far before a count its growth is told.
_TOLD = 48


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """One quantity in two articles.

    ``note`` is a hypothesis for the reader, such as a digit transposition. ``same_lineage``
    marks two articles with one origin: one witness, not two.
    """

    quantity: str
    relation: Relation
    a_article: AnnotatedArticle
    a: Claim
    b_article: AnnotatedArticle
    b: Claim
    note: str | None = None
    same_lineage: bool = False

    def record(self) -> dict[str, Any]:
        """The comparison record of kind ``claim_pair``."""
        sides = {
            side: {
                "article_id": article.article_id,
                "start": claim.start,
                "end": claim.end,
                "low": claim.low,
                "high": claim.high,
            }
            for side, article, claim in (
                ("a", self.a_article, self.a),
                ("b", self.b_article, self.b),
            )
        }
        return {
            "kind": "claim_pair",
            "quantity": self.quantity,
            "relation": self.relation,
            "note": self.note,
            "same_lineage": self.same_lineage,
            **sides,
        }


def is_placed(entries: Sequence[Entry]) -> bool:
    """Whether places tell counts apart: some article counts this in two places."""
    seen: dict[str, set[frozenset[str]]] = defaultdict(set)
    for entry in entries:
        if entry.places:
            seen[entry.article.article_id].add(entry.places)
    return any(len(places) > 1 for places in seen.values())


def _comparable(a: Entry, b: Entry, placed: bool) -> bool:
    same = (a.claim.low, a.claim.high) == (b.claim.low, b.claim.high)
    if placed and a.places != b.places:
        return False
    if needs_context(a.claim) or needs_context(b.claim):
        # One noun may count many things; only a shared word says that it counts the same here.
        vague = {a.slot, b.slot} & set(slot_rules()["vague"])
        if same and a.claim.unit == "date":
            return True
        if a.claim.unit == "date" and relate(a.claim, b.claim) == "compatible":
            return True
        near = same or is_near(a.claim, b.claim) or has_swapped(a, b)
        if not (a.said & b.said or (not vague and near)):
            return False
    if a.slot in slot_rules()["occasion"] and a.days and b.days:
        return bool(a.days & b.days)
    return True


def choose(
    left: Sequence[Entry], right: Sequence[Entry], cumulative: bool, placed: bool
) -> list[tuple[Entry, Entry]]:
    """The pairs of two articles worth writing for one quantity.

    Where both give several figures, those of one named source belong together. Otherwise one
    pair: figures that agree, or the latest word of each when none do.
    """
    if not left or not right:
        return []
    if left[0].slot in slot_rules()["vague"]:
        return _each(left, right, cumulative, placed)
    if left[0].claim.unit == "date":
        return _days(left, right)
    if len(left) > 1 and len(right) > 1:
        sourced = [
            (a, b)
            for a in left
            for b in right
            if a.claim.source_name is not None
            and a.claim.source_name == b.claim.source_name
            and _comparable(a, b, placed)
        ]
        if len(sourced) > 1:
            return sourced
    if placed:
        found = []
        for place in dict.fromkeys(e.places for e in left):
            here = [e for e in left if e.places == place]
            there = [e for e in right if e.places == place]
            found += _one(here, there, cumulative, placed)
        taken = {id(e) for pair in found for e in pair}
        return found + _without_place(
            [e for e in left if id(e) not in taken], [e for e in right if id(e) not in taken]
        )
    return _one(left, right, cumulative, placed)


def _each(
    left: Sequence[Entry], right: Sequence[Entry], cumulative: bool, placed: bool
) -> list[tuple[Entry, Entry]]:
    """The pairs of figures whose name says little: every one that both articles tell, or one."""
    found = []
    free = list(right)
    for a in left:
        same = (b for b in free if is_telling(a.claim) and relate(a.claim, b.claim) == "identical")
        b = next(same, None)
        if b is not None:
            free.remove(b)
            found.append((a, b))
    taken = {id(a) for a, _ in found}
    rest = [a for a in left if id(a) not in taken]
    if rest and rest[0].claim.unit == "date":
        return found + _days(rest, free)
    return found or _one(rest, free, cumulative, placed)


def _days(left: Sequence[Entry], right: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """The pairs of dates: what has been with what has been, what is planned with what is planned.

    Where one article only plans and the other only looks back, the plan is set beside the event.
    """
    done, planned = (
        [[e for e in side if is_planned(e.claim) is coming] for side in (left, right)]
        for coming in (False, True)
    )
    found = [pair for a, b in (done, planned) for pair in _one(a, b, False, False)]
    agreed = [pair for pair in found if relate(pair[0].claim, pair[1].claim) != "divergent"]
    used = {id(e) for pair in agreed for e in pair}
    come = [
        (a, b)
        for a in left
        for b in right
        # The day that one plans has been to the other.
        if is_planned(a.claim) is not is_planned(b.claim)
        and used.isdisjoint((id(a), id(b)))
        and relate(a.claim, b.claim) == "identical"
    ]
    if come:
        found = agreed + come
    mixed = any(a and b for a, b in zip(done, planned, strict=True))
    if found or mixed:
        return found
    return [
        (a, b)
        for a, b in _one(left, right, False, False)
        if not (_comes_after(a, b) or _comes_after(b, a))
    ]


def _comes_after(plan: Entry, past: Entry) -> bool:
    """Whether a plan was told when the day of the other article was over: it is the next one."""
    told, day = plan.claim.as_of, past.claim.low
    if not is_planned(plan.claim) or not told or not day or str(day) > told:
        return False
    first, second = bounds_of(past.claim), bounds_of(plan.claim)
    return first is not None and second is not None and second[0] - first[1] > _NEXT_ONE


def _without_place(left: Sequence[Entry], right: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """The one pair of equal figures where one of the two does not say its place."""
    equal = (
        (a, b)
        for a in left
        for b in right
        if not (a.places and b.places) and relate(a.claim, b.claim) == "identical"
    )
    return [pair for pair in [next(equal, None)] if pair is not None]


def _one(
    left: Sequence[Entry], right: Sequence[Entry], cumulative: bool, placed: bool
) -> list[tuple[Entry, Entry]]:
    candidates = [(a, b) for a in left for b in right if _comparable(a, b, placed)]
    for wanted in ("identical", "compatible"):
        for a, b in candidates:
            if relate(a.claim, b.claim, cumulative=cumulative) == wanted:
                return [(a, b)]
    candidates.sort(key=lambda pair: _latest(pair[0]) + _latest(pair[1]), reverse=True)
    return [pair for pair in candidates if may_differ(*pair, cumulative)][:1]


def _latest(entry: Entry) -> tuple[Any, ...]:
    claim = entry.claim
    value = claim.high if isinstance(claim.high, (int, float)) else 0
    return ("previous" not in claim.modifiers, entry.stands, claim.as_of or "", value)


def may_differ(a: Entry, b: Entry, cumulative: bool) -> bool:
    """Whether two figures without overlap are set side by side."""
    relation = relate(a.claim, b.claim, cumulative=cumulative)
    if relation in ("divergent", "evolving") and told_apart(a, b):
        return False
    return relation is not None and (relation != "divergent" or _is_one_count(a, b))


def make_pair(
    a: Entry, b: Entry, slot: str, cumulative: bool, same_lineage: bool
) -> ClaimPair | None:
    """The pair of two entries, or none where they cannot be set side by side for sure."""
    relation = relate(a.claim, b.claim, cumulative=cumulative)
    if relation is None or not may_differ(a, b, cumulative):
        return None
    note = None
    if relation == "divergent" and cumulative and (_updated(a, b) or _has_grown(a, b)):
        relation = "evolving"
    if relation == "divergent":
        if a.claim.unit != "date" and has_swapped(a, b):
            note = TRANSPOSED
        elif cumulative and not (a.claim.as_of and b.claim.as_of):
            note = UNDATED
    return ClaimPair(
        quantity=slot,
        relation=relation,
        a_article=a.article,
        a=a.claim,
        b_article=b.article,
        b=b.claim,
        note=note,
        same_lineage=same_lineage,
    )


def _is_one_count(a: Entry, b: Entry) -> bool:
    """Whether two figures without overlap are for sure of the same things, and so diverge.

    A day that nothing names says too little; persons of two kinds may be a part and the whole,
    unless the figures are near or have the same digits.
    """
    if a.claim.unit == "date":
        return not (needs_context(a.claim) and needs_context(b.claim)) and not _is_long_between(
            a.claim, b.claim
        )
    if is_a_case(a) is not is_a_case(b):
        return False
    if {a.slot, b.slot} & set(slot_rules()["owned"]) and not (_whose(a) and _whose(a) == _whose(b)):
        # « 87 sièges » and « 61 sièges » are of two parties.
        return False
    if has_swapped(a, b):
        return True
    if not is_near(a.claim, b.claim, _FAR) and _is_large(a.claim, b.claim):
        return False
    if a.kind == b.kind or _has_fallen(a, b):
        return True
    if a.kind and b.kind and is_of_things(a, kinds=True) and is_of_things(b, kinds=True):
        # « 38 autobuses » are none of « 45 camiones ».
        return False
    # Buses are fewer than vehicles; persons of a kind may be all that an article counts.
    things = "_" in a.slot or needs_context(a.claim) or needs_context(b.claim)
    return is_near(a.claim, b.claim, SLIP if things or (a.kind and b.kind) else ORDER)


def _has_fallen(a: Entry, b: Entry) -> bool:
    """Whether fewer are left on a later day of those who are found, freed or come home."""
    if a.slot not in slot_rules()["falling"] or a.slot != b.slot:
        return False
    first, second = sorted((a.claim, b.claim), key=lambda c: c.as_of or "")
    before, after = bounds_of(first), bounds_of(second)
    if before is None or after is None or first.as_of == second.as_of:
        return False
    return bool(after[1] < before[0])


def _whose(entry: Entry) -> set[str]:
    return {m for m in entry.claim.modifiers if m.startswith(WHOSE)}


def _is_long_between(a: Claim, b: Claim) -> bool:
    """Whether two days that are past lie so far apart that each is of an event of its own."""
    first, second = bounds_of(a), bounds_of(b)
    if first is None or second is None or is_planned(a) or is_planned(b):
        return False
    return bool(max(first[0] - second[1], second[0] - first[1]) > _ONE_EVENT)


def _is_large(a: Claim, b: Claim) -> bool:
    """Whether one of two figures is large enough to be of a whole country or company."""
    return any(isinstance(c.high, (int, float)) and c.high >= TELLING for c in (a, b))


def _has_grown(a: Entry, b: Entry) -> bool:
    """Whether the larger of two counts of one day is told later, and to have become larger.

    « Le bilan est monté à treize morts, a déclaré jeudi ... », where nine were told on Thursday.
    """
    first, second = bounds_of(a.claim), bounds_of(b.claim)
    if first is None or second is None or a.claim.as_of != b.claim.as_of:
        return False
    small, large = (a, b) if first[1] < second[0] else (b, a)
    words = quantities(large.article.language)
    days = [(entry.article.article.published or "")[:10] for entry in (small, large)]
    if words is None or not days[0] < days[1]:
        return False
    start = large.claim.start
    return words.grown.last(large.article.text, max(0, start - _TOLD), start) is not None


def _updated(a: Entry, b: Entry) -> bool:
    """Whether two counts of one day grow from the earlier published article to the later."""
    times = []
    for entry in (a, b):
        published = entry.article.article.published or ""
        if len(published) < 16 or published[:10] != entry.claim.as_of:
            return False
        times.append(published)
    first, second = (a, b) if times[0] < times[1] else (b, a)
    before, after = bounds_of(first.claim), bounds_of(second.claim)
    if before is None or after is None or times[0] == times[1]:
        return False
    return bool(before[1] < after[0])
