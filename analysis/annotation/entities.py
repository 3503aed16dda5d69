"""The persons, institutions and groups one article speaks of, with their names and roles.

The registry is built once an article from the tokens of its text: capitalised sequences that a
first name, a civil title, a role before or after, or an age shows to be persons; their variants
(family name alone, transliterations) joined; and the phrases of roles, institutions, groups and
documents, so that « le ministère » or « les autorités » find their fuller form.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analysis.annotation.vocabulary import (
    Entry,
    Gender,
    Office,
    Token,
    Vocabulary,
    fold,
    longest,
    name_key,
    strip_accents,
)
from analysis.schema import Span

_REACH = 16
_NAMED_BODIES = frozenset({"business", "media", "civil_society", "expert"})
_STOPS = frozenset('.!?;:«»“”"…()[]–—-')
_CLOSED = frozenset('.!?…"“”«»')


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A role phrase the article gives a person: « le ministre canadien des Finances »."""

    lemma: str
    affiliation: str
    words: frozenset[str]
    country: str | None
    former: bool
    gender: Gender
    span: Span


def _fullness(name: tuple[str, ...]) -> tuple[int, int]:
    return len(name), sum(len(word) for word in name)


@dataclass(slots=True)
class Person:
    """A person of the article: every way it writes the name, and what it says of him or her."""

    names: list[tuple[str, ...]]
    feminine: int = 0
    masculine: int = 0
    given: Gender = None
    civil: str = ""
    descriptors: list[Descriptor] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    strength: int = 0

    @property
    def name(self) -> str:
        """The fullest way the article writes the name."""
        fullest: tuple[str, ...] = max(self.names, key=_fullness)
        return " ".join(fullest)

    @property
    def gender(self) -> Gender:
        """Soft gender from titles, roles and first name; None when nothing tells."""
        feminine = self.feminine * 2 + (self.given == "f")
        masculine = self.masculine * 2 + (self.given == "m")
        if feminine == masculine:
            return self.given
        return "f" if feminine > masculine else "m"

    @property
    def country(self) -> str | None:
        return next((d.country for d in self.descriptors if d.country), None)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicons in the article: where, what, and how far its noun phrase goes."""

    index: int
    length: int
    entry: Entry


@dataclass(slots=True)
class Registry:
    """What one article speaks of, by position."""

    vocabulary: Vocabulary
    text: str
    tokens: list[Token]
    starts: list[int]
    persons: list[Person]
    roles: dict[int, Hit]
    nouns: list[Hit]
    named: list[Hit]
    mentions: list[tuple[Span, Person]]
    keys: dict[str, list[Person]]

    def token_at(self, position: int) -> int:
        """Index of the first token that starts at or after a position."""
        return bisect_left(self.starts, position)

    def person_of(self, words: Sequence[str]) -> Person | None:
        """The person a bare name stands for: same family name, no clash of first names."""
        return _known(self.keys, words)


def is_sentence_start(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a token begins a sentence, a line or a quotation."""
    if at == 0:
        return True
    before = tokens[at - 1]
    return before.text in _CLOSED or "\n" in text[before.end : tokens[at].start]


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
    registry = Registry(vocabulary, text, tokens, [t.start for t in tokens], [], {}, [], [], [], {})
    _scan_phrases(registry)
    _scan_persons(registry, skipped, frozenset(named))
    return registry


def _scan_phrases(registry: Registry) -> None:
    v, tokens = registry.vocabulary, registry.tokens
    roles, beginnings, named = v.roles, v.beginnings, v.named
    for i, token in enumerate(tokens):
        low = token.low
        if low in beginnings or low.startswith("ex-"):
            if low in roles or (low.startswith("ex-") and low[3:] in roles):
                found = role_at(v, tokens, i)
                if found is not None:
                    registry.roles[i] = Hit(i, *found)
            for table in (v.groups, v.heads, v.documents):
                if low in table:
                    match = longest(table, tokens, i)
                    if match is not None:
                        registry.nouns.append(Hit(i, *match))
        if token.text[0].isupper() and strip_accents(token.text) in named:
            match = longest(named, tokens, i, exact=True)
            if match is not None:
                registry.named.append(Hit(i, *match))


