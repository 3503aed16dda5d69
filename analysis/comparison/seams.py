"""Seams inside one article: where the typography changes from one block of paragraphs to the next.

A text pasted together from two sources often keeps the apostrophes and quotation marks of each. A
change is a hint and no more: an editor may have typed one paragraph into another program. It is no
evidence record, for evidence never depends on typography.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analysis.schema import AnnotatedArticle, Span

# A block needs so many marks of its style, and so large a share of them, to have one.
_MARKS = 3
_SHARE = 0.9

_SIGNS = re.compile(r"(?<=\w)(?P<apostrophe>['’])(?=[\w«“\"])|(?P<quote>[«“\"])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """A change of style between two blocks of an article's body.

    Attributes
    ----------
    what
        ``apostrophe`` or ``quote``.
    before, after
        The sign used up to here, and the one used from here on.
    start, end
        The first sign of the new style.
    blocks
        Where the block before and the block after begin and end.
    """

    what: str
    before: str
    after: str
    start: int
    end: int
    blocks: tuple[Span, Span]


@dataclass(slots=True)
class _Block:
    style: str
    start: int
    end: int
    first: int
    marks: int


def find_seams(article: AnnotatedArticle) -> list[Seam]:
    """Find where a body changes its apostrophes or its quotation marks.

    Paragraphs without a sign belong to what is around them, and a block with fewer than three
    signs makes no seam.

    Returns
    -------
    list of Seam
        In text order.
    """
    seams = [seam for what in ("apostrophe", "quote") for seam in _of(article, what)]
    return sorted(seams, key=lambda seam: (seam.start, seam.what))


def _of(article: AnnotatedArticle, what: str) -> Iterator[Seam]:
    blocks: list[_Block] = []
    for zone in article.zones:
        if zone.label != "body":
            continue
        found = [
            (m.start(), m[what])
            for m in _SIGNS.finditer(article.text, zone.start, zone.end)
            if m[what]
        ]
        if not found:
            if blocks:
                blocks[-1].end = zone.end
            continue
        style, count = Counter(sign for _, sign in found).most_common(1)[0]
        if count < _SHARE * len(found):
            style = ""
        first = next(at for at, sign in found if sign == style or not style)
        if blocks and blocks[-1].style == style:
            blocks[-1].end = zone.end
            blocks[-1].marks += len(found)
        else:
            blocks.append(_Block(style, zone.start, zone.end, first, len(found)))
    sure = [block for block in blocks if block.style and block.marks >= _MARKS]
    for one, two in pairwise(sure):
        if one.style != two.style:
            yield Seam(
                what=what,
                before=one.style,
                after=two.style,
                start=two.first,
                end=two.first + 1,
                blocks=((one.start, one.end), (two.start, two.end)),
            )
