"""What every chart keeps to, whatever it shows."""

from __future__ import annotations

import copy
import os
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from analysis import charts

from .builders import (
    LABELS,
    article,
    blank,
    compared,
    comparison,
    corpus,
    explained,
    groups,
    places,
    profiles,
    ranked,
)

ARTICLE_CHARTS = [
    charts.plot_barcode,
    charts.plot_sources,
    charts.plot_labels,
    charts.plot_origin,
]
DATA: dict[Callable[..., Axes], Callable[[int], Any]] = {
    **dict.fromkeys(ARTICLE_CHARTS, corpus),
    charts.plot_profiles: profiles,
    charts.plot_ledger: compared,
    charts.plot_reuse: compared,
    charts.plot_ranks: ranked,
    charts.plot_explanation: explained,
    charts.plot_separation: groups,
    charts.plot_map: places,
}
LOCALES = ["en", "fr"]


def words(ax: Axes) -> str:
    return "\n".join([ax.get_title(), *(t.get_text() for t in ax.texts)])


@pytest.fixture(params=DATA, ids=lambda f: f.__name__)
def plot(request: pytest.FixtureRequest) -> Callable[..., Axes]:
    return request.param


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("n", [1, 5, 40, 60])
@pytest.mark.parametrize("width", [4.2, 7.2])
def test_draws_any_number_of_articles(plot, locale, n, width):
    ax = plot(DATA[plot](n), locale=locale, width=width)
    assert isinstance(ax, Axes)
    assert "n\u00a0=\u00a0" in ax.get_title()
    assert len(charts.alt_text(ax)) > 40
    assert ax.figure.get_size_inches()[0] == pytest.approx(width)


@pytest.mark.parametrize("plot", ARTICLE_CHARTS)
def test_one_article_may_stand_alone(plot):
    one = article(labels=LABELS)
    assert words(plot(one)) == words(plot([one]))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("plot", "data"),
    [(plot, data) for plot in ARTICLE_CHARTS for data in ([], [blank()])]
    + [
        (charts.plot_profiles, profiles(0)),
        (charts.plot_ledger, comparison([])),
        (charts.plot_ledger, comparison([], articles=("a", "b"))),
        (charts.plot_reuse, comparison([])),
        (charts.plot_reuse, comparison([], articles=("a",))),
        (charts.plot_ranks, ranked(0)),
        (charts.plot_ranks, ranked(1)),
        (charts.plot_explanation, explained(0)),
        (charts.plot_separation, groups(0)),
        (charts.plot_map, places(0)),
    ],
)
def test_nothing_to_show_is_said(plot, data, locale):
    ax = plot(data, locale=locale)
    start = {"en": "Nothing to show", "fr": "Rien à montrer"}[locale]
    assert start in words(ax)
    assert start in charts.alt_text(ax)


def test_given_axes_are_used_and_kept_inside(plot):
    figure, axes = plt.subplots(1, 2, figsize=(12, 4))
    drawn = plot(DATA[plot](5), ax=axes[0])
    assert drawn is axes[0]
    assert drawn.get_ylim()[1] == 0
    assert len(figure.axes) == 2


def test_input_is_not_touched(plot):
    data = DATA[plot](3)
    before = copy.deepcopy(data)
    plot(data)
    if plot in ARTICLE_CHARTS:
        assert data == before
    else:
        assert pickle.dumps(data) == pickle.dumps(before)


def test_settings_do_not_leak(plot):
    before = dict(mpl.rcParams)
    charts.alt_text(plot(DATA[plot](2)))
    assert dict(mpl.rcParams) == before


def test_settings_do_not_leak_and_no_figure_stays_when_a_chart_fails(plot):
    before, figures = dict(mpl.rcParams), plt.get_fignums()
    with pytest.raises(AttributeError):
        plot([object()] if plot in ARTICLE_CHARTS else object())
    assert dict(mpl.rcParams) == before
    assert plt.get_fignums() == figures


def test_a_locale_not_known_is_refused_by_name(plot):
    with pytest.raises(ValueError, match="known: en, fr"):
        plot(DATA[plot](1), locale="xx")


