"""Passives and participles: « est accusé d'avoir ... », « qualifié de "..." par X »."""

from __future__ import annotations

from analysis.annotation.complement_ends import (
    accused_end,
    adjectives_end,
    before_main_clause,
    clause_end,
    noun_end,
    quote_end,
)
from analysis.annotation.complement_starts import having_done
from analysis.annotation.complements import complement_after
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.stretches import Candidate, can_speak, stretch_end
from analysis.annotation.subjects import (
    Range,
    is_infinitive,
    noun_phrase_after,
    skip_adverbs,
    subject_before,
)
from analysis.annotation.units import Unit


def agent_after(unit: Unit, grammar: Grammar, k: int, reach: int = 14) -> tuple[int, Range] | None:
    """The « par X » of a passive: the token « par » and the noun phrase after it."""
    for j in range(k, min(len(unit), k + reach)):
        flag = unit.flags[j]
        if flag & Word.AGENT and unit.word(j + 1) in grammar.style.get("by_means_of", ()):
            # « informés par courrier par le préfet »
            continue
        if flag & Word.AGENT:
            # « par d'autres habitants », « par de nombreux élus »
            bare = unit.is_(j + 1, Word.POSSESSION) and not unit.is_(j + 1, Word.DETERMINER)
            np = noun_phrase_after(unit, grammar, j + 1 + bare, loose=bare)
            return (j, np) if np is not None else None
        if flag & (
            Word.STOP | Word.COLON | Word.HAVE | Word.BE | Word.COMPLEMENTIZER | Word.RELATIVE
        ):
            return None
    return None


def _impersonal(
    unit: Unit,
    grammar: Grammar,
    group: Group,
    k: int,
    agent: tuple[int, Range] | None,
) -> Candidate | None:
    """« il est précisé que ... », « il a été recommandé de ... »: nobody is named, or « par X »."""
    subject = subject_before(unit, grammar, group.first)
    # « étant précisé que », « il est précisé que »
    bare = unit.words[group.first] in grammar.style.get("nonfinite_be", ())
    if not bare and (
        subject is None or unit.words[subject[1]] not in grammar.style.get("impersonal", ())
    ):
        return None
    evidence = group.cue.lemma in grammar.style.get("evidence_verbs", ())
    if (
        group.modality == "negated"
        or (evidence and "inc" not in group.cue.frames)
        or group.cue.lemma in grammar.style.get("not_impersonal", ())
    ):
        # « il est prévu que », « il n'est pas exclu que »: the author's own.
        return None
    frames = group.cue.frames
    after = agent[1][1] + 1 if agent is not None else k
    if agent is None and unit.word(k) in grammar.style.get("addressing", ()):
        # « il est conseillé aux voyageurs de rester chez eux »
        whom = noun_phrase_after(unit, grammar, k + (not unit.is_(k, Word.DETERMINER)))
        whom = whom or noun_phrase_after(unit, grammar, k + 1, loose=True)
        of = next(
            (
                j
                for j in range(k + 1, min(len(unit) - 1, k + 12))
                if unit.words[j] in grammar.infinitive_of
                and is_infinitive(unit, grammar, j + 1) is not None
            ),
            None,
        )
        k = of if whom is not None and of is not None else k
    if unit.is_(after, Word.COMPLEMENTIZER) and "que" in frames:
        kind, first = "que", after + 1
    elif (
        unit.word(k) in grammar.infinitive_of
        and "de" in frames
        and is_infinitive(unit, grammar, k + 1) is not None
    ):
        kind, first = "de_infinitive", k + 1
    else:
        return None
    if first >= len(unit):
        return None
    end = clause_end(unit, grammar, first)
    return Candidate(
        f"impersonal_{kind}",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        [unit.span(first, end)],
        unit.span(*agent[1]) if agent is not None else None,
        (group.first, group.last),
        group.modality,
        0.8,
        agentless=True,
        lemma=group.cue.lemma,
    )


