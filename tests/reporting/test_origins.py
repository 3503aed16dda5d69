"""The page on where the texts come from."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.comparison import compare
from analysis.reporting.kinship import Edge, Kinship, Tie, drawing
from analysis.reporting.origins import aligned, origins
from analysis.reporting.pages import common, fill
from analysis.reporting.site import Site
from analysis.reporting.words import load
from analysis.schema import AnnotatedArticle, Origin, Trace

from .builders import plain, site

STORY = (
    "Les vagues ont emporté une partie de la digue et deux chalutiers ont sombré dans le bassin "
    "nord, sans faire de victime, avant que la mer ne se calme enfin au petit matin."
)
OTHER = "La récolte de blé sera bonne cette année, disent les silos de la plaine et du plateau."


def article(name: str, text: str, *origins: str, traces: str = "") -> AnnotatedArticle:
    at = text.index(traces)
    return plain(
        text,
        name,
        origins=tuple(Origin(start=0, end=3, relation="republished_from", name=o) for o in origins),
        traces=(Trace(start=at, end=at + len(traces), trace="calque", strength=0.7),)
        if traces
        else (),
    )


def made(*articles: AnnotatedArticle, locale: str = "en") -> Site:
    return replace(site(list(articles), locale), comparison=compare(list(articles)))


def html(given: Site) -> str:
    return fill("origins.html.j2", {**common(given, "", "origins"), "page": origins(given)})


def test_the_passages_two_texts_share_stand_side_by_side_with_what_differs_marked() -> None:
    page = origins(made(article("a", STORY), article("b", STORY.replace("nord", "sud"))))
    (pair,) = page["pairs"]
    (passage,) = pair["passages"]
    assert '<mark class="differs">nord</mark>' in passage.a
    assert '<mark class="differs">sud</mark>' in passage.b
    assert re.sub(r"<[^>]+>", "", passage.a) == STORY.rstrip(".")


def test_capitals_and_apostrophes_are_no_difference() -> None:
    passage = aligned("L'été est là", (0, 12), "l’été EST là", (0, 12))
    assert "<mark" not in passage.a + passage.b


def test_each_text_shows_its_statements_traces_and_seams_in_its_own_words() -> None:
    straight, curly = "L'un n'a rien d'autre.", "L’un n’a rien d’autre."
    text = f"{straight}\nDes troubles de masse.\n{curly}"
    page = origins(made(article("a", text, "Reuters", traces="troubles de masse")))
    (row,) = page["rows"]
    assert row["origins"][0]["name"] == "Reuters"
    assert [t[1] for t in row["traces"]] == ["troubles de masse"]
    assert row["step"] == "1 of 3"
    ((says, around),) = row["seams"]
    assert says == "Apostrophes change from ' to ’:"
    assert '<mark class="claim">’</mark>' in around


def test_the_graph_is_drawn_with_words_for_those_who_do_not_see_it() -> None:
    page = origins(made(article("a", STORY, "Reuters"), article("b", STORY), article("c", OTHER)))
    svg, narrow = str(page["drawing"]["svg"]).split("</svg>")[:2]
    assert 'class="kinship narrow"' in narrow
    assert 'role="img"' in svg and "<title" in svg
    told = re.search(r"<desc[^>]*>(.*?)</desc>", svg)
    assert told is not None
    assert "a – origin: Reuters." in told[1]
    assert "a and b share 100% of the shorter text." in told[1]
    assert svg.count('class="lineage"') == 1
    assert svg.count('class="text"') == 3
    assert "style=" not in svg


def test_without_ties_the_page_says_so() -> None:
    given = made(article("a", STORY), article("c", OTHER))
    assert origins(given)["drawing"] is None
    assert "nothing to draw" in html(given)
    assert "No two texts read share" in html(given)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_hostile_words_are_escaped(locale: str) -> None:
    bad = "<script>alert(1)</script>"
    text = STORY.replace("digue", bad)
    articles = [article("a", text, bad, traces=bad), article("b", text)]
    page = html(made(*articles, locale=locale))
    assert bad not in page
    assert "&lt;script&gt;" in page


def test_passages_stay_out_of_a_report_that_holds_text_back() -> None:
    given = made(article("a", STORY), article("b", STORY))
    held = replace(given, release=replace(given.release, text="excerpts"))
    assert [pair["passages"] for pair in origins(held)["pairs"]] == [[]]
    assert "sans faire de victime" not in re.sub(r"<h3>.*?</h3>", "", html(held))


def test_many_origins_never_share_a_row() -> None:
    names = [f"o{i}" for i in range(6)]
    kinship = Kinship(
        articles=("a", "b"),
        names={"a": "a", "b": "b"},
        groups=(),
        edges=[Edge(name, "b", "dateline") for name in names],
        ties=[Tie("a", "b", 0.5)],
        titles={},
    )
    svg = str(drawing(kinship, load("en"))).split("</svg>")[0]
    places = re.findall(r'class="from"><rect x="8" y="(\d+)"', svg)
    assert len(set(places)) == 6
    height = re.search(r'viewBox="0 0 960 (\d+)"', svg)
    assert height is not None
    assert max(map(int, places)) + 26 <= int(height[1])


def test_headlines_stand_beside_the_names_and_nothing_leaves_the_narrow_drawing() -> None:
    title = "La digue du port nord a cédé devant une mer que personne n'attendait ce matin-là"
    kinship = Kinship(
        articles=("a", "b", "c"),
        names={"a": "a · Gazette du littoral", "b": "b", "c": "c"},
        groups=[("a", "b")],
        edges=[Edge("Agence centrale des nouvelles du littoral", "a", "republished_from")],
        ties=[Tie("a", "c", 1.0)],
        titles={"a": title, "b": title, "c": ""},
    )
    broad, narrow = str(drawing(kinship, load("fr"))).split("</svg>")[:2]
    assert "La digue du port nord a cédé" in broad
    assert "La digue du" in narrow
    assert ">Agence" in narrow and "Agence centrale des nouvelles du littoral</text>" not in narrow
    for svg in (broad, narrow):
        width = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
        for x, body in re.findall(r'<text[^>]* x="(\d+)"[^>]*>(.*?)</text>', svg):
            shown = re.sub(r"<[^>]+>", "", body)
            assert int(x) + 7 * len(shown) <= width, shown


def test_a_comparison_without_rows_is_no_error() -> None:
    given = site([plain(STORY, "a")])
    empty = pd.DataFrame(columns=["a", "b", "containment", "band", "passages"])
    given.comparison.reuse = empty
    assert origins(given)["pairs"] == []
