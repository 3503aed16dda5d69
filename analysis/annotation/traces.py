"""Traces of machine translation and of damage to the text.

A trace is shown with its words and never proves anything alone; only a statement on the page
discloses a translation. :func:`translation_ordinal` sums the traces up in four steps. Traces of
the group ``integrity`` (a lost quotation mark, a headline twice, a broken sentence) are human or
technical slips and say nothing about translation.

Machine translation leaves literal renderings and the source language's constructions behind
(Volansky, Ordan & Wintner 2013), less so the better the system is (Aharoni, Koppel & Goldberg
2014); hence the kinds of trace are counted, not the traces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, TypeAlias

from analysis import languages
from analysis.annotation.document import Document
from analysis.annotation.wordlists import Anchored, all_forms, lower, whole_words, words_found
from analysis.languages import patterns
from analysis.schema import AnnotatedArticle, Attribution, Span, Trace, Zone
from analysis.text import Cover, rank_languages

# How much each kind weighs when shown, 0 to 1; a reader should look at the strong ones first.
STRENGTHS: Mapping[str, float] = {
    "disclosed": 1.0,
    "calque": 0.7,
    "dangling_participle": 0.6,
    "foreign_notation": 0.6,
    "foreign_residue": 0.7,
    "mass_noun_plural": 0.3,
    "mid_sentence_capital": 0.5,
    "missing_determiner": 0.7,
    "non_inverted_incise": 0.7,
    "parenthetical_gloss": 0.5,
    "title_case_headline": 0.7,
    "broken_sentence": 0.8,
    "doubled_word": 0.6,
    "duplicate_headline": 1.0,
    "foreign_header": 0.8,
    "mixed_quote_marks": 0.4,
    "unclosed_quote": 0.8,
}
INTEGRITY: frozenset[str] = frozenset(
    {
        "broken_sentence",
        "doubled_word",
        "duplicate_headline",
        "foreign_header",
        "mixed_quote_marks",
        "unclosed_quote",
    }
)

_PROSE = ("headline", "body", "caption")
_WORD = re.compile(r"\w+(?:-\w+)*'?")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
# A foreign line must be this much likelier (log scale) in another language than in the article's:
# with less, native lines of three to ten words begin to be taken for foreign ones.
_MARGIN = 10
# So many small words of another language, hardly more than two words apart, make a residue.
_FOREIGN_WORDS = 4
# Two of them side by side do, where no word beside them has a capital, as in a foreign title.
_FOREIGN_PAIR = 2
# How far around a participle its sentence is read, in characters.
_REACH = 600
_MOST_CAPITALS = 40
_TWICE = re.compile(r"(?<![\w'-])(\w{1,8}+) \1(?![\w'-])")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_LINE = 30
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|fr|org|net)\b")
# Words in a script that the Latin-written languages do not use.
_OTHER_SCRIPT = re.compile(
    r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,}"
    r"(?:[ ,-]{1,2}[\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff"
    r"\uac00-\ud7af]{2,}){0,12}"
)


_Index: TypeAlias = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    calques: Anchored
    not_before: re.Pattern[str]
    mass_nouns: re.Pattern[str]
    incise: re.Pattern[str]
    citing: Anchored
    speech_verbs: re.Pattern[str]
    media_nouns: re.Pattern[str]
    bare_country: re.Pattern[str]
    gloss: re.Pattern[str]
    gloss_twice: re.Pattern[str]
    small_words: frozenset[str]
    capital_noun: Anchored
    any_foreign: Anchored
    foreign: tuple[re.Pattern[str], ...]
    foreign_pairs: re.Pattern[str]
    notation: Anchored
    bare_after: Anchored
    broken: Anchored
    never_doubled: Anchored


def find_traces(document: Document, attributions: Iterable[Attribution]) -> tuple[Trace, ...]:
    """Find the traces of machine translation and of damage in an article.

    Returns
    -------
    tuple of Trace
        In text order. ``group`` tells traces of translation from those of damage.
    """
    lowered = lower(document.text)
    index = patterns.run_index(document.text)
    lexicon = _lexicon(document.language)
    found: dict[Span, str] = {}
    for kind, spans in (
        ("disclosed", _disclosed(lexicon, lowered, index)),
        ("title_case_headline", _title_case(document, lexicon)),
        ("foreign_residue", _foreign(document, lexicon, lowered, index)),
        ("foreign_notation", _in_prose(document, lexicon.notation.find(lowered, index))),
        ("calque", _in_prose(document, lexicon.calques.find(lowered, index))),
        ("mass_noun_plural", _in_prose(document, lexicon.mass_nouns.finditer(lowered))),
        ("non_inverted_incise", _incises(document, lexicon)),
        ("dangling_participle", _dangling(document, lexicon, lowered, index)),
        ("parenthetical_gloss", _glosses(document, lexicon, lowered)),
        ("missing_determiner", _bare_countries(document, lexicon, index)),
        ("mid_sentence_capital", _capitals(document, lexicon, index)),
        ("unclosed_quote", (q.outer for q in document.quotes if not q.closed)),
        ("mixed_quote_marks", _mixed_marks(document)),
        ("duplicate_headline", _duplicates(document, lowered)),
        ("foreign_header", _foreign_header(document, lexicon, lowered)),
        ("broken_sentence", _in_prose(document, lexicon.broken.find(lowered, index))),
        ("doubled_word", _doubled(document, lexicon, lowered, index)),
    ):
        for span in spans:
            found.setdefault(span, kind)
    return tuple(
        Trace(
            start=start,
            end=end,
            trace=kind,
            strength=STRENGTHS[kind],
            group="integrity" if kind in INTEGRITY else "translation",
        )
        for (start, end), kind in sorted(found.items())
    )


def translation_ordinal(article: AnnotatedArticle) -> int:
    """How much the text shows of a machine translation, 0 to 3.

    3: the page says so. 2: three or more independent kinds of trace. 1: one or two kinds. 0: none.
    Higher means more traces; it is a stratum (style of translated and original texts should not be
    compared), not a fault.
    """
    kinds = {trace.trace for trace in article.traces if trace.group == "translation"}
    stated = any(origin.relation == "translated_by" for origin in article.origins)
    if stated or "disclosed" in kinds or any(d.what == "translation" for d in article.disclosures):
        return 3
    return 2 if len(kinds) >= 3 else min(1, len(kinds))


def _in_prose(document: Document, matches: Iterable[re.Match[str]]) -> Iterator[Span]:
    zones = [zone for zone in document.zones if zone.label in _PROSE]
    starts = [zone.start for zone in zones]
    for match in matches:
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.end() <= zones[at].end:
            yield match.span()


def _disclosed(lexicon: _Lexicon, lowered: str, index: _Index) -> Iterator[Span]:
    """A disclosure may stand in any zone and in any language that has a pack."""
    taken = Cover([])
    for pattern in _disclosures():
        found = [match.span() for match in pattern.find(lowered, index)]
        for start, end in found:
            before = lowered[max(0, start - 30) : start]
            if not taken.touches((start, end)) and not lexicon.not_before.search(before):
                yield start, end
        taken = Cover(found)


def _title_case(document: Document, lexicon: _Lexicon) -> Iterator[Span]:
    """A headline that writes with a capital what the language writes without one.

    Either the small words have one, too, or, as in English, only they have none: then most other
    words have one, and several of these stand in the body without it.
    """
    if not lexicon.small_words:
        return
    for zone in document.zones_of("headline"):
        words = [m[0] for m in _WORD.finditer(document.text, zone.start, zone.end)]
        later = [w for w in words[1:] if w[0].isalpha() and not w[1:].isupper()]
        small = [w for w in later if w.lower() in lexicon.small_words]
        large = [w for w in later if w.lower() not in lexicon.small_words and len(w) > 2]
        capitals = [w for w in later if w[0].isupper()]
        if all(w.isupper() for w in words) or len(later) < 3:
            continue
        raised = sum(w[0].isupper() for w in small)
        everything = len(capitals) >= 0.8 * len(later) and raised > len(small) / 2
        if everything and raised >= 2 and len(later) >= 4:
            yield zone.start, zone.end
        elif (everything and raised) or (
            len(large) >= 4 and sum(w[0].isupper() for w in large) >= 0.7 * len(large)
        ):
            usual = _usual(document, {w.lower() for w in capitals if w in large})
            if len(usual) >= (1 if everything else 3):
                yield zone.start, zone.end


def _usual(document: Document, words: set[str]) -> set[str]:
    """Those of some words that the body writes in lower case."""
    return {
        match[0]
        for zone in document.zones_of("body")
        for match in _WORD.finditer(document.text, zone.start, zone.end)
        if match[0] in words
    }


def _foreign(document: Document, lexicon: _Lexicon, lowered: str, index: _Index) -> Iterator[Span]:
    """A line, sentence or stretch in another language or script."""
    quoted = Cover(quote.outer for quote in document.quotes)
    lines = list(_foreign_lines(document, lexicon, quoted))
    yield from lines
    whole = Cover(lines)
    words = [match.start() for match in lexicon.any_foreign.find(lowered, index)]
    for zone in document.zones_of(*_PROSE):
        if not document.text[zone.start : zone.end].isascii():
            for match in _OTHER_SCRIPT.finditer(document.text, zone.start, zone.end):
                # In brackets or quotation marks it is the original of a name or word.
                if not quoted.touches(match.span()) and document.text[match.start() - 1] != "(":
                    yield match.span()
        # Most lines hold hardly a word of another language.
        hits = bisect_left(words, zone.end) - bisect_left(words, zone.start)
        if hits < _FOREIGN_PAIR:
            continue
        found = [lexicon.foreign_pairs.finditer(document.text, zone.start, zone.end)]
        if hits >= _FOREIGN_WORDS:
            found += [p.finditer(lowered, zone.start, zone.end) for p in lexicon.foreign]
        for match in chain.from_iterable(found):
            if not quoted.touches(match.span()) and not whole.touches(match.span()):
                yield match.span()


def _foreign_lines(document: Document, lexicon: _Lexicon, quoted: Cover) -> Iterator[Span]:
    """Short lines and sentences without any small word of the article's language."""
    if not lexicon.small_words:
        return
    stretches: list[Span] = [(s.start, s.end) for s in document.sentences if s.zone in _PROSE]
    stretches += [(z.start, z.end) for z in document.zones_of("caption")]
    for start, end in dict.fromkeys(stretches):
        text = document.text[start:end]
        words = _LETTERS.findall(text)
        if not 2 <= len(words) <= _LONGEST_LINE or quoted.touches((start, end)):
            continue
        if _ADDRESS.search(text):
            continue
        # Names are words of no language: what is left of a line without them must be enough.
        plain = [w for w in words if w.islower()]
        if words[0].lower() in lexicon.small_words or len(plain) < max(2, 0.6 * len(words)):
            continue
        if _is_foreign(" ".join(plain), document.language, lexicon):
            yield start, end


