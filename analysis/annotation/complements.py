"""What a reporting verb governs: a clause, an infinitive, a noun phrase, quoted words, a label.

:func:`complement_after` tries the frames of the verb in turn. Where a complement begins is found
in ``complement_starts``, where it ends in ``complement_ends``, quoted words in a noun phrase in
``quoted_islands``, and what something is called or judged to be in ``complement_labels``.
"""

from __future__ import annotations

from analysis.annotation.complement_ends import (
    Complement,
    clause_end,
    infinitive_end,
    listed_end,
    noun_end,
    object_end,
    quote_end,
    verb_soon,
)
from analysis.annotation.complement_labels import (
    judgement_after,
    label_after,
    predicate_after,
    told_of,
)
from analysis.annotation.complement_starts import (
    bare_clause,
    concerning,
    far_infinitive,
    find_que,
    having_done,
    infinitive_after_person,
    infinitive_after_setting,
    over_clause,
    over_commas,
    over_inserted,
    over_told,
    the_fact,
    to_phrase,
)
from analysis.annotation.grammar import Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.quoted_islands import (
    after_place,
    completed_end,
    island_end,
    island_start,
    loose_island,
    no_words,
    quoted_island,
)
from analysis.annotation.stretches import has_verb, skip_time, stretch_end
from analysis.annotation.subjects import is_infinitive, is_nominal, skip_adverbs
from analysis.annotation.units import Unit


