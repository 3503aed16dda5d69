"""Where a score stands among press articles of its language and genre."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from analysis.profiles.judgement import REFERENCES
from analysis.statistics import Floats

# Fewer articles with a value than this make no reference for it.
LEAST = 50
# At which percentages the quantiles of a feature stand.
STEPS = (5, 10, 25, 50, 75, 90, 95)
# The set of all genres, used where an article's own genre has none.
ALL = "press"


@cache
def references() -> Mapping[str, Any]:
    """The quantiles of ``references.toml``: by language, then genre."""
    return tomllib.loads(REFERENCES.read_text("utf-8"))


def _set(
    name: str, language: str, genre: str, kind: str = "scores"
) -> tuple[str, Mapping[str, Any]] | None:
    """The genre's own set that has a dimension (or feature), else that of all genres."""
    known = references().get(language, {})
    for chosen in (genre, ALL):
        found = known.get(chosen, {}).get(kind, {}).get(name)
        if found and found["n"] >= LEAST:
            return chosen, found
    return None


def reference(dimension_id: str, language: str, genre: str = "report") -> str:
    """The set a percentile refers to, such as ``fr report, n = 900``; empty where there is none.

    Examples
    --------
    >>> reference("C", "fr")
    ''
    """
    found = _set(dimension_id, language, genre)
    return f"{language} {found[0]}, n = {found[1]['n']}" if found else ""


def percentile(score: float, dimension_id: str, language: str, genre: str = "report") -> float:
    """Which share of the reference articles of a language and genre score lower, in percent.

    Equal scores count half. NaN without a score or a reference set; a genre without a set of its
    own is placed among articles of all genres (``press``). A percentile places a text, it does
    not grade it.
    """
    found = _set(dimension_id, language, genre)
    if math.isnan(score) or found is None:
        return math.nan
    quantiles = found[1]["quantiles"]
    return _placed(score, quantiles, np.linspace(0, 100, len(quantiles)), 0.05)


def part_percentile(
    value: float, feature: str, language: str, genre: str = "report"
) -> tuple[float, str]:
    """The place of a feature's value among the reference articles, and which set that is.

    As :func:`percentile`, from seven quantiles only: 5 stands for the lowest twentieth, 95 for the
    highest. NaN and the empty name where fewer than fifty articles have a value.

    Examples
    --------
    >>> part_percentile(0.0, "wording__label_distance_share", "fr")
    (nan, '')
    """
    found = _set(feature, language, genre, "features")
    if math.isnan(value) or found is None:
        return math.nan, ""
    place = _placed(value, found[1]["quantiles"], np.array(STEPS, dtype=float), 1e-9)
    return place, f"{language} {found[0]}, n = {found[1]['n']}"


def _placed(value: float, quantiles: Sequence[float], steps: Floats, near: float) -> float:
    same = np.isclose(quantiles, value, rtol=1e-5, atol=near)
    if same.any():
        return float(steps[same].mean())
    return float(np.interp(value, quantiles, steps))