def _is_foreign(line: str, language: str, lexicon: _Lexicon) -> bool:
    if any(word in lexicon.small_words for word in _WORD.findall(line)):
        return False
    ranks = rank_languages(line)
    own = dict(ranks).get(language)
    return own is not None and ranks[0][1] - own > _MARGIN


def _incises(document: Document, lexicon: _Lexicon) -> Iterator[Span]:
    """« ... », the mayor has said: the subject of a French incise follows its verb."""
    for quote in document.quotes:
        match = lexicon.incise.match(document.text, quote.outer[1])
        if match and quote.closed:
            yield match.span("incise")


def _dangling(document: Document, lexicon: _Lexicon, lowered: str, index: _Index) -> Iterator[Span]:
    """A participle of citing whose subject is not the one who cites."""
    places = lexicon.citing.places(index)
    for sentence in document.sentences if places else ():
        for match in lexicon.citing.find_at(places, document.text, sentence.start, sentence.end):
            start = max(sentence.start, match.start() - _REACH)
            end = min(sentence.end, match.end() + _REACH)
            if match.start() <= sentence.start + 2:
                # At the head of the sentence: right only when its subject says something.
                dangles = not lexicon.speech_verbs.search(lowered, match.end(), end)
            else:
                # Only a proper name is a medium here (« citant Reuters »).
                dangles = bool(
                    match["object"][0].isupper()
                    and lexicon.speech_verbs.search(lowered, start, end)
                    and not lexicon.media_nouns.search(lowered, start, end)
                )
            if dangles:
                yield match.span("named")


