"""Dates as written, and the days they stand for where the text or its metadata allows.

Words come from a pack's ``lexicons/dates.toml``. A date is resolved against an anchor: the
publication date of the metadata, a dated line of the page, or a date with its year or weekday in
the text. Text of another page is never an anchor. What no anchor reaches stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Literal

from analysis import languages
from analysis.annotation.phrases import Phrases, any_of
from analysis.languages.patterns import any_between, run_index
from analysis.schema import Span

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMERIC = re.compile(r"\d[/-]\d")

# A weekday falls on one day of the year every five, six or eleven years.
_YEARS = 15

Edge = Literal["until", "since"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written.

    ``weekday`` counts from Monday = 0, ``offset`` is in days from the day of speaking.
    ``through`` is the weekday on which a stretch that begins on ``weekday`` ends (« dans la nuit de
    lundi à mardi »). ``edge`` says that an interval opens or closes on the day, ``onset`` that it
    opens on that very day (« depuis lundi »), which the span then begins with; ``coming`` and
    ``past`` that the wording places it after or before the day of speaking, ``next`` that it says
    so with « prochain »; ``soon`` that it may lie ahead where that is hardly further off;
    ``speech`` that it dates a statement. ``said`` is where its preposition begins, which a span may
    leave out.
    """

    start: int
    end: int
    said: int | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    offset: int | None = None
    within: bool = False
    through: int | None = None
    edge: Edge | None = None
    onset: bool = False
    coming: bool = False
    next: bool = False
    soon: bool = False
    past: bool = False
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A known day to count from.

    ``report`` is true when it is the day of the report itself, so that a bare weekday is the
    last one before it; otherwise the nearest one is meant. ``inferred`` marks a guessed year.
    """

    day: date
    report: bool = True
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class DateWords:
    """The compiled date patterns of one language."""

    triggers: frozenset[str]
    date: re.Pattern[str]
    reporting: Phrases[bool]
    coming: Phrases[bool]
    endings: tuple[str, ...]
    event: Phrases[str]
    dated: Phrases[str]
    aspect: Phrases[str]
    counting: Phrases[bool]
    counting_to: frozenset[str]
    elapsed: Phrases[bool]
    since_then: re.Pattern[str]
    afterwards: Phrases[bool]
    within: Phrases[bool]
    clock: Phrases[bool]
    spent: Phrases[bool]
    lasting: Phrases[bool]
    throughout: Phrases[bool]
    states: Phrases[bool]
    toil: Phrases[bool]
    durative: Phrases[bool]
    durative_here: Phrases[bool]
    not_spans: Phrases[bool]
    clauses: Phrases[bool]
    when: Phrases[bool]
    been_told: Phrases[bool]
    still: Phrases[bool]
    gerunds: tuple[str, ...]
    remains: Phrases[bool]
    notices: Phrases[bool]
    participles: tuple[str, ...]
    helpers: Phrases[bool]
    simple: Phrases[bool]
    simple_endings: tuple[str, ...]
    not_deeds: frozenset[str]
    not_deed_endings: tuple[str, ...]
    onsets: re.Pattern[str]
    belonging: re.Pattern[str]
    belongs: re.Pattern[str]
    ordinals: Phrases[bool]
    edges: Mapping[str, Edge]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: Mapping[str, int]
    toward: Phrases[bool]
    moved: Phrases[bool]
    moved_to: Phrases[bool]
    ordered: Phrases[bool]
    ordered_from: frozenset[str]
    timetable: Phrases[bool]
    bare_verbs: Phrases[bool]
    day_links: frozenset[str]
    streets: tuple[str, ...]
    streets_after: tuple[str, ...]
    units: Mapping[str, int]
    numbers: Mapping[str, int]
    next: frozenset[str]
    latest_year: int


@cache
def date_words(code: str) -> DateWords | None:
    """The date patterns of a language, None when its pack has no ``dates.toml``."""
    pack = languages.load_or_blank(code)
    data: Mapping[str, Any] = pack.lexicon("dates")
    if not data:
        return None
    numbers = {w: int(v) for w, v in pack.lexicon("numerals").get("units", {}).items()}
    edges: dict[str, Edge] = dict.fromkeys(data["until"], "until")
    edges |= dict.fromkeys(data["since"], "since")
    units = dict.fromkeys(data["day_units"], 1) | dict.fromkeys(data["week_units"], 7)
    months, weekdays = any_of(data["months"]), any_of(data["weekdays"])
    unit = any_of(units)
    named = {w: name for name, ws in data["events"].items() for w in ws}
    triggers = [*data["months"], *data["weekdays"], *data["relative"], *units]
    return DateWords(
        triggers=frozenset(_LETTERS.findall(" ".join(triggers).lower())),
        date=_pattern(data, months, weekdays, unit, rf"(?:\d{{1,2}}|{any_of(numbers)})"),
        reporting=Phrases(
            dict.fromkeys(data["reporting"], True) | dict.fromkeys(data["not_reporting"], False)
        ),
        coming=Phrases(
            dict.fromkeys(data["coming"], True) | dict.fromkeys(data["not_coming"], False)
        ),
        endings=tuple(data["coming_endings"]),
        event=Phrases(named),
        dated=Phrases(named | {w: n for n, ws in data["date_events"].items() for w in ws}),
        aspect=Phrases(dict.fromkeys(data["starts"], "start") | dict.fromkeys(data["ends"], "end")),
        counting=Phrases.of([*data["counting"], *data["counting_to"]]),
        counting_to=frozenset(data["counting_to"]),
        elapsed=Phrases.of(data["elapsed"]),
        since_then=re.compile(
            rf"(?<!\w)(?P<n>\d{{1,2}}|{any_of(numbers)}) (?P<u>{unit})"
            rf" (?:{any_of(data['elapsed'])})\b",
            re.I,
        ),
        afterwards=Phrases.of(data["afterwards"]),
        within=Phrases.of(data["within"]),
        clock=Phrases.of(data["clock"]),
        spent=Phrases.of(data["spent"]),
        lasting=Phrases.of(data["lasting"]),
        throughout=Phrases.of(data["throughout"]),
        states=Phrases.of(data["states"]),
        toil=Phrases.of(data["toil"]),
        durative=Phrases.of(data["durative"]),
        durative_here=Phrases.of(data["durative_here"]),
        not_spans=Phrases.of(data["not_spans"]),
        belongs=re.compile(rf"(?:{any_of(data['belonging'])})\b", re.I),
        belonging=re.compile(rf" (?:{any_of(data['belonging'])})\b"),
        clauses=Phrases.of([*pack.lexicon("numerals").get("joiners", ()), *data["clause_words"]]),
        when=Phrases.of(data["when"]),
        been_told=Phrases.of(data["been_told"]),
        still=Phrases.of(data["still"]),
        gerunds=tuple(data["gerunds"]),
        remains=Phrases.of(data["remains"]),
        notices=Phrases.of(data["notices"]),
        participles=tuple(data["participles"]),
        helpers=Phrases.of(data["helpers"]),
        simple=Phrases.of(data["simple"]),
        simple_endings=tuple(data["simple_endings"]),
        not_deeds=frozenset(data["not_deeds"]) | data["weekdays"].keys(),
        not_deed_endings=tuple(data["not_deed_endings"]),
        onsets=re.compile(rf"(?:{any_of(data['onset'])})(?: |$)", re.I),
        ordinals=Phrases.of(data["ordinals"]),
        edges=edges,
        months=data["months"],
        weekdays=data["weekdays"],
        relative=data["relative"],
        toward=Phrases.of(data["toward"]),
        moved=Phrases.of(data["moved"]),
        moved_to=Phrases.of(data["moved_to"]),
        ordered=Phrases.of(data["ordered"]),
        ordered_from=frozenset(data["ordered_from"]),
        timetable=Phrases.of(data["timetable"]),
        bare_verbs=Phrases.of(data["bare_verbs"]),
        day_links=frozenset(data["day_links"]),
        streets=tuple(f" {word} " for word in data.get("streets", ())),
        streets_after=tuple(f" {word}" for word in data.get("streets_after", ())),
        units=units,
        numbers=numbers,
        next=frozenset(data["next"]),
        latest_year=data["latest_year"],
    )


def _pattern(
    data: Mapping[str, Any], months: str, weekdays: str, unit: str, count: str
) -> re.Pattern[str]:
    links, suffixes = any_of(data["month_links"]), any_of(data["day_suffixes"])
    prefixes = any_of([*data["plain"], *data["until"], *data["since"]])
    shift = any_of([*data["last"], *data["next"]])
    through, shifted = any_of(data["through"]), any_of(data["shift_before"])
    parts, articles = any_of(data["parts"]), any_of(data["day_articles"])

    def day_month(tag: str) -> str:
        year = rf"(?:,? (?:(?:{links}) )?(?P<{tag}%s>(?:19|20)\d\d)\b)?"
        return (
            rf"(?:(?P<{tag}d>\d{{1,2}})(?:{suffixes}|\.)? (?:(?:{links}) )?"
            rf"(?P<{tag}m>{months})\b(?:\.(?= \d))?{year % 'y'}"
            rf"|(?P<{tag}m2>{months})\b\.? (?P<{tag}d2>\d{{1,2}})(?:{suffixes})?"
            rf"\b(?![.,]?\d){year % 'y2'})"
        )

    ago = (
        rf"(?:{any_of(data['ago'])}) (?P<n2>{count}) (?P<u2>{unit})"
        if data["ago"]
        else rf"(?P<n2>{count}) (?P<u2>{unit}) (?:{any_of(data['ago_after'])})"
    )
    return re.compile(
        rf"(?:(?<![\w'])(?P<prefix>{prefixes}) )?(?:"
        rf"(?<!\w)(?:(?P<shift>{shifted}) )?(?P<weekday>{weekdays})\b"
        rf"(?:,? {day_month('w')}| (?P<shift2>{shift})\b"
        rf"| (?:{through}) (?P<through>{weekdays})\b"
        rf"|(?: (?:{articles}))? (?P<number>[12]\d|3[01]|0?[1-9])(?P<suffix>{suffixes})?(?![\w%°])"
        rf"(?![.,:/-]\d| [\d%°€$£]))?"
        rf"|(?<![\w.,/-]){day_month('x')}(?: (?P<shift3>{shift})\b)?"
        rf"|(?<![\w/-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\w-])"
        rf"|(?<![\w/-])(?P<dmy>\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d)(?![\w/])"
        rf"|(?<!\w)(?P<relative>{any_of(data['relative'])})\b(?!-l[àa])"
        rf"(?:(?: (?:{parts}))?,? (?P<named>{weekdays})\b(?! (?:\d|{shift}\b)))?"
        rf"|(?<!\w)(?:{any_of(data['within'])}) (?P<n>{count}) (?:(?:{shift}) )?(?P<u>{unit})\b"
        rf"|(?<!\w){ago}\b)",
        re.I,
    )


def find_dates(text: str, start: int, end: int, code: str) -> list[DateMention]:
    """The dates written in one sentence of normalised text, in order.

    Examples
    --------
    >>> text = "Le départ est prévu avant le 22 janvier."
    >>> [(text[d.start:d.end], d.edge) for d in find_dates(text, 0, len(text), "fr")]
    [('avant le 22 janvier', 'until')]
    """
    words = date_words(code)
    if words is None or not (
        _NUMERIC.search(text, start, end) or any_between(_trigger_places(text, code), start, end)
    ):
        return []
    found = (_mention(m, words, text, start, end) for m in words.date.finditer(text, start, end))
    return [mention for mention in found if mention is not None]


@lru_cache(maxsize=8)
def _trigger_places(text: str, code: str) -> list[int]:
    words = date_words(code)
    triggers = words.triggers if words else frozenset()
    return sorted(
        place
        for run, places in run_index(text).items()
        if run in triggers or not (run.isalpha() or triggers.isdisjoint(_LETTERS.findall(run)))
        for place in places
    )


def _mention(
    match: re.Match[str], words: DateWords, text: str, start: int, end: int
) -> DateMention | None:
    g = match.groupdict()
    weekday = _named(g["weekday"], words.weekdays)
    if g["weekday"] and weekday is None:
        return None
    day = month = year = offset = None
    last = match.end()
    if g["number"]:
        if _is_day_number(match, words, text, end):
            day = int(g["number"])
        else:
            last = match.end("weekday")
    name = g["wm"] or g["wm2"] or g["xm"] or g["xm2"]
    within = bool(g["n"])
    if name:
        month = _named(name, words.months)
        day = int(g["wd"] or g["wd2"] or g["xd"] or g["xd2"])
        written = g["wy"] or g["wy2"] or g["xy"] or g["xy2"]
        year = int(written) if written else None
        if month is None or not 1 <= day <= 31:
            return None
        named = f" {text[max(start, match.start() - 20) : match.start()]}".lower().replace("'", " ")
        if named.endswith(words.streets) or text.startswith(words.streets_after, last):
            # « rue du 11 novembre », « 14 July Avenue »
            return None
    elif g["iso"]:
        year, month, day = map(int, g["iso"].split("-"))
    elif g["dmy"]:
        day, month, year = map(int, g["dmy"].split("/"))
    elif g["relative"]:
        offset = words.relative[g["relative"].lower()]
    elif within or g["n2"]:
        count, unit = (g["n"], g["u"]) if within else (g["n2"], g["u2"])
        number = int(count) if count.isdigit() else words.numbers[count.lower()]
        offset = number * words.units[unit.lower()] * (1 if within else -1)
    prefix = (g["prefix"] or "").lower()
    first, onset = match.start(), False
    if prefix and _POSSESSIVE.match(text, last):
        # « the toll from Saturday's crush »
        first, prefix = first + len(prefix) + 1, ""
    opening = words.onsets.match(prefix) if prefix in words.edges else None
    if opening is not None:
        first, onset = min(first + opening.end(), last), True
        first += first == match.start() + len(prefix)
    if prefix not in words.edges and not g["through"]:
        # « dans la nuit de lundi » is told of Monday; « de lundi à mardi » of the whole night.
        first += prefix.rfind(" ") + 1
    shift = (g["shift"] or g["shift2"] or g["shift3"] or "").lower()
    edge = words.edges.get(prefix)
    clause = _clause(text, match.start(), start, end)
    core = match.start() + len(prefix) + bool(prefix)
    coming = soon = False
    if shift:
        coming = shift in words.next
    elif offset is None:
        coming = (
            edge == "until"
            or _is_coming(text, clause[0], match.start(), words)
            or (match.start() == start and _opens_plan(text, last, end, words))
        )
        soon = not coming and _leads_ahead(text, (core, last), clause[0], prefix, words)
        if weekday is not None and month is None:
            coming = coming or soon
            # « Grève depuis vendredi » looks back.
            undecided = not coming and edge is None
            soon = undecided and _may_be_soon(text, match.start(), last, start, end, words)
    return DateMention(
        start=first,
        end=last,
        said=match.start(),
        weekday=weekday,
        day=day,
        month=month,
        year=year,
        offset=offset,
        within=within,
        through=_named(g["through"], words.weekdays),
        edge=edge,
        onset=onset,
        coming=coming,
        next=coming and bool(shift),
        soon=soon,
        past=bool(shift) and shift not in words.next,
        # « will report on 1 August » is an event to come, « reported on 1 August » a statement.
        speech=not (coming and day) and _dates_speech(text, match.start(), last, start, end, words),
    )


def _is_day_number(match: re.Match[str], words: DateWords, text: str, end: int) -> bool:
    """Whether the number behind a weekday is its day: « le lundi 3 », not « lundi, 3 morts ».

    A number that counts something has its noun behind it; where an article or an ordinal ending
    makes the day certain, any word may follow.
    """
    link = (match["prefix"] or "").lower().rpartition(" ")[2]
    if match["suffix"] or (link in words.day_links and match["number"][0] != "0"):
        return True
    return _ENDS_PHRASE.match(text, match.end(), end) is not None


def _is_coming(text: str, start: int, end: int, words: DateWords) -> bool:
    if any(words.coming[match] for match in words.coming.find(text, start, end)):
        return True
    return bool(words.endings) and any(
        token[0].lower().endswith(words.endings) for token in _LETTERS.finditer(text, start, end)
    )


def _leads_ahead(
    text: str, named: tuple[int, int], left: int, prefix: str, words: DateWords
) -> bool:
    """Whether what leads to a day places it ahead, even after a past verb.

    « a appelé à la grève pour jeudi », "pushed the vote back to June 30", « a décrété trois jours
    de deuil à partir de lundi ».
    """
    first, last = named
    near = max(left, first - _LEAD)
    if words.toward.closing(text, near, first) and not _OF_THE_DAY.match(text, last):
        return True
    if words.moved_to.closing(text, near, first) and words.moved.first(text, left, first):
        return True
    if prefix not in words.ordered_from:
        return False
    opens = first - len(prefix) - 1
    order = words.ordered.last(text, left, opens)
    # « a annoncé dès lundi que » dates the saying.
    return order is not None and bool(text[order.end() : opens].strip())


def _may_be_soon(text: str, first: int, last: int, start: int, end: int, words: DateWords) -> bool:
    """Whether a weekday may be the next as well as the last, as far as its words tell.

    "Talks resume on Tuesday", « Réunion publique vendredi à 19 heures ».
    """
    left, right = _clause(text, first, start, end)
    start, end = max(start, first - _TELLING), min(end, last + _TELLING)
    verb = words.timetable.closing(text, left, first)
    if verb is not None:
        return not (
            words.helpers.first(text, left, right)
            or _tells_deed(text, left, right, words)
            or words.bare_verbs.closing(text, max(left, verb.start() - _LEAD), verb.start())
        )
    if words.helpers.first(text, start, end) or _tells_deed(text, start, end, words):
        return False
    if _is_planned(text, first, last, start, end, words):
        return True
    held = words.dated.last(text, left, first)
    if held is None or words.dated[held] not in _HELD:
        return False
    between = _LETTERS.findall(text, held.end(), first)
    if len(between) > _QUALIFIED or len(_LETTERS.findall(text, left, held.start())) > 1:
        return False
    return not any(_ends(word, words.participles, words) for word in between)


def _is_planned(text: str, first: int, last: int, start: int, end: int, words: DateWords) -> bool:
    """Whether a sentence tells what is to come, of a day that stands apart from its verb.

    « doit s'adresser au Conseil, où siègent quinze membres, vendredi »; not « L'association, créée
    vendredi, sera reçue », nor what somebody said that day.
    """
    if words.belongs.match(text, first) or words.reporting.first(text, start, end):
        return False
    left = _clause(text, first, start, end)[0]
    before = _LETTERS.findall(text, max(left, first - _LEAD), first)
    if before and _ends(before[-1], words.participles, words):
        return False
    return _is_coming(text, start, end, words)


def _opens_plan(text: str, last: int, end: int, words: DateWords) -> bool:
    """Whether a sentence that a day opens tells what will be: « Lundi, les écoles fermeront »."""
    comma = text.find(",", last, min(end, last + _PART_OF_DAY))
    first = last if comma < 0 else comma + 2
    stop = _BREAK.search(text, first, min(end, last + _NAMED))
    right = stop.start() if stop else min(end, last + _NAMED)
    if comma < 0 and _tells_deed(text, last, right, words):
        return False
    past = words.helpers.first(text, last, right)
    return _is_coming(text, last, past.start() if past else right, words)


def _named(name: str | None, values: Mapping[str, int]) -> int | None:
    """The value of a name; one that the list capitalises must be capitalised (May, may)."""
    if name is None:
        return None
    return values.get(
        name, values.get(name.lower(), None if name[0].islower() else values.get(name.title()))
    )


# What may follow a day of the month that no noun follows.
_ENDS_PHRASE = re.compile(r" ?(?:$|[.,;:!?)»”\"–—\n])")
_POSSESSIVE = re.compile("'s(?![a-z])")
# « Saturday night's crush »
_OF_THE_DAY = re.compile("(?: [a-z]+)?'s(?![a-z])")

# A full stop ends a clause only where a sentence could begin: not in « 6 a.m. on Thursday ».
_STOP = re.compile(r"[;:!?«»]|\.(?!\w)(?!\.| [a-zß-ÿ0-9])")
# The comma of « 38,5 % » parts nothing.
_COMMA = re.compile(r",(?!\d)")
_BREAK = re.compile(r"[;:!?()«»\"“”]|, |\.(?!\w)(?!\.| [a-zß-ÿ0-9])")


def _after_last(mark: re.Pattern[str], text: str, left: int, right: int) -> int:
    """Where the last mark of a stretch ends, its start without one; marks look two letters on."""
    for match in mark.finditer(text, left, right + 2):
        if match.end() <= right:
            left = match.end()
    return left


def _clause(text: str, position: int, start: int, end: int) -> tuple[int, int]:
    """The stretch between marks around a position, at most 80 characters to each side."""
    left, right = max(start, position - 80), min(end, position + 80)
    left = _after_last(_BREAK, text, left, position)
    after = _BREAK.search(text, position, right)
    return left, after.start() if after else right


# The years in which anything is published.
_FIRST_YEAR, _LAST_YEAR = 1000, 3000
# How far ahead a day of no plan may lie that is told without its year.
_AHEAD = timedelta(days=120)
# What is called or planned, and told without a verb before it takes place.
_HELD = frozenset(
    {"decision", "election", "funeral", "meeting", "negotiation", "protest", "strike", "trial"}
)
# How many words may qualify it, and the longest link that leads to a day.
_QUALIFIED, _LEAD = 4, 24
# How far from a day its sentence is read for what happened or is to come.
_TELLING = 240
# How many days ahead the next weekday is still no further off than the last, or nearly so.
_NEXT = 4
# How many days off a day may lie that is told by its number without its month.
_NUMBERED = 92
# How far back a day may lie that was planned: « prévu le 14 mars », told in April.
_BEHIND = timedelta(days=90)
# The longest link between an event and its date: « of », « on the ».
_LINKED = 4
# The longest link between an event and a day it happened on: « survenue le », « that hit on ».
_HAPPENED = 14
# How far a word for an event may stand from its date.
_REACH = 90
# A number that follows at once.
_COUNTED = re.compile(r" [^\d,;:.]{0,24}\d")
# A measured record.
_DEGREES = re.compile(r"\d ?(?:°|km/h|mph)")
# How far behind its verb what was taken away is named.
_LONG = 60
# What an event did, whose day is the event's: « a strike that shut 200 schools on Tuesday ».
_OUTCOMES = frozenset({"closure", "evacuation"})
_FOLLOW = _OUTCOMES | {"arrest", "death", "funeral", "reopening", "resumption", "search"}
# What comes behind a comma tells no day before it.
_ASIDES = frozenset({"inquiry", "late_death"})
# The longest part of a day: « on Saturday afternoon when », « mardi après-midi lorsque ».
_PART_OF_DAY = 16
# How far behind a day what it belongs to is named: « Saturday's fatal crush ».
_NAMED = 40
# What happens by being said, and what more begins when it is made known.
_DECLARED = frozenset({"recall", "resignation"})
_MADE_KNOWN = _DECLARED | {"outbreak", "verdict"}
# What is news from the day it is announced: « a annoncé mardi la fermeture de l'usine ».
_ANNOUNCED = frozenset(
    {"agreement", "ceasefire", "closure", "lockdown", "outbreak", "takeover", "withdrawal"}
)
# How far behind its day what is announced is named.
_SOON = 14


def _dates_speech(text: str, first: int, last: int, start: int, end: int, words: DateWords) -> bool:
    """Whether a date tells when something was said rather than when it happened."""
    if _POSSESSIVE.match(text, last):
        # « Saturday's crush », « Saturday's statement »
        report = words.reporting.first(text, last, min(end, last + _NAMED))
        return report is not None and words.dated.first(text, last, report.start()) is None
    if _dates_count(text, first, last, _clause(text, first, start, end), words):
        return True
    if words.belonging.match(text, first - 1) and not _told_of(text, first, start, words):
        return False
    reported = words.reporting.last(text, max(start, first - 30), first)
    if reported and words.reporting[reported]:
        if _is_told_event(text, reported, first, last, start, end, words):
            return False
        between = text[reported.end() : first]
        # « le bilan des heurts de mercredi »
        named = words.dated if words.counting.first(text, *reported.span()) else words.event
        events = named.first(text, reported.end(), first)
        if events is None and len(between) <= 20 and "," not in between[:-2]:
            return True
    report = words.reporting.first(text, last, min(end, last + _NAMED))
    if report is not None and report.start() - last <= 1 and words.reporting[report]:
        # « The ministry on Thursday confirmed 12 deaths »
        return True
    if first - start <= 3:
        report = words.reporting.first(text, last, min(end, last + 80))
        if report and words.reporting[report]:
            return words.event.first(text, last, report.start()) is None or text[last] == ","
    return False


def _told_of(text: str, first: int, start: int, words: DateWords) -> bool:
    """« le bilan de mercredi », but not « le bilan des affrontements de mercredi »."""
    near = max(start, first - _NAMED)
    return bool(
        words.counting.closing(text, near, first) or words.reporting.closing(text, near, first)
    )


def _is_told_event(
    text: str,
    reported: re.Match[str],
    first: int,
    last: int,
    start: int,
    end: int,
    words: DateWords,
) -> bool:
    """Whether what was said on a day is the event: it happens by being made known.

    « since the first case was confirmed on January 22 », « the recall, announced on Monday, »,
    « a annoncé lundi sa démission ».
    """
    if words.dated.words.get(reported[0].lower()) in _DECLARED:
        # « a rappelé mardi 30 000 voitures », not « a rappelé mardi que »
        return _COUNTED.match(text, last, end) is not None
    named = words.dated.find(text, reported.end(), min(end, last + _NAMED))
    for match in named:
        if words.dated[match] in _DECLARED:
            return True
        near = 0 < match.start() - last <= _SOON and words.dated[match] in _ANNOUNCED
        if near and len(text[last : match.start()].split()) <= 1:
            return True
        if near and words.coming.first(text, last, match.start()) is not None:
            # « said on Tuesday it would close »
            return True
    event = words.dated.last(text, max(start, reported.start() - 40), reported.start())
    if event is None or words.dated[event] not in _MADE_KNOWN:
        return False
    between = text[event.end() : reported.start()]
    been = words.been_told.closing(text, event.end(), reported.start())
    if been is not None:
        return not text[event.end() : been.start()].strip()
    return not between.strip(" ,") and reported[0].lower().endswith(words.participles)


def _dates_count(
    text: str, first: int, last: int, clause: tuple[int, int], words: DateWords
) -> bool:
    """Whether a date says as of when something was counted, and not when it happened.

    « The toll of Wednesday's crash rose to 34 on Thursday »: the nearer word decides.
    """

    def gap(match: re.Match[str]) -> int:
        return first - match.end() if match.end() <= first else match.start() - last

    if words.aspect.closing(text, clause[0], first):
        # « A campaign that started on Tuesday has reached 29,000 »
        return False
    counts = (
        gap(m)
        for m in words.counting.find(text, *clause)
        # « The convoy reached Dar Yusra » counts nothing.
        if m[0].lower() not in words.counting_to or _gives_figure(text, m.end(), first, last, words)
    )
    counted = min(counts, default=None)
    if counted is None or text[last : last + 2] == "'s":
        return False
    if words.belonging.match(text, first - 1) and not _told_of(text, first, clause[0], words):
        # « le bilan des affrontements de mercredi »: what is counted was on that day.
        return False
    for event in words.dated.find(text, clause[0], first):
        # « the toll of the fire of 3 May »
        if words.belonging.match(text, event.end()) and first - event.end() <= _LINKED:
            return False
    # « a déposé le bilan lundi » counts nothing: what happened ends on the same word.
    return counted < min((gap(m) for m in words.dated.find(text, *clause)), default=counted + 1)


def _gives_figure(text: str, after: int, first: int, last: int, words: DateWords) -> bool:
    """Whether a number follows within some words, the date left out."""
    stretches = (
        [(after, first), (last, last + _NAMED)] if after <= first else [(after, after + _NAMED)]
    )
    if any(_DEGREES.search(text, start, min(end, len(text))) for start, end in stretches):
        # « a atteint 43 °C dimanche » measures what happened.
        return False
    return any(
        token[0][0].isdigit() or token[0].lower() in words.numbers
        for start, end in stretches
        for token in islice(_WORD.finditer(text, start, min(end, len(text))), 6)
    )


def event_of(
    text: str,
    first: int,
    last: int,
    start: int,
    end: int,
    code: str,
    *,
    loose: bool = False,
    duration: bool = False,
    others: Sequence[Span] = (),
) -> tuple[str, str | None, int] | None:
    """The event of a date or duration, which edge of it (``start``/``end``/None), how far it is.

    The nearest event word in reach, at most 90 characters before it in the same clause or 45
    after it; None when there is none. ``loose`` lets commas stand between; a ``duration`` belongs
    to fewer words than a date; what stands right by one of ``others``, the other dates of the
    sentence, is the event of that one.
    """
    words = date_words(code)
    if words is None:
        return None
    opens = first - start <= 3
    left, right = max(start, first - _REACH), min(end, last + (_REACH if opens else 45))
    stop = _STOP.search(text, last, right)
    right = stop.start() if stop else right
    left = _after_last(_STOP, text, left, first)
    if not opens:
        clauses = words.clauses.find(text, last, right)
        joined = next((m for m in clauses if not _tells_when(text, last, m, words)), None)
        right = joined.start() if joined else right
    earlier: re.Match[str] | None = None
    cause: re.Match[str] | None = None
    best: tuple[int, int, str, re.Match[str]] | None = None
    events = words.event if duration else words.dated
    for match in events.find(text, left, right):
        before = match.end() <= first
        if not before and match.start() < last:
            continue
        if match[0][0].isupper() and match[0].title() in words.months:
            continue
        if _is_dated_by(text, match, others, first if before else last):
            continue
        gap = first - match.end() if before else match.start() - last
        if before and gap > 45 and not loose and _COMMA.search(text, match.end(), first):
            continue
        kind = events[match]
        if kind == "withdrawal":
            # « ont retiré de nouveaux corps des ruines »
            bodies = words.remains.first(text, match.end(), min(end, match.end() + _LONG))
            kind = kind if bodies is None else "search"
        if kind == "discovery" and words.remains.first(
            text, max(left, match.start() - _LONG), min(end, match.end() + _LONG)
        ):
            # « Le corps d'un pêcheur a été retrouvé lundi »
            kind = "search"
        if not (before or opens or duration) and words.afterwards.first(text, last, match.start()):
            # « Deux hommes ont été arrêtés jeudi après l'attaque »
            break
        aside = kind in _ASIDES and _COMMA.search(text, last, match.start())
        buried = kind == "funeral" and not before
        rank = gap + (_REACH if aside or buried or kind == "death" else 0)
        if best is None or rank < best[0]:
            best = rank, gap, kind, match
            cause = earlier if kind in _OUTCOMES and before else None
        if before and kind not in _FOLLOW:
            earlier = match
    if best is None:
        return None
    _, gap, kind, word = best
    if cause is not None and not words.clauses.first(text, cause.end(), first):
        kind = events[cause]
    if gap <= _LINKED and words.belongs.match(text, first, last):
        # « deux jours après la fin de la mutinerie de dimanche » : the day is that of the mutiny.
        return kind, None, gap
    aspect = words.aspect.last(text, max(left, first - 70), first)
    if aspect is None:
        comma = text.find(",", last + 1 if opens else last, right)
        aspect = words.aspect.first(text, last, right if comma < 0 else comma)
    if aspect is None or (word.start() <= aspect.start() and aspect.end() <= word.end()):
        # « ont cessé le travail » begins a strike.
        return kind, None, gap
    return kind, words.aspect[aspect], gap


def _is_dated_by(text: str, event: re.Match[str], others: Sequence[Span], place: int) -> bool:
    """Whether another date, nearer to an event than the place given, stands right by it.

    « limogé jeudi, cinq jours après le crash survenu dimanche », "released on Thursday a report
    into Sunday's crash".
    """
    for start, end in others:
        after = event.end() <= start
        if not after and not _POSSESSIVE.match(text, end):
            continue
        gap, reach = (start - event.end(), _HAPPENED) if after else (event.start() - end, _LINKED)
        if 0 <= gap <= reach and gap < abs(place - event.end()):
            return True
    return False


def _tells_when(text: str, last: int, word: re.Match[str], words: DateWords) -> bool:
    """Whether a clause right behind a day says what happened then: « mardi lorsque le car »."""
    return word.start() - last <= _PART_OF_DAY and word[0].lower() in words.when.words


def _near(base: date, weekday: int) -> date:
    """The day of that weekday nearest to a base day, at most three days off."""
    shift = (weekday - base.weekday()) % 7
    return base + timedelta(days=shift - 7 if shift > 3 else shift)


def deed(text: str, mention: DateMention, start: int, end: int, code: str) -> Span | None:
    """The clause of a date that tells what was done: « ont franchi le mur dimanche »."""
    words = date_words(code)
    if words is None:
        return None
    left, right = _clause(text, mention.start, start, end)
    if (mention.said or mention.start) - start <= 3:
        # « Jeudi, elle a défilé »
        right = min(end, mention.end + 80)
    if words.remains.first(text, left, right) or _is_attribute(text, mention, left, right, words):
        return None
    if not _tells_deed(text, left, right, words):
        return None
    token = _LETTERS.search(text, right, end) if text[right : right + 1] == "," else None
    if token is not None and token[0].endswith(words.gerunds):
        # « A lift fell on Tuesday, killing three miners »
        right = _clause(text, token.start(), token.start(), end)[1]
    return left, right


def _is_attribute(text: str, mention: DateMention, left: int, right: int, words: DateWords) -> bool:
    """Whether a day belongs to a participle behind a noun (« la pétition lancée jeudi a »)."""
    before = [t[0] for t in _LETTERS.finditer(text, left, mention.start)][-4:]
    if not before or not _ends(before[-1], words.participles, words):
        return False
    first = mention.start - len(" ".join(before)) - 1
    if words.helpers.first(text, max(left, first), mention.start):
        return False
    return words.helpers.first(text, mention.end, right) is not None


def names_event(text: str, mention: DateMention, code: str) -> bool:
    """Whether a day only says which event is meant: « les heurts de mardi », "Saturday's crush"."""
    words = date_words(code)
    if words is None:
        return False
    first = mention.start if mention.said is None else mention.said
    if _POSSESSIVE.match(text, mention.end):
        return True
    return words.belongs.match(text, first, mention.end) is not None


def elapsed_days(text: str, start: int, end: int, code: str) -> list[int]:
    """How many days ago a sentence says the event was: « trois jours après l'explosion »."""
    words = date_words(code)
    if words is None or words.elapsed.first(text, start, end) is None:
        return []
    found = []
    for match in words.since_then.finditer(text, start, end):
        event = words.dated.first(text, match.end(), min(end, match.end() + _NAMED))
        if event is None or _BREAK.search(text, match.end(), event.start()):
            continue
        count = match["n"].lower()
        number = int(count) if count.isdigit() else words.numbers[count]
        found.append(number * words.units[match["u"].lower()])
    return found