def complement_after(unit: Unit, grammar: Grammar, group: Group, start: int) -> Complement | None:
    """The complement of a reporting verb, by the frames the verb allows."""
    frames = group.cue.frames
    n = len(unit)
    k = skip_time(unit, grammar, start)
    if k < n and unit.flags[k] & (Word.DASH | Word.OPEN):
        # « a concédé – après des années – que ... »
        k = over_inserted(unit, k)
    while k < n and (
        unit.flags[k] & (Word.NEGATION | Word.ADVERB) and not unit.flags[k] & Word.DETERMINER
    ):
        k = skip_adverbs(unit, grammar, k + 1)
    if k < n and unit.flags[k] & Word.COMMA:
        k = over_commas(unit, grammar, frames, k)
    if k < n and unit.flags[k] & Word.COMMA:
        after = skip_adverbs(unit, grammar, k + 1)
        if (after > k + 1 and unit.is_(after, Word.COMMA)) or unit.is_(k + 1, Word.QUOTE):
            k = after + unit.is_(after, Word.COMMA)
    if "inc" in frames or "que" in frames:
        over = over_clause(unit, grammar, start, k)
        if over is None:
            return None
        k = over
    if k >= n:
        return None
    flag = unit.flags[k]
    # A quotation at once, after a colon or after « que ».
    if flag & Word.QUOTE and no_words(unit, grammar, k):
        return None
    if flag & Word.QUOTE:
        end = quote_end(unit, grammar, k)
        if "acc" in frames and end > k:
            # « accuse "trois élus" de faire "allégeance" au parti »
            return Complement("quote", k, infinitive_end(unit, grammar, end))
        if (
            "judge" in frames
            and unit.word(end + 1) in grammar.infinitive_of
            and is_infinitive(unit, grammar, end + 2) is not None
        ):
            # « a jugé "nécessaire" de voter »
            return Complement("quote", k, noun_end(unit, grammar, end + 1))
        if unit.is_(end + 1, Word.DETERMINER) and ("label" in frames or end == k):
            end = listed_end(unit, noun_end(unit, grammar, end + 1))
        elif (
            end == k
            and ("pred" in frames or " " in unit.text[unit.starts[k] + 2 : unit.ends[k] - 2])
            and (
                unit.is_(end + 1, Word.POSSESSION)
                or unit.word(end + 1) in grammar.style.get("complementing", ())
            )
        ):
            # « se dit "inquiet" de la hausse », « est "prêt à parler" avec ses voisins »
            end = island_end(unit, grammar, end)
        return Complement("quote", k, end)
    if flag & Word.COLON:
        if k + 1 < n:
            kind = "colon_quote" if unit.flags[k + 1] & Word.QUOTE else "colon"
            return Complement(kind, k + 1, stretch_end(unit, k + 1))
        return None
    it = any(unit.words[j] in grammar.style.get("it", ()) for j in range(group.first, group.head))
    if flag & Word.COMMA and it and "inc" in frames and k + 1 < n:
        # « Le maire l'assure, la ville tiendra »
        if is_nominal(unit, k + 1) and has_verb(unit, grammar, k + 2, n):
            return Complement("colon", k + 1, stretch_end(unit, k + 1))
        return None
    voiced = _voiced(unit, grammar, group, k)
    if voiced is not None:
        return voiced
    fact = the_fact(unit, grammar, k) or concerning(unit, grammar, k)
    named = "to" in frames and "que" not in frames
    if fact is not None and frames & {"inc", "que", "inq", "anp", "dnp", "q"} and not named:
        return Complement("que", fact, clause_end(unit, grammar, fact))
    topic = _topic(unit, grammar, k) if "anp" in frames else None
    if topic is not None:
        return topic
    que = find_que(unit, grammar, group, k)
    clausal = frames & {"que", "obj", "de", "inf", "dnp"}
    if que is not None:
        end = clause_end(unit, grammar, que + 1)
        if clausal or unit.is_(que + 1, Word.QUOTE) or _quoted_thought(unit, grammar, group, que):
            return Complement("que", que + 1, end)
    if frames & grammar.zero_complementizer:
        at = bare_clause(unit, grammar, group, k)
        to_quote = grammar.plain_incise and any(
            unit.flags[j] & Word.QUOTE and unit.words[j - 1] in grammar.infinitive_of
            for j in range(k + 1, min(n, k + 6))
        )
        if at is not None and not to_quote:
            # « urged voters to "stand up" » holds no clause.
            return Complement("clause", at, clause_end(unit, grammar, at))
    word = unit.words[k]
    asks = Word.INTERROGATIVE | Word.RELATIVE
    asked = flag & asks and not unit.is_(k + 1, Word.ADVERB | Word.TIME)
    if "si" in frames and asked and k == skip_adverbs(unit, grammar, start):
        return Complement("question", k, stretch_end(unit, k))
    if word in grammar.infinitive_of and frames & {"de", "inf", "dnp", "acc"}:
        verb = is_infinitive(unit, grammar, k + 1)
        if verb is not None and frames & {"de", "acc"}:
            return Complement("de_infinitive", k + 1, infinitive_end(unit, grammar, k))
    doing = _doing(unit, grammar, group, k) if grammar.plain_incise else None
    if doing is not None:
        return Complement("de_infinitive", doing, infinitive_end(unit, grammar, doing))
    if "a" in frames:
        at = to_phrase(unit, grammar, k)
        if at is not None:
            return Complement("a_infinitive", at, infinitive_end(unit, grammar, at))
    everything = word in grammar.style.get("all", ())
    if "inf" in frames and (everything or not flag & (Word.DETERMINER | Word.PREPOSITION)):
        verb = is_infinitive(unit, grammar, k)
        # « celui qu'il prétend être »: the relative pronoun is all that is said.
        stranded = word in grammar.style.get("perfect_infinitives", ()) and (
            k + 1 >= len(unit) or bool(unit.flags[k + 1] & (Word.COMMA | Word.STOP))
        )
        if verb is not None and not stranded:
            return Complement("infinitive", k, infinitive_end(unit, grammar, k))
    if "inf" in frames and flag & (Word.COMMA | Word.SETTING):
        at = infinitive_after_setting(unit, grammar, k)
        if at is not None:
            return Complement("infinitive", at, infinitive_end(unit, grammar, at))
    if "inf" in frames and flag & (Word.SETTING | Word.CAPITAL):
        at = infinitive_after_person(unit, grammar, k)
        if at is not None:
            return Complement("infinitive", at, infinitive_end(unit, grammar, at))
    if frames >= {"dnp", "obj"}:
        told = told_of(unit, grammar, k)
        if told is not None:
            return told
    if group.cue.lemma in grammar.style.get("reproaching", ()):
        at = having_done(unit, grammar, k)
        if at is not None:
            return Complement("de_infinitive", at, infinitive_end(unit, grammar, at))
    # « rappelle aux élus d'agir », but « rappelle la promesse d'agir »
    person = group.cue.lemma not in grammar.style.get("recalling", ()) or flag & Word.SETTING
    if grammar.plain_incise and not flag:
        # « promised money to reopen the road » addresses nobody.
        person = group.cue.lemma in grammar.style.get("addressing", ())
    if frames & {"acc", "de", "obj"} and person:
        at = far_infinitive(unit, grammar, k)
        if at is not None:
            return Complement("de_infinitive", at, infinitive_end(unit, grammar, at))
    if "dnp" in frames and word in grammar.style.get("to_whom", ()):
        # « a fait part au conseil de ses réserves »
        at = next((j for j in range(k + 1, min(n, k + 7)) if unit.flags[j] & Word.POSSESSION), k)
        k, flag, word = at, unit.flags[at], unit.words[at]
    if (
        "dnp" in frames
        and flag & Word.POSSESSION
        and unit.is_(k + 1, Word.NUMBER)
        and unit.words[group.head] in grammar.readings
    ):
        # « parle de 1 200 marcheurs »
        return Complement("noun", k + 1, object_end(unit, grammar, k + 1))
    if (
        group.cue.lemma in grammar.style.get("putting_at", ())
        and _is_number(unit, grammar, k + (word in grammar.infinitive_of))
        and not _is_year(unit.word(k + (word in grammar.infinitive_of)))
        and group.modality != "negated"
    ):
        # « parle de 1,3 million de manifestants »
        first = k + (word in grammar.infinitive_of)
        return Complement("noun", first, noun_end(unit, grammar, first))
    this = unit.word(k + 1) in grammar.style.get("such", ())
    this = this and unit.word(k + 2) in grammar.style.get("reports", ())
    if "dnp" in frames and flag & Word.POSSESSION and this:
        # « s'est félicité de cette nouvelle »: what is known already.
        return None
    if "dnp" in frames and flag & Word.POSSESSION:
        first = k + 1 if word in grammar.infinitive_of else k
        return Complement("noun", first, noun_end(unit, grammar, k))
    if "pred" in frames:
        predicate = predicate_after(unit, grammar, k)
        if predicate is not None:
            return predicate
    if "judge" in frames:
        judged = judgement_after(unit, grammar, group, k)
        if judged is not None:
            return judged
    if "label" in frames:
        labelled = label_after(unit, grammar, group, k)
        if labelled is not None:
            return labelled
    placed = after_place(unit, grammar, k) if frames & {"inc", "inq"} else None
    if placed is not None:
        return Complement("quote", placed, quote_end(unit, grammar, placed))
    quoted = quoted_island(unit, grammar, k)
    if quoted is None and unit.words[k] in grammar.style.get("as", ()):
        quoted = next((j for j in range(k, min(n, k + 4)) if unit.flags[j] & Word.QUOTE), None)
    shown = group.cue.lemma in grammar.style.get("shown_as", ())
    # « a retenu comme "son" candidat »
    shown = shown or (quoted is not None and no_words(unit, grammar, quoted))
    if quoted is not None and (shown or loose_island(unit, grammar, group, k, quoted)):
        quoted = None
    if quoted is not None:
        opening = next(j for j in range(k, quoted + 1) if unit.flags[j] & Word.QUOTE)
        for j in range(max(k, opening - 3), opening):
            if unit.words[j] in grammar.style.get("as", ()):
                # « a dénoncé X comme (étant) une "provocation" »
                return Complement("label", opening, quote_end(unit, grammar, opening))
        if is_infinitive(unit, grammar, k) is not None:
            # « veut être en "concurrence" avec ses adversaires »
            return Complement("island", k, max(quoted, infinitive_end(unit, grammar, k)))
        first = island_start(unit, grammar, k, quoted, frames)
        if first == quoted and unit.words[k] in grammar.infinitive_of and quoted == k + 1:
            said = grammar.token.match(unit.text, unit.quotes[quoted].start)
            if said and said[0].endswith(grammar.infinitive_endings):
                # « recommande de "revoir la loi" sur l'eau, surtout en été »
                return Complement("de_infinitive", quoted, infinitive_end(unit, grammar, quoted))
        if unit.word(quoted - 1) in grammar.style.get("called_words", ()) and first < quoted:
            # « a dénoncé le terme "insincérité" employé par la Cour »
            return Complement("island", quoted, quoted)
        if "np" in frames and first == k:
            setting = unit.is_(quoted + 1, Word.SETTING)
            end = quoted if setting else object_end(unit, grammar, quoted)
            return Complement("noun_island", k, end)
        charged = "acc" in frames and first == quoted
        ending = completed_end if charged else island_end
        return Complement("island", first, ending(unit, grammar, quoted))
    if "np" in frames and flag & Word.SETTING:
        k = over_told(unit, k)
        flag, word = unit.flags[k], unit.words[k]
    # « a révélé l'information », « a salué cette nouvelle »: what is known already;
    # « a dévoilé la liste », « n'a pas confirmé le départ »: nothing is told of what it says.
    anaphoric = word in grammar.style.get("anaphoric", ()) or (
        unit.word(k + 1) in grammar.style.get("reports", ())
        and not unit.is_(k + 2, Word.RELATIVE | Word.COMPLEMENTIZER)
        and not (
            unit.is_(k + 2, Word.POSSESSION)
            and unit.word(k + 1) not in grammar.style.get("news", ())
        )
    )
    anaphoric = anaphoric or (
        any(unit.word(k + j) in grammar.style.get("contentless", ()) for j in (1, 2))
        or unit.is_(k, Word.OWN_VOICE)
        # « les dénoncent le plus souvent »
        or unit.word(k + 1) in grammar.style.get("comparing", ())
        or unit.words[k] in grammar.first_persons
        or unit.word(k + 1) in grammar.style.get("this", ())
        or group.modality == "negated"
        or _not_owned(unit, grammar, group, k)
    )
    many = _more_than(unit, grammar, k) if "np" in frames else None
    if many is not None:
        return Complement("noun", many, object_end(unit, grammar, k + 1))
    if "np" in frames and flag & (Word.DETERMINER | Word.NUMBER) and not anaphoric:
        # « dénonce la manière dont la ville est tenue : les uns paient pour les autres »
        way = unit.word(k + 1) in grammar.style.get("ways", ())
        words = _far_colon(unit, grammar, k, way) if "q" in frames else None
        if words is not None:
            # « dénonce la stratégie du maire : "..." »
            return words
        return Complement("noun", k, object_end(unit, grammar, k))
    if grammar.plain_incise and frames & {"inc"}:
        # « says of Clinton, "..." ».
        for j in range(k, min(n - 1, k + 14)):
            if unit.flags[j] & Word.COMMA and unit.flags[j + 1] & Word.QUOTE:
                return Complement("quote", j + 1, quote_end(unit, grammar, j + 1))
            if unit.flags[j] & (Word.STOP | Word.QUOTE | Word.COLON):
                break
    finding = group.cue.lemma in grammar.style.get("finding", ())
    clause = frames >= {"inc", "que"} and group.modality != "negated" and not finding
    return _far_colon(unit, grammar, k, clause) if frames & {"inc", "inq", "que", "label"} else None


