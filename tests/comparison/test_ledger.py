"""The ledger as a whole: the pairs of the seeds, as read by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

from analysis import annotate
from analysis.comparison import compare
from analysis.schema import AnnotatedArticle, Article

from .builders import article


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


def test_a_weekday_is_dated_from_the_other_articles():
    articles = [
        article("a", "Mardi, la police a déclaré que la crue avait fait 8 morts."),
        article("b", "Le bilan de la crue est de 12 morts.", "2024-05-02"),
    ]
    comparison = compare(articles, one_event=True)
    assert list(comparison.claims["as_of"]) == ["2024-04-30", "2024-05-02"]
    assert list(comparison.claims["inferred"]) == [True, False]
    assert list(comparison.claim_pairs["relation"]) == ["evolving"]


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


def test_since_when_an_epidemic_lasts_is_not_the_day_of_its_toll():
    text = "Cholera has killed 19 people since the outbreak was declared on March 27, doctors said."
    read = annotate(Article(article_id="a", text=text, language="en", published="2017-04-06"))
    assert [c.as_of for c in read.claims if c.quantity == "dead"] == ["2017-04-06"]
