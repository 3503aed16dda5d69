"""The two commands, the lock and the twin environment files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

# What conda-forge calls differently, and what it does not have.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
PIP_ONLY: set[str] = set()


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def environment(root: Path) -> dict:
    return yaml.safe_load((root / "environment.yml").read_text("utf-8"))


def bounds(text: str) -> SpecifierSet:
    return SpecifierSet(re.sub(r"(?<![<>=!~])=(?!=)", "==", text))


def test_environment_yml_is_the_twin_of_pyproject(project: dict, environment: dict):
    wanted = {
        CONDA_NAMES.get(r.name, r.name): r.specifier
        for r in map(Requirement, project["dependencies"])
        if r.name not in PIP_ONLY
    }
    conda = [d for d in environment["dependencies"] if isinstance(d, str)]
    found = {line.split(" ", 1)[0]: bounds(line.partition(" ")[2]) for line in conda}
    assert found.pop("python") == SpecifierSet(project["requires-python"])
    assert found.pop("pip") == SpecifierSet()
    assert found == wanted


def test_the_pip_list_of_environment_yml_holds_only_what_conda_has_not(
    project: dict, environment: dict
):
    [pip] = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    assert pip[-1] == "-e ."
    found = {r.name: r.specifier for r in map(Requirement, pip[:-1])}
    wanted = {r.name: r.specifier for r in map(Requirement, project["dependencies"])}
    assert found == {name: wanted[name] for name in PIP_ONLY & set(wanted)}


def test_the_lock_names_no_host_and_holds_everything(root: Path, project: dict):
    lock = (root / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "file:" not in lock
    pins = re.findall(r"^([\w.-]+)==(\S+)( ;[^\\]*)?", lock, re.MULTILINE)
    assert lock.count("--hash=sha256:") >= len(pins) > 50
    versions = {canonicalize_name(name): version for name, version, _ in pins}
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        requirement = Requirement(line)
        pinned = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pinned), line
    assert "setuptools" in versions, "the editable install must not fetch its build backend"


def test_every_python_of_the_range_has_its_pins(root: Path):
    lock = (root / "requirements.lock").read_text("utf-8")
    assert "python_full_version" in lock, "a universal lock marks what differs between versions"
    assert "sys_platform == 'win32'" in lock


def test_ci_runs_the_test_command_of_the_readme(root: Path):
    script = (root / ".ci" / "run").read_text("utf-8")
    readme = (root / "README.md").read_text("utf-8")
    assert re.search(r"^make test$", script, re.MULTILINE)
    assert re.search(r"^make test$", readme, re.MULTILINE)
    assert re.search(r"^make report$", readme, re.MULTILINE)


def test_seeds_are_the_five_articles_and_their_readme(root: Path):
    names = sorted(p.name for p in (root / "seeds").iterdir())
    assert len([n for n in names if n.endswith(".txt")]) == 5
    assert [n for n in names if not n.endswith(".txt")] == ["README.md"]
