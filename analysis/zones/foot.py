"""What a line below the last prose is: who signs, keywords, boxes, titles of other pages."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.languages.patterns import (
    OUTLET_ALONE,
    fold,
)
from analysis.zones.lines import (
    WORD,
    Block,
    agencies,
    media,
    photo_names,
    terms,
)
from analysis.zones.places import (
    FURNITURE,
    are_parted,
    could_head,
    is_button,
    is_desk_line,
    is_keyword,
    is_role_alone,
    is_role_line,
    is_strange,
)
from analysis.zones.wording import (
    AGO,
    COPYRIGHT,
    is_name_line,
)

_MOST_KEYWORDS = 6
_FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’.-]{1,20}(?: (?:[A-Zd]['’.]|de|du|le|la|van|von|ben|el|Le|La)){0,2}"
    r"(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,3}"
)
# « A. P. », « J.-M. R. », « (VDH) »: who wrote, below the article
_INITIALS = re.compile(r"(?:[A-Z]\. ?-?){2,4}|\([A-Z]{2,3}\)")


def tail(blocks: list[Block]) -> list[Block]:
    """Lines after the last prose: who signed, and headlines of other pages."""
    out = list(blocks)
    prose = [i for i, b in enumerate(out) if b.label is None and b.prose]
    if not prose:
        return out
    last = prose[-1]
    last = _about_authors(out, last)
    _author_box(out, last)
    for i in range(last + 1, min(last + 3, len(out))):
        # « Adjoua Konan, correspondante à Bouaké », a paragraph of its own for the markup
        if out[i].label is None and out[i].hint == "body" and _is_signed_role(out[i]):
            out[i] = replace(out[i], label="byline")
    for i in range(last + 1, min(last + 6, len(out))):
        medium = out[i - 1].label == "byline" and OUTLET_ALONE.fullmatch(out[i].folded.strip(" ."))
        if out[i].label is None and (medium or _INITIALS.fullmatch(out[i].text.strip())):
            out[i] = replace(out[i], label="byline")
    loose = [
        i
        for i in range(last + 1, len(out))
        if out[i].label is None and out[i].hint != "body" and not out[i].ends
    ]
    for i in loose:
        tagged = out[i - 1].label == "widget" and i + 1 < len(out) and out[i + 1].label
        if tagged in ("widget", "teaser", "solicitation") and is_name_line(out[i]):
            out[i] = replace(out[i], label="widget")  # a person among the page's keywords
        elif (
            is_name_line(out[i])
            or (out[i].words <= 4 and is_desk_line(out[i]))
            or (out[i - 1].label == "byline" and is_role_alone(out[i]))
        ):
            out[i] = replace(out[i], label="byline")
        elif _is_with_names(out[i]):
            out[i] = replace(out[i], label="credit")
    # A list after the text is its own (names, sources, ingredients) unless the page's furniture
    # stands between: then it is what the page shows below.
    going = _goes_on_to(out, last)
    fence = next((i for i in range(going + 1, len(out)) if out[i].label in FURNITURE), len(out))
    for i in loose:
        block = out[i]
        if i <= fence or block.label is not None:
            continue
        if is_button(block) or _is_box_title(i, out):
            out[i] = replace(block, label="widget")
        elif 4 <= block.words <= 30 and could_head(block):
            out[i] = replace(block, label="teaser")
    for i in range(fence + 1, len(out) - 1):
        if out[i].hint is None and out[i].label in ("byline", "teaser") and _is_box_title(i, out):
            out[i] = replace(out[i], label="widget")
    for i in range(fence + 3, len(out)):
        block = out[i]
        if block.label is not None or block.hint == "body" or not block.ends or block.prose:
            continue
        if are_parted(out[fence:i], 3) and is_strange(i, [*prose, i], out):
            # ... or the words below a title
            below = "teaser" if out[i - 1].label == "teaser" else "disclaimer"
            out[i] = replace(block, label=below if block.words > 5 else "widget")
    for i in range(fence + 1, len(out) - 1):
        # « 07:30 Un motard blessé », « Il y a 1 heure »: the times of a list of other pages
        if out[i].label == "date" and (
            (out[i].words <= 2 and out[i + 1].label == "teaser")
            or (out[i - 1].label == "teaser" and AGO.search(out[i].core.lower()))
        ):
            out[i] = replace(out[i], label="teaser")
    for i in range(last + 1, len(out)):
        # « © L'Éveil » below the article is the page's, not a picture's.
        if out[i].label == "caption" and out[i].hint is None and _is_own_right(out[i].folded):
            out[i] = replace(out[i], label="disclaimer")
    # A few lines of one or two words below the signature are the page's keywords.
    signed = (i for i in range(last + 1, len(out)) if out[i].label in FURNITURE | {"byline"})
    after = next(signed, len(out))
    if after < len(out):  # ... or just above the first line of the page's furniture
        while after - 1 in loose and out[after - 1].words <= 2:
            after -= 1
    for i in loose:
        beside = [out[j] for j in (i - 1, i + 1) if 0 <= j < len(out)]
        if out[i].label is None and is_keyword(out[i : i + 1]) and i > fence:
            small = any(b.label == "widget" or is_keyword([b]) for b in beside)
            out[i] = replace(out[i], label="widget") if small else out[i]
    short = [i for i in loose if i >= after and out[i].label is None and out[i].words <= 2]
    for i in short if len(short) <= _MOST_KEYWORDS else ():
        if out[i].core.lower() in media():
            out[i] = replace(out[i], label="byline")
        elif out[i].text[-1].isalnum() and out[i].text[0].isupper():
            out[i] = replace(out[i], label="widget")
    for i in loose:
        block, around = out[i], {out[j].label for j in (i - 1, i + 1) if 0 <= j < len(out)}
        if block.label is None and i > fence and block.words <= 3 and around & FURNITURE:
            out[i] = replace(block, label="widget")
    return out


def _is_box_title(i: int, blocks: list[Block]) -> bool:
    """« La lettre du matin », « L'actu de Varennes » above what a box asks for."""
    block = blocks[i]
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if following is None or following.label != "solicitation" or block.words > 6 or block.ends:
        return False
    opens = fold(block.core).lower().replace("'", "' ").partition(" ")[0]
    return (block.label is None and block.words <= 4) or opens in terms("determiners") | {"l'"}


