"""Where the text, its quotations and its pictures come from.

Six relations are kept apart, because AA in « Source : AA » (the text is the agency's), in « a
raconté à AA » (one quotation is) and in « Photo : AA » (a picture is) says three things. Names of
agencies and media never count by themselves: every pattern is anchored in a phrase or a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from analysis.annotation.document import Document
from analysis.languages.patterns import (
    MEDIUM_ALONE,
    MEDIUM_KIND,
    OUTLET_ALONE,
    Rule,
    Taken,
    Usable,
    entries,
    fold,
    page,
    tables,
    usable,
)
from analysis.schema import Origin, Relation, Span, Zone
from analysis.text import sentence_spans
from analysis.zones.lines import is_source_label

_PROSE = frozenset({"body", "headline", "caption"})
_MUTE = frozenset({"teaser", "widget", "separator", "date"})
_LONGEST = 3000
# Options of rules that look over the end of a sentence.
_WHOLE = frozenset({"line", "reuters"})

_AGENCY_PARTS = re.compile(r" ?(?:[/,&+]|\b(?:et|and|y|und|e)\b) ?")
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'-]{0,25}(?:(?: du| de)?[ /-][A-ZÀ-Þ(][\w.')-]{0,25}){0,4}"
    r"(?:, [A-ZÀ-Þ][\w.'-]{1,20}(?: (?:du |de |of )?[A-ZÀ-Þ][\w'-]{1,15}){0,2}\.?(?=[, (]))?)?"
    r"(?P<date>,? ?(?:le )?(?:[a-z]{4,9} )?(?:\d{1,2}(?:er)? [A-Za-zéû.]{3,10}|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}/\d{1,2}|(?<=, )\d{1,2}(?= \())"
    r"(?: \d{4})?)?"
    r"[.,]? ?[(/]{1,2}(?P<agency>[A-Za-zÀ-ÿ. ,-][A-Za-zÀ-ÿ./ ,-]{1,38}?)[)/]{1,2}"
    r"(?:,? ?\d{1,2} [a-zéû.]{3,10}(?: \d{4})?)?"
    r"(?P<mark> ?(?:\.? ?[-–—:=]|\.-|(?<=/)\.)+)?(?= |$)"
)
# « Berne (ats) Le Conseil national ... »: no dash follows.
_NO_DASH = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w'-]{1,25}(?:[ -][A-ZÀ-Þ][\w'-]{1,25}){0,3}) "
    r"\((?P<agency>[A-Za-zÀ-ÿ./ -]{2,30})\)(?= [A-ZÀ-Þ«\"])"
)
_PLACE_LINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'-]{1,25}(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'-]{0,25}){0,3})"
    r"(?:, (?P<agency>[A-Z][A-Za-z]{1,15})|,? (?:le )?\d{1,2} [a-zéû.]{3,10}(?: \d{4})?)?"
    r" ?[-–—|](?= |$)"
)
_PLACE_LINE_NEXT = re.compile(r" ([A-ZÀ-Þ][A-ZÀ-Þ'-]{2,25})(?![\w'-])")
# « DRUMMONDVILLE. Une femme ... », « BEYROUTH: Le Parlement ... »
_PLACE_STOP = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'-]{2,25}(?: [A-ZÀ-Þ][A-ZÀ-Þ'-]{1,25}){0,2})[.:](?= [A-ZÀ-Þ].{25})"
)
# « SAINT-JEAN-SUR-RICHELIEU »: a name made like a place's.
_LIKE_PLACE = re.compile(r"(?:SAINTE?|STE?)-|.{2,20}-(?:SUR|LES|LÈS)-.{2}")
_SLASH_LINE = re.compile(
    r"(?P<agency>[A-Z]{2,6}) ?/ ?(?P<place>[A-ZÀ-Þ][\w' -]{1,30}?) ?(?=/|$|-|–)"
)
# « APA-Dakar (Sénégal) – », « AFP, Paris », « Paris, France | AFP | »
_AGENCY_FIRST = re.compile(
    r"(?P<agency>[A-Z][A-Za-z]{1,15})(?: ?[-–—] ?|, )(?P<place>[A-ZÀ-Þ][\w'-]{1,25}"
    r"(?:[ -][A-ZÀ-Þ][\w'-]{1,25}){0,2})"
    r"(?: \([\w' -]{2,30}\))?(?: ?[-–—:](?= )|$|,? (?:le )?\d{1,2} [a-zéû.]{3,10}"
    r"(?: \d{4})?(?: ?[-–—:](?= )|$))"
)
# « Alger, APS », « Dakar, APS - »
_AGENCY_AFTER = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w'-]{1,25}(?:[ -][A-ZÀ-Þ][\w'-]{1,25}){0,2}), "
    r"(?P<agency>[A-Z][A-Za-z]{1,15})(?: ?[-–—:]+(?= |$)|$)"
)
_PIPES = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w' -]{1,25})(?:, [A-ZÀ-Þ][\w' -]{1,25})? \| (?P<agency>\w{2,20}) \|"
)
_INITIALS = re.compile(r"[A-Z]{3,6}")
# « (Xinhua) -- », « (AP) »: an agency alone before the first sentence.
# « AFP - Le conseil ... », « APS – Le ministre ... »
_LEAD_BARE = re.compile(r"(?P<agency>[A-Z][\w.' -]{1,30}?) [-–—]{1,2}(?= [A-ZÀ-Þ«])")
_LEAD = re.compile(r"[(\[](?P<agency>[A-Za-zÀ-ÿ][\w'./ -]{1,40})[)\]](?: ?[-–—:]+| ?\.-)?(?= )")
# « (Dakar) », « Ouagadougou, 14 juin 2023 - », « SPRINGFIELD, Ill. - »
_PLACE_IN_MARKS = re.compile(
    r"[(\[](?P<place>[A-ZÀ-Þ][\w' -]{1,40}?)(?:, [^()\[\]]{2,30})?[)\]](?: ?[-–—:])?(?= )"
)
_PLACE_AND_DATE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w'-]{1,25}(?:[ -][A-ZÀ-Þ][\w'-]{1,25}){0,2})"
    r"(?:, [A-Z][\w]{1,12}\.?)?(?:,? (?:le )?\d{1,2}(?:er)? [a-zéû.]{3,10}"
    r"(?: \d{4})?|, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r" ?(?:[-–—]|\.-)(?= )"
)
# « Lubumbashi, le 23 septembre. Les creuseurs ... »
_PLACE_DAY_STOP = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w'-]{1,25}(?:[ -][A-ZÀ-Þ][\w'-]{1,25}){0,3})"
    r"(?: \([\w' -]{2,30}\))?, ?(?P<day>le )?\d{1,2}(?:er)?(?: de)? [a-zéû]{3,10}"
    r"(?:(?: de)? \d{4})?"
    r" ?[.:](?= [\"“«]?[^\W\d_].{20})"
)
# « HALIFAX — », « KAMPALA, Uganda, 5 May 2022 - », « Kathmandu, April 3: », « Rosario.- »
_FILED = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'-]{1,25}(?:[ /-][A-ZÀ-Þ][\w.'-]{1,25}){0,3}?)"
    r"(?P<region>, [A-ZÀ-Þ][\w.]{1,14}(?: [A-Z][\w.]{1,12})?)?"
    r"(?P<date>,? (?:\d{1,2}(?: de)? [A-Za-z]{3,10}\.?(?:(?: de|,)? \d{4})?|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?))?"
    r"(?P<mark>\.[-–—]| ?[-–—]{1,2}| ?:)(?= [\"“«¿¡]?[A-ZÀ-Þ0-9])"
)
# Letters and words of a place that no list names, and of the sentence it opens.
_PLACE_LENGTH = 5
_FILED_LENGTH = 40
_SECOND_SIDE = re.compile(
    r" ?[A-ZÀ-Þ][\w'-]{1,25}(?: [A-ZÀ-Þ][\w'-]{1,25})?(?: ?: |,? \d{1,2}[-–]\d)"
)
# The names of « AFP et Reuters » one by one.
_BETWEEN_AND = re.compile(r"(?:^| (?:et|and|y|und) )(?P<name>(?:(?! (?:et|and|y|und) ).){2,60})")
_FINAL = re.compile(
    r"[(\[](?:(?:[Aa]vec|[Ww]ith|mit|[Cc]on|[Ss]ources? ?:?|[Ff]uentes? ?:?) )?(?:l')?"
    r"(?P<names>[A-Za-zÀ-ÿ][\w'./,& -]{1,50})[)\]] ?\.?$"
)
# The same without brackets: « ... lundi. AFP », « ... lundi. Avec Reuters »
_FINAL_BARE = re.compile(
    r"(?<=[.!?»”\"] )(?:[-–—]{1,2} ?)?(?:[Aa]vec |[Ww]ith |[Cc]on )?(?:l')?"
    r"(?P<names>[A-Za-z][\w./,& -]{1,40}?) ?\.?$"
)
_COLON = re.compile(r"^\W{0,3}(?P<word>[\w' ]{2,36}?) ?: ?(?P<names>\S.{0,160})$")
# « Publié automatiquement. Source : ats », « Jeanne Roux | Source : Le Courrier »
_COLON_LATER = re.compile(
    r"[.!?;|–—)\]-] (?P<word>[A-Za-zÀ-ÿ][\w' ]{2,20}?) ?: ?(?P<names>\S[^:]{0,100})$"
)
# « Le Courrier – Traduction : X », « Horizons libres (traduction X) »: what follows is no name.
_REMARK = re.compile(r" (?:[–—|;-]|\() ?(?=[a-z]|[^:]{3,30}:)|[;|] ?(?=[a-z]|[^:]{3,30}:)")
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|[cC]opyright)[ :]{0,3}(?:\d{4}[ ,]{0,2})?(?P<names>\S.{0,100})"
)
_WHO_EDITED = re.compile(r"[a-z]{1,5}|[A-Z]{1,4}|(?:[A-Z]\.?-?){1,3}")
_BY = re.compile(r"\b(\w{2,10}) ?:? (?=\S)")
_DATE_AFTER = re.compile(
    r"(?:,| -| –|\()? ?(?:le )?(?<![A-Za-z0-9])\d{1,2}[ /.-].{0,30}$|"
    r" (?:le|du) \d{1,2}$| on \w+$| le$"
)
_OF_PLACE = re.compile(r" (?:de |du |des |d'|de la |de l')[A-ZÀ-Þ][\w'-]{2,25}(?! ?,? ?(?:a|est) )")
# « Agence Anadolu (AA) »
_INITIALS_AFTER = re.compile(r" \([A-Z]{2,6}\)(?=[ .;]*$)")
# « Par le Syndicat de la magistrature »: an article that is no part of the name.
_LED = re.compile(r"^(?:l'|(?:la|le|les|the) )(?=[A-ZÀ-Þ])")
_AND = frozenset({"et", "and", "y", "und"})
_DATED_NAME = re.compile(
    r"(?P<name>[^|,\d–—]{2,50}?) ?(?:[|,–—-]|(?= le \d)) ?(?:le |du |, )?\d{1,2}[^\n]{2,30}"
)
_ARTICLE = re.compile(r"(?:Le|La|Les) |L'")
# What may stand before a name that the table lists without it.
_NAME_LEAD = re.compile(r"^(?:l'|(?:the|le|la|les) )?(?:agence (?:de presse )?)?")
_SYSTEM = re.compile(r"(?:supported|powered|provided|generated) by ([\w-]{2,30}\.[a-z]{2,6})")
# « traduit par Jeanne Roux pour X »: the person, not whom it was done for.
_FOR = re.compile(r" (?:pour|for) [A-ZÀ-Þ].{0,60}$")
_PICTURE_LEAD = re.compile(
    r"\W{0,3}(?P<word>[\w' ]{2,25}?)\.?(?: ?(?:[:/|©–-]|\bpar\b|\bby\b|\bcourtesy of\b)| "
    r"(?=[A-ZÀ-Þ@])) ?"
    r"(?P<name>\S.{1,90})$"
)
# « Le refuge, en juillet. Photo Le Courrier / Jeanne Roux »
_PICTURE_END = re.compile(
    r"[.!?…)»] (?:[-–—|/•] ?)?(?P<word>[\w' ]{2,25}?)\.?(?: ?: ?| )(?P<name>[A-ZÀ-Þ@].{1,80})$"
)
# « Le char en manœuvre. Photo ministère des Armées »
_PICTURE_BODY = re.compile(
    r"(?:^|[.!?…] )(?P<word>[\w' ]{2,25}?)\.? "
    r"(?:de la |de l'|du |des |d')?(?P<name>[a-z][^.!?…]{2,60})$"
)
# « Jean Roux/AFP », « REUTERS/Jane Doe »
_PICTURE_SLASH = re.compile(
    r"(?:^|[.!?–—-] ?|, |\) ?)(?P<name>[A-ZÀ-Þ][\w'&-]{0,30}"
    r"(?:[ .]{1,2}[A-ZÀ-Þ][\w'&.-]{0,30}){0,4}"
    r" ?/ ?[A-ZÀ-Þ][\w.' /-]{1,40})$"
)
_IN_DOMAIN = re.compile(r"\w\.\w")
# A count, « 3 min », where a name would stand.
_COUNTED = re.compile(r"\d{1,4} ?[a-z]")
_PAREN = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]] ?\.?$")


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
    last = _last_body(document)
    lead = next((z.start for z in document.zones if z.label == "body"), 0)
    for zone in document.zones:
        if zone.label in _MUTE:
            continue
        found += _of_place(document, zone, lead)
        if zone.label == "body" and zone.start >= last:
            found += _final_credit(document, zone)
    folded = page(document.text)
    rules = usable("origin", document.text)
    for zone in document.zones:
        if zone.label not in _MUTE:
            found += _of_phrase(document, folded, zone, rules)
    return _settle(found)


@cache
def _canonical() -> dict[str, str]:
    """Folded lower-case alias to canonical name."""
    table: dict[str, str] = {}
    for lexicon in tables("origin"):
        for name in lexicon.get("media", {}).get("names", ()):
            table.setdefault(fold(name).lower(), name)
    for part in ("same", "photo", "agencies"):
        for lexicon in tables("origin"):
            for canonical, names in lexicon.get(part, {}).items():
                table.update({fold(alias).lower(): canonical for alias in (canonical, *names)})
    return table


@cache
def _agencies() -> frozenset[str]:
    return frozenset(alias for names in entries("origin", "agencies").values() for alias in names)


@cache
def _pictures() -> frozenset[str]:
    """Names under which agencies and archives sign pictures."""
    return _agencies() | {alias for names in entries("origin", "photo").values() for alias in names}


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(name for table in tables("origin") for name in table.get("agencies", {}))


@cache
def _terms(name: str) -> frozenset[str]:
    return entries("origin", "terms").get(name, frozenset())


@cache
def _zone_terms(name: str) -> frozenset[str]:
    return entries("zones", "terms").get(name, frozenset())


def canonical_name(name: str) -> str | None:
    """The name a medium or agency is recorded under; the words as printed when unknown.

    Examples
    --------
    >>> canonical_name("l'AFP"), canonical_name("AA"), canonical_name("Arab Observer")
    ('Agence France-Presse', 'Anadolu Agency', 'Arab Observer')
    """
    plain = " ".join(name.split()).strip(" .,;:")
    if not plain:
        return None
    key = fold(plain).lower()
    table = _canonical()
    bare = _NAME_LEAD.sub("", key)
    for candidate in (key, bare, f"le {key}"):
        if candidate in table:
            return table[candidate]
    return plain.removeprefix("www.")


def _agency(name: str) -> str | None:
    """The canonical name of an agency; « Ap » and « Aa » are the beginnings of other words."""
    if len(name) == 2 and name.istitle():
        return None
    key = fold(" ".join(name.split())).strip(" .").lower().removeprefix("l'")
    return _canonical()[key] if key in _agencies() else None


def _of_place(document: Document, zone: Zone, lead: int) -> Iterator[Origin]:
    """Origins told by where they stand: datelines, credit lines, bylines, captions."""
    label = zone.label
    text = document.text
    if label in ("body", "dateline"):
        yield from _dateline(document, zone, zone.start <= lead)
    if label == "credit":
        yield from _credit_line(text, zone, zone.start < lead)
    if label == "byline":
        yield from _signature(document, zone, zone.start < lead)
    if label in ("caption", "credit"):
        yield from _picture(text, zone)


def _dateline(document: Document, zone: Zone, first: bool) -> Iterator[Origin]:
    """Place, agency or both before the sentence; the loose forms only in the ``first`` prose."""
    text = document.text
    limit = min(zone.end, zone.start + 140)
    match = _DATELINE.match(text, zone.start, limit)
    alone = zone.label == "dateline" and match and match.end() >= zone.end
    dated = first and match and match["place"] and match["date"]
    if match and not (match["mark"] or dated or alone):
        match = None  # « MADRID, 21 (EUROPA PRESS) El ... »: without a dash only behind a date
    names = [_agency(part) for part in _AGENCY_PARTS.split(match["agency"])] if match else []
    known = [name for name in names if name]
    if match and known and not match["place"]:
        # « (Xinhua) -- », « Dec 29 (Reuters) - »: an agency without a place is a credit.
        end = match.start() + len(match[0].rstrip(" -–—:."))
        for name in known:
            yield Origin(start=match.start(), end=end, relation="republished_from", name=name)
        return
    if (
        match
        and match["place"]
        and (known or match["date"] or match["place"].split(",")[0].isupper())
        and not _agency(match["place"].split("-")[0])
    ):
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            name=_local(known[0], match["place"]) if known else _unlisted_agency(match["agency"]),
            place=_place(match["place"]),
        )
        return
    match = _SLASH_LINE.match(text, zone.start, limit)
    initials = match and _INITIALS.fullmatch(match["place"]) and not _is_place(match["place"])
    if match and _agency(match["agency"]) and not initials:
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            name=_agency(match["agency"]),
            place=_place(match["place"]),
        )
        return
    for pattern in (_AGENCY_FIRST, _AGENCY_AFTER, _PIPES):
        match = pattern.match(text, zone.start, limit)
        if match and _agency(match["agency"]) and _is_place(match["place"]):
            yield Origin(
                start=match.start(),
                end=match.end(),
                relation="dateline",
                name=_agency(match["agency"]),
                place=_place(match["place"]),
            )
            return
    match = _NO_DASH.match(text, zone.start, limit) if first else None
    if match and _agency(match["agency"]) and _is_place(match["place"]):
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            name=_local(_agency(match["agency"]) or "", match["place"]),
            place=_place(match["place"]),
        )
        return
    match = _PLACE_LINE.match(text, zone.start, limit)
    further = match and _PLACE_LINE_NEXT.match(text, match.end())
    if further and _is_place(further[1]):
        return  # « VIENNE – PARIS en train »
    if match and (zone.label == "dateline" or _is_filed_from(match)):
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            name=_agency(match["agency"] or ""),
            place=_place(match["place"]),
        )
        return
    if not first:
        return
    led = list(_lead(text, zone))
    if led:
        yield from led
        return
    match = _PLACE_STOP.match(text, zone.start, limit)
    if match and _is_place(match["place"]):
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            place=_place(match["place"]),
        )
        return
    match = _PLACE_DAY_STOP.match(text, zone.start, limit)
    if match and (match["day"] or _is_place(match["place"])):
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            place=_place(match["place"]),
        )
        return
    match = _PLACE_IN_MARKS.match(text, zone.start, limit)
    match = match or _PLACE_AND_DATE.match(text, zone.start, limit)
    filed = _FILED.match(text, zone.start, limit)
    if filed and _opens_report(document, filed, zone):
        match = filed
    if match is None or _is_pair(text, match.end()):
        return
    # « SPRINGFIELD, Ill. - »: a place in capitals with its state needs no list.
    if (
        match is filed
        or _is_place(match["place"])
        or (match["place"].isupper() and ", " in match[0])
    ):
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            place=_place(match["place"]),
        )


def _opens_report(document: Document, match: re.Match[str], zone: Zone) -> bool:
    """Whether the words before a dash, a colon or « .- » are the place a report is filed from.

    A date after the name or the sign « .- » tell; else capitals do, when the name is none of a
    section of the paper (« OPINION — ») and a sentence follows.
    """
    sections = document.pack.lexicon("origin").get("terms", {}).get("sections", ())
    place = fold(match["place"]).lower()
    if place in {fold(section) for section in sections}:
        return False
    known, mark = _is_place(match["place"]), match["mark"].strip()
    if match["date"] or mark[0] == ".":
        return known or bool(sections)
    if mark == ":":
        return known and match["place"].isupper()
    if match["region"] and match["place"].isupper():
        return bool(sections)
    letters = sum(c.isalpha() for c in place)
    told = zone.end - match.end() >= _FILED_LENGTH and match["place"].isupper()
    return told and bool(sections) and letters >= _PLACE_LENGTH


def _local(name: str, place: str) -> str:
    """The agency of the country an item is filed from, where two share an abbreviation."""
    for lexicon in tables("origin"):
        for other, cities in lexicon.get("local", {}).get(name, {}).items():
            if fold(place).lower() in {fold(city).lower() for city in cities}:
                return str(other)
    return name


def _unlisted_agency(name: str) -> str | None:
    """« Congo-Presse », « Delta News », « KQXT »: a name that is an agency's by its words."""
    words = set(re.findall(r"[^\W_]+", fold(name).lower()))
    known = words & _terms("agency_words") or OUTLET_ALONE.fullmatch(fold(name).strip())
    return name.strip() if (name[:1].isupper() and known) or _is_call_sign(name.strip()) else None


