"""Words of the charts in each locale, and how a locale writes numbers, shares and dates."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

NO_BREAK = "\u00a0"


@cache
def _locales() -> dict[str, dict[str, Any]]:
    source = files("analysis.charts").joinpath("locales.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def locales() -> tuple[str, ...]:
    """The locales the charts speak.

    Examples
    --------
    >>> locales()
    ('en', 'fr')
    """
    return tuple(sorted(_locales()))


@dataclass(frozen=True)
class Words:
    r"""The words of one locale.

    Examples
    --------
    >>> words = Words("fr")
    >>> words.count("article", 2).replace("\N{NO-BREAK SPACE}", " ")
    '2 articles'
    >>> words.percent(0.733).replace("\N{NO-BREAK SPACE}", " ")
    '73 %'
    >>> words.day("2022-01-13").replace("\N{NO-BREAK SPACE}", " ")
    '13 janv. 2022'
    """

    locale: str

    def __post_init__(self) -> None:
        if self.locale not in _locales():
            raise ValueError(f"no locale {self.locale!r}; known: {', '.join(locales())}")

    def __call__(self, key: str, **values: object) -> str:
        """The text of a dotted key, its blanks filled."""
        node: Any = _locales()[self.locale]
        for part in key.split("."):
            node = node[part]
        return str(node).format(**values) if values else str(node)

    def get(self, key: str, default: str) -> str:
        """The text of a dotted key, or ``default`` when the locale has none."""
        try:
            return self(key)
        except KeyError:
            return default

    def plural(self, key: str, n: int, **values: object) -> str:
        """The singular or plural text of ``key`` with ``n`` filled in."""
        one = n <= 1 if self("format.plural") == "above_one" else n == 1
        return self(f"{key}.{'one' if one else 'other'}", n=self.number(n), **values)

    def count(self, noun: str, n: int) -> str:
        """A number with its noun."""
        return self.plural(f"nouns.{noun}", n)

    def number(self, value: float, digits: int = 3) -> str:
        """A number with the locale's separators."""
        if math.isnan(value):
            return "–"
        if float(value).is_integer():
            text = f"{value:,.0f}"
        else:
            decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
            text = f"{value:,.{min(decimals, digits)}f}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.translate(
            {ord(","): self("format.thousands"), ord("."): self("format.decimal")}
        )

    def percent(self, share: float) -> str:
        """A share as a whole percentage."""
        return "–" if math.isnan(share) else self("format.percent", n=f"{100 * share:.0f}")

    def percents(self, low: float, high: float) -> str:
        """A stretch of shares, ``48–89 %``."""
        if math.isnan(low) or math.isnan(high):
            return "–"
        return self("format.percent", n=f"{100 * low:.0f}–{100 * high:.0f}")

    def day(self, iso: str, year: bool = True) -> str:
        """An ISO date in words; a year or month alone stays what it is."""
        parts = iso[:10].split("-")
        if len(parts) < 3:
            return iso
        months = _locales()[self.locale]["format"]["months"]
        text = f"{int(parts[2])}{NO_BREAK}{months[int(parts[1]) - 1]}"
        return f"{text}{NO_BREAK}{parts[0]}" if year else text

    def listing(self, items: Sequence[str]) -> str:
        """Items joined as in a sentence."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self('format.and')} {items[-1]}"


def short_ids(ids: Sequence[str], limit: int = 14) -> dict[str, str]:
    """A short, still unique name for each article id.

    Takes as few leading parts (cut at ``_``, ``-``, space or stop) as tell the ids apart, and
    numbers what remains alike.

    Examples
    --------
    >>> short_ids(["000_debe7415", "001_34bceebc"])
    {'000_debe7415': '000', '001_34bceebc': '001'}
    >>> short_ids(["reuters"])
    {'reuters': 'reuters'}
    """
    unique = list(dict.fromkeys(ids))
    pieces = {i: _pieces(i) for i in unique}
    depth = 1
    deepest = max((len(p) for p in pieces.values()), default=1)
    while depth < deepest and len({"".join(p[:depth]) for p in pieces.values()}) < len(unique):
        depth += 1
    names: dict[str, str] = {}
    taken: set[str] = set()
    for i in unique:
        name = "".join(pieces[i][:depth]).rstrip("_-. ") or i
        if len(name) > limit:
            name = name[: limit - 5] + "…" + name[-4:]
        candidate, n = name, 1
        while candidate in taken:
            n += 1
            candidate = f"{name}·{n}"
        taken.add(candidate)
        names[i] = candidate
    return names


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for position, c in enumerate(text):
        if c in "_-. ":
            pieces.append(text[start : position + 1])
            start = position + 1
    return [*pieces, text[start:]]
