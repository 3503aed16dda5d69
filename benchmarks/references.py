"""What press articles look like: quantiles of features and scores, without any text of theirs.

Annotates native French press (regular articles of FreSaDa, native documents of WMT21) and US press
(PolNeAR) and writes, for each language and genre, how many articles were long enough to be scored
and the quantiles of features and dimensions to ``analysis/references.toml``. Profiles give each
score its percentile in the set of its language and genre; ``docs/goalposts.md`` sets the goalposts
beside. The sets are extracted bodies without the page around them, so transparency of origin (C)
and solicitation (D) are left out.

    python benchmarks/references.py --data ../shared/data --out analysis/references.toml
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from corpora import english, french, need

import analysis
from analysis import annotate
from analysis.features import FEATURES
from analysis.profiles import Part, dimensions, score_article
from analysis.profiles.judgement import goalposts
from analysis.profiles.reference import ALL
from analysis.profiles.scoring import too_short
from analysis.profiles.strata import genre
from analysis.schema import Article

STEPS = tuple(range(0, 101, 5))
BRIEF = (5, 10, 25, 50, 75, 90, 95)
LEFT_OUT = ("C", "D", "F")
LEAST = 50
PAGE_ONLY = ("solicitation", "transparency", "corroboration")
SOURCES = {
    "fr": "regular articles of FreSaDa (Ionescu & Chifu 2021) and native documents of WMT21",
    "en": "US political news of PolNeAR (Newell et al. 2018)",
}
_HEAD = """# What press articles look like, as quantiles, without any text. Written by
# benchmarks/references.py.
# `scores` holds the quantiles 0, 5, ... 100 of each dimension, `features` the quantiles 5, 10, 25,
# 50, 75, 90, 95 of each feature, `n` how many articles had a value. `goalposts` is the hash of
# those that the scores were made with; a test compares it.

[meta]
version = "{version}"
goalposts = "{goalposts}"
"""


@dataclass
class Set:
    """The values of one set of articles."""

    n: int = 0
    scores: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def measure(articles: Iterator[Article], most: int) -> dict[str, Set]:
    """The values of all articles (``press``) and of those of each genre."""
    sets: dict[str, Set] = {ALL: Set()}
    for article in articles:
        made = annotate(article)
        if too_short(made):
            continue
        own = sets.setdefault(genre(made), Set())
        for kept in (sets[ALL], own):
            kept.n += 1
        for scored in score_article(made):
            if scored.score == scored.score:
                for kept in (sets[ALL], own):
                    kept.scores[scored.dimension.id].append(scored.score)
        for feature in FEATURES:
            if feature.role != "experimental" and feature.family not in PAGE_ONLY:
                found = feature.measure(made)
                if found.known:
                    for kept in (sets[ALL], own):
                        kept.values[feature.name].append(found.value)
        if sets[ALL].n >= most:
            break
    return {name: sets[name] for name in (ALL, *sorted(set(sets) - {ALL})) if sets[name].n >= LEAST}


def block(language: str, name: str, made: Set) -> str:
    """One set's part of the file."""
    key = f"{language}.{name}"
    lines = [f'[{key}]\nsource = "{SOURCES[language]}"\nn = {made.n}\n', f"[{key}.scores]"]
    for item in dimensions():
        found = made.scores.get(item.id)
        if found and len(found) >= LEAST and item.id not in LEFT_OUT:
            lines.append(_line(item.id, found, STEPS, 1))
    lines.append(f"\n[{key}.features]")
    lines.extend(
        _line(f.name, made.values[f.name], BRIEF, 4) for f in FEATURES if f.name in made.values
    )
    return "\n".join(lines) + "\n"


def _line(name: str, found: list[float], steps: tuple[int, ...], digits: int) -> str:
    quantiles = [round(float(q), digits) + 0.0 for q in np.percentile(found, steps)]
    return f"{name} = {{ n = {len(found)}, quantiles = {quantiles} }}"


