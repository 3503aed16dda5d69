"""Numbers that describe somebody or something instead of counting the event.

:func:`is_background` reads the words around one count: whose staff or family it is, what is so
every day, what sums up years. :func:`standing_figures` finds what somebody has anyway. Sentences
and clauses about another event, time or place are in :mod:`analysis.annotation.other_events`,
shares and parts in :mod:`analysis.annotation.ratios`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.ages import OLDEST
from analysis.annotation.counted_nouns import TOKEN, counted_noun, singular
from analysis.annotation.dates import date_words
from analysis.annotation.elided import acts
from analysis.annotation.measures import is_followed
from analysis.annotation.numbers import Number, find_numbers
from analysis.annotation.predicates import CASUALTIES, CUT, ENDS, GATHERED, LOOSE, PERSONAL
from analysis.annotation.quantities import BARE, FEW, LISTED, Context
from analysis.annotation.ratios import YEAR, of_so_many
from analysis.annotation.witnesses import told_of_oneself
from analysis.schema import Claim

# How many words may name another thing of the kind.
_FEW_WORDS = 3
# What a war is said to have done to many.
_OF_WAR = frozenset({"dead", "displaced", "evacuated", "injured", "missing"})
# From how many on a count may be that of years of war, and that of a whole one.
_MANY, _OF_ALL_OF_IT = 100, 1000
# Sums that are given year by year.
_GIVEN = frozenset({"aid", "raised"})
# What is told of the year before, or by the year, as a reason for the event.
_OF_A_YEAR = frozenset({"loss", "saving"})
# What stands in a dispute until it is settled.
_DISPUTED = frozenset({"ballot_share", "raise_asked", "raise_offered"})
# What may be summed up over years.
_AMOUNTS = frozenset({"ha", "kg", "liter", "t"})
# What is told of earlier votes too.
_AT_THE_POLLS = frozenset({"votes", "votes_against", "vote_share"})
# What a month before the last one dates, and what any other month does.
_MONTHS = 2
_DATED_BY_MONTH = frozenset({"money", "aid", *_AT_THE_POLLS})
# From how many months back a month named alone is more likely to come.
_COMING = 10
_WORD = re.compile(r"[^\W_]+")
# The word in small letters right before a number.
_LAST_WORD = re.compile(r"(?<=[\w,'’] )([a-z]{4,}) $")
# The day or year of a month, after it and before it.
_NUMBERED = re.compile(r",? \d")
_NUMBER_OF = re.compile(r"\d ?$")
# Who watches from afar, told in an aside as often as not.
_WATCHING = frozenset({"viewers"})
# Where what dates a count may begin: « visée en mars : neuf personnes avaient péri ».
_OPENING = re.compile(r"[,;.!?()]")
_ILL = "patients"
# What ends a list.
_CUT_OFF = re.compile(r"[;:.!?()«»]")


def standing_figures(numbers: Sequence[Number], context: Context) -> set[int]:
    """Where the numbers start that say what somebody has anyway: « gère 310 rames et 92 gares »."""
    text, words = context.text, context.words
    found: set[int] = set()
    for index, number in enumerate(numbers):
        last = numbers[index - 1] if index else None
        if _is_standing(number, context) or (
            last is not None
            and last.start in found
            and number.start - last.end <= LISTED
            and _CUT_OFF.search(text, last.end, number.start) is None
            and (
                words.joiner.closing(text, last.end, number.start)
                or words.subset.closing(text, last.end, number.start, " ,:")
                or is_followed(words.subset, text, number.end)
                or words.each_for.closing(text, last.end, number.start)
                or words.namely.closing(text, last.end, number.start)
            )
        ):
            found.add(number.start)
    return found


def told_of_its_owner(number: Number, claim: Claim, context: Context) -> bool:
    """Whether what befell is said of the owner: « Le parc, doté de 600 bus, est fermé »."""
    text, words = context.text, context.words
    befell = claim.quantity.rpartition("_")
    left = max(context.sentence.start, number.start - LISTED)
    if not befell[1] or befell[2] not in words.befalling or not text.startswith(",", claim.end):
        return False
    return words.before.closing(text, left, number.start) is None


def _is_standing(number: Number, context: Context) -> bool:
    """Whether a verb or noun of having leads to a number: « Paris compte encore 1 150 ... »."""
    text, words, start = context.text, context.words, context.sentence.start
    closes = number.start
    if not number.article and words.bears_on.closing(text, max(start, closes - 40), closes):
        # « le rappel porte sur 90 000 boîtes »
        return False
    if _bears_on(number, context):
        return False
    if words.having.closing(text, max(start, closes - 24), closes):
        # « l'hôtel, avec 310 chambres et 140 employés »
        noun = counted_noun(text, number, context.sentence.end, words, context.code)
        if noun is not None and noun[2] in words.standing:
            # « ont repris le contrôle avec 150 agents »
            return words.heads.get(noun[2]) not in GATHERED
    had = words.profile.closing(text, max(start, closes - 32), closes)
    if had is None:
        adverb = words.meanwhile.closing(text, max(start, closes - 20), closes)
        closes = adverb.start() if adverb is not None else closes
        led = adverb and words.profile.closing(text, max(start, closes - 32), closes)
        noun = led and counted_noun(text, number, context.sentence.end, words, context.code)
        # « Le foyer compte désormais 27 malades »
        return led is not None and (noun is None or words.nouns.get(noun[2]) != _ILL)
    # « On compte 40 soldats » : nobody has them.
    some = words.counts_some.closing(text, max(start, closes - 16), closes)
    return some is None or " " not in some[0]


def _bears_on(number: Number, context: Context) -> bool:
    """Whether what the news is of takes in a number: « The recall, now a week old, covers 12 »."""
    text, words = context.text, context.words
    start = max(context.sentence.start, number.start - 2 * LOOSE)
    verb = words.bearing.closing(text, max(start, number.start - 24), number.start)
    return verb is not None and words.borne_by.first(text, start, verb.start()) is not None


def _out_of_habit(number: Number, context: Context) -> bool:
    """Whether a verb in the present tells what is so anyway: « The agency inspects 4,000 plants ».

    Where events are told in the past, as in English; a headline tells them in the present.
    """
    text, words, sentence = context.text, context.words, context.sentence
    if not words.habit_endings or sentence.zone == "headline" or number.article:
        return False
    verb = _LAST_WORD.search(text, max(sentence.start, number.start - LISTED), number.start)
    if verb is None or not verb[1].endswith(words.habit_endings) or verb.start() == sentence.start:
        return False
    left = max(sentence.start, number.start - LISTED)
    told = (words.before, words.rises, words.recounts, words.bears_on, words.bearing)
    if any(phrases.closing(text, left, number.start) for phrases in told):
        return False
    word = verb[1]
    known = (words.heads, words.things, words.persons, words.nouns)
    return word not in words.stop and not any(word in nouns for nouns in known)


def is_background(number: Number, claim: Claim, context: Context) -> bool:
    """Whether a number describes something else than the event, or another event."""
    text, words, sentence = context.text, context.words, context.sentence
    left = max(sentence.start, number.start - 30)
    if claim.quantity != "abducted" and words.background_before.closing(text, left, number.start):
        # « The jail holds 300 inmates », but « The rebels still hold 34 sailors »
        return True
    if _of_a_war(claim, context) or _this_year(claim, context) or told_of_oneself(claim, context):
        return True
    if of_so_many(text, claim.end, context, number.low) or _over_years(claim, context):
        return True
    if _of_a_person(number, context) or _is_staff(number, claim, context):
        return True
    if _of_another_one(number, context):
        return True
    if claim.quantity in _OF_A_YEAR:
        # « fermera l'usine, qui a perdu 48 millions d'euros l'an dernier »
        return False
    if _told_of_years_back(number, context):
        return True
    if (
        _years_ago(claim, context)
        or _is_planned(claim, context)
        or _in_another_month(claim, context)
    ):
        return True
    if claim.unit == "percent" and claim.quantity != "vote_share" and _of_a_study(claim, context):
        # « A poll of 1,050 adults found that 54 per cent backed the strikers »
        return True
    if BARE in claim.modifiers and (
        _of_a_study(claim, context)
        or _of_each(claim, context)
        or _of_a_place(number, claim, context)
        or _of_a_thing(number, claim, context)
        or _beside_its_own(number, claim, context)
        or _out_of_habit(number, context)
        or _in_a_country(claim, context)
        or _is_to_come(claim, context)
    ):
        return True
    if _next_door(claim, context) or _is_limit(number, claim, context):
        return True
    left = max(sentence.start, number.start - 24)
    had = words.having.closing(text, left, number.start) is not None
    told = claim.quantity in CASUALTIES or (claim.quantity in PERSONAL and not had)
    if not (told or claim.unit) and _is_aside(number, claim, context):
        return True
    if words.background_after.closing(text, left, number.start):
        # « Il est tombé l'an dernier 620 millimètres »
        return True
    summed = claim.unit is None or claim.unit in _AMOUNTS or claim.quantity in _GIVEN
    if summed and _over_many_years(claim, context):
        return True
    if claim.quantity in _AT_THE_POLLS and words.pluperfect.first(
        text, sentence.start, claim.start
    ):
        # « Le Parlement avait approuvé l'envoi par 98 voix contre 61 »
        return True
    cut = CUT.search(text, claim.end, min(sentence.end, claim.end + 60))
    right = cut.start() if cut else min(sentence.end, claim.end + 60)
    if claim.unit is None and words.repeated.first(text, claim.end, right):
        # « 6 000 camions empruntent cette route chaque jour »
        return True
    if claim.unit is None and _goes_on_with_habit(claim, context):
        return True
    return (
        words.background_after.first(text, claim.end, right) is not None
        or words.habitual.first(text, claim.end, right) is not None
    )


def _goes_on_with_habit(claim: Claim, context: Context) -> bool:
    """Whether it joins on to what is so every year: « sickens 1,600 a year and kills 260 »."""
    text, words = context.text, context.words
    start = max(context.sentence.start, claim.start - LOOSE)
    for phrases in (words.repeated, words.habitual):
        usual = phrases.last(text, start, claim.start)
        if usual is None or CUT.search(text, usual.end(), claim.start):
            continue
        joiner = words.joiner.first(text, usual.end(), claim.start)
        if joiner is not None and joiner.start() == usual.end() + 1:
            return True
    return False


def _of_a_person(number: Number, context: Context) -> bool:
    """Whether a number is set after somebody's age: « Ahmad, 34 ans, six enfants, ... »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, number.start - 16)
    if text[max(left, number.start - 2) : number.start] != ", ":
        return False
    age = next(find_numbers(text, left, number.start - 2, context.code), None)
    unit = words.unit.match(text, age.end, number.start - 2) if age else None
    if unit is None or words.units[unit[0].strip(" -").lower()] != "year":
        return False
    if unit.end() != number.start - 2 or age is None or age.low >= OLDEST:
        return False
    # « Selon Irène Maubert, 44 ans, 46 bureaux ont fermé »
    noun = counted_noun(text, number, context.sentence.end, words, context.code)
    return noun is None or not acts(text, noun[1], context.sentence.end, words)


