"""A map of articles by how they are made: feature space, nearness, groups and their stability.

For looking, not for scoring: nothing here has a direction or enters a profile. Features are set to
one scale by their ranks among the articles given, so that a map depends on the corpus it shows.

References
----------
Hennig (2007), Computational Statistics & Data Analysis 52, 258-271 (stability of groups by
resampling); Hubert & Arabie (1985), Journal of Classification 2, 193-218 (adjusted Rand index).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from analysis.features import FEATURES, Feature, label_text
from analysis.schema import AnnotatedArticle
from analysis.statistics import Exact, Floats

if TYPE_CHECKING:
    from pandas import DataFrame

LEFT_OUT = ("size", "corroboration", "integrity")
LEAST_KNOWN = 0.6
LEAST_ARTICLES = 4
MOST_MDS = 400
MOST_GROUPED = 600
MOST_ELLIPSES = 100
STABLE = 0.6
_DRAWS = 200
_SEED = 2022


@dataclass(frozen=True, eq=False)
class FeatureSpace:
    """Articles as points of one scale.

    Attributes
    ----------
    scores
        One row an article, one column a feature, each a normal score of its rank among the
        articles: 0 in the middle, about 2 at the edges. A missing value is 0, the middle.
    known
        Of the same shape: whether there was a value.
    left_out
        ``feature reason``: features not used, for most articles lack them or all are alike.
    """

    scores: DataFrame
    known: DataFrame
    left_out: DataFrame
    _draws: Floats

    @property
    def articles(self) -> list[str]:
        """The article ids, in order."""
        return [str(i) for i in self.scores.index]


def feature_space(
    articles: Iterable[AnnotatedArticle], *, draws: int | None = None, seed: int = _SEED
) -> FeatureSpace:
    """Set the features of articles to one scale.

    Features that only tell how long a text is, that need other articles or that most articles
    lack are left out. ``draws`` values of each feature are drawn within its interval, for the
    ellipses of :func:`feature_map`.

    Parameters
    ----------
    articles
        Annotated articles.
    draws
        Draws for the ellipses; None takes 200 up to a hundred articles and none beyond, where a
        map has no room for ellipses.
    seed
        The same seed gives the same draws.

    Returns
    -------
    FeatureSpace
    """
    import pandas as pd

    group = list(articles)
    if draws is None:
        draws = _DRAWS if len(group) <= MOST_ELLIPSES else 0
    ids = [a.article_id for a in group]
    columns: dict[str, Floats] = {}
    known: dict[str, Any] = {}
    drawn: list[Floats] = []
    left_out: list[tuple[str, str]] = []
    for feature in FEATURES:
        if feature.role == "experimental" or feature.family in LEFT_OUT:
            continue
        raw, there, sample = _measured(feature, group, draws, seed)
        reason = _unfit(raw, there)
        if reason:
            left_out.append((feature.name, reason))
            continue
        columns[feature.name] = _normal_scores(raw[there], raw, there)
        known[feature.name] = there
        drawn.append(
            np.column_stack([_normal_scores(raw[there], s, there) for s in sample.T])
            if draws
            else np.empty((len(group), 0))
        )
    stacked = np.stack(drawn, axis=1) if drawn else np.empty((len(group), 0, draws))
    return FeatureSpace(
        scores=pd.DataFrame(columns, index=pd.Index(ids, name="article_id")),
        known=pd.DataFrame(known, index=pd.Index(ids, name="article_id")),
        left_out=pd.DataFrame(left_out, columns=["feature", "reason"]),
        _draws=stacked,
    )


def _measured(
    feature: Feature, group: Sequence[AnnotatedArticle], draws: int, seed: int
) -> tuple[Floats, Any, Floats]:
    """Values, where there are any, and draws of each within its interval."""
    rng = np.random.default_rng([seed, zlib.crc32(feature.name.encode())])
    raw = np.full(len(group), math.nan)
    sample = np.full((len(group), draws), math.nan)
    for i, article in enumerate(group):
        measure = feature.measure(article)
        if measure.known:
            raw[i] = measure.value
            spread = measure.composition or measure.spread or Exact(measure.value)
            sample[i] = spread.draws(draws, rng)
    return raw, ~np.isnan(raw), sample


def _unfit(raw: Floats, there: Any) -> str:
    if not len(raw) or there.mean() < LEAST_KNOWN:
        return "few_values"
    values = raw[there]
    return "alike" if len(np.unique(values)) < 2 else ""


def _normal_scores(reference: Floats, values: Floats, there: Any) -> Floats:
    """The place of values among reference values as quantiles of the normal distribution."""
    from scipy.special import ndtri

    ordered = np.sort(reference)
    low = np.searchsorted(ordered, values, side="left")
    high = np.searchsorted(ordered, values, side="right")
    place = ((low + high) / 2 + 0.5) / (len(ordered) + 1)
    return np.where(there, ndtri(np.clip(place, 0.01, 0.99)), 0.0)


def feature_map(
    space: FeatureSpace, *, method: Literal["pca", "mds"] = "pca", seed: int = _SEED
) -> DataFrame:
    """Two coordinates for each article, with an ellipse that says how sure its place is.

    ``pca`` shows the two directions in which the articles differ most, ``mds`` keeps the
    distances between all of them as well as two dimensions can. The ellipse holds 80 % of the
    places the article takes when its features are drawn within their intervals.

    Parameters
    ----------
    space
        What :func:`feature_space` gives.
    method
        ``pca`` or ``mds``; above 400 articles only ``pca``.
    seed
        The same seed gives the same map.

    Returns
    -------
    pandas.DataFrame
        ``article_id x y width height angle``: one row an article; the full axes of the ellipse
        and its angle in degrees. ``attrs["explained"]`` holds the share of all variance the two
        coordinates show. Empty below four articles or two features.
    """
    import pandas as pd
    from sklearn.decomposition import PCA

    columns = ["article_id", "x", "y", "width", "height", "angle"]
    values = space.scores.to_numpy(dtype=float)
    if method not in ("pca", "mds"):
        raise ValueError(f"method is 'pca' or 'mds', not {method!r}")
    if method == "mds" and len(values) > MOST_MDS:
        raise ValueError(f"'mds' takes {MOST_MDS} articles at most: use 'pca'")
    if len(values) < LEAST_ARTICLES or values.shape[1] < 2:
        return pd.DataFrame([], columns=columns)
    pca = PCA(n_components=2, random_state=seed)
    places = pca.fit_transform(values)
    turn = np.array([1.0 if row[np.abs(row).argmax()] > 0 else -1.0 for row in pca.components_])
    places, loadings = places * turn, pca.components_.T * turn
    centre = pca.mean_
    explained = float(pca.explained_variance_ratio_.sum())
    if method == "mds":
        places = _smacof(values, places)
        loadings, *_ = np.linalg.lstsq(values - centre, places, rcond=None)
    rows = []
    for i, unit in enumerate(space.articles):
        cloud = (space._draws[i].T - centre) @ loadings
        width, height, angle = _ellipse(cloud)
        rows.append((unit, float(places[i, 0]), float(places[i, 1]), width, height, angle))
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["explained"] = explained
    return table


def _smacof(values: Floats, start: Floats, rounds: int = 200) -> Floats:
    """Coordinates whose distances come nearest to those of the values, from a first guess.

    Stress majorisation (de Leeuw 1977), started from the principal components, so that the same
    values always give the same map.
    """
    wanted = _distances(values)
    places = start - start.mean(axis=0)
    n = len(values)
    for _ in range(rounds):
        apart = _distances(places)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(apart > 0, wanted / apart, 0.0)
        pull = -ratio
        pull[np.diag_indices(n)] = ratio.sum(axis=1)
        moved = pull @ places / n
        if float(np.abs(moved - places).max()) < 1e-6:
            return np.asarray(moved)
        places = moved
    return np.asarray(places)


def _distances(values: Floats) -> Floats:
    squares = (values**2).sum(axis=1)
    between = squares[:, None] + squares[None, :] - 2 * values @ values.T
    return np.asarray(np.sqrt(np.maximum(between, 0.0)))


def _ellipse(cloud: Floats) -> tuple[float, float, float]:
    """Full axes and angle of the ellipse that holds 80 % of a cloud of points."""
    if len(cloud) < 3:
        return 0.0, 0.0, 0.0
    spread, axes = np.linalg.eigh(np.cov(cloud.T))
    reach = 2 * np.sqrt(np.maximum(spread, 0.0) * 2 * math.log(1 / 0.2))
    angle = math.degrees(math.atan2(float(axes[1, 1]), float(axes[0, 1]))) % 180
    return float(reach[1]), float(reach[0]), angle


def axes_of(space: FeatureSpace, *, features: int = 4, locale: str = "en") -> DataFrame:
    """What the two directions of the map are made of.

    Returns
    -------
    pandas.DataFrame
        ``axis feature label loading``: for each axis the features that weigh most, strongest
        first; a positive loading lies to the right or above.
    """
    import pandas as pd
    from sklearn.decomposition import PCA

    columns = ["axis", "feature", "label", "loading"]
    values = space.scores.to_numpy(dtype=float)
    if len(values) < LEAST_ARTICLES or values.shape[1] < 2:
        return pd.DataFrame([], columns=columns)
    rows = []
    names = list(space.scores.columns)
    for axis, row in zip("xy", PCA(n_components=2, random_state=_SEED).fit(values).components_,
                         strict=True):  # fmt: skip
        turned = row if row[np.abs(row).argmax()] > 0 else -row
        for j in np.argsort(-np.abs(turned), kind="stable")[:features]:
            rows.append((axis, names[j], label_text(names[j], locale), float(turned[j])))
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of articles that are made alike, and how far they hold.

    Attributes
    ----------
    members
        ``article_id group stability``: the group, 1 the largest, and how often a resample keeps
        the article with its fellows.
    tried
        ``groups stability``: for each number of groups the mean adjusted Rand index between the
        groups of the corpus and those of resamples, 1 being identical.
    stable
        Whether the chosen number reaches 0.6; below, the articles form no groups worth a name and
        ``members`` says group 0 for all.
    """

    members: DataFrame
    tried: DataFrame
    stable: bool


