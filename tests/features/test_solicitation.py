"""Solicitation: appeals by kind, words by line, and whose voice."""

from __future__ import annotations

import pytest

from analysis.features.size import body_word_count, outside_word_share, page_word_count
from analysis.features.solicitation import (
    appeal_count,
    appeal_kinds_count,
    censorship_framing,
    self_positioning,
    solicitation_word_share,
)
from analysis.schema import Framing, Solicitation, Zone
from features.hand import plain

TEXT = "La rue est calme ce soir.\nFaites un don, puis un autre don."
ZONES = (
    Zone(start=0, end=25, label="body"),
    Zone(start=26, end=len(TEXT), label="solicitation"),
)
GIVE = Solicitation(start=26, end=39, appeal="donation")
AGAIN = Solicitation(start=46, end=58, appeal="donation")


def test_two_appeals_of_one_kind() -> None:
    article = plain(TEXT, zones=ZONES, solicitations=(GIVE, AGAIN))
    assert appeal_count(article) == 2
    assert appeal_kinds_count(article) == 1


def test_words_that_solicit_are_counted_by_line() -> None:
    made = solicitation_word_share.measure(plain(TEXT, zones=ZONES))
    assert made.value == pytest.approx(7 / 13)
    assert made.low < made.value < made.high
    assert (
        page_word_count(plain(TEXT, zones=ZONES)),
        body_word_count(plain(TEXT, zones=ZONES)),
    ) == (
        13,
        6,
    )
    assert outside_word_share(plain(TEXT, zones=ZONES)) == pytest.approx(7 / 13)


def test_no_appeal_is_a_zero_with_an_interval() -> None:
    made = solicitation_word_share.measure(plain("La rue est calme."))
    assert (made.status, made.value, made.low) == ("zero", 0, 0)
    assert made.high > 0


def test_how_the_outlet_speaks_of_itself() -> None:
    hidden = Framing(start=26, end=30, frame="censorship")
    free = Framing(start=26, end=30, frame="self_positioning")
    assert censorship_framing(plain(TEXT, zones=ZONES, framings=(hidden,))) == 1
    assert censorship_framing(plain(TEXT, zones=ZONES, framings=(free,))) == 0
    assert self_positioning(plain(TEXT, zones=ZONES, framings=(free,))) == 1
