"""Small drawings that sit in a line of a table: interval strips, stacked bars, histograms.

Inline SVG with classes and no style attribute, so a page can forbid inline styles. Each stands
beside its numbers in words and is therefore hidden from screen readers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from analysis.reporting.site import Score

_WIDTH, _PAD = 132, 6


def _x(value: float, width: int = _WIDTH) -> str:
    return f"{_PAD + (width - 2 * _PAD) * min(100.0, max(0.0, value)) / 100:.1f}"


def strip(score: Score, width: int = _WIDTH) -> Markup:
    """A score on its 0-100 axis: interval bar and dot, or two open ends for bounds."""
    if not score.shown:
        return Markup("")
    low, high = _x(score.low, width), _x(score.high, width)
    ticks = Markup("").join(
        Markup('<line class="tick" x1="{x}" x2="{x}" y1="6" y2="14"/>').format(x=_x(t, width))
        for t in (0, 50, 100)
    )
    if score.bounds:
        marks = Markup(
            '<line class="range" x1="{a}" x2="{b}" y1="10" y2="10"/>'
            '<path class="cap" d="M{a} 5v10M{b} 5v10"/>'
        ).format(a=low, b=high)
    else:
        marks = Markup(
            '<line class="bar" x1="{a}" x2="{b}" y1="10" y2="10"/>{thick}'
            '<circle class="dot" cx="{x}" cy="10" r="4.2"/>'
        ).format(a=low, b=high, x=_x(score.score, width), thick=_thick(score, width))
    return Markup(
        '<svg class="strip" viewBox="0 0 {w} 20" aria-hidden="true" focusable="false">'
        '<line class="axis" x1="{p}" x2="{e}" y1="10" y2="10"/>{ticks}{marks}</svg>'
    ).format(w=width, p=_PAD, e=width - _PAD, ticks=ticks, marks=marks)


def _thick(score: Score, width: int) -> Markup:
    """The 80 % interval inside the 95 % one, where it is known."""
    if math.isnan(score.low80) or math.isnan(score.high80):
        return Markup("")
    return Markup('<line class="bar thick" x1="{a}" x2="{b}" y1="10" y2="10"/>').format(
        a=_x(score.low80, width), b=_x(score.high80, width)
    )


def stacked(parts: Sequence[tuple[str, float]]) -> Markup:
    """A bar cut in proportion; each part is (class name, size)."""
    total = sum(size for _, size in parts)
    if total <= 0:
        return Markup("")
    x = 0.0
    out: list[Markup] = []
    for name, size in parts:
        width = 400 * size / total
        out.append(
            Markup('<rect class="{}" x="{}" y="0" width="{}" height="14"/>').format(
                name, f"{x:.2f}", f"{max(0.0, width - 1):.2f}"
            )
        )
        x += width
    return Markup(
        '<svg class="stacked" viewBox="0 0 400 14" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false">{}</svg>'
    ).format(Markup("").join(out))


def histogram(values: Iterable[float], *, step: int = 5) -> Markup:
    """How many values fall in each band of a 0-100 scale."""
    counts = [0] * (100 // step)
    for value in values:
        counts[min(len(counts) - 1, max(0, int(value // step)))] += 1
    top = max(counts, default=0) or 1
    width = 400 / len(counts)
    bars = Markup("").join(
        Markup('<rect class="bin" x="{}" y="{}" width="{}" height="{}"/>').format(
            f"{i * width:.1f}",
            f"{60 - 56 * c / top:.1f}",
            f"{width - 1:.1f}",
            f"{56 * c / top:.1f}",
        )
        for i, c in enumerate(counts)
        if c
    )
    return Markup(
        '<svg class="histogram" viewBox="0 0 400 62" aria-hidden="true" focusable="false">'
        '{}<line class="axis" x1="0" x2="400" y1="60.5" y2="60.5"/></svg>'
    ).format(bars)


def span_bar(low: float, high: float, bounds: tuple[float, float]) -> Markup:
    """A value or range between the smallest and largest values of its group."""
    first, last = bounds
    width = last - first or 1.0
    a, b = 100 * (low - first) / width, 100 * (high - first) / width
    return Markup(
        '<svg class="strip" viewBox="0 0 {w} 20" aria-hidden="true" focusable="false">'
        '<line class="axis" x1="{p}" x2="{e}" y1="10" y2="10"/>'
        '<line class="bar" x1="{a}" x2="{b}" y1="10" y2="10"/>'
        '<circle class="dot" cx="{m}" cy="10" r="4.2"/></svg>'
    ).format(w=_WIDTH, p=_PAD, e=_WIDTH - _PAD, a=_x(a), b=_x(b), m=_x((a + b) / 2))
