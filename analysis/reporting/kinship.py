"""The graph of articles, the origins they name and the text they share, as one still drawing.

Origins stand on the left, articles on the right, articles of one lineage in one frame; a line on
the left is a statement, its pattern the relation, and an arc on the right is shared text with its
share. The drawing carries a title and a description in words; the page lists the same below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.reporting.safe import safe, visible
from analysis.reporting.words import Words

_WIDTH = 760
_ROW = 38
_TOP = 14
_LEFT, _BOX = 8, 196
_RIGHT, _WIDE = 316, 250
_LONGEST = 30
_TOLD = 14


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement: an article names an origin in a relation."""

    origin: str
    article: str
    relation: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two articles that share text, and how much of the shorter one."""

    a: str
    b: str
    share: float


@dataclass(frozen=True, slots=True)
class Kinship:
    """What is drawn: articles in order with their labels, lineages, statements, shared text."""

    articles: Sequence[str]
    names: Mapping[str, str]
    groups: Sequence[Sequence[str]]
    edges: Sequence[Edge]
    ties: Sequence[Tie]


def drawing(kinship: Kinship, words: Words) -> Markup:
    """The graph as inline SVG without style attributes or scripts."""
    framed = [i for group in kinship.groups for i in group]
    order = [*framed, *(i for i in kinship.articles if i not in framed)]
    row = {article: number for number, article in enumerate(order)}
    origins = _placed(kinship.edges, row)
    height = 2 * _TOP + _ROW * max(len(order), len(origins))
    parts = [
        *(_frame(kinship, group, row) for group in kinship.groups if len(group) > 1),
        *(_line(edge, origins, row) for edge in kinship.edges),
        *(_arc(tie, row, words) for tie in kinship.ties),
        *(_box("from", _LEFT, _BOX, place, name) for name, place in origins.items()),
        *(_box("text", _RIGHT, _WIDE, row[i], kinship.names[i]) for i in order),
    ]
    return Markup(
        '<svg class="kinship" viewBox="0 0 {w} {h}" role="img" aria-labelledby="kin-t kin-d" '
        'focusable="false"><title id="kin-t">{title}</title><desc id="kin-d">{told}</desc>'
        "{parts}</svg>"
    ).format(
        w=_WIDTH,
        h=height,
        title=safe(words("origins.drawing")),
        told=safe(" ".join(_told(kinship, words))),
        parts=Markup("").join(parts),
    )


def _placed(edges: Sequence[Edge], row: Mapping[str, int]) -> dict[str, int]:
    """The row of each origin: near the articles that name it, no two on one row."""
    reach: dict[str, list[int]] = {}
    for edge in edges:
        reach.setdefault(edge.origin, []).append(row[edge.article])
    places: dict[str, int] = {}
    following = 0
    for name in sorted(reach, key=lambda n: (sum(reach[n]) / len(reach[n]), n)):
        place = max(following, round(sum(reach[name]) / len(reach[name])))
        places[name] = place
        following = place + 1
    # What was pushed below the last article goes back up into the rows left free.
    last = max(len(row), len(places)) - 1
    for name in reversed(places):
        places[name] = min(places[name], last)
        last = places[name] - 1
    return places


def _middle(place: int) -> float:
    return _TOP + _ROW * place + _ROW / 2


def _box(kind: str, x: int, width: int, place: int, name: str) -> Markup:
    shown = visible(name)
    short = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1].rstrip() + "…"
    return Markup(
        '<g class="{k}"><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="3"/>'
        '<text x="{tx}" y="{ty}">{name}</text></g>'
    ).format(
        k=kind,
        x=x,
        y=f"{_middle(place) - 13:.0f}",
        w=width,
        h=26,
        tx=x + 9,
        ty=f"{_middle(place) + 5:.0f}",
        name=safe(short),
    )


def _frame(kinship: Kinship, group: Sequence[str], row: Mapping[str, int]) -> Markup:
    first, last = row[group[0]], row[group[-1]]
    return Markup('<rect class="lineage" x="{}" y="{:.0f}" width="{}" height="{}" rx="6"/>').format(
        _RIGHT - 10, _middle(first) - _ROW / 2 + 1, _WIDE + 20, _ROW * (last - first + 1) - 2
    )


def _line(edge: Edge, origins: Mapping[str, int], row: Mapping[str, int]) -> Markup:
    a, b = _middle(origins[edge.origin]), _middle(row[edge.article])
    left, right = _LEFT + _BOX, _RIGHT
    bend = (left + right) / 2
    return Markup(
        '<path class="says {}" d="M{} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {} {:.0f}"/>'
    ).format(edge.relation, left, a, bend, a, bend, b, right, b)


def _arc(tie: Tie, row: Mapping[str, int], words: Words) -> Markup:
    first, last = sorted((row[tie.a], row[tie.b]))
    x = _RIGHT + _WIDE
    reach = min(190, 30 + 44 * (last - first))
    a, b = _middle(first) + 5, _middle(last) - 5
    return Markup(
        '<path class="shares" stroke-width="{s:.1f}" d="M{x} {a:.0f}C{r} {a:.0f} {r} {b:.0f} {x} '
        '{b:.0f}"/><text class="share" x="{t:.0f}" y="{m:.0f}">{share}</text>'
    ).format(
        s=1.5 + 4 * min(1.0, tie.share),
        x=x,
        a=a,
        b=b,
        r=x + reach,
        t=x + 0.75 * reach + 6,
        m=(a + b) / 2 + 4,
        share=words.percent(tie.share),
    )


def _told(kinship: Kinship, words: Words) -> list[str]:
    """The drawing in words, as far as a description may reasonably go."""
    told = [
        words(
            "origins.told_lineage",
            articles=words.join([kinship.names[i] for i in group]),
        )
        for group in kinship.groups
        if len(group) > 1
    ]
    told += [
        words(
            "origins.told_edge",
            article=kinship.names[e.article],
            name=e.origin,
            relation=words.name("relation", e.relation),
        )
        for e in kinship.edges
    ]
    told += [
        words(
            "origins.told_tie",
            a=kinship.names[t.a],
            b=kinship.names[t.b],
            share=words.percent(t.share),
        )
        for t in kinship.ties
    ]
    return told[:_TOLD] + ([words("origins.told_more")] if len(told) > _TOLD else [])
