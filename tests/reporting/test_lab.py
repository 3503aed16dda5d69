"""Pickers and review without a browser: the widgets are driven as a kernel drives them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import analysis
from analysis.annotation.reviews import read_reviews
from analysis.reporting.lab import Explorer, Review

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "pont"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Le maire, Paul Roux, a déclaré que le pont rouvrira lundi. "
        "Selon la préfecture, douze voitures ont été touchées.\n\nPartagez cet article !\n",
        "utf-8",
    )
    return folder


@pytest.fixture
def form(corpus: Path):
    review = analysis.review(corpus, "ana")
    review.widget  # noqa: B018  # made on first use
    from analysis.reporting.lab import _Form

    return _Form(review)


def saved(form) -> list[tuple[str, str, str]]:
    if not form.review.file.exists():
        return []
    rows = read_reviews(form.review.file).rows
    return [(row["reviewer"], row["kind"], row["decision"]) for _, row in rows]


def test_exploring_shows_widgets_and_a_static_default(seed_paths):
    explorer = analysis.explore(seed_paths[0].parent)
    assert isinstance(explorer, Explorer)
    bundle = explorer._repr_mimebundle_()
    assert set(bundle) == {WIDGET, "text/html", "text/plain"}
    assert bundle["text/html"].count('<th scope="row">') == 5


@pytest.mark.parametrize("name", Explorer.VIEWS)
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_view_shows_the_picked_article(seed_paths, name: str, locale: str):
    articles = analysis.annotate(analysis.read_corpus(seed_paths[0]))
    view = analysis.explore(articles, locale=locale)
    assert len(view.view(articles[0], name)) > 100


def test_picking_another_article_or_view_changes_the_page(seed_paths):
    explorer = analysis.explore(analysis.read_corpus(seed_paths[0].parent))
    article, view, (kinds, page) = (
        *explorer.widget.children[:2],
        explorer.widget.children[2].children,
    )
    first = page.value
    article.value = explorer.articles[1]
    second = page.value
    view.value = "attributions"
    assert len({first, second, page.value}) == 3
    assert kinds.layout.display == "none"


def test_an_unknown_view_and_an_empty_corpus_are_refused():
    with pytest.raises(ValueError, match="no article"):
        analysis.explore([])
    with pytest.raises(ValueError, match="text, attributions"):
        Explorer([], "en").view(None, "verdict")


def test_a_click_saves_the_decision_and_goes_on(form):
    form.buttons["accept"].click()
    assert saved(form) == [("ana", "attribution", "accept")]
    assert form.position == 1
    assert "1 of 2" in form.progress.value
    form.buttons["reject"].click()
    assert saved(form)[-1] == ("ana", "attribution", "reject")
    assert form.review.file.name in form.note.value


def test_a_correction_is_applied_by_the_next_annotation(form, corpus):
    form.fields["source_name"].value = "Paula Roux"
    form.fields["affiliation"].value = "politics"
    form.buttons["correct"].click()
    first = analysis.annotate(analysis.read_corpus(corpus))[0].attributions[0]
    assert (first.source_name, first.affiliation) == ("Paula Roux", "politics")


def test_a_correction_that_cannot_be_used_says_why_and_saves_nothing(form):
    form.fields["text"].value = "des mots qui n'y sont pas <b>"
    form.buttons["correct"].click()
    assert "do not stand in the text" in form.note.value
    assert "<b>" not in form.note.value
    assert saved(form) == []
    assert form.position == 0


def test_missing_spans_are_added_and_a_text_is_read_to_the_end(form, corpus):
    form.kind.value = "framing"
    assert form.current is None
    assert form.buttons["accept"].disabled
    form.fields["class"].value = "self_positioning"
    form.fields["text"].value = "cet article"
    form.buttons["add"].click()
    form.buttons["complete"].click()
    assert [d for *_, d in saved(form)] == ["add", "complete"]
    after = analysis.annotate(analysis.read_corpus(corpus))[0]
    assert [after.span_text(f) for f in after.framings] == ["cet article"]
    assert after.reviewed == {"framing": "complete"}


def test_another_reviewer_starts_afresh(form):
    form.buttons["accept"].click()
    form.who.value = "ben"
    assert "0 of 2" in form.progress.value
    form.buttons["before"].click()
    form.buttons["reject"].click()
    assert [(w, d) for w, _, d in saved(form)] == [("ana", "accept"), ("ben", "reject")]


def test_what_is_left_to_decide_stands_without_a_kernel(corpus):
    review = analysis.review(corpus, "ana")
    assert isinstance(review, Review)
    before = review.static()
    article = review.articles[0]
    for item in article.attributions:
        review.decide(article, item, "accept")
    assert before != review.static()
    assert "<script" not in before


def test_the_order_of_kinds_holds_fields_for_each(form):
    for kind in dict(form.kind.options).values():
        form.kind.value = kind
        free = kind in ("claim", "text_trace")
        assert bool(form.fields["class"].options) is not free
        assert form.fields["text"].layout.display == ""
        assert form.article.layout.display in (None, "")
        assert form.fields["low"].layout.display == ("" if kind == "claim" else "none")
    shutil.rmtree(form.review.file.parent / "pont")
