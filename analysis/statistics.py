"""Small-sample statistics: an interval and a distribution for every kind of count.

Each :class:`Spread` says how sure a measured value is: :meth:`~Spread.interval` for display,
:meth:`~Spread.draws` to carry the uncertainty into a score. Nothing here knows of articles.

References
----------
Wilson (1927), JASA 22, 209-212; Brown, Cai & DasGupta (2001), Statistical Science 16, 101-133
(shares); Jeffreys (1946), Proc. R. Soc. A 186, 453-461 (priors); Hurlbert (1971), Ecology 52,
577-586 (rarefaction); Hill (1973), Ecology 54, 427-432 (effective numbers); Antoniak (1974),
Annals of Statistics 2, 1152-1174 (classes not seen); Chao et al. (2014), Ecological Monographs
84, 45-67 (bootstrap with unseen classes); Korn & Graubard (1998), Survey Methodology 24, 193-201
(clustered shares); Rogan & Gladen (1978), Am. J. Epidemiol. 107, 71-76 (shares found by a fallible
tool).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 400
POSTERIOR, STICKS = 2000, 30
JACKKNIFE_BLOCKS = 100


class Spread(Protocol):
    """How sure a value is."""

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Lower and upper end that hold the true value with probability ``level``."""
        ...

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        """Values the true one could have, as many as asked for."""
        ...


@dataclass(frozen=True, slots=True)
class Exact:
    """A value read off the text that no further text would change."""

    value: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        return self.value, self.value

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        return np.full(size, self.value)


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` out of ``total``: Wilson interval, Jeffreys Beta draws.

    Examples
    --------
    >>> low, high = Share(11, 15).interval()
    >>> f"{low:.2f}-{high:.2f}"
    '0.48-0.89'
    """

    count: float
    total: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        return wilson(self.count, self.total, level)

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        return rng.beta(self.count + 0.5, self.total - self.count + 0.5, size)


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` events in ``exposure`` units: Jeffreys Gamma interval and draws.

    Examples
    --------
    >>> low, high = Rate(10, 4.04).interval()
    >>> f"{low:.1f}-{high:.1f}"
    '1.3-4.4'
    """

    count: float
    exposure: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        return jeffreys_rate(self.count, self.exposure, level)

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        return rng.gamma(self.count + 0.5, 1 / self.exposure, size)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with a standard error and degrees of freedom: Student interval within bounds."""

    value: float
    error: float
    freedom: float
    floor: float = -math.inf
    ceiling: float = math.inf

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        from scipy.special import stdtrit

        reach = float(stdtrit(self.freedom, (1 + level) / 2)) * self.error
        return max(self.floor, self.value - reach), min(self.ceiling, self.value + reach)

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        values = self.value + self.error * rng.standard_t(self.freedom, size)
        return np.clip(values, self.floor, self.ceiling)


@dataclass(frozen=True, slots=True)
class Rarefied:
    """Expected distinct classes in ``size`` draws from ``counts`` (see :func:`rarefied`)."""

    counts: tuple[int, ...]
    size: int

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        value, error = _rarefaction(self.counts, self.size)
        reach = normal_quantile((1 + level) / 2) * error
        return max(1.0, value - reach), min(float(self.size), value + reach)

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        value, error = _rarefaction(self.counts, self.size)
        return np.clip(value + error * rng.standard_normal(size), 1.0, float(self.size))


@dataclass(frozen=True, slots=True)
class EffectiveNumber:
    """Effective number of classes behind ``counts`` (see :func:`effective_number`).

    A class never counted leaves no trace, so no resampling of the counts can tell how many there
    are. The interval is the posterior of a Dirichlet process, which leaves room for classes not
    seen, the more the more of the counted ones were seen once; its concentration is not assumed
    but drawn along (Antoniak 1974). Covers from two mentions on (``benchmarks/intervals.py``).
    """

    counts: tuple[int, ...]

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        value, drawn = effective_number(self.counts), _effective_draws(self._sorted)
        low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
        return min(value, float(low)), max(value, float(high))

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        return rng.choice(_effective_draws(self._sorted), size)

    @property
    def _sorted(self) -> tuple[int, ...]:
        return tuple(sorted((c for c in self.counts if c > 0), reverse=True))


