"""The page on where the texts come from: what they say of it, what they share, what they show.

Three kinds of sign stand side by side and are kept apart: statements of origin, which are the
text's own; text shared with another article, which is measured; traces of translation and seams,
which are hints. None of them says that a text without them is original.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup

from analysis.annotation.translation import is_flagged, translation_score
from analysis.comparison.seams import find_seams
from analysis.features._evidence import translation_grade
from analysis.reporting.index import origin_lines
from analysis.reporting.kinship import Edge, Kinship, Tie, drawing
from analysis.reporting.safe import safe
from analysis.reporting.site import Site
from analysis.schema import AnnotatedArticle, Span, Trace
from analysis.text import WORD, normalise

_ARTICLES = 60
_DRAWN = 40
_PAIRS = 20
_PASSAGES = 8
_LINEAGES = 40
_AROUND = 40
# What ties a text as a whole to its origin, as against a medium quoted in it or a picture's.
_DRAWN_RELATIONS = ("republished_from", "signed_by", "dateline", "translated_by", "quoted_via")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch two articles share, in the words of each, with what differs marked."""

    a: Markup
    b: Markup


def origins(site: Site) -> Mapping[str, Any]:
    """Everything the page shows."""
    pairs = _pairs(site)
    lineages = _lineages(site)
    shown = site.articles[:_ARTICLES]
    rows = [_row(site, article) for article in shown]
    return {
        "summary": _summary(site, pairs, lineages),
        "drawing": _drawing(site, pairs, lineages),
        "lineages": lineages[:_LINEAGES],
        "lineages_more": max(0, len(lineages) - _LINEAGES),
        "pairs": [_shown_pair(site, pair) for pair in pairs[:_PAIRS]],
        "pairs_more": max(0, len(pairs) - _PAIRS),
        "withheld": site.release.text != "full",
        "rows": rows,
        "rows_more": len(site.articles) - len(shown),
        "scored": any(row["score"] for row in rows),
    }


def _records(table: Any) -> list[dict[Any, Any]]:
    return list(table.to_dict("records")) if len(table) else []


def _pairs(site: Site) -> list[dict[Any, Any]]:
    """Pairs that share a tenth of their text or more, the most first."""
    found = [
        pair
        for pair in _records(site.comparison.reuse)
        if pair["band"] != "none" and pair["a"] in site.by_id and pair["b"] in site.by_id
    ]
    return sorted(found, key=lambda p: (-float(p["containment"]), str(p["a"]), str(p["b"])))


def _lineages(site: Site) -> list[Mapping[str, Any]]:
    """Lineages of several articles, in the order of the articles."""
    found: list[Mapping[str, Any]] = []
    for row in _records(site.comparison.lineages):
        members = [str(i) for i in row["articles"] if str(i) in site.by_id]
        if len(members) > 1:
            found.append(
                {
                    "id": str(row["lineage_id"]),
                    "articles": [(site.short[i], site.card(i)) for i in members],
                    "members": members,
                    "why": ", ".join(_reason(site, part) for part in str(row["why"]).split("; ")),
                }
            )
    return found


def _reason(site: Site, why: str) -> str:
    for prefix, key in (("origin ", "origins.why_origin"), ("copy of ", "origins.why_copy")):
        if why.startswith(prefix):
            return site.words(key, name=why.removeprefix(prefix))
    return site.words("origins.why_reuse") if why == "reuse" else why


