"""Patterns of reported speech, each anchored at a cue and each with an id.

Every pattern returns a :class:`Candidate`; which of them stand is decided in
:mod:`analysis.annotation.attributions`.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation.grammar import STATE_CUE, Cue, Grammar, Word
from analysis.annotation.subjects import (
    Range,
    adverbial_at,
    adverbial_before,
    close_before,
    is_adverb,
    is_infinitive,
    is_nominal,
    looks_finite,
    noun_phrase_after,
    skip_adverbs,
    subject_before,
)
from analysis.annotation.units import Unit
from analysis.schema import CueClass, Modality, Span


@dataclass(slots=True)
class Group:
    """A verb group: its tokens, the cue it is a form of, and how it stands.

    ``kind`` is finite, gerund, infinitive, passive or participle.
    """

    first: int
    last: int
    head: int
    kind: str
    cue: Cue
    modality: Modality = "asserted"
    inverted: int | None = None


@dataclass(slots=True)
class Candidate:
    """A possible attribution inside one unit; spans are characters, ``tokens`` the cue's tokens."""

    pattern: str
    cue: Span | None
    cue_class: CueClass
    content: list[Span]
    source: Span | None
    tokens: Range
    modality: Modality = "asserted"
    weight: float = 1.0
    agentless: bool = False
    lemma: str = ""
    tokens_end: int = 0


_GAP = 7


def verb_groups(unit: Unit, grammar: Grammar) -> list[Group]:
    """All verb groups of a sentence that can report speech, in order."""
    groups = []
    last = -1
    readings = grammar.readings
    for index, word in enumerate(unit.words):
        if index <= last:
            continue
        if unit.flags[index] & Word.STATE:
            auxiliary = _auxiliary(unit, grammar, index)
            if auxiliary is not None and auxiliary[1]:
                first, reflexive, negated = _clitics(unit, auxiliary[0])
                if not reflexive:
                    modality: Modality = "negated" if negated else "asserted"
                    inverted = unit.inverted.get(auxiliary[0])
                    groups.append(
                        Group(first, index, index, "finite", STATE_CUE, modality, inverted)
                    )
                    last = index
                    continue
        if word in readings and not unit.flags[index] & Word.QUOTE:
            group = verb_group(unit, grammar, index, groups)
            if group is not None:
                groups.append(group)
                last = group.last
    return groups


def _tail_end(unit: Unit, grammar: Grammar, index: int, tail: tuple[str, ...]) -> int | None:
    """The last token of a fixed phrase whose verb stands at ``index``."""
    if not tail:
        return index
    k = index + 1
    for _ in range(3):
        if tuple(unit.words[k : k + len(tail)]) == tail:
            return k + len(tail) - 1
        if (
            not is_adverb(unit, grammar, k)
            and not unit.is_(k, Word.NEGATION | Word.ADVERB)
            and not (unit.is_(k, Word.HAVE | Word.BE | Word.BEEN))
        ):
            return None
        k += 1
    return None


def _auxiliary(unit: Unit, grammar: Grammar, index: int) -> tuple[int, bool] | None:
    """The auxiliary before a participle and whether the group is one of « être »."""
    k = index - 1
    been = False
    while k >= 0 and index - k <= _GAP:
        flag = unit.flags[k]
        if flag & Word.HAVE:
            return k, been
        if flag & Word.BE:
            return k, True
        if flag & Word.BEEN:
            been = True
        else:
            n = adverbial_before(unit, grammar, k)
            if n:
                k -= n
                continue
            if not (
                flag & (Word.ADVERB | Word.NEGATION | Word.COMMA | Word.TIME)
                or is_adverb(unit, grammar, k)
            ):
                return None
            if (
                flag & Word.COMMA
                and not unit.is_(k - 1, Word.ADVERB | Word.TIME | Word.HAVE)
                and not adverbial_before(unit, grammar, k - 1)
            ):
                return None
        k -= 1
    return None


def _clitics(unit: Unit, first: int) -> tuple[int, bool, bool]:
    """First token of the clitics before a verb, whether one is reflexive, whether one negates."""
    k = first
    reflexive = negated = False
    while k - 1 >= 0 and unit.flags[k - 1] & (Word.CLITIC | Word.NEGATIVE_CLITIC) and first - k < 3:
        flag = unit.flags[k - 1]
        if flag & Word.CAPITAL and not flag & (Word.REFLEXIVE | Word.NEGATIVE_CLITIC):
            break
        reflexive = reflexive or bool(flag & Word.REFLEXIVE)
        negated = negated or bool(flag & Word.NEGATIVE_CLITIC)
        k -= 1
    return k, reflexive, negated


def verb_group(
    unit: Unit, grammar: Grammar, index: int, earlier: list[Group] | None = None
) -> Group | None:
    """The reporting verb group whose head is a token, None when the word is not used as one."""
    word = unit.words[index]
    readings = grammar.readings[word]
    if (
        unit.flags[index] & Word.CAPITAL
        and index > 0
        and not unit.flags[index - 1] & (Word.QUOTE | Word.STOP | Word.COLON | Word.DASH)
    ):
        return None
    auxiliary = _auxiliary(unit, grammar, index) if any(r.form == "P" for r in readings) else None
    for reading in readings:
        cue = reading.cue
        last = _tail_end(unit, grammar, index, cue.tail)
        if last is None:
            continue
        if reading.form == "P":
            if auxiliary is None:
                if _shares_auxiliary(unit, grammar, index, earlier) and not cue.reflexive:
                    return Group(index, last, index, "finite", cue)
                continue
            at, be = auxiliary
            first, reflexive, negated = _clitics(unit, at)
            if reflexive != cue.reflexive:
                continue
            kind = "finite"
            if be and not reflexive:
                kind = "passive"
            modality: Modality = "asserted"
            if negated or any(unit.flags[k] & Word.NEGATION for k in range(at + 1, index)):
                modality = "negated" if negated else "asserted"
            if unit.words[at] in grammar.conditional_auxiliaries:
                modality = "conditional"
            gerund = unit.words[at] in grammar.style.get("nonfinite_auxiliaries", ())
            return Group(
                first,
                last,
                index,
                "gerund" if gerund and kind == "finite" else kind,
                cue,
                modality,
                unit.inverted.get(at),
            )
        if auxiliary is not None and any(r.form == "P" and r.cue == cue for r in readings):
            continue
        if reading.form in "FC":
            first, reflexive, negated = _clitics(unit, index)
            if reflexive != cue.reflexive:
                continue
            if index not in unit.inverted and _is_noun(unit, grammar, index, first):
                continue
            if (
                reading.form == "F"
                and any(r.form == "P" for r in readings)
                and unit.is_(index - 1, Word.COMMA) is False
                and unit.is_(index - 1, Word.POSSESSION)
            ):
                continue
            modality = "conditional" if reading.form == "C" else "asserted"
            if negated:
                modality = "negated"
            return Group(first, last, index, "finite", cue, modality, unit.inverted.get(index))
        if reading.form == "G":
            first, reflexive, _ = _clitics(unit, index)
            if reflexive != cue.reflexive:
                continue
            begin = first - 1
            while begin > 0 and is_adverb(unit, grammar, begin):
                begin -= 1
            if grammar.plain_incise and unit.is_(begin, Word.BE):
                return Group(begin, last, index, "finite", cue)
            return Group(first, last, index, "gerund", cue)
        if reading.form == "I":
            first, reflexive, _ = _clitics(unit, index)
            if reflexive != cue.reflexive:
                continue
            return _infinitive_group(unit, grammar, first, index, last, cue)
    for reading in readings:
        if reading.form == "P" and auxiliary is None and not reading.cue.reflexive:
            last = _tail_end(unit, grammar, index, reading.cue.tail)
            if last is not None and not _is_noun(unit, grammar, index, index):
                return Group(index, last, index, "participle", reading.cue)
    return None


