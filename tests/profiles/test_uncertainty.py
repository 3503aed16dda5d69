"""The layers of doubt, told apart."""

from __future__ import annotations

from pathlib import Path

from features.hand import coded_seeds

from analysis.profiles import uncertainty


def test_every_layer_of_doubt_is_told_apart(shared: Path) -> None:
    table = uncertainty(coded_seeds(shared), comparison=False)
    assert set(table["layer"]) == {"counting", "composition", "extraction", "combined"}
    assert (table["low"] <= table["score"]).all()
    assert (table["score"] <= table["high"]).all()
    width = (table["high"] - table["low"]).groupby([table["dimension"], table["layer"]]).mean()
    assert 0 < width["A", "extraction"] < width["A", "counting"] < width["A", "composition"]
