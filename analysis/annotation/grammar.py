"""Word classes and reporting cues of a language, compiled once from its lexicons.

``lexicons/grammar.toml`` holds the closed classes (determiners, prepositions, pronouns ...),
``lexicons/cues.toml`` the reporting verbs as lemmas with the endings that conjugate them. Both
become dictionaries keyed by the lower-case word, so that the search for attributions looks a word
up instead of trying patterns on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from analysis import languages
from analysis.annotation.enumerations import Classes
from analysis.annotation.wordlists import any_case
from analysis.languages import LanguagePack
from analysis.schema import CueClass


class Word:
    """What a token can be; a token can be several things at once.

    Plain integers: the members of an ``enum.IntFlag`` made the search three times as slow.
    """

    DETERMINER = 1 << 0
    INDEFINITE = 1 << 1
    PRONOUN = 1 << 2
    OWN_VOICE = 1 << 3
    PREPOSITION = 1 << 4
    SETTING = 1 << 5
    POSSESSION = 1 << 6
    SUBORDINATOR = 1 << 7
    BACKGROUND = 1 << 8
    COMPLEMENTIZER = 1 << 9
    RELATIVE = 1 << 10
    SUBJECT_RELATIVE = 1 << 11
    COORDINATOR = 1 << 12
    CLITIC = 1 << 13
    REFLEXIVE = 1 << 14
    NEGATION = 1 << 15
    NEGATIVE_CLITIC = 1 << 16
    ADVERB = 1 << 17
    TIME = 1 << 18
    HAVE = 1 << 19
    BE = 1 << 20
    BEEN = 1 << 21
    MODAL = 1 << 22
    VERB = 1 << 23
    TITLE = 1 << 24
    AGENT = 1 << 25
    GERUND = 1 << 26
    INTERROGATIVE = 1 << 27
    STATE = 1 << 28
    STRONG = 1 << 29
    DEMONSTRATIVE = 1 << 30
    # From the shape of the token, not from a list.
    CAPITAL = 1 << 31
    NUMBER = 1 << 32
    QUOTE = 1 << 33
    COMMA = 1 << 34
    COLON = 1 << 35
    STOP = 1 << 36
    DASH = 1 << 37
    OPEN = 1 << 38
    CLOSE = 1 << 39


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: which complements make it reported speech, and how it judges the saying.

    ``tail`` are the words that follow the verb in a fixed phrase (« faire *savoir* »).
    """

    lemma: str
    cue_class: CueClass
    frames: frozenset[str]
    reflexive: bool = False
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form as a reporting verb.

    ``form`` is F finite, C conditional, G present participle, P past participle, I infinitive.
    """

    cue: Cue
    form: str


@dataclass(frozen=True)
class Grammar:
    """The compiled word classes and cues of one language."""

    flags: Mapping[str, int]
    readings: Mapping[str, tuple[Reading, ...]]
    token: re.Pattern[str]
    inverted: frozenset[str]
    inversion_link: str
    loose_inversions: Mapping[str, int]
    adverbials: Mapping[str, tuple[tuple[str, ...], ...]]
    adverbial_ends: frozenset[str]
    adverb_endings: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    not_infinitives: frozenset[str]
    finite_endings: tuple[str, ...]
    clause_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    homographs: frozenset[str]
    prepositions: Mapping[str, tuple[tuple[tuple[str, ...], CueClass, bool], ...]]
    not_sources: Mapping[str, tuple[tuple[str, ...], ...]]
    nouns: frozenset[str]
    doubtful_nouns: frozenset[str]
    nouns_of: Mapping[str, frozenset[str]]
    according: frozenset[str]
    first_persons: frozenset[str]
    first_names: frozenset[str]
    conditional_auxiliaries: frozenset[str]
    infinitive_of: frozenset[str]
    infinitive_to: frozenset[str]
    modal_links: frozenset[str]
    not_source_nouns: frozenset[str]
    doubtful_sources: frozenset[str]
    source_words: frozenset[str]
    not_speakers: frozenset[str]
    time_modifiers: frozenset[str]
    zero_complementizer: frozenset[str]
    plain_incise: bool
    names_articles: frozenset[str]
    before_other_que: frozenset[str]
    role_determiners: frozenset[str]
    ago: tuple[str, ...]
    time_units: frozenset[str]
    time_order: frozenset[str]
    quantifiers: Mapping[str, tuple[tuple[str, ...], ...]]
    own_words: Mapping[str, tuple[tuple[str, ...], ...]]
    naming: frozenset[str]
    speakers: frozenset[str]
    documents: frozenset[str]
    enumerating: Classes
    style: Mapping[str, Any] = field(default_factory=dict)
    # Words already classified: a memory of this process, never part of what is compared.
    told: dict[str, tuple[str, int, int]] = field(default_factory=dict, compare=False, repr=False)


STATE_CUE = Cue("", "neutral", frozenset({"inq", "que", "state"}))


_CLASSES: Mapping[str, int] = {
    "determiners": Word.DETERMINER,
    "indefinite": Word.INDEFINITE,
    "subject_pronouns": Word.PRONOUN,
    "own_voice": Word.OWN_VOICE,
    "prepositions": Word.PREPOSITION,
    "settings": Word.SETTING,
    "possession": Word.POSSESSION,
    "subordinators": Word.SUBORDINATOR,
    "background": Word.BACKGROUND,
    "complementizers": Word.COMPLEMENTIZER,
    "relatives": Word.RELATIVE,
    "subject_relative": Word.SUBJECT_RELATIVE,
    "coordinators": Word.COORDINATOR,
    "clitics": Word.CLITIC,
    "reflexives": Word.REFLEXIVE,
    "negations": Word.NEGATION,
    "negative_clitics": Word.NEGATIVE_CLITIC,
    "adverbs": Word.ADVERB,
    "time_words": Word.TIME,
    "auxiliary_have": Word.HAVE,
    "auxiliary_be": Word.BE,
    "been": Word.BEEN,
    "modals": Word.MODAL,
    "common_verbs": Word.VERB,
    "titles": Word.TITLE,
    "agent": Word.AGENT,
    "gerund": Word.GERUND,
    "interrogatives": Word.INTERROGATIVE,
    "strong_pronouns": Word.STRONG,
    "demonstratives": Word.DEMONSTRATIVE,
}
_FORMS = {
    "finite": "F",
    "conditional": "C",
    "present_participle": "G",
    "past_participle": "P",
}
# A masked quotation is one character that no text uses, repeated.
QUOTE_FILL = "\ue000"
_SHAPES = (
    "{fill}+"
    # A word without an apostrophe, hyphen or full stop, at once: the others are tried on few.
    r"|[^\W\d_]\w*+(?!['.-])"
    r"|{unsplit}(?!\w)"
    r"|{elisions}(?= ?[\w{fill}«\"“])"
    r"|\d+(?:[.,  ]\d+)*(?!\w)"
    r"|\w+(?:['.-]\w+)*"
    r"|\.\.\.|[^\w\s]"
)


def split_words(phrase: str, token: re.Pattern[str]) -> tuple[str, ...]:
    """The tokens of a lexicon phrase."""
    return tuple(token.findall(phrase))


@cache
def grammar_of(code: str) -> Grammar | None:
    """The grammar of a language, None when its pack has no word classes."""
    pack = languages.load_or_blank(code)
    words = pack.lexicon("grammar")
    cues = pack.lexicon("cues")
    return compile_grammar(pack, cues) if words and cues else None


def compile_grammar(pack: LanguagePack, cues: Mapping[str, Any]) -> Grammar:
    """The word classes of a language with some cues."""
    return _compile(pack.lexicon("grammar"), cues, *_speaking(pack))


_SPEAKING = ("roles", "groups", "organisations")


def _strings(table: Any) -> Iterable[str]:
    """All texts in a table, however deep."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        for value in table.values():
            yield from _strings(value)
    elif isinstance(table, list):
        for value in table:
            yield from _strings(value)


