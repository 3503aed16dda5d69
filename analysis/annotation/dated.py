"""Dates and durations claimed about the event.

A date is a claim beside a word for an event, or when it is a full date still to come; the date of
a statement is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.annotation.dates import (
    DateMention,
    date_words,
    deed,
    event_of,
    is_notice,
    is_ongoing,
    resolve,
    tells_hour,
)
from analysis.annotation.numbers import Number, approximator_after
from analysis.annotation.other_events import turns_to_another
from analysis.annotation.quantities import BARE, LISTED, LONG_AGO, Context, inside
from analysis.schema import Claim

# A year that no news dates by: « la loi du 29 juillet 1881 ».
_OLD_YEAR = re.compile(r",? 1[0-9]{3}(?!\d)")
_DIGIT = re.compile(r"\d")
_DAYS = {"day": 1, "week": 7}
# A dateline: a place before the date, an agency or a dash after it.
_PLACE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'. -]{1,40}(?:\([\w .-]{1,30}\))?,? ?\(?")
_FILED = re.compile(r"[\w .]{0,12}\)?(?: ?\([^()\n]{1,60}\))?\.? ?[-–—]")
# What dates a gesture, or something that did not take place.
_NO_EVENT = frozenset({"cancellation", "tribute"})
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
# What is its own event where its article opens with it; what is the event where nothing else is.
_MAY_OWN = frozenset({"election", "release", "trial"})
_SECOND = frozenset(
    {
        "arrest",
        "closure",
        "death",
        "discovery",
        "election",
        "evacuation",
        "release",
        "trial",
        "verdict",
    }
)
# What is no event of its own beside another one.
_NEVER_OWN = frozenset({"death", "decision", "funeral", "inquiry", "late_death", "search"})
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
# What the second undo of the first.
_CLOSINGS, _OPENINGS = frozenset({"closure", "outage"}), frozenset({"reopening", "resumption"})
# How many days apart an event and what followed may be to be told as one.
_FOLLOWING = tuple(timedelta(days=days) for days in range(-14, 15))
# « hier », « avant-hier »
_LAST_FEW = (-1, -2)
# The longest link between an event and the day it is named by: « la grève de jeudi ».
_NAMING = 4
# The distance of a date from an event that nothing names; how much looser another day may hang.
_UNTOLD = 1000
_LOOSER = 5
# What takes its time beside many an event.
_IN_PASSING = frozenset({"ceasefire", "closure", "mission", "negotiation", "reopening"})
# What is told of one thing: it shuts, and opens again.
_ALIKE = frozenset({"closure", "reopening"})
# How many days from the report a date beside no known event may lie.
_AHEAD, _BACK = 400, 60


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that may be a claim, and what decides whether it is one.

    ``gap`` is how far the event stands that it dates, ``kind`` what kind of event, ``aspect``
    which end of it; ``lead`` that headline or first sentence tells it, ``weak`` that no word for
    an event stands beside it, only a deed and its count; ``undoes`` that it is the end of what its
    sentence names too, as a reopening is of a closure.
    """

    claim: Claim
    gap: int
    kind: str
    aspect: str | None = None
    lead: bool = False
    weak: bool = False
    undoes: bool = False


def dated_claims(context: Context, counted: Sequence[Claim]) -> list[Dated]:
    """The dates of one sentence that may be claims, in order; ``counted`` are its figures."""
    text, start, end = context.text, context.sentence.start, context.sentence.end
    claims: list[Dated] = []
    if not context.dates:
        return claims
    limit = turns_to_another(context)
    for mention in context.dates:
        if limit is not None and mention.start > limit:
            # « La dernière marche, le 3 octobre, avait ... »
            break
        if mention.speech:
            continue
        if _in_dateline(mention, text, start) or _OLD_YEAR.match(text, mention.end):
            continue
        said = mention.start if mention.said is None else mention.said
        event = event_of(text, said, mention.end, start, end, context.code)
        day = resolve(mention, context.anchor, _said(mention, context))
        weak = event is None and not _is_near(mention, day, context)
        if weak and not _may_be_the_day(mention, day, context, counted):
            continue
        name, aspect, gap = event or ("event", None, _UNTOLD)
        if mention.within and aspect == "end":
            continue
        if aspect is None and mention.day is None and _is_ongoing(mention, context):
            continue
        if name in _NO_EVENT or _is_appointment(mention, day, context):
            continue
        iso = day.isoformat() if day else None
        last = iso
        if day is not None and mention.through is not None:
            last = (day + timedelta(days=(mention.through - day.weekday()) % 7)).isoformat()
        past = _is_past(day, context) and not mention.coming
        past = past or _had_been(mention, context)
        if mention.edge == "until" and past:
            # « raised 250,000 by Sunday night » : as of when, not what happened.
            continue
        if aspect is None and _is_long_ago(day, context):
            continue
        ends = aspect == "end" or mention.edge == "until"
        claim = Claim(
            start=mention.start,
            end=mention.end,
            quantity=f"{name}_{'end' if ends else 'date'}",
            low=None if mention.edge == "until" else iso,
            high=None if mention.edge == "since" and not mention.onset else last,
            unit="date",
            approximator=_edge_words(mention, text),
            as_of=context.as_of,
            modifiers=() if event else (BARE,),
            inferred=context.inferred or (iso is not None and mention.year is None),
        )
        undoes = name in _OPENINGS and not _CLOSINGS.isdisjoint(named_kinds(context))
        claims.append(Dated(claim, gap, name, aspect, context.lead, weak, undoes))
    return claims


