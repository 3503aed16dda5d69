"""The counting units, each defined once: shadow text, lines, words, sentences.

Matching happens on a *shadow* of the text in which typographic variants of one character look
alike, so that ``l'État`` and ``l’État`` give the same evidence. The stored text is never changed;
:class:`Shadow` carries every span back to it.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from analysis.schema import AnnotatedArticle, Span

_SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BREAKS = "\u2028\u2029\x85\x0b\x0c"
_APOSTROPHES = "\u2019\u02bc\u02b9\u2032\uff07"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PLAIN = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_BREAKS, "\n"),
    **dict.fromkeys(_APOSTROPHES, "'"),
}
# « ... avec moi ! » cette voix », « ... », dit-il »: words that a mark ends and none begins.
_CLOSED_ONLY = re.compile(
    r"([^«»“”]{2,1500}[»”])(?:(?: ?[,–—-])? ?[a-zà-ÿ]| ?:)|"
    r"([^«»“”]{2,1500}[.!?…] ?[»”])(?= \w)|([a-zà-ÿ][^«»“”]{2,1500}[»”])\W{0,3}$"
)
_WRAPPED = re.compile(r'^"(?P<inner>.+)"$', re.M)
_INNER_APOSTROPHE = re.compile(r"(?<=\w)[‘´`](?=\w)")

WORD = re.compile(r"\w+(?:['’-]\w+)*")

# What stands letter for letter where words are held back or a name is masked, so that offsets and
# word counts stay right: two signs of a script no article is written in (Linear A).
HELD, MASKED = "\U00010600", "\U00010601"
_FOLDED = re.compile(rf"{HELD}+(?:[\W_]+{HELD}+)*")


def _translate(text: str) -> str:
    # Each variant is in few texts; to look for it is much faster than a table for each letter.
    for variant, plain in _PLAIN.items():
        if variant in text:
            text = text.replace(variant, plain)
    if "\r" in text:
        # "\r\n" keeps its length as " \n": the blank is trimmed with the end of its line.
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if any(mark in text for mark in "‘´`"):
        text = _INNER_APOSTROPHE.sub("'", text)
    if '""' in text:
        text = _WRAPPED.sub(_unescaped, text)
    return text


def _unescaped(line: re.Match[str]) -> str:
    """A line as a CSV file writes it, its wrapping marks blank and each doubled mark single.

    Opening and closing marks take turns; the blank stands outside the quotation. A line with
    a lone mark inside is not so written and stays.
    """
    inner = line["inner"]
    parts = inner.split('""')
    if len(parts) % 2 == 0 or any('"' in part for part in parts):
        return line[0]
    marks = itertools.cycle((' "', '" '))
    text = parts[0] + "".join(next(marks) + part for part in parts[1:])
    return f" {text} "


def fold_held(text: str) -> str:
    """Text ready to be read: held-back words as ``[…]``, each letter of a masked name as a block.

    Examples
    --------
    >>> fold_held(f"{HELD * 3} {HELD * 2}, dit {MASKED * 4}.")
    '[…], dit ████.'
    """
    if HELD in text:
        text = _FOLDED.sub("[…]", text)
    return text.replace(MASKED, "█")


@dataclass(frozen=True, slots=True)
class Shadow:
    """A normalised view of a text and the way back.

    Spaces, apostrophes and line breaks are replaced one for one, so for almost every text the
    shadow has the same length and ``starts`` is None. Only text with combining marks (NFD) or
    invisible characters needs the position tables.

    Examples
    --------
    >>> shadow = Shadow.of("l\u2019e\u0301te\u0301")
    >>> shadow.text
    "l'été"
    >>> shadow.to_raw((2, 5))
    (2, 7)
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    @classmethod
    def of(cls, raw: str) -> Shadow:
        """Build the shadow of a text as given."""
        if unicodedata.is_normalized("NFC", raw) and not any(c in raw for c in _INVISIBLE):
            return cls(_translate(raw))
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        while position < len(raw):
            after = position + 1
            while after < len(raw) and unicodedata.combining(raw[after]):
                after += 1
            cluster = unicodedata.normalize("NFC", raw[position:after])
            if raw[position] not in _INVISIBLE:
                pieces.append(cluster)
                starts.extend([position] * len(cluster))
                ends.extend([after] * len(cluster))
            position = after
        return cls(_translate("".join(pieces)), tuple(starts), tuple(ends))

    def to_raw(self, span: Span) -> Span:
        """The span of the text as given that a span of the shadow stands for."""
        start, end = span
        if self.starts is None or self.ends is None:
            return span
        if start >= len(self.starts):
            last = self.ends[-1] if self.ends else 0
            return last, last
        begin = self.starts[start]
        return (begin, self.ends[end - 1]) if end > start else (begin, begin)

    def from_raw(self, span: Span) -> Span:
        """The span of the shadow that stands for a span of the text as given."""
        if self.starts is None or self.ends is None:
            return span
        return bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])