def _doing(unit: Unit, grammar: Grammar, group: Group, k: int) -> int | None:
    """« denied closing the road », « accused the council of closing it »: the first of these."""
    endings = tuple(grammar.style.get("participle_present", ("\0",)))
    if "acc" in group.cue.frames:
        for j in range(k + 1, min(len(unit) - 1, k + _ACCUSED)):
            if unit.flags[j] & (Word.STOP | Word.COMMA | Word.QUOTE | Word.COMPLEMENTIZER):
                return None
            at = skip_adverbs(unit, grammar, j + 1)
            if unit.flags[j] & Word.POSSESSION and unit.word(at).endswith(endings):
                return j + 1
        return None
    at = skip_adverbs(unit, grammar, k)
    if "ing" not in group.cue.frames or not unit.word(at).endswith(endings):
        return None
    noun = unit.is_(at, Word.CAPITAL) or unit.is_(at + 1, Word.COMMA | Word.STOP | Word.POSSESSION)
    return None if noun or len(unit.word(at)) < _PARTICIPLE else k


# How far behind the verb the person accused may reach, and how long « doing » is.
_ACCUSED = 16
_PARTICIPLE = 5


def _quoted_thought(unit: Unit, grammar: Grammar, group: Group, que: int) -> bool:
    """« pense que le maire l'a "trahi" »: a thought told in quoted words was voiced."""
    if group.cue.lemma not in grammar.style.get("thinking", ()) or group.modality == "negated":
        return False
    mark = Word.QUOTE | Word.COMMA | Word.STOP | Word.COLON
    at = next((k for k in range(que + 1, len(unit)) if unit.flags[k] & mark), que)
    return bool(unit.flags[at] & Word.QUOTE)


