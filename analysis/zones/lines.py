"""What a line of a page is made of, before anything says which zone it is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from analysis.languages.patterns import (
    Usable,
    entries,
    fold,
    page,
    tables,
    usable,
)
from analysis.schema import Article, Span, ZoneLabel
from analysis.text import Shadow, line_spans

# Longer lines are prose whatever their words; it also bounds the work on a hostile line.
LONGEST_LABELLED = 1500
_PROSE_WORDS = 12
_LABELS = frozenset(get_args(ZoneLabel))
# Hints of markup that are no labels: a line that is a link; a line among readers' comments or in
# another part of the page that holds nothing of the article.
_HINTS = _LABELS | {"link", "furniture"}
# What a line is decorated with, at most so many characters at either end.
_DECORATION = 12
_BEFORE = re.compile(r"[^\w«“\"'(\[©@#]{1,12}")
_AFTER = re.compile(r"[\s:;.!…>»→➡›|,–—-]{1,12}$")  # noqa: RUF001
TERMINAL = re.compile(r"[.!?…][\])»”\"' ]{0,4}$")
WORD = re.compile(r"\w[\w'.-]*")
YEAR = re.compile(r"(?:19|20)\d\d")
_INITIALS = re.compile(r"[a-z]{1,5}")
# « jmr/cb/nm »: who wrote, edited and checked an agency's text.
SIGN_OFF = re.compile(r"[a-z]{2,4}(?:[-/][a-z]{1,4}){1,5}/[a-z]{1,4}|[a-z]{2,3}/[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or a paragraph of reflowed lines, with what its reading needs."""

    start: int
    end: int
    text: str
    folded: str
    core: str
    words: int
    gap: bool
    hint: str | None = None
    label: str | None = None

    @property
    def ends(self) -> bool:
        return bool(TERMINAL.search(self.text[-12:]))

    @property
    def prose(self) -> bool:
        return (self.words >= _PROSE_WORDS and self.ends) or self.words >= 28


@cache
def terms(name: str) -> frozenset[str]:
    """Folded words of a list that the line reader needs, of all languages."""
    return entries("zones", "terms").get(name, frozenset())


@cache
def exact() -> dict[str, str]:
    """Whole lines and the label each has."""
    lists = entries("zones", "exact")
    return {line: label for label in sorted(lists) for line in lists[label]}


@cache
def heads() -> dict[str, str]:
    """Lines that open a list, and the label of its lines."""
    lists = entries("zones", "heads")
    return {line: label for label in sorted(lists) for line in lists[label]}


@cache
def sections() -> frozenset[str]:
    """Folded names of parts of a site: « faits divers », « real estate »."""
    return entries("zones", "words").get("sections", frozenset())


@cache
def agencies() -> frozenset[str]:
    """Folded lower-case names of news agencies."""
    return frozenset(alias for names in entries("origin", "agencies").values() for alias in names)


@cache
def photo_names() -> frozenset[str]:
    """Folded lower-case names of those who provide pictures."""
    return frozenset(alias for names in entries("origin", "photo").values() for alias in names)


@cache
def first_names() -> frozenset[str]:
    """Folded lower-case first names of all languages."""
    lists = (names for table in tables("first_names") for names in table.values())
    return frozenset(fold(name).lower() for names in lists for name in names)


@cache
def media() -> frozenset[str]:
    """Folded lower-case names of the media of the alias table."""
    return frozenset(name for names in entries("origin", "media").values() for name in names)


