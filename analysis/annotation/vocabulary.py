"""The words a source is read with: roles, institutions, groups, documents, media, names.

One :class:`Vocabulary` a language, built once from the lexicons of its pack. Everything is kept
in *phrase tables*: folded first word to the phrases that begin with it, longest first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from analysis.annotation.enumerations import Classes
from analysis.annotation.grammar import grammar_for
from analysis.annotation.wordlists import any_case
from analysis.languages import LanguagePack
from analysis.schema import Affiliation

Gender: TypeAlias = Literal["f", "m"] | None

AFFILIATIONS: tuple[Affiliation, ...] = tuple(a for a in get_args(Affiliation) if a != "none")


_GENDERS: tuple[tuple[str, Gender], ...] = (("either", None), ("masculine", "m"), ("feminine", "f"))


@lru_cache(maxsize=65536)
def strip_accents(word: str) -> str:
    """A word without its accents, case kept."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without accents and case, for look-up; a word of one letter keeps its accent.

    Examples
    --------
    >>> fold("Élysée")
    'elysee'
    """
    # An accent alone tells « à » from the verb « a ».
    return (word if len(word) == 1 else strip_accents(word)).casefold()


_SAME_SOUND = (
    ("kh", "k"), ("tch", "ch"), ("sch", "ch"), ("sh", "ch"), ("dj", "j"), ("ou", "u"),
    ("oo", "u"), ("ph", "f"), ("w", "v"), ("y", "i"), ("ck", "k"), ("q", "k"), ("z", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """A spelling-blind key of a name: transliterations of one name share it.

    Examples
    --------
    >>> name_key("Tokayev") == name_key("Tokaïev")
    True
    >>> name_key("Serdyukov") == name_key("Serdioukov")
    True
    """
    key = fold(word).replace("-", "").replace("'", "").replace(".", "")
    for old, new in _SAME_SOUND:
        key = key.replace(old, new)
    return _DOUBLED.sub(r"\1", key)


_DOMAIN = re.compile(
    r"(?:at|be|biz|br|ca|ch|com|cz|de|dz|es|eu|fr|gouv|gov|info|int|io|it|lu|ma|mg|ml|nc|net|nl|org|pl"
    r"|re|ru|sn|tn|tv|ua|uk|us)"
)


class Token(NamedTuple):
    """A word or punctuation mark of a text with its folded form."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        """Whether a word is written as names are: with a capital, or as an address of the web."""
        # Asked of every word many times: a field by place is faster than by name.
        text = self[2]
        return text[:1].isupper() or (
            "." in text and _DOMAIN.fullmatch(self.low.rpartition(".")[2]) is not None
        )

    @property
    def word(self) -> bool:
        return self.text[:1].isalnum()


class Entry(NamedTuple):
    """What a phrase of a lexicon tells about a source.

    ``kind`` is role, head, organisation, media, group, collective, circle or document; ``lemma``
    its canonical form; ``affiliation`` is empty where something else must tell it.
    """

    kind: str
    lemma: str
    affiliation: str = ""
    country: str | None = None
    gender: Gender = None
    plural: bool = False


class Words(dict[str, frozenset[str]]):
    """Lists of function words by name; a list that a language does not have is empty."""

    def __missing__(self, key: str) -> frozenset[str]:
        return frozenset()


class Office(NamedTuple):
    """A person in a public office from one day to another.

    ``also``: first names by which texts in translation call the person too.
    """

    person: str
    gender: Gender
    role: str
    country: str
    since: date
    until: date
    affiliation: str
    also: tuple[str, ...] = ()


_EMPTY = (
    "determiners", "prepositions", "conjunctions", "relatives", "former", "function",
)  # fmt: skip

PhraseTable: TypeAlias = dict[str, list[tuple[tuple[str, ...], Entry]]]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The source lexicons of one language, ready for look-up."""

    tokenise: Callable[[str], list[Token]]
    roles: PhraseTable
    heads: PhraseTable
    groups: PhraseTable
    documents: PhraseTable
    named: PhraseTable
    countries: PhraseTable
    places: PhraseTable
    adjectives: Mapping[str, str]
    nations: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    first_names: Mapping[str, Gender]
    given: frozenset[str]
    kind_words: Mapping[str, str]
    civil: Mapping[str, tuple[Gender, str]]
    alone: Mapping[str, str]
    hypernyms: Mapping[str, frozenset[str]]
    takes_up: Mapping[str, tuple[str, ...]]
    media_kinds: Mapping[str, frozenset[str]]
    media_sorts: Mapping[str, frozenset[str]]
    cognates: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[Mapping[str, str], Sequence[tuple[str, str]]]]
    circle: frozenset[str]
    collective: frozenset[str]
    voices: frozenset[str]
    offices: Mapping[str, tuple[Office, ...]]
    words: Words
    join: tuple[str, str]
    articles: Mapping[str, str]
    participles: tuple[str, ...]
    adverbs: tuple[str, ...]
    qualities: tuple[str, ...]
    feminine: tuple[str, ...]
    people: tuple[str, ...]
    infinitives: tuple[str, ...]
    gerunds: tuple[str, ...]
    head_final: bool
    enumerating: Classes | None
    beginnings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        # The first words of all phrases: one look-up spares four at most words of a text.
        first = frozenset().union(self.roles, self.heads, self.groups, self.documents)
        object.__setattr__(self, "beginnings", first)

    @lru_cache(maxsize=65536)  # noqa: B019  # one vocabulary a language, kept for good
    def country_of_adjective(self, low: str) -> str | None:
        """Country code of a folded adjective in any inflection, None when it is none.

        A word of two nations (``franco-tunisien``) tells the second.
        """
        for form in (low, low.rsplit("-", 1)[-1]):
            code = self.adjectives.get(form)
            if code is not None:
                return code
            for ending, base in self.endings:
                if form.endswith(ending):
                    code = self.adjectives.get(form[: len(form) - len(ending)] + base)
                    if code is not None:
                        return code
        return None

    def adjectival(self, low: str) -> bool:
        """Whether a folded word can be an adjective: by list, nation or ending."""
        return (
            low in self.words["adjectives"]
            or self.country_of_adjective(low) is not None
            or (low.endswith(self.qualities) and low not in self.words["not_adjectives"])
            or ("-" in low and self.adjectival(low.rpartition("-")[2]))
        )

    def empty(self, low: str) -> bool:
        """Whether a folded word is a function word or an adverb, which names nobody."""
        words = self.words
        return any(low in words[k] for k in _EMPTY) or (
            low.endswith(self.adverbs) and len(low) > 7 and name_key(low) not in self.first_names
        )


