"""Credit lines, bylines and captions: who lends the text, who signs it, whose the picture is.

A name here is told by its line: « Source : AFP », « Par Le Courrier », « Photo : Jeanne Roux », or
« (AFP) » after the last sentence. « Le maire, selon l'AFP » is a phrase and read in ``origin``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.annotation.document import Document
from analysis.annotation.media_names import (
    AGENCY_PARTS,
    agencies,
    agency,
    canonical_name,
    is_call_sign,
    is_organisation,
    known_names,
    terms,
    trimmed,
    zone_terms,
)
from analysis.languages.patterns import MEDIUM_ALONE, OUTLET_ALONE, entries, fold
from analysis.schema import Origin, Relation, Zone
from analysis.zones.lines import is_source_label

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
# « Agence Anadolu (AA) »
_INITIALS_AFTER = re.compile(r" \([A-Z]{2,6}\)(?=[ .;]*$)")
# « Par le Syndicat de la magistrature »: an article that is no part of the name.
_LED = re.compile(r"^(?:l'|(?:la|le|les|the) )(?=[A-ZÀ-Þ])")
_AND = frozenset({"et", "and", "y", "und"})
_DATED_NAME = re.compile(
    r"(?P<name>[^|,\d–—]{2,50}?) ?(?:[|,–—-]|(?= le \d)) ?(?:le |du |, )?\d{1,2}[^\n]{2,30}"
)
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


@cache
def _pictures() -> frozenset[str]:
    """Names under which agencies and archives sign pictures."""
    return agencies() | {alias for names in entries("origin", "photo").values() for alias in names}


def last_body(document: Document) -> int:
    """Where the last body line with more than a credit's words begins."""
    for zone in reversed(document.zones):
        text = document.text[zone.start : zone.start + 200]
        if zone.label == "body" and len(text.split()) > 8:
            return zone.start
    return 0


def final_credit(document: Document, zone: Zone) -> Iterator[Origin]:
    """« (AFP) » after the last sentence of the article."""
    start = max(zone.start, zone.end - 80)
    match = _FINAL.search(document.text, start, zone.end)
    match = match or _FINAL_BARE.search(document.text, start, zone.end)
    if match is None:
        return
    before = document.text[zone.start : match.start()].rstrip()
    if before and before[-1] not in '.!?…»”"':
        return
    names = [agency(part) for part in AGENCY_PARTS.split(match["names"])]
    stopped = before.rstrip(' »”"')[-1:] in tuple(".!?…") or not before
    if names == [None] and stopped and match.re is _FINAL and _is_medium_name(match["names"]):
        names = [canonical_name(match["names"])]
    if names and all(names):
        for name in names:
            yield Origin(
                start=match.start(), end=match.end(), relation="republished_from", name=name
            )


def _is_medium_name(name: str) -> bool:
    """« Kinshasa Hebdo »: whether the name in parentheses after the last sentence is a medium's."""
    key = fold(name).strip(" .")
    listed = key.lower() in known_names()
    return listed or is_call_sign(key) or bool(OUTLET_ALONE.fullmatch(key))


def credit_line(text: str, zone: Zone, above: bool) -> Iterator[Origin]:
    """Agencies and media of a credit; their name alone ``above`` the text is the author's."""
    line = text[zone.start : min(zone.end, zone.start + 300)]
    for colon in (_COLON.match(line), _COLON_LATER.search(line)):
        if colon and is_source_label(fold(colon["word"]).lower()):
            yield from _named(zone.start, colon, "republished_from")
            return
    if alone := MEDIUM_ALONE.fullmatch(fold(line).rstrip(" .")):
        name = line[alone.start("name") : alone.end("name")].strip(" .")
        listed = fold(name).lower() in known_names() and not agency(name)
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
        if above and len(parts) == 1 and fold(line).lower().strip(" .") in agencies():
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
                w for w in raw.split() if fold(w).lower() not in zone_terms("credit_words")
            )
            if not kept:
                continue
            name = agency(kept) or agency(raw)
            if fold(kept).lower() in terms("desk"):
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
    if remark & terms("not_origin") and fold(listed).lower() in known_names():
        names = listed
    folded = fold(names).lower()
    if set(re.findall(r"\w{2,30}", folded)) & terms("not_origin"):
        return
    begin = match.start("names")
    position = 0
    first = True
    for part in AGENCY_PARTS.split(names):
        at = names.index(part, position)
        position = at + len(part)
        name = _hosted(_INITIALS_AFTER.sub("", part).strip(' .;()[]«»"'))
        if not first and _is_day(name):
            return
        if not name or not (
            name[0].isupper() or "." in name or fold(name).lower() in known_names()
        ):
            return
        if len(name.split()) > 7:
            return
        end = offset + begin + at + len(part.rstrip(" .;"))
        yield Origin(
            start=offset + (match.start("word") if first else begin + at),
            end=end,
            relation=relation,
            name=canonical_name(trimmed(name)),
        )
        first = False


def _hosted(name: str) -> str:
    """« site Horizons », « le journal Le Courrier »: the name without what kind of place it is."""
    if not name[:1].islower() or fold(name).lower() in known_names():
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
    return name[-1:].isdigit() and words <= zone_terms("months")


