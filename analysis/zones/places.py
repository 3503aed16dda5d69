"""What a line is by its place: before the first prose, between paragraphs, among furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from analysis.languages.patterns import (
    OUTLET_ALONE,
    entries,
    fold,
    tokens,
)
from analysis.zones.lines import (
    WORD,
    Block,
    agencies,
    first_names,
    is_agency_line,
    media,
    photo_names,
    sections,
    terms,
)
from analysis.zones.wording import (
    AGO,
    COPYRIGHT,
    FULL_STOP,
    TAIL_CREDIT,
    is_addressed,
    is_chart_source,
    is_name_line,
    is_section,
    opens_button,
    starts_with_desk,
)

_HEADLINE_WORDS = 32
# How many lines a list under its heading may have.
_LIST_LENGTHS = {"teaser": 40, "widget": 5, "disclaimer": 1}
FURNITURE = frozenset({"credit", "disclaimer", "solicitation", "teaser", "widget"})
# So many lines of furniture make a menu, and the foot of a page; fewer when none leads to others.
_MENU_LINES, _FOOT_LINES, _OWN_LINES = 3, 8, 4
_OWN = frozenset({"credit", "disclaimer", "solicitation", "widget"})
# What the head of a page may end with, before its picture.
_ABOVE_PICTURE = frozenset({"byline", "caption", "date", "headline", "widget"})
# The longest sentence read as a picture's words for the credit alone beside it.
_CAPTION_WORDS = 20
_BULLETS = frozenset("•·-–*►▪■")
# « PARIS (AFP) - Le »: a dateline glued to the first sentence.
_GLUED_AGENCY = re.compile(r"[^()\n]{0,60}\(([^()\n]{2,30})\) ?[-–—:.]")
# « VIDEO. », « EN IMAGES - », « PODCAST | »
_OPENER = re.compile(r"([A-Z][A-Z' -]{2,16}[A-Z]) ?[.:|–—-] ?(?=[A-Z«\"0-9])")
_TWO_SENTENCES = re.compile(r"[a-z][.?!] [A-Z]")
_SITE_NAME = re.compile(
    r"(?:L'|(?:Le|La|Les) )[A-Z][\w'-]{2,20} (?:de |du |des |d'|de la |de l')[A-Z][\w'-]{2,20}"
)
# « Le Fil · Aline Roux » below the title of another page and what it is about
_CARD_FOOT = re.compile(r"[A-Z][\w'.-]{1,20}(?: [\w'.-]{1,20}){0,3} [·•] [A-Z][\w'. -]{2,40}")
_SITE_SUFFIX = re.compile(r" [|–—•-] [^|]{2,60}$")


def lists(blocks: list[Block]) -> list[Block]:
    """Give the lines below « Sur le même sujet » or « Mots-clés » the label of their list."""
    out: list[Block] = []
    running: str | None = None
    left = 0
    at_foot = False
    first = next((i for i, b in enumerate(blocks) if b.label is None and b.prose), 0)
    for i, block in enumerate(blocks):
        label = block.label
        if label and label.startswith("head:") and label != "head:next":
            running = label[5:]
            below = blocks[i + 1 :]
            if running == "teaser" and (
                # « À la une » among the links of the page's head; « Sur le même sujet » above
                # the page's keywords; « Plus d'infos » above nothing
                (i < first and _is_menu(below))
                or is_keyword(below[:1])
                or _leads_nowhere(i, blocks)
                or (i and _counts_comments(blocks[i - 1]) and not _is_title(below[:1]))
            ):
                running = "widget"
            at_foot = block.core.lower() in terms("foot_heads") and not _has_paragraphs(below)
            left = _LIST_LENGTHS[running]
            out.append(replace(block, label=running))
            continue
        if running is None and first < i and _leads_on(i, blocks):
            running, left = "teaser", 1
            out.append(replace(block, label=running))
            continue
        short = block.words <= 30 and not (block.prose and FULL_STOP.search(block.text[-6:]))
        if block.core.lower() in terms("author_heads"):
            running = None
        if running == "teaser" and (_is_cross_head(i, blocks, out) or _leaves_list(block, out)):
            running = None
        # The words below a title in a list that stands at the page's foot
        short = short or (running == "teaser" and at_foot and block.words <= 30)
        if (
            running
            and left
            and short
            and block.hint != "body"
            and label in (None, "date", "byline", "caption", running)
            and not COPYRIGHT.match(block.folded)
            and not (running == "widget" and block.words > 4)
            and not (running == "disclaimer" and block.words > 8)
        ):
            out.append(replace(block, label=running))
            left -= 1
            continue
        running = None
        out.append(block)
    return out


def _counts_comments(block: Block) -> bool:
    """« 112 commentaires » above « Les plus récents », which orders them."""
    words = set(block.core.lower().split())
    return block.label == "widget" and block.words <= 4 and bool(words & terms("comment_words"))


def _is_title(blocks: list[Block]) -> bool:
    return any(b.label in (None, "teaser") and b.words >= 4 for b in blocks)


def _leads_on(i: int, blocks: list[Block]) -> bool:
    """« Read More » below a paragraph and above the title it leads to."""
    if blocks[i].label != "widget" or blocks[i].core.lower() not in terms("leads_on"):
        return False
    title = blocks[i + 1] if i + 1 < len(blocks) else None
    below = blocks[i - 1].label is None and blocks[i - 1].ends
    return below and title is not None and _is_title([title]) and not title.ends


def _leaves_list(block: Block, before: list[Block]) -> bool:
    """« Médiation », « Travailler à la Radio » below titles of other pages."""
    titled = before[-1].label == "teaser" and before[-1].words >= 5
    small = block.words == 1 and block.text[0].isupper() and not block.ends
    return block.label is None and titled and (small or is_button(block))


def is_button(block: Block) -> bool:
    """« Soutenir l'enquête »: a few words that begin with what one is to do."""
    return block.words <= 5 and not block.ends and opens_button(block.core)


