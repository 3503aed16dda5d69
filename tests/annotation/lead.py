"""An opening that names no origin, and the origins of a text: for what stands beside it."""

from __future__ import annotations

from analysis import annotate

LEAD = (
    "Le conseil municipal de Mayenne a voté lundi soir la rénovation du vieux pont, fermé depuis "
    "deux ans, pour un coût de quatre millions d'euros.\n"
)


def origins(text: str, language: str = "fr") -> list[tuple[str, str | None]]:
    article = annotate(text, language=language)
    return [(o.relation, o.name) for o in article.origins]
