"""Where a sentence turns to another event, year or place, so that its figures are no claims.

« Un accident semblable avait tué cinq ouvriers », « The previous fire killed 31 people »: what
follows counts something else. « Le maire, élu en 2014, déplore 12 morts »: only the aside does.
``of_*`` and ``opens_*`` speak of a sentence as a whole, ``turns_to_*`` tell where in it its figures
begin to be of something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.counted_nouns import counted_noun
from analysis.annotation.dates import date_words, resolve
from analysis.annotation.numbers import Number, find_numbers
from analysis.annotation.quantities import LISTED, LONG_AGO, Context, inside
from analysis.schema import Span

_WORD = re.compile(r"[^\W_]+")
# How near its opening a sentence tells by its verb that it goes on with another time.
_LEADING = 60
# How many months back no event of the day began.
_MONTHS = 2
# From how many months back a month named alone is more likely to come.
_COMING = 10
# How far back the comma that opens an aside may stand.
_LONGEST = 120
# How long ago another event may be told to be, such as three days.
_PERIODS = frozenset({"day", "week", "month", "year"})
_WORDS = re.compile(r"\w")
# An event named after a place: « L'accident de Bergue ».
_OF_A_PLACE = re.compile(r" [\w'-]{1,4}[ ']([A-ZÀ-Þ][\w-]+)")
# Two years, and how far from the start of a sentence they open it.
_TWO_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\D{1,6}(?:1[5-9]|20)\d\d")
_OPENING = 10
_CLAUSE = re.compile(r"[,;:.!?()]")
# A year is written in four digits.
_DIGITS = re.compile(r"\d{4}")


def told_asides(context: Context) -> list[Span]:
    """The asides of a sentence that hold a year, to the comma that closes them, in order.

    « Ott, who won 240 million in 2012, represents 85 owners »; a bare « , en 2010, » is none, for
    it dates the whole sentence.
    """
    text, words, sentence = context.text, context.words, context.sentence
    found: list[Span] = []
    for match in words.year.finditer(text, sentence.start, sentence.end):
        before = max(sentence.start, match.start() - 40)
        thing = words.attributive.closing(text, before, match.start())
        if thing is not None and not words.auxiliaries.closing(text, before, thing.start()):
            # « a 90-bed hospital built in 1962 », « réélu en 2020 avec 58 % des voix »
            comma = text.find(",", match.end(), sentence.end)
            found.append((thing.start(), comma if comma >= 0 else sentence.end))
            continue
        opens = text.rfind(", ", max(sentence.start, match.start() - _LONGEST), match.start())
        closes = text.find(",", match.end(), sentence.end)
        first = words.asides.first(text, opens + 2, match.start()) if opens >= 0 else None
        if first is None or first.start() != opens + 2:
            continue
        if closes < 0 and words.asides[first]:
            # « une récompense de 20 000 euros pour la capture de Sorel, condamné en 2018. »
            closes = sentence.end
        if closes < 0:
            continue
        if words.began.first(text, opens, match.start()):
            # « Haiti's epidemic, which began in 2010, killed 10,000 » : all of it is of then.
            continue
        lasting = words.since.first(text, match.start(), match.start(1)) is not None
        if words.asides[first] or not lasting:
            # « la guerre, qui dure depuis 2015, a fait 9 000 morts » sums up all those years, but
            # « la crue, la pire depuis 1999, a fait 12 morts » does not.
            found.append((opens, closes))
    return found


def turns_to_another(context: Context) -> int | None:
    """Where a sentence turns to an earlier event of the kind, None when it does not."""
    text, words, sentence = context.text, context.words, context.sentence
    happenings = date_words(context.code)
    if happenings is None:
        return None
    last = next(words.last_time.find_on(text, sentence.start, sentence.end), None)
    if last is not None:
        event = happenings.dated.first(text, last.end(), min(sentence.end, last.end() + 40))
        nearby = event is not None and event.start() == last.end() + 1
        if nearby and words.pluperfect.first(text, last.end(), sentence.end):
            # « La dernière journée d'action avait réuni 4 200 personnes »
            return last.start()
    for other in words.like_it.find_on(text, sentence.start, sentence.end):
        # « le précédent bilan » counts this event.
        after = _WORD.search(text, other.end(), min(sentence.end, other.end() + 24))
        if after is not None:
            event = happenings.dated.first(text, after.start(), min(sentence.end, other.end() + 40))
            if event is not None and event.start() == after.start():
                return other.start()
        before = happenings.dated.closing(
            text, max(sentence.start, other.start() - 30), other.start()
        )
        if before is not None:
            return before.start()
    return None


def of_another_time(context: Context) -> bool:
    """Whether the sentence is dated long before the report: « le 2 février, un autre ... »."""
    if context.report is None:
        return False
    days = (resolve(m, context.anchor) for m in context.dates if m.day and not m.edge)
    return any(day is not None and (context.report - day).days > LONG_AGO for day in days)


def goes_on_with_another_time(context: Context) -> bool:
    """Whether a sentence goes on with an earlier event: « En 2016, ... Ce conflit avait fait »."""
    if not context.bygone:
        return False
    text, start, end = context.text, context.sentence.start, context.sentence.end
    earlier = context.words.pluperfect.first(text, start, min(end, start + _LEADING))
    # « Police said they had arrested 45 people »: what is said is of the past, not of another time.
    return earlier is not None and not context.words.speaking.first(text, start, earlier.start())


def tells_of_another_time(context: Context) -> bool:
    """Whether a sentence, the one before having told of another time, tells of it or goes on."""
    if (
        goes_on_with_another_time(context)
        or of_another_time(context)
        or turns_to_another(context) is not None
    ):
        return True
    year = _DIGITS.search(context.text, context.sentence.start, context.sentence.end)
    return year is not None and turns_to_another_year(context, told_asides(context)) is not None


def opens_elsewhere(context: Context) -> bool:
    """Whether a sentence opens on other places or a longer time: « Depuis sa création, ... »."""
    text, start = context.text, context.sentence.start
    words = context.words
    if _opens_months_ago(context) or _opens_weeks_ago(context) or _opens_on_a_name(context):
        return True
    place = words.opening_place.match(text, start)
    if place is not None and place[1].casefold() in words.countries:
        # A country that only this sentence names.
        return text.count(place[1]) == 1
    found = words.elsewhere.first(text, start, start + 40)
    if found is None or _WORDS.search(text, start, found.start()):
        return False
    # « Un précédent bilan faisait état de ... »
    return words.previous.first(text, start, found.end() + 24) is None


def _opens_months_ago(context: Context) -> bool:
    """Whether a sentence opens on a month long gone: « Depuis janvier, », « En août dernier, »."""
    text, start, happenings = context.text, context.sentence.start, date_words(context.code)
    words = context.words
    opening = words.since.first(text, start, start + 12) or words.in_month.first(
        text, start, start + 16
    )
    if opening is None or opening.start() != start:
        return False
    name = _WORD.match(text, min(opening.end() + 1, len(text)))
    if happenings is None or name is None:
        return False
    month = happenings.months.get(name[0].lower()) or happenings.months.get(name[0])
    if month is None:
        return False
    # A month named here alone is not that of the event.
    alone = not context.lead and text.count(name[0]) == 1
    if context.report is None:
        return alone
    least = 1 if alone else _MONTHS
    return least <= (context.report.month - month) % 12 < _COMING


def _opens_weeks_ago(context: Context) -> bool:
    """Whether a sentence tells of something weeks ago: « La semaine dernière, une tempête a ... ».

    « La semaine dernière, 12 personnes ont été arrêtées » may tell of the event.
    """
    text, words, start, end = (
        context.text,
        context.words,
        context.sentence.start,
        context.sentence.end,
    )
    opening = words.weeks_back.first(text, start, start + 40)
    happenings = date_words(context.code)
    if opening is None or opening.start() != start or happenings is None or context.lead:
        return False
    if words.pluperfect.first(text, opening.end(), end) is not None:
        return True
    article = words.indefinite.first(text, opening.end(), opening.end() + 8)
    if article is None or _WORDS.search(text, opening.end(), article.start()):
        return False
    event = happenings.dated.first(text, article.end(), min(end, article.end() + 40))
    return event is not None and len(text[article.end() : event.start()].split()) <= 1


def _opens_on_a_name(context: Context) -> bool:
    """Whether a sentence tells of an event named after a place: « Celui de Bergue avait fait ... ».

    Only where no other sentence names the place.
    """
    text, words, start, end = (
        context.text,
        context.words,
        context.sentence.start,
        context.sentence.end,
    )
    happenings = date_words(context.code)
    if happenings is None or context.lead:
        return False
    event = happenings.dated.first(text, start, min(end, start + 30))
    name = _OF_A_PLACE.match(text, event.end(), end) if event is not None else None
    if name is None or text.count(name[1]) > 1:
        return False
    verb = words.pluperfect.first(text, name.end(), min(end, name.end() + 14))
    return verb is not None and verb.start() <= name.end() + 1


def told_of_others(numbers: Sequence[Number], context: Context) -> list[Span]:
    """What is told of an event that this one is set beside, in order.

    « Il survient dix ans après Bergue, où 96 supporters sont morts », « comme celui de Bergue,
    qui avait fait six morts ».
    """
    text, words, end = context.text, context.words, context.sentence.end
    named = [
        m.end()
        for m in words.that_of.find_on(text, context.sentence.start, end)
        if text[m.end() : m.end() + 2].strip()[:1].isupper()
    ]
    for number in numbers:
        unit = words.unit.match(text, number.end, end)
        if unit is None or words.units[unit[0].strip(" -").lower()] != "year":
            continue
        after = words.after_that.first(text, unit.end(), unit.end() + 14)
        if after is not None and after.start() == unit.end() + 1:
            named.append(after.end())
    found: list[Span] = []
    for place in sorted(named):
        told = words.relative_after.match(text, place, end)
        if told is not None and (not found or place >= found[-1][1]):
            close = text.find(",", told.end(), end)
            found.append((told.end(), close if close >= 0 else end))
    return found


def turns_to_usual(context: Context) -> int | None:
    """Where a sentence begins to tell what happens every year; None when it never does."""
    text, sentence = context.text, context.sentence
    usual = context.words.habitual.find_on(text, sentence.start, sentence.end)
    return next((found.start() for found in usual), None)


def turns_to_years_ago(numbers: Sequence[Number], context: Context) -> int | None:
    """Where a sentence turns to years ago: « Une alerte, il y a onze ans, avait ... ».

    Set off by commas, it tells of years ago only when the verb after it does: « le maire, élu il
    y a six ans, déplore 12 morts ».
    """
    text, words, end = context.text, context.words, context.sentence.end
    for number in numbers:
        unit = words.unit.match(text, number.end, end)
        if unit is None or words.units[unit[0].strip(" -").lower()] != "year":
            continue
        left = max(context.sentence.start, number.start - 12)
        before = words.years_ago.closing(text, left, number.start)
        after = words.years_ago_after.first(text, unit.end(), unit.end() + 12)
        if before is None and (after is None or after.start() > unit.end() + 1):
            continue
        stop = unit.end() if before is not None or after is None else after.end()
        if not text.startswith(",", stop):
            return before.start() if before else number.start
        verb = words.pluperfect.first(text, stop, min(end, stop + 14))
        if verb is not None and verb.start() <= stop + 2:
            return before.start() if before else number.start
    return None


def opens_years_ago(number: Number, context: Context) -> bool:
    """Whether a sentence begins with another year: « Hace 18 años, otra riada ... »."""
    text, words, start = context.text, context.words, context.sentence.start
    usual = words.background_after.first(text, start, start + 24)
    if usual is not None and usual.start() == start:
        # « Last year, 58 tonnes were seized »
        return True
    unit = words.unit.match(text, number.end, context.sentence.end)
    kind = words.units[unit[0].strip(" -").lower()] if unit else ""
    if unit is None or kind not in _PERIODS:
        return False
    after = words.years_ago_after.first(text, unit.end(), unit.end() + 12)
    over = words.over_years.closing(text, start, number.core)
    if kind == "year" and over is not None and over.start() == start and number.core > start:
        # « Over ten years » is no approximation there.
        return True
    if number.start == start:
        # « Trois jours plus tôt, un autre car ... », but « ..., le bilan était de huit morts ».
        told = kind != "year" and words.totals.first(text, unit.end(), unit.end() + 40)
        return after is not None and after.start() <= unit.end() + 1 and not told
    if kind != "year":
        return False
    before = words.years_ago.closing(text, start, number.start)
    before = before or over
    # « En dix ans, trois immeubles se sont écroulés »
    return before is not None and before.start() <= start + 1


def of_a_span_of_years(
    index: int, numbers: Sequence[Number], spans: Sequence[Number], context: Context
) -> bool:
    """Whether a count is of years between two: « Entre 2010 et 2015, 40 mineurs sont morts ».

    « 90 tonnes were on board and three inspections failed between 2016 and 2018 »: what stands
    nearest is of those years.
    """
    text, start = context.text, context.sentence.start
    number = numbers[index]
    for span in spans:
        if span.start < number.start:
            if span.core - start <= _OPENING or not _CLAUSE.search(text, span.end, number.start):
                return True
        elif not _CLAUSE.search(text, number.end, span.start):
            last = number
            for further in numbers[index + 1 :]:
                if further.start > span.start:
                    break
                if not context.words.joiner.closing(text, last.end, further.start):
                    return False
                last = further
            return True
    return False


def _dates_a_thing(years: Number, context: Context) -> bool:
    """Whether years are those of a thing: « cars built between 2018 and 2020 »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, years.start - LISTED)
    thing = words.attributive.closing(text, left, years.start)
    return thing is not None and not words.auxiliaries.closing(text, left, thing.start())


