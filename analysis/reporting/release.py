"""What of the articles may stand in a report that is passed on: how much text, whose names.

The pages, tables and charts are made from articles in which everything else is already gone: each
letter that is held back is replaced by one sign, so offsets and word counts stay right and what is
shown later cannot leak. Measures are taken before, on the articles as read.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from analysis import languages
from analysis.annotation.persons import named_persons
from analysis.features._evidence import pairs
from analysis.reporting.words import Words
from analysis.schema import (
    EVIDENCE_FIELDS,
    OFFICIAL,
    AnnotatedArticle,
    Article,
    Attribution,
    Evidence,
    Span,
)
from analysis.text import HELD, MASKED, Shadow, normalise

if TYPE_CHECKING:
    from pandas import DataFrame

Text: TypeAlias = Literal["full", "excerpts", "none"]
TEXTS: tuple[Text, ...] = ("full", "excerpts", "none")
EXCERPT = 160
# How often an article writes a word without a capital before it counts as no name there.
_USED = 3
VARIABLE = "ANALYSIS_RELEASE"

# Sources named by a phrase of the text rather than by a name of their own.
_PHRASES = frozenset({"unnamed_person", "group", "document", "none"})
_PUBLIC = OFFICIAL | {"politics"}
_SIGNS = re.compile(r"[^\W_]")
# Keys of records that hold words of the article itself.
_WORDS = frozenset({"text", "a_text", "b_text", "cue_text", "source_text", "headline", "terms"})
_NAMES = frozenset({"source_name", "a_source_name", "b_source_name"})
_C = TypeVar("_C")


@dataclass(frozen=True)
class Release:
    """A decision on what is passed on, and what follows from it for one corpus.

    ``names`` maps names of sources and of things counted to what stands for them, ``people`` the
    words of each masked name to its stand-in, ``alone`` the ids of articles to single words masked
    in them, and ``ids`` ids of articles that hold a masked name to others.
    """

    text: Text = "full"
    mask_names: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    alone: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether anything at all is held back."""
        return self.text != "full" or self.mask_names

    @property
    def choice(self) -> str:
        """The decision in one word or two, for keys and file names."""
        return f"{self.text}{'-masked' if self.mask_names else ''}"

    def ident(self, article_id: str) -> str:
        """The id an article is shown under."""
        return self.ids.get(article_id, article_id)

    def masked(self, text: str, article_id: str | None = None) -> str:
        """A text with each letter of a masked name replaced by a sign."""
        spans = list(self._named(text, article_id)) if self.people else []
        return _replace(text, spans, MASKED)

    def source(self, name: str) -> str:
        """What stands for a source's name; the parts of a compound source one by one."""
        return " + ".join(
            self.names[part] if part in self.names else self._stand_in(part)
            for part in name.split(" + ")
        )

    def _stand_in(self, name: str) -> str:
        return self.people.get(" ".join(_keys(name)), self.masked(name))

    def article(self, article: AnnotatedArticle) -> AnnotatedArticle:
        """The article as it may be shown; the same one when nothing is held back."""
        return _make(self, article) if self.active else article

    def value(self, key: str, value: Any, article_id: str | None = None) -> Any:
        """One value of a record or table as it may be shown."""
        if isinstance(value, dict):
            return {k: self.value(k, v, article_id) for k, v in value.items()}
        if isinstance(value, list | tuple):
            if key in _WORDS or key == "modifiers":
                value = () if self.text == "none" else value
            if key == "terms":
                value = [term for term in value if not self._told_by(term)]
            return type(value)(self.value(key, v, article_id) for v in value)
        if not isinstance(value, str):
            return value
        if key in _NAMES:
            return self.source(value)
        if key == "quantity" and value in self.names:
            return self.names[value]
        if self.text == "none" and key in _WORDS:
            return None
        return self.ids.get(value) or self.masked(value, article_id)

    def frame(self, frame: DataFrame) -> DataFrame:
        """A table as it may be shown."""
        if not self.active or frame.empty:
            return frame
        changed = frame.copy()
        for column in changed.columns:
            if changed[column].dtype == object or str(changed[column].dtype).startswith("str"):
                changed[column] = [self.value(str(column), v) for v in changed[column]]
        return changed.rename(index=self.ids, columns=self.ids) if self.ids else changed

    def comparison(self, comparison: _C) -> _C:
        """A comparison as it may be shown."""
        if not self.active:
            return comparison
        tables = ("events", "claims", "claim_pairs", "reuse", "lineages")
        given: Any = comparison
        shown: _C = dataclasses.replace(
            given,
            **{name: self.frame(getattr(given, name)) for name in tables},
            _records=tuple(self.value("", r) for r in given.records()),
        )
        return shown

    def any(self, value: Any) -> Any:
        """An article, a list of them, a comparison or a table as it may be shown."""
        if isinstance(value, AnnotatedArticle):
            return self.article(value)
        if isinstance(value, list | tuple) and value and isinstance(value[0], AnnotatedArticle):
            return [self.article(a) for a in value]
        if hasattr(value, "claim_pairs"):
            return self.comparison(value)
        return self.frame(value) if hasattr(value, "columns") else value

    def _named(self, text: str, article_id: str | None) -> Iterator[Span]:
        """Where masked names stand in a text, whatever the accents, capitals and spaces."""
        shadow = Shadow.of(text)
        tokens = [(_key(m[0]), m.start(), m.end()) for m in _pieces(shadow.text)]
        alone = frozenset(self.alone.get(article_id, ())) if article_id else self._all_alone
        at = 0
        while at < len(tokens):
            low, start, end = tokens[at]
            size = next(
                (
                    n
                    for n in self._sizes.get(low, ())
                    if at + n <= len(tokens)
                    and " ".join(t[0] for t in tokens[at : at + n]) in self.people
                ),
                0,
            )
            if size:
                end = tokens[at + size - 1][2]
            if size or (low in alone and shadow.text[start].isupper()):
                yield shadow.to_raw((start, end))
            at += size or 1

    @cached_property
    def _sizes(self) -> Mapping[str, Sequence[int]]:
        """By the first word of masked names, how many words they have, longest first."""
        found: dict[str, set[int]] = {}
        for name in self.people:
            words = name.split(" ")
            found.setdefault(words[0], set()).add(len(words))
        return {word: sorted(sizes, reverse=True) for word, sizes in found.items()}

    def _told_by(self, term: str) -> bool:
        """Whether a word that ties articles is one of a masked name."""
        return bool(self.people) and not self._words_of_names.isdisjoint(_keys(term))

    @cached_property
    def _words_of_names(self) -> frozenset[str]:
        return self._all_alone | {word for name in self.people for word in name.split(" ")}

    @cached_property
    def _all_alone(self) -> frozenset[str]:
        return frozenset(w for words in self.alone.values() for w in words)

    def says(self, words: Words) -> list[str]:
        """What the reader of a report is told of the decision; nothing when all is shown."""
        held = [words(f"release.{self.text}")] if self.text != "full" else []
        return [*held, words("release.masked")] if self.mask_names else held

    def dump(self) -> str:
        """The decision as JSON, for another process on this machine."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)


@cache
def current() -> Release:
    """The decision this process works under; everything is shown when none was handed over."""
    place = os.environ.get(VARIABLE)
    return Release(**json.loads(Path(place).read_text("utf-8"))) if place else Release()


def decide(
    articles: Sequence[AnnotatedArticle], words: Words, text: Text, mask_names: bool
) -> Release:
    """What follows for a corpus from how much text and whether names may be passed on.

    Masked are the names of persons for whom neither an article nor the list of office-holders
    gives an office: those who speak for themselves or for a body that is neither a state, nor an
    alliance of states, nor political.
    """
    if text == "full" and not mask_names:
        return Release()
    people: dict[str, str] = {}
    alone: dict[str, tuple[str, ...]] = {}
    if mask_names:
        people, alone = _private(articles, words)
    names = _phrases(articles, words) if text == "none" else {}
    decision = Release(text, mask_names, names, people, alone)
    ids = {
        a.article_id: f"{words('release.article')}-{number}"
        for number, a in enumerate(articles, 1)
        if people and MASKED in decision.masked(a.article_id.title().replace("_", " "))
    }
    return dataclasses.replace(decision, ids=ids)


def _private(
    articles: Sequence[AnnotatedArticle], words: Words
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Stand-ins by full name, and by article the single words that stand for a masked person."""
    found: dict[str, set[str]] = {}
    heard: list[dict[str, set[str]]] = []
    holders = frozenset().union(*(_holders(code) for code in {a.language for a in articles}))
    for article in articles:
        own: dict[str, set[str]] = {}
        small = _small_words(article.language)
        for person in named_persons(article):
            if not _only_says(person.name, small):
                own.setdefault(" ".join(_keys(person.name)), set()).update(person.affiliations)
        for pair in pairs(article):
            if pair.form == "named_person" and not _only_says(pair.name, small):
                own.setdefault(" ".join(_keys(pair.name)), set()).add(pair.affiliation)
        own.pop("", None)
        heard.append(own)
        for name, affiliations in own.items():
            found.setdefault(name, set()).update(affiliations)
    # One reading of an office is enough only where nothing speaks against it.
    told = {name: affiliations - {"none", "other"} for name, affiliations in found.items()}
    public = {
        name
        for name, affiliations in told.items()
        if name in holders or (affiliations and affiliations <= _PUBLIC)
    }
    people: dict[str, str] = {}
    for name in found:
        if name not in public and " " in name:
            people[name] = words("release.person", number=len(people) + 1)
    alone: dict[str, tuple[str, ...]] = {}
    for article, own in zip(articles, heard, strict=True):
        kept = {word for name in own if name in public for word in name.split(" ")}
        hidden = {w for name in own if name not in public for w in name.split(" ") if len(w) > 2}
        masked = hidden - kept - _everyday(article, hidden)
        if masked:
            alone[article.article_id] = tuple(sorted(masked))
    return people, alone


