"""The persons, institutions and groups one article speaks of, with their names and roles.

The registry is built once an article from the tokens of its text: capitalised sequences that a
first name, a civil title, a role before or after, or an age shows to be persons; their variants
(family name alone, transliterations) joined; and the phrases of roles, institutions, groups and
documents, so that « le ministère » or « les autorités » find their fuller form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.annotation.appositions import age_after, follows, role_after, role_before
from analysis.annotation.enumerations import inner_commas
from analysis.annotation.naming import (
    capitalised_runs,
    civil_title,
    emblem,
    in_street,
    looks_named,
    named_body,
    office_holder,
    shouting,
    spelt_out,
    strip_titles,
)
from analysis.annotation.noun_phrases import begins_longer, describe, is_subject, role_at
from analysis.annotation.registry import Hit, Person, Registry, namesake, near, near_namesake
from analysis.annotation.vocabulary import (
    Gender,
    Token,
    Vocabulary,
    longest,
    name_key,
    strip_accents,
)
from analysis.schema import Span

# How far a name may stretch before the brackets that hold its short form.
_SPELT = 26


def build_registry(
    text: str, vocabulary: Vocabulary, skipped: Sequence[Span] = (), named: Iterable[int] = ()
) -> Registry:
    """Read an article's persons, institutions and groups.

    Parameters
    ----------
    text
        Shadow text.
    vocabulary
        The lexicons of its language.
    skipped
        Stretches names are not read from, such as headlines in title case.
    named
        Where source spans start: a name of two words there needs no other evidence.
    """
    tokens = vocabulary.tokenise(text)
    registry = Registry(
        vocabulary, text, tokens, [t.start for t in tokens], [], {}, [], [], [], {}, {}
    )
    if vocabulary.enumerating is not None:
        low, capitals = [t.text.lower() for t in tokens], [t.capital for t in tokens]
        commas = inner_commas(low, capitals, vocabulary.enumerating)
        registry.joints = frozenset(tokens[k].start for k in commas)
    _scan_phrases(registry)
    _scan_acronyms(registry)
    _scan_persons(registry, skipped, frozenset(named))
    return registry


def _scan_phrases(registry: Registry) -> None:
    v, tokens = registry.vocabulary, registry.tokens
    roles, beginnings, named = v.roles, v.beginnings, v.named
    titled = v.words["definite"] | v.words["contracted"] if v.words["title_articles"] else ()
    for i, token in enumerate(tokens):
        low = token.low
        if low in beginnings or low.startswith("ex-"):
            if low in roles or (low.startswith("ex-") and low[3:] in roles):
                found = role_at(v, tokens, i)
                if found is not None and not _conjugated(registry, i):
                    registry.roles[i] = Hit(i, *found)
            adjective = _stands_as_adjective(registry, i)
            for table in (v.groups, v.heads, v.documents):
                if low in table and not (adjective and table is v.groups):
                    match = longest(table, tokens, i)
                    if match is not None:
                        registry.nouns.append(Hit(i, *match))
        if token.text[0].isupper() and strip_accents(token.text) in named:
            match = longest(named, tokens, i, exact=True)
            if match is not None and not begins_longer(v, tokens, i, match[0]):
                registry.named.append(Hit(i, *match))
                continue
        if i and token.text[0].isupper() and tokens[i - 1].low in titled:
            paper = _titled(registry, i)
            if paper is not None:
                registry.named.append(paper)


def _titled(registry: Registry, at: int) -> Hit | None:
    """A medium whose article the text writes small: « un entretien aux Échos », « du Monde »."""
    v, tokens = registry.vocabulary, registry.tokens
    if longest(v.places, tokens, at, exact=True) or longest(v.heads, tokens, at):
        return None
    for article in sorted(v.words["title_articles"]):
        title = [Token(0, 0, article.capitalize(), article), *tokens[at : at + 6]]
        match = longest(v.named, title, 0, exact=True)
        if match is not None and match[0] > 1 and match[1].kind == "media":
            return Hit(at, match[0] - 1, match[1])
    return None


_BEFORE_VERB = frozenset(',»”"')


def _conjugated(registry: Registry, at: int) -> bool:
    """Whether a word for a person is a participle here: « a assuré NAME », « l'a invité »."""
    v, tokens = registry.vocabulary, registry.tokens
    if (
        tokens[at].text in v.words["verbs_too"]
        and at > 0
        and tokens[at - 1].text in _BEFORE_VERB
        and at + 1 < len(tokens)
        and (tokens[at + 1].capital or tokens[at + 1].low in v.words["determiners"])
    ):
        # « "Le pont tient", juge NAME »
        return True
    if not tokens[at].text.endswith(v.participles):
        return False
    before = at - 1
    while before >= 0 and tokens[before].word and v.empty(tokens[before].low):
        if tokens[before].low in v.words["having"]:
            return True
        before -= 1
    return False


