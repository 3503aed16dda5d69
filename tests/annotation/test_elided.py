"""Numbers whose noun stands before them, further back or behind a verb."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article


def read(text: str, language: str) -> list[tuple[str, str]]:
    claims = annotate(Article(article_id="a", text=text, language=language)).claims
    return [(text[c.start : c.end], c.quantity) for c in claims]


# The number stands in brackets; what it counts is said elsewhere.
SET_APART = [
    ("fr", "Morts : [12].", "dead"),
    ("fr", "Bilan provisoire : [12].", "dead"),
    ("fr", "On compte les blessés, les disparus [220].", "missing"),
    ("en", "Injured: [40].", "injured"),
    ("es", "Heridos: [40].", "injured"),
    ("fr", "Le nombre d'intoxiqués grimpe à [52].", "injured"),
    ("fr", "Les recours affluent ; [huit] ont déjà été déposés.", "appeals"),
    ("fr", "Les maisons menacent ruine ; [trente] ont été détruites.", "homes_destroyed"),
    ("en", "Of the bridges, [six] were closed.", "roads_closed"),
    ("es", "Las escuelas sufren; [doce] fueron cerradas.", "schools_closed"),
    ("fr", "L'île compte ses morts. Ils étaient [quatre], vendredi.", "dead"),
    ("fr", "Le nombre des disparus grandit. Ils sont désormais [douze].", "missing"),
    ("fr", "Les blessés ([32], selon le Samu) ont quitté la salle.", "injured"),
    ("fr", "Les refuges, au nombre de [huit], sont pleins.", "centres"),
    ("en", "In the wards, of which there are now [eleven], nobody slept.", "ward"),
    ("fr", "Les assaillants, [sept] au total, ont fui.", "attackers"),
    ("en", "The gunmen, [seven] in all, fled.", "attackers"),
    ("fr", "[Quinze] des blessés sont dans un état grave.", "injured"),
    ("en", "[Two] of the wounded remain in a critical condition.", "injured"),
    ("en", "In all, 63 strikers were arrested; [nine] face charges.", "charged"),
    ("fr", "La police chiffre les manifestants à [4 000].", "protesters"),
    ("es", "La policía cifra los manifestantes en [4.000].", "protesters"),
    ("fr", "Le nombre de cas est passé en une semaine de 120 à [340].", "cases"),
    ("en", "Cases rose in a week from 120 to [340].", "cases"),
    ("fr", "Vols annulés : [240].", "flights_cancelled"),
    ("en", "People evacuated: [90].", "evacuated"),
    ("en", "Toll: 12 dead, 40 injured ([five] seriously).", "injured"),
    ("en", "Two gates were open for a crowd estimated by police at [53,000].", "attendance"),
    ("fr", "L'affluence était de [35 000].", "attendance"),
    (
        "fr",
        "L'Orvanie a tiré 24 missiles. La défense n'en a abattu que [trois].",
        "missiles_downed",
    ),
    ("en", "The ship fired 24 missiles; the city shot down only [nine].", "missiles_downed"),
    ("en", "Police held 430 people. [Twenty-six] of them are under 18.", "arrested"),
    ("en", "The injured lay in two wards, where [15] remain in critical condition.", "injured"),
    ("fr", "L'Orvanie déplore neuf morts. La Télmatie en a perdu [quinze].", "dead"),
]


@pytest.mark.parametrize(("language", "marked", "quantity"), SET_APART)
def test_a_number_alone_counts_the_noun_told_elsewhere(language, marked, quantity):
    number = marked[marked.index("[") + 1 : marked.index("]")]
    assert (number, quantity) in read(marked.replace("[", "").replace("]", ""), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les chasseurs, qui sont 14 000 dans le département, restent chez eux."),
        ("fr", "La grève est soutenue par 62 % des Français."),
        ("fr", "Un avion Cessna 208 de la douane survole la frontière."),
        ("en", "Police held 430 people. Most were under 18.\nOrganisers said nothing."),
    ],
)
def test_what_is_told_of_a_noun_in_passing_is_no_claim(language, text):
    assert [claim for claim in read(text, language) if claim[0] != "430 people"] == []


def test_a_crowd_of_a_headline_without_a_number_is_no_claim():
    article = Article(
        article_id="a",
        text="Thousands march for peace\nPolice closed the square to cars before the mayor spoke.",
        headline="Thousands march for peace",
        language="en",
    )
    assert annotate(article).claims == ()


def test_one_who_died_later_is_in_the_toll_told_beside_it():
    text = "Une femme de 23 ans a succombé à ses blessures. Le bilan est de six morts."
    assert read(text, "fr") == [("six morts", "dead")]


def test_a_subject_may_follow_its_number():
    assert read("Ya son 34 los detenidos.", "es") == [("34 los detenidos", "arrested")]


def test_those_told_of_before_are_counted_in_the_next_sentence():
    text = "Le naufrage a fait 14 morts. Parmi eux, trois enfants."
    assert read(text, "fr") == [("14 morts", "dead"), ("trois enfants", "dead")]


# Nouns that mostly describe a place or a body count once something happens to them.
ACTING = [
    ("fr", "42 000 habitants", "du quartier ont tout perdu."),
    ("fr", "3 200 candidats", "devront repasser l'épreuve."),
    ("fr", "Sept ministres", "ont démissionné."),
    ("en", "1,400 candidates", "must sit the exam again."),
    ("en", "Four lawmakers", "resigned."),
    ("es", "2.300 vecinos", "perdieron sus casas."),
]


@pytest.mark.parametrize(("language", "counted", "deed"), ACTING)
def test_a_noun_that_acts_is_counted(language, counted, deed):
    assert [span for span, _ in read(f"{counted} {deed}", language)] == [counted]


def test_a_noun_that_does_nothing_describes():
    assert read("C'est une ville de 42 000 habitants.", "fr") == []
    assert read("Le canton et ses 42 000 habitants.", "fr") == []


def test_a_whole_is_counted_where_its_parts_are():
    text = "Sur les 57 occupants, quatre sont indemnes."
    assert read(text, "fr") == [("57 occupants", "aboard"), ("quatre", "unharmed")]


UNDERGOING = [
    ("fr", "Les voleurs ont brisé trois vitrines.", "trois vitrines"),
    ("en", "The thieves smashed three display cases.", "three display cases"),
    ("es", "Los ladrones rompieron tres vitrinas.", "tres vitrinas"),
]


@pytest.mark.parametrize(("language", "text", "counted"), UNDERGOING)
def test_a_few_things_count_where_something_befell_them(language, text, counted):
    assert [span for span, _ in read(text, language)] == [counted]
    standing = {"fr": "Il y a", "en": "There are", "es": "Se trata de"}[language]
    assert read(f"{standing} {counted}.", language) == []


def test_a_part_of_so_many_counts_and_a_rate_does_not():
    acting = "180 contrôleurs sur 230 ont cessé le travail."
    assert read(acting, "fr") == [("180 contrôleurs", "strikers")]
    assert read("8 contrôleurs sur 10 ont cessé le travail.", "fr") == []


def test_what_is_in_so_many_places_is_no_share():
    assert ("100,000 people", "people") in read("100,000 people are in 240 shelters.", "en")


def test_a_few_of_those_just_counted_are_a_part():
    assert read("61 trains were cancelled, four of them in tunnels.", "en") == [
        ("61 trains", "trains_cancelled"),
        ("four", "trains_cancelled"),
    ]


def test_a_list_of_counts_goes_on_with_small_numbers():
    text = "La police a saisi 12 canots, neuf moteurs et trois rames."
    assert [span for span, _ in read(text, "fr")] == ["12 canots", "neuf moteurs", "trois rames"]


def test_a_place_that_people_come_from_does_not_act():
    text = "240 pompiers venus de quatre départements ont lutté contre le feu."
    assert [span for span, _ in read(text, "fr")] == ["240 pompiers"]


def test_a_noun_that_names_the_kind_of_the_next_is_not_counted():
    assert "schools_destroyed" not in {q for _, q in read("Four school days were lost.", "en")}


def test_an_estimate_repeats_the_count_before_it():
    text = "Some 300 people marched, organisers said; police estimated 200."
    assert read(text, "en")[-1] == ("200", "protesters")


def test_a_number_after_its_whole_is_a_part_of_it():
    text = "Sur les 240 serveurs, 85 fonctionnent de nouveau."
    assert [span for span, _ in read(text, "fr")] == ["240 serveurs", "85"]


def test_a_verb_parts_a_count_from_the_next():
    text = "Five shelters took in 780 residents."
    assert [span for span, _ in read(text, "en")] == ["Five shelters", "780 residents"]


def test_those_who_speak_of_themselves_are_not_the_casualties_told_of_before():
    told = read("Les blessés restent à l'hôpital. « On était 3 000 », dit-il.", "fr")
    assert told == [("3 000", "attendance")]


LOST = [
    ("fr", "L'armée a perdu 64 hommes.", [("64 hommes", "dead")]),
    ("fr", "L'état-major admet la perte de 12 soldats.", [("12 soldats", "dead")]),
    ("en", "The army lost 64 men.", [("64 men", "dead")]),
    ("fr", "Le village a perdu 300 habitants.", []),
]


@pytest.mark.parametrize(("language", "text", "counted"), LOST)
def test_soldiers_who_are_lost_are_dead(language, text, counted):
    assert read(text, language) == counted


def test_soldiers_taken_are_no_suspects_arrested():
    assert read("Dix-huit soldats ont été faits prisonniers.", "fr") == [
        ("Dix-huit soldats", "captured")
    ]


ADJECTIVES = [
    ("37 wounded soldiers were evacuated.", ("37 wounded soldiers", "injured")),
    ("37 missing miners have not been found.", ("37 missing miners", "missing")),
    ("The shooting left 37 dead.", ("37 dead", "dead")),
    ("The outage left 3,700 customers without power.", ("3,700 customers", "without_power")),
]


@pytest.mark.parametrize(("text", "counted"), ADJECTIVES)
def test_an_adjective_tells_what_befell_the_noun_behind_it(text, counted):
    assert counted in read(text, "en")


def test_hostages_are_held_and_not_arrested():
    assert read("Les 37 otages sont détenus dans un camp.", "fr") == [("37 otages", "hostages")]


SHOT = [
    ("fr", "40 missiles ont été tirés ; l'armée dit en avoir abattu 28.", "28"),
    ("fr", "24 missiles sont partis. L'ennemi n'en a intercepté que trois.", "trois"),
    ("en", "It fired 40 missiles. The army shot down 28 of them.", "28"),
    ("en", "It fired 40 missiles. Air defences downed 28 missiles.", "28 missiles"),
]


@pytest.mark.parametrize(("language", "text", "last"), SHOT)
def test_a_number_alone_counts_the_missiles_shot_down(language, text, last):
    assert read(text, language)[-1] == (last, "missiles_downed")


def test_hens_culled_are_not_shot_down():
    assert read("Les drones filment ; 28 poules ont été abattues.", "fr") == [
        ("28 poules", "animals_destroyed")
    ]
