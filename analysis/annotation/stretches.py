"""Stretches of a sentence that a cue can claim: left or right of it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.subjects import (
    Range,
    adverbial_at,
    is_adverb,
    is_infinitive,
    is_nominal,
    looks_finite,
    noun_phrase_after,
    skip_adverbs,
)
from analysis.annotation.units import Unit
from analysis.schema import CueClass, Modality, Span


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


def source_of(unit: Unit, rng: Range | None) -> Span | None:
    """The characters of a range of tokens, None for none."""
    return unit.span(*rng) if rng is not None else None


def is_boundary(unit: Unit, index: int) -> bool:
    """Whether an incise can start after a token: after a quotation, comma, dash or stop."""
    return index >= 0 and bool(
        unit.flags[index] & (Word.QUOTE | Word.COMMA | Word.DASH | Word.STOP | Word.CLOSE)
    )


def left_content(unit: Unit, grammar: Grammar, before: int) -> list[Span]:
    """What an incise reports: the stretch to its left, from its sentence's or quotation's start."""
    k = before
    while k >= 0 and unit.flags[k] & (Word.COMMA | Word.DASH | Word.STOP):
        k -= 1
    if k < 0 or (
        unit.flags[k] & (Word.PREPOSITION | Word.RELATIVE | Word.COORDINATOR)
        and not unit.flags[k] & (Word.CAPITAL | Word.QUOTE)
        # « La France est loin devant, rappelle X »
        and unit.words[k] not in grammar.style.get("stranded", ())
    ):
        return []
    last = k
    first = 0
    for j in range(last, -1, -1):
        if unit.flags[j] & Word.CLOSE:
            break
        if unit.flags[j] & Word.OPEN and j + 1 <= last:
            # « Le rythme (trop lent, diront certains) ... »
            first = j + 1
            break
        if (
            unit.flags[j] & (Word.COLON | Word.STOP)
            and unit.is_(j + 1, Word.QUOTE)
            and j + 1 <= last
        ):
            first = j + 1
            break
    if _apart_quote(unit, grammar, first, last):
        first = last
    quote = unit.quotes.get(first)
    if quote is not None and unit.is_(first + 1, Word.COMMA) and first + 1 < last:
        said = unit.text[quote.start : quote.end]
        if len(said.split()) >= _SENTENCE and not has_verb(unit, grammar, first + 1, last + 1):
            # « "Nous suivrons la loi-cadre", ou LC, la feuille de route, a dit X »
            last = first
    while (
        first < last
        and unit.flags[first] & (Word.COORDINATOR | Word.COMMA | Word.DASH)
        and not unit.flags[first] & Word.QUOTE
    ):
        first += 1
    return [unit.span(first, last)]


def _apart_quote(unit: Unit, grammar: Grammar, first: int, last: int) -> bool:
    """« Le plan sera montré par Anne Roux « Je serai là demain », a-t-elle dit »: a mark lost."""
    quote = unit.quotes.get(last)
    if quote is None or last - first < _CLAUSE or not unit.is_(last - 1, Word.CAPITAL):
        return False
    said = unit.text[quote.start : quote.end]
    whole = said[:1].isupper() and len(said.split()) >= _SENTENCE
    return whole and has_verb(unit, grammar, first, last)


# So many words make a sentence, and so many tokens a clause before a quotation.
_SENTENCE = 5
_CLAUSE = 4
_GOVERNING = Word.DETERMINER | Word.POSSESSION | Word.PREPOSITION


def right_content(
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
        if unit.flags[k] & (Word.COMPLEMENTIZER | Word.RELATIVE | Word.OPEN):
            return []
        k += 1
    if k >= n:
        return []
    if unit.flags[k] & Word.COLON and k + 1 < n:
        # « ..., a détaillé X: deux lignes au nord, une au sud »: the saying goes on.
        return to_end(unit, k + 1)
    again = unit.words[k] == ";" and unit.is_(k + 1, Word.QUOTE)
    if unit.flags[k] & (Word.COMMA | Word.COLON | Word.DASH) or again:
        # « "A", dit X ; "B" » goes on as after a comma.
        comma = True
        k += 1
    if k >= n:
        return []
    if unit.flags[k] & Word.QUOTE and unit.is_(k - 1, _GOVERNING):
        # « ..., a réagi X, producteur de "La Marche" »: a title.
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
        return to_end(unit, k) if unit.is_(after - 1, Word.CAPITAL) or pronoun or k > 0 else []
    first_left = next((i for i, s in enumerate(unit.starts) if s == left[0][0]), 0)
    last_left = next((i for i, e in enumerate(unit.ends) if e == left[-1][1]), 0)
    complete = (
        any(
            unit.flags[i] & (Word.HAVE | Word.BE | Word.VERB | Word.QUOTE)
            or looks_finite(unit, grammar, i)
            for i in range(first_left, last_left + 1)
        )
        and not unit.flags[last_left] & (Word.MODAL | Word.HAVE | Word.BE)
        and not (is_infinitive(unit, grammar, k) == k and looks_finite(unit, grammar, last_left))
    )
    head = k
    flag = unit.flags[head]
    if (
        flag & Word.COORDINATOR
        and not unit.is_(first_left, Word.QUOTE)
        and unit.is_(k + 1, Word.PRONOUN | Word.DETERMINER)
        and unit.word(k + 2) not in grammar.readings
    ):
        # « A, a indiqué X, mais B »: a second clause with a subject of its own.
        return to_end(unit, k + 1)
    if unit.words[head].endswith("ant") or flag & (
        Word.GERUND | Word.BACKGROUND | Word.SUBORDINATOR | Word.SUBJECT_RELATIVE
    ):
        return []
    if not complete or (pronoun and flag & (Word.PRONOUN | Word.CLITIC)):
        if not (pronoun and flag & Word.PRONOUN) and _only_setting(unit, grammar, k):
            return []
        end = n - 1
        while end > k and unit.flags[end] & (Word.STOP | Word.COMMA):
            end -= 1
        return [unit.span(k, end)]
    return []


def _only_setting(unit: Unit, grammar: Grammar, first: int) -> bool:
    """Whether only a date and « dans un communiqué » are left: « ..., jeudi, sur la Une »."""
    n = len(unit)
    k = skip_time(unit, grammar, first)
    if k < n and unit.flags[k] & Word.COMMA:
        k += 1
    return k > first and (
        k >= n or bool(unit.flags[k] & Word.STOP) or setting_phrase(unit, grammar, k)
    )


def has_verb(unit: Unit, grammar: Grammar, first: int, last: int) -> bool:
    """Whether a stretch holds a finite verb, by list or by ending, or a quotation."""
    return any(
        unit.flags[i] & (Word.HAVE | Word.BE | Word.VERB | Word.QUOTE)
        or looks_finite(unit, grammar, i)
        or unit.words[i].endswith(grammar.clause_endings)
        for i in range(first, last)
    )


def skip_setting(unit: Unit, grammar: Grammar, k: int) -> int:
    """Over adverbs, dates and « à l'AFP », « dans un communiqué » to the subject that follows."""
    n = len(unit)
    start = k
    for _ in range(4):
        k = skip_time(unit, grammar, k)
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
                named = unit.quotes.get(j) if flag & Word.QUOTE else None
                if (
                    named is not None
                    and named.end - named.start <= 30
                    and unit.is_(j - 1, Word.SETTING | Word.DETERMINER)
                ):
                    # « a dit au "Courrier" Jeanne Morel »
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
                if steps and flag & Word.CAPITAL and _after_medium(unit, grammar, j):
                    break
                if steps and flag & Word.SETTING and not flag & Word.POSSESSION:
                    break
                steps += 1
                j += 1
            k = j
            continue
        return k
    return k


