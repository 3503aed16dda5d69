from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import CorpusWarning, UnreadableError, decode, read_articles, read_corpus

TEXT = "« L’été fut sec », a dit la maire. Il en coûtera 12 €.\n"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", None),
        ("utf-8-sig", "UTF-8 with a byte-order mark"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16 (a guess"),
        ("utf-16-be", "UTF-16 (a guess"),
        ("cp1252", "Windows-1252 (a guess"),
    ],
)
def test_an_encoding_is_recognised_and_said(tmp_path: Path, encoding: str, said: str | None):
    corpus = read_articles(write(tmp_path, "a.txt", TEXT.encode(encoding)))
    assert [a.text for a in corpus.articles] == [TEXT]
    assert not corpus.refused
    assert len(corpus.notes) == (said is not None)
    assert said is None or said in corpus.notes[0]


def test_latin_1_is_said_apart_from_windows_1252():
    notes: list[str] = []
    assert decode("déjà vu à l'été".encode("latin-1"), "a", notes) == "déjà vu à l'été"
    assert "Latin-1" in notes[0]


def test_a_few_damaged_bytes_do_not_make_utf_8_something_else():
    notes: list[str] = []
    text = decode("l’été à Nîmes ".encode() * 20 + b"\xe9", "a", notes)
    assert text.startswith("l’été à Nîmes")
    assert "1 damaged" in notes[0]


def test_text_is_kept_to_the_character(tmp_path: Path):
    text = "\ufeff\u00a0Un\r\nd\u2019eux\u202f!\r\n"
    [article] = read_articles(write(tmp_path, "a.txt", text.encode())).articles
    assert article.text == text[1:]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", b"")
    write(tmp_path, "c.txt", b" \r\n\t ")
    write(tmp_path, "d.txt", bytes(range(256)) * 8)
    write(tmp_path, "e.csv", "name,age\nZoé,3\n")
    write(tmp_path, "f.jsonl", '{"text": "Un mot."}\n{"text": \n[1]\n{"title": "x"}\n')
    write(tmp_path, "g.txt", b"%PDF-1.7 ...")
    write(tmp_path, "h.parquet", b"not a table")
    write(tmp_path, "i.docx", b"PK\x03\x04")
    write(tmp_path, "j.csv", "id,text\n1,\n2,Du texte.\n")
    write(tmp_path, "k.txt", TEXT)
    corpus = read_articles(tmp_path)
    assert [a.article_id for a in corpus.articles] == ["a", "f-1", "2", "k"]
    reasons = {r.name: r.reason for r in corpus.refused}
    assert reasons["b.txt"] == reasons["c.txt"] == "empty"
    assert "binary" in reasons["d.txt"]
    assert "no text column" in reasons["e.csv"]
    assert "name, age" in reasons["e.csv"]
    assert "not valid JSON" in reasons["f.jsonl line 2"]
    assert "no object" in reasons["f.jsonl line 3"]
    assert "no text column" in reasons["f.jsonl line 4"]
    assert "PDF" in reasons["g.txt"]
    assert "Parquet" in reasons["h.parquet"]
    assert "not a format" in reasons["i.docx"]
    assert reasons["j.csv row 1"] == "empty"


def test_a_text_longer_than_any_article_is_refused(tmp_path: Path):
    write(tmp_path, "long.txt", "mot " * 1_250_000)
    write(tmp_path, "short.txt", TEXT)
    corpus = read_articles(tmp_path)
    assert [a.article_id for a in corpus.articles] == ["short"]
    assert "5,000,000 characters" in corpus.refused[0].reason


def test_what_is_beside_the_articles_is_not_read(tmp_path: Path):
    for name in ("README.md", "LICENSE", "notice.txt", "CHANGELOG.md", ".hidden.txt", ".git/a.txt"):
        write(tmp_path, name, TEXT)
    write(tmp_path, "deep/er/one.txt", TEXT)
    corpus = read_articles(tmp_path)
    assert [a.article_id for a in corpus.articles] == ["one"]


