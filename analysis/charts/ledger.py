"""Figures ledger: what each text says of one quantity, for which day, and what clashes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.charts._counts import Compared, compared_ids
from analysis.charts._sheet import WIDTH, Sheet, key
from analysis.charts._style import (
    ACCENT,
    FAINT,
    GREY,
    INK,
    PAPER,
    RULE,
    SERIES,
    shorten,
    text_width,
)
from analysis.charts._words import Words, short_ids

if TYPE_CHECKING:
    from pandas import DataFrame

RELATIONS = ("divergent", "evolving", "compatible", "identical")
MANY = 10
# Rows of one quantity that are drawn, and links between them: more no reader could follow.
SHOWN, LINKED = 24, 24

Row = Mapping[Hashable, Any]
Key = tuple[str, int, int]


@dataclass(frozen=True)
class _Entry:
    """One claim, or several that say the same of the same day."""

    keys: tuple[Key, ...]
    low: float
    high: float
    day: str
    inferred: bool
    attributed: bool
    source: str
    text: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class _Panel:
    quantity: str
    dated: bool
    entries: tuple[_Entry, ...]
    relations: Counter[str]
    links: tuple[tuple[int, int], ...]
    notes: tuple[str, ...]
    articles: int
    unit: str
    hidden: int = 0

    @property
    def clash(self) -> bool:
        """Whether the panel has something to show beyond agreement."""
        return bool(self.relations["divergent"] or self.relations["evolving"])


def plot_ledger(
    comparison: Compared,
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    max_panels: int = 8,
) -> Axes:
    """Draw the figures that several texts give for one quantity, one panel a quantity.

    Rows go down in the order of the day a figure stands for, the value runs to the right, with
    its interval. A filled mark has a source in the text, a hollow one has none; the colour is the
    article's, or its lineage's where articles share one origin. A dashed link with ≠ joins two
    figures that diverge. Each row ends with the words of the text. Quantities on which all agree
    follow in one line each.

    Parameters
    ----------
    comparison
        What :func:`analysis.compare` gives; ``claims``, ``claim_pairs`` and ``lineages`` are read.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.
    max_panels
        Most quantities drawn as panels; the rest are counted in one line.

    Returns
    -------
    matplotlib.axes.Axes
        All panels stand in this one Axes.
    """
    pairs: Sequence[Row] = comparison.claim_pairs.to_dict("records")
    panels = _panels(pairs, comparison.claims)
    articles = compared_ids(comparison)
    tally = Counter(str(p["relation"]) for p in pairs)
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        title = words(
            "ledger.title", pairs=words.count("pair", len(pairs)),
            articles=words.count("article", len(articles)),
        )  # fmt: skip
        if not pairs:
            sheet.nothing(title, words("ledger.nothing"))
            return sheet.ax
        subtitle = _subtitle(words, pairs, tally)
        sheet.header(title, subtitle)
        colours, tags = _colours(comparison, articles)
        names = short_ids(articles)
        clashing = [p for p in panels if p.clash]
        agreeing = [p for p in panels if not p.clash]
        if clashing:
            _key(sheet, clashing)
        for panel in clashing[:max_panels]:
            _panel(sheet, panel, names, colours, tags)
        if len(clashing) > max_panels:
            rest = ", ".join(_quantity(words, p.quantity) for p in clashing[max_panels:])
            sheet.y += 0.1
            sheet.paragraph(words("ledger.rest", quantities=rest), size=7.4, color=GREY)
        if agreeing:
            _agreement(sheet, agreeing)
        sheet.note(words("ledger.note"), words("ledger.note_dates"))
        sheet.describe(_alt(words, title, subtitle, clashing, names))
        return sheet.ax


def _inferred(claims: DataFrame) -> set[Key]:
    if "inferred" not in claims:
        return set()
    return {
        (str(r["article_id"]), int(r["start"]), int(r["end"]))
        for r in claims.to_dict("records")
        if r["inferred"] is True
    }


def _units(claims: DataFrame) -> dict[Key, str]:
    """The unit of each claim that is a measure: days, per cent, euros."""
    if "unit" not in claims:
        return {}
    return {
        (str(r["article_id"]), int(r["start"]), int(r["end"])): r["unit"]
        for r in claims.to_dict("records")
        if isinstance(r["unit"], str) and r["unit"] != "date"
    }


def _number(value: Any, dated: bool, open_end: float) -> float:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return open_end
    if dated:
        return float(date.fromisoformat(str(value)[:10]).toordinal())
    return float(value)


def _entry(pair: Row, side: str, dated: bool, inferred: set[Key]) -> _Entry:
    place = (str(pair[f"{side}_article_id"]), int(pair[f"{side}_start"]), int(pair[f"{side}_end"]))
    source = pair.get(f"{side}_source_name")
    day = pair.get(f"{side}_as_of")
    return _Entry(
        keys=(place,),
        low=_number(pair[f"{side}_low"], dated, -math.inf),
        high=_number(pair[f"{side}_high"], dated, math.inf),
        day=day if isinstance(day, str) else "",
        inferred=place in inferred,
        attributed=bool(pair.get(f"{side}_attributed")),
        source=source if isinstance(source, str) and source != "none" else "",
        text=str(pair.get(f"{side}_text", "")),
        articles=(place[0],),
    )


def _panels(pairs: Sequence[Row], claims: DataFrame) -> list[_Panel]:
    """Pairs gathered by quantity, those that diverge first."""
    inferred, units = _inferred(claims), _units(claims)
    by_quantity: dict[str, list[Row]] = {}
    for pair in pairs:
        by_quantity.setdefault(str(pair["quantity"]), []).append(pair)
    panels = [_gather(name, rows, inferred, units) for name, rows in by_quantity.items()]
    rank = {relation: i for i, relation in enumerate(RELATIONS)}
    return sorted(panels, key=lambda p: min(rank.get(r, 9) for r in p.relations))


def _gather(
    quantity: str, pairs: list[Row], inferred: set[Key], units: Mapping[Key, str]
) -> _Panel:
    dated = any(isinstance(p[f"{s}_{end}"], str) for p in pairs for s in "ab"
                for end in ("low", "high"))  # fmt: skip
    entries: dict[Key, _Entry] = {}
    for pair in pairs:
        for side in "ab":
            ends = [pair[f"{side}_low"], pair[f"{side}_high"]]
            # A duration set against a date is compared by its end, which is not in the text.
            if dated and not any(isinstance(e, str) for e in ends):
                continue
            entry = _entry(pair, side, dated, inferred)
            entries.setdefault(entry.keys[0], entry)
    rows = sorted(entries.values(), key=lambda e: (e.day or "9", e.articles, e.keys))
    if len(rows) > MANY:
        rows = _together(rows)
    told = len(rows)
    links = _links(rows, pairs)
    if told > SHOWN:
        # Of a crowd the rows that clash most, in their order.
        weight = Counter(i for link in links for i in link)
        best = sorted(range(told), key=lambda i: (-weight[i], i))[:SHOWN]
        rows = [rows[i] for i in sorted(best)]
        links = _links(rows, pairs)
    return _Panel(
        quantity=quantity,
        dated=dated,
        entries=tuple(rows),
        relations=Counter(str(p["relation"]) for p in pairs),
        links=tuple(links[:LINKED]),
        notes=tuple(dict.fromkeys(
            str(p["note"]) for p in pairs if p["relation"] == "divergent"
            and isinstance(p.get("note"), str) and p["note"]
        )),
        articles=len({p[f"{s}_article_id"] for p in pairs for s in "ab"}),
        unit=next((units[k] for e in rows for k in e.keys if k in units), ""),
        hidden=told - len(rows),
    )  # fmt: skip


def _links(rows: Sequence[_Entry], pairs: Iterable[Row]) -> list[tuple[int, int]]:
    """Which rows diverge from each other, each two once."""
    index = {place: i for i, row in enumerate(rows) for place in row.keys}
    links: dict[tuple[int, int], None] = {}
    for pair in pairs:
        if pair["relation"] != "divergent":
            continue
        a, b = (
            index.get(
                (str(pair[f"{s}_article_id"]), int(pair[f"{s}_start"]), int(pair[f"{s}_end"]))
            )
            for s in "ab"
        )
        if a is not None and b is not None and a != b:
            links[min(a, b), max(a, b)] = None
    return list(links)


def _together(rows: Iterable[_Entry]) -> list[_Entry]:
    """Claims that say the same of the same day as one row."""
    groups: dict[tuple[Any, ...], _Entry] = {}
    for row in rows:
        same = (row.day, row.low, row.high, row.attributed)
        known = groups.get(same)
        groups[same] = row if known is None else replace(
            known, keys=known.keys + row.keys,
            articles=tuple(dict.fromkeys(known.articles + row.articles)),
            inferred=known.inferred and row.inferred,
        )  # fmt: skip
    return list(groups.values())


def _colours(comparison: Compared, articles: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Colour of each article's lineage, and the tag of lineages that hold several articles."""
    home = {a: a for a in articles}
    tags: dict[str, str] = {}
    for row in comparison.lineages.to_dict("records"):
        members = [str(a) for a in row["articles"] if str(a) in home]
        if len(members) > 1:
            tag = "abcdefghijklmnopqrstuvwxyz"[len(set(tags.values())) % 26]
            tags |= dict.fromkeys(members, tag)
            home |= dict.fromkeys(members, str(row["lineage_id"]))
    order = {lineage: i for i, lineage in enumerate(dict.fromkeys(home.values()))}
    return {a: SERIES[order[home[a]] % len(SERIES)] for a in articles}, tags


