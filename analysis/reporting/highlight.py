"""An article's text as HTML with every evidence span marked, numbered and linked.

Spans nest and overlap freely, so the text is cut at every span boundary and each piece carries
all the marks that cover it. No mark is told by colour alone: each kind has its own line style,
and each piece of evidence starts with a numbered sign that links to its note and back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from markupsafe import Markup

from analysis.reporting.safe import safe
from analysis.reporting.words import Words
from analysis.schema import (
    AnnotatedArticle,
    Attribution,
    Claim,
    Evidence,
    Label,
    Span,
    Zone,
)

# Evidence kinds in the order their signs and marks are nested, outermost first, with the letter
# of their anchors. Attributions are numbered plainly, as footnotes are.
KINDS: Mapping[str, tuple[str, str]] = {
    "attribution": ("attributions", "a"),
    "framing": ("framings", "f"),
    "disclosure": ("disclosures", "d"),
    "solicitation": ("solicitations", "p"),
    "origin": ("origins", "o"),
    "label": ("labels", "l"),
    "claim": ("claims", "c"),
    "hedge": ("hedges", "h"),
    "text_trace": ("traces", "t"),
}
_SIGN = {"a": "", "f": "F", "d": "D", "p": "S", "o": "O", "l": "L", "c": "#", "h": "≈", "t": "T"}


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence with its anchor, the sign shown in the text and its marked parts."""

    anchor: str
    sign: str
    kind: str
    record: Evidence
    parts: tuple[tuple[str, Span], ...]

    @property
    def start(self) -> int:
        """Where its sign stands: the start of its first part."""
        return min(span[0] for _, span in self.parts)


@dataclass(frozen=True, slots=True)
class Block:
    """One zone of the page: its label, its marked text and the evidence that starts in it."""

    label: str
    anchor: str
    html: Markup
    items: tuple[Item, ...] = field(default=())


def items_of(article: AnnotatedArticle) -> list[Item]:
    """All evidence of an article with stable anchors: ``a1 a2 ...`` for attributions, and so on.

    Numbers run in text order within a kind.
    """
    found: list[Item] = []
    for kind, (name, letter) in KINDS.items():
        records: Sequence[Evidence] = sorted(getattr(article, name), key=lambda r: (r.start, r.end))
        for number, record in enumerate(records, 1):
            found.append(
                Item(f"{letter}{number}", f"{_SIGN[letter]}{number}", kind, record, _parts(record))
            )
    return found


def _parts(record: Evidence) -> tuple[tuple[str, Span], ...]:
    if not isinstance(record, Attribution):
        return ((record.kind, (record.start, record.end)),)
    parts = [("content", span) for span in record.content]
    if record.cue:
        parts.append(("cue", record.cue))
    if record.source:
        parts.append(("source", record.source))
    return tuple(parts) or (("content", (record.start, record.end)),)


