"""Source by article matrix: who is given the word, how, and how many of them are official."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import get_args

from matplotlib.axes import Axes

from analysis.charts._counts import Mention, as_articles, mentions, merge_names
from analysis.charts._sheet import WIDTH, Sheet, key
from analysis.charts._style import (
    FAINT,
    GREY,
    INK,
    NON_OFFICIAL,
    OFFICIAL,
    PAPER,
    QUOTED,
    REPORTED,
    RULE,
    shorten,
    text_width,
    wrap,
)
from analysis.charts._words import short_ids
from analysis.features.diversity import non_official_share
from analysis.schema import OFFICIAL as OFFICIAL_AFFILIATIONS
from analysis.schema import Affiliation, AnnotatedArticle, Form
from analysis.statistics import effective_size, wilson

FEW = 12
TILE = 0.138

_FORMS: tuple[Form, ...] = ("direct", "mixed", "indirect")
_TILES: dict[str, tuple[str, str, str]] = {
    "direct": ("D", QUOTED, PAPER),
    "mixed": ("M", QUOTED, PAPER),
    "indirect": ("I", REPORTED, INK),
}
_AFFILIATIONS: tuple[str, ...] = get_args(Affiliation)
_OTHERS = tuple(a for a in _AFFILIATIONS if a not in OFFICIAL_AFFILIATIONS and a != "none")
_SIDES = ("official", "other", "none")


@dataclass(frozen=True)
class _Row:
    name: str
    affiliation: str
    cells: Mapping[int, tuple[Form, ...]]

    @property
    def n(self) -> int:
        return sum(map(len, self.cells.values()))

    @property
    def side(self) -> str:
        return _side(self.affiliation)


def plot_sources(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    max_sources: int = 30,
) -> Axes:
    """Draw every source against every article, grouped by affiliation.

    One tile is one mention of a source as the one who says: D direct, M mixed, I indirect.
    Official sources (government, security and justice, intergovernmental) stand above the others,
    and an empty group of others is said in words. The last row gives each article's share of
    official sources with its 95 % Wilson interval. Above 12 articles the tiles become one bar a
    source.

    Parameters
    ----------
    articles
        Annotated articles.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.
    max_sources
        Most sources shown by name; the rest are counted in one line.

    Returns
    -------
    matplotlib.axes.Axes
    """
    group = as_articles(articles)
    heard = [mentions(article) for article in group]
    rows = _rows(heard)
    n = sum(row.n for row in rows if row.name)
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        title = words(
            "sources.title", mentions=words.count("mention", n),
            articles=words.count("article", len(group)),
        )  # fmt: skip
        if not rows:
            sheet.nothing(title, words("sources.nothing"))
            return sheet.ax
        sides = Counter[str]()
        for row in rows:
            sides[row.side] += row.n
        named = sides["official"] + sides["other"]
        few = len(group) <= (FEW // 2 if sheet.narrow else FEW)
        subtitle = words(
            "sources.subtitle" if few else "sources.subtitle_many",
            official=words.number(sides["official"]),
            n=words.number(named),
        )
        sheet.header(title, subtitle)
        tally = Counter(form for row in rows for cell in row.cells.values() for form in cell)
        key(sheet, [(partial(_swatch, sheet, form),
                     words(f"sources.key.{form}", n=words.number(tally[form])))
                    for form in _FORMS])  # fmt: skip
        sheet.y += 0.06
        if few:
            _matrix(sheet, group, rows, sides, max_sources)
        else:
            _bars(sheet, heard, rows, sides, max_sources)
        sheet.note(words("sources.note"), words("common.wilson"))
        sheet.describe(_alt(sheet, title, subtitle, rows, len(group)))
        return sheet.ax


def _side(affiliation: str) -> str:
    if affiliation == "none":
        return "none"
    return "official" if affiliation in OFFICIAL_AFFILIATIONS else "other"


def _rows(heard: list[list[Mention]]) -> list[_Row]:
    """One row a source, in the order of affiliations, the most cited first."""
    each = [m for article in heard for m in article]
    shown = merge_names((m.name for m in each if m.name), (m.name for m in each if m.person))
    found: dict[str, defaultdict[int, list[Form]]] = {}
    sides: dict[str, Counter[str]] = {}
    for i, article in enumerate(heard):
        for mention in article:
            name = shown.get(mention.name, "")
            found.setdefault(name, defaultdict(list))[i].append(mention.form)
            sides.setdefault(name, Counter())[mention.affiliation] += 1
    rows = [
        _Row(
            name,
            max(_AFFILIATIONS, key=lambda a: (sides[name][a], -_AFFILIATIONS.index(a))),
            {i: tuple(sorted(cell, key=_FORMS.index)) for i, cell in cells.items()},
        )
        for name, cells in found.items()
    ]
    order = {a: i for i, a in enumerate(_AFFILIATIONS)}
    return sorted(rows, key=lambda r: (_SIDES.index(r.side), order[r.affiliation], -r.n, r.name))


def _swatch(sheet: Sheet, form: str, x: float, baseline: float) -> float:
    _tile(sheet, x, baseline + 0.02 - TILE, form)
    return TILE


def _tile(sheet: Sheet, x: float, y: float, form: str) -> None:
    letter, face, ink = _TILES[form]
    sheet.box(x, y, TILE - 0.014, TILE - 0.014, face=face)
    sheet.centred(x + (TILE - 0.014) / 2, y + (TILE - 0.014) / 2, letter, size=5.8, color=ink)


def _cut(rows: list[_Row], most: int) -> tuple[list[_Row], list[_Row]]:
    """The rows shown by name and those counted in one line."""
    if len(rows) <= most:
        return rows, []
    ranked = sorted(range(len(rows)), key=lambda i: (-rows[i].n, i))
    kept = set(ranked[:most])
    return (
        [r for i, r in enumerate(rows) if i in kept],
        [r for i, r in enumerate(rows) if i not in kept],
    )


def _section(sheet: Sheet, side: str, sides: Counter[str]) -> None:
    """Heading of the official, other or unnamed sources."""
    words = sheet.words
    sheet.y += 0.06
    sheet.rule(sheet.y, color=INK, width=0.8)
    sheet.y += 0.155
    sheet.text(sheet.left + 0.17, sheet.y, words(f"sources.side.{side}"), size=8.2, weight="bold")
    named = sides["official"] + sides["other"]
    count = words("sources.of", k=words.number(sides[side]), n=words.number(named))
    if side == "none":
        count = words.number(sides[side])
    sheet.text(sheet.right, sheet.y, count, size=7.4, ha="right", color=GREY)
    sheet.y += 0.07


def _band(sheet: Sheet, side: str, top: float) -> None:
    """The bar beside a side's rows: solid, hatched or hollow, so colour is never the only sign."""
    high = sheet.y - top - 0.02
    if side == "official":
        sheet.box(sheet.left, top + 0.04, 0.08, high, face=OFFICIAL)
    elif side == "other":
        sheet.box(sheet.left, top + 0.04, 0.08, high, face=NON_OFFICIAL, edge=INK, hatch="////",
                  line=0.5)  # fmt: skip
    else:
        sheet.box(sheet.left, top + 0.04, 0.08, high, face=PAPER, edge=GREY)


