"""Where a complement begins behind its verb, over settings, insertions and addressees.

:func:`find_que` finds the conjunction of a reported clause, :func:`bare_clause` a clause without
one, :func:`to_phrase`, :func:`far_infinitive` and those after them an infinitive. Where each of
them ends is found in ``complement_ends``.
"""

from __future__ import annotations

from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.stretches import can_speak, has_verb
from analysis.annotation.subjects import (
    adverbial_at,
    is_adverb,
    is_infinitive,
    looks_finite,
    skip_adverbs,
)
from analysis.annotation.units import Unit


def concerning(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« ont exprimé leur colère quant au fait que ... »: the clause after it."""
    for j in range(k, min(len(unit) - 4, k + 8)):
        if unit.flags[j] & (Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE | Word.COMPLEMENTIZER):
            return None
        if unit.words[j] in grammar.style.get("concerning", ()):
            fact = unit.words[j + 2] in grammar.style.get("fact", ())
            return j + 4 if fact and unit.flags[j + 3] & Word.COMPLEMENTIZER else None
    return None


def the_fact(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a insisté sur le fait que ... », « parle du fait que ... »: the clause after it."""
    for j in range(k, min(len(unit) - 2, k + 4)):
        if unit.words[j] in grammar.style.get("fact", ()):
            bare = Word.DETERMINER | Word.CAPITAL | Word.PRONOUN
            if grammar.plain_incise and unit.flags[j + 1] & bare:
                # « dismissed claims the road would reopen »
                that = unit.is_(j + 1, Word.COMPLEMENTIZER)
                told = any(
                    unit.flags[i] & (Word.HAVE | Word.BE | Word.VERB)
                    for i in range(j + 2, min(len(unit), j + 8))
                )
                return j + 1 + that if that or told else None
            return j + 2 if unit.flags[j + 1] & Word.COMPLEMENTIZER else None
        if not unit.flags[j] & (Word.PREPOSITION | Word.DETERMINER | Word.POSSESSION):
            return None
        if unit.flags[j] & Word.AGENT:
            return None
    return None


def over_inserted(unit: Unit, index: int) -> int:
    """The token after the dash or parenthesis that closes an insertion, or the same token."""
    opener = unit.flags[index] & (Word.DASH | Word.OPEN)
    closer = Word.DASH if opener & Word.DASH else Word.CLOSE
    for k in range(index + 2, min(len(unit) - 1, index + 25)):
        if unit.flags[k] & closer:
            return k + 1
    return index


def over_commas(unit: Unit, grammar: Grammar, frames: frozenset[str], index: int) -> int:
    """« entend, lui, "aller vite" », « a promis, mardi, de partir »: over the insertion."""
    n = len(unit)
    opener = index + 1
    clause = unit.is_(opener, Word.SUBORDINATOR | Word.GERUND)
    blocked = Word.QUOTE | Word.STOP | Word.COLON
    if not clause:
        blocked |= Word.HAVE | Word.BE | Word.VERB
    if not unit.is_(opener, _INSERTED):
        return index
    for k in range(opener, min(n - 1, index + (22 if clause else 16))):
        flag = unit.flags[k]
        if flag & Word.COMMA:
            return k + 1 if _resumes(unit, grammar, frames, opener, k + 1) else index
        if flag & blocked and not flag & Word.CAPITAL:
            break
    return index


_INSERTED = (
    Word.STRONG | Word.SETTING | Word.PREPOSITION | Word.SUBORDINATOR | Word.GERUND | Word.TIME
)


def _resumes(unit: Unit, grammar: Grammar, frames: frozenset[str], opener: int, index: int) -> bool:
    """Whether what a verb governs stands behind the comma that closes an insertion."""
    word, flag = unit.words[index], unit.flags[index]
    if word in grammar.style.get("perfect_infinitives", ()):
        return True
    if flag & (Word.QUOTE | Word.COMPLEMENTIZER):
        return True
    if unit.is_(opener, Word.STRONG):
        # « ont expliqué, eux aussi, à leur fils que ... »
        return bool(flag & Word.SETTING)
    if word in grammar.infinitive_of and frames & {"de", "acc"}:
        return is_infinitive(unit, grammar, index + 1) is not None
    if word in grammar.infinitive_to and "a" in frames:
        return is_infinitive(unit, grammar, index + 1) is not None or unit.is_(
            index + 1, Word.QUOTE
        )
    if not flag & Word.DETERMINER or flag & Word.POSSESSION:
        return False
    if "acc" in frames:
        # « a accusé, sur son site, le maire d'avoir menti »
        return far_infinitive(unit, grammar, index) is not None
    # « a annoncé, mardi, la mairesse » is no object.
    return "np" in frames and not can_speak(unit, grammar, index, index + 6, False)


def over_clause(unit: Unit, grammar: Grammar, first: int, index: int) -> int | None:
    """« a estimé lorsque la loi a été votée que A », « dit en montrant la carte, "A" ».

    The conjunction or the quotation after the clause that says when or how, the token itself when
    there is no such clause, None when the clause takes the only « que » of the sentence.
    """
    n = len(unit)
    told = any(r.form == "G" for r in grammar.readings.get(unit.word(index + 1), ()))
    if told and unit.is_(index + 2, Word.COMPLEMENTIZER | Word.QUOTE | Word.COLON):
        # « a conclu en disant que A »: the gerund's.
        return index
    start = index
    background = unit.is_(index, Word.COMPLEMENTIZER) and unit.is_(index - 1, Word.BACKGROUND)
    if background and index > first:
        start, verb = index + 1, True
    elif unit.word(index) in grammar.style.get("when", ()):
        verb = True
    elif (unit.is_(index, Word.GERUND) and unit.word(index + 1).endswith(_present(grammar))) or (
        unit.is_(index, Word.SUBORDINATOR)
        and unit.word(index + 1) in grammar.style.get("perfect_infinitives", ())
    ):
        verb = False
    else:
        return index
    for k in range(start + 1, min(n - 1, start + 24)):
        flag = unit.flags[k]
        if flag & (Word.STOP | Word.COLON):
            break
        if flag & Word.QUOTE:
            return k if unit.is_(k - 1, Word.COMMA) and not verb else index
        if flag & Word.COMMA and not unit.is_(k + 1, Word.QUOTE):
            break
        if flag & Word.COMPLEMENTIZER and unit.words[k - 1] not in grammar.before_other_que:
            if verb and not has_verb(unit, grammar, start + 1, k):
                break
            return k
    return None if background else index


def _present(grammar: Grammar) -> tuple[str, ...]:
    return tuple(grammar.style.get("participle_present", ("\0",)))


def over_told(unit: Unit, index: int) -> int:
    """« a annoncé aux élus une hausse », « confirme dans une note la vente »: the object."""
    if not unit.is_(index, Word.SETTING):
        return index
    for k in range(index + 2, min(len(unit) - 1, index + 14)):
        flag = unit.flags[k]
        if flag & _NO_OBJECT and not flag & Word.CAPITAL:
            break
        free = flag & Word.DETERMINER and not flag & (Word.POSSESSION | Word.SETTING)
        if free and not unit.is_(k - 1, _GOVERNING):
            return k
    return index


_GOVERNING = Word.PREPOSITION | Word.POSSESSION | Word.DETERMINER | Word.COORDINATOR | Word.GERUND
_NO_OBJECT = (
    Word.COMMA
    | Word.STOP
    | Word.COLON
    | Word.QUOTE
    | Word.COMPLEMENTIZER
    | Word.RELATIVE
    | Word.HAVE
    | Word.BE
    | Word.VERB
    | Word.NEGATIVE_CLITIC
    | Word.DASH
    | Word.OPEN
)


def find_que(unit: Unit, grammar: Grammar, group: Group, k: int) -> int | None:
    """The conjunction of the reported clause, over settings and addressees but not over objects."""
    n = len(unit)
    person = "obj" in group.cue.frames
    start = k
    while k < n and k - start < 34:
        flag = unit.flags[k]
        if (
            k > start
            and any(r.form in "FG" for r in grammar.readings.get(unit.words[k], ()))
            and not flag & (Word.CAPITAL | Word.PREPOSITION | Word.CLITIC)
            and unit.is_(k - 1, Word.COMMA | Word.GERUND)
        ):
            return None
        if flag & Word.INTERROGATIVE and k > start and "si" in group.cue.frames:
            return k - 1
        if (
            "de" in group.cue.frames
            and k > start
            and unit.words[k] in grammar.infinitive_of
            and is_infinitive(unit, grammar, k + 1) is not None
        ):
            # « demande aux passagers de se changer s'ils veulent entrer »
            return None
        if flag & Word.COMPLEMENTIZER:
            if grammar.plain_incise and group.modality == "negated" and k > start:
                # « did not respond to a claim that ... »
                return None
            if (
                not grammar.plain_incise
                and group.modality == "negated"
                and not any(unit.flags[j] & Word.NEGATION for j in range(group.first, k))
            ):
                # « n'a trouvé qu'une vitrine »
                return None
            before = unit.word(k - 1)
            if _compared(unit, grammar, group.last + 1, k):
                # « avance plus vite que les élus »
                return None
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
        if k == start == group.last + 1 and flag & Word.POSSESSION and not person:
            return None
        if (
            k > start
            and flag & Word.INDEFINITE
            and not flag & Word.POSSESSION
            and not unit.is_(k - 1, GOVERNORS)
            and not person
        ):
            # « trouve chez X un élan que ... »: an object, so « que » is its relative.
            return None
        if (
            k > start
            and not person
            and flag & Word.DETERMINER
            and not flag & (Word.POSSESSION | Word.SETTING | Word.CAPITAL)
            and not unit.is_(k - 1, ~(Word.ADVERB | Word.TIME))
            and skip_adverbs(unit, grammar, k) == k
        ):
            # « observe avec attention la réputation que X ... »: an object after the setting.
            return None
        if (
            k == start
            and not flag
            & (
                Word.SETTING
                | Word.PREPOSITION
                | Word.POSSESSION
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
            and not (k > group.last + 1 and unit.is_(k + 1, _AFTER_TOLD))
        ):
            # « aux journalistes locaux que »: an adjective may follow whoever was told.
            return None
        k += 1
    return None


def _compared(unit: Unit, grammar: Grammar, first: int, end: int) -> bool:
    """Whether « plus vite », « mieux » stands before « que »; « plus tard » compares nothing."""
    k = first
    while k < end:
        step = adverbial_at(unit, grammar, k)
        word = unit.words[k]
        # « montre aussi que », « a confirmé, elle aussi, que »
        also = word in grammar.style.get("also", ()) and unit.is_(
            k + 1, Word.COMPLEMENTIZER | Word.COMMA
        )
        if not step and not also and word in grammar.style.get("comparing", ()):
            return True
        k += max(1, step)
    return False


# What before a token shows that it is governed by something nearer than the reporting verb.
GOVERNORS = (
    Word.PREPOSITION
    | Word.SETTING
    | Word.POSSESSION
    | Word.DETERMINER
    | Word.COORDINATOR
    | Word.COMMA
    | Word.TIME
    | Word.GERUND
)


_AFTER_TOLD = Word.COMPLEMENTIZER | Word.COMMA | Word.TIME | Word.SETTING


def bare_clause(unit: Unit, grammar: Grammar, group: Group, k: int) -> int | None:
    """A reported clause without its conjunction (« said he would leave »), after a person told."""
    if "obj" in group.cue.frames:
        told = _addressed(unit, grammar, k)
        behind = _clause_at(unit, grammar, told) if told else None
        if behind is not None or "que" not in group.cue.frames:
            return behind
    return _clause_at(unit, grammar, k)


def _clause_at(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """Where a clause begins behind adverbs and a date, if it has a verb."""
    n = len(unit)
    at = skip_adverbs(unit, grammar, k)
    if unit.is_(at, Word.BE) and unit.words[at - 1] in grammar.style.get("there", ()):
        # « says there was a problem »
        return at - 1
    if unit.is_(at, Word.SETTING) and unit.is_(at + 1, Word.TIME):
        # « said on Friday it would close »
        at = skip_adverbs(unit, grammar, at + 1)
    if at >= n or (unit.flags[at] & _NO_CLAUSE and not unit.flags[at] & Word.CAPITAL):
        return None
    if unit.flags[at] & Word.PRONOUN and not unit.flags[at] & Word.DETERMINER and at + 2 < n:
        # « says she opposes the deal »
        return at
    return at if has_verb(unit, grammar, at + 1, min(n, at + 25)) else None


def _addressed(unit: Unit, grammar: Grammar, k: int) -> int:
    """« told [reporters] he », « told [the BBC on Monday] the road »: the token behind; 0: nobody.

    A phrase ends where a determiner or pronoun opens the next; of capitals before a verb the last
    is the subject of what was said: « told CNN Ukraine would ».
    """
    end = _short_phrase(unit, k)
    if end < k:
        return 0
    plain = not unit.flags[k] and end == k
    if not (plain or unit.is_(k, Word.PRONOUN) or can_speak(unit, grammar, k, end, document=False)):
        # « told a story he had heard »
        return 0
    at = end + 1
    for _ in range(3):
        at = skip_adverbs(unit, grammar, at)
        if not unit.is_(at, Word.SETTING):
            return at
        # « told reporters in Paris on Monday »
        at = _short_phrase(unit, at + 1) + 1
    return at


def _short_phrase(unit: Unit, first: int) -> int:
    """The last token of a noun phrase that another may follow at once."""
    n = len(unit)
    if unit.is_(first, Word.PRONOUN) and not unit.is_(first, Word.DETERMINER):
        return first
    ends = _AFTER_TOLD | _NO_CLAUSE | Word.DETERMINER | Word.PRONOUN | Word.VERB | Word.MODAL
    k = first + unit.is_(first, Word.DETERMINER)
    named = unit.is_(k, Word.CAPITAL)
    while k < n and not (unit.flags[k] & ends and not unit.flags[k] & Word.CAPITAL):
        if unit.is_(k, Word.CAPITAL) and (not named or unit.is_(k, Word.DETERMINER)):
            break
        k += 1
    last = k - 1
    verb = Word.HAVE | Word.BE | Word.VERB | Word.MODAL
    if named and last > first and unit.is_(k, verb) and unit.is_(last, Word.CAPITAL):
        last -= 1
    return last


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


def to_phrase(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """The infinitive or quotation after « à », over the person addressed."""
    n = len(unit)
    for j in range(k, min(n, k + 12)):
        flag = unit.flags[j]
        if flag & (Word.COMMA | Word.STOP | Word.COLON | Word.HAVE | Word.BE | Word.RELATIVE):
            return None
        if unit.words[j] in grammar.infinitive_to and j + 1 < n:
            if unit.is_(j + 2, Word.COMPLEMENTIZER) and j + 3 < n:
                # « s'engage à ce que ... »
                return j + 3
            if is_infinitive(unit, grammar, j + 1) is not None:
                return j + 1
            if unit.flags[j + 1] & Word.QUOTE:
                return j + 1
            if unit.flags[j + 1] & Word.DETERMINER:
                return j + 1
    return None


def having_done(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a fustigé le ministre, pour avoir menti »: the perfect infinitive after « pour »."""
    perfect = grammar.style.get("perfect_infinitives", ())
    for j in range(k, min(len(unit) - 2, k + 22)):
        if unit.flags[j] & (_FAR_STOPS & ~Word.COMMA) and not unit.flags[j] & Word.CAPITAL:
            return None
        if unit.words[j] in grammar.style.get("for_what", ()):
            at = j + 1
            while unit.is_(at, Word.NEGATION | Word.NEGATIVE_CLITIC | Word.ADVERB):
                at += 1
            at = at + 1 if unit.is_(at, Word.REFLEXIVE) else at
            if unit.word(at) in perfect:
                return j + 1
    return None


_FAR_STOPS = (
    Word.COMMA
    | Word.STOP
    | Word.COLON
    | Word.DASH
    | Word.HAVE
    | Word.BE
    | Word.RELATIVE
    | Word.QUOTE
)


def far_infinitive(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a demandé au gouvernement de retirer »: the infinitive after the person addressed."""
    n = len(unit)
    # « urged voters to stay »: those addressed stand without an article.
    bare = grammar.plain_incise and not unit.flags[k] and not is_adverb(unit, grammar, k)
    if not bare and not unit.flags[k] & (Word.SETTING | Word.DETERMINER | Word.CAPITAL):
        return None
    for j in range(k, min(n, k + (_BARE_PERSONS if bare else 40))):
        flag = unit.flags[j]
        if flag & Word.COMMA and (
            unit.is_(j + 1, Word.CAPITAL)
            or (
                unit.is_(j - 1, Word.CAPITAL)
                and unit.word(j + 1) in grammar.infinitive_of
                and is_infinitive(unit, grammar, j + 2) is not None
            )
        ):
            continue
        if flag & _FAR_STOPS or (j > k and looks_finite(unit, grammar, j)):
            return None
        if (
            unit.is_(k, Word.SETTING)
            and unit.words[j] in grammar.style.get("owners", ())
            and not unit.is_(j - 1, GOVERNORS)
        ):
            # « a rappelé aux États leur promesse d'agir »
            return None
        quoted = grammar.plain_incise and unit.is_(j + 1, Word.QUOTE)
        if unit.words[j] in grammar.infinitive_of and (
            quoted or is_infinitive(unit, grammar, j + 1) is not None
        ):
            return j + 1
    return None


# Within how many tokens those addressed without an article end.
_BARE_PERSONS = 8


def infinitive_after_setting(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a indiqué jeudi, lors d'une visite à Lyon, vouloir ... »: the infinitive after it."""
    blocked = Word.HAVE | Word.BE | Word.VERB | Word.STOP | Word.COLON | Word.QUOTE | Word.RELATIVE
    for j in range(k + 1, min(len(unit) - 1, k + 16)):
        if unit.flags[j] & blocked:
            return None
        if unit.flags[j] & Word.COMMA:
            return j + 1 if is_infinitive(unit, grammar, j + 1) == j + 1 else None
    return None


def infinitive_after_person(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a déclaré au juge avoir payé »: the perfect infinitive after the person addressed."""
    perfect = grammar.style.get("perfect_infinitives", ())
    for j in range(k + 1, min(len(unit), k + 14)):
        if unit.words[j] in perfect:
            return j
        if any(r.form == "G" for r in grammar.readings.get(unit.words[j], ())):
            # « se défend en expliquant avoir voulu »: the gerund's.
            return None
        if unit.flags[j] & (
            Word.STOP | Word.COLON | Word.QUOTE | Word.HAVE | Word.BE | Word.RELATIVE
        ) or (unit.flags[j] & Word.POSSESSION and unit.word(j + 1) in perfect):
            return None
    return None
