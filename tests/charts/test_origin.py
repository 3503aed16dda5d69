from __future__ import annotations

from analysis.charts import alt_text, plot_origin

from .builders import article


def texts(ax) -> list[str]:
    return [t.get_text() for t in ax.texts]


def test_a_check_is_shown_in_the_words_of_the_page():
    shown = texts(plot_origin(article()))
    assert "Source : AFP" in shown
    assert "Origin of the copy" in shown  # its last word stands on the next line


def test_what_is_not_observable_is_no_fault():
    ax = plot_origin(article())
    assert texts(ax).count("?") > 2
    assert any("no fault" in t for t in texts(ax))


def test_many_articles_become_counts():
    shown = texts(plot_origin([article(f"{i}_x") for i in range(9)]))
    assert "9" in shown
    assert "? 9" in shown


def test_alt_text_counts_by_check():
    assert "Origin of the copy named (shown: 1)" in alt_text(plot_origin(article()))