def _absent(sheet: Sheet, rows: list[_Row]) -> None:
    """Say which kinds of source the articles do not have."""
    words = sheet.words
    present = {row.affiliation for row in rows}
    missing = [words(f"affiliations.{a}") for a in _OTHERS if a not in present and a != "other"]
    if missing:
        sheet.y += 0.03
        sheet.paragraph(
            words("sources.absent", kinds=words.listing([m[0].lower() + m[1:] for m in missing])),
            size=7.4, color=GREY, x=sheet.left + 0.17,
        )  # fmt: skip
        sheet.y += 0.03


def _matrix(
    sheet: Sheet, group: list[AnnotatedArticle], rows: list[_Row], sides: Counter[str], most: int
) -> None:
    words = sheet.words
    shown, rest = _cut(rows, most)
    stacked = sheet.narrow
    total_width = 0.34
    label_left = sheet.left + 0.17
    name_size = 7.4
    widest = max(text_width(r.name, name_size) for r in shown)
    name_width = 0.0 if stacked else min(max(widest, 1.1), sheet.inner * 0.33)
    left = label_left + name_width + (0.0 if stacked else 0.12)
    step = min((sheet.right - total_width - left) / len(group), 1.6)
    per_line = max(1, int((step - 0.06) / TILE))
    names = short_ids([a.article_id for a in group])

    sheet.y += 0.1
    for i, article in enumerate(group):
        name = shorten(names[article.article_id], step - 0.04, 8, "bold")
        sheet.text(left + i * step, sheet.y, name, size=8, weight="bold")
        if article.article.outlet:
            sheet.text(left + i * step, sheet.y + 0.115,
                       shorten(article.article.outlet, step - 0.04, 6.2), size=6.2,
                       color=GREY)  # fmt: skip
    sheet.text(sheet.right, sheet.y, words("sources.total"), size=7, color=GREY, ha="right")
    sheet.y += 0.17 if any(a.article.outlet for a in group) else 0.05

    for side in _SIDES:
        inside = [r for r in shown if r.side == side]
        if side == "none" and not inside:
            continue
        top = sheet.y + 0.06
        _section(sheet, side, sides)
        affiliation = None
        for row in inside:
            if row.affiliation != affiliation and side != "none":
                affiliation = row.affiliation
                sheet.y += 0.135
                sheet.text(label_left, sheet.y, words(f"affiliations.{affiliation}"),
                           size=6.8, color=GREY)  # fmt: skip
                sheet.y += 0.045
            _matrix_row(sheet, row, left, step, per_line, label_left, name_width, stacked,
                        len(group))  # fmt: skip
        _rest(sheet, [r for r in rest if r.side == side])
        if side == "other":
            _absent(sheet, rows)
        _band(sheet, side, top)
    _margin(sheet, group, left, step, label_left, name_width, stacked)


