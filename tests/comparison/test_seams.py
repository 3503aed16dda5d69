from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison.seams import find_seams
from analysis.schema import AnnotatedArticle, Article, Zone
from analysis.text import line_spans

STRAIGHT = "L'usine d'en face n'a rien dit de l'accord qu'elle a signé."
CURLY = "L’usine d’en face n’a rien dit de l’accord qu’elle a signé."


def article(*lines: str) -> AnnotatedArticle:
    text = "\n".join(lines)
    return AnnotatedArticle(
        article=Article(article_id="a", text=text, language="fr"),
        language="fr",
        words_total=0,
        words_body=0,
        zones=tuple(Zone(start=a, end=b, label="body") for a, b in line_spans(text)),
    )


def test_a_change_of_apostrophes_between_paragraphs_is_a_seam() -> None:
    made = article(STRAIGHT, "Rien de plus.", STRAIGHT, CURLY, CURLY)
    (seam,) = find_seams(made)
    assert (seam.what, seam.before, seam.after) == ("apostrophe", "'", "’")
    assert made.text[seam.start : seam.end] == "’"
    (a, b), (c, d) = seam.blocks
    assert made.text[a:b] == f"{STRAIGHT}\nRien de plus.\n{STRAIGHT}"
    assert made.text[c:d] == f"{CURLY}\n{CURLY}"


def test_a_change_and_back_are_two() -> None:
    assert len(find_seams(article(STRAIGHT, CURLY, STRAIGHT))) == 2


def test_quotation_marks_change_too() -> None:
    old = "« Un », puis « deux », puis « trois »."
    (seam,) = find_seams(article(old, '"Un", puis "deux".'))
    assert (seam.what, seam.before, seam.after) == ("quote", "«", '"')


@pytest.mark.parametrize(
    "lines",
    [
        (STRAIGHT, STRAIGHT),
        (STRAIGHT, "L’usine ferme."),
        (f"{STRAIGHT} {CURLY}", STRAIGHT),
        ("Rien.",),
        (),
    ],
)
def test_one_style_a_stray_sign_or_a_mixed_paragraph_is_none(lines: tuple[str, ...]) -> None:
    assert find_seams(article(*lines)) == []


@given(st.lists(st.text(alphabet="lad'’«»\" .", max_size=60), max_size=6))
def test_seams_lie_inside_the_text(lines: list[str]) -> None:
    made = article(*lines)
    for seam in find_seams(made):
        assert made.text[seam.start : seam.end] == seam.after
        assert seam.before != seam.after
