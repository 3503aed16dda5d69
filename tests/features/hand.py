"""Hand-made articles: the coded reading of the seeds, and small ones built for a test."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis import languages
from analysis.schema import (
    AnnotatedArticle,
    Article,
    Attribution,
    Claim,
    Disclosure,
    Framing,
    Label,
    Origin,
    Quote,
    Sentence,
    Solicitation,
    Span,
    Trace,
    Zone,
)
from analysis.text import Shadow, count_words, line_spans, sentence_spans

# The state each source of the seeds speaks for; the coded file holds none.
COUNTRY = {
    "Antony Blinken": "US",
    "Département d'État des États-Unis": "US",
    "Ned Price": "US",
    "Ministère russe de la Défense": "RU",
    "Vladimir Poutine": "RU",
    "Andreï Serdioukov": "RU",
    "contingent militaire dirigé par la Russie": "RU",
    "Kassym-Jomart Tokaïev": "KZ",
    "Autorités kazakhes": "KZ",
    "Gouvernement kazakh": "KZ",
    "Kazakhstan": "KZ",
    "Mukhamedzhan Talasov": "KZ",
}


def sentences(text: str, zones: Iterable[Zone], touched: Iterable[Span]) -> tuple[Sentence, ...]:
    """Sentences of the prose zones, each told whether a span touches it."""
    shadow = Shadow.of(text)
    assert shadow.starts is None
    known = languages.load("fr").abbreviations
    spans = list(touched)
    return tuple(
        Sentence(
            start=a,
            end=b,
            zone=zone.label,
            attributed=any(start < b and end > a for start, end in spans),
        )
        for zone in zones
        if zone.label in ("headline", "body", "caption")
        for a, b in sentence_spans(shadow.text, (zone.start, zone.end), known)
    )


def coded_seeds(shared: Path) -> list[AnnotatedArticle]:
    """The five seeds with the evidence two readers coded by hand."""
    by_id: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        by_id[record["article_id"]].append(record)
    return [_coded(shared, key, by_id[key]) for key in sorted(by_id)]


def _coded(shared: Path, article_id: str, records: list[dict[str, Any]]) -> AnnotatedArticle:
    text = (shared / "seeds" / f"{article_id}.txt").read_bytes().decode("utf-8")
    of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        of[record["kind"]].append(record)
    zones = tuple(Zone(start=z["start"], end=z["end"], label=z["label"]) for z in of["zone"])
    attributions = tuple(_attribution(a) for a in of["attribution"])
    touched = [s for a in attributions for s in (*a.content, a.cue, a.source) if s is not None]
    quotes = tuple(
        Quote(start=a, end=b, outer=(a - 1, b + 1))
        for x in attributions
        if x.form == "direct"
        for a, b in x.content
    )
    head = of["article"][0]
    title = next((z for z in zones if z.label == "headline"), None)
    return AnnotatedArticle(
        article=Article(article_id=article_id, text=text),
        language="fr",
        words_total=head["words_total"],
        words_body=head["words_body"],
        headline=text[title.start : title.end] if title else None,
        zones=zones,
        sentences=sentences(text, zones, touched),
        quotes=quotes,
        attributions=attributions,
        origins=tuple(
            Origin(
                start=o["start"],
                end=o["end"],
                relation=o["relation"],
                name=o.get("name"),
                place=o.get("place"),
            )
            for o in of["origin"]
        ),
        solicitations=tuple(_span(Solicitation, s, appeal=s["appeal"]) for s in of["solicitation"]),
        framings=tuple(_span(Framing, f, frame=f["frame"]) for f in of["framing"]),
        disclosures=tuple(_span(Disclosure, d, what=d["what"]) for d in of["disclosure"]),
        labels=tuple(
            _span(
                Label,
                x,
                voice=x["voice"].replace("quoted_distanced", "quoted"),
                polarity="delegitimising",
                term=x["text"],
            )
            for x in of["label"]
        ),
        claims=tuple(
            _span(
                Claim,
                c,
                quantity=c["slot"],
                low=c["low"],
                high=c["high"],
                unit="date" if isinstance(c["low"] or c["high"], str) else None,
                attributed=c["attributed"],
            )
            for c in of["claim"]
        ),
        traces=tuple(_trace(t) for t in of["text_trace"] if "faible" not in t["note"]),
    )


def _span(kind: Any, record: dict[str, Any], **fields: Any) -> Any:
    return kind(start=record["start"], end=record["end"], **fields)


def _trace(record: dict[str, Any]) -> Trace:
    damaged = "pas TA" in record["note"]
    return Trace(
        start=record["start"],
        end=record["end"],
        trace=record["note"],
        strength=0.5,
        group="integrity" if damaged else "translation",
    )


def _attribution(record: dict[str, Any]) -> Attribution:
    content = tuple((a, b) for a, b in record["content"])
    return Attribution(
        start=content[0][0],
        end=content[-1][1],
        form=record["form"],
        content=content,
        cue=tuple(record["cue"]) if record["cue"] else None,
        source=tuple(record["source"]) if record["source"] else None,
        source_name=record["source_name"],
        source_form=record["source_form"],
        affiliation=record["affiliation"],
        country=COUNTRY.get(record["source_name"]),
    )


def plain(text: str, language: str = "fr", **fields: Any) -> AnnotatedArticle:
    """An article whose every line is body, with the evidence given."""
    shadow = Shadow.of(text)
    zones = fields.pop("zones", None) or tuple(
        Zone(start=a, end=b, label="body") for a, b in line_spans(shadow.text)
    )
    body = sum(count_words(text[z.start : z.end]) for z in zones if z.label == "body")
    touched = [
        s
        for a in fields.get("attributions", ())
        for s in (*a.content, a.cue, a.source)
        if s is not None
    ]
    made = AnnotatedArticle(
        article=Article(article_id="text", text=text),
        language=language,
        words_total=count_words(text),
        words_body=body,
        zones=zones,
        sentences=sentences(text, zones, touched),
    )
    return replace(made, **fields)


def said(text: str, words: str, source: str, cue: str = "a dit", **fields: Any) -> Attribution:
    """An attribution of ``words`` to ``source``, both found in the text."""
    start = text.index(words)
    where = text.find(source)
    cue_at = text.find(cue)
    return Attribution(
        start=start,
        end=start + len(words),
        content=((start, start + len(words)),),
        cue=(cue_at, cue_at + len(cue)) if cue_at >= 0 else None,
        source=(where, where + len(source)) if where >= 0 else None,
        **{
            "form": "indirect",
            "source_name": source,
            "source_form": "named_person",
            "affiliation": "government",
            **fields,
        },
    )
