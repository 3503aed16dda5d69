"""What all pages of one report share: the records, the tables, the words and the addresses."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from analysis.charts._counts import merge_names
from analysis.charts._words import short_ids
from analysis.features._evidence import pairs
from analysis.profiles import dimension
from analysis.reporting.highlight import Item, items_of
from analysis.reporting.release import Release
from analysis.reporting.words import Words
from analysis.schema import OFFICIAL, AnnotatedArticle, Attribution, Evidence
from analysis.text import fold_held

if TYPE_CHECKING:
    from pandas import DataFrame

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names with a meaning of their own: the first page, and devices of Windows.
_RESERVED = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its address from the root, its title and one line about it."""

    href: str
    title: str
    about: str = ""


@dataclass(frozen=True)
class Site:
    """One report: everything a page may show, computed once.

    ``articles`` and ``comparison`` hold only what may be shown; ``read`` and ``compared`` are the
    articles by shown id and the comparison as they were measured, where these differ.
    """

    articles: tuple[AnnotatedArticle, ...]
    features: DataFrame
    profiles: DataFrame
    comparison: Any
    words: Words
    name: str = "corpus"
    provenance: Mapping[str, str] = field(default_factory=dict)
    notebooks: tuple[Page, ...] = ()
    release: Release = field(default_factory=Release)
    read: Mapping[str, AnnotatedArticle] = field(default_factory=dict)
    compared: Any = None
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, AnnotatedArticle]:
        """Articles by their id."""
        return {a.article_id: a for a in self.articles}

    def as_read(self, article: AnnotatedArticle) -> AnnotatedArticle:
        """The article with all its words, for measuring only."""
        return self.read.get(article.article_id, article)

    @property
    def as_compared(self) -> Any:
        """The comparison with all its words, for measuring only."""
        return self.comparison if self.compared is None else self.compared

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """File names of the cards, safe and unique on every system, capitals or not."""
        names: dict[str, str] = {}
        taken: set[str] = set()
        for article in self.articles:
            name = slug(article.article_id)
            if name.lower() in taken:
                name = f"{name}-{_digest(article.article_id)}"
            taken.add(name.lower())
            names[article.article_id] = name
        return names

    @cached_property
    def short(self) -> Mapping[str, str]:
        """A short name of each article, the one the charts use."""
        return short_ids([a.article_id for a in self.articles])

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """One name for all spellings of a source across the articles, as in the charts."""
        return merge_names(p.name for x in self.articles for p in pairs(x))

    @cached_property
    def items(self) -> Mapping[str, list[Item]]:
        """Evidence with anchors, by article id."""
        return {a.article_id: items_of(a) for a in self.articles}

    @cached_property
    def anchors(self) -> Mapping[tuple[str, str, int, int], str]:
        """Anchor of a piece of evidence from (article id, kind, start, end)."""
        return {
            (article_id, item.kind, item.record.start, item.record.end): item.anchor
            for article_id, items in self.items.items()
            for item in items
        }

    @cached_property
    def dimensions(self) -> list[str]:
        """Codes of the dimensions in the order of the profile table."""
        if self.profiles.empty:
            return []
        return list(dict.fromkeys(self.profiles["dimension"]))

    @cached_property
    def scores(self) -> Mapping[tuple[str, str], Score]:
        """Score by (article id, dimension)."""
        return {
            (str(row["unit"]), str(row["dimension"])): Score.of(row)
            for row in self.profiles.to_dict("records")
        }

    def card(self, article_id: str, anchor: str = "", *, root: str = "") -> str:
        """Address of an article's card, at a sign where one is given."""
        where = f"#{anchor}" if anchor else ""
        return f"{root}cards/{self.slugs[article_id]}.html{where}"

    def title(self, article: AnnotatedArticle) -> str | None:
        """The headline on one line, None when the text read has none."""
        if not article.headline:
            return None
        title = " ".join(fold_held(article.headline).split())
        return title if title != "[…]" else self.words("release.headline")

    def anchor(self, article_id: str, kind: str, start: int, end: int) -> str:
        """Anchor of the piece of evidence at a place, empty when there is none."""
        return self.anchors.get((article_id, kind, int(start), int(end)), "")

    def dimension_name(self, code: str) -> str:
        """The reader's name of a dimension."""
        return _in(dimension(code).labels, self.words.code)

    def question(self, code: str) -> str:
        """The question a dimension answers, in the report's locale."""
        return _in(dimension(code).questions, self.words.code)

    def unplaced(self, code: str) -> str:
        """Why scores of a dimension have no place among reference articles, empty if they have."""
        return _in(dimension(code).unplaced, self.words.code)

    def scored(self, code: str) -> bool:
        """Whether a dimension has scores or bounds, rather than values that are only described."""
        return dimension(code).kind != "descriptive"


