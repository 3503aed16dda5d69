"""The sources pages: who speaks, by affiliation and country, each quote one click away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, get_args

from markupsafe import Markup

from analysis import languages
from analysis.features._evidence import Pair, attributions, pairs
from analysis.reporting.index import voices
from analysis.reporting.network import network
from analysis.reporting.safe import safe
from analysis.reporting.site import Site, has_source
from analysis.schema import OFFICIAL, Affiliation, AnnotatedArticle, Attribution
from analysis.text import fold_held

# Up to here all quotes stand on one page; beyond, on pages of their own, reached by one click.
_ONE_PAGE = 500
_SOURCES_SHOWN = 25
_ARTICLES_SHOWN = 12
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
    """A source as it speaks over all articles; ``href`` leads to its quotes on another page."""

    anchor: str
    name: str
    form: str
    country: str
    n: int
    articles: tuple[tuple[str, str, int], ...]
    quotes: tuple[Quote, ...]
    more: int
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The sources of one affiliation, most heard first."""

    code: str
    name: str
    official: bool
    n: int
    voices: tuple[Voice, ...]
    hidden: int


Key: TypeAlias = tuple[str, str]
Heard: TypeAlias = list[tuple[Key, list[Place]]]


def sources(site: Site) -> Mapping[str, Any]:
    """Everything the first sources page shows."""
    found = _heard(site)
    apart = _apart(found)
    shown = _SOURCES_SHOWN if apart else None
    groups = [
        Group(
            code,
            site.words.name("affiliation", code),
            code in OFFICIAL,
            sum(len(places) for _, places in heard),
            tuple(
                _voice(site, code, rank, key, places, _page_of(heard, rank, code) if apart else "")
                for rank, (key, places) in enumerate(heard[:shown], 1)
            ),
            max(0, len(heard) - shown) if shown else 0,
        )
        for code, heard in found.items()
    ]
    silent = [site.words.name("affiliation", a) for a in _order() if a not in (*found, "other")]
    return {
        "groups": groups,
        "silent": silent,
        "voices": voices(site),
        "network": _network(site, groups, found),
        "network_how": _network_how(site),
        "countries": _countries(site, found),
        "apart": apart,
    }


