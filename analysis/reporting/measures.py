"""One measure of one article as a reader sees it: value, interval, n, status and its places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from analysis.features import FEATURES, label_text, reason_text
from analysis.reporting.site import Site, _float, _text
from analysis.schema import AnnotatedArticle, Evidence


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
    measure = _registered(name, article)
    unit = str(getattr(_feature(name), "unit", "")) or name
    interval = ""
    if not math.isnan(low) and not math.isnan(high):
        interval = site.words.span(_shown(site, low, unit), _shown(site, high, unit))
    return Measured(
        name=name,
        anchor=f"r-{name}".replace("__", "-").replace("_", "-"),
        label=label(site, name),
        value=_shown(site, value, unit),
        interval=interval,
        n=getattr(measure, "n", None),
        status=_text(row.get(f"{name}__status")) or str(getattr(measure, "status", "measured")),
        reason=reason_text(getattr(measure, "reason", ""), site.words.code),
        places=tuple(_places(site, article, getattr(measure, "evidence", ()) or ())),
    )


def label(site: Site, name: str) -> str:
    """The reader's name of a measure in the report's locale."""
    family, _, short = name.partition("__")
    own = site.words.get(f"feature.{family}.{short}")
    if own or _feature(name) is None:
        return own or short.replace("_", " ")
    return label_text(name, site.words.code)


def _shown(site: Site, value: float, unit: str) -> str:
    if math.isnan(value):
        return "–"
    if "share" in unit:
        return site.words.percent(value)
    digits = 0 if value == int(value) and "count" in unit else 1 if abs(value) >= 10 else 2
    return site.words.number(value, digits)


def _feature(name: str) -> Any:
    return {feature.name: feature for feature in FEATURES}.get(name)


def _registered(name: str, article: AnnotatedArticle) -> Any:
    feature = _feature(name)
    return feature.measure(article) if feature is not None else None


def _places(site: Site, article: AnnotatedArticle, evidence: Iterable[Any]) -> Iterator[Reference]:
    """Where each piece of evidence a measure rests on stands, in its order, once."""
    items = {
        (i.record.start, i.record.end, i.record.kind): i for i in site.items[article.article_id]
    }
    sentences = {(s.start, s.end): n for n, s in enumerate(article.sentences, 1)}
    zones = {(z.start, z.end): n for n, z in enumerate(article.zones, 1)}
    seen: set[str] = set()
    for thing in evidence:
        start, end = (thing.start, thing.end) if isinstance(thing, Evidence) else thing[:2]
        found = None
        if isinstance(thing, Evidence) and (start, end, thing.kind) in items:
            item = items[start, end, thing.kind]
            found = Reference(item.anchor, item.sign)
        elif (start, end) in sentences:
            number = sentences[start, end]
            found = Reference(f"s{number}", f"§{number}")
        elif (start, end) in zones:
            number = zones[start, end]
            found = Reference(f"z{number}", f"¶{number}")
        else:
            near = next((i for i in items.values() if i.start <= start < i.record.end), None)
            found = Reference(near.anchor, near.sign) if near else None
        if found and found.anchor not in seen:
            seen.add(found.anchor)
            yield found
