"""How well shared text is found, and how the time grows.

Usage::

    python benchmarks/reuse.py --shared ../shared                 # recall
    python benchmarks/reuse.py --shared ../shared --sizes 10000 100000

Articles are made of stretches of FreSaDa sentences, a fifth of them with a part of an earlier one
inside; the way for many articles against the comparison of every pair. Times are of the processor.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import time
from pathlib import Path

from analysis.comparison.fingerprints import fingerprint
from analysis.comparison.reuse import _all_pairs, _likely_pairs
from analysis.schema import AnnotatedArticle, Article, Zone

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 5000])
    parser.add_argument("--exact-up-to", type=int, default=20_000)
    options = parser.parse_args()
    for size in options.sizes:
        reuse(options.shared, size, size <= options.exact_up_to)


def reuse(shared: Path, size: int, exact: bool) -> None:
    """Recall of the candidates and the processor time of each step."""
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
