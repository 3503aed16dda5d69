"""Read a web page: the article's text, and what its markup says each line is.

trafilatura (Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15) with htmldate and courlan finds the
body and the metadata. What it drops as boilerplate (appeals, credits, notices, captions) is
evidence here and is kept: the text has one line a block element in page order, and the markup's
word on a line goes along as a zone hint for :mod:`analysis.zones`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from analysis.languages.patterns import entries
from analysis.markup import hidden, hint_of, inherited

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "label", "legend", "li",
    "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
))
# fmt: on
# fmt: off
_DROPPED = frozenset((
    "applet", "audio", "canvas", "embed", "head", "iframe", "input", "link", "map", "math",
    "meta", "noscript", "object", "option", "param", "picture", "script", "select", "source",
    "style", "svg", "template", "textarea", "track", "video",
))
# fmt: on
_SPACE = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile("[\u2028\u2029\x85\x0b\x0c\r]")

_INLINE = frozenset(
    ("a", "abbr", "b", "button", "cite", "em", "i", "small", "span", "strong", "time")
)
_ROWS = frozenset(("article", "aside", "div", "footer", "header", "nav", "section"))
# Elements that hold one line, unless their children are lines of different kinds.
_LINES = frozenset(("blockquote", "dd", "dt", "figcaption", "h4", "h5", "li", "p", "small"))
_OF_ARTICLE = frozenset(("byline", "caption", "credit", "date", "dateline"))
_TITLE = re.compile(r"(?<![a-z])(?:post|entry|article)-title(?![a-z])", re.I)
_CLOCK = re.compile(r"\W{0,2}\d{1,2} ?[:h.] ?\d{2}\W{0,2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?")
_KICKER_WORDS = 4
# Words of a row of spans from which on it may be one sentence in several pieces.
_SENTENCE_WORDS = 12
# What a hint of the markup is worth when the line is too long to be that.
_LONGEST_HINT = {
    "date": 16,
    "byline": 24,
    "widget": 25,
    "credit": 40,
    "picture": 45,
    "dateline": 6,
    "pictured": 40,
    "bio": 120,
}
# From so many words on, a box that asks for something may be part of the article.
_LONG_APPEAL = 25
# Hints that a class gives a cross-head by chance.
_NOT_OF_HEADINGS = frozenset(
    ("bio", "credit", "date", "dateline", "disclaimer", "footer", "picture")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MEANT = {"picture": "caption", "pictured": "caption", "bio": "byline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """A page as read.

    ``zone_hints`` are (start, end, label) triples of ``text``, one a line the markup speaks of;
    ``published`` is an ISO date. What the page does not name is None.
    """

    text: str
    zone_hints: tuple[tuple[int, int, str], ...] = ()
    headline: str | None = None
    author: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(slots=True)
class _Frame:
    """What holds for the text inside an open element."""

    hint: str | None
    parent: int
    tag: str
    in_article: bool
    block: bool
    number: int = 0
    mixed: bool | None = None
    row: bool | None = None


@dataclass(slots=True)
class _Line:
    text: str
    hint: str | None
    parent: int
    linked: int
    tag: str
    in_article: bool = False
    body: bool = False
    words: int = field(default=0)


def read_html(markup: str, url: str | None = None) -> HtmlPage:
    r"""Read the text of a page and what its markup says about it.

    Parameters
    ----------
    markup
        The page's HTML.
    url
        Its address, from which the outlet is read when the page names none. Nothing is fetched.

    Raises
    ------
    ValueError
        When there is no markup or no visible text in it; the message says which.

    Examples
    --------
    >>> page = read_html("<h1>Le pont rouvre</h1><p>Le vieux pont rouvre lundi.</p>")
    >>> page.text
    'Le pont rouvre\nLe vieux pont rouvre lundi.'
    """
    if not markup.strip():
        raise ValueError("the page is empty")
    root = _parse(markup)
    if root is None:
        raise ValueError("the page holds no markup that can be read")
    lines = list(_lines(root))
    if not lines:
        raise ValueError("the page holds no visible text")
    found = _extract(markup, url)
    headline = _headline(root, found)
    author = _known(found, "author")
    _mark_body(lines, found)
    _mark_authors(lines, author)
    _mark_site(lines, _site_names(root, found))
    headline = _as_printed(lines, headline) if headline else None
    pieces: list[str] = []
    hints: list[tuple[int, int, str]] = []
    position = 0
    for line in _labelled(lines, headline):
        start, end = position, position + len(line.text)
        if line.hint:
            hints.append((start, end, line.hint))
        pieces.append(line.text)
        position = end + 1
    return HtmlPage(
        text="\n".join(pieces),
        zone_hints=tuple(hints),
        headline=headline,
        author=author,
        published=_known(found, "date"),
        outlet=_outlet(root, found, url),
        language=_language(root),
    )


def _parse(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _lines(root: HtmlElement) -> Iterator[_Line]:
    """Lines of visible text in page order, each with the hint of the markup around it."""
    from lxml import etree

    article, above_headline = _main_article(root)
    stack = [_Frame(None, 0, "html", in_article=False, block=True)]
    opened = 1
    run: list[str] = []
    linked = link_depth = skipped = 0

    def close() -> Iterator[_Line]:
        nonlocal linked
        text = _clean("".join(run))
        if text and not (stack[-1].row and text in "•|·"):
            top = stack[-1]
            yield _Line(
                text,
                top.hint,
                top.parent,
                linked,
                top.tag,
                top.in_article,
                words=len(re.findall(r"\w+", text)),
            )
        run.clear()
        linked = 0

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped or tag in _DROPPED or not tag or (tag != "body" and hidden(element)):
                skipped += 1
                continue
            above = stack[-1]
            named = None if element in above_headline else hint_of(element)
            if tag == "article" and article is not None and _is_other(element, article):
                named = "teaser"
            hint = inherited(named, above.hint)
            sole = tag in _INLINE and named in _OF_ARTICLE and _is_sole(element)
            block = (
                tag in _BLOCKS
                or ("-" in tag and not _mixed(element.getparent(), above))
                or sole
                or (_stands_alone(tag, hint, run) and not _mixed(element.getparent(), above))
            )
            if tag in _INLINE and not block and _is_row(element.getparent(), above):
                block = not _goes_on("".join(run))
            if block and tag in _INLINE and not len(element) and _signs(element.text):
                block = False  # « par » before the name it introduces
            if block:
                yield from close()
            stack.append(
                _Frame(
                    hint,
                    above.number if block else above.parent,
                    tag if block else above.tag,
                    in_article=above.in_article or tag in ("article", "main"),
                    block=block,
                    number=opened,
                )
            )
            opened += 1
            link_depth += tag == "a"
            if tag == "br":
                run.append("\n")
            if element.text:
                run.append(element.text if tag == "pre" else _SPACE.sub(" ", element.text))
                linked += len(element.text) if link_depth else 0
            continue
        if skipped:
            skipped -= 1
        else:
            if stack[-1].block:
                yield from close()
            stack.pop()
            link_depth -= tag == "a"
        if not skipped and element.tail and element is not root:
            run.append(_SPACE.sub(" ", element.tail))
            linked += len(element.tail) if link_depth else 0
    yield from close()


def _main_article(root: HtmlElement) -> tuple[HtmlElement | None, frozenset[HtmlElement]]:
    """The article element that holds the only top heading of the page, and all around that heading.

    What holds the headline is no menu, box or list of comments, whatever its class says.
    """
    headings = _headings(root)
    if not headings:
        return None, frozenset()
    around = list(headings[0].iterancestors())
    return next((e for e in around if e.tag == "article"), None), frozenset(around)


def _headings(root: HtmlElement) -> list[HtmlElement]:
    """The top headings of a page: h1, or what has its role."""
    found = [h for h in root.iter("h1") if not hidden(h) and not _leads_home(h)]
    found = found or [
        e
        for e in root.iter("div", "p", "span", "h2", "h3")
        if (e.get("role") == "heading" and e.get("aria-level") == "1")
        or e.get("itemprop") == "headline"
    ]
    if found:
        return found
    titles = [e for e in root.iter("h2", "h3") if _TITLE.search(e.get("class", ""))]
    return titles if len(titles) == 1 else []


def _leads_home(heading: HtmlElement) -> bool:
    """Whether a heading is the name of the site, which leads to its first page."""
    links = [(a.get("href") or "").strip() for a in heading.iter("a")]
    return bool(links) and all(
        re.fullmatch(r"(?:https?://[^/]{3,80})?/?#?", href) for href in links
    )


def _is_other(element: HtmlElement, article: HtmlElement) -> bool:
    """Whether an article element with a heading stands beside that of the page's headline."""
    if any(e is article for e in (element, *element.iterancestors("article"))):
        return False
    return element.find(".//article") is None and any(
        True for _ in element.iter("h1", "h2", "h3", "h4")
    )


