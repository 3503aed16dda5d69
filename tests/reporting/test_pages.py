"""The pages: whole, linked, self-contained, the same each time, at any size of corpus."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from analysis.profiles import dimensions
from analysis.reporting import index
from analysis.reporting.figures import value_text
from analysis.reporting.pages import pages, policy, script
from analysis.reporting.site import slug

from .builders import bridge, pair, plain, site
from .test_words import VERDICTS

VOID = {"meta", "input", "link", "br", "img", "hr", "line", "rect", "circle", "path"}


class Outline(HTMLParser):
    """Ids, links, headings and balance of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.foreign: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.foreign += [v for k, v in attrs if k in ("src", "style") or k.startswith("on")]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.open.append(tag)
        self.handle_starttag(tag, attrs)
        self.open.pop()
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.said.append(data)


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    assert parser.open == []
    return parser


def event(locale: str = "en"):
    a, b, c = bridge("000_a"), bridge("001_b", "900"), bridge("002_c", "310")
    pairs = [pair(a, b, "divergent"), pair(a, c, "compatible"), pair(b, c, "evolving")]
    return site([a, b, c], locale, pairs)


@pytest.fixture(params=["en", "fr"])
def made(request):
    return dict(pages(event(request.param), [("evidence", 9, ("evidence.csv",))]))


def test_all_links_lead_somewhere(made):
    outlines = {href: outline(html) for href, html in made.items()}
    for page, found in outlines.items():
        for link in found.links:
            assert not re.match(r"[a-z]+:|//", link), link
            path, _, anchor = link.partition("#")
            if path.startswith(("data/", "../data/")):
                continue
            parts: list[str] = []
            for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(path).parts):
                parts = parts[:-1] if part == ".." else [*parts, part]
            target = "/".join(parts) if path else page
            assert target in outlines, (page, link)
            assert not anchor or anchor in outlines[target].ids, (page, link)


def test_pages_are_well_formed_and_self_contained(made):
    for href, html in made.items():
        found = outline(html)
        assert len(found.ids) == len(set(found.ids)), href
        assert found.headings[0] == 1
        assert found.headings.count(1) == 1
        steps = zip(found.headings, found.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), href
        assert found.foreign == []
        assert policy() in html
        assert "default-src 'none'" in policy()
        assert not re.search(r"https?:|url\(|@import|//[a-z]", html.replace(script(), ""))


def test_every_number_of_a_card_leads_to_its_words_and_back(made):
    html = made["cards/000_a.html"]
    assert re.search(r'id="r-attribution".*?<b class="num">2</b>.*?href="#a1".*?href="#a2"', html)
    assert 'href="#note-a1"' in html
    assert re.search(r'id="note-a1">.*?href="#a1".*?href="#r-attribution"', html, re.DOTALL)


def test_the_divergence_is_shown_with_both_passages_and_linked_both_ways(made):
    index = made["index.html"]
    assert "Environ 300 camions" in index
    assert "Environ 900 camions" in index
    assert 'href="cards/000_a.html#c1"' in index
    assert 'href="../cards/001_b.html#c1"' in made["cards/000_a.html"]


def test_what_is_not_observable_is_said_and_never_zero(made):
    card = made["cards/000_a.html"]
    assert "fewer than three labels" in card
    row = re.search(r"<tr data-search.*?</tr>", made["index.html"], re.DOTALL)
    assert row
    assert row[0].count("absent") == 1


def test_a_score_without_a_place_among_reference_articles_says_why():
    card = dict(pages(site([bridge()], "fr")))["cards/000_pont.html"]
    blocks = re.split(r'<section class="dimension"', card)
    transparency = next(b for b in blocks if 'id="d-C"' in b)
    assert "recueillis sans la page qui les entourait" in transparency
    neutrality = next(b for b in blocks if 'id="d-E"' in b)
    assert "articles de référence" not in neutrality


def test_generated_words_pass_no_verdict(made):
    quoted = re.compile(r"<(mark|bdi|q)\b[^>]*>.*?</\1>|<p class=\"words\".*?</p>", re.DOTALL)
    for href, html in made.items():
        said = " ".join(outline(quoted.sub("", html)).said) if "cards" not in href else ""
        assert not VERDICTS.search(said), (href, VERDICTS.search(said))


