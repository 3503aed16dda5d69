"""What day a date means, and where its mention begins and ends."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.annotation.dates import Anchor, find_dates, resolve

# Told on Thursday 15 May 2025.
REPORT = Anchor(date(2025, 5, 15))


def days(language: str, text: str) -> list[tuple[str, str]]:
    """The dates of a sentence as written, and the days they mean."""
    return [
        (text[m.start : m.end], str(resolve(m, REPORT)))
        for m in find_dates(text, 0, len(text), language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La fuite a été signalée le lundi 5.", [("le lundi 5", "2025-05-05")]),
        (
            "fr",
            "Entre le lundi 3 et le mardi 11 mars.",
            [("le lundi 3", "2025-03-03"), ("le mardi 11 mars", "2025-03-11")],
        ),
        ("es", "Paro de 24 horas el jueves 29.", [("el jueves 29", "2025-05-29")]),
        ("es", "El derrumbe del lunes 5 dejó dos muertos.", [("del lunes 5", "2025-05-05")]),
        ("en", "The strike starts on Tuesday the 27th.", [("on Tuesday the 27th", "2025-05-27")]),
        # No month near has that weekday on that day.
        ("fr", "Le procès s'ouvre le mardi 31.", [("le mardi 31", "2025-05-20")]),
        # The number counts something.
        ("fr", "Lundi 12 personnes ont péri.", [("Lundi", "2025-05-12")]),
        ("en", "On Tuesday 12 people died.", [("On Tuesday", "2025-05-13")]),
        ("fr", "Le chantier, fermé depuis lundi 8 h 30.", [("lundi", "2025-05-12")]),
    ],
)
def test_a_weekday_and_its_number_are_one_date(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert days(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Ayer miércoles, la plaza se llenó.", [("Ayer miércoles", "2025-05-14")]),
        ("fr", "Hier soir, mercredi, la digue a cédé.", [("Hier soir, mercredi", "2025-05-14")]),
        ("en", "It is open today, Thursday.", [("today, Thursday", "2025-05-15")]),
    ],
)
def test_a_day_named_beside_yesterday_is_that_day(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert days(language, text) == expected