def _is_call_sign(name: str) -> bool:
    """« WXYZ », « ACI »: initials that are no country's, where an agency's name stands."""
    return bool(_INITIALS.fullmatch(name)) and name.lower() not in _terms("not_agency")


def _lead(text: str, zone: Zone) -> Iterator[Origin]:
    """« (Xinhua) -- »: agencies without a place before the first sentence."""
    limit = min(zone.end, zone.start + 140)
    match = _LEAD.match(text, zone.start, limit) or _LEAD_BARE.match(text, zone.start, limit)
    names = [_agency(part) for part in _AGENCY_PARTS.split(match["agency"])] if match else []
    told = match is not None and match.re is _LEAD and match[0][-1] in "-–—"
    if match and told and names == [None] and _is_call_sign(match["agency"]):
        names = [match["agency"]]  # « (WXYZ) — »
    if match is None or not all(names):
        return
    end = match.start() + len(match[0].rstrip(" -–—:."))
    for name in names:
        yield Origin(start=match.start(), end=end, relation="republished_from", name=name)


def _is_place(name: str) -> bool:
    return fold(name).lower().strip() in _terms("places")


def _is_pair(text: str, position: int) -> bool:
    """Whether a place follows too: « Paris - Nantes : le duel » is a match, not a dateline."""
    rest = text[position : position + 60]
    if _SECOND_SIDE.match(rest):
        return True  # « Sevilla - Betis: duelo », « Rome - Lazio, 2-1 »
    following = re.match(r" ?([A-ZÀ-Þ][\w'-]{1,25})(?: ?[:-]|,|$)", rest[:40])
    return bool(following and _is_place(following[1]))


