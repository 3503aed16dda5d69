"""The site in a browser: accessible, self-contained, usable by keyboard, on paper, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARD = "cards/000_debe7415a2efe3f0.html"
CLASSROOM = "classroom/000_debe7415a2efe3f0.html"
PAIR = "pairs/000_debe7415a2efe3f0--004_3ae5ddb0e29c1d0e.html"
PAGES = [
    "index.html",
    CARD,
    "sources.html",
    "origins.html",
    "pairs/index.html",
    PAIR,
    CLASSROOM,
    "method.html",
    "notebooks/index.html",
]
NOTEBOOKS = [
    "notebooks/00_tour.html",
    "notebooks/02_attribution_and_sources.html",
    "notebooks/06_article_card.html",
]


@pytest.fixture(params=["en", "fr"])
def locale(request) -> str:
    return request.param


@pytest.fixture
def folder(locale: str, rendered) -> Path:
    return rendered(locale)


@pytest.fixture
def page(browser) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.asked = []
    opened.said = []
    opened.on("request", lambda r: opened.asked.append(r.url))
    opened.on("console", lambda m: opened.said.append(m.text))
    yield opened
    context.close()


def visit(page: Any, folder: Path, href: str) -> None:
    page.goto(f"{folder.as_uri()}/{href}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("href", [*PAGES, *NOTEBOOKS])
def test_no_accessibility_rule_is_broken(page, folder, href, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(color_scheme=scheme)
    visit(page, folder, href)
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize(
    "href", ["index.html", CARD, "sources.html", "origins.html", PAIR, NOTEBOOKS[1]]
)
def test_no_accessibility_rule_is_broken_on_a_phone(page, folder, href):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.set_viewport_size({"width": 360, "height": 740})
    visit(page, folder, href)
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize("href", [*PAGES, *NOTEBOOKS])
def test_nothing_is_fetched_and_nothing_is_blocked(page, folder, href):
    visit(page, folder, href)
    outside = [u for u in page.asked if not u.startswith(("file:", "data:"))]
    assert outside == []
    assert page.said == []
    assert len([u for u in page.asked if u.startswith("file:")]) == 1


@pytest.mark.parametrize("href", [*PAGES, *NOTEBOOKS])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_scrolls_sideways(page, folder, href, width):
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, folder, href)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_language_is_declared(page, folder, locale):
    visit(page, folder, "index.html")
    assert page.get_attribute("html", "lang") == locale


def test_the_first_tab_skips_to_the_content(page, folder):
    visit(page, folder, CARD)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_number_leads_to_its_words_its_note_and_back(page, folder):
    visit(page, folder, CARD)
    page.click('#r-attribution a[href="#a1"]')
    assert page.evaluate("location.hash") == "#a1"
    assert page.evaluate("document.querySelector('#a1').getBoundingClientRect().top") < 900
    page.focus("#a1")
    assert page.evaluate("document.querySelectorAll('mark.lit').length") >= 1
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#note-a1"
    page.click("#note-a1 .back")
    assert page.evaluate("location.hash") == "#r-attribution"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_legend_hides_and_shows_a_kind_with_and_without_scripts(browser, rendered, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    visit(page, rendered("en"), CARD)
    sign = page.locator("#a2")
    assert sign.is_visible()
    page.uncheck("#f-attribution")
    assert not sign.is_visible()
    page.check("#f-attribution")
    assert sign.is_visible()
    context.close()


def test_hovering_and_focusing_show_what_is_known_of_an_attribution(page, rendered):
    visit(page, rendered("en"), CARD)
    tip = page.locator(".tip")
    assert not tip.is_visible()
    page.hover("mark.cue[data-e=a5]")
    said = tip.inner_text()
    for part in ("Antony Blinken", "Government", "suggéré", "confidence", "rule"):
        assert part in said
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.focus("#a6")
    assert "déclarant" in tip.inner_text()
    assert page.get_attribute("#a6", "aria-describedby") == "note-a6"


def test_every_number_has_a_way_there_and_back(page, folder):
    visit(page, folder, CARD)
    page.locator(".parts .refs a").first.click()
    assert page.evaluate("document.querySelector(location.hash) !== null")
    back = page.locator(".return a")
    assert back.is_visible()
    back.click()
    assert page.evaluate("location.hash").startswith("#r-")
    assert not back.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_classroom_card_starts_without_marks_and_shows_them_kind_by_kind(
    browser, rendered, scripts
):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    visit(page, rendered("fr"), CLASSROOM)
    assert not page.locator("#a1").is_visible()
    assert not page.locator("#note-a1").is_visible()
    assert not page.locator("section.label").is_visible()
    assert page.locator(".task").is_visible()
    page.check("#f-attribution")
    assert page.locator("#a1").is_visible()
    page.check("#f-numbers")
    assert page.locator("section.label").is_visible()
    context.close()


def test_a_sign_leads_to_the_other_text(page, folder):
    visit(page, folder, PAIR)
    page.click("#a-c1")
    assert page.evaluate("location.hash") == "#b-c1"


def test_a_link_to_a_hidden_kind_shows_it(page, rendered):
    visit(page, rendered("en"), CARD)
    page.uncheck("#f-solicitation")
    page.click('#r-solicitation a[href="#p1"]')
    assert page.locator("#p1").is_visible()
    assert page.is_checked("#f-solicitation")


def test_many_articles_can_be_searched_from_the_first_page(page, tmp_path):
    from reporting.builders import bridge, site

    from analysis.reporting.pages import pages

    for href, html in pages(site([bridge(f"{i:03}_x") for i in range(120)])):
        if "/" not in href:
            (tmp_path / href).write_text(html, "utf-8")
    visit(page, tmp_path, "index.html")
    page.fill("#find", "117")
    assert page.locator("#hits li:visible").count() == 1
    assert "117" in page.locator("#hits li:visible").inner_text()
    page.fill("#find", "")
    assert not page.locator("#hits").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_report_as_one_file_shows_one_page_at_a_time(browser, tmp_path, scripts):
    from reporting.builders import bridge, site

    from analysis.reporting import downloads, single
    from analysis.reporting.pages import pages

    made = site([bridge("a"), bridge("b", "900")])
    object.__setattr__(made.comparison, "records", lambda: iter(()))
    downloads.write(made, tmp_path / "data")
    names = []
    for href, html in pages(made):
        (tmp_path / href).parent.mkdir(exist_ok=True)
        (tmp_path / href).write_text(html, "utf-8")
        names.append(href)
    single.write(made, tmp_path, names)
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    asked = []
    page.on("request", lambda r: asked.append(r.url))
    visit(page, tmp_path, single.NAME)
    shown = page.locator("main:visible")
    assert shown.count() == 1
    page.locator("table.profiles tbody th a").first.click()
    assert shown.count() == 1
    assert "card" in shown.get_attribute("class")
    page.locator("[data-kind=attribution]:visible").first.uncheck()
    assert page.locator(".sign.attribution:visible").count() == 0
    if scripts:
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
        found = axe.Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
    assert [u for u in asked if not u.startswith(("file:", "data:"))] == []
    context.close()


def test_quotes_open_by_keyboard(page, rendered):
    visit(page, rendered("en"), "sources.html")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] li a").first.is_visible()


def test_it_prints(page, folder):
    visit(page, folder, CARD)
    page.emulate_media(media="print")
    assert not page.locator("fieldset.legend").is_visible()
    assert page.locator(".words").first.is_visible()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 2 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page>") <= 14
