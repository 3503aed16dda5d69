"""Numbers and dates claimed about the event, in headline and body.

Counts and measures are read in ``counts``, dates and durations in ``dated``; here they are put
together, dated and attributed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis import languages
from analysis.annotation.background import sums_up_a_war
from analysis.annotation.counts import counted_claims
from analysis.annotation.dated import Dated, dated_claims, named_kinds
from analysis.annotation.dates import (
    Anchor,
    DateMention,
    elapsed_days,
    find_anchor,
    find_dates,
    published_day,
    report_day,
    resolve,
)
from analysis.annotation.document import Document
from analysis.annotation.event_days import agree, own_days
from analysis.annotation.likely_days import further_days
from analysis.annotation.other_events import tells_of_another_time
from analysis.annotation.quantities import Context, Quantities, quantities
from analysis.schema import AnnotatedArticle, Attribution, Claim, Sentence
from analysis.text import Shadow, sentence_spans
from analysis.zones import find_zones

# How far from one counted it may stand what is said of him.
_SAID_OF = 80
# How many contents that began before a claim may still hold it.
_NESTED = 20

CLAIM_ZONES = ("headline", "body")
HEADER_ZONES = ("date", "byline", "dateline")


def find_claims(
    document: Document, attributions: Iterable[Attribution], *, anchor: date | None = None
) -> tuple[Claim, ...]:
    """Numbers and dates claimed about the event, in headline and body.

    Parameters
    ----------
    document
        The article.
    attributions
        Its attributions: a claim inside the content of one is ``attributed``.
    anchor
        A day near the event from elsewhere, such as another article on it, used when neither
        metadata nor text gives one; what rests on it is marked ``inferred``.

    Returns
    -------
    tuple of Claim
        The span is approximator, number and head noun. ``quantity`` is a plain English key
        (``dead``, ``arrested``, ``homes_destroyed``, ``withdrawal_date``), or the counted noun
        itself where no key exists. Durations are in days, other measures in ``unit``.
    """
    code, text = document.pack.code, document.text
    words = quantities(code)
    sentences = [s for s in document.sentences if s.zone in CLAIM_ZONES]
    if words is None or not sentences:
        return ()
    dated = [(s, find_dates(text, s.start, s.end, code)) for s in sentences]
    mentions = [m for _, found in dated for m in found]
    known = _anchor(document, mentions, anchor)
    report = report_day(mentions, known)
    if report is None and known is not None and anchor is None:
        report = known.day
    topics = words.topics
    off_topic = words.topic_names.difference(
        *(topics[match] for match in topics.find_on(text, 0, len(text)))
    )
    lead = next((s.start for s in sentences if s.zone == "body"), 0)
    claims: list[Claim] = []
    wars: list[Claim] = []
    days: list[Dated] = []
    kinds: list[str] = []
    read: list[Context] = []
    ago: set[str] = set()
    spoken: date | None = None
    counted: Claim | None = None
    bygone, last = False, 0
    for sentence, found in dated:
        said = (
            m
            for m in found
            if m.speech
            and not _aside(m, text, sentence.start)
            and not _since(m, text, sentence.start, words)
        )
        day = next((d for m in said if (d := resolve(m, known)) is not None), None)
        spoken = day or spoken
        local = Context(
            document,
            words,
            sentence,
            found,
            known,
            report,
            spoken,
            day,
            off_topic,
            sentence.start <= lead,
            counted,
            bygone and "\n" not in text[last : sentence.start],
        )
        bygone, last = tells_of_another_time(local), sentence.end
        read.append(local)
        told = counted_claims(local)
        days += dated_claims(local, told)
        kinds += named_kinds(local) if local.lead else ()
        if report is not None:
            back = elapsed_days(text, sentence.start, sentence.end, code)
            ago |= {(report - timedelta(days=n)).isoformat() for n in back}
        claims += told
        wars += [c for c in told if sums_up_a_war(c, local)]
        counted = next((c for c in reversed(told) if c.unit is None), counted)
    claims = _without_the_last(claims, text, words)
    if wars and any(c.quantity == "dead" for c in claims if c not in wars):
        # « Le conflit a déjà fait 14 000 morts » is told beside the victims of the day.
        claims = [c for c in claims if c not in wars]
    own = own_days(days, text, kinds, ago)
    claims = agree([*claims, *own, *further_days(read, days, own)], text)
    claims.sort(key=lambda c: (c.start, c.end))
    return _attribute(claims, attributions)


def _without_the_last(claims: list[Claim], text: str, words: Quantities) -> list[Claim]:
    """The claims without the one who died later and is in the toll told beside it.

    « Une femme de 23 ans a succombé à ses blessures. Le bilan est de six morts ».
    """
    if not any(
        c.quantity == "dead" and isinstance(c.low, float | int) and c.low > 1 for c in claims
    ):
        return claims
    return [
        c
        for c in claims
        if not (c.quantity == "dead" and c.low == c.high == 1 and _succumbed(c, text, words))
    ]


def _succumbed(claim: Claim, text: str, words: Quantities) -> bool:
    """Whether it is said of one counted that he died of what had befallen him before."""
    found = words.succumbed.first(text, claim.end, claim.end + _SAID_OF)
    return found is not None and not re.search(r"[;:.!?\n]", text[claim.end : found.start()])


def _aside(mention: DateMention, text: str, start: int) -> bool:
    """Whether a date of speech stands in an aside (« le retrait, annoncé mardi, ... »)."""
    if text[mention.end : mention.end + 1] != ",":
        return False
    before = text[max(start, mention.start - 30) : mention.start].rstrip()
    return "," in before[:-1]


def _since(mention: DateMention, text: str, start: int, words: Quantities) -> bool:
    """Whether a date tells since when (« since the outbreak was declared on 5 March »)."""
    before = words.since.last(text, max(start, mention.start - 60), mention.start)
    return before is not None and not re.search(r"[,;:.!?]", text[before.end() : mention.start])


def article_anchor(article: AnnotatedArticle) -> Anchor | None:
    """The day an article's own metadata and text give to count from, None when they give none."""
    document = _document(article)
    mentions = [
        m
        for s in document.sentences
        if s.zone in CLAIM_ZONES
        for m in find_dates(document.text, s.start, s.end, document.pack.code)
    ]
    return _anchor(document, mentions, None)


