"""Counts the charts share: what form a sentence takes, and intervals of shares."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from analysis.features._evidence import attributions, pairs
from analysis.schema import Affiliation, AnnotatedArticle, Form, Sentence

if TYPE_CHECKING:
    from pandas import DataFrame

Speech: TypeAlias = Literal["direct", "mixed", "indirect", "unattributed"]

_ORDER: tuple[Form, ...] = ("direct", "mixed", "indirect")


def as_articles(articles: AnnotatedArticle | Iterable[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """A list, whether one article or many were given."""
    return [articles] if isinstance(articles, AnnotatedArticle) else list(articles)


class Compared(Protocol):
    """The tables of :class:`analysis.comparison.Comparison` that charts read."""

    @property
    def events(self) -> DataFrame: ...
    @property
    def claims(self) -> DataFrame: ...
    @property
    def claim_pairs(self) -> DataFrame: ...
    @property
    def reuse(self) -> DataFrame: ...
    @property
    def lineages(self) -> DataFrame: ...


def compared_ids(comparison: Compared) -> list[str]:
    """The articles that were compared, by id."""
    ids = {
        str(i) for t in (comparison.events, comparison.lineages) for m in t["articles"] for i in m
    }
    ids |= {str(i) for i in comparison.claims["article_id"]}
    ids |= {str(i) for side in ("a", "b") for i in comparison.reuse[side]}
    return sorted(ids)


@dataclass(frozen=True, slots=True)
class Mention:
    """A source given the word once; ``name`` is empty when the text names none."""

    name: str
    form: Form
    affiliation: Affiliation
    person: bool


def mentions(article: AnnotatedArticle) -> list[Mention]:
    """Sources given the word, one for each part of a compound source, in text order.

    The same pairs that the features on source diversity count.
    """
    named = [
        (p.attribution.start, Mention(p.name, p.attribution.form, p.affiliation,
                                      p.form == "named_person"))
        for p in pairs(article)
    ]  # fmt: skip
    unnamed = [
        (a.start, Mention("", a.form, "none", False))
        for a in attributions(article)
        if a.source_form == "none"
    ]
    return [mention for _, mention in sorted([*named, *unnamed], key=lambda item: item[0])]


def merge_names(names: Iterable[str], persons: Iterable[str] = ()) -> dict[str, str]:
    """One display name for spellings of one source across articles.

    Names are alike when they differ only in accents, hyphens, capitals or in ``y``/``i`` and
    ``ou``/``u`` of a transcription; the surname of a person joins the one full name of a person
    that ends with it. The display name starts with a capital.

    Examples
    --------
    >>> seen = ["Andreï Serdioukov", "Andrei Serdyukov", "Serdyukov", "armée du Kazakhstan"]
    >>> merge_names(seen, persons=seen[:3])["Serdyukov"]
    'Andreï Serdioukov'
    >>> merge_names([*seen, "Kazakhstan"], persons=seen[:3])["Kazakhstan"]
    'Kazakhstan'
    """
    tally = Counter(names)
    people = set(persons)
    groups: dict[str, list[str]] = {}
    for name in tally:
        groups.setdefault(_folded(name), []).append(name)
    full = [fold for fold, names in groups.items() if " " in fold and people & set(names)]
    shown: dict[str, str] = {}
    for fold, spellings in groups.items():
        ends = [f for f in full if f.endswith(" " + fold) and people & set(spellings)]
        home = groups[ends[0]] if " " not in fold and len(ends) == 1 else spellings
        best = max(home, key=lambda name: tally[name])
        shown.update(dict.fromkeys(spellings, best[:1].upper() + best[1:]))
    return shown


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub("ou", "u", letters.replace("y", "i")).split())


def speech(article: AnnotatedArticle, sentences: Sequence[Sentence]) -> list[Speech]:
    """How each sentence carries its words: in quotation marks, reported, or nobody's.

    A sentence touched by several attributions takes the most literal form.
    """
    found: list[Speech] = []
    touching = [
        (span, a.form)
        for a in article.attributions
        if a.scope == "S"
        for span in (*a.content, a.cue, a.source)
        if span is not None
    ]
    for s in sentences:
        forms = {form for (start, end), form in touching if start < s.end and end > s.start}
        literal = next((form for form in _ORDER if form in forms), None)
        found.append(literal or ("indirect" if s.attributed else "unattributed"))
    return found
