"""Do profiles measure what they say? One command for the whole study.

Annotates public corpora, and writes what was found as statistics (no text) to
``analysis/validity.toml`` and as a page to ``docs/validity.md``:

    python benchmarks/validity.py --data ../shared/data

(a) typography and appeals put around the text; (b) halves of articles; (c) native French press
against pseudo-news (PPN) and satire (FreSaDa), matched in length, pseudo-news outlet by outlet
held out; (d) three outlets on one event (BASIL); (e) features that tell the same; besides, how
often the intervals hold and how much of an order is left when choices vary. ``--page`` only writes
the page anew from the statistics, ``--without-corpora`` only what needs none of them.
"""

from __future__ import annotations

import argparse
import math
import random
import tomllib
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import intervals
import numpy as np
from corpora import english, french, fresada, need, pseudo_news, triplets

import analysis
from analysis import annotate
from analysis.profiles import dimensions, paired_differences, validity
from analysis.profiles.scoring import too_short
from analysis.profiles.sensitivity import sensitivity
from analysis.profiles.strata import genre
from analysis.schema import AnnotatedArticle, Article

if TYPE_CHECKING:
    from pandas import DataFrame

COMPARED = ("A", "B", "E", "R")
BODY = ("attribution__", "diversity__", "wording__", "readability__")
SEED = 2022
# Shown beside the parts of A, none of which it is.
PLAIN = ("attribution__attributed_sentence_share",)
SEEDS = "the five seeds"


def reports(articles: Iterable[Article], most: int) -> list[AnnotatedArticle]:
    """Reports long enough to be scored, in an order of their own, ``most`` at most."""
    made = (a for a in map(annotate, articles) if not too_short(a) and genre(a) == "report")
    return list(islice(made, most))


def shuffled(articles: Iterable[Article]) -> list[Article]:
    """Articles in a fixed random order, so that the first are a sample of all."""
    found = list(articles)
    random.Random(SEED).shuffle(found)
    return found


def core(letters: str) -> list[str]:
    """The parts of some dimensions."""
    return [p.feature.name for d in dimensions() if d.id in letters for p in d.parts]


def groups(natives: DataFrame, others: DataFrame, name: str) -> list[dict[str, Any]]:
    """Dimensions and core parts of two groups matched in length."""
    i, j = validity.matched(list(natives["words"]), list(others["words"]), seed=SEED)
    found = validity.separation(natives.iloc[i], others.iloc[j], [*COMPARED, *core("ABE"), *PLAIN])
    return [{"against": name, **row} for row in found.to_dict("records")]


TRACEABLE = (
    "attribution__attributed_sentence_share",
    "attribution__traceable_sentence_share",
    "attribution__identified_source_share",
    "attribution__traceable_source_share",
    "diversity__non_official_share",
    "diversity__named_non_official_share",
)


def two_halves(natives: DataFrame, others: DataFrame, name: str) -> list[dict[str, Any]]:
    """The two scores and what they hold of traceability, in two halves of the articles.

    On the first half the parts of A and B were chosen; the second had no say in it.
    """
    made = []
    for number, half in enumerate(("chosen on", "held out")):
        one, other = (
            f[[zlib.crc32(key.encode()) % 2 == number for key in f["article_id"]]]
            for f in (natives, others)
        )
        i, j = validity.matched(list(one["words"]), list(other["words"]), seed=SEED)
        found = validity.separation(one.iloc[i], other.iloc[j], ["A", "B", *TRACEABLE])
        made += [{"against": name, "half": half, **row} for row in found.to_dict("records")]
    return made


def coverage() -> dict[str, Any]:
    """How often the intervals hold the true value."""
    return {"coverage": intervals.share_rows(), "paragraphs": intervals.paragraph_rows(1000)}