def further(site: Site) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The pages of quotes that have no room on the first one: (address, what it shows)."""
    found = _heard(site)
    if not _apart(found):
        return
    for code, heard in found.items():
        chunks = list(_chunks(heard))
        for number, (first, chunk) in enumerate(chunks, 1):
            name = site.words.name("affiliation", code)
            here = [
                _voice(site, code, rank, key, places, "")
                for rank, (key, places) in enumerate(chunk, first)
            ]
            group = Group(
                code, name, code in OFFICIAL, sum(v.n for v in here), tuple(here), hidden=0
            )
            before, after = number - 1, number + 1
            yield (
                _address(code, number),
                {
                    "group": group,
                    "number": number,
                    "pages": len(chunks),
                    "previous": _address(code, before) if before else None,
                    "next": _address(code, after) if after <= len(chunks) else None,
                },
            )


def _order() -> list[str]:
    order: list[str] = [a for a in get_args(Affiliation) if a != "none"]
    return sorted(order, key=lambda a: a not in OFFICIAL)


def _heard(site: Site) -> dict[str, Heard]:
    """Sources by affiliation with their mentions, most heard first."""
    if "heard" not in site.memo:
        site.memo["heard"] = _gather(site)
    found: dict[str, Heard] = site.memo["heard"]
    return found


def _gather(site: Site) -> dict[str, Heard]:
    by_affiliation: dict[str, dict[Key, list[Place]]] = {}
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
    return {
        code: sorted(by_affiliation[code].items(), key=lambda pair: (-len(pair[1]), pair[0]))
        for code in [*_order(), "none"]
        if code in by_affiliation
    }


def _chunks(heard: Heard) -> Iterator[tuple[int, Heard]]:
    """The sources cut into pages of bounded length: (rank of the first, sources)."""
    chunk: Heard = []
    first, size = 1, 0
    for rank, (key, places) in enumerate(heard, 1):
        if chunk and size + len(places) > _ONE_PAGE:
            yield first, chunk
            chunk, first, size = [], rank, 0
        chunk.append((key, places))
        size += len(places)
    if chunk:
        yield first, chunk


def _page_of(heard: Heard, rank: int, code: str) -> str:
    number = sum(first <= rank for first, _ in _chunks(heard))
    return _address(code, number)


def _address(code: str, number: int) -> str:
    return f"sources-{code.replace('_', '-')}-{number}.html"


def _name(site: Site, article: AnnotatedArticle, pair: Pair) -> str:
    if pair.name != "none":
        return site.source_names.get(pair.name, pair.name)
    if pair.attribution.source:
        return " ".join(fold_held(article.span_text(pair.attribution.source)).split())
    return site.words.name("source_form", pair.form)


def _voice(site: Site, code: str, rank: int, key: Key, places: list[Place], page: str) -> Voice:
    name, form = key
    counts = Counter(place.article.article_id for place in places)
    countries = dict.fromkeys(place.country for place in places if place.country)
    anchor = f"v-{code.replace('_', '-')}-{rank}"
    quoted = [] if page else places[:_ONE_PAGE]
    return Voice(
        anchor=anchor,
        name=name,
        form=site.words.name("source_form", form),
        country=", ".join(country_name(c, site.words.code) for c in countries),
        n=len(places),
        articles=tuple(
            (site.short[i], site.card(i), n) for i, n in list(counts.items())[:_ARTICLES_SHOWN]
        ),
        quotes=tuple(_quote(site, p.article, p.attribution) for p in quoted),
        more=0 if page else max(0, len(places) - _ONE_PAGE),
        href=f"{page}#{anchor}" if page else "",
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


@cache
def country_name(code: str, locale: str) -> str:
    """A country's name in a locale, its code where no word list has it.

    Examples
    --------
    >>> country_name("BE", "fr"), country_name("BE", "en"), country_name("ZZ", "en")
    ('Belgique', 'Belgium', 'ZZ')
    """
    for language in (locale, "fr", "en"):
        names = languages.load(language).lexicon("countries").get("countries", {})
        if code in names:
            return str(names[code][0][0])
    return code


def _countries(site: Site, found: Mapping[str, Heard]) -> list[Mapping[str, Any]]:
    """Countries spoken for, with their official and other mentions and their sources."""
    mentions: dict[str, Counter[bool]] = {}
    named: dict[str, Counter[tuple[str, str, str]]] = {}
    for code, heard in found.items():
        for rank, ((name, _), places) in enumerate(heard, 1):
            page = _page_of(heard, rank, code) if _apart(found) else ""
            anchor = f"{page}#v-{code.replace('_', '-')}-{rank}"
            for place in places:
                if code != "none":
                    country = place.country or ""
                    mentions.setdefault(country, Counter())[code in OFFICIAL] += 1
                    named.setdefault(country, Counter())[name, anchor, code] += 1
    ranked = sorted(mentions, key=lambda c: (c == "", -sum(mentions[c].values()), c))
    return [
        {
            "name": country_name(country, site.words.code)
            if country
            else site.words("sources.no_country"),
            "official": mentions[country][True],
            "other": mentions[country][False],
            "sources": [(name, href, n) for (name, href, _), n in named[country].most_common(8)],
            "more": max(0, len(named[country]) - 8),
        }
        for country in ranked
    ]


def _apart(found: Mapping[str, Heard]) -> bool:
    return sum(len(places) for heard in found.values() for _, places in heard) > _ONE_PAGE


def _network(site: Site, groups: Sequence[Group], found: Mapping[str, Heard]) -> Markup:
    ties: Counter[tuple[str, str]] = Counter()
    official: dict[str, bool] = {}
    links: dict[str, str] = {}
    by_outlet = _by_outlet(site)
    for group in groups:
        if group.code == "none":
            continue
        for voice, ((name, _), places) in zip(group.voices, found[group.code], strict=False):
            official[name] = official.get(name, False) or group.official
            links.setdefault(name, voice.href or f"#{voice.anchor}")
            for place in places:
                source = place.article.article
                where = (
                    source.outlet or site.words("word.unknown")
                    if by_outlet
                    else site.short[source.article_id]
                )
                ties[name, where] += 1
    if not ties:
        return Markup("")
    told = site.words("sources.network"), _network_how(site)
    names = {} if by_outlet else _titles(site)
    return network(ties, official, links, *told, names)


def _titles(site: Site) -> dict[str, str]:
    """What an article is known by beside its short name: its headline, if it has one."""
    return {site.short[a.article_id]: site.title(a) or "" for a in site.articles}


def _by_outlet(site: Site) -> bool:
    return len({a.article.outlet for a in site.articles} - {None}) > 1


def _network_how(site: Site) -> str:
    kind = site.words("sources.outlets" if _by_outlet(site) else "n.some_articles")
    return site.words("sources.network_how", kind=kind)
