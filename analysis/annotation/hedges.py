"""Marks of uncertainty."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.annotation.document import Document
from analysis.schema import Attribution, Hedge


def find_hedges(document: Document, attributions: Iterable[Attribution]) -> tuple[Hedge, ...]:
    """Marks of uncertainty."""
    return ()
