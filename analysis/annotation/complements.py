"""What a reporting verb governs: a clause, an infinitive, a noun phrase, quoted words, a label."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation.grammar import Cue, Grammar, Word
from analysis.annotation.groups import Group
from analysis.annotation.stretches import (
    has_verb,
    past_participle,
    setting_phrase,
    skip_time,
    stretch_end,
)
from analysis.annotation.subjects import (
    adverbial_at,
    close_before,
    is_adverb,
    is_infinitive,
    is_nominal,
    looks_finite,
    noun_phrase_after,
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


def complement_after(unit: Unit, grammar: Grammar, group: Group, start: int) -> Complement | None:
    """The complement of a reporting verb, by the frames the verb allows."""
    frames = group.cue.frames
    n = len(unit)
    k = skip_time(unit, grammar, start)
    if k < n and unit.flags[k] & (Word.DASH | Word.OPEN):
        # « a concédé – après des années – que ... »
        k = _over_inserted(unit, k)
    while k < n and (
        unit.flags[k] & (Word.NEGATION | Word.ADVERB) and not unit.flags[k] & Word.DETERMINER
    ):
        k = skip_adverbs(unit, grammar, k + 1)
    if k < n and unit.flags[k] & Word.COMMA:
        k = _over_commas(unit, grammar, k)
    if k < n and unit.flags[k] & Word.COMMA:
        after = skip_adverbs(unit, grammar, k + 1)
        if (after > k + 1 and unit.is_(after, Word.COMMA)) or unit.is_(k + 1, Word.QUOTE):
            k = after + unit.is_(after, Word.COMMA)
    if k >= n:
        return None
    flag = unit.flags[k]
    # A quotation at once, after a colon or after « que ».
    if flag & Word.QUOTE:
        end = quote_end(unit, grammar, k)
        if "acc" in frames and end > k:
            # « accuse "trois élus" de faire "allégeance" au parti »
            return Complement("quote", k, _infinitive_end(unit, grammar, end))
        if (
            "judge" in frames
            and unit.word(end + 1) in grammar.infinitive_of
            and is_infinitive(unit, grammar, end + 2) is not None
        ):
            # « a jugé "nécessaire" de voter »
            return Complement("quote", k, noun_end(unit, grammar, end + 1))
        if unit.is_(end + 1, Word.DETERMINER) and ("label" in frames or end == k):
            end = _listed_end(unit, noun_end(unit, grammar, end + 1))
        elif (
            end == k
            and ("pred" in frames or " " in unit.text[unit.starts[k] + 2 : unit.ends[k] - 2])
            and (
                unit.is_(end + 1, Word.POSSESSION)
                or unit.word(end + 1) in grammar.style.get("complementing", ())
            )
        ):
            # « se dit "inquiet" de la hausse », « est "prêt à parler" avec ses voisins »
            end = _island_end(unit, grammar, end)
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
    fact = _the_fact(unit, grammar, k) or _concerning(unit, grammar, k)
    named = "to" in frames and "que" not in frames
    if fact is not None and frames & {"inc", "que", "inq", "anp", "dnp", "q"} and not named:
        return Complement("que", fact, clause_end(unit, grammar, fact))
    topic = _topic(unit, grammar, k) if "anp" in frames else None
    if topic is not None:
        return topic
    que = _find_que(unit, grammar, group, k)
    clausal = frames & {"que", "obj", "de", "inf", "dnp"}
    if que is not None:
        end = clause_end(unit, grammar, que + 1)
        if clausal or unit.is_(que + 1, Word.QUOTE) or _quoted_thought(unit, grammar, group, que):
            return Complement("que", que + 1, end)
    if frames & grammar.zero_complementizer:
        at = _bare_clause(unit, grammar, group, k)
        if at is not None:
            return Complement("clause", at, clause_end(unit, grammar, at))
    word = unit.words[k]
    asks = Word.INTERROGATIVE | Word.RELATIVE
    asked = flag & asks and not unit.is_(k + 1, Word.ADVERB | Word.TIME)
    if "si" in frames and asked and k == skip_adverbs(unit, grammar, start):
        return Complement("question", k, stretch_end(unit, k))
    if word in grammar.infinitive_of and frames & {"de", "inf", "dnp", "acc"}:
        verb = is_infinitive(unit, grammar, k + 1)
        if verb is not None and frames & {"de", "acc"}:
            return Complement("de_infinitive", k + 1, _infinitive_end(unit, grammar, k))
    if "a" in frames:
        at = _to_phrase(unit, grammar, k)
        if at is not None:
            return Complement("a_infinitive", at, _infinitive_end(unit, grammar, at))
    if "inf" in frames and not flag & (Word.DETERMINER | Word.PREPOSITION):
        verb = is_infinitive(unit, grammar, k)
        if verb is not None:
            return Complement("infinitive", k, _infinitive_end(unit, grammar, k))
    if "inf" in frames and flag & (Word.COMMA | Word.SETTING):
        at = _infinitive_after_setting(unit, grammar, k)
        if at is not None:
            return Complement("infinitive", at, _infinitive_end(unit, grammar, at))
    if "inf" in frames and flag & (Word.SETTING | Word.CAPITAL):
        at = _infinitive_after_person(unit, grammar, k)
        if at is not None:
            return Complement("infinitive", at, _infinitive_end(unit, grammar, at))
    if frames >= {"dnp", "obj"}:
        told = _told_of(unit, grammar, k)
        if told is not None:
            return told
    if group.cue.lemma in grammar.style.get("reproaching", ()):
        at = having_done(unit, grammar, k)
        if at is not None:
            return Complement("de_infinitive", at, _infinitive_end(unit, grammar, at))
    # « rappelle aux élus d'agir », but « rappelle la promesse d'agir »
    person = group.cue.lemma not in grammar.style.get("recalling", ()) or flag & Word.SETTING
    if frames & {"acc", "de", "obj"} and person:
        at = _far_infinitive(unit, grammar, k)
        if at is not None:
            return Complement("de_infinitive", at, _infinitive_end(unit, grammar, at))
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
        return Complement("noun", k + 1, _object_end(unit, grammar, k + 1))
    if (
        group.cue.lemma in grammar.style.get("putting_at", ())
        and _is_number(unit, grammar, k + (word in grammar.infinitive_of))
        and not _is_year(unit.word(k + (word in grammar.infinitive_of)))
        and group.modality != "negated"
    ):
        # « parle de 1,3 million de manifestants »
        first = k + (word in grammar.infinitive_of)
        return Complement("noun", first, noun_end(unit, grammar, first))
    if "dnp" in frames and flag & Word.POSSESSION:
        first = k + 1 if word in grammar.infinitive_of else k
        return Complement("noun", first, noun_end(unit, grammar, k))
    if "pred" in frames:
        predicate = _predicate(unit, grammar, k)
        if predicate is not None:
            return predicate
    if "judge" in frames:
        judged = _judged(unit, grammar, group, k)
        if judged is not None:
            return judged
    if "label" in frames:
        labelled = _labelled(unit, grammar, k, frames)
        if labelled is not None:
            return labelled
    placed = _after_place(unit, grammar, k) if frames & {"inc", "inq"} else None
    if placed is not None:
        return Complement("quote", placed, quote_end(unit, grammar, placed))
    quoted = _quoted_island(unit, grammar, k)
    if quoted is None and unit.words[k] in grammar.style.get("as", ()):
        quoted = next((j for j in range(k, min(n, k + 4)) if unit.flags[j] & Word.QUOTE), None)
    if quoted is not None and _loose_island(unit, grammar, group, k, quoted):
        quoted = None
    if quoted is not None:
        opening = next(j for j in range(k, quoted + 1) if unit.flags[j] & Word.QUOTE)
        for j in range(max(k, opening - 3), opening):
            if unit.words[j] in grammar.style.get("as", ()):
                # « a dénoncé X comme (étant) une "provocation" »
                return Complement("label", opening, quote_end(unit, grammar, opening))
        if is_infinitive(unit, grammar, k) is not None:
            # « veut être en "concurrence" avec ses adversaires »
            return Complement("island", k, max(quoted, _infinitive_end(unit, grammar, k)))
        first = _island_start(unit, grammar, k, quoted, frames)
        if first == quoted and unit.words[k] in grammar.infinitive_of and quoted == k + 1:
            said = grammar.token.match(unit.text, unit.quotes[quoted].start)
            if said and said[0].endswith(grammar.infinitive_endings):
                # « recommande de "revoir la loi" sur l'eau, surtout en été »
                return Complement("de_infinitive", quoted, _infinitive_end(unit, grammar, quoted))
        if "np" in frames and first == k:
            setting = unit.is_(quoted + 1, Word.SETTING)
            end = quoted if setting else _object_end(unit, grammar, quoted)
            return Complement("noun_island", k, end)
        charged = "acc" in frames and first == quoted
        ending = _completed if charged else _island_end
        return Complement("island", first, ending(unit, grammar, quoted))
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
        return Complement("noun", many, _object_end(unit, grammar, k + 1))
    if "np" in frames and flag & (Word.DETERMINER | Word.NUMBER) and not anaphoric:
        # « dénonce la manière dont la ville est tenue : les uns paient pour les autres »
        way = unit.word(k + 1) in grammar.style.get("ways", ())
        words = _far_colon(unit, grammar, k, way) if "q" in frames else None
        if words is not None:
            # « dénonce la stratégie du maire : "..." »
            return words
        return Complement("noun", k, _object_end(unit, grammar, k))
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


def _quoted_thought(unit: Unit, grammar: Grammar, group: Group, que: int) -> bool:
    """« pense que le maire l'a "trahi" »: a thought told in quoted words was voiced."""
    if group.cue.lemma not in grammar.style.get("thinking", ()) or group.modality == "negated":
        return False
    mark = Word.QUOTE | Word.COMMA | Word.STOP | Word.COLON
    at = next((k for k in range(que + 1, len(unit)) if unit.flags[k] & mark), que)
    return bool(unit.flags[at] & Word.QUOTE)


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


