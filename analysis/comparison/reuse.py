"""Text that articles share, and articles that go back to one origin.

Reuse is the containment of masked 5-grams: of the shorter text's runs of five words, the share
that the other has too, names and numbers masked (n-gram overlap as in METER, Clough et al. 2002;
the masking removes what Nicholls 2019 calls incidental overlap). A lineage is a group of articles
that are one witness: they share text, or name one origin for the same event.

Why no MinHash: its bands find pairs by the share of their union, and a short text that stands whole
in a long one has little of that. On 2,000 made-up articles of ``benchmarks/reuse.py`` the LSH of
datasketch 2.0 (128 permutations) found .70 of the pairs of a containment of .10 or more at its
threshold of .10 and .95 at .05; its LSH Ensemble, made for containment, found .996 with 7,900
candidates for 531 pairs in 5.3 s, where the sampling below found all in .3 s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.events import group_events
from analysis.comparison.fingerprints import SHINGLE, Fingerprint, fingerprint
from analysis.schema import AnnotatedArticle

Band: TypeAlias = Literal["none", "partial", "substantial", "wholesale"]
Passage: TypeAlias = tuple[int, int, int, int]
_Set: TypeAlias = NDArray[np.uint64]
_Pair: TypeAlias = tuple[int, int, float]

# Containment from which a pair is recorded, and where the bands begin.
RECORDED = 0.05
BANDS: tuple[tuple[float, Band], ...] = (
    (0.80, "wholesale"),
    (0.30, "substantial"),
    (0.10, "partial"),
)
# Up to this many articles every pair is compared.
EXACT_UP_TO = 2000
# Pairs that are kept before only the closest of each article are, and how many these are at least.
_PAIRS, _NEXT = 100_000, 20
_TRIED = 10
# Above it, a 5-gram found in d articles is used with probability _BUDGET / d.
_BUDGET = 64
_PARTITIONS = 16
_PAIRS_AT_ONCE = 10_000_000
# A pair is compared exactly when its estimate comes so near to what is recorded.
_LIKELY = 0.9 * RECORDED
# The low bits of a 5-gram's key hold the number of its article, which bounds how many there may be.
_OWNER = np.uint64(2**24 - 1)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77))
_SHIFT = np.uint32(8)
# Passages with at most this many differing words between them are shown as one.
_GAP = 2

# Origins of the whole text, as against a medium quoted in it.
_ORIGINS = frozenset({"republished_from", "dateline", "translated_by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Two articles that share text.

    Attributes
    ----------
    a, b
        Ids of the articles, in the order given.
    containment
        Share of the shorter text's masked 5-grams that the other has, 0 to 1. Higher means more
        of it is the same text.
    band
        none below .10, partial below .30, substantial below .80, wholesale from there.
    passages
        (a_start, a_end, b_start, b_end) of each stretch they share, in the texts as given.
    """

    a: str
    b: str
    containment: float
    band: Band
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Articles with one origin: several copies, one witness.

    ``why`` says what joins them: ``reuse``, ``origin <name>``, ``copy of <outlet>``, joined by
    ``; ``, or ``single`` for an article that nothing joins to another.
    """

    lineage_id: str
    articles: tuple[str, ...]
    why: str


def band(containment: float) -> Band:
    """The band of a containment.

    Examples
    --------
    >>> band(0.52)
    'substantial'
    """
    return next((name for floor, name in BANDS if containment >= floor), "none")


def find_reuse(articles: Iterable[AnnotatedArticle]) -> list[Reuse]:
    """Find all pairs of articles that share text.

    Up to 2,000 articles every pair is compared. Above that, candidates come from the rarer 5-grams
    and each is then compared exactly, so that the time grows about in line with the articles.

    Returns
    -------
    list of Reuse
        Pairs with a containment of at least .05, in the order of the articles. Where hundreds of
        articles all share text, 100,000 pairs or so: for each article those it shares most with,
        twenty at least.
    """
    group = list(articles)
    marks = [_marks(article) for article in group]
    sets = [one.unique for one in marks]
    pairs = _all_pairs(sets) if len(sets) <= EXACT_UP_TO else _likely_pairs(sets)
    found = []
    for i, j, shared in _closest(list(pairs), max(_NEXT, _PAIRS // max(1, len(sets)))):
        found.append(
            Reuse(
                a=group[i].article_id,
                b=group[j].article_id,
                containment=round(shared, 4),
                band=band(shared),
                passages=tuple(_passages(marks[i], marks[j])),
            )
        )
    return found


def _closest(pairs: Sequence[_Pair], each: int) -> Iterator[_Pair]:
    """The pairs that are among the closest of one of their two articles, in their order."""
    if len(pairs) <= each:
        yield from pairs
        return
    left, right, shared = (np.array(column) for column in zip(*pairs, strict=True))
    kept = _first(np.concatenate([left, right]), np.concatenate([shared, shared]), each)
    for at in np.flatnonzero(kept[: len(pairs)] | kept[len(pairs) :]).tolist():
        yield pairs[at]


def _first(owners: NDArray[Any], values: NDArray[Any], each: int) -> NDArray[np.bool_]:
    """Whether each value is among the greatest of its owner; of equal ones the first are."""
    order = np.lexsort((-values, owners))
    inside = owners[order]
    starts = np.flatnonzero(np.concatenate([[True], inside[1:] != inside[:-1]]))
    place = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    kept = np.zeros(len(order), np.bool_)
    kept[order] = place < each
    return kept


def _marks(article: AnnotatedArticle) -> Fingerprint:
    """A fingerprint without its words, which many articles would fill the memory with."""
    whole = fingerprint(article)
    spans = whole.spans.astype(np.int32)
    return replace(whole, spans=spans, names=(), words=(), openers=())


def containment(a: AnnotatedArticle, b: AnnotatedArticle) -> float:
    """Entity-masked 5-gram containment of two bodies, 0 to 1; NaN when one has no five words.

    Higher means more of the shorter text stands in the other, too.
    """
    left, right = fingerprint(a).unique, fingerprint(b).unique
    if not len(left) or not len(right):
        return float("nan")
    return _shared(left, right) / min(len(left), len(right))


def _shared(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> int:
    return len(np.intersect1d(left, right, assume_unique=True))


def _all_pairs(sets: Sequence[_Set]) -> Iterator[_Pair]:
    """Every pair with enough in common, by a sparse product of the shingle sets."""
    if len(sets) < 2:
        return
    from scipy.sparse import csr_matrix

    sizes = np.array([len(s) for s in sets])
    hashes = np.concatenate(sets)
    if not len(hashes):
        return
    _, columns = np.unique(hashes, return_inverse=True)
    limits = np.concatenate([[0], np.cumsum(sizes)])
    rows = csr_matrix((np.ones(len(columns), np.int32), columns, limits))
    common = (rows @ rows.T).tocoo()
    smaller = np.minimum(sizes[common.row], sizes[common.col])
    enough = np.flatnonzero((common.row < common.col) & (common.data >= RECORDED * smaller))
    enough = enough[np.lexsort((common.col[enough], common.row[enough]))]
    shares = common.data[enough] / smaller[enough]
    yield from zip(
        common.row[enough].tolist(), common.col[enough].tolist(), shares.tolist(), strict=True
    )


def _likely_pairs(sets: Sequence[_Set]) -> Iterator[_Pair]:
    """Pairs that probably have enough in common, each then compared exactly.

    A 5-gram of d articles makes d² / 2 pairs; using it with probability _BUDGET / d keeps the work
    proportional to the number of 5-grams, and weighing it by d / _BUDGET keeps the estimate of
    what a pair shares unbiased (Horvitz & Thompson 1952). The choice rests on the hash alone.
    """
    sizes = np.array([len(s) for s in sets], dtype=np.int64)
    total = len(sets)
    owners, counts = _shared_grams(sets, sizes)
    # Of each entry: how many articles with the same 5-gram come after it.
    after = np.repeat(np.cumsum(counts), counts) - np.arange(len(owners)) - 1
    weights = np.repeat(np.maximum(1.0, counts / _BUDGET), counts).astype(np.float32)
    made = np.cumsum(np.bincount(owners, weights=after, minlength=total))
    low = 0
    while low < total:
        done = made[low - 1] if low else 0
        high = max(low + 1, int(np.searchsorted(made, done + _PAIRS_AT_ONCE)))
        at = np.flatnonzero((owners >= low) & (owners < high) & (after > 0))
        number = after[at]
        step = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
        left = np.repeat(owners[at], number)
        right = owners[np.repeat(at + 1, number) + step]
        yield from _compared(sets, sizes, left, right, np.repeat(weights[at], number))
        low = high


def _compared(
    sets: Sequence[_Set],
    sizes: NDArray[np.int64],
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> Iterator[_Pair]:
    """Of the pairs that 5-grams make, each with its weight, those that share enough when counted.

    Nearly all pairs share one phrase by chance. Sums in buckets, each at least as large as those
    of its pairs, rule them out before anything is sorted.
    """
    bucket = (left.astype(np.uint32) * _MIX[0] + right.astype(np.uint32) * _MIX[1]) >> _SHIFT
    sums = np.bincount(bucket, weights)
    kept = np.flatnonzero(sums[bucket] >= _LIKELY * sizes.min())
    left, right = left[kept], right[kept]
    least = _LIKELY * np.minimum(sizes[left], sizes[right])
    fits = sums[bucket[kept]] >= least
    keys, shared = _summed(
        left[fits].astype(np.int64) * len(sets) + right[fits], weights[kept][fits]
    )
    left_of, right_of = keys // len(sets), keys % len(sets)
    smaller_of = np.minimum(sizes[left_of], sizes[right_of])
    likely = shared >= _LIKELY * smaller_of
    left_of, right_of = left_of[likely], right_of[likely]
    # Where all share text with all, the estimates say which pairs are worth the exact comparison.
    near = _first(left_of, (shared / smaller_of)[likely], _TRIED * max(_NEXT, _PAIRS // len(sets)))
    for i, j in zip(left_of[near].tolist(), right_of[near].tolist(), strict=True):
        smaller = int(min(sizes[i], sizes[j]))
        common = _shared(sets[i], sets[j])
        if common >= RECORDED * smaller:
            yield i, j, common / smaller


def _shared_grams(
    sets: Sequence[_Set], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The articles of each 5-gram in use, gram by gram, and how many they are.

    A hash and the number of its article share 64 bits, so that one sort brings equal 5-grams
    together; what the shorter hash confuses, the exact comparison sorts out.
    """
    flat = np.concatenate([*sets, np.empty(0, np.uint64)])
    flat &= ~_OWNER
    flat |= np.repeat(np.arange(len(sets), dtype=np.uint64), sizes)
    parts = flat >> np.uint64(60)
    owners, counts = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for part in range(_PARTITIONS):
        keys = np.sort(flat[parts == part])
        hashes = keys & ~_OWNER
        starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])[: len(hashes)])
        spread = np.diff(np.append(starts, len(hashes)))
        # The upper bits of the product depend on all bits of the hash.
        draw = (hashes[starts] * _FACTOR >> np.uint64(32)).astype(np.float64) / 2**32
        used = (spread > 1) & (draw * spread < _BUDGET)
        owners.append((keys & _OWNER)[np.repeat(used, spread)].astype(np.int32))
        counts.append(spread[used])
    return np.concatenate(owners), np.concatenate(counts)