def is_ongoing(text: str, mention: DateMention, start: int, end: int, code: str) -> bool:
    """Whether something was still going on that day: « luttaient toujours jeudi »."""
    words = date_words(code)
    return words is not None and any(
        words.still.find(text, *_clause(text, mention.start, start, end))
    )


def _tells_deed(text: str, left: int, right: int, words: DateWords) -> bool:
    for helper in words.helpers.find(text, left, right):
        for token in islice(_LETTERS.finditer(text, helper.end(), right), 3):
            if len(token[0]) > 1 and _ends(token[0], words.participles, words):
                return True
    if words.simple.first(text, left, right):
        return True
    return any(
        len(token[0]) > 3 and _ends(token[0], words.simple_endings, words)
        for token in _LETTERS.finditer(text, left, right)
    )


def _ends(word: str, endings: tuple[str, ...], words: DateWords) -> bool:
    if word in words.not_deeds or word.endswith(words.not_deed_endings):
        return False
    return word.endswith(endings)


def is_notice(text: str, start: int, end: int, code: str) -> bool:
    """Whether a sentence tells readers what they can do, such as give or register."""
    words = date_words(code)
    return words is not None and words.notices.first(text, start, end) is not None


def tells_hour(text: str, mention: DateMention, start: int, end: int, code: str) -> bool:
    """Whether an hour stands right beside a day: « messe samedi à 10 h », « at 9am on Monday »."""
    words = date_words(code)
    if words is None:
        return False
    behind = words.clock.find(text, mention.end, min(end, mention.end + 24))
    if any(text[m.end() : m.end() + 2].strip().isdigit() for m in behind):
        return True
    before = words.clock.last(text, max(start, mention.start - 24), mention.start)
    return before is not None and text[before.end() : before.end() + 2].strip().isdigit()


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def resolve(mention: DateMention, anchor: Anchor | None, spoken: date | None = None) -> date | None:
    """The day a date stands for, None where nothing fixes it.

    Parameters
    ----------
    mention
        The date as written.
    anchor
        The day to count from.
    spoken
        The day of the statement the date stands in, where the text gives it.

    Examples
    --------
    >>> anchor = Anchor(date(2022, 1, 12))
    >>> resolve(DateMention(0, 5, weekday=0), anchor)
    datetime.date(2022, 1, 10)
    >>> resolve(DateMention(0, 5, weekday=0, coming=True), anchor)
    datetime.date(2022, 1, 17)
    >>> resolve(DateMention(0, 5, weekday=0), None) is None
    True
    """
    if mention.year and mention.month and mention.day:
        return _safe(mention.year, mention.month, mention.day)
    if anchor is None:
        return None
    base = anchor.day
    if mention.month and mention.day:
        years = [_safe(base.year + shift, mention.month, mention.day) for shift in (-1, 0, 1)]
        days = [d for d in years if d is not None]
        if mention.weekday is not None:
            days = [d for d in days if d.weekday() == mention.weekday] or days
        if mention.next:
            days = [d for d in days if d > base] or days
        elif mention.coming or mention.soon:
            # « to June 30 » told in December is that of the year to come.
            days = [d for d in days if d >= base - _BEHIND] or days
        else:
            # « Le 14 mars dernier », « le 14 mars, un grutier avait ... » told in October.
            farthest = base if mention.past else base + _AHEAD
            days = [d for d in days if d <= farthest] or days
        return min(days, key=lambda d: abs(d - base), default=None)
    if mention.weekday is not None and mention.day:
        day = _numbered(mention, base)
        if day is not None:
            return day
    if mention.offset is not None:
        return (spoken or base) + timedelta(days=mention.offset)
    if mention.weekday is None:
        return None
    if mention.past:
        return base - timedelta(days=(base.weekday() - mention.weekday - 1) % 7 + 1)
    ahead = (mention.weekday - base.weekday()) % 7
    if mention.coming:
        # « dimanche prochain » said on a Sunday is a week away.
        return base + timedelta(days=ahead or (7 if mention.next else 0))
    if anchor.report and mention.soon and ahead <= _NEXT:
        return base + timedelta(days=ahead)
    if anchor.report:
        return base - timedelta(days=(base.weekday() - mention.weekday) % 7)
    return _near(base, mention.weekday)


