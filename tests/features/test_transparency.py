"""Transparency: shown, contradicted or unseen, and never a zero for what was not kept."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pandas as pd

from analysis.features import by_name
from analysis.schema import AnnotatedArticle, Disclosure, Origin, Trace, Zone
from features.hand import plain

LINES = (
    "La mairie rouvre le pont",
    "Le pont rouvre lundi, selon la mairie.",
    "Par Jeanne Roux, le 3 mai 2023",
)
TEXT = "\n".join(LINES)


def page(*labels: str, **fields: object) -> AnnotatedArticle:
    zones, start = [], 0
    for line, label in zip(LINES, labels, strict=True):
        zones.append(Zone(start=start, end=start + len(line), label=label))  # type: ignore[arg-type]
        start += len(line) + 1
    headline = LINES[0] if labels[0] == "headline" else None
    return plain(TEXT, zones=tuple(zones), headline=headline, **fields)


def check(name: str, article: AnnotatedArticle, comparison: object = None) -> tuple[str, float]:
    made = by_name(f"transparency__{name}").measure(article, comparison)
    return made.status, made.value if made.known else -1


def test_a_headline_that_shares_words_with_the_body() -> None:
    assert check("title_congruent", page("headline", "body", "byline")) == ("measured", 1)
    stranger = dataclasses.replace(
        page("headline", "body", "byline"), headline="Elections : forte participation"
    )
    assert check("title_congruent", stranger) == ("zero", 0)


def test_no_headline_is_no_fault_but_one_of_another_page_is() -> None:
    assert check("title_congruent", page("body", "body", "byline"))[0] == "not_observable"
    assert check("title_congruent", page("teaser", "body", "byline")) == ("zero", 0)


def test_a_signature_of_a_person_or_of_an_organisation() -> None:
    article = page("headline", "body", "byline")
    assert check("author_person", article) == ("measured", 1)
    assert check("author_person", page("headline", "body", "body"))[0] == "not_observable"
    start = TEXT.index("Par")
    signed = Origin(start=start, end=len(TEXT), relation="signed_by", name="Le Pont")
    by_house = page("headline", "body", "byline", origins=(signed,))
    assert check("author_person", by_house)[0] == "not_observable"
    assert check("signed_organisation", by_house) == ("measured", 1)


def test_a_date_needs_its_year_and_its_own_page() -> None:
    assert check("date_full", page("headline", "body", "date")) == ("measured", 1)
    assert check("date_full", page("headline", "body", "body"))[0] == "not_observable"
    text = "Elections, le 3 mai 2023\nLe pont rouvre."
    foreign = plain(
        text,
        zones=(Zone(start=0, end=24, label="teaser"), Zone(start=25, end=len(text), label="body")),
    )
    assert check("date_full", foreign) == ("zero", 0)


def test_what_the_input_says_counts_as_shown() -> None:
    article = page("headline", "body", "body")
    told = dataclasses.replace(
        article.article, author="Jeanne Roux", published="2023-05-03", outlet="Le Pont"
    )
    known = dataclasses.replace(article, article=told)
    for name in ("author_person", "date_full", "signed_organisation"):
        assert check(name, known) == ("measured", 1)


def test_an_origin_named_half_named_or_hidden() -> None:
    def of(name: str | None) -> AnnotatedArticle:
        origin = Origin(start=0, end=2, relation="republished_from", name=name)
        return page("headline", "body", "body", origins=(origin,))

    assert check("origin_named", of("AFP")) == ("measured", 1)
    assert check("origin_named", of(None)) == ("measured", 0.5)
    silent = page("headline", "body", "body")
    assert check("origin_named", silent)[0] == "not_observable"
    shared = SimpleNamespace(reuse=pd.DataFrame({"a": ["text"], "b": ["x"], "containment": [0.5]}))
    assert check("origin_named", silent, shared) == ("zero", 0)
    assert check("origin_named", of("AFP"), shared) == ("measured", 1)
    loose = SimpleNamespace(reuse=pd.DataFrame({"a": ["text"], "b": ["x"], "containment": [0.1]}))
    assert check("origin_named", silent, loose)[0] == "not_observable"


def test_a_translation_stated_hidden_or_not_suspected() -> None:
    article = page("headline", "body", "body")
    assert check("translation_disclosed", article)[0] == "not_applicable"
    stated = Disclosure(start=0, end=2, what="translation")
    assert check(
        "translation_disclosed", page("headline", "body", "body", disclosures=(stated,))
    ) == ("measured", 1)
    traces = tuple(Trace(start=i, end=i + 1, trace=f"kind {i}", strength=0.5) for i in range(3))
    no_foot = page("headline", "body", "body", traces=traces)
    assert check("translation_disclosed", no_foot)[0] == "not_observable"
    foot = page("headline", "body", "disclaimer", traces=traces)
    assert check("translation_disclosed", foot) == ("zero", 0)


def test_pictures_and_funding() -> None:
    assert check("image_credited", page("headline", "body", "body"))[0] == "not_applicable"
    assert check("image_credited", page("headline", "body", "caption")) == ("zero", 0)
    paid = Disclosure(start=0, end=2, what="funding")
    assert check("funding_disclosed", page("headline", "body", "body"))[0] == "not_observable"
    assert check("funding_disclosed", page("headline", "body", "body", disclosures=(paid,))) == (
        "measured",
        1,
    )
