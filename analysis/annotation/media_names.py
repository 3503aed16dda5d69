"""Names of agencies and media: what they are recorded under, and whose name it is.

The alias tables of all languages are read here, so that « AA », « l'AFP » and « WXYZ » are the
same wherever a place or a phrase names them.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.annotation.document import Document
from analysis.languages.patterns import entries, fold, tables

# The names of « AFP/Reuters », « AFP et Reuters » one by one.
AGENCY_PARTS = re.compile(r" ?(?:[/,&+]|\b(?:et|and|y|und|e)\b) ?")
# « ACI », « WXYZ »
INITIALS = re.compile(r"[A-Z]{3,6}")
_DATE_AFTER = re.compile(
    r"(?:,| -| –|\()? ?(?:le )?(?<![A-Za-z0-9])\d{1,2}[ /.-].{0,30}$|"
    r" (?:le|du) \d{1,2}$| on \w+$| le$"
)
# What may stand before a name that the table lists without it.
_NAME_LEAD = re.compile(r"^(?:l'|(?:the|le|la|les) )?(?:agence (?:de presse )?)?")


@cache
def known_names() -> dict[str, str]:
    """Folded lower-case alias to canonical name."""
    table: dict[str, str] = {}
    for lexicon in tables("origin"):
        for name in lexicon.get("media", {}).get("names", ()):
            table.setdefault(fold(name).lower(), name)
    for part in ("same", "photo", "agencies"):
        for lexicon in tables("origin"):
            for canonical, names in lexicon.get(part, {}).items():
                table.update({fold(alias).lower(): canonical for alias in (canonical, *names)})
    return table


@cache
def agencies() -> frozenset[str]:
    """Folded lower-case aliases of the press agencies."""
    return frozenset(alias for names in entries("origin", "agencies").values() for alias in names)


@cache
def agency_names() -> frozenset[str]:
    """The names press agencies are recorded under."""
    return frozenset(name for table in tables("origin") for name in table.get("agencies", {}))


@cache
def terms(name: str) -> frozenset[str]:
    """Words of a list of the ``origin`` lexicons, of all languages."""
    return entries("origin", "terms").get(name, frozenset())


@cache
def zone_terms(name: str) -> frozenset[str]:
    """Words of a list of the ``zones`` lexicons, of all languages."""
    return entries("zones", "terms").get(name, frozenset())


def canonical_name(name: str) -> str | None:
    """The name a medium or agency is recorded under; the words as printed when unknown.

    Examples
    --------
    >>> canonical_name("l'AFP"), canonical_name("AA"), canonical_name("Arab Observer")
    ('Agence France-Presse', 'Anadolu Agency', 'Arab Observer')
    """
    plain = " ".join(name.split()).strip(" .,;:")
    if not plain:
        return None
    key = fold(plain).lower()
    table = known_names()
    bare = _NAME_LEAD.sub("", key)
    for candidate in (key, bare, f"le {key}"):
        if candidate in table:
            return table[candidate]
    return plain.removeprefix("www.")


def agency(name: str) -> str | None:
    """The canonical name of an agency; « Ap » and « Aa » are the beginnings of other words."""
    if len(name) == 2 and name.istitle():
        return None
    key = fold(" ".join(name.split())).strip(" .").lower().removeprefix("l'")
    return known_names()[key] if key in agencies() else None


def is_call_sign(name: str) -> bool:
    """« WXYZ », « ACI »: initials that are no country's, where an agency's name stands."""
    return bool(INITIALS.fullmatch(name)) and name.lower() not in terms("not_agency")


def trimmed(name: str) -> str:
    """A name without the date that follows it."""
    return _DATE_AFTER.sub("", name).strip() or name


def is_organisation(document: Document, name: str) -> bool:
    """Whether a name in an author's place is a medium's or an organisation's, not a person's."""
    key = fold(name).lower()
    if key in known_names() or key.removeprefix("l'") in known_names() or key in terms("desk"):
        return True
    outlet = fold(document.article.outlet or "").lower()
    if outlet and key in (outlet, outlet.split(".")[0]):
        return True
    words = re.findall(r"[\w-]+", key)
    if not words or not any(c.isupper() for c in name):
        return False
    if re.fullmatch(r"[\w-]{2,40}\.[a-z]{2,6}", key):
        return True
    if len(words) == 1 and re.search(r"[a-zà-ÿ][A-ZÀ-Þ]", name):
        return True  # « VoxAfrica »
    organisation, titles = zone_terms("org_words"), zone_terms("person_titles")
    # « Valley Post Staff »: a title that is also an organisation's word does not make a person.
    if set(words) & organisation and not set(words) & (titles - organisation):
        return len(words) <= 6
    led = len(words) >= 2 and words[0] in ("le", "la", "les", "the", "l") and name[0].isupper()
    return led and not any(word.isdigit() for word in words)
