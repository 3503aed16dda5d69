"""Score source resolution alone: gold spans in, names and kinds out.

Takes the hand-coded attributions of ``SHARED/gold`` with their content, cue and source spans,
blanks what the source is, resolves it, and compares: ``same_name`` of ``score.py``, source form,
affiliation, and official or not. Sets hold whole French articles.

Usage: ``python benchmarks/sources.py [--shared ../shared] [--errors] [--set NAME ...]``
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from analysis import languages
from analysis.annotation.document import Document
from analysis.annotation.quotes import find_quotes
from analysis.annotation.sources import resolve_sources
from analysis.schema import OFFICIAL, Article, Attribution
from analysis.text import Shadow
from analysis.zones import find_headline, find_zones

SETS = ("seeds", "news_fr_dev", "news_fr_dev2", "news_fr_dev3")


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(shared: Path, name: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Article id, text as given and gold attributions of one set."""
    records = defaultdict(list)
    for line in (shared / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["kind"] == "attribution":
            records[record["article_id"]].append(record)
    folder = shared / ("seeds" if name == "seeds" else f"gold/{name}")
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8") if name == "seeds" else path.read_bytes().decode("utf-8")
        yield path.stem, text, records.get(path.stem, [])


def document_of(article_id: str, text: str) -> Document:
    pack = languages.load("fr")
    article = Article(article_id=article_id, text=text)
    shadow = Shadow.of(text)
    assert shadow.starts is None, article_id
    zones = find_zones(shadow.text, pack, article)
    return Document(
        article=article,
        text=shadow.text,
        pack=pack,
        zones=zones,
        sentences=(),
        quotes=find_quotes(shadow.text, zones, pack),
        headline=find_headline(shadow.text, zones),
    )


def blank(record: dict[str, Any]) -> Attribution:
    """A gold attribution with its spans and without its source."""
    content = tuple((a, b) for a, b in record["content"])
    return Attribution(
        start=content[0][0],
        end=content[-1][1],
        form=record["form"],
        content=content,
        cue=tuple(record["cue"]) if record.get("cue") else None,  # type: ignore[arg-type]
        source=tuple(record["source"]) if record.get("source") else None,  # type: ignore[arg-type]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--set", nargs="*", default=list(SETS))
    parser.add_argument("--errors", action="store_true", help="print every wrong reading")
    parser.add_argument(
        "--part", choices=("open", "blind"), help="of dev3: every fourth article is never read"
    )
    options = parser.parse_args()
    rules = scorer(options.shared)
    print(f"{'set':14} {'n':>4}  name  form  affil offic resolved(right)  ms/3200 chars")
    for name in options.set:
        n: Counter[str] = Counter()
        errors, chars, seconds = [], 0, 0.0
        for article_id, text, records in gold(options.shared, name):
            if name == "news_fr_dev3" and options.part:
                blind = int(article_id.split("_")[0]) % 4 == 0
                if blind != (options.part == "blind"):
                    continue
            document = document_of(article_id, text)
            given = [blank(r) for r in records]
            begin = time.perf_counter()
            found = resolve_sources(document, given)
            seconds += time.perf_counter() - begin
            chars += len(text)
            for record, attribution in zip(records, found, strict=True):
                if record.get("optional"):
                    continue
                names = [record.get("source_name")]
                names += [record[k] for k in ("source_name_also",) if k in record]
                person = record["source_form"] == "named_person"
                kinds = [record["affiliation"]]
                kinds += [record[k] for k in ("affiliation_also",) if k in record]
                right = any(rules.same_name(x, attribution.source_name, person) for x in names)
                form = record["source_form"] == attribution.source_form
                kind = attribution.affiliation in kinds
                official = any(
                    (x in OFFICIAL) == (attribution.affiliation in OFFICIAL) for x in kinds
                )
                n["all"] += 1
                n["name"] += right
                n["form"] += form
                n["affiliation"] += kind
                n["official"] += official
                n["resolved"] += attribution.resolved
                n["resolved_right"] += attribution.resolved and right
                if not (right and form and kind):
                    flags = "".join(
                        c if ok else c.upper() + "!"
                        for c, ok in zip("nfao", (right, form, kind, official), strict=True)
                    )
                    span = attribution.source
                    words = document.text[span[0] : span[1]] if span else "-"
                    errors.append(
                        f"  {article_id} {flags} [{words[:90]}]@{span[0] if span else '-'} "
                        f"got {attribution.source_name!r} {attribution.source_form} "
                        f"{attribution.affiliation} | gold {record['source_name']!r} "
                        f"{record['source_form']} {record['affiliation']}"
                    )
        total = n["all"] or 1
        rates = "  ".join(
            f"{n[k] / total:.3f}" for k in ("name", "form", "affiliation", "official")
        )
        right = n["resolved_right"] / (n["resolved"] or 1)
        print(
            f"{name:14} {n['all']:4}  {rates}  {n['resolved'] / total:.3f} ({right:.3f})"
            f"  {1000 * seconds * 3200 / (chars or 1):.2f}"
        )
        if options.errors:
            print("\n".join(errors))


if __name__ == "__main__":
    main()
