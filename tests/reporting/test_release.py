"""What is held back stands nowhere: no page, table, figure or notebook."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from analysis.annotation import annotate
from analysis.reporting import release, render_report
from analysis.reporting.release import EXCERPT, TEXTS, decide
from analysis.reporting.words import load
from analysis.schema import Article
from analysis.text import HELD, MASKED, count_words

BODY = "Les rues basses zqbody de Lormont restent sous l’eau depuis lundi."
TAIL = "cette maison que mon père avait bâtie de ses mains pendant trois étés avec zqtail"
ARTICLES = (
    Article(
        article_id="anne-tirel",
        headline="Crue zqhead à Lormont",
        url="https://exemple.test/anne-tirel-raconte",
        text=f"""Crue zqhead à Lormont

{BODY}

« Nous avons zqquote perdu quarante ans de souvenirs et rien ne sera plus comme avant dans \
{TAIL} », \
a déclaré Anne Tirel, habitante de Lormont. Tirel attend. Le préfet Jean Vasson a annoncé \
12 zqthings et 300 évacuations.

Karim Oumar, 34 ans, est mort zqdead dans sa cave.

Selon des riverains zqgroup du pont, l’alerte est venue tard.

Soutenez zqgift notre journal, faites un don !""",
    ),
    Article(
        article_id="b",
        text="""La crue a touché 450 logements zqother à Lormont, selon la préfecture. Le préfet \
Jean Vasson a annoncé 250 évacuations. ANNE TIREL et Karim\u00a0Oumar ont quitté la ville.

