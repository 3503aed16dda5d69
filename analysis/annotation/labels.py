"""Contested labels and the voice they stand in.

A label is a word for people, forces or acts that one side of a conflict would not use of itself, or
that lends a side legitimacy. Not the word is measured but *who says it*: the narrator, a source
(reported), a source the text keeps its distance from, or words in quotation marks. Naming is a
known carrier of slant (Hamborg et al. 2019, "Automated identification of media bias by word choice
and labeling"); both polarities are listed so that the measure is two-sided.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis import languages
from analysis.annotation.document import Document
from analysis.annotation.wordlists import (
    Anchored,
    all_forms,
    forms,
    lower,
    whole_words,
    words_found,
)
from analysis.languages.patterns import run_index
from analysis.schema import Attribution, Label, Polarity, Span, Voice
from analysis.text import Cover

_ZONES = ("headline", "body", "caption")
# How far a guard or a mark of distance may stand from its label, in characters.
_REACH = 60

_WORD_BEFORE = re.compile(r"((?:\w+-)*\w+)( ?[«“\"„] ?| )$")
_WORD_AFTER = re.compile(r"(?:[»”\"] ?| )((?:\w+-)*\w+)(?![\w-])")
_CLOSING_MARK = re.compile(r" ?[»”\"]")
_NAME = r"(?-i:[A-ZÀ-ÖØ-Þ])\w*"


class LabelFileError(ValueError):
    """Raised for a label file that is not of the known form; says what is wrong with it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    polarity: Polarity
    use: str
    heads: frozenset[str]
    not_heads: frozenset[str]
    guards: tuple[tuple[str, re.Pattern[str]], ...]
    unless_text: re.Pattern[str] | None
    only_with_text: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    terms: Anchored
    entries: Mapping[str, tuple[_Entry, ...]]
    not_heads: frozenset[str]
    modifier_after: re.Pattern[str]
    modifier_before: re.Pattern[str]
    modifiers: frozenset[str]
    distance_before: re.Pattern[str]
    distance_after: re.Pattern[str]


_USES = ("adjective", "before", "either", "noun", "phrase")
_POLARITIES = ("delegitimising", "legitimising")
_GUARDS = ("preceded_by", "not_preceded_by", "followed_by", "not_followed_by")
_KEYS = {
    *("polarity", "use", "terms", "heads", "not_heads", "unless_text", "only_with_text"),
    *_GUARDS,
}


def find_labels(
    document: Document,
    attributions: Iterable[Attribution],
    *,
    event_packs: Sequence[str | Path] = (),
) -> tuple[Label, ...]:
    """Find the contested labels of an article.

    Parameters
    ----------
    document
        The article.
    attributions
        Its attributions: a label in their content is reported.
    event_packs
        TOML files with further labels for one event, of the form of ``labels.toml``.

    Returns
    -------
    tuple of Label
        In text order. The span is the labelled noun phrase without its determiner.
    """
    lexicon = _lexicon(document.language, tuple(str(path) for path in event_packs))
    text = document.text
    lowered = lower(text)
    zones = [zone for zone in document.zones if zone.label in _ZONES]
    zone_starts = [zone.start for zone in zones]
    sentence_starts = [sentence.start for sentence in document.sentences]
    quoted = Cover((quote.start, quote.end) for quote in document.quotes)
    reported = Cover(span for a in attributions if a.scope == "S" for span in a.content)
    unfit: dict[_Entry, bool] = {}
    found: list[Label] = []
    for match in lexicon.terms.find(lowered, run_index(text)):
        at = bisect_right(zone_starts, match.start()) - 1
        if at < 0 or match.end() > zones[at].end:
            continue
        line = (zones[at].start, zones[at].end)
        for entry in lexicon.entries[match[0]]:
            if entry not in unfit:
                unfit[entry] = not _fits_text(entry, lowered)
            span = None
            if not unfit[entry]:
                span = _label_span(entry, lexicon, text, lowered, match.span(), line)
            if span is not None:
                break
        else:
            continue
        if found and span[0] < found[-1].end:
            continue
        at = bisect_right(sentence_starts, span[0]) - 1
        sentence = document.sentences[at] if at >= 0 else None
        voice: Voice = "narrator"
        if quoted.holds(match.span()):
            voice = "quoted"
        elif _is_distanced(
            lexicon, lowered, span, (sentence.start, sentence.end) if sentence else line
        ):
            voice = "reported_distanced"
        elif reported.touches(span):
            voice = "reported"
        found.append(
            Label(
                start=span[0],
                end=span[1],
                voice=voice,
                polarity=entry.polarity,
                term=match[0],
            )
        )
    return tuple(found)


def _fits_text(entry: _Entry, lowered: str) -> bool:
    """Whether the text as a whole lets an entry count."""
    if entry.unless_text and entry.unless_text.search(lowered):
        return False
    return entry.only_with_text is None or bool(entry.only_with_text.search(lowered))


def _label_span(
    entry: _Entry, lexicon: _Lexicon, text: str, lowered: str, term: Span, line: Span
) -> Span | None:
    """The noun phrase a term labels, None when it is no label here."""
    before = text[max(line[0], term[0] - _REACH) : term[0]]
    after = text[term[1] : min(line[1], term[1] + _REACH)]
    for key, pattern in entry.guards:
        hit = pattern.search(before) if key.endswith("preceded_by") else pattern.match(after)
        if (hit is None) != key.startswith("not_"):
            return None
    start, end = term
    if entry.use == "before":
        noun = _WORD_AFTER.match(lowered, end, line[1])
        if noun is None or noun[1] not in entry.heads:
            return None
        end = noun.end()
    elif entry.use in ("adjective", "either"):
        head = _head(lexicon, before, term[0])
        word = lowered[head[0] : head[1]] if head else ""
        if word in entry.not_heads:
            return None
        if head and (not entry.heads or word in entry.heads):
            start = head[0]
        elif entry.use == "adjective" or (head and entry.heads):
            return None
    leading = lexicon.modifier_before.search(text, max(line[0], start - _REACH), start)
    return (
        leading.start() if leading else start,
        _trailing(lexicon, text, start, end, line),
    )