def _is_filed_from(match: re.Match[str]) -> bool:
    """Whether « PLACE - » names a place and not the topic of the story."""
    if _agency(match["agency"] or ""):
        return True
    places = _terms("places")
    first = fold(match["place"]).lower()
    known = first in places or first.split("/")[0].strip() in places
    return known or bool(_LIKE_PLACE.match(match["place"]))


def _place(place: str | None) -> str | None:
    return place.strip(" ,") if place else None


def _last_body(document: Document) -> int:
    """Where the last body line with more than a credit's words begins."""
    for zone in reversed(document.zones):
        text = document.text[zone.start : zone.start + 200]
        if zone.label == "body" and len(text.split()) > 8:
            return zone.start
    return 0


def _final_credit(document: Document, zone: Zone) -> Iterator[Origin]:
    """« (AFP) » after the last sentence of the article."""
    start = max(zone.start, zone.end - 80)
    match = _FINAL.search(document.text, start, zone.end)
    match = match or _FINAL_BARE.search(document.text, start, zone.end)
    if match is None:
        return
    before = document.text[zone.start : match.start()].rstrip()
    if before and before[-1] not in '.!?…»”"':
        return
    names = [_agency(part) for part in _AGENCY_PARTS.split(match["names"])]
    if names == [None] and match.re is _FINAL and _is_medium_name(match["names"]):
        names = [canonical_name(match["names"])]
    if names and all(names):
        for name in names:
            yield Origin(
                start=match.start(), end=match.end(), relation="republished_from", name=name
            )


