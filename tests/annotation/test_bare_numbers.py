"""Numbers without a noun of their own, and what around them says what they count."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.schema import Article, Claim


def claims(text: str, language: str = "fr") -> tuple[Claim, ...]:
    return annotate(Article(article_id="a", text=text, language=language)).claims


def read(text: str, language: str) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.quantity) for c in claims(text, language)]


# Counts that a number alone tells, by the count before it, a verb of rising or who is told of.
ALONE = [
    ("fr", "Neuf missiles ont été tirés, dont [six] interceptés.", "missiles_downed"),
    ("fr", "Les passagers, [86] selon les survivants, venaient de trois pays.", "passengers"),
    ("en", "Kyor handed over 210 soldiers and got back [140].", "released"),
    ("fr", "Le choc a fait neuf blessés, dont [un] grave.", "injured"),
    ("en", "The crash injured 12 people, [one] seriously.", "injured"),
    ("en", "The airline put the number aboard at [58].", "aboard"),
    ("fr", "Le feu a tué 27 personnes et en blessant [plus de 900], selon le maire.", "injured"),
    ("fr", "Il y a [120 interpellés] et 34 blessés.", "arrested"),
    ("es", "Hay [al menos 120 detenidos] y 34 heridos.", "arrested"),
    (
        "fr",
        "On a vu 2 500 manifestants selon la police, [6 000] selon les syndicats.",
        "protesters",
    ),
    (
        "fr",
        "La marche a réuni 4 500 personnes à Nantes et [60 000] dans tout le pays.",
        "protesters",
    ),
    ("fr", "On compte 900 grévistes. Les syndicats en comptent [1 500].", "strikers"),
    ("fr", "« On était [3 000] », assure une organisatrice.", "attendance"),
    ("en", "Nobody slept. We were [3,000] in the hall.", "attendance"),
    ("en", "The toll stood at nine, and complaints have climbed to [412].", "complaints"),
    ("fr", "Les blessés sont [560].", "injured"),
    ("fr", "Le choc a coûté la vie à [quatre] d'entre elles.", "dead"),
    ("fr", "[Deux] des cinq maisons ont été détruites.", "homes_destroyed"),
    ("es", "Han sido cerradas [catorce playas].", "beaches_closed"),
    ("en", "Customers stole [$14.2 billion] in three days.", "stolen"),
    ("fr", "Sur les onze évadés, [neuf] ont été repris.", "recaptured"),
    ("fr", "Le syndicat parle de 900 grévistes, la police [300].", "strikers"),
    ("fr", "Hélio, le plus violent depuis 1989, a tué [trois personnes].", "dead"),
    ("en", "Workers voted by [3,900] to 1,200 for the deal.", "votes"),
    ("en", "Workers voted by 3,900 to [1,200] for the deal.", "votes_against"),
    ("en", "Staff get a [2,500-euro] bonus.", "bonus"),
    ("fr", "On déplore [neuf tués] et plus de 200 arrestations.", "dead"),
    ("fr", "[230 détenus] au plus fort de la nuit ont été blessés.", "injured"),
    ("fr", "On compte 121 blessés, dont [huit civils] décédés.", "dead"),
]


@pytest.mark.parametrize(("language", "marked", "quantity"), ALONE)
def test_what_a_bare_number_counts_is_taken_from_what_stands_beside_it(language, marked, quantity):
    text = marked.replace("[", "").replace("]", "")
    span = marked[marked.index("[") + 1 : marked.index("]")]
    assert (span, quantity) in read(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El terremoto destruyó 40 casas y dañó otras 300."),
        ("en", "The storm destroyed 40 houses and damaged 300 more."),
    ],
)
def test_a_bare_number_of_others_is_of_the_things_before(language, text):
    assert [c.quantity for c in claims(text, language)] == ["homes_destroyed", "homes_damaged"]


def test_two_counts_parted_by_a_semicolon_are_of_one_thing():
    text = "7 600 manifestants selon la police ; 15 000 selon les syndicats."
    assert [c.quantity for c in claims(text)] == ["protesters", "protesters"]


def test_a_number_is_read_past_an_aside_on_some_of_them():
    whole, part = claims("Sept, dont deux enfants, n'ont pas survécu.")
    assert [(c.quantity, c.low) for c in (whole, part)] == [("dead", 7), ("dead", 2)]


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("fr", "On supprime 1 250 postes, dont 430 en Belgique.", ("430", "jobs_cancelled")),
        ("en", "They cut 1,250 jobs, including 430 in Belgium.", ("430", "jobs_cancelled")),
        ("es", "Mató a cuatro civiles e hirió a otros once.", ("once", "injured")),
        ("es", "Salió por 289 votos a favor y 230 en contra.", ("230", "votes_against")),
        ("fr", "Ils étaient 12 000 selon la police, 40 000 d'après lui.", ("40 000", "attendance")),
        ("en", "Eight of 10 voters want it.", None),
    ],
)
def test_a_bare_number_goes_on_with_what_was_counted(language, text, last):
    told = [(text[c.start : c.end], c.quantity) for c in annotate(text, language=language).claims]
    assert (told[-1] if told else None) == last


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "On compte 22 blessés, trois grièvement.", [("22 blessés", 22), ("trois", 3)]),
        ("en", "Thirty are wounded, nine seriously.", [("Thirty", 30), ("nine", 9)]),
        ("es", "Hay 22 heridos, tres graves.", [("22 heridos", 22), ("tres", 3)]),
    ],
)
def test_how_badly_some_are_hurt_is_told_of_a_part(language, text, expected):
    claims = annotate(text, language=language).claims
    assert [(text[c.start : c.end], c.low) for c in claims] == expected
    assert {"subset", "serious"} <= set(claims[-1].modifiers)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Six centres ont ouvert. Parmi les morts, dix-neuf étaient des enfants."),
        ("fr", "L'accident a fait 40 morts. Dix-neuf d'entre eux sont des enfants."),
        ("en", "Six centres opened. Of those who died, nineteen were children under five."),
        ("es", "La riada dejó 40 muertos. De los fallecidos, diecinueve eran niños."),
    ],
)
def test_a_number_said_to_be_of_a_kind_is_a_part_of_those_told_of(language: str, text: str) -> None:
    part = next(c for c in claims(text, language) if c.low == 19)
    assert (part.quantity, set(part.modifiers)) == ("dead", {"subset", "child"})