def _matrix_row(
    sheet: Sheet,
    row: _Row,
    left: float,
    step: float,
    per_line: int,
    label_left: float,
    name_width: float,
    stacked: bool,
    articles: int,
) -> None:
    name = row.name or sheet.words("sources.unnamed")
    lines = max(1, max(-(-len(cell) // per_line) for cell in row.cells.values()))
    if stacked:
        sheet.y += 0.14
        sheet.text(label_left, sheet.y, shorten(name, sheet.right - label_left - 0.4, 7.4),
                   size=7.4)  # fmt: skip
        sheet.text(sheet.right, sheet.y, str(row.n), size=7.4, weight="bold", ha="right")
        sheet.y += 0.035
        top, height = sheet.y, lines * TILE
    else:
        texts = wrap(name, name_width, 7.4, lines=2)
        height = max(lines * TILE, len(texts) * 0.135) + 0.035
        top = sheet.y + 0.02
        for i, text in enumerate(texts):
            sheet.text(label_left, top + 0.1 + 0.13 * i, text, size=7.4)
        sheet.text(sheet.right, top + 0.1, str(row.n), size=7.4, weight="bold", ha="right")
    for i in range(articles):
        cell = row.cells.get(i, ())
        for j, form in enumerate(cell):
            _tile(sheet, left + i * step + TILE * (j % per_line), top + TILE * (j // per_line),
                  form)  # fmt: skip
        if not cell:
            sheet.text(left + i * step + 0.04, top + 0.09, "·", size=7.4, color=RULE)
    sheet.y += height
    sheet.rule(sheet.y + 0.008, left=label_left, color=FAINT)


def _rest(sheet: Sheet, rest: list[_Row]) -> None:
    """The sources of a side that are not shown by name, in one line."""
    if rest:
        sheet.y += 0.14
        text = sheet.words.plural(
            "sources.rest", len(rest),
            mentions=sheet.words.count("mention", sum(r.n for r in rest)),
        )  # fmt: skip
        sheet.text(sheet.left + 0.17, sheet.y, text, size=7.2, color=GREY)
        sheet.y += 0.05


def _margin(
    sheet: Sheet,
    group: list[AnnotatedArticle],
    left: float,
    step: float,
    label_left: float,
    name_width: float,
    stacked: bool,
) -> None:
    """Each article's share of official sources among its named ones, with its interval."""
    words = sheet.words
    sheet.y += 0.08
    sheet.rule(sheet.y, color=INK, width=0.8)
    label = words("sources.share")
    if stacked:
        sheet.y += 0.15
        sheet.text(label_left, sheet.y, label, size=7.4, weight="bold")
        top = sheet.y + 0.05
    else:
        top = sheet.y + 0.05
        for i, line in enumerate(wrap(label, name_width, 7.4, "bold", lines=3)):
            sheet.text(label_left, top + 0.1 + 0.13 * i, line, size=7.4, weight="bold")
    room = min(step - 0.16, 0.9)
    for i, article in enumerate(group):
        x = left + i * step
        measure = non_official_share.measure(article)
        if not measure.known:
            sheet.text(x, top + 0.1, words("sources.no_source"), size=6.6, color=GREY)
            continue
        n, share = measure.n, 1 - measure.value
        k, low, high = round(share * n), 1 - measure.high, 1 - measure.low
        count, span = words("sources.of", k=k, n=n), words.percents(low, high)
        if text_width(count, 7.2) > step - 0.06:
            count = f"{k}/{n}"
        sheet.text(x, top + 0.1, count, size=7.2)
        sheet.interval(x + 0.02, room, top + 0.2, low, high, share, color=OFFICIAL)
        if text_width(span, 6.4) < step - 0.04:
            sheet.text(x, top + 0.355, span, size=6.4, color=GREY)
    sheet.y = top + 0.4


def _bars(
    sheet: Sheet, heard: list[list[Mention]], rows: list[_Row], sides: Counter[str], most: int
) -> None:
    words = sheet.words
    shown, rest = _cut(rows, most)
    label_left = sheet.left + 0.17
    name_width = sheet.inner * (0.36 if sheet.narrow else 0.3)
    left = label_left + name_width + 0.1
    tail = text_width(words("sources.in_articles", k="000"), 6.6) + 0.08
    scale = (sheet.right - tail - 0.36 - left) / max(r.n for r in shown)
    for side in _SIDES:
        inside = [r for r in shown if r.side == side]
        if side == "none" and not inside:
            continue
        top = sheet.y + 0.06
        _section(sheet, side, sides)
        affiliation = None
        for row in inside:
            if row.affiliation != affiliation and side != "none":
                affiliation = row.affiliation
                count = sum(r.n for r in rows if r.affiliation == affiliation and r.side == side)
                sheet.y += 0.135
                heading = f"{words(f'affiliations.{affiliation}')} · {words.number(count)}"
                sheet.text(label_left, sheet.y, heading, size=6.8, color=GREY)
                sheet.y += 0.045
            base = sheet.y + 0.125
            sheet.text(label_left, base, shorten(row.name or words("sources.unnamed"),
                       name_width, 7.4), size=7.4)  # fmt: skip
            tally = Counter(form for cell in row.cells.values() for form in cell)
            x = left
            for form in _FORMS:
                letter, face, ink = _TILES[form]
                wide = tally[form] * scale
                if wide:
                    sheet.box(x, base - 0.105, max(wide - 0.01, 0.01), 0.125, face=face)
                if wide > 0.14:
                    sheet.centred(x + wide / 2, base - 0.043, letter, size=5.8, color=ink)
                x += wide
            sheet.text(x + 0.05, base, words.number(row.n), size=7.2, weight="bold")
            articles = len(row.cells)
            sheet.text(sheet.right, base, words("sources.in_articles", k=words.number(articles)),
                       size=6.6, color=GREY, ha="right")  # fmt: skip
            sheet.y = base + 0.045
        _rest(sheet, [r for r in rest if r.side == side])
        if side == "other":
            _absent(sheet, rows)
        _band(sheet, side, top)
    k, n = sides["official"], sides["official"] + sides["other"]
    if n:
        low, high = _pooled(heard)
        sheet.y += 0.08
        sheet.rule(sheet.y, color=INK, width=0.8)
        sheet.y += 0.16
        text = words("sources.share_all", k=words.number(k), n=words.number(n),
                     interval=words.percents(low, high))  # fmt: skip
        sheet.text(label_left, sheet.y, text, size=7.4, weight="bold")
        sheet.y += 0.13
        sheet.interval(label_left, sheet.right - label_left, sheet.y, low, high, k / n,
                       color=OFFICIAL)  # fmt: skip
        sheet.y += 0.04


def _pooled(heard: list[list[Mention]]) -> tuple[float, float]:
    """Interval of the official share of all articles, mentions of one article being alike."""
    sides = [Counter(_side(m.affiliation) for m in article) for article in heard]
    hits = [s["official"] for s in sides if s["official"] + s["other"]]
    sizes = [s["official"] + s["other"] for s in sides if s["official"] + s["other"]]
    worth = effective_size(hits, sizes)
    return wilson(worth * sum(hits) / sum(sizes), worth)


def _alt(sheet: Sheet, title: str, subtitle: str, rows: list[_Row], articles: int) -> str:
    words = sheet.words
    listed = [
        words("sources.alt_row", name=row.name or words("sources.unnamed"),
              affiliation=words(f"affiliations.{row.affiliation}").lower(), n=row.n)
        for row in sorted(rows, key=lambda r: -r.n)[:10]
    ]  # fmt: skip
    return f"{title}. {subtitle} {'; '.join(listed)}."
