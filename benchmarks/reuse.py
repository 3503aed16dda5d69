"""How well shared text is found, and how the time grows.

Usage::

    python benchmarks/reuse.py --shared ../shared                 # recall
    python benchmarks/reuse.py --shared ../shared --sizes 10000 100000
    python benchmarks/reuse.py --shared ../shared --sizes 2000 --groups 2000 10000  # all steps

Articles are made of stretches of FreSaDa sentences, a fifth of them with a part of an earlier one
inside; the way for many articles against the comparison of every pair. Times are of the processor.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
import random
import resource
import time
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.events import group_events
from analysis.comparison.fingerprints import fingerprint
from analysis.comparison.reuse import _all_pairs, _likely_pairs, find_lineages, find_reuse
from analysis.schema import AnnotatedArticle, Article, Origin, Zone

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 5000])
    parser.add_argument("--exact-up-to", type=int, default=20_000)
    parser.add_argument("--groups", type=int, nargs="*", default=[])
    options = parser.parse_args()
    spent = {
        size: reuse(options.shared, size, size <= options.exact_up_to) for size in options.sizes
    }
    least, most = min(spent), max(spent)
    if least < most:
        growth = spent[most] / spent[least]
        print(f"{most / least:.0f} times the articles take {growth:.1f} times as long")
    for size in options.groups:
        groups(options.shared, size)


def reuse(shared: Path, size: int, exact: bool) -> float:
    """Recall of the candidates and the processor time of each step; the time of both together."""
    articles = made_up(shared, size)
    start = time.process_time()
    sets = [fingerprint(article).unique for article in articles]
    read = time.process_time()
    likely = {(i, j): c for i, j, c in _likely_pairs(sets)}
    done = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{size} articles: read {read - start:.1f} s, candidates {done - read:.1f} s, "
        f"{len(likely)} pairs, {memory} MB"
    )
    if exact:
        every = {(i, j): c for i, j, c in _all_pairs(sets)}
        wanted = {pair for pair, c in every.items() if c >= 0.10}
        recall = len(wanted & likely.keys()) / len(wanted)
        print(f"  every pair: {time.process_time() - done:.1f} s; recall from .10: {recall:.4f}")
        assert all(abs(likely[pair] - every[pair]) < 1e-9 for pair in likely)
    else:
        wanted = near_some(sets, random.Random(1).sample(range(size), 2000))
        recall = len(wanted & likely.keys()) / len(wanted)
        print(
            f"  of 2,000 articles against all: {len(wanted)} pairs; recall from .10: {recall:.4f}"
        )
    return done - start


def near_some(sets: list[NDArray[np.uint64]], some: list[int]) -> set[tuple[int, int]]:
    """The pairs from .10 up that some articles make with all others, by their full sets."""
    holders: dict[int, list[int]] = {}
    for article in some:
        for mark in sets[article].tolist():
            holders.setdefault(mark, []).append(article)
    known = np.array(sorted(holders), np.uint64)
    wanted = set()
    for other, marks in enumerate(sets):
        common: Counter[int] = Counter()
        at = np.minimum(np.searchsorted(known, marks), len(known) - 1)
        for mark in marks[known[at] == marks].tolist():
            common.update(holders[mark])
        for article, shared in common.items():
            if article != other and shared >= 0.10 * min(len(sets[article]), len(marks)):
                wanted.add((min(article, other), max(article, other)))
    return wanted


def groups(shared: Path, size: int) -> None:
    """Processor time of events and lineages, a third of the articles naming one of 40 origins."""
    drawn = random.Random(2)
    articles = []
    for number, article in enumerate(made_up(shared, size)):
        day = f"2022-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        origins = [
            Origin(
                start=0, end=1, relation="republished_from", name=f"Agency {drawn.randrange(40)}"
            )
            for _ in range(number % 3 == 0)
        ]
        dated = dataclasses.replace(article.article, published=day)
        articles.append(dataclasses.replace(article, article=dated, origins=tuple(origins)))
    start = time.process_time()
    events = group_events(articles)
    grouped = time.process_time()
    reuse = find_reuse(articles)
    read = time.process_time()
    lineages = find_lineages(articles, reuse)
    done = time.process_time()
    print(
        f"{size} articles: {len(events)} events in {grouped - start:.1f} s, reuse with passages "
        f"in {read - grouped:.1f} s, {len(lineages)} lineages in {done - read:.1f} s"
    )


def made_up(shared: Path, size: int) -> list[AnnotatedArticle]:
    """Articles of six-word stretches of real sentences, some with a part of an earlier one."""
    stretches: list[str] = []
    path = shared / "data" / "fr_fresada" / "train_3000.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            words = json.loads(line)["text"].split()
            stretches += (" ".join(words[i : i + 6]) for i in range(0, len(words) - 5, 6))
    drawn = random.Random(0)
    texts: list[str] = []
    for number in range(size):
        own = " ".join(drawn.choices(stretches, k=drawn.randint(30, 90)))
        if number % 5 == 4:
            words = drawn.choice(texts).split()
            length = int(len(words) * drawn.choice([0.15, 0.3, 0.6, 1.0]))
            begin = drawn.randrange(len(words) - length + 1)
            own += "\n" + " ".join(words[begin : begin + length])
        texts.append(own)
    return [plain(f"a{i}", text, "fr") for i, text in enumerate(texts)]


def plain(name: str, text: str, language: str, published: str | None = None) -> AnnotatedArticle:
    """An article that is all body, without annotation."""
    return AnnotatedArticle(
        article=Article(article_id=name, text=text, language=language, published=published),
        language=language,
        words_total=0,
        words_body=0,
        zones=(Zone(start=0, end=len(text), label="body"),),
    )


if __name__ == "__main__":
    main()