def _quantity(words: Words, name: str) -> str:
    return words.get(f"ledger.quantity.{name}", name.replace("_", " "))


def _named(words: Words, panel: _Panel) -> str:
    """The quantity with its unit."""
    name = _quantity(words, panel.quantity)
    return f"{name} ({words.get(f'ledger.unit.{panel.unit}', panel.unit)})" if panel.unit else name


def _subtitle(words: Words, pairs: Sequence[Row], tally: Counter[str]) -> str:
    parts = []
    for relation in ("divergent", "evolving"):
        if tally[relation]:
            named = dict.fromkeys(
                _quantity(words, str(p["quantity"])) for p in pairs if p["relation"] == relation
            )
            parts.append(words.plural(f"ledger.found.{relation}", tally[relation],
                                      quantities=words.listing(list(named)[:5])))  # fmt: skip
    agree = tally["compatible"] + tally["identical"]
    if not tally["divergent"]:
        parts.insert(0, words("ledger.found.no_clash"))
    if agree:
        parts.append(words.plural("ledger.found.agree", agree))
    return " ".join(parts)


def _key(sheet: Sheet, panels: Sequence[_Panel]) -> None:
    words = sheet.words

    def stated(attributed: bool, x: float, baseline: float) -> float:
        _bar(sheet, x, x + 0.3, baseline - 0.04, INK, attributed=attributed)
        _bar(sheet, x + 0.42, x + 0.42, baseline - 0.04, INK, attributed=attributed)
        return 0.47

    def clash(x: float, baseline: float) -> float:
        _bracket(sheet, x + 0.1, baseline - 0.12, baseline + 0.04)
        return 0.18

    entries: list[tuple[Callable[[float, float], float], str]] = [
        (partial(stated, True), words("ledger.key.attributed")),
        (partial(stated, False), words("ledger.key.unattributed")),
    ]
    if any(p.links for p in panels):
        entries.append((clash, words("ledger.key.divergent")))
    key(sheet, entries)
    sheet.y += 0.04


