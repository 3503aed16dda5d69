"""Fit and measure the odds that a number or day is a claim (``analysis/annotation/odds.py``).

Usage::

    python benchmarks/odds.py                   # measure by cross-validation
    python benchmarks/odds.py --events FOLDER   # ... and on other events
    python benchmarks/odds.py --write           # and write odds.toml and odds_of_days.toml

It learns from invented events alone: those of ``events``, which the rules were written with, and
those of ``events/unread``, for which hardly any rule was changed. The weights of the words come
from both; how far what the rules made of a number moves its odds comes from the unread ones only,
where the rules err nearly as often as on any other text. Each event is weighed by weights that were
fitted without it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
from claims import Gold, read_event
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from analysis.annotation import claims, counts, likely_days, odds
from analysis.annotation.dated import Dated
from analysis.annotation.quantities import Context
from analysis.schema import Claim

EVENTS = Path(__file__).resolve().parent / "events"
UNREAD = EVENTS / "unread"
FOLDS = 8
# Features of fewer numbers than this say little.
LEAST_SEEN = 3
# An unread event is nearer to those to come, and counts as so many.
UNREAD_WEIGHT = 3.0
STRENGTH = 0.2
# Weights are whole numbers of this part of one.
SCALE = 20


@dataclass(frozen=True)
class Case:
    """A number or day that is known to be a claim or none."""

    event: str
    features: frozenset[str]
    outcome: str
    claim: bool
    taken: bool


def read_cases(paths: Sequence[Path]) -> list[Case]:
    """The marked numbers of event files with what the rules made of them."""
    found: list[Case] = []
    contexts: list[Context] = []

    def by_rule(context: Context) -> list[Claim]:
        contexts.append(context)
        taken = (r.claim for r in counts.read_counts(context) if r.outcome == counts.TAKEN)
        return [claim for claim in taken if claim is not None]

    for path in paths:
        contexts.clear()
        with (
            mock.patch.object(claims, "counted_claims", by_rule),
            mock.patch.object(claims, "further_days", lambda *_: []),
        ):
            _, articles, gold = read_event(path)
        marks_of = {a.article_id: marks for a, marks in zip(articles, gold, strict=True)}
        for context in contexts:
            marks = marks_of[context.document.article.article_id]
            readings = counts.read_counts(context)
            for reading in readings:
                number = reading.number
                mark = _mark_at(marks, number.core, number.end)
                if mark is None or number.article:
                    continue
                features = odds.describe(number, len(readings), context)
                outcome, taken = counts.outcome_of(reading), reading.outcome == counts.TAKEN
                found.append(Case(path.stem, frozenset(features), outcome, mark.slot != "-", taken))
    return found


def read_dates(paths: Sequence[Path]) -> list[Case]:
    """The dates of event files with whether the rules call them the event's own."""
    found: list[Case] = []
    days: list[likely_days.DayRead] = []

    def own_only(
        sentences: Sequence[Context], dated: Sequence[Dated], own: Sequence[Claim]
    ) -> list[Claim]:
        days.extend(likely_days.read_days(sentences, dated, own))
        return []

    for path in paths:
        days.clear()
        with mock.patch.object(claims, "further_days", own_only):
            _, articles, gold = read_event(path)
        marks_of = {a.article_id: marks for a, marks in zip(articles, gold, strict=True)}
        for day in days:
            marks = marks_of[day.context.document.article.article_id]
            mark = _mark_at(marks, day.mention.start, day.mention.end)
            claim = mark is not None and isinstance(mark.low or mark.high, str)
            outcome = "own" if day.own else "left"
            found.append(Case(path.stem, frozenset(day.features()), outcome, claim, day.own))
    return found


def _mark_at(marks: Sequence[Gold], start: int, end: int) -> Gold | None:
    return next((m for m in marks if m.start < end and m.end > start), None)


class Words:
    """The weights of words, fitted on some cases."""

    def __init__(
        self, read: Sequence[Case], unread: Sequence[Case], weight: float = UNREAD_WEIGHT
    ) -> None:
        cases = [*read, *unread]
        seen = Counter(name for case in cases for name in case.features)
        self.known = {name for name, times in seen.items() if times >= LEAST_SEEN}
        self.vectorizer = DictVectorizer()
        matrix = self.vectorizer.fit_transform([self._features(c) for c in cases])
        weights = [1.0] * len(read) + [weight] * len(unread)
        self.model = LogisticRegression(C=STRENGTH, max_iter=3000)
        self.model.fit(matrix, [c.claim for c in cases], sample_weight=weights)

    def _features(self, case: Case) -> dict[str, float]:
        return {name: 1.0 for name in sorted(case.features) if name in self.known}

    def weigh(self, cases: Sequence[Case]) -> np.ndarray:
        matrix = self.vectorizer.transform([self._features(c) for c in cases])
        return np.asarray(self.model.decision_function(matrix))


class Rules:
    """How far the words and the outcomes of the rules move the odds."""

    def __init__(self, cases: Sequence[Case], weighed: np.ndarray) -> None:
        self.vectorizer = DictVectorizer()
        matrix = self.vectorizer.fit_transform(self._features(cases, weighed))
        self.model = LogisticRegression(C=1.0, max_iter=3000)
        self.model.fit(matrix, [c.claim for c in cases])

    @staticmethod
    def _features(cases: Sequence[Case], weighed: np.ndarray) -> list[dict[str, float]]:
        return [
            {"words": float(w), f"rule {c.outcome}": 1.0}
            for c, w in zip(cases, weighed, strict=True)
        ]

    def weigh(self, cases: Sequence[Case], weighed: np.ndarray) -> np.ndarray:
        matrix = self.vectorizer.transform(self._features(cases, weighed))
        return np.asarray(self.model.decision_function(matrix))

    def weights(self) -> dict[str, float]:
        names = self.vectorizer.get_feature_names_out()
        return dict(zip(names, map(float, self.model.coef_[0]), strict=True))


