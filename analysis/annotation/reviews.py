"""What people decided about extracted spans: read from a sheet, applied while annotating.

A sheet is a CSV file beside the corpus, one row a decision. It holds words rather than offsets,
so that it can be filled in with a spreadsheet: to move a span, change its words. A decision
belongs to a text, not to a file name or to a version of the rules: it is found again by the
text's hash and replaces whatever the rules find at its place.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_args, get_type_hints

from analysis.annotation.records import moved, record
from analysis.corpus import decode
from analysis.schema import (
    EVIDENCE_FIELDS,
    AnnotatedArticle,
    Article,
    Attribution,
    Claim,
    Disclosure,
    Evidence,
    Framing,
    Hedge,
    Label,
    Origin,
    ReviewState,
    Solicitation,
    Span,
    Trace,
)
from analysis.store import as_tuples
from analysis.text import Shadow

Choice: TypeAlias = Literal["accept", "correct", "reject", "add", "complete"]

# The kinds a person can judge on the words alone, each with the key that says what it is.
KINDS: Mapping[str, tuple[type[Evidence], str]] = {
    "attribution": (Attribution, "form"),
    "origin": (Origin, "relation"),
    "solicitation": (Solicitation, "appeal"),
    "framing": (Framing, "frame"),
    "disclosure": (Disclosure, "what"),
    "label": (Label, "voice"),
    "hedge": (Hedge, "hedge"),
    "claim": (Claim, "quantity"),
    "text_trace": (Trace, "trace"),
}
_FIELD = {kind: name for name in EVIDENCE_FIELDS for kind in KINDS if name == f"{kind}s"} | {
    "text_trace": "traces"
}
# Columns a person reads and writes, then those that only find the place again.
_HUMAN = (
    *("reviewer", "decision", "article_id", "kind", "class", "text", "cue_text", "source_text"),
    *("source_name", "source_form", "affiliation", "name", "low", "high", "note"),
)
COLUMNS = (*_HUMAN, "start", "end", "record", "text_hash")
_VALUES = ("source_name", "source_form", "affiliation", "name", "low", "high")
GAP = " […] "
_FORMULA = ("=", "+", "-", "@")
# What the rules find counts as the span decided on when the two share half of their characters.
SAME = 0.5

E = TypeVar("E", bound=Evidence)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one reviewer; ``record`` is None where nothing is to stand."""

    reviewer: str
    choice: Choice
    kind: str
    place: tuple[Span, ...]
    record: Evidence | None

    @property
    def key(self) -> tuple[str, tuple[Span, ...]]:
        """What it is about, whoever decided."""
        return self.kind, self.place


