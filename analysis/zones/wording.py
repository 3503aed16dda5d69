"""What the words or the markup of a line say it is: lists and rules of ``lexicons/zones.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.languages import LanguagePack
from analysis.languages.asking import matter_asked, may_ask
from analysis.languages.patterns import (
    MEDIUM_ALONE,
    OUTLET_ALONE,
    Rule,
    Usable,
    entries,
    expression,
    fold,
    tokens,
)
from analysis.schema import Span
from analysis.text import cut_quotes, sentence_spans
from analysis.zones.lines import (
    LONGEST_LABELLED,
    SIGN_OFF,
    TERMINAL,
    WORD,
    YEAR,
    Block,
    agencies,
    exact,
    first_names,
    heads,
    is_agency_line,
    is_source_label,
    media,
    photo_names,
    sections,
    terms,
)

# Lines of these labels may stand in parentheses.
_IN_MARKS = frozenset({"credit", "byline"})
# Which reading of a line goes before which.
_RULE_ORDER = ("teaser", "credit", "widget", "byline", "disclaimer")
# What markup says outright; of the rest (a footer, a menu, a box) the wording may know better.
_FIRM_HINTS = frozenset({"headline", "caption", "teaser", "date", "byline"})
# What a line of an author's box may be instead.
_NOT_OF_AUTHORS = frozenset({"credit", "date", "solicitation", "widget"})
_ELIDED = frozenset(("d'", "l'", "o'"))
_NO_WORD = re.compile(r"[\W_]+")
FULL_STOP = re.compile(r"[.…][\])»”\"' ]{0,4}$")
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./·-]\d{1,2}[./·-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?!\d)"
)
_MINUTES = re.compile(r": ?\d{1,2} ?(?:min|mn|minutes?)\W{0,2}$")
_CLOCK = re.compile(r"(?<!\d)\d{1,2} ?(?:h|:|\.) ?\d{0,2}(?!\d)")
# Style sheets and scripts left in the text: « .box { color: #0dbe98; } », « function() { ».
_CODE = re.compile(
    r"\{[ \t]?[a-z-]{2,30}[ \t]?:[^{};]{1,80};|\bfunction ?\w{0,20}\([^()]{0,60}\) ?\{"
)
_HASHTAGS = re.compile(r"#\w{1,40}(?: #\w{1,40}){0,30}")
# « Editor's note: », « Rectificatif : »: what a notice is, before what it says.
_HEADED = re.compile(r"[\w']{2,20}(?: [\w']{2,14}){0,3} ?:")
# What parts the names of a trail of links.
_TRAIL = re.compile(r" ?[>»›|] ?| [/—–·•] ?")  # noqa: RUF001
_MAIL = re.compile(r"[\w.+-]{2,40}@[\w-]{2,40}\.\w{2}")
# « - m.roux@courrier.example », « (@jroux) »: where one who signs is reached.
_ADDRESS = re.compile(r"[ ,|–—(-]{0,4}(?:[\w.+-]{1,40})?@[\w-]{2,40}(?:\.[\w-]{2,20}){0,3}\)?")
_ARROW = re.compile(r"^\W{0,2}[←→›]|[→›]\W{0,2}$")  # noqa: RUF001
# « 2 », « 1/2 »: which picture of how many.
_COUNTER = re.compile(r"\d{1,3}(?: ?/ ?\d{1,3})?")
# « 54° Cloudy », « Lille 12 °C »: today's weather.
_WEATHER = re.compile(r"(?:[A-Z][\w'-]{1,20},? )?-?\d{1,3} ?°(?: ?[CF]\b)?(?: [A-Z][\w' -]{2,20})?")
# « 15:48 » above an entry of a live page
_CLOCK_ALONE = re.compile(r"\d{1,2} ?[:h] ?\d{2}")
AGO = re.compile(r"\b(?:il y a|hace|vor) \d|\b\d{1,2} \w{3,8} ago\b")
TAIL_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]][ .]{0,3}$")
_END_CREDIT = re.compile(r"[.!?)|–—-] ?([A-Za-z' ]{2,25}?)\.? ?: ?[A-Z][\w .,'/&-]{1,60}$")
# « The gate is locked Credit: Wend News », « ... samedi Photo : Jeanne Roux »
_LOOSE_CREDIT = re.compile(
    r"[a-z0-9)] ([A-Z][a-z]{2,12}(?: [a-z]{2,8})?) ?: ?[A-Z][\w .,'/&-]{1,60}$"
)
# « Le refuge, en juillet. Photo Le Courrier / Jeanne Roux »
_END_PHOTO = re.compile(r"[.!?)/|–—-] ?([A-Za-z' ]{2,25}?)\.? (?=[A-Z])[\w .,'/&-]{1,60}$")
# « Le char en manœuvre. Photo ministère des Armées »
_END_BODY = re.compile(
    r"[.!?)–—-] ?([a-z' ]{2,25}?)\.? ((?:de la |de l'|du |des |d')?[a-z-]{3,20}.{0,50})$"
)
_OF = re.compile(r"(?:de la |de l'|du |des |d'|par )?(?:la |le |les |l')?")
# « ... le 12 octobre. LUC MODÈLE POUR « LE QUOTIDIEN » »
_CAPITALS_CREDIT = re.compile(
    r"[.!?»] [A-ZÀ-Þ][A-ZÀ-Þ'’.-]{1,20}(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]{1,20}){1,3}"
    r"(?: ?/ ?[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40}| (?:POUR|FOR) .{3,40})?$"
)
# « Un campo de maíz, esta semana. / M. LAFUENTE », « ... vendredi. | LE COURRIER »
_AFTER_BAR = re.compile(r"[.!?»)\w] ?[/|] ?(?:[A-Z]\. ?){0,3}(?:[A-Z][\w.'-]{1,20} ?/? ?){1,5}$")
# « Débit d'été, 1998-2018. Source : agence de l'eau »
_END_SOURCE = re.compile(r"[\w)][.,;–—-]? \(?(?:sources?|fuente|quelle) ?: ?([^:.]{2,60})\)?$")
# « Nous vivons de dons », dit la directrice: words somebody else goes on from.
_SAID = re.compile(
    r"(?:«[^«»]{1,800}»|“[^“”]{1,800}”|\"[^\"]{1,800}\")(?=(?:,| [:–—-])? ?\w)|"
    r"(?:(?<=\w\w: )|(?<=\w : ))\"[^\"]{1,800}\"|(?<=\w : )«[^«»]{1,800}»"
)
# The first two words of what goes on after a comma.
_INCISE = re.compile(r", (\w{1,14})(?:-\w)?(?:-\w{2,4})? ?(\w{0,14})")
# Words of the longest appeal between quotation marks.
_QUOTED = 8
# « l'AFP. »: the end of a sentence that the text begins with.
_TAIL = re.compile(r"l'[A-Z]\w{1,12}\.")
COPYRIGHT = re.compile(r"©|\(c\) ?(?=\S)|&copy;")
# « © 2024 Le Fanal », « Copyright 2019 - 2024 »
_RIGHTS_YEAR = re.compile(
    r"(?:©|\([cC]\)|[cC]opyright)[ ©]{0,3}(?:19|20)\d\d|"
    r"^©[^.:/|]{2,60}? (?:19|20)\d\d(?: ?[-–—] ?(?:19|20)\d\d)?(?:$|, )|"
    r"^(?:(?:19|20)\d\d ?[-–—] ?)?(?:19|20)\d\d ?©"
)
_RIGHT_OF = re.compile(
    r"(?:[cC]opyright )?©? ?(?:[cC]opyright )?© ?([\w' ,–—-]{2,60}?) ?(?:\.|$|\()"
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w.' /-]{1,40}?)(?:, [^()]{1,30})?"
    r"(?: ?\((?P<agency>[A-Za-z./, -]{2,40})\))?"
    r"(?:,? (?:le )?\d{1,2} [a-z.]{3,10}(?: \d{4})?)?(?: ?\((?P<late>[A-Za-z./, -]{2,40})\))?"
    r" ?[.:]?[-–—]*$"
)
# « AFP, Paris », « AA - Istanbul », « Alger, APS », « APA-Abidjan (Côte d'Ivoire) »
_AGENCY_AND_PLACE = re.compile(
    r"([A-Z][\w' -]{1,25}?)(?:, | ?[-–—] ?)([A-Z][\w' -]{1,25}?)(?: \([\w' -]{2,30}\))?"
)
# « Rennes, le 9 février 2022 »
_PLACE_AND_DATE = re.compile(
    r"[A-Z][\w'-]{1,25}(?:[ -][A-Z][\w'-]{1,25}){0,2}, (?:le )?\d{1,2}(?:er)? "
    r"(?P<month>[A-Za-z.]{3,10}) \d{4}"
)
# « Jeanne Roux, avec AFP et Reuters »; the initials of « ats/jfe ».
_COWRITTEN = re.compile(
    r"(?P<who>[^.!?:;]{2,80}?),? ?\(?(?:avec|with|con|mit|et|and|y) (?:les |the )?"
    r"(?P<agencies>[^.!?:;]{2,60})$"
)
_SLASH_DATELINE = re.compile(r"^[A-Z]{2,6} ?/ ?[A-Z][\w' -]{1,30} ?/ ?[A-Z][\w' .-]{1,60}$")


class Rules(NamedTuple):
    """The page and the rules whose words it has, by place."""

    text: str
    zones: Usable
    appeals: Usable


def by_wording(block: Block, pack: LanguagePack, rules: Rules) -> str | None:
    """What the words (or the markup) of a line say it is, None when they do not tell."""
    if _NO_WORD.fullmatch(block.text[:LONGEST_LABELLED]) and not block.text[
        LONGEST_LABELLED:
    ].strip("*-_=~#. "):
        return "separator"
    if _COUNTER.fullmatch(block.text.strip()) or _WEATHER.fullmatch(block.folded.strip()):
        return "widget"
    if block.hint == "furniture":
        # What the page says about its readers' comments is among them.
        notice = block.words >= 5 and _told(block, pack, rules) == "disclaimer"
        return "disclaimer" if notice else "widget"
    if block.hint in _FIRM_HINTS:
        return _furnished(block, pack, rules) or block.hint
    told = _told(block, pack, rules)
    if block.hint == "dateline" and terms("person_titles").intersection(WORD.findall(block.core)):
        return "byline"  # « Aurillac, envoyée spéciale »
    if told == "caption" and block.hint == "disclaimer":
        return block.hint  # « © Le Courrier » at the foot of the page
    if told or block.hint in (None, "body"):
        return told
    if block.hint == "widget" and block.words >= 8 and block.ends and is_addressed(block):
        return "solicitation"  # « Suivez vos villes en vous inscrivant. » in a row of buttons
    return "teaser" if block.hint == "link" else block.hint


def _furnished(block: Block, pack: LanguagePack, rules: Rules) -> str | None:
    """What a button, an address or an agency's name among names, dates and captions is."""
    if block.hint == "caption" or block.words > 12:
        return "widget" if exact().get(block.core.lower()) == "widget" else None
    if block.hint not in ("byline", "date"):
        return None
    told = _told(block, pack, rules)
    return told if told in _NOT_OF_AUTHORS or block.core.lower() in heads() else None


