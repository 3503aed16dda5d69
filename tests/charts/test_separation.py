"""Known groups: the interval is drawn, the side is told."""

from __future__ import annotations

from analysis.charts import alt_text, plot_separation

from .builders import groups


def test_each_measure_tells_its_area_for_each_group():
    ax = plot_separation(groups(40))
    assert "A Attribution: against pseudo-news" in alt_text(ax)
    assert "0.45 (0.4–0.5)" in alt_text(ax)
    assert "Non-official sources" in alt_text(ax)
    assert "n\u00a0=\u00a080" in ax.get_title()


def test_a_measure_without_values_is_left_out():
    table = groups(40)
    table.loc[table["column"] == "A", "area"] = float("nan")
    assert "Attribution" not in alt_text(plot_separation(table))
