"""Numbers in words and digits, each as the interval its wording allows.

All words come from a pack's ``lexicons/numerals.toml``. An exact number is the interval
[x, x]; an approximation is the interval a reader may take it for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from analysis import languages
from analysis.annotation.phrases import Phrases, any_of
from analysis.languages.patterns import run_index

# How wide a collective number reads: « une dizaine » is 8 to 12.
_COLLECTIVE = 0.2
# What parts a verb from the numbers it leads to.
_STOPS = re.compile(r"[,;:.!?()\d]")
# What stands for « and a half » while a number is read.
_HALF = "½"
CURRENCIES = "$€£¥₹₦₽₺₩₱₵₫₴"
_SIGNS = {"~": "about", "≈": "about", ">": "least", "<": "most"}
# Not in a word, a fraction, a time of day (11:20, 11 h 20) or the rest of a decimal.
_GLUED = r"(?<![\w/:])(?<!\w[-.,])(?<!\d h )(?<!\dh )"
_DIGITS = (
    _GLUED
    + r"(?:\d{{1,3}}(?:[{groups}]\d{{3}}){{1,4}}+|\d{{1,12}}+)(?:[{decimal}]\d{{1,6}}+)?(?![.,]?\d)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``[start, end)`` with its approximator, and its interval.

    ``core`` is where the number itself begins, after the approximator. ``article`` marks a
    word such as « un » that may be no number at all; ``digits`` a number written in digits.
    """

    start: int
    core: int
    end: int
    low: float
    high: float
    approximator: str | None = None
    article: bool = False
    digits: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class _Numerals:
    starts: frozenset[str]
    number: re.Pattern[str]
    several: Phrases[bool]
    before: Phrases[str]
    after: re.Pattern[str]
    opening: Phrases[bool]
    opening_joined: frozenset[str]
    changes: Phrases[bool]
    kinds_after: Mapping[str, str]
    units: Mapping[str, float]
    multipliers: Mapping[str, float]
    collectives: Mapping[str, float]
    plurals: Mapping[str, float]
    joiners: frozenset[str]
    one: frozenset[str]
    groups: str
    decimal: str
    short: re.Pattern[str]
    signed: re.Pattern[str]
    short_scales: Mapping[str, float]
    lettered: re.Pattern[str]
    opened: re.Pattern[str]
    inside: re.Pattern[str]
    kinds_inside: Mapping[str, str]
    scaled: re.Pattern[str]
    sums: re.Pattern[str]
    halves: tuple[str, ...]
    handed: Phrases[bool]