def _told(block: Block, pack: LanguagePack, rules: Rules) -> str | None:
    if len(block.text) > LONGEST_LABELLED:
        return None
    core = block.core
    lower = core.lower()
    if _HASHTAGS.fullmatch(block.folded.strip()) or _CODE.search(block.text):
        return "widget"
    if lower in terms("leads_on") and block.text.rstrip()[-1:] == ":":
        return "head:teaser"
    if lower in heads() and (not block.ends or block.text.rstrip().endswith(("…", "..."))):
        return "head:" + heads()[lower]
    if lower in exact() and not _is_exclaimed(block, exact()[lower]):
        return exact()[lower]
    if block.hint != "body" and (is_section(block) or _is_trail(block)):
        return "widget"
    if 1 < block.words <= 12 and _is_button_row(lower):
        return "widget"
    # « Publié le 9 juillet 2024 | Abidjan Info »: when, on whose page
    dated, _, whose = core.partition(" | ")
    if block.words <= 24 and _is_date(dated if whose[:1].isupper() else core):
        return "date"
    if block.words <= 14 and _is_dateline(block.folded):
        return "dateline"
    tail = _TAIL.fullmatch(block.text)
    if block.words <= 14 and not tail and (is_agency_line(lower) or SIGN_OFF.fullmatch(lower)):
        return "credit"
    if block.words <= 45 and "©" in block.folded[:14] and _is_agency_right(block.folded):
        return "credit"
    if block.words <= 8 and _is_medium_alone(block.folded.strip(" .")):
        return "credit"
    label, colon, named = lower.partition(":")
    longer = colon and block.words <= 20 and named.strip() and " " in label.strip()
    if longer and is_source_label(label) and not is_chart_source(lower):
        return "credit"
    if block.words <= 6 and _is_posted(block.folded.split()):
        return "byline"
    if block.words <= 16 and (
        _is_cowritten(block.folded.strip()) or _is_shared_work(block.folded.strip())
    ):
        return "byline"
    if block.words <= 60 and _is_caption(block):
        return "caption"
    appeals = rules.appeals.between(block.start, block.end) if block.words <= 120 else []
    by_matter = block.words <= 40 and may_ask(rules.text, block.start, block.end)
    asks = _is_appeal(block, pack, appeals, by_matter)
    priced = any(c.isdigit() for c in block.text)  # « ... ou abonnez-vous pour 1 € »
    asks = asks and (priced or not _of_cookies() & tokens(block.folded))
    here = rules.zones.between(block.start, block.end)
    for rule in sorted(here, key=lambda rule: _RULE_ORDER.index(rule.kind)):
        if asks and rule.kind in ("widget", "disclaimer") and "firm" not in rule.options:
            continue
        if rule.kind in ("disclaimer", "widget") and _is_told(block, rule):
            continue
        if _applies(rule, block):
            return ("head:" if "head" in rule.options else "") + rule.kind
    if block.words <= 40 and _RIGHTS_YEAR.search(core):
        return "disclaimer"
    if asks:
        return "solicitation"
    if block.words <= 14 and "@" in lower and _MAIL.search(lower):
        # Who may be written to, unless it is who signs.
        name = _ADDRESS.sub("", core).strip(" ,|–—-")
        signs = name.split(" ")[0].lower() in first_names() and not any(c.isdigit() for c in name)
        return "byline" if signs else "widget"
    # « ← Nitrates : le rapport enterré »: the way to another page.
    return "teaser" if 4 <= block.words <= 30 and _ARROW.search(block.text[:400]) else None


