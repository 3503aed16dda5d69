"""The map of articles: one scale, places with doubt, groups only where they come again."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest

from analysis.profiles.exploration import (
    FeatureSpace,
    axes_of,
    feature_groups,
    feature_map,
    feature_space,
    nearest,
)
from analysis.schema import AnnotatedArticle, Label

from .made import of_outlet


def made_like(i: int, kind: int) -> AnnotatedArticle:
    """An article of one of two kinds: much attributed, or unattributed and full of labels."""
    base = of_outlet(i)
    sentences = tuple(
        dataclasses.replace(s, attributed=(k + i) % 3 > 0 if kind else k == i % 3)
        for k, s in enumerate(base.sentences)
    )
    labels = () if kind else tuple(
        Label(start=k, end=k + 2, voice="narrator", polarity="delegitimising", term="pont")
        for k in range(3 + i % 3)
    )  # fmt: skip
    return dataclasses.replace(base, sentences=sentences, labels=labels)


@cache
def space() -> FeatureSpace:
    return feature_space([made_like(i, i % 2) for i in range(24)])


def test_features_are_on_one_scale_and_what_is_left_out_says_why() -> None:
    made = space()
    assert made.scores.shape == made.known.shape
    assert made.scores.abs().to_numpy().max() < 2.4
    assert set(made.left_out["reason"]) == {"alike", "few_values"}
    assert not any(name.startswith("size__") for name in made.scores.columns)


def test_places_have_ellipses_and_the_share_they_show() -> None:
    for method in ("pca", "mds"):
        places = feature_map(space(), method=method)
        assert list(places["article_id"]) == space().articles
        assert (places["width"] >= places["height"]).all()
        assert (places["width"] > 0).any()
        assert 0 < places.attrs["explained"] <= 1
    with pytest.raises(ValueError, match="'pca' or 'mds'"):
        feature_map(space(), method="tsne")  # type: ignore[arg-type]


def test_articles_of_one_kind_lie_together() -> None:
    places = feature_map(space()).set_index("article_id")
    at = {k: places.loc[[f"a{i}" for i in range(k, 24, 2)], ["x", "y"]].to_numpy() for k in (0, 1)}
    between = np.linalg.norm(at[0].mean(axis=0) - at[1].mean(axis=0))
    within = max(np.linalg.norm(p - p.mean(axis=0), axis=1).mean() for p in at.values())
    assert between > 1.5 * within


def test_two_kinds_are_found_again_in_resamples() -> None:
    made = feature_groups(space(), resamples=10)
    assert made.stable
    groups = made.members.set_index("article_id")["group"]
    assert groups[[f"a{i}" for i in range(0, 24, 2)]].nunique() == 1
    assert groups["a0"] != groups["a1"]
    assert made.members["stability"].between(0, 1).all()


def test_articles_all_of_one_kind_form_no_groups() -> None:
    rng = np.random.default_rng(1)
    noise = space().scores.copy()
    noise.loc[:, :] = rng.normal(size=noise.shape)
    made = feature_groups(dataclasses.replace(space(), scores=noise), resamples=10)
    assert not made.stable
    assert set(made.members["group"]) == {0}
    assert len(made.tried)


def test_a_neighbour_comes_with_reasons() -> None:
    table = nearest(space(), "a0", n=3)
    assert len(table) == 3
    assert (table["distance"].diff().dropna() >= 0).all()
    assert {int(i[1:]) % 2 for i in table["article_id"]} == {0}
    assert all(table["alike"].str.len() > 0)
    with pytest.raises(KeyError, match="no article 'x'"):
        nearest(space(), "x")


def test_axes_are_named_by_their_features() -> None:
    table = axes_of(space(), locale="fr")
    assert set(table["axis"]) == {"x", "y"}
    assert table["loading"].abs().between(0, 1).all()


def test_few_articles_have_no_map() -> None:
    few = feature_space([made_like(1, 0), made_like(2, 1)])
    assert feature_map(few).empty
    assert axes_of(few).empty
    assert not feature_groups(few).stable
    assert feature_map(feature_space([])).empty
