"""What each text shows of its origin: the checks of dimension C in the words of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from matplotlib.axes import Axes

from analysis.charts._counts import Compared, as_articles
from analysis.charts._sheet import WIDTH, Sheet, key
from analysis.charts._style import FAINT, GREY, INK, PAPER, QUOTED, RULE, shorten, text_width, wrap
from analysis.charts._words import short_ids
from analysis.features import Measure, label_text
from analysis.profiles import dimension
from analysis.schema import AnnotatedArticle

FEW = 8
STATES = ("shown", "half", "against", "unseen", "apart")


def plot_origin(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    *,
    ax: Axes | None = None,
    locale: str = "en",
    width: float = WIDTH,
    comparison: Compared | None = None,
) -> Axes:
    """Draw which checks on its origin each text answers, in its own words.

    Rows are the checks of dimension C, columns the articles. A full square: shown, with the
    words that show it; a half one: announced without a name; a hollow one: missing from a foot
    that is there, or taken from another page; a question mark: not observable in this text, which
    is no fault; a dash: there is nothing to state. Above 8 articles each check is one bar of
    counts.

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
    comparison
        What :func:`analysis.compare` gives; with it, unacknowledged reuse is seen.

    Returns
    -------
    matplotlib.axes.Axes
    """
    group = as_articles(articles)
    parts = [part.feature for part in dimension("C").parts]
    table = [[feature.measure(a, comparison) for a in group] for feature in parts]
    with Sheet(ax, width=width, locale=locale) as sheet:
        words = sheet.words
        labels = [label_text(feature.name, locale) for feature in parts]
        title = words("origin.title", checks=words.count("check", len(parts)),
                      articles=words.count("article", len(group)))  # fmt: skip
        if not any(a.words_total for a in group):
            sheet.nothing(title, words("origin.nothing"))
            return sheet.ax
        tally = Counter(state(m) for row in table for m in row)
        sheet.header(title, words("origin.subtitle"))
        key(sheet, [(partial(_swatch, sheet, s), words(f"origin.key.{s}", n=words.number(tally[s])))
                    for s in STATES if tally[s]])  # fmt: skip
        if len(group) <= FEW:
            _matrix(sheet, group, labels, table)
        else:
            _bars(sheet, labels, table)
        sheet.note(words("origin.note"))
        sheet.describe(_alt(sheet, title, group, labels, table))
        return sheet.ax


def state(measure: Measure) -> str:
    """Whether a check is shown, half shown, missing, unseen or apart."""
    if measure.known:
        return "shown" if measure.value >= 1 else "half" if measure.value > 0 else "against"
    return "unseen" if measure.status == "not_observable" else "apart"


def _sign(sheet: Sheet, name: str, x: float, y: float) -> None:
    """The mark of a state in a square of .11 inches centred on ``(x, y)``."""
    side = 0.11
    left, top = x - side / 2, y - side / 2
    if name in ("shown", "half", "against"):
        sheet.box(left, top, side, side, face=PAPER, edge=QUOTED, line=1.1)
        if name != "against":
            sheet.box(left, top, side if name == "shown" else side / 2, side, face=QUOTED)
    elif name == "unseen":
        sheet.centred(x, y, "?", size=8, color=GREY)
    else:
        sheet.text(x, y + 0.032, "–", size=8, color=GREY, ha="center")


def _swatch(sheet: Sheet, name: str, x: float, baseline: float) -> float:
    _sign(sheet, name, x + 0.06, baseline - 0.04)
    return 0.12


def _evidence(article: AnnotatedArticle, measure: Measure) -> str:
    """The words that show a check or stand in their place; none where a whole foot is silent."""
    one = measure.evidence[:1] if measure.value > 0 or len(measure.evidence) < 3 else ()
    return " … ".join(article.span_text(span) for span in one)


def _matrix(
    sheet: Sheet,
    group: list[AnnotatedArticle],
    labels: Sequence[str],
    table: Sequence[Sequence[Measure]],
) -> None:
    words = sheet.words
    stacked = sheet.narrow
    label_width = 0.0 if stacked else min(1.5, sheet.inner * 0.26)
    left = sheet.left + label_width + (0.0 if stacked else 0.12)
    step = (sheet.right - left) / len(group)
    names = short_ids([a.article_id for a in group])
    sheet.y += 0.14
    for i, article in enumerate(group):
        sheet.text(left + i * step, sheet.y, shorten(names[article.article_id], step - 0.06, 8,
                   "bold"), size=8, weight="bold")  # fmt: skip
    sheet.y += 0.06
    sheet.rule(sheet.y, color=INK, width=0.8)
    for label, row in zip(labels, table, strict=True):
        if stacked:
            sheet.y += 0.15
            sheet.text(sheet.left, sheet.y, label, size=7.4, weight="bold")
            top, lines = sheet.y + 0.03, 1
        else:
            top = sheet.y + 0.045
            texts = wrap(label, label_width, 7.4, "bold", lines=3)
            for j, text in enumerate(texts):
                sheet.text(sheet.left, top + 0.105 + 0.12 * j, text, size=7.4, weight="bold")
            lines = len(texts)
        for i, (article, measure) in enumerate(zip(group, row, strict=True)):
            x = left + i * step
            found = state(measure)
            _sign(sheet, found, x + 0.06, top + 0.075)
            if found not in ("shown", "half", "against"):
                continue
            said = _evidence(article, measure) or words(f"origin.state.{found}")
            rows = wrap(said.replace("\n", " "), step - 0.22, 6.2, lines=3)
            for j, text in enumerate(rows):
                sheet.text(x + 0.16, top + 0.1 + 0.1 * j, text, size=6.2,
                           color=GREY if found == "against" else INK)  # fmt: skip
            lines = max(lines, len(rows))
        sheet.y = top + 0.07 + 0.105 * lines
        sheet.rule(sheet.y, color=FAINT)


def _bars(sheet: Sheet, labels: Sequence[str], table: Sequence[Sequence[Measure]]) -> None:
    """One bar a check: in how many articles it is shown, missing, unseen."""
    words = sheet.words
    stacked = sheet.narrow
    label_width = 0.0 if stacked else 1.9
    left = sheet.left + label_width
    wide = sheet.right - left
    look: dict[str, tuple[str, str | None, str | None, str]] = {
        "shown": (QUOTED, None, None, PAPER),
        "half": ("#6E9CC0", None, None, INK),
        "against": (PAPER, QUOTED, None, INK),
        "unseen": (FAINT, None, None, GREY),
        "apart": (PAPER, RULE, "////", GREY),
    }
    for label, row in zip(labels, table, strict=True):
        if stacked:
            sheet.y += 0.15
            sheet.text(sheet.left, sheet.y, label, size=7.4, weight="bold")
            top = sheet.y + 0.04
        else:
            top = sheet.y + 0.06
            sheet.text(sheet.left, top + 0.11, shorten(label, label_width - 0.1, 7.4, "bold"),
                       size=7.4, weight="bold")  # fmt: skip
        tally = Counter(state(m) for m in row)
        x = left
        for name in STATES:
            span = wide * tally[name] / len(row)
            if not span:
                continue
            face, edge, hatch, ink = look[name]
            sheet.box(x + 0.008, top, max(span - 0.016, 0.01), 0.15, face=face, edge=edge,
                      hatch=hatch)  # fmt: skip
            sign = {"unseen": "? ", "apart": "– "}.get(name, "")
            text = f"{sign}{words.number(tally[name])}"
            if text_width(text, 6.6, "bold") + 0.06 < span:
                if hatch:
                    wide_text = text_width(text, 6.6, "bold") + 0.06
                    sheet.box(x + span / 2 - wide_text / 2, top + 0.02, wide_text, 0.11,
                              face=PAPER, order=2)  # fmt: skip
                sheet.centred(x + span / 2, top + 0.075, text, size=6.6, color=ink)
            x += span
        sheet.y = top + 0.17


def _alt(
    sheet: Sheet,
    title: str,
    group: list[AnnotatedArticle],
    labels: Sequence[str],
    table: Sequence[Sequence[Measure]],
) -> str:
    words = sheet.words
    rows = []
    for label, row in zip(labels, table, strict=True):
        tally = Counter(state(m) for m in row)
        counts = ", ".join(words(f"origin.key.{s}", n=words.number(tally[s]))
                           for s in STATES if tally[s])  # fmt: skip
        rows.append(f"{label} ({counts}).")
    return f"{title}. {' '.join(rows)}"
