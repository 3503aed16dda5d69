"""Patterns of reported speech, each anchored at a cue and each with an id.

Every pattern returns a :class:`Candidate`; which of them stand is decided in
:mod:`analysis.annotation.attributions`.
"""

from __future__ import annotations

from functools import cache

from analysis.annotation.clauses import gerund, infinitive_cue, plain
from analysis.annotation.complement_ends import object_end
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group, verb_groups, with_unknown_verbs
from analysis.annotation.incises import as_said, inverted_noun, inverted_pronoun, plain_incise
from analysis.annotation.noun_cues import noun_cues
from analysis.annotation.passives import agent_after, participle, passive, undergone
from analysis.annotation.prepositions import prepositional
from analysis.annotation.retold import hands_on, quoted_as, views
from analysis.annotation.stretches import (
    Candidate,
    can_speak,
    is_boundary,
    skip_setting,
    to_end,
)
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
    found.extend(views(unit, grammar))
    found.extend(polled(unit, grammar))
    for candidate in found:
        candidate.tokens_end = unit.ends[candidate.tokens[1]]
    found.sort(key=lambda c: c.tokens)
    return found


def polled(unit: Unit, grammar: Grammar) -> list[Candidate]:
    """« Un sondage donne Anne Roux en tête »: what a survey finds of somebody."""
    surveys = grammar.style.get("surveys", ())
    head = next((k for k, word in enumerate(unit.words) if word.removesuffix("s") in surveys), None)
    if head is None:
        return []
    for k in range(head + 1, min(len(unit) - 2, head + _POLL)):
        if unit.words[k] not in grammar.style.get("polling", ()):
            continue
        first = k
        while unit.is_(first - 1, Word.HAVE):
            first -= 1
        subject = subject_before(unit, grammar, first)
        if subject is None or not subject[0] <= head <= subject[1]:
            return []
        at = skip_adverbs(unit, grammar, k + 1)
        if not unit.is_(at, Word.CAPITAL | Word.DETERMINER | Word.NUMBER):
            return []
        if not unit.is_(at, Word.CAPITAL) and "%" not in unit.words[at:]:
            # « L'étude donne la meilleure des raisons »
            return []
        return [
            Candidate(
                "polled",
                unit.span(first, k),
                "neutral",
                [unit.span(at, object_end(unit, grammar, at))],
                unit.span(*subject),
                (first, k),
                weight=0.7,
            )
        ]
    return []


# How far behind « sondage » the verb may stand.
_POLL = 12


def _read_group(
    unit: Unit, grammar: Grammar, group: Group, groups: list[Group], number: int, following: int
) -> Candidate | None:
    if grammar.plain_incise:
        if group.kind == "gerund":
            retold = quoted_as(unit, grammar, group)
            if retold is not None:
                return retold
        elif hands_on(unit, grammar, group):
            return None
    if group.kind == "passive":
        if group.inverted is not None:
            return inverted_pronoun(unit, grammar, group)
        return passive(unit, grammar, group)
    if group.kind == "participle":
        return participle(unit, grammar, group)
    if group.kind == "undergone":
        return undergone(unit, grammar, group)
    if group.inverted is not None:
        if group.kind == "finite" and subject_before(unit, grammar, group.first) is not None:
            asked = plain(unit, grammar, group)
            if asked is not None and not is_boundary(unit, group.first - 1):
                asked.modality = "question"
                return asked
        return inverted_pronoun(unit, grammar, group)
    if group.kind == "finite":
        found = (
            as_said(unit, grammar, group)
            or inverted_noun(unit, grammar, group)
            or plain_incise(unit, grammar, group)
            or plain(unit, grammar, group)
        )
        if found is not None and grammar.plain_incise and _is_asked(unit, group):
            found.modality = "question"
        return found
    if group.kind == "gerund":
        return gerund(unit, grammar, group)
    return infinitive_cue(unit, grammar, group)


