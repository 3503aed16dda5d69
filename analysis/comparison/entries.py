"""The entries of the ledger: what each article tells of each quantity.

An entry is a claim with what decides whether another article's figure can answer it: its slot,
the part of the whole it counts (scope), the kind of persons or things, place, day and the words
beside it. The rules here look at one article, or at what several tell apart, and make no pair.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from analysis.annotation.quantities import BARE, FEW, OF, SIDE, WHOSE, quantities
from analysis.comparison.relations import bounds_of, transposed
from analysis.comparison.slots import EventPack, slot_rules, split_slot
from analysis.schema import AnnotatedArticle, Claim

# More figures for one quantity in one article than a reader could follow.
MOST = 20
# How much of a sentence to each side of a claim, and of a word, says what is counted.
_BESIDE, _STEM = 160, 5
_SENTENCE = re.compile(r"[.!?\n;]")
_WORD = re.compile(r"[^\W\d_]{5,}")
_OURS = {f"{SIDE}our"}
# Not part of what is counted: where and when the count stands in the text.
_LOOSE = ("previous", "subset", BARE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim of an article, with what says which figures of other articles can answer it.

    ``stands`` marks the figure an article stands by: told in its headline, or told twice.
    """

    article: AnnotatedArticle
    claim: Claim
    slot: str
    scope: tuple[str, ...]
    kind: str
    places: frozenset[str]
    days: frozenset[str]
    said: frozenset[str]
    noun: str = ""
    stands: bool = False

    @property
    def text(self) -> str:
        return self.article.span_text(self.claim)


def told_by_article(
    articles: Sequence[AnnotatedArticle], pack: EventPack | None
) -> dict[str, list[Entry]]:
    """What each article tells, with things that go by the nouns where the nouns tell them apart.

    « 61 serveurs et 640 ordinateurs » in one article: servers are then no computers in any.
    """
    rivals = _rivals(articles)
    told = {a.article_id: [_entry(a, c, pack, rivals) for c in a.claims] for a in articles}
    apart: set[tuple[str, str]] = set()
    for entries in told.values():
        nouns: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry in entries:
            if entry.noun and is_of_things(entry):
                nouns[entry.slot, entry.article.language].add(entry.noun)
        apart |= {(slot, n) for (slot, _), some in nouns.items() if len(some) > 1 for n in some}
    told = _by_side(told)
    if not apart:
        return told
    stems = {(split_slot(slot)[0], noun) for slot, noun in apart}
    return {
        name: [
            replace(e, slot="_".join(filter(None, (e.noun, split_slot(e.slot)[1]))))
            if is_of_things(e) and (split_slot(e.slot)[0], e.noun) in stems
            else e
            for e in entries
        ]
        for name, entries in told.items()
    }


def _rivals(articles: Sequence[AnnotatedArticle]) -> frozenset[str]:
    """Whose shares of a vote several articles tell: those of a referendum are nobody's."""
    told = Counter(
        name
        for article in articles
        for name in {m for c in article.claims for m in c.modifiers if m.startswith(WHOSE)}
    )
    return frozenset(name for name, times in told.items() if times > 1)


def _by_side(told: dict[str, list[Entry]]) -> dict[str, list[Entry]]:
    """What each article tells, where some tell the losses of two camps: each camp is a scope.

    « Our side » is another one in each article.
    """
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, entries in told.items():
        for entry in entries:
            sides[name, entry.slot] |= _sides(entry)
    slots = {slot for (_, slot), some in sides.items() if len(some) > 1}
    if not slots:
        return told
    return {
        name: [
            replace(e, scope=(*e.scope, *sorted(_sides(e)), *(name for _ in _sides(e) & _OURS)))
            if e.slot in slots
            else e
            for e in entries
        ]
        for name, entries in told.items()
    }


def _sides(entry: Entry) -> set[str]:
    return {m for m in entry.claim.modifiers if m.startswith(SIDE)}


