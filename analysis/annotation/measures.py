"""Sums, lengths, shares and other measures claimed about the event: a number with its unit.

A measure is a claim near a word that says what it measures (« 1 400 hectares brûlés »); a large sum
and some amounts are claims whatever they measure, unless they describe somebody or something. What
the words are for is told in ``quantities.toml`` (``measures``, ``units``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.annotation.counted_nouns import TOKEN, counted_noun
from analysis.annotation.dated import DAYS, duration
from analysis.annotation.dates import date_words
from analysis.annotation.numbers import Number, approximator_after, interval
from analysis.annotation.phrases import Phrases
from analysis.annotation.predicates import (
    ENDS,
    HARD_STOP,
    LOOSE,
    OF_ANYTHING,
    Reach,
    hard_stop,
    predicate_of,
)
from analysis.annotation.quantities import BARE, FEW, LISTED, WHOSE, Context, Quantities
from analysis.annotation.ratios import in_ratio, is_rate_of
from analysis.schema import Claim

_MONEY = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN", "₽": "RUB", "₺": "TRY",
    "₩": "KRW", "₱": "PHP", "₵": "GHS", "₫": "VND", "₴": "UAH",
}  # fmt: skip
# Measures that are claims whatever they measure.
_AMOUNTS = {"ha": "area", "liter": "liquid", "m3": "volume", "t": "mass"}
_LENGTHS = frozenset({"ft", "km", "m", "mile"})
TIMES = frozenset({"minute", "hour", "day", "week", "month"})
# Measures whose name begins so are known and left out, such as prices.
_NOT_THE_EVENT = "_"
# What the law allows at most, wherever it stands before the measure.
_BY_LAW = "_penalty"
_BY_LAW_AFTER = "_penalty_allowed"
_TURNOVER = "_turnover"
# What parts two statements, such as no decimal point does.
_SENTENCE = re.compile(r"[;:!?()]|\.(?!\d)")
_VOTE = "vote_share"
# What those who were asked would vote.
_POLL = "_poll"
# Sums that are given.
_GIVEN = frozenset({"aid", "raised"})
# What a word right behind the sum, as after a price, does not undo where it is named before.
_BY_RATE = frozenset({"bonus", "compensation", "ransom", "saving"})
_PRICE = "_price"
# A raise, and what is asked for or offered of it.
_RAISE, _STANCES = "raise", frozenset({"raise_asked", "raise_offered"})
# How high water stands.
_LEVEL = "water_level"
_QUAKE = "earthquake"
# No earthquake has been stronger.
_STRONGEST = 10
# How many words a unit has that is not told as one thing for each of another.
_PER = 2
_WORDS = re.compile(r"\w+")


def is_followed(phrases: Phrases[bool], text: str, stop: int) -> bool:
    """Whether one of the phrases stands right after a place."""
    found = phrases.first(text, stop, stop + LISTED)
    if found is None or found.start() > stop + 2:
        return False
    return HARD_STOP.search(text, stop, found.start()) is None and text[stop : stop + 1] != "\n"


def is_listed(previous: Claim | None, number: Number, context: Context) -> bool:
    """Whether a number goes on with a list of counts: « six canots, neuf moteurs et ... »."""
    if previous is None or previous.unit is not None:
        return False
    between = context.text[previous.end : number.start]
    return between == ", " or between.strip(" ,").lower() in context.words.joiner.words


def claim_of(
    number: Number,
    quantity: str,
    stop: int,
    modifiers: tuple[str, ...],
    unit: str | None,
    context: Context,
) -> Claim:
    """A claim from a number and what it counts, with an approximator that follows the noun."""
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


def _magnitude(number: Number, reach: Reach, context: Context) -> str | None:
    """Of what a number is the magnitude: « de magnitude 6,8 », « a été mesurée à 7,1 ».

    That of an aftershock is not that of the earthquake.
    """
    text, words = context.text, context.words
    left = max(reach[0], number.core - 60)
    named = words.magnitude.last(text, left, number.core)
    told = named is not None and (
        named.end() >= number.core - 1
        or (
            number.high <= _STRONGEST
            and not HARD_STOP.search(text, named.end(), number.start)
            and words.gauged.closing(text, named.end(), number.start) is not None
        )
    )
    scaled = is_scaled(number, text, words) or is_followed(words.scale, text, number.end)
    if not told and not (number.high <= _STRONGEST and scaled):
        return None
    if _other_quake(context):
        return None
    if words.withstanding.first(text, max(context.sentence.start, left), number.start):
        # « conçus pour résister à une magnitude de 7 »
        return None
    before = text[context.sentence.start : number.start]
    tokens = [word.lower() for word in _WORDS.findall(before)]
    later = any(words.heads.get(word) == "aftershocks" for word in tokens)
    return "aftershock_magnitude" if later else "magnitude"


def _other_quake(context: Context) -> bool:
    """Whether an earthquake is told of in passing: no other sentence names it."""
    text, sentence, happenings = context.text, context.sentence, date_words(context.code)
    if context.lead or happenings is None:
        return False
    # « Le séisme », which an article speaks of; « un séisme » is told anew.
    known_by = tuple(word if word.endswith("'") else f"{word} " for word in context.words.articles)
    here = 0
    for named in happenings.dated.find_on(text, 0, len(text)):
        if happenings.dated[named].startswith(_QUAKE):
            known = text[sentence.start : named.start()].lower().endswith(known_by)
            if known or not sentence.start <= named.start() < sentence.end:
                return False
            here += 1
    return here > 0


def is_scaled(number: Number, text: str, words: Quantities) -> bool:
    """Whether a magnitude is tied to its number: « a 6.8-magnitude quake »."""
    tied = TOKEN.match(text, number.end + 1) if text[number.end : number.end + 1] == "-" else None
    return tied is not None and tied[0].lower() in words.magnitude.words


def measure(
    number: Number, reach: Reach, context: Context, previous: Claim | None
) -> tuple[Claim | None] | None:
    """A measure with its unit; (None,) when there is a unit that measures nothing of interest."""
    text, words, end = context.text, context.words, context.sentence.end
    if (shaken := _magnitude(number, reach, context)) is not None:
        return (claim_of(number, shaken, number.end, (), None, context),)
    unit: str | None = None
    stop = number.end
    shown = number
    symbol = text[number.core - 1] if number.core > context.sentence.start else ""
    match = words.unit.match(text, number.end, end)
    link = words.links.match(text, number.end, end) if match is None else None
    if match is None and link:
        match = words.unit.match(text, link.end(), end)
    if match is not None and _is_verb(match, end, words):
        # « El 112 ha atendido 950 llamadas »
        match = None
    if symbol in _MONEY:
        unit = _MONEY[symbol]
        shown = replace(number, start=min(number.start, number.core - 1))
    elif lettered := words.money_before.closing(text, reach[0], number.core, "  "):
        # « N300 million », « Rs 5 crore »
        unit = words.money_before[lettered]
        shown = replace(number, start=min(number.start, lettered.start()))
    elif match:
        unit = words.units[match[0].strip(" -").lower()]
        stop = match.end()
    if unit is None:
        return None
    if unit in TIMES and (unit not in words.measures or number.article):
        return (duration(number, unit, stop, context),)
    if number.article or (unit == "year" and _is_age(number, stop, text)):
        return (None,)
    # A currency is its code in capitals.
    wanted = "money" if unit.isupper() else unit
    near = words.measures.get(wanted)
    if _is_dimension(stop, near, context):
        # « à 2 650 mètres d'altitude »
        return (None,)
    left, right = max(reach[0], number.start - 60), min(reach[1], stop + 60)
    if is_listed(previous, number, context):
        # « ont saisi trois fusils et 90 000 euros »
        assert previous is not None
        left = max(context.sentence.start, previous.start - 40)
    if wanted == "percent" and (shared := _share_of_things(number, stop, reach, context)):
        return (shared,)
    best: tuple[int, str] | None = None
    if near and _by_law(number, near, context):
        return (None,)
    own: tuple[int, str] | None = None
    claimed: tuple[int, str] | None = None
    for m in near.find(text, left, right) if near else ():
        name = _on_topic(near[m], context) if near else None
        if name is None:
            continue
        if words.subset.closing(text, max(left, m.start() - 24), m.start(), " a,'l"):
            # « the bill, including a settlement, will be ... »
            continue
        ahead = m.end() <= number.start
        between = text[m.end() : number.start] if ahead else text[stop : m.start()]
        # « cost £9,000 each » : of two words as near, the price decides.
        gap = len(between) - name.startswith(_NOT_THE_EVENT)
        if HARD_STOP.search(between):
            continue
        if best is None or gap < best[0]:
            best = gap, name
        if ahead and name in _BY_RATE and (own is None or gap < own[0]):
            own = gap, name
        if ahead and name in _STANCES:
            claimed = gap, name
    if best is not None and best[1] == _RAISE and claimed is not None:
        # « is demanding a rise of 8 percent »
        best = claimed
    if best is not None and own is not None and best[1] == _PRICE and best[0] <= 0:
        # « would save €70m a year », « families will get $6,000 each »
        best = own
    if best is None and unit in TIMES:
        return (duration(number, unit, stop, context),)
    if best is None and near and (subject := _subject(number, near, reach, context)):
        best = len(text), subject
    if best is None and wanted == "percent" and _VOTE not in context.off_topic:
        # « Le « non » plafonne à 47,3 % »
        best = (len(text), _VOTE) if _answer(number, context) else None
    if best is not None and best[1].startswith(_NOT_THE_EVENT):
        return (None,)
    if best is not None and best[1] == _VOTE and near and _is_polled(number, near, context):
        return (None,)
    if best is not None and best[1] in _GIVEN and is_rate_of(text, stop, context):
        # « reçoit 350 millions de dollars d'aide par mois »
        return (None,)
    if best is not None and best[1] == _LEVEL and not number.digits:
        # « L'eau est montée à deux mètres », as a witness tells it: nobody measured.
        return (None,)
    if best is None:
        again = _of_one_unit(number, unit, reach, context, previous)
        if previous is not None and again is not None:
            return (claim_of(shown, previous.quantity, stop, again, unit, context),)
        if wanted == "money" and near and _of_business(number, near, context):
            return (None,)
        if wanted == "money" and _is_sum(shown, stop, reach, context):
            return (claim_of(shown, "money", stop, (BARE,), unit, context),)
        each = in_ratio(text, stop, context) or is_rate_of(text, stop, context)
        if unit in _AMOUNTS and not each and not describes(number, reach, context):
            return (claim_of(shown, _AMOUNTS[unit], stop, (BARE,), unit, context),)
        return (None,)
    whose = _holder(number, reach, context) if best[1] == _VOTE else None
    modifiers = (f"{WHOSE}{whose}",) if whose else ()
    if match is not None and len(of_each := match[0].split()) > _PER and wanted == unit:
        # « 214 litres par mètre carré »: litres are counted.
        stop = match.start() + match[0].index(of_each[0]) + len(of_each[0])
    return (claim_of(shown, best[1], stop, modifiers, unit, context),)


def is_distance(number: Number, context: Context) -> bool:
    """Whether a length tells how far from something else it is: « à 300 mètres d'une école »."""
    text, words, end = context.text, context.words, context.sentence.end
    unit = words.unit.match(text, number.end, end)
    if unit is None or words.units[unit[0].strip(" -").lower()] not in _LENGTHS:
        return False
    left = max(context.sentence.start, number.start - 12)
    before = words.prepositions.closing(text, left, number.start)
    return before is not None and words.links.match(text, unit.end(), end) is not None


