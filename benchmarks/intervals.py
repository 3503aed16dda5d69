"""How often the intervals hold the true value, from 5 to 500 units.

Shares are computed exactly (no simulation): for every true share p the binomial probability of
the counts whose interval holds p, averaged over p ~ Beta(1/2, 1/2), with the worst p shown. Rates,
diversity indices, paragraphs and outlets are simulated with fixed seeds. Writes
``docs/intervals.md``:

    python benchmarks/intervals.py --out docs/intervals.md
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import beta, binom, poisson

from analysis.statistics import (
    EffectiveNumber,
    Estimate,
    Floats,
    Rarefied,
    effective_size,
    jeffreys_rate,
    jeffreys_share,
    wilson,
)

SIZES = (5, 8, 11, 15, 20, 30, 50, 100, 200, 500)
_HEAD = """# Do the intervals hold?

Written by `python benchmarks/intervals.py`; do not edit by hand. A 95 % interval should hold the
true value in 95 of 100 texts. Here the true value is known, because the counts are drawn from it.
"""


def row(*cells: object) -> str:
    return "| " + " | ".join(f"{c:.3f}" if isinstance(c, float) else str(c) for c in cells) + " |"


def head(*cells: str) -> str:
    return row(*cells) + "\n" + "|" + " - |" * len(cells)


def share_rows() -> list[dict[str, float]]:
    """Exact coverage of the two intervals for shares, one row a number of units."""
    true = beta.ppf((np.arange(4000) + 0.5) / 4000, 0.5, 0.5)
    rows = []
    for n in SIZES:
        made: dict[str, float] = {"n": n}
        counts = np.arange(n + 1)
        chances = binom.pmf(counts, n, true[:, None])
        for name, interval in (("wilson", wilson), ("jeffreys", jeffreys_share)):
            ends = np.array([interval(int(k), n) for k in counts])
            holds = (ends[:, 0] <= true[:, None]) & (true[:, None] <= ends[:, 1])
            covered = (chances * holds).sum(axis=1)
            made[name] = float(covered.mean())
            made[f"{name}_worst"] = float(covered.min())
            made[f"{name}_at"] = float(true[covered.argmin()])
            made[f"{name}_width"] = float((ends[:, 1] - ends[:, 0]).mean())
        rows.append(made)
    return rows


def shares() -> str:
    """Exact coverage of the two intervals for shares."""
    lines = [
        "## Shares\n",
        "Wilson is shown in tables; Jeffreys is what scores draw from. Mean over true shares from "
        "Beta(1/2, 1/2), computed exactly; the worst share lies so near 0 or 1 that the first "
        "hit or miss is rare.\n",
        head("n", "Wilson, mean", "worst", "at p", "width", "Jeffreys, mean", "worst", "width"),
    ]
    names = ("wilson", "wilson_worst", "wilson_at", "wilson_width")
    names += ("jeffreys", "jeffreys_worst", "jeffreys_width")
    lines += [row(r["n"], *(r[name] for name in names)) for r in share_rows()]
    return "\n".join(lines)


def rates() -> str:
    """Exact coverage of the Gamma interval for rates."""
    lines = [
        "## Rates\n",
        "Events expected in the text, from 0.5 to 50; the Jeffreys Gamma interval.\n",
        head("expected events", "coverage"),
    ]
    for expected in (0.5, 1, 2, 5, 10, 20, 50):
        counts = np.arange(0, int(expected + 12 * math.sqrt(expected) + 20))
        ends = np.array([jeffreys_rate(int(k), 1.0) for k in counts])
        holds = (ends[:, 0] <= expected) & (expected <= ends[:, 1])
        lines.append(row(expected, float((poisson.pmf(counts, expected) * holds).sum())))
    return "\n".join(lines)


def mixes(rng: np.random.Generator) -> Floats:
    """Shares of one to twelve classes, from one dominant to all alike."""
    return rng.dirichlet(np.full(rng.integers(1, 13), rng.choice([0.3, 1.0, 5.0])))


def equal(rng: np.random.Generator) -> Floats:
    """One to eight classes of the same share."""
    number = int(rng.integers(1, 9))
    return np.full(number, 1 / number)


def falling(rng: np.random.Generator) -> Floats:
    """One to twelve classes, the second half as frequent as the first, more or less, and so on."""
    shares = 1 / np.arange(1.0, rng.integers(1, 13) + 1) ** rng.uniform(0.5, 2)
    return np.asarray(shares / shares.sum())


def dominant(rng: np.random.Generator) -> Floats:
    """One class with 60 to 95 % and one to eight others that share the rest."""
    most, others = rng.uniform(0.6, 0.95), int(rng.integers(1, 9))
    return np.append(most, np.full(others, (1 - most) / others))


MIXES = {"all kinds": mixes, "equal": equal, "falling": falling, "one dominant": dominant}
MENTIONS = (2, 3, 5, 7, 12, 25, 60)


def diversity(repeats: int) -> str:
    """Simulated coverage of the two diversity indices."""
    lines = [
        "## Distinct sources in five, effective number of parties\n",
        f"{repeats} random mixes of one to twelve classes a row. A party never mentioned leaves no "
        "trace, so the interval of the effective number of parties is the posterior of a Dirichlet "
        "process, which leaves room for the unseen: with few mentions it is wide, but it holds. "
        "*In points* counts what the goalposts leave of it (from 1 party to 3).\n",
        head("mentions", "in five", "width", "effective number", "width", "in points"),
    ]
    for made in diversity_rows(repeats):
        if made["mix"] == "all kinds":
            cells = [made[k] for k in ("five", "five_width", "number", "number_width", "points")]
            known = cells if made["mentions"] >= 5 else ["", "", *cells[2:]]
            lines.append(row(made["mentions"], *known))
    lines += [
        "\nBy kind of mix. The interval is weakest where one party has most mentions and several "
        "share the rest, for then nothing shows the others.\n",
        head("mentions", *MIXES, "mean", "mean in points"),
    ]
    found = diversity_rows(repeats // 2)
    for n in MENTIONS:
        own = [r for r in found if r["mentions"] == n]
        means = (float(np.mean([r[key] for r in own])) for key in ("number", "points"))
        lines.append(row(n, *(r["number"] for r in own), *means))
    return "\n".join(lines)


def diversity_rows(repeats: int) -> list[dict[str, Any]]:
    """Simulated coverage by kind of mix and number of mentions."""
    rows: list[dict[str, Any]] = []
    for name, mix in MIXES.items():
        for n in MENTIONS:
            rng = np.random.default_rng(n)
            held = np.array([_mentions_once(rng, mix, n) for _ in range(repeats)])
            keys = ("five", "five_width", "number", "number_width", "points")
            means = dict(zip(keys, map(float, held.mean(axis=0)), strict=True))
            rows.append({"mix": name, "mentions": n, **means})
    return rows


def _mentions_once(
    rng: np.random.Generator, mix: Callable[[np.random.Generator], Floats], n: int
) -> list[float]:
    p = mix(rng)
    counts = tuple(int(c) for c in rng.multinomial(n, p) if c)
    five = float((1 - (1 - p) ** 5).sum())
    seen = p[p > 0]
    number = float(np.exp(-(seen * np.log(seen)).sum()))
    made: list[float] = []
    low, high = Rarefied(counts, 5).interval() if n >= 5 else (math.nan, math.nan)
    made += [low <= five + 1e-9 and five <= high + 1e-9, high - low]
    low, high = EffectiveNumber(counts).interval()
    made += [low <= number + 1e-9 and number <= high + 1e-9, high - low]
    low, true, high = (min(x, 3.0) for x in (low, number, high))
    return [*made, low <= true + 1e-9 and true <= high + 1e-9]


def paragraphs(repeats: int) -> str:
    """Simulated coverage when the sentences of a paragraph are alike."""
    lines = [
        "## Sentences of one paragraph are alike\n",
        f"{repeats} texts a row, one to four sentences a paragraph, true share from "
        "Beta(1/2, 1/2), likeness within a paragraph as intraclass correlation. Taking "
        "sentences as independent is too sure; resampling paragraphs (percentile bootstrap, 300 "
        "resamples) far more so, most of all with few; the Wilson interval on the effective "
        "number of sentences, which profiles use from six paragraphs on, holds.\n",
        head("likeness", "paragraphs", "independent", "bootstrap", "effective number"),
    ]
    for made in paragraph_rows(repeats):
        lines.append(row(*made.values()))
    return "\n".join(lines)


def paragraph_rows(repeats: int) -> list[dict[str, float]]:
    """Simulated coverage by likeness within paragraphs and number of paragraphs."""
    rows = []
    for likeness in (0.0, 0.2, 0.5):
        for number in (6, 8, 12, 20, 40):
            rng = np.random.default_rng([number, int(100 * likeness)])
            held = np.array([_paragraphs_once(rng, number, likeness) for _ in range(repeats)])
            means = dict(
                zip(("independent", "bootstrap", "effective"), held.mean(axis=0), strict=True)
            )
            rows.append(
                {"likeness": likeness, "paragraphs": number}
                | {key: float(value) for key, value in means.items()}
            )
    return rows


def _paragraphs_once(rng: np.random.Generator, number: int, likeness: float) -> list[bool]:
    p = rng.beta(0.5, 0.5)
    sizes = rng.choice([1, 1, 2, 2, 3, 4], size=number)
    own = np.full(number, p)
    if likeness:
        a = (1 - likeness) / likeness
        own = rng.beta(max(p * a, 1e-9), max((1 - p) * a, 1e-9), size=number)
    hits = rng.binomial(sizes, np.clip(own, 0, 1))
    share, units = hits.sum() / sizes.sum(), int(sizes.sum())
    effective = effective_size(hits.tolist(), sizes.tolist())
    chosen = rng.integers(0, number, (300, number))
    resampled = hits[chosen].sum(axis=1) / sizes[chosen].sum(axis=1)
    intervals = (
        wilson(int(hits.sum()), units),
        tuple(np.quantile(resampled, [0.025, 0.975])),
        wilson(share * effective, effective),
    )
    return [bool(low <= p <= high) for low, high in intervals]


def outlets(repeats: int) -> str:
    """Simulated coverage of an outlet's mean."""
    lines = [
        "## Outlets\n",
        f"{repeats} outlets a row; article scores from Beta distributions of every shape between "
        "0 and 100. The Student interval of the mean over lineages, which profiles use, against a "
        "percentile bootstrap of articles (300 resamples).\n",
        head("lineages", "Student", "bootstrap"),
    ]
    for n in (5, 8, 15, 30, 60):
        rng = np.random.default_rng(n)
        held = np.array([_outlet_once(rng, n) for _ in range(repeats)])
        lines.append(row(n, *map(float, held.mean(axis=0))))
    return "\n".join(lines)


def _outlet_once(rng: np.random.Generator, n: int) -> list[bool]:
    a, b = rng.uniform(0.5, 6, 2)
    true, scores = 100 * a / (a + b), 100 * rng.beta(a, b, n)
    error = float(scores.std(ddof=1)) / math.sqrt(n)
    student = Estimate(float(scores.mean()), error, n - 1, 0, 100).interval()
    means = scores[rng.integers(0, n, (300, n))].mean(axis=1)
    bootstrap = tuple(np.quantile(means, [0.025, 0.975]))
    return [bool(low <= true <= high) for low, high in (student, bootstrap)]


def page(repeats: int) -> str:
    """All tables."""
    tables: tuple[Callable[[], str], ...] = (
        shares,
        rates,
        lambda: diversity(repeats),
        lambda: paragraphs(repeats),
        lambda: outlets(repeats),
    )
    return _HEAD + "\n" + "\n\n".join(table() for table in tables) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=2000)
    parser.add_argument("--out", type=Path, default=Path("docs/intervals.md"))
    arguments = parser.parse_args()
    arguments.out.write_text(page(arguments.repeats), encoding="utf-8")


if __name__ == "__main__":
    main()
