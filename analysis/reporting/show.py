"""Show a table, a chart or a marked text: alike in JupyterLab and in the static pages.

Each function returns an object that Jupyter displays. Tables have real headers and a caption,
charts an alternative text, texts the same marks as the cards; nothing depends on a script.
"""

from __future__ import annotations

import base64
import io
import math
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from analysis.reporting import words as locales
from analysis.reporting.highlight import KINDS, blocks
from analysis.reporting.pages import stylesheet
from analysis.reporting.release import current
from analysis.reporting.safe import safe
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

ROWS = 40
_COLOURS = 64
NARROW = "application/vnd.analysis.narrow+png"
NARROW_INCHES = 4.2


@dataclass(frozen=True, slots=True)
class Shown:
    """HTML for Jupyter, with a plain text beside it for consoles."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as PNG, wide and narrow, with its alternative text.

    JupyterLab shows the wide one; the static pages choose by the width of the screen.
    """

    wide: bytes
    narrow: bytes
    alt: str
    width: int

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        data = {
            "image/png": base64.b64encode(self.wide).decode(),
            NARROW: base64.b64encode(self.narrow).decode(),
            "text/plain": self.alt,
        }
        return data, {"image/png": {"alt": self.alt, "width": self.width}}

    def __repr__(self) -> str:
        return self.alt


def chart(plot: Callable[..., Axes], data: Any, *, locale: str = "en", **options: Any) -> Chart:
    """A chart as an image with alternative text, in a version for screens and one for phones.

    Parameters
    ----------
    plot
        One of the ``plot_`` functions.
    data
        What it draws.
    locale
        Language of the chart's words.
    **options
        Further options of the plot function.
    """
    from analysis.charts import alt_text, save

    decision = current()
    data = decision.any(data)
    options = {name: decision.any(value) for name, value in options.items()}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chart.png"
        ax = plot(data, locale=locale, **options)
        alt, width = alt_text(ax), round(ax.figure.get_figwidth() * 96)  # type: ignore[union-attr]
        wide = _lighter(save(ax, file, close=True), alt)
        slim = plot(data, locale=locale, width=NARROW_INCHES, **options)
        narrow = _lighter(save(slim, file, close=True), alt)
    return Chart(wide, narrow, alt, width)