@cache
def _numerals(code: str) -> _Numerals | None:
    data: Mapping[str, Any] = languages.load_or_blank(code).lexicon("numerals")
    if not data:
        return None
    units, multipliers = data["units"], data["multipliers"]
    atoms = any_of([*units, *multipliers])
    joiners = any_of(data["joiners"])
    # Each word whole: « six centres » is no « six cent » and a rest.
    word = rf"(?:{atoms})(?![^\W_])"
    words = rf"{word}(?:(?:-|[ -](?:{joiners})[ -]| ){word}){{0,9}}+"
    digits = _DIGITS.format(
        groups=re.escape("".join(data["groups"])), decimal=re.escape(data["decimal"])
    )
    scale = any_of(w for w, v in multipliers.items() if v >= 1000)
    half = any_of(data["half"])
    one = rf"(?:{digits}(?: ?(?:{scale})\b)?|\b(?:{words})\b)(?: (?:{half})\b)?"
    # « one and a half million » : the half stands before its scale.
    one = rf"(?:\b(?:{any_of(units)}) (?:{half}) (?:{scale})\b|{one})"
    links = any_of(data["links"])
    plural = any_of(data["plural_collectives"])
    middle = any_of(data["ranges"]["middle"])
    times = rf"{any_of(units)}|\d{{1,2}}"
    collective = any_of(data["collectives"])
    high = one.replace(_GLUED, "")
    number = (
        rf"(?P<plural>{plural})\b"
        rf"(?: (?:{links}) ?(?P<plural_of>{plural})\b)?"
        rf"|(?:(?P<times>{times})(?: (?:{middle}) (?P<up_to>{times}))?"
        rf" (?:(?:{any_of(data['qualifiers'])}) )?)?"
        rf"(?P<collective>{collective})\b"
        rf"(?: (?:{links}) ?(?P<of>{plural})\b)?"
        rf"|(?P<low>{one})(?:(?: ?%)?(?: (?P<to>{middle}) | ?[-–] ?)[$€£]?(?P<high>{high}))?"
    )
    approximators = {w: k for k, ws in data["approximators"].items() for w in ws}
    after = {w: k for k, ws in data["approximators_after"].items() for w in ws}
    inside = {w: k for k, ws in data["approximators_inside"].items() for w in ws}
    superlatives = any_of(data.get("superlatives", ()))
    starts = {
        re.split(r"[ -]", word)[0]
        for name in ("units", "multipliers", "collectives", "plural_collectives")
        for word in data[name]
    }
    short = any_of(data["short_scales"])
    moneys = any_of([*CURRENCIES, *data["moneys"]])
    plain = digits.replace(_GLUED, "")
    signs = f"[{CURRENCIES}]"
    return _Numerals(
        short=re.compile(rf" ?({short})(?![^\W\d_])", re.I),
        # A scale in letters before a currency: « 5 M€ », « 30m naira ».
        signed=re.compile(rf" ?(?:{short}) ?(?:{moneys})(?!\w)", re.I),
        short_scales=data["short_scales"],
        lettered=re.compile(rf"({any_of(data['lettered'])})\d", re.I),
        # « N300 million », but no « A320 » : with a scale it is money.
        opened=re.compile(rf"(?P<low>{plain} ?(?:{scale})\b)", re.I),
        # « 60-plus people », « 60 or more people »
        inside=re.compile(rf"[ -]?(?:{any_of(inside)})(?= [^\W\d_])", re.I),
        kinds_inside=inside,
        # « 1.5m people » : beside what is counted in millions « m » is no metre.
        scaled=re.compile(rf"(?:{short})(?= (?:{any_of(data['scaled'])})\b)", re.I),
        # « $2m to $3m », « £2-3bn »
        sums=re.compile(
            rf"(?P<low>{plain}) ?(?P<of_low>{short})?(?: (?:{middle}) | ?[-–] ?){signs}?"
            rf"(?P<high>{plain}) ?(?P<of_high>{short})(?![^\W\d_])",
            re.I,
        ),
        halves=tuple(data["half"]),
        handed=Phrases.of(data.get("handed", ())),
        starts=frozenset(starts),
        number=re.compile(number, re.I),
        several=Phrases.of(data["several"]),
        before=Phrases(approximators),
        # « 230 détenus au plus fort de la révolte » tells when, not how many at most, and « 9 tués
        # et plus de 200 arrestations » counts two things.
        after=re.compile(rf",? (?:{any_of(after)})\b(?! (?:{superlatives}))", re.I),
        opening=Phrases.of(data["ranges"]["opening"]),
        opening_joined=frozenset(data["ranges"]["opening_joined"]),
        changes=Phrases.of(data["ranges"]["changes"]),
        kinds_after=after,
        units=units,
        multipliers=multipliers,
        collectives=data["collectives"],
        plurals=data["plural_collectives"],
        joiners=frozenset(data["joiners"]),
        one=frozenset(data["one"]),
        groups="".join(data["groups"]),
        decimal=data["decimal"],
    )


def interval(kind: str | None, low: float, high: float) -> tuple[float, float]:
    """The interval an approximator of a kind makes of a number.

    Parameters
    ----------
    kind
        ``about``, ``nearly``, ``least``, ``most`` or None for an exact number.
    low, high
        The number, or the ends of a range.

    Examples
    --------
    >>> interval("about", 8000, 8000)
    (7200.0, 8800.0)
    >>> interval("least", 160, 160)
    (160, 200.0)
    """
    if kind == "about":
        return _tidy(low * 0.9), _tidy(high * 1.1)
    if kind == "nearly":
        return _tidy(low * 0.9), high
    if kind == "least":
        return low, _tidy(high * 1.25)
    if kind == "most":
        return 0, high
    return low, high


def _tidy(value: float) -> float:
    """A product without the last digits that binary fractions add to it."""
    return float(f"{value:.12g}")


