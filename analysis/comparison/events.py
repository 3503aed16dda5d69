"""Articles grouped by the event they report.

The words of two bodies and headlines are alike (TF-IDF cosine), and so are the names in them; short
texts share few words, so less is asked of them. The three are weighed as fitted on sets of articles
whose events are known (``benchmarks/events.py``), and a group grows while its articles are alike on
average. Where both say when they appeared, more than a week between speaks against one event and
a month forbids it; and the more articles could be on an event, the more likeness is asked. Likeness
of words is a sign of one event, never of a copy; that is :mod:`analysis.comparison.reuse`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis import languages
from analysis.annotation.dates import published_day
from analysis.comparison.fingerprints import fingerprint
from analysis.schema import AnnotatedArticle
from analysis.text import normalise

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Log-odds that two articles report one event, fitted by benchmarks/events.py: how much the cosine
# of all words and that of names add, and what each text's length in words takes away. The constant
# is the middle of those that leave the sets measured there whole and apart.
ALL_WORDS = 28.6
NAMES = 12.1
LENGTH = 1.78
CONSTANT = 9.6
# What the cosine of figures and days that both claim adds: two articles on one event share one in
# 44 of 100 pairs of the invented sets, two articles on different events in 3 of 1,000.
FIGURES = 14.0
# Smaller counts are shared by chance.
TELLING = 10
# Beyond these lengths in words, a text that is longer or shorter changes nothing.
SHORTEST, LONGEST = 20, 400
DAYS = 30
# What each day between them beyond NEAR takes from the log-odds, at most FAREST: continuing stories
# share their words and figures, but not their week. In a folder of FEW articles a later report is
# more likely a follow-up than another story, so there the days cost nothing; from MANY on, all.
DAY = 0.3
NEAR = 7
FAREST = 3.0
MANY = 100
# The more articles could be on the same event by their days, the more pairs are alike by chance:
# what each doubling beyond FEW asks in addition, up to MOST.
MORE = 0.3
FEW = 20
MOST = 4.0
# What a folder of FEW dated articles asks less, as picked for one event or a few; from MANY on,
# nothing. Without days two floods would be one.
PICKED = 1.0
# One word that two very short texts share is chance.
SHARED = 2
# The idf is taken as if so many articles on other events had been given, too: among the articles on
# one event alone, the very words that tie them would weigh least.
OTHERS = 100
# How many terms are shown for an event.
TERMS = 8

# Words are compared by their beginning: a light stem that serves every language alike.
_STEM = 6
_PART = re.compile(r"\w+")
Figure: TypeAlias = tuple[str, float | str]
_BLOCK = 1000
_AT_ONCE = 10_000
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
    """What of an article tells its event: stems, how often, and how often as a name."""

    stems: NDArray[np.int32]
    counts: NDArray[np.int32]
    as_name: NDArray[np.int32]
    figures: frozenset[Figure]
    day: date | None
    words: int


def group_events(articles: Iterable[AnnotatedArticle]) -> list[Event]:
    """Group articles by event; each article is in exactly one group.

    Returns
    -------
    list of Event
        In the order of their first articles.
    """
    group = list(articles)
    index: dict[str, int] = {}
    profiles = [_profile(article, index) for article in group]
    vectors = _likeness(profiles, len(index))
    clusters = _clusters(profiles, vectors)
    stems = list(index)
    return [
        Event(
            event_id=f"E{number}",
            articles=tuple(group[i].article_id for i in members),
            terms=_terms([group[i] for i in members], vectors[members], stems),
        )
        for number, members in enumerate(clusters, start=1)
    ]


def _profile(article: AnnotatedArticle, index: dict[str, int]) -> _Profile:
    """The stems of an article; ``index`` numbers the stems of the collection and grows."""
    counts: Counter[int] = Counter()
    as_name: Counter[int] = Counter()
    in_lower: Counter[int] = Counter()
    words = 0
    for word, look in _words(article):
        words += 1
        stem = index.setdefault(_stem(word), len(index))
        counts[stem] += 1
        as_name[stem] += look == "name"
        in_lower[stem] += look == "lower"
    stems = sorted(counts)
    return _Profile(
        stems=np.array(stems, np.int32),
        counts=np.array([counts[s] for s in stems], np.int32),
        as_name=np.array([as_name[s] - in_lower[s] for s in stems], np.int32),
        figures=_figures(article),
        day=published_day(article.article.published),
        words=words,
    )


def _figures(article: AnnotatedArticle) -> frozenset[Figure]:
    """The exact counts and days that an article claims, which need no common language."""
    return frozenset(
        (claim.quantity, claim.low)
        for claim in article.claims
        if claim.low is not None
        and claim.low == claim.high
        and (isinstance(claim.low, str) or claim.low >= TELLING)
    )


def _words(article: AnnotatedArticle) -> Iterator[tuple[str, str]]:
    """Each word of the body and headline that tells something, in lower case, and how it is used.

    ``name`` inside a sentence with a capital, ``lower`` without one, else ``either``: a capital
    that begins a sentence tells nothing, nor does one in a headline that capitalises most words.
    """
    stop = _stop_words(article.language)
    marks = fingerprint(article)
    headline = _PART.findall(normalise(article.headline or ""))
    capitals = sum(word[0].isupper() for word in headline[1:])
    titled = 2 * capitals > len(headline[1:])
    uses = [
        *((part, "name") for name in marks.names for part in _PART.findall(name)),
        *((word, "lower") for word in marks.words),
        *((word, "either") for word in marks.openers),
        *(
            (word.lower(), "either" if titled or not at else _use(word))
            for at, word in enumerate(headline)
        ),
    ]
    for word, use in uses:
        if len(word) > 2 and word not in stop and not word.isdigit():
            yield word, use


def _use(word: str) -> str:
    return "name" if word[0].isupper() else "lower"


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(languages.load_or_blank(language).lexicon("stopwords").get("words", ()))


def _stem(word: str) -> str:
    """The beginning of a word without its accents, so that two spellings of a name meet."""
    plain = unicodedata.normalize("NFD", word)
    return "".join(c for c in plain if not unicodedata.combining(c))[:_STEM]


def _likeness(
    profiles: Sequence[_Profile],
    stems: int,
    words: float = ALL_WORDS,
    names: float = NAMES,
    figures: float = FIGURES,
) -> csr_matrix:
    """A row an article, so that the product of two rows is what likeness adds to their log-odds.

    The first columns hold all words, the next those that are names anywhere in the collection:
    (1 + log tf) times smoothed idf over the articles given, each part of length 1 and then weighed.
    The last hold the figures, of length 1 in all.
    """
    from scipy.sparse import csr_matrix

    every = [np.empty(0, np.int32)]
    spread = np.bincount(np.concatenate([*(p.stems for p in profiles), *every]), minlength=stems)
    idf = np.log((1 + len(profiles) + OTHERS) / (1 + spread)) + 1
    capitals = np.zeros(stems)
    for profile in profiles:
        capitals[profile.stems] += profile.as_name
    numbered = {
        f: k for k, f in enumerate(sorted({f for p in profiles for f in p.figures}, key=str))
    }
    columns, data, limits = [], [], [0]
    for profile in profiles:
        weights = (1 + np.log(profile.counts)) * idf[profile.stems]
        named = (capitals[profile.stems] > 0) | (profile.as_name > 0)
        shared = np.array(sorted(numbered[f] for f in profile.figures), np.int32)
        columns += [profile.stems, profile.stems[named] + stems, shared + 2 * stems]
        data += [
            math.sqrt(words) * weights / (np.linalg.norm(weights) or 1),
            math.sqrt(names) * weights[named] / (np.linalg.norm(weights[named]) or 1),
            np.full(len(shared), math.sqrt(figures / (len(shared) or 1))),
        ]
        limits.append(limits[-1] + len(weights) + int(named.sum()) + len(shared))
    return csr_matrix(
        (np.concatenate([*data, np.empty(0)]), np.concatenate([*columns, *every]), limits),
        shape=(len(profiles), max(1, 2 * stems + len(numbered))),
    )


def _demand(words: int) -> float:
    """What the length of one text takes from the log-odds, half of the constant within."""
    return LENGTH * math.log(min(LONGEST, max(SHORTEST, words))) - CONSTANT / 2


def _clusters(profiles: Sequence[_Profile], vectors: csr_matrix) -> list[list[int]]:
    """Join pairs, the likeliest first, while two groups are likely one event on average."""
    root = list(range(len(profiles)))
    size = [1] * len(profiles)
    cost = _days_count(len(profiles))
    picked = PICKED * (1 - cost)
    demand = [
        _demand(profile.words)
        - (picked / 2 if profile.day else 0)
        + min(MOST, MORE * math.log2(max(1, company / FEW))) / 2
        for profile, company in zip(profiles, _company([p.day for p in profiles]), strict=True)
    ]
    days = [Counter([p.day.toordinal()] if p.day else ()) for p in profiles]
    total = dict(enumerate(vectors))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    pairs = [
        (odds - cost * _far(days[i], days[j]), i, j)
        for odds, i, j in _likely(vectors, np.array(demand))
        if _same_days(profiles[i].day, profiles[j].day)
        and odds >= cost * _far(days[i], days[j])
        and len(np.intersect1d(profiles[i].stems, profiles[j].stems, True)) >= SHARED
    ]
    mean = list(demand)
    apart: set[tuple[int, int, int, int]] = set()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        a, b = sorted((find(i), find(j)))
        # Two groups that were not joined are looked at again only when one of them has grown.
        state = (a, b, size[a], size[b])
        if a == b or state in apart:
            continue
        alike = total[a].multiply(total[b]).sum() - cost * _far(days[a], days[b])
        if alike / (size[a] * size[b]) < mean[a] + mean[b]:
            apart.add(state)
            continue
        root[b] = a
        mean[a] = (size[a] * mean[a] + size[b] * mean[b]) / (size[a] + size[b])
        size[a] += size[b]
        total[a] = total[a] + total.pop(b)
        days[a] += days[b]
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(profiles)):
        members[find(i)].append(i)
    return list(members.values())


def _company(days: Sequence[date | None]) -> list[int]:
    """For each article how many there are that could report the same event by their days."""
    known = sorted(day.toordinal() for day in days if day)
    unknown = len(days) - len(known)
    return [
        len(days)
        if day is None
        else unknown
        + bisect_right(known, day.toordinal() + DAYS)
        - bisect_left(known, day.toordinal() - DAYS)
        for day in days
    ]


def _days_count(articles: int) -> float:
    """How much the days between articles count, none in a small folder (0) to all (1)."""
    return min(1.0, math.log(max(articles, FEW) / FEW) / math.log(MANY / FEW))


def _far(one: Counter[int], other: Counter[int]) -> float:
    """What the days between the articles of two groups take from their log-odds, in all."""
    return sum(
        n * m * min(FAREST, DAY * max(0, abs(a - b) - NEAR))
        for a, n in one.items()
        for b, m in other.items()
    )


def _likely(vectors: csr_matrix, demand: NDArray[np.float64]) -> Iterator[tuple[float, int, int]]:
    """Pairs of rows more likely one event than not, with their log-odds."""
    rows = vectors.shape[0]
    seek, share = vectors, 1.0
    if rows > _EXACT_UP_TO:
        spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
        rare = (spread <= _COMMON).astype(float)
        seek, share = vectors.multiply(rare[None, :]).tocsr(), 0.5
        seek.eliminate_zeros()
    turned = seek.T.tocsc()
    for start in range(0, rows, _BLOCK):
        block = (seek[start : start + _BLOCK] @ turned).tocoo()
        row = block.row + start
        asked = demand[row] + demand[block.col]
        likely = (block.data >= share * asked) & (row < block.col)
        left, right = row[likely], block.col[likely]
        alike = block.data[likely] if share == 1 else _products(vectors, left, right)
        odds = alike - asked[likely]
        sure = odds >= 0
        yield from zip(odds[sure].tolist(), left[sure].tolist(), right[sure].tolist(), strict=True)


def _products(
    vectors: csr_matrix, left: NDArray[np.int32], right: NDArray[np.int32]
) -> NDArray[np.float64]:
    """The product of each pair of rows, many at once."""
    made = [
        np.asarray(
            vectors[left[at : at + _AT_ONCE]]
            .multiply(vectors[right[at : at + _AT_ONCE]])
            .sum(axis=1)
        ).ravel()
        for at in range(0, len(left), _AT_ONCE)
    ]
    return np.concatenate([*made, np.empty(0)])


def _same_days(a: date | None, b: date | None) -> bool:
    """Two days near each other; a day that is not known contradicts nothing."""
    return a is None or b is None or abs((a - b).days) <= DAYS


def _terms(
    members: Sequence[AnnotatedArticle], vectors: csr_matrix, stems: Sequence[str]
) -> tuple[str, ...]:
    """The heaviest words that more than half of the articles share, as they are written there."""
    if len(members) < 2:
        return ()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    spread: Counter[str] = Counter()
    for article in members:
        forms = Counter(word for word, _ in _words(article))
        for word, count in forms.items():
            written[_stem(word)][word] += count
        spread.update({_stem(word) for word in forms})
    words = vectors.indices < 2 * len(stems)
    weight = np.bincount(vectors.indices[words] % len(stems), vectors.data[words], len(stems))
    shared = [k for k, stem in enumerate(stems) if 2 * spread[stem] > len(members)]
    best = sorted(shared, key=lambda k: (-weight[k], stems[k]))[:TERMS]
    return tuple(
        min(forms, key=lambda word: (-forms[word], word))
        for forms in (written[stems[k]] for k in best)
    )
