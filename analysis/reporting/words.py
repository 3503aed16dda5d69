"""The words of the pages: one table for all locales, with plurals and number formats.

``locales.toml`` holds each phrase once, its languages side by side, so a missing translation is
seen where it is missing. A further locale is a column of that file, not code.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("locales.toml")


class UnknownLocaleError(ValueError):
    """Raised for a locale without words; names the locales there are."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def available() -> tuple[str, ...]:
    """Codes of the locales the pages can be written in, sorted.

    Examples
    --------
    >>> available()
    ('en', 'fr')
    """
    return tuple(sorted(_table()["locale"]))


def load(locale: str = "en") -> Words:
    """The words of a locale.

    Raises
    ------
    UnknownLocaleError
        When ``locales.toml`` has no such column; the message lists the known ones.

    Examples
    --------
    >>> load("fr").number(12345.5, 1)
    '12\u202f345,5'
    """
    if locale not in _table()["locale"]:
        raise UnknownLocaleError(
            f"unknown locale {locale!r}: the known ones are {', '.join(available())}"
        )
    return Words(locale, _table()["locale"][locale])


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases and number formats of one locale.

    ``words("card.reply")`` gives a phrase, ``words("n.articles", n=5)`` chooses its plural form
    and fills it, ``words.get("affiliation.x")`` gives None for a key that is not there.
    """

    code: str
    marks: Mapping[str, Any]

    def __call__(self, key: str, **values: Any) -> str:
        phrase = self._find(key)
        if phrase is None:
            raise KeyError(f"no words for {key!r} in locale {self.code!r}")
        return self._fill(phrase, values)

    def get(self, key: str, **values: Any) -> str | None:
        """The phrase of a key, None when there is none."""
        phrase = self._find(key)
        return None if phrase is None else self._fill(phrase, values)

    def name(self, family: str, code: str | None) -> str:
        """The reader's word for a code of the records, the code itself when none is known."""
        if code is None:
            return ""
        return self.get(f"{family}.{code}") or str(code).replace("_", " ")

    def quantity(self, key: str) -> str:
        """The reader's word for what a claim counts, put together from the pieces of its key.

        Examples
        --------
        >>> load("fr").quantity("homes_flooded")
        'logements, inondés'
        """
        return ", ".join(name or piece for piece, name in self._quantity(key))

    def knows_quantity(self, key: str) -> bool:
        """Whether every piece of a quantity's key is in the table of words."""
        return all(name for _, name in self._quantity(key))

    def _quantity(self, key: str) -> Iterator[tuple[str, str | None]]:
        """The pieces of a quantity's key, longest known first, each with its name."""
        rest = key.split("_")
        while rest:
            for size in range(len(rest), 0, -1):
                name = self.get(f"quantity.{'_'.join(rest[:size])}")
                if name or size == 1:
                    yield rest[0], name
                    rest = rest[size:]
                    break

    def _find(self, key: str) -> str | list[str] | None:
        node: Any = _table()
        for part in key.split("."):
            if not isinstance(node, Mapping) or part not in node:
                return None
            node = node[part]
        return node.get(self.code) if isinstance(node, Mapping) else None

    def _fill(self, phrase: str | list[str], values: Mapping[str, Any]) -> str:
        if isinstance(phrase, list):
            phrase = phrase[0 if self._singular(values.get("n", 0)) else 1]
        shown = {k: self.number(v) if isinstance(v, int | float) else v for k, v in values.items()}
        return phrase.format(**shown) if values else phrase

    def _singular(self, n: float) -> bool:
        return bool(abs(n) < 2 if self.marks["singular_below_two"] else n == 1)

    def number(self, value: float, digits: int = 0) -> str:
        """A number in this locale's form: grouped, with its decimal mark."""
        if isinstance(value, float) and math.isnan(value):
            return "–"
        whole = digits == 0 and not float(value).is_integer()
        text = f"{value:,.6g}" if whole else f"{value:,.{digits}f}"
        return text.translate(str.maketrans({",": self.marks["group"], ".": self.marks["decimal"]}))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share between 0 and 1 as a percentage."""
        return f"{self.number(round(100 * share, digits), digits)}{self.marks['percent']}"

    def percents(self, low: float, high: float) -> str:
        """An interval of shares as percentages, the sign written once."""
        ends = (self.number(round(100 * low)), self.number(round(100 * high)))
        return f"{self.span(*ends)}{self.marks['percent']}"

    def quoted(self, text: str) -> str:
        """A passage between this locale's quotation marks."""
        opening, closing = self.marks["quotes"]
        return f"{opening}{text}{closing}"

    def span(self, low: str, high: str) -> str:
        """An interval written out from its formatted ends."""
        return low if low == high else f"{low}–{high}"

    def join(self, items: list[str]) -> str:
        """A list as running text."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self('word.and')} {items[-1]}"
