"""Two articles side by side: the words they share and the figures both give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from markupsafe import Markup

from analysis.reporting.figures import passage, unit_of, value_text
from analysis.reporting.highlight import segments
from analysis.reporting.safe import safe
from analysis.reporting.site import Site
from analysis.schema import AnnotatedArticle, Span

# All pairs of this many articles get a page; of more articles, those with most in common.
_ALL_PAIRS_UP_TO = 6
_PAIRS_SHOWN = 60
_FIRST = ("divergent", "evolving", "compatible", "identical")


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch both articles hold, with where it stands in each."""

    sign: str
    anchor: str
    a: Span
    b: Span
    words: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity both articles give, with what each says of it."""

    sign: str
    anchor: str
    name: str
    relation: str
    note: str
    sides: tuple[Mapping[str, Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PairOf:
    """A pair of articles with what is known of it: reuse, and comparable figures by relation."""

    a: str
    b: str
    containment: float
    band: str
    passages: tuple[tuple[int, int, int, int], ...]
    rows: tuple[Mapping[str, Any], ...]

    @property
    def divergent(self) -> int:
        """How many comparable figures diverge."""
        return sum(row["relation"] == "divergent" for row in self.rows)


def pairs_of(site: Site) -> list[PairOf]:
    """The pairs that get a page, those that share most words first, then most figures."""
    if "pairs" not in site.memo:
        site.memo["pairs"] = _pairs(site)
    found: list[PairOf] = site.memo["pairs"]
    return found


def _pairs(site: Site) -> list[PairOf]:
    order = {a.article_id: n for n, a in enumerate(site.articles)}
    reuse: dict[tuple[str, str], dict[Any, Any]] = {}
    figures: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in _rows(site.comparison.reuse):
        key, turned = _key(order, row["a"], row["b"])
        moved = [(p[2], p[3], p[0], p[1]) if turned else tuple(p) for p in row["passages"]]
        reuse[key] = {**row, "passages": tuple(moved)}
    for row in _rows(site.comparison.claim_pairs):
        key, turned = _key(order, row["a_article_id"], row["b_article_id"])
        figures.setdefault(key, []).append(_turned(row) if turned else row)
    every: Iterable[tuple[str, str]] = {**reuse, **figures}
    if len(site.articles) <= _ALL_PAIRS_UP_TO:
        every = combinations(order, 2)
    found = [
        PairOf(
            a,
            b,
            float(reuse.get((a, b), {}).get("containment", 0.0)),
            str(reuse.get((a, b), {}).get("band", "none")),
            reuse.get((a, b), {}).get("passages", ()),
            tuple(sorted(figures.get((a, b), ()), key=lambda r: _FIRST.index(r["relation"]))),
        )
        for a, b in every
    ]
    found.sort(key=lambda p: (-p.containment, -p.divergent, -len(p.rows), order[p.a], order[p.b]))
    return found[:_PAIRS_SHOWN]


def _rows(table: Any) -> list[dict[Any, Any]]:
    return list(table.to_dict("records")) if len(table) else []


def _key(order: Mapping[str, int], a: Any, b: Any) -> tuple[tuple[str, str], bool]:
    """The two ids in the order of the report, and whether they had to be turned."""
    turned = order[str(a)] > order[str(b)]
    return ((str(b), str(a)) if turned else (str(a), str(b))), turned


def _turned(row: Mapping[str, Any]) -> Mapping[str, Any]:
    swap = {"a_": "b_", "b_": "a_"}
    return {swap.get(k[:2], k[:2]) + k[2:]: v for k, v in row.items()}


def href(site: Site, pair: PairOf) -> str:
    """Address of a pair's page from the root of the site."""
    return f"pairs/{site.slugs[pair.a]}--{site.slugs[pair.b]}.html"


def address(site: Site, a: str, b: str) -> str | None:
    """Address of the page of two articles, in whichever order; None when they have none."""
    if "pair_pages" not in site.memo:
        site.memo["pair_pages"] = {frozenset((p.a, p.b)): href(site, p) for p in pairs_of(site)}
    found: str | None = site.memo["pair_pages"].get(frozenset((a, b)))
    return found


def beside(site: Site, article_id: str) -> list[tuple[str, str]]:
    """Short names and addresses of the pages that set an article beside others."""
    return [
        (site.short[p.b if p.a == article_id else p.a], href(site, p))
        for p in pairs_of(site)
        if article_id in (p.a, p.b)
    ]


def listing(site: Site) -> list[Mapping[str, Any]]:
    """The pairs as rows of a table."""
    return [
        {
            "href": href(site, p),
            "names": (site.short[p.a], site.short[p.b]),
            "titles": tuple(site.title(site.by_id[i]) or "" for i in (p.a, p.b)),
            "share": site.words.percent(p.containment),
            "band": site.words.name("band", p.band),
            "counts": [sum(r["relation"] == relation for r in p.rows) for relation in _FIRST],
        }
        for p in pairs_of(site)
    ]