def _has_paragraphs(blocks: list[Block]) -> bool:
    """Whether more of an article follows than the words below titles."""
    return any(b.label is None and b.prose and b.words >= 25 for b in blocks)


def is_keyword(blocks: list[Block]) -> bool:
    """« transports en commun »: a few words without a capital."""
    return any(b.label is None and b.words <= 4 and b.text[0].islower() for b in blocks)


def _leads_nowhere(i: int, blocks: list[Block]) -> bool:
    """Whether nothing is listed below a button that may also open a list."""
    if blocks[i].core.lower() not in terms("leads_on") or blocks[i].text.rstrip()[-1:] == ":":
        return False
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if following is None or following.label not in (None, "teaser"):
        return True
    return not 4 <= following.words <= 30


def _is_cross_head(i: int, blocks: list[Block], before: list[Block]) -> bool:
    """« Personne ne nous répond » between the title « Lire aussi » leads to and more prose."""
    block = blocks[i]
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    return (
        block.label is None
        and block.words <= 6
        and not block.ends
        and not any(c in block.text for c in ":,")
        and before[-1].label == "teaser"
        and before[-1].words >= 5
        and not (blocks[i - 1].label or "").startswith("head:")
        and following is not None
        and following.label is None
        and following.prose
    )


def boxes(blocks: list[Block]) -> list[Block]:
    """The words of a box between what it asks for and its button: « Je m'abonne », « OK »."""
    out = list(blocks)
    for i in range(1, len(out)):
        if out[i].label == "caption" and _goes_on_signing(out[i - 1], out[i]):
            out[i] = replace(out[i], label="byline")
        if _is_card_foot(i, out):
            out[i - 2 : i + 1] = [replace(b, label="teaser") for b in out[i - 2 : i + 1]]
    for i in range(1, len(out) - 1):
        inner = out[i].label is None and 4 <= out[i].words <= 40
        if (inner and out[i - 1].label == "solicitation" and _is_asking_button(out[i + 1])) or (
            inner and out[i].ends and _is_form(out, i)
        ):
            out[i] = replace(out[i], label="solicitation")
    return out


def _is_form(blocks: list[Block], i: int) -> bool:
    """« Une lettre, deux fois par mois. » between the title of a box and its field and button."""
    title, field = blocks[i - 1], blocks[i + 1]
    return (
        i > len(blocks) // 2
        and blocks[i].hint != "body"
        and blocks[i - 2].label in FURNITURE
        and not any(b.label is None and b.prose for b in blocks[i + 1 :])
        and title.words <= 6
        and not title.ends
        and field.label == "widget"
        and any(_is_asking_button(b) for b in blocks[i + 1 : i + 3])
    )


def _is_asking_button(block: Block) -> bool:
    return block.label == "widget" and block.core.lower() in terms("asking_buttons")


def _is_menu(following: list[Block]) -> bool:
    return bool(following) and following[0].words <= 2