def _of_another_one(number: Number, context: Context) -> bool:
    """Whether a count is told of another thing: « otra patera con 57 ocupantes »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, number.start - 50)
    having = words.having.closing(text, left, number.start)
    if having is None:
        return False
    other = words.another.last(text, left, having.start())
    if other is None:
        return False
    between = text[other.end() : having.start()].strip()
    return 0 < len(between.split()) <= _FEW_WORDS and not CUT.search(between)


def _told_of_years_back(number: Number, context: Context) -> bool:
    """Whether a clause says before a count that it was in a year before: « Voters last year »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, number.start - LOOSE)
    found = words.years_back.last(text, left, number.start)
    return found is not None and CUT.search(text, found.start(), number.start) is None


def _years_ago(claim: Claim, context: Context) -> bool:
    """Whether a clause ends on how many years ago it was: « 40 mineurs sont morts il y a dix ans ».

    « Deux suspects du meurtre commis il y a dix ans sont arrêtés » tells of today.
    """
    text, words = context.text, context.words
    cut = CUT.search(text, claim.end, min(context.sentence.end, claim.end + LOOSE))
    stop = cut.start() if cut else min(context.sentence.end, claim.end + LOOSE)
    said = words.years_ago.first(text, claim.end, stop)
    if said is None and words.years_ago_after.first(text, claim.end, stop) is None:
        return False
    for number in find_numbers(text, claim.end, stop, context.code):
        unit = words.unit.match(text, number.end, stop)
        if unit is None or words.units[unit[0].strip(" -").lower()] != "year":
            continue
        before = words.years_ago.closing(text, claim.end, number.start)
        after = words.years_ago_after.first(text, unit.end(), min(stop, unit.end() + 12))
        if before is None and (after is None or after.start() > unit.end() + 1):
            continue
        ends = unit.end() if before is not None or after is None else after.end()
        opens = before.start() if before is not None else number.start
        thing = words.attributive.closing(text, claim.end, opens)
        if thing is not None and not words.auxiliaries.closing(text, claim.end, thing.start()):
            return False
        return ends == stop and words.began.closing(text, claim.end, opens) is None
    return False


