"""Execute the notebooks and turn them into pages.

The papermill convention holds: the cell tagged ``parameters`` is followed by an injected one, and
the working directory is the notebook's folder, as in JupyterLab. One kernel runs several
notebooks one after the other, emptied between them, so that libraries load once. A run is
believed only when its counts are right: as many articles as went in, as many charts as the
notebook says it draws.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from analysis.reporting import once
from analysis.reporting.release import VARIABLE, Release
from analysis.reporting.words import Words

_TIMEOUT = 600
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LAB_STYLE = re.compile(r'<style class="lab">.*?</style>', re.DOTALL)
# Everything a notebook may leave behind: names, and the state of the chart library.
_SHARED = "from analysis.reporting import once; once.share()"
_EMPTY = (
    "get_ipython().run_line_magic('reset', '-sf')\n"
    "import sys as _s\n"
    "if 'matplotlib' in _s.modules:\n"
    "    import matplotlib as _m\n"
    "    _m.rcdefaults()\n"
    "    if 'matplotlib.pyplot' in _s.modules: _s.modules['matplotlib.pyplot'].close('all')\n"
    "del _s\n"
)


class NotebookError(RuntimeError):
    """A notebook failed or its counts are wrong; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook file with its words in the report's locale."""

    name: str
    path: Path
    cells: Mapping[str, str]
    title: str
    about: str
    charts: int

    @property
    def href(self) -> str:
        """Address of its page from the root of the site."""
        return f"notebooks/{self.name}.html"


def folder() -> Path | None:
    """Where the project's notebooks are; None in an installation without them."""
    found = Path(__file__).resolve().parents[2] / "notebooks"
    return found if any(found.glob("[0-9]*.ipynb")) else None


def find(place: Path, locale: str) -> list[Notebook]:
    """The notebooks of a folder in the order of their numbers, in a locale's words.

    Prose is English in the files; ``<locale>.toml`` beside them holds the other languages, one
    entry a Markdown cell.
    """
    translated: dict[str, dict[str, str]] = {}
    if (place / f"{locale}.toml").exists():
        translated = tomllib.loads((place / f"{locale}.toml").read_text("utf-8"))
    return [
        _read(path, translated.get(path.stem, {})) for path in sorted(place.glob("[0-9]*.ipynb"))
    ]


def _read(path: Path, translated: Mapping[str, str]) -> Notebook:
    raw = json.loads(path.read_text("utf-8"))
    cells = {c["id"]: "".join(c["source"]) for c in raw["cells"] if c["cell_type"] == "markdown"}
    cells = {i: translated.get(i, text).strip() for i, text in cells.items()}
    first = next(iter(cells.values()), path.stem).split("\n\n")
    return Notebook(
        name=path.stem,
        path=path,
        cells=cells,
        title=first[0].lstrip("# ").strip(),
        about=" ".join(first[1].split()) if len(first) > 1 else "",
        charts=int(raw["metadata"].get("analysis", {}).get("charts", 0)),
    )


def key(notebook: Notebook, *parts: str) -> str:
    """A hash of all that decides what a notebook's page says.

    Parameters
    ----------
    notebook
        The notebook; its file and its translated words count.
    parts
        Code, corpus, parameters, locale and whatever else the page depends on.
    """
    digest = hashlib.sha256(notebook.path.read_bytes())
    digest.update(json.dumps([dict(notebook.cells), *parts], sort_keys=True).encode())
    return digest.hexdigest()


@contextmanager
def kernel(
    place: Path, release: Release | None = None, store: str | Path | None = None
) -> Iterator[tuple[Any, Any]]:
    """A running Python kernel with a folder as its working directory, and a client of it.

    It talks over files rather than ports where the system can, and reads nobody's personal
    IPython settings.
    """
    from jupyter_client.manager import KernelManager

    root = str(Path(__file__).resolve().parents[2])
    with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as scratch:
        manager = KernelManager(kernel_name="python3")
        if sys.platform != "win32":
            manager.transport = "ipc"
        manager.connection_file = str(Path(scratch) / "kernel.json")
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        environment = {
            **os.environ,
            "PYTHONPATH": path,
            "PYTHONHASHSEED": "0",
            "IPYTHONDIR": str(Path(scratch) / "ipython"),
        }
        if release is not None and release.active:
            handed = Path(scratch) / "release.json"
            handed.write_text(release.dump(), "utf-8")
            environment[VARIABLE] = str(handed)
        if store is not None:
            environment[once.VARIABLE] = str(Path(store).resolve())
        manager.start_kernel(
            cwd=str(place), env=environment, extra_arguments=["--HistoryManager.enabled=False"]
        )
        client = manager.client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=_TIMEOUT)
            yield manager, client
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
            manager.cleanup_resources()


