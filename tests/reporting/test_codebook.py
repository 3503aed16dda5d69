"""The codebook: a meaning in each language for every column that a table can have."""

from __future__ import annotations

import re

import pytest

from analysis.annotation import annotate
from analysis.annotation.records import records
from analysis.comparison import PAIR_COLUMNS
from analysis.features import FEATURES, label_text
from analysis.profiles import profile
from analysis.reporting.codebook import codebook
from analysis.reporting.words import load

TEXT = """La crue a touché 450 logements, selon la préfecture, qui aurait tardé.

Le maire a déclaré que « l’eau baisse ». Source : AFP

Faites un don !"""


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_column_has_a_meaning(locale):
    article = annotate(TEXT, language="fr")
    tables = {
        "evidence": {k: None for r in records(article) for k in r},
        "features": ["article_id", *(f"{f.name}{end}" for f in FEATURES for end in ("", "__low"))],
        "profiles": profile([article]).columns,
        "claim_pairs": PAIR_COLUMNS,
    }
    rows = list(codebook(tables, load(locale)))
    assert len(rows) == sum(len(list(columns)) for columns in tables.values())
    assert all(meaning.strip() for _, _, _, meaning in rows)


@pytest.mark.parametrize("name", [f.name for f in FEATURES])
def test_a_feature_is_defined_in_french_as_it_is_in_english(name):
    (english,) = codebook({"features": [name]}, load("en"))
    (french,) = codebook({"features": [name]}, load("fr"))
    label = label_text(name, "fr")
    assert french[3].startswith(f"{label}. ")
    assert "élevé" in french[3]
    assert re.findall(r"\d{4}", french[3]) == re.findall(r"\d{4}", english[3])
    assert not re.search(r"\b(?:the|of|and|higher|means)\b", french[3].casefold())
    assert len(french[3]) > 0.7 * len(english[3])
    assert french[2] not in {"index", "mean", "grade"}
    assert "`" not in english[3] + french[3]


def test_a_column_without_a_meaning_is_an_error():
    with pytest.raises(KeyError):
        list(codebook({"evidence": ["mystery"]}, load("en")))
