"""Sentence barcode: each article as a strip, one cell a sentence, in the order of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from statistics import quantiles

from matplotlib.axes import Axes

from analysis.charts._counts import as_articles, speech
from analysis.charts._sheet import WIDTH, Sheet, key
from analysis.charts._style import (
    ACCENT,
    GREY,
    INK,
    NOT_ARTICLE,
    PAPER,
    QUOTED,
    REPORTED,
    RULE,
    SOLICITATION,
    UNATTRIBUTED,
    shorten,
    text_width,
    wrap,
)
from analysis.charts._words import short_ids
from analysis.features.attribution import attributed_sentence_share
from analysis.schema import AnnotatedArticle

FEW = 12

_SIGNED = ("byline", "date", "dateline", "credit")

# kind → letter, height, fill, edge, hatch, ink
_LOOK: dict[str, tuple[str, float, str, str | None, str | None, str]] = {
    "direct": ("D", 1.0, QUOTED, None, None, PAPER),
    "mixed": ("M", 1.0, QUOTED, None, None, PAPER),
    "indirect": ("I", 0.8, REPORTED, None, None, INK),
    "unattributed": ("", 0.52, UNATTRIBUTED, "#B9B3A3", None, GREY),
    "headline": ("T", 0.52, PAPER, "#8C8C8C", None, INK),
    "solicitation": ("S", 0.52, SOLICITATION, None, None, INK),
    "signed": ("O", 0.52, PAPER, "#8C8C8C", None, INK),
    "other": ("", 0.52, NOT_ARTICLE, "#A9A9A9", "//////", GREY),
}


@dataclass(frozen=True)
class _Cell:
    kind: str
    start: int
    labels: int
    new_line: bool


def plot_barcode(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    max_articles: int = 40,
) -> Axes:
    """Draw each article as a strip of its sentences: quoted, reported or unattributed.

    The height of a cell and its letter say the same as its colour: tall D or M for words in
    quotation marks (direct, mixed), middle I for reported speech, low and empty for sentences
    with no source. Lines that are not body text stand hatched or with T (headline), O (origin,
    signature, date) and S (solicitation). A diamond under a cell marks a contested label. At the
    right, the share of body sentences touched by an attribution with its 95 % Wilson interval.

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
    max_articles
        Beyond this many articles their sentences are added up by tenth of the text.

    Returns
    -------
    matplotlib.axes.Axes
    """
    group = as_articles(articles)
    cells = [_cells(article) for article in group]
    tally = Counter(c.kind for row in cells for c in row)
    n = sum(tally[k] for k in ("direct", "mixed", "indirect", "unattributed"))
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        title = words(
            "barcode.title", sentences=words.count("sentence", n),
            articles=words.count("article", len(group)),
        )  # fmt: skip
        if not any(cells):
            sheet.nothing(title, words("barcode.nothing"))
        elif len(group) > max_articles:
            _aggregate(sheet, title, group)
        else:
            _strips(sheet, title, group, cells, tally)
        return sheet.ax


def _cells(article: AnnotatedArticle) -> list[_Cell]:
    """The cells of one article: sentences of the body, lines of everything else."""
    forms = dict(zip(article.body_sentences, speech(article, article.body_sentences), strict=True))
    places = [label.start for label in article.labels]

    def cell(kind: str, start: int, end: int, new_line: bool) -> _Cell:
        return _Cell(kind, start, sum(start <= p < end for p in places), new_line)

    cells: list[_Cell] = []
    for zone in article.zones:
        if zone.label == "separator":
            continue
        if zone.label == "body":
            inside = [s for s in article.body_sentences if zone.start <= s.start < zone.end]
            cells += [cell(forms[s], s.start, s.end, i == 0) for i, s in enumerate(inside)]
            continue
        kind = "signed" if zone.label in _SIGNED else zone.label
        known = kind in ("headline", "solicitation", "signed")
        cells.append(cell(kind if known else "other", zone.start, zone.end, True))
    return cells


def _strips(
    sheet: Sheet,
    title: str,
    group: list[AnnotatedArticle],
    cells: list[list[_Cell]],
    tally: Counter[str],
) -> None:
    words = sheet.words
    quoted = tally["direct"] + tally["mixed"]
    body = quoted + tally["indirect"] + tally["unattributed"]
    sheet.header(title, words("barcode.subtitle"))
    counts = {
        "quoted": quoted,
        "indirect": tally["indirect"],
        "unattributed": tally["unattributed"],
        "headline": tally["headline"],
        "signed": tally["signed"],
        "solicitation": tally["solicitation"],
        "other": tally["other"],
        "label": sum(len(a.labels) for a in group),
    }
    key(
        sheet,
        [
            (partial(_swatch, sheet, name), words(f"barcode.key.{name}", n=words.number(count)))
            for name, count in counts.items()
            if count or name in ("quoted", "indirect", "unattributed")
        ],
    )
    names = short_ids([a.article_id for a in group])
    widest = max(text_width(name, 8, "bold") for name in names.values())
    outlets = any(a.article.outlet for a in group)
    name_width = max(min(widest, 1.2), 0.85 if outlets else 0.0)
    few = len(group) <= FEW
    # On a phone the name and the share stand above the strip, which then has the whole width.
    stacked = sheet.narrow and few
    left = sheet.left if stacked else sheet.left + min(name_width, sheet.inner / 4) + 0.14
    share_width = sheet.inner * 0.42 if stacked else 1.0
    share_left = sheet.right - share_width
    room = sheet.right - left if stacked else share_left - 0.22 - left
    size, gap, per_line = _fit(cells, room, few=few)
    height = 0.24 if size >= 0.13 else 0.16
    under = 0.1 if any(c.labels for row in cells for c in row) else 0.03

    lines = [words("barcode.share")] if stacked else wrap(words("barcode.share"), share_width, 6.6)
    for i, line in enumerate(lines):
        sheet.text(sheet.right if stacked else share_left, sheet.y + 0.1 + 0.115 * i, line,
                   size=6.6, color=GREY, ha="right" if stacked else "left")  # fmt: skip
    sheet.text(left, sheet.y + 0.1 + 0.115 * (len(lines) - 1), words("barcode.direction"),
               size=6.6, color=GREY)  # fmt: skip
    sheet.y += 0.1 + 0.115 * len(lines) + (0.06 if stacked else 0)

    for article, row in zip(group, cells, strict=True):
        top = sheet.y
        if stacked:
            sheet.y += 0.24
        base = sheet.y + height
        x, in_line = left, 0
        for cell in row:
            jump = gap if cell.new_line and in_line else 0.0
            if in_line and (in_line == per_line or x + jump + size > left + room + 1e-6):
                x, in_line, jump = left, 0, 0.0
                base += height + under + 0.05
            x += jump
            _draw(sheet, cell, x, base, size, height, f"{article.article_id}:{cell.start}")
            x += size
            in_line += 1
        middle = top + (0.08 if stacked else height / 2)
        outlet = article.article.outlet
        name = shorten(names[article.article_id], name_width, 8, "bold")
        if stacked:
            sheet.text(sheet.left, middle + 0.04, name, size=8, weight="bold")
            if outlet:
                x = sheet.left + text_width(name, 8, "bold") + 0.1
                sheet.text(x, middle + 0.04, shorten(outlet, share_left - x - 0.1, 6.6), size=6.6,
                           color=GREY)  # fmt: skip
        else:
            sheet.text(sheet.left, middle + (-0.01 if outlet else 0.04), name, size=8,
                       weight="bold")  # fmt: skip
            if outlet:
                sheet.text(sheet.left, middle + 0.1, shorten(outlet, name_width, 6.4), size=6.4,
                           color=GREY)  # fmt: skip
        _share(sheet, article, share_left, share_width, middle)
        marked = any(c.labels for c in row)
        sheet.y = base + (under + 0.12 if few else 0.11 + 0.05 * marked)
    sheet.y -= 0.06 if few else 0.0
    sheet.note(words("barcode.note"), words("common.wilson"))
    sheet.describe(_alt(sheet, title, group, cells, names, body))


def _fit(cells: list[list[_Cell]], room: float, *, few: bool) -> tuple[float, float, int]:
    """Cell width, gap between paragraphs, most cells a line."""
    longest = max(len(row) for row in cells)
    lines = max(sum(c.new_line for c in row) for row in cells)
    smallest = 0.135 if few else 0.06
    size = min(0.25, room / (longest + 0.25 * lines))
    if size < smallest:
        size = smallest
    return size, 0.25 * size, max(1, int(room / size))


def _draw(
    sheet: Sheet, cell: _Cell, x: float, base: float, size: float, height: float, name: str
) -> None:
    letter, tall, face, edge, hatch, ink = _LOOK[cell.kind]
    inset = 0.012 if size >= 0.1 else 0.004
    high = tall * height
    sheet.box(x + inset, base - high, size - 2 * inset, high, face=face, edge=edge, hatch=hatch,
              name=name)  # fmt: skip
    if letter and size >= 0.115:
        sheet.centred(x + size / 2, base - high / 2, letter, size=min(7, size * 40), color=ink)
    if cell.labels:
        sheet.mark(x + size / 2, base + 0.06, marker="D", size=3.6, color=ACCENT, edge=0)
        if cell.labels > 1 and size >= 0.135:
            sheet.text(x + size / 2 + 0.035, base + 0.085, str(cell.labels), size=5.6,
                       color=ACCENT, weight="bold")  # fmt: skip


def _share(
    sheet: Sheet, article: AnnotatedArticle, left: float, width: float, middle: float
) -> None:
    """The share of sourced sentences with the interval that the feature gives it."""
    words = sheet.words
    measure = attributed_sentence_share.measure(article)
    if not measure.known:
        sheet.text(left, middle + 0.04, words("barcode.no_body"), size=7, color=GREY)
        return
    k = round(measure.value * measure.n)
    sheet.text(left, middle - 0.035, words("barcode.of", k=k, n=measure.n), size=7)
    sheet.text(left + width, middle - 0.035, words.percents(measure.low, measure.high), size=6.6,
               color=GREY, ha="right")  # fmt: skip
    sheet.interval(left, width, middle + 0.06, measure.low, measure.high, measure.value)


def _swatch(sheet: Sheet, name: str, x: float, baseline: float) -> float:
    if name == "label":
        sheet.mark(x + 0.06, baseline - 0.04, marker="D", size=4, color=ACCENT, edge=0)
        return 0.12
    kinds = ("direct", "mixed") if name == "quoted" else (name,)
    for i, kind in enumerate(kinds):
        letter, tall, face, edge, hatch, ink = _LOOK[kind]
        high = 0.15 * max(tall, 0.7)
        sheet.box(x + 0.16 * i, baseline + 0.02 - high, 0.14, high, face=face, edge=edge,
                  hatch=hatch)  # fmt: skip
        if letter:
            sheet.centred(x + 0.16 * i + 0.07, baseline + 0.02 - high / 2, letter, size=6,
                          color=ink)  # fmt: skip
    return 0.16 * len(kinds) - 0.02


def _aggregate(sheet: Sheet, title: str, group: list[AnnotatedArticle]) -> None:
    """Shares by tenth of the body, each article weighing the same, and the spread of articles."""
    words = sheet.words
    tenths: list[Counter[str]] = [Counter() for _ in range(10)]
    shares: list[float] = []
    for article in group:
        forms = speech(article, article.body_sentences)
        if not forms:
            continue
        shares.append(sum(f != "unattributed" for f in forms) / len(forms))
        for i, form in enumerate(forms):
            tenths[10 * i // len(forms)]["quoted" if form in ("direct", "mixed") else form] += 1
    if not shares:
        sheet.nothing(title, words("barcode.nothing"))
        return
    sheet.header(title, words("barcode.subtitle_many"))
    height, left, axis = 1.7, sheet.left + 0.05, sheet.left + 0.05
    step = (sheet.inner - 0.05) / 10
    top = sheet.y
    for i, tally in enumerate(tenths):
        n = sum(tally.values())
        y = top + height
        x = left + i * step
        for kind, look in (("quoted", "direct"), ("indirect", "indirect"),
                           ("unattributed", "unattributed")):  # fmt: skip
            if not n:
                continue
            letter, _, face, edge, hatch, ink = _LOOK[look]
            high = height * tally[kind] / n
            sheet.box(x + 0.02, y - high, step - 0.04, high, face=face, edge=edge, hatch=hatch)
            if high > 0.115:
                mark = "D M" if kind == "quoted" else letter
                both = f"{mark} {words.percent(tally[kind] / n)}".strip()
                shown = both if text_width(both, 6.6, "bold") < step - 0.06 else mark
                sheet.centred(x + step / 2, y - high / 2, shown, size=6.6, color=ink)
            y -= high
        sheet.text(x + step / 2, top + height + 0.13, str(i + 1), size=7, color=GREY, ha="center")
    sheet.y = top + height + 0.28
    sheet.text(axis, sheet.y, words("barcode.first_tenth"), size=7, color=GREY)
    sheet.text(sheet.right, sheet.y, words("barcode.last_tenth"), size=7, color=GREY, ha="right")
    sheet.y += 0.16
    names = (("quoted", "quoted"), ("indirect", "indirect"), ("unattributed", "unattributed"))
    total = {k: sum(t[k] for t in tenths) for k, _ in names}
    key(sheet, [(partial(_swatch, sheet, look), words(f"barcode.key.{k}", n=words.number(total[k])))
                for k, look in names])  # fmt: skip
    sheet.y += 0.14
    low, middle, high_share = (
        quantiles(shares, n=4, method="inclusive") if len(shares) > 1 else shares * 3
    )
    text = words(
        "barcode.spread", n=words.number(len(shares)), median=words.percent(middle),
        middle=words.percents(low, high_share),
    )  # fmt: skip
    sheet.paragraph(text, size=8)
    sheet.y += 0.16
    sheet.rug(left, sheet.inner - 0.05, sheet.y, shares, color=RULE, line=0.7)
    sheet.interval(left, sheet.inner - 0.05, sheet.y, low, high_share, middle)
    for share in (0.0, 0.5, 1.0):
        sheet.text(left + share * (sheet.inner - 0.05), sheet.y + 0.2, words.percent(share),
                   size=6.6, color=GREY,
                   ha="left" if share == 0 else "right" if share == 1 else "center")  # fmt: skip
    sheet.y += 0.24
    sheet.note(words("barcode.note_many"))
    sheet.describe(f"{title}. {text}")


def _alt(
    sheet: Sheet,
    title: str,
    group: list[AnnotatedArticle],
    cells: list[list[_Cell]],
    names: dict[str, str],
    body: int,
) -> str:
    words = sheet.words
    rows = []
    for article, row in zip(group[:8], cells, strict=False):
        tally = Counter(c.kind for c in row)
        quoted = tally["direct"] + tally["mixed"]
        n = quoted + tally["indirect"] + tally["unattributed"]
        rows.append(
            words("barcode.alt_row", article=names[article.article_id], n=n, quoted=quoted,
                  reported=tally["indirect"], none=tally["unattributed"],
                  solicitation=tally["solicitation"])
        )  # fmt: skip
    more = words("common.and_more", n=len(group) - 8) if len(group) > 8 else ""
    return f"{title}. {' '.join(rows)} {more}"
