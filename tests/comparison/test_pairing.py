"""Pairing: which figures two articles set side by side for one quantity, and what is said."""

from __future__ import annotations

from analysis.comparison.relations import transposed

from .builders import pairs


def test_a_bare_noun_diverges_only_where_the_words_around_it_agree():
    assert pairs("Le village a distribué 300 couvertures.", "On a distribué 450 couvertures.") == [
        ("blankets", "divergent", None)
    ]
    assert pairs("Le préfet promet 300 couvertures.", "L'école a brûlé 450 couvertures.") == []


def test_a_plan_is_compared_with_a_plan_and_a_day_with_a_day():
    first = "La manifestation de mardi 7 mars a duré. La prochaine manifestation est le 11 mars."
    second = "La manifestation du 7 mars est finie. La prochaine manifestation aura lieu samedi."
    days = ("2023-03-08", "2023-03-08")
    found = [p for p in pairs(first, second, days=days) if p[0] == "protest_date"]
    assert found == [("protest_date", "identical", None)] * 2


def test_a_plan_told_after_the_event_is_for_the_next_one():
    past = "La grève de jeudi a été suivie."
    plan = "Une nouvelle grève aura lieu le 5 décembre."
    assert pairs(past, plan, days=("2024-11-22", "2024-11-22")) == []


def test_a_transposition_is_noted_as_a_possibility():
    assert pairs("La force compte 2 300 soldats.", "La force compte 2 030 soldats.") == [
        ("troops", "divergent", "possible digit transposition")
    ]
    assert not transposed("12", "12")


def test_a_toll_that_grows_from_day_to_day_is_evolving():
    found = pairs(
        "La crue a fait 8 morts.",
        "La crue a fait 12 morts.",
        days=("2024-05-01", "2024-05-02"),
    )
    assert found == [("dead", "evolving", None)]


def test_a_toll_that_grows_within_a_day_needs_the_hours():
    texts = "La crue a fait 8 morts.", "La crue a fait 12 morts."
    hours = ("2024-05-01T08:00", "2024-05-01T19:00")
    assert pairs(*texts, days=hours) == [("dead", "evolving", None)]
    assert pairs(*texts, days=("2024-05-01", "2024-05-01")) == [("dead", "divergent", None)]


def test_two_kinds_of_persons_diverge_only_when_the_figures_are_near():
    assert pairs("Le choc a blessé 44 passagers.", "Le choc a blessé 12 cheminots.") == []
    texts = "Le choc a blessé 44 passagers.", "Le choc a blessé 48 cheminots."
    assert pairs(*texts, days=("2024-05-01", "2024-05-01")) == [("injured", "divergent", None)]


def test_a_day_without_a_name_never_diverges():
    texts = (
        "Le comité publie ses tableaux le 27 juin.",
        "Le comité publie ses tableaux le 2 juillet.",
    )
    assert pairs(*texts, days=("2024-06-20", "2024-06-20")) == []


def test_every_sum_that_both_articles_tell_is_paired():
    texts = (
        "Elle verse 3,1 milliards d'euros. Les clients ont repris 14,2 milliards d'euros.",
        "Les clients ont repris 14,2 milliards d'euros. Elle verse 3,1 milliards d'euros.",
    )
    assert pairs(*texts) == [("money", "identical", None)] * 2


def test_figures_of_another_scope_do_not_diverge():
    texts = "On rappelle 264 000 voitures.", "On rappelle 11 300 voitures."
    assert pairs(*texts) == []
    assert [p[1] for p in pairs(texts[0], "On rappelle 206 000 voitures.")] == ["divergent"]


def test_some_vehicles_are_not_all_of_them():
    texts = "Le feu a détruit 12 autobus.", "Le feu a détruit 40 véhicules de ferme."
    assert [p[1] for p in pairs(*texts) if p[1] == "divergent"] == []


def test_lorries_are_no_buses():
    found = pairs("Le convoi comptait 45 camions.", "Le convoi comptait 38 autobus.")
    assert found == []


def test_counts_of_one_bare_noun_need_no_further_word():
    found = pairs("La soute comptait 1 350 conteneurs.", "La cargaison : 1 530 conteneurs.")
    assert [row[1:] for row in found] == [("divergent", "possible digit transposition")]


def test_seats_of_two_parties_are_no_clash():
    assert pairs("Le parti au pouvoir obtient 87 sièges.", "L'opposition obtient 61 sièges.") == []
    assert [p[1] for p in pairs("Elle obtient 87 sièges.", "Le parti gagne 87 sièges.")] == [
        "identical"
    ]


def test_the_figure_of_the_headline_stands_before_a_larger_one_told_in_passing():
    first = "Ormeval : 19 morts dans un raid\nLe raid a fait 19 morts. On parle de 300 morts."
    found = pairs(first, "Le raid a fait 31 morts.", days=("2024-03-06", "2024-03-07"))
    assert found == [("dead", "evolving", None)]


def test_a_count_told_of_two_places_is_of_none():
    first = "312 personnes ont été arrêtées à Kelmar. 312 personnes ont été arrêtées, a-t-on dit."
    second = "La police a arrêté 430 personnes."
    found = pairs(first, second, days=("2024-03-06", "2024-03-07"))
    assert found == [("arrested", "evolving", None)]


def test_fewer_trapped_on_a_later_day_are_of_one_count_whoever_they_are():
    texts = "L'éboulement a bloqué 37 hommes.", "Cinq mineurs sont toujours bloqués."
    days = ("2024-03-06", "2024-03-11")
    assert [p[1] for p in pairs(*texts, days=days)] == ["divergent"]


def test_a_count_of_the_same_day_told_later_as_grown_evolves():
    texts = (
        "Les affrontements ont fait neuf morts.",
        "Le bilan est monté à treize morts, a déclaré jeudi le gouverneur.",
    )
    days = ("2022-03-10", "2022-03-11")
    assert pairs(*texts, days=days) == [("dead", "evolving", None)]
    plain = texts[1].replace("est monté à", "est de")
    assert pairs(texts[0], plain, days=days) == [("dead", "divergent", None)]