def stability(name: str, articles: list[AnnotatedArticle]) -> list[dict[str, Any]]:
    """How much of the order of some articles is left when choices and chance vary."""
    made = []
    for letter in ("A", "B", "D", "R"):
        found = sensitivity(articles, letter, draws=500, comparison=False)
        reach = (found.ranks["rank_high"] - found.ranks["rank_low"]).to_numpy(dtype=float)
        made.append(
            {
                "articles": name,
                "dimension": letter,
                "n": len(found.ranks),
                "dominated": found.dominated,
                "reach": float(np.median(reach)) if len(reach) else math.nan,
                "tau": float(found.choices["tau"].min()),
                "strongest": str(found.choices["choice"].iloc[0]),
            }
        )
    return made


def seeds() -> list[AnnotatedArticle]:
    """The five articles of the project."""
    return analysis.annotate(analysis.read_corpus(Path(__file__).parent.parent / "seeds"))


def study(data: Path, most: int) -> dict[str, Any]:
    """All tables."""
    say = print
    press = reports(shuffled(french(data)), most)
    pseudo = reports(shuffled(pseudo_news(data)), most)
    satire = reports(shuffled(fresada(data, "satire")), most)
    say("annotated", len(press), len(pseudo), len(satire), flush=True)
    native, other, mock = (validity.measured(g) for g in (press, pseudo, satire))
    say("measured", flush=True)
    share = [c for c in native.columns if c.startswith(("attribution__", "diversity__"))]
    share = [c for c in share if not c.endswith("_count")]
    bodies = [c for c in native.columns if c.startswith(BODY)]
    make_up = [c for c in native.columns if c.startswith(validity.MAKE_UP)]
    sets = {
        "scores of A and B": ["A", "B"],
        "parts of A and B": core("AB"),
        "attribution and diversity features": share,
        "with the make-up of sources": share + make_up,
    }
    held, mocked = [], []
    for name, columns in sets.items():
        carried = validity.transferred(native, other, mock, columns, seed=SEED)
        own = validity.cross_validated(native, mock, columns, seed=SEED)
        mocked += [
            {"features": name, "learnt_on": "pseudo-news", **carried},
            {"features": name, "learnt_on": "satire", **own},
        ]
        found = validity.held_out(native, other, columns, seed=SEED)
        held += [{"features": name, **row} for row in found.to_dict("records")]
        say(name, found.to_string(), flush=True)
    us = [annotate(a) for a in islice(shuffled(english(data)), 60)]
    same = validity.invariance([*press[:60], *pseudo[:20], *satire[:20], *us[:40]])
    say(same.to_string(), flush=True)
    halved = validity.split_half([a for a in press if a.words_body >= 400][:300])
    say(halved.to_string(), flush=True)
    events, basil = {}, []
    for event, article in triplets(data):
        events[article.article_id] = event
        basil.append(annotate(article))
    paired = paired_differences(basil, events=events, comparison=False)
    say(paired.to_string(), flush=True)
    return coverage() | {
        "ranks": stability(SEEDS, seeds()) + stability("native reports", press[:30]),
        "meta": {
            "version": analysis.__version__,
            "native": len(press),
            "pseudo": len(pseudo),
            "satire": len(satire),
            "events": len(set(events.values())),
            "halved": int(halved["n"].max()),
        },
        "invariance": same.to_dict("records"),
        "reliability": halved.to_dict("records"),
        "groups": groups(native, other, "pseudo-news") + groups(native, mock, "satire"),
        "held_out": held,
        "satire_models": mocked,
        "traceability": two_halves(native, mock, "satire")
        + two_halves(native, other, "pseudo-news"),
        "events": paired.to_dict("records"),
        "redundancy": validity.redundancy(native[bodies], least=0.7).to_dict("records"),
    }


_HEAD = """# What the validity study found, as statistics without any text. Written by
# benchmarks/validity.py; docs/validity.md is made of it.
"""


def written(tables: dict[str, Any]) -> str:
    """The tables as TOML: one inline table a row."""
    lines = [_HEAD, "[meta]"]
    lines += [f"{key} = {_toml(value)}" for key, value in tables["meta"].items()]
    for name, rows in tables.items():
        if name == "meta":
            continue
        lines.append("")
        for row in rows:
            lines.append(f"[[{name}]]")
            lines += [f"{key} = {_toml(value)}" for key, value in row.items()]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return "nan" if math.isnan(value) else repr(round(value, 4))
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


