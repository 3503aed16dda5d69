"""What a score is made of, down to the words, and what it would be without some of them."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.features import label_text, reason_text
from analysis.features._evidence import claims, pairs, source_counts
from analysis.profiles.judgement import Dimension, Part, dimension, dimensions
from analysis.profiles.reference import part_percentile
from analysis.profiles.scoring import NAN, Scored, compared, score_dimension, too_short
from analysis.profiles.strata import genre
from analysis.schema import AnnotatedArticle
from analysis.text import count_words

if TYPE_CHECKING:
    from pandas import DataFrame

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
    "percentile",
    "reference",
    "score",
    "score_without",
    "start",
    "end",
    "text",
)
COUNTERFACTUAL = (
    "dimension",
    "what",
    "name",
    "n",
    "total",
    "share",
    "score",
    "low",
    "high",
    "without",
    "sentence",
)


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
        read from a file has no text: give ``articles`` too, else the parts come without their
        spans.
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
        direction value low high n status reason points zero hundred percentile reference score
        score_without start end text``. ``percentile`` is the place of the part's own value among
        the articles of ``reference``, also where its dimension has none. ``score_without`` is what
        the dimension would be had the part's spans not been there; it is given for parts that count
        downward.

    Raises
    ------
    KeyError
        When no article or dimension has the name.
    """
    import pandas as pd

    group = _behind(source, articles)
    if not group and isinstance(source, pd.DataFrame):
        return _explain_table(source, article_id, dimension_id, locale)
    if article_id not in {a.article_id for a in group} and isinstance(source, pd.DataFrame):
        return _explain_table(source, article_id, dimension_id, locale)
    article = _one(group, article_id)
    found = compared(group, comparison)
    rows: list[dict[str, Any]] = []
    for item in _chosen(dimension_id):
        scored = score_dimension(item, article, found, too_short(article))
        for part, measure in zip(item.parts, scored.measures, strict=True):
            place, among = part_percentile(
                measure.value, part.feature.name, article.language, genre(article)
            )
            row = _part_row(item, part, locale) | {
                "percentile": place,
                "reference": among,
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


def _behind(source: Any, articles: Any) -> list[AnnotatedArticle]:
    """The annotated articles a source is, remembers, or comes with."""
    import pandas as pd

    given = articles
    if given is None:
        given = getattr(source, "annotated", None) if isinstance(source, pd.DataFrame) else source
    if given is None:
        return []
    return [given] if isinstance(given, AnnotatedArticle) else list(given)


@dataclass(frozen=True, slots=True)
class _Edit:
    """A thing a text has that could be otherwise, and the article with it so."""

    what: str
    n: int
    total: int
    article: AnnotatedArticle
    name: str = ""


def counterfactuals(
    source: AnnotatedArticle | Iterable[AnnotatedArticle] | DataFrame,
    article_id: str | None = None,
    dimension_id: str | None = None,
    *,
    articles: AnnotatedArticle | Iterable[AnnotatedArticle] | None = None,
    comparison: Any = None,
    locale: str = "en",
) -> DataFrame:
    """What a score would be without what lowers or carries it: appeals, one source, a bare figure.

    Each row takes one thing out of the article's evidence and measures the dimension anew. It
    describes how the score hangs on the text; it advises nothing.

    Parameters
    ----------
    source, article_id, dimension_id, articles, comparison
        As in :func:`explain`; a table read from a file needs ``articles``.
    locale
        Language of the sentences.

    Returns
    -------
    pandas.DataFrame
        ``dimension what name n total share score low high without sentence``: one row a thing and
        scored dimension it changes. ``without`` is NaN when nothing would be left to score.

    Raises
    ------
    KeyError
        When no article or dimension has the name.
    """
    import pandas as pd

    group = _behind(source, articles)
    article = _one(group, article_id)
    found = compared(group, comparison)
    rows: list[dict[str, Any]] = []
    for item in _chosen(dimension_id):
        now = score_dimension(item, article, found, too_short(article))
        if math.isnan(now.score) or item.kind == "descriptive":
            continue
        for edit in _edits(item.id, article):
            then = score_dimension(item, edit.article, found, too_short(article))
            if not math.isnan(then.score) and round(then.score) == round(now.score):
                continue
            row = {
                "dimension": item.id,
                "what": edit.what,
                "name": edit.name,
                "n": edit.n,
                "total": edit.total,
                "share": edit.n / edit.total if edit.total else NAN,
                "score": now.score,
                "low": now.low,
                "high": now.high,
                "without": then.score,
            }
            if edit.what == "solicitation":
                outside = _soliciting_words(article)
                row |= {"share": outside / article.words_total}
            rows.append(row | {"sentence": _sentence(item, row, locale)})
    return pd.DataFrame(rows, columns=list(COUNTERFACTUAL))


@cache
def _templates() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((Path(__file__).parent / "locales.toml").read_text("utf-8"))


def _sentence(item: Dimension, row: Mapping[str, Any], locale: str) -> str:
    words = _templates()[locale]
    percent = "{:.0%}" if locale == "en" else "{:.0f}\u00a0%"
    share = row["share"] if locale == "en" else 100 * row["share"]
    without = words["no_score"] if math.isnan(row["without"]) else f"{row['without']:.0f}"
    return words[row["what"]].format(
        dimension=f"{item.id} ({item.labels[locale]})",
        name=row["name"],
        n=row["n"],
        total=row["total"],
        share=percent.format(share),
        score=f"{row['score']:.0f}",
        low=f"{row['low']:.0f}",
        high=f"{row['high']:.0f}",
        without=without,
    )


def _soliciting_words(article: AnnotatedArticle) -> int:
    zones = (z for z in article.zones if z.label == "solicitation")
    return sum(count_words(article.span_text(zone)) for zone in zones)


def _edits(dimension_id: str, article: AnnotatedArticle) -> Iterator[_Edit]:
    if dimension_id in _EDITORS:
        for editor in _EDITORS[dimension_id]:
            yield from editor(article)


def _no_solicitation(article: AnnotatedArticle) -> Iterator[_Edit]:
    gone = [z for z in article.zones if z.label == "solicitation"]
    if not gone and not article.solicitations:
        return
    # What the outlet says of itself among its appeals goes with them.
    framings = tuple(
        f for f in article.framings if not any(z.start <= f.start < z.end for z in gone)
    )
    kept = replace(
        article,
        zones=tuple(z for z in article.zones if z.label != "solicitation"),
        solicitations=(),
        framings=framings,
        words_total=article.words_total - _soliciting_words(article),
    )
    yield _Edit("solicitation", len(article.solicitations), article.words_total, kept)


def _no_framing(article: AnnotatedArticle) -> Iterator[_Edit]:
    frames = [f for f in article.framings if f.frame == "censorship"]
    if frames:
        kept = tuple(f for f in article.framings if f.frame != "censorship")
        yield _Edit("censorship_framing", len(frames), len(frames), replace(article, framings=kept))


def _without_sources(
    article: AnnotatedArticle, what: str, gone: Callable[[Any], bool], name: str = ""
) -> Iterator[_Edit]:
    """The article without the attributions of some sources, and without what they touch."""
    found = pairs(article)
    lost = {id(p.attribution): p.attribution for p in found if gone(p)}
    if not lost or len(lost) == len(article.attributions):
        return
    kept = tuple(a for a in article.attributions if id(a) not in lost)
    still = [s for a in kept for s in (*a.content, a.cue, a.source) if s is not None]
    sentences = tuple(
        replace(s, attributed=s.attributed and any(a < s.end and b > s.start for a, b in still))
        for s in article.sentences
    )
    edited = replace(article, attributions=kept, sentences=sentences)
    yield _Edit(what, sum(map(gone, found)), len(found), edited, name)


def _no_top_source(article: AnnotatedArticle) -> Iterator[_Edit]:
    counts = source_counts(article)
    top = next(iter(counts), "")
    if len(counts) > 1 and counts[top] > 1:
        yield from _without_sources(article, "top_source", lambda p: p.name == top, top)


def _no_unnamed(article: AnnotatedArticle) -> Iterator[_Edit]:
    yield from _without_sources(article, "unnamed_sources", lambda p: not p.named)


def _no_untraceable(article: AnnotatedArticle) -> Iterator[_Edit]:
    yield from _without_sources(article, "untraceable_sources", lambda p: not p.traceable)


def _no_officials(article: AnnotatedArticle) -> Iterator[_Edit]:
    yield from _without_sources(article, "official_sources", lambda p: p.official)


def _sourced_claims(article: AnnotatedArticle) -> Iterator[_Edit]:
    found = claims(article)
    bare = [c for c in found if not c.attributed]
    if bare:
        sourced = tuple(replace(c, attributed=True) for c in article.claims)
        yield _Edit("unattributed_claims", len(bare), len(found), replace(article, claims=sourced))


def _distanced_labels(article: AnnotatedArticle) -> Iterator[_Edit]:
    contested = [x for x in article.labels if x.polarity == "delegitimising"]
    plain = [x for x in contested if x.voice in ("narrator", "reported")]
    if plain:
        labels = tuple(
            replace(x, voice="reported_distanced") if x in plain else x for x in article.labels
        )
        edited = replace(article, labels=labels)
        yield _Edit("plain_labels", len(plain), len(contested), edited)


_EDITORS: Mapping[str, tuple[Callable[[AnnotatedArticle], Iterator[_Edit]], ...]] = {
    "A": (_sourced_claims, _no_untraceable, _no_top_source),
    "B": (_no_top_source, _no_officials, _no_unnamed),
    "D": (_no_solicitation, _no_framing),
    "E": (_distanced_labels,),
}
