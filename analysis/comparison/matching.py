"""How likely two figures of two articles are of one quantity: a logistic model over both.

The rules of the ledger pair what goes by one name. Whether two names mean one thing, and whether
one name means two, shows in more than the names: units, figures, parts, the words beside both and
the lists those words stand in. Every two entries of two articles therefore have log-odds; what the
rules made of them moves the odds by an offset. Nothing here is of one language.

The weights and their card stand in ``matching.toml``, written by ``benchmarks/matching.py`` from
the invented events of ``benchmarks/events`` alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.annotation import odds
from analysis.annotation.quantities import BARE
from analysis.comparison.entries import Entry, distinct, has_swapped, needs_context, parts
from analysis.comparison.meetings import is_one_lineage, meetings
from analysis.comparison.pairing import ClaimPair, make_pair
from analysis.comparison.relations import bounds_of, is_near, is_planned, is_telling, relate
from analysis.comparison.slots import EventPack, is_cumulative, split_slot

TARGET = Path(__file__).with_name("matching.toml")
# From these log-odds on two figures are paired that no rule pairs, and those that one does: when
# they agree, and when they do not.
LEAST, LEAST_APART = -0.5, 0.5
# What more it takes where they have two names, and where both names are of the lists.
OTHER_NAME, TWO_NAMES = 0.75, 2.0
LEAST_RULED, LEAST_RULED_APART = -3.0, 0.0
# In a larger crowd of articles the rules pair alone.
MOST_ARTICLES = 40
# What the rules say of two entries that they do not pair.
NO_RULE = "none"
_MANY_SHARED = 3
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Side:
    """An entry with the lists that the words around it stand in."""

    entry: Entry
    lists: frozenset[str]
    stems: frozenset[str]
    rivals: int


def side_of(entry: Entry, rivals: int) -> Side:
    """An entry with what stands around it; ``rivals`` of its article go by the same name."""
    claim, text, code = entry.claim, entry.article.text, entry.article.language
    lists = odds.lists_around(text, claim.start, claim.end, code)
    stems = frozenset(w[:5] for w in entry.text.casefold().split() if w.isalpha() and len(w) > 3)
    return Side(entry, lists, stems, rivals)


def describe_pair(a: Side, b: Side) -> list[str]:
    """The features of two entries of two articles that share a unit."""
    first, second = a.entry, b.entry
    figures = _figures(first, second)
    found = [figures, *_names(a, b, figures), *_words(a, b)]
    unit = first.claim.unit
    found.append(f"unit {'money' if unit and unit.isupper() else unit}")
    bare = sorted(BARE in e.claim.modifiers for e in (first, second))
    found.append(f"bare {bare[0] + bare[1]}")
    found.append(f"{figures} bare {bare[0] + bare[1]}")
    stands = first.stands + second.stands
    found.append(f"stands {stands}")
    if first.article.language != second.article.language:
        found.append("two languages")
        found.append(f"two languages {figures}")
    parted = ["subset" in e.claim.modifiers for e in (first, second)]
    if parted[0] is not parted[1]:
        found.append("part of one")
    elif parted[0]:
        found.append("part of both")
    if unit == "date":
        planned = [is_planned(e.claim) for e in (first, second)]
        found.append(f"planned {sum(planned)}")
    rivals = max(a.rivals, b.rivals)
    found.append(f"rivals {min(rivals, 3)}")
    return found


def _figures(a: Entry, b: Entry) -> str:
    relation = relate(a.claim, b.claim)
    if relation == "identical":
        low = a.claim.low
        small = isinstance(low, (int, float)) and low < 10
        few = isinstance(low, (int, float)) and low < 100
        return (
            "equal telling" if is_telling(a.claim) else "equal small" if small
            else "equal few" if few else "equal"
        )  # fmt: skip
    if relation == "compatible":
        return "overlap"
    if a.claim.unit == "date":
        first, second = bounds_of(a.claim), bounds_of(b.claim)
        assert first is not None and second is not None
        apart = max((first[0] - second[1]).days, (second[0] - first[1]).days)
        return f"days {'two' if apart <= 2 else 'week' if apart <= _WEEK else 'many'}"
    if has_swapped(a, b):
        return "swapped"
    for order in (1.25, 2, 4, 12):
        if is_near(a.claim, b.claim, order):
            return f"within {order}"
    return "far"


def _names(a: Side, b: Side, figures: str) -> list[str]:
    first, second = a.entry, b.entry
    stems, deeds = zip(split_slot(first.slot), split_slot(second.slot), strict=True)
    found = []
    if first.slot == second.slot:
        found += ["slot same", f"slot same {first.slot}"]
        found.append(f"slot same {figures}")
    else:
        found.append("slot other")
        found.append(f"slot other {figures}")
        found.append("slots " + " ".join(sorted((first.slot, second.slot))))
        if stems[0] == stems[1]:
            found.append("stem same")
        if deeds[0] and deeds[0] == deeds[1]:
            found.append("deed same")
        elif deeds[0] and deeds[1]:
            found.append("deed other")
    if first.claim.quantity == second.claim.quantity:
        found.append("quantity same")
    if first.scope == second.scope:
        found.append("scope same" if first.scope else "scope none")
    else:
        found.append("scope other" if first.scope and second.scope else "scope of one")
    if first.kind and second.kind:
        found.append("kind same" if first.kind == second.kind else "kind other")
    elif first.kind or second.kind:
        named = {first.kind or second.kind}
        found.append("kind is slot" if named & {first.slot, second.slot} else "kind of one")
    if a.stems & b.stems:
        found.append("noun shared")
    elif a.stems and b.stems:
        found.append("noun other")
    if first.places and second.places:
        found.append("place same" if first.places == second.places else "place other")
    one, other = first.claim.source_name, second.claim.source_name
    if one and other:
        found.append("source same" if one == other else "source other")
    return found


def _words(a: Side, b: Side) -> list[str]:
    shared = a.entry.said & b.entry.said
    found = [f"said {min(len(shared), _MANY_SHARED)}"]
    deeds = [{n for n in side.lists if n.startswith("predicates.")} for side in (a, b)]
    both = deeds[0] & deeds[1]
    if both:
        found.append("deeds shared")
    elif deeds[0] and deeds[1]:
        found.append("deeds other")
    measures = [{n for n in side.lists if n.startswith("measures.")} for side in (a, b)]
    if measures[0] & measures[1]:
        found.append("measures shared")
    elif measures[0] and measures[1]:
        found.append("measures other")
    for name in sorted(a.lists ^ b.lists):
        if not name.startswith(("predicates.", "measures.")):
            found.append(f"one {name}")
    for name in sorted(both):
        found.append(f"both {name}")
    return found


def sides_of(told: Sequence[Entry]) -> list[Side]:
    """What an article tells, each figure once, with what stands around it."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in parts(told):
        groups[entry.slot, entry.scope, entry.claim.unit].append(entry)
    return [side_of(e, len(group)) for group in groups.values() for e in distinct(group)]


