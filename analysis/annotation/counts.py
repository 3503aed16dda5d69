"""Counts and measures claimed about the event.

A number is a claim when what it counts is named: a noun that says it alone (« 12 morts »), or
persons or things together with what happened to them (« 12 personnes ont été arrêtées »). Any
other counted noun is a claim under its own name (« 300 bénévoles »), unless the words around it
say that it describes something rather than counts the event: what a body owns or employs, what
it has by nature, a ratio, a label. Ages, ordinals, names with numbers, populations and figures of
other years are background.

Measures are read in :mod:`analysis.annotation.measures`, the noun in
:mod:`analysis.annotation.counted_nouns`, what happened to it in
:mod:`analysis.annotation.predicates`, what narrows a count in :mod:`analysis.annotation.narrowing`,
and numbers without a noun in :mod:`analysis.annotation.bare_numbers`. What is no claim is decided
in :mod:`analysis.annotation.background`, :mod:`analysis.annotation.other_events`,
:mod:`analysis.annotation.numbered_names` and :mod:`analysis.annotation.ratios`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from analysis.annotation import odds
from analysis.annotation.ages import aged
from analysis.annotation.background import is_background, standing_figures, told_of_its_owner
from analysis.annotation.bare_numbers import elliptical, one_of_the_hurt
from analysis.annotation.counted_nouns import DESIGNATION, TOKEN, counted_noun, one_person, singular
from analysis.annotation.elided import acts, undergoes
from analysis.annotation.measures import (
    TIMES,
    claim_of,
    describes,
    is_distance,
    is_followed,
    is_listed,
    measure,
    named_by_unit,
)
from analysis.annotation.narrowing import kind_of_part, narrowings, own_name
from analysis.annotation.numbered_names import follows_a_name, is_glued, is_label, is_name
from analysis.annotation.numbers import Number, find_numbers
from analysis.annotation.other_events import (
    before_the_year,
    goes_on_with_another_time,
    of_a_span_of_years,
    of_another_time,
    opens_elsewhere,
    opens_years_ago,
    spans_of_years,
    told_asides,
    told_of_others,
    turns_to_another,
    turns_to_another_year,
    turns_to_usual,
    turns_to_years_ago,
)
from analysis.annotation.predicates import (
    CASUALTIES,
    CUT,
    ENDS,
    GATHERED,
    IN_HOSPITAL,
    IN_PLACE,
    LOOSE,
    OF_ANYTHING,
    OF_HEADS,
    ON_DUTY,
    ONLY_PERSONS,
    PERSONAL,
    Reach,
    first_allowed,
    first_named,
    hard_stop,
    predicate_of,
)
from analysis.annotation.quantities import BARE, FEW, LISTED, OF, Context, Quantities, inside
from analysis.annotation.ratios import (
    YEAR,
    in_ratio,
    is_each,
    is_one_of,
    is_part,
    is_rate,
    makes_ratio,
)
from analysis.annotation.sides import of_a_side
from analysis.schema import Claim

# What no news tells in passing.
_NEVER_IN_PASSING = CASUALTIES | {"magnitude"}
# What the rules make of a number.
TAKEN = "taken"
ANOTHER_TIME, ELSEWHERE = "another_time", "elsewhere"
TURNED, BEFORE_TURN = "turned", "before_turn"
STANDING, BACKGROUND, UNTOLD = "standing", "background", "untold"
OF_A_RATIO, OUT_OF = "ratio", "out_of"
_DIGIT = re.compile(r"\d")
# Who storms and marches without protesting.
_ARMED = frozenset({"attackers", "militants", "mercenaries"})
# Of which one alone is told in passing, unless it belongs to a list.
_MACHINES = frozenset({"aircraft", "drones", "helicopters", "ships"})
# What is said once more of those whose noun tells what befell them.
_ALREADY = {
    "hostages": frozenset({"abducted", "arrested", "captured", "missing", "stranded"}),
    "at_large": frozenset({"escaped", "missing"}),
    "escaped": frozenset({"missing"}),
}
# Of what measure the topic is a strike, and who goes on one.
_STRIKE = "strike_share"
_AT_WORK = frozenset(
    {
        "agents_public", "cabin_crew", "doctors", "drivers", "engineers", "guards", "medics",
        "midwives", "nurses", "pilots", "staff", "teachers", "workers",
    }
)  # fmt: skip
# How many words may tell more of some before those they are among.
_NAMED_WITH = 3
# So many things that nothing befell are those of a whole country.
_OF_A_COUNTRY = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules make of one number: a claim, or why it is none.

    ``outcome`` names the rule that spoke last; ``claim`` is what a refused number would count.
    """

    number: Number
    outcome: str
    claim: Claim | None = None