def normal_quantile(probability: float) -> float:
    """Quantile of the standard normal distribution."""
    from statistics import NormalDist

    return NormalDist().inv_cdf(probability)


def wilson(count: float, total: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson score interval of a share.

    Examples
    --------
    >>> low, high = wilson(0, 10)
    >>> low, round(high, 3)
    (0.0, 0.278)
    """
    if total <= 0:
        return math.nan, math.nan
    z = normal_quantile((1 + level) / 2)
    share = count / total
    centre = share + z * z / (2 * total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    low = 0.0 if count <= 0 else (centre - reach) / scale
    high = 1.0 if count >= total else (centre + reach) / scale
    return max(0.0, low), min(1.0, high)


def effective_size(hits: Sequence[int], sizes: Sequence[int]) -> float:
    """How many independent units the units of some paragraphs are worth, for a share.

    Units of one paragraph tend to be alike, so that they tell less than as many scattered ones.
    The ratio estimator's variance over paragraphs gives the number of independent units of equal
    variance, corrected for few paragraphs (after Korn & Graubard 1998, whose factor is squared and
    too careful inside a Wilson interval). It covers where a bootstrap of paragraphs does not
    (``benchmarks/intervals.py``). Never more than there are units; all of them when every unit or
    none is a hit.

    Examples
    --------
    >>> alike = effective_size([3, 0, 3, 0, 3, 0, 3, 0], [3] * 8)
    >>> mixed = effective_size([1, 2, 1, 2, 1, 2, 1, 2], [3] * 8)
    >>> round(alike, 1), round(mixed, 1)
    (5.8, 24.0)
    """
    m = np.asarray(sizes, dtype=float)
    y = np.asarray(hits, dtype=float)
    units, paragraphs = float(m.sum()), len(m)
    share = float(y.sum()) / units if units else 0.0
    if paragraphs < 2 or share in (0.0, 1.0):
        return units
    variance = paragraphs / (paragraphs - 1) * float(((y - share * m) ** 2).sum()) / units**2
    if variance == 0:
        return units
    from scipy.special import stdtrit

    few = normal_quantile(0.975) / float(stdtrit(paragraphs - 1, 0.975))
    return min(units, share * (1 - share) / variance * few)


def corrected_share(shares: Floats, sensitivity: Floats, specificity: Floats) -> Floats:
    """The true shares behind shares found by a tool that misses some units and adds others.

    Rogan & Gladen (1978), American Journal of Epidemiology 107, 71-76.

    Examples
    --------
    >>> found, right = np.array([0.5]), np.array([0.9])
    >>> corrected_share(found, sensitivity=right, specificity=right).round(2).tolist()
    [0.5]
    """
    gain = np.maximum(sensitivity + specificity - 1, 1e-6)
    return np.asarray(np.clip((shares + specificity - 1) / gain, 0, 1))


def jeffreys_share(count: float, total: float, level: float = 0.95) -> tuple[float, float]:
    """Equal-tailed interval of the Beta(count + 1/2, total - count + 1/2) posterior."""
    if total <= 0:
        return math.nan, math.nan
    from scipy.special import betaincinv

    a, b = count + 0.5, total - count + 0.5
    low = 0.0 if count <= 0 else float(betaincinv(a, b, (1 - level) / 2))
    high = 1.0 if count >= total else float(betaincinv(a, b, (1 + level) / 2))
    return low, high


def jeffreys_rate(count: float, exposure: float, level: float = 0.95) -> tuple[float, float]:
    """Equal-tailed interval of the Gamma(count + 1/2, exposure) posterior; starts at 0 for 0."""
    if exposure <= 0:
        return math.nan, math.nan
    from scipy.special import gammaincinv

    low = 0.0 if count <= 0 else float(gammaincinv(count + 0.5, (1 - level) / 2)) / exposure
    return low, float(gammaincinv(count + 0.5, (1 + level) / 2)) / exposure


def rarefied(counts: Sequence[int], size: int) -> float:
    """Expected number of distinct classes in ``size`` draws without replacement.

    Unlike the number of classes it does not grow with how much was counted, so a long and a
    short text can be compared. NaN when fewer than ``size`` were counted.

    Examples
    --------
    >>> round(rarefied([4, 3, 2, 1], 5), 2)
    3.17
    """
    total = sum(counts)
    if total < size or size < 1:
        return math.nan
    whole = math.comb(total, size)
    return sum(1 - math.comb(total - count, size) / whole for count in counts)


def shannon(counts: Sequence[float]) -> float:
    """Shannon entropy in nats of the shares behind ``counts``; NaN when they are empty."""
    total = sum(counts)
    if total <= 0:
        return math.nan
    return -sum(c / total * math.log(c / total) for c in counts if c > 0) + 0.0


def effective_number(counts: Sequence[float]) -> float:
    """Hill number of order 1: as many equally frequent classes would be as diverse.

    Examples
    --------
    >>> round(effective_number([3, 3, 3]), 9), effective_number([12])
    (3.0, 1.0)
    """
    return math.exp(shannon(counts))


def jackknife(
    statistic: Callable[[Floats], float], rows: Floats, bounds: tuple[float, float]
) -> Estimate | None:
    """Value and standard error of a statistic of rows, by leaving each row out in turn.

    Beyond ``JACKKNIFE_BLOCKS`` rows whole blocks are left out, so that the cost stays linear.
    None with fewer than three rows or when a value is undefined.
    """
    n = min(len(rows), JACKKNIFE_BLOCKS)
    if n < 3:
        return None
    value = statistic(rows)
    blocks = np.array_split(np.arange(len(rows)), n)
    left_out = np.array([statistic(np.delete(rows, block, axis=0)) for block in blocks])
    error = math.sqrt((n - 1) / n * float(((left_out - left_out.mean()) ** 2).sum()))
    if not (math.isfinite(value) and math.isfinite(error)):
        return None
    return Estimate(value, error, n - 1, *bounds)


def shrink(groups: Sequence[Floats]) -> list[tuple[float, float, float, float]] | None:
    """Means of groups drawn towards their common mean, the more the fewer a group has.

    Empirical Bayes with the pooled variance within groups and DerSimonian and Laird's variance
    between them. Each entry is (mean, low, high, weight): ``weight`` is how much of a group's own
    mean is kept, the ends hold 95 % and allow for not knowing the common mean. None with fewer
    than three groups or fewer than two values in one.

    Examples
    --------
    >>> groups = [np.array([40.0, 50, 60]), np.array([45.0, 55] * 20), np.array([80.0, 70, 90])]
    >>> [round(mean) for mean, _, _, _ in shrink(groups)]
    [50, 50, 79]
    """
    if len(groups) < 3 or min(map(len, groups)) < 2:
        return None
    sizes = np.array([len(g) for g in groups], dtype=float)
    means = np.array([g.mean() for g in groups])
    within = sum(float(((g - g.mean()) ** 2).sum()) for g in groups) / float((sizes - 1).sum())
    if within == 0:
        return [(float(m), float(m), float(m), 1.0) for m in means]
    errors = within / sizes
    precision = 1 / errors
    common = float((precision * means).sum() / precision.sum())
    excess = float((precision * (means - common) ** 2).sum()) - (len(groups) - 1)
    scale = float(precision.sum() - (precision**2).sum() / precision.sum())
    between = max(0.0, excess / scale)
    total = 1 / (errors + between)
    common = float((total * means).sum() / total.sum())
    kept = between / (between + errors)
    drawn = kept * means + (1 - kept) * common
    reach = normal_quantile(0.975) * np.sqrt(kept * errors + (1 - kept) ** 2 / total.sum())
    return [
        (float(m), float(m - r), float(m + r), float(k))
        for m, r, k in zip(drawn, reach, kept, strict=True)
    ]


@lru_cache(maxsize=4096)
def _rarefaction(counts: tuple[int, ...], size: int) -> tuple[float, float]:
    """Value and bootstrap standard error of the number of classes in ``size`` draws."""
    rng = np.random.default_rng([sum(counts), len(counts), size])
    sample = rng.multinomial(sum(counts), _with_unseen(counts), RESAMPLES)
    return rarefied(counts, size), float(_rarefied_rows(sample, size).std(ddof=1))


@lru_cache(maxsize=4096)
def _effective_draws(counts: tuple[int, ...]) -> Floats:
    """Effective numbers the classes behind ``counts`` could have, drawn from the posterior."""
    total, seen = sum(counts), len(counts)
    concentrations = np.geomspace(0.1, 10, 40)
    # Chance of as many classes in as many draws, with each concentration as likely beforehand.
    weight = np.array(
        [seen * math.log(c) + math.lgamma(c) - math.lgamma(c + total) for c in concentrations]
    )
    weight = np.exp(weight - weight.max())
    rng = np.random.default_rng([total, seen])
    chosen = rng.choice(concentrations, POSTERIOR, p=weight / weight.sum())
    known = rng.gamma(np.array(counts, dtype=float), 1, (POSTERIOR, seen))
    rest = rng.gamma(chosen)
    broken = rng.beta(1, chosen[:, None], (POSTERIOR, STICKS))
    left = np.cumprod(1 - broken, axis=1)
    unseen = rest[:, None] * np.hstack([broken[:, :1], left[:, :-1] * broken[:, 1:]])
    shares = np.hstack([known, unseen])
    shares /= shares.sum(axis=1, keepdims=True)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    return np.asarray(np.exp(-(shares * logs).sum(axis=1)))


def _with_unseen(counts: tuple[int, ...]) -> Floats:
    """Shares to resample from: seen classes shrunk, classes probably missed added.

    Chao et al. (2014), appendix; with half a further draw for one class never seen, without
    which twelve sources of one camp would get an interval of no width (measured coverage in
    ``benchmarks/intervals.py``).
    """
    seen = np.array([c for c in counts if c > 0], dtype=float)
    total = seen.sum()
    once, twice = int((seen == 1).sum()), int((seen == 2).sum())
    if twice:
        missed = (total - 1) / total * once * once / (2 * twice)
    else:
        missed = (total - 1) / total * once * (once - 1) / 2
    if once == 0 or (once == 1 and twice == 0):
        coverage = 1.0
    elif twice:
        coverage = 1 - once / total * (total - 1) * once / ((total - 1) * once + 2 * twice)
    else:
        coverage = 1 - once / total * (total - 1) * (once - 1) / ((total - 1) * (once - 1) + 2)
    classes = math.ceil(missed)
    weight = float((seen / total * (1 - seen / total) ** total).sum())
    shrink = (1 - coverage) / weight if weight > 0 and classes else 0.0
    shares = np.clip(seen / total * (1 - shrink * (1 - seen / total) ** total), 0, None)
    if classes:
        shares = np.append(shares, np.full(classes, (1 - coverage) / classes))
    never = 0.5 / (total + 0.5)
    shares = np.append(shares / shares.sum() * (1 - never), never)
    return np.asarray(shares / shares.sum())


def _rarefied_rows(rows: NDArray[np.int64], size: int) -> Floats:
    total = int(rows[0].sum())
    whole = math.comb(total, size)
    table = np.array(
        [1 - math.comb(total - c, size) / whole if c else 0.0 for c in range(total + 1)]
    )
    return np.asarray(table[rows].sum(axis=1))


def krippendorff_alpha(units: Iterable[tuple[Sequence[Hashable | None], float]]) -> float:
    """Krippendorff's alpha for nominal values: agreement of coders beyond chance.

    Parameters
    ----------
    units
        What was coded: the values that the coders gave (None for a coder who gave none), and how
        many such units there are.

    Returns
    -------
    float
        1 for perfect agreement, 0 for as much as chance gives, below 0 for less; NaN when fewer
        than two values can be paired. Higher means closer agreement.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability; Hayes & Krippendorff (2007),
    Communication Methods and Measures 1, 77-89.

    Examples
    --------
    Two coders, ten units, four of them coded differently:

    >>> a, b = "0100000010", "1110010000"
    >>> round(krippendorff_alpha(((x, y), 1) for x, y in zip(a, b)), 3)
    0.095
    """
    disagreed = 0.0
    margins: Counter[Hashable] = Counter()
    for values, weight in units:
        given = Counter(v for v in values if v is not None)
        size = sum(given.values())
        if size < 2:
            continue
        same = sum(n * (n - 1) for n in given.values())
        disagreed += weight * (size * (size - 1) - same) / (size - 1)
        for value, n in given.items():
            margins[value] += weight * n  # type: ignore[assignment]
    total = sum(margins.values())
    expected = total * total - sum(n * n for n in margins.values())
    if total < 2:
        return math.nan
    return 1.0 - (total - 1) * disagreed / expected if expected else 1.0
