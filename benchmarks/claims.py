"""How well figures are read and paired: invented event sets, the seeds and DACCORD.

Usage::

    python benchmarks/claims.py                      # the event sets of benchmarks/events
    python benchmarks/claims.py --shared ../shared   # and the seeds and DACCORD
    python benchmarks/claims.py --verbose            # each miss and each false find

A claim is right when its span overlaps the gold span by half or more (intersection over union)
and its interval is the same. A pair is right when it sets two gold claims of one slot side by
side with the gold relation. DACCORD (Skandalis, Moot and Robillard 2023) has sentence pairs that
contradict each other or not; only contradictions between numbers are within reach.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from analysis.annotation import annotate
from analysis.comparison import compare
from analysis.comparison.events import group_events
from analysis.comparison.ledger import pair_claims
from analysis.schema import AnnotatedArticle, Article

HERE = Path(__file__).parent
_MARK = re.compile(r"\{(?P<head>[^|{}]+)\|(?P<text>[^{}]*)\}")


@dataclass
class Gold:
    """One claim of a marked text; ``slot`` is ``-`` for a decoy."""

    start: int
    end: int
    slot: str
    low: float | str | None = None
    high: float | str | None = None


@dataclass
class Tally:
    """Counts of right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    notes: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.wanted + other.wanted,
            self.notes + other.notes,
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float("nan")

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else float("nan")

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.wanted else float("nan")

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} "
            f"({self.right} right of {self.found} found, {self.wanted} wanted)"
        )


def unmark(marked: str) -> tuple[str, list[Gold]]:
    """A marked text as plain text and its gold claims."""
    text, gold, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        slot, *values = match["head"].split()
        bounds = [_value(v) for v in values] or [None]
        start = len(text)
        text += match["text"]
        gold.append(Gold(start, len(text), slot, bounds[0], bounds[-1]))
        last = match.end()
    return text + marked[last:], gold


def _value(word: str) -> float | str | None:
    if word == "none":
        return None
    return word if re.fullmatch(r"\d{4}-\d\d-\d\d", word) else float(word)