def _summary(site: Site, pairs: Sequence[object], lineages: Sequence[object]) -> list[str]:
    words = site.words
    named = sum(
        any(o.name and o.relation in _DRAWN_RELATIONS[:4] for o in a.origins) for a in site.articles
    )
    stated = sum(translation_grade(site.as_read(a)) == 3 for a in site.articles)
    n = len(site.articles)
    return [
        words("origins.sum_named", n=named, of=n),
        words("origins.sum_pairs", n=len(pairs), tested=n * (n - 1) // 2),
        words("origins.sum_lineages", n=len(lineages)),
        words("origins.sum_translated", n=stated, of=n),
    ]


def _row(site: Site, article: AnnotatedArticle) -> Mapping[str, Any]:
    """What one article says and shows of where it comes from."""
    read = site.as_read(article)
    grade = translation_grade(read)
    traces = [
        (
            site.words.name("trace", item.record.trace),
            " ".join(article.span_text(item.record).split()),
            site.card(article.article_id, item.anchor),
        )
        for item in site.items[article.article_id]
        if isinstance(item.record, Trace) and item.record.group == "translation"
    ]
    return {
        "short": site.short[article.article_id],
        "href": site.card(article.article_id),
        "title": site.title(article),
        "outlet": article.article.outlet or "",
        "origins": origin_lines(site, article),
        "grade": site.words(f"origins.grade_{grade}"),
        "step": site.words("origins.step", grade=grade),
        "traces": traces,
        "score": _score(site, read),
        "seams": [_seam(site, article, seam) for seam in find_seams(read)],
    }


def _score(site: Site, read: AnnotatedArticle) -> str:
    score = translation_score(read)
    if math.isnan(score):
        return ""
    key = "origins.score_above" if is_flagged(read) else "origins.score_below"
    return site.words(key, score=site.words.number(score, 2))


def _seam(site: Site, article: AnnotatedArticle, seam: Any) -> tuple[str, Markup]:
    """What changes, and the words around the first new sign."""
    key = f"origins.seam_{seam.what}"
    says = site.words(key, before=seam.before, after=seam.after)
    (start, _), (_, end) = seam.blocks
    text = article.text
    left = max(start, text.find(" ", max(0, seam.start - _AROUND)) + 1)
    right = min(end, max(seam.end, text.rfind(" ", seam.end, seam.end + _AROUND)))
    around = Markup('{}<mark class="claim">{}</mark>{}').format(
        safe(("… " if left > start else "") + text[left : seam.start].lstrip()),
        safe(text[seam.start : seam.end]),
        safe(text[seam.end : right].rstrip() + (" …" if right < end else "")),
    )
    return says, around


def _shown_pair(site: Site, pair: Mapping[Any, Any]) -> Mapping[str, Any]:
    a, b = site.by_id[str(pair["a"])], site.by_id[str(pair["b"])]
    passages = [tuple(int(x) for x in p) for p in pair["passages"]]
    longest = sorted(passages, key=lambda p: (p[0] - p[1], p[0]))[:_PASSAGES]
    held = site.release.text != "full"
    return {
        "a": (site.short[a.article_id], site.card(a.article_id), a.article.outlet or ""),
        "b": (site.short[b.article_id], site.card(b.article_id), b.article.outlet or ""),
        "share": site.words.percent(float(pair["containment"])),
        "band": site.words(f"origins.band_{pair['band']}"),
        "passages": []
        if held
        else [aligned(a.text, p[:2], b.text, p[2:]) for p in sorted(longest)],
        "more": len(passages) - len(longest),
        "count": site.words("origins.passages", n=len(passages)),
    }


def aligned(a: str, here: Sequence[int], b: str, there: Sequence[int]) -> Passage:
    """A shared stretch in the words of both texts, the words that differ marked."""
    left = [m.span() for m in WORD.finditer(a, *here)]
    right = [m.span() for m in WORD.finditer(b, *there)]
    matcher = SequenceMatcher(
        None, [_plain(a[i:j]) for i, j in left], [_plain(b[i:j]) for i, j in right], autojunk=False
    )
    other_a: list[Span] = []
    other_b: list[Span] = []
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag != "equal":
            other_a += left[i:j]
            other_b += right[k:n]
    return Passage(_marked(a, here, other_a), _marked(b, there, other_b))


def _plain(word: str) -> str:
    """A word as it is compared: its capitals and its kind of apostrophe tell no difference."""
    return normalise(word).lower()


def _marked(text: str, stretch: Sequence[int], spans: Iterable[Span]) -> Markup:
    out = Markup("")
    at = stretch[0]
    for start, end in spans:
        out += Markup('{}<mark class="differs">{}</mark>').format(
            safe(text[at:start]), safe(text[start:end])
        )
        at = end
    return out + safe(text[at : stretch[1]])


def _drawing(
    site: Site, pairs: Sequence[Mapping[Any, Any]], lineages: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """The graph of articles, origins and shared text; None where nothing ties anything."""
    edges = [
        Edge(o.name, article.article_id, o.relation)
        for article in site.articles
        for o in article.origins
        if o.name and o.relation in _DRAWN_RELATIONS
    ]
    edges = list(dict.fromkeys(edges))
    groups = [tuple(lineage["members"]) for lineage in lineages]
    tied = [i for group in groups for i in group]
    tied += [e.article for e in edges]
    chosen = list(dict.fromkeys(tied))[:_DRAWN]
    # A few articles are all drawn, so that the one that nothing ties is seen, too.
    if len(site.articles) <= 12:
        chosen += [a.article_id for a in site.articles if a.article_id not in chosen]
    if not tied:
        return None
    kinship = Kinship(
        articles=tuple(chosen),
        names={i: _label(site, i) for i in chosen},
        groups=tuple(tuple(i for i in group if i in chosen) for group in groups),
        edges=tuple(e for e in edges if e.article in chosen),
        ties=tuple(
            Tie(str(p["a"]), str(p["b"]), float(p["containment"]))
            for p in pairs
            if p["a"] in chosen and p["b"] in chosen
        ),
        titles={i: site.title(site.by_id[i]) or "" for i in chosen},
    )
    relations = [r for r in _DRAWN_RELATIONS if any(e.relation == r for e in kinship.edges)]
    return {
        "svg": drawing(kinship, site.words),
        "relations": [(r, site.words(f"origins.line_{r}")) for r in relations],
        "reuse": bool(kinship.ties),
        "hidden": len(site.articles) - len(chosen),
    }


def _label(site: Site, article_id: str) -> str:
    outlet = site.by_id[article_id].article.outlet
    return f"{site.short[article_id]} · {outlet}" if outlet else site.short[article_id]
