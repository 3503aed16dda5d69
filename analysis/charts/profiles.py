"""Profile strips: each dimension of each text as a dot with its intervals, never one number."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from analysis.charts._sheet import WIDTH, Sheet
from analysis.charts._style import FAINT, GREY, INK, PAPER, RULE, shorten, text_width, wrap
from analysis.charts._words import Words, short_ids

if TYPE_CHECKING:
    from pandas import DataFrame

FEW = 6
BLUE = "#0B4A7D"
BAND = "#CFE3F2"

_ORDER = "ABCDEFR"
_BOUNDS = ("C",)
_DESCRIPTIVE = ("R",)

Row = Mapping[Hashable, Any]


def plot_profiles(
    profiles: DataFrame,
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    max_units: int = 40,
    comparability: DataFrame | None = None,
) -> Axes:
    """Draw a profile table as strips from 0 to 100.

    A dot is the score, the thick bar its 80 % and the thin one its 95 % interval. Dimension C has
    bounds and no value in between, so it is a band. R is descriptive and stands apart. A question
    mark says that this text cannot show the dimension, a dash that it does not apply. The order is
    that of the table; nothing is ranked.

    Parameters
    ----------
    profiles
        What :func:`analysis.profile` gives: ``unit dimension score low high n status`` and, where
        present, ``kind label low80 high80``.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.
    max_units
        Beyond this many units each dimension becomes one strip with all of them as ticks.
    comparability
        What :func:`analysis.profiles.comparability` gives for the same units. A dimension on which
        they must not be compared gets no common strip: its values stand as numbers, and the reason
        below the chart.

    Returns
    -------
    matplotlib.axes.Axes
        Up to 6 units dimensions are rows and units columns, above that the other way round.
    """
    rows: Sequence[Row] = profiles.to_dict("records")
    units = list(dict.fromkeys(str(r["unit"]) for r in rows))
    cells = {(str(r["unit"]), str(r["dimension"])): r for r in rows}
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        title = words("profiles.title", units=words.count("profile", len(units)))
        if not rows:
            sheet.nothing(title, words("profiles.nothing"))
            return sheet.ax
        dimensions = _dimensions(rows)
        refused = _refused(comparability) if len(units) > 1 else {}
        if len(units) > max_units:
            sheet.header(title, words("profiles.subtitle_many"))
            drawn = {d: kind for d, kind in dimensions.items() if d not in refused}
            _spread(sheet, drawn, units, cells)
            note = words("profiles.note_many")
        else:
            sheet.header(title, words("profiles.subtitle"))
            _key(sheet)
            if len(units) <= FEW:
                _by_dimension(sheet, dimensions, units, cells, refused)
            else:
                _by_unit(sheet, dimensions, units, cells, refused)
            note = words("profiles.note")
        why = [
            words("profiles.refused", name=f"{d} {_name(sheet, d, cells)}", reason=refused[d])
            for d in dimensions
            if d in refused
        ]
        sheet.note(*why, note)
        sheet.describe(_alt(sheet, title, dimensions, units, cells))
        return sheet.ax


def _refused(comparability: DataFrame | None) -> dict[str, str]:
    """Dimensions that units must not be compared on, with the reason."""
    if comparability is None:
        return {}
    return {
        str(r["dimension"]): str(r["reason"])
        for r in comparability.to_dict("records")
        if not r["comparable"] and int(r["n"]) > 1
    }


def _dimensions(rows: Sequence[Row]) -> dict[str, str]:
    """Dimension letters in order, each with its kind."""
    kinds: dict[str, str] = {}
    for row in rows:
        name = str(row["dimension"])
        default = "bounds" if name in _BOUNDS else "score"
        if name in _DESCRIPTIVE:
            default = "descriptive"
        kinds.setdefault(name, str(row.get("kind", default)))
    known = [d for d in _ORDER if d in kinds]
    order = known + [d for d in kinds if d not in known]
    return {d: kinds[d] for d in sorted(order, key=lambda d: kinds[d] == "descriptive")}


def _name(sheet: Sheet, dimension: str, cells: Mapping[tuple[str, str], Row]) -> str:
    row = next(r for (_, d), r in cells.items() if d == dimension)
    return sheet.words.get(f"profiles.dimension.{dimension}", str(row.get("label", dimension)))


def _key(sheet: Sheet) -> None:
    """One strip that explains itself."""
    words = sheet.words
    y = sheet.y + 0.08
    x = sheet.left
    size = 6.8
    entries = (("dot", 0.34), ("bounds", 0.34), ("?", 0.1), ("–", 0.1))
    for name, wide in entries:
        label = words(f"profiles.key.{ {'?': 'unseen', '–': 'apart'}.get(name, name) }")
        if x > sheet.left and x + wide + text_width(label, size) + 0.1 > sheet.right:
            x = sheet.left
            y += 0.17
        if name == "dot":
            _bars(sheet, x, wide, y, 0.0, 1.0, 0.22, 0.8, 0.5)
        elif name == "bounds":
            _band(sheet, x, wide, y, 0.0, 1.0)
        else:
            sheet.text(x, y + 0.035, name, size=8.5, weight="bold", color=GREY)
        sheet.text(x + wide + 0.06, y + 0.035, label, size=size)
        x += wide + 0.06 + text_width(label, size) + 0.2
    sheet.y = y + 0.16


def _bars(
    sheet: Sheet,
    left: float,
    width: float,
    y: float,
    low: float,
    high: float,
    low80: float,
    high80: float,
    score: float,
    *,
    color: str = BLUE,
    hollow: bool = False,
) -> None:
    def at(share: float) -> float:
        return left + width * min(1.0, max(0.0, share))

    sheet.line([at(low), at(high)], [y, y], color=color, width=1.1)
    for end in (low, high):
        sheet.line([at(end), at(end)], [y - 0.026, y + 0.026], color=color, width=0.9)
    if not math.isnan(low80) and not math.isnan(high80):
        sheet.line([at(low80), at(high80)], [y, y], color=color, width=3.0)
    sheet.mark(at(score), y, size=5.4, color=color, face=PAPER if hollow else None, edge=1.2)
    if not hollow:
        sheet.mark(at(score), y, size=1.8, color=PAPER, edge=0)


def _band(sheet: Sheet, left: float, width: float, y: float, low: float, high: float) -> None:
    x, wide = left + low * width, max((high - low) * width, 0.012)
    sheet.box(x, y - 0.042, wide, 0.084, face=BAND, edge=None, order=2)
    for at, turn in ((x, 0.03), (x + wide, -0.03)):
        sheet.line([at + turn, at, at, at + turn], [y - 0.05, y - 0.05, y + 0.05, y + 0.05],
                   color=BLUE, width=1.1)  # fmt: skip


def _axis(sheet: Sheet, left: float, width: float, y: float) -> None:
    sheet.line([left, left + width], [y, y], color=RULE, width=0.6, order=1)
    for share in (0.0, 0.5, 1.0):
        at = left + share * width
        sheet.line([at, at], [y - 0.03, y + 0.03], color=RULE, width=0.6, order=1)


def _scale(sheet: Sheet, left: float, width: float, y: float) -> None:
    for share, ha in ((0.0, "left"), (0.5, "center"), (1.0, "right")):
        if share == 0.5 and width < 0.6:
            continue
        sheet.text(left + share * width, y, f"{100 * share:.0f}", size=5.8, color=GREY, ha=ha)


def _value(row: Row, name: str) -> float:
    value = row.get(name)
    return float("nan") if value is None else float(value)


def _cell(
    sheet: Sheet,
    row: Row | None,
    kind: str,
    x: float,
    y: float,
    width: float,
    *,
    detail: bool,
    n_below: bool = False,
    strip: bool = True,
) -> None:
    """One dimension of one unit: strip at ``y``, numbers above it, n there or under it.

    Without a strip, for what must not be compared, only the numbers.
    """
    status = str(row["status"]) if row is not None else "not_applicable"
    if row is None or status not in ("measured", "zero"):
        _axis(sheet, x, width, y)
        sheet.box(x + width / 2 - 0.07, y - 0.08, 0.14, 0.16, face=PAPER, order=3)
        if status == "not_observable":
            sheet.centred(x + width / 2, y, "?", size=8.5, color=GREY)
        else:
            sheet.text(x + width / 2, y + 0.032, "–", size=9, weight="bold", color=GREY,
                       ha="center")  # fmt: skip
        return
    low, high, score = (_value(row, key) / 100 for key in ("low", "high", "score"))
    if not strip:
        shown, between, _ = _numbers(sheet.words, row, kind)
        sheet.text(x, y + 0.03, shown, size=8, color=GREY)
        after = text_width(shown, 8) + 0.05
        if between and after + text_width(between, 6.2) <= width:
            sheet.text(x + after, y + 0.03, between, size=6.2, color=GREY)
        return
    _axis(sheet, x, width, y)
    if kind == "bounds":
        _band(sheet, x, width, y, low, high)
    else:
        if math.isnan(low) or math.isnan(high):
            low = high = score
        _bars(sheet, x, width, y, low, high, _value(row, "low80") / 100,
              _value(row, "high80") / 100, score, hollow=kind == "descriptive")  # fmt: skip
    if not detail:
        return
    shown, between, n = _numbers(sheet.words, row, kind)
    top = y - 0.085
    sheet.text(x, top, shown, size=8, weight="bold")
    sheet.text(x + text_width(shown, 8, "bold") + 0.05, top, between, size=6.2, color=GREY)
    sheet.text(x + width, y + 0.12 if n_below else top, n, size=6.2, color=GREY, ha="right")


def _numbers(words: Words, row: Row, kind: str) -> tuple[str, str, str]:
    """What a cell says in figures: value or bounds, interval, n."""
    low, high, score = (_value(row, key) for key in ("low", "high", "score"))
    n = words("profiles.n", n=words.number(_value(row, "n")))
    span = f"{low:.0f}–{high:.0f}"
    if kind == "bounds":
        return span, "", n
    return f"{score:.0f}", span if low < high else "", n


def _crowded(
    sheet: Sheet, dimension: str, kind: str, cells: Mapping[tuple[str, str], Row], width: float
) -> bool:
    """Whether value, interval and n of some cell of a dimension do not fit on one line."""
    for (_, d), row in cells.items():
        if d == dimension and str(row["status"]) in ("measured", "zero"):
            shown, between, n = _numbers(sheet.words, row, kind)
            needed = text_width(shown, 8, "bold") + text_width(f"{between}{n}", 6.2) + 0.11
            if needed > width:
                return True
    return False


def _by_dimension(
    sheet: Sheet,
    dimensions: Mapping[str, str],
    units: list[str],
    cells: Mapping[tuple[str, str], Row],
    refused: Mapping[str, str],
) -> None:
    words = sheet.words
    stacked = sheet.narrow and len(units) > 1
    label_width = 0.0 if stacked else min(1.55, sheet.inner * 0.34)
    left = sheet.left + label_width + (0.0 if stacked else 0.1)
    step = (sheet.right - left + 0.14) / len(units)
    wide = min(step - 0.14, 5.2)
    names = short_ids(units)
    sheet.y += 0.06
    for i, unit in enumerate(units):
        sheet.text(left + i * step, sheet.y, shorten(names[unit], wide, 8, "bold"), size=8,
                   weight="bold")  # fmt: skip
    sheet.y += 0.115
    for i, _ in enumerate(units):
        _scale(sheet, left + i * step, wide, sheet.y)
    sheet.y += 0.05
    first = True
    for dimension, kind in dimensions.items():
        apart = kind == "descriptive"
        sheet.rule(sheet.y, color=INK if first or apart else RULE, width=0.8 if first else 0.6,
                   dashes=(0, (4, 2)) if apart and not first else "solid")  # fmt: skip
        first = False
        name = _name(sheet, dimension, cells)
        unit_words = words.get(f"profiles.unit.{dimension}", "")
        sub = words(f"profiles.kind.{kind}", unit=unit_words)
        letter = text_width("A", 9, "bold") + 0.07
        if stacked:
            base = sheet.y + 0.15
            sheet.text(sheet.left, base, dimension, size=9, weight="bold", color=BLUE)
            sheet.text(sheet.left + letter, base, name, size=8, weight="bold")
            after = sheet.left + letter + text_width(name, 8, "bold") + 0.08
            sheet.text(after, base, shorten(sub, sheet.right - after, 6.2), size=6.2, color=GREY)
            strip = base + 0.27
            bottom = strip + 0.16
        else:
            base = sheet.y + 0.17
            sheet.text(sheet.left, base, dimension, size=9, weight="bold", color=BLUE)
            lines = wrap(name, label_width - letter, 7.8, "bold", lines=2)
            for i, line in enumerate(lines):
                sheet.text(sheet.left + letter, base + 0.13 * i, line, size=7.8, weight="bold")
            base += 0.13 * (len(lines) - 1) + 0.115
            for line in wrap(sub, label_width - letter, 6.2, lines=2):
                sheet.text(sheet.left + letter, base, line, size=6.2, color=GREY)
                base += 0.1
            bottom = max(base - 0.02, sheet.y + 0.44)
            strip = (sheet.y + bottom) / 2 + 0.055
        below = _crowded(sheet, dimension, kind, cells, wide)
        for i, unit in enumerate(units):
            _cell(sheet, cells.get((unit, dimension)), kind, left + i * step, strip, wide,
                  detail=True, n_below=below, strip=dimension not in refused)  # fmt: skip
        sheet.y = bottom
    sheet.y -= 0.02


def _by_unit(
    sheet: Sheet,
    dimensions: Mapping[str, str],
    units: list[str],
    cells: Mapping[tuple[str, str], Row],
    refused: Mapping[str, str],
) -> None:
    names = short_ids(units)
    widest = max(text_width(n, 7.4, "bold") for n in names.values())
    name_width = min(widest, 0.8 if sheet.narrow else 1.3)
    left = sheet.left + name_width + 0.12
    step = (sheet.right - left + 0.12) / len(dimensions)
    wide = step - 0.12
    detail = wide >= 0.6
    height = 0.38 if detail else 0.2
    below = {d: _crowded(sheet, d, kind, cells, wide) for d, kind in dimensions.items()}
    heads = {
        d: [] if sheet.narrow else wrap(_name(sheet, d, cells), wide, 6.4, lines=3)
        for d in dimensions
    }
    deepest = max(map(len, heads.values()))
    for i, (dimension, lines) in enumerate(heads.items()):
        x = left + i * step
        sheet.text(x, sheet.y + 0.08, dimension, size=9, weight="bold", color=BLUE)
        for j, line in enumerate(lines):
            sheet.text(x, sheet.y + 0.2 + 0.11 * j, line, size=6.4)
    sheet.y += 0.2 + 0.11 * deepest
    for i in range(len(dimensions)):
        _scale(sheet, left + i * step, wide, sheet.y)
    sheet.y += 0.05
    sheet.rule(sheet.y, color=INK, width=0.8)
    for unit in units:
        strip = sheet.y + height * (0.58 if detail else 0.5)
        sheet.text(sheet.left, strip + 0.035, shorten(names[unit], name_width, 7.4, "bold"),
                   size=7.4, weight="bold")  # fmt: skip
        for i, (dimension, kind) in enumerate(dimensions.items()):
            _cell(sheet, cells.get((unit, dimension)), kind, left + i * step, strip, wide,
                  detail=detail, n_below=below[dimension],
                  strip=dimension not in refused)  # fmt: skip
        sheet.y += height
        sheet.rule(sheet.y, color=FAINT)
    if sheet.narrow:
        sheet.y += 0.06
        legend = " · ".join(f"{d} {_name(sheet, d, cells)}" for d in dimensions)
        sheet.paragraph(legend, size=6.6, color=GREY)


def _spread(
    sheet: Sheet,
    dimensions: Mapping[str, str],
    units: list[str],
    cells: Mapping[tuple[str, str], Row],
) -> None:
    """All units on one strip a dimension: ticks, middle half and median."""
    words = sheet.words
    label_width = min(1.7, sheet.inner * 0.36)
    left = sheet.left + label_width + 0.12
    wide = sheet.right - left
    _scale(sheet, left, wide, sheet.y + 0.06)
    sheet.y += 0.1
    for dimension, kind in dimensions.items():
        sheet.rule(sheet.y, color=INK if kind == "descriptive" else RULE)
        rows = [r for u in units if (r := cells.get((u, dimension)))]
        seen = [r for r in rows if str(r["status"]) in ("measured", "zero")]
        unseen = sum(str(r["status"]) == "not_observable" for r in rows)
        y = sheet.y + 0.22
        sheet.text(sheet.left, y, dimension, size=9, weight="bold", color=BLUE)
        for i, line in enumerate(
            wrap(_name(sheet, dimension, cells), label_width - 0.18, 7.4, "bold", lines=2)
        ):
            sheet.text(sheet.left + 0.17, y + 0.12 * i, line, size=7.4, weight="bold")
        _axis(sheet, left, wide, y)
        lows = [_value(r, "low") / 100 for r in seen]
        highs = [_value(r, "high") / 100 for r in seen]
        scores = [_value(r, "score") / 100 for r in seen]
        if kind == "bounds":
            scores = lows
        scores = [s for s in scores if not math.isnan(s)]
        sheet.rug(left, wide, y, scores, color=BLUE, line=0.35)
        if scores:
            low, middle, high = (
                quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else scores * 3
            )
            if kind == "bounds":
                top = sorted(highs)[len(highs) // 2]
                _band(sheet, left, wide, y, middle, max(middle, top))
            else:
                nan = float("nan")
                _bars(sheet, left, wide, y, low, high, nan, nan, middle,
                      hollow=kind == "descriptive")  # fmt: skip
        text = words("profiles.seen", k=words.number(len(seen)), n=words.number(len(rows)))
        if unseen:
            text += " · " + words("profiles.unseen", n=words.number(unseen))
        sheet.text(left, y + 0.2, text, size=6.4, color=GREY)
        sheet.y = y + 0.28


def _alt(
    sheet: Sheet,
    title: str,
    dimensions: Mapping[str, str],
    units: list[str],
    cells: Mapping[tuple[str, str], Row],
) -> str:
    words = sheet.words
    names = short_ids(units)
    rows = []
    for unit in units[:6]:
        parts = []
        for dimension, kind in dimensions.items():
            row = cells.get((unit, dimension))
            status = str(row["status"]) if row is not None else "not_applicable"
            if row is None or status not in ("measured", "zero"):
                unseen = status == "not_observable"
                parts.append(
                    f"{dimension} {words('profiles.key.' + ('unseen' if unseen else 'apart'))}"
                )
                continue
            between = f"{_value(row, 'low'):.0f}–{_value(row, 'high'):.0f}"
            value = "" if kind == "bounds" else f"{_value(row, 'score'):.0f}, "
            parts.append(f"{dimension} {value}{between}")
        rows.append(f"{names[unit]}: {'; '.join(parts)}.")
    more = words("common.and_more", n=len(units) - 6) if len(units) > 6 else ""
    return f"{title}. {' '.join(rows)} {more}"
