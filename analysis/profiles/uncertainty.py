"""How sure a score is: the layers of doubt told apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from analysis.profiles.layers import LAYERS, estimated, quantiles
from analysis.profiles.scoring import NAN, compared, score_article
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = ("unit", "dimension", "layer", "score", "low", "high", "parts", "of")


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
        ``unit dimension layer score low high parts of``, one row a scored dimension and layer:
        ``parts`` is how many of the dimension's ``of`` known parts the layer could be estimated
        for. Where it is none of them ``low`` and ``high`` are NaN: the doubt is unknown, not nil.
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
                parts = sum(estimated(part, m, article, layer) for part, m in known)
                low, high = NAN, NAN
                if parts:
                    low, _, _, high = quantiles(known, row.score, article, layer)
                unit = article.article_id, row.dimension.id, layer
                rows.append((*unit, row.score, low, high, parts, len(known)))
    return pd.DataFrame(rows, columns=list(COLUMNS))
