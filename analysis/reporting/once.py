"""What the notebooks of one report share: each step over the corpus is done once in a kernel.

Every notebook reads, annotates and compares for itself, so that it can be run alone. In a report
they run one after the other over the same articles; there the steps are remembered, and what was
annotated before is taken from the store of the run. All steps are pure, so nothing else changes.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from typing import Any

import analysis
from analysis.annotation import as_articles
from analysis.annotation.reviews import Reviews, read_reviews
from analysis.engine import annotate_corpus
from analysis.reporting import lab
from analysis.schema import AnnotatedArticle

# The environment variable that leads a kernel to the store.
VARIABLE = "ANALYSIS_BATCHES"
_STEPS = ("compare", "extract", "profile")


def share() -> None:
    """Make the steps of this process remember what they gave."""
    known: dict[Any, Any] = {}
    shared = functools.partial(_annotate, analysis.annotate, known)
    for place in (analysis, lab):
        setattr(place, "annotate", shared)  # noqa: B010 - mypy knows it as a function
    for name in _STEPS:
        setattr(analysis, name, _remembering(getattr(analysis, name), known))


def _annotate(
    alone: Callable[..., Any], known: dict[Any, Any], corpus: Any, *given: Any, **named: Any
) -> Any:
    """Annotate a corpus in the batches of the run; anything but a corpus as a table as ever."""
    if not hasattr(corpus, "columns") or set(named) - {"language", "reviews"} or len(given) > 1:
        return alone(corpus, *given, **named)
    language = given[0] if given else named.get("language")
    decided = named.get("reviews")
    if decided is None and (sheet := corpus.attrs.get("reviews")):
        decided = read_reviews(sheet)
    if not isinstance(decided, Reviews | None):
        return alone(corpus, *given, **named)
    articles = tuple(as_articles(corpus))
    key = articles, language, repr((decided or Reviews()).rows)
    if key not in known:
        store = os.environ.get(VARIABLE) or None
        known[key] = annotate_corpus(articles, language, store=store, reviews=decided)
    return list(known[key])


def _remembering(step: Callable[..., Any], known: dict[Any, Any]) -> Callable[..., Any]:
    @functools.wraps(step)
    def remembered(*given: Any, **named: Any) -> Any:
        key = step.__name__, *map(_same, given), *((k, _same(v)) for k, v in sorted(named.items()))
        if key not in known:
            # What was given is kept with the result, so that no other object takes its identity.
            known[key] = step(*given, **named), given, named
        made = known[key][0]
        return made.copy() if hasattr(made, "columns") else made

    return remembered


def _same(value: Any) -> Any:
    """What two values share when a pure step gives the same for both."""
    if isinstance(value, str | int | float | bool | None):
        return value
    if isinstance(value, Sequence) and all(isinstance(v, AnnotatedArticle) for v in value):
        return tuple(map(id, value))
    return id(value)
