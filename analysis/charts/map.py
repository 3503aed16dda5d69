"""A map of articles by how they are made, each with an ellipse for how sure its place is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from analysis.charts._sheet import WIDTH, Sheet
from analysis.charts._style import FAINT, GREY, RULE, SERIES, shorten
from analysis.charts._words import short_ids

if TYPE_CHECKING:
    from pandas import DataFrame

FEW = 20
_POINTS = 48
MARKS = "osD^vPX"

Row = Mapping[Hashable, Any]


def plot_map(
    places: DataFrame,
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    groups: DataFrame | None = None,
) -> Axes:
    """Draw articles as points; those made alike lie near one another.

    The axes have no direction of better or worse and no unit a reader needs. Where two ellipses
    overlap the articles cannot be told apart on the map.

    Parameters
    ----------
    places
        What :func:`analysis.profiles.exploration.feature_map` gives.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.
    groups
        ``article_id group``, such as ``Groups.members``, to mark groups; 0 is no group.

    Returns
    -------
    matplotlib.axes.Axes
        Names and ellipses up to 20 articles, points beyond.
    """
    rows: Sequence[Row] = places.to_dict("records")
    explained = float(places.attrs.get("explained", math.nan))
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        title = words("map.title", articles=words.count("article", len(rows)))
        if not rows:
            sheet.nothing(title, words("map.nothing"))
            return sheet.ax
        seen = words.percent(explained)
        sheet.header(title, words("map.subtitle", share=seen))
        of = _groups(groups)
        _draw(sheet, rows, of)
        _key(sheet, of)
        sheet.note(words("map.note"))
        names = short_ids([str(r["article_id"]) for r in rows])
        listed = [
            words("map.alt_row", name=names[str(r["article_id"])], x=f"{float(r['x']):.1f}",
                  y=f"{float(r['y']):.1f}")
            for r in rows[:FEW]
        ]  # fmt: skip
        sheet.describe(f"{title}. {words('map.subtitle', share=seen)} {'; '.join(listed)}.")
        return sheet.ax


def _groups(groups: DataFrame | None) -> dict[str, int]:
    if groups is None:
        return {}
    return {str(r["article_id"]): int(r["group"]) for r in groups.to_dict("records")}


def _look(group: int) -> tuple[str, str]:
    """Colour and marker of a group; both differ, so that neither is needed alone."""
    return SERIES[group % len(SERIES)], MARKS[group % len(MARKS)]


def _draw(sheet: Sheet, rows: Sequence[Row], of: Mapping[str, int]) -> None:
    few = len(rows) <= FEW
    half = 0.5 if few else 0.0
    reach = [half * max(float(r["width"]), float(r["height"])) if few else 0.0 for r in rows]
    xs, ys = ([float(r[k]) for r in rows] for k in "xy")
    left, right = (
        min(x - e for x, e in zip(xs, reach, strict=True)),
        max(x + e for x, e in zip(xs, reach, strict=True)),
    )
    low, high = (
        min(y - e for y, e in zip(ys, reach, strict=True)),
        max(y + e for y, e in zip(ys, reach, strict=True)),
    )
    wide = sheet.right - sheet.left
    scale = min(wide / max(right - left, 1e-9), 4.6 / max(high - low, 1e-9))
    height = (high - low) * scale
    top = sheet.y + 0.05
    shift = (wide - (right - left) * scale) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return sheet.left + shift + (x - left) * scale, top + (high - y) * scale

    sheet.box(sheet.left, top, wide, height, face="#FDFCFA", edge=FAINT, order=0)
    zero = at(0.0, 0.0)
    sheet.line([sheet.left, sheet.right], [zero[1]] * 2, color=RULE, width=0.5, order=1)
    sheet.line([zero[0]] * 2, [top, top + height], color=RULE, width=0.5, order=1)
    names = short_ids([str(r["article_id"]) for r in rows])
    for row in rows:
        unit = str(row["article_id"])
        colour, marker = _look(of.get(unit, 0))
        x, y = float(row["x"]), float(row["y"])
        if few:
            _ring(sheet, at, row, colour)
        px, py = at(x, y)
        sheet.mark(px, py, marker=marker, size=5 if few else 3, color=colour)
        if few:
            name = shorten(names[unit], 1.1, 7, "bold")
            ha = "right" if px > sheet.right - 1.0 else "left"
            sheet.text(px + (-0.07 if ha == "right" else 0.07), py - 0.05, name, size=7,
                       weight="bold", ha=ha)  # fmt: skip
    sheet.y = top + height + 0.04


def _ring(sheet: Sheet, at: Any, row: Row, colour: str) -> None:
    turn = math.radians(float(row["angle"]))
    a, b = float(row["width"]) / 2, float(row["height"]) / 2
    xs, ys = [], []
    for i in range(_POINTS + 1):
        t = 2 * math.pi * i / _POINTS
        u, v = a * math.cos(t), b * math.sin(t)
        px, py = at(
            float(row["x"]) + u * math.cos(turn) - v * math.sin(turn),
            float(row["y"]) + u * math.sin(turn) + v * math.cos(turn),
        )
        xs.append(px)
        ys.append(py)
    sheet.line(xs, ys, color=colour, width=0.7, order=2)


def _key(sheet: Sheet, of: Mapping[str, int]) -> None:
    found = sorted(set(of.values()) - {0})
    for group in found:
        colour, marker = _look(group)
        n = sum(g == group for g in of.values())
        sheet.mark(sheet.left + 0.06, sheet.y + 0.08, marker=marker, size=5, color=colour)
        text = sheet.words("map.group", group=group, articles=sheet.words.count("article", n))
        sheet.text(sheet.left + 0.18, sheet.y + 0.115, text, size=7.2, color=GREY)
        sheet.y += 0.17
