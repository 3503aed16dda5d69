"""How sure a score is: the layers of doubt told apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from analysis.profiles.layers import LAYERS, quantiles
from analysis.profiles.scoring import compared, score_article
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from pandas import DataFrame


def uncertainty(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle], *, comparison: Any = None
) -> DataFrame:
    """How much each layer of doubt widens each score.

    ``counting`` takes the sentences, claims and mentions as independent; ``composition`` allows
    for those of one paragraph being alike (from six paragraphs on); ``extraction`` takes the
    counts as exact and draws what the annotators miss and add, where that was measured
    (``extraction.toml``); ``combined`` is all of it and the interval of :func:`profile`.

    Returns
    -------
    pandas.DataFrame
        ``unit dimension layer score low high``, one row a scored dimension and layer.
    """
    import pandas as pd

    group = [articles] if isinstance(articles, AnnotatedArticle) else list(articles)
    found = compared(group, comparison)
    rows = []
    for article in group:
        for row in score_article(article, found):
            if math.isnan(row.score):
                continue
            pairs = zip(row.dimension.parts, row.measures, strict=True)
            known = [(part, measure) for part, measure in pairs if measure.known]
            for layer in LAYERS:
                low, _, _, high = quantiles(known, row.score, article, layer)
                rows.append((article.article_id, row.dimension.id, layer, row.score, low, high))
    return pd.DataFrame(rows, columns=["unit", "dimension", "layer", "score", "low", "high"])