def find_numbers(text: str, start: int, end: int, code: str) -> Iterator[Number]:
    """The numbers of a stretch of normalised text, in order.

    Ordinals, clock times, scores, numbered names (Il-76, A320) and dates are not told apart
    here, except that a number glued to letters is none.

    Examples
    --------
    >>> text = "Près de deux mille personnes, des dizaines de blessés."
    >>> [(n.low, n.high) for n in find_numbers(text, 0, len(text), "fr")]
    [(1800.0, 2000), (20, 99)]
    """
    data = _numerals(code)
    if data is None:
        return
    position = start
    beginnings = _beginnings(text, code)
    for core in beginnings[bisect_left(beginnings, start) : bisect_left(beginnings, end)]:
        if core < position:
            continue
        letters = data.lettered.match(text, core) if text[core].isalpha() else None
        if letters is not None:
            core = letters.end(1)
        found = None
        if letters is not None and (match := data.opened.match(text, core, end)):
            value = _value(match[0], data)
            found = None if value is None else (value, value, match.end(), True)
        elif letters is None and (match := data.number.match(text, core, end)):
            found = _read(match, data) or _first_part(match, data)
        if match is None or found is None:
            continue
        low, high, stop, exact = found
        summed = _sum(text, core, end, data)
        if summed is not None:
            low, high, stop = summed
        short = data.short.match(text, stop, end) if _is_money(text, core, stop, data) else None
        short = None if summed is not None else short or _scaled(text, core, stop, data)
        if short is not None and text[core].isdigit():
            factor = data.short_scales[short[0].strip().lower()]
            low, high, stop = _tidy(low * factor), _tidy(high * factor), short.end()
        named = letters is None and match["low"] is None
        if stop < end and (text[stop].isalnum() or text[stop] == "_") and named:
            continue
        position = max(stop, core + 1)
        plural = match["plural"] if named else None
        if plural:
            several = data.several.closing(text, max(start, core - 16), core)
            core = several.start() if several else core
        # « more than $2 million »: the sign of a currency stands between.
        first = core - 1 if core > start and text[core - 1] in CURRENCIES else core
        before = data.before.closing(text, max(start, first - 40), first)
        kind = approximator = None
        if before and data.handed.closing(text, max(start, before.start() - 12), before.end()):
            # « handed over 175 prisoners »: exactly so many.
            before = None
        if before:
            approximator, kind, first = before[0], data.before[before], before.start()
        elif (sign := text[max(start, core - 2) : core].strip()) in _SIGNS:
            approximator, kind, first = sign, _SIGNS[sign], text.rindex(sign, 0, core)
        elif exact and low != high:
            opening = data.opening.closing(text, max(start, first - 12), first)
            joined = named is False and letters is None and _only_joined(match, data)
            if opening and joined and opening[0].lower() not in data.opening_joined:
                # « une hausse de 6 % et 400 embauches »
                opening = None
            if opening and _changes(text, max(start, first - 40), opening.start(), data):
                # « est passé de 12 000 à 15 500 » : the last is what it is now.
                assert match is not None
                first = core = match.start("high")
                low = high
            elif opening:
                first, approximator = opening.start(), opening[0]
            elif joined:
                # « 28,5 % et 61 députés » are two numbers, « entre 5 et 10 » is one.
                low = high = _value(match["low"], data) or low
                stop = match.end("low")
                position = max(stop, core + 1)
        elif not exact:
            approximator = text[core:stop]
        inner = data.inside.match(text, stop, end) if before is None else None
        if inner is not None:
            approximator = inner[0].strip(" -")
            kind, stop = data.kinds_inside[approximator.lower()], inner.end()
            position = max(stop, position)
        if named and match["collective"] and kind in ("least", "most", "nearly"):
            # « plus d'une dizaine » is counted from ten, not from the eight of « une dizaine ».
            low = high = (low + high) / 2
        bounds = interval(kind, low, high)
        word = text[core:stop].lower()
        yield Number(
            start=first,
            core=core,
            end=stop,
            low=bounds[0],
            high=bounds[1],
            approximator=approximator,
            article=word in data.one,
            digits=word[0].isdigit(),
            several=plural is not None,
        )