def _after_medium(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« à l'AFP Jürgen Kern », « sur France Info Jean Dupont »: a name after that of a medium."""
    before = unit.text[unit.starts[index - 1] : unit.ends[index - 1]]
    name = unit.text[unit.starts[index] : unit.ends[index]]
    if before.isupper() and len(before) > 1:
        return not name.isupper()
    surname = index + 1 + unit.is_(index + 1, Word.POSSESSION)
    if not (unit.is_(surname, Word.CAPITAL) and unit.is_(index - 1, Word.CAPITAL)):
        return False
    # « au HuffPost Mounir Roux, chercheur »: the last two of a row of three capitals.
    last = unit.is_(index - 2, Word.DETERMINER | Word.SETTING | Word.PREPOSITION) and (
        index + 2 >= len(unit) or unit.is_(index + 2, Word.COMMA | Word.STOP)
    )
    return last or unit.words[index].split("-")[0] in grammar.first_names


def skip_time(unit: Unit, grammar: Grammar, index: int) -> int:
    """Over adverbs, dates, « il y a deux semaines », « quelques heures plus tôt »."""
    n = len(unit)
    while True:
        k = skip_adverbs(unit, grammar, index)
        if unit.word(k) in grammar.infinitive_of and unit.word(k + 1) in grammar.style.get(
            "manner", ()
        ):
            # « déclare de manière brève le service de presse »
            index = k + 3
            continue
        if tuple(unit.words[k : k + 3]) == grammar.ago:
            k += 3
            while k < n and k - index < 8 and unit.words[k] not in grammar.time_units:
                k += 1
            if unit.word(k) in grammar.time_units:
                index = k + 1
                continue
            return index
        if (
            unit.is_(k, Word.DETERMINER | Word.NUMBER)
            and unit.word(k + 1) in grammar.time_units
            and unit.word(k + 2) in grammar.time_order
        ):
            index = k + 3
            continue
        if unit.is_(k, Word.GERUND) and unit.is_(k + 1, Word.TIME | Word.NUMBER):
            # « en septembre », « en mars 2016 »
            index = k + 2 + unit.is_(k + 2, Word.NUMBER)
            continue
        return k


def to_end(unit: Unit, first: int) -> list[Span]:
    """The rest of the sentence from a token on, final punctuation excluded."""
    end = len(unit) - 1
    while end > first and unit.flags[end] & (Word.STOP | Word.COMMA):
        end -= 1
    return [unit.span(first, end)] if first <= end else []


def stretch_end(unit: Unit, first: int) -> int:
    """The last token of a sentence that is no punctuation."""
    end = len(unit) - 1
    while end > first and unit.flags[end] & (Word.STOP | Word.COMMA | Word.DASH):
        end -= 1
    return end


def past_participle(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a bare past participle (« ..., pris en charge par Y ») stands at a token."""
    endings = tuple(grammar.style.get("participle_endings", ("\0",)))
    return (
        index < len(unit)
        and not unit.flags[index]
        and len(unit.words[index]) > 3
        and unit.words[index].rstrip("s").endswith(endings)
    )


def setting_phrase(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a phrase that says where or when something was said starts at a token."""
    words = " ".join(unit.words[index : index + 4])
    return any(words.startswith(p) for p in grammar.style.get("said_at", ()))


_NOT_NAMES = (
    Word.DETERMINER
    | Word.PREPOSITION
    | Word.SUBORDINATOR
    | Word.ADVERB
    | Word.PRONOUN
    | Word.DEMONSTRATIVE
)


def can_speak(unit: Unit, grammar: Grammar, first: int, last: int, document: bool = True) -> bool:
    """Whether a noun phrase names a person, a body or (when allowed) a document that can say so."""
    seen = 0
    for k in range(first, min(last + 1, first + 7)):
        flag = unit.flags[k]
        if flag & Word.PRONOUN and first == last:
            return unit.words[k] not in grammar.not_speakers
        if flag & (Word.STRONG | Word.TITLE) or unit.words[k] in grammar.style.get("those", ()):
            return True
        if flag & Word.CAPITAL and not flag & _NOT_NAMES:
            # After an unknown noun one capital may be anything, two are a name.
            if k == 0 and unit.is_(1, Word.DETERMINER) and not unit.is_(1, Word.CAPITAL):
                # « Au-delà des mesures »: the capital is the sentence's.
                continue
            return not seen or unit.is_(k + 1, Word.CAPITAL)
        if flag & Word.PRONOUN and not flag & Word.DETERMINER:
            return unit.words[k] not in grammar.not_speakers
        plain = not flag & Word.POSSESSION or (k == first and flag & Word.DETERMINER)
        if flag & (Word.DETERMINER | Word.NUMBER | Word.ADVERB) and plain:
            continue
        if flag & (Word.POSSESSION | Word.PREPOSITION) and seen:
            return False
        word = unit.words[k]
        ordinal = word in grammar.style.get("ordinals", ())
        if (
            k < last
            and not unit.flags[k + 1]
            and (ordinal or word in grammar.style.get("modifiers", ()))
        ):
            # « un grand tournant »: an adjective names nobody.
            continue
        prefix, _, base = word.partition("-")
        if word in grammar.speakers or prefix in grammar.speakers:
            return True
        if base in grammar.speakers and prefix in grammar.style.get("rank_prefixes", ()):
            # « l'ex-garde des Sceaux »
            return True
        if document and (word in grammar.documents or word in grammar.doubtful_nouns):
            return True
        if (
            k == last
            and unit.is_(k - 1, Word.INDEFINITE)
            and (word in grammar.style.get("anaphors", ()))
        ):
            # « un autre se demande si »
            return True
        seen += 1
    return False


def speakers_of_place(unit: Unit, grammar: Grammar, start: int, end: int) -> Range | None:
    """« chez NAME », « à la mairie », « du côté du ministère »: those who speak there as « on »."""
    first = start
    for phrase in grammar.style.get("those_of", ()):
        if " ".join(unit.words[start:end]).startswith(f"{phrase} "):
            first = max(first, start + len(phrase.split()))
    if first == start:
        return None
    first -= unit.is_(first - 1, Word.DETERMINER)
    np = noun_phrase_after(unit, grammar, first, loose=not is_nominal(unit, first))
    if np is None:
        return None
    # « au niveau officiel »: its first noun is nobody.
    head = min(np[1], np[0] + bool(unit.flags[np[0]] & Word.DETERMINER))
    return np if can_speak(unit, grammar, np[0], head, document=False) else None


def only_leading(unit: Unit, grammar: Grammar, index: int, start: int = 0) -> bool:
    """Whether only adverbs, conjunctions and marks stand before a token, from a ``start`` on."""
    k = start
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
        if k == start and unit.words[k] in grammar.style.get("openers", ()):
            k += 1
            continue
        return False
    return True


def clause_start(unit: Unit, grammar: Grammar, index: int) -> int:
    """First token of the clause that « selon » belongs to: after a colon, « que » or a stop."""
    k = index
    while k > 0:
        flag = unit.flags[k - 1]
        if flag & (Word.COLON | Word.STOP):
            break
        k -= 1
    return k


def left_clause(unit: Unit, first: int, last: int) -> list[Span]:
    """A stretch left of a cue without the marks and conjunctions at its ends."""
    while last > first and unit.flags[last] & (Word.COMMA | Word.DASH | Word.OPEN):
        last -= 1
    while first <= last and unit.flags[first] & (Word.COORDINATOR | Word.COMMA | Word.DASH):
        first += 1
    return [unit.span(first, last)] if first <= last else []
