"""Capitalised words: which of them name a person, titles and the names of bodies aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.annotation.registry import Hit, Registry
from analysis.annotation.vocabulary import (
    Gender,
    Office,
    Token,
    Vocabulary,
    fold,
    longest,
    name_key,
)
from analysis.schema import Span

_NAMED_BODIES = frozenset({"business", "media", "civil_society", "expert"})
_FAR = 2000
# How long a title in capitals may be: « MEP », « MdB ».
_TITLE = 3
_BEGINNINGS = ("Mc", "Mac", "De", "Di", "Du", "Le", "La", "Van", "Fitz", "O'", "D'", "L'")


def capitalised_runs(registry: Registry, skipped: Sequence[Span]) -> Iterable[tuple[int, int]]:
    """Token ranges of capitalised sequences, particles inside."""
    v, tokens, text = registry.vocabulary, registry.tokens, registry.text
    particles, of, definite = v.words["particles"], v.words["of"], v.words["definite"]
    contracted = v.words["contracted"]
    i, count, skip = 0, len(tokens), 0
    while i < count:
        token = tokens[i]
        if not token.text[0].isupper():
            i += 1
            continue
        while skip < len(skipped) and skipped[skip][1] <= token.start:
            skip += 1
        if skip < len(skipped) and skipped[skip][0] <= token.start:
            i += 1
            continue
        end, capitals = i + 1, 1
        # « Mme d'Aubry » goes on as a first name does.
        known = name_key(token.text) in v.first_names or civil_title(v, token.text) is not None
        given_at = -1
        while end < count and end - i < 9:
            gap = text[tokens[end - 1].end : tokens[end].start]
            following = tokens[end]
            if following.text == "." and len(tokens[end - 1].text) == 1 and gap == "":
                end += 1
                continue
            if gap not in ("", " "):
                break
            if following.text[0].isupper():
                if name_key(following.text) in v.first_names:
                    given_at = end
                end += 1
                capitals += 1
                continue
            prefix, dash, rest = following.text.partition("-")
            if dash and prefix in particles and rest[:1].isupper():
                end += 1
                capitals += 1
                continue
            ahead = end
            while ahead < count and ahead - end < 3 and tokens[ahead].low in particles:
                ahead += 1
            if (
                ahead == end
                or ahead >= count
                or not tokens[ahead].text[0].isupper()
                or "\n" in text[tokens[end].start : tokens[ahead].start]
                or (
                    (following.low in of or following.low in definite)
                    and not (known and capitals == 1)
                    and not (given_at == end - 1 and not known and following.low not in contracted)
                )
            ):
                break
            end = ahead + 1
            capitals += 1
        while tokens[end - 1].text == ".":
            end -= 1
        yield i, end
        i = end


def strip_titles(registry: Registry, start: int, end: int) -> tuple[int, Gender, str, Hit | None]:
    """Where the name begins in a sequence after function words, titles and roles."""
    v, tokens = registry.vocabulary, registry.tokens
    gender: Gender = None
    kind = ""
    role: Hit | None = None
    at = start
    if tokens[start].low in v.words["foreign_articles"]:
        return end, None, "", None
    if registry.person_of([t.text for t in tokens[start:end]]) is None:
        while at < end:
            token = tokens[at]
            if not token.word:
                at += 1
                continue
            title = civil_title(v, token.text)
            if title is not None and (at + 1 < end):
                gender, kind = title
                at += 1
                if at < end and tokens[at].text == ".":
                    at += 1
            elif v.empty(token.low) and not (token.low in v.words["particles"] and at > start):
                at += 1
            elif at == start and at + 1 < end and token.low in v.words["openings"]:
                # « Peut-être NAME part »
                at += 1
            elif (
                at + 2 < end
                and 1 < len(token.text) <= _TITLE
                and token.text.isupper()
                and name_key(tokens[at + 1].text) in v.first_names
                and longest(v.named, tokens, at, exact=True) is None
            ):
                # « le porte-parole, MEP NAME NAME »: a title in capitals.
                at += 1
            elif (
                at in registry.roles
                and at + registry.roles[at].length < end
                and token.low not in v.given
            ):
                role = registry.roles[at]
                at += role.length
            elif at == start and at + 1 < end and token.low in v.words["street"]:
                # « Affaire NAME », « Loi NAME »: not the person.
                titled = any(k in registry.roles for k in range(start - 8, start))
                inner_name = _past_body(registry, start + 1, end) if titled else None
                if titled and _portfolio(registry, start, end):
                    # « le haut-commissaire au Plan NAME »
                    inner_name = start + 1
                if inner_name is None:
                    return end, None, "", None
                at = inner_name
            elif (
                at == start
                and at not in registry.roles
                and not any(k in registry.roles for k in range(start - 4, start))
                and name_key(token.text) not in v.first_names
                and longest(v.heads, tokens, at) is not None
            ):
                # « Fondation Roi Baudouin », « Institut Marie Curie »: the name of a body.
                return end, None, "", None
            elif at == start and _portfolio(registry, start, end):
                at += 1
            elif at == start and (inner := _role_inside(registry, start, end)) is not None:
                role = inner
                at = inner.index + inner.length
            elif (
                at + 1 < end
                and token.low not in v.given
                and v.country_of_adjective(token.low) is not None
                and tokens[at + 1].text[0].isupper()
            ):
                at += 1
            elif at == start and (later := _name_inside(registry, start, end)) is not None:
                at = later
            elif at in registry.roles and at + registry.roles[at].length >= end:
                return end, None, "", None
            else:
                break
    if role is not None and at < end - 1 and tokens[at].low in v.words["of"]:
        place = longest(v.countries, tokens, at + 1, exact=True) or (
            longest(v.places, tokens, at + 1, exact=True)
        )
        if place is not None and at + 1 + place[0] >= end:
            # « Roi du Maroc »
            return end, None, "", None
    if at == start and start > 0:
        before = tokens[start - 1]
        if before.text == "." and start > 1:
            before = tokens[start - 2]
        title = civil_title(v, before.text) if before.text[0].isupper() else None
        if title is not None:
            gender, kind = title
    return at, gender, kind, role


def _portfolio(registry: Registry, start: int, end: int) -> bool:
    """Whether capitals begin with a field of government: « le ministre du Travail NAME »."""
    words, tokens = registry.vocabulary.words, registry.tokens
    return (
        start > 1
        and start + 1 < end
        and tokens[start].low in words["portfolios"]
        and (
            tokens[start - 1].low in words["office_of"]
            or tokens[start - 1].low in words["definite"]
        )
        and tokens[start + 1].text[0].isupper()
    )


def _role_inside(registry: Registry, start: int, end: int) -> Hit | None:
    """The last role within a capitalised sequence before a first name: « X President NAME »."""
    v, tokens = registry.vocabulary, registry.tokens
    for k in range(end - 2, start, -1):
        hit = registry.roles.get(k)
        if hit is not None and k + hit.length < end:
            named = tokens[k + hit.length].low in v.given or v.head_final
            return hit if named else None
    return None


def _name_inside(registry: Registry, start: int, end: int) -> int | None:
    """Where a person's name begins in « FBI James Comey » or « New York Arthur Engoron »."""
    v, tokens = registry.vocabulary, registry.tokens
    place = longest(v.places, tokens, start, exact=True)
    if place is not None and 1 < place[0] <= end - start - 2:
        # « Caroline du Sud NAME NAME »
        return start + place[0]
    if end - start > 2 and _called_without(registry, start, end):
        return start + 1
    if start == 0:
        return None
    # « le député de l'Aude NAME NAME »: no given name stands behind an article.
    article = start > 1 and tokens[start - 1].low in v.words["definite"]
    placed = article and tokens[start - 2].low in v.words["of"]
    if name_key(tokens[start].text) in v.first_names and not placed:
        return None
    for table in (v.named, v.countries):
        match = longest(table, tokens, start, exact=True)
        if match is not None and start + match[0] <= end - 2:
            start += match[0]
            where = longest(v.countries, tokens, start, exact=True)
            if where is not None and start + where[0] <= end - 2:
                # « la directrice d'Oxfam France NAME NAME »
                start += where[0]
            return start if name_key(tokens[start].text) in v.first_names else None
    before = tokens[start - 1].low
    if before not in v.words["prepositions"] and before not in v.words["definite"]:
        return _behind_body(registry, start, end)
    for k in range(start + 1, end - 1):
        if name_key(tokens[k].text) in v.first_names and tokens[k].text[0].isupper():
            return k
    return None