def _entry(
    article: AnnotatedArticle,
    claim: Claim,
    pack: EventPack | None,
    rivals: frozenset[str] = frozenset(),
) -> Entry:
    slot = pack.slot(claim, article.span_text(claim)) if pack else claim.quantity
    data = slot_rules()
    slot = data["same"].get(slot, slot)
    for ending in data["weak_endings"]:
        slot = slot.removesuffix(ending)
    thing, deed = split_slot(slot)
    slot = "_".join(filter(None, (data["same"].get(thing, thing), deed)))
    if split_slot(slot)[0] in data["filed"]:
        slot = split_slot(slot)[0]
    places = frozenset(m[6:].casefold() for m in claim.modifiers if m.startswith("place:"))
    days = frozenset(m[4:] for m in claim.modifiers if m.startswith("day:"))
    kind = next((m.removeprefix(OF) for m in claim.modifiers if m.startswith(OF)), "")
    kind = data["same_kind"].get(kind, data["same"].get(kind, kind))
    if slot in ("without_power", "without_water") and kind in data["households"]:
        slot, kind = f"homes_{slot}", ""
    if kind and slot in data["weak"]:
        # « 42 marins à bord » are the crew.
        slot, kind = kind, ""
    if slot == "protesters" and kind in data["audience"]:
        # « L'émission a réuni trois millions de téléspectateurs »
        slot, kind = kind, ""
    scope = tuple(
        sorted(m for m in claim.modifiers if m not in _LOOSE and (":" not in m or m in rivals))
    )
    if not scope and kind in data["apart"]:
        scope = (kind,)
    if not scope and "subset" in claim.modifiers and (kind or not places):
        scope = (kind or "subset",)
    if "serious" in scope:
        slot = data["worse"].get(slot, slot)
    said = _said_beside(claim, article.text)
    return Entry(article, claim, slot, scope, kind, places, days, said, _noun(claim, article.text))


def _noun(claim: Claim, text: str) -> str:
    """The last word of a claim, which is the noun where a noun is counted."""
    words = text[claim.start : claim.end].casefold().split()
    return words[-1] if len(words) > 1 and words[-1].isalpha() else ""


def _said_beside(claim: Claim, text: str) -> frozenset[str]:
    """The beginnings of the longer words of a claim's sentence, its own left out."""
    left, right = max(0, claim.start - _BESIDE), claim.end + _BESIDE
    before = _SENTENCE.split(text[left : claim.start])[-1]
    after = _SENTENCE.split(text[claim.end : right])[0]
    own = {w[:_STEM] for w in _WORD.findall(text[claim.start : claim.end].casefold())}
    # A name is in most sentences of an event, and says nothing of what is counted.
    words = (w for w in _WORD.findall(f"{before} {after}") if w[0].islower())
    return frozenset(w[:_STEM] for w in words) - own


def is_of_things(entry: Entry, *, kinds: bool = False) -> bool:
    """Whether things are counted, under a noun of their own or, with ``kinds``, of some kind."""
    words = quantities(entry.article.language)
    if words is None or entry.claim.unit is not None or (entry.kind and not kinds):
        return False
    return split_slot(entry.slot)[0] in words.things.values()


def needs_context(claim: Claim) -> bool:
    """Whether the quantity alone does not say what was counted."""
    return BARE in claim.modifiers


def exceeds(a: Entry, b: Entry) -> bool:
    """Whether a count is larger than another for sure."""
    first, second = bounds_of(a.claim), bounds_of(b.claim)
    return first is not None and second is not None and bool(first[0] > second[1])


def has_swapped(a: Entry, b: Entry) -> bool:
    """Whether two figures may be one with its digits swapped: « 46 », « soixante-quatre »."""
    return transposed(a.text, b.text) or transposed(_digits(a.claim), _digits(b.claim))


def _digits(claim: Claim) -> str:
    """The digits of an exact figure, none of a vague one."""
    exact = isinstance(claim.low, (int, float)) and claim.low == claim.high
    return f"{claim.low:.12g}" if exact else ""


def of_all(entries: Sequence[Entry]) -> list[Entry]:
    """Entries where a slight injury of all counted (« three slightly hurt ») is no part of them."""
    whole = {(e.slot, tuple(m for m in e.scope if m != "slight")) for e in entries}
    told = [e for e in entries if "slight" in e.scope]
    if not told or len({(e.slot, e.scope) for e in entries}) == len(whole):
        return [
            replace(e, scope=tuple(m for m in e.scope if m != "slight")) if e in told else e
            for e in entries
        ]
    return list(entries)