def below(blocks: list[Block]) -> list[Block]:
    """What a page shows below its article: readers' comments, then the next article entire."""
    prose = [i for i, b in enumerate(blocks) if b.label is None and b.prose]
    out = list(blocks)
    if len(prose) < 2:
        return out
    comments = _comments(out, prose[1])
    if comments is not None:
        for i in range(comments, len(out)):
            if out[i].core.lower().startswith(tuple(terms("comment_form"))):
                continue  # « Votre adresse e-mail ne sera pas publiée » says so itself
            if out[i].label in ("teaser", "disclaimer", "head:next"):
                break
            if out[i].label == "solicitation" and out[i].words <= 25:
                continue
            out[i] = replace(out[i], label="widget")
    following = _next_article(out, prose[1])
    if following is not None:
        for i in range(following, len(out)):
            if out[i].label not in _NOT_OF_NEXT:
                out[i] = replace(out[i], label="teaser")
    for i, block in enumerate(out):
        if block.label == "head:next":
            leads = i + 1 < len(out) and out[i + 1].label in (None, "teaser")
            leads = leads and 4 <= out[i + 1].words <= 30 and not out[i + 1].prose
            titled = out[i - 1].label == "teaser" and following is None
            out[i] = replace(block, label="teaser" if leads and titled else "widget")
    return out


_NOT_OF_NEXT = frozenset({"head:next", "widget", "disclaimer", "solicitation", "separator"})


def _comments(blocks: list[Block], after: int) -> int | None:
    """Where readers' comments begin: a count of them, then lines that answer or date them."""
    for i in range(after + 1, len(blocks)):
        lower = blocks[i].core.lower()
        counted = lower[:1].isdigit() and blocks[i].words <= 30
        if not (counted or blocks[i].words <= 12):
            continue
        if not frozenset(WORD.findall(lower)[: 2 if counted else 12]) & terms("comment_words"):
            continue
        below = blocks[i + 1 : i + 8]
        if any(
            b.core.lower() in terms("comment_marks")
            or b.core.lower().startswith(tuple(terms("comment_form")))
            or (b.words <= 6 and AGO.search(b.core.lower()))
            for b in below
        ):
            return i
    return None


def _next_article(blocks: list[Block], after: int) -> int | None:
    """Where a second article begins.

    At « Article suivant », or below the page's furniture at a line that could be a headline, with
    who wrote it or when and then prose.
    """
    fence = 0
    for i in range(after + 1, len(blocks) - 1):
        block = blocks[i]
        if block.label == "head:next":
            return i if any(b.label is None and b.prose for b in blocks[i + 1 : i + 6]) else None
        if fence > 1 and block.label is None and not block.prose and could_head(block):
            below = blocks[i + 1 : i + 5]
            # « 21h07 » alone stands above the entries of a live page.
            signed = below[0].label == "byline" or (below[0].label == "date" and below[0].words > 1)
            if signed and any(b.label is None and b.prose for b in below):
                return i
        fence += block.label in ("widget", "teaser", "disclaimer", "credit")
    return None


def strays(blocks: list[Block]) -> list[Block]:
    """Sentences of the page outside its article: among its menu above, or in its foot.

    They stand alone, the page's furniture between them and all other paragraphs, and share no words
    with these.
    """
    prose = [i for i, b in enumerate(blocks) if b.label is None and b.prose]
    out = list(blocks)
    if len(prose) < 3:
        return out
    first, second = prose[:2]
    titled = any(b.label is None and b.words > 3 for b in blocks[first + 1 : second])
    above = any(b.label is None and b.words > 3 for b in blocks[:first])
    parted = titled and not above and are_parted(blocks[first + 1 : second], _MENU_LINES)
    if parted and is_strange(first, prose, blocks):
        out[first] = replace(blocks[first], label="disclaimer")
    for before, last in zip(prose[-2:1:-1], prose[:2:-1], strict=False):
        asks = is_addressed(blocks[last])
        between = blocks[before + 1 : last]
        of_itself = asks or tokens(blocks[last].folded) & _media_kinds()
        if not are_parted(between, _FOOT_LINES) and not (of_itself and _is_foot(between)):
            break
        if not is_strange(last, prose, blocks):
            break
        out[last] = replace(blocks[last], label="solicitation" if asks else "disclaimer")
    return out


def are_parted(between: list[Block], least: int) -> bool:
    """Whether so many lines of the page's furniture stand between two paragraphs."""
    return sum(b.label in FURNITURE or (b.label is None and b.words <= 2) for b in between) >= least


@cache
def _media_kinds() -> frozenset[str]:
    return entries("zones", "words").get("medium_kind", frozenset())


def _is_foot(between: list[Block]) -> bool:
    """Whether what stands between two paragraphs is no list of other pages but the page's own."""
    own = sum(b.label in _OWN or (b.label is None and b.words <= 2) for b in between)
    return own >= _OWN_LINES and any(b.label in _OWN - {"widget"} for b in between)


