"""The sources page: who speaks in all articles, grouped by affiliation, each quote a click away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from markupsafe import Markup

from analysis.features._evidence import Pair, attributions, pairs
from analysis.reporting.index import voices
from analysis.reporting.safe import safe
from analysis.reporting.site import Site, has_source
from analysis.schema import OFFICIAL, Affiliation, AnnotatedArticle, Attribution

_QUOTES_SHOWN = 30
_SOURCES_SHOWN = 60
_LONGEST = 260


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a source: where it speaks, and the country it speaks for."""

    article: AnnotatedArticle
    attribution: Attribution
    country: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution as a line that opens its place on the card."""

    short: str
    href: str
    text: Markup
    cue: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as it speaks over all articles."""

    name: str
    form: str
    country: str
    n: int
    articles: tuple[tuple[str, str, int], ...]
    quotes: tuple[Quote, ...]
    more: int


def sources(site: Site) -> Mapping[str, Any]:
    """Everything the sources page shows."""
    order: list[str] = [a for a in get_args(Affiliation) if a != "none"]
    order.sort(key=lambda a: a not in OFFICIAL)
    by_affiliation: dict[str, dict[tuple[str, str], list[Place]]] = {}
    for article in site.articles:
        for pair in pairs(article):
            spoken_for = "other" if pair.affiliation == "none" else pair.affiliation
            key = (_name(site, article, pair), str(pair.form))
            place = Place(article, pair.attribution, pair.country)
            by_affiliation.setdefault(spoken_for, {}).setdefault(key, []).append(place)
        for attribution in attributions(article):
            if not has_source(attribution):
                key = (site.words("sources.sourceless"), "none")
                place = Place(article, attribution, None)
                by_affiliation.setdefault("none", {}).setdefault(key, []).append(place)
    groups = []
    for affiliation in [*order, "none"]:
        found = by_affiliation.get(affiliation)
        if found:
            ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
            groups.append(
                {
                    "code": affiliation,
                    "name": site.words.name("affiliation", affiliation),
                    "official": affiliation in OFFICIAL,
                    "n": sum(len(v) for v in found.values()),
                    "voices": [_voice(site, k, v) for k, v in ranked[:_SOURCES_SHOWN]],
                    "hidden": max(0, len(ranked) - _SOURCES_SHOWN),
                }
            )
    silent = [
        site.words.name("affiliation", a) for a in order if a not in by_affiliation and a != "other"
    ]
    return {"groups": groups, "silent": silent, "voices": voices(site)}


def _name(site: Site, article: AnnotatedArticle, pair: Pair) -> str:
    if pair.name != "none":
        return site.source_names.get(pair.name, pair.name)
    if pair.attribution.source:
        return " ".join(article.span_text(pair.attribution.source).split())
    return site.words.name("source_form", pair.form)


def _voice(site: Site, key: tuple[str, str], places: list[Place]) -> Voice:
    name, form = key
    counts = Counter(place.article.article_id for place in places)
    countries = dict.fromkeys(place.country for place in places if place.country)
    return Voice(
        name=name,
        form=site.words.name("source_form", form),
        country=", ".join(countries),
        n=len(places),
        articles=tuple((site.short[i], site.card(i), n) for i, n in list(counts.items())[:12]),
        quotes=tuple(_quote(site, p.article, p.attribution) for p in places[:_QUOTES_SHOWN]),
        more=max(0, len(places) - _QUOTES_SHOWN),
    )


def _quote(site: Site, article: AnnotatedArticle, attribution: Attribution) -> Quote:
    anchor = site.anchor(article.article_id, "attribution", attribution.start, attribution.end)
    parts = [" ".join(article.span_text(span).split()) for span in attribution.content]
    text = " […] ".join(parts)
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    cue = " ".join(article.span_text(attribution.cue).split()) if attribution.cue else ""
    return Quote(
        short=site.short[article.article_id],
        href=site.card(article.article_id, anchor),
        text=safe(text),
        cue=cue,
    )