def is_section(block: Block) -> bool:
    """« Rugby », « Real Estate »: the name of a part of a site, which may be a cross-head too."""
    return not block.ends and block.core.lower() in sections()


def _is_trail(block: Block) -> bool:
    """« Inicio / Mundo », « Belgique > Justice », « Monde — Reportage »: the way to a page."""
    line = block.core
    if block.words > 10 or block.ends or not _TRAIL.search(line):
        return False
    parts = [part for part in _TRAIL.split(line) if part]
    if not all(part[0].isupper() and len(part.split()) <= 3 for part in parts):
        return False
    known = [p.lower() in sections() or exact().get(p.lower()) == "widget" for p in parts]
    if len(parts) > 2 and "/" not in line and "|" not in line:
        return any(known) or ">" in line or "›" in line  # noqa: RUF001
    return len(parts) > 1 and all(known)


@cache
def _of_cookies() -> frozenset[str]:
    return entries("zones", "words").get("cookie", frozenset())


def is_addressed(block: Block) -> bool:
    """Whether a line speaks to its reader and tells of nobody who says so."""
    words = tokens(block.folded)
    return bool(words & terms("addressing")) and not words & entries("voice", "terms")["reporting"]


def opens_button(core: str) -> bool:
    """« Travailler à la Radio », « Add Topic »: a line that begins with what one is to do."""
    first = core.partition(" ")[0].lower()
    return first in terms("pressing") or first in _buttons()


