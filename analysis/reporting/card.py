"""One article's evidence card: its numbers as a label, its text with every span marked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analysis.features._evidence import pairs
from analysis.reporting import pair, sentences
from analysis.reporting.figures import claim_value, clashes
from analysis.reporting.highlight import KINDS, Block, Item, blocks
from analysis.reporting.index import classroom, opening
from analysis.reporting.measures import Measured, Reference, measures, why
from analysis.reporting.site import Score, Site, has_source, is_official
from analysis.reporting.strips import stacked, strip
from analysis.schema import AnnotatedArticle, Attribution, Claim, Label, Trace
from analysis.text import count_words

_LABEL_WIDTH = 300
_CLASHES_SHOWN = 5
# Kinds whose marks start hidden: many, and of little weight for a first reading.
QUIET = frozenset({"hedge", "text_trace"})


@dataclass(frozen=True, slots=True)
class Count:
    """A row of the label: what was counted, how many, and where each stands."""

    anchor: str
    label: str
    n: int
    places: tuple[Reference, ...]
    css: str = ""
    sub: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """A block of the label: a dimension, its strip and the measures it is made of.

    ``place`` says where a score stands among the reference articles, or why it has no place.
    """

    code: str
    name: str
    says: str
    place: str
    score: Score
    strip: Markup
    parts: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the text for one piece of evidence."""

    anchor: str
    sign: str
    kind: str
    title: str
    details: tuple[str, ...]
    back: str
    official: bool = False
    links: tuple[tuple[str, str], ...] = ()


def card(site: Site, article: AnnotatedArticle) -> Mapping[str, Any]:
    """Everything the card template shows of one article."""
    items = site.items[article.article_id]
    order = [a.article_id for a in site.articles]
    place = order.index(article.article_id)
    diverging = _clashes(site, article)
    text_blocks = blocks(article, site.words)
    dims = _dimensions(site, article)
    return {
        "article": article,
        "title": site.title(article),
        "opening": "" if article.headline else opening(article),
        "facts": list(_facts(site, article)),
        "summary": sentences.card(site, article),
        "zones": _zones(site, article),
        "zone_bar": _zone_bar(article),
        "counts": _counts(site, article, items),
        "dimensions": dims,
        "missing": _missing(site, article, dims),
        "blocks": [(b, _notes(site, article, b, diverging)) for b in text_blocks],
        "legend": [
            (kind, site.words(f"kinds.{kind}"), n, kind not in QUIET)
            for kind in KINDS
            if (n := sum(i.kind == kind for i in items))
        ],
        "classroom": classroom(site, article.article_id),
        "beside": pair.beside(site, article.article_id),
        "hash": hashlib.sha256(
            site.as_read(article).text.encode("utf-8", "surrogatepass")
        ).hexdigest()[:16],
        "previous": order[place - 1] if place else None,
        "next": order[place + 1] if place + 1 < len(order) else None,
    }


def _facts(site: Site, article: AnnotatedArticle) -> Iterable[tuple[str, str]]:
    source = article.article
    words = site.words
    for key, value in (
        ("outlet", source.outlet),
        ("published", source.published),
        ("author", source.author),
        ("address", source.url),
    ):
        yield words(f"card.{key}"), value or words("word.unknown")
    yield words("card.language"), words.name("language", article.language)


def _zone_words(article: AnnotatedArticle) -> Counter[str]:
    counts: Counter[str] = Counter()
    for zone in article.zones:
        counts[zone.label] += count_words(article.span_text(zone))
    return counts


def _zones(site: Site, article: AnnotatedArticle) -> list[tuple[str, str, int, str]]:
    counts = _zone_words(article)
    total = sum(counts.values())
    return [
        (label, site.words(f"zone.{label}"), n, site.words.percent(n / total))
        for label, n in counts.most_common()
        if n
    ]


def _zone_bar(article: AnnotatedArticle) -> Markup:
    return stacked([(f"z-{label}", n) for label, n in _zone_words(article).most_common() if n])


def _counts(site: Site, article: AnnotatedArticle, items: list[Item]) -> list[Count]:
    words = site.words
    rows: list[Count] = []
    for kind in KINDS:
        own = [i for i in items if i.kind == kind]
        rows.append(
            Count(f"r-{kind}", words(f"kinds.{kind}"), len(own), _places(own), kind, sub=False)
        )
        if kind == "attribution":
            rows.extend(_voices(site, article, own))
    return rows


def _voices(site: Site, article: AnnotatedArticle, own: list[Item]) -> Iterable[Count]:
    """The sources of an article, each with its places, most heard first."""
    named: dict[int, list[str]] = {}
    for said in pairs(article):
        named.setdefault(id(said.attribution), []).append(said.name)
    by_name: dict[str, list[Item]] = {}
    for item in own:
        record = item.record
        own_name = record.source_name if isinstance(record, Attribution) else ""
        for name in named.get(id(record), [own_name if own_name != "none" else ""]):
            by_name.setdefault(name, []).append(item)
    ranked = sorted(by_name.items(), key=lambda pair: (pair[0] == "", -len(pair[1]), pair[0]))
    for number, (name, places) in enumerate(ranked, 1):
        label = name or site.words("sources.sourceless")
        if label == "none":
            label = site.words.name("source_form", _form(places[0]))
        yield Count(f"r-source-{number}", label, len(places), _places(places), "source", sub=True)


