"""The graph of articles, the origins they name and the text they share, as a still drawing.

Origins stand on the left, articles on the right, articles of one lineage in one frame; a line on
the left is a statement, its pattern the relation, and an arc on the right is shared text with its
share. It is drawn twice, for a screen and for a phone, and the style sheet shows one. The drawing
carries a title and a description in words; the page lists the same below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from analysis.charts._style import shorten, text_width, wrap
from analysis.reporting.safe import safe, visible
from analysis.reporting.words import Words

_TOP = 14
_PAD = 9
_LINE = 15
_TOLD = 14


class _Frame(NamedTuple):
    """Where the two columns stand; stacked, a headline stands below the name of its article."""

    kind: str
    width: int
    row: int
    box: int
    left: int
    from_width: int
    right: int
    text_width: int
    step: int
    reach: int
    stacked: bool

    def middle(self, place: int) -> float:
        """The height of the middle of a row."""
        return _TOP + self.row * place + self.row / 2

    def without_arcs(self) -> _Frame:
        """The frame in which articles take the place of the arcs."""
        return self._replace(text_width=self.width - self.right - 2 * _PAD)


_FRAMES = (
    _Frame("broad", 960, 38, 26, 8, 196, 290, 480, 44, 190, stacked=False),
    _Frame("narrow", 366, 66, 54, 2, 118, 148, 142, 8, 38, stacked=True),
)
# Letters of 13 px, measured in the font of the charts, which is wider than those of most screens.
_POINTS, _INCH = 9.75, 96


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
    """What is drawn: articles in order with their labels, lineages, statements, shared text.

    ``titles`` are the headlines, which stand beside the labels as far as there is room.
    """

    articles: Sequence[str]
    names: Mapping[str, str]
    groups: Sequence[Sequence[str]]
    edges: Sequence[Edge]
    ties: Sequence[Tie]
    titles: Mapping[str, str]


def drawing(kinship: Kinship, words: Words) -> Markup:
    """The graph as inline SVG without style attributes or scripts."""
    framed = [i for group in kinship.groups for i in group]
    order = [*framed, *(i for i in kinship.articles if i not in framed)]
    row = {article: number for number, article in enumerate(order)}
    origins = _placed(kinship.edges, row)
    title, told = safe(words("origins.drawing")), safe(" ".join(_told(kinship, words)))
    return Markup("").join(
        Markup(
            '<svg class="kinship {kind}" viewBox="0 0 {w} {h}" role="img" '
            'aria-labelledby="kin-t-{kind} kin-d-{kind}" focusable="false">'
            '<title id="kin-t-{kind}">{title}</title><desc id="kin-d-{kind}">{told}</desc>'
            "{parts}</svg>"
        ).format(
            kind=frame.kind,
            w=frame.width,
            h=2 * _TOP + frame.row * max(len(order), len(origins)),
            title=title,
            told=told,
            parts=Markup("").join(
                (
                    *(_group(frame, g, row) for g in kinship.groups if len(g) > 1),
                    *(_line(frame, edge, origins, row) for edge in kinship.edges),
                    *(_arc(frame, tie, row, words) for tie in kinship.ties),
                    *(_origin(frame, name, place) for name, place in origins.items()),
                    *(_article(frame, kinship, i, row[i]) for i in order),
                )
            ),
        )
        for frame in (f if kinship.ties else f.without_arcs() for f in _FRAMES)
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


def _origin(frame: _Frame, name: str, place: int) -> Markup:
    """An origin in its box, on two lines where a line is short."""
    room = (frame.from_width - 2 * _PAD) / _INCH
    lines = wrap(visible(name), room, _POINTS, lines=2 if frame.stacked else 1)
    return _box(frame, "from", frame.left, frame.from_width, place, [safe(x) for x in lines])


def _article(frame: _Frame, kinship: Kinship, article: str, place: int) -> Markup:
    """An article in its box: its short name, then its headline as far as there is room."""
    width = frame.text_width
    room = (width - 2 * _PAD) / _INCH
    name = shorten(
        visible(kinship.names[article]), room if frame.stacked else room / 2, _POINTS, "bold"
    )
    title = visible(kinship.titles.get(article, ""))
    label = Markup('<tspan class="name">{}</tspan>').format(safe(name))
    lines = [label]
    if title and frame.stacked:
        lines += [safe(line) for line in wrap(title, room, _POINTS, lines=2)]
    elif title:
        room -= text_width(f"{name}\N{EN SPACE}", _POINTS, "bold")
        lines = [label + Markup("\N{EN SPACE}") + safe(shorten(title, room, _POINTS))]
    return _box(frame, "text", frame.right, width, place, lines)


def _box(
    frame: _Frame, kind: str, x: int, width: int, place: int, lines: Sequence[Markup]
) -> Markup:
    middle = frame.middle(place)
    first = middle + 5 - _LINE * (len(lines) - 1) / 2
    return Markup(
        '<g class="{k}"><rect x="{x}" y="{y:.0f}" width="{w}" height="{h}" rx="3"/>{texts}</g>'
    ).format(
        k=kind,
        x=x,
        y=middle - frame.box / 2,
        w=width,
        h=frame.box,
        texts=Markup("").join(
            Markup('<text x="{}" y="{:.0f}">{}</text>').format(x + _PAD, first + _LINE * n, line)
            for n, line in enumerate(lines)
        ),
    )


def _group(frame: _Frame, group: Sequence[str], row: Mapping[str, int]) -> Markup:
    """The frame around the articles of one lineage."""
    first, last = row[group[0]], row[group[-1]]
    margin = 5 if frame.stacked else 10
    return Markup('<rect class="lineage" x="{}" y="{:.0f}" width="{}" height="{}" rx="6"/>').format(
        frame.right - margin,
        frame.middle(first) - frame.row / 2 + 1,
        frame.text_width + 2 * margin,
        frame.row * (last - first + 1) - 2,
    )


def _line(frame: _Frame, edge: Edge, origins: Mapping[str, int], row: Mapping[str, int]) -> Markup:
    a, b = frame.middle(origins[edge.origin]), frame.middle(row[edge.article])
    left, right = frame.left + frame.from_width, frame.right
    bend = (left + right) / 2
    return Markup(
        '<path class="says {}" d="M{} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {} {:.0f}"/>'
    ).format(edge.relation, left, a, bend, a, bend, b, right, b)


def _arc(frame: _Frame, tie: Tie, row: Mapping[str, int], words: Words) -> Markup:
    first, last = sorted((row[tie.a], row[tie.b]))
    x = frame.right + frame.text_width
    reach = min(frame.reach, 30 + frame.step * (last - first))
    a, b = frame.middle(first) + 5, frame.middle(last) - 5
    return Markup(
        '<path class="shares" stroke-width="{s:.1f}" d="M{x} {a:.0f}C{r} {a:.0f} {r} {b:.0f} {x} '
        '{b:.0f}"/><text class="share" x="{t:.0f}" y="{m:.0f}">{share}</text>'
    ).format(
        s=1.5 + 4 * min(1.0, tie.share),
        x=x,
        a=a,
        b=b,
        r=x + reach,
        t=x + 0.75 * reach + (2 if frame.stacked else 6),
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