def _stands_as_adjective(registry: Registry, at: int) -> bool:
    """Whether a word for a people or camp qualifies the noun before it: « élus français »."""
    v, tokens = registry.vocabulary, registry.tokens
    low = tokens[at].low
    if not tokens[at].text.islower():
        return False
    if v.country_of_adjective(low) is not None:
        return True
    before = tokens[at - 1] if at else None
    return (
        v.adjectival(low)
        and before is not None
        and before.word
        and before.text.islower()
        and not v.empty(before.low)
        and before.low not in v.words["determiners"]
        and before.low not in v.words["prepositions"]
        and before.low not in v.words["contracted"]
        and before.low not in v.words["acting"]
    )


def _scan_acronyms(registry: Registry) -> None:
    """The bodies the article spells out beside their short form, in either order."""
    v, tokens = registry.vocabulary, registry.tokens
    for k in range(1, len(tokens) - 2):
        if tokens[k].text != "(":
            continue
        inside, before = tokens[k + 1], tokens[k - 1]
        if (_acronym(inside.text) or _short_form(v, inside)) and tokens[k + 2].text in ("),;"):
            initial = inside.low[:1]
            other = ""
            for at in range(k - 1, max(-1, k - _SPELT), -1):
                comma = tokens[at].text == "," and tokens[at].start not in registry.joints
                if comma or tokens[at].text in ".!?;:":
                    break
                match = longest(v.heads, tokens, at)
                if match is None:
                    continue
                if tokens[at].low[:1] == initial:
                    other = match[1].affiliation
                    registry.spelt.setdefault(inside.text, (at, k))
                    break
                # The acronym may be that of the name in another language.
                if tokens[at].capital and _acronym(inside.text):
                    other = match[1].affiliation
                elif _acronym(inside.text) and tokens[at + match[0]].capital:
                    # « la coalition Table de l'unité (MUD) »
                    other = match[1].affiliation
                    registry.spelt.setdefault(inside.text, (at, k))
                    break
            if other:
                registry.acronyms.setdefault(inside.text, other)
        elif _acronym(before.text) and inside.low[:1] == before.low[:1]:
            match = longest(v.heads, tokens, k + 1)
            if match is not None:
                registry.acronyms.setdefault(before.text, match[1].affiliation)
                end = next(
                    (j for j in range(k, min(k + _SPELT, len(tokens))) if tokens[j].text == ")"),
                    None,
                )
                if end is not None:
                    registry.spelt.setdefault(before.text, (k + 1, end))


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


def _short_form(v: Vocabulary, token: Token) -> bool:
    """Whether a word can be initials read as a word: « Anses », not « Allemagne »."""
    return (
        token.capital
        and 3 < len(token.text) < 9
        and token.text.isalpha()
        and v.first_names.get(name_key(token.text), "?") == "?"
        and longest(v.countries, [token], 0, exact=True) is None
        and longest(v.places, [token], 0, exact=True) is None
    )


