"""Score the attributions found in hand-coded articles, with intervals.

Prints every measure per set, per outlet and per pattern with bootstrap 95 % intervals over
articles; the row ``all, by outlet`` draws whole outlets instead, as a reader of other outlets must.

Usage
-----
python benchmarks/attributions.py --shared ../shared --outlets
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import gold as coded
import numpy as np
from gold import MEASURES, SETS, Articles, Floats


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


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=list(SETS))
    parser.add_argument("--language", default="fr")
    parser.add_argument("--outlets", action="store_true", help="one row an outlet too")
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

    def row(label: str, members: list[str], part: Floats | None = None) -> None:
        if part is None:
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
        sums = [table[[index[m] for m in members]].sum(0) for members in groups.values()]
        row("all, by outlet", names, np.stack(sums))
        for label, members in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
            row(label, members)
    right, total = hits(gold, found)
    print("\npattern".ljust(27) + "found right share")
    for name, count in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        print(f"{name:26}{count:5} {right[name]:5} {right[name] / count:5.2f}")


if __name__ == "__main__":
    main()