def counted_claims(context: Context) -> list[Claim]:
    """The counts and measures of one sentence, in order.

    Where no rule reads what a number counts, or only its noun names it, the odds of
    :mod:`analysis.annotation.odds` decide whether it is a claim about the event.
    """
    readings = read_counts(context)
    claims: list[Claim] = []
    for reading in readings:
        if not is_likely(reading, len(readings), context):
            continue
        claim = reading.claim
        if claim is None:
            claim = _unnamed(reading.number, context, claims)
            if claim is None or is_background(reading.number, claim, context):
                continue
        if not claims or claim.start >= claims[-1].end:
            claims.append(claim)
    return claims


def outcome_of(reading: Reading) -> str:
    """What the rules made of a number; claims that only their noun names are told apart."""
    if reading.outcome == TAKEN and reading.claim is not None and BARE in reading.claim.modifiers:
        return BARE
    return reading.outcome


def is_likely(reading: Reading, count: int, context: Context) -> bool:
    """Whether a number is a claim: as the rules say, unless its words say otherwise."""
    number, claim, outcome = reading.number, reading.claim, outcome_of(reading)
    told = claim is not None and claim.quantity in _NEVER_IN_PASSING
    if number.article or outcome not in odds.LEAST or (outcome == TAKEN and told):
        return reading.outcome == TAKEN
    if outcome == UNTOLD and (
        inside(number.core, context.date_spans) or _is_described(number, context)
    ):
        # « dans deux jours » is a day.
        return False
    features = odds.describe(number, count, context)
    return odds.log_odds(features, outcome, odds.load_model()) >= odds.LEAST[outcome]


def _is_described(number: Number, context: Context) -> bool:
    """Whether a number that no rule reads is told of something else, or names it.

    « the city's 200,000 residents », « said one resident », « 31 enfants dans chaque classe ».
    """
    text, words, end = context.text, context.words, context.sentence.end
    left = max(context.sentence.start, number.start - LISTED)
    if number.low == number.high == 1 or text.endswith(words.owning, left, number.start - 1):
        return True
    if words.profile.closing(text, left, number.start):
        return True
    if number.high < FEW and words.counts_some.closing(text, left, number.start):
        # « There are three display cases. »
        return True
    noun = counted_noun(text, number, end, words, context.code)
    reach = (context.sentence.start, end, end)
    if number.digits and is_label(number, noun, reach, context):
        return True
    measured = named_by_unit(number, context) is not None
    if measured and (describes(number, reach, context) or is_distance(number, context)):
        # « Les engins de 30 tonnes », « à 300 mètres d'une école »
        return True
    stop = noun[1] if noun is not None else number.end
    return in_ratio(text, stop, context, number.low) or is_rate(text, stop, context)


def _unnamed(number: Number, context: Context, claims: Sequence[Claim]) -> Claim | None:
    """What a number counts that no rule reads: its noun, its unit, or what was counted before."""
    text, words, end = context.text, context.words, context.sentence.end
    measured = named_by_unit(number, context)
    if measured is not None:
        return measured
    noun = counted_noun(text, number, end, words, context.code)
    if noun is not None and noun[3] != "designation":
        quantity = own_name(noun[2], words)
        return claim_of(number, quantity, noun[1], (BARE,), None, context)
    previous = claims[-1] if claims else context.last
    if previous is None:
        return None
    modifiers = (BARE, "subset")
    return claim_of(number, previous.quantity, number.end, modifiers, previous.unit, context)