def _glosses(document: Document, lexicon: _Lexicon, lowered: str) -> Iterator[Span]:
    """A noun phrase put into brackets inside a quotation, or what was said put there again."""
    for quote in document.quotes:
        for match in lexicon.gloss.finditer(lowered, quote.start, quote.end):
            yield match.span()
    if lexicon.small_words:
        for zone in document.zones_of(*_PROSE):
            if "(" in lowered[zone.start : zone.end]:
                for match in lexicon.gloss_twice.finditer(lowered, zone.start, zone.end):
                    yield match.span()


def _bare_countries(document: Document, lexicon: _Lexicon, index: _Index) -> Iterator[Span]:
    """A country's name without its article: as subject of a sentence, or after a preposition."""
    places = lexicon.bare_after.places(index)
    for sentence in document.sentences:
        if sentence.zone == "body":
            match = lexicon.bare_country.match(document.text, sentence.start, sentence.end)
            if match:
                yield match.span("name")
            for match in lexicon.bare_after.find_at(
                places, document.text, sentence.start, sentence.end
            ):
                yield match.span()


def _capitals(document: Document, lexicon: _Lexicon, index: _Index) -> Iterator[Span]:
    """A common plural noun with a capital that the same text writes in lower case elsewhere."""
    places = lexicon.capital_noun.places(index)
    found = [
        match
        for zone in document.zones_of("body")
        for match in lexicon.capital_noun.find_at(places, document.text, zone.start, zone.end)
    ]
    # Each costs a search of the whole text; no article has that many.
    for match in found[:_MOST_CAPITALS]:
        usual = match["noun"][0].lower() + match["noun"][1:]
        if re.search(rf"(?<![\w-]){re.escape(usual)}(?!\w)", document.text):
            yield match.span("noun")


