"""Texts with sources in brackets: who they are is tested apart from where they stand."""

from __future__ import annotations

import re

from analysis import languages
from analysis.annotation.document import Document
from analysis.annotation.sources import resolve_sources
from analysis.schema import Article, Attribution, Zone
from analysis.text import Shadow, line_spans


def read(text: str, language: str = "fr") -> tuple[Document, list[Attribution]]:
    """A document and one attribution for every ``[source]`` marked in a text."""
    plain, spans, offset = "", [], 0
    for piece in re.split(r"(\[[^\]]*\])", text):
        if piece.startswith("["):
            spans.append((offset, offset + len(piece) - 2))
            piece = piece[1:-1]
        plain += piece
        offset += len(piece)
    shadow = Shadow.of(plain).text
    document = Document(
        article=Article(article_id="t", text=plain),
        text=shadow,
        pack=languages.load(language),
        zones=tuple(Zone(start=a, end=b, label="body") for a, b in line_spans(shadow)),
        sentences=(),
        quotes=(),
    )
    given_spans = [
        Attribution(start=0, end=1, form="indirect", content=((0, 1),), cue=None, source=span)
        for span in spans
    ]
    return document, given_spans


def sources(text: str, language: str = "fr") -> list[tuple[str, str, str]]:
    document, attributions = read(text, language)
    return [
        (a.source_name, a.source_form, a.affiliation)
        for a in resolve_sources(document, attributions)
    ]
