from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from analysis import annotate
from analysis.comparison.events import FAREST, _company, _days_count, _far, group_events
from analysis.schema import AnnotatedArticle, Article, Zone
from analysis.text import line_spans

QUAKE = [
    "Un séisme a frappé la côte du Pérou mardi. À Lima, à Cuzco et à Callao, des murs se sont "
    "effondrés. Les secours fouillent les décombres et cherchent des blessés.",
    "Le séisme de mardi a fait des blessés au Pérou, selon les secours. Des murs effondrés "
    "bloquent les rues de Lima, de Callao et de Cuzco. Les décombres sont fouillés.",
]
MATCH = [
    "Le gardien a sauvé un penalty et Nantes a battu Lyon dans un stade plein. Les supporters de "
    "Nantes et de Marseille chantaient.",
    "Devant un stade plein, Nantes a gagné contre Lyon grâce à un penalty arrêté par son gardien. "
    "À Marseille, les supporters ont chanté.",
]


def articles(*texts: str, published: tuple[str | None, ...] = ()) -> list[AnnotatedArticle]:
    days = published or (None,) * len(texts)
    return [
        AnnotatedArticle(
            article=Article(article_id=f"a{i}", text=text, language="fr", published=day),
            language="fr",
            words_total=0,
            words_body=0,
            zones=tuple(Zone(start=a, end=b, label="body") for a, b in line_spans(text)),
        )
        for i, (text, day) in enumerate(zip(texts, days, strict=True))
    ]


def test_reports_on_one_event_are_grouped_with_the_words_that_tie_them() -> None:
    events = group_events(articles(QUAKE[0], MATCH[0], QUAKE[1], MATCH[1]))
    assert [e.articles for e in events] == [("a0", "a2"), ("a1", "a3")]
    assert [e.event_id for e in events] == ["E1", "E2"]
    assert {"lima", "cuzco", "callao"} <= set(events[0].terms)
    assert not {"des", "les", "selon", "nantes"} & set(events[0].terms)


def test_days_far_apart_are_two_events() -> None:
    near = articles(*QUAKE, published=("2022-01-11", "2022-01-13T08:00:00Z"))
    far = articles(*QUAKE, published=("2022-01-11", "2023-01-11"))
    unknown = articles(*QUAKE, published=("2022-01-11", "hier"))
    assert [len(group_events(group)) for group in (near, far, unknown)] == [1, 2, 1]


def test_an_article_alone_is_an_event_without_terms() -> None:
    (event,) = group_events(articles(QUAKE[0]))
    assert (event.articles, event.terms) == (("a0",), ())
    assert group_events([]) == []
    assert len(group_events(articles("", ""))) == 2


def test_the_five_seeds_are_one_event(root_articles: list[AnnotatedArticle]) -> None:
    (event,) = group_events(root_articles)
    assert len(event.articles) == 5
    assert "kazakhstan" in event.terms


def test_a_name_that_only_begins_sentences_here_ties_as_it_does_elsewhere() -> None:
    texts = (
        "Kormo compte ses malades. Les doses arrivent, des écoles ferment.",
        "Des malades affluent à Kormo. Des écoles ferment, et les doses arrivent.",
        "Brévent élague ses arbres. Les vergers fleurissent, des routes ferment.",
    )
    assert [e.articles for e in group_events(articles(*texts))] == [("a0", "a1"), ("a2",)]


def test_short_texts_without_a_name_are_not_thrown_together() -> None:
    texts = (
        "Le bilan est de neuf morts. Des écoles restent fermées.",
        "La récolte de blé sera bonne. Des silos restent vides.",
        "Un violon ancien est vendu aux enchères. Des salles restent ouvertes.",
    )
    assert len(group_events(articles(*texts))) == 3


def test_events_mixed_in_one_folder_come_apart_whatever_the_order() -> None:
    mixed = articles(*QUAKE, *MATCH)
    for order in ((0, 1, 2, 3), (2, 0, 3, 1), (3, 2, 1, 0)):
        groups = {frozenset(e.articles) for e in group_events([mixed[i] for i in order])}
        assert groups == {frozenset({"a0", "a1"}), frozenset({"a2", "a3"})}


THREE_LANGUAGES = {
    "fr": "Séisme en Turquie : au moins 41 morts à Elazig\nUn séisme de magnitude 6,8 a frappé "
    "vendredi la province d'Elazig, faisant 41 morts et 1 600 blessés, selon l'agence Afad. Le "
    "ministre Süleyman Soylu s'est rendu sur place avec Recep Tayyip Erdogan.",
    "en": "Turkey quake kills 41 in Elazig\nA magnitude 6.8 earthquake hit the province of Elazig "
    "on Friday, killing 41 people and injuring 1,600, the disaster agency AFAD said. Minister "
    "Suleyman Soylu visited the area with Recep Tayyip Erdogan.",
    "es": "Terremoto en Turquía deja 41 muertos en Elazig\nUn terremoto de magnitud 6,8 sacudió el "
    "viernes la provincia de Elazig y dejó 41 muertos y 1.600 heridos, según la agencia AFAD. El "
    "ministro Süleyman Soylu visitó la zona con Recep Tayyip Erdogan.",
}


def test_articles_in_three_languages_are_tied_by_names_and_figures() -> None:
    read = [
        annotate(Article(article_id=code, text=text), language=code)
        for code, text in THREE_LANGUAGES.items()
    ]
    other = articles(MATCH[0])
    events = group_events([*read, *other])
    assert [e.articles for e in events] == [("fr", "en", "es"), ("a0",)]
    assert {"elazig", "soylu", "erdogan"} <= set(events[0].terms)


def test_weeks_between_like_articles_speak_against_one_event() -> None:
    first = Counter([1])
    within, later, year = (_far(first, Counter([day])) for day in (6, 15, 400))
    assert 0 == within < later < year == FAREST
    assert _far(first, Counter([15, 15])) == 2 * later
    assert _far(first, Counter()) == 0


def test_in_a_small_folder_a_later_report_is_a_follow_up() -> None:
    alone, few, some, many, more = (_days_count(n) for n in (1, 20, 50, 100, 5000))
    assert alone == few == 0 < some < many == more == 1


def test_more_is_asked_where_more_articles_could_be_on_the_event() -> None:
    day = date(2022, 1, 11)
    days = [day] * 3 + [day + timedelta(days=200)] * 2 + [None]
    assert _company(days) == [4, 4, 4, 3, 3, 6]
