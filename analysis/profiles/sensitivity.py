"""How much an order of texts depends on choices: scope, zones, goalposts, weights, word lists.

Nothing here enters a profile. A dimension, or an index its user asks for by giving weights, is
computed many times over with other defensible choices; what is reported is how far values and
ranks move, which of two texts stays above the other whatever one chooses (dominance), and which
choice moves them most. The index exists only here (OECD & JRC 2008, steps 6 and 7).

References
----------
OECD & JRC (2008), Handbook on Constructing Composite Indicators; Saisana, Saltelli & Tarantola
(2005), J. R. Stat. Soc. A 168, 307-323; Goldstein & Spiegelhalter (1996), J. R. Stat. Soc. A 159,
385-443 (rank intervals).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.features import Measure
from analysis.profiles.comparability import hindrance
from analysis.profiles.judgement import Dimension, Part, dimension
from analysis.profiles.reference import references
from analysis.profiles.scoring import compared, score_article, too_short
from analysis.schema import AnnotatedArticle, Sentence
from analysis.statistics import Exact, Floats
from analysis.text import count_words, normalise

if TYPE_CHECKING:
    from pandas import DataFrame

MOST = 30
JACKKNIVES = 6
DROPPED = 1 / 3
_WIDTHS = (0.8, 1.2)

Edit = Callable[[AnnotatedArticle], AnnotatedArticle]


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """What the choices do to an order of texts.

    Attributes
    ----------
    ranks
        ``unit value low high rank rank_low rank_high``: the value and rank by the usual choices,
        and where nine in ten of the draws lie; rank 1 is the highest value.
    dominance
        Share of draws in which the unit of the row lies above that of the column.
    choices
        ``choice rank_shift value_shift tau``: what varying one choice alone does on average, the
        strongest first: ranks moved, points moved, Kendall's tau with the usual order. Choices are
        ``scope zones word_lists goalposts weights aggregation part_left_out chance`` and, with an
        index, ``dimension_weights``.
    dominated
        Share of pairs of which one is above in at least 95 % of the draws: the part of the order
        that no choice and no chance can turn round.
    draws, about
        Number of draws, and what was varied: a dimension's letter, or ``index``.
    reason
        Why the articles must not be set side by side, as a key of ``reasons.toml``; empty when
        they may (see :func:`analysis.profiles.comparability`). A chart gives it in place of ranks.
    """

    ranks: DataFrame
    dominance: DataFrame
    choices: DataFrame
    dominated: float
    draws: int
    about: str
    reason: str = ""


def sensitivity(
    articles: Iterable[AnnotatedArticle],
    dimension_id: str = "A",
    *,
    weights: Mapping[str, float] | None = None,
    draws: int = 1000,
    seed: int = 2022,
    most: int = MOST,
    comparison: Any = None,
) -> Sensitivity:
    """Vary the choices behind a dimension and see what of the order of the articles is left.

    Varied are the *scope* of an attribution (all, asserted only, with a source only), the *zones*
    (body; body, headline and caption; the whole page as read), the *goalposts* (as they stand, a
    fifth wider or narrower, the 10 % and 90 % quantiles of the reference articles, the sample's
    extremes, ranks, z-scores), the *weights* of the parts (equal, or any), their *aggregation*
    (arithmetic, geometric, harmonic mean), the *word lists* (a third of the entries that found
    something dropped), one *part* left out, and *chance* (counting and composition).

    Parameters
    ----------
    articles
        Annotated articles; of more than ``most``, as many spread evenly over them.
    dimension_id
        The dimension, A, B, D, E, F or R. Not used when there are weights.
    weights
        Weights of dimensions for an exercise index, such as ``{"A": 2, "B": 1}``. There is no
        index without them: how much a dimension counts is the user's opinion, not a finding.
    draws
        Number of draws.
    seed
        The same seed gives the same numbers.
    most
        Articles looked at.
    comparison
        As in :func:`analysis.profile`.

    Returns
    -------
    Sensitivity
        Ranks with intervals, dominance and the weight of each choice. Articles without a value
        under the usual choices are left out.

    Raises
    ------
    ValueError
        For weights that are negative, all zero, or given to a dimension without a score.
    """
    import pandas as pd

    shares = _weights(dimension_id, weights)
    group = [a for a in articles if not too_short(a)]
    if len(group) > most:
        group = [group[i] for i in np.linspace(0, len(group) - 1, most).round().astype(int)]
    found = compared(group, comparison)
    world = _World(group, [dimension(key) for key in shares], found, seed)
    usual = world.values(_Choice(), shares)
    for i, article in enumerate(group):
        # An article without a score has no rank either, whatever part of it has a value.
        scores = {s.dimension.id: s.score for s in score_article(article, found)}
        if any(math.isnan(scores[key]) for key in shares):
            usual[i] = math.nan
    kept = np.flatnonzero(~np.isnan(usual))
    own = {group[i].article_id: group[i] for i in kept}
    units = list(own)
    usual = usual[kept]
    rng = np.random.default_rng(seed)
    drawn = [world.values(world.draw(rng, weighted=weights is not None), shares)[kept]
             for _ in range(draws)]  # fmt: skip
    matrix = np.array(drawn).reshape(draws, len(kept))
    ranks = np.apply_along_axis(_ranks, 1, matrix) if len(kept) else matrix
    above = _dominance(matrix)
    pairs = [max(above[i, j], above[j, i]) for i in range(len(kept)) for j in range(i)]
    return Sensitivity(
        ranks=_rank_table(units, usual, matrix, ranks),
        dominance=pd.DataFrame(above, index=units, columns=units),
        choices=_choice_table(world, shares, usual, kept, seed, weighted=weights is not None),
        dominated=float(np.mean([p >= 0.95 for p in pairs])) if pairs else math.nan,
        draws=draws,
        about="index" if weights is not None else dimension_id,
        reason=_hindrance(own, list(shares), found),
    )


def _hindrance(own: Mapping[str, AnnotatedArticle], letters: Sequence[str], comparison: Any) -> str:
    """Why articles must not be compared on one of the dimensions, empty when they may."""
    units = {unit: [article] for unit, article in own.items()}
    if len(units) < 2:
        return ""
    reasons = (hindrance(letter, units, comparison) for letter in letters)
    return next(filter(None, reasons), "")


def _weights(dimension_id: str, weights: Mapping[str, float] | None) -> dict[str, float]:
    chosen = {dimension_id: 1.0} if weights is None else dict(weights)
    for key, weight in chosen.items():
        if dimension(key).kind == "bounds":
            raise ValueError(f"dimension {key} has bounds and no score, so it cannot be weighed")
        if weights is not None and dimension(key).kind == "descriptive":
            raise ValueError(f"dimension {key} is descriptive and enters no index")
        if weight < 0:
            raise ValueError(f"the weight of {key} is negative: {weight}")
    total = sum(chosen.values())
    if total <= 0:
        raise ValueError("all weights are zero")
    return {key: weight / total for key, weight in chosen.items() if weight > 0}


# The choices -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to compute the values; the defaults are those of a profile."""

    scope: int = 0
    zones: int = 0
    words: int = 0
    goalposts: str = "fixed"
    mean: str = "arithmetic"
    parts: tuple[float, ...] | None = None
    dimensions: tuple[float, ...] | None = None
    dropped: int = -1
    chance: int = -1


