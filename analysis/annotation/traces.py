"""Traces of machine translation and damage to the text."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.annotation.document import Document
from analysis.schema import Attribution, Trace


def find_traces(document: Document, attributions: Iterable[Attribution]) -> tuple[Trace, ...]:
    """Traces of machine translation and damage to the text."""
    return ()
