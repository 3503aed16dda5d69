"""Keep annotated articles on disk, so that a run can be interrupted and go on where it stopped.

A store is a folder of parts. One part holds one batch of annotated articles as JSON lines; its
name is a hash of the articles, the settings and the code and word lists that read them. A part is
either complete or not there: it is written beside its place and moved into it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from analysis import schema
from analysis.schema import AnnotatedArticle, Article

_RECORDS: Mapping[str, type[schema.Evidence]] = {
    "zones": schema.Zone,
    "sentences": schema.Sentence,
    "quotes": schema.Quote,
    "attributions": schema.Attribution,
    "origins": schema.Origin,
    "solicitations": schema.Solicitation,
    "framings": schema.Framing,
    "disclosures": schema.Disclosure,
    "labels": schema.Label,
    "hedges": schema.Hedge,
    "claims": schema.Claim,
    "traces": schema.Trace,
}


def dump(article: AnnotatedArticle) -> str:
    """An annotated article as one line of JSON."""
    values = {f.name: getattr(article, f.name) for f in fields(article)}
    values["article"] = asdict(article.article)
    for name in _RECORDS:
        values[name] = [asdict(record) for record in values[name]]
    values |= {"reviewed": dict(article.reviewed), "meta": dict(article.meta)}
    return json.dumps(values, ensure_ascii=False)


def load(line: str) -> AnnotatedArticle:
    """The annotated article that :func:`dump` wrote; equal to the one it was given."""
    values = json.loads(line)
    for name, kind in _RECORDS.items():
        values[name] = tuple(kind(**as_tuples(record)) for record in values[name])
    return AnnotatedArticle(**{**values, "article": Article(**as_tuples(values["article"]))})


def as_tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    """Values read from JSON with their lists as tuples again, as records hold them."""
    return {key: _tuple(value) for key, value in record.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value


@cache
def code_hash() -> str:
    """Hash of the code and word lists that annotate, so that a change of either reads anew."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    files = [*root.glob("*.py"), *root.glob("annotation/**/*.py"), *root.glob("languages/**/*.*")]
    for file in sorted(f for f in files if f.suffix in (".py", ".toml")):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


class Store:
    """A folder of parts.

    Parameters
    ----------
    folder
        Made when it does not exist.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, articles: Sequence[Article], settings: Mapping[str, Any]) -> Path:
        """Where the part of a batch read with these settings lies."""
        digest = hashlib.sha256(code_hash().encode())
        digest.update(json.dumps(dict(settings), sort_keys=True).encode())
        for article in articles:
            digest.update(
                json.dumps(asdict(article), ensure_ascii=False).encode("utf-8", "replace")
            )
        return self.folder / f"part-{digest.hexdigest()[:24]}.jsonl.gz"

    @staticmethod
    def read(path: Path) -> list[AnnotatedArticle] | None:
        """The articles of a part, None when it is not there or not whole."""
        try:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                return [load(line) for line in lines]
        except (OSError, EOFError, ValueError, TypeError, KeyError):
            return None

    @staticmethod
    def write(path: Path, articles: Iterable[AnnotatedArticle]) -> None:
        """Write a part in one step: a reader sees all of it or nothing."""
        data = io.BytesIO()
        with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as part:
            for article in articles:
                part.write(dump(article).encode("utf-8", "surrogatepass") + b"\n")
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        beside.write_bytes(data.getvalue())
        beside.replace(path)
