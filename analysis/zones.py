"""Lines to zones: what each line of a page is (headline, byline, body, credit, appeal ...).

A line is told by its wording where it has one (rules and lists in ``lexicons/zones.toml`` of all
languages together, since a page in one language carries lines in another), by what its markup said
where there was markup, and otherwise by its place: before the first paragraph of prose, between
paragraphs, after the last one.

The text *as given* keeps one zone a line. Hard-wrapped text is reflowed first, so that a paragraph
broken over many lines is one zone while the article is read (:func:`find_zones`), and cut back to
its lines in the evidence (:func:`by_line`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, get_args

from analysis.languages import LanguagePack
from analysis.languages.asking import matter_asked, may_ask
from analysis.languages.patterns import (
    MEDIUM_ALONE,
    OUTLET_ALONE,
    Rule,
    Usable,
    entries,
    fold,
    page,
    tables,
    tokens,
    usable,
)
from analysis.schema import Article, Span, Zone, ZoneLabel
from analysis.text import Shadow, line_spans, sentence_spans

# Longer lines are prose whatever their words; it also bounds the work on a hostile line.
_LONGEST_LABELLED = 1500
# Lines of these labels may stand in parentheses.
_IN_MARKS = frozenset({"credit", "byline"})
_PROSE_WORDS = 12
_HEADLINE_WORDS = 32
_MOST_KEYWORDS = 6
# Which reading of a line goes before which.
_RULE_ORDER = ("teaser", "credit", "widget", "byline", "disclaimer")
# How many lines a list under its heading may have.
_LIST_LENGTHS = {"teaser": 40, "widget": 3, "disclaimer": 1}
_FURNITURE = frozenset({"credit", "disclaimer", "solicitation", "teaser", "widget"})
_LABELS = frozenset(get_args(ZoneLabel))
# Hints of markup that are no labels: a line that is a link; a line among readers' comments or in
# another part of the page that holds nothing of the article.
_HINTS = _LABELS | {"link", "furniture"}
# What markup says outright; of the rest (a footer, a menu, a box) the wording may know better.
_FIRM_HINTS = frozenset({"headline", "caption", "teaser", "date", "byline"})
_ELIDED = frozenset(("d'", "l'", "o'"))

# What a line is decorated with, at most so many characters at either end.
_DECORATION = 12
_BEFORE = re.compile(r"[^\w«“\"'(\[©@#]{1,12}")
_AFTER = re.compile(r"[\s:;.!…>»→➡›|,–—-]{1,12}$")  # noqa: RUF001
_NO_WORD = re.compile(r"[\W_]+")
_TERMINAL = re.compile(r"[.!?…][\])»”\"' ]{0,4}$")
_FULL_STOP = re.compile(r"[.…][\])»”\"' ]{0,4}$")
_WORD = re.compile(r"\w[\w'.-]*")
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?!\d)"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2} ?(?:h|:|\.) ?\d{0,2}(?!\d)")
_ARROW = re.compile(r"^\W{0,2}[←→»›▶►]|[→›▶►]\W{0,2}$")  # noqa: RUF001
# « 2 », « 1/2 »: which picture of how many.
_COUNTER = re.compile(r"\d{1,3}(?: ?/ ?\d{1,3})?")
# « 15:48 » above an entry of a live page
_CLOCK_ALONE = re.compile(r"\d{1,2} ?[:h] ?\d{2}")
_AGO = re.compile(r"\b(?:il y a|hace|vor) \d|\b\d{1,2} \w{3,8} ago\b")
_TAIL_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]][ .]{0,3}$")
_END_CREDIT = re.compile(r"[.!?)|–—-] ?([A-Za-z' ]{2,25}?) ?: ?[A-Z][\w .,'/&-]{1,60}$")
# « The gate is locked Credit: Wend News », « ... samedi Photo : Jeanne Roux »
_LOOSE_CREDIT = re.compile(
    r"[a-z0-9)] ([A-Z][a-z]{2,12}(?: [a-z]{2,8})?) ?: ?[A-Z][\w .,'/&-]{1,60}$"
)
# « Le refuge, en juillet. Photo Le Courrier / Jeanne Roux »
_END_PHOTO = re.compile(r"[.!?)–—-] ?([A-Za-z' ]{2,25}?) (?=[A-Z])[\w .'/&-]{1,60}$")
# « Débit d'été, 1998-2018. Source : agence de l'eau »
_END_SOURCE = re.compile(r"[\w)][.,;–—-]? \(?(?:sources?|fuente|quelle) ?: ?([^:.]{2,60})\)?$")
# « Nous vivons de dons », dit la directrice: words somebody else goes on from.
_SAID = re.compile(r"«[^«»]{1,800}»(?=,? ?\w)|“[^“”]{1,800}”(?=,? ?\w)|\"[^\"]{1,800}\"(?=,? ?\w)")
_COPYRIGHT = re.compile(r"©|\(c\) ?(?=\S)|&copy;")
# « © 2024 Le Fanal », « Copyright 2019 - 2024 »
_RIGHTS_YEAR = re.compile(r"(?:©|\([cC]\)|[cC]opyright)[ ©]{0,3}(?:19|20)\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w.' /-]{1,40}?)(?:, [^()]{1,30})?"
    r"(?: ?\((?P<agency>[A-Za-z./, -]{2,40})\))?"
    r"(?:,? (?:le )?\d{1,2} [a-z.]{3,10}(?: \d{4})?)?(?: ?\((?P<late>[A-Za-z./, -]{2,40})\))?"
    r" ?[.:]?[-–—]*$"
)
# « PARIS (AFP) - Le »: a dateline glued to the first sentence.
_GLUED_AGENCY = re.compile(r"[^()\n]{0,60}\(([^()\n]{2,30})\) ?[-–—:.]")
_TWO_SENTENCES = re.compile(r"[a-z][.?!] [A-Z]")
# « Jeanne Roux, avec AFP et Reuters »; the initials of « ats/jfe ».
_COWRITTEN = re.compile(
    r"(?P<who>[^.!?:;]{2,80}?),? ?\(?(?:avec|with|con|mit) (?:les |the )?"
    r"(?P<agencies>[^.!?:;]{2,60})$"
)
_INITIALS = re.compile(r"[a-z]{1,5}")
# « jmr/cb/nm »: who wrote, edited and checked an agency's text.
_SIGN_OFF = re.compile(r"[a-z]{2,4}(?:[-/][a-z]{1,4}){1,5}/[a-z]{1,4}|[a-z]{2,3}/[a-z]{2,3}")
_SLASH_DATELINE = re.compile(r"^[A-Z]{2,6} ?/ ?[A-Z][\w' -]{1,30} ?/ ?[A-Z][\w' .-]{1,60}$")
_FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’.-]{1,20}(?: (?:[A-Zd]['’.]|de|du|le|la|van|von|ben|el|Le|La)){0,2}"
    r"(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,3}"
)
_SITE_NAME = re.compile(
    r"(?:L'|(?:Le|La|Les) )[A-Z][\w'-]{2,20} (?:de |du |des |d'|de la |de l')[A-Z][\w'-]{2,20}"
)
_SITE_SUFFIX = re.compile(r" [|–—•-] [^|]{2,60}$")


@dataclass(frozen=True, slots=True)
class _Block:
    """A line, or a paragraph of reflowed lines, with what its reading needs."""

    start: int
    end: int
    text: str
    folded: str
    core: str
    words: int
    gap: bool
    hint: str | None = None
    label: str | None = None

    @property
    def ends(self) -> bool:
        return bool(_TERMINAL.search(self.text[-12:]))

    @property
    def prose(self) -> bool:
        return (self.words >= _PROSE_WORDS and self.ends) or self.words >= 28


@cache
def _terms(name: str) -> frozenset[str]:
    return entries("zones", "terms").get(name, frozenset())


@cache
def _exact() -> dict[str, str]:
    lists = entries("zones", "exact")
    return {line: label for label in sorted(lists) for line in lists[label]}


@cache
def _heads() -> dict[str, str]:
    lists = entries("zones", "heads")
    return {line: label for label in sorted(lists) for line in lists[label]}


@cache
def _agencies() -> frozenset[str]:
    """Folded lower-case names of news agencies."""
    return frozenset(alias for names in entries("origin", "agencies").values() for alias in names)


@cache
def _photo_names() -> frozenset[str]:
    return frozenset(alias for names in entries("origin", "photo").values() for alias in names)


@cache
def _media() -> frozenset[str]:
    """Folded lower-case names of the media of the alias table."""
    return frozenset(name for names in entries("origin", "media").values() for name in names)


class _Rules(NamedTuple):
    """The page and the rules whose words it has, by place."""

    text: str
    zones: Usable
    appeals: Usable


def find_zones(text: str, pack: LanguagePack, article: Article) -> tuple[Zone, ...]:
    r"""Label every non-empty line (of hard-wrapped text: every paragraph) of a normalised text.

    Parameters
    ----------
    text
        The article's shadow text.
    pack
        The article's language; its abbreviations help to count sentences.
    article
        Its ``headline``, when given, is not searched for; its ``zone_hints`` take part.

    Returns
    -------
    tuple of Zone
        In text order, without overlaps.

    Examples
    --------
    >>> from analysis.languages import load
    >>> page = "Le pont rouvre\nPar Jeanne Roux\nLe pont de Mayence rouvre lundi après deux ans " \
    ...     "de travaux, a annoncé la mairie.\nSource : AFP"
    >>> [z.label for z in find_zones(page, load("fr"), Article(article_id="x", text=page))]
    ['headline', 'byline', 'body', 'credit']
    """
    blocks = _blocks(text, article)
    rules = _Rules(text, usable("zones", text), usable("appeals", text))
    blocks = [replace(b, label=_by_wording(b, pack, rules)) for b in blocks]
    blocks = _lists(blocks)
    blocks = _below(blocks)
    blocks = _top(blocks, article.headline)
    blocks = _between(blocks)
    blocks = _tail(blocks)
    return tuple(
        Zone(start=b.start, end=b.end, label=b.label or "body")  # type: ignore[arg-type]
        for b in blocks
    )


def find_headline(text: str, zones: Iterable[Zone]) -> str | None:
    """The words of the first headline zone, None when there is none."""
    return next(
        (
            " ".join(text[z.start : z.end].split())
            for z in zones
            if z.label == "headline" and text[z.start : z.end].strip()
        ),
        None,
    )


def by_line(text: str, zones: Iterable[Zone]) -> tuple[Zone, ...]:
    """The zones cut at line breaks: one a non-empty line, as the evidence records them."""
    cut: list[Zone] = []
    for zone in zones:
        if "\n" not in text[zone.start : zone.end]:
            cut.append(zone)
            continue
        cut.extend(
            replace(zone, start=zone.start + a, end=zone.start + b)
            for a, b in line_spans(text[zone.start : zone.end])
        )
    return tuple(cut)


def unwrap(text: str, zones: Iterable[Zone]) -> str:
    r"""The text, of the same length, with the line breaks inside zones read as blanks.

    Examples
    --------
    >>> unwrap("Il a dit\nque oui.\nFin.", [Zone(start=0, end=17, label="body")])
    'Il a dit que oui.\nFin.'
    """
    pieces = []
    position = 0
    for zone in zones:
        if "\n" not in text[zone.start : zone.end]:
            continue
        pieces += [text[position : zone.start], text[zone.start : zone.end].replace("\n", " ")]
        position = zone.end
    return "".join(pieces) + text[position:] if pieces else text


def _blocks(text: str, article: Article) -> list[_Block]:
    spans = line_spans(text)
    groups = [[span] for span in spans] if article.zone_hints else _reflow(text, spans)
    # Last first, so that the hints of lines already read can be dropped from the end.
    hints = sorted(_hints(text, article), reverse=True)
    folded_page = page(text)
    blocks = []
    previous = 0
    for group in groups:
        start, end = group[0][0], group[-1][1]
        line = " ".join(text[a:b] for a, b in group)
        gap = text.count("\n", previous, start) > 1
        previous = end
        while hints and hints[-1][1] <= start:
            hints.pop()
        hint = hints[-1][2] if hints and hints[-1][0] <= start else None
        folded = line if line.isascii() else " ".join(folded_page[a:b] for a, b in group)
        core = folded[:_LONGEST_LABELLED].strip()
        for _ in range(2):
            before = _BEFORE.match(core)
            first = before.end() if before else 0
            after = _AFTER.search(core, max(first, len(core) - _DECORATION))
            core = core[first : after.start() if after else len(core)]
        words = len(_WORD.findall(line[: 4 * _LONGEST_LABELLED]))
        blocks.append(_Block(start, end, line, folded, core, words, gap, hint))
    return blocks


def _hints(text: str, article: Article) -> list[tuple[int, int, str]]:
    hints = [hint for hint in article.zone_hints if hint[2] in _HINTS]
    if not hints or len(text) == len(article.text):
        return hints
    shadow = Shadow.of(article.text)
    starts = shadow.starts or tuple(range(len(article.text)))
    back: dict[int, int] = {}
    for position, raw in enumerate(starts):
        back.setdefault(raw, position)
    return [(back.get(a, a), back.get(b, len(text)), label) for a, b, label in hints]


def _reflow(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Lines grouped into paragraphs when the text is hard-wrapped, else one line a group.

    A wrapped line is as full as it can be: the first word of the next would not have fitted.
    """
    groups = [[span] for span in spans]
    lengths = [b - a for a, b in spans]
    if len(spans) < 4 or sorted(lengths)[int(0.95 * (len(spans) - 1))] > 160:
        return groups
    width = max((n for n in lengths if n <= 160), default=0)
    adjacent = [
        i for i in range(len(spans) - 1) if text.count("\n", spans[i][1], spans[i + 1][0]) == 1
    ]
    running = [
        i
        for i in adjacent
        if text[spans[i + 1][0]].islower() and not _TERMINAL.search(text[: spans[i][1]][-4:])
    ]

    def full(i: int, width: int) -> bool:
        a, b = spans[i + 1]
        first = text.find(" ", a, b)
        return lengths[i] + 1 + ((first if first > 0 else b) - a) > width

    def filled(width: int) -> int:
        return sum(full(i, width) for i in running)

    if len(running) < 2 or len(running) * 5 < len(adjacent) or width < 40:
        return groups
    if filled(width) * 5 < len(running) * 4:
        width = sorted(lengths)[int(0.9 * (len(spans) - 1))]
        if filled(width) * 5 < len(running) * 4:
            return groups
    adjacency = set(adjacent)
    parted = len(adjacent) < len(spans) - 1
    joined: list[list[Span]] = [[spans[0]]]
    for i in range(len(spans) - 1):
        ends = bool(_TERMINAL.search(text[: spans[i][1]][-4:]))
        new_paragraph = ends and not parted and lengths[i] < width - 12
        apart = _stands_alone(text[spans[i + 1][0] : spans[i + 1][1]])
        if i in adjacency and full(i, width) and not new_paragraph and not apart:
            joined[-1].append(spans[i + 1])
        else:
            joined.append([spans[i + 1]])
    return joined


