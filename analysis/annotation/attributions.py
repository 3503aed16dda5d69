"""Attributions: who said what, with cue, content and source.

The search goes sentence by sentence (:mod:`analysis.annotation.units`): patterns anchored at
cues propose candidates (:mod:`analysis.annotation.patterns`), candidates that overlap are settled,
quotations that no cue claims continue the turn before them, the sources are resolved by
:mod:`analysis.annotation.sources`, and each attribution is rated by
:mod:`analysis.annotation.certainty`.

The scope S (speech, writing, voiced opinion) follows the definitions of PolNeAR (Newell, Margolin
and Ruths 2018) restricted to speech, and the forms direct, mixed and indirect those of FRACAS
(Richard et al. 2024).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from analysis.annotation.certainty import rate
from analysis.annotation.document import Document
from analysis.annotation.drafts import Draft
from analysis.annotation.grammar import Grammar, Word, grammar_for
from analysis.annotation.patterns import Candidate, find_candidates, refers_back
from analysis.annotation.sources import resolve_sources
from analysis.annotation.stretches import can_speak, has_verb, to_end
from analysis.annotation.subjects import noun_phrase_after, subject_before
from analysis.annotation.turns import (
    announced_line,
    give_quotes,
    main_subject,
    opening_subject,
    speaker_after,
    tokens_of,
)
from analysis.annotation.units import Unit, units
from analysis.schema import Attribution, Form, Quote, Span
from analysis.text import Cover


def find_attributions(document: Document) -> tuple[Attribution, ...]:
    """Find the attributions of an article.

    Parameters
    ----------
    document
        The article with its zones, sentences and quotations.
    scope
        Only ``"S"``, speech, writing and voiced opinion, is found so far.

    Returns
    -------
    tuple of Attribution
        In the order of their first content. A language without cue lexicons has none.
    """
    return rate(document, propose_attributions(document))


def propose_attributions(document: Document) -> tuple[Attribution, ...]:
    """All attributions that the patterns propose, sources resolved, before they are rated."""
    grammar = grammar_for(document.pack)
    if grammar is None:
        return ()
    return resolve_sources(document, read_with(document, grammar), likely=True)


def read_with(document: Document, grammar: Grammar) -> tuple[Attribution, ...]:
    """What the patterns find with the words of a grammar, sources not resolved."""
    drafts = _drafts(document, grammar)
    starts = [q.outer[0] for q in document.quotes]
    found = [a for d in drafts if (a := _finish(document, d, starts)) is not None]
    found.sort(key=lambda a: (a.content[0], a.cue or (0, 0)))
    return tuple(found)


def _settle(unit: Unit, grammar: Grammar, candidates: list[Candidate]) -> list[Candidate]:
    """Keep the outer attribution where candidates overlap; cut contents at coordinated cues."""
    kept: list[Candidate] = []
    for candidate in candidates:
        position = unit.starts[candidate.tokens[0]]
        same = next((k for k in kept if k.content == candidate.content), None)
        if same is not None and candidate.content:
            # « Le slogan "..." a été repris par X »: one saying, with the source that is named.
            if same.source is None and candidate.source is not None:
                kept[kept.index(same)] = candidate
            continue
        outer = next(
            (k for k in reversed(kept) if any(a <= position < b for a, b in k.content)), None
        )
        if outer is not None:
            _inside(unit, grammar, candidate, outer, kept)
        elif candidate.content and candidate.content[0][1] <= position:
            _over(unit, candidate, position, kept)
        else:
            kept.append(candidate)
    return [c for c in kept if c.content]


def _over(unit: Unit, candidate: Candidate, position: int, kept: list[Candidate]) -> None:
    """Add a candidate whose content lies to its left, perhaps over earlier cues."""
    begin, end = candidate.content[0]
    inner = [k for k in kept if k.cue and begin <= k.cue[0] < end]
    if inner:
        last = inner[-1]
        said = max((b for _, b in last.content), default=0)
        if candidate.pattern.startswith(_PREPOSITIONAL) and last.pattern.startswith("incise"):
            said = max(said, last.tokens_end)
            candidate.content = [(max(a, said), b) for a, b in candidate.content if b > said]
        elif said <= position and last.pattern.startswith(("incise", *_PREPOSITIONAL)):
            # « "A", a dit X, "B", a-t-il ajouté »: the first quotation is the first cue's.
            if last.pattern.startswith(_PREPOSITIONAL):
                # « 200 selon la police et 900 selon le syndicat »
                said = max(said, last.tokens_end)
                at = bisect_left(unit.starts, said)
                said = unit.ends[at] if unit.is_(at, Word.COORDINATOR) else said
            candidate.content = [(max(a, said), b) for a, b in candidate.content if b > said]
        else:
            for k in inner:
                kept.remove(k)
    kept.append(candidate)


_PREPOSITIONAL = ("according", "in_view")


def _inside(
    unit: Unit, grammar: Grammar, candidate: Candidate, outer: Candidate, kept: list[Candidate]
) -> None:
    """Add a candidate whose cue lies in another's content, when it is not merely nested in it."""
    if (
        outer.agentless
        and outer.source is None
        and candidate.pattern.startswith("according")
        and unit.is_(candidate.tokens[0] - 1, Word.COMMA)
        and candidate.tokens_end >= max(b for _, b in outer.content)
    ):
        # « Il est soupçonné d'avoir menti, selon le parquet »
        outer.source = candidate.source
        _cut(outer, unit.starts[candidate.tokens[0] - 1])
        return
    cut_at = _coordination(unit, grammar, candidate, outer)
    if cut_at is None:
        cut_at = _called_relative(unit, candidate, outer)
    leftwards = (
        bool(candidate.content) and candidate.content[0][1] <= unit.starts[candidate.tokens[0]]
    )
    if (
        cut_at is None
        and leftwards
        and candidate.pattern.startswith("incise")
        and not outer.pattern.startswith("incise")
        and outer.cue is not None
    ):
        quote = _quote_before(unit, candidate.tokens[0])
        if quote is not None and unit.starts[quote] > outer.cue[1]:
            cut_at = unit.starts[quote]
            candidate.content = [(max(a, cut_at), b) for a, b in candidate.content if b > cut_at]
        elif candidate.content[0][0] <= outer.cue[0]:
            kept.remove(outer)
            kept.append(candidate)
            return
    if cut_at is None:
        return
    _cut(outer, cut_at)
    if candidate.source is None and not candidate.agentless:
        candidate.source = outer.source
    if candidate.pattern == "as_said":
        candidate.content = list(outer.content)
    kept.append(candidate)