def _is_sole(element: HtmlElement) -> bool:
    """Whether an element is all that its parent holds."""
    parent = element.getparent()
    return (
        parent is not None
        and len(parent) == 1
        and not any((text or "").strip() for text in (parent.text, element.tail))
    )


def _is_row(parent: HtmlElement, frame: _Frame) -> bool:
    """Whether an element is a row of links or labels, which the page sets side by side."""
    if frame.row is None:
        children = [c for c in parent if isinstance(c.tag, str)] if len(parent) < 60 else []
        frame.row = (
            len(children) > 1
            and (
                parent.tag in _ROWS
                or "-" in parent.tag
                or (parent.tag == "a" and all(c.tag == "span" and c.get("class") for c in children))
                or (parent.tag in _LINES and _is_mixed_line(children))
            )
            and not any(
                (t or "").strip(_parting(children))
                for t in (parent.text, *(c.tail for c in parent))
            )
            and not _is_sentence([c.text_content() for c in children if c.tag in _INLINE])
        )
    return frame.row


def _parting(children: list[HtmlElement]) -> str:
    """What may stand between the elements of a row: blanks, and a sign between two dates."""
    signed = all(hint_of(c) in ("byline", "date") for c in children)
    return " \t\r\n\f\xa0" + ("•|·" if signed else "")