@dataclass(frozen=True)
class Reviews:
    """The rows of a sheet.

    Attributes
    ----------
    rows
        As read, with the number of the line of each.
    name
        Of the file, for messages.
    """

    rows: tuple[tuple[int, Mapping[str, str]], ...] = ()
    name: str = "reviews"
    problems: list[str] = field(default_factory=list, compare=False)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who decided, in alphabetical order."""
        return tuple(sorted({row["reviewer"] for _, row in self.rows}))

    def by(self, reviewer: str) -> Reviews:
        """The decisions of one reviewer alone."""
        kept = tuple((n, row) for n, row in self.rows if row["reviewer"] == reviewer)
        return Reviews(kept, self.name)

    def of(self, article: Article) -> tuple[Decision, ...]:
        """The decisions on one text, in the order of the rows.

        A row that cannot be used is left out and named in ``problems``.
        """
        found: list[Decision] = []
        # A row somebody wrote by hand may know the article's name alone.
        mine = [*self._by_text[text_hash(article.text), ""], *self._by_text["", article.article_id]]
        for number, row in sorted(mine, key=itemgetter(0)):
            try:
                found.append(_decision(row, article.text))
            except ValueError as error:
                self.problems.append(f"{self.name} line {number}: {error}")
        return tuple(found)

    @cached_property
    def _by_text(self) -> Mapping[tuple[str, str], list[tuple[int, Mapping[str, str]]]]:
        found: dict[tuple[str, str], list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
        for number, row in self.rows:
            found[row["text_hash"], "" if row["text_hash"] else row["article_id"]].append(
                (number, row)
            )
        return found


def text_hash(text: str) -> str:
    """The name of a text in a sheet: it changes with any character of it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_reviews(path: str | Path) -> Reviews:
    """Read a sheet of decisions.

    Parameters
    ----------
    path
        A CSV file with the columns of :func:`undecided`; only ``decision``, ``kind`` and ``text``
        with ``article_id`` or ``text_hash`` are needed. Rows without a decision are skipped.

    Raises
    ------
    FileNotFoundError
        When there is no such file.
    ValueError
        When it is not such a table; the message names the file.
    """
    file = Path(path)
    rows = tuple((number, row) for number, row in _rows(file) if row["decision"])
    return Reviews(rows, file.name)


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """All rows of a sheet with the number of their last line, decided or not."""
    text = decode(file.read_bytes(), file.name, [])
    header = text[: text.find("\n") + 1] or text
    delimiter = max(",;\t", key=header.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = {"decision", "kind"} - set(table.fieldnames or ())
    if missing:
        raise ValueError(f"{file.name}: no column {', '.join(sorted(missing))}")
    for row in table:
        yield table.line_num, {name: _unguarded((row.get(name) or "").strip()) for name in COLUMNS}


def undecided(
    articles: Iterable[AnnotatedArticle], reviews: Reviews | None = None, reviewer: str = ""
) -> list[dict[str, str]]:
    """Rows for a reviewer to decide on: the evidence of articles that no row of a sheet is about.

    Annotate the articles without the decisions, so that what was corrected is not asked again.
    """
    done = {span_key(row) for _, row in (reviews or Reviews()).rows}
    rows = (
        row_of(article, item, reviewer)
        for article in articles
        for kind in KINDS
        for item in sorted(of_kind(article, kind), key=lambda r: (r.start, r.end))
    )
    return [row for row in rows if span_key(row) not in done]


def span_key(row: Mapping[str, str]) -> tuple[str, ...]:
    """What a row is about, whoever decides."""
    return tuple(row[name] for name in ("text_hash", "kind", "start", "end"))


def row_of(
    article: AnnotatedArticle, item: Evidence, reviewer: str = "", decision: str = ""
) -> dict[str, str]:
    """The row of one piece of evidence."""
    values = record(article, item)
    parts = item.content if isinstance(item, Attribution) else ((item.start, item.end),)
    row = dict.fromkeys(COLUMNS, "") | {
        "reviewer": reviewer,
        "decision": decision,
        "article_id": article.article_id,
        "kind": item.kind,
        "class": str(getattr(item, KINDS[item.kind][1])),
        "text": GAP.join(article.span_text(part) for part in parts),
        "cue_text": values.get("cue_text") or "",
        "source_text": values.get("source_text") or "",
        "start": str(item.start),
        "end": str(item.end),
        "record": json.dumps(
            {f.name: values[f.name] for f in fields(item) if f.name not in ("start", "end")},
            ensure_ascii=False,
        ),
        "text_hash": text_hash(article.text),
    }
    return row | {name: _shown(values.get(name)) for name in _VALUES}


def complete_row(article: AnnotatedArticle, kind: str, reviewer: str) -> dict[str, str]:
    """The row that says: the whole text was read for this kind, nothing is missing."""
    return dict.fromkeys(COLUMNS, "") | {
        "reviewer": reviewer,
        "decision": "complete",
        "article_id": article.article_id,
        "kind": kind,
        "text_hash": text_hash(article.text),
    }


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def write_reviews(path: str | Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write a sheet in one step: a reader sees all of it or the one before.

    It starts with a byte-order mark, without which spreadsheets garble accents.
    """
    file = Path(path)
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    table.writerows({k: _guarded(v) for k, v in row.items()} for row in rows)
    beside = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    beside.write_text(out.getvalue(), "utf-8-sig", newline="")
    beside.replace(file)
    return file


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an article's words may begin with ``=``."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def save_decision(path: str | Path, row: Mapping[str, str]) -> Path:
    """Keep one decision; an earlier one of the same reviewer on the same span gives way."""
    file = Path(path)
    rows = [row for _, row in _rows(file)] if file.exists() else []
    kept = [
        old
        for old in rows
        if "add" in (row["decision"], old["decision"])
        or span_key(old) != span_key(row)
        or old["reviewer"] not in ("", row["reviewer"])
    ]
    return write_reviews(file, [*kept, row])


def _decision(row: Mapping[str, str], text: str) -> Decision:
    choice, kind = row["decision"].lower(), row["kind"]
    if choice not in get_args(Choice):
        raise ValueError(f"decision {row['decision']!r} is none of {', '.join(get_args(Choice))}")
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if choice == "complete":
        return Decision(row["reviewer"], "complete", kind, (), None)
    given = None if choice == "add" else _given(row, text)
    new: Evidence | None = None
    if choice == "accept":
        new = replace(given, confidence=1.0) if isinstance(given, Attribution) else given
    elif choice != "reject":
        new = _written(row, text, given)
    stands = given or new
    assert stands is not None
    return Decision(row["reviewer"], cast(Choice, choice), kind, _place(stands), new)


def _given(row: Mapping[str, str], text: str) -> Evidence:
    """The extracted record a row is about."""
    if not row["record"]:
        raise ValueError(f"{row['decision']} needs the columns start, end and record of its span")
    try:
        values = json.loads(row["record"])
        start, end = int(row["start"]), int(row["end"])
        made: Evidence = KINDS[row["kind"]][0](start=start, end=end, **as_tuples(values))
    except (ValueError, TypeError) as error:
        raise ValueError(f"its record cannot be read ({error})") from error
    if not all(0 <= a < b <= len(text) for a, b in (*_place(made), (start, end))):
        raise ValueError("its span lies outside the text")
    return made


def _written(row: Mapping[str, str], text: str, given: Evidence | None) -> Evidence:
    """The record as the reviewer wrote it: the given one with what was changed."""
    kind = row["kind"]
    made, name = KINDS[kind]
    allowed = {f.name for f in fields(made)}
    values: dict[str, Any] = (
        {f.name: getattr(given, f.name) for f in fields(given)} if given else _defaults(kind)
    )
    near = given.start if given else int(row["start"] or 0)
    if row["class"]:
        values[name] = row["class"]
    parts = _located(row["text"], text, near, values.get("content") or ((near, near),))
    if not parts:
        raise ValueError("it holds no words")
    values["start"], values["end"] = min(a for a, _ in parts), max(b for _, b in parts)
    if "content" in allowed:
        values["content"] = parts
        for span in ("cue", "source"):
            words = row[f"{span}_text"]
            old = values.get(span)
            values[span] = (
                _located(words, text, old[0] if old else values["start"], (old,) if old else ())[0]
                if words
                else None
            )
    for column in _VALUES:
        if column in allowed and (row[column] or given):
            values[column] = _value(column, row[column])
    if kind == "attribution":
        values |= {"confidence": 1.0, "resolved": values["source_name"] not in ("", "none")}
        values["source_name"] = values["source_name"] or "none"
        if given is None:
            values["pattern"] = "review"
    _check(made, values)
    return made(**values)


def _defaults(kind: str) -> dict[str, Any]:
    blank: dict[str, dict[str, Any]] = {
        "attribution": {"form": "indirect", "cue": None},
        "label": {"polarity": "delegitimising", "term": ""},
        "claim": {"low": None, "high": None},
        "text_trace": {"strength": 1.0},
    }
    return blank.get(kind, {})


def _value(column: str, written: str) -> Any:
    if column not in ("low", "high"):
        return written or (None if column == "name" else "none")
    if not written:
        return None
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return written


def _check(made: type[Evidence], values: Mapping[str, Any]) -> None:
    """Refuse a value that a key cannot have."""
    for key, hint in get_type_hints(made).items():
        choices = get_args(hint)
        closed = [c for c in choices if isinstance(c, str)]
        if closed and len(closed) == len(choices) and values.get(key, closed[0]) not in closed:
            raise ValueError(f"{key} {values[key]!r} is none of {', '.join(closed)}")


def _located(words: str, text: str, near: int, old: Sequence[Span]) -> tuple[Span, ...]:
    """Where the words stand, each part at the place nearest to where it was looked for."""
    spans: list[Span] = []
    for number, part in enumerate(p.strip() for p in words.split(GAP.strip())):
        if not part:
            continue
        start = old[number][0] if number < len(old) else spans[-1][1] if spans else near
        spans.append(_nearest(part, text, start))
    return tuple(spans)


def _nearest(words: str, text: str, near: int) -> Span:
    shadow, wanted = Shadow.of(text), " ".join(Shadow.of(words).text.split())
    haystack = shadow.text.replace("\n", " ")
    starts = []
    at = haystack.find(wanted)
    while at >= 0 and wanted:
        starts.append(at)
        at = haystack.find(wanted, at + 1)
    if not starts:
        raise ValueError(f"the words « {words[:60]} » do not stand in the text")
    spans = [shadow.to_raw((s, s + len(wanted))) for s in starts]
    return min(spans, key=lambda s: abs(s[0] - near))


def _place(item: Evidence) -> tuple[Span, ...]:
    return item.content if isinstance(item, Attribution) else ((item.start, item.end),)


@dataclass(frozen=True)
class Settled:
    """What the reviewers of one text agree on, ready to be applied kind by kind.

    Examples
    --------
    >>> Settled(()).apply("label", ())
    ()
    """

    decisions: tuple[Decision, ...]

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Settled:
        """The decisions that no reviewer contradicts; of one reviewer, the last on a span."""
        latest: dict[tuple[Any, str], Decision] = {}
        for one in decisions:
            latest[one.key, one.reviewer] = one
        groups: dict[Any, list[Decision]] = defaultdict(list)
        for (key, _), one in latest.items():
            groups[key].append(one)
        agreed = [g[0] for g in groups.values() if all(d.record == g[0].record for d in g)]
        return cls(tuple(agreed))

    def apply(self, kind: str, found: Iterable[E]) -> tuple[E, ...]:
        """What the rules found, with what people decided in its place, in text order."""
        mine = [d for d in self.decisions if d.kind == kind and d.choice != "complete"]
        if not mine:
            return tuple(found)
        kept: list[Any] = [r for r in found if not any(_same(_place(r), d.place) for d in mine)]
        kept.extend(d.record for d in mine if d.record is not None)
        return tuple(sorted(kept, key=lambda r: (r.start, r.end)))

    def moved(self, move: Callable[[Span], Span]) -> Settled:
        """The same decisions with their spans moved, as from the text as given to its shadow."""
        return Settled(
            tuple(
                replace(
                    one,
                    place=tuple(map(move, one.place)),
                    record=one.record and moved(one.record, move),
                )
                for one in self.decisions
            )
        )

    def states(self, found: Mapping[str, Iterable[Evidence]]) -> dict[str, ReviewState]:
        """How far each kind was reviewed.

        ``complete``: somebody read the whole text for it. ``decided``: all that the rules found
        was judged, so nothing false is left; what they missed may still be missing.
        """
        states: dict[str, ReviewState] = {}
        for kind in KINDS:
            mine = [d for d in self.decisions if d.kind == kind]
            if any(d.choice == "complete" for d in mine):
                states[kind] = "complete"
            elif mine and all(
                any(_same(_place(r), d.place) for d in mine) for r in found[_FIELD[kind]]
            ):
                states[kind] = "decided"
        return states


def of_kind(article: AnnotatedArticle, kind: str) -> tuple[Evidence, ...]:
    """The evidence of one kind."""
    found: tuple[Evidence, ...] = getattr(article, _FIELD[kind])
    return found


def overlap(a: Evidence, b: Evidence) -> float:
    """Characters that two records share, over those of either; 0 to 1."""
    return _overlap(_place(a), _place(b))


def _overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    shared = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)
    union = sum(e - s for s, e in a) + sum(e - s for s, e in b) - shared
    return shared / union if union else 0.0


def _same(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return _overlap(a, b) >= SAME


def gold(articles: Iterable[AnnotatedArticle]) -> Iterator[dict[str, Any]]:
    """Reviewed attributions as a hand-coded set, for ``benchmarks/attributions.py --gold``.

    Only articles that somebody read to the end for attributions are in it.
    """
    for article in articles:
        if article.reviewed.get("attribution") != "complete":
            continue
        yield {"kind": "article", "article_id": article.article_id}
        for item in article.attributions:
            yield record(article, item)
