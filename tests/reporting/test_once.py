"""A report does each step over its corpus once, however many notebooks show it."""

from __future__ import annotations

import pytest

import analysis
from analysis.annotation import annotate, as_articles
from analysis.annotation.reviews import Reviews
from analysis.corpus import read_articles, read_corpus
from analysis.reporting import once, render_report

TEXT = (
    "La crue a touché {n} logements, selon la préfecture.\n\nLe maire a dit que « l’eau baisse »."
)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(TEXT.format(n=400 + n), "utf-8")
    (folder / "page.html").write_text(
        f"<html><head><title>La crue</title></head><body><article><h1>La crue</h1>"
        f"<p>{TEXT.format(n=7)}</p></article></body></html>",
        "utf-8",
    )
    return folder


def refused(*given, **named):
    raise AssertionError("the plain function was asked")


def test_a_table_of_articles_gives_the_records_it_was_made_from(corpus):
    assert tuple(as_articles(read_corpus(corpus))) == read_articles(corpus).articles


def test_a_corpus_is_annotated_once_and_as_ever(corpus, monkeypatch):
    known = {}
    monkeypatch.delenv(once.VARIABLE, raising=False)
    first = once._annotate(refused, known, read_corpus(corpus))
    assert first == annotate(read_corpus(corpus))
    again = once._annotate(refused, known, read_corpus(corpus), None)
    assert all(a is b for a, b in zip(first, again, strict=True))
    first.clear()
    assert len(once._annotate(refused, known, read_corpus(corpus), reviews=Reviews())) == 4
    assert once._annotate(refused, known, read_corpus(corpus), "en")[0].language == "en"


def test_what_is_no_corpus_goes_to_the_plain_function():
    asked = once._annotate(lambda *a, **k: (a, k), {}, "Un texte.", scope="SP")
    assert asked == (("Un texte.",), {"scope": "SP"})


def test_a_step_is_remembered_for_the_same_articles_only(corpus):
    articles = annotate(read_corpus(corpus))
    calls = []

    def step(articles, *, comparison=None):
        calls.append(comparison)
        return analysis.extract(articles)

    remembered = once._remembering(step, {})
    first = remembered(articles)
    first["new"] = 1
    assert "new" not in remembered(list(articles))
    assert len(calls) == 1
    remembered(articles[:2])
    remembered(articles, comparison="other")
    assert len(calls) == 3


@pytest.mark.slow
def test_the_notebooks_take_the_batches_of_the_run(corpus, tmp_path):
    store = tmp_path / "batches"
    render_report(corpus, tmp_path / "out", store=store, quiet=True)
    (part,) = store.iterdir()
    assert part.name.startswith("part-")