def _is_mixed_line(children: list[HtmlElement]) -> bool:
    """« 12 mai 2021 ***** par Odile », « 07:30 Un motard blessé », a caption and its credit."""
    if children[0].getparent().tag == "figcaption":
        return True
    kinds = {hint_of(c) for c in children}
    if len(kinds) > 1 and kinds & _OF_ARTICLE:
        return True
    return len(children) == 2 and bool(_CLOCK.fullmatch(_clean(children[0].text_content()[:40])))


def _is_sentence(pieces: list[str]) -> bool:
    """Whether the pieces of a row go on from one another in one sentence."""
    words = sum(len(re.findall(r"\w+", piece[:2000])) for piece in pieces)
    if words < _SENTENCE_WORDS:
        return False
    return any(
        not re.search(r"[.!?…»”:]\s*$", a[-8:]) and b.strip()[:1].islower()
        for a, b in pairwise(pieces)
    )


def _signs(text: str | None) -> bool:
    """« par » and « By », but not « DE » among the languages of a page."""
    word = (text or "").strip()[:12]
    return word.lower() in _signing() and not (len(word) == 2 and word.isupper())


def _goes_on(before: str) -> bool:
    """« Par », « Source : »: a label whose value follows in the next element."""
    label = before.strip()
    return label.endswith(":") or label.lower() in _signing()


@cache
def _signing() -> frozenset[str]:
    return entries("zones", "terms").get("signing", frozenset())


def _mixed(parent: HtmlElement, frame: _Frame) -> bool:
    """Whether words or arrows stand between an element's children, as in a trail of links."""
    if frame.mixed is None:
        between = [parent.text, *(child.tail for child in parent)]
        frame.mixed = any(text and text.strip() for text in between)
    return frame.mixed


def _stands_alone(tag: str, hint: str | None, run: list[str]) -> bool:
    """Whether an inline element is a line of its own: menu links, a time beside a name."""
    if "".join(run[-3:]).strip():
        return False
    if tag == "a":
        return hint in ("widget", "teaser", "footer", "furniture")
    return tag in ("span", "time") and hint in ("date", "byline", "furniture")


def _clean(text: str) -> str:
    lines = (_SPACE.sub(" ", line).strip(" \t\n\r\f\xa0") for line in text.split("\n"))
    joined = "\n".join(line for line in lines if line)
    joined = _INVISIBLE.sub("", _BREAKS.sub(" ", joined))
    return unicodedata.normalize("NFC", joined).strip()


