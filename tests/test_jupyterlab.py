"""JupyterLab opened from the environment: a notebook runs, and a click in it is a decision kept."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.annotation.reviews import read_reviews
from analysis.corpus import reviews_path

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 120


@pytest.fixture
def place(tmp_path: Path, root: Path) -> Path:
    """The notebooks beside two articles, so that a decision is written nowhere else."""
    (tmp_path / "seeds").mkdir()
    for path in sorted((root / "seeds").glob("*.txt"))[:2]:
        shutil.copy(path, tmp_path / "seeds")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(root / "notebooks" / "11_review.ipynb", tmp_path / "notebooks")
    return tmp_path


@pytest.fixture
def lab(place: Path, root: Path) -> Iterator[str]:
    """The address of a JupyterLab of this environment, on this machine alone."""
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--port=0"),
        *("--allow-root", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"),
        *("--LabApp.news_url=None", "--expose-app-in-browser", f"--ServerApp.root_dir={place}"),
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
    ]
    homes = {name: str(place / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
    environment = {**os.environ, **homes, "IPYTHONDIR": str(place / "ipython")}
    server = subprocess.Popen(
        command, env=environment, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield _address(place / "JUPYTER_RUNTIME_DIR")
    finally:
        server.terminate()
        server.wait(30)


def _address(runtime: Path) -> str:
    """Where the server listens, as soon as it says so."""
    for _ in range(SECONDS * 4):
        for said in runtime.glob("jpserver-*.json"):
            return str(json.loads(said.read_text("utf-8"))["url"])
        time.sleep(0.25)
    raise AssertionError("JupyterLab did not start")


def test_a_click_in_the_notebook_is_a_decision_beside_the_corpus(browser, lab, place):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page: Any = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{lab}lab/tree/notebooks/11_review.ipynb")
    page.locator(".jp-NotebookPanel-toolbar").wait_for()
    # What is run before the kernel is idle for the first time is not run at all.
    page.locator("#jp-main-statusbar").get_by_text("Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.get_by_role("button", name="Keep").click()
    page.get_by_text(re.compile(r"Saved in seeds\.reviews\.csv")).first.wait_for()
    assert page.locator("text=To decide, by article").count() == 0, "the widget, not its default"
    page.screenshot(path=str(place / "lab.png"))
    context.close()
    rows = read_reviews(reviews_path(place / "seeds")).rows
    assert [(row["kind"], row["decision"]) for _, row in rows] == [("attribution", "accept")]
    assert [url for url in asked if not url.startswith((lab, "data:", "blob:"))] == []
