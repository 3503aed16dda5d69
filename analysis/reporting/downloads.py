"""The tables of a report as files: CSV for people, Parquet and JSON Lines for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.annotation.records import records
from analysis.reporting.site import Site
from analysis.text import HELD, MASKED, fold_held

if TYPE_CHECKING:
    from pandas import DataFrame

# A cell that begins so is run as a formula by spreadsheet programs; a leading apostrophe stops it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(site: Site, folder: Path) -> list[tuple[str, int, list[str]]]:
    """Write all tables of a report.

    Returns
    -------
    list of tuple
        (key of the description, number of rows, file names), in the order shown.
    """
    import pandas as pd

    folder.mkdir(parents=True, exist_ok=True)
    lines = [r for article in site.articles for r in records(article)]
    evidence = pd.DataFrame(lines)
    comparison = list(site.comparison.records())
    made = [
        (
            "evidence",
            len(lines),
            _table(evidence, folder, "evidence") + _lines(lines, folder, "evidence"),
        ),
        ("features", len(site.features), _table(site.features.reset_index(), folder, "features")),
        ("profiles", len(site.profiles), _table(site.profiles, folder, "profiles")),
        (
            "claim_pairs",
            len(site.comparison.claim_pairs),
            _table(site.comparison.claim_pairs, folder, "claim_pairs"),
        ),
        ("comparison", len(comparison), _lines(comparison, folder, "comparison")),
    ]
    return made


def _lines(rows: Iterable[dict[str, Any]], folder: Path, name: str) -> list[str]:
    file = f"{name}.jsonl"
    with (folder / file).open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            line = json.dumps(_shown(row), ensure_ascii=False, default=str)
            out.write(line.replace("\u2028", "\\u2028"))
            out.write("\n")
    return [file]


def _table(frame: DataFrame, folder: Path, name: str) -> list[str]:
    flat = frame.copy()
    for column in flat.columns:
        if flat[column].dtype == object:
            flat[column] = [_flat(_shown(v)) for v in flat[column]]
    csv, parquet = f"{name}.csv", f"{name}.parquet"
    safe = flat.map(_inert)
    safe.to_csv(folder / csv, index=False, encoding="utf-8-sig", lineterminator="\n")
    flat.to_parquet(folder / parquet, index=False)
    return [csv, parquet]


def _shown(value: Any) -> Any:
    """A value with words held back and masked names as signs, None where no word is left."""
    if isinstance(value, dict):
        return {k: _shown(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(v) for v in value]
    if isinstance(value, str) and (HELD in value or MASKED in value):
        shown = fold_held(value)
        return shown if re.search(r"\w|█", shown) else None
    return value


def _flat(value: Any) -> Any:
    """A cell both formats can hold: lists and mixed types become JSON text."""
    if value is None or value != value if not isinstance(value, list | tuple | dict) else False:
        return None
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value if isinstance(value, str) else str(value)


def _inert(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