def _stands_alone(line: str) -> bool:
    """Whether a line of wrapped text is a credit, which continues no sentence."""
    lower = fold(line).lower().strip()
    return line[:1] == "©" or bool(_SIGN_OFF.fullmatch(lower)) or _is_agency_line(lower)


def _by_wording(block: _Block, pack: LanguagePack, rules: _Rules) -> str | None:
    """What the words (or the markup) of a line say it is, None when they do not tell."""
    if _NO_WORD.fullmatch(block.text[:_LONGEST_LABELLED]) and not block.text[
        _LONGEST_LABELLED:
    ].strip("*-_=~#. "):
        return "separator"
    if block.hint == "furniture" or _COUNTER.fullmatch(block.core):
        return "widget"
    if block.hint in _FIRM_HINTS:
        return block.hint
    told = _told(block, pack, rules)
    if told or block.hint in (None, "body"):
        return told
    return "teaser" if block.hint == "link" else block.hint


def _told(block: _Block, pack: LanguagePack, rules: _Rules) -> str | None:
    if len(block.text) > _LONGEST_LABELLED:
        return None
    core = block.core
    lower = core.lower()
    if lower in _heads() and not block.ends:
        return "head:" + _heads()[lower]
    if lower in _exact() and not _is_exclaimed(block, _exact()[lower]):
        return _exact()[lower]
    if 1 < block.words <= 12 and _is_button_row(lower):
        return "widget"
    if block.words <= 24 and _is_date(core):
        return "date"
    if block.words <= 14 and _is_dateline(block.folded):
        return "dateline"
    if block.words <= 14 and (_is_agency_line(lower) or _SIGN_OFF.fullmatch(lower)):
        return "credit"
    if block.words <= 8 and _is_medium_alone(block.folded.strip(" .")):
        return "credit"
    if block.words <= 16 and _is_cowritten(block.folded.strip()):
        return "byline"
    if block.words <= 60 and _is_caption(block):
        return "caption"
    appeals = rules.appeals.between(block.start, block.end) if block.words <= 120 else []
    by_matter = block.words <= 40 and may_ask(rules.text, block.start, block.end)
    asks = _is_appeal(block, pack, appeals, by_matter)
    here = rules.zones.between(block.start, block.end)
    for rule in sorted(here, key=lambda rule: _RULE_ORDER.index(rule.kind)):
        if asks and rule.kind in ("widget", "disclaimer") and "firm" not in rule.options:
            continue
        if _applies(rule, block):
            return ("head:" if "head" in rule.options else "") + rule.kind
    if block.words <= 40 and _RIGHTS_YEAR.match(core):
        return "disclaimer"
    if asks:
        return "solicitation"
    # « ← Nitrates : le rapport enterré »: the way to another page.
    return "teaser" if 4 <= block.words <= 30 and _ARROW.search(block.text[:400]) else None