def longest(
    table: PhraseTable, tokens: Sequence[Token], at: int, *, exact: bool = False
) -> tuple[int, Entry] | None:
    """The longest phrase of a table that begins at a token: its length and entry.

    ``exact`` compares case too, as acronyms and titles of newspapers need.
    """
    first = tokens[at]
    phrases = table.get(strip_accents(first.text) if exact else first.low)
    if phrases is None:
        return None
    for words, entry in phrases:
        length = len(words)
        if length == 1:
            return 1, entry
        if at + length > len(tokens):
            continue
        for k in range(1, length):
            token = tokens[at + k]
            if words[k] != (strip_accents(token.text) if exact else token.low):
                break
        else:
            return length, entry
    return None


def vocabulary(pack: LanguagePack) -> Vocabulary | None:
    """The source vocabulary of a language pack, None for a language without these lexicons."""
    return _vocabulary(pack.code) if pack.lexicon("references") else None


@lru_cache(maxsize=16)
def _vocabulary(code: str) -> Vocabulary:
    from analysis import languages

    pack = languages.load(code)
    references = pack.lexicon("references")
    roles, groups = pack.lexicon("roles"), pack.lexicon("groups")
    organisations, documents = pack.lexicon("organisations"), pack.lexicon("documents")
    nations = pack.lexicon("countries")
    grammar = grammar_for(pack)
    tokenise = _tokeniser(references.get("elisions", ()), references.get("clitics", ()))

    def phrase(text: str, *, exact: bool = False) -> tuple[str, ...]:
        return tuple(strip_accents(t.text) if exact else t.low for t in tokenise(text))

    words = Words(
        {
            name: frozenset(
                fold(term)
                if "'" in (term[:1], term[-1:]) or term.startswith("'")
                else " ".join(phrase(term))
                for term in values
            )
            for name, values in references.items()
            if isinstance(values, list) and not name.endswith("_endings")
        }
    )
    words["determiners"] = frozenset().union(
        *(words[k] for k in ("definite", "possessive", "indefinite", "demonstrative"))
    )
    role_entries: list[tuple[tuple[str, ...], Entry]] = []
    sexes = {t: gender for part, gender in _GENDERS for t in roles.get("sexed", {}).get(part, ())}
    for kind in (*AFFILIATIONS, "generic"):
        affiliation = "" if kind == "generic" else kind
        for term in roles.get(kind, {}).get("terms", ()):
            masculine, _, feminine = term.partition("|")
            lemma = " ".join(phrase(masculine))
            forms: list[tuple[str, Gender]] = [(masculine, "m"), (feminine, "f")]
            if masculine == feminine or not feminine:
                forms = [(masculine, sexes.get(masculine))]
            for form, gender in forms:
                role_entries.append(
                    (phrase(form), Entry("role", lemma, affiliation, gender=gender))
                )
                for plural in _plurals(phrase(form), references):
                    role_entries.append(
                        (plural, Entry("role", lemma, affiliation, gender=gender, plural=True))
                    )
    seats: dict[str, frozenset[str]] = {}
    for place, house in roles.get("seats", {}).get("of", {}).items():
        for holder in roles["seats"]["holders"]:
            masculine, _, feminine = holder.partition("|")
            lemma = " ".join(phrase(f"{masculine} {place}"))
            seats[lemma] = frozenset(" ".join(phrase(office)) for office in house["offices"])
            seat = Entry("role", lemma, "government", house.get("country"))
            if feminine:
                role_entries.append((phrase(f"{feminine} {place}"), seat._replace(gender="f")))
                seat = seat._replace(gender="m")
            role_entries.append((phrase(f"{masculine} {place}"), seat))
    words["seats"] = frozenset(seats)
    words["top_office"] |= words["seats"]
    words["of_states"] |= {k for k, held in seats.items() if held <= words["head_of_state"]}
    named: list[tuple[tuple[str, ...], Entry]] = []
    for name, aliases, affiliation, country in organisations.get("named", {}).get("rows", ()):
        entry = Entry("organisation", name, affiliation, country or None)
        named.extend((phrase(alias, exact=True), entry) for alias in (name, *aliases))
    media = pack.lexicon("media")
    media_kinds: Mapping[str, Sequence[str]] = media.get("kinds", {})
    for name, aliases in media.get("names", {}).items():
        entry = Entry("media", name, "media")
        for alias in (name, *aliases):
            named.append((phrase(alias, exact=True), entry))
            if alias.isalpha() and alias[1:] != alias[1:].lower() and not alias.isupper():
                # « TechCrunch » is written « Techcrunch » as well.
                named.append((phrase(alias.capitalize(), exact=True), entry))
    places: list[tuple[tuple[str, ...], Entry]] = []
    adjectives: dict[str, str] = {}
    endings = _rules(nations.get("inflection", {}).get("endings", ()))
    for country, (names, capitals, bases) in nations.get("countries", {}).items():
        for name in names:
            places.append((phrase(name, exact=True), Entry("country", name, "government", country)))
        for name in capitals:
            places.append((phrase(name, exact=True), Entry("capital", name, "government", country)))
        for base in bases:
            low = fold(base)
            adjectives.setdefault(low, country)
            for ending, undone in endings:
                if low.endswith(ending):
                    adjectives.setdefault(low[: len(low) - len(ending)] + undone, country)
    first_names: dict[str, Gender] = {}
    given = pack.lexicon("first_names")
    for part, gender in _GENDERS:
        for name in given.get(part, ()):
            key = name_key(name)
            known = first_names.get(key, gender)
            first_names[key] = gender if known == gender else None
    civil: dict[str, tuple[Gender, str]] = {}
    kinds = roles.get("civil_kind", {})
    for part, gender in _GENDERS:
        for title in roles.get("civil", {}).get(part, ()):
            for written in (title, strip_accents(title)):
                civil[written] = (gender, kinds.get(title, ""))
    role_table = _table(role_entries)
    offices: dict[str, list[Office]] = {}
    for row in pack.lexicon("officeholders").get("offices", ()):
        office = Office(
            row["person"],
            row["gender"],
            _lemma(role_table, tokenise(row["role"])),
            row["country"],
            row["since"],
            row.get("until", date.max),
            row["kind"],
            tuple(row.get("also", ())),
        )
        offices.setdefault(name_key(office.person.split()[-1]), []).append(office)

    def terms(section: Mapping[str, Any], kind: str) -> list[tuple[tuple[str, ...], Entry]]:
        return [
            (phrase(term), Entry(kind, " ".join(phrase(term)), affiliation, plural=kind == "group"))
            for affiliation in (*AFFILIATIONS, "")
            for term in (
                section.get(affiliation or "generic", {}).get("terms", ())
                if kind == "group"
                else section.get(affiliation, ())
            )
        ]

    documents_of = [phrase(t) for t in documents.get("documents", {}).get("terms", ())]
    document_kinds = {" ".join(phrase(k)): v for k, v in documents.get("kinds", {}).items()}
    voices = frozenset(" ".join(phrase(t)) for t in documents.get("voices", {}).get("terms", ()))
    circle = frozenset(" ".join(phrase(t)) for t in groups.get("circle", {}).get("terms", ()))
    collective = frozenset(
        " ".join(phrase(t)) for t in groups.get("collective", {}).get("terms", ())
    )
    body_kinds = {
        " ".join(phrase(term)): kind
        for kind, section in organisations.get("heads", {}).items()
        for term in section
    }
    known_groups = terms(groups, "group")
    for kind, section in organisations.get("heads", {}).items():
        for term in section:
            known_groups += [
                (plural, Entry("group", " ".join(plural), kind, plural=True))
                for plural in _plurals(phrase(term), references)
                if plural[0] not in words["not_groups"]
            ]
    in_groups = {" ".join(words) for words, _ in known_groups}
    known_groups += [
        (tuple(lemma.split(" ")), Entry("collective", lemma, body_kinds.get(lemma, "")))
        for lemma in sorted(collective | circle)
        if lemma not in in_groups
    ]
    return Vocabulary(
        tokenise=tokenise,
        roles=role_table,
        heads=_table(terms(organisations.get("heads", {}), "head")),
        groups=_table(known_groups),
        documents=_table(
            (form, Entry("document", " ".join(form), document_kinds.get(" ".join(p), "")))
            for p in documents_of
            for form in (p, *(many for many in _plurals(p, references) if " ".join(p) in voices))
        ),
        named=_table(named),
        countries=_table(places),
        places=_table(
            (phrase(name, exact=True), Entry("place", name))
            for name in nations.get("places", {}).get("names", ())
        ),
        adjectives=adjectives,
        nations=frozenset(nations.get("countries", {})),
        endings=endings,
        first_names=first_names,
        given=frozenset(fold(name) for part, _ in _GENDERS for name in given.get(part, ())),
        kind_words={
            fold(word): affiliation
            for affiliation, section in groups.get("telling", {}).items()
            for word in section
        },
        civil=civil,
        alone={" ".join(phrase(k)): v for k, v in roles.get("alone", {}).items()},
        hypernyms={
            " ".join(phrase(k)): frozenset(" ".join(phrase(t)) for t in terms_)
            for k, terms_ in roles.get("hypernyms", {}).items()
        }
        | seats,
        takes_up={
            " ".join(phrase(k)): tuple(" ".join(phrase(t)) for t in terms_)
            for k, terms_ in organisations.get("takes_up", {}).items()
        },
        media_kinds={
            name: frozenset(kind for kind, names in media_kinds.items() if name in names)
            for names in media_kinds.values()
            for name in names
        },
        media_sorts={fold(k): frozenset(v) for k, v in media.get("sorts", {}).items()},
        cognates={
            " ".join(phrase(k)): tuple(" ".join(phrase(t)) for t in terms_)
            for k, terms_ in organisations.get("cognates", {}).items()
        },
        fields={
            fold(noun): (
                {fold(w): kind for kind, listed in section.items() for w in listed},
                [
                    (fold(w[1:]), kind)
                    for kind, listed in section.items()
                    for w in listed
                    if w.startswith("-")
                ],
            )
            for noun, section in pack.lexicon("fields").items()
        },
        circle=circle,
        collective=collective,
        voices=voices
        | {" ".join(many) for v in voices for many in _plurals(tuple(v.split(" ")), references)},
        offices={k: tuple(v) for k, v in offices.items()},
        words=words,
        join=(references.get("join_vowel", ""), references.get("join_consonant", "")),
        articles=dict(_rules(references.get("of_article_endings", ()))),
        participles=tuple(references.get("participle_endings", ())),
        adverbs=tuple(references.get("adverb_endings", ())),
        qualities=tuple(fold(e) for e in references.get("adjective_endings", ())),
        feminine=tuple(fold(e) for e in references.get("feminine_endings", ())),
        people=tuple(fold(e) for e in references.get("person_endings", ())),
        head_final=bool(references.get("head_final", False)),
        infinitives=tuple(references.get("infinitive_endings", ())),
        gerunds=tuple(references.get("gerund_endings", ())),
        enumerating=grammar.enumerating if grammar is not None else None,
    )


