"""Questions about many spans at once, each answered by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from analysis.schema import Span


class Cover:
    """The stretches of a text that a set of spans covers, overlapping spans joined.

    Examples
    --------
    >>> cover = Cover([(0, 4), (3, 6), (10, 12)])
    >>> cover.holds((1, 6)), cover.holds((5, 11)), cover.touches((6, 11)), cover.touches((6, 10))
    (True, False, True, False)
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, span: Span) -> bool:
        """Whether a span lies within one covered stretch."""
        at = bisect_right(self._starts, span[0]) - 1
        return at >= 0 and span[1] <= self._ends[at]

    def touches(self, span: Span) -> bool:
        """Whether a span has a character in common with a covered stretch."""
        at = bisect_left(self._starts, span[1]) - 1
        return at >= 0 and span[0] < self._ends[at]
