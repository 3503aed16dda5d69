"""What the outlet asks of its reader and how it presents itself."""

from __future__ import annotations

from analysis.annotation.document import Document
from analysis.schema import Disclosure, Framing, Solicitation


def find_solicitations(document: Document) -> tuple[Solicitation, ...]:
    """Appeals the outlet makes to its reader."""
    return ()


def find_framings(document: Document) -> tuple[Framing, ...]:
    """Censorship framing and self-positioning in the outlet's own voice."""
    return ()


def find_disclosures(document: Document) -> tuple[Disclosure, ...]:
    """What the outlet discloses."""
    return ()
