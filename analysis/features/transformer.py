"""The features as a scikit-learn transformer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from analysis.annotation import annotate
from analysis.features import FEATURES, by_name
from analysis.schema import AnnotatedArticle, Article
from analysis.statistics import Floats


class FeatureExtractor(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped base
    """Turn texts into a table of features.

    Nothing is learnt from the data: a row depends on its own text alone, so features that need
    other articles are not offered. Undefined values are NaN; put an imputer or an estimator that
    takes them next.

    Parameters
    ----------
    features : sequence of str, optional
        Column names such as ``attribution__attribution_rate``; by default all but the
        experimental ones.
    language : str, optional
        ISO 639-1 code of all texts; by default each text's own is detected.

    Examples
    --------
    >>> extractor = FeatureExtractor(features=["size__body_word_count"])
    >>> extractor.fit_transform(["Une phrase de cinq mots."]).shape
    (1, 1)
    """

    def __init__(self, features: Sequence[str] | None = None, language: str | None = None) -> None:
        self.features = features
        self.language = language

    def fit(self, X: Any, y: Any = None) -> FeatureExtractor:
        """Check the parameters; there is nothing to learn."""
        _texts(X)
        self.feature_names_ = _names(self.features)
        self.n_features_in_ = 1
        return self

    def transform(self, X: Any) -> Floats:
        """One row an article, one column a feature.

        Parameters
        ----------
        X : iterable of str, Article or AnnotatedArticle
            A list, Series, array or a single column of a table.
        """
        check_is_fitted(self)
        chosen = [by_name(name) for name in self.feature_names_]
        rows = [[item(article) for item in chosen] for article in map(self._annotated, _texts(X))]
        return np.array(rows, dtype=float).reshape(-1, len(chosen))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """The column names."""
        check_is_fitted(self)
        return np.array(self.feature_names_, dtype=object)

    def _annotated(self, item: str | Article | AnnotatedArticle) -> AnnotatedArticle:
        return item if isinstance(item, AnnotatedArticle) else annotate(item, self.language)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = True
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        tags.input_tags.allow_nan = False
        tags.no_validation = True
        return tags


def _names(features: Sequence[str] | None) -> list[str]:
    if features is None:
        return [f.name for f in FEATURES if f.role != "experimental" and f.comparison != "needed"]
    for name in features:
        if by_name(name).comparison == "needed":
            raise ValueError(f"{name} needs other articles: use analysis.extract with a comparison")
    return list(features)


def _texts(X: Any) -> list[str | Article | AnnotatedArticle]:
    if isinstance(X, (str, Article, AnnotatedArticle)):
        raise ValueError("expected a list of texts, not a single one: put it in a list")
    if hasattr(X, "columns"):
        if len(X.columns) != 1:
            raise ValueError(f"expected one column of texts, got {len(X.columns)}")
        X = X.iloc[:, 0]
    if isinstance(X, np.ndarray) and X.ndim == 2 and X.shape[1] == 1:
        X = X[:, 0]
    if not isinstance(X, Iterable):
        raise ValueError(f"expected a list of texts, not {type(X).__name__}")
    texts = list(X)
    for item in texts:
        if not isinstance(item, (str, Article, AnnotatedArticle)):
            raise ValueError(f"expected texts, got {type(item).__name__}")
    return texts