def read_counts(context: Context) -> list[Reading]:
    """What the rules make of each number of a sentence, in order."""
    text, start, end = context.text, context.sentence.start, context.sentence.end
    dated = [(m.start, m.end) for m in context.dates if m.offset is None]
    numbers = [
        n
        for n in find_numbers(text, start, end, context.code)
        if not inside(n.core, dated)
        and not is_glued(n, text, end, context.words)
        and (not n.article or (_counts_one(n, context) and not _speaks(n, context)))
    ]
    if not numbers:
        return []
    if of_another_time(context) or opens_years_ago(numbers[0], context):
        return _set_aside(set(), numbers, ANOTHER_TIME, context)
    if opens_elsewhere(context) or goes_on_with_another_time(context):
        return _set_aside(set(), numbers, ELSEWHERE, context)
    asides = told_asides(context)
    limits = [
        turns_to_another_year(context, asides),
        turns_to_years_ago(numbers, context),
        turns_to_usual(context),
        turns_to_another(context),
    ]
    limit = min((x for x in limits if x is not None), default=end)
    ages = aged(numbers, context)
    told = sorted(ages.items())
    everyone = numbers
    if limit < end and (clause := text.find(";", limit, end)) > 0:
        then = context.words.back_then.first(text, clause, end) is not None
        numbers = [n for n in numbers if n.core < limit or (n.core > clause and not then)]
    else:
        numbers = [n for n in numbers if n.core < limit]
    turned = _set_aside({n.start for n in numbers}, everyone, TURNED, context)
    numbers = [n for n in numbers if not inside(n.core, asides)]
    if years := spans_of_years(numbers, context):
        counts = [n for n in numbers if n not in years]
        numbers = [
            n for i, n in enumerate(counts) if not of_a_span_of_years(i, counts, years, context)
        ]
    others = told_of_others(numbers, context)
    numbers = [n for n in numbers if not inside(n.core, others)]
    numbers = [n for n in numbers if n.start in ages or not inside(n.core, told)]
    numbers = _without_cases(numbers, context)
    return sorted([*turned, *_read(numbers, ages, context)], key=lambda r: r.number.start)


def _set_aside(
    kept: Set[int], numbers: Sequence[Number], outcome: str, context: Context
) -> list[Reading]:
    """The numbers but those that start where some are kept; what an early one would count."""
    found = []
    for i, number in enumerate(numbers):
        if number.start in kept:
            continue
        if outcome == TURNED and before_the_year(number, context):
            claim = _count(number, _reach(numbers, i, context), context, None, None)
            found.append(Reading(number, BEFORE_TURN, claim))
        else:
            found.append(Reading(number, outcome))
    return found


def _reach(numbers: Sequence[Number], index: int, context: Context) -> Reach:
    """The stretch that may tell what a number counts: to its neighbours and the next but one."""
    start, end = context.sentence.start, context.sentence.end
    left = next((n.end for n in reversed(numbers[:index]) if not _passed(n, context)), start)
    right = numbers[index + 1].start if index + 1 < len(numbers) else end
    after = numbers[index + 2].start if index + 2 < len(numbers) else end
    return left, right, after if right < end else right


def _read(numbers: Sequence[Number], ages: Mapping[int, int], context: Context) -> list[Reading]:
    text, end = context.text, context.sentence.end
    standing = standing_figures(numbers, context)
    readings: list[Reading] = []
    claims: list[Claim] = []
    some: Claim | None = None
    for index, number in enumerate(numbers):
        if index and is_each(numbers[index - 1], number, context):
            # « deux équipes de 60 ouvriers »
            readings.append(Reading(number, OF_A_RATIO))
            continue
        of_some = index > 0 and is_part(numbers[index - 1], number, context)
        if of_some and not is_one_of(numbers[index - 1], context):
            # « deux des cinq cliniques » : the second says out of how many.
            readings.append(Reading(number, OUT_OF))
            continue
        if index and makes_ratio(numbers[index - 1], number, context):
            if claims and claims[-1].start == numbers[index - 1].start:
                claims.pop()
                readings[-1] = replace(readings[-1], outcome=OF_A_RATIO)
            readings.append(Reading(number, OF_A_RATIO))
            continue
        reach = _reach(numbers, index, context)
        left, right, after = reach
        previous = claims[-1] if claims else None
        if index + 1 < len(numbers) and is_part(number, numbers[index + 1], context):
            if is_one_of(number, context):
                continue
            end_of_all = numbers[index + 1].end
            reach = (left, after, after)
            claim = _count(replace(number, end=end_of_all), reach, context, previous, None)
            claim = None if claim is None else replace(claim, end=number.end)
        else:
            if right < end and context.words.shares.closing(text, number.end, right):
                # « 180 contrôleurs sur 230 ont cessé le travail »
                reach = (left, after, after)
            claim = _count(number, reach, context, previous, ages.get(number.start))
        if (
            claim is not None
            and number.start in standing
            and (_is_thing(claim, context.words) or told_of_its_owner(number, claim, context))
            and not _divided(number, claim.end, reach, context)
            and not _tells_how_far(number, claim, context, previous)
        ):
            readings.append(Reading(number, STANDING, claim))
            continue
        if some is not None and claim is not None and claim.quantity in PERSONAL:
            # « Deux Belges figurent parmi les 12 morts » : what is told of all befell them.
            claims.append(replace(some, quantity=claim.quantity))
            readings.append(Reading(numbers[index - 1], TAKEN, claims[-1]))
        some = None
        if (claim is None or claim.quantity not in PERSONAL) and right < end:
            some = _some_of(number, right, context)
        if claim is None:
            readings.append(Reading(number, UNTOLD))
        elif some is not None or is_background(number, claim, context):
            readings.append(Reading(number, BACKGROUND, claim))
        else:
            claims.append(of_a_side(claim, number, reach, context))
            readings.append(Reading(number, TAKEN, claims[-1]))
    return readings


