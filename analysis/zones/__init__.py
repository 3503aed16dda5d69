"""Lines to zones: what each line of a page is (headline, byline, body, credit, appeal ...).

A line is told by its wording where it has one (rules and lists in ``lexicons/zones.toml`` of all
languages together, since a page in one language carries lines in another), by what its markup said
where there was markup, and otherwise by its place: before the first paragraph of prose, between
paragraphs, after the last one. What is left then is guessed where a page has furniture
(:mod:`analysis.zones.guess`).

The text *as given* keeps one zone a line. Hard-wrapped text is reflowed first, so that a paragraph
broken over many lines is one zone while the article is read (:func:`find_zones`), and cut back to
its lines in the evidence (:func:`by_line`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis.languages import LanguagePack
from analysis.languages.patterns import usable
from analysis.schema import Article, Zone
from analysis.text import line_spans
from analysis.zones.foot import tail
from analysis.zones.guess import guess_labels
from analysis.zones.lines import Block, read_blocks
from analysis.zones.places import below, between, boxes, lists, strays, top
from analysis.zones.wording import Rules, by_wording


def find_zones(text: str, pack: LanguagePack, article: Article) -> tuple[Zone, ...]:
    r"""Label every non-empty line (of hard-wrapped text: every paragraph) of a normalised text.

    Parameters
    ----------
    text
        The article's shadow text.
    pack
        The article's language; its abbreviations help to count sentences.
    article
        Its ``headline``, when given, is not searched for; its ``zone_hints`` take part.

    Returns
    -------
    tuple of Zone
        In text order, without overlaps.

    Examples
    --------
    >>> from analysis.languages import load
    >>> page = "Le pont rouvre\nPar Jeanne Roux\nLe pont de Mayence rouvre lundi après deux ans " \
    ...     "de travaux, a annoncé la mairie.\nSource : AFP"
    >>> [z.label for z in find_zones(page, load("fr"), Article(article_id="x", text=page))]
    ['headline', 'byline', 'body', 'credit']
    """
    blocks = guess_labels(*lay_out(text, pack, article))
    return tuple(
        Zone(start=b.start, end=b.end, label=b.label or "body")  # type: ignore[arg-type]
        for b in blocks
    )


def lay_out(
    text: str, pack: LanguagePack, article: Article
) -> tuple[list[Block], list[str | None]]:
    """The lines as the rules of wording and place leave them, and what the wording alone told."""
    blocks = read_blocks(text, article)
    rules = Rules(text, usable("zones", text), usable("appeals", text))
    blocks = [replace(b, label=by_wording(b, pack, rules)) for b in blocks]
    told = [b.label for b in blocks]
    blocks = lists(blocks)
    blocks = boxes(blocks)
    blocks = below(blocks)
    blocks = strays(blocks)
    blocks = top(blocks, article.headline)
    blocks = between(blocks)
    return tail(blocks), told


def find_headline(text: str, zones: Iterable[Zone]) -> str | None:
    """The words of the first headline zone, None when there is none."""
    return next(
        (
            " ".join(text[z.start : z.end].split())
            for z in zones
            if z.label == "headline" and text[z.start : z.end].strip()
        ),
        None,
    )


def by_line(text: str, zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """The zones cut at line breaks: one a non-empty line, as the evidence records them."""
    cut: list[Zone] = []
    for zone in zones:
        if "\n" not in text[zone.start : zone.end]:
            cut.append(zone)
            continue
        cut.extend(
            replace(zone, start=zone.start + a, end=zone.start + b)
            for a, b in line_spans(text[zone.start : zone.end])
        )
    return tuple(cut)


def unwrap(text: str, zones: Iterable[Zone]) -> str:
    r"""The text, of the same length, with the line breaks inside zones read as blanks.

    Examples
    --------
    >>> unwrap("Il a dit\nque oui.\nFin.", [Zone(start=0, end=17, label="body")])
    'Il a dit que oui.\nFin.'
    """
    pieces = []
    position = 0
    for zone in zones:
        if "\n" not in text[zone.start : zone.end]:
            continue
        pieces += [text[position : zone.start], text[zone.start : zone.end].replace("\n", " ")]
        position = zone.end
    return "".join(pieces) + text[position:] if pieces else text
