"""The figures the texts clash over, and those that move with time, with both passages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from analysis.reporting.safe import safe
from analysis.reporting.site import Site
from analysis.reporting.strips import span_bar
from analysis.schema import AnnotatedArticle, Claim

RELATIONS = ("identical", "compatible", "evolving", "divergent")
_CONTEXT = 180
_STATEMENTS_SHOWN, _PAIRS_SHOWN = 12, 20


@dataclass(frozen=True, slots=True)
class Statement:
    """One value in one text, as a row of the ledger."""

    article_id: str
    short: str
    href: str
    value: str
    passage: Markup
    speaker: str
    as_of: str
    bar: Markup
    low: float | str | None
    high: float | str | None


@dataclass(frozen=True, slots=True)
class Group:
    """All statements of one quantity that take part in pairs of one relation."""

    quantity: str
    name: str
    statements: tuple[Statement, ...]
    pairs: tuple[tuple[str, str, str], ...]
    hidden: int = 0


def relation_counts(site: Site) -> dict[str, int]:
    """How many claim pairs there are of each relation."""
    pairs = site.comparison.claim_pairs
    counts = Counter(pairs["relation"]) if len(pairs) else Counter()
    return {r: int(counts.get(r, 0)) for r in RELATIONS}


def groups(site: Site, relation: str) -> list[Group]:
    """The pairs of a relation, gathered by event and quantity in the order of the table."""
    if relation not in site.memo:
        site.memo[relation] = _groups(site, relation)
    return list(site.memo[relation])


def _groups(site: Site, relation: str) -> list[Group]:
    pairs = site.comparison.claim_pairs
    if not len(pairs):
        return []
    by_thing: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in pairs.to_dict("records"):
        if row["relation"] == relation:
            by_thing.setdefault((str(row["event_id"]), str(row["quantity"])), []).append(row)
    return [_group(site, quantity, rows) for (_, quantity), rows in by_thing.items()]


def clashes(site: Site, article_id: str) -> list[tuple[tuple[int, int], str, str]]:
    """Where an article's figures diverge: own span, what the other text says, its address."""
    if "clashes" not in site.memo:
        site.memo["clashes"] = _clashes(site)
    found: list[tuple[tuple[int, int], str, str]] = site.memo["clashes"].get(article_id, [])
    return found


def _clashes(site: Site) -> dict[str, list[tuple[tuple[int, int], str, str]]]:
    found: dict[str, list[tuple[tuple[int, int], str, str]]] = {}
    pairs = site.comparison.claim_pairs
    for row in pairs.to_dict("records") if len(pairs) else ():
        if row["relation"] != "divergent":
            continue
        for own, other in (("a", "b"), ("b", "a")):
            theirs = str(row[f"{other}_article_id"])
            start, end = int(row[f"{other}_start"]), int(row[f"{other}_end"])
            unit = unit_of(site, theirs, start, end)
            value = value_text(row[f"{other}_low"], row[f"{other}_high"], site, unit)
            line = site.words("card.clashes", value=value, article=site.short[theirs])
            href = site.card(theirs, site.anchor(theirs, "claim", start, end))
            span = (int(row[f"{own}_start"]), int(row[f"{own}_end"]))
            found.setdefault(str(row[f"{own}_article_id"]), []).append((span, line, href))
    return found


def _group(site: Site, quantity: str, rows: list[dict[Any, Any]]) -> Group:
    sides: dict[tuple[str, int, int], dict[str, Any]] = {}
    for row in rows:
        for side in ("a", "b"):
            values = {k: row.get(f"{side}_{k}") for k in _SIDE}
            key = (str(values["article_id"]), int(row[f"{side}_start"]), int(row[f"{side}_end"]))
            sides.setdefault(key, values)
    ends = [
        float(v)
        for values in sides.values()
        for v in (values["low"], values["high"])
        if isinstance(v, int | float) and v == v
    ]
    bounds = (min(ends), max(ends)) if ends and len(ends) == 2 * len(sides) else None
    statements = tuple(
        _statement(site, key, values, bounds)
        for key, values in sorted(sides.items(), key=_by_day)[:_STATEMENTS_SHOWN]
        if key[0] in site.by_id
    )
    lines = tuple(_pair_line(site, row) for row in rows[:_PAIRS_SHOWN])
    hidden = max(0, len(sides) - _STATEMENTS_SHOWN)
    return Group(quantity, site.words.quantity(quantity), statements, lines, hidden)


