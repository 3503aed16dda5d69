"""Integrity of the text: traces of translation and damage, which are facts, not faults."""

from __future__ import annotations

from analysis.features._evidence import foreign_header, translation_grade
from analysis.features._registry import Measure, count, feature, shown
from analysis.schema import AnnotatedArticle, Trace
from analysis.text import normalise


def _traces(article: AnnotatedArticle, group: str) -> list[Trace]:
    return [t for t in article.traces if t.group == group]


@feature(label="Translation grade", unit="grade", zone="page")
def translation_trace_grade(article: AnnotatedArticle) -> Measure:
    """Traces of machine translation: 3 stated, 2 three or more kinds, 1 one or two, 0 none.

    Higher means the text is more surely translated. It is a stratum, not a fault: style must not
    be compared between translated and original texts (Volansky et al. 2013).
    """
    grade = translation_grade(article)
    stated = [o for o in article.origins if o.relation == "translated_by"]
    return shown([*stated, *_traces(article, "translation")], float(grade))


@feature(label="Kinds of translation trace", unit="count", zone="page")
def translation_trace_count(article: AnnotatedArticle) -> Measure:
    """Distinct kinds of translation trace in the text.

    Higher means more independent signs; each is shown and may be wrong alone.
    """
    kinds = {t.trace: t for t in reversed(_traces(article, "translation"))}
    return count(sorted((t.start, t.end) for t in kinds.values()))


@feature(label="Signs of damage", unit="count", zone="page")
def integrity_flag_count(article: AnnotatedArticle) -> Measure:
    """Signs that the text was damaged, such as a broken sentence or slips of the pen.

    Higher means more damage by copying, editing or extraction; human slips are no sign of
    translation.
    """
    return count(_traces(article, "integrity"))


@feature(label="Unclosed quotations", unit="count", zone="page", languages="any")
def unclosed_quote_count(article: AnnotatedArticle) -> Measure:
    """Quotation marks that open and never close.

    Higher means more places where a reader cannot tell whose words they read.
    """
    return count([q.outer for q in article.quotes if not q.closed], len(article.quotes))


@feature(label="Repeated headline lines", unit="count", zone="page")
def repeated_headline_count(article: AnnotatedArticle) -> Measure:
    """Headline lines that repeat an earlier one.

    Higher means extraction kept the page's furniture.
    """
    seen: set[str] = set()
    repeated = []
    for zone in article.zones:
        if zone.label == "headline":
            words = normalise(article.span_text(zone)).casefold()
            if words in seen:
                repeated.append(zone)
            seen.add(words)
    return count(repeated)


@feature(label="Header of another page", unit="check", zone="page")
def foreign_header_present(article: AnnotatedArticle) -> Measure:
    """Whether the first lines belong to another page, 0 or 1.

    1 means that title and date at the top must not be read as this article's.
    """
    found = foreign_header(article)
    return shown(found, float(bool(found)))
