"""The workbook: whole, typed, the same each time, and no text of an article can break out of it."""

from __future__ import annotations

import zipfile
from xml.etree import ElementTree

from analysis.reporting import workbook

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HOSTILE = [
    "=HYPERLINK(1)",
    "]]><script>",
    "a\x00b\ud800",
    "_x000D_ line",
    "\u202egnol",
    "x" * 40_000,
]


def cells(file, number=1):
    with zipfile.ZipFile(file) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    return [
        [("".join(c.itertext()), c.get("t")) for c in row] for row in root.iterfind(".//m:row", NS)
    ]


def test_numbers_are_numbers_and_missing_values_empty_cells(tmp_path):
    rows = [[1, 2.5, None, float("nan"), True, "deux"]]
    workbook.write(tmp_path / "a.xlsx", [("one", list("abcdef"), rows)])
    head, row = cells(tmp_path / "a.xlsx")
    assert [text for text, _ in head] == list("abcdef")
    assert row == [
        ("1", None), ("2.5", None), ("", None), ("", None), ("1", "b"), ("deux", "inlineStr")
    ]  # fmt: skip


def test_hostile_text_stays_text(tmp_path):
    workbook.write(tmp_path / "a.xlsx", [('<&">', ["t"], [[t] for t in HOSTILE])])
    found = cells(tmp_path / "a.xlsx")[1:]
    assert all(kind == "inlineStr" for ((_, kind),) in found)
    assert found[0][0][0] == "=HYPERLINK(1)"
    assert found[1][0][0] == "]]><script>"
    assert found[3][0][0] == "_x005F_x000D_ line"
    assert len(found[5][0][0]) <= 32_767


def test_all_sheets_are_named_and_two_writes_are_alike(tmp_path):
    sheets = [("codebook", ["a"], [["x"]]), ("profiles", ["b"], [[1]])]
    for name in ("a.xlsx", "b.xlsx"):
        workbook.write(tmp_path / name, sheets)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        names = archive.read("xl/workbook.xml").decode()
    assert 'name="codebook"' in names
    assert cells(tmp_path / "a.xlsx", 2)[1] == [("1", None)]