def is_subject(registry: Registry, first: int, end: int) -> bool:
    """Whether a noun phrase is the subject of a verb after it, as closed word classes show.

    Nothing may govern it, and a verb must follow, over brackets and an apposition.
    """
    v, tokens = registry.vocabulary, registry.tokens
    words = v.words
    at = first - 1
    while at >= 0 and first - at < 10:
        token = tokens[at]
        if is_sentence_start(tokens, at + 1, registry.text):
            break
        if token.low in words["prepositions"] or token.low in words["comparing"]:
            return False
        if not (at in registry.roles or token.low in words["definite"] or v.adjectival(token.low)):
            break
        at -= 1
    at = end
    if at < len(tokens) and tokens[at].text == "(":
        at = next(
            (k + 1 for k in range(at, min(at + 10, len(tokens))) if tokens[k].text == ")"), at
        )
    if at < len(tokens) and tokens[at].text == ",":
        if at + 1 < len(tokens) and tokens[at + 1].low in words["relatives"]:
            return True
        # « NAME, maire de X, a dit »
        closing = next(
            (k for k in range(at + 1, min(at + 20, len(tokens))) if tokens[k].text in ",.!?;"), None
        )
        if closing is None or tokens[closing].text != ",":
            return False
        at = closing + 1
    if at >= len(tokens):
        return False
    token = tokens[at]
    return (
        token.low in words["auxiliaries"]
        or token.low in words["verb_clitics"]
        or (
            token.text[0].islower()
            and not v.empty(token.low)
            and not v.adjectival(token.low)
            and not (token.text.endswith(v.participles))
        )
    )


def role_at(v: Vocabulary, tokens: Sequence[Token], at: int) -> tuple[int, Entry] | None:
    """The role phrase that begins at a token, « ex- » undone."""
    token = tokens[at]
    if token.low.startswith("ex-") and token.low not in v.roles:
        bare = [token._replace(low=token.low[3:]), *tokens[at + 1 : at + 8]]
        return longest(v.roles, bare, 0)
    return longest(v.roles, tokens, at)