def read_blocks(text: str, article: Article) -> list[Block]:
    """Lines, or paragraphs of reflowed lines, with the hints of the markup."""
    spans = line_spans(text)
    groups = [[span] for span in spans] if article.zone_hints else _reflow(text, spans)
    # Last first, so that the hints of lines already read can be dropped from the end.
    hints = sorted(_hints(text, article), reverse=True)
    folded_page = page(text)
    blocks = []
    previous = 0
    for group in groups:
        start, end = group[0][0], group[-1][1]
        line = " ".join(text[a:b] for a, b in group)
        gap = text.count("\n", previous, start) > 1
        previous = end
        while hints and hints[-1][1] <= start:
            hints.pop()
        hint = hints[-1][2] if hints and hints[-1][0] <= start else None
        folded = line if line.isascii() else " ".join(folded_page[a:b] for a, b in group)
        core = folded[:LONGEST_LABELLED].strip()
        for _ in range(2):
            before = _BEFORE.match(core)
            first = before.end() if before else 0
            after = _AFTER.search(core, max(first, len(core) - _DECORATION))
            core = core[first : after.start() if after else len(core)]
        words = len(WORD.findall(line[: 4 * LONGEST_LABELLED]))
        blocks.append(Block(start, end, line, folded, core, words, gap, hint))
    return blocks


def _hints(text: str, article: Article) -> list[tuple[int, int, str]]:
    hints = [hint for hint in article.zone_hints if hint[2] in _HINTS]
    if not hints or len(text) == len(article.text):
        return hints
    shadow = Shadow.of(article.text)
    starts = shadow.starts or tuple(range(len(article.text)))
    back: dict[int, int] = {}
    for position, raw in enumerate(starts):
        back.setdefault(raw, position)
    return [(back.get(a, a), back.get(b, len(text)), label) for a, b, label in hints]


