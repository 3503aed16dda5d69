"""Numbers and dates claimed about the event.

A number is a claim when what it counts is named: a noun that says it alone (« 12 morts »), or
persons or things together with what happened to them (« 12 personnes ont été arrêtées »).
Everything else - ages, ordinals, names with numbers, populations, figures of other years - is
background. Words come from a pack's ``quantities.toml``, ``numerals.toml`` and ``dates.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeAlias

from analysis import languages
from analysis.annotation.dates import (
    Anchor,
    DateMention,
    date_words,
    event_of,
    find_anchor,
    find_dates,
    published_day,
    report_day,
    resolve,
)
from analysis.annotation.document import Document
from analysis.annotation.numbers import (
    Number,
    approximator_after,
    find_numbers,
    interval,
    is_number,
)
from analysis.annotation.phrases import Phrases, any_of
from analysis.schema import AnnotatedArticle, Attribution, Claim, Sentence, Span
from analysis.text import Shadow, sentence_spans
from analysis.zones import find_zones

# How many contents that began before a claim may still hold it.
_NESTED = 20

CLAIM_ZONES = ("headline", "body")
HEADER_ZONES = ("date", "byline", "dateline")

# How far, in characters, a predicate may stand from the noun it belongs to.
_TIGHT_AFTER, _TIGHT_BEFORE, _LOOSE = 24, 30, 90
_DESIGNATION = re.compile(r" ?([A-Z][A-Za-z]{0,5}-?\d{1,4}[A-Z]{0,2})\b")
_MONEY = {"€": "EUR", "$": "USD", "£": "GBP"}
_MONEY_UNITS = frozenset({"EUR", "USD", "GBP", "CHF"})
_PERSONS_ONLY = frozenset(
    {
        "abducted",
        "arrested",
        "charged",
        "dismissed",
        "cases",
        "dead",
        "hospitalised",
        "injured",
        "protesters",
    }
)
_DAYS = {"day": 1, "week": 7}
_YEAR = r"(?<!\w)(?:%s) ?(1[5-9]\d\d|20\d\d)(?!\w|[,./-]\d)"
_CONJUNCTION = re.compile(r"[,;:.!?()«»\"“”]")
_PLACE = r"[A-ZÀ-Þ][\w'-]+(?:[ -][A-ZÀ-Þ][\w'-]+){0,2}"


# From the number before to the number after, and to the one after that.
Reach: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Quantities:
    heads: Mapping[str, str]
    persons: Mapping[str, str]
    things: Mapping[str, str]
    after: Phrases[str]
    before: Phrases[str]
    units: Mapping[str, str]
    unit: re.Pattern[str]
    measures: Mapping[str, Phrases[str]]
    scopes: Phrases[str]
    singular: frozenset[str]
    skip: frozenset[str]
    nothing: frozenset[str]
    stop: frozenset[str]
    links: re.Pattern[str]
    reach: int
    subset: Phrases[bool]
    background_before: Phrases[bool]
    background_after: Phrases[bool]
    previous: Phrases[bool]
    since: Phrases[bool]
    year: re.Pattern[str]
    place: re.Pattern[str]
    magnitude: Phrases[bool]
    joiner: Phrases[bool]
    material: frozenset[str]
    relative: re.Pattern[str]
    totals: Phrases[str]
    longest: int


def _inverse(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


@cache
def _quantities(code: str) -> _Quantities | None:
    data: Mapping[str, Any] = languages.load_or_blank(code).lexicon("quantities")
    if not data:
        return None
    heads, persons, things = (_inverse(data[k]) for k in ("heads", "persons", "things"))
    after = {w: name for name, p in data["predicates"].items() for w in p["after"]}
    before = {w: name for name, p in data["predicates"].items() for w in p["before"]}
    units = _inverse(data["units"])
    totals = _inverse(data["totals"])
    joiners = languages.load_or_blank(code).lexicon("numerals").get("joiners", ())
    links = any_of(data["links"])
    measures: dict[str, dict[str, str]] = defaultdict(dict)
    for name, measure in data["measures"].items():
        measures[measure["unit"]] |= dict.fromkeys(measure["near"], name)
    return _Quantities(
        heads=heads,
        persons=persons,
        things=things,
        after=Phrases(after),
        before=Phrases(before),
        units=units,
        unit=re.compile(rf" ?-?(?:{any_of(units)})(?!\w)", re.I),
        measures={unit: Phrases(near) for unit, near in measures.items()},
        scopes=Phrases(_inverse(data["scopes"])),
        singular=frozenset(data["singular"]),
        skip=frozenset(data["skip"]),
        nothing=frozenset(data["nothing"]),
        stop=frozenset(data["stop"]),
        links=re.compile(rf" (?:{links})(?:(?<=')| )", re.I),
        reach=3 if data["reach_words"] else 0,
        subset=Phrases.of(data["subset"]),
        background_before=Phrases.of(data["background_before"]),
        background_after=Phrases.of(data["background_after"]),
        previous=Phrases.of(data["previous"]),
        since=Phrases.of(data["past_except"]),
        year=re.compile(_YEAR % any_of(data["past"]), re.I),
        place=re.compile(rf" (?i:{any_of(data['places'])}) ?({_PLACE})"),
        magnitude=Phrases.of(data["magnitude"]),
        joiner=Phrases.of(joiners),
        material=frozenset({*after.values(), *before.values()} - _PERSONS_ONLY),
        relative=re.compile(rf"[^,;.:!?]{{0,30}}, (?:{any_of(data['relative'])})\b", re.I),
        totals=Phrases(totals),
        longest=max(w.count(" ") + 1 for t in (heads, persons, things) for w in t),
    )


def find_claims(
    document: Document, attributions: Iterable[Attribution], *, anchor: date | None = None
) -> tuple[Claim, ...]:
    """Numbers and dates claimed about the event, in headline and body.

    Parameters
    ----------
    document
        The article.
    attributions
        Its attributions: a claim inside the content of one is ``attributed``.
    anchor
        A day near the event from elsewhere, such as another article on it, used when neither
        metadata nor text gives one; what rests on it is marked ``inferred``.

    Returns
    -------
    tuple of Claim
        The span is approximator, number and head noun. ``quantity`` is a plain English key
        (``dead``, ``arrested``, ``homes_destroyed``, ``withdrawal_date``), or the counted noun
        itself where no key exists. Durations are in days, other measures in ``unit``.
    """
    code, text = document.pack.code, document.text
    words = _quantities(code)
    sentences = [s for s in document.sentences if s.zone in CLAIM_ZONES]
    if words is None or not sentences:
        return ()
    dated = [(s, find_dates(text, s.start, s.end, code)) for s in sentences]
    mentions = [m for _, found in dated for m in found]
    known = _anchor(document, mentions, anchor)
    report = report_day(mentions, known)
    if report is None and known is not None and anchor is None:
        report = known.day
    claims: list[Claim] = []
    spoken: date | None = None
    for sentence, found in dated:
        said = (m for m in found if m.speech and not _aside(m, text, sentence.start))
        day = next((d for m in said if (d := resolve(m, known)) is not None), None)
        spoken = day or spoken
        local = _Context(document, words, sentence, found, known, report, spoken, day)
        claims += _dated_claims(local)
        claims += _counted_claims(local)
    claims = _agree(claims, text)
    claims.sort(key=lambda c: (c.start, c.end))
    return _attribute(claims, attributions)


def _aside(mention: DateMention, text: str, start: int) -> bool:
    """Whether a date of speech stands in an aside (« le retrait, annoncé mardi, ... »)."""
    if text[mention.end : mention.end + 1] != ",":
        return False
    before = text[max(start, mention.start - 30) : mention.start].rstrip()
    return "," in before[:-1]


def article_anchor(article: AnnotatedArticle) -> Anchor | None:
    """The day an article's own metadata and text give to count from, None when they give none."""
    document = _document(article)
    mentions = [
        m
        for s in document.sentences
        if s.zone in CLAIM_ZONES
        for m in find_dates(document.text, s.start, s.end, document.pack.code)
    ]
    return _anchor(document, mentions, None)


