"""The overview: articles as rows, dimensions as strips, clashing figures, origins, who speaks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from analysis.features._evidence import attributions, pairs
from analysis.profiles import comparability
from analysis.reporting import sentences
from analysis.reporting.figures import groups, relation_counts
from analysis.reporting.measures import why
from analysis.reporting.site import Score, Site, has_source
from analysis.reporting.strips import histogram, stacked, strip
from analysis.schema import AnnotatedArticle

PAGE_SIZE = 50
_AGGREGATE_FROM = 13
_GROUPS_SHOWN = 12
_CLASSROOMS_UP_TO = 300
_FOUND_ON_FIRST = 500
_EVENTS_SHOWN = 30
_MEMBERS_SHOWN = 12


def page_count(site: Site) -> int:
    """How many pages the list of articles takes."""
    return max(1, math.ceil(len(site.articles) / PAGE_SIZE))


def page_name(number: int) -> str:
    """File name of a page of the overview.

    Examples
    --------
    >>> page_name(1), page_name(2)
    ('index.html', 'index-2.html')
    """
    return "index.html" if number == 1 else f"index-{number}.html"


def classroom(site: Site, article_id: str) -> str | None:
    """Address of the card that starts without marks; None in large corpora, which have none."""
    few = len(site.articles) <= _CLASSROOMS_UP_TO
    return f"classroom/{site.slugs[article_id]}.html" if few else None


def index(site: Site, number: int = 1) -> Mapping[str, Any]:
    """Everything page ``number`` of the overview shows."""
    pages = page_count(site)
    shown = site.articles[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    first = number == 1
    divergent, evolving = (groups(site, r) if first else [] for r in ("divergent", "evolving"))
    return {
        "headline": _headline(site),
        "ties": _ties(site),
        "sentences": sentences.overview(site) if first else [],
        "dimensions": [
            (code, site.dimension_name(code)) for code in site.dimensions if site.scored(code)
        ],
        "rows": [_row(site, a) for a in shown],
        "apart": pages > 1 and finder_apart(site),
        "everything": everything(site) if first and pages > 1 and not finder_apart(site) else [],
        "number": number,
        "pages": pages,
        "previous": page_name(number - 1) if number > 1 else None,
        "next": page_name(number + 1) if number < pages else None,
        "spread": _spread(site) if first and len(site.articles) >= _AGGREGATE_FROM else [],
        "refused": _refused(site) if first and len(site.articles) > 1 else [],
        "relations": relation_counts(site) if first else {},
        "divergent": divergent[:_GROUPS_SHOWN],
        "divergent_more": max(0, len(divergent) - _GROUPS_SHOWN),
        "evolving": evolving[:_GROUPS_SHOWN],
        "evolving_more": max(0, len(evolving) - _GROUPS_SHOWN),
        "voices": voices(site) if first else {},
        "events": _events(site) if first else [],
    }


def _events_of(site: Site) -> list[dict[Any, Any]]:
    events = site.comparison.events
    return list(events.to_dict("records")) if len(events) else []


def _headline(site: Site) -> str:
    words = site.words
    if len(site.articles) == 1:
        return words("index.only")
    articles = words("n.articles", n=len(site.articles))
    shared = [e for e in _events_of(site) if len(e["articles"]) > 1]
    if len(shared) == 1 and len(shared[0]["articles"]) == len(site.articles):
        return words("index.one_event", articles=articles)
    return words("index.many_events", articles=articles, events=words("n.events", n=len(shared)))


def _ties(site: Site) -> str:
    shared = [e for e in _events_of(site) if len(e["articles"]) > 1]
    if len(shared) != 1:
        return ""
    return ", ".join(map(str, list(shared[0]["terms"])[:8]))


def _events(site: Site) -> list[Mapping[str, Any]]:
    """Events of several articles, when there is more than one event to tell apart."""
    shared = [e for e in _events_of(site) if len(e["articles"]) > 1]
    if len(shared) < 2:
        return []
    return [
        {
            "terms": ", ".join(map(str, list(e["terms"])[:6])),
            "articles": [(site.short[a], site.card(a)) for a in e["articles"][:_MEMBERS_SHOWN]],
            "more": max(0, len(e["articles"]) - _MEMBERS_SHOWN),
        }
        for e in shared[:_EVENTS_SHOWN]
    ]


def _row(site: Site, article: AnnotatedArticle) -> Mapping[str, Any]:
    source = article.article
    cells = [
        _cell(site, code, site.scores.get((article.article_id, code)))
        for code in site.dimensions
        if site.scored(code)
    ]
    return {
        "id": article.article_id,
        "short": site.short[article.article_id],
        "href": site.card(article.article_id),
        "title": site.title(article),
        "opening": opening(article),
        "outlet": source.outlet or "",
        "published": source.published or "",
        "origins": origin_lines(site, article),
        "origin": _origin_in_short(site, article),
        "cells": cells,
        "scoreless": _said_of_all(site, cells),
        "search": " ".join(
            filter(None, [article.article_id, article.headline, source.outlet])
        ).lower(),
    }


def _said_of_all(site: Site, cells: Sequence[Mapping[str, Any]]) -> str:
    """Why an article has no score at all, when it is one reason; else empty."""
    reasons = {cell.get("why", "") for cell in cells}
    if len(cells) < 2 or len(reasons) > 1 or any("strip" in cell for cell in cells):
        return ""
    reason = next(iter(reasons))
    return site.words("index.scoreless", why=reason) if reason else ""


def _origin_in_short(site: Site, article: AnnotatedArticle) -> str:
    """Where the text says it comes from, in three words; empty when it does not say."""
    for relation in ("republished_from", "signed_by"):
        for origin in article.origins:
            if origin.relation == relation:
                name = origin.name or site.words("index.unnamed")
                return f"{site.words.name('relation', relation)}{site.words('word.colon')} {name}"
    return ""


def finder_apart(site: Site) -> bool:
    """Whether the list of all articles would make the first page heavy and has its own."""
    return len(site.articles) > _FOUND_ON_FIRST


def everything(site: Site) -> list[tuple[str, str, str]]:
    """Short name, title and address of all articles, to be searched on the first of many pages."""
    return [
        (site.short[a.article_id], site.title(a) or opening(a), site.card(a.article_id))
        for a in site.articles
    ]


def opening(article: AnnotatedArticle) -> str:
    """The first words of the body, to know an article without a headline by."""
    zone = next((z for z in article.zones if z.label == "body"), None)
    words = article.span_text(zone).split() if zone else []
    return " ".join(words[:9]) + (" …" if len(words) > 9 else "")


def _cell(site: Site, code: str, score: Score | None) -> Mapping[str, Any]:
    words = site.words
    name = site.dimension_name(code)
    if score is None or not score.shown:
        status = words.name("status", score.status if score else "not_applicable")
        reason = why(score.reason, words.code) if score else ""
        return {"name": name, "code": code, "text": status, "why": reason}
    ends = words.span(words.number(round(score.low)), words.number(round(score.high)))
    return {
        "name": name,
        "code": code,
        "strip": strip(score),
        "score": None if score.bounds else words.number(round(score.score)),
        "ends": ends,
    }


def origin_lines(site: Site, article: AnnotatedArticle) -> list[Mapping[str, str]]:
    """What the text says of its origin, each with its words and its place on the card."""
    words = site.words
    lines: list[Mapping[str, str]] = []
    for item in site.items[article.article_id]:
        if item.kind != "origin":
            continue
        record: Any = item.record
        unnamed = "" if record.relation == "translated_by" else words("index.unnamed")
        lines.append(
            {
                "relation": words.name("relation", record.relation),
                "name": record.name or record.place or unnamed,
                "text": " ".join(article.span_text(record).split()),
                "href": site.card(article.article_id, item.anchor),
            }
        )
    return lines


def _refused(site: Site) -> list[tuple[str, str]]:
    """Dimensions on which these articles must not be compared, with the reason."""
    card = comparability(
        site.articles,
        comparison=site.comparison,
        profiles=site.profiles,
        locale=site.words.code,
    )
    return [
        (f"{row['dimension']} {site.dimension_name(str(row['dimension']))}", str(row["reason"]))
        for row in card.to_dict("records")
        if not row["comparable"] and row["n"] > 1 and site.scored(str(row["dimension"]))
    ]


def _spread(site: Site) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for code in site.dimensions:
        if not site.scored(code):
            continue
        own = [s for (_, d), s in site.scores.items() if d == code]
        points = [s.score for s in own if not math.isnan(s.score)]
        if points:
            rows.append(
                {
                    "name": site.dimension_name(code),
                    "chart": histogram(points),
                    "n": len(points),
                    "without": len(own) - len(points),
                }
            )
    return rows


def voices(site: Site) -> Mapping[str, Any]:
    """Mentions of official and other sources, and attributions without one, over all articles."""
    mentions = [p for x in site.articles for p in pairs(x)]
    official = sum(p.official for p in mentions)
    other = len(mentions) - official
    sourceless = sum(not has_source(a) for x in site.articles for a in attributions(x))
    bar: Markup = stacked([("official", official), ("other", other), ("sourceless", sourceless)])
    return {
        "official": official,
        "other": other,
        "sourceless": sourceless,
        "bar": bar,
        "said": site.words("sources.balance", a=official, b=other, c=sourceless),
    }


def downloads() -> Iterable[tuple[str, str]]:
    """File names of the tables and the key of their description."""
    yield from (
        ("evidence", "evidence"),
        ("features", "features"),
        ("profiles", "profiles"),
        ("claim_pairs", "claim_pairs"),
    )