def _without_cases(numbers: list[Number], context: Context) -> list[Number]:
    """The numbers but for persons told one by one after their count, to which they add up.

    « Deux patients, un homme de 81 ans et une femme de 76 ans, sont décédés ».
    """
    text, words, end = context.text, context.words, context.sentence.end
    cases: set[int] = set()
    for index, number in enumerate(numbers):
        noun = counted_noun(text, number, end, words, context.code) if number.low > 1 else None
        if noun is None or text[noun[1] : noun[1] + 2] != ", ":
            continue
        listed: list[Number] = []
        told, place = 0.0, noun[1] + 2
        for case in numbers[index + 1 :]:
            between = text[place : case.start]
            if told >= number.low or (listed and CUT.search(between.rstrip(", "))):
                break
            if not listed and case.start != place:
                break
            who = counted_noun(text, case, end, words, context.code)
            if who is not None and words.heads.get(who[2]) in CASUALTIES:
                # « deux blessés, un mort et un disparu »
                break
            listed.append(case)
            told, place = told + case.low, case.end
        if listed and told == number.low:
            cases.update(case.start for case in listed if case.article)
    return [n for n in numbers if n.start not in cases]


def _passed(number: Number, context: Context) -> bool:
    """Whether a word before a number leads on to the next, past it.

    It tells how long (« en un an »), or names what stands before it (« at the Number 9 mine »).
    """
    text, words = context.text, context.words
    unit = words.unit.match(text, number.end)
    if unit is not None:
        return words.units[unit[0].strip(" -").lower()] in TIMES
    left = max(context.sentence.start, number.core - 24)
    label = words.labels.closing(text, left, number.core)
    return number.digits and label is not None and label[0][0].isupper()


def _some_of(number: Number, whole: int, context: Context) -> Claim | None:
    """A count of some of those whom the next number, at ``whole``, counts in all."""
    text, words = context.text, context.words
    noun = counted_noun(text, number, context.sentence.end, words, context.code)
    if number.article or noun is None or noun[1] > whole:
        return None
    link = words.counted_among.first(text, noun[1], whole)
    if link is None or CUT.search(text, noun[1], whole):
        return None
    between = text[noun[1] : link.start()].split()
    after = text[link.end() : whole].split()
    if len(between) > _NAMED_WITH or any(w.lower() not in words.definite for w in after):
        return None
    person = words.persons.get(noun[2], "people")
    own = person if person != "people" else f"{OF}{own_name(noun[2], words)}"
    return claim_of(number, "people", noun[1], ("subset", own), None, context)


def _is_thing(claim: Claim, words: Quantities) -> bool:
    """Whether what is counted may be had or run by somebody, as victims may not."""
    befell = claim.quantity.rpartition("_")
    if claim.unit is not None or (befell[1] and befell[2] in words.befalling):
        return False
    return claim.quantity not in PERSONAL - {"displaced"} and claim.quantity not in GATHERED


