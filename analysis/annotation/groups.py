"""Verb groups: the words that form a reporting verb with its auxiliaries, clitics and negation."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation.grammar import STATE_CUE, Cue, Grammar, Reading, Word
from analysis.annotation.subjects import (
    adverbial_before,
    is_adverb,
    is_possessive,
    quantifier_before,
)
from analysis.annotation.units import Unit
from analysis.schema import Modality


@dataclass(slots=True)
class Group:
    """A verb group: its tokens, the cue it is a form of, and how it stands.

    ``kind`` is finite, gerund, infinitive, passive, participle or undergone (« se voit dire »).
    """

    first: int
    last: int
    head: int
    kind: str
    cue: Cue
    modality: Modality = "asserted"
    inverted: int | None = None


_GAP = 7


def verb_groups(unit: Unit, grammar: Grammar) -> list[Group]:
    """All verb groups of a sentence that can report speech, in order."""
    groups = []
    last = -1
    readings, state = grammar.readings, Word.STATE
    for index, (word, flag) in enumerate(zip(unit.words, unit.flags, strict=True)):
        if index <= last or not (flag & state or word in readings):
            continue
        if flag & state:
            auxiliary = _auxiliary(unit, grammar, index)
            if auxiliary is not None and auxiliary[1]:
                first, reflexive, negated = _clitics(unit, auxiliary[0])
                if not reflexive:
                    modality: Modality = "negated" if negated else "asserted"
                    inverted = unit.inverted.get(auxiliary[0])
                    groups.append(
                        Group(first, index, index, "finite", STATE_CUE, modality, inverted)
                    )
                    last = index
                    continue
            elif auxiliary is None and (
                unit.is_(index + 1, Word.COMPLEMENTIZER)
                and (index == 0 or unit.flags[index - 1] & (Word.COMMA | Word.QUOTE))
            ):
                # « ..., convaincu que ... »
                groups.append(Group(index, index, index, "gerund", STATE_CUE))
                last = index
                continue
        if word not in readings or flag & Word.QUOTE:
            continue
        group = verb_group(unit, grammar, index, groups)
        if group is None:
            continue
        if grammar.plain_incise:
            noun = group.cue.lemma == word or word in grammar.homographs
            if noun and groups and groups[-1].last == index - 1:
                # « told state television » holds one verb.
                continue
            group.modality = _plain_modality(unit, grammar, group)
        groups.append(group)
        last = group.last
    return groups


def _tail_end(unit: Unit, grammar: Grammar, index: int, tail: tuple[str, ...]) -> int | None:
    """The last token of a fixed phrase whose verb stands at ``index``."""
    if not tail:
        return index
    if tail[0] not in unit.words[index + 1 : index + 4]:
        return None
    k = index + 1
    for _ in range(3):
        if tuple(unit.words[k : k + len(tail)]) == tail:
            return k + len(tail) - 1
        if (
            not is_adverb(unit, grammar, k)
            and not unit.is_(k, Word.NEGATION | Word.ADVERB)
            and not (unit.is_(k, Word.HAVE | Word.BE | Word.BEEN))
        ):
            return None
        k += 1
    return None


def _auxiliary(unit: Unit, grammar: Grammar, index: int) -> tuple[int, bool] | None:
    """The auxiliary before a participle and whether the group is one of « être »."""
    k = index - 1
    been = False
    while k >= 0 and index - k <= _GAP:
        flag = unit.flags[k]
        if flag & Word.HAVE:
            return k, been
        if flag & Word.BE:
            return k, True
        if flag & Word.BEEN:
            been = True
        else:
            n = adverbial_before(unit, grammar, k) or quantifier_before(unit, grammar, k)
            if n:
                k -= n
                continue
            if flag & (Word.NUMBER | Word.TIME) and unit.is_(k - 1, Word.PREPOSITION):
                # « avait en 2014 reconnu »
                k -= 2
                continue
            if not (
                flag & (Word.ADVERB | Word.NEGATION | Word.COMMA | Word.TIME)
                or is_adverb(unit, grammar, k)
            ):
                return None
            if flag & Word.COMMA:
                # « a, en pleine campagne, indiqué »
                opener = next(
                    (j for j in range(k - 2, max(-1, k - 14), -1) if unit.flags[j] & Word.COMMA),
                    None,
                )
                if opener is not None and unit.is_(opener - 1, Word.HAVE):
                    return opener - 1, been
            if (
                flag & Word.COMMA
                and not unit.is_(k - 1, Word.ADVERB | Word.TIME | Word.HAVE)
                and not adverbial_before(unit, grammar, k - 1)
            ):
                return None
        k -= 1
    return None


def _clitics(unit: Unit, first: int) -> tuple[int, bool, bool]:
    """First token of the clitics before a verb, whether one is reflexive, whether one negates."""
    k = first
    reflexive = negated = False
    while k - 1 >= 0 and unit.flags[k - 1] & (Word.CLITIC | Word.NEGATIVE_CLITIC) and first - k < 3:
        flag = unit.flags[k - 1]
        if flag & Word.CAPITAL and not flag & (Word.REFLEXIVE | Word.NEGATIVE_CLITIC):
            break
        reflexive = reflexive or bool(flag & Word.REFLEXIVE)
        negated = negated or bool(flag & Word.NEGATIVE_CLITIC)
        k -= 1
    return k, reflexive, negated


def verb_group(
    unit: Unit, grammar: Grammar, index: int, earlier: list[Group] | None = None
) -> Group | None:
    """The reporting verb group whose head is a token, None when the word is not used as one."""
    word = unit.words[index]
    readings = grammar.readings[word]
    if (
        unit.flags[index] & Word.CAPITAL
        and index > 0
        and not unit.flags[index - 1] & (Word.QUOTE | Word.STOP | Word.COLON | Word.DASH)
    ):
        return None
    if f"{unit.word(index - 1)} {word}" in grammar.style.get("not_saying", ()):
        return None
    auxiliary = _auxiliary(unit, grammar, index) if any(r.form == "P" for r in readings) else None
    for reading in readings:
        cue = reading.cue
        last = _tail_end(unit, grammar, index, cue.tail)
        if last is None:
            continue
        if reading.form == "P":
            if auxiliary is None:
                if _shares_auxiliary(unit, grammar, index, earlier) and not cue.reflexive:
                    return Group(index, last, index, "finite", cue)
                continue
            at, be = auxiliary
            first, reflexive, negated = _clitics(unit, at)
            if reflexive != cue.reflexive:
                continue
            kind = "finite"
            if be and not reflexive:
                kind = "passive"
            modality: Modality = "asserted"
            if negated or any(unit.flags[k] & Word.NEGATION for k in range(at + 1, index)):
                modality = "negated" if negated else "asserted"
            if unit.words[at] in grammar.conditional_auxiliaries:
                modality = "conditional"
            gerund = unit.words[at] in grammar.style.get("nonfinite_auxiliaries", ())
            return Group(
                first,
                last,
                index,
                "gerund" if gerund and kind == "finite" else kind,
                cue,
                modality,
                unit.inverted.get(at),
            )
        if auxiliary is not None and any(r.form == "P" and r.cue == cue for r in readings):
            continue
        if reading.form in "FC":
            if _after_modal(unit, grammar, index, reading, readings):
                continue
            first, reflexive, negated = _clitics(unit, index)
            if reflexive != cue.reflexive:
                continue
            if index not in unit.inverted and _is_noun(unit, grammar, index, first):
                continue
            if (
                reading.form == "F"
                and any(r.form == "P" for r in readings)
                and unit.is_(index - 1, Word.COMMA) is False
                and unit.is_(index - 1, Word.POSSESSION)
            ):
                continue
            modality = "conditional" if reading.form == "C" else "asserted"
            if negated:
                modality = "negated"
            return Group(first, last, index, "finite", cue, modality, unit.inverted.get(index))
        if reading.form == "G":
            if word in grammar.homographs and is_possessive(unit, grammar, index - 1):
                # « the mayor's warning »
                continue
            first, reflexive, _ = _clitics(unit, index)
            if reflexive != cue.reflexive:
                continue
            begin = first - 1
            while begin > 0 and is_adverb(unit, grammar, begin):
                begin -= 1
            if grammar.plain_incise and unit.is_(begin, Word.BE):
                return Group(begin, last, index, "finite", cue)
            return Group(first, last, index, "gerund", cue)
        if reading.form == "I":
            first, reflexive, _ = _clitics(unit, index)
            if reflexive != cue.reflexive:
                continue
            return _infinitive_group(unit, grammar, first, index, last, cue)
    for reading in readings:
        if reading.form == "P" and auxiliary is None and not reading.cue.reflexive:
            last = _tail_end(unit, grammar, index, reading.cue.tail)
            if last is not None and not _is_noun(unit, grammar, index, index):
                return Group(index, last, index, "participle", reading.cue)
    return None


def _after_modal(
    unit: Unit, grammar: Grammar, index: int, reading: Reading, readings: tuple[Reading, ...]
) -> bool:
    """« did not say », « would say »: a form that is finite elsewhere is an infinitive here."""
    if not grammar.plain_incise or not any(
        r.form == "I" and r.cue == reading.cue for r in readings
    ):
        return False
    k = index - 1
    while k > max(0, index - 4) and (
        unit.flags[k] & (Word.NEGATION | Word.ADVERB) or is_adverb(unit, grammar, k)
    ):
        k -= 1
    return unit.is_(k, Word.MODAL)


def _plain_modality(unit: Unit, grammar: Grammar, group: Group) -> Modality:
    """« did not say », « might say », « reportedly said »: told by words before the verb."""
    modality = group.modality
    k = group.head - 1
    within = Word.MODAL | Word.HAVE | Word.BE | Word.BEEN | Word.NEGATION | Word.ADVERB
    later = False
    while k >= 0 and group.head - k < _BEFORE_VERB:
        word = unit.words[k]
        hearsay = word in grammar.style.get("hearsay", ())
        if not (
            hearsay
            or unit.flags[k] & within
            or word in grammar.modal_links
            or is_adverb(unit, grammar, k)
        ):
            break
        if unit.flags[k] & Word.NEGATION or word in grammar.style.get("contracted_not", ()):
            return "negated"
        later = later or word in grammar.style.get("narrated_future", ())
        if hearsay or (word in grammar.conditional_auxiliaries and not later):
            modality = "conditional"
        k -= 1
    return modality


# How many tokens before a verb its auxiliaries and adverbs may stand.
_BEFORE_VERB = 7


def _shares_auxiliary(
    unit: Unit, grammar: Grammar, index: int, earlier: list[Group] | None
) -> bool:
    """« a jugé X et appelé Y à ... »: a participle coordinated with one that has an auxiliary."""
    if not earlier or not unit.is_(index - 1, Word.COORDINATOR):
        return False
    return any(
        g.kind == "finite" and any(unit.flags[k] & Word.HAVE for k in range(g.first, g.head))
        for g in earlier
    )


def _is_noun(unit: Unit, grammar: Grammar, index: int, first: int) -> bool:
    """Whether a homograph stands as a noun: after a determiner or a preposition."""
    before = unit.flags[index - 1] if index else 0
    if before & Word.CLITIC and unit.word(index - 2) in grammar.style.get("as", ()):
        # « Comme le dit X »
        return False
    if grammar.plural_endings and unit.words[index].endswith(grammar.plural_endings):
        # « Tous deux affirment »: no cue's noun ends like a verb in the plural.
        return False
    counted = unit.word(index - 1) in grammar.style.get("counts", ())
    if counted and unit.is_(index - 2, Word.PREPOSITION) and not unit.is_(index - 2, Word.GERUND):
        # « Un Français sur deux affirme »
        return False
    if (
        before & Word.CLITIC
        and unit.is_(index - 2, Word.PRONOUN)
        and unit.word(index - 1) in grammar.style.get("it", ())
    ):
        # « Elle le dit »
        return False
    if (
        before & Word.CLITIC
        and before & Word.DETERMINER
        and unit.words[index - 1] not in grammar.role_determiners
        and unit.is_(index + 1, Word.COMPLEMENTIZER | Word.DETERMINER)
        and not unit.is_(index + 1, Word.POSSESSION)
    ):
        # « Le ministre leur annonce que »
        return False
    if index and before & Word.DETERMINER and unit.words[index] in grammar.homographs:
        return True
    if unit.words[index] in grammar.homographs and is_possessive(unit, grammar, index - 1):
        # « the mayor's claim »
        return True
    if (
        index
        and before & Word.DETERMINER
        and not before & Word.CLITIC
        and not before & Word.PRONOUN
    ):
        return True
    governed = before & (Word.PREPOSITION | Word.POSSESSION)
    return bool(governed) and not before & (Word.CLITIC | Word.CAPITAL)


def _infinitive_group(
    unit: Unit, grammar: Grammar, first: int, head: int, last: int, cue: Cue
) -> Group | None:
    """« a tenu à préciser », « veut rappeler »: with the finite verb that governs it."""
    k = first - 1
    while (
        k >= 0
        and (unit.flags[k] & (Word.NEGATION | Word.ADVERB) or is_adverb(unit, grammar, k))
        and first - k < 4
    ):
        k -= 1
    light = False
    if k >= 0 and unit.words[k] in grammar.modal_links:
        far = unit.word(k - 1) in grammar.style.get("up_to", ())
        k -= 1 + far
        while k >= 0 and unit.flags[k] & (Word.NEGATION | Word.ADVERB):
            k -= 1
        if far and unit.is_(k - 1, Word.OWN_VOICE):
            # « j'irais jusqu'à dire que »: the author's own turn of speech.
            return None
        if unit.word(k) in grammar.style.get("light_nouns", ()):
            # « a pris soin de préciser », « prend la peine d'ajouter »
            k -= 1 + unit.is_(k - 1, Word.DETERMINER)
            light = unit.word(k) in grammar.style.get("light_verbs", ())
        elif unit.word(k) in grammar.style.get("customs", ()) and unit.is_(k - 1, Word.HAVE):
            # « a coutume de dire », « avait l'habitude de répéter »
            k -= 1
            light = True
        elif unit.word(k) in grammar.style.get("customs", ()) and unit.is_(k - 2, Word.HAVE):
            k -= 2
            light = True
        elif unit.word(k) in grammar.style.get("counting", ()):
            # « ils sont 38 % à dire que »
            be = next((j for j in range(k, max(-1, k - 7), -1) if unit.flags[j] & Word.BE), None)
            if be is not None:
                return Group(_clitics(unit, be)[0], last, head, "finite", cue)
    if f"{unit.word(k)} {unit.words[head]}" in grammar.style.get("not_saying", ()):
        return None
    if unit.word(k) in grammar.style.get("in_vain", ()) and unit.is_(k - 1, Word.HAVE):
        # « a beau dire que »
        return Group(_clitics(unit, k - 1)[0], last, head, "finite", cue)
    if unit.word(k) in grammar.style.get("undergoing", ()):
        auxiliary = _auxiliary(unit, grammar, k)
        at, reflexive, negated = _clitics(unit, auxiliary[0] if auxiliary is not None else k)
        if reflexive:
            # « s'est vu reprocher de ... »
            return Group(at, last, head, "undergone", cue, "negated" if negated else "asserted")
    if unit.word(k) in grammar.style.get("modal_participles", ()):
        # « se contentant de rappeler », « allant jusqu'à affirmer »
        return Group(_clitics(unit, k)[0], last, head, "gerund", cue)
    if k >= 0 and (light or unit.flags[k] & Word.MODAL):
        auxiliary = _auxiliary(unit, grammar, k)
        at = auxiliary[0] if auxiliary is not None else k
        begin, _, negated = _clitics(unit, at)
        inverted = unit.inverted.get(at, unit.inverted.get(k))
        modality: Modality = "negated" if negated else "asserted"
        if negated and unit.words[k] in grammar.style.get("never_ceasing", ()):
            # « ne cesse de répéter » asserts it.
            modality = "asserted"
        return Group(begin, last, head, "finite", cue, modality, inverted)
    return Group(first, last, head, "infinitive", cue)


_ANY_CUE = Cue("", "neutral", frozenset({"inq"}))


_TITLED = Word.PREPOSITION | Word.POSSESSION | Word.DETERMINER


def with_unknown_verbs(unit: Unit, grammar: Grammar, groups: list[Group]) -> list[Group]:
    """Add verbs no list holds where only a verb of saying fits: « "...", coupe X »."""
    found = []
    n = len(unit)
    for index in unit.quotes:
        k = index + 1
        if unit.is_(k, Word.COMMA):
            k += 1
        if k >= n - 1 or any(g.first <= k <= g.last for g in groups):
            continue
        if unit.is_(index - 1, _TITLED):
            # « célèbre pour son rôle dans "La Marche", avait incarné la reine »: a title.
            continue
        head = k
        while (
            head < n and unit.flags[head] & (Word.CLITIC | Word.HAVE | Word.ADVERB) and head - k < 4
        ):
            if unit.flags[head] & Word.DETERMINER and not unit.is_(head + 1, Word.HAVE):
                # « "...", le régime »: an article, no pronoun.
                break
            head += 1
        if head >= n - 1 or unit.flags[head] or unit.words[head] in grammar.readings:
            continue
        compound = any(unit.flags[i] & Word.HAVE for i in range(k, head))
        endings = "participle_endings" if compound else "present_endings"
        if not unit.words[head].endswith(tuple(grammar.style.get(endings, ("",)))):
            continue
        last = head
        if compound and not unit.flags[head + 1] and unit.is_(head + 2, Word.CAPITAL):
            last = head + 1
        nominal = unit.flags[last + 1] & (Word.CAPITAL | Word.DETERMINER | Word.TITLE)
        nominal = nominal and not unit.flags[last + 1] & Word.INDEFINITE
        if nominal and unit.flags[k - 1] & Word.COMMA:
            found.append(Group(k, last, head, "finite", _ANY_CUE))
    return sorted(groups + found, key=lambda g: g.first) if found else groups