@cache
def _holders(language: str) -> frozenset[str]:
    """Persons whom the word lists know to hold or have held a public office."""
    offices = languages.load_or_blank(language).lexicon("officeholders").get("offices", ())
    return frozenset(" ".join(_keys(o["person"])) for o in offices if o["kind"] in _PUBLIC)


@cache
def _small_words(language: str) -> frozenset[str]:
    """Closed-class and very common words of a language."""
    words = languages.load_or_blank(language).lexicon("stopwords").get("words", ())
    return frozenset(key for word in words for key in _keys(word))


def _only_says(name: str, small: frozenset[str]) -> bool:
    """Whether a name is a phrase, as « la ministre » or « Vous serez ».

    A small word leads into it and its last word, where a person has the surname, has no capital.
    """
    parts = [m[0] for m in _pieces(normalise(name))]
    return len(parts) > 1 and parts[-1][0].islower() and _key(parts[0]) in small


def _everyday(article: AnnotatedArticle, words: Iterable[str]) -> set[str]:
    """Of the single words of names, those that the article itself uses as small words.

    « Les » in a misread name must not hide every « Les » that begins a sentence; a surname that
    only looks like a small word stays hidden.
    """
    asked = _small_words(article.language) & frozenset(words)
    if not asked:
        return set()
    plain = (m[0] for m in _pieces(normalise(article.text)) if m[0][0].islower())
    uses = Counter(key for word in plain if (key := _key(word)) in asked)
    return {word for word in asked if uses[word] >= _USED}