def _scan_persons(registry: Registry, skipped: Sequence[Span], spans: frozenset[int]) -> None:
    v, tokens = registry.vocabulary, registry.tokens
    sequences = list(capitalised_runs(registry, skipped))
    pending: list[tuple[int, int, Gender, str, Hit | None]] = []
    streets: set[int] = set()
    bare: list[tuple[int, int]] = []
    taken: set[int] = set()
    for start, end in sequences:
        first, gender, kind, capital_role = strip_titles(registry, start, end)
        inside = first > start and not (gender or kind or capital_role)
        if start > 0 and not inside and in_street(registry, start):
            streets.add(first)
        if first == end or civil_title(v, tokens[end - 1].text):
            bare.append((start, end))
            continue
        alone = end - first == 1 or (
            tokens[first].low not in v.given and tokens[first - 1].text != ","
        )
        # « la sénatrice, MEP NAME NAME »: the role stands before the title in capitals.
        apposed = start > 0 and tokens[start - 1].text == "," and not kind
        titled = apposed and first == start + 1 and tokens[start].text.isupper()
        beside = start if titled else first
        left = capital_role or role_before(registry, beside, alone, end - first > 1)
        if (
            left is not None
            and tokens[first - 1].text == ","
            and name_key(tokens[first].text) not in v.first_names
            and end < len(tokens)
            and tokens[end].text[0].isdigit()
        ):
            left = None
        if left is not None and not _of_a_body(registry, first, end):
            taken.add(left.index)
        pending.append((first, end, gender, kind, left))
    late: list[tuple[int, int, Gender, str, Hit | None, Hit | None]] = []
    for first, end, gender, kind, left in pending:
        right = role_after(registry, end, taken)
        words = [t.text for t in tokens[first:end]]
        given = v.first_names.get(name_key(words[0]), "?")
        if given == "?" and "-" in words[0]:
            given = v.first_names.get(name_key(words[0].split("-")[0]), "?")
        known = longest(v.named, tokens, first, exact=True)
        place = longest(v.countries, tokens, first, exact=True)
        institution = longest(v.heads, tokens, first)
        covered = any(
            match is not None and match[0] >= end - first
            for match in (known, place, longest(v.places, tokens, first, exact=True))
        )
        crowd = end - first >= 2 and (
            longest(v.groups, tokens, end - 1) is not None
            or (tokens[end - 1].low in v.words["body_nouns"] and not (kind or gender))
            or (
                v.words["media_nouns"] & {tokens[first].low, tokens[end - 1].low}
                and tokens[first].low not in v.given
                and not (kind or gender)
            )
            or (
                tokens[first].low not in v.given
                and longest(v.heads, tokens, end - 1) is not None
                and not (kind or gender)
            )
        )
        paper = any(
            match is not None and match[0] > 1 and match[1].kind == "media"
            for match in (longest(v.named, tokens, k, exact=True) for k in range(first + 1, end))
        )
        if crowd or paper:
            # « le Verlagsblatt NAME am NAME »
            continue
        if not (kind or gender or left) and named_body(registry, first):
            continue
        body = institution is not None and institution[0] < end - first
        if covered or (body and (given == "?" or end - first < 2)):
            continue
        many = end - first >= 2
        exact = tokens[first].start in spans and not (
            end + 1 < len(tokens) and tokens[end].text == "(" and tokens[end + 1].text.isupper()
        )
        street = first in streets
        if (many and spelt_out(tokens, first, end)) or (not many and emblem(words[0])):
            continue
        initial = len(words[0]) == 1 and words[0].isalpha() and many and not words[-1].isupper()
        strong = (
            (many and (given != "?" or initial) and not street)
            or bool(kind or gender)
            or (left is not None and not street)
            or (many and right is not None and not street)
            or (many and exact and not words[0].isupper() and not _body_like(registry, first, end))
        )
        if many and strong and not shouting(words, given):
            _add(registry, first, end, gender, kind, left, right, given)
        else:
            late.append((first, end, gender, kind, left, right))
    late.extend((start, end, None, "", None, None) for start, end in bare)
    late.sort(key=lambda item: item[0])
    for first, end, gender, kind, left, right in late:
        words = [t.text for t in tokens[first:end]]
        person = namesake(registry.keys, words, v.words["particles"], gender)
        aged = age_after(registry, end)
        if (
            person is None
            and len(words) == 1
            and tokens[first].start in spans
            and office_holder(registry, first, end) is None
        ):
            person = near_namesake(registry.keys, words[0])
        given = v.first_names.get(name_key(words[0]), "?")
        if person is not None:
            _note(person, registry, first, end, gender, kind, left, right)
        elif (first, end) in bare:
            continue
        elif aged and (given != "?" or len(words) >= 2) and first not in streets:
            _add(registry, first, end, gender, kind, left, right, given)
        elif (gender or kind or left is not None or right is not None) and first not in streets:
            if len(words) == 1 and words[0].isupper() and not (gender or kind):
                continue
            if longest(v.heads, tokens, first) or longest(v.groups, tokens, first):
                continue
            if right is not None and left is None and not (gender or kind) and given == "?":
                continue
            _add(registry, first, end, gender, kind, left, right, given)
        elif (
            given != "?"
            and len(words) == 1
            and (tokens[first].start in spans or is_subject(registry, first, end))
        ):
            _add(registry, first, end, gender, kind, left, right, given)
        elif (holder := office_holder(registry, first, end)) is not None:
            _add(registry, first, end, holder.gender, kind, left, right, holder.gender)
            registry.persons[-1].names.append(tuple(holder.person.split()))
    times = Counter(token.text for token in tokens)
    alone_again = {
        tokens[first].text
        for first, end, *_ in late
        if end - first == 1
        and first
        and tokens[first - 1].low not in v.words["determiners"]
        and tokens[first - 1].low not in v.words["contracted"]
    }
    if not registry.persons or alone_again:
        nobody = not registry.persons
        for first, end, gender, kind, left, right in late:
            last = tokens[end - 1].text
            if (
                end - first in (2, 3)
                and first not in streets
                and (times[last] > 1 if nobody else last in alone_again)
                and looks_named(registry, first, end)
                and not _body_like(registry, first, end)
                and registry.person_of([t.text for t in tokens[first:end]]) is None
            ):
                _add(registry, first, end, gender, kind, left, right, "?")
    registry.mentions.sort(key=lambda item: item[0])
    _share_roles(registry)
    for someone in registry.persons:
        someone.mentions.sort()


