"""The catalogue of features as a page: ``python -m analysis.features.catalogue``."""

from __future__ import annotations

import argparse
import inspect
from itertools import groupby
from pathlib import Path

from analysis.features import FEATURES, Feature

PAGE = Path("docs") / "features.md"

_UNITS = {
    "share": "share, 0-1",
    "per_100_words": "per 100 words",
    "count": "count",
    "mean": "mean",
    "index": "index",
    "check": "check: 1, 0.5, 0",
    "grade": "grade, 0-3",
}
_HEAD = """# Features

Written by `python -m analysis.features.catalogue`; do not edit by hand.

{total} features, {core} of them core: only those may enter a dimension, with the direction and
the goalposts of `analysis/dimensions.toml`. Descriptive ones are shown without a direction;
experimental ones are computed only when asked for. Each is a plain function of a text or an
annotated article, and a column `family__name` of `analysis.extract`. NaN always comes with a
status: `not_applicable` or `not_observable`, never zero.
"""


def page() -> str:
    """The whole page in Markdown."""
    core = sum(f.role == "core" for f in FEATURES)
    parts = [_HEAD.format(total=len(FEATURES), core=core)]
    for family, group in groupby(FEATURES, key=lambda f: f.family):
        module = inspect.getmodule(next(f for f in FEATURES if f.family == family).function)
        title = (module.__doc__ or family).strip().split("\n", 1)[0] if module else family
        parts.append(f"## {family}\n\n{title}\n")
        parts.append(
            "| column | label | unit | role | languages | needs |\n| - | - | - | - | - | - |"
        )
        rows = list(group)
        parts.append("\n".join(map(_row, rows)) + "\n")
        parts.extend(f"**`{f.name}`** {_prose(f)}\n" for f in rows)
    return "\n".join(parts)


def _row(item: Feature) -> str:
    languages = {"any": "any", "pack": "with a pack"}.get(str(item.languages), "")
    spoken = languages or ", ".join(item.languages)
    needs = {"none": item.zone, "optional": f"{item.zone}, may use a comparison"}
    ground = needs.get(item.comparison, "a comparison")
    return (
        f"| `{item.name}` | {item.label} | {_UNITS[item.unit]} | {item.role} | {spoken} "
        f"| {ground} |"
    )


def _prose(item: Feature) -> str:
    return " ".join(inspect.cleandoc(item.function.__doc__ or "").split())


def main() -> None:
    """Write the page where the documentation expects it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PAGE)
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
