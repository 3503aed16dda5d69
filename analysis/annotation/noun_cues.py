"""Nouns as cues: « allégations selon lesquelles ... », « l'annonce de ... »."""

from __future__ import annotations

from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.stretches import Candidate, source_of, stretch_end
from analysis.annotation.subjects import noun_phrase_after
from analysis.annotation.units import Unit
from analysis.schema import CueClass


def noun_cues(unit: Unit, grammar: Grammar) -> list[Candidate]:
    """« allégations selon lesquelles ... », « l'idée que "..." », « la formule "..." »."""
    found = []
    n = len(unit)
    for index, word in enumerate(unit.words):
        if word not in grammar.nouns or index in unit.quotes:
            continue
        for k in range(index + 1, min(n - 1, index + 14)):
            flag = unit.flags[k]
            if unit.words[k] in grammar.according and unit.flags[k + 1] & Word.RELATIVE:
                np = None
                for j in range(index + 1, k):
                    if unit.flags[j] & (Word.AGENT | Word.POSSESSION):
                        np = (
                            noun_phrase_after(unit, grammar, j + 1)
                            if not unit.flags[j] & Word.DETERMINER
                            else noun_phrase_after(unit, grammar, j)
                        )
                        break
                cue_class: CueClass = "doubt" if word in grammar.doubtful_nouns else "neutral"
                found.append(
                    Candidate(
                        "noun_according",
                        unit.span(index, index),
                        cue_class,
                        [unit.span(k + 2, stretch_end(unit, k + 2))] if k + 2 < n else [],
                        source_of(unit, np),
                        (index, k + 1),
                        "asserted",
                        0.8,
                        agentless=True,
                        lemma=word,
                    )
                )
                break
            if flag & (
                Word.COMMA
                | Word.STOP
                | Word.QUOTE
                | Word.COLON
                | Word.COMPLEMENTIZER
                | Word.HAVE
                | Word.BE
            ):
                break
    return [c for c in found if c.content]
