"""Features: one family a file, each a plain function of one annotated article."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.features._registry import (
    Feature,
    Measure,
    by_name,
    feature,
    label_text,
    reason_text,
    registered,
)
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.features.transformer import FeatureExtractor as FeatureExtractor

FAMILIES = (
    "attribution",
    "diversity",
    "transparency",
    "solicitation",
    "wording",
    "corroboration",
    "readability",
    "integrity",
    "size",
)

for _family in FAMILIES:
    import_module(f"{__name__}.{_family}")

FEATURES: tuple[Feature, ...] = registered()

__all__ = [
    "FAMILIES",
    "FEATURES",
    "Feature",
    "FeatureExtractor",
    "Measure",
    "by_name",
    "extract",
    "feature",
    "label_text",
    "reason_text",
]


def __getattr__(name: str) -> Any:
    if name == "FeatureExtractor":
        return import_module("analysis.features.transformer").FeatureExtractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def extract(
    articles: str | AnnotatedArticle | Iterable[str | AnnotatedArticle],
    *,
    intervals: bool = False,
    comparison: Any = None,
    experimental: bool = False,
) -> DataFrame:
    """All features of articles as a table.

    Parameters
    ----------
    articles
        Annotated articles, or texts that are annotated on the way.
    intervals
        Add ``<column>__low``, ``__high`` (95 %) and ``__status`` after each column.
    comparison
        What :func:`analysis.compare` found between the articles; without it the corroboration
        features are not applicable.
    experimental
        Add the features that are not dependable enough to be shown by default.

    Returns
    -------
    pandas.DataFrame
        Index ``article_id``, one column a feature, ``family__name``. NaN means there is no value,
        for the reason the status tells; it never means zero.

    Examples
    --------
    >>> table = extract(["Le ministre a déclaré : « La route est ouverte. »"])
    >>> table.columns[0], float(table["size__body_word_count"].iloc[0]) >= 0
    ('attribution__attributed_sentence_share', True)
    """
    import pandas as pd

    chosen = [f for f in FEATURES if experimental or f.role != "experimental"]
    group = _annotated(articles)
    rows = []
    for article in group:
        row: dict[str, Any] = {}
        for item in chosen:
            measure = item.measure(article, comparison)
            row[item.name] = measure.value
            if intervals:
                row[f"{item.name}__low"] = measure.low
                row[f"{item.name}__high"] = measure.high
                row[f"{item.name}__status"] = measure.status
        rows.append(row)
    columns = [
        name
        for item in chosen
        for name in (
            [item.name, *(f"{item.name}__{end}" for end in ("low", "high", "status"))]
            if intervals
            else [item.name]
        )
    ]
    ids = pd.Index([a.article_id for a in group], name="article_id", dtype=object)
    return pd.DataFrame(rows, index=ids, columns=columns)


def _annotated(
    articles: str | AnnotatedArticle | Iterable[str | AnnotatedArticle],
) -> list[AnnotatedArticle]:
    group = [articles] if isinstance(articles, (str, AnnotatedArticle)) else list(articles)
    if all(isinstance(a, AnnotatedArticle) for a in group):
        return [a for a in group if isinstance(a, AnnotatedArticle)]
    from analysis.annotation import annotate

    return [a if isinstance(a, AnnotatedArticle) else annotate(a) for a in group]