def _called_relative(unit: Unit, candidate: Candidate, outer: Candidate) -> int | None:
    """« annonce un plan qu'il juge "utile" »: a pronoun's own quoted label ends what is told."""
    quoted = candidate.content and candidate.content[0] in [unit.span(q, q) for q in unit.quotes]
    if candidate.pattern not in ("label", "quote") or candidate.source is None or not quoted:
        return None
    first = bisect_left(unit.starts, candidate.source[0])
    relative = first - 1
    if not unit.is_(first, Word.PRONOUN) or not unit.is_(relative, Word.COMPLEMENTIZER):
        return None
    if outer.cue is None or unit.starts[relative] <= max(a for a, _ in outer.content):
        return None
    if unit.is_(relative - 1, Word.PRONOUN | Word.DEMONSTRATIVE | Word.DETERMINER):
        # « ce qu'il appelle "la paix" » has no other object.
        return None
    return unit.starts[relative - 1 if unit.is_(relative - 1, Word.COMMA) else relative]


def _quote_before(unit: Unit, index: int) -> int | None:
    for k in range(index - 1, max(-1, index - 4), -1):
        if unit.flags[k] & Word.QUOTE:
            return k
        if not unit.flags[k] & (Word.COMMA | Word.STOP | Word.DASH):
            return None
    return None


