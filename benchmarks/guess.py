"""Fit and measure the classifier of the lines that no rule decides (``analysis/zones/guess.py``).

Usage::

    python benchmarks/guess.py                  # measure on the project's own pages
    python benchmarks/guess.py --pages FOLDER   # ... and on other pages, in the same two formats
    python benchmarks/guess.py --write          # and write analysis/zones/guess.toml

It learns from the project's own material alone: the lines of ``lines/``, of our invention, by the
places a page has them in, put together at random to pages (``names.toml`` fills the names in), and
the pages of ``tests/pages``. Every page is first read by the rules: what they decide is not learnt.
Pages to measure on are HTML with ``data-zone`` on its elements, or lines of a label, a tab and
words; lines of ours that share half of their words with one of theirs are then left out of the
fitting, so that none is known by heart.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import re
import textwrap
import tomllib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from lxml import html
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analysis import languages
from analysis.schema import Article
from analysis.text import Shadow, detect_language, line_spans
from analysis.zones import guess, lay_out
from analysis.zones.lines import Block

ROOT = Path(__file__).resolve().parent.parent
LINES = Path(__file__).resolve().parent / "lines"
PAGES = 1500
STRENGTH = 2.0
# A line of a whole page, whose place is real, counts as so many put together.
WHOLE = 5.0
Gold = list[tuple[str, str]]
Pools = dict[str, list[str]]


@dataclass(eq=False)
class Page:
    """A page the rules have read: its lines, what the wording told, and what each is."""

    blocks: list[Block]
    told: list[str | None]
    truth: list[list[str]]


@cache
def names() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((LINES / "names.toml").read_text("utf-8"))


def read_pools(code: str) -> Pools:
    """The lines of a language under their headings: « widget head », « teaser mid end foot »."""
    pools: Pools = {}
    heading = ""
    for path in (LINES / f"{code}.txt", LINES / f"{code}_body.txt"):
        for line in path.read_text("utf-8").splitlines():
            if re.fullmatch(r"\[[a-z ]+\]", line):
                heading = line[1:-1]
                pools.setdefault(heading, [])
            elif line:
                pools[heading].append(line)
    return pools


class Maker:
    """Puts lines together to a page as a site may have it."""

    def __init__(self, code: str, pools: Pools, seed: int) -> None:
        self.code, self.pools = code, pools
        self.random = random.Random(f"{code} {seed}")
        self.page: Gold = []

    def fill(self, line: str) -> str:
        known = names()[self.code]
        number = self.random.choice

        def value(match: re.Match[str]) -> str:
            what = match[1]
            if what == "name":
                return self.fill("{first} {last}")
            if what == "day":
                return self.fill(str(known["day"]))
            if what in known:
                return self.fill(number(known[what]))
            made = {
                "n": lambda: str(number([1, 2, 3, 4, 5, 7, 8, 10, 12, 15, 20, 35, 48, 60, 120])),
                "d": lambda: str(self.random.randint(1, 28)),
                "year": lambda: str(self.random.randint(1950, 2025)),
                "time": lambda: "{}{}{:02}".format(
                    self.random.randint(6, 22),
                    "h" if self.code == "fr" else ":",
                    self.random.randint(0, 59),
                ),
                "initials": lambda: number(["J. R.", "M.L.", "A. D.", "jmr", "cbo", "(S. B.)"]),
                "sentence": lambda: number(self.pools["short"]),
                "question": lambda: number(self.pools["quote"]),
            }
            return made[what]() if what in made else number(self.pools[what])

        return re.sub(r"\{(\w+)\}", value, line)

    def add(self, label: str, place: str, counts: Iterable[int] = (1,)) -> None:
        """So many lines (one of the counts) of a label that stand in a place."""
        pool = [
            line
            for heading, lines in self.pools.items()
            if heading.split()[0] == label and place in heading.split()[1:]
            for line in lines
        ]
        for _ in range(self.random.choice(list(counts))):
            self.put(label, self.random.choice(pool))

    def put(self, label: str, line: str) -> None:
        self.page.append((label, " ".join(self.fill(line).split())))

    def some(self, *parts: tuple[float, Callable[[], None]]) -> None:
        """Each part with its probability, in any order."""
        drawn = [part for probability, part in parts if self.random.random() < probability]
        self.random.shuffle(drawn)
        for part in drawn:
            part()

    def make(self) -> Gold:
        few, many = (1, 1, 2), (1, 2, 3, 5, 8)
        self.some(
            (0.7, lambda: self.add("widget", "head", many)),
            (0.15, lambda: self.add("solicitation", "under")),
            (0.15, lambda: self.add("teaser", "foot", few)),
        )
        self.put("headline", "{title}")
        dates = names()[self.code]["date"]
        self.some(
            (0.5, lambda: self.put("body", "{stand}")),
            (0.1, lambda: self.put("body", "{sentence}")),
            (0.7, lambda: self.add("byline", "under", few)),
            (0.6, lambda: self.put("date", self.random.choice(dates))),
            (0.7, lambda: self.add("widget", "under", many)),
            (0.2, lambda: self.add("widget", "head")),
            (0.5, lambda: self.add("caption", "under")),
            (0.1, lambda: self.add("disclaimer", "end")),
            (0.1, lambda: self.add("solicitation", "under")),
        )
        self.text()
        self.some(
            (0.4, lambda: self.add("byline", "end", few)),
            (0.35, lambda: self.add("credit", "end", few)),
            (0.4, lambda: self.add("disclaimer", "end", few)),
            (0.4, lambda: self.add("solicitation", "end", few)),
            (0.6, lambda: self.add("widget", "end", many)),
        )
        if self.random.random() < 0.6:
            self.add("teaser", "foot", (1, 2, 3, 5, 7))
            self.some(
                (0.3, lambda: self.add("widget", "end", few)),
                (0.3, lambda: self.add("solicitation", "end", few)),
                (0.3, lambda: self.add("teaser", "foot", (1, 2, 3, 5, 7))),
            )
        if self.random.random() < 0.6:
            self.some(
                *[(0.5, lambda: self.add("widget", "foot"))] * self.random.choice([2, 6, 20]),
                *[(0.5, lambda: self.add("disclaimer", "foot"))] * 3,
            )
        return self.page

    def text(self) -> None:
        """Paragraphs, and between them what may be of the article or of the page."""
        count = min(self.random.choice([2, 3, 4, 5, 6, 8]), len(self.pools["para"]))
        between: list[tuple[float, Callable[[], None]]] = [
            (0.22, lambda: self.put("body", "{short}")),
            (0.2, lambda: self.put("body", "{sub}")),
            (0.08, lambda: self.add("teaser", "mid", (1, 1, 2))),
            (0.07, lambda: self.add("caption", "mid", (1, 1, 2))),
            (0.07, lambda: self.add("widget", "mid", (1, 1, 2))),
            (0.05, lambda: self.add("solicitation", "mid")),
        ]
        runs = [(0.1, "{quote}", (1, 1, 2, 4)), (0.07, "{item}", (2, 3, 5))]
        for line in self.random.sample(self.pools["para"], count):
            self.put("body", line)
            for probability, kind, counts in runs:
                if self.random.random() < probability:
                    for _ in range(self.random.choice(counts)):
                        self.put("body", kind)
            self.some(*between)
        while self.page[-1][0] != "body":  # what stood last between paragraphs stands below them
            self.page.pop()


def made_pages(count: int, known: list[set[str]]) -> list[Page]:
    pools = {}
    for code in ("fr", "en", "es"):
        pools[code] = {
            heading: [line for line in lines if not is_near(line, known)]
            for heading, lines in read_pools(code).items()
        }
    draw = random.Random(0)
    pages = []
    for seed in range(count):
        [code] = draw.choices(["fr", "en", "es"], [6, 2.5, 1.5])
        gold = Maker(code, pools[code], seed).make()
        if draw.random() < 0.2:
            width = draw.choice([66, 72, 76, 80])
            gold = [(label, part) for label, line in gold for part in textwrap.wrap(line, width)]
        pages.append(read(gold, code))
    return pages


def words(line: str) -> set[str]:
    return set(re.findall(r"\w{3,}", line.lower()))


def is_near(line: str, known: list[set[str]]) -> bool:
    """Whether a line shares half of its words with a line to measure on."""
    own = words(line)
    return bool(own) and any(2 * len(own & other) >= len(own | other) for other in known if other)


def read_gold(folder: Path) -> list[tuple[str, Gold]]:
    """Names and labelled lines of the pages of a folder."""
    pages = []
    for path in sorted(folder.glob("*.html")):
        tree = html.document_fromstring(path.read_text("utf-8"))
        marked = [
            (str(e.get("data-zone")), " ".join(e.text_content().split()))
            for e in tree.iter()
            if e.get("data-zone")
        ]
        pages.append((path.name, [(label, line) for label, line in marked if line]))
    for path in sorted([*folder.glob("*.txt"), *folder.glob("lines/*.txt")]):
        rows = (line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line)
        pages.append((path.name, [(label, line) for label, line in rows]))
    return pages


def read(gold: Gold, code: str) -> Page:
    """A page as the rules alone leave it."""
    text = Shadow.of("\n".join(line for _, line in gold)).text
    pack = languages.load_or_blank(code)
    blocks, told = lay_out(text, pack, Article(article_id="page", text=text))
    labels = dict(zip((a for a, _ in line_spans(text)), (label for label, _ in gold), strict=True))
    truth = [[labels[a] for a in labels if b.start <= a < b.end] for b in blocks]
    return Page(blocks, told, truth)


def fit(own: list[Page], made: list[Page]) -> LogisticRegression:
    rows, truth, weights = [], [], []
    for page in own + made:
        for i, features in guess.describe(page.blocks, page.told):
            label = page.truth[i][0]
            if label in guess.LABELS:
                rows.append(features)
                truth.append(label)
                weights.append(WHOLE if page in own else 1.0)
    data = [value for row in rows for value in row.values()]
    at = [bucket for row in rows for bucket in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((data, at, ends), shape=(len(rows), guess.BUCKETS))
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    return model.fit(matrix, np.array(truth), sample_weight=weights)


def compact(fitted: LogisticRegression) -> guess.Model:
    """The weights in a byte each."""
    scale = float(np.abs(fitted.coef_).max()) / 127
    rows = np.rint(fitted.coef_.T / scale).astype(int)
    return guess.Model(
        labels=tuple(str(label) for label in fitted.classes_),
        intercepts=tuple(round(float(x), 4) for x in fitted.intercept_),
        scale=round(scale, 6),
        rows=tuple(tuple(int(x) for x in row) for row in rows),
    )


def measure(name: str, pages: list[Page], model: guess.Model) -> None:
    total = before = after = lost = 0
    for page in pages:
        guessed = guess.guess_labels(page.blocks, page.told, model)
        for old, new, truth in zip(page.blocks, guessed, page.truth, strict=True):
            total += len(truth)
            before += truth.count(old.label or "body")
            after += truth.count(new.label or "body")
            lost += truth.count("body") * ((new.label is None) < (old.label is None))
    print(f"{name}: lines right {before / total:.3f} by the rules, {after / total:.3f} with")
    print(f"    guesses, of {total}; {lost} lines of the body lost")


def write(model: guess.Model, lines: int, pages: int) -> None:
    raw = np.array(model.rows, dtype=np.int8).tobytes()
    weights = base64.b85encode(zlib.compress(raw, 9)).decode()
    guess.TARGET.write_text(
        "# Weights of the classifier of undecided lines, one byte a feature and label.\n"
        f"# Fitted by `python benchmarks/guess.py --write` on {lines} lines of {pages} pages:\n"
        "# those of tests/pages and pages put together from benchmarks/lines, all written for\n"
        "# this project and under its licence. It holds no text of theirs, only hashes' weights.\n"
        f"labels = {json.dumps(model.labels)}\n"
        f"intercepts = {json.dumps(model.intercepts)}\n"
        f"scale = {model.scale!r}\n"
        "weights = [\n"
        + "".join(
            f'  "{part}",\n' for part in (weights[i : i + 94] for i in range(0, len(weights), 94))
        )
        + "]\n",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true", help=f"write {guess.TARGET.name}")
    options = parser.parse_args()
    others = {folder: read_gold(folder) for folder in options.pages}
    known = [words(line) for gold in others.values() for _, page in gold for _, line in page]
    own = [read(gold, code_of(gold)) for _, gold in read_gold(ROOT / "tests" / "pages")]
    made = made_pages(PAGES, known)
    model = compact(fit(own, made))
    for folder, gold in others.items():
        for ending in (".html", ".txt"):
            part = [read(page, code_of(page)) for name, page in gold if name.endswith(ending)]
            if part:
                measure(f"{folder.name}, {ending}", part, model)
    measure("own pages, which it was fitted on", own, model)
    if options.write:
        write(model, sum(len(page.blocks) for page in own + made), len(own + made))


def code_of(gold: Gold) -> str:
    return detect_language("\n".join(line for _, line in gold))


if __name__ == "__main__":
    main()
