"""A table of profiles that remembers the articles it was made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pandas as pd

from analysis.schema import AnnotatedArticle, display_html


class ProfileTable(pd.DataFrame):
    """The long table of profiles, an ordinary data frame.

    ``annotated`` holds the articles behind it, so that :func:`analysis.explain` can lead from a
    score to the words; a table read from a file has none.
    """

    _metadata: ClassVar[list[str]] = ["annotated"]
    annotated: tuple[AnnotatedArticle, ...]

    def _repr_html_(self) -> str | None:
        """As a notebook shows it: a strip a score, with its interval, n and status."""
        if {"unit", "dimension", "score", "low", "high", "n", "status"} <= set(self.columns):
            return display_html(self)
        return pd.DataFrame(self)._repr_html_()  # type: ignore[operator,no-any-return]

    @property
    def _constructor(self) -> Callable[..., ProfileTable]:
        return ProfileTable
