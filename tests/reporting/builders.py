"""Small hand-made articles and sites, so that the pages are tested apart from the annotators."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from analysis.reporting.provenance import provenance
from analysis.reporting.site import Site
from analysis.reporting.words import load
from analysis.schema import (
    AnnotatedArticle,
    Article,
    Attribution,
    Claim,
    Framing,
    Label,
    Origin,
    Sentence,
    Solicitation,
    Zone,
)
from analysis.text import count_words, line_spans, sentence_spans

TEXT = """Le pont ferme pour deux semaines

La maire Jeanne Roux a déclaré que « le pont sera fermé quinze jours ». Environ 300 camions passent.
Selon la préfecture, 40 voitures ont été retenues par des casseurs.

Source : Agence du Fleuve
Partagez cet article"""

NAN = float("nan")
PROFILE_COLUMNS = ["unit", "dimension", "label", "score", "low", "high", "n", "status", "reason"]


def at(text: str, words: str, number: int = 0) -> tuple[int, int]:
    """Where words stand in a text, for the ``number``-th time."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def plain(text: str, article_id: str = "a1", **given: object) -> AnnotatedArticle:
    """An article whose every line is body, without any evidence."""
    zones = tuple(Zone(start=a, end=b, label="body") for a, b in line_spans(text))
    sentences = tuple(
        Sentence(start=a, end=b, zone="body")
        for z in zones
        for a, b in sentence_spans(text, (z.start, z.end), frozenset())
    )
    values = {
        "article": Article(article_id=article_id, text=text),
        "language": "fr",
        "words_total": count_words(text),
        "words_body": count_words(text),
        "zones": zones,
        "sentences": sentences,
        **given,
    }
    return AnnotatedArticle(**values)  # type: ignore[arg-type]


def bridge(article_id: str = "000_pont", count: str = "300") -> AnnotatedArticle:
    """A short invented report with overlapping evidence of most kinds."""
    text = TEXT.replace("300", count)
    lines = line_spans(text)
    labels = ("headline", "body", "body", "credit", "solicitation")
    zones = tuple(
        Zone(start=a, end=b, label=label)  # type: ignore[arg-type]
        for (a, b), label in zip(lines, labels, strict=True)
    )

    def span(kind: type, words: str, **values: object) -> object:
        start, end = at(text, words)
        return kind(start=start, end=end, **values)

    said = at(text, "le pont sera fermé quinze jours")
    held = at(text, "40 voitures ont été retenues par des casseurs")
    attributions = (
        Attribution(
            start=said[0],
            end=said[1],
            form="mixed",
            content=(said,),
            cue=at(text, "a déclaré"),
            source=at(text, "La maire Jeanne Roux"),
            source_name="Jeanne Roux",
            source_form="named_person",
            affiliation="government",
            country="FR",
            pattern="verb_that",
            confidence=0.9,
        ),
        Attribution(
            start=held[0],
            end=held[1],
            form="indirect",
            content=(held,),
            cue=at(text, "Selon"),
            source=at(text, "la préfecture"),
            source_name="préfecture",
            source_form="organisation",
            affiliation="security_justice",
        ),
    )
    sentences = tuple(
        Sentence(
            start=a,
            end=b,
            zone=z.label,
            attributed=any(c[0] < b and c[1] > a for x in attributions for c in x.content),
        )
        for z in zones[:3]
        for a, b in sentence_spans(text, (z.start, z.end), frozenset())
    )
    number = float(count)
    return AnnotatedArticle(
        article=Article(article_id=article_id, text=text, outlet="La Rive"),
        language="fr",
        headline="Le pont ferme pour deux semaines",
        words_total=count_words(text),
        words_body=sum(count_words(text[z.start : z.end]) for z in zones if z.label == "body"),
        zones=zones,
        sentences=sentences,
        attributions=attributions,
        origins=(
            span(
                Origin,
                "Source : Agence du Fleuve",
                relation="republished_from",
                name="Agence du Fleuve",
            ),
        ),
        solicitations=(span(Solicitation, "Partagez cet article", appeal="share"),),
        framings=(span(Framing, "cet article", frame="self_positioning"),),
        labels=(
            span(Label, "casseurs", voice="reported", polarity="delegitimising", term="casseurs"),
        ),
        claims=(
            span(
                Claim,
                f"Environ {count} camions",
                quantity="camion",
                low=number * 0.9,
                high=number * 1.1,
                approximator="environ",
            ),
            span(Claim, "40 voitures", quantity="voiture", low=40.0, high=40.0, attributed=True),
        ),
    )


def pair(a: AnnotatedArticle, b: AnnotatedArticle, relation: str) -> dict[str, object]:
    """A claim pair of the first claims of two articles, as the comparison table holds it."""
    row: dict[str, object] = {
        "event_id": "e1",
        "quantity": "camion",
        "relation": relation,
        "note": None,
        "same_lineage": False,
    }
    for side, article in (("a", a), ("b", b)):
        claim = article.claims[0]
        row |= {
            f"{side}_article_id": article.article_id,
            f"{side}_start": claim.start,
            f"{side}_end": claim.end,
            f"{side}_text": article.span_text(claim),
            f"{side}_low": claim.low,
            f"{side}_high": claim.high,
            f"{side}_as_of": None,
            f"{side}_attributed": claim.attributed,
            f"{side}_source_name": None,
        }
    return row


def site(
    articles: list[AnnotatedArticle],
    locale: str = "en",
    pairs: list[dict[str, object]] | None = None,
) -> Site:
    """A site over hand-made articles, with scores of every shape a profile can hold."""
    rows = []
    for article in articles:
        unit = article.article_id
        rows += [
            (unit, "A", "Attribution", 60.0, 35.0, 80.0, 3, "measured", ""),
            (unit, "C", "Transparency", NAN, 20.0, 70.0, 8, "measured", ""),
            (
                unit,
                "E",
                "Neutrality",
                NAN,
                NAN,
                NAN,
                1,
                "not_applicable",
                "fewer than three labels",
            ),
        ]
    profiles = pd.DataFrame(rows, columns=PROFILE_COLUMNS)
    profiles["parts"] = [[] for _ in range(len(profiles))]
    ids = [a.article_id for a in articles]
    events = pd.DataFrame([{"event_id": "e1", "articles": ids, "terms": ["pont", "camions"]}])
    comparison = SimpleNamespace(
        events=events,
        claims=pd.DataFrame(),
        claim_pairs=pd.DataFrame(pairs or []),
        reuse=pd.DataFrame(),
        lineages=pd.DataFrame(),
    )
    return Site(
        articles=tuple(articles),
        features=pd.DataFrame(index=ids),
        profiles=profiles,
        comparison=comparison,
        words=load(locale),
        provenance=provenance([a.article for a in articles]),
    )