def _mixed_marks(document: Document) -> Iterator[Span]:
    """Outer quotations in more than one style of marks: the first of the rarer style."""
    first: dict[str, Span] = {}
    count: dict[str, int] = {}
    for quote in document.quotes:
        mark = document.text[quote.outer[0]]
        if quote.level == 1:
            first.setdefault(mark, (quote.outer[0], quote.outer[0] + 1))
            count[mark] = count.get(mark, 0) + 1
    if len(count) > 1:
        yield first[min(count, key=lambda mark: (count[mark], -first[mark][0]))]


def _duplicates(document: Document, lowered: str) -> Iterator[Span]:
    seen: set[str] = set()
    for zone in document.zones_of("headline"):
        words = " ".join(_WORD.findall(lowered[zone.start : zone.end]))
        if words in seen:
            yield zone.start, zone.end
        seen.add(words)


def _doubled(document: Document, lexicon: _Lexicon, lowered: str, index: _Index) -> Iterator[Span]:
    """A small word twice running."""
    return _in_prose(document, lexicon.never_doubled.find(lowered, index))


def _foreign_header(document: Document, lexicon: _Lexicon, lowered: str) -> Iterator[Span]:
    """A first line that shares no content word with the body: another page's headline."""
    first = next(iter(document.zones), None)
    if first is None or first.label not in ("headline", "teaser"):
        return
    own = set(_content_stems(lowered, first, lexicon))
    if len(own) < 3:
        return
    body: set[str] = set()
    for zone in document.zones_of("body"):
        for stem in _content_stems(lowered, zone, lexicon):
            if stem in own:
                return
            body.add(stem)
    if len(body) >= 40:
        yield first.start, first.end


def _content_stems(lowered: str, zone: Zone, lexicon: _Lexicon) -> Iterator[str]:
    for match in _WORD.finditer(lowered, zone.start, zone.end):
        word = match[0]
        if len(word) > 3 and word not in lexicon.small_words and not word.endswith("'"):
            yield word[:6]


@cache
def _disclosures() -> tuple[Anchored, ...]:
    packs = patterns.tables("traces")
    return (
        words_found(phrase for pack in packs for phrase in pack.get("disclosed", ())),
        *(
            Anchored(
                re.compile(
                    rf"(?<![\w-]){_any_of(pack['translated'])}(?: [\w'-]{{1,25}}){{0,5}}? "
                    rf"(?:[ldn]')?{_any_of(pack['by_machine'])}(?![\w-])"
                ),
                pack["translated"],
            )
            for pack in packs
            if "by_machine" in pack
        ),
    )


