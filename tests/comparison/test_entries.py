"""Entries: what each article tells, with wholes, parts, sides and repetitions told apart."""

from __future__ import annotations

import pytest

from .builders import pairs


def test_an_earlier_count_told_beside_the_new_one_is_no_clash():
    found = pairs(
        "La crue a fait 12 morts. Un précédent bilan faisait état de 8 morts.",
        "La crue a fait 12 morts.",
    )
    assert found == [("dead", "identical", None)]


def test_a_part_is_not_compared_with_the_whole():
    found = pairs(
        "La crue a fait 12 morts, dont trois enfants.",
        "La crue a fait 12 morts, dont quatre enfants.",
        days=("2024-05-01", "2024-05-01"),
    )
    assert sorted(found) == [("dead", "divergent", None), ("dead", "identical", None)]


def test_persons_of_one_kind_are_a_part_only_beside_a_larger_count():
    both = "La crue a tué neuf personnes. Cinq pompiers ont péri."
    assert pairs(both, "La crue a tué neuf personnes.") == [("dead", "identical", None)]
    # Where only passengers are counted, they are all the injured.
    texts = "Le choc a blessé 44 passagers.", "Le choc a fait 48 blessés."
    assert pairs(*texts, days=("2024-05-01", "2024-05-01")) == [("injured", "divergent", None)]


def test_shares_of_the_vote_are_compared_candidate_by_candidate():
    found = pairs(
        "Au scrutin, Kondé a recueilli 51,3 % des voix, contre 39,8 % à Mbaye.",
        "Au scrutin, Mbaye a recueilli 53,1 % des voix, contre 42 % à Kondé.",
    )
    assert found == [("vote_share", "divergent", None)] * 2


def test_votes_for_and_against_are_told_apart():
    texts = (
        "Le texte a été adopté par 312 voix contre 214.",
        "Le texte a été adopté par 321 voix contre 214.",
    )
    assert [p[:2] for p in pairs(*texts)] == [
        ("votes", "divergent"),
        ("votes_against", "identical"),
    ]


def test_nouns_that_one_article_tells_apart_are_two_quantities_in_all():
    two = "Le virus a chiffré 61 serveurs et 640 ordinateurs."
    assert [p[:2] for p in pairs(two, "Au total, 74 serveurs ont été chiffrés.")] == [
        ("serveurs", "divergent")
    ]
    assert [
        p[1] for p in pairs("61 serveurs ont été chiffrés.", "61 ordinateurs sont chiffrés.")
    ] == ["identical"]


def test_losses_of_two_camps_are_not_set_side_by_side():
    found = pairs(
        "L'Orvanie a perdu 9 soldats. La Télmatie a perdu 15 soldats.",
        "L'Orvanie a perdu 13 soldats.",
        days=("2020-07-13", "2020-07-15"),
    )
    assert found == [("dead", "evolving", None)]


def test_our_own_losses_are_of_no_known_camp():
    found = pairs(
        "L'Orvanie a perdu 9 soldats. La Télmatie a perdu 15 soldats.",
        "De notre côté, 17 soldats ont été tués.",
        days=("2020-07-13", "2020-07-15"),
    )
    assert found == []


def test_digits_are_swapped_whether_written_or_spelt_out():
    texts = "Le feu a détruit soixante-quatre maisons.", "Le feu a détruit 46 maisons."
    assert pairs(*texts) == [("homes_destroyed", "divergent", "possible digit transposition")]


def test_a_part_told_again_in_the_headline_is_a_part_there_too():
    found = pairs(
        "Deux Belges parmi les morts d'Ormeval\nDeux Belges figurent parmi les 30 morts.",
        "Le raid a fait 49 morts.",
        days=("2024-03-06", "2024-03-07"),
    )
    assert found == [("dead", "evolving", None)]


@pytest.mark.parametrize(
    "part",
    [
        "neuf des victimes étaient des enfants",
        "neuf mineurs figurent parmi les victimes",
        "neuf enfants sont au nombre des morts",
    ],
)
def test_children_among_the_dead_are_a_part_however_it_is_told(part):
    first = "Le raid a fait 30 morts, dont six enfants."
    found = pairs(first, f"Le raid a fait 31 morts ; {part}.", days=("2024-03-06", "2024-03-07"))
    assert found == [("dead", "evolving", None)] * 2


def test_those_badly_hurt_in_hospital_are_the_badly_injured():
    found = pairs(
        "Le choc a fait 62 blessés, dont 11 graves.",
        "71 blessés ont été pris en charge, dont 13 dans un état grave.",
        days=("2024-03-06", "2024-03-07"),
    )
    assert ("injured", "evolving", None) in found


def test_the_dead_of_a_foe_are_not_those_of_the_market():
    texts = (
        "L'explosion sur le marché a tué 28 personnes.",
        "L'armée a frappé le dépôt près du marché, tuant 40 terroristes.",
    )
    assert pairs(*texts, days=("2024-05-01", "2024-05-02")) == []


def test_a_margin_of_votes_is_not_set_against_the_votes():
    texts = (
        "Le texte a été adopté par 154 voix contre 139.",
        "Quinze voix d'écart : la loi a été adoptée de justesse.",
    )
    assert [p[0] for p in pairs(*texts)] == []
