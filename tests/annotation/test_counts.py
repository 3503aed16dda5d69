"""Counts with their noun: who and what is counted, and what befell them."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article, Claim


def claims(text: str, language: str = "fr") -> tuple[Claim, ...]:
    return annotate(Article(article_id="a", text=text, language=language)).claims


def test_others_are_the_things_counted_before():
    _, more = claims("Le séisme a détruit 870 maisons et endommagé 2 300 autres.")
    assert (more.quantity, more.low) == ("homes_damaged", 2300)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Deux pompiers figurent parmi les 12 morts.", "rescuer"),
        ("fr", "Parmi les 12 morts, on compte deux pompiers.", "rescuer"),
        ("en", "Two Australians are among at least 30 people killed.", "of:australian"),
        ("en", "Among the 12 dead were two firefighters.", "rescuer"),
        ("es", "Dos niños están entre los 30 muertos.", "child"),
    ],
)
def test_some_of_those_counted_met_with_the_same(language, text, kind):
    claims = annotate(text, language=language).claims
    some = next(c for c in claims if c.low == 2)
    assert some.quantity == "dead"
    assert {"subset", kind} <= set(some.modifiers)


@pytest.mark.parametrize(
    ("text", "span", "quantity"),
    [
        ("121 defenders returned home.", "121 defenders", "released"),
        ("Taskar still holds 2,400 Orvenians.", "2,400 Orvenians", "abducted"),
        ("The jail holds 300 inmates.", None, None),
        ("The remains of 45 soldiers were returned.", "45 soldiers", "dead"),
    ],
)
def test_those_who_are_held_and_given_back_are_counted(text, span, quantity):
    claims = annotate(text, language="en").claims
    told = [(text[c.start : c.end], c.quantity) for c in claims]
    assert told == ([] if span is None else [(span, quantity)])


@pytest.mark.parametrize(
    ("language", "text", "span", "quantity"),
    [
        ("en", "A ferry with 173 passengers and crew sank.", "173 passengers", "aboard"),
        ("en", "A ferry with 173 passengers sank.", "173 passengers", "passengers"),
        ("en", "96 Orvenians walked across a bridge.", "96 Orvenians", "orvenian"),
        ("fr", "Des bombes ont été tirées par deux appareils.", "deux appareils", "aircraft"),
        ("es", "El convoy, integrado por 54 camiones, llegó.", "54 camiones", "vehicles"),
        ("es", "Abandonaron la ciudad 90 civiles y 40 niños a bordo.", "90 civiles", "evacuated"),
        ("fr", "Douze rescapés ont été hospitalisés.", "Douze rescapés", "hospitalised"),
        ("en", "It killed 12 people and wounded another 20.", "12 people", "dead"),
        ("en", "It shot down 34 of 41 drones.", "34", "drones_downed"),
        ("en", "The raid killed nine militants.", "nine militants", "dead"),
        ("fr", "Trois autres victimes sont décédées.", "Trois autres victimes", "dead"),
        ("fr", "Onze grimpeurs attendent les secours.", "Onze grimpeurs", "stranded"),
        ("fr", "Il a privé 40 000 foyers de courant.", "40 000 foyers", "homes_without_power"),
        ("fr", "Cinq voitures sur sept ont déraillé.", "Cinq voitures", "vehicles_derailed"),
        ("fr", "Le foyer compte désormais 27 malades.", "27 malades", "cases"),
        ("fr", "Quatre pistes ont été fermées.", "Quatre pistes", "piste_closed"),
        ("en", "The injured number 22, including nine officers.", "22", "injured"),
        ("en", "Unions claim victory as 240,000 march over pay.", "240,000", "protesters"),
    ],
)
def test_who_and_what_takes_part_is_counted(language, text, span, quantity):
    told = [(text[c.start : c.end], c.quantity) for c in annotate(text, language=language).claims]
    assert told[0] == (span, quantity)


def counted(text: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(c.quantity, text[c.start : c.end]) for c in claims(text, language)]


def test_who_speaks_of_the_hurt_is_none_of_them():
    assert counted("Six officers were hurt, a police spokeswoman said.", "en") == [
        ("injured", "Six officers")
    ]
    assert counted("Nine people were killed and 12 hurt, a nurse at the clinic said.", "en") == [
        ("dead", "Nine people"),
        ("injured", "12 hurt"),
    ]


def test_what_befell_is_told_behind_an_aside():
    text = "Six otages, dont une femme enceinte de 33 ans, ont été relâchés."
    assert counted(text)[0] == ("released", "Six otages")


@pytest.mark.parametrize(
    ("language", "text", "spans"),
    [
        ("fr", "Deux personnes, un homme de 40 ans et une femme, ont péri.", ["Deux personnes"]),
        ("fr", "Deux blessés, un mort, puis un autre.", ["Deux blessés", "un mort"]),
        ("fr", "Deux hommes, âgés de 30 et 40 ans, ont été arrêtés.", ["Deux hommes"]),
        ("fr", "Six personnes âgées de 20 à 60 ans ont péri.", ["Six personnes"]),
        ("fr", "Six personnes âgées ont péri.", ["Six personnes âgées"]),
        ("fr", "Douze soldats et un civil ont été tués.", ["Douze soldats", "un civil"]),
        ("en", "She is one of 300 workers who were laid off.", ["300 workers"]),
        ("en", "One of the four bridges collapsed.", ["One"]),
    ],
)
def test_one_told_as_a_case_is_not_a_count(language, text, spans):
    claims = annotate(text, language=language).claims
    assert [text[c.start : c.end] for c in claims] == spans
