"""Attributions against other people's corpora, and quotations left without a speaker.

The corpora code other things than this project does, so most can show only what is missed:

- ASFALDA (French FrameNet on Sequoia; Djemaa et al. 2016): sentences of regional news and Wikipedia
  in which a third person says something long. Found when the cue is; then source and content
  overlap of one half or more.
- ANNODIS (Péry-Woodley et al. 2011): relations `attribution`; found when a content covers half of
  the attributed segment.
- PolNeAR (Newell, Margolin and Ruths 2018): English news, all propositional attitudes, which is
  wider than the scope here; precision, recall and F1 of contents, and recall on quoting ones.
- Quotations of five words or more in the body that no attribution with a source holds, in French
  press and pseudo-news: needs no coding. Titles, slogans, thoughts and made-up speech in essays and
  blogs, which have no source, are among them; a second row counts those of which the rules say that
  somebody speaks, but not who, among all they read as speech. A third row leaves out what is no
  speech of the article by general marks: quoted intertitles (a line of their own without a full
  stop), titles and names (a capital first, no full stop, set after a word), and texts whose author
  writes « je » throughout. A fourth row leaves out words set into the author's own sentence, which
  may be terms or scare quotes.

Usage: ``python benchmarks/recall.py --shared ../shared``
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import gold as coded
import numpy as np

from analysis.annotation import annotate_article
from analysis.schema import AnnotatedArticle, Article, Quote, Span
from analysis.statistics import wilson

SAYING = frozenset(
    (
        "FR_Statement-manner-noise",
        "FR_Telling",
        "Telling",
        "Communication_response",
        "Reveal_secret",
        "FR_Attributed_information",
        "Complaining",
        "Bragging",
    )
)
SPEAKERS = ("Speaker", "Medium", "Source")
MESSAGES = ("Message", "Content", "Information")
PROSE_DOMAINS = ("frwiki", "annodis")
# A message of fewer words is rather a topic or an object.
LONG = 5
_FIRST = re.compile(r"\b(?:je|j'|nous|m'|me|moi)(?!\w)", re.IGNORECASE)
SAMPLE = 300
# So many first persons outside quotations make an essay.
OWN_VOICE = 3


def read(text: str, language: str) -> AnnotatedArticle:
    return annotate_article(Article(article_id="a", text=text), language)


def rows(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def share(hit: int, n: int) -> str:
    low, high = wilson(hit, n)
    return f"{hit / max(n, 1):.3f} [{low:.2f}, {high:.2f}] n={n}"


def positions(text: str) -> list[int]:
    """Places of the characters that are no blanks: what two spellings of one text share."""
    return [i for i, c in enumerate(text) if not c.isspace()]


def carry(span: Span, source: str, target: str) -> Span:
    """A span of one spelling of a text in another that differs in blanks only."""
    first = sum(not c.isspace() for c in source[: span[0]])
    count = sum(not c.isspace() for c in source[span[0] : span[1]])
    places = positions(target)
    last = min(first + count, len(places)) - 1
    return (places[first], places[last] + 1) if first <= last else (0, 0)


def covered(part: Span, spans: tuple[Span, ...]) -> float:
    """Which share of a stretch some spans cover."""
    held = {i for a, b in spans for i in range(max(a, part[0]), min(b, part[1]))}
    return len(held) / max(1, part[1] - part[0])


def touch(a: Span | None, b: Span) -> bool:
    return a is not None and a[0] < b[1] and b[0] < a[1]


def asfalda(shared: Path) -> None:
    """Cue recall, then source and content given the cue, by part and person."""
    n: Counter[tuple[str, str]] = Counter()
    for row in rows(shared / "data/fr_asfalda_sequoia/train.jsonl.gz"):
        if not row["domain"].startswith(PROSE_DOMAINS):
            continue
        tokenised, text = row["text_tokenised"], row["text_original"]
        article = None
        for frame in row["annotations"]:
            if frame["frame"] not in SAYING or not frame["target"]:
                continue
            speakers = [r for r in frame["roles"] if r["role"] in SPEAKERS]
            messages = [r for r in frame["roles"] if r["role"] in MESSAGES]
            if not speakers or not messages or _FIRST.match(speakers[0]["text"]):
                continue
            if max(len(m["text"].split()) for m in messages) < LONG:
                continue
            article = article or read(text, "fr")
            part = row["domain"].split("_")[0].split(".")[0]
            target = frame["target"][0]
            cue = carry((target["start"], target["end"]), tokenised, text)
            found = next((a for a in article.attributions if touch(a.cue, cue)), None)
            source = carry((speakers[0]["start"], speakers[0]["end"]), tokenised, text)
            message = max(messages, key=lambda m: m["end"] - m["start"])
            said = carry((message["start"], message["end"]), tokenised, text)
            for label in (part, "both"):
                n[label, "all"] += 1
                if found is not None:
                    n[label, "cue"] += 1
                    n[label, "source"] += touch(found.source, source)
                    n[label, "content"] += covered(said, found.content) >= 0.5
    for label in ("annodis", "frwiki", "both"):
        hit = n[label, "cue"]
        print(
            f"ASFALDA {label:8} third person, cue recall {share(hit, n[label, 'all'])}; then "
            f"source {n[label, 'source'] / max(hit, 1):.3f}, "
            f"content {n[label, 'content'] / max(hit, 1):.3f}"
        )


_GLUE = re.compile(r"(?<=') (?=\S)| (?=[,.)\]…])|(?<=[(\[]) |(?<=\w) (?=- \w)|(?<=\w -) (?=\w)")


def annodis(shared: Path) -> None:
    """Recall of attributed segments, by kind of text."""
    folder = shared / "data/fr_annodis_attribution"
    words: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in (folder / "fra.sdrt.annodis_train.conllu").read_text("utf-8").splitlines():
        if line.startswith("# newdoc_id = "):
            name = line.removeprefix("# newdoc_id = ")
        elif line and line[0].isdigit() and line.split("\t")[0].isdigit():
            words[name].append(line.split("\t")[1])
    n: Counter[tuple[str, str]] = Counter()
    texts: dict[str, tuple[str, AnnotatedArticle]] = {}
    with (folder / "fra.sdrt.annodis_train.rels").open(encoding="utf-8", newline="") as lines:
        relations = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for relation in relations:
        if relation["label"] != "attribution":
            continue
        name = relation["doc"]
        if name not in texts:
            plain = _GLUE.sub("", " ".join(words[name]))
            texts[name] = plain, read(plain, "fr")
        text, article = texts[name]
        said = relation["unit2_toks" if relation["dir"] == "1>2" else "unit1_toks"]
        cue = relation["unit1_toks" if relation["dir"] == "1>2" else "unit2_toks"]
        joined = " ".join(words[name])
        starts = np.cumsum([0] + [len(w) + 1 for w in words[name]])

        def spans(tokens: str, joined: str = joined, text: str = text, starts: Any = starts) -> Any:
            for piece in tokens.split(","):
                first, _, last = piece.partition("-")
                end = int(last or first)
                yield carry((int(starts[int(first) - 1]), int(starts[end]) - 1), joined, text)

        own = list(spans(said))
        told = list(spans(cue))
        size = sum(b - a for a, b in own)
        hit = any(
            sum(covered(s, a.content) * (s[1] - s[0]) for s in own) >= 0.5 * size
            and any(touch(a.cue, t) or touch(a.source, t) for t in told)
            for a in article.attributions
        )
        for label in (name.split("_")[0].rstrip("0123456789"), "all"):
            n[label, "all"] += 1
            n[label, "hit"] += hit
    for label in sorted({k for k, _ in n}):
        print(f"ANNODIS {label:8} recall {share(n[label, 'hit'], n[label, 'all'])}")


def polnear(shared: Path) -> None:
    """English contents against all propositional attitudes."""
    expected = said = right = quoting = quoted = source = 0
    for row in rows(shared / "data/en_polnear/dev.jsonl.gz"):
        article = read(row["text"], "en")
        found = coded.attributions(article)
        hit = coded.matched(row["attributions"], found)
        expected += len(row["attributions"])
        said += len(found)
        right += len(hit)
        for number, attribution in enumerate(row["attributions"]):
            if attribution["form"] in ("direct", "mixed"):
                quoting += 1
                quoted += number in hit.values()
        for ours, theirs in hit.items():
            there = row["attributions"][theirs].get("source")
            source += not there or touch(found[ours]["source"], tuple(there))
    print(
        f"PolNeAR dev precision {right / said:.3f}, recall {right / expected:.3f}, "
        f"F1 {2 * right / (said + expected):.3f}; recall on quoting ones "
        f"{share(quoted, quoting)}; source overlap {source / max(right, 1):.3f}"
    )


def told_by_the_author(article: AnnotatedArticle) -> bool:
    """Whether the author says « je » or « nous » throughout, as in essays and blogs."""
    quotes = [(q.start, q.end) for q in article.quotes]
    own = [
        m
        for m in _FIRST.finditer(article.text)
        if article.in_zone(m.start(), "body") and not covered(m.span(), tuple(quotes))
    ]
    return len(own) >= OWN_VOICE


def no_speech(text: str, quote: Quote) -> bool:
    """Whether a quotation is an intertitle, a title or a name, by its marks alone."""
    start, end = quote.outer
    said = text[quote.start : quote.end].strip()
    open_ended = said[-1:] not in ".!?…"
    line = text[:start].rpartition("\n")[2] + text[end:].partition("\n")[0]
    if not line.strip(" .") and open_ended:
        return True
    before = text[:start].rstrip()
    return open_ended and said[:1].isupper() and before[-1:].isalpha()


def whole_speech(text: str, quote: Quote) -> bool:
    """Whether a quotation stands as speech: it opens with a capital or behind a colon.

    Words set into the author's own sentence may be a term, a label or a scare quote.
    """
    before = text[: quote.outer[0]].rstrip()
    return text[quote.start : quote.start + 1].isupper() or before[-1:] == ":"


def left_over(shared: Path) -> None:
    """Quotations of five words or more without a speaker."""
    for label, file, field in (
        ("fr_fresada, press", "fr_fresada/train_3000.jsonl.gz", "text"),
        ("fr_ppn", "fr_ppn/dev.jsonl.gz", "maintext"),
    ):
        texts = [
            r[field] for r in rows(shared / "data" / file) if r.get("label", "regular") == "regular"
        ]
        long = unclaimed = spoken = nobody = speechless = strict = unsaid = whole = unspoken = 0
        for k in np.random.default_rng(0).permutation(len(texts))[:SAMPLE]:
            article = read(texts[k], "fr")
            essay = told_by_the_author(article)
            for quote in article.quotes:
                words = article.text[quote.start : quote.end].split()
                if quote.level > 1 or len(words) < LONG or not article.in_zone(quote.start, "body"):
                    continue
                long += 1
                holding = [
                    a
                    for a in article.attributions
                    if any(touch(part, (quote.start, quote.end)) for part in a.content)
                ]
                unclaimed += not holding
                if holding and not essay:
                    spoken += 1
                    nobody += not any(a.source_name != "none" for a in holding)
                silent = not any(a.source_name != "none" for a in holding)
                speechless += silent
                if not essay and not (silent and no_speech(article.text, quote)):
                    strict += 1
                    unsaid += silent
                    if whole_speech(article.text, quote):
                        whole += 1
                        unspoken += silent
        print(
            f"{label:18} quotations of {LONG} words or more without a speaker "
            f"{share(speechless, long)}\n"
            f"{'':18} of those read as speech, without a source "
            f"{share(speechless - unclaimed, long - unclaimed)}\n"
            f"{'':18} the same without essays {share(nobody, spoken)}\n"
            f"{'':18} without intertitles, titles and essays {share(unsaid, strict)}\n"
            f"{'':18} of these, speech that opens with a capital or behind a colon "
            f"{share(unspoken, whole)}"
        )


def main() -> None:
    """Print one line a corpus and part."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    asfalda(options.shared)
    annodis(options.shared)
    polnear(options.shared)
    left_over(options.shared)


if __name__ == "__main__":
    main()
