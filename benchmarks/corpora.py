"""Readers of the public corpora beside the checkout, which are no part of the project."""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.schema import Article


def need(folder: Path) -> Path:
    """The folder of the corpora, or a message that says what is missing and an end with code 1."""
    if not folder.is_dir():
        sys.exit(
            f"{folder} is not there: this command needs the public corpora, which are not part of "
            "the project. Name their folder on the command line; what it wrote before stays as it "
            "is."
        )
    return folder


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Records of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fresada(folder: Path, label: str) -> Iterator[Article]:
    """French articles of FreSaDa (Ionescu & Chifu 2021), ``regular`` or ``satire``."""
    for row in rows(folder / "fr_fresada" / "train_3000.jsonl.gz"):
        if row["label"] == label:
            yield Article(
                article_id=row["id"],
                text=row["text"],
                headline=row["title"],
                outlet=label,
                language="fr",
            )


def native_documents(folder: Path) -> Iterator[Article]:
    """Documents of the WMT21 news task that were written in French."""
    for row in rows(folder / "fr_wmt21_mt" / "dev.jsonl.gz"):
        if row["origin"] == "native" or row["system"] == "native":
            text = "\n".join(row["segments"])
            yield Article(article_id=row["doc"], text=text, outlet="native", language="fr")


def french(folder: Path) -> Iterator[Article]:
    """Native French press."""
    yield from fresada(folder, "regular")
    yield from native_documents(folder)


def pseudo_news(folder: Path) -> Iterator[Article]:
    """French articles of five sites that a public body named (PPN, Faye et al. 2024)."""
    for i, row in enumerate(rows(folder / "fr_ppn" / "dev.jsonl.gz")):
        yield Article(
            article_id=f"ppn-{i}",
            text=row["maintext"],
            headline=row["title"],
            outlet=row["source_domain"],
            language="fr",
        )


def english(folder: Path) -> Iterator[Article]:
    """US political press (PolNeAR, Newell et al. 2018)."""
    for row in rows(folder / "en_polnear" / "train.jsonl.gz"):
        yield Article(
            article_id=row["article_id"],
            text=row["text"],
            headline=row["title"],
            outlet=row["publisher"],
            language="en",
        )


def triplets(folder: Path) -> Iterator[tuple[str, Article]]:
    """Event and article of BASIL (Fan et al. 2019): three outlets an event."""
    with tarfile.open(folder / "en_basil" / "basil_v2.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.isfile() and member.name.startswith("articles/"):
                row = json.load(archive.extractfile(member))  # type: ignore[arg-type]
                text = "\n".join(" ".join(lines) for lines in row["body-paragraphs"])
                yield (
                    row["triplet-uuid"],
                    Article(
                        article_id=row["uuid"],
                        text=text,
                        headline=row["title"],
                        outlet=row["source"].lower(),
                        language="en",
                    ),
                )