def is_strange(i: int, prose: list[int], blocks: list[Block]) -> bool:
    """Whether a paragraph has next to no word of the others, and quotes nobody."""
    if blocks[i].hint == "body" or blocks[i].text[0] in '«“"':
        return False
    others = " ".join(blocks[j].folded[:2000] for j in prose if j != i)
    return len(_content_words(blocks[i].folded[:2000]) & _content_words(others)) < 2


def top(blocks: list[Block], given: str | None) -> list[Block]:
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
    keys = (" ".join(WORD.findall(fold(t).lower())) for t in (text, _SITE_SUFFIX.sub("", text)))
    return {key for key in keys if key}


def _content_words(folded: str) -> set[str]:
    stop = terms("stop")
    # Five letters are enough to see past the endings of French and English words.
    return {w[:5] for w in re.findall(r"\w{3,40}", folded.lower()) if w not in stop and len(w) > 3}


def _search_headline(blocks: list[Block]) -> tuple[int | None, list[int]] | None:
    """The index of the headline (or None) and those of lines that belong to another page."""
    body = [i for i, b in enumerate(blocks) if b.label is None and b.prose]
    if not body:
        return None
    first = body[0]
    before = [
        i
        for i in range(first)
        if blocks[i].label is None and could_head(blocks[i]) and not is_name_line(blocks[i])
    ]
    if not before and first and _is_short_title(blocks[0]):
        before = [0]
    lead = blocks[first]
    if (
        not before
        and lead.words <= _HEADLINE_WORDS
        and not FULL_STOP.search(lead.text[-6:])
        and len(body) > 1
        and could_head(lead)
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
        and len([w for w in WORD.findall(blocks[i].core)[1:] if w[0].isupper() and len(w) > 3])
        >= (1 if blocks[i + 1].label == "date" else 2)
        and "byline" not in {b.label for b in blocks[i + 1 : min(i + 3, first)]}
        and _tells(blocks[i])
    ]
    own = [i for i in before if i not in foreign]
    twice = _set_twice(blocks, own)
    if twice:
        own = twice
    elif any(not is_role_line(blocks[i]) for i in own):
        own = [i for i in own if not is_role_line(blocks[i])]
    titles = [i for i in own if blocks[i].words >= 3] or own
    chosen = max(titles, key=lambda i: (min(shared[i], 3), -i), default=None)
    # Who signs stands below the headline, whose words the text need not repeat.
    signed = next((i for i in range(first) if blocks[i].label == "byline"), first)
    above = [i for i in titles if i < signed and blocks[i].words >= 4]
    if chosen is not None and chosen > signed and above:
        chosen = max(above, key=lambda i: (min(shared[i], 3), -i))
    if chosen is not None and chosen - 1 in titles and shared[chosen - 1]:
        chosen -= 1  # a headline, then what it means
    if chosen is not None and blocks[chosen].words <= 3:
        # The name of the page stands above a headline of more words.
        longer = (i for i in titles if i > chosen and shared[i] and blocks[i].words >= 5)
        chosen = next(longer, chosen)
    if chosen is not None:
        # « Gamou 2022 : les autorités rassurent », its date, then the headline
        foreign += [
            i
            for i in own
            if i < chosen - 1
            and _tells(blocks[i])
            and blocks[i].words >= 4
            and blocks[i + 1].label == "date"
            and not _headline_keys(blocks[i].text) & _headline_keys(blocks[chosen].text)
        ]
    marked = list(foreign)
    for i in foreign:
        j = i + 1
        if j < first and blocks[j].label == "date":
            marked.append(j)
    return chosen, marked


def _tells(block: Block) -> bool:
    """Whether a line has a word of more than three letters that is no name."""
    return any(w.islower() and len(w) > 3 for w in WORD.findall(block.core))


def _is_short_title(block: Block) -> bool:
    """« Mayor Defends Bridge Closure »: capitals that begin with nobody's first name.

    Asked of a page's first line only, where nothing else can be the headline.
    """
    words = WORD.findall(block.core)
    return (
        block.label is None
        and is_name_line(block)
        and len(words) >= 4
        and "," not in block.core
        and words[0].split("-")[0].lower() not in first_names()
        and not starts_with_desk(words)
    )


def _set_twice(blocks: list[Block], lines: list[int]) -> list[int]:
    """The lines of more than two words that stand there more than once."""
    keys = {i: _headline_keys(blocks[i].text) for i in lines if blocks[i].words > 2}
    count = Counter(key for found in keys.values() for key in found)
    return [i for i in lines if any(count[key] > 1 for key in keys.get(i, ()))]


