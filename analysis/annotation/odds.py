"""How likely a number or a day is a claim about the event: two logistic models over its words.

The rules of :mod:`analysis.annotation.counts` read what a number counts; of a number that no rule
reads, or that only its own noun names, they can but guess whether it tells of the event, and so it
is with days that are not the event's own. Such a number or day has log-odds from what stands around
it: the lists of ``quantities.toml`` its neighbours belong to (which say the same in every
language), the neighbours themselves, the counted noun, its shape and place. What the rules made of
a number moves its odds by an offset.

The weights and their cards stand in ``odds.toml`` and ``odds_of_days.toml``, written by
``benchmarks/odds.py`` from the invented events of ``benchmarks/events`` alone. A language without
events of its own is weighed by the lists only.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from analysis import languages
from analysis.annotation.counted_nouns import counted_noun, singular
from analysis.annotation.dates import DateMention
from analysis.annotation.numbers import Number
from analysis.annotation.quantities import FEW, Context

# From these log-odds on a number is a claim, by what the rules made of it; others never are.
LEAST = {"taken": 0.25, "bare": 0.75, "untold": 1.25, "before_turn": 0.75}
# From these on a day is one that the rules do not call the event's own.
LEAST_OF_DAYS = 1.5
TARGET, TARGET_OF_DAYS = (
    Path(__file__).with_name(name) for name in ("odds.toml", "odds_of_days.toml")
)
# How many words before and after a number are looked at, and how many of them stand next to it.
_NEAR, _NEXT = 6, 2
# Longer words are known by their beginning, which inflection leaves alone.
_STEM = 7
_WINDOW = 90
_LONGEST_PHRASE = 3
# What tables of ``quantities.toml`` are lists of their own by name.
_NAMED_TABLES = frozenset({"predicates", "bare", "measures", "units"})
# How many days from the report a day is, by name.
_AWAY = (
    (-120, "long ago"), (-31, "months"), (-8, "weeks"), (-2, "this week"), (-1, "yesterday"),
    (0, "today"), (7, "next week"), (60, "next weeks"),
)  # fmt: skip
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CAPITAL_NEXT = re.compile(r"\s*[^\W\d_]")
_FIGURE = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d{3})*")
_SENTENCE_YEAR = re.compile(r"(?<![\w,.])(?:1[5-9]|20)\d\d(?![\w,.]\d)")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, in parts of ``scale``, and how far what the rules say moves the odds.

    Whole numbers add up to the same sum in any order.
    """

    intercept: float
    weights: Mapping[str, int]
    scale: float
    outcomes: Mapping[str, float]