def own_days(dated: Sequence[Dated], text: str, kinds: Sequence[str]) -> list[Claim]:
    """The dates of an article that tell its own event.

    Left out are days without a number that stand far from an event dated elsewhere (« Jeudi à
    l'aube, le feu n'était pas fixé ... Parti mardi, le feu ... »: it broke out on the day that
    stands right by it) and days of what followed (« deux suspects ont été arrêtés jeudi »). The
    day of a deed that no word names an event is taken where nothing else tells the day.

    Parameters
    ----------
    dated
        The dates that may be claims, in order.
    text
        The article.
    kinds
        The kinds of event that its opening names, in order.
    """
    strong = _plans_named([d for d in dated if not d.weak], text)
    nearest: dict[str, Dated] = {}
    for item in strong:
        claim = item.claim
        if claim.low is None or _is_ahead(claim):
            continue
        known = nearest.get(claim.quantity)
        if item.gap < (known.gap if known else _UNTOLD):
            nearest[claim.quantity] = item
    happened = _days_of(strong, lambda kind: kind not in _AFTERMATH | {"event"})
    if not happened:
        happened = _days_of(strong, lambda kind: kind in kinds[:1] and kind in _MAY_OWN)
    if not happened:
        happened = _days_of(strong, lambda kind: kind not in _AFTERMATH)
    second = _days_of(strong, lambda kind: kind in _SECOND)
    kept = []
    for item in strong:
        claim = item.claim
        if _is_ahead(claim):
            if not _is_other_plan(item, text, kinds):
                kept.append(item)
            continue
        if _DIGIT.search(text, claim.start, claim.end) is not None:
            kept.append(item)
            continue
        other = nearest.get(claim.quantity)
        if other is not None and claim.low != other.claim.low:
            begun = other.aspect == "start" and item.aspect is None
            if begun or item.gap - other.gap > _LOOSER:
                continue
        if not happened and second and item.kind in _NEVER_OWN - {"death"}:
            continue
        if not _is_aftermath(item, happened, kinds):
            kept.append(item)
    if not any(_tells_the_day(d) for d in kept):
        days = [d for d in dated if d.weak]
        kept += sorted(days, key=lambda d: str(d.claim.low))[:1]
    return _named([d.claim for d in kept], kinds)


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


def _plans_named(dated: Sequence[Dated], text: str) -> list[Dated]:
    """Days that only name a plan (« Grève de jeudi : à quoi s'attendre ») as the day it is set for.

    The same weekday stands for the day to come where the text has it for one.
    """
    coming = {
        _bare(text[d.claim.start : d.claim.end]): d.claim
        for d in dated
        if _is_ahead(d.claim) and not _DIGIT.search(text, d.claim.start, d.claim.end)
    }
    return [
        replace(d, claim=replace(d.claim, low=plan.low, high=plan.high))
        if d.gap <= _NAMING
        and not _is_ahead(d.claim)
        and (plan := coming.get(_bare(text[d.claim.start : d.claim.end]))) is not None
        and d.claim.low == d.claim.high
        else d
        for d in dated
    ]


def _days_of(dated: Sequence[Dated], fits: Callable[[str], bool]) -> frozenset[date]:
    """The past days of the kinds of event that fit, their ends left out."""
    return frozenset(
        date.fromisoformat(str(d.claim.low))
        for d in dated
        if fits(d.kind) and d.aspect != "end" and d.claim.low and not _is_ahead(d.claim)
    )


def _tells_the_day(item: Dated) -> bool:
    """Whether a date says on which day the event was, neither its end nor one to come."""
    return item.aspect != "end" and not _is_ahead(item.claim)