def index(site: Site) -> Mapping[str, Any]:
    """Everything the list of pairs shows."""
    rows = listing(site)
    return {"rows": rows, "relations": _FIRST, "hidden": len(rows) == _PAIRS_SHOWN}


def side_by_side(site: Site, pair: PairOf) -> Mapping[str, Any]:
    """Everything the page of a pair shows."""
    a, b = site.by_id[pair.a], site.by_id[pair.b]
    matches = [
        Match(f"R{n}", f"r{n}", (x, y), (u, v), len(site.as_read(a).text[x:y].split()))
        for n, (x, y, u, v) in enumerate(sorted(pair.passages), 1)
    ]
    figures = [_figure(site, n, row) for n, row in enumerate(pair.rows, 1)]
    return {
        "pair": pair,
        "matches": [
            (m, _stretch(a, m.a), _stretch(b, m.b), site.words("n.words", n=m.words))
            for m in matches
        ],
        "figures": figures,
        "share": site.words.percent(pair.containment),
        "band": site.words.name("band", pair.band),
        "sides": [
            {
                "letter": letter,
                "article": article,
                "short": site.short[article.article_id],
                "title": site.title(article),
                "href": site.card(article.article_id),
                "blocks": _blocks(site, article, letter, other, matches, figures),
            }
            for letter, other, article in (("a", "b", a), ("b", "a", b))
        ],
    }


def _stretch(article: AnnotatedArticle, span: Span) -> Markup:
    return safe(" ".join(article.text[span[0] : span[1]].split()))


def _figure(site: Site, number: int, row: Mapping[str, Any]) -> Figure:
    words = site.words
    sides = []
    for side in ("a", "b"):
        article = site.by_id[str(row[f"{side}_article_id"])]
        start, end = int(row[f"{side}_start"]), int(row[f"{side}_end"])
        name = row[f"{side}_source_name"]
        said = row[f"{side}_attributed"] is True or row[f"{side}_attributed"] == 1
        known = isinstance(name, str) and name not in ("", "none")
        day = row[f"{side}_as_of"]
        sides.append(
            {
                "span": (start, end),
                "value": value_text(
                    row[f"{side}_low"],
                    row[f"{side}_high"],
                    site,
                    unit_of(site, article.article_id, start, end),
                ),
                "passage": passage(article, start, end),
                "speaker": name
                if known
                else words("index.attributed" if said else "index.no_source"),
                "as_of": words("index.as_of", date=day) if isinstance(day, str) and day else "",
            }
        )
    note = row.get("note")
    return Figure(
        sign=f"#{number}",
        anchor=f"c{number}",
        name=words.quantity(str(row["quantity"])),
        relation=str(row["relation"]),
        note=words.name("claim_note", note) if isinstance(note, str) and note else "",
        sides=(sides[0], sides[1]),
    )


def _blocks(
    site: Site,
    article: AnnotatedArticle,
    letter: str,
    other: str,
    matches: Sequence[Match],
    figures: Sequence[Figure],
) -> list[tuple[str, Markup]]:
    """The text zone by zone; what the other article has too is marked and leads there."""
    side = 0 if letter == "a" else 1
    marks = [(m.a if letter == "a" else m.b, "shared", m.sign, m.anchor) for m in matches]
    marks += [(f.sides[side]["span"], f"claim {f.relation}", f.sign, f.anchor) for f in figures]
    return [
        (
            zone.label,
            _marked(site, article, (zone.start, zone.end), letter, other, marks),
        )
        for zone in article.zones
        if zone.label != "separator"
    ]


def _marked(
    site: Site,
    article: AnnotatedArticle,
    stretch: Span,
    letter: str,
    other: str,
    marks: Sequence[tuple[Span, str, str, str]],
) -> Markup:
    spans = [(*span, k) for k, (span, *_) in enumerate(marks)]
    out: list[Markup] = []
    for start, end, keys in segments(*stretch, spans):
        begun = [marks[k] for k in keys if marks[k][0][0] == start]
        out += [
            Markup(
                '<a class="sign {c}" id="{i}-{n}" href="#{o}-{n}" aria-label="{l}">{s}</a>'
            ).format(
                c=css.split()[0],
                i=letter,
                o=other,
                s=sign,
                n=anchor,
                l=site.words("pair.over", sign=sign),
            )
            for _, css, sign, anchor in begun
        ]
        inner = safe(article.text[start:end])
        for css in dict.fromkeys(marks[k][1] for k in reversed(keys)):
            inner = Markup('<mark class="{}">{}</mark>').format(css, inner)
        out.append(inner)
    return Markup("").join(out)
