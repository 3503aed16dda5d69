"""Turns: quotations that no cue in their sentence claims, and to whom they belong.

A quotation may go on with the turn before it, follow a colon, be announced by the paragraph before,
hold its incise inside the marks or stand beside the clause of whoever speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from analysis.annotation.complement_ends import gerund_clause, quote_end
from analysis.annotation.document import Document
from analysis.annotation.drafts import Draft
from analysis.annotation.echoes import whose_words
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.passives import agent_after
from analysis.annotation.patterns import verb_groups
from analysis.annotation.prepositions import prepositional
from analysis.annotation.stretches import (
    can_speak,
    has_verb,
    past_participle,
    skip_setting,
    to_end,
)
from analysis.annotation.subjects import (
    is_infinitive,
    looks_finite,
    noun_phrase_after,
    skip_adverbs,
    subject_before,
)
from analysis.annotation.units import Unit, fill_unit
from analysis.schema import CueClass, Quote, Span
from analysis.text import trim

# A quotation that is a line of its own and no longer than this is rather an intertitle.
_LINE = 60
_AROUND = Word.STOP | Word.COMMA | Word.QUOTE | Word.DASH | Word.COORDINATOR


def give_quotes(
    document: Document,
    grammar: Grammar,
    unit: Unit,
    number: int,
    made: list[Draft],
    previous: Draft | None,
    previous_end: int,
    before: Unit | None,
) -> tuple[list[Draft], Draft | None, int]:
    """Give the quotations that no cue of their sentence claims to a turn or an inner incise."""
    for index in sorted(unit.quotes):
        quote = unit.quotes[index]
        inner = (
            _inner_incise(document, grammar, unit, quote) if quote.end - quote.start > 20 else None
        )
        owner = next(
            (d for d in made if any(a < quote.end and b > quote.start for a, b in d.content)), None
        )
        if inner is not None and (owner is None):
            made.append(replace(inner, unit=number))
            continue
        if owner is not None:
            continue
        credit = _credited(document, quote)
        if credit is not None:
            span = (quote.start, quote.end)
            made.append(Draft("credited", None, "neutral", [span], credit, unit.paragraph, number))
            previous, previous_end = made[-1], number
            continue
        rest = [k for k in range(len(unit)) if k != index]
        alone = all(unit.flags[k] & _AROUND for k in rest)
        leads = all(unit.flags[k] & _AROUND for k in range(index))
        length = quote.end - quote.start
        heading = (
            alone
            and length < (_LINE if document.text[quote.end - 1] in "!?" else 100)
            and document.text[quote.end - 1] not in ".…"
            and quote.outer[0] < quote.start
            and _whole_line(document, unit)
            and not (unit.is_(len(unit) - 1, Word.COMMA) or (before and _listing(before)))
        )
        near = (
            previous is not None
            and number - previous_end <= 2
            and unit.paragraph - previous.paragraph <= 1
            and (unit.paragraph == previous.paragraph or not heading)
            # A headline's words are not gone on with in the body, nor after a rubric.
            and (before is None or before.zone == unit.zone)
            and not _after_rubric(document, unit)
        )
        told = _announced(before, grammar, unit, number) if index == 0 else None
        if told is not None:
            made.append(replace(told, content=[(quote.start, quote.end)]))
            previous, previous_end = made[-1], number
            continue
        lead = all(
            unit.flags[k] & (_AROUND | Word.COLON) and not unit.flags[k] & Word.QUOTE
            for k in range(index)
        )
        again = lead and unit.is_(index - 1, Word.COLON) and index + 1 >= len(unit) - 1
        # « Et : "..." » goes on like a quotation of its own.
        alone = alone or again
        named = whose_words(unit, grammar, index, number)
        if named is not None:
            made.append(named)
            previous, previous_end = named, number
            continue
        topic = index > 0 and _under_a_topic(unit, grammar, index)
        goes_on = alone or topic or (leads and length > 60)
        if not made and goes_on and near and previous is not None:
            previous.content.append((quote.start, quote.end))
            previous_end = number
            previous.paragraph = unit.paragraph
            continue
        colon = _colon_quote(unit, grammar, index, number) or _quote_colon(
            unit, grammar, index, number
        )
        if colon is not None:
            made.append(colon)
            continue
        beside = _headline_quote(unit, grammar, index, number) or _beside_clause(
            unit, grammar, index, number
        )
        if beside is not None:
            end = max(quote.end, unit.ends[quote_end(unit, grammar, index)])
            made.append(replace(beside, content=[(quote.start, end)]))
            continue
        if unit.zone == "body" and (
            not heading and ((alone and length > 20) or (leads and length > 60))
        ):
            source = None
            if (
                before is not None
                and before.zone == unit.zone
                and before.paragraph >= unit.paragraph - 1
                and not _after_rubric(document, unit)
            ):
                source = _likely_speaker(before, grammar)
            signed = _signature(document, quote) or (
                _portrayed(before, grammar) if leads and before is not None else None
            )
            pattern = "signed" if signed else "floating_after" if source else "floating"
            last = made[-1] if made else None
            if last is not None and last.quotes and last.pattern == pattern:
                # « "A", "B" et "C". »: one saying, or one crowd's.
                last.content.append((quote.start, quote.end))
                last.quotes.append(quote)
                continue
            source = signed or source
            span = (quote.start, quote.end)
            made.append(
                Draft(
                    pattern,
                    None,
                    "neutral",
                    [span],
                    source,
                    unit.paragraph,
                    number,
                    weight=0.4,
                    quotes=[quote],
                )
            )
    return made, previous, previous_end


def _under_a_topic(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« Quant à la gauche, "elle déteste le luxe". »: a turn that goes on about something else."""
    topics = grammar.style.get("topics", ())
    if unit.words[0] not in topics or not unit.is_(index - 1, Word.COMMA):
        return False
    ends = all(unit.flags[k] & _AROUND for k in range(index + 1, len(unit)))
    return ends and not has_verb(unit, grammar, 1, index)


