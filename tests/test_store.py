from __future__ import annotations

from pathlib import Path

import pytest

from analysis import annotate
from analysis.corpus import read_articles
from analysis.schema import Article
from analysis.store import Store, dump, load


def test_an_annotated_article_survives_the_store(seed_paths: list[Path]):
    for article in read_articles(seed_paths[0].parent).articles:
        annotated = annotate(article)
        assert load(dump(annotated)) == annotated


def test_odd_characters_survive_the_store():
    annotated = annotate(
        Article(article_id="é\u2028", text='« Oui\x0b", dit\r\nla maire 🙂 e\u0301.')
    )
    assert load(dump(annotated)) == annotated


@pytest.fixture
def article() -> Article:
    return Article(article_id="a", text="Un texte court.", language="fr")


def test_a_part_is_whole_or_not_there(tmp_path: Path, article: Article):
    store = Store(tmp_path / "new")
    path = store.path([article], {"scope": "S"})
    assert store.read(path) is None
    store.write(path, [annotate(article)])
    assert store.read(path) == [annotate(article)]
    assert [p.name for p in store.folder.iterdir()] == [path.name]
    path.write_bytes(path.read_bytes()[:-9])
    assert store.read(path) is None


def test_a_part_is_named_by_what_made_it(tmp_path: Path, article: Article):
    store = Store(tmp_path)
    other = Article(article_id="a", text="Un autre texte.", language="fr")
    names = {
        store.path([article], {"scope": "S"}),
        store.path([article], {"scope": "P"}),
        store.path([other], {"scope": "S"}),
        store.path([article, other], {"scope": "S"}),
    }
    assert len(names) == 4


def test_the_same_articles_give_the_same_bytes(tmp_path: Path, article: Article):
    store = Store(tmp_path)
    first, second = tmp_path / "1.gz", tmp_path / "2.gz"
    store.write(first, [annotate(article)])
    store.write(second, [annotate(article)])
    assert first.read_bytes() == second.read_bytes()
