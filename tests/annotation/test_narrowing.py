"""What narrows a count: parts said to be of a kind."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La crue a fait 12 morts, dont sept sont des mineurs.", "child"),
        ("La crue a fait 12 morts, dont sept femmes.", "woman"),
        ("La crue a fait 12 morts. Cinq d'entre eux sont des policiers.", "police"),
    ],
)
def test_a_part_is_of_those_it_is_said_to_be(text: str, kind: str) -> None:
    claims = annotate(Article(article_id="a", text=text, language="fr")).claims
    assert [(c.quantity, kind in c.modifiers) for c in claims] == [("dead", False), ("dead", True)]


def test_badly_hurt_is_a_narrowing_too() -> None:
    claims = annotate("Le choc a fait 12 blessés, dont trois graves.", language="fr").claims
    assert [set(c.modifiers) for c in claims] == [set(), {"serious", "subset"}]