def _announced(before: Unit | None, grammar: Grammar, unit: Unit, number: int) -> Draft | None:
    """« Le préfet a déclaré : » as a paragraph of its own before the quotation."""
    if before is None or before.paragraph < unit.paragraph - 1 or not len(before):
        return None
    if not before.is_(len(before) - 1, Word.COLON):
        return None
    for group in reversed(verb_groups(before, grammar)):
        if group.kind not in ("finite", "gerund") or not group.cue.frames & {"inc", "inq", "q"}:
            continue
        if group.inverted is not None:
            source: Span | None = (group.inverted, before.ends[group.last])
        else:
            at = subject_before(before, grammar, group.first)
            at = at or noun_phrase_after(before, grammar, group.last + 1)
            source = before.span(*at) if at else main_subject(before, grammar, group.first)
        if source is None:
            continue
        first = tokens_of(before, source)[0]
        if before.is_(first, Word.OWN_VOICE) and not before.is_(first, Word.CLITIC):
            return None
        cue = before.span(group.first, group.last)
        kind = group.cue.cue_class
        return Draft(
            "announced", cue, kind, [], source, unit.paragraph, number, group.modality, 0.8
        )
    source = main_subject(before, grammar, len(before) - 1)
    if source is None or not can_speak(before, grammar, *tokens_of(before, source)):
        return None
    if before.is_(tokens_of(before, source)[0], Word.OWN_VOICE):
        return None
    cue = before.span(len(before) - 1, len(before) - 1)
    return Draft("announced", cue, "neutral", [], source, unit.paragraph, number, weight=0.5)


def announced_line(before: Unit | None, grammar: Grammar, unit: Unit, number: int) -> Draft | None:
    """« Le préfet a déclaré : » before a line whose quotation marks are lost."""
    if before is None or unit.quotes or unit.zone != "body" or not len(unit):
        return None
    if unit.paragraph != before.paragraph + 1 or not has_verb(unit, grammar, 0, len(unit)):
        return None
    told = _announced(before, grammar, unit, number)
    if told is None or told.cue is None or told.cue[1] - told.cue[0] <= 1:
        return None
    # « 1. La première règle ... »: a list, no saying.
    listed = unit.is_(0, Word.NUMBER | Word.DASH) or told.modality == "negated"
    if listed or told.source is None:
        return None
    if not can_speak(before, grammar, *tokens_of(before, told.source), document=False):
        return None
    return replace(told, pattern="announced_line", content=to_end(unit, 0), weight=0.5)


def _after_rubric(document: Document, unit: Unit) -> bool:
    """Whether a rubric (« POLITIQUE - ») stands before the sentence."""
    zone = document.zone_at(unit.start)
    return (
        zone is not None
        and unit.start > zone.start
        and document.text[zone.start : unit.start].rstrip().endswith(("-", "–", "—"))
    )


