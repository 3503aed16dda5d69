"""Cues before their complement: « X a dit que ... », « ..., ajoutant que ... »."""

from __future__ import annotations

from analysis.annotation.complement_ends import (
    Complement,
    before_main_clause,
    clause_end,
    noun_end,
)
from analysis.annotation.complements import complement_after
from analysis.annotation.grammar import STATE_CUE, Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.stretches import (
    Candidate,
    can_speak,
    has_verb,
    source_of,
    speakers_of_place,
)
from analysis.annotation.subjects import Range, noun_phrase_after, skip_adverbs, subject_before
from analysis.annotation.units import Unit


def plain(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """Subject, verb, complement in plain order."""
    if "spread" in group.cue.frames and len(group.cue.frames) == 1:
        return None
    subject = subject_before(unit, grammar, group.first)
    if subject is None and unit.is_(group.first - 1, Word.QUOTE):
        named = unit.quotes.get(group.first - 1)
        if named is not None and named.end - named.start <= 30 and group.first <= 2:
            # « "Zelensky" a proposé : ... »
            subject = group.first - 1, group.first - 1
    if subject == (0, 0) and unit.is_(0, Word.COORDINATOR):
        # « Et déplore que ... »: whoever acted in the sentence before.
        subject = None
    conditional = unit.word(group.first - 1) in grammar.style.get("if_he", ())
    if conditional:
        subject = group.first - 1, group.first - 1
    if unit.is_(group.first - 1, Word.SUBJECT_RELATIVE):
        if subject is None or unit.is_(subject[0], Word.POSSESSION):
            # « l'Agence de l'eau et du travail, qui ... »
            subject = _antecedent(unit, group.first - 1) or subject
        subject = _agent_of(unit, subject)
    own = (group.first > 0 and bool(unit.flags[group.first - 1] & Word.OWN_VOICE)) or any(
        unit.flags[k] & Word.OWN_VOICE and not unit.flags[k] & Word.CLITIC
        for k in range(max(0, group.first - 1), group.first + 1)
    )
    if own:
        return None
    alone = subject is not None and subject[0] == subject[1]
    there = (unit.word(group.first - 1), unit.words[group.first])
    if there == grammar.ago[:2] and unit.is_(group.first + 1, Word.HAVE):
        # « il y avait écrit "..." »: nobody speaks.
        return None
    learning = group.cue.lemma in grammar.style.get("learning", ())
    generic = alone and subject is not None and unit.words[subject[0]] in grammar.not_speakers
    hearsay = False
    if subject is not None and unit.words[subject[1]] in grammar.style.get("one", ()):
        # « l'on se demande pourquoi »
        subject = subject[1], subject[1]
        generic = True
    if (
        generic
        and unit.is_(0, Word.SETTING)
        and group.cue.lemma in grammar.style.get("reading", ())
    ):
        # « Sur la pancarte, on pouvait lire : "..." »
        subject = noun_phrase_after(unit, grammar, 1)
        generic = False
    if generic and not learning and subject is not None:
        # « Du côté du ministère, on assure que ... »
        those = _those_of(unit, grammar, subject[0])
        hearsay = those is None and _hearsay(unit, grammar, group, subject[0])
        if those is None and not hearsay:
            return None
        subject = those or subject
    if (
        group.cue is STATE_CUE
        and subject is not None
        and unit.words[subject[0]] in grammar.style.get("impersonal", ())
    ):
        return None
    if learning:
        return _learned(unit, grammar, group, subject)
    cleft = _cleft(unit, grammar, group, subject)
    if cleft is not None:
        return cleft
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is None and subject is not None:
        complement = _name_given(unit, grammar, group, subject)
    if complement is None or (hearsay and complement.kind != "que"):
        return None
    modality = group.modality
    if group.cue.lemma in grammar.style.get("said_when_denied", ()):
        speaker = subject is not None and can_speak(unit, grammar, *subject)
        if modality != "negated" or complement.kind != "que" or not speaker:
            return None
        modality = "asserted"
    asks = complement.kind == "question" or (
        grammar.plain_incise and unit.is_(complement.first, Word.INTERROGATIVE)
    )
    bare = grammar.plain_incise and complement.kind == "clause"
    mentioned = bare and group.cue.lemma not in grammar.style.get("said_without_that", ())
    if (asks or mentioned) and modality == "negated":
        # « n'a pas précisé si »: it was not said.
        return None
    unmarked = complement.kind == "far_colon" and not unit.is_(complement.first, Word.QUOTE)
    # « Un sondage confirme cette tendance : 54 % des élus ont peur »
    figure = unit.is_(complement.first, Word.NUMBER)
    speaks = subject is not None and (
        can_speak(unit, grammar, *subject, document=figure) or unit.is_(subject[1], Word.CAPITAL)
    )
    if unmarked and not speaks:
        # « Le maire explique la situation : les routes sont fermées »
        return None
    if subject is None:
        elliptic = unit.is_(group.first - 1, Word.COORDINATOR) or (
            unit.is_(group.first - 1, Word.COMMA) and group.first > 1
        )
        if not elliptic and not (group.first == 0 and complement.kind.startswith("colon")):
            return None
    opener = subject[0] if subject is not None else group.first
    if conditional and unit.is_(0, Word.SUBORDINATOR | Word.ADVERB | Word.INTERROGATIVE):
        # « Même s'il répète que A, B »
        complement.last = before_main_clause(unit, grammar, complement.first, complement.last)
    leads = any(
        unit.flags[k] & (Word.SUBORDINATOR | Word.BACKGROUND) for k in range(min(opener, 2))
    )
    # « Et bien que X affirme A, B »
    leads = leads or unit.is_(opener - 1, Word.COMPLEMENTIZER)
    vain = grammar.style.get("in_vain", ())
    leads = leads or any(w in vain for w in unit.words[group.first : group.head])
    where = hearsay and any(unit.is_(opener - k, Word.RELATIVE) for k in (1, 2))
    # « Cependant, juste après que X a annoncé A, B »
    late = unit.is_(opener - 1, Word.SUBORDINATOR | Word.COMPLEMENTIZER) and opener <= _LATE
    near = opener <= 3 or (late and not has_verb(unit, grammar, 0, opener))
    if (opener >= 0 and near and leads) or where:
        # « Alors que X confirme que A, B »
        complement.last = before_main_clause(unit, grammar, complement.first, complement.last)
    if unit.is_(group.first - 1, Word.SUBJECT_RELATIVE) and unit.is_(group.first - 2, Word.COMMA):
        complement.last = _before_verb(unit, complement.first, complement.last)
    if subject is not None and unit.is_(subject[0], Word.NUMBER):
        # « 40 % disent que A, 41 % des cas viennent de B »: figures beside each other.
        shares = grammar.style.get("shares", ())
        figures = (
            k - 1
            for k in range(complement.first + 1, complement.last - 1)
            if unit.flags[k] & Word.COMMA
            and unit.is_(k + 1, Word.NUMBER)
            and unit.words[k + 2] in shares
        )
        complement.last = next(figures, complement.last)
    source = source_of(unit, subject)
    if conditional and source is not None:
        source = source[0] + unit.words[group.first - 1].index("'") + 1, source[1]
    pattern = complement.kind if subject is not None else f"elliptic_{complement.kind}"
    last = group.last
    return Candidate(
        pattern,
        unit.span(group.first, last),
        group.cue.cue_class,
        [unit.span(complement.first, complement.last)]
        if complement.first <= complement.last
        else [],
        source,
        (group.first, group.last),
        modality,
        _PLAIN_WEIGHT.get(complement.kind, 0.7) * (0.8 if subject is None else 1),
        lemma=group.cue.lemma,
    )


def _before_verb(unit: Unit, first: int, last: int) -> int:
    """« Le maire, qui promet de partir, a parlé »: before the verb that the relative parts off."""
    verb = Word.HAVE | Word.BE | Word.VERB | Word.NEGATIVE_CLITIC | Word.REFLEXIVE
    inserted = False
    for k in range(first + 1, last):
        if unit.flags[k] & Word.COMMA:
            if unit.flags[k + 1] & verb and not inserted:
                return k - 1
            inserted = not inserted
    return last


def _those_of(unit: Unit, grammar: Grammar, one: int) -> Range | None:
    """« À la mairie, on précise que ... »: those who speak as « on », named by the place."""
    comma = one - 1
    if not unit.is_(comma, Word.COMMA) or comma < 2 or comma > _PLACE:
        return None
    np = speakers_of_place(unit, grammar, 0, comma)
    if np is None:
        return None
    return None if has_verb(unit, grammar, np[1] + 1, comma) else (np[0], comma - 1)


_PLACE = 14
_LATE = 6


def _cleft(unit: Unit, grammar: Grammar, group: Group, subject: Range | None) -> Candidate | None:
    """« Ce que dit le rapport, c'est que A », « Tout ce que X affirme est que A »."""
    if "que" not in group.cue.frames or group.modality == "negated":
        return None
    link = subject[0] - 1 if subject is not None else group.first - 1
    if not unit.is_(link, Word.COMPLEMENTIZER) or link > _CLEFT:
        return None
    if unit.word(link - 1) not in grammar.style.get("reference", ()):
        return None
    end = group.last
    if subject is None:
        subject = noun_phrase_after(unit, grammar, group.last + 1)
        if subject is None:
            return None
        end = subject[1]
    be = next(
        (k for k in range(end + 1, min(len(unit) - 2, end + 8)) if unit.flags[k] & Word.BE), None
    )
    if be is None:
        return None
    que = skip_adverbs(unit, grammar, be + 1)
    if que + 1 >= len(unit) or not unit.flags[que] & Word.COMPLEMENTIZER:
        return None
    if not can_speak(unit, grammar, *subject):
        return None
    return Candidate(
        "cleft_que",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        [unit.span(que + 1, clause_end(unit, grammar, que + 1))],
        unit.span(*subject),
        (group.first, group.last),
        group.modality,
        0.8,
        agentless=True,
        lemma=group.cue.lemma,
    )


# How far from its beginning a sentence says « ce que X dit, c'est ».
_CLEFT = 4


def _name_given(unit: Unit, grammar: Grammar, group: Group, subject: Range) -> Complement | None:
    """« ce que les médecins appellent le mal blanc »: the name that somebody gives it."""
    link = subject[0] - 1
    if group.cue.lemma not in grammar.style.get("calling", ()) or not unit.is_(
        link, Word.COMPLEMENTIZER
    ):
        return None
    first = skip_adverbs(unit, grammar, group.last + 1)
    if first >= len(unit) or group.modality == "negated":
        return None
    what = unit.word(link - 1) in grammar.style.get("reference", ())
    named = unit.flags[first] & (Word.DETERMINER | Word.CAPITAL)
    if not what and (
        not named or any(unit.flags[k] & Word.HAVE for k in range(group.first, first))
    ):
        # « le club que l'État a nommé »
        return None
    if unit.flags[first] & ~(Word.DETERMINER | Word.INDEFINITE | Word.CAPITAL | Word.CLITIC):
        return None
    if not can_speak(unit, grammar, *subject, document=False):
        return None
    return Complement("label", first, noun_end(unit, grammar, first))


def _hearsay(unit: Unit, grammar: Grammar, group: Group, one: int) -> bool:
    """« On disait que ... », « on nous a dit que ... »: somebody who is not named said so."""
    style = grammar.style
    if unit.words[one] not in style.get("one", ()) or group.modality != "asserted":
        return False
    modal = any(unit.flags[k] & Word.MODAL for k in range(group.first, group.head))
    reflexive = any(unit.flags[k] & Word.REFLEXIVE for k in range(group.first, group.head))
    if modal or reflexive or "que" not in group.cue.frames:
        return False
    before = unit.word(one - 1 - (unit.word(one - 1) in grammar.names_articles))
    if before in style.get("if", ()):
        return False
    past = unit.is_(group.first, Word.HAVE) or any(
        unit.is_(k, Word.HAVE) or unit.words[k].endswith(tuple(style.get("imperfect", ("\0",))))
        for k in range(group.first, group.head + 1)
    )
    told = any(
        unit.is_(k, Word.CLITIC) and not unit.is_(k, Word.DETERMINER)
        for k in range(group.first, group.head)
    )
    if group.cue.lemma in style.get("hearsay", ()):
        return True
    where = unit.is_(one - 1, Word.RELATIVE) or unit.is_(one - 2, Word.RELATIVE)
    known = group.cue.lemma in style.get("hearsay_past", ())
    return known and (past or told or where)


def _agent_of(unit: Unit, np: Range | None) -> Range | None:
    """« le démenti formulé le 6 mai par Anne Roux, qui ... »: the last that « par » governs."""
    if np is None:
        return None
    by = next((k for k in range(np[1] - 1, np[0], -1) if unit.flags[k] & Word.AGENT), None)
    return (by + 1, np[1]) if by is not None else np


def _antecedent(unit: Unit, relative: int) -> Range | None:
    """« a activé l'article 40 du code qui stipule »: the last phrase that nothing governs."""
    last = relative - 1 - unit.is_(relative - 1, Word.COMMA)
    governed = Word.POSSESSION | Word.PREPOSITION | Word.DETERMINER
    for k in range(last, max(-1, last - 22), -1):
        flag = unit.flags[k]
        if flag & (Word.STOP | Word.COLON | Word.QUOTE | Word.HAVE | Word.BE):
            return None
        free = not unit.is_(k - 1, governed) or unit.is_(k - 1, Word.AGENT)
        if flag & Word.DETERMINER and not flag & Word.POSSESSION and free:
            return (k, last) if k < last else None
    return None


def _learned(unit: Unit, grammar: Grammar, group: Group, subject: Range | None) -> Candidate | None:
    """« on apprend de source policière que ... », « l'étude nous apprend que ... »."""
    n = len(unit)
    told = any(
        unit.flags[k] & Word.CLITIC and not unit.flags[k] & (Word.REFLEXIVE | Word.DETERMINER)
        for k in range(group.first, group.head)
    ) or unit.is_(group.first - 1, Word.OWN_VOICE)
    k = group.last + 1
    source: Range | None = subject if told else None
    for j in range(k, min(n - 1, k + 9)):
        if unit.flags[j] & (Word.COMPLEMENTIZER | Word.QUOTE | Word.STOP | Word.COLON):
            break
        if unit.words[j] in grammar.style.get("learned_from", ()) and not told:
            at = j + 1 + unit.is_(j + 1, Word.POSSESSION | Word.PREPOSITION)
            source = noun_phrase_after(unit, grammar, at, loose=True)
            named = source is not None and (
                unit.is_(source[0], Word.CAPITAL) or can_speak(unit, grammar, *source)
            )
            if not named and not unit.is_(j, Word.POSSESSION):
                # « on apprend par la pratique que »
                return None
            k = source[1] + 1 if source is not None else k
            break
    # « on apprend (merci à X) que »: over the rest of the brackets or commas.
    reach = 9 if unit.is_(k, Word.COMMA | Word.CLOSE) else 3
    que = next(
        (j for j in range(k, min(n - 1, k + reach)) if unit.flags[j] & Word.COMPLEMENTIZER), 0
    )
    if source is None or not que or (told and not can_speak(unit, grammar, *source)):
        return None
    return Candidate(
        "learned",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        [unit.span(que + 1, clause_end(unit, grammar, que + 1))],
        unit.span(*source),
        (group.first, group.last),
        group.modality,
        0.7,
        lemma=group.cue.lemma,
    )


_PLAIN_WEIGHT = {
    "clause": 0.75,
    "que": 0.9,
    "quote": 0.9,
    "colon_quote": 0.9,
    "infinitive": 0.8,
    "island": 0.7,
    "noun": 0.6,
    "de_infinitive": 0.7,
    "a_infinitive": 0.7,
}


def gerund(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ..., ajoutant que ... », « en affirmant que ... »."""
    if unit.word(group.first - 1) in grammar.style.get("so_called", ()):
        return None
    if "spread" in group.cue.frames and len(group.cue.frames) == 1:
        return None
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is None or complement.first > complement.last:
        return None
    if group.cue.lemma in grammar.style.get("learning", ()) and complement.kind == "island":
        # « apprenant la décision des "sages" »
        return None
    if group.cue.lemma in grammar.style.get("evidence_verbs", ()) and _of_a_thing(
        unit, grammar, group.first
    ):
        # « des signes indiquant que la ville change »: nobody says so.
        return None
    if unit.is_(group.first - 1, Word.COMMA) and complement.kind == "que":
        complement.last = _before_verb(unit, complement.first, complement.last)
    if group.first <= 8 and not has_verb(unit, grammar, 0, group.first - 1):
        # « Après avoir confirmé A, X a dit »
        complement.last = before_main_clause(unit, grammar, complement.first, complement.last)
        if complement.kind == "noun":
            complement.last = _before_main_verb(unit, complement.first, complement.last)
    return Candidate(
        f"gerund_{complement.kind}",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        [unit.span(complement.first, complement.last)],
        source_of(unit, _own_subject(unit, grammar, group.first)),
        (group.first, group.last),
        group.modality,
        0.8,
        lemma=group.cue.lemma,
    )


def _of_a_thing(unit: Unit, grammar: Grammar, first: int) -> bool:
    """Whether the noun right before a participle can neither speak nor be a document."""
    if first < 2 or unit.flags[first - 1]:
        return False
    subject = subject_before(unit, grammar, first)
    return subject is not None and not can_speak(unit, grammar, *subject)


def _own_subject(unit: Unit, grammar: Grammar, first: int) -> Range | None:
    """« ..., certains dénonçant "..." », « ..., le maire assurant que ... »: its own."""
    if first < 2 or unit.is_(first - 1, Word.COMMA | Word.COORDINATOR | Word.GERUND):
        return None
    comma = next(
        (k for k in range(first - 1, max(-1, first - 9), -1) if unit.flags[k] & Word.COMMA), 0
    )
    subject = subject_before(unit, grammar, first, comma + 1) if comma else None
    if subject is None or subject != (comma + 1, first - 1):
        return None
    return subject if can_speak(unit, grammar, *subject, document=False) else None


def _before_main_verb(unit: Unit, first: int, last: int) -> int:
    """« Les textes faisant état de la perte sont vrais »: the last token before the main verb."""
    for k in range(first + 1, last + 1):
        if unit.flags[k] & (Word.RELATIVE | Word.COMPLEMENTIZER | Word.QUOTE | Word.COLON):
            return last
        if unit.flags[k] & (Word.HAVE | Word.BE) and not unit.flags[k] & Word.CAPITAL:
            return k - 1
    return last


def _narrative(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« Et le maire de conclure : "..." »: the infinitive that tells what came next."""
    link = group.first - 1
    if unit.word(link) not in grammar.infinitive_of or not group.cue.frames & {"inc", "inq"}:
        return None
    # « La mairesse de conclure : ... » opens the sentence, else « et » opens the clause.
    opens = skip_adverbs(unit, grammar, 0)
    joined = False
    named = unit.is_(opens, Word.DETERMINER | Word.CAPITAL)
    found = named and not unit.is_(opens, Word.COORDINATOR) and opens + 1 < link <= opens + 8
    for k in range(link - 1, max(-1, link - 16), -1):
        if unit.flags[k] & Word.COORDINATOR and (
            k == 0 or unit.flags[k - 1] & (Word.COMMA | Word.STOP | Word.QUOTE | Word.DASH)
        ):
            opens, found, joined = k + 1, True, True
            break
        if unit.flags[k] & (Word.COMMA | Word.HAVE | Word.BE | Word.STOP | Word.COLON):
            return None
        if unit.words[k] in grammar.readings and not unit.flags[k]:
            return None
    if not found or opens > link:
        return None
    subject = (opens, link - 1) if opens < link else None
    if subject is not None and not can_speak(unit, grammar, *subject, document=False):
        return None
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is None or complement.kind not in _TELLS:
        return None
    if not joined and (
        complement.kind == "que" or unit.is_(opens, Word.PRONOUN) or subject is None
    ):
        return None
    return Candidate(
        f"narrative_{complement.kind}",
        unit.span(link, group.last),
        group.cue.cue_class,
        [unit.span(complement.first, complement.last)],
        source_of(unit, subject),
        (group.first, group.last),
        group.modality,
        0.7,
        agentless=subject is None and opens <= 1,
        lemma=group.cue.lemma,
    )


_TELLS = ("que", "quote", "colon", "colon_quote", "far_colon")


def _heard(unit: Unit, grammar: Grammar, group: Group) -> Range | None:
    """« entend la foule chanter "..." »: the phrase between « entendre » and the infinitive."""
    for k in range(group.first - 2, max(-1, group.first - 9), -1):
        if unit.words[k] in grammar.style.get("heard_by", ()):
            np = noun_phrase_after(unit, grammar, k + 1)
            last = group.first - 1
            return (np[0], last) if np is not None and np[0] <= last <= np[1] else None
        if unit.flags[k] & (Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE | Word.HAVE):
            break
    return None


# How far before « to say » the verb that brings it about may stand.
_TOOK = 9


def infinitive_cue(unit: Unit, grammar: Grammar, group: Group) -> Candidate | None:
    """« ..., pour dénoncer "..." », « et le maire de conclure : "..." »."""
    told = _narrative(unit, grammar, group)
    if told is not None:
        return told
    complement = complement_after(unit, grammar, group, group.last + 1)
    if complement is None or complement.first > complement.last:
        return None
    heard = _heard(unit, grammar, group) if complement.kind in _TELLS else None
    if heard is not None:
        return Candidate(
            f"heard_{complement.kind}",
            unit.span(group.first, group.last),
            group.cue.cue_class,
            [unit.span(complement.first, complement.last)],
            unit.span(*heard),
            (group.first, group.last),
            group.modality,
            0.6,
            lemma=group.cue.lemma,
        )
    kinds: tuple[str, ...] = ("que", "quote", "colon_quote", "island", "voiced")
    took = grammar.style.get("took_to", ())
    if took and any(w in took for w in unit.words[max(0, group.first - _TOOK) : group.first]):
        # « took to Facebook to say the road would reopen »
        kinds = (*kinds, "clause")
    if complement.kind not in kinds:
        return None
    if group.first <= 1 or not group.cue.frames & {"inc", "q"}:
        return None
    purposes = grammar.style.get("purpose", ())
    link = unit.words[group.first - 1]
    two = "de" if link in grammar.infinitive_of else link
    if link not in purposes and f"{unit.word(group.first - 2)} {two}" not in purposes:
        return None
    if complement.kind == "que" and not group.cue.frames >= {"inc", "que"}:
        return None
    if complement.kind == "que" and unit.is_(group.first - 2, Word.BE) and group.first <= 4:
        # « C'est pour répondre à X que nous partons »
        return None
    without = grammar.style.get("without", ())
    plain = complement.kind in ("que", "voiced")
    # « sans aller jusqu'à dire que ... », but « sans oublier de dire que ... »
    far = plain and any(w in without for w in unit.words[max(0, group.first - 4) : group.first - 2])
    if far and unit.word(group.first - 2) not in grammar.style.get("failing_to", ()):
        return None
    unsaid = link in without and plain
    if unsaid and unit.word(group.first - 2) not in grammar.style.get("not", ()):
        # « sans préciser quand »: it was not said; « non sans rappeler que » was.
        return None
    return Candidate(
        f"infinitive_{complement.kind}",
        unit.span(group.first, group.last),
        group.cue.cue_class,
        [unit.span(complement.first, complement.last)],
        None,
        (group.first, group.last),
        group.modality,
        0.5,
        lemma=group.cue.lemma,
    )