def _changes(text: str, start: int, end: int, data: _Numerals) -> bool:
    """Whether a verb of change leads to two numbers: « est passé en un jour de 12 à 15 »."""
    verb = data.changes.last(text, start, end)
    return verb is not None and _STOPS.search(text, verb.end(), end) is None


def change_before(text: str, start: int, end: int, code: str) -> int | None:
    """Where a verb of change begins that leads past one number to the next at ``end``.

    Examples
    --------
    >>> text = "Cases rose in a week from 120 to 340"
    >>> change_before(text, 0, text.index("340"), "en")
    6
    """
    data = _numerals(code)
    verb = data.changes.last(text, start, end) if data is not None else None
    if data is None or verb is None:
        return None
    opening = data.opening.last(text, verb.end(), end)
    led = opening is not None and _STOPS.search(text, verb.end(), opening.start()) is None
    return verb.start() if led else None


def _only_joined(match: re.Match[str], data: _Numerals) -> bool:
    """Whether a word such as « et » joins a share to another number."""
    if match["high"] is None or (match["to"] or "").lower() not in data.joiners:
        return False
    return (
        match.string[match.end("low")] == "%"
        or "%" in match.string[match.end("low") : match.start("to")]
    )


def _sum(text: str, core: int, end: int, data: _Numerals) -> tuple[float, float, int] | None:
    """Two sums as the ends of one, each with its scale: « $2m to $3m »."""
    if core == 0 or text[core - 1] not in CURRENCIES:
        return None
    match = data.sums.match(text, core, end)
    if match is None:
        return None
    low, high = _value(match["low"], data), _value(match["high"], data)
    factor = data.short_scales[match["of_high"].lower()]
    least = data.short_scales[(match["of_low"] or match["of_high"]).lower()]
    if low is None or high is None or low * least >= high * factor:
        return None
    return _tidy(low * least), _tidy(high * factor), match.end()


def _scaled(text: str, core: int, stop: int, data: _Numerals) -> re.Match[str] | None:
    """A scale in letters before what is counted in such numbers: « 1.5m people »."""
    return data.scaled.match(text, stop) if text[core].isdigit() else None


def _is_money(text: str, core: int, stop: int, data: _Numerals) -> bool:
    """Whether a currency stands by a number, so that « m » is no metre."""
    if core > 0 and text[core - 1] in CURRENCIES:
        return True
    return data.signed.match(text, stop) is not None


@lru_cache(maxsize=8)
def _beginnings(text: str, code: str) -> list[int]:
    """Where a number may begin: at digits, and at the first words of numerals."""
    data = _numerals(code)
    starts = data.starts if data else frozenset()
    lettered = data.lettered.match if data else re.compile(r"(?!)").match
    index = run_index(text)
    return sorted(
        place
        for run, places in index.items()
        if run in starts or run[0].isdigit() or (run[-1].isdigit() and lettered(run))
        for place in places
    )


def is_number(word: str, code: str) -> bool:
    """Whether a lower-case word is a numeral or begins one.

    Examples
    --------
    >>> is_number("douze", "fr"), is_number("régions", "fr")
    (True, False)
    """
    data = _numerals(code)
    return data is not None and word in data.starts


def approximator_after(
    text: str, position: int, end: int, code: str
) -> tuple[int, str, str] | None:
    """An approximator that follows the counted noun: (end, its words, its kind)."""
    data = _numerals(code)
    match = data.after.match(text, position, end) if data else None
    if data is None or match is None:
        return None
    words = match[0].strip(" ,")
    return match.end(), words, data.kinds_after[words.lower()]