def _cut(outer: Candidate, position: int) -> None:
    outer.content = [(a, min(b, position)) for a, b in outer.content if a < position]


def _coordination(
    unit: Unit, grammar: Grammar, candidate: Candidate, outer: Candidate
) -> int | None:
    """Where an outer content ends because a cue inside it is coordinated with the outer cue."""
    first = candidate.tokens[0]
    k = first - 1
    if candidate.pattern == "as_said":
        return unit.starts[k] if k >= 0 and unit.flags[k] & Word.COMMA else None
    opener = outer.pattern.startswith("gerund") and outer.tokens[0] <= 2
    if opener and candidate.source is not None:
        # « Indiquant que A, X a affirmé que B »: the main clause begins after the comma.
        index = bisect_left(unit.starts, candidate.source[0])
        return unit.starts[index - 1] if unit.is_(index - 1, Word.COMMA) else None
    if candidate.pattern.startswith("gerund"):
        while k >= 0 and unit.flags[k] & (Word.GERUND | Word.ADVERB | Word.COORDINATOR):
            k -= 1
        if k >= 0 and unit.flags[k] & (Word.COMMA | Word.QUOTE | Word.CLOSE):
            return unit.starts[k] if not unit.flags[k] & Word.QUOTE else unit.ends[k]
        if unit.is_(first - 1, Word.GERUND):
            return unit.starts[k + 1] if k + 1 < len(unit) else None
        return None
    if candidate.pattern.startswith("elliptic"):
        while k >= 0 and unit.flags[k] & Word.ADVERB:
            k -= 1
        if k >= 0 and unit.flags[k] & Word.COORDINATOR:
            while k > 0 and unit.flags[k - 1] & Word.COMMA:
                k -= 1
            return unit.starts[k]
        return None
    if candidate.source is not None and not candidate.pattern.startswith(
        ("incise", "according", "in_view", "as_said")
    ):
        index = bisect_left(unit.starts, candidate.source[0])
        k = index - 1
        while k >= 0 and unit.flags[k] & (Word.COMMA | Word.ADVERB):
            k -= 1
        if (k >= 0 and unit.flags[k] & (Word.BACKGROUND | Word.COORDINATOR)) or (
            k >= 0 and unit.flags[k] & Word.COMPLEMENTIZER and unit.is_(k - 1, Word.BACKGROUND)
        ):
            if unit.is_(k, Word.COORDINATOR) and not unit.is_(k - 1, Word.COMMA | Word.QUOTE):
                return None
            while k > 0 and unit.flags[k - 1] & (Word.BACKGROUND | Word.COMMA):
                k -= 1
            return unit.starts[k]
        if k >= 0 and unit.flags[k] & Word.STOP and unit.words[k] == ";":
            return unit.starts[k]
        selected = outer.pattern.startswith(_PREPOSITIONAL)
        if unit.is_(index, Word.NUMBER) and unit.is_(index - 1, Word.COMMA) and not selected:
            # « 35 % disent que A, 20 % estiment que B »
            return unit.starts[index - 1]
    return None


def _fill_sources(unit: Unit, grammar: Grammar, kept: list[Candidate]) -> None:
    """Give a participle or coordinated cue the subject of the cue or clause before it."""
    for number, candidate in enumerate(kept):
        if candidate.source is not None or candidate.agentless:
            continue
        earlier = next((k for k in reversed(kept[:number]) if k.source is not None), None)
        subject = main_subject(unit, grammar, candidate.tokens[0])
        beside = None
        if earlier is None and candidate.pattern in ("gerund_que", "gerund_quote"):
            beside = _beside(unit, grammar, candidate.tokens[0], subject)
        if beside is not None:
            candidate.source = beside
        elif subject is not None and _acts_since(unit, grammar, candidate, earlier, subject):
            # « La ville a annoncé A et le maire a pris la parole pour dire que B »
            candidate.source = subject
        elif earlier is not None:
            candidate.source = earlier.source
        elif subject is not None:
            candidate.source = subject
        elif candidate.pattern.startswith("gerund") and candidate.tokens[0] <= 2:
            following = next((k for k in kept[number + 1 :] if k.source is not None), None)
            later = following.source if following is not None else None
            candidate.source = _after_comma(unit, grammar, candidate) or later