def _listing(before: Unit) -> bool:
    """Whether the line before is a quotation that a comma or semicolon says goes on."""
    return before.is_(0, Word.QUOTE) and len(before) == 2 and before.words[1] in (",", ";")


def _whole_line(document: Document, unit: Unit) -> bool:
    """Whether a sentence is all of its paragraph."""
    zone = document.zone_at(unit.start)
    return zone is None or (zone.end <= unit.end + 1 and zone.start == unit.start)


def speaker_after(unit: Unit, grammar: Grammar, draft: Draft) -> Draft:
    """« "Rien ne va." Jeanne Roux, ingénieure, alerte ... »: who the next sentence is about."""
    for group_end in range(1, min(len(unit), 25)):
        verb = unit.flags[group_end] & (Word.HAVE | Word.BE | Word.VERB) or any(
            r.form == "F" for r in grammar.readings.get(unit.words[group_end], ())
        )
        if not verb or unit.flags[group_end] & Word.CAPITAL:
            continue
        first = group_end
        while first > 0 and unit.flags[first - 1] & (Word.CLITIC | Word.NEGATIVE_CLITIC):
            first -= 1
        subject = subject_before(unit, grammar, first)
        if subject is None and unit.is_(0, Word.CAPITAL) and unit.is_(1, Word.CAPITAL):
            # « Jeanne Roux, vedette de "La Marche", veut ... »
            subject = noun_phrase_after(unit, grammar, 0)
        if subject is None or unit.is_(subject[0], Word.PRONOUN | Word.OWN_VOICE):
            return draft
        if not can_speak(unit, grammar, *subject, document=False):
            return draft
        cue = unit.span(first, group_end)
        return replace(draft, cue=cue, source=unit.span(*subject), pattern="floating_before")
    return draft


_LEAST_WORDS = 5
_GOVERNS = Word.HAVE | Word.BE | Word.BEEN | Word.VERB | Word.MODAL


