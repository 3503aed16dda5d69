"""The documents say what the code does, or the build says so."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import get_args

import pytest

from analysis import schema

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