def is_role_line(block: Block) -> bool:
    """« Maud Le Goff, hydrologue à Rennes »: a name, then who that is."""
    name, comma, role = block.core.partition(", ")
    words = name.split()
    return (
        bool(comma)
        and block.text[-1].isalnum()
        and "," not in role
        and 2 <= len(words) <= 4
        and words[0].lower() not in terms("stop") | terms("connectors") | terms("determiners")
        and all(w[0].isupper() or w.lower() in terms("connectors") for w in words)
        and role[:1].islower()
        and len(role.split()) <= 6
        and not any(c.isdigit() for c in role)
    )


def could_head(block: Block) -> bool:
    """Whether a line could be a headline: a few words with a capital that end no sentence."""
    glued = _GLUED_AGENCY.match(block.folded)
    if glued and glued[1].strip().lower() in agencies():
        return False
    if not 1 < block.words <= _HEADLINE_WORDS or len(block.text) > 260:
        return False
    if FULL_STOP.search(block.text[-6:]) and not block.text.endswith("..."):
        capitals = [w for w in WORD.findall(block.text) if len(w) > 3]
        titled = sum(w[0].isupper() for w in capitals)
        return len(capitals) >= 3 and titled * 10 >= 6 * len(capitals)
    if block.text[-1] in ",:;" or (block.words > 14 and _TWO_SENTENCES.search(block.folded)):
        return False
    if block.text[0] in _BULLETS:
        return False
    start = block.core.lstrip("«“\"'([ ")
    return bool(start) and (start[0].isupper() or start[0].isdigit())


def _head_lines(blocks: list[Block]) -> list[Block]:
    """Names and section labels between the top of the page and the first prose."""
    first = next((i for i, b in enumerate(blocks) if b.label is None and b.prose), 0)
    out = list(blocks)
    headline = next((i for i in range(first) if out[i].label == "headline"), 0)
    dated = any(b.label == "date" for b in out[headline:first])
    for i in range(first):
        block = out[i]
        following = [b.label for b in out[i + 1 : i + 3]]
        if block.label == "date" and i < headline and dated and following == ["widget", "widget"]:
            out[i] = replace(block, label="widget")  # the day of the visit, above the menu
        if block.label == "caption" and i > headline and _is_agency_first(block, following):
            out[i] = replace(block, label="byline")
        if block.label is not None or block.hint == "body":
            continue
        beside = {out[j].label for j in (i - 1, i + 1) if 0 <= j < len(out)}
        named = next((j for j in range(i + 1, first) if out[j].label == "headline"), None)
        alone = named is not None and not beside & {"date", "byline"}
        menu = [b.label for b in out[i + 1 : i + 3]] == ["widget", "widget"]
        if alone and (
            _is_site_name(block)
            or (block.words <= 4 and "widget" in beside)
            or (block.words <= 8 and menu and not block.ends)  # whose page it is, above its menu
        ):
            out[i] = replace(block, label="widget")
        elif _is_place_in_capitals(block) or _is_place_below_name(i, out):
            out[i] = replace(block, label="dateline")
        elif ("date" in beside and (_is_agency_signature(block) or _is_site_name(block))) or (
            is_name_line(block)
            or is_role_line(block)
            or (block.words <= 4 and is_desk_line(block))
            or (block.core.lower() in media() and beside & {"date", "byline"})
            or (i and out[i - 1].label == "byline" and is_role_alone(block))
        ):
            out[i] = replace(block, label="byline")
        elif _is_place_before_date(i, out):
            out[i] = replace(block, label="dateline")
        elif _is_under_picture(i, out):
            out[i] = replace(block, label="caption")
        elif (is_button(block) and "widget" in beside) or (
            block.words <= 2 and i + 1 < first and not block.ends
        ):
            out[i] = replace(block, label="widget")
    _credit_first(out, headline, first)
    for i in range(headline + 2, first):
        last = i == first - 1 or out[i + 1].label in ("byline", "date", "widget")
        if last and _is_caption_below(i, out):
            out[i] = replace(out[i], label="caption")
    return out


def _is_caption_below(i: int, blocks: list[Block]) -> bool:
    """« Les négociateurs, en 2015 » between what stands below the headline and the text."""
    block, before = blocks[i], blocks[i - 1]
    if block.label is not None or block.hint == "body" or not 4 <= block.words <= 25:
        return False
    if block.text[0] in "«“\"'-–" or ":" in block.text:
        return False
    if _is_credit_alone(before) or before.text.lstrip()[:1] == "©":
        return block.words <= (12 if block.ends else 16)
    return before.label in ("byline", "date", "widget") and block.words <= 9 and not block.ends


