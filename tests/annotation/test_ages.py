"""Ages after those counted: no count themselves, and a sign that persons are counted."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article


def counted(text: str, language: str) -> list[tuple[str, str]]:
    article = annotate(Article(article_id="a", text=text, language=language))
    return [(text[c.start : c.end], c.quantity) for c in article.claims]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Un Toulousain âgé de 28 ans a été interpellé.", [("Un Toulousain", "arrested")]),
        ("fr", "Deux plombiers de 30 et 34 ans ont péri.", [("Deux plombiers", "dead")]),
        ("en", "Three boys aged 9, 11 and 14 are missing.", [("Three boys", "missing")]),
        ("es", "Un fontanero de 45 años ha muerto.", [("Un fontanero", "dead")]),
        # Who is told of by an age is not counted anew, and what is no person has none.
        (
            "fr",
            "Cinq blessés, dont une policière de 33 ans, sont là.",
            [("Cinq blessés", "injured")],
        ),
        ("fr", "Un contrat de 5 ans a été détruit.", []),
    ],
)
def test_what_befell_those_counted_is_read_behind_their_age(language, text, expected):
    assert counted(text, language) == expected