def _is_asked(unit: Unit, group: Group) -> bool:
    """« Did the mayor say that ...? », « Has he denied that ...? »: by the verb that opens it."""
    opens = Word.MODAL | Word.HAVE | Word.BE
    at = next((k for k in range(min(2, group.head)) if unit.flags[k] & opens), None)
    return at is not None and at < group.first and unit.words[-1] == "?"


def _after_colon(unit: Unit) -> int:
    return next((k + 1 for k in range(len(unit) - 2) if unit.flags[k] & Word.COLON), 0)


def _is_report(unit: Unit, grammar: Grammar, subject: Range) -> bool:
    """« Cela », « Cette information », « De tels messages »: the sentence before as a subject."""
    words = unit.words[subject[0] : subject[1] + 1]
    if words[0] in grammar.style.get("this", ()):
        return True
    if len(words) == 2 and words[1] in grammar.style.get("bare_reports", ()):
        # « La nouvelle a été diffusée par X »
        return subject[0] == 0
    return (
        len(words) <= 4
        and bool({*words, unit.word(subject[0] - 1)} & set(grammar.style.get("such", ())))
        and bool(set(words) & set(grammar.style.get("reports", ())))
    )


def _spread_by(unit: Unit, grammar: Grammar, k: int) -> Range | None:
    """Who spread it: « par X », « sur les chaînes de Y »."""
    agent = agent_after(unit, grammar, k, 8)
    if agent is not None:
        return agent[1]
    at = skip_adverbs(unit, grammar, k)
    if unit.is_(at, Word.SETTING) and unit.word(at) in grammar.style.get("spread_on", ()):
        return noun_phrase_after(unit, grammar, at + 1)
    return None


def _without_insertions(unit: Unit, grammar: Grammar) -> list[str]:
    """The first words of a sentence without adverbs: « C'est, en substance, ce que »."""
    words: list[str] = []
    k = 0
    while k < len(unit) and len(words) < 8:
        step = skip_adverbs(unit, grammar, k, commas=True)
        if step > k and (words or unit.is_(step - 1, Word.COMMA)):
            k = step
            continue
        words.append(unit.words[k])
        k += 1
    return words


