"""The study's own tools: areas, matching, halves, invariance."""

from __future__ import annotations

import math
import runpy
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import annotate
from analysis.profiles import validity

from .made import LINES, report

PAGE = "Le pont rouvre\n" + "\n".join(LINES) + "\n« Tout est prêt », a déclaré l'ingénieur.\n"


def test_an_area_is_the_chance_of_the_higher_value() -> None:
    assert validity.area([2, 3], [0, 1])[0] == 1
    assert validity.area([1, 1], [1, 1])[0] == 0.5
    value, low, high = validity.area(list(range(40)), [x + 5 for x in range(40)])
    assert low < value < 0.5
    assert 0 <= low < high <= 1
    assert math.isnan(validity.area([1.0], [2.0, 3.0])[0])
    assert validity.area([1, math.nan, 2], [0, 0])[0] == 1


def test_the_interval_of_an_area_holds() -> None:
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(300):
        a, b = rng.normal(0.5, 1, 40), rng.normal(0, 1, 40)
        _, low, high = validity.area(a.tolist(), b.tolist())
        held += low <= 0.6382 <= high  # the normal distribution function at 0.5 / sqrt(2)
    assert 0.9 <= held / 300 <= 0.99


def test_matched_groups_have_the_same_lengths() -> None:
    rng = np.random.default_rng(0)
    one, other = rng.uniform(150, 600, 300), rng.uniform(300, 1500, 300)
    i, j = validity.matched(one.tolist(), other.tolist())
    assert len(i) == len(j) > 30
    assert np.median(one[i]) == pytest.approx(np.median(other[j]), rel=0.1)


def test_typography_and_appeals_change_nothing_on_the_body() -> None:
    table = validity.invariance([annotate(PAGE, "fr")]).set_index("edit")
    assert set(validity.EDITS) < set(table.index)
    assert (table["unchanged"] == 1).all()
    assert (table["values"] > 20).all()


def test_halves_hold_all_paragraphs_once() -> None:
    article = annotate(PAGE, "fr")
    one, other = validity.halves(article)
    body = [article.span_text(z) for z in article.zones if z.label == "body"]
    assert sorted([*one.text.split("\n"), *other.text.split("\n")]) == sorted(body)
    assert abs(len(one.text.split("\n")) - len(other.text.split("\n"))) <= 2


def test_too_few_articles_have_no_reliability() -> None:
    table = validity.split_half([annotate(PAGE, "fr")])
    assert table["reliability"].isna().all()
    assert set(table["n"]) <= {0, 1}


def test_the_make_up_of_sources_is_in_shares_and_has_no_words() -> None:
    made = validity.source_make_up(report())
    assert made["make_up__affiliation_government"] == 0.5
    assert made["make_up__affiliation_expert"] == 0.5
    assert sum(v for k, v in made.items() if "__affiliation_" in k) == pytest.approx(1)
    assert all(isinstance(v, float) for v in made.values())
    nothing = validity.source_make_up(report(attributions=()))
    assert math.isnan(nothing["make_up__affiliation_government"])


def table_of(n: int, shift: float, outlets: tuple[str, ...]) -> pd.DataFrame:
    rng = np.random.default_rng(int(10 * shift) + n)
    return pd.DataFrame(
        {
            "outlet": [outlets[i % len(outlets)] for i in range(n)],
            "words": rng.uniform(200, 900, n),
            "x": rng.normal(shift, 1, n),
            "noise": rng.normal(0, 1, n),
        }
    )


def test_an_outlet_held_out_is_told_by_what_the_others_share() -> None:
    natives, others = table_of(240, 0, ("p",)), table_of(160, 2, ("q", "r", "s"))
    found = validity.held_out(natives, others, ["x"]).set_index("outlet")
    assert list(found.index) == ["q", "r", "s", "all"]
    assert (found["area"] > 0.85).all()
    blind = validity.held_out(natives, others, ["noise"]).set_index("outlet")
    assert 0.35 < blind.loc["all", "area"] < 0.65


def test_what_was_learnt_on_one_group_is_asked_about_another() -> None:
    natives, others = table_of(240, 0, ("p",)), table_of(160, 2, ("q",))
    alike, apart = table_of(120, 2, ("s",)), table_of(120, -2, ("s",))
    assert validity.transferred(natives, others, alike, ["x"])["area"] > 0.85
    assert validity.transferred(natives, others, apart, ["x"])["area"] < 0.5
    own = validity.cross_validated(natives, apart, ["x"])
    assert own["area"] > 0.85
    assert own["n_other"] <= 120


def test_what_tells_the_same_is_listed() -> None:
    x = np.arange(40.0)
    values = pd.DataFrame(
        {
            "attribution__attribution_rate": x,
            "attribution__attributed_sentence_share": -x,
            "diversity__source_count": np.sin(x * 7),
        }
    )
    pairs = validity.redundancy(values)
    assert len(pairs) == 1
    assert pairs["correlation"].iloc[0] == pytest.approx(-1)


def test_the_page_of_the_study_is_as_the_command_writes_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(root / "benchmarks")
    made = runpy.run_path(str(root / "benchmarks" / "validity.py"))
    assert (root / "docs" / "validity.md").read_text("utf-8") == made["page"](validity.statistics())


def test_a_table_of_the_study_is_asked_for_by_name() -> None:
    assert {"against", "column", "area", "low", "high"} <= set(validity.table("groups").columns)
    with pytest.raises(KeyError, match="no table 'meta'"):
        validity.table("meta")


def test_without_the_corpora_the_commands_say_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(root / "benchmarks")
    need = runpy.run_path(str(root / "benchmarks" / "corpora.py"))["need"]
    with pytest.raises(SystemExit, match="is not there: this command needs the public corpora"):
        need(tmp_path / "nothing")
