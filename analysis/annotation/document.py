"""The working view of one article that every annotator reads.

All spans in a :class:`Document` and in the records annotators return are positions in its
*shadow* text; :func:`analysis.annotation.annotate` carries them back to the text as given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analysis.languages import LanguagePack
from analysis.schema import Article, Quote, Sentence, Zone


@dataclass(frozen=True, slots=True)
class Document:
    """Shadow text, language data and structure of one article.

    ``headline`` is the headline zone's or the input's headline, None when there is none.
    ``published`` is the publication date the input gave, None when it gave none.
    """

    article: Article
    text: str
    pack: LanguagePack
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    headline: str | None = None
    published: date | None = None

    @property
    def language(self) -> str:
        return self.pack.code

    def zones_of(self, *labels: str) -> Iterator[Zone]:
        """The zones with one of the labels, in text order."""
        return (zone for zone in self.zones if zone.label in labels)

    def zone_at(self, position: int) -> Zone | None:
        """The zone a position lies in."""
        index = bisect_right(self.zones, position, key=lambda zone: zone.start) - 1
        if index >= 0 and position < self.zones[index].end:
            return self.zones[index]
        return None
