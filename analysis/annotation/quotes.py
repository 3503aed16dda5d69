"""Quotation marks: pairing, nesting and lost marks."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.languages import LanguagePack
from analysis.schema import Quote, Zone


def find_quotes(text: str, zones: Iterable[Zone], pack: LanguagePack) -> tuple[Quote, ...]:
    """Pair the quotation marks of each zone."""
    return ()