def _is_exclaimed(block: _Block, label: str) -> bool:
    """« Partagez ! »: an interface word that a cry makes an appeal."""
    return label == "widget" and block.text.rstrip().endswith("!")


def _applies(rule: Rule, block: _Block) -> bool:
    core = block.core
    if rule.kind in _IN_MARKS and core[:1] in "([" and core[-1:] in ")]" and "h/t" not in core:
        core = core[1:-1]  # « (Source : AFP) », « (De notre correspondant à Tunis) »
    if "whole" in rule.options:
        return block.words <= 14 and rule.regex.fullmatch(core) is not None
    if "start" in rule.options:
        match = rule.regex.match(core)
        if match is None:
            return False
        if "byline" in rule.options:
            return _is_signature(core[match.end() :])
        if rule.kind == "credit":
            return block.words <= 40 and not (
                block.words > 14 and re.search(r"[a-z]{3}\. [A-Z]", core)
            )
        return block.words <= 60
    match = rule.regex.search(core)
    if match is None or block.words > 120:
        return False
    if "self" in rule.options:
        # « X, journal indépendant fondé en 1987 »: a short verbless line, not news about a paper.
        return block.words <= 25 and not block.ends
    return block.words <= 40 or match.start() < 160


def _is_button_row(lower: str) -> bool:
    """« Facebook Twitter WhatsApp », « Imprimer | E-mail »: interface words in a row."""
    parts = [p for p in re.split(r"[|/·•,\s]+", lower) if p]
    languages = _terms("language_codes")
    if len(parts) < 2:
        return False
    return all(p in languages for p in parts) or all(_exact().get(p) == "widget" for p in parts)


