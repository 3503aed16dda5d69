"""Palette, style context and text measuring: what all charts share in looks.

The colours come in pairs of clearly different lightness and stay apart under the common colour
vision deficiencies; beside each colour stands a letter, a height, a hatch or a word.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

from matplotlib import style
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

from analysis.text import fold_held

INK = "#1A1A1A"
GREY = "#595959"
RULE = "#C9C6BE"
FAINT = "#EFEDE7"
PAPER = "#FFFFFF"
ACCENT = "#B84A00"

QUOTED = "#0B4A7D"
REPORTED = "#9CCBEA"
UNATTRIBUTED = "#ECE8DD"
SOLICITATION = "#F3B35B"
NOT_ARTICLE = "#FFFFFF"

OFFICIAL = "#3D4B59"
NON_OFFICIAL = "#E69F00"

# Steps of one hue, light to dark, for the bands of text reuse.
BANDS = ("#F4F2EC", "#BBD9EE", "#2F74A8", "#0A2F52")

# Okabe and Ito's palette without its yellow and green, the vermilion darkened for text, and a
# deep purple; told apart under every common colour vision deficiency (tests/charts).
SERIES = ("#0072B2", "#E69F00", "#1A1A1A", "#CC79A7", "#56B4E9", "#B84A00", "#5B2A6E")

FONT = "DejaVu Sans"
POINTS = 72.0

# On screen, letters are fitted to pixels and a line can come out a little wider than measured.
_SLACK = 1.02

_BREAKING = re.compile(r"[ \t\r\n\f\v]+")


def house_style() -> AbstractContextManager[Any]:
    """The style as a context: global settings are as before when it ends."""
    sheet = files("analysis.charts").joinpath("style.mplstyle")
    return cast("AbstractContextManager[Any]", style.context(str(sheet), after_reset=True))


@cache
def _font(weight: str) -> FontProperties:
    return FontProperties(family=FONT, weight=weight)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset.intersection(
        *(frozenset(get_font(findfont(_font(w))).get_charmap()) for w in ("normal", "bold"))
    )


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line of text in inches."""
    if not text:
        return 0.0
    prop = _font(weight).copy()
    prop.set_size(size)
    width, _, _ = text_to_path.get_text_width_height_descent(printable(text), prop, False)
    return float(width) * _SLACK / POINTS


def printable(text: str) -> str:
    r"""A text of any origin on one line, characters the font lacks replaced by a small square.

    Examples
    --------
    >>> printable("l'agence\n新华社")
    "l'agence ▫▫▫"
    """
    glyphs = _glyphs()
    text = unicodedata.normalize("NFC", fold_held(text))
    line = _BREAKING.sub(" ", text).strip(" ")
    return "".join(
        c if ord(c) in glyphs else "" if unicodedata.category(c)[0] in "CM" else "▫" for c in line
    )


def shorten(text: str, width: float, size: float, weight: str = "normal") -> str:
    """A text cut with an ellipsis so that it is at most ``width`` inches wide."""
    if text_width(text, size, weight) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,;:(«-–") + "…"


def wrap(
    text: str,
    width: float,
    size: float,
    weight: str = "normal",
    *,
    lines: int | None = None,
    balance: bool = False,
) -> list[str]:
    """A text broken into lines at most ``width`` inches wide; the last allowed line is cut.

    ``balance`` makes the lines about equally long, so that no word is left alone on the last.
    """
    rows = _break(text, width, size, weight)
    if balance and 1 < len(rows) <= 3:
        low, high = width / 2, width
        while high - low > 0.02:
            middle = (low + high) / 2
            if len(_break(text, middle, size, weight)) == len(rows):
                high = middle
            else:
                low = middle
        rows = _break(text, high, size, weight)
    if lines is not None and len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [shorten(row, width, size, weight) for row in rows]


def _break(text: str, width: float, size: float, weight: str) -> list[str]:
    rows: list[str] = []
    for word in text.split(" "):
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and text_width(longer, size, weight) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows
