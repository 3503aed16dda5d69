"""Annotate many articles: in batches, with progress, on several processes, and resumable.

The unit of work is a batch; a batch is annotated by one process and, when there is a store, kept
as one part. The scheduler is a plug: this process, joblib's processes, or a Dask cluster.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias

from analysis import languages
from analysis.annotation import annotate_article
from analysis.annotation.reviews import Decision, Reviews
from analysis.schema import AnnotatedArticle, Article
from analysis.store import Store

BATCH = 32


class SchedulerError(RuntimeError):
    """The named scheduler cannot be used; the message says why."""


def annotate_corpus(
    articles: Iterable[Article],
    language: str | None = None,
    *,
    scope: str = "S",
    jobs: int = 1,
    scheduler: str | None = None,
    store: str | Path | None = None,
    reviews: Reviews | None = None,
    quiet: bool = True,
    batch: int = BATCH,
) -> list[AnnotatedArticle]:
    """Annotate articles in their order.

    Parameters
    ----------
    articles
        What :func:`analysis.corpus.read_articles` returned.
    language, scope
        As for :func:`analysis.annotate`.
    jobs
        Number of processes; -1 for one a core.
    scheduler
        Address of a Dask scheduler that takes the place of local processes.
    store
        Folder that keeps finished batches, so that a later run does not do them again.
    reviews
        What people decided about these texts; rows that cannot be used are named in its
        ``problems``.
    quiet
        Whether to leave out the progress bar on standard error.
    batch
        Articles a batch.

    Returns
    -------
    list of AnnotatedArticle

    Raises
    ------
    analysis.languages.UnknownLanguageError
        When ``language`` names no language pack.
    SchedulerError
        When the scheduler cannot be reached or its package is missing.
    """
    if language is not None:
        languages.load(language)
    decided = reviews or Reviews()
    everything = [(article, decided.of(article)) for article in articles]
    batches = [everything[i : i + batch] for i in range(0, len(everything), batch)]
    done: list[AnnotatedArticle] = []
    with ExitStack() as stack:
        bar = stack.enter_context(progress(len(everything), quiet))
        results = _run(batches, language, scope, jobs, scheduler, store, stack)
        for result in results:
            done.extend(result)
            bar.update(len(result))
    return done


Item: TypeAlias = tuple[Article, tuple[Decision, ...]]


def annotate_batch(
    items: Sequence[Item], language: str | None, scope: str, store: str | None
) -> list[AnnotatedArticle]:
    """Annotate one batch, or take it from the store."""

    def work() -> list[AnnotatedArticle]:
        return [annotate_article(a, language, scope, decisions) for a, decisions in items]

    if store is None:
        return work()
    settings = {
        "language": language,
        "scope": scope,
        "decisions": [repr(decisions) for _, decisions in items],
    }
    path = Store(store).path([article for article, _ in items], settings)
    kept = Store.read(path)
    if kept is None or len(kept) != len(items):
        kept = work()
        Store.write(path, kept)
    return kept


def _run(
    batches: list[list[Item]],
    language: str | None,
    scope: str,
    jobs: int,
    scheduler: str | None,
    store: str | Path | None,
    stack: ExitStack,
) -> Iterator[list[AnnotatedArticle]]:
    folder = str(store) if store is not None else None
    if scheduler is None and (jobs == 1 or len(batches) < 2):
        for part in batches:
            yield annotate_batch(part, language, scope, folder)
        return
    from joblib import Parallel, delayed

    if scheduler is not None:
        stack.enter_context(_dask(scheduler))
    work = Parallel(n_jobs=-1 if scheduler else jobs, return_as="generator")
    yield from work(delayed(annotate_batch)(part, language, scope, folder) for part in batches)


def _dask(address: str) -> Any:
    """A joblib context in which work goes to a Dask cluster."""
    from joblib import parallel_config

    try:
        from distributed import Client
    except ImportError as error:
        raise SchedulerError(
            "--scheduler needs the package dask[distributed], which is not installed"
        ) from error
    try:
        Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError) as error:
        raise SchedulerError(f"no Dask scheduler answers at {address} ({error})") from error
    return parallel_config(backend="dask")


def progress(total: int, quiet: bool, what: str = "annotate") -> Any:
    """A bar on standard error with the time left, as a context manager; silent when quiet."""
    from tqdm import tqdm

    interval = 0.2 if sys.stderr.isatty() else 10.0
    return tqdm(
        total=total,
        desc=what,
        unit=" articles",
        disable=quiet,
        file=sys.stderr,
        mininterval=interval,
        dynamic_ncols=True,
    )