def named_by_unit(number: Number, context: Context) -> Claim | None:
    """A measure of which nothing says what it measures, under the name of its unit."""
    text, words, end = context.text, context.words, context.sentence.end
    sign = _MONEY.get(text[number.core - 1]) if number.core > context.sentence.start else None
    if sign is not None:
        shown = replace(number, start=min(number.start, number.core - 1))
        return claim_of(shown, "money", number.end, (BARE,), sign, context)
    link = words.links.match(text, number.end, end)
    unit = words.unit.match(text, number.end, end)
    if unit is None and link is not None:
        unit = words.unit.match(text, link.end(), end)
    if unit is None or _is_verb(unit, end, words):
        return None
    name = words.units[unit[0].strip(" -").lower()]
    near = words.measures.get("money" if name.isupper() else name)
    left = max(context.sentence.start, number.start - LISTED)
    known = [n for m in near.find(text, left, number.start) for n in near[m]] if near else []
    if name == "year" or any(n.startswith(_NOT_THE_EVENT) for n in known):
        # « Le barrage retient 40 millions de mètres cubes »
        return None
    if name in TIMES:
        days = DAYS.get(name, 1)
        spent = replace(number, low=number.low * days, high=number.high * days)
        return claim_of(
            spent, "duration", unit.end(), (BARE,), "day" if name in DAYS else name, context
        )
    quantity = "money" if name.isupper() else name
    return claim_of(number, quantity, unit.end(), (BARE,), name, context)


