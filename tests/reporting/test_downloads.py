"""The tables of a report: readable by spreadsheets, safe in them, the same in each format."""

from __future__ import annotations

import json
import re
import zipfile
from types import SimpleNamespace

import pandas as pd

from analysis.reporting import downloads
from analysis.reporting.pages import pages

from .builders import bridge, pair, plain, site


def written(folder, articles, pairs=None):
    made = site(articles, pairs=pairs)
    records = lambda: iter([{"kind": "event", "event_id": "e1"}])  # noqa: E731
    comparison = SimpleNamespace(**vars(made.comparison), records=records)
    object.__setattr__(made, "comparison", comparison)
    return downloads.write(made, folder)


def test_all_formats_hold_the_same_rows(tmp_path):
    a, b = bridge("000_a"), bridge("001_b", "900")
    made = written(tmp_path, [a, b], [pair(a, b, "divergent")])
    for _, rows, files in made:
        for name in files:
            file = tmp_path / name
            if name.endswith(".csv"):
                assert len(pd.read_csv(file)) == rows or rows == 0
            elif name.endswith(".xlsx"):
                assert zipfile.ZipFile(file).testzip() is None
            elif name.endswith(".parquet"):
                assert len(pd.read_parquet(file)) == rows
            else:
                assert len(file.read_text("utf-8").splitlines()) == rows


def test_evidence_lines_quote_the_text_at_their_offsets(tmp_path):
    article = bridge()
    written(tmp_path, [article])
    for line in (tmp_path / "evidence.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        assert article.text[record["start"] : record["end"]] == record["text"]


def test_a_cell_is_never_a_formula(tmp_path):
    written(tmp_path, [plain("=HYPERLINK(1)", "=cmd")])
    table = pd.read_csv(tmp_path / "evidence.csv", dtype=str)
    assert not any(str(v).startswith(("=", "+", "@")) for v in table.to_numpy().ravel())


def test_two_writes_give_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        written(tmp_path / folder, [bridge()])
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_each_link_to_data_leads_to_a_file(tmp_path):
    a, b = bridge("000_a"), bridge("001_b", "900")
    made = site([a, b], pairs=[pair(a, b, "divergent")])
    object.__setattr__(made.comparison, "records", lambda: iter(()))
    tables = downloads.write(made, tmp_path)
    linked = {
        m for _, html in pages(made, tables) for m in re.findall(r'href="[./]*data/([^"]+)"', html)
    }
    assert linked >= {"profiles.csv", "evidence.jsonl", "claim_pairs.parquet", "tables.xlsx"}
    assert sorted(n for n in linked if not (tmp_path / n).exists()) == []
