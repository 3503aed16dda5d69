"""Quotation marks: pairing, nesting and lost marks.

Marks are paired inside one zone, because a mark lost in one paragraph must not swallow the next.
Three accidents of news pages are repaired: a quotation that is opened and never closed ends with
its paragraph; one that runs over several paragraphs is one piece in each; and a closing mark
without an opening one closes a quotation left open in an earlier paragraph, or else the
sentence it ends. A straight double mark between an elided word and its noun (``l"État``) is an
apostrophe.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from analysis.languages import LanguagePack
from analysis.schema import Quote, Span, Zone
from analysis.text import trim

_DEFAULT_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("„", "“"), ("\u2039", "\u203a"))
_MARK = re.compile(
    r"[«»“”„\"\u2039\u203a]|''|(?<![\w'])['‘](?=[^\W_])|(?<=[\w.!?…,»])'(?![\w'])|<<|>>"
)
_SINGLE = "'‘"
# How many zones further a lost closing mark is looked for, and how long a quotation in single
# marks may be: beyond that the mark is an apostrophe.
_REACH = 6
_SINGLE_MAX = 300
_STOPS = ".!?…"
_DEPTH = 6


@cache
def _elided(elisions: tuple[str, ...]) -> re.Pattern[str]:
    """What stands before the apostrophe of an elided word, anchored at its end."""
    stems = "|".join(re.escape(e.rstrip("'")) for e in sorted(elisions)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{stems})$", re.IGNORECASE)


@cache
def _closers(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    table: dict[str, str] = {"''": "''", "<<": ">>", "'": "'", "‘": "'"}
    for opening, closing in pairs:
        table.setdefault(opening, closing)
    return table


def find_quotes(text: str, zones: Iterable[Zone], pack: LanguagePack) -> tuple[Quote, ...]:
    """Pair the quotation marks of each zone.

    Parameters
    ----------
    text
        Normalised text (see :class:`analysis.text.Shadow`).
    zones
        The zones of the text; marks are paired inside each.
    pack
        Its card's ``quotation_marks.pairs`` say which mark closes which. Without a pack the
        marks common in European languages are paired.

    Returns
    -------
    tuple of Quote
        In text order, outer before inner. ``start``/``end`` exclude marks and outer spaces,
        ``outer`` includes the marks there are, ``level`` is 1 for the outermost.

    Examples
    --------
    >>> from analysis import languages
    >>> zone = Zone(start=0, end=26, label="body")
    >>> [q] = find_quotes("Il a dit : « Assez ! » hier", [zone], languages.load("fr"))
    >>> (q.start, q.end, q.outer)
    (13, 20, (11, 22))
    """
    pairs = pack.card.get("quotation_marks", {}).get("pairs", _DEFAULT_PAIRS)
    closers = _closers(tuple((a, b) for a, b in pairs))
    elided = _elided(tuple(pack.lexicon("grammar").get("elisions", ())))
    quotes: list[Quote] = []
    open_zone: Zone | None = None
    between: list[Zone] = []
    ordered = list(zones)
    for number, zone in enumerate(ordered):
        goes_on = _goes_on(text, ordered, number, closers)
        found, unclosed, lost = _pair_zone(text, zone, closers, elided, goes_on)
        if lost is not None:
            start = zone.start
            if open_zone is not None:
                quotes.extend(_piece(text, (z.start, z.end)) for z in between)
            else:
                start = _sentence_before(text, zone.start, lost[0])
            found = [q for q in found if q.outer[1] <= start or q.outer[0] >= lost[1]]
            inner = trim(text, (start, lost[0]))
            if inner[0] < inner[1]:
                found.append(Quote(start=inner[0], end=inner[1], outer=(inner[0], lost[1])))
            open_zone, between = None, []
        quotes.extend(found)
        if unclosed:
            open_zone, between = zone, []
        elif open_zone is not None:
            between.append(zone)
            if found or len(between) > _REACH:
                open_zone, between = None, []
    quotes.sort(key=lambda q: (q.outer[0], -q.outer[1]))
    return tuple(quotes)


def _goes_on(text: str, zones: list[Zone], number: int, closers: Mapping[str, str]) -> bool:
    """Whether a mark that this zone opens is closed in a later one, no others between."""
    for opening, closing in closers.items():
        if opening == closing or opening in _SINGLE or opening in "“„":
            continue
        zone = zones[number]
        opened = text.count(opening, zone.start, zone.end)
        if opened < 2 or opened - text.count(closing, zone.start, zone.end) != 1:
            continue
        for later in zones[number + 1 : number + 1 + _REACH]:
            begun = text.count(opening, later.start, later.end)
            left = begun - text.count(closing, later.start, later.end)
            if left or begun:
                return left == -1
    return False


def _piece(text: str, span: Span) -> Quote:
    return Quote(start=span[0], end=span[1], outer=span, closed=False)


def _sentence_before(text: str, start: int, end: int) -> int:
    """Where the sentence that a lone closing mark ends begins."""
    position = end - 1
    while position > start and text[position] in " " + _STOPS:
        position -= 1
    while position > start and not (text[position] in _STOPS and text[position + 1] == " "):
        position -= 1
    return position + 1 if position > start else start


def _opens(text: str, at: int, zone: Zone) -> bool:
    """Whether a two-way mark looks like an opening one: a gap before it, a word after it."""
    before = text[at - 1] if at > zone.start else " "
    after = text[at + 1] if at + 1 < zone.end else " "
    return (
        (before.isspace() or before in "([{'’-–—:") and not after.isspace() and after not in ",.;"
    )


def _closes(text: str, at: int, zone: Zone) -> bool:
    before = text[at - 1] if at > zone.start else " "
    after = text[at + 1] if at + 1 < zone.end else " "
    if before.isspace():
        # « " ... ", dit X »: where the marks are spaced, a comma or stop tells.
        return after in ",.;)"
    return after.isspace() or after in ",.;:!?)]}…"


def _is_apostrophe(text: str, at: int, zone: Zone, elided: re.Pattern[str]) -> bool:
    """Whether a straight double mark stands for the apostrophe of an elided word."""
    if at + 1 >= zone.end or at <= zone.start or not text[at + 1].isalpha():
        return False
    return elided.search(text, max(zone.start, at - 8), at) is not None


def _marks(text: str, zone: Zone, elided: re.Pattern[str]) -> list[tuple[str, int, int]]:
    """The quotation marks of a zone with their offsets."""
    return [
        (m.group(), m.start(), m.end())
        for m in _MARK.finditer(text, zone.start, zone.end)
        if m.group() != '"' or not _is_apostrophe(text, m.start(), zone, elided)
    ]


def _pair_zone(
    text: str,
    zone: Zone,
    closers: Mapping[str, str],
    elided: re.Pattern[str],
    goes_on: bool = False,
) -> tuple[list[Quote], bool, Span | None]:
    """Quotes of a zone, whether one is left open, and the first closing mark without opening."""
    marks = _marks(text, zone, elided)
    if not marks:
        return [], False, None
    closing = set(closers.values())
    left = Counter(mark for mark, _, _ in marks)
    stack: list[tuple[str, int, int]] = []
    spans: list[tuple[Span, Span, int, bool]] = []
    lost: Span | None = None
    for number, (mark, start, end) in enumerate(marks):
        left[mark] -= 1
        if len(stack) > _DEPTH:
            del stack[1]
        single = mark in _SINGLE
        alone = left[mark]
        two_way = mark in ('"', "''") or (mark == "'" and closers.get(mark) == mark)
        top = stack[-1] if stack else None
        if single:
            if (
                top is not None
                and top[0] in _SINGLE
                and mark == "'"
                and not _opens(text, start, zone)
            ):
                stack.pop()
                if start - top[1] <= _SINGLE_MAX:
                    spans.append(((top[2], start), (top[1], end), len(stack) + 1, True))
            elif _opens(text, start, zone) or mark == "‘":
                if top is not None and top[0] in _SINGLE:
                    stack.pop()
                if any(
                    m == "'" and s - start <= _SINGLE_MAX and not _opens(text, s, zone)
                    for m, s, _ in marks[number + 1 : number + 5]
                ):
                    stack.append((mark, start, end))
            continue
        if top is not None and top[0] in _SINGLE and not (mark in closers and mark not in closing):
            # An unclosed single mark never keeps a stronger one from closing.
            if any(closers.get(m) == mark for m, _, _ in stack):
                while stack and stack[-1][0] in _SINGLE:
                    stack.pop()
            top = stack[-1] if stack else None
        if two_way:
            opened = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == mark), None)
            if opened is None or (
                opened == len(stack) - 1
                and _opens(text, start, zone)
                and _nested(text, marks, number, zone)
            ):
                if opened is None and top is not None and _only_closes(text, start, alone, zone):
                    # « ... " : a quotation closed by the wrong mark.
                    opened = len(stack) - 1
                elif opened is None and not stack and _lone_close(text, start, alone, zone):
                    if lost is None and not spans:
                        lost = (start, end)
                    continue
                else:
                    stack.append((mark, start, end))
                    continue
            elif (
                opened == len(stack) - 1
                and _opens(text, start, zone)
                and not _closes(text, start, zone)
                and text[stack[opened][2] : stack[opened][2] + 1] != " "
            ):
                # The one before was never closed: it ends with the last full stop, if any.
                _, begin, inner = stack.pop()
                stop = _last_stop(text, inner, start)
                if stop is not None:
                    spans.append(((inner, stop), (begin, stop), len(stack) + 1, False))
                stack.append((mark, start, end))
                continue
        elif mark in closing and any(closers.get(m) == mark for m, _, _ in stack):
            opened = max(k for k, (m, _, _) in enumerate(stack) if closers.get(m) == mark)
        elif mark in closing and mark not in closers:
            if not stack:
                if lost is None and not spans:
                    lost = (start, end)
                continue
            opened = len(stack) - 1
        elif mark in closers:
            if stack and stack[-1][0] == mark and mark not in "“„" and not goes_on:
                _reopen(text, stack, spans, left, closers, start)
            stack.append((mark, start, end))
            continue
        else:
            continue
        assert opened is not None
        del stack[opened + 1 :]
        _, begin, inner = stack.pop()
        spans.append(((inner, start), (begin, end), len(stack) + 1, True))
    stack = [entry for entry in stack if entry[0] not in _SINGLE]
    unclosed = False
    if stack:
        _, begin, inner = stack[0]
        last = max((s[1][1] for s in spans if s[1][0] > begin), default=inner)
        if zone.end - last > 1:
            spans.append(((inner, zone.end), (begin, zone.end), 1, False))
            unclosed = True
    return _as_quotes(text, spans), unclosed, lost


def _reopen(
    text: str,
    stack: list[tuple[str, int, int]],
    spans: list[tuple[Span, Span, int, bool]],
    remaining: Mapping[str, int],
    closers: Mapping[str, str],
    start: int,
) -> None:
    """Before a second opening mark: drop the first when too few closing marks are left for both."""
    mark = stack[-1][0]
    if remaining.get(closers[mark], 0) >= remaining.get(mark, 0) + 1 + len(stack):
        return
    _, begin, inner = stack.pop()
    stop = _last_stop(text, inner, start)
    if stop is not None:
        spans.append(((inner, stop), (begin, stop), len(stack) + 1, False))


def _last_stop(text: str, start: int, end: int) -> int | None:
    """The end of the last sentence between two marks."""
    position = end - 1
    while position > start and text[position].isspace():
        position -= 1
    while position > start and text[position] not in _STOPS:
        position -= 1
    return position + 1 if position > start else None


def _nested(text: str, marks: list[tuple[str, int, int]], number: int, zone: Zone) -> bool:
    """Whether the next two marks like this one both look like closing marks."""
    mark = marks[number][0]
    following = [s for m, s, _ in marks[number + 1 : number + 6] if m == mark][:2]
    return len(following) == 2 and all(
        not _opens(text, s, zone) and not text[s - 1].isspace() for s in following
    )


def _only_closes(text: str, at: int, left: int, zone: Zone) -> bool:
    """Whether a two-way mark closes and no further one is left to pair it with."""
    return not left and _closes(text, at, zone) and not _opens(text, at, zone)


def _lone_close(text: str, at: int, left: int, zone: Zone) -> bool:
    """Whether a two-way mark without a partner looks like a closing one."""
    closes = _closes(text, at, zone) and not _opens(text, at, zone)
    return left % 2 == 0 and at > zone.start and closes


def _as_quotes(text: str, spans: list[tuple[Span, Span, int, bool]]) -> list[Quote]:
    quotes: list[Quote] = []
    open_ends: list[int] = []
    for inner, outer, _, closed in sorted(spans, key=lambda s: (s[1][0], -s[1][1])):
        start, end = trim(text, inner)
        if start >= end:
            continue
        while open_ends and open_ends[-1] <= outer[0]:
            open_ends.pop()
        quotes.append(
            Quote(start=start, end=end, outer=outer, level=len(open_ends) + 1, closed=closed)
        )
        open_ends.append(outer[1])
    return quotes
