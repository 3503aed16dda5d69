"""Which evidence counts: the article's own prose, each repeated headline once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar
from weakref import finalize

from analysis.annotation.traces import translation_ordinal
from analysis.features._wording import country_of, group_affiliation, is_generic_medium
from analysis.schema import (
    OFFICIAL,
    Affiliation,
    AnnotatedArticle,
    Attribution,
    Claim,
    Evidence,
    SourceForm,
    Zone,
)
from analysis.text import body_text, count_words, normalise, sentence_texts, words

E = TypeVar("E", bound=Evidence)
T = TypeVar("T")
K = TypeVar("K")


def per_article(function: Callable[[K], T]) -> Callable[[K], T]:
    """Remember what a function found in an article, or a table, for as long as that lives.

    Dozens of features ask the same of one record, which never changes and cannot be hashed.
    """
    found: dict[int, T] = {}

    @wraps(function)
    def remembered(article: K) -> T:
        key = id(article)
        if key not in found:
            found[key] = function(article)
            finalize(article, found.pop, key, None).atexit = False
        return found[key]

    return remembered


@per_article
def prose_zones(article: AnnotatedArticle) -> list[Zone]:
    """Body zones and the headline; a headline said twice is taken once."""
    zones = []
    headlines = set()
    for zone in article.zones:
        if zone.label == "headline":
            words = normalise(article.span_text(zone)).casefold()
            if words in headlines:
                continue
            headlines.add(words)
            zones.append(zone)
        elif zone.label == "body":
            zones.append(zone)
    return zones


def within(records: Iterable[E], zones: Iterable[Zone]) -> list[E]:
    """The records that start in one of the zones (zones in text order, not overlapping)."""
    group = list(zones)
    starts = [zone.start for zone in group]
    kept = []
    for record in records:
        i = bisect_right(starts, record.start) - 1
        if i >= 0 and record.start < group[i].end:
            kept.append(record)
    return kept


def in_prose(article: AnnotatedArticle, records: Iterable[E]) -> list[E]:
    """The records in the article's own prose."""
    return within(records, prose_zones(article))


def in_body(article: AnnotatedArticle, records: Iterable[E]) -> list[E]:
    """The records in the body."""
    return within(records, (zone for zone in article.zones if zone.label == "body"))


def by_paragraph(
    article: AnnotatedArticle, units: Iterable[Evidence], hits: Iterable[Evidence]
) -> tuple[list[int], list[int]]:
    """Hits and units of each paragraph that holds units."""
    starts = [zone.start for zone in article.zones]
    held = Counter(bisect_right(starts, unit.start) for unit in units)
    found = Counter(bisect_right(starts, hit.start) for hit in hits)
    return [found[key] for key in sorted(held)], [held[key] for key in sorted(held)]


@per_article
def attributions(article: AnnotatedArticle) -> list[Attribution]:
    """Attributions of speech and text (scope S) in the article's own prose."""
    return [a for a in in_prose(article, article.attributions) if a.scope == "S"]


@per_article
def claims(article: AnnotatedArticle) -> list[Claim]:
    """Claims in the article's own prose."""
    return in_prose(article, article.claims)


@dataclass(frozen=True, slots=True)
class Pair:
    """One attribution and one of its sources; a compound source gives several pairs."""

    attribution: Attribution
    name: str
    form: SourceForm
    affiliation: Affiliation
    country: str | None
    named: bool

    @property
    def official(self) -> bool:
        """Whether the source speaks for a state, its forces or an alliance of states."""
        return self.affiliation in OFFICIAL

    @property
    def traceable(self) -> bool:
        """Whether a reader could look the source up: a named body, or one who speaks for one.

        A private person cannot be found by a name, nor a document without an issuer.
        """
        if not self.named or self.affiliation in ("individual", "none"):
            return False
        return not (self.form == "document" and self.affiliation == "other")


@per_article
def pairs(article: AnnotatedArticle) -> list[Pair]:
    """Attribution-source pairs; an attribution without a source gives none.

    The record of a compound source holds the kind of its first part; the others get the kind they
    have elsewhere in the article, else that of an unnamed group, else the first one's.
    """
    group = [a for a in attributions(article) if a.source_form != "none"]
    alone = {a.source_name: a for a in group if " + " not in a.source_name}
    found = []
    for attribution in group:
        for i, name in enumerate(attribution.source_name.split(" + ")):
            known = alone.get(name, attribution)
            form, affiliation, country = known.source_form, known.affiliation, known.country
            if i and known is attribution:
                country = country_of(name, article.language)
                members = group_affiliation(name, article.language)
                if members:
                    form, affiliation = "group", members
            named = form in ("named_person", "organisation", "document") or (
                form == "media" and not is_generic_medium(name, article.language)
            )
            found.append(Pair(attribution, name, form, affiliation, country, named))
    return found


@per_article
def source_counts(article: AnnotatedArticle) -> dict[str, int]:
    """Pairs per distinct source, most cited first, then by name."""
    counted = Counter(pair.name for pair in pairs(article))
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


@per_article
def party_counts(article: AnnotatedArticle) -> dict[str, int]:
    """Pairs per party: a state (its government and forces), an alliance, or another kind of body.

    An official whose country the text does not tell is counted with the most cited state, the
    choice that gives the least diversity. Pairs of unknown affiliation are left out.
    """
    known = [pair for pair in pairs(article) if pair.affiliation != "none"]
    states = Counter(p.country for p in known if p.country and _national(p))
    first = min(states, key=lambda c: (-states[c], c)) if states else ""
    counted: Counter[str] = Counter()
    for pair in known:
        if _national(pair):
            counted[f"state {pair.country or first}".strip()] += 1
        elif pair.affiliation == "politics" and pair.country:
            counted[f"politics {pair.country}"] += 1
        else:
            counted[pair.affiliation] += 1
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _national(pair: Pair) -> bool:
    return pair.affiliation in ("government", "security_justice")


DISCLOSED, PROBABLE = 3, 2


@per_article
def translation_grade(article: AnnotatedArticle) -> int:
    """Traces of translation: 3 stated, 2 three or more kinds of trace, 1 one or two, 0 none."""
    return translation_ordinal(article)


def foreign_header(article: AnnotatedArticle) -> list[Zone]:
    """Lines of another page that stand where the headline of this one should be."""
    header = []
    for zone in article.zones:
        if zone.label in ("headline", "body"):
            break
        if zone.label == "teaser":
            header.append(zone)
    return header if article.headline is None else []


@per_article
def body_words(article: AnnotatedArticle) -> tuple[str, ...]:
    """The words of the body, in order."""
    return tuple(words(body_text(article)))


@per_article
def sentence_words(article: AnnotatedArticle) -> tuple[tuple[str, ...], ...]:
    """The words of each body sentence, in order."""
    return tuple(tuple(words(text)) for text in sentence_texts(article))


@per_article
def words_by_zone(article: AnnotatedArticle) -> dict[str, int]:
    """How many words each kind of zone holds."""
    counted: Counter[str] = Counter()
    for zone in article.zones:
        counted[zone.label] += count_words(article.span_text(zone))
    return dict(counted)
