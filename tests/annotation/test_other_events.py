"""Figures that tell of another event, year or place than the one reported."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article


def read(text: str, language: str) -> list[str]:
    article = Article(article_id="a", text=text, language=language, published="2022-03-10")
    return [text[c.start : c.end] for c in annotate(article).claims]


OTHERS = [
    ("fr", "Le précédent naufrage avait fait 31 morts."),
    ("fr", "Un accident semblable avait tué cinq ouvriers."),
    ("en", "The previous accident killed 31 people."),
    ("en", "A similar collapse killed five workers."),
    ("es", "Un accidente parecido mató a cinco obreros."),
    ("en", "A decade ago, eight miners died in the same shaft."),
    ("fr", "En octobre dernier, un raid y avait fait 14 morts."),
    ("en", "In November, a convoy was hit and 18 people died."),
    ("es", "En noviembre, un ataque mató a 18 voluntarios."),
    ("fr", "La société avait reçu six plaintes en cinq ans."),
    ("en", "About 212,500 fires occur each year, killing 560 people."),
    ("fr", "Ils s'étaient affrontés en 2016. Ce conflit avait fait 110 morts."),
    ("en", "They fought in 2016. That war had killed 110 soldiers."),
    ("fr", "Il y aurait 12 millions d'armes dans le pays."),
    ("fr", "Le 14 mai dernier, un grutier avait été enlevé devant ses deux enfants."),
]


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_an_earlier_event_is_not_counted(language, text):
    assert read(text, language) == []


BESIDE = [
    ("fr", "Quarante mineurs sont morts ici il y a dix ans."),
    ("en", "Forty miners died here ten years ago."),
    ("fr", "Entre 2010 et 2015, l'usine a supprimé 900 emplois."),
    ("en", "The plant cut 900 jobs between 2010 and 2015."),
    ("en", "Over ten years, 60 ships sank."),
    ("fr", "Ces cinq dernières années, 22 mineurs sont morts."),
    ("fr", "1 200 hectares ont brûlé depuis 2010."),
    ("fr", "En cas de crue, 14 000 habitants seraient évacués en cas d'alerte."),
    ("fr", "La semaine dernière, une tempête a fait trois morts en Italie."),
    ("fr", "L'accident de Bergue avait fait six morts."),
    ("fr", "Cela rappelle celui de Bergue, qui avait fait six morts."),
    ("en", "It comes 27 years after Bergue, in which 96 supporters died."),
    ("en", "A stampede at the ground in 2003 killed eleven people."),
    ("en", "Last week shelling had killed six civilians."),
    ("es", "La tragedia recuerda a la de Bergue, en la que murieron 96 aficionados."),
]


@pytest.mark.parametrize(("language", "text"), BESIDE)
def test_what_this_event_is_set_beside_is_not_counted(language, text):
    lead = {"fr": "Un train a déraillé.", "en": "A train derailed.", "es": "Un tren descarriló."}
    assert read(f"{lead[language]} {text}", language) == []


def test_a_span_of_years_says_nothing_of_the_rest():
    text = "The ship was carrying 900 tonnes of crude and failed three tests between 2016 and 2018."
    assert "900 tonnes" in read(f"A ship sank. {text}", "en")
    cars = "The maker recalled 264,000 cars built between 2018 and 2020."
    assert read(f"A recall began. {cars}", "en") == ["264,000 cars"]


def test_what_a_thing_was_years_ago_says_nothing_of_today():
    text = "Deux suspects ont été arrêtés pour un meurtre commis il y a dix ans."
    assert read(f"L'affaire est rouverte. {text}", "fr") == ["Deux suspects"]


def test_days_after_the_event_its_figures_are_its_own():
    text = "Un train a déraillé. Cinq jours après le drame, deux corps ont été retrouvés."
    assert "deux corps" in read(text, "fr")


ASIDES = [
    ("fr", "La crue, la pire depuis 1999, a coûté la vie à douze personnes.", "douze personnes"),
    ("fr", "Le maire, élu en 2014, déplore 12 morts.", "12 morts"),
    ("en", "Ott, who won a prize in 2012, mourned 85 people killed.", "85 people killed"),
]


@pytest.mark.parametrize(("language", "text", "counted"), ASIDES)
def test_a_year_in_an_aside_says_nothing_of_the_rest(language, text, counted):
    assert read(text, language) == [counted]


def test_years_in_which_a_war_lasts_are_of_its_count():
    assert read("La guerre, qui dure depuis 2015, a fait 9 000 morts.", "fr") == []


def test_a_year_told_in_another_clause_says_nothing_of_the_first():
    text = (
        "La firme chiffre ses pertes à 22 millions d'euros ; elle avait gagné 80 millions en 2017."
    )
    assert read(text, "fr") == ["22 millions d'euros"]


def test_a_sentence_of_today_behind_one_of_another_year_is_of_the_event():
    text = "Le tunnel a été inauguré en 1998. Un incendie y a tué trois personnes."
    assert read(text, "fr") == ["trois personnes"]


def test_a_month_named_nowhere_else_is_not_that_of_the_event():
    text = "Feu à Orval.\n\nUn incendie a fait six morts.\n\nEn février, il y a eu deux blessés."
    assert "deux blessés" not in read(text, "fr")
    known = text.replace("Un incendie", "Le 3 février, un incendie")
    assert "deux blessés" in read(known, "fr")
