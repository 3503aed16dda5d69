"""The body of an article as masked tokens: what two texts can share beyond names and figures.

Names and numbers are put behind one placeholder before texts are compared, because two reports on
one event share them without one copying the other ("incidental overlap", Nicholls 2019). Whether a
word is masked depends on the words around it alone, so a copied passage is masked as in its source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from analysis.schema import AnnotatedArticle, Span
from analysis.text import Shadow

SHINGLE = 5

# An elided form counts with its word, as everywhere, and is compared without its elision.
_TOKEN = re.compile(r"(?:\w{1,9}')?(\w+(?:-\w+)*)")
_ACRONYM = re.compile(r"\(([A-ZÀ-Þ]{3,10})\)")
_BREAK = re.compile(r"[^\w '&-]")
_ENDS_SENTENCE = '.!?…:«“"•\n'
# Up to this many small words may stand inside a name (« Organisation du traité de ... »).
_INSIDE_NAME = 2
_LONGEST_SMALL = 4
_MASK = "\x00"


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """Masked tokens of one article's body.

    Attributes
    ----------
    spans
        Where each token begins and ends in the text as given, one row a token.
    shingles
        Hash of the five masked tokens that begin at each token.
    unique
        The distinct hashes, sorted.
    names
        The names that were masked, folded to lower case.
    words
        The words that were not masked, in order, but for openers.
    openers
        Words with a capital that only begins a sentence, folded to lower case.
    """

    article_id: str
    spans: NDArray[np.integer]
    shingles: NDArray[np.uint64]
    unique: NDArray[np.uint64]
    names: tuple[str, ...]
    words: tuple[str, ...]
    openers: tuple[str, ...]


def fingerprint(article: AnnotatedArticle) -> Fingerprint:
    """The masked tokens and shingles of an article's body."""
    shadow = Shadow.of(article.text)
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    names: list[str] = []
    for zone in article.zones:
        if zone.label == "body":
            start, end = _to_shadow(shadow, (zone.start, zone.end))
            _mask_names(shadow.text, start, end, tokens, starts, ends, names)
    words: list[str] = []
    openers: list[str] = []
    for token, at in zip(tokens, starts, strict=True):
        if token != _MASK:
            (openers if shadow.text[at].isupper() else words).append(token)
    if shadow.starts is not None and shadow.ends is not None:
        starts = [shadow.starts[start] for start in starts]
        ends = [shadow.ends[end - 1] for end in ends]
    shingles = _shingles(tokens)
    return Fingerprint(
        article_id=article.article_id,
        spans=np.array([starts, ends], dtype=np.int64).T,
        shingles=shingles,
        unique=np.unique(shingles),
        names=tuple(names),
        words=tuple(words),
        openers=tuple(openers),
    )


def _to_shadow(shadow: Shadow, span: Span) -> Span:
    """The positions in the shadow of a span of the text as given."""
    if shadow.starts is None:
        return span
    starts = np.asarray(shadow.starts)
    return int(np.searchsorted(starts, span[0])), int(np.searchsorted(starts, span[1]))


def _mask_names(
    text: str,
    start: int,
    end: int,
    tokens: list[str],
    starts: list[int],
    ends: list[int],
    names: list[str],
) -> None:
    """Add the tokens of a stretch, each name or number as one mask."""
    found = [(m[1], m.start(1), m.end()) for m in _TOKEN.finditer(text, start, end)]
    is_name = [
        (word[0].isupper() or word[0].isdigit()) and _is_name(text, word, at, start)
        for word, at, _ in found
    ]
    for match in _ACRONYM.finditer(text, start, end):
        _mask_expansion(found, is_name, match)
    i = 0
    while i < len(found):
        word, begin, stop = found[i]
        i += 1
        if is_name[i - 1]:
            token = _MASK
            i = _name_end(text, found, is_name, i)
            stop = found[i - 1][2]
            if not word[0].isdigit():
                names.append(text[begin:stop].lower())
        else:
            token = word.lower()
        tokens.append(token)
        starts.append(begin)
        ends.append(stop)


def _name_end(text: str, found: list[tuple[str, int, int]], is_name: list[bool], after: int) -> int:
    """The token after a name that goes on over more names and the small words between them."""
    last = after
    j = after
    while j < len(found) and j - last <= _INSIDE_NAME:
        if _BREAK.search(text, found[j - 1][2], found[j][1]):
            break
        if is_name[j]:
            last = j + 1
        elif len(found[j][0]) > _LONGEST_SMALL:
            break
        j += 1
    return last


def _is_name(text: str, word: str, position: int, start: int) -> bool:
    """Of a word that begins with a capital or digit: not if the capital begins a sentence."""
    if word[0].isdigit() or (len(word) > 1 and word.isupper()):
        return True
    before = position - 1
    while before >= start and text[before] in " (['":
        before -= 1
    return before >= start and text[before] not in _ENDS_SENTENCE


def _mask_expansion(
    found: list[tuple[str, int, int]], is_name: list[bool], acronym: re.Match[str]
) -> None:
    """Mask the full name that stands before its acronym in brackets."""
    letters = acronym[1].lower()
    before = [i for i, token in enumerate(found) if token[2] <= acronym.start()][-12:]
    wanted = len(letters) - 1
    for i in reversed(before):
        if found[i][0][0].lower() == letters[wanted]:
            wanted -= 1
            if wanted < 0:
                for k in range(i, before[-1] + 1):
                    is_name[k] = True
                return


@lru_cache(maxsize=1 << 18)
def _hash(token: str) -> int:
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "little")


_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5,
     0xD6E8FEB86659FD93],
    dtype=np.uint64,
)  # fmt: skip


def _shingles(tokens: list[str]) -> NDArray[np.uint64]:
    """A hash of each run of five tokens."""
    if len(tokens) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    hashes = np.fromiter((_hash(token) for token in tokens), np.uint64, len(tokens))
    count = len(tokens) - SHINGLE + 1
    total = np.zeros(count, dtype=np.uint64)
    for k in range(SHINGLE):
        total = (total ^ hashes[k : k + count]) * _FACTORS[k]
        total ^= total >> np.uint64(29)
    return total
