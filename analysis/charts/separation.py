"""Known groups: how far measures tell one kind of text from another, with their intervals."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from analysis.charts._sheet import WIDTH, Sheet
from analysis.charts._style import GREY, PAPER, RULE, shorten, text_width
from analysis.features import label_text

if TYPE_CHECKING:
    from pandas import DataFrame

COLOURS = ("#0B4A7D", "#B84A00", "#1A1A1A")

Row = Mapping[Hashable, Any]


def plot_separation(
    groups: DataFrame,
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
) -> Axes:
    """Draw how often a text of the press has the higher value than one of another group.

    A dot at .50 is no difference; to the right the press has more, to the left the other group.

    Parameters
    ----------
    groups
        Rows ``against column area low high n_one n_other``, as the table ``groups`` of
        :func:`analysis.profiles.validity.table`.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows: Sequence[Row] = [r for r in groups.to_dict("records") if not math.isnan(float(r["area"]))]
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        most = max((int(r["n_one"]) + int(r["n_other"]) for r in rows), default=0)
        title = words("separation.title", articles=words.count("article", most))
        if not rows:
            sheet.nothing(title, words("separation.nothing"))
            return sheet.ax
        sheet.header(title, words("separation.subtitle"))
        sides = list(dict.fromkeys(str(r["against"]) for r in rows))
        columns = list(dict.fromkeys(str(r["column"]) for r in rows))
        names = {c: _name(sheet, c, locale) for c in columns}
        room = min(
            max(text_width(n, 7.4) for n in names.values()) + 0.12,
            (sheet.right - sheet.left) * (0.45 if sheet.narrow else 0.4),
        )
        left = sheet.left + room
        wide = sheet.right - left - (0.75 if sheet.narrow else 0.95)
        for side, colour in zip(sides, COLOURS, strict=False):
            sheet.mark(sheet.left + 0.05, sheet.y + 0.07, size=5, color=colour)
            side_name = words.get(f"separation.against.{side}", side)
            sheet.text(sheet.left + 0.15, sheet.y + 0.105, side_name, size=7.4)
            sheet.y += 0.16
        sheet.y += 0.08
        for share in (0.0, 0.5, 1.0):
            at = left + share * wide
            sheet.text(at, sheet.y, words.number(share), size=6, color=GREY, ha="center")
        sheet.y += 0.06
        top = sheet.y
        told = []
        for column in columns:
            told.append(_column(sheet, column, names, rows, sides, left, wide, room))
        sheet.line([left + wide / 2] * 2, [top, sheet.y], color=GREY, width=0.7, dashes=(0, (3, 2)))
        sheet.note(words("separation.note"))
        sheet.describe(f"{title}. {' '.join(told)}")
        return sheet.ax


def _name(sheet: Sheet, column: str, locale: str) -> str:
    if "__" in column:
        return label_text(column, locale)
    return f"{column} {sheet.words.get(f'profiles.dimension.{column}', column)}"


def _column(
    sheet: Sheet,
    column: str,
    names: Mapping[str, str],
    rows: Sequence[Row],
    sides: list[str],
    left: float,
    wide: float,
    room: float,
) -> str:
    words = sheet.words
    own = [r for r in rows if str(r["column"]) == column]
    sheet.text(sheet.left, sheet.y + 0.12, shorten(names[column], room - 0.08, 7.4), size=7.4,
               weight="normal" if "__" in column else "bold")  # fmt: skip
    told = []
    for row in own:
        colour = COLOURS[sides.index(str(row["against"])) % len(COLOURS)]
        y = sheet.y + 0.085
        low, high, area = (float(row[k]) for k in ("low", "high", "area"))
        sheet.line([left, left + wide], [y, y], color=RULE, width=0.5, order=1)
        sheet.line([left + low * wide, left + high * wide], [y, y], color=colour, width=2)
        sheet.mark(left + area * wide, y, size=4.8, color=colour, face=PAPER, edge=1.3)
        n = words("profiles.n", n=f"{int(row['n_one'])}, {int(row['n_other'])}")
        value = words.number(round(area, 2))
        sheet.text(sheet.right, y + 0.035, f"{value}  {n}", size=6.2, color=GREY, ha="right")
        side = words.get(f"separation.against.{row['against']}", str(row["against"]))
        told.append(
            f"{side} {value} ({words.number(round(low, 2))}–{words.number(round(high, 2))})"
        )
        sheet.y += 0.15
    sheet.y += 0.05
    return f"{names[column]}: {'; '.join(told)}."