def _is_place_below_name(i: int, blocks: list[Block]) -> bool:
    """« Villarroya del Cierzo » between « Rebeca Lafoz » and the date."""
    named = [blocks[i - 1].core.split(" ")[0].lower(), blocks[i].core.split(" ")[0].lower()]
    return (
        _is_place_before_date(i, blocks)
        and named[0] in first_names()
        and named[1] not in first_names()
        and not _is_site_name(blocks[i])
        and blocks[i].core.lower() not in media()
    )


def _credit_first(blocks: list[Block], headline: int, first: int) -> None:
    """« Tom Hallworth », « Counters used a drone this summer »: a credit, then the caption."""
    if first - headline < 4:
        return
    who, what = blocks[first - 2 : first]
    signed = any(b.label == "byline" for b in blocks[headline : first - 3])
    if (
        signed
        and who.label == "byline"
        and blocks[first - 3].label == "widget"
        and what.label is None
        and what.hint != "body"
        and what.words >= 6
        and not what.ends
    ):
        blocks[first - 2 : first] = [replace(b, label="caption") for b in (who, what)]


def _goes_on_signing(before: Block, block: Block) -> bool:
    """« Photos : Aline Roux » below « Textes : Yvan Noir »."""
    works = [b.core.lower().partition(":")[0].strip() for b in (before, block)]
    return before.label == "byline" and all(work in terms("works") for work in works)


def _is_agency_first(block: Block, following: list[str | None]) -> bool:
    """« EFE / N. Roux » above the date of the page."""
    agency, slash, name = block.core.partition("/")
    return (
        bool(slash)
        and agency.strip().lower() in agencies()
        and 1 <= len(name.split()) <= 4
        and name.strip()[:1].isupper()
        and "date" in following
    )


def _is_place_before_date(i: int, blocks: list[Block]) -> bool:
    """« Payerne » between who signs and when."""
    block = blocks[i]
    return (
        0 < i < len(blocks) - 1
        and blocks[i + 1].label == "date"
        and (blocks[i - 1].label == "byline" or is_name_line(blocks[i - 1]))
        and 1 <= block.words <= 3
        and not block.ends
        and not is_role_alone(block)
        and block.core.split(" ", 1)[0].lower() not in sections()
        and not OUTLET_ALONE.fullmatch(block.folded.strip(" ."))
        and block.text[0].isupper()
        and not any(c.isdigit() for c in block.text)
    )


def _is_place_in_capitals(block: Block) -> bool:
    """« VAL-NORD, Abitibi »: a place and where it lies, as agencies write them."""
    place, comma, region = block.text.strip().partition(", ")
    return (
        bool(comma)
        and place.isupper()
        and len(place) > 3
        and block.words <= 5
        and region[:1].isupper()
        and not region.isupper()
        and not block.ends
        and not any(c.isdigit() for c in block.text)
        and fold(region.split()[0]).lower() not in first_names()
        and fold(place.split()[0]).lower() not in first_names()
    )


def _is_under_picture(i: int, blocks: list[Block]) -> bool:
    """« keledai di sumur »: a few small words between the page's head and its text."""
    block = blocks[i]
    return (
        i > 0
        and (
            blocks[i - 1].label in _ABOVE_PICTURE - {"widget"}
            or (blocks[i - 1].label == "widget" and blocks[i + 1].label == "caption")
        )
        and block.text[0].islower()
        and 2 <= block.words <= 5
        and not block.ends
    )


def _is_agency_signature(block: Block) -> bool:
    """« Sylvie Tornay/ats »: a person and the agency in a signature's place."""
    name, slash, agency = block.core.partition("/")
    return (
        bool(slash)
        and agency.strip().lower() in agencies()
        and 2 <= len(name.split()) <= 4
        and all(w[0].isupper() for w in name.split())
    )


def _is_site_name(block: Block) -> bool:
    """« Le Phare de l'Ouest » above the headline: whose page it is, no signature."""
    name = block.folded.strip(" .")
    return block.words <= 7 and bool(OUTLET_ALONE.fullmatch(name) or _SITE_NAME.fullmatch(name))


