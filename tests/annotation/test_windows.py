"""Records of invented windows in the wording of real sites: each mark once, nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from analysis import annotate
from analysis.schema import Article

FOLDER = Path(__file__).parent.parent / "windows"
MARK = re.compile(r"\[\[(?P<kinds>[^|\]]+)\|(?P<span>(?:[^\]]|\](?!\]))+)\]\]")


def cases() -> list[tuple[str, str]]:
    return [
        (path.stem[:2], line.replace("\\n", "\n"))
        for path in sorted(FOLDER.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "line"), cases())
def test_each_mark_is_found_and_nothing_else(language: str, line: str) -> None:
    text = MARK.sub(lambda match: match["span"], line)
    article = annotate(Article(article_id="window", text=text), language=language)
    found = Counter(
        [o.relation for o in article.origins]
        + [s.appeal for s in article.solicitations]
        + [f.frame for f in article.framings]
        + [d.what for d in article.disclosures]
    )
    marked = [kind for match in MARK.finditer(line) for kind in match["kinds"].split(",")]
    assert found == Counter(kind.partition(":")[0] for kind in marked)
    names = {kind.partition(":")[2] for kind in marked} - {""}
    assert names <= {o.name for o in article.origins}
