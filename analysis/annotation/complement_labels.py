"""What a reporting verb says that something is: « juge X utile », « qualifie X de "..." ».

:func:`label_after` finds an object and what it is called, :func:`judgement_after` an object and
the adjective given to it, :func:`predicate_after` what someone says to be, and
:func:`told_of` what someone was told of.
"""

from __future__ import annotations

from analysis.annotation.complement_ends import (
    Complement,
    adjectives_end,
    clause_end,
    infinitive_end,
    noun_end,
    quote_end,
)
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.quoted_islands import completed_end, no_words
from analysis.annotation.stretches import past_participle
from analysis.annotation.subjects import is_adverb, is_infinitive
from analysis.annotation.units import Unit


def label_after(unit: Unit, grammar: Grammar, group: Group, k: int) -> Complement | None:
    """« considère X comme une "..." », « a qualifié X de "..." »: object and what it is called."""
    n = len(unit)
    frames = group.cue.frames
    link: int | None = None
    for j in range(k, min(n, k + 30)):
        flag = unit.flags[j]
        if flag & (Word.STOP | Word.COLON | Word.COMPLEMENTIZER | Word.HAVE | Word.BE):
            if flag & Word.STOP or (link is None and "to" not in frames):
                break
            continue
        if unit.words[j] in grammar.style.get("as", ()):
            link = j
        if flag & Word.QUOTE and no_words(unit, grammar, j):
            return None
        shown = group.cue.lemma in grammar.style.get("shown_as", ())
        if flag & Word.QUOTE and shown and link is None and not unit.is_(k, Word.CLITIC):
            # « présente un "plan climat" », but « présente X comme un "rempart" »
            return None
        if flag & Word.QUOTE:
            called = link == k or ("judge" not in frames and (link is None or j - link <= 3))
            end = completed_end(unit, grammar, quote_end(unit, grammar, j))
            return Complement("label", j if called else k, end)
    if link is None:
        return _called(unit, grammar, k) if "to" in frames else None
    if unit.is_(link + 1, Word.PRONOUN) and not unit.is_(
        link + 1, Word.STRONG | Word.DEMONSTRATIVE
    ):
        # « traite les autres comme il l'entend »
        return None
    if group.cue.lemma in grammar.style.get("perceiving", ()):
        # « percevaient X comme une injustice »: a thought that nobody quotes.
        return None
    first = link + 1 if link == k or "judge" not in frames else k
    return Complement("label", first, adjectives_end(unit, grammar, noun_end(unit, grammar, link)))


def predicate_after(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« se dit prêt à partir », « s'est déclarée favorable au projet »: what it says it is."""
    flag = unit.flags[k]
    if unit.words[k] in grammar.style.get("greetings", ()):
        return None
    known = unit.flags[k] & Word.STATE or past_participle(unit, grammar, k)
    if not known and (flag & ~Word.MODAL or unit.words[k] in grammar.style.get("as", ())):
        return None
    if unit.is_(k + 1, Word.COMPLEMENTIZER):
        return (
            Complement("que", k + 2, clause_end(unit, grammar, k + 2))
            if (k + 2 < len(unit))
            else None
        )
    end = infinitive_end(unit, grammar, k)
    colon = next((j for j in range(k + 1, end) if unit.flags[j] & (Word.COLON | Word.QUOTE)), end)
    return Complement("predicate", k, colon - 1 if unit.flags[colon] & Word.COLON else end)


def _judging(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether an adjective that judges (« trop lent », « nécessaire ») stands at a token."""
    if not 0 <= index < len(unit) or unit.flags[index] & ~_ADJECTIVES:
        return False
    degree = unit.words[index - 1] in grammar.style.get("degrees", ())
    word = unit.words[index]
    stem = word[:-1] if word.endswith("s") else word
    listed = grammar.style.get("judging", ())
    return (
        word in listed
        or stem in listed
        or stem.rstrip("e") in listed
        or (degree and not unit.flags[index])
    )


_ADJECTIVES = Word.ADVERB | Word.STATE


def judgement_after(unit: Unit, grammar: Grammar, group: Group, k: int) -> Complement | None:
    """« juge ces propos inadmissibles »: an object and the adjective given to it."""
    if unit.words[k - 1] in grammar.style.get("degrees", ()):
        k -= 1
    ahead = k + (unit.words[k] in grammar.style.get("degrees", ()))
    # « juge réussi le début »: no noun stands there without a determiner.
    found = (
        not unit.flags[ahead]
        and unit.is_(ahead + 1, Word.DETERMINER)
        and not is_adverb(unit, grammar, ahead)
        and is_infinitive(unit, grammar, ahead) is None
    )
    if _judging(unit, grammar, ahead) or found:
        # « juge positif le vote », « estime nécessaire de voter », « juge trop tôt pour »
        after = ahead + 1
        asked = unit.word(after) in grammar.infinitive_of and group.modality != "negated"
        if asked or unit.is_(after, Word.DETERMINER | Word.COMPLEMENTIZER):
            return Complement("judged", k, clause_end(unit, grammar, k))
        return None
    if not unit.flags[k] & Word.DETERMINER:
        return None
    finding = group.cue.lemma in grammar.style.get("finding", ())
    for j in range(k + 2, min(len(unit), k + 14)):
        if unit.flags[j] & (Word.STOP | Word.COMMA | Word.COLON | Word.QUOTE | Word.COMPLEMENTIZER):
            break
        closed = j + 1 >= len(unit) or unit.flags[j + 1] & (
            Word.STOP | Word.COMMA | Word.COORDINATOR | Word.BACKGROUND | Word.SUBORDINATOR
        )
        to = unit.word(j + 1) in grammar.infinitive_to and is_infinitive(unit, grammar, j + 2)
        degree = unit.words[j - 1] in grammar.style.get("degrees", ())
        if (closed or to) and _judging(unit, grammar, j) and (degree or not finding):
            # « juge l'échéance difficile à tenir », « juge la réforme trop lente »
            return Complement("judged", k, noun_end(unit, grammar, j) if to else j)
    end = noun_end(unit, grammar, k)
    adjective = unit.words[end].endswith(tuple(grammar.style.get("adjective_endings", ("\0",))))
    if unit.flags[end] or not adjective or end - k < 2 or unit.is_(end - 1, Word.POSSESSION):
        return None
    if any(unit.flags[i] & (Word.QUOTE | Word.COMPLEMENTIZER) for i in range(k, end)):
        return None
    return Complement("judged", k, end)


def _called(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« a qualifié le tweet de X de fiasco »: the last « de » before a bare noun or adjective."""
    end = noun_end(unit, grammar, k)
    for j in range(end - 1, k - 1, -1):
        if (
            unit.words[j] in grammar.infinitive_of
            and not unit.flags[j + 1]
            and (j == k or unit.words[j - 1] not in grammar.infinitive_of)
        ):
            return Complement("label", j + 1, end)
    return None


def told_of(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« a informé X de la décision »: the last « de » with a determiner after the person."""
    for j in range(k, min(len(unit) - 1, k + 12)):
        if unit.flags[j] & (Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE):
            return None
        if unit.words[j] in grammar.infinitive_of and unit.flags[j + 1] & Word.DETERMINER:
            return Complement("noun", j + 1, noun_end(unit, grammar, j + 1))
    return None
