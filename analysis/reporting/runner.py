"""Kernels that execute notebooks in the background while the pages are written."""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from analysis.reporting import notebooks
from analysis.reporting.release import Release


class Runner:
    """Kernels at work in the background while the pages are written."""

    def __init__(
        self,
        todo: Sequence[notebooks.Notebook],
        parameters: Mapping[str, Any],
        articles: int,
        jobs: int,
        release: Release | None = None,
        store: str | Path | None = None,
    ) -> None:
        self.names = {n.name for n in todo}
        self._todo = todo
        self._parameters = parameters
        self._articles = articles
        self._release = release
        self._store = store
        count = min(len(todo), jobs if jobs > 0 else os.cpu_count() or 1)
        self._shares = [todo[i::count] for i in range(count)]
        self._done: dict[str, Any] = {}
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=max(1, count))
        self._futures: list[Any] = []

    def __enter__(self) -> Runner:
        if self._todo:
            # Whole before the workers start, which import it: matplotlib, asked for a chart
            # meanwhile, would take a half-imported IPython for a shell.
            importlib.import_module("IPython")
        self._futures = [self._pool.submit(self._run, share) for share in self._shares]
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, share: Sequence[notebooks.Notebook]) -> None:
        from jupyter_core.utils import ensure_event_loop

        try:
            for notebook, node in notebooks.execute(
                share,
                self._parameters,
                articles=self._articles,
                release=self._release,
                store=self._store,
            ):
                self._put(notebook.name, node)
                if self._stop.is_set():
                    return
        except BaseException as error:  # carried to the thread that asks for the result
            for notebook in share:
                self._put(notebook.name, error)
        finally:
            # Jupyter's blocking calls left an event loop of this thread behind.
            ensure_event_loop().close()

    def _put(self, name: str, result: Any) -> None:
        with self._changed:
            self._done.setdefault(name, result)
            self._changed.notify_all()

    def results(self) -> Iterable[tuple[notebooks.Notebook, Any]]:
        """The executed notebooks in their order, each as soon as it is there."""
        for notebook in self._todo:
            with self._changed:
                while notebook.name not in self._done:
                    self._changed.wait()
                result = self._done[notebook.name]
            if isinstance(result, BaseException):
                raise result
            yield notebook, result
