"""Articles of one event in a line, and the pairs the ledger makes of them."""

from __future__ import annotations

from analysis import annotate
from analysis.comparison import compare
from analysis.schema import AnnotatedArticle, Article


def article(
    name: str, text: str, published: str | None = None, language: str = "fr"
) -> AnnotatedArticle:
    return annotate(Article(article_id=name, text=text, language=language, published=published))


def pairs(
    *texts: str, days: tuple[str | None, ...] = (), languages: tuple[str, ...] = ()
) -> list[tuple[str, str, str | None]]:
    given = [*days, *[None] * len(texts)]
    codes = [*languages, *["fr"] * len(texts)]
    articles = [article(f"a{i}", t, given[i], codes[i]) for i, t in enumerate(texts)]
    table = compare(articles, one_event=True).claim_pairs.astype(object)
    table = table.where(table.notna(), None)
    return list(table[["quantity", "relation", "note"]].itertuples(index=False, name=None))