def _is_date(core: str) -> bool:
    lower = core.lower()
    if not (any(c.isdigit() for c in lower)):
        return False
    words = [w.strip(".'-") for w in re.findall(r"[^\W\d]{1,20}(?:'[^\W\d]{1,20})?", lower)]
    months, known = _terms("months"), _terms("date_words") | _terms("weekdays")
    if any(w not in months and w not in known and len(w) > 1 for w in words):
        return False
    if any(w in months for w in words) or _NUMERIC_DATE.search(lower):
        return True
    if _CLOCK_ALONE.fullmatch(lower):
        return True
    return bool(_AGO.search(lower) or (_CLOCK.search(lower) and len(lower) <= 30 and words))


def _is_dateline(line: str) -> bool:
    agency, slash, place = line.strip(" .").partition("/")
    places = entries("origin", "terms")["places"]
    if (
        slash
        and agency.strip().lower() in _agencies()
        and (_SLASH_DATELINE.match(line) or place.strip().lower() in places)
    ):
        return True
    agency, comma, place = line.strip(" .").partition(", ")
    if comma and agency.lower() in _agencies():
        return place.lower() in places
    match = _DATELINE.match(line)
    if match is None:
        return False
    named = match["agency"] or match["late"]
    if named:
        # « Sept hommes ont été arrêtés. (Belga) » is a sentence with a credit.
        if any(word[0].islower() and len(word) > 4 for word in match["place"].split()):
            return False
        return any(part.strip().lower() in _agencies() for part in re.split(r"[/,-]", named))
    return match["place"].isupper() and line.rstrip()[-1] in "-–—"


def _is_agency_line(lower: str) -> bool:
    """« (AFP) », « © 2025 AFP », « AFP et Reuters », « ats/jfe », « avec agences »."""
    if lower.strip(" ().[]") in _agencies():
        return True
    line = _YEAR.sub(" ", re.sub(r"[()\[\]©.]", " ", lower))
    line = " ".join(word for word in line.split() if word not in _terms("credit_words"))
    parts = [p.strip() for p in re.split(r"[/,&+|–—-]|\bet\b|\band\b|\by\b|\bund\b", line)]
    named = [p.removeprefix("l'").removeprefix("the ") for p in parts if p]
    known = [name for name in named if name in _agencies()]
    # Beside an agency a slash may part the initials of who edited its text.
    initials = "/" in line and all(_INITIALS.fullmatch(n) for n in named if n not in known)
    return bool(known) and (len(known) == len(named) or initials)


def _is_medium_alone(line: str) -> bool:
    """« (Le Courrier du Léman) », « Avec lefanal.info »: a medium's name and nothing else."""
    alone = MEDIUM_ALONE.fullmatch(line)
    if alone is None:
        return False
    return alone["name"].strip(" .").lower() in _media() or bool(
        OUTLET_ALONE.fullmatch(alone["name"])
    )


def _is_cowritten(line: str) -> bool:
    """« Jeanne Roux avec AFP », « La rédaction (avec Reuters) »: names, then agencies."""
    match = _COWRITTEN.match(line)
    if match is None:
        return False
    agencies = match["agencies"].lower()
    if not _is_agency_line(agencies) and set(agencies.split()) - _terms("credit_words"):
        return False
    words = _WORD.findall(match["who"])
    return bool(words) and (_only_names(words, spare=True) or _starts_with_desk(words))


def _is_caption(block: _Block) -> bool:
    core = block.core
    lower = core.lower()
    if _RIGHTS_YEAR.match(core) and not any(name in lower for name in _photo_names()):
        return False
    if _is_chart_source(lower):
        return True
    lead = re.match(r"([\w' -]{2,30}?) ?(?::|©|/|\(|\||–)", lower)
    if lead and lead[1].strip() in _terms("caption_lead"):
        return True
    if lower in _terms("caption_lead"):
        return True
    if lower in _photo_names():
        return True
    opening = _lead(lower)
    if opening and block.words <= 8 and not block.ends and block.text[-1] != ":":
        rest = core[len(opening) + 1 :]
        if rest[:1].isupper() or rest.startswith(("courtesy of ", "via ")):
            return True
    if block.words > 60:
        return False
    if _COPYRIGHT.search(core) and not _YEAR.search(core[:40]):
        return not any(word in lower for word in _terms("rights_words"))
    end = _END_CREDIT.search(core)
    if end and end[1].lower() in _terms("caption_lead") and block.words <= 50:
        return True
    end = _LOOSE_CREDIT.search(core)
    if end and end[1].lower() in _terms("caption_lead") and block.words <= 40:
        return True
    end = _END_PHOTO.search(core)
    if end and end[1].strip().lower() in _terms("caption_lead") and block.words <= 50:
        return True
    chart = _END_SOURCE.search(lower)
    if chart and block.words <= 20 and not block.ends and _ends_with_maker(chart[1]):
        return True
    tail = _TAIL_CREDIT.search(block.folded)
    if tail and _is_picture_credit(tail[1]):
        return True
    sentence, stop, last = block.folded.rstrip(" .").rpartition(". ")
    if stop and sentence and last.lower() in _photo_names():
        return True
    ending = re.search(r"(?:[ .–—-]|^)([A-Z][\w.' -]{0,40} ?/ ?[A-Z][\w.' /-]{1,40})$", core)
    return bool(ending and block.words <= 40 and _is_picture_credit(ending[1]))


