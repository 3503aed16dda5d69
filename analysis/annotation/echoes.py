"""Quotations whose owner their sentence names without a cue that claims them.

What follows the quotation takes it up (« "..." : telle est la devise du régime », « "..." qu'il a
promis »), sets its speaker beside it (« "..." pour X », « "..." (X) ») or goes on about whoever
spoke (« "...", la ministre s'est distinguée par ... »).
"""

from __future__ import annotations

from analysis.annotation.drafts import Draft
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.patterns import verb_groups
from analysis.annotation.stretches import can_speak
from analysis.annotation.subjects import (
    Range,
    looks_finite,
    noun_phrase_after,
    skip_adverbs,
    subject_before,
)
from analysis.annotation.units import Unit

# Fewer words are as often a name, a label or a scare quote.
LEAST_WORDS = 5
_BREAKS = Word.COMMA | Word.STOP | Word.COLON | Word.DASH
_FINITE = Word.HAVE | Word.BE | Word.VERB


def is_long(unit: Unit, index: int) -> bool:
    """Whether a quotation holds enough words to be somebody's saying."""
    quote = unit.quotes[index]
    return len(unit.text[quote.start : quote.end].split()) >= LEAST_WORDS


def whose_words(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """The attribution of a quotation whose owner is named right behind it."""
    coined = _coined(unit, grammar, index, number)
    if coined is not None:
        return coined
    if not is_long(unit, index):
        return _taken_up(unit, grammar, index, number)
    return (
        signed_in_brackets(unit, index, number)
        or _taken_up(unit, grammar, index, number)
        or _promised(unit, grammar, index, number)
        or _in_view_of(unit, grammar, index, number)
        or _goes_on_about(unit, grammar, index, number)
    )


def _called_so(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« "X", comme la presse a surnommé Y »: the name that somebody gives."""
    if unit.word(index + 2) not in grammar.style.get("as", ()):
        return None
    for group in verb_groups(unit, grammar):
        if group.first <= index + 3 or group.kind != "finite":
            continue
        if group.first > index + 12 or group.cue.lemma not in grammar.style.get("calling", ()):
            return None
        source = subject_before(unit, grammar, group.first, index + 3)
        if source is None or not can_speak(unit, grammar, *source, document=False):
            return None
        return _draft(unit, index, number, "taken_up", (group.first, group.last), source)
    return None


def _coined(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« "X" (une expression employée par Y) », « "X", selon le mot cher à Y »."""
    k = index + 1
    if not unit.is_(k, Word.COMMA | Word.OPEN):
        return None
    called = _called_so(unit, grammar, index, number)
    if called is not None:
        return called
    noun = k + 1 + unit.is_(k + 1, Word.DETERMINER)
    if unit.word(noun) not in grammar.style.get("wordings", ()):
        return None
    for j in range(noun + 1, min(len(unit) - 1, noun + 6)):
        flag = unit.flags[j]
        if flag & (_BREAKS | _FINITE | Word.QUOTE | Word.CLOSE):
            break
        if flag & (Word.AGENT | Word.POSSESSION) or unit.words[j] in grammar.style.get(
            "to_whom", ()
        ):
            merged = bool(flag & Word.DETERMINER)
            np = noun_phrase_after(unit, grammar, j if merged else j + 1)
            if np is None or not can_speak(unit, grammar, *np, document=False):
                continue
            np = np[0] + (merged and np[0] < np[1]), np[1]
            return _draft(unit, index, number, "taken_up", (noun, noun), np)
    return None


def _draft(
    unit: Unit,
    index: int,
    number: int,
    pattern: str,
    cue: Range | None,
    source: Range,
    weight: float = 0.6,
) -> Draft:
    quote = unit.quotes[index]
    return Draft(
        pattern,
        unit.span(*cue) if cue is not None else None,
        "neutral",
        [(quote.start, quote.end)],
        unit.span(*source),
        unit.paragraph,
        number,
        weight=weight,
    )


def signed_in_brackets(unit: Unit, index: int, number: int) -> Draft | None:
    """« "la loi du plus fort" (Jeanne Roux, 1954) »: a name in brackets after the quotation."""
    quote = unit.quotes[index]
    end = next(
        (
            k
            for k in range(index + 2, min(len(unit), index + 7))
            if unit.words[k] == ")" or unit.flags[k] & Word.COMMA
        ),
        0,
    )
    names = range(index + 2, end)
    text = unit.text[quote.start : quote.end]
    title = text[:1].isupper() and text[-1:] not in ".!?…"
    if unit.word(index + 1) != "(" or not names or title:
        return None
    given = all(unit.flags[k] & Word.CAPITAL or unit.words[k] in "-." for k in names)
    shouted = all(unit.text[unit.starts[k] : unit.ends[k]].isupper() for k in names)
    if not given or shouted:
        return None
    return _draft(unit, index, number, "signed", None, (names[0], names[-1]))


def _taken_up(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« "..." : telle est la devise du régime », « "..." – ce sont les mots de X ».

    Without « telle », only of a long quotation that opens the sentence: « "..." est l'avis de X ».
    """
    style = grammar.style
    first = index + 1 + unit.is_(index + 1, Word.COLON | Word.COMMA | Word.DASH)
    pointers = ("such", "reference", "presenting")
    pointing = any(unit.word(first) in style.get(name, ()) for name in pointers)
    if not (pointing and first > index + 1) and not (
        index <= 1 and unit.is_(first, Word.BE) and is_long(unit, index)
    ):
        return None
    nouns = style.get("echo_nouns", ())
    noun = next((k for k in range(first + 1, first + 5) if unit.word(k) in nouns), None)
    if noun is None or any(unit.flags[k] & Word.PREPOSITION for k in range(first + 1, noun)):
        # « c'est en ces termes que ... » is no « telle est ... ».
        return None
    for k in range(noun + 1, min(len(unit), noun + 9)):
        flag = unit.flags[k]
        if flag & (_BREAKS | Word.QUOTE):
            return None
        if flag & (Word.POSSESSION | Word.AGENT):
            merged = bool(flag & Word.DETERMINER)
            np = noun_phrase_after(unit, grammar, k if merged else k + 1)
            np = (np[0] + (merged and np[0] < np[1]), np[1]) if np is not None else None
        elif flag & Word.COMPLEMENTIZER:
            np = noun_phrase_after(unit, grammar, k + 1) or noun_phrase_after(unit, grammar, k + 2)
        else:
            continue
        if np is not None and can_speak(unit, grammar, *np, document=False):
            return _draft(unit, index, number, "taken_up", (noun, noun), np)
    return None


def _promised(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« "cent jours pour agir" qu'il a promis »: a relative clause whose verb reports."""
    k = index + 1
    if not unit.is_(k, Word.COMPLEMENTIZER):
        return None
    for group in verb_groups(unit, grammar):
        if group.first <= k or group.kind != "finite":
            continue
        if group.first > k + 10 or not group.cue.frames & {"np", "que", "q", "inc", "island"}:
            return None
        source = subject_before(unit, grammar, group.first, k + 1)
        if source is None or not can_speak(unit, grammar, *source):
            return None
        if any(unit.flags[j] & Word.OWN_VOICE for j in range(source[0], source[1] + 1)):
            return None
        return _draft(unit, index, number, "taken_up", (group.first, group.last), source)
    return None


def _in_view_of(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« "seul mal de l'homme" pour Chateaubriand, ... »: a name behind « pour »."""
    k = index + 1
    if unit.word(k) not in grammar.style.get("view_of", ()):
        return None
    end = k
    while unit.is_(end + 1, Word.CAPITAL) and not unit.is_(end + 1, Word.DETERMINER):
        end += 1
    if end == k or not (end + 1 >= len(unit) or unit.is_(end + 1, _BREAKS)):
        return None
    return _draft(unit, index, number, "in_view_of_last", (k, k), (k + 1, end))


def _goes_on_about(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« "...", la ministre s'est distinguée par ... »: the subject of the clause behind it."""
    if index or not unit.is_(1, Word.COMMA):
        return None
    np = noun_phrase_after(unit, grammar, 2)
    if np is None or np[0] != 2 or not can_speak(unit, grammar, *np, document=False):
        return None
    if any(unit.flags[k] & (Word.OWN_VOICE | Word.PRONOUN) for k in range(np[0], np[1] + 1)):
        return None
    k = skip_adverbs(unit, grammar, np[1] + 1)
    while unit.is_(k, Word.CLITIC | Word.NEGATIVE_CLITIC):
        k += 1
    verb = k < len(unit) and (
        unit.flags[k] & _FINITE
        or looks_finite(unit, grammar, k)
        or any(r.form == "F" for r in grammar.readings.get(unit.words[k], ()))
    )
    return _draft(unit, index, number, "colon_after", (k, k), np) if verb else None