def _shares_auxiliary(
    unit: Unit, grammar: Grammar, index: int, earlier: list[Group] | None
) -> bool:
    """« a jugé X et appelé Y à ... »: a participle coordinated with one that has an auxiliary."""
    if not earlier or not unit.is_(index - 1, Word.COORDINATOR):
        return False
    return any(
        g.kind == "finite" and any(unit.flags[k] & Word.HAVE for k in range(g.first, g.head))
        for g in earlier
    )


def _is_noun(unit: Unit, grammar: Grammar, index: int, first: int) -> bool:
    """Whether a homograph stands as a noun: after a determiner or a preposition."""
    before = unit.flags[index - 1] if index else 0
    if index and before & Word.DETERMINER and unit.words[index] in grammar.homographs:
        return True
    if (
        index
        and before & Word.DETERMINER
        and not before & Word.CLITIC
        and not before & Word.PRONOUN
    ):
        return True
    governed = before & (Word.PREPOSITION | Word.POSSESSION)
    return bool(governed) and not before & (Word.CLITIC | Word.CAPITAL)


def _infinitive_group(
    unit: Unit, grammar: Grammar, first: int, head: int, last: int, cue: Cue
) -> Group | None:
    """« a tenu à préciser », « veut rappeler »: with the finite verb that governs it."""
    k = first - 1
    while (
        k >= 0
        and (unit.flags[k] & (Word.NEGATION | Word.ADVERB) or is_adverb(unit, grammar, k))
        and first - k < 4
    ):
        k -= 1
    if k >= 0 and unit.words[k] in grammar.modal_links:
        k -= 1
        while k >= 0 and unit.flags[k] & (Word.NEGATION | Word.ADVERB):
            k -= 1
    if f"{unit.word(k)} {unit.words[head]}" in grammar.style.get("not_saying", ()):
        return None
    if k >= 0 and unit.flags[k] & Word.MODAL:
        auxiliary = _auxiliary(unit, grammar, k)
        at = auxiliary[0] if auxiliary is not None else k
        begin = _clitics(unit, at)[0]
        inverted = unit.inverted.get(at, unit.inverted.get(k))
        return Group(begin, last, head, "finite", cue, "asserted", inverted)
    return Group(first, last, head, "infinitive", cue)


def find_candidates(unit: Unit, grammar: Grammar) -> list[Candidate]:
    """All candidate attributions of a sentence, best reading of each cue first."""
    found: list[Candidate] = []
    groups = verb_groups(unit, grammar)
    groups = _with_unknown_verbs(unit, grammar, groups)
    for number, group in enumerate(groups):
        following = groups[number + 1].first if number + 1 < len(groups) else len(unit)
        candidate = _read_group(unit, grammar, group, groups, number, following)
        if candidate is not None:
            found.append(candidate)
    found.extend(_prepositions(unit, grammar, groups))
    found.extend(_nouns(unit, grammar))
    for candidate in found:
        candidate.tokens_end = unit.ends[candidate.tokens[1]]
    found.sort(key=lambda c: c.tokens)
    return found


_ANY_CUE = Cue("", "neutral", frozenset({"inq"}))


def _with_unknown_verbs(unit: Unit, grammar: Grammar, groups: list[Group]) -> list[Group]:
    """Add verbs no list holds where only a verb of saying fits: « "...", coupe X »."""
    found = []
    n = len(unit)
    for index in unit.quotes:
        k = index + 1
        if unit.is_(k, Word.COMMA):
            k += 1
        if k >= n - 1 or any(g.first <= k <= g.last for g in groups):
            continue
        head = k
        while (
            head < n and unit.flags[head] & (Word.CLITIC | Word.HAVE | Word.ADVERB) and head - k < 4
        ):
            head += 1
        if head >= n - 1 or unit.flags[head] or unit.words[head] in grammar.readings:
            continue
        compound = any(unit.flags[i] & Word.HAVE for i in range(k, head))
        endings = "participle_endings" if compound else "present_endings"
        if not unit.words[head].endswith(tuple(grammar.style.get(endings, ("",)))):
            continue
        last = head
        if compound and not unit.flags[head + 1] and unit.is_(head + 2, Word.CAPITAL):
            last = head + 1
        nominal = unit.flags[last + 1] & (Word.CAPITAL | Word.DETERMINER | Word.TITLE)
        nominal = nominal and not unit.flags[last + 1] & Word.INDEFINITE
        if nominal and unit.flags[k - 1] & Word.COMMA:
            found.append(Group(k, last, head, "finite", _ANY_CUE))
    return sorted(groups + found, key=lambda g: g.first) if found else groups


def _read_group(
    unit: Unit, grammar: Grammar, group: Group, groups: list[Group], number: int, following: int
) -> Candidate | None:
    if group.kind == "passive":
        if group.inverted is not None:
            return _inverted_pronoun(unit, grammar, group)
        return _passive(unit, grammar, group)
    if group.kind == "participle":
        return _participle(unit, grammar, group)
    if group.inverted is not None:
        return _inverted_pronoun(unit, grammar, group)
    if group.kind == "finite":
        return (
            _comme(unit, grammar, group)
            or _inverted_noun(unit, grammar, group)
            or _plain_incise(unit, grammar, group)
            or _plain(unit, grammar, group)
        )
    if group.kind == "gerund":
        return _gerund(unit, grammar, group)
    return _infinitive(unit, grammar, group)


def _left_content(unit: Unit, grammar: Grammar, before: int) -> list[Span]:
    """What an incise reports: the stretch to its left, from its sentence's or quotation's start."""
    k = before
    while k >= 0 and unit.flags[k] & (Word.COMMA | Word.DASH | Word.STOP):
        k -= 1
    if k < 0 or (
        unit.flags[k] & (Word.PREPOSITION | Word.RELATIVE | Word.COORDINATOR)
        and not unit.flags[k] & (Word.CAPITAL | Word.QUOTE)
    ):
        return []
    last = k
    first = 0
    for j in range(last, -1, -1):
        if unit.flags[j] & Word.COLON and unit.is_(j + 1, Word.QUOTE) and j + 1 <= last:
            first = j + 1
            break
    while (
        first < last
        and unit.flags[first] & (Word.COORDINATOR | Word.COMMA | Word.DASH)
        and not unit.flags[first] & Word.QUOTE
    ):
        first += 1
    return [unit.span(first, last)]


def _is_boundary(unit: Unit, index: int) -> bool:
    """Whether an incise can start after a token: after a quotation, comma, dash or stop."""
    return index >= 0 and bool(
        unit.flags[index] & (Word.QUOTE | Word.COMMA | Word.DASH | Word.STOP | Word.CLOSE)
    )