def _body_like(registry: Registry, first: int, end: int) -> bool:
    """Whether an unknown name has the build of a body's: « le Grand NAME », « NAME France ».

    An article stands before it, a firm or body begins it, or a place ends it.
    """
    v, tokens = registry.vocabulary, registry.tokens
    known = longest(v.named, tokens, first, exact=True)
    return (
        (first > 0 and tokens[first - 1].low in v.words["definite"])
        or (known is not None and known[0] < end - first)
        or longest(v.countries, tokens, end - 1, exact=True) is not None
        or longest(v.places, tokens, end - 1, exact=True) is not None
    )


def _of_a_body(registry: Registry, first: int, end: int) -> bool:
    """Whether the capitals beside a role say of which body it is: « NAME, député LR »."""
    v, tokens = registry.vocabulary, registry.tokens
    return _acronym(tokens[first].text) or any(
        known is not None and first + known[0] >= end
        for table in (v.named, v.places, v.countries)
        for known in (longest(table, tokens, first, exact=True),)
    )


def _share_roles(registry: Registry) -> None:
    """Give a role in the plural to each of the names it stands beside.

    « Les députés NAME et NAME », « NAME et NAME, journalistes ».
    """
    v, tokens, mentions = registry.vocabulary, registry.tokens, registry.mentions
    hits = {hit.index: hit for hit in registry.nouns if hit.entry.kind == "group"}
    hits.update((at, hit) for at, hit in registry.roles.items() if hit.entry.plural)
    k = 0
    while k < len(mentions):
        first = registry.token_at(mentions[k][0][0])
        chain = [mentions[k][1]]
        at = registry.token_at(mentions[k][0][1])
        while k + 1 < len(mentions) and at < len(tokens):
            joint = tokens[at].text == "," or tokens[at].low in v.words["conjunctions"]
            if not joint or registry.token_at(mentions[k + 1][0][0]) != at + 1:
                break
            k += 1
            chain.append(mentions[k][1])
            at = registry.token_at(mentions[k][0][1])
        k += 1
        if len(chain) < 2:
            continue
        hit = next(
            (
                hits[b]
                for b in range(first - 1, max(-1, first - 8), -1)
                if b in hits and follows(registry, b + hits[b].length, first)
            ),
            None,
        )
        if hit is None and at < len(tokens) and tokens[at].text == ",":
            after = at + 1
            while after < len(tokens) and (
                tokens[after].low in v.words["plural_determiners"] or v.empty(tokens[after].low)
            ):
                after += 1
            hit = hits.get(after)
        if hit is not None and hit.entry.lemma not in v.circle:
            descriptor = describe(registry, hit)
            if descriptor.affiliation in ("", "other", "individual"):
                continue
            for person in chain:
                if not person.descriptors:
                    person.descriptors.append(descriptor)


