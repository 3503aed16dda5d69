"""Which days of an article are claims: those its rules call its own, weighed against their words.

:mod:`analysis.annotation.event_days` finds the day of the event and its stages; what else happened
on a day of the story no rule foresees. Each date therefore has its odds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotation import odds
from analysis.annotation.dated import Dated, plain_date
from analysis.annotation.dates import DateMention, resolve
from analysis.annotation.quantities import Context
from analysis.schema import Claim

# What the rules make of a date.
OWN, LEFT, SPEECH, PASSED = "own", "left", "speech", "passed"


@dataclass(frozen=True, slots=True)
class DayRead:
    """A date, what the rules made of it, and the claim it is or would be."""

    mention: DateMention
    context: Context
    outcome: str
    claim: Claim | None

    def features(self) -> list[str]:
        """What decides whether it is a claim."""
        day = resolve(self.mention, self.context.anchor)
        return odds.describe_day(self.mention, day, self.context)


def read_days(
    sentences: Sequence[Context], dated: Sequence[Dated], own: Sequence[Claim]
) -> Iterator[DayRead]:
    """The dates of an article with what the rules made of each, in order."""
    taken = {claim.start: claim for claim in own}
    left = {item.claim.start: item.claim for item in dated}
    for context in sentences:
        for mention in context.dates:
            at = mention.start
            if at in taken:
                yield DayRead(mention, context, OWN, taken[at])
            elif at in left:
                claim = left[at] if left[at].low or left[at].high else None
                yield DayRead(mention, context, LEFT, claim)
            else:
                outcome = SPEECH if mention.speech else PASSED
                yield DayRead(mention, context, outcome, plain_date(mention, context))


def likely_days(
    sentences: Sequence[Context], dated: Sequence[Dated], own: Sequence[Claim]
) -> list[Claim]:
    """The days that are likely enough claims about the event, in order."""
    model = odds.load_model(odds.DAYS)
    return [
        day.claim
        for day in read_days(sentences, dated, own)
        if day.claim is not None
        and odds.log_odds(day.features(), day.outcome, model) >= odds.LEAST_OF_DAYS
    ]
