"""Datelines: the places, agencies and days that stand before the first sentence.

« PARIS (Reuters) - », « Alger, APS », « Lubumbashi, le 23 septembre. »; an agency that stands
there without a place, « (Xinhua) -- », lends the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.annotation.document import Document
from analysis.annotation.media_names import AGENCY_PARTS, INITIALS, agency, is_call_sign, terms
from analysis.languages.patterns import OUTLET_ALONE, fold, tables
from analysis.schema import Origin, Zone

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
# « AFP - Le conseil ... », « APS – Le ministre ... »
_LEAD_BARE = re.compile(r"(?P<agency>[A-Z][\w.' -]{1,30}?) [-–—]{1,2}(?= [A-ZÀ-Þ«])")
# « (Xinhua) -- », « (AP) »: an agency alone before the first sentence.
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


def dateline(document: Document, zone: Zone, first: bool) -> Iterator[Origin]:
    """Place, agency or both before the sentence; the loose forms only in the ``first`` prose."""
    text = document.text
    limit = min(zone.end, zone.start + 140)
    match = _DATELINE.match(text, zone.start, limit)
    alone = zone.label == "dateline" and match and match.end() >= zone.end
    dated = first and match and match["place"] and match["date"]
    if match and not (match["mark"] or dated or alone):
        match = None  # « MADRID, 21 (EUROPA PRESS) El ... »: without a dash only behind a date
    names = [agency(part) for part in AGENCY_PARTS.split(match["agency"])] if match else []
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
        and not agency(match["place"].split("-")[0])
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
    initials = match and INITIALS.fullmatch(match["place"]) and not _is_place(match["place"])
    if match and agency(match["agency"]) and not initials:
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            name=agency(match["agency"]),
            place=_place(match["place"]),
        )
        return
    for pattern in (_AGENCY_FIRST, _AGENCY_AFTER, _PIPES):
        match = pattern.match(text, zone.start, limit)
        if match and agency(match["agency"]) and _is_place(match["place"]):
            yield Origin(
                start=match.start(),
                end=match.end(),
                relation="dateline",
                name=agency(match["agency"]),
                place=_place(match["place"]),
            )
            return
    match = _NO_DASH.match(text, zone.start, limit) if first else None
    if match and agency(match["agency"]) and _is_place(match["place"]):
        yield Origin(
            start=match.start(),
            end=match.end(),
            relation="dateline",
            name=_local(agency(match["agency"]) or "", match["place"]),
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
            name=agency(match["agency"] or ""),
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
    known = words & terms("agency_words") or OUTLET_ALONE.fullmatch(fold(name).strip())
    return name.strip() if (name[:1].isupper() and known) or is_call_sign(name.strip()) else None


def _lead(text: str, zone: Zone) -> Iterator[Origin]:
    """« (Xinhua) -- »: agencies without a place before the first sentence."""
    limit = min(zone.end, zone.start + 140)
    match = _LEAD.match(text, zone.start, limit) or _LEAD_BARE.match(text, zone.start, limit)
    names = [agency(part) for part in AGENCY_PARTS.split(match["agency"])] if match else []
    told = match is not None and match.re is _LEAD and match[0][-1] in "-–—"
    opens = match is not None and not text[match.end() : match.end() + 2].strip()[:1].islower()
    if match and told and opens and names == [None] and is_call_sign(match["agency"]):
        names = [match["agency"]]  # « (WXYZ) — »
    if match is None or not all(names):
        return
    end = match.start() + len(match[0].rstrip(" -–—:."))
    for name in names:
        yield Origin(start=match.start(), end=end, relation="republished_from", name=name)


def _is_place(name: str) -> bool:
    return fold(name).lower().strip() in terms("places")


def _is_pair(text: str, position: int) -> bool:
    """Whether a place follows too: « Paris - Nantes : le duel » is a match, not a dateline."""
    rest = text[position : position + 60]
    if _SECOND_SIDE.match(rest):
        return True  # « Sevilla - Betis: duelo », « Rome - Lazio, 2-1 »
    following = re.match(r" ?([A-ZÀ-Þ][\w'-]{1,25})(?: ?[:-]|,|$)", rest[:40])
    return bool(following and _is_place(following[1]))


def _is_filed_from(match: re.Match[str]) -> bool:
    """Whether « PLACE - » names a place and not the topic of the story."""
    if agency(match["agency"] or ""):
        return True
    places = terms("places")
    first = fold(match["place"]).lower()
    known = first in places or first.split("/")[0].strip() in places
    return known or bool(_LIKE_PLACE.match(match["place"]))


def _place(place: str | None) -> str | None:
    return place.strip(" ,") if place else None