def _on_topic(names: Sequence[str], context: Context) -> str | None:
    """The first of what a word may measure that the article is on."""
    return next((name for name in names if name not in context.off_topic), None)


def _is_verb(unit: re.Match[str], end: int, words: Quantities) -> bool:
    """Whether what reads as a unit is the verb of a number that names: « El 112 ha atendido »."""
    if not words.haves.words.get(unit[0].strip().lower(), False):
        return False
    done = TOKEN.match(unit.string, min(unit.end() + 1, end), end)
    return done is not None and done[0].lower().endswith(words.done)


def _subject(
    number: Number, near: Phrases[tuple[str, ...]], reach: Reach, context: Context
) -> str | None:
    """What a sentence began on, when a verb of amounting to leads to the number.

    « La récompense promise pour sa capture, de longue date, a été fixée à 50 000 euros ».
    """
    text, words, start = context.text, context.words, max(reach[0], context.sentence.start)
    if words.rises.closing(text, max(start, number.start - 32), number.start) is None:
        return None
    ends = [m.end() for m in ENDS.finditer(text, start, number.start)]
    found = near.first(text, ends[-1] if ends else start, number.start)
    return _on_topic(near[found], context) if found else None


def _of_business(number: Number, near: Phrases[tuple[str, ...]], context: Context) -> bool:
    """Whether a sentence opened on what a firm turns over: « Le chiffre d'affaires est de »."""
    text, start = context.text, context.sentence.start
    ends = [m.end() for m in _SENTENCE.finditer(text, start, number.start)]
    turned = near.find(text, ends[-1] if ends else start, number.start)
    return any(_TURNOVER in near[found] for found in turned)


