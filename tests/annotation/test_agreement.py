"""Two readers of one text: where they agree, by spans and by words."""

from __future__ import annotations

import math

import pytest

from analysis import annotate
from analysis.annotation.agreement import agreement
from analysis.annotation.reviews import Reviews, undecided
from analysis.schema import Article

TEXTS = (
    "Le maire a dit que le pont rouvre. Selon la préfecture, tout va bien.",
    "La ministre a annoncé une réforme : « Nous agirons. » Le syndicat juge que c'est peu.",
)


@pytest.fixture(scope="module")
def articles():
    return annotate(
        [Article(article_id=str(i), text=t, language="fr") for i, t in enumerate(TEXTS)]
    )


def decided(articles, **choices: str) -> Reviews:
    """One decision a reviewer and attribution, in the order of the text; ``-`` for none."""
    rows = [r for r in undecided(articles) if r["kind"] == "attribution"]
    names = {"a": "accept", "r": "reject"}
    return Reviews(
        tuple(
            (2, row | {"reviewer": who, "decision": names[c]})
            for who, marks in choices.items()
            for row, c in zip(rows, marks, strict=True)
            if c != "-"
        )
    )


def test_the_texts_hold_four_attributions(articles):
    assert [len(a.attributions) for a in articles] == [2, 2]


def test_the_same_decisions_agree_wholly(articles):
    row = agreement(articles, decided(articles, ana="aara", ben="aara")).iloc[0]
    assert (row["kind"], row["reviewers"], row["articles"], row["spans"]) == (
        "attribution",
        2,
        2,
        6,
    )
    assert (row["f1"], row["alpha"]) == (1.0, 1.0)
    assert row["f1_low"] == row["f1_high"] == 1.0


def test_span_agreement_is_twice_the_shared_over_all(articles):
    row = agreement(articles, decided(articles, ana="aaaa", ben="arar")).iloc[0]
    assert row["f1"] == pytest.approx(2 * 2 / (4 + 2))
    assert 0 < row["alpha"] < 1


def test_only_texts_that_both_decided_on_count(articles):
    table = agreement(articles, decided(articles, ana="aaaa", ben="aa--"))
    assert table["articles"].tolist() == [1]
    assert math.isnan(table["f1_low"][0])
    assert agreement(articles, decided(articles, ana="aaaa")).empty


def test_reviewers_who_never_agree_do_worse_than_chance(articles):
    row = agreement(articles, decided(articles, ana="arar", ben="rara")).iloc[0]
    assert row["f1"] == 0
    assert row["alpha"] < 0