@cache
def load_model(path: Path = TARGET) -> Model:
    """The fitted model of a file, as ``benchmarks/odds.py`` writes it."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    weights = {
        feature: int(weight)
        for table in data["weights"].values()
        for weight, features in table.items()
        for feature in features
    }
    return Model(data["intercept"], weights, data["scale"], data["outcomes"])


@cache
def _lists(code: str) -> dict[str, tuple[str, ...]]:
    """The lists of ``quantities.toml`` that each word or phrase stands in."""
    found: dict[str, set[str]] = {}

    def walk(item: Any, name: str, depth: int) -> None:
        if isinstance(item, str):
            found.setdefault(item.lower(), set()).add(name)
        elif isinstance(item, list):
            for word in item:
                walk(word, name, depth)
        elif isinstance(item, Mapping):
            for key, value in item.items():
                named = depth < 2 and name in _NAMED_TABLES
                walk(value, f"{name}.{key}" if named else name, depth + 1)

    for key, value in languages.load_or_blank(code).lexicon("quantities").items():
        walk(value, key, 0)
    return {phrase: tuple(sorted(names)) for phrase, names in found.items()}


def _listed(tokens: Sequence[str], code: str) -> Iterator[tuple[int, str]]:
    lists = _lists(code)
    for i in range(len(tokens)):
        for size in range(1, min(_LONGEST_PHRASE, len(tokens) - i) + 1):
            for name in lists.get(" ".join(tokens[i : i + size]), ()):
                yield i, name


@lru_cache(maxsize=8)
def _names_a_year(text: str, start: int, end: int) -> bool:
    """Whether a sentence names a year; asked for each of its numbers."""
    return _SENTENCE_YEAR.search(text, start, end) is not None


@lru_cache(maxsize=8)
def _written(text: str) -> Counter[str]:
    """How often each number in digits stands in a text."""
    return Counter(_FIGURE.findall(text))


def lists_around(text: str, start: int, end: int, code: str) -> frozenset[str]:
    """The lists of ``quantities.toml`` that the words near a stretch of text stand in."""
    before = _tokens(text, max(0, start - _WINDOW), start)[-_NEAR:]
    after = _tokens(text, end, end + _WINDOW)[:_NEAR]
    return frozenset(
        name
        for tokens in (before, _tokens(text, start, end), after)
        for _, name in _listed(tokens, code)
    )


def describe(number: Number, count: int, context: Context) -> list[str]:
    """The features of one number of ``count`` in its sentence; words begin with the language."""
    text, words, code, end = context.text, context.words, context.code, context.sentence.end
    found = _around(number.core, number.end, context)
    found += _shape(number, count, context)
    noun = counted_noun(text, number, end, words, code)
    if noun is None:
        found.append("noun none")
    else:
        name = noun[2]
        found += [
            f"{code} noun {singular(name, words)}",
            f"kind {noun[3]}",
            f"head {words.heads.get(name)}",
            f"person {words.persons.get(name)}",
            f"thing {words.things.get(name)}",
        ]
    unit = words.unit.match(text, number.end)
    if unit is not None:
        found.append(f"unit {words.units[unit[0].strip(' -').lower()]}")
    return found


def describe_day(mention: DateMention, day: date | None, context: Context) -> list[str]:
    """The features of one date of a sentence; ``day`` is the one it means, None for an open one."""
    text, report = context.text, context.report
    found = _around(mention.start, mention.end, context)
    facts = {
        "full": mention.day is not None,
        "weekday": mention.weekday is not None,
        "relative": mention.offset is not None,
        "edge": mention.edge is not None,
        "onset": mention.onset,
        "within": mention.within,
        "coming": mention.coming,
        "lead": context.lead,
        "opens": not text[context.sentence.start : mention.start].strip(),
        "closes": not text[mention.end : context.sentence.end].strip(" .\n"),
        "comma": text.startswith(",", mention.end),
        "only one": len(context.dates) == 1,
    }
    found += [name for name, holds in facts.items() if holds]
    found.append(f"zone {context.sentence.zone}")
    if day is None or report is None:
        found.append("away unknown")
    else:
        away = (day - report).days
        found.append(f"away {next((label for most, label in _AWAY if away <= most), 'later')}")
    return found


def _around(start: int, end: int, context: Context) -> list[str]:
    """The words near a stretch of text and the lists they stand in."""
    text, code = context.text, context.code
    first, last = context.sentence.start, context.sentence.end
    before = _tokens(text, max(first, start - _WINDOW), start)[-_NEAR:]
    after = _tokens(text, end, min(last, end + _WINDOW))[:_NEAR]
    found = [
        f"{'<<' if len(before) - i <= _NEXT else '<'}{name}" for i, name in _listed(before, code)
    ]
    found += [f"{'>>' if i < _NEXT else '>'}{name}" for i, name in _listed(after, code)]
    before, after = [_stem(w) for w in before], [_stem(w) for w in after]
    found += [f"{code} <{word}" for word in before]
    found += [f"{code} >{word}" for word in after]
    found.append(f"{code} <<{before[-1] if before else '^'}")
    found.append(f"{code} >>{after[0] if after else '$'}")
    found += [f"{code} ^{_stem(w)}" for w in _tokens(text, first, min(last, first + 60))[:3]]
    return found


def _tokens(text: str, start: int, end: int) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text, start, end)]


def _stem(word: str) -> str:
    return "#" if word.isdigit() else word[:_STEM]


def _shape(number: Number, count: int, context: Context) -> list[str]:
    text, start = context.text, context.sentence.start
    written = text[number.core : number.end]
    largest = max(number.low, number.high if number.high < 1e15 else 0)
    last = text[max(start, number.core - 30) : number.core].split()
    following = _CAPITAL_NEXT.match(text, number.end)
    facts = {
        "digits": number.digits,
        "year": bool(_YEAR.fullmatch(written)),
        "approximate": number.approximator is not None,
        "few": number.high < FEW,
        "range": number.low != number.high,
        "round": number.low >= 100 and number.low % 100 == 0,
        "lead": context.lead,
        "name before": bool(last) and last[-1][:1].isupper() and last[-1][-1] not in ".,",
        "name after": following is not None and following[0][-1].isupper(),
        "glued": number.core > start and not text[number.core - 1].isspace(),
        "year there": _names_a_year(text, start, context.sentence.end),
        "dated": bool(context.dates),
        "told again": len(written) > 1 and _written(text)[written] > 1,
        "alone": count == 1,
        "among many": count > 3,
    }
    return [
        f"size {len(str(int(largest)))}",
        f"zone {context.sentence.zone}",
        *(name for name, holds in facts.items() if holds),
    ]


def log_odds(features: Iterable[str], outcome: str, model: Model) -> float:
    """The log-odds that a number or day is a claim about the event. Higher means more likely one.

    Parameters
    ----------
    features
        What :func:`describe` or :func:`describe_day` says of it.
    outcome
        What the rules made of it.
    model
        The fitted model.
    """
    weighed = sum(model.weights.get(name, 0) for name in set(features))
    return model.intercept + weighed / model.scale + model.outcomes.get(outcome, 0.0)
