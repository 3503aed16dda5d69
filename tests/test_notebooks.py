"""The notebooks: thin, clean, translated, and right when executed."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest

from analysis.reporting import notebooks as room
from analysis.reporting.words import available

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
FILES = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(params=FILES, ids=lambda p: p.stem)
def raw(request) -> dict:
    return json.loads(request.param.read_text("utf-8")) | {"name": request.param.stem}


def code(raw: dict) -> list[dict]:
    return [c for c in raw["cells"] if c["cell_type"] == "code"]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def test_there_are_notebooks_and_the_readme_lists_them_all():
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert len(FILES) >= 8
    assert all(f"`{p.name}`" in readme for p in FILES)


def test_no_output_and_no_count_is_kept(raw):
    assert all(c["outputs"] == [] and c["execution_count"] is None for c in code(raw))


def test_cells_have_stable_readable_ids(raw):
    ids = [c["id"] for c in raw["cells"]]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z-]{1,30}", i) for i in ids)


def test_the_kernel_is_any_python_3(raw):
    assert raw["metadata"]["kernelspec"]["name"] == "python3"
    assert "version" not in raw["metadata"].get("language_info", {})


def test_it_opens_with_one_title_and_says_what_it_reads_and_writes(raw):
    first = source(raw["cells"][0])
    assert raw["cells"][0]["cell_type"] == "markdown"
    assert first.startswith("# ")
    assert "?" in first
    assert "*Reads*" in first
    assert "*Writes*" in first
    prose = [source(c) for c in raw["cells"] if c["cell_type"] == "markdown"]
    assert sum(text.startswith("# ") for text in prose) == 1


def test_it_ends_with_how_to_read_it_and_its_limits(raw):
    assert source(raw["cells"][-2]).startswith("## How to read it")
    assert source(raw["cells"][-1]).startswith("## What this does not say")


def test_it_is_thin(raw):
    assert len(code(raw)) <= 10
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    for cell in code(raw):
        assert not any(isinstance(node, kinds) for node in ast.walk(ast.parse(source(cell))))


def test_imports_stand_in_the_first_code_cell_only(raw):
    imports = (ast.Import, ast.ImportFrom)
    for number, cell in enumerate(code(raw)):
        found = any(isinstance(node, imports) for node in ast.walk(ast.parse(source(cell))))
        assert found == (number == 0)


def test_one_cell_holds_the_parameters(raw):
    tagged = [c for c in code(raw) if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1
    assert tagged[0]["id"] == "parameters"
    names = [t.targets[0].id for t in ast.parse(source(tagged[0])).body]
    assert names[:3] == ["corpus", "locale", "language"]


def test_no_path_of_one_machine_stands_in_it(raw):
    for cell in raw["cells"]:
        assert not re.search(r"(?:^|[\s\"'(])(?:/\w|~/|[A-Z]:\\)", source(cell))


def test_it_says_how_many_charts_it_draws(raw):
    drawn = sum(source(c).count("show.chart(") for c in code(raw))
    assert raw["metadata"]["analysis"]["charts"] == drawn


@pytest.mark.parametrize("locale", [x for x in available() if x != "en"])
def test_every_prose_cell_is_translated_and_none_left_over(locale):
    translated = tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8"))
    prose = {
        p.stem: {
            c["id"]
            for c in json.loads(p.read_text("utf-8"))["cells"]
            if c["cell_type"] == "markdown"
        }
        for p in FILES
    }
    assert {name: set(cells) for name, cells in translated.items()} == prose
    for cells in translated.values():
        assert all(text.strip() for text in cells.values())


def test_headings_keep_their_level_in_translation():
    translated = tomllib.loads((FOLDER / "fr.toml").read_text("utf-8"))
    for path in FILES:
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                level = re.match(r"#*", source(cell))
                other = re.match(r"#*", translated[path.stem][cell["id"]].strip())
                assert level and other and level[0] == other[0]


def test_french_titles_reach_the_pages():
    found = {n.name: n for n in room.find(FOLDER, "fr")}
    assert found["00_tour"].title == "Un tour du corpus"
    assert found["00_tour"].about.endswith("?")


def test_a_change_of_any_input_changes_the_key(tmp_path):
    notebook = room.find(FOLDER, "en")[0]
    base = room.key(notebook, "code", "corpus")
    assert base == room.key(notebook, "code", "corpus")
    assert base != room.key(notebook, "code2", "corpus")
    assert base != room.key(notebook, "code", "corpus2")
    assert base != room.key(room.find(FOLDER, "fr")[0], "code", "corpus")


def write(folder: Path, *cells: str, charts: int = 0) -> room.Notebook:
    """A notebook of a title, parameters and some code."""
    made = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# T\n\nWhat?"},
        *(
            {
                "cell_type": "code",
                "id": f"code-{i}",
                "metadata": {"tags": ["parameters"]} if i == 0 else {},
                "execution_count": None,
                "outputs": [],
                "source": text,
            }
            for i, text in enumerate(cells)
        ),
    ]
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "analysis": {"charts": charts},
        },
        "cells": made,
    }
    (folder / "0_t.ipynb").write_text(json.dumps(content), "utf-8")
    return room.find(folder, "en")[0]


def run(notebook: room.Notebook, articles: int, **parameters: object) -> list:
    return list(room.execute([notebook], parameters, articles=articles))


@pytest.mark.slow
def test_parameters_are_injected_after_their_cell_and_only_known_ones(tmp_path):
    notebook = write(tmp_path, "n = 1", "articles = list(range(n))\nprint(n)")
    [(_, node)] = run(notebook, 3, n=3, unknown=4)
    assert [c.id for c in node.cells] == ["title", "code-0", "injected-parameters", "code-1"]
    assert node.cells[2].source == "n = 3"
    assert node.cells[3].outputs[0]["text"] == "3\n"


@pytest.mark.slow
def test_a_run_that_lost_articles_is_not_believed(tmp_path):
    notebook = write(tmp_path, "n = 1", "articles = []")
    with pytest.raises(room.NotebookError, match=r"0_t.*5 articles went in, 0 came out"):
        run(notebook, 5)


@pytest.mark.slow
def test_a_run_without_its_charts_is_not_believed(tmp_path):
    notebook = write(tmp_path, "n = 1", "articles = [1]", charts=2)
    with pytest.raises(room.NotebookError, match="2 charts expected, 0 drawn"):
        run(notebook, 1)


@pytest.mark.slow
def test_an_error_names_the_notebook_and_its_reason(tmp_path):
    notebook = write(tmp_path, "n = 1", "raise ValueError('the river rose')")
    with pytest.raises(room.NotebookError, match=r"0_t.*the river rose"):
        run(notebook, 1)


@pytest.mark.slow
def test_the_working_directory_is_the_notebooks_folder(tmp_path):
    notebook = write(tmp_path, "n = 1", "import os\narticles = [1]\nprint(os.getcwd())")
    [(_, node)] = run(notebook, 1)
    assert Path(node.cells[-1].outputs[0]["text"].strip()) == tmp_path.resolve()


@pytest.mark.slow
def test_nothing_is_handed_from_one_notebook_to_the_next(tmp_path):
    first = write(tmp_path, "n = 1", "articles = [1]\nleft_over = 2")
    (tmp_path / "b").mkdir()
    second = write(tmp_path / "b", "n = 1", "articles = [1]\nprint('left_over' in globals())")
    done = list(room.execute([first, second], {}, articles=1))
    assert done[1][1].cells[-1].outputs[0]["text"] == "False\n"