def _is_medium_name(name: str) -> bool:
    """« Kinshasa Hebdo »: whether the name in parentheses after the last sentence is a medium's."""
    key = fold(name).strip(" .")
    listed = key.lower() in _canonical()
    return listed or _is_call_sign(key) or bool(OUTLET_ALONE.fullmatch(key))


def _credit_line(text: str, zone: Zone, above: bool) -> Iterator[Origin]:
    """Agencies and media of a credit; their name alone ``above`` the text is the author's."""
    line = text[zone.start : min(zone.end, zone.start + 300)]
    for colon in (_COLON.match(line), _COLON_LATER.search(line)):
        if colon and is_source_label(fold(colon["word"]).lower()):
            yield from _named(zone.start, colon, "republished_from")
            return
    if alone := MEDIUM_ALONE.fullmatch(fold(line).rstrip(" .")):
        name = line[alone.start("name") : alone.end("name")].strip(" .")
        listed = fold(name).lower() in _canonical() and not _agency(name)
        if listed or OUTLET_ALONE.fullmatch(fold(name)):
            yield Origin(
                start=zone.start,
                end=zone.start + alone.end(),
                relation="republished_from",
                name=canonical_name(name),
            )
            return
    mark = _COPYRIGHT.search(line)
    names = mark["names"] if mark else line
    parts = _agency_parts(names)
    if parts:
        offset = zone.start + (mark.start("names") if mark else 0)
        if above and len(parts) == 1 and fold(line).lower().strip(" .") in _agencies():
            yield Origin(
                start=offset,
                end=offset + parts[0][1],
                relation="signed_by",
                name=parts[0][2],
            )
            return
        first = True
        for start, end, name in parts:
            begin = zone.start + (mark.start() if mark else 0) if first else offset + start
            yield Origin(start=begin, end=offset + end, relation="republished_from", name=name)
            first = False


