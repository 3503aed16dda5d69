"""How likely two figures are of one quantity: ``analysis/comparison/matching.py``."""

from __future__ import annotations

import tomllib
from itertools import count

import pytest

from analysis import annotate, compare
from analysis.annotation import odds
from analysis.comparison import matching
from analysis.comparison.entries import told_by_article
from analysis.comparison.slots import EventPack
from analysis.schema import AnnotatedArticle, Article

_COUNT = count()


def told(text: str, published: str = "2024-06-04") -> AnnotatedArticle:
    name = f"m{next(_COUNT)}"
    return annotate(Article(article_id=name, text=text, language="fr", published=published))


def sides(*texts: str) -> list[list[matching.Side]]:
    entries = told_by_article([told(text) for text in texts], None)
    return [matching.sides_of(own) for own in entries.values()]


def value(first: str, second: str, outcome: str = matching.NO_RULE) -> float:
    [a], [b] = sides(first, second)
    return odds.log_odds(matching.describe_pair(a, b), outcome, odds.load_model(matching.TARGET))


def relations(*articles: AnnotatedArticle) -> list[tuple[str, str]]:
    records = compare(list(articles), one_event=True).records()
    return [(r["quantity"], r["relation"]) for r in records if r["kind"] == "claim_pair"]


def test_one_name_and_one_figure_are_likelier_than_two():
    one = value("Le feu a fait 112 blessés.", "On compte 112 blessés.")
    other = value("Le feu a fait 112 blessés.", "Le feu a fait 7 morts.")
    assert one > 0 > other


def test_what_a_rule_says_counts():
    texts = "Le feu a fait 112 blessés.", "On compte 112 blessés."
    assert value(*texts, outcome="identical") > value(*texts)


def test_figures_of_two_units_are_never_matched():
    [a], [b] = sides("Le feu a brûlé 300 hectares.", "Le feu a fait 300 blessés.")
    assert not matching.may_match(a, b)


def test_each_figure_meets_one_of_another_article():
    left = told("Le feu a fait 12 morts. On compte 12 blessés.")
    right = told("Douze personnes ont été tuées dans le feu.")
    assert relations(left, right) == [("dead", "identical")]


def test_the_features_are_the_same_both_ways():
    first, second = sides("Le feu a fait 112 blessés.", "Quelque 90 blessés sont à Halm.")
    forth = matching.describe_pair(first[0], second[0])
    assert sorted(forth) == sorted(matching.describe_pair(second[0], first[0]))


def test_what_a_rule_pairs_falls_only_where_the_words_are_against_it(monkeypatch):
    articles = told("Le feu a fait 12 morts."), told("Le feu a fait 15 morts.", "2024-06-05")
    assert relations(*articles) == [("dead", "evolving")]
    monkeypatch.setattr(matching, "LEAST_RULED_APART", 1000.0)
    assert relations(*articles) == []


def test_what_the_users_pack_names_is_never_dropped(monkeypatch):
    monkeypatch.setattr(matching, "LEAST_RULED_APART", 1000.0)
    articles = [told("Le feu a fait 12 morts."), told("Le feu a fait 15 morts.", "2024-06-05")]
    pack = EventPack(slots={"dead": "toll"}, cumulative={"toll": True})
    found = compare(articles, event_pack=pack, one_event=True).claim_pairs
    assert list(zip(found["quantity"], found["relation"], strict=True)) == [("toll", "evolving")]


def test_in_a_crowd_the_rules_pair_alone(monkeypatch):
    monkeypatch.setattr(matching, "MOST_ARTICLES", 1)
    monkeypatch.setattr(matching, "LEAST_RULED_APART", 1000.0)
    articles = told("Le feu a fait 12 morts."), told("Le feu a fait 15 morts.", "2024-06-05")
    assert relations(*articles) == [("dead", "evolving")]


@pytest.mark.parametrize("name", ["none", "identical", "divergent"])
def test_the_weights_have_a_card_and_know_what_rules_say(name: str):
    text = matching.TARGET.read_text("utf-8")
    card = text.partition("intercept")[0]
    assert "benchmarks/matching.py" in card and "licence" in card
    assert name in tomllib.loads(text)["outcomes"]
