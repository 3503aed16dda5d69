"""An experimental statistical score of machine translation for whole documents.

A linear classifier over runs of one to three words, without punctuation, trained on documents that
machines translated, against human translations and native news on other subjects. It tells how
much the wording of a text resembles the output of the systems of that collection (WMT 2021, German
to French); on documents and systems it was not trained on, ``docs/accuracy.md`` says how well. It
cannot tell which text was translated: later systems, other source languages, other subjects and
edited output are outside what was measured, and a native text can be above the threshold. It
never enters a dimension; the traces of :mod:`analysis.annotation.traces` and a disclosure on the
page count before it.

The data file of a language holds hashes and weights, no text; ``benchmarks/translation.py`` makes
and measures it.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis import languages
from analysis.schema import AnnotatedArticle
from analysis.text import body_text, normalise

# Below this many words the score is not given.
MIN_WORDS = 150
LONGEST_RUN = 3

# Marks are left out: they differ by keyboard and house style, and say nothing about wording.
_TOKEN = re.compile(r"\w+'(?=\w)|\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True, eq=False)
class TranslationModel:
    """Weights of the classifier: sorted hashes of word runs, their idf and coefficient.

    ``scale`` and ``shift`` turn the margin into the score; ``threshold`` is the score that one in
    twenty documents not translated by a machine exceeds when held out.
    """

    hashes: NDArray[np.uint32]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    intercept: float
    scale: float
    shift: float
    threshold: float


def translation_score(article: AnnotatedArticle) -> float:
    """How much an article's wording resembles machine output, 0 to 1; experimental.

    NaN below 150 body words and in languages without a trained model. Higher means more like the
    machine translations of the training collection, see the module's text for what that leaves
    open.
    """
    model = load_model(article.language)
    if model is None or article.words_body < MIN_WORDS:
        return float("nan")
    return score_text(model, body_text(article))


def is_flagged(article: AnnotatedArticle) -> bool | None:
    """Whether the score exceeds what one in twenty held-out human texts does; None without one."""
    model = load_model(article.language)
    score = translation_score(article)
    return None if model is None or math.isnan(score) else score > model.threshold


def score_text(model: TranslationModel, text: str) -> float:
    """The score of a text, whatever its length."""
    margin = score_margin(model, count_runs([text]))
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, model.scale * margin + model.shift))))


def score_margin(model: TranslationModel, counts: Counter[int]) -> float:
    """Signed distance to the classifier's boundary, positive towards machine output."""
    keys = np.fromiter(sorted(counts), np.uint32, len(counts))
    at = np.searchsorted(model.hashes, keys)
    known = at < len(model.hashes)
    known[known] = model.hashes[at[known]] == keys[known]
    at, keys = at[known], keys[known]
    if not len(keys):
        return model.intercept
    found = np.array([counts[int(key)] for key in keys], dtype=float)
    values = (1 + np.log(found)) * model.idf[at]
    return float(values @ model.weights[at] / np.linalg.norm(values)) + model.intercept


def count_runs(texts: Iterable[str]) -> Counter[int]:
    """Hashes of the runs of one to three words, counted over all texts."""
    counts: Counter[int] = Counter()
    for text in texts:
        tokens = _TOKEN.findall(normalise(text).lower())
        for length in range(1, LONGEST_RUN + 1):
            counts.update(
                zlib.crc32(" ".join(tokens[i : i + length]).encode())
                for i in range(len(tokens) - length + 1)
            )
    return counts


@cache
def load_model(language: str) -> TranslationModel | None:
    """The trained model of a language, None where there is none."""
    folder = languages.load_or_blank(language).folder
    path = folder / "translation.npz" if folder else None
    if path is None or not path.exists():
        return None
    with np.load(path, allow_pickle=False) as data:
        intercept, scale, shift, threshold = (float(x) for x in data["constants"])
        return TranslationModel(
            hashes=data["hashes"],
            idf=data["idf"].astype(np.float32),
            weights=data["weights"].astype(np.float32),
            intercept=intercept,
            scale=scale,
            shift=shift,
            threshold=threshold,
        )
