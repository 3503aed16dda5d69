"""Wording: how contested things are named, in whose voice, and how certainty is marked."""

from __future__ import annotations

import re

from analysis.features._evidence import attributions, in_body, in_prose
from analysis.features._registry import Measure, count, feature, rate, share, unmeasured
from analysis.schema import AnnotatedArticle, CueClass, HedgeKind, Label, Span
from analysis.text import Shadow, normalise, word_spans

LABELS_NEEDED = 3
_LOUD = re.compile("!{1,9}|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?")
_CAPITALS = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{4}")
_DISTANT = ("quoted", "reported_distanced")


def _contested(article: AnnotatedArticle) -> list[Label]:
    return [x for x in in_prose(article, article.labels) if x.polarity == "delegitimising"]


@feature(label="Contested labels kept at a distance", unit="share", role="core")
def label_distance_share(article: AnnotatedArticle) -> Measure:
    """Share of delegitimising labels that are quoted or openly given to a source, 0 to 1.

    Higher means the author leaves contested words to those who use them. Needs three labels,
    below that they are only counted. Labelling: Hamborg et al. 2019; framing and epistemological
    bias: Recasens et al. 2013.
    """
    found = _contested(article)
    if len(found) < LABELS_NEEDED:
        return unmeasured("few_labels", evidence=tuple((x.start, x.end) for x in found))
    return share([x for x in found if x.voice in _DISTANT], len(found), "few_labels")


def _voiced(article: AnnotatedArticle, voice: str) -> Measure:
    found = _contested(article)
    return count([x for x in found if x.voice == voice], len(found))


@feature(label="Contested labels in the author's voice", unit="count")
def narrator_label_count(article: AnnotatedArticle) -> Measure:
    """Delegitimising labels that the author uses as plain words.

    Higher means more contested words taken over by the author.
    """
    return _voiced(article, "narrator")


@feature(label="Contested labels reported", unit="count")
def reported_label_count(article: AnnotatedArticle) -> Measure:
    """Delegitimising labels inside reported speech without marks of distance.

    Higher means more contested words passed on in the author's wording; no direction.
    """
    return _voiced(article, "reported")


@feature(label="Contested labels reported with distance", unit="count")
def distanced_label_count(article: AnnotatedArticle) -> Measure:
    """Delegitimising labels that the author openly leaves to a source.

    Higher means more contested words kept at a distance; no direction.
    """
    return _voiced(article, "reported_distanced")


@feature(label="Contested labels quoted", unit="count")
def quoted_label_count(article: AnnotatedArticle) -> Measure:
    """Delegitimising labels in quotation marks.

    Higher means more contested words in the sources' own voice; no direction.
    """
    return _voiced(article, "quoted")


@feature(label="Legitimising labels in the author's voice", unit="count")
def legitimising_label_count(article: AnnotatedArticle) -> Measure:
    """Legitimising labels that the author uses as plain words.

    Higher means more flattering words taken over by the author: the mirror of the
    delegitimising ones, so that the count looks at both sides.
    """
    found = [x for x in in_prose(article, article.labels) if x.polarity == "legitimising"]
    return count([x for x in found if x.voice == "narrator"], len(found))


def _cues(article: AnnotatedArticle, kind: CueClass) -> Measure:
    found = [a for a in attributions(article) if a.cue is not None]
    cues = [a.cue for a in found if a.cue is not None and a.cue_class == kind]
    return share(cues, len(found), "no_cues")


@feature(label="Neutral reporting verbs", unit="share")
def neutral_cue_share(article: AnnotatedArticle) -> Measure:
    """Share of attribution cues that only report, such as to say or to announce, 0 to 1.

    Higher means plainer reporting; no direction (cue classes after Recasens et al. 2013).
    """
    return _cues(article, "neutral")


@feature(label="Evaluative reporting verbs", unit="share")
def evaluative_cue_share(article: AnnotatedArticle) -> Measure:
    """Share of attribution cues that colour what is said, such as to hammer home, 0 to 1.

    Higher means more colour; no direction (cue classes after Recasens et al. 2013).
    """
    return _cues(article, "evaluative")