def _counts_one(number: Number, context: Context) -> bool:
    """Whether a word that is also an article counts: « un mort », « un boucher de 52 ans »."""
    text, words = context.text, context.words
    noun = text[number.core : number.core + 24].lower()
    if noun.startswith(tuple(words.singular)) or words.unit.match(text, number.end):
        return True
    if one_of_the_hurt(number, context):
        return True
    counted = TOKEN.match(text, number.end + 1)
    if counted is not None and one_person(counted[0].lower(), words) is not None:
        return True
    right = min(context.sentence.end, number.end + LOOSE)
    if not _DIGIT.search(text, number.end, right):
        return False
    ages = find_numbers(text, number.end, right, context.code)
    return number.start in aged([number, *ages], context)


def _speaks(number: Number, context: Context) -> bool:
    """Whether one person tells of the others: « 12 were hurt, a police spokeswoman said »."""
    text, words = context.text, context.words
    before = text[context.sentence.start : number.start].rstrip(' "”»')
    if before and not before.endswith(","):
        return False
    cut = CUT.search(text, number.end, min(context.sentence.end, number.end + LOOSE))
    right = cut.start() if cut else min(context.sentence.end, number.end + LOOSE)
    verb = words.speaking.first(text, number.end, right)
    return verb is not None and not words.auxiliaries.first(text, number.end, verb.start())


