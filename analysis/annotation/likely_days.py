"""Days of an article that its rules do not call the event's own, and that are likely claims.

:mod:`analysis.annotation.event_days` finds the day of the event and its stages; what else happened
on a day of the story no rule foresees. Each date left over therefore has its odds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.annotation import odds
from analysis.annotation.dated import Dated, plain_date
from analysis.annotation.dates import DateMention, resolve
from analysis.annotation.quantities import Context
from analysis.schema import Claim


@dataclass(frozen=True, slots=True)
class DayRead:
    """A date and the claim it is or would be; ``own`` where the rules call it the event's."""

    mention: DateMention
    context: Context
    claim: Claim | None
    own: bool

    def features(self) -> list[str]:
        """What decides whether it is a claim."""
        day = resolve(self.mention, self.context.anchor)
        return odds.describe_day(self.mention, day, self.context)


def read_days(
    sentences: Sequence[Context], dated: Sequence[Dated], own: Sequence[Claim]
) -> Iterator[DayRead]:
    """The dates of an article but those of statements, in order."""
    taken = {claim.start: claim for claim in own}
    left = {item.claim.start: item.claim for item in dated if item.claim.low}
    for context in sentences:
        for mention in context.dates:
            if mention.speech:
                # « Mardi, il a déclaré » dates what is said.
                continue
            claim = taken.get(mention.start) or left.get(mention.start)
            if claim is None:
                claim = plain_date(mention, context)
            yield DayRead(mention, context, claim, mention.start in taken)


def further_days(
    sentences: Sequence[Context], dated: Sequence[Dated], own: Sequence[Claim]
) -> list[Claim]:
    """The days besides the event's own that are likely enough claims about it, in order."""
    model = odds.load_model(odds.TARGET_OF_DAYS)
    return [
        day.claim
        for day in read_days(sentences, dated, own)
        if day.claim is not None
        and not day.own
        and odds.log_odds(day.features(), "", model) >= odds.LEAST_OF_DAYS
    ]
