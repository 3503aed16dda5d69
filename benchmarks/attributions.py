"""Score the attributions found in hand-coded articles, with intervals, and calibrate confidence.

Reads gold files of evidence records (one JSON object a line) with the texts they code, scores the
predictions as the gold's own ``score.py`` does, and prints every measure per set, per outlet and
per pattern with bootstrap 95 % intervals over articles.

Usage
-----
python benchmarks/attributions.py --shared ../shared
python benchmarks/attributions.py --shared ../shared --calibrate analysis/annotation/confidence.toml
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from analysis.annotation import annotate_article
from analysis.annotation.records import records
from analysis.schema import Article

SETS = {
    "seeds": ("seeds.jsonl", "../seeds"),
    "dev": ("news_fr_dev.jsonl", "news_fr_dev"),
    "dev2": ("news_fr_dev2.jsonl", "news_fr_dev2"),
    "dev3": ("news_fr_dev3.jsonl", "news_fr_dev3"),
}
F1 = ("detection", "strict", "speaker")
SHARES = ("form", "affiliation", "official", "cue", "source_span")
DRAWS = 500
# Weight of the overall precision, in attributions, when a pattern's own is estimated.
PRIOR = 4

Articles = dict[str, list[dict[str, Any]]]


def scorer(folder: Path) -> ModuleType:
    """The measure that comes with the gold files."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(gold: Articles, folder: Path, language: str) -> Articles:
    """The attributions found in each article of a gold file."""
    found = {}
    for name in gold:
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
        article = annotate_article(Article(article_id=name, text=text), language)
        found[name] = [r for r in records(article) if r["kind"] == "attribution"]
    return found


def measures(module: ModuleType, gold: Articles, found: Articles) -> dict[str, float]:
    """All measures of one collection of articles as plain numbers."""
    result = module.score(gold, found)
    values = {name: result[name]["f1"] or 0.0 for name in F1}
    values["precision"] = result["detection"]["precision"] or 0.0
    values["recall"] = result["detection"]["recall"] or 0.0
    return values | {name: result[name] for name in SHARES}


def with_intervals(
    module: ModuleType, gold: Articles, found: Articles
) -> dict[str, tuple[float, float, float]]:
    """Each measure with the 2.5 and 97.5 percentiles of resampled articles."""
    value = measures(module, gold, found)
    names = sorted(gold)
    draw = random.Random(0)
    draws: dict[str, list[float]] = defaultdict(list)
    for _ in range(DRAWS):
        chosen = [draw.choice(names) for _ in names]
        sample = {f"{i}": gold[n] for i, n in enumerate(chosen)}
        said = {f"{i}": found[n] for i, n in enumerate(chosen)}
        for name, number in measures(module, sample, said).items():
            draws[name].append(number)
    cut = DRAWS // 40
    return {n: (v, sorted(draws[n])[cut], sorted(draws[n])[-cut - 1]) for n, v in value.items()}


def outlet(name: str) -> str:
    """The outlet an article id names: its number and the article's own number taken off."""
    return re.sub(r"^\d+_|[.b]?\d+(?:txt)?$", "", name)


def letters(record: dict[str, Any]) -> set[int]:
    """Positions of a content's characters."""
    return {i for start, end in record["content"] for i in range(start, end)}


def hits(gold: Articles, found: Articles) -> tuple[Counter[str], Counter[str]]:
    """Matched and all attributions by pattern id; one that only one coder has counts as matched."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, said in found.items():
        expected = [letters(g) for g in gold[name]]
        ours = [letters(p) for p in said]
        pairs = sorted(
            (
                (len(g & p) / len(g | p), i, j)
                for i, g in enumerate(expected)
                for j, p in enumerate(ours)
                if g & p
            ),
            reverse=True,
        )
        used: set[int] = set()
        matched: set[int] = set()
        for overlap, i, j in pairs:
            if overlap >= 0.5 and i not in used and j not in matched:
                used.add(i)
                matched.add(j)
        for j, record in enumerate(said):
            total[record["pattern"]] += 1
            right[record["pattern"]] += j in matched
    return right, total


def calibration(right: Counter[str], total: Counter[str]) -> str:
    """The confidence file: each pattern's precision, drawn towards that of all patterns."""
    overall = sum(right.values()) / sum(total.values())
    lines = [
        "# How often an attribution of a pattern was right on hand-coded articles (content overlap",
        "# of one half or more), drawn towards the share of all patterns as if that had been seen",
        f"# on {PRIOR} attributions. Written by benchmarks/attributions.py --calibrate; holds no",
        "# words of any text.",
        f"default = {overall:.2f}",
        "",
        "[patterns]",
    ]
    for name in sorted(total):
        share = (right[name] + PRIOR * overall) / (total[name] + PRIOR)
        lines.append(f"{name} = {share:.2f}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=list(SETS))
    parser.add_argument("--language", default="fr")
    parser.add_argument("--outlets", action="store_true", help="one row an outlet too")
    parser.add_argument("--calibrate", type=Path, help="write the confidence file here")
    options = parser.parse_args()
    folder = options.shared / "gold"
    module = scorer(folder)
    gold: Articles = {}
    found: Articles = {}
    names = ("detection", "precision", "recall", *F1[1:], *SHARES)
    print("set".ljust(22) + "articles gold " + " ".join(n.rjust(17) for n in names))

    def row(label: str, part: Articles, said: Articles) -> None:
        values = with_intervals(module, part, said)
        coded = sum(not g.get("optional") for gs in part.values() for g in gs)
        cells = (f"{v:.3f} [{a:.2f},{b:.2f}]".rjust(17) for v, a, b in (values[n] for n in names))
        print(f"{label:22}{len(part):8} {coded:4} " + " ".join(cells))

    for name in options.sets:
        file, texts = SETS[name]
        part = module.load(folder / file)
        said = predict(part, folder / texts, options.language)
        row(name, part, said)
        gold.update(part)
        found.update(said)
    row("all", gold, found)
    if options.outlets:
        groups: dict[str, list[str]] = defaultdict(list)
        for article in gold:
            groups[outlet(article)].append(article)
        for label, members in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
            row(label, {m: gold[m] for m in members}, {m: found[m] for m in members})
    right, total = hits(gold, found)
    print("\npattern".ljust(27) + "found right share")
    for name, count in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        print(f"{name:26}{count:5} {right[name]:5} {right[name] / count:5.2f}")
    if options.calibrate:
        options.calibrate.write_text(calibration(right, total), "utf-8")


if __name__ == "__main__":
    main()