@cache
def _buttons() -> frozenset[str]:
    words = entries("zones", "words")
    return words.get("button", frozenset()) | words.get("button_es", frozenset())


def _is_news(block: Block) -> bool:
    """« Le site déposait des cookies sans consentement, a relevé la Cnil. »: told, not notified."""
    words = tokens(block.folded)
    voice = entries("voice", "terms")
    if not block.ends or words & voice["ours"] or _HEADED.match(block.core):
        return False
    told = words & terms("narrating") and not words & (voice["speaker"] | terms("pointing"))
    return bool(words & voice["reporting"] or told)


def _is_told(block: Block, rule: Rule) -> bool:
    """Whether a line that reads as the page's own notice is part of the news instead.

    « Les prénoms ont été modifiés. » says what was done, so of a rule for such notices only a
    speaker in the line (« ..., a-t-elle répondu. ») makes it news.
    """
    if rule.kind == "disclaimer" and "notice" not in rule.options:
        return block.words >= 6 and _is_news(block)
    return block.ends and "," in block.core and _is_reported(block.folded)


def _is_exclaimed(block: Block, label: str) -> bool:
    """« Partagez ! »: an interface word, unless a button's, that a cry makes an appeal."""
    if block.core.lower() in terms("asking_buttons"):
        return False
    return label == "widget" and block.text.rstrip().endswith("!")