def execute(
    notebooks: Iterable[Notebook],
    parameters: Mapping[str, Any],
    *,
    articles: int,
    release: Release | None = None,
    store: str | Path | None = None,
) -> Iterator[tuple[Notebook, Any]]:
    """Run notebooks in one kernel and check their counts.

    Parameters
    ----------
    notebooks
        What to run; all in one folder.
    parameters
        Values for the cell tagged ``parameters``; one the notebook does not name is left out.
    articles
        How many articles the corpus has; the notebook must end with as many in ``articles``.
    release
        What the outputs may show of the articles; everything when None.
    store
        Where the run keeps its annotated batches, to be taken from there.

    Yields
    ------
    tuple of Notebook and nbformat.NotebookNode
        Each with its outputs, as soon as it is done.

    Raises
    ------
    NotebookError
        When a cell fails, or the counts of articles or charts are wrong.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    todo = list(notebooks)
    if not todo:
        return
    with kernel(todo[0].path.parent, release, store) as (manager, talk):
        talk.execute_interactive(_SHARED, store_history=False, timeout=_TIMEOUT)
        for notebook in todo:
            node = inject(_load(notebook.path), notebook, parameters)
            client = NotebookClient(
                node, km=manager, timeout=_TIMEOUT, record_timing=False, allow_errors=False
            )
            try:
                talk.execute_interactive(_EMPTY, store_history=False, timeout=_TIMEOUT)
                client.kc = talk
                client.execute(reset_kc=False)
                counted = _evaluate(talk, "len(articles)")
            except CellExecutionError as error:
                reason = _COLOURS.sub("", str(error).strip().splitlines()[-1])
                raise NotebookError(f"{notebook.path.name}: {reason}") from error
            _check(notebook, node, counted, articles)
            yield notebook, node


def _load(path: Path) -> Any:
    import nbformat

    read: Any = nbformat.read
    return read(path, as_version=4)


def _evaluate(client: Any, expression: str) -> str:
    reply = client.execute_interactive(
        "", store_history=False, timeout=_TIMEOUT, user_expressions={"asked": expression}
    )
    answer = reply["content"].get("user_expressions", {}).get("asked", {})
    return str(answer.get("data", {}).get("text/plain", "nothing"))


def _check(notebook: Notebook, node: Any, counted: str, articles: int) -> None:
    if counted != str(articles):
        raise NotebookError(
            f"{notebook.path.name}: {articles} articles went in, {counted} came out"
        )
    drawn = sum(
        "image/png" in output.get("data", {})
        for cell in node.cells
        for output in cell.get("outputs", ())
    )
    if drawn != notebook.charts:
        raise NotebookError(
            f"{notebook.path.name}: {notebook.charts} charts expected, {drawn} drawn"
        )


def inject(node: Any, notebook: Notebook, parameters: Mapping[str, Any]) -> Any:
    """The notebook with its words in the locale and the parameters set after their cell."""
    from nbformat.v4 import new_code_cell

    make: Any = new_code_cell
    cells = []
    for cell in node.cells:
        if cell.cell_type == "markdown":
            cell.source = notebook.cells[cell.id]
        cells.append(cell)
        if "parameters" in cell.metadata.get("tags", ()):
            named = {k: v for k, v in parameters.items() if re.search(rf"(?m)^{k} =", cell.source)}
            source = "\n".join(f"{k} = {v!r}" for k, v in named.items())
            added = make(source, id="injected-parameters")
            added.metadata["tags"] = ["injected-parameters"]
            cells.append(added)
    node.cells = cells
    return node


def _folded(cells: Iterable[Any]) -> list[Any]:
    """The cells a reader sees: one that only prepares is folded into the code after it."""
    shown: list[Any] = []
    for cell in cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "code" and shown and shown[-1].cell_type == "code":
            last = shown[-1]
            if not last.outputs:
                cell.source = f"{last.source}\n\n{cell.source}"
                shown.pop()
        shown.append(cell)
    return shown


def body(node: Any, words: Words) -> Markup:
    """An executed notebook as HTML, to stand in a page of the site.

    The injected parameters and what was written to standard error are left out.
    """
    from nbconvert import HTMLExporter

    node.cells = _folded(node.cells)
    make: Any = HTMLExporter
    exporter = make(
        template_name="notebook",
        extra_template_basedirs=[str(Path(__file__).with_name("templates"))],
        exclude_anchor_links=True,
        filters={"phrase": words},
    )
    html, _ = exporter.from_notebook_node(node)
    html = html.replace(".ipynb)", ".html)").replace('.ipynb"', '.html"')
    return Markup(_LAB_STYLE.sub("", html))  # our own notebooks, under a strict policy
