"""Which further days of an article are claims: ``analysis/annotation/likely_days.py``."""

from __future__ import annotations

from itertools import count

import pytest

from analysis import annotate
from analysis.annotation import claims, odds
from analysis.schema import AnnotatedArticle, Article

_COUNT = count()
# Told on Friday 9 February 2024.
STORY = "L'attaque de mardi a fait six morts. Deux hommes ont été arrêtés jeudi."


def read(text: str, language: str = "fr") -> AnnotatedArticle:
    # An article read before is remembered, and read no more.
    name = f"days-{next(_COUNT)}"
    return annotate(Article(article_id=name, text=text, language=language, published="2024-02-09"))


def days(text: str, language: str = "fr") -> list[str]:
    article = read(text, language)
    return [article.span_text(c) for c in article.claims if c.unit == "date"]


@pytest.mark.parametrize(
    ("language", "text", "further"),
    [
        ("fr", STORY, "jeudi"),
        ("en", "The blast on Tuesday killed six people. A funeral was held on Thursday.", "on"),
    ],
)
def test_what_else_happened_in_the_story_has_its_day(language, text, further, monkeypatch):
    monkeypatch.setattr(odds, "LEAST_OF_DAYS", 0.5)
    assert days(text, language)[-1].startswith(further)


def test_the_day_of_a_statement_is_none():
    assert days("L'attaque de mardi a fait six morts. C'est horrible, a dit jeudi le maire.") == [
        "de mardi"
    ]


def test_the_days_the_rules_call_the_events_own_are_never_weighed(monkeypatch):
    monkeypatch.setattr(odds, "LEAST_OF_DAYS", 1000.0)
    assert days(STORY) == ["de mardi"]


def test_a_day_beside_no_known_event_says_so(monkeypatch):
    monkeypatch.setattr(odds, "LEAST_OF_DAYS", -1000.0)
    found = read("L'attaque de mardi a fait six morts. Lou a fêté ses dix ans jeudi.").claims
    last = [c for c in found if c.unit == "date"][-1]
    assert (last.low, last.high) == ("2024-02-08", "2024-02-08")
    assert "bare" in last.modifiers


def test_a_date_that_no_day_is_known_of_is_no_claim(monkeypatch):
    monkeypatch.setattr(odds, "LEAST_OF_DAYS", -1000.0)
    text = "L'attaque a fait six morts. Deux hommes ont été arrêtés ce matin-là, un jeudi."
    article = annotate(Article(article_id="b", text=text, language="fr"))
    assert [c for c in article.claims if c.unit == "date" and "bare" in c.modifiers] == []
    assert claims.further_days([], [], []) == []