def _applies(rule: Rule, block: Block) -> bool:
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
            return _is_signature(_ADDRESS.sub("", core[match.end() :]))
        if rule.kind == "credit":
            return block.words <= 40 and not (
                (block.words > 14 and re.search(r"[a-z]{3}\. [A-Z]", core))
                or expression("zones", "goes_on_telling").match(core)
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
    """« Facebook Twitter WhatsApp », « Imprimer | E-mail »: interface words in a row.

    One column of three or more may be unknown; of two it is a headline after its section.
    """
    columns = [p for p in re.split(r" ?[|·•] ?", lower) if p]
    if len(columns) > 2 and sum(exact().get(p) == "widget" for p in columns) >= len(columns) - 1:
        return True
    parts = [p for p in re.split(r"[|/·•,\s]+", lower) if p]
    languages = terms("language_codes")
    if len(parts) < 2:
        return False
    return all(p in languages for p in parts) or all(exact().get(p) == "widget" for p in parts)


def _is_date(core: str) -> bool:
    lower = core.lower()
    if not (any(c.isdigit() for c in lower)):
        return False
    words = [w.strip(".'-") for w in re.findall(r"[^\W\d]{1,20}(?:'[^\W\d]{1,20})?", lower)]
    months, known = terms("months"), terms("date_words") | terms("weekdays")
    if any(w not in months and w not in known and len(w) > 1 for w in words):
        return False
    if any(w in months for w in words) or _NUMERIC_DATE.search(lower):
        return True
    if _CLOCK_ALONE.fullmatch(lower):
        return True
    return bool(AGO.search(lower) or (_CLOCK.search(lower) and len(lower) <= 60 and words))


def _is_dateline(line: str) -> bool:
    agency, slash, place = line.strip(" .").partition("/")
    places = entries("origin", "terms")["places"]
    if (
        slash
        and agency.strip().lower() in agencies()
        and (_SLASH_DATELINE.match(line) or place.strip().lower() in places)
    ):
        return True
    pair = _AGENCY_AND_PLACE.fullmatch(line.strip(" .-–—"))
    if pair:
        one, other = pair[1].lower(), pair[2].lower()
        if one in agencies() or (other in agencies() and ", " in line):
            return other in places or one in places
    match = _PLACE_AND_DATE.fullmatch(line.strip())
    if match and match["month"].lower().rstrip(".") in terms("months"):
        return True
    match = _DATELINE.match(line)
    if match is None:
        return False
    named = match["agency"] or match["late"]
    if named:
        # « Sept hommes ont été arrêtés. (Belga) » is a sentence with a credit.
        if any(word[0].islower() and len(word) > 4 for word in match["place"].split()):
            return False
        names = match["place"].split()
        if len(names) > 1 and names[0].lower() in first_names() and names[1][0].isupper():
            return False  # « Javier Modelo (EFE) » is who took a picture or wrote
        known = any(part.strip().lower() in agencies() for part in re.split(r"[/,-]", named))
        # « ABERDEEN, Scotland (Northern Press) »: whatever agency that is
        return known or (match["place"].isupper() and len(match["place"]) > 4)
    return match["place"].isupper() and line.rstrip()[-1] in "-–—"


def _is_agency_right(line: str) -> bool:
    """« Copyright © 2025 Belga. Tous droits réservés. »: whose text it is, then the rights."""
    match = _RIGHT_OF.match(line)
    return match is not None and YEAR.sub("", match[1]).strip(" ,-–—").lower() in agencies()


def _is_medium_alone(line: str) -> bool:
    """« (Le Courrier du Léman) », « Avec lefanal.info »: a medium's name and nothing else."""
    alone = MEDIUM_ALONE.fullmatch(line)
    if alone is None:
        return False
    return alone["name"].strip(" .").lower() in media() or bool(
        OUTLET_ALONE.fullmatch(alone["name"])
    )


def _is_cowritten(line: str) -> bool:
    """« Jeanne Roux avec AFP », « La rédaction (avec Reuters) »: names, then agencies."""
    match = _COWRITTEN.match(line)
    if match is None:
        return False
    agencies = match["agencies"].lower()
    if not is_agency_line(agencies) and set(agencies.split()) - terms("credit_words"):
        return False
    words = WORD.findall(match["who"])
    return bool(words) and (_only_names(words, spare=True) or starts_with_desk(words))


def _is_posted(words: list[str]) -> bool:
    """« Publié par Abdoul Sall »: a person who put the text up, no medium."""
    return (
        len(words) >= 4
        and words[0].lower() in terms("posted")
        and words[1].lower() in terms("signing")
        and words[2].lower() in first_names()
        and words[3][0].isupper()
    )


def _is_shared_work(line: str) -> bool:
    """« Aline Roux (texte) et Yvan Noir (photos) »: names, and what each of them made."""
    works = re.findall(r"\(([^()]{3,40})\)", line) if "(" in line else []
    made = {word.strip(",").lower() for work in works for word in work.split()}
    if not made & terms("writing") or made - terms("works"):
        return False
    words = WORD.findall(re.sub(r"\([^()]{3,40}\)", " ", line))
    return bool(words) and _only_names(words)


def _is_caption(block: Block) -> bool:
    core = block.core
    lower = core.lower()
    if _RIGHTS_YEAR.match(core) and not any(name in lower for name in photo_names()):
        return False
    if is_chart_source(lower):
        return True
    if _MINUTES.search(lower):
        return False  # « Lecture : 5 min »
    lead = re.match(r"([\w' -]{2,30}?) ?(?::|©|/|\(|\||–| - )", lower)
    if lead and lead[1].strip() in terms("caption_lead"):
        return True
    if lower in terms("caption_lead"):
        return True
    if lower in photo_names():
        return True
    opening = _lead(lower)
    if opening and block.words <= 8 and not block.ends and block.text[-1] != ":":
        rest = core[len(opening) + 1 :]
        if rest[:1].isupper() or rest.startswith(("courtesy of ", "via ")):
            return True
        if _names_body(rest.lower()):
            return True
    if block.words > 60:
        return False
    capital = block.text[-1].isupper() or block.text[-1] in "»."
    if capital and _CAPITALS_CREDIT.search(block.text) and block.words <= 60 and not core.isupper():
        return True
    bar = _AFTER_BAR.search(core) if "/" in core or "|" in core else None
    if bar and 5 <= block.words <= 40 and bar.start() > 10 and _is_after_sentence(core, bar):
        return True
    sign = COPYRIGHT.search(core)
    # « À Moanda, en 2022. © Aline Roux », but not « © Le Fil 2022 »
    dated = sign and sign.start() < 15 and YEAR.search(core[:40])
    if sign and not dated and not YEAR.match(core[sign.end() :].strip()):
        return not any(word in lower for word in terms("rights_words"))
    end = _END_CREDIT.search(core)
    if end and end[1].lower() in terms("caption_lead") and block.words <= 50:
        return True
    end = _LOOSE_CREDIT.search(core) if ":" in core else None
    if end and end[1].lower() in terms("caption_lead") and block.words <= 40:
        return True
    end = _END_PHOTO.search(core)
    if end and end[1].strip().lower() in terms("caption_lead") and block.words <= 50:
        return True
    end = _END_BODY.search(lower)
    if end and end[1] in terms("caption_lead") and _names_body(end[2]) and block.words <= 50:
        return True
    chart = _END_SOURCE.search(lower)
    # « Article source : X » has no title before the word.
    titled = chart is not None and " " in lower[: chart.start() + 1]
    if chart and titled and block.words <= 20 and not block.ends and _ends_with_maker(chart[1]):
        return True
    tail = TAIL_CREDIT.search(block.folded)
    # « Le bilan s'alourdit. [two sentences more] (Source : AFP) » is prose.
    opening = fold(tail[1]).lower().partition(" ")[0].rstrip(":") if tail else ""
    if opening in entries("origin", "terms")["colon"] and not 5 < block.words <= 24:
        tail = None
    if tail and (_is_picture_credit(tail[1]) or _opens_credit(block, tail[1])):
        return True
    if tail and 6 <= block.words <= 40 and _names_photographer(tail[1], block.text):
        return True
    sentence, stop, last = block.folded.rstrip(" .").rpartition(". ")
    if stop and sentence and last.lower() in photo_names():
        return True
    ending = re.search(r"(?:[ .–—-]|^)([A-Z][\w.' -]{0,40} ?/ ?[A-Z][\w.' /-]{1,40})$", core)
    return bool(ending and block.words <= 40 and _is_picture_credit(ending[1]))


def _opens_credit(block: Block, credit: str) -> bool:
    """« La digue (Doc. Corporation des pompiers) », « ... (document transmis par un lecteur) »."""
    words = credit.lower().split()
    opens = words[0].strip(".") in terms("credit_openings")
    return opens and len(words) <= 8 and block.words <= 40 and block.text.rstrip()[-1:] in ")]"


def _is_after_sentence(core: str, bar: re.Match[str]) -> bool:
    """Whether a bar stands behind a sentence, or a name in capitals behind the bar."""
    name = bar[0][1:].strip(" /|")
    return bar[0][0] in ".!?»)" or (name.isupper() and " / " in bar[0])


def _names_body(name: str) -> bool:
    """« ministère des Armées », « de la gendarmerie »: a body whose pictures papers print."""
    return _OF.sub("", name, count=1).split(" ")[0] in terms("picture_bodies")


def _lead(lower: str) -> str | None:
    """The longest of the words that open a caption with which a line opens."""
    if lower.partition(" ")[0] not in _first_words("caption_lead"):
        return None
    leads = [term for term in terms("caption_lead") if lower.startswith(term + " ")]
    return max(leads, key=len, default=None)


@cache
def _first_words(name: str) -> frozenset[str]:
    return frozenset(term.partition(" ")[0] for term in terms(name))


def _ends_with_maker(names: str) -> bool:
    """Whether « Source : X » after a title names who made figures, not an agency."""
    name = names.strip(" .").removeprefix("l'")
    return name not in agencies() | media() | terms("credit_words")


def is_chart_source(lower: str) -> bool:
    """« Source : calculs de la rédaction »: who made the figures, not where the text is from."""
    word, colon, rest = lower.partition(":")
    terms = entries("origin", "terms")
    if not colon or word.strip() not in terms.get("colon", ()):
        return False
    # « Source : Reuters (traduit par X) », « Source : The Guardian, traduit par nos soins »
    mark = re.search(r"[(,]", rest)
    remark = rest[mark.end() :] if mark else ""
    rest = rest[: mark.start()] if mark else rest
    named = rest.strip(" .").removeprefix("l'")
    if remark and named in agencies() | media():
        return False
    words = set(re.findall(r"[\w-]{2,30}", f"{rest} {remark}"))
    return bool(words & terms.get("not_origin", frozenset()))


def _names_photographer(credit: str, line: str) -> bool:
    """« ... le 10 août. (JEAN ROUX / LE FIL) », « La station, à l'aube (Gustavo Roux) »."""
    words = credit.split()
    if "/" in credit and credit.isupper() and len(credit) > 9:
        return True
    return (
        line.rstrip()[-1:] == ")"
        and 2 <= len(words) <= 3
        and words[0].lower() in first_names()
        and all(word[0].isupper() for word in words)
        and any(mark in line for mark in ",.")
    )


def _is_picture_credit(credit: str) -> bool:
    """« AP Photo/Jane Doe », « JEAN ROUX / LE FIL », « photo : Jean Roux »."""
    lower = fold(credit).lower()
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lower) for name in photo_names()):
        return True
    # « (Photo Jeanne Roux / Le Courrier) »
    word = re.match(r"\w{2,12}(?=\.? [A-Z])", fold(credit))
    if word and word[0].lower() in terms("caption_lead"):
        return True
    first = re.match(r"[\w' -]{2,25}?(?= ?:|$| par | by )", lower)
    if first and first[0].strip() in terms("caption_lead"):
        return True
    parts = [p.strip(" .") for p in re.split(r"[/|]", lower)]
    if len(parts) > 1 and any(p in agencies() or "." in p for p in parts):
        return True
    # « Jane Doe/The New York Times », « Coastal Review photo »
    medium = parts[-1] in media() or OUTLET_ALONE.fullmatch(re.split(r" ?[/|] ?", fold(credit))[-1])
    if len(parts) == 2 and medium and 2 <= len(parts[0].split()) <= 4:
        return True
    name, _, last = fold(credit).strip(" .").rpartition(" ")
    return last in terms("caption_lead") and bool(OUTLET_ALONE.fullmatch(name))


