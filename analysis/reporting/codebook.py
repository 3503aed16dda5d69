"""What each column of a report's tables means, for papers and for whoever opens a table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from analysis.features import FEATURES, by_name, label_text
from analysis.reporting.words import Words

_ROLE = re.compile(r":func:`(\w+)`")
COLUMNS = ("table", "column", "unit", "meaning")


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("codebook.toml").read_text("utf-8"))


def codebook(
    tables: Mapping[str, Iterable[str]], words: Words
) -> Iterator[tuple[str, str, str, str]]:
    """A row (table, column, unit, meaning) for each column of the tables given.

    Raises
    ------
    KeyError
        For a column that has no meaning written down.
    """
    for table, columns in tables.items():
        for column in columns:
            yield (table, column, *_meaning(table, column, words))


def _meaning(table: str, column: str, words: Words) -> tuple[str, str]:
    known = _table()
    if table == "features" and column != "article_id":
        return _feature(column, words)
    if table == "features":
        table = "evidence"
    if table == "claim_pairs" and column[:2] in ("a_", "b_"):
        return (
            "",
            f"{column[0].upper()}{words('word.colon')} {known['side'][column[2:]][words.code]}",
        )
    return "", known[table][column][words.code]


def _feature(column: str, words: Words) -> tuple[str, str]:
    family, _, rest = column.partition("__")
    short, _, tail = rest.partition("__")
    name = f"{family}__{short}"
    label = label_text(name, words.code)
    if tail:
        return "", f"{label}{words('word.colon')} {_table()['tail'][tail][words.code]}"
    feature: Any = by_name(name)
    unit = _table()["unit"].get(feature.unit, {}).get(words.code) or feature.unit.replace("_", " ")
    if words.code == "en":
        what = _ROLE.sub(_as_label, " ".join((feature.__doc__ or "").split()))
    else:
        what = _table()["definition"][name][words.code]
    return unit, f"{label}. {what}"


def _as_label(reference: re.Match[str]) -> str:
    """What a docstring says of another feature, as its label."""
    (name,) = [f.name for f in FEATURES if f.name.endswith(f"__{reference[1]}")]
    return f"“{label_text(name)}”"
