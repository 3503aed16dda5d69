"""The tables of a report as files: CSV for people, Parquet and JSON Lines for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.annotation.records import records
from analysis.reporting import workbook
from analysis.reporting.codebook import COLUMNS, codebook
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
    comparison = list(site.comparison.records())
    frames = {
        "evidence": pd.DataFrame(lines),
        "features": site.features.rename_axis("article_id").reset_index(),
        "profiles": pd.DataFrame(site.profiles),
        "claim_pairs": site.comparison.claim_pairs,
    }
    flat = {name: _flattened(frame) for name, frame in frames.items()}
    meanings = pd.DataFrame(
        codebook({name: frame.columns for name, frame in flat.items()}, site.words),
        columns=list(COLUMNS),
    )
    made = []
    for name, frame in flat.items():
        rows = lines if name == "evidence" else _rows(frame)
        made.append((name, len(frame), [*_table(frame, folder, name), *_lines(rows, folder, name)]))
    made.append(("comparison", len(comparison), _lines(comparison, folder, "comparison")))
    made.append(("codebook", len(meanings), _table(meanings, folder, "codebook")))
    book = {"codebook": meanings, **{n: f for n, f in flat.items() if n != "evidence"}}
    book["evidence"] = flat["evidence"]
    workbook.write(
        folder / "tables.xlsx",
        [(name, list(frame.columns), _cells(frame)) for name, frame in book.items()],
    )
    made.append(("workbook", sum(map(len, book.values())), ["tables.xlsx"]))
    return made


def _rows(frame: DataFrame) -> list[dict[str, Any]]:
    """The rows of a table without the cells that are empty."""
    return [
        {str(k): v for k, v in row.items() if not _missing(v)} for row in frame.to_dict("records")
    ]


def _cells(frame: DataFrame) -> Iterable[list[Any]]:
    columns = [frame[c].tolist() for c in frame.columns]
    return ([None if _missing(v) else v for v in row] for row in zip(*columns, strict=True))


def _missing(value: Any) -> bool:
    return bool(value is None or value != value)


def _lines(rows: Iterable[dict[str, Any]], folder: Path, name: str) -> list[str]:
    file = f"{name}.jsonl"
    with (folder / file).open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            line = json.dumps(_shown(row), ensure_ascii=False, default=str)
            out.write(line.replace("\u2028", "\\u2028"))
            out.write("\n")
    return [file]


def _flattened(frame: DataFrame) -> DataFrame:
    """A table all formats can hold."""
    flat = frame.copy()
    for column in flat.columns:
        if flat[column].dtype == object:
            flat[column] = [_flat(_shown(v)) for v in flat[column]]
    return flat


def _table(flat: DataFrame, folder: Path, name: str) -> list[str]:
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
