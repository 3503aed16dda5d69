"""Appeals by what they are made of, for wordings that no pattern lists.

An outlet that asks its reader for something names itself (« notre journal »), its reader (« vous »,
or an imperative) and the matter (a gift, a letter, a network). A sentence with all three is an
appeal whatever its verb; how many of them are needed depends on where it stands. A thing that only
belongs to outlets (« notre lettre », « nos annonceurs ») names both the outlet and the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from analysis.languages.patterns import (
    any_between,
    entries,
    expression,
    fold,
    folded_index,
    tokens,
)

Place = Literal["outside", "line", "prose"]
# Of two matters named equally often the one that names the act more closely.
_ORDER = ("advertising", "newsletter", "subscription", "donation", "share", "follow")
# What an outlet asks for by naming its own need: « Notre cagnotte est en ligne ».
_TOLD = ("advertising", "donation", "newsletter", "subscription")
_LONGEST = 320
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
# Characters from a possessive to the end of the longest thing it may own.
_REACH = 80
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
        matter or a title; in ``"prose"``, where both must be. For what others ask too (to follow,
        to share) both need what the outlet publishes or the plain name of the matter besides.

    Examples
    --------
    >>> matter_asked("Glissez un billet dans notre tirelire", "line")
    'donation'
    >>> matter_asked("Avec notre lettre du soir, suivez le proces.", "prose")
    'newsletter'
    >>> matter_asked("Glissez ce texte dans la boite de vos voisins.", "prose")
    'share'
    >>> matter_asked("Le ministre a remercie les donateurs de l'hopital.", "prose")
    """
    if len(sentence) > _LONGEST:
        return None
    lower = expression("appeals", "not_ours").sub(" ", sentence.lower())
    lower = expression("appeals", "supported").sub(_if_medium, lower)
    words = tokens(lower)
    owned = [kind for match in possessed().finditer(lower) for kind in _owned_by(match)]
    told = {kind: len(words & terms) for kind, terms in _fields().items()}
    named = {kind: count + owned.count(kind) for kind, count in told.items()}
    pointed = any(map(_is_piece, _pointed().finditer(lower)))
    if not (any(named.values()) or pointed) or words & _terms("others"):
        return None
    ours = bool(words & _terms("ours"))
    first = _FIRST_WORD.match(lower)
    commanded = first is not None and first[1] in _terms("commands")
    imperative = commanded or _is_imperative(lower)
    yours = imperative or bool(words & _terms("yours"))
    spread = pointed and words & _terms("spread")
    if spread and (imperative or (yours and place == "outside")):
        return "share"  # « Glissez ce texte dans la boîte de vos voisins »
    if not any(named.values()):
        return None
    plain = bool(words & _terms("plain"))
    medium = bool(words & _terms("outlet"))
    certain = any(named[kind] for kind in _TOLD)
    both = ours and yours and (certain or plain or medium)
    if (owned and yours) or (ours and words & _terms("means")):
        asks = True  # « Un abonnement Tipeee et notre émission continue »
    elif place == "outside":
        # « Notre chaîne compte 20 000 abonnés » tells and asks nobody.
        asks = yours or (ours and any(told[kind] for kind in _TOLD))
    elif place == "line":
        titled = imperative and bool(_TITLED.search(sentence))
        asks = both or (imperative and plain) or titled
    else:
        asks = both
    if not asks:
        return None
    return max(_ORDER, key=lambda kind: (named.get(kind, 0), -_ORDER.index(kind)))


@cache
def possessed() -> re.Pattern[str]:
    """« notre lettre », « nos petites annonces »: what is said to be the outlet's own."""
    return _before_words("possessive", r"((?:[\w'-]{1,20} ?){1,3})")


@cache
def _pointed() -> re.Pattern[str]:
    """« ce texte », « cette courte vidéo »: the page that is read."""
    return _before_words("pointing", r"(?:[\w'-]{1,20} ?){1,2}")


def _before_words(name: str, words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_terms(name)))}) {words}")


def _is_imperative(lower: str) -> bool:
    """Whether a clause begins with a verb in the imperative that nothing makes a narration."""
    match = expression("appeals", "imperative").search(lower)
    return match is not None and not expression("appeals", "you_do").search(lower, 0, match.start())


def _if_medium(match: re.Match[str]) -> str:
    """« soutenez la presse » as it stands; nothing where somebody else is to be supported."""
    return match[0] if match["whom"] in _terms("outlet") | _terms("supported") else " "


def _is_piece(match: re.Match[str]) -> bool:
    """Whether what is pointed at is the page itself."""
    return not _terms("piece").isdisjoint(_WORD.findall(match[0]))


def _owned_by(match: re.Match[str]) -> Iterator[str]:
    """The kinds of appeal that a thing of the outlet's own is the matter of."""
    following = _WORD.findall(match[1])
    for kind, things in entries("appeals", "owned").items():
        if not things.isdisjoint(following):
            yield kind


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
    places = [place for term in terms.intersection(index) for place in index[term]]
    for word in _terms("possessive").intersection(index):
        for place in index[word]:
            match = possessed().match(fold(text[place : place + _REACH]).lower())
            if match is not None and any(_owned_by(match)):
                places.append(place)
    for word in _terms("pointing").intersection(index):
        for place in index[word]:
            match = _pointed().match(fold(text[place : place + _REACH]).lower())
            if match is not None and _is_piece(match):
                places.append(place)
    return sorted(places)


def may_ask(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a page has a word for any appeal; asked before it is read."""
    return any_between(_places(text), start, end)