def between(blocks: list[Block]) -> list[Block]:
    """Short lines between paragraphs: picture texts; the rest are cross-heads, part of the body."""
    out = list(blocks)
    prose = [i for i, b in enumerate(out) if b.label is None and b.prose]
    if not prose:
        return out
    _caption_above(out, prose)
    for i in range(prose[0] + 1, prose[-1]):
        alone = out[i - 1].label is None and out[i + 1].label is None
        if alone and out[i].label == "widget" and is_section(out[i]):
            out[i] = replace(out[i], label=None)  # « Histoire » between two paragraphs
    for i in range(prose[0] + 1, prose[-1]):
        if out[i].label in (None, "caption") and out[i].hint is None and _leads_away(i, out):
            out[i] = replace(out[i], label="teaser")  # « VIDEO. », « PODCAST | »
    for i in range(prose[-1] - 1, prose[0], -1):  # upwards, from a date to the names above it
        block = out[i]
        if block.label == "credit" and is_agency_line(block.core.lower()):
            out[i] = replace(block, label="caption")
        if (
            block.label is None
            and _is_agency_signature(block)
            and "date" in {out[i - 1].label, out[i + 1].label}
        ):
            out[i] = replace(block, label="byline")
            continue
        if block.label is None and _is_beside_credit(i, out):
            out[i] = replace(block, label="caption")
            continue
        if block.label is not None or block.hint == "body" or block.prose:
            continue
        following = out[i + 1] if i + 1 < len(out) else None
        under = following is not None and following.label == "caption" and not following.gap
        titled = following is not None and is_chart_source(following.core.lower())
        small = block.words <= 6 and not block.ends
        lower = block.text[0].islower() and not out[i - 1].text.rstrip().endswith((",", ":", ";"))
        agency = TAIL_CREDIT.search(block.folded)
        beside = {b.label for b in (out[i - 1], following) if b is not None}
        near = i <= prose[0] + 3
        if near and is_role_alone(block) and is_name_line(out[i - 1]):
            out[i] = replace(block, label="byline")
            continue
        if near and (_is_place_before_date(i, out) or _is_place_in_capitals(block)):
            out[i] = replace(block, label="dateline")
            continue
        placed = near and "dateline" in beside and is_name_line(block)
        placed = placed or (near and _is_signed_near_date(i, out))
        if placed or (
            beside & {"date", "byline"} and (is_name_line(block) or _is_site_name(block))
        ):
            out[i] = replace(block, label="byline")
            continue
        if (
            (small and under)
            or (
                block.words <= 14
                and not block.ends
                and block.core.lower().startswith(tuple(terms("picture_openings")))
            )
            or (titled and block.words <= 14 and not block.ends)
            or (block.words <= 14 and not block.ends and _is_credit_alone(following))
            or (block.words <= 16 and not block.ends and _is_chart_credit(following))
            or (small and lower and block.gap and block.words <= 5)
            or (agency and agency[1].strip().lower() in agencies() and block.words <= 30)
        ):
            out[i] = replace(block, label="caption")
    return out


def _is_beside_credit(i: int, blocks: list[Block]) -> bool:
    """« L'hémicycle du château. » above « [Aline Roux - Agence] », or a title's words below it.

    What a paragraph says goes on from the one before: a pronoun or « Mais » opens no caption.
    """
    block, before = blocks[i], blocks[i - 1]
    following = blocks[i + 1]
    if block.hint == "body" or not 4 <= block.words <= _CAPTION_WORDS or block.text[0] in "«“\"'-–":
        return False
    if _TWO_SENTENCES.search(block.folded[:-6]) or "«" in block.text or "“" in block.text:
        return False
    words = tokens(block.folded)
    goes_on = fold(block.core).lower().partition(" ")[0] in terms("going_on")
    if goes_on or words & entries("voice", "terms")["reporting"]:
        return False
    if block.ends:
        # « Getty Images » below a paragraph may be that of the caption which follows.
        after = blocks[i + 2] if i + 2 < len(blocks) else None
        below = after is not None and after.label is None and not after.ends and after.words >= 6
        return before.label != "caption" and not below and _is_credit_alone(following)
    return block.words >= 6 and before.hint is None and _is_credit_alone(before)


def _is_card_foot(i: int, blocks: list[Block]) -> bool:
    """The last of three lines that lead to another page: title, what it is about, whose it is."""
    block = blocks[i]
    title, about = blocks[i - 2 : i] if i > 1 else (block, block)
    return (
        block.label in (None, "byline")
        and block.hint is None
        and block.words <= 9
        and bool(_CARD_FOOT.fullmatch(block.folded.strip()))
        and about.label is None
        and about.words <= 30
        and title.label is None
        and not title.ends
        and 3 <= title.words <= 20
    )


def _is_signed_near_date(i: int, blocks: list[Block]) -> bool:
    """« Karine Thibodeau » two lines below the date, or « Le Fleuve » below her."""
    block = blocks[i]
    dated = "date" in {b.label for b in blocks[i - 2 : i + 3]}
    known = fold(block.core).lower().partition(" ")[0] in first_names() and is_name_line(block)
    above = fold(blocks[i - 1].core).lower().partition(" ")[0] in first_names()
    below = _is_site_name(block) and blocks[i - 1].label is None and above
    outlet = i + 1 < len(blocks) and blocks[i + 1].label == "byline" and block.words <= 2
    outlet = outlet and block.text[0].isupper() and not block.ends
    return (dated and known) or (below and is_name_line(blocks[i - 1])) or (dated and outlet)


