"""Nouns as cues: « allégations selon lesquelles ... », « le slogan "..." », « la promesse »."""

from __future__ import annotations

from analysis.annotation.complements import clause_end, noun_end, quote_end
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.stretches import Candidate, can_speak, source_of
from analysis.annotation.subjects import (
    Range,
    is_infinitive,
    looks_finite,
    noun_phrase_after,
    subject_before,
)
from analysis.annotation.units import Unit
from analysis.schema import CueClass

_REACH = 14
_VERB_REACH = 6
_CLOSES = (
    Word.COMMA | Word.STOP | Word.QUOTE | Word.COLON | Word.COMPLEMENTIZER | Word.HAVE | Word.BE
)


def noun_cues(unit: Unit, grammar: Grammar) -> list[Candidate]:
    """The nouns of a sentence that report speech, in order."""
    found: list[Candidate] = []
    if grammar.nouns.isdisjoint(unit.words) and grammar.according.isdisjoint(unit.words):
        return found
    for index, word in enumerate(unit.words):
        if index in unit.quotes:
            continue
        candidate = None
        if word in grammar.nouns:
            candidate = (
                _according_noun(unit, grammar, index)
                or _quoting_noun(unit, grammar, index)
                or _promising_noun(unit, grammar, index)
                or _announcing_noun(unit, grammar, index)
            )
        elif (
            not unit.flags[index]
            and unit.word(index + 1) in grammar.according
            and unit.is_(index + 2, Word.RELATIVE)
        ):
            candidate = _according_noun(unit, grammar, index)
        if candidate is not None and candidate.content:
            found.append(candidate)
    return found


def _candidate(
    unit: Unit,
    grammar: Grammar,
    pattern: str,
    index: int,
    content: Range,
    source: Range | None,
    last: int,
) -> Candidate:
    word = unit.words[index]
    cue_class: CueClass = "doubt" if word in grammar.doubtful_nouns else "neutral"
    return Candidate(
        pattern,
        unit.span(index, index),
        cue_class,
        [unit.span(*content)] if content[0] <= content[1] else [],
        source_of(unit, source),
        (index, last),
        "asserted",
        0.7,
        agentless=True,
        lemma=word,
    )


def _whose(
    unit: Unit, grammar: Grammar, index: int, limit: int | None = None
) -> tuple[Range | None, int]:
    """Whose words a noun names (« ses », « de X », « lancé par X ») and where the phrase ends.

    ``limit``: the token where the content is introduced, that no owner stands behind.
    """
    if unit.word(index - 1) in grammar.style.get("owners", ()):
        return (index - 1, index - 1), index
    stop = len(unit) if limit is None else limit
    for j in range(index + 1, min(stop, index + 8)):
        flag = unit.flags[j]
        if flag & (Word.POSSESSION | Word.AGENT):
            start = j if flag & Word.DETERMINER else j + 1
            np = noun_phrase_after(unit, grammar, start)
            if np is not None and can_speak(unit, grammar, *np, document=False):
                # « du maire »: the article is not taken apart from its preposition.
                merged = flag & Word.DETERMINER and np[0] < np[1]
                return (np[0] + bool(merged), min(np[1], stop - 1)), np[1]
            continue
        if flag & _CLOSES:
            break
    return None, index


def _issuer(unit: Unit, grammar: Grammar, index: int) -> Range | None:
    """Who brings a noun out: « le juge avait rendu une décision selon laquelle ... »."""
    for k in range(index - 1, max(0, index - _VERB_REACH), -1):
        if unit.words[k] in grammar.style.get("issuing", ()):
            first = k
            while first > 0 and unit.flags[first - 1] & (
                Word.HAVE | Word.CLITIC | Word.ADVERB | Word.NEGATION | Word.NEGATIVE_CLITIC
            ):
                first -= 1
            source = subject_before(unit, grammar, first)
            if source is not None and can_speak(unit, grammar, *source, document=False):
                return source
            return None
        if unit.flags[k] & _CLOSES:
            return None
    return None


