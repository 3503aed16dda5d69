"""Nouns as cues: « allégations selon lesquelles ... », « le slogan "..." », « la promesse »."""

from __future__ import annotations

from analysis.annotation.complement_ends import clause_end, noun_end, quote_end
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.stretches import Candidate, can_speak, has_verb, source_of
from analysis.annotation.subjects import (
    Range,
    adverbial_before,
    is_adverb,
    is_infinitive,
    is_possessive,
    looks_finite,
    noun_phrase_after,
    noun_phrase_before,
    plural_verb,
    skip_adverbs,
    subject_before,
)
from analysis.annotation.units import Unit
from analysis.schema import CueClass

_REACH = 14
_VERB_REACH = 6
_CLOSES = (
    Word.COMMA | Word.STOP | Word.QUOTE | Word.COLON | Word.COMPLEMENTIZER | Word.HAVE | Word.BE
)


def noun_cues(unit: Unit, grammar: Grammar) -> list[Candidate]:
    """The nouns of a sentence that report speech, in order."""
    found: list[Candidate] = []
    if grammar.nouns.isdisjoint(unit.words) and grammar.according.isdisjoint(unit.words):
        return found
    for index, word in enumerate(unit.words):
        if index in unit.quotes:
            continue
        candidate = None
        if word in grammar.nouns:
            candidate = (
                _according_noun(unit, grammar, index)
                or _quoting_noun(unit, grammar, index)
                or _promising_noun(unit, grammar, index)
                or _announcing_noun(unit, grammar, index)
                or _stating_noun(unit, grammar, index)
                or _noun_and_colon(unit, grammar, index)
                or _claiming_noun(unit, grammar, index)
            )
        elif (
            not unit.flags[index]
            and unit.word(index + 1) in grammar.according
            and unit.is_(index + 2, Word.RELATIVE)
        ):
            candidate = _according_noun(unit, grammar, index)
        if candidate is not None and candidate.content:
            found.append(candidate)
    return found


def _candidate(
    unit: Unit,
    grammar: Grammar,
    pattern: str,
    index: int,
    content: Range,
    source: Range | None,
    last: int,
) -> Candidate:
    word = unit.words[index]
    cue_class: CueClass = "doubt" if word in grammar.doubtful_nouns else "neutral"
    return Candidate(
        pattern,
        unit.span(index, index),
        cue_class,
        [unit.span(*content)] if content[0] <= content[1] else [],
        source_of(unit, source),
        (index, last),
        "asserted",
        0.7,
        agentless=True,
        lemma=word,
    )


def _whose(
    unit: Unit, grammar: Grammar, index: int, limit: int | None = None
) -> tuple[Range | None, int]:
    """Whose words a noun names (« ses », « de X », « lancé par X ») and where the phrase ends.

    ``limit``: the token where the content is introduced, that no owner stands behind.
    """
    if unit.word(index - 1) in grammar.style.get("owners", ()):
        return (index - 1, index - 1), index
    owner = owner_before(unit, grammar, index)
    if owner is not None:
        return owner, index
    stop = len(unit) if limit is None else limit
    for j in range(index + 1, min(stop, index + 8)):
        flag = unit.flags[j]
        if unit.words[j] in grammar.style.get("without", ()):
            # « un verdict sans appel du jury »
            continue
        if flag & Word.PREPOSITION and not flag & (Word.POSSESSION | Word.AGENT | Word.DETERMINER):
            # « des rumeurs à propos de X » are not X's.
            break
        if flag & (Word.POSSESSION | Word.AGENT):
            start = j if flag & Word.DETERMINER else j + 1
            np = noun_phrase_after(unit, grammar, start)
            if np is not None and can_speak(unit, grammar, *np, document=False):
                # « du maire »: the article is not taken apart from its preposition.
                merged = flag & Word.DETERMINER and np[0] < np[1]
                return (np[0] + bool(merged), min(np[1], stop - 1)), np[1]
            continue
        if flag & _CLOSES:
            break
    return None, index


def owner_before(unit: Unit, grammar: Grammar, index: int) -> Range | None:
    """« the mayor's repeated claim »: the owner, with its ending."""
    for k in range(index - 1, max(-1, index - 4), -1):
        if is_possessive(unit, grammar, k):
            for np in (noun_phrase_before(unit, grammar, k, 0, False), _owner_alone(unit, k)):
                if np is not None and can_speak(unit, grammar, *np, document=False):
                    return np
            return None
        if unit.flags[k]:
            return None
    return None


