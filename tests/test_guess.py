"""What undecided lines most likely are: ``analysis/zones/guess.py``."""

from __future__ import annotations

import pytest

from analysis import languages
from analysis.schema import Article
from analysis.text import Shadow
from analysis.zones import find_zones, lay_out
from analysis.zones.guess import LABELS, describe, guess_labels, load_model, most_likely

ARTICLE = """Le moulin de Varesnes tournera de nouveau
Les bénévoles du moulin de Varesnes ont posé mardi la dernière pale, douze ans après la tempête qui
l'avait brisée, devant deux cents voisins venus à pied depuis le bourg.
{between}
La remise en route du moulin est prévue pour le printemps, a indiqué le trésorier de l'association,
qui attend encore l'avis de l'architecte des bâtiments de France."""
FOOT = """Partager
Mentions légales
{below}
Tous droits réservés"""


def labels(text: str) -> dict[str, str]:
    text = text.replace("\nl'avait", " l'avait").replace("\nqui attend", " qui attend")
    shadow = Shadow.of(text).text
    zones = find_zones(shadow, languages.load("fr"), Article(article_id="x", text=text))
    return {shadow[z.start : z.end]: z.label for z in zones}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Découvrir toutes nos lettres thématiques", "widget"),
        ("Choisir mon département de naissance", "widget"),
        ("Les messages des lecteurs sont relus avant leur publication.", "disclaimer"),
    ],
)
def test_a_line_among_the_furniture_is_told_by_what_it_resembles(line: str, label: str):
    page = ARTICLE.format(between="Le vent manquait.") + "\n" + FOOT.format(below=line)
    assert labels(page)[line] == label


@pytest.mark.parametrize(
    "line", ["Une pale de trop", "Le vent manquait.", "« On a tout scié »", "Recevoir le grain"]
)
def test_what_stands_between_paragraphs_stays_of_the_article(line: str):
    page = ARTICLE.format(between=line) + "\n" + FOOT.format(below="Partager")
    assert labels(page)[line] == "body"


def test_nothing_is_guessed_of_a_text_without_furniture():
    text = ARTICLE.format(between="Le vent manquait.") + "\nDécouvrir toutes nos lettres"
    shadow = Shadow.of(text).text
    blocks, told = lay_out(shadow, languages.load("fr"), Article(article_id="x", text=text))
    assert guess_labels(blocks, told) == blocks


def test_what_the_wording_told_is_not_described():
    text = ARTICLE.format(between="Le vent manquait.") + "\n" + FOOT.format(below="Voilà")
    shadow = Shadow.of(text).text
    blocks, told = lay_out(shadow, languages.load("fr"), Article(article_id="x", text=text))
    described = [i for i, _ in describe(blocks, told)]
    assert described
    assert all(told[i] is None for i in described)


def test_a_probability_is_one_and_the_model_is_whole():
    model = load_model()
    assert set(model.labels) <= set(LABELS)
    assert all(len(row) == len(model.labels) == len(model.intercepts) for row in model.rows)
    label, probability = most_likely(model, {})
    assert label in model.labels
    assert 1 / len(model.labels) <= probability <= 1


@pytest.mark.parametrize(
    "text", ["\u00a0\nPartager\nPartager\n\u200b", "Partager\n" * 3 + "\ud83d"]
)
def test_odd_lines_are_read(text: str):
    assert labels(text)