def _lemma(roles: PhraseTable, tokens: Sequence[Token]) -> str:
    """The role a title in either gender begins with, and the words after it."""
    match = longest(roles, tokens, 0)
    if match is None:
        return " ".join(t.low for t in tokens)
    return " ".join([match[1].lemma, *(t.low for t in tokens[match[0] :])])


def _rules(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Ending and replacement of rules written « old>new »."""
    return tuple((old, new) for old, _, new in (line.partition(">") for line in lines))


def _table(entries: Iterable[tuple[tuple[str, ...], Entry]]) -> PhraseTable:
    table: PhraseTable = {}
    seen: set[tuple[str, ...]] = set()
    for words, entry in entries:
        if words and words not in seen:
            seen.add(words)
            table.setdefault(words[0], []).append((words, entry))
    for phrases in table.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return table


def _plurals(words: tuple[str, ...], references: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Plurals of a role: its first word, and each adjective right after it, inflected."""
    rules = _rules(references.get("plural_endings", ()))

    def plural(word: str) -> str:
        for ending, new in rules:
            if word.endswith(ending):
                return word[: len(word) - len(ending)] + new
        return word

    def inflected(last: int) -> tuple[str, ...]:
        return tuple(plural(w) if k <= last else w for k, w in enumerate(words))

    return [inflected(k) for k in range(min(len(words), 3)) if inflected(k) != words]


def _tokeniser(elisions: Sequence[str], clitics: Sequence[str]) -> Callable[[str], list[Token]]:
    joiner = "[-.&/']"
    if clitics:
        joiner = rf"(?:[-.&/]|'(?!{any_case(c[1:] for c in clitics)}\b))"
    alternatives = [rf"[^\W_]+(?:{joiner}[^\W_]+)*\+?", r"[^\w\s]"]
    if elisions:
        alternatives.insert(0, rf"{any_case(elisions)}(?=\w)")
    if clitics:
        alternatives.insert(0, rf"{any_case(clitics)}\b")
    # Most words have nothing beside them: they are told at once.
    alternatives.insert(0, r"[^\W_]++(?![-.&/'+])")
    pattern = re.compile("|".join(alternatives))

    make = tuple.__new__  # what Token(...) calls, without a call of its own for each word

    def tokenise(text: str) -> list[Token]:
        return [
            make(Token, (m.start(), m.end(), word := m[0], fold(word)))
            for m in pattern.finditer(text)
        ]

    return tokenise
