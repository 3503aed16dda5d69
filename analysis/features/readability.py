"""Readability: lengths of sentences and words, described without a direction.

One definition of word and sentence serves every formula. Syllables follow the rules in
``languages/<code>/lexicons/syllables.toml``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np

from analysis import languages
from analysis.features._evidence import body_words, per_article, sentence_words
from analysis.features._registry import Measure, feature, index, unmeasured
from analysis.schema import AnnotatedArticle
from analysis.statistics import Estimate, Floats, jackknife
from analysis.text import sentence_texts

WINDOW = 50
LONG = 6
_DIGITS = re.compile(r"[1-9]")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{3}|^[^aeiouy]+$")


@cache
def _rules(language: str) -> tuple[list[tuple[re.Pattern[str], str]], re.Pattern[str]] | None:
    data = languages.load_or_blank(language).lexicon("syllables")
    if not data:
        return None
    rewrite = [(re.compile(rule["find"]), rule["put"]) for rule in data["rewrite"]]
    return rewrite, re.compile(data["nucleus"])


@lru_cache(maxsize=65536)
def syllables(word: str, language: str) -> int:
    """How many syllables a word has when said with care; one a non-zero digit for a numeral.

    Examples
    --------
    >>> [syllables(word, "fr") for word in ("gouvernement", "l'alliance", "qu'une", "160")]
    [4, 2, 1, 2]
    >>> [syllables(word, "en") for word in ("government", "announced", "table", "people")]
    [3, 2, 2, 2]
    """
    if _rules(language) is None:
        raise ValueError(f"no syllable rules for {language!r}")
    if any(map(str.isdigit, word)):
        return max(1, len(_DIGITS.findall(word)))
    return max(1, sum(_spoken(part, language) for part in re.split(r"['-]", word)))


def _spoken(part: str, language: str) -> int:
    rewrite, nucleus = _rules(language) or ([], re.compile("(?!)"))
    known = languages.load_or_blank(language).lexicon("syllables")
    low = part.lower()
    if low in known["exceptions"]:
        return int(known["exceptions"][low])
    if part.isupper() and 1 < len(part) <= 6 and _CONSONANTS.search(low):
        return len(part)
    if low not in known.get("as_written", ()):
        for pattern, replacement in rewrite:
            low = pattern.sub(replacement, low)
    return len(nucleus.findall(low))


@per_article
def _sentences(article: AnnotatedArticle) -> Floats:
    """Words, syllables and long words of each body sentence."""
    rules = _rules(article.language)
    rows = []
    for found in sentence_words(article):
        spoken = sum(syllables(w, article.language) for w in found) if rules else 0
        rows.append((len(found), spoken, sum(len(w) > LONG for w in found)))
    return np.array(rows, dtype=float).reshape(-1, 3)


def _formula(
    article: AnnotatedArticle,
    statistic: Callable[[Floats], float],
    bounds: tuple[float, float] = (-math.inf, math.inf),
) -> Measure:
    rows = _sentences(article)
    if not len(rows) or not rows[:, 0].sum():
        return unmeasured("no_sentences")
    return index(
        statistic(rows), len(rows), _LazyJackknife(statistic, rows, bounds), article.body_sentences
    )


class _LazyJackknife:
    """A jackknife that runs when its interval is asked for."""

    def __init__(
        self, statistic: Callable[[Floats], float], rows: Floats, bounds: tuple[float, float]
    ) -> None:
        self._estimate: Callable[[], Estimate | None] = cache(
            lambda: jackknife(statistic, rows, bounds)
        )
        self._value = statistic(rows)

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        estimate = self._estimate()
        return estimate.interval(level) if estimate else (math.nan, math.nan)

    def draws(self, size: int, rng: np.random.Generator) -> Floats:
        estimate = self._estimate()
        return estimate.draws(size, rng) if estimate else np.full(size, self._value)


def _kandel_moles(rows: Floats) -> float:
    count, spoken, _ = rows.sum(axis=0)
    return float(207 - 1.015 * count / len(rows) - 73.6 * spoken / count)


def _flesch(rows: Floats) -> float:
    count, spoken, _ = rows.sum(axis=0)
    return float(206.835 - 1.015 * count / len(rows) - 84.6 * spoken / count)


def _lix(rows: Floats) -> float:
    count, _, long = rows.sum(axis=0)
    return float(count / len(rows) + 100 * long / count)


def _length(rows: Floats) -> float:
    return float(rows[:, 0].mean())


@feature(label="Kandel-Moles reading ease", unit="index", languages=("fr",))
def kandel_moles(article: AnnotatedArticle) -> Measure:
    """French reading ease, 207 - 1.015 words/sentence - 73.6 syllables/word; mostly 0 to 100.

    Higher means shorter sentences and words. Differences below 10 points and between translated
    and original texts mean nothing (Kandel & Moles 1958, the French form of Flesch 1948).
    """
    return _formula(article, _kandel_moles)


@feature(label="Flesch reading ease", unit="index", languages=("en",))
def flesch(article: AnnotatedArticle) -> Measure:
    """English reading ease, 206.835 - 1.015 words/sentence - 84.6 syllables/word; mostly 0 to 100.

    Higher means shorter sentences and words. Differences below 10 points and between translated
    and original texts mean nothing (Flesch 1948).
    """
    return _formula(article, _flesch)


@feature(label="LIX", unit="index", languages="any")
def lix(article: AnnotatedArticle) -> Measure:
    """Words per sentence plus the percentage of words of more than six letters; mostly 20 to 80.

    Higher means longer sentences and words. Needs no syllables; comparable only within a
    language (Björnsson 1968).
    """
    return _formula(article, _lix, (0, math.inf))


@feature(label="Words per sentence", unit="mean", languages="any")
def words_per_sentence_mean(article: AnnotatedArticle) -> Measure:
    """Mean words of a body sentence.

    Higher means longer sentences.
    """
    return _formula(article, _length, (0, math.inf))


@feature(label="Varied vocabulary (MATTR-50)", unit="share", languages="any")
def mattr(article: AnnotatedArticle) -> Measure:
    """Mean share of distinct words in windows of 50 body words, 0 to 1.

    Higher means a more varied vocabulary, whatever the length (moving-average type-token ratio,
    Covington & McFall 2010). Needs 50 words.
    """
    found = [w.lower() for w in body_words(article)]
    if len(found) < WINDOW:
        return unmeasured("too_few")
    blocks = [
        len(set(found[i : i + WINDOW])) / WINDOW for i in range(0, len(found) - WINDOW + 1, WINDOW)
    ]
    spread = None
    if len(blocks) > 2:
        error = float(np.std(blocks, ddof=1)) / math.sqrt(len(blocks))
        spread = Estimate(_moving(found), error, len(blocks) - 1, 0, 1)
    return index(_moving(found), len(found), spread)


def _moving(found: list[str]) -> float:
    counts: dict[str, int] = {}
    total = 0
    for i, word in enumerate(found):
        counts[word] = counts.get(word, 0) + 1
        if i >= WINDOW:
            gone = found[i - WINDOW]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
        if i >= WINDOW - 1:
            total += len(counts)
    return total / (WINDOW * (len(found) - WINDOW + 1))


@feature(label="Reading ease by textstat", unit="index", role="experimental", languages=("fr",))
def textstat_ease(article: AnnotatedArticle) -> Measure:
    """French reading ease as textstat counts it, beside :func:`kandel_moles` as a cross-check.

    Higher means shorter sentences and words. textstat uses the same formula for French; its
    words, sentences and (hyphenation) syllables are its own, so a difference of some points is
    expected and one of many points is a sign that something was cut wrongly.
    """
    import textstat

    textstat.set_lang("fr")
    return index(
        float(textstat.flesch_reading_ease("\n".join(sentence_texts(article)))),
        len(article.body_sentences),
        None,
    )