def overlap(a: Any, b: Any) -> float:
    """Intersection over union of two spans."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common > 0 else 0.0


def score_claims(article: AnnotatedArticle, gold: list[Gold]) -> tuple[Tally, int, int]:
    """Claims right, and the decoys taken out of all decoys."""
    wanted = [g for g in gold if g.slot != "-"]
    decoys = [g for g in gold if g.slot == "-"]
    free = list(article.claims)
    tally = Tally(found=len(free), wanted=len(wanted))
    for g in wanted:
        best = max(free, key=lambda c: overlap(c, g), default=None)
        if best is not None and overlap(best, g) >= 0.5:
            free.remove(best)
            if (best.low, best.high) == (g.low, g.high):
                tally.right += 1
                continue
            tally.notes.append(
                f"interval {article.span_text(best)!r} {best.low} {best.high} not {g.low} {g.high}"
            )
        else:
            tally.notes.append(f"missed {article.text[g.start : g.end]!r} ({g.slot})")
    tally.notes += [f"false {article.span_text(c)!r} ({c.quantity})" for c in free]
    taken = sum(any(overlap(c, d) > 0 for c in article.claims) for d in decoys)
    return tally, taken, len(decoys)


def read_event(path: Path) -> tuple[dict[str, Any], list[AnnotatedArticle], list[list[Gold]]]:
    """An event file, its articles annotated, and their gold claims."""
    data = tomllib.loads(path.read_text("utf-8"))
    articles, gold = [], []
    for number, item in enumerate(data["articles"], 1):
        text, marks = unmark(item["text"].strip())
        article = Article(
            article_id=str(number),
            text=text,
            language=item.get("language", data["language"]),
            published=item.get("published"),
        )
        articles.append(annotate(article))
        gold.append(marks)
    return data, articles, gold


def grouping(files: list[Path]) -> Tally:
    """Pairs of articles that one event brings together, all files mixed."""
    articles = []
    for path in files:
        articles += [
            replace(a, article=replace(a.article, article_id=f"{path.stem}/{a.article_id}"))
            for a in read_event(path)[1]
        ]

    def pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
        return {pair for group in groups for pair in combinations(sorted(group), 2)}

    names: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        names[article.article_id.partition("/")[0]].append(article.article_id)
    gold, found = pairs(names.values()), pairs(e.articles for e in group_events(articles))
    return Tally(len(gold & found), len(found), len(gold))


def score_event(path: Path) -> tuple[Tally, int, int, Tally, Tally]:
    """Claims, decoys taken, decoys, pairs and divergent pairs of one event file."""
    data, articles, gold = read_event(path)
    claims, taken, decoys = Tally(), 0, 0
    for article, marks in zip(articles, gold, strict=True):
        tally, t, d = score_claims(article, marks)
        tally.notes = [f"{path.stem} {article.article_id}: {n}" for n in tally.notes]
        claims, taken, decoys = claims + tally, taken + t, decoys + d
    wanted: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for slot, first, second, relation in data["pairs"]:
        wanted[slot, str(first), str(second)].append(relation)
    pairs, divergent = Tally(wanted=len(wanted)), Tally()
    divergent.wanted = sum(relations == ["divergent"] for relations in wanted.values())
    seen = set()
    for record in compare(articles, one_event=True).records():
        if record["kind"] != "claim_pair":
            continue
        a, b = record["a"], record["b"]
        slots = _slots_at(gold, a) & _slots_at(gold, b)
        key = next(
            (k for s in sorted(slots) if (k := (s, a["article_id"], b["article_id"])) in wanted),
            None,
        )
        right = key is not None and record["relation"] in wanted[key] and key not in seen
        pairs.found += 1
        pairs.right += right
        either = right and key is not None and wanted[key] != ["divergent"]
        if record["relation"] == "divergent" and not either:
            # A pair that may be read either way is neither asked for nor held against.
            divergent.found += 1
            divergent.right += right
        if right:
            seen.add(key)
        else:
            expected = " or ".join(wanted[key]) if key else None
            pairs.notes.append(
                f"{path.stem}: pair {record['quantity']} {a['article_id']}-{b['article_id']} "
                f"{record['relation']}, expected {expected}"
            )
    pairs.notes += [
        f"{path.stem}: no pair {key} {' or '.join(relations)}"
        for key, relations in wanted.items()
        if key not in seen
    ]
    return claims, taken, decoys, pairs, divergent


def _slots_at(gold: list[list[Gold]], side: dict[str, Any]) -> set[str]:
    marks = gold[int(side["article_id"]) - 1]
    return {g.slot for g in marks if g.start < side["end"] and g.end > side["start"]}


def events(folder: Path, verbose: bool) -> None:
    """Print the measures on the event sets."""
    claims, pairs, divergent = Tally(), Tally(), Tally()
    taken = decoys = 0
    files = sorted(folder.glob("*.toml"))
    for path in files:
        c, t, d, p, v = score_event(path)
        first = tomllib.loads(path.read_text("utf-8")).get("first_look")
        before = (
            f"  at first look {first['claims']:.3f}  {first['decoys']}  {first['pairs']:.3f}"
            if first
            else ""
        )
        print(f"{path.stem:18} claims F1 {c.f1:.3f}  decoys {t}/{d}  pairs F1 {p.f1:.3f}{before}")
        claims, pairs, divergent = claims + c, pairs + p, divergent + v
        taken, decoys = taken + t, decoys + d
    print(f"event sets     {len(files)} events")
    print(f"claims         {claims}")
    print(f"decoys taken   {taken} of {decoys} ({taken / max(decoys, 1):.1%})")
    print(f"pairs          {pairs}")
    print(f"divergent      {divergent}")
    print(f"grouped        {grouping(files)}")
    if verbose:
        print("\n".join(claims.notes + pairs.notes))


def seeds(shared: Path, verbose: bool) -> None:
    """Print the measures on the seeds."""
    lines = (shared / "gold/seeds.jsonl").read_text("utf-8").splitlines()
    gold = [g for g in map(json.loads, lines) if g["kind"] == "claim"]
    exact = dated = numbers = dates = extra = 0
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        article = annotate(Article(article_id=path.stem, text=text, language="fr"))
        used = set()
        for g in (g for g in gold if g["article_id"] == path.stem):
            touching = [c for c in article.claims if c.start < g["end"] and c.end > g["start"]]
            used |= {(c.start, c.end) for c in touching}
            if isinstance(g["low"], float):
                numbers += 1
                right = any(
                    (c.start, c.end, c.low, c.high) == (g["start"], g["end"], g["low"], g["high"])
                    for c in touching
                )
                exact += right
            else:
                dates += 1
                right = bool(touching)
                dated += right
            if verbose and not right:
                print(f"  missed {g['text']!r}")
        extra += sum((c.start, c.end) not in used for c in article.claims)
    print(f"seeds          {exact}/{numbers} numeric claims exact, {dated}/{dates} dated found")
    print(f"seeds          {extra} further claims that the hand reading has not")
    seed_pairs(shared)


def seed_pairs(shared: Path) -> None:
    """Print how many of the pairs of the seeds are written with their relation."""
    read = tomllib.loads((HERE / "seed_pairs.toml").read_text("utf-8"))
    articles = [
        annotate(Article(article_id=p.stem, text=p.read_bytes().decode("utf-8"), language="fr"))
        for p in sorted((shared / "seeds").glob("*.txt"))
    ]
    found = {
        (r["quantity"], r["a"]["article_id"][:3], r["b"]["article_id"][:3], r["relation"])
        for r in compare(articles).records()
        if r["kind"] == "claim_pair"
    }
    pairs, further = ({tuple(row) for row in read[name]} for name in ("pairs", "further"))
    divergent = {row for row in found if row[3] == "divergent"}
    print(
        f"seeds          {len(pairs & found)}/{len(pairs)} pairs of one quantity, "
        f"{len(further & found)}/{len(further)} of a duration and an end, "
        f"{len(found - pairs - further)} others, "
        f"{len(divergent - pairs)} false divergent"
    )


def daccord(shared: Path, verbose: bool) -> None:
    """Print how many contradictions of DACCORD rest on numbers and are found."""
    with gzip.open(shared / "data/fr_daccord/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    contradictions = [r for r in rows if r["label"] == "1"]
    numeric = [r for r in contradictions if _differs_in_numbers(r)]
    found = right = 0
    for row in rows:
        articles = [
            annotate(Article(article_id=side, text=row[side], language="fr"))
            for side in ("premise", "hypothesis")
        ]

        if any(p.relation == "divergent" for p in pair_claims(articles)):
            found += 1
            right += row["label"] == "1"
            if verbose and row["label"] != "1":
                print(f"  false {row['id']}: {row['premise']} | {row['hypothesis']}")
        elif verbose and row in numeric:
            print(f"  missed {row['id']}: {row['premise']} | {row['hypothesis']}")
    hits = Tally(right, found, len(numeric))
    print(
        f"DACCORD        {len(rows)} pairs, {len(contradictions)} contradictions, of which "
        f"{len(numeric)} with other digits on each side"
    )
    print(f"DACCORD        divergent figures: {hits}")


def _differs_in_numbers(row: dict[str, Any]) -> bool:
    first, second = (set(_figures(row[side])) for side in ("premise", "hypothesis"))
    return bool(first and second and not first & second)


def _figures(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d[\d  ,.]*", text):
        yield re.sub(r"\D", "", match[0])


def speed(shared: Path) -> None:
    """Print the time a 3,000-character article costs."""
    from analysis.annotation.claims import _document, find_claims

    paths = sorted((shared / "seeds").glob("*.txt"))
    articles = [
        annotate(Article(article_id=p.stem, text=p.read_bytes().decode("utf-8"), language="fr"))
        for p in paths
    ]
    documents = [_document(a) for a in articles]
    characters = sum(len(d.text) for d in documents)
    best = min(_timed(documents, find_claims) for _ in range(5))
    print(f"speed          {best / characters * 3000 * 1000:.2f} ms per 3,000 characters")


def _timed(documents: list[Any], find: Any) -> float:
    start = time.perf_counter()
    for document in documents:
        find(document, ())
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--events", type=Path, default=HERE / "events")
    parser.add_argument("--shared", type=Path, help="the folder of corpora, for seeds and DACCORD")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    events(options.events, options.verbose)
    if options.shared:
        seeds(options.shared, options.verbose)
        daccord(options.shared, options.verbose)
        speed(options.shared)


if __name__ == "__main__":
    main()
