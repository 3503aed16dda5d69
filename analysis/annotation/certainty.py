"""How sure an attribution is: a logistic model over a few dozen abstract features.

The weights stand in ``certainty.toml``, a file to be read and reviewed: it names parts of pattern
ids, forms, lengths, distances and kinds of source, and no word of any text. It is fitted on
hand-coded articles by ``benchmarks/certainty.py``, which also says how well the model does on
outlets it was not fitted on, and whether leaving out what it finds improbable would pay there
(``cut``; 0 leaves nothing out).
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from analysis.annotation.document import Document
from analysis.schema import Attribution, Span


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted weights, and the probability below which an attribution is left out."""

    intercept: float
    cut: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """The chance that an attribution with these features is right, 0 to 1."""
        known = self.weights
        total = self.intercept + sum(known.get(k, 0.0) * v for k, v in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def model() -> Model:
    """The model in ``certainty.toml``."""
    table = tomllib.loads(Path(__file__).with_name("certainty.toml").read_text("utf-8"))
    return Model(table["intercept"], table["cut"], table["weights"])


def rate(document: Document, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with their confidence; the improbable ones are left out.

    Parameters
    ----------
    document
        The article they were found in.
    attributions
        In the order of their first content, sources resolved.

    Returns
    -------
    tuple of Attribution
        In the same order, with ``confidence`` between 0 and 1.
    """
    fitted = model()
    chances = [fitted.probability(f) for f in describe(document, attributions)]
    return tuple(
        replace(attribution, confidence=round(chance, 2))
        for attribution, chance in zip(attributions, chances, strict=True)
        if chance >= fitted.cut
    )


def describe(document: Document, attributions: Sequence[Attribution]) -> list[dict[str, float]]:
    """The features of each attribution of one article; no feature holds a word of the text."""
    zones = [zone.start for zone in document.zones]
    places = [bisect_right(zones, a.start) for a in attributions]
    beside = Counter(places)
    named = Counter(a.source_name for a in attributions)
    density = math.log1p(len(places) / max(1, len(document.sentences)))
    described = []
    for attribution, place in zip(attributions, places, strict=True):
        features = _own(document, attribution)
        features["density"] = density
        features["neighbours"] = math.log(beside[place])
        if attribution.source_name != "none" and named[attribution.source_name] > 1:
            features["source.again"] = 1.0
        described.append(features)
    return described


def _own(document: Document, attribution: Attribution) -> dict[str, float]:
    """The features of one attribution apart from the others of its article."""
    text = document.text
    zone = document.zone_at(attribution.start)
    features = {f"pattern.{part}": 1.0 for part in attribution.pattern.split("_")}
    features[f"id.{attribution.pattern}"] = 1.0
    features[f"form.{attribution.form}"] = 1.0
    features[f"class.{attribution.cue_class}"] = 1.0
    features[f"modality.{attribution.modality}"] = 1.0
    features[f"zone.{zone.label if zone else 'none'}"] = 1.0
    features[f"source.{attribution.source_form}"] = 1.0
    words = sum(len(text[a:b].split()) for a, b in attribution.content)
    features["words"] = math.log1p(words)
    features["words.few"] = float(words <= 2)
    features["parts"] = float(len(attribution.content))
    features["capital"] = float(text[attribution.start].isupper())
    features["source.resolved"] = float(attribution.resolved)
    cue, source = attribution.cue, attribution.source
    if cue is not None:
        features["cue.length"] = math.log1p(cue[1] - cue[0])
        features["cue.content"] = _gap(cue, (attribution.start, attribution.end))
        features["cue.after"] = float(cue[0] >= attribution.start)
    if source is not None:
        parts = text[source[0] : source[1]].split()
        features["source.words"] = math.log1p(len(parts))
        features["source.capital"] = float(any(p[0].isupper() for p in parts[1:]))
        features["source.bare"] = float(len(parts) == 1 and parts[0].islower())
        if cue is not None:
            features["cue.source"] = _gap(cue, source)
            features["source.before"] = float(source[0] < cue[0])
    return features


def _gap(a: Span, b: Span) -> float:
    """The log of the characters between two spans; 0 when they touch."""
    return math.log1p(max(b[0] - a[1], a[0] - b[1], 0))
