"""The transformer does what scikit-learn users expect of one."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.utils.validation import check_is_fitted

from analysis import FeatureExtractor, annotate, extract
from analysis.schema import Article

TEXTS = [
    "Le maire a déclaré que l'eau revient jeudi. Les foyers attendent depuis deux jours.",
    "Incroyable ! Regardez ! La ville dort. On ne sait rien de plus ce soir, hélas !",
    "Selon la préfecture, la panne a commencé lundi. L'usine reste fermée.",
    "La conduite a cédé. Les équipes travaillent la nuit. Le pont est coupé !",
]


def test_strings_articles_and_annotated_articles_give_the_same_rows() -> None:
    extractor = FeatureExtractor(language="fr").fit(TEXTS)
    rows = extractor.transform(TEXTS)
    articles = [Article(article_id=str(i), text=t) for i, t in enumerate(TEXTS)]
    annotated = annotate(TEXTS, language="fr")
    for other in (articles, annotated, pd.Series(TEXTS), np.array(TEXTS, dtype=object)[:, None]):
        np.testing.assert_array_equal(rows, extractor.transform(other))


def test_columns_are_those_of_extract_without_the_ones_that_need_other_articles() -> None:
    extractor = FeatureExtractor(language="fr").fit(TEXTS)
    names = list(extractor.get_feature_names_out())
    table = extract(annotate(TEXTS, language="fr"))
    assert set(names) <= set(table.columns)
    np.testing.assert_array_equal(extractor.transform(TEXTS), table[names].to_numpy())
    assert "corroboration__concordance_share" not in names


def test_pandas_output_is_honoured() -> None:
    table = FeatureExtractor().set_output(transform="pandas").fit_transform(pd.Series(TEXTS))
    assert isinstance(table, pd.DataFrame)
    assert "wording__emphasis_rate" in table.columns
    assert len(table) == len(TEXTS)


def test_it_works_in_a_pipeline_and_a_column_transformer() -> None:
    model = make_pipeline(
        FeatureExtractor(features=["wording__emphasis_rate", "readability__lix"]),
        SimpleImputer(),
        LogisticRegression(),
    )
    assert model.fit(TEXTS, [0, 1, 0, 1]).predict(TEXTS).shape == (4,)
    frame = pd.DataFrame({"text": TEXTS, "outlet": list("abab")})
    columns = ColumnTransformer(
        [("features", FeatureExtractor(features=["size__body_word_count"]), "text")]
    ).set_output(transform="pandas")
    made = columns.fit_transform(frame)
    assert list(made.columns) == ["features__size__body_word_count"]


def test_it_can_be_cloned_and_tells_its_parameters() -> None:
    extractor = FeatureExtractor(features=["size__body_word_count"], language="fr")
    twin = clone(extractor)
    assert twin is not extractor
    assert twin.get_params() == {"features": ["size__body_word_count"], "language": "fr"}
    with pytest.raises(Exception, match="not fitted"):
        check_is_fitted(twin)
    with pytest.raises(Exception, match="not fitted"):
        twin.transform(TEXTS)


def test_fit_learns_nothing_from_the_data() -> None:
    one = FeatureExtractor(language="fr").fit(TEXTS[:1]).transform(TEXTS)
    np.testing.assert_array_equal(one, FeatureExtractor(language="fr").fit_transform(TEXTS))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("one text", "not a single one"),
        (3, "not int"),
        ([1, 2], "expected texts, got int"),
        (pd.DataFrame({"a": ["x"], "b": ["y"]}), "expected one column"),
    ],
)
def test_what_is_not_texts_is_refused_with_a_reason(given: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        FeatureExtractor().fit(given)


def test_a_feature_that_needs_other_articles_is_refused() -> None:
    with pytest.raises(ValueError, match="needs other articles"):
        FeatureExtractor(features=["corroboration__concordance_share"]).fit(TEXTS)


def test_importing_the_project_loads_no_heavy_library() -> None:
    code = (
        "import sys, analysis; "
        "print([m for m in ('spacy', 'matplotlib', 'sklearn', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