def _scan_persons(registry: Registry, skipped: Sequence[Span], spans: frozenset[int]) -> None:
    v, tokens = registry.vocabulary, registry.tokens
    sequences = list(_sequences(registry, skipped))
    pending: list[tuple[int, int, Gender, str, Hit | None]] = []
    streets: set[int] = set()
    bare: list[tuple[int, int]] = []
    taken: set[int] = set()
    for start, end in sequences:
        first, gender, kind, capital_role = _strip_titles(registry, start, end)
        if start > 0 and _in_street(registry, start):
            streets.add(first)
        if first == end or _civil(v, tokens[end - 1].text):
            bare.append((start, end))
            continue
        alone = end - first == 1 or (
            tokens[first].low not in v.given and tokens[first - 1].text != ","
        )
        left = capital_role or _role_before(registry, first, alone)
        if (
            left is not None
            and tokens[first - 1].text == ","
            and name_key(tokens[first].text) not in v.first_names
            and end < len(tokens)
            and tokens[end].text[0].isdigit()
        ):
            left = None
        if left is not None:
            taken.add(left.index)
        pending.append((first, end, gender, kind, left))
    late: list[tuple[int, int, Gender, str, Hit | None, Hit | None]] = []
    for first, end, gender, kind, left in pending:
        right = _role_after(registry, end, taken)
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
                tokens[first].low not in v.given
                and longest(v.heads, tokens, end - 1) is not None
                and not (kind or gender)
            )
        )
        if crowd:
            continue
        if not (kind or gender or left) and _named_body(registry, first):
            continue
        body = institution is not None and institution[0] < end - first
        if covered or (body and (given == "?" or end - first < 2)):
            continue
        many = end - first >= 2
        exact = tokens[first].start in spans and not (
            end + 1 < len(tokens) and tokens[end].text == "(" and tokens[end + 1].text.isupper()
        )
        street = first in streets
        if (many and _spelt_out(tokens, first, end)) or (not many and _emblem(words[0])):
            continue
        initial = len(words[0]) == 1 and words[0].isalpha() and many and not words[-1].isupper()
        strong = (
            (many and (given != "?" or initial) and not street)
            or bool(kind or gender)
            or (left is not None and not street)
            or (many and right is not None and not street)
            or (many and exact and not words[0].isupper())
        )
        if many and strong and not _shouting(words, given):
            _add(registry, first, end, gender, kind, left, right, given)
        else:
            late.append((first, end, gender, kind, left, right))
    late.extend((start, end, None, "", None, None) for start, end in bare)
    late.sort(key=lambda item: item[0])
    for first, end, gender, kind, left, right in late:
        words = [t.text for t in tokens[first:end]]
        person = _known(registry.keys, words)
        aged = _age_after(registry, end)
        if (
            person is None
            and len(words) == 1
            and tokens[first].start in spans
            and _office_holder(registry, first, end) is None
        ):
            person = _nearly_known(registry.keys, words[0])
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
        elif given != "?" and len(words) == 1 and tokens[first].start in spans:
            _add(registry, first, end, gender, kind, left, right, given)
        elif (holder := _office_holder(registry, first, end)) is not None:
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
                and _looks_named(registry, first, end)
                and _known(registry.keys, [t.text for t in tokens[first:end]]) is None
            ):
                _add(registry, first, end, gender, kind, left, right, "?")
    registry.mentions.sort(key=lambda item: item[0])
    for someone in registry.persons:
        someone.mentions.sort()


def _office_holder(registry: Registry, first: int, end: int) -> Office | None:
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


def _looks_named(registry: Registry, first: int, end: int) -> bool:
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


def _named_body(registry: Registry, first: int) -> bool:
    """Whether a name is that of the body right before it: « le magazine féminin NAME »."""
    v, tokens = registry.vocabulary, registry.tokens
    at = first - 1
    while at > 0 and first - at < 4 and v.adjectival(tokens[at].low):
        at -= 1
    if at < 1 or not tokens[at].text[0].islower():
        return False
    match = longest(v.heads, tokens, at)
    return match is not None and match[0] == 1 and match[1].affiliation in _NAMED_BODIES


