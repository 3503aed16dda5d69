"""Profiles: features to dimensions, each with an interval, a status, its parts and its ground.

All judgement (parts, directions, goalposts, minimum sizes) stands in ``dimensions.toml``. There is
no overall number: the dimensions are formative and pull apart.
"""

from __future__ import annotations

import hashlib
import math
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import numpy as np

from analysis import languages
from analysis.comparison import compare
from analysis.features import Feature, Measure, by_name, label_text, reason_text
from analysis.features._evidence import PROBABLE, translation_grade
from analysis.schema import AnnotatedArticle, Status
from analysis.statistics import Estimate, Exact, Floats, corrected_share

if TYPE_CHECKING:
    from pandas import DataFrame

NAN = math.nan
DRAWS = 2000
SEED = 2022
_FILE = Path(__file__).parent / "dimensions.toml"
_ERRORS = Path(__file__).parent / "extraction.toml"
_REFERENCES = Path(__file__).parent / "references.toml"

Kind = Literal["score", "bounds", "descriptive"]
Layer = Literal["counting", "composition", "extraction", "combined"]
LAYERS: tuple[Layer, ...] = ("counting", "composition", "extraction", "combined")

COLUMNS = (
    "unit",
    "dimension",
    "label",
    "kind",
    "score",
    "low",
    "high",
    "low80",
    "high80",
    "n",
    "n_unit",
    "status",
    "reason",
    "coverage",
    "percentile",
    "reference",
    "parts",
    "values",
    "points",
    "capped",
    "provisional",
    "basis",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A feature in a dimension: its direction and the values that give 0 and 100 points."""

    feature: Feature
    direction: Literal["up", "down", "none"]
    zero: float
    hundred: float
    why: str
    reference: str
    provisional: bool

    def points(self, value: Floats | float) -> Floats:
        """Points from 0 to 100, in a straight line between the goalposts."""
        scaled = (np.asarray(value, dtype=float) - self.zero) / (self.hundred - self.zero)
        return np.asarray(100 * np.clip(scaled, 0, 1) + 0.0)

    def is_capped(self, value: float) -> bool:
        """Whether a value lies beyond a goalpost."""
        low, high = sorted((self.zero, self.hundred))
        return value < low or value > high


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of the profile."""

    id: str
    kind: Kind
    labels: Mapping[str, str]
    questions: Mapping[str, str]
    n_of: Feature | None
    n_units: Mapping[str, str]
    parts: tuple[Part, ...]

    @property
    def label(self) -> str:
        return self.labels["en"]


@dataclass(frozen=True, slots=True)
class Rules:
    """Least sizes: of a text to be scored, of a dimension's coverage, of an outlet's sample."""

    least_sentences: int
    least_words: int
    least_coverage: float
    cards_below: int
    provisional_below: int


@cache
def _judgement() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def rules() -> Rules:
    """The least sizes of ``dimensions.toml``."""
    return Rules(**_judgement()["rules"])


@cache
def dimensions() -> tuple[Dimension, ...]:
    """The dimensions of ``dimensions.toml``, in order."""
    return tuple(
        Dimension(
            id=key,
            kind=d["kind"],
            labels=d["label"],
            questions=d["question"],
            n_of=by_name(d["n_of"]) if "n_of" in d else None,
            n_units=d["n_unit"],
            parts=tuple(Part(**{**p, "feature": by_name(p["feature"])}) for p in d["parts"]),
        )
        for key, d in _judgement()["dimension"].items()
    )


def dimension(dimension_id: str) -> Dimension:
    """The dimension of a letter.

    Raises
    ------
    KeyError
        When there is none; the message lists what there is.
    """
    for item in dimensions():
        if item.id == dimension_id:
            return item
    raise KeyError(f"no dimension {dimension_id!r}: there are {[d.id for d in dimensions()]}")


@cache
def basis() -> str:
    """Hash of what a profile rests on: judgement, measured errors, word lists and version.

    Profiles with different hashes must not be compared.
    """
    import analysis

    digest = hashlib.sha256(analysis.__version__.encode())
    digest.update(_FILE.read_bytes())
    digest.update(_ERRORS.read_bytes())
    digest.update(_REFERENCES.read_bytes())
    folder = Path(languages.__file__).parent
    for path in sorted(folder.rglob("*.toml"), key=lambda p: p.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Scored:
    """A dimension of one unit, before it becomes a row of the table."""

    dimension: Dimension
    score: float = NAN
    low: float = NAN
    high: float = NAN
    low80: float = NAN
    high80: float = NAN
    n: int = 0
    status: Status = "measured"
    reason: str = ""
    coverage: float = 0.0
    measures: tuple[Measure, ...] = ()
    provisional: bool = False
    language: str = ""


def profile(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    *,
    by: Literal["article", "outlet"] = "article",
    comparison: Any = None,
) -> DataFrame:
    """The profile of each article, or of each outlet, as a long table.

    Parameters
    ----------
    articles
        Annotated articles.
    by
        ``article``, or ``outlet`` to pool the articles of each outlet (the ``outlet`` of the
        input, else the host of its ``url``; articles with neither are left out).
    comparison
        What :func:`analysis.compare` found; computed when None and there are several articles,
        left out when False.

    Returns
    -------
    pandas.DataFrame
        One row a unit and dimension: ``unit dimension label kind score low high low80 high80 n
        n_unit status reason coverage percentile reference parts values points capped provisional
        basis``. ``score`` is
        0 to 100; ``low``/``high`` hold 95 %, ``low80``/``high80`` 80 %. Of kind ``bounds`` (C) the
        score is NaN and low/high say what the unseen checks leave open; of kind ``descriptive``
        (R) it is an index without a direction. ``coverage`` is the share of parts with a value;
        ``parts``, ``values`` and ``points`` go together. There is no overall score.
    """
    if by not in ("article", "outlet"):
        raise ValueError(f"by is 'article' or 'outlet', not {by!r}")
    group = [articles] if isinstance(articles, AnnotatedArticle) else list(articles)
    found = _comparison(group, comparison)
    scored = {a.article_id: score_article(a, found) for a in group}
    if by == "outlet":
        return _table(_outlets(group, scored, found))
    return _table((unit, row) for unit, rows in scored.items() for row in rows)


def _comparison(group: list[AnnotatedArticle], comparison: Any) -> Any:
    if comparison is None and len(group) > 1:
        return compare(group)
    return comparison or None


def score_article(article: AnnotatedArticle, comparison: Any = None) -> list[Scored]:
    """All dimensions of one article."""
    short = _too_short(article)
    return [_score(d, article, comparison, short) for d in dimensions()]


def _too_short(article: AnnotatedArticle) -> str:
    if len(article.body_sentences) < rules().least_sentences:
        return "short_sentences"
    return "short_words" if article.words_body < rules().least_words else ""


def _score(item: Dimension, article: AnnotatedArticle, comparison: Any, short: str) -> Scored:
    measures = tuple(part.feature.measure(article, comparison) for part in item.parts)
    if item.kind == "bounds":
        return _bounds(item, measures, short)
    apt = [
        (part, measure)
        for part, measure in zip(item.parts, measures, strict=True)
        if measure.reason != "other_language"
    ]
    known = [(part, measure) for part, measure in apt if measure.known]
    coverage = len(known) / len(apt) if apt else 0.0
    n = item.n_of.measure(article, comparison).n if item.n_of else 0
    ground: dict[str, Any] = {
        "n": n,
        "coverage": coverage,
        "measures": measures,
        "language": article.language,
    }
    if short:
        return Scored(item, status="not_applicable", reason=short, **ground)
    if not known or coverage < rules().least_coverage:
        missing = [m for _, m in apt if not m.known]
        seen = any(m.status == "not_observable" for m in missing)
        return Scored(
            item,
            status="not_observable" if seen else "not_applicable",
            reason=missing[0].reason if missing else "other_language",
            **ground,
        )
    score = float(np.mean([part.points(measure.value) for part, measure in known]))
    low, low80, high80, high = _quantiles(known, score, article.language, "combined")
    return Scored(
        item,
        score=score,
        low=low,
        high=high,
        low80=low80,
        high80=high80,
        provisional=any(part.provisional for part, _ in known),
        **ground,
    )


def _quantiles(
    known: list[tuple[Part, Measure]], score: float, language: str, layer: Layer
) -> tuple[float, float, float, float]:
    """Ends of the 95 % and 80 % intervals of the mean of the parts, the score among them."""
    points = [part.points(_draws(part, measure, language, layer)) for part, measure in known]
    low, low80, high80, high = np.quantile(np.mean(points, axis=0), [0.025, 0.1, 0.9, 0.975])
    return (
        min(score, float(low)),
        min(score, float(low80)),
        max(score, float(high80)),
        max(score, float(high)),
    )


def _draws(part: Part, measure: Measure, language: str, layer: Layer) -> Floats:
    """Values a part could have had, as far as one layer of doubt goes."""
    # Seeded by the feature alone: equal counts give equal intervals, whatever the article's name.
    rng = np.random.default_rng([SEED, zlib.crc32(part.feature.name.encode())])
    spread = measure.spread or Exact(measure.value)
    if layer in ("composition", "combined"):
        spread = measure.composition or spread
    elif layer == "extraction":
        spread = Exact(measure.value)
    values = spread.draws(DRAWS, rng)
    if layer in ("extraction", "combined"):
        error = _errors().get(language, {}).get(part.feature.name)
        if error is not None:
            found = rng.beta(error["true"] + 0.5, error["missed"] + 0.5, DRAWS)
            right = rng.beta(error["left"] + 0.5, error["false"] + 0.5, DRAWS)
            values = corrected_share(values, found, right)
    return values


@cache
def _errors() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """Counts of right and wrong units by language and feature, as measured on coded articles."""
    return tomllib.loads(_ERRORS.read_text("utf-8"))


def uncertainty(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle], *, comparison: Any = None
) -> DataFrame:
    """How much each layer of doubt widens each score.

    ``counting`` takes the sentences, claims and mentions as independent; ``composition`` allows
    for those of one paragraph being alike (from six paragraphs on); ``extraction`` takes the
    counts as exact and draws what the annotators miss and add, where that was measured
    (``extraction.toml``); ``combined`` is all of it and the interval of :func:`profile`.

    Returns
    -------
    pandas.DataFrame
        ``unit dimension layer score low high``, one row a scored dimension and layer.
    """
    import pandas as pd

    group = [articles] if isinstance(articles, AnnotatedArticle) else list(articles)
    found = _comparison(group, comparison)
    rows = []
    for article in group:
        for row in score_article(article, found):
            if math.isnan(row.score):
                continue
            pairs = zip(row.dimension.parts, row.measures, strict=True)
            known = [(part, measure) for part, measure in pairs if measure.known]
            for layer in LAYERS:
                low, _, _, high = _quantiles(known, row.score, article.language, layer)
                rows.append((article.article_id, row.dimension.id, layer, row.score, low, high))
    return pd.DataFrame(rows, columns=["unit", "dimension", "layer", "score", "low", "high"])


def _bounds(item: Dimension, measures: tuple[Measure, ...], short: str) -> Scored:
    """What the checks show at least and at most, the unseen ones counted as absent, then present.

    No value in between is given: what extraction dropped cannot be known.
    """
    shown = sum(m.value for m in measures if m.known)
    unseen = sum(m.status == "not_observable" for m in measures)
    total = unseen + sum(m.known for m in measures)
    coverage = 1 - unseen / total if total else 0.0
    if short or not total:
        reason = short or (measures[0].reason if measures else "no_text")
        return Scored(
            item,
            n=total,
            status="not_applicable",
            reason=reason,
            coverage=coverage,
            measures=measures,
        )
    low, high = 100 * shown / total, 100 * (shown + unseen) / total
    return Scored(
        item,
        low=low,
        high=high,
        low80=low,
        high80=high,
        n=total,
        coverage=coverage,
        measures=measures,
    )


def outlet_of(article: AnnotatedArticle) -> str | None:
    """The outlet the input names, else the host of its address without ``www.``."""
    given = article.article
    if given.outlet:
        return given.outlet
    host = urlsplit(given.url).hostname if given.url else None
    return host.removeprefix("www.") if host else None


def _outlets(
    group: list[AnnotatedArticle], scored: Mapping[str, list[Scored]], comparison: Any
) -> Iterator[tuple[str, Scored]]:
    lineage = _lineages(comparison)
    members: dict[str, list[str]] = defaultdict(list)
    for article in group:
        outlet = outlet_of(article)
        if outlet is not None:
            members[outlet].append(article.article_id)
    for outlet in sorted(members):
        for i, item in enumerate(dimensions()):
            rows = [(lineage.get(key, key), scored[key][i]) for key in members[outlet]]
            yield outlet, _pooled(item, rows)


def _lineages(comparison: Any) -> dict[str, str]:
    if comparison is None or not len(comparison.lineages):
        return {}
    table = comparison.lineages
    return {
        str(article): f"lineage {lineage}"
        for lineage, ids in zip(table["lineage_id"], table["articles"], strict=True)
        for article in ids
    }


def _pooled(item: Dimension, rows: list[tuple[str, Scored]]) -> Scored:
    """The mean over lineages of one outlet, so that ten copies of one dispatch count once."""
    kept = [(key, row) for key, row in rows if row.status == "measured"]
    keys = sorted({key for key, _ in kept})
    n = len(keys)
    coverage = len(kept) / len(rows) if rows else 0.0
    if n < rules().cards_below:
        return Scored(item, n=n, status="not_applicable", reason="few_articles", coverage=coverage)
    provisional = n < rules().provisional_below
    low, high = (_lineage_means(kept, keys, end) for end in ("low", "high"))
    ground: dict[str, Any] = {
        "n": n,
        "coverage": coverage,
        "provisional": provisional,
        "reason": "some_articles" if provisional else "",
    }
    if item.kind == "bounds":
        ends = float(low.mean()), float(high.mean())
        return Scored(item, low=ends[0], high=ends[1], low80=ends[0], high80=ends[1], **ground)
    means = _lineage_means(kept, keys, "score")
    error = float(means.std(ddof=1)) / math.sqrt(n)
    spread = Estimate(float(means.mean()), error, n - 1, 0, 100)
    wide, narrow = spread.interval(0.95), spread.interval(0.80)
    return Scored(
        item,
        score=float(means.mean()),
        low=wide[0],
        high=wide[1],
        low80=narrow[0],
        high80=narrow[1],
        **ground,
    )


def _lineage_means(kept: list[tuple[str, Scored]], keys: list[str], field: str) -> Floats:
    return np.array(
        [np.mean([getattr(row, field) for key, row in kept if key == one]) for one in keys]
    )


def _table(rows: Iterable[tuple[str, Scored]]) -> DataFrame:
    import pandas as pd

    records = [_record(unit, row) for unit, row in rows]
    return pd.DataFrame(records, columns=list(COLUMNS))


def _record(unit: str, row: Scored) -> dict[str, Any]:
    parts = row.dimension.parts
    values = [m.value for m in row.measures] or [NAN] * len(parts)
    return {
        "unit": unit,
        "dimension": row.dimension.id,
        "label": row.dimension.label,
        "kind": row.dimension.kind,
        "score": row.score,
        "low": row.low,
        "high": row.high,
        "low80": row.low80,
        "high80": row.high80,
        "n": row.n,
        "n_unit": row.dimension.n_units["en"],
        "status": row.status,
        "reason": reason_text(row.reason),
        "coverage": row.coverage,
        "percentile": percentile(row.score, row.dimension.id, row.language),
        "reference": reference(row.dimension.id, row.language),
        "parts": [part.feature.name for part in parts],
        "values": values,
        "points": [float(p.points(v)) for p, v in zip(parts, values, strict=True)],
        "capped": [p.feature.name for p, v in zip(parts, values, strict=True) if p.is_capped(v)],
        "provisional": row.provisional,
        "basis": basis(),
    }


_FURNITURE = frozenset({"byline", "credit", "date", "disclaimer", "solicitation", "widget"})


def comparability(
    articles: Iterable[AnnotatedArticle], *, comparison: Any = None, locale: str = "en"
) -> DataFrame:
    """Which dimensions of a group of articles may be set side by side, and why not the others.

    Texts of several languages are not compared on what words decide; translated with original
    texts not on wording and readability; bodies alone with whole pages not on what stands around
    the body; articles on different events not on their figures. One profile is compared with
    another only when their ``basis`` is the same.

    Returns
    -------
    pandas.DataFrame
        ``dimension comparable reason n``: one row a dimension, with the number of articles that
        have a value in it.
    """
    import pandas as pd

    group = list(articles)
    found = _comparison(group, comparison)
    scored = [score_article(article, found) for article in group]
    rows = []
    for i, item in enumerate(dimensions()):
        n = sum(row[i].status == "measured" for row in scored)
        reason = "few_scored" if n < 2 else _hindrance(item.id, group, found)
        rows.append((item.id, not reason, reason_text(reason, locale), n))
    return pd.DataFrame(rows, columns=["dimension", "comparable", "reason", "n"])


def _hindrance(dimension_id: str, group: list[AnnotatedArticle], comparison: Any) -> str:
    """Why a dimension of these articles must not be compared, empty when nothing forbids it."""
    if dimension_id in "ABER" and len({a.language for a in group}) > 1:
        return "several_languages"
    if dimension_id in "ER" and len({translation_grade(a) >= PROBABLE for a in group}) > 1:
        return "mixed_translation"
    whole = {any(z.label in _FURNITURE for z in a.zones) for a in group}
    if dimension_id in "CD" and len(whole) > 1:
        return "mixed_extraction"
    if dimension_id == "F" and comparison is not None:
        ids = {a.article_id for a in group}
        if not any(ids <= set(members) for members in comparison.events["articles"]):
            return "several_events"
    return ""


@cache
def _references() -> Mapping[str, Any]:
    return tomllib.loads(_REFERENCES.read_text("utf-8"))


def reference(dimension_id: str, language: str) -> str:
    """The set a percentile refers to, such as ``fr press, n = 900``; empty where there is none."""
    found = _references().get(language, {}).get("press", {}).get("scores", {}).get(dimension_id)
    return f"{language} press, n = {found['n']}" if found else ""


def percentile(score: float, dimension_id: str, language: str) -> float:
    """Which share of the reference articles of a language score lower, in percent.

    Equal scores count half. NaN without a score or a reference set. The sets hold press articles
    of many genres (``references.toml``), so a percentile places a text, it does not grade it.
    """
    if math.isnan(score) or not reference(dimension_id, language):
        return NAN
    quantiles = _references()[language]["press"]["scores"][dimension_id]["quantiles"]
    steps = np.linspace(0, 100, len(quantiles))
    same = np.isclose(quantiles, score, atol=0.05)
    if same.any():
        return float(steps[same].mean())
    return float(np.interp(score, quantiles, steps))


def explain(
    source: AnnotatedArticle | Iterable[AnnotatedArticle] | DataFrame,
    article_id: str | None = None,
    dimension_id: str | None = None,
    *,
    articles: AnnotatedArticle | Iterable[AnnotatedArticle] | None = None,
    comparison: Any = None,
    locale: str = "en",
) -> DataFrame:
    """What a score is made of, down to the words of the text.

    Parameters
    ----------
    source
        The annotated article, the articles it is one of, or a table of :func:`profile`. A table
        holds no text: give ``articles`` too, else the parts come without their spans.
    article_id
        Which article (or outlet of the table); not needed when there is only one.
    dimension_id
        A letter, or None for all dimensions.
    articles
        The annotated articles behind a table.
    comparison
        As in :func:`profile`.
    locale
        Language of labels and reasons.

    Returns
    -------
    pandas.DataFrame
        One row an evidence span, and one for each part without any: ``dimension feature label
        direction value low high n status reason points zero hundred score score_without start end
        text``. ``score_without`` is what the dimension would be had the part's spans not been
        there; it is given for parts that count downward.

    Raises
    ------
    KeyError
        When no article or dimension has the name.
    """
    import pandas as pd

    if isinstance(source, pd.DataFrame):
        if articles is None:
            return _explain_table(source, article_id, dimension_id, locale)
        source = articles
    group = [source] if isinstance(source, AnnotatedArticle) else list(source)
    article = _one(group, article_id)
    found = _comparison(group, comparison)
    rows: list[dict[str, Any]] = []
    for item in _chosen(dimension_id):
        scored = _score(item, article, found, _too_short(article))
        for part, measure in zip(item.parts, scored.measures, strict=True):
            row = _part_row(item, part, locale) | {
                "value": measure.value,
                "low": measure.low,
                "high": measure.high,
                "n": measure.n,
                "status": measure.status,
                "reason": reason_text(measure.reason, locale),
                "points": float(part.points(measure.value)),
                "score": scored.score,
                "score_without": _without(scored, part),
            }
            rows.extend(
                row | {"start": start, "end": end, "text": article.text[start:end]}
                for start, end in measure.evidence
            )
            if not measure.evidence:
                rows.append(row | {"start": None, "end": None, "text": ""})
    return pd.DataFrame(rows, columns=list(EXPLAINED)).astype({"start": "Int64", "end": "Int64"})


EXPLAINED = (
    "dimension",
    "feature",
    "label",
    "direction",
    "value",
    "low",
    "high",
    "n",
    "status",
    "reason",
    "points",
    "zero",
    "hundred",
    "score",
    "score_without",
    "start",
    "end",
    "text",
)


def _chosen(dimension_id: str | None) -> tuple[Dimension, ...]:
    return dimensions() if dimension_id is None else (dimension(dimension_id),)


def _part_row(item: Dimension, part: Part, locale: str) -> dict[str, Any]:
    return {
        "dimension": item.id,
        "feature": part.feature.name,
        "label": label_text(part.feature.name, locale),
        "direction": part.direction,
        "zero": part.zero,
        "hundred": part.hundred,
    }


def _explain_table(
    table: DataFrame, unit: str | None, dimension_id: str | None, locale: str
) -> DataFrame:
    import pandas as pd

    units = list(dict.fromkeys(table["unit"]))
    chosen = _name_one(units, unit)
    rows: list[dict[str, Any]] = []
    for item in _chosen(dimension_id):
        for record in table[(table["unit"] == chosen) & (table["dimension"] == item.id)].to_dict(
            "records"
        ):
            rows.extend(
                _part_row(item, part, locale)
                | {"value": value, "points": points, "score": record["score"]}
                | {"n": record["n"], "status": record["status"], "reason": record["reason"]}
                for part, value, points in zip(
                    item.parts, record["values"], record["points"], strict=True
                )
            )
    return pd.DataFrame(rows, columns=list(EXPLAINED))


def _name_one(known: list[str], name: str | None) -> str:
    if name is None and len(known) == 1:
        return known[0]
    if name not in known:
        listed = ", ".join(known[:10])
        raise KeyError(
            f"no article {name!r}: there are {listed}" if name else f"name one: {listed}"
        )
    return name


def _one(group: list[AnnotatedArticle], article_id: str | None) -> AnnotatedArticle:
    by_id = {article.article_id: article for article in group}
    return by_id[_name_one(list(by_id), article_id)]


def _without(scored: Scored, part: Part) -> float:
    """The dimension's score had a downward part found nothing."""
    if part.direction != "down" or math.isnan(scored.score):
        return NAN
    pairs = zip(scored.dimension.parts, scored.measures, strict=True)
    points = [100.0 if p is part else float(p.points(m.value)) for p, m in pairs if m.known]
    return float(np.mean(points))
