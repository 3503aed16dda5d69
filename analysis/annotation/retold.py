"""Words that another hands on, and views with an owner, in English.

« The agency quoted X as saying A », « X was quoted as saying A », « In X's view, A ».
"""

from __future__ import annotations

from analysis.annotation.complements import complement_after
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.noun_cues import owner_before
from analysis.annotation.stretches import (
    Candidate,
    can_speak,
    has_verb,
    left_content,
    only_leading,
    to_end,
)
from analysis.annotation.subjects import (
    Range,
    noun_phrase_before,
    skip_adverbs,
    subject_before,
)
from analysis.annotation.units import Unit


def quoted_as(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« AFP quoted X as saying that A », « "A", X was quoted as saying »: the words are X's."""
    link = group.first - 1
    if unit.word(link) not in grammar.style.get("as", ()):
        return None
    quoting = grammar.style.get("quoted_as", ())
    at = next(
        (k for k in range(link - 1, max(-1, link - _REACH), -1) if unit.words[k] in quoting), None
    )
    if at is None:
        return None
    be = at - 1
    while be > 0 and unit.flags[be] & (Word.ADVERB | Word.NEGATION | Word.BEEN):
        be -= 1
    speaker: Range | None
    if unit.is_(be, Word.BE | Word.HAVE):
        first = be - unit.is_(be - 1, Word.HAVE | Word.MODAL)
        speaker = subject_before(unit, grammar, first)
        opener = speaker[0] if speaker is not None else first
    else:
        speaker = noun_phrase_before(unit, grammar, link - 1, at + 1, False)
        told_by = subject_before(unit, grammar, at)
        opener = told_by[0] if told_by is not None else at
    if speaker is None or not can_speak(unit, grammar, *speaker):
        return None
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is not None and complement.first <= complement.last:
        content = [unit.span(complement.first, complement.last)]
    elif opener > 0 and unit.is_(opener - 1, Word.COMMA | Word.QUOTE):
        content = left_content(unit, grammar, opener - 1)
    else:
        return None
    return Candidate(
        "quoted_as",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        content,
        unit.span(*speaker),
        (opener, group.last),
        group.modality,
        0.85,
        lemma=group.cue.lemma,
    )


# How far before « as saying » the verb that hands the words on may stand.
_REACH = 14


def hands_on(unit: Unit, grammar: Grammar, group: Group) -> bool:
    """Whether a verb only hands on what another says: « AFP quoted X as saying ... »."""
    if unit.words[group.head] not in grammar.style.get("quoted_as", ()):
        return False
    as_words = grammar.style.get("as", ())
    return any(
        unit.words[k] in as_words
        and any(r.form == "G" for r in grammar.readings.get(unit.words[k + 1], ()))
        for k in range(group.last + 1, min(len(unit) - 1, group.last + _REACH))
    )


def views(unit: Unit, grammar: Grammar) -> list[Candidate]:
    """« In X's view, A », « A, in her words, is B »: the views of somebody named by an owner."""
    nouns = grammar.nouns_of["views"]
    found: list[Candidate] = []
    if nouns.isdisjoint(unit.words):
        return found
    for index, word in enumerate(unit.words):
        if word not in nouns or index in unit.quotes:
            continue
        own = unit.word(index - 1) in grammar.style.get("owners", ())
        owner = (index - 1, index - 1) if own else owner_before(unit, grammar, index)
        if owner is None or owner[0] < 1:
            continue
        start = owner[0] - 1
        if unit.words[start] not in grammar.style.get("in", ()):
            continue
        content = []
        k = skip_adverbs(unit, grammar, index + 1)
        comma = unit.is_(k, Word.COMMA)
        if only_leading(unit, grammar, start):
            if comma or unit.is_(k, Word.QUOTE):
                content = to_end(unit, k + comma)
        elif unit.is_(start - 1, Word.COMMA):
            content = left_content(unit, grammar, start - 1)
            if comma and k + 1 < len(unit) and not unit.is_(k + 1, Word.STOP):
                content += to_end(unit, k + 1)
        if not content or not has_verb(unit, grammar, 0, len(unit)):
            continue
        found.append(
            Candidate(
                "in_view",
                unit.span(start, index),
                "neutral",
                content,
                unit.span(*owner),
                (start, index),
                "asserted",
                0.75,
                agentless=True,
                lemma=word,
            )
        )
    return found