@cache
def _openers(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


def _phrase_back(unit: Unit, grammar: Grammar) -> str | None:
    """« C'est ce que », « Voilà comment »: the phrase that takes up the sentence before."""
    phrases = grammar.style.get("back", ())
    if _openers(tuple(phrases)).isdisjoint(unit.words[:_FIRST_WORDS]):
        return None
    words = " ".join(_without_insertions(unit, grammar))
    return next((p for p in phrases if words.startswith(p)), None)


# Where a phrase that takes up the sentence before may open, adverbs and dates before it.
_FIRST_WORDS = 14
# « Il l'a dit mardi. »: how many words a sentence has that only takes up the one before.
_SHORT = 16


def _named_after(unit: Unit, grammar: Grammar, before: Unit) -> Candidate | None:
    """« Ce sont les mots de X », « Telle est la conclusion de X », « Cette annonce vient de X »."""
    style = grammar.style
    such = unit.word(0) in style.get("such", ())
    noun = next((k for k in range(1, 5) if unit.word(k) in style.get("back_nouns", ())), None)
    if noun is None or noun + 2 >= len(unit):
        return None
    link = noun + 1
    cue = noun, noun
    if such and noun == 1:
        # « Cette déclaration a été faite par X »
        by = next((k for k in range(3, min(len(unit), 8)) if unit.flags[k] & Word.AGENT), None)
        # « Ces conclusions inquiétantes ont été tirées par X »
        link += not unit.flags[link] and unit.is_(link + 1, Word.HAVE | Word.BE)
        if by is None or not all(
            unit.flags[k] & (Word.HAVE | Word.BE | Word.BEEN | Word.ADVERB)
            or unit.words[k] in style.get("made", ())
            for k in range(link, by)
        ):
            return None
        link, cue = by, (link, by - 1)
    elif unit.words[noun] in style.get("not_named_back", ()) or not (
        unit.is_(1, Word.BE)
        and unit.is_(noun - 1, Word.DETERMINER)
        and (such or unit.words[0] in style.get("reference", ()))
    ):
        return None
    elif unit.word(link) in style.get("made", ()) and unit.is_(link + 1, Word.AGENT):
        link += 1
    if not unit.is_(link, Word.POSSESSION | Word.AGENT):
        return None
    merged = unit.is_(link, Word.DETERMINER)
    np = noun_phrase_after(unit, grammar, link if merged else link + 1)
    if np is None or not can_speak(unit, grammar, *np, document=False):
        return None
    ends = unit.is_(np[1] + 1, Word.STOP | Word.COMMA | Word.SETTING) or np[1] + 1 >= len(unit)
    if not ends:
        return None
    source = np[0] + (merged and np[0] < np[1]), np[1]
    return Candidate(
        "refers_back",
        unit.span(*cue),
        "neutral",
        to_end(before, _after_colon(before)),
        unit.span(*source),
        (cue[0], source[1]),
        "asserted",
        0.7,
        agentless=True,
    )


def refers_back(unit: Unit, grammar: Grammar, before: Unit) -> Candidate | None:
    """« C'est ce que constate X », « Cela a été dit par X »: of the sentence before."""
    named = _named_after(unit, grammar, before)
    if named is not None:
        return named
    phrase = _phrase_back(unit, grammar)
    it = grammar.style.get("it", ())
    if (
        phrase is None
        and not any(flag & (Word.BE | Word.BEEN) for flag in unit.flags)
        and (len(unit) > _SHORT or not any(word in it for word in unit.words))
    ):
        # Most sentences take nothing up: no verb is looked for in them.
        return None
    groups = verb_groups(unit, grammar)
    if not groups:
        return None
    group = groups[0]
    source: Range | None = None
    if group.cue.frames == {"inc"}:
        # « C'est ce que pense X »: a thought, not a saying.
        return None
    if phrase is not None and group.first <= len(phrase.split()) + 8:
        source = subject_before(unit, grammar, group.first, len(phrase.split()))
        if source is None:
            source = noun_phrase_after(unit, grammar, skip_setting(unit, grammar, group.last + 1))
    elif group.kind == "passive" and group.cue.frames & {"que", "np", "q", "spread"}:
        subject = subject_before(unit, grammar, group.first)
        if subject and _is_report(unit, grammar, subject):
            source = _spread_by(unit, grammar, group.last + 1)
    elif group.kind == "finite" and any(
        unit.words[k] in it for k in range(group.first, group.head)
    ):
        after = skip_adverbs(unit, grammar, group.last + 1)
        if group.modality == "negated" or len(unit) > _SHORT or before.paragraph != unit.paragraph:
            return None
        known = (
            group.cue.lemma not in grammar.style.get("not_back", ())
            and group.cue.frames >= {"que", "inc"}
        ) or group.cue.lemma in grammar.style.get("speaking_of", ())
        if known and (after >= len(unit) or unit.is_(after, Word.STOP | Word.SETTING)):
            source = subject_before(unit, grammar, group.first)
            if source is not None and (unit.flags[source[0]] & Word.PRONOUN or source[0] > 3):
                source = None
    if source is None or (source[0] == source[1] and unit.words[source[0]] in grammar.not_speakers):
        return None
    end = max(group.last, source[1])
    colon = next((k for k in range(end + 1, len(unit) - 1) if unit.flags[k] & Word.COLON), None)
    ahead = colon is not None and unit.is_(colon + 1, Word.QUOTE)
    return Candidate(
        "points_ahead" if ahead else "refers_back",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        # « C'est ce que confirme X : "..." »
        to_end(unit, colon + 1)
        if ahead and colon is not None
        else to_end(before, _after_colon(before)),
        unit.span(*source),
        (group.first, end),
        group.modality,
        0.7,
        lemma=group.cue.lemma,
    )


__all__ = ["Candidate", "Group", "find_candidates", "refers_back", "verb_groups"]