def segments(
    start: int, end: int, spans: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Cut a stretch at every boundary of the spans that touch it.

    Parameters
    ----------
    start, end
        The stretch.
    spans
        (start, end, key) triples; they may nest, overlap and reach outside the stretch.

    Yields
    ------
    tuple of int, int, tuple of int
        Start and end of a piece, and the sorted keys of the spans that cover it. The pieces tile
        the stretch.

    Examples
    --------
    >>> list(segments(0, 6, [(0, 4, 0), (2, 6, 1)]))
    [(0, 2, (0,)), (2, 4, (0, 1)), (4, 6, (1,))]
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    cuts = {start, end}
    for a, b, key in spans:
        a, b = max(a, start), min(b, end)
        if a < b:
            opening.setdefault(a, []).append(key)
            closing.setdefault(b, []).append(key)
            cuts.update((a, b))
    active: dict[int, int] = {}
    order = sorted(cuts)
    for a, b in pairwise(order):
        for key in closing.get(a, ()):
            active[key] -= 1
            if not active[key]:
                del active[key]
        for key in opening.get(a, ()):
            active[key] = active.get(key, 0) + 1
        yield a, b, tuple(sorted(active))


def blocks(article: AnnotatedArticle, words: Words) -> list[Block]:
    """The whole text zone by zone, in order, nothing left out but the blank lines between.

    Parameters
    ----------
    article
        The annotated article.
    words
        The locale's words, for what a screen reader says of each sign.
    """
    items = items_of(article)
    tiles = list(_tiles(article))
    zones = [zone for zone, _ in tiles]
    marks = [(*span, (item, part)) for item in items for part, span in item.parts]
    starts = sorted(
        ((i.start, i.start + 1, i) for i in items),
        key=lambda s: (s[0], s[2].anchor[0], len(s[2].anchor), s[2].anchor),
    )
    sentences = [(s.start, s.end, number) for number, s in enumerate(article.sentences, 1)]
    in_zones = zip(
        tiles, _sweep(zones, marks), _sweep(zones, sentences), _sweep(zones, starts), strict=True
    )
    return [
        Block(
            label=zone.label,
            anchor=anchor,
            html=_mark_up(article, zone, own, said, [i for _, _, i in begun], words),
            items=tuple(item for _, _, item in begun),
        )
        for (zone, anchor), own, said, begun in in_zones
    ]


_T = TypeVar("_T")


def _sweep(
    zones: Sequence[Zone], spans: Sequence[tuple[int, int, _T]]
) -> Iterator[list[tuple[int, int, _T]]]:
    """For each of some ordered zones the spans that touch it, in the order given, in one pass."""
    waiting = sorted(range(len(spans)), key=lambda k: spans[k][0])
    active: list[int] = []
    position = 0
    for zone in zones:
        while position < len(waiting) and spans[waiting[position]][0] < zone.end:
            active.append(waiting[position])
            position += 1
        active = [k for k in active if spans[k][1] > zone.start]
        yield [spans[k] for k in sorted(active)]


def _tiles(article: AnnotatedArticle) -> Iterator[tuple[Zone, str]]:
    """The zones with their anchors, and as body whatever non-blank text lies between them."""
    position = 0
    numbered = [(z, f"z{n}") for n, z in enumerate(article.zones, 1)]
    for zone, anchor in sorted(numbered, key=lambda pair: (pair[0].start, pair[0].end)):
        if zone.end <= position:
            continue
        yield from _gap(article.text, position, zone.start)
        start = max(zone.start, position)
        yield Zone(start=start, end=zone.end, label=zone.label), anchor
        position = zone.end
    yield from _gap(article.text, position, len(article.text))


def _gap(text: str, start: int, end: int) -> Iterator[tuple[Zone, str]]:
    piece = text[start:end]
    if piece.strip():
        left = start + len(piece) - len(piece.lstrip())
        yield Zone(start=left, end=left + len(piece.strip()), label="body"), f"g{left}"


def _mark_up(
    article: AnnotatedArticle,
    zone: Zone,
    marks: Sequence[tuple[int, int, tuple[Item, str]]],
    sentences: Sequence[tuple[int, int, int]],
    begun: Sequence[Item],
    words: Words,
) -> Markup:
    spans = [(a, b, k) for k, (a, b, _) in enumerate(marks)]
    spans += [(a, b, -number) for a, b, number in sentences]
    waiting = deque(begun)
    out: list[Markup] = []
    open_sentence = 0
    for start, end, keys in segments(zone.start, zone.end, spans):
        sentence = next((-k for k in keys if k < 0), 0)
        if sentence != open_sentence:
            if open_sentence:
                out.append(Markup("</span>"))
            if sentence:
                out.append(_open_sentence(article, sentence, start))
            open_sentence = sentence
        while waiting and waiting[0].start <= start:
            out.append(_sign(waiting.popleft(), article, words))
        inner = safe(article.text[start:end])
        for item, part in (marks[k][2] for k in reversed(keys) if k >= 0):
            inner = Markup('<mark class="{}" data-e="{}">{}</mark>').format(
                part.replace("_", "-"), item.anchor, inner
            )
        out.append(inner)
    out.extend(_sign(item, article, words) for item in waiting)
    if open_sentence:
        out.append(Markup("</span>"))
    return Markup("").join(out)


def _open_sentence(article: AnnotatedArticle, number: int, start: int) -> Markup:
    sentence = article.sentences[number - 1]
    # A sentence that runs over a zone border is opened twice but anchored once.
    anchor = Markup(' id="s{}"').format(number) if start == sentence.start else ""
    return Markup('<span class="sentence"{}>').format(anchor)


def _sign(item: Item, article: AnnotatedArticle, words: Words) -> Markup:
    return Markup(
        '<a class="sign {kind}" id="{anchor}" href="#note-{anchor}" aria-label="{said}"'
        ' aria-describedby="note-{anchor}">{sign}</a>'
    ).format(
        kind=item.kind.replace("_", "-"),
        anchor=item.anchor,
        said=safe(describe(item, article, words)),
        sign=item.sign,
    )


def describe(item: Item, article: AnnotatedArticle, words: Words) -> str:
    """One short line that says what a piece of evidence is, for notes and screen readers."""
    name = words(f"kind.{item.kind}")
    record = item.record
    if isinstance(record, Attribution):
        source = words("note.no_source") if record.source_name == "none" else record.source_name
        return words("note.said", kind=name, sign=item.sign, what=source)
    if isinstance(record, Label):
        return words("note.said", kind=name, sign=item.sign, what=words.name("voice", record.voice))
    if isinstance(record, Claim):
        return words("note.said", kind=name, sign=item.sign, what=words.quantity(record.quantity))
    for key in ("relation", "appeal", "frame", "what", "hedge", "trace"):
        if hasattr(record, key):
            what = words.name(key, getattr(record, key))
            return words("note.said", kind=name, sign=item.sign, what=what)
    return f"{name} {item.sign}"