def test_the_same_input_gives_the_same_bytes():
    assert dict(pages(event())) == dict(pages(event()))


def test_a_card_is_light():
    text = "\n".join([bridge().text] * 6)
    made = dict(pages(site([plain(text, "long")])))
    assert len(made["cards/long.html"].encode()) < 150_000


def test_one_article_gives_a_usable_site():
    made = dict(pages(site([bridge()])))
    whole = {"index.html", "sources.html", "origins.html", "method.html"}
    assert set(made) == {*whole, "cards/000_pont.html", "classroom/000_pont.html"}


def test_an_article_without_anything_gives_a_card_not_a_crash():
    made = dict(pages(site([plain("Bonjour", "x")])))
    assert "No attribution was found." in made["cards/x.html"]


def test_three_hundred_articles_are_paged_and_aggregated():
    made = dict(pages(site([bridge(f"{i:03}_x") for i in range(300)])))
    assert "index-6.html" in made
    assert "index-7.html" not in made
    assert made["index.html"].count("<tr data-search") == 50
    assert made["index.html"].count('class="histogram"') >= 1
    assert made["index.html"].count("<li hidden>") == 300
    assert len(made["index.html"].encode()) < 450_000


@pytest.mark.parametrize(
    "article_id", ["../../etc/passwd", "a/b", "index", "é", "", ".", "x" * 300]
)
def test_an_id_never_becomes_an_unsafe_file_name(article_id):
    name = slug(article_id)
    assert re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", name)
    assert name != "index"
    assert len(name) < 100


def test_hostile_metadata_is_escaped():
    evil = "<script>alert(1)</script>"
    article = plain(f"{evil} \u202e", evil, headline=evil)
    for html in dict(pages(site([article]))).values():
        assert "<script>alert" not in html
        assert "\u202e" not in html


def test_file_names_differ_on_every_system():
    ids = ["a", "A", "index", "CON", "con.txt", "x" * 300, "é", "../a", "\u202e\x00"]
    slugs = site([plain("Bonjour", i) for i in ids]).slugs
    assert len({name.lower() for name in slugs.values()}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,100}", name) for name in slugs.values())
    assert not {"index", "con", "con.txt"} & {name.lower() for name in slugs.values()}


def test_many_articles_are_found_on_a_page_of_their_own_and_no_page_grows_with_all():
    made = dict(pages(site([bridge(f"{i:04}_x") for i in range(501)])))
    assert made["find.html"].count('<li><a href="cards/') == 501
    assert 'href="find.html"' in made["index.html"]
    assert max(len(html) for href, html in made.items() if href != "find.html") < 300_000


@pytest.mark.parametrize(
    ("low", "high", "unit", "code", "said"),
    [
        (8, 12, "day", "en", "8–12\u00a0days"),
        (1, 1, "day", "fr", "1\u00a0jour"),
        (2, None, "EUR", "fr", "≥ 2\u00a0€"),
        (None, 3, "km", "en", "3\u00a0km"),
        (3, 3, None, "en", "3"),
        (3, 3, "furlong", "en", "3"),
        ("2022-01-13", None, "date", "fr", "2022-01-13"),
        (None, "2022-01-22", "date", "en", "2022-01-22"),
        (None, None, "day", "en", "–"),
    ],
)
def test_a_figure_is_written_with_its_unit(low, high, unit, code, said):
    assert value_text(low, high, site([bridge("a")], code), unit) == said


SHORT, FEW = {"text": "does not apply", "why": "too short"}, {"text": "x", "why": "few labels"}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([SHORT, SHORT, SHORT], "No score: too short."),
        ([SHORT, FEW], ""),
        ([SHORT, {"strip": "", "score": "3"}], ""),
        ([SHORT], ""),
        ([{"text": "x", "why": ""}] * 2, ""),
    ],
)
def test_an_article_without_any_score_says_why_once(cells, said):
    assert index._said_of_all(site([bridge("a")]), cells) == said


@pytest.mark.parametrize(("locale", "mark"), [("en", "Provisional:"), ("fr", "Provisoire")])
def test_the_method_page_marks_the_goalposts_that_no_reference_supports(locale, mark):
    made = dict(pages(site([bridge()], locale)))["method.html"]
    unsupported = [p for d in dimensions() if d.id != "C" for p in d.parts if p.provisional]
    assert made.count(mark) == len(unsupported) == 5