def _is_dimension(stop: int, near: Phrases[tuple[str, ...]] | None, context: Context) -> bool:
    """Whether a length is how high or wide something is, and no measure that the article is on."""
    words, text = context.words, context.text
    found = words.dimensions.first(text, stop, stop + 24)
    if found is None or found.start() > stop + 2:
        return False
    names = near.words.get(found[0].lower(), ()) if near is not None else ()
    return _on_topic(names, context) is None


def _is_age(number: Number, stop: int, text: str) -> bool:
    """Whether years stand between commas as an age does: « Le chef, 44 ans, condamné à ... »."""
    return text[max(0, number.start - 2) : number.start] == ", " and text[stop : stop + 1] == ","


def _share_of_things(number: Number, stop: int, reach: Reach, context: Context) -> Claim | None:
    """A share of things that something befell: « 60 % des trains seront supprimés »."""
    text, words = context.text, context.words
    whole = replace(number, end=stop, low=max(number.low, FEW))
    noun = counted_noun(text, whole, context.sentence.end, words, context.code)
    thing = words.things.get(noun[2]) if noun is not None else None
    if noun is None or thing is None or words.links.match(text, stop) is None:
        return None
    befell = predicate_of(text, number, noun[1], reach, words, OF_ANYTHING, tight=False)
    if befell is None:
        return None
    return claim_of(number, f"{thing}_{befell}", noun[1], (), "percent", context)


def _of_one_unit(
    number: Number, unit: str, reach: Reach, context: Context, previous: Claim | None
) -> tuple[str, ...] | None:
    """How a measure goes on with the one before it, None when it does not.

    « 2,1 millions d'euros, dont 300 000 euros en lingots », « 55 % de grévistes ; la direction en
    compte 31 % ».
    """
    text, words = context.text, context.words
    if previous is None or previous.unit != unit:
        return None
    if words.subset.closing(text, reach[0], number.start):
        return ("subset",)
    return () if words.recounts.closing(text, reach[0], number.start) else None


def describes(number: Number, reach: Reach, context: Context) -> bool:
    """Whether an amount is what somebody or something has: « les engins de 30 tonnes »."""
    text, words = context.text, context.words
    left = max(reach[0], number.start - 32)
    unit = words.unit.match(text, number.end)
    if number.high < FEW and unit and words.units[unit[0].strip(" -").lower()] == "ha":
        # « il a perdu huit hectares de vigne »
        return True
    said = words.recounts.closing(text, left, number.start)
    said = said or words.rises.closing(text, left, number.start)
    lists = [words.owners, words.profile]
    if number.start == number.core and said is None:
        # But « il parle de 30 tonnes ».
        lists.append(words.attached)
    return any(phrases.closing(text, left, number.start) for phrases in lists)