Source : AFP""",
    ),
)
NEVER = ("zqbody", "zqtail", "zqdead")
EVIDENCE = ("zqhead", "zqquote", "zqthing", "zqgroup", "zqgift", "zqother")
PRIVATE = ("tirel", "oumar", "karim")


def decided(text, mask_names=True):
    read = annotate(list(ARTICLES), "fr")
    return read, decide(read, load("fr"), text, mask_names)


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_and_word_counts_stay_right(text):
    read, decision = decided(text)
    for article in read:
        shown = decision.article(article)
        assert len(shown.text) == len(article.text)
        assert count_words(shown.text) == count_words(article.text)
        assert [z.start for z in shown.zones] == [z.start for z in article.zones]


def test_nothing_changes_when_nothing_is_held_back():
    read, decision = decided("full", mask_names=False)
    assert not decision.active
    assert decision.article(read[0]) is read[0]


def test_private_names_are_masked_however_they_are_written_and_officials_stay():
    read, decision = decided("full")
    shown = [decision.article(a) for a in read]
    for article in shown:
        assert not any(name in article.text.lower() for name in PRIVATE)
        assert "Jean Vasson" in article.text
    assert shown[0].article.url is None
    assert shown[0].article_id == "article-1"
    names = {a.source_name for a in shown[0].attributions}
    assert "Jean Vasson" in names
    assert any(n.startswith("Personne ") for n in names)
    assert decision.masked("Selon la tirelire") == "Selon la tirelire"


def test_an_accent_or_an_invisible_character_hides_no_name():
    decision = decided("full")[1]
    for written in (
        "Anne\u00a0Tirel",
        "A\u200bnne Tirel",
        "anne TIREL",
        "Änne Tirel",
        "Anne-Tirel",
    ):
        assert "irel" not in decision.masked(f"dit {written} hier").lower(), written
    assert MASKED in decision.masked("l’Anne Tirel d’alors")


def masked_of(*texts):
    read = annotate([Article(article_id=f"t{n}", text=t) for n, t in enumerate(texts)], "fr")
    decision = decide(read, load("fr"), "full", True)
    return decision, [decision.article(a).text for a in read]


def test_a_text_may_end_with_a_name_that_begins_a_longer_one():
    decision, _ = masked_of(
        "« L’eau monte », a déclaré Anne Tirel, boulangère. « Oui », a ajouté Anne Tirel Vasson, "
        "fleuriste. La voisine, Anne Tirel Vasson, attend."
    )
    assert {"anne tirel", "anne tirel vasson"} <= set(decision.people)
    assert "irel" not in decision.masked("Une lettre d’Anne Tirel")


def test_known_office_holders_stay_where_no_article_names_their_office():
    _, (shown,) = masked_of(
        "« L’eau monte », a déclaré Anne Tirel, boulangère. François Hollande a répondu que la "
        "digue tiendrait, et Hollande a ajouté que tout irait bien."
    )
    assert "François Hollande a répondu" in shown
    assert "et Hollande a ajouté" in shown
    assert "Tirel" not in shown


def test_a_small_word_in_a_name_hides_itself_and_not_every_sentence_that_begins_so():
    text = (
        "« L’eau monte », a déclaré Anne Tirel Les, boulangère. Les voisins et les passants "
        "attendent les secours. Les pompiers ont vu les dégâts. Selon Jean Mars, riverain, "
        "l’eau baisse. Mars a souri."
    )
    _, (shown,) = masked_of(text)
    assert "Les voisins" in shown
    assert "Les pompiers" in shown
    assert "Mars" not in shown
    assert "Tirel" not in shown


@pytest.mark.parametrize(
    ("name", "is_phrase"),
    [
        ("la ministre", True),
        ("Vous serez", True),
        ("Anne Tirel", False),
        ("Le Pen", False),
        ("jean dupont", False),
        ("Giorgio della Rovere", False),
        ("Madonna", False),
    ],
)
def test_a_phrase_is_told_from_a_name(name, is_phrase):
    assert release._only_says(name, release._small_words("fr")) is is_phrase


def test_excerpts_hold_evidence_cut_when_long():
    read, decision = decided("excerpts", mask_names=False)
    shown = decision.article(read[0])
    assert "zqquote" in shown.text
    assert not any(word in shown.text for word in ("zqbody", "zqtail"))
    longest = max(len(run) for run in shown.text.split(HELD))
    assert longest <= EXCERPT + 60


def words_of_book(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())


def words_of_embedded(written: re.Match[str]) -> str:
    """The words of an embedded file; its bytes, as letters, spell any short name by chance."""
    data = base64.b64decode(written[2])
    if written[1] == "image/png":
        with Image.open(io.BytesIO(data)) as image:
            return "\n".join(f"{key}: {value}" for key, value in image.info.items())
    return words_of_book(data)


def everything(folder: Path) -> str:
    """All that can be read in a folder: file names, tables, pages, what is embedded in them."""
    parts = []
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        parts.append(file.relative_to(folder).as_posix())
        if file.suffix == ".parquet":
            parts.append(pd.read_parquet(file).to_csv())
        elif file.suffix == ".xlsx":
            parts.append(words_of_book(file.read_bytes()))
        else:
            embedded = r"data:([\w/.+-]+);base64,([A-Za-z0-9+/=]+)"
            parts.append(re.sub(embedded, words_of_embedded, file.read_text("utf-8")))
    return "\n".join(parts).lower()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("held") / "articles.jsonl"
    fields = ("article_id", "text", "headline", "url")
    rows = [{k: getattr(a, k) for k in fields if getattr(a, k)} for a in ARTICLES]
    file.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    return file


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_no_word_of_the_articles_stands_in_a_report_without_text(corpus, tmp_path, locale):
    render_report(
        corpus, tmp_path, locale=locale, text="none", mask_names=True, single_file=True, quiet=True
    )
    found = everything(tmp_path)
    assert [w for w in (*NEVER, *EVIDENCE, *PRIVATE) if w in found] == []
    assert "jean vasson" in found


@pytest.mark.slow
def test_only_evidence_stands_in_a_report_of_excerpts(corpus, tmp_path):
    render_report(corpus, tmp_path, text="excerpts", quiet=True)
    found = everything(tmp_path)
    assert [w for w in NEVER if w in found] == []
    assert "zqquote" in found


@pytest.mark.slow
def test_full_reports_hold_the_canaries_so_the_tests_above_can_fail(corpus, tmp_path):
    render_report(corpus, tmp_path, quiet=True)
    found = everything(tmp_path)
    assert [w for w in (*NEVER, *EVIDENCE, *PRIVATE) if w not in found] == []


def test_an_unknown_choice_is_refused(corpus, tmp_path):
    with pytest.raises(ValueError, match="full, excerpts, none"):
        render_report(corpus, tmp_path, text="half")
