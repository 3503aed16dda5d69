"""Kinship of texts: how much of the shorter text of each pair stands in the other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import partial
from math import sqrt
from typing import Any

from matplotlib.axes import Axes

from analysis.charts._counts import Compared, compared_ids
from analysis.charts._sheet import WIDTH, Sheet, key
from analysis.charts._style import (
    BANDS,
    FAINT,
    GREY,
    INK,
    PAPER,
    RULE,
    shorten,
    text_width,
)
from analysis.charts._words import Words, short_ids
from analysis.schema import AnnotatedArticle

BAND_NAMES = ("none", "partial", "substantial", "wholesale")
FEW = 6

Row = Mapping[Hashable, Any]


def plot_reuse(
    comparison: Compared,
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    articles: Iterable[AnnotatedArticle] = (),
    max_articles: int = 40,
) -> Axes:
    """Draw how much text each pair of articles shares, as a staircase of squares.

    A square is a pair; its number is the containment, the share of the shorter text's five-word
    runs that stand in the other, names masked. Its shade is the band. Each name on the diagonal
    is the article of the row to its left and of the column below it, with the origin the text
    itself states. Letters in brackets mark articles of one lineage.

    Parameters
    ----------
    comparison
        What :func:`analysis.compare` gives; ``events``, ``reuse`` and ``lineages`` are read.
    ax
        Axes to draw in; None makes a figure.
    locale
        ``"en"`` or ``"fr"``.
    width
        Width in inches of a figure of its own; 4.2 suits a phone.
    articles
        The annotated articles, to name the origin that each text states.
    max_articles
        Most articles drawn, those that share most. Above 6 articles, those that share less than
        5 % with every other are counted and not drawn.

    Returns
    -------
    matplotlib.axes.Axes
    """
    given = list(articles)
    pairs: Sequence[Row] = comparison.reuse.to_dict("records")
    ids = [a.article_id for a in given] or compared_ids(comparison)
    tested = len(ids) * (len(ids) - 1) // 2
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        title = words("reuse.title", pairs=words.count("text_pair", tested),
                      articles=words.count("article", len(ids)))  # fmt: skip
        if tested == 0:
            sheet.nothing(title, words("reuse.nothing"))
            return sheet.ax
        shared = [p for p in pairs if str(p["band"]) != "none"]
        subtitle = words.plural("reuse.found", len(shared)) if shared else words("reuse.none")
        sheet.header(title, subtitle)
        shown, hidden = _shown(ids, pairs, max_articles)
        if shown:
            key(sheet, [(partial(_swatch, sheet, name), words(f"reuse.band.{name}"))
                        for name in BAND_NAMES])  # fmt: skip
            sheet.y += 0.04
        names = short_ids(ids)
        lineages = _lineages(comparison, ids)
        labels = {i: names[i] + (f" ({lineages[i][0]})" if i in lineages else "") for i in shown}
        if shown:
            _staircase(sheet, shown, pairs, labels, _origins(words, given))
        if hidden:
            sheet.y += 0.06
            sheet.paragraph(words.plural("reuse.hidden", hidden), size=7.2, color=GREY)
        _why(sheet, lineages, names)
        sheet.note(words("reuse.note"))
        sheet.describe(_alt(words, title, subtitle, shared, names))
        return sheet.ax


def _shown(ids: list[str], pairs: Sequence[Row], most: int) -> tuple[list[str], int]:
    """The articles drawn and how many are left out for sharing little."""
    if len(ids) <= FEW:
        return ids, 0
    strength: dict[str, float] = {}
    for pair in pairs:
        for side in ("a", "b"):
            i = str(pair[side])
            strength[i] = max(strength.get(i, 0.0), float(pair["containment"]))
    ranked = set(sorted(strength, key=lambda i: (-strength[i], i))[:most])
    return [i for i in ids if i in ranked], len(ids) - len(ranked)


def _lineages(comparison: Compared, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Tag and reason of each article whose lineage holds several."""
    found: dict[str, tuple[str, str]] = {}
    for row in comparison.lineages.to_dict("records"):
        members = [str(i) for i in row["articles"] if str(i) in ids]
        if len(members) > 1:
            tag = "abcdefghijklmnopqrstuvwxyz"[len({t for t, _ in found.values()}) % 26]
            found |= dict.fromkeys(members, (tag, str(row["why"])))
    return found


def _origins(words: Words, articles: Iterable[AnnotatedArticle]) -> dict[str, str]:
    """What each text itself says of where it comes from."""
    stated: dict[str, str] = {}
    for article in articles:
        names = dict.fromkeys(
            words(f"reuse.relation.{o.relation}", name=o.name)
            for o in article.origins
            if o.name and o.relation in ("republished_from", "signed_by", "quoted_via", "dateline")
        )
        unnamed = any(o.relation == "republished_from" and not o.name for o in article.origins)
        nothing = words("reuse.unnamed_origin" if unnamed else "reuse.no_origin")
        stated[article.article_id] = ", ".join(names) or nothing
    return stated


