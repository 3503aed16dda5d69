"""Prepositions as cues: « selon X », « d'après X », « pour X, ... »."""

from __future__ import annotations

from bisect import bisect_left

from analysis.annotation.complement_ends import clause_end, quote_end
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.stretches import (
    Candidate,
    can_speak,
    clause_start,
    has_verb,
    left_clause,
    only_leading,
    past_participle,
    stretch_end,
    to_end,
)
from analysis.annotation.subjects import (
    Range,
    is_infinitive,
    is_nominal,
    looks_finite,
    noun_phrase_after,
    noun_phrase_before,
    skip_adverbs,
)
from analysis.annotation.units import Unit
from analysis.schema import CueClass, Span


def prepositional(unit: Unit, grammar: Grammar, groups: list[Group]) -> list[Candidate]:
    """The prepositions of a sentence that name a source, in order."""
    found: list[Candidate] = []
    if grammar.prepositions.keys().isdisjoint(unit.words):
        return found
    index = 0
    n = len(unit)
    while index < n:
        entries = grammar.prepositions.get(unit.words[index])
        heard = _hearing_him(unit, grammar, index)
        if heard is not None:
            found.append(heard)
            index = heard.tokens[1]
        elif entries:
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
    whose = _of_relative(unit, grammar, index, k, weak)
    if whose is not None:
        first = k + 1
        return Candidate(
            "according_to_first",
            unit.span(index, k - 1),
            cue_class,
            [unit.span(first, _before_cue(unit, grammar, first))],
            unit.span(*whose),
            (index, k),
            "asserted",
            0.85,
            lemma=unit.words[index],
        )
    for phrase in grammar.not_sources.get(unit.words[k], ()):
        if tuple(unit.words[k : k + len(phrase)]) == phrase:
            return None
    np = noun_phrase_after(unit, grammar, k, loose=True)
    if np is None or unit.flags[np[0]] & (Word.COMMA | Word.STOP):
        return None
    doubtful = unit.words[k] in grammar.doubtful_sources and not can_speak(unit, grammar, *np)
    if doubtful and not unit.word(k + 1).endswith(
        tuple(grammar.style.get("people_endings", ("\0",)))
    ):
        # « selon son humeur », « selon cette logique »
        return None
    head = np[0] + 1 if unit.flags[np[0]] & Word.DETERMINER else np[0]
    if (
        unit.word(head) in grammar.not_source_nouns
        and not _names_body(unit, grammar, head, np[1])
        and not any(w in grammar.style.get("published", ()) for w in unit.words[np[0] : np[1] + 1])
    ):
        return None
    if (
        weak is False
        and unit.words[k - 1] in grammar.source_words
        and not (index == 0 or unit.flags[index - 1] & (Word.COMMA | Word.QUOTE | Word.COORDINATOR))
    ):
        return None
    np = np[0], _issuer_end(unit, grammar, np[1])
    if _in_relative(unit, grammar, index):
        # « ce qui sera, selon X, le plus grand pont »: no apposition, the clause goes on.
        np = np[0], next((j - 1 for j in range(*np) if unit.flags[j] & Word.COMMA), np[1])
    quote = next((q for q in sorted(unit.quotes, key=lambda q: abs(q - index))), None)
    if quote is not None and any(
        w in grammar.style.get("wordings", ()) for w in unit.words[index:k]
    ):
        # « pour reprendre les mots de X »: the quoted words alone are X's.
        return Candidate(
            "according_to_wording",
            unit.span(index, k - 1),
            cue_class,
            [unit.span(quote, quote)],
            unit.span(*np),
            (index, np[1]),
            "asserted",
            0.8,
            lemma=unit.words[index],
        )
    between = unit.is_(index - 1, Word.VERB | Word.MODAL) and next(
        (j for j in range(np[0] + 1, np[1] + 1) if _bare_infinitive(unit, grammar, j)), 0
    )
    if between:
        # « Les ventes semblent selon X repartir »
        np = np[0], between - 1
    start = _after_stop(unit, index)
    opener = index == 0 or only_leading(unit, grammar, index, start if weak else 0)
    joined = (
        not opener
        and unit.is_(index - 1, Word.COORDINATOR)
        and unit.is_(index - 2, Word.COMMA)
        and unit.is_(np[1] + 1, Word.COMMA)
        and has_verb(unit, grammar, np[1] + 2, len(unit))
    )
    # « La ville dort, mais selon le maire, l'usine reste ouverte »
    opener = opener or joined
    if (
        not opener
        and unit.words[k - 1] in grammar.style.get("taking_at_word", ())
        and (not unit.is_(index - 1, Word.COMMA))
    ):
        # « un livre à lire la nuit »
        return None
    if opener:
        np = np[0], _over_age(unit, grammar, np[1])
        np = np[0], _relative_end(unit, grammar, _to_comma(unit, np[1]))
        comma = next((k for k in range(*np) if unit.flags[k] & Word.COMMA), None)
        long = _long_apposition(unit, grammar, np[1])
        if comma is not None and not _opens_clause(unit, grammar, long + 1):
            # « Selon X, le commerce, qui ..., a doublé »: that was the subject, no apposition.
            long = comma - 1
        np = np[0], long
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
    colon = next((k for k in range(after, n - 1) if unit.flags[k] & Word.COLON), None)
    cited = phrase_word in grammar.style.get("citing", ()) and colon is not None
    if opener and cited and colon is not None and unit.is_(colon + 1, Word.QUOTE):
        # « Citant un mot de X, alors maire : "...", les élus ... »
        content = [unit.span(colon + 1, colon + 1)]
        pattern += "_wording"
    elif opener:
        first = after + 1 if unit.is_(after, Word.COMMA | Word.COLON) else after
        if first < n:
            last = clause_end(unit, grammar, first, governed=False)
            content = [unit.span(first, _before_other(unit, grammar, first, last))]
        pattern += "_first"
    else:
        clause = clause_start(unit, grammar, index)
        if clause < index and not (clause == index - 1 and unit.flags[clause] & Word.COMMA):
            if unit.is_(index - 1, Word.COMMA) and unit.is_(index - 2, Word.SUBJECT_RELATIVE):
                # « cette mesure qui, selon X, ferait ... »
                start = after + 1 if unit.is_(after, Word.COMMA) else after
                if start >= n:
                    return None
                return Candidate(
                    "according_to_inserted",
                    cue,
                    cue_class,
                    [unit.span(index - 2, index - 2), unit.span(start, _verb_ahead(unit, start))],
                    source,
                    (index, end),
                    "asserted",
                    0.85,
                    lemma=unit.words[index],
                )
            if unit.is_(index - 1, Word.SUBJECT_RELATIVE) and after < n and not closes:
                # « La ville, qui selon X a brûlé, est déserte »
                return Candidate(
                    "according_to_inserted",
                    cue,
                    cue_class,
                    [
                        unit.span(index - 1, index - 1),
                        unit.span(after, _phrase_end(unit, after)),
                    ],
                    source,
                    (index, end),
                    "asserted",
                    0.85,
                    lemma=unit.words[index],
                )
            governs = Word.HAVE | Word.BE | (Word.VERB | Word.MODAL if between else 0)
            # « nourrit selon la presse un projet »
            parted = unit.word(after) in grammar.style.get("one_article", ())
            if (unit.is_(index - 1, governs) or parted) and after < n and not closes:
                # « La visite, qui a selon lui permis de ... »: between a verb and its participle.
                relative = unit.is_(index - 2, Word.SUBJECT_RELATIVE)
                start = index - 2 if relative else clause
                stop = _phrase_end(unit, after) if relative else clause_end(unit, grammar, after)
                return Candidate(
                    "according_to_inserted",
                    cue,
                    cue_class,
                    [*left_clause(unit, start, index - 1), unit.span(after, stop)],
                    source,
                    (index, end),
                    "asserted",
                    0.85,
                    lemma=unit.words[index],
                )
            apart = _apart(unit, grammar, clause, index, after)
            if apart is not None:
                return Candidate(
                    "according_to_last",
                    cue,
                    cue_class,
                    [unit.span(*apart)],
                    source,
                    (index, end),
                    "asserted",
                    0.85,
                    lemma=unit.words[index],
                )
            if (
                after < n
                and not closes
                and past_participle(unit, grammar, index - 1)
                and unit.flags[np[0]] & Word.STRONG
            ):
                # « la menace incarnée selon lui par X »: the participle alone is said.
                stop = _phrase_end(unit, after)
                return Candidate(
                    "according_to_inserted",
                    cue,
                    cue_class,
                    [unit.span(index - 1, index - 1), unit.span(after, stop)],
                    source,
                    (index, end),
                    "asserted",
                    0.85,
                    lemma=unit.words[index],
                )
            inserted = after < n and bool(unit.flags[after] & Word.COMMA)
            whole = _after_dash(unit, clause, index)
            if not inserted and not unit.is_(index - 1, Word.COMMA):
                clause = _last_clause(unit, grammar, clause, index)
            clause = _relative_start(unit, clause, index) if inserted else clause
            clause = _after_dash(unit, clause, index)
            if (
                inserted
                and unit.is_(index - 3, Word.COMMA)
                and past_participle(unit, grammar, index - 2)
            ):
                # « la villa, achetée, selon elle, grâce à un prêt »
                clause = index - 2
            edge = index - 1
            if unit.is_(edge, Word.ADVERB) and unit.is_(edge - 1, Word.COMMA):
                # « ..., toujours selon X »
                edge -= 1
            left = left_clause(unit, clause, edge) if clause < index else []
            content = left
            if after < n and unit.flags[after] & Word.COMMA and closes:
                rest = (
                    _after_inserted(unit, grammar, after + 1, left)
                    if left
                    else _after_relative(unit, grammar, after + 1)
                )
                if not rest and unit.is_(clause - 1, Word.COMMA) and unit.is_(edge, Word.COMMA):
                    # « A, qui est B, selon X, dans le Jura »: nothing goes on after X.
                    left = left_clause(unit, whole, edge)
                content = left + rest
                if _in_relative(unit, grammar, index) and after + 1 < n:
                    stop = _relative_stop(unit, clause, after + 1)
                    content = [*left, (unit.starts[after + 1], stop)]
                    if unit.is_(clause - 1, Word.DETERMINER):
                        # « ce qui sera, selon X, le plus grand pont »: the thing is the author's.
                        content = content[1:]
            pattern += "_inserted" if len(content) > 1 else "_last"
        elif after < n:
            content = to_end(
                unit, after + (1 if unit.flags[after] & (Word.COMMA | Word.COLON) else 0)
            )
            pattern += "_first"
    loose = pattern == "according_to_last" and not unit.is_(index - 1, Word.COMMA | Word.QUOTE)
    if loose and not can_speak(unit, grammar, *np):
        # « guidés selon un schéma simple »: a manner, no source.
        return None
    if opener and content:
        content = _after_one(unit, grammar, content)
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


