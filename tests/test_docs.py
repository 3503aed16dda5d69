"""The documents say what the code does, or the build says so."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from analysis import schema
from analysis.profiles import dimensions

# The marks an attribution rests on (Quote) are no record of their own.
KINDS = sorted(
    {kind.kind: kind for kind in schema.Evidence.__subclasses__() if kind.kind != "quote"}.values(),
    key=lambda kind: kind.kind,
)
VALUES = [
    schema.ZoneLabel,
    schema.SourceForm,
    schema.Affiliation,
    schema.Relation,
    schema.Appeal,
    schema.Voice,
    schema.Modality,
    schema.CueClass,
    schema.HedgeKind,
    schema.Disclosed,
]


@pytest.fixture(scope="module")
def records(root: Path) -> str:
    return (root / "docs" / "records.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.kind)
def test_every_key_of_a_record_is_documented(records: str, kind: type[schema.Evidence]):
    assert f"| `{kind.kind}` |" in records
    for field in dataclasses.fields(kind):
        assert f"`{field.name}`" in records, field.name


@pytest.mark.parametrize("values", VALUES)
def test_every_value_of_a_key_is_documented(records: str, values: object):
    for value in get_args(values):
        assert re.search(rf"\b{value}\b", records), value


def test_links_between_documents_lead_somewhere(root: Path):
    for page in [*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("notebooks/*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def recipes() -> list[tuple[str, str]]:
    """The titles and programs of the recipes."""
    page = (Path(__file__).parent.parent / "docs" / "reuse.md").read_text("utf-8")
    return re.findall(r"^## (.+?)\n.*?^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def test_there_are_five_recipes():
    assert len(recipes()) == 5


@pytest.mark.slow
@pytest.mark.parametrize(("title", "program"), recipes(), ids=[title for title, _ in recipes()])
def test_a_recipe_runs_as_it_stands(title: str, program: str, root: Path):
    for package in re.findall(r"^import (spacy|polars|duckdb)\b", program, re.MULTILINE):
        pytest.importorskip(package, reason=f"{package} is not installed; the recipe needs it")
    done = subprocess.run(
        [sys.executable, "-W", "error::FutureWarning", "-c", program],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_every_short_reference_of_the_dimensions_has_its_full_entry(root: Path) -> None:
    written = (root / "docs" / "bibliography.md").read_text("utf-8")
    entries = dict(re.findall(r"^- \*\*(.+?)\*\*: (.+)", written, re.MULTILINE))
    cited = {
        short.strip()
        for dimension in dimensions()
        for part in dimension.parts
        for short in part.reference.split(";")
        if not short.strip().startswith("own ")
    }
    assert cited - {""} == set(entries)