def _head(lexicon: _Lexicon, before: str, end: int) -> Span | None:
    """The noun an adjective that begins at ``end`` belongs to."""
    for _ in range(2):
        match = _WORD_BEFORE.search(before)
        if match is None:
            return None
        word = match[1].lower()
        if word in lexicon.not_heads or word.isdigit():
            return None
        start = end - len(match[0])
        if word not in lexicon.modifiers:
            return start, start + len(match[1])
        before, end = before[: match.start()], start
    return None


def _trailing(lexicon: _Lexicon, text: str, start: int, end: int, line: Span) -> int:
    """The end of the label with the adjectives that follow it, a quotation mark between."""
    match = lexicon.modifier_after.match(text, end, line[1])
    if match is None:
        return end
    crossed = _CLOSING_MARK.match(text, end)
    opened_inside = any(mark in text[start:end] for mark in '«“"')
    return match.end() if crossed is None or opened_inside else end


def _is_distanced(lexicon: _Lexicon, lowered: str, span: Span, sentence: Span) -> bool:
    """Whether words beside a label keep the text's distance from it."""
    before = lowered[max(sentence[0], span[0] - _REACH) : span[0]]
    after = lowered[span[1] : max(span[1], min(sentence[1], span[1] + _REACH))]
    return bool(lexicon.distance_before.search(before) or lexicon.distance_after.match(after))


@cache
def _lexicon(code: str, event_packs: tuple[str, ...]) -> _Lexicon:
    data = languages.load_or_blank(code).lexicon("labels")
    modifiers = all_forms(data.get("modifiers", ()))
    entries: dict[str, list[_Entry]] = {}
    for table in (*data.get("entry", ()), *_user_entries(event_packs)):
        entry = _entry(table, modifiers)
        for term in table["terms"]:
            for form in forms(term):
                entries.setdefault(form, []).append(entry)
    any_modifier = _any_of(modifiers)
    side = data.get("modifiers_side")
    return _Lexicon(
        terms=words_found(entries),
        entries={term: tuple(group) for term, group in entries.items()},
        not_heads=all_forms(data.get("not_heads", ())),
        modifier_after=re.compile(
            rf"(?:(?: ?[»”\"])? {any_modifier}(?![\w-])){{1,2}}" if side == "after" else r"(?!)",
            re.I,
        ),
        modifier_before=re.compile(
            rf"(?<![\w-])(?:{any_modifier} ){{1,2}}$" if side == "before" else r"(?!)", re.I
        ),
        modifiers=modifiers,
        distance_before=re.compile(
            # Up to three words between the mark and its label (« de graves actes »).
            rf"(?<![\w-]){_any_of(all_forms(data.get('distance_before', ())))}"
            r"(?: d'| [«“\"]? ?)(?:[\w'-]{1,20} ){0,3}[«“\"]? ?$"
        ),
        distance_after=re.compile(
            rf",? {_any_of(all_forms(data.get('distance_after', ())))}(?![\w-])"
        ),
    )


def _entry(table: Mapping[str, Any], modifiers: frozenset[str]) -> _Entry:
    guards = []
    for key in _GUARDS:
        if not table.get(key):
            continue
        options = _any_of(
            f for word in table[key] for f in (modifiers if word == "{modifier}" else forms(word))
        )
        guards.append(
            (
                key,
                re.compile(
                    rf"(?<![\w-]){options}[ ]?$"
                    if key.endswith("preceded_by")
                    else rf"[ ]?{options}(?!\w)",
                    re.I,
                ),
            )
        )

    def anywhere(key: str) -> re.Pattern[str] | None:
        return whole_words(table[key]) if table.get(key) else None

    return _Entry(
        polarity=table["polarity"],
        use=table.get("use", "phrase"),
        heads=all_forms(table.get("heads", ())),
        not_heads=all_forms(table.get("not_heads", ())),
        guards=tuple(guards),
        unless_text=anywhere("unless_text"),
        only_with_text=anywhere("only_with_text"),
    )


def _any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; nothing when there are none."""
    options = sorted(set(words), key=lambda word: (-len(word), word))
    if not options:
        return r"(?!)"
    return f"(?:{'|'.join(re.escape(w).replace(_SLOT, _NAME) for w in options)})"


_SLOT = re.escape("{name}")


def _user_entries(paths: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    for path in paths:
        try:
            data = tomllib.loads(Path(path).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise LabelFileError(f"{path}: {error}") from error
        for number, table in enumerate(data.get("entry", ()), start=1):
            fault = _fault(table)
            if fault:
                raise LabelFileError(f"{path}: entry {number} {fault}")
            yield table


def _fault(table: Any) -> str | None:
    if not isinstance(table, dict) or not table.get("terms"):
        return "has no terms"
    if table.get("polarity") not in _POLARITIES:
        return f"needs a polarity: {' or '.join(_POLARITIES)}"
    if table.get("use", "phrase") not in _USES:
        return f"has an unknown use: the known ones are {', '.join(_USES)}"
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        return f"has an unknown key {unknown[0]!r}"
    for key in _KEYS - {"polarity", "use"}:
        words = table.get(key, [])
        if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
            return f"needs a list of words under {key!r}"
    return None
