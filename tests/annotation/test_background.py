"""Figures that describe somebody or something instead of counting the event."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article


def read(text: str, language: str) -> list[str]:
    article = Article(article_id="a", text=text, language=language, published="2022-03-10")
    return [text[c.start : c.end] for c in annotate(article).claims]


DESCRIBING = [
    ("fr", "Ahmad, 34 ans, six enfants, a tout perdu."),
    ("fr", "Les 190 agents du centre votent jeudi."),
    ("fr", "Le camp où vivent 88 000 réfugiés a brûlé."),
    ("fr", "Paris compte aujourd'hui 1 150 expatriés."),
    ("fr", "Sa coalition de 14 partis proteste."),
    ("fr", "Il y a un surveillant pour 110 détenus."),
    ("fr", "Selon trois témoins, la police a tiré."),
    ("en", "There is one nurse for 40 patients."),
    ("en", "Three officials familiar with the talks confirmed it."),
    ("en", "The ship, insured for $90 million, sank."),
    ("fr", "Le gouvernement compte 31 ministres, dont 14 femmes."),
    ("fr", "La moitié des 80 villages de la vallée n'ont pas de route."),
    ("fr", "Le barrage retient 40 millions de mètres cubes d'eau."),
    ("en", "The cabinet has 31 ministers, 14 of them women."),
    ("en", "Officials urged the city's 200,000 residents to be careful."),
    ("en", "He promised to build 10,000 homes."),
    ("fr", "Le conflit a tué 11 000 personnes en trois ans."),
    ("en", "The war, now in its sixth year, has cost 22,000 lives."),
    ("es", "La guerra ha causado 90.000 muertos en cuatro años."),
    ("fr", "La coalition a mené 1 900 frappes depuis le début de l'année."),
    ("en", "It gave $40 million in aid this year."),
    ("es", "La cofradía, que agrupa a 640 mariscadoras, protesta."),
    ("fr", "Le groupe Sarvel (4 200 salariés) est coté."),
    ("fr", "Avec ses 22 bus, le dépôt est le plus grand."),
    ("en", "The depot and its 90 buses belong to the ministry."),
    ("fr", "Une classe de 31 élèves est un record."),
    ("fr", "Le dépôt, doté de 600 bus, est fermé."),
    ("en", "There are 14 mines in the country."),
    ("es", "El grupo quiere comprar 80 aviones."),
    ("fr", "« Nous avons 31 enfants dans chaque classe », dit-elle."),
    ("fr", "Le stade, qui a coûté 45 millions d'euros, est intact."),
    ("en", "Lavonia, a former colony of 6.2 million people, lost."),
    ("en", "Regulators could fine the club £80,000."),
    ("en", "A person loses up to 20 litres of fluid a day."),
    ("es", "El 112 ha movilizado ambulancias."),
    ("es", "En la provincia viven 5.600 ecuatorianos."),
    ("en", "A woman came on the number 16 bus."),
    ("fr", "Six morts à Orval.\n\nLe conseil a voté la pose de 24 caméras."),
    ("fr", "Quelque 4 000 foyers du département voisin ont connu une panne."),
    (
        "fr",
        "Six morts à Orval.\n\nOn tue.\n\nVisée en octobre : neuf personnes avaient péri.",
    ),
    ("fr", "La ville a perdu deux usines en cinq ans."),
    ("fr", "Le chiffre d'affaires a reculé de 6,2 %, à 1,84 milliard d'euros."),
    ("en", "The firm runs canteens in 80 towns."),
    ("fr", "La loi limite les groupes à 50 marcheurs."),
    ("fr", "Le rival Flanor recrute 150 pilotes."),
    ("en", "The bakery, which fed 900 families, no longer works."),
    ("en", "Lawyers prepare a class action for 12,000 clients."),
    ("es", "Hubo llantos en el colegio, de 412 alumnos, y en la plaza."),
    ("en", "The depot, off junction 29 of the M1, is shut."),
    ("en", "The town was hit by Kh-59 missiles."),
    ("en", "It was too loud, said one resident."),
]


@pytest.mark.parametrize(("language", "text"), DESCRIBING)
def test_what_describes_somebody_is_not_counted(language, text):
    assert [s for s in read(text, language) if s not in ("jeudi", "Six morts")] == []


PASSING = [
    ("fr", "L'État a prévu 750 millions d'euros pour les hôpitaux d'ici 2027."),
    ("en", "The government will inspect 46 mines by 2023."),
    ("fr", "Le plan de 140 millions d'euros annoncé en janvier est contesté."),
    ("fr", "La ligne 6 a été interrompue pendant trois heures."),
    ("en", "The market has been shut for nine days."),
    ("fr", "Une étude menée auprès de 4 200 patients le confirme."),
    ("en", "Researchers followed 4,200 children."),
    ("fr", "Le syndicat réclame 300 postes."),
    ("en", "The union is demanding 300 posts."),
    ("es", "En la moción de mayo, el Gobierno se salvó por 55 votos a 54."),
]


@pytest.mark.parametrize(("language", "text"), PASSING)
def test_what_was_planned_or_voted_at_another_time_is_not_counted(language, text):
    lead = {"fr": "Un train a déraillé.", "en": "A train derailed.", "es": "Un tren descarriló."}
    assert read(f"{lead[language]} {text}", language) == []


def test_a_whole_war_counts_only_where_nobody_else_died():
    war = "Le conflit a déjà fait 14 000 morts."
    assert read(f"Un accord est signé. {war}", "fr") == ["14 000 morts"]
    assert read(f"Un raid a tué six civils. {war}", "fr") == ["six civils"]


def test_how_long_it_was_shut_counts_where_the_news_is_of_that():
    text = "La ligne a rouvert. Le trafic a été interrompu pendant trois heures."
    assert read(text, "fr") == ["trois heures"]


def test_a_group_counts_those_it_is_of():
    assert read("Un convoi de 45 camions a passé la frontière.", "fr") == ["45 camions"]
    assert read("A team of 160 rescuers was there.", "en") == ["160 rescuers"]
    assert read("On compte 22 bus incendiés.", "fr") == ["22 bus"]
    assert read("Ils ont repris la prison avec 150 agents.", "fr") == ["150 agents"]


def test_a_height_told_in_words_was_not_measured():
    assert read("« L'eau est montée à deux mètres », raconte-t-elle.", "fr") == []
    assert read("L'eau est montée à 5,40 mètres.", "fr") == ["5,40 mètres"]


def test_jobs_that_go_by_a_year_are_counted():
    assert read("Un accord est signé. Le groupe supprimera 600 emplois d'ici 2024.", "fr") == [
        "600 emplois"
    ]


def test_wind_counts_where_the_weather_is_the_event():
    wind = "Le vent soufflait à 90 km/h"
    assert read(f"{wind} quand le train a déraillé.", "fr") == []
    assert read(f"{wind} quand la tempête est arrivée.", "fr") == ["90 km/h"]


def test_a_recall_bears_on_what_it_counts():
    assert read("Le rappel porte sur 90 000 boîtes de lait.", "fr") == ["90 000 boîtes"]
    assert read("L'usine s'étend sur 90 000 boîtes de lait.", "fr") == []


def test_what_a_sentence_opens_on_may_be_described_in_an_aside():
    assert read("L'usine de Brignac, 640 employés, est à l'arrêt.", "fr") == []
    assert read("À Brignac, 640 employés, selon la mairie, ont débrayé.", "fr") == ["640 employés"]


def test_a_verb_of_another_clause_makes_no_count():
    assert read("Le groupe emploie 11 000 salariés dans 18 pays et ils ont protesté.", "fr") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'association Utopia, 120 bénévoles, réclame une loi."),
        ("en", "The union, with 64,000 members, wants more pay."),
        ("es", "El sector, con 26.000 empleados, pide una subida."),
    ],
)
def test_the_size_of_a_body_is_not_counted(language, text):
    assert read(text, language) == []


def test_a_count_since_a_year_sums_up_many_events():
    assert read("Some 170 councils have been attacked since 2013.", "en") == []
    assert read("Some 170 people died in the worst fire since 2013.", "en") == ["Some 170 people"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'eau coule à 2 650 mètres d'altitude."),
        ("fr", "Il est tombé l'an dernier 620 millimètres de pluie, avant l'inondation."),
        ("fr", "Il faut boire 1,5 litre d'eau par jour."),
        ("en", "The drones cost £9,000 each."),
        ("en", "Drink two liters of water a day."),
    ],
)
def test_heights_prices_and_advice_are_not_counted(language, text):
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "« J'ai vu onze corps dans ma rue », raconte un boulanger."),
        ("en", '"I counted eleven bodies in my street," said a baker.'),
    ],
)
def test_what_a_witness_saw_is_no_count_of_the_event(language: str, text: str) -> None:
    found = annotate(Article(article_id="a", text=text, language=language)).claims
    assert [c.quantity for c in found] == []


COUNTED = [
    ("fr", "La fermeture coûte 300 emplois.", "300 emplois"),
    ("en", "The gang sold 2,000 fake passports.", "2,000 fake passports"),
    ("en", "The warehouse stored 2,700 tonnes of ammonium nitrate.", "2,700 tonnes"),
    ("en", "The ceiling collapsed on 40 pupils.", "40 pupils"),
]


@pytest.mark.parametrize(("language", "text", "counted"), COUNTED)
def test_a_verb_of_having_that_tells_of_a_deed_counts(language, text, counted):
    assert read(text, language) == [counted]
