"""Read articles from files, folders and tables; refuse by name what cannot be read.

One bad input never stops the others: it becomes a :class:`Refusal` with the file's name and the
reason. Text is kept to the character; only a byte-order mark is taken off.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.schema import Article

if TYPE_CHECKING:
    from pandas import DataFrame

# Column names that stand for a field of Article, most usual first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "texte", "contenu", "corps"),
    "article_id": ("article_id", "id", "identifiant"),
    "headline": ("headline", "title", "titre"),
    "outlet": ("outlet", "source", "source_domain", "média", "media", "journal"),
    "url": ("url", "adresse", "lien"),
    "published": ("published", "date", "date_publish", "date_publication"),
    "language": ("language", "lang", "langue"),
    "author": ("author", "auteur"),
}
FIELDS = ("article_id", "text", "headline", "outlet", "url", "published", "language", "author")
# A long novel; what is longer is a dump of many texts, and no reader could check its evidence.
LONGEST = 1_000_000
_NOT_ARTICLES = re.compile(r"(?:README|LICEN[CS]E|NOTICE|CHANGELOG)", re.IGNORECASE)
# What people decided about a corpus is kept under its name with this ending; it holds no articles.
REVIEWS_SUFFIX = ".reviews.csv"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that could not be read: its name and the reason, in words for a reader."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read: the articles in order, what was refused, and what a reader should know."""

    articles: tuple[Article, ...]
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


class UnreadableError(ValueError):
    """Raised inside a reader for an input that cannot be read; the message is the reason."""


class CorpusWarning(UserWarning):
    """An input was refused, or read with a guess the reader should know of."""


def read_corpus(path: str | Path) -> DataFrame:
    """Read articles into a table, one row an article.

    Parameters
    ----------
    path
        A file or folder of ``.txt .md .html .csv .jsonl .parquet``. A folder is read with its
        subfolders in the order of the paths; ``README*``, ``LICENSE*``, ``NOTICE*``,
        ``CHANGELOG*`` and hidden files are not articles.

    Returns
    -------
    pandas.DataFrame
        Columns ``article_id text headline outlet url published language author path`` and the
        further columns of the input tables. ``attrs["refused"]`` and ``attrs["notes"]`` hold
        what could not be read and what was guessed; both are also warned of. ``attrs["reviews"]``
        is the sheet of decisions beside the corpus, if there is one (:func:`reviews_path`).

    Raises
    ------
    FileNotFoundError
        When ``path`` does not exist.
    UnreadableError
        When nothing at all could be read.
    """
    import pandas as pd

    found, extras = _collect(Path(path))
    for message in (*map(str, found.refused), *found.notes):
        warnings.warn(message, CorpusWarning, stacklevel=2)
    if not found.articles:
        raise UnreadableError("; ".join(map(str, found.refused)) or f"{path}: no article in it")
    columns = [*FIELDS, "path"]
    rows = [
        {**{k: v for k, v in extra.items() if k not in columns}, **_row(article)}
        for article, extra in zip(found.articles, extras, strict=True)
    ]
    further = sorted({key for row in rows for key in row} - set(columns) - {"zone_hints"})
    hints = ["zone_hints"] if any(a.zone_hints for a in found.articles) else []
    frame = pd.DataFrame(rows, columns=[*columns, *hints, *further])
    frame.attrs["refused"] = [str(refusal) for refusal in found.refused]
    frame.attrs["notes"] = list(found.notes)
    sheet = reviews_path(path)
    if sheet.is_file():
        frame.attrs["reviews"] = str(sheet)
    return frame


def reviews_path(corpus: str | Path) -> Path:
    """Where people's decisions on a corpus are kept: beside it, under its name.

    Examples
    --------
    >>> reviews_path("data/strike/").name, reviews_path("data/articles.csv").name
    ('strike.reviews.csv', 'articles.reviews.csv')
    """
    path = Path(corpus).resolve()
    name = path.name if path.is_dir() or not path.suffix else path.stem
    return Path(corpus).parent / f"{name}{REVIEWS_SUFFIX}"


def _row(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in (*FIELDS, "path", "zone_hints")}


def read_articles(path: str | Path) -> Corpus:
    """Read articles as records, with refusals and notes beside them instead of warnings.

    Raises
    ------
    FileNotFoundError
        When ``path`` does not exist.
    """
    return _collect(Path(path))[0]