def _concerning(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« ont exprimé leur colère quant au fait que ... »: the clause after it."""
    for j in range(k, min(len(unit) - 4, k + 8)):
        if unit.flags[j] & (Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE | Word.COMPLEMENTIZER):
            return None
        if unit.words[j] in grammar.style.get("concerning", ()):
            fact = unit.words[j + 2] in grammar.style.get("fact", ())
            return j + 4 if fact and unit.flags[j + 3] & Word.COMPLEMENTIZER else None
    return None


def _the_fact(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a insisté sur le fait que ... », « parle du fait que ... »: the clause after it."""
    for j in range(k, min(len(unit) - 2, k + 4)):
        if unit.words[j] in grammar.style.get("fact", ()):
            return j + 2 if unit.flags[j + 1] & Word.COMPLEMENTIZER else None
        if not unit.flags[j] & (Word.PREPOSITION | Word.DETERMINER | Word.POSSESSION):
            return None
        if unit.flags[j] & Word.AGENT:
            return None
    return None


def _topic(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« met en garde contre X », « insiste sur X »: what is warned of or stressed."""
    for j in range(k, min(len(unit) - 1, k + 10)):
        if unit.words[j] in grammar.style.get("topic", ()):
            return Complement("noun", j + 1, _object_end(unit, grammar, j + 1))
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


def _over_inserted(unit: Unit, index: int) -> int:
    """The token after the dash or parenthesis that closes an insertion, or the same token."""
    opener = unit.flags[index] & (Word.DASH | Word.OPEN)
    closer = Word.DASH if opener & Word.DASH else Word.CLOSE
    for k in range(index + 2, min(len(unit) - 1, index + 25)):
        if unit.flags[k] & closer:
            return k + 1
    return index


def _over_commas(unit: Unit, grammar: Grammar, index: int) -> int:
    """« entend, lui, "aller vite" », « dénoncent, dans une lettre, "..." »: over the insertion."""
    n = len(unit)
    for k in range(index + 1, min(n - 1, index + 12)):
        flag = unit.flags[k]
        if flag & Word.COMMA:
            perfect = unit.words[k + 1] in grammar.style.get("perfect_infinitives", ())
            goes_on = perfect or unit.flags[k + 1] & (Word.QUOTE | Word.COMPLEMENTIZER)
            # « ont expliqué, eux aussi, à leur fils que ... »
            goes_on = goes_on or (
                unit.is_(index + 1, Word.STRONG) and unit.is_(k + 1, Word.SETTING)
            )
            return k + 1 if goes_on else index
        if flag & (Word.HAVE | Word.BE | Word.VERB | Word.QUOTE | Word.STOP | Word.COLON):
            break
        if k == index + 1 and not flag & (Word.STRONG | Word.SETTING | Word.PREPOSITION):
            break
    return index


def gerund_clause(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« ..., (tout) en reconnaissant des retards »: the author tells of another saying."""
    if unit.word(index) in grammar.style.get("all", ()):
        index += 1
    if not unit.is_(index, Word.GERUND):
        return False
    return any(r.form == "G" for r in grammar.readings.get(unit.word(index + 1), ()))


def _bare_apposition(unit: Unit, grammar: Grammar, first: int, comma: int, end: int) -> bool:
    """« ... de la Norvège, pays où la neige ... »: what the author tells of a name, to the end."""
    if unit.is_(comma - 1, Word.QUOTE):
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


def _listed_end(unit: Unit, end: int) -> int:
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
        if unit.flags[k] & Word.COMMA and (
            unit.words[k + 1] in despite or _consequence(unit, grammar, k + 1)
        ):
            return k - 1
    return end


def _hence(unit: Unit, grammar: Grammar, index: int) -> bool:
    """« (est bon) d'où la décision de partir »: what the author says follows from it."""
    return (
        unit.word(index + 1) in grammar.style.get("hence", ())
        and unit.words[index] in grammar.infinitive_of
        and unit.is_(index + 2, Word.DETERMINER)
    )


def _infinitive_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of a reported infinitive: a comma that a new subject and its verb follow ends it."""
    end = stretch_end(unit, first)
    perfect = False
    for k in range(first + 1, end):
        if _own_words(unit, grammar, k):
            return k - 2 if unit.is_(k - 1, Word.COMMA) else k - 1
        if _hence(unit, grammar, k):
            return k - 1 - unit.is_(k - 1, Word.COMMA)
        if (
            unit.flags[k] & Word.COORDINATOR
            and unit.is_(k + 1, Word.REFLEXIVE)
            and is_infinitive(unit, grammar, k + 1) is None
        ):
            # « d'avoir menti et s'apprête à partir »
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
    last = next((k for k in range(end, first, -1) if unit.flags[k] & Word.QUOTE), None)
    if last is not None and last < end and unit.is_(last + 1, Word.SETTING | Word.COMMA):
        # « être en "concurrence" avec ses voisins », but « parler de "guerre" dans une lettre »
        goes_on = unit.words[last + 1] in grammar.style.get("complementing", ())
        return end if goes_on else last
    return end


def _spliced(unit: Unit, grammar: Grammar, first: int, end: int) -> bool:
    """« (disent manquer de temps), les arrêts augmentent »: a clause that a comma alone adds."""
    nominal = unit.is_(first, Word.DETERMINER | Word.NUMBER)
    nominal = nominal and not unit.is_(first + 1, Word.RELATIVE)
    return nominal and _verb_soon(unit, grammar, first + 2, end + 1)


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


def clause_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of a reported clause: the sentence's, or where the author's own words begin."""
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
        if _hence(unit, grammar, k):
            return k - 1 - unit.is_(k - 1, Word.COMMA)
        if (
            not flag
            and unit.words[k].endswith(participle)
            and unit.words[k] not in grammar.readings
        ):
            if unit.is_(k - 1, Word.QUOTE):
                return k - 1
            if unit.is_(k - 1, Word.COMMA) and unit.is_(k - 2, Word.QUOTE):
                return k - 2
        if not flag & (Word.COMMA | Word.COORDINATOR):
            continue
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


def _has_tail(unit: Unit, cue: Cue, index: int) -> bool:
    """« et fait savoir »: whether the words of a fixed phrase follow its verb."""
    tail = cue.tail
    return not tail or any(
        tuple(unit.words[k : k + len(tail)]) == tail for k in range(index + 1, index + 4)
    )


def _labelled(unit: Unit, grammar: Grammar, k: int, frames: frozenset[str]) -> Complement | None:
    """« considère X comme une "..." », « a qualifié X de "..." »: object and what it is called."""
    n = len(unit)
    link: int | None = None
    for j in range(k, min(n, k + 30)):
        flag = unit.flags[j]
        if flag & (Word.STOP | Word.COLON | Word.COMPLEMENTIZER | Word.HAVE | Word.BE):
            if flag & Word.STOP or (link is None and "to" not in frames):
                break
            continue
        if unit.words[j] in grammar.style.get("as", ()):
            link = j
        if flag & Word.QUOTE:
            called = link == k or ("judge" not in frames and (link is None or j - link <= 3))
            end = _completed(unit, grammar, quote_end(unit, grammar, j))
            return Complement("label", j if called else k, end)
    if link is None:
        return _called(unit, grammar, k) if "to" in frames else None
    if unit.is_(link + 1, Word.PRONOUN) and not unit.is_(
        link + 1, Word.STRONG | Word.DEMONSTRATIVE
    ):
        # « traite les autres comme il l'entend »
        return None
    first = link + 1 if link == k or "judge" not in frames else k
    return Complement("label", first, adjectives_end(unit, grammar, noun_end(unit, grammar, link)))


def _predicate(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« se dit prêt à partir », « s'est déclarée favorable au projet »: what it says it is."""
    flag = unit.flags[k]
    if unit.words[k] in grammar.style.get("greetings", ()):
        return None
    known = unit.flags[k] & Word.STATE or past_participle(unit, grammar, k)
    if not known and (flag & ~Word.MODAL or unit.words[k] in grammar.style.get("as", ())):
        return None
    if unit.is_(k + 1, Word.COMPLEMENTIZER):
        return (
            Complement("que", k + 2, clause_end(unit, grammar, k + 2))
            if (k + 2 < len(unit))
            else None
        )
    end = _infinitive_end(unit, grammar, k)
    colon = next((j for j in range(k + 1, end) if unit.flags[j] & (Word.COLON | Word.QUOTE)), end)
    return Complement("predicate", k, colon - 1 if unit.flags[colon] & Word.COLON else end)


def _judging(unit: Unit, grammar: Grammar, index: int) -> bool:
    """Whether an adjective that judges (« trop lent », « nécessaire ») stands at a token."""
    if not 0 <= index < len(unit) or unit.flags[index] & ~_ADJECTIVES:
        return False
    degree = unit.words[index - 1] in grammar.style.get("degrees", ())
    word = unit.words[index]
    stem = word[:-1] if word.endswith("s") else word
    listed = grammar.style.get("judging", ())
    return (
        word in listed
        or stem in listed
        or stem.rstrip("e") in listed
        or (degree and not unit.flags[index])
    )


_ADJECTIVES = Word.ADVERB | Word.STATE


def _judged(unit: Unit, grammar: Grammar, group: Group, k: int) -> Complement | None:
    """« juge ces propos inadmissibles »: an object and the adjective given to it."""
    if unit.words[k - 1] in grammar.style.get("degrees", ()):
        k -= 1
    ahead = k + (unit.words[k] in grammar.style.get("degrees", ()))
    # « juge réussi le début »: no noun stands there without a determiner.
    found = (
        not unit.flags[ahead]
        and unit.is_(ahead + 1, Word.DETERMINER)
        and not is_adverb(unit, grammar, ahead)
        and is_infinitive(unit, grammar, ahead) is None
    )
    if _judging(unit, grammar, ahead) or found:
        # « juge positif le vote », « estime nécessaire de voter », « juge trop tôt pour »
        after = ahead + 1
        asked = unit.word(after) in grammar.infinitive_of and group.modality != "negated"
        if asked or unit.is_(after, Word.DETERMINER | Word.COMPLEMENTIZER):
            return Complement("judged", k, clause_end(unit, grammar, k))
        return None
    if not unit.flags[k] & Word.DETERMINER:
        return None
    finding = group.cue.lemma in grammar.style.get("finding", ())
    for j in range(k + 2, min(len(unit), k + 14)):
        if unit.flags[j] & (Word.STOP | Word.COMMA | Word.COLON | Word.QUOTE | Word.COMPLEMENTIZER):
            break
        closed = j + 1 >= len(unit) or unit.flags[j + 1] & (
            Word.STOP | Word.COMMA | Word.COORDINATOR | Word.BACKGROUND | Word.SUBORDINATOR
        )
        to = unit.word(j + 1) in grammar.infinitive_to and is_infinitive(unit, grammar, j + 2)
        degree = unit.words[j - 1] in grammar.style.get("degrees", ())
        if (closed or to) and _judging(unit, grammar, j) and (degree or not finding):
            # « juge l'échéance difficile à tenir », « juge la réforme trop lente »
            return Complement("judged", k, noun_end(unit, grammar, j) if to else j)
    end = noun_end(unit, grammar, k)
    adjective = unit.words[end].endswith(tuple(grammar.style.get("adjective_endings", ("\0",))))
    if unit.flags[end] or not adjective or end - k < 2 or unit.is_(end - 1, Word.POSSESSION):
        return None
    if any(unit.flags[i] & (Word.QUOTE | Word.COMPLEMENTIZER) for i in range(k, end)):
        return None
    return Complement("judged", k, end)


def _called(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« a qualifié le tweet de X de fiasco »: the last « de » before a bare noun or adjective."""
    end = noun_end(unit, grammar, k)
    for j in range(end - 1, k - 1, -1):
        if (
            unit.words[j] in grammar.infinitive_of
            and not unit.flags[j + 1]
            and (j == k or unit.words[j - 1] not in grammar.infinitive_of)
        ):
            return Complement("label", j + 1, end)
    return None


def _told_of(unit: Unit, grammar: Grammar, k: int) -> Complement | None:
    """« a informé X de la décision »: the last « de » with a determiner after the person."""
    for j in range(k, min(len(unit) - 1, k + 12)):
        if unit.flags[j] & (Word.COMMA | Word.STOP | Word.COLON | Word.QUOTE):
            return None
        if unit.words[j] in grammar.infinitive_of and unit.flags[j + 1] & Word.DETERMINER:
            return Complement("noun", j + 1, noun_end(unit, grammar, j + 1))
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
                told = is_nominal(unit, j + 1) and _verb_soon(unit, grammar, j + 2, end)
                told = told or is_infinitive(unit, grammar, j + 1) is not None
                if quoted or told:
                    return Complement("far_colon", j + 1, end)
            return None
        if flag & (Word.STOP | Word.QUOTE | Word.COMPLEMENTIZER | Word.HAVE | Word.COMMA):
            return None
    return None


def _verb_soon(unit: Unit, grammar: Grammar, first: int, end: int) -> bool:
    """Whether a verb follows a subject, before a mark or a conjunction."""
    for k in range(first, min(end, first + 10)):
        flag = unit.flags[k]
        if flag & (Word.COMMA | Word.OPEN | Word.RELATIVE | Word.COMPLEMENTIZER | Word.QUOTE):
            return False
        known = flag & (Word.HAVE | Word.BE | Word.VERB) or looks_finite(unit, grammar, k)
        if known or plural_verb(unit, grammar, k):
            return True
    return False


def _find_que(unit: Unit, grammar: Grammar, group: Group, k: int) -> int | None:
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
            if group.modality == "negated" and not any(
                unit.flags[j] & Word.NEGATION for j in range(group.first, k)
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
            and not unit.is_(k - 1, _GOVERNORS)
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


_GOVERNORS = (
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


def _bare_clause(unit: Unit, grammar: Grammar, group: Group, k: int) -> int | None:
    """A reported clause without its conjunction (« said he would leave »), after a person told."""
    n = len(unit)
    if "obj" in group.cue.frames and "que" not in group.cue.frames:
        person = noun_phrase_after(unit, grammar, k)
        if person is None:
            return None
        k = person[1] + 1
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


def _to_phrase(unit: Unit, grammar: Grammar, k: int) -> int | None:
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


def _far_infinitive(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a demandé au gouvernement de retirer »: the infinitive after the person addressed."""
    n = len(unit)
    if not unit.flags[k] & (Word.SETTING | Word.DETERMINER | Word.CAPITAL):
        return None
    for j in range(k, min(n, k + 40)):
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
            and not unit.is_(j - 1, _GOVERNORS)
        ):
            # « a rappelé aux États leur promesse d'agir »
            return None
        if (
            unit.words[j] in grammar.infinitive_of
            and is_infinitive(unit, grammar, j + 1) is not None
        ):
            return j + 1
    return None


def _infinitive_after_setting(unit: Unit, grammar: Grammar, k: int) -> int | None:
    """« a indiqué jeudi, lors d'une visite à Lyon, vouloir ... »: the infinitive after it."""
    blocked = Word.HAVE | Word.BE | Word.VERB | Word.STOP | Word.COLON | Word.QUOTE | Word.RELATIVE
    for j in range(k + 1, min(len(unit) - 1, k + 16)):
        if unit.flags[j] & blocked:
            return None
        if unit.flags[j] & Word.COMMA:
            return j + 1 if is_infinitive(unit, grammar, j + 1) == j + 1 else None
    return None


def _infinitive_after_person(unit: Unit, grammar: Grammar, k: int) -> int | None:
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


def noun_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of an indirect noun complement: the comma, a setting at its end left out."""
    n = len(unit)
    k = first
    while k + 1 < n:
        flag = unit.flags[k + 1]
        if flag & (Word.COMMA | Word.STOP | Word.COLON | Word.DASH | Word.BACKGROUND):
            break
        if flag & Word.COORDINATOR and unit.word(k + 2) in grammar.readings:
            break
        k += 1
    return k


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
    for k in range(first + 1, min(len(unit), first + 7)):
        flag = unit.flags[k]
        if flag & (Word.HAVE | Word.BE) and not flag & Word.CAPITAL:
            return True
        if flag & (Word.RELATIVE | Word.COMPLEMENTIZER | Word.COMMA | Word.QUOTE | Word.COLON):
            return False
    return False


def _object_end(unit: Unit, grammar: Grammar, first: int) -> int:
    """The end of an announced object: the sentence's, or a comma before the author's own words."""
    end = stretch_end(unit, first)
    for k in range(first + 1, end):
        flag = unit.flags[k]
        when = unit.words[k] in grammar.style.get("when", ())
        if flag & (Word.STOP | Word.BACKGROUND) or when or _own_words(unit, grammar, k):
            return k - 1
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
        if flag & Word.COORDINATOR or unit.word(after).endswith(
            tuple(grammar.style.get("participle_present", ("\0",)))
        ):
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


def _quoted_island(unit: Unit, grammar: Grammar, k: int) -> int | None:
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
            and not unit.flags[k - 1] & _GOVERNORS
            and _infinitive_cue(grammar, unit, k)
        ):
            # « entend la foule chanter "..." »
            return None
        if flag & Word.QUOTE:
            titled = unit.words[k - 1] in grammar.naming or (k > start and _named(unit, grammar, k))
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


def _after_place(unit: Unit, grammar: Grammar, k: int) -> int | None:
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
            whole = said[:1].isupper() and len(said.split()) >= _SENTENCE
            return j if whole and not unit.flags[j - 1] & _GOVERNORS else None
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


def _loose_island(unit: Unit, grammar: Grammar, group: Group, k: int, last: int) -> bool:
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


def _island_start(unit: Unit, grammar: Grammar, k: int, last: int, frames: frozenset[str]) -> int:
    """Where a complement with quoted words begins: its noun phrase, or after the person told."""
    quote = next(j for j in range(k, last + 1) if unit.flags[j] & Word.QUOTE)
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


def _completed(unit: Unit, grammar: Grammar, last: int) -> int:
    """« de "marchand" de peur »: the noun phrase that « de » completes behind the quoted words."""
    if not unit.is_(last + 1, Word.POSSESSION) or unit.is_(last + 2, Word.TIME | Word.QUOTE):
        return last
    return _island_end(unit, grammar, last)


def _island_end(unit: Unit, grammar: Grammar, last: int) -> int:
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