def _extract(markup: str, url: str | None) -> Any:
    """What trafilatura makes of the page; None when it makes nothing of it."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            markup, url=url, with_metadata=True, include_comments=False, favor_recall=True
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _known(found: Any, name: str) -> str | None:
    value = getattr(found, name, None)
    return unicodedata.normalize("NFC", str(value)).strip() or None if value else None


def _meta(root: HtmlElement, *names: str) -> str | None:
    for name in names:
        for element in root.iter("meta"):
            if name in (element.get("property"), element.get("name"), element.get("itemprop")):
                content = _clean(element.get("content") or "")
                if content:
                    return content
    return None


def _headline(root: HtmlElement, found: Any) -> str | None:
    """The headline the page names: its h1, its metadata, or the title without the site's name."""
    titles = [_clean(h.text_content()) for h in _headings(root)]
    titles = [" ".join(t.split("\n")) for t in titles if t]
    named = _meta(root, "og:title", "twitter:title", "headline") or _known(found, "title")
    if named is None:
        return titles[0] if len(titles) == 1 else None
    alike = [t for t in titles if _shared(t, named) >= 0.6]
    if alike:
        return alike[0]
    title = _known(found, "title")
    if title and titles and title in titles:
        return title
    # Rewritten for search engines: what stands on the page is the headline, if it is one.
    long = [t for t in titles if len(t.split()) >= 5]
    return long[0] if len(long) == 1 else named


def _shared(a: str, b: str) -> float:
    first, second = (set(re.findall(r"\w{2,40}", t.lower())) for t in (a, b))
    return len(first & second) / max(1, min(len(first), len(second)))


def _outlet(root: HtmlElement, found: Any, url: str | None) -> str | None:
    named = _meta(root, "og:site_name", "application-name")
    if named:
        return named
    if url:
        from courlan import extract_domain

        host = urlsplit(url).hostname or ""
        return extract_domain(url) or host.removeprefix("www.") or _known(found, "sitename")
    return _known(found, "sitename")


def _language(root: HtmlElement) -> str | None:
    code = (root.get("lang") or _meta(root, "og:locale", "language") or "").strip().lower()
    match = re.match(r"[a-z]{2}(?![a-z])", code)
    return match[0] if match else None


def _mark_body(lines: list[_Line], found: Any) -> None:
    """Which lines trafilatura took for the article."""
    text = _clean(getattr(found, "text", None) or "")
    kept = {_squeezed(line) for line in text.split("\n")}
    whole = "\n".join(kept) if len(text) < 300_000 else ""
    for line in lines:
        plain = _squeezed(line.text)
        line.body = plain in kept or (len(plain) >= 40 and plain in whole)


def _mark_authors(lines: list[_Line], author: str | None) -> None:
    """Lines that hold nothing but a name the page's metadata gives for its author."""
    names = {_squeezed(name) for name in re.split(r"[;,]", author or "")} - {""}
    for line in lines:
        plain = _squeezed(line.text)
        # « Sylvie Tornay/ats », « Jeanne Roux, Agence »: the name opens the line.
        if line.hint is None and line.words <= 6 and any(plain.startswith(n) for n in names):
            line.hint = "byline"


def _site_names(root: HtmlElement, found: Any) -> set[str]:
    """The names under which the page's metadata and title know the site."""
    title = next((_clean(t.text_content()) for t in root.iter("title")), "")
    last = re.split(r" [|–—•-] ", title[:400])[-1] if title else ""
    named = (_meta(root, "og:site_name", "application-name"), _known(found, "sitename"), last)
    return {_squeezed(name) for name in named if name and len(name.split()) <= 6} - {""}