def _count(
    number: Number, reach: Reach, context: Context, previous: Claim | None, age: int | None
) -> Claim | None:
    """The claim that a number makes, None for none; ``age``: where an age after its noun ends."""
    text, words = context.text, context.words
    end = context.sentence.end
    measured = measure(number, reach, context, previous)
    if measured is not None:
        return measured[0]
    noun = counted_noun(text, number, end, words, context.code) or _inverted(number, reach, context)
    deed = _deed(text, number, reach, words)
    if deed is not None:
        done = counted_noun(text, replace(number, end=deed.end()), end, words, context.code)
        thing = words.things.get(done[2]) if done else None
        name = first_named(words.before[deed], words.material)
        if done and thing and name:
            modifiers = narrowings(text, number, done[0], done[1], reach, words)
            return claim_of(number, f"{thing}_{name}", done[1], modifiers, None, context)
    if number.digits and is_label(number, noun, reach, context):
        return None
    if noun is None and age is not None and (token := TOKEN.match(text, number.end + 1)):
        # « Un chaudronnier de 35 ans »: who has an age is a person.
        noun = token.start(), token.end(), token[0].lower(), "unknown"
    if number.article and one_of_the_hurt(number, context):
        noun = None
    if noun is None or is_name(text, number, reach, words):
        return elliptical(number, reach, context, previous)
    first, stop, name, kind = noun
    one = number.article and text[number.core : stop].lower() not in words.singular
    if one and name not in words.persons and (age is None or name in words.things):
        return None
    if kind == "unknown" and number.digits and follows_a_name(text, number, reach):
        # « the Aurel 400 starts at ... »
        return None
    # « 37 wounded soldiers », « 12 cancelled flights »
    adjective = text[number.end : first].strip().lower()
    told = words.after.words.get(adjective, ()) if words.reach else ()
    modifiers = narrowings(text, number, first, stop, reach, words)
    among = words.among.closing(text, reach[0], number.start, " ,:") is not None
    if number.article and age is not None and (among or "subset" in modifiers):
        # « dont une policière de 33 ans » tells who, not how many.
        return None
    quantity: str | None = None
    head = words.heads.get(name)
    person, thing = words.persons.get(name), words.things.get(name)
    if age is not None and thing is None:
        person = person or "people"
    if kind == "designation":
        quantity = name.lower()
    elif person is not None:
        tight = one or head is not None
        predicate = first_named(told, PERSONAL) or predicate_of(
            text, number, age or stop, reach, words, PERSONAL, tight=tight
        )
        if predicate == "protesters" and (head in ON_DUTY or words.nouns.get(name) in _ARMED):
            predicate = None
        if predicate == "protesters" and _on_strike(number, stop, name, context):
            predicate = "strikers"
        if predicate in _ALREADY.get(head or "", ()):
            # « 37 otages sont détenus », « trois fugitifs sont recherchés »
            predicate = None
        if predicate is None and (person == "soldier" or name in words.men):
            # « a perdu 64 hommes »: soldiers that are lost are dead, inhabitants moved away.
            lost = words.losing.closing(text, max(reach[0], number.start - 30), number.start)
            fell = words.fallen.first(
                text, stop, hard_stop(text, stop, min(reach[1], stop + LOOSE))
            )
            if lost is not None or fell is not None:
                predicate, person = "dead", "soldier"
        if predicate is not None and (head is None or predicate not in IN_PLACE):
            quantity = predicate
            if person != "people":
                modifiers = (*modifiers, person)
            elif name not in words.generic and head != predicate:
                modifiers = (*modifiers, f"{OF}{own_name(name, words)}")
        elif head is not None and not one:
            quantity = head
    elif thing is not None:
        # « 75 interventions déprogrammées » : else they are those of rescuers.
        allowed = OF_HEADS if head is not None else words.material
        predicate = first_named(told, allowed) or predicate_of(
            text, number, stop, reach, words, allowed, tight=False
        )
        quantity = f"{thing}_{predicate}" if predicate else head
    elif head is not None:
        kept = head == "injured" and predicate_of(
            text, number, stop, reach, words, IN_HOSPITAL, tight=True
        )
        quantity = kept or head
        # « 5 des victimes étaient des enfants »
        modifiers = (*modifiers, *kind_of_part(text, replace(number, end=stop), reach, words))
    elif kind == "people":
        quantity = predicate_of(text, number, stop, reach, words, PERSONAL, tight=False)
    elif kind == "unknown" and name in words.uncounted and name not in words.nouns:
        # « deux collègues blessés »
        after = first_allowed(words.after, ONLY_PERSONS, text, stop, min(reach[1], stop + 24))
        quantity = after[1] if after is not None and after[0].start() == stop + 1 else None
        befell = predicate_of(text, number, stop, reach, words, OF_ANYTHING, tight=True)
        if quantity is None and befell is not None and name in words.standing:
            # « Quatre pistes ont été fermées »
            quantity = f"{singular(name, words)}_{befell}"
    elif name in words.nouns or kind == "unknown":
        predicate = predicate_of(text, number, stop, reach, words, OF_ANYTHING, tight=True)
        noun_key = words.nouns.get(name) or singular(name, words)
        quantity = f"{noun_key}_{predicate}" if predicate else None
        if predicate == "dead" and name not in words.nouns and name.endswith(words.doers):
            # « Thirty-one devotees lost their lives »: who has the ending of a doer is a person.
            quantity = predicate
        # Only persons are arrested or hurt, whatever they are called; things too are seized, and
        # wells condemned.
        # But « fired 14 canisters » dismisses nobody.
        only = ONLY_PERSONS - {"dismissed"}
        person = predicate_of(text, number, stop, reach, words, only, tight=True)
        if quantity is None or person not in ("abducted", "charged"):
            quantity = person or quantity
        if quantity in PERSONAL:
            modifiers = (*modifiers, f"{OF}{own_name(name, words)}")
    if name in words.others and previous is not None and quantity not in CASUALTIES:
        # « a détruit 870 maisons et endommagé 2 300 autres »
        thing = previous.quantity.rpartition("_")[0]
        befell = predicate_of(text, number, stop, reach, words, words.material, tight=True)
        quantity = f"{thing}_{befell}" if thing and befell else quantity
    if quantity is None and person and _joined(previous, number, stop, context):
        # « tuant 12 soldats et trois civils »
        assert previous is not None
        quantity = previous.quantity
        modifiers = (*modifiers, "part")
    if previous is not None and "subset" not in modifiers and _opens_on(previous, number, context):
        # « Parmi les 12 morts figurent trois enfants »
        modifiers = (*modifiers, "subset")
    if previous is None and among:
        # « ... 14 morts. Parmi eux, trois enfants »
        previous = context.last
    if "subset" in modifiers and name in words.minors:
        person = "child"
    if "subset" in modifiers and previous is not None and (quantity is None or person):
        if person is not None and person != "people":
            modifiers = tuple(dict.fromkeys((*modifiers, person)))
        elif person is not None and head is None and name not in words.generic:
            # « dont deux dockers »
            modifiers = (*modifiers, f"{OF}{own_name(name, words)}")
        own = first_allowed(words.after, PERSONAL, text, stop, stop + 16)
        if own is not None and own[0].start() == stop + 1:
            # « 121 blessés, dont huit civils tués »
            quantity = own[1]
        elif quantity is None or person:
            quantity = previous.quantity
    if quantity in CASUALTIES and "subset" not in modifiers and head is None:
        # « Trois mineurs figurent parmi les victimes »
        counted = is_followed(words.counted_among, text, stop)
        part = ("subset", "child") if name in words.minors else ("subset",)
        modifiers = tuple(dict.fromkeys((*modifiers, *part))) if counted else modifiers
    specific = words.nouns.get(name)
    if thing is not None and specific is not None and specific != thing:
        # Buses are vehicles, but not all of them.
        modifiers = (*modifiers, f"{OF}{specific}")
    if (
        quantity is None
        and (kind != "people" or acts(text, stop, min(reach[1], end), words))
        and _counts_the_event(number, noun, reach, context, previous)
    ):
        quantity = own_name(name, words)
        modifiers = (*modifiers, BARE)
    if quantity is None or (number.article and person and quantity not in CASUALTIES):
        return None
    if number.article and quantity in _MACHINES and not is_listed(previous, number, context):
        # « trois navires et un hélicoptère », but « Un avion de la douane survole la zone »
        return None
    if head is not None and quantity not in PERSONAL and in_ratio(text, stop, context, number.low):
        # « 300 appels par jour »
        return None
    if thing is not None and is_rate(text, stop, context):
        # « The bridge carries 22,000 vehicles a day »
        return None
    link = text[number.end : first].strip().lower()
    if link in words.partitives and link.split()[-1] in words.definite:
        # « quinze des blessés »: a part is counted by its number alone.
        modifiers, stop = (*modifiers, "subset"), number.end
    if quantity == "passengers" and is_followed(words.with_crew, text, stop):
        quantity = "aboard"
    designation = DESIGNATION.match(text, stop, end) if head == "aircraft" else None
    if designation:
        modifiers = (*modifiers, designation[1])
        stop = designation.end()
    return claim_of(number, quantity, stop, modifiers, None, context)


