"""Who speaks: names, kinds and affiliations resolved within one article."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Claire Morel, ministre de la Santé], a parlé. « Bien », a-t-[elle] dit.",
            [("Claire Morel", "named_person", "government")] * 2,
        ),
        (
            "Selon [le ministre français des Finances, Paul Rivet], tout va bien. "
            "[M. Rivet] insiste. [Le ministre] conclut.",
            [("Paul Rivet", "named_person", "government")] * 3,
        ),
        ("D'après [des témoins], c'était hier.", [("témoins", "group", "individual")]),
        ("[Moscou] dément.", [("Moscou", "organisation", "government")]),
        (
            "L'avion est tombé. Selon [le ministère russe de la Défense], rien à signaler. "
            "[Le ministère] a démenti.",
            [("ministère russe de la Défense", "organisation", "government")] * 2,
        ),
    ],
)
def test_sources_of_plain_sentences(text, expected):
    assert sources(text) == expected


HOSTILE = st.text(alphabet="AaÉe le la M. Jean Dupont,;«»\"'\n()-ministre de il", max_size=200)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="AaÉe le la M. Jean Dupont,;«»\"'\n()-ministre de il", max_size=200), st.data()
)
def test_no_text_breaks_it(text, data):
    shadow = Shadow.of(text).text
    a = data.draw(st.integers(0, len(shadow)))
    b = data.draw(st.integers(a, len(shadow)))
    document, _ = read("x")
    document = Document(
        article=document.article,
        text=shadow,
        pack=document.pack,
        zones=(),
        sentences=(),
        quotes=(),
    )
    attribution = Attribution(
        start=a, end=b, form="direct", content=((a, b),), cue=None, source=(a, b)
    )
    once = resolve_sources(document, [attribution])
    assert once == resolve_sources(document, [attribution])
    assert once[0].source_name
