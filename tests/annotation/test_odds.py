"""How likely numbers and days are claims: ``analysis/annotation/odds.py``."""

from __future__ import annotations

import re
import tomllib
from itertools import count

import pytest

from analysis import annotate
from analysis.annotation import claims, counts, odds
from analysis.annotation.quantities import Context
from analysis.schema import Article

_COUNT = count()
TEXT = "Une crue a frappé Halm mardi. Elle a fait 12 morts. Le bourg compte 640 habitants."


def contexts(text: str, language: str, monkeypatch: pytest.MonkeyPatch) -> list[Context]:
    """The sentences of a text as the claims are read from them."""
    found: list[Context] = []
    read = claims.counted_claims
    monkeypatch.setattr(claims, "counted_claims", lambda c: found.append(c) or read(c))
    # An article read before is remembered, and read no more.
    name = f"odds-{next(_COUNT)}"
    annotate(Article(article_id=name, text=text, language=language, published="2024-02-09"))
    return found


def described(text: str, language: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    return {
        context.text[r.number.start : r.number.end]: odds.describe(r.number, 1, context)
        for context in contexts(text, language, monkeypatch)
        for r in counts.read_counts(context)
    }


def test_a_number_is_described_by_its_neighbours_and_their_lists(monkeypatch):
    features = described(TEXT, "fr", monkeypatch)
    assert {"digits", "fr <<fait", "fr >>morts", "head dead", ">>heads"} <= set(features["12"])
    assert "<<bare.profile" in features["640"]


def test_the_lists_say_the_same_in_every_language(monkeypatch):
    french = set(described("Le feu a fait 12 morts.", "fr", monkeypatch)["12"])
    spanish = set(described("El fuego dejó 12 muertos.", "es", monkeypatch)["12"])
    shared = {f for f in french & spanish if not re.match(r"[a-z]{2} ", f)}
    assert {"head dead", ">>heads", "size 2"} <= shared


def test_a_victim_is_likelier_than_an_inhabitant(monkeypatch):
    model = odds.load_model()
    features = described(TEXT, "fr", monkeypatch)
    values = {n: odds.log_odds(f, counts.UNTOLD, model) for n, f in features.items()}
    assert values["12"] > 0 > values["640"]


def test_the_odds_add_up_to_the_same_in_any_order():
    model = odds.Model(0.5, {"a": 3, "b": -4}, 20, {"taken": 1.0})
    forth = odds.log_odds(["a", "b", "a", "unknown"], "taken", model)
    assert forth == odds.log_odds(["unknown", "b", "a"], "taken", model)
    assert forth == pytest.approx(0.5 - 1 / 20 + 1.0)


def test_what_the_rules_made_of_a_number_moves_its_odds():
    outcomes = odds.load_model().outcomes
    assert outcomes[counts.TAKEN] > outcomes[counts.UNTOLD]
    assert outcomes[counts.TAKEN] > outcomes[counts.TURNED]


def test_a_day_is_described_by_how_far_it_is(monkeypatch):
    text = "Le pont a rouvert jeudi. Une marche est prévue le 12 février."
    days = [
        odds.describe_day(m, day, c)
        for c in contexts(text, "fr", monkeypatch)
        for m in c.dates
        if (day := claims.resolve(m, c.anchor)) is not None
    ]
    assert "away yesterday" in days[0] and "weekday" in days[0]
    assert "away next week" in days[1] and "full" in days[1]


@pytest.mark.parametrize("path", [odds.TARGET, odds.TARGET_OF_DAYS])
def test_the_weights_have_a_card_and_tell_no_text(path):
    text = path.read_text("utf-8")
    card = text.partition("intercept")[0]
    assert "benchmarks/odds.py" in card and "licence" in card
    for table in tomllib.loads(text)["weights"].values():
        for features in table.values():
            # A language and one word in its place: nothing of the texts can be read from it.
            words = [f.split()[1:] for f in features if re.match(r"[a-z]{2} [<>^]", f)]
            assert all(len(word) <= 2 for word in words)


def test_a_language_without_weights_of_its_own_is_read():
    article = annotate(Article(article_id="a", text="Das Feuer tötete 12 Menschen.", language="de"))
    assert all(c.low == 12 for c in article.claims)