def redate(article: AnnotatedArticle, anchor: date) -> tuple[Claim, ...]:
    """An article's claims with the days it leaves open counted from a day near the event."""
    shadow = Shadow.of(article.text)
    dated = {
        (*shadow.to_raw((new.start, new.end)), new.quantity): new
        for new in find_claims(_document(article), (), anchor=anchor)
    }
    result = []
    for claim in article.claims:
        new = dated.get((claim.start, claim.end, claim.quantity))
        if new is not None:
            claim = replace(claim, as_of=new.as_of, inferred=new.inferred)
            if claim.unit == "date":
                claim = replace(claim, low=new.low, high=new.high)
        result.append(claim)
    return tuple(result)


def _document(article: AnnotatedArticle) -> Document:
    """The document an annotated article was read from, as far as claims need it."""
    shadow = Shadow.of(article.text)
    pack = languages.load_or_blank(article.language)
    zones, sentences = article.zones, article.sentences
    if shadow.starts is not None:
        zones = find_zones(shadow.text, pack, article.article)
        sentences = tuple(
            Sentence(start=start, end=end, zone=zone.label)
            for zone in zones
            if zone.label in CLAIM_ZONES
            for start, end in sentence_spans(
                shadow.text, (zone.start, zone.end), pack.abbreviations
            )
        )
    return Document(
        article=article.article,
        text=shadow.text,
        pack=pack,
        zones=zones,
        sentences=sentences,
        quotes=(),
        headline=article.headline,
        published=published_day(article.article.published),
    )