def _collect(path: Path) -> tuple[Corpus, list[dict[str, Any]]]:
    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder")
    articles: list[Article] = []
    extras: list[dict[str, Any]] = []
    refused: list[Refusal] = []
    notes: list[str] = []
    seen: dict[str, int] = {}
    for file in _files(path):
        name = str(file.relative_to(path)) if path.is_dir() else file.name
        try:
            for item in _read_file(file, name, notes):
                if isinstance(item, Refusal):
                    refused.append(item)
                    continue
                article, extra = item
                articles.append(_unique(article, seen, notes))
                extras.append(extra)
        except (UnreadableError, OSError) as error:
            refused.append(Refusal(name, _reason(error)))
    return Corpus(tuple(articles), tuple(refused), tuple(notes)), extras


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and not _NOT_ARTICLES.match(file.name)
        and not file.name.endswith(REVIEWS_SUFFIX)
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


def _unique(article: Article, seen: dict[str, int], notes: list[str]) -> Article:
    first = article.article_id
    if first not in seen:
        seen[first] = 1
        return article
    name = first
    while name in seen:
        seen[first] += 1
        name = f"{first}-{seen[first]}"
    seen[name] = 1
    notes.append(f"{first}: a second article of this id is called {name}")
    return replace(article, article_id=name)


_Item = tuple[Article, dict[str, Any]] | Refusal


def _read_file(file: Path, name: str, notes: list[str]) -> Iterator[_Item]:
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise UnreadableError(
            f"not a format that holds articles ({', '.join(sorted(set(_READERS) - {''}))} are read)"
        )
    yield from reader(file, name, notes)


def _read_text(file: Path, name: str, notes: list[str]) -> Iterator[_Item]:
    yield _article({"text": decode(file.read_bytes(), name, notes)}, file.stem, file), {}


def _read_html(file: Path, name: str, notes: list[str]) -> Iterator[_Item]:
    from analysis.html import read_html

    markup = decode(file.read_bytes(), name, notes)
    try:
        page = read_html(markup)
    except ValueError as error:
        raise UnreadableError(str(error)) from error
    fields = ("text", "headline", "outlet", "published", "language", "author")
    article = _article({key: getattr(page, key) for key in fields}, file.stem, file)
    yield replace(article, zone_hints=tuple(page.zone_hints)), {}