def _placed(row: Mapping[Any, Any]) -> str:
    """The set a score is placed in, empty when it has no place."""
    return _text(row.get("reference")) if not math.isnan(_float(row.get("percentile"))) else ""


@dataclass(frozen=True, slots=True)
class Score:
    """One cell of the profile table; ``bounds`` is true where only a range is known."""

    score: float
    low: float
    high: float
    n: int
    status: str
    reason: str
    coverage: float
    parts: tuple[str, ...]
    low80: float = math.nan
    high80: float = math.nan
    percentile: float = math.nan
    reference: str = ""

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> Score:
        """A score from a row of the profile table."""
        parts = row.get("parts")
        return cls(
            score=_float(row.get("score")),
            low=_float(row.get("low")),
            high=_float(row.get("high")),
            n=int(_float(row.get("n"), 0)),
            status=str(row.get("status") or "measured"),
            reason=_text(row.get("reason")),
            coverage=_float(row.get("coverage")),
            parts=tuple(str(p) for p in parts) if isinstance(parts, Iterable) else (),
            low80=_float(row.get("low80")),
            high80=_float(row.get("high80")),
            percentile=_float(row.get("percentile")),
            reference=_placed(row),
        )

    @property
    def bounds(self) -> bool:
        """Whether there is a range but no point."""
        return math.isnan(self.score) and not math.isnan(self.low)

    @property
    def shown(self) -> bool:
        """Whether there is anything to draw."""
        return not math.isnan(self.low) and not math.isnan(self.high)


def _in(texts: Mapping[str, str], locale: str) -> str:
    return texts.get(locale) or texts.get("en", "")


def _float(value: Any, default: float = math.nan) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return default
    return default if math.isnan(number) else number


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def slug(article_id: str) -> str:
    """A file name for an id: the id itself when it is safe, else its safe part and a hash.

    Examples
    --------
    >>> slug("004_3ae5")
    '004_3ae5'
    >>> slug("../été").startswith("t-")
    True
    """
    safe = _UNSAFE.sub("-", article_id).strip(".-")[:80]
    if safe and safe == article_id and not _RESERVED.fullmatch(safe.partition(".")[0]):
        return safe
    return f"{safe or 'article'}-{_digest(article_id)}"


def _digest(article_id: str) -> str:
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def is_official(attribution: Attribution) -> bool:
    """Whether the source speaks for a government, security, justice or intergovernmental body."""
    return attribution.affiliation in OFFICIAL


def has_source(attribution: Attribution) -> bool:
    """Whether the text gives any source, named or not."""
    return attribution.source_form != "none" or attribution.source_name != "none"


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, (nan, nan) when n is 0 (Wilson 1927).

    Examples
    --------
    >>> low, high = wilson(11, 15)
    >>> round(low, 2), round(high, 2)
    (0.48, 0.89)
    """
    if n == 0:
        return math.nan, math.nan
    z = 1.959963984540054
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def evidence_anchor(items: Iterable[Item], record: Evidence) -> str:
    """Anchor of a record among an article's items, empty when it is not one of them."""
    return next((i.anchor for i in items if i.record == record), "")
