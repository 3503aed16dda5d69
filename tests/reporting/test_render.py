"""The report as a whole: complete, the same each time, and not done twice."""

from __future__ import annotations

import json
import re
import time

import pytest

from analysis.reporting import render_report
from analysis.reporting.manifest import MANIFEST, Manifest
from analysis.reporting.words import UnknownLocaleError

from .test_words import VERDICTS

pytestmark = pytest.mark.slow


def files(folder):
    found = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def test_the_report_of_the_seeds_is_whole(rendered, root):
    made = files(rendered("en"))
    assert {"index.html", "sources.html", "method.html", "notebooks/index.html"} <= set(made)
    cards = [n for n in made if n.startswith("cards/")]
    assert len(cards) == 5
    assert all(len(made[n]) < 150_000 for n in cards)
    assert {f"notebooks/{p.stem}.html" for p in (root / "notebooks").glob("*.ipynb")} <= set(made)
    assert {"data/evidence.csv", "data/evidence.parquet", "data/evidence.jsonl"} <= set(made)
    assert sum(n.startswith("figures/") for n in made) >= 6


def test_two_runs_give_the_same_bytes_and_the_second_costs_next_to_nothing(
    rendered, tmp_path, root
):
    began = time.perf_counter()
    render_report(root / "seeds", tmp_path, locale="en", quiet=True)
    first = time.perf_counter() - began
    one, two = files(rendered("en")), files(tmp_path)
    assert set(one) == set(two)
    assert [n for n in one if one[n] != two[n]] == []
    again = time.perf_counter()
    render_report(root / "seeds", tmp_path, locale="en", quiet=True)
    assert time.perf_counter() - again < first / 3
    assert files(tmp_path) == two


def test_an_interrupted_run_goes_on_where_it_was(rendered, tmp_path, root, monkeypatch):
    from analysis.reporting import notebooks, runner

    done = []
    execute = notebooks.execute

    def counted(todo, parameters, **given):
        for notebook, node in execute(todo, parameters, **given):
            done.append(notebook.name)
            yield notebook, node

    def broken(todo, parameters, **given):
        for number, pair in enumerate(counted(todo, parameters, **given)):
            if number == 3:
                raise KeyboardInterrupt("the lid was closed")
            yield pair

    monkeypatch.setattr(runner.notebooks, "execute", broken)
    with pytest.raises(KeyboardInterrupt):
        render_report(root / "seeds", tmp_path, quiet=True)
    kept = sorted(json.loads((tmp_path / MANIFEST).read_text("utf-8"))["pages"])
    assert len(kept) == 3
    done.clear()
    monkeypatch.setattr(runner.notebooks, "execute", counted)
    render_report(root / "seeds", tmp_path, quiet=True)
    assert len(done) == len(list((root / "notebooks").glob("[0-9]*.ipynb"))) - 3
    one, two = files(rendered("en")), files(tmp_path)
    assert [n for n in one if one[n] != two[n]] == []


def test_no_folder_of_this_machine_stands_in_a_page(rendered, root):
    for name, content in files(rendered("fr")).items():
        if not name.endswith((".parquet", ".png", ".xlsx")):
            assert str(root) not in content.decode("utf-8"), name
            assert "/tmp/" not in content.decode("utf-8"), name


def test_generated_words_pass_no_verdict(rendered):
    own = r"<script>.*?</script>|<style.*?</style>|<details class=\"code\">.*?</details>"
    theirs = r"<(mark|bdi|q)\b[^>]*>.*?</\1>|<p class=\"words\".*?</p>|<a class=\"sign.*?</a>"
    quoted = re.compile(f"{own}|{theirs}|<[^>]*>", re.DOTALL)
    for locale in ("en", "fr"):
        for name, content in files(rendered(locale)).items():
            if name.endswith(".html"):
                said = quoted.sub(" ", content.decode("utf-8"))
                assert not VERDICTS.search(said), (name, VERDICTS.search(said))


def test_french_pages_are_french_throughout(rendered):
    html = rendered("fr").joinpath("index.html").read_text("utf-8")
    for word in ("Overview", "Article and", "divergent,", "Figures that", "not observable"):
        assert word not in html
    tour = rendered("fr").joinpath("notebooks/00_tour.html").read_text("utf-8")
    assert "Un tour du corpus" in tour
    assert "How to read it" not in tour


def test_files_of_an_earlier_corpus_are_taken_away_and_others_left(tmp_path, root):
    old = Manifest(tmp_path, tmp_path / "figures")
    old.write("cards/gone.html", "x")
    old.finish("k")
    (tmp_path / "mine.txt").write_text("mine")
    render_report(root / "seeds" / "001_34bceebc37cbbe1c.txt", tmp_path, quiet=True)
    assert not (tmp_path / "cards" / "gone.html").exists()
    assert (tmp_path / "mine.txt").exists()
    assert len(list((tmp_path / "cards").iterdir())) == 1


def test_an_unknown_locale_writes_nothing(tmp_path, root):
    with pytest.raises(UnknownLocaleError):
        render_report(root / "seeds", tmp_path / "x", locale="tlh")
    assert not (tmp_path / "x").exists()


HOSTILE = (
    '<script>alert(1)</script> ]]> --></style></main></body> "onload=x \x00 \u202egnol {{7*7}} '
    "<svg onload=alert(1)>"
)


def test_hostile_titles_texts_and_ids_break_out_of_no_page(tmp_path):
    text = f"{HOSTILE}\n\nLe maire a déclaré que « {HOSTILE} est ouvert », selon <b>la préfecture."
    ids = ("a", "a", "../../up", "<script>x</script>", "index", "A")
    rows = [{"article_id": i, "headline": HOSTILE, "outlet": HOSTILE, "text": text} for i in ids]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    out = tmp_path / "out"
    render_report(source, out, quiet=True, single_file=True)
    for name, content in files(out).items():
        if name.endswith((".html", ".svg")):
            html = content.decode("utf-8")
            assert "<script>alert" not in html, name
            assert "<svg onload" not in html, name
            assert "\x00" not in html, name
            assert "\u202e" not in html, name
            assert html.count("<script>") == (1 if name.endswith(".html") else 0), name
    assert {p.name for p in tmp_path.iterdir()} == {"rows.jsonl", "out"}
