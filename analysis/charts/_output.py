"""Writing figures: the same bytes each run, and words for whoever cannot see them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts._sheet import alt_text
from analysis.charts._style import house_style

DPI = 200

# matplotlib numbers every group of a figure; the numbers say nothing and collide when a page
# holds several figures. Ids the charts give themselves contain a colon and stay.
_NUMBERED = re.compile(
    r' id="(?:figure|axes|patch|text|line2d|matplotlib\.axis|PathCollection)_\d+"'
)
# Thousandths of a point are enough for a place, but not for the scale of a glyph.
_DECIMALS = re.compile(r"(scale\([^)]*\))|(\.\d{3})\d+")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_PREAMBLE = re.compile(r"\A.*?(?=<svg )", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)


def save(
    figure: Figure | Axes | Iterable[Axes],
    path: str | Path,
    *,
    alt: str | None = None,
    close: bool = False,
) -> Path:
    """Write a chart as SVG or PNG, by the suffix; the same chart gives the same bytes.

    Parameters
    ----------
    figure
        A figure, its Axes, or several Axes of one figure.
    path
        Where to write; parents are made. Suffix ``.svg`` or ``.png``.
    alt
        Words for whoever cannot see the chart; :func:`alt_text` when None. An SVG carries them as
        ``aria-label``, a PNG as its description.
    close
        Close the figure afterwards.

    Returns
    -------
    pathlib.Path
        The file written.
    """
    target = Path(path)
    kind = target.suffix.lower().lstrip(".")
    if kind not in ("svg", "png"):
        raise ValueError(f"charts are written as .svg or .png, not {target.suffix or 'no suffix'}")
    drawn, axes = _figure(figure)
    words = alt if alt is not None else " ".join(alt_text(ax) for ax in axes)
    title = " ".join(axes[0].get_title().split()) if axes else ""
    with house_style():
        if kind == "png":
            buffer = io.BytesIO()
            drawn.savefig(
                buffer,
                format="png",
                dpi=DPI,
                metadata={"Software": None, "Title": title, "Description": words},
            )
            data = buffer.getvalue()
        else:
            text = io.StringIO()
            drawn.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
            data = _tidy(text.getvalue(), title, words).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    if close:
        plt.close(drawn)
    return target


def _figure(item: Any) -> tuple[Figure, list[Axes]]:
    if isinstance(item, Figure):
        return item, list(item.axes)
    axes = [item] if isinstance(item, Axes) else list(getattr(item, "flat", item))
    figure = axes[0].get_figure(root=True)
    if figure is None:
        raise ValueError("the chart is no longer part of a figure")
    return figure, axes


def _tidy(svg: str, title: str, alt: str) -> str:
    """The SVG without numbering and comments, named for assistive software."""
    svg = _COMMENT.sub("", _METADATA.sub("", _PREAMBLE.sub("", svg), count=1))
    svg = (
        _DECIMALS.sub(lambda m: m[1] or m[2], _NUMBERED.sub("", svg))
        .replace(" \nL", "L")
        .replace("\nz\n", "z")
    )
    head = f'<svg role="img" aria-label={quoteattr(alt)} '
    svg = svg.replace("<svg ", head, 1)
    svg = _unwrapped(svg)
    close = svg.index(">", len(head)) + 1
    name = f"\n<title>{escape(title)}</title>\n<desc>{escape(alt)}</desc>"
    return svg[:close] + name + svg[close:]


def _unwrapped(svg: str) -> str:
    """The SVG without indentation and without groups that have no attribute."""
    kept: list[bool] = []
    lines = []
    for line in svg.split("\n"):
        tag = line.strip()
        if tag.startswith("<g") and tag[2:3] in ("", " ", ">"):
            kept.append(tag != "<g>")
            if not kept[-1]:
                continue
        elif tag == "</g>" and not kept.pop():
            continue
        if tag:
            lines.append(tag)
    return "\n".join(lines) + "\n"


NARROW_WIDTH = 4.2


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedChart:
    """One chart written to a folder: a wide version and one for phones, title and alt text."""

    name: str
    title: str
    alt: str
    path: Path
    narrow: Path


def write_chart(
    draw: Callable[..., Axes], folder: Path, name: str, *data: Any, locale: str, **options: Any
) -> SavedChart:
    """Draw one chart wide and narrow, write both as SVG and close them."""
    wide = draw(*data, locale=locale, **options)
    title, alt = " ".join(wide.get_title().split()), alt_text(wide)
    path = save(wide, folder / f"{name}.svg", close=True)
    slim = draw(*data, locale=locale, width=NARROW_WIDTH, **options)
    narrow = save(slim, folder / f"{name}-narrow.svg", close=True)
    return SavedChart(name=name, title=title, alt=alt, path=path, narrow=narrow)
