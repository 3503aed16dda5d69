"""Attribution: how much of the text is traced to a source."""

from __future__ import annotations

from analysis.features._evidence import attributions, by_paragraph, claims, in_body, pairs
from analysis.features._registry import Measure, count, feature, index, rate, share
from analysis.schema import AnnotatedArticle, Attribution
from analysis.statistics import Share
from analysis.text import Cover, count_words


@feature(label="Sentences with an attribution", unit="share", role="core")
def attributed_sentence_share(article: AnnotatedArticle) -> Measure:
    """Share of body sentences that an attribution touches, 0 to 1.

    A sentence counts when the source, the cue or the content of an attribution lies in it.
    Higher means more of the text says where it comes from. The attribution is that of PARC
    (Pareti 2016) and PolNeAR (Newell et al. 2018), restricted to speech and writing.
    """
    sentences = article.body_sentences
    hits = [s for s in sentences if s.attributed]
    return share(hits, len(sentences), "no_sentences", by_paragraph(article, sentences, hits))


@feature(label="Sentences with a traceable source", unit="share", role="core")
def traceable_sentence_share(article: AnnotatedArticle) -> Measure:
    """Share of body sentences given to a source that a reader could look up, 0 to 1.

    As :func:`attributed_sentence_share`, with the attributions alone whose source is traceable
    (:func:`traceable_source_share`). Higher means more of the text can be followed up. A
    quotation of « Kevin, 34 ans » says where the words come from, but leads nowhere: invented
    quotations are as a rule of that kind.
    """
    sentences = article.body_sentences
    touched = Cover(
        span
        for p in pairs(article)
        if p.traceable
        for span in (*p.attribution.content, p.attribution.cue, p.attribution.source)
        if span is not None
    )
    hits = [s for s in sentences if touched.touches((s.start, s.end))]
    return share(hits, len(sentences), "no_sentences", by_paragraph(article, sentences, hits))


@feature(label="Attributions per 100 words", unit="per_100_words")
def attribution_rate(article: AnnotatedArticle) -> Measure:
    """Attributions in the body per 100 body words, from 0.

    Higher means more of the text is traced to a source. US news of PolNeAR (Newell et al. 2018)
    has about 3.2 with beliefs and intentions counted too, which this count leaves out.
    """
    return rate(in_body(article, _spoken(article)), article.words_body)


def _spoken(article: AnnotatedArticle) -> list[Attribution]:
    return [a for a in article.attributions if a.scope == "S"]


@feature(label="Figures and dates with a source", unit="share", role="core")
def attributed_claim_share(article: AnnotatedArticle) -> Measure:
    """Share of the claimed figures and dates that lie in attributed content, 0 to 1.

    Higher means a reader can see who gives the figures. Follows the place of references among
    the signals of the W3C Credible Web group (2019).
    """
    found = claims(article)
    hits = [c for c in found if c.attributed]
    return share(hits, len(found), "no_claims", by_paragraph(article, found, hits))


@feature(label="Identified sources", unit="share", role="core")
def identified_source_share(article: AnnotatedArticle) -> Measure:
    """Share of source mentions that name a person or an organisation, 0 to 1.

    Unnamed persons and groups, documents without an issuer and media without a name are the
    rest. Higher means sources whose role and stake a reader can judge (Project for Excellence
    in Journalism 2005, "fully identified" sources).
    """
    found = pairs(article)
    named = [p for p in found if p.named and p.form != "document"]
    held = by_paragraph(article, (p.attribution for p in found), (p.attribution for p in named))
    spans = [p.attribution.source or p.attribution for p in named]
    return share(spans, len(found), "no_sources", held)


@feature(label="Traceable sources", unit="share", role="core")
def traceable_source_share(article: AnnotatedArticle) -> Measure:
    """Share of source mentions that a reader could look up, 0 to 1.

    A named institution, firm, association or medium, a document whose issuer is said, a person
    named who speaks for one of these or in a stated function. Private persons, named or not,
    groups and whatever is only described are the rest. Higher means more sources whose words a
    reader could ask for; it does not say that they exist, nor that citizens should not be heard
    (a name with a title or tie to the story makes a source "fully identified" for the Project
    for Excellence in Journalism 2005).
    """
    found = pairs(article)
    known = [p for p in found if p.traceable]
    held = by_paragraph(article, (p.attribution for p in found), (p.attribution for p in known))
    spans = [p.attribution.source or p.attribution for p in known]
    return share(spans, len(found), "no_sources", held)


@feature(label="Direct quotations", unit="count")
def direct_count(article: AnnotatedArticle) -> Measure:
    """Attributions whose content stands wholly in quotation marks.

    Higher means more of the sources' own words; no direction (form as in FRACAS, Richard et al.
    2024).
    """
    return _of_form(article, "direct")


@feature(label="Mixed quotations", unit="count")
def mixed_count(article: AnnotatedArticle) -> Measure:
    """Attributions that report in the author's words with a quoted island.

    Higher means more partial quotation; no direction (form as in FRACAS, Richard et al. 2024).
    """
    return _of_form(article, "mixed")


@feature(label="Indirect attributions", unit="count")
def indirect_count(article: AnnotatedArticle) -> Measure:
    """Attributions without quotation marks.

    Higher means more reported speech that a reader of quotation marks alone would miss; no
    direction (form as in FRACAS, Richard et al. 2024).
    """
    return _of_form(article, "indirect")


def _of_form(article: AnnotatedArticle, form: str) -> Measure:
    found = attributions(article)
    return count([a for a in found if a.form == form], len(found))


@feature(label="Words in attributed quotation marks", unit="share")
def quoted_word_share(article: AnnotatedArticle) -> Measure:
    """Share of body words that stand in quotation marks and are given to a source, 0 to 1.

    Higher means more of the text is the sources' own words; no direction. The interval takes
    body sentences, not words, as what was sampled: the words of one quotation come together.
    """
    held = [
        span
        for a in in_body(article, _spoken(article))
        if a.form != "indirect"
        for span in a.content
    ]
    quoted = [
        (q.start, q.end)
        for q in article.quotes
        if q.level == 1 and any(start < q.end and end > q.start for start, end in held)
    ]
    words = sum(count_words(article.span_text(span)) for span in quoted)
    value = min(1.0, words / article.words_body)
    sentences = max(1, len(article.body_sentences))
    return index(value, article.words_body, Share(value * sentences, sentences), quoted)


@feature(label="Attributions without a source", unit="count")
def sourceless_count(article: AnnotatedArticle) -> Measure:
    """Attributions that name no source at all, as in a passive without an agent.

    Higher means more statements made by nobody in particular (PolNeAR, Newell et al. 2018).
    """
    found = attributions(article)
    return count([a for a in found if a.source_form == "none"], len(found))
