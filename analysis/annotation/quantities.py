"""The words that say what a number counts, compiled once a language, and what a claim is read from.

Words come from a pack's ``quantities.toml``, ``numerals.toml`` and ``dates.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from analysis import languages
from analysis.annotation.dates import Anchor, DateMention
from analysis.annotation.document import Document
from analysis.annotation.phrases import Phrases, any_of
from analysis.schema import Claim, Sentence, Span

_PERSONS_ONLY = frozenset(
    {
        "abducted",
        "arrested",
        "captured",
        "charged",
        "dismissed",
        "displaced",
        "cases",
        "dead",
        "hospitalised",
        "injured",
        "missing",
        "protesters",
    }
)
# What befalls neither all persons nor all things.
_OF_FEW = frozenset({"downed", "viewers"})
# Marks a claim under its noun's own name: nothing says what befell what is counted.
BARE = "bare"
# Opens the mark of who the persons counted are: « 44 passagers blessés ».
OF = "of:"
# Opens the mark of whose losses a count tells.
SIDE = "side:"
# Opens the mark of whose share a share of the vote is.
WHOSE = "whose:"
# A day so many days before the report is not of this event.
LONG_AGO = 120
# Smaller numbers are often told in passing.
FEW = 10
# How far apart two numbers of one list may stand.
LISTED = 40
_YEAR = r"(?<!\w)(?:%s) ?(1[5-9]\d\d|20\d\d)(?!\w|[,./-]\d)"
_PLACE = r"[A-ZÀ-Þ][\w'-]+(?:[ -][A-ZÀ-Þ][\w'-]+){0,2}"


@dataclass(frozen=True, slots=True)
class Quantities:
    """The compiled word lists of one language; ``quantities.toml`` says what each is for."""

    heads: Mapping[str, str]
    persons: Mapping[str, str]
    things: Mapping[str, str]
    after: Phrases[tuple[str, ...]]
    before: Phrases[tuple[str, ...]]
    nouns: Mapping[str, str]
    units: Mapping[str, str]
    unit: re.Pattern[str]
    money_before: Phrases[str]
    measures: Mapping[str, Phrases[tuple[str, ...]]]
    topics: Phrases[tuple[str, ...]]
    topic_names: frozenset[str]
    scopes: Phrases[str]
    singular: frozenset[str]
    skip: frozenset[str]
    nothing: frozenset[str]
    stop: frozenset[str]
    links: re.Pattern[str]
    reach: int
    subset: Phrases[bool]
    among: Phrases[bool]
    attached: Phrases[bool]
    emergency: frozenset[str]
    befalling: frozenset[str]
    years_back: Phrases[bool]
    back_then: Phrases[bool]
    set_up: Mapping[str, str]
    others: frozenset[str]
    owning: tuple[str, ...]
    over_years: Phrases[bool]
    another: Phrases[bool]
    attributive: Phrases[bool]
    began: Phrases[bool]
    last_time: Phrases[bool]
    aged: Phrases[bool]
    counts_as: Phrases[bool]
    wholes: Phrases[bool]
    belonging: re.Pattern[str]
    auxiliaries: Phrases[bool]
    past_endings: tuple[str, ...]
    done: tuple[str, ...]
    haves: Phrases[bool]
    having: Phrases[bool]
    dimensions: Phrases[bool]
    prepositions: Phrases[bool]
    articles: frozenset[str]
    definite: frozenset[str]
    like_it: Phrases[bool]
    asides: Phrases[bool]
    meanwhile: Phrases[bool]
    bears_on: Phrases[bool]
    standing: frozenset[str]
    doers: tuple[str, ...]
    taking_part: Phrases[bool]
    spread: frozenset[str]
    spread_to: Phrases[bool]
    spread_by: Phrases[bool]
    across: Phrases[bool]
    bearing: Phrases[bool]
    borne_by: Phrases[bool]
    habit_endings: tuple[str, ...]
    minors: frozenset[str]
    losing: Phrases[bool]
    fallen: Phrases[bool]
    men: frozenset[str]
    sides: Phrases[bool]
    own_side: Phrases[bool]
    camps: Phrases[bool]
    background_before: Phrases[bool]
    background_after: Phrases[bool]
    elsewhere: Phrases[bool]
    previous: Phrases[bool]
    unlike: Phrases[bool]
    again: Phrases[bool]
    recounts: Phrases[bool]
    headless: Phrases[bool]
    numbering: Phrases[bool]
    in_all: Phrases[bool]
    valuing: Phrases[bool]
    valued_at: Phrases[bool]
    restricting: Phrases[bool]
    succumbed: Phrases[bool]
    rises: Phrases[bool]
    grown: Phrases[bool]
    aimed: Phrases[bool]
    at_stake: Phrases[bool]
    stock: Phrases[bool]
    speaking: Phrases[bool]
    witnessed: Phrases[bool]
    oneself: Phrases[bool]
    in_office: Phrases[bool]
    counted_by: Phrases[bool]
    been: Phrases[bool]
    being: Phrases[bool]
    next_door: Phrases[bool]
    to_come: Phrases[bool]
    planned: Phrases[bool]
    limiting: Phrases[bool]
    namely: Phrases[bool]
    against: Phrases[bool]
    going_to: Phrases[bool]
    answers: Mapping[str, str]
    answer: re.Pattern[str]
    voted: Phrases[bool]
    determiners: frozenset[str]
    habitual: Phrases[bool]
    repeated: Phrases[bool]
    pluperfect: Phrases[bool]
    each_for: Phrases[bool]
    participles: tuple[str, ...]
    partitives: frozenset[str]
    countries: frozenset[str]
    since: Phrases[bool]
    years_ago: Phrases[bool]
    years_ago_after: Phrases[bool]
    year: re.Pattern[str]
    place: re.Pattern[str]
    opening_place: re.Pattern[str]
    place_nouns: Phrases[bool]
    nationwide: Phrases[bool]
    magnitude: Phrases[bool]
    gauged: Phrases[bool]
    withstanding: Phrases[bool]
    scale: Phrases[bool]
    wars: Phrases[bool]
    so_far: Phrases[bool]
    out_of: frozenset[str]
    with_crew: Phrases[bool]
    all_told: Phrases[bool]
    counts_some: Phrases[bool]
    counted_among: Phrases[bool]
    in_month: Phrases[bool]
    by_year: Phrases[bool]
    weeks_back: Phrases[bool]
    indefinite: Phrases[bool]
    that_of: Phrases[bool]
    after_that: Phrases[bool]
    relative_after: re.Pattern[str]
    crowds: frozenset[str]
    each_one: frozenset[str]
    possessive: Phrases[bool]
    studies: Phrases[bool]
    joiner: Phrases[bool]
    material: frozenset[str]
    relative: re.Pattern[str]
    totals: Phrases[str]
    number_of: Phrases[bool]
    copulas: Phrases[bool]
    longest: int
    uncounted: frozenset[str]
    generic: frozenset[str]
    owners: Phrases[bool]
    profile: Phrases[bool]
    labels: Phrases[bool]
    numbered: Phrases[bool]
    ratio: Phrases[bool]
    shares: Phrases[bool]
    plurals: tuple[tuple[str, str], ...]
    sum_from: float


def _topics_in(phrase: str, topics: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The measures of a topic and of the topics within it: « strike ballot » tells of a strike."""
    words = phrase.split(" ")
    ends = range(1, len(words) + 1)
    parts = [" ".join(words[first:last]) for last in ends for first in range(last)]
    return tuple(dict.fromkeys(name for part in parts for name in topics.get(part, ())))


