"""The tables on comparability, doubt, choices and validity: whole, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis
from analysis import profiles as room
from analysis.profiles import exploration, validity
from analysis.reporting import study


@pytest.fixture(scope="module")
def articles(root):
    return analysis.annotate(analysis.read_corpus(root / "seeds"))


@pytest.fixture(scope="module")
def profiles(articles):
    return analysis.profile(articles, comparison=False)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_tables_of_the_study_keep_every_row(locale):
    for make, name in (
        (study.held_out, "held_out"),
        (study.on_satire, "satire_models"),
        (study.halves, "reliability"),
        (study.unchanged, "invariance"),
        (study.alike, "redundancy"),
    ):
        found = validity.table(name)
        made = make(found, locale=locale)
        assert len(made) == len(found)
        assert made.columns.is_unique


def test_only_differences_there_are_stand_in_the_table_of_events():
    found = validity.table("events")
    assert len(study.events(found)) == found["difference"].notna().sum() > 5


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_card_gives_a_reason_or_none(articles, profiles, locale):
    card = room.comparability(articles, comparison=False, profiles=profiles, locale=locale)
    made = study.card(card, locale=locale)
    reason = made.columns[2]
    assert (made[reason].isna() == made[made.columns[1]]).all()
    assert "000, 001" in made[made.columns[4]].iloc[0]


def test_every_layer_has_its_interval_and_the_score_its_place(articles, profiles):
    made = study.layers(room.uncertainty(articles, comparison=False), profiles)
    assert len(made) == profiles["score"].notna().sum()
    a = made[made["Dimension"].str.startswith("A ")]
    assert a["Percentile"].between(0, 100).all()
    assert a["Among"].str.startswith("fr ").all()
    assert made["All together"].notna().all()


def test_strata_are_named_in_words(articles):
    made = study.strata(room.strata(articles), locale="fr")
    assert list(made["Genre"]) == ["compte rendu"] * 5
    assert made["Traduction"].iloc[2] == "déclarée"


def test_ranks_choices_and_neighbours_are_set_in_words(articles):
    found = analysis.sensitivity(articles, draws=20, comparison=False)
    assert len(study.ranks(found)) == 5
    assert "repères" in set(study.choices(found, locale="fr")["Choix"])
    space = exploration.feature_space(articles, draws=0)
    near = study.near(exploration.nearest(space, articles[0].article_id))
    assert len(near) == 4
    assert len(study.axes(exploration.axes_of(space))) == 8
    assert study.groups(exploration.feature_groups(space)).empty


def test_sentences_stand_alone(articles, profiles):
    told = room.counterfactuals(profiles, articles[0].article_id, comparison=False)
    made = study.without(told)
    assert isinstance(made, pd.DataFrame)
    assert list(made.iloc[:, 0]) == list(told["sentence"])
