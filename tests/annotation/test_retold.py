"""Words that another hands on, and views with an owner, in English."""

import pytest

from analysis import annotate
from analysis.schema import Article


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        (
            "The agency quoted Anna Roux as saying that the bridge was closed.",
            "Anna Roux",
            "the bridge was closed",
        ),
        (
            "“The bridge is closed,” Anna Roux was quoted as saying.",
            "Anna Roux",
            "The bridge is closed",
        ),
        (
            "In the mayor's view, the bridge should stay closed.",
            "mayor",
            "the bridge should stay closed",
        ),
    ],
)
def test_whose_words_they_are(text: str, source: str, said: str) -> None:
    (found,) = annotate(Article(article_id="a", text=text), language="en").attributions
    assert found.source_name == source
    assert " … ".join(text[a:b] for a, b in found.content) == said


def test_a_view_of_the_bridge_is_nobodys() -> None:
    text = "In full view of the bridge, the boats went by."
    assert annotate(Article(article_id="a", text=text), language="en").attributions == ()
