"""Which day is that of an article's event, and which dates are told of it."""

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
    # Whatever stands beside it, the event's own day is told and another weekday is not.
    ("fr", "L'explosion [de mardi] a fait six morts. Deux cents riverains ont fui [mardi]."),
    ("fr", "L'explosion [de mardi] a fait six morts. Un séisme a été ressenti jeudi au large."),
    ("en", "The storm made landfall [on Tuesday]. A car bomb went off in Halm on Thursday."),
    ("es", "El naufragio [del martes] dejó tres muertos. Un sismo se sintió el jueves."),
    ("fr", "La crue [du 5 février] a fait six morts. Le festival a ouvert mercredi."),
    # When it began is its day.
    ("fr", "Jeudi, l'incendie avançait. Parti [mardi], le feu a brûlé 300 hectares."),
    # A state of that day is told beside the event, not of it.
    ("fr", "La tempête a touché terre [mardi]. 9 000 foyers étaient privés d'eau mardi soir."),
    # Where no event is dated, the one day before the report is its day.
    ("fr", "Le feu a tout pris. Ils étaient deux cents [mercredi] dans la fumée."),
    ("fr", "Le feu a tout pris. Marc est rentré mercredi. Léa aurait eu dix ans jeudi."),
    # What the first sentence tells comes before what follows.
    ("en", "Police [on Tuesday] cleared a camp in Halm. A charity went to court on Thursday."),
    # What is announced is news from that day, what is only said is none.
    ("fr", "Norval a annoncé [mardi] la fermeture de son usine."),
    ("fr", "Norval a annoncé [mardi] la suppression de 320 postes."),
    ("en", "Norval said [on Tuesday] it would close its plant. Unions plan a rally on Saturday."),
    ("fr", "Norval a annoncé mardi que la fermeture de son usine était à l'étude."),
    (
        "fr",
        "L'accident [de mardi] a fait six morts. Le maire a annoncé jeudi la fermeture du pont.",
    ),
    # Next stages of the story, and other matters.
    ("fr", "L'élection [de dimanche] a été calme. L'investiture aura lieu [le 20 mars]."),
    ("en", "Cholera has killed 14 since [Tuesday]. The vaccination drive starts [on March 1]."),
    ("en", "The crash [on Tuesday] killed six. The tour moves on to Halm on March 1."),
    ("fr", "L'attaque [de mardi] a fait six morts. Une trêve est entrée en vigueur [jeudi]."),
    ("fr", "La fusillade [de mardi] a fait six morts. Le marché du 20 février est maintenu."),
    # The article counts back to its day, or says which event it means.
    ("fr", "Trois jours après l'explosion, Marc était là [mardi]. Le match a eu lieu jeudi."),
    ("en", "Halm is still in shock after [Tuesday]'s crash. A tremor struck on Wednesday."),
    ("es", "El Gobierno aprobó ayer ayudas. La riada [del martes] dejó tres muertos."),
    ("fr", "L'accord [de mardi] a été salué. Un séisme a été ressenti mercredi."),
    # An event right by its date is not that of another date of the sentence.
    ("fr", "Le directeur a été limogé jeudi, trois jours après le crash survenu [mardi]."),
    ("en", "Experts released on Thursday a first report into [Tuesday]'s crash."),
    ("en", "Service for the victims of the crash [on Tuesday] will be held on Sunday."),
    ("fr", "L'éruption [de dimanche] a tué six habitants. Une marche partira dimanche."),
    ("fr", "La rue, fermée depuis l'incendie [de mardi], a rouvert jeudi."),
    # What stops is a strike that begins.
    ("fr", "Les agents ont cessé le travail [mardi]. La foire du 20 février est maintenue."),
    # A record is measured on the day it is set.
    ("fr", "Le thermomètre a atteint 43,2 °C [mardi] à Halm, du jamais-vu."),
    # A blockade, a failure and a first patient have their day, a market to come is none.
    ("fr", "Les barrages installés [mardi] tiennent. Le ministre a reçu les syndicats jeudi."),
    ("en", "Savers have seen no cent since Corvo went under [on Tuesday]. Two were held Thursday."),
    ("fr", "L'homme s'est rendu. Le marché du 20 février est maintenu."),
    ("fr", "Lactane a déposé le bilan [mardi]. Les salariés ont manifesté jeudi."),
    ("fr", "La trêve est entrée en vigueur [mardi]. L'échange commencera [le 20 février]."),
    # A burial is no event of its own.
    ("fr", "Trois mille personnes ont assisté jeudi aux obsèques des victimes."),
]


@pytest.mark.parametrize(("language", "marked"), DAYS)
def test_the_days_of_an_article_agree_on_its_event(language: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    article = Article(article_id="a", text=text, language=language, published="2024-02-09")
    found = [text[c.start : c.end] for c in annotate(article).claims if c.unit == "date"]
    assert found == [part.split("]")[0] for part in marked.split("[")[1:]]


def test_a_day_told_in_passing_is_called_as_the_event() -> None:
    text = "L'explosion de mardi a fait six morts. Deux cents riverains ont marché mardi."
    article = Article(article_id="a", text=text, language="fr", published="2024-02-09")
    found = {(c.quantity, c.low) for c in annotate(article).claims if c.unit == "date"}
    assert found == {("explosion_date", "2024-02-06")}