def _read_csv(file: Path, name: str, notes: list[str]) -> Iterator[_Item]:
    text = decode(file.read_bytes(), name, notes)
    csv.field_size_limit(sys.maxsize)
    header = text[: text.find("\n") + 1] or text
    delimiter = max(",;\t|", key=header.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(f"not a readable CSV table ({error})") from error
    if not rows:
        raise UnreadableError("a table without rows")
    _require_text(rows[0])
    yield from _read_rows(rows, file, name, "row")


def _read_jsonl(file: Path, name: str, notes: list[str]) -> Iterator[_Item]:
    lines = decode(file.read_bytes(), name, notes).split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise UnreadableError("holds no object")
            _require_text(row)
        except (ValueError, RecursionError) as error:
            reason = f"not valid JSON ({error})" if _is_json_error(error) else str(error)
            yield Refusal(f"{name} line {number}", reason)
            continue
        yield from _read_rows([row], file, name, "line", number)


def _is_json_error(error: Exception) -> bool:
    return isinstance(error, (json.JSONDecodeError, RecursionError))


def _read_parquet(file: Path, name: str, notes: list[str]) -> Iterator[_Item]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(file)
        _require_text(dict.fromkeys(table.schema_arrow.names))
        number = 1
        for batch in table.iter_batches():
            rows = batch.to_pylist()
            yield from _read_rows(rows, file, name, "row", number)
            number += len(rows)
    except pa.ArrowException as error:
        raise UnreadableError(f"not a readable Parquet table ({error})") from error
    if number == 1:
        raise UnreadableError("a table without rows")


_READERS: Mapping[str, Callable[[Path, str, list[str]], Iterator[_Item]]] = {
    "": _read_text,
    ".txt": _read_text,
    ".md": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
    ".parquet": _read_parquet,
}


def _require_text(row: Mapping[str, Any]) -> None:
    columns = [str(column).strip().lower() for column in row if column is not None]
    if not set(columns) & set(COLUMNS["text"]):
        raise UnreadableError(
            f"no text column (one of {', '.join(COLUMNS['text'])}); it has {', '.join(columns)}"
        )


def _read_rows(
    rows: Iterable[Mapping[str, Any]], file: Path, name: str, word: str, first: int = 1
) -> Iterator[_Item]:
    for number, row in enumerate(rows, first):
        try:
            values, further = _named(row)
            yield _article(values, f"{file.stem}-{number}", file), further
        except UnreadableError as error:
            yield Refusal(f"{name} {word} {number}", str(error))


def _named(row: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields of an Article found in a table row, and the columns that are none."""
    lower = {str(key).strip().lower(): key for key in reversed(list(row)) if key is not None}
    values: dict[str, Any] = {}
    for field, names in COLUMNS.items():
        used = next((lower[n] for n in names if n in lower and _filled(row[lower[n]])), None)
        if used is not None:
            values[field] = row[used]
    taken = {lower[n] for names in COLUMNS.values() for n in names if n in lower}
    return values, {str(k): v for k, v in row.items() if k is not None and k not in taken}


def _filled(value: Any) -> bool:
    # NaN is the one value that differs from itself.
    return value is not None and value == value and str(value).strip() != ""


def _article(values: Mapping[str, Any], article_id: str, file: Path) -> Article:
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError("empty" if not _filled(text) else "its text is not a string")
    if len(text) > LONGEST:
        raise UnreadableError(
            f"{len(text):,} characters, more than one article ({LONGEST:,}) holds"
        )
    fields: dict[str, Any] = {
        k: str(v).strip() for k, v in values.items() if k != "text" and _filled(v)
    }
    fields.setdefault("article_id", article_id)
    if "language" in fields:
        fields["language"] = re.split(r"[-_]", fields["language"].lower())[0]
    return Article(text=text, path=file.name, **fields)


_BOMS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 with a byte-order mark"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet table"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text document"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str, notes: list[str]) -> str:
    """Decode the bytes of a text file, saying in ``notes`` what was guessed.

    UTF-8 is read silently. UTF-16 (with or without its mark), UTF-8 with a byte-order mark,
    Windows-1252 and Latin-1 are recognised and said. UTF-8 with a few damaged bytes stays UTF-8.

    Raises
    ------
    UnreadableError
        For an empty file and for bytes that are not text.

    Examples
    --------
    >>> notes = []
    >>> decode("l\u2019été".encode("cp1252"), "a.txt", notes)
    'l’été'
    >>> notes
    ['a.txt: read as Windows-1252 (a guess: the bytes are not UTF-8)']
    """
    text = _decode(data, name, notes)
    if not text.strip():
        raise UnreadableError("empty")
    return text


def _decode(data: bytes, name: str, notes: list[str]) -> str:
    for mark, what in _MAGIC:
        if data.startswith(mark):
            raise UnreadableError(f"{what}, not a text")
    for mark, encoding, label in _BOMS:
        if data.startswith(mark):
            notes.append(f"{name}: read as {label}")
            return _checked(data[len(mark) :], encoding, label)
    if unmarked := _unmarked_utf16(data):
        notes.append(f"{name}: read as UTF-16 (a guess: it has no byte-order mark)")
        return _checked(data, unmarked, "UTF-16")
    if len(_CONTROLS.findall(data)) > max(2, len(data) // 1000):
        raise UnreadableError("binary data, not a text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count("\ufffd")
    if sum(ord(c) > 127 for c in damaged) - broken > 3 * broken:
        notes.append(f"{name}: read as UTF-8 with {broken} damaged bytes")
        return damaged
    label, encoding = ("Latin-1", "latin-1")
    if re.search(rb"[\x80-\x9f]", data) and not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data):
        label, encoding = ("Windows-1252", "cp1252")
    notes.append(f"{name}: read as {label} (a guess: the bytes are not UTF-8)")
    text = data.decode(encoding)
    letters = sum(c.isalpha() or c.isspace() or c in "'’.,;:!?«»\"()-" for c in text[:20000])
    if letters < 0.7 * min(len(text), 20000):
        raise UnreadableError("binary data, not a text")
    return text


def _is_plain(data: bytes) -> bool:
    """Whether bytes are words in one byte a letter: no wide encoding spells spaces so often."""
    return data.count(b" ") > len(data) // 20 and b"\x00" not in data


def _checked(data: bytes, encoding: str, label: str) -> str:
    if encoding.startswith(("utf-16", "utf-32")) and _is_plain(data):
        raise UnreadableError(f"marked as {label}, but its bytes are not")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"marked as {label} but not readable so ({error.reason})") from error
    if text.count("\x00") > len(text) // 100:
        raise UnreadableError("binary data, not a text")
    return text


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of western text is zero."""
    sample = data[:4000]
    if len(data) % 2 or len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None