def _author_box(blocks: list[Block], last: int) -> None:
    """« Sobre la firma », then a name and what its bearer does: all of it signs but the title."""
    for i in range(last + 1, len(blocks) - 1):
        if blocks[i].core.lower() not in terms("author_heads") or blocks[i].label != "widget":
            continue
        if blocks[i + 1].label is None and is_name_line(blocks[i + 1]):
            blocks[i + 1] = replace(blocks[i + 1], label="byline")
            about = blocks[i + 2] if i + 2 < len(blocks) else None
            if about is not None and about.label in (None, "disclaimer") and about.words >= 4:
                blocks[i + 2] = replace(about, label="byline")


def _goes_on_to(blocks: list[Block], last: int) -> int:
    """The last sentence of the article, though it be short and behind a title to read as well."""
    for i in range(last + 1, min(last + 5, len(blocks))):
        block = blocks[i]
        if block.label is None and block.words >= 6 and block.ends:
            return i
        if block.label not in (None, "teaser", "caption"):
            break
    return last


def _is_signed_role(block: Block) -> bool:
    titles = set(block.core.lower().replace(",", " ").split()) & terms("person_titles")
    return bool(titles) and block.words <= 9 and is_role_line(block)


def _is_with_names(block: Block) -> bool:
    """« Avec La Presse du Nord et Jeanne Roux »: whose work the article is besides."""
    opens, _, rest = block.core.partition(" ")
    words = WORD.findall(rest)
    small = terms("connectors") | terms("determiners") | terms("org_words")
    return (
        opens.lower() in terms("alongside")
        and 2 <= len(words) <= 9
        and rest[0].isupper()
        and not block.ends
        and all(w[0].isupper() or w.lower() in small for w in words)
    )


def _unsigned(line: str) -> str:
    """« Jeanne Roux » of « Par Jeanne Roux »."""
    opens, _, rest = line.partition(" ")
    return rest if fold(opens).lower() in terms("signing") else line


def _named_journalist(block: Block) -> str | None:
    """The name with which « Aline Roux est journaliste à La Gruyère. » begins."""
    match = _FULL_NAME.match(block.text[:100])
    if match is None:
        return None
    following = [w.lower() for w in WORD.findall(block.folded[match.end() : match.end() + 60])]
    known = following[:1] and following[0] in terms("being")
    return match[0] if known and terms("newsroom").intersection(following[1:5]) else None


def _is_career(block: Block) -> bool:
    """« Correspondant à Thiès, diplômé en journalisme. » below a name."""
    words = [w.lower() for w in WORD.findall(block.core[:80])]
    if words[:1] and words[0] in terms("being"):
        words = words[1:]  # « Es redactora de la sección de Clima. »
    return bool(words) and words[0] in terms("newsroom") and block.words <= 40


def _is_own_right(line: str) -> bool:
    """« © L'Éveil »: a name that signs no pictures after the sign."""
    sign = COPYRIGHT.match(re.sub(r"^copyright ", "", line, count=1, flags=re.I))
    if sign is None:
        return False
    owner = sign.string[sign.end() :].strip(" .").lower()
    parts = {part.strip() for part in re.split(r"[/,|–-]", owner)}
    return not parts & (agencies() | photo_names()) and not any(
        name in owner for name in photo_names()
    )


def _about_authors(blocks: list[Block], last: int) -> int:
    """Make bylines of the lines at the end that say who an author is; the last prose after that.

    « Maud Le Goff est hydrologue et enseigne à Rennes. » below a page signed « Maud Le Goff ».
    """
    names = {
        match[0]
        for b in blocks
        if b.label == "byline"
        for match in _FULL_NAME.finditer(_unsigned(b.text[:300]))
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
        name = name or _named_journalist(block)
        above = blocks[max(i - 2, 0) : i]
        signed = any(b.label == "byline" or (b.label is None and is_name_line(b)) for b in above)
        if name is None and signed and i >= last and _is_career(block):
            blocks[i] = replace(block, label="byline")
            continue
        above_named = blocks[i - 1].label == "byline" or is_name_line(blocks[i - 1])
        if name is None and above_named and i > last:
            # « Roux covers the Southwest for the Courier. » below her name
            known = {w for n in names for w in n.lower().split() if len(w) > 3}
            opens = block.text.split(" ", 1)[0]
            name = opens if opens.lower() in known else None
        if block.label and name and OUTLET_ALONE.match(fold(name)):
            continue  # « Le Fil est un média indépendant ... » asks, and signs nothing
        if name and block.text[len(name) + 1 :][:1].islower():
            blocks[i] = replace(block, label="byline")
        elif i <= last:
            break
    return max((i for i, b in enumerate(blocks) if b.label is None and b.prose), default=last)
