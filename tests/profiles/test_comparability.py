"""A comparison that must not be drawn gives its reason."""

from __future__ import annotations

import dataclasses

import pandas as pd
from features.hand import plain

from analysis import profile
from analysis.profiles import comparability, strata
from analysis.schema import AnnotatedArticle, Origin, Zone

from .made import TEXT, compared, of_outlet


def compare_of(*group: AnnotatedArticle) -> dict[str, tuple[bool, str]]:
    table = comparability(group, comparison=False)
    return {
        d: (c, r) for d, c, r in zip(table.dimension, table.comparable, table.reason, strict=True)
    }


def test_a_comparison_that_must_not_be_drawn_gives_its_reason() -> None:
    plain_one = of_outlet(1)
    assert compare_of(plain_one, of_outlet(2))["A"] == (True, "")
    stated = dataclasses.replace(
        of_outlet(2), origins=(Origin(start=0, end=2, relation="translated_by"),)
    )
    mixed = compare_of(plain_one, stated)
    assert mixed["R"] == (False, "translated and original texts are mixed")
    assert mixed["A"] == (True, "")
    english = dataclasses.replace(of_outlet(3), language="en")
    assert compare_of(plain_one, english)["A"] == (False, "the articles are in several languages")
    assert compare_of(plain_one, of_outlet(2))["F"][1] == "fewer than two articles have a value"
    page = dataclasses.replace(
        of_outlet(4), zones=(*of_outlet(4).zones, Zone(start=0, end=2, label="byline"))
    )
    assert compare_of(plain_one, page)["D"] == (False, "whole pages and bodies alone are mixed")


def test_articles_of_several_genres_are_not_compared_and_their_groups_are_named() -> None:
    text = "Tribune - " + TEXT
    own = plain(text, attributions=())
    piece = dataclasses.replace(
        own, article=dataclasses.replace(own.article, article_id="b"), language="fr"
    )
    assert strata(piece)["b"]["genre"] == "report"
    rubric = dataclasses.replace(
        piece, zones=(Zone(start=0, end=9, label="headline"), *piece.zones)
    )
    assert strata(rubric)["b"]["genre"] == "opinion"
    table = comparability([of_outlet(1), of_outlet(2), rubric], comparison=False)
    a = table[table["dimension"] == "R"].iloc[0]
    assert (a["comparable"], a["reason"]) == (False, "the articles are of several genres")
    assert a["groups"] == [["a1", "a2"]]


def test_outlets_need_articles_and_common_events() -> None:
    few = [of_outlet(i, "A" if i < 4 else "B") for i in range(20)]
    table = comparability(few, by="outlet", comparison=False).set_index("dimension")
    assert table.loc["A", "reason"] == "fewer than five independent articles: cards only"
    many = [of_outlet(i, "A" if i < 16 else "B") for i in range(32)]
    found = compared()
    table = comparability(many, by="outlet", comparison=found).set_index("dimension")
    assert table.loc["A", "reason"] == "fewer than three events in common"
    found.events = pd.DataFrame(
        {"event_id": list("xyz"), "articles": [[f"a{i}", f"a{i + 16}"] for i in range(3)]}
    )
    table = comparability(many, by="outlet", comparison=found).set_index("dimension")
    assert table.loc["A", "comparable"]


def test_profiles_made_already_are_not_made_again() -> None:
    group = [of_outlet(1), of_outlet(2)]
    made = profile(group, comparison=False)
    fresh = comparability(group, comparison=False)
    pd.testing.assert_frame_equal(comparability(group, comparison=False, profiles=made), fresh)
    none = comparability(group, comparison=False, profiles=made[made["dimension"] != "A"])
    assert none.set_index("dimension").loc["A", "reason"] == "fewer than two articles have a value"


def test_copies_of_one_text_are_not_compared() -> None:
    found = compared()
    found.lineages = pd.DataFrame({"lineage_id": ["1"], "articles": [["a1", "a2"]]})
    card = comparability([of_outlet(1), of_outlet(2)], comparison=found).set_index("dimension")
    assert card.loc["A", "reason"] == "the articles are copies of one text"
    other = comparability([of_outlet(1), of_outlet(3)], comparison=found).set_index("dimension")
    assert other.loc["A", "comparable"]
