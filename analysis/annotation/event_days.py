"""Which of the dates of an article tell its own event.

An article has one event, and the dates that tell it agree. The day is taken from the words for an
event that stand beside dates, above all of the kind the article opens with; a weekday is then a
claim when it is that day, whatever stands beside it, and none when it is another one, which is that
of a statement, of what followed or of something else. A date with its number may tell a stage of
its own (« déployés le 6 janvier »). A day to come is a claim when it is the event's own, or the
next of its kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence, Set
from dataclasses import replace

from analysis.annotation.dated import Dated
from analysis.annotation.quantities import BARE
from analysis.schema import Claim

_DIGIT = re.compile(r"\d")
# What follows on an event, so that its day is not that of the event.
_AFTERMATH = frozenset(
    {
        "arrest",
        "closure",
        "death",
        "decision",
        "discovery",
        "election",
        "evacuation",
        "funeral",
        "inquiry",
        "late_death",
        "lockdown",
        "meeting",
        "negotiation",
        "release",
        "reopening",
        "report",
        "resignation",
        "resumption",
        "search",
        "trial",
        "verdict",
    }
)
# Of these, what never falls on the day of the event, or of an accident.
_LATER = _AFTERMATH - {"arrest", "death", "discovery", "evacuation", "lockdown"}
_LATER_THERE = _LATER | {"arrest", "discovery", "lockdown"}
_ACCIDENTS = frozenset(
    {
        "accident",
        "collapse",
        "earthquake",
        "eruption",
        "explosion",
        "fire",
        "flood",
        "leak",
        "outbreak",
        "storm",
    }
)
# What is its own event where its article opens with it.
_MAY_OWN = frozenset(
    {
        "closure",
        "decision",
        "discovery",
        "election",
        "release",
        "resignation",
        "trial",
        "verdict",
    }
)
# What is no event of its own beside another one.
_NEVER_OWN = frozenset({"death", "decision", "funeral", "inquiry", "late_death", "search"})
# What is no event of its own at all.
_NEVER = frozenset({"funeral", "inquiry", "late_death", "search"})
# What is voted on, and what votes are about: a vote after a fire is no day of the fire.
_VOTES = frozenset({"decision", "election"})
_CONTESTED = _VOTES | {
    "agreement",
    "campaign",
    "ceasefire",
    "closure",
    "coup",
    "negotiation",
    "protest",
    "report",
    "resignation",
    "strike",
    "transition",
}
# The longest link between an event and the day it is named by: « la grève de jeudi ».
_NAMING = 4
# How much more a date weighs that says when it began.
_ONSET = 2
# How much more one weighs that says which event is meant.
_NAMED = 2
# What is called for, and never the event of an article that opens with something else.
_CALLED = frozenset({"agreement", "campaign", "launch", "protest", "report", "strike"})
# What ends a fight, and is told as an event of its own.
_TRUCES, _FIGHTS = frozenset({"ceasefire"}), frozenset({"attack", "clash"})
# What is the next of its kind, or decides on it, where an article opens with the other.
_STAGES = {
    "campaign": frozenset({"outbreak"}),
    "decision": _CONTESTED,
    "election": _CONTESTED,
    "launch": frozenset({"election"}),
    "protest": frozenset({"strike"}),
    "release": frozenset({"ceasefire"}),
    "reopening": frozenset({"closure", "outage"}),
    "resumption": frozenset({"outage"}),
    "strike": frozenset({"protest"}),
}


def own_days(
    dated: Sequence[Dated], text: str, kinds: Sequence[str], ago: Collection[str] = ()
) -> list[Claim]:
    """The dates of an article that tell its own event.

    Parameters
    ----------
    dated
        The dates that may be claims, in order.
    text
        The article.
    kinds
        The kinds of event that its opening names, in order.
    ago
        The days it says the event was, counted back from its own.
    """
    dated = _plans_named(dated, text)
    own = _own_kinds(kinds)
    day = _event_day(dated, text, kinds, ago)
    if any(d.claim.low == day and not d.bare for d in dated):
        # Beside the telling of the event, what is dated in passing is no more than its state.
        dated = [d for d in dated if not d.bare]
    on_it = {d.kind for d in dated if d.claim.low == day and _is_told(d)} - _AFTERMATH
    story = own | on_it - {"event"}
    return _named([d.claim for d in dated if _is_own(d, day, text, kinds, story)], kinds)


def _is_told(item: Dated) -> bool:
    return not item.weak and not item.bare


def _is_own(item: Dated, day: str | None, text: str, kinds: Sequence[str], story: Set[str]) -> bool:
    """Whether a date is a claim, the event having been on a day, None when nothing tells it."""
    claim = item.claim
    if _is_ahead(claim):
        return _is_told(item) and _is_stage(item, day, text, kinds, story)
    if claim.low is None:
        # « jusqu'à lundi »
        until = claim.high is not None
        return _is_told(item) and (not until or _has_digit(claim, text) or item.kind in story)
    if day is not None and str(claim.low) <= day <= str(claim.high or claim.low):
        return True
    if not _is_told(item):
        return False
    if item.aspect == "end" and item.kind in story:
        return True
    if item.kind in _TRUCES and not _FIGHTS.isdisjoint(story):
        return True
    if item.aspect == "start" and not _STAGES.get(item.kind, frozenset()).isdisjoint(story):
        return True
    return _has_digit(claim, text) and (day is None or item.kind != "event")


def _event_day(
    dated: Sequence[Dated], text: str, kinds: Sequence[str], ago: Collection[str]
) -> str | None:
    """The day the event was on, None where no past date tells it.

    Dates beside the kind of event that the article opens with come first, then those beside
    another event, then those beside what may be one where nothing else is, then the day that the
    article counts back to, then the first day of a deed.
    """
    past = [
        d
        for d in dated
        if d.claim.low is not None and not _is_ahead(d.claim) and d.aspect != "end" and not d.bare
    ]
    told = [d for d in past if not d.weak]
    own = _own_kinds(kinds)
    happened = own - _AFTERMATH - _CALLED
    events = [d for d in told if _is_an_event(d)]
    full = [d for d in told if _has_digit(d.claim, text)]
    return (
        _best_day([d for d in told if d.kind in happened or (d.names and d in events)], text, kinds)
        or _best_day([d for d in told if d.names and d.kind in _MAY_OWN], text, kinds)
        or _best_day([d for d in told if d.kind in own], text, kinds)
        or _best_day([d for d in events if d.lead or d.names or d in full], text, kinds)
        or _best_day(full, text, kinds)
        or _first_day([d for d in dated if str(d.claim.low) in ago])
        or _best_day(events, text, kinds)
        or _best_day([d for d in told if d.kind == "event"], text, kinds)
        or _first_day([d for d in told if d.lead and not _follows(d, kinds)])
        or _first_day(
            [d for d in dated if d.lead and not _is_told(d) and d.claim.low != d.claim.as_of]
        )
        or _first_day([d for d in told if not _follows(d, kinds)])
        or _first_day([d for d in past if d.weak])
        or _only_day(dated)
    )


def _first_day(dated: Sequence[Dated]) -> str | None:
    return min((str(d.claim.low) for d in dated), default=None)


def _only_day(dated: Sequence[Dated]) -> str | None:
    """The one day before its own that an article tells of, in passing."""
    before = [d for d in dated if d.claim.low is not None and str(d.claim.low) < str(d.claim.as_of)]
    days = {str(d.claim.low) for d in before}
    return days.pop() if len(days) == 1 and all(d.bare for d in before) else None


def _is_an_event(item: Dated) -> bool:
    """Whether what stands beside a date can be the event where the article opens with no other."""
    if item.kind in _AFTERMATH or item.kind == "event":
        return False
    return item.lead or item.names or item.kind not in _CALLED


def _best_day(dated: Sequence[Dated], text: str, kinds: Sequence[str]) -> str | None:
    """The day told most, and best: as its start, in the lead, in full, right beside the event.

    The first of those told alike.
    """
    weights: dict[str, int] = defaultdict(int)
    for item in dated:
        weights[str(item.claim.low)] += (
            1
            + item.lead
            + _has_digit(item.claim, text)
            + (item.gap <= _NAMING)
            + _NAMED * item.names
            + (item.kind in kinds[:1])
            + _ONSET * (item.aspect == "start")
        )
    return min(weights, key=lambda day: (-weights[day], day), default=None)


def _own_kinds(kinds: Sequence[str]) -> frozenset[str]:
    """The kinds of event an article opens with, what followed left out."""
    return frozenset(kinds) - _AFTERMATH | (frozenset(kinds[:1]) & _MAY_OWN)


def _follows(item: Dated, kinds: Sequence[str]) -> bool:
    """Whether a date is that of what followed an event dated nowhere, such as a burial."""
    if item.kind in _NEVER:
        return True
    if item.kind not in _AFTERMATH:
        return False
    later = _LATER if _ACCIDENTS.isdisjoint(kinds) else _LATER_THERE
    if item.kind not in later or (item.lead and item.kind not in _NEVER_OWN):
        return False
    return any(kind not in _AFTERMATH for kind in kinds)


def _is_stage(
    item: Dated, day: str | None, text: str, kinds: Sequence[str], story: Set[str]
) -> bool:
    """Whether a day to come is that of the event, or of its next stage.

    A vote where nothing is contested, or a match, is none.
    """
    of_it = item.kind in story or not _STAGES.get(item.kind, frozenset()).isdisjoint(story)
    if item.lead and (day is None or (_has_digit(item.claim, text) and item.kind not in _LATER)):
        return item.kind not in _VOTES or not story or not _CONTESTED.isdisjoint(kinds)
    if item.kind == "event":
        return False
    if not story:
        return day is None or (_has_digit(item.claim, text) and item.kind in _STAGES)
    return of_it or (day is None and _has_digit(item.claim, text))


def _has_digit(claim: Claim, text: str) -> bool:
    return _DIGIT.search(text, claim.start, claim.end) is not None


def _plans_named(dated: Sequence[Dated], text: str) -> list[Dated]:
    """Days that only name a plan (« Grève de jeudi : à quoi s'attendre ») as the day it is set for.

    The same weekday stands for the day to come where the text has it for one of that kind, or
    opens with it.
    """
    coming = [
        (_bare(text[d.claim.start : d.claim.end]), d)
        for d in dated
        if _is_ahead(d.claim) and not _has_digit(d.claim, text)
    ]
    return [_as_planned(d, coming, text) for d in dated] if coming else list(dated)


def _as_planned(item: Dated, coming: Sequence[tuple[str, Dated]], text: str) -> Dated:
    claim = item.claim
    if item.gap > _NAMING or _is_ahead(claim) or claim.low != claim.high:
        return item
    said = _bare(text[claim.start : claim.end])
    for words, plan in coming:
        if words == said and (plan.kind == item.kind or plan.lead):
            return replace(item, claim=replace(claim, low=plan.claim.low, high=plan.claim.high))
    return item


def _named(claims: Sequence[Claim], kinds: Sequence[str]) -> list[Claim]:
    """Dates, with a day that no word names called as elsewhere in the article, or as it opens."""
    names = {c.low: c.quantity for c in claims if BARE not in c.modifiers and c.low == c.high}
    opening = next((f"{kind}_date" for kind in kinds if kind not in _AFTERMATH), None)
    if opening in names.values():
        opening = None
    named = []
    for claim in claims:
        if BARE in claim.modifiers and claim.low is not None and claim.low == claim.high:
            if claim.low in names:
                claim = replace(claim, quantity=names[claim.low], modifiers=())
            elif opening is not None and not _is_ahead(claim):
                # No more than likely: the day is set only beside one that agrees.
                claim = replace(claim, quantity=opening)
        named.append(claim)
    return named


def _is_ahead(claim: Claim) -> bool:
    """Whether a day was still to come when it was told of."""
    return claim.as_of is not None and str(claim.low or "") > claim.as_of


def agree(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Give one relative date said twice of one event the day that its dated statement gives."""
    days: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if claim.unit == "date" and claim.low and claim.low == claim.high:
            days[claim.quantity, _bare(text[claim.start : claim.end])] = claim
    return [
        replace(c, low=same.low, high=same.high)
        if c.unit == "date"
        and not _DIGIT.search(text, c.start, c.end)
        and (same := days.get((c.quantity, _bare(text[c.start : c.end])))) is not None
        and c.low == c.high
        else c
        for c in claims
    ]


def _bare(words: str) -> str:
    return " ".join(w for w in words.lower().split() if len(w) > 3)
