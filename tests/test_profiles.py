"""Profiles: scores with intervals and statuses, never a verdict, never a zero for the unknown."""

from __future__ import annotations

import dataclasses
import math
import runpy
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from features.hand import coded_seeds, plain, said

from analysis import explain, profile
from analysis.profiles import (
    COLUMNS,
    basis,
    comparability,
    dimensions,
    outlet_of,
    percentile,
    reference,
    rules,
    uncertainty,
)
from analysis.schema import AnnotatedArticle, Claim, Origin, Solicitation, Zone

LINES = [
    "Le pont est ouvert depuis lundi, a dit Paul Dérieux devant les habitants réunis.",
    "La circulation reprend peu à peu sur les deux rives et dans les rues du centre.",
    "Les travaux ont duré trois mois de plus que prévu, a dit Anne Morel à la radio.",
    "Les commerçants du quai attendent encore le retour des clients et des livraisons.",
    "Une passerelle provisoire servait depuis le printemps aux piétons et aux cyclistes.",
    "Le coût final n'est pas connu et le conseil en parlera lors de sa prochaine séance.",
    "Des bus relieront les quartiers nord au centre toutes les dix minutes dès samedi matin.",
    "La mairie prévoit une fête sur la place, avec un concert et un repas pour les voisins.",
    "Les écoles des environs ont préparé des dessins qui seront accrochés le long du parapet.",
    "Le chantier de la seconde rampe commencera au printemps, si le temps et l'argent suivent.",
    "Les riverains demandent des arbres, des bancs et moins de bruit pendant les nuits d'été.",
]
TEXT = "\n".join(LINES)


def report(**fields: object) -> AnnotatedArticle:
    """A short report: eleven sentences, two sources."""
    said_by = (
        said(TEXT, "Le pont est ouvert depuis lundi", "Paul Dérieux", affiliation="government"),
        said(
            TEXT,
            "Les travaux ont duré trois mois de plus que prévu",
            "Anne Morel",
            affiliation="expert",
        ),
    )
    return plain(TEXT, attributions=said_by, **fields)


def row(table: pd.DataFrame, letter: str, unit: str | None = None) -> pd.Series:
    chosen = table[table["dimension"] == letter]
    return (chosen if unit is None else chosen[chosen["unit"] == unit]).iloc[0]


def test_the_table_has_a_row_for_each_dimension_and_no_overall_one() -> None:
    table = profile(report())
    assert list(table.columns) == list(COLUMNS)
    assert list(table["dimension"]) == ["A", "B", "C", "D", "E", "F", "R"]


def test_a_score_lies_in_its_interval_and_the_inner_in_the_outer() -> None:
    table = profile([report(), report(labels=())])
    scored = table[table["score"].notna()]
    assert len(scored)
    for column in ("low", "high", "low80", "high80", "score"):
        assert scored[column].between(0, 100).all()
    assert (scored["low"] <= scored["low80"]).all()
    assert (scored["low80"] <= scored["score"]).all()
    assert (scored["score"] <= scored["high80"]).all()
    assert (scored["high80"] <= scored["high"]).all()


def test_the_same_article_gives_the_same_profile_twice() -> None:
    pd.testing.assert_frame_equal(profile(report()), profile(report()))


def test_too_little_text_gives_a_card_without_scores() -> None:
    for text, reason in (
        ("\n".join(LINES[:5]), "fewer than six body sentences"),
        ("\n".join("Il part." for _ in range(9)), "fewer than 150 body words"),
    ):
        table = profile(plain(text))
        assert table["score"].isna().all()
        assert table["low"].isna().all()
        assert set(table["status"]) == {"not_applicable"}
        assert (table["reason"] == reason).all()


def test_an_empty_article_gives_a_card_and_no_zero() -> None:
    table = profile(plain(""))
    assert table["score"].isna().all()
    assert (table["status"] == "not_applicable").all()


def test_a_language_without_a_pack_is_told_so() -> None:
    table = profile(dataclasses.replace(report(), language="xx", has_pack=False))
    assert row(table, "A")["reason"] == "no language pack for this language"
    assert row(table, "D")["status"] == "not_applicable"
    assert table["score"].isna().all()


def test_attribution_is_the_mean_of_the_parts_that_have_a_value() -> None:
    made = row(profile(report()), "A")
    # No figure is claimed: two of three parts are left, which is enough.
    assert made["coverage"] == pytest.approx(2 / 3)
    sentences = 100 * (2 / 11 - 0.2) / 0.6
    assert made["score"] == pytest.approx((max(0, sentences) + 100) / 2)
    assert made["capped"] == ["attribution__attributed_sentence_share"]
    assert made["n"] == 11
    assert made["provisional"]