def _beside_clause(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« X a été "frappé par ..." », « X doit "..." »: words long enough to be the subject's own.

    A noun before the marks makes them a title or a label, which are nobody's words.
    """
    quote = unit.quotes[index]
    text = unit.text
    if index == 0 or len(text[quote.start : quote.end].split()) < _LEAST_WORDS:
        return None
    before = index - 1
    if unit.is_(before, Word.COMMA):
        before -= 1
    while before > 0 and unit.flags[before] & (Word.ADVERB | Word.NEGATION):
        before -= 1
    verbal = (
        unit.words[before] in grammar.readings
        or looks_finite(unit, grammar, before)
        or is_infinitive(unit, grammar, before) is not None
        or past_participle(unit, grammar, before)
    )
    if not (unit.flags[before] & _GOVERNS or verbal) or unit.words[before] in grammar.naming:
        return None
    finite = int(Word.HAVE | Word.BE | Word.VERB)
    for k in range(before, max(0, index - 18), -1):
        flag = unit.flags[k]
        if flag & (Word.STOP | Word.COLON | Word.QUOTE):
            return None
        verb = flag & finite or looks_finite(unit, grammar, k)
        verb = verb or any(r.form == "F" for r in grammar.readings.get(unit.words[k], ()))
        if not verb or flag & (Word.CAPITAL | Word.NEGATIVE_CLITIC):
            continue
        first = k
        while first > 0 and unit.flags[first - 1] & (Word.CLITIC | Word.NEGATIVE_CLITIC):
            first -= 1
        if any(unit.flags[j] & Word.NEGATIVE_CLITIC for j in range(first, k)):
            return None
        subject = subject_before(unit, grammar, first)
        if subject is None:
            continue
        if not can_speak(unit, grammar, *subject) or any(
            unit.flags[j] & Word.OWN_VOICE for j in range(subject[0], subject[1] + 1)
        ):
            return None
        last = k
        while last + 1 <= before and (
            past_participle(unit, grammar, last + 1)
            or unit.flags[last + 1] & (Word.ADVERB | Word.NEGATION | Word.BEEN)
            or unit.words[last + 1] in grammar.readings
        ):
            last += 1
        cue = unit.span(first, last)
        source = unit.span(*subject)
        return Draft(
            "beside_clause", cue, "neutral", [], source, unit.paragraph, number, weight=0.4
        )
    return None


def _headline_quote(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« Jeanne Dupont, "prête à tout" »: a headline that is a name, a comma and its words."""
    if not unit.is_(index - 1, Word.COMMA) or index + 1 < len(unit):
        return None
    names = range(index - 1)
    if not names or any(
        not unit.flags[k] & (Word.CAPITAL | Word.POSSESSION) and unit.words[k] not in ("-", ".")
        for k in names
    ):
        return None
    cue = unit.span(index - 1, index - 1)
    source = unit.span(0, index - 2)
    return Draft("headline_quote", cue, "neutral", [], source, unit.paragraph, number, weight=0.6)


def _likely_speaker(before: Unit, grammar: Grammar) -> Span | None:
    """The subject of the sentence before a quotation without a cue, when it can speak."""
    subject = main_subject(before, grammar, len(before))
    if subject is None:
        return None
    first = bisect_left(before.starts, subject[0])
    last = bisect_right(before.starts, subject[1] - 1) - 1
    pronoun = first == last and before.is_(first, Word.PRONOUN)
    if pronoun and _impersonal(before, grammar, first):
        return None
    if pronoun:
        return subject if before.words[first] not in grammar.not_speakers else None
    named = any(before.flags[k] & Word.CAPITAL for k in range(max(first, 1), last + 1))
    human = before.words[first] in grammar.style.get("role_determiners", ()) and can_speak(
        before, grammar, first, last, document=False
    )
    return subject if named or human else None


def _portrayed(before: Unit, grammar: Grammar) -> Span | None:
    """« Jeanne Roux, 34 ans, infirmière » as a line of its own above what she says."""
    n = len(before)
    names = next((k for k in range(n) if not before.flags[k] & Word.CAPITAL), n)
    if (
        not 0 < names <= 4
        or n > 30
        or not before.is_(names, Word.COMMA)
        or before.is_(0, Word.DETERMINER)
        or before.is_(n - 1, Word.STOP | Word.QUOTE)
        or has_verb(before, grammar, 0, n)
    ):
        return None
    last = n - 1 - bool(before.flags[n - 1] & Word.COLON)
    return before.span(0, last)


def _impersonal(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« il y a », « il faut », « il est difficile de »: a pronoun that stands for nobody."""
    if unit.words[index] not in grammar.style.get("impersonal", ()):
        return False
    k = index + 1
    while unit.is_(k, Word.NEGATIVE_CLITIC):
        k += 1
    if unit.word(k) in grammar.style.get("impersonal_verbs", ()):
        return True
    after = skip_adverbs(unit, grammar, k + 1)
    link = unit.word(after + 1) in grammar.infinitive_of or unit.is_(after + 1, Word.COMPLEMENTIZER)
    return unit.is_(k, Word.BE) and link


def _signature(document: Document, quote: Quote) -> Span | None:
    """« — Dr X » on a line of its own after a quotation."""
    at = bisect_left(document.zones, quote.end, key=lambda zone: zone.start)
    if at == len(document.zones):
        return None
    following = document.zones[at]
    if following.end - following.start > 60:
        return None
    text = document.text
    start = following.start
    while start < following.end and text[start] in "–—-":
        start += 1
    start, end = trim(text, (start, following.end))
    return (start, end) if start > following.start and text[start : start + 1].isupper() else None


# « (Jeanne Roux, 1849) », « – Jeanne Roux, maire » up to the end of the line.
_PERSON = (
    r"[A-ZÀ-Þ][\w'.-]{1,25}(?: (?:d'|de |du |des |von |van |al |el |bin |ben )?"
    r"[A-ZÀ-Þ][\w'-]{1,25}){1,3}"
)
_CREDIT = re.compile(
    rf" ?[.,]? ?(?:\((?P<name>{_PERSON})(?:,[^()\n]{{1,60}})?\)|"
    rf"(?:[–—-]+ |(?<=, ))(?P<line>{_PERSON})(?:,[^()\n.!?]{{1,60}})?[. ]*(?=\n|$))"
)
_FEWEST_CREDITED = 5


def _credited(document: Document, quote: Quote) -> Span | None:
    """« "Nous irons tous." (Jeanne Roux, 1849) »: the name behind a quoted sentence.

    A title is credited too: « Les Bons Jours » (Jeanne Roux).
    """
    text = document.text
    said = text[quote.start : quote.end].rstrip()
    sentence = said[-1:] in (".", "!", "?", "…") or text[quote.outer[1] : quote.outer[1] + 1] == ","
    if not quote.closed or not sentence or len(said.split()) < _FEWEST_CREDITED:
        return None
    match = _CREDIT.match(text, quote.outer[1])
    if match is None:
        return None
    return match.span("name" if match["name"] else "line")


def _colon_quote(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« Le ministre est plus prudent : "..." »: the quotation goes to the subject before."""
    quote = unit.quotes[index]
    if index == 0 or not unit.flags[index - 1] & Word.COLON:
        return None
    words = unit.text[quote.start : quote.end].split()
    named = index > 2 and all(
        unit.flags[k] & Word.CAPITAL and not unit.flags[k] & Word.DETERMINER
        for k in range(index - 1)
    )
    one = sum(word[:1].isupper() for word in words) == 1
    if (
        len(words) <= 3
        and words[0][:1].isupper()
        and words[-1][-1:].isalnum()
        # « Jeanne Roux : "La ville change" »
        and not (named and one and len(words) > 1)
    ):
        # « Dernier exemple : "Le Double", où ... »: a title.
        return None
    source = main_subject(unit, grammar, index - 1)
    verb = next((k for k in range(index - 1, 0, -1) if unit.flags[k] & (Word.BE | Word.BEEN)), -1)
    agent = agent_after(unit, grammar, verb + 1, index)
    last = agent[1][1] if agent is not None else 0
    beside = last >= index - 2 or (
        unit.is_(last + 1, Word.COMMA)
        and not any(unit.flags[k] & (_GOVERNS | Word.RELATIVE) for k in range(last + 1, index))
    )
    if agent is not None and beside and can_speak(unit, grammar, *agent[1]):
        # « Un avis partagé par X : "..." »
        source = unit.span(*agent[1])
    for k in range(index - 2, max(-1, index - 14), -1):
        if unit.words[k] in grammar.style.get("colon_sources", ()):
            # « Même constat chez X : "..." »
            np = noun_phrase_after(unit, grammar, k + 1, loose=True)
            if np is not None and np[1] >= index - 2 and can_speak(unit, grammar, *np, False):
                source = unit.span(*np)
            break
    if source is None:
        return None
    subject = tokens_of(unit, source)
    if not set(unit.words[subject[0] : subject[1] + 1]).isdisjoint(
        grammar.style.get("addressed", ())
    ):
        return None
    saying = set(unit.words[subject[0] : subject[1] + 1]) & set(
        grammar.style.get("colon_nouns", ())
    )
    if unit.is_(subject[0], Word.PREPOSITION) and not unit.is_(subject[0], Word.DETERMINER):
        return None
    if not (saying or can_speak(unit, grammar, *subject)) or any(
        unit.flags[k] & Word.OWN_VOICE and not unit.flags[k] & Word.CLITIC
        for k in range(subject[0], index)
    ):
        return None
    end = len(unit) - 1
    while end > index and unit.flags[end] & (Word.STOP | Word.COMMA):
        end -= 1
    last = quote.end if end == index else unit.ends[end]
    cue = (unit.starts[index - 1], unit.ends[index - 1])
    cue_class: CueClass = "neutral"
    for group in verb_groups(unit, grammar):
        if group.last < index and group.kind == "finite" and unit.starts[group.first] > source[0]:
            cue, cue_class = unit.span(group.first, group.last), group.cue.cue_class
    content = [(quote.start, max(last, quote.end))]
    return Draft("colon", cue, cue_class, content, source, unit.paragraph, number, weight=0.5)


def _quote_colon(unit: Unit, grammar: Grammar, index: int, number: int) -> Draft | None:
    """« "Non" : le maire s'explique »: a headline whose quotation stands before its speaker."""
    if not unit.is_(index + 1, Word.COLON | Word.COMMA | Word.DASH):
        return None
    after = " ".join(unit.words[index + 2 : index + 10])
    phrases = "back" if unit.is_(index + 1, Word.COLON) else "back_manner"
    if index <= 1 and after.startswith(tuple(grammar.style.get(phrases, ("\0",)))):
        # « "..." : c'est en ces termes que X a réagi »
        subject = main_subject(unit, grammar, len(unit))
        been = next((k for k in range(len(unit) - 1, index, -1) if unit.flags[k] & Word.BEEN), None)
        agent = agent_after(unit, grammar, been + 1) if been is not None else None
        if agent is not None:
            # « c'est ainsi que le voyage a été baptisé par X »
            subject = unit.span(*agent[1])
        colon = unit.span(index + 1, index + 1)
        said = [(unit.quotes[index].start, unit.quotes[index].end)]
        return Draft(
            "colon_after", colon, "neutral", said, subject, unit.paragraph, number, weight=0.5
        )
    np = noun_phrase_after(unit, grammar, index + 2)
    if np is None or index > 1 or not unit.is_(index + 1, Word.COLON):
        return None
    if _is_title(unit.text[unit.quotes[index].start : unit.quotes[index].end]):
        return None
    verb = next(
        (
            k
            for k in range(np[0] + 1, np[1] + 1)
            if not unit.flags[k]
            and any(r.form == "F" for r in grammar.readings.get(unit.words[k], ()))
            and unit.is_(k - 1, Word.CAPITAL)
        ),
        np[1] + 1,
    )
    np = np[0], verb - 1
    if not can_speak(unit, grammar, *np, document=False):
        # « "Non" : la colère des riverains »
        of = next((k for k in range(np[0], np[1]) if unit.flags[k] & Word.POSSESSION), np[1])
        whose = of + (not unit.flags[of] & Word.DETERMINER), np[1]
        if whose[0] > whose[1] or not can_speak(unit, grammar, *whose, document=False):
            return None
        np = whose
    quote = unit.quotes[index]
    cue = unit.span(index + 1, index + 1)
    content = [(quote.start, quote.end)]
    return Draft(
        "colon_after", cue, "neutral", content, unit.span(*np), unit.paragraph, number, weight=0.5
    )


def _is_title(text: str) -> bool:
    """« "La Belle Équipe" : Jean Roux revient »: two capitals or more in few words."""
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return capitals >= 2 and len(words) <= _LEAST_WORDS and text[-1:] not in ".!?…"


def _inner_incise(document: Document, grammar: Grammar, unit: Unit, quote: Quote) -> Draft | None:
    """« ..., a-t-il expliqué. ... » inside the marks: the cue splits the quotation."""
    text = document.text
    inner = Unit(text, quote.start, quote.end, unit.zone, unit.paragraph)
    fill_unit(inner, text, grammar)
    n = len(inner)
    told = _inner_according(inner, grammar, quote)
    if told is not None:
        return replace(told, paragraph=unit.paragraph)
    for group in verb_groups(inner, grammar):
        if "inc" not in group.cue.frames or group.kind != "finite":
            continue
        if not inner.is_(group.first - 1, Word.COMMA | Word.STOP):
            continue
        if group.inverted is not None:
            start = group.inverted
            end = next(e for s, e in zip(inner.starts, inner.ends, strict=True) if e > start)
            source, last = (start, end), group.last
        else:
            np = noun_phrase_after(inner, grammar, skip_setting(inner, grammar, group.last + 1))
            if np is None or not can_speak(inner, grammar, *np):
                continue
            source, last = inner.span(*np), np[1]
        last = _incise_end(inner, grammar, last)
        if last + 1 < n and not inner.flags[last + 1] & (Word.COMMA | Word.STOP):
            continue
        left = (quote.start, inner.ends[group.first - 1])
        content = [left]
        if inner.is_(last + 1, Word.COMMA) and gerund_clause(inner, grammar, last + 2):
            # « ..., a dit X, tout en reconnaissant un retard. ... »
            last = next((k - 1 for k in range(last + 2, n) if inner.flags[k] & Word.STOP), n - 1)
        if last + 2 < n:
            content.append((inner.starts[last + 2], quote.end))
        return Draft(
            "incise_inside",
            inner.span(group.first, group.last),
            group.cue.cue_class,
            content,
            source,
            unit.paragraph,
            0,
            group.modality,
            0.9,
        )
    return None


def _inner_according(inner: Unit, grammar: Grammar, quote: Quote) -> Draft | None:
    """« ..., selon le savant. ... » inside the marks."""
    for c in prepositional(inner, grammar, []):
        first, last = c.tokens
        closed = inner.is_(last + 1, Word.STOP) and last + 2 < len(inner)
        if not closed or not inner.is_(first - 1, Word.COMMA) or not c.pattern.startswith("acc"):
            continue
        if c.source is None or not can_speak(inner, grammar, *tokens_of(inner, c.source)):
            continue
        content = [
            (quote.start, inner.ends[first - 2]),
            (inner.starts[last + 2], quote.end),
        ]
        return Draft("incise_inside", c.cue, c.cue_class, content, c.source, 0, 0, weight=0.8)
    return None


def _incise_end(inner: Unit, grammar: Grammar, last: int) -> int:
    """The end of an incise within the marks: over when, where and to whom it was said."""
    k = skip_adverbs(inner, grammar, last + 1)
    if inner.is_(k, Word.SETTING) or k > last + 1:
        while k < len(inner) and k - last < 16 and not inner.flags[k] & (Word.COMMA | Word.STOP):
            if inner.flags[k] & (Word.COMPLEMENTIZER | Word.RELATIVE | Word.HAVE | Word.BE):
                return last
            k += 1
        return k - 1
    return last


def tokens_of(unit: Unit, span: Span) -> tuple[int, int]:
    """The first and last token of a span of characters."""
    return bisect_right(unit.starts, span[0]) - 1, bisect_right(unit.starts, span[1] - 1) - 1


def _object(unit: Unit, index: int) -> bool:
    """« à plusieurs reprises »: a word that looks like a verb within a governed phrase."""
    determiner = unit.is_(index - 1, Word.DETERMINER)
    return determiner and unit.is_(index - 2, Word.PREPOSITION | Word.POSSESSION)


def main_subject(unit: Unit, grammar: Grammar, before: int) -> Span | None:
    """The subject of the finite verb nearest before a participle."""
    verb = int(Word.HAVE | Word.BE | Word.VERB)
    for k in range(before - 1, 0, -1):
        flag = unit.flags[k]
        told = any(r.form in "FC" for r in grammar.readings.get(unit.words[k], ()))
        finite = flag & verb or k in unit.inverted or (told and not _object(unit, k))
        if not finite or unit.flags[k] & Word.CAPITAL:
            continue
        if unit.flags[k] & Word.CLITIC and not flag & verb:
            continue
        first = k
        while first > 0 and unit.flags[first - 1] & (Word.CLITIC | Word.NEGATIVE_CLITIC):
            first -= 1
        if unit.word(first - 1) in grammar.style.get("if_he", ()):
            # « S'il a nié, concédant ... »: the conjunction holds the pronoun.
            at, end = unit.span(first - 1, first - 1)
            return at + unit.words[first - 1].index("'") + 1, end
        subject = subject_before(unit, grammar, first)
        if subject is not None and unit.flags[subject[0]] & (
            Word.DETERMINER | Word.CAPITAL | Word.PRONOUN | Word.TITLE
        ):
            return unit.span(*subject)
    k = 0
    opens = Word.DETERMINER | Word.CAPITAL | Word.PRONOUN
    no_subject = (Word.SUBORDINATOR | Word.PREPOSITION | Word.COORDINATOR) & ~Word.DETERMINER
    while k < before and (
        not unit.flags[k] & opens or unit.flags[k] & no_subject or unit.is_(k + 1, Word.GERUND)
    ):
        k += 1
    np = noun_phrase_after(unit, grammar, k) if k < before else None
    return unit.span(np[0], min(np[1], before - 1)) if np is not None else None


def opening_subject(unit: Unit, grammar: Grammar) -> Span | None:
    """The subject of the first finite verb of a sentence that has one at its side."""
    verb = int(Word.HAVE | Word.BE | Word.VERB)
    for k in range(1, len(unit)):
        told = any(r.form in "FC" for r in grammar.readings.get(unit.words[k], ()))
        finite = unit.flags[k] & verb or told or looks_finite(unit, grammar, k)
        if not finite or unit.flags[k] & (Word.CAPITAL | Word.QUOTE):
            continue
        first = k
        while first > 0 and unit.flags[first - 1] & (Word.CLITIC | Word.NEGATIVE_CLITIC):
            first -= 1
        subject = subject_before(unit, grammar, first)
        if subject is not None and not unit.is_(first - 1, Word.SUBJECT_RELATIVE | Word.RELATIVE):
            return unit.span(*subject)
    # A verb no closed class knows: what opens the sentence, or stands behind its setting.
    start = 0
    if unit.is_(0, Word.SETTING | Word.PREPOSITION):
        start = next((k + 1 for k in range(len(unit)) if unit.flags[k] & Word.COMMA), 0)
    np = noun_phrase_after(unit, grammar, start)
    return unit.span(*np) if np is not None and can_speak(unit, grammar, *np) else None
