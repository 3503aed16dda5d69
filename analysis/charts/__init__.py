"""Charts: one a file, one signature for all, the same bytes each run."""

from __future__ import annotations

from analysis.charts._output import SavedChart, save
from analysis.charts._sheet import alt_text
from analysis.charts.barcode import plot_barcode
from analysis.charts.labels import plot_labels
from analysis.charts.sources import plot_sources

__all__ = [
    "SavedChart",
    "alt_text",
    "plot_barcode",
    "plot_labels",
    "plot_sources",
    "save",
]
