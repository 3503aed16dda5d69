"""Corroboration: how the article's figures stand beside those of other articles.

These need the comparison of :func:`analysis.compare`; alone, an article has none.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from analysis.features._evidence import claims, per_article
from analysis.features._registry import Measure, count, feature, share, unmeasured
from analysis.schema import AnnotatedArticle, Span

COMPARABLE_NEEDED = 3
_CONCORDANT = ("identical", "compatible", "evolving")


_Pair: TypeAlias = tuple[Span, str, str, str]


def _pairs(article: AnnotatedArticle, comparison: Any) -> list[_Pair]:
    """Claim pairs of this article with other lineages: own span, quantity, relation, other id."""
    return _by_article(comparison.claim_pairs).get(article.article_id, [])


@per_article
def _by_article(table: Any) -> dict[str, list[_Pair]]:
    """The pairs of every article, read from the table once."""
    found: dict[str, list[_Pair]] = {}
    if not len(table):
        return found
    apart = table[~table["same_lineage"].fillna(False).astype(bool)]
    for own, other in (("a", "b"), ("b", "a")):
        columns = ("article_id", "start", "end")
        for article_id, start, end, quantity, relation, theirs in zip(
            *(apart[f"{own}_{c}"] for c in columns),
            apart["quantity"],
            apart["relation"],
            apart[f"{other}_article_id"],
            strict=True,
        ):
            pair = ((int(start), int(end)), str(quantity), str(relation), str(theirs))
            found.setdefault(str(article_id), []).append(pair)
    return {article_id: sorted(pairs) for article_id, pairs in found.items()}


@feature(label="Figures and dates claimed", unit="count")
def claim_count(article: AnnotatedArticle) -> Measure:
    """Figures and dates claimed about the event, each mention counted.

    Higher means more that can be held against other articles.
    """
    return count(claims(article))


@feature(label="Claims another article can answer", unit="share", comparison="needed")
def comparable_share(article: AnnotatedArticle, comparison: Any) -> Measure:
    """Share of the claims that an article of another lineage claims too, 0 to 1.

    Higher means more of the article can be checked against others.
    """
    own = {(c.start, c.end) for c in claims(article)}
    answered = sorted({span for span, *_ in _pairs(article, comparison)} & own)
    return share(answered, len(own), "no_claims")


@feature(label="Concordant claim pairs", unit="share", role="core", comparison="needed")
def concordance_share(article: AnnotatedArticle, comparison: Any) -> Measure:
    """Share of comparable claim pairs that are identical, compatible or evolving, 0 to 1.

    Pairs are formed with articles of another lineage only: two copies of one dispatch are one
    witness. Higher means the figures agree with other articles, which may all be wrong. Needs
    pairs on three quantities (organised like RIPTIDES, White et al. 2002).
    """
    found = _pairs(article, comparison)
    if len({quantity for _, quantity, _, _ in found}) < COMPARABLE_NEEDED:
        return unmeasured("few_comparable", evidence=tuple(span for span, *_ in found))
    agree = [span for span, _, relation, _ in found if relation in _CONCORDANT]
    return share(agree, len(found), "few_comparable")


@feature(label="Divergent claim pairs", unit="count", comparison="needed")
def divergent_count(article: AnnotatedArticle, comparison: Any) -> Measure:
    """Claim pairs with another lineage whose values exclude each other.

    Higher means more figures to look at on both sides; a divergence does not tell who is right.
    """
    found = _pairs(article, comparison)
    return count([span for span, _, relation, _ in found if relation == "divergent"], len(found))


@feature(label="Independent lineages on the event", unit="count", comparison="needed")
def lineage_count(article: AnnotatedArticle, comparison: Any) -> Measure:
    """Lineages, this one included, among the articles on the same event.

    Higher means more independent witnesses; articles that share their text or name one origin
    are one.
    """
    events = [set(ids) for ids in comparison.events["articles"] if article.article_id in list(ids)]
    if not events:
        return unmeasured("no_event")
    together = set().union(*events)
    lineages = [ids for ids in comparison.lineages["articles"] if together & set(ids)]
    number = float(len(lineages))
    found = count([(0, 0)] * len(lineages))
    return Measure(number, n=len(together), status=found.status, spread=found.spread)