def _bar(sheet: Sheet, low: float, high: float, y: float, colour: str, *, attributed: bool) -> None:
    """What the words allow: a bar, or a dot for an exact figure; hollow when it has no source."""
    if high - low < 0.04:
        sheet.mark((low + high) / 2, y, size=6.6, color=colour,
                   face=None if attributed else PAPER, edge=1.5)  # fmt: skip
        return
    sheet.box(low, y - 0.042, high - low, 0.084, face=colour if attributed else PAPER,
              edge=colour, line=1.3, order=3)  # fmt: skip


def _bracket(sheet: Sheet, x: float, top: float, bottom: float) -> None:
    """A dashed link between two rows that diverge."""
    for y in (top, bottom):
        sheet.line([x - 0.07, x], [y, y], color=ACCENT, width=1.1, order=3)
    sheet.line([x, x], [top, bottom], color=ACCENT, width=1.1, dashes=(0, (1.8, 1.1)), order=3)
    middle = (top + bottom) / 2
    sheet.box(x - 0.06, middle - 0.045, 0.12, 0.09, face=PAPER, order=3.5)
    sheet.centred(x, middle, "≠", size=8.5, color=ACCENT)


def _lanes(links: Sequence[tuple[int, int]]) -> list[int]:
    """A lane for each link so that links over the same rows stand side by side."""
    taken: list[list[tuple[int, int]]] = []
    lanes = []
    for a, b in links:
        lane = next(
            (i for i, used in enumerate(taken) if all(b <= c or a >= d for c, d in used)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((a, b))
        lanes.append(lane)
    return lanes


class _Scale:
    """From values to inches: linear, or logarithmic when the values span a factor of four."""

    def __init__(self, panel: _Panel, left: float, width: float) -> None:
        ends = [v for e in panel.entries for v in (e.low, e.high) if math.isfinite(v)]
        self.dated = panel.dated
        self.low, self.high = min(ends, default=0.0), max(ends, default=1.0)
        self.log = not self.dated and self.low > 0 and self.high / self.low >= 4
        if self.low == self.high:
            pad = 1.0 if self.dated else max(abs(self.low) * 0.2, 1.0)
            self.low, self.high = self.low - pad, self.high + pad
        pad = 0.05 * (self._scaled(self.high) - self._scaled(self.low))
        self.start, self.stop = self._scaled(self.low) - pad, self._scaled(self.high) + pad
        self.left, self.width = left, width

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.log else value

    def at(self, value: float) -> float:
        """Inches of a value; an open end lies at the edge."""
        if value == math.inf:
            return self.left + self.width
        if value == -math.inf:
            return self.left
        share = (self._scaled(value) - self.start) / (self.stop - self.start)
        return self.left + share * self.width

    def ticks(self, most: int) -> list[float]:
        """A few round values inside the scale."""
        if self.log:
            decades = range(math.floor(self.start), math.ceil(self.stop) + 1)
            values = [m * 10.0**d for d in decades for m in (1, 2, 5)]
            inside = [v for v in values if self.start <= math.log10(v) <= self.stop]
            return inside[:: -(-len(inside) // most)] if inside else []
        locator = MaxNLocator(nbins=most, integer=True, steps=[1, 2, 5, 10])
        values = [float(v) for v in locator.tick_values(self.start, self.stop)]
        return [v for v in values if self.start <= v <= self.stop]


def _value(words: Words, value: float, dated: bool) -> str:
    if dated:
        return words.day(date.fromordinal(int(value)).isoformat(), year=False)
    return words.number(value)


def _panel(
    sheet: Sheet,
    panel: _Panel,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    tags: Mapping[str, str],
) -> None:
    words = sheet.words
    sheet.y += 0.07
    sheet.rule(sheet.y, color=INK, width=0.8)
    sheet.y += 0.17
    _panel_head(sheet, panel)
    stacked = sheet.narrow
    # Columns: day, article, plot, links, words; on a phone the words stand above the plot.
    day_width = 0.0 if stacked else 0.62
    name_width = 0.0 if stacked else max(
        text_width(_who(words, e, names, tags), 7.4, "bold") for e in panel.entries
    ) + 0.14  # fmt: skip
    words_width = 0.0 if stacked else sheet.inner * 0.29
    lanes = _lanes(panel.links)
    gutter = 0.16 * (max(lanes) + 1) + 0.08 if lanes else 0.0
    left = sheet.left + day_width + name_width + 0.06
    plot_right = sheet.right - words_width - gutter - (0.06 if stacked else 0.16)
    scale = _Scale(panel, left, plot_right - left)
    pitch = 0.33 if stacked else 0.27
    top = sheet.y + 0.16
    bottom = top + pitch * len(panel.entries)
    centres = [top + pitch * (i + (0.74 if stacked else 0.5)) for i in range(len(panel.entries))]
    for tick in scale.ticks(4 if sheet.narrow else 5):
        x = scale.at(tick)
        sheet.text(x, top - 0.06, _value(words, tick, panel.dated), size=6.4, color=GREY,
                   ha="center")  # fmt: skip
        for y in centres:
            reach = 0.07 if stacked else pitch / 2
            sheet.line([x, x], [y - reach, y + reach], color=FAINT, width=0.8, order=0.5)
    if scale.log and not stacked:
        sheet.text(sheet.left, top - 0.06, words("ledger.log"), size=6, color=GREY)
    before = None
    for entry, y in zip(panel.entries, centres, strict=True):
        day = _day(words, entry)
        colour = colours[entry.articles[0]] if len(entry.articles) == 1 else INK
        who = _who(words, entry, names, tags)
        if stacked:
            base, x = y - 0.085, sheet.left
            sheet.text(x, base, day, size=6.6, color=GREY)
            x += text_width(day, 6.6) + 0.1
        else:
            base, x = y + 0.035, sheet.left + day_width
            if day != before:
                sheet.text(sheet.left, base, day, size=7, color=GREY)
                if before is not None:
                    sheet.rule(y - pitch / 2, color=RULE, width=0.4)
        before = day
        sheet.text(x, base, who, size=7.4, weight="bold")
        x += text_width(who, 7.4, "bold") + 0.1
        _claim(sheet, entry, scale, y, colour)
        _said(sheet, entry, x if stacked else sheet.right - words_width, base,
              sheet.right - (gutter if stacked else 0.0))  # fmt: skip
    for (a, b), lane in zip(panel.links, lanes, strict=True):
        _bracket(sheet, plot_right + 0.14 + 0.16 * lane, centres[a], centres[b])
    sheet.y = bottom + 0.03
    if panel.hidden:
        sheet.paragraph(words.plural("ledger.more", panel.hidden), size=7.2, color=GREY)


def _panel_head(sheet: Sheet, panel: _Panel) -> None:
    words = sheet.words
    name = _named(words, panel)
    sheet.text(sheet.left, sheet.y, name[:1].upper() + name[1:], size=9, weight="bold")
    found = [
        words.plural(f"ledger.relation.{relation}", panel.relations[relation])
        for relation in RELATIONS
        if panel.relations[relation]
    ]
    text = "\u00a0·\u00a0".join(found)
    room = sheet.inner - text_width(name, 9, "bold") - 0.15
    if text_width(text, 7) > room:
        sheet.y += 0.14
    x = sheet.right
    for i, part in reversed(list(enumerate(found))):
        first = i == 0 and panel.relations["divergent"] > 0
        shown = part if i == len(found) - 1 else f"{part}\u00a0·\u00a0"
        sheet.text(x - text_width(shown, 7, "bold" if first else "normal"), sheet.y, shown,
                   size=7, color=ACCENT if first else GREY,
                   weight="bold" if first else "normal")  # fmt: skip
        x -= text_width(shown, 7, "bold" if first else "normal")
    for note in panel.notes:
        sheet.y += 0.13
        slug = note.replace(" ", "_").replace("-", "_")
        sheet.text(sheet.right, sheet.y, words.get(f"ledger.notes.{slug}", note), size=6.8,
                   color=ACCENT, ha="right")  # fmt: skip
    sheet.y += 0.04


def _day(words: Words, entry: _Entry) -> str:
    if not entry.day:
        return words("ledger.undated")
    text = words.day(entry.day, year=False)
    return f"({text})" if entry.inferred else text


def _who(words: Words, entry: _Entry, names: Mapping[str, str], tags: Mapping[str, str]) -> str:
    if len(entry.articles) > 1:
        return words.count("article", len(entry.articles))
    article = entry.articles[0]
    tag = tags.get(article)
    return names[article] + (f" ({tag})" if tag else "")


def _claim(sheet: Sheet, entry: _Entry, scale: _Scale, y: float, colour: str) -> None:
    low, high = scale.at(entry.low), scale.at(entry.high)
    _bar(sheet, low, high, y, colour, attributed=entry.attributed)
    for end, value, turn in ((low, entry.low, "<"), (high, entry.high, ">")):
        if not math.isfinite(value):
            sheet.mark(end, y, marker=turn, size=7, color=colour, edge=0)


def _said(sheet: Sheet, entry: _Entry, x: float, base: float, right: float) -> None:
    """The words of the text, and under or after them who says so."""
    words = sheet.words
    said = words("ledger.words", text=entry.text)
    source = entry.source or words("ledger.sourced" if entry.attributed else "ledger.no_source")
    if not sheet.narrow:
        sheet.text(x, base - 0.045, shorten(said, right - x, 7), size=7)
        sheet.text(x, base + 0.065, shorten(source, right - x, 6.2), size=6.2, color=GREY)
        return
    shown = shorten(said, right - x, 7)
    sheet.text(x, base, shown, size=7)
    after = x + text_width(shown, 7) + 0.07
    if right - after > 0.4:
        sheet.text(after, base, shorten(source, right - after, 6.2), size=6.2, color=GREY)


def _agreement(sheet: Sheet, panels: Sequence[_Panel]) -> None:
    """Quantities on which all agree, one line each."""
    words = sheet.words
    sheet.y += 0.07
    sheet.rule(sheet.y, color=INK, width=0.8)
    sheet.y += 0.17
    sheet.text(sheet.left, sheet.y, words("ledger.agreement"), size=9, weight="bold")
    sheet.y += 0.06
    for panel in panels:
        name = _named(words, panel)
        values = _values(words, panel)
        found = ", ".join(
            words.plural(f"ledger.relation.{r}", panel.relations[r])
            for r in RELATIONS
            if panel.relations[r]
        )
        sheet.y += 0.135
        column = sheet.inner * (0.42 if sheet.narrow else 0.3)
        sheet.text(sheet.left, sheet.y, shorten(name, column - 0.08, 7.4), size=7.4)
        sheet.text(sheet.left + column, sheet.y,
                   shorten(values, sheet.right - sheet.left - column, 7.4, "bold"), size=7.4,
                   weight="bold")  # fmt: skip
        detail = f"{words.count('article', panel.articles)} · {found}"
        if sheet.narrow:
            sheet.y += 0.115
            sheet.text(sheet.left + column, sheet.y, detail, size=6.6, color=GREY)
        else:
            sheet.text(sheet.right, sheet.y, detail, size=6.8, color=GREY, ha="right")
        sheet.y += 0.045
        sheet.rule(sheet.y, color=FAINT)


def _values(words: Words, panel: _Panel) -> str:
    """The values texts give, as few as say them all."""
    seen = dict.fromkeys((e.low, e.high) for e in panel.entries)
    shown = []
    for low, high in sorted(seen):
        ends = [_value(words, v, panel.dated) for v in dict.fromkeys((low, high))
                if math.isfinite(v)]  # fmt: skip
        if not math.isfinite(low) and ends:
            shown.append(f"≤ {ends[0]}")
        elif not math.isfinite(high) and ends:
            shown.append(f"≥ {ends[0]}")
        else:
            shown.append("–".join(ends))
    return ", ".join(shown[:4]) + (" …" if len(shown) > 4 else "")


def _alt(
    words: Words, title: str, subtitle: str, panels: Sequence[_Panel], names: Mapping[str, str]
) -> str:
    rows = []
    for panel in panels[:6]:
        said = "; ".join(
            f"{', '.join(names[a] for a in e.articles[:4])} {words('ledger.words', text=e.text)}"
            f"{f' ({words.day(e.day, year=False)})' if e.day else ''}"
            for e in panel.entries[:8]
        )
        rows.append(f"{_quantity(words, panel.quantity)}: {said}.")
    return f"{title}. {subtitle} {' '.join(rows)}"
