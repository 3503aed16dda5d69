"""Articles made by hand for the tests of profiles: known counts, so known scores."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pandas as pd
from features.hand import plain, said

from analysis.schema import AnnotatedArticle

LINES = [
    "Le pont est ouvert depuis lundi, a dit Paul Dérieux devant les habitants réunis.",
    "La circulation reprend peu à peu sur les deux rives et dans les rues du centre.",
    "Les travaux ont duré trois mois de plus que prévu, a dit Anne Morel à la radio.",
    "Les commerçants du quai attendent encore le retour des clients et des livraisons.",
    "Une passerelle provisoire servait depuis le printemps aux piétons et aux cyclistes.",
    "Le coût final n'est pas connu et le conseil en parlera lors de sa prochaine séance.",
    "Des bus relieront les quartiers nord au centre toutes les dix minutes dès samedi matin.",
    "La mairie prévoit une fête sur la place, avec un concert et un repas pour les voisins.",
    "Les écoles des environs ont préparé des dessins qui seront accrochés le long du parapet.",
    "Le chantier de la seconde rampe commencera au printemps, si le temps et l'argent suivent.",
    "Les riverains demandent des arbres, des bancs et moins de bruit pendant les nuits d'été.",
]
TEXT = "\n".join(LINES)


def report(**fields: object) -> AnnotatedArticle:
    """A short report: eleven sentences, two sources."""
    said_by = (
        said(TEXT, "Le pont est ouvert depuis lundi", "Paul Dérieux", affiliation="government"),
        said(
            TEXT,
            "Les travaux ont duré trois mois de plus que prévu",
            "Anne Morel",
            affiliation="expert",
        ),
    )
    return plain(TEXT, **{"attributions": said_by, **fields})


def row(table: pd.DataFrame, letter: str, unit: str | None = None) -> pd.Series:
    chosen = table[table["dimension"] == letter]
    return (chosen if unit is None else chosen[chosen["unit"] == unit]).iloc[0]


def compared(*relations: str) -> SimpleNamespace:
    """A comparison in which the article ``text`` meets ``other`` on one quantity a relation."""
    pairs = pd.DataFrame(
        [
            {
                "quantity": f"q{i}",
                "relation": relation,
                "note": None,
                "same_lineage": False,
                "a_article_id": "text",
                "a_start": 0,
                "a_end": 2,
                "b_article_id": "other",
                "b_start": 5,
                "b_end": 7,
            }
            for i, relation in enumerate(relations)
        ]
    )
    return SimpleNamespace(
        claim_pairs=pairs,
        reuse=pd.DataFrame(columns=["a", "b", "containment"]),
        lineages=pd.DataFrame({"lineage_id": ["1", "2"], "articles": [["text"], ["other"]]}),
        events=pd.DataFrame({"event_id": ["e"], "articles": [["text", "other"]]}),
    )


def of_outlet(i: int, outlet: str | None = "Le Pont", **fields: object) -> AnnotatedArticle:
    made = report(**fields)
    article = dataclasses.replace(made.article, article_id=f"a{i}", outlet=outlet)
    return dataclasses.replace(made, article=article)


def attributing(i: int, sentences: int, outlet: str = "Le Pont") -> AnnotatedArticle:
    """An article of eleven sentences of which the first, one at least, are given to a minister."""
    made = of_outlet(i, outlet)
    covered = tuple((s.start, s.end) for s in made.sentences[:sentences])
    one = dataclasses.replace(made.attributions[0], content=covered, end=covered[-1][1])
    touched = tuple(
        dataclasses.replace(s, attributed=k < sentences) for k, s in enumerate(made.sentences)
    )
    return dataclasses.replace(made, attributions=(one,), sentences=touched)