def _is_signature(rest: str) -> bool:
    """Whether what follows « Par » is names, titles and dates only."""
    words = WORD.findall(rest)
    if not words or len(words) > 22:
        return False
    name = fold(rest).strip(" .").lower()
    if name in media() or name.removeprefix("l'") in agencies():
        return True
    if FULL_STOP.search(rest) and len(words) > 5:
        return False
    if terms("company_forms").intersection(word.lower().strip(".") for word in words):
        return False
    first = words[0][0].isupper() or words[0] in terms("connectors")
    if first and _only_names(words, spare=not TERMINAL.search(rest)):
        return True
    return starts_with_desk(words)


def starts_with_desk(words: list[str]) -> bool:
    """« Rédaction internationale », « The news desk »."""
    lower = [w.lower() for w in words]
    articles = {"la", "le", "l'", "notre", "the", "our", "nos"}
    first = lower[1] if len(lower) > 1 and lower[0] in articles else lower[0]
    return first.removeprefix("l'") in terms("org_words") and len(words) <= 8


def _only_names(words: list[str], spare: bool = False) -> bool:
    allowed = terms("person_titles") | terms("date_words") | terms("months") | terms("weekdays")
    allowed |= terms("org_words") | terms("connectors")
    lower = [w for w in words if not (w[0].isupper() or w[0].isdigit())]
    odd = [w for w in lower if w.lower().strip(".") not in allowed and w.lower()[:2] not in _ELIDED]
    # A paper's name may hold a common noun: « Le Courrier du large ».
    return len(odd) <= len(words) // 8 + (spare and 3 <= len(words) <= 9)


