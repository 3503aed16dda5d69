"""Which articles are set against each other: all of them or, in a crowd, a fair sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias, TypeVar

from analysis.comparison.entries import Entry

# Pairs of articles that one quantity of one event makes before it is a crowd, where each article
# meets this many of the others at least.
_PAIRS, _NEXT = 20_000, 8
Told: TypeAlias = tuple[str, list[Entry]]
T = TypeVar("T")


def meetings(told: Sequence[tuple[str, T]]) -> Iterator[tuple[tuple[str, T], tuple[str, T]]]:
    """Every two of the articles that give a quantity; of a crowd, each with the next ones.

    The order of the articles says nothing about their figures, so what an article meets there is
    a fair sample of the others, and every article meets as many.
    """
    total = len(told)
    each = met_by_each(total)
    if total <= 2 * each + 1:
        yield from combinations(told, 2)
        return
    for i in range(total):
        for k in range(i + 1, i + each + 1):
            first, second = sorted((i, k % total))
            yield told[first], told[second]


def met_by_each(total: int) -> int:
    """How many of the articles that give a quantity each one is set against, in a crowd."""
    return max(_NEXT, _PAIRS // max(1, total))


def is_one_lineage(same: Mapping[str, str], a: str, b: str) -> bool:
    """Whether two articles are of one lineage."""
    return a in same and same[a] == same.get(b)