def _acts_since(
    unit: Unit, grammar: Grammar, candidate: Candidate, earlier: Candidate | None, subject: Span
) -> bool:
    """Whether the subject of a new clause stands between a saying and an infinitive of saying."""
    if earlier is None or not candidate.pattern.startswith("infinitive"):
        return False
    told = max([unit.ends[earlier.tokens[1]], *(end for _, end in earlier.content)])
    return subject[0] >= told and can_speak(unit, grammar, *tokens_of(unit, subject))


def _after_comma(unit: Unit, grammar: Grammar, candidate: Candidate) -> Span | None:
    """« Traitant X de "menteur", NAME est parti »: the subject of the clause that follows."""
    end = candidate.content[-1][1] if candidate.content else unit.ends[candidate.tokens[1]]
    first = next((k for k, at in enumerate(unit.starts) if at >= end), len(unit))
    comma = next((k for k in range(first, len(unit)) if unit.flags[k] & Word.COMMA), None)
    if comma is None or comma - first > _CLOSE:
        return None
    np = noun_phrase_after(unit, grammar, comma + 1)
    return unit.span(*np) if np is not None and can_speak(unit, grammar, *np) else None


# So many words may stand between a fronted quotation and the comma behind its participle clause.
_CLOSE = 6


def _beside(unit: Unit, grammar: Grammar, first: int, subject: Span | None) -> Span | None:
    """« reçoit un appel l'informant que »: the noun before a participle, when no subject speaks."""
    if subject is not None and can_speak(unit, grammar, *tokens_of(unit, subject)):
        return None
    if first == 0 or unit.is_(first - 1, Word.COMMA | Word.GERUND):
        return None
    np = subject_before(unit, grammar, first)
    return unit.span(*np) if np is not None and can_speak(unit, grammar, *np) else None


