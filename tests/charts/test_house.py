"""What every chart keeps to, whatever it shows."""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from analysis import charts

from .builders import LABELS, article, blank, corpus

ARTICLE_CHARTS = [charts.plot_barcode, charts.plot_sources, charts.plot_labels]
LOCALES = ["en", "fr"]


def words(ax: Axes) -> str:
    return "\n".join([ax.get_title(), *(t.get_text() for t in ax.texts)])


@pytest.fixture(params=ARTICLE_CHARTS, ids=lambda f: f.__name__)
def plot(request: pytest.FixtureRequest) -> Callable[..., Axes]:
    return request.param


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("n", [1, 5, 40, 60])
@pytest.mark.parametrize("width", [4.2, 7.2])
def test_draws_any_number_of_articles(plot, locale, n, width):
    ax = plot(corpus(n), locale=locale, width=width)
    assert isinstance(ax, Axes)
    assert "n\u00a0=\u00a0" in ax.get_title()
    assert len(charts.alt_text(ax)) > 40
    assert ax.figure.get_size_inches()[0] == pytest.approx(width)


def test_one_article_may_stand_alone(plot):
    one = article(labels=LABELS)
    assert words(plot(one)) == words(plot([one]))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("data", [[], [blank()]], ids=["no article", "an empty article"])
def test_nothing_to_show_is_said(plot, data, locale):
    ax = plot(data, locale=locale)
    start = {"en": "Nothing to show", "fr": "Rien à montrer"}[locale]
    assert start in words(ax)
    assert start in charts.alt_text(ax)


def test_given_axes_are_used_and_kept_inside(plot):
    figure, axes = plt.subplots(1, 2, figsize=(12, 4))
    drawn = plot(corpus(5), ax=axes[0])
    assert drawn is axes[0]
    assert drawn.get_ylim()[1] == 0
    assert len(figure.axes) == 2


def test_input_is_not_touched(plot):
    group = corpus(3)
    before = copy.deepcopy(group)
    plot(group)
    assert group == before


def test_settings_do_not_leak(plot):
    before = dict(mpl.rcParams)
    charts.alt_text(plot(corpus(2)))
    assert dict(mpl.rcParams) == before


def test_settings_do_not_leak_and_no_figure_stays_when_a_chart_fails(plot):
    before, figures = dict(mpl.rcParams), plt.get_fignums()
    with pytest.raises(AttributeError):
        plot([object()])
    assert dict(mpl.rcParams) == before
    assert plt.get_fignums() == figures


def test_a_locale_not_known_is_refused_by_name(plot):
    with pytest.raises(ValueError, match="known: en, fr"):
        plot(corpus(1), locale="xx")


def test_strange_names_are_set_as_they_are(plot, tmp_path):
    odd = [article("cost_$5_or_$6", outlet="新华社 $x^2$"), article("cost_$7")]
    ax = plot(odd)
    charts.save(ax, tmp_path / "odd.svg")
    charts.save(ax, tmp_path / "odd.png")
    assert not any(t.get_parse_math() for t in ax.texts)


def test_no_text_leaves_the_sheet(plot):
    for width in (4.2, 7.2):
        for locale in LOCALES:
            ax = plot(corpus(5), width=width, locale=locale)
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


def test_save_refuses_other_formats(tmp_path):
    with pytest.raises(ValueError, match=r"\.jpg"):
        charts.save(charts.plot_barcode(corpus(1)), tmp_path / "a.jpg")


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import matplotlib
matplotlib.use("Agg")
from analysis import charts
from charts.builders import corpus
for name in ("barcode", "sources", "labels"):
    for suffix in ("svg", "png"):
        ax = getattr(charts, "plot_" + name)(corpus(4))
        charts.save(ax, Path(sys.argv[1]) / f"{{name}}.{{suffix}}", close=True)
"""


def test_same_bytes_in_two_processes(tmp_path: Path):
    script = SCRIPT.format(tests=str(Path(__file__).parents[1]))
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    first = {p.name: p.read_bytes() for p in sorted((tmp_path / "1").iterdir())}
    second = {p.name: p.read_bytes() for p in sorted((tmp_path / "2").iterdir())}
    assert len(first) == 6
    assert first == second


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
