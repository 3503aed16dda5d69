"""Articles made by hand, so that what a chart must show is known before it is drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.comparison import Comparison
from analysis.profiles.sensitivity import Sensitivity
from analysis.schema import (
    AnnotatedArticle,
    Article,
    Attribution,
    Label,
    Origin,
    Sentence,
    Solicitation,
    Zone,
)

# One line a zone: label, then its sentences as (text, form or "", source, affiliation).
Line = tuple[str, list[tuple[str, str, str, str]]]

PORT: list[Line] = [
    ("headline", [("Le port rouvre.", "", "", "")]),
    (
        "body",
        [
            ("Le quai nord a été vidé dans la nuit.", "", "", ""),
            ("« Tout est sûr », a dit Anne Morel.", "direct", "Anne Morel", "government"),
            ("La préfète parle d'un « incident clos ».", "mixed", "Anne Morel", "government"),
        ],
    ),
    (
        "body",
        [
            ("Selon les dockers, la grue penchait.", "indirect", "dockers", "civil_society"),
            ("Une enquête est ouverte.", "", "", ""),
        ],
    ),
    ("credit", [("Source : AFP", "", "", "")]),
    ("solicitation", [("Partagez cet article !", "", "", "")]),
]


def article(
    article_id: str = "port_01",
    lines: list[Line] = PORT,
    labels: tuple[tuple[str, str, str], ...] = (),
    outlet: str | None = None,
) -> AnnotatedArticle:
    """An annotated article; labels are (term, voice, polarity) on the first body sentence."""
    text = ""
    zones, sentences, attributions, solicitations, origins = [], [], [], [], []
    first_body: int | None = None
    for label, parts in lines:
        start = len(text)
        for i, (words, form, source, affiliation) in enumerate(parts):
            text += (" " if i else "") + words
            end, begin = len(text), len(text) - len(words)
            if label in ("headline", "body", "caption"):
                sentences.append(Sentence(start=begin, end=end, zone=label, attributed=bool(form)))
            if label == "body" and first_body is None:
                first_body = begin
            if form:
                attributions.append(
                    Attribution(
                        start=begin,
                        end=end,
                        form=form,
                        content=((begin, end),),
                        cue=None,
                        source_name=source,
                        source_form="group",
                        affiliation=affiliation,
                    )
                )
        zones.append(Zone(start=start, end=len(text), label=label))
        if label == "solicitation":
            solicitations.append(Solicitation(start=start, end=len(text), appeal="share"))
        if label == "credit":
            origins.append(
                Origin(
                    start=start, end=len(text), relation="republished_from", name="Agence Presse"
                )
            )
        text += "\n"
    place = first_body or 0
    return AnnotatedArticle(
        article=Article(article_id=article_id, text=text, outlet=outlet, language="fr"),
        language="fr",
        words_total=len(text.split()),
        words_body=sum(len(text[z.start : z.end].split()) for z in zones if z.label == "body"),
        zones=tuple(zones),
        sentences=tuple(sentences),
        attributions=tuple(attributions),
        labels=tuple(
            Label(start=place + i, end=place + i + 2, voice=voice, polarity=polarity, term=term)
            for i, (term, voice, polarity) in enumerate(labels)
        ),
        solicitations=tuple(solicitations),
        origins=tuple(origins),
    )


def blank(article_id: str = "empty") -> AnnotatedArticle:
    """An article in which nothing was found."""
    return AnnotatedArticle(
        article=Article(article_id=article_id, text=""), language="fr", words_total=0, words_body=0
    )


LABELS = (
    ("émeutiers", "narrator", "delegitimising"),
    ("émeutiers", "quoted", "delegitimising"),
    ("gardiens de la paix", "reported", "legitimising"),
)


def corpus(n: int) -> list[AnnotatedArticle]:
    """``n`` articles alike but for their id."""
    return [article(f"{i:03d}_quai", labels=LABELS if i % 2 == 0 else ()) for i in range(n)]


def profiles(n: int) -> pd.DataFrame:
    """Profiles of ``n`` texts: A and D scored, C bounds, E unseen in odd texts, R descriptive."""
    rows = []
    for i in range(n):
        for dimension, kind, score, low, high, size in (
            ("R", "descriptive", 55, 41, 64, 12),
            ("A", "score", 60 + i % 30, 40, 95, 12),
            ("C", "bounds", float("nan"), 25, 75, 8),
            ("D", "score", 100, 97, 100, 320),
            ("E", "score", 50, 30, 70, 4),
        ):
            seen = dimension != "E" or i % 2 == 0
            rows.append(
                {
                    "unit": f"{i:03d}_quai",
                    "dimension": dimension,
                    "label": dimension,
                    "kind": kind,
                    "score": score if seen else float("nan"),
                    "low": low if seen else float("nan"),
                    "high": high if seen else float("nan"),
                    "low80": low + 5 if seen else float("nan"),
                    "high80": high - 3 if seen else float("nan"),
                    "n": size,
                    "status": "measured" if seen else "not_observable",
                    "reason": "",
                    "coverage": 1.0,
                    "parts": [],
                }
            )
    return pd.DataFrame(rows, columns=PROFILE_COLUMNS)


PROFILE_COLUMNS = [
    *("unit", "dimension", "label", "kind", "score", "low", "high", "low80", "high80"),
    *("n", "status", "reason", "coverage", "parts"),
]
SIDE = ["article_id", "start", "end", "text", "low", "high", "as_of", "attributed", "source_name"]


def claim(
    article_id: str,
    low: float | str | None,
    high: float | str | None,
    as_of: str | None = "2024-03-02",
    *,
    text: str | None = None,
    attributed: bool = False,
    start: int = 0,
) -> dict[str, object]:
    """One side of a pair."""
    words = text or f"{low} morts"
    values = (article_id, start, start + len(words), words, low, high, as_of, attributed, None)
    return dict(zip(SIDE, values, strict=True))


def pair(
    quantity: str,
    relation: str,
    a: dict[str, object],
    b: dict[str, object],
    note: str | None = None,
) -> dict[str, object]:
    sides = {f"{s}_{k}": v for s, side in (("a", a), ("b", b)) for k, v in side.items()}
    return {
        "quantity": quantity,
        "relation": relation,
        "note": note,
        "same_lineage": False,
        **sides,
    }


def comparison(
    pairs: list[dict[str, object]],
    *,
    articles: tuple[str, ...] = (),
    reuse: tuple[tuple[str, str, float, str], ...] = (),
    lineages: tuple[tuple[str, ...], ...] = (),
    why: str = "reuse",
) -> Comparison:
    """A comparison of hand-made pairs, which are its claims; the day of b is inferred."""
    claims: list[dict[str, object]] = [
        {
            **{k: p[f"{s}_{k}"] for k in SIDE},
            "quantity": p["quantity"],
            "unit": None,
            "inferred": s == "b",
        }
        for p in pairs
        for s in "ab"
    ]
    ids = articles or tuple(dict.fromkeys(str(c["article_id"]) for c in claims))
    return Comparison(
        events=pd.DataFrame(
            [{"event_id": "event-1", "articles": list(ids), "terms": []}] if ids else [],
            columns=["event_id", "articles", "terms"],
        ),
        claims=pd.DataFrame(claims, columns=[*SIDE, "quantity", "unit", "inferred"]),
        claim_pairs=pd.DataFrame(
            pairs,
            columns=["quantity", "relation", "note", "same_lineage"]
            + [f"{s}_{k}" for s in "ab" for k in SIDE],
        ),
        reuse=pd.DataFrame(
            [
                {"a": a, "b": b, "containment": share, "band": band, "passages": []}
                for a, b, share, band in reuse
            ],
            columns=["a", "b", "containment", "band", "passages"],
        ),
        lineages=pd.DataFrame(
            [
                {"lineage_id": f"lineage-{i}", "articles": list(members), "why": why}
                for i, members in enumerate(lineages)
            ],
            columns=["lineage_id", "articles", "why"],
        ),
    )


def compared(n: int) -> Comparison:
    """``n`` articles that differ on the dead and agree on the start."""
    ids = [f"{i:03d}_quai" for i in range(n)]
    pairs = [
        pair(
            "dead",
            "divergent" if i == 1 else "compatible",
            claim(ids[0], 12, 12, attributed=True),
            claim(ids[i], 15 if i == 1 else 10, 15 if i == 1 else 99),
        )
        for i in range(1, n)
    ] + [
        pair(
            "withdrawal_date",
            "identical",
            claim(ids[0], "2024-03-02", "2024-03-02", text="samedi", start=40),
            claim(ids[i], "2024-03-02", "2024-03-02", text="le 2 mars", start=40),
        )
        for i in range(1, n)
    ]
    shared = ((ids[0], ids[1], 0.52, "substantial"),) if n > 1 else ()
    return comparison(
        pairs,
        articles=tuple(ids),
        reuse=shared,
        lineages=tuple((i,) for i in ids[2:]) + ((tuple(ids[:2]),) if n > 1 else ()),
    )


def ranked(n: int) -> Sensitivity:
    """An order of ``n`` texts in which only the first stands firm."""
    units = [f"{i:03d}_quai" for i in range(n)]
    above = pd.DataFrame(np.full((n, n), 0.6), index=units, columns=units)
    if n:
        above.loc[units[0], :] = 0.99
    rows = [
        (unit, 90.0 - i, 40.0, 95.0, i + 1.0, 1.0, min(n, i + 2.0)) for i, unit in enumerate(units)
    ]
    choices = [("goalposts", 1.25, 8.0, 0.7), ("scope", 0.0, 0.0, 1.0), ("chance", 0.5, 3.0, 0.9)]
    return Sensitivity(
        ranks=pd.DataFrame(
            rows, columns=["unit", "value", "low", "high", "rank", "rank_low", "rank_high"]
        ),
        dominance=above,
        choices=pd.DataFrame(choices, columns=["choice", "rank_shift", "value_shift", "tau"]),
        dominated=0.4,
        draws=1000,
        about="A",
    )


def explained(n: int) -> pd.DataFrame:
    """A part with ``n`` passages and one without a value."""
    part = {
        "dimension": "A",
        "feature": "attribution__identified_source_share",
        "label": "Identified sources",
        "direction": "up",
        "value": 0.75,
        "low": 0.4,
        "high": 0.93,
        "n": 4,
        "status": "measured",
        "reason": "",
        "points": 75.0,
        "zero": 0.0,
        "hundred": 1.0,
        "score": 75.0,
    }
    rows = [part | {"start": i, "end": i + 9, "text": f"Anne M. {i}"} for i in range(n)]
    missing = part | {"feature": "b", "label": "Figures", "value": float("nan"), "text": ""}
    missing |= {"reason": "no figure", "points": float("nan")}
    return pd.DataFrame([*rows, missing] if n else rows)


def groups(n: int) -> pd.DataFrame:
    """Two measures against two groups of ``n`` articles each."""
    rows = [
        (against, column, area, area - 0.05, area + 0.05, n, n)
        for against in ("pseudo-news", "satire")
        for column, area in (("A", 0.45), ("diversity__non_official_share", 0.7))
    ]
    names = ["against", "column", "area", "low", "high", "n_one", "n_other"]
    return pd.DataFrame(rows if n else [], columns=names)


def places(n: int) -> pd.DataFrame:
    """``n`` articles on a circle, each with an ellipse."""
    turn = [2 * np.pi * i / max(n, 1) for i in range(n)]
    rows = [
        (f"{i:03d}_quai", 3 * np.cos(t), 2 * np.sin(t), 1.5, 0.8, 30.0) for i, t in enumerate(turn)
    ]
    table = pd.DataFrame(rows, columns=["article_id", "x", "y", "width", "height", "angle"])
    table.attrs["explained"] = 0.47
    return table
