"""Counts the charts share: what form a sentence takes, and intervals of shares."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from analysis.schema import AnnotatedArticle, Attribution, Form, Sentence

Speech: TypeAlias = Literal["direct", "mixed", "indirect", "unattributed"]

_ORDER: tuple[Form, ...] = ("direct", "mixed", "indirect")


def as_articles(articles: AnnotatedArticle | Iterable[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """A list, whether one article or many were given."""
    return [articles] if isinstance(articles, AnnotatedArticle) else list(articles)


def spoken(article: AnnotatedArticle) -> list[Attribution]:
    """The attributions that count: speech, and a headline that is printed twice only once."""
    seen: set[str] = set()
    kept = []
    for a in article.attributions:
        if a.scope != "S":
            continue
        if article.in_zone(a.start, "headline"):
            words = article.span_text(a).casefold()
            if words in seen:
                continue
            seen.add(words)
        kept.append(a)
    return kept


def merge_names(names: Iterable[str]) -> dict[str, str]:
    """One display name for spellings of one source across articles.

    Names are alike when they differ only in accents, hyphens, capitals or in ``y``/``i`` and
    ``ou``/``u`` of a transcription; a single surname joins the one full name that ends with it.

    Examples
    --------
    >>> merge_names(["Andreï Serdioukov", "Andrei Serdyukov", "Serdyukov"])["Serdyukov"]
    'Andreï Serdioukov'
    """
    tally = Counter(names)
    groups: dict[str, list[str]] = {}
    for name in tally:
        groups.setdefault(_folded(name), []).append(name)
    full = [fold for fold in groups if " " in fold]
    shown: dict[str, str] = {}
    for fold, spellings in groups.items():
        ends = [f for f in full if f.endswith(" " + fold)]
        home = groups[ends[0]] if " " not in fold and len(ends) == 1 else spellings
        best = max(home, key=lambda name: tally[name])
        shown.update(dict.fromkeys(spellings, best))
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