def cross_validate(
    read: Sequence[Case], unread: Sequence[Case], weight: float = UNREAD_WEIGHT
) -> np.ndarray:
    """What the words of each unread case weigh, by weights fitted without its event."""
    weighed = np.zeros(len(unread))
    events = [case.event for case in unread]
    for known, asked in GroupKFold(FOLDS).split(events, groups=events):
        words = Words(read, [unread[i] for i in known], weight)
        weighed[asked] = words.weigh([unread[i] for i in asked])
    return weighed


def show(name: str, cases: Sequence[Case], weighed: np.ndarray) -> None:
    claim = np.array([case.claim for case in cases])
    taken = np.array([case.taken for case in cases])
    area = roc_auc_score(claim, weighed)
    print(f"{name}: {len(cases)} cases, {claim.sum()} claims, AUC {area:.3f}")
    for label, told in (
        ("rules", taken),
        *(
            (f"odds {least:+.2f}", weighed >= least)
            for least in (-0.5, 0, 0.25, 0.5, 0.75, 1, 1.25)
        ),
    ):
        right = (told & claim).sum()
        print(
            f"    {label:10} P {right / told.sum():.3f} R {right / claim.sum():.3f} "
            f"F1 {2 * right / (told.sum() + claim.sum()):.3f} "
            f"decoys taken {(told & ~claim).sum() / (~claim).sum():.1%}"
        )


def write(
    path: Path, what: str, words: Words, rules: Rules | None, events: tuple[int, int], cases: int
) -> None:
    """Write the weights, rounded, under the language of their words."""
    moved = rules.weights() if rules is not None else {"words": 1.0}
    share = moved.pop("words")
    names = words.vectorizer.get_feature_names_out()
    tables: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, weight in zip(names, words.model.coef_[0], strict=True):
        if rounded := round(float(weight) * share * SCALE):
            head, _, rest = name.partition(" ")
            own = len(head) == 2 and head.isalpha() and bool(rest)
            tables[head if own else "any"][rounded].append(name)
    intercept = share * float(words.model.intercept_[0])
    intercept += float(rules.model.intercept_[0]) if rules is not None else 0.0
    lines = [
        f"# Weights of the odds that {what}, by feature.",
        f"# Fitted by `python benchmarks/{Path(sys.argv[0]).name} --write`, benchmarks/events:",
        f"# {events[0]} events, {events[1]} unread ones, {cases} cases, all invented for this",
        "# project and under its licence. « < » stands before a figure and « > » behind it,",
        "# doubled right beside it; « any » holds what every language shares.",
        f"intercept = {round(intercept, 4)}",
        f"scale = {SCALE}",
        "",
        "[outcomes]",
        *(
            f"{json.dumps(n.removeprefix('rule '))} = {round(w, 3)}"
            for n, w in sorted(moved.items())
        ),
    ]
    for code in sorted(tables):
        lines += ["", f"[weights.{code}]"]
        for weight, features in sorted(tables[code].items()):
            lines.append(f"{json.dumps(str(weight))} = [")
            lines += [f"  {json.dumps(f, ensure_ascii=False)}," for f in sorted(features)]
            lines.append("]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def event_files(folders: Sequence[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.glob("*.toml"))


def learn(read: Sequence[Case], unread: Sequence[Case], what: str) -> tuple[Words, Rules]:
    """Fit both stages, and print how well each event is weighed by a fit without it."""
    weighed = cross_validate(read, unread)
    show(f"{what} of unread events, by the words alone", unread, weighed)
    events = [case.event for case in unread]
    both = np.zeros(len(unread))
    for known, asked in GroupKFold(FOLDS).split(events, groups=events):
        part = Rules([unread[i] for i in known], weighed[known])
        both[asked] = part.weigh([unread[i] for i in asked], weighed[asked])
    show(f"{what} of unread events, by words and rules", unread, both)
    return Words(read, unread), Rules(unread, weighed)


def arguments(description: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(description or "").splitlines()[0])
    parser.add_argument("--unread", type=Path, action="append", help="in place of events/unread")
    parser.add_argument("--events", type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    options.unread = options.unread or [UNREAD]
    return options


def main() -> None:
    options = arguments(__doc__)
    own, new = event_files([EVENTS]), event_files(options.unread)
    read, unread = read_cases(own), read_cases(new)
    words, rules = learn(read, unread, "numbers")
    for folder in options.events:
        cases = read_cases(event_files([folder]))
        show(f"numbers of {folder.name}", cases, rules.weigh(cases, words.weigh(cases)))
    if options.write:
        counted = (len(own), len(new)), len(read) + len(unread)
        write(odds.TARGET, "a number is a claim", words, rules, *counted)
    read, unread = read_dates(own), read_dates(new)
    # What is marked of the days that follow an event differs from writer to writer: all count one.
    show("days of unread events", unread, cross_validate(read, unread, 1.0))
    words = Words(read, unread, 1.0)
    for folder in options.events:
        cases = read_dates(event_files([folder]))
        show(f"days of {folder.name}", cases, words.weigh(cases))
    if options.write:
        counted = (len(own), len(new)), len(read) + len(unread)
        write(odds.TARGET_OF_DAYS, "a day is a claim", words, None, *counted)


if __name__ == "__main__":
    main()
