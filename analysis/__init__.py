"""Read how a news article is sourced and framed: evidence spans, features and honest profiles.

The public names load on first use, so that ``import analysis`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "annotate": "analysis.annotation",
    "FeatureExtractor": "analysis.features.transformer",
    "compare": "analysis.comparison",
    "evidence": "analysis.annotation.records",
    "explain": "analysis.profiles",
    "extract": "analysis.features",
    "profile": "analysis.profiles",
    "read_corpus": "analysis.corpus",
    "records": "analysis.annotation.records",
}

__all__ = sorted([*_HOME, "__version__"])

if TYPE_CHECKING:
    from analysis.annotation import annotate as annotate
    from analysis.annotation.records import evidence as evidence
    from analysis.annotation.records import records as records
    from analysis.comparison import compare as compare
    from analysis.corpus import read_corpus as read_corpus
    from analysis.features import extract as extract
    from analysis.features.transformer import FeatureExtractor as FeatureExtractor
    from analysis.profiles import explain as explain
    from analysis.profiles import profile as profile


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