def normalise(raw: str) -> str:
    """The shadow text alone, for counting words or comparing strings.

    Examples
    --------
    >>> normalise("aujourd\u2019hui\u00a0!")
    "aujourd'hui !"
    """
    return Shadow.of(raw).text


def count_normalised(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words a stretch of a normalised text has."""
    return len(WORD.findall(text, start, len(text) if end is None else end))


def word_spans(text: str) -> list[Span]:
    """Spans of the words of a normalised text; an elided form counts with its word."""
    return [m.span() for m in WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of a text, in order.

    Examples
    --------
    >>> words("L\u2019enquête d'hier n'a rien prouvé.")
    ["L'enquête", "d'hier", "n'a", 'rien', 'prouvé']
    """
    return WORD.findall(normalise(text))


def count_words(text: str) -> int:
    r"""How many words a text has: ``\w+(?:['’-]\w+)*`` on the normalised text."""
    return len(words(text))


def trim(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def line_spans(text: str) -> list[Span]:
    """Spans of the non-empty lines of a normalised text, outer white space excluded."""
    spans = []
    start = 0
    for line in text.split("\n"):
        span = trim(text, (start, start + len(line)))
        if span[0] < span[1]:
            spans.append(span)
        start += len(line) + 1
    return spans


def cut_quotes(line: str) -> list[Span]:
    """Spans of a line that are quoted by a mark with no other on the line.

    A text cut from a page may begin or end in somebody's words. A mark at the edge of a line, or
    one that no narration follows, may be an arrow and says nothing.

    Examples
    --------
    >>> line = "aidez-moi ! » cette voix le hante"
    >>> [line[a:b] for a, b in cut_quotes(line)]
    ['aidez-moi ! »']
    """
    spans = []
    first = _CLOSED_ONLY.match(line)
    if first:
        spans.append((0, first.end(first.lastindex or 0)))
    last = max(line.rfind("«"), line.rfind("“"))
    if last >= 0 and not (line.find("»", last) > 0 or line.find("”", last) > 0):
        spans.append((last, len(line) + 1))
    return spans


class Cover:
    """The stretches of a text that some spans cover, asked in logarithmic time.

    Examples
    --------
    >>> cover = Cover([(0, 4), (3, 8), (12, 15)])
    >>> cover.touches((7, 12)), cover.touches((8, 12)), cover.holds((2, 8))
    (True, False, True)
    """

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def touches(self, span: Span) -> bool:
        """Whether any character of a span is covered."""
        index = bisect_right(self.ends, span[0])
        return index < len(self.starts) and self.starts[index] < span[1]

    def holds(self, span: Span) -> bool:
        """Whether all characters of a span are covered."""
        index = bisect_right(self.starts, span[0]) - 1
        return index >= 0 and span[1] <= self.ends[index]


# A stop, the closing marks that belong to it, and either white space or (a lost space) a capital.
_STOP = re.compile(r"(?:[.!?]{1,6}|…)(?:[\])»”]|['\"](?=[\s\])»”]|$)| ?»){0,3}(?=\s|$|[A-ZÀ-Þ«“])")
_OPENING = "«“\"'([—–-•"


def sentence_spans(
    text: str, span: Span | None = None, abbreviations: Iterable[str] = ()
) -> list[Span]:
    """Split a stretch of one paragraph into sentences.

    Parameters
    ----------
    text
        Normalised text.
    span
        The stretch to split, all of the text when None.
    abbreviations
        Lower-case abbreviations without their final stop (``m``, ``etc``, ``art``).

    Returns
    -------
    list of (start, end)
        Outer white space excluded. A stop inside quotation marks that is followed by an
        incise in lower case (``« ... ! » a-t-il dit``) does not end a sentence.

    Examples
    --------
    >>> line = "M. Zas a parlé. « C'est fini ! » a-t-il dit."
    >>> [line[a:b] for a, b in sentence_spans(line, abbreviations={"m"})]
    ['M. Zas a parlé.', "« C'est fini ! » a-t-il dit."]
    """
    known = abbreviations if isinstance(abbreviations, (set, frozenset)) else set(abbreviations)
    start, stop = trim(text, span or (0, len(text)))
    spans: list[Span] = []
    for match in _STOP.finditer(text, start, stop):
        end = match.end()
        if end >= stop or _goes_on(text, match.start(), end, start, stop, known):
            continue
        sentence = trim(text, (start, end))
        if sentence[0] < sentence[1]:
            spans.append(sentence)
        start = end
    last = trim(text, (start, stop))
    if last[0] < last[1]:
        spans.append(last)
    return spans


def _goes_on(text: str, stop: int, end: int, start: int, limit: int, known: Iterable[str]) -> bool:
    """Whether the stop at ``stop`` does not end the sentence that began at ``start``."""
    following = end
    while following < limit and (text[following].isspace() or text[following] in _OPENING):
        following += 1
    if following >= limit:
        return False
    if text[following] in ",;:)" or (
        text[following].islower() and not _opens_quotation(text, end, following)
    ):
        return True
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return False
    first, farthest = stop, max(start, stop - 40)
    while first > farthest and (text[first - 1].isalnum() or text[first - 1] in "_.'-"):
        first -= 1
    if first == stop:
        return False
    word = text[first:stop].rsplit("'", 1)[-1].rsplit("-", 1)[-1]
    if end == stop + 1 and end < limit and not text[end].isspace():
        # A lost space (« contingent.Selon », « dit-il.Son »): an ordinary word stands before.
        return not (word.islower() and len(word) > 1 and "." not in word and word not in known)
    if word.lower() in known:
        return True
    if len(word) == 1 and word.isupper():
        return True
    if "." in word and all(len(part) <= 1 for part in word.split(".")):
        return True
    return word.isdigit() and first <= start


def _opens_quotation(text: str, start: int, end: int) -> bool:
    """Whether a mark between two sentences opens a quotation: « ... Somme. "je n'ai pas ..." »."""
    for at in range(start, end):
        if text[at] in "«“" or (
            text[at] == '"' and text[at - 1].isspace() and not text[at + 1].isspace()
        ):
            return True
    return False


def body_text(article: AnnotatedArticle) -> str:
    """The body of an article, normalised, one zone a line."""
    return "\n".join(
        normalise(article.span_text(zone)) for zone in article.zones if zone.label == "body"
    )


def sentence_texts(article: AnnotatedArticle) -> list[str]:
    """The body sentences of an article, normalised, in order."""
    return [normalise(article.span_text(sentence)) for sentence in article.body_sentences]


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, or None when there is too little text to tell.

    Uses py3langid, which is dependable from about 40 letters on and mostly right from 20.
    """
    letters = sum(map(str.isalpha, text[:4000]))
    if letters < 20:
        return None
    return rank_languages(text[:4000])[0][0]


def rank_languages(text: str) -> list[tuple[str, float]]:
    """The languages a text may be in, the likeliest first, with the log of their likelihood."""
    model = load_detector()
    counts = model.instance2fv(text)
    # The model multiplies all its features at once, on all processors; a line has a few of them.
    seen = counts.nonzero()[0]
    scores = counts[seen] @ model.nb_ptc[seen] + model.nb_pc
    ranks = zip(model.nb_classes, map(float, scores), strict=True)
    return sorted(ranks, key=itemgetter(1), reverse=True)


@cache
def load_detector() -> Any:
    """Load the language model, which takes 17 MB more while it is loaded than afterwards.

    Before the word lists are read, this room is theirs later on; after them, it adds to the peak.
    """
    from py3langid import langid

    return langid.LanguageIdentifier.from_pickled_model(langid.MODEL_FILE)