def _agency_parts(line: str) -> list[tuple[int, int, str]]:
    """Agencies of a line that names nothing else."""
    parts = []
    for piece in re.finditer(r"[^/,&+|()\[\]–—]{2,60}", line):
        for part in _BETWEEN_AND.finditer(piece[0]):
            words = [
                w for w in re.findall(r"[\w'-]+(?:[ -][\w'-]+)*", part["name"].strip(" .")) if w
            ]
            if not words:
                continue
            raw = part["name"].strip(" .")
            if raw.isdigit():
                continue  # « Copyright : AFP, 2022 »
            kept = " ".join(
                w for w in raw.split() if fold(w).lower() not in _zone_terms("credit_words")
            )
            if not kept:
                continue
            name = _agency(kept) or _agency(raw)
            if fold(kept).lower() in _terms("desk"):
                continue  # « AFP / La rédaction »
            if name is None and "/" in line and _WHO_EDITED.fullmatch(kept):
                continue  # the initials of « ats/jfe », « AFP/L.D. »
            if name is None:
                return []
            start = piece.start() + part.start("name")
            lead = len(part["name"]) - len(part["name"].lstrip())
            parts.append((start + lead, start + len(part["name"].rstrip(" .")), name))
    return parts


def _named(offset: int, match: re.Match[str], relation: Relation) -> Iterator[Origin]:
    """One record a name of « Sources : AFP, Reuters »; the first holds the word before it."""
    names = match["names"]
    # « Reuters (traduction par la rédaction) », « The Guardian, traduit par nos soins »
    names = _REMARK.split(names, maxsplit=1)[0]
    listed = re.split(r" \(|, ", names, maxsplit=1)[0]
    if names.startswith(("http://", "https://")):
        url = names.split(" ")[0].rstrip(" .;)")
        yield Origin(
            start=offset + match.start("word"),
            end=offset + match.start("names") + len(url),
            relation=relation,
            name=url.split("//")[1].split("/")[0].removeprefix("www."),
        )
        return
    remark = set(re.findall(r"[\w-]{2,30}", fold(names[len(listed) :]).lower()))
    if remark & _terms("not_origin") and fold(listed).lower() in _canonical():
        names = listed
    folded = fold(names).lower()
    if set(re.findall(r"\w{2,30}", folded)) & _terms("not_origin"):
        return
    begin = match.start("names")
    position = 0
    first = True
    for part in _AGENCY_PARTS.split(names):
        at = names.index(part, position)
        position = at + len(part)
        name = _hosted(_INITIALS_AFTER.sub("", part).strip(' .;()[]«»"'))
        if not first and _is_day(name):
            return
        if not name or not (name[0].isupper() or "." in name or fold(name).lower() in _canonical()):
            return
        if len(name.split()) > 7:
            return
        end = offset + begin + at + len(part.rstrip(" .;"))
        yield Origin(
            start=offset + (match.start("word") if first else begin + at),
            end=end,
            relation=relation,
            name=canonical_name(_trimmed(name)),
        )
        first = False


