"""Attributions: who said what, with cue, content and source."""

from __future__ import annotations

from analysis.annotation.document import Document
from analysis.schema import Attribution


def find_attributions(document: Document, scope: str = "S") -> tuple[Attribution, ...]:
    """Find the attributions of an article."""
    return ()
