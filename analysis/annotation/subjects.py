"""Noun phrases beside a reporting verb: who speaks, found by closed word classes alone."""

from __future__ import annotations

from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.units import Unit

_BREAK = int(
    Word.COLON
    | Word.STOP
    | Word.DASH
    | Word.OPEN
    | Word.COMPLEMENTIZER
    | Word.RELATIVE
    | Word.HAVE
    | Word.BE
    | Word.VERB
    | Word.SUBORDINATOR
    | Word.NEGATIVE_CLITIC
)
_NOMINAL = int(Word.DETERMINER | Word.CAPITAL | Word.NUMBER | Word.TITLE | Word.DEMONSTRATIVE)
_LEADING = int(Word.ADVERB | Word.COORDINATOR | Word.COMMA | Word.BACKGROUND)
_REACH = 40
_STRETCHES = 6

Range = tuple[int, int]


def is_adverb(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a token beside a verb is an adverb, by list or by ending."""
    if not 0 <= index < len(unit):
        return False
    if unit.flags[index] & (Word.ADVERB | Word.TIME):
        return not (unit.flags[index] & Word.CAPITAL and unit.is_(index - 1, Word.CAPITAL))
    if unit.flags[index] and not (index == 0 and unit.flags[0] == Word.CAPITAL):
        return False
    word = unit.words[index]
    return len(word) > 6 and word.endswith(grammar.adverb_endings)


def adverbial_at(unit: Unit, grammar: Grammar, index: int) -> int:
    """How many tokens of a fixed adverbial phrase start here, 0 for none."""
    phrases = grammar.adverbials.get(unit.word(index))
    if phrases:
        for phrase in phrases:
            n = len(phrase)
            if tuple(unit.words[index : index + n]) == phrase:
                return n
    return 0


def adverbial_before(unit: Unit, grammar: Grammar, index: int) -> int:
    """How many tokens of a fixed adverbial phrase end here (included), 0 for none."""
    if unit.word(index) not in grammar.adverbial_ends:
        return 0
    for n in range(6, 1, -1):
        if index - n + 1 >= 0 and adverbial_at(unit, grammar, index - n + 1) == n:
            return n
    return 0


def quantifier_before(unit: Unit, grammar: Grammar, index: int) -> int:
    """How many tokens of « tous deux » end at a token; 0 for none."""
    words = unit.words
    return next(
        (
            len(phrase)
            for phrase in grammar.quantifiers.get(words[index], ())
            if tuple(words[index - len(phrase) + 1 : index + 1]) == phrase
        ),
        0,
    )


def skip_adverbs(unit: Unit, grammar: Grammar, index: int, commas: bool = False) -> int:
    """The first token from here on that is not adverbial (or a date)."""
    n = len(unit)
    while index < n:
        step = adverbial_at(unit, grammar, index)
        if step:
            index += step
        elif is_adverb(unit, grammar, index) or (
            unit.flags[index] & Word.NUMBER and unit.is_(index - 1, Word.TIME)
        ):
            index += 1
        elif (
            unit.flags[index] & Word.DETERMINER
            and unit.is_(index + 1, Word.TIME)
            and not unit.is_(index + 1, Word.CAPITAL)
        ):
            index += 2
        elif (
            unit.flags[index] & (Word.DETERMINER | Word.NUMBER)
            and unit.is_(index + 1, Word.NUMBER | Word.TIME)
            and unit.is_(index + 2, Word.TIME)
        ):
            index += 3
        elif (
            unit.flags[index] & Word.NUMBER
            or unit.words[index] in grammar.style.get("time_openers", ())
        ) and unit.is_(index + 1, Word.TIME):
            index += 2
        elif (unit.words[index] in grammar.time_modifiers and unit.is_(index - 1, Word.TIME)) or (
            commas and unit.flags[index] & Word.COMMA
        ):
            index += 1
        else:
            break
    return index


def close_before(unit: Unit, index: int) -> int:
    """The token before the parenthesis that closes at ``index``."""
    depth = 0
    k = index
    while k >= 0 and index - k < _REACH:
        if unit.flags[k] & Word.CLOSE:
            depth += 1
        elif unit.flags[k] & Word.OPEN:
            depth -= 1
            if depth == 0:
                return k - 1
        k -= 1
    return index - 1


def looks_finite(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a lower-case token has the ending of a finite verb."""
    flag = unit.flags[index]
    if flag & (Word.CAPITAL | Word.QUOTE | Word.NUMBER):
        return False
    word = unit.words[index]
    return len(word) > 4 and word.endswith(grammar.finite_endings)


def plural_verb(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« (les combats) continuent »: the ending of a verb in the plural and of no adverb."""
    word = unit.words[index]
    return (
        not unit.flags[index]
        and len(word) > _SHORT
        and word.endswith(grammar.plural_endings)
        and not word.endswith(tuple(grammar.style.get("noun_endings", ("\0",))))
    )


_SHORT = 5
_NO_SUBJECT_END = (
    Word.COORDINATOR
    | Word.PREPOSITION
    | Word.DETERMINER
    | Word.COMPLEMENTIZER
    | Word.HAVE
    | Word.BE
    | Word.NEGATIVE_CLITIC
)


def is_possessive(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a token owns what follows: « the mayor's claim », « critics' claims »."""
    if index < 0 or not grammar.plain_incise:
        return False
    if unit.words[index].endswith(tuple(grammar.style.get("possessive_endings", ("\0",)))):
        return True
    after = unit.text[unit.ends[index] : unit.ends[index] + 1]
    plural = tuple(grammar.style.get("possessive_plurals", ("\0",)))
    return after in grammar.style.get("possessive_marks", ()) and unit.words[index].endswith(plural)


def _plain_adverb(unit: Unit, grammar: Grammar, k: int) -> bool:
    """« Jean Roux reportedly said », but « the assembly said »."""
    return (
        grammar.plain_incise
        and k > 0
        and not unit.flags[k]
        and unit.words[k] not in grammar.style.get("not_adverbs", ())
        and is_adverb(unit, grammar, k)
    )


def subject_before(unit: Unit, grammar: Grammar, verb: int, low: int = 0) -> Range | None:
    """The subject that ends before a verb group, as first and last token."""
    k = verb - 1
    comma = False
    while k >= low:
        flag = unit.flags[k]
        if flag & Word.COMMA:
            comma = True
            k -= 1
            continue
        if flag & Word.CLOSE:
            k = close_before(unit, k)
            continue
        if flag & Word.DASH and k == verb - 1:
            # « Le maire – élu hier – a dit »
            dash = next((j for j in range(k - 2, low, -1) if unit.flags[j] & Word.DASH), None)
            if dash is None:
                break
            k = dash - 1
            continue
        if unit.words[k] in grammar.time_modifiers and unit.is_(k - 1, Word.TIME):
            k -= 1
            continue
        n = adverbial_before(unit, grammar, k)
        if n and not flag & Word.PRONOUN:
            k -= n
            continue
        if n or (flag & (Word.ADVERB | Word.TIME) and not flag & (Word.PRONOUN | Word.CAPITAL)):
            k -= n or 1
            continue
        if _plain_adverb(unit, grammar, k):
            k -= 1
            continue
        break
    if k < low:
        return None
    flag = unit.flags[k]
    if comma:
        apposed = _over_apposed(unit, k, low)
        if apposed is not None:
            return noun_phrase_before(unit, grammar, apposed, low, True)
    together = quantifier_before(unit, grammar, k)
    if together > 1 and k - together + 1 >= low:
        # « Tous deux ont déclaré »
        return k - together + 1, k
    singular = _is_singular(unit, grammar, verb)
    other = unit.words[k] in grammar.style.get("subject_relatives", ())
    if flag & Word.SUBJECT_RELATIVE or (other and unit.is_(k - 1, Word.COMMA)):
        k -= 1
        after_comma = False
        while k >= low and unit.flags[k] & (Word.COMMA | Word.CLOSE):
            after_comma = bool(unit.flags[k] & Word.COMMA)
            k = close_before(unit, k) if unit.flags[k] & Word.CLOSE else k - 1
        if k < low:
            return None
        return noun_phrase_before(unit, grammar, k, low, after_comma, singular)
    alike = _over_compared(unit, grammar, k, low) if comma else None
    if alike is not None:
        return noun_phrase_before(unit, grammar, alike, low, False)
    if flag & Word.PRONOUN and not unit.is_(k - 1, Word.DETERMINER):
        return k, k
    over = _over_inserted(unit, k, low) if comma else _over_relative(unit, grammar, k, low)
    if over is not None:
        return noun_phrase_before(unit, grammar, over, low, False)
    counted = unit.words[k] in grammar.style.get("counts", ()) and unit.is_(k - 1, _GOVERNED_BY)
    if flag & _NO_SUBJECT_END and not flag & Word.CAPITAL and not counted:
        return None
    if flag & Word.QUOTE:
        quote = unit.quotes.get(k)
        if quote is None or quote.end - quote.start > 40 or not unit.is_(k - 1, Word.DETERMINER):
            return None
        if not comma:
            return k - 1, k
    np = noun_phrase_before(unit, grammar, k, low, comma, singular)
    return _after_time(unit, grammar, _with_head(unit, grammar, np, low)) if np else None


def _after_time(unit: Unit, grammar: Grammar, np: Range) -> Range:
    """« Deux jours après la crue, Anne Roux, mairesse, a dit »: no subject tells the time."""
    first, last = np
    if unit.word(first + 1) in grammar.time_units and unit.word(first + 2) in grammar.time_order:
        comma = next((k for k in range(first + 3, last) if unit.flags[k] & Word.COMMA), None)
        return (comma + 1, last) if comma is not None else np
    return np


def _with_head(unit: Unit, grammar: Grammar, np: Range, low: int) -> Range:
    """« L'office contre la drogue et le crime annonce »: no subject stands after a preposition."""
    first, last = np
    for _ in range(3):
        if first - 2 < low or not unit.is_(first - 1, Word.PREPOSITION):
            break
        head = noun_phrase_before(unit, grammar, first - 2, low, False)
        if head is None or head[1] != first - 2:
            break
        first = head[0]
    return first, last


def _over_relative(unit: Unit, grammar: Grammar, end: int, low: int) -> int | None:
    """« L'actrice qui joue dans "Le Roi" révèle »: the last token before the relative clause.

    The verb of the relative clause follows « qui » at once, so a later verb that no mark or
    conjunction parts from it is that of the phrase before.
    """
    parts = Word.COMMA | Word.COMPLEMENTIZER | Word.COORDINATOR | Word.COLON | Word.STOP | Word.DASH
    for k in range(end, max(low, end - _REACH), -1):
        flag = unit.flags[k]
        if flag & Word.SUBJECT_RELATIVE:
            governed = unit.is_(k - 1, Word.PREPOSITION | Word.COMMA)
            return k - 1 if k > low and end - k >= 2 and not governed else None
        if flag & Word.RELATIVE and unit.words[k] in grammar.style.get("whose", ()):
            # « Des chercheurs dont l'étude est publiée affirment »: past the verb of the clause.
            verb = Word.HAVE | Word.BE | Word.VERB
            whole = any(unit.flags[j] & verb for j in range(k + 2, end))
            return k - 1 if k > low and whole and not unit.is_(k - 1, Word.COMMA) else None
        if flag & (parts | Word.RELATIVE):
            return None
    return None


def _over_compared(unit: Unit, grammar: Grammar, end: int, low: int) -> int | None:
    """« La maire, comme beaucoup d'autres, a dit »: the last token before the commas."""
    for k in range(end, max(low + 1, end - 8), -1):
        if unit.flags[k] & (Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE):
            return None
        if unit.words[k] in grammar.style.get("as", ()):
            # « D'autres, comme la maire, disent »: the one named is who speaks.
            whole = unit.is_(k - 1, Word.COMMA) and not (
                unit.is_(k - 2, Word.PRONOUN)
                or unit.word(k - 2) in grammar.style.get("anaphors", ())
            )
            return k - 2 if whole else None
    return None


def _over_apposed(unit: Unit, end: int, low: int) -> int | None:
    """« Anne Roux, une avocate qui suit le dossier, a dit »: the last token before « qui »."""
    relative = None
    for k in range(end, max(low + 1, end - _REACH), -1):
        flag = unit.flags[k]
        if flag & (Word.STOP | Word.COLON | Word.COMPLEMENTIZER):
            return None
        if flag & Word.COMMA:
            # The clause stands within the last two commas, and opens after a noun.
            return relative - 1 if relative is not None and relative - k > 2 else None
        if flag & Word.SUBJECT_RELATIVE and k < end:
            relative = k - unit.is_(k - 1, Word.COORDINATOR)
    return None


def _over_inserted(unit: Unit, end: int, low: int) -> int | None:
    """« Le maire, dont la maison a brûlé, a dit »: the last token before the commas.

    « Le maire, qui a perdu et qui vit à Nantes, a dit »: the commas hold two clauses.
    """
    for k in range(end, max(low + 1, end - _REACH), -1):
        flag = unit.flags[k]
        if flag & (Word.COMMA | Word.STOP | Word.COLON):
            return None
        object_relative = flag & Word.COMPLEMENTIZER and unit.is_(k - 1, Word.COMMA)
        if flag & (Word.RELATIVE | Word.SUBJECT_RELATIVE) or object_relative:
            if unit.is_(k - 1, Word.COORDINATOR):
                continue
            before = k - 1 - unit.is_(k - 1, Word.PREPOSITION)
            # « Norvia, filiale qui gère le port, a dit »: over the noun in apposition, too.
            for _ in range(_APPOSED):
                if before <= low or unit.flags[before] & _NO_APPOSITION:
                    break
                before -= 1
            return before - 1 if before > low and unit.is_(before, Word.COMMA) else None
    return None


_APPOSED = 8
_NO_APPOSITION = (
    Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE | Word.HAVE | Word.BE | Word.COMPLEMENTIZER
)


def _is_singular(unit: Unit, grammar: Grammar, verb: int) -> bool:
    """Whether the finite verb of a group is seen to have one subject only."""
    if not grammar.plural_endings:
        return False
    for k in range(verb, min(verb + 4, len(unit))):
        word, flag = unit.words[k], unit.flags[k]
        if flag & (Word.QUOTE | Word.COMMA | Word.COLON) or (
            is_infinitive(unit, grammar, k) is not None
        ):
            break
        readings = grammar.readings.get(word, ())
        if flag & (Word.HAVE | Word.BE) or any(r.form in "FC" for r in readings):
            return not word.endswith(grammar.plural_endings)
    return False


def _joins_clauses(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether « et » before a noun phrase ends a clause, when the verb after it is singular.

    « Les routes ferment et la préfecture annonce », « le vent tombe et Paul Roux explique »; but
    « la ministre de la Santé et des Sports annonce », « le préfet et chef de la police annonce »,
    « l'office contre la drogue et la criminalité annonce ».
    """
    flag = unit.flags[index]
    if flag & Word.DETERMINER:
        head = unit.is_(index + 1, Word.CAPITAL) or unit.word(index + 1) in grammar.speakers
        return head and not flag & (Word.POSSESSION | Word.PREPOSITION)
    return bool(flag & Word.CAPITAL) and not unit.flags[index - 2]


def _segment_start(unit: Unit, grammar: Grammar, end: int, low: int, singular: bool = False) -> int:
    """First token of the comma-free stretch that ends at ``end``."""
    k = end
    joint: int | None = None
    while k > low and end - k < _REACH:
        flag = unit.flags[k - 1]
        if flag & Word.COMMA:
            break
        if flag & Word.CLOSE:
            inner = close_before(unit, k - 1)
            if inner + 1 <= low:
                break
            k = inner + 1
            continue
        if flag & Word.QUOTE:
            quote = unit.quotes.get(k - 1)
            if (
                quote is not None
                and quote.end - quote.start <= 40
                and unit.is_(k - 2, Word.DETERMINER)
            ):
                k -= 1
                continue
            break
        if flag & Word.COORDINATOR:
            if singular and _joins_clauses(unit, grammar, k):
                break
            # « le ministre de l'Intérieur et porte-parole du parti »
            office = unit.words[k] in grammar.speakers or not unit.flags[k - 2]
            bare = not unit.flags[k] and k - 2 >= low and office
            # « l'office de la mer et de la pêche », not « et d'autres élus »
            whose = unit.is_(k, Word.POSSESSION) and not _opens_share(unit, grammar, k)
            if not (bare or whose or unit.is_(k, _NOMINAL)) or not _may_end(unit, k - 2):
                break
            joint = None if bare else k
        elif (
            flag & Word.SUBORDINATOR
            and flag & Word.PREPOSITION
            and unit.is_(k, Word.DETERMINER)
            and k - 2 >= low
            and not unit.flags[k - 2]
        ):
            # « la porte-parole pour l'Europe »
            pass
        elif (
            flag & Word.VERB
            and not flag & (Word.HAVE | Word.BE)
            and unit.is_(k - 2, Word.DETERMINER)
            and not unit.is_(k - 2, Word.CLITIC)
        ):
            # « sur son compte Facebook »: a noun, though a verb is written so.
            pass
        elif flag & _BREAK and not (
            flag & Word.CAPITAL
            and not unit.is_(k - 2, Word.STOP)
            and k - 1 > 0
            and not flag & (Word.COMPLEMENTIZER | Word.RELATIVE | Word.HAVE | Word.BE)
        ):
            # A verb before « et » shows that « et » joins two clauses, not two names.
            if (
                flag & (Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC)
                and joint is not None
            ):
                return joint
            break
        elif looks_finite(unit, grammar, k - 1) or (
            unit.words[k - 1] in grammar.readings
            # « un proche conseiller du roi »
            and not (
                unit.words[k - 1] in grammar.speakers
                and is_infinitive(unit, grammar, k - 1) is not None
            )
            and not flag & Word.CAPITAL
            and unit.flags[k] & _NOMINAL
            and not unit.is_(k - 2, Word.DETERMINER | Word.POSSESSION | Word.PREPOSITION)
        ):
            if joint is not None:
                return joint
            break
        k -= 1
    return k


def _may_end(unit: Unit, index: int) -> bool:
    """Whether a noun phrase can end at a token."""
    return index >= 0 and not unit.flags[index] & (
        Word.COMMA | Word.STOP | Word.PREPOSITION | Word.DETERMINER | Word.COLON
    )


def _trim_start(unit: Unit, grammar: Grammar, first: int, last: int) -> int:
    """The first token of a stretch after its leading adverbs, dates and phrases of setting."""
    k = first
    while k <= last:
        n = adverbial_at(unit, grammar, k)
        if n and k + n == last + 1:
            # « Le mois dernier, le maire a dit »: no part of the subject.
            return last + 1
        if n and k + n <= last:
            k += n
            continue
        after = skip_adverbs(unit, grammar, k)
        if after > last and unit.flags[k] & Word.DETERMINER:
            # « Le 13 janvier, une note indique »: a date is no apposition.
            return last + 1
        if after > k and after <= last:
            k = after
            continue
        flag = unit.flags[k]
        if flag & _LEADING and not flag & _NOMINAL and k < last:
            k += 1
            continue
        break
    if _opens_share(unit, grammar, k):
        return k
    if k < last and not is_nominal(unit, k):
        if unit.words[k] in grammar.style.get("before_determiner", ()):
            k = next((j for j in range(k, min(k + 3, last) + 1) if is_nominal(unit, j)), k)
        elif not unit.flags[k] & (Word.PREPOSITION | Word.SUBORDINATOR):
            # « emmenée par le président X »: the agent of a participle.
            by = next((j for j in range(k, last) if unit.flags[j] & Word.AGENT), None)
            k = by + 1 if by is not None else k
    if (
        k <= last
        and unit.flags[k] & (Word.PREPOSITION | Word.SUBORDINATOR)
        and not unit.flags[k] & Word.DETERMINER
    ):
        # « Dans un entretien le ministre affirme »: the last phrase that nothing governs.
        for p in range(last, k, -1):
            if (
                unit.flags[p] & Word.DETERMINER
                and not unit.is_(
                    p - 1, Word.POSSESSION | Word.PREPOSITION | Word.DETERMINER | Word.COORDINATOR
                )
                and p - k >= 2
            ):
                return p
        for p in range(last, k, -1):
            if (
                unit.flags[p] & Word.CAPITAL
                and not unit.is_(
                    p - 1,
                    Word.CAPITAL
                    | Word.POSSESSION
                    | Word.PREPOSITION
                    | Word.DETERMINER
                    | Word.TITLE
                    | Word.COORDINATOR,
                )
                and unit.words[p - 1] != "."
                and p - k >= 2
                and unit.is_(p - 1, Word.TIME | Word.NUMBER)
            ):
                return p
        return last + 1
    return k


def _opens_share(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« Près d'un électeur sur deux juge que », « car de nombreux élus jugent que »."""
    style = grammar.style
    if unit.word(index) in style.get("before_determiner", ()):
        return unit.is_(index + 1, Word.POSSESSION)
    # « de nombreux élus », « de très nombreuses femmes »
    adjective = index + 1 + unit.is_(index + 1, Word.ADVERB)
    many = unit.word(adjective) in style.get("many", ())
    return many and unit.word(index) in grammar.infinitive_of


def noun_phrase_before(
    unit: Unit, grammar: Grammar, end: int, low: int, comma: bool, singular: bool = False
) -> Range | None:
    """The noun phrase that ends at a token, with its apposition, before a ``singular`` verb or not.

    ``comma`` says that a comma stands between the phrase and its verb, so that the last stretch
    is an apposition (« Zas, chef de l'alliance, a dit ») or an inserted setting.
    """
    best: Range | None = None
    name = False
    last = end
    for number in range(_STRETCHES):
        segment = _segment_start(unit, grammar, last, low, singular)
        first = _trim_start(unit, grammar, segment, last)
        # « NAME, active en Syrie, a dit »: no subject stands behind a preposition.
        governed = number == 0 and comma and unit.is_(first - 1, Word.PREPOSITION)
        usable = (first <= last and not governed) and (
            is_nominal(unit, first)
            or _opens_share(unit, grammar, first)
            or (grammar.plain_incise and not unit.flags[first] and last - first < 6)
        )
        if number == 0 and not comma and not usable:
            if unit.is_(segment - 1, Word.COMMA) and _bare_role(unit, grammar, segment):
                # « Zas, chef de l'alliance a dit »: the second comma left out.
                comma = True
            else:
                return None
        if number == 0 and not comma:
            best = first, last
            name = _is_name(unit, first, last)
            if not name:
                several = not singular and any(
                    unit.flags[k] & Word.COORDINATOR for k in range(first, last)
                )
                if several and first == segment:
                    best = _listed_before(unit, grammar, first, low), last
                return best
        elif number == 0:
            best = (first, last) if usable else None
        elif usable:
            if name and not comma and not _is_role(unit, grammar, first, last):
                return best
            best = first, (best[1] if best is not None else last)
            if name and not comma:
                return best
        elif best is not None and (number > 1 or not comma):
            return best
        last = segment - 2
        relative = comma and unit.is_(segment - 1, Word.RELATIVE) and best is None
        if relative and unit.is_(last, Word.COMMA):
            # « Le maire, qui était absent, a dit »: over the relative clause.
            last -= 1
        elif last < low or not unit.flags[segment - 1] & Word.COMMA:
            return best
        if last < low:
            return best
        while last > low and unit.flags[last] & Word.CLOSE:
            last = close_before(unit, last)
        if unit.flags[last] & (Word.QUOTE | Word.STOP | Word.COMMA):
            return best
    return best


def _listed_before(unit: Unit, grammar: Grammar, first: int, low: int) -> int:
    """« Le CNB, le Syndicat de la mer et la Ligue affirment »: where the first member begins."""
    endings = tuple(grammar.style.get("name_adjective_endings", ()))
    while first - 2 > low and unit.is_(first - 1, Word.COMMA):
        start = _segment_start(unit, grammar, first - 2, low)
        if not (start == low or unit.is_(start - 1, Word.COMMA)) or not (
            unit.words[start] in grammar.role_determiners
            and (unit.is_(start + 1, Word.CAPITAL) or unit.word(start + 1) in grammar.speakers)
        ):
            break
        # « La ville brûle, le maire et le préfet affirment »: a clause holds a verb.
        plain = all(
            unit.flags[k] & (Word.CAPITAL | _GOVERNED_BY | Word.DETERMINER)
            or unit.is_(k - 1, Word.POSSESSION | Word.DETERMINER)
            or unit.words[k].endswith(endings)
            for k in range(start + 2, first - 1)
        )
        if not plain:
            break
        first = start
    return first


def _bare_role(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a noun without article that names an office stands at a token."""
    return not unit.flags[index] and unit.words[index] in grammar.speakers


def is_nominal(unit: Unit, index: int) -> bool:
    """Whether a noun phrase can start at a token."""
    flag = unit.flags[index]
    if flag & (Word.PRONOUN | Word.STRONG):
        return True
    return bool(flag & _NOMINAL) and not flag & (Word.COMPLEMENTIZER | Word.RELATIVE)


def is_infinitive(unit: Unit, grammar: Grammar, index: int) -> int | None:
    """The infinitive at or after clitics and negations, None when there is none."""
    k = index
    n = len(unit)
    light = Word.CLITIC | Word.NEGATION | Word.NEGATIVE_CLITIC | Word.ADVERB
    while (
        k < n
        and k - index < 5
        and (
            unit.flags[k] & light
            or (k == index and unit.words[k] in grammar.style.get("all", ()))
            or (unit.words[k] in grammar.not_speakers and unit.is_(k - 1, Word.NEGATIVE_CLITIC))
        )
    ):
        # « ne rien regretter », « tout ignorer »
        k += 1
    if k >= n or unit.flags[k] & (Word.CAPITAL | Word.QUOTE | Word.NUMBER):
        return None
    word = unit.words[k]
    if not word.endswith(grammar.infinitive_endings) or word in grammar.not_infinitives:
        return None
    return None if unit.flags[k] & (Word.DETERMINER | Word.TIME) else k


def _is_name(unit: Unit, first: int, last: int) -> bool:
    return last - first <= 4 and all(
        unit.flags[k] & Word.CAPITAL
        or unit.words[k] in ("-", ".")
        or unit.flags[k] & Word.POSSESSION
        for k in range(first, last + 1)
    )


def _is_role(unit: Unit, grammar: Grammar, first: int, last: int) -> bool:
    """Whether a phrase before a name can be that person's office: « le ministre du Budget, X »."""
    return (
        unit.words[first] in grammar.role_determiners
        and not unit.is_(first - 1, Word.PREPOSITION | Word.SUBORDINATOR | Word.COMPLEMENTIZER)
        and last - first <= 14
        and not any(
            unit.flags[k] & Word.SETTING and not unit.flags[k] & Word.POSSESSION
            for k in range(first, min(first + 4, last))
        )
    )


_STOP_RIGHT = int(
    Word.COLON
    | Word.STOP
    | Word.DASH
    | Word.COMPLEMENTIZER
    | Word.RELATIVE
    | Word.HAVE
    | Word.BE
    | Word.SUBORDINATOR
    | Word.QUOTE
    | Word.NEGATIVE_CLITIC
)


def noun_phrase_after(
    unit: Unit, grammar: Grammar, start: int, loose: bool = False
) -> Range | None:
    """The noun phrase that starts at a token, with a following apposition.

    ``loose`` lets it run over prepositions and participles to the next comma, as after « selon ».
    """
    n = len(unit)
    if start >= n:
        return None
    bare = loose and not unit.flags[start] & (_STOP_RIGHT | Word.COMMA)
    if not bare and not is_nominal(unit, start):
        return None
    if unit.flags[start] & (Word.PRONOUN | Word.STRONG) and not (
        unit.flags[start] & Word.DETERMINER
        and start + 1 < n
        and not unit.flags[start + 1] & (_STOP_RIGHT | Word.COMMA)
    ):
        return start, start
    k = start
    while k + 1 < n and k - start < _REACH:
        flag = unit.flags[k + 1]
        if _in_field(unit, grammar, k + 1):
            k += 2
            continue
        if flag & Word.OPEN:
            close = next(
                (j for j in range(k + 2, min(n, k + 14)) if unit.flags[j] & Word.CLOSE), None
            )
            if close is None:
                break
            k = close
            continue
        if flag & Word.QUOTE and unit.quotes.get(k + 1) is not None:
            quote = unit.quotes[k + 1]
            governs = unit.flags[k] & (Word.DETERMINER | Word.POSSESSION)
            if quote.end - quote.start <= 30 and (governs or loose):
                k += 1
                continue
            break
        if flag & Word.COMMA and listed_complement(unit, k + 1):
            # « l'Agence de l'alimentation, de l'environnement et du travail »
            k += 1
            continue
        stops = flag & (Word.COMMA | _STOP_RIGHT | Word.CLOSE) and not flag & Word.CAPITAL
        stops = stops or looks_finite(unit, grammar, k + 1)
        if stops and not (loose and flag & Word.PREPOSITION):
            break
        if flag & Word.CAPITAL and flag & (Word.QUOTE | Word.STOP):
            break
        if (
            flag & Word.TIME
            and not flag & Word.CAPITAL
            and not loose
            and not unit.is_(k, Word.POSSESSION)
        ):
            break
        if not loose and adverbial_at(unit, grammar, k + 1):
            break
        if not loose and _dated(unit, k + 1):
            break
        this = unit.words[k + 1] in grammar.style.get("anaphoric", ())
        if this and not loose and not unit.is_(k, _BEFORE_THIS):
            # « la fédération ce week-end »
            break
        if unit.words[k + 1] in grammar.infinitive_of and unit.word(k + 2) in grammar.style.get(
            "manner", ()
        ):
            # « le maire d'un ton sec », « le maire de manière brève »
            break
        if (
            loose
            and unit.words[k + 1] in grammar.style.get("one_article", ())
            and not unit.flags[k] & _BEFORE_THIS
            and not unit.flags[k] & (Word.COORDINATOR | Word.COMMA | Word.DETERMINER)
        ):
            # « nourrit selon la presse un projet »
            break
        if loose and flag & Word.COORDINATOR and unit.is_(k + 2, Word.NUMBER):
            # « selon la police et 9 000 selon les syndicats »
            more = unit.words[k + 3 : k + 8]
            if any(w in grammar.prepositions for w in more):
                break
        if (
            flag & Word.POSSESSION
            and unit.words[k + 1] in grammar.infinitive_of
            and is_infinitive(unit, grammar, k + 2) is not None
        ):
            break
        if (
            flag & Word.COORDINATOR
            and not unit.is_(k + 2, _NOMINAL)
            and not (
                k + 2 < n and not unit.flags[k + 2] and unit.words[k + 2] not in grammar.readings
            )
        ):
            break
        preposition = flag & Word.PREPOSITION and not flag & (Word.POSSESSION | Word.CAPITAL)
        # « ministre délégué à la Santé », « chef économiste chez X ».
        if preposition and not loose and not _governed(unit, grammar, k + 1):
            break
        if (
            flag & (Word.VERB | Word.CLITIC)
            and not flag & (Word.DETERMINER | Word.CAPITAL)
            and not unit.is_(k, Word.DETERMINER | Word.POSSESSION)
        ):
            break
        # « la même source », « le très jeune maire »: an adverb within the phrase.
        inner = flag & Word.ADVERB and unit.is_(k, Word.DETERMINER)
        if not (loose or inner) and flag & (Word.ADVERB | Word.GERUND) and not flag & Word.CAPITAL:
            break
        k += 1
    while (
        k > start
        and unit.flags[k] & (Word.PREPOSITION | Word.COORDINATOR | Word.POSSESSION)
        and not unit.flags[k] & Word.CAPITAL
    ):
        k -= 1
    return start, _apposition_end(unit, grammar, start, k, loose)


_BEFORE_THIS = Word.PREPOSITION | Word.POSSESSION | Word.DETERMINER | Word.COORDINATOR


def before_date(unit: Unit, np: Range) -> Range:
    """A noun phrase without the date that a loose reading left at its end."""
    first, last = np
    return first, next((k - 1 for k in range(first + 1, last + 1) if _dated(unit, k)), last)


def listed_complement(unit: Unit, comma: int) -> bool:
    """Whether « , de X et de Y » goes on with the complements of a name before a comma."""
    if not unit.is_(comma + 1, Word.POSSESSION):
        return False
    for k in range(comma + 2, min(len(unit) - 1, comma + 9)):
        flag = unit.flags[k]
        if flag & Word.COORDINATOR:
            return unit.is_(k + 1, Word.POSSESSION)
        if flag & Word.COMMA:
            return listed_complement(unit, k)
        if flag & (_STOP_RIGHT | Word.VERB):
            return False
    return False


def _dated(unit: Unit, index: int) -> bool:
    """Whether a date starts at a token: « ce vendredi », « le 22 février »."""
    if not unit.flags[index] & Word.DETERMINER or unit.is_(index - 1, _GOVERNED_BY):
        return False
    day = index + 1 + unit.is_(index + 1, Word.NUMBER)
    return unit.is_(day, Word.TIME) and not unit.is_(day, Word.CAPITAL)


_GOVERNED_BY = Word.PREPOSITION | Word.POSSESSION


def _in_field(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a field follows a profession: « metteur en scène », « docteur en droit »."""
    return (
        unit.words[index] in grammar.style.get("in_field", ())
        and unit.word(index + 1) in grammar.style.get("fields", ())
        and unit.words[index - 1] in grammar.speakers
    )


def _governed(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a preposition belongs to the noun before it: « ministre délégué à la Santé »."""
    governors = grammar.style.get("governors", ())
    return unit.words[index - 1] in governors and unit.is_(
        index + 1, Word.DETERMINER | Word.CAPITAL
    )


def _apposition_end(unit: Unit, grammar: Grammar, start: int, end: int, loose: bool) -> int:
    """The end of « X, maire de Paris » or « le maire, X »."""
    n = len(unit)
    if end + 2 >= n or not unit.flags[end + 1] & Word.COMMA:
        return end
    k = end + 2
    flag = unit.flags[k]
    named = all(
        unit.flags[j] & (Word.CAPITAL | Word.POSSESSION) or unit.words[j] in (".", "-")
        for j in range(start, end + 1)
    )
    if (
        flag & Word.CAPITAL
        and not flag & (Word.PREPOSITION | Word.PRONOUN | Word.SUBORDINATOR | Word.ADVERB)
        and not named
    ):
        while k + 1 < n and (
            unit.flags[k + 1] & Word.CAPITAL
            or (unit.words[k + 1] in (".", "-") and not unit.flags[k + 1] & Word.STOP)
            or (unit.flags[k + 1] & Word.POSSESSION and unit.is_(k + 2, Word.CAPITAL))
        ):
            k += 1
        closed = k + 1 >= n or unit.flags[k + 1] & (
            Word.COMMA
            | Word.STOP
            | Word.QUOTE
            | Word.COLON
            | Word.OPEN
            | Word.PREPOSITION
            | Word.TIME
        )
        return k if closed else end
    # « la ministre Anne Roux, médecin de formation »
    named = named or (loose and unit.is_(end, Word.CAPITAL) and not unit.is_(end, Word.TIME))
    role = not flag and (unit.words[k] not in grammar.readings or unit.is_(k + 1, Word.POSSESSION))
    role = role or (
        not named
        and bool(flag & Word.DETERMINER)
        and unit.is_(k + 1, Word.CAPITAL)
        and unit.is_(k + 2, Word.COMMA)
    )
    # « X, le maire de Y », not « X, les yeux rougis »
    one = unit.words[k] not in grammar.style.get("plural_determiners", ())
    role = role or bool(flag & Word.DETERMINER and not flag & Word.PREPOSITION and named and one)
    role = role and unit.word(k + 1) not in grammar.style.get("such", ())
    if role and (named or flag & Word.DETERMINER):
        j = k
        while j + 1 < n and j - k < 14:
            nxt = unit.flags[j + 1]
            title = unit.quotes.get(j + 1)
            if title is not None and title.end - title.start <= 30 and unit.is_(j, _GOVERNED_BY):
                # « X, producteur de "La Marche" »
                j += 1
                continue
            if nxt & (Word.COMMA | Word.STOP | Word.QUOTE | Word.RELATIVE | Word.DASH | Word.COLON):
                break
            if nxt & (
                Word.HAVE | Word.BE | Word.VERB | Word.COMPLEMENTIZER | Word.CLITIC
            ) and not nxt & (Word.DETERMINER | Word.PREPOSITION):
                return end
            j += 1
        if loose and not unit.is_(j + 1, Word.COMMA):
            return end
        return j
    return end