@cache
def _lexicon(code: str) -> _Lexicon:
    data = languages.load_or_blank(code).lexicon("traces")

    foreign: Mapping[str, list[str]] = data.get("foreign_words", {})

    def any_of(*keys: str) -> str:
        return _any_of(word for key in keys for word in data.get(key, ()))

    pairs = "|".join(
        rf"{_any_of(words)}(?: {_any_of(words)}){{1,20}}"
        for language, words in sorted(foreign.items())
        if language != code
    )
    small = all_forms(data.get("small_words", ()))
    participles = any_of("incise_participles")
    determiners = any_of("subject_determiners")
    return _Lexicon(
        calques=words_found(data.get("calques", ())),
        not_before=re.compile(rf"(?<![\w-]){any_of('disclosed_not_before')} ?$"),
        mass_nouns=re.compile(rf"\d[\d .,]{{0,9}} ?{any_of('mass_nouns')}(?!\w)"),
        incise=re.compile(
            rf"[ ,]{{1,3}}(?P<incise>(?:(?i:{determiners})(?:(?<=')|(?![\w'-])) ?|(?={_CAPITAL}))"
            rf"(?:[\w'-]{{1,25}} ){{0,6}}"
            rf"(?:{any_of('incise_auxiliaries')} {participles}|{any_of('incise_verbs')}))"
            rf"(?=[.,;]|$)"
        ),
        citing=Anchored(
            re.compile(
                rf"(?<![\w-])(?P<named>(?i:{any_of('source_participles')}) "
                r"(?P<object>[\w'-]{1,25}(?: [\w'-]{1,25}){0,8}))(?=[,.]|$)"
            ),
            data.get("source_participles", ()),
        ),
        speech_verbs=whole_words(data.get("speech_verbs", ())),
        media_nouns=whole_words(data.get("media_nouns", ())),
        bare_country=re.compile(
            rf"\W{{0,2}}(?P<name>(?=[A-ZÀ-Þ])(?i:{any_of('article_countries')}) "
            rf"(?:[«“\"]|(?={any_of('subject_verbs')}(?!\w))))"
        ),
        gloss=re.compile(
            rf"\({any_of('gloss_determiners')}(?:(?<=')|(?= )) ?[\w'-]{{2,25}}"
            r"(?: [\w'-]{1,25}){0,3}\)"
        ),
        gloss_twice=re.compile(
            r"(?<!\w)(?P<said>[\w'-]{4,25}(?: [\w'-]{1,25}){0,2}) \((?:l'|l[ae]s? )?(?P=said)\)"
            r"|\([^\W\d_][\w' -]{1,60}\) ?\([^\W\d_][\w' -]{1,60}\)"
        ),
        small_words=small,
        capital_noun=Anchored(
            re.compile(
                rf"(?<=[\w,;)]) {any_of('plural_determiners')} "
                rf"(?P<noun>{_CAPITAL}[\w'-]{{2,25}}(?: [a-zà-ÿ][\w'-]{{0,25}}){{1,3}})"
            ),
            data.get("plural_determiners", ()),
            before=1,
        ),
        any_foreign=words_found(word for words in foreign.values() for word in words),
        foreign=tuple(
            re.compile(
                rf"(?<![\w'-]){_any_of(words)}(?: [\w'-]{{1,25}}){{0,2}}"
                rf"(?: {_any_of(words)}(?: [\w'-]{{1,25}}){{0,2}})"
                rf"{{{_FOREIGN_WORDS - 1},20}}(?![\w'-])"
            )
            for language, words in sorted(foreign.items())
            if language != code
        ),
        foreign_pairs=re.compile(
            rf"(?<=[a-zà-ÿ,] )(?:{pairs})(?![\w'-])(?! [\"«“]?{_CAPITAL})" if pairs else r"(?!)"
        ),
        notation=Anchored(
            re.compile(
                rf"(?<![\d,.])\d{{1,3}}(?:,\d{{3}})+ {any_of('counted')}(?!\w)"
                rf"|(?<!\w){any_of('months')} \d{{1,2}}, \d{{4}}(?!\d)"
                rf"|(?<!\w){any_of('weekdays')} ?\(\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?\)"
                r"|(?<!\d)\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]\.m\.|[ap]m(?!\w))"
                if data.get("months")
                else r"(?!)"
            ),
            (*data.get("months", ()), *data.get("weekdays", ())),
            digits=True,
        ),
        bare_after=Anchored(
            re.compile(
                rf"(?<=[a-zà-ÿ] ){any_of('bare_prepositions')} (?P<name>(?=[A-ZÀ-Þ])"
                rf"(?i:{any_of('masculine_countries')}))(?![\w'-])(?! [A-ZÀ-Þ])"
            ),
            data.get("bare_prepositions", ()),
        ),
        broken=Anchored(
            re.compile(
                rf"(?<![\w'-]){any_of('contracted')} (?!{any_of('nominal_participles')} )"
                rf"[\w-]{{2,25}}{any_of('participle_endings')} {any_of('agent')}(?!\w)"
                rf"|(?<![\w'-]){any_of('never_last')} ?\.(?=\s|$)"
            ),
            (*data.get("contracted", ()), *data.get("never_last", ())),
        ),
        never_doubled=Anchored(_TWICE, data.get("never_doubled", ())),
    )


def _any_of(words: Iterable[Any]) -> str:
    """A group that matches any form of the words, the longest first."""
    options = sorted(all_forms(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, options))})" if options else r"(?!)"
