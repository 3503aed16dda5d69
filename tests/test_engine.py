from __future__ import annotations

from pathlib import Path

import pytest

from analysis import engine
from analysis.annotation import annotate_article
from analysis.engine import SchedulerError, annotate_corpus
from analysis.languages import UnknownLanguageError
from analysis.schema import Article

ARTICLES = [
    Article(article_id=f"a{i}", text=f"Le maire a annoncé {i} travaux.\nFin.", language="fr")
    for i in range(7)
]
EXPECTED = [annotate_article(a) for a in ARTICLES]


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_articles_come_back_in_their_order(batch: int):
    assert annotate_corpus(ARTICLES, batch=batch) == EXPECTED


@pytest.mark.slow
def test_processes_give_what_one_process_gives(tmp_path: Path):
    assert annotate_corpus(ARTICLES, jobs=2, batch=2, store=tmp_path) == EXPECTED
    assert annotate_corpus(ARTICLES, jobs=1, batch=2, store=tmp_path) == EXPECTED


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch):
    done: list[str] = []

    def stops_at_five(article: Article, *args: object):
        if len(done) == 5:
            raise KeyboardInterrupt
        done.append(article.article_id)
        return annotate_article(article)

    monkeypatch.setattr(engine, "annotate_article", stops_at_five)
    with pytest.raises(KeyboardInterrupt):
        annotate_corpus(ARTICLES, batch=2, store=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2

    again: list[str] = []

    def counts(article: Article, *args: object):
        again.append(article.article_id)
        return annotate_article(article)

    monkeypatch.setattr(engine, "annotate_article", counts)
    assert annotate_corpus(ARTICLES, batch=2, store=tmp_path) == EXPECTED
    assert again == ["a4", "a5", "a6"]


def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]):
    annotate_corpus(ARTICLES, quiet=False)
    out, err = capsys.readouterr()
    assert out == ""
    assert "7/7" in err


def test_an_unknown_language_is_refused_before_any_work():
    with pytest.raises(UnknownLanguageError):
        annotate_corpus(ARTICLES, "xx")


def test_a_scheduler_that_cannot_be_used_says_why():
    with pytest.raises(SchedulerError, match=r"dask|Dask"):
        annotate_corpus(ARTICLES, scheduler="tcp://127.0.0.1:1", batch=2)