def _behind_body(registry: Registry, start: int, end: int) -> int | None:
    """Where the person begins in « le directeur du groupe X NAME NAME », behind the body's name."""
    v, tokens = registry.vocabulary, registry.tokens
    if tokens[start - 1].capital or longest(v.heads, tokens, start - 1) is None:
        return None
    return _past_body(registry, start, end)


def _past_body(registry: Registry, start: int, end: int) -> int | None:
    """The first name behind the name of a body: « Victor Hugo », but « Victor Hugo Anne NAME »."""
    v, tokens = registry.vocabulary, registry.tokens
    low = start + 1 + (name_key(tokens[start].text) in v.first_names)
    for k in range(low, end - 1):
        if name_key(tokens[k].text) in v.first_names and tokens[k].text[0].isupper():
            return k
    return None


def _called_without(registry: Registry, start: int, end: int) -> bool:
    """Whether the words behind the first are a name elsewhere: « terrains X Neil NAME »."""
    v, tokens = registry.vocabulary, registry.tokens
    if (
        name_key(tokens[start].text) in v.first_names
        or name_key(tokens[start + 1].text) not in v.first_names
    ):
        return False
    tail = [t.text for t in tokens[start + 1 : end]]
    return any(
        tokens[k].text == tail[0]
        and k != start + 1
        and [t.text for t in tokens[k : k + len(tail)]] == tail
        and (k == 0 or tokens[k - 1].text != tokens[start].text)
        for k in range(max(0, start - _FAR), min(len(tokens), start + _FAR))
    )


