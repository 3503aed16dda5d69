"""Tables of the notebooks: evidence as a reader wants it, with headers in the reader's language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from analysis.charts._counts import merge_names
from analysis.charts._words import short_ids
from analysis.features._evidence import pairs as pairs_of
from analysis.profiles import dimension
from analysis.reporting import words as locales
from analysis.reporting.release import current
from analysis.reporting.site import has_source, wilson
from analysis.schema import AnnotatedArticle, Evidence
from analysis.text import count_words

if TYPE_CHECKING:
    from pandas import DataFrame

_LONGEST = 160


def _named_articles(group: Iterable[AnnotatedArticle]) -> list[tuple[str, AnnotatedArticle]]:
    """Articles with the short names the charts and pages use."""
    found = [current().article(a) for a in group]
    names = short_ids([a.article_id for a in found])
    return [(names[a.article_id], a) for a in found]


def _frame(rows: Iterable[Sequence[Any]], keys: Sequence[str], locale: str) -> DataFrame:
    import pandas as pd

    words = locales.load(locale)
    return pd.DataFrame(list(rows), columns=[words(f"table.{k}") for k in keys])


def _words_of(article: AnnotatedArticle, span: Evidence | tuple[int, int]) -> str:
    text = " ".join(article.span_text(span).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def articles(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """What was read: one row an article."""
    return _frame(
        (
            (
                a.article_id,
                a.headline,
                a.language,
                a.words_total,
                a.words_body,
                len(a.body_sentences),
                len(a.attributions),
            )
            for _, a in _named_articles(group)
        ),
        ("article", "headline", "language", "words", "body_words", "sentences", "attributions"),
        locale,
    )


def spans(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """Every piece of evidence with its place: kind, offsets and words."""
    words = locales.load(locale)
    return _frame(
        (
            (name, words(f"kind.{r.kind}"), r.start, r.end, _words_of(a, r))
            for name, a in _named_articles(group)
            for r in a.evidence()
            if r.kind not in ("zone", "sentence")
        ),
        ("article", "kind", "start", "end", "passage"),
        locale,
    )


def zones(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """Words a zone, one row an article, zones that occur as columns."""
    import pandas as pd

    words = locales.load(locale)
    counts = []
    for name, a in _named_articles(group):
        row: Counter[str] = Counter()
        for zone in a.zones:
            row[zone.label] += count_words(a.span_text(zone))
        counts.append((name, row))
    labels = list(dict.fromkeys(label for _, row in counts for label in row))
    return pd.DataFrame(
        [[i, *(row.get(label, 0) for label in labels)] for i, row in counts],
        columns=[words("table.article"), *(words(f"zone.{label}") for label in labels)],
    )


def origins(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """What each text says of where it comes from; an article without a word of it says so."""
    words = locales.load(locale)
    rows: list[tuple[Any, ...]] = []
    for name, a in _named_articles(group):
        rows += [
            (name, words.name("relation", o.relation), o.name or o.place, _words_of(a, o))
            for o in a.origins
        ] or [(name, words.name("status", "not_observable"), None, None)]
    return _frame(rows, ("article", "relation", "name", "passage"), locale)


def attributions(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """Every attribution: who, how, and what."""
    words = locales.load(locale)
    return _frame(
        (
            (
                name,
                x.source_name if has_source(x) else words("note.no_source"),
                words.name("affiliation", x.affiliation),
                words.name("form", x.form),
                _words_of(a, x.cue) if x.cue else None,
                _words_of(a, x.content[0]),
            )
            for name, a in _named_articles(group)
            for x in a.attributions
        ),
        ("article", "source", "affiliation", "form", "cue", "passage"),
        locale,
    )


def voices(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """Sources over all articles, most heard first."""
    words = locales.load(locale)
    read = _named_articles(group)
    names = merge_names(p.name for _, a in read for p in pairs_of(a))
    found: dict[tuple[str, str], list[str]] = {}
    for name, a in read:
        for p in pairs_of(a):
            found.setdefault((names[p.name], p.affiliation), []).append(name)
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return _frame(
        (
            (source, words.name("affiliation", affiliation), len(ids), len(set(ids)))
            for (source, affiliation), ids in ranked
        ),
        ("source", "affiliation", "mentions", "articles"),
        locale,
    )


def attributed(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """Share of body sentences tied to a source, with its 95 % Wilson interval."""
    words = locales.load(locale)
    rows = []
    for name, a in _named_articles(group):
        n = len(a.body_sentences)
        k = sum(s.attributed for s in a.body_sentences)
        low, high = wilson(k, n)
        shown = words.percent(k / n) if n else "–"
        ends = "–" if math.isnan(low) else words.percents(low, high)
        rows.append((name, k, n, shown, ends))
    return _frame(rows, ("article", "tied", "sentences", "share", "interval"), locale)


def appeals(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """What the page asks of its reader, how it presents itself, what it discloses."""
    words = locales.load(locale)
    rows = []
    for name, a in _named_articles(group):
        for kind, family, records in (
            ("solicitation", "appeal", a.solicitations),
            ("framing", "frame", a.framings),
            ("disclosure", "what", a.disclosures),
        ):
            rows += [
                (
                    name,
                    words(f"kind.{kind}"),
                    words.name(family, getattr(r, family)),
                    _words_of(a, r),
                )
                for r in records
            ]
    return _frame(rows, ("article", "kind", "what", "passage"), locale)


def labels(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """Contested labels and in whose voice they stand."""
    words = locales.load(locale)
    return _frame(
        (
            (
                name,
                x.term,
                words.name("voice", x.voice),
                words.name("polarity", x.polarity),
                _words_of(a, x),
            )
            for name, a in _named_articles(group)
            for x in a.labels
        ),
        ("article", "term", "voice", "polarity", "passage"),
        locale,
    )


def claims(group: Iterable[AnnotatedArticle], *, locale: str = "en") -> DataFrame:
    """Figures and dates the texts give about the event."""
    words = locales.load(locale)
    return _frame(
        (
            (
                name,
                words.quantity(c.quantity),
                _range(c.low, c.high, words),
                c.as_of,
                c.source_name or (words("index.attributed") if c.attributed else None),
                _words_of(a, c),
            )
            for name, a in _named_articles(group)
            for c in a.claims
        ),
        ("article", "quantity", "value", "as_of", "said_by", "passage"),
        locale,
    )


def pairs(comparison: Any, *, locale: str = "en") -> DataFrame:
    """Comparable figures two by two, those that clash first."""
    words = locales.load(locale)
    order = {"divergent": 0, "evolving": 1, "compatible": 2, "identical": 3}
    table = current().frame(comparison.claim_pairs)
    sides = [i for side in "ab" if len(table) for i in table[f"{side}_article_id"]]
    names = short_ids(sorted(set(sides)))
    rows = sorted(table.to_dict("records"), key=lambda r: order.get(str(r["relation"]), 9))
    return _frame(
        (
            (
                words.quantity(str(r["quantity"])),
                words.name("relation_claim", str(r["relation"])),
                f"{names[r['a_article_id']]}{words('word.colon')} {r['a_text']}",
                f"{names[r['b_article_id']]}{words('word.colon')} {r['b_text']}",
                words.name("claim_note", r["note"]) if isinstance(r["note"], str) else None,
            )
            for r in rows
        ),
        ("quantity", "relation", "one", "other", "note"),
        locale,
    )


def scores(profiles: DataFrame, *, locale: str = "en") -> DataFrame:
    """Profiles with articles as rows and dimensions as columns, each score with its interval."""
    import pandas as pd

    words = locales.load(locale)
    profiles = current().frame(profiles)
    codes = list(dict.fromkeys(profiles["dimension"]))
    cells: dict[str, dict[str, str]] = {}
    for r in profiles.to_dict("records"):
        cells.setdefault(str(r["unit"]), {})[str(r["dimension"])] = _score(r, words)
    names = [f"{c} {_named(c, locale)}" for c in codes]
    short = short_ids(list(cells))
    return pd.DataFrame(
        [[short[unit], *(row.get(c, "–") for c in codes)] for unit, row in cells.items()],
        columns=[words("table.article"), *names],
    )


def _named(code: str, locale: str) -> str:
    labels = dimension(code).labels
    return labels.get(locale) or labels["en"]


def _score(row: dict[Any, Any], words: locales.Words) -> str:
    low, high, score = (float(row[k]) for k in ("low", "high", "score"))
    if math.isnan(low):
        if not math.isnan(score):
            return words.number(round(score))
        return words.name("status", str(row["status"]))
    ends = words.span(words.number(round(low)), words.number(round(high)))
    return f"[{ends}]" if math.isnan(score) else f"{words.number(round(score))} [{ends}]"


def missing(profiles: DataFrame, *, locale: str = "en") -> DataFrame:
    """Dimensions without a score, and why."""
    from analysis.reporting.measures import why

    words = locales.load(locale)
    profiles = current().frame(profiles)
    short = short_ids([str(u) for u in profiles["unit"]])
    return _frame(
        (
            (
                short[str(r["unit"])],
                _named(str(r["dimension"]), locale),
                words.name("status", str(r["status"])),
                why(str(r["reason"] or ""), locale),
            )
            for r in profiles.to_dict("records")
            if r["status"] in ("not_applicable", "not_observable")
        ),
        ("article", "dimension", "status", "reason"),
        locale,
    )


def _range(low: Any, high: Any, words: locales.Words) -> str | None:
    ends = [words.number(v) if isinstance(v, int | float) else v for v in (low, high)]
    known = [str(e) for e in ends if e is not None]
    return words.span(known[0], known[-1]) if known else None