def _phrases(articles: Sequence[AnnotatedArticle], words: Words) -> dict[str, str]:
    """Stand-ins for sources and things counted that only words of the text name."""
    names: dict[str, str] = {}
    for article in articles:
        for pair in pairs(article):
            if not (pair.named and pair.form not in _PHRASES) and pair.name != "none":
                form = words.name("source_form", pair.form)
                names.setdefault(pair.name, f"{form} {len(names) + 1}")
        for claim in article.claims:
            if not words.knows_quantity(claim.quantity):
                names.setdefault(claim.quantity, words("release.thing", number=len(names) + 1))
    return names


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, elided and hyphenated ones in their parts."""
    return re.finditer(r"[^\W_]+", text)


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _keys(name: str) -> list[str]:
    return [_key(m[0]) for m in _pieces(normalise(name))]


def _replace(text: str, spans: Iterable[Span], sign: str) -> str:
    """A text of the same length with the letters and digits of some stretches replaced."""
    out, position = [], 0
    for start, end in spans:
        out += [text[position:start], _SIGNS.sub(sign, text[start:end])]
        position = end
    return "".join([*out, text[position:]])


def _make(release: Release, article: AnnotatedArticle) -> AnnotatedArticle:
    text = article.text
    if release.text != "full":
        kept = _merged(_excerpts(article)) if release.text == "excerpts" else []
        edges = [0, *(e for span in kept for e in span), len(text)]
        text = _replace(text, zip(edges[::2], edges[1::2], strict=True), HELD)
    text = release.masked(text, article.article_id)
    given = article.article
    shown = Article(
        article_id=release.ident(given.article_id),
        text=text,
        headline=_line(release, given.headline, given.article_id),
        outlet=release.masked(given.outlet) if given.outlet else None,
        url=_address(release, given.url),
        published=given.published,
        language=given.language,
        author=given.author,
        zone_hints=given.zone_hints,
    )
    records = {
        name: tuple(_record(release, r, given.article_id) for r in getattr(article, name))
        for name in EVIDENCE_FIELDS
    }
    headline = _line(release, article.headline, given.article_id)
    return dataclasses.replace(article, article=shown, headline=headline, **records)  # type: ignore[arg-type]


def _line(release: Release, text: str | None, article_id: str) -> str | None:
    if text is None:
        return None
    if release.text == "none":
        return _SIGNS.sub(HELD, text)
    return release.masked(text, article_id)


def _address(release: Release, url: str | None) -> str | None:
    """An address, unless a masked name stands in it, the words of which are joined by hyphens."""
    return None if url is None or MASKED in release.masked(url.title()) else url


def _record(release: Release, record: Evidence, article_id: str) -> Evidence:
    changes = {
        f.name: new
        for f in dataclasses.fields(record)
        if (value := getattr(record, f.name)) is not None
        and (isinstance(value, str) or f.name == "modifiers")
        and (new := release.value(f.name, value, article_id)) != value
    }
    return dataclasses.replace(record, **changes) if changes else record


def _excerpts(article: AnnotatedArticle) -> Iterator[Span]:
    """The stretches that stand in a report of excerpts: evidence, each piece cut when long."""
    for zone in article.zones:
        if zone.label == "headline":
            yield _cut(article.text, (zone.start, zone.end))
    for name in EVIDENCE_FIELDS:
        if name in ("zones", "sentences"):
            continue
        for record in getattr(article, name):
            parts: Iterable[Span | None] = ((record.start, record.end),)
            if isinstance(record, Attribution):
                parts = (*record.content, record.cue, record.source)
            yield from (_cut(article.text, part) for part in parts if part)


def _cut(text: str, span: Span) -> Span:
    start, end = span
    if end - start <= EXCERPT:
        return span
    space = text.rfind(" ", start, start + EXCERPT)
    return start, space if space > start else start + EXCERPT


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
