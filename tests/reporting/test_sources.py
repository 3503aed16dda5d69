"""The sources pages: by affiliation and country, drawn as a network, paged when many."""

from __future__ import annotations

import re

import pytest

from analysis.reporting import sources
from analysis.reporting.network import network
from analysis.reporting.pages import pages

from .builders import bridge, site


def test_countries_hold_every_mention_of_a_source():
    page = sources.sources(site([bridge("a"), bridge("b")], "fr"))
    rows = {c["name"]: (c["official"], c["other"]) for c in page["countries"]}
    assert rows == {"France": (2, 0), "pays non indiqué": (2, 0)}
    named = {v.name for g in page["groups"] for v in g.voices}
    assert {s[0] for c in page["countries"] for s in c["sources"]} == named


def test_the_drawing_leads_to_the_quotes_and_has_words_for_who_cannot_see_it():
    html = dict(pages(site([bridge("a"), bridge("b")])))["sources.html"]
    drawing = html[html.index('<svg class="network broad"') :].partition("</svg>")[0]
    assert "<desc>" in drawing
    for anchor in re.findall(r'href="#(v-[^"]+)"', drawing):
        assert f'id="{anchor}"' in html
    assert drawing.count('class="tie ') == 4


def test_a_name_cannot_break_out_of_the_drawing():
    drawn = network({("<b>x", 'y"><script>'): 2}, {"<b>x": True}, {}, "t", "d")
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    assert "&lt;b&gt;x" in drawn


def test_many_quotes_move_to_pages_of_their_own_and_stay_one_click_away(monkeypatch):
    monkeypatch.setattr(sources, "_ONE_PAGE", 5)
    made = dict(pages(site([bridge(f"a{i}") for i in range(8)])))
    first = made["sources.html"]
    assert "<details>" not in first
    links = re.findall(r'href="(sources-[^"#]+)#([^"]+)"', first)
    assert links
    for page, anchor in links:
        assert f'id="{anchor}"' in made[page]
        assert "<details>" in made[page]
    quotes = sum(html.count("<q>") for href, html in made.items() if href.startswith("sources-"))
    assert quotes == 10  # five of each of the two sources, the rest in the table of evidence


@pytest.mark.parametrize(("code", "name"), [("KZ", "Kazakhstan"), ("US", "États-Unis")])
def test_countries_have_names(code, name):
    assert sources.country_name(code, "fr") == name


def test_the_drawing_stands_there_for_phones_too_and_names_the_articles_where_there_is_room():
    html = dict(pages(site([bridge("a"), bridge("b")])))["sources.html"]
    broad, narrow = (
        html[html.index(f'<svg class="network {kind}"') :].partition("</svg>")[0]
        for kind in ("broad", "narrow")
    )
    assert broad.count('class="tie') == narrow.count('class="tie')
    title = bridge("a").headline
    assert title[:20] in broad
    assert title[:20] not in narrow
