"""Sentences as lists of classified tokens, each quotation masked as one token.

A *unit* is one sentence in which a quotation is atomic, however many sentences it holds, so that
a quotation and the words that report it stay together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.annotation.document import Document
from analysis.annotation.enumerations import inner_commas
from analysis.annotation.grammar import QUOTE_FILL, Grammar, Word
from analysis.schema import Quote, Span, ZoneLabel

_SHAPE: dict[str, int] = {
    ",": Word.COMMA,
    ":": Word.COLON,
    ";": Word.STOP,
    "?": Word.STOP,
    "!": Word.STOP,
    "…": Word.STOP,
    "...": Word.STOP,
    "–": Word.DASH,
    "—": Word.DASH,
    "(": Word.OPEN,
    "[": Word.OPEN,
    ")": Word.CLOSE,
    "]": Word.CLOSE,
}
_MAX_TOKENS = 400
# What may follow a comma within a name.
_IN_NAMES = Word.POSSESSION | Word.DETERMINER
# After a full stop these show that it only abbreviates: « (plan social, etc.), le chiffre ».
_GOES_ON = ",;:)]"
# So many words of a language are remembered with their classes.
_MOST_TOLD = 50_000
# « JAKARTA - », « POLITIQUE - »: place or rubric before the first sentence.
_RUBRIC = re.compile(
    r"(?:[A-ZÀ-Þ]{2}[A-ZÀ-Þ'’. -]{0,38}|[A-ZÀ-Þ][\w-]{1,20}(?: \([\w -]{2,30}\)))? ?[-–—] (?=\S)"
)


@dataclass(slots=True)
class Unit:
    """The tokens of one sentence.

    ``words`` are lower case, an inverted pronoun taken off (« a-t-il » is ``a``); ``inverted``
    maps such a token to where its pronoun starts. ``quotes`` maps a QUOTE token to its quotation.
    """

    text: str
    start: int
    end: int
    zone: ZoneLabel
    paragraph: int
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    inverted: dict[int, int] = field(default_factory=dict)
    quotes: dict[int, Quote] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def is_(self, index: int, flag: int) -> bool:
        """Whether the token at an index exists and has one of the flags."""
        return 0 <= index < len(self.flags) and bool(self.flags[index] & flag)

    def word(self, index: int) -> str:
        """The lower-case token, empty outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        """Characters from one token to another, both included."""
        return self.starts[first], self.ends[last]


def mask(text: str, quotes: tuple[Quote, ...]) -> str:
    """The text with every outermost quotation, marks included, replaced by a filler."""
    pieces = []
    position = 0
    for quote in quotes:
        start, end = quote.outer
        if quote.level != 1 or start < position:
            continue
        pieces.append(text[position:start])
        pieces.append(QUOTE_FILL * (end - start))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def units(document: Document, grammar: Grammar) -> Iterator[Unit]:
    """The sentences of the prose zones, merged where a break falls inside a quotation."""
    quotes = tuple(q for q in document.quotes if q.level == 1)
    masked = mask(document.text, quotes)
    outer = [q.outer for q in quotes]
    starts = [o[0] for o in outer]
    paragraph = -1
    zone_start = -1
    pending: Span | None = None
    label: ZoneLabel = "body"
    zones = {z.start: z for z in document.zones}
    sentences = document.sentences
    for number, sentence in enumerate(sentences):
        if sentence.start in zones:
            paragraph += 1
            zone_start = sentence.start
            label = sentence.zone
        start = sentence.start if pending is None else pending[0]
        end = sentence.end
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        if following is not None and following.start not in zones and following.start != zone_start:
            k = bisect_right(starts, end - 1) - 1
            inside = k >= 0 and outer[k][1] > end
            at = bisect_right(starts, following.start) - 1
            inside = inside or (at >= 0 and outer[at][0] < following.start < outer[at][1])
            if inside:
                pending = (start, end)
                continue
        pending = None
        yield _unit(document.text, masked, (start, end), label, paragraph, quotes, starts, grammar)