def feature_groups(
    space: FeatureSpace, *, most: int = 6, resamples: int = 30, seed: int = _SEED
) -> Groups:
    """Group the articles, and say whether the groups would come again.

    Ward's method in the space; each number of groups is judged by how much of it is found again
    when articles are drawn anew with replacement. The number found again best is taken. Of more
    than 600 articles, as many spread evenly over them form the groups and the others join the
    nearest.

    Parameters
    ----------
    space
        What :func:`feature_space` gives.
    most
        Groups at most.
    resamples
        Resamples for each number.
    seed
        The same seed gives the same groups.

    Returns
    -------
    Groups
    """
    import pandas as pd

    values = space.scores.to_numpy(dtype=float)
    every = np.arange(len(values))
    if len(every) > MOST_GROUPED:
        every = np.linspace(0, len(values) - 1, MOST_GROUPED).round().astype(int)
    sample, n = values[every], len(every)
    tried = []
    best: tuple[float, int, Floats] | None = None
    for k in range(2, min(most, n // 4) + 1) if values.shape[1] else ():
        labels = _ward(sample, k)
        scores, kept = [], np.zeros((resamples, n))
        for b in range(resamples):
            rng = np.random.default_rng([seed, k, b])
            again = _found_again(sample, rng.integers(0, n, n), k)
            scores.append(_rand(labels, again))
            kept[b] = _fellows(labels, again)
        stability = float(np.mean(scores))
        tried.append((k, stability))
        if best is None or stability > best[0]:
            best = (stability, k, kept.mean(axis=0))
    stable = best is not None and best[0] >= STABLE
    groups, kept_with = np.zeros(len(values), dtype=int), np.full(len(values), math.nan)
    if best is not None and stable:
        labels = (
            _ward(sample, best[1]) if n == len(values) else _found_again(values, every, best[1])
        )
        sizes = sorted(range(best[1]), key=lambda g: (-int((labels == g).sum()), g))
        groups = np.array([sizes.index(int(g)) + 1 for g in labels])
        kept_with[every] = best[2]
    members = zip(space.articles, groups.tolist(), kept_with.tolist(), strict=True)
    return Groups(
        members=pd.DataFrame(list(members), columns=["article_id", "group", "stability"]),
        tried=pd.DataFrame(tried, columns=["groups", "stability"]),
        stable=stable,
    )


def _ward(values: Floats, k: int) -> Any:
    from sklearn.cluster import AgglomerativeClustering

    return AgglomerativeClustering(n_clusters=k, linkage="ward").fit(values).labels_


def _found_again(values: Floats, chosen: Any, k: int) -> Any:
    """Labels of all values by the nearest centre of groups found in some of them."""
    sample = values[chosen]
    labels = _ward(sample, k)
    centres = np.array([sample[labels == g].mean(axis=0) for g in range(k)])
    apart = (values**2).sum(axis=1)[:, None] - 2 * values @ centres.T + (centres**2).sum(axis=1)
    return apart.argmin(axis=1)


def _rand(a: Any, b: Any) -> float:
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(a, b))


def _fellows(labels: Any, again: Any) -> Floats:
    """For each article the overlap (Jaccard) of its group with its group in a resample."""
    same, anew = labels[:, None] == labels[None, :], again[:, None] == again[None, :]
    return np.asarray((same & anew).sum(axis=1) / (same | anew).sum(axis=1))


def nearest(
    space: FeatureSpace, article_id: str, *, n: int = 5, features: int = 3, locale: str = "en"
) -> DataFrame:
    """The articles made most like one, and why.

    Parameters
    ----------
    space
        What :func:`feature_space` gives.
    article_id
        The article.
    n
        Neighbours.
    features
        Features named as alike and as unlike.
    locale
        Language of the features' labels.

    Returns
    -------
    pandas.DataFrame
        ``article_id distance alike unlike``: the mean difference in normal scores over the
        features both have a value for; the features in which both stand apart from the others in
        the same way, and those in which they differ most.

    Raises
    ------
    KeyError
        When no article has the id.
    """
    import pandas as pd

    if article_id not in space.articles:
        raise KeyError(f"no article {article_id!r}: there are {', '.join(space.articles[:10])}")
    here = space.articles.index(article_id)
    values = space.scores.to_numpy(dtype=float)
    known = space.known.to_numpy(dtype=bool)
    labels = [label_text(name, locale) for name in space.scores.columns]
    rows = []
    for i, unit in enumerate(space.articles):
        both = known[here] & known[i]
        if i == here or not both.any():
            continue
        apart = np.abs(values[here] - values[i])
        shared = np.where(both, np.minimum(np.abs(values[here]), np.abs(values[i])), 0.0)
        shared = np.where(np.sign(values[here]) == np.sign(values[i]), shared - apart / 2, 0.0)
        differ = np.where(both, apart, 0.0)
        rows.append(
            (
                unit,
                float(apart[both].mean()),
                [labels[j] for j in np.argsort(-shared, kind="stable")[:features] if shared[j] > 0],
                [labels[j] for j in np.argsort(-differ, kind="stable")[:features] if differ[j] > 0],
            )
        )
    table = pd.DataFrame(rows, columns=["article_id", "distance", "alike", "unlike"])
    return table.sort_values(["distance", "article_id"], ignore_index=True).head(n)