def _numbered(mention: DateMention, base: date) -> date | None:
    """The nearest day with a weekday and a number, None when none is near: « le lundi 3 »."""
    days = [base + timedelta(days=n) for n in range(-_NUMBERED, _NUMBERED + 1)]
    days = [d for d in days if (d.weekday(), d.day) == (mention.weekday, mention.day)]
    on_its_side = [d for d in days if (d >= base if mention.coming else d <= base)]
    if mention.coming or mention.past:
        days = on_its_side or days
    return min(days, key=lambda d: abs(d - base), default=None)


def find_anchor(
    mentions: Sequence[DateMention],
    headers: Iterable[DateMention],
    published: date | None,
    code: str,
) -> Anchor | None:
    """The day an article's dates are counted from.

    Parameters
    ----------
    mentions
        The dates of headline and body, in order.
    headers
        The dates of the page's own date line, byline or dateline.
    published
        The publication date of the metadata.
    code
        The language.

    Returns
    -------
    Anchor or None
        The metadata first, then a full date in a header, then a date of the text with its year
        and weekday or dating a statement. A weekday with day and month but without year takes
        the only one of the last fifteen years that agrees, marked ``inferred``; where two do,
        nothing is guessed.
    """
    if published is not None:
        return Anchor(published)
    for mention in headers:
        day = resolve(mention, None)
        if day is not None:
            return Anchor(day)
    full = [
        day
        for m in mentions
        if m.year and not m.coming and (m.weekday is not None or m.speech)
        if (day := resolve(m, None)) is not None
    ]
    if full:
        return Anchor(max(full), report=False)
    words = date_words(code)
    if words is None:
        return None
    for mention in mentions:
        if mention.weekday is None or not mention.day or not mention.month or mention.year:
            continue
        fitting = [
            day
            for year in range(words.latest_year - _YEARS + 1, words.latest_year + 1)
            if (day := _safe(year, mention.month, mention.day)) is not None
            and day.weekday() == mention.weekday
        ]
        if len(fitting) == 1:
            return Anchor(fitting[0], report=False, inferred=True)
    return None


def report_day(mentions: Iterable[DateMention], anchor: Anchor | None) -> date | None:
    """The day the report speaks from: the anchor itself, or the last day it looks back on."""
    if anchor is None or anchor.report:
        return anchor.day if anchor else None
    days = [
        day
        for m in mentions
        if not m.coming and m.edge is None and (m.offset is None or m.offset <= 0)
        if m.offset is None and (day := resolve(m, anchor)) is not None
        if abs((day - anchor.day).days) <= 7
    ]
    return max(days, default=None)


def published_day(published: str | None) -> date | None:
    """The day of a publication date in metadata, None when it is no ISO date of our times."""
    try:
        day = date.fromisoformat(str(published)[:10]) if published else None
    except ValueError:
        return None
    # At either end of the calendar, no day before or after could be told.
    return day if day is None or _FIRST_YEAR <= day.year <= _LAST_YEAR else None