def _form(item: Item) -> str:
    return item.record.source_form if isinstance(item.record, Attribution) else "none"


def _places(items: Iterable[Item]) -> tuple[Reference, ...]:
    return tuple(Reference(i.anchor, i.sign) for i in items)


def _dimensions(site: Site, article: AnnotatedArticle) -> list[Dimension]:
    out = []
    for code in site.dimensions:
        score = site.scores.get((article.article_id, code))
        if score is None:
            continue
        out.append(
            Dimension(
                code=code,
                name=site.dimension_name(code),
                says=site.question(code),
                place=_place(site, code, score),
                score=score,
                strip=strip(score, _LABEL_WIDTH),
                parts=tuple(measures(site, article, score.parts)),
            )
        )
    return out


def _place(site: Site, code: str, score: Score) -> str:
    words = site.words
    if score.reference:
        percent = words.number(round(score.percentile))
        return words("card.place", percent=percent, reference=score.reference)
    if not score.shown or not site.scored(code):
        return ""
    return words("card.unplaced", reason=site.unplaced(code) or words("card.no_set"))


def _missing(
    site: Site, article: AnnotatedArticle, dimensions: Iterable[Dimension]
) -> list[tuple[str, str, str]]:
    """What the text read cannot show: (name, status, reason)."""
    words = site.words
    rows: list[tuple[str, str, str]] = []
    for dimension in dimensions:
        score = dimension.score
        reason = why(score.reason, words.code)
        if not score.shown and site.scored(dimension.code):
            rows.append((dimension.name, words.name("status", score.status), reason))
        rows.extend(
            (f"{dimension.name} · {m.label}", words.name("status", m.status), m.reason)
            for m in dimension.parts
            if m.status in ("not_applicable", "not_observable")
            and (score.shown or m.reason != reason)
        )
    return rows


def _clashes(site: Site, article: AnnotatedArticle) -> dict[str, list[tuple[str, str]]]:
    """By claim anchor, links to the statements of other texts it diverges from."""
    found: dict[str, list[tuple[str, str]]] = {}
    for (start, end), line, href in clashes(site, article.article_id):
        anchor = site.anchor(article.article_id, "claim", start, end)
        own = found.setdefault(anchor, [])
        if len(own) < _CLASHES_SHOWN and (line, "../" + href) not in own:
            own.append((line, "../" + href))
    return found


def _notes(
    site: Site, article: AnnotatedArticle, block: Block, diverging: dict[str, list[tuple[str, str]]]
) -> list[Note]:
    return [
        Note(
            anchor=item.anchor,
            sign=item.sign,
            kind=item.kind,
            title=_note_title(site, article, item),
            details=tuple(_note_details(site, article, item)),
            back=f"r-{item.kind}",
            official=isinstance(item.record, Attribution) and is_official(item.record),
            links=tuple(diverging.get(item.anchor, ())),
        )
        for item in block.items
    ]


def _note_title(site: Site, article: AnnotatedArticle, item: Item) -> str:
    record, words = item.record, site.words
    if isinstance(record, Attribution):
        if not has_source(record):
            return words("note.no_source")
        if record.source_name == "none":
            return words.name("source_form", record.source_form)
        return record.source_name
    if isinstance(record, Claim):
        value = claim_value(site, article, record)
        return f"{words.quantity(record.quantity)}{words('word.colon')} {value}"
    if isinstance(record, Label):
        return f"{record.term}{words('word.colon')} {words.name('voice', record.voice)}"
    if isinstance(record, Trace):
        return words.name("trace", record.trace)
    for family in ("relation", "appeal", "frame", "what", "hedge"):
        if hasattr(record, family):
            title = words.name(family, getattr(record, family))
            name = getattr(record, "name", None) or getattr(record, "place", None)
            if family == "relation" and not name:
                name = words("index.unnamed") if record_needs_name(item) else None
            return f"{title}{words('word.colon')} {name}" if name else title
    return words(f"kind.{item.kind}")


def record_needs_name(item: Item) -> bool:
    """Whether an origin without a name should say so."""
    return getattr(item.record, "relation", "") in ("republished_from", "quoted_via", "image_from")


def _note_details(site: Site, article: AnnotatedArticle, item: Item) -> Iterable[str]:
    record, words = item.record, site.words
    if isinstance(record, Attribution):
        if record.affiliation != "none":
            country = f" ({record.country})" if record.country else ""
            yield words.name("affiliation", record.affiliation) + country
        if record.cue:
            held = site.release.text == "none"
            cue = "" if held else " ".join(article.span_text(record.cue).split())
            kind = words.name("cue_class", record.cue_class)
            yield f"{words.quoted(cue)}, {kind}" if cue else kind
        yield words.name("form", record.form)
        if record.modality != "asserted":
            yield words.name("modality", record.modality)
        if record.channel:
            yield words("note.via", name=record.channel)
        yield words("note.confidence", value=words.number(record.confidence, 2))
        if record.pattern:
            yield words("note.rule", rule=record.pattern)
    elif isinstance(record, Claim):
        yield (
            record.source_name
            if record.source_name
            else (words("index.attributed") if record.attributed else words("index.no_source"))
        )
        if record.as_of:
            yield words("index.as_of", date=record.as_of)
    elif isinstance(record, Label):
        yield words.name("polarity", record.polarity)
    elif isinstance(record, Trace):
        yield words.name("group", record.group)
