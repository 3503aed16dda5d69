"""The report as one file: all pages, links within it, no id twice, no script needed."""

from __future__ import annotations

import re

from analysis.reporting import downloads, single
from analysis.reporting.pages import pages

from .builders import bridge, pair, site


def made(tmp_path):
    a, b = bridge("a"), bridge("b", "900")
    report = site([a, b], pairs=[pair(a, b, "divergent")])
    downloads_of(report, tmp_path)
    names = []
    for href, html in pages(report):
        file = tmp_path / href
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, "utf-8")
        names.append(href)
    return names, single.write(report, tmp_path, names).read_text("utf-8")


def downloads_of(report, folder):
    object.__setattr__(report.comparison, "records", lambda: iter(()))
    downloads.write(report, folder / "data")


def test_every_page_is_in_it_and_every_link_stays_within(tmp_path):
    names, html = made(tmp_path)
    assert html.count('<main class="pg ') == len(names)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    links = [h for h in re.findall(r' href="([^"]*)"', html) if not h.startswith("data:")]
    assert links
    assert [h for h in links if not (h.startswith("#") and h[1:] in set(ids))] == []


def test_ids_that_belong_together_stay_together(tmp_path):
    _, html = made(tmp_path)
    for sign, note in re.findall(r'id="(a1-p\d+)" href="#(note-a1-p\d+)"', html):
        assert note == f"note-{sign}"
        assert f'<mark class="source" data-e="{sign}">' in html


def test_the_tables_are_inside_and_nothing_is_outside(tmp_path):
    _, html = made(tmp_path)
    assert 'download="tables.xlsx"' in html
    assert not re.search(r'(?:src|href)="https?:', html)
    assert "default-src 'none'" in html


def test_writing_twice_gives_the_same_bytes(tmp_path):
    assert made(tmp_path / "one")[1] == made(tmp_path / "two")[1]
