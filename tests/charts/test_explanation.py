"""The explanation leads from a score to the words."""

from __future__ import annotations

from analysis.charts import alt_text, plot_explanation

from .builders import explained


def test_parts_passages_and_reasons_are_all_there():
    ax = plot_explanation(explained(5))
    shown = [t.get_text() for t in ax.texts]
    assert "0.75 (0.4–0.93) n\u00a04" in shown
    assert "“Anne M. 0”" in shown
    assert "and 2 more passages" in shown
    assert "no figure" in shown
    assert "A Attribution: 75." in alt_text(ax)
