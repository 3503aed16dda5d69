"""Numbers without a noun of their own: « killed 12 », « dont 5 grièvement », « un bilan de 30 ».

:func:`elliptical` takes what such a number counts from what is said around it, in this order: a
part of what was counted before, a total, what happened right after the number, votes, a count told
before that is given anew, and what is said right before it. Nouns that stand further back are
found in :mod:`analysis.annotation.elided`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.annotation.counted_nouns import TOKEN, counted_noun, singular
from analysis.annotation.elided import fallen_before, shot_down, tabled, told_before
from analysis.annotation.measures import claim_of, is_followed
from analysis.annotation.narrowing import kind_of_part, narrowings, own_name
from analysis.annotation.numbered_names import follows_a_name
from analysis.annotation.numbers import Number, change_before
from analysis.annotation.predicates import (
    ALONE,
    CASUALTIES,
    CONJUNCTION,
    CUT,
    ENDS,
    GATHERED,
    HARD_STOP,
    LOOSE,
    PERSONAL,
    Reach,
    first_allowed,
    first_named,
    hard_stop,
    predicate_of,
)
from analysis.annotation.quantities import BARE, FEW, LISTED, OF, Context, Quantities, inside
from analysis.annotation.sides import is_in_a_camp
from analysis.schema import Claim

# What a headline says of so many that no number is meant.
_ROUSED = frozenset({"evacuated", "protesters"})
# Among how many words the noun is that a later number counts, and how long it is at least.
_NUMBERED, _SHORT = 5, 3
# Those who are somewhere together, when nothing says what for.
_CROWD = "attendance"
# « Bilan provisoire : 12 »
_TABLED = re.compile(r"(?: \w{1,14})? ?: ?")


def elliptical(
    number: Number, reach: Reach, context: Context, previous: Claim | None
) -> Claim | None:
    """A number without a noun: « killed 12 », « 30 were injured », « dont 5 grièvement »."""
    text, words = context.text, context.words
    if number.article and not one_of_the_hurt(number, context):
        return None
    if words.shares.closing(text, reach[0], number.start):
        # « 180 contrôleurs sur 230 ont cessé le travail » : the second is the whole.
        return None
    if (shot := shot_down(number, context)) is not None:
        return claim_of(number, shot, number.end, (), None, context)
    if (part := kind_of_part(text, number, reach, words)) and (
        befell := _befell_all(number, context)
    ):
        return claim_of(number, befell, number.end, ("subset", *part), None, context)
    modifiers = narrowings(text, number, number.end, number.end, reach, words)
    if previous is None and "subset" in modifiers and number.start == context.sentence.start:
        # « ... 430 interpellés. Vingt-six d'entre eux ont moins de 18 ans »
        previous = context.last
    befell = _of_them(text, number, reach, words) if "subset" in modifiers else None
    if befell is not None and (previous is None or previous.quantity != befell):
        # « Seventeen of them were taken to hospital »
        whole = tuple(m for m in modifiers if m != "subset")
        return claim_of(number, befell, number.end, whole, None, context)
    if "subset" in modifiers and previous is not None:
        part = kind_of_part(text, number, reach, words)
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
    if number.digits and follows_a_name(text, number, reach):
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


def _befell_all(number: Number, context: Context) -> str | None:
    """What befell those of whom some are told to be of a kind, and all of whom a sentence opens on.

    « Of those who died, nineteen were children », « Parmi les morts, neuf étaient des femmes ».
    """
    text, words, start = context.text, context.words, context.sentence.start
    comma = text.rfind(",", start, number.start)
    whole = words.wholes.first(text, start, number.start)
    if comma < 0 or text[comma + 1 : number.start].strip():
        return None
    if whole is None or whole.start() > start + 1:
        return None
    for token in TOKEN.finditer(text, whole.end(), comma):
        head = words.heads.get(token[0].lower())
        if head in CASUALTIES:
            return head
    happened = first_allowed(words.after, CASUALTIES, text, whole.end(), comma)
    return happened[1] if happened else None


def one_of_the_hurt(number: Number, context: Context) -> bool:
    """Whether one is told to be badly hurt: « 31 blessés, dont un grave », « un grièvement »."""
    text, words = context.text, context.words
    left = max(context.sentence.start, number.start - 16)
    scope = words.scopes.first(text, number.end, min(context.sentence.end, number.end + 30))
    if scope is None or scope.start() != number.end + 1:
        return False
    if text[left : number.start].endswith(", "):
        follower = text[scope.end() : scope.end() + 2]
        return not follower.strip() or follower[0] in ",.;)"
    return words.subset.closing(text, left, number.start) is not None


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
        told = is_followed(words.again, text, number.end) and "," in text[number.end : reach[1]]
        if told or (closing is not None and set_apart and closing.start() == number.end + 1):
            # « Les passagers, 86 selon les survivants, venaient de trois pays »
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
    return None if found is None or found in words.uncounted else own_name(found, words)


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
