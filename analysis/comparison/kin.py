"""Pairs of what two articles tell under different names.

One count under two names (``kin_pairs``), the day it happened (``pairs_of_the_day``), an equal
figure that only one article names in full (``equal_figures``), and how long something lasts
against the day it ends (``spans_against_ends``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations, islice
from typing import Any

from analysis.annotation.quantities import BARE
from analysis.comparison.entries import (
    MOST,
    Entry,
    distinct,
    exceeds,
    has_swapped,
    is_of_things,
    needs_context,
)
from analysis.comparison.meetings import Told, is_one_lineage, meetings, met_by_each
from analysis.comparison.pairing import TRANSPOSED, ClaimPair, make_pair
from analysis.comparison.relations import (
    SLIP,
    TELLING,
    bounds_of,
    is_near,
    is_planned,
    is_telling,
    relate,
)
from analysis.comparison.slots import EventPack, is_cumulative, slot_rules, split_slot
from analysis.schema import Claim

# How many times as many as the passengers those aboard may be with the crew.
_CREWED = 1.3
# How many times larger one of two figures under names that are nearly one may be.
_LIKE = 2


def equal_figures(
    told_by: Mapping[str, Sequence[Entry]],
    same: Mapping[str, str],
    pairs: Sequence[ClaimPair],
) -> list[ClaimPair]:
    """Pairs of one telling figure that only one of two articles names in full.

    « Une rançon de 2 millions » and « ils réclament 2 millions », « 230 prisoners were freed » and
    « 230 people crossed the bridge »: equal figures of one event, so never a divergence.
    """
    entries: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in chain.from_iterable(told_by.values()):
        claim = entry.claim
        if claim.low is not None and is_telling(claim):
            entries[claim.unit, claim.low, claim.high].append(entry)
    taken = {(_key(p.quantity, p.a), p.a_article.article_id, p.b_article.article_id) for p in pairs}
    found: list[ClaimPair] = []
    for group in entries.values():
        for a, b in combinations(group[:MOST], 2):
            if a.article.article_id == b.article.article_id or a.slot == b.slot:
                continue
            bare = BARE in a.claim.modifiers, BARE in b.claim.modifiers
            named = b if bare[0] else a
            ids = a.article.article_id, b.article.article_id
            pairing = (_key(named.slot, a.claim), *ids)
            if named.scope or pairing in taken:
                continue
            if bare[0] == bare[1] and not _may_be_one(a, b):
                continue
            taken.add(pairing)
            pair = make_pair(a, b, named.slot, False, is_one_lineage(same, *ids))
            found += [pair] if pair is not None else []
    return found


def _key(quantity: str, claim: Claim) -> object:
    """What tells two pairs of two articles apart: a day, or what is counted."""
    return claim.low if claim.unit == "date" else quantity


def _may_be_one(a: Entry, b: Entry) -> bool:
    """Whether equal figures under two names, or under none, are one count all the same."""
    if a.claim.unit == "date" or a.claim.unit != b.claim.unit:
        return False
    if not isinstance(a.claim.low, (int, float)) or a.claim.low != a.claim.high:
        return False
    # « 2 300 » comes up twice by chance less often than « 2 000 ».
    digits = len(f"{a.claim.low:.0f}".rstrip("0"))
    return digits > 1 and a.claim.low >= TELLING and (digits > 2 or bool(a.said & b.said))


def pairs_of_the_day(
    told_by: Mapping[str, Sequence[Entry]],
    same: Mapping[str, str],
    pairs: Sequence[ClaimPair],
) -> list[ClaimPair]:
    """Pairs of the day it happened, or of the day to come, under two names.

    The day of « l'explosion » to one is that of « l'accident » to another, the next « grève » of
    one the next « journée d'action » of another. The days must agree, and within a day only when
    each article tells no other; names of one family may differ by more.
    """
    return [
        pair
        for planned in (False, True)
        for pair in _pairs_of_days(told_by, same, pairs, planned=planned)
    ]


def _pairs_of_days(
    told_by: Mapping[str, Sequence[Entry]],
    same: Mapping[str, str],
    pairs: Sequence[ClaimPair],
    *,
    planned: bool,
) -> list[ClaimPair]:
    happenings = {*slot_rules()["happenings"], "event_date"}
    taken = {
        (p.a_article.article_id, p.b_article.article_id)
        for p in pairs
        if p.quantity in happenings and planned in (is_planned(p.a), is_planned(p.b))
    }
    told: list[Told] = []
    for name, entries in told_by.items():
        days = [
            e
            for e in entries
            if e.claim.unit == "date"
            and e.slot in happenings
            and e.claim.low
            and (not planned or is_planned(e.claim))
        ]
        if days:
            told.append((name, distinct(days)))
    found: list[ClaimPair] = []
    for (left_id, left), (right_id, right) in meetings(told):
        if (left_id, right_id) in taken:
            continue
        alone = all(sum(is_planned(e.claim) is planned for e in own) == 1 for own in (left, right))
        agreeing = [
            (relation != "identical", needs_context(a.claim) + needs_context(b.claim), a, b)
            for a in left
            for b in right
            if a.slot != b.slot
            and (
                (relation := relate(a.claim, b.claim)) == "identical"
                or (alone and _is_one_day(a, b, relation))
            )
            and planned in (is_planned(a.claim), is_planned(b.claim))
        ]
        if agreeing:
            *_, a, b = min(agreeing, key=lambda item: item[:2])
            slot = b.slot if BARE in a.claim.modifiers else a.slot
            pair = make_pair(a, b, slot, False, is_one_lineage(same, left_id, right_id))
            found += [pair] if pair is not None else []
    return found


def _is_one_day(a: Entry, b: Entry, relation: str | None) -> bool:
    """Whether the only days of two articles are one, though they do not agree."""
    if relation is None or needs_context(a.claim) or needs_context(b.claim):
        return False
    if is_planned(a.claim) is not is_planned(b.claim):
        return False
    return relation == "compatible" or any(
        {a.slot, b.slot} <= set(family) for family in slot_rules()["day_kin"]
    )


def kin_pairs(
    told_by: Mapping[str, Sequence[Entry]],
    same: Mapping[str, str],
    pack: EventPack | None,
    pairs: Sequence[ClaimPair],
) -> list[ClaimPair]:
    """Pairs of one count under two names, of the claims that no pair of their articles holds.

    « Huit salariés licenciés » and « huit emplois supprimés », « 12 soldats tués », « 12 morts ».
    Figures that differ are set side by side only when nothing else of that kin is told.
    """
    taken: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for known in pairs:
        ids = known.a_article.article_id, known.b_article.article_id
        taken[ids] |= {(ids[0], known.a.start), (ids[1], known.b.start)}
    told = [
        (name, _distinct_by_slot([e for e in entries if e.claim.unit != "date"]))
        for name, entries in told_by.items()
    ]
    result: list[ClaimPair] = []
    for (left_id, left), (right_id, right) in meetings(told):
        ids = left_id, right_id
        used = taken[ids]
        free = [[e for e in side if not _is_told(e, used, side)] for side in (left, right)]
        candidates = [
            (rank, pair, a, b)
            for a in free[0]
            for b in free[1]
            if a.claim.unit == b.claim.unit
            and (rank := _kin_rank(a, b)) is not None
            and (pair := _kin_pair(a, b, pack, is_one_lineage(same, *ids))) is not None
        ]
        agreement = ("identical", "compatible", "evolving", "divergent")
        candidates.sort(key=lambda c: (agreement.index(c[1].relation) // 2, c[0]))
        for rank, pair, a, b in candidates:
            marks = {(ids[0], a.claim.start), (ids[1], b.claim.start)}
            if marks & used:
                continue
            if pair.relation in ("divergent", "evolving") and not (
                (
                    rank == 1
                    or _outgrows(a, b)
                    or pair.note == TRANSPOSED
                    or _is_slip(a, b)
                    or (pair.relation == "evolving" and _all_told(a, b, left, right))
                )
                and _alone(a, b, left)
                and _alone(b, a, right)
                and _is_clear(a, b)
            ):
                continue
            used |= marks
            result.append(pair)
    return result


def _distinct_by_slot(entries: Sequence[Entry]) -> list[Entry]:
    groups: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.slot, entry.scope, entry.claim.unit].append(entry)
    return [e for group in groups.values() for e in distinct(group)]


def _is_told(entry: Entry, used: set[tuple[str, int]], told: Sequence[Entry]) -> bool:
    """Whether a pair holds this quantity of its article already."""
    article = entry.article.article_id
    return any(
        (article, e.claim.start) in used and (e.slot, e.scope) == (entry.slot, entry.scope)
        for e in told
    )


def _kin_rank(a: Entry, b: Entry) -> int | None:
    """How close two names are: 1 one meaning, 2 only equal figures are one count, None unlike."""
    groups = (set(a.scope) | set(b.scope)) - set(slot_rules()["groups"])
    if groups:
        return None
    if a.slot == b.slot:
        return 2 if a.scope != b.scope else None
    if a.scope != b.scope:
        return None
    names = {a.slot, b.slot}
    if names == {"aboard", "passengers"} and not _may_have_crew(a, b):
        return 1
    first, second = split_slot(a.slot), split_slot(b.slot)
    stems, deeds = {first[0], second[0]}, {first[1], second[1]}
    of_one = len(stems) == 1 or any(stems <= set(family) for family in slot_rules()["synonyms"])
    befell = len(deeds) == 1 or any(deeds <= set(family) for family in slot_rules()["deeds"])
    if of_one and befell:
        return 1
    like = 1 if is_near(a.claim, b.claim, _LIKE) else 2
    for rank, kind in ((like, "like"), (2, "kin")):
        if any(names <= set(family) for family in slot_rules()[kind]):
            return rank
    bare = BARE in a.claim.modifiers, BARE in b.claim.modifiers
    if any(bare) and (a.claim.unit is not None or len(stems) == 1):
        # A figure that only its unit or noun names, told in the words of the other.
        many = a.claim.unit is not None and not is_near(a.claim, b.claim, SLIP)
        told = len(a.said & b.said) > many
        return 1 if told or _in_other_words(a, b) or _is_measured(a, b) else 2
    if any(bare) and (a.slot == b.kind or b.slot == a.kind):
        # « 212 patients étaient soignés », « les médecins veillaient sur 180 patients »
        return 1 if "hospitalised" in names and is_near(a.claim, b.claim) else 2
    if _is_swapped(a, b):
        return 2
    if a.claim.unit is not None:
        return None
    nouns = _nouns(a), _nouns(b)
    if not any(bare) and nouns[0] & nouns[1]:
        return 2
    alike = any(nouns[0] & set(f) and nouns[1] & set(f) for f in slot_rules()["alike"])
    return 2 if alike else None


def _may_have_crew(a: Entry, b: Entry) -> bool:
    """Whether those aboard may be the passengers and a crew: a few more, for sure."""
    aboard, passengers = (a, b) if a.slot == "aboard" else (b, a)
    first, second = bounds_of(aboard.claim), bounds_of(passengers.claim)
    if first is None or second is None:
        return True
    return bool(second[1] < first[0] <= _CREWED * second[1])


def _in_other_words(a: Entry, b: Entry) -> bool:
    """Whether two counts of like size are told in two languages, which share no words."""
    both = a.article.language != b.article.language
    return both and a.claim.unit is None and is_near(a.claim, b.claim)


def _is_measured(a: Entry, b: Entry) -> bool:
    """Whether two figures are measures of like size; sums, of many things, must be nearer."""
    unit = a.claim.unit
    if unit is None or (unit.isupper() and (is_cumulative(a.slot) or is_cumulative(b.slot))):
        return False
    return is_near(a.claim, b.claim, SLIP if unit.isupper() else _LIKE)


def _is_swapped(a: Entry, b: Entry) -> bool:
    """Whether two figures have the same digits in another order, and enough of them.

    Names may differ: two sums or counts of one event seldom have the same three digits by chance.
    """
    low = a.claim.low
    if not isinstance(low, (int, float)) or not has_swapped(a, b):
        return False
    return len(f"{low:g}".replace(".", "").rstrip("0")) > 2 and is_near(a.claim, b.claim)


def _kin_pair(a: Entry, b: Entry, pack: EventPack | None, same_lineage: bool) -> ClaimPair | None:
    slot = b.slot if BARE in a.claim.modifiers or len(b.scope) < len(a.scope) else a.slot
    if {a.slot, b.slot} == {"hospitalised", "injured"}:
        # Those taken to hospital are counted for the hurt.
        slot = "injured"
    return make_pair(a, b, slot, is_cumulative(slot, pack), same_lineage)


def _nouns(entry: Entry) -> set[str]:
    """What is counted, whatever befell it: « homes », or who the persons are."""
    first, deed = split_slot(entry.slot)
    return {name for name in (first if deed or not entry.kind else "", entry.kind) if name}


def _outgrows(a: Entry, b: Entry) -> bool:
    """Whether a part is larger than the whole: more in hospital than were said to be hurt."""
    for part, whole in slot_rules()["parts"]:
        for first, second in ((a, b), (b, a)):
            if (first.slot, second.slot) == (part, whole) and exceeds(first, second):
                return True
    return False


def _is_slip(a: Entry, b: Entry) -> bool:
    """Whether two figures for one noun are as near as two counts of the same are.

    Persons of one kind may have met with two things (14 prisoners fled, 18 were charged).
    """
    told = not (a.kind and b.kind) or needs_context(a.claim) or needs_context(b.claim)
    return told and bool(_nouns(a) & _nouns(b)) and is_near(a.claim, b.claim, SLIP)


def _all_told(a: Entry, b: Entry, left: Sequence[Entry], right: Sequence[Entry]) -> bool:
    """Whether some of a kind are all that one article counts of what another counts in all.

    « Trois pompiers blessés » in the first report, « neuf blessés » in the next.
    """
    if a.slot != b.slot or "subset" in {*a.claim.modifiers, *b.claim.modifiers}:
        return False
    return all(sum(e.slot == a.slot for e in told) == 1 for told in (left, right))


def _alone(entry: Entry, other: Entry, told: Sequence[Entry]) -> bool:
    """Whether an article tells one figure of a kin and none under the other's name."""
    names = entry.slot, other.slot
    bare = needs_context(entry.claim) or needs_context(other.claim)
    if bare and entry.claim.unit is not None:
        # A sum of another size is of something else.
        rivals = (e for e in told if e.claim.unit == entry.claim.unit)
        return sum(is_near(e.claim, other.claim) or e is entry for e in rivals) == 1
    return sum(e.slot in names and e.scope == entry.scope for e in told) == 1


