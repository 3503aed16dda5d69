from __future__ import annotations

from analysis.charts import alt_text, plot_labels

from .builders import LABELS, article


def column(ax, words: str) -> float:
    return next(t.get_position()[0] for t in ax.texts if t.get_text() == words)


def test_each_use_stands_in_the_column_of_its_voice():
    ax = plot_labels(article("007_a", labels=LABELS))
    narrator = column(ax, "Narrator")
    chips = [t for t in ax.texts if t.get_text() == "007"]
    assert len(chips) == 3
    assert min(t.get_position()[0] for t in chips) - narrator < 0.4


def test_both_polarities_are_always_shown():
    only = article(labels=LABELS[:1])
    shown = [t.get_text() for t in plot_labels(only).texts]
    assert "Delegitimising" in shown
    assert "Legitimising" in shown
    assert "no use found" in shown


def test_narrator_share_has_its_interval():
    shown = [t.get_text() for t in plot_labels(article(labels=LABELS)).texts]
    assert "narrator's voice: 1 of 2" in shown
    assert "9–91%" in shown


def test_many_uses_become_numbers():
    many = [article(f"{i}_x", labels=LABELS) for i in range(80)]
    assert [t.get_text() for t in plot_labels(many).texts].count("80") == 3


def test_alt_text_counts_by_voice():
    assert "Legitimising: narrator 0, reported 1" in alt_text(plot_labels(article(labels=LABELS)))


def test_singular_and_plural_are_one_row():
    forms = tuple((t, "narrator", "delegitimising") for t in ("bandit", "bandits"))
    shown = [t.get_text() for t in plot_labels(article(labels=forms)).texts]
    assert "bandit" in shown
    assert "bandits" not in shown
