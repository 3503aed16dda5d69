"""What a feature is: a plain function of one article, its status, its interval, its evidence."""

from __future__ import annotations

import inspect
import math
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, update_wrapper
from pathlib import Path
from typing import Any, Literal

from analysis.schema import AnnotatedArticle, Evidence, Span, Status
from analysis.statistics import Exact, Rate, Share, Spread, effective_size

Role = Literal["core", "descriptive", "experimental"]
Unit = Literal["share", "per_100_words", "count", "mean", "index", "check", "grade"]

NAN = math.nan
LEAST_PARAGRAPHS = 6


@dataclass(frozen=True)
class Measure:
    """A feature's value with all that is needed to trust or doubt it.

    ``value`` is NaN unless ``status`` is ``measured`` or ``zero`` (looked for, none found).
    ``n`` is how many units it was counted on, ``reason`` a key of ``reasons.toml`` when there is
    no value, ``evidence`` the spans of the text the value was counted from. ``spread`` takes the
    units as independent, ``composition`` allows for units of one paragraph being alike.
    """

    value: float
    n: int = 0
    status: Status = "measured"
    reason: str = ""
    evidence: tuple[Span, ...] = ()
    spread: Spread | None = None
    composition: Spread | None = None

    @cached_property
    def _ends(self) -> tuple[float, float]:
        return self.spread.interval() if self.spread else (NAN, NAN)

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval, NaN where there is none."""
        return self._ends[0]

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval, NaN where there is none."""
        return self._ends[1]

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.status in ("measured", "zero")


class Feature:
    """A registered feature: called, it gives a number; ``measure`` gives all there is to know."""

    def __init__(
        self,
        function: Callable[..., Measure],
        *,
        label: str,
        unit: Unit,
        role: Role,
        zone: Literal["body", "page"],
        languages: Literal["any", "pack"] | tuple[str, ...],
        comparison: Literal["none", "optional", "needed"],
    ) -> None:
        update_wrapper(self, function)
        self.function = function
        self.family = function.__module__.rpartition(".")[2]
        self.short_name = function.__name__
        self.label = label
        self.unit = unit
        self.role = role
        self.zone = zone
        self.languages = languages
        self.comparison = comparison

    @property
    def name(self) -> str:
        """The column name, ``family__name``."""
        return f"{self.family}__{self.short_name}"

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return inspect.cleandoc(self.function.__doc__ or "").split("\n", 1)[0]

    def __call__(self, article: str | AnnotatedArticle, comparison: Any = None) -> float:
        return self.measure(article, comparison).value

    def measure(self, article: str | AnnotatedArticle, comparison: Any = None) -> Measure:
        """Value, interval, status, reason and evidence of this feature in one article."""
        if isinstance(article, str):
            from analysis.annotation import annotate

            article = annotate(article)
        reason = self._obstacle(article, comparison)
        if reason:
            return unmeasured(reason)
        if self.comparison == "none":
            return self.function(article)
        return self.function(article, comparison)

    def _obstacle(self, article: AnnotatedArticle, comparison: Any) -> str:
        if not (article.words_total if self.zone == "page" else article.words_body):
            return "no_text"
        if self.languages == "pack" and not article.has_pack:
            return "no_pack"
        if isinstance(self.languages, tuple) and article.language not in self.languages:
            return "other_language"
        if self.comparison == "needed" and comparison is None:
            return "no_comparison"
        return ""

    def __repr__(self) -> str:
        return f"<feature {self.name}: {self.label}>"

    def __reduce__(self) -> tuple[Callable[[str], Feature], tuple[str]]:
        return by_name, (self.name,)


_REGISTERED: dict[str, Feature] = {}


def feature(
    *,
    label: str,
    unit: Unit,
    role: Role = "descriptive",
    zone: Literal["body", "page"] = "body",
    languages: Literal["any", "pack"] | tuple[str, ...] = "pack",
    comparison: Literal["none", "optional", "needed"] = "none",
) -> Callable[[Callable[..., Measure]], Feature]:
    """Register a function ``AnnotatedArticle -> Measure`` as a feature.

    The family is the module's name, so the column, the row in ``docs/features.md`` and the
    edge-case tests follow from this line alone.

    Parameters
    ----------
    label
        Name shown to readers, English; ``locales.toml`` holds the others.
    unit
        What the number is.
    role
        ``core`` may enter a dimension, ``descriptive`` is shown, ``experimental`` is computed
        only when asked for.
    zone
        Whether the feature needs body text or any text of the page.
    languages
        ``any`` (language-neutral), ``pack`` (any language with a pack) or the codes it holds for.
    comparison
        Whether it needs (or may use) the comparison with other articles as a second argument.
    """

    def register(function: Callable[..., Measure]) -> Feature:
        made = Feature(
            function,
            label=label,
            unit=unit,
            role=role,
            zone=zone,
            languages=languages,
            comparison=comparison,
        )
        _REGISTERED[made.name] = made
        return made

    return register