def _add(
    registry: Registry,
    first: int,
    end: int,
    gender: Gender,
    kind: str,
    left: Hit | None,
    right: Hit | None,
    given: str | None,
) -> None:
    words = tuple(
        t.text + "." if registry.text[t.end : t.end + 1] == "." and len(t.text) == 1 else t.text
        for t in registry.tokens[first:end]
        if t.text != "."
    )
    person = namesake(registry.keys, words, registry.vocabulary.words["particles"], gender)
    if person is None and len(words) >= 2:
        person = next(
            (
                p
                for p in registry.persons
                for n in p.names
                if len(n) >= 2
                and (name_key(n[0]) == name_key(words[0]) or _same_given(n, words))
                and near(name_key(n[-1]), name_key(words[-1]))
            ),
            None,
        )
    if person is None:
        person = Person([words], given=given if given in ("f", "m") else None)  # type: ignore[arg-type]
        registry.persons.append(person)
    elif words not in person.names:
        person.names.append(words)
    if len(words) >= 2 and given in ("f", "m"):
        person.given = given  # type: ignore[assignment]
    for key in dict.fromkeys((name_key(words[-1]), name_key("".join(words[1:])))):
        if key and person not in registry.keys.setdefault(key, []):
            registry.keys[key].append(person)
    if len(words) >= 2:
        # Some families write the name first, and a text may go on with either.
        first_key = name_key(words[0])
        if len(first_key) > 2 and first_key not in registry.keys:
            registry.keys[first_key] = [person]
    _note(person, registry, first, end, gender, kind, left, right)


def _same_given(one: Sequence[str], other: Sequence[str]) -> bool:
    """« Jean-Marc Test », « Jean Marc Test »: the same given names, with and without a hyphen."""
    return name_key("".join(one[:-1])) == name_key("".join(other[:-1]))


def _note(
    person: Person,
    registry: Registry,
    first: int,
    end: int,
    gender: Gender,
    kind: str,
    left: Hit | None,
    right: Hit | None,
) -> None:
    tokens = registry.tokens
    span = (tokens[first].start, tokens[end - 1].end)
    person.mentions.append(span)
    registry.mentions.append((span, person))
    person.civil = person.civil or kind
    person.feminine += gender == "f"
    person.masculine += gender == "m"
    for hit in (left, right):
        if hit is None:
            continue
        descriptor = describe(registry, hit)
        person.descriptors.append(descriptor)
        voted: Gender = None
        for back in range(hit.index - 1, max(-1, hit.index - 3), -1):
            before = tokens[back].low
            if before in registry.vocabulary.words["hint_f"]:
                voted = "f"
            elif before in registry.vocabulary.words["hint_m"]:
                voted = "m"
            if voted is not None or before not in registry.vocabulary.words["acting"]:
                break
        voted = voted or descriptor.gender
        if person.given is not None and voted != person.given:
            # « le Premier ministre Elisabeth NAME », « la star Paul NAME »: one gender for all.
            voted = None
        person.feminine += voted == "f"
        person.masculine += voted == "m"
