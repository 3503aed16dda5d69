"""Figures and dates: what is a claim, what it counts, and how wide its interval is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import annotate
from analysis.schema import Article, Claim


def claims(text: str, language: str = "fr", published: str | None = None) -> list[Claim]:
    article = Article(article_id="a", text=text, language=language, published=published)
    return list(annotate(article).claims)


def read(text: str, language: str = "fr") -> list[tuple[str, str, object, object]]:
    return [(text[c.start : c.end], c.quantity, c.low, c.high) for c in claims(text, language)]


# The span that must be found stands in brackets.
COUNTS = [
    ("fr", "La crue a fait [douze morts].", "dead", 12, 12),
    ("fr", "[Environ 300 personnes] ont été évacuées.", "evacuated", 270, 330),
    ("fr", "Le choc a blessé [une vingtaine de passagers].", "injured", 16, 24),
    ("fr", "On compte [plusieurs milliers de manifestants].", "protesters", 2000, 9999),
    ("fr", "Le feu a détruit [près de 40 maisons].", "homes_destroyed", 36, 40),
    ("fr", "[Pas plus de 8 personnes] ont été interpellées.", "arrested", 0, 8),
    ("fr", "La police a procédé à [17 interpellations].", "arrested", 17, 17),
    ("fr", "Les rafales ont atteint [140 km/h].", "wind", 140, 140),
    ("en", "The blast killed [at least 12 people].", "dead", 12, 15),
    ("en", "[Nearly 2,000 homes] were destroyed.", "homes_destroyed", 1800, 2000),
    ("en", "Police arrested [dozens of protesters].", "arrested", 20, 99),
    ("en", "[Some 250 Polish soldiers] were sent.", "troops", 225, 275),
    ("en", "[Thirty] were injured, officials say.", "injured", 30, 30),
    ("es", "El incendio dejó [14 muertos].", "dead", 14, 14),
    ("es", "[Más de 2.300 personas] fueron evacuadas.", "evacuated", 2300, 2875),
]


@pytest.mark.parametrize(("language", "marked", "quantity", "low", "high"), COUNTS)
def test_a_count_is_read_with_its_interval(language, marked, quantity, low, high):
    span = marked[marked.index("[") + 1 : marked.index("]")]
    text = marked.replace("[", "").replace("]", "")
    assert read(text, language) == [(span, quantity, low, high)]


BACKGROUND = [
    ("fr", "Le président de l'alliance de six membres a parlé."),
    ("fr", "Ce pays de 19 millions d'habitants est calme."),
    ("fr", "La 45e brigade et la 98e division sont arrivées."),
    ("fr", "Jeanne, 45 ans, habite au 12 rue des Lilas depuis 2004."),
    ("fr", "En 2010, une crue avait fait 53 morts."),
    ("fr", "Le match s'est terminé sur le score de 3-1 à 18 h 30."),
    ("fr", "Appelez le 01 23 45 67 89, article 49.3."),
    ("en", "A town of 12,000 people, 40 miles from the coast."),
    ("en", "The 45-year-old works on Flight 447 of an Airbus A320."),
    ("en", "A 1999 quake killed 17,000 people there."),
]


@pytest.mark.parametrize(("language", "text"), BACKGROUND)
def test_background_numbers_are_no_claims(language, text):
    assert read(text, language) == []


@pytest.mark.shared
def test_the_figures_of_the_seeds_are_all_read(shared: Path, seed_paths: list[Path]):
    gold = [
        json.loads(line) for line in (shared / "gold/seeds.jsonl").read_text("utf-8").splitlines()
    ]
    for path in seed_paths:
        text = path.read_bytes().decode("utf-8")
        found = {(c.start, c.end): c for c in claims(text)}
        for claim in (g for g in gold if g["kind"] == "claim" and g["article_id"] == path.stem):
            span = claim["start"], claim["end"]
            if isinstance(claim["low"], float):
                assert span in found, claim["text"]
                assert (found[span].low, found[span].high) == (claim["low"], claim["high"])
            else:
                assert any(s < span[1] and e > span[0] for s, e in found), claim["text"]
