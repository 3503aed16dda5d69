"""Fit and measure the odds that two figures are of one quantity (``matching.toml``).

Usage::

    python benchmarks/matching.py                   # measure by cross-validation
    python benchmarks/matching.py --events FOLDER   # ... and on other events
    python benchmarks/matching.py --write           # and write analysis/comparison/matching.toml

It learns as ``benchmarks/odds.py`` does, from the pairs of the same invented events: every two
figures of one unit in two articles of an event are of one quantity or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from unittest import mock

from claims import overlap, read_event
from odds import EVENTS, Case, arguments, event_files, learn, show, write

from analysis.comparison import compare, ledger, matching
from analysis.comparison.entries import Entry
from analysis.comparison.pairing import ClaimPair


def read_pairs(paths: Sequence[Path]) -> list[Case]:
    """Every two figures of one unit in two articles, with what the rules made of them."""
    found: list[Case] = []
    for path in paths:
        kept: list[tuple[dict[str, Sequence[Entry]], Sequence[ClaimPair]]] = []

        def by_rule(
            told_by: dict[str, Sequence[Entry]],
            same: object,
            pairs: Sequence[ClaimPair],
            pack: object,
            kept: list[tuple[dict[str, Sequence[Entry]], Sequence[ClaimPair]]] = kept,
        ) -> list[ClaimPair]:
            kept.append((told_by, pairs))
            return list(pairs)

        data, articles, gold = read_event(path)
        with mock.patch.object(ledger, "likely_pairs", by_rule):
            compare(articles, one_event=True)
        wanted = {(slot, str(a), str(b)) for slot, a, b, _ in data["pairs"]}
        marks = {a.article_id: own for a, own in zip(articles, gold, strict=True)}
        for told_by, pairs in kept:
            ruled = {
                (p.a_article.article_id, p.a.start, p.b_article.article_id, p.b.start): p.relation
                for p in pairs
            }
            sides = {name: matching.sides_of(entries) for name, entries in told_by.items()}
            slots = {
                (name, side.entry.claim.start): next(
                    (m.slot for m in marks[name] if overlap(side.entry.claim, m) > 0), "-"
                )
                for name, own in sides.items()
                for side in own
            }
            for (one, left), (other, right) in combinations(sides.items(), 2):
                for a in left:
                    for b in right:
                        if not matching.may_match(a, b):
                            continue
                        places = (one, a.entry.claim.start), (other, b.entry.claim.start)
                        slot = slots[places[0]]
                        same = slot == slots[places[1]] and (slot, one, other) in wanted
                        outcome = ruled.get((*places[0], *places[1]), matching.NO_RULE)
                        features = frozenset(matching.describe_pair(a, b))
                        taken = outcome != matching.NO_RULE
                        found.append(Case(path.stem, features, outcome, same, taken))
    return found


def main() -> None:
    options = arguments(__doc__)
    own, new = event_files([EVENTS]), event_files(options.unread)
    read, unread = read_pairs(own), read_pairs(new)
    words, rules = learn(read, unread, "pairs")
    for folder in options.events:
        cases = read_pairs(event_files([folder]))
        show(f"pairs of {folder.name}", cases, rules.weigh(cases, words.weigh(cases)))
    if options.write:
        counted = (len(own), len(new)), len(read) + len(unread)
        write(matching.TARGET, "two figures are of one quantity", words, rules, *counted)


if __name__ == "__main__":
    main()
