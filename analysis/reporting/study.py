"""Tables of the notebooks on comparability, uncertainty, choices, validity and nearness."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.charts._words import Words as ChartWords
from analysis.charts._words import short_ids
from analysis.features import label_text
from analysis.profiles import LAYERS, dimension
from analysis.reporting import words as locales

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.profiles.exploration import Groups
    from analysis.profiles.sensitivity import Sensitivity


def _frame(rows: Iterable[Sequence[Any]], keys: Sequence[str], locale: str) -> DataFrame:
    import pandas as pd

    words = locales.load(locale)
    return pd.DataFrame(list(rows), columns=[words(f"table.{k}") for k in keys])


def _named(code: str, locale: str) -> str:
    return f"{code} {dimension(code).labels[locale]}"


def _measure(column: str, locale: str) -> str:
    return label_text(column, locale) if "__" in column else _named(column, locale)


def _ends(low: float, high: float, words: locales.Words, digits: int = 0) -> str | None:
    if math.isnan(low) or math.isnan(high):
        return None
    return words.span(*(words.number(round(x, digits) + 0.0, digits) for x in (low, high)))


def card(comparability: DataFrame, *, locale: str = "en") -> DataFrame:
    """Which dimensions may be set side by side, else why not, and what may be instead."""
    rows = comparability.to_dict("records")
    names = short_ids(sorted({u for r in rows for group in r["groups"] for u in group}))
    return _frame(
        (
            (
                _named(str(r["dimension"]), locale),
                bool(r["comparable"]),
                r["reason"] or None,
                r["n"],
                " | ".join(", ".join(names[u] for u in group) for group in r["groups"]) or None,
            )
            for r in rows
        ),
        ("dimension", "comparable", "reason", "with_value", "alike"),
        locale,
    )


def strata(found: dict[str, dict[str, str]], *, locale: str = "en") -> DataFrame:
    """Language, genre, translation, length and page of each article."""
    words = locales.load(locale)
    names = short_ids(list(found))
    return _frame(
        (
            (
                names[unit],
                s["language"],
                *(words(f"stratum.{k}_{s[k]}") for k in ("genre", "translation", "length", "page")),
            )
            for unit, s in found.items()
        ),
        ("article", "language", "genre", "translation", "length", "page"),
        locale,
    )


def layers(uncertainty: DataFrame, profiles: DataFrame, *, locale: str = "en") -> DataFrame:
    """The 95 % interval of each score by one layer of doubt alone and by all, and its place."""
    words = locales.load(locale)
    rows = uncertainty.to_dict("records")
    names = short_ids(list(dict.fromkeys(str(r["unit"]) for r in rows)))
    placed = {(str(r["unit"]), str(r["dimension"])): r for r in profiles.to_dict("records")}
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for r in rows:
        cell = cells.setdefault((str(r["unit"]), str(r["dimension"])), {"score": r["score"]})
        cell[str(r["layer"])] = _ends(float(r["low"]), float(r["high"]), words)
    return _frame(
        (
            (
                names[key[0]],
                _named(key[1], locale),
                round(cell["score"]),
                *(cell[x] for x in LAYERS),
                _place(placed.get(key)),
                (placed.get(key) or {}).get("reference") or None,
            )
            for key, cell in cells.items()
        ),
        (
            *("article", "dimension", "score", *(f"layer_{x}" for x in LAYERS)),
            *("percentile", "reference"),
        ),
        locale,
    )


def _place(row: Mapping[Hashable, Any] | None) -> int | None:
    percentile = math.nan if row is None else float(row["percentile"])
    return None if math.isnan(percentile) else round(percentile)


def without(counterfactuals: DataFrame, *, locale: str = "en") -> DataFrame:
    """What scores would be without one thing, as sentences."""
    return _frame(
        ((r["sentence"],) for r in counterfactuals.to_dict("records")), ("without",), locale
    )


def ranks(sensitivity: Sensitivity, *, locale: str = "en") -> DataFrame:
    """Value and rank by the usual choices, and where nine in ten draws lie.

    Articles that must not be set side by side have no ranks.
    """
    words = locales.load(locale)
    rows = sensitivity.ranks.to_dict("records")
    ranked = not sensitivity.reason
    names = short_ids([str(r["unit"]) for r in rows])
    return _frame(
        (
            (
                names[str(r["unit"])],
                round(float(r["value"])),
                _ends(float(r["low"]), float(r["high"]), words),
                float(r["rank"]) if ranked else None,
                _ends(float(r["rank_low"]), float(r["rank_high"]), words, 1) if ranked else None,
            )
            for r in rows
        ),
        ("article", "value", "draws_90", "rank", "ranks_90"),
        locale,
    )


def choices(sensitivity: Sensitivity, *, locale: str = "en") -> DataFrame:
    """What varying one choice alone does, the strongest first."""
    chart = ChartWords(locale)
    return _frame(
        (
            (
                chart(f"ranks.choice.{r['choice']}"),
                float(r["rank_shift"]),
                float(r["value_shift"]),
                float(r["tau"]),
            )
            for r in sensitivity.choices.to_dict("records")
        ),
        ("choice", "rank_shift", "value_shift", "tau"),
        locale,
    )


def held_out(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """How well features tell native press from pseudo-news of an outlet never seen."""
    words = locales.load(locale)
    outlets = [words("study.all") if outlet == "all" else outlet for outlet in found["outlet"]]
    return _areas(found, "outlet", outlets, locale)


def on_satire(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """How well features tell native press from satire, by what they were learnt on."""
    words = locales.load(locale)
    groups = [words(f"study.learnt_{str(group).replace('-', '_')}") for group in found["learnt_on"]]
    return _areas(found, "learnt_on", groups, locale)


def _areas(found: DataFrame, column: str, told: Sequence[str], locale: str) -> DataFrame:
    """One row for each set of features and each group a model was asked about or learnt on."""
    words = locales.load(locale)
    return _frame(
        (
            (
                words(f"study.{str(r['features']).replace(' ', '_').replace('-', '_')}"),
                group,
                float(r["area"]),
                _ends(float(r["low"]), float(r["high"]), words, 2),
                r["n_one"] + r["n_other"],
            )
            for r, group in zip(found.to_dict("records"), told, strict=True)
        ),
        ("features", column, "area", "interval", "articles"),
        locale,
    )


def halves(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """How well one half of an article tells a feature of the other."""
    words = locales.load(locale)
    return _frame(
        (
            (
                label_text(str(r["feature"]), locale),
                r["n"],
                float(r["reliability"]),
                _ends(float(r["low"]), float(r["high"]), words, 2),
            )
            for r in found.to_dict("records")
        ),
        ("measure", "articles", "halves", "interval"),
        locale,
    )


def events(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """Differences between outlets on the same events."""
    words = locales.load(locale)
    return _frame(
        (
            (
                _named(str(r["dimension"]), locale),
                words("study.less", a=r["a"], b=r["b"]),
                float(r["difference"]),
                _ends(float(r["low"]), float(r["high"]), words, 1),
                r["n"],
            )
            for r in found.to_dict("records")
            if not math.isnan(float(r["difference"]))
        ),
        ("dimension", "outlet", "difference", "interval", "events"),
        locale,
    )


def unchanged(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """How many values stay when only typography changes, or the page around."""
    words = locales.load(locale)
    return _frame(
        (
            (
                words(f"study.{r['edit']}"),
                r["articles"],
                r["values"],
                words.percent(float(r["unchanged"])),
                label_text(str(r["worst"]), locale) if r["worst"] else None,
            )
            for r in found.to_dict("records")
        ),
        ("edit", "articles", "values", "unchanged", "worst"),
        locale,
    )


def alike(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """Pairs of features that tell nearly the same."""
    return _frame(
        (
            (
                label_text(str(r["a"]), locale),
                label_text(str(r["b"]), locale),
                float(r["correlation"]),
                r["n"],
            )
            for r in found.to_dict("records")
        ),
        ("measure", "other_measure", "correlation", "articles"),
        locale,
    )


def axes(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """What the two directions of a map are made of."""
    words = locales.load(locale)
    return _frame(
        (
            (words(f"study.axis_{r['axis']}"), r["label"], float(r["loading"]))
            for r in found.to_dict("records")
        ),
        ("axis", "measure", "loading"),
        locale,
    )


def groups(found: Groups, *, locale: str = "en") -> DataFrame:
    """How often each number of groups is found again in resamples."""
    return _frame(
        ((int(r["groups"]), float(r["stability"])) for r in found.tried.to_dict("records")),
        ("groups", "stability"),
        locale,
    )


def near(found: DataFrame, *, locale: str = "en") -> DataFrame:
    """The articles made most like one, and why."""
    rows = found.to_dict("records")
    names = short_ids([str(r["article_id"]) for r in rows])
    return _frame(
        (
            (
                names[str(r["article_id"])],
                float(r["distance"]),
                ", ".join(r["alike"]) or None,
                ", ".join(r["unlike"]) or None,
            )
            for r in rows
        ),
        ("article", "distance", "alike_in", "unlike_in"),
        locale,
    )