def _hearing_him(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« À l'en croire, la ville dort », « À les entendre, ... »: whom the pronoun stands for."""
    if unit.words[index] not in grammar.infinitive_to:
        return None
    if unit.word(index + 1) not in grammar.names_articles:
        return None
    verb = index + 2 + unit.is_(index + 2, Word.CLITIC)
    if unit.word(verb) not in grammar.style.get("taking_at_word", ()):
        return None
    opens = only_leading(unit, grammar, index, _after_stop(unit, index))
    comma = unit.is_(verb + 1, Word.COMMA) and verb + 2 < len(unit)
    if opens and comma:
        content = [unit.span(verb + 2, clause_end(unit, grammar, verb + 2, governed=False))]
    elif not opens and unit.is_(index - 1, Word.COMMA):
        content = left_clause(unit, clause_start(unit, grammar, index), index - 1)
    else:
        return None
    return Candidate(
        "according_to_first" if opens else "according_to_last",
        unit.span(index, verb),
        "doubt",
        content,
        unit.span(index + 1, index + 1),
        (index, verb),
        "asserted",
        0.8,
        lemma=unit.words[index],
    )


def _after_stop(unit: Unit, index: int) -> int:
    """The first token behind the last colon or semicolon before a token."""
    marks = (k for k in range(index - 1, -1, -1) if unit.flags[k] & (Word.COLON | Word.STOP))
    return next(marks, -1) + 1


def _before_other(unit: Unit, grammar: Grammar, first: int, last: int) -> int:
    """« Pour les uns, A ; pour les autres, B »: A ends before the next of such phrases."""
    for k in range(first + 1, last):
        if unit.words[k] == ";" and unit.words[k + 1] in grammar.prepositions:
            return k - 1
    return last


def _names_body(unit: Unit, grammar: Grammar, head: int, last: int) -> bool:
    """« selon la Région », « selon la région Bretagne », « selon l'ordre des médecins »."""
    members = unit.is_(head + 1, Word.POSSESSION) and can_speak(
        unit, grammar, head + 2, last, False
    )
    return (
        unit.is_(head, Word.CAPITAL)
        or unit.is_(head + 1, Word.CAPITAL)
        or (members and unit.words[head] in grammar.style.get("member_bodies", ()))
    )


def _before_cue(unit: Unit, grammar: Grammar, first: int) -> int:
    """« X, pour qui A, estime que B »: A ends before the verb of the sentence."""
    end = clause_end(unit, grammar, first)
    for k in range(first + 1, end):
        readings = grammar.readings.get(unit.words[k + 1], ())
        clause = unit.is_(k + 2, Word.COMPLEMENTIZER | Word.QUOTE | Word.COLON)
        if clause and unit.flags[k] & Word.COMMA and any(r.form == "F" for r in readings):
            return k - 1
    return end


def _of_relative(unit: Unit, grammar: Grammar, index: int, k: int, weak: bool) -> Range | None:
    """« le maire, selon qui la loi ... », « X, pour qui ... »: whoever the relative stands for."""
    relatives = "persons_relative" if weak else "sources_relative"
    if unit.words[k] not in grammar.style.get(relatives, ()):
        return None
    if not unit.is_(index - 1, Word.COMMA) or index < 2 or k + 1 >= len(unit):
        return None
    if not has_verb(unit, grammar, k + 1, len(unit)):
        return None
    np = noun_phrase_before(unit, grammar, index - 2, 0, False)
    if np is None and unit.is_(index - 2, Word.CAPITAL):
        # « Un avis que ne partage pas Paul Roux, pour qui ... »
        first = index - 2
        while first > 0 and unit.is_(first - 1, Word.CAPITAL):
            first -= 1
        np = (first, index - 2) if first < index - 2 else None
    if np is None or not grammar.nouns.isdisjoint(unit.words[np[0] : np[1]]):
        # « Des rumeurs circulent sur X, selon lesquelles ... » tells of the rumours.
        return None
    return np if can_speak(unit, grammar, *np, document=not weak) else None


def _relative_end(unit: Unit, grammar: Grammar, end: int) -> int:
    """« Selon une enquête menée au moment où la ville vote, ... »: over the relative clause."""
    if not unit.is_(end + 1, Word.RELATIVE):
        return end
    for k in range(end + 3, min(len(unit) - 1, end + 25)):
        if unit.flags[k] & Word.COMMA:
            return k - 1 if _opens_clause(unit, grammar, k) else end
        if unit.flags[k] & (Word.STOP | Word.COLON | Word.QUOTE):
            break
    return end


def _in_relative(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« ..., qui sera, (selon X) »: a relative that stops at its verb before « , selon »."""
    if not unit.is_(index - 1, Word.COMMA) or index < 4:
        return False
    verb = index - 2
    known = unit.flags[verb] & (Word.BE | Word.MODAL) or looks_finite(unit, grammar, verb)
    if not known:
        return False
    first = verb - 1
    while unit.is_(first, Word.CLITIC | Word.NEGATIVE_CLITIC):
        first -= 1
    return unit.is_(first, Word.SUBJECT_RELATIVE)


def _relative_stop(unit: Unit, relative: int, first: int) -> int:
    """Where a relative clause that a comma opened is closed by the next, as a character."""
    end = stretch_end(unit, first)
    if unit.is_(relative - 1, Word.COMMA):
        end = next((k - 1 for k in range(first + 1, end) if unit.flags[k] & Word.COMMA), end)
    return unit.ends[end]


def _verb_ahead(unit: Unit, first: int) -> int:
    """« la mesure qui, selon X, ferait Y, n'est pas ... »: before the verb of the main clause."""
    end = stretch_end(unit, first)
    verb = Word.HAVE | Word.BE | Word.NEGATIVE_CLITIC
    for k in range(first + 1, end):
        if unit.flags[k] & Word.COMMA and unit.is_(k + 1, verb):
            return k - 1
    return end


def _after_dash(unit: Unit, first: int, index: int) -> int:
    """« ... – ce que X admet selon Y »: a stretch that one dash parts from the rest."""
    dashes = [k for k in range(first, index) if unit.flags[k] & Word.DASH]
    return dashes[-1] + 1 if len(dashes) % 2 and dashes[-1] + 1 < index else first


def _after_one(unit: Unit, grammar: Grammar, content: list[Span]) -> list[Span]:
    """« De source policière, on indique que A »: A alone is said."""
    first = next((k for k, s in enumerate(unit.starts) if s == content[0][0]), 0)
    if unit.words[first] not in grammar.not_speakers:
        return content
    for k in range(first + 1, min(len(unit) - 1, first + 6)):
        if unit.flags[k] & Word.COMPLEMENTIZER:
            return to_end(unit, k + 1)
        if unit.words[k] not in grammar.readings and not unit.flags[k]:
            break
    return content


def _to_comma(unit: Unit, end: int) -> int:
    """« selon un sondage en ligne du Monde, ... »: up to the comma when no verb stands before."""
    blocked = Word.HAVE | Word.BE | Word.VERB | Word.PRONOUN | Word.QUOTE | Word.STOP | Word.COLON
    for k in range(end + 1, min(len(unit), end + 10)):
        if unit.flags[k] & Word.COMMA:
            return k - 1
        if unit.flags[k] & blocked or (k == end + 1 and not unit.flags[k] & Word.PREPOSITION):
            break
    return end


def _issuer_end(unit: Unit, grammar: Grammar, end: int) -> int:
    """« selon les données publiées, jeudi 28 mai, par la Fédération »: over the date."""
    if not past_participle(unit, grammar, end) or not unit.is_(end + 1, Word.COMMA):
        return end
    k = skip_adverbs(unit, grammar, end + 2, commas=True)
    if k > end + 2 and unit.is_(k, Word.AGENT):
        np = noun_phrase_after(unit, grammar, k + 1)
        return np[1] if np is not None else end
    return end


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
        # « selon le ministère, cité par l'AFP, ... »
        relative = flag & Word.SUBJECT_RELATIVE or (
            past_participle(unit, grammar, first)
            and (unit.is_(first + 1, Word.AGENT) or last > end)
        )
        if " ".join(unit.words[first:stop]).startswith(tuple(grammar.style.get("placed", ("\0",)))):
            last = stop - 1
            break
        linked = next((k for k in range(first, stop) if unit.flags[k] & Word.RELATIVE), stop)
        office = not flag and unit.words[first] in grammar.speakers
        relative = relative or (office and not has_verb(unit, grammar, first, linked))
        noun = (
            flag & Word.DETERMINER
            and unit.word(first + 1) not in grammar.style.get("such", ())
            and not any(
                r.form == "F"
                for i in range(first + 2, stop)
                if not unit.flags[i - 1] & (Word.DETERMINER | Word.PREPOSITION)
                for r in grammar.readings.get(unit.words[i], ())
            )
            and not unit.is_(first + 1, Word.CAPITAL)
            and not has_verb(unit, grammar, first, stop)
            and has_verb(unit, grammar, stop, n)
        )
        if not (relative or noun) or any(unit.flags[i] & Word.QUOTE for i in range(first, stop)):
            break
        last = stop - 1
    return last if last == end or _opens_clause(unit, grammar, last + 1) else end


def _opens_clause(unit: Unit, grammar: Grammar, comma: int) -> bool:
    """Whether a subject, a quotation or a setting follows a comma, and no verb or relative."""
    k = skip_adverbs(unit, grammar, comma + 1)
    if unit.is_(k, Word.PREPOSITION) and unit.is_(k + 1, Word.RELATIVE):
        # « cette somme, contre laquelle X se bat, est ... »
        return False
    return k < len(unit) and bool(
        is_nominal(unit, k)
        or unit.flags[k] & _OPENERS
        or unit.words[k] in grammar.style.get("clause_openers", ())
        or (not unit.flags[k] and not past_participle(unit, grammar, k))
    )


_OPENERS = Word.QUOTE | Word.PRONOUN | Word.SUBORDINATOR | Word.PREPOSITION | Word.POSSESSION


def _apart(unit: Unit, grammar: Grammar, first: int, index: int, after: int) -> Range | None:
    """« L'incendie, criminel selon X, a fait deux morts »: the phrase between the commas."""
    if not unit.is_(after, Word.COMMA) or unit.is_(index - 1, Word.COMMA | Word.QUOTE):
        return None
    k = skip_adverbs(unit, grammar, after + 1)
    if not unit.is_(k, Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC | Word.CLITIC):
        return None
    comma = next((j for j in range(index - 1, first, -1) if unit.flags[j] & Word.COMMA), None)
    if comma is None or comma >= index - 1 or has_verb(unit, grammar, comma + 1, index):
        return None
    links = Word.COMPLEMENTIZER | Word.RELATIVE | Word.SUBORDINATOR
    if any(unit.flags[j] & links for j in range(comma + 1, index)):
        return None
    return comma + 1, index - 1


def _phrase_end(unit: Unit, first: int) -> int:
    k = first
    while k + 1 < len(unit) and not unit.flags[k + 1] & (Word.COMMA | Word.STOP | Word.COLON):
        k += 1
    return k


def _relative_start(unit: Unit, first: int, index: int) -> int:
    """« l'offre qui permettra, selon X, de ... »: the relative clause alone is X's."""
    k = index - 1
    if unit.is_(k, Word.COMMA):
        k -= 1
    while k > first:
        if unit.flags[k] & Word.COMMA:
            return first
        if unit.flags[k] & Word.RELATIVE and k == index - 2:
            # « un endroit où, selon X, A »
            return k + 1
        if unit.flags[k] & (Word.SUBJECT_RELATIVE | Word.COMPLEMENTIZER):
            return k if unit.flags[k] & Word.SUBJECT_RELATIVE and k < index - 2 else k + 1
        k -= 1
    return first


def _last_clause(unit: Unit, grammar: Grammar, first: int, index: int) -> int:
    """« Les vols montent, alors que le prix a doublé selon X »: the last clause alone is X's."""
    comma = next((k for k in range(index - 1, first, -1) if unit.flags[k] & Word.COMMA), None)
    if comma is None or not has_verb(unit, grammar, comma + 1, index):
        return first
    k = comma + 1
    opens = Word.BACKGROUND | Word.SUBJECT_RELATIVE
    if unit.flags[k] & opens or unit.words[k] in (
        *grammar.style.get("when", ()),
        *grammar.style.get("but", ()),
    ):
        k += 1
        return k + unit.is_(k, Word.COMPLEMENTIZER)
    return first


def _over_age(unit: Unit, grammar: Grammar, end: int) -> int:
    """« Selon Jeanne Roux, 35 ans, ... », « ..., 35 ans et mère de deux enfants, ... »."""
    if not (
        unit.is_(end + 1, Word.COMMA)
        and unit.is_(end + 2, Word.NUMBER)
        and unit.word(end + 3) in grammar.time_units
    ):
        return end
    return next((k - 1 for k in range(end + 4, len(unit)) if unit.flags[k] & Word.COMMA), end)


def _weak_ok(unit: Unit, grammar: Grammar, index: int, np: Range, after: int) -> bool:
    """« Pour X, ... » reports only when X is a speaker and a comma and a clause follow."""
    n = len(unit)
    if unit.is_(index - 1, Word.COMMA) and unit.is_(index - 2, Word.QUOTE):
        if not can_speak(unit, grammar, *np, document=False):
            return False
        return after >= n or bool(unit.flags[after] & (Word.COMMA | Word.STOP))
    start = _after_stop(unit, index)
    if not only_leading(unit, grammar, index, start) or after >= n:
        return False
    comma = next((k for k in range(*np) if unit.flags[k] & Word.COMMA), np[1] + 1)
    if any(len(w) == _YEAR and w.isdigit() for w in unit.words[np[0] + 1 : comma]):
        # « Pour les Jeux de 2028 à Los Angeles, ... »: an occasion.
        return False
    if unit.words[np[0]] in grammar.style.get("all_of", ()):
        # « Pour tous les autres, il faudra payer »: whom it concerns.
        return False
    if index and not unit.is_(index - 1, ~(Word.ADVERB | Word.CAPITAL)):
        # « Malheureusement pour lui, » is about him, not by him.
        return False
    if not unit.flags[after] & Word.COMMA or np[1] - np[0] > 14:
        return False
    if is_infinitive(unit, grammar, np[0]) is not None:
        return False
    if unit.words[np[0]] in grammar.style.get("those", ()):
        # « Pour ceux qui passent par là, ... »
        return False
    if unit.word(np[0] + 1) in grammar.style.get("own_part", ()) or any(
        unit.flags[k] & Word.OWN_VOICE for k in range(np[0], np[1] + 1)
    ):
        # « Pour sa part NAME a dit », « Pour nos enfants, ... »
        return False
    if unit.flags[np[0]] & Word.STRONG and unit.word(index) in grammar.style.get("at_home", ()):
        # « Chez lui, ont été découverts ... »
        return False
    if unit.flags[np[0]] & (Word.STRONG | Word.TITLE):
        return True
    if unit.word(index) in grammar.style.get("view_of", ()):
        person = can_speak(unit, grammar, *np, document=False)
        many = unit.words[np[0]] in grammar.style.get("plural_determiners", ())
        many = many or unit.is_(np[0], Word.INDEFINITE)
        bare = (
            np[1] == np[0] + 1
            and bool(unit.flags[np[0]] & Word.DETERMINER)
            and unit.is_(np[1], Word.CAPITAL)
            and unit.words[np[1]] not in grammar.speakers
        )
        if bare and not any(unit.flags[k] & Word.QUOTE for k in range(after, n)):
            # « Pour le TGV, l'heure a sonné »
            return False
        if unit.is_(after + 1, Word.NUMBER):
            # « Pour le président, 47 % des sondés ... »: figures about him.
            return False
        if many and not any(unit.flags[k] & Word.QUOTE for k in range(after, n)):
            # « Pour les touristes, ce sera ... » is about them, not by them.
            return False
        return person and _is_clause(unit, grammar, after + 1)
    if unit.flags[np[0]] & Word.CAPITAL and unit.is_(np[0] + 1, Word.CAPITAL):
        return True
    return any(unit.flags[k] & Word.QUOTE for k in range(after + 1, n)) and any(
        unit.flags[k] & Word.CAPITAL for k in range(np[0], np[1] + 1)
    )


# How many digits a year has.
_YEAR = 4


def _is_clause(unit: Unit, grammar: Grammar, first: int) -> bool:
    """Whether a subject and its verb follow, no further cue with a subject of its own."""
    n = len(unit)
    k = skip_adverbs(unit, grammar, first, commas=True)
    if k >= n or not (
        is_nominal(unit, k) or unit.words[k] in grammar.style.get("clause_openers", ())
    ):
        return unit.is_(k, Word.QUOTE)
    return has_verb(unit, grammar, k, min(n, k + 30))


def _after_relative(unit: Unit, grammar: Grammar, first: int) -> list[Span]:
    """« un endroit où, selon X, A »: a quotation alone, else the rest."""
    if unit.is_(first, Word.QUOTE):
        return [unit.span(first, quote_end(unit, grammar, first))]
    return to_end(unit, first)


def _bare_infinitive(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether an infinitive that no word governs stands at a token."""
    governed = Word.PREPOSITION | Word.POSSESSION | Word.DETERMINER
    return not unit.is_(index - 1, governed) and is_infinitive(unit, grammar, index) == index


def _finite_ahead(unit: Unit, grammar: Grammar, first: int) -> bool:
    """Whether a finite verb follows that is not in a relative clause."""
    for k in range(first, len(unit)):
        if unit.flags[k] & (Word.RELATIVE | Word.COMPLEMENTIZER):
            return False
        if unit.flags[k] & (Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC | Word.QUOTE):
            return True
        if looks_finite(unit, grammar, k) or is_infinitive(unit, grammar, k) is not None:
            return True
    return False


def _after_inserted(unit: Unit, grammar: Grammar, first: int, left: list[Span]) -> list[Span]:
    """What follows « , selon X, »: the rest of the clause, unless it is the author's own."""
    n = len(unit)
    if first >= n:
        return []
    flag = unit.flags[first]
    if flag & Word.QUOTE:
        return [unit.span(first, quote_end(unit, grammar, first))]
    if flag & (Word.BACKGROUND | Word.SUBJECT_RELATIVE):
        return []
    if flag & Word.PREPOSITION and unit.is_(first + 1, Word.RELATIVE):
        # « ..., selon son ami, avec lequel il dîne »
        return []
    present = tuple(grammar.style.get("participle_present", ("\0",)))
    if not flag and not unit.words[first].endswith(present) and len(left) == 1:
        # « ..., selon le député X, ancien président du Parlement »
        token = bisect_left(unit.starts, left[0][0])
        last = bisect_left(unit.starts, left[-1][1]) - 1
        # « Ce nombre pourrait, selon X, atteindre dix »
        goes_on = (
            looks_finite(unit, grammar, last) or unit.is_(last, Word.MODAL | Word.VERB)
        ) and is_infinitive(unit, grammar, first) is not None
        verb = has_verb(unit, grammar, token, first) and not has_verb(unit, grammar, first, n)
        if verb and not goes_on:
            return []
    if flag & Word.SETTING and not _finite_ahead(unit, grammar, first):
        # « ..., selon la clinique de Sorrac, dans le Jura, la région où il vit »
        token = bisect_left(unit.starts, left[0][0])
        last = bisect_left(unit.starts, left[-1][1]) - 1
        open_verb = looks_finite(unit, grammar, last) or unit.is_(
            last, Word.HAVE | Word.BE | Word.VERB | Word.PREPOSITION
        )
        if has_verb(unit, grammar, token, first) and not open_verb:
            return []
    if any(s == left[0][0] and unit.flags[i] & Word.QUOTE for i, s in enumerate(unit.starts)):
        return []
    end = stretch_end(unit, first)
    return [unit.span(first, end)] if first <= end else []
