"""The intervals against published values and against what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics import (
    EffectiveNumber,
    Estimate,
    Exact,
    Rarefied,
    Rate,
    Share,
    Spread,
    corrected_share,
    effective_number,
    effective_size,
    jackknife,
    jeffreys_rate,
    jeffreys_share,
    krippendorff_alpha,
    rarefied,
    shannon,
    wilson,
)

counts = st.lists(st.integers(1, 12), min_size=1, max_size=12).filter(lambda c: sum(c) >= 5)


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [
        # Brown, Cai & DasGupta (2001) and Newcombe (1998), table I, method 3.
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_gives_published_intervals(
    count: int, total: int, expected: tuple[float, float]
) -> None:
    assert wilson(count, total) == pytest.approx(expected, abs=5e-5)


def test_jeffreys_gives_the_intervals_of_the_beta_and_gamma_tables() -> None:
    assert jeffreys_share(4, 6) == pytest.approx((0.29, 0.92), abs=0.005)
    assert jeffreys_share(0, 10) == pytest.approx((0.0, 0.217), abs=0.001)
    assert jeffreys_rate(10, 4.04) == pytest.approx((1.27, 4.39), abs=0.01)
    assert jeffreys_rate(0, 1)[0] == 0.0


def test_no_units_give_no_interval() -> None:
    for interval in (wilson(0, 0), jeffreys_share(0, 0), jeffreys_rate(0, 0)):
        assert all(map(math.isnan, interval))


@given(st.integers(0, 50), st.integers(1, 50))
def test_an_interval_holds_the_share_it_is_of(count: int, extra: int) -> None:
    total = count + extra
    for low, high in (wilson(count, total), jeffreys_share(count, total)):
        assert 0 <= low <= count / total <= high <= 1


@given(counts)
def test_rarefaction_lies_between_one_and_the_draws(group: list[int]) -> None:
    value = rarefied(group, 5)
    assert 1 - 1e-9 <= value <= min(5, len(group)) + 1e-9
    assert rarefied(group, 1) == pytest.approx(1)
    assert rarefied(group, sum(group)) == pytest.approx(len(group))


@given(counts)
def test_diversity_does_not_depend_on_the_order_of_sources(group: list[int]) -> None:
    assert rarefied(group, 5) == pytest.approx(rarefied(group[::-1], 5))
    assert 1 - 1e-9 <= effective_number(group) <= len(group) + 1e-9


@settings(deadline=None, max_examples=40)
@given(counts)
def test_an_index_lies_in_its_own_interval(group: list[int]) -> None:
    for spread, value in (
        (Rarefied(tuple(group), 5), rarefied(group, 5)),
        (EffectiveNumber(tuple(group)), effective_number(group)),
    ):
        low, high = spread.interval()
        assert low - 1e-9 <= value <= high + 1e-9
        assert low >= 1


def test_one_party_only_still_leaves_doubt() -> None:
    low, high = EffectiveNumber((12,)).interval()
    assert low == 1
    assert high > 1.2


def test_entropy_of_nothing_is_undefined() -> None:
    assert math.isnan(shannon([]))
    assert math.isnan(rarefied([2, 2], 5))
    assert effective_number([5]) == 1


def test_parties_each_seen_once_leave_more_room_than_parties_seen_often() -> None:
    few, many = EffectiveNumber((1, 1, 1, 1)).interval(), EffectiveNumber((20, 20)).interval()
    assert few[1] > 8
    assert many[1] < 4
    assert EffectiveNumber((1, 3, 2)).interval() == EffectiveNumber((3, 2, 1)).interval()


@pytest.mark.parametrize(
    "spread",
    [
        Exact(3.0),
        Share(7, 12),
        Rate(4, 3.5),
        Estimate(50.0, 4.0, 11, 0, 100),
        Rarefied((4, 3, 2, 1), 5),
        EffectiveNumber((4, 4, 2)),
    ],
    ids=lambda s: type(s).__name__,
)
def test_draws_fill_the_interval_and_repeat(spread: Spread) -> None:
    draws = spread.draws(4000, np.random.default_rng(1))
    low, high = spread.interval()
    inside = ((draws >= low - 1e-9) & (draws <= high + 1e-9)).mean()
    assert 0.9 <= inside <= 1
    assert (draws == spread.draws(4000, np.random.default_rng(1))).all()


def test_the_jackknife_of_a_mean_is_its_standard_error() -> None:
    rows = np.array([[float(x)] for x in (12, 18, 25, 31, 22, 40)])
    made = jackknife(lambda r: float(r.mean()), rows, (0, math.inf))
    assert made is not None
    assert made.error == pytest.approx(rows.std(ddof=1) / math.sqrt(len(rows)))
    assert jackknife(lambda r: float(r.mean()), rows[:2], (0, 1)) is None


def test_the_jackknife_of_a_very_long_text_is_quick() -> None:
    rows = np.ones((20000, 3))
    calls = []
    jackknife(lambda r: float(calls.append(1) or r.mean()), rows, (0, 1))
    assert len(calls) == 101


@pytest.mark.parametrize("n", [5, 11, 30, 100, 500])
def test_the_wilson_interval_holds_in_95_of_100_texts(n: int) -> None:
    from scipy.stats import beta, binom

    true = beta.ppf((np.arange(400) + 0.5) / 400, 0.5, 0.5)
    found = np.arange(n + 1)
    ends = np.array([wilson(int(k), n) for k in found])
    holds = (ends[:, 0] <= true[:, None]) & (true[:, None] <= ends[:, 1])
    covered = (binom.pmf(found, n, true[:, None]) * holds).sum(axis=1)
    assert 0.93 <= covered.mean() <= 0.97


def test_alike_sentences_of_a_paragraph_tell_less_than_scattered_ones() -> None:
    alike = effective_size([3, 0, 3, 0, 3, 0], [3] * 6)
    assert alike < effective_size([1, 2, 1, 2, 2, 1], [3] * 6) <= 18
    assert effective_size([3, 3], [3, 3]) == 6
    assert effective_size([1], [2]) == 2


def test_a_share_is_corrected_for_what_is_missed_and_added() -> None:
    found = np.array([0.0, 0.5, 1.0])
    perfect, good = np.ones(3), np.full(3, 0.8)
    np.testing.assert_allclose(corrected_share(found, perfect, perfect), found)
    np.testing.assert_allclose(corrected_share(found, good, perfect), [0.0, 0.625, 1.0])
    np.testing.assert_allclose(corrected_share(found, perfect, good), [0.0, 0.375, 1.0])


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=3, max_size=3), min_size=2, max_size=12))
def test_alpha_is_that_of_another_implementation(coded):
    from nltk.metrics.agreement import AnnotationTask

    task = AnnotationTask([(c, i, v) for i, u in enumerate(coded) for c, v in enumerate(u)])
    ours = krippendorff_alpha((unit, 1) for unit in coded)
    assert ours == pytest.approx(1.0 if len({v for u in coded for v in u}) == 1 else task.alpha())


def test_alpha_skips_what_one_coder_alone_coded():
    known = [(("a", "a"), 3), (("b", "b"), 2)]
    assert krippendorff_alpha([*known, (("a", None), 9)]) == krippendorff_alpha(known) == 1.0
    assert math.isnan(krippendorff_alpha([(("a", None), 1)]))
