"""How the time of a piece of work grows with its input, told apart from the machine's load."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

# Ten times the input takes about ten times as long where work is linear and a hundred times where
# it is quadratic. The bound lies well between, so that caches and allocators may have their share.
LINEAR = 40.0


def growth(
    prepare: Callable[[int], Callable[[], object]], small: int, *, factor: int = 10
) -> float:
    """Time of the work on ten times ``small`` copies over that on ``small`` copies.

    ``prepare(copies)`` makes the input and returns the work, so that making it is not counted.
    Processor time, the best of three runs each, the collector off: one collection in a process
    that holds much else costs more than the work itself. A ratio above the bound is measured
    again, for a busy machine can slow one size and not the other; quadratic work fails every time.
    """

    def seconds(copies: int) -> float:
        best = float("inf")
        for _ in range(3):
            work = prepare(copies)
            gc.collect()
            gc.disable()
            try:
                start = time.process_time()
                work()
                best = min(best, time.process_time() - start)
            finally:
                gc.enable()
        return best

    prepare(small)()
    ratio = float("inf")
    for _ in range(3):
        ratio = min(ratio, seconds(10 * small) / max(seconds(small), 0.001))
        if ratio < LINEAR:
            break
    return ratio