def _right_content(
    unit: Unit, grammar: Grammar, after: int, left: list[Span], pronoun: bool
) -> list[Span]:
    """What goes on after an incise: the quotation or the clause that follows it."""
    n = len(unit)
    k = skip_adverbs(unit, grammar, after)
    comma = False
    # Over a setting (« lors d'une visite ») to the next mark or quotation.
    limit = k + 25
    while (
        k < n
        and k < limit
        and not unit.flags[k] & (Word.COMMA | Word.COLON | Word.QUOTE | Word.STOP | Word.DASH)
    ):
        if unit.flags[k] & (Word.COMPLEMENTIZER | Word.RELATIVE):
            return []
        k += 1
    if k >= n:
        return []
    if unit.flags[k] & (Word.COMMA | Word.COLON | Word.DASH):
        comma = True
        k += 1
    if k >= n:
        return []
    if unit.flags[k] & Word.QUOTE or (
        comma and unit.flags[k] & Word.COORDINATOR and unit.is_(k + 1, Word.QUOTE)
    ):
        if unit.flags[k] & Word.COORDINATOR:
            k += 1
        end = k
        while end + 1 < n and not unit.flags[end + 1] & (
            Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE
        ):
            end += 1
        return [unit.span(k, end)] if end == k or end == n - 1 else [unit.span(k, k)]
    if not comma:
        return []
    if not left:
        return _to_end(unit, k) if unit.is_(after - 1, Word.CAPITAL) or pronoun or k > 0 else []
    first_left = next((i for i, s in enumerate(unit.starts) if s == left[0][0]), 0)
    last_left = next((i for i, e in enumerate(unit.ends) if e == left[-1][1]), 0)
    complete = any(
        unit.flags[i] & (Word.HAVE | Word.BE | Word.VERB | Word.QUOTE)
        or looks_finite(unit, grammar, i)
        for i in range(first_left, last_left + 1)
    )
    head = k
    flag = unit.flags[head]
    if unit.words[head].endswith("ant") or flag & (
        Word.GERUND | Word.BACKGROUND | Word.SUBORDINATOR
    ):
        return []
    if not complete or (pronoun and flag & (Word.PRONOUN | Word.CLITIC)):
        end = n - 1
        while end > k and unit.flags[end] & (Word.STOP | Word.COMMA):
            end -= 1
        return [unit.span(k, end)]
    return []


def _source_of(unit: Unit, rng: Range | None) -> Span | None:
    return unit.span(*rng) if rng is not None else None


_REPORTING = frozenset({"inc", "inq", "que", "q", "np", "de", "si", "dnp", "anp", "obj"})