def _is_aside(number: Number, claim: Claim, context: Context) -> bool:
    """Whether a count describes what a sentence opens on: « L'usine, 640 employés, est fermée »."""
    text, words, sentence = context.text, context.words, context.sentence
    clause = text.rfind("; ", sentence.start, number.start)
    start = sentence.start if clause < 0 else clause + 2
    article = TOKEN.match(text, start)
    having = words.having.closing(text, start, number.start)
    # « The state, with 29,000 people behind bars, »
    last = text[claim.start : claim.end].rpartition(" ")[2].lower()
    if text.startswith("(", number.start - 1) and last in words.standing:
        # « Le groupe (4 200 salariés) est coté »
        return True
    loose = having is not None or last in words.standing
    comma = text.find(",", claim.end, claim.end + (24 if loose else 1))
    told = words.auxiliaries.first(text, claim.end, comma) if comma > 0 else None
    if article is None or comma < 0 or told is not None or claim.quantity in GATHERED | _WATCHING:
        return False
    named = text[start : having.start() if having else number.start]
    if not named.endswith(", ") or "," in named[:-2] or len(named) > LOOSE:
        return False
    first = article[0].lower()
    return first in words.articles or first[: first.find("'") + 1] in words.articles


def _is_staff(number: Number, claim: Claim, context: Context) -> bool:
    """Whether a sentence opens on all those of a place: « Les 190 agents du centre votent »."""
    text, words, sentence = context.text, context.words, context.sentence
    article = TOKEN.match(text, sentence.start)
    if article is None or article[0].lower() not in words.definite:
        return False
    if number.start != article.end() + 1 or claim.quantity in CASUALTIES or claim.unit:
        return False
    if words.belonging.match(text, claim.end) is None:
        return False
    return not acts(text, claim.end, sentence.end, words)