@pytest.mark.parametrize("plot", ARTICLE_CHARTS)
def test_strange_names_are_set_as_they_are(plot, tmp_path):
    odd = [article("cost_$5_or_$6", outlet="新华社 $x^2$"), article("cost_$7")]
    ax = plot(odd)
    charts.save(ax, tmp_path / "odd.svg")
    charts.save(ax, tmp_path / "odd.png")
    assert not any(t.get_parse_math() for t in ax.texts)


def test_no_text_leaves_the_sheet(plot):
    for width in (4.2, 7.2):
        for locale in LOCALES:
            ax = plot(DATA[plot](5), width=width, locale=locale)
            figure = ax.figure
            renderer = figure.canvas.get_renderer()
            for text in [*ax.texts, ax.title]:
                box = text.get_window_extent(renderer)
                assert box.x0 >= -1, text.get_text()
                assert box.x1 <= figure.bbox.x1 + 1, text.get_text()


def test_save_closes_when_asked(tmp_path):
    ax = charts.plot_barcode(corpus(1))
    charts.save(ax, tmp_path / "a" / "barcode.svg", close=True)
    assert not plt.fignum_exists(ax.figure.number)


def test_save_names_the_figure_for_whoever_cannot_see_it(tmp_path):
    ax = charts.plot_barcode(corpus(1))
    plain = charts.save(ax, tmp_path / "a.svg").read_text(encoding="utf-8")
    assert 'role="img"' in plain
    assert charts.alt_text(ax) in plain
    own = charts.save(ax, tmp_path / "b.svg", alt='Trois "cases" & <rien>').read_text("utf-8")
    assert "&amp; &lt;rien&gt;" in own


def test_glyphs_keep_their_size(tmp_path):
    # 1/64, the unit of the font outlines: cut to 0.015 the letters stand too far apart.
    svg = charts.save(charts.plot_barcode(corpus(1)), tmp_path / "a.svg").read_text("utf-8")
    assert "scale(0.015625)" in svg
    assert "scale(0.015)" not in svg


def test_save_refuses_other_formats(tmp_path):
    with pytest.raises(ValueError, match=r"\.jpg"):
        charts.save(charts.plot_barcode(corpus(1)), tmp_path / "a.jpg")


def draw_all(folder: Path) -> dict[str, bytes]:
    for plot, data in DATA.items():
        charts.save(plot(data(2), locale="fr"), folder / f"{plot.__name__}.svg", close=True)
    charts.save(charts.plot_ledger(compared(2)), folder / "ledger.png", close=True)
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_same_bytes_in_another_process(tmp_path: Path):
    script = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "import matplotlib; matplotlib.use('Agg')\n"
        "from charts.test_house import draw_all; draw_all(pathlib.Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parents[1]), str(tmp_path / "other")],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    here = draw_all(tmp_path / "here")
    other = {p.name: p.read_bytes() for p in sorted((tmp_path / "other").iterdir())}
    assert len(here) == 12
    assert here == other


def test_all_figures_of_a_corpus_are_written_and_closed(tmp_path):
    before = plt.get_fignums()
    saved = charts.save_figures(corpus(2), profiles(2), compared(2), tmp_path)
    assert [s.name for s in saved] == [
        "barcode", "sources", "origin", "profiles", "ledger", "labels", "reuse",
    ]  # fmt: skip
    for chart in saved:
        assert chart.alt in chart.path.read_text(encoding="utf-8")
        assert 'width="302.4pt"' in chart.narrow.read_text(encoding="utf-8")
    assert plt.get_fignums() == before


def test_locales_say_the_same_things():
    tables = tomllib.loads(files("analysis.charts").joinpath("locales.toml").read_text("utf-8"))

    def keys(node: object, path: str = "") -> dict[str, list[str]]:
        if isinstance(node, dict):
            return {k: v for name in node for k, v in keys(node[name], f"{path}.{name}").items()}
        blanks = [part.split("}")[0] for part in str(node).split("{")[1:]]
        return {path: sorted(set(blanks))}

    english, french = keys(tables["en"]), keys(tables["fr"])
    assert english == french


FORBIDDEN = re.compile(
    r"\b(fiable|faux|désinformation|propagande|biais\w*|complot\w*|manipul\w*|crédib\w*"
    r"|reliab\w*|fake|disinformation|propaganda|biased|conspir\w*|trustworth\w*|credib\w*)\b"
)


def test_no_verdict_word():
    text = files("analysis.charts").joinpath("locales.toml").read_text("utf-8").lower()
    assert not FORBIDDEN.findall(text)