def by_name(name: str) -> Feature:
    """The feature of a column name.

    Raises
    ------
    KeyError
        When there is none; the message lists what there is.
    """
    from analysis.features import FEATURES

    for item in FEATURES:
        if item.name == name:
            return item
    raise KeyError(f"no feature {name!r}: there are {', '.join(f.name for f in FEATURES)}")


def registered() -> tuple[Feature, ...]:
    """All features registered so far, in order of registration."""
    return tuple(_REGISTERED.values())


def spans(records: Iterable[Evidence | Span]) -> tuple[Span, ...]:
    """The (start, end) pairs of evidence records."""
    return tuple((r.start, r.end) if isinstance(r, Evidence) else r for r in records)


def unmeasured(reason: str, *, seen: bool = False, evidence: tuple[Span, ...] = ()) -> Measure:
    """No value: not applicable to this article, or (``seen``) not observable in this text."""
    status: Status = "not_observable" if seen else "not_applicable"
    return Measure(NAN, n=len(evidence), status=status, reason=reason, evidence=evidence)


def _found(number: float) -> Status:
    return "measured" if number else "zero"


def count(hits: Sequence[Evidence | Span], n: int | None = None) -> Measure:
    """How many there are; ``n`` is the number of units looked at when it differs."""
    number = len(hits)
    return Measure(
        float(number),
        n=number if n is None else n,
        status=_found(number),
        evidence=spans(hits),
        spread=Exact(float(number)),
    )


def share(
    hits: Sequence[Evidence | Span],
    total: int,
    nothing: str,
    paragraphs: tuple[Sequence[int], Sequence[int]] | None = None,
) -> Measure:
    """Share of ``total`` units that are hits; ``nothing`` is the reason when there are no units.

    ``paragraphs`` gives hits and units of each paragraph; with enough of them the measure gets a
    spread by composition too.
    """
    if total <= 0:
        return unmeasured(nothing)
    value = len(hits) / total
    composition = None
    if paragraphs is not None and len(paragraphs[0]) >= LEAST_PARAGRAPHS:
        effective = effective_size(*paragraphs)
        composition = Share(value * effective, effective)
    return Measure(
        value,
        n=total,
        status=_found(len(hits)),
        evidence=spans(hits),
        spread=Share(len(hits), total),
        composition=composition,
    )


def rate(hits: Sequence[Evidence | Span], words: int) -> Measure:
    """Hits per 100 words."""
    if words <= 0:
        return unmeasured("no_text")
    return Measure(
        100 * len(hits) / words,
        n=words,
        status=_found(len(hits)),
        evidence=spans(hits),
        spread=Rate(len(hits), words / 100),
    )


def index(
    value: float, n: int, spread: Spread | None, evidence: Sequence[Evidence | Span] = ()
) -> Measure:
    """A published index; NaN becomes ``not_applicable``."""
    if math.isnan(value):
        return unmeasured("too_few")
    return Measure(value, n=n, status=_found(value), evidence=spans(evidence), spread=spread)


def shown(evidence: Sequence[Evidence | Span], value: float = 1.0) -> Measure:
    """A check that the text passes (1), half passes (0.5) or contradicts (0)."""
    return Measure(value, n=1, status=_found(value), evidence=spans(evidence), spread=Exact(value))


@cache
def _texts(file: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / file).read_text("utf-8"))


def reason_text(reason: str, locale: str = "en") -> str:
    """A reason key as a phrase for readers; the empty key gives the empty phrase.

    Examples
    --------
    >>> reason_text("no_claims")
    'no figure or date claimed about the event'
    """
    return str(_texts("reasons.toml")[locale][reason]) if reason else ""


def label_text(name: str, locale: str = "en") -> str:
    """A feature's label for readers.

    Examples
    --------
    >>> label_text("attribution__attribution_rate", "fr")
    'Attributions pour 100 mots'
    """
    if locale == "en":
        return by_name(name).label
    family, _, short = name.partition("__")
    return str(_texts("locales.toml")[locale][family][short])
