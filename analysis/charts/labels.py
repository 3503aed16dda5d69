"""Contested labels by voice: who uses them, the narrator or the people reported and quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from matplotlib.axes import Axes

from analysis.charts._counts import as_articles
from analysis.charts._sheet import WIDTH, Sheet
from analysis.charts._style import (
    FAINT,
    GREY,
    INK,
    PAPER,
    QUOTED,
    REPORTED,
    RULE,
    shorten,
    text_width,
    wrap,
)
from analysis.charts._words import short_ids
from analysis.schema import AnnotatedArticle, Label, Polarity, Voice
from analysis.statistics import effective_size, wilson

VOICES: tuple[Voice, ...] = get_args(Voice)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)

# face, edge, hatch, ink: darker means nearer to somebody's own words, as in the barcode.
_LOOK: dict[str, tuple[str, str | None, str | None, str]] = {
    "narrator": (PAPER, INK, None, INK),
    "reported": (REPORTED, None, None, INK),
    "reported_distanced": (REPORTED, INK, None, INK),
    "quoted": (QUOTED, None, None, PAPER),
}


def plot_labels(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    max_terms: int = 20,
) -> Axes:
    """Draw each contested label in the column of the voice that uses it.

    One mark is one use and carries its article. Delegitimising and legitimising labels stand one
    above the other, each with the share of uses in the narrator's own voice and its 95 % Wilson
    interval. Where uses are many, a mark holds their number and its area follows it.

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
    max_terms
        Most terms shown for each polarity; the rest are counted in one line.

    Returns
    -------
    matplotlib.axes.Axes
    """
    group = as_articles(articles)
    found = [(article.article_id, label) for article in group for label in article.labels]
    using = len({article_id for article_id, _ in found})
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        title = words(
            "labels.title", uses=words.count("use", len(found)),
            articles=words.plural("labels.within", using, total=words.count("article", len(group))),
        )  # fmt: skip
        if not found:
            sheet.nothing(title, words("labels.nothing"))
            return sheet.ax
        sheet.header(title, words("labels.subtitle"))
        found = _one_number(found)
        names = short_ids([a.article_id for a in group])
        _table(sheet, found, names, max_terms)
        sheet.note(words("labels.note"), words("common.wilson"))
        sheet.describe(_alt(sheet, title, found))
        return sheet.ax


def _one_number(found: list[tuple[str, Label]]) -> list[tuple[str, Label]]:
    """Terms that differ only in a final ``s`` of their words under their shortest spelling."""

    def stem(term: str) -> str:
        return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in term.split())

    shortest: dict[str, str] = {}
    for _, label in found:
        known = shortest.setdefault(stem(label.term), label.term)
        shortest[stem(label.term)] = min(known, label.term, key=lambda t: (len(t), t))
    return [(i, replace(label, term=shortest[stem(label.term)])) for i, label in found]


def _table(sheet: Sheet, found: list[tuple[str, Label]], names: dict[str, str], most: int) -> None:
    words = sheet.words
    chip = max(text_width(names[i], 6.2, "bold") for i, _ in found) + 0.07
    terms = {label.term for _, label in found}
    stacked = sheet.narrow
    name_width = 0.0 if stacked else min(
        max(max(text_width(t, 7.8) for t in terms), 0.9), sheet.inner * 0.27
    )  # fmt: skip
    left = sheet.left + (0.0 if stacked else name_width + 0.14)
    step = (sheet.right - left) / len(VOICES)
    per_line = max(1, int((step - 0.1) / (chip + 0.025)))
    crowded = any(
        count > per_line * 4
        for count in Counter((la.term, la.voice) for _, la in found).values()
    )  # fmt: skip

    heads = {v: wrap(words(f"labels.voice.{v}"), step - 0.2, 7.2, "bold") for v in VOICES}
    lines = max(map(len, heads.values()))
    for i, voice in enumerate(VOICES):
        for j, row in enumerate(heads[voice]):
            y = sheet.y + 0.1 + 0.13 * (lines - len(heads[voice]) + j)
            sheet.text(left + i * step, y, row, size=7.2, weight="bold")
    sheet.y += 0.13 * lines + 0.03

    for polarity in POLARITIES:
        inside = [(i, label) for i, label in found if label.polarity == polarity]
        _heading(sheet, polarity, inside, left)
        tally = Counter(label.term for _, label in inside)
        ranked = sorted(tally, key=lambda t: (-tally[t], t))
        for term in ranked[:most]:
            top = sheet.y + 0.05
            if stacked:
                sheet.text(sheet.left, top + 0.1, shorten(term, sheet.inner - 0.4, 7.8), size=7.8)
                sheet.text(sheet.right, top + 0.1, str(tally[term]), size=7.2, ha="right",
                           weight="bold")  # fmt: skip
                top += 0.155
            else:
                sheet.text(sheet.left, top + 0.105, shorten(term, name_width, 7.8), size=7.8)
            deepest = 1
            for i, voice in enumerate(VOICES):
                uses = [names[a] for a, la in inside if la.term == term and la.voice == voice]
                x = left + i * step
                if crowded:
                    _number(sheet, voice, len(uses), x, top)
                    continue
                if not uses:
                    sheet.text(x + 0.04, top + 0.09, "·", size=7.4, color=RULE)
                for j, name in enumerate(uses):
                    _chip(sheet, voice, name, x + (chip + 0.025) * (j % per_line),
                          top + 0.165 * (j // per_line), chip)  # fmt: skip
                deepest = max(deepest, -(-len(uses) // per_line))
            sheet.y = top + 0.165 * deepest + 0.02
            sheet.rule(sheet.y, color=FAINT)
        if len(ranked) > most:
            rest = sum(tally[t] for t in ranked[most:])
            sheet.y += 0.15
            sheet.text(sheet.left, sheet.y, words("labels.rest", n=words.number(len(ranked) - most),
                       uses=words.count("use", rest)), size=7.2, color=GREY)  # fmt: skip
            sheet.y += 0.04


def _heading(sheet: Sheet, polarity: str, inside: list[tuple[str, Label]], left: float) -> None:
    """Name of the polarity and the narrator's share of its uses."""
    words = sheet.words
    n = len(inside)
    k = sum(label.voice == "narrator" for _, label in inside)
    sheet.y += 0.06
    sheet.rule(sheet.y, color=INK, width=0.8)
    sheet.y += 0.16
    sheet.text(sheet.left, sheet.y, words(f"labels.polarity.{polarity}"), size=8.2, weight="bold")
    if not n:
        sheet.text(sheet.right, sheet.y, words("labels.none"), size=7.2, color=GREY, ha="right")
        sheet.y += 0.05
        return
    by_article = Counter(i for i, _ in inside)
    told = Counter(i for i, label in inside if label.voice == "narrator")
    worth = effective_size([told[i] for i in by_article], list(by_article.values()))
    low, high = wilson(worth * k / n, worth)
    text = words("labels.narrator", k=words.number(k), n=words.number(n))
    if sheet.narrow:
        sheet.y += 0.16
    room = 0.8
    interval = words.percents(low, high)
    edge = sheet.right - text_width(words.percents(0.88, 1.0), 6.6) - 0.12
    sheet.text(sheet.right, sheet.y, interval, size=6.6, color=GREY, ha="right")
    sheet.interval(edge - room, room, sheet.y - 0.04, low, high, k / n)
    sheet.text(edge - room - 0.1, sheet.y, text, size=7.2, ha="right")
    sheet.y += 0.06


def _chip(sheet: Sheet, voice: str, name: str, x: float, y: float, width: float) -> None:
    face, edge, hatch, ink = _LOOK[voice]
    sheet.box(x, y, width, 0.14, face=face, edge=edge, hatch=hatch, line=0.7)
    sheet.centred(x + width / 2, y + 0.07, name, size=6.2, color=ink)


def _number(sheet: Sheet, voice: str, count: int, x: float, y: float) -> None:
    if not count:
        sheet.text(x + 0.04, y + 0.09, "·", size=7.4, color=RULE)
        return
    label = sheet.words.number(count)
    _chip(sheet, voice, label, x, y, text_width(label, 6.2, "bold") + 0.1)


def _alt(sheet: Sheet, title: str, found: list[tuple[str, Label]]) -> str:
    words = sheet.words
    rows = []
    for polarity in POLARITIES:
        tally = Counter(label.voice for _, label in found if label.polarity == polarity)
        counts = [f"{words(f'labels.voice.{v}').lower()} {tally[v]}" for v in VOICES]
        rows.append(f"{words(f'labels.polarity.{polarity}')}: {', '.join(counts)}.")
    return f"{title}. {' '.join(rows)}"