_PAGE = """# Do profiles measure what they say?

Written by `python benchmarks/validity.py`; do not edit by hand. Statistics from public corpora
(`analysis/validity.toml`), no text of theirs. Native French press: {native} reports (FreSaDa
`regular`, WMT21 native documents); pseudo-news: {pseudo} articles of the sites in PPN, which a
public body named; satire: {satire} articles of FreSaDa. The notebook `09_validity` shows these
figures and computes those that need no known groups anew for a corpus of yours.

## Coverage of the intervals

Counts drawn from a known share; how often the 95 % interval holds it. Mean over shares from
Beta(1/2, 1/2), computed exactly, and the worst share. [intervals.md](intervals.md) has rates,
diversity and outlets too.

{coverage}

Sentences of one paragraph are alike. With likeness as intraclass correlation, the interval that
takes sentences as independent, a bootstrap of paragraphs, and the one profiles use (the Wilson
interval on the effective number of sentences, from six paragraphs on):

{paragraphs}

## How much of an order is left

Scope, zones, goalposts, weights, averaging, word lists, a part left out and chance varied at once
({draws} draws). *Kept* is the share of pairs of which one stays above the other in 95 of 100 draws,
*reach* the middle width of the interval that holds nine in ten ranks, *tau* Kendall's tau with the
usual order under the choice that disturbs it most.

{ranks}

## Nothing but typography changed, or the page around

Share of feature values that stay the same. Typography must change nothing; appeals put above or
below the text must not change what is measured on the body (attribution, diversity, readability).

{invariance}

## Two halves of one article

Every other pair of paragraphs against the rest, articles of 400 words and more; rank correlation
over articles, stepped up to whole articles (Spearman-Brown), bootstrap interval over articles. It
says how much one article shows of the way it is made: where it is low, no single article can be
told from another on that feature, and only means over many can be read.

{reliability}

## Known groups

The chance that an article of the native press has the higher value than one of the other group, of
equal length; .50 is no difference, under .50 the other group has more. Cliff's delta beside.

{groups}

## Outlets held out

A boosted tree learns on all pseudo-news outlets but one and half of the native reports, and is
asked about the outlet left out and the other half, matched in length, then the other way round. It
sees shares of sources, quotations, cues and their places, and no word of the topic.

{held_out}

{target}

The model is an instrument of this study. It is not in the package's profiles, for it tells kinds of
outlets apart and not how a text is sourced: single dimensions barely separate these groups.

## Satire

{satire_words}

What a reader could look up tells them apart, what merely has a source does not. The parts of A and
B were chosen on one half of the articles; the other half had no say in it. Area as above, over .50
when the press has more.

{traceability}

The instrument of the section before, asked about satire: learnt on pseudo-news without having seen
any satire, and learnt on four fifths of the satire and asked about the fifth left out (one site, so
that it may know the site rather than the genre).

{satire_models}

## What a profile cannot see

- Whether anything said is so. An invented person with a name and a function counts like a real
  one; only the private persons, whom nobody could look up, are told apart.
- What was left out: the voice not asked, the figure not given, the article not written.
- Whether the named source ever said it; only that the text says so.
- Intent, ownership and money beyond what the page states.
- Form that is imitated: satire and pseudo-news quote as the press does, or more.

## The same event in three outlets

BASIL (Fan et al. 2019): {events} events, one article each of three US outlets. Mean difference in
points with its 95 % interval over events; an interval across 0 supports no difference.

{paired}

## Features that tell the same

Pairs of features with a rank correlation of .70 or more, either sign, in the native reports.
{twins}

{redundancy}
"""