def _is_aftermath(item: Dated, happened: Set[date], kinds: Sequence[str]) -> bool:
    """Whether a past day is that of what followed the event, such as an arrest or a burial."""
    if item.claim.low is None or item.kind not in _AFTERMATH | {"event"}:
        return False
    if item.aspect is not None and item.kind != "inquiry":
        return False
    day = date.fromisoformat(str(item.claim.low))
    if any(day + apart in happened for apart in _FOLLOWING):
        own = item.kind in kinds[:1] and item.kind in _MAY_OWN
        # On the day itself, it is told by the event.
        return not own and not item.undoes and (day not in happened or not item.lead)
    if item.kind == "event":
        return False
    later = _LATER if _ACCIDENTS.isdisjoint(kinds) else _LATER_THERE
    if item.kind not in later or (item.lead and item.kind not in _NEVER_OWN):
        return False
    return any(kind not in _AFTERMATH for kind in kinds) and not item.undoes


def _is_other_plan(item: Dated, text: str, kinds: Sequence[str]) -> bool:
    """Whether a day to come is that of another matter than the one an article opens with.

    A vote where nothing is contested, and a weekday of what follows (« Les cours reprendront
    lundi »), are no days of an accident or attack.
    """
    others = set(kinds) - _AFTERMATH
    if not others:
        return False
    if item.kind in _VOTES:
        return _CONTESTED.isdisjoint(kinds)
    if item.lead or item.undoes or item.kind not in _LATER | ({"storm"} - others):
        return False
    return _DIGIT.search(text, item.claim.start, item.claim.end) is None and not (
        item.kind in _OPENINGS and not _CLOSINGS.isdisjoint(kinds)
    )


def named_kinds(context: Context) -> list[str]:
    """The kinds of event that a sentence names, in order."""
    words = date_words(context.code)
    if words is None:
        return []
    found = words.dated.find(context.text, context.sentence.start, context.sentence.end)
    return [words.dated[match] for match in found]


def _may_be_the_day(
    mention: DateMention, day: date | None, context: Context, counted: Sequence[Claim]
) -> bool:
    """Whether a weekday of the last week dates a deed: « 34 détenus ont franchi le mur mardi »."""
    known = context.report
    if day is None or known is None or mention.day is not None or not _is_short(mention):
        return False
    if mention.coming or mention.edge == "until" or not 0 <= (known - day).days <= 7:
        return False
    sentence = context.sentence
    clause = deed(context.text, mention, sentence.start, sentence.end, context.code)
    return clause is not None and any(
        c.unit is None and clause[0] <= c.start < clause[1] for c in counted
    )


def _is_ongoing(mention: DateMention, context: Context) -> bool:
    sentence = context.sentence
    return is_ongoing(context.text, mention, sentence.start, sentence.end, context.code)


def _is_appointment(mention: DateMention, day: date | None, context: Context) -> bool:
    """Whether a day to come is told to readers below the lead: « messe samedi à 10 heures »."""
    known = context.report
    if day is None or known is None or day <= known or context.lead:
        return False
    place = context.text, context.sentence.start, context.sentence.end, context.code
    if is_notice(*place):
        return True
    return mention.day is None and tells_hour(context.text, mention, *place[1:])


def _is_ahead(claim: Claim) -> bool:
    """Whether a day was still to come when it was told of."""
    return claim.as_of is not None and str(claim.low or "") > claim.as_of


def _in_dateline(mention: DateMention, text: str, start: int) -> bool:
    """Whether a date belongs to the line that says where and when a dispatch was filed."""
    place = mention.start == start or _PLACE.fullmatch(text, start, mention.start) is not None
    return place and _FILED.match(text, mention.end) is not None


def _is_past(day: date | None, context: Context) -> bool:
    return day is not None and context.report is not None and day <= context.report


def _had_been(mention: DateMention, context: Context) -> bool:
    """Whether what is dated was over by then: « 18,500 cars had been repaired by Tuesday »."""
    left = max(context.sentence.start, mention.start - 30)
    return context.words.pluperfect.first(context.text, left, mention.start) is not None


def _is_long_ago(day: date | None, context: Context) -> bool:
    known = context.report
    return day is not None and known is not None and (known - day).days > LONG_AGO