def _mark_site(lines: list[_Line], names: set[str]) -> None:
    """« Le Phare - À la une » above the headline: the way to the site's first page."""
    first = next((i for i, line in enumerate(lines) if line.tag == "h1"), 0)
    for line in lines[:first]:
        plain = _squeezed(line.text)
        known = line.hint in (None, "link", "widget")
        if known and line.words <= 10 and plain.startswith(tuple(names)):
            line.hint = "furniture"


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _labelled(lines: list[_Line], headline: str | None) -> Iterator[_Line]:
    """The lines with their final hints."""
    body = [i for i, line in enumerate(lines) if line.body and line.words >= 8]
    first, last = (body[0], body[-1]) if body else (0, len(lines) - 1)
    homes = {lines[i].parent for i in body}
    key = _squeezed(headline) if headline else None
    top = next((i for i, line in enumerate(lines) if key and _squeezed(line.text) == key), 0)
    _mark_lists(lines, top, last)
    for i, line in enumerate(lines):
        for part in line.text.split("\n"):
            words = len(re.findall(r"\w+", part))
            hint = _settled(line, words, first <= i <= last or line.parent in homes)
            if hint == "caption" and line.hint == "pictured" and i < top:
                hint = None  # the logo of the page
            if key and _squeezed(part) == key and hint != "teaser":
                hint = "headline"
            elif i < top and hint == "body" and words <= _KICKER_WORDS:
                hint = None  # « Justice » above the headline is no paragraph
            yield _Line(part, hint, line.parent, line.linked, line.tag)


def _as_printed(lines: list[_Line], headline: str) -> str:
    """The headline in the words of the line that has all those of the page's title and more."""
    key = _squeezed(headline)
    title = set(re.findall(r"\w{2,40}", headline))
    first = next((i for i, line in enumerate(lines) if line.body and line.words >= 25), len(lines))
    above = [line for line in lines[:first] if line.words <= 40 and "\n" not in line.text]
    if len(title) < 4 or any(_squeezed(line.text) == key for line in above):
        return headline
    for line in above:
        if len(title.intersection(re.findall(r"\w{2,40}", line.text))) >= 0.8 * len(title):
            return line.text
    return headline


def _mark_lists(lines: list[_Line], top: int, last: int) -> None:
    """Times and dates beside the links of a list outside the article are part of the list."""
    for i, line in enumerate(lines):
        if top <= i <= last or line.hint not in (None, "date", "aside") or line.words > 6:
            continue
        beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if any(
            b.parent == line.parent and b.linked > 0.6 * len(b.text) and b.words >= 4
            for b in beside
        ) and any(c.isdigit() for c in line.text):
            line.hint = "teaser"


def _settled(line: _Line, words: int, inside: bool) -> str | None:
    hint = line.hint
    if hint == "furniture":
        return hint
    dense = line.linked > 0.6 * len(line.text)
    prose = words >= 12 and line.text.rstrip()[-1:] in '.!?…»”"'
    if line.tag in ("h1", "h2", "h3") and inside and hint in (None, "aside"):
        return "body" if line.body else None
    if line.tag in _HEADINGS and line.body and inside and hint in _NOT_OF_HEADINGS:
        return "body"
    if hint == "solicitation" and line.body and inside and prose and words >= _LONG_APPEAL:
        hint = None  # the paragraphs behind a paywall; what asks for something says so
    if hint in _LONGEST_HINT and words > _LONGEST_HINT[hint]:
        hint = None
    if hint in ("picture", "pictured") and (dense or line.tag in _HEADINGS):
        hint = None  # a card: a picture and what it leads to
    if hint == "bio" and inside:
        hint = None
    if hint == "widget" and dense and words >= 6 and line.tag == "a" and not prose:
        return "link"
    if hint == "dateline" and any(c.isdigit() for c in line.text):
        hint = "date"
    hint = _MEANT.get(hint, hint) if hint else None
    titled = line.tag in _HEADINGS and words <= 6 and line.text.rstrip()[-1:] not in ".!?"
    if hint == "solicitation" and (words < 4 or titled):
        return "widget"
    if hint == "footer":
        return "widget" if dense or words <= 6 else "disclaimer"
    if hint == "aside":
        if line.body:
            return "body"
        return "link" if dense else None
    if hint:
        return hint
    if dense and not prose and words >= 4 and line.tag == "a":
        return "link"
    whole = line.linked >= 0.95 * len(line.text) and line.tag in _ROWS | {"figure", "p"}
    if whole and words >= 4 and line.text.rstrip()[-1:] not in ".!":
        return "link"
    if line.body and (words > 3 or line.tag not in _ROWS | {"a", "span"}):
        return "body"
    if inside or not line.linked:
        return "link" if dense and words >= 4 and line.tag == "li" and not prose else None
    if dense:
        return "link" if words >= 4 else "widget"
    return None if prose or words >= 4 else "widget"