def _over_many_years(claim: Claim, context: Context) -> bool:
    """Whether a count sums up the years since one: « 170 councils have been hit since 2013 ».

    « The worst since 2013 » says nothing of it.
    """
    text, words = context.text, context.words
    cut = CUT.search(text, claim.end, min(context.sentence.end, claim.end + 60))
    right = cut.start() if cut else min(context.sentence.end, claim.end + 60)
    year = words.year.search(text, claim.end, min(context.sentence.end, right + 1))
    if year is None or not words.since.first(text, year.start(), year.start(1)):
        return False
    if context.report is not None and int(year[1]) >= context.report.year:
        return False
    return not any(words.asides[m] for m in words.asides.find(text, claim.end, year.start()))


def _over_years(claim: Claim, context: Context) -> bool:
    """Whether a count sums up years before the event: « avait reçu six plaintes en cinq ans »."""
    text, words, end = context.text, context.words, context.sentence.end
    span = next(find_numbers(text, claim.end, min(end, claim.end + 24), context.code), None)
    unit = words.unit.match(text, span.end, end) if span else None
    if span is None or unit is None or words.units[unit[0].strip(" -").lower()] != "year":
        return False
    left = max(context.sentence.start, claim.start - LOOSE)
    if words.pluperfect.first(text, max(left, claim.start - 60), claim.start):
        return True
    # « La ville a perdu deux usines en cinq ans », but « 500 postes supprimés en trois ans »
    few = isinstance(claim.low, (int, float)) and claim.low < FEW and BARE in claim.modifiers
    over = words.over_years.closing(text, claim.end, span.start)
    return few and over is not None and over.start() <= claim.end + 1


def sums_up_a_war(claim: Claim, context: Context) -> bool:
    """Whether a count may be that of a whole war: « Le conflit a déjà fait 14 000 morts ».

    It is no claim in an article that counts the victims of something else.
    """
    return not context.lead and _war_before(claim, context, _OF_ALL_OF_IT) is not None


