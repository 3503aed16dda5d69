"""Solicitation: what the page asks of its reader and how the outlet speaks of itself."""

from __future__ import annotations

from analysis.features._evidence import words_by_zone
from analysis.features._registry import Measure, count, feature, index, shown
from analysis.schema import AnnotatedArticle
from analysis.statistics import Share


@feature(label="Appeals to the reader", unit="count", zone="page")
def appeal_count(article: AnnotatedArticle) -> Measure:
    """Appeals to share, subscribe, follow, give money or look at advertising.

    Higher means the page asks more of its reader. A bare interface label is not an appeal.
    """
    return count(article.solicitations)


@feature(label="Kinds of appeal", unit="count", role="core", zone="page")
def appeal_kinds_count(article: AnnotatedArticle) -> Measure:
    """Distinct kinds of appeal: share, newsletter, donation, subscription, follow, advertising.

    Higher means the page asks for more different things, 0 to 6.
    """
    kinds = {s.appeal: s for s in reversed(article.solicitations)}
    found = count(sorted((s.start, s.end) for s in kinds.values()))
    return Measure(
        found.value,
        n=len(article.zones),
        status=found.status,
        evidence=tuple(sorted((s.start, s.end) for s in article.solicitations)),
        spread=found.spread,
    )


@feature(label="Words that solicit", unit="share", role="core", zone="page")
def solicitation_word_share(article: AnnotatedArticle) -> Measure:
    """Share of all words of the page that stand in lines of solicitation, 0 to 1.

    Higher means more of the page is about the outlet's own needs. The interval takes the lines,
    not the words, as what was sampled: the words of one line come together.
    """
    lines = [z for z in article.zones if z.label == "solicitation"]
    value = words_by_zone(article).get("solicitation", 0) / article.words_total
    sampled = max(1, sum(z.label != "separator" for z in article.zones))
    return index(value, article.words_total, Share(value * sampled, sampled), lines)


@feature(label="Censorship framing", unit="check", role="core", zone="page")
def censorship_framing(article: AnnotatedArticle) -> Measure:
    """Whether the outlet presents itself or free information as silenced, 0 or 1.

    Higher means it does, in its own voice; a source that criticises the media does not count.
    """
    found = [f for f in article.framings if f.frame == "censorship"]
    return shown(found, float(bool(found)))


@feature(label="Self-positioning", unit="check", zone="page")
def self_positioning(article: AnnotatedArticle) -> Measure:
    """Whether the outlet calls itself independent, free or the only free voice, 0 or 1.

    Higher means it does; no direction.
    """
    found = [f for f in article.framings if f.frame == "self_positioning"]
    return shown(found, float(bool(found)))
