"""Dates and durations claimed about the event.

A date is a claim beside a word for an event, or when it is a full date still to come; the date of
a statement is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis.annotation.dates import DateMention, date_words, event_of, resolve
from analysis.annotation.numbers import Number, approximator_after
from analysis.annotation.other_events import turns_to_another
from analysis.annotation.quantities import BARE, LONG_AGO, Context, inside
from analysis.schema import Claim

# A year that no news dates by: « la loi du 29 juillet 1881 ».
_OLD_YEAR = re.compile(r",? 1[0-9]{3}(?!\d)")
_DIGIT = re.compile(r"\d")
_DAYS = {"day": 1, "week": 7}
# A dateline: a place before the date, an agency or a dash after it.
_PLACE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'. -]{1,40}(?:\([\w .-]{1,30}\))?,? ?")
_FILED = re.compile(r"[\w .]{0,12}(?: ?\([^()\n]{1,60}\))?\.? ?[-–—]")
# What takes no time: « aground since Saturday » tells the day.
_AT_ONCE = frozenset({"accident", "arrest", "collapse", "death", "disappearance", "explosion"})
# The distance of a date from an event that nothing names; how much looser another day may hang.
_UNTOLD = 1000
_LOOSER = 5
# How many days from the report a date beside no known event may lie.
_AHEAD, _BACK = 400, 60


def dated_claims(context: Context) -> list[tuple[Claim, int]]:
    """The dates of one sentence that are claims, in order, and how far each is from its event."""
    text, start, end = context.text, context.sentence.start, context.sentence.end
    claims: list[tuple[Claim, int]] = []
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
        event = event_of(text, mention.start, mention.end, start, end, context.code)
        day = resolve(mention, context.anchor, _said(mention, context))
        if event is None and not _is_near(mention, day, context):
            continue
        name, aspect, gap = event or ("event", None, _UNTOLD)
        if mention.within and aspect == "end":
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
            high=None if mention.edge == "since" and name not in _AT_ONCE else last,
            unit="date",
            approximator=_edge_words(mention, text),
            as_of=context.as_of,
            modifiers=() if event else (BARE,),
            inferred=context.inferred or (iso is not None and mention.year is None),
        )
        claims.append((claim, gap))
    return claims


def own_days(dated: Sequence[tuple[Claim, int]], text: str) -> list[Claim]:
    """The dates of an article without weekdays that stand far from an event dated elsewhere.

    « Jeudi à l'aube, le feu n'était pas fixé ... Parti mardi, le feu ... »: it broke out on the
    day that stands right by it.
    """
    nearest: dict[str, tuple[int, Claim]] = {}
    for claim, gap in dated:
        if claim.low is None or _is_ahead(claim):
            continue
        if gap < nearest.get(claim.quantity, (_UNTOLD, claim))[0]:
            nearest[claim.quantity] = gap, claim
    kept = []
    for claim, gap in dated:
        known = nearest.get(claim.quantity)
        told = _DIGIT.search(text, claim.start, claim.end) is not None
        loose = known is not None and claim.low != known[1].low and gap - known[0] > _LOOSER
        if told or not loose or _is_ahead(claim):
            kept.append(claim)
    return kept


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
    in_lead = mention.weekday is not None and context.lead and day < known
    return (mention.day is not None or in_lead) and (known - day).days <= _BACK


def _said(mention: DateMention, context: Context) -> date | None:
    """The day a relative date counts from: that of the statement, else of the report."""
    if context.anchor is not None and context.anchor.report and not mention.within:
        return context.anchor.day
    return context.spoken or context.report


def _edge_words(mention: DateMention, text: str) -> str | None:
    if mention.edge is None:
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
