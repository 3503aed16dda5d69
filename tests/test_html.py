"""Pages of many site shapes, written for these tests; ``data-zone`` is the right answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import LINEAR, growth
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from analysis import languages
from analysis.html import read_html
from analysis.schema import Article
from analysis.text import Shadow
from analysis.zones import by_line, find_zones

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def right_lines(markup: str) -> list[tuple[str, str]]:
    root = html.document_fromstring(markup)
    return [
        (" ".join(e.text_content().split()), str(e.get("data-zone")))
        for e in root.iter()
        if e.get("data-zone")
    ]


def lines_of(article: Article) -> list[tuple[str, str]]:
    shadow = Shadow.of(article.text).text
    pack = languages.load_or_blank(article.language)
    zones = by_line(shadow, find_zones(shadow, pack, article))
    return [(" ".join(article.text[z.start : z.end].split()), z.label) for z in zones]


def article_of(markup: str) -> Article:
    page = read_html(markup)
    return Article(
        article_id="page",
        text=page.text,
        headline=page.headline,
        language=page.language,
        outlet=page.outlet,
        zone_hints=page.zone_hints,
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_each_line_of_a_page_has_its_zone(path: Path) -> None:
    markup = path.read_text("utf-8")
    assert lines_of(article_of(markup)) == right_lines(markup)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_the_same_lines_without_markup(path: Path) -> None:
    right = right_lines(path.read_text("utf-8"))
    article = Article(article_id="page", text="\n".join(line for line, _ in right), language="fr")
    found = lines_of(article)
    wrong = [
        (line, label, gold)
        for (line, label), (_, gold) in zip(found, right, strict=True)
        if label != gold
    ]
    assert len(wrong) <= max(1, len(right) // 10), wrong


def test_what_the_page_says_of_itself() -> None:
    page = read_html(PAGES[0].read_text("utf-8"))
    assert page.headline == "Le vieux pont de Mayenne rouvre après deux ans"
    assert page.outlet == "L'Écho des ponts"
    assert page.published == "2024-03-04"
    assert page.language == "fr"


def test_the_outlet_is_read_from_the_address_when_the_page_is_silent() -> None:
    page = read_html("<p>Le pont rouvre lundi.</p>", url="https://www.echo-des-ponts.example/a/b")
    assert page.outlet == "echo-des-ponts.example"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("<script>x()</script>", "no visible text"),
        ("<!-- -->", "no"),
    ],
)
def test_a_page_without_text_is_refused_with_a_reason(markup: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_html(markup)


def test_hidden_and_scripted_text_is_not_read() -> None:
    page = read_html("<p hidden>Secret</p><p style='display:none'>Masqué</p><p>Le pont rouvre.</p>")
    assert page.text == "Le pont rouvre."


def test_no_break_spaces_are_kept_and_offsets_are_those_of_the_text() -> None:
    page = read_html("<p>«\u00a0Oui\u00a0», dit-il.</p><figcaption>Photo&nbsp;: AFP</figcaption>")
    assert page.text == "«\u00a0Oui\u00a0», dit-il.\nPhoto\u00a0: AFP"
    (start, end, label) = page.zone_hints[-1]
    assert (page.text[start:end], label) == ("Photo\u00a0: AFP", "caption")


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="<>/p diva='\"&;é\n", max_size=120))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        page = read_html(markup)
    except ValueError:
        return
    assert page.text
    for start, end, _ in page.zone_hints:
        assert 0 <= start < end <= len(page.text)
        assert "\n" not in page.text[start:end]


def test_reading_grows_with_the_page() -> None:
    def reading(copies: int):
        markup = "<article>" + "<div class='a'><p>Le pont rouvre lundi matin.</p></div>" * copies
        return lambda: read_html(markup + "</article>")

    assert growth(reading, 300) < LINEAR


PROSE = (
    "<p>Le conseil municipal de Mayence a voté lundi soir la rénovation du vieux pont, fermé "
    "depuis deux ans, pour un coût de quatre millions d'euros.</p>"
)


def labels_of(markup: str) -> dict[str, str]:
    return dict(lines_of(article_of(f"<html lang='fr'><body>{markup}</body></html>")))


def test_a_headline_that_is_no_h1_is_known_by_its_role() -> None:
    head = '<div role="heading" aria-level="1">Le pont de Mayence sera rénové</div>'
    assert labels_of(head + PROSE * 3)["Le pont de Mayence sera rénové"] == "headline"


def test_a_headline_longer_than_the_title_of_the_page() -> None:
    long = "Le pont de Mayence sera rénové, les habitants attendent"
    markup = (
        "<html lang='fr'><head><title>Le pont de Mayence sera rénové - Le Fanal</title></head>"
        f"<body><div><b>{long}</b></div>{PROSE * 3}</body></html>"
    )
    assert read_html(markup).headline == long
    assert dict(lines_of(article_of(markup)))[long] == "headline"


def test_date_name_and_caption_in_one_row_are_lines_of_their_own() -> None:
    markup = (
        "<h1>Le pont de Mayence sera rénové</h1><p><abbr class='published'>3 mars 2024</abbr>"
        "<span class='auteurs'>par Jeanne Roux</span></p><figure><img src='a.jpg'><figcaption>"
        "<span class='caption'>Le pont, lundi.</span> <span class='credit'>Luc Exemple</span>"
        f"</figcaption></figure>{PROSE * 3}"
    )
    found = labels_of(markup)
    assert (found["3 mars 2024"], found["par Jeanne Roux"]) == ("date", "byline")
    assert (found["Le pont, lundi."], found["Luc Exemple"]) == ("caption", "caption")


def test_times_beside_the_links_of_a_list_are_part_of_it() -> None:
    rail = (
        "<div><ul><li><span>07:30</span><a href='/1'>Un motard blessé sur le quai</a></li>"
        "<li><span>06:50</span><a href='/2'>Le marché aux fleurs change de place</a></li>"
        "</ul></div>"
    )
    found = labels_of(f"<h1>Le pont de Mayence sera rénové</h1><main>{PROSE * 3}</main>{rail}")
    assert found["07:30"] == found["Un motard blessé sur le quai"] == "teaser"


def test_elements_of_a_page_s_own_are_rows_and_a_signature_stays_whole() -> None:
    page = read_html(
        "<header><x-island><a>Abonnements</a><a>Se connecter</a></x-island></header>"
        "<h1>Le pont rouvre</h1>"
        "<div class='meta-author'><span>par</span> <a>Jeanne Modèle</a></div>"
        "<p>Le vieux pont de Mayence rouvre lundi, a annoncé la mairie.</p>"
    )
    assert page.text.split("\n")[:4] == [
        "Abonnements",
        "Se connecter",
        "Le pont rouvre",
        "par Jeanne Modèle",
    ]
