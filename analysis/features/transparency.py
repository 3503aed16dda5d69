"""Transparency of origin: a checklist of what the page shows about where it comes from.

Every check has three outcomes: shown (1, or 0.5 for half of it), contradicted by what the page
does show (0), or not observable in this text, which is no fault: extraction drops headers.
"""

from __future__ import annotations

import re
from typing import Any

from analysis.features._evidence import (
    DISCLOSED,
    PROBABLE,
    body_words,
    foreign_header,
    per_article,
    translation_grade,
)
from analysis.features._registry import Measure, feature, shown, unmeasured
from analysis.features._wording import content_words
from analysis.schema import AnnotatedArticle, Origin, Zone
from analysis.text import words

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STEM = 6
REUSED = 0.30


def _zones(article: AnnotatedArticle, *labels: str) -> list[Zone]:
    return [z for z in article.zones if z.label in labels]


def _origins(article: AnnotatedArticle, relation: str) -> list[Origin]:
    return [o for o in article.origins if o.relation == relation]


@feature(label="Headline speaks of the text", unit="check", role="core", zone="page")
def title_congruent(article: AnnotatedArticle) -> Measure:
    """Whether the headline shares two content words with the body, 0 or 1.

    0 also when the lines in the headline's place belong to another page. Higher means the
    headline announces this text (Chesney et al. 2017 on incongruent headlines).
    """
    if article.headline is None:
        header = foreign_header(article)
        if header:
            return shown(header, 0.0)
        return unmeasured("no_headline", seen=True)
    title = {w[:_STEM] for w in content_words(words(article.headline), article.language)}
    body = {w[:_STEM] for w in content_words(body_words(article), article.language)}
    needed = min(2, len(title))
    if not needed or not body:
        return unmeasured("no_headline", seen=True)
    return shown(_zones(article, "headline")[:1], float(len(title & body) >= needed))


@feature(label="Signed by a person", unit="check", role="core", zone="page")
def author_person(article: AnnotatedArticle) -> Measure:
    """Whether a person signs: 1, or not observable.

    Higher means a reader can ask somebody. A signature of an organisation is the next check.
    """
    signed = _origins(article, "signed_by")
    personal = [
        z
        for z in _zones(article, "byline")
        if not any(z.start <= o.start < z.end and z.end - o.end <= 2 for o in signed)
    ]
    if personal or article.article.author:
        return shown(personal)
    return unmeasured("no_byline", seen=True)


@feature(label="Signed by an organisation", unit="check", role="core", zone="page")
def signed_organisation(article: AnnotatedArticle) -> Measure:
    """Whether an outlet or agency signs the text: 1, or not observable.

    Higher means a reader can tell who publishes.
    """
    signed = _origins(article, "signed_by")
    if signed or article.article.outlet:
        return shown(signed)
    return unmeasured("no_signature", seen=True)


@feature(label="Full date", unit="check", role="core", zone="page")
def date_full(article: AnnotatedArticle) -> Measure:
    """Whether the page gives its date with the year: 1, 0 or not observable.

    0 when the only dated line belongs to another page, so that a reader is misled. Higher means
    a reader can place the text in time.
    """
    dated = [z for z in _zones(article, "date", "dateline", "byline") if _dated(article, z)]
    if dated or article.article.published:
        return shown(dated)
    foreign = [z for z in foreign_header(article) if _dated(article, z)]
    if foreign:
        return shown(foreign, 0.0)
    return unmeasured("no_date", seen=True)


def _dated(article: AnnotatedArticle, zone: Zone) -> bool:
    return bool(_YEAR.search(article.span_text(zone)))


@feature(
    label="Origin of the copy named",
    unit="check",
    role="core",
    zone="page",
    comparison="optional",
)
def origin_named(article: AnnotatedArticle, comparison: Any = None) -> Measure:
    """Whether the page names whose copy it carries: 1, 0.5, 0 or not observable.

    0.5 when an original is announced without a name; 0 when most of the text stands in another
    article too (containment of .30 and more, needs a comparison) and no origin is named. Higher
    means borrowed text is acknowledged (Cagé, Hervé & Viaud 2016 find it hardly ever is).
    """
    copied = _origins(article, "republished_from")
    named = [o for o in [*copied, *_origins(article, "dateline")] if o.name]
    if named:
        return shown(named)
    if copied:
        return shown(copied, 0.5)
    if comparison is not None and _reused(article.article_id, comparison.reuse):
        return shown((), 0.0)
    return unmeasured("no_origin", seen=True)


def _reused(article_id: str, reuse: Any) -> bool:
    return article_id in _copies(reuse)


@per_article
def _copies(reuse: Any) -> frozenset[str]:
    """The articles most of whose text stands in another one too."""
    much = reuse[reuse["containment"] >= REUSED] if len(reuse) else reuse
    return frozenset(map(str, [*much["a"], *much["b"]]))


@feature(label="Medium of a quotation named", unit="check", role="core", zone="page")
def quoted_via_named(article: AnnotatedArticle) -> Measure:
    """Whether a medium is named through which a quotation or fact came: 1, or not applicable.

    Higher means second-hand words are shown as such.
    """
    found = _origins(article, "quoted_via")
    return shown(found) if found else unmeasured("no_channel")


@feature(label="Translation stated", unit="check", role="core", zone="page")
def translation_disclosed(article: AnnotatedArticle) -> Measure:
    """Whether a translated text says so: 1, 0, not observable or not applicable.

    Applicable when the page states it or the body bears three kinds of translation trace; 0 when
    it bears them and the page's foot, which is there, says nothing. Higher means a reader knows.
    """
    grade = translation_grade(article)
    if grade == DISCLOSED:
        stated = [d for d in article.disclosures if d.what == "translation"]
        return shown([*_origins(article, "translated_by"), *stated])
    if grade < PROBABLE:
        return unmeasured("not_translated")
    body_end = max((z.end for z in article.zones if z.label == "body"), default=0)
    foot = [
        z for z in _zones(article, "solicitation", "disclaimer", "credit") if z.start >= body_end
    ]
    return shown(foot, 0.0) if foot else unmeasured("no_foot", seen=True)


@feature(label="Pictures credited", unit="check", role="core", zone="page")
def image_credited(article: AnnotatedArticle) -> Measure:
    """Whether pictures carry a credit: 1, 0 (a caption without one) or not applicable.

    Higher means a reader can tell whose picture it is.
    """
    credits = _origins(article, "image_from")
    if credits:
        return shown(credits)
    captions = _zones(article, "caption")
    return shown(captions, 0.0) if captions else unmeasured("no_picture")


@feature(label="Funding stated", unit="check", role="core", zone="page")
def funding_disclosed(article: AnnotatedArticle) -> Measure:
    """Whether the page says who pays for it: 1, or not observable.

    Higher means a reader knows what the outlet lives on. An appeal for money that says so counts
    here and, as an appeal, among the solicitations (Trust Project; Journalism Trust Initiative).
    """
    found = [d for d in article.disclosures if d.what == "funding"]
    return shown(found) if found else unmeasured("no_funding_statement", seen=True)
