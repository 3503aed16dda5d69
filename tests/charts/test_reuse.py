from __future__ import annotations

from analysis.charts import alt_text, plot_reuse

from .builders import article, compared, comparison


def texts(ax) -> list[str]:
    return [t.get_text() for t in ax.texts]


def test_one_square_a_pair():
    ax = plot_reuse(compared(4))
    assert texts(ax).count("52%") == 1
    assert texts(ax).count("<\u00a05%") == 5
    assert [p.get_gid() for p in ax.patches if p.get_gid()] == ["001_quai:000_quai"] or [
        p.get_gid() for p in ax.patches if p.get_gid()
    ] == ["000_quai:001_quai"]


def test_one_lineage_is_told_with_its_reason():
    found = comparison(
        [],
        articles=("a", "b"),
        reuse=(("a", "b", 0.9, "wholesale"),),
        lineages=(("a", "b"),),
        why="reuse; origin Reuters",
    )
    shown = texts(plot_reuse(found))
    assert "a (a)" in shown
    assert "(a) a and b: one lineage, by shared text, stated origin Reuters" in shown


def test_stated_origins_stand_beside_the_names():
    group = [article("000_quai"), article("001_quai", lines=[])]
    shown = texts(plot_reuse(compared(2), articles=group))
    assert "from Agence Presse" in shown
    assert "no origin in the text" in shown


def test_above_six_only_kin_are_drawn():
    shown = texts(plot_reuse(compared(60)))
    assert any("58" in t and "not drawn" in t for t in shown)
    assert "(n\u00a0=\u00a01,770\u00a0pairs," in plot_reuse(compared(60)).get_title()


def test_no_kinship_is_said():
    found = comparison([], articles=("a", "b", "c"))
    assert "none of these texts copies another" in alt_text(plot_reuse(found))
