"""The persons an article names, whether or not they speak, and what it says they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import languages
from analysis.annotation.entities import build_registry
from analysis.annotation.vocabulary import vocabulary
from analysis.schema import AnnotatedArticle
from analysis.text import normalise


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person by the fullest name the article writes, and the affiliations it gives."""

    name: str
    affiliations: frozenset[str]


def named_persons(article: AnnotatedArticle) -> list[NamedPerson]:
    """Every person named in any zone of the article, in the order of first mention.

    Empty for a language without the word lists that tell names.

    Examples
    --------
    >>> from analysis.annotation import annotate
    >>> [p.name for p in named_persons(annotate("La boulangère Anne Tirel attend.", language="fr"))]
    ['Anne Tirel']
    """
    words = vocabulary(languages.load_or_blank(article.language))
    if words is None:
        return []
    starts = [a.source[0] for a in article.attributions if a.source]
    registry = build_registry(normalise(article.text), words, (), starts)
    return [
        NamedPerson(p.name, frozenset(d.affiliation for d in p.descriptors))
        for p in registry.persons
    ]