def _spelt_out(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether brackets after a name hold its initials: « Fonds Mondial (FM) » is a body."""
    if end + 1 >= len(tokens) or tokens[end].text != "(":
        return False
    acronym = tokens[end + 1].text
    initials = [t.text[0] for t in tokens[first:end] if t.text[0].isupper()]
    return len(initials) > 1 and acronym.isupper() and list(acronym) == initials


_BEGINNINGS = ("Mc", "Mac", "De", "Di", "Du", "Le", "La", "Van", "Fitz", "O'", "D'", "L'")


def _emblem(word: str) -> bool:
    """Whether capitals inside a word show a brand or body: « BaFin », « YouGov »."""
    return any(
        any(c.isupper() for c in part[1:])
        and any(c.islower() for c in part)
        and not part.startswith(_BEGINNINGS)
        for part in word.split("-")
    )


def _shouting(words: Sequence[str], given: str | None) -> bool:
    return given == "?" and all(w.isupper() and len(w) > 1 for w in words)


def _sequences(registry: Registry, skipped: Sequence[Span]) -> Iterable[tuple[int, int]]:
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
        known = name_key(token.text) in v.first_names
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


def _strip_titles(registry: Registry, start: int, end: int) -> tuple[int, Gender, str, Hit | None]:
    """Where the name begins in a sequence after function words, titles and roles."""
    v, tokens = registry.vocabulary, registry.tokens
    gender: Gender = None
    kind = ""
    role: Hit | None = None
    at = start
    if _known(registry.keys, [t.text for t in tokens[start:end]]) is None:
        while at < end:
            token = tokens[at]
            if not token.word:
                at += 1
                continue
            title = _civil(v, token.text)
            if title is not None and (at + 1 < end):
                gender, kind = title
                at += 1
                if at < end and tokens[at].text == ".":
                    at += 1
            elif v.empty(token.low) and not (token.low in v.words["particles"] and at > start):
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
                return end, None, "", None
            elif (
                at == start
                and at not in registry.roles
                and not any(k in registry.roles for k in range(start - 4, start))
                and name_key(token.text) not in v.first_names
                and longest(v.heads, tokens, at) is not None
            ):
                # « Fondation Roi Baudouin », « Institut Marie Curie »: the name of a body.
                return end, None, "", None
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
    if at == start and start > 0:
        before = tokens[start - 1]
        if before.text == "." and start > 1:
            before = tokens[start - 2]
        title = _civil(v, before.text) if before.text[0].isupper() else None
        if title is not None:
            gender, kind = title
    return at, gender, kind, role


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
    if name_key(tokens[start].text) in v.first_names or start == 0:
        return None
    for table in (v.named, v.countries):
        match = longest(table, tokens, start, exact=True)
        if match is not None and start + match[0] <= end - 2:
            start += match[0]
            return start if name_key(tokens[start].text) in v.first_names else None
    before = tokens[start - 1].low
    if before not in v.words["prepositions"] and before not in v.words["definite"]:
        return None
    for k in range(start + 1, end - 1):
        if name_key(tokens[k].text) in v.first_names and tokens[k].text[0].isupper():
            return k
    return None


def _civil(v: Vocabulary, text: str) -> tuple[Gender, str] | None:
    return v.civil.get(text)


def _in_street(registry: Registry, first: int) -> bool:
    """Whether a name is that of a street, a school, a prize, a law."""
    v, tokens = registry.vocabulary, registry.tokens
    at = first - 1
    if at >= 0 and tokens[at].low in v.words["of"]:
        return False
    return at >= 0 and tokens[at].low in v.words["street"]


def follows(registry: Registry, at: int, stop: int) -> bool:
    """Whether tokens can stand between a role and the name it belongs to.

    Adjectives, complements behind a preposition and capitalised words can; a verb cannot.
    """
    v, tokens = registry.vocabulary, registry.tokens
    words = v.words
    after = False
    while at < stop:
        token = tokens[at]
        low = token.low
        if low in words["auxiliaries"]:
            return False
        if low in words["prepositions"] or low in words["conjunctions"]:
            after = True
        elif after and (low in words["determiners"]):
            pass
        elif token.text[0].isupper() or token.text[0].isdigit():
            after = False
        elif low in words["former"] or low in words["acting"] or low in words["adjectives"]:
            pass
        elif token.text in "-/&":
            after = True
        elif not token.word:
            return False
        elif after:
            after = False
        elif not v.adjectival(low):
            return False
        at += 1
    return True


def _role_before(registry: Registry, first: int, alone: bool = False) -> Hit | None:
    """The role whose noun phrase ends at a name: « le ministre de la Santé, NAME ».

    ``alone``: the name is one word, so the role must stand beside it.
    """
    tokens, roles, words = registry.tokens, registry.roles, registry.vocabulary.words
    at = first - 1
    if at < 0 or tokens[at].low in words["prepositions"] or tokens[at].low in words["definite"]:
        return None
    if tokens[at].text == ")":
        # « la présidente du collectif (CDC), NAME »
        at = next((k - 1 for k in range(at, max(0, at - 8), -1) if tokens[k].text == "("), at)
    elif at >= 1 and tokens[at].text == ",":
        bracket = at - 1
        if tokens[bracket].text == ")":
            at = next((k - 1 for k in range(at, max(0, at - 8), -1) if tokens[k].text == "("), at)
    if at >= 1 and tokens[at].text == ".":
        at -= 2
    elif at >= 0 and registry.vocabulary.civil.get(tokens[at].text) is not None:
        at -= 1
    if at >= 0 and tokens[at].text == ",":
        at -= 1
    stop = at + 1
    best: Hit | None = None
    floor = max(0, stop - _REACH)
    while at >= floor:
        token = tokens[at]
        if token.text in _STOPS or token.text == ",":
            break
        hit = roles.get(at)
        if (
            hit is not None
            and not hit.entry.plural
            and at + hit.length <= stop
            and (
                not alone
                or not any(
                    tokens[k].low in words["prepositions"] for k in range(at + hit.length, stop)
                )
            )
            and follows(registry, at + hit.length, stop)
        ):
            best = hit
        at -= 1
    if best is not None and "\n" in registry.text[tokens[best.index].start : tokens[first].start]:
        return None
    return best


def _role_after(registry: Registry, end: int, taken: set[int]) -> Hit | None:
    """The role in apposition to a name that ends before a token: « NAME, ministre de »."""
    tokens, v = registry.tokens, registry.vocabulary
    if end >= len(tokens):
        return None
    if tokens[end].text not in (",", "("):
        return _body_after(registry, end)
    if tokens[end].text == "(":
        close = next(
            (k for k in range(end, min(end + 8, len(tokens) - 1)) if tokens[k].text == ")"), None
        )
        if close is not None and tokens[close + 1].text == ",":
            role = _role_after(registry, close + 1, taken)
            if role is not None:
                return role
    at, limit = end + 1, min(len(tokens), end + 12)
    while at < limit:
        token = tokens[at]
        if token.text in _STOPS or "\n" in registry.text[tokens[end].start : token.start]:
            return None
        if token.text[0].isdigit() and at + 1 < limit and tokens[at + 1].low in v.words["age"]:
            at += 2
            if at < limit and tokens[at].text == ",":
                at += 1
            continue
        hit = registry.roles.get(at)
        if hit is not None:
            if hit.entry.plural and tokens[at - 1].low not in v.words["of"]:
                return None
            return hit if at not in taken else None
        if token.text[0].isupper() and tokens[end].text == "(":
            return _body_after(registry, end)
        if (v.empty(token.low) and token.low not in v.words["relatives"]) or token.low in v.words[
            "acting"
        ]:
            at += 1
            continue
        if at - end <= 4 and v.country_of_adjective(token.low) is not None:
            at += 1
            continue
        return None
    return None


def _body_after(registry: Registry, end: int) -> Hit | None:
    """The body a person is said to be of: « NAME, de l'université de X », « NAME (PS) »."""
    tokens, v = registry.tokens, registry.vocabulary
    at = end
    if tokens[at].low not in v.words["of"] and tokens[at].text != "(":
        return None
    while at < min(len(tokens), end + 3):
        at += tokens[at].low in v.words["of"] or not tokens[at].word
        if at < len(tokens) and tokens[at].low in v.words["definite"]:
            at += 1
        break
    if at >= len(tokens):
        return None
    for table, exact in ((v.named, True), (v.heads, False)):
        match = longest(table, tokens, at, exact=exact)
        if match is not None and (exact or tokens[at - 1].low in v.words["definite"]):
            entry = match[1]._replace(kind="role", lemma="", gender=None)
            return Hit(at, match[0], entry)
    if (
        tokens[end].low in v.words["of"]
        and at == end + 1
        and tokens[at].text[0].isupper()
        and at + 1 < len(tokens)
        and tokens[at + 1].text[0].isupper()
        and longest(v.countries, tokens, at, exact=True) is None
        and name_key(tokens[at].text) not in v.first_names
    ):
        return Hit(at, 2, Entry("role", "", "business"))
    return None


def phrase_end(registry: Registry, at: int, limit: int = 14) -> int:
    """Token index where the noun phrase whose head ends at ``at`` ends."""
    v, tokens, text = registry.vocabulary, registry.tokens, registry.text
    words = v.words
    start, after = at, False
    good = at
    while at < len(tokens) and at - start < limit:
        token = tokens[at]
        low = token.low
        if at > 0 and "\n" in text[tokens[at - 1].end : token.start]:
            break
        if low in words["prepositions"]:
            if (
                low not in words["of"]
                and not after
                and good == start
                and low not in words["inside"]
            ):
                break
            after = True
        elif low in words["conjunctions"] and not after:
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if following is None or not (
                following.low in words["of"] or following.text[0].isupper()
            ):
                break
            after = True
        elif after and (low in words["determiners"]):
            pass
        elif token.text[0].isupper() or token.text[0].isdigit():
            after = False
            body = longest(v.named, tokens, at, exact=True)
            if body is not None:
                at += body[0] - 1
            good = at + 1
        elif (
            (after and token.text.endswith(v.infinitives) and _bare(v, tokens[at - 1]))
            or not token.word
            or low in words["relatives"]
        ):
            break
        elif after:
            after = False
            good = at + 1
        elif v.adjectival(low):
            good = at + 1
        else:
            break
        at += 1
    return good


def _bare(v: Vocabulary, before: Token) -> bool:
    """Whether a preposition without an article stands before a word."""
    return before.low in v.words["prepositions"] and before.low not in v.words["contracted"]


def describe(registry: Registry, hit: Hit) -> Descriptor:
    """What a role phrase says: lemma, kind, content words, country, whether it is former."""
    v, tokens = registry.vocabulary, registry.tokens
    end = phrase_end(registry, hit.index + hit.length)
    before = range(max(0, hit.index - 3), hit.index)
    former = (
        tokens[hit.index].low.startswith("ex-")
        or any(tokens[k].low in v.words["former"] for k in before)
        or any(tokens[k].low in v.words["former"] for k in range(hit.index + hit.length, end))
    )
    return _describe(v, tokens[hit.index : end], hit, former)


def _describe(v: Vocabulary, phrase: Sequence[Token], hit: Hit, former: bool) -> Descriptor:
    rest = phrase[hit.length :]
    return Descriptor(
        lemma=hit.entry.lemma,
        affiliation=_kind_of_role(v, hit.entry, rest),
        words=frozenset(content_words(v, phrase)),
        country=country_of_phrase(v, rest),
        former=former,
        gender=hit.entry.gender,
        span=(phrase[0].start, phrase[-1].end),
    )


def _kind_of_role(v: Vocabulary, entry: Entry, rest: Sequence[Token]) -> str:
    """What a role with its complement speaks as: the author of a study is an expert."""
    if entry.affiliation and entry.affiliation != "individual":
        return entry.affiliation
    told = kind_of_phrase(v, rest)
    if entry.affiliation:
        for k in range(min(len(rest), 4)):
            match = longest(v.documents, rest, k)
            if match is not None and match[1].affiliation == "expert":
                return "expert"
        for k, token in enumerate(rest):
            if token.text[0].isupper():
                body = longest(v.named, rest, k, exact=True)
                if body is not None and body[1].affiliation in ("expert", "business", "media"):
                    return body[1].affiliation
        return entry.affiliation
    if told is None and entry.lemma in v.words["presiding"] and _of_firm(v, rest):
        return "business"
    return told or ""


def _of_firm(v: Vocabulary, rest: Sequence[Token]) -> bool:
    """Whether « de » and a name that is no place and no person follow a role."""
    if len(rest) < 2 or rest[0].low not in v.words["of"]:
        return False
    name = rest[1]
    return (
        name.text[0].isupper()
        and rest[0].low not in v.words["contracted"]
        and name_key(name.text) not in v.first_names
        and name_key(name.text) not in v.offices
        and longest(v.countries, rest, 1, exact=True) is None
        and longest(v.places, rest, 1, exact=True) is None
    )


def content_words(v: Vocabulary, tokens: Iterable[Token]) -> list[str]:
    """Folded words of a phrase without its function words, adjectives of nation undone."""
    found = []
    for token in tokens:
        if not token.word or v.empty(token.low):
            continue
        country = v.country_of_adjective(token.low)
        found.append(country or token.low)
    return found


def country_of_phrase(v: Vocabulary, tokens: Sequence[Token]) -> str | None:
    """The first country a phrase names, as noun, capital or adjective."""
    for k, token in enumerate(tokens):
        if token.text[0].isupper():
            match = longest(v.countries, tokens, k, exact=True)
            if match is not None:
                return match[1].country
            match = longest(v.named, tokens, k, exact=True)
            if match is not None and match[1].country:
                return match[1].country
        if token.word:
            country = v.country_of_adjective(token.low)
            if country is not None:
                return country
    return None


def kind_of_phrase(v: Vocabulary, tokens: Sequence[Token]) -> str | None:
    """The affiliation the first telling word of a phrase gives: a body, a head noun, a role."""
    for k, token in enumerate(tokens):
        if token.text[0].isupper():
            match = longest(v.named, tokens, k, exact=True)
            if match is not None:
                after = k + match[0]
                national = after < len(tokens) and v.country_of_adjective(tokens[after].low)
                if national and match[1].affiliation == "intergovernmental":
                    return "government"
                return match[1].affiliation
        if not token.word:
            continue
        for table in (v.heads, v.groups, v.roles):
            match = longest(table, tokens, k)
            if match is not None and match[1].affiliation:
                return match[1].affiliation
        if token.low in v.kind_words:
            return v.kind_words[token.low]
        if token.text[0].isupper():
            match = longest(v.countries, tokens, k, exact=True)
            if match is not None:
                return match[1].affiliation
    return None


def _known(keys: dict[str, list[Person]], words: Sequence[str]) -> Person | None:
    """The person with this family name (the longest tail wins) and no other first name."""
    if not words:
        return None
    found = keys.get(name_key(words[-1]))
    if not found:
        return None
    if len(words) == 1:
        return found[-1]
    for person in reversed(found):
        if any(_compatible(name, words) for name in person.names):
            return person
    return None


def _nearly_known(keys: dict[str, list[Person]], word: str) -> Person | None:
    """The person whose family name differs by one letter (a misprint or transliteration)."""
    key = name_key(word)
    if len(key) < 6:
        return None
    return next((p[-1] for known, p in keys.items() if _near(known, key)), None)


def _age_after(registry: Registry, end: int) -> bool:
    """Whether an age follows a name: « NAME, 34 ans »."""
    tokens = registry.tokens
    return (
        end + 2 < len(tokens)
        and tokens[end].text in (",", "(")
        and tokens[end + 1].text.isdigit()
        and tokens[end + 2].low in registry.vocabulary.words["age"]
    )


def _compatible(known: Sequence[str], words: Sequence[str]) -> bool:
    a, b = [name_key(w) for w in known], [name_key(w) for w in words]
    if a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    if set(a[:-1]) & set(b[:-1]) or a[0][:1] == b[0] or b[0][:1] == a[0]:
        return True
    return _near(a[0], b[0])


def _near(a: str, b: str) -> bool:
    """Whether two keys differ by one letter at most (a short key must be equal)."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    k = next((i for i, x in enumerate(short) if x != long[i]), len(short))
    return short[k:] == long[k + 1 :]


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
    person = _known(registry.keys, words)
    if person is None and len(words) >= 2:
        person = next(
            (
                p
                for p in registry.persons
                for n in p.names
                if len(n) >= 2
                and name_key(n[0]) == name_key(words[0])
                and _near(name_key(n[-1]), name_key(words[-1]))
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
    if len(words) >= 2 and given != "?":
        first_key = name_key(words[0])
        if first_key not in registry.keys:
            registry.keys[first_key] = [person]
    _note(person, registry, first, end, gender, kind, left, right)


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
        person.feminine += voted == "f"
        person.masculine += voted == "m"
