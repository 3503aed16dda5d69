"""A document made by hand, so that wording can be tested apart from zones and attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis import languages
from analysis.annotation.document import Document
from analysis.schema import Article, Attribution, Form, Quote, Sentence, Zone, ZoneLabel
from analysis.text import line_spans, sentence_spans

_PAIRS = re.compile(r"« ?([^«»\n]*?) ?»|\"([^\"\n]*)\"|“([^“”\n]*)”|« ?([^«»\n]+)$", re.M)


def document(
    text: str,
    language: str = "fr",
    zones: Iterable[ZoneLabel] = (),
    headline: str | None = None,
) -> Document:
    """A document of ``text``, its lines labelled in turn, the last label repeated."""
    pack = languages.load_or_blank(language)
    labels: list[ZoneLabel] = list(zones) or ["body"]
    lines = line_spans(text)
    labels += [labels[-1]] * (len(lines) - len(labels))
    found = tuple(Zone(start=a, end=b, label=z) for (a, b), z in zip(lines, labels, strict=False))
    quotes = []
    for match in _PAIRS.finditer(text):
        group = next(i for i in range(1, 5) if match[i] is not None)
        start, end = match.span(group)
        quotes.append(Quote(start=start, end=end, outer=match.span(), closed=group != 4))
    sentences = tuple(
        Sentence(start=a, end=b, zone=zone.label)
        for zone in found
        if zone.label in ("headline", "body", "caption")
        for a, b in sentence_spans(text, (zone.start, zone.end), pack.abbreviations)
    )
    return Document(
        article=Article(article_id="a", text=text, language=language),
        text=text,
        pack=pack,
        zones=found,
        sentences=sentences,
        quotes=tuple(quotes),
        headline=headline,
    )


def attributed(text: str, content: str, form: Form = "indirect") -> Attribution:
    """An attribution whose content is the given words of the text."""
    start = text.index(content)
    span = (start, start + len(content))
    return Attribution(start=span[0], end=span[1], form=form, content=(span,), cue=None)