def _drafts(document: Document, grammar: Grammar) -> list[Draft]:
    drafts: list[Draft] = []
    previous: Draft | None = None
    previous_end = -1
    before: Unit | None = None
    earlier: Unit | None = None
    for number, unit in enumerate(units(document, grammar)):
        kept: list[Candidate] = []
        if _has_trigger(unit, grammar):
            kept = _settle(unit, grammar, find_candidates(unit, grammar))
            if before is not None and before.paragraph >= unit.paragraph - 1:
                back = refers_back(unit, grammar, before)
                if back is not None:
                    if earlier is not None and _fragment(before, grammar, earlier):
                        back.content[0] = (earlier.starts[0], back.content[0][1])
                    kept = [c for c in kept if not _overlap(c.cue, back.cue)] + [back]
                    for draft in drafts[-2:]:
                        # A quotation taken for one nobody claims has found its speaker,
                        # so has a claim in circulation: « C'est ce qu'annonce X ».
                        if draft.cue is None or draft.pattern == "labelled_opening":
                            draft.content = [
                                p for p in draft.content if not _overlap(p, back.content[0])
                            ]
            _fill_sources(unit, grammar, kept)
            kept = [c for c in kept if _credible(unit, grammar, c)]
        made = [
            Draft(
                c.pattern,
                c.cue,
                c.cue_class,
                list(c.content),
                c.source,
                unit.paragraph,
                number,
                c.modality,
                c.weight,
                sourceless=c.agentless,
            )
            for c in kept
        ]
        for draft in made:
            if draft.pattern.startswith("narrative") and draft.source is None and previous:
                # « Et de conclure : "..." »: whoever spoke last.
                draft.source = previous.source
            elif draft.pattern.startswith("elliptic") and draft.source is None and before:
                # « Et déplore que ... »: the subject of the sentence before.
                draft.source = opening_subject(before, grammar)
        label = (
            _labelled_opening(unit, grammar)
            or (None if _told_inside(made) else _labelled_before(before, unit, grammar))
            or _survey_opening(unit, grammar)
        )
        if label is not None:
            kept = []
            made = [replace(label, unit=number)]
        if unit.quotes:
            made, previous, previous_end = give_quotes(
                document, grammar, unit, number, made, previous, previous_end, before
            )
        elif not made:
            line = announced_line(before, grammar, unit, number)
            told = drafts[-1] if drafts else None
            if line is not None:
                made = [line]
            elif (
                told is not None
                and told.pattern == "announced_line"
                and told.unit == number - 1
                and not grammar.first_persons.isdisjoint(unit.words)
            ):
                # The next line goes on in the first person.
                told.content.append(unit.span(0, len(unit) - 1))
                told.unit = number
        waiting = drafts[-1] if drafts else None
        if (
            waiting is not None
            and (waiting.pattern == "floating" or _goes_on(waiting, unit))
            and waiting.unit == number - 1
            and waiting.paragraph >= unit.paragraph - (not waiting.quotes[-1].closed)
        ):
            gap = document.text[waiting.quotes[-1].outer[1] : unit.start]
            if waiting.pattern == "floating" and not (
                unit.is_(0, Word.QUOTE) or any(map(str.isalnum, gap))
            ):
                drafts[-1] = speaker_after(unit, grammar, waiting)
            elif made and made[0].pattern.startswith(("incise", "according")):
                # « "A." "B", a dit X »: both quotations are X's.
                made[0].content = waiting.content + made[0].content
                drafts.pop()
            if made and made[0].pattern == "incise_pronoun" and drafts[-1:] == [waiting]:
                # « "A." B, poursuit-il »: whoever goes on has said the quotation too.
                drafts[-1] = replace(waiting, source=made[0].source)
        drafts.extend(made)
        if made:
            previous = made[-1]
            previous_end = number
        if before is None or not _asks(unit, grammar):
            earlier, before = before, unit
    return drafts


def _fragment(before: Unit, grammar: Grammar, earlier: Unit) -> bool:
    """« La ville va bien. Grâce à son port. »: part of what the one before tells."""
    plain = not before.quotes and not earlier.quotes and earlier.zone == before.zone
    near = before.paragraph - earlier.paragraph <= 1 and len(earlier) > 0
    verbless = before.is_(0, Word.PREPOSITION | Word.SUBORDINATOR) and not has_verb(
        before, grammar, 0, len(before)
    )
    # « Il aurait payé. Elle aurait reçu l'argent. C'est ce qu'avoue X »: both are hearsay.
    conditional = grammar.conditional_auxiliaries
    told = not (conditional.isdisjoint(before.words) or conditional.isdisjoint(earlier.words))
    return plain and near and (verbless or told)


def _asks(unit: Unit, grammar: Grammar) -> bool:
    """« Le motif ? », « Sa réponse ? »: a question that only leads to the words after it."""
    n = len(unit)
    return (
        1 < n <= 6
        and unit.words[-1] == "?"
        and not unit.quotes
        and not has_verb(unit, grammar, 0, n)
    )


def _goes_on(waiting: Draft, unit: Unit) -> bool:
    """Whether a quotation that was left open goes on, without a new mark, in this sentence."""
    quote = unit.quotes.get(0)
    unclosed = waiting.pattern == "floating_after" and not waiting.quotes[-1].closed
    return unclosed and quote is not None and quote.outer[0] == quote.start