def may_match(a: Side, b: Side) -> bool:
    """Whether two entries may be of one quantity at all."""
    return a.entry.claim.unit == b.entry.claim.unit


def likely_pairs(
    told_by: Mapping[str, Sequence[Entry]],
    same: Mapping[str, str],
    pairs: Sequence[ClaimPair],
    pack: EventPack | None,
) -> list[ClaimPair]:
    """The pairs that are likely enough of one quantity, those of the rules among them.

    Each figure of an article meets one of another article at most: the likeliest. Pairs of the
    rules between figures that cannot be weighed, such as a duration and a day, are kept, and so are
    those of a quantity that the user's pack names.
    """
    if len(told_by) > MOST_ARTICLES:
        return list(pairs)
    model = odds.load_model(TARGET)
    ruled = {_place(p): p for p in pairs}
    named = set(pack.slots.values()) if pack is not None else set()
    weighed: set[object] = set()
    found: list[ClaimPair] = []
    told = [(name, sides_of(entries)) for name, entries in told_by.items()]
    for (left_id, left), (right_id, right) in meetings(told):
        lineage = is_one_lineage(same, left_id, right_id)
        ranked: list[tuple[float, Side, Side, ClaimPair | None]] = []
        used: set[tuple[str, int]] = set()
        for a in left:
            for b in right:
                if not may_match(a, b):
                    continue
                place = left_id, a.entry.claim.start, right_id, b.entry.claim.start
                rule = ruled.get(place)
                if rule is not None and rule.quantity in named:
                    used |= {place[:2], place[2:]}
                    continue
                weighed.add(place)
                outcome = rule.relation if rule is not None else NO_RULE
                value = odds.log_odds(describe_pair(a, b), outcome, model)
                if value >= min(LEAST, LEAST_RULED):
                    ranked.append((value, a, b, rule))
        ranked.sort(key=lambda item: -item[0])
        for value, a, b, rule in ranked:
            marks = {(left_id, a.entry.claim.start), (right_id, b.entry.claim.start)}
            if marks & used:
                continue
            pair = rule or _pair(a.entry, b.entry, pack, lineage)
            if pair is None or value < _least(a.entry, b.entry, pair, ruled=rule is not None):
                continue
            used |= marks
            found.append(pair)
    return found + [p for place, p in ruled.items() if place not in weighed]


def _least(a: Entry, b: Entry, pair: ClaimPair, *, ruled: bool) -> float:
    """The log-odds a pair must have."""
    apart = pair.relation in ("divergent", "evolving")
    if ruled:
        return LEAST_RULED_APART if apart else LEAST_RULED
    least = LEAST_APART if apart else LEAST
    bare = needs_context(a.claim), needs_context(b.claim)
    if a.slot == b.slot or all(bare):
        return least
    # Two names of the lists are two quantities, unless a figure is telling.
    return least + (OTHER_NAME if any(bare) or is_telling(a.claim) else TWO_NAMES)


def _place(pair: ClaimPair) -> tuple[str, int, str, int]:
    return pair.a_article.article_id, pair.a.start, pair.b_article.article_id, pair.b.start


def _pair(a: Entry, b: Entry, pack: EventPack | None, same_lineage: bool) -> ClaimPair | None:
    slot = b.slot if needs_context(a.claim) and not needs_context(b.claim) else a.slot
    return make_pair(a, b, slot, is_cumulative(slot, pack), same_lineage)
