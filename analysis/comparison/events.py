"""Articles grouped by the event they report.

Two articles report one event when the words of their bodies are alike (TF-IDF cosine), they share
names, and, where both say when they appeared, not many days lie between. Likeness of words is a
sign of one event, never of a copy; that is :mod:`analysis.comparison.reuse`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from analysis import languages
from analysis.comparison.fingerprints import Fingerprint, fingerprint
from analysis.schema import AnnotatedArticle
from analysis.text import normalise

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Thresholds measured on triples of outlets with benchmarks/reuse.py.
COSINE = 0.17
SHARED_NAMES = 3
DAYS = 7
# Two texts of few words share few of them: below SHORT words, each text lowers the cosine asked for
# with the square root of its length, and two shared names are enough.
SHORT = 250
SHORTEST = 50
SHARED_NAMES_SHORT = 2
# How many terms are shown for an event.
TERMS = 8

# Words are compared by their beginning: a light stem that serves every language alike.
_STEM = 6
_PART = re.compile(r"\w+")
_BLOCK = 1000
# Above this many articles, words in more articles than _COMMON do not propose pairs.
_EXACT_UP_TO = 2000
_COMMON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Articles on one event and the words that tie them, the strongest first.

    An article that nothing ties to another is an event of its own, without terms.
    """

    event_id: str
    articles: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Profile:
    """What of an article tells its event; ``demand`` is below 1 for a short text."""

    counts: Mapping[str, int]
    surface: Mapping[str, str]
    names: frozenset[str]
    day: date | None
    demand: float


def group_events(articles: Iterable[AnnotatedArticle]) -> list[Event]:
    """Group articles by event; each article is in exactly one group.

    Returns
    -------
    list of Event
        In the order of their first articles.
    """
    group = list(articles)
    profiles = [_profile(article, fingerprint(article)) for article in group]
    vectors, stems = _tf_idf(profiles)
    clusters = _clusters(profiles, vectors)
    return [
        Event(
            event_id=f"E{number}",
            articles=tuple(group[i].article_id for i in members),
            terms=_terms(members, profiles, vectors, stems),
        )
        for number, members in enumerate(clusters, start=1)
    ]


def _profile(article: AnnotatedArticle, marks: Fingerprint) -> _Profile:
    stop = _stop_words(article.language)
    counts: Counter[str] = Counter()
    surface: dict[str, Counter[str]] = defaultdict(Counter)
    headline = _headline_words(article)
    names = [part for name in marks.names for part in _PART.findall(name) if len(part) > 2]
    names += [word.lower() for word in headline if word[0].isupper() and len(word) > 2]
    for word in (*marks.words, *names, *(w.lower() for w in headline if not w[0].isupper())):
        if len(word) < 3 or word in stop or word.isdigit():
            continue
        stem = _fold(word)[:_STEM]
        counts[stem] += 1
        surface[stem][word] += 1
    return _Profile(
        counts=counts,
        surface={s: min(c, key=lambda w: (-c[w], w)) for s, c in surface.items()},
        names=frozenset(_fold(name)[:_STEM] for name in names if name not in stop),
        day=_day(article.article.published),
        demand=math.sqrt(min(SHORT, max(SHORTEST, len(marks.words))) / SHORT),
    )


def _headline_words(article: AnnotatedArticle) -> list[str]:
    """The words of the headline after the first, none where most are capitalised."""
    words = _PART.findall(normalise(article.headline or ""))[1:]
    capitals = sum(word[0].isupper() for word in words)
    return words if 2 * capitals <= len(words) else []


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(languages.load_or_blank(language).lexicon("stopwords").get("words", ()))


