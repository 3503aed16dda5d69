from __future__ import annotations

import pandas as pd
import pytest

from analysis.charts import alt_text, plot_profiles

from .builders import profiles


def texts(ax) -> list[str]:
    return [t.get_text() for t in ax.texts]


def test_each_score_has_its_interval_and_n():
    shown = texts(plot_profiles(profiles(1)))
    assert shown.count("60") == 1
    assert "40–95" in shown
    assert "n\u00a012" in shown


def test_bounds_have_no_value_in_between():
    ax = plot_profiles(profiles(1))
    assert "25–75" in texts(ax)
    assert "nan" not in " ".join(texts(ax))
    assert "C 25–75" in alt_text(ax)


@pytest.mark.parametrize("n", [2, 8])
def test_what_cannot_be_observed_is_a_question_mark(n):
    assert texts(plot_profiles(profiles(n))).count("?") == n // 2 + 1  # one in the key


def test_readability_stands_apart_at_the_end():
    ax = plot_profiles(profiles(2))
    height = {t.get_text(): t.get_position()[1] for t in ax.texts}
    assert height["R"] > height["E"]
    assert any("no direction" in t for t in texts(ax))


def test_order_is_that_of_the_table():
    table = profiles(9)
    ax = plot_profiles(table)
    places = [
        t.get_position()[1] for t in ax.texts if t.get_text() in {f"{i:03d}" for i in range(9)}
    ]
    assert places == sorted(places)
    assert len(places) == 9


def test_many_texts_become_ticks_and_a_median():
    ax = plot_profiles(profiles(50))
    assert any("n\u00a0=\u00a050 of 50" in t for t in texts(ax))
    assert any("not observable in 25" in t for t in texts(ax))


def test_a_dimension_of_its_own_keeps_its_label():
    table = profiles(1).assign(dimension="X", label="Own dimension", kind="score", score=40.0)
    assert "Own dimension" in texts(plot_profiles(table.head(1)))


@pytest.mark.parametrize("n", [2, 8])
def test_what_must_not_be_compared_has_numbers_and_a_reason_and_no_strip(n):
    card = pd.DataFrame(
        {
            "dimension": list("ACDER"),
            "comparable": [False, True, True, True, True],
            "reason": ["the articles are in several languages", "", "", "", ""],
            "n": [n] * 5,
        }
    )
    plain, told = plot_profiles(profiles(n)), plot_profiles(profiles(n), comparability=card)
    reason = "A Attribution: the articles are in several languages"
    assert any(t.startswith(reason) for t in texts(told))
    assert not any(t.startswith(reason) for t in texts(plain))
    assert len(told.lines) < len(plain.lines)
    assert "60" in texts(told)


def test_one_text_alone_is_compared_with_nothing():
    card = pd.DataFrame({"dimension": ["A"], "comparable": [False], "reason": ["x"], "n": [1]})
    assert len(plot_profiles(profiles(1), comparability=card).lines) == len(
        plot_profiles(profiles(1)).lines
    )
