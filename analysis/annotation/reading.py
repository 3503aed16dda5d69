"""What one article's sources are read against: its tokens, people, quotations and speakers.

:class:`Reading` holds the state that resolving shares; :mod:`analysis.annotation.heads` finds the
head of a phrase. Each of these adds what it resolves, in this order:
:mod:`analysis.annotation.bearers` persons, :mod:`analysis.annotation.body_names` what a body is
called, :mod:`analysis.annotation.bodies_before` the body a bare noun takes up,
:mod:`analysis.annotation.institutions` and :mod:`analysis.annotation.collectives` bodies and
groups, :mod:`analysis.annotation.strangers` who is in no lexicon, :mod:`analysis.annotation.works`
documents and :mod:`analysis.annotation.pronouns` pronouns.
:mod:`analysis.annotation.sources` puts them together.
"""

from __future__ import annotations

import dataclasses
import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.document import Document
from analysis.annotation.entities import build_registry
from analysis.annotation.noun_phrases import begins_longer, is_gerund, is_subject
from analysis.annotation.registry import Hit, Person, Registry, is_sentence_start
from analysis.annotation.vocabulary import (
    Entry,
    Gender,
    Office,
    Token,
    Vocabulary,
    longest,
    name_key,
)
from analysis.schema import Attribution, SourceForm, Span

RECENT = 1600
CATAPHORA = 900
_YEAR = re.compile(r"(?<![\w.,])((?:19|20)\d\d)(?![\w%]|[.,]\d)")
_THIS_YEAR = 2026
_VOWELS = frozenset("aeiouyàâäéèêëîïôöûüh")


@dataclass(frozen=True, slots=True)
class Source:
    """A resolved source: what the attribution record will say of it."""

    name: str
    form: SourceForm
    affiliation: str
    country: str | None = None
    gender: Gender = None
    resolved: bool = True
    person: Person | None = None
    plural: bool = False
    titled: bool = False
    speaks: bool = True


NOBODY = Source("none", "none", "none", resolved=False)