def _speaking(pack: LanguagePack) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Head words of phrases that name who can speak, of documents, and first names."""

    def entries(table: Any) -> Iterable[str]:
        if isinstance(table, Mapping):
            for value in table.values():
                yield from entries(value)
        elif isinstance(table, list):
            for term in table:
                yield from str(term).lower().split("|")

    heads = {t.split(" ")[0] for name in _SPEAKING for t in entries(pack.lexicon(name))}
    # « le FMI », « la SNCF »: the initials of bodies.
    bodies = pack.lexicon("organisations")
    heads |= {t.lower() for t in _strings(bodies) if t.isupper() and len(t) > 1}
    documents = {t.split(" ")[0] for t in entries(pack.lexicon("documents"))}
    given = {name.lower() for names in pack.lexicon("first_names").values() for name in names}
    return frozenset(heads | {h + "s" for h in heads}), frozenset(documents), frozenset(given)


def grammar_for(pack: LanguagePack) -> Grammar | None:
    """The grammar of a language pack, None when there is none."""
    return None if pack.blank else grammar_of(pack.code)


# Classes of words that the name of a body does not hold.
_NO_NAME = (
    "auxiliary_have",
    "auxiliary_be",
    "common_verbs",
    "relatives",
    "complementizers",
    "subject_pronouns",
    "negative_clitics",
    "subordinators",
    "time_words",
)
_NOUN_KINDS = ("quoting", "promising", "calling", "announcing", "stating", "claiming", "views")


def _compile(
    words: Mapping[str, Any],
    cues: Mapping[str, Any],
    speakers: frozenset[str],
    documents: frozenset[str],
    given: frozenset[str],
) -> Grammar:
    token = re.compile(
        _SHAPES.format(
            fill=QUOTE_FILL,
            unsplit=any_case(words.get("unsplit", ())),
            elisions=any_case(words.get("elisions", ())),
        )
    )
    flags: dict[str, int] = {}
    for name, flag in _CLASSES.items():
        for word in words.get(name, ()):
            flags[word] = flags.get(word, 0) | flag
    for word in cues.get("states", {}).get("words", ()):
        flags[word] = flags.get(word, 0) | Word.STATE
    adverbials = _phrases(words.get("adverbials", ()), token)
    prepositions: dict[str, list[tuple[tuple[str, ...], CueClass, bool]]] = {}
    for entry in cues.get("prepositions", ()):
        for phrase in entry["phrases"]:
            parts = split_words(phrase, token)
            prepositions.setdefault(parts[0], []).append(
                (parts, entry["class"], entry.get("weak", False))
            )
    not_sources = _phrases(cues.get("not_sources", {}).get("after", ()), token)
    nouns = cues.get("nouns", {})
    anaphors = words.get("style", {}).get("anaphors", ())
    return Grammar(
        flags=flags,
        readings=_readings(cues),
        token=token,
        inverted=frozenset(words.get("inverted_pronouns", ())),
        inversion_link=words.get("inversion_link", ""),
        loose_inversions={
            f"{link[1:]}-{pronoun}": len(link)
            for link in [words.get("inversion_link", "")]
            if link
            for pronoun in words.get("inverted_pronouns", ())
        },
        adverbials=_longest_first(adverbials),
        adverbial_ends=frozenset(p[-1] for phrases in adverbials.values() for p in phrases),
        adverb_endings=tuple(words.get("adverb_endings", ())),
        infinitive_endings=tuple(words.get("infinitive_endings", ())),
        not_infinitives=frozenset(words.get("not_infinitives", ())),
        finite_endings=tuple(words.get("finite_endings", ())),
        clause_endings=tuple(words.get("clause_endings", ())),
        plural_endings=tuple(words.get("plural_endings", ())),
        homographs=frozenset(cues.get("homographs", {}).get("words", ())),
        prepositions={
            k: tuple(sorted(v, key=lambda p: (-len(p[0]), p[0]))) for k, v in prepositions.items()
        },
        not_sources=_longest_first(not_sources),
        nouns=frozenset(w for kind in (*_NOUN_KINDS, "words") for w in nouns.get(kind, ())),
        nouns_of={kind: frozenset(nouns.get(kind, ())) for kind in _NOUN_KINDS},
        doubtful_nouns=frozenset(nouns.get("doubtful", ())),
        according=frozenset(nouns.get("according_relative", ())),
        first_persons=frozenset(words.get("first_persons", ())),
        first_names=given,
        conditional_auxiliaries=frozenset(words.get("auxiliary_conditional", ())),
        infinitive_of=frozenset(words.get("infinitive_of", ())),
        infinitive_to=frozenset(words.get("infinitive_to", ())),
        modal_links=frozenset(words.get("modal_links", ())),
        not_source_nouns=frozenset(cues.get("not_sources", {}).get("nouns", ())),
        doubtful_sources=frozenset(cues.get("not_sources", {}).get("doubtful", ())),
        source_words=frozenset(cues.get("not_sources", {}).get("source_words", ())),
        not_speakers=frozenset(words.get("style", {}).get("not_speakers", ())),
        before_other_que=frozenset(words.get("style", {}).get("before_other_que", ())),
        zero_complementizer=frozenset(words.get("style", {}).get("zero_complementizer", ())),
        names_articles=frozenset(words.get("style", {}).get("names_articles", ())),
        plain_incise=bool(words.get("style", {}).get("plain_incise", False)),
        time_modifiers=frozenset(words.get("style", {}).get("time_modifiers", ())),
        role_determiners=frozenset(words.get("style", {}).get("role_determiners", ())),
        ago=tuple(words.get("style", {}).get("ago", ())),
        time_units=frozenset(words.get("style", {}).get("time_units", ())),
        time_order=frozenset(words.get("style", {}).get("time_order", ())),
        quantifiers={
            k: tuple(v)
            for k, v in _phrases(words.get("style", {}).get("quantifiers", ()), token, -1).items()
        },
        own_words=_longest_first(_phrases(words.get("style", {}).get("own_words", ()), token)),
        naming=frozenset(words.get("style", {}).get("naming", ())),
        speakers=speakers | set(anaphors),
        documents=documents,
        enumerating=Classes(
            of=frozenset(words.get("possession", ())),
            merged=frozenset(words.get("style", {}).get("merged_of", ())),
            plural=frozenset(words.get("style", {}).get("plural_of", ())),
            articles=frozenset(words.get("style", {}).get("names_articles", ())),
            conjunctions=frozenset(words.get("conjunctions", ())),
            heads=speakers,
            never=frozenset(
                word
                for kind in _NO_NAME
                for word in words.get(kind, ())
                if word not in words.get("prepositions", ())
            ),
        ),
        style=words.get("style", {}),
    )


def _phrases(
    entries: Iterable[str], token: re.Pattern[str], key: int = 0
) -> dict[str, list[tuple[str, ...]]]:
    """Phrases as tokens, by their first token or another."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in entries:
        parts = split_words(phrase, token)
        found.setdefault(parts[key], []).append(parts)
    return found


