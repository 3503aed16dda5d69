"""The ledger: which figures of two articles are compared, and what is said of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analysis import annotate
from analysis.comparison import compare
from analysis.comparison.ledger import EventPack, relate, transposed
from analysis.schema import AnnotatedArticle, Article, Claim


def article(name: str, text: str, published: str | None = None) -> AnnotatedArticle:
    return annotate(Article(article_id=name, text=text, language="fr", published=published))


def pairs(*texts: str, days: tuple[str | None, ...] = ()) -> list[tuple[str, str, str | None]]:
    given = [*days, *[None] * len(texts)]
    articles = [article(f"a{i}", t, given[i]) for i, t in enumerate(texts)]
    table = compare(articles, one_event=True).claim_pairs.astype(object)
    table = table.where(table.notna(), None)
    return list(table[["quantity", "relation", "note"]].itertuples(index=False, name=None))


def count(low: float, high: float, day: str | None = None) -> Claim:
    return Claim(start=0, end=1, quantity="dead", low=low, high=high, as_of=day)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (count(12, 12), count(12, 12), "identical"),
        (count(20, 99), count(45, 45), "compatible"),
        (count(8, 8, "2024-05-01"), count(12, 12, "2024-05-02"), "evolving"),
        (count(12, 12, "2024-05-01"), count(8, 8, "2024-05-02"), "divergent"),
        (count(8, 8, "2024-05-01"), count(12, 12, "2024-05-01"), "divergent"),
    ],
)
def test_relations_of_a_cumulative_count(a: Claim, b: Claim, relation: str):
    assert relate(a, b, cumulative=True) == relation
    assert relate(b, a, cumulative=True) == relation


def test_a_later_and_larger_count_of_what_does_not_add_up_is_divergent():
    a, b = count(8, 8, "2024-05-01"), count(12, 12, "2024-05-02")
    assert relate(a, b, cumulative=False) == "divergent"


def test_dates_one_day_apart_are_compatible():
    def end(day: str) -> Claim:
        return Claim(start=0, end=1, quantity="strike_end", low=day, high=day, unit="date")

    assert relate(end("2024-05-01"), end("2024-05-02")) == "compatible"
    assert relate(end("2024-05-01"), end("2024-05-03")) == "divergent"


def test_the_pairs_of_the_seeds_are_those_read_by_hand(root_articles: list[AnnotatedArticle]):
    file = Path(__file__).parents[2] / "benchmarks" / "seed_pairs.toml"
    read = tomllib.loads(file.read_text("utf-8"))
    table = compare(root_articles).claim_pairs
    found = {
        (row.quantity, row.a_article_id[:3], row.b_article_id[:3], row.relation)
        for row in table.itertuples()
    }
    pairs, further = ({tuple(row) for row in read[name]} for name in ("pairs", "further"))
    assert len(pairs) == 32
    assert pairs <= found
    assert found <= pairs | further


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


def test_an_equal_figure_that_only_one_article_names_is_paired():
    found = pairs("La rançon est de 2 millions d'euros.", "Ils réclament 2 millions d'euros.")
    assert found == [("ransom", "identical", None)]


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


def test_the_day_it_happened_is_one_whatever_it_is_called():
    texts = "L'explosion a eu lieu lundi 3 juin.", "L'accident a eu lieu lundi 3 juin."
    found = pairs(*texts, days=("2024-06-04", "2024-06-05"))
    assert [p[1] for p in found] == ["identical"]


def test_every_sum_that_both_articles_tell_is_paired():
    texts = (
        "Elle verse 3,1 milliards d'euros. Les clients ont repris 14,2 milliards d'euros.",
        "Les clients ont repris 14,2 milliards d'euros. Elle verse 3,1 milliards d'euros.",
    )
    assert pairs(*texts) == [("money", "identical", None)] * 2


def test_shares_of_the_vote_are_compared_candidate_by_candidate():
    found = pairs(
        "Au scrutin, Kondé a recueilli 51,3 % des voix, contre 39,8 % à Mbaye.",
        "Au scrutin, Mbaye a recueilli 53,1 % des voix, contre 42 % à Kondé.",
    )
    assert found == [("vote_share", "divergent", None)] * 2


def test_things_hit_in_two_ways_are_one_count_when_the_digits_are():
    texts = "Le vent a détruit 1 870 maisons.", "Le vent a endommagé 1 780 maisons."
    assert [p[1] for p in pairs(*texts)] == ["divergent"]
    assert pairs(texts[0], "Le vent a endommagé 300 maisons.") == []


def test_a_measure_that_only_its_unit_names_is_one_of_like_size():
    first = "Quelque 400 tonnes de fioul se sont déversées dans le port."
    assert [p[1] for p in pairs(first, "On parle de 650 tonnes.")] == ["divergent"]
    assert pairs(first, "On parle de 62 000 tonnes.") == []


def test_votes_for_and_against_are_told_apart():
    texts = (
        "Le texte a été adopté par 312 voix contre 214.",
        "Le texte a été adopté par 321 voix contre 214.",
    )
    assert [p[:2] for p in pairs(*texts)] == [
        ("votes", "divergent"),
        ("votes_against", "identical"),
    ]


def test_figures_of_another_scope_do_not_diverge():
    texts = "On rappelle 264 000 voitures.", "On rappelle 11 300 voitures."
    assert pairs(*texts) == []
    assert [p[1] for p in pairs(texts[0], "On rappelle 206 000 voitures.")] == ["divergent"]


def test_some_vehicles_are_not_all_of_them():
    texts = "Le feu a détruit 12 autobus.", "Le feu a détruit 40 véhicules de ferme."
    assert [p[1] for p in pairs(*texts) if p[1] == "divergent"] == []


def test_digits_are_swapped_whether_written_or_spelt_out():
    texts = "Le feu a détruit soixante-quatre maisons.", "Le feu a détruit 46 maisons."
    assert pairs(*texts) == [("homes_destroyed", "divergent", "possible digit transposition")]


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


def test_lorries_are_no_buses():
    found = pairs("Le convoi comptait 45 camions.", "Le convoi comptait 38 autobus.")
    assert found == []


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


def test_a_weekday_is_dated_from_the_other_articles():
    articles = [
        article("a", "Mardi, la police a déclaré que la crue avait fait 8 morts."),
        article("b", "Le bilan de la crue est de 12 morts.", "2024-05-02"),
    ]
    comparison = compare(articles, one_event=True)
    assert list(comparison.claims["as_of"]) == ["2024-04-30", "2024-05-02"]
    assert list(comparison.claims["inferred"]) == [True, False]
    assert list(comparison.claim_pairs["relation"]) == ["evolving"]


def test_an_event_pack_names_quantities(tmp_path: Path):
    pack = tmp_path / "event.toml"
    pack.write_text('[slots.force]\naliases = ["troops", "police"]\ncumulative = true\n')
    articles = [article("a", "On compte 40 soldats."), article("b", "On compte 40 policiers.")]
    together = compare(articles, event_pack=pack, one_event=True)
    assert list(together.claim_pairs["quantity"]) == ["force"]
    assert compare(articles, one_event=True).claim_pairs.empty
    pack.write_text("slots = 3\n")
    with pytest.raises(ValueError, match="event pack"):
        EventPack.read(pack)


def test_the_seeds_read_as_by_hand(seed_paths: list[Path]):
    articles = [
        annotate(Article(article_id=p.stem[:3], text=p.read_bytes().decode(), language="fr"))
        for p in seed_paths
    ]
    comparison = compare(articles)
    table = comparison.claim_pairs
    relation = {
        (r.quantity, r.a_article_id, r.b_article_id): r.relation for r in table.itertuples()
    }
    divergent = {key for key, value in relation.items() if value == "divergent"}
    assert divergent == {
        ("dead", "000", "004"),
        ("troops", "001", "003"),
        ("troops", "001", "004"),
    }
    evolving = {key for key, value in relation.items() if value == "evolving"}
    assert evolving == {
        ("arrested", "000", "001"),
        ("arrested", "000", "003"),
        ("arrested", "001", "003"),
        ("arrested", "001", "004"),
        ("arrested", "003", "004"),
        ("dead", "000", "001"),
    }
    days = {p for p in relation if p[0] == "withdrawal_date"}
    assert len(days) == 10
    assert all(relation[p] in ("identical", "compatible") for p in days)
    kinds = {record["kind"] for record in comparison.records()}
    assert {"event", "claim_pair"} <= kinds


def test_nothing_to_compare_gives_empty_tables():
    comparison = compare([])
    assert comparison.claims.empty
    assert "a_text" in comparison.claim_pairs.columns


def test_one_quantity_under_two_names_is_paired():
    assert pairs("L'usine va supprimer 450 emplois.", "450 salariés seront licenciés.") == [
        ("job_cuts", "identical", None)
    ]


def test_a_part_is_no_contradiction_of_the_whole():
    assert pairs("Le raid a tué 12 soldats.", "Le raid a fait 30 morts.") == []


def test_counts_of_one_bare_noun_need_no_further_word():
    found = pairs("La cale contenait 1 350 conteneurs.", "La cargaison : 1 530 conteneurs.")
    assert [row[1:] for row in found] == [("divergent", "possible digit transposition")]


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("Le feu a ravagé 1 400 hectares.", "Le feu a ravagé 2 100 hectares.", "divergent"),
        ("Seize maisons ont été détruites.", "Vingt maisons ont été détruites.", "divergent"),
        ("Douze blessés ont été comptés.", "Quinze blessés ont été comptés.", "evolving"),
        ("Trente écoles ont été fermées.", "Quarante écoles ont été fermées.", "evolving"),
    ],
)
def test_what_is_measured_or_lost_does_not_add_up(first: str, second: str, relation: str):
    days = ("2024-08-09", "2024-08-12")
    assert [p[1] for p in pairs(first, second, days=days)] == [relation]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("La secte a séquestré onze personnes.", "Onze personnes sont retenues en otage."),
        ("Dix-neuf personnes ont passé la nuit au poste.", "La police a arrêté 19 personnes."),
        ("Plus rien ne marche : 900 foyers plongés dans le noir.", "900 foyers privés de courant."),
        ("Quarante étals sont partis en fumée.", "Quarante étals sont à reconstruire."),
    ],
)
def test_one_deed_in_other_words_is_one_quantity(first: str, second: str):
    assert [p[1] for p in pairs(first, second)] == ["identical"]


def test_nouns_that_one_article_tells_apart_are_two_quantities_in_all():
    two = "Le virus a chiffré 61 serveurs et 640 ordinateurs."
    assert [p[:2] for p in pairs(two, "Au total, 74 serveurs ont été chiffrés.")] == [
        ("serveurs", "divergent")
    ]
    assert [
        p[1] for p in pairs("61 serveurs ont été chiffrés.", "61 ordinateurs sont chiffrés.")
    ] == ["identical"]


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


def test_a_plan_told_after_the_event_is_for_the_next_one():
    past = "La grève de jeudi a été suivie."
    plan = "Une nouvelle grève aura lieu le 5 décembre."
    assert pairs(past, plan, days=("2024-11-22", "2024-11-22")) == []


def test_a_fire_that_burns_since_a_day_broke_out_on_it():
    found = pairs(
        "L'incendie de mardi est fixé.",
        "L'incendie qui fait rage depuis mardi est fixé.",
        days=("2023-08-09", "2023-08-10"),
    )
    assert found == [("fire_date", "identical", None)]


def test_since_when_an_epidemic_lasts_is_not_the_day_of_its_toll():
    text = "Cholera has killed 19 people since the outbreak was declared on March 27, doctors said."
    read = annotate(Article(article_id="a", text=text, language="en", published="2017-04-06"))
    assert [c.as_of for c in read.claims if c.quantity == "dead"] == ["2017-04-06"]


def test_seats_of_two_parties_are_no_clash():
    assert pairs("Le parti au pouvoir obtient 87 sièges.", "L'opposition obtient 61 sièges.") == []
    assert [p[1] for p in pairs("Elle obtient 87 sièges.", "Le parti gagne 87 sièges.")] == [
        "identical"
    ]


def test_those_in_hospital_are_counted_for_the_hurt_and_appeals_for_appeals():
    days = ("2024-07-15", "2024-07-16")
    first, second = "18 blessés ont été hospitalisés.", "23 personnes ont été blessées."
    assert pairs(first, second, days=days) == [("injured", "evolving", None)]
    first, second = "Le parti a déposé neuf recours.", "La justice a été saisie de 22 recours."
    assert pairs(first, second, days=days) == [("appeals", "evolving", None)]


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
