"""Corroboration: pairs with other lineages only, and what one article alone cannot have."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.features.corroboration import (
    claim_count,
    comparable_share,
    concordance_share,
    divergent_count,
    lineage_count,
)
from analysis.schema import Claim
from features.hand import plain

TEXT = "Douze morts, trente blessés, deux ponts et six rues."
CLAIMS = tuple(
    Claim(start=TEXT.index(w), end=TEXT.index(w) + len(w), quantity=w, low=1, high=1)
    for w in ("Douze morts", "trente blessés", "deux ponts", "six rues")
)
ARTICLE = plain(TEXT, claims=CLAIMS)


def met(*relations: str, same_lineage: bool = False) -> SimpleNamespace:
    """A comparison in which the first claims meet another article's, in these relations."""
    rows = [
        {
            "quantity": claim.quantity,
            "relation": relation,
            "note": None,
            "same_lineage": same_lineage,
            "a_article_id": "other",
            "a_start": 0,
            "a_end": 1,
            "b_article_id": "text",
            "b_start": claim.start,
            "b_end": claim.end,
        }
        for claim, relation in zip(CLAIMS, relations, strict=False)
    ]
    return SimpleNamespace(
        claim_pairs=pd.DataFrame(rows),
        events=pd.DataFrame({"event_id": ["e"], "articles": [("text", "other", "third")]}),
        lineages=pd.DataFrame(
            {"lineage_id": ["1", "2"], "articles": [("text", "third"), ("other",)]}
        ),
    )


def test_alone_an_article_has_figures_but_no_corroboration() -> None:
    assert claim_count(ARTICLE) == 4
    for feature in (comparable_share, concordance_share, divergent_count, lineage_count):
        assert feature.measure(ARTICLE).reason == "no_comparison"


def test_pairs_with_another_lineage() -> None:
    found = met("identical", "evolving", "divergent")
    assert comparable_share(ARTICLE, found) == 0.75
    assert concordance_share(ARTICLE, found) == pytest.approx(2 / 3)
    assert divergent_count(ARTICLE, found) == 1
    assert divergent_count.measure(ARTICLE, found).evidence == ((29, 39),)


def test_two_quantities_are_too_few() -> None:
    made = concordance_share.measure(ARTICLE, met("identical", "identical"))
    assert made.reason == "few_comparable"
    assert made.n == 2


def test_a_copy_of_the_same_dispatch_is_no_witness() -> None:
    found = met("identical", "identical", "identical", same_lineage=True)
    assert concordance_share.measure(ARTICLE, found).reason == "few_comparable"
    assert comparable_share(ARTICLE, found) == 0


def test_lineages_on_the_event() -> None:
    assert lineage_count(ARTICLE, met("identical")) == 2
    alone = met()
    alone.events = pd.DataFrame(columns=["event_id", "articles"])
    assert lineage_count.measure(ARTICLE, alone).reason == "no_event"
