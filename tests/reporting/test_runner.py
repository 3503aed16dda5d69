"""Notebooks executed in the background while the pages are written."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from types import SimpleNamespace

from analysis.reporting import notebooks
from analysis.reporting.runner import Runner

whole = []


def execute(*given, **named):
    whole.append(hasattr(sys.modules.get("IPython"), "get_ipython"))
    return iter(())


assert "IPython" not in sys.modules
notebooks.execute = execute
with Runner([SimpleNamespace(name="a")], {}, 1, 1):
    pass
assert whole == [True], whole
"""


def test_ipython_is_whole_before_the_workers_start() -> None:
    """A chart drawn while a worker was importing it failed on a half-imported module."""
    subprocess.run([sys.executable, "-c", SCRIPT], check=True, timeout=120)