@feature(label="Factive reporting verbs", unit="share")
def factive_cue_share(article: AnnotatedArticle) -> Measure:
    """Share of attribution cues that take what is said as true, such as to recall, 0 to 1.

    Higher means the author vouches for more; no direction (factives: Recasens et al. 2013).
    """
    return _cues(article, "factive")


@feature(label="Doubting reporting verbs", unit="share")
def doubt_cue_share(article: AnnotatedArticle) -> Measure:
    """Share of attribution cues that cast doubt on what is said, such as to claim, 0 to 1.

    Higher means more doubt; no direction (Recasens et al. 2013).
    """
    return _cues(article, "doubt")


def _hedges(article: AnnotatedArticle, kind: HedgeKind) -> Measure:
    return count([h for h in in_prose(article, article.hedges) if h.hedge == kind])


@feature(label="Journalistic conditionals", unit="count", languages=("fr",))
def press_conditional_count(article: AnnotatedArticle) -> Measure:
    """Conditionals that mark information as unconfirmed, in the author's voice.

    Higher means more is passed on with reserve; no direction. Future in the past and
    hypotheses are other conditionals and do not count (Arrigo 2021).
    """
    return _hedges(article, "press_conditional")


@feature(label="Approximate figures", unit="count")
def numeric_hedge_count(article: AnnotatedArticle) -> Measure:
    """Figures marked as approximate, such as about, nearly or dozens.

    Higher means more figures are given as estimates; no direction.
    """
    return _hedges(article, "numeric")


@feature(label="Hedging words", unit="count")
def lexical_hedge_count(article: AnnotatedArticle) -> Measure:
    """Words that mark uncertainty, such as perhaps or seems.

    Higher means more is left open; no direction (cues as in CoNLL-2010, Farkas et al. 2010).
    """
    return _hedges(article, "lexical")


@feature(label="Distance quotes without a source", unit="count")
def distance_quote_count(article: AnnotatedArticle) -> Measure:
    """Quotation marks around one to four words in a sentence without an attribution.

    Higher means more words held at a distance without saying whose they are; no direction
    (Authier-Revuz 1995). Titles of works are quoted too, so read the spans.
    """
    free = [s for s in article.body_sentences if not s.attributed]
    found = []
    for quote in in_body(article, article.quotes):
        inside = len(word_spans(normalise(article.span_text(quote))))
        if 1 <= inside <= 4 and any(s.start <= quote.start < s.end for s in free):
            found.append(quote)
    return count(found)


@feature(label="Emphasis per 100 words", unit="per_100_words", role="core", languages="any")
def emphasis_rate(article: AnnotatedArticle) -> Measure:
    """Exclamation marks, shouted words and pictograms per 100 body words, from 0.

    Exclamation marks in quotation marks belong to the source and do not count, nor do single
    words in capitals, which are mostly acronyms: a shout is two neighbouring capitalised words of
    four letters or more. Higher means a louder author (features of NELA, Horne et al. 2018).
    """
    quoted = [q.outer for q in article.quotes]
    found: list[Span] = []
    for zone in article.zones:
        if zone.label == "body":
            found.extend(_loud(article, zone.start, zone.end))
    hits = [h for h in found if not any(a <= h[0] < b for a, b in quoted)]
    return rate(sorted(hits), article.words_body)


def _loud(article: AnnotatedArticle, start: int, end: int) -> list[Span]:
    shadow = Shadow.of(article.text[start:end])
    line = shadow.text
    found = [m.span() for m in _LOUD.finditer(line)]
    run: list[Span] = []
    for span in word_spans(line) if _CAPITALS.search(line) else ():
        word = line[span[0] : span[1]]
        shouted = len(word) >= 4 and word.isalpha() and word.isupper()
        if shouted and run and not line[run[-1][1] : span[0]].strip(" ,-"):
            run.append(span)
            continue
        found.extend(_joined(run))
        run = [span] if shouted else []
    found.extend(_joined(run))
    raw = (shadow.to_raw(span) for span in found)
    return [(start + a, start + b) for a, b in raw]


def _joined(run: list[Span]) -> list[Span]:
    return [(run[0][0], run[-1][1])] if len(run) > 1 else []