def signature(document: Document, zone: Zone, above: bool) -> Iterator[Origin]:
    """Organisations in the author's place; agencies that co-wrote.

    Below the text (not ``above``) a medium and a day, or a desk in parentheses, are no author.
    """
    line = document.text[zone.start : min(zone.end, zone.start + 300)]
    by = next((m for m in _BY.finditer(line[:60]) if fold(m[1]).lower() in terms("by")), None)
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
        if name and beside and agency(name):
            yield Origin(
                start=zone.start + begin + begins + 1,
                end=zone.start + begin + at + len(part.rstrip(" .:)")),
                relation="republished_from",
                name=agency(name),
            )
            continue
        desk = _key(name.split()[:1]) in terms("desk") or _key(name.split()) in terms("desk")
        together = bool(joined) or desk or not (above or begin or agency(name))
        if not name or joined:
            continue
        if fold(name).lower().split()[0] in terms("colon"):
            continue  # « Source Agence X », which a rule reads
        credit = _COLON.match(name)
        if credit and fold(credit["word"]).lower().strip() in terms("colon"):
            # « Par Jeanne Roux – Source : Le Courrier »
            offset = zone.start + begin + at + part.index(name)
            yield from _named(offset, credit, "republished_from")
            continue
        relation = is_organisation(document, name)
        if not relation:
            continue
        start = zone.start if at == 0 and begin else zone.start + begin + at
        start += len(document.text[start : zone.end]) - len(
            document.text[start : zone.end].lstrip()
        )
        end = zone.start + begin + at + len(part.rstrip(" .:"))
        known = not {fold(name).lower(), fold(name).lower().split()[0]} & terms("desk")
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
    return match is not None and fold(match["name"]).strip().lower() in known_names()


def picture(text: str, zone: Zone) -> Iterator[Origin]:
    """Whose the picture is: the credit of a caption."""
    line = text[zone.start : min(zone.end, zone.start + 1500)]
    if zone.label == "credit":
        return
    lead = _PICTURE_LEAD.match(line)
    tail = _PAREN.search(line)
    sign = re.search(r"(?:©|\([cC]\)) ?(?P<name>[^()\n©]{2,90})$", line)
    if tail and not set(fold(tail[1]).lower().split()) & terms("not_origin"):
        start, end, name = tail.start(), tail.end(), tail[1]
        end -= 1 if line[end - 1] == "." else 0
    elif sign:
        start, end, name = sign.start(), sign.end(), sign["name"]
    elif lead and fold(lead["word"]).lower().strip() in zone_terms("caption_lead") | terms("colon"):
        start, end, name = 0, len(line), lead["name"]
        words = set(re.findall(r"[\w-]{2,30}", fold(name).lower()))
        pictured = fold(lead["word"]).lower().strip() in zone_terms("caption_lead")
        if not pictured and words & terms("not_origin") and not _is_source(name):
            return
        # « Photo : Le Progrès », « Photos : le carnaval en images »
        gallery = fold(name).lower().split()[0] in zone_terms("determiners") and (
            name[0].islower() or name[-1] in ".!" or not re.search(r" [A-ZÀ-Þ]", name)
        )
        gallery = gallery and fold(name).lower() not in known_names() and not _is_body(name)
        described = name[0].islower() and not re.search(r"[ /][A-ZÀ-Þ]", name)
        if pictured and described and not (_is_source(name) or _is_body(name)):
            return  # « Foto ilustrasi: kapal perang di pelabuhan », « Photo : archives »
        if _COUNTED.match(name) and fold(name).lower() not in known_names():
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
        if after and fold(after["word"]).lower().strip() in zone_terms("caption_lead"):
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
    first = words[len(words) > 1 and words[0] in zone_terms("determiners")]
    return first.removeprefix("l'") in zone_terms("picture_bodies")


def _is_source(name: str) -> bool:
    """Whether a name is an agency's, an archive's or a picture desk's."""
    return fold(name).lower().strip(" .()") in _pictures()


def _picture_name(credit: str) -> str | None:
    """The agency or archive among the names of a picture credit, else the credit as printed."""
    plain = re.sub(r"^\W{0,3}(?:\w{2,14} ){0,2}(?::|par |by |© ?)", "", credit).strip(" .©()")
    plain = plain or credit.strip(" .()")
    opening = re.match(r"(\w{2,12})\.? (?=[A-ZÀ-Þ])", plain)
    if opening and fold(opening[1]).lower() in zone_terms("caption_lead"):
        plain = plain[opening.end() :]  # « (Ph. L'Économiste) »
    parts = [p.strip(" .") for p in re.split(r"/|\||, | via | - | – | \. ", plain) if p.strip(" .")]
    if not parts:
        return None
    known = [part for part in parts if _is_source(part)]
    if not known and len(parts) > 1 and fold(parts[-1]).lower() in known_names():
        known = parts[-1:]
    # « Wikimedia Commons/Mil.ru »: two places, neither of them a photographer.
    if known and (
        len(parts) == 1 or not any(_IN_DOMAIN.search(p) for p in parts if p not in known)
    ):
        return canonical_name(next((k for k in known if agency(k)), known[-1]))
    return canonical_name(plain) if len(parts) == 1 else plain
