"""Where the text, its quotations and its pictures come from.

Six relations are kept apart, because AA in « Source : AA » (the text is the agency's), in « a
raconté à AA » (one quotation is) and in « Photo : AA » (a picture is) says three things. Names of
agencies and media never count by themselves: every pattern is anchored in a phrase or a place.

The phrases are here; :mod:`analysis.annotation.datelines` reads what stands before the first
sentence, :mod:`analysis.annotation.credits` credit lines, bylines and captions, and
:mod:`analysis.annotation.media_names` knows the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.annotation.credits import credit_line, final_credit, last_body, picture, signature
from analysis.annotation.datelines import dateline
from analysis.annotation.document import Document
from analysis.annotation.media_names import (
    agency,
    agency_names,
    canonical_name,
    is_organisation,
    known_names,
    terms,
    trimmed,
    zone_terms,
)
from analysis.languages.patterns import (
    MEDIUM_KIND,
    Rule,
    Taken,
    Usable,
    entries,
    fold,
    page,
    usable,
)
from analysis.schema import Origin, Span, Zone
from analysis.text import sentence_spans

_PROSE = frozenset({"body", "headline", "caption"})
_MUTE = frozenset({"teaser", "widget", "separator", "date"})
_LONGEST = 3000
# Options of rules that look over the end of a sentence.
_WHOLE = frozenset({"line", "reuters"})
_CLOSING = re.compile(r" ?[»”\"]")
# « Le Parisien », "Valeurs actuelles": a title between marks.
_MARKED = re.compile(r"[«“\"] ?(?P<name>[A-Z][^«»“”\"\n]{1,38}?) ?[»”\"]")
_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)*")
# Characters of the longest credit without a capital that a text may begin with.
_CREDIT = 80
# Characters of « à la suite de », before a text that is another one.
_POINTING = 20
_OF_PLACE = re.compile(r" (?:de |du |des |d'|de la |de l')[A-ZÀ-Þ][\w'-]{2,25}(?! ?,? ?(?:a|est) )")
_ARTICLE = re.compile(r"(?:Le|La|Les) |L'")
_SYSTEM = re.compile(r"(?:supported|powered|provided|generated) by ([\w-]{2,30}\.[a-z]{2,6})")
# « traduit par Jeanne Roux pour X »: the person, not whom it was done for.
_FOR = re.compile(r" (?:pour|for) [A-ZÀ-Þ].{0,60}$")


def find_origins(document: Document) -> tuple[Origin, ...]:
    """Statements of origin: republished, signed, quoted via, translated, picture, dateline.

    Returns
    -------
    tuple of Origin
        In text order. ``name`` is the canonical name of the alias table where it is known, else
        the name as printed, None when nobody is named. A dateline that names an agency is one
        record, which makes the agency the article's origin too.
    """
    found: list[Origin] = []
    last = last_body(document)
    lead = next((z.start for z in document.zones if z.label == "body"), 0)
    for zone in document.zones:
        if zone.label in _MUTE:
            continue
        found += _of_place(document, zone, lead)
        if zone.label == "body" and zone.start >= last:
            found += final_credit(document, zone)
    folded = page(document.text)
    rules = usable("origin", document.text)
    plain = _without_marks(folded)
    for zone in document.zones:
        if zone.label not in _MUTE:
            found += _of_phrase(document, folded, plain, zone, rules)
    return _settle(found)


def _of_place(document: Document, zone: Zone, lead: int) -> Iterator[Origin]:
    """Origins told by where they stand: datelines, credit lines, bylines, captions."""
    label = zone.label
    text = document.text
    if label in ("body", "dateline"):
        yield from dateline(document, zone, zone.start <= lead)
    if label == "credit":
        yield from credit_line(text, zone, zone.start < lead)
    if label == "byline":
        yield from signature(document, zone, zone.start < lead)
    if label in ("caption", "credit"):
        yield from picture(text, zone)


@lru_cache(maxsize=256)
def sentences_told(
    text: str, start: int, end: int, abbreviations: frozenset[str]
) -> tuple[Span, ...]:
    """The sentences of a line of a folded page, kept for the next annotator."""
    return tuple(sentence_spans(text, (start, end), abbreviations))


def _without_marks(folded: str) -> str:
    """A folded page of the same length in which no medium's name stands between marks."""
    return _MARKED.sub(_bare_name, folded)


def _bare_name(match: re.Match[str]) -> str:
    """« Le Parisien » without its marks, spaces in their place; other quoted words as they are."""
    key = match["name"].lower()
    if key not in known_names() and f"le {key}" not in known_names():
        return match[0]
    start, end = match.start("name") - match.start(), match.end("name") - match.start()
    return " " * start + match["name"] + " " * (len(match[0]) - end)


