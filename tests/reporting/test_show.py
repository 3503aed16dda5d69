"""What notebooks show: tables, charts and texts that stand without scripts."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.reporting import show, tables

from .builders import bridge, plain


def test_a_table_has_a_caption_and_headers_for_rows_and_columns():
    frame = pd.DataFrame({"Article": ["a", "b"], "Words": [1200, 3]})
    html = show.table(frame, "What was read", locale="fr").html
    assert "<caption>What was read</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert "1\u202f200" in html


def test_a_missing_value_is_a_dash_and_never_zero():
    html = show.table(pd.DataFrame({"a": ["x"], "b": [float("nan")], "c": [None]})).html
    assert html.count(">–<") == 2


def test_a_long_table_is_cut_and_says_so():
    shown = show.table(pd.DataFrame({"a": range(100)}), rows=10)
    assert shown.html.count("<tr>") == 11
    assert "first 10 of 100" in shown.html


def test_an_empty_table_says_that_nothing_was_found():
    assert "Nothing of this kind" in show.table(pd.DataFrame({"a": []})).html


def test_cells_are_escaped():
    html = show.table(pd.DataFrame({"<b>": ["<script>alert(1)</script>\u202e"]})).html
    assert "<script" not in html
    assert "\u202e" not in html


def test_a_text_shows_only_the_kinds_asked_for():
    html = show.text(bridge(), kinds=("solicitation",)).html
    assert "Partagez" in html
    assert "camions" not in html
    assert 'class="content"' not in html


def test_two_views_of_one_text_have_different_anchors():
    one = set(re.findall(r' id="([^"]+)"', show.text(bridge()).html))
    two = set(re.findall(r' id="([^"]+)"', show.text(bridge(), kinds=("claim",)).html))
    assert one
    assert not one & two


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="attribution"):
        show.text(bridge(), kinds=("mood",))


def test_a_chart_has_alternative_text_and_a_narrow_version():
    from analysis.charts import plot_barcode

    chart = show.chart(plot_barcode, [bridge()], locale="fr")
    data, metadata = chart._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == chart.alt
    assert len(chart.alt) > 20
    assert {"image/png", show.NARROW, "text/plain"} == set(data)
    again = show.chart(plot_barcode, [bridge()], locale="fr")
    assert (again.wide, again.narrow) == (chart.wide, chart.narrow)


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize(
    "make",
    [
        tables.articles,
        tables.zones,
        tables.origins,
        tables.attributions,
        tables.voices,
        tables.attributed,
        tables.appeals,
        tables.labels,
        tables.claims,
    ],
)
def test_tables_hold_for_full_and_for_bare_articles(make, locale):
    full = make([bridge("000_a"), bridge("001_b")], locale=locale)
    assert len(full) >= 2 or make is tables.voices
    make([plain("Bonjour", "x")], locale=locale)


def test_the_share_of_attributed_sentences_comes_with_its_interval():
    row = tables.attributed([bridge()], locale="en").iloc[0]
    assert row["Share"] == "67%"
    assert row["95% interval"] == "21–94%"


def test_an_article_without_a_statement_of_origin_says_not_observable():
    assert "not observable" in set(tables.origins([plain("Bonjour", "x")])["Relation"])
