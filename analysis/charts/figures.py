"""All charts of a corpus, written to one folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.charts._counts import as_articles
from analysis.charts._output import SavedChart, write_chart
from analysis.charts.barcode import plot_barcode
from analysis.charts.labels import plot_labels
from analysis.charts.ledger import plot_ledger
from analysis.charts.origin import plot_origin
from analysis.charts.profiles import plot_profiles
from analysis.charts.reuse import plot_reuse
from analysis.charts.sources import plot_sources
from analysis.profiles import comparability
from analysis.schema import AnnotatedArticle

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.comparison import Comparison


def save_figures(
    articles: AnnotatedArticle | Iterable[AnnotatedArticle],
    profiles: DataFrame,
    comparison: Comparison,
    folder: str | Path,
    *,
    locale: str = "en",
) -> list[SavedChart]:
    """Write every chart of a corpus as ``NAME.svg`` and, for phones, ``NAME-narrow.svg``.

    Parameters
    ----------
    articles
        Annotated articles.
    profiles
        What :func:`analysis.profile` gives for them.
    comparison
        What :func:`analysis.compare` gives for them.
    folder
        Where to write; made when missing.
    locale
        ``"en"`` or ``"fr"``.

    Returns
    -------
    list of SavedChart
        ``name title alt path narrow``, in reading order: barcode, sources, origin, profiles,
        ledger, labels, reuse. All figures are closed.
    """
    group = as_articles(articles)
    target = Path(folder)
    card = comparability(group, comparison=comparison, profiles=profiles, locale=locale)
    return [
        write_chart(plot_barcode, target, "barcode", group, locale=locale),
        write_chart(plot_sources, target, "sources", group, locale=locale),
        write_chart(plot_origin, target, "origin", group, locale=locale, comparison=comparison),
        write_chart(plot_profiles, target, "profiles", profiles, locale=locale, comparability=card),
        write_chart(plot_ledger, target, "ledger", comparison, locale=locale),
        write_chart(plot_labels, target, "labels", group, locale=locale),
        write_chart(plot_reuse, target, "reuse", comparison, locale=locale, articles=group),
    ]
