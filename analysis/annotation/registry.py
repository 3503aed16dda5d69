"""What one article speaks of: its persons with their names and roles, its phrases by position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.annotation.vocabulary import Entry, Gender, Token, Vocabulary, name_key
from analysis.schema import Span

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
        return " ".join(fullest).replace("' ", "'")

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
    acronyms: dict[str, str]
    # Short form to the tokens of the name the article spells it out as.
    spelt: dict[str, tuple[int, int]] = field(default_factory=dict)
    # Where commas stand that are part of a name.
    joints: frozenset[int] = frozenset()

    def token_at(self, position: int) -> int:
        """Index of the first token that starts at or after a position."""
        return bisect_left(self.starts, position)

    def person_of(self, words: Sequence[str]) -> Person | None:
        """The person a bare name stands for: same family name, no clash of first names."""
        return namesake(self.keys, words, self.vocabulary.words["particles"])


def is_sentence_start(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a token begins a sentence, a line or a quotation."""
    if at == 0:
        return True
    before = tokens[at - 1]
    return before.text in _CLOSED or "\n" in text[before.end : tokens[at].start]


def namesake(
    keys: dict[str, list[Person]],
    words: Sequence[str],
    particles: frozenset[str],
    gender: Gender = None,
) -> Person | None:
    """The person with this family name (the longest tail wins) and no other first name.

    Of relatives a civil title tells which one is meant (« Mme NAME »), else how often the article
    names them.
    """
    if not words:
        return None
    found = keys.get(name_key(words[-1]))
    if not found:
        return None
    fitting = [p for p in reversed(found) if len(words) == 1 or _may_be(p, words, particles)]
    if len(fitting) > 1:
        agreeing = [p for p in fitting if gender is not None and p.gender == gender]
        return max(agreeing or fitting, key=lambda p: len(p.mentions))
    return fitting[0] if fitting else None


def near_namesake(keys: dict[str, list[Person]], word: str) -> Person | None:
    """The person whose family name differs by one letter (a misprint or transliteration)."""
    key = name_key(word)
    if len(key) < 6:
        return None
    return next((p[-1] for known, p in keys.items() if near(known, key)), None)


def _may_be(person: Person, words: Sequence[str], particles: frozenset[str]) -> bool:
    """Whether a name of several words may be one of a person's: no other first name is known."""
    full = [n for n in person.names if len(n) > 1 and n[0].lower() not in particles]
    return any(_compatible(name, words, particles) for name in full or person.names)


def _compatible(known: Sequence[str], words: Sequence[str], particles: frozenset[str]) -> bool:
    a, b = [name_key(w) for w in known], [name_key(w) for w in words]
    if a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    if known[0].lower() in particles or words[0].lower() in particles:
        # « Le NAME » may be any of the family.
        return True
    shared = {w for w in known[:-1] if w.lower() not in particles}
    if {name_key(w) for w in shared} & set(b[:-1]) or a[0][:1] == b[0] or b[0][:1] == a[0]:
        return True
    return near(a[0], b[0])


def near(a: str, b: str) -> bool:
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