def _is_clear(a: Entry, b: Entry) -> bool:
    """Whether two counts under two names are clear in themselves, or told in shared words."""
    if not (needs_context(a.claim) or needs_context(b.claim)):
        return True
    named = bool(a.noun) and a.noun == b.noun and not (a.kind or b.kind)
    named = named and (is_of_things(a) or has_swapped(a, b))
    return (
        named
        or _is_swapped(a, b)
        or bool(a.said & b.said)
        or _in_other_words(a, b)
        or _is_measured(a, b)
    )


def spans_against_ends(
    told_by: Mapping[str, Sequence[Entry]], same: Mapping[str, str]
) -> list[ClaimPair]:
    """Pairs that set how long something lasts in one article against its end date in another."""
    found: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for name, entries in told_by.items():
        for entry in entries:
            found[entry.slot][name].append(entry)
    result: list[ClaimPair] = []
    for slot in [s for s in found if s.endswith("_duration")]:
        name = slot.removesuffix("_duration")
        starts, ends = found.get(f"{name}_date", {}), found.get(f"{name}_end", {})
        crowd = met_by_each(len(ends))
        for left_id, lasting in found[slot].items():
            for right_id, ending in islice(ends.items(), crowd):
                if left_id == right_id or right_id in found[slot]:
                    continue
                begun = [*starts.get(left_id, ()), *starts.get(right_id, ())]
                pair = _span_pair(lasting, ending, begun, f"{name}_end")
                if pair is not None:
                    lineage = is_one_lineage(same, left_id, right_id)
                    result.append(replace(pair, same_lineage=lineage))
    return result


def _span_pair(
    lasting: Sequence[Entry], ending: Sequence[Entry], begun: Sequence[Entry], slot: str
) -> ClaimPair | None:
    start = next((e.claim.low for e in begun if e.claim.low), None)
    end = next((e for e in ending if bounds_of(e.claim) is not None), None)
    if start is None or end is None:
        return None
    day = date.fromisoformat(str(start))
    for entry in lasting:
        low, high = entry.claim.low, entry.claim.high
        if entry.claim.unit != "day" or not isinstance(low, (int, float)):
            continue
        assert isinstance(high, (int, float))
        derived = replace(
            entry.claim,
            unit="date",
            low=(day + timedelta(days=round(low))).isoformat(),
            high=(day + timedelta(days=round(high))).isoformat(),
        )
        relation = relate(derived, end.claim)
        if relation is not None:
            return ClaimPair(
                quantity=slot,
                relation=relation,
                a_article=entry.article,
                a=entry.claim,
                b_article=end.article,
                b=end.claim,
                note=f"duration counted from {day.isoformat()}",
            )
    return None
