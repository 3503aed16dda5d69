"""Where a sentence turns to another event: an earlier one of its kind, or a life told in an aside.

« Un accident semblable avait tué cinq ouvriers », « The previous fire killed 31 people »: what
follows counts something else. « Le maire, élu en 2014, déplore 12 morts »: only the aside does.
"""

from __future__ import annotations

import re

from analysis.annotation.dates import date_words
from analysis.annotation.quantities import Context
from analysis.schema import Span

_WORD = re.compile(r"[^\W_]+")
# How far back the comma that opens an aside may stand.
_LONGEST = 120


def told_asides(context: Context) -> list[Span]:
    """The asides of a sentence that hold a year, from comma to comma, in order.

    « Ott, who won 240 million in 2012, represents 85 owners »; a bare « , en 2010, » is none, for
    it dates the whole sentence.
    """
    text, words, sentence = context.text, context.words, context.sentence
    found: list[Span] = []
    for match in words.year.finditer(text, sentence.start, sentence.end):
        opens = text.rfind(", ", max(sentence.start, match.start() - _LONGEST), match.start())
        closes = text.find(",", match.end(), sentence.end)
        if opens < 0 or closes < 0:
            continue
        first = words.asides.first(text, opens + 2, match.start())
        if first is None or first.start() != opens + 2:
            continue
        lasting = words.since.first(text, match.start(), match.start(1)) is not None
        if words.asides[first] or not lasting:
            # « la guerre, qui dure depuis 2015, a fait 9 000 morts » sums up all those years, but
            # « la crue, la pire depuis 1999, a fait 12 morts » does not.
            found.append((opens, closes))
    return found


def turns_to_another(context: Context) -> int | None:
    """Where a sentence turns to an earlier event of the kind, None when it does not."""
    text, words, sentence = context.text, context.words, context.sentence
    happenings = date_words(context.code)
    if happenings is None:
        return None
    for other in words.like_it.find(text, sentence.start, sentence.end):
        # « le précédent bilan » counts this event.
        after = _WORD.search(text, other.end(), min(sentence.end, other.end() + 24))
        if after is not None:
            event = happenings.dated.first(text, after.start(), min(sentence.end, other.end() + 40))
            if event is not None and event.start() == after.start():
                return other.start()
        before = happenings.dated.closing(
            text, max(sentence.start, other.start() - 30), other.start()
        )
        if before is not None:
            return before.start()
    return None