def _lead(lower: str) -> str | None:
    """The longest of the words that open a caption with which a line opens."""
    if lower.partition(" ")[0] not in _first_words("caption_lead"):
        return None
    leads = [term for term in _terms("caption_lead") if lower.startswith(term + " ")]
    return max(leads, key=len, default=None)


@cache
def _first_words(name: str) -> frozenset[str]:
    return frozenset(term.partition(" ")[0] for term in _terms(name))


def _ends_with_maker(names: str) -> bool:
    """Whether « Source : X » after a title names who made figures, not an agency."""
    name = names.strip(" .").removeprefix("l'")
    return name not in _agencies() | _media() | _terms("credit_words")


def _is_chart_source(lower: str) -> bool:
    """« Source : calculs de la rédaction »: who made the figures, not where the text is from."""
    word, colon, rest = lower.partition(":")
    terms = entries("origin", "terms")
    if not colon or word.strip() not in terms.get("colon", ()):
        return False
    rest, _, remark = rest.partition("(")  # « Source : Reuters (traduit par la rédaction) »
    named = rest.strip(" .").removeprefix("l'")
    if remark and named in _agencies() | _media():
        return False
    words = set(re.findall(r"[\w-]{2,30}", f"{rest} {remark}"))
    return bool(words & terms.get("not_origin", frozenset()))


def _is_picture_credit(credit: str) -> bool:
    """« AP Photo/Jane Doe », « Wikimedia Commons/Mil.ru », « photo : Jean Roux »."""
    lower = fold(credit).lower()
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lower) for name in _photo_names()):
        return True
    # « (Photo Jeanne Roux / Le Courrier) »
    word = re.match(r"\w{2,12}(?= [A-Z])", fold(credit))
    if word and word[0].lower() in _terms("caption_lead"):
        return True
    first = re.match(r"[\w' -]{2,25}?(?= ?:|$| par | by )", lower)
    if first and first[0].strip() in _terms("caption_lead"):
        return True
    parts = [p.strip(" .") for p in re.split(r"[/|]", lower)]
    if len(parts) > 1 and any(p in _agencies() or "." in p for p in parts):
        return True
    # « Jane Doe/The New York Times »
    return len(parts) == 2 and parts[1] in _media() and 2 <= len(parts[0].split()) <= 4


def _is_signature(rest: str) -> bool:
    """Whether what follows « Par » is names, titles and dates only."""
    words = _WORD.findall(rest)
    if not words or len(words) > 22:
        return False
    if fold(rest).strip(" .").lower() in _media():
        return True
    if _FULL_STOP.search(rest) and len(words) > 5:
        return False
    first = words[0][0].isupper() or words[0] in _terms("connectors")
    if first and _only_names(words, spare=not _TERMINAL.search(rest)):
        return True
    return _starts_with_desk(words)


def _starts_with_desk(words: list[str]) -> bool:
    lower = [w.lower() for w in words]
    articles = {"la", "le", "l'", "notre", "the", "our", "nos"}
    first = lower[1] if len(lower) > 1 and lower[0] in articles else lower[0]
    return first.removeprefix("l'") in _terms("org_words") and len(words) <= 8


def _only_names(words: list[str], spare: bool = False) -> bool:
    allowed = _terms("person_titles") | _terms("date_words") | _terms("months") | _terms("weekdays")
    allowed |= _terms("org_words") | _terms("connectors")
    lower = [w for w in words if not (w[0].isupper() or w[0].isdigit())]
    odd = [w for w in lower if w.lower().strip(".") not in allowed and w.lower()[:2] not in _ELIDED]
    # A paper's name may hold a common noun: « Le Courrier du large ».
    return len(odd) <= len(words) // 8 + (spare and 3 <= len(words) <= 9)


def _is_name_line(block: _Block) -> bool:
    """A line that holds a person's or desk's name alone, with a title or date at most."""
    core = block.core
    if block.text[-1] in ",;!?":
        return False
    name, comma, role = core.partition(",")
    words = _WORD.findall(core)
    if not 1 <= len(words) <= 14:
        return False
    if comma and {w.lower() for w in _WORD.findall(role)} & _terms("person_titles"):
        words = _WORD.findall(name)
    titles = _terms("person_titles") | _terms("date_words") | _terms("months")
    names = [w for w in words if w[0].isupper() and w.lower() not in titles]
    if not 2 <= len(names) <= 5 or not words[0][0].isupper() or _is_title_case(words):
        return False
    if any(w.lower() in _terms("stop") - _terms("connectors") for w in words):
        return False
    return _only_names(words)


def _is_title_case(words: list[str]) -> bool:
    """Whether capitalised words are those of a headline in title case, not of names."""
    small = _terms("connectors") | _terms("stop")
    raised = sum(w[0].isupper() and w.lower() in small for w in words[1:])
    opens = words[0].lower() in _terms("connectors") and len(words) >= 5
    return not _starts_with_desk(words) and (
        opens or (raised >= 2 and len(words) >= 5 + raised - 1)
    )


