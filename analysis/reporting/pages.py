"""Fill the templates. Everything inserted is escaped and made visible; nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.reporting import card, index, method, origins, pair, sources
from analysis.reporting.safe import visible
from analysis.reporting.site import Site

TEMPLATES = Path(__file__).with_name("templates")
_SPACE = re.compile(r"\n\s*\n+")


def _finalize(value: Any) -> Any:
    return visible(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """The template environment: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["visible"] = visible
    return made


@cache
def stylesheet() -> str:
    """The style of all pages, inlined into each."""
    return (TEMPLATES / "page.css").read_text("utf-8").strip()


@cache
def script() -> str:
    """The script of all pages: without it filters and links still work."""
    return (TEMPLATES / "page.js").read_text("utf-8").strip()


def policy(*, styles: str | None = None) -> str:
    """The content security policy of a page: nothing from outside, only the known script.

    Parameters
    ----------
    styles
        Source list for styles; the hash of the stylesheet when None.
    """
    style = styles or _source_hash(stylesheet())
    return (
        f"default-src 'none'; style-src {style}; script-src {_source_hash(script())}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _source_hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def common(site: Site, root: str, here: str = "") -> dict[str, Any]:
    """What every template needs, by name."""
    return {
        "site": site,
        "words": site.words,
        "root": root,
        "here": here,
        "side_by_side": partial(pair.address, site),
        "css": Markup(stylesheet()),  # the project's own file
        "script": Markup(script()),
        "policy": Markup(policy()),
    }


def fill(template: str, values: Mapping[str, Any]) -> str:
    """A page from its template, blank lines squeezed."""
    text = environment().get_template(template).render(values)
    return _SPACE.sub("\n", text)


Tables = Sequence[tuple[str, int, Sequence[str]]]


def pages(site: Site, tables: Tables = ()) -> Iterator[tuple[str, str]]:
    """All pages but the notebooks, as (address, HTML), one at a time.

    Parameters
    ----------
    site
        The report.
    tables
        The downloads: (key of the description, rows, file names).
    """
    for number in range(1, index.page_count(site) + 1):
        values = common(site, "", "overview" if number == 1 else "")
        yield (
            index.page_name(number),
            fill("index.html.j2", {**values, "page": index.index(site, number), "tables": tables}),
        )
    if index.finder_apart(site):
        values = common(site, "", "")
        yield "find.html", fill("find.html.j2", {**values, "page": index.everything(site)})
    yield (
        "sources.html",
        fill("sources.html.j2", {**common(site, "", "sources"), "page": sources.sources(site)}),
    )
    for href, page in sources.further(site):
        yield href, fill("voices.html.j2", {**common(site, "", "sources"), "page": page})
    yield (
        "origins.html",
        fill("origins.html.j2", {**common(site, "", "origins"), "page": origins.origins(site)}),
    )
    yield (
        "method.html",
        fill(
            "method.html.j2",
            {**common(site, "", "method"), "page": method.method(site), "tables": tables},
        ),
    )
    if len(site.articles) > 1:
        values = common(site, "../", "pairs")
        yield "pairs/index.html", fill("pairs.html.j2", {**values, "page": pair.index(site)})
        for two in pair.pairs_of(site):
            page = pair.side_by_side(site, two)
            yield pair.href(site, two), fill("pair.html.j2", {**values, "page": page})
    for article in site.articles:
        page = card.card(site, article)
        html = fill("card.html.j2", {**common(site, "../"), "page": page})
        yield site.card(article.article_id), html
        if page["classroom"]:
            yield page["classroom"], _unmarked(html)


def _unmarked(html: str) -> str:
    """A card whose marks and numbers start hidden: every box of its legend starts empty."""
    boxes = html.replace(' autocomplete="off" checked>', ' autocomplete="off">')
    return boxes.replace('<body class="card">', '<body class="card classroom">', 1)
