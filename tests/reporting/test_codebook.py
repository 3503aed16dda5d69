"""The codebook: a meaning in each language for every column that a table can have."""

from __future__ import annotations

import pytest

from analysis.annotation import annotate
from analysis.annotation.records import records
from analysis.comparison import PAIR_COLUMNS
from analysis.features import FEATURES
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


def test_a_column_without_a_meaning_is_an_error():
    with pytest.raises(KeyError):
        list(codebook({"evidence": ["mystery"]}, load("en")))