def _hosted(name: str) -> str:
    """« site Horizons », « le journal Le Courrier »: the name without what kind of place it is."""
    if not name[:1].islower() or fold(name).lower() in _canonical():
        return name
    words = name.split(" ")
    hosts = entries("origin", "words")["host"]
    kinds = (n for n in range(min(4, len(words) - 1), 0, -1) if _key(words[:n]) in hosts)
    count = next(kinds, 0)
    return " ".join(words[count:])


def _key(words: list[str]) -> str:
    return fold(" ".join(words)).lower()


def _is_day(name: str) -> bool:
    """« May 3 », « 2021 », « 3 mai 2021 »: what follows a name and is none."""
    words = set(re.findall(r"[^\W\d]{3,12}", fold(name).lower()))
    return name[-1:].isdigit() and words <= _zone_terms("months")


def _trimmed(name: str) -> str:
    """A name without the date that follows it."""
    return _DATE_AFTER.sub("", name).strip() or name


def _signature(document: Document, zone: Zone, above: bool) -> Iterator[Origin]:
    """Organisations in the author's place; agencies that co-wrote.

    Below the text (not ``above``) a medium and a day, or a desk in parentheses, are no author.
    """
    line = document.text[zone.start : min(zone.end, zone.start + 300)]
    by = next((m for m in _BY.finditer(line[:60]) if fold(m[1]).lower() in _terms("by")), None)
    # « Écrit par X », « Un texte de la rédaction, par X »: no name stands before the word.
    if by and not re.search(r"\w [A-ZÀ-Þ]", line[: by.start()]):
        names, begin = line[by.end() :], by.end()
    else:
        names, begin = line, 0
    if not above and not begin and _is_dated_name(names):
        return
    in_marks = not above and line[:1] in "(["
    position = 0
    together = False  # whether the part before is who wrote it with the ones that follow
    for part in re.split(
        r"[,;|•·]| \((?:avec|with|con|mit) | - | – | — | avec | with | et | and | con | mit | y ",
        names,
    ):
        at = names.index(part, position)
        beside = names[position:at].strip() in _AND and together
        begins = position
        position = at + len(part)
        name = part.strip(" .:()[]*")
        joined = re.search(
            r"\b(avec|with|con|mit) (?:l'|the )?$", names[:at].rstrip() + " "
        ) or re.match(r"(?:avec|with|con|mit) ", part.strip())
        if name and beside and _agency(name):
            yield Origin(
                start=zone.start + begin + begins + 1,
                end=zone.start + begin + at + len(part.rstrip(" .:)")),
                relation="republished_from",
                name=_agency(name),
            )
            continue
        desk = _key(name.split()[:1]) in _terms("desk") or _key(name.split()) in _terms("desk")
        together = bool(joined) or desk or not (above or begin or _agency(name))
        if not name or joined:
            continue
        if fold(name).lower().split()[0] in _terms("colon"):
            continue  # « Source Agence X », which a rule reads
        credit = _COLON.match(name)
        if credit and fold(credit["word"]).lower().strip() in _terms("colon"):
            # « Par Jeanne Roux – Source : Le Courrier »
            offset = zone.start + begin + at + part.index(name)
            yield from _named(offset, credit, "republished_from")
            continue
        relation = _is_organisation(document, name)
        if not relation:
            continue
        start = zone.start if at == 0 and begin else zone.start + begin + at
        start += len(document.text[start : zone.end]) - len(
            document.text[start : zone.end].lstrip()
        )
        end = zone.start + begin + at + len(part.rstrip(" .:"))
        known = not {fold(name).lower(), fold(name).lower().split()[0]} & _terms("desk")
        if in_marks and not known:
            continue
        yield Origin(
            start=start,
            end=end,
            relation="signed_by",
            name=canonical_name(_LED.sub("", name)) if known else None,
        )


def _is_dated_name(line: str) -> bool:
    """« La Presse Canadienne | 12 mars 2023 »: a known name and a day."""
    match = _DATED_NAME.fullmatch(line.strip())
    return match is not None and fold(match["name"]).strip().lower() in _canonical()


