from __future__ import annotations

from pathlib import Path

import pytest

from analysis.annotation import annotate
from analysis.schema import AnnotatedArticle, Article


@pytest.fixture(scope="session")
def root_articles(seed_paths: list[Path]) -> list[AnnotatedArticle]:
    """The five seeds, annotated."""
    return [
        annotate(Article(article_id=path.stem, text=path.read_text("utf-8"), language="fr"))
        for path in seed_paths
    ]
