"""What a notebook shows when a cell ends in an article, a table of profiles or a comparison.

Plain HTML without a script, so that it stands in an exported notebook too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import singledispatch
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.charts._words import short_ids
from analysis.comparison import Comparison
from analysis.profiles import dimension
from analysis.profiles.frame import ProfileTable
from analysis.reporting import show, tables
from analysis.reporting import words as locales
from analysis.reporting.safe import safe
from analysis.reporting.site import Score
from analysis.reporting.strips import strip
from analysis.schema import AnnotatedArticle

_ROWS = 20


@singledispatch
def display_html(item: Any, *, locale: str = "en") -> str:
    """An article, a table of profiles or a comparison as HTML that needs no script.

    Parameters
    ----------
    item
        An :class:`~analysis.schema.AnnotatedArticle`, what :func:`analysis.profile` or what
        :func:`analysis.compare` returned.
    locale
        Language of the words around the evidence.

    Raises
    ------
    TypeError
        For anything else.
    """
    raise TypeError(f"an article, profiles or a comparison can be shown, not {type(item).__name__}")


@display_html.register
def _article(item: AnnotatedArticle, *, locale: str = "en") -> str:
    words = locales.load(locale)
    named = {a.source_name for a in item.attributions if a.source_name != "none"}
    head = Markup("<p><b>{}</b> · {}</p>").format(
        safe(item.headline or item.article_id),
        words(
            "lab.summary",
            words=words("n.words", n=item.words_body),
            attributions=words("n.attributions", n=len(item.attributions)),
            sources=words("n.sources", n=len(named)),
        ),
    )
    return f"{head}{show.text(item, locale=locale).html}"


@display_html.register
def _profiles(item: ProfileTable, *, locale: str = "en") -> str:
    words = locales.load(locale)
    units = list(dict.fromkeys(item["unit"]))
    names = short_ids(units)
    order = list(dict.fromkeys(item["dimension"]))
    cells = {(row["unit"], row["dimension"]): row for row in item.to_dict("records")}
    head = Markup("").join(
        Markup('<th scope="col">{} {}</th>').format(d, dimension(d).labels[locale]) for d in order
    )
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            safe(names[unit]),
            Markup("").join(_cell(cells.get((unit, d)), words) for d in order),
        )
        for unit in units[:_ROWS]
    )
    more = Markup("")
    if len(units) > _ROWS:
        note = words("notebook.more_rows", shown=_ROWS, n=len(units))
        more = Markup('<p class="more">{}</p>').format(note)
    return str(
        Markup(
            '<style class="lab">{}</style><table class="frame"><caption>{}</caption>'
            '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table>{}'
        ).format(
            Markup(show.stylesheet_of_marks()),  # the project's own file
            words("lab.scores"),
            words("lab.unit"),
            head,
            body,
            more,
        )
    )


def _cell(row: Mapping[Any, Any] | None, words: locales.Words) -> Markup:
    if row is None:
        return Markup("<td>–</td>")
    score = Score.of(row)
    if not score.shown:
        return Markup("<td>{}<br><small>{}</small></td>").format(
            words.name("status", score.status), safe(score.reason)
        )
    low, high = words.number(round(score.low)), words.number(round(score.high))
    number = f"{low}–{high}" if score.bounds else words.number(round(score.score))
    around = "" if score.bounds else f" ({low}–{high})"
    return Markup("<td>{}<b>{}</b>{}<br><small>{}</small></td>").format(
        strip(score), number, around, words("word.n", n=score.n)
    )


@display_html.register
def _comparison(item: Comparison, *, locale: str = "en") -> str:
    words = locales.load(locale)
    articles = {name for group in item.events["articles"] for name in group}
    head = Markup("<p>{}</p>").format(
        words(
            "lab.compared",
            articles=words("n.articles", n=len(articles)),
            events=words("n.events", n=len(item.events)),
            pairs=words("lab.pairs", n=len(item.claim_pairs)),
        )
    )
    clash = item.claim_pairs["relation"] == "divergent"
    clashes = tables.pairs(replace(item, claim_pairs=item.claim_pairs[clash]), locale=locale)
    parts = [head, Markup(show.table(clashes, words("lab.clashes"), locale=locale).html)]
    shared = item.lineages[item.lineages["articles"].map(len) > 1]
    if len(shared):
        rows = [
            (words.join(sorted(short_ids(list(names)).values())), words.name("why", str(why)))
            for names, why in zip(shared["articles"], shared["why"], strict=True)
        ]
        frame = pd.DataFrame(rows, columns=[words("lab.articles"), words("lab.why")])
        parts.append(Markup(show.table(frame, words("lab.lineage"), locale=locale).html))
    return str(Markup("").join(parts))
