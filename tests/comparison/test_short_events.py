"""Short reports of one event are brought together, those of different events are not."""

from __future__ import annotations

from analysis import annotate
from analysis.comparison.events import group_events
from analysis.schema import Article

FERRY = [
    """Le ferry Étoile chavire au large de Corvan, neuf morts
Le ferry Étoile a chaviré dimanche au large de Corvan, faisant neuf morts, selon les garde-côtes.
Le navire reliait Corvan au port de Dunlé par forte mer.""",
    """Corvan : les recherches continuent autour de l'épave
Les plongeurs cherchent toujours des disparus autour du ferry Étoile, qui a chaviré au large de
Corvan. Au port de Dunlé, des familles attendent les garde-côtes.""",
]
STRIKE = """Les infirmières de Vessen en grève
Les infirmières de Vessen ont cessé le travail lundi pour demander une hausse de leur salaire. Le
ministère de la Santé de Vessen a reçu le syndicat."""


def test_short_reports_of_one_event_are_one_group():
    articles = [
        annotate(Article(article_id=str(i), text=text, language="fr"))
        for i, text in enumerate([*FERRY, STRIKE])
    ]
    assert [event.articles for event in group_events(articles)] == [("0", "1"), ("2",)]