def _of_phrase(
    document: Document, text: str, plain: str, zone: Zone, there: Usable
) -> Iterator[Origin]:
    """Origins told by a phrase, sentence by sentence; ``plain`` is the page that rules read."""
    rules = [rule for rule in there.between(zone.start, zone.end) if _read_in(rule, zone.label)]
    if not rules:
        return
    abbreviations = document.pack.abbreviations
    for start, end in sentences_told(text, zone.start, zone.end, abbreviations):
        sentence = plain[start : min(end, start + _LONGEST)]
        for rule in there.between(start, end):
            if not _read_in(rule, zone.label):
                continue
            for match in rule.regex.finditer(sentence):
                origin = _record(document, rule, match, start, sentence)
                if origin:
                    yield origin
    if any(rule.options & _WHOLE for rule in rules):
        # A sign-off in parentheses holds stops of its own: read on the whole line.
        line = plain[zone.start : min(zone.end, zone.start + _LONGEST)]
        tail = max(0, zone.end - zone.start - _LONGEST)
        for rule in rules:
            if rule.options & _WHOLE:
                for match in rule.regex.finditer(plain[zone.start + tail : zone.end]):
                    origin = _record(document, rule, match, zone.start + tail, line)
                    if origin:
                        yield origin


def _read_in(rule: Rule, label: str) -> bool:
    zones = rule.options - _WHOLE - {"cut", "speaks"}
    if not zones:
        return True
    return label in zones or ("prose" in zones and label in _PROSE)


def _record(
    document: Document, rule: Rule, match: re.Match[str], offset: int, sentence: str
) -> Origin | None:
    groups = match.groupdict()
    group = next((key for key in groups if groups[key]), None)
    name: str | None = None
    if group:
        a, b = match.span(group)
        name = canonical_name(_whole_name(document.text, offset + a, offset + b))
        if document.text[offset + a - 3 : offset + a].lower() in ("du ", "au "):
            name = _with_article(name)
    if rule.kind == "quoted_via":
        if name and document.article.outlet and canonical_name(document.article.outlet) == name:
            return None
        if "speaks" in rule.options and _of_itself(sentence[match.end() :]):
            return None
        if group and _is_no_channel(
            document, (offset + a, offset + b), match[0], sentence[: match.start()]
        ):
            return None
    if "reuters" in rule.options:
        name = "Reuters"
    if rule.kind == "translated_by" and name is None:
        system = _SYSTEM.search(document.text, offset, offset + 600)
        name = (
            system[1]
            if system
            else _engine(document.text[offset + match.start() : offset + match.end()])
        )
    if rule.kind == "signed_by" and (
        name is None or agency(name) or not is_organisation(document, name)
    ):
        return None
    relation = rule.kind
    if relation == "republished_from" and not offset and _is_cut(document.text, sentence, match):
        return None
    if "cut" in rule.options and not (_begins_within(document.text, offset, sentence)):
        return None
    if relation == "republished_from" and _tells_another(sentence[: match.start()]):
        relation = "quoted_via"
    start, end = match.span()
    if group and name is not None:
        if _is_bare_kind(name) or _is_no_host(name):
            return None
        if fold(name).lower() in terms("networks") and not _of_page(sentence[: match.end()]):
            return None
        named = _known_opening(document.text[offset + a : offset + b])
        if named is not None:
            name = canonical_name(named)
            end = a + len(named) if end == b else end
    while end > start and sentence[end - 1 : end] in (" ", ",", ";", ":", "."):
        end -= 1
    closing = _CLOSING.match(document.text, offset + end)
    if closing and sentence[end : end + len(closing[0])].isspace():
        end += len(closing[0])  # « dans "Le Parisien" », the mark included
    if start >= end:
        return None
    return Origin(
        start=offset + start,
        end=offset + end,
        relation=relation,  # type: ignore[arg-type]
        name=name,
    )


def _is_cut(text: str, sentence: str, match: re.Match[str]) -> bool:
    """« publié dans Le Fanal, le rapport accuse ... »: a text that begins within a sentence.

    Unless it tells where the text itself came from: « publié à l'origine sur X, a été traduit ».
    """
    lower = sentence.lower()
    words = entries("origin", "words")
    return (
        match.start() == 0
        and sentence[:1].islower()
        and len(text.partition("\n")[0]) > _CREDIT
        and not any(word in lower for word in words["first"] | words["translated"])
    )


def _begins_within(text: str, offset: int, sentence: str) -> bool:
    """« blog, publié sur X, a été traduit par Y »: a text without its first words."""
    lower = sentence.lower()
    opens = _WORDS.match(lower)
    words = entries("origin", "words")
    return (
        not text[:offset].strip()
        and sentence[:1].islower()
        and opens is not None
        and opens[0] in words["out"] | words["text_kind"] | words["host"]
    )


def _is_no_channel(document: Document, span: Span, told: str, before: str) -> bool:
    """Whether what looks like a medium's name is none here, or tells of a programme on it."""
    start, end = span
    name = fold(document.text[start:end]).lower()
    if name.isdigit() or name in terms("satire"):
        return True  # « aux 1,2 milliard de personnes »
    lead = re.search(r"([a-z-]+) du $", fold(document.text[max(start - 24, 0) : start]).lower())
    if name == "monde" and lead and lead[1] in terms("world"):
        return True
    if name in terms("first_names") and re.match(r" [A-ZÀ-Þ]", document.text[end : end + 2]):
        return True  # « explique Marianne Roux »
    if fold(told).lower().startswith(tuple(terms("shown"))):
        return not terms("programme").isdisjoint(_WORDS.findall(fold(before).lower()))
    return False


