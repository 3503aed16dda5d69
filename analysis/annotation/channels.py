"""Channels: the medium through which a source's words came, which is never the source itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from analysis.schema import Attribution, Origin, Sentence, Span


def name_channels(
    attributions: Sequence[Attribution],
    origins: Iterable[Origin],
    sentences: Sequence[Sentence],
) -> tuple[Attribution, ...]:
    """Give an attribution the medium that its own sentence says its words came through.

    A statement « a déclaré à l'AFP » or « citant Reuters » belongs to the attribution of the same
    sentence whose cue or source stands nearest to it.
    """
    channels: dict[int, str] = {}
    for origin in origins:
        if origin.relation != "quoted_via" or origin.name is None:
            continue
        sentence = next((s for s in sentences if s.start <= origin.start < s.end), None)
        if sentence is None:
            continue
        near = [
            (distance, index)
            for index, attribution in enumerate(attributions)
            if (distance := _distance(attribution, origin, (sentence.start, sentence.end)))
            is not None
        ]
        if near:
            channels.setdefault(min(near)[1], origin.name)
    return tuple(
        dataclasses.replace(attribution, channel=channels[index])
        if index in channels and attribution.channel is None
        else attribution
        for index, attribution in enumerate(attributions)
    )


def _distance(attribution: Attribution, origin: Origin, sentence: Span) -> int | None:
    """Characters between a statement and who speaks, None outside the sentence."""
    gaps = [
        max(0, origin.start - end, start - origin.end)
        for start, end in (s for s in (attribution.cue, attribution.source) if s is not None)
        if start >= sentence[0] and end <= sentence[1]
    ]
    return min(gaps, default=None)
