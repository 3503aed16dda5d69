"""Numbers and dates claimed about the event."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.annotation.document import Document
from analysis.schema import Attribution, Claim


def find_claims(document: Document, attributions: Iterable[Attribution]) -> tuple[Claim, ...]:
    """Numbers and dates claimed about the event."""
    return ()