def test_a_dimension_with_too_few_parts_says_why_instead_of_a_number() -> None:
    made = row(profile(report()), "E")
    assert math.isnan(made["score"])
    assert made["status"] == "not_applicable"
    assert made["reason"] == "fewer than three contested labels"


def test_origin_has_bounds_and_no_point() -> None:
    made = row(profile(report()), "C")
    assert made["kind"] == "bounds"
    assert math.isnan(made["score"])
    assert (made["low"], made["high"]) == (0, 100)
    signed = report(origins=(Origin(start=0, end=2, relation="republished_from", name="AFP"),))
    better = row(profile(signed), "C")
    assert better["low"] > made["low"]
    assert better["high"] == 100


def test_one_article_alone_is_not_corroborated_nor_contradicted() -> None:
    made = row(profile(report()), "F")
    assert made["status"] == "not_applicable"
    assert made["reason"] == "no other article to compare with"


def compared(*relations: str) -> SimpleNamespace:
    """A comparison in which the article ``text`` meets ``other`` on one quantity a relation."""
    pairs = pd.DataFrame(
        [
            {
                "quantity": f"q{i}",
                "relation": relation,
                "note": None,
                "same_lineage": False,
                "a_article_id": "text",
                "a_start": 0,
                "a_end": 2,
                "b_article_id": "other",
                "b_start": 5,
                "b_end": 7,
            }
            for i, relation in enumerate(relations)
        ]
    )
    return SimpleNamespace(
        claim_pairs=pairs,
        reuse=pd.DataFrame(columns=["a", "b", "containment"]),
        lineages=pd.DataFrame({"lineage_id": ["1", "2"], "articles": [["text"], ["other"]]}),
        events=pd.DataFrame({"event_id": ["e"], "articles": [["text", "other"]]}),
    )


def test_corroboration_is_the_share_of_concordant_pairs() -> None:
    article = report(claims=(Claim(start=0, end=2, quantity="q0", low=1, high=1),))
    found = compared("identical", "compatible", "evolving", "divergent")
    made = row(profile(article, comparison=found), "F")
    assert made["score"] == pytest.approx(75)
    assert made["low"] < 75 < made["high"]
    few = row(profile(article, comparison=compared("identical", "divergent")), "F")
    assert few["status"] == "not_applicable"


def test_appeals_lower_independence_and_the_explanation_says_by_how_much() -> None:
    text = TEXT + "\nFaites un don pour nous aider à continuer notre travail chaque jour."
    last = text.rindex("Faites")
    zones = tuple(
        Zone(start=text.index(line), end=text.index(line) + len(line), label="body")
        for line in LINES
    )
    asking = plain(
        text,
        zones=(*zones, Zone(start=last, end=len(text), label="solicitation")),
        solicitations=(Solicitation(start=last, end=last + 13, appeal="donation"),),
    )
    table = explain(asking, dimension_id="D")
    kinds = table[table["feature"] == "solicitation__appeal_kinds_count"].iloc[0]
    assert kinds["text"] == "Faites un don"
    assert kinds["points"] == 75
    assert kinds["score_without"] > kinds["score"]
    assert table["score"].iloc[0] < 100


def test_an_explanation_leads_to_the_words() -> None:
    table = explain([report()], "text", "A")
    spans = table.dropna(subset=["start"])
    assert len(spans)
    for start, end, text in zip(spans["start"], spans["end"], spans["text"], strict=True):
        assert TEXT[start:end] == text
    french = explain(report(), locale="fr")
    assert "Sources identifiées" in set(french["label"])


def test_a_table_explains_its_parts_and_with_the_articles_their_words() -> None:
    table = profile(report())
    parts = explain(table, "text", "B")
    assert list(parts["feature"]) == row(table, "B")["parts"]
    assert explain(table, "text", "A", articles=report())["text"].str.len().max() > 0


def test_an_unknown_article_or_dimension_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="no article 'x'"):
        explain([report()], "x")
    with pytest.raises(KeyError, match="no dimension 'Z'"):
        explain(report(), "text", "Z")
    with pytest.raises(ValueError, match="'article' or 'outlet'"):
        profile(report(), by="week")  # type: ignore[call-overload]


def of_outlet(i: int, outlet: str | None = "Le Pont") -> AnnotatedArticle:
    made = report()
    article = dataclasses.replace(made.article, article_id=f"a{i}", outlet=outlet)
    return dataclasses.replace(made, article=article)


