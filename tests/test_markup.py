"""What an element's tag, class, link or picture says of its text."""

from __future__ import annotations

import pytest
from lxml import html

from analysis.markup import hint_of, inherited


def element(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup)


@pytest.mark.parametrize(
    ("markup", "hint"),
    [
        ('<div class="Author_name__p3x">Jeanne Roux</div>', "byline"),
        ('<div class="lireAussi">Le pont rouvre</div>', "teaser"),
        ('<span class="article__legend">Le pont, lundi.</span>', "caption"),
        ('<div class="td-post-author-description">Elle suit la ville.</div>', "bio"),
        ('<p class="has-drop-cap">Le pont rouvre.</p>', None),
        ('<div class="wp-block-media-text"><p>Le pont rouvre.</p></div>', None),
        ('<div class="views-row">Le pont rouvre</div>', None),
        ('<p class="b-dateline">Val-Nord, Abitibi</p>', "dateline"),
        ('<ul class="motsCles"><li>Pont</li></ul>', "widget"),
        ('<div id="forum">Bravo</div>', "furniture"),
        ('<div class="site-footer">Mentions</div>', "footer"),
        ('<a href="/auteur/jeanne-roux">Jeanne Roux</a>', "byline"),
        ('<a href="https://example.net/tag/ponts/">Ponts</a>', "widget"),
        ('<a href="https://www.facebook.com/sharer.php">f</a>', "widget"),
        ('<a href="/2023/05/le-pont-rouvre">Le pont rouvre</a>', None),
        ('<a rel="author nofollow">Jeanne Roux</a>', "byline"),
        ('<figure><img src="a.jpg"><small>Le pont</small></figure>', "picture"),
        ("<figure><blockquote>« Le pont »</blockquote></figure>", None),
        ('<div><img src="a.jpg"><span>Le pont, lundi.</span></div>', "pictured"),
        ('<div><img src="a.jpg"><h3>Le pont rouvre</h3></div>', None),
        ('<figure class="x-newsletter"><h4>La lettre</h4></figure>', "solicitation"),
        ('<div class="qiota_reserve">Lire la suite</div>', "solicitation"),
        ('<div class="paywall-content">Le pont rouvre.</div>', None),
        ('<p class="ft-text">Le pont rouvre.</p>', None),
        ('<aside class="dcr-rich-link">Le pont rouvre</aside>', "teaser"),
        ('<div class="jeg_top_date">lundi 3 mars</div>', "widget"),
        ('<p class="story__kicker">Mobilité</p>', "widget"),
        ('<div class="article-section">Le pont rouvre.</div>', None),
        ('<div id="usercentrics-root">Nos traceurs</div>', "disclaimer"),
        ('<div class="logora_synthese">Le débat</div>', "furniture"),
    ],
)
def test_an_element_says_what_its_text_is(markup: str, hint: str | None) -> None:
    assert hint_of(element(markup)) == hint


def test_the_word_of_a_theme_for_its_paragraphs_says_nothing_of_them() -> None:
    long = "Le vieux pont de Mayence rouvre lundi après deux ans de travaux, a annoncé la mairie."
    paragraph = f'<p class="legal-text">{long}</p>'
    many = element(f"<div>{3 * paragraph}</div>")
    assert [hint_of(p) for p in many] == [None, None, None]
    one = element(f"<div>{paragraph}</div>")
    assert [hint_of(p) for p in one] == ["disclaimer"]


def test_a_box_that_holds_an_article_is_no_box() -> None:
    paragraph = (
        "<p>" + "Le vieux pont de Mayence rouvre lundi après deux ans de travaux. " * 2 + "</p>"
    )
    assert hint_of(element(f'<div class="newsletter">{paragraph}</div>')) == "solicitation"
    assert hint_of(element(f'<div class="newsletter">{paragraph * 4}</div>')) is None


def test_what_is_inside_a_caption_is_part_of_it() -> None:
    assert inherited("credit", "caption") == "caption"
    assert inherited("furniture", "caption") == "furniture"
    assert inherited("pictured", "byline") == "byline"
    assert inherited("date", "furniture") == "furniture"
    assert inherited(None, "teaser") == "teaser"