def _on_strike(number: Number, stop: int, name: str, context: Context) -> bool:
    """Whether workers who take part do so in a strike: « 8,400 nurses took part »."""
    text, words = context.text, context.words
    if _STRIKE in context.off_topic or words.nouns.get(name) not in _AT_WORK:
        return False
    left = max(context.sentence.start, number.start - LOOSE)
    before = words.taking_part.closing(text, left, number.start)
    after = words.taking_part.first(text, stop, min(context.sentence.end, stop + LISTED))
    return before is not None or (after is not None and not CUT.search(text, stop, after.start()))


def _opens_on(previous: Claim, number: Number, context: Context) -> bool:
    """Whether a sentence opens on all those of whom a number counts some."""
    text, words, start = context.text, context.words, context.sentence.start
    if previous.quantity not in PERSONAL:
        return False
    whole = words.all_told.closing(text, start, previous.start)
    between = text[previous.end : number.start].removeprefix(",")
    verb = words.counts_some.first(between, 0, len(between))
    return (
        whole is not None
        and whole.start() <= start + 1
        and verb is not None
        and CUT.search(between) is None
        and len(between.split()) <= _NAMED_WITH
    )


def _inverted(number: Number, reach: Reach, context: Context) -> tuple[int, int, str, str] | None:
    """The subject that follows its number: « ya son 34 los detenidos »."""
    text, words = context.text, context.words
    article = TOKEN.match(text, min(number.end + 1, len(text)))
    if article is None or article[0] not in words.definite:
        return None
    left = max(reach[0], number.start - 24)
    if not (
        words.copulas.closing(text, left, number.start)
        or words.counts_as.closing(text, left, number.start)
    ):
        return None
    noun = counted_noun(
        text, replace(number, end=article.end()), context.sentence.end, words, context.code
    )
    return noun if noun is not None and noun[3] == "known" else None


def _deed(text: str, number: Number, reach: Reach, words: Quantities) -> re.Match[str] | None:
    """What is done to things, counted in their place: « 36 fermetures de classes »."""
    match = words.before.first(text, number.end, min(reach[1], number.end + 30))
    if match is None or match.start() > number.end + 1 or number.end == match.start():
        return None
    return match if words.links.fullmatch(f" {match[0].split()[-1]} ") else None


