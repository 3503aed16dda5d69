"""Numbers whose noun stands before them, or further back: « Morts : 12 », « huit ont été déposés ».

Which word may stand between noun and number, and which verbs show that a number is the subject of
what happened, is told in ``quantities.toml`` (``auxiliaries``, ``past_endings``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.counted_nouns import TOKEN
from analysis.annotation.numbers import Number
from analysis.annotation.predicates import (
    ALONE,
    CASUALTIES,
    CONJUNCTION,
    FIRED,
    first_named,
)
from analysis.annotation.quantities import Context, Quantities

# A noun that a number is set beside as in a table: « Morts : 12 ».
_TABLED = re.compile(r" ?: ?")
# A noun whose number stands in brackets behind it: « Les blessés (32, selon le Samu) ».
_BRACKET = re.compile(r" \(")
# What opens the words of another, who speaks of himself: « On était 3 000 ».
_QUOTED = re.compile(r"[«“\"]")
# How far from its noun a verb may stand: « 42 000 habitants du quartier ont tout perdu ».
_PHRASE = 40
# How far back the noun of a number alone may stand.
_BACK = 110
# How far back what was fired may stand.
_SHOTS = 300
# How far back those may stand whom a pronoun takes up.
_SHORT = 60
# How long a word is that may stand between a subject and its verb.
_CLITIC = 2
# What may stand between a verb and the participle that follows it: « ont déjà été ».
_VERBAL = 24


def acts(text: str, stop: int, end: int, words: Quantities) -> bool:
    """Whether the noun that ends at ``stop`` is the subject of what happened.

    « 42 000 habitants du quartier ont tout perdu », « four lawmakers resigned ».
    """
    mark = CONJUNCTION.search(text, stop, min(end, stop + _PHRASE))
    right = mark.start() if mark else min(end, stop + _PHRASE)
    verb = words.auxiliaries.first(text, stop, right)
    if verb is not None and words.joiner.first(text, stop, verb.start()) is None:
        return True
    follower = TOKEN.match(text, stop + 1, right) if stop + 1 < right else None
    if follower is not None and len(follower[0]) == _CLITIC:
        # « Cuatro encapuchados se llevaron ... »
        follower = TOKEN.match(text, follower.end() + 1, right)
    return follower is not None and follower[0].lower().endswith(words.past_endings)


def undergoes(text: str, start: int, begin: int, words: Quantities) -> bool:
    """Whether a verb that tells what happened stands right before: « ont brisé trois vitrines »."""
    tokens = list(TOKEN.finditer(text, max(begin, start - _PHRASE), start))
    if not tokens or tokens[-1].end() + 1 != start:
        return False
    if tokens[-1][0].lower().endswith(words.past_endings):
        return True
    last = tokens[-2][0].lower() if len(tokens) > 1 else ""
    verb = words.haves.words.get(last, False) or words.joiner.words.get(last, False)
    return bool(verb) and tokens[-1][0].lower().endswith(words.done)


def tabled(number: Number, left: int, context: Context) -> str | None:
    """What a number set after its noun counts: « Morts : 12 », « les disparus 220 »."""
    text, words = context.text, context.words
    if text[number.end : number.end + 1] not in ("", ".", ",", ";", "\n", ")"):
        return None
    before = text[max(left, number.start - 40) : number.start]
    sign = _TABLED.search(before) or _BRACKET.search(before)
    if sign is not None and sign.end() == len(before):
        noun, plain = before[: sign.start()], False
    elif before.endswith(" "):
        noun, plain = before[:-1], True
    else:
        return None
    tokens = list(TOKEN.finditer(noun))
    if not plain and len(tokens) > 1 and (befell := _befell(tokens, words)) is not None:
        return befell
    for size in range(min(words.longest, len(tokens)), 0, -1):
        first = tokens[-size]
        if tokens[-1].end() != len(noun):
            return None
        phrase = noun[first.start() :].lower()
        if plain:
            # Without a colon only what an article shows to be a noun: « les disparus 220 ».
            article = tokens[-size - 1][0].lower() if len(tokens) > size else ""
            name = words.heads.get(phrase) if article in words.definite else None
        else:
            name = words.heads.get(phrase) or words.nouns.get(phrase) or words.things.get(phrase)
        if name is not None:
            return name
    return None


def _befell(tokens: Sequence[re.Match[str]], words: Quantities) -> str | None:
    """What befell a noun at the end of a line: « Vols annulés : 240 », « People evacuated: 90 »."""
    names = words.after.words.get(tokens[-1][0].lower(), ())
    noun = tokens[-2][0].lower()
    thing = words.things.get(noun)
    if thing is not None:
        happened = first_named(names, words.material)
        return f"{thing}_{happened}" if happened else None
    return first_named(names, ALONE) if noun in words.persons else None


def told_before(number: Number, context: Context) -> tuple[str, str | None] | None:
    """What a number alone counts that is the subject of what happened: (noun, what happened).

    « Les recours affluent ; huit ont déjà été déposés »: the last noun told of before it.
    """
    text, words = context.text, context.words
    verb = words.auxiliaries.first(text, number.end, min(context.sentence.end, number.end + 20))
    if verb is None or verb.start() != number.end + 1:
        return None
    name = _last_noun(text, max(0, number.start - _BACK), number.start, words)
    if name is None:
        return None
    done = words.after.first(text, verb.start(), min(context.sentence.end, verb.end() + _VERBAL))
    happened = None
    if done is not None:
        allowed = {*words.material, "downed"} if name in FIRED else words.material
        happened = next((n for n in words.after[done] if n in allowed), None)
    return name, happened


def shot_down(number: Number, context: Context) -> str | None:
    """What a number alone counts that was shot down: « 40 missiles ; elle en a abattu 28 ».

    « Neuf missiles ont été tirés, dont six interceptés » tells it behind the number.
    """
    text, words, end = context.text, context.words, context.sentence.end
    deed = words.before.closing(text, max(0, number.start - _PHRASE), number.start)
    if deed is None or "downed" not in words.before[deed]:
        been = words.been.first(text, number.end, min(end, number.end + _VERBAL))
        follows = been.end() if been is not None and been.start() == number.end + 1 else number.end
        deed = words.after.first(text, follows, min(end, follows + _VERBAL))
        if deed is None or deed.start() != follows + 1 or "downed" not in words.after[deed]:
            return None
    start = max(0, number.start - _SHOTS, text.rfind("\n", 0, number.start) + 1)
    tokens = reversed(list(TOKEN.finditer(text, start, min(deed.start(), number.start))))
    fired = (words.heads.get(token[0].lower()) for token in tokens)
    name = next((head for head in fired if head in FIRED), None)
    return f"{name}_downed" if name is not None else None


def fallen_before(end: int, context: Context) -> str | None:
    """What befell those told of right before, whom a pronoun takes up: « ses morts. Ils »."""
    text, words = context.text, context.words
    start = max(0, end - _SHORT, text.rfind("\n", 0, end) + 1)
    if _QUOTED.search(text, start, end):
        return None
    tokens = list(TOKEN.finditer(text, start, end))
    heads = (words.heads.get(token[0].lower()) for token in reversed(tokens))
    head = next(filter(None, heads), None)
    return head if head in CASUALTIES else None


def _last_noun(text: str, start: int, end: int, words: Quantities) -> str | None:
    """The name of the last thing of the word lists in a stretch of one paragraph."""
    start = max(start, text.rfind("\n", start, end) + 1)
    tokens = list(TOKEN.finditer(text, start, end))
    for last in range(len(tokens), 0, -1):
        for size in range(min(words.longest, last), 0, -1):
            phrase = text[tokens[last - size].start() : tokens[last - 1].end()].lower()
            name = words.things.get(phrase) or words.nouns.get(phrase) or words.heads.get(phrase)
            if name is not None:
                return name
    return None
