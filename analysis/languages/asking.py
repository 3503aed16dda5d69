"""Appeals by what they are made of, for wordings that no pattern lists.

An outlet that asks its reader for something names itself (« notre journal »), its reader (« vous »,
or an imperative) and the matter (a gift, a letter, a network). A sentence with all three is an
appeal whatever its verb; how many of them are needed depends on where it stands.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from analysis.languages.patterns import any_between, entries, folded_index, tokens

Place = Literal["outside", "line", "prose"]
# Of two matters named equally often the one that names the act more closely.
_ORDER = ("advertising", "newsletter", "subscription", "donation", "share", "follow")
# What an outlet asks for by naming its own need: « Notre cagnotte est en ligne ».
_TOLD = ("advertising", "donation", "newsletter", "subscription")
_LONGEST = 320
# « Glissez », « indiquez-nous »: the second person in the imperative, at the head of a clause.
_IMPERATIVE = re.compile(
    r"(?:^\W{0,4}|[,:;!–—-] |\bet |\bou |\bpour \w{3,14} ?, )"
    r"(?!(?:chez|assez)\b)[a-z]{3,14}ez\b(?! vous\b)"
)


_FIRST_WORD = re.compile(r"\W{0,4}([a-z]+)")
# « Soutenez Le Flambeau », « l'appli du Flambeau »: a title after its article, not as first word.
_TITLED = re.compile(r"(?<=\w )(?:(?:Le|La|Les) |L'|(?:du|au|the) )[A-Z][\w'-]{3,}")


def matter_asked(sentence: str, place: Place) -> str | None:
    """The kind of appeal that a folded sentence makes by its words, None when it makes none.

    Parameters
    ----------
    sentence
        One sentence, folded (see `fold`).
    place
        ``"outside"`` the article, where the outlet or the reader must be named; on a short
        ``"line"`` of its own, where both must be, or an imperative with the plain name of the
        matter or a title; in ``"prose"``, where both must be and what the outlet publishes too.

    Examples
    --------
    >>> matter_asked("Glissez un billet dans notre tirelire", "line")
    'donation'
    >>> matter_asked("Le ministre a remercie les donateurs de l'hopital.", "prose")
    """
    if len(sentence) > _LONGEST:
        return None
    lower = sentence.lower()
    words = tokens(lower)
    named = {kind: len(words & terms) for kind, terms in _fields().items()}
    if not any(named.values()) or words & _terms("others"):
        return None
    ours = bool(words & _terms("ours"))
    first = _FIRST_WORD.match(lower)
    commanded = first is not None and first[1] in _terms("commands")
    imperative = commanded or bool(_IMPERATIVE.search(lower))
    yours = imperative or bool(words & _terms("yours"))
    if place == "outside":
        # « Notre chaîne compte 20 000 abonnés » tells and asks nobody.
        asks = yours or (ours and any(named[kind] for kind in _TOLD))
    elif place == "line":
        plain = bool(words & _terms("plain"))
        medium = bool(words & _terms("outlet"))
        titled = imperative and bool(_TITLED.search(sentence))
        asks = (ours and yours and (plain or medium)) or (imperative and plain) or titled
    else:
        asks = ours and yours and bool(words & _terms("outlet"))
    if not asks:
        return None
    return max(_ORDER, key=lambda kind: (named.get(kind, 0), -_ORDER.index(kind)))


@cache
def _fields() -> dict[str, frozenset[str]]:
    return entries("appeals", "matter")


@cache
def _terms(name: str) -> frozenset[str]:
    return entries("appeals", "terms").get(name, frozenset())


@lru_cache(maxsize=8)
def _places(text: str) -> list[int]:
    """Where the words for any appeal stand on a page."""
    terms = frozenset().union(*_fields().values())
    index = folded_index(text)
    return sorted(place for term in terms.intersection(index) for place in index[term])


def may_ask(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a page has a word for any appeal; asked before it is read."""
    return any_between(_places(text), start, end)