def _look(band: str) -> tuple[str, str]:
    """Fill and ink of a band."""
    place = BAND_NAMES.index(band) if band in BAND_NAMES else 0
    return BANDS[place], PAPER if place >= 2 else INK


def _swatch(sheet: Sheet, band: str, x: float, baseline: float) -> float:
    face, _ = _look(band)
    sheet.box(x, baseline - 0.11, 0.15, 0.13, face=face, edge=RULE)
    return 0.15


def _staircase(
    sheet: Sheet,
    ids: list[str],
    pairs: Sequence[Row],
    labels: Mapping[str, str],
    origins: Mapping[str, str],
) -> None:
    words = sheet.words
    known = {frozenset((str(p["a"]), str(p["b"]))): p for p in pairs}
    size = 8.0 if len(ids) <= 12 else 6.2
    widest = max(text_width(label, size, "bold") for label in labels.values())
    reserve = widest + 0.12 if not origins else max(widest + 0.12, 1.5)
    side = min(0.62, (sheet.inner - reserve) / max(1, len(ids) - 1))
    height = min(side, 0.42) if side >= 0.3 else side
    top = sheet.y - (0.08 if height > 0.3 else 0.0)
    for i, row in enumerate(ids):
        y = top + i * height
        for j, column in enumerate(ids[:i]):
            pair = known.get(frozenset((row, column)))
            _square(sheet, words, pair, sheet.left + j * side, y, side, height)
        x = sheet.left + i * side + (0.06 if i else 0.0)
        base = y + height / 2 + 0.04
        origin = origins.get(row, "")
        room = sheet.right - x
        label = shorten(labels[row], room, size, "bold")
        sheet.text(x, base, label, size=size, weight="bold")
        after = x + text_width(label, size, "bold") + 0.09
        if origin and sheet.right - after > 0.35 and height >= 0.12:
            sheet.text(after, base, shorten(origin, sheet.right - after, 6.6), size=6.6,
                       color=GREY)  # fmt: skip
    sheet.y = top + len(ids) * height + 0.04


def _square(
    sheet: Sheet, words: Words, pair: Row | None, x: float, y: float, side: float, height: float
) -> None:
    band = str(pair["band"]) if pair is not None else "none"
    face, ink = _look(band)
    gap = 0.03 if side >= 0.3 else 0.01
    name = f"{pair['a']}:{pair['b']}" if pair is not None else None
    if side >= 0.3:
        sheet.box(x, y, side - gap, height - gap, face=face, name=name)
        text = words.percent(float(pair["containment"])) if pair is not None else words(
            "reuse.below"
        )  # fmt: skip
        sheet.centred(x + (side - gap) / 2, y + (height - gap) / 2, text,
                      size=8 if pair is not None else 6.2,
                      color=ink if pair is not None else GREY,
                      weight="bold" if pair is not None else "normal")  # fmt: skip
        return
    sheet.box(x, y, side - gap, height - gap, face=FAINT)
    if pair is not None:
        # Without room for a number, the area of the inner square carries it beside the shade.
        inner = (side - gap) * sqrt(min(1.0, float(pair["containment"])))
        shift = (side - gap - inner) / 2
        sheet.box(x + shift, y + shift, inner, inner, face=face if band != "none" else RULE,
                  name=name, order=2)  # fmt: skip


def _why(sheet: Sheet, lineages: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> None:
    """One line a lineage: its articles and what ties them."""
    words = sheet.words
    members: dict[tuple[str, str], list[str]] = {}
    for article, lineage in lineages.items():
        members.setdefault(lineage, []).append(names[article])
    if members:
        sheet.y += 0.08
    for (tag, why), articles in list(members.items())[:12]:
        reasons = ", ".join(_reason(words, part) for part in why.split("; "))
        listed = words.listing(articles[:8]) + (" …" if len(articles) > 8 else "")
        sheet.paragraph(words("reuse.lineage", tag=tag, articles=listed, why=reasons), size=7.4)


def _reason(words: Words, why: str) -> str:
    for prefix, name in (("origin ", "origin"), ("copy of ", "copy")):
        if why.startswith(prefix):
            return words(f"reuse.why.{name}", name=why.removeprefix(prefix))
    return words.get(f"reuse.why.{why}", why)


def _alt(
    words: Words, title: str, subtitle: str, shared: Sequence[Row], names: Mapping[str, str]
) -> str:
    ranked = sorted(shared, key=lambda p: (-float(p["containment"]), str(p["a"]), str(p["b"])))
    rows = [
        words("reuse.alt_row", a=names[str(p["a"])], b=names[str(p["b"])],
              share=words.percent(float(p["containment"])))
        for p in ranked[:8]
    ]  # fmt: skip
    return f"{title}. {subtitle} {'; '.join(rows)}"
