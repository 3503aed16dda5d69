"""Patterns of reported speech, each anchored at a cue and each with an id.

Every pattern returns a :class:`Candidate`; which of them stand is decided in
:mod:`analysis.annotation.attributions`.
"""

from __future__ import annotations

from analysis.annotation.clauses import gerund, infinitive_cue, plain
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group, verb_groups, with_unknown_verbs
from analysis.annotation.incises import as_said, inverted_noun, inverted_pronoun, plain_incise
from analysis.annotation.noun_cues import noun_cues
from analysis.annotation.passives import agent_after, participle, passive
from analysis.annotation.prepositions import prepositional
from analysis.annotation.stretches import Candidate, skip_setting, to_end
from analysis.annotation.subjects import Range, noun_phrase_after, skip_adverbs, subject_before
from analysis.annotation.units import Unit


def find_candidates(unit: Unit, grammar: Grammar) -> list[Candidate]:
    """All candidate attributions of a sentence, best reading of each cue first."""
    found: list[Candidate] = []
    groups = verb_groups(unit, grammar)
    groups = with_unknown_verbs(unit, grammar, groups)
    for number, group in enumerate(groups):
        following = groups[number + 1].first if number + 1 < len(groups) else len(unit)
        candidate = _read_group(unit, grammar, group, groups, number, following)
        if candidate is not None:
            found.append(candidate)
    found.extend(prepositional(unit, grammar, groups))
    found.extend(noun_cues(unit, grammar))
    for candidate in found:
        candidate.tokens_end = unit.ends[candidate.tokens[1]]
    found.sort(key=lambda c: c.tokens)
    return found


def _read_group(
    unit: Unit, grammar: Grammar, group: Group, groups: list[Group], number: int, following: int
) -> Candidate | None:
    if group.kind == "passive":
        if group.inverted is not None:
            return inverted_pronoun(unit, grammar, group)
        return passive(unit, grammar, group)
    if group.kind == "participle":
        return participle(unit, grammar, group)
    if group.inverted is not None:
        return inverted_pronoun(unit, grammar, group)
    if group.kind == "finite":
        return (
            as_said(unit, grammar, group)
            or inverted_noun(unit, grammar, group)
            or plain_incise(unit, grammar, group)
            or plain(unit, grammar, group)
        )
    if group.kind == "gerund":
        return gerund(unit, grammar, group)
    return infinitive_cue(unit, grammar, group)


def _after_colon(unit: Unit) -> int:
    return next((k + 1 for k in range(len(unit) - 2) if unit.flags[k] & Word.COLON), 0)


def refers_back(unit: Unit, grammar: Grammar, before: Unit) -> Candidate | None:
    """« C'est ce que constate X », « Cela a été dit par X »: of the sentence before."""
    words = " ".join(unit.words[:8])
    phrase = next((p for p in grammar.style.get("back", ()) if words.startswith(p)), None)
    groups = verb_groups(unit, grammar)
    if not groups:
        return None
    group = groups[0]
    source: Range | None = None
    if phrase is not None and group.first <= len(phrase.split()) + 8:
        source = subject_before(unit, grammar, group.first, len(phrase.split()))
        if source is None:
            source = noun_phrase_after(unit, grammar, skip_setting(unit, grammar, group.last + 1))
    elif group.kind == "passive" and group.cue.frames & {"que", "np"}:
        subject = subject_before(unit, grammar, group.first)
        agent = agent_after(unit, grammar, group.last + 1, 4)
        if subject and agent and unit.words[subject[0]] in grammar.style.get("this", ()):
            source = agent[1]
    elif group.kind == "finite" and unit.words[group.head - 1] in grammar.style.get("it", ()):
        after = skip_adverbs(unit, grammar, group.last + 1)
        if group.cue.frames >= {"que", "inc"} and (
            after >= len(unit) or unit.is_(after, Word.STOP | Word.SETTING)
        ):
            source = subject_before(unit, grammar, group.first)
            if source is not None and (unit.flags[source[0]] & Word.PRONOUN or source[0] > 3):
                source = None
    if source is None or (source[0] == source[1] and unit.words[source[0]] in grammar.not_speakers):
        return None
    end = max(group.last, source[1])
    return Candidate(
        "refers_back",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        to_end(before, _after_colon(before)),
        unit.span(*source),
        (group.first, end),
        group.modality,
        0.7,
        lemma=group.cue.lemma,
    )


__all__ = ["Candidate", "Group", "find_candidates", "refers_back", "verb_groups"]
