"""Who speaks where, as a drawing: sources on the left, outlets or articles on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from analysis.reporting.safe import safe

_SOURCES, _PLACES = 24, 16
_STEP = 26


class _Frame(NamedTuple):
    """Where the two columns stand, and how many characters each has room for."""

    left: int
    right: int
    width: int
    source: int
    place: int


_WIDE, _NARROW = _Frame(330, 610, 1000, 40, 52), _Frame(168, 268, 366, 18, 12)


def network(
    ties: Mapping[tuple[str, str], int],
    official: Mapping[str, bool],
    links: Mapping[str, str],
    title: str,
    told: str,
    names: Mapping[str, str] | None = None,
) -> Markup:
    """A two-column network as inline SVG; the width of a line grows with the number of quotes.

    It is drawn twice, for a screen and for a phone; the style sheet shows one.

    Parameters
    ----------
    ties
        Quotes by (source, outlet).
    official
        Whether a source is official: a square, else a circle.
    links
        Address of the quotes by source.
    title, told
        Name of the drawing and what it shows, for who cannot see it.
    names
        What stands beside an outlet or article where there is room for it.
    """
    by_source: Counter[str] = Counter()
    by_place: Counter[str] = Counter()
    for (source, place), n in ties.items():
        by_source[source] += n
        by_place[place] += n
    sources = [s for s, _ in sorted(by_source.items(), key=lambda p: (-p[1], p[0]))[:_SOURCES]]
    places = [p for p, _ in sorted(by_place.items(), key=lambda p: (-p[1], p[0]))[:_PLACES]]
    places.sort()
    kept = {k: n for k, n in ties.items() if k[0] in sources and k[1] in places}
    # Each source stands near the outlets it speaks in, so that few lines cross.
    rank = {place: n / max(1, len(places) - 1) for n, place in enumerate(places)}
    sources.sort(key=lambda s: (_mean(s, kept, rank), -by_source[s], s))
    height = _STEP * max(len(sources), len(places)) + 8
    return Markup("").join(
        Markup(
            '<svg class="network {c}" viewBox="0 0 {w} {h}" role="group" aria-label="{t}">'
            "<desc>{d}</desc>{body}</svg>"
        ).format(
            c=kind,
            w=frame.width,
            h=height,
            t=title,
            d=told,
            body=_drawing(
                frame,
                kept,
                _heights(sources, height),
                _heights(places, height),
                (by_source, by_place),
                official,
                links,
                beside,
            ),
        )
        for kind, frame, beside in (("broad", _WIDE, names or {}), ("narrow", _NARROW, {}))
    )


def _drawing(
    frame: _Frame,
    ties: Mapping[tuple[str, str], int],
    left: Mapping[str, float],
    right: Mapping[str, float],
    totals: tuple[Mapping[str, int], Mapping[str, int]],
    official: Mapping[str, bool],
    links: Mapping[str, str],
    names: Mapping[str, str],
) -> Markup:
    bend = (frame.right - frame.left) / 2
    lines = Markup("").join(
        Markup(
            '<path class="tie {}" d="M{} {}C{:.0f} {} {:.0f} {} {} {}" stroke-width="{}"/>'
        ).format(
            "official" if official.get(source) else "other",
            frame.left + 12,
            f"{left[source]:.1f}",
            frame.left + bend,
            f"{left[source]:.1f}",
            frame.right - bend,
            f"{right[place]:.1f}",
            frame.right - 12,
            f"{right[place]:.1f}",
            f"{min(8.0, 1 + 0.6 * (n - 1)):.1f}",
        )
        for (source, place), n in sorted(ties.items())
    )
    heads = Markup("").join(
        Markup(
            '<a href="{}"><text x="{}" y="{}" text-anchor="end">{} <tspan>{}</tspan></text></a>{}'
        ).format(
            links.get(source, "#"),
            frame.left - 8,
            f"{y + 4.5:.1f}",
            safe(_short(source, frame.source)),
            totals[0][source],
            _node(frame.left + 4, y, bool(official.get(source))),
        )
        for source, y in left.items()
    )
    feet = Markup("").join(
        Markup(
            '<circle class="place" cx="{}" cy="{}" r="5"/>'
            '<text x="{}" y="{}">{} <tspan>{}</tspan>{}</text>'
        ).format(
            frame.right - 4,
            f"{y:.1f}",
            frame.right + 10,
            f"{y + 4.5:.1f}",
            safe(_short(place, frame.place)),
            totals[1][place],
            _beside(names.get(place), frame.place - len(place)),
        )
        for place, y in right.items()
    )
    return lines + heads + feet


def _beside(name: str | None, room: int) -> Markup:
    if not name or room < 8:
        return Markup("")
    return Markup(" <tspan>{}</tspan>").format(safe(_short(name, room)))


def _mean(source: str, ties: Mapping[tuple[str, str], int], rank: Mapping[str, float]) -> float:
    own = [(rank[p], n) for (s, p), n in ties.items() if s == source]
    return sum(r * n for r, n in own) / sum(n for _, n in own) if own else 1.0


def _heights(names: Sequence[str], height: float) -> dict[str, float]:
    step = height / max(1, len(names))
    return {name: step * (n + 0.5) for n, name in enumerate(names)}


def _node(x: float, y: float, official: bool) -> Markup:
    if official:
        return Markup('<rect class="official" x="{}" y="{}" width="9" height="9"/>').format(
            x - 4.5, f"{y - 4.5:.1f}"
        )
    return Markup('<circle class="other" cx="{}" cy="{}" r="5"/>').format(x, f"{y:.1f}")


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
