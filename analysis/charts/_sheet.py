"""The sheet a chart is drawn on: an Axes measured in inches from its top left corner.

The charts are closer to set tables than to plots: rows of words, small strips and marks that must
line up. So each one is drawn in a single Axes whose data coordinates are inches, top down, and
the figure takes the height the content needs. All texts, patches and lines belong to that Axes.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self
from weakref import WeakKeyDictionary

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import Rectangle

from analysis.charts._style import (
    ACCENT,
    GREY,
    INK,
    PAPER,
    POINTS,
    RULE,
    house_style,
    printable,
    text_width,
    wrap,
)
from analysis.charts._words import Words

WIDTH = 7.2
NARROW = 5.2
MARGIN = 0.12
TITLE_SIZE, SUBTITLE_SIZE, NOTE_SIZE = 11.5, 8.2, 6.6

_ALT: WeakKeyDictionary[Axes, str] = WeakKeyDictionary()


class Sheet:
    """A page to set a chart on; use as a context manager.

    Parameters
    ----------
    ax
        Axes to draw in, or None for a figure of its own, as high as the content. In given Axes
        that are too low for the content all of it is set smaller.
    width
        Width in inches of a figure of its own.
    locale
        Locale of all words.

    Attributes
    ----------
    ax, words, width
        The Axes, its words, its width in inches.
    y
        Where the next row starts, inches from the top.
    """

    def __init__(self, ax: Axes | None, *, width: float, locale: str) -> None:
        self.words = Words(locale)
        self._style = house_style()
        self._given = ax
        self._asked = width
        self._title: list[str] = []
        self.y = MARGIN

    def __enter__(self) -> Self:
        self._style.__enter__()
        try:
            self._open()
        except BaseException:
            self._style.__exit__(None, None, None)
            raise
        return self

    def _open(self) -> None:
        if self._given is None:
            self.figure: Figure | SubFigure = plt.figure(figsize=(self._asked, 2.0))
            self.ax = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
            self.width = float(self._asked)
        else:
            self.ax = self._given
            self.figure = self.ax.figure
            self.width = self._room()[0]
        self.ax.set_xticks([])
        self.ax.set_yticks([])
        for spine in self.ax.spines.values():
            spine.set_visible(False)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._finish()
            elif isinstance(self.figure, Figure) and self._given is None:
                plt.close(self.figure)
        finally:
            self._style.__exit__(kind, error, trace)

    @property
    def narrow(self) -> bool:
        """Whether the sheet is about as wide as a phone."""
        return self.width < NARROW

    @property
    def left(self) -> float:
        """Left edge of the content, inches."""
        return MARGIN

    @property
    def right(self) -> float:
        """Right edge of the content, inches."""
        return self.width - MARGIN

    @property
    def inner(self) -> float:
        """Width of the content, inches."""
        return self.right - self.left

    def header(self, title: str, subtitle: str = "") -> None:
        """Title with its n, and under it the sentence that says what there is to see."""
        self.line([self.left, self.left + 0.42], [self.y, self.y], color=INK, width=2.4)
        self.y += 0.13
        self._title = wrap(printable(title), self.inner, TITLE_SIZE, "bold", balance=True)
        self._title_top = self.y
        self.y += len(self._title) * TITLE_SIZE * 1.24 / POINTS
        if subtitle:
            self.paragraph(subtitle, size=SUBTITLE_SIZE, color=GREY)
        self.y += 0.1

    def paragraph(
        self,
        text: str,
        *,
        size: float = 8,
        color: str = INK,
        x: float | None = None,
        width: float | None = None,
        weight: str = "normal",
        leading: float = 1.34,
    ) -> None:
        """Running text at the cursor, wrapped."""
        x = self.left if x is None else x
        step = size * leading / POINTS
        for row in wrap(
            printable(text), width or self.right - x, size, weight, balance=size == SUBTITLE_SIZE
        ):
            self.text(x, self.y + 0.78 * step, row, size=size, color=color, weight=weight)
            self.y += step

    def note(self, *texts: str) -> None:
        """Small print at the foot: how to read, where the intervals come from."""
        self.y += 0.1
        self.rule(self.y)
        self.y += 0.05
        for text in texts:
            if text:
                self.paragraph(text, size=NOTE_SIZE, color=GREY)

    def rule(
        self,
        y: float,
        *,
        left: float | None = None,
        right: float | None = None,
        color: str = RULE,
        width: float = 0.6,
        dashes: Any = "solid",
    ) -> None:
        """A horizontal hairline."""
        ends = [self.left if left is None else left, self.right if right is None else right]
        self.line(ends, [y, y], color=color, width=width, dashes=dashes)

    def line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        color: str = INK,
        width: float = 0.8,
        dashes: Any = "solid",
        order: float = 2,
        cap: str = "butt",
    ) -> None:
        """A line through points."""
        self.ax.plot(
            x,
            y,
            color=color,
            linewidth=width,
            linestyle=dashes,
            zorder=order,
            clip_on=False,
            solid_capstyle=cap,
            marker="",
        )

    def mark(
        self,
        x: float | Sequence[float],
        y: float | Sequence[float],
        *,
        marker: str = "o",
        size: float = 5,
        color: str = INK,
        face: str | None = None,
        edge: float = 1.0,
        order: float = 4,
    ) -> None:
        """A marker; ``face`` set to the paper colour makes it hollow."""
        self.ax.plot(
            [x] if isinstance(x, (int, float)) else x,
            [y] if isinstance(y, (int, float)) else y,
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=color if face is None else face,
            markeredgecolor=color,
            markeredgewidth=edge,
            zorder=order,
            clip_on=False,
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        face: str = PAPER,
        edge: str | None = None,
        hatch: str | None = None,
        line: float = 0.6,
        order: float = 1,
        name: str | None = None,
    ) -> Rectangle:
        """A rectangle from its top left corner; ``name`` becomes its id in an SVG."""
        patch = Rectangle(
            (x, y),
            width,
            height,
            facecolor=face,
            edgecolor=edge or face,
            linewidth=line if edge else 0.0,
            hatch=hatch,
            zorder=order,
            clip_on=False,
        )
        if name:
            patch.set_gid(name)
        self.ax.add_patch(patch)
        return patch

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 8,
        color: str = INK,
        weight: str = "normal",
        ha: str = "left",
        va: str = "baseline",
        order: float = 5,
        slant: str = "normal",
    ) -> None:
        """A line of text with its baseline at ``y``; the words are taken as they are."""
        self.ax.text(
            x,
            y,
            printable(text),
            fontsize=size,
            color=color,
            fontweight=weight,
            fontstyle=slant,
            ha=ha,
            va=va,
            zorder=order,
            clip_on=False,
            parse_math=False,
        )

    def centred(
        self, x: float, y: float, text: str, *, size: float, color: str = INK, weight: str = "bold"
    ) -> None:
        """Capitals or figures centred on a point, by cap height and not by their box."""
        self.text(x, y + 0.365 * size / POINTS, text, size=size, color=color, weight=weight,
                  ha="center")  # fmt: skip

    def interval(
        self,
        left: float,
        width: float,
        y: float,
        low: float,
        high: float,
        value: float | None,
        *,
        color: str = INK,
        axis: bool = True,
        hollow: bool = False,
    ) -> None:
        """A dot with its interval on a strip from 0 to 1, halves ticked."""
        if axis:
            self.line([left, left + width], [y, y], color=RULE, width=0.6, order=1)
            for tick in (0.0, 0.5, 1.0):
                at = left + tick * width
                self.line([at, at], [y - 0.028, y + 0.028], color=RULE, width=0.6, order=1)
        self.line([left + low * width, left + high * width], [y, y], color=color, width=1.5)
        for end in (low, high):
            at = left + end * width
            self.line([at, at], [y - 0.026, y + 0.026], color=color, width=1.0)
        if value is not None:
            self.mark(
                left + value * width,
                y,
                size=4.6,
                color=color,
                face=PAPER if hollow else None,
                edge=1.1,
            )

    def rug(
        self,
        left: float,
        width: float,
        y: float,
        shares: Sequence[float],
        *,
        color: str,
        line: float,
    ) -> None:
        """A tick a share; ticks that would fall on one another are drawn once."""
        for place in sorted({round(left + share * width, 2) for share in shares}):
            self.line([place, place], [y - 0.075, y + 0.075], color=color, width=line)

    def describe(self, alt: str) -> None:
        """Set the text that stands in for the chart where it cannot be seen."""
        _ALT[self.ax] = " ".join(alt.split())

    def nothing(self, title: str, reason: str) -> None:
        """The whole chart when there is nothing to draw: its title and why."""
        self.header(title)
        height = 0.62
        self.box(self.left, self.y, self.inner, height, face="#FAF9F6", edge=RULE)
        text = self.words("common.nothing", reason=reason)
        rows = wrap(text, self.inner - 0.3, 8.5)
        top = self.y + height / 2 - (len(rows) - 1) * 0.075
        for i, row in enumerate(rows):
            self.text(self.left + 0.15, top + i * 0.15 + 0.04, row, size=8.5, color=GREY)
        self.y += height
        self.describe(f"{title}. {text}")

    def _room(self) -> tuple[float, float]:
        """Width and height of given Axes in inches."""
        place, whole = self.ax.get_position(), self.figure.bbox
        dpi = float(self.figure.dpi)
        return place.width * whole.width / dpi, place.height * whole.height / dpi

    def _finish(self) -> None:
        height = self.y + MARGIN
        scale = 1.0
        if self._given is None and isinstance(self.figure, Figure):
            self.figure.set_size_inches(self.width, height)
        else:
            room = self._room()[1]
            scale = min(1.0, room / height)
            height = room / scale
        if self._title:
            self.ax.set_title(
                "\n".join(self._title),
                fontsize=TITLE_SIZE,
                fontweight="bold",
                color=INK,
                linespacing=1.2,
                ha="left",
                va="top",
                x=self.left / (self.width / scale),
                y=1 - self._title_top / height,
                parse_math=False,
            )
        self.ax.set_xlim(0, self.width / scale)
        self.ax.set_ylim(height, 0)
        if scale < 1:
            for text in [*self.ax.texts, self.ax.title]:
                text.set_fontsize(float(text.get_fontsize()) * scale)
            for line in self.ax.lines:
                line.set_linewidth(line.get_linewidth() * scale)
                line.set_markersize(line.get_markersize() * scale)


def key(sheet: Sheet, entries: Sequence[tuple[Any, str]], *, size: float = 7.2) -> None:
    """A key set as running text: each swatch followed by its words, wrapped as whole entries.

    Each entry is a function that draws the swatch at ``(x, baseline)`` and returns its width,
    and the words after it.
    """
    step = 0.19
    x = sheet.left
    baseline = sheet.y + 0.12
    for draw, label in entries:
        width = 0.24 + text_width(label, size)
        if x > sheet.left and x + width > sheet.right:
            x = sheet.left
            baseline += step
        swatch = draw(x, baseline)
        sheet.text(x + swatch + 0.05, baseline, label, size=size)
        x += swatch + 0.05 + text_width(label, size) + 0.18
    sheet.y = baseline + 0.1


def alt_text(ax: Axes) -> str:
    """The words that stand in for a chart where it cannot be seen: what it shows and its counts.

    For an Axes of another origin, its title.
    """
    return _ALT.get(ax) or " ".join(ax.get_title().split())


__all__ = ["ACCENT", "MARGIN", "WIDTH", "Sheet", "alt_text", "key"]
