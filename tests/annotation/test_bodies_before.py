"""Which body a bare noun takes up."""

from __future__ import annotations

import pytest
from marked import sources

from analysis import annotate
from analysis.schema import Article


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "L'avion est tombé. Selon [le ministère russe de la Défense], rien à signaler. "
            "[Le ministère] a démenti.",
            [("ministère russe de la Défense", "organisation", "government")] * 2,
        ),
        (
            "Le groupe Vircard est coté. [L'entreprise cotée] s'explique.",
            [("Vircard", "organisation", "business")],
        ),
        (
            "La société Brivel recule. [Les documents de l'entreprise] le montrent.",
            [("Brivel", "organisation", "business")],
        ),
        (
            "Le site pluie-test.com rouvre. [Le site] s'excuse.",
            [("pluie-test.com", "media", "media")],
        ),
        (
            "Google vend des lunettes. [Le géant de la Silicon Valley] s'en félicite.",
            [("Google", "organisation", "business")],
        ),
        (
            "La NASA attend. [L'agence spatiale américaine] doute. [L'agence] recule.",
            [("NASA", "organisation", "government")] * 2,
        ),
        (
            "Apple recule. [La firme de Cupertino] doute. [La marque à la pomme] aussi.",
            [("Apple", "organisation", "business")] * 2,
        ),
    ],
)
def test_a_bare_noun_or_a_paraphrase_leads_back_to_its_body(text, who):
    assert sources(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Le Figaro et Le Point ont enquêté. [L'hebdomadaire] doute. [Le quotidien] confirme.",
            ["Le Point", "Le Figaro"],
        ),
        (
            "[BFMTV] l'annonce. Reuters l'a confirmé. [La chaîne] doute. [L'agence] confirme.",
            ["BFMTV", "BFMTV", "Reuters"],
        ),
        (
            "[Europe 1 et Le Parisien] l'annoncent. [La radio] doute. [Le journal] confirme.",
            ["Europe 1 + Le Parisien", "Europe 1", "Le Parisien"],
        ),
    ],
)
def test_a_word_for_a_medium_takes_up_one_of_its_sort(text, who):
    assert [name for name, *_ in sources(text)] == who


@pytest.mark.parametrize("head", ["institution", "groupe", "direction"])
def test_a_body_of_its_own_kind_is_not_asked_for_itself(head):
    text = f"La {head} de la {head} affirme que la route est sûre. La {head} est là."
    (said,) = annotate(text, language="fr").attributions
    assert said.source_name == f"{head} de la {head}"


def test_a_body_named_by_its_bare_head_in_english() -> None:
    text = (
        "On Friday 94 soldiers came home, the Ministry of Defence reported. "
        "According to the ministry, 1,800 soldiers remain."
    )
    said = annotate(Article(article_id="ministry", text=text), language="en").attributions
    assert [one.source_name for one in said] == ["Ministry of Defence"] * 2
