"""What an outlet claims of itself by what it names, for wordings that no pattern lists.

A sentence that speaks of what is the outlet's own (« notre page », « nos articles ») hardly ever
stands in news; beside a word for silencing, for backers it has not or for freedom it presents the
outlet as censored or as free, whatever its verb.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.languages.asking import possessed
from analysis.languages.patterns import any_between, entries, expression, folded_index, tokens

_LONGEST = 320
_WORD = re.compile(r"[a-z]+")
# Words between « nous n' » and the backer.
_NEAR = 5


def matter_framed(sentence: str) -> str | None:
    """How a folded sentence frames the outlet by its words, None when it does not.

    Examples
    --------
    >>> matter_framed("Depuis vendredi, notre site est inaccessible au Tchad.")
    'censorship'
    >>> matter_framed("Nos pages ne contiennent aucune publicite.")
    'self_positioning'
    >>> matter_framed("Le gouvernement a interdit la publicite pour l'alcool.")
    """
    if len(sentence) > _LONGEST:
        return None
    lower = expression("framing", "no_claim").sub(" ", sentence.lower())
    owned = {word for match in possessed().finditer(lower) for word in _WORD.findall(match[1])}
    ours = not owned.isdisjoint(_field("thing"))
    words = tokens(lower)
    silencer = not words.isdisjoint(_field("silencer"))
    if words & _field("elsewhere"):
        return None
    if (ours or (silencer and words & _field("us"))) and not expression(
        "framing", "ourselves"
    ).search(lower):
        stems = _stems("silencing")
        if silencer:
            stems += _stems("slighting")
        if any(word.startswith(stems) for word in words - _field("not_silencing")):
            return "censorship"
    backed = words & _field("backer") if ours else _backers_we_have_not(lower)
    if backed and words & _field("negation"):
        return "self_positioning"
    if ours and words & _field("freedom") and not words & _field("not_free"):
        return "self_positioning"
    return None


def _backers_we_have_not(lower: str) -> frozenset[str]:
    """The backers named close behind « nous n'avons », which are none."""
    match = expression("framing", "we_not").search(lower)
    if match is None:
        return frozenset()
    return _field("backer").intersection(_WORD.findall(lower[match.end() :])[:_NEAR])


@cache
def _field(name: str) -> frozenset[str]:
    return entries("framing", "fields").get(name, frozenset())


@cache
def _stems(name: str) -> tuple[str, ...]:
    return tuple(sorted(_field(name)))


@lru_cache(maxsize=8)
def _places(text: str) -> list[int]:
    """Where a page speaks of its own things, or of those who silence others."""
    index = folded_index(text)
    terms = _field("possessive") | _field("silencer")
    return sorted(place for term in terms.intersection(index) for place in index[term])


def may_frame(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a page could frame the outlet; asked before it is read."""
    return any_between(_places(text), start, end)
