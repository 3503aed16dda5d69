"""What the outlet asks of its reader, how it presents itself, and what it discloses.

All three are read in the outlet's own voice only: words inside quotation marks, sentences that
report what somebody else asks for, other pages' headlines and bare buttons do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from analysis.annotation.document import Document
from analysis.annotation.origin import sentences_told
from analysis.languages.asking import Place, matter_asked, may_ask
from analysis.languages.claiming import matter_framed, may_frame
from analysis.languages.patterns import (
    Rule,
    Taken,
    entries,
    fold,
    page,
    tokens,
    usable,
)
from analysis.schema import Disclosure, Framing, Origin, Quote, Solicitation, Span, Zone
from analysis.text import cut_quotes

# Zones that are not the outlet's words to this reader about itself.
_MUTE = frozenset({"teaser", "separator", "date", "dateline"})
_BODY = frozenset({"body", "headline", "caption"})
_LONGEST_SENTENCE = 2000
# Characters of the longest line that may present the outlet below the article.
_IMPRINT = 180
# Characters of the longest gap between an appeal and the means it names.
_MEANS = 40
# « ons et aidez, adresse, numéro ... »: the end of a sentence that the text begins with.
_CUT = re.compile(r"[a-z]")
# Between a question and the appeal that follows it.
_ASKED = re.compile(r" ?\? {1,2}")
# « ... et distribuez-les », « ... : pub@fanal.example »: it goes on from what was named before.
_GOES_ON = re.compile(r"[\w-]{3,20}-l(?:e|a|es)\b|\S{1,20}@")
_AND = frozenset({"et", "and", "y"})
# Characters before a bare « Abonnez-vous » in which its matter is named.
_CONTEXT = 160
# « Inscrivez-vous à notre lettre et recevez ... », « Give today and your gift will be doubled »:
# what one gets by it is no second request.
_GAINS = re.compile(
    r",? (?:et|and|y) (?:accedez|beneficiez|enjoy|get|lisez|naviguez|profitez|read|receive|recevez|"
    r"recibe|votre (?:don|soutien)|your)\b"
)
# Nothing, or a word or two that join no second request, between the parts of one.
_FLOWS = re.compile(r"(?: (?!(?:and|et|or|ou|puis|y)\b)[\w']{1,15}){0,2} ?")
# All that may follow an outlet's words on itself on a page's first line.
_IMPRINT_REST = re.compile(
    r"[ ,.]*(?:(?:depuis|fonde\w?|cree\w?|lance\w?|en|sans|ni|et|since|founded|established|in|"
    r"gratuite?s?|\d{4}|pub\w{0,6}|subventions?|actionnaires?)[ ,.]*){0,8}$"
)
# « de la vallee », « en langue francaise », « d'Afrique »: what may tell whom it is for.
_FUNCTION_WORDS = re.compile(
    r"(?:(?:de|du|des|d'|la|le|les|l'|a|au|aux|sur|on|of|the|from|for|del|el|pour|et|and|y|en|in|depuis|"
    r"since|desde|fonde\w?|founded|cree\w?|lance\w?|\d{4}) ?){0,12}"
)
# The name that may stand before it there.
_NAME_BEFORE = re.compile(
    r"\W{0,3}(?!L'[a-z])(?:[A-Z][\w'.&-]{0,30} ){0,4}(?:[A-Z][\w'.&-]{0,30} ?[,:–—-] )?"
)


def find_solicitations(
    document: Document, told: Sequence[Framing | Disclosure]
) -> tuple[Solicitation, ...]:
    """Appeals the outlet makes to its reader: share, newsletter, donation, subscription, ...

    A bare interface label (« Partager: », « S'abonner ») is a widget and no appeal; news about
    donations, a source's appeal in quotation marks and third-person reports are none either, nor
    is what the framings and disclosures ``told`` by the document hold.
    """
    found: list[tuple[int, int, str]] = []
    for zone, sentence, rules in _sentences(document, "appeals", skip=frozenset({"widget"})):
        found += _with_means(
            document,
            [
                (start, end, rule.kind)
                for rule, (start, end) in _hits(document, rules, sentence)
                if _own_voice(document, zone, sentence, (start, end))
                and not ("sentence" in rule.options and (start, end) == (zone.start, zone.end))
                and not ("outside" in rule.options and _is_elsewhere(document, zone, sentence))
            ],
        )
    further = list(_by_matter(document, found))
    if further:  # « YouTube a démonétisé notre chaîne » complains of the medium and asks nothing.
        framed = [(f.start, f.end) for f in told]
        found += [h for h in further if not any(h[0] < b and a < h[1] for a, b in framed)]
    return tuple(
        Solicitation(start=start, end=end, appeal=kind)  # type: ignore[arg-type]
        for start, end, kind in _joined(page(document.text), _told_before(document, _settle(found)))
    )


def _told_before(
    document: Document, found: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """« Notre lettre paraît le lundi. Abonnez-vous ! »: a bare verb has the matter named before."""
    text = page(document.text)
    out = []
    for start, end, kind in found:
        if tokens(text[start:end]) <= _terms("bare"):
            zone = next((z for z in document.zones if z.start <= start < z.end), None)
            before = tokens(text[max(zone.start if zone else 0, start - _CONTEXT) : start])
            named = {k: len(before & words) for k, words in _contexts().items()}
            best = max(named, key=lambda k: (named[k], k == kind), default=kind)
            kind = best if named.get(best) else kind
        out.append((start, end, kind))
    return out


@cache
def _contexts() -> dict[str, frozenset[str]]:
    return entries("appeals", "context")


@cache
def _terms(name: str) -> frozenset[str]:
    return entries("appeals", "terms").get(name, frozenset())


def _joined(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """« Vous avez un témoignage ? Contactez-nous »: a question and its appeal are one."""
    out: list[tuple[int, int, str]] = []
    for start, end, kind in found:
        between = text[out[-1][1] : start] if out else ""
        asked = out and _ASKED.fullmatch(between)
        same = bool(out) and out[-1][2] == kind
        goes_on = same and (
            _FLOWS.fullmatch(between)
            or (_GOES_ON.match(text, start, end) and not re.search("[.!\n]", between))
            or (between.strip(", ") in _AND and _GAINS.match(text, out[-1][1], end))
        )
        about = out[-1][2] if out else kind
        ours = asked and tokens(text[out[-1][0] : out[-1][1]]) & _voice("ours")
        if goes_on or (asked and (not ours or about == "advertising")):
            # « Want to sponsor our podcast? Get in touch » stays what it asks about.
            out[-1] = (out[-1][0], end, about if about == "advertising" else kind)
        else:
            out.append((start, end, kind))
    return out


def _with_means(
    document: Document, found: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """« Soutenez-nous en faisant un don »: the means belongs to the appeal before it."""
    text = page(document.text)
    joined = list(found)
    for start, end, kind in found:
        if text[start : start + 3].lower() != "en ":
            continue
        before = [h for h in found if h[2] == kind and h[0] < start and start - h[1] <= _MEANS]
        joined += [(first, end, kind) for first, _, _ in before]
    return joined


def _by_matter(
    document: Document, found: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Sentences without an appeal by pattern that make one by what they name."""
    for zone, sentence in _without(document, found, may_ask):
        place: Place = "outside" if zone.label not in _BODY else "prose"
        if zone.label == "body" and not _is_long(zone):
            place = "line"
        kind = matter_asked(_unquoted(document, zone, sentence), place)
        if kind and (whole := _whole(document, zone, sentence)):
            yield *whole, kind


def _without(
    document: Document, found: list[tuple[int, int, str]], may: Callable[[str, int, int], bool]
) -> Iterator[tuple[Zone, Span]]:
    """Sentences of the outlet that may hold something by their words, where no pattern found it."""
    text = page(document.text)
    starts = sorted(start for start, _, _ in found)
    for zone in document.zones:
        if zone.label in _MUTE or zone.label in ("disclaimer", "widget"):
            continue
        if not may(document.text, zone.start, zone.end):
            continue
        for start, end in sentences_told(text, zone.start, zone.end, document.pack.abbreviations):
            at = bisect_left(starts, start)
            if _CUT.match(text, 0, end) and start == 0:
                continue
            if may(document.text, start, end) and not (at < len(starts) and starts[at] < end):
                yield zone, (start, end)


def find_framings(document: Document, origins: Sequence[Origin]) -> tuple[Framing, ...]:
    """Censorship framing and self-positioning in the outlet's own voice, anywhere on the page.

    The ``origins`` of the document tell whether a sentence is about another medium.
    """
    found: list[tuple[int, int, str]] = []
    foot = _foot(document.zones)
    for zone, sentence, rules in _sentences(document, "framing"):
        for rule, (start, end) in _hits(document, rules, sentence):
            if not _own_voice(document, zone, sentence, (start, end)):
                continue
            if rule.kind == "self_positioning" and _names_another(origins, sentence, (start, end)):
                continue  # « first appeared in Rivages, an independent magazine »
            if not _framed(document, rule, zone, sentence, (start, end), foot):
                continue
            found.append((start, end, rule.kind))
    found += list(_by_claim(document, found))
    return tuple(
        Framing(start=start, end=end, frame=kind)  # type: ignore[arg-type]
        for start, end, kind in _settle(found)
    )


def _by_claim(
    document: Document, found: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Sentences without a framing by pattern that make one by what they name."""
    for zone, sentence in _without(document, found, may_frame):
        kind = matter_framed(_unquoted(document, zone, sentence))
        if kind and (whole := _whole(document, zone, sentence)):
            yield *whole, kind


def _whole(document: Document, zone: Zone, sentence: Span) -> Span | None:
    """A sentence in the outlet's own voice without its last signs, None in another's."""
    start, end = sentence
    stop = start + len(page(document.text)[start:end].rstrip(" ,;:.!?…"))
    own = start < stop and _own_voice(document, zone, sentence, (start, start))
    return (start, stop) if own else None


def find_disclosures(document: Document, origins: Sequence[Origin]) -> tuple[Disclosure, ...]:
    """What the outlet says of its money, a correction, an interest, or a translation.

    A sentence that states by whom or what the text was translated is an origin record
    (``translated_by``); only a warning beside such a statement is a disclosure of its own.
    """
    found: list[tuple[int, int, str]] = []
    for zone, sentence, rules in _sentences(document, "disclosures"):
        for rule, (start, end) in _hits(document, rules, sentence):
            states = "states" in rule.options
            if not _own_voice(document, zone, sentence, (start, end), states=states):
                continue
            if (
                "own" in rule.options
                and zone.label in _BODY
                and not _speaks(document, zone, sentence)
                and not (start == zone.start and not _is_long(zone))
            ):
                continue
            if rule.kind == "translation" and _says_translated(origins, (zone.start, zone.end)):
                continue
            if rule.kind == "funding" and _says_translated(origins, (start, end)):
                continue  # « La version française de ce texte a été réalisée par ... »
            found.append((start, end, rule.kind))
    return tuple(
        Disclosure(start=start, end=end, what=kind)  # type: ignore[arg-type]
        for start, end, kind in _settle(found)
    )


def _framed(
    document: Document, rule: Rule, zone: Zone, sentence: Span, span: Span, foot: frozenset[int]
) -> bool:
    """Whether the outlet speaks of itself: by the words of the sentence, or by its place."""
    if "page" in rule.options:
        return zone.label not in _BODY
    if "we" in rule.options:
        return _speaks(document, zone, sentence)
    if "outside" in rule.options and _is_elsewhere(document, zone, sentence):
        return rule.kind == "self_positioning" and _is_imprint(document, zone, span, foot)
    return True


def _names_another(origins: Sequence[Origin], sentence: Span, span: Span) -> bool:
    """Whether a sentence has just named the medium its text was first published by."""
    return any(
        origin.relation == "republished_from"
        and sentence[0] <= origin.start < span[0]
        and origin.end <= span[0] + 3
        for origin in origins
    )


def _is_imprint(document: Document, zone: Zone, span: Span, foot: frozenset[int]) -> bool:
    """Whether a short verbless line below the article presents the outlet.

    « Le Fil, média indépendant fondé en 1987. », « Un journal libre et sans publicité. »
    """
    text = page(document.text)
    if zone.start not in foot and not (
        zone.label == "body"
        and not _is_long(zone)
        and (
            _IMPRINT_REST.match(text[span[1] : zone.end].lower())
            or _tells_where(text[span[1] : zone.end])
        )
    ):
        return False
    before = _NAME_BEFORE.match(text, zone.start, span[0])
    if before is None or tokens(text[before.end() : span[0]]) - _voice("presents"):
        return False
    # « à » is no verb, though it looks like « a » without its accent.
    after = tokens(fold(document.text[span[1] : zone.end].replace("à", " ")))
    return not after & (_voice("tells") | _voice("reporting"))


def _tells_where(rest: str) -> bool:
    """« ... de la vallée, depuis 2011. »: names and regions end the line, and nothing is told."""
    words = re.findall(r"\w+'?", rest)
    kept = [w for w in words if not (w[0].isupper() or w.lower() in _voice("territory"))]
    told = _FUNCTION_WORDS.fullmatch(" ".join(kept).lower())
    return bool(told) and rest.rstrip().endswith(".")


def _foot(zones: tuple[Zone, ...]) -> frozenset[int]:
    """Starts of the short body lines below the last paragraph, the first body line left out."""
    bodies = [z for z in zones if z.label == "body"]
    last = next((i for i in range(len(bodies) - 1, 0, -1) if _is_long(bodies[i])), 0)
    return frozenset(z.start for z in bodies[max(last, 1) :] if not _is_long(z))


def _is_long(zone: Zone) -> bool:
    return zone.end - zone.start > _IMPRINT


def _is_elsewhere(document: Document, zone: Zone, sentence: Span) -> bool:
    """Whether a sentence stands in the article itself and does not speak as « nous »."""
    return zone.label in _BODY and not _speaks(document, zone, sentence, "ours")


def _says_translated(origins: Sequence[Origin], span: Span) -> bool:
    """Whether a stretch of the page states that the text was translated."""
    start, end = span
    return any(
        origin.relation == "translated_by" and start < origin.end and origin.start < end
        for origin in origins
    )


@cache
def _voice(name: str) -> frozenset[str]:
    return entries("voice", "terms").get(name, frozenset())


def _sentences(
    document: Document, lexicon: str, skip: frozenset[str] = frozenset()
) -> Iterator[tuple[Zone, Span, list[Rule]]]:
    """Sentences that hold the words of some rule, with those rules."""
    text = page(document.text)
    there = usable(lexicon, document.text)
    for zone in document.zones:
        if zone.label in _MUTE or zone.label in skip:
            continue
        if not there.between(zone.start, zone.end):
            continue
        for start, end in sentences_told(text, zone.start, zone.end, document.pack.abbreviations):
            rules = there.between(start, end)
            if rules:
                yield zone, (start, min(end, start + _LONGEST_SENTENCE)), rules


def _hits(document: Document, rules: list[Rule], sentence: Span) -> list[tuple[Rule, Span]]:
    text = page(document.text)[sentence[0] : sentence[1]]
    hits = []
    for rule in rules:
        for match in rule.regex.finditer(text):
            start, end = match.span()
            if text[end - 1].isalpha() and text[end : end + 1].isalpha():
                continue  # « un partage de compte|s »: the words of the rule end before the word
            while end > start and text[end - 1] in " ,;:.!?":
                end -= 1
            while start < end and text[start] in ' ,;:.!?–—-«“"':
                start += 1
            if start < end:
                hits.append((rule, (sentence[0] + start, sentence[0] + end)))
    return hits


def _own_voice(
    document: Document, zone: Zone, sentence: Span, span: Span, *, states: bool = False
) -> bool:
    """Whether nobody but the outlet speaks: not quoted, not reported.

    A notice may itself ``state`` something (« L'auteur déclare ... ») and still be the outlet's;
    and the words of the appeal report nobody (« je vous invite à », « selon vos moyens »).
    """
    text = page(document.text)
    cut = cut_quotes(text[zone.start : zone.end])
    if any(zone.start + a < span[0] and span[1] < zone.start + b for a, b in cut):
        return False
    if zone.label not in _BODY:
        return True
    if any(start <= span[0] and span[1] <= end for start, end in _quoted(document, span)):
        return False
    words = tokens(text[sentence[0] : span[0]]) | tokens(text[span[1] : sentence[1]])
    return states or not words & _voice("reporting")


@lru_cache(maxsize=4)
def _outer_quotes(quotes: tuple[Quote, ...]) -> tuple[list[int], list[int]]:
    """Starts and ends of the quotations that lie in no other."""
    spans: list[Span] = []
    for quote in sorted(quotes, key=lambda q: (q.outer[0], -q.outer[1])):
        if not spans or quote.outer[0] >= spans[-1][1]:
            spans.append(quote.outer)
    return [a for a, _ in spans], [b for _, b in spans]


def _quoted(document: Document, span: Span) -> list[Span]:
    """The outermost quotations that touch a span."""
    starts, ends = _outer_quotes(document.quotes)
    first, last = bisect_right(ends, span[0]), bisect_left(starts, span[1])
    return list(zip(starts[first:last], ends[first:last], strict=True))


def _unquoted(document: Document, zone: Zone, sentence: Span) -> str:
    """A sentence, in prose without the words that it quotes."""
    text = page(document.text)[sentence[0] : sentence[1]]
    if zone.label not in _BODY:
        return text
    for start, end in _quoted(document, sentence):
        a, b = max(start, sentence[0]), min(end, sentence[1])
        text = text[: a - sentence[0]] + " " * (b - a) + text[b - sentence[0] :]
    return text


def _speaks(document: Document, zone: Zone, sentence: Span, voice: str = "speaker") -> bool:
    """Whether a sentence speaks as « nous » (or as « je », or to « vous »), quotations left out."""
    return bool(tokens(_unquoted(document, zone, sentence)) & _voice(voice))


def _settle(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """One record a stretch: of overlapping hits the longest, then the earliest."""
    taken = Taken()
    longest_first = sorted(set(found), key=lambda hit: (hit[0] - hit[1], hit[0], hit[2]))
    return sorted(hit for hit in longest_first if taken.claim(hit[0], hit[1]))
