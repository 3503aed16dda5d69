from __future__ import annotations

from pathlib import Path

import pytest

from analysis.annotation import annotate, annotate_article
from analysis.schema import AnnotatedArticle, Article

SHARED = "Les pompiers ont fouillé la scierie toute la nuit sans trouver d’autre foyer de feu."


@pytest.fixture(scope="session")
def root_articles(seed_paths: list[Path]) -> list[AnnotatedArticle]:
    """The five seeds, annotated."""
    return [
        annotate(Article(article_id=path.stem, text=path.read_text("utf-8"), language="fr"))
        for path in seed_paths
    ]


@pytest.fixture(scope="session")
def crowd() -> list[AnnotatedArticle]:
    """Many articles that all share text and figures."""
    return [
        annotate_article(
            Article(
                article_id=f"a{n:02}",
                text="L’incendie de la scierie de Valmont a fait "
                f"{10 + n % 3} blessés, selon le maire.\n\n"
                f"{SHARED} Le témoin {'abcdefghijklmnopqrstuvwxyz'[n]} attend encore.",
            ),
            "fr",
        )
        for n in range(24)
    ]
