"""Uncertain ranks: what is left of an order of texts when choices and chance vary."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from analysis.charts._sheet import WIDTH, Sheet
from analysis.charts._style import BANDS, FAINT, GREY, INK, PAPER, shorten, text_width
from analysis.charts._words import short_ids
from analysis.features import reason_text

if TYPE_CHECKING:
    from analysis.profiles.sensitivity import Sensitivity

Row = Mapping[Hashable, Any]

BLUE = "#0B4A7D"
SURE = 0.95


def plot_ranks(
    sensitivity: Sensitivity,
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    max_units: int = 30,
) -> Axes:
    """Draw rank intervals, the dominance matrix and the weight of each choice.

    A dot is the rank by the usual choices, its bar where nine in ten draws lie. A square of the
    matrix says in how many of 100 draws the text of the row lies above that of the column; it is
    dark from 95 on, where neither choice nor chance turns the pair round. Below, how many ranks
    each choice alone moves a text on average. Texts that must not be set side by side get the
    reason in place of all this.

    Parameters
    ----------
    sensitivity
        What :func:`analysis.profiles.sensitivity.sensitivity` gives.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.
    max_units
        Texts drawn at most, in the order of their ranks; the matrix is left out above 12.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows: Sequence[Row] = sensitivity.ranks.to_dict("records")
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        about = words.get(f"profiles.dimension.{sensitivity.about}", words("ranks.index"))
        title = words("ranks.title", about=about, units=words.count("profile", len(rows)))
        if len(rows) < 2:
            sheet.nothing(title, words("ranks.nothing"))
            return sheet.ax
        if sensitivity.reason:
            sheet.nothing(title, reason_text(sensitivity.reason, locale))
            return sheet.ax
        share = sensitivity.dominated
        sheet.header(
            title,
            words("ranks.found", share=words.percent(share), draws=words.number(sensitivity.draws)),
        )
        names = short_ids([str(r["unit"]) for r in rows])
        ranked = sorted(rows, key=lambda r: (float(r["rank"]), str(r["unit"])))[:max_units]
        _intervals(sheet, [(names[str(r["unit"])], r) for r in ranked], len(rows))
        if len(ranked) <= (7 if sheet.narrow else 12):
            units = [str(r["unit"]) for r in ranked]
            _matrix(sheet, units, names, sensitivity)
        _choices(sheet, sensitivity)
        sheet.note(words("ranks.note"))
        told = "; ".join(
            words(
                "ranks.alt_row",
                name=names[str(r["unit"])],
                rank=words.number(float(r["rank"])),
                low=words.number(round(float(r["rank_low"]), 1)),
                high=words.number(round(float(r["rank_high"]), 1)),
            )
            for r in ranked
        )
        sheet.describe(f"{title}. {told}.")
        return sheet.ax


def _intervals(sheet: Sheet, ranked: Sequence[tuple[str, Row]], n: int) -> None:
    words = sheet.words
    room = min(1.3, max(text_width(name, 7.6, "bold") for name, _ in ranked) + 0.1)
    left = sheet.left + room
    wide = sheet.right - left - 0.75
    span = max(1, n - 1)
    sheet.y += 0.06
    for tick in sorted({1, (n + 1) // 2, n}):
        at = left + (tick - 1) / span * wide
        sheet.text(at, sheet.y, str(tick), size=6, color=GREY, ha="center")
    sheet.text(sheet.right, sheet.y, words("ranks.value"), size=6, color=GREY, ha="right")
    sheet.y += 0.05
    for name, row in ranked:
        y = sheet.y + 0.1
        sheet.text(sheet.left, y + 0.035, shorten(name, room - 0.08, 7.6, "bold"), size=7.6,
                   weight="bold")  # fmt: skip
        low, high, rank = ((float(row[k]) - 1) / span for k in ("rank_low", "rank_high", "rank"))
        sheet.line([left, left + wide], [y, y], color=FAINT, width=0.6, order=1)
        sheet.line([left + low * wide, left + high * wide], [y, y], color=BLUE, width=2.2)
        sheet.mark(left + rank * wide, y, size=5, color=BLUE, face=PAPER, edge=1.3)
        value = words("ranks.points", value=words.number(round(float(row["value"]))))
        sheet.text(sheet.right, y + 0.035, value, size=7, ha="right")
        sheet.y += 0.2
    sheet.y += 0.06


def _matrix(
    sheet: Sheet, units: list[str], names: dict[str, str], sensitivity: Sensitivity
) -> None:
    words = sheet.words
    sheet.paragraph(words("ranks.matrix"), size=7.6, weight="bold")
    room = min(1.2, max(text_width(names[u], 7) for u in units) + 0.1)
    side = min(0.52, (sheet.right - sheet.left - room) / len(units))
    sheet.y += 0.14
    for j, unit in enumerate(units):
        x = sheet.left + room + (j + 0.5) * side
        sheet.text(x, sheet.y, shorten(names[unit], side - 0.03, 6.4), size=6.4, ha="center")
    sheet.y += 0.05
    table: Any = sensitivity.dominance
    for unit in units:
        y = sheet.y
        sheet.text(sheet.left, y + 0.15, shorten(names[unit], room - 0.06, 7), size=7)
        for j, other in enumerate(units):
            share = float(table.loc[unit, other])
            x = sheet.left + room + j * side
            if unit == other or math.isnan(share):
                sheet.box(x + 0.01, y + 0.01, side - 0.02, 0.2, face=FAINT)
                continue
            shade = BANDS[3] if share >= SURE else BANDS[1] if share >= 0.8 else BANDS[0]
            sheet.box(x + 0.01, y + 0.01, side - 0.02, 0.2, face=shade)
            ink = PAPER if share >= SURE else INK
            sheet.centred(x + side / 2, y + 0.11, f"{100 * share:.0f}", size=6.8, color=ink)
        sheet.y += 0.22
    sheet.y += 0.1


def _choices(sheet: Sheet, sensitivity: Sensitivity) -> None:
    words = sheet.words
    rows = sensitivity.choices.to_dict("records")
    known = [r for r in rows if not math.isnan(float(r["rank_shift"]))]
    if not known:
        return
    sheet.paragraph(words("ranks.choices"), size=7.6, weight="bold")
    sheet.y += 0.03
    labels = [words(f"ranks.choice.{r['choice']}") for r in known]
    room = max(text_width(label, 7) for label in labels) + 0.1
    wide = sheet.right - sheet.left - room - 0.4
    most = max(float(r["rank_shift"]) for r in known) or 1.0
    for label, row in zip(labels, known, strict=True):
        shift = float(row["rank_shift"])
        sheet.text(sheet.left, sheet.y + 0.11, label, size=7)
        sheet.box(sheet.left + room, sheet.y + 0.03, max(0.01, shift / most * wide), 0.1, face=BLUE)
        at = sheet.left + room + shift / most * wide + 0.05
        sheet.text(at, sheet.y + 0.11, words.number(round(shift, 2)), size=6.6, color=GREY)
        sheet.y += 0.17