def _inverse(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


@cache
def quantities(code: str) -> Quantities | None:
    """The word lists of a language, None for one without any."""
    data: Mapping[str, Any] = languages.load_or_blank(code).lexicon("quantities")
    if not data:
        return None
    bare = data["bare"]
    heads, persons, things, nouns = (
        _inverse(data[k]) for k in ("heads", "persons", "things", "nouns")
    )
    after: dict[str, tuple[str, ...]] = {}
    before: dict[str, tuple[str, ...]] = {}
    for name, predicate in data["predicates"].items():
        # « brûlés » : persons are injured, houses destroyed.
        after |= {w: (*after.get(w, ()), name) for w in predicate["after"]}
        before |= {w: (*before.get(w, ()), name) for w in predicate["before"]}
    for phrase, names in list(after.items()):
        # « were burned » tells of persons, « burned » of houses too.
        first, _, rest = phrase.partition(" ")
        if first in data["auxiliaries"] and rest in after:
            after[phrase] = tuple(dict.fromkeys((*names, *after[rest])))
    units = _inverse(data["units"])
    totals = _inverse(data["totals"])
    joiners = languages.load_or_blank(code).lexicon("numerals").get("joiners", ())
    links = any_of(data["links"])
    measures: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    topics: dict[str, list[str]] = defaultdict(list)
    for name, measure in data["measures"].items():
        for word in measure.get("topic", ()):
            topics[word].append(name)
        for word in measure["near"]:
            # « réclament » : pay or a ransom. What a word measures on one topic alone goes first.
            names = (name, *measures[measure["unit"]].get(word, ()))
            ordered = sorted(names, key=lambda n: "topic" not in data["measures"][n])
            measures[measure["unit"]][word] = tuple(ordered)
    return Quantities(
        heads=heads,
        persons=persons,
        things=things,
        after=Phrases(after),
        before=Phrases(before),
        nouns=nouns,
        units=units,
        unit=re.compile(rf" ?-?(?:{any_of(units)})(?!\w)", re.I),
        money_before=Phrases(_inverse(data["money_before"])),
        topics=Phrases({word: _topics_in(word, topics) for word in topics}),
        topic_names=frozenset(name for names in topics.values() for name in names),
        measures={unit: Phrases(near) for unit, near in measures.items()},
        scopes=Phrases(_inverse(data["scopes"])),
        singular=frozenset(data["singular"]),
        skip=frozenset(data["skip"]),
        nothing=frozenset(data["nothing"]),
        stop=frozenset(data["stop"]),
        links=re.compile(rf" (?:{links})(?:(?<=')| )", re.I),
        reach=3 if data["reach_words"] else 0,
        subset=Phrases.of(data["subset"]),
        among=Phrases.of(data["among"]),
        attached=Phrases.of(data["attached"]),
        emergency=frozenset(data["emergency"]),
        befalling=frozenset(data["predicates"]),
        over_years=Phrases.of(data["over_years"]),
        set_up=_inverse(bare["set_up"]),
        others=frozenset(data["others"]),
        owning=tuple(data["owning"]),
        back_then=Phrases.of(data["back_then"]),
        years_back=Phrases.of(data["years_back"]),
        another=Phrases.of(data["another"]),
        attributive=Phrases.of(data["attributive"]),
        began=Phrases.of(data["began"]),
        last_time=Phrases.of(data["last_time"]),
        aged=Phrases(dict.fromkeys(data["aged_links"], False) | dict.fromkeys(data["aged"], True)),
        counts_as=Phrases.of(data["counts_as"]),
        wholes=Phrases.of(data["wholes"]),
        belonging=re.compile(rf" (?:{any_of(data['belonging'])})(?:(?<=')|\b)", re.I),
        auxiliaries=Phrases.of(data["auxiliaries"]),
        past_endings=tuple(data["past_endings"]),
        done=tuple(data["done"]),
        haves=Phrases.of(data["haves"]),
        having=Phrases.of(data["having"]),
        dimensions=Phrases.of(data["dimensions"]),
        prepositions=Phrases.of(data["prepositions"]),
        articles=frozenset(data["articles"]),
        definite=frozenset(data["definite"]),
        like_it=Phrases.of(data["like_it"]),
        asides=Phrases(
            dict.fromkeys(data["relative"], False) | dict.fromkeys(data["asides"], True)
        ),
        meanwhile=Phrases.of(bare["meanwhile"]),
        bears_on=Phrases.of(bare["bears_on"]),
        standing=frozenset(bare["standing"]),
        doers=tuple(data["doers"]),
        taking_part=Phrases.of(data["taking_part"]),
        spread=frozenset(bare["spread"]),
        spread_to=Phrases.of(bare["spread_to"]),
        spread_by=Phrases.of(bare["spread_by"]),
        across=Phrases.of(bare["across"]),
        bearing=Phrases.of(bare["bearing"]),
        borne_by=Phrases.of(bare["borne_by"]),
        habit_endings=tuple(bare["habit_endings"]),
        minors=frozenset(data["minors"]),
        losing=Phrases.of(data["losing"]),
        fallen=Phrases.of(data["fallen"]),
        men=frozenset(data["men"]),
        sides=Phrases.of(data["sides"]),
        own_side=Phrases.of(data["own_side"]),
        camps=Phrases.of(data["camps"]),
        background_before=Phrases.of(data["background_before"]),
        background_after=Phrases.of(data["background_after"]),
        elsewhere=Phrases.of(data["elsewhere"]),
        previous=Phrases.of(data["previous"]),
        unlike=Phrases.of(data["unlike"]),
        again=Phrases.of(data["again"]),
        recounts=Phrases.of(data["recounts"]),
        headless=Phrases.of(data["headless"]),
        numbering=Phrases.of(data["numbering"]),
        valuing=Phrases.of(data["valuing"]),
        valued_at=Phrases.of(data["valued_at"]),
        in_all=Phrases.of(data["in_all"]),
        restricting=Phrases.of(data["restricting"]),
        succumbed=Phrases.of(data["succumbed"]),
        counted_by=Phrases.of(data["counted_by"]),
        been=Phrases.of(data["been"]),
        being=Phrases.of(data["being"]),
        next_door=Phrases.of(data["next_door"]),
        to_come=Phrases.of(data["to_come"]),
        planned=Phrases.of(data["planned"]),
        limiting=Phrases.of(data["limiting"]),
        namely=Phrases.of(data["namely"]),
        against=Phrases.of(data["against"]),
        going_to=Phrases.of(data["going_to"]),
        answers=data["answers"],
        # « le « non » », « the Yes vote », « el sí »
        answer=re.compile(
            rf"(?:[«“\"'] ?|\b(?:{any_of(data['answer_leads'])}) )(\w{{2,8}})(?=\W|$)",
            re.IGNORECASE,
        ),
        voted=Phrases.of(data["voted"]),
        determiners=frozenset(data["determiners"]),
        rises=Phrases.of(data["rises"]),
        grown=Phrases.of(data["grown"]),
        aimed=Phrases.of(data["aimed"]),
        at_stake=Phrases.of(data["at_stake"]),
        stock=Phrases.of(data["stock"]),
        speaking=Phrases.of(data["speaking"]),
        witnessed=Phrases.of(data["witnessed"]),
        oneself=Phrases.of(data["oneself"]),
        in_office=Phrases.of(data["in_office"]),
        repeated=Phrases.of(data["repeated"]),
        habitual=Phrases.of(data["habitual"]),
        pluperfect=Phrases.of(data["pluperfect"]),
        each_for=Phrases.of(data["each_for"]),
        participles=tuple(data["participles"]),
        partitives=frozenset(data["partitives"]),
        countries=frozenset(
            name.casefold()
            for names, _, _ in languages.load_or_blank(code)
            .lexicon("countries")
            .get("countries", {})
            .values()
            for name in names
        ),
        since=Phrases.of(data["past_except"]),
        years_ago=Phrases.of(data["years_ago"]),
        years_ago_after=Phrases.of(data["years_ago_after"]),
        year=re.compile(_YEAR % any_of(data["past"]), re.I),
        place=re.compile(rf" (?i:{any_of(data['places'])}) ?({_PLACE})"),
        opening_place=re.compile(rf"(?i:{any_of(data['places'])}) ?({_PLACE}),"),
        place_nouns=Phrases.of(data["place_nouns"]),
        nationwide=Phrases.of(data["nationwide"]),
        magnitude=Phrases.of(data["magnitude"]),
        gauged=Phrases.of(data["gauged"]),
        withstanding=Phrases.of(data["withstanding"]),
        scale=Phrases.of(data["scale"]),
        wars=Phrases.of(data["wars"]),
        so_far=Phrases.of(data["so_far"]),
        out_of=frozenset(data["out_of"]),
        with_crew=Phrases.of(data["with_crew"]),
        all_told=Phrases.of(data["all_told"]),
        counts_some=Phrases.of(data["counts_some"]),
        counted_among=Phrases.of(data["counted_among"]),
        in_month=Phrases.of(data["in_month"]),
        by_year=Phrases.of(data["by_year"]),
        weeks_back=Phrases.of(data["weeks_back"]),
        indefinite=Phrases.of(data["indefinite"]),
        that_of=Phrases.of(data["that_of"]),
        after_that=Phrases.of(data["after_that"]),
        relative_after=re.compile(rf"[^,;.:!?]{{1,60}},? (?:{any_of(data['told_after'])})\b", re.I),
        crowds=frozenset(data["crowds"]),
        each_one=frozenset(data["each_one"]),
        possessive=Phrases.of(data["possessive"]),
        studies=Phrases.of(data["studies"]),
        joiner=Phrases.of(joiners),
        material=frozenset(data["predicates"]) - _PERSONS_ONLY - _OF_FEW,
        # « trois personnes, dont un enfant, », « three people, a child among them, »
        relative=re.compile(
            rf"[^,;.:!?]{{0,30}}, (?:(?:{any_of([*data['relative'], *data['subset']])})\b"
            rf"|[^,;.:!?]{{1,40}} (?:{any_of(data['among'])})(?=,))",
            re.I,
        ),
        totals=Phrases(totals),
        number_of=Phrases.of(data["number_of"]),
        copulas=Phrases.of(data["copulas"]),
        longest=max(w.count(" ") + 1 for t in (heads, persons, things, nouns) for w in t),
        uncounted=frozenset(bare["uncounted"]),
        generic=frozenset(bare["generic"]),
        owners=Phrases.of(bare["owners"]),
        profile=Phrases.of(bare["profile"]),
        labels=Phrases.of(bare["labels"]),
        numbered=Phrases.of(bare["numbered"]),
        ratio=Phrases.of(bare["ratio"]),
        shares=Phrases.of(bare["shares"]),
        plurals=tuple(sorted(bare["plurals"].items(), key=lambda item: -len(item[0]))),
        sum_from=bare["sum_from"],
    )


@dataclass(frozen=True)
class Context:
    """One sentence and all that is known when its claims are read."""

    document: Document
    words: Quantities
    sentence: Sentence
    dates: Sequence[DateMention]
    anchor: Anchor | None
    report: date | None
    spoken: date | None
    day: date | None
    off_topic: frozenset[str]
    lead: bool
    last: Claim | None = None
    bygone: bool = False

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


def inside(position: int, spans: Sequence[Span]) -> bool:
    """Whether a position lies in one of ordered spans that do not overlap."""
    index = bisect_right(spans, (position, 1 << 60)) - 1
    return index >= 0 and position < spans[index][1]
