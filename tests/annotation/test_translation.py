from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from analysis.annotation import annotate
from analysis.annotation.translation import (
    TranslationModel,
    count_runs,
    is_flagged,
    load_model,
    score_margin,
    score_text,
    translation_score,
)
from analysis.schema import Article


def test_typography_is_levelled() -> None:
    assert count_runs(["« L’été », dit-il…"]) == count_runs(['"L\'été", dit-il'])
    assert count_runs(["un – deux"]) == count_runs(["un - deux"])


def test_the_margin_is_the_weighted_cosine_of_known_runs() -> None:
    key = next(iter(count_runs(["mot"])))
    model = TranslationModel(
        hashes=np.array([key], dtype=np.uint32),
        idf=np.ones(1, dtype=np.float32),
        weights=np.array([2], dtype=np.float32),
        intercept=0.5,
        scale=1,
        shift=0,
        threshold=0.5,
    )
    assert score_margin(model, count_runs(["mot"])) == 2.5
    assert score_margin(model, count_runs(["autre"])) == 0.5
    assert score_text(model, "mot") == pytest.approx(1 / (1 + math.exp(-2.5)))


def test_short_texts_and_languages_without_a_model_have_no_score() -> None:
    short = annotate(Article(article_id="a", text="Un texte court.", language="fr"))
    english = annotate(Article(article_id="b", text="Many words. " * 200, language="en"))
    for article in (short, english):
        assert math.isnan(translation_score(article))
        assert is_flagged(article) is None


def test_the_seed_without_any_trace_scores_lowest(seed_paths: list[Path]) -> None:
    articles = [
        annotate(Article(article_id=p.stem[:3], text=p.read_bytes().decode(), language="fr"))
        for p in seed_paths
    ]
    scores = {a.article_id: translation_score(a) for a in articles}
    assert all(0 <= score <= 1 for score in scores.values())
    assert min(scores, key=scores.__getitem__) == "004"
    assert is_flagged(articles[3]) is True
    assert is_flagged(articles[4]) is False


def test_the_data_file_holds_numbers_only() -> None:
    model = load_model("fr")
    assert model is not None
    assert np.all(np.diff(model.hashes.astype(np.int64)) > 0)
    assert len(model.hashes) == len(model.idf) == len(model.weights)
    assert 0 < model.threshold < 1