def _voiced(unit: Unit, grammar: Grammar, group: Group, k: int) -> Complement | None:
    """« annonce son intention de partir », « souligne la nécessité de voter »: noun and all."""
    style = grammar.style
    if not unit.flags[k] & Word.DETERMINER or group.modality == "negated":
        return None
    noun = next(
        (
            j
            for j in (k + 1, k + 2)
            if not unit.is_(j, Word.NUMBER)
            and unit.word(j) in style.get("wills", ()) + style.get("stressed", ())
        ),
        None,
    )
    if noun is None:
        return None
    word = unit.words[noun]
    owned = unit.words[k] in style.get("owners", ()) and group.cue.lemma in style.get("voicing", ())
    if owned and word in style.get("wills", ()):
        link = skip_adverbs(unit, grammar, noun + 1)
        if unit.word(link) in grammar.infinitive_of:
            if is_infinitive(unit, grammar, link + 1) is not None:
                return Complement("voiced", k, infinitive_end(unit, grammar, link + 1))
        elif unit.is_(link, Word.COMPLEMENTIZER) and link + 1 < len(unit):
            return Complement("voiced", k, clause_end(unit, grammar, link + 1))
    # « En constatant l'ampleur du mal, » tells what was seen.
    stressing = group.cue.lemma in style.get("stressing", ()) and (
        group.kind == "finite" or group.cue.lemma in style.get("voicing", ())
    )
    if (
        stressing
        and word in style.get("stressed", ())
        and unit.words[k] not in style.get("such", ())
        and (_possessed(unit, noun) or unit.is_(k, Word.INDEFINITE))
    ):
        return Complement("voiced", k, object_end(unit, grammar, noun))
    return None


