"""Two articles side by side: pairs chosen, sides in order, signs that lead to the other text."""

from __future__ import annotations

import dataclasses
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.reporting import pair
from analysis.reporting.pages import pages

from .builders import bridge, site

SHARED = "le pont sera fermé quinze jours"


def shown(n=3, reuse=()):
    made = site([bridge(f"{i:03}_x", str(300 + i)) for i in range(n)])
    table = pd.DataFrame(list(reuse), columns=["a", "b", "containment", "band", "passages"])
    given = SimpleNamespace(**{**vars(made.comparison), "reuse": table})
    return dataclasses.replace(made, comparison=given, memo={})


def reused():
    text = bridge("001_x", "301").text
    start = text.index(SHARED)
    stretch = [start, start + len(SHARED)]
    return [
        {"a": "001_x", "b": "000_x", "containment": 0.4, "band": "substantial",
         "passages": [[*stretch, *stretch]]}
    ]  # fmt: skip


def test_few_articles_have_all_their_pairs_and_those_that_share_words_come_first():
    made = shown(3, reused())
    found = pair.pairs_of(made)
    assert (found[0].a, found[0].b) == ("000_x", "001_x")
    assert len(found) == 3
    assert pair.address(made, "001_x", "000_x") == pair.address(made, "000_x", "001_x")


def test_of_many_articles_only_those_with_something_in_common_have_a_page():
    made = shown(20, reused())
    assert ("000_x", "001_x") in [(p.a, p.b) for p in pair.pairs_of(made)]
    assert len(pair.pairs_of(made)) <= 60


def test_each_sign_leads_to_the_same_words_in_the_other_text():
    made = shown(2, reused())
    html = dict(pages(made))["pairs/000_x--001_x.html"]
    for anchor in re.findall(r'href="#([ab]-[rc]\d+)"', html):
        assert f'id="{anchor}"' in html, anchor
    assert html.count(f'<mark class="shared">{SHARED}</mark>') == 2
    assert "40%" in html


def test_one_article_has_no_pairs():
    assert not [h for h, _ in pages(site([bridge()])) if h.startswith("pairs/")]


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_address_on_the_pages_of_pairs_exists(locale):
    made = dict(pages(site([bridge("a"), bridge("b", "400"), bridge("c", "500")], locale)))
    for href, html in made.items():
        if href.startswith("pairs/"):
            for link in re.findall(r'href="\.\./([^"#]+)', html):
                assert link in made or link.startswith(("data/", "notebooks/")), link