def _fold(word: str) -> str:
    """A word without its accents, so that two spellings of a name meet."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(str(published)[:10]) if published else None
    except ValueError:
        return None


def _tf_idf(profiles: Sequence[_Profile]) -> tuple[csr_matrix, list[str]]:
    """Rows of length 1: (1 + log tf) times smoothed idf over the articles given."""
    from scipy.sparse import csr_matrix

    stems = sorted({stem for profile in profiles for stem in profile.counts})
    index = {stem: k for k, stem in enumerate(stems)}
    columns = [np.array([index[s] for s in p.counts], dtype=np.int64) for p in profiles]
    found = np.bincount(np.concatenate([*columns, np.empty(0, np.int64)]), minlength=len(stems))
    idf = np.log((1 + len(profiles)) / (1 + found)) + 1
    data = []
    for profile, row in zip(profiles, columns, strict=True):
        tf = 1 + np.log(np.fromiter(profile.counts.values(), float, len(row)))
        weight = tf * idf[row]
        data.append(weight / (np.linalg.norm(weight) or 1))
    limits = np.cumsum([0, *(len(row) for row in columns)])
    matrix = csr_matrix(
        (
            np.concatenate([*data, np.empty(0)]),
            np.concatenate([*columns, np.empty(0, np.int64)]),
            limits,
        ),
        shape=(len(profiles), max(1, len(stems))),
    )
    matrix.sort_indices()
    return matrix, stems


def _clusters(profiles: Sequence[_Profile], vectors: csr_matrix) -> list[list[int]]:
    """Join pairs, the likest first, while the mean cosine between their groups holds up."""
    root = list(range(len(profiles)))
    size = [profile.demand for profile in profiles]
    total = {i: vectors[i] for i in range(len(profiles))}

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    least = COSINE * min((p.demand for p in profiles), default=1.0) ** 2
    pairs = [
        (cosine, i, j)
        for cosine, i, j in _alike(vectors, least)
        if cosine >= COSINE * profiles[i].demand * profiles[j].demand
        and _share_names(cosine, profiles[i], profiles[j])
        and _same_days(profiles[i].day, profiles[j].day)
    ]
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = sorted((find(i), find(j)))
        if a == b:
            continue
        if total[a].multiply(total[b]).sum() < COSINE * size[a] * size[b]:
            continue
        root[b] = a
        size[a] += size[b]
        total[a] = total[a] + total.pop(b)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(profiles)):
        members[find(i)].append(i)
    return list(members.values())


def _alike(vectors: csr_matrix, least: float) -> Iterator[tuple[float, int, int]]:
    """Pairs of rows whose cosine is at least so high."""
    rows = vectors.shape[0]
    seek, floor = vectors, least
    if rows > _EXACT_UP_TO:
        spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
        rare = (spread <= _COMMON).astype(float)
        seek, floor = vectors.multiply(rare[None, :]).tocsr(), max(least, COSINE) / 2
        seek.eliminate_zeros()
    turned = seek.T.tocsc()
    for start in range(0, rows, _BLOCK):
        block = (seek[start : start + _BLOCK] @ turned).tocoo()
        likely = (block.data >= floor) & (block.row + start < block.col)
        for i, j in zip(
            (block.row[likely] + start).tolist(), block.col[likely].tolist(), strict=True
        ):
            cosine = float(vectors[i].multiply(vectors[j]).sum())
            if cosine >= least:
                yield cosine, i, j


def _share_names(cosine: float, a: _Profile, b: _Profile) -> bool:
    """Enough names in common; a text of few names must share all and be more alike."""
    demand = a.demand * b.demand
    shared, fewest = len(a.names & b.names), min(len(a.names), len(b.names))
    enough = SHARED_NAMES if demand >= 1 else SHARED_NAMES_SHORT
    if fewest >= enough:
        return shared >= enough
    return cosine >= 1.5 * COSINE * demand and shared == fewest


def _same_days(a: date | None, b: date | None) -> bool:
    """Two days near each other; a day that is not known contradicts nothing."""
    return a is None or b is None or abs((a - b).days) <= DAYS


def _terms(
    members: Sequence[int],
    profiles: Sequence[_Profile],
    vectors: csr_matrix,
    stems: Sequence[str],
) -> tuple[str, ...]:
    """The heaviest words that more than half of the articles share, as they are written there."""
    if len(members) < 2:
        return ()
    weight: dict[int, float] = defaultdict(float)
    for i in members:
        row = vectors[i]
        for column, value in zip(row.indices.tolist(), row.data.tolist(), strict=True):
            weight[column] += value
    shared = [
        column
        for column in weight
        if 2 * sum(stems[column] in profiles[i].counts for i in members) > len(members)
    ]
    best = sorted(shared, key=lambda c: (-weight[c], stems[c]))[:TERMS]
    return tuple(
        Counter(
            profiles[i].surface[stems[c]] for i in members if stems[c] in profiles[i].surface
        ).most_common(1)[0][0]
        for c in best
    )
