"""How well labels, hedges and translation traces are found: the seeds, and public corpora.

Usage::

    python benchmarks/wording.py --shared ../shared             # tables
    python benchmarks/wording.py --shared ../shared --verbose   # and each find in native news

The seeds are compared with their hand coding: a label is right when its span and its voice are.
In the native news of FreSaDa and of WMT21 every translation trace is a false alarm; the documents
that WMT21 systems translated show how many of them leave any trace at all.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.annotation import annotate
from analysis.annotation.traces import translation_ordinal
from analysis.schema import AnnotatedArticle, Article

ROOT = Path(__file__).resolve().parent.parent
EXPECTED_ORDINAL = {"000": (2,), "001": (0, 1), "002": (3,), "003": (2,), "004": (0,)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=300, help="native articles to read")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    seeds(options.shared)
    translations(options.shared)
    native(options.shared, options.articles, options.verbose)


def seeds(shared: Path) -> None:
    """Labels and traces of the five seeds against their hand coding."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in lines(shared / "gold" / "seeds.jsonl"):
        gold[row["article_id"]].append(row)
    right = wanted = extra = touched = traces = conditionals = 0
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        article = annotate(Article(article_id=path.stem, text=path.read_bytes().decode()))
        rows = gold[path.stem]
        labels = {
            (r["start"], r["end"], r["voice"].replace("quoted_distanced", "quoted"))
            for r in rows
            if r["kind"] == "label"
        }
        found = {
            (x.start, x.end, x.voice) for x in article.labels if x.polarity == "delegitimising"
        }
        right += len(labels & found)
        wanted += len(labels)
        extra += len(found - labels)
        spans = [(r["start"], r["end"]) for r in rows if r["kind"] == "text_trace"]
        traces += len(spans)
        touched += sum(any(t.start < b and a < t.end for t in article.traces) for a, b in spans)
        conditionals += sum(h.hedge == "press_conditional" for h in article.hedges)
        ordinal = translation_ordinal(article)
        name = path.stem.partition("_")[0]
        print(f"seed {name}: ordinal {ordinal}, expected {EXPECTED_ORDINAL[name]}")
    print(f"labels: {right} of {wanted} with span and voice, {extra} further ones")
    print(f"traces: {touched} of {traces} hand-coded ones touched (2 are human slips)")
    print(f"press conditionals: {conditionals}, expected 0")


def translations(shared: Path) -> None:
    """Ordinal of WMT21 documents by where they come from."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for row in lines(shared / "data" / "fr_wmt21_mt" / "dev.jsonl.gz"):
        article = read(row["doc"], "\n".join(row["segments"]), "fr")
        counts[row["origin"]][translation_ordinal(article)] += 1
    for origin, steps in sorted(counts.items()):
        shares = ", ".join(f"{k}: {steps[k]}" for k in range(4))
        print(f"WMT21 {origin} (n {steps.total()}): {shares}")


def native(shared: Path, articles: int, verbose: bool) -> None:
    """Finds in native news, where a translation trace is a false alarm."""
    kinds: Counter[str] = Counter()
    steps: Counter[int] = Counter()
    words = 0
    rows = [
        r
        for r in lines(shared / "data" / "fr_fresada" / "train_3000.jsonl.gz")
        if r["label"] == "regular"
    ]
    for row in rows[:articles]:
        article = read(row["id"], row["text"], "fr")
        words += article.words_body
        steps[translation_ordinal(article)] += 1
        finds = [
            *((t.trace, t) for t in article.traces),
            *((h.hedge, h) for h in article.hedges),
            *((f"label {x.polarity}", x) for x in article.labels),
        ]
        for kind, item in finds:
            kinds[kind] += 1
            if verbose and kind not in ("numeric", "lexical"):
                around = article.text[max(0, item.start - 50) : item.end + 30].replace("\n", " ")
                print(f"  {kind}: {article.span_text(item)!r} in {around!r}")
    print(f"FreSaDa regular: {sum(steps.values())} articles, {words} words")
    print("  ordinal " + ", ".join(f"{k}: {steps[k]}" for k in range(4)))
    for kind, count in sorted(kinds.items()):
        print(f"  {kind}: {count} ({1000 * count / words:.2f} per 1,000 words)")


def read(name: str, text: str, language: str) -> AnnotatedArticle:
    return annotate(Article(article_id=name, text=text, language=language))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


if __name__ == "__main__":
    main()
