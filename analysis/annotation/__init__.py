"""Annotate: from articles to evidence. One file an evidence kind; this one runs them in order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from analysis import languages
from analysis.annotation.attributions import find_attributions
from analysis.annotation.channels import name_channels
from analysis.annotation.claims import find_claims
from analysis.annotation.document import Document
from analysis.annotation.hedges import find_hedges
from analysis.annotation.labels import find_labels
from analysis.annotation.origin import find_origins
from analysis.annotation.quotes import find_quotes
from analysis.annotation.solicitation import find_disclosures, find_framings, find_solicitations
from analysis.annotation.traces import find_traces
from analysis.schema import AnnotatedArticle, Article, Attribution, Evidence, Sentence, Span, Zone
from analysis.text import Cover, Shadow, count_words, detect_language, sentence_spans
from analysis.zones import by_line, find_headline, find_zones, unwrap

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["annotate", "annotate_article"]

# Zones that hold prose of the article: only these are split into sentences.
PROSE_ZONES = ("headline", "body", "caption")


@overload
def annotate(  # type: ignore[overload-overlap]  # a str is itself an iterable of str
    corpus: str | Article, language: str | None = None, *, scope: str = "S"
) -> AnnotatedArticle: ...
@overload
def annotate(
    corpus: DataFrame | Iterable[str | Article], language: str | None = None, *, scope: str = "S"
) -> list[AnnotatedArticle]: ...
def annotate(
    corpus: Any, language: str | None = None, *, scope: str = "S"
) -> AnnotatedArticle | list[AnnotatedArticle]:
    """Find all evidence in one text or in a corpus.

    Parameters
    ----------
    corpus
        A text, an :class:`~analysis.schema.Article`, a list of either, or the DataFrame of
        :func:`analysis.read_corpus`.
    language
        ISO 639-1 code; when None, each article's own ``language``, else detection.
    scope
        ``"S"``: speech, writing and voiced opinion. The wider scope ``"P"`` (attitudes, decisions
        and requests) is reserved and not offered yet.

    Returns
    -------
    AnnotatedArticle or list of AnnotatedArticle
        One for a string or Article, a list otherwise, in input order.

    Raises
    ------
    analysis.languages.UnknownLanguageError
        When ``language`` names no language pack.
    ValueError
        For a scope that is not offered.

    Examples
    --------
    >>> article = annotate("Le ministre a déclaré que la route est ouverte.", language="fr")
    >>> article.language
    'fr'
    """
    if language is not None:
        languages.load(language)
    if scope != "S":
        raise ValueError(f"only scope 'S' (speech) is offered so far, not {scope!r}")
    if isinstance(corpus, (str, Article)):
        return _remembered(as_article(corpus), language, scope)
    return [annotate_article(article, language, scope) for article in as_articles(corpus)]


def as_article(item: str | Article, article_id: str = "text") -> Article:
    """An article from a bare string, or the article itself."""
    return item if isinstance(item, Article) else Article(article_id=article_id, text=item)


def as_articles(corpus: Any) -> list[Article]:
    """Articles from a DataFrame with a ``text`` column or from an iterable."""
    if hasattr(corpus, "columns"):
        names = {f.name for f in dataclasses.fields(Article)} & set(corpus.columns)
        rows = corpus.astype(object).where(corpus.notna(), None).to_dict("records")
        return [
            Article(**{"article_id": f"text-{i}", **{k: row[k] for k in names}})
            for i, row in enumerate(rows, 1)
        ]
    return [as_article(item, f"text-{i}") for i, item in enumerate(corpus, 1)]


def read_document(article: Article, language: str | None = None) -> tuple[Shadow, Document]:
    """An article's shadow text, and its structure as every annotator reads it."""
    shadow = Shadow.of(article.text)
    code = language or article.language or detect_language(shadow.text)
    pack = languages.load_or_blank(code)
    zones = find_zones(shadow.text, pack, article)
    # A hard-wrapped paragraph is one zone; all annotators read it as one line of the same length.
    text = unwrap(shadow.text, zones)
    quotes = find_quotes(text, zones, pack)
    sentences = tuple(
        Sentence(start=start, end=end, zone=zone.label)
        for zone in zones
        if zone.label in PROSE_ZONES
        for start, end in sentence_spans(text, (zone.start, zone.end), pack.abbreviations)
    )
    return shadow, Document(
        article=article,
        text=text,
        pack=pack,
        zones=zones,
        sentences=sentences,
        quotes=quotes,
        headline=article.headline or find_headline(text, zones),
        published=_day(article.published),
    )


def annotate_article(
    article: Article, language: str | None = None, scope: str = "S"
) -> AnnotatedArticle:
    """Annotate one article; its own ``language`` or detection decides when none is given."""
    shadow, document = read_document(article, language)
    zones, sentences = document.zones, document.sentences
    origins = find_origins(document)
    attributions = name_channels(find_attributions(document), origins, sentences)
    evidence: dict[str, tuple[Any, ...]] = {
        "zones": by_line(shadow.text, zones),
        "quotes": document.quotes,
        "sentences": _mark_attributed(sentences, attributions),
        "attributions": attributions,
        "origins": origins,
        "solicitations": find_solicitations(document),
        "framings": find_framings(document),
        "disclosures": find_disclosures(document),
        "labels": find_labels(document, attributions),
        "hedges": find_hedges(document, attributions),
        "claims": find_claims(document, attributions),
        "traces": find_traces(document, attributions),
    }
    located: dict[str, Any] = {
        name: records if shadow.starts is None else tuple(_to_raw(r, shadow) for r in records)
        for name, records in evidence.items()
    }
    return AnnotatedArticle(
        article=article,
        language=document.language,
        has_pack=not document.pack.blank,
        headline=article.headline or _as_given(article.text, located["zones"]),
        words_total=count_words(shadow.text),
        words_body=sum(
            count_words(shadow.text[z.start : z.end]) for z in zones if z.label == "body"
        ),
        **located,
    )


def _as_given(text: str, zones: Iterable[Zone]) -> str | None:
    """The words of the headline as the text has them, typography included."""
    return next((text[z.start : z.end] for z in zones if z.label == "headline"), None)


# Annotation is pure, so feature functions called one by one on a string need not repeat it.
_remembered = lru_cache(maxsize=64)(annotate_article)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(str(published)[:10]) if published else None
    except ValueError:
        return None


def _mark_attributed(
    sentences: tuple[Sentence, ...], attributions: Iterable[Attribution]
) -> tuple[Sentence, ...]:
    """Sentences with ``attributed`` set where source, cue or content of an attribution touches."""
    touched = Cover(
        span
        for a in attributions
        for span in (*a.content, a.cue, a.source)
        if span is not None and a.scope == "S"
    )
    return tuple(
        dataclasses.replace(s, attributed=True) if touched.touches((s.start, s.end)) else s
        for s in sentences
    )


_SPAN_FIELDS = ("cue", "source", "outer")


def _to_raw(record: Evidence, shadow: Shadow) -> Evidence:
    """A record whose spans point into the text as given instead of the shadow."""
    start, end = shadow.to_raw((record.start, record.end))
    changes: dict[str, Span | tuple[Span, ...] | int] = {"start": start, "end": end}
    for name in _SPAN_FIELDS:
        span = getattr(record, name, None)
        if span is not None:
            changes[name] = shadow.to_raw(span)
    if isinstance(record, Attribution):
        changes["content"] = tuple(shadow.to_raw(span) for span in record.content)
    return dataclasses.replace(record, **changes)  # type: ignore[arg-type]
