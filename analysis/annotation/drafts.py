"""The draft of an attribution, before its contents are trimmed and its source is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.schema import CueClass, Modality, Quote, Span


@dataclass(slots=True)
class Draft:
    """An attribution while it is being put together."""

    pattern: str
    cue: Span | None
    cue_class: CueClass
    content: list[Span]
    source: Span | None
    paragraph: int
    unit: int
    modality: Modality = "asserted"
    weight: float = 0.5
    channel: str | None = None
    sourceless: bool = False
    quotes: list[Quote] = field(default_factory=list)