def _credible(unit: Unit, grammar: Grammar, candidate: Candidate) -> bool:
    """Whether the subject can say it, where the verb may also state a mere fact of a thing."""
    kind = candidate.pattern.rpartition("gerund_")[2].rpartition("elliptic_")[2]
    if candidate.source is None or candidate.agentless:
        # « La crue souligne la nécessité d'agir » has no speaker.
        return kind != "voiced" or candidate.agentless
    source = tokens_of(unit, candidate.source)
    if source[0] in unit.inverted:
        return True
    if kind.startswith("noun") and candidate.lemma in grammar.style.get("planning", ()):
        # « le plan prévoit une taxe »: what it lays down, no forecast.
        return can_speak(unit, grammar, *source, document=False)
    if kind == "noun" and candidate.lemma in grammar.style.get("upholding", ()):
        # « La cour confirme le renvoi »: she rules, she does not speak.
        subject = unit.words[source[0] : source[1] + 1]
        if any(word in grammar.style.get("courts", ()) for word in subject):
            return False
    if kind in ("noun", "noun_island", "island", "de_infinitive", "a_infinitive", "voiced"):
        if kind in ("noun", "noun_island", "voiced") and _still_to_say(unit, grammar, candidate):
            # « doit confirmer un don »: it has not been said.
            return False
        if kind in ("noun", "island") and candidate.modality == "negated":
            # « ne veut pas confirmer les chiffres »: that he said nothing.
            return False
        return can_speak(unit, grammar, *source)
    if candidate.lemma in grammar.style.get("proofs", ()):
        # « l'étude prouve que » tells what it says, « le maire prouve que » what he does.
        told = set(unit.words[source[0] : source[1] + 1])
        return candidate.modality != "negated" and (
            unit.is_(source[1], Word.PRONOUN)
            or not grammar.documents.isdisjoint(told)
            or not told.isdisjoint(grammar.style.get("finders", ()))
        )
    if candidate.lemma in grammar.style.get("impressions", ()) and unit.words[
        candidate.tokens[1]
    ] in grammar.style.get("impressions_of", ()):
        return can_speak(unit, grammar, *source, document=False)
    if kind == "colon" and candidate.modality == "negated":
        # « n'a pas répondu : il doit être absent »
        return False
    state = not candidate.lemma and kind.startswith("colon")
    if state or candidate.lemma in grammar.style.get("evidence_verbs", ()):
        return can_speak(unit, grammar, *source)
    return True


def _still_to_say(unit: Unit, grammar: Grammar, candidate: Candidate) -> bool:
    """Whether a verb that looks ahead governs the saying: « doit annoncer », « va présenter »."""
    words = unit.words[candidate.tokens[0] : candidate.tokens[1]]
    return any(w in grammar.style.get("looking_ahead", ()) for w in words)


def _labelled_opening(unit: Unit, grammar: Grammar) -> Draft | None:
    """« L'infox : ... »: a line that names what follows as a claim in circulation."""
    colon = _label_colon(unit, grammar)
    if not colon or colon + 1 >= len(unit):
        return None
    return _labelled(unit, unit.span(0, colon - 1), colon + 1)


def _labelled_before(before: Unit | None, unit: Unit, grammar: Grammar) -> Draft | None:
    """« Le contenu de l'infox : » as a line of its own before the claim."""
    if before is None or before.paragraph != unit.paragraph - 1 or not len(unit):
        return None
    colon = _label_colon(before, grammar)
    if not colon or colon + 1 != len(before):
        return None
    return _labelled(unit, before.span(0, colon - 1), 0)


def _told_inside(made: list[Draft]) -> bool:
    """Whether the claim itself says who spreads it: « A, rapportent les chaînes »."""
    return any(draft.pattern.startswith(("incise", "according")) for draft in made)


def _label_colon(unit: Unit, grammar: Grammar) -> int | None:
    """The colon behind words that name a claim in circulation."""
    colon = next((k for k in range(min(8, len(unit))) if unit.flags[k] & Word.COLON), None)
    known = colon and " ".join(unit.words[:colon]) in grammar.style.get("label_openers", ())
    return colon if known else None