def page(tables: dict[str, Any]) -> str:
    """The page made of the statistics."""
    meta = tables["meta"]
    return _PAGE.format(
        draws=500,
        coverage=_table(
            ("n", "Wilson", "worst", "at p", "Jeffreys", "worst", "at p"),
            (
                (r["n"], *(f"{r[k]:.3f}" for k in (
                    "wilson", "wilson_worst", "wilson_at",
                    "jeffreys", "jeffreys_worst", "jeffreys_at",
                )))
                for r in tables["coverage"]
            ),
        ),
        paragraphs=_table(
            ("likeness", "paragraphs", "independent", "bootstrap", "effective number"),
            (
                (r["likeness"], r["paragraphs"],
                 *(f"{r[k]:.3f}" for k in ("independent", "bootstrap", "effective")))
                for r in tables["paragraphs"]
            ),
        ),
        ranks=_table(
            ("articles", "score", "n", "kept", "reach", "tau", "strongest choice"),
            (
                (r["articles"], r["dimension"], r["n"], _percent(r["dominated"]),
                 f"{r['reach']:.1f}", _two(r["tau"]), r["strongest"].replace("_", " "))
                for r in tables["ranks"]
            ),
        ),
        **{k: meta[k] for k in ("native", "pseudo", "satire", "events")},
        invariance=_table(
            ("edit", "articles", "values", "unchanged", "changed most"),
            (
                (r["edit"].replace("_", " "), r["articles"], r["values"],
                 f"{100 * r['unchanged']:.2f} %", f"`{r['worst']}`" if r["worst"] else "none")
                for r in tables["invariance"]
            ),
        ),
        reliability=_table(
            ("feature", "n", "agreement", "95 %"),
            (
                (f"`{r['feature']}`", r["n"], _two(r["reliability"]), _ends(r))
                for r in tables["reliability"]
                if r["reliability"] == r["reliability"]
            ),
        ),
        groups=_groups(tables["groups"]),
        held_out=_held(tables["held_out"]),
        target=_target(tables["held_out"]),
        satire_words=_satire(tables["groups"]),
        traceability=_halves(tables["traceability"]),
        satire_models=_table(
            ("features", "learnt on", "area", "95 %", "n native, satire"),
            (
                (r["features"], r["learnt_on"], _two(r["area"]), _ends(r),
                 f"{r['n_one']}, {r['n_other']}")
                for r in tables["satire_models"]
            ),
        ),
        paired=_table(
            ("dimension", "outlets", "difference", "95 %", "events"),
            (
                (r["dimension"], f"{r['a']} less {r['b']}", f"{r['difference']:+.1f}",
                 f"{r['low']:+.1f} to {r['high']:+.1f}", r["n"])
                for r in tables["events"]
                if r["difference"] == r["difference"]
            ),
        ),
        twins=_twins(tables["redundancy"]),
        redundancy=_table(
            ("feature", "feature", "correlation", "n"),
            (
                (f"`{r['a']}`", f"`{r['b']}`", f"{r['correlation']:+.2f}", r["n"])
                for r in tables["redundancy"]
            ),
        ),
    )  # fmt: skip


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " - |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def _percent(share: float) -> str:
    return "" if math.isnan(share) else f"{100 * share:.0f} %"


def _two(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.2f}"


def _ends(row: dict[str, Any]) -> str:
    return f"{row['low']:.2f} to {row['high']:.2f}"


def _groups(rows: list[dict[str, Any]]) -> str:
    kept = [r for r in rows if not math.isnan(r["area"])]
    return _table(
        ("native press against", "measure", "area", "95 %", "Cliff's delta", "n"),
        (
            (r["against"], f"`{r['column']}`" if "__" in r["column"] else f"score {r['column']}",
             _two(r["area"]), _ends(r), f"{r['effect']:+.2f}", f"{r['n_one']}, {r['n_other']}")
            for r in kept
        ),
    )  # fmt: skip


def _held(rows: list[dict[str, Any]]) -> str:
    return _table(
        ("features", "outlet held out", "area", "95 %", "n native, other"),
        (
            (r["features"], r["outlet"], _two(r["area"]), _ends(r), f"{r['n_one']}, {r['n_other']}")
            for r in rows
        ),
    )


