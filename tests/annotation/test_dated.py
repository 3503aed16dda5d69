"""Which dates of an article tell its event, and which a statement, an aftermath or a notice."""

from __future__ import annotations

import pytest

from analysis import annotate
from analysis.annotation import claims
from analysis.schema import Article


@pytest.fixture(autouse=True)
def by_rule_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows is told by rule; further days are weighed in ``test_likely_days``."""
    monkeypatch.setattr(claims, "further_days", lambda *_: [])


# Told on Friday 9 February 2024; the days that must be found stand in brackets.
DAYS = [
    # The day of the event, wherever it stands in the telling of it.
    ("fr", "La grève a été suivie par 38,5 % des agents [jeudi], a indiqué la mairie."),
    ("fr", "L'usine est victime depuis [mardi] d'une attaque informatique."),
    ("fr", "Douze personnes ont été tuées [mardi] lorsque le car a percuté un camion."),
    ("fr", "Trente détenus ont franchi le mur [mercredi], a déclaré le préfet."),
    ("en", "At least 12 people were killed [on Tuesday] when a wall gave way in Halm."),
    ("en", "The toll from [Tuesday]'s blast has risen to 34."),
    ("es", "Tres personas murieron [el martes] cuando el autobús volcó."),
    ("es", "El incendio que devora la sierra desde [el martes] ha quemado 300 hectáreas."),
    ("en", "Families wait. A lift fell [on Tuesday], killing three miners."),
    ("fr", "Halm est sous le choc. La fusée a décollé [mardi] avec deux astronautes."),
    ("es", "El valle teme lo peor. Los rebeldes tomaron [el martes] la ciudad."),
    # What happens by being made known.
    ("fr", "Le constructeur a rappelé [mardi] 30 000 voitures."),
    ("fr", "Le tribunal a condamné [mardi] le maire à deux ans de prison."),
    ("en", "Illness has spread since the first case was confirmed [on January 22]."),
    ("en", "Corvo Motors said [on Tuesday] it would recall 12,000 vans."),
    ("fr", "Le ministre a annoncé [mardi] sa démission."),
    ("fr", "La mairie a annoncé mardi que l'incendie avait fait trois morts."),
    ("en", "The factory fire killed 12 people, the hospital disclosed on Thursday."),
    ("en", "The factory fire killed 12 people. The ministry on Thursday confirmed the toll."),
    ("fr", "La collision a fait douze morts, d'après un décompte arrêté jeudi."),
    ("fr", "La collision a fait douze morts, a raconté jeudi un rescapé."),
    # What followed is another day.
    ("fr", "L'attaque [de mardi] a fait six morts. Deux hommes ont été arrêtés jeudi."),
    ("fr", "Le séisme [de mardi] a fait six morts. Les secours ont retiré jeudi deux corps."),
    ("en", "The blast [on Tuesday] killed six people. A funeral was held on Thursday."),
    ("en", "Police arrested 40 people at a rally [on Tuesday]. Ten were freed on Wednesday."),
    ("es", "La riada [del martes] dejó tres muertos. El Gobierno aprobó ayer ayudas."),
    ("fr", "Le feu s'est déclaré [mardi]. Les flammes progressaient jeudi vers Halm."),
    ("fr", "L'incendie de l'usine a fait six morts. Un suspect a été interpellé jeudi."),
    ("en", "The factory fire killed six. One of the injured died in hospital on Thursday."),
    ("en", "The blast [on Tuesday] killed six. Prosecutors opened an inquiry on Thursday."),
    ("fr", "Le séisme [de mardi] a fait six morts. La pétition lancée jeudi a 300 signatures."),
    ("fr", "Le feu a fait six morts. Les pompiers luttaient toujours jeudi contre les flammes."),
    ("en", "Voters went to the polls [on Tuesday]. Two suspects were detained on Thursday."),
    ("fr", "Des milliers de gens ont défilé [mardi]. Le match prévu jeudi a été reporté."),
    # In one sentence with it, too.
    ("fr", "Deux hommes ont été arrêtés jeudi après l'attaque qui a tué 14 civils [mardi]."),
    ("fr", "Le maire s'est rendu jeudi à Halm, où un barrage a cédé [mardi]."),
    (
        "fr",
        "Le parquet a ouvert jeudi une enquête après la fuite qui a intoxiqué 40 ouvriers [mardi].",
    ),
    ("en", "A fifth victim of [Tuesday]'s crash died in hospital on Thursday."),
    (
        "en",
        "Thousands paid tribute on Thursday to the victims of a fire that swept Halm [on Tuesday].",
    ),
    ("en", "Twelve miners killed [on Tuesday] were buried on Friday."),
    ("es", "La policía detuvo el jueves a dos hombres por el ataque que mató a 14 [el martes]."),
    # Plans of the event are told; notices, tributes and votes after an accident are not.
    ("fr", "La grève a commencé [mardi]. Une nouvelle grève est prévue [le 20 février]."),
    ("en", "The crash [on Tuesday] killed six. The panel meets at 10 a.m. on Monday."),
    ("en", "The crash [on Tuesday] killed six. Donations can be made until February 29."),
    ("fr", "L'accident [de mardi] a fait six morts. Une messe sera dite dimanche."),
    ("fr", "L'accident [de mardi] a fait six morts. Les cours reprendront lundi."),
    ("fr", "L'explosion [de mardi] a fait six morts. Le Sénat doit voter le 20 février une aide."),
]


@pytest.mark.parametrize(("language", "marked"), DAYS)
def test_days_of_the_event_are_told_from_other_days(language: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    article = Article(article_id="a", text=text, language=language, published="2024-02-09")
    found = [text[c.start : c.end] for c in annotate(article).claims if c.unit == "date"]
    assert found == [part.split("]")[0] for part in marked.split("[")[1:]]


def test_since_a_day_names_that_very_day() -> None:
    text = "Le feu ravage la forêt depuis mardi."
    article = Article(article_id="a", text=text, language="fr", published="2024-02-09")
    (claim,) = annotate(article).claims
    assert (claim.low, claim.high, claim.approximator) == ("2024-02-06", "2024-02-06", None)


def test_a_day_that_no_word_names_is_called_as_the_article_opens() -> None:
    text = "L'évasion relance le débat. Trente hommes ont franchi le mur mardi."
    article = Article(article_id="a", text=text, language="fr", published="2024-02-09")
    found = [c.quantity for c in annotate(article).claims if c.unit == "date"]
    assert found == ["escape_date"]


@pytest.mark.parametrize("published", ["0001-01-02", "9999-12-30"])
def test_a_publication_date_at_the_end_of_the_calendar_dates_nothing(published: str) -> None:
    text = "La grève de mardi a commencé avant-hier et finira le 31 décembre."
    article = Article(article_id="a", text=text, language="fr", published=published)
    assert {c.low for c in annotate(article).claims if c.unit == "date"} == {None}


@pytest.mark.parametrize(
    ("text", "quantity", "low"),
    [
        ("La grève commencera à partir de lundi.", "strike_date", "2024-02-12"),
        ("Lundi, les agents feront grève.", "strike_date", "2024-02-12"),
        ("Lundi, la grève a commencé.", "strike_date", "2024-02-05"),
    ],
)
def test_a_day_that_opens_a_plan_is_still_to_come(text: str, quantity: str, low: str) -> None:
    article = Article(article_id="a", text=text, language="fr", published="2024-02-09")
    (claim,) = annotate(article).claims
    assert (claim.quantity, claim.low) == (quantity, low)


SIEGE = "Un forcené a retenu trois otages mardi à Halm. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIEGE + "Le siège a duré sept heures.", ["sept heures"]),
        (SIEGE + "Il s'est rendu au bout de neuf heures.", ["neuf heures"]),
        (SIEGE + "Sept heures durant, il a tenu tête à la police.", ["Sept heures"]),
        ("Le feu a tué deux ouvriers mardi à Halm. L'analyse prendra trois semaines.", []),
        ("Le feu a tué deux ouvriers mardi à Halm. Une audience est prévue dans deux mois.", []),
    ],
)
def test_how_long_it_lasted_is_told_of_what_lasts(text: str, expected: list[str]) -> None:
    article = annotate(Article(article_id="a", text=text, language="fr"))
    told = [c for c in article.claims if c.quantity.endswith("duration")]
    assert [text[c.start : c.end] for c in told] == expected
