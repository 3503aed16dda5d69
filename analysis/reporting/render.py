"""From a corpus to a folder of static pages, figures and tables; what is done is not done again.

``reports/`` gets a manifest of what was written and from what. When nothing changed, nothing is
computed; when a run was interrupted, finished notebooks are not executed again.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from analysis.annotation.reviews import Reviews, read_reviews
from analysis.corpus import Corpus, read_articles, reviews_path
from analysis.reporting import notebooks, words
from analysis.reporting.manifest import Manifest
from analysis.reporting.provenance import code_hash, corpus_hash, provenance
from analysis.reporting.release import TEXTS, Release, decide
from analysis.reporting.runner import Runner
from analysis.schema import AnnotatedArticle, Article

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.reporting.site import Site

_KEEP_FROM = 200
_LIBRARIES = ("matplotlib", "nbclient", "nbconvert", "numpy", "pandas", "pyarrow", "scikit-learn")


def render_report(
    source: str | Path | Corpus | DataFrame | Iterable[Article],
    out: str | Path = "reports/",
    *,
    locale: str = "en",
    language: str | None = None,
    figures: str | Path | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    store: str | Path | None = None,
    quiet: bool = False,
    text: str = "full",
    mask_names: bool = False,
    single_file: bool = False,
) -> Path:
    """Write the static HTML site of a corpus, with its notebooks executed, figures and tables.

    Parameters
    ----------
    source
        A file or folder as for :func:`analysis.read_corpus`, or what it returned.
    out
        Folder of the site. Files of an earlier report there are replaced or taken away, other
        files are left alone.
    locale
        Language of the pages, ``en`` or ``fr``.
    language
        Language of the articles; when None, each article's own, else detection.
    figures
        Folder for the charts; ``figures/`` inside ``out`` when None.
    jobs
        Kernels that execute notebooks, and processes that annotate.
    scheduler, store
        As for :func:`analysis.engine.annotate_corpus`. Without a store, a run over more than 200
        articles keeps its batches beside ``out`` until the report is whole.
    quiet
        Whether to keep progress from standard error.
    text
        How much of the articles stands in the report: ``full``; ``excerpts``, the headline and the
        words of each piece of evidence, cut at 160 characters; ``none``, no words but the names of
        sources.
    mask_names
        Whether names of private persons, those no article gives an office, are masked.
    single_file
        Whether to write the whole report as one file too, ``out/report.html``, to mail.

    Returns
    -------
    pathlib.Path
        The overview page, ``out/index.html``.

    Raises
    ------
    ValueError
        When no article could be read, or for an unknown locale, language or choice of text.
    analysis.reporting.notebooks.NotebookError
        When a notebook fails or its counts are wrong.
    """
    speech = words.load(locale)
    if text not in TEXTS:
        raise ValueError(f"no text {text!r}: the choices are {', '.join(TEXTS)}")
    held = Release(text, mask_names)
    tell = _teller(quiet)
    articles, path = _read(source)
    reviews = _decisions(path)
    if not articles:
        raise ValueError("no article could be read, so there is nothing to report")
    target = Path(out)
    pictures = Path(figures) if figures is not None else target / "figures"
    place = notebooks.folder()
    chosen = notebooks.find(place, locale) if place else []
    state = (
        code_hash(),
        corpus_hash(articles),
        repr(reviews.rows),
        locale,
        str(language),
        held.choice,
        str(single_file),
        _libraries(),
    )
    keys = {n.name: notebooks.key(n, *state) for n in chosen}
    site_key = hashlib.sha256(repr((state, sorted(keys.items()), str(path))).encode()).hexdigest()
    record = Manifest(target, pictures)
    if record.unchanged(site_key):
        tell(f"nothing changed: {target / 'index.html'}")
        return target / "index.html"
    from analysis.engine import annotate_corpus

    record.begin()
    target.mkdir(parents=True, exist_ok=True)
    tell(f"{len(articles)} articles, {len(chosen)} notebooks")
    todo = [n for n in chosen if not record.has(n.href, keys[n.name])]
    with ExitStack() as stack:
        corpus_path = path or _keep(articles, Path(stack.enter_context(TemporaryDirectory())))
        given = _parameters(corpus_path, place, locale, language)

        kept = store
        if kept is None and len(articles) > _KEEP_FROM:
            # Beside the report, never in it: finished batches hold whole texts.
            kept = target.with_name(f".{target.name}.unfinished")

        def annotated() -> list[AnnotatedArticle]:
            done = annotate_corpus(
                articles,
                language,
                jobs=jobs,
                scheduler=scheduler,
                store=kept,
                reviews=reviews,
                quiet=quiet,
            )
            for problem in reviews.problems:
                tell(f"left out: {problem}")
            return done

        if held.active:
            # What is held back is known only when all is read; nothing is shown before.
            read = annotated()
            held = decide(read, speech, held.text, mask_names)
            runner = stack.enter_context(Runner(todo, given, len(articles), jobs, held, kept))
        elif kept is not None:
            # The notebooks take the batches from the store, so that none is annotated twice.
            read = annotated()
            runner = stack.enter_context(Runner(todo, given, len(articles), jobs, None, kept))
        else:
            runner = stack.enter_context(Runner(todo, given, len(articles), jobs))
            read = annotated()
        name = held.masked(path.name) if path else None
        site = _site(read, articles, speech, name, chosen, held, tell)
        _write_pages(site, record, quiet)
        tell("charts")
        _write_charts(site, record, locale)
        _write_notebooks(site, chosen, runner, record, keys, tell)
        if single_file:
            _write_single(site, record, tell)
    record.finish(site_key)
    if kept is not None and store is None:
        shutil.rmtree(kept, ignore_errors=True)
    tell(f"done: {target / 'index.html'}")
    return target / "index.html"


def _write_single(site: Site, record: Manifest, tell: Callable[[str], None]) -> None:
    """All pages as one file, but for the classroom cards, which repeat the others."""
    from analysis.reporting import single

    order = ("index", "find", "sources", "origins", "method", "pairs/", "notebooks/", "cards/")
    known = [n for n in record.names if n.endswith(".html") and not n.startswith("classroom/")]
    pages = sorted(
        known, key=lambda n: (next(i for i, o in enumerate(order) if n.startswith(o)), n)
    )
    pages.sort(key=lambda n: n != "index.html")
    size = single.write(site, record.target, pages).stat().st_size / 1e6
    record.add(single.NAME)
    tell(f"one file of {size:.1f} MB: {record.target / single.NAME}")


def _teller(quiet: bool) -> Callable[[str], None]:
    def tell(line: str) -> None:
        if not quiet:
            print(f"report: {line}", file=sys.stderr, flush=True)

    return tell


def _read(source: Any) -> tuple[tuple[Article, ...], Path | None]:
    """The articles, and the path they came from when a notebook can read it again."""
    if isinstance(source, str | Path):
        return read_articles(source).articles, Path(source)
    if isinstance(source, Corpus):
        return source.articles, None
    from analysis.annotation import as_articles

    return tuple(as_articles(source)), None


def _decisions(path: Path | None) -> Reviews:
    """What people decided about the corpus, kept beside it; the notebooks find the same sheet."""
    sheet = path and reviews_path(path)
    return read_reviews(sheet) if sheet and sheet.is_file() else Reviews()


def _keep(articles: Sequence[Article], folder: Path) -> Path:
    """A copy, outside the report, of articles that came from no file, for the notebooks to read."""
    place = folder / "articles.jsonl"
    fields = ("article_id", "text", "headline", "outlet", "url", "published", "language", "author")
    with place.open("w", encoding="utf-8", newline="\n") as out:
        for article in articles:
            row = {k: v for k in fields if (v := getattr(article, k)) is not None}
            out.write(json.dumps(row, ensure_ascii=True) + "\n")
    return place


def _libraries() -> str:
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    return " ".join([sys.version.split()[0], *versions])


def _parameters(
    corpus: Path, place: Path | None, locale: str, language: str | None
) -> dict[str, Any]:
    # Relative to the notebooks, so that no page or notebook names this machine's folders.
    where = os.path.relpath(corpus.resolve(), place) if place else str(corpus)
    return {"corpus": Path(where).as_posix(), "locale": locale, "language": language}


def _site(
    annotated: Sequence[AnnotatedArticle],
    articles: Sequence[Article],
    speech: words.Words,
    name: str | None,
    chosen: Sequence[notebooks.Notebook],
    held: Release,
    tell: Callable[[str], None],
) -> Site:
    from analysis.comparison import compare
    from analysis.features import extract
    from analysis.profiles import profile
    from analysis.reporting.site import Page, Site

    tell(f"comparing {len(annotated)} articles")
    comparison = compare(annotated)
    tell("measuring")
    features = extract(annotated, intervals=True, comparison=comparison)
    profiles = profile(annotated, comparison=comparison)
    return Site(
        articles=tuple(held.article(a) for a in annotated),
        features=held.frame(features),
        profiles=held.frame(profiles),
        comparison=held.comparison(comparison),
        words=speech,
        name=name or "articles",
        provenance=provenance(articles),
        notebooks=tuple(Page(n.href, n.title, n.about) for n in chosen),
        release=held,
        read={held.ident(a.article_id): a for a in annotated} if held.active else {},
        compared=comparison,
    )


def _write_pages(site: Site, record: Manifest, quiet: bool) -> None:
    from analysis.engine import progress
    from analysis.reporting import downloads
    from analysis.reporting.pages import common, fill, pages

    tables = downloads.write(site, record.target / "data")
    for _, _, files in tables:
        for file in files:
            record.add(f"data/{file}")
    with progress(len(site.articles), quiet, "pages") as bar:
        for href, html in pages(site, tables):
            record.write(href, html)
            bar.update(href.startswith("cards/"))
    if site.notebooks:
        values = common(site, "../", "notebooks")
        record.write("notebooks/index.html", fill("notebooks.html.j2", values))


def _write_charts(site: Site, record: Manifest, locale: str) -> None:
    """Every chart as SVG, wide and narrow, named after what it shows."""
    from analysis.charts.figures import save_figures

    for chart in save_figures(
        site.articles, site.profiles, site.comparison, record.pictures, locale=locale
    ):
        record.add_picture(chart.path)
        record.add_picture(chart.narrow)


def _write_notebooks(
    site: Site,
    chosen: Sequence[notebooks.Notebook],
    runner: Runner,
    record: Manifest,
    keys: Mapping[str, str],
    tell: Callable[[str], None],
) -> None:
    from analysis.reporting.pages import common, fill, policy

    for notebook in chosen:
        if notebook.name not in runner.names:
            record.carry(notebook.href)
    began = time.monotonic()
    for done, (notebook, node) in enumerate(runner.results(), 1):
        values = common(site, "../", "notebooks")
        values["policy"] = policy(styles="'unsafe-inline'")
        page = {
            "title": notebook.title,
            "name": notebook.name,
            "body": notebooks.body(node, site.words),
        }
        record.write(notebook.href, fill("notebook.html.j2", {**values, "page": page}))
        record.keep(notebook.href, keys[notebook.name])
        left = (time.monotonic() - began) / done * (len(runner.names) - done)
        rest = f", about {math.ceil(left)} s left" if left >= 1 else ""
        tell(f"notebook {done} of {len(runner.names)}: {notebook.name}{rest}")