def _target(rows: list[dict[str, Any]]) -> str:
    """Whether the aim of .80 is reached, in figures."""
    last = rows[-1]["features"]
    own = [r for r in rows if r["features"] == last and r["outlet"] != "all"]
    together = next(r for r in rows if r["features"] == last and r["outlet"] == "all")
    reached = [r for r in own if r["area"] >= 0.8]
    missed = [r for r in own if r["area"] < 0.8]
    said = (
        "The aim was .80 for attribution and sources together on outlets held out. With the "
        f"make-up of sources it is {together['area']:.2f} ({_ends(together)}) over all outlets; "
        f".80 is reached on {len(reached)} of {len(own)} outlets"
    )
    if missed:
        names = ", ".join(f"{r['outlet']} ({r['area']:.2f}, n = {r['n_other']})" for r in missed)
        said += f", not on {names}"
    few = next(r for r in rows if r["features"] == "scores of A and B" and r["outlet"] == "all")
    return f"{said}. The two scores alone give {few['area']:.2f}."


def _twins(rows: list[dict[str, Any]]) -> str:
    """Whether parts of one dimension are among the pairs."""
    parts = {p.feature.name: d.id for d in dimensions() for p in d.parts}
    found = [r for r in rows if parts.get(r["a"], "a") == parts.get(r["b"], "b")]
    if not found:
        return "No two parts of one dimension are among them: none counts twice."
    named = ", ".join(f"`{r['a']}` and `{r['b']}` ({r['correlation']:+.2f})" for r in found)
    return (
        f"Of one dimension are {named}: what both count weighs more in it than the rest, and the "
        "sensitivity study leaves each part out in turn."
    )


def _halves(rows: list[dict[str, Any]]) -> str:
    """One row a measure and group, the two halves side by side."""
    cells: dict[tuple[str, str], list[str]] = {}
    for r in rows:
        cells.setdefault((r["against"], r["column"]), []).extend(
            (_two(r["area"]), _ends(r), f"{r['n_one']}, {r['n_other']}")
        )
    return _table(
        ("native press against", "measure", "chosen on", "95 %", "n", "held out", "95 %", "n"),
        (
            (against, f"`{column}`" if "__" in column else f"score {column}", *own)
            for (against, column), own in cells.items()
        ),
    )


def _satire(rows: list[dict[str, Any]]) -> str:
    found = {r["column"]: r for r in rows if r["against"] == "satire"}
    a, b = found["A"], found["B"]
    plain = found["attribution__attributed_sentence_share"]

    def placed(row: dict[str, Any]) -> str:
        if row["high"] < 0.5:
            return "higher than"
        return "lower than" if row["low"] > 0.5 else "neither above nor below"

    return (
        "Satire must not pass for better sourced than the press because it imitates its form. On "
        f"attribution it comes out {placed(a)} native reports of equal length (area "
        f"{a['area']:.2f}, {_ends(a)}), on source diversity {placed(b)} them ({b['area']:.2f}, "
        f"{_ends(b)}). It has many more sentences with a source ({plain['area']:.2f}, "
        f"{_ends(plain)}), for these pieces are built of quotations of invented persons. A profile "
        "cannot know whether a source exists, so A counts the sources a reader could look up, and "
        "most of the invented ones are private persons. An invented minister still counts: this is "
        "why no overall number is made, why no page calls a high score good, and why A must be "
        "read beside the list of who speaks."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--most", type=int, default=900, help="articles a group at most")
    parser.add_argument("--statistics", type=Path, default=validity.STATISTICS)
    parser.add_argument("--out", type=Path, default=Path("docs/validity.md"))
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    parser.add_argument("--without-corpora", action="store_true", help="only what needs none")
    options = parser.parse_args()
    if options.without_corpora:
        made = tomllib.loads(options.statistics.read_text("utf-8")) | coverage()
        own = [r for r in made.get("ranks", []) if r["articles"] != SEEDS]
        made["ranks"] = stability(SEEDS, seeds()) + own
        options.statistics.write_text(written(made), encoding="utf-8")
    elif not options.page:
        made = study(need(options.data), options.most)
        options.statistics.write_text(written(made), encoding="utf-8")
    tables = tomllib.loads(options.statistics.read_text("utf-8"))
    options.out.write_text(page(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