def _leads_away(i: int, blocks: list[Block]) -> bool:
    """« VIDEO. Les cuisiniers de nuit », or a title above « Lire la suite », in mid-article."""
    block = blocks[i]
    if not 3 <= block.words <= 30 or FULL_STOP.search(block.text[-6:]):
        return False
    opener = _OPENER.match(block.folded)
    if opener and opener[1].isupper() and opener[1].lower() in terms("openers"):
        return True
    button, before = blocks[i + 1], blocks[i - 1]
    return (
        block.label is None
        and block.words >= 5
        and button.label in ("widget", "teaser")
        and button.core.lower() in terms("leads_on")
        and before.label is None
        and could_head(block)
    )


def _caption_above(blocks: list[Block], prose: list[int]) -> None:
    """Make captions of the sentences between the page's head and a picture's credit."""
    second = prose[1] if len(prose) > 1 else prose[0]
    for i in range(1, min(second + 4, len(blocks) - 1)):
        block = blocks[i]
        if block.label is None and block.ends and _is_beside_credit(i, blocks):
            blocks[i] = replace(block, label="caption")
        elif (
            block.label is None
            and block.hint != "body"
            and block.words <= 30
            and blocks[i - 1].label in _ABOVE_PICTURE
            and block.text[0] not in "«“\"'"
            and not _TWO_SENTENCES.search(block.folded)
            and (
                _is_credit_alone(blocks[i + 1])
                or _is_photographer(blocks[i + 1])
                or _is_credited_pair(blocks[i + 1])
            )
        ):
            blocks[i : i + 2] = [replace(b, label="caption") for b in blocks[i : i + 2]]


def _is_credit_alone(block: Block | None) -> bool:
    """« Keystone/Image prétexte », « Foto: Sabela Freire »: who made a picture and no more."""
    if block is None or block.label != "caption" or block.words > 7 or block.gap:
        return False
    lower = block.core.lower()
    return (
        any(c in "/©:|()[]" for c in block.text)
        or block.text.isupper()
        or lower in photo_names() | agencies()
        or lower.split(" ", 1)[0] in terms("caption_lead")
    )


def _is_credited_pair(block: Block) -> bool:
    """« Aline Roux / Agence du Lac », « | Aline Roux »: who made the picture above."""
    line = block.folded.strip()
    names = [part.strip() for part in re.split(r"[/|]", line)]
    if block.label not in (None, "byline") or block.words > 8 or len(names) != 2 or block.ends:
        return False
    words = [word for name in names for word in name.split()]
    small = terms("connectors") | terms("determiners")
    return (
        len(words) >= 2
        and (line[0] in "/|" or len(names[0].split()) >= 2)
        and all(w[0].isupper() or w.lower() in small for w in words)
    )


def _is_chart_credit(block: Block | None) -> bool:
    """« Graphique: sja. Source: calculs de la rédaction »."""
    if block is None or block.label != "caption":
        return False
    return re.split(r"\W", block.core.lower(), maxsplit=1)[0] in terms("chart_words")


def _is_photographer(block: Block) -> bool:
    """« YVAN PÉCLAT »: a person's name in capitals between paragraphs."""
    name, comma, medium = block.text.partition(", ")
    if comma and medium[:1].isupper() and len(medium.split()) <= 4:
        block = replace(block, text=name, core=name, label=None)  # « DANA KESSLER, Prairie Star »
    words = block.text.split()
    return (
        block.label is None
        and 2 <= len(words) <= 4
        and block.text.isupper()
        and words[0].isalpha()
        and fold(words[0]).lower() in first_names()
        and is_name_line(block)
    )


def is_role_alone(block: Block) -> bool:
    """« Aurillac, envoyée spéciale », « Correspondante à Thiès »: what a signature adds."""
    words = [w.lower() for w in WORD.findall(block.core)]
    titles = terms("person_titles")
    return (
        0 < len(words) <= 8
        and not block.ends
        and ":" not in block.core
        and (words[0] in titles or words[-1] in titles)
        and block.text[0].isupper()
    )


def is_desk_line(block: Block) -> bool:
    """« Rédaction internationale », « The news desk »."""
    words = WORD.findall(block.core)
    return len(words) > 1 and not block.ends and starts_with_desk(words)
