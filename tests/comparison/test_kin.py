"""Kin: pairs of what two articles tell under different names."""

from __future__ import annotations

import pytest

from analysis.comparison import ledger

from .builders import pairs


@pytest.fixture(autouse=True)
def by_rule_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows is paired by rule; pairs are weighed in ``test_matching``."""
    monkeypatch.setattr(ledger, "likely_pairs", lambda told_by, same, pairs, pack: pairs)


def test_an_equal_figure_that_only_one_article_names_is_paired():
    found = pairs("La rançon est de 2 millions d'euros.", "Ils réclament 2 millions d'euros.")
    assert found == [("ransom", "identical", None)]


def test_the_day_it_happened_is_one_whatever_it_is_called():
    texts = "L'explosion a eu lieu lundi 3 juin.", "L'accident a eu lieu lundi 3 juin."
    found = pairs(*texts, days=("2024-06-04", "2024-06-05"))
    assert [p[1] for p in found] == ["identical"]


def test_the_next_day_may_be_a_strike_to_one_and_a_march_to_another():
    texts = (
        "Une nouvelle grève est prévue le 20 juin.",
        "Une nouvelle marche est prévue le %s juin.",
    )
    days = "2024-06-04", "2024-06-04"
    assert [p[1] for p in pairs(texts[0], texts[1] % 20, days=days)] == ["identical"]
    assert [p[1] for p in pairs(texts[0], texts[1] % 26, days=days)] == ["divergent"]


def test_a_plan_is_set_beside_the_day_when_it_has_come():
    texts = "Les trains seront perturbés jeudi par une grève.", "Ils ont manifesté jeudi à Halm."
    found = pairs(*texts, days=("2024-06-04", "2024-06-07"))
    assert [p[1] for p in found] == ["identical"]


def test_a_past_march_is_not_set_beside_the_next_one():
    texts = "Une nouvelle marche est prévue le 20 juin.", "Ils ont manifesté mardi."
    assert pairs(*texts, days=("2024-06-04", "2024-06-04")) == []


def test_things_hit_in_two_ways_are_one_count_when_the_digits_are():
    texts = "Le vent a détruit 1 870 maisons.", "Le vent a endommagé 1 780 maisons."
    assert [p[1] for p in pairs(*texts)] == ["divergent"]
    assert pairs(texts[0], "Le vent a endommagé 300 maisons.") == []


def test_a_measure_that_only_its_unit_names_is_one_of_like_size():
    first = "Quelque 400 tonnes de fioul se sont déversées dans le port."
    assert [p[1] for p in pairs(first, "On parle de 650 tonnes.")] == ["divergent"]
    assert pairs(first, "On parle de 62 000 tonnes.") == []


def test_a_sum_without_a_name_clashes_with_one_of_like_size_only():
    damage = "Les dégâts sont estimés à 510 millions d'euros."
    assert ("damage", "divergent", None) in pairs(damage, "La note : 420 millions d'euros.")
    assert pairs(damage, "La note : 60 millions d'euros.") == []


def test_some_of_a_kind_may_be_all_that_a_first_report_counts():
    texts = "Trois pompiers ont été blessés.", "Neuf personnes ont été blessées."
    found = pairs(*texts, days=("2022-01-10", "2022-01-11"))
    assert found == [("injured", "evolving", None)]
    assert pairs(*texts, days=("2022-01-11", "2022-01-10")) == []


def test_migrants_aboard_are_all_those_aboard():
    texts = "Le bateau transportait 120 migrants.", "Il y avait 150 personnes à bord."
    assert pairs(*texts) == [("aboard", "divergent", None)]


def test_swapped_digits_tell_one_sum_under_two_names():
    texts = "Les dégâts sont de 138 millions d'euros.", "Le coût est de 183 millions d'euros."
    assert [p[1:] for p in pairs(*texts)] == [("divergent", "possible digit transposition")]


def test_more_in_hospital_than_were_hurt_is_an_update():
    texts = "Le choc a fait 30 blessés.", "44 personnes ont été hospitalisées."
    days = ("2024-05-01", "2024-05-02")
    assert [p[1] for p in pairs(*texts, days=days)] == ["evolving"]
    assert pairs(texts[0], "12 personnes ont été hospitalisées.", days=days) == []


def test_a_telling_figure_is_one_count_under_two_names():
    found = pairs("On a livré 1 465 tentes.", "On a livré 1 465 couvertures.")
    assert [p[1] for p in found] == ["identical"]
    assert pairs("On a livré 200 tentes.", "On a livré 200 couvertures.") == []


def test_one_quantity_under_two_names_is_paired():
    assert pairs("L'usine va supprimer 450 emplois.", "450 salariés seront licenciés.") == [
        ("job_cuts", "identical", None)
    ]


def test_a_part_is_no_contradiction_of_the_whole():
    assert pairs("Le raid a tué 12 soldats.", "Le raid a fait 30 morts.") == []


@pytest.mark.parametrize(
    ("first", "second", "relations"),
    [
        # The crew may make the difference, until it is too large or of the wrong sign.
        ("À bord se trouvaient 57 personnes.", "Le car transportait 52 passagers.", []),
        ("À bord se trouvaient 75 personnes.", "Le car transportait 57 passagers.", ["divergent"]),
        ("À bord se trouvaient 50 personnes.", "Le car transportait 57 passagers.", ["divergent"]),
        # Those who slept in a hall are about as many as those who had to leave, or others.
        (
            "178 riverains ont passé la nuit au gymnase.",
            "310 riverains ont été évacués.",
            ["divergent"],
        ),
        ("178 riverains ont passé la nuit au gymnase.", "900 riverains ont été évacués.", []),
        # Two things that befell prisoners are two counts.
        ("14 détenus se sont évadés.", "18 détenus ont été condamnés.", []),
    ],
)
def test_what_two_verbs_count_is_one_only_where_the_figures_allow(
    first: str, second: str, relations: list[str]
):
    assert [p[1] for p in pairs(first, second)] == relations


def test_those_in_hospital_are_counted_for_the_hurt_and_appeals_for_appeals():
    days = ("2024-07-15", "2024-07-16")
    first, second = "18 blessés ont été hospitalisés.", "23 personnes ont été blessées."
    assert pairs(first, second, days=days) == [("injured", "evolving", None)]
    first, second = "Le parti a déposé neuf recours.", "La justice a été saisie de 22 recours."
    assert pairs(first, second, days=days) == [("appeals", "evolving", None)]


@pytest.mark.parametrize(
    "texts",
    [
        ("L'hôpital a annulé 48 opérations.", "L'hôpital a reporté 64 opérations."),
        ("On a chiffré 1 200 ordinateurs.", "On a chiffré 1 500 machines."),
    ],
)
def test_one_meaning_holds_whatever_befell_both(texts):
    found = pairs(*texts, days=("2024-03-06", "2024-03-06"))
    assert [p[1] for p in found] == ["divergent"]


def test_a_noun_has_one_name_in_every_language():
    found = pairs(
        "L'argent financera 87 projets de recherche.",
        "The money will go to 78 research projects.",
        languages=("fr", "en"),
    )
    assert found == [("projects", "divergent", "possible digit transposition")]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("fr", "Un homme retient 31 personnes dans une banque.", "31 otages sont dans la banque."),
        ("fr", "240 foyers sont privés d'eau.", "240 abonnés sont sans eau."),
        ("en", "17 coaches left the tracks.", "17 carriages derailed."),
        ("en", "118 planes were grounded.", "118 flights were cancelled."),
        ("es", "El brote alcanza a 14 escuelas.", "El brote alcanza a 14 centros."),
    ],
)
def test_what_two_outlets_call_otherwise_is_one_count(language, first, second):
    found = pairs(first, second, languages=(language, language))
    assert [relation for _, relation, _ in found] == ["identical"]


def test_homes_without_water_are_none_without_power():
    texts = "3 200 foyers sont privés d'eau.", "3 900 foyers sont privés d'électricité."
    assert pairs(*texts) == []


def test_a_rare_noun_has_one_name_in_every_language_too():
    texts = "L'inspection a compté 41 fissures.", "The inspection listed 41 cracks."
    found = pairs(*texts, languages=("fr", "en"))
    assert found == [("cracks", "identical", None)]


def test_workers_concerned_by_a_plan_are_the_jobs_it_cuts():
    texts = "Le groupe va supprimer 4 180 emplois.", "Le plan social concerne 3 620 salariés."
    assert [relation for _, relation, _ in pairs(*texts)] == ["divergent"]
