"""Counts and measures claimed about the event.

A number is a claim when what it counts is named: a noun that says it alone (« 12 morts »), or
persons or things together with what happened to them (« 12 personnes ont été arrêtées »). Any
other counted noun is a claim under its own name (« 300 bénévoles »), unless the words around it
say that it describes something rather than counts the event: what a body owns or employs, what
it has by nature, a ratio, a label. Ages, ordinals, names with numbers, populations and figures of
other years are background.

Measures are read in :mod:`analysis.annotation.measures`, the noun in
:mod:`analysis.annotation.counted_nouns`, what happened to it in
:mod:`analysis.annotation.predicates`. What is no claim is decided in
:mod:`analysis.annotation.background`, :mod:`analysis.annotation.other_events` and
:mod:`analysis.annotation.ratios`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.annotation.ages import aged
from analysis.annotation.background import is_background, standing_figures, told_of_its_owner
from analysis.annotation.counted_nouns import (
    DESIGNATION,
    TOKEN,
    counted_noun,
    one_person,
    singular,
)
from analysis.annotation.elided import (
    acts,
    fallen_before,
    shot_down,
    tabled,
    told_before,
    undergoes,
)
from analysis.annotation.measures import (
    TIMES,
    claim_of,
    is_followed,
    is_listed,
    is_scaled,
    measure,
)
from analysis.annotation.numbers import Number, change_before, find_numbers
from analysis.annotation.other_events import (
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
    ALONE,
    CASUALTIES,
    CONJUNCTION,
    CUT,
    ENDS,
    GATHERED,
    HARD_STOP,
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
from analysis.annotation.ratios import YEAR, in_ratio, is_each, is_part, is_rate, makes_ratio
from analysis.annotation.sides import is_in_a_camp, of_a_side
from analysis.schema import Claim

# What stands before the first word of a sentence: its end mark, a line break, or nothing at all.
_OPENS = re.compile(r"[.!?:»”\"] |.?\n|(?<!.)[A-ZÀ-Þ]", re.S)
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w-]{1,20} $")
_DIGIT = re.compile(r"\d")
# Numbers of one list: « les lignes 4, 6 et 9 ».
_LISTED_NUMBERS = re.compile(r"(?<= )\d{1,4}(?:, | \w{1,3} )(?:\d{1,4}(?:, | \w{1,3} )){0,4}")
# Who storms and marches without protesting.
_ARMED = frozenset({"attackers", "militants", "mercenaries"})
# What a headline says of so many that no number is meant.
_ROUSED = frozenset({"evacuated", "protesters"})
# Of which one alone is told in passing, unless it belongs to a list.
_MACHINES = frozenset({"aircraft", "drones", "helicopters", "ships"})
# What is said once more of those whose noun tells what befell them.
_ALREADY = {
    "hostages": frozenset({"abducted", "arrested", "captured", "missing", "stranded"}),
    "at_large": frozenset({"escaped", "missing"}),
    "escaped": frozenset({"missing"}),
}
# How many words may tell more of some before those they are among.
_NAMED_WITH = 3
# Among how many words the noun is that a later number counts, and how long it is at least.
_NUMBERED, _SHORT = 5, 3
# So many things that nothing befell are those of a whole country.
_OF_A_COUNTRY = 1_000_000
# Those who are somewhere together, when nothing says what for.
_CROWD = "attendance"


def counted_claims(context: Context) -> list[Claim]:
    """The counts and measures of one sentence, in order."""
    text, start, end = context.text, context.sentence.start, context.sentence.end
    dated = [(m.start, m.end) for m in context.dates if m.offset is None]
    numbers = [
        n
        for n in find_numbers(text, start, end, context.code)
        if not inside(n.core, dated)
        and not _glued(n, text, end, context.words)
        and (not n.article or _counts_one(n, context))
    ]
    if not numbers or of_another_time(context) or opens_years_ago(numbers[0], context):
        return []
    if opens_elsewhere(context) or goes_on_with_another_time(context):
        return []
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
    if limit < end and (clause := text.find(";", limit, end)) > 0:
        then = context.words.back_then.first(text, clause, end) is not None
        numbers = [n for n in numbers if n.core < limit or (n.core > clause and not then)]
    else:
        numbers = [n for n in numbers if n.core < limit]
    numbers = [n for n in numbers if not inside(n.core, asides)]
    if years := spans_of_years(numbers, context):
        counts = [n for n in numbers if n not in years]
        numbers = [
            n for i, n in enumerate(counts) if not of_a_span_of_years(i, counts, years, context)
        ]
    others = told_of_others(numbers, context)
    numbers = [n for n in numbers if not inside(n.core, others)]
    numbers = [n for n in numbers if n.start in ages or not inside(n.core, told)]
    standing = standing_figures(numbers, context)
    claims: list[Claim] = []
    some: Claim | None = None
    for index, number in enumerate(numbers):
        if index and is_each(numbers[index - 1], number, context):
            # « deux équipes de 60 ouvriers »
            continue
        if index and is_part(numbers[index - 1], number, context):
            # « deux des cinq cliniques » : the second says out of how many.
            continue
        if index and makes_ratio(numbers[index - 1], number, context):
            if claims and claims[-1].start == numbers[index - 1].start:
                claims.pop()
            continue
        left = next((n.end for n in reversed(numbers[:index]) if not _passed(n, context)), start)
        right = numbers[index + 1].start if index + 1 < len(numbers) else end
        after = numbers[index + 2].start if index + 2 < len(numbers) else end
        reach = (left, right, after if right < end else right)
        previous = claims[-1] if claims else None
        if index + 1 < len(numbers) and is_part(number, numbers[index + 1], context):
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
        ):
            continue
        if some is not None and claim is not None and claim.quantity in PERSONAL:
            # « Deux Belges figurent parmi les 12 morts » : what is told of all befell them.
            claims.append(replace(some, quantity=claim.quantity))
        some = None
        if (claim is None or claim.quantity not in PERSONAL) and right < end:
            some = _some_of(number, right, context)
        if claim is not None and some is None and not is_background(number, claim, context):
            claims.append(of_a_side(claim, number, reach, context))
    return claims


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
    own = person if person != "people" else f"{OF}{_own_name(noun[2], words)}"
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
    counted = TOKEN.match(text, number.end + 1)
    if counted is not None and one_person(counted[0].lower(), words) is not None:
        return True
    right = min(context.sentence.end, number.end + LOOSE)
    if not _DIGIT.search(text, number.end, right):
        return False
    ages = find_numbers(text, number.end, right, context.code)
    return number.start in aged([number, *ages], context)


def _glued(number: Number, text: str, end: int, words: Quantities) -> bool:
    """Whether letters stick to the number: an ordinal, a clock time, an age, a score."""
    if number.end >= end or not number.digits:
        return False
    after = text[number.end : number.end + 8]
    if is_scaled(number, text, words):
        return False
    if after[0].isalpha() or after[0] == "_":
        return not re.match(r"(?:%|km|mm|cm|m|kph|mph|ha)\b", after)
    unit = words.unit.match(text, number.end, end)
    if unit is not None and words.units[unit[0].strip(" -").lower()].isupper():
        # « a 2,500-euro bonus »
        return False
    return bool(re.match(r"[-–/:]\w|h\b", after))


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
            modifiers = _modifiers(text, number, done[0], done[1], reach, words)
            return claim_of(number, f"{thing}_{name}", done[1], modifiers, None, context)
    if number.digits and _is_label(number, noun, reach, context):
        return None
    if noun is None and age is not None and (token := TOKEN.match(text, number.end + 1)):
        # « Un chaudronnier de 35 ans »: who has an age is a person.
        noun = token.start(), token.end(), token[0].lower(), "unknown"
    if noun is None or _is_name(text, number, reach, words):
        return _elliptical(number, reach, context, previous)
    first, stop, name, kind = noun
    one = number.article and text[number.core : stop].lower() not in words.singular
    if one and name not in words.persons and (age is None or name in words.things):
        return None
    if kind == "unknown" and number.digits and _follows_a_name(text, number, reach):
        # « the Aurel 400 starts at ... »
        return None
    # « 37 wounded soldiers », « 12 cancelled flights »
    adjective = text[number.end : first].strip().lower()
    told = words.after.words.get(adjective, ()) if words.reach else ()
    modifiers = _modifiers(text, number, first, stop, reach, words)
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
                modifiers = (*modifiers, f"{OF}{_own_name(name, words)}")
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
        modifiers = (*modifiers, *_part(text, replace(number, end=stop), reach, words))
    elif kind == "people":
        quantity = predicate_of(text, number, stop, reach, words, PERSONAL, tight=False)
    elif kind == "unknown" and name in words.uncounted and name not in words.nouns:
        # « deux collègues blessés »
        after = first_allowed(words.after, ONLY_PERSONS, text, stop, min(reach[1], stop + 24))
        quantity = after[1] if after is not None and after[0].start() == stop + 1 else None
    elif name in words.nouns or kind == "unknown":
        predicate = predicate_of(text, number, stop, reach, words, OF_ANYTHING, tight=True)
        noun_key = words.nouns.get(name) or singular(name, words)
        quantity = f"{noun_key}_{predicate}" if predicate else None
        # Only persons are arrested or hurt, whatever they are called; things too are seized, and
        # wells condemned.
        # But « fired 14 canisters » dismisses nobody.
        only = ONLY_PERSONS - {"dismissed"}
        person = predicate_of(text, number, stop, reach, words, only, tight=True)
        if quantity is None or person not in ("abducted", "charged"):
            quantity = person or quantity
        if quantity in PERSONAL:
            modifiers = (*modifiers, f"{OF}{_own_name(name, words)}")
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
            modifiers = (*modifiers, f"{OF}{_own_name(name, words)}")
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
        quantity = _own_name(name, words)
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


def _is_label(
    number: Number, noun: tuple[int, int, str, str] | None, reach: Reach, context: Context
) -> bool:
    """Whether a number names something: « Route 9 traffic lights », « 911 calls »."""
    text, words = context.text, context.words
    called = noun is not None and words.heads.get(noun[2]) == "calls"
    if called and text[number.core : number.end] in words.emergency:
        return True
    label = words.labels.closing(text, max(reach[0], number.core - 24), number.core)
    if label is None:
        return noun is None and number.start == number.core and _names_things(number, context)
    counts = noun is not None and noun[3] == "known" and noun[0] <= number.end + 1
    return label[0][0].isupper() or not counts


def _names_things(number: Number, context: Context) -> bool:
    """Whether numbers set after a plural name things: « Les lignes 11 et 24 sont coupées »."""
    text, words = context.text, context.words
    begins = max(context.sentence.start, number.start - LISTED)
    stop = number.start
    listed = _LISTED_NUMBERS.search(text, begins, stop)
    stop = listed.start() if listed is not None and listed.end() == stop else stop
    tokens = list(TOKEN.finditer(text, begins, stop))
    if not tokens or tokens[-1].end() + 1 != stop:
        return False
    name = tokens[-1][0].lower()
    if singular(name, words) == name or name in words.persons or words.heads.get(name) in PERSONAL:
        return False
    before = tokens[-2][0].lower() if len(tokens) > 1 else ""
    led = before in words.definite or before in words.determiners or before in words.articles
    if not words.reach:
        return led
    # « Routes 9 and 14 are closed », but « of the homes 12 were burned »
    known = (
        name in words.things or name in words.nouns or singular(name, words) in words.labels.words
    )
    return known and not led


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


def _own_name(name: str, words: Quantities) -> str:
    """What a count is called when only its noun tells what is counted."""
    if name in words.generic:
        return "people"
    known = words.things.get(name) or words.nouns.get(name) or words.heads.get(name)
    known = known or words.set_up.get(name)
    return known or singular(name, words)


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
    unnamed = name in words.uncounted and name not in words.nouns
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


def _divided(number: Number, stop: int, reach: Reach, context: Context) -> bool:
    """Whether a sentence opens on a whole to count a part: « Sur les 57 occupants, quatre »."""
    text, words, start = context.text, context.words, context.sentence.start
    whole = words.wholes.closing(text, start, number.start)
    if whole is None or whole.start() > start + 1 or reach[1] >= context.sentence.end:
        return False
    comma = text.find(",", stop, reach[1])
    return comma >= 0 and ENDS.search(text, stop, reach[1]) is None


def _is_name(text: str, number: Number, reach: Reach, words: Quantities) -> bool:
    """Whether the number belongs to a name before it (« Section 4 of the act »)."""
    if not number.digits or number.start != number.core:
        return False
    if words.links.match(text, number.end, reach[1]) is None:
        return False
    return _follows_a_name(text, number, reach)


def _follows_a_name(text: str, number: Number, reach: Reach) -> bool:
    """Whether a capitalised word stands before the number, other than one that opens a sentence."""
    name = _NAMED.search(text, max(reach[0], number.start - 24), number.start)
    return name is not None and _OPENS.match(text, max(0, name.start() - 2)) is None


def _elliptical(
    number: Number, reach: Reach, context: Context, previous: Claim | None
) -> Claim | None:
    """A number without a noun: « killed 12 », « 30 were injured », « dont 5 grièvement »."""
    text, words = context.text, context.words
    if number.article:
        return None
    if words.shares.closing(text, reach[0], number.start):
        # « 180 contrôleurs sur 230 ont cessé le travail » : the second is the whole.
        return None
    if (shot := shot_down(number, context)) is not None:
        return claim_of(number, shot, number.end, (), None, context)
    modifiers = _modifiers(text, number, number.end, number.end, reach, words)
    if previous is None and "subset" in modifiers and number.start == context.sentence.start:
        # « ... 430 interpellés. Vingt-six d'entre eux ont moins de 18 ans »
        previous = context.last
    befell = _of_them(text, number, reach, words) if "subset" in modifiers else None
    if befell is not None and (previous is None or previous.quantity != befell):
        # « Seventeen of them were taken to hospital »
        whole = tuple(m for m in modifiers if m != "subset")
        return claim_of(number, befell, number.end, whole, None, context)
    if "subset" in modifiers and previous is not None:
        part = _part(text, number, reach, words)
        if not part and number.low < _least(previous) and _in_place(number, modifiers, context):
            # « 1 250 postes, dont 430 en France »
            return claim_of(
                number, previous.quantity, number.end, modifiers, previous.unit, context
            )
        of_them = words.subset.first(text, number.end, min(reach[1], number.end + 16))
        right_after = of_them is not None and of_them.start() == number.end + 1
        if part or right_after or {"serious", "slight"} & set(modifiers):
            return claim_of(
                number, previous.quantity, number.end, (*modifiers, *part), None, context
            )
    if previous is not None and (badly := _gravely(number, context, previous)):
        return claim_of(number, previous.quantity, number.end, badly, None, context)
    follower = TOKEN.match(text, min(number.end + 1, len(text)), context.sentence.end)
    if follower is not None and follower[0].lower() in words.uncounted:
        return None
    nothing = (
        follower is None
        or follower[0].lower() in words.stop
        or inside(follower.start(), context.date_spans)
        or is_in_a_camp(number, reach, context)
        or is_followed(words.again, text, number.end)
    )
    of_them = words.subset.first(text, number.end, min(reach[1], number.end + 16))
    if of_them is not None and of_them.start() == number.end + 1:
        # « a coûté la vie à quatre d'entre elles »
        nothing = True
        modifiers = tuple(m for m in modifiers if m != "subset")
    if nothing and (total := _total(number, reach, context)) is not None:
        return claim_of(number, total, number.end, modifiers, None, context)
    if nothing and (named := tabled(number, reach[0], context)) is not None:
        return claim_of(number, named, number.end, modifiers, None, context)
    if number.digits and _follows_a_name(text, number, reach):
        return None
    right = min(reach[1], number.end + 30)
    after = first_allowed(words.after, ALONE, text, number.end, right)
    if after is None and (befell := _past_parts(number, context)) is not None:
        return claim_of(number, befell, number.end, modifiers, None, context)
    if after is None and previous is not None and (done := _done(number, context)) is not None:
        # « sur les onze évadés, neuf ont été repris »
        part = ("subset", f"{OF}{done}")
        return claim_of(number, previous.quantity, number.end, part, previous.unit, context)
    if (
        after
        and after[0].start() - number.end <= 16
        and not CONJUNCTION.search(text, number.end, after[0].start())
        and not _content_between(text, number.end, after[0].start(), words)
        # « Thousands march for peace » in a headline counts nobody.
        and not (number.several and context.sentence.zone == "headline" and after[1] in _ROUSED)
    ):
        return claim_of(number, after[1], number.end, modifiers, None, context)
    if nothing and (votes := _votes(number, reach, context, previous)) is not None:
        return claim_of(number, votes, number.end, (), None, context)
    if nothing and (again := _same_again(number, reach, context, previous)) is not None:
        vague = (BARE,) if again == _CROWD else ()
        known = previous or context.last
        if known is not None and known.quantity == again and "soldier" in known.modifiers:
            # « neuf soldats tués ; l'autre armée en a perdu quinze »
            modifiers = (*modifiers, "soldier")
        return claim_of(number, again, number.end, (*modifiers, *vague), None, context)
    if previous is not None and _is_part_of_whole(previous, number, context):
        return claim_of(
            number, previous.quantity, number.end, (*modifiers, "subset"), None, context
        )
    if previous is not None and (named := _more_of(number, reach, context, previous)):
        return claim_of(number, named, number.end, modifiers, None, context)
    closes = _past_others(text, number.start, words)
    before = words.before.closing(text, max(reach[0], number.start - 30), closes)
    name = first_named(words.before[before], ALONE) if before is not None and nothing else None
    if name is None and (told := told_before(number, context)) is not None:
        thing, happened = told
        name = f"{thing}_{happened}" if happened else thing
        modifiers = (*modifiers, *(() if happened else (BARE,)))
    return None if name is None else claim_of(number, name, number.end, modifiers, None, context)


def _gravely(number: Number, context: Context, previous: Claim) -> tuple[str, ...]:
    """How badly some of those hurt are: « 22 blessés, trois grièvement », « nine seriously »."""
    text, words = context.text, context.words
    if previous.quantity not in ("injured", "hospitalised") or number.start - previous.end > LISTED:
        return ()
    grave = words.scopes.first(text, number.end, min(context.sentence.end, number.end + 30))
    if grave is None or grave.start() != number.end + 1:
        return ()
    # « 40 injured (five seriously) »
    if ENDS.search(text[previous.end : number.start].removesuffix("(")):
        return ()
    return ("subset", words.scopes[grave])


def _past_others(text: str, start: int, words: Quantities) -> int:
    """Where a number begins with the word before it that counts nothing itself.

    « a otros once », « n'en a tué que trois ».
    """
    head = text.rfind(" ", max(0, start - 16), max(0, start - 1)) + 1
    word = text[head : start - 1].lower() if head else ""
    passed = word in words.others or word in words.another.words
    return head if passed or word in words.restricting.words else start


def _least(claim: Claim) -> float:
    """The least that a count may be."""
    return claim.low if isinstance(claim.low, (int, float)) else 0


def _in_place(number: Number, modifiers: tuple[str, ...], context: Context) -> bool:
    """Whether a place stands right after a number alone."""
    if not any(m.startswith("place:") for m in modifiers):
        return False
    text, words = context.text, context.words
    place = words.place.match(text, number.end) or words.nationwide.first(
        text, number.end, number.end + 24
    )
    return place is not None and place.start() <= number.end + 1


def _past_parts(number: Number, context: Context) -> str | None:
    """What is said after an aside on some of them: « Sept, dont deux enfants, ont péri »."""
    text, words = context.text, context.words
    part = words.subset.first(text, number.end, number.end + 16)
    if part is None or part.start() != number.end + 2 or text[number.end] != ",":
        return None
    close = text.find(", ", part.end(), min(context.sentence.end, part.end() + LOOSE))
    if close < 0 or HARD_STOP.search(text, part.end(), close):
        return None
    after = first_allowed(words.after, ALONE, text, close, min(context.sentence.end, close + 40))
    return None if after is None or after[0].start() - close > 24 else after[1]


def _more_of(number: Number, reach: Reach, context: Context, previous: Claim) -> str | None:
    """What befell more of the things counted before: « dañó otras 1.200 », « damaged 300 more »."""
    text, words = context.text, context.words
    thing = previous.quantity.rpartition("_")[0]
    before = text[max(reach[0], number.start - 12) : number.start].split()[-1:]
    ahead = bool(words.others.intersection(before))
    after = TOKEN.match(text, min(number.end + 1, len(text)), context.sentence.end)
    if not thing or not (ahead or (after is not None and after[0] in words.others)):
        return None
    start = number.start - len(before[0]) - 1 if ahead else number.start
    earlier = replace(number, start=start)
    befell = predicate_of(text, earlier, number.end, reach, words, words.material, tight=True)
    return None if befell is None else f"{thing}_{befell}"


def _votes(number: Number, reach: Reach, context: Context, previous: Claim | None) -> str | None:
    """Votes for or against: « voted by 3,900 to 1,200 », « par 312 voix contre 214 »."""
    text, words = context.text, context.words
    left = max(reach[0], number.start - 30)
    if words.voted.closing(text, left, number.start):
        return "votes"
    if previous is None or previous.quantity != "votes":
        return None
    against = words.against.closing(text, left, number.start)
    return "votes_against" if against or is_followed(words.against, text, number.end) else None


def _done(number: Number, context: Context) -> str | None:
    """What is said to be done to some of those counted right before, None when nothing is."""
    text, words = context.text, context.words
    been = words.been.first(text, number.end, number.end + 16)
    if been is None or been.start() > number.end + 1:
        return None
    verb = TOKEN.match(text, been.end() + 1, context.sentence.end)
    done = verb is not None and verb[0].lower().endswith(words.participles)
    return verb[0].lower() if verb is not None and done else None


def _is_part_of_whole(previous: Claim, number: Number, context: Context) -> bool:
    """Whether a number follows the whole it is of: « Sur les 240 serveurs, 85 fonctionnent »."""
    text, start = context.text, context.sentence.start
    whole = context.words.wholes.closing(text, start, previous.start)
    if whole is None or whole.start() > start + 1:
        return False
    between = text[previous.end : number.start]
    return between.endswith(", ") and HARD_STOP.search(between) is None


def _same_again(
    number: Number, reach: Reach, context: Context, previous: Claim | None
) -> str | None:
    """What a bare number counts that gives a count told before anew, or of those who speak.

    « 2 500 manifestants selon la police, 6 000 selon les syndicats », « les organisateurs en
    comptent 6 000 », « On était 3 000 ».
    """
    text, words = context.text, context.words
    left = max(reach[0], number.start - 30)
    adverb = words.meanwhile.closing(text, left, number.start)
    closes = adverb.start() if adverb is not None else number.start
    headless = words.headless.closing(text, left, closes)
    if headless is not None:
        # « L'île compte ses morts. Ils étaient quatre »
        fallen = fallen_before(headless.start(), context)
        if fallen is not None or number.low >= FEW:
            # « Ils étaient encore 41 à attendre »
            return fallen or _CROWD
    told = previous or context.last
    if told is None or told.unit is not None:
        return None
    if words.recounts.closing(text, left, number.start):
        return told.quantity
    if told.quantity in PERSONAL and is_in_a_camp(number, reach, context):
        return told.quantity
    if previous is None or number.start - previous.end > LOOSE:
        return None
    parted = HARD_STOP.search(text, previous.end, number.start)
    again = is_followed(words.again, text, number.end)
    if parted is not None and not (again and text[previous.end : number.start].endswith("; ")):
        return None
    if words.before.closing(text, left, number.start) is not None:
        # « tuant 27 personnes et en blessant plus de 900, selon X »: something else befell them.
        return None
    compared = words.previous.closing(text, left, number.start) is not None
    compared = compared or words.counted_by.closing(text, left, number.start) is not None
    if compared or again:
        return told.quantity
    placed = is_followed(words.nationwide, text, number.end)
    placed = placed or words.place.match(text, number.end) is not None
    return told.quantity if placed and told.quantity in PERSONAL | GATHERED else None


def _of_them(text: str, number: Number, reach: Reach, words: Quantities) -> str | None:
    """What befell some of those told of before, when it is said of them alone."""
    group = words.subset.first(text, number.end, min(reach[1], number.end + 16))
    if group is None or group.start() > number.end + 1:
        return None
    right = hard_stop(text, group.end(), min(reach[1], group.end() + LOOSE))
    found = first_allowed(words.after, ALONE, text, group.end(), right)
    return found[1] if found is not None else None


def _part(text: str, number: Number, reach: Reach, words: Quantities) -> tuple[str, ...]:
    """What a part is said to be: « dont sept sont des mineurs », « seis de ellos niños »."""
    right = min(reach[1], number.end + 24)
    copula = words.copulas.first(text, number.end, right)
    if copula is None or copula.start() > number.end + 1:
        copula = words.subset.first(text, number.end, right)
    if copula is None or copula.start() > number.end + 1:
        return ()
    noun = TOKEN.match(text, copula.end() + 1, min(len(text), copula.end() + 30))
    group = words.persons.get(noun[0].lower()) if noun else None
    return (group,) if group is not None and group != "people" else ()


def _total(number: Number, reach: Reach, context: Context) -> str | None:
    """What a bare number sums up: « the death toll rose to 12 »."""
    text, words = context.text, context.words
    left = max(reach[0], number.start - 100)
    found = None
    for match in words.totals.find(text, left, number.start):
        if not HARD_STOP.search(text, match.end(), number.start) or _TABLED.fullmatch(
            text, match.end(), number.start
        ):
            found = words.totals[match]
    for match in words.number_of.find(text, left, number.start) if found is None else ():
        if not HARD_STOP.search(text, match.end(), number.start):
            found = _head_at(match.end(), context)
    risen = words.rises.closing(text, left, number.start) if found is None else None
    if risen is not None:
        found = _subject(text, _after_stop(text, left, risen.start()), risen.start(), words)
    changed = change_before(text, left, number.start, context.code) if found is None else None
    if changed is not None:
        # « Cases rose from 120 to 340 »
        found = _subject(text, _after_stop(text, left, changed), changed, words)
    is_so = words.copulas.closing(text, left, number.start) if found is None else None
    if is_so is not None:
        # « Les blessés sont 560 »
        begins = max(left, text.rfind(" ", left, max(left, is_so.start() - 1)) + 1)
        found = _subject(text, begins, is_so.start(), words)
    if found is None:
        numbered = words.numbering.closing(text, left, number.start)
        found = _numbered(text, left, numbered.start(), words) if numbered is not None else None
    if found is None and text[max(left, number.start - 2) : number.start].strip() in (",", "("):
        # « Les assaillants, sept au total, ont fui »
        closing = words.in_all.first(text, number.end, number.end + 24)
        set_apart = closing is not None and text[closing.end() : closing.end() + 1] in (",", ")")
        if closing is not None and set_apart and closing.start() == number.end + 1:
            found = _numbered(text, left, number.start - 2, words)
    if found is None:
        found = _valued(number, left, context)
    if found is None:
        # « porte à 980 le nombre de suppressions de postes »
        ahead = words.totals.first(text, number.end, min(reach[1], number.end + 32))
        if ahead is not None and ahead.start() <= number.end + 5:
            return words.totals[ahead]
        named = words.number_of.first(text, number.end, min(reach[1], number.end + 20))
        if named is not None and named.start() <= number.end + 5:
            found = _head_at(named.end(), context)
    return found


# « Bilan provisoire : 12 »
_TABLED = re.compile(r"(?: \w{1,14})? ?: ?")


def _after_stop(text: str, start: int, end: int) -> int:
    """Where the last clause before a place begins."""
    stops = [m.end() for m in ENDS.finditer(text, start, end)]
    return stops[-1] if stops else start


def _subject(text: str, start: int, end: int, words: Quantities) -> str | None:
    """The subject of a verb of rising: « complaints have climbed to 412 »."""
    tokens = list(TOKEN.finditer(text, start, end))
    for i in range(len(tokens) - 1, -1, -1):
        for size in range(min(words.longest, len(tokens) - i), 0, -1):
            phrase = text[tokens[i].start() : tokens[i + size - 1].end()].lower()
            found = words.heads.get(phrase) or words.nouns.get(phrase)
            if found is not None:
                return found
    return None


def _valued(number: Number, left: int, context: Context) -> str | None:
    """What somebody puts at a number: « La police chiffre les manifestants à 4 000 »."""
    text, words = context.text, context.words
    at = words.valued_at.closing(text, left, number.start)
    verb = words.valuing.last(text, left, at.start()) if at is not None else None
    if at is None or verb is None or CUT.search(text, verb.end(), at.start()):
        return None
    return _subject(text, verb.end(), at.start(), words)


def _numbered(text: str, start: int, end: int, words: Quantities) -> str | None:
    """The plural that ends right before a place: « Les centres de soins, au nombre de huit »."""
    tokens = list(TOKEN.finditer(text, _after_stop(text, start, end), end))[-_NUMBERED:]
    found = None
    for token in reversed(tokens):
        low = token[0].lower()
        plural = low not in words.stop and len(low) > _SHORT and singular(low, words) != low
        if found is not None and not plural:
            break
        found = low if plural else found
    return None if found is None or found in words.uncounted else _own_name(found, words)


def _head_at(position: int, context: Context) -> str | None:
    """The quantity of the noun at a place, when it says alone what is counted."""
    words = context.words
    before = context.text[position - 1]
    # « nombre d'intoxiqués » : the noun is read from the space before its link.
    start = context.text.rindex(" ", 0, position) if before == "'" else position - (before == " ")
    named = Number(start, start, start, 0, 0)
    noun = counted_noun(context.text, named, context.sentence.end, words, context.code)
    if noun is None:
        return None
    text, name = context.text, noun[2]
    person, thing = words.persons.get(name), words.things.get(name)
    allowed = ALONE if person else words.material
    if person or thing:
        befell = first_allowed(words.after, allowed, text, noun[1], noun[1] + 24)
        if befell:
            return befell[1] if person else f"{thing}_{befell[1]}"
    return words.heads.get(name) or thing or words.nouns.get(name)


def _content_between(text: str, start: int, end: int, words: Quantities) -> bool:
    return any(
        token[0].lower() not in words.stop and token[0].lower() not in words.skip
        for token in TOKEN.finditer(text, start, end)
    )


def _modifiers(
    text: str, number: Number, first: int, stop: int, reach: Reach, words: Quantities
) -> tuple[str, ...]:
    """What narrows a count: a part of it, its seriousness, its place, an earlier count."""
    found = []
    of_them = words.subset.first(text, number.end, min(reach[1], number.end + 16))
    if words.subset.closing(text, max(reach[0], number.start - 22), number.start, " ,:") or (
        of_them and of_them.start() == number.end + 1
    ):
        found.append("subset")
    right = min(reach[1], stop + 40)
    cut = CUT.search(text, stop, right)
    right = cut.start() if cut else right
    found += dict.fromkeys(words.scopes[m] for m in words.scopes.find(text, number.end, right))
    if words.previous.first(text, max(reach[0], number.start - 60), number.start):
        found.append("previous")
    place = _place(text, number, stop, reach, words)
    if place:
        found.append(f"place:{place}")
    return tuple(found)


def _place(text: str, number: Number, stop: int, reach: Reach, words: Quantities) -> str | None:
    """Where a count was made: in the whole country, the capital or a named place."""
    cut = CUT.search(text, stop, min(reach[1], stop + LOOSE))
    right = cut.start() if cut else min(reach[1], stop + LOOSE)
    if words.nationwide.first(text, stop, right):
        return "nationwide"
    noun = words.place_nouns.first(text, stop, right)
    noun = noun or words.place_nouns.first(text, max(reach[0], number.start - 40), number.start)
    if noun:
        return noun[0].lower()
    place = words.place.search(text, stop, right) or words.opening_place.match(text, reach[0])
    return place[1] if place else None
