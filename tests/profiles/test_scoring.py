"""Profiles: scores with intervals and statuses, never a verdict, never a zero for the unknown."""

from __future__ import annotations

import dataclasses
import math
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from features.hand import coded_seeds, plain

from analysis import profile
from analysis.profiles import COLUMNS, basis, dimensions, rules
from analysis.profiles.judgement import REFERENCES
from analysis.schema import Claim, Origin

from .made import LINES, compared, report, row


def test_the_table_has_a_row_for_each_dimension_and_no_overall_one() -> None:
    table = profile(report())
    assert list(table.columns) == list(COLUMNS)
    assert list(table["dimension"]) == ["A", "B", "C", "D", "E", "F", "R"]


def test_a_score_lies_in_its_interval_and_the_inner_in_the_outer() -> None:
    table = profile([report(), report(labels=())])
    scored = table[table["score"].notna()]
    assert len(scored)
    for column in ("low", "high", "low80", "high80", "score"):
        assert scored[column].between(0, 100).all()
    assert (scored["low"] <= scored["low80"]).all()
    assert (scored["low80"] <= scored["score"]).all()
    assert (scored["score"] <= scored["high80"]).all()
    assert (scored["high80"] <= scored["high"]).all()


def test_the_same_article_gives_the_same_profile_twice() -> None:
    pd.testing.assert_frame_equal(profile(report()), profile(report()))


def test_too_little_text_gives_a_card_without_scores() -> None:
    for text, reason in (
        ("\n".join(LINES[:5]), "fewer than six body sentences"),
        ("\n".join("Il part." for _ in range(9)), "fewer than 150 body words"),
    ):
        table = profile(plain(text))
        assert table["score"].isna().all()
        assert table["low"].isna().all()
        assert set(table["status"]) == {"not_applicable"}
        assert (table["reason"] == reason).all()


def test_an_empty_article_gives_a_card_and_no_zero() -> None:
    table = profile(plain(""))
    assert table["score"].isna().all()
    assert (table["status"] == "not_applicable").all()


def test_a_language_without_a_pack_is_told_so() -> None:
    table = profile(dataclasses.replace(report(), language="xx", has_pack=False))
    assert row(table, "A")["reason"] == "no language pack for this language"
    assert row(table, "D")["status"] == "not_applicable"
    assert table["score"].isna().all()


def test_attribution_is_the_mean_of_the_parts_that_have_a_value() -> None:
    made = row(profile(report()), "A")
    # No figure is claimed: two of three parts are left, which is enough.
    assert made["coverage"] == pytest.approx(2 / 3)
    sentences = 100 * (2 / 11) / 0.7
    assert made["score"] == pytest.approx((sentences + 100) / 2)
    assert made["capped"] == []
    assert made["n"] == 11
    assert not made["provisional"]


def test_a_dimension_with_too_few_parts_says_why_instead_of_a_number() -> None:
    made = row(profile(report()), "E")
    assert math.isnan(made["score"])
    assert made["status"] == "not_applicable"
    assert made["reason"] == "fewer than three contested labels"


def test_origin_has_bounds_and_no_point() -> None:
    made = row(profile(report()), "C")
    assert made["kind"] == "bounds"
    assert math.isnan(made["score"])
    assert (made["low"], made["high"]) == (0, 100)
    signed = report(origins=(Origin(start=0, end=2, relation="republished_from", name="AFP"),))
    better = row(profile(signed), "C")
    assert better["low"] > made["low"]
    assert better["high"] == 100


def test_one_article_alone_is_not_corroborated_nor_contradicted() -> None:
    made = row(profile(report()), "F")
    assert made["status"] == "not_applicable"
    assert made["reason"] == "no other article to compare with"


def test_corroboration_is_the_share_of_concordant_pairs() -> None:
    article = report(claims=(Claim(start=0, end=2, quantity="q0", low=1, high=1),))
    found = compared("identical", "compatible", "evolving", "divergent")
    made = row(profile(article, comparison=found), "F")
    assert made["score"] == pytest.approx(75)
    assert made["low"] < 75 < made["high"]
    few = row(profile(article, comparison=compared("identical", "divergent")), "F")
    assert few["status"] == "not_applicable"


def test_every_profile_carries_what_it_rests_on() -> None:
    assert set(profile(report())["basis"]) == {basis()}
    assert len(basis()) == 12


def test_the_judgement_is_whole_and_consistent() -> None:
    assert rules().least_sentences == 6
    assert [d.id for d in dimensions()] == list("ABCDEFR")
    for item in dimensions():
        assert set(item.labels) == set(item.questions) == set(item.n_units) == {"en", "fr"}
        assert set(item.unplaced) in ({"en", "fr"}, set())
        for part in item.parts:
            assert part.why.endswith(".")
            assert part.reference
            if part.direction != "none":
                assert part.feature.role == "core"
                assert (part.zero < part.hundred) == (part.direction == "up")
            assert float(part.points(part.zero)) == 0
            assert float(part.points(part.hundred)) == 100


# Shown with their intervals beside the parts that count traceable and named sources alone.
PLAIN = {
    "attribution__attributed_sentence_share",
    "attribution__identified_source_share",
    "diversity__non_official_share",
}


def test_every_core_feature_enters_one_dimension_or_is_the_plain_form_of_a_part() -> None:
    from analysis.features import FEATURES

    used = [p.feature.name for d in dimensions() for p in d.parts if p.direction != "none"]
    assert sorted([*used, *PLAIN]) == sorted(f.name for f in FEATURES if f.role == "core")


def test_goalposts_that_are_not_provisional_lie_within_what_reports_have() -> None:
    sets = tomllib.loads(REFERENCES.read_text("utf-8"))
    checked = 0
    for item in dimensions():
        for part in item.parts:
            name = part.feature.name
            if item.kind != "score" or part.provisional:
                continue
            for language in ("fr", "en"):
                # The quantiles at 5, 10, 25, 50, 75, 90 and 95 percent.
                found = sets[language]["report"]["features"][name]
                assert found["n"] >= 200
                low, high = sorted((part.zero, part.hundred))
                assert low <= found["quantiles"][2]
                assert high >= found["quantiles"][4] - 0.05
                checked += 1
    assert checked == 14


EXPECTED = {
    "A": (82, 77, 60, 85, 51),
    "B": (40, 14, 38, 37, 62),
    "D": (3, 100, 100, 100, 100),
    "E": (None, 62, None, None, None),
}


def test_the_seeds_give_the_profile_computed_by_hand(shared: Path) -> None:
    seeds = coded_seeds(shared)
    table = profile(seeds, comparison=False)
    for letter, values in EXPECTED.items():
        got = list(table[table["dimension"] == letter]["score"])
        expected = [math.nan if v is None else v for v in values]
        assert got == pytest.approx(expected, abs=5.5, nan_ok=True)
    bounds = table[table["dimension"] == "C"]
    assert list(bounds["low"]) == pytest.approx([36, 17, 25, 25, 33], abs=0.6)
    assert list(bounds["high"]) == pytest.approx([79, 67, 100, 100, 100], abs=0.6)
