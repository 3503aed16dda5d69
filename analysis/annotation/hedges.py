"""Marks of uncertainty: journalistic conditional, approximate numbers, lexical hedges.

The *press conditional* gives a report as unconfirmed or borrowed (« l'accusé aurait fui »; Arrigo
2021). It is counted only in a main clause in the narrator's own voice: not in attributed content
or quotation marks, not where an assumption (« si ... ») or a past verb of saying calls for it, not
for what is possible or wished (« pourrait », « devrait »). Its forms are generated from a list of
verbs; an ending alone would take « retrait » for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis import languages
from analysis.annotation.document import Document
from analysis.annotation.wordlists import Anchored, all_forms, lower, whole_words, words_found
from analysis.languages.patterns import run_index
from analysis.schema import Attribution, Hedge, HedgeKind, Sentence, Span
from analysis.text import Cover

_ZONES = ("headline", "body", "caption")
# How far around a verb its sentence is read, in characters.
_REACH = 250
_SUBJECT = 40
_WORD = re.compile(r"\w+")
_FIRST_WORD = re.compile(r"\W{0,4}(?:\w{1,2}')?([\w-]+)")


@dataclass(frozen=True, slots=True)
class _Conditional:
    """The compiled ``conditional`` lexicon of a language."""

    candidate: Anchored
    forms: frozenset[str]
    reported: frozenset[str]
    finite: frozenset[str]
    openers: re.Pattern[str]
    subject_openers: frozenset[str]
    only_clitics: re.Pattern[str]
    assumption: re.Pattern[str]
    no_assumption: frozenset[str]
    infinitives: frozenset[str]
    effects: frozenset[str]
    past: frozenset[str]
    comment: re.Pattern[str]
    comment_subject: re.Pattern[str]
    participle: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Hedges:
    """The compiled ``hedges`` lexicon of a language."""

    approximators: Anchored
    number_before: re.Pattern[str]
    number_after: re.Pattern[str]
    round_numbers: Anchored
    lexical: Anchored


def find_hedges(document: Document, attributions: Iterable[Attribution]) -> tuple[Hedge, ...]:
    """Find the marks of uncertainty of an article.

    Parameters
    ----------
    document
        The article.
    attributions
        Its attributions: a conditional in their content belongs to the source.

    Returns
    -------
    tuple of Hedge
        In text order; hedges of one kind do not overlap.
    """
    lexicon = _hedges(document.language)
    lowered = lower(document.text)
    index = run_index(document.text)
    found: list[tuple[Span, HedgeKind]] = [
        *((span, "numeric") for span in _numeric(lexicon, lowered, index)),
        *((match.span(), "lexical") for match in lexicon.lexical.find(lowered, index)),
    ]
    conditional = _conditional(document.language)
    if conditional is not None:
        spoken = Cover(
            [
                *(span for a in attributions for span in a.content),
                *((quote.start, quote.end) for quote in document.quotes),
            ]
        )
        found += (
            (span, "press_conditional")
            for span in _press_conditionals(document, conditional, lowered, index, spoken)
        )
    zones = [zone for zone in document.zones if zone.label in _ZONES]
    starts = [zone.start for zone in zones]
    hedges: list[Hedge] = []
    numeric_end = -1
    for (start, end), kind in sorted(found):
        at = bisect_right(starts, start) - 1
        if at < 0 or end > zones[at].end:
            continue
        if kind == "numeric":
            numeric_end = end
        elif kind == "lexical" and start < numeric_end:
            continue
        hedges.append(Hedge(start=start, end=end, hedge=kind))
    return tuple(hedges)


def _numeric(lexicon: _Hedges, text: str, index: Mapping[str, Sequence[int]]) -> Iterator[Span]:
    """Approximators beside a number, and round numbers that are approximate by themselves."""
    end = -1
    found = [
        *((match.span(), False) for match in lexicon.approximators.find(text, index)),
        *((match.span(), True) for match in lexicon.round_numbers.find(text, index)),
    ]
    for span, is_round in sorted(found):
        if span[0] < end:
            continue
        if is_round:
            end = span[1]
            yield span
            continue
        before = lexicon.number_before.match(text, span[1])
        if before:
            # The round number that the approximator governs is not a second hedge.
            end = before.end()
            yield span
        elif lexicon.number_after.search(text, max(0, span[0] - 40), span[0]):
            end = span[1]
            yield span


def _press_conditionals(
    document: Document,
    lexicon: _Conditional,
    text: str,
    index: Mapping[str, Sequence[int]],
    spoken: Cover,
) -> Iterator[Span]:
    starts = [sentence.start for sentence in document.sentences]
    assumed = -2
    for match in lexicon.candidate.find(text, index):
        if match[0] not in lexicon.forms:
            continue
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or match.end() > document.sentences[at].end:
            continue
        if spoken.touches(match.span()):
            continue
        group = lexicon.participle.match(text, match.end())
        if not _is_reported(document.sentences[at], lexicon, text, match, group):
            assumed = at
        elif (group and match[0] in lexicon.past) or at - assumed > 1:
            # A present form that follows an assumption goes on with it.
            yield match.start(), group.end() if group else match.end()


def _is_reported(
    sentence: Sentence,
    lexicon: _Conditional,
    text: str,
    match: re.Match[str],
    participle: re.Match[str] | None,
) -> bool:
    """Whether a conditional form outside speech is a press conditional."""
    if match[0] not in lexicon.reported or text.endswith("?", sentence.start, sentence.end):
        return False
    if participle is None and match[0] in lexicon.effects:
        return False
    if lexicon.comment.match(text, match.end()):
        return False
    start = max(sentence.start, match.start() - _REACH)
    end = min(sentence.end, match.end() + _REACH)
    assumptions = lexicon.assumption.finditer(text, start, end)
    if any(hit[0] not in lexicon.no_assumption for hit in assumptions):
        return False
    before = text[start : match.start()]
    first = _FIRST_WORD.match(text, sentence.start, match.start())
    if first and first[1] in lexicon.infinitives:
        return False
    return not lexicon.comment_subject.search(before[-_SUBJECT:]) and not _is_subordinate(
        lexicon, before
    )


def _is_subordinate(lexicon: _Conditional, before: str) -> bool:
    """Whether a clause that opens in ``before`` still waits for its verb at its end."""
    for opener in reversed(list(lexicon.openers.finditer(before))):
        between = before[opener.end() :]
        if opener[0] in lexicon.subject_openers:
            if lexicon.only_clitics.fullmatch(between):
                return True
        elif lexicon.finite.isdisjoint(_WORD.findall(between)) and not between.rstrip().endswith(
            ","
        ):
            return True
    return False


@cache
def _hedges(code: str) -> _Hedges:
    data = languages.load_or_blank(code).lexicon("hedges")
    numbers = _any_of(data.get("number_words", ()))
    number = rf"(?:\d|{numbers}(?!\w))"
    between = _any_of(data.get("between", ()))
    single, plural = (
        rf"(?<![\w-]){_any_of(data.get('before_round' + suffix, ()))} "
        rf"{_any_of(data.get('round_numbers' + suffix, ()))}"
        for suffix in ("", "_plural")
    )
    if data.get("bare_round_plural"):
        plural = rf"(?<![\w-])(?:{_any_of(data['before_round_plural'])} )?" + _any_of(
            data["round_numbers_plural"]
        )
    after = _any_of(data.get("after_round", ()))
    return _Hedges(
        approximators=words_found(
            [*data.get("approximators_before", ()), *data.get("approximators_after", ())]
        ),
        number_before=re.compile(rf" ?(?:{between} ?){{0,2}}[$€£]?{number}"),
        number_after=re.compile(rf"(?:\d|{numbers}) ?%?(?: [\w'-]{{1,20}}){{0,2}} \(?$"),
        round_numbers=Anchored(
            re.compile(rf"(?:{single}|{plural})(?= {after})"),
            [
                word
                for key in ("before_round", "before_round_plural", "round_numbers_plural")
                for word in data.get(key, ())
            ],
        ),
        lexical=words_found(data.get("lexical", ())),
    )


@cache
def _conditional(code: str) -> _Conditional | None:
    data = languages.load_or_blank(code).lexicon("conditional")
    if not data:
        return None
    stems = {verb: _stems(verb, data) for verb in data["infinitives"]}
    endings = tuple(data["endings"])
    forms = {
        verb: {stem + ending for stem in group for ending in endings}
        for verb, group in stems.items()
    }
    every = frozenset().union(*forms.values())
    modal = frozenset().union(*(forms[verb] for verb in data["modal"]))
    finite = {
        *data["finite"],
        *every,
        *(s + e for group in stems.values() for s in group for e in data["future_endings"]),
        *(v[:-2] + e for v in stems if v.endswith("er") for e in data["er_endings"]),
    }
    openers = [*data["subject_openers"], *data["clause_openers"]]
    clitics = _any_of(data["clitics"])
    return _Conditional(
        candidate=Anchored(re.compile(rf"(?<![\w-])\w{{1,30}}{_any_of(endings)}(?![\w-])"), every),
        forms=every,
        reported=every - modal,
        finite=frozenset(finite),
        openers=re.compile(rf"(?<![\w-]){_any_of(openers)}(?:(?<=')|(?![\w'-]))"),
        subject_openers=frozenset(data["subject_openers"]),
        only_clitics=re.compile(rf" ?(?:{clitics} ?){{0,3}}"),
        assumption=whole_words([*data["hypothetical"], *data["not_hypothetical"]]),
        no_assumption=all_forms(data["not_hypothetical"]),
        infinitives=frozenset(stems),
        effects=frozenset().union(*(forms[verb] for verb in data["effects"])),
        past=frozenset(forms[data["past_auxiliary"]]),
        comment=re.compile(
            rf"(?: {_any_of(data['adverbs'])}| \w{{1,20}}ment){{0,2}}"
            rf" {_any_of([*data['modal_participles'], *data['comments']])}(?!\w)"
        ),
        comment_subject=re.compile(
            rf"(?<![\w'-]){_any_of(data['not_subjects'])} ?(?:{clitics} ?){{0,3}}$"
        ),
        participle=re.compile(
            rf"(?: {_any_of(data['adverbs'])}){{0,2}}"
            rf"(?: \w{{1,20}}{_any_of(data['participle_endings'])}(?![\w'-])){{1,2}}"
        ),
    )


def _stems(verb: str, data: Mapping[str, Any]) -> frozenset[str]:
    """The stems a verb may have in the conditional."""
    irregular = data["future_stems"].get(verb)
    if irregular:
        return frozenset({irregular})
    return frozenset(
        re.sub(pattern, replacement, verb)
        for pattern, replacement in data["stem_rules"]
        if re.search(pattern, verb)
    )


def _any_of(words: Iterable[str]) -> str:
    """A group that matches any form of the words, the longest first."""
    options = sorted(all_forms(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, options))})" if options else r"(?!)"
