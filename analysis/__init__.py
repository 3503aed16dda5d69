"""Read how a news article is sourced and framed: evidence spans, features and honest profiles.

The public names load on first use, so that ``import analysis`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "FeatureExtractor": "analysis.features.transformer",
    "agreement": "analysis.annotation.agreement",
    "annotate": "analysis.annotation",
    "comparability": "analysis.profiles.comparability",
    "compare": "analysis.comparison",
    "display_html": "analysis.reporting.display",
    "evidence": "analysis.annotation.records",
    "explain": "analysis.profiles",
    "explore": "analysis.reporting.lab",
    "extract": "analysis.features",
    "plot_barcode": "analysis.charts",
    "plot_explanation": "analysis.charts",
    "plot_labels": "analysis.charts",
    "plot_ledger": "analysis.charts",
    "plot_map": "analysis.charts",
    "plot_origin": "analysis.charts",
    "plot_profiles": "analysis.charts",
    "plot_ranks": "analysis.charts",
    "plot_reuse": "analysis.charts",
    "plot_separation": "analysis.charts",
    "plot_sources": "analysis.charts",
    "profile": "analysis.profiles",
    "read_corpus": "analysis.corpus",
    "read_reviews": "analysis.annotation.reviews",
    "records": "analysis.annotation.records",
    "render_report": "analysis.reporting",
    "review": "analysis.reporting.lab",
    "sensitivity": "analysis.profiles.sensitivity",
}

__all__ = sorted([*_HOME, "__version__"])

if TYPE_CHECKING:
    from analysis.annotation import annotate as annotate
    from analysis.annotation.agreement import agreement as agreement
    from analysis.annotation.records import evidence as evidence
    from analysis.annotation.records import records as records
    from analysis.annotation.reviews import read_reviews as read_reviews
    from analysis.charts import plot_barcode as plot_barcode
    from analysis.charts import plot_explanation as plot_explanation
    from analysis.charts import plot_labels as plot_labels
    from analysis.charts import plot_ledger as plot_ledger
    from analysis.charts import plot_map as plot_map
    from analysis.charts import plot_origin as plot_origin
    from analysis.charts import plot_profiles as plot_profiles
    from analysis.charts import plot_ranks as plot_ranks
    from analysis.charts import plot_reuse as plot_reuse
    from analysis.charts import plot_separation as plot_separation
    from analysis.charts import plot_sources as plot_sources
    from analysis.comparison import compare as compare
    from analysis.corpus import read_corpus as read_corpus
    from analysis.features import extract as extract
    from analysis.features.transformer import FeatureExtractor as FeatureExtractor
    from analysis.profiles import explain as explain
    from analysis.profiles import profile as profile
    from analysis.profiles.comparability import comparability as comparability
    from analysis.profiles.sensitivity import sensitivity as sensitivity
    from analysis.reporting import render_report as render_report
    from analysis.reporting.display import display_html as display_html
    from analysis.reporting.lab import explore as explore
    from analysis.reporting.lab import review as review


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
