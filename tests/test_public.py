"""The public names: all there, all lazy, and usable as the documents say."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

CONTRACT = {
    *("read_corpus", "annotate", "evidence", "extract", "profile", "compare", "explain"),
    *("render_report", "FeatureExtractor", "plot_profiles", "plot_barcode", "plot_sources"),
    *("plot_ledger", "plot_labels", "plot_reuse"),
}


def test_the_contract_is_public():
    assert set(analysis.__all__) >= CONTRACT
    assert sorted(analysis.__all__) == analysis.__all__ == dir(analysis)


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_public_name_is_there_and_documented(name: str):
    item = getattr(analysis, name)
    assert item is not None
    if callable(item):
        assert len(item.__doc__ or "") > 40


def test_a_name_that_does_not_exist_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'verdict'"):
        analysis.verdict  # noqa: B018


def test_modules_and_tests_mirror_each_other(root: Path):
    packages = {p.parent.name for p in (root / "analysis").glob("*/__init__.py")}
    folders = {p.parent.name for p in (root / "tests").glob("*/test_*.py")}
    files = {p.stem.removeprefix("test_") for p in (root / "tests").glob("test_*.py")}
    assert folders <= packages
    assert packages <= folders | files


@pytest.mark.parametrize("heavy", ["pandas", "numpy", "matplotlib", "sklearn", "spacy", "textstat"])
def test_importing_the_package_loads_nothing_heavy(heavy: str, root: Path):
    code = f"import sys, analysis; print({heavy!r} in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_every_module_imports_alone(root: Path):
    for path in sorted((root / "analysis").rglob("*.py")):
        if path.name != "__main__.py":
            module = ".".join(path.relative_to(root).with_suffix("").parts)
            importlib.import_module(module.removesuffix(".__init__"))