def _joined(previous: Claim | None, number: Number, stop: int, context: Context) -> bool:
    """Whether a count of persons goes on with what befell those counted right before."""
    if previous is None or previous.quantity not in PERSONAL:
        return False
    text, words = context.text, context.words
    between = text[previous.end : number.start].strip(" ,").lower()
    follower = TOKEN.match(text, min(stop + 1, len(text)))
    if follower is not None and follower[0].lower().endswith(words.participles):
        # « 34 détenus et 14 professeurs suspendus » : what befell these is said of them alone.
        return False
    return between in words.joiner.words


def _counts_the_event(
    number: Number,
    noun: tuple[int, int, str, str],
    reach: Reach,
    context: Context,
    previous: Claim | None,
) -> bool:
    """Whether a noun that no list knows, or that nothing befell, is counted for the event.

    A small number is most often told in passing (« three ways », « deux amis »).
    """
    text, words, sentence = context.text, context.words, context.sentence
    first, stop, name, kind = noun
    acting = acts(text, stop, min(reach[1], sentence.end), words)
    if words.prepositions.closing(text, max(sentence.start, number.start - 12), number.start):
        # « 240 pompiers venus de quatre départements ont ... »
        acting = False
    if number.low < FEW and not acting:
        acting = is_listed(previous, number, context) or (
            name in words.nouns and undergoes(text, number.start, sentence.start, words)
        )
    alone = len(list(find_numbers(text, number.start, number.end, context.code))) == 1
    spread = name in words.spread and ((acting and alone) or _reached(number, context, previous))
    acting = acting or spread
    unnamed = name in words.uncounted and name not in words.nouns and not spread
    if name in words.set_up and undergoes(text, number.start, sentence.start, words):
        # « a installé 240 lits »
        unnamed = False
    subject = acting and number.low >= FEW
    if name in words.standing and (subject or _divided(number, stop, reach, context)):
        unnamed = False
    if number.article or unnamed or kind == "designation":
        return False
    listed = name in words.things or (name in words.persons and name not in words.generic)
    if number.low < FEW and not listed and not number.approximator and not acting:
        return False
    if number.low == number.high == 1 and not is_listed(previous, number, context):
        # « said one resident »
        return False
    if number.low >= _OF_A_COUNTRY and name not in words.persons and not acting:
        # « There are about 393 million guns in the country »
        return False
    if number.digits and YEAR.fullmatch(text, number.core, number.end):
        return False
    if text[first].isupper() and not (acting and kind == "people"):
        # « 12 Alder Road », but « 121 Orvenians walked across a bridge »
        return False
    if _divided(number, stop, reach, context):
        return not in_ratio(text, stop, context, number.low)
    if name in words.generic and text.endswith(words.owning, 0, max(0, number.start - 1)):
        # « the city's 200,000 residents »
        return False
    left = max(reach[0], sentence.start, number.start - 32)
    specific = name in words.nouns or (name in words.persons and name not in words.generic)
    if (
        number.start == number.core
        and not (specific and number.low >= FEW)
        and not (listed and acting)
        and words.owners.closing(text, left, number.start)
    ):
        return False
    return not in_ratio(text, stop, context, number.low)


def _tells_how_far(number: Number, claim: Claim, context: Context, previous: Claim | None) -> bool:
    """Whether places are counted for how far the event reaches: « 300 stores in four states »."""
    noun = context.text[number.end : claim.end].rpartition(" ")[2].lower()
    return noun in context.words.spread and _reached(number, context, previous)


def _reached(number: Number, context: Context, previous: Claim | None) -> bool:
    """Whether a number of places tells how far the event reaches: « sold in six states »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, number.start - LOOSE)
    if words.spread_to.closing(text, left, number.start):
        return True
    link = words.across.closing(text, left, number.start)
    if link is None:
        return False
    if previous is not None and not text[previous.end : link.start()].strip():
        # « 300 stores in four states »
        return True
    verb = words.spread_by.last(text, left, link.start())
    return verb is not None and CUT.search(text, verb.end(), link.start()) is None


def _divided(number: Number, stop: int, reach: Reach, context: Context) -> bool:
    """Whether a sentence opens on a whole to count a part: « Sur les 57 occupants, quatre »."""
    text, words, start = context.text, context.words, context.sentence.start
    whole = words.wholes.closing(text, start, number.start)
    if whole is None or whole.start() > start + 1 or reach[1] >= context.sentence.end:
        return False
    comma = text.find(",", stop, reach[1])
    return comma >= 0 and ENDS.search(text, stop, reach[1]) is None
