from __future__ import annotations

import random
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison import reuse
from analysis.comparison.fingerprints import fingerprint
from analysis.comparison.reuse import Reuse, band, containment, find_lineages, find_reuse
from analysis.schema import AnnotatedArticle, Article, Origin, Zone


def article(name: str, text: str, *, outlet: str | None = None, **origins: str) -> AnnotatedArticle:
    return AnnotatedArticle(
        article=Article(article_id=name, text=text, language="fr", outlet=outlet),
        language="fr",
        words_total=0,
        words_body=0,
        zones=tuple(
            Zone(start=m.start(), end=m.end(), label="body") for m in re.finditer(r"[^\n]+", text)
        ),
        origins=tuple(
            Origin(start=0, end=1, relation=relation, name=value)  # type: ignore[arg-type]
            for relation, value in origins.items()
        ),
    )


QUAKE = (
    "un séisme violent a touché la capitale du Pérou, Lima, puis Cuzco et Callao. Le séisme a "
    "détruit des écoles, et les secours cherchent encore des blessés sous les décombres."
)


def prose(seed: int, count: int = 120) -> str:
    """Words that no other seed gives, in sentences of twelve."""
    drawn = random.Random(seed)
    words = ["".join(drawn.choices("abcdefghilmnoprstu", k=7)) for _ in range(count)]
    return " ".join(w + "." * (i % 12 == 11) for i, w in enumerate(words))


def test_a_copy_is_wholesale_and_a_stranger_is_nothing() -> None:
    a, b = article("a", prose(1)), article("b", prose(1))
    assert containment(a, b) == 1
    assert containment(a, article("c", prose(2))) == 0
    (pair,) = find_reuse([a, article("c", prose(2)), b])
    assert (pair.a, pair.b, pair.containment, pair.band) == ("a", "b", 1.0, "wholesale")
    assert pair.passages == ((0, len(a.text) - 1, 0, len(b.text) - 1),)


def test_containment_is_the_share_of_the_shorter_text() -> None:
    short, long = article("a", prose(1, 60)), article("b", prose(2) + "\n" + prose(1, 60))
    assert containment(short, long) == 1


def test_passages_point_into_both_texts_as_given() -> None:
    shared = prose(3, 40)
    a = article("a", prose(4, 60) + " " + shared)
    b = article("b", shared + "\u00a0" + prose(5, 60))
    (pair,) = find_reuse([a, b])
    ((a_start, a_end, b_start, b_end),) = pair.passages
    assert a.text[a_start:a_end].rstrip(".") == b.text[b_start:b_end].rstrip(".")
    assert a.text[a_start:a_end].rstrip(".") == shared.rstrip(".")


def test_a_few_changed_words_leave_one_passage() -> None:
    words = prose(6, 60).split()
    changed = [*words[:30], "autrement", *words[31:]]
    (pair,) = find_reuse([article("a", " ".join(words)), article("b", " ".join(changed))])
    assert len(pair.passages) == 1
    assert 0.85 < pair.containment < 1


@pytest.mark.parametrize(
    ("raw", "variant"),
    [("l'été dernier", "l’été dernier"), ("12 000 morts", "12\u202f000 morts"), ("é", "e\u0301")],
)
def test_typography_makes_no_difference(raw: str, variant: str) -> None:
    a = article("a", f"{prose(1, 30)} {raw} {prose(2, 30)}")
    b = article("b", f"{prose(1, 30)} {variant} {prose(2, 30)}")
    assert containment(a, b) == 1


def test_long_names_and_figures_are_no_reuse() -> None:
    name = "l'Organisation du traité de sécurité collective (OTSC)"
    a = article("a", f"{prose(1)} {name} {prose(2)} 2 300 {prose(3)}")
    b = article("b", f"{prose(4)} {name} {prose(5)} 2 300 {prose(6)}")
    assert containment(a, b) == 0
    assert "organisation du traité de sécurité collective" in fingerprint(a).names


def test_a_changed_figure_does_not_hide_a_copy() -> None:
    a, b = (article(n, f"{prose(1, 20)} {n} morts {prose(2, 20)}") for n in ("2300", "2030"))
    assert containment(a, b) == 1


def test_only_the_body_is_compared() -> None:
    text = prose(1, 30)
    a = article("a", text)
    b = AnnotatedArticle(
        article=Article(article_id="b", text=text),
        language="fr",
        words_total=0,
        words_body=0,
        zones=(Zone(start=0, end=len(text), label="solicitation"),),
    )
    assert find_reuse([a, b]) == []
    assert np.isnan(containment(a, b))


