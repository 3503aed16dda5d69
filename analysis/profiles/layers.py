"""Three layers of doubt in a score: what each part could have been, drawn layer by layer."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np

from analysis.features import Measure
from analysis.profiles.judgement import ERRORS, Part
from analysis.statistics import Exact, Floats, corrected_share

DRAWS = 2000
SEED = 2022

Layer = Literal["counting", "composition", "extraction", "combined"]
LAYERS: tuple[Layer, ...] = ("counting", "composition", "extraction", "combined")


def quantiles(
    known: list[tuple[Part, Measure]], score: float, language: str, layer: Layer
) -> tuple[float, float, float, float]:
    """Ends of the 95 % and 80 % intervals of the mean of the parts, the score among them."""
    points = [part.points(draws(part, measure, language, layer)) for part, measure in known]
    low, low80, high80, high = np.quantile(np.mean(points, axis=0), [0.025, 0.1, 0.9, 0.975])
    return (
        min(score, float(low)),
        min(score, float(low80)),
        max(score, float(high80)),
        max(score, float(high)),
    )


def draws(part: Part, measure: Measure, language: str, layer: Layer) -> Floats:
    """Values a part could have had, as far as one layer of doubt goes."""
    # Seeded by the feature alone: equal counts give equal intervals, whatever the article's name.
    rng = np.random.default_rng([SEED, zlib.crc32(part.feature.name.encode())])
    spread = measure.spread or Exact(measure.value)
    if layer in ("composition", "combined"):
        spread = measure.composition or spread
    elif layer == "extraction":
        spread = Exact(measure.value)
    values = spread.draws(DRAWS, rng)
    if layer in ("extraction", "combined"):
        error = errors().get(language, {}).get(part.feature.name)
        if error is not None:
            found = rng.beta(error["true"] + 0.5, error["missed"] + 0.5, DRAWS)
            right = rng.beta(error["left"] + 0.5, error["false"] + 0.5, DRAWS)
            values = corrected_share(values, found, right)
    return values


@cache
def errors() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """Counts of right and wrong units by language and feature, as measured on coded articles."""
    return tomllib.loads(ERRORS.read_text("utf-8"))