def test_a_file_named_directly_is_read_whatever_its_name(tmp_path: Path):
    assert len(read_articles(write(tmp_path, "README.md", TEXT)).articles) == 1


def test_ids_are_stable_and_never_shared(tmp_path: Path):
    write(tmp_path, "a.b.txt", TEXT)
    write(tmp_path, "x/one.txt", TEXT)
    write(tmp_path, "y/one.txt", TEXT)
    write(tmp_path, "z.csv", "id;text\none;Un.\none-2;Deux.\n;Trois.\n")
    corpus = read_articles(tmp_path)
    assert [a.article_id for a in corpus.articles] == [
        "a.b",
        "one",
        "one-2",
        "one-3",
        "one-2-2",
        "z-3",
    ]
    assert any(note.startswith("one: a second article") for note in corpus.notes)


def test_tables_hold_one_article_a_row(tmp_path: Path):
    row = {
        "maintext": "Un texte.",
        "title": "Un titre",
        "source_domain": "exemple.fr",
        "date_publish": "2022-01-13",
        "language": "fr_FR",
        "rubrique": "monde",
    }
    write(tmp_path, "a.jsonl", json.dumps(row))
    pd.DataFrame([row]).to_csv(tmp_path / "b.csv", index=False)
    pd.DataFrame([row]).to_parquet(tmp_path / "c.parquet")
    frame = read_corpus(tmp_path)
    assert frame["article_id"].tolist() == ["a-1", "b-1", "c-1"]
    for column, value in {
        "text": "Un texte.",
        "headline": "Un titre",
        "outlet": "exemple.fr",
        "published": "2022-01-13",
        "language": "fr",
        "rubrique": "monde",
    }.items():
        assert frame[column].tolist() == [value] * 3


def test_the_table_warns_of_what_was_refused(tmp_path: Path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", b"")
    with pytest.warns(CorpusWarning, match=r"b\.txt: empty"):
        frame = read_corpus(tmp_path)
    assert frame.attrs["refused"] == ["b.txt: empty"]


def test_nothing_to_read_is_an_error_with_the_reason(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_articles(tmp_path / "nowhere")
    with pytest.raises(UnreadableError, match="no article"):
        read_corpus(tmp_path)
    path = write(tmp_path, "b.txt", b"")
    with pytest.warns(CorpusWarning), pytest.raises(UnreadableError, match="empty"):
        read_corpus(path)


def test_seeds_are_read_unchanged(seed_paths: list[Path]):
    corpus = read_articles(seed_paths[0].parent)
    assert [a.article_id for a in corpus.articles] == [p.stem for p in seed_paths]
    assert [a.text.encode() for a in corpus.articles] == [p.read_bytes() for p in seed_paths]
    assert not corpus.refused
    assert not corpus.notes


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes):
    notes: list[str] = []
    try:
        assert decode(data, "x", notes).strip()
    except UnreadableError as error:
        assert str(error)


def test_french_column_names_are_known(tmp_path):
    table = tmp_path / "gazette.csv"
    table.write_text(
        "identifiant;titre;journal;date_publication;langue;auteur;texte\n"
        "g1;La crue;La Gazette;2024-03-07;fr;Lucie Ferrand;La crue recule.\n",
        "utf-8",
    )
    (article,) = read_articles(table).articles
    assert (article.article_id, article.headline, article.outlet) == ("g1", "La crue", "La Gazette")
    assert (article.published, article.language) == ("2024-03-07", "fr")
    assert (article.author, article.text) == ("Lucie Ferrand", "La crue recule.")


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"])
def test_a_mark_that_the_bytes_belie_is_said(tmp_path, mark):
    (tmp_path / "a.txt").write_bytes(mark + b"La crue recule depuis hier, dit le maire.")
    (refusal,) = read_articles(tmp_path).refused
    assert "marked as UTF-" in refusal.reason
