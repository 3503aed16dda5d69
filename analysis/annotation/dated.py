"""Dates and durations claimed about the event.

A date is a claim beside a word for an event, or when it is a full date still to come; the date of
a statement is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.annotation.dates import (
    DateMention,
    DateWords,
    date_words,
    deed,
    event_of,
    is_notice,
    is_ongoing,
    names_event,
    resolve,
    tells_hour,
)
from analysis.annotation.numbers import Number, approximator_after
from analysis.annotation.other_events import turns_to_another
from analysis.annotation.predicates import ENDS
from analysis.annotation.quantities import BARE, LISTED, LONG_AGO, Context, inside
from analysis.schema import Claim

# A year that no news dates by: « la loi du 29 juillet 1881 ».
_OLD_YEAR = re.compile(r",? 1[0-9]{3}(?!\d)")
DAYS = {"day": 1, "week": 7}
# A dateline: a place before the date, an agency or a dash after it.
_PLACE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'. -]{1,40}(?:, [A-ZÀ-Þ][\w'.-]{1,30})?(?:\([\w .-]{1,30}\))?,? ?\(?"
)
_FILED = re.compile(r"[\w .]{0,12}\)?(?: ?\([^()\n]{1,60}\))?\.? ?[-–—]")
# What dates a gesture, or something that did not take place.
_NO_EVENT = frozenset({"cancellation", "tribute"})
# « hier », « avant-hier »
_LAST_FEW = (-1, -2)
# The longest link between an event and the day it is named by: « la grève de jeudi ».
_NAMING = 4
# The distance of a date from an event that nothing names.
_UNTOLD = 1000
# What takes its time beside many an event.
_IN_PASSING = frozenset({"ceasefire", "closure", "mission", "negotiation", "reopening"})
# What a siege is called, and what it is spent in.
_OF_A_SIEGE = frozenset({"attack", "negotiation"})
# What any news may end on, when it is to come.
_HEARINGS = frozenset({"trial"})
# How near a time the words stand that say what it was spent in, and the units of short times.
_STATED = 40
_SHORT = frozenset({"hour", "day"})
# Units of times that are short beside most events.
_MOMENTS = frozenset({"minute"})
# What is told of one thing: it shuts, and opens again.
_ALIKE = frozenset({"closure", "reopening"})
# How many days from the report a date beside no known event may lie.
_AHEAD, _BACK = 400, 60
# What is counted as it comes in, on any day.
_TALLIES = frozenset({"calls", "complaints", "signatures"})
# The days in which a weekday without a date lies.
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that may be a claim, and what decides whether it is one.

    ``gap`` is how far the event stands that it dates, ``kind`` what kind of event, ``aspect``
    which end of it; ``lead`` that headline or first sentence tells it, ``weak`` that no word for
    an event stands beside it, only a deed and its count; ``bare`` that nothing stands beside it,
    so that it is the event's day or none; ``names`` that it says which event is meant.
    """

    claim: Claim
    gap: int
    kind: str
    aspect: str | None = None
    lead: bool = False
    weak: bool = False
    bare: bool = False
    names: bool = False


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
        others = [(m.start, m.end) for m in context.dates if m is not mention]
        event = event_of(text, said, mention.end, start, end, context.code, others=others)
        day = resolve(mention, context.anchor, _said(mention, context))
        weak = event is None and not _is_near(mention, day, context)
        bare = weak and not _may_be_the_day(mention, day, context, counted)
        if bare and not _is_just_past(mention, day, context):
            continue
        name, aspect, gap = event or ("event", None, _UNTOLD)
        if mention.within and aspect == "end":
            continue
        names = names_event(text, mention, context.code)
        ongoing = aspect is None and mention.day is None and not names
        if ongoing and _is_ongoing(mention, context):
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
        claims.append(
            Dated(
                claim,
                gap,
                name,
                aspect,
                lead=context.lead,
                weak=weak and not bare,
                bare=bare,
                names=names and gap <= _NAMING,
            )
        )
    return claims


