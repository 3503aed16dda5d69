"""The figures ledger: comparable claims of different articles, and how they stand to each other.

The nearest precedent is RIPTIDES (White, Cardie, Ng and McCullough 2002): numeric estimates of
several articles side by side, so that a reader sees where they differ. A pair is one quantity in
two articles; what cannot be compared for sure (another unit, part, place or day) is not paired.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import chain, combinations, islice
from pathlib import Path
from typing import Any, Literal, TypeAlias

from analysis.annotation.quantities import BARE, OF, SIDE, WHOSE, quantities
from analysis.schema import AnnotatedArticle, Claim

Relation: TypeAlias = Literal["identical", "compatible", "evolving", "divergent"]

TRANSPOSED = "possible digit transposition"
UNDATED = "as-of day unknown"
_TOLERANCE = timedelta(days=1)
# Days further apart are of two events of a kind, such as two days of action.
_ONE_EVENT, _NEXT_ONE = timedelta(days=14), timedelta(days=7)
# More figures for one quantity in one article than a reader could follow.
_MOST = 20
# Pairs of articles that one quantity of one event makes before it is a crowd, where each article
# meets this many of the others at least.
_PAIRS, _NEXT = 20_000, 8
# A count from here on is seldom met twice in one event by chance.
_TELLING = 100
# How much of a sentence to each side of a claim, and of a word, says what is counted.
_BESIDE, _STEM = 160, 5
_SENTENCE = re.compile(r"[.!?\n;]")
_WORD = re.compile(r"[^\W\d_]{5,}")
# How many times larger one of two figures for the same noun may be.
_ORDER, _LIKE, _SLIP = 4, 2, 1.5
# How many times as many as the passengers those aboard may be with the crew.
_CREWED = 1.3
# Figures further apart than this are of another scope, when they are large.
_FAR = 12
_OURS = {f"{SIDE}our"}
# Not part of what is counted: where and when the count stands in the text.
_LOOSE = ("previous", "subset", BARE)


@dataclass(frozen=True, slots=True)
class EventPack:
    """A user's names for the quantities of one event.

    ``slots`` maps an alias - a quantity key or a word of the claim - to the name of its slot;
    ``cumulative`` says of named slots whether they only grow.
    """

    slots: Mapping[str, str] = field(default_factory=dict)
    cumulative: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str | Path) -> EventPack:
        """Read ``[slots.NAME]`` tables with ``aliases`` and, if known, ``cumulative``.

        Raises
        ------
        ValueError
            When a table is not of this form; the message names the file and the slot.
        """
        data = tomllib.loads(Path(path).read_text("utf-8"))
        tables = data.get("slots")
        if not isinstance(tables, dict):
            raise ValueError(f"{path}: an event pack has [slots.NAME] tables")
        slots: dict[str, str] = {}
        cumulative: dict[str, bool] = {}
        for name, table in tables.items():
            aliases = table.get("aliases", []) if isinstance(table, dict) else None
            if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
                raise ValueError(f"{path}: [slots.{name}] needs aliases = [words]")
            slots |= {alias.lower(): name for alias in [name, *aliases]}
            if "cumulative" in table:
                cumulative[name] = bool(table["cumulative"])
        return cls(slots, cumulative)

    def slot(self, claim: Claim, text: str) -> str:
        """The slot of a claim: its key, or the name the pack gives the key or a counted word."""
        if claim.quantity in self.slots:
            return self.slots[claim.quantity]
        for alias, name in self.slots.items():
            if re.search(rf"\b{re.escape(alias)}\b", text, re.I):
                return name
        return claim.quantity


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


@cache
def _slots() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("slots.toml").read_text("utf-8"))


def is_cumulative(quantity: str, pack: EventPack | None = None) -> bool:
    """Whether a quantity only grows, so that a later and larger count is an update.

    Examples
    --------
    >>> is_cumulative("dead"), is_cumulative("missing")
    (True, False)
    """
    if pack is not None and quantity in pack.cumulative:
        return pack.cumulative[quantity]
    data = _slots()
    return quantity in data["cumulative"] or quantity.endswith(tuple(data["cumulative_endings"]))


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
    first, second = _bounds(a), _bounds(b)
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


def _is_planned(claim: Claim) -> bool:
    """Whether a date lies after the day its article speaks from."""
    day = claim.low or claim.high
    return bool(claim.as_of and day and str(day) > claim.as_of)


def _is_before(small: Claim, large: Claim) -> bool:
    if "previous" in small.modifiers and "previous" not in large.modifiers:
        return True
    return bool(small.as_of and large.as_of and small.as_of < large.as_of)


def _bounds(claim: Claim) -> tuple[Any, Any] | None:
    if claim.low is None and claim.high is None:
        return None
    if claim.unit != "date":
        return claim.low, claim.high
    low = date.fromisoformat(str(claim.low)) if claim.low else date.min
    high = date.fromisoformat(str(claim.high)) if claim.high else date.max - _TOLERANCE
    if claim.low and not claim.high and claim.quantity in _slots()["happenings"]:
        # « the fire that has raged since Tuesday » broke out on Tuesday.
        high = low
    return low, high


def transposed(a: str, b: str) -> bool:
    """Whether two figures have the same digits in another order.

    Examples
    --------
    >>> transposed("2 300 soldats", "2 030 soldats"), transposed("12", "120")
    (True, False)
    """
    first, second = (re.sub(r"\D", "", text) for text in (a, b))
    return len(first) > 1 and first != second and sorted(first) == sorted(second)


def _has_swapped(a: _Entry, b: _Entry) -> bool:
    """Whether two figures may be one with its digits swapped: « 46 », « soixante-quatre »."""
    return transposed(a.text, b.text) or transposed(_digits(a.claim), _digits(b.claim))


def _digits(claim: Claim) -> str:
    """The digits of an exact figure, none of a vague one."""
    exact = isinstance(claim.low, (int, float)) and claim.low == claim.high
    return f"{claim.low:.12g}" if exact else ""


@dataclass(frozen=True, slots=True)
class _Entry:
    article: AnnotatedArticle
    claim: Claim
    slot: str
    scope: tuple[str, ...]
    kind: str
    places: frozenset[str]
    days: frozenset[str]
    said: frozenset[str]
    noun: str = ""

    @property
    def text(self) -> str:
        return self.article.span_text(self.claim)


def pair_claims(
    articles: Sequence[AnnotatedArticle],
    lineages: Iterable[Any] = (),
    pack: EventPack | None = None,
) -> list[ClaimPair]:
    """The comparable claims of articles on one event.

    Parameters
    ----------
    articles
        Articles on one event, their claims dated as well as the event allows.
    lineages
        Records with ``articles``, the ids that share one origin.
    pack
        A user's names for quantities.

    Returns
    -------
    list of ClaimPair
        One a quantity and pair of articles, or one a named source where both articles give
        several figures; divergent ones first, then in text order. Where more than 200 articles
        give one quantity, each is set against as many of the others as make 20,000 pairs in all,
        and eight at least: the work grows with the articles, not with their square.
    """
    groups: dict[tuple[str, tuple[str, ...], str | None], list[_Entry]] = defaultdict(list)
    told_by = {name: _of_all(own) for name, own in _entries(articles, pack).items()}
    for own in told_by.values():
        for entry in _parts(own):
            groups[entry.slot, entry.scope, entry.claim.unit].append(entry)
    same = {i: lineage.articles[0] for lineage in lineages for i in lineage.articles}
    order = {article.article_id: i for i, article in enumerate(articles)}
    pairs: list[ClaimPair] = []
    for (slot, _, _), entries in groups.items():
        cumulative = is_cumulative(slot, pack)
        placed = _placed(entries)
        by_article: dict[str, list[_Entry]] = defaultdict(list)
        for entry in entries:
            by_article[entry.article.article_id].append(entry)
        told = [(name, _distinct(some)) for name, some in by_article.items()]
        for (left_id, left), (right_id, right) in _meetings(told):
            lineage = _is_one(same, left_id, right_id)
            for a, b in _choose(left, right, cumulative, placed):
                pair = _pair(a, b, slot, cumulative, lineage)
                if pair is not None:
                    pairs.append(pair)
    pairs += _kin(told_by, same, pack, pairs)
    pairs += _days_of_what_happened(told_by, same, pairs)
    pairs += _equal_under_another_name(told_by, same, pairs)
    pairs += _spans_against_ends(told_by, same)
    rank = {"divergent": 0, "evolving": 1, "compatible": 2, "identical": 3}
    pairs.sort(
        key=lambda p: (
            rank[p.relation],
            p.quantity,
            order[p.a_article.article_id],
            order[p.b_article.article_id],
            p.a.start,
            p.b.start,
        )
    )
    return pairs


_Told: TypeAlias = tuple[str, list[_Entry]]


def _meetings(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Every two of the articles that give a quantity; of a crowd, each with the next ones.

    The order of the articles says nothing about their figures, so what an article meets there is
    a fair sample of the others, and every article meets as many.
    """
    total = len(told)
    each = max(_NEXT, _PAIRS // max(1, total))
    if total <= 2 * each + 1:
        yield from combinations(told, 2)
        return
    for i in range(total):
        for k in range(i + 1, i + each + 1):
            first, second = sorted((i, k % total))
            yield told[first], told[second]


def _is_one(same: Mapping[str, str], a: str, b: str) -> bool:
    """Whether two articles are of one lineage."""
    return a in same and same[a] == same.get(b)


def _rivals(articles: Sequence[AnnotatedArticle]) -> frozenset[str]:
    """Whose shares of a vote several articles tell: those of a referendum are nobody's."""
    told = Counter(
        name
        for article in articles
        for name in {m for c in article.claims for m in c.modifiers if m.startswith(WHOSE)}
    )
    return frozenset(name for name, times in told.items() if times > 1)


def _entries(
    articles: Sequence[AnnotatedArticle], pack: EventPack | None
) -> dict[str, list[_Entry]]:
    """What each article tells, with things that go by the nouns where the nouns tell them apart.

    « 61 serveurs et 640 ordinateurs » in one article: servers are then no computers in any.
    """
    rivals = _rivals(articles)
    told = {a.article_id: [_entry(a, c, pack, rivals) for c in a.claims] for a in articles}
    apart: set[tuple[str, str]] = set()
    for entries in told.values():
        nouns: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry in entries:
            if entry.noun and _is_of_things(entry):
                nouns[entry.slot, entry.article.language].add(entry.noun)
        apart |= {(slot, n) for (slot, _), some in nouns.items() if len(some) > 1 for n in some}
    told = _by_side(told)
    if not apart:
        return told
    stems = {(_split(slot)[0], noun) for slot, noun in apart}
    return {
        name: [
            replace(e, slot="_".join(filter(None, (e.noun, _split(e.slot)[1]))))
            if _is_of_things(e) and (_split(e.slot)[0], e.noun) in stems
            else e
            for e in entries
        ]
        for name, entries in told.items()
    }


def _by_side(told: dict[str, list[_Entry]]) -> dict[str, list[_Entry]]:
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


def _sides(entry: _Entry) -> set[str]:
    return {m for m in entry.claim.modifiers if m.startswith(SIDE)}


def _is_of_things(entry: _Entry, *, kinds: bool = False) -> bool:
    """Whether things are counted, under a noun of their own or, with ``kinds``, of some kind."""
    words = quantities(entry.article.language)
    if words is None or entry.claim.unit is not None or (entry.kind and not kinds):
        return False
    return _split(entry.slot)[0] in words.things.values()


def _split(slot: str) -> tuple[str, str]:
    """What is counted and what befell it: « homes » and « destroyed »."""
    name, _, deed = slot.rpartition("_")
    return (name, deed) if name and deed in _slots()["befalls"] else (slot, "")


def _entry(
    article: AnnotatedArticle,
    claim: Claim,
    pack: EventPack | None,
    rivals: frozenset[str] = frozenset(),
) -> _Entry:
    slot = pack.slot(claim, article.span_text(claim)) if pack else claim.quantity
    data = _slots()
    slot = data["same"].get(slot, slot)
    for ending in data["weak_endings"]:
        slot = slot.removesuffix(ending)
    if _split(slot)[0] in data["filed"]:
        slot = _split(slot)[0]
    places = frozenset(m[6:].casefold() for m in claim.modifiers if m.startswith("place:"))
    days = frozenset(m[4:] for m in claim.modifiers if m.startswith("day:"))
    kind = next((m.removeprefix(OF) for m in claim.modifiers if m.startswith(OF)), "")
    kind = data["same_kind"].get(kind, kind)
    if slot == "without_power" and kind in data["households"]:
        slot, kind = "homes_without_power", ""
    if kind and slot in data["weak"]:
        # « 42 marins à bord » are the crew.
        slot, kind = kind, ""
    scope = tuple(
        sorted(m for m in claim.modifiers if m not in _LOOSE and (":" not in m or m in rivals))
    )
    if not scope and "subset" in claim.modifiers and (kind or not places):
        scope = (kind or "subset",)
    said = _said_beside(claim, article.text)
    return _Entry(article, claim, slot, scope, kind, places, days, said, _noun(claim, article.text))


def _noun(claim: Claim, text: str) -> str:
    """The last word of a claim, which is the noun where a noun is counted."""
    words = text[claim.start : claim.end].casefold().split()
    return words[-1] if len(words) > 1 and words[-1].isalpha() else ""


def _needs_context(claim: Claim) -> bool:
    """Whether the quantity alone does not say what was counted."""
    return BARE in claim.modifiers


def _said_beside(claim: Claim, text: str) -> frozenset[str]:
    """The beginnings of the longer words of a claim's sentence, its own left out."""
    left, right = max(0, claim.start - _BESIDE), claim.end + _BESIDE
    before = _SENTENCE.split(text[left : claim.start])[-1]
    after = _SENTENCE.split(text[claim.end : right])[0]
    own = {w[:_STEM] for w in _WORD.findall(text[claim.start : claim.end].casefold())}
    # A name is in most sentences of an event, and says nothing of what is counted.
    words = (w for w in _WORD.findall(f"{before} {after}") if w[0].islower())
    return frozenset(w[:_STEM] for w in words) - own


def _of_all(entries: Sequence[_Entry]) -> list[_Entry]:
    """Entries where a slight injury of all counted (« three slightly hurt ») is no part of them."""
    whole = {(e.slot, tuple(m for m in e.scope if m != "slight")) for e in entries}
    told = [e for e in entries if "slight" in e.scope]
    if not told or len({(e.slot, e.scope) for e in entries}) == len(whole):
        return [
            replace(e, scope=tuple(m for m in e.scope if m != "slight")) if e in told else e
            for e in entries
        ]
    return list(entries)


def _parts(entries: Sequence[_Entry]) -> list[_Entry]:
    """Entries where a smaller count of some persons is a part of a count of all.

    « Neuf victimes » and « cinq élèves ont péri » in one article are a whole and a part; where
    an article counts élèves only, they are all it counts.
    """
    groups: dict[tuple[Any, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.slot, entry.scope, entry.claim.unit].append(entry)
    result = []
    for entry in entries:
        group = groups[entry.slot, entry.scope, entry.claim.unit]
        others = [e for e in group if e.kind != entry.kind]
        if entry.kind and any(_exceeds(e, entry) for e in others):
            entry = replace(entry, scope=(*entry.scope, entry.kind))
        result.append(entry)
    return result


def _exceeds(a: _Entry, b: _Entry) -> bool:
    """Whether a count is larger than another for sure."""
    first, second = _bounds(a.claim), _bounds(b.claim)
    return first is not None and second is not None and bool(first[0] > second[1])


def _placed(entries: Sequence[_Entry]) -> bool:
    """Whether places tell counts apart: some article counts this in two places."""
    seen: dict[str, set[frozenset[str]]] = defaultdict(set)
    for entry in entries:
        if entry.places:
            seen[entry.article.article_id].add(entry.places)
    return any(len(places) > 1 for places in seen.values())


def _comparable(a: _Entry, b: _Entry, placed: bool) -> bool:
    same = (a.claim.low, a.claim.high) == (b.claim.low, b.claim.high)
    if placed and a.places != b.places:
        return False
    if _needs_context(a.claim) or _needs_context(b.claim):
        # One noun may count many things; only a shared word says that it counts the same here.
        vague = {a.slot, b.slot} & set(_slots()["vague"])
        if same and a.claim.unit == "date":
            return True
        if a.claim.unit == "date" and relate(a.claim, b.claim) == "compatible":
            return True
        near = same or _is_near(a.claim, b.claim) or _has_swapped(a, b)
        if not (a.said & b.said or (not vague and near)):
            return False
    if a.slot in _slots()["occasion"] and a.days and b.days:
        return bool(a.days & b.days)
    return True


def _is_near(a: Claim, b: Claim, order: float = _ORDER) -> bool:
    """Whether two figures are of one order, as two counts of the same things are."""
    first, second = _bounds(a), _bounds(b)
    if first is None or second is None or a.unit == "date":
        return False
    return bool(first[1] <= order * second[1] and second[1] <= order * first[1])


def _choose(
    left: Sequence[_Entry], right: Sequence[_Entry], cumulative: bool, placed: bool
) -> list[tuple[_Entry, _Entry]]:
    """The pairs of two articles worth writing for one quantity.

    Where both give several figures, those of one named source belong together. Otherwise one
    pair: figures that agree, or the latest word of each when none do.
    """
    if not left or not right:
        return []
    if left[0].slot in _slots()["vague"]:
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
    left: Sequence[_Entry], right: Sequence[_Entry], cumulative: bool, placed: bool
) -> list[tuple[_Entry, _Entry]]:
    """The pairs of figures whose name says little: every one that both articles tell, or one."""
    found = []
    free = list(right)
    for a in left:
        same = (b for b in free if _is_telling(a.claim) and relate(a.claim, b.claim) == "identical")
        b = next(same, None)
        if b is not None:
            free.remove(b)
            found.append((a, b))
    taken = {id(a) for a, _ in found}
    rest = [a for a in left if id(a) not in taken]
    if rest and rest[0].claim.unit == "date":
        return found + _days(rest, free)
    return found or _one(rest, free, cumulative, placed)


def _days(left: Sequence[_Entry], right: Sequence[_Entry]) -> list[tuple[_Entry, _Entry]]:
    """The pairs of dates: what has been with what has been, what is planned with what is planned.

    Where one article only plans and the other only looks back, the plan is set beside the event.
    """
    done, planned = (
        [[e for e in side if _is_planned(e.claim) is coming] for side in (left, right)]
        for coming in (False, True)
    )
    found = [pair for a, b in (done, planned) for pair in _one(a, b, False, False)]
    mixed = any(a and b for a, b in zip(done, planned, strict=True))
    if found or mixed:
        return found
    return [
        (a, b)
        for a, b in _one(left, right, False, False)
        if not (_comes_after(a, b) or _comes_after(b, a))
    ]


def _comes_after(plan: _Entry, past: _Entry) -> bool:
    """Whether a plan was told when the day of the other article was over: it is the next one."""
    told, day = plan.claim.as_of, past.claim.low
    if not _is_planned(plan.claim) or not told or not day or str(day) >= told:
        return False
    first, second = _bounds(past.claim), _bounds(plan.claim)
    return first is not None and second is not None and second[0] - first[1] > _NEXT_ONE


def _without_place(left: Sequence[_Entry], right: Sequence[_Entry]) -> list[tuple[_Entry, _Entry]]:
    """The one pair of equal figures where one of the two does not say its place."""
    equal = (
        (a, b)
        for a in left
        for b in right
        if not (a.places and b.places) and relate(a.claim, b.claim) == "identical"
    )
    return [pair for pair in [next(equal, None)] if pair is not None]


def _one(
    left: Sequence[_Entry], right: Sequence[_Entry], cumulative: bool, placed: bool
) -> list[tuple[_Entry, _Entry]]:
    candidates = [(a, b) for a in left for b in right if _comparable(a, b, placed)]
    for wanted in ("identical", "compatible"):
        for a, b in candidates:
            if relate(a.claim, b.claim, cumulative=cumulative) == wanted:
                return [(a, b)]
    if not candidates:
        return []
    return [max(candidates, key=lambda pair: _latest(pair[0]) + _latest(pair[1]))]


def _latest(entry: _Entry) -> tuple[Any, ...]:
    claim = entry.claim
    value = claim.high if isinstance(claim.high, (int, float)) else 0
    return ("previous" not in claim.modifiers, claim.as_of or "", value)


def _distinct(entries: Sequence[_Entry]) -> list[_Entry]:
    """One entry a figure: repetitions and vaguer versions of it in the same article left out."""
    kept: list[_Entry] = []
    for entry in sorted(entries, key=_width):
        bounds = _bounds(entry.claim)
        if bounds is None:
            continue
        if any(
            (inner := _bounds(k.claim)) is not None
            and bounds[0] <= inner[0]
            and inner[1] <= bounds[1]
            and (k.places == entry.places or k.claim.unit == "date")
            for k in kept
        ) or _is_rounded(entry, kept):
            continue
        kept.append(entry)
        if len(kept) == _MOST:
            break
    return sorted(kept, key=lambda e: e.claim.start)


def _is_rounded(entry: _Entry, kept: Sequence[_Entry]) -> bool:
    """Whether a wide figure (« dozens ») rounds one that its article gives more exactly."""
    bounds = _bounds(entry.claim)
    if entry.claim.unit == "date" or bounds is None or bounds[1] < 2 * bounds[0]:
        return False
    return any(
        (inner := _bounds(k.claim)) is not None
        and k.claim.unit == entry.claim.unit
        and (k.places == entry.places or not entry.places)
        and bounds[0] <= inner[1]
        and inner[0] <= bounds[1]
        for k in kept
    )


def _width(entry: _Entry) -> tuple[Any, ...]:
    bounds = _bounds(entry.claim)
    if bounds is None:
        return (1, 0.0, 0)
    width = bounds[1] - bounds[0]
    size = float(width.days) if isinstance(width, timedelta) else float(width)
    headline = entry.article.in_zone(entry.claim.start, "headline")
    return (0, size, headline, entry.claim.start)


def _pair(
    a: _Entry, b: _Entry, slot: str, cumulative: bool, same_lineage: bool
) -> ClaimPair | None:
    relation = relate(a.claim, b.claim, cumulative=cumulative)
    if relation is None or (relation == "divergent" and not _is_one_count(a, b)):
        return None
    note = None
    if relation == "divergent" and cumulative and _updated(a, b):
        relation = "evolving"
    if relation == "divergent":
        if a.claim.unit != "date" and _has_swapped(a, b):
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


def _is_one_count(a: _Entry, b: _Entry) -> bool:
    """Whether two figures without overlap are for sure of the same things, and so diverge.

    A day that nothing names says too little; persons of two kinds may be a part and the whole,
    unless the figures are near or have the same digits.
    """
    if a.claim.unit == "date":
        return not (_needs_context(a.claim) and _needs_context(b.claim)) and not _is_long_between(
            a.claim, b.claim
        )
    if {a.slot, b.slot} & set(_slots()["owned"]) and not (_whose(a) and _whose(a) == _whose(b)):
        # « 87 sièges » and « 61 sièges » are of two parties.
        return False
    if _has_swapped(a, b):
        return True
    if not _is_near(a.claim, b.claim, _FAR) and _is_large(a.claim, b.claim):
        return False
    if a.kind == b.kind:
        return True
    if a.kind and b.kind and _is_of_things(a, kinds=True) and _is_of_things(b, kinds=True):
        # « 38 autobuses » are none of « 45 camiones ».
        return False
    # Buses are fewer than vehicles; persons of a kind may be all that an article counts.
    things = "_" in a.slot or _needs_context(a.claim) or _needs_context(b.claim)
    return _is_near(a.claim, b.claim, _SLIP if things or (a.kind and b.kind) else _ORDER)


def _whose(entry: _Entry) -> set[str]:
    return {m for m in entry.claim.modifiers if m.startswith(WHOSE)}


def _is_long_between(a: Claim, b: Claim) -> bool:
    """Whether two days that are past lie so far apart that each is of an event of its own."""
    first, second = _bounds(a), _bounds(b)
    if first is None or second is None or _is_planned(a) or _is_planned(b):
        return False
    return bool(max(first[0] - second[1], second[0] - first[1]) > _ONE_EVENT)


def _is_large(a: Claim, b: Claim) -> bool:
    """Whether one of two figures is large enough to be of a whole country or company."""
    return any(isinstance(c.high, (int, float)) and c.high >= _TELLING for c in (a, b))


def _updated(a: _Entry, b: _Entry) -> bool:
    """Whether two counts of one day grow from the earlier published article to the later."""
    times = []
    for entry in (a, b):
        published = entry.article.article.published or ""
        if len(published) < 16 or published[:10] != entry.claim.as_of:
            return False
        times.append(published)
    first, second = (a, b) if times[0] < times[1] else (b, a)
    before, after = _bounds(first.claim), _bounds(second.claim)
    if before is None or after is None or times[0] == times[1]:
        return False
    return bool(before[1] < after[0])


def _equal_under_another_name(
    told_by: Mapping[str, Sequence[_Entry]],
    same: Mapping[str, str],
    pairs: Sequence[ClaimPair],
) -> list[ClaimPair]:
    """Pairs of one telling figure that only one of two articles names in full.

    « Une rançon de 2 millions » and « ils réclament 2 millions », « 230 prisoners were freed » and
    « 230 people crossed the bridge »: equal figures of one event, so never a divergence.
    """
    entries: dict[tuple[Any, ...], list[_Entry]] = defaultdict(list)
    for entry in chain.from_iterable(told_by.values()):
        claim = entry.claim
        if claim.low is not None and _is_telling(claim):
            entries[claim.unit, claim.low, claim.high].append(entry)
    taken = {(_key(p.quantity, p.a), p.a_article.article_id, p.b_article.article_id) for p in pairs}
    found: list[ClaimPair] = []
    for group in entries.values():
        for a, b in combinations(group[:_MOST], 2):
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
            pair = _pair(a, b, named.slot, False, _is_one(same, *ids))
            found += [pair] if pair is not None else []
    return found


def _days_of_what_happened(
    told_by: Mapping[str, Sequence[_Entry]],
    same: Mapping[str, str],
    pairs: Sequence[ClaimPair],
) -> list[ClaimPair]:
    """Pairs of the day it happened, where two articles have other words for what happened.

    The day of « l'explosion » to one is that of « l'accident » to another. The days must agree,
    and within a day only when each article tells no other.
    """
    happenings = {*_slots()["happenings"], "event_date"}
    taken = {
        (p.a_article.article_id, p.b_article.article_id) for p in pairs if p.quantity in happenings
    }
    told: list[_Told] = []
    for name, entries in told_by.items():
        days = [
            e
            for e in entries
            if e.claim.unit == "date"
            and e.slot in happenings
            and e.claim.low
            and not _is_planned(e.claim)
        ]
        if days:
            told.append((name, _distinct(days)))
    found: list[ClaimPair] = []
    for (left_id, left), (right_id, right) in _meetings(told):
        if (left_id, right_id) in taken:
            continue
        alone = len(left) == len(right) == 1
        agreeing = [
            (relation != "identical", _needs_context(a.claim) + _needs_context(b.claim), a, b)
            for a in left
            for b in right
            if a.slot != b.slot
            and (
                (relation := relate(a.claim, b.claim)) == "identical"
                or (
                    relation == "compatible"
                    and alone
                    and not _needs_context(a.claim)
                    and not _needs_context(b.claim)
                )
            )
        ]
        if agreeing:
            *_, a, b = min(agreeing, key=lambda item: item[:2])
            slot = b.slot if BARE in a.claim.modifiers else a.slot
            pair = _pair(a, b, slot, False, _is_one(same, left_id, right_id))
            found += [pair] if pair is not None else []
    return found


def _kin(
    told_by: Mapping[str, Sequence[_Entry]],
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
    for (left_id, left), (right_id, right) in _meetings(told):
        ids = left_id, right_id
        used = taken[ids]
        free = [[e for e in side if not _is_told(e, used, side)] for side in (left, right)]
        candidates = [
            (rank, pair, a, b)
            for a in free[0]
            for b in free[1]
            if a.claim.unit == b.claim.unit
            and (rank := _kin_rank(a, b)) is not None
            and (pair := _kin_pair(a, b, pack, _is_one(same, *ids))) is not None
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


def _distinct_by_slot(entries: Sequence[_Entry]) -> list[_Entry]:
    groups: dict[tuple[Any, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.slot, entry.scope, entry.claim.unit].append(entry)
    return [e for group in groups.values() for e in _distinct(group)]


def _is_told(entry: _Entry, used: set[tuple[str, int]], told: Sequence[_Entry]) -> bool:
    """Whether a pair holds this quantity of its article already."""
    article = entry.article.article_id
    return any(
        (article, e.claim.start) in used and (e.slot, e.scope) == (entry.slot, entry.scope)
        for e in told
    )


def _kin_rank(a: _Entry, b: _Entry) -> int | None:
    """How close two names are: 1 one meaning, 2 only equal figures are one count, None unlike."""
    groups = (set(a.scope) | set(b.scope)) - set(_slots()["groups"])
    if groups:
        return None
    if a.slot == b.slot:
        return 2 if a.scope != b.scope else None
    if a.scope != b.scope:
        return None
    names = {a.slot, b.slot}
    if names == {"aboard", "passengers"} and not _may_have_crew(a, b):
        return 1
    like = 1 if _is_near(a.claim, b.claim, _LIKE) else 2
    for rank, kind in ((1, "synonyms"), (like, "like"), (2, "kin")):
        if any(names <= set(family) for family in _slots()[kind]):
            return rank
    first, second = _split(a.slot), _split(b.slot)
    stems = {first[0], second[0]}
    deeds = {first[1], second[1]}
    if len(stems) == 1 and any(deeds <= set(family) for family in _slots()["deeds"]):
        return 1
    bare = BARE in a.claim.modifiers, BARE in b.claim.modifiers
    if any(bare) and (a.claim.unit is not None or len(stems) == 1):
        # A figure that only its unit or noun names, told in the words of the other.
        many = a.claim.unit is not None and not _is_near(a.claim, b.claim, _SLIP)
        told = len(a.said & b.said) > many
        return 1 if told or _in_other_words(a, b) or _is_measured(a, b) else 2
    if any(bare) and (a.slot == b.kind or b.slot == a.kind):
        return 2
    if _is_swapped(a, b):
        return 2
    if a.claim.unit is not None:
        return None
    nouns = _nouns(a), _nouns(b)
    if not any(bare) and nouns[0] & nouns[1]:
        return 2
    alike = any(nouns[0] & set(f) and nouns[1] & set(f) for f in _slots()["alike"])
    return 2 if alike else None


def _may_have_crew(a: _Entry, b: _Entry) -> bool:
    """Whether those aboard may be the passengers and a crew: a few more, for sure."""
    aboard, passengers = (a, b) if a.slot == "aboard" else (b, a)
    first, second = _bounds(aboard.claim), _bounds(passengers.claim)
    if first is None or second is None:
        return True
    return bool(second[1] < first[0] <= _CREWED * second[1])


def _in_other_words(a: _Entry, b: _Entry) -> bool:
    """Whether two counts of like size are told in two languages, which share no words."""
    both = a.article.language != b.article.language
    return both and a.claim.unit is None and _is_near(a.claim, b.claim)


def _is_measured(a: _Entry, b: _Entry) -> bool:
    """Whether two figures are measures of like size; sums, of many things, must be nearer."""
    unit = a.claim.unit
    if unit is None or (unit.isupper() and (is_cumulative(a.slot) or is_cumulative(b.slot))):
        return False
    return _is_near(a.claim, b.claim, _SLIP if unit.isupper() else _LIKE)


def _is_swapped(a: _Entry, b: _Entry) -> bool:
    """Whether two figures have the same digits in another order, and enough of them.

    Names may differ: two sums or counts of one event seldom have the same three digits by chance.
    """
    low = a.claim.low
    if not isinstance(low, (int, float)) or not _has_swapped(a, b):
        return False
    return len(f"{low:g}".replace(".", "").rstrip("0")) > 2 and _is_near(a.claim, b.claim)


def _kin_pair(a: _Entry, b: _Entry, pack: EventPack | None, same_lineage: bool) -> ClaimPair | None:
    slot = b.slot if BARE in a.claim.modifiers or len(b.scope) < len(a.scope) else a.slot
    if {a.slot, b.slot} == {"hospitalised", "injured"}:
        # Those taken to hospital are counted for the hurt.
        slot = "injured"
    return _pair(a, b, slot, is_cumulative(slot, pack), same_lineage)


def _nouns(entry: _Entry) -> set[str]:
    """What is counted, whatever befell it: « homes », or who the persons are."""
    first, deed = _split(entry.slot)
    return {name for name in (first if deed or not entry.kind else "", entry.kind) if name}


def _outgrows(a: _Entry, b: _Entry) -> bool:
    """Whether a part is larger than the whole: more in hospital than were said to be hurt."""
    for part, whole in _slots()["parts"]:
        for first, second in ((a, b), (b, a)):
            if (first.slot, second.slot) == (part, whole) and _exceeds(first, second):
                return True
    return False


def _is_slip(a: _Entry, b: _Entry) -> bool:
    """Whether two figures for one noun are as near as two counts of the same are.

    Persons of one kind may have met with two things (14 prisoners fled, 18 were charged).
    """
    told = not (a.kind and b.kind) or _needs_context(a.claim) or _needs_context(b.claim)
    return told and bool(_nouns(a) & _nouns(b)) and _is_near(a.claim, b.claim, _SLIP)


def _all_told(a: _Entry, b: _Entry, left: Sequence[_Entry], right: Sequence[_Entry]) -> bool:
    """Whether some of a kind are all that one article counts of what another counts in all.

    « Trois pompiers blessés » in the first report, « neuf blessés » in the next.
    """
    if a.slot != b.slot or "subset" in {*a.claim.modifiers, *b.claim.modifiers}:
        return False
    return all(sum(e.slot == a.slot for e in told) == 1 for told in (left, right))


def _alone(entry: _Entry, other: _Entry, told: Sequence[_Entry]) -> bool:
    """Whether an article tells one figure of a kin and none under the other's name."""
    names = entry.slot, other.slot
    bare = _needs_context(entry.claim) or _needs_context(other.claim)
    if bare and entry.claim.unit is not None:
        # A sum of another size is of something else.
        rivals = (e for e in told if e.claim.unit == entry.claim.unit)
        return sum(_is_near(e.claim, other.claim) or e is entry for e in rivals) == 1
    return sum(e.slot in names and e.scope == entry.scope for e in told) == 1


def _is_clear(a: _Entry, b: _Entry) -> bool:
    """Whether two counts under two names are clear in themselves, or told in shared words."""
    if not (_needs_context(a.claim) or _needs_context(b.claim)):
        return True
    named = bool(a.noun) and a.noun == b.noun and not (a.kind or b.kind)
    named = named and (_is_of_things(a) or _has_swapped(a, b))
    return (
        named
        or _is_swapped(a, b)
        or bool(a.said & b.said)
        or _in_other_words(a, b)
        or _is_measured(a, b)
    )


def _key(quantity: str, claim: Claim) -> object:
    """What tells two pairs of two articles apart: a day, or what is counted."""
    return claim.low if claim.unit == "date" else quantity


def _may_be_one(a: _Entry, b: _Entry) -> bool:
    """Whether equal figures under two names, or under none, are one count all the same."""
    if a.claim.unit == "date" or a.claim.unit != b.claim.unit:
        return False
    if not isinstance(a.claim.low, (int, float)) or a.claim.low != a.claim.high:
        return False
    # « 2 300 » comes up twice by chance less often than « 2 000 ».
    digits = len(f"{a.claim.low:.0f}".rstrip("0"))
    return digits > 1 and a.claim.low >= _TELLING and (digits > 2 or bool(a.said & b.said))


def _is_telling(claim: Claim) -> bool:
    """Whether a figure is unlikely to come up twice in one event by chance."""
    if claim.unit == "date":
        return claim.low == claim.high
    return isinstance(claim.low, (int, float)) and (claim.low >= _TELLING or claim.unit is not None)


def _spans_against_ends(
    told_by: Mapping[str, Sequence[_Entry]], same: Mapping[str, str]
) -> list[ClaimPair]:
    """Pairs that set how long something lasts in one article against its end date in another."""
    found: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
    for name, entries in told_by.items():
        for entry in entries:
            found[entry.slot][name].append(entry)
    result: list[ClaimPair] = []
    for slot in [s for s in found if s.endswith("_duration")]:
        name = slot.removesuffix("_duration")
        starts, ends = found.get(f"{name}_date", {}), found.get(f"{name}_end", {})
        crowd = max(_NEXT, _PAIRS // max(1, len(ends)))
        for left_id, lasting in found[slot].items():
            for right_id, ending in islice(ends.items(), crowd):
                if left_id == right_id or right_id in found[slot]:
                    continue
                begun = [*starts.get(left_id, ()), *starts.get(right_id, ())]
                pair = _span_pair(lasting, ending, begun, f"{name}_end")
                if pair is not None:
                    lineage = _is_one(same, left_id, right_id)
                    result.append(replace(pair, same_lineage=lineage))
    return result


def _span_pair(
    lasting: Sequence[_Entry], ending: Sequence[_Entry], begun: Sequence[_Entry], slot: str
) -> ClaimPair | None:
    start = next((e.claim.low for e in begun if e.claim.low), None)
    end = next((e for e in ending if _bounds(e.claim) is not None), None)
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