def _is_appeal(block: _Block, pack: LanguagePack, appeals: list[Rule], by_matter: bool) -> bool:
    """Whether the point of a line is an appeal: half of its sentences make one."""
    if not appeals and not by_matter:
        return False
    text = block.folded
    if text[0] in '«“"' and re.search(r"[»”\"],? ?\w", text[1:]):
        return False
    sentences = sentence_spans(text, None, pack.abbreviations)
    said = [q.span() for q in _SAID.finditer(text)]
    if tokens(_SAID.sub(" ", text)) & entries("voice", "terms")["ours"]:
        # « Cliquez sur "Je fais un don" pour soutenir notre journal »
        said = []
    asking = [
        s
        for s in sentences
        if _asks(text, s, appeals, said) or (by_matter and _asks_by_matter(text[s[0] : s[1]]))
    ]
    asked = sum(b - a for a, b in asking)
    return bool(asking) and (2 * len(asking) >= len(sentences) or 2 * asked >= len(text))


def _asks(text: str, sentence: Span, appeals: list[Rule], said: list[Span]) -> bool:
    """Whether a sentence of a line makes an appeal and reports none."""
    words = text[sentence[0] : sentence[1]]
    for rule in appeals:
        hit = rule.regex.search(words)
        if hit is None or ("sentence" in rule.options and hit.span() == (0, len(text))):
            continue
        start, end = (sentence[0] + k for k in hit.span())
        if any(a < start and end < b for a, b in said):
            continue
        if not _is_reported(words[: hit.start()] + " " + words[hit.end() :]):
            return True
    return False


def _asks_by_matter(sentence: str) -> bool:
    return matter_asked(sentence, "line") is not None and not _is_reported(sentence)


def _is_reported(sentence: str) -> bool:
    """Whether a sentence tells what somebody else says, and does not speak as « nous »."""
    voice = entries("voice", "terms")
    words = tokens(sentence)
    return bool(words & voice["reporting"]) and not words & voice["ours"]


def _lists(blocks: list[_Block]) -> list[_Block]:
    """Give the lines below « Sur le même sujet » or « Mots-clés » the label of their list."""
    out: list[_Block] = []
    running: str | None = None
    left = 0
    first = next((i for i, b in enumerate(blocks) if b.label is None and b.prose), 0)
    for block in blocks:
        label = block.label
        if label and label.startswith("head:") and label != "head:next":
            running = label[5:]
            if running == "teaser" and len(out) < first and _is_menu(blocks[len(out) + 1 :]):
                running = "widget"  # « À la une » among the links of the page's head
            left = _LIST_LENGTHS[running]
            out.append(replace(block, label=running))
            continue
        short = block.words <= 30 and not (block.prose and _FULL_STOP.search(block.text[-6:]))
        if (
            running
            and left
            and short
            and block.hint != "body"
            and label in (None, "date", "byline", "caption", running)
            and not (running != "teaser" and block.words > 8)
        ):
            out.append(replace(block, label=running))
            left -= 1
            continue
        running = None
        out.append(block)
    return out


def _is_menu(following: list[_Block]) -> bool:
    return bool(following) and following[0].words <= 2


def _below(blocks: list[_Block]) -> list[_Block]:
    """What a page shows below its article: readers' comments, then the next article entire."""
    prose = [i for i, b in enumerate(blocks) if b.label is None and b.prose]
    out = list(blocks)
    if len(prose) < 2:
        return out
    comments = _comments(out, prose[1])
    if comments is not None:
        for i in range(comments, len(out)):
            if out[i].label in ("teaser", "disclaimer", "head:next"):
                break
            out[i] = replace(out[i], label="widget")
    following = _next_article(out, prose[1])
    if following is not None:
        for i in range(following, len(out)):
            if out[i].label not in _NOT_OF_NEXT:
                out[i] = replace(out[i], label="teaser")
    return [replace(b, label="widget") if b.label == "head:next" else b for b in out]


_NOT_OF_NEXT = frozenset({"head:next", "widget", "disclaimer", "solicitation", "separator"})


def _comments(blocks: list[_Block], after: int) -> int | None:
    """Where readers' comments begin: a count of them, then lines that answer or date them."""
    for i in range(after + 1, len(blocks)):
        lower = blocks[i].core.lower()
        counted = lower[:1].isdigit() and blocks[i].words <= 30
        if not (counted or blocks[i].words <= 12):
            continue
        if not frozenset(_WORD.findall(lower)[: 2 if counted else 12]) & _terms("comment_words"):
            continue
        below = blocks[i + 1 : i + 8]
        if any(
            b.core.lower() in _terms("comment_marks")
            or b.core.lower().startswith(tuple(_terms("comment_form")))
            or (b.words <= 6 and _AGO.search(b.core.lower()))
            for b in below
        ):
            return i
    return None


def _next_article(blocks: list[_Block], after: int) -> int | None:
    """Where a second article begins.

    At « Article suivant », or below the page's furniture at a line that could be a headline, with
    who wrote it or when and then prose.
    """
    fence = False
    for i in range(after + 1, len(blocks) - 1):
        block = blocks[i]
        if block.label == "head:next":
            return i if any(b.label is None and b.prose for b in blocks[i + 1 : i + 6]) else None
        if fence and block.label is None and not block.prose and _could_head(block):
            below = blocks[i + 1 : i + 5]
            signed = below[0].label in ("byline", "date")
            if signed and any(b.label is None and b.prose for b in below):
                return i
        fence = fence or block.label in ("widget", "teaser", "disclaimer", "credit")
    return None


def _top(blocks: list[_Block], given: str | None) -> list[_Block]:
    """Find the headline among the lines before the prose; mark what belongs to another page."""
    out = list(blocks)
    if given is not None:
        keys = _headline_keys(given)
        for i, b in enumerate(out):
            if b.label in (None, "teaser") and keys & _headline_keys(b.text):
                out[i] = replace(b, label="headline")
        return _head_lines(out)
    if any(b.label == "headline" for b in out):
        known = next(b for b in out if b.label == "headline")
    else:
        found = _search_headline(out)
        if found is None:
            return _head_lines(out)
        for i in found[1]:
            out[i] = replace(out[i], label="teaser")
        if found[0] is None:
            return _head_lines(out)
        known = out[found[0]] = replace(out[found[0]], label="headline")
    keys = _headline_keys(known.text)
    for i, b in enumerate(out):
        if (
            b.label in (None, "teaser", "widget")
            and b.words <= 40
            and keys & _headline_keys(b.text)
        ):
            out[i] = replace(b, label="headline")
    return _head_lines(out)


