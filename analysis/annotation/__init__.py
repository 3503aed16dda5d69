"""Annotate: from articles to evidence. One file an evidence kind; this one runs them in order."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from analysis import languages
from analysis.annotation.attitudes import find_attitudes
from analysis.annotation.attributions import find_attributions
from analysis.annotation.channels import name_channels
from analysis.annotation.claims import find_claims
from analysis.annotation.dates import published_day
from analysis.annotation.document import Document
from analysis.annotation.hedges import find_hedges
from analysis.annotation.labels import find_labels
from analysis.annotation.origin import find_origins
from analysis.annotation.quotes import find_quotes
from analysis.annotation.records import moved
from analysis.annotation.reviews import Decision, Reviews, Settled, read_reviews
from analysis.annotation.solicitation import find_disclosures, find_framings, find_solicitations
from analysis.annotation.traces import find_traces
from analysis.corpus import CorpusWarning
from analysis.schema import AnnotatedArticle, Article, Attribution, Sentence, Zone
from analysis.text import (
    Cover,
    Shadow,
    count_normalised,
    detect_language,
    load_detector,
    sentence_spans,
)
from analysis.zones import by_line, find_headline, find_zones, unwrap

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["annotate", "annotate_article"]

# Speech alone, or with attitudes beside it.
SCOPES = ("S", "P", "SP")
# Zones that hold prose of the article: only these are split into sentences.
PROSE_ZONES = ("headline", "body", "caption")


@overload
def annotate(  # type: ignore[overload-overlap]  # a str is itself an iterable of str
    corpus: str | Article,
    language: str | None = None,
    *,
    scope: str = "S",
    reviews: str | Path | Reviews | None = None,
) -> AnnotatedArticle: ...
@overload
def annotate(
    corpus: DataFrame | Iterable[str | Article],
    language: str | None = None,
    *,
    scope: str = "S",
    reviews: str | Path | Reviews | None = None,
) -> list[AnnotatedArticle]: ...
def annotate(
    corpus: Any,
    language: str | None = None,
    *,
    scope: str = "S",
    reviews: str | Path | Reviews | None = None,
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
        ``"S"``: speech, writing and voiced opinion. ``"SP"``, or ``"P"`` for short: attitudes,
        decisions and requests as well, marked ``P``; nothing of scope S and no measure changes.

    reviews
        What people decided about extracted spans (:mod:`analysis.annotation.reviews`): a sheet or
        its path. When None, the sheet beside the corpus that :func:`analysis.read_corpus` read,
        if there is one.

    Returns
    -------
    AnnotatedArticle or list of AnnotatedArticle
        One for a string or Article, a list otherwise, in input order.

    Raises
    ------
    analysis.languages.UnknownLanguageError
        When ``language`` names no language pack.
    ValueError
        For an unknown scope.

    Examples
    --------
    >>> article = annotate("Le ministre a déclaré que la route est ouverte.", language="fr")
    >>> article.language
    'fr'
    """
    if language is not None:
        languages.load(language)
    if scope not in SCOPES:
        raise ValueError(f"unknown scope {scope!r}: the known ones are {', '.join(SCOPES)}")
    if reviews is None:
        reviews = getattr(corpus, "attrs", {}).get("reviews")
    decided = read_reviews(reviews) if isinstance(reviews, (str, Path)) else reviews or Reviews()
    done: AnnotatedArticle | list[AnnotatedArticle]
    if isinstance(corpus, (str, Article)):
        article = as_article(corpus)
        done = _remembered(article, language, scope, decided.of(article))
    else:
        done = [
            annotate_article(article, language, scope, decided.of(article))
            for article in as_articles(corpus)
        ]
    for problem in decided.problems:
        warnings.warn(problem, CorpusWarning, stacklevel=2)
    return done


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
    load_detector()
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
        published=published_day(article.published),
    )


def annotate_article(
    article: Article,
    language: str | None = None,
    scope: str = "S",
    decisions: tuple[Decision, ...] = (),
) -> AnnotatedArticle:
    """Annotate one article; its own ``language`` or detection decides when none is given.

    What people decided stands in the place of what the rules find, and what rests on it follows.
    """
    shadow, document = read_document(article, language)
    zones, sentences = document.zones, document.sentences
    reviewed = Settled.of(decisions).moved(shadow.from_raw)
    origins = reviewed.apply("origin", find_origins(document))
    attributions = reviewed.apply(
        "attribution", name_channels(find_attributions(document), origins, sentences)
    )
    framings = reviewed.apply("framing", find_framings(document, origins))
    disclosures = reviewed.apply("disclosure", find_disclosures(document, origins))
    evidence: dict[str, tuple[Any, ...]] = {
        "zones": by_line(shadow.text, zones),
        "quotes": document.quotes,
        "sentences": _mark_attributed(sentences, attributions),
        "attributions": attributions,
        "origins": origins,
        "solicitations": reviewed.apply(
            "solicitation", find_solicitations(document, (*framings, *disclosures))
        ),
        "framings": framings,
        "disclosures": disclosures,
        "labels": reviewed.apply("label", find_labels(document, attributions)),
        "hedges": reviewed.apply("hedge", find_hedges(document, attributions)),
        "claims": reviewed.apply("claim", find_claims(document, attributions)),
        "traces": reviewed.apply("text_trace", find_traces(document, attributions)),
    }
    if scope != "S":
        # Beside the speech and after all that rests on it: nothing else changes.
        merged = (*attributions, *find_attitudes(document, attributions))
        evidence["attributions"] = tuple(
            sorted(merged, key=lambda a: (a.content[0], a.cue or (0, 0)))
        )
    located: dict[str, Any] = {
        name: records if shadow.starts is None else tuple(moved(r, shadow.to_raw) for r in records)
        for name, records in evidence.items()
    }
    words = [(zone.label, count_normalised(shadow.text, zone.start, zone.end)) for zone in zones]
    return AnnotatedArticle(
        article=article,
        language=document.language,
        has_pack=not document.pack.blank,
        headline=article.headline or _as_given(article.text, located["zones"]),
        words_total=sum(count for _, count in words),
        words_body=sum(count for label, count in words if label == "body"),
        reviewed=reviewed.states(evidence),
        **located,
    )


def _as_given(text: str, zones: Iterable[Zone]) -> str | None:
    """The words of the headline as the text has them, typography included."""
    return next((text[z.start : z.end] for z in zones if z.label == "headline"), None)


# Annotation is pure, so feature functions called one by one on a string need not repeat it.
_remembered = lru_cache(maxsize=64)(annotate_article)


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
