"""No word of verdict in anything the project says: documents, notebooks, tables, sentences."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import analysis
from analysis import charts
from analysis.profiles import comparability, counterfactuals

VERDICTS = re.compile(
    r"\b(?:fiables?|fiabilité|fausse(?:ment|s)?|faux|mensong\w*|désinformation|propagand\w*|"
    r"biaisée?s?|complotist\w*|manipul\w*|crédibles?|trompeu\w*|"
    r"(?:un)?reliab(?:le|ly)|fake|falsehoods?|misleading|disinformation|misinformation|"
    r"propaganda|biased|conspira\w*|(?:un)?trustworth\w*|credible)\b",
    re.IGNORECASE,
)
# Names of others' works and groups are no verdicts of ours.
NAMES = re.compile(r"W3C Credible Web(?: group)?|Credible Web")
ROOT = Path(__file__).resolve().parent.parent


def strings(node: Any, path: str) -> Iterator[tuple[str, str]]:
    """All strings of a parsed file with their place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from strings(value, f"{path}.{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from strings(value, f"{path}[{i}]")
    elif isinstance(node, str):
        yield path, node


def said() -> Iterator[tuple[str, str]]:
    """Every text a reader may meet, with where it stands."""
    pages = [ROOT / "README.md", ROOT / "notebooks" / "README.md", *(ROOT / "docs").glob("*.md")]
    # Titles of others' works are others' words.
    for page in sorted(p for p in pages if p.name != "bibliography.md"):
        for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
            yield f"{page.name}:{number}", line
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
            yield f"{notebook.stem}/{cell['id']}", "".join(cell["source"])
    package = ROOT / "analysis"
    tables = [
        *(ROOT / "notebooks").glob("*.toml"),
        *package.glob("*.toml"),
        *(p for room in ("charts", "features", "profiles", "reporting", "comparison")
          for p in (package / room).glob("*.toml")),
    ]  # fmt: skip
    for table in sorted(tables):
        found = tomllib.loads(table.read_text("utf-8"))
        yield from strings(found, table.relative_to(ROOT).as_posix())


def test_nothing_written_passes_a_verdict() -> None:
    found = [
        (place, match[0])
        for place, text in said()
        if (match := VERDICTS.search(NAMES.sub("", text)))
    ]
    assert not found


def test_the_test_sees_a_verdict_where_there_is_one() -> None:
    for text in ("Ce texte est peu fiable.", "un article biaisé", "It is fake.", "Propaganda!"):
        assert VERDICTS.search(text)
    assert sum(1 for _ in said()) > 1000


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_nothing_said_of_the_seeds_passes_a_verdict(locale: str, root: Path) -> None:
    articles = analysis.annotate(analysis.read_corpus(root / "seeds"))
    comparison = analysis.compare(articles)
    profiles = analysis.profile(articles, comparison=comparison)
    card = comparability(articles, comparison=comparison, locale=locale)
    texts = [str(reason) for reason in card["reason"]]
    for article in articles:
        name = article.article_id
        told = counterfactuals(profiles, name, comparison=comparison, locale=locale)
        texts += list(told["sentence"])
        explained = analysis.explain(profiles, name, comparison=comparison, locale=locale)
        texts += [*explained["label"], *map(str, explained["reason"])]
    for plot, data in ((charts.plot_profiles, profiles), (charts.plot_ledger, comparison)):
        texts.append(charts.alt_text(plot(data, locale=locale)))
    assert len(texts) > 50
    assert [t for t in texts if VERDICTS.search(t)] == []


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_sentence_on_a_score_gives_its_interval_and_a_count(locale: str, root: Path) -> None:
    articles = analysis.annotate(analysis.read_corpus(root / "seeds"))
    found = counterfactuals(analysis.profile(articles), articles[0].article_id, locale=locale)
    for sentence in found["sentence"]:
        assert re.search(r"\(\d+–\d+\)\.$", sentence)
        assert len(re.findall(r"\d+", sentence)) >= 4
