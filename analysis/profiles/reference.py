"""Where a score stands among press articles of its language and genre."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from analysis.profiles.judgement import REFERENCES

# The set of all genres, used where an article's own genre has none.
ALL = "press"


@cache
def references() -> Mapping[str, Any]:
    """The quantiles of ``references.toml``: by language, then genre."""
    return tomllib.loads(REFERENCES.read_text("utf-8"))


def _set(dimension_id: str, language: str, genre: str) -> tuple[str, Mapping[str, Any]] | None:
    known = references().get(language, {})
    for name in (genre, ALL):
        found = known.get(name, {}).get("scores", {}).get(dimension_id)
        if found:
            return name, found
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
    steps = np.linspace(0, 100, len(quantiles))
    same = np.isclose(quantiles, score, atol=0.05)
    if same.any():
        return float(steps[same].mean())
    return float(np.interp(score, quantiles, steps))
