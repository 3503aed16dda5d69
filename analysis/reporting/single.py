"""The whole report as one HTML file, to mail: every page in it, one shown at a time.

No script is needed. Pages are taken as they were written. Ids get the number of their page, links
between pages become links within the file, and the tables come as one workbook inside it.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from analysis.reporting.pages import common, fill, policy
from analysis.reporting.site import Site

NAME = "report.html"
_MAIN = re.compile(
    r'<body class="([^"]*)">.*?<main id="content" tabindex="-1">(.*)</main>', re.DOTALL
)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# Text is escaped, so a quotation mark after an attribute's name stands in a tag only.
_IDS = re.compile(r' (id|for|aria-labelledby|aria-describedby|data-e)="([^"]+)"')
_LINKS = re.compile(r' href="([^"]*)"')
_DOWNLOAD = re.compile(r" download(?=[ >])")
# The search box is asked for by name and stands on one page only.
_KEPT = frozenset({"find", "hits"})


def write(site: Site, folder: Path, pages: Sequence[str]) -> Path:
    """Write ``report.html`` from the pages of a report folder.

    Parameters
    ----------
    site
        The report.
    folder
        Where its pages stand.
    pages
        Their addresses in reading order; the first is shown first.
    """
    numbers = {page: f"p{n}" for n, page in enumerate(pages)}
    mains = []
    for page in pages:
        html = (folder / page).read_text("utf-8")
        found = _MAIN.search(html)
        title = _TITLE.search(html)
        if found and title:
            inner = _within(found[2], page, numbers)
            mains.append((numbers[page], found[1], Markup(title[1]), Markup(inner)))
    values = common(site, "", "")
    values["policy"] = Markup(policy(styles="'unsafe-inline'"))
    workbook = base64.b64encode((folder / "data" / "tables.xlsx").read_bytes()).decode()
    book = Markup(f"data:application/octet-stream;base64,{workbook}")
    text = fill("single.html.j2", {**values, "pages": mains, "numbers": numbers, "workbook": book})
    file = folder / NAME
    file.write_bytes(text.encode("utf-8"))
    return file


def _within(html: str, page: str, numbers: Mapping[str, str]) -> str:
    number = numbers[page]

    def ident(match: re.Match[str]) -> str:
        ids = [i if i in _KEPT else f"{i}-{number}" for i in match[2].split()]
        return f' {match[1]}="{" ".join(ids)}"'

    def link(match: re.Match[str]) -> str:
        return f' href="{address(match[1], page, numbers)}"'

    return _DOWNLOAD.sub("", _LINKS.sub(link, _IDS.sub(ident, html)))


def address(href: str, page: str, numbers: Mapping[str, str]) -> str:
    """Where a link of a page leads within the file; an address elsewhere stays as it is.

    Examples
    --------
    >>> numbers = {"index.html": "p0", "cards/a.html": "p1"}
    >>> address("../index.html#clash", "cards/a.html", numbers)
    '#clash-p0'
    >>> address("cards/a.html", "index.html", numbers), address("#x", "index.html", numbers)
    ('#p1', '#x-p0')
    >>> address("data/evidence.csv", "index.html", numbers)
    '#tables'
    """
    path, _, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target in numbers:
        return f"#{anchor}-{numbers[target]}" if anchor else f"#{numbers[target]}"
    if target.startswith("data/"):
        return "#tables"
    return href if re.match(r"[a-z]+:", href) else f"#{numbers[page]}"
