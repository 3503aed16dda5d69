"""What must be alike before two texts are compared: language, genre, translation, length, page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from analysis import languages
from analysis.features._evidence import PROBABLE, per_article, translation_grade
from analysis.schema import AnnotatedArticle, Zone
from analysis.text import normalise, words

Genre = Literal["report", "opinion", "personal", "interview", "live"]
Length = Literal["brief", "middle", "long"]

BRIEF, LONG = 300, 1200
_RUBRIC_WORDS = 14
_LEAST_TIMES = 3
_LEAST_QUESTIONS, _QUESTION_WORDS, _QUESTION_SHARE = 3, 60, 0.2
_LEAST_PERSONAL = 3
_PERSONAL_SHARE = 0.2
_FURNITURE = frozenset({"byline", "credit", "date", "disclaimer", "solicitation", "widget"})
# What stands beside an article and says nothing of its genre.
_ASIDE = frozenset({"teaser", "widget", "solicitation", "disclaimer", "separator"})


@dataclass(frozen=True, slots=True)
class Stratum:
    """Where one article belongs.

    ``translation`` is ``stated``, ``probable`` (three or more kinds of trace) or ``none``;
    ``page`` tells a whole page from a body alone; ``length`` is brief under 300 body words and
    long from 1,200 on.
    """

    language: str
    genre: Genre
    translation: Literal["stated", "probable", "none"]
    length: Length
    page: Literal["page", "body"]

    @property
    def translated(self) -> bool:
        """Whether the text must not be set beside original ones on wording."""
        return self.translation != "none"


@per_article
def stratum(article: AnnotatedArticle) -> Stratum:
    """The stratum of an article."""
    grade = translation_grade(article)
    whole = any(zone.label in _FURNITURE for zone in article.zones)
    return Stratum(
        language=article.language,
        genre=genre(article),
        translation="stated" if grade > PROBABLE else "probable" if grade == PROBABLE else "none",
        length=length(article.words_body),
        page="page" if whole else "body",
    )


def strata(articles: AnnotatedArticle | Iterable[AnnotatedArticle]) -> dict[str, dict[str, str]]:
    """The stratum of each article by its id: language, genre, translation, length, page."""
    group = [articles] if isinstance(articles, AnnotatedArticle) else list(articles)
    return {article.article_id: asdict(stratum(article)) for article in group}


def length(body_words: int) -> Length:
    """The length band of a number of body words.

    Examples
    --------
    >>> length(180), length(500), length(3000)
    ('brief', 'middle', 'long')
    """
    return "brief" if body_words < BRIEF else "long" if body_words >= LONG else "middle"


@dataclass(frozen=True, slots=True)
class _Words:
    rubrics: Mapping[Genre, re.Pattern[str]]
    first_person: frozenset[str]
    time: re.Pattern[str] | None


@cache
def _words(language: str) -> _Words:
    lexicon = languages.load_or_blank(language).lexicon("genres")
    rubrics: dict[Genre, re.Pattern[str]] = {}
    for name, lists in lexicon.get("genres", {}).items():
        heads = "|".join(map(re.escape, lists["heads"]))
        opens = "|".join(map(re.escape, lists["opens"]))
        rubrics[name] = re.compile(rf"\W{{0,3}}(?:(?:{heads})\s?(?:$|[:|–—.\]-]\s?)|(?:{opens})\b)")
    times = "|".join(lexicon.get("times", ()))
    return _Words(
        rubrics,
        frozenset(lexicon.get("first_person", ())),
        re.compile(times) if times else None,
    )


def genre(article: AnnotatedArticle) -> Genre:
    """The genre as far as the text shows it; ``report`` when nothing says otherwise.

    A rubric decides (« Tribune », « Entretien avec », « En direct »), then the form: lines that
    begin with the time of day, questions answered paragraph by paragraph, narration in the first
    person. The words stand in ``genres.toml`` of each language.
    """
    known = _words(article.language)
    lines = [
        (zone, normalise(article.span_text(zone)).casefold())
        for before, zone, after in zip(
            (None, *article.zones), article.zones, (*article.zones[1:], None), strict=False
        )
        if zone.label not in _ASIDE or _is_kicker(before, zone, after)
    ]
    for _, line in lines:
        if len(line) < 200 and len(words(line)) <= _RUBRIC_WORDS:
            for name, pattern in known.rubrics.items():
                if pattern.match(line):
                    return name
    if known.time and sum(bool(known.time.match(line)) for _, line in lines) >= _LEAST_TIMES:
        return "live"
    if _is_interview(article):
        return "interview"
    return "personal" if _is_personal(article, known.first_person) else "report"


def _is_kicker(before: Zone | None, zone: Zone, after: Zone | None) -> bool:
    """Whether an interface line stands alone right above the article, as its rubric does."""
    if zone.label != "widget" or after is None or after.label not in ("headline", "body"):
        return False
    return before is None or before.label in ("date", "byline", "dateline")


def _is_interview(article: AnnotatedArticle) -> bool:
    """Whether many paragraphs are one question each and followed by one that is not."""
    body = [
        normalise(article.span_text(zone)).rstrip(" »”\"'")
        for zone in article.zones
        if zone.label == "body"
    ]
    asked = [line.endswith("?") and len(words(line)) <= _QUESTION_WORDS for line in body]
    answered = sum(here and not after for here, after in pairwise(asked))
    return answered >= _LEAST_QUESTIONS and answered >= _QUESTION_SHARE * len(body)


def _is_personal(article: AnnotatedArticle, first_person: frozenset[str]) -> bool:
    """Whether the narrator, outside quotations and reported speech, says « I » throughout."""
    own = [
        s
        for s in article.body_sentences
        if not s.attributed and not any(q.start < s.end and q.end > s.start for q in article.quotes)
    ]
    personal = 0
    for sentence in own:
        found = words(normalise(article.span_text(sentence)).casefold())
        personal += any(word.split("'")[0] in first_person for word in found)
    return personal >= _LEAST_PERSONAL and personal >= _PERSONAL_SHARE * len(own)
