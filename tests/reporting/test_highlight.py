"""The marked text: nothing lost, nothing added, every span reachable."""

from __future__ import annotations

import html
import re

import pytest
from growth import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from analysis.reporting.highlight import blocks, items_of, segments
from analysis.reporting.safe import safe, visible
from analysis.reporting.words import load
from analysis.schema import AnnotatedArticle, Claim, Hedge, Zone

from .builders import bridge, plain

SIGN = re.compile(r'<a class="sign.*?</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def read_back(article: AnnotatedArticle) -> list[str]:
    """The words a reader sees, zone by zone, once signs and tags are taken away."""
    marked = blocks(article, load("en"))
    return [html.unescape(TAG.sub("", SIGN.sub("", str(block.html)))) for block in marked]


def test_the_text_is_shown_to_the_character():
    article = bridge()
    assert read_back(article) == [article.span_text(z) for z in article.zones]


def test_every_piece_of_evidence_has_one_anchor_and_its_marks():
    article = bridge()
    page = "".join(str(b.html) for b in blocks(article, load("en")))
    for item in items_of(article):
        assert page.count(f'id="{item.anchor}"') == 1
        assert page.count(f'data-e="{item.anchor}"') >= 1


def test_signs_are_numbered_in_text_order_within_a_kind():
    article = bridge()
    page = "".join(str(b.html) for b in blocks(article, load("en")))
    found = re.findall(r' id="([a-z]\d+)"', page)
    claims = [anchor for anchor in found if anchor.startswith("c")]
    assert claims == ["c1", "c2"]


def test_a_screen_reader_hears_what_a_sign_is():
    page = "".join(str(b.html) for b in blocks(bridge(), load("fr")))
    assert 'aria-label="Attribution 1\u00a0: Jeanne Roux"' in page


def test_text_between_zones_is_not_lost():
    article = plain("un\ndeux\ntrois", zones=(Zone(start=3, end=7, label="body"),))
    assert read_back(article) == ["un", "deux", "trois"]


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "</p></main></body><h1>",
    "<!-- -->]]>&lt;&#60;",
    "{{ 7*7 }}{% raw %}",
    "\u202eright to left\u202c",
    "nul \x00 bell \x07 escape \x1b",
    "\ud800 lone surrogate",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str):
    article = plain(text, claims=(Claim(start=0, end=3, quantity=text, low=1.0, high=1.0),))
    page = "".join(str(b.html) for b in blocks(article, load("en")))
    tags = set(re.findall(r"<([a-zA-Z!/][^\s>]*)", page))
    assert tags <= {"mark", "/mark", "a", "/a", "span", "/span"}
    names = {a for tag in TAG.findall(page) for a in re.findall(r'\s([\w-]+)="[^"]*"', tag)}
    assert names <= {"class", "id", "href", "aria-label", "aria-describedby", "data-e"}
    page.encode("utf-8")
    assert read_back(article) == [visible(text)]


def test_no_control_or_direction_character_reaches_a_page():
    shown = str(safe("a\x00\x1b\u202e\u2066\x85\ufffe"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "⟦RLO⟧" in shown


@given(
    st.integers(0, 30),
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40), st.integers(0, 4)), max_size=12),
)
def test_pieces_tile_the_stretch_and_carry_exactly_the_spans_over_them(a, b, spans):
    start, end = min(a, b), max(a, b)
    pieces = list(segments(start, end, spans))
    assert "".join("x" * (e - s) for s, e, _ in pieces) == "x" * (end - start)
    for s, e, keys in pieces:
        for position in range(s, e):
            covering = {k for x, y, k in spans if x <= position < y}
            assert set(keys) == covering


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_any_text_and_any_spans_read_back_whole(text, spans):
    hedges = tuple(
        Hedge(start=min(s), end=min(max(s), len(text)), hedge="lexical")
        for s in spans
        if min(s) < min(max(s), len(text))
    )
    article = plain(text, zones=(Zone(start=0, end=len(text), label="body"),), hedges=hedges)
    shown = read_back(article)
    assert shown == [visible(text)]


@pytest.mark.parametrize("lines", [False, True])
def test_time_grows_with_the_text_not_with_its_square(lines):
    def marking(copies: int):
        text = ("Selon la mairie, 40 voitures." + (" ", "\n")[lines]) * copies
        hedges = tuple(Hedge(start=30 * i, end=30 * i + 20, hedge="numeric") for i in range(copies))
        whole = (Zone(start=0, end=len(text), label="body"),)
        given = {"hedges": hedges} if lines else {"hedges": hedges, "zones": whole}
        article = plain(text, **given)
        return lambda: blocks(article, load("en"))

    assert growth(marking, 200) < LINEAR