def _longest_first(
    phrases: Mapping[str, list[tuple[str, ...]]],
) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in phrases.items()}


def conjugate(lemma: str, cues: Mapping[str, Any]) -> dict[str, str]:
    """All forms of a verb that can report speech, each with its form letter.

    A finite reading wins over a participle that looks the same, because a participle needs an
    auxiliary and the form letter P is added beside it as ``FP``.

    Examples
    --------
    >>> forms = conjugate("jurer", languages.load("fr").lexicon("cues"))
    >>> forms["jura"], forms["jurerait"], forms["jurant"], forms["juré"], forms["jurer"]
    ('F', 'C', 'G', 'P', 'I')
    """
    irregular = cues.get("irregular", {}).get(lemma)
    if irregular is not None:
        forms = {lemma: "I"}
        for name, letter in _FORMS.items():
            for form in irregular.get(name, ()):
                forms[form] = _add(forms.get(form, ""), letter)
        return forms
    endings = {e: g for g, es in cues.get("groups", {}).items() for e in es}
    suffix = next((lemma[i:] for i in range(len(lemma)) if lemma[i:] in endings), None)
    if suffix is None:
        return {lemma: "I"}
    table = cues["conjugation"][endings[suffix]]
    stem = lemma[: len(lemma) - len(table["infinitive"])]
    forms = {lemma: "I"}
    for name, letter in _FORMS.items():
        for ending in table.get(name, ()):
            form = stem + ending
            forms[form] = _add(forms.get(form, ""), letter)
    return forms