def _possessed(unit: Unit, noun: int) -> bool:
    """« le rôle de », « le rôle essentiel de »."""
    if unit.is_(noun + 1, Word.POSSESSION):
        return True
    return unit.word(noun + 1)[:1].islower() and unit.is_(noun + 2, Word.POSSESSION)


def _is_number(unit: Unit, grammar: Grammar, index: int) -> bool:
    word = unit.word(index)
    of = unit.word(index - 1) in grammar.infinitive_of
    return unit.is_(index, Word.NUMBER) or (of and word in grammar.style.get("numerals", ()))


def _not_owned(unit: Unit, grammar: Grammar, group: Group, k: int) -> bool:
    """« admet l'échec de son plan » is voiced, « reconnaît la voiture » is not."""
    if group.cue.lemma not in grammar.style.get("owning_up", ()):
        return False
    failing = any(unit.word(j) in grammar.style.get("failings", ()) for j in (k + 1, k + 2))
    return group.kind == "gerund" or not failing


def _more_than(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« annonce plus de vingt arrestations »: where the quantity begins."""
    if not unit.is_(k, Word.POSSESSION) or not unit.is_(k + 1, Word.NUMBER | Word.DETERMINER):
        return None
    return k - 1 if unit.words[k - 1] in grammar.style.get("more_than", ()) else None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _topic(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« met en garde contre X », « insiste sur X »: what is warned of or stressed."""
    for j in range(k, min(len(unit) - 1, k + 10)):
        if unit.words[j] in grammar.style.get("topic", ()):
            return Complement("noun", j + 1, object_end(unit, grammar, j + 1))
        if unit.flags[j] & (
            Word.COMMA
            | Word.STOP
            | Word.QUOTE
            | Word.COLON
            | Word.HAVE
            | Word.BE
            | Word.COMPLEMENTIZER
        ):
            break
    return None


def _far_colon(unit: Unit, grammar: Grammar, k: int, clause: bool = False) -> Complement | None:
    """« décrit la fraude en ces termes : ... », quoted words or a ``clause`` after the colon."""
    n = len(unit)
    for j in range(k, min(n - 1, k + 14)):
        flag = unit.flags[j]
        if flag & Word.COLON:
            quoted = any(unit.is_(j + i, Word.QUOTE) for i in (1, 2))
            if (quoted or clause) and unit.words[j - 1] not in grammar.naming:
                end = stretch_end(unit, j + 1)
                told = is_nominal(unit, j + 1) and verb_soon(unit, grammar, j + 2, end)
                told = told or is_infinitive(unit, grammar, j + 1) is not None
                if quoted or told:
                    return Complement("far_colon", j + 1, end)
            return None
        if flag & (Word.STOP | Word.QUOTE | Word.COMPLEMENTIZER | Word.HAVE | Word.COMMA):
            return None
    return None