class Reading(ABC):
    """The state of one article's resolution, and the questions every part of it asks."""

    def __init__(
        self, document: Document, words: Vocabulary, attributions: Sequence[Attribution]
    ) -> None:
        self.document = document
        self.text = document.text
        self.v = words
        self.attributions = attributions
        spans = [a.source for a in attributions if a.source is not None]
        self.registry: Registry = build_registry(
            self.text, words, title_case(document), self.name_starts(spans)
        )
        self.quoted = sorted(
            {span for a in attributions if a.form == "direct" for span in a.content}
            | {(q.start, q.end) for q in document.quotes if q.level == 1 and q.closed}
        )
        self.told = merged([*self.quoted, *(span for a in attributions for span in a.content)])
        self.careers: dict[int, list[Office]] = {}
        self.year = self.latest_year()
        self.speakers: list[tuple[int, Source]] = []
        self.known: dict[Span, Source] = {}
        self.mute: set[Span] = set()
        # Where an office was last said of somebody the table knows, and who that is.
        self.holders: dict[str, tuple[int, Source]] = {}
        self.asked: set[int] = set()
        self.names: list[tuple[int, int]] | None = None
        self.spellings: dict[int, str] = {}
        self.works: dict[tuple[str, bool], Source | None] = {}
        self.articles: dict[str, str | None] = {}
        self.places: dict[str, list[int]] = {}
        for k, token in enumerate(self.registry.tokens):
            if token.capital:
                self.places.setdefault(token.text, []).append(k)
        self.heads: dict[str, list[Hit]] = {}
        for hit in self.registry.nouns:
            self.heads.setdefault(hit.entry.lemma.partition(" ")[0], []).append(hit)

    def name_starts(self, spans: Sequence[Span]) -> set[int]:
        """Where a name may stand in source spans: at once, or after nouns nothing governs.

        « L'influent clerc irakien NAME NAME » names a person without a known role.
        """
        words = self.v.words
        starts = {a for a, b in spans if a < b}
        for span in dict.fromkeys(spans):
            tokens = self.tokens_of(span)
            if not tokens or tokens[0].low not in words["definite"]:
                continue
            for token in tokens[1:6]:
                if token.capital:
                    starts.add(token.start)
                    break
                if not token.word or token.low in words["prepositions"]:
                    break
        return starts

    def tokens_of(self, span: Span) -> list[Token]:
        start, end = span
        # An elided pronoun (« c' », « j' ») is a word of its own only before the next word.
        more = self.text[end - 1 : end] == "'" and start < end
        return [
            token._replace(start=token.start + start, end=token.end + start)
            for token in self.v.tokenise(self.text[start : end + more])
            if token.end + start <= end
        ]

    def mention_at(self, start: int) -> Person | None:
        mentions = self.registry.mentions
        k = mentions_before(mentions, start)
        if k < len(mentions) and mentions[k][0][0] == start:
            return mentions[k][1]
        return None

    def skip_determiners(self, tokens: Sequence[Token]) -> int:
        words = self.v.words
        at = 0
        while at < len(tokens) - 1 and (
            tokens[at].low in words["definite"]
            or tokens[at].low in words["indefinite"]
            or tokens[at].low in words["demonstrative"]
            or tokens[at].low in words["possessive"]
            or tokens[at].low in words["of"]
            or tokens[at].low in words["quantity"]
            or tokens[at].text[:1].isdigit()
            or tokens[at].text == "%"
        ):
            named = longest(self.v.named, tokens, at, exact=True)
            if (named and not begins_longer(self.v, tokens, at, named[0])) or (
                tokens[at].capital and longest(self.v.countries, tokens, at, exact=True)
            ):
                break
            at += 1
        return at

    def plural(self, tokens: Sequence[Token]) -> bool:
        return tokens[0].low in self.v.words["plural_determiners"]

    def gender_of(self, tokens: Sequence[Token]) -> Gender:
        """What the determiner of a phrase tells of its gender."""
        first = tokens[0].low
        if first in self.v.words["hint_f"]:
            return "f"
        return "m" if first in self.v.words["hint_m"] else None

    def trim(self, tokens: Sequence[Token], at: int) -> list[Token]:
        """A noun phrase from its head to its first comma, parenthesis or relative clause."""
        phrase: list[Token] = []
        for token in tokens[at:]:
            if token.start in self.registry.joints:
                phrase.append(token)
                continue
            if phrase and (
                (not token.word and token.text != "&")
                or token.low in self.v.words["relatives"]
                or token.low in self.v.words["clause_clitics"]
                or self.this_time(token, phrase[-1])
                or self.participle(token, phrase[-1])
            ):
                break
            if len(phrase) > 1 and self.object_begins(token, phrase[-1]):
                # « Ses promoteurs préparent l'opinion »: before the verb.
                phrase.pop()
                break
            phrase.append(token)
        return phrase

    def with_former(self, tokens: Sequence[Token], at: int) -> int:
        """Where a name begins that « ancien » before its head is part of."""
        words = self.v.words
        while at > 0 and tokens[at - 1].low in words["kept"]:
            at -= 1
        return at

    def this_time(self, token: Token, before: Token) -> bool:
        """Whether « ce » after a noun opens a date: « le géant du bois ce mardi »."""
        words = self.v.words
        return (
            token.low in words["demonstrative"]
            and not token.capital
            and before.low not in words["prepositions"]
            and before.low not in words["conjunctions"]
            and before.low not in words["determiners"]
        )

    def object_begins(self, token: Token, before: Token) -> bool:
        """Whether an article shows that the word before it was a verb, not part of a noun."""
        words = self.v.words
        return (
            token.low in words["definite"]
            and not token.capital
            and before.word
            and before.text.islower()
            and not self.v.empty(before.low)
            and before.low not in words["prepositions"]
            and before.low not in words["conjunctions"]
            and before.low not in words["determiners"]
        )

    def participle(self, token: Token, before: Token) -> bool:
        """Whether a word opens a participle clause (« publiée la semaine dernière »)."""
        words = self.v.words
        return (
            (
                (token.text.endswith(self.v.participles) and len(token.text) > 4)
                or token.low in words["participles"]
            )
            and token.text.islower()
            and token.low not in words["adjectives"]
            and token.low not in words["acting"]
            and token.low not in self.v.kind_words
            and before.low not in words["prepositions"]
            and before.low not in words["definite"]
            and before.low not in words["indefinite"]
            and self.v.country_of_adjective(token.low) is None
        )

    def in_quote(self, position: int) -> bool:
        k = spans_before(self.quoted, position)
        return k > 0 and self.quoted[k - 1][1] > position

    def within(self, start: int, position: int) -> bool:
        """Whether a place lies in reported words that a later one has left."""
        k = spans_before(self.told, start)
        return k > 0 and start < self.told[k - 1][1] <= position

    def opens(self, start: int) -> bool:
        """Whether a name begins its sentence, its role and determiner aside."""
        tokens = self.registry.tokens
        at = self.registry.token_at(start)
        for _ in range(8):
            if is_sentence_start(tokens, at, self.text):
                return True
            at -= 1
            token = tokens[at]
            if (not token.word and token.text not in ",") or is_gerund(self.v, token):
                return False
            if not (
                token.text == ","
                or at in self.registry.roles
                or token.capital
                or token.low in self.v.words["definite"]
                or token.low in self.v.words["of"]
                or token.low in self.v.words["adjectives"]
                or self.v.country_of_adjective(token.low) is not None
            ):
                return False
        return False

    def acts(self, start: int, end: int) -> bool:
        """Whether a name is the subject of a verb, as closed word classes show."""
        registry = self.registry
        first, last = registry.token_at(start), registry.token_at(end)
        return is_subject(registry, first, last)

    def last_speaker(self, position: int) -> Person | None:
        for start, source in reversed(self.speakers):
            if start < position and source.person is not None:
                return source.person
        return None

    def of_word(self, name: str) -> str:
        """A name behind the word « of » of the language, with its article as the text has it."""
        vowel, consonant = self.v.join
        merged = self.article_of(name)
        if merged is not None:
            return f"{merged}{name}" if merged.endswith("'") else f"{merged} {name}"
        if vowel and name[:1].lower() in _VOWELS:
            return f"{vowel}{name}"
        return f"{consonant} {name}"

    def article_of(self, name: str) -> str | None:
        """« Of » and the article that a name mostly has in the text: « du », « de l' »."""
        if not self.v.articles or not name:
            return None
        if name not in self.articles:
            self.articles[name] = self._article_of(name)
        return self.articles[name]

    def _article_of(self, name: str) -> str | None:
        own = [t.low for t in self.v.tokenise(name)[:2]]
        tokens = self.registry.tokens
        found: Counter[str | None] = Counter()
        for k in range(1, len(tokens) if own else 0):
            if tokens[k].low == own[0] and [t.low for t in tokens[k : k + len(own)]] == own:
                found[self.v.articles.get(tokens[k - 1].low)] += 1
        return max(found, key=lambda a: (found[a], a is None)) if found else None

    def offices_of(self, person: Person) -> list[Office]:
        """The offices of the table that a person of this name held."""
        known = self.careers.get(id(person))
        if known is not None:
            return known
        words = max(person.names, key=len)
        found = [
            o
            for o in self.v.offices.get(name_key(words[-1]), ())
            if len(words) == 1
            or name_key(words[0]) in map(name_key, (o.person.split()[0], *o.also))
        ]
        self.careers[id(person)] = found
        return found

    def latest_year(self) -> int | None:
        """A year the article was not written before: the latest it names, or its people show.

        Two persons who came to office after that year outweigh it.
        """
        named = latest_year(self.text)
        began = sorted(
            min(o.since.year for o in offices)
            for person in self.registry.persons
            if (offices := self.offices_of(person))
        )
        shown = began[-2:-1] if named is not None else began[-1:]
        return max([*shown, *([named] if named is not None else [])], default=None)

    @abstractmethod
    def phrase(self, tokens: list[Token]) -> Source:
        """The source one noun phrase names."""

    @abstractmethod
    def of_group(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        """The source a phrase in the plural, or of a collective, names."""

    @abstractmethod
    def singular(self, position: int, gender: Gender, tokens: Sequence[Token]) -> Source:
        """Whom a singular pronoun or possessive at a place takes up."""


def latest_year(text: str) -> int | None:
    """The latest year a text names, with a month if any has one: it was written no earlier."""
    years = [int(m[1]) for m in _YEAR.finditer(text)]
    return max((y for y in years if y <= _THIS_YEAR), default=None)


def joined(sources: Sequence[Source]) -> Source:
    """A compound source: names joined, kind of the first."""
    named = [s for s in sources if s.form != "none"]
    if not named:
        return NOBODY
    first = named[0]
    return dataclasses.replace(
        first,
        name=" + ".join(s.name for s in named),
        resolved=all(s.resolved for s in named),
        plural=True,
        person=None,
        gender=None,
    )


def words_of(text: str, tokens: Sequence[Token]) -> str:
    """The words of a phrase as the text writes them, spaces made one."""
    return " ".join(text[tokens[0].start : tokens[-1].end].split()) if tokens else ""


def may_agree(known: Gender, wanted: Gender) -> bool:
    """Whether two genders agree, unknown with either."""
    return known is None or wanted is None or known == wanted


def mentions_before(mentions: Sequence[tuple[Span, Person]], start: int) -> int:
    """How many mentions begin before a place."""
    return bisect_left(mentions, start, key=lambda mention: mention[0][0])


def spans_before(spans: Sequence[Span], position: int) -> int:
    """How many spans begin at or before a place."""
    return bisect_right(spans, position, key=lambda span: span[0])


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def last_before(spans: Sequence[Span], position: int) -> int | None:
    """Where the last span before a place begins, None when there is none."""
    k = bisect_left(spans, (position, position))
    return spans[k - 1][0] if k else None


def title_case(document: Document) -> tuple[Span, ...]:
    """Headlines in which nearly every word has a capital: no place to read names."""
    found = []
    for zone in document.zones_of("headline", "teaser", "widget"):
        words = document.text[zone.start : zone.end].split()
        long = [w for w in words if len(w) > 3 and w[0].isalpha()]
        if len(long) >= 4 and sum(w[0].isupper() for w in long) / len(long) > 0.7:
            found.append((zone.start, zone.end))
    return tuple(found)
