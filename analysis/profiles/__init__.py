"""Profiles: features to dimensions, each with an interval, a status, its parts and its ground.

All judgement (parts, directions, goalposts, minimum sizes) stands in ``dimensions.toml``. There is
no overall number: the dimensions are formative and pull apart. Only :mod:`.sensitivity` forms one,
from weights its user gives, to show how much it depends on them.
"""

from __future__ import annotations

from analysis.profiles.comparability import comparability
from analysis.profiles.explanation import counterfactuals, explain
from analysis.profiles.judgement import (
    Dimension,
    Part,
    Rules,
    basis,
    dimension,
    dimensions,
    rules,
)
from analysis.profiles.layers import LAYERS
from analysis.profiles.outlets import outlet_of, paired_differences
from analysis.profiles.reference import percentile, reference
from analysis.profiles.scoring import Scored, score_article
from analysis.profiles.strata import Stratum, strata
from analysis.profiles.table import COLUMNS, profile
from analysis.profiles.uncertainty import uncertainty

__all__ = [
    "COLUMNS",
    "LAYERS",
    "Dimension",
    "Part",
    "Rules",
    "Scored",
    "Stratum",
    "basis",
    "comparability",
    "counterfactuals",
    "dimension",
    "dimensions",
    "explain",
    "outlet_of",
    "paired_differences",
    "percentile",
    "profile",
    "reference",
    "rules",
    "score_article",
    "strata",
    "uncertainty",
]