def _reflow(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Lines grouped into paragraphs when the text is hard-wrapped, else one line a group.

    A wrapped line is as full as it can be: the first word of the next would not have fitted.
    """
    groups = [[span] for span in spans]
    lengths = [b - a for a, b in spans]
    if len(spans) < 4 or sorted(lengths)[int(0.95 * (len(spans) - 1))] > 160:
        return groups
    width = max((n for n in lengths if n <= 160), default=0)
    adjacent = [
        i for i in range(len(spans) - 1) if text.count("\n", spans[i][1], spans[i + 1][0]) == 1
    ]
    running = [
        i
        for i in adjacent
        if text[spans[i + 1][0]].islower() and not TERMINAL.search(text[: spans[i][1]][-4:])
    ]

    def full(i: int, width: int) -> bool:
        a, b = spans[i + 1]
        first = text.find(" ", a, b)
        return lengths[i] + 1 + ((first if first > 0 else b) - a) > width

    def filled(width: int) -> int:
        return sum(full(i, width) for i in running)

    if len(running) < 2 or width < 40:
        return groups
    few = len(running) * 5 < len(adjacent)
    if few or filled(width) * 5 < len(running) * 4:
        width = sorted(lengths)[int(0.9 * (len(spans) - 1))]
        if few or filled(width) * 5 < len(running) * 4:
            # Wrapped paragraphs among lines that are not: those that go on are all as full.
            width = max(lengths[i] for i in running)
            alike = filled(width)
            if alike == 2:  # a short text: names begin a line as well as small words do
                alike += sum(
                    full(i, width)
                    and width - 15 <= lengths[i] <= width
                    and not TERMINAL.search(text[: spans[i][1]][-4:])
                    for i in set(adjacent) - set(running)
                )
            if alike < 3 or not 45 <= width <= 110 or filled(width) * 4 < len(running) * 3:
                return groups
            adjacent = [i for i in adjacent if lengths[i] <= width]
    adjacency = set(adjacent)
    parted = len(adjacent) < len(spans) - 1
    joined: list[list[Span]] = [[spans[0]]]
    openers = _box_openers(text)
    boxed = False  # whether the paragraph begun is the line of a box
    for i in range(len(spans) - 1):
        ends = bool(TERMINAL.search(text[: spans[i][1]][-4:]))
        new_paragraph = ends and not parted and lengths[i] < width - 12
        line, following = (text[a:b] for a, b in spans[i : i + 2])
        if len(joined[-1]) == 1:
            boxed = _opens_box(openers, spans[i])
        apart = _stands_alone(following) or _ends_in_credit(line) or _ends_in_credit(following)
        apart = apart or (ends and _opens_box(openers, spans[i + 1]))
        # The last line of a paragraph ends a sentence: one that is short and does not is no part.
        last = i + 2 == len(spans) or not full(i + 1, width)
        apart = apart or (ends and last and not TERMINAL.search(following[-4:]))
        # « RELATED: Islanders stranded », « Sign up to our letter. », then a paragraph.
        full_title = 10 * len(following) > 7 * width and not _goes_on(line)
        apart = apart or (boxed and following[0].isupper() and (ends or full_title))
        if i in adjacency and full(i, width) and not new_paragraph and not apart:
            joined[-1].append(spans[i + 1])
        else:
            joined.append([spans[i + 1]])
    return joined


def _box_openers(text: str) -> tuple[str, Usable, Usable]:
    return page(text), usable("zones", text), usable("appeals", text)


def _opens_box(openers: tuple[str, Usable, Usable], span: Span) -> bool:
    """Whether a line begins as « Lire aussi », « RELATED: » or an appeal does."""
    folded, zones, appeals = openers
    line = folded[slice(*span)]
    return any(
        rule.kind == "teaser" and "start" in rule.options and rule.regex.match(line)
        for rule in zones.between(*span)
    ) or any(rule.regex.match(line) for rule in appeals.between(*span))


def _goes_on(line: str) -> bool:
    """« ... le maire de », « ... as the »: a line whose last word asks for more."""
    last = fold(line).lower().rstrip().rpartition(" ")[2]
    return last in terms("connectors") | terms("determiners") | terms("stop")


def _stands_alone(line: str) -> bool:
    """Whether a line of wrapped text is a credit, which continues no sentence."""
    lower = fold(line).lower().strip()
    if any(term in lower for term in terms("apart")):
        return True
    return (
        line[:1] == "©"
        or lower in exact()
        or bool(SIGN_OFF.fullmatch(lower))
        or is_agency_line(lower)
    )


def _ends_in_credit(line: str) -> bool:
    """« Le pont, lundi. Photo : Jeanne Roux »: a picture's words, which nothing continues."""
    before, colon, _ = line.rpartition(":")
    word = re.search(r"\w{2,14} ?$", before) if colon else None
    word = word or re.search(r"(?<=[.!?»)] )\w{2,14}(?=(?: [\w'./-]{1,20}){1,6}$)", line)
    return word is not None and fold(word[0]).lower().strip() in terms("caption_lead")


def is_source_label(label: str) -> bool:
    """« Source », « Source et photo », « Lien vers l'article original »: where from, it says."""
    label = label.strip()
    terms = entries("origin", "terms")
    if label in terms.get("colon", ()):
        return True
    words = label.split()
    told, beside = terms.get("label_source", frozenset()), terms.get("label_beside", frozenset())
    return (
        2 <= len(words) <= 6
        and any(word in told for word in words)
        and all(word in told or word in beside for word in words)
    )


def is_agency_line(lower: str) -> bool:
    """« (AFP) », « © 2025 AFP », « AFP et Reuters », « ats/jfe », « avec agences »."""
    if lower.strip(" ().[]") in agencies():
        return True
    line = YEAR.sub(" ", re.sub(r"\(c\)|[()\[\]©.:]", " ", lower))
    line = " ".join(word for word in line.split() if word not in terms("credit_words"))
    parts = [p.strip() for p in re.split(r"[/,&+|–—-]|\bet\b|\band\b|\by\b|\bund\b", line)]
    desk = entries("origin", "terms").get("desk", frozenset())
    named = [p.removeprefix("l'").removeprefix("the ") for p in parts if p and p not in desk]
    known = [name for name in named if name in agencies()]
    # Beside an agency a slash may part the initials of who edited its text.
    initials = "/" in line and all(_INITIALS.fullmatch(n) for n in named if n not in known)
    return bool(known) and (len(known) == len(named) or initials)