def passive(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« sont accusés d'avoir ... », « ont été qualifiées de X par Y », « est convaincu »."""
    frames = group.cue.frames
    n = len(unit)
    k = skip_adverbs(unit, grammar, group.last + 1)
    agent = agent_after(unit, grammar, group.last + 1)
    source = unit.span(*agent[1]) if agent is not None else None
    if k >= n:
        return None
    cue = unit.span(group.head, group.last)
    impersonal = _impersonal(unit, grammar, group, k, agent)
    if impersonal is not None:
        return impersonal
    if (
        (
            frames & {"acc", "label"}
            and unit.words[k] in (*grammar.infinitive_of, *grammar.according)
        )
        or (frames & {"label", "acc"} and unit.flags[k] & (Word.POSSESSION | Word.QUOTE))
        or ("label" in frames and unit.word(k) in grammar.style.get("as", ()))
    ):
        first = k if unit.flags[k] & Word.QUOTE else k + 1
        if first >= n:
            return None
        clause = is_infinitive(unit, grammar, first) is not None
        if (
            "acc" in frames
            and not clause
            and not unit.is_(first, Word.QUOTE)
            and not unit.is_(first + 1, Word.QUOTE)
        ):
            return None
        quoted = any(unit.flags[j] & Word.QUOTE for j in range(first, min(n, first + 4)))
        if "acc" not in frames and agent is None and not quoted:
            return None
        end = (
            agent[0] - 1
            if agent is not None and agent[0] > first
            else (accused_end(unit, grammar, first) if clause else noun_end(unit, grammar, first))
        )
        content = [unit.span(first, end)]
        if "acc" not in frames and not (quoted and agent is None):
            subject = subject_before(unit, grammar, group.first)
            if subject is not None and not unit.flags[subject[0]] & Word.PRONOUN:
                content.insert(0, unit.span(subject[0], max(subject[1], group.head - 1)))
        return Candidate(
            "passive_label",
            unit.span(group.first, group.last) if "acc" in frames else cue,
            group.cue.cue_class,
            content,
            source,
            (group.first, group.last),
            group.modality,
            0.75,
            agentless=True,
            lemma=group.cue.lemma,
        )
    reproach = group.cue.lemma in grammar.style.get("reproaching", ())
    having = having_done(unit, grammar, group.last + 1) if reproach and agent is not None else None
    if having is not None and agent is not None:
        # « a été épinglé par X pour avoir caché ... »
        return _passive(unit, group, (having, stretch_end(unit, having)), agent[1])
    blamed = _blamed_for(unit, grammar, agent[1][1] + 1) if reproach and agent is not None else None
    if blamed is not None and agent is not None:
        # « est moqué par X pour ses "grimaces" »
        return _passive(unit, group, blamed, agent[1])
    perfect = _accused_of(unit, grammar, k) if "acc" in frames and agent is None else None
    if perfect is not None:
        # « est accusé, dans un rapport, d'avoir ... »
        return _passive(unit, group, (perfect, stretch_end(unit, perfect)), None)
    if agent is not None and agent[0] == k and frames & {"acc", "label"}:
        # « est qualifié par X de "..." », « est accusé par X d'avoir ... »
        by = agent[1]
        if unit.is_(by[1], Word.QUOTE) and unit.word(by[1] - 1) in grammar.infinitive_of:
            by = by[0], by[1] - 2
        first = by[1] + 2
        named = unit.word(first - 1) in grammar.infinitive_of and first < n
        as_word = "label" in frames and unit.word(first - 1) in grammar.style.get("as", ())
        if as_word and unit.is_(first, Word.QUOTE):
            # « a été décrite par X comme "très sérieuse" »
            return _passive(unit, group, (first, quote_end(unit, grammar, first)), by)
        clause = is_infinitive(unit, grammar, first) is not None if named else False
        if named and (clause if "acc" in frames else not clause):
            ending = accused_end if clause else noun_end
            end = ending(unit, grammar, first)
            return _passive(unit, group, (first, end), by)
    told = agent[1][1] + 1 if agent is not None else k
    if agent is None and unit.word(k + 1) in grammar.style.get("by_means_of", ()):
        told = k + 2
    if {"obj", "que"} <= frames and unit.is_(told, Word.COMPLEMENTIZER) and told + 1 < n:
        # « ont été informés par X que ... »
        return Candidate(
            "passive_que",
            unit.span(group.first, group.last),
            group.cue.cue_class,
            [unit.span(told + 1, clause_end(unit, grammar, told + 1))],
            source,
            (group.first, group.last),
            group.modality,
            0.75,
            agentless=True,
            lemma=group.cue.lemma,
        )
    if "judge" in frames and unit.flags[k] & ~Word.ADVERB == 0:
        # « sont jugées trop strictes »
        k -= k > group.last + 1 and unit.words[k - 1] in grammar.style.get("degrees", ())
        end = agent[0] - 1 if agent is not None else noun_end(unit, grammar, k)
        return Candidate(
            "passive_label",
            unit.span(group.first, group.last),
            group.cue.cue_class,
            [unit.span(k, end)],
            source,
            (group.first, group.last),
            group.modality,
            0.6,
            agentless=True,
            lemma=group.cue.lemma,
        )
    if agent is not None and agent[0] - k <= 2:
        quoted_at = _quoted_before(unit, grammar, group.first)
        says = frames & {"inc", "inq", "label", "np", "spread"}
        if quoted_at is not None and says and can_speak(unit, grammar, *agent[1]):
            quoted_words = quoted_at, quoted_at
            return _said_by(unit, grammar, group, "quoted_by", quoted_words, agent[1])
    if agent is not None and frames & {"inc", "que", "np"} and group.cue.frames & {"np"}:
        subject = subject_before(unit, grammar, group.first)
        if subject is not None and unit.words[subject[0]] not in grammar.style.get("anaphoric", ()):
            # « Cette décision a été dénoncée par X » does not tell what X said.
            return Candidate(
                "passive_agent",
                unit.span(group.first, group.last),
                group.cue.cue_class,
                [unit.span(*subject)],
                source,
                (group.first, group.last),
                group.modality,
                0.55,
                lemma=group.cue.lemma,
            )
    return None


def _passive(unit: Unit, group: Group, content: Range, by: Range | None) -> Candidate:
    """What a passive says of its subject; a label's cue is the participle alone."""
    whole = "label" not in group.cue.frames
    return Candidate(
        "passive_label",
        unit.span(group.first if whole else group.head, group.last),
        group.cue.cue_class,
        [unit.span(*content)],
        unit.span(*by) if by is not None else None,
        (group.first, group.last),
        group.modality,
        0.75,
        agentless=True,
        lemma=group.cue.lemma,
    )


def undergone(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« s'est vu reprocher par X d'avoir menti »: what was said to the subject."""
    agent = agent_after(unit, grammar, group.last + 1, 2)
    start = agent[1][1] + 1 if agent is not None else group.last + 1
    complement = complement_after(unit, grammar, group, start)
    if complement is None or complement.first > complement.last:
        return None
    if complement.kind not in ("de_infinitive", "que", "quote", "colon_quote", "island"):
        return None
    last = complement.last
    if any(unit.flags[k] & (Word.SUBORDINATOR | Word.BACKGROUND) for k in range(2)):
        # « Alors qu'il s'est vu reprocher de mentir, il sourit »
        last = before_main_clause(unit, grammar, complement.first, last)
    content = complement.first, last
    found = _passive(unit, group, content, agent[1] if agent is not None else None)
    found.pattern = f"undergone_{complement.kind}"
    return found


def _blamed_for(unit: Unit, grammar: Grammar, index: int) -> Range | None:
    """« (critiqué par X) pour sa "gestion hasardeuse" »: the quoted words."""
    if unit.word(index) not in grammar.style.get("for_what", ()):
        return None
    for k in range(index + 1, min(len(unit), index + 6)):
        if unit.flags[k] & Word.QUOTE:
            return k, quote_end(unit, grammar, k)
        if unit.flags[k] & (Word.COMMA | Word.STOP | Word.COLON | Word.HAVE | Word.BE):
            break
    return None


def _accused_of(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« accusé au début du mois, dans un acte de procédure, d'avoir menti »: what of."""
    perfect = grammar.style.get("perfect_infinitives", ())
    if not unit.is_(k, Word.COMMA | Word.SETTING):
        return None
    for j in range(k, min(len(unit) - 2, k + 16)):
        if unit.words[j] in grammar.infinitive_of and unit.word(j + 1) in perfect:
            return j + 1
        if unit.flags[j] & (Word.STOP | Word.COLON | Word.QUOTE | Word.HAVE | Word.BE):
            return None
    return None


def _quoted_before(unit: Unit, grammar: Grammar, first: int) -> int | None:
    """The quotation that a participle or passive is about: « "X", tant promise par Y »."""
    for k in range(first - 1, max(-1, first - 4), -1):
        if unit.flags[k] & Word.QUOTE:
            return k
        if not (unit.flags[k] & (Word.COMMA | Word.ADVERB | Word.CLOSE | Word.TIME)):
            return None
    return None


def _last_phrase(unit: Unit, np: Range) -> int:
    """The first token of the last noun phrase in a stretch that nothing governs."""
    for k in range(np[1], np[0], -1):
        if unit.flags[k] & Word.DETERMINER and not unit.flags[k] & Word.POSSESSION:
            governed = Word.POSSESSION | Word.PREPOSITION | Word.DETERMINER | Word.COORDINATOR
            if not unit.is_(k - 1, governed):
                return k
    return np[0]


def _said_by(
    unit: Unit, grammar: Grammar, group: Group, pattern: str, content: Range, by: Range
) -> Candidate:
    return Candidate(
        pattern,
        unit.span(group.head if group.kind == "participle" else group.first, group.last),
        group.cue.cue_class,
        [unit.span(*content)],
        unit.span(*by),
        (group.first, group.last),
        group.modality,
        0.6,
        agentless=True,
        lemma=group.cue.lemma,
    )


def participle(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« qualifié de "..." par X », « accusés d'avoir ... », « annoncé par X »."""
    frames = group.cue.frames
    n = len(unit)
    k = skip_adverbs(unit, grammar, group.last + 1)
    if k >= n:
        return None
    agent = agent_after(unit, grammar, group.last + 1)
    if agent is not None and agent[0] - k <= 2 and can_speak(unit, grammar, *agent[1]):
        quoted_at = _quoted_before(unit, grammar, group.first)
        called = agent[1][1] + 1
        if (
            "label" in frames
            and unit.word(called) in grammar.style.get("as", ())
            and unit.is_(called + 1, Word.QUOTE)
        ):
            # « qualifié par X comme "le premier pas" »
            content = called + 1, quote_end(unit, grammar, called + 1)
            return _said_by(unit, grammar, group, "participle_label", content, agent[1])
        appointed = group.cue.lemma in grammar.style.get("appointing", ())
        if quoted_at is not None and frames & {"inc", "inq", "label", "np"} and not appointed:
            return _said_by(unit, grammar, group, "quoted_by", (quoted_at, quoted_at), agent[1])
        if group.cue.lemma in grammar.style.get("announcing", ()):
            # « le plan annoncé par X »
            np = subject_before(unit, grammar, group.first)
            if np is not None and not unit.is_(np[0], Word.PRONOUN):
                np = _last_phrase(unit, np), np[1]
                return _said_by(unit, grammar, group, "announced_by", np, agent[1])
        after = agent[1][1] + 1
        if (
            "acc" in frames
            and unit.word(after) in grammar.infinitive_of
            and is_infinitive(unit, grammar, after + 1) is not None
        ):
            # « Accusé par X d'avoir menti, Y ... »
            content = after + 1, noun_end(unit, grammar, after + 1)
            return _said_by(unit, grammar, group, "participle_label", content, agent[1])
    if unit.word(k) in grammar.style.get("spread_on", ()) and frames & {"inc", "inq", "np"}:
        # « les faits "graves" évoqués dans le communiqué »
        quoted_at = _quoted_before(unit, grammar, group.first)
        np = noun_phrase_after(unit, grammar, k + 1)
        if quoted_at is not None and np is not None and can_speak(unit, grammar, *np):
            return _said_by(unit, grammar, group, "quoted_by", (quoted_at, quoted_at), np)
    if "label" not in frames and "acc" not in frames:
        return None
    if unit.words[k] in grammar.infinitive_of or unit.flags[k] & Word.QUOTE:
        first = k if unit.flags[k] & Word.QUOTE else k + 1
        if first >= n:
            return None
        quoted = unit.flags[first] & Word.QUOTE or unit.is_(first + 1, Word.QUOTE)
        if "acc" in frames and is_infinitive(unit, grammar, first) is None and not quoted:
            return None
        if "acc" not in frames and not quoted and agent is None:
            return None
        end = (
            agent[0] - 1
            if agent is not None and agent[0] > first
            else (
                quote_end(unit, grammar, first)
                if quoted
                else adjectives_end(unit, grammar, noun_end(unit, grammar, first))
            )
        )
        joint = end + 1 + unit.is_(end + 1, Word.COMMA)
        if (
            unit.is_(joint, Word.COORDINATOR)
            and unit.word(joint + 1) in grammar.infinitive_of
            and is_infinitive(unit, grammar, joint + 2) is not None
        ):
            # « accusé de manquer de "bon sens", et de diviser la ville »
            end = noun_end(unit, grammar, joint + 2)
        return Candidate(
            "participle_label",
            unit.span(group.head, group.last),
            group.cue.cue_class,
            [unit.span(first, end)],
            unit.span(*agent[1]) if agent is not None else None,
            (group.first, group.last),
            group.modality,
            0.6,
            agentless=True,
            lemma=group.cue.lemma,
        )
    return None