def _unit(
    text: str,
    masked: str,
    span: Span,
    label: ZoneLabel,
    paragraph: int,
    quotes: tuple[Quote, ...],
    starts: list[int],
    grammar: Grammar,
) -> Unit:
    start = _RUBRIC.match(masked, span[0], span[1])
    unit = Unit(text, start.end() if start else span[0], span[1], label, paragraph)
    fill_unit(unit, masked, grammar)
    for index, flag in enumerate(unit.flags):
        if flag & Word.QUOTE:
            k = bisect_right(starts, unit.starts[index]) - 1
            if k >= 0:
                unit.quotes[index] = quotes[k]
    return unit


def fill_unit(unit: Unit, masked: str, grammar: Grammar) -> None:
    """Tokenise the stretch of a unit and classify each token."""
    known = grammar.told
    text = unit.text
    words, starts, ends, flags = unit.words, unit.starts, unit.ends, unit.flags
    loose = grammar.loose_inversions
    listed = False
    for match in grammar.token.finditer(masked, unit.start, unit.end):
        if len(words) >= _MAX_TOKENS:
            break
        start, end = match.span()
        raw = match.group()
        if raw in loose and words and words[-1].isalpha():
            # « ajoute t-il »: a hyphen lost between the verb and its pronoun.
            unit.inverted[len(words) - 1] = start + loose[raw]
            ends[-1] = end
            continue
        told = known.get(raw)
        if told is not None:
            raw, flag, pronoun = told
            if pronoun:
                unit.inverted[len(words)] = end - pronoun
        elif raw == ".":
            inner = start + 1 < unit.end and bool(words)
            short = inner and (flags[-1] & Word.TITLE or len(words[-1]) <= 2)
            goes_on = inner and (text[start + 1].isalnum() or text[start + 1] in _GOES_ON)
            flag = 0 if short or goes_on else Word.STOP
        elif raw == ":":
            inside = (
                start + 1 < unit.end and text[start + 1].isalnum() and text[start - 1].isalnum()
            )
            flag = 0 if inside else Word.COLON
        elif raw == "-":
            flag = 0 if start > 0 and masked[start - 1].isalnum() else Word.DASH
        elif raw[0] == QUOTE_FILL:
            flag = Word.QUOTE
        else:
            raw, flag, pronoun = _classify(raw, grammar)
            if pronoun:
                unit.inverted[len(words)] = end - pronoun
        if (
            flag & Word.BE
            and len(words) > 1
            and flags[-1] & Word.DETERMINER
            and flags[-2] & (Word.PREPOSITION | Word.POSSESSION)
            and not flags[-2] & Word.CLITIC
        ):
            # « à l'est de la ville »: an article after a preposition makes it a noun.
            flag = 0
        listed = listed or bool(flags and flags[-1] & Word.COMMA and flag & _IN_NAMES)
        words.append(raw)
        starts.append(start)
        ends.append(end)
        flags.append(flag)
    if listed:
        capitals = [bool(flag & Word.CAPITAL) for flag in flags]
        for index in inner_commas(words, capitals, grammar.enumerating):
            # « le ministère de A, de B et de C »: no comma of the sentence.
            flags[index] = 0


def _classify(raw: str, grammar: Grammar) -> tuple[str, int, int]:
    """A word in lower case without an inverted pronoun, its flags, and the pronoun's length.

    Only for tokens that are the same wherever they stand; the answer is kept.
    """
    length = 0
    word = raw
    if raw[0].isalpha():
        word = raw.lower()
        flag = grammar.flags.get(word, 0)
        if not flag and "-" in word:
            base, pronoun = word.rsplit("-", 1)
            if pronoun in grammar.inverted:
                link = grammar.inversion_link
                word = base[: -len(link)] if link and base.endswith(link) else base
                length = len(pronoun)
                flag = grammar.flags.get(word, 0)
        if raw[0].isupper():
            flag |= Word.CAPITAL
    else:
        flag = Word.NUMBER if raw[0].isdigit() else _SHAPE.get(raw, 0)
    if len(grammar.told) < _MOST_TOLD:
        grammar.told[raw] = word, flag, length
    return word, flag, length
