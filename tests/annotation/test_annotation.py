"""What must hold for every kind of evidence, on any text."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate, evidence, records
from analysis.annotation import annotate_article, as_articles
from analysis.corpus import read_articles
from analysis.languages import UnknownLanguageError
from analysis.schema import AnnotatedArticle, Article, Attribution

PIECES = [
    "Le ministre de la Santé, Jean Roux, a déclaré que la crue a fait 12 morts",
    "« Nous partirons jeudi »",
    '"Assez", a-t-il dit',
    "selon l’AFP",
    "Source : AA",
    "Partagez cet article !",
    "les terroristes",
    "environ 3 000 personnes ont été arrêtées",
    "PARIS (Reuters) -",
    "«",
    "»",
    '"',
    "“",
    "(",
    "…",
    ".",
    " ",
    "\n",
    "\r\n",
    "\u00a0",
    "e\u0301",
    "\u200b",
    "M.",
    "12 000",
    "\t",
    "🙂",
    "The minister said on Monday that “it is over”.",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map(" ".join)


def spans(article: AnnotatedArticle) -> list[tuple[int, int]]:
    found = [(r.start, r.end) for r in article.evidence()]
    for a in article.attributions:
        found += [*a.content, *(s for s in (a.cue, a.source) if s)]
    return found


@settings(deadline=None)
@given(texts, st.sampled_from(["fr", "en", None]))
def test_every_span_lies_in_the_text_as_given(text: str, language: str | None):
    article = annotate(text, language=language)
    assert article.text == text
    for start, end in spans(article):
        assert 0 <= start < end <= len(text)
    for a in article.attributions:
        assert (a.start, a.end) == (a.content[0][0], a.content[-1][1])
    for record in records(article):
        assert record["text"] == text[record["start"] : record["end"]]
        json.dumps(record, allow_nan=False)


def words_of(article: AnnotatedArticle) -> list[Any]:
    """All evidence with its words brought to one spelling and its offsets left out."""
    result: list[Any] = [article.language, article.words_total, article.words_body]
    for record in article.evidence():
        values = dataclasses.asdict(record)
        for name in ("start", "end", "content", "cue", "source", "outer"):
            values.pop(name, None)
        if isinstance(record, Attribution):
            values["said"] = [plain(article.span_text(s)) for s in record.content]
        values["words"] = plain(article.span_text(record))
        result.append((record.kind, values))
    return result


def plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    for old, new in (("\u00a0", " "), ("\u202f", " "), ("’", "'"), ("\r\n", "\n")):
        text = text.replace(old, new)
    return text


VARIANTS = {
    "straight apostrophes": lambda t: t.replace("’", "'"),
    "curly apostrophes": lambda t: t.replace("'", "’"),
    "no-break spaces": lambda t: t.replace(" »", "\u00a0»").replace("« ", "«\u00a0"),
    "narrow spaces": lambda t: t.replace(" 000", "\u202f000").replace(" :", "\u202f:"),
    "plain spaces": lambda t: t.replace("\u00a0", " "),
    "decomposed letters": lambda t: unicodedata.normalize("NFD", t),
    "CRLF": lambda t: t.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_evidence_does_not_depend_on_typography(seed_paths: list[Path], variant: str):
    for article in read_articles(seed_paths[0].parent).articles:
        nfc = unicodedata.normalize("NFC", article.text)
        other = dataclasses.replace(article, text=VARIANTS[variant](nfc), language="fr")
        given_ = dataclasses.replace(article, text=nfc, language="fr")
        assert words_of(annotate(other)) == words_of(annotate(given_))


# Whole sentences and marks: what a typography can vary, without letters that mean something else.
plain_texts = st.lists(
    st.sampled_from(
        [
            "Le ministre de la Santé, Jean Roux, a déclaré que l'été fut chaud.",
            "« Nous partirons jeudi », a dit l'élue.",
            '"Assez", a-t-il répété.',
            "Selon l'AFP, 12 000 personnes ont été arrêtées.",
            "D'après elle, l'école rouvrira.",
            "Source : AA",
            "Partagez cet article !",
            "Il a qualifié l'accord d'« échec ».",
            "L'infox : la digue a cédé.",
        ]
    ),
    min_size=1,
    max_size=8,
).flatmap(lambda parts: st.sampled_from([" ", "\n"]).map(lambda between: between.join(parts)))


@settings(deadline=None, max_examples=60)
@given(plain_texts, st.sampled_from(sorted(VARIANTS)))
def test_no_order_of_sentences_makes_evidence_depend_on_typography(text: str, variant: str):
    other = annotate(VARIANTS[variant](text), language="fr")
    assert words_of(other) == words_of(annotate(text, language="fr"))


def annotating(text: str) -> Callable[[int], Callable[[], object]]:
    """The annotation of copies of a text, as work to be timed."""
    runs = count()

    def prepare(copies: int) -> Callable[[], object]:
        article = Article(article_id=str(next(runs)), text=text * copies, language="fr")
        return lambda: annotate_article(article)

    return prepare


@pytest.mark.slow
def test_ten_times_the_text_takes_about_ten_times_as_long(seed_paths: list[Path]):
    text = seed_paths[0].read_text("utf-8") + "\n" + seed_paths[2].read_text("utf-8") + "\n"
    assert growth(annotating(text), 1) < LINEAR


@pytest.mark.slow
@pytest.mark.parametrize("copies", [1, 10])
def test_a_short_article_many_times_over_takes_its_length(copies: int):
    article = "\n".join([*PIECES[:8], "« Rien n’est décidé », a-t-il dit à la radio lundi.", ""])
    assert growth(annotating(article), copies) < LINEAR


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("« ", '"', "“", ".", "…", "( ", "a ", "A ", "' ", "- ", "\n", "1 ", "é", "A.", "Mme "),
        *("selon ", "12 000 ", "a déclaré que ", "il a dit : « ", "Source : ", "Jean Roux, "),
        *("le ministre de la ", "environ ", "jeudi ", "les terroristes ", "partagez ", "(AFP) "),
    ],
)
def test_hostile_repetition_stays_linear(unit: str):
    assert growth(annotating(unit * (1500 // len(unit))), 1) < LINEAR


def test_the_language_is_given_or_read_or_detected():
    french = "Le gouvernement a annoncé que les troupes quitteraient le pays dans deux jours."
    assert annotate(french).language == "fr"
    assert annotate(french, language="en").language == "en"
    assert annotate(Article(article_id="a", text=french, language="en")).language == "en"
    spanish = "El gobierno anunció que las tropas saldrían del país dentro de dos días, dijo ayer."
    assert annotate(spanish).language == "es"
    assert annotate("Bon").language == "und"
    with pytest.raises(UnknownLanguageError, match=r"en.*fr"):
        annotate(french, language="xx")
    with pytest.raises(ValueError, match="scope"):
        annotate(french, scope="X")


def test_one_text_gives_one_article_and_a_corpus_a_list(seed_paths: list[Path]):
    import pandas as pd

    one = annotate("Un texte.", language="fr")
    assert isinstance(one, AnnotatedArticle)
    frame = pd.DataFrame({"text": ["Un.", "Deux."], "outlet": ["A", None], "other": [1, 2]})
    many = annotate(frame, language="fr")
    assert [a.article.outlet for a in many] == ["A", None]
    assert [a.article_id for a in many] == ["text-1", "text-2"]
    assert [a.article_id for a in as_articles(["x", Article(article_id="y", text="z")])] == [
        "text-1",
        "y",
    ]


def test_the_evidence_table_has_one_row_a_span(seed_paths: list[Path]):
    articles = annotate([p.read_text("utf-8") for p in seed_paths], language="fr")
    table = evidence(articles)
    assert list(table.columns[:5]) == ["article_id", "kind", "start", "end", "text"]
    assert len(table) == sum(1 + len(list(a.evidence())) for a in articles)
    assert evidence([]).empty
