"""Size: how much text there is, the ground every other feature stands on."""

from __future__ import annotations

from analysis.features._evidence import words_by_zone
from analysis.features._registry import Measure, feature, index
from analysis.schema import AnnotatedArticle, Evidence
from analysis.statistics import Exact


def _number(value: int, evidence: tuple[Evidence, ...] = ()) -> Measure:
    return index(float(value), value, Exact(float(value)), evidence)


@feature(label="Words on the page", unit="count", zone="page", languages="any")
def page_word_count(article: AnnotatedArticle) -> Measure:
    """Words of the whole text, an elided form counting with its word.

    Higher means a longer page; no direction.
    """
    return _number(article.words_total)


@feature(label="Words in the body", unit="count", languages="any")
def body_word_count(article: AnnotatedArticle) -> Measure:
    """Words of the body.

    Higher means more text to judge by; below 150 no score is given.
    """
    return _number(article.words_body)


@feature(label="Sentences in the body", unit="count", languages="any")
def body_sentence_count(article: AnnotatedArticle) -> Measure:
    """Sentences of the body.

    Higher means more text to judge by; below 6 no score is given.
    """
    return _number(len(article.body_sentences), article.body_sentences)


@feature(label="Paragraphs in the body", unit="count", languages="any")
def paragraph_count(article: AnnotatedArticle) -> Measure:
    """Lines or elements of the body.

    Higher means more paragraphs; intervals by paragraph need 12.
    """
    found = tuple(z for z in article.zones if z.label == "body")
    return _number(len(found), found)


@feature(label="Words outside the body", unit="share", zone="page")
def outside_word_share(article: AnnotatedArticle) -> Measure:
    """Share of the page's words that are not the body, 0 to 1.

    Higher means more furniture around the article; no direction.
    """
    others = [z for z in article.zones if z.label != "body"]
    words = sum(n for label, n in words_by_zone(article).items() if label != "body")
    share = words / article.words_total
    return index(share, article.words_total, Exact(share), others)
