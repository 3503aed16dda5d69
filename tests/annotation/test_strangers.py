"""Sources that no lexicon knows: persons, bodies, media or nothing at all."""

from __future__ import annotations

import pytest
from marked import sources


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("[Les Brévois] protestent.", [("Brévois", "group", "individual")]),
        ("[Problème] : il pleut.", [("none", "none", "none")]),
        ("« Non », dit [un Italien].", [("Italien", "unnamed_person", "individual")]),
        ("[The Harbourer] raconte.", [("The Harbourer", "media", "media")]),
        (
            "Vorana Kellmer entre. Kellmer salue. [Elle] proteste.",
            [("Vorana Kellmer", "named_person", "individual")],
        ),
        (
            "Lâché par Marc Valdin, le candidat a lancé un appel. [Valdin] dément.",
            [("Marc Valdin", "named_person", "individual")],
        ),
    ],
)
def test_a_name_nobody_knows_is_told_by_its_form(text, who):
    assert sources(text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("[Le Verlagsblatt Welt am Sonntag] doute.", "Welt am Sonntag"),
        ("Le ministre canadien Luc Arnal voit Jean Dubel. [Le Canadien] doute.", "Luc Arnal"),
    ],
)
def test_a_medium_inside_a_name_and_a_person_behind_a_country(text, who):
    assert {name for name, *_ in sources(text)} == {who}