_PERSON = re.compile(r"(?<![\w'-])[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)*")
_BEFORE_NAME = re.compile(r"\w+ ?'?$")
# Where what is told of a share begins: at a mark, or at the share before it.
_CLAUSE = re.compile(r"[,;:.!?()\d]")
# Characters in which one stands right behind a share.
_ANSWER_NEXT = 24


def _answer(number: Number, context: Context) -> str | None:
    """Which answer to a referendum a share voted for.

    The one before it in its clause (« Le oui recueille 53 %, le non 47 % »), else the one right
    behind it (« 53 % de oui »), else the last one told before.
    """
    text, answers = context.text, context.words.answers
    start, end = context.sentence.start, context.sentence.end
    stop = hard_stop(text, number.end, min(end, number.end + _ANSWER_NEXT))
    behind = [m[1].lower() for m in context.words.answer.finditer(text, number.end, stop)]
    cuts = [m.end() for m in _CLAUSE.finditer(text, start, number.start)]
    clause = cuts[-1] if cuts else start
    told = [m[1].lower() for m in context.words.answer.finditer(text, clause, number.start)]
    before = [m[1].lower() for m in context.words.answer.finditer(text, start, number.start)]
    ordered = (*told[::-1], *behind[:1], *before[::-1])
    return next((answers[a] for a in ordered if a in answers), None)


def _holder(number: Number, reach: Reach, context: Context) -> str | None:
    """Whose share of the vote a percentage is, by family name.

    The name after it where it is set against another (« contre 39,8 % à l'opposante Fatou
    Mbaye ») or goes to somebody (« 49,1 % des voix à Ilse Doran »), else the last one before it
    that is no place's (« en Soravie »).
    """
    text, words, sentence = context.text, context.words, context.sentence
    if (answer := _answer(number, context)) is not None:
        return answer
    right = hard_stop(text, number.end, min(reach[1], number.end + 60))
    after = list(_PERSON.finditer(text, number.end, right))[:1]
    left = max(sentence.start, number.start - 120)
    there = {m.start(1) for m in words.place.finditer(text, left, number.start)}
    before = [m for m in _PERSON.finditer(text, left, number.start) if m.start() not in there]
    beaten = words.against.closing(text, max(reach[0], number.start - 16), number.start)
    goes = bool(after) and _goes_to(number, after[0], context)
    if goes and before:
        goes = " " in after[0][0]
    for name in after if beaten or goes else reversed(before):
        lead = _BEFORE_NAME.search(text, sentence.start, name.start())
        article = lead is not None and lead[0].strip().lower() in words.determiners
        opens = name.start() == sentence.start and " " not in name[0]
        if not article and not (opens and name[0].lower() in words.stop | words.determiners):
            return name[0].rpartition(" ")[2].casefold()
    return None


def _goes_to(number: Number, name: re.Match[str], context: Context) -> bool:
    """Whether a share goes to who is named behind it: « 51 % des voix à », « 51 percent for »."""
    text = context.text
    near = not _CLAUSE.search(text, number.end, name.start())
    leads = context.words.going_to.closing(text, number.end, name.start())
    return near and leads is not None


def _by_law(number: Number, near: Phrases[tuple[str, ...]], context: Context) -> bool:
    """Whether a measure is what the law allows: « passible de trois ans et de 45 000 euros »."""
    left = max(context.sentence.start, number.start - LOOSE)
    found = near.find(context.text, left, number.start)
    if any(name.startswith(_BY_LAW) for m in found for name in near[m]):
        return True
    # « Une amende de 600 euros peut être infligée »
    right = hard_stop(context.text, number.end, min(context.sentence.end, number.end + LOOSE))
    after = near.first(context.text, number.end, right)
    return after is not None and _BY_LAW_AFTER in near[after]


def _is_polled(number: Number, near: Phrases[tuple[str, ...]], context: Context) -> bool:
    """Whether a share is what a poll gave: « Un sondage donnait le oui à 57 % »."""
    found = near.find(context.text, context.sentence.start, number.start)
    return any(_POLL in near[m] for m in found)


def _is_sum(number: Number, stop: int, reach: Reach, context: Context) -> bool:
    """Whether an amount of money is too large to be a price, and nobody's standing figure."""
    text, words = context.text, context.words
    left = max(reach[0], number.start - 32)
    return (
        number.low >= words.sum_from
        and not words.profile.closing(text, left, number.start)
        and not in_ratio(text, stop, context)
        and not is_rate_of(text, stop, context)
    )
