"""What an undecided line most likely is: a small classifier fitted on the project's own lines.

The last resort of the line reader. It sees the lines that no wording told, above and below the
paragraphs of a page that carries furniture: their characters, words, shape and neighbours. A
multinomial logistic regression over hashed features gives each label its probability; a line gets a
label when one is likely enough, and otherwise stays what the rules made of it. Between paragraphs
it must be all but certain, since a cross-head and a button can be the same words.

The weights and their card stand in ``guess.toml``, written by ``benchmarks/guess.py`` from lines
and pages of the project alone (``benchmarks/lines``, ``tests/pages``).
"""

from __future__ import annotations

import re
import tomllib
import zlib
from base64 import b85decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path

from analysis.zones.lines import TERMINAL, WORD, YEAR, Block, first_names

TARGET = Path(__file__).with_name("guess.toml")
BUCKETS = 1 << 13
LABELS = (
    "body", "byline", "caption", "credit", "date", "disclaimer", "headline", "solicitation",
    "teaser", "widget",
)  # fmt: skip
# A label below this probability is no guess; between paragraphs below the second.
LIKELY, CERTAIN = 0.7, 0.97
# A page of running text alone has no furniture to guess at; a page of so many undecided lines is
# no article, and its first ones bound the work.
LEAST_FURNITURE, MOST_GUESSES = 2, 400
_FURNITURE = frozenset({"credit", "disclaimer", "solicitation", "teaser", "widget"})
# What a line is where nothing better is known: the article's, or another page's title.
_OPEN = frozenset({None, "teaser"})
_LONGEST, _MOST_WORDS = 120, 40
# Shape and place weigh so much beside the characters and the words of a line.
_SHAPE = 0.35
_SIZES = (0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 28, 40)
_MARKS = '@€$£©|>›»/·:;(«"“—–-•→*#&%'  # noqa: RUF001
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]")
_NEXT_SENTENCE = re.compile(r"[a-z»”][.?!] [A-Z«“]")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by hashed feature, one for each label in the order of ``labels``."""

    labels: tuple[str, ...]
    intercepts: tuple[float, ...]
    scale: float
    rows: tuple[tuple[int, ...], ...]


@cache
def load_model() -> Model:
    """The fitted model of ``guess.toml``."""
    with TARGET.open("rb") as file:
        data = tomllib.load(file)
    labels = tuple(data["labels"])
    raw = memoryview(zlib.decompress(b85decode("".join(data["weights"])))).cast("b")
    width = len(labels)
    rows = tuple(tuple(raw[i : i + width]) for i in range(0, len(raw), width))
    return Model(labels, tuple(data["intercepts"]), float(data["scale"]), rows)


def guess_labels(
    blocks: list[Block], told: Sequence[str | None], model: Model | None = None
) -> list[Block]:
    """Label the lines that no wording told and that the model is sure enough of.

    Parameters
    ----------
    blocks
        All lines of a page, as the rules of wording and place have left them.
    told
        What the wording alone said of each, None where it did not tell.
    model
        The fitted model unless another is given.
    """
    out = list(blocks)
    if sum(label in _FURNITURE for label in told) < LEAST_FURNITURE:
        return out
    prose = [i for i, b in enumerate(blocks) if b.label is None and b.prose]
    for i, features in describe(blocks, told):
        label, probability = most_likely(model or load_model(), features)
        between = bool(prose) and prose[0] < i < prose[-1]
        if label != "headline" and probability >= (CERTAIN if between else LIKELY):
            out[i] = replace(blocks[i], label=None if label == "body" else label)
    return out


def most_likely(model: Model, features: dict[int, float]) -> tuple[str, float]:
    """The likeliest label of a line and its probability."""
    sums = [0.0] * len(model.labels)
    for bucket, value in features.items():
        for k, weight in enumerate(model.rows[bucket]):
            sums[k] += value * weight
    scores = [a + model.scale * b for a, b in zip(model.intercepts, sums, strict=True)]
    best = max(scores)
    at = scores.index(best)
    return model.labels[at], 1 / sum(exp(score - best) for score in scores)


def describe(
    blocks: Sequence[Block], told: Sequence[str | None]
) -> list[tuple[int, dict[int, float]]]:
    """The undecided lines of a page and the features of each, by bucket."""
    prose = [i for i, b in enumerate(blocks) if b.label is None and b.prose]
    headline = next((i for i, b in enumerate(blocks) if b.label == "headline"), None)
    chosen = [
        i
        for i, b in enumerate(blocks)
        if told[i] is None and b.label in _OPEN and b.words <= _MOST_WORDS and b.hint is None
    ]
    out = []
    for i in chosen[:MOST_GUESSES]:
        characters, words = _wording(blocks[i])
        features: dict[int, float] = {}
        _count(features, "c", characters, 1 / sqrt(len(characters) or 1))
        _count(features, "w", words, 1 / sqrt(len(words) or 1))
        _count(features, "s", _shape(blocks[i]), _SHAPE)
        _count(features, "p", _place(i, blocks, prose, headline), _SHAPE)
        out.append((i, features))
    return out


def _count(features: dict[int, float], kind: str, names: Iterable[str], value: float) -> None:
    for name in names:
        bucket = zlib.crc32((kind + name).encode("utf-8", "replace")) % BUCKETS
        features[bucket] = features.get(bucket, 0.0) + value


def _wording(block: Block) -> tuple[list[str], list[str]]:
    line = _DIGITS.sub("0", block.folded[:_LONGEST].strip().lower())
    tokens = _TOKEN.findall(line)
    padded = f" {line} "
    characters = {padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)}
    words = set(tokens) | {f"{a} {b}" for a, b in pairwise(tokens)}
    if tokens:
        words |= {f"first {tokens[0]}", f"last {tokens[-1]}", f"opens {' '.join(tokens[:2])}"}
    return sorted(characters), sorted(words)


def _size(number: int) -> str:
    return next((str(size) for size in _SIZES if number <= size), "more")


def _shape(block: Block) -> list[str]:
    line = block.text.strip()[: 4 * _LONGEST]
    size, ends = _size(block.words), bool(TERMINAL.search(line[-12:]))
    opens, closes = line[:1], line[-1:]
    case = (
        "upper" if opens.isupper() else "lower" if opens.islower()
        else "digit" if opens.isdigit() else opens
    )  # fmt: skip
    words = [word for word in line.split() if word[0].isalpha()]
    raised = sum(word[0].isupper() for word in words[1:])
    out = [
        f"size {size}",
        f"size {size} ends {ends}",
        f"opens {case}",
        f"closes {'letter' if closes.isalnum() else closes}",
        f"sentences {min(3, len(_NEXT_SENTENCE.findall(block.folded[: 4 * _LONGEST])))}",
        f"raised {min(4, raised)} {bool(words) and raised == len(words) - 1}",
        *(f"has {mark}" for mark in _MARKS if mark in line),
    ]
    told = {
        "capitals": line.isupper(),
        "digit": any(c.isdigit() for c in line),
        "year": bool(YEAR.search(line)),
        "address": "http" in line or "www" in line,
        "first name": not first_names().isdisjoint(
            word.lower() for word in WORD.findall(block.folded[: 4 * _LONGEST])
        ),
    }
    return out + [name for name, holds in told.items() if holds]


def _place(
    i: int, blocks: Sequence[Block], prose: Sequence[int], headline: int | None
) -> list[str]:
    def kind(at: int) -> str:
        if not 0 <= at < len(blocks):
            return "edge"
        block = blocks[at]
        return block.label or ("prose" if block.prose else "ends" if block.ends else "open")

    where = "alone"
    if prose:
        where = "above" if i < prose[0] else "below" if i > prose[-1] else "between"
    head = "no" if headline is None else "before" if i < headline else "after"
    block, previous, following = blocks[i], kind(i - 1), kind(i + 1)
    away = {"above": prose[0] - i, "below": i - prose[-1]} if prose else {}
    size = _size(block.words)
    return [
        f"at {where}",
        f"at {where} head {head}",
        f"at {where} away {_size(away.get(where, 0))}",
        f"at {where} size {size} ends {block.ends}",
        f"at {where} previous {previous}",
        f"at {where} following {following}",
        f"previous {previous}",
        f"following {following}",
        f"beside {previous} {following}",
        f"second before {kind(i - 2)}",
        f"second after {kind(i + 2)}",
        f"rules {block.label}",
        f"rules {block.label} at {where} ends {block.ends}",
        f"rules {block.label} size {size}",
    ]
