"""The map: every article, its ellipse, and no end that is better."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.charts import alt_text, plot_map

from .builders import places


def test_every_article_is_named_and_has_an_ellipse():
    ax = plot_map(places(6))
    assert {f"{i:03d}" for i in range(6)} <= {t.get_text() for t in ax.texts}
    assert sum(len(line.get_xdata()) > 40 for line in ax.lines) == 6
    assert "47%" in alt_text(ax)


def test_distances_are_alike_in_both_directions():
    ax = plot_map(places(4))
    found = [(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines
             if line.get_marker() == "o"]  # fmt: skip
    across = abs(found[0][0] - found[2][0]) / 6
    down = abs(found[1][1] - found[3][1]) / 4
    assert across == pytest.approx(down)


def test_groups_are_told_by_colour_and_form():
    members = pd.DataFrame({"article_id": [f"{i:03d}_quai" for i in range(6)],
                            "group": [1, 1, 1, 2, 2, 0]})  # fmt: skip
    ax = plot_map(places(6), groups=members)
    shown = [t.get_text() for t in ax.texts]
    assert "group 1: 3\u00a0articles" in shown
    assert len({line.get_marker() for line in ax.lines if line.get_markersize() == 5}) == 3