def _tells_another(before: str) -> bool:
    """« Suite à cet article paru sur X »: whether the words before it point to another text."""
    lower = fold(before[-_POINTING:]).lower().rstrip()
    return any(
        lower.endswith(lead) and not lower[: -len(lead)][-1:].isalpha()
        for lead in entries("origin", "words")["another"]
    )


def _engine(clause: str) -> str | None:
    """The program that a clause names as the translator: « Traduit avec DeepL »."""
    words = fold(clause).lower()
    at = ((words.find(engine), len(engine)) for engine in sorted(terms("engines")))
    return next((clause[i : i + length] for i, length in at if i >= 0), None)


def _is_bare_kind(name: str) -> bool:
    """« Radio », « Journal »: a kind of medium and no name."""
    key = fold(name)
    return key.lower() not in known_names() and bool(MEDIUM_KIND.fullmatch(key))


def _is_no_host(name: str) -> bool:
    """« first published in German », « first appeared in April »."""
    key = fold(name).lower()
    return key in zone_terms("months") or key in entries("origin", "words")["language"]


def _of_page(words: str) -> bool:
    """« Ce texte, publié d'abord sur Facebook »: whether the page speaks of its own text."""
    own = entries("origin", "words")["this"]
    lower = fold(words).lower()
    first = re.match(r"\W{0,3}([a-z]+)", lower)
    if first and first[1] in entries("origin", "words")["text_kind"]:
        return True  # « Billet également publié sur LinkedIn »
    return any(phrase in lower for phrase in own)


def _known_opening(name: str) -> str | None:
    """« BFM TV » of « BFM TV Hervé Morin »: a listed name, then one that is not part of it."""
    words = name.split(" ")
    if len(words) < 3 or fold(name).lower() in known_names():
        return None
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        if fold(first).lower() in known_names():
            return first if words[count][:1].isupper() else None
    return None


def _with_article(name: str | None) -> str | None:
    """« autorisation du Courant »: the one-word name of a medium lost its article."""
    if name is None or " " in name or "." in name or fold(name).lower() in known_names():
        return name
    return f"Le {name}" if name[0].isupper() and not name.isupper() else name


def _whole_name(text: str, start: int, end: int) -> str:
    """The name that begins at ``start``: a longer one of the alias table before the one matched."""
    if text[end : end + 1] == "!" and fold(text[start : end + 1]).lower() in known_names():
        return text[start : end + 1]
    words = text[start : start + 60].split(" ")
    for count in range(min(len(words), 6), 1, -1):
        name = " ".join(words[:count]).strip(" .,;:»)")
        key = fold(name).lower()
        whole = len(name) - (end - start) + name[-1:].isdigit() > 0  # « Le Média en 4-4-2 »
        if whole and (key in known_names() or f"le {key}" in known_names()):
            return name
    name = trimmed(_FOR.sub("", text[start:end]))
    if text[start - 7 : start] == "Agence " and fold(name).lower() not in known_names():
        return f"Agence {name}"
    # « La Tribune de Saint-Cyr » is not « La Tribune ».
    longer = _OF_PLACE.match(text, start + len(name), start + len(name) + 60)
    return name + longer[0] if longer and _ARTICLE.match(name) else name


def _of_itself(rest: str) -> bool:
    """Whether a medium speaks of its own business: « Reuters annonce la baisse de ses ventes »."""
    words = re.findall(r"[\w-]{1,30}", rest[:160].lower())
    own = terms("own")
    nouns = terms("self_noun")
    return any(w in own and nouns & set(words[i + 1 : i + 3]) for i, w in enumerate(words))


def _settle(found: list[Origin]) -> tuple[Origin, ...]:
    """One record for one statement: of overlapping ones the first kind below, then the longest."""
    order = (
        "dateline",
        "translated_by",
        "signed_by",
        "republished_from",
        "image_from",
        "quoted_via",
    )
    kept: list[Origin] = []
    taken = Taken()
    spans: dict[tuple[int, int, str], set[str | None]] = {}
    for origin in sorted(
        found,
        key=lambda o: (
            order.index(o.relation),
            o.start - o.end,
            o.start,
            o.name is None,
            o.name or "",
        ),
    ):
        names = spans.setdefault((origin.start, origin.end, origin.relation), set())
        # « (AFP, Reuters) » names two origins in one place.
        if taken.claim(origin.start, origin.end) or (
            names and origin.name and origin.name not in names
        ):
            names.add(origin.name)
            kept.append(origin)
    # A text first published by a medium that quotes what it was told itself names no channel.
    own = {o.name for o in kept if o.relation in ("republished_from", "signed_by") and o.name}
    own -= agency_names()
    kept = [
        o
        for o in kept
        if o.relation != "quoted_via" or not any(name.startswith(o.name or "\n") for name in own)
    ]
    return tuple(sorted(kept, key=lambda o: (o.start, o.end, o.name or "")))
