"""Numbers whose noun stands before them, further back or behind a verb."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article


def read(text: str, language: str) -> list[tuple[str, str]]:
    claims = annotate(Article(article_id="a", text=text, language=language)).claims
    return [(text[c.start : c.end], c.quantity) for c in claims]


# The number stands in brackets; what it counts is said elsewhere.
SET_APART = [
    ("fr", "Morts : [12].", "dead"),
    ("fr", "Bilan provisoire : [12].", "dead"),
    ("fr", "On compte les blessés, les disparus [220].", "missing"),
    ("en", "Injured: [40].", "injured"),
    ("es", "Heridos: [40].", "injured"),
    ("fr", "Le nombre d'intoxiqués grimpe à [52].", "injured"),
    ("fr", "Les recours affluent ; [huit] ont déjà été déposés.", "appeals"),
    ("fr", "Les maisons menacent ruine ; [trente] ont été détruites.", "homes_destroyed"),
    ("en", "Of the bridges, [six] were closed.", "roads_closed"),
    ("es", "Las escuelas sufren; [doce] fueron cerradas.", "schools_closed"),
]


@pytest.mark.parametrize(("language", "marked", "quantity"), SET_APART)
def test_a_number_alone_counts_the_noun_told_elsewhere(language, marked, quantity):
    number = marked[marked.index("[") + 1 : marked.index("]")]
    assert (number, quantity) in read(marked.replace("[", "").replace("]", ""), language)


def test_a_subject_may_follow_its_number():
    assert read("Ya son 34 los detenidos.", "es") == [("34 los detenidos", "arrested")]


def test_those_told_of_before_are_counted_in_the_next_sentence():
    text = "Le naufrage a fait 14 morts. Parmi eux, trois enfants."
    assert read(text, "fr") == [("14 morts", "dead"), ("trois enfants", "dead")]


# Nouns that mostly describe a place or a body count once something happens to them.
ACTING = [
    ("fr", "42 000 habitants", "du quartier ont tout perdu."),
    ("fr", "3 200 candidats", "devront repasser l'épreuve."),
    ("fr", "Sept ministres", "ont démissionné."),
    ("en", "1,400 candidates", "must sit the exam again."),
    ("en", "Four lawmakers", "resigned."),
    ("es", "2.300 vecinos", "perdieron sus casas."),
]


@pytest.mark.parametrize(("language", "counted", "deed"), ACTING)
def test_a_noun_that_acts_is_counted(language, counted, deed):
    assert [span for span, _ in read(f"{counted} {deed}", language)] == [counted]


def test_a_noun_that_does_nothing_describes():
    assert read("C'est une ville de 42 000 habitants.", "fr") == []
    assert read("Le canton et ses 42 000 habitants.", "fr") == []


def test_a_whole_is_counted_where_its_parts_are():
    text = "Sur les 57 occupants, quatre sont indemnes."
    assert read(text, "fr") == [("57 occupants", "people"), ("quatre", "unharmed")]
