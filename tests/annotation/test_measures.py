"""Measures: which numbers with a unit are told of the event, and under which name."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article


def measured(text: str, language: str) -> list[tuple[str, str, str | None]]:
    article = annotate(Article(article_id="a", text=text, language=language))
    return [(text[c.start : c.end], c.quantity, c.unit) for c in article.claims]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le butin est de 3 M€.", [("3 M€", "stolen", "EUR")]),
        ("en", "The heist netted loot of $2.5B.", [("$2.5B", "stolen", "USD")]),
        ("en", "Thieves stole R40 million.", [("R40 million", "stolen", "ZAR")]),
        (
            "fr",
            "Le feu a détruit 60 % des maisons.",
            [("60 % des maisons", "homes_destroyed", "percent")],
        ),
        ("fr", "La magnitude a été mesurée à 7,1.", [("7,1", "magnitude", None)]),
        (
            "fr",
            "La secousse a été mesurée à 6,8 sur l'échelle de Richter.",
            [("6,8", "magnitude", None)],
        ),
        ("fr", "Le convoi filait à 131 km/h quand il a déraillé.", [("131 km/h", "speed", "kmh")]),
        ("fr", "Le train a déraillé là où la vitesse est limitée à 60 km/h.", []),
        ("en", "The jet touched down at 141 knots.", [("141 knots", "speed_knots", "knot")]),
        ("en", "The crash happened where the speed limit is 40 mph.", []),
        ("es", "El tren circulaba a 153 km/h.", [("153 km/h", "speed", "kmh")]),
        (
            "fr",
            "Les dettes s'élèvent à 84 millions d'euros. Le redressement judiciaire est ouvert.",
            [("84 millions d'euros", "debts", "EUR")],
        ),
        (
            "fr",
            "Il a écopé de quinze mois de prison.",
            [("quinze mois", "sentence_months", "month")],
        ),
        ("fr", "Le taux de létalité atteint 4,9 %.", [("4,9 %", "lethality", "percent")]),
        ("en", "It imposed a tariff of 35% on steel.", [("35%", "tariff", "percent")]),
        ("fr", "Un sondage donnait le oui à 57 % avant le référendum.", []),
        ("fr", "Les murs sont conçus pour résister à une magnitude de 7.", []),
        ("en", "A 6.8-magnitude quake struck.", [("6.8", "magnitude", None)]),
        ("en", "It was put at 7.1 on the Richter scale.", [("7.1", "magnitude", None)]),
        ("fr", "Une réplique de magnitude 5,4 a suivi.", [("5,4", "aftershock_magnitude", None)]),
        ("fr", "La mine est inondée à 640 mètres de profondeur.", [("640 mètres", "depth", "m")]),
        ("fr", "Les pirates ont publié 78 Go de données.", [("78 Go", "data_stolen", "gb")]),
        (
            "es",
            "Las inundaciones siguen: se registraron 214 litros por metro cuadrado.",
            [("214 litros", "rainfall", "mm")],
        ),
        (
            "fr",
            "La récompense pour la capture de Sorel, un ancien marin, a été fixée à 50 000 euros.",
            [("50 000 euros", "reward", "EUR")],
        ),
        (
            "fr",
            "Une récompense de 20 000 euros attend qui livrera Sorel, condamné en 1998.",
            [("20 000 euros", "reward", "EUR")],
        ),
        # A rate, what somebody has, and what the law allows at most are not of the event.
        ("en", "Trucks carrying 900 litres each passed.", []),
        ("fr", "Il tient une ferme sur ses 38 hectares.", []),
        ("fr", "Le refuge est à 640 mètres de profondeur de vallée.", []),
        ("fr", "Des experts lisent 400 Go de journaux.", []),
        ("es", "Podrían ser condenados a ocho años.", []),
    ],
)
def test_a_measure_has_a_name_a_unit_and_the_span_of_both(language, text, expected):
    assert measured(text, language) == expected


def test_the_shares_of_a_referendum_say_for_which_answer():
    text = (
        "Référendum sur l'eau\nAu référendum, le « oui » l'emporte avec 54,2 % des suffrages, "
        "contre 45,8 % pour le « non ». Le non atteint 31 % à Mareil, après dépouillement "
        "de 91 % des bulletins."
    )
    article = annotate(Article(article_id="a", text=text, language="fr"))
    shares = {(c.low, *c.modifiers) for c in article.claims if c.quantity == "vote_share"}
    assert shares == {(54.2, "whose:yes"), (45.8, "whose:no"), (31, "whose:no")}


@pytest.mark.parametrize(
    ("language", "text", "words", "low", "high"),
    [
        ("fr", "Le bilan avoisine les 300 morts.", "avoisine les 300 morts", 270, 300),
        ("es", "Los heridos superan los 200.", "superan los 200", 200, 250),
        ("es", "En las elecciones votó cerca del 60 % del censo.", "cerca del 60 %", 54, 60),
        ("en", "Just shy of 300 people were hurt.", "Just shy of 300 people", 270, 300),
    ],
)
def test_words_that_bound_a_number(language, text, words, low, high):
    article = annotate(Article(article_id="a", text=text, language=language))
    assert [(text[c.start : c.end], c.low, c.high) for c in article.claims] == [(words, low, high)]


def test_a_share_is_of_the_answer_told_before_it_in_its_clause():
    text = "Au référendum, le oui l'emporte avec 53 % contre 47 % pour le non."
    claims = annotate(Article(article_id="a", text=text, language="fr")).claims
    assert [claim.modifiers for claim in claims if claim.unit == "percent"] == [
        ("whose:yes",),
        ("whose:no",),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "L'élection donne 50,9 % des voix à Adrian Velk et 49,1 % à Ilse Dor.",
            ["velk", "dor"],
        ),
        (
            "fr",
            "Adrian Velk a remporté dimanche l'élection en Soravie, avec 51,2 % des suffrages.",
            ["velk"],
        ),
        (
            "en",
            "In the election 50.9 percent of votes went to Al Velk and 49.1 percent to Ilse Dor.",
            ["velk", "dor"],
        ),
        ("en", "Adrian Velk won the election with 51.2 percent of the vote.", ["velk"]),
    ],
)
def test_a_share_of_the_vote_is_of_whom_it_goes_to_or_of_who_won_it(language, text, expected):
    claims = annotate(Article(article_id="a", text=text, language=language)).claims
    shares = [c.modifiers for c in claims if c.quantity == "vote_share"]
    assert shares == [(f"whose:{name}",) for name in expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "L'accord salarial prévoit une augmentation générale de 4,2 %.",
            ("4,2 %", "raise", "percent"),
        ),
        ("en", "The wage agreement gives staff a raise of 6%.", ("6%", "raise", "percent")),
        (
            "fr",
            "L'incendie a ravagé 1 100 mètres carrés de toiture.",
            ("1 100 mètres carrés", "burned_area_m2", "m2"),
        ),
        ("es", "El autocar cayó por un barranco de 60 metros.", ("60 metros", "fall", "m")),
        (
            "fr",
            "Le preneur d'otages exigeait 250 000 euros.",
            ("250 000 euros", "ransom_asked", "EUR"),
        ),
    ],
)
def test_measures_of_agreements_fires_falls_and_ransoms(language, text, expected):
    assert expected in measured(text, language)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Le cyclone a fait 12 morts.\n\nUn séisme de magnitude 4,6 a été ressenti.", []),
        ("Le séisme a fait 12 morts.\n\nUn séisme de magnitude 4,6 a suivi.", ["4,6"]),
        ("Les secours ont trouvé 12 corps.\n\nLe séisme, de magnitude 6,1, fut bref.", ["6,1"]),
    ],
)
def test_an_earthquake_in_passing_has_no_magnitude(text, told):
    claims = annotate(text, language="fr").claims
    assert [text[c.start : c.end] for c in claims if c.quantity == "magnitude"] == told
