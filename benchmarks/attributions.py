"""Score the attributions found in hand-coded articles, with intervals, and calibrate confidence.

Prints every measure per set, per outlet and per pattern with bootstrap 95 % intervals over
articles.

Usage
-----
python benchmarks/attributions.py --shared ../shared --outlets
python benchmarks/attributions.py --shared ../shared --calibrate analysis/annotation/confidence.toml
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import gold as coded
from gold import MEASURES, SETS, Articles

# Weight of the overall precision, in attributions, when a pattern's own is estimated.
PRIOR = 4


def hits(gold: Articles, found: Articles) -> tuple[Counter[str], Counter[str]]:
    """Matched and all attributions by pattern id; one that only one coder has counts as matched."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for name, said in found.items():
        hit = coded.matched(gold[name], said)
        for j, record in enumerate(said):
            total[record["pattern"]] += 1
            right[record["pattern"]] += j in hit
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
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=list(SETS))
    parser.add_argument("--language", default="fr")
    parser.add_argument("--outlets", action="store_true", help="one row an outlet too")
    parser.add_argument("--calibrate", type=Path, help="write the confidence file here")
    options = parser.parse_args()
    module = coded.scorer(options.shared)
    gold: Articles = {}
    found: Articles = {}
    sets: dict[str, list[str]] = {}
    for name in options.sets:
        part = coded.load(options.shared, name, module)
        articles = coded.annotated(options.shared, name, part, options.language)
        sets[name] = list(part)
        gold.update(part)
        found.update({a.article_id: coded.attributions(a) for a in articles})
    names = list(gold)
    table = coded.counts(module, gold, found, names)
    index = {name: k for k, name in enumerate(names)}
    print("set".ljust(22) + "articles gold " + " ".join(n.rjust(17) for n in MEASURES))

    def row(label: str, members: list[str]) -> None:
        part = table[[index[m] for m in members]]
        cells = (
            f"{v:.3f} [{a:.2f},{b:.2f}]".rjust(17)
            for v, a, b in zip(*coded.with_intervals(part), strict=True)
        )
        print(f"{label:22}{len(members):8} {part[:, 0].sum():4.0f} " + " ".join(cells))

    for name, members in sets.items():
        row(name, members)
    row("all", names)
    if options.outlets:
        groups: dict[str, list[str]] = defaultdict(list)
        for article in names:
            groups[coded.outlet(article)].append(article)
        for label, members in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
            row(label, members)
    right, total = hits(gold, found)
    print("\npattern".ljust(27) + "found right share")
    for name, count in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        print(f"{name:26}{count:5} {right[name]:5} {right[name] / count:5.2f}")
    if options.calibrate:
        options.calibrate.write_text(calibration(right, total), "utf-8")


if __name__ == "__main__":
    main()
