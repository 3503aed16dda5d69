"""What a notebook shows of an article, a table of profiles and a comparison."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis
from analysis.corpus import read_articles
from analysis.schema import Article

from .builders import bridge


@pytest.fixture(scope="module")
def profiles(seed_paths):
    articles = analysis.annotate(read_articles(seed_paths[0].parent).articles[:3])
    return analysis.profile(articles)


def test_an_article_shows_its_text_with_its_evidence_and_counts():
    html = bridge()._repr_html_()
    assert "<mark" in html
    assert "camions" in html
    assert "<script" not in html


def test_profiles_show_a_strip_a_score_and_the_reason_where_there_is_none(profiles):
    html = profiles._repr_html_()
    shown = profiles[profiles["status"].isin(["measured", "zero"])]
    assert html.count('class="strip"') == len(shown)
    assert html.count('<th scope="row">') == profiles["unit"].nunique()
    missing = profiles[~profiles["status"].isin(["measured", "zero"])]
    assert all(reason in html for reason in set(missing["reason"]))


def test_a_part_of_the_profiles_is_shown_alike_and_lone_columns_as_a_plain_table(profiles):
    one = profiles[profiles["unit"] == profiles["unit"].iloc[0]]
    assert one._repr_html_().count('<th scope="row">') == 1
    assert 'class="dataframe"' in profiles[["unit", "score"]]._repr_html_()


def test_many_units_are_cut_and_that_is_said(profiles):
    many = pd.concat(
        [profiles.assign(unit=f"{profiles['unit'].iloc[0]}-{i}") for i in range(30)]
    ).drop_duplicates(["unit", "dimension"])
    assert "first 20 of 30" in type(profiles)(many)._repr_html_()


def test_a_comparison_shows_what_diverges():
    texts = ("La crue a fait 12 morts à Riva, lundi.", "La crue a fait 40 morts à Riva, lundi.")
    articles = analysis.annotate(
        [
            Article(article_id=f"a{i}", text=t, language="fr", published="2024-03-05")
            for i, t in enumerate(texts)
        ]
    )
    comparison = analysis.compare(articles, one_event=True)
    assert comparison.claim_pairs["relation"].tolist()[0] == "divergent"
    html = comparison._repr_html_()
    assert "a0 and a1" in html
    assert "12 morts" in html
    assert "40 morts" in html


def test_both_locales_and_nothing_else(profiles):
    assert "intervalles" in analysis.display_html(profiles, locale="fr")
    with pytest.raises(TypeError, match="not int"):
        analysis.display_html(3)


def test_hostile_ids_are_escaped(profiles):
    named = type(profiles)(profiles.assign(unit="<script>alert(1)</script>"))
    assert "<script" not in named._repr_html_()
