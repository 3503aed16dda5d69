"""Integrity: traces and damage as facts."""

from __future__ import annotations

import pytest

from analysis.features.integrity import (
    foreign_header_present,
    integrity_flag_count,
    repeated_headline_count,
    translation_trace_count,
    translation_trace_grade,
    unclosed_quote_count,
)
from analysis.schema import Origin, Quote, Trace, Zone
from features.hand import plain

TEXT = "Le pont rouvre\nLe pont rouvre\nLa mairie « le dit."


def trace(kind: str, group: str = "translation") -> Trace:
    return Trace(start=0, end=2, trace=kind, strength=0.5, group=group)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kinds", "grade"), [("", 0), ("a", 1), ("aa", 1), ("ab", 1), ("abc", 2), ("abcd", 2)]
)
def test_translation_is_graded_by_kinds_of_trace(kinds: str, grade: int) -> None:
    article = plain(TEXT, traces=tuple(trace(kind) for kind in kinds))
    assert translation_trace_grade(article) == grade
    assert translation_trace_count(article) == len(set(kinds))


def test_a_stated_translation_is_the_highest_grade() -> None:
    stated = Origin(start=0, end=2, relation="translated_by")
    assert translation_trace_grade(plain(TEXT, origins=(stated,))) == 3


def test_a_human_slip_is_no_trace_of_translation() -> None:
    article = plain(TEXT, traces=tuple(trace(kind, "integrity") for kind in "abc"))
    assert translation_trace_grade(article) == 0
    assert integrity_flag_count(article) == 3


def test_lines_and_marks_that_extraction_left() -> None:
    zones = (
        Zone(start=0, end=14, label="headline"),
        Zone(start=15, end=29, label="headline"),
        Zone(start=30, end=len(TEXT), label="body"),
    )
    quote = Quote(start=42, end=len(TEXT), outer=(40, len(TEXT)), closed=False)
    article = plain(TEXT, zones=zones, quotes=(quote,), headline="Le pont rouvre")
    assert repeated_headline_count(article) == 1
    assert unclosed_quote_count(article) == 1
    assert foreign_header_present(article) == 0
    teaser = (Zone(start=0, end=14, label="teaser"), *zones[2:])
    assert foreign_header_present(plain(TEXT, zones=teaser)) == 1
