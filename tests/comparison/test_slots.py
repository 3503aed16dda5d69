"""Slots: what a quantity is called, by the rules and by a user, and which counts only grow."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.comparison import compare
from analysis.comparison.slots import EventPack

from .builders import article, pairs


def test_an_event_pack_names_quantities(tmp_path: Path):
    pack = tmp_path / "event.toml"
    pack.write_text('[slots.force]\naliases = ["troops", "police"]\ncumulative = true\n')
    articles = [article("a", "On compte 40 soldats."), article("b", "On compte 40 policiers.")]
    together = compare(articles, event_pack=pack, one_event=True)
    assert list(together.claim_pairs["quantity"]) == ["force"]
    assert compare(articles, one_event=True).claim_pairs.empty
    pack.write_text("slots = 3\n")
    with pytest.raises(ValueError, match="event pack"):
        EventPack.read(pack)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("Le feu a ravagé 1 400 hectares.", "Le feu a ravagé 2 100 hectares.", "divergent"),
        ("Seize maisons ont été détruites.", "Vingt maisons ont été détruites.", "divergent"),
        ("Douze blessés ont été comptés.", "Quinze blessés ont été comptés.", "evolving"),
        ("Trente écoles ont été fermées.", "Quarante écoles ont été fermées.", "evolving"),
    ],
)
def test_what_is_measured_or_lost_does_not_add_up(first: str, second: str, relation: str):
    days = ("2024-08-09", "2024-08-12")
    assert [p[1] for p in pairs(first, second, days=days)] == [relation]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("La secte a séquestré onze personnes.", "Onze personnes sont retenues en otage."),
        ("Dix-neuf personnes ont passé la nuit au poste.", "La police a arrêté 19 personnes."),
        ("Plus rien ne marche : 900 foyers plongés dans le noir.", "900 foyers privés de courant."),
        ("Quarante étals sont partis en fumée.", "Quarante étals sont à reconstruire."),
    ],
)
def test_one_deed_in_other_words_is_one_quantity(first: str, second: str):
    assert [p[1] for p in pairs(first, second)] == ["identical"]
