from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli
from analysis.cli import main

ROOT = Path(__file__).resolve().parent.parent


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_annotate_writes_one_record_a_line(capsys: pytest.CaptureFixture[str]):
    assert main(["annotate", str(ROOT / "seeds")]) == 0
    out, err = capsys.readouterr()
    records = lines(out)
    assert {r["kind"] for r in records} >= {"article", "zone", "sentence", "attribution"}
    assert len({r["article_id"] for r in records}) == 5
    assert "5/5" in err


def test_quiet_leaves_standard_error_empty(capsys: pytest.CaptureFixture[str]):
    assert main(["annotate", str(ROOT / "seeds"), "--quiet", "--language", "fr"]) == 0
    assert capsys.readouterr().err == ""


def test_refused_inputs_are_named_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "a.txt").write_text("Le maire a dit que tout va bien.", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes("« Été » dit-il à l’hôtel.".encode("cp1252"))
    assert main(["annotate", str(tmp_path), "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert [r["article_id"] for r in lines(out) if r["kind"] == "article"] == ["a", "c"]
    assert err.splitlines() == ["refused: b.txt: empty"]
    (tmp_path / "b.txt").unlink()
    assert main(["annotate", str(tmp_path)]) == 0
    assert "Windows-1252" in capsys.readouterr().err


def test_unusable_arguments_end_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["annotate", str(tmp_path / "nowhere")]) == 2
    assert main(["annotate", str(tmp_path)]) == 2
    assert main(["features", str(ROOT / "seeds"), "--out", str(tmp_path / "a.xls")]) == 2
    assert "a.xls" in capsys.readouterr().err
    for wrong in (["annotate"], ["judge", "x"], ["annotate", "x", "--language", "xx"]):
        with pytest.raises(SystemExit) as stop:
            main(wrong)
        assert stop.value.code == 2


def test_tables_go_to_files_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    seeds = str(ROOT / "seeds")
    for name, read in (("f.csv", pd.read_csv), ("f.parquet", pd.read_parquet)):
        assert main(["features", seeds, "--quiet", "--out", str(tmp_path / "deep" / name)]) == 0
        frame = read(tmp_path / "deep" / name)
        assert len(frame) == 5
        assert frame.columns[0] == "article_id"
        assert any(c.endswith("__low") for c in frame.columns)
        assert any(c.endswith("__status") for c in frame.columns)
    assert sorted(p.name for p in (tmp_path / "deep").iterdir()) == ["f.csv", "f.parquet"]
    assert main(["profile", seeds, "--quiet"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert {"unit", "dimension", "score", "low", "high", "n", "status"} <= set(table.columns)


def test_compare_writes_the_comparison_records(capsys: pytest.CaptureFixture[str]):
    assert main(["compare", str(ROOT / "seeds"), "--quiet"]) == 0
    kinds = {r["kind"] for r in lines(capsys.readouterr().out)}
    assert {"event", "claim_pair"} <= kinds


def test_an_event_pack_names_the_slots_of_the_pairs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, count in (("a", "neuf"), ("b", "douze")):
        text = (
            f"Naufrage du Maris\n\nLe Maris a coulé à Corran. {count} canots ont été mis à l'eau."
        )
        (folder / f"{name}.txt").write_text(text, "utf-8")
    pack = tmp_path / "event.toml"
    pack.write_text('[slots.rescue_boats]\naliases = ["canots"]\n', "utf-8")
    assert main(["compare", str(folder), "--quiet", "--event-pack", str(pack)]) == 0
    found = [r["quantity"] for r in lines(capsys.readouterr().out) if r["kind"] == "claim_pair"]
    assert found == ["rescue_boats"]


def test_an_interrupt_is_said_and_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_annotated", interrupted)
    assert main(["annotate", str(ROOT / "seeds")]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_the_module_runs_and_a_closed_pipe_is_no_error():
    done = subprocess.run(
        f"{sys.executable} -m analysis annotate seeds --quiet | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout)["kind"] == "article"


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, analysis; heavy = ('pandas', 'numpy', 'spacy', 'matplotlib', 'sklearn'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
