"""The rank chart shows how little of an order is left."""

from __future__ import annotations

import dataclasses

from analysis.charts import alt_text, plot_ranks

from .builders import ranked


def texts(ax) -> list[str]:
    return [t.get_text() for t in ax.texts]


def test_every_text_has_its_rank_interval_in_words_and_the_matrix_its_shares():
    ax = plot_ranks(ranked(4))
    assert "000 rank 1 (1–2)" in alt_text(ax)
    assert texts(ax).count("99") == 3
    assert "In 40% of the pairs" in " ".join(texts(ax))


def test_the_strongest_choice_is_named_with_its_ranks():
    ax = plot_ranks(ranked(4), locale="fr")
    assert "repères" in texts(ax)
    assert "1,25" in texts(ax)


def test_an_index_is_called_an_exercise():
    ax = plot_ranks(dataclasses.replace(ranked(3), about="index"))
    assert ax.get_title().startswith("Exercise index")


def test_a_large_corpus_has_no_matrix():
    assert "99" not in texts(plot_ranks(ranked(20)))


def test_texts_that_must_not_be_compared_get_the_reason_and_no_rank():
    ax = plot_ranks(dataclasses.replace(ranked(4), reason="several_genres"), locale="fr")
    assert "les articles sont de plusieurs genres" in " ".join(texts(ax))
    assert "99" not in texts(ax)
