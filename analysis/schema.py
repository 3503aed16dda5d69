"""Frozen records that every stage hands to the next. Imports nothing of the project.

All offsets are characters of the article text *as given*: for every record
``article.text[record.start:record.end]`` is the evidence, to the character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Literal, TypeAlias

Span: TypeAlias = tuple[int, int]

ZoneLabel: TypeAlias = Literal[
    "headline",
    "byline",
    "date",
    "dateline",
    "body",
    "caption",
    "credit",
    "solicitation",
    "disclaimer",
    "teaser",
    "widget",
    "separator",
]
Form: TypeAlias = Literal["direct", "mixed", "indirect"]
CueClass: TypeAlias = Literal["neutral", "evaluative", "factive", "doubt"]
SourceForm: TypeAlias = Literal[
    "named_person", "unnamed_person", "organisation", "group", "document", "media", "none"
]
Affiliation: TypeAlias = Literal[
    "government",
    "security_justice",
    "intergovernmental",
    "politics",
    "business",
    "civil_society",
    "expert",
    "media",
    "individual",
    "other",
    "none",
]
Modality: TypeAlias = Literal["asserted", "negated", "conditional", "question"]
Relation: TypeAlias = Literal[
    "republished_from", "signed_by", "quoted_via", "translated_by", "image_from", "dateline"
]
Appeal: TypeAlias = Literal[
    "share", "newsletter", "donation", "subscription", "follow", "advertising"
]
Frame: TypeAlias = Literal["censorship", "self_positioning"]
Disclosed: TypeAlias = Literal["funding", "translation", "correction", "conflict"]
Voice: TypeAlias = Literal["narrator", "reported", "reported_distanced", "quoted"]
Polarity: TypeAlias = Literal["delegitimising", "legitimising"]
HedgeKind: TypeAlias = Literal["press_conditional", "numeric", "lexical"]
ReviewState: TypeAlias = Literal["decided", "complete"]
Status: TypeAlias = Literal["measured", "zero", "not_applicable", "not_observable"]

OFFICIAL: frozenset[str] = frozenset({"government", "security_justice", "intergovernmental"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read: its text untouched, and what the input said about it.

    ``zone_hints`` are (start, end, label) triples a structured input such as HTML gave;
    a plain text has none. ``headline`` is set only when the input named one.
    """

    article_id: str
    text: str
    headline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    author: str | None = None
    path: str | None = None
    zone_hints: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of the article's text; each subclass is one kind of evidence record."""

    kind: ClassVar[str] = "evidence"
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Evidence):
    """One non-empty line (or element) and what it is."""

    kind: ClassVar[str] = "zone"
    label: ZoneLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Evidence):
    """One sentence of a zone that holds prose, and whether an attribution touches it."""

    kind: ClassVar[str] = "sentence"
    zone: ZoneLabel
    attributed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Evidence):
    """Words between quotation marks, marks excluded; ``closed`` is false when the end mark is lost.

    Not an evidence record of its own: attributions, labels and distance quotes rest on it.
    """

    kind: ClassVar[str] = "quote"
    outer: Span
    level: int = 1
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Evidence):
    """Speech, writing or a voiced opinion that the text gives to a source other than its author."""

    kind: ClassVar[str] = "attribution"
    form: Form
    content: tuple[Span, ...]
    cue: Span | None
    cue_class: CueClass = "neutral"
    source: Span | None = None
    source_name: str = "none"
    source_form: SourceForm = "none"
    affiliation: Affiliation = "none"
    channel: str | None = None
    pattern: str = ""
    confidence: float = 1.0
    resolved: bool = False
    modality: Modality = "asserted"
    scope: Literal["S", "P"] = "S"
    country: str | None = None
    gender: Literal["f", "m"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Evidence):
    """A statement of where this text, a quotation in it or a picture comes from."""

    kind: ClassVar[str] = "origin"
    relation: Relation
    name: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solicitation(Evidence):
    """An appeal the outlet makes to its reader."""

    kind: ClassVar[str] = "solicitation"
    appeal: Appeal


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing(Evidence):
    """How the outlet presents itself, in its own voice."""

    kind: ClassVar[str] = "framing"
    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Evidence):
    """What the outlet discloses about its money, a translation, a correction, a conflict."""

    kind: ClassVar[str] = "disclosure"
    what: Disclosed


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Evidence):
    """A contested label and in whose voice it stands."""

    kind: ClassVar[str] = "label"
    voice: Voice
    polarity: Polarity
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Evidence):
    """A mark of uncertainty: journalistic conditional, numeric approximation or lexical hedge."""

    kind: ClassVar[str] = "hedge"
    hedge: HedgeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Evidence):
    """A number or date claimed about the event; ``low``/``high`` are numbers or ISO dates."""

    kind: ClassVar[str] = "claim"
    quantity: str
    low: float | str | None
    high: float | str | None
    unit: str | None = None
    approximator: str | None = None
    as_of: str | None = None
    attributed: bool = False
    source_name: str | None = None
    modifiers: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace(Evidence):
    """A trace of machine translation or of damage to the text. ``strength`` is 0 to 1.

    ``group`` is ``translation`` or ``integrity``: a human slip is never a translation trace.
    """

    kind: ClassVar[str] = "text_trace"
    trace: str
    strength: float
    group: Literal["translation", "integrity"] = "translation"


def display_html(item: Any) -> str:
    """A record as a page shows it; looked up when shown, since records know nothing of pages."""
    import analysis

    return str(analysis.display_html(item))


EVIDENCE_FIELDS: tuple[str, ...] = (
    "zones",
    "sentences",
    "attributions",
    "origins",
    "solicitations",
    "framings",
    "disclosures",
    "labels",
    "hedges",
    "claims",
    "traces",
)


@dataclass(frozen=True, kw_only=True)
class AnnotatedArticle:
    """An article and all evidence found in it. Immutable; every feature is a function of it alone.

    ``words_total`` and ``words_body`` count words as defined in :mod:`analysis.text`.
    ``headline`` is the text of the article's own headline or None. ``reviewed`` says of which
    evidence kinds a person judged all that was found (``decided``) or read the whole text for it
    (``complete``).
    """

    article: Article
    language: str
    words_total: int
    words_body: int
    headline: str | None = None
    has_pack: bool = True
    zones: tuple[Zone, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    origins: tuple[Origin, ...] = ()
    solicitations: tuple[Solicitation, ...] = ()
    framings: tuple[Framing, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    labels: tuple[Label, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    claims: tuple[Claim, ...] = ()
    traces: tuple[Trace, ...] = ()
    reviewed: Mapping[str, ReviewState] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def article_id(self) -> str:
        return self.article.article_id

    @property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def body_sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the body zone, in order."""
        return tuple(s for s in self.sentences if s.zone == "body")

    def span_text(self, span: Evidence | Span) -> str:
        """The words a record or (start, end) pair points at."""
        start, end = (span.start, span.end) if isinstance(span, Evidence) else span
        return self.article.text[start:end]

    def in_zone(self, position: int, *labels: str) -> bool:
        """Whether a character position lies in a zone with one of the labels."""
        return any(z.start <= position < z.end and z.label in labels for z in self.zones)

    def per_100_words(self, count: float) -> float:
        """Rate per 100 body words; NaN when there is no body."""
        return 100 * count / self.words_body if self.words_body else float("nan")

    def _repr_html_(self) -> str:
        """As a notebook shows it: the text with its evidence marked."""
        return display_html(self)

    def evidence(self) -> Iterator[Evidence]:
        """All evidence records, kind by kind, each kind in text order."""
        for name in EVIDENCE_FIELDS:
            yield from getattr(self, name)
