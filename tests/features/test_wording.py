"""Wording: labels by voice, cues by class, marks of emphasis."""

from __future__ import annotations

import dataclasses

import pytest

from analysis.features.wording import (
    distance_quote_count,
    emphasis_rate,
    evaluative_cue_share,
    label_distance_share,
    legitimising_label_count,
    narrator_label_count,
    neutral_cue_share,
)
from analysis.schema import Label, Quote
from features.hand import plain, said

TEXT = "Les émeutiers ont fui, a dit le maire. Des bandits, dit-il. La foule part. Un héros."


def label(word: str, voice: str, polarity: str = "delegitimising") -> Label:
    start = TEXT.index(word)
    return Label(
        start=start,
        end=start + len(word),
        voice=voice,  # type: ignore[arg-type]
        polarity=polarity,  # type: ignore[arg-type]
        term=word,
    )


def test_fewer_than_three_labels_are_counted_not_scored() -> None:
    two = plain(TEXT, labels=(label("émeutiers", "narrator"), label("bandits", "quoted")))
    made = label_distance_share.measure(two)
    assert made.status == "not_applicable"
    assert made.n == 2
    assert narrator_label_count(two) == 1


def test_quoted_and_distanced_labels_are_kept_at_a_distance() -> None:
    three = (
        label("émeutiers", "narrator"),
        label("bandits", "quoted"),
        label("foule", "reported_distanced"),
    )
    assert label_distance_share(plain(TEXT, labels=three)) == pytest.approx(2 / 3)


def test_flattering_labels_are_looked_at_too_but_apart() -> None:
    article = plain(TEXT, labels=(label("héros", "narrator", "legitimising"),))
    assert legitimising_label_count(article) == 1
    assert narrator_label_count(article) == 0


def test_cues_by_class() -> None:
    plainly = said(TEXT, "Les émeutiers ont fui", "le maire")
    coloured = dataclasses.replace(plainly, cue_class="evaluative")
    article = plain(TEXT, attributions=(plainly, coloured))
    assert neutral_cue_share(article) == evaluative_cue_share(article) == 0.5
    assert neutral_cue_share.measure(plain(TEXT)).reason == "no_cues"


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Tout va bien.", 0),
        ("Quelle honte !", 1),
        ("Quelle honte !!!", 1),
        ("Partagez 👉 maintenant ➡️ ici.", 2),
        ("L'OTAN et l'UNESCO parlent.", 0),
        ("C'est UNE HONTE ABSOLUE pour tous.", 1),
        ("Le COVID recule.", 0),
    ],
)
def test_what_is_loud(text: str, hits: int) -> None:
    assert len(emphasis_rate.measure(plain(text)).evidence) == hits


def test_a_source_may_shout() -> None:
    text = "« Assez ! » a crié un voisin."
    quote = Quote(start=2, end=9, outer=(0, 11))
    assert emphasis_rate(plain(text, quotes=(quote,))) == 0


def test_short_quotation_marks_in_a_sentence_without_a_source() -> None:
    text = "Le « progrès » attend. La « fin », a dit Paul Dérieux."
    first, second = text.index("progrès"), text.index("fin")
    quotes = (
        Quote(start=first, end=first + 7, outer=(first - 2, first + 9)),
        Quote(start=second, end=second + 3, outer=(second - 2, second + 5)),
    )
    spoken = said(text, "fin", "Paul Dérieux", form="mixed")
    article = plain(text, quotes=quotes, attributions=(spoken,))
    assert distance_quote_count(article) == 1