def civil_title(v: Vocabulary, text: str) -> tuple[Gender, str] | None:
    """Gender and kind a civil title tells, None when the word is none."""
    return v.civil.get(text)


def in_street(registry: Registry, first: int) -> bool:
    """Whether a name is that of a street, a school, a prize, a law."""
    v, tokens = registry.vocabulary, registry.tokens
    at = first - 1
    if at >= 0 and tokens[at].low in v.words["of"]:
        return False
    return at >= 0 and tokens[at].low in v.words["street"]


def office_holder(registry: Registry, first: int, end: int) -> Office | None:
    """The one public figure whom a family name alone can mean (« Merkel »)."""
    v, tokens = registry.vocabulary, registry.tokens
    before = tokens[first - 1].low if first else ""
    if end - first != 1 or before in v.words["definite"] or before in v.words["contracted"]:
        return None
    word = tokens[first].text
    if word.isupper() or longest(v.countries, tokens, first, exact=True):
        return None
    offices = [
        o for o in v.offices.get(name_key(word), ()) if fold(o.person.split()[-1]) == fold(word)
    ]
    return offices[0] if len({o.person for o in offices}) == 1 else None


def looks_named(registry: Registry, first: int, end: int) -> bool:
    """Whether unknown capitalised words may be a person, for want of any other in the text."""
    v, tokens = registry.vocabulary, registry.tokens
    if first > 0 and (
        tokens[first - 1].low in v.words["determiners"] or tokens[first - 1].low in v.words["of"]
    ):
        return False
    return all(
        t.text[:1].isupper()
        and not t.text.isupper()
        and t.low not in v.heads
        and t.low not in v.roles
        and t.low not in v.documents
        and t.low not in v.groups
        and t.low not in v.words["street"]
        and not v.empty(t.low)
        and v.country_of_adjective(t.low) is None
        for t in tokens[first:end]
    )


def named_body(registry: Registry, first: int) -> bool:
    """Whether a name is that of the body right before it: « le magazine féminin NAME »."""
    v, tokens = registry.vocabulary, registry.tokens
    at = first - 1
    while at > 0 and first - at < 4 and v.adjectival(tokens[at].low):
        at -= 1
    if at < 1 or not tokens[at].text[0].islower():
        return False
    match = longest(v.heads, tokens, at)
    return match is not None and match[0] == 1 and match[1].affiliation in _NAMED_BODIES


def spelt_out(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether brackets after a name hold its initials: « Fonds Mondial (FM) » is a body."""
    if end + 1 >= len(tokens) or tokens[end].text != "(":
        return False
    acronym = tokens[end + 1].text
    initials = [t.text[0] for t in tokens[first:end] if t.text[0].isupper()]
    return len(initials) > 1 and acronym.isupper() and list(acronym) == initials


def emblem(word: str) -> bool:
    """Whether capitals inside a word show a brand or body: « BaFin », « YouGov »."""
    return any(
        any(c.isupper() for c in part[1:])
        and any(c.islower() for c in part)
        and not part.startswith(_BEGINNINGS)
        for part in word.split("-")
    )


def shouting(words: Sequence[str], given: str | None) -> bool:
    """Whether an unknown name is all in capitals, as headings are."""
    return given == "?" and all(w.isupper() and len(w) > 1 for w in words)
