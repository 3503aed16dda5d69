"""Diversity: how many distinct and independent voices the text has."""

from __future__ import annotations

from collections.abc import Callable

from analysis.features._evidence import Pair, by_paragraph, pairs, party_counts, source_counts
from analysis.features._registry import Measure, count, feature, index, share, unmeasured
from analysis.schema import AnnotatedArticle, Span
from analysis.statistics import EffectiveNumber, Rarefied, effective_number, rarefied


def _where(found: list[Pair]) -> list[Span]:
    return [p.attribution.source or (p.attribution.start, p.attribution.end) for p in found]


@feature(label="Distinct sources", unit="count")
def source_count(article: AnnotatedArticle) -> Measure:
    """Distinct sources, each named once however often it speaks.

    Higher means more voices, but longer texts have more: use :func:`sources_in_five` to compare
    (counting rule of the Project for Excellence in Journalism 2005).
    """
    found = {p.name: p for p in reversed(pairs(article))}
    return count(_where(sorted(found.values(), key=lambda p: p.attribution.start)))


@feature(label="Distinct sources in five mentions", unit="index", role="core")
def sources_in_five(article: AnnotatedArticle) -> Measure:
    """Distinct sources expected in five source mentions drawn at random, 1 to 5.

    Higher means more voices at equal length. Rarefaction (Hurlbert 1971); needs five mentions.
    """
    found = pairs(article)
    if len(found) < 5:
        return unmeasured("few_sources", evidence=tuple(_where(found)))
    counts = tuple(source_counts(article).values())
    return index(rarefied(counts, 5), len(found), Rarefied(counts, 5), _where(found))


@feature(label="Share of the most cited source", unit="share")
def top_source_share(article: AnnotatedArticle) -> Measure:
    """Share of source mentions that go to the most cited source, 0 to 1.

    Higher means the text leans on one voice.
    """
    found = pairs(article)
    counts = source_counts(article)
    top = next(iter(counts), "")
    return share(_where([p for p in found if p.name == top]), len(found), "no_sources")


@feature(label="Effective number of parties", unit="index", role="core")
def effective_affiliations(article: AnnotatedArticle) -> Measure:
    """Effective number of parties the sources belong to, from 1.

    A party is a state with its government and forces, an alliance of states, or another kind of
    body (party, firm, civil society, experts, media, individuals). Higher means the mentions
    spread over more parties; 1 means all come from one. Exponential of the Shannon entropy,
    the Hill number of order 1 (Hill 1973).
    """
    counts = tuple(party_counts(article).values())
    if sum(counts) < 2:
        return unmeasured("few_sources", evidence=tuple(_where(pairs(article))))
    value = effective_number(counts)
    return index(value, sum(counts), EffectiveNumber(counts), _where(pairs(article)))


@feature(label="Non-official sources", unit="share", role="core")
def non_official_share(article: AnnotatedArticle) -> Measure:
    """Share of source mentions that are not a state, its forces or an alliance, 0 to 1.

    Higher means more voices outside officialdom. Dominance of official sources: Sigal 1973,
    Barker-Plummer 1989. Mentions of unknown affiliation are left out.
    """
    known = [p for p in pairs(article) if p.affiliation != "none"]
    others = [p for p in known if not p.official]
    held = by_paragraph(article, (p.attribution for p in known), (p.attribution for p in others))
    return share(_where(others), len(known), "no_sources", held)


@feature(label="Named non-official sources", unit="share", role="core")
def named_non_official_share(article: AnnotatedArticle) -> Measure:
    """Share of source mentions that name someone outside officialdom, 0 to 1.

    As :func:`non_official_share`, but those only described (« un voisin », « des experts ») do
    not count as voices of their own. Higher means more voices outside officialdom that have a
    name (Sigal 1973; Tiffen et al. 2014). Mentions of unknown affiliation are left out.
    """
    known = [p for p in pairs(article) if p.affiliation != "none"]
    others = [p for p in known if p.named and not p.official]
    held = by_paragraph(article, (p.attribution for p in known), (p.attribution for p in others))
    return share(_where(others), len(known), "no_sources", held)


@feature(label="Unnamed sources", unit="share")
def unnamed_share(article: AnnotatedArticle) -> Measure:
    """Share of source mentions that only describe a person or group, 0 to 1.

    Higher means more sources a reader cannot check. A plural counts once (Project for
    Excellence in Journalism 2005).
    """
    found = pairs(article)
    hidden = [p for p in found if not p.named]
    return share(_where(hidden), len(found), "no_sources")


def _form(choose: Callable[[Pair], bool], article: AnnotatedArticle) -> Measure:
    found = pairs(article)
    return count(_where([p for p in found if choose(p)]), len(found))


@feature(label="Mentions of persons", unit="count")
def person_count(article: AnnotatedArticle) -> Measure:
    """Source mentions that are a named or unnamed person.

    Higher means more speech given to persons; no direction (form as in FRACAS and in Spangher
    et al. 2023).
    """
    return _form(lambda p: p.form in ("named_person", "unnamed_person"), article)


@feature(label="Mentions of organisations", unit="count")
def organisation_count(article: AnnotatedArticle) -> Measure:
    """Source mentions that are a named organisation, institution or state.

    Higher means more speech given to institutions; no direction (Spangher et al. 2023).
    """
    return _form(lambda p: p.form == "organisation", article)


@feature(label="Mentions of groups", unit="count")
def group_count(article: AnnotatedArticle) -> Measure:
    """Source mentions that are an unnamed group, such as authorities or witnesses.

    Higher means more speech given to groups; no direction (Spangher et al. 2023).
    """
    return _form(lambda p: p.form == "group", article)


@feature(label="Mentions of documents", unit="count")
def document_count(article: AnnotatedArticle) -> Measure:
    """Source mentions that are a report, study, site or other document.

    Higher means more documents as sources; no direction (Spangher et al. 2023).
    """
    return _form(lambda p: p.form == "document", article)


@feature(label="Mentions of media", unit="count")
def media_count(article: AnnotatedArticle) -> Measure:
    """Source mentions that are an agency, newspaper, broadcaster or its journalists.

    Higher means more taken from other media; no direction (Spangher et al. 2023).
    """
    return _form(lambda p: p.form == "media", article)


@feature(label="Women among quoted persons", unit="share")
def women_share(article: AnnotatedArticle) -> Measure:
    """Share of women among the quoted persons whose first name or title tells, 0 to 1.

    Each person counts once. Higher means more women are quoted; a first name is a guess about a
    person, so only shares over many articles mean something (Asr et al. 2021, Gender Gap
    Tracker; Richard et al. 2024 find 5 % in French newswire of the 1990s).
    """
    persons = {
        p.name: p.attribution
        for p in reversed(pairs(article))
        if p.form == "named_person" and p.attribution.gender is not None
    }
    women = [a for a in persons.values() if a.gender == "f"]
    return share(
        sorted(a.source or (a.start, a.end) for a in women), len(persons), "no_gender_known"
    )
