"""Evidence records: the dictionaries and the table that other programs read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from analysis.schema import AnnotatedArticle, Attribution, Evidence, Span

if TYPE_CHECKING:
    from pandas import DataFrame

E = TypeVar("E", bound=Evidence)


def records(article: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    """The evidence records of one article as plain dictionaries, ready for JSON.

    The ``article`` record comes first. Each further one has ``article_id``, ``kind``, ``start``,
    ``end`` and ``text``, where ``text == article.text[start:end]``.
    """
    yield {
        "article_id": article.article_id,
        "kind": "article",
        "start": 0,
        "end": len(article.text),
        "text": article.text,
        "language": article.language,
        "words_total": article.words_total,
        "words_body": article.words_body,
        "sentences_body": len(article.body_sentences),
        "headline": article.headline,
    }
    for item in article.evidence():
        yield record(article, item)


def record(article: AnnotatedArticle, item: Evidence) -> dict[str, Any]:
    """One evidence record as a plain dictionary."""
    values: dict[str, Any] = {
        "article_id": article.article_id,
        "kind": item.kind,
        "start": item.start,
        "end": item.end,
        "text": article.span_text(item),
    }
    for field in dataclasses.fields(item):
        if field.name not in values:
            values[field.name] = _plain(getattr(item, field.name))
    if isinstance(item, Attribution):
        values["cue_text"] = article.span_text(item.cue) if item.cue else None
        values["source_text"] = article.span_text(item.source) if item.source else None
    return values


_SPAN_FIELDS = ("cue", "source", "outer")


def moved(record: E, move: Callable[[Span], Span]) -> E:
    """A record with all its spans moved, as between a text and its shadow."""
    start, end = move((record.start, record.end))
    changes: dict[str, Span | tuple[Span, ...] | int] = {"start": start, "end": end}
    for name in _SPAN_FIELDS:
        span = getattr(record, name, None)
        if span is not None:
            changes[name] = move(span)
    if isinstance(record, Attribution):
        changes["content"] = tuple(map(move, record.content))
    return dataclasses.replace(record, **changes)  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def evidence(articles: AnnotatedArticle | Iterable[AnnotatedArticle]) -> DataFrame:
    """All evidence as a table, one row a span.

    Returns
    -------
    pandas.DataFrame
        Columns ``article_id kind start end text`` first, then every key of every kind; a key
        that a kind does not have is missing in its rows.
    """
    import pandas as pd

    group = [articles] if isinstance(articles, AnnotatedArticle) else list(articles)
    frame = pd.DataFrame([r for article in group for r in records(article)])
    if frame.empty:
        return pd.DataFrame(columns=["article_id", "kind", "start", "end", "text"])
    return frame.reset_index(drop=True)