def _read(match: re.Match[str], data: _Numerals) -> tuple[float, float, int, bool] | None:
    """Low, high, end and whether the number is stated exactly."""
    if match["plural"]:
        base = data.plurals[match["plural"].lower()]
        if match["plural_of"]:
            base *= data.plurals[match["plural_of"].lower()]
        return 2 * base, 10 * base - 1, match.end(), False
    if match["collective"]:
        value = data.collectives[match["collective"].lower()]
        times = match["times"]
        if times is None and " " not in match["collective"]:
            return None
        value *= _times(match, data)
        if match["of"]:
            value *= data.plurals[match["of"].lower()]
        if match["up_to"]:
            # « deux à trois dizaines »
            top = match["up_to"].lower()
            most = value * (float(top) if top.isdigit() else data.units[top]) / _times(match, data)
            return (value, most, match.end(), False) if most > value else None
        return (
            round(value * (1 - _COLLECTIVE), 9),
            round(value * (1 + _COLLECTIVE), 9),
            match.end(),
            False,
        )
    low = _value(match["low"], data)
    if low is None:
        return None
    if match["high"] is None:
        return low, low, match.end("low"), True
    high = _value(match["high"], data)
    if high is None or high <= low:
        return low, low, match.end("low"), True
    scale = re.search(r"[^\W\d]+$", match["high"])
    factor = data.multipliers.get(scale[0].lower(), 1) if scale else 1
    digits = match["low"].replace(data.decimal, "").isdigit()
    # « deux à trois cents », but « dix à cent »
    words = match["low"].lower() in data.units and factor > 1 and low < high / factor
    if words or (digits and factor >= 1000 and low < 1000):
        low *= factor
    return low, high, match.end("high"), True


def _times(match: re.Match[str], data: _Numerals) -> float:
    """How many times a collective is counted, 1 when nothing says it."""
    times = (match["times"] or "1").lower()
    return float(times) if times.isdigit() else data.units[times]


def _first_part(match: re.Match[str], data: _Numerals) -> tuple[float, float, int, bool] | None:
    """The first number of words that make no single one (« entre dix et vingt »)."""
    words = match["low"]
    if not words:
        return None
    parts = [p for p in re.finditer(r"[^\W_]+", words) if p[0].lower() in data.joiners]
    for part in parts:
        left = words[: part.start()].rstrip(" -")
        low, high = _value(left, data), _value(words[part.end() :].lstrip(" -"), data)
        if low is not None and high is not None and high > low:
            last = re.search(r"[^\W\d_]+$", words)
            factor = data.multipliers.get(last[0].lower(), 1) if last else 1
            # « entre deux et trois cents »
            low *= factor if left.lower() in data.units and low < high / factor < high else 1
            return low, high, match.end("low"), True
        if low is not None:
            return low, low, match.start() + len(left), True
    return None


def _value(words: str, data: _Numerals) -> float | None:
    """The value of a number in digits, in words or in both (« 2,5 millions »)."""
    total = current = last = 0.0
    seen = False
    for token in _tokens(words, data):
        if token[0].isdigit():
            value = _digits(token, data)
            if seen or value is None:
                return None
            current, last = value, 1
        elif token in data.units:
            value = data.units[token]
            if seen and last and value >= last:
                return None
            current += value
            # 60 and 80 take the teens too: soixante-douze, quatre-vingt-treize.
            last = 20 if value in (60, 80) else 10 ** (len(str(int(value))) - 1)
        elif token in data.multipliers:
            value = data.multipliers[token]
            if value >= 1000:
                total += max(current, 1) * value
                current, last = 0, value
            else:
                current = max(current, 1) * value
                last = value
        elif token == _HALF:
            # « et demi » after a scale word: half of that scale.
            if last >= 1000:
                total += 0.5 * last
            else:
                current += 0.5
        seen = True
    value = total + current
    return int(value) if value == int(value) else round(value, 9)


def _tokens(words: str, data: _Numerals) -> list[str]:
    lower = words.lower()
    for half in data.halves:
        lower = lower.replace(f" {half}", f" {_HALF}")
    tokens = re.findall(
        rf"{_HALF}|\d[\d{re.escape(data.groups + data.decimal)}]*|[^\W\d_]+(?:-[^\W\d_]+)*", lower
    )
    flat: list[str] = []
    for token in tokens:
        if token == _HALF or token in data.units or token in data.multipliers or token[0].isdigit():
            flat.append(token.strip())
            continue
        parts = token.split("-")
        while parts:
            pair = "-".join(parts[:2])
            taken = 2 if len(parts) > 1 and pair in data.units else 1
            flat.append("-".join(parts[:taken]))
            parts = parts[taken:]
    return flat


def _digits(token: str, data: _Numerals) -> float | None:
    whole, _, fraction = token.partition(data.decimal)
    for mark in data.groups:
        whole = whole.replace(mark, "")
    try:
        value = float(f"{whole}.{fraction}") if fraction else float(whole)
    except ValueError:
        return None
    return int(value) if value == int(value) else value