def _add(letters: str, letter: str) -> str:
    return letters if letter in letters else letters + letter


def _readings(cues: Mapping[str, Any]) -> dict[str, tuple[Reading, ...]]:
    merged: dict[tuple[str, bool, tuple[str, ...]], tuple[set[str], CueClass]] = {}
    for group in cues.get("verbs", ()):
        for lemma in group["lemmas"]:
            head, *tail = (
                lemma.replace("s'", "se ").split(" ") if "'" in lemma else lemma.split(" ")
            )
            reflexive = head == "se" and bool(tail)
            if reflexive:
                head, *tail = tail
                if head == "en" and tail:
                    # « s'en prendre »: the verb is what follows the clitics.
                    head, *tail = tail
            key = (head, reflexive, tuple(" ".join(tail).replace("'", "' ").split()))
            frames, _ = merged.setdefault(key, (set(), group["class"]))
            frames.update(group["frames"])
    found: dict[str, list[Reading]] = {}
    for (head, reflexive, tail), (frames, cue_class) in merged.items():
        cue = Cue(head, cue_class, frozenset(frames), reflexive, tail)
        for form, letters in conjugate(head, cues).items():
            found.setdefault(form, []).extend(Reading(cue, letter) for letter in letters)
    never = set(cues.get("homographs", {}).get("never", ()))
    return {
        form: tuple(
            sorted(rs, key=lambda r: (-len(r.cue.tail), not r.cue.reflexive, r.form, r.cue.lemma))
        )
        for form, rs in found.items()
        if form not in never
    }
