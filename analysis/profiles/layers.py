"""Three layers of doubt in a score: what each part could have been, drawn layer by layer."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import numpy as np

from analysis.features import Measure
from analysis.profiles.judgement import ERRORS, Part
from analysis.schema import AnnotatedArticle
from analysis.statistics import Exact, Floats, corrected_share

DRAWS = 2000
SEED = 2022

Layer = Literal["counting", "composition", "extraction", "combined"]
LAYERS: tuple[Layer, ...] = ("counting", "composition", "extraction", "combined")


def quantiles(
    known: list[tuple[Part, Measure]], score: float, article: AnnotatedArticle, layer: Layer
) -> tuple[float, float, float, float]:
    """Ends of the 95 % and 80 % intervals of the mean of the parts, the score among them."""
    points = [part.points(draws(part, measure, article, layer)) for part, measure in known]
    low, low80, high80, high = np.quantile(np.mean(points, axis=0), [0.025, 0.1, 0.9, 0.975])
    return (
        min(score, float(low)),
        min(score, float(low80)),
        max(score, float(high80)),
        max(score, float(high)),
    )


def draws(part: Part, measure: Measure, article: AnnotatedArticle, layer: Layer) -> Floats:
    """Values a part could have had, as far as one layer of doubt goes.

    What a person decided about the article's evidence leaves less to the annotators' error: where
    all that was found was judged nothing false is left, where the whole text was read nothing is.
    """
    # Seeded by the feature alone: equal counts give equal intervals, whatever the article's name.
    rng = np.random.default_rng([SEED, zlib.crc32(part.feature.name.encode())])
    spread = measure.spread or Exact(measure.value)
    if layer in ("composition", "combined"):
        spread = measure.composition or spread
    elif layer == "extraction":
        spread = Exact(measure.value)
    values = spread.draws(DRAWS, rng)
    if layer in ("extraction", "combined"):
        error = errors().get(article.language, {}).get(part.feature.name)
        reviewed = article.reviewed.get(error["kind"]) if error else None
        if error is not None and reviewed != "complete":
            found = rng.beta(error["true"] + 0.5, error["missed"] + 0.5, DRAWS)
            right = rng.beta(error["left"] + 0.5, error["false"] + 0.5, DRAWS)
            values = corrected_share(values, found, np.ones(DRAWS) if reviewed else right)
    return values


def estimated(part: Part, measure: Measure, article: AnnotatedArticle, layer: Layer) -> bool:
    """Whether one layer of doubt could be estimated for a part, rather than left out."""
    counted = measure.spread is not None
    composed = measure.composition is not None
    error = errors().get(article.language, {}).get(part.feature.name)
    known = {"counting": counted, "composition": composed, "extraction": error is not None}
    return known.get(layer, counted or composed or error is not None)


@cache
def errors() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Counts of right and wrong units by language and feature, as measured on coded articles."""
    return tomllib.loads(ERRORS.read_text("utf-8"))
