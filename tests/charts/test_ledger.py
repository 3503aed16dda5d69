from __future__ import annotations

from analysis.charts import alt_text, plot_ledger
from analysis.charts._style import PAPER

from .builders import claim, compared, comparison, pair


def texts(ax) -> list[str]:
    return [t.get_text() for t in ax.texts]


DIVERGENT = pair(
    "dead",
    "divergent",
    claim("a", 12, 12, "2024-03-01", text="12 morts", attributed=True),
    claim("b", 20, 99, "2024-03-02", text="des dizaines de morts"),
    note="possible digit transposition",
)


def test_the_words_of_each_text_end_its_row():
    shown = texts(plot_ledger(comparison([DIVERGENT])))
    assert "“12 morts”" in shown
    assert "“des dizaines de morts”" in shown


def test_a_divergent_pair_is_linked():
    ax = plot_ledger(comparison([DIVERGENT]))
    assert texts(ax).count("≠") == 2  # one in the key
    assert not any("≠" in t for t in texts(plot_ledger(comparison([EVOLVING]))))


EVOLVING = pair("dead", "evolving", claim("a", 8, 8, "2024-03-01"), claim("b", 12, 12))


def test_rows_go_down_with_the_day():
    ax = plot_ledger(comparison([EVOLVING]))
    height = {t.get_text(): t.get_position()[1] for t in ax.texts}
    assert height["1\u00a0Mar"] < height["(2\u00a0Mar)"]  # brackets: counted from other texts


def test_a_figure_without_source_is_hollow():
    ax = plot_ledger(comparison([DIVERGENT]), locale="fr")
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    faces = [d.get_markerfacecolor() for d in dots]
    assert faces.count(PAPER) == 1  # the key; the unattributed claim is a bar
    hollow = [p for p in ax.patches if p.get_facecolor() != p.get_edgecolor()]
    assert len(hollow) == 2


def test_a_note_is_told_as_a_hypothesis():
    assert any("not verified" in t for t in texts(plot_ledger(comparison([DIVERGENT]))))


def test_agreement_takes_one_line():
    ax = plot_ledger(compared(3))
    assert "start of the withdrawal" in texts(ax)
    assert "2\u00a0Mar" in texts(ax)
    assert "3\u00a0articles · 2 identical" in texts(ax)


def test_open_ends_and_mixed_kinds_are_drawn():
    limit = pair(
        "withdrawal_end",
        "divergent",
        claim("a", None, "2024-03-09", text="avant le 9 mars"),
        claim("b", "2024-03-12", "2024-03-12", text="le 12 mars"),
    )
    duration = pair(
        "withdrawal_end",
        "compatible",
        claim("a", None, "2024-03-09", text="avant le 9 mars"),
        claim("c", 8, 12, text="une dizaine de jours"),
    )
    ax = plot_ledger(comparison([limit, duration]))
    assert "“avant le 9 mars”" in texts(ax)
    assert any(line.get_marker() == "<" for line in ax.lines)


def test_one_lineage_has_one_colour_and_a_letter():
    ax = plot_ledger(comparison([DIVERGENT], lineages=(("a", "b"),)))
    assert {"a (a)", "b (a)"} <= set(texts(ax))


def test_many_alike_claims_are_one_row():
    assert "38\u00a0articles" in texts(plot_ledger(compared(40)))


def test_no_pair_that_diverges_is_said():
    subtitle = " ".join(texts(plot_ledger(comparison([EVOLVING])))[:3])
    assert "No pair diverges." in subtitle


def test_alt_text_tells_the_clash():
    alt = alt_text(plot_ledger(comparison([DIVERGENT])))
    assert "1 pair diverges: deaths." in alt
    assert "a “12 morts” (1 Mar)" in alt.replace("\u00a0", " ")


def test_a_crowd_of_figures_is_drawn_in_part_and_counted():
    from analysis.charts import ledger

    def side(name, n):
        values = {"article_id": f"a{n:03}", "start": 0, "end": 5, "low": n, "high": n, "text": "x"}
        more = {"as_of": "2024-03-04", "attributed": True, "source_name": "none"}
        return {f"{name}_{k}": v for k, v in (values | more).items()}

    pairs = [
        {"quantity": "dead", "relation": "divergent", "note": None, **side("a", i), **side("b", j)}
        for i in range(60)
        for j in range(i + 1, 60)
    ]
    panel = ledger._gather("dead", pairs, set(), {})
    assert (len(panel.entries), panel.hidden) == (ledger.SHOWN, 60 - ledger.SHOWN)
    assert len(panel.links) == ledger.LINKED
    assert panel.relations["divergent"] == len(pairs)
    assert all(0 <= a < b < ledger.SHOWN for a, b in panel.links)