def plain_date(mention: DateMention, context: Context) -> Claim | None:
    """A date as a claim under the event it stands beside, None for one that no day is known of."""
    day = resolve(mention, context.anchor, _said(mention, context))
    if day is None:
        return None
    text, sentence = context.text, context.sentence
    said = mention.start if mention.said is None else mention.said
    place = sentence.start, sentence.end, context.code
    event = event_of(text, said, mention.end, *place)
    name, aspect = event[:2] if event else ("event", None)
    ends = aspect == "end" or mention.edge == "until"
    return Claim(
        start=mention.start,
        end=mention.end,
        quantity=f"{name}_{'end' if ends else 'date'}",
        low=None if mention.edge == "until" else day.isoformat(),
        high=None if mention.edge == "since" and not mention.onset else day.isoformat(),
        unit="date",
        approximator=_edge_words(mention, text),
        as_of=context.as_of,
        modifiers=(BARE,),
        inferred=context.inferred or mention.year is None,
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
    if mention.day is not None or not _is_just_past(mention, day, context):
        return False
    sentence = context.sentence
    clause = deed(context.text, mention, sentence.start, sentence.end, context.code)
    return clause is not None and any(
        c.unit is None and c.quantity not in _TALLIES and clause[0] <= c.start < clause[1]
        for c in counted
    )


def _is_just_past(mention: DateMention, day: date | None, context: Context) -> bool:
    """Whether a date is told as a day of the last week."""
    known = context.report
    if day is None or known is None or mention.within or mention.coming:
        return False
    short = mention.day is not None or _is_short(mention)
    return short and mention.edge != "until" and 0 <= (known - day).days <= _WEEK


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
    event = told[:2] if told and unit not in _MOMENTS else None
    elapsed = dates.elapsed.closing(text, max(start, first - 20), first)
    if unit not in _MOMENTS and elapsed is not None:
        # « après une semaine à ... » measures what follows, not what came before.
        told = event_of(text, stop, stop, stop, end, context.code, duration=True)
        event = told[:2] if told else None
        spent = dates.spent.first(text, stop, min(end, stop + 4))
        event = event or (("", None) if spent and dates.event.first(text, start, end) else None)
        ends = " " in elapsed[0] and unit in _SHORT and (stop >= end or text[stop] in ".,;")
        if event is None and (ends or _is_toil(stop, context, dates)):
            # « s'est rendu au bout de neuf heures. », « après six heures de pourparlers »
            event = ("", None) if _is_measured_by_time(unit, context, dates) else None
    if (
        event is None
        and _lasts(number, stop, context, dates)
        and (_is_measured_by_time(unit, context, dates) or _it_lasted(number, context, dates))
    ):
        told = event_of(text, first, stop, start, end, context.code, loose=loose)
        event = ("" if told is None else told[0], None)
    if event is None:
        return None
    if (
        event[0] in _HEARINGS
        and first < number.start
        and not context.lead
        and not _is_of_the_news(event[0], context)
    ):
        # « Une audience est prévue dans deux mois » is told at the end of any news.
        return None
    if event[0] in _OF_A_SIEGE and _is_measured_by_time(unit, context, dates):
        # « La prise d'otages a duré sept heures », « Le siège a pris fin après sept heures » : one.
        event = "", event[1]
    if event[0] in _IN_PASSING and not context.lead and not _is_of_the_news(event[0], context):
        named = dates.event.last(text, max(start, first - LISTED), first)
        if event[0] not in _ALIKE or (named is not None and "," not in text[named.end() : first]):
            return None
    if context.words.background_after.first(text, stop, min(end, stop + 24)):
        # « was shut for three hours last month »
        return None
    if event[1] != "end" and inside(number.core, context.date_spans):
        return None
    factor = DAYS.get(unit)
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


def _it_lasted(number: Number, context: Context, dates: DateWords) -> bool:
    """Whether the subject of what lasted names the event: « La secousse a duré 40 secondes »."""
    text, sentence = context.text, context.sentence
    left = max(sentence.start, number.start - _STATED)
    verb = dates.lasting.closing(text, left, number.start)
    subject = dates.dated.last(text, sentence.start, verb.start()) if verb is not None else None
    if verb is None or subject is None or verb.start() - subject.end() > 1:
        return False
    lead = next((s.end for s in context.document.sentences if s.zone == "body"), sentence.end)
    kinds = {dates.dated[m] for m in dates.dated.find_on(text, 0, lead)}
    return dates.dated[subject] in kinds - _IN_PASSING - _HEARINGS


def _is_toil(stop: int, context: Context, dates: DateWords) -> bool:
    """Whether a time after which something came was spent on it: « après six heures d'efforts »."""
    text, end = context.text, context.sentence.end
    spent = dates.spent.first(text, stop, min(end, stop + 4))
    if spent is None:
        return False
    return dates.toil.first(text, spent.end(), min(end, spent.end() + _STATED)) is not None


def _is_measured_by_time(unit: str, context: Context, dates: DateWords) -> bool:
    """Whether how long it lasts is news of an event: of a siege or an outage, not of any fire.

    « L'analyse prendra trois semaines », « a fait la queue pendant onze heures » are told in
    passing, like the hours that roads are closed.
    """
    text, sentence = context.text, context.sentence
    lead = next((s.end for s in context.document.sentences if s.zone == "body"), sentence.end)
    if next(dates.durative.find_on(text, 0, lead), None) is not None:
        return True
    here = dates.durative_here.first(text, sentence.start, sentence.end)
    return here is not None and unit != "hour"


def _lasts(number: Number, stop: int, context: Context, dates: DateWords) -> bool:
    """Whether a number tells how long something took or stayed so.

    « Le siège a duré sept heures », « Les mineurs sont restés bloqués neuf jours », « Sept heures
    durant, ... », « s'est rendu au bout de neuf heures ».
    """
    text, start = context.text, context.sentence.start
    left = max(start, number.start - _STATED)
    if dates.lasting.closing(text, left, number.start):
        return True
    after = dates.throughout.first(text, stop, min(context.sentence.end, stop + 8))
    if after is not None and after.start() == stop + 1 and text[after.end()] in ", ":
        return number.start == start
    link = dates.throughout.closing(text, left, number.start)
    closes = link.start() if link is not None else number.start
    state = dates.states.last(text, left, closes)
    if state is None or ENDS.search(text, state.end(), number.start):
        return False
    return link is not None or not text[state.end() : closes].strip()


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
