"""Lines to zones: what each line of a page is (headline, byline, body, credit, appeal ...)."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.languages import LanguagePack
from analysis.schema import Article, Zone
from analysis.text import line_spans


def find_zones(text: str, pack: LanguagePack, article: Article) -> tuple[Zone, ...]:
    """Label every non-empty line of a normalised text."""
    return tuple(Zone(start=a, end=b, label="body") for a, b in line_spans(text))


def find_headline(text: str, zones: Iterable[Zone]) -> str | None:
    """The words of the first headline zone, None when there is none."""
    return next((text[z.start : z.end] for z in zones if z.label == "headline"), None)