def _headline_keys(text: str) -> set[str]:
    """The words of a headline, with and without the name of the site after a dash or bar."""
    if len(text) > 400:
        return set()
    keys = (" ".join(_WORD.findall(fold(t).lower())) for t in (text, _SITE_SUFFIX.sub("", text)))
    return {key for key in keys if key}


def _content_words(folded: str) -> set[str]:
    stop = _terms("stop")
    # Five letters are enough to see past the endings of French and English words.
    return {w[:5] for w in re.findall(r"\w{3,40}", folded.lower()) if w not in stop and len(w) > 3}


def _search_headline(blocks: list[_Block]) -> tuple[int | None, list[int]] | None:
    """The index of the headline (or None) and those of lines that belong to another page."""
    body = [i for i, b in enumerate(blocks) if b.label is None and b.prose]
    if not body:
        return None
    first = body[0]
    before = [
        i
        for i in range(first)
        if blocks[i].label is None and _could_head(blocks[i]) and not _is_name_line(blocks[i])
    ]
    if not before and first and _is_short_title(blocks[0]):
        before = [0]
    lead = blocks[first]
    if (
        not before
        and lead.words <= _HEADLINE_WORDS
        and not _FULL_STOP.search(lead.text[-6:])
        and len(body) > 1
        and _could_head(lead)
    ):
        before, first = [first], body[1]
    if not before:
        return None
    prose = _content_words(" ".join(b.folded[:5000] for b in blocks[first:] if b.label is None))
    shared = {i: len(_content_words(blocks[i].folded) & prose) for i in before}
    foreign = [
        i
        for i in before
        if not shared[i]
        and len(_content_words(blocks[i].folded)) >= 3
        and len(prose) >= 25
        # An essay's title may share no word with it, but names what it does not name seldom; of
        # one name alone it may be the place, which the text that follows need not repeat.
        and len([w for w in _WORD.findall(blocks[i].core)[1:] if w[0].isupper() and len(w) > 3])
        >= (1 if blocks[i + 1].label == "date" else 2)
    ]
    own = [i for i in before if i not in foreign]
    twice = _set_twice(blocks, own)
    if twice:
        own = twice
    elif any(not _is_role_line(blocks[i]) for i in own):
        own = [i for i in own if not _is_role_line(blocks[i])]
    titles = [i for i in own if blocks[i].words >= 3] or own
    chosen = max(titles, key=lambda i: (min(shared[i], 3), -i), default=None)
    marked = list(foreign)
    for i in foreign:
        j = i + 1
        if j < first and blocks[j].label == "date":
            marked.append(j)
    return chosen, marked


def _is_short_title(block: _Block) -> bool:
    """« Mayor Defends Bridge Closure »: capitals that begin with nobody's first name.

    Asked of a page's first line only, where nothing else can be the headline.
    """
    words = _WORD.findall(block.core)
    return (
        block.label is None
        and _is_name_line(block)
        and len(words) >= 4
        and "," not in block.core
        and words[0].split("-")[0].lower() not in _first_names()
        and not _starts_with_desk(words)
    )


@cache
def _first_names() -> frozenset[str]:
    """Folded lower-case first names of all languages."""
    lists = (names for table in tables("first_names") for names in table.values())
    return frozenset(fold(name).lower() for names in lists for name in names)


def _set_twice(blocks: list[_Block], lines: list[int]) -> list[int]:
    """The lines of more than two words that stand there more than once."""
    keys = {i: _headline_keys(blocks[i].text) for i in lines if blocks[i].words > 2}
    count = Counter(key for found in keys.values() for key in found)
    return [i for i in lines if any(count[key] > 1 for key in keys.get(i, ()))]


def _is_role_line(block: _Block) -> bool:
    """« Maud Le Goff, hydrologue à Rennes »: a name, then who that is."""
    name, comma, role = block.core.partition(", ")
    words = name.split()
    return (
        bool(comma)
        and block.text[-1].isalnum()
        and "," not in role
        and 2 <= len(words) <= 4
        and words[0].lower() not in _terms("stop") | _terms("connectors") | _terms("determiners")
        and all(w[0].isupper() or w.lower() in _terms("connectors") for w in words)
        and role[:1].islower()
        and len(role.split()) <= 6
        and not any(c.isdigit() for c in role)
    )


def _could_head(block: _Block) -> bool:
    glued = _GLUED_AGENCY.match(block.folded)
    if glued and glued[1].strip().lower() in _agencies():
        return False
    if not 1 < block.words <= _HEADLINE_WORDS or len(block.text) > 260:
        return False
    if _FULL_STOP.search(block.text[-6:]) and not block.text.endswith("..."):
        capitals = [w for w in _WORD.findall(block.text) if len(w) > 3]
        titled = sum(w[0].isupper() for w in capitals)
        return len(capitals) >= 3 and titled * 10 >= 6 * len(capitals)
    if block.text[-1] in ",:;" or (block.words > 14 and _TWO_SENTENCES.search(block.folded)):
        return False
    start = block.text.lstrip("«“\"'‘([ ")
    return bool(start) and (start[0].isupper() or start[0].isdigit())


def _head_lines(blocks: list[_Block]) -> list[_Block]:
    """Names and section labels between the top of the page and the first prose."""
    first = next((i for i, b in enumerate(blocks) if b.label is None and b.prose), 0)
    out = list(blocks)
    for i in range(first):
        block = out[i]
        if block.label is not None or block.hint == "body":
            continue
        beside = {out[j].label for j in (i - 1, i + 1) if 0 <= j < len(out)}
        named = next((j for j in range(i + 1, first) if out[j].label == "headline"), None)
        if named is not None and not beside & {"date", "byline"} and _is_site_name(block):
            out[i] = replace(block, label="widget")
        elif (
            _is_name_line(block)
            or _is_role_line(block)
            or (block.words <= 4 and _is_desk_line(block))
            or (block.core.lower() in _media() and beside & {"date", "byline"})
        ):
            out[i] = replace(block, label="byline")
        elif block.words <= 2 and i + 1 < first and not block.ends:
            out[i] = replace(block, label="widget")
    return out