def _war_before(claim: Claim, context: Context, least: float) -> re.Match[str] | None:
    """The word for a war that stands in the clauses before a count of many whom it befell."""
    text = context.text
    if claim.quantity not in _OF_WAR or not isinstance(claim.low, (int, float)):
        return None
    if claim.low < least:
        return None
    war = context.words.wars.first(text, context.sentence.start, claim.start)
    return war if war is not None and not ENDS.search(text, war.end(), claim.start) else None


def _of_a_war(claim: Claim, context: Context) -> bool:
    """Whether a count is that of years of war: « Le conflit a tué 11 000 personnes en trois ans ».

    A war that nothing dates may be the event itself.
    """
    text, words, sentence = context.text, context.words, context.sentence
    war = _war_before(claim, context, _MANY)
    if war is None:
        return False
    stop = ENDS.search(text, claim.end, sentence.end)
    right = stop.start() if stop else sentence.end
    for number in find_numbers(text, war.end(), right, context.code):
        unit = words.unit.match(text, number.end, right)
        if unit is not None and words.units[unit[0].strip(" -").lower()] == "year":
            return True
    dates = date_words(context.code)
    for ordinal in dates.ordinals.find(text, war.end(), right) if dates else ():
        unit = words.unit.match(text, ordinal.end(), right)
        if unit is not None and words.units[unit[0].strip(" -").lower()] == "year":
            # « The war, now in its sixth year, has cost 22,000 lives »
            return True
    year = words.year.search(text, war.end(), right)
    return year is not None and (context.report is None or int(year[1]) < context.report.year)


def _this_year(claim: Claim, context: Context) -> bool:
    """Whether a count or aid sums up the year: « 1 900 frappes depuis le début de l'année »."""
    summed = claim.unit is None or claim.unit in _AMOUNTS or claim.quantity in _GIVEN
    if claim.quantity in PERSONAL or not summed:
        return False
    text = context.text
    cut = CUT.search(text, claim.end, min(context.sentence.end, claim.end + 60))
    right = cut.start() if cut else min(context.sentence.end, claim.end + 60)
    return context.words.so_far.first(text, claim.end, right) is not None


def _is_planned(claim: Claim, context: Context) -> bool:
    """Whether what is promised for a later year is counted: « 300 gares d'ici 2030 ».

    Jobs that go and houses that are pulled down are the event, whenever it is to be.
    """
    text, words = context.text, context.words
    if (BARE not in claim.modifiers and claim.quantity not in _GIVEN) or context.lead:
        return False
    cut = CUT.search(text, claim.end, min(context.sentence.end, claim.end + LOOSE))
    right = cut.start() if cut else min(context.sentence.end, claim.end + LOOSE)
    for by in words.by_year.find(text, claim.end, right):
        year = YEAR.match(text, min(by.end() + 1, right), right)
        if year is not None and (context.report is None or int(year[0]) >= context.report.year):
            return True
    return False


def _in_another_month(claim: Claim, context: Context) -> bool:
    """Whether the clause of a count is dated by a month gone: « a voté la loi en juin par 178 »."""
    text, words, sentence = context.text, context.words, context.sentence
    happenings = date_words(context.code)
    if happenings is None or context.report is None or context.lead:
        return False
    if claim.quantity in _DISPUTED:
        # « the 4.5 per cent they offered in December » still stands.
        return False
    needed = 1 if claim.quantity in _DATED_BY_MONTH else _MONTHS
    ends = ENDS if claim.quantity in _AT_THE_POLLS else _OPENING
    opens = [m.end() for m in ends.finditer(text, sentence.start, claim.start)]
    cut = CUT.search(text, claim.end, sentence.end)
    start, stop = opens[-1] if opens else sentence.start, cut.start() if cut else sentence.end
    for name in _WORD.finditer(text, start, stop):
        month = happenings.months.get(name[0]) or happenings.months.get(name[0].lower())
        if month is None or _NUMBERED.match(text, name.end()):
            continue
        left = max(start, name.start() - 24)
        link = words.in_month.closing(text, left, name.start())
        if link is None and claim.quantity in _AT_THE_POLLS:
            # « la motion de censure de mai »
            link = words.attached.closing(text, left, name.start())
            if link is not None and _NUMBER_OF.search(text, left, link.start()):
                link = None
        # Votes are told of when they are over.
        latest = 12 if claim.quantity in _AT_THE_POLLS else _COMING
        if link is not None and needed <= (context.report.month - month) % 12 < latest:
            return True
    return False