def _inverted_pronoun(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    assert group.inverted is not None
    frames = group.cue.frames
    if not frames & _REPORTING:
        return None
    pronoun = (group.inverted, max(unit.ends[group.first], group.inverted + 1))
    end = next(e for s, e in zip(unit.starts, unit.ends, strict=True) if e > group.inverted)
    pronoun = (group.inverted, end)
    impersonal = group.kind == "passive"
    if impersonal or group.cue.lemma in grammar.style.get("reading", ()):
        k = group.last + 1
        np = noun_phrase_after(unit, grammar, k + 1) if unit.is_(k, Word.SETTING) else None
        if np is not None:
            pronoun = unit.span(*np)
    cue = unit.span(group.first, group.last)
    left = (
        _left_content(unit, grammar, group.first - 1) if _is_boundary(unit, group.first - 1) else []
    )
    if group.first > 0 and not left:
        return None
    content = left + _right_content(unit, grammar, group.last + 1, left, True)
    if not left:
        # « A-t-il dit que ... » opens a sentence only after a quotation that ends the one before.
        content = content or []
    return Candidate(
        "incise_pronoun",
        cue,
        group.cue.cue_class,
        content,
        pronoun,
        (group.first, group.last),
        group.modality,
        0.95,
        lemma=group.cue.lemma,
    )


def _inverted_noun(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ..., a déclaré mardi le ministre »."""
    frames = group.cue.frames
    before = group.first - 1
    starts_unit = group.first == 0 or unit.is_(before, Word.QUOTE)
    if not starts_unit and not _is_boundary(unit, before):
        return None
    quoted = starts_unit or unit.is_(before - 1, Word.QUOTE)
    if (
        unit.is_(before, Word.QUOTE)
        and before > 0
        and not unit.is_(before - 1, Word.COLON | Word.COMMA | Word.STOP | Word.DASH | Word.QUOTE)
        and not _has_verb(unit, grammar, 0, before)
    ):
        return None
    if not quoted and "inc" not in frames:
        return None
    k = _skip_setting(unit, grammar, group.last + 1)
    n = len(unit)
    if k >= n:
        return None
    flag = unit.flags[k]
    if flag & (Word.COMPLEMENTIZER | Word.QUOTE | Word.COLON | Word.COMMA | Word.STOP):
        return None
    np = noun_phrase_after(unit, grammar, k)
    if np is None:
        return None
    left = _left_content(unit, grammar, before)
    if group.cue.lemma in grammar.style.get("learning", ()):
        sources = grammar.style.get("learned_from", ())
        at = next((j for j in range(np[0], min(n, np[1] + 6)) if unit.words[j] in sources), None)
        if at is None:
            return None
        at += unit.is_(at + 1, Word.POSSESSION)
        np = noun_phrase_after(unit, grammar, at + 1, loose=True) or np
    if not quoted:
        # « Le ministre, interrogé hier, a annoncé un plan »: a subject and an object, no incise.
        subject = subject_before(unit, grammar, group.first)
        after = unit.flags[np[1] + 1] if np[1] + 1 < n else Word.STOP
        if after & Word.COMPLEMENTIZER and subject is not None:
            return None
        if subject is not None and not _has_verb(unit, grammar, 0, before):
            if not after & Word.COMMA or flag & Word.INDEFINITE:
                return None
        elif subject is not None and flag & Word.INDEFINITE and "np" in frames:
            return None
    content = left + _right_content(unit, grammar, np[1] + 1, left, False)
    if not content and group.first > 0:
        return None
    return Candidate(
        "incise_noun",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        content,
        unit.span(*np),
        (group.first, np[1]),
        group.modality,
        0.95 if quoted else 0.85,
        lemma=group.cue.lemma,
    )


def _has_verb(unit: Unit, grammar: Grammar, first: int, last: int) -> bool:
    """Whether a stretch holds a finite verb, by list or by ending, or a quotation."""
    return any(
        unit.flags[i] & (Word.HAVE | Word.BE | Word.VERB | Word.QUOTE)
        or looks_finite(unit, grammar, i)
        for i in range(first, last)
    )


def _skip_setting(unit: Unit, grammar: Grammar, k: int) -> int:
    """Over adverbs, dates and « à l'AFP », « dans un communiqué » to the subject that follows."""
    n = len(unit)
    start = k
    for _ in range(4):
        k = skip_adverbs(unit, grammar, k)
        if k < n and unit.flags[k] & Word.COMMA:
            after = skip_adverbs(unit, grammar, k + 1)
            if after > k + 1 or unit.is_(after, Word.SETTING):
                k = after + (1 if unit.is_(after, Word.COMMA) else 0)
            elif k > start and is_nominal(unit, k + 1):
                return k + 1
            else:
                return k
        if k < n and unit.flags[k] & Word.SETTING and not unit.flags[k] & Word.DETERMINER:
            j = k + 1
            if unit.is_(j, Word.DETERMINER):
                j += 1
            # The phrase: nouns and their complements, up to a new determiner or name.
            steps = 0
            while j < n and steps < 14:
                flag = unit.flags[j]
                if flag & Word.COMMA:
                    j += 1
                    break
                if flag & (
                    Word.QUOTE | Word.STOP | Word.COLON | Word.COMPLEMENTIZER | Word.HAVE | Word.BE
                ):
                    break
                if (
                    steps
                    and flag & Word.DETERMINER
                    and not unit.is_(j - 1, Word.POSSESSION | Word.PREPOSITION | Word.DETERMINER)
                    and not flag & Word.POSSESSION
                ):
                    break
                if (
                    steps
                    and flag & Word.CAPITAL
                    and not unit.is_(
                        j - 1, Word.CAPITAL | Word.POSSESSION | Word.PREPOSITION | Word.DETERMINER
                    )
                ):
                    break
                if steps and flag & Word.SETTING and not flag & Word.POSSESSION:
                    break
                steps += 1
                j += 1
            k = j
            continue
        return k
    return k


def _comme(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« comme l'a indiqué X », « ainsi que le rappelle X »."""
    before = group.first - 1
    while before >= 0 and (unit.flags[before] & (Word.ADVERB | Word.TIME)):
        before -= 1
    as_words = grammar.style.get("as", ())
    if unit.word(before) not in as_words:
        inner = subject_before(unit, grammar, group.first)
        clitic = unit.words[group.first] in grammar.style.get("it", ())
        if inner is not None and clitic and unit.word(inner[0] - 1) in as_words:
            before = inner[0] - 1
    word = unit.word(before)
    if word not in as_words:
        pair = f"{unit.word(before - 1)} {word}"
        if pair not in as_words:
            return None
        before -= 1
    np = noun_phrase_after(unit, grammar, _skip_setting(unit, grammar, group.last + 1))
    subject = None
    if np is None or any(unit.flags[k] & Word.PRONOUN for k in range(before + 1, group.first)):
        subject = subject_before(unit, grammar, group.first, before + 1)
        if subject is None:
            return None
    source = subject or np
    assert source is not None
    end = max(source[1], group.last)
    k = skip_adverbs(unit, grammar, end + 1)
    n = len(unit)
    cue_first = before if subject is None else group.first
    content: list[Span] = []
    if _only_leading(unit, grammar, before) or unit.is_(before - 1, Word.COLON):
        if k < n and unit.flags[k] & (Word.COMMA | Word.COLON):
            content = _to_end(unit, k + 1)
    else:
        content = _left_content(unit, grammar, before - 1)
        if (
            k < n
            and unit.flags[k] & Word.COMMA
            and not any(unit.flags[j] & Word.QUOTE for j in range(before))
        ):
            content += _right_content(unit, grammar, end + 1, content, False)
        elif k < n and unit.flags[k] & Word.COLON:
            content = _to_end(unit, k + 1)
    if not content and before > 0:
        return None
    return Candidate(
        "as_said",
        unit.span(cue_first, group.last),
        group.cue.cue_class,
        content,
        unit.span(*source),
        (cue_first, end),
        group.modality,
        0.8,
        lemma=group.cue.lemma,
    )


def _to_end(unit: Unit, first: int) -> list[Span]:
    end = len(unit) - 1
    while end > first and unit.flags[end] & (Word.STOP | Word.COMMA):
        end -= 1
    return [unit.span(first, end)] if first <= end else []


def _plain_incise(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ... », le président a juré: subject and verb in plain order after a quotation."""
    if not group.cue.frames & {"inc", "inq", "que"}:
        return None
    subject = subject_before(unit, grammar, group.first)
    if subject is None or subject[0] == 0:
        return None
    before = subject[0] - 1
    quote_at = before - 1 if unit.flags[before] & (Word.COMMA | Word.DASH) else before
    if quote_at < 0:
        return None
    if not unit.flags[quote_at] & Word.QUOTE and not (
        grammar.plain_incise
        and "inc" in group.cue.frames
        and unit.flags[before] & Word.COMMA
        and _has_verb(unit, grammar, 0, before)
    ):
        return None
    k = skip_adverbs(unit, grammar, group.last + 1)
    n = len(unit)
    tail = unit.flags[k] if k < n else Word.STOP
    if tail & (Word.COMPLEMENTIZER | Word.QUOTE | Word.COLON):
        return None
    # « ... », she told reporters: beside a quotation the person told may follow the verb.
    tells = "obj" in group.cue.frames and unit.flags[quote_at] & Word.QUOTE
    if not tells and not tail & (Word.STOP | Word.COMMA | Word.SETTING | Word.GERUND):
        return None
    left = _left_content(unit, grammar, before)
    return Candidate(
        "incise_plain",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        left + _right_content(unit, grammar, group.last + 1, left, True),
        unit.span(*subject),
        (subject[0], group.last),
        group.modality,
        0.85,
        lemma=group.cue.lemma,
    )


@dataclass(slots=True)
class Complement:
    """The reported content after a verb: its kind and the tokens it covers."""

    kind: str
    first: int
    last: int


def _stretch_end(unit: Unit, first: int) -> int:
    end = len(unit) - 1
    while end > first and unit.flags[end] & (Word.STOP | Word.COMMA | Word.DASH):
        end -= 1
    return end


def complement_after(unit: Unit, grammar: Grammar, group: Group, start: int) -> Complement | None:
    """The complement of a reporting verb, by the frames the verb allows."""
    frames = group.cue.frames
    n = len(unit)
    k = skip_adverbs(unit, grammar, start)
    while k < n and (
        unit.flags[k] & (Word.NEGATION | Word.ADVERB) and not unit.flags[k] & Word.DETERMINER
    ):
        k = skip_adverbs(unit, grammar, k + 1)
    if k < n and unit.flags[k] & Word.COMMA:
        after = skip_adverbs(unit, grammar, k + 1)
        if (after > k + 1 and unit.is_(after, Word.COMMA)) or unit.is_(k + 1, Word.QUOTE):
            k = after + unit.is_(after, Word.COMMA)
    if k >= n:
        return None
    flag = unit.flags[k]
    # A quotation at once, after a colon or after « que ».
    if flag & Word.QUOTE:
        end = _quote_end(unit, grammar, k)
        if "label" in frames and unit.is_(end + 1, Word.DETERMINER):
            end = _noun_end(unit, grammar, end + 1)
        return Complement("quote", k, end)
    if flag & Word.COLON:
        if k + 1 < n:
            kind = "colon_quote" if unit.flags[k + 1] & Word.QUOTE else "colon"
            return Complement(kind, k + 1, _stretch_end(unit, k + 1))
        return None
    que = _find_que(unit, grammar, group, k)
    clausal = frames & {"que", "obj", "de", "inf", "dnp"}
    if que is not None and (clausal or unit.is_(que + 1, Word.QUOTE)):
        return Complement("que", que + 1, _clause_end(unit, grammar, que + 1))
    if frames & grammar.zero_complementizer:
        at = _bare_clause(unit, grammar, group, k)
        if at is not None:
            return Complement("clause", at, _clause_end(unit, grammar, at))
    word = unit.words[k]
    if "si" in frames and flag & Word.INTERROGATIVE and k == skip_adverbs(unit, grammar, start):
        return Complement("question", k, _stretch_end(unit, k))
    if word in grammar.infinitive_of and frames & {"de", "inf", "dnp", "acc"}:
        verb = is_infinitive(unit, grammar, k + 1)
        if verb is not None and frames & {"de", "acc"}:
            return Complement("de_infinitive", k + 1, _infinitive_end(unit, grammar, k))
    if "a" in frames:
        at = _to_phrase(unit, grammar, k)
        if at is not None:
            return Complement("a_infinitive", at, _infinitive_end(unit, grammar, at))
    if "inf" in frames and not flag & (Word.DETERMINER | Word.PREPOSITION):
        verb = is_infinitive(unit, grammar, k)
        if verb is not None:
            return Complement("infinitive", k, _infinitive_end(unit, grammar, k))
    if "inf" in frames and flag & (Word.SETTING | Word.CAPITAL):
        at = _infinitive_after_person(unit, grammar, k)
        if at is not None:
            return Complement("infinitive", at, _infinitive_end(unit, grammar, at))
    if frames >= {"dnp", "obj"}:
        told = _told_of(unit, grammar, k)
        if told is not None:
            return told
    if frames & {"acc", "de", "obj"}:
        at = _far_infinitive(unit, grammar, k)
        if at is not None:
            return Complement("de_infinitive", at, _infinitive_end(unit, grammar, at))
    if "dnp" in frames and flag & Word.POSSESSION:
        first = k + 1 if word in grammar.infinitive_of else k
        return Complement("noun", first, _noun_end(unit, grammar, k))
    if "anp" in frames:
        for j in range(k, min(n - 1, k + 10)):
            if unit.words[j] in grammar.style.get("topic", ()):
                return Complement("noun", j + 1, _noun_end(unit, grammar, j + 1))
            if unit.flags[j] & (
                Word.COMMA | Word.STOP | Word.QUOTE | Word.COLON | Word.HAVE | Word.BE
            ):
                break
    if "label" in frames:
        labelled = _labelled(unit, grammar, k)
        if labelled is not None:
            return labelled
    quoted = _quoted_island(unit, grammar, k)
    if quoted is not None:
        first = _island_start(unit, grammar, k, quoted, frames)
        if "np" in frames and first == k:
            setting = unit.is_(quoted + 1, Word.SETTING)
            end = quoted if setting else _object_end(unit, grammar, quoted)
            return Complement("noun_island", k, end)
        return Complement("island", first, _island_end(unit, quoted))
    if "np" in frames and flag & (Word.DETERMINER | Word.NUMBER):
        return Complement("noun", k, _object_end(unit, grammar, k))
    if grammar.plain_incise and frames & {"inc"}:
        # « says of Clinton, "..." ».
        for j in range(k, min(n - 1, k + 14)):
            if unit.flags[j] & Word.COMMA and unit.flags[j + 1] & Word.QUOTE:
                return Complement("quote", j + 1, _quote_end(unit, grammar, j + 1))
            if unit.flags[j] & (Word.STOP | Word.QUOTE | Word.COLON):
                break
    return _far_colon(unit, k) if frames & {"inc", "que", "label"} else None


def _infinitive_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of a reported infinitive: a comma that a new subject and its verb follow ends it."""
    end = _stretch_end(unit, first)
    for k in range(first + 1, end):
        if unit.flags[k] & Word.COMMA and unit.is_(k + 1, Word.CAPITAL | Word.RELATIVE):
            return k - 1
        if unit.flags[k] & Word.COMMA and (
            _setting_phrase(unit, grammar, k + 1) or _past_participle(unit, grammar, k + 1)
        ):
            return k - 1
    last = next((k for k in range(end, first, -1) if unit.flags[k] & Word.QUOTE), None)
    if last is not None and last < end and unit.is_(last + 1, Word.SETTING | Word.COMMA):
        return last
    return end


def _clause_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of a reported clause: the sentence's, or where the author's own words begin."""
    end = _stretch_end(unit, first)
    n = len(unit)
    participle = tuple(grammar.style.get("participle_present", ("\0",)))
    for k in range(first + 1, min(end, n - 1)):
        flag = unit.flags[k]
        if (
            not flag
            and unit.words[k].endswith(participle)
            and unit.words[k] not in grammar.readings
        ):
            if unit.is_(k - 1, Word.QUOTE):
                return k - 1
            if unit.is_(k - 1, Word.COMMA) and unit.is_(k - 2, Word.QUOTE):
                return k - 2
        if not flag & (Word.COMMA | Word.COORDINATOR):
            continue
        if flag & Word.COMMA and _setting_phrase(unit, grammar, k + 1):
            return k - 1
        j = k
        while unit.is_(j, Word.COMMA | Word.COORDINATOR):
            j += 1
        joined = any(unit.flags[i] & Word.COORDINATOR for i in range(k, j))
        if (
            joined
            and unit.flags[k - 1] & Word.QUOTE
            and unit.is_(j, Word.NEGATIVE_CLITIC | Word.HAVE)
        ):
            return k - 1
        if joined and unit.word(j) in grammar.readings and not unit.is_(j, Word.CAPITAL):
            readings = grammar.readings[unit.word(j)]
            if any(r.form == "F" and r.cue.frames & {"que", "np", "inc"} for r in readings):
                return k - 1
    return end


def _labelled(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« considère X comme une "..." », « a qualifié X de "..." »: object and what it is called."""
    n = len(unit)
    link: int | None = None
    for j in range(k, min(n, k + 30)):
        flag = unit.flags[j]
        if flag & (Word.STOP | Word.COLON | Word.COMPLEMENTIZER | Word.HAVE | Word.BE):
            return None
        if unit.words[j] in grammar.style.get("as", ()):
            link = j
        if flag & Word.QUOTE:
            called = link is None or j - link <= 3
            return Complement("label", j if called else k, _quote_end(unit, grammar, j))
    if link is None:
        return None
    first = link + 1 if link == k else k
    return Complement("label", first, _noun_end(unit, grammar, link))


def _told_of(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« a informé X de la décision »: the last « de » with a determiner after the person."""
    for j in range(k, min(len(unit) - 1, k + 12)):
        if unit.flags[j] & (Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE):
            return None
        if unit.words[j] in grammar.infinitive_of and unit.flags[j + 1] & Word.DETERMINER:
            return Complement("noun", j + 1, _noun_end(unit, grammar, j + 1))
    return None


def _far_colon(unit: Unit, k: int) -> Complement | None:
    """« décrit la fraude en ces termes : ... » with quoted words after the colon."""
    n = len(unit)
    for j in range(k, min(n - 1, k + 14)):
        flag = unit.flags[j]
        if flag & Word.COLON:
            if any(unit.flags[i] & Word.QUOTE for i in range(j + 1, n)):
                return Complement("far_colon", j + 1, _stretch_end(unit, j + 1))
            return None
        if flag & (Word.STOP | Word.QUOTE | Word.COMPLEMENTIZER):
            return None
    return None


def _find_que(unit: Unit, grammar: Grammar, group: Group, k: int) -> int | None:
    """The conjunction of the reported clause, over settings and addressees but not over objects."""
    n = len(unit)
    person = "obj" in group.cue.frames
    start = k
    while k < n and k - start < 34:
        flag = unit.flags[k]
        if (
            k > start
            and unit.words[k] in grammar.readings
            and not flag & (Word.CAPITAL | Word.PREPOSITION | Word.CLITIC)
            and unit.is_(k - 1, Word.COMMA | Word.GERUND)
        ):
            return None
        if flag & Word.INTERROGATIVE and k > start and "si" in group.cue.frames:
            return k - 1
        if flag & Word.COMPLEMENTIZER:
            before = unit.word(k - 1)
            return None if k != start and before in grammar.before_other_que else k
        if flag & (
            Word.QUOTE
            | Word.COLON
            | Word.STOP
            | Word.RELATIVE
            | Word.HAVE
            | Word.BE
            | Word.VERB
            | Word.NEGATIVE_CLITIC
        ) and (not flag & Word.CAPITAL or flag & (Word.QUOTE | Word.COLON | Word.STOP)):
            return None
        if (
            k == start
            and flag & Word.DETERMINER
            and not flag & (Word.POSSESSION | Word.SETTING)
            and not person
        ):
            # A direct object: a later « que » is a relative pronoun.
            step = skip_adverbs(unit, grammar, k)
            if step == k:
                return None
            k = step
            continue
        if k == start and flag & Word.POSSESSION and not person:
            return None
        if (
            k == start
            and not flag
            & (
                Word.SETTING
                | Word.PREPOSITION
                | Word.COMMA
                | Word.ADVERB
                | Word.TIME
                | Word.OPEN
                | Word.DETERMINER
                | Word.CAPITAL
                | Word.GERUND
                | Word.POSSESSION
            )
            and not is_adverb(unit, grammar, k)
            and not person
        ):
            return None
        k += 1
    return None


def _bare_clause(unit: Unit, grammar: Grammar, group: Group, k: int) -> int | None:
    """A reported clause without its conjunction (« said he would leave »), after a person told."""
    n = len(unit)
    if "obj" in group.cue.frames and "que" not in group.cue.frames:
        person = noun_phrase_after(unit, grammar, k)
        if person is None:
            return None
        k = person[1] + 1
    at = skip_adverbs(unit, grammar, k)
    if at >= n or (unit.flags[at] & _NO_CLAUSE and not unit.flags[at] & Word.CAPITAL):
        return None
    return at if _has_verb(unit, grammar, at + 1, min(n, at + 25)) else None


_NO_CLAUSE = (
    Word.SETTING
    | Word.COMMA
    | Word.STOP
    | Word.COLON
    | Word.POSSESSION
    | Word.COORDINATOR
    | Word.RELATIVE
    | Word.QUOTE
    | Word.DASH
    | Word.PREPOSITION
    | Word.HAVE
    | Word.BE
    | Word.OPEN
)


def _to_phrase(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """The infinitive or quotation after « à », over the person addressed."""
    n = len(unit)
    for j in range(k, min(n, k + 12)):
        flag = unit.flags[j]
        if flag & (Word.COMMA | Word.STOP | Word.COLON | Word.HAVE | Word.BE | Word.RELATIVE):
            return None
        if unit.words[j] in grammar.infinitive_to and j + 1 < n:
            if is_infinitive(unit, grammar, j + 1) is not None:
                return j + 1
            if unit.flags[j + 1] & Word.QUOTE:
                return j + 1
            if unit.flags[j + 1] & Word.DETERMINER:
                return j + 1
    return None


def _far_infinitive(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a demandé au gouvernement de retirer »: the infinitive after the person addressed."""
    n = len(unit)
    if not unit.flags[k] & (Word.SETTING | Word.DETERMINER | Word.CAPITAL):
        return None
    for j in range(k, min(n, k + 14)):
        flag = unit.flags[j]
        if flag & (
            Word.COMMA | Word.STOP | Word.COLON | Word.HAVE | Word.BE | Word.RELATIVE | Word.QUOTE
        ):
            return None
        if (
            unit.words[j] in grammar.infinitive_of
            and is_infinitive(unit, grammar, j + 1) is not None
        ):
            return j + 1
    return None


def _infinitive_after_person(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a déclaré au juge avoir payé »: the perfect infinitive after the person addressed."""
    perfect = grammar.style.get("perfect_infinitives", ())
    for j in range(k + 1, min(len(unit), k + 14)):
        if unit.words[j] in perfect:
            return j
        if unit.flags[j] & (
            Word.STOP | Word.COLON | Word.QUOTE | Word.HAVE | Word.BE | Word.RELATIVE
        ) or (unit.flags[j] & Word.POSSESSION and unit.word(j + 1) in perfect):
            return None
    return None


def _noun_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of an indirect noun complement: the comma, a setting at its end left out."""
    n = len(unit)
    k = first
    while k + 1 < n:
        flag = unit.flags[k + 1]
        if flag & (Word.COMMA | Word.STOP | Word.COLON | Word.DASH | Word.BACKGROUND):
            break
        if flag & Word.COORDINATOR and unit.word(k + 2) in grammar.readings:
            break
        k += 1
    return k


def _object_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of an announced object: the sentence's, or a comma before the author's own words."""
    end = _stretch_end(unit, first)
    for k in range(first + 1, end):
        flag = unit.flags[k]
        if flag & (Word.STOP | Word.BACKGROUND):
            return k - 1
        if not flag & Word.COMMA:
            continue
        after = skip_adverbs(unit, grammar, k + 1)
        flag = unit.flags[after] if after <= end else 0
        if flag & (
            Word.BACKGROUND | Word.SUBORDINATOR | Word.RELATIVE | Word.GERUND | Word.PRONOUN
        ):
            return k - 1
        if flag & Word.COORDINATOR or unit.word(after).endswith(
            tuple(grammar.style.get("participle_present", ("\0",)))
        ):
            return k - 1
        if _setting_phrase(unit, grammar, after):
            return k - 1
    return end


def _past_participle(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a bare past participle (« ..., pris en charge par Y ») stands at a token."""
    endings = tuple(grammar.style.get("participle_endings", ("\0",)))
    return (
        index < len(unit)
        and not unit.flags[index]
        and len(unit.words[index]) > 3
        and unit.words[index].rstrip("s").endswith(endings)
    )


def _setting_phrase(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a phrase that says where or when something was said starts at a token."""
    words = " ".join(unit.words[index : index + 4])
    return any(words.startswith(p) for p in grammar.style.get("said_at", ()))


def _quote_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The last token of a complement that starts with a quotation."""
    n = len(unit)
    last = first
    k = first
    while k + 1 < n and k - first < 60:
        flag = unit.flags[k + 1]
        if flag & (Word.STOP | Word.COLON):
            break
        if flag & Word.QUOTE:
            gap = range(last + 1, k + 1)
            if any(unit.words[j] in grammar.readings for j in gap) and any(
                unit.flags[j] & (Word.COMMA | Word.COORDINATOR) for j in gap
            ):
                break
            last = k + 1
        k += 1
    return last


def _quoted_island(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """The last quotation inside the complement that starts at a token."""
    n = len(unit)
    start = k
    while k < n and k - start < 18:
        flag = unit.flags[k]
        if flag & Word.QUOTE:
            return _quote_end(unit, grammar, k)
        if (
            flag
            & (
                Word.COMMA
                | Word.STOP
                | Word.RELATIVE
                | Word.COLON
                | Word.HAVE
                | Word.BE
                | Word.COMPLEMENTIZER
                | Word.SUBORDINATOR
            )
            and not flag & Word.PREPOSITION
        ):
            return None
        k += 1
    return None


def _island_start(unit: Unit, grammar: Grammar, k: int, last: int, frames: frozenset[str]) -> int:
    """Where a complement with quoted words begins: its noun phrase, or after the person told."""
    quote = next(j for j in range(k, last + 1) if unit.flags[j] & Word.QUOTE)
    if frames & _ADDRESSING and quote - k >= 2:
        for j in range(quote - 1, max(k, quote - 4), -1):
            if unit.flags[j] & (Word.PREPOSITION | Word.POSSESSION) and not unit.flags[j] & (
                Word.INDEFINITE & ~Word.POSSESSION
            ):
                return j + 1
    lead = unit.flags[k] & (Word.POSSESSION | Word.PREPOSITION)
    return k + 1 if lead and k < quote and not unit.flags[k] & Word.INDEFINITE else k


_ADDRESSING = frozenset({"a", "acc", "obj", "to"})


def _island_end(unit: Unit, last: int) -> int:
    """« la "rigueur" de la procédure »: the noun phrase goes on after the quoted words."""
    n = len(unit)
    k = last + 1
    if k >= n or not unit.flags[k] & (Word.POSSESSION | Word.DETERMINER | Word.COORDINATOR):
        return last
    if unit.flags[k] & Word.COORDINATOR and not unit.is_(k + 1, Word.DETERMINER):
        return last
    while k + 1 < n:
        flag = unit.flags[k + 1]
        if flag & (
            Word.COMMA
            | Word.STOP
            | Word.COLON
            | Word.DASH
            | Word.BACKGROUND
            | Word.RELATIVE
            | Word.OPEN
            | Word.HAVE
            | Word.BE
            | Word.VERB
        ):
            break
        if flag & Word.COORDINATOR and not unit.is_(k + 2, Word.DETERMINER | Word.QUOTE):
            break
        k += 1
    return k


def _plain(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """Subject, verb, complement in plain order."""
    subject = subject_before(unit, grammar, group.first)
    own = (group.first > 0 and bool(unit.flags[group.first - 1] & Word.OWN_VOICE)) or any(
        unit.flags[k] & Word.OWN_VOICE and not unit.flags[k] & Word.CLITIC
        for k in range(max(0, group.first - 1), group.first + 1)
    )
    if own:
        return None
    alone = subject is not None and subject[0] == subject[1]
    if subject is not None and alone and unit.words[subject[0]] in grammar.not_speakers:
        return None
    if (
        group.cue is STATE_CUE
        and subject is not None
        and unit.words[subject[0]] in grammar.style.get("impersonal", ())
    ):
        return None
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is None:
        return None
    if subject is None:
        elliptic = unit.is_(group.first - 1, Word.COORDINATOR) or (
            unit.is_(group.first - 1, Word.COMMA) and group.first > 1
        )
        if not elliptic and not (group.first == 0 and complement.kind.startswith("colon")):
            return None
    pattern = complement.kind if subject is not None else f"elliptic_{complement.kind}"
    last = group.last
    return Candidate(
        pattern,
        unit.span(group.first, last),
        group.cue.cue_class,
        [unit.span(complement.first, complement.last)]
        if complement.first <= complement.last
        else [],
        _source_of(unit, subject),
        (group.first, group.last),
        group.modality,
        _PLAIN_WEIGHT.get(complement.kind, 0.7) * (0.8 if subject is None else 1),
        lemma=group.cue.lemma,
    )


_PLAIN_WEIGHT = {
    "clause": 0.75,
    "que": 0.9,
    "quote": 0.9,
    "colon_quote": 0.9,
    "infinitive": 0.8,
    "island": 0.7,
    "noun": 0.6,
    "de_infinitive": 0.7,
    "a_infinitive": 0.7,
}


def _gerund(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ..., ajoutant que ... », « en affirmant que ... »."""
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is None or complement.first > complement.last:
        return None
    return Candidate(
        f"gerund_{complement.kind}",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        [unit.span(complement.first, complement.last)],
        None,
        (group.first, group.last),
        group.modality,
        0.8,
        lemma=group.cue.lemma,
    )


def _infinitive(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ..., pour dénoncer "..." »."""
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is None or complement.first > complement.last:
        return None
    if complement.kind not in ("que", "quote", "colon_quote", "island"):
        return None
    if group.first <= 1 or not group.cue.frames & {"inc", "q"}:
        return None
    purposes = grammar.style.get("purpose", ())
    link = unit.words[group.first - 1]
    if link not in purposes and f"{unit.word(group.first - 2)} {link}" not in purposes:
        return None
    if complement.kind == "que" and not group.cue.frames >= {"inc", "que"}:
        return None
    return Candidate(
        f"infinitive_{complement.kind}",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        [unit.span(complement.first, complement.last)],
        None,
        (group.first, group.last),
        group.modality,
        0.5,
        lemma=group.cue.lemma,
    )


def _agent_after(unit: Unit, grammar: Grammar, k: int, reach: int = 14) -> tuple[int, Range] | None:
    """The « par X » of a passive: the token « par » and the noun phrase after it."""
    for j in range(k, min(len(unit), k + reach)):
        flag = unit.flags[j]
        if flag & Word.AGENT:
            np = noun_phrase_after(unit, grammar, j + 1)
            return (j, np) if np is not None else None
        if flag & (
            Word.STOP | Word.COLON | Word.HAVE | Word.BE | Word.COMPLEMENTIZER | Word.RELATIVE
        ):
            return None
    return None


def _passive(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« sont accusés d'avoir ... », « ont été qualifiées de X par Y », « est convaincu »."""
    frames = group.cue.frames
    n = len(unit)
    k = skip_adverbs(unit, grammar, group.last + 1)
    agent = _agent_after(unit, grammar, group.last + 1)
    source = unit.span(*agent[1]) if agent is not None else None
    if k >= n:
        return None
    cue = unit.span(group.head, group.last)
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
            else (_stretch_end(unit, first) if clause else _noun_end(unit, grammar, first))
        )
        content = [unit.span(first, end)]
        if "acc" not in frames:
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
    if "judge" in frames and unit.flags[k] & ~Word.ADVERB == 0:
        end = agent[0] - 1 if agent is not None else _noun_end(unit, grammar, k)
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
    if agent is not None and frames & {"inc", "que", "np"} and group.cue.frames & {"np"}:
        subject = subject_before(unit, grammar, group.first)
        if subject is not None:
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


def _participle(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« qualifié de "..." par X », « accusés d'avoir ... », « annoncé par X »."""
    frames = group.cue.frames
    n = len(unit)
    k = skip_adverbs(unit, grammar, group.last + 1)
    if k >= n or ("label" not in frames and "acc" not in frames):
        return None
    agent = _agent_after(unit, grammar, group.last + 1)
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
            else (_quote_end(unit, grammar, first) if quoted else _noun_end(unit, grammar, first))
        )
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
            source = noun_phrase_after(unit, grammar, _skip_setting(unit, grammar, group.last + 1))
    elif group.kind == "passive" and group.cue.frames & {"que", "np"}:
        subject = subject_before(unit, grammar, group.first)
        agent = _agent_after(unit, grammar, group.last + 1, 4)
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
        _to_end(before, _after_colon(before)),
        unit.span(*source),
        (group.first, end),
        group.modality,
        0.7,
        lemma=group.cue.lemma,
    )


def _prepositions(unit: Unit, grammar: Grammar, groups: list[Group]) -> list[Candidate]:
    found = []
    index = 0
    n = len(unit)
    while index < n:
        entries = grammar.prepositions.get(unit.words[index])
        if entries:
            for phrase, cue_class, weak in entries:
                if tuple(unit.words[index : index + len(phrase)]) != phrase:
                    continue
                candidate = _according(unit, grammar, index, len(phrase), cue_class, weak)
                if candidate is not None:
                    found.append(candidate)
                    index = candidate.tokens[1]
                break
        index += 1
    return found


def _according(
    unit: Unit, grammar: Grammar, index: int, length: int, cue_class: CueClass, weak: bool
) -> Candidate | None:
    n = len(unit)
    k = index + length
    if k >= n:
        return None
    for phrase in grammar.not_sources.get(unit.words[k], ()):
        if tuple(unit.words[k : k + len(phrase)]) == phrase:
            return None
    np = noun_phrase_after(unit, grammar, k, loose=True)
    if np is None or unit.flags[np[0]] & (Word.COMMA | Word.STOP):
        return None
    head = np[0] + 1 if unit.flags[np[0]] & Word.DETERMINER else np[0]
    if unit.word(head) in grammar.not_source_nouns:
        return None
    if (
        weak is False
        and unit.words[k - 1] in grammar.source_words
        and not (index == 0 or unit.flags[index - 1] & (Word.COMMA | Word.QUOTE | Word.COORDINATOR))
    ):
        return None
    opener = index == 0 or _only_leading(unit, grammar, index)
    if opener:
        np = np[0], _long_apposition(unit, grammar, np[1])
    end = np[1]
    cue = unit.span(index, k - 1)
    source = unit.span(*np)
    after = end + 1
    closes = after >= n or bool(
        unit.flags[after]
        & (Word.COMMA | Word.STOP | Word.COLON | Word.DASH | Word.CLOSE | Word.QUOTE)
    )
    content: list[Span] = []
    phrase_word = unit.words[index]
    pattern = "according_to"
    if weak:
        if not _weak_ok(unit, grammar, index, np, after):
            return None
        pattern = "in_view_of"
    if opener:
        if after < n and unit.flags[after] & (Word.COMMA | Word.COLON):
            content = _to_end(unit, after + 1)
        elif after < n:
            content = _to_end(unit, after)
        pattern += "_first"
    else:
        clause = _clause_start(unit, grammar, index)
        if clause < index and not (clause == index - 1 and unit.flags[clause] & Word.COMMA):
            inserted = after < n and bool(unit.flags[after] & Word.COMMA)
            clause = _relative_start(unit, clause, index) if inserted else clause
            left = _left_clause(unit, clause, index - 1) if clause < index else []
            content = left
            if after < n and unit.flags[after] & Word.COMMA and closes:
                rest = (
                    _after_inserted(unit, grammar, after + 1, left)
                    if left
                    else _to_end(unit, after + 1)
                )
                content = left + rest
            pattern += "_inserted" if len(content) > 1 else "_last"
        elif after < n:
            content = _to_end(
                unit, after + (1 if unit.flags[after] & (Word.COMMA | Word.COLON) else 0)
            )
            pattern += "_first"
    if not content or (not opener and phrase_word in grammar.style.get("citing", ())):
        return None
    if weak and not any(unit.flags[i] & Word.QUOTE for i in range(n)) and not opener:
        return None
    return Candidate(
        pattern,
        cue,
        cue_class,
        content,
        source,
        (index, end),
        "asserted",
        0.85 if not weak else 0.5,
        lemma=unit.words[index],
    )


def _long_apposition(unit: Unit, grammar: Grammar, end: int) -> int:
    """The end of « selon X, l'un des élus, qui siège à Y, »: verbless or relative stretches."""
    n = len(unit)
    last = end
    for _ in range(3):
        if not unit.is_(last + 1, Word.COMMA):
            break
        stop = next((j for j in range(last + 2, n) if unit.flags[j] & Word.COMMA), None)
        if stop is None or stop - last > 30:
            break
        first = last + 2
        flag = unit.flags[first]
        relative = flag & Word.SUBJECT_RELATIVE
        noun = (
            flag & Word.DETERMINER
            and not unit.is_(first + 1, Word.CAPITAL)
            and not _has_verb(unit, grammar, first, stop)
            and _has_verb(unit, grammar, stop, n)
        )
        if not (relative or noun) or any(unit.flags[i] & Word.QUOTE for i in range(first, stop)):
            break
        last = stop - 1
    return last


def _relative_start(unit: Unit, first: int, index: int) -> int:
    """« l'offre qui permettra, selon X, de ... »: the relative clause alone is X's."""
    k = index - 1
    if unit.is_(k, Word.COMMA):
        k -= 1
    while k > first:
        if unit.flags[k] & Word.COMMA:
            return first
        if unit.flags[k] & (Word.SUBJECT_RELATIVE | Word.COMPLEMENTIZER):
            return k if unit.flags[k] & Word.SUBJECT_RELATIVE and k < index - 2 else k + 1
        k -= 1
    return first


def _weak_ok(unit: Unit, grammar: Grammar, index: int, np: Range, after: int) -> bool:
    """« Pour X, ... » reports only when X is a speaker and a comma and a clause follow."""
    n = len(unit)
    if unit.is_(index - 1, Word.COMMA) and unit.is_(index - 2, Word.QUOTE):
        return after >= n or bool(unit.flags[after] & (Word.COMMA | Word.STOP))
    if not _only_leading(unit, grammar, index) or after >= n:
        return False
    if not unit.flags[after] & Word.COMMA or np[1] - np[0] > 14:
        return False
    if unit.flags[np[0]] & (Word.STRONG | Word.TITLE):
        return True
    if unit.flags[np[0]] & Word.CAPITAL and unit.is_(np[0] + 1, Word.CAPITAL):
        return True
    return any(unit.flags[k] & Word.QUOTE for k in range(after + 1, n)) and any(
        unit.flags[k] & Word.CAPITAL for k in range(np[0], np[1] + 1)
    )


def _only_leading(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether only adverbs, conjunctions and marks stand before a token."""
    k = 0
    while k < index:
        step = adverbial_at(unit, grammar, k)
        if step and k + step <= index:
            k += step
            continue
        if unit.flags[k] & (
            Word.ADVERB
            | Word.COORDINATOR
            | Word.COMMA
            | Word.DASH
            | Word.TIME
            | Word.SUBORDINATOR
            | Word.COMPLEMENTIZER
        ) or is_adverb(unit, grammar, k):
            k += 1
            continue
        return False
    return True


def _clause_start(unit: Unit, grammar: Grammar, index: int) -> int:
    """First token of the clause that « selon » belongs to: after a colon, « que » or a stop."""
    k = index
    while k > 0:
        flag = unit.flags[k - 1]
        if flag & (Word.COLON | Word.STOP):
            break
        k -= 1
    return k


def _left_clause(unit: Unit, first: int, last: int) -> list[Span]:
    while last > first and unit.flags[last] & (Word.COMMA | Word.DASH | Word.OPEN):
        last -= 1
    while first <= last and unit.flags[first] & (Word.COORDINATOR | Word.COMMA | Word.DASH):
        first += 1
    return [unit.span(first, last)] if first <= last else []


def _after_inserted(unit: Unit, grammar: Grammar, first: int, left: list[Span]) -> list[Span]:
    """What follows « , selon X, »: the rest of the clause, unless it is the author's own."""
    n = len(unit)
    if first >= n:
        return []
    flag = unit.flags[first]
    if flag & Word.QUOTE:
        return [unit.span(first, _quote_end(unit, grammar, first))]
    if flag & (Word.BACKGROUND | Word.SUBJECT_RELATIVE):
        return []
    if any(s == left[0][0] and unit.flags[i] & Word.QUOTE for i, s in enumerate(unit.starts)):
        return []
    end = _stretch_end(unit, first)
    return [unit.span(first, end)] if first <= end else []


def _nouns(unit: Unit, grammar: Grammar) -> list[Candidate]:
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
                        [unit.span(k + 2, _stretch_end(unit, k + 2))] if k + 2 < n else [],
                        _source_of(unit, np),
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


__all__ = ["Candidate", "Group", "close_before", "find_candidates", "is_nominal", "verb_groups"]