@dataclass(frozen=True)
class _Context:
    """One sentence and all that is known when its claims are read."""

    document: Document
    words: _Quantities
    sentence: Sentence
    dates: Sequence[DateMention]
    anchor: Anchor | None
    report: date | None
    spoken: date | None
    day: date | None

    @cached_property
    def date_spans(self) -> list[Span]:
        return [(m.start, m.end) for m in self.dates]

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def code(self) -> str:
        return self.document.pack.code

    @property
    def as_of(self) -> str | None:
        day = self.day or self.report
        return day.isoformat() if day else None

    @property
    def inferred(self) -> bool:
        return self.anchor is not None and self.anchor.inferred


def _anchor(
    document: Document, mentions: Sequence[DateMention], given: date | None
) -> Anchor | None:
    headers = [
        m
        for z in document.zones_of(*HEADER_ZONES)
        for m in find_dates(document.text, z.start, z.end, document.pack.code)
    ]
    found = find_anchor(mentions, headers, document.published, document.pack.code)
    if (found is None or found.inferred) and given is not None:
        return Anchor(given, report=False, inferred=True)
    return found


# --- dates and durations ---------------------------------------------------------------------


def _dated_claims(context: _Context) -> list[Claim]:
    text, start, end = context.text, context.sentence.start, context.sentence.end
    claims = []
    for mention in context.dates:
        if mention.speech:
            continue
        event = event_of(text, mention.start, mention.end, start, end, context.code)
        if event is None:
            continue
        name, aspect = event
        if mention.within and aspect == "end":
            continue
        day = resolve(mention, context.anchor, _said(mention, context))
        iso = day.isoformat() if day else None
        ends = aspect == "end" or mention.edge == "until"
        claims.append(
            Claim(
                start=mention.start,
                end=mention.end,
                quantity=f"{name}_{'end' if ends else 'date'}",
                low=None if mention.edge == "until" else iso,
                high=None if mention.edge == "since" else iso,
                unit="date",
                approximator=_edge_words(mention, text),
                as_of=context.as_of,
                inferred=context.inferred or (iso is not None and mention.year is None),
            )
        )
    return claims


def _said(mention: DateMention, context: _Context) -> date | None:
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