@pytest.mark.parametrize(
    ("number", "status", "provisional"),
    [(4, "not_applicable", False), (5, "measured", True), (15, "measured", False)],
)
def test_an_outlet_needs_articles(number: int, status: str, provisional: bool) -> None:
    table = profile([of_outlet(i) for i in range(number)], by="outlet", comparison=False)
    made = row(table, "A")
    assert made["unit"] == "Le Pont"
    assert made["n"] == number
    assert made["status"] == status
    assert made["provisional"] == provisional
    assert math.isnan(made["score"]) == (number < 5)


def test_copies_of_one_dispatch_count_once_for_an_outlet() -> None:
    group = [of_outlet(i) for i in range(8)]
    found = compared()
    found.lineages = pd.DataFrame(
        {"lineage_id": ["1"], "articles": [[a.article_id for a in group[:5]]]}
    )
    found.claim_pairs = pd.DataFrame()
    made = row(profile(group, by="outlet", comparison=found), "A")
    assert made["n"] == 4
    assert made["status"] == "not_applicable"


def test_the_outlet_is_named_by_the_input_or_by_the_address() -> None:
    article = report()
    site = dataclasses.replace(article.article, url="https://www.lepont.example/a?b")
    assert outlet_of(article) is None
    assert outlet_of(dataclasses.replace(article, article=site)) == "lepont.example"
    assert profile([article], by="outlet").empty


def test_every_profile_carries_what_it_rests_on() -> None:
    assert set(profile(report())["basis"]) == {basis()}
    assert len(basis()) == 12


def test_the_judgement_is_whole_and_consistent() -> None:
    assert rules().least_sentences == 6
    assert [d.id for d in dimensions()] == list("ABCDEFR")
    for item in dimensions():
        assert set(item.labels) == set(item.questions) == set(item.n_units) == {"en", "fr"}
        for part in item.parts:
            assert part.why.endswith(".")
            assert part.reference
            if part.direction != "none":
                assert part.feature.role == "core"
                assert (part.zero < part.hundred) == (part.direction == "up")
            assert float(part.points(part.zero)) == 0
            assert float(part.points(part.hundred)) == 100


def test_every_core_feature_enters_exactly_one_dimension() -> None:
    from analysis.features import FEATURES

    used = [p.feature.name for d in dimensions() for p in d.parts if p.direction != "none"]
    assert sorted(used) == sorted(f.name for f in FEATURES if f.role == "core")


EXPECTED = {
    "A": (82, 77, 60, 85, 51),
    "B": (55, 17, 50, 52, 76),
    "D": (3, 100, 100, 100, 100),
    "E": (None, 62, None, None, None),
}


def test_the_seeds_give_the_profile_computed_by_hand(shared: Path) -> None:
    seeds = coded_seeds(shared)
    table = profile(seeds, comparison=False)
    for letter, values in EXPECTED.items():
        got = list(table[table["dimension"] == letter]["score"])
        expected = [math.nan if v is None else v for v in values]
        assert got == pytest.approx(expected, abs=5.5, nan_ok=True)
    bounds = table[table["dimension"] == "C"]
    assert list(bounds["low"]) == pytest.approx([36, 17, 25, 25, 33], abs=0.6)
    assert list(bounds["high"]) == pytest.approx([79, 67, 100, 100, 100], abs=0.6)


def test_every_layer_of_doubt_is_told_apart(shared: Path) -> None:
    table = uncertainty(coded_seeds(shared), comparison=False)
    assert set(table["layer"]) == {"counting", "composition", "extraction", "combined"}
    assert (table["low"] <= table["score"]).all()
    assert (table["score"] <= table["high"]).all()
    width = (table["high"] - table["low"]).groupby([table["dimension"], table["layer"]]).mean()
    assert 0 < width["A", "extraction"] < width["A", "counting"] < width["A", "composition"]


def test_a_score_has_its_place_among_press_articles() -> None:
    assert percentile(-1, "R", "fr") == 0
    assert percentile(101, "R", "fr") == 100
    places = [percentile(x, "R", "fr") for x in range(0, 101, 5)]
    assert places == sorted(places)
    assert math.isnan(percentile(50, "R", "xx"))
    assert math.isnan(percentile(math.nan, "R", "fr"))
    assert reference("C", "fr") == ""
    made = row(profile(report()), "A")
    assert made["reference"].startswith("fr press, n = ")
    assert 0 <= made["percentile"] <= 100


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


def test_the_page_of_goalposts_is_as_the_command_writes_it(root: Path) -> None:
    made = runpy.run_path(str(root / "benchmarks" / "references.py"))
    written = (root / "docs" / "goalposts.md").read_text("utf-8")
    assert written == made["page"](root / "analysis" / "references.toml")