def _labelled(unit: Unit, cue: Span, first: int) -> Draft:
    content = [unit.span(first, len(unit) - 1)]
    return Draft(
        "labelled_opening",
        cue,
        "doubt",
        content,
        None,
        unit.paragraph,
        0,
        weight=0.8,
        sourceless=True,
    )


def _survey_opening(unit: Unit, grammar: Grammar) -> Draft | None:
    """« Sondage Odoxa : 61 % des habitants refusent le péage »: the figures a survey gives."""
    # « * Sondage ... »: a footnote's mark.
    first = int(unit.word(0).isalpha() is False)
    if unit.word(first) not in grammar.style.get("surveys", ()):
        return None
    reach = range(first + 1, min(len(unit) - 2, first + 9))
    colon = next((k for k in reach if unit.flags[k] & Word.COLON), None)
    if colon is None or has_verb(unit, grammar, first + 1, colon):
        return None
    told = unit.words[colon + 1 : colon + 6]
    shares = grammar.style.get("shares", ())
    if not unit.is_(colon + 1, Word.NUMBER | Word.DETERMINER) or not any(w in shares for w in told):
        return None
    return Draft(
        "survey_opening",
        unit.span(colon, colon),
        "neutral",
        to_end(unit, colon + 1),
        unit.span(first, colon - 1),
        unit.paragraph,
        0,
        weight=0.8,
    )


def _overlap(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def _has_trigger(unit: Unit, grammar: Grammar) -> bool:
    if unit.quotes:
        return True
    readings, prepositions, nouns = grammar.readings, grammar.prepositions, grammar.nouns
    return any(w in readings or w in prepositions or w in nouns for w in unit.words)


_EDGE = " \t\n,;:.…–—-"


def _trim(text: str, span: Span, quotes: list[Quote]) -> Span:
    """A content without outer spaces, final punctuation and marks at its very ends."""
    start, end = span
    changed = True
    while changed and start < end:
        changed = False
        while start < end and (text[start] in _EDGE or text[start] in "»”"):
            start += 1
            changed = True
        while end > start and (text[end - 1] in _EDGE or text[end - 1] in "«“"):
            end -= 1
            changed = True
        for quote in quotes:
            a, b = quote.outer
            if a == start and quote.start > a and b <= end and quote.start < end:
                start = quote.start
                changed = True
            if b == end and quote.end < b and a >= start - 3 and quote.end > start:
                end = quote.end
                changed = True
        while end > start and text[end - 1] in ".":
            end -= 1
            changed = True
    return start, end


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0


def _finish(document: Document, draft: Draft, starts: list[int]) -> Attribution | None:
    text = document.text
    parts: list[Span] = []
    quoted = total = 0
    for span in sorted(draft.content):
        at = bisect_right(starts, span[1])
        near = [q for q in document.quotes[max(0, at - 12) : at] if q.outer[1] > span[0]]
        start, end = _trim(text, span, near)
        if start >= end:
            continue
        if parts and start < parts[-1][1]:
            continue
        parts.append((start, end))
        total += _letters(text, start, end)
        covered = Cover((q.start, q.end) for q in near)
        for a, b in zip(covered.starts, covered.ends, strict=True):
            quoted += _letters(text, max(a, start), min(b, end))
    if not parts or not total:
        return None
    form: Form = "mixed"
    if quoted >= total:
        form = "direct"
    elif quoted == 0:
        form = "indirect"
    content = tuple(parts)
    return Attribution(
        start=content[0][0],
        end=content[-1][1],
        form=form,
        content=content,
        cue=draft.cue,
        cue_class=draft.cue_class,
        source=draft.source,
        pattern=draft.pattern,
        modality=draft.modality,
        channel=draft.channel,
    )