def _by_day(side: tuple[tuple[str, int, int], dict[str, Any]]) -> tuple[str, float, str]:
    key, values = side
    low = values["low"]
    number = float(low) if isinstance(low, int | float) and low == low else 0.0
    return str(values["as_of"] or ""), number, key[0]


_SIDE = ("article_id", "low", "high", "as_of", "attributed", "source_name")


def _statement(
    site: Site,
    key: tuple[str, int, int],
    values: dict[str, Any],
    bounds: tuple[float, float] | None,
) -> Statement:
    article_id, start, end = key
    low, high = values["low"], values["high"]
    words = site.words
    name = values["source_name"]
    if isinstance(name, str) and name and name != "none":
        speaker = name
    else:
        attributed = values["attributed"] is True or values["attributed"] == 1
        speaker = words("index.attributed") if attributed else words("index.no_source")
    as_of = values["as_of"]
    return Statement(
        article_id=article_id,
        short=site.short[article_id],
        href=site.card(article_id, site.anchor(article_id, "claim", start, end)),
        value=value_text(low, high, site, unit_of(site, *key)),
        passage=passage(site.by_id[article_id], start, end),
        speaker=speaker,
        as_of=words("index.as_of", date=as_of) if isinstance(as_of, str) and as_of else "",
        bar=span_bar(float(low), float(high), bounds) if bounds else Markup(""),
        low=low,
        high=high,
    )


def value_text(low: Any, high: Any, site: Site, unit: str | None = None) -> str:
    """A value or range as written in the report's locale, with its unit; dates stay ISO."""
    words = site.words
    if isinstance(low, str) or isinstance(high, str):
        known = [str(v) for v in (low, high) if not _none(v)]
        return words.span(known[0], known[-1])
    if _none(low):
        text = "–" if _none(high) else words.number(high)
    elif _none(high):
        text = f"≥ {words.number(low)}"
    else:
        text = words.span(words.number(low), words.number(high))
    largest = low if _none(high) else high
    named = None if unit is None or _none(largest) else words.get(f"unit.{unit}", n=largest)
    return f"{text}\u00a0{named}" if named else text


def unit_of(site: Site, article_id: str, start: int, end: int) -> str | None:
    """The unit of the figure that an article gives at a place."""
    if "units" not in site.memo:
        site.memo["units"] = {
            (article.article_id, claim.start, claim.end): claim.unit
            for article in site.articles
            for claim in article.claims
        }
    unit: str | None = site.memo["units"].get((article_id, start, end))
    return unit


def claim_value(site: Site, article: AnnotatedArticle, claim: Claim) -> str:
    """A claim's value; a day the article leaves open is the one the comparison found for it."""
    if "claims" not in site.memo:
        claims = site.comparison.claims
        rows = claims.to_dict("records") if len(claims) else []
        site.memo["claims"] = {
            (r["article_id"], int(r["start"]), int(r["end"]), r["quantity"]): r for r in rows
        }
    key = (article.article_id, claim.start, claim.end, claim.quantity)
    row = site.memo["claims"].get(key, {})
    low, high = row.get("low", claim.low), row.get("high", claim.high)
    if _none(low) and _none(high):
        return site.words("index.date_open")
    return value_text(low, high, site, claim.unit)


def _none(value: Any) -> bool:
    return value is None or value != value


def passage(article: AnnotatedArticle, start: int, end: int, css: str = "claim") -> Markup:
    """The sentence around a span with the span marked, cut at a word when very long."""
    left, right = next(
        ((s.start, s.end) for s in article.sentences if s.start <= start and end <= s.end),
        (start, end),
    )
    before, after = article.text[left:start], article.text[end:right]
    if len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].split(" ", 1)[-1]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rsplit(" ", 1)[0] + " …"
    return Markup('{}<mark class="{}">{}</mark>{}').format(
        safe(before), css, safe(article.text[start:end]), safe(after)
    )


def _pair_line(site: Site, row: dict[Any, Any]) -> tuple[str, str, str]:
    """What a pair of figures is to each other in one line, and the two articles."""
    words = site.words
    a, b = (str(row[f"{side}_article_id"]) for side in ("a", "b"))
    line = " ".join(
        [
            site.short.get(a, a),
            words("word.against"),
            f"{site.short.get(b, b)}{words('word.colon')}",
            words.name("relation_claim", str(row["relation"])),
        ]
    )
    details = []
    if row.get("same_lineage") is True or row.get("same_lineage") == 1:
        details.append(words("index.same_lineage"))
    note = row.get("note")
    if isinstance(note, str) and note:
        details.append(words.name("claim_note", note))
    return (f"{line} ({', '.join(details)})" if details else line), a, b