def _is_organisation(document: Document, name: str) -> bool:
    key = fold(name).lower()
    if key in _canonical() or key.removeprefix("l'") in _canonical() or key in _terms("desk"):
        return True
    outlet = fold(document.article.outlet or "").lower()
    if outlet and key in (outlet, outlet.split(".")[0]):
        return True
    words = re.findall(r"[\w-]+", key)
    if not words or not any(c.isupper() for c in name):
        return False
    if re.fullmatch(r"[\w-]{2,40}\.[a-z]{2,6}", key):
        return True
    if len(words) == 1 and re.search(r"[a-zà-ÿ][A-ZÀ-Þ]", name):
        return True  # « VoxAfrica »
    organisation, titles = _zone_terms("org_words"), _zone_terms("person_titles")
    # « Valley Post Staff »: a title that is also an organisation's word does not make a person.
    if set(words) & organisation and not set(words) & (titles - organisation):
        return len(words) <= 6
    return len(words) >= 2 and words[0] in ("le", "la", "les", "the", "l") and name[0].isupper()


def _picture(text: str, zone: Zone) -> Iterator[Origin]:
    """Whose the picture is: the credit of a caption."""
    line = text[zone.start : min(zone.end, zone.start + 1500)]
    if zone.label == "credit":
        return
    lead = _PICTURE_LEAD.match(line)
    tail = _PAREN.search(line)
    sign = re.search(r"(?:©|\([cC]\)) ?(?P<name>[^()\n©]{2,90})$", line)
    if tail and not set(fold(tail[1]).lower().split()) & _terms("not_origin"):
        start, end, name = tail.start(), tail.end(), tail[1]
        end -= 1 if line[end - 1] == "." else 0
    elif sign:
        start, end, name = sign.start(), sign.end(), sign["name"]
    elif lead and fold(lead["word"]).lower().strip() in _zone_terms("caption_lead") | _terms(
        "colon"
    ):
        start, end, name = 0, len(line), lead["name"]
        words = set(re.findall(r"[\w-]{2,30}", fold(name).lower()))
        pictured = fold(lead["word"]).lower().strip() in _zone_terms("caption_lead")
        if not pictured and words & _terms("not_origin") and not _is_source(name):
            return
        # « Photo : Le Progrès », « Photos : le carnaval en images »
        gallery = fold(name).lower().split()[0] in _zone_terms("determiners") and (
            name[0].islower() or name[-1] in ".!" or not re.search(r" [A-ZÀ-Þ]", name)
        )
        gallery = gallery and fold(name).lower() not in _canonical() and not _is_body(name)
        described = name[0].islower() and not re.search(r"[ /][A-ZÀ-Þ]", name)
        if pictured and described and not (_is_source(name) or _is_body(name)):
            return  # « Foto ilustrasi: kapal perang di pelabuhan », « Photo : archives »
        if _COUNTED.match(name) and fold(name).lower() not in _canonical():
            return  # « Lecture : 3 min. »
        if len(name.split()) > 8 or (gallery and "courtesy" not in lead[0].lower()):
            return  # « Photos : le carnaval en images » titles a gallery
    else:
        end = len(line.rstrip(" ."))
        after = _PICTURE_BODY.search(line[:end])
        if after is None or not _is_body(after["name"]):
            after = _PICTURE_END.search(line[:end])
        slash = _PICTURE_SLASH.search(line[:end])
        tail_name = re.search(r"(?:^|[.!?–—-] )(?P<name>[A-Za-z][\w' -]{1,40})$", line[:end])
        if after and fold(after["word"]).lower().strip() in _zone_terms("caption_lead"):
            start, name = after.start("word"), after["name"]
        elif slash is not None:
            start, name = slash.start("name"), slash["name"]
        elif tail_name is not None and _is_source(tail_name["name"]):
            start, name = tail_name.start("name"), tail_name["name"]
        elif _agency_parts(line[:end]):
            start, name = 0, line[:end]
        else:
            return
    named = _picture_name(name)
    if named:
        yield Origin(
            start=zone.start + start, end=zone.start + end, relation="image_from", name=named
        )


def _is_body(name: str) -> bool:
    """« mairie de Tours », « sapeurs-pompiers »: whether a body that takes pictures is named."""
    words = fold(name).lower().split()
    first = words[len(words) > 1 and words[0] in _zone_terms("determiners")]
    return first.removeprefix("l'") in _zone_terms("picture_bodies")


def _is_source(name: str) -> bool:
    """Whether a name is an agency's, an archive's or a picture desk's."""
    return fold(name).lower().strip(" .()") in _pictures()


def _picture_name(credit: str) -> str | None:
    """The agency or archive among the names of a picture credit, else the credit as printed."""
    plain = re.sub(r"^\W{0,3}(?:\w{2,14} ){0,2}(?::|par |by |© ?)", "", credit).strip(" .©()")
    plain = plain or credit.strip(" .()")
    opening = re.match(r"(\w{2,12})\.? (?=[A-ZÀ-Þ])", plain)
    if opening and fold(opening[1]).lower() in _zone_terms("caption_lead"):
        plain = plain[opening.end() :]  # « (Ph. L'Économiste) »
    parts = [p.strip(" .") for p in re.split(r"/|\||, | via | - | – | \. ", plain) if p.strip(" .")]
    if not parts:
        return None
    known = [part for part in parts if _is_source(part)]
    if not known and len(parts) > 1 and fold(parts[-1]).lower() in _canonical():
        known = parts[-1:]
    # « Wikimedia Commons/Mil.ru »: two places, neither of them a photographer.
    if known and (
        len(parts) == 1 or not any(_IN_DOMAIN.search(p) for p in parts if p not in known)
    ):
        return canonical_name(next((k for k in known if _agency(k)), known[-1]))
    return canonical_name(plain) if len(parts) == 1 else plain


