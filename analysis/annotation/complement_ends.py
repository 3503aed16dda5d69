"""The tokens that a complement covers: where a clause, an infinitive or a noun phrase ends.

What begins a complement is found in ``complement_starts``. Here :func:`clause_end`,
:func:`infinitive_end`, :func:`noun_end`, :func:`object_end` and :func:`quote_end` stop before
the author's own words: a setting, an apposition, a consequence, another saying.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation.grammar import Cue, Grammar, Word
from analysis.annotation.stretches import (
    has_verb,
    past_participle,
    setting_phrase,
    skip_time,
    stretch_end,
)
from analysis.annotation.subjects import (
    close_before,
    is_infinitive,
    is_nominal,
    listed_complement,
    looks_finite,
    plural_verb,
    skip_adverbs,
)
from analysis.annotation.units import Unit


@dataclass(slots=True)
class Complement:
    """The reported content after a verb: its kind and the tokens it covers."""

    kind: str
    first: int
    last: int


def gerund_clause(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« ..., (tout) en reconnaissant des retards »: the author tells of another saying."""
    if unit.word(index) in grammar.style.get("all", ()):
        index += 1
    if not unit.is_(index, Word.GERUND):
        return False
    return any(r.form == "G" for r in grammar.readings.get(unit.word(index + 1), ()))


