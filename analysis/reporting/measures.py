"""One measure of one article as a reader sees it: value, interval, n, status and its places."""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis import features
from analysis.features import Feature, by_name, label_text, reason_text
from analysis.reporting.site import Site, _float
from analysis.schema import AnnotatedArticle, Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from a number to one of its places in the text."""

    anchor: str
    sign: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure ready for a row of the label."""

    name: str
    anchor: str
    label: str
    value: str
    interval: str
    n: int | None
    status: str
    reason: str
    places: tuple[Reference, ...]


def measures(site: Site, article: AnnotatedArticle, names: Iterable[str]) -> Iterator[Measured]:
    """The named measures of one article, in the order given."""
    for name in names:
        if name in site.features.columns:
            yield _measured(site, article, name)


def _measured(site: Site, article: AnnotatedArticle, name: str) -> Measured:
    row = site.features.loc[article.article_id]
    value, low, high = (_float(row.get(name + tail)) for tail in ("", "__low", "__high"))
    feature = by_name(name)
    measure = feature.measure(site.as_read(article), site.as_compared)
    interval = ""
    checked = feature.unit == "check"
    if not checked and not math.isnan(low) and not math.isnan(high):
        interval = (
            site.words.percents(low, high)
            if feature.unit == "share"
            else site.words.span(_shown(site, low, feature), _shown(site, high, feature))
        )
    return Measured(
        name=name,
        anchor=f"r-{name}".replace("__", "-").replace("_", "-"),
        label=label_text(name, site.words.code),
        value=_shown(site, value, feature),
        interval=interval,
        n=None if checked or measure.status.startswith("not_") else measure.n,
        status=measure.status,
        reason=why(measure.reason, site.words.code),
        places=tuple(_places(site, article, measure.evidence, "sentence" in name)),
    )


def _shown(site: Site, value: float, feature: Feature) -> str:
    if math.isnan(value):
        return "–"
    if feature.unit == "share":
        return site.words.percent(value)
    if feature.unit == "check":
        return site.words(f"check.{'yes' if value == 1 else 'half' if value else 'no'}")
    whole = float(value).is_integer() and feature.unit in ("count", "grade")
    return site.words.number(value, 0 if whole else 1 if abs(value) >= 10 else 2)


def why(reason: str, locale: str) -> str:
    """A reason for a missing value in the reader's language.

    Tables hold it as an English phrase, features as a key; anything else stays as it is.
    """
    keys = _reason_keys()
    key = keys.get(reason, reason)
    return reason_text(key, locale) if key in keys.values() else reason


@cache
def _reason_keys() -> dict[str, str]:
    file = Path(str(features.__file__)).with_name("reasons.toml")
    phrases = tomllib.loads(file.read_text("utf-8"))["en"]
    return {phrase: key for key, phrase in phrases.items()}


def _places(
    site: Site, article: AnnotatedArticle, evidence: Iterable[Span], sentences_first: bool
) -> Iterator[Reference]:
    """Where each span a measure rests on stands, in its order, once."""
    items = site.items[article.article_id]
    signs = {(i.record.start, i.record.end): Reference(i.anchor, i.sign) for i in reversed(items)}
    others = {
        (s.start, s.end): Reference(f"s{n}", f"§{n}") for n, s in enumerate(article.sentences, 1)
    }
    zones = {(z.start, z.end): Reference(f"z{n}", f"¶{n}") for n, z in enumerate(article.zones, 1)}
    order = (others, signs, zones) if sentences_first else (signs, others, zones)
    parts = {span: Reference(i.anchor, i.sign) for i in reversed(items) for _, span in i.parts}
    seen: set[str] = set()
    for span in evidence:
        found = next((table[span] for table in (*order, parts) if span in table), None)
        found = found or _around(article, span)
        if found and found.anchor not in seen:
            seen.add(found.anchor)
            yield found


def _around(article: AnnotatedArticle, span: Span) -> Reference | None:
    """The sentence, else the zone, that a span without a sign of its own lies in."""
    for letter, mark, records in (("s", "§", article.sentences), ("z", "¶", article.zones)):
        number = bisect_right(records, span[0], key=lambda r: r.start)
        if number and records[number - 1].end > span[0]:
            return Reference(f"{letter}{number}", f"{mark}{number}")
    return None