@lru_cache(maxsize=256)
def sentences_told(
    text: str, start: int, end: int, abbreviations: frozenset[str]
) -> tuple[Span, ...]:
    """The sentences of a line of a folded page, kept for the next annotator."""
    return tuple(sentence_spans(text, (start, end), abbreviations))


def _of_phrase(document: Document, text: str, zone: Zone, there: Usable) -> Iterator[Origin]:
    """Origins told by a phrase, sentence by sentence."""
    rules = [rule for rule in there.between(zone.start, zone.end) if _read_in(rule, zone.label)]
    if not rules:
        return
    abbreviations = document.pack.abbreviations
    for start, end in sentences_told(text, zone.start, zone.end, abbreviations):
        sentence = text[start : min(end, start + _LONGEST)]
        for rule in there.between(start, end):
            if not _read_in(rule, zone.label):
                continue
            for match in rule.regex.finditer(sentence):
                origin = _record(document, rule, match, start, sentence)
                if origin:
                    yield origin
    if any(rule.options & _WHOLE for rule in rules):
        # A sign-off in parentheses holds stops of its own: read on the whole line.
        line = text[zone.start : min(zone.end, zone.start + _LONGEST)]
        tail = max(0, zone.end - zone.start - _LONGEST)
        for rule in rules:
            if rule.options & _WHOLE:
                for match in rule.regex.finditer(text[zone.start + tail : zone.end]):
                    origin = _record(document, rule, match, zone.start + tail, line)
                    if origin:
                        yield origin


def _read_in(rule: Rule, label: str) -> bool:
    zones = rule.options - _WHOLE - {"speaks"}
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
        name is None or _agency(name) or not _is_organisation(document, name)
    ):
        return None
    start, end = match.span()
    if group and name is not None:
        if _is_bare_kind(name) or _is_no_host(name):
            return None
        if fold(name).lower() in _terms("networks") and not _of_page(sentence[: match.end()]):
            return None
        named = _known_opening(document.text[offset + a : offset + b])
        if named is not None:
            name = canonical_name(named)
            end = a + len(named) if end == b else end
    while end > start and sentence[end - 1 : end] in (" ", ",", ";", ":", "."):
        end -= 1
    if start >= end:
        return None
    return Origin(
        start=offset + start,
        end=offset + end,
        relation=rule.kind,  # type: ignore[arg-type]
        name=name,
    )


def _engine(clause: str) -> str | None:
    """The program that a clause names as the translator: « Traduit avec DeepL »."""
    words = fold(clause).lower()
    at = ((words.find(engine), len(engine)) for engine in sorted(_terms("engines")))
    return next((clause[i : i + length] for i, length in at if i >= 0), None)


def _is_bare_kind(name: str) -> bool:
    """« Radio », « Journal »: a kind of medium and no name."""
    key = fold(name)
    return key.lower() not in _canonical() and bool(MEDIUM_KIND.fullmatch(key))


def _is_no_host(name: str) -> bool:
    """« first published in German », « first appeared in April »."""
    key = fold(name).lower()
    return key in _zone_terms("months") or key in entries("origin", "words")["language"]


def _of_page(words: str) -> bool:
    """« Ce texte, publié d'abord sur Facebook »: whether the page speaks of its own text."""
    own = entries("origin", "words")["this"]
    lower = fold(words).lower()
    return any(phrase in lower for phrase in own)


def _known_opening(name: str) -> str | None:
    """« BFM TV » of « BFM TV Hervé Morin »: a listed name, then one that is not part of it."""
    words = name.split(" ")
    if len(words) < 3 or fold(name).lower() in _canonical():
        return None
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        if fold(first).lower() in _canonical():
            return first if words[count][:1].isupper() else None
    return None


def _with_article(name: str | None) -> str | None:
    """« autorisation du Courant »: the one-word name of a medium lost its article."""
    if name is None or " " in name or "." in name or fold(name).lower() in _canonical():
        return name
    return f"Le {name}" if name[0].isupper() and not name.isupper() else name


def _whole_name(text: str, start: int, end: int) -> str:
    """The name that begins at ``start``: a longer one of the alias table before the one matched."""
    if text[end : end + 1] == "!" and fold(text[start : end + 1]).lower() in _canonical():
        return text[start : end + 1]
    words = text[start : start + 60].split(" ")
    for count in range(min(len(words), 6), 1, -1):
        name = " ".join(words[:count]).strip(" .,;:»)")
        key = fold(name).lower()
        whole = len(name) - (end - start) + name[-1:].isdigit() > 0  # « Le Média en 4-4-2 »
        if whole and (key in _canonical() or f"le {key}" in _canonical()):
            return name
    name = _trimmed(_FOR.sub("", text[start:end]))
    if text[start - 7 : start] == "Agence " and fold(name).lower() not in _canonical():
        return f"Agence {name}"
    # « La Tribune de Saint-Cyr » is not « La Tribune ».
    longer = _OF_PLACE.match(text, start + len(name), start + len(name) + 60)
    return name + longer[0] if longer and _ARTICLE.match(name) else name


def _of_itself(rest: str) -> bool:
    """Whether a medium speaks of its own business: « Reuters annonce la baisse de ses ventes »."""
    words = re.findall(r"[\w-]{1,30}", rest[:160].lower())
    own = _terms("own")
    nouns = _terms("self_noun")
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
    own -= _agency_names()
    kept = [
        o
        for o in kept
        if o.relation != "quoted_via" or not any(name.startswith(o.name or "\n") for name in own)
    ]
    return tuple(sorted(kept, key=lambda o: (o.start, o.end, o.name or "")))
