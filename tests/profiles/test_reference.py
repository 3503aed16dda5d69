"""The place of a score among press articles."""

from __future__ import annotations

import math
import runpy
from pathlib import Path

import pytest

from analysis import profile
from analysis.profiles import percentile, reference
from analysis.profiles.judgement import goalposts
from analysis.profiles.reference import references

from .made import report, row


def test_a_score_has_its_place_among_press_articles() -> None:
    assert percentile(-1, "R", "fr") == 0
    assert percentile(101, "R", "fr") == 100
    places = [percentile(x, "R", "fr") for x in range(0, 101, 5)]
    assert places == sorted(places)
    assert math.isnan(percentile(50, "R", "xx"))
    assert math.isnan(percentile(math.nan, "R", "fr"))
    assert reference("C", "fr") == ""
    assert reference("A", "fr", "live").startswith("fr press, n = ")
    assert percentile(40, "A", "fr", "personal") > percentile(40, "A", "fr", "report")
    made = row(profile(report()), "A")
    assert made["reference"].startswith("fr report, n = ")
    assert 0 <= made["percentile"] <= 100


def test_the_page_of_goalposts_is_as_the_command_writes_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(root / "benchmarks")
    made = runpy.run_path(str(root / "benchmarks" / "references.py"))
    written = (root / "docs" / "goalposts.md").read_text("utf-8")
    assert written == made["page"](root / "analysis" / "references.toml")


def test_reference_scores_were_made_with_the_goalposts_in_force() -> None:
    assert references()["meta"]["goalposts"] == goalposts(), "run benchmarks/references.py anew"