_PAGE = """# Goalposts beside press articles

Written by `python benchmarks/references.py --page`; do not edit by hand. Between which values a
part runs from 0 to 100 (`analysis/dimensions.toml`), and what a tenth, half and nine tenths of the
reference articles stay under (`analysis/references.toml`), for each language and genre of which
there are {least} articles or more. A profile places each score in the set of its own genre, or
among articles of all genres (`press`) where its genre has none. Measured with version {version} and
the goalposts of hash `{goalposts}`.

{sets}

Goalposts were set beside these quantiles: at the ends of the natural range where reports reach
them, else where no more than one report in four of any language lies beyond. Then they stay, so
that a score keeps its meaning when the reference set changes; the sensitivity notebook shows what
happens if they move. *At 0* and *at 100* say which share of the reports lies at a goalpost or
beyond. Where half of them lie at 0 they have nothing of what the part counts: half of the French
reports give a source to none of their figures.

Four dimensions have no percentile of their own, and what they would need is not there yet:

- C (origin) and D (solicitation) need whole pages. The sets are bodies without the page around
  them, so that nothing can be found there; a place among them would be a place among zeros.
- E (neutrality) needs articles with three contested labels or more, of which there are {labels};
  fifty would do. Its other part, emphasis, has its quantiles below.
- F (corroboration) needs several articles on one event that give the same figures. In BASIL (Fan et
  al. 2019), 100 events in three US outlets, 10 of 299 articles have three comparable figures;
  a set of dispatches on one day's disasters would have them.
"""


def page(path: Path) -> str:
    """The goalposts of the scored parts beside the quantiles of the reference articles."""
    table = tomllib.loads(path.read_text("utf-8"))
    made = table.pop("meta")
    lines = [
        f"- {language} {name}: {found['n']} articles of {found['source']}"
        for language, sets in table.items()
        for name, found in sets.items()
    ]
    label = "wording__label_distance_share"
    labels = " and ".join(
        f"{sets[ALL]['features'][label]['n']} ({language})" for language, sets in table.items()
    )
    text = [_PAGE.format(sets="\n".join(lines), least=LEAST, labels=labels, **made)]
    for language, sets in table.items():
        text.append(f"## {language}\n")
        cells = ["part", "0 at", "100 at", *(f"{name}: 10 %, half, 90 % (n)" for name in sets)]
        cells += ["at 0", "at 100"]
        text.append("| " + " | ".join(cells) + " |\n|" + " - |" * len(cells))
        for item in dimensions():
            for part in item.parts if item.id not in LEFT_OUT else ():
                name = part.feature.name
                found = [s["features"].get(name) for s in sets.values()]
                if not any(found):
                    continue
                row = [f"{item.id} `{name}`", f"{part.zero:g}", f"{part.hundred:g}"]
                row += [_quoted(f) if f else "" for f in found]
                best = sets.get("report", sets[ALL])["features"].get(name)
                row += _beyond(part, best) if best and part.direction != "none" else ["", ""]
                text.append("| " + " | ".join(row) + " |")
        text.append("")
    return "\n".join(text)


def _beyond(part: Part, found: dict[str, Any]) -> list[str]:
    """About which share of the reference articles lies at or beyond either goalpost."""
    quantiles = found["quantiles"]

    def below(value: float) -> float:
        """Share of articles at or under a value, from the seven quantiles there are."""
        return max(
            (step for step, q in zip(BRIEF, quantiles, strict=True) if q <= value), default=0
        )

    def above(value: float) -> float:
        return max(
            (100 - step for step, q in zip(BRIEF, quantiles, strict=True) if q >= value), default=0
        )

    ends = (below, above) if part.direction == "up" else (above, below)
    shares = (ends[0](part.zero), ends[1](part.hundred))
    return [f"{share} %" if share else f"under {BRIEF[0]} %" for share in shares]


def _quoted(found: dict[str, Any]) -> str:
    chosen = (found["quantiles"][BRIEF.index(step)] for step in (10, 50, 90))
    return ", ".join(f"{value:.2f}" for value in chosen) + f" ({found['n']})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--most", type=int, default=1500, help="articles a language at most")
    parser.add_argument("--out", type=Path, default=Path("analysis/references.toml"))
    parser.add_argument("--languages", nargs="+", default=["fr", "en"], choices=["fr", "en"])
    parser.add_argument("--page", action="store_true", help="only write docs/goalposts.md")
    arguments = parser.parse_args()
    if arguments.page:
        Path("docs/goalposts.md").write_text(page(arguments.out), encoding="utf-8")
        return
    need(arguments.data)
    parts = [_HEAD.format(version=analysis.__version__, goalposts=goalposts())]
    for language, articles in (("fr", french), ("en", english)):
        if language not in arguments.languages:
            continue
        for name, made in measure(articles(arguments.data), arguments.most).items():
            middle = {k: round(float(np.median(v))) for k, v in made.scores.items()}
            print(language, name, made.n, middle)
            parts.append(block(language, name, made))
    arguments.out.write_text("\n".join(parts), encoding="utf-8")
    Path("docs/goalposts.md").write_text(page(arguments.out), encoding="utf-8")


if __name__ == "__main__":
    main()