def parts(entries: Sequence[Entry]) -> list[Entry]:
    """Entries where a smaller count of some persons is a part of a count of all.

    « Neuf victimes » and « cinq élèves ont péri » in one article are a whole and a part; where
    an article counts élèves only, they are all it counts.
    """
    entries = _parts_again(entries)
    groups: dict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.slot, entry.scope, entry.claim.unit].append(entry)
    result = []
    for entry in entries:
        group = groups[entry.slot, entry.scope, entry.claim.unit]
        others = [e for e in group if e.kind != entry.kind]
        if entry.kind and any(exceeds(e, entry) for e in others):
            entry = replace(entry, scope=(*entry.scope, entry.kind))
        result.append(entry)
    return result


def _parts_again(entries: Sequence[Entry]) -> list[Entry]:
    """Entries where what one sentence tells as a part is one in the headline too.

    « Deux Belges parmi les morts », « deux Belges figurent parmi les 30 morts ».
    """
    told = {
        (e.slot, e.noun, bounds_of(e.claim)): e.scope
        for e in entries
        if e.noun and e.scope and "subset" in e.claim.modifiers
    }
    return [
        e if e.scope else replace(e, scope=told.get((e.slot, e.noun, bounds_of(e.claim)), ()))
        for e in entries
    ]


def distinct(entries: Sequence[Entry]) -> list[Entry]:
    """One entry a figure: repetitions and vaguer versions of it in the same article left out."""
    kept: list[Entry] = []
    entries = _placed_once(entries)
    times = Counter(bounds_of(e.claim) for e in entries)
    for entry in sorted(entries, key=_width):
        bounds = bounds_of(entry.claim)
        if bounds is None:
            continue
        if any(
            (inner := bounds_of(k.claim)) is not None
            and bounds[0] <= inner[0]
            and inner[1] <= bounds[1]
            and (k.places == entry.places or k.claim.unit == "date")
            for k in kept
        ) or _is_rounded(entry, kept):
            continue
        stands = times[bounds] > 1 or entry.article.in_zone(entry.claim.start, "headline")
        kept.append(replace(entry, stands=stands))
        if len(kept) == MOST:
            break
    return sorted(kept, key=lambda e: e.claim.start)


def _placed_once(entries: Sequence[Entry]) -> list[Entry]:
    """Entries where a figure told of two places, or of one and of none, is of no place.

    « 312 personnes arrêtées à Kelmar » and « dans la capitale » are one count, not two.
    """
    places: dict[Any, set[frozenset[str]]] = defaultdict(set)
    for entry in entries:
        places[bounds_of(entry.claim)].add(entry.places)
    return [
        replace(e, places=frozenset())
        if len(places[bounds_of(e.claim)]) > 1
        and (not is_few(e) or frozenset() in places[bounds_of(e.claim)])
        else e
        for e in entries
    ]


def is_few(entry: Entry) -> bool:
    """Whether so few are counted that two places may have as many."""
    return isinstance(entry.claim.high, (int, float)) and entry.claim.high < FEW


def _is_rounded(entry: Entry, kept: Sequence[Entry]) -> bool:
    """Whether a wide figure (« dozens ») rounds one that its article gives more exactly."""
    bounds = bounds_of(entry.claim)
    if entry.claim.unit == "date" or bounds is None or bounds[1] < 2 * bounds[0]:
        return False
    return any(
        (inner := bounds_of(k.claim)) is not None
        and k.claim.unit == entry.claim.unit
        and (k.places == entry.places or not entry.places)
        and bounds[0] <= inner[1]
        and inner[0] <= bounds[1]
        for k in kept
    )


def _width(entry: Entry) -> tuple[Any, ...]:
    bounds = bounds_of(entry.claim)
    if bounds is None:
        return (1, 0.0, False, False, 0)
    width = bounds[1] - bounds[0]
    size = float(width.days) if isinstance(width, timedelta) else float(width)
    headline = entry.article.in_zone(entry.claim.start, "headline")
    # « le 6 février » rather than « mardi », where an article says both.
    short = entry.claim.unit == "date" and not any(c.isdigit() for c in entry.text)
    return (0, size, short, headline, entry.claim.start)