def _agree(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Give one relative date said twice of one event the day that its dated statement gives."""
    days: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if claim.unit == "date" and claim.low and claim.low == claim.high:
            days[claim.quantity, _bare(text[claim.start : claim.end])] = claim
    return [
        replace(c, low=same.low, high=same.high)
        if c.unit == "date"
        and (same := days.get((c.quantity, _bare(text[c.start : c.end])))) is not None
        and c.low == c.high
        else c
        for c in claims
    ]


def _bare(words: str) -> str:
    return " ".join(w for w in words.lower().split() if len(w) > 3)


def _duration(number: Number, unit: str, stop: int, context: _Context) -> Claim | None:
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
    first = number.start
    if number.approximator is None or number.start == number.core:
        within = dates.within.closing(text, max(start, first - 16), first)
        first = within.start() if within else first
    loose = first < number.start or number.approximator is not None
    event = event_of(text, first, stop, start, end, context.code, loose=loose)
    if dates.elapsed.closing(text, max(start, first - 12), first):
        # « après une semaine à ... » measures what follows, not what came before.
        event = event_of(text, stop, stop, stop, end, context.code)
        spent = dates.spent.first(text, stop, min(end, stop + 4))
        event = event or (("", None) if spent and dates.event.first(text, start, end) else None)
    if event is None:
        return None
    if event[1] != "end" and _inside(number.core, context.date_spans):
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


# --- counts and measures ---------------------------------------------------------------------


def _counted_claims(context: _Context) -> list[Claim]:
    text, start, end = context.text, context.sentence.start, context.sentence.end
    dated = [(m.start, m.end) for m in context.dates if m.offset is None]
    numbers = [
        n
        for n in find_numbers(text, start, end, context.code)
        if not _inside(n.core, dated) and not _glued(n, text, end)
    ]
    limit = _of_another_year(context) if numbers else None
    numbers = [n for n in numbers if limit is None or n.core < limit]
    claims: list[Claim] = []
    for index, number in enumerate(numbers):
        left = numbers[index - 1].end if index else start
        right = numbers[index + 1].start if index + 1 < len(numbers) else end
        after = numbers[index + 2].start if index + 2 < len(numbers) else end
        reach = (left, right, after if right < end else right)
        claim = _count(number, reach, context, claims[-1] if claims else None)
        if claim is not None and not _background(number, claim, context):
            claims.append(claim)
    return claims


def _inside(position: int, spans: Sequence[Span]) -> bool:
    """Whether a position lies in one of ordered spans that do not overlap."""
    index = bisect_right(spans, (position, 1 << 60)) - 1
    return index >= 0 and position < spans[index][1]


def _glued(number: Number, text: str, end: int) -> bool:
    """Whether letters stick to the number: an ordinal, a clock time, an age, a score."""
    if number.end >= end or not number.digits:
        return False
    after = text[number.end : number.end + 8]
    if after[0].isalpha() or after[0] == "_":
        return not re.match(r"(?:%|km|mm|cm|m|kph|mph|ha)\b", after)
    return bool(re.match(r"[-–/:]\w|°|h\b", after))


def _count(number: Number, reach: Reach, context: _Context, previous: Claim | None) -> Claim | None:
    text, words = context.text, context.words
    end = context.sentence.end
    measured = _measure(number, reach, context)
    if measured is not None:
        return measured[0]
    noun = _noun(text, number, end, words, context.code)
    if noun is None or _is_name(text, number, reach, words):
        return _elliptical(number, reach, context, previous)
    first, stop, name, kind = noun
    if number.article and text[number.core : stop].lower() not in words.singular:
        return None
    modifiers = _modifiers(text, number, first, stop, reach, words)
    quantity: str | None = None
    head = words.heads.get(name)
    person, thing = words.persons.get(name), words.things.get(name)
    if kind == "designation":
        quantity = name.lower()
    elif person is not None:
        predicate = _predicate(text, number, stop, reach, words, _PERSONAL, tight=head is not None)
        if predicate is not None and (head is None or predicate != "deployed"):
            quantity = predicate
            if person != "people":
                modifiers = (*modifiers, person)
        elif head is not None:
            quantity = head
    elif thing is not None:
        predicate = _predicate(text, number, stop, reach, words, words.material, tight=False)
        quantity = f"{thing}_{predicate}" if predicate else None
    elif head is not None:
        quantity = head
    elif kind == "unknown":
        predicate = _predicate(text, number, stop, reach, words, _OF_ANYTHING, tight=True)
        quantity = f"{name.lower()}_{predicate}" if predicate else None
    if "subset" in modifiers and previous is not None and (quantity is None or person):
        if person is not None:
            modifiers = tuple(dict.fromkeys((*modifiers, person)))
        quantity = previous.quantity if quantity is None or person else quantity
    if quantity is None or (number.article and person and quantity not in _CASUALTIES):
        return None
    designation = _DESIGNATION.match(text, stop, end) if head == "aircraft" else None
    if designation:
        modifiers = (*modifiers, designation[1])
        stop = designation.end()
    return _claim(number, quantity, stop, modifiers, None, context)


_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w-]{1,20} $")
_PERSONAL = frozenset(
    {
        "abducted", "arrested", "cases", "charged", "dead", "deployed", "dismissed", "displaced",
        "evacuated", "hospitalised", "injured", "intensive_care", "missing", "protesters",
        "released", "rescued", "stranded", "strikers", "vaccinated", "without_power",
    }
)  # fmt: skip
_OF_ANYTHING = frozenset({"capsized", "cancelled", "closed", "dead", "destroyed", "seized"})
_CASUALTIES = frozenset({"dead", "injured", "missing", "arrested", "hospitalised"})


def _claim(
    number: Number,
    quantity: str,
    stop: int,
    modifiers: tuple[str, ...],
    unit: str | None,
    context: _Context,
) -> Claim:
    low, high, approximator = number.low, number.high, number.approximator
    after = approximator_after(context.text, stop, context.sentence.end, context.code)
    if after is not None and number.approximator is None:
        stop, approximator, kind = after
        low, high = interval(kind, low, high)
    return Claim(
        start=number.start,
        end=stop,
        quantity=quantity,
        low=low,
        high=high,
        unit=unit,
        approximator=approximator,
        as_of=context.as_of,
        modifiers=tuple(dict.fromkeys(modifiers)),
        inferred=context.inferred and context.as_of is not None,
    )


_TOKEN = re.compile(r"[^\W\d_]['’]?(?:\w|[-'](?=\w))*")


def _noun(
    text: str, number: Number, end: int, words: _Quantities, code: str
) -> tuple[int, int, str, str] | None:
    """The counted noun: (start, end, lexicon form, kind), None when a number stands alone."""
    position = number.end
    link = words.links.match(text, position, end)
    if link:
        position = link.end()
    elif position < end and text[position] == " ":
        position += 1
    else:
        return None
    designation = _DESIGNATION.match(text, position, end)
    if designation and number.digits:
        return designation.start(1), designation.end(), designation[1], "designation"
    tokens: list[re.Match[str]] = []
    cursor = position
    while len(tokens) < words.longest + 4 and (token := _TOKEN.match(text, cursor, end)):
        tokens.append(token)
        cursor = token.end()
        if cursor < end and text[cursor] == " ":
            cursor += 1
        else:
            break
    skipped = 0
    for i, token in enumerate(tokens):
        for size in range(min(words.longest, len(tokens) - i), 0, -1):
            last = tokens[i + size - 1]
            phrase = text[token.start() : last.end()].lower()
            if phrase in words.nothing:
                return None
            if phrase in words.heads or phrase in words.persons or phrase in words.things:
                return token.start(), last.end(), phrase, "known"
        low = token[0].lower()
        if low in words.skip:
            continue
        if low in words.stop or skipped >= words.reach:
            break
        skipped += 1
    for token in tokens:
        low = token[0].lower()
        if low in words.skip:
            continue
        if low in words.stop or len(low) < 4 or token[0][0].isupper():
            return None
        if low in words.after.words or low in words.before.words:
            return None
        if low in words.scopes.words or is_number(low, code):
            return None
        return token.start(), token.end(), low, "unknown"
    return None


def _predicate(
    text: str,
    number: Number,
    stop: int,
    reach: Reach,
    words: _Quantities,
    allowed: frozenset[str] | None,
    *,
    tight: bool,
) -> str | None:
    """What happened to the persons or things counted, from the words around them."""
    right = _hard_stop(text, stop, min(reach[1], stop + _LOOSE))
    after = _first_allowed(words, allowed, text, stop, right)
    aside = words.relative.match(text, stop, right) if after is None else None
    if aside and (close := text.find(",", aside.end(), aside.end() + 100)) > 0:
        # « six écoles, qui accueillent 900 élèves, ont été fermées »
        right = _hard_stop(text, close, min(len(text), close + 40))
        if _hard_stop(text, aside.end(), close) == close:
            after = _first_allowed(words, allowed, text, close, right)
    joined = text[stop : reach[1]].strip(" ,") if after is None else ""
    if joined and words.joiner.words.get(joined.lower()):
        # « 2 000 vols et 300 trains ont été annulés »
        right = _hard_stop(text, reach[1], min(reach[2], reach[1] + _LOOSE))
        shared = _first_allowed(words, allowed, text, reach[1], right)
        if shared is not None:
            return words.after[shared]
    left = max(reach[0], number.start - _LOOSE)
    before = None
    for m in words.before.find(text, left, number.start):
        between = text[m.end() : number.start]
        if allowed is not None and words.before[m] not in allowed:
            continue
        if not _ENDS.search(between) and not words.joiner.first(between, 0, len(between)):
            before = m
    gap_after = after.start() - stop if after else _LOOSE + 1
    gap_before = number.start - before.end() if before else _LOOSE + 1
    # « tuant 3 personnes, blessé 12 » : a word right before the next number governs that one.
    leads_on = before is not None and reach[1] - (after.end() if after else 0) <= 2
    if (
        after
        and gap_after <= _TIGHT_AFTER
        and not _CONJUNCTION.search(text, stop, after.start())
        and not (leads_on and gap_before <= 12)
    ):
        return words.after[after]
    if before and gap_before <= (12 if tight else _TIGHT_BEFORE):
        return words.before[before]
    if tight:
        return None
    if after and gap_after <= gap_before:
        return words.after[after]
    return words.before[before] if before and gap_before <= 45 else None


_CUT = re.compile(r"[,;:.!?()]")


def _first_allowed(
    words: _Quantities, allowed: frozenset[str] | None, text: str, start: int, end: int
) -> re.Match[str] | None:
    found = words.after.find(text, start, end)
    return next((m for m in found if allowed is None or words.after[m] in allowed), None)


_ENDS = re.compile(r"[;:.!?()]")
_HARD_STOP = re.compile(r"[;:.!?»”\"]")


def _hard_stop(text: str, start: int, end: int) -> int:
    match = _HARD_STOP.search(text, start, end)
    return match.start() if match else end


def _is_name(text: str, number: Number, reach: Reach, words: _Quantities) -> bool:
    """Whether the number belongs to a name before it (« Section 4 of the act »)."""
    if not number.digits or number.start != number.core:
        return False
    if words.links.match(text, number.end, reach[1]) is None:
        return False
    return bool(_NAMED.search(text, max(reach[0], number.start - 24), number.start))


def _elliptical(
    number: Number, reach: Reach, context: _Context, previous: Claim | None
) -> Claim | None:
    """A number without a noun: « killed 12 », « 30 were injured », « dont 5 grièvement »."""
    text, words = context.text, context.words
    if number.article:
        return None
    modifiers = _modifiers(text, number, number.end, number.end, reach, words)
    if "subset" in modifiers and previous is not None and {"serious", "slight"} & set(modifiers):
        return _claim(number, previous.quantity, number.end, modifiers, None, context)
    follower = _TOKEN.match(text, min(number.end + 1, len(text)), context.sentence.end)
    nothing = follower is None or follower[0].lower() in words.stop
    if nothing and (total := _total(number, reach, context)) is not None:
        return _claim(number, total, number.end, modifiers, None, context)
    if number.digits and _NAMED.search(text, max(reach[0], number.start - 24), number.start):
        return None
    right = min(reach[1], number.end + 30)
    after = words.after.first(text, number.end, right)
    if (
        after
        and after.start() - number.end <= 16
        and not _CONJUNCTION.search(text, number.end, after.start())
        and not _content_between(text, number.end, after.start(), words)
        and words.after[after] in _PERSONAL - {"deployed"}
    ):
        return _claim(number, words.after[after], number.end, modifiers, None, context)
    before = words.before.closing(text, max(reach[0], number.start - 30), number.start)
    if before is not None and nothing and words.before[before] in _PERSONAL - {"deployed"}:
        return _claim(number, words.before[before], number.end, modifiers, None, context)
    return None


def _total(number: Number, reach: Reach, context: _Context) -> str | None:
    """What a bare number sums up: « the death toll rose to 12 »."""
    text, words = context.text, context.words
    left = max(reach[0], number.start - 60)
    found = None
    for match in words.totals.find(text, left, number.start):
        if not _HARD_STOP.search(text, match.end(), number.start):
            found = words.totals[match]
    return found


def _content_between(text: str, start: int, end: int, words: _Quantities) -> bool:
    return any(
        token[0].lower() not in words.stop and token[0].lower() not in words.skip
        for token in _TOKEN.finditer(text, start, end)
    )


def _modifiers(
    text: str, number: Number, first: int, stop: int, reach: Reach, words: _Quantities
) -> tuple[str, ...]:
    """What narrows a count: a part of it, its seriousness, its place, an earlier count."""
    found = []
    if words.subset.closing(text, max(reach[0], number.start - 22), number.start, " ,:"):
        found.append("subset")
    right = min(reach[1], stop + 28)
    cut = _CUT.search(text, stop, right)
    right = cut.start() if cut else right
    found += dict.fromkeys(words.scopes[m] for m in words.scopes.find(text, number.end, right))
    if words.previous.first(text, max(reach[0], number.start - 60), number.start):
        found.append("previous")
    place = words.place.match(text, stop, reach[1])
    if place:
        found.append(f"place:{place[1]}")
    return tuple(found)


def _measure(number: Number, reach: Reach, context: _Context) -> tuple[Claim | None] | None:
    """A measure with its unit; (None,) when there is a unit that measures nothing of interest."""
    text, words, end = context.text, context.words, context.sentence.end
    if words.magnitude.closing(text, max(reach[0], number.core - 20), number.core):
        return (_claim(number, "magnitude", number.end, (), None, context),)
    unit: str | None = None
    stop = number.end
    shown = number
    symbol = text[number.core - 1] if number.core > context.sentence.start else ""
    match = words.unit.match(text, number.end, end)
    link = words.links.match(text, number.end, end) if match is None else None
    if match is None and link:
        match = words.unit.match(text, link.end(), end)
    if symbol in _MONEY:
        unit = _MONEY[symbol]
        shown = replace(number, start=min(number.start, number.core - 1))
    elif match:
        unit = words.units[match[0].strip(" -").lower()]
        stop = match.end()
    if unit is None:
        return None
    if unit in _DAYS or unit in {"hour", "month"}:
        return (_duration(number, unit, stop, context),)
    if number.article:
        return (None,)
    wanted = "money" if unit in _MONEY_UNITS else unit
    left, right = max(reach[0], number.start - 60), min(reach[1], stop + 60)
    best: tuple[int, str] | None = None
    near = words.measures.get(wanted)
    for m in near.find(text, left, right) if near else ():
        ahead = m.end() <= number.start
        between = text[m.end() : number.start] if ahead else text[stop : m.start()]
        if (best is None or len(between) < best[0]) and not _HARD_STOP.search(between):
            best = len(between), words.measures[wanted][m]
    if best is None:
        return (None,)
    return (_claim(shown, best[1], stop, (), unit, context),)


def _background(number: Number, claim: Claim, context: _Context) -> bool:
    """Whether a number describes something else than the event, or another event."""
    text, words, sentence = context.text, context.words, context.sentence
    if words.background_before.closing(text, max(sentence.start, number.start - 30), number.start):
        return True
    after = words.background_after.first(text, claim.end, min(sentence.end, claim.end + 40))
    return after is not None


def _of_another_year(context: _Context) -> int | None:
    """Where the figures of a sentence begin to tell of other years; None when they never do.

    « En 2010 » makes all of it background; « depuis 2015 » what follows, for « the worst since
    1999 » says nothing of the figures before it.
    """
    text, words, sentence = context.text, context.words, context.sentence
    dated = iter([*context.dates, None])
    mention = next(dated)
    current = context.report.year if context.report else None
    limit = None
    for match in words.year.finditer(text, sentence.start, sentence.end):
        while mention is not None and mention.end <= match.start(1):
            mention = next(dated)
        if mention is not None and mention.start <= match.start(1):
            continue
        if current is not None and int(match[1]) == current:
            continue
        written = Number(match.start(1), match.start(1), match.end(), 0, 0)
        noun = _noun(text, written, sentence.end, words, context.code)
        if noun is not None and noun[3] == "known" and noun[0] <= match.end() + 1:
            continue
        if not words.since.first(text, max(sentence.start, match.start() - 40), match.start(1)):
            return sentence.start
        limit = match.end() if limit is None else limit
    return limit


def _attribute(claims: Sequence[Claim], attributions: Iterable[Attribution]) -> tuple[Claim, ...]:
    """Claims with ``attributed`` and ``source_name`` from the attribution they lie in."""
    spans = sorted(
        ((start, end, a) for a in attributions if a.scope == "S" for start, end in a.content),
        key=lambda item: item[:2],
    )
    starts = [start for start, _, _ in spans]
    result = []
    for claim in claims:
        last = bisect_right(starts, claim.start)
        held = [
            (end - start, a)
            for start, end, a in spans[max(0, last - _NESTED) : last]
            if claim.end <= end
        ]
        if held:
            source = min(held, key=lambda item: item[0])[1]
            name = source.source_name
            claim = replace(claim, attributed=True, source_name=None if name == "none" else name)
        result.append(claim)
    return tuple(result)
