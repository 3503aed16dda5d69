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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # What leads to the day.
        ("fr", "Les cours ont été annulés pour lundi.", "2025-05-19"),
        ("fr", "La prochaine séance a été reportée à mardi.", "2025-05-20"),
        ("en", "Classes were canceled for Friday.", "2025-05-16"),
        ("en", "The committee pushed its vote back to Monday.", "2025-05-19"),
        ("es", "Para el viernes convoca una marcha.", "2025-05-16"),
        ("en", "Police made an arrest for Friday's blast.", "2025-05-09"),
        # What was ordered from a day on.
        ("fr", "Le maire a décrété un deuil de trois jours à compter de samedi.", "2025-05-17"),
        ("en", "The mayor declared three days of mourning from Monday.", "2025-05-19"),
        ("fr", "Les combats ont repris à partir de mardi.", "2025-05-13"),
        # What is planned.
        ("fr", "La compagnie prévoit d'annuler 640 trains samedi.", "2025-05-17"),
        ("fr", "Il y a eu 30 décès de plus qu'attendu mardi.", "2025-05-13"),
        # A verb of the timetable, and the nearer day.
        ("en", "Talks resume on Monday.", "2025-05-19"),
        ("en", "Talks did not resume on Monday.", "2025-05-12"),
        ("es", "Se vota el lunes.", "2025-05-19"),
        ("fr", "Le conseil se réunit mercredi.", "2025-05-14"),
        # What is called, without a verb.
        ("fr", "Réunion publique samedi à 19 heures.", "2025-05-17"),
        ("es", "El Gobierno no cede: votación el lunes.", "2025-05-19"),
        ("fr", "Manifestation samedi : la police a compté 300 personnes.", "2025-05-10"),
        ("fr", "Grève depuis lundi dans les écoles.", "2025-05-12"),
        # A verb to come, apart from its day.
        ("fr", "Il doit parler au Sénat, où siègent cent élus, samedi.", "2025-05-17"),
        ("fr", "Samedi, le match de hockey contre Halm aura bien lieu.", "2025-05-17"),
        ("fr", "L'association, créée samedi, sera reçue.", "2025-05-10"),
    ],
)
def test_a_weekday_still_to_come_is_the_next_one(language: str, text: str, expected: str) -> None:
    assert [day for _, day in days(language, text)] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A march is called for next Thursday.", "2025-05-22"),
        ("fr", "Le procès s'ouvre jeudi prochain.", "2025-05-22"),
        ("fr", "Le 2 mai prochain, il aura cent ans.", "2026-05-02"),
        ("en", "The firm pushed its departures back to November 30.", "2025-11-30"),
        ("en", "The firm opened on November 30.", "2024-11-30"),
    ],
)
def test_what_is_put_off_or_next_lies_ahead(language: str, text: str, expected: str) -> None:
    assert [day for _, day in days(language, text)] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La digue a cédé dans la nuit de lundi.", "de lundi"),
        ("es", "Encalló en la madrugada del domingo.", "del domingo"),
        ("en", "The flood hit in the early hours of Tuesday.", "of Tuesday"),
        ("fr", "Ils ont fui dans la nuit de lundi à mardi.", "dans la nuit de lundi à mardi"),
    ],
)
def test_a_part_of_one_day_stands_before_its_mention(
    language: str, text: str, expected: str
) -> None:
    assert [written for written, _ in days(language, text)] == [expected]
