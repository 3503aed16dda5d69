"""Incises: « ..., a-t-il dit », « ..., a déclaré le ministre », « comme l'a dit X »."""

from __future__ import annotations

from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.stretches import (
    Candidate,
    can_speak,
    has_verb,
    is_boundary,
    left_content,
    only_leading,
    right_content,
    setting_phrase,
    skip_setting,
    speakers_of_place,
    to_end,
)
from analysis.annotation.subjects import (
    Range,
    before_date,
    is_infinitive,
    looks_finite,
    noun_phrase_after,
    plural_verb,
    skip_adverbs,
    subject_before,
)
from analysis.annotation.units import Unit
from analysis.schema import Span

_NAMES = Word.CAPITAL | Word.TITLE
_REPORTING = frozenset({"inc", "inq", "que", "si"})


def inverted_pronoun(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ..., a-t-il déclaré »."""
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
    if unit.text[pronoun[0] : pronoun[1]] in grammar.style.get("one", ()):
        # « explique-t-on chez NAME », « assure-t-on à la mairie »
        at = skip_adverbs(unit, grammar, group.last + 1)
        there = speakers_of_place(unit, grammar, at, len(unit))
        pronoun = unit.span(*before_date(unit, there)) if there is not None else pronoun
        sourced = grammar.style.get("sourced", ())
        if unit.is_(at, Word.POSSESSION) and any(unit.word(k) in sourced for k in (at + 1, at + 2)):
            # « a-t-on ajouté de même source », « indique-t-on de source policière »
            np = noun_phrase_after(unit, grammar, at + 1, loose=True)
            pronoun = unit.span(*before_date(unit, np)) if np is not None else pronoun
    if group.cue.lemma in grammar.style.get("learning", ()):
        # « a-t-on appris auprès du parquet », « apprend-on de source policière »
        at = skip_adverbs(unit, grammar, group.last + 1)
        if unit.word(at) in grammar.style.get("learned_from", ()) or unit.is_(at, Word.POSSESSION):
            start = at + 1 + unit.is_(at + 1, Word.POSSESSION)
            np = noun_phrase_after(unit, grammar, start, loose=True)
            pronoun = unit.span(*before_date(unit, np)) if np is not None else pronoun
    cue = unit.span(group.first, group.last)
    left = (
        left_content(unit, grammar, group.first - 1) if is_boundary(unit, group.first - 1) else []
    )
    content = left + right_content(unit, grammar, group.last + 1, left, True)
    ahead = is_boundary(unit, group.first - 1) and unit.is_(group.last + 2, Word.QUOTE)
    if group.first > 0 and not left and not (ahead and content):
        # « défient la loi pour, disent-elles, "aider nos clients" »
        return None
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


def inverted_noun(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ..., a déclaré mardi le ministre »."""
    frames = group.cue.frames
    before = group.first - 1
    starts_unit = group.first == 0 or unit.is_(before, Word.QUOTE)
    if not starts_unit and not is_boundary(unit, before):
        return None
    quoted = starts_unit or unit.is_(before - 1, Word.QUOTE)
    # « Non, répond le maire »: an answer of one word needs no marks.
    quoted = quoted or (
        before == 1 and unit.words[0] in grammar.style.get("greetings", ()) and "inq" in frames
    )
    if (
        unit.is_(before, Word.QUOTE)
        and before > 0
        and not unit.is_(before - 1, Word.COLON | Word.COMMA | Word.STOP | Word.DASH | Word.QUOTE)
        and not has_verb(unit, grammar, 0, before)
    ):
        return None
    if (not quoted and "inc" not in frames) or not frames & _REPORTING:
        return None
    if unit.is_(group.last + 1, Word.AGENT) and group.first == group.last:
        # « un chant, écrit par X, »
        return None
    k = _over_insertion(unit, grammar, skip_adverbs(unit, grammar, group.last + 1))
    if not k:
        behind = skip_setting(unit, grammar, group.last + 1)
        k = _over_insertion(unit, grammar, behind) or behind
    n = len(unit)
    if k >= n:
        return None
    flag = unit.flags[k]
    if flag & Word.COMMA and quoted and k == group.last + 1 and unit.is_(k + 1, _NAMES):
        # « "...", a souligné, Jeanne Roux, qui ... »
        k += 1
        flag = unit.flags[k]
    if flag & (Word.COMPLEMENTIZER | Word.QUOTE | Word.COLON | Word.COMMA | Word.STOP):
        return None
    if before == 0 and flag & Word.INDEFINITE and _is_name_in_marks(unit):
        # « "Le Phare" publie des documents »: a paper, no saying.
        return None
    np = noun_phrase_after(unit, grammar, k)
    if np is None and quoted and not flag and unit.is_(k + 1, Word.DETERMINER | Word.CAPITAL):
        # « ... », lance inquiet le maire
        np = noun_phrase_after(unit, grammar, k + 1)
    if np is None and quoted and grammar.plain_incise:
        np = _bare_phrase(unit, grammar, k)
    if np is None or (
        unit.words[np[0]] in grammar.style.get("all", ())
        and is_infinitive(unit, grammar, np[0] + 1) is not None
    ):
        return None
    if not quoted and _other_number(unit, grammar, group, np):
        # « condamne la violence, soutient les victimes »: an object, no subject.
        return None
    closing = not quoted and (
        _closes_clause(unit, grammar, group, np) or _only_said(unit, grammar, group, np)
    )
    if (
        not closing
        and (not quoted or not group.cue.lemma)
        and not can_speak(unit, grammar, *np, document=not flag & Word.INDEFINITE)
    ):
        # « des élus qui, la nuit, postent des photos »: an object, no speaker.
        return None
    left = left_content(unit, grammar, before)
    if group.cue.lemma in grammar.style.get("learning", ()):
        sources = grammar.style.get("learned_from", ())
        at = next((j for j in range(np[0], min(n, np[1] + 6)) if unit.words[j] in sources), None)
        if at is None:
            return None
        at += unit.is_(at + 1, Word.POSSESSION)
        heard = noun_phrase_after(unit, grammar, at + 1, loose=True)
        np = before_date(unit, heard) if heard is not None else np
    if not quoted and grammar.plain_incise and np[1] + 1 < n:
        # "Hart, who served there, said Clinton called": a subject and its clause, no incise.
        closed = unit.flags[np[1] + 1] & (Word.COMMA | Word.STOP | Word.SETTING | Word.TIME)
        if not closed or has_verb(unit, grammar, np[0] + 1, np[1] + 1):
            return None
    if not quoted and not closing:
        # « Le ministre, interrogé hier, a annoncé un plan »: a subject and an object, no incise.
        subject = subject_before(unit, grammar, group.first)
        after = unit.flags[np[1] + 1] if np[1] + 1 < n else Word.STOP
        if after & Word.COMPLEMENTIZER and subject is not None:
            return None
        if subject is not None and not has_verb(unit, grammar, 0, before):
            if not after & Word.COMMA or flag & Word.INDEFINITE:
                return None
        elif subject is not None and flag & Word.INDEFINITE and "np" in frames:
            return None
    content = left + right_content(unit, grammar, np[1] + 1, left, False)
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


def _bare_phrase(unit: Unit, grammar: Grammar, first: int) -> Range | None:
    """« "...," said police », « said chief executive Jean Roux »: speakers without an article."""
    end = first
    while end < len(unit) and (not unit.flags[end] or unit.is_(end, Word.CAPITAL)):
        if unit.is_(end - 1, Word.CAPITAL) and not unit.flags[end] and end > first:
            break
        end += 1
    if not first < end <= first + _INSERTED or not can_speak(
        unit, grammar, first, end - 1, document=False
    ):
        return None
    return first, end - 1


def _over_insertion(unit: Unit, grammar: Grammar, comma: int) -> int:
    """« ..., rappelle, un brin désabusé, Jeanne Roux »: the token behind the second comma.

    Between the commas there may be anything short that has no verb of its own; behind them stands
    somebody who can speak, and no more than a setting up to the next comma or the end. 0: no.
    """
    if not unit.is_(comma, Word.COMMA):
        return 0
    barred = (
        Word.QUOTE | Word.STOP | Word.COLON | Word.COMPLEMENTIZER | Word.RELATIVE | Word.PRONOUN
    )
    for k in range(comma + 1, min(len(unit) - 1, comma + _INSERTED)):
        if unit.flags[k] & barred:
            break
        if not unit.flags[k] & Word.COMMA or has_verb(unit, grammar, comma + 1, k):
            continue
        np = noun_phrase_after(unit, grammar, k + 1)
        if np is None or not can_speak(unit, grammar, *np, document=False):
            continue
        after = skip_setting(unit, grammar, np[1] + 1)
        if after >= len(unit) or unit.flags[after] & (Word.COMMA | Word.STOP):
            return k + 1
    return 0


# So many tokens may be put between a verb and its subject.
_INSERTED = 11


def _is_name_in_marks(unit: Unit) -> bool:
    """Whether the quotation that opens a sentence is rather the name of a paper or a work."""
    quote = unit.quotes.get(0)
    if quote is None:
        return False
    said = unit.text[quote.start : quote.end]
    return said[:1].isupper() and said[-1:].isalnum() and len(said.split()) <= _NAME


_NAME = 3


def _other_number(unit: Unit, grammar: Grammar, group: Group, np: Range) -> bool:
    """Whether a phrase in the plural follows a verb in the singular."""
    if not grammar.plural_endings or group.first != group.last:
        return False
    many = unit.words[np[0]] in grammar.style.get("plural_determiners", ())
    return many and not unit.words[group.head].endswith(grammar.plural_endings)


def _closes_clause(unit: Unit, grammar: Grammar, group: Group, np: Range) -> bool:
    """« La route est fermée, assure une étude. »: nothing but a speaker can stand there.

    A clause with its verb is over, a verb of saying follows its comma, and behind the phrase that
    agrees with it in number the sentence ends.
    """
    if not {"inc", "que"} <= group.cue.frames or not unit.is_(group.first - 1, Word.COMMA):
        return False
    if any(r.form == "I" for r in grammar.readings[unit.words[group.head]]):
        # « le savant, homme réputé, peut expliquer à ses élèves une élection »
        return False
    end = skip_adverbs(unit, grammar, np[1] + 1)
    tail = len(unit) - unit.is_(len(unit) - 1, Word.STOP)
    if end < tail and (
        tail - end > _TAIL
        or has_verb(unit, grammar, end, tail)
        or any(unit.flags[k] & (_LINKS | Word.COMMA) for k in range(end, tail))
    ):
        return False
    many = unit.words[np[0]] in grammar.style.get("plural_determiners", ())
    many = many or any(
        unit.flags[k] & Word.COORDINATOR
        and unit.is_(k + 1, Word.DETERMINER | Word.CAPITAL)
        and not unit.is_(k + 1, Word.POSSESSION)
        for k in range(*np)
    )
    verb = next((k for k in range(group.first, group.last + 1) if not _light(unit, k)), group.head)
    if many != unit.words[verb].endswith(grammar.plural_endings):
        return False
    return _main_verb_before(unit, grammar, group.first - 1)


def _only_said(unit: Unit, grammar: Grammar, group: Group, np: Range) -> bool:
    """« Le port ferme lundi, a indiqué le préfet. »: nobody indicates a prefect.

    Verbs that take no person for their object, between a comma and one who can speak, with whom
    the sentence ends or a comma stands: what is before needs no verb that the lists know.
    """
    if group.cue.lemma not in grammar.style.get("of_things", ()) or group.first < _LEAST:
        return False
    if not unit.is_(group.first - 1, Word.COMMA) or group.kind != "finite":
        return False
    end = skip_setting(unit, grammar, np[1] + 1)
    if end < len(unit) and not unit.flags[end] & (Word.STOP | Word.COMMA):
        return False
    if unit.is_(np[0], Word.INDEFINITE) or _other_number(unit, grammar, group, np):
        return False
    return can_speak(unit, grammar, *np, document=False)


def _light(unit: Unit, index: int) -> bool:
    """Whether a clitic or a negation stands before the verb of a group."""
    return bool(unit.flags[index] & (Word.CLITIC | Word.NEGATIVE_CLITIC))


_LEAST = 4
# « ..., affirme un plan contre la drogue publié vendredi »: so many words may follow the phrase.
_TAIL = 10
_LINKS = Word.RELATIVE | Word.COMPLEMENTIZER | Word.SUBORDINATOR


def _main_verb_before(unit: Unit, grammar: Grammar, end: int) -> bool:
    """Whether a stretch between commas before a token has a verb that no link governs."""
    linked = many = False
    plural = grammar.style.get("plural_determiners", ())
    for k in range(end):
        flag = unit.flags[k]
        if flag & (Word.COMMA | Word.STOP | Word.COLON):
            linked = False
        elif flag & _LINKS and not flag & (Word.CAPITAL | Word.PREPOSITION):
            linked = True
        elif not linked and not flag & Word.CAPITAL:
            verb = flag & (Word.HAVE | Word.BE | Word.VERB) or looks_finite(unit, grammar, k)
            told = unit.is_(k - 1, Word.PRONOUN | Word.CLITIC) and any(
                r.form == "F" for r in grammar.readings.get(unit.words[k], ())
            )
            if verb or told or (many and plural_verb(unit, grammar, k)):
                return True
        plurals = unit.words[k] in plural or (flag & Word.DETERMINER and unit.words[k][-1] == "s")
        many = bool(many or plurals) and not flag & Word.COMMA
    return False


def _after_setting(unit: Unit, grammar: Grammar, first: int) -> int:
    """« Comme le disait X, lors d'un débat, "..." »: where it was said is not what was said."""
    if not setting_phrase(unit, grammar, first):
        return first
    for k in range(first + 1, min(len(unit) - 1, first + 14)):
        if unit.flags[k] & Word.COMMA and unit.flags[k + 1] & Word.QUOTE:
            return k + 1
        if unit.flags[k] & (Word.STOP | Word.COLON | Word.QUOTE):
            break
    return first


def as_said(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« comme l'a indiqué X », « ainsi que le rappelle X »."""
    frames = group.cue.frames
    before = group.first - 1
    while before >= 0 and (unit.flags[before] & (Word.ADVERB | Word.TIME)):
        before -= 1
    as_words = grammar.style.get("as", ())
    named = (
        "label" in frames
        and unit.word(before) in as_words
        and unit.words[group.first] in grammar.style.get("it", ())
        and unit.is_(before - 1 - unit.is_(before - 1, Word.COMMA), Word.QUOTE)
    )
    if not frames & {"inc", "que"} and not named:
        return None
    told_by: Range | None = None
    if unit.word(before) not in as_words:
        inner = subject_before(unit, grammar, group.first)
        clitic = unit.words[group.first] in grammar.style.get("it", ())
        if inner is not None and not clitic:
            # « "structuré", comme ils disent »
            at = inner[0] - 2 - unit.is_(inner[0] - 2, Word.COMMA)
            clitic = unit.is_(at, Word.QUOTE) and "inc" in frames
        closed = unit.is_(group.last + 1, Word.STOP | Word.COMMA) or group.last + 1 >= len(unit)
        if (
            inner is not None
            and closed
            and {"inc", "que"} <= frames
            and unit.is_(inner[0] - 2, Word.COMMA)
            and can_speak(unit, grammar, *inner)
        ):
            # « ..., comme le parquet a indiqué. »
            clitic = True
        if grammar.plain_incise and "inc" in frames and _told_before(unit, grammar, group):
            # « As the mayor said on Monday, A », « A, as the mayor put it »
            low = next(
                (
                    j
                    for j in range(before, max(-1, before - _AS_REACH), -1)
                    if unit.words[j] in as_words
                    and (
                        only_leading(unit, grammar, j)
                        or unit.flags[j - 1] & (Word.COMMA | Word.DASH)
                    )
                ),
                None,
            )
            if low is not None:
                inner = subject_before(unit, grammar, group.first, low + 1)
                clitic = inner is not None and inner[0] == low + 1
        if inner is not None and clitic and unit.word(inner[0] - 1) in as_words:
            before = inner[0] - 1
            told_by = inner
    word = unit.word(before)
    if word not in as_words:
        pair = f"{unit.word(before - 1)} {word}"
        if pair not in as_words:
            return None
        before -= 1
    np = noun_phrase_after(unit, grammar, skip_setting(unit, grammar, group.last + 1))
    if np is not None and np[1] >= len(unit) - 2 and only_leading(unit, grammar, before):
        # « Comme l'écrit X, la route ferme. »: what follows the comma is said, no apposition.
        comma = next((k for k in range(*np) if unit.flags[k] & Word.COMMA), np[1] + 1)
        np = np[0], comma - 1
    subject = None
    if told_by is not None:
        # « Comme le maire l'avait écrit, la route est sûre »
        subject = told_by
    elif np is None or any(unit.flags[k] & Word.PRONOUN for k in range(before + 1, group.first)):
        subject = subject_before(unit, grammar, group.first, before + 1)
        if subject is None or unit.words[subject[0]] in grammar.not_speakers:
            return None
    source = subject or np
    assert source is not None
    end = max(source[1], group.last)
    if told_by is not None and grammar.plain_incise:
        end = _after_told(unit, grammar, group) - 1
    k = skip_adverbs(unit, grammar, end + 1)
    if unit.is_(k, Word.SETTING):
        # « comme le précise X dans Le Courrier, "..." »
        k = next((j for j in range(k + 1, min(len(unit), k + 8)) if unit.flags[j] & Word.COMMA), k)
    n = len(unit)
    if unit.is_(k, Word.COMMA) and unit.is_(k + 1, Word.COMPLEMENTIZER):
        # « affirme, comme elle le dit, que ... »: the saying is the verb's before.
        return None
    cue_first = before if subject is None else group.first
    content: list[Span] = []
    colon = next(
        (j for j in range(end + 1, min(n - 1, end + 16)) if unit.flags[j] & Word.COLON), None
    )
    if colon is not None and unit.is_(colon + 1, Word.QUOTE):
        # « Comme le disait X en 2016 au Monde : "..." »
        return Candidate(
            "as_said",
            unit.span(cue_first, group.last),
            group.cue.cue_class,
            to_end(unit, colon + 1),
            unit.span(*source),
            (cue_first, colon),
            group.modality,
            0.8,
            lemma=group.cue.lemma,
        )
    if only_leading(unit, grammar, before) or unit.is_(before - 1, Word.COLON):
        verbal = Word.HAVE | Word.BE | Word.VERB | Word.COMMA
        at = next((j for j in range(k, min(n, k + 10)) if unit.flags[j] & Word.QUOTE), n)
        if at < n and not any(unit.flags[j] & verbal for j in range(k + 1, at)):
            # « Comme l'a dit X (à l'ONU) "..." »
            content = [unit.span(at, at)]
        if unit.is_(k, Word.COMMA) and unit.is_(k + 1, Word.SUBJECT_RELATIVE):
            # « Comme l'a dit X, qui préside la cour, A »
            k = next((j for j in range(k + 2, n) if unit.flags[j] & Word.COMMA), k)
        if k < n and unit.flags[k] & (Word.COMMA | Word.COLON):
            content = to_end(unit, _after_setting(unit, grammar, k + 1))
        elif unit.is_(k, Word.QUOTE):
            # « Comme le dit le proverbe "..." »
            content = [unit.span(k, k)]
    else:
        content = left_content(unit, grammar, before - 1)
        at = before - 1 - unit.is_(before - 1, Word.COMMA)
        if named:
            # « une "mégagrève", comme l'appellent les journaux »
            content = [unit.span(at, at)]
        goes_on = k < n and not unit.flags[k] & (Word.STOP | Word.COLON)
        if unit.is_(at, Word.QUOTE) and (
            (goes_on and not unit.is_(k, Word.COMMA)) or subject is not None
        ):
            content = [unit.span(at, at)]
        if (
            k < n
            and unit.flags[k] & Word.COMMA
            and not any(unit.flags[j] & Word.QUOTE for j in range(before))
        ):
            content += right_content(unit, grammar, end + 1, content, False)
        elif k < n and unit.flags[k] & Word.COLON:
            content = to_end(unit, k + 1)
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


# How far before its verb « as » may stand.
_AS_REACH = 12


def _after_told(unit: Unit, grammar: Grammar, group: Group) -> int:
    """What follows « as he put it », « as he told reporters »."""
    k = group.last + 1
    if unit.word(k) in grammar.style.get("put_it", ()):
        return k + 1
    if "obj" not in group.cue.frames:
        return k
    told = noun_phrase_after(unit, grammar, k) or _bare_phrase(unit, grammar, k)
    return k if told is None else told[1] + 1


def _told_before(unit: Unit, grammar: Grammar, group: Group) -> bool:
    """Whether nothing that a verb says follows it, but where, when or to whom it was said."""
    k = skip_adverbs(unit, grammar, _after_told(unit, grammar, group))
    if unit.is_(k, Word.SETTING | Word.PREPOSITION) and not unit.is_(k, Word.COMPLEMENTIZER):
        ends = Word.COMMA | Word.STOP | Word.QUOTE | Word.COLON
        k = next((j for j in range(k, len(unit)) if unit.flags[j] & ends), len(unit))
        return not has_verb(unit, grammar, group.last + 1, k)
    return k >= len(unit) or unit.is_(k, Word.COMMA | Word.STOP | Word.QUOTE)


def _ends_with_person(unit: Unit, grammar: Grammar, k: int) -> bool:
    """« ..., two officials told Reuters. »: nothing but who was told follows."""
    told = noun_phrase_after(unit, grammar, k)
    if told is None or not can_speak(unit, grammar, *told):
        return False
    after = skip_adverbs(unit, grammar, told[1] + 1)
    return after >= len(unit) or unit.is_(after, Word.STOP | Word.COMMA | Word.SETTING)


def plain_incise(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
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
    # « La ville tiendra, le maire l'a promis »
    it = any(unit.words[k] in grammar.style.get("it", ()) for k in range(group.first, group.head))
    within = unit.is_(quote_at, Word.QUOTE) and unit.is_(quote_at - 1, Word.POSSESSION)
    told = grammar.readings.get(unit.word(quote_at - 1), ())
    if unit.is_(quote_at, Word.QUOTE) and any(r.form == "G" for r in told):
        # « Reconnaissant "des erreurs", le maire s'est excusé »
        return None
    if within and not has_verb(unit, grammar, 0, quote_at):
        # « Aux cris de "Liberté", la foule a avancé »
        return None
    if not unit.flags[quote_at] & Word.QUOTE and not (
        (grammar.plain_incise or (it and can_speak(unit, grammar, *subject)))
        and "inc" in group.cue.frames
        and unit.flags[before] & Word.COMMA
        and (
            has_verb(unit, grammar, 0, before)
            # « Protest, the mayor said, is a right »
            or unit.is_(skip_adverbs(unit, grammar, group.last + 1), Word.COMMA)
        )
    ):
        return None
    k = skip_adverbs(unit, grammar, group.last + 1)
    n = len(unit)
    tail = unit.flags[k] if k < n else Word.STOP
    if tail & (Word.COMPLEMENTIZER | Word.QUOTE | Word.COLON):
        return None
    if "inf" in group.cue.frames and is_infinitive(unit, grammar, k) is not None:
        # « Paul Roux, du groupe "libre", assure avoir payé »
        return None
    if is_infinitive(unit, grammar, k + 1) is not None and unit.word(k) in grammar.modal_links:
        # « ..., elle commencera à vendre »
        return None
    # « ... », she told reporters: the person told may follow the verb.
    tells = "obj" in group.cue.frames and (
        unit.flags[quote_at] & Word.QUOTE or _ends_with_person(unit, grammar, k)
    )
    goes_on = Word.STOP | Word.COMMA | Word.SETTING | Word.GERUND
    if grammar.plain_incise:
        # « Jean Roux said by email », « said of the bill », « said speaking in Paris »
        goes_on |= Word.PREPOSITION | Word.POSSESSION | Word.AGENT | Word.SUBORDINATOR | Word.TIME
        present = tuple(grammar.style.get("participle_present", ("\0",)))
        if unit.flags[quote_at] & Word.QUOTE:
            # « said, visibly moved », « said smiling »
            while k < min(n, group.last + _MANNER) and not (
                unit.flags[k] or unit.words[k].endswith(present)
            ):
                k += 1
            tail = unit.flags[k] if k < n else Word.STOP
        tells = tells or unit.word(k).endswith(present)
    if not tells and not tail & goes_on:
        return None
    left = left_content(unit, grammar, before)
    return Candidate(
        "incise_plain",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        left + right_content(unit, grammar, group.last + 1, left, True),
        unit.span(*subject),
        (subject[0], group.last),
        group.modality,
        0.85,
        lemma=group.cue.lemma,
    )


# Behind how many tokens the words end that tell how something was said.
_MANNER = 3
