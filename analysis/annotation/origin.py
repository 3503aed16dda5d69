"""Where the text, its quotations and its pictures come from."""

from __future__ import annotations

from analysis.annotation.document import Document
from analysis.schema import Origin


def find_origins(document: Document) -> tuple[Origin, ...]:
    """Where the text, its quotations and its pictures come from."""
    return ()