def said_next(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« ..., avant d'ajouter que », « ..., non sans rappeler que »: another saying."""
    style = grammar.style
    at = index
    if unit.word(at) in style.get("not", ()) and unit.word(at + 1) in style.get("without", ()):
        at += 2
    elif unit.word(at) in style.get("without", ()) and unit.word(at + 1) in style.get(
        "failing_to", ()
    ):
        at += 3
    elif unit.word(at) in style.get("before", ()) and unit.word(at + 1) in grammar.infinitive_of:
        at += 2
    else:
        return False
    told = is_infinitive(unit, grammar, at)
    return told is not None and any(
        r.form == "I" and r.cue.frames & {"inc", "q"}
        for r in grammar.readings.get(unit.words[told], ())
    )


def _bare_apposition(unit: Unit, grammar: Grammar, first: int, comma: int, end: int) -> bool:
    """« ... de la Norvège, pays où la neige ... »: what the author tells of a name, to the end."""
    if unit.is_(comma - 1, Word.QUOTE):
        noun = comma + 1
        bare = noun < end and not unit.flags[noun] and unit.words[noun] in grammar.speakers
        present = tuple(grammar.style.get("participle_present", ("\0",)))
        if bare and not unit.words[noun].endswith(present):
            # « ... de "Jean Roux", député et porte-parole du parti, dont ... »
            return not any(unit.flags[k] & Word.QUOTE for k in range(comma, end + 1))
        return _glossed(unit, grammar, first, comma, end)
    if not unit.is_(comma - 1, Word.CAPITAL) or unit.is_(comma - 1, Word.TIME):
        return False
    if any(unit.flags[k] & Word.COMMA for k in range(first, comma)) or not has_verb(
        unit, grammar, first, comma
    ):
        # « les élus, menés par Jeanne Roux, perdent des sièges »: the verb of the clause.
        return False
    noun = comma + 1
    if noun + 2 > end or unit.flags[noun] or unit.words[noun] in grammar.readings:
        return False
    links = Word.POSSESSION | Word.RELATIVE | Word.SETTING
    if not unit.is_(noun + 1, links) or past_participle(unit, grammar, noun):
        return False
    return not any(unit.flags[k] & (Word.COMMA | Word.QUOTE) for k in range(noun, end + 1))


def _glossed(unit: Unit, grammar: Grammar, first: int, comma: int, end: int) -> bool:
    """« ... sur le "dark web", une partie du réseau qui ... »: what a quoted term means."""
    if not unit.is_(comma + 1, Word.INDEFINITE) or not unit.is_(comma - 2, Word.DETERMINER):
        return False
    if any(unit.flags[k] & (Word.COMMA | Word.QUOTE) for k in range(comma + 1, end + 1)):
        return False
    relative = next((k for k in range(comma, end + 1) if unit.flags[k] & Word.RELATIVE), end + 1)
    clause = has_verb(unit, grammar, first, comma - 1)
    return clause and not has_verb(unit, grammar, comma + 1, relative)


def listed_end(unit: Unit, end: int) -> int:
    """« des géants comme A, B, C et D »: the names that a comma adds."""
    n = len(unit)
    while unit.is_(end, Word.CAPITAL) and unit.is_(end + 1, Word.COMMA):
        k = end + 2
        while k < n and (
            unit.flags[k] & (Word.CAPITAL | Word.OPEN | Word.CLOSE)
            or (unit.flags[k] & Word.COORDINATOR and unit.is_(k + 1, Word.CAPITAL))
        ):
            k += 1
        if k == end + 2 or (k < n and not unit.flags[k] & (Word.COMMA | Word.STOP)):
            break
        end = k - 1
    return end


def adjectives_end(unit: Unit, grammar: Grammar, end: int) -> int:
    """« comme lents, chers ou inutiles », « d'être lent, menteur »: the words that commas add."""
    bare = end
    while (
        unit.is_(bare + 1, Word.COMMA)
        and bare + 2 < len(unit)
        and not unit.flags[bare + 2]
        and not unit.flags[bare]
        and unit.words[bare + 2] not in grammar.readings
    ):
        bare += 2
    if bare == end:
        return end
    if unit.is_(bare + 1, Word.COORDINATOR) and bare + 2 < len(unit):
        return bare + 2 if not unit.flags[bare + 2] else end
    return bare if bare + 1 >= len(unit) or unit.flags[bare + 1] & Word.STOP else end


def before_main_clause(unit: Unit, grammar: Grammar, first: int, last: int) -> int:
    """The end of a content in a clause that opens the sentence: before the main subject's comma."""
    opener = last
    for k in range(first + 1, last):
        main = unit.words[k + 1] in grammar.style.get("main_openers", ())
        if main and unit.flags[k] & Word.COMMA:
            # « Quand on lui dit que A, voici ce qu'il répond »
            return k - 1
        if not unit.flags[k] & Word.COMMA or not is_nominal(unit, k + 1):
            continue
        opener = min(opener, k - 1)
        following = next((j for j in range(k + 1, last + 1) if unit.flags[j] & Word.COMMA), last)
        if has_verb(unit, grammar, k + 2, max(following, k + 2)) or (
            unit.is_(k + 1, Word.CAPITAL) and has_verb(unit, grammar, following, last)
        ):
            return k - 1
    # No verb is known after any comma: the main clause begins after the first.
    return opener


def _own_words(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether words that open the author's own background start at a token."""
    phrases = grammar.own_words.get(unit.word(index))
    if phrases and any(tuple(unit.words[index : index + len(p)]) == p for p in phrases):
        return True
    # « ..., quelques heures après l'annonce »
    return (
        unit.is_(index, Word.DETERMINER | Word.NUMBER)
        and unit.word(index + 1) in grammar.time_units
        and unit.word(index + 2) in grammar.time_order
    )


def accused_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """« est accusé d'avoir menti, malgré les alertes »: where what someone is accused of ends."""
    end = stretch_end(unit, first)
    despite = grammar.style.get("despite", ())
    for k in range(first + 1, end):
        told = unit.flags[k] & Word.COORDINATOR and grammar.readings.get(unit.words[k + 1], ())
        if told and all(r.form == "P" for r in told):
            # « accusés de mentir et mis en garde contre la suite »
            return k - 1
        if unit.flags[k] & Word.COMMA and (
            unit.words[k + 1] in despite or _consequence(unit, grammar, k + 1)
        ):
            return k - 1
        if (
            unit.flags[k] & Word.COORDINATOR
            and unit.is_(k + 2, Word.PREPOSITION | Word.POSSESSION)
            # « d'avoir tué et violé deux femmes »: of one verb.
            and not (
                past_participle(unit, grammar, k - 1)
                and unit.words[k - 1][-1] == unit.words[k + 1][-1]
            )
            and any(r.form == "P" for r in grammar.readings.get(unit.words[k + 1], ()))
        ):
            # « sont accusés d'avoir menti et sommés de partir »
            return k - 1
    return end


def _hence(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« (est bon) d'où la décision de partir »: what the author says follows from it."""
    return (
        unit.word(index + 1) in grammar.style.get("hence", ())
        and unit.words[index] in grammar.infinitive_of
        and unit.is_(index + 2, Word.DETERMINER)
    )


def infinitive_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of a reported infinitive: a comma that a new subject and its verb follow ends it."""
    end = stretch_end(unit, first)
    perfect = False
    for k in range(first + 1, end):
        if _own_words(unit, grammar, k):
            return k - 2 if unit.is_(k - 1, Word.COMMA) else k - 1
        if _hence(unit, grammar, k):
            return k - 1 - unit.is_(k - 1, Word.COMMA)
        which = unit.words[k] in grammar.style.get("reference", ())
        noun = unit.flags[k - 1] == 0 and unit.is_(k - 2, Word.DETERMINER | Word.POSSESSION)
        if which and noun and unit.is_(k + 1, Word.SUBJECT_RELATIVE):
            # « (de suivre le parti) ce qui lui vaut des critiques »
            return k - 1
        if (
            unit.flags[k] & Word.COORDINATOR
            and unit.is_(k + 1, Word.REFLEXIVE)
            and is_infinitive(unit, grammar, k + 1) is None
        ):
            # « d'avoir menti et s'apprête à partir »
            return k - 1
        if unit.flags[k] & Word.COORDINATOR and _second_clause(unit, k + 1):
            # « (annonce être en négociations) et le chiffre de 5 millions a circulé »
            return k - 1
        perfect = perfect or bool(unit.flags[k - 1] & Word.HAVE)
        shares = not perfect and second_participle(unit, grammar, k)
        if shares or _having(unit, grammar, k):
            return k - 1 - unit.is_(k - 1, Word.COMMA)
        if unit.flags[k] & Word.COMMA and unit.is_(k + 1, Word.CAPITAL | Word.RELATIVE):
            if any(unit.flags[i] & Word.QUOTE for i in range(k + 1, end + 1)):
                continue
            if unit.is_(k + 1, Word.CAPITAL) and unit.is_(k + 2, Word.COORDINATOR):
                # « avoir espionné des banques, ONG et journaux »
                continue
            return k - 1
        if unit.flags[k] & Word.COMMA and (
            setting_phrase(unit, grammar, k + 1)
            or past_participle(unit, grammar, k + 1)
            or _consequence(unit, grammar, k + 1)
            or _spliced(unit, grammar, k + 1, end)
        ):
            return k - 1
    last = next((k for k in range(end, first - 1, -1) if unit.flags[k] & Word.QUOTE), None)
    if last == first:
        # « propose de "tourner la page" après la crise », but « de "revoir la loi" sur l'eau »
        return last if unit.word(last + 1) in grammar.style.get("temporal", ()) else end
    if last is not None and last < end and unit.is_(last + 1, Word.SETTING | Word.COMMA):
        # « être en "concurrence" avec ses voisins », but « parler de "guerre" dans une lettre »
        goes_on = unit.words[last + 1] in grammar.style.get("complementing", ())
        return end if goes_on else last
    return end


def _spliced(unit: Unit, grammar: Grammar, first: int, end: int) -> bool:
    """« (disent manquer de temps), les arrêts augmentent »: a clause that a comma alone adds."""
    nominal = unit.is_(first, Word.DETERMINER | Word.NUMBER)
    nominal = nominal and not unit.is_(first + 1, Word.RELATIVE)
    return nominal and verb_soon(unit, grammar, first + 2, end + 1)


def _consequence(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« (a promis de partir), semant le doute »: a participle and its object tell what came."""
    participle = tuple(grammar.style.get("participle_present", ("\0",)))
    return (
        not unit.flags[index]
        and unit.words[index].endswith(participle)
        and unit.is_(index + 1, Word.DETERMINER)
    )


def second_participle(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« (a invité à voter) et déroulé son projet »: a participle that shares the auxiliary."""
    return (
        unit.is_(index, Word.COORDINATOR)
        and past_participle(unit, grammar, index + 1)
        and unit.is_(index + 2, Word.DETERMINER)
        and not unit.is_(index + 2, Word.POSSESSION)
    )


def _having(unit: Unit, grammar: Grammar, comma: int) -> bool:
    """« ..., (s')étant donné cent jours »: a perfect participle is the author's."""
    if not unit.is_(comma, Word.COMMA):
        return False
    first = comma + 1
    while unit.is_(first, Word.REFLEXIVE | Word.NEGATIVE_CLITIC | Word.CLITIC):
        first += 1
    participle = tuple(grammar.style.get("participle_present", ("\0",)))
    return unit.is_(first, Word.HAVE | Word.BE) and unit.words[first].endswith(participle)


def _verbless(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« (mais) les soigner », « (mais) à les soigner »: an infinitive stands at a token."""
    link = unit.word(index) in grammar.infinitive_of | grammar.infinitive_to
    return is_infinitive(unit, grammar, index + link) is not None


def _inserted(unit: Unit, grammar: Grammar, comma: int, end: int) -> bool:
    """« a dépassé, lors de deux mois, 10 % »: a setting between the parts of what is said."""
    if unit.flags[comma - 1] & (Word.SUBORDINATOR | Word.RELATIVE | Word.COMPLEMENTIZER):
        return True
    if not unit.flags[comma - 1] & ~(Word.ADVERB | Word.VERB | Word.HAVE | Word.BE):
        for k in range(comma + 2, min(end, comma + 12)):
            if unit.flags[k] & Word.COMMA:
                return skip_time(unit, grammar, k + 1) <= end
    return False


def clause_end(unit: Unit, grammar: Grammar, first: int, governed: bool = True) -> int:
    """The end of a reported clause: the sentence's, or where the author's own words begin.

    ``governed``: a verb reports it, so that a participle behind quoted words may be the speaker's.
    """
    end = stretch_end(unit, first)
    if unit.flags[end] & Word.CLOSE:
        # « ... (à titre de comparaison, ...) »: a last parenthesis is the author's.
        before = close_before(unit, end)
        if first < before < end - 2:
            end = before
    n = len(unit)
    participle = tuple(grammar.style.get("participle_present", ("\0",)))
    for k in range(first + 1, min(end, n - 1)):
        flag = unit.flags[k]
        if unit.is_(k - 2, Word.COORDINATOR) and unit.is_(k - 1, Word.COMMA):
            # « A et, dix ans plus tard, B »: what is joined goes on.
            continue
        if unit.is_(k - 1, Word.COMMA | Word.QUOTE) and _own_words(unit, grammar, k):
            return k - 2 if unit.is_(k - 1, Word.COMMA) else k - 1
        if flag & Word.COLON and unit.words[k + 1] in grammar.according:
            # « ... que la paix tient : selon lui, B »
            return k - 1
        if _hence(unit, grammar, k):
            return k - 1 - unit.is_(k - 1, Word.COMMA)
        if (
            governed
            and not flag
            and unit.words[k].endswith(participle)
            and unit.words[k] not in grammar.readings
        ):
            if unit.is_(k - 1, Word.QUOTE):
                return k - 1
            if unit.is_(k - 1, Word.COMMA) and unit.is_(k - 2, Word.QUOTE):
                return k - 2
        if governed and flag & Word.DASH and _lone_dash(unit, grammar, first, k, end):
            return k - 1
        if flag & Word.COLON and unit.word(k + 1) in grammar.according:
            # « dit que A : selon lui, B »
            return k - 1
        if not flag & (Word.COMMA | Word.COORDINATOR):
            continue
        if flag & Word.COMMA and _added_clause(unit, grammar, first, k, end):
            return k - 1
        if flag & Word.COMMA and (
            (setting_phrase(unit, grammar, k + 1) and not _inserted(unit, grammar, k, end))
            or (k + 1 < end and not unit.flags[k + 1] and past_participle(unit, grammar, k + 2))
        ):
            # « ..., système vu d'un mauvais œil par Y »: a bare noun in apposition.
            return k - 1
        if (
            unit.is_(k + 1, Word.TIME)
            and flag & Word.COMMA
            and skip_time(unit, grammar, k + 1) > end
        ):
            # « ..., jeudi 13 juillet »: when it was said.
            return k - 1
        if flag & Word.COMMA and (
            gerund_clause(unit, grammar, k + 1)
            or (governed and said_next(unit, grammar, k + 1))
            or _having(unit, grammar, k)
            or _bare_apposition(unit, grammar, first, k, end)
        ):
            return k - 1
        if (
            flag & Word.COMMA
            and unit.word(k + 1) in grammar.style.get("but", ())
            and not unit.is_(k + 2, Word.COMPLEMENTIZER | Word.NEGATION)
            and not _verbless(unit, grammar, k + 2)
            and not any(unit.flags[i] & Word.QUOTE for i in range(k + 2, end + 1))
        ):
            # « ..., mais pas de gagner », « ..., mais les soigner » have no verb of their own.
            return k - 1
        j = k
        while unit.is_(j, Word.COMMA | Word.COORDINATOR):
            j += 1
        joined = any(unit.flags[i] & Word.COORDINATOR for i in range(k, j))
        if (
            joined
            and unit.flags[k - 1] & Word.QUOTE
            and unit.is_(j, Word.NEGATIVE_CLITIC | Word.HAVE)
            # « soulignant qu'il avait "agi" et n'avait rien dit »: the tense of what is told.
            and not unit.word(j + unit.is_(j, Word.NEGATIVE_CLITIC)).endswith(
                grammar.finite_endings
            )
        ):
            return k - 1
        if joined and unit.is_(j, Word.HAVE) and not unit.is_(j, Word.CAPITAL):
            done = skip_adverbs(unit, grammar, j + 1)
            told = any(
                r.form == "P" and r.cue.frames & {"a", "de", "inc", "inq", "np", "que"}
                for r in grammar.readings.get(unit.word(done), ())
            )
            past = unit.words[j].endswith(grammar.finite_endings)
            if told and not past:
                # « a rappelé que la ville dort et a proposé de partir »: whoever spoke goes on.
                return k - 1
        if joined and unit.word(j) in grammar.readings and not unit.is_(j, Word.CAPITAL):
            readings = grammar.readings[unit.word(j)]
            if any(
                r.form == "F" and r.cue.frames & {"que", "np", "inc"} and _has_tail(unit, r.cue, j)
                for r in readings
            ):
                return k - 1
    return end


def _lone_dash(unit: Unit, grammar: Grammar, first: int, dash: int, end: int) -> bool:
    """« (exige que l'on compte) – ils sont trop peu »: a clause that one dash adds."""
    alone = sum(bool(unit.flags[k] & Word.DASH) for k in range(first, end + 1)) == 1
    quoted = any(unit.flags[k] & Word.QUOTE for k in range(dash, end + 1))
    joined = unit.is_(dash + 1, Word.COORDINATOR)
    return alone and not quoted and not joined and has_verb(unit, grammar, dash + 1, end + 1)


def _added_clause(unit: Unit, grammar: Grammar, first: int, comma: int, end: int) -> bool:
    """« (selon X, les prix montent), la ville a choisi »: a clause that a comma alone adds."""
    subject = skip_adverbs(unit, grammar, comma + 1)
    noun = subject + 1
    if noun + 1 > end or not unit.is_(subject, Word.DETERMINER) or unit.flags[noun]:
        return False
    if unit.is_(subject, Word.POSSESSION) or not unit.is_(
        noun + 1, Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC
    ):
        return False
    parts = (
        Word.RELATIVE
        | Word.SUBORDINATOR
        | Word.COMMA
        | Word.COMPLEMENTIZER
        | Word.COLON
        | Word.STOP
    )
    if not is_nominal(unit, first) or not has_verb(unit, grammar, first, comma):
        return False
    if any(unit.flags[k] & parts for k in range(first, comma)):
        return False
    return not any(unit.flags[k] & (Word.COORDINATOR | Word.QUOTE) for k in range(comma, end + 1))


def _has_tail(unit: Unit, cue: Cue, index: int) -> bool:
    """« et fait savoir »: whether the words of a fixed phrase follow its verb."""
    tail = cue.tail
    return not tail or any(
        tuple(unit.words[k : k + len(tail)]) == tail for k in range(index + 1, index + 4)
    )


def verb_soon(unit: Unit, grammar: Grammar, first: int, end: int) -> bool:
    """Whether a verb follows a subject, before a mark or a conjunction."""
    for k in range(first, min(end, first + 10)):
        flag = unit.flags[k]
        if flag & (Word.COMMA | Word.OPEN | Word.RELATIVE | Word.COMPLEMENTIZER | Word.QUOTE):
            return False
        known = flag & (Word.HAVE | Word.BE | Word.VERB) or looks_finite(unit, grammar, k)
        if known or plural_verb(unit, grammar, k):
            return True
    return False


def noun_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of an indirect noun complement: the comma, a setting at its end left out."""
    n = len(unit)
    k = first
    while k + 1 < n:
        flag = unit.flags[k + 1]
        if flag & Word.COMMA and listed_complement(unit, k + 1):
            # « (fait état) d'un manque d'eau, de vivres et de soins »
            k += 2
            continue
        if flag & Word.COMMA and (over := _over_time(unit, grammar, k + 1)):
            k = over
            continue
        if flag & (Word.COMMA | Word.STOP | Word.COLON | Word.DASH | Word.BACKGROUND):
            break
        if flag & Word.COORDINATOR and unit.word(k + 2) in grammar.readings:
            break
        if said_next(unit, grammar, k + 1):
            break
        k += 1
    return k


def _over_time(unit: Unit, grammar: Grammar, comma: int) -> int:
    """« la fusion, dès la saison prochaine, de leurs équipes »: the token behind the commas."""
    reach = range(comma + 2, min(len(unit) - 1, comma + 8))
    close = next((k for k in reach if unit.flags[k] & Word.COMMA), 0)
    if not close or not unit.is_(close + 1, Word.POSSESSION):
        return 0
    if has_verb(unit, grammar, comma, close):
        return 0
    timed = unit.is_(comma + 1, Word.SETTING | Word.TIME | Word.PREPOSITION)
    return close + 1 if timed and not unit.is_(comma + 1, Word.POSSESSION) else 0


def _finite(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a reporting verb or an auxiliary stands at a token, clitics passed over."""
    n = len(unit)
    while index < n and unit.flags[index] & (Word.CLITIC | Word.NEGATIVE_CLITIC):
        if unit.flags[index] & Word.DETERMINER and not unit.is_(index + 1, Word.HAVE | Word.BE):
            break
        index += 1
    if index >= n or unit.flags[index] & Word.CAPITAL:
        return False
    finite = any(r.form == "F" for r in grammar.readings.get(unit.words[index], ()))
    return finite or bool(unit.flags[index] & (Word.HAVE | Word.BE))


def _second_clause(unit: Unit, first: int) -> bool:
    """« (a annoncé la trêve et) le général a parlé »: a subject and its auxiliary follow."""
    if not unit.is_(first, Word.DETERMINER) or unit.is_(first, Word.POSSESSION):
        return False
    for k in range(first + 1, min(len(unit), first + 16)):
        flag = unit.flags[k]
        if flag & (Word.HAVE | Word.BE) and not flag & Word.CAPITAL:
            return True
        if flag & _PARTS:
            return False
    return False


_PARTS = (
    Word.RELATIVE
    | Word.COMPLEMENTIZER
    | Word.COMMA
    | Word.QUOTE
    | Word.COLON
    | Word.DASH
    | Word.STOP
    | Word.OPEN
)


def object_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of an announced object: the sentence's, or a comma before the author's own words."""
    end = stretch_end(unit, first)
    for k in range(first + 1, end):
        flag = unit.flags[k]
        when = unit.words[k] in grammar.style.get("when", ())
        if flag & (Word.STOP | Word.BACKGROUND) or when or _own_words(unit, grammar, k):
            return k - 1
        if said_next(unit, grammar, k):
            return k - 1 - unit.is_(k - 1, Word.COMMA)
        if flag & Word.COORDINATOR and (
            _finite(unit, grammar, k + 1) or _second_clause(unit, k + 1)
        ):
            return k - 1
        if not flag & Word.COMMA:
            continue
        after = skip_adverbs(unit, grammar, k + 1)
        flag = unit.flags[after] if after <= end else 0
        if flag & (
            Word.BACKGROUND
            | Word.SUBORDINATOR
            | Word.RELATIVE
            | Word.GERUND
            | Word.PRONOUN
            | Word.HAVE
            | Word.BE
        ) or _own_words(unit, grammar, after):
            return k - 1
        alone = not any(unit.flags[j] & Word.COMMA for j in range(first + 1, k))
        if unit.is_(k + 1, Word.COMPLEMENTIZER) and alone:
            # « annonce une loi, que le conseil votera »
            return k - 1
        present = tuple(grammar.style.get("participle_present", ("\0",)))
        if flag & Word.COORDINATOR or (not flag and unit.word(after).endswith(present)):
            return k - 1
        if setting_phrase(unit, grammar, after):
            return k - 1
    return end


def quote_end(unit: Unit, grammar: Grammar, first: int) -> int:
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
            if any(unit.words[j] in grammar.nouns for j in gap):
                # « a dit "oui" aux propos de "Paul" »
                break
            if any(unit.words[j] in grammar.readings for j in gap) and any(
                unit.flags[j] & (Word.COMMA | Word.COORDINATOR) for j in gap
            ):
                break
            last = k + 1
        k += 1
    return last