def _is_near(mention: DateMention, day: date | None, context: Context) -> bool:
    """Whether a date beside no known event is a day of this one: still to come, or just past."""
    known = context.report or (context.anchor.day if context.anchor else None)
    written = context.text[mention.start : mention.end]
    if day is None or known is None or mention.within or "/" in written:
        return False
    if day > known:
        # « Le ministre doit s'exprimer jeudi » : a plan told in passing is no day of the event.
        planned = mention.coming and (context.lead or mention.weekday is None)
        return (day - known).days <= _AHEAD and (planned or mention.day is not None)
    # The lead of an article says when it happened, of a day before the report.
    in_lead = _is_short(mention) and context.lead and day < known
    return (mention.day is not None or in_lead) and (known - day).days <= _BACK


def _is_short(mention: DateMention) -> bool:
    """Whether a day is told as one of the last few: « mardi », « hier »."""
    return mention.weekday is not None or (mention.offset in _LAST_FEW and not mention.within)


def _said(mention: DateMention, context: Context) -> date | None:
    """The day a relative date counts from: that of the statement, else of the report."""
    if context.anchor is not None and context.anchor.report and not mention.within:
        return context.anchor.day
    return context.spoken or context.report


def _edge_words(mention: DateMention, text: str) -> str | None:
    if mention.edge is None or mention.onset:
        return None
    written = text[mention.start : mention.end]
    name = re.search(r"\d|\b\w+$", written)
    return written[: name.start()].strip() or None if name else None


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


def duration(number: Number, unit: str, stop: int, context: Context) -> Claim | None:
    """How long the event lasts, or when it comes, from a number with a unit of time."""
    text, start, end = context.text, context.sentence.start, context.sentence.end
    dates = date_words(context.code)
    if dates is None:
        return None
    clock = dates.clock.closing(text, max(start, number.start - 16), number.start)
    if unit == "hour" and number.digits and clock:
        return None
    other = dates.not_spans.first(text, stop, min(end, stop + 18))
    if other and other.start() - stop <= 1:
        return None
    if dates.ordinals.first(text, max(start, number.start - 30), number.start):
        # « le cinquième naufrage en trois mois » : how often, not how long.
        return None
    first = number.start
    if number.approximator is None or number.start == number.core:
        within = dates.within.closing(text, max(start, first - 16), first)
        first = within.start() if within else first
    words = context.words
    ago = words.years_ago.closing(text, max(start, number.start - 12), number.start)
    since = words.years_ago_after.first(text, stop, min(end, stop + 12))
    if ago is not None or (since is not None and since.start() <= stop + 1):
        # « avait quitté le port il y a dix-sept jours » : when, not how long.
        return None
    loose = first < number.start or number.approximator is not None
    event: tuple[str, str | None] | None = None
    told = event_of(text, first, stop, start, end, context.code, loose=loose, duration=True)
    event = told[:2] if told else None
    if dates.elapsed.closing(text, max(start, first - 12), first):
        # « après une semaine à ... » measures what follows, not what came before.
        told = event_of(text, stop, stop, stop, end, context.code, duration=True)
        event = told[:2] if told else None
        spent = dates.spent.first(text, stop, min(end, stop + 4))
        event = event or (("", None) if spent and dates.event.first(text, start, end) else None)
    if event is None:
        return None
    if event[0] in _IN_PASSING and not context.lead and not _is_of_the_news(event[0], context):
        named = dates.event.last(text, max(start, first - LISTED), first)
        if event[0] not in _ALIKE or (named is not None and "," not in text[named.end() : first]):
            return None
    if context.words.background_after.first(text, stop, min(end, stop + 24)):
        # « was shut for three hours last month »
        return None
    if event[1] != "end" and inside(number.core, context.date_spans):
        return None
    factor = _DAYS.get(unit)
    low, high = (
        (number.low, number.high)
        if factor is None
        else (
            number.low * factor,
            number.high * factor,
        )
    )
    approximator = number.approximator
    after = approximator_after(text, stop, end, context.code)
    if after is not None:
        stop, approximator = after[0], approximator or after[1]
    return Claim(
        start=first,
        end=stop,
        quantity=f"{event[0]}_duration".strip("_"),
        low=low,
        high=high,
        unit=unit if factor is None else "day",
        approximator=approximator,
        as_of=context.as_of,
        inferred=context.inferred and context.as_of is not None,
    )


def _is_of_the_news(name: str, context: Context) -> bool:
    """Whether other sentences tell of an event of a kind too, so that how long it took is of it.

    « La route a été coupée trois heures » is told in passing where the news is a strike.
    """
    dates = date_words(context.code)
    if dates is None:
        return False
    kinds = _ALIKE if name in _ALIKE else {name}
    start, end = context.sentence.start, context.sentence.end
    return any(
        dates.dated[m] in kinds and not start <= m.start() < end
        for m in dates.dated.find_on(context.text, 0, len(context.text))
    )