def _is_site_name(block: _Block) -> bool:
    """« Le Phare de l'Ouest » above the headline: whose page it is, no signature."""
    name = block.folded.strip(" .")
    return block.words <= 7 and bool(OUTLET_ALONE.fullmatch(name) or _SITE_NAME.fullmatch(name))


def _between(blocks: list[_Block]) -> list[_Block]:
    """Short lines between paragraphs: picture texts; the rest are cross-heads, part of the body."""
    out = list(blocks)
    prose = [i for i, b in enumerate(out) if b.label is None and b.prose]
    if not prose:
        return out
    for i in range(prose[-1] - 1, prose[0], -1):  # upwards, from a date to the names above it
        block = out[i]
        if block.label == "credit" and _is_agency_line(block.core.lower()):
            out[i] = replace(block, label="caption")
        if block.label is not None or block.hint == "body" or block.prose:
            continue
        following = out[i + 1] if i + 1 < len(out) else None
        under = following is not None and following.label == "caption" and not following.gap
        titled = following is not None and _is_chart_source(following.core.lower())
        small = block.words <= 6 and not block.ends
        lower = block.text[0].islower() and not out[i - 1].text.rstrip().endswith((",", ":", ";"))
        agency = _TAIL_CREDIT.search(block.folded)
        beside = {b.label for b in (out[i - 1], following) if b is not None}
        if beside & {"date", "byline"} and (_is_name_line(block) or _is_site_name(block)):
            out[i] = replace(block, label="byline")
            continue
        if (
            (small and under)
            or (titled and block.words <= 14 and not block.ends)
            or (small and lower and block.gap and block.words <= 5)
            or (agency and agency[1].strip().lower() in _agencies() and block.words <= 30)
        ):
            out[i] = replace(block, label="caption")
    return out


def _tail(blocks: list[_Block]) -> list[_Block]:
    """Lines after the last prose: who signed, and headlines of other pages."""
    out = list(blocks)
    last = max((i for i, b in enumerate(out) if b.label is None and b.prose), default=None)
    if last is None:
        return out
    last = _about_authors(out, last)
    loose = [
        i
        for i in range(last + 1, len(out))
        if out[i].label is None and out[i].hint != "body" and not out[i].ends
    ]
    for i in loose:
        if _is_name_line(out[i]) or (out[i].words <= 4 and _is_desk_line(out[i])):
            out[i] = replace(out[i], label="byline")
    # A list after the text is its own (names, sources, ingredients) unless the page's furniture
    # stands between: then it is what the page shows below.
    fence = next((i for i in range(last + 1, len(out)) if out[i].label in _FURNITURE), len(out))
    for i in loose:
        block = out[i]
        if i > fence and block.label is None and 4 <= block.words <= 30 and _could_head(block):
            out[i] = replace(block, label="teaser")
    for i in range(last + 1, len(out)):
        # « © L'Éveil » below the article is the page's, not a picture's.
        if out[i].label == "caption" and out[i].hint is None and _is_own_right(out[i].folded):
            out[i] = replace(out[i], label="disclaimer")
    # A few lines of one or two words below the signature are the page's keywords.
    signed = (i for i in range(last + 1, len(out)) if out[i].label in _FURNITURE | {"byline"})
    after = next(signed, len(out))
    if after < len(out):  # ... or just above the first line of the page's furniture
        while after - 1 in loose and out[after - 1].words <= 2:
            after -= 1
    short = [i for i in loose if i >= after and out[i].label is None and out[i].words <= 2]
    for i in short if len(short) <= _MOST_KEYWORDS else ():
        if out[i].core.lower() in _media():
            out[i] = replace(out[i], label="byline")
        elif out[i].text[-1].isalnum() and out[i].text[0].isupper():
            out[i] = replace(out[i], label="widget")
    return out


def _is_own_right(line: str) -> bool:
    """« © L'Éveil »: a name that signs no pictures after the sign."""
    sign = _COPYRIGHT.match(line)
    if sign is None:
        return False
    owner = line[sign.end() :].strip(" .").lower()
    parts = {part.strip() for part in re.split(r"[/,|–-]", owner)}
    return not parts & (_agencies() | _photo_names()) and not any(
        name in owner for name in _photo_names()
    )


def _is_desk_line(block: _Block) -> bool:
    """« Rédaction internationale », « The news desk »."""
    words = _WORD.findall(block.core)
    return len(words) > 1 and not block.ends and _starts_with_desk(words)


def _about_authors(blocks: list[_Block], last: int) -> int:
    """Make bylines of the lines at the end that say who an author is; the last prose after that.

    « Maud Le Goff est hydrologue et enseigne à Rennes. » below a page signed « Maud Le Goff ».
    """
    names = {
        match[0]
        for b in blocks[:last]
        if b.label == "byline"
        for match in _FULL_NAME.finditer(b.text[:300])
    }
    for i in range(len(blocks) - 1, 0, -1):
        block = blocks[i]
        if (
            block.label not in (None, "solicitation") or block.hint == "body" or block.words > 60
        ) and not (block.hint == "body" and i > len(blocks) // 2):
            if block.label is None and i <= last:
                break
            continue
        name = next((n for n in names if block.text.startswith(n + " ")), None)
        if block.label and name and OUTLET_ALONE.match(fold(name)):
            continue  # « Le Fil est un média indépendant ... » asks, and signs nothing
        if name and block.text[len(name) + 1 :][:1].islower():
            blocks[i] = replace(block, label="byline")
        elif i <= last:
            break
    return max((i for i, b in enumerate(blocks) if b.label is None and b.prose), default=last)
