"""Quoted words within a noun phrase that a verb governs: « dénonce la "rigueur" du plan ».

:func:`quoted_island` finds the quotation, :func:`loose_island` those that are not the subject's
own, :func:`island_start` and :func:`island_end` the phrase around it.
"""

from __future__ import annotations

from analysis.annotation.complement_ends import quote_end
from analysis.annotation.complement_starts import GOVERNORS
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.subjects import is_infinitive
from analysis.annotation.units import Unit


def quoted_island(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """The last quotation inside the complement that starts at a token."""
    n = len(unit)
    start = k
    if is_infinitive(unit, grammar, k) is not None:
        # « veut être en "concurrence" avec X »
        k += 1
        start -= 6
    while k < n and k - start < 18:
        flag = unit.flags[k]
        if k > start and any(
            r.form == "G"
            and (r.cue.frames & {"a", "que", "label", "inc"} or unit.is_(k - 1, Word.GERUND))
            for r in grammar.readings.get(unit.words[k], ())
        ):
            # « ont envoyé une lettre appelant à la "dissolution" »: the words of the letter.
            return None
        if (
            k > start + 1
            and not unit.flags[k - 1] & GOVERNORS
            and _infinitive_cue(grammar, unit, k)
        ):
            # « entend la foule chanter "..." »
            return None
        if flag & Word.QUOTE:
            titled = (
                unit.words[k - 1] in grammar.naming
                or no_words(unit, grammar, k)
                or (k > start and _named(unit, grammar, k))
            )
            return quote_end(unit, grammar, k) if not titled else None
        if (
            unit.words[k] not in grammar.style.get("as", ())
            and flag
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


def _infinitive_cue(grammar: Grammar, unit: Unit, index: int) -> bool:
    readings = grammar.readings.get(unit.words[index], ())
    return any(r.form == "I" and not r.cue.tail for r in readings)


def after_place(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a déclaré, dans une vidéo "Nous sommes prêts ..." »: a sentence quoted after its place."""
    k += unit.is_(k, Word.COMMA)
    if not unit.is_(k, Word.SETTING) or unit.is_(k, Word.DETERMINER):
        return None
    for j in range(k + 2, min(len(unit), k + 10)):
        if unit.flags[j] & Word.QUOTE:
            quote = unit.quotes.get(j)
            if quote is None or unit.words[j - 1] in grammar.naming:
                return None
            said = unit.text[quote.start : quote.end]
            opening = grammar.token.match(unit.text, quote.start)
            person = opening is not None and opening[0].lower() in grammar.first_persons
            whole = (person or said[:1].isupper()) and len(said.split()) >= _SENTENCE
            return j if whole and not unit.flags[j - 1] & GOVERNORS else None
        if unit.flags[j] & (Word.STOP | Word.COLON | Word.HAVE | Word.BE | Word.COMPLEMENTIZER):
            return None
    return None


# A quotation of so many words is a sentence rather than a name.
_SENTENCE = 5


def _named(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« a publié l'ouvrage "Vivre ici" », « au "Café du port" »: a title or a name in marks."""
    quote = unit.quotes.get(index)
    if quote is None or unit.flags[index - 1] & (Word.COLON | Word.COMMA):
        return False
    if unit.words[index - 1] in grammar.nouns_of["quoting"]:
        return False
    text = unit.text[quote.start : quote.end]
    return text[:1].isupper() and not text[:2].isupper() and len(text.split()) <= 12


def no_words(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« comme "son" candidat », « lance "l'Initiative Sud Nord 2045" »: an article or a name."""
    quote = unit.quotes.get(index)
    if quote is None:
        return False
    words = grammar.token.findall(unit.text, quote.start, quote.end)
    small = Word.DETERMINER | Word.PREPOSITION | Word.CLITIC
    if len(words) == 1:
        return bool(grammar.flags.get(words[0].lower(), 0) & Word.DETERMINER)
    long = [w for w in words if w.isalpha() and not grammar.flags.get(w.lower(), 0) & small]
    title = len(long) >= _TITLE and all(w[0].isupper() and not w.isupper() for w in long)
    return title and words[-1].isalnum()


# So many words, all with a capital, are a name.
_TITLE = 3


def loose_island(unit: Unit, grammar: Grammar, group: Group, k: int, last: int) -> bool:
    """Whether a word or two in marks stand too far from the verb to be the subject's own."""
    quote = next(j for j in range(k, last + 1) if unit.flags[j] & Word.QUOTE)
    if unit.flags[group.head] & Word.MODAL and unit.word(k) in grammar.modal_links:
        # « a commencé à défendre le "pot" »
        return True
    span = unit.quotes.get(quote)
    if span is None or last > quote or len(unit.text[span.start : span.end].split()) > 2:
        return False
    apart = Word.SETTING & ~Word.POSSESSION
    return quote - k > 5 and any(
        unit.flags[j] & apart and not unit.flags[j] & Word.DETERMINER for j in range(k, quote)
    )


def island_start(unit: Unit, grammar: Grammar, k: int, last: int, frames: frozenset[str]) -> int:
    """Where a complement with quoted words begins: its noun phrase, or after the person told."""
    quote = next(j for j in range(k, last + 1) if unit.flags[j] & Word.QUOTE)
    into = unit.words[k] in grammar.style.get("seen_in", ())
    if (
        into
        and unit.word(k + 2) not in grammar.infinitive_of
        and unit.is_(quote - 1, Word.INDEFINITE)
    ):
        # « voit en ce vote une "gifle" »
        return quote
    if unit.words[quote - 1] in grammar.style.get("wordings", ()):
        # « a défendu le film par ces mots "..." »
        return quote
    if "acc" in frames and quote - k >= 2 and unit.is_(quote - 1, Word.POSSESSION):
        # « accuse la ville du "manque de sérieux" »
        return quote
    if frames & _ADDRESSING and quote - k >= 2:
        for j in range(quote - 1, max(k, quote - 4), -1):
            if unit.flags[j] & (Word.PREPOSITION | Word.POSSESSION) and not unit.flags[j] & (
                Word.INDEFINITE & ~Word.POSSESSION
            ):
                return j + 1
    addressed = bool(frames & _ADDRESSING) or unit.is_(k, Word.SETTING)
    if addressed and quote in unit.quotes:
        opening = grammar.token.match(unit.text, unit.quotes[quote].start)
        if opening and opening[0].lower() in grammar.infinitive_of | grammar.infinitive_to:
            # « a exhorté le pays "à respecter ses obligations" »
            return quote
    if unit.is_(k, Word.SETTING) and frames & {"de", "obj"}:
        # « reproche au maire de "mentir" », « ... son "silence" »: after the person told
        if unit.words[quote - 1] in grammar.infinitive_of:
            return quote
        free = next((j for j in range(quote - 1, k + 1, -1) if _free(unit, j)), k)
        if free > k:
            return free
    if unit.is_(k, Word.GERUND) and unit.word(k + 2) in grammar.infinitive_of and k + 2 < quote:
        # « en faveur d'une "pause" »
        return k + 3
    lead = unit.flags[k] & (Word.POSSESSION | Word.PREPOSITION)
    return k + 1 if lead and k < quote and not unit.flags[k] & Word.INDEFINITE else k


def _free(unit: Unit, index: int) -> bool:
    """Whether a determiner stands at a token that no preposition governs."""
    return unit.is_(index, Word.DETERMINER) and not (
        unit.is_(index, Word.POSSESSION | Word.SETTING)
        or unit.is_(index - 1, Word.PREPOSITION | Word.POSSESSION | Word.DETERMINER)
    )


_ADDRESSING = frozenset({"a", "acc", "obj", "to"})


def _gerund(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« en négociant »: how the author says that it was done."""
    present = tuple(grammar.style.get("participle_present", ("\0",)))
    return unit.is_(index, Word.GERUND) and unit.word(index + 1).endswith(present)


def completed_end(unit: Unit, grammar: Grammar, last: int) -> int:
    """« de "marchand" de peur »: the noun phrase that « de » completes behind the quoted words."""
    if not unit.is_(last + 1, Word.POSSESSION) or unit.is_(last + 2, Word.TIME | Word.QUOTE):
        return last
    return island_end(unit, grammar, last)


def island_end(unit: Unit, grammar: Grammar, last: int) -> int:
    """« la "rigueur" de la procédure »: the noun phrase goes on after the quoted words."""
    n = len(unit)
    k = last + 1
    marks = Word.COMMA | Word.STOP | Word.COLON | Word.TIME
    if k >= n or unit.flags[k] & marks or _gerund(unit, grammar, k):
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
        ) or _gerund(unit, grammar, k + 1):
            break
        if flag & Word.COORDINATOR and not unit.is_(k + 2, Word.DETERMINER | Word.QUOTE):
            break
        k += 1
    return k