def is_name_line(block: Block) -> bool:
    """A line that holds a person's or desk's name alone, with a title or date at most."""
    core = block.core
    if block.text[-1] in ",;!?" or ":" in core or "%" in core:
        return False
    name, comma, role = core.partition(",")
    words = WORD.findall(core)
    if not 1 <= len(words) <= 14:
        return False
    if comma and {w.lower() for w in WORD.findall(role)} & terms("person_titles"):
        words = WORD.findall(name)
    first = words[0].lower()
    if first not in first_names() and (opens_button(core) or first in sections()):
        return False  # « Add Topic », « Régions Neuchâtel »
    titles = terms("person_titles") | terms("date_words") | terms("months")
    names = [w for w in words if w[0].isupper() and w.lower() not in titles]
    if not 2 <= len(names) <= 5 or not words[0][0].isupper() or _is_title_case(words):
        return False
    if any(w.lower() in terms("stop") - terms("connectors") for w in words):
        return False
    return _only_names(words)


def _is_title_case(words: list[str]) -> bool:
    """Whether capitalised words are those of a headline in title case, not of names."""
    small = terms("connectors") | terms("stop")
    raised = sum(w[0].isupper() and w.lower() in small for w in words[1:])
    opens = words[0].lower() in terms("connectors") and len(words) >= 5
    return not starts_with_desk(words) and (opens or (raised >= 2 and len(words) >= 5 + raised - 1))


