"""How well events are grouped and shared text is found, and how the time grows.

Usage::

    python benchmarks/reuse.py --shared ../shared                 # events and recall
    python benchmarks/reuse.py --shared ../shared --sizes 10000 100000

Events: the triples of BASIL (Fan et al. 2019), each one event in three outlets, alone among others
and all together; pairs of articles in one group against pairs of one triple. Reuse: articles made
of stretches of FreSaDa sentences, a fifth of them with a part of an earlier one inside; the way for
many articles against the comparison of every pair. Times are of the processor.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import resource
import tarfile
import time
from collections import defaultdict
from pathlib import Path

from analysis.comparison.events import group_events
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
    events(options.shared)
    for size in options.sizes:
        reuse(options.shared, size, size <= options.exact_up_to)


def events(shared: Path) -> None:
    """Precision and recall of pairs of articles on one event."""
    triples: dict[str, list[tuple[str, AnnotatedArticle, AnnotatedArticle]]] = defaultdict(list)
    with tarfile.open(shared / "data" / "en_basil" / "basil_v2.tar.gz") as archive:
        for path in sorted(archive.getnames()):
            if not (path.startswith("articles/") and path.endswith(".json")):
                continue
            file = archive.extractfile(path)
            assert file is not None
            row = json.load(file)
            text = "\n".join(" ".join(p) for p in row["body-paragraphs"])
            dated = plain(row["uuid"], text, "en", row["date"])
            triples[row["triplet-uuid"]].append(
                (row["uuid"], plain(row["uuid"], text, "en"), dated)
            )
    drawn = random.Random(0)
    names = sorted(triples)
    for label, dated, groups in (
        ("2 events together", False, [drawn.sample(names, 2) for _ in range(60)]),
        ("5 events together", False, [drawn.sample(names, 5) for _ in range(30)]),
        (f"all {len(names)} events, undated", False, [names]),
        (f"all {len(names)} events, dated", True, [names]),
    ):
        right = found = wanted = 0
        for chosen in groups:
            articles = {i: d if dated else u for t in chosen for i, u, d in triples[t]}
            truth = pairs([i for i, _, _ in triples[t]] for t in chosen)
            guess = pairs(event.articles for event in group_events(articles.values()))
            right += len(truth & guess)
            found += len(guess)
            wanted += len(truth)
        print(f"{label}: precision {right / found:.3f}, recall {right / wanted:.3f} (n {wanted})")


def pairs(groups: object) -> set[frozenset[str]]:
    return {
        frozenset(pair)
        for group in groups  # type: ignore[attr-defined]
        for pair in itertools.combinations(group, 2)
    }


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
