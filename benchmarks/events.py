"""How well articles are grouped by event.

Usage::

    python benchmarks/events.py --shared ../shared          # measure
    python benchmarks/events.py --shared ../shared --fit    # and fit the weights anew

Pairs of articles put into one group against pairs of one event; 95 % Wilson intervals where each
pair is counted once, which leaves out the mixes that share events. The
sets: the invented events of ``benchmarks/events`` (four outlets each, most of them short), the five
seeds, and the triples of BASIL (Fan et al. 2019), each one event in three outlets; alone, mixed
by a few and all together, with and without the day they appeared. Native articles of WMT21 that
no set ties together show how many are put together all the same; a few of them do report one event.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from claims import read_event
from sklearn.linear_model import LogisticRegression

from analysis.annotation import annotate
from analysis.comparison import events
from analysis.comparison.events import group_events
from analysis.schema import AnnotatedArticle, Article
from analysis.statistics import wilson

HERE = Path(__file__).resolve().parent
Sets = Sequence[Sequence[AnnotatedArticle]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    own, seeds, basil = own_sets(), seed_set(), basil_sets(options.shared)
    drawn = random.Random(0)
    for label, sets in (("invented", own), ("BASIL", basil)):
        few = min(5, len(sets))
        for dated, chosen in (("dated", sets), ("undated", undated(sets))):
            show(f"{label}, each event alone, {dated}", [[s] for s in chosen])
            show(
                f"{label}, {few} events together, {dated}",
                [drawn.sample(chosen, few) for _ in range(20)],
            )
            show(f"{label}, all {len(sets)} events, {dated}", [chosen])
    show("seeds alone", [[seeds]])
    show("seeds among the invented, undated", [[seeds, *undated(own)]])
    native = native_articles(options.shared)
    grouped = sum(len(e.articles) for e in group_events(native) if len(e.articles) > 1)
    print(f"native articles of no known event: {grouped} of {len(native)} in a group")
    if options.fit:
        fit([own, undated(own), basil], drawn)


def show(label: str, mixes: Iterable[Sets]) -> None:
    """Precision, recall and F1 of pairs over several mixes."""
    right = found = wanted = 0
    seen: set[frozenset[str]] = set()
    once = True
    for sets in mixes:
        truth = pairs([a.article_id for a in s] for s in sets)
        guess = pairs(e.articles for e in group_events([a for s in sets for a in s]))
        once &= not seen & truth
        seen |= truth
        right += len(truth & guess)
        found += len(guess)
        wanted += len(truth)
    print(
        f"{label:40} P {right / found:.3f} {interval(right, found, once)}  "
        f"R {right / wanted:.3f} {interval(right, wanted, once)}  "
        f"F1 {2 * right / (found + wanted):.3f}  n {wanted}"
    )


def interval(right: int, total: int, once: bool) -> str:
    low, high = wilson(right, total)
    return f"[{low:.3f}, {high:.3f}]" if once else " " * 14


def pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {frozenset(p) for group in groups for p in itertools.combinations(group, 2)}


def own_sets() -> list[list[AnnotatedArticle]]:
    return [
        [named(a, f"{path.stem}/{a.article_id}") for a in read_event(path)[1]]
        for path in sorted((HERE / "events").glob("*.toml"))
    ]


def seed_set() -> list[AnnotatedArticle]:
    return [
        annotate(Article(article_id=path.stem, text=path.read_bytes().decode()))
        for path in sorted((HERE.parent / "seeds").glob("*.txt"))
    ]


def basil_sets(shared: Path) -> list[list[AnnotatedArticle]]:
    triples: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    with tarfile.open(shared / "data" / "en_basil" / "basil_v2.tar.gz") as archive:
        for path in sorted(archive.getnames()):
            if not (path.startswith("articles/") and path.endswith(".json")):
                continue
            file = archive.extractfile(path)
            assert file is not None
            row = json.load(file)
            article = Article(
                article_id=path,
                text="\n".join(" ".join(p) for p in row["body-paragraphs"]),
                headline=row["title"],
                published=row["date"],
                language="en",
            )
            triples[row["triplet-uuid"]].append(annotate(article))
    return [triples[key] for key in sorted(triples)]


def native_articles(shared: Path) -> list[AnnotatedArticle]:
    path = shared / "data" / "fr_wmt21_mt" / "dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["origin"] == "native"]
    return [
        annotate(Article(article_id=r["doc"], text="\n".join(r["segments"]), language="fr"))
        for r in rows
    ]


def undated(sets: Sets) -> list[list[AnnotatedArticle]]:
    return [[replace(a, article=replace(a.article, published=None)) for a in s] for s in sets]


def named(article: AnnotatedArticle, name: str) -> AnnotatedArticle:
    return replace(article, article=replace(article.article, article_id=name))


def fit(collections: Sequence[Sets], drawn: random.Random) -> None:
    """Print the weights that tell pairs of one event from other pairs of one language."""
    rows: list[tuple[float, float, float]] = []
    same: list[bool] = []
    weight: list[float] = []
    for sets in collections:
        mixes = [[s] for s in sets[:40]] + [sets]
        mixes += [drawn.sample(list(sets), k) for k in (2, 2, 3, 4, 5, 5, 6, 8, 10)]
        before = len(rows)
        for mix in mixes:
            articles = [(number, a) for number, s in enumerate(mix) for a in s]
            index: dict[str, int] = {}
            profiles = [events._profile(a, index) for _, a in articles]
            words, names = (
                (m @ m.T).toarray()
                for m in (
                    events._likeness(profiles, len(index), *w) for w in ((1, 0, 0), (0, 1, 0))
                )
            )
            long = np.log([min(events.LONGEST, max(events.SHORTEST, p.words)) for p in profiles])
            for i, j in itertools.combinations(range(len(articles)), 2):
                if articles[i][1].language == articles[j][1].language:
                    rows.append((words[i, j], names[i, j], long[i] + long[j]))
                    same.append(articles[i][0] == articles[j][0])
        weight += [1 / (len(rows) - before)] * (len(rows) - before)
    scale = len(weight) / sum(weight)
    model = LogisticRegression(C=10, max_iter=3000)
    model.fit(rows, same, sample_weight=[scale * w for w in weight])
    a, b, c = model.coef_[0]
    # Only the ratios place the boundary, so they are given at the scale of the weights in use.
    scale = events.ALL_WORDS / a
    names, length, constant = scale * b, -scale * c, scale * float(model.intercept_[0])
    print(f"fitted: NAMES {names:.1f}, LENGTH {length:.2f}, CONSTANT {constant:.1f}")


if __name__ == "__main__":
    main()