def _owner_alone(unit: Unit, last: int) -> Range:
    """« In the mayor's words »: the name or the noun with its article, and no more."""
    first = last
    while first > 0 and not unit.flags[first - 1] & ~Word.CAPITAL:
        first -= 1
    return first - unit.is_(first - 1, Word.DETERMINER), last


def _issuer(unit: Unit, grammar: Grammar, index: int) -> Range | None:
    """Who brings a noun out: « le juge avait rendu une décision selon laquelle ... »."""
    for k in range(index - 1, max(0, index - _VERB_REACH), -1):
        if unit.words[k] in grammar.style.get("issuing", ()):
            first = k
            while first > 0 and (
                step := adverbial_before(unit, grammar, first - 1)
                or is_adverb(unit, grammar, first - 1)
                or unit.is_(
                    first - 1, Word.HAVE | Word.CLITIC | Word.NEGATION | Word.NEGATIVE_CLITIC
                )
            ):
                first -= step
            source = subject_before(unit, grammar, first)
            if source is not None and can_speak(unit, grammar, *source, document=False):
                return source
            return None
        if unit.flags[k] & _CLOSES:
            return None
    return None


def _according_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« des allégations de X selon lesquelles ... »."""
    n = len(unit)
    if unit.words[index] in grammar.not_source_nouns:
        return None
    bare = unit.is_(index - 1, Word.PREPOSITION) and not unit.is_(index - 1, Word.DETERMINER)
    if bare and unit.is_(index + 1, Word.POSSESSION):
        # « à propos de X »
        return None
    for k in range(index + 1, min(n - 2, index + _REACH)):
        if unit.words[k] in grammar.according and unit.flags[k + 1] & Word.RELATIVE:
            source, _ = _whose(unit, grammar, index, k)
            source = source or _issuer(unit, grammar, index)
            # « Les rumeurs selon lesquelles la ville est vendue sont fausses »
            end = (_claim_end if index <= _OPENS else clause_end)(unit, grammar, k + 2)
            content = k + 2, end
            return _candidate(unit, grammar, "noun_according", index, content, source, k + 1)
        if unit.flags[k] & _CLOSES and not (
            # « Des rumeurs circulent sur X, selon lesquelles ... »
            unit.flags[k] & Word.COMMA and unit.words[k + 1] in grammar.according
        ):
            return None
    return None


def _quoting_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« le slogan "..." », « sa phrase fétiche "..." », « à la question "..." »."""
    if unit.words[index] not in grammar.nouns_of["quoting"]:
        return None
    source, end = _whose(unit, grammar, index)
    k = end + 1
    while end == index and k - end < 3 and k < len(unit) and _qualifies(unit, grammar, k):
        k += 1
    if not unit.is_(k, Word.QUOTE):
        k = end + 1
    if unit.words[index] in grammar.style.get("sung", ()) and unit.is_(k, Word.POSSESSION):
        # « le refrain de "Belle Ville" »: a song.
        return None
    first = k
    while k - first < 2 and (
        unit.is_(k, Word.COLON | Word.COMPLEMENTIZER) or unit.word(k) in grammar.infinitive_of
    ):
        k += 1
    if not unit.is_(k, Word.QUOTE) or k not in unit.quotes:
        return None
    quote = unit.quotes[k]
    if len(unit.text[quote.start : quote.end].split()) < 2:
        return None
    if source is None and unit.is_(k - 1, Word.COLON):
        source = _acting(unit, grammar, index)
    content = k, quote_end(unit, grammar, k)
    return _candidate(unit, grammar, "noun_quote", index, content, source, k - 1)