def _lighter(file: Path, alt: str) -> bytes:
    """A PNG with a palette, a third of the weight; charts have few colours."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_itxt("Description", alt)
    buffer = io.BytesIO()
    with Image.open(file) as image:
        how, plain = Image.Quantize.MEDIANCUT, Image.Dither.NONE
        few = image.convert("RGB").quantize(_COLOURS, how, dither=plain)
        few.save(buffer, format="PNG", optimize=True, pnginfo=words)
    return buffer.getvalue()


def table(
    frame: DataFrame, caption: str | None = None, *, locale: str = "en", rows: int = ROWS
) -> Shown:
    """A table with headers a screen reader can follow, without its index.

    Parameters
    ----------
    frame
        The table; the first column names the rows.
    caption
        What the table shows.
    locale
        Language of numbers and of the note under a cut table.
    rows
        Rows shown at most; the note says how many there are.
    """
    words = locales.load(locale)
    if frame.empty:
        return Shown(f'<p class="absent">{words("notebook.empty")}</p>', words("notebook.empty"))
    frame = current().frame(frame)
    cut = frame.head(rows)
    numeric = [_is_numeric(frame[c]) for c in frame.columns]
    head = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_css(n), safe(c))
        for c, n in zip(frame.columns, numeric, strict=True)
    )
    body = Markup("").join(_row(row, frame, numeric, words) for row in cut.itertuples(index=False))
    title = Markup("<caption>{}</caption>").format(safe(caption)) if caption else Markup("")
    more = Markup("")
    if len(frame) > rows:
        note = words("notebook.more_rows", shown=rows, n=len(frame))
        more = Markup('<p class="more">{}</p>').format(note)
    html = Markup(
        '<div class="wide" tabindex="0" role="group" aria-label="{}"><table class="frame">{}'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}"
    ).format(safe(caption or words("notebook.table")), title, head, body, more)
    return Shown(str(html), cut.to_string(index=False))


def _is_numeric(column: Any) -> bool:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return bool(is_numeric_dtype(column) and not is_bool_dtype(column))


def _css(numeric: bool) -> Markup:
    return Markup(' class="num"') if numeric else Markup("")


def _row(row: Any, frame: DataFrame, numeric: list[bool], words: locales.Words) -> Markup:
    cells = [
        Markup('<td{} data-name="{}">{}</td>').format(_css(n), safe(c), _value(v, words))
        if i
        else Markup('<th scope="row">{}</th>').format(_value(v, words))
        for i, (c, v, n) in enumerate(zip(frame.columns, row, numeric, strict=True))
    ]
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _value(value: Any, words: locales.Words) -> Markup:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return Markup("–")
    if isinstance(value, bool):
        return safe(words("word.yes") if value else words("word.no"))
    if isinstance(value, int | float):
        whole = isinstance(value, int) or float(value).is_integer()
        return safe(words.number(value, 0 if whole else 2))
    return Markup("<bdi>{}</bdi>").format(safe(" ".join(str(value).split())))


def text(
    article: AnnotatedArticle, *, kinds: tuple[str, ...] | None = None, locale: str = "en"
) -> Shown:
    """An article's text with its evidence marked and numbered.

    Parameters
    ----------
    article
        The annotated article.
    kinds
        Kinds of evidence to mark, all when None; zones without any of them are left out.
    locale
        Language of the zone names and of what a screen reader says.
    """
    words = locales.load(locale)
    unknown = set(kinds or ()) - set(KINDS)
    if unknown:
        raise ValueError(f"no kind {sorted(unknown)}: the known ones are {', '.join(KINDS)}")
    article = kept = current().article(article)
    if kinds is not None:
        import dataclasses

        hidden = {name: () for kind, (name, _) in KINDS.items() if kind not in kinds}
        kept = dataclasses.replace(article, **hidden)  # type: ignore[arg-type]
    prefix = re.sub(r"[^A-Za-z0-9]", "-", f"t-{article.article_id}-{'-'.join(kinds or ())}-")
    parts = []
    for block in blocks(kept, words):
        if kinds is not None and not block.items:
            continue
        name = words(f"zone.{block.label}") if block.label != "body" else ""
        parts.append(
            Markup('<div class="zone z-{}">{}<p class="words" dir="auto">{}</p></div>').format(
                block.label,
                Markup('<p class="zone-name">{}</p>').format(name) if name else "",
                block.html,
            )
        )
    body = Markup("").join(parts)
    # Anchors are made unique to this view, and signs lead nowhere: there are no notes beside it.
    body = Markup(re.sub(r' id="', f' id="{prefix}', str(body)))
    body = Markup(
        re.sub(
            r'<a (class="sign[^>]*?) href="[^"]*"([^>]*?) aria-describedby="[^"]*"',
            r'<span role="img" \1\2',
            str(body),
        )
    )
    body = Markup(str(body).replace("</a>", "</span>"))
    if not parts:
        return Shown(f'<p class="absent">{words("notebook.empty")}</p>', words("notebook.empty"))
    html = Markup('<style class="lab">{}</style><div class="article" lang="{}">{}</div>').format(
        Markup(stylesheet_of_marks()),
        article.language,
        body,
    )
    return Shown(str(html), article.text)


def stylesheet_of_marks() -> str:
    """The part of the stylesheet that marks need where the page does not bring it."""
    css = stylesheet()
    root = css[: css.index("@media (prefers-color-scheme:dark)")]
    marks = css[css.index("mark{color") : css.index(".sheet{")]
    sign = css[css.index(".sign{") : css.index(".sign:hover")]
    more = "".join(s for s in css.splitlines() if s.startswith((".strip", ".zone-name{font")))
    words = ".article .words{font:1.0625rem/1.7 var(--serif);max-width:44rem}"
    return f"{root}{marks}{sign}{more}{words}"