@pytest.mark.parametrize(
    ("value", "name"),
    [(0.0, "none"), (0.0999, "none"), (0.1, "partial"), (0.3, "substantial"), (0.8, "wholesale")],
)
def test_bands(value: float, name: str) -> None:
    assert band(value) == name


def test_the_way_for_many_articles_finds_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = random.Random(0)
    blocks = [prose(100 + k, 40) for k in range(12)]
    articles = [
        article(f"a{k}", "\n".join([prose(k, 80), *drawn.sample(blocks, k % 3)])) for k in range(60)
    ]
    exact = find_reuse(articles)
    assert len(exact) > 20
    monkeypatch.setattr(reuse, "EXACT_UP_TO", 1)
    assert find_reuse(articles) == exact
    # With 5-grams that are common, most of them are left out of the search.
    monkeypatch.setattr(reuse, "_BUDGET", 3)
    found = {(r.a, r.b): r for r in find_reuse(articles)}
    wanted = {(r.a, r.b): r for r in exact if r.containment >= 0.1}
    assert all(found[pair] == wanted[pair] for pair in found.keys() & wanted.keys())
    assert len(found.keys() & wanted.keys()) >= 0.9 * len(wanted)


def test_the_seeds_share_no_text(root_articles: list[AnnotatedArticle]) -> None:
    assert find_reuse(root_articles) == []
    values = [
        containment(a, b) for i, a in enumerate(root_articles) for b in root_articles[i + 1 :]
    ]
    assert max(values) < 0.02


def test_nothing_to_compare() -> None:
    assert find_reuse([]) == []
    assert find_reuse([article("a", "")]) == []
    assert find_reuse([article("a", "Un mot."), article("b", "Un mot.")]) == []


def test_lineages_join_copies_with_their_why() -> None:
    articles = [article("a", prose(1)), article("b", prose(2)), article("c", prose(1))]
    lineages = find_lineages(articles, find_reuse(articles))
    assert [(x.articles, x.why) for x in lineages] == [(("a", "c"), "reuse"), (("b",), "single")]


def test_lineages_join_reports_that_name_one_origin() -> None:
    tied = QUAKE
    a = article("a", f"Mardi, {tied} {prose(1, 9)}", republished_from="Reuters")
    b = article("b", f"Hier, avant midi, {tied} {prose(2, 9)}", dateline="Reuters")
    c = article("c", prose(3), republished_from="Reuters")
    d = article("d", f"Hier, avant midi, {tied} {prose(4, 9)}", quoted_via="Reuters")
    (first, *rest) = find_lineages([a, b, c, d], [])
    assert (first.articles, first.why) == (("a", "b"), "origin Reuters")
    assert [x.why for x in rest] == ["single", "single"]


def test_lineages_join_an_outlet_and_the_copy_that_names_it() -> None:
    tied = QUAKE
    a = article("a", f"Mardi, {tied} {prose(1, 9)}", outlet="Le Courrier")
    b = article("b", f"Hier, avant midi, {tied} {prose(2, 9)}", republished_from="Le Courrier")
    (lineage,) = find_lineages([a, b], [])
    assert (lineage.articles, lineage.why) == (("a", "b"), "copy of Le Courrier")


def test_weak_reuse_joins_nothing() -> None:
    articles = [article("a", prose(1)), article("b", prose(2))]
    weak = Reuse(a="a", b="b", containment=0.07, band="none", passages=())
    assert [x.why for x in find_lineages(articles, [weak])] == ["single", "single"]


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abCD 'é1.\n(", max_size=80), max_size=4))
def test_any_texts_give_ordered_pairs_inside_them(texts: list[str]) -> None:
    articles = [article(str(i), text) for i, text in enumerate(texts)]
    for pair in find_reuse(articles):
        a, b = articles[int(pair.a)], articles[int(pair.b)]
        assert int(pair.a) < int(pair.b)
        assert 0.05 <= pair.containment <= 1
        for a_start, a_end, b_start, b_end in pair.passages:
            assert 0 <= a_start < a_end <= len(a.text)
            assert 0 <= b_start < b_end <= len(b.text)
        assert all(x[1] <= y[0] for x, y in pairwise(pair.passages))
