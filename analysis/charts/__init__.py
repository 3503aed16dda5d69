"""Charts: one a file, one signature for all, the same bytes each run.

Data first, everything else by keyword; an Axes comes back. :func:`save` writes it,
:func:`alt_text` puts it into words, :func:`save_figures` writes all charts of a corpus.
"""

from __future__ import annotations

from analysis.charts._output import SavedChart, save
from analysis.charts._sheet import alt_text
from analysis.charts.barcode import plot_barcode
from analysis.charts.explanation import plot_explanation
from analysis.charts.figures import save_figures
from analysis.charts.labels import plot_labels
from analysis.charts.ledger import plot_ledger
from analysis.charts.map import plot_map
from analysis.charts.origin import plot_origin
from analysis.charts.profiles import plot_profiles
from analysis.charts.ranks import plot_ranks
from analysis.charts.reuse import plot_reuse
from analysis.charts.separation import plot_separation
from analysis.charts.sources import plot_sources

__all__ = [
    "SavedChart",
    "alt_text",
    "plot_barcode",
    "plot_explanation",
    "plot_labels",
    "plot_ledger",
    "plot_map",
    "plot_origin",
    "plot_profiles",
    "plot_ranks",
    "plot_reuse",
    "plot_separation",
    "plot_sources",
    "save",
    "save_figures",
]