def _summed(
    keys: NDArray[np.int64], weights: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Each key once, with the sum of its weights."""
    if not len(keys):
        return keys, weights
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[starts], np.add.reduceat(weights[order], starts)


def _passages(a: Fingerprint, b: Fingerprint) -> Iterator[Passage]:
    """The stretches two articles share, longest runs first, in the order of the first article."""
    places: dict[int, list[int]] = defaultdict(list)
    for j, value in enumerate(b.shingles.tolist()):
        places[value].append(j)
    mine, theirs = a.shingles.tolist(), b.shingles.tolist()
    taken = [False] * len(theirs)
    runs: list[list[int]] = []
    i = 0
    while i < len(mine):
        best, at = 0, -1
        # A phrase repeated over and over is tried at its first places only.
        for j in places.get(mine[i], ())[:20]:
            n = 0
            while (
                i + n < len(mine)
                and j + n < len(theirs)
                and mine[i + n] == theirs[j + n]
                and not taken[j + n]
            ):
                n += 1
            if n > best:
                best, at = n, j
        if best:
            for k in range(at, at + best):
                taken[k] = True
            last = [i, i + best + SHINGLE - 1, at, at + best + SHINGLE - 1]
            before = runs[-1] if runs else None
            if before and 0 <= last[0] - before[1] <= _GAP and 0 <= last[2] - before[3] <= _GAP:
                before[1], before[3] = last[1], last[3]
            else:
                runs.append(last)
        i += max(1, best)
    for first, last_a, second, last_b in runs:
        yield (
            int(a.spans[first, 0]),
            int(a.spans[last_a - 1, 1]),
            int(b.spans[second, 0]),
            int(b.spans[last_b - 1, 1]),
        )


def find_lineages(articles: Iterable[AnnotatedArticle], reuse: Iterable[Reuse]) -> list[Lineage]:
    """Join articles that are one witness; each article is in exactly one lineage.

    Two articles are joined when they share a tenth of their text or more, when both name one
    origin for the same event, or when one names the other's outlet as its origin.
    """
    group = list(articles)
    ids = [article.article_id for article in group]
    root = {article_id: article_id for article_id in ids}
    links: list[tuple[str, str, str]] = [
        (pair.a, pair.b, "reuse") for pair in reuse if pair.band != "none"
    ]
    links += _origin_links(group)

    def find(x: str) -> str:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    order = {article_id: k for k, article_id in enumerate(ids)}
    for a, b, _ in links:
        first, second = sorted((find(a), find(b)), key=order.__getitem__)
        root[second] = first
    reasons: dict[str, list[str]] = defaultdict(list)
    for a, _, why in links:
        if why not in reasons[find(a)]:
            reasons[find(a)].append(why)
    members: dict[str, list[str]] = defaultdict(list)
    for article_id in ids:
        members[find(article_id)].append(article_id)
    return [
        Lineage(
            lineage_id=f"L{number}",
            articles=tuple(joined),
            why="; ".join(sorted(reasons[head], key=_reuse_first)) or "single",
        )
        for number, (head, joined) in enumerate(members.items(), start=1)
    ]


def _reuse_first(why: str) -> tuple[bool, str]:
    return why != "reuse", why


def _origin_links(articles: Sequence[AnnotatedArticle]) -> list[tuple[str, str, str]]:
    """Links between articles on one event that name one origin, or an outlet and its copy."""
    named: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in articles:
        for name in sorted(_origin_names(article)):
            named[name].append(article)
    outlets: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in articles:
        for name in sorted(_own_names(article)):
            outlets[name].append(article)
    links = []
    for name, copies in named.items():
        owners = [a for a in outlets.get(name, ()) if a not in copies]
        if len(copies) + len(owners) < 2:
            continue
        by_id = {a.article_id: a for a in (*copies, *owners)}
        for event in group_events(by_id.values()):
            here = [i for i in event.articles if any(c.article_id == i for c in copies)]
            source = [i for i in event.articles if i not in here]
            links += [(here[0], other, f"origin {name}") for other in here[1:]]
            if here:
                links += [(here[0], other, f"copy of {name}") for other in source]
    return links


def _origin_names(article: AnnotatedArticle) -> set[str]:
    return {o.name for o in article.origins if o.name and o.relation in _ORIGINS}


def _own_names(article: AnnotatedArticle) -> set[str]:
    own = {o.name for o in article.origins if o.name and o.relation == "signed_by"}
    return own | ({article.article.outlet} if article.article.outlet else set())
