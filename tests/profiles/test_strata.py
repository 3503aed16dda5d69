"""Language, genre, translation, length and page: what must be alike before texts are compared."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.profiles.strata import length, stratum

NEWS = (
    "Le pont de la Loire a rouvert lundi. Les travaux ont duré trois mois, a indiqué la mairie.\n"
    "La circulation reprend sur les deux rives. Les commerçants attendent le retour des clients.\n"
)
ASKED = (
    "Le pont de la Loire vu par son ingénieur\nComment allez-vous ?\n"
    "Le chantier avance bien et les équipes tiennent le calendrier.\n"
    "Et le budget ?\nIl est tenu, à quelques milliers d'euros près, et personne ne s'en plaint.\n"
    "Que reste-t-il à faire ?\nLes peintures, les garde-corps et les plantations de l'automne.\n"
)
TIMED = "8h15 - Le pont ferme.\n9 h 02 : les secours arrivent.\n10:30 La route est dégagée.\n"
OWN = (
    "Je marche chaque matin le long du quai. Mon père y travaillait avant la guerre.\n"
    "J'ai gardé ses outils dans la cave. Il ne parlait jamais de ces années.\n"
    "Cela me manque parfois plus que je ne le dis.\n"
)


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (NEWS, "report"),
        ("Tribune\n" + NEWS, "opinion"),
        ("Édito : le pont et nous\n" + NEWS, "opinion"),
        ("Accueil\nTribune\n" + NEWS, "report"),
        ("Entretien avec Paul Dérieux, ingénieur\n" + NEWS, "interview"),
        (NEWS + "Propos recueillis par Anne Morel\n", "interview"),
        (ASKED, "interview"),
        ("EN DIRECT – Le pont rouvre\n" + NEWS, "live"),
        (TIMED, "live"),
        (OWN, "personal"),
        ("La tribune du stade a été évacuée lundi soir après une alerte.\n" + NEWS, "report"),
        ("« Je marche et je parle, je dors peu », a dit Paul Dérieux.\n" + NEWS, "report"),
    ],
)
def test_the_genre_is_told_by_its_rubric_or_its_form(text: str, genre: str) -> None:
    assert stratum(annotate(text, "fr")).genre == genre


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Opinion | The bridge and us\nThe bridge reopened on Monday, the mayor said.", "opinion"),
        ("Live updates: bridge reopens\nThe bridge reopened on Monday.", "live"),
        ("The opinion of the court was read on Monday.\nIt ran to nine pages.", "report"),
    ],
)
def test_english_rubrics(text: str, genre: str) -> None:
    assert stratum(annotate(text, "en")).genre == genre


def test_a_language_without_words_for_genres_is_read_by_its_form_alone() -> None:
    assert stratum(annotate("Der Bericht liegt vor.\nEr ist lang.", "de")).genre == "report"


def test_apostrophes_and_spaces_change_no_stratum() -> None:
    plain = "L'édito de Paul\n" + OWN
    typographic = plain.replace("'", "’").replace(" ", "\u00a0")
    assert stratum(annotate(plain, "fr")) == stratum(annotate(typographic, "fr"))


def test_lengths_have_three_bands() -> None:
    assert [length(n) for n in (0, 299, 300, 1199, 1200)] == [
        *("brief", "brief", "middle", "middle", "long")
    ]


def test_a_stated_translation_and_a_whole_page_are_told() -> None:
    made = stratum(annotate(NEWS + "Article traduit automatiquement de l'anglais.\n", "fr"))
    assert made.translation == "stated"
    assert made.translated
    assert stratum(annotate(NEWS, "fr")).page == "body"
    assert stratum(annotate(NEWS + "Source : AFP\n", "fr")).page == "page"
