"""The layers of doubt, told apart."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from features.hand import coded_seeds

from analysis import annotate
from analysis.corpus import read_articles
from analysis.profiles import uncertainty

from .made import report


def test_every_layer_of_doubt_is_told_apart(shared: Path) -> None:
    table = uncertainty(coded_seeds(shared), comparison=False)
    assert set(table["layer"]) == {"counting", "composition", "extraction", "combined"}
    known = table[table["parts"] > 0]
    assert (known["low"] <= known["score"]).all()
    assert (known["score"] <= known["high"]).all()
    assert known["low"].notna().all() and (known["parts"] <= known["of"]).all()
    width = (table["high"] - table["low"]).groupby([table["dimension"], table["layer"]]).mean()
    assert 0 < width["A", "extraction"] < width["A", "counting"] < width["A", "composition"]


def test_a_layer_that_was_not_measured_is_unknown_and_not_nil() -> None:
    rows = uncertainty([report(), dataclasses.replace(report(), language="en")], comparison=False)
    a = rows[(rows["dimension"] == "A") & (rows["layer"] == "extraction")]
    assert list(a["parts"]) == [2, 0]
    assert list(a["low"].isna()) == list(a["high"].isna()) == [False, True]


def test_what_a_person_judged_leaves_less_to_the_annotators_error(root: Path) -> None:
    article = annotate(read_articles(root / "seeds").articles[:1])[0]

    def below_and_above(state: str | None) -> tuple[float, float]:
        reviewed = {"attribution": state} if state else {}
        table = uncertainty(dataclasses.replace(article, reviewed=reviewed), comparison=False)
        row = table[(table["dimension"] == "A") & (table["layer"] == "extraction")].iloc[0]
        return float(row["score"] - row["low"]), float(row["high"] - row["score"])

    assert sum(below_and_above(None)) > 0
    # All that was found is right, something may be missing: the share can only be higher.
    below, above = below_and_above("decided")
    assert below == 0 < above
    assert below_and_above("complete") == (0, 0)
