"""Contested labels and the voice they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.annotation.document import Document
from analysis.schema import Attribution, Label


def find_labels(document: Document, attributions: Iterable[Attribution]) -> tuple[Label, ...]:
    """Contested labels and the voice they stand in."""
    return ()
