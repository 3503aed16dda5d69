"""An explanation leads from a score to the words, and says what the score hangs on."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from features.hand import plain, said

from analysis import explain, profile
from analysis.profiles import counterfactuals
from analysis.schema import AnnotatedArticle, Solicitation, Zone

from .made import LINES, TEXT, of_outlet, report, row


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
    assert "Sources retrouvables" in set(french["label"])


def test_a_table_explains_its_parts_and_with_the_articles_their_words() -> None:
    table = profile(report())
    assert explain(table, "text", "A")["text"].str.len().max() > 0
    read_back = pd.DataFrame(table.to_dict("records"))
    parts = explain(read_back, "text", "B")
    assert list(parts["feature"]) == row(table, "B")["parts"]
    assert explain(read_back, "text", "A", articles=report())["text"].str.len().max() > 0


def test_a_part_of_a_table_still_leads_to_the_words() -> None:
    table = profile([of_outlet(1), of_outlet(2)])
    some = table[table["dimension"] == "A"].reset_index(drop=True)
    assert explain(some, "a2", "A")["text"].str.len().max() > 0


def asking() -> AnnotatedArticle:
    text = TEXT + "\nFaites un don pour nous aider à continuer notre travail chaque jour."
    last = text.rindex("Faites")
    zones = tuple(
        Zone(start=text.index(line), end=text.index(line) + len(line), label="body")
        for line in LINES
    )
    return plain(
        text,
        zones=(*zones, Zone(start=last, end=len(text), label="solicitation")),
        solicitations=(Solicitation(start=last, end=last + 13, appeal="donation"),),
        attributions=report().attributions,
    )


def test_without_its_appeals_a_page_solicits_nothing() -> None:
    made = counterfactuals(asking(), dimension_id="D").iloc[0]
    assert made["what"] == "solicitation"
    assert made["without"] == 100 > made["score"]
    assert made["sentence"] == (
        "Without its 7% of soliciting words (appeals: 1), D (Independence from solicitation) "
        f"would be 100 instead of {made['score']:.0f} ({made['low']:.0f}–{made['high']:.0f})."
    )
    french = counterfactuals(asking(), dimension_id="D", locale="fr").iloc[0]["sentence"]
    assert french.startswith(
        "Sans ses 7\u00a0% de mots de sollicitation (appels\u00a0: 1), D (Indép"
    )


def test_without_its_officials_nothing_of_the_text_itself_changes() -> None:
    article = report(
        attributions=(
            *report().attributions,
            said(TEXT, "Le coût final n'est pas connu", "la mairie", affiliation="government"),
        )
    )
    before = profile(article)
    table = counterfactuals(profile(article), "text", "B")
    top = table[table["what"] == "official_sources"].iloc[0]
    assert (top["n"], top["total"]) == (2, 3)
    pd.testing.assert_frame_equal(before, profile(article))


def test_a_score_that_nothing_could_change_has_no_line() -> None:
    assert counterfactuals(report(), dimension_id="D").empty
    assert counterfactuals(plain("\n".join(LINES[:3]))).empty


def test_an_unknown_article_or_dimension_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="no article 'x'"):
        explain([report()], "x")
    with pytest.raises(KeyError, match="no dimension 'Z'"):
        explain(report(), "text", "Z")
    with pytest.raises(ValueError, match="'article' or 'outlet'"):
        profile(report(), by="week")  # type: ignore[call-overload]


def test_a_part_has_its_own_place_where_enough_reference_articles_have_a_value() -> None:
    table = explain(report(), dimension_id="E").drop_duplicates("feature").set_index("feature")
    assert table.loc["wording__emphasis_rate", "percentile"] == pytest.approx(27.5, abs=15)
    assert table.loc["wording__emphasis_rate", "reference"].startswith("fr report, n = ")
    assert math.isnan(table.loc["wording__label_distance_share", "percentile"])
    assert table.loc["wording__label_distance_share", "reference"] == ""
    traced = explain(report(), dimension_id="A").drop_duplicates("feature").set_index("feature")
    assert 50 < traced.loc["attribution__traceable_sentence_share", "percentile"] < 95
