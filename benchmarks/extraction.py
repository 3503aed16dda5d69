"""How often the annotators err on the units that core features count.

Reads hand-coded French articles, annotates their texts and counts, unit by unit, what was found
and what was coded: body sentences touched by an attribution, and by one to a traceable source;
among matched attributions, sources that are named, traceable, not official, and both named and
not official. Writes the counts (no text) to
``analysis/extraction.toml``, from which profiles draw the extractor's error:

    python benchmarks/extraction.py --gold ../shared/gold --out analysis/extraction.toml
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpora import need

from analysis import annotate
from analysis.features._evidence import pairs
from analysis.features.attribution import traceable_sentence_share
from analysis.schema import OFFICIAL, AnnotatedArticle, Article, Sentence

SETS = ("news_fr_dev", "news_fr_dev2", "news_fr_dev3")
UNITS = {
    "attribution__attributed_sentence_share": "body sentences",
    "attribution__traceable_sentence_share": "body sentences",
    "attribution__identified_source_share": "sources of matched attributions",
    "attribution__traceable_source_share": "sources of matched attributions",
    "diversity__non_official_share": "sources of matched attributions",
    "diversity__named_non_official_share": "sources of matched attributions",
}
_HEAD = """# How often the annotators err on the units that core features count: true hits, false
# hits, missed and rightly left out. Written by benchmarks/extraction.py from {articles} hand-coded
# French articles, which also served development: on other texts the error is rather larger.
"""


def gold(folder: Path) -> Iterable[tuple[Article, list[dict[str, Any]]]]:
    """Articles and their coded attributions."""
    for name in SETS:
        coded: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            coded[record["article_id"]] += [record] if record["kind"] == "attribution" else []
        for key in sorted(coded):
            text = (folder / name / f"{key}.txt").read_bytes().decode("utf-8")
            yield Article(article_id=key, text=text, language="fr"), coded[key]


def count(article: AnnotatedArticle, coded: list[dict[str, Any]], table: Any) -> None:
    """Add one article's units to the table."""
    sure = [a for a in coded if not a.get("optional")]
    followed = set(traceable_sentence_share.measure(article).evidence)
    for s in article.body_sentences:
        true, traced = _touched(sure, s), _touched(filter(_traceable, sure), s)
        table["attribution__attributed_sentence_share"][true, s.attributed] += 1
        found = (s.start, s.end) in followed
        table["attribution__traceable_sentence_share"][traced, found] += 1
    for pair in pairs(article):
        start, end = pair.attribution.content[0][0], pair.attribution.content[-1][1]
        match = _matching(sure, start, end)
        if match is None or " + " in match["source_name"] or match["source_form"] == "none":
            continue
        named = match["source_form"] in ("named_person", "organisation")
        if match["source_form"] == "media":
            continue
        found = pair.named and pair.form != "document"
        table["attribution__identified_source_share"][named, found] += 1
        traced = _traceable(match)
        table["attribution__traceable_source_share"][traced, pair.traceable] += 1
        if "none" not in (match["affiliation"], pair.affiliation):
            other = match["affiliation"] not in OFFICIAL
            table["diversity__non_official_share"][other, not pair.official] += 1
            both = pair.named and not pair.official
            named = named or match["source_form"] == "document"
            table["diversity__named_non_official_share"][named and other, both] += 1


def _touched(coded: Iterable[dict[str, Any]], sentence: Sentence) -> bool:
    return any(
        span is not None and span[0] < sentence.end and span[1] > sentence.start
        for a in coded
        for span in (*a["content"], a["cue"], a["source"])
    )


def _traceable(coded: dict[str, Any]) -> bool:
    """As :attr:`analysis.features._evidence.Pair.traceable`, of what was coded."""
    form, affiliation = coded["source_form"], coded["affiliation"]
    if affiliation in ("individual", "none"):
        return False
    return form in ("named_person", "organisation", "media") or (
        form == "document" and affiliation != "other"
    )


def _matching(coded: list[dict[str, Any]], start: int, end: int) -> dict[str, Any] | None:
    for a in coded:
        first, last = a["content"][0][0], a["content"][-1][1]
        shared = min(end, last) - max(start, first)
        if shared > 0 and shared / (max(end, last) - min(start, first)) >= 0.5:
            return a
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, default=Path("analysis/extraction.toml"))
    arguments = parser.parse_args()
    need(arguments.gold)
    table: Any = {name: defaultdict(int) for name in UNITS}
    articles = 0
    for article, coded in gold(arguments.gold):
        articles += 1
        made = annotate(article)
        count(made, coded, table)
    lines = [_HEAD.format(articles=articles)]
    for name, cells in table.items():
        if not sum(cells.values()):
            continue
        lines.append(f'[fr.{name}]\nkind = "attribution"\nunit = "{UNITS[name]}"')
        for key, cell in (
            ("true", (True, True)),
            ("false", (False, True)),
            ("missed", (True, False)),
            ("left", (False, False)),
        ):
            lines.append(f"{key} = {cells[cell]}")
        hits, misses = cells[True, True], cells[True, False]
        right, wrong = cells[False, False], cells[False, True]
        print(
            f"{name}: sensitivity {hits / max(1, hits + misses):.3f} ({hits + misses}), "
            f"specificity {right / max(1, right + wrong):.3f} ({right + wrong})"
        )
        lines.append("")
    arguments.out.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