def _according_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« des allégations de X selon lesquelles ... »."""
    n = len(unit)
    if unit.words[index] in grammar.not_source_nouns:
        return None
    for k in range(index + 1, min(n - 2, index + _REACH)):
        if unit.words[k] in grammar.according and unit.flags[k + 1] & Word.RELATIVE:
            source, _ = _whose(unit, grammar, index, k)
            source = source or _issuer(unit, grammar, index)
            content = k + 2, clause_end(unit, grammar, k + 2)
            return _candidate(unit, grammar, "noun_according", index, content, source, k + 1)
        if unit.flags[k] & _CLOSES:
            return None
    return None


def _quoting_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« le slogan "..." », « les propos de X que "..." », « à la question "..." »."""
    if unit.words[index] not in grammar.nouns_of["quoting"]:
        return None
    source, end = _whose(unit, grammar, index)
    k = end + 1
    while k - end < 3 and (
        unit.is_(k, Word.COLON | Word.COMPLEMENTIZER) or unit.word(k) in grammar.infinitive_of
    ):
        k += 1
    if not unit.is_(k, Word.QUOTE) or k not in unit.quotes:
        return None
    quote = unit.quotes[k]
    if len(unit.text[quote.start : quote.end].split()) < 2:
        return None
    content = k, quote_end(unit, grammar, k)
    return _candidate(unit, grammar, "noun_quote", index, content, source, k - 1)


def _promising_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« la promesse de campagne de X de baisser les impôts », « un appel à voter »."""
    word = unit.words[index]
    if word in grammar.nouns_of["promising"]:
        links = grammar.infinitive_of
    elif word in grammar.nouns_of["calling"]:
        links = grammar.infinitive_to
    else:
        return None
    source, end = _whose(unit, grammar, index)
    for k in range(end + 1, min(len(unit) - 2, end + 8)):
        if unit.words[k] in grammar.style.get("purpose", ()) and unit.is_(
            k + 1, Word.COMPLEMENTIZER
        ):
            # « lance un appel à Y pour que ... »
            content = k + 2, clause_end(unit, grammar, k + 2)
            return _candidate(unit, grammar, "noun_purpose", index, content, source, k + 1)
        if k > end + 4 or (unit.words[end + 1] in links and k > end + 1):
            continue
        if unit.words[k] in links and is_infinitive(unit, grammar, k + 1) is not None:
            content = k + 1, _before_verb(unit, grammar, k + 2, noun_end(unit, grammar, k + 1))
            return _candidate(unit, grammar, "noun_infinitive", index, content, source, k)
        if unit.flags[k] & (_CLOSES | Word.VERB):
            return None
    return None


def _before_verb(unit: Unit, grammar: Grammar, first: int, end: int) -> int:
    """« la promesse de baisser les impôts reste vaine »: the last token before the verb."""
    verb = Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC
    stop = next(
        (
            k
            for k in range(first + 1, end + 1)
            if (unit.flags[k] & verb or looks_finite(unit, grammar, k))
            and not unit.flags[k] & Word.CAPITAL
        ),
        end + 1,
    )
    last = stop - 1
    while last > first and unit.flags[last] & (Word.COORDINATOR | Word.COMMA | Word.RELATIVE):
        last -= 1
    return last


def _announcing_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« l'annonce de la fermeture du site par X »."""
    n = len(unit)
    if unit.words[index] not in grammar.nouns_of["announcing"] or not unit.is_(
        index + 1, Word.POSSESSION
    ):
        return None
    first = index + 1 if unit.flags[index + 1] & Word.DETERMINER else index + 2
    if first >= n or can_speak(unit, grammar, first, min(n - 1, first + 3)):
        return None
    end = _before_verb(unit, grammar, first + 1, noun_end(unit, grammar, first))
    agent = next((k for k in range(first, end) if unit.flags[k] & Word.AGENT), None)
    source = noun_phrase_after(unit, grammar, agent + 1) if agent is not None else None
    content = first, agent - 1 if agent is not None else end
    return _candidate(unit, grammar, "noun_announced", index, content, source, first - 1)