def _same(article: AnnotatedArticle) -> AnnotatedArticle:
    return article


def _asserted(article: AnnotatedArticle) -> AnnotatedArticle:
    return _keep_attributions(article, lambda a: a.modality == "asserted")


def _sourced(article: AnnotatedArticle) -> AnnotatedArticle:
    return _keep_attributions(article, lambda a: a.source_form != "none")


def _keep_attributions(article: AnnotatedArticle, keep: Callable[[Any], bool]) -> AnnotatedArticle:
    """The article with some attributions only, its sentences and figures read accordingly."""
    kept = tuple(a for a in article.attributions if keep(a))
    if len(kept) == len(article.attributions):
        return article
    touched = [s for a in kept for s in (*a.content, a.cue, a.source) if s is not None]
    content = [s for a in kept for s in a.content]

    def in_any(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
        return any(a < end and b > start for a, b in spans)

    return replace(
        article,
        attributions=kept,
        sentences=tuple(
            replace(s, attributed=s.attributed and in_any(s.start, s.end, touched))
            for s in article.sentences
        ),
        claims=tuple(
            replace(c, attributed=c.attributed and in_any(c.start, c.end, content))
            for c in article.claims
        ),
    )


def _with_captions(article: AnnotatedArticle) -> AnnotatedArticle:
    return _as_body(article, {"headline", "caption"})


def _whole_page(article: AnnotatedArticle) -> AnnotatedArticle:
    return _as_body(article, {z.label for z in article.zones} - {"separator"})


def _as_body(article: AnnotatedArticle, labels: set[Any]) -> AnnotatedArticle:
    """The article with some zones taken for body; one without sentences is one sentence."""
    if not any(z.label in labels and z.label != "body" for z in article.zones):
        return article
    zones = tuple(replace(z, label="body") if z.label in labels else z for z in article.zones)
    known = [(s.start, s.end) for s in article.sentences]
    added = [
        Sentence(start=z.start, end=z.end, zone="body")
        for z in article.zones
        if z.label in labels and not any(a < z.end and b > z.start for a, b in known)
    ]
    sentences = [replace(s, zone="body") if s.zone in labels else s for s in article.sentences]
    return replace(
        article,
        zones=zones,
        sentences=tuple(sorted([*sentences, *added], key=lambda s: s.start)),
        words_body=sum(count_words(article.span_text(z)) for z in zones if z.label == "body"),
    )


SCOPES: tuple[Edit, ...] = (_same, _asserted, _sourced)
ZONES: tuple[Edit, ...] = (_same, _with_captions, _whole_page)
GOALPOSTS = ("fixed", "narrower", "wider", "reference", "extremes", "ranks", "z")
MEANS = ("arithmetic", "geometric", "harmonic")


def _jackknifed(article: AnnotatedArticle, *, number: int, seed: int) -> AnnotatedArticle:
    """The article as if a third of the word-list entries that found something were missing.

    An entry is the cue of an attribution, the term of a label, the words of an appeal or a frame;
    whether it is dropped is decided by the entry alone, so alike in all articles.
    """
    if number == 0:
        return article

    def kept(entry: str) -> bool:
        key = f"{seed}/{number}/{normalise(entry).casefold()}".encode()
        return zlib.crc32(key) / 2**32 >= DROPPED

    def said(span: tuple[int, int] | None) -> str:
        return article.span_text(span) if span else ""

    fewer = _keep_attributions(article, lambda a: a.cue is None or kept(said(a.cue)))
    return replace(
        fewer,
        labels=tuple(x for x in fewer.labels if kept(x.term)),
        solicitations=tuple(x for x in fewer.solicitations if kept(article.span_text(x))),
        framings=tuple(x for x in fewer.framings if kept(article.span_text(x))),
    )


class _World:
    """All articles measured under every combination of scope, zones and word lists, once each."""

    def __init__(
        self, group: list[AnnotatedArticle], chosen: list[Dimension], comparison: Any, seed: int
    ) -> None:
        self.group = group
        self.chosen = chosen
        self.comparison = comparison
        self.words: tuple[Edit, ...] = tuple(
            partial(_jackknifed, number=i, seed=seed) for i in range(JACKKNIVES + 1)
        )
        self._measured: dict[tuple[int, int, int], list[list[Measure]]] = {}
        self.parts: list[tuple[int, Part]] = [
            (i, part) for i, item in enumerate(chosen) for part in item.parts
        ]

    def draw(self, rng: np.random.Generator, *, weighted: bool) -> _Choice:
        """A random choice of everything at once."""
        choice = _Choice()
        for vary in self.variations(rng, weighted=weighted).values():
            choice = vary(choice)
        return choice

    def variations(
        self, rng: np.random.Generator, *, weighted: bool
    ) -> dict[str, Callable[[_Choice], _Choice]]:
        """Each choice by its name, as a function that draws it anew."""
        n = len(self.parts)
        made: dict[str, Callable[[_Choice], _Choice]] = {
            "scope": lambda c: replace(c, scope=int(rng.integers(len(SCOPES)))),
            "zones": lambda c: replace(c, zones=int(rng.integers(len(ZONES)))),
            "word_lists": lambda c: replace(c, words=int(rng.integers(len(self.words)))),
            "goalposts": lambda c: replace(c, goalposts=str(rng.choice(GOALPOSTS))),
            "weights": lambda c: replace(c, parts=tuple(rng.dirichlet(np.ones(n)))),
            "aggregation": lambda c: replace(c, mean=str(rng.choice(MEANS))),
            "part_left_out": lambda c: replace(c, dropped=int(rng.integers(-1, n))),
            "chance": lambda c: replace(c, chance=int(rng.integers(1, 2**31))),
        }
        if weighted:
            k = len(self.chosen)
            made["dimension_weights"] = lambda c: replace(
                c, dimensions=tuple(rng.dirichlet(np.ones(k)))
            )
        return made

    def _measures(self, choice: _Choice) -> list[list[Measure]]:
        key = (choice.scope, choice.zones, choice.words)
        if key not in self._measured:
            edits = (ZONES[choice.zones], SCOPES[choice.scope], self.words[choice.words])
            rows = []
            for article in self.group:
                for edit in edits:
                    article = edit(article)
                rows.append([p.feature.measure(article, self.comparison) for _, p in self.parts])
            self._measured[key] = rows
        return self._measured[key]

    def _values(self, choice: _Choice) -> Floats:
        """Values, articles by parts; NaN where there is none."""
        rows = self._measures(choice)
        values = np.array([[m.value if m.known else math.nan for m in row] for row in rows])
        if choice.chance >= 0:
            rng = np.random.default_rng(choice.chance)
            for i, row in enumerate(rows):
                for j, measure in enumerate(row):
                    if measure.known:
                        spread = measure.composition or measure.spread or Exact(measure.value)
                        values[i, j] = spread.draws(1, rng)[0]
        return values.reshape(len(rows), len(self.parts))

    def values(self, choice: _Choice, shares: Mapping[str, float]) -> Floats:
        """The value of each article under one choice of everything."""
        raw = self._values(choice)
        points = np.column_stack(
            [
                _points(part, raw[:, j], choice.goalposts, self.group)
                for j, (_, part) in enumerate(self.parts)
            ]
        ) if len(raw) else np.empty((0, len(self.parts)))  # fmt: skip
        if choice.dropped >= 0:
            points[:, choice.dropped] = math.nan
        weight = np.array(choice.parts or [1.0] * len(self.parts))
        own = np.array([i for i, _ in self.parts])
        columns = [
            _mean(points[:, own == i], weight[own == i], choice.mean)
            for i in range(len(self.chosen))
        ]
        whole = np.array(choice.dimensions or list(shares.values()))
        return _mean(np.column_stack(columns), whole, choice.mean, complete=True)


def _points(part: Part, values: Floats, how: str, group: Sequence[AnnotatedArticle]) -> Floats:
    """Points from 0 to 100 by one way to set goalposts."""
    zero, hundred = part.zero, part.hundred
    known = values[~np.isnan(values)]
    up = -1.0 if part.direction == "down" else 1.0
    if how in ("narrower", "wider"):
        middle, half = (zero + hundred) / 2, (hundred - zero) / 2
        factor = _WIDTHS[how == "wider"]
        zero, hundred = middle - factor * half, middle + factor * half
    elif how == "reference":
        ends = _reference_ends(part, group)
        if ends is not None and ends[0] < ends[1]:
            zero, hundred = ends if up > 0 else ends[::-1]
    elif how == "extremes" and len(known) and known.min() < known.max():
        zero, hundred = (known.min(), known.max()) if up > 0 else (known.max(), known.min())
    elif how == "ranks" and len(known) > 1:
        below = np.array([(known < v).sum() + ((known == v).sum() - 1) / 2 for v in values])
        scaled = np.where(np.isnan(values), math.nan, 100 * below / (len(known) - 1))
        return np.asarray(scaled if up > 0 else 100 - scaled)
    elif how == "z" and len(known) > 1 and known.std() > 0:
        return np.asarray(np.clip(50 + up * 20 * (values - known.mean()) / known.std(), 0, 100))
    return np.asarray(100 * np.clip((values - zero) / (hundred - zero), 0, 1))


def _reference_ends(part: Part, group: Sequence[AnnotatedArticle]) -> tuple[float, float] | None:
    """The 10 % and 90 % quantiles of a part in the reference set of the articles' language."""
    languages = {a.language for a in group}
    if len(languages) != 1:
        return None
    sets = references().get(languages.pop(), {})
    for genre in ("report", "press"):
        found = sets.get(genre, {}).get("features", {}).get(part.feature.name)
        if found:
            return float(found["quantiles"][1]), float(found["quantiles"][5])
    return None


def _mean(points: Floats, weights: Floats, how: str, *, complete: bool = False) -> Floats:
    """Weighted mean of each row over what is known (over all of it where it must be complete)."""
    known = ~np.isnan(points)
    weight = np.where(known, weights, 0.0)
    total = weight.sum(axis=1)
    filled = np.where(known, points, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = weight / total[:, None]
        if how == "arithmetic":
            made = (share * filled).sum(axis=1)
        elif how == "geometric":
            # A zero would level everything else, so means start from one point.
            made = np.exp((share * np.log(np.maximum(filled, 1.0))).sum(axis=1))
        else:
            made = 1 / (share / np.maximum(filled, 1.0)).sum(axis=1)
    enough = known.all(axis=1) if complete else known.any(axis=1)
    return np.asarray(np.where(enough & (total > 0), made, math.nan))


# What comes of them ------------------------------------------------------------------------------


def _ranks(values: Floats) -> Floats:
    """Ranks from 1 for the highest, the mean of equal ones; NaN stays NaN."""
    known = values[~np.isnan(values)]
    ranks = [
        (known > v).sum() + ((known == v).sum() + 1) / 2 if not math.isnan(v) else math.nan
        for v in values
    ]
    return np.array(ranks)


def _dominance(matrix: Floats) -> Floats:
    n = matrix.shape[1]
    above = np.full((n, n), math.nan)
    for i in range(n):
        for j in range(n):
            both = ~np.isnan(matrix[:, i]) & ~np.isnan(matrix[:, j])
            if i != j and both.any():
                a, b = matrix[both, i], matrix[both, j]
                above[i, j] = float(((a > b) + 0.5 * (a == b)).mean())
    return above


def _rank_table(units: list[str], usual: Floats, matrix: Floats, ranks: Floats) -> DataFrame:
    import pandas as pd

    columns = ["unit", "value", "low", "high", "rank", "rank_low", "rank_high"]
    if not units:
        return pd.DataFrame([], columns=columns)
    low, high = np.nanquantile(matrix, [0.05, 0.95], axis=0)
    first, last = np.nanquantile(ranks, [0.05, 0.95], axis=0)
    rows = zip(units, usual, low, high, _ranks(usual), first, last, strict=True)
    return pd.DataFrame(list(rows), columns=columns)


_ALONE = 60


def _choice_table(
    world: _World,
    shares: Mapping[str, float],
    usual: Floats,
    kept: Any,
    seed: int,
    *,
    weighted: bool,
) -> DataFrame:
    """What each choice does alone, all others being the usual ones."""
    import pandas as pd

    order = _ranks(usual)
    rows = []
    names = list(world.variations(np.random.default_rng(0), weighted=weighted))
    for name in names:
        rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
        vary = world.variations(rng, weighted=weighted)[name]
        moved, shifted, alike = [], [], []
        for _ in range(_ALONE):
            values = world.values(vary(_Choice()), shares)[kept]
            both = ~np.isnan(values)
            if both.sum() < 2:
                continue
            moved.append(np.abs(_ranks(values)[both] - order[both]).mean())
            shifted.append(np.abs(values - usual)[both].mean())
            alike.append(_tau(values[both], usual[both]))
        known = [[x for x in part if not math.isnan(x)] for part in (moved, shifted, alike)]
        means = [float(np.mean(part)) if part else math.nan for part in known]
        rows.append((name, *means))
    table = pd.DataFrame(rows, columns=["choice", "rank_shift", "value_shift", "tau"])
    strongest = ["rank_shift", "value_shift", "choice"]
    return table.sort_values(strongest, ascending=[False, False, True], ignore_index=True)


def _tau(a: Floats, b: Floats) -> float:
    """Kendall's tau-b; NaN when one side is all equal."""
    i, j = np.triu_indices(len(a), 1)
    x, y = np.sign(a[i] - a[j]), np.sign(b[i] - b[j])
    scale = math.sqrt(float((x != 0).sum()) * float((y != 0).sum()))
    return float((x * y).sum()) / scale if scale else math.nan