def _is_appeal(block: Block, pack: LanguagePack, appeals: list[Rule], by_matter: bool) -> bool:
    """Whether the point of a line is an appeal: half of its sentences make one."""
    if not appeals and not by_matter:
        return False
    text = block.folded
    if text[0] in '«“"' and re.search(r"[»”\"],? ?\w", text[1:]):
        return False
    if text[0] in "«“" and text.rstrip(" .")[-1:] in ("»", "”") and block.words > _QUOTED:
        return False  # a paragraph that is somebody's words
    sentences = sentence_spans(text, None, pack.abbreviations)
    said = [q.span() for q in _SAID.finditer(text)] + cut_quotes(text)
    if tokens(_SAID.sub(" ", text)) & entries("voice", "terms")["ours"]:
        # « Cliquez sur "Je fais un don" pour soutenir notre journal »
        said = []
    unsaid = text
    for a, b in said:
        unsaid = unsaid[:a] + " " * (b - a) + unsaid[b:]
    asking = [
        s
        for s in sentences
        if _asks(text, s, appeals, said) or (by_matter and _asks_by_matter(unsaid[s[0] : s[1]]))
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
    told = voice["reporting"] - voice["by_source"]
    if any(told.intersection(match.groups()) for match in _INCISE.finditer(sentence.lower())):
        return True  # « Votre soutien nous touche, a déclaré le capitaine. »
    return bool(words & voice["reporting"]) and not words & voice["ours"]