def spans_of_years(numbers: Sequence[Number], context: Context) -> list[Number]:
    """The numbers that are two years gone: « entre 2010 et 2015 »."""
    current = context.report.year if context.report else None
    return [
        n
        for n in numbers
        if n.low < n.high
        and _TWO_YEARS.fullmatch(context.text, n.core, n.end)
        and (current is None or n.high <= current)
        and not _dates_a_thing(n, context)
        and counted_noun(context.text, n, context.sentence.end, context.words, context.code) is None
    ]


def before_the_year(number: Number, context: Context) -> bool:
    """Whether a comma parts a number from the year that its sentence turns to behind it.

    « Des rafales de 157 km/h ont été mesurées, loin du record de 183 km/h établi en 1987 ».
    """
    text, end = context.text, context.sentence.end
    year = context.words.year.search(text, number.end, end) or _DIGITS.search(text, number.end, end)
    return year is not None and "," in text[number.end : year.start()]


def turns_to_another_year(context: Context, asides: Sequence[Span]) -> int | None:
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
        if current is not None and int(match[1]) >= current:
            continue
        if inside(match.start(1), asides):
            continue
        written = Number(match.start(1), match.start(1), match.end(), 0, 0)
        noun = counted_noun(text, written, sentence.end, words, context.code)
        if noun is not None and noun[3] == "known" and noun[0] <= match.end() + 1:
            # But « a fire in 1988 killed nine people »
            told = next(find_numbers(text, noun[1], noun[1] + 12, context.code), None)
            if told is None or told.start > noun[1] + 1 or noun[2] not in words.after.words:
                continue
        before = max(sentence.start, match.start() - 40)
        compared = words.previous.last(text, before, match.start(1))
        compared = compared or words.unlike.last(text, before, match.start(1))
        if compared:
            # « 41 %, contre 33 % en 2011 »
            limit = compared.start() if limit is None else limit
            continue
        if not words.since.first(text, before, match.start(1)):
            return max(sentence.start, text.rfind(";", sentence.start, match.start()))
        limit = match.end() if limit is None else limit
    return limit
