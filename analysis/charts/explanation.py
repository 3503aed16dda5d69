"""What a score is made of: each part between its goalposts, with the words it was counted on."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from analysis.charts._sheet import WIDTH, Sheet
from analysis.charts._style import GREY, PAPER, RULE, shorten, text_width

if TYPE_CHECKING:
    from pandas import DataFrame

BLUE = "#0B4A7D"
WORDS = 3

Row = Mapping[Hashable, Any]


def plot_explanation(
    explanation: DataFrame,
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    words_shown: int = WORDS,
) -> Axes:
    """Draw the parts of a score, each on the way from its goalpost for 0 to that for 100.

    A part stands at its points; the value and its interval are in its own unit. Below each part
    stand the first passages it was counted on. A dimension with several parts is their mean.

    Parameters
    ----------
    explanation
        What :func:`analysis.explain` gives, best for one dimension.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.
    words_shown
        Passages shown for each part.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows: Sequence[Row] = explanation.to_dict("records")
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        spans = sum(bool(r["text"]) for r in rows)
        title = words("explanation.title", spans=words.count("passage", spans))
        if not rows:
            sheet.nothing(title, words("explanation.nothing"))
            return sheet.ax
        sheet.header(title, words("explanation.subtitle"))
        told = []
        for dimension in dict.fromkeys(str(r["dimension"]) for r in rows):
            own = [r for r in rows if str(r["dimension"]) == dimension]
            told.append(_dimension(sheet, dimension, own, words_shown))
        sheet.note(words("explanation.note"))
        sheet.describe(f"{title}. {' '.join(told)}")
        return sheet.ax


def _dimension(sheet: Sheet, dimension: str, rows: Sequence[Row], shown: int) -> str:
    words = sheet.words
    score = float(rows[0]["score"])
    name = words.get(f"profiles.dimension.{dimension}", dimension)
    value = words("explanation.no_score") if math.isnan(score) else f"{score:.0f}"
    sheet.text(sheet.left, sheet.y + 0.13, dimension, size=9.5, weight="bold", color=BLUE)
    x = sheet.left + text_width(dimension, 9.5, "bold") + 0.08
    sheet.text(x, sheet.y + 0.13, name, size=8.6, weight="bold")
    sheet.text(sheet.right, sheet.y + 0.13, value, size=9, weight="bold", ha="right")
    sheet.y += 0.2
    sheet.rule(sheet.y)
    told = [f"{dimension} {name}: {value}."]
    for feature in dict.fromkeys(str(r["feature"]) for r in rows):
        told.append(_part(sheet, [r for r in rows if str(r["feature"]) == feature], shown))
    sheet.y += 0.12
    return " ".join(told)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _part(sheet: Sheet, rows: Sequence[Row], shown: int) -> str:
    words = sheet.words
    row = rows[0]
    label = str(row["label"])
    value, points = _number(row["value"]), _number(row["points"])
    reach = sheet.right - sheet.left
    sheet.y += 0.04
    sheet.text(sheet.left, sheet.y + 0.11, shorten(label, reach, 7.6, "bold"), size=7.6,
               weight="bold")  # fmt: skip
    sheet.y += 0.15
    if math.isnan(value):
        reason = str(row["reason"] or words("explanation.no_score"))
        sheet.text(sheet.left, sheet.y + 0.1, shorten(reason, reach, 7), size=7, color=GREY)
        sheet.y += 0.16
        return f"{label}: {reason}."
    ends = [words.number(round(_number(row[k]), 2)) for k in ("low", "high")]
    counted = words("profiles.n", n=words.number(_number(row["n"])))
    text = words.number(round(value, 2))
    if "–" not in ends:
        text = words("explanation.value", value=text, low=ends[0], high=ends[1])
    sheet.text(sheet.left, sheet.y + 0.1, f"{text} {counted}", size=7, color=GREY)
    sheet.y += 0.2
    zero, hundred = (words.number(_number(row[k])) for k in ("zero", "hundred"))
    first = words("explanation.ends", value=zero, points=0)
    last = words("explanation.ends", value=hundred, points=100)
    left = sheet.left + text_width(first, 6.2) + 0.1
    right = sheet.right - text_width(last, 6.2) - 0.1
    y = sheet.y
    sheet.text(sheet.left, y + 0.03, first, size=6.2, color=GREY)
    sheet.text(sheet.right, y + 0.03, last, size=6.2, color=GREY, ha="right")
    sheet.line([left, right], [y, y], color=RULE, width=0.8, order=1)
    if not math.isnan(points):
        at = left + points / 100 * (right - left)
        sheet.line([left, at], [y, y], color=BLUE, width=2.4)
        sheet.mark(at, y, size=5.2, color=BLUE, face=PAPER, edge=1.3)
    sheet.y += 0.1
    passages = [str(r["text"]) for r in rows if r["text"]]
    for passage in passages[:shown]:
        quoted = words("ledger.words", text=" ".join(passage.split()))
        sheet.text(sheet.left + 0.12, sheet.y + 0.1, shorten(quoted, reach - 0.12, 6.6), size=6.6)
        sheet.y += 0.13
    if len(passages) > shown:
        more = words("explanation.more", n=words.number(len(passages) - shown))
        sheet.text(sheet.left + 0.12, sheet.y + 0.1, more, size=6.6, color=GREY)
        sheet.y += 0.13
    return f"{label}: {text}, {counted}."
