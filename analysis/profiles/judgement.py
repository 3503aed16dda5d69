"""The judgement of ``dimensions.toml``: dimensions, their parts and goalposts, least sizes."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from analysis import languages
from analysis.features import Feature, by_name
from analysis.statistics import Floats

_HOME = Path(__file__).parent.parent
JUDGEMENT = _HOME / "dimensions.toml"
ERRORS = _HOME / "extraction.toml"
REFERENCES = _HOME / "references.toml"

Kind = Literal["score", "bounds", "descriptive"]


@dataclass(frozen=True, slots=True)
class Part:
    """A feature in a dimension: its direction and the values that give 0 and 100 points."""

    feature: Feature
    direction: Literal["up", "down", "none"]
    zero: float
    hundred: float
    why: str
    reference: str
    provisional: bool

    def points(self, value: Floats | float) -> Floats:
        """Points from 0 to 100, in a straight line between the goalposts."""
        scaled = (np.asarray(value, dtype=float) - self.zero) / (self.hundred - self.zero)
        return np.asarray(100 * np.clip(scaled, 0, 1) + 0.0)

    def is_capped(self, value: float) -> bool:
        """Whether a value lies beyond a goalpost."""
        low, high = sorted((self.zero, self.hundred))
        return value < low or value > high


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of the profile; ``unplaced`` is why it has no percentile, where it has none."""

    id: str
    kind: Kind
    labels: Mapping[str, str]
    questions: Mapping[str, str]
    n_of: Feature | None
    n_units: Mapping[str, str]
    unplaced: Mapping[str, str]
    parts: tuple[Part, ...]

    @property
    def label(self) -> str:
        return self.labels["en"]


@dataclass(frozen=True, slots=True)
class Rules:
    """Least sizes: of a text to be scored, of a dimension's coverage, of an outlet's sample."""

    least_sentences: int
    least_words: int
    least_coverage: float
    cards_below: int
    provisional_below: int
    least_events: int


@cache
def _judgement() -> Mapping[str, Any]:
    return tomllib.loads(JUDGEMENT.read_text("utf-8"))


@cache
def rules() -> Rules:
    """The least sizes of ``dimensions.toml``."""
    return Rules(**_judgement()["rules"])


@cache
def dimensions() -> tuple[Dimension, ...]:
    """The dimensions of ``dimensions.toml``, in order."""
    return tuple(
        Dimension(
            id=key,
            kind=d["kind"],
            labels=d["label"],
            questions=d["question"],
            n_of=by_name(d["n_of"]) if "n_of" in d else None,
            n_units=d["n_unit"],
            unplaced=d.get("unplaced", {}),
            parts=tuple(Part(**{**p, "feature": by_name(p["feature"])}) for p in d["parts"]),
        )
        for key, d in _judgement()["dimension"].items()
    )


def dimension(dimension_id: str) -> Dimension:
    """The dimension of a letter.

    Raises
    ------
    KeyError
        When there is none; the message lists what there is.
    """
    for item in dimensions():
        if item.id == dimension_id:
            return item
    raise KeyError(f"no dimension {dimension_id!r}: there are {[d.id for d in dimensions()]}")


@cache
def goalposts() -> str:
    """Hash of parts, directions and goalposts alone: scores with another one are others."""
    parts = [
        (item.id, part.feature.name, part.direction, part.zero, part.hundred)
        for item in dimensions()
        for part in item.parts
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


@cache
def basis() -> str:
    """Hash of what a profile rests on: judgement, measured errors, references, words and version.

    Profiles with different hashes must not be compared.
    """
    import analysis

    digest = hashlib.sha256(analysis.__version__.encode())
    words = Path(languages.__file__).parent
    ground = [JUDGEMENT, ERRORS, REFERENCES]
    ground += [p for pattern in ("*.toml", "*.npz") for p in words.rglob(pattern)]
    ground += [p for room in ("annotation", "comparison") for p in (_HOME / room).glob("*.toml")]
    for path in sorted(ground, key=lambda p: p.relative_to(_HOME).as_posix()):
        digest.update(path.relative_to(_HOME).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
