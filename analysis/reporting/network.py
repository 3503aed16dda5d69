"""Who speaks where, as a drawing: sources on the left, outlets or articles on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from analysis.reporting.safe import safe

_SOURCES, _PLACES = 24, 16
_STEP, _LEFT, _RIGHT, _WIDTH = 26, 330, 650, 900
_LONGEST = 40


def network(
    ties: Mapping[tuple[str, str], int],
    official: Mapping[str, bool],
    links: Mapping[str, str],
    title: str,
    told: str,
) -> Markup:
    """A two-column network as inline SVG; the width of a line grows with the number of quotes.

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
    left, right = _heights(sources, height), _heights(places, height)
    lines = Markup("").join(
        Markup('<path class="tie {}" d="M{} {}C{} {} {} {} {} {}" stroke-width="{}"/>').format(
            "official" if official.get(source) else "other",
            _LEFT + 12,
            f"{left[source]:.1f}",
            _LEFT + 160,
            f"{left[source]:.1f}",
            _RIGHT - 160,
            f"{right[place]:.1f}",
            _RIGHT - 12,
            f"{right[place]:.1f}",
            f"{min(8.0, 1 + 0.6 * (n - 1)):.1f}",
        )
        for (source, place), n in sorted(kept.items())
    )
    heads = Markup("").join(
        Markup(
            '<a href="{}"><text x="{}" y="{}" text-anchor="end">{} <tspan>{}</tspan></text></a>{}'
        ).format(
            links.get(source, "#"),
            _LEFT - 8,
            f"{left[source] + 4.5:.1f}",
            safe(_short(source)),
            by_source[source],
            _node(_LEFT + 4, left[source], bool(official.get(source))),
        )
        for source in sources
    )
    feet = Markup("").join(
        Markup(
            '<circle class="place" cx="{}" cy="{}" r="5"/>'
            '<text x="{}" y="{}">{} <tspan>{}</tspan></text>'
        ).format(
            _RIGHT - 4,
            f"{right[place]:.1f}",
            _RIGHT + 10,
            f"{right[place] + 4.5:.1f}",
            safe(_short(place)),
            by_place[place],
        )
        for place in places
    )
    return Markup(
        '<svg class="network" viewBox="0 0 {w} {h}" role="group" aria-label="{t}">'
        "<desc>{d}</desc>{body}</svg>"
    ).format(w=_WIDTH, h=height, t=title, d=told, body=lines + heads + feet)


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


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