def redate(article: AnnotatedArticle, anchor: date) -> tuple[Claim, ...]:
    """An article's claims with the days it leaves open counted from a day near the event."""
    shadow = Shadow.of(article.text)
    dated = {
        (*shadow.to_raw((new.start, new.end)), new.quantity): new
        for new in find_claims(_document(article), (), anchor=anchor)
    }
    result = []
    for claim in article.claims:
        new = dated.get((claim.start, claim.end, claim.quantity))
        if new is not None:
            claim = replace(claim, as_of=new.as_of, inferred=new.inferred)
            if claim.unit == "date":
                claim = replace(claim, low=new.low, high=new.high)
        result.append(claim)
    return tuple(result)


def _document(article: AnnotatedArticle) -> Document:
    """The document an annotated article was read from, as far as claims need it."""
    shadow = Shadow.of(article.text)
    pack = languages.load_or_blank(article.language)
    zones, sentences = article.zones, article.sentences
    if shadow.starts is not None:
        zones = find_zones(shadow.text, pack, article.article)
        sentences = tuple(
            Sentence(start=start, end=end, zone=zone.label)
            for zone in zones
            if zone.label in CLAIM_ZONES
            for start, end in sentence_spans(
                shadow.text, (zone.start, zone.end), pack.abbreviations
            )
        )
    return Document(
        article=article.article,
        text=shadow.text,
        pack=pack,
        zones=zones,
        sentences=sentences,
        quotes=(),
        headline=article.headline,
        published=published_day(article.article.published),
    )


def _anchor(
    document: Document, mentions: Sequence[DateMention], given: date | None
) -> Anchor | None:
    headers = [
        m
        for z in document.zones_of(*HEADER_ZONES)
        for m in find_dates(document.text, z.start, z.end, document.pack.code)
    ]
    found = find_anchor(mentions, headers, document.published, document.pack.code)
    if (found is None or found.inferred) and given is not None:
        return Anchor(given, report=False, inferred=True)
    return found


def _attribute(claims: Sequence[Claim], attributions: Iterable[Attribution]) -> tuple[Claim, ...]:
    """Claims with ``attributed`` and ``source_name`` from the attribution they lie in."""
    spans = sorted(
        ((start, end, a) for a in attributions if a.scope == "S" for start, end in a.content),
        key=lambda item: item[:2],
    )
    starts = [start for start, _, _ in spans]
    result = []
    for claim in claims:
        last = bisect_right(starts, claim.start)
        held = [
            (end - start, a)
            for start, end, a in spans[max(0, last - _NESTED) : last]
            if claim.end <= end
        ]
        if held:
            source = min(held, key=lambda item: item[0])[1]
            name = source.source_name
            claim = replace(claim, attributed=True, source_name=None if name == "none" else name)
        result.append(claim)
    return tuple(result)