def _of_a_study(claim: Claim, context: Context) -> bool:
    """Whether a clause tells of a study before those it followed: « L'étude suit 90 patients »."""
    text, words, sentence = context.text, context.words, context.sentence
    left = max(sentence.start, claim.start - LOOSE)
    study = words.studies.last(text, left, claim.start)
    return study is not None and CUT.search(text, study.end(), claim.start) is None


def _of_each(claim: Claim, context: Context) -> bool:
    """Whether a clause opens on each of something: « Chaque médecin suit 900 patients »."""
    text, sentence = context.text, context.sentence
    clause = max(sentence.start, text.rfind(", ", sentence.start, claim.start) + 2)
    first = TOKEN.search(text, clause, claim.start)
    return first is not None and first[0].lower() in context.words.each_one


def _of_a_place(number: Number, claim: Claim, context: Context) -> bool:
    """Whether people are those of a place: « une colonie de six millions de personnes »."""
    text, words = context.text, context.words
    if claim.quantity != "people":
        return False
    left = max(context.sentence.start, number.start - LISTED)
    link = words.attached.closing(text, left, number.start)
    if link is None:
        return False
    named = [word.lower() for word in _WORD.findall(text[left : link.start()])]
    return bool(named) and named[-1] not in words.crowds


def _of_a_thing(number: Number, claim: Claim, context: Context) -> bool:
    """Whether a count tells how large a thing is: « une classe de 31 élèves »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, number.start - LISTED)
    link = words.attached.closing(text, left, number.start)
    if link is None or claim.unit is not None:
        return False
    if _set_apart(link.start(), claim, context):
        return True
    named = list(_WORD.finditer(text, left, link.start()))
    for noun in reversed(named[-_FEW_WORDS:]):
        if noun[0].lower() in words.crowds:
            return False
        if words.indefinite.closing(text, left, noun.start()) is not None:
            return singular(noun[0].lower(), words) == noun[0].lower()
    return False


def _set_apart(link: int, claim: Claim, context: Context) -> bool:
    """Whether how large a thing is stands between marks: « el colegio, de 412 alumnos, »."""
    text, words = context.text, context.words
    if text[max(0, link - 2) : link] != ", " or text[claim.end : claim.end + 1] not in (",", "."):
        return False
    thing = _WORD.findall(text[max(context.sentence.start, link - LISTED) : link])
    return bool(thing) and not any(w.lower() in words.crowds for w in thing[-_FEW_WORDS:])


def _in_a_country(claim: Claim, context: Context) -> bool:
    """Whether things nothing happened to are all those of a country: « 14 mines en France »."""
    return is_followed(context.words.nationwide, context.text, claim.end)


def _is_to_come(claim: Claim, context: Context) -> bool:
    """Whether what is counted is to come: « la pose de 24 caméras », « 9 gares prévues »."""
    text, words = context.text, context.words
    if context.lead:
        return False
    left = max(context.sentence.start, claim.start - LISTED)
    return is_followed(words.to_come, text, claim.end) or (
        words.planned.closing(text, left, claim.start) is not None
    )


def _next_door(claim: Claim, context: Context) -> bool:
    """Whether a count is of the next place: « 4 000 foyers du département voisin »."""
    followed = is_followed(context.words.next_door, context.text, claim.end)
    return followed and claim.quantity not in CASUALTIES


def _is_limit(number: Number, claim: Claim, context: Context) -> bool:
    """Whether a clause tells how many are allowed: « La loi limite les groupes à 50 personnes »."""
    text, words = context.text, context.words
    if BARE not in claim.modifiers and claim.unit is not None:
        return False
    left = max(context.sentence.start, number.core - LOOSE)
    limit = words.limiting.last(text, left, number.core)
    if limit is None or claim.quantity in CASUALTIES:
        return False
    return CUT.search(text, limit.end(), number.core) is None


def _beside_its_own(number: Number, claim: Claim, context: Context) -> bool:
    """Whether a count is of what a thing has: « Le parc et ses 90 agents »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, number.start - LISTED)
    whose = words.possessive.closing(text, left, number.start)
    if whose is None or claim.unit is not None or claim.quantity in GATHERED:
        return False
    before = (words.having, words.joiner)
    return any(phrases.closing(text, left, whose.start()) for phrases in before)
