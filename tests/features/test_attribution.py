"""Attribution: what counts, where, and once."""

from __future__ import annotations

import dataclasses
import math

import pytest

from analysis.features.attribution import (
    attributed_claim_share,
    attributed_sentence_share,
    attribution_rate,
    identified_source_share,
    quoted_word_share,
    sourceless_count,
    traceable_sentence_share,
    traceable_source_share,
)
from analysis.schema import Claim, Quote, Zone
from features.hand import plain, said

TEXT = (
    "Le pont est ouvert, a dit Paul Dérieux.\n"
    "La rue est calme.\n"
    "« La fête aura lieu » dans trois jours, a dit la mairie."
)
OPEN = said(TEXT, "Le pont est ouvert", "Paul Dérieux")


def test_a_sentence_counts_once_however_many_attributions_touch_it() -> None:
    twice = plain(TEXT, attributions=(OPEN, dataclasses.replace(OPEN, start=3)))
    assert attributed_sentence_share(twice) == pytest.approx(1 / 3)
    assert attributed_sentence_share.measure(twice).n == 3


def test_nothing_attributed_is_a_zero_that_was_looked_for() -> None:
    made = attributed_sentence_share.measure(plain(TEXT))
    assert (made.value, made.status) == (0, "zero")
    assert made.low == 0 < made.high


def test_decisions_and_attitudes_of_scope_p_do_not_count() -> None:
    wish = dataclasses.replace(OPEN, scope="P")
    assert attribution_rate(plain(TEXT, attributions=(wish,))) == 0
    assert attribution_rate(plain(TEXT, attributions=(OPEN,))) == pytest.approx(100 / 23)


def test_a_repeated_headline_counts_once() -> None:
    text = "Le pont rouvre, dit Anne Morel\nLe pont rouvre, dit Anne Morel\nLa rue est calme."
    lines = text.split("\n")
    second = len(lines[0]) + 1
    zones = (
        Zone(start=0, end=len(lines[0]), label="headline"),
        Zone(start=second, end=second + len(lines[1]), label="headline"),
        Zone(start=2 * second, end=len(text), label="body"),
    )
    first = said(text, "Le pont rouvre", "Anne Morel", cue="dit")
    again = dataclasses.replace(first, start=second, end=second + 14)
    article = plain(text, zones=zones, attributions=(first, again))
    assert identified_source_share.measure(article).n == 1
    assert attribution_rate(article) == 0, "the rate is of the body alone"


def test_what_stands_in_furniture_does_not_count() -> None:
    zone = Zone(start=0, end=len(TEXT), label="teaser")
    body = Zone(start=TEXT.index("La rue"), end=TEXT.index("La rue") + 17, label="body")
    article = plain(TEXT, zones=(dataclasses.replace(zone, end=39), body), attributions=(OPEN,))
    assert identified_source_share.measure(article).reason == "no_sources"


def test_figures_without_a_source() -> None:
    def claim(words: str, attributed: bool) -> Claim:
        start = TEXT.index(words)
        return Claim(
            start=start,
            end=start + len(words),
            quantity="jour",
            low=3,
            high=3,
            attributed=attributed,
        )

    article = plain(TEXT, claims=(claim("trois jours", True), claim("La rue", False)))
    assert attributed_claim_share(article) == 0.5
    assert math.isnan(attributed_claim_share(plain(TEXT)))


@pytest.mark.parametrize(
    ("form", "name", "share"),
    [
        ("named_person", "Paul Dérieux", 1),
        ("organisation", "la mairie", 1),
        ("media", "Reuters", 1),
        ("media", "des journalistes sur place", 0),
        ("unnamed_person", "un voisin", 0),
        ("group", "les habitants", 0),
        ("document", "un rapport", 0),
    ],
)
def test_who_is_identified(form: str, name: str, share: float) -> None:
    source = dataclasses.replace(OPEN, source_form=form, source_name=name)  # type: ignore[arg-type]
    assert identified_source_share(plain(TEXT, attributions=(source,))) == share


@pytest.mark.parametrize(
    ("form", "affiliation", "name", "share"),
    [
        ("named_person", "government", "Anne Morel", 1),
        ("named_person", "expert", "Anne Morel", 1),
        ("named_person", "individual", "Kevin", 0),
        ("named_person", "none", "Anne Morel", 0),
        ("organisation", "civil_society", "la Ligue", 1),
        ("media", "media", "Reuters", 1),
        ("media", "media", "des journalistes sur place", 0),
        ("document", "government", "le rapport du ministère", 1),
        ("document", "other", "un rapport", 0),
        ("unnamed_person", "government", "un responsable", 0),
        ("group", "government", "les autorités", 0),
    ],
)
def test_who_can_be_looked_up(form: str, affiliation: str, name: str, share: float) -> None:
    source = dataclasses.replace(OPEN, source_form=form, affiliation=affiliation, source_name=name)  # type: ignore[arg-type]
    article = plain(TEXT, attributions=(source,))
    assert traceable_source_share(article) == share
    assert traceable_sentence_share(article) == pytest.approx(share / 3)


def test_a_text_without_sources_has_no_traceable_sentence_and_no_share_of_sources() -> None:
    assert traceable_sentence_share.measure(plain(TEXT)).status == "zero"
    assert traceable_source_share.measure(plain(TEXT)).reason == "no_sources"


def test_words_in_attributed_quotation_marks_only() -> None:
    a, b = TEXT.index("La fête"), TEXT.index(" »")
    quote = Quote(start=a, end=b, outer=(a - 2, b + 2))
    article = plain(TEXT, quotes=(quote,))
    assert quoted_word_share(article) == 0
    spoken = said(TEXT, "La fête aura lieu", "la mairie", form="direct")
    quoted = plain(TEXT, quotes=(quote,), attributions=(spoken,))
    assert quoted_word_share(quoted) == pytest.approx(4 / 23)


def test_a_passive_without_agent_has_no_source() -> None:
    nobody = dataclasses.replace(OPEN, source=None, source_name="none", source_form="none")
    article = plain(TEXT, attributions=(OPEN, nobody))
    assert sourceless_count(article) == 1
    assert identified_source_share.measure(article).n == 1