def _qualifies(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether a word of no closed class and no reading as a verb stands at a token."""
    return not unit.flags[index] and not grammar.readings.get(unit.words[index])


def _acting(unit: Unit, grammar: Grammar, index: int) -> Range | None:
    """Who does something with words that stand behind a colon: « ils tenaient un slogan : ... »."""
    if not set(grammar.style.get("hearing", ())).isdisjoint(unit.words[1:index]):
        return None
    for k in range(1, index):
        finite = unit.flags[k] & (Word.HAVE | Word.BE | Word.VERB) or looks_finite(unit, grammar, k)
        if not finite and not any(r.form == "F" for r in grammar.readings.get(unit.words[k], ())):
            continue
        first = k
        while first > 0 and unit.flags[first - 1] & (Word.CLITIC | Word.NEGATIVE_CLITIC):
            first -= 1
        source = subject_before(unit, grammar, first)
        own = source is not None and any(
            unit.flags[j] & Word.OWN_VOICE for j in range(source[0], source[1] + 1)
        )
        if source is None or own or not can_speak(unit, grammar, *source, document=False):
            return None
        return source
    return None


def _promising_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« la promesse de campagne de X de baisser les impôts », « un appel à voter »."""
    word = unit.words[index]
    if word in grammar.nouns_of["promising"]:
        links = grammar.infinitive_of
    elif word in grammar.nouns_of["calling"]:
        links = grammar.infinitive_to
    else:
        return None
    source, end = _whose(unit, grammar, index)
    source = source or _issuer(unit, grammar, index)
    for k in range(end + 1, min(len(unit) - 2, end + 8)):
        if unit.words[k] in grammar.style.get("purpose", ()) and unit.is_(
            k + 1, Word.COMPLEMENTIZER
        ):
            # « lance un appel à Y pour que ... »
            content = k + 2, clause_end(unit, grammar, k + 2)
            return _candidate(unit, grammar, "noun_purpose", index, content, source, k + 1)
        if k > end + 4 or (unit.words[end + 1] in links and k > end + 1):
            continue
        doing = unit.word(k + 1).endswith(tuple(grammar.style.get("participle_present", ("\0",))))
        if grammar.plain_incise and (source is None or doing):
            # « the threat to health », « a commitment to improving it »
            return None
        if unit.words[k] in links and is_infinitive(unit, grammar, k + 1) is not None:
            content = k + 1, _before_verb(unit, grammar, k + 2, noun_end(unit, grammar, k + 1))
            return _candidate(unit, grammar, "noun_infinitive", index, content, source, k)
        if unit.flags[k] & (_CLOSES | Word.VERB):
            return None
    return None


def _stating_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« Le reproche des élus est que ... », « Le mot d'ordre de X est "..." »."""
    if unit.words[index] not in grammar.nouns_of["stating"]:
        return None
    source, end = _whose(unit, grammar, index)
    if source is None:
        return None
    be = next((k for k in range(end + 1, min(len(unit) - 2, end + 6)) if _is_be(unit, k)), None)
    if be is None or any(unit.flags[k] & _CLOSES for k in range(end + 1, be)):
        return None
    k = skip_adverbs(unit, grammar, be + 1)
    if unit.is_(k, Word.COMPLEMENTIZER) and k + 1 < len(unit):
        content = k + 1, clause_end(unit, grammar, k + 1)
    elif unit.word(k) in grammar.infinitive_of and is_infinitive(unit, grammar, k + 1) is not None:
        content = k + 1, noun_end(unit, grammar, k + 1)
    elif unit.is_(k, Word.QUOTE):
        content = k, quote_end(unit, grammar, k)
    else:
        return None
    return _candidate(unit, grammar, "noun_stated", index, content, source, be)


def _noun_and_colon(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« Verdict sans appel de la commission : le pont tient », « Son constat : tout va mal »."""
    if index > _OPENS or unit.words[index] not in grammar.nouns_of["stating"]:
        return None
    if any(not unit.flags[k] & (Word.DETERMINER | Word.INDEFINITE) for k in range(index)):
        return None
    colon = next((k for k in range(index + 1, len(unit)) if unit.flags[k] & Word.COLON), None)
    if colon is None or colon > index + _REACH or colon + 2 >= len(unit):
        return None
    source, end = _whose(unit, grammar, index, colon)
    relative = next(
        (k for k in range(end, colon) if unit.flags[k] & (Word.RELATIVE | Word.COMPLEMENTIZER)),
        colon,
    )
    if has_verb(unit, grammar, index + 1, relative):
        # « La position de la ville a été reprise : ... »
        return None
    if source is None or any(
        unit.flags[k] & (Word.STOP | Word.QUOTE | Word.COMMA) for k in range(index, colon)
    ):
        return None
    first = colon + 1
    clause = unit.is_(first, Word.PRONOUN | Word.OWN_VOICE) or (
        has_verb(unit, grammar, first, len(unit))
        or any(plural_verb(unit, grammar, k) for k in range(first + 1, len(unit)))
    )
    if not clause and is_infinitive(unit, grammar, first) is None:
        return None
    content = first, clause_end(unit, grammar, first)
    return _candidate(unit, grammar, "noun_colon", index, content, source, colon)


# How many tokens may stand before the noun that opens a sentence.
_OPENS = 1


def _is_be(unit: Unit, index: int) -> bool:
    """Whether « est », « était » stands at a token and nothing denies it."""
    return unit.is_(index, Word.BE) and not unit.is_(index - 1, Word.NEGATIVE_CLITIC)


def _claiming_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« les affirmations de X que la ville ... », but not « les affirmations que X a faites »."""
    if unit.words[index] not in grammar.nouns_of["claiming"]:
        return None
    source, end = _whose(unit, grammar, index)
    first = end + 2
    if not unit.is_(end + 1, Word.COMPLEMENTIZER) or first >= len(unit):
        return None
    own = grammar.plain_incise and unit.words[index] not in grammar.doubtful_nouns
    if own and source is None:
        # « the conclusion that all is well »: the author's.
        return None
    last = _claim_end(unit, grammar, first)
    verbs = Word.HAVE | Word.BE | Word.VERB
    done = next((k for k in range(last, first, -1) if unit.flags[k] & verbs), last)
    if grammar.plain_incise and done == last:
        ended = (
            k for k in range(first + 1, last) if unit.words[k].endswith(grammar.clause_endings)
        )
        done = next(ended, last)
    if skip_adverbs(unit, grammar, done + 1 + unit.is_(done, Word.HAVE)) > last:
        # « les affirmations que X a faites hier »
        return None
    told = done < last or any(
        unit.flags[k] & verbs or looks_finite(unit, grammar, k) for k in range(first + 1, last)
    )
    return (
        _candidate(unit, grammar, "noun_que", index, (first, last), source, index) if told else None
    )


def _claim_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of the clause in the subject: before the verb of the sentence, its second."""
    end = clause_end(unit, grammar, first)
    verbs = Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC
    seen = False
    for k in range(first + 1, end + 1):
        flag = unit.flags[k]
        if flag & (Word.COMPLEMENTIZER | Word.RELATIVE | Word.QUOTE | Word.COMMA):
            return end
        if flag & verbs and not flag & Word.CAPITAL and not unit.is_(k - 1, verbs):
            if seen:
                return k - 1
            seen = True
        elif (
            seen
            and grammar.plain_incise
            and first <= _IN_SUBJECT
            and unit.words[k].endswith(grammar.clause_endings)
            and not unit.is_(k - 1, verbs | Word.COORDINATOR | Word.ADVERB | Word.NEGATION)
            and not is_adverb(unit, grammar, k - 1)
        ):
            # « The mayor's claim that the bridge was unsafe surprised nobody »
            return k - 1
    return end


# Where the clause of a noun begins that is the subject of its sentence.
_IN_SUBJECT = 7


def _before_verb(unit: Unit, grammar: Grammar, first: int, end: int) -> int:
    """« la promesse de baisser les impôts reste vaine »: the last token before the verb."""
    verb = Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC
    stop = next(
        (
            k
            for k in range(first + 1, end + 1)
            if (unit.flags[k] & verb or looks_finite(unit, grammar, k))
            and not unit.flags[k] & Word.CAPITAL
        ),
        end + 1,
    )
    last = stop - 1
    while last > first and unit.flags[last] & (Word.COORDINATOR | Word.COMMA | Word.RELATIVE):
        last -= 1
    return last


def _announcing_noun(unit: Unit, grammar: Grammar, index: int) -> Candidate | None:
    """« l'annonce de la fermeture du site par X »."""
    n = len(unit)
    if unit.words[index] not in grammar.nouns_of["announcing"] or not unit.is_(
        index + 1, Word.POSSESSION
    ):
        return None
    first = index + 1 if unit.flags[index + 1] & Word.DETERMINER else index + 2
    if first >= n or can_speak(unit, grammar, first, min(n - 1, first + 3)):
        return None
    end = _before_verb(unit, grammar, first + 1, noun_end(unit, grammar, first))
    agent = next((k for k in range(first, end) if unit.flags[k] & Word.AGENT), None)
    source = noun_phrase_after(unit, grammar, agent + 1) if agent is not None else None
    if source is None and not unit.is_(index - 1, Word.DETERMINER):
        # « Annonce de fermeture de site, visages tristes »
        return None
    content = first, agent - 1 if agent is not None else end
    return _candidate(unit, grammar, "noun_announced", index, content, source, first - 1)
