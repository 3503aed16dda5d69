"""Sentences the data support, filled from templates with n and interval, and no adjectives.

Each function gives None when its numbers are not there: nothing is said then.
"""

from __future__ import annotations

import math
from itertools import combinations

from analysis.features._evidence import pairs
from analysis.reporting.figures import clashes, groups, relation_counts
from analysis.reporting.site import Site, wilson
from analysis.schema import AnnotatedArticle

_LISTED = 4


def overview(site: Site) -> list[tuple[str, str, str]]:
    """At most three sentences on a corpus, each with the address and name of what it rests on.

    Who speaks, how much is attributed, what clashes. Where no figures can be compared, the
    origin of the texts takes the third place.
    """
    clash = figures(site)
    said = [
        (official(site), "sources.html", "index.voices"),
        (attributed(site), "#profiles", "index.profiles"),
        (clash, "#clash", "index.clash") if clash else (origins(site), "#origin", "index.origin"),
    ]
    return [(sentence, href, label) for sentence, href, label in said if sentence]


def official(site: Site) -> str | None:
    """What share of the mentions of a source is of official ones; a compound source is several."""
    mentions = [p for x in site.articles for p in pairs(x)]
    if not mentions:
        none = not any(x.attributions for x in site.articles)
        return site.words("say.no_attributions") if none else None
    k = sum(p.official for p in mentions)
    low, high = wilson(k, len(mentions))
    words = site.words
    return words(
        "say.official",
        a=k,
        b=len(mentions),
        share=words.percent(k / len(mentions)),
        interval=words.percents(low, high),
    )


def attributed(site: Site) -> str | None:
    """The range of the attributed share of body sentences, and whether intervals overlap."""
    shares = [
        (sum(s.attributed for s in a.body_sentences), len(a.body_sentences))
        for a in site.articles
        if a.body_sentences
    ]
    if not shares:
        return None
    words = site.words
    intervals = [wilson(k, n) for k, n in shares]
    if len(shares) == 1:
        ((k, n),), ((low, high),) = shares, intervals
        return words(
            "say.attributed_one",
            a=k,
            b=n,
            share=words.percent(k / n),
            interval=words.percents(low, high),
        )
    ends = {
        "low": words.percent(min(k / n for k, n in shares)),
        "high": words.percent(max(k / n for k, n in shares)),
    }
    pairs = math.comb(len(shares), 2)
    apart = _apart(intervals)
    if not apart:
        return words("say.attributed_overlap", n=len(shares), **ends)
    return words("say.attributed_apart", pairs=pairs, apart=apart, **ends)


def _apart(intervals: list[tuple[float, float]]) -> int:
    """How many pairs of intervals do not overlap."""
    if len(intervals) <= 50:
        return sum(a[1] < b[0] or b[1] < a[0] for a, b in combinations(intervals, 2))
    highs = sorted(high for _, high in intervals)
    lows = [low for low, _ in intervals]
    from bisect import bisect_left

    return sum(bisect_left(highs, low) for low in lows)


def figures(site: Site) -> str | None:
    """How many comparable pairs of figures diverge, and which quantities."""
    counts = relation_counts(site)
    total = sum(counts.values())
    if not total:
        return None
    if not counts["divergent"]:
        return site.words("say.concordant", n=total)
    named = []
    for group in groups(site, "divergent")[:_LISTED]:
        values = list(dict.fromkeys(s.value for s in group.statements))
        more = " …" if len(values) > _LISTED or group.hidden else ""
        named.append(f"{group.name} ({' / '.join(values[:_LISTED])}{more})")
    return site.words(
        "say.divergent", divergent=counts["divergent"], n=total, list=site.words.join(named)
    )


def origins(site: Site) -> str | None:
    """How many texts name where they were taken from."""
    named = [(a, n) for a in site.articles if (n := taken_from(a))]
    shown = ", ".join(f"{site.short[a.article_id]} {n}" for a, n in named[:_LISTED])
    return site.words(
        "say.origin", a=len(named), b=len(site.articles), list=f" ({shown})" if shown else ""
    )


def taken_from(article: AnnotatedArticle) -> str | None:
    """The named origin of the text, None when it names none."""
    for relation in ("republished_from", "dateline", "signed_by"):
        for origin in article.origins:
            if origin.relation == relation and origin.name:
                return origin.name
    return None


def card(site: Site, article: AnnotatedArticle) -> list[str]:
    """The few sentences that open an article's card."""
    words = site.words
    said: list[str] = []
    names = {p.name: p for p in pairs(article)}
    if article.attributions:
        k = sum(p.official for p in names.values())
        parts = [words("n.attributions", n=len(article.attributions))]
        if names:
            parts.append(words("n.sources", n=len(names)))
            key = "all" if k == len(names) else "some" if k else "none"
            parts.append(words(f"say.{key}_official", a=k))
        said.append(f"{', '.join(parts)}.")
    else:
        said.append(words("say.no_attributions"))
    said.append(_origin(site, article))
    if any(o.relation == "translated_by" for o in article.origins) or any(
        d.what == "translation" for d in article.disclosures
    ):
        said.append(words("say.translated"))
    if any(z.label == "teaser" for z in article.zones):
        said.append(words("say.teaser"))
    share = appeal_share(article)
    if share:
        said.append(words("say.appeals", share=words.percent(share)))
    if any(f.frame == "censorship" for f in article.framings):
        said.append(words("say.censorship"))
    clashing = {span for span, _, _ in clashes(site, article.article_id)}
    if clashing:
        said.append(words("say.diverges", n=len(clashing)))
    return [s for s in said if s]


def _origin(site: Site, article: AnnotatedArticle) -> str:
    name = taken_from(article)
    if name:
        return site.words("say.taken_from", name=name)
    if any(o.relation == "republished_from" for o in article.origins):
        return site.words("say.taken_unnamed")
    return site.words("index.no_origin")


def appeal_share(article: AnnotatedArticle) -> float:
    """Share of all words that lie in zones of appeal."""
    from analysis.text import count_words

    words = sum(
        count_words(article.span_text(z)) for z in article.zones if z.label == "solicitation"
    )
    return words / article.words_total if article.words_total else 0.0
