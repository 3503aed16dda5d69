"""Does a profile measure what it says? Invariance, reliability, known groups, redundancy.

The functions take any articles; ``validity.toml`` holds what ``benchmarks/validity.py`` found on
public corpora, as statistics without any text. Nothing here enters a profile.

References
----------
Spearman (1910), Brit. J. Psychol. 3, 271-295 (halves); Hanley & McNeil (1982), Radiology 143,
29-36 (area under the curve); Cliff (1993), Psychological Bulletin 114, 494-509 (effect size).
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from analysis.annotation import annotate_article
from analysis.features import FEATURES
from analysis.features._evidence import attributions, pairs, source_counts
from analysis.profiles.scoring import score_article, too_short
from analysis.schema import Affiliation, AnnotatedArticle, Article, SourceForm
from analysis.statistics import Floats, normal_quantile

if TYPE_CHECKING:
    from pandas import DataFrame

STATISTICS = Path(__file__).parent.parent / "validity.toml"
LEAST_HALVES = 30
_BINS = (150, 200, 250, 300, 350, 400, 450, 500, 600, 700, 900, 1200, 2000)


@cache
def statistics() -> Mapping[str, Any]:
    """What the validity study found: tables of ``validity.toml`` by their names."""
    return tomllib.loads(STATISTICS.read_text("utf-8"))


def table(name: str) -> DataFrame:
    """One table of the study, such as ``groups`` or ``reliability``.

    Raises
    ------
    KeyError
        When there is none; the message lists what there is.
    """
    import pandas as pd

    found = statistics()
    if name not in found or name == "meta":
        raise KeyError(f"no table {name!r}: there are {sorted(set(found) - {'meta'})}")
    return pd.DataFrame(found[name])


# (a) Invariance ----------------------------------------------------------------------------------

APPEAL = {
    "fr": "Soutenez notre journal : faites un don dès aujourd'hui.\n"
    "Inscrivez-vous à notre lettre d'information gratuite.\nPartagez cet article\n",
    "en": "Support our newsroom: make a donation today.\n"
    "Sign up for our free newsletter.\nShare this article\n",
}
_BODY = ("attribution", "diversity", "readability")


def _typographic(text: str) -> str:
    return text.replace("'", "’")


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _hard_spaces(text: str) -> str:
    return "".join(
        "\u00a0" if c == " " and i + 1 < len(text) and text[i + 1] in "»?!:;%" else c
        for i, c in enumerate(text)
    )


EDITS: Mapping[str, Callable[[str], str]] = {
    "typographic_apostrophes": _typographic,
    "straight_apostrophes": _straight,
    "no_break_spaces": _hard_spaces,
    "decomposed_accents": lambda text: unicodedata.normalize("NFD", text),
    "windows_lines": lambda text: text.replace("\n", "\r\n"),
}


def invariance(articles: Iterable[AnnotatedArticle]) -> DataFrame:
    """How many features stay the same when only the typography changes, or the page around.

    Typography (apostrophes, no-break spaces, composed or decomposed accents, line ends) must
    change nothing at all. Appeals put below the text must not change what is measured on the body:
    attribution, diversity and readability.

    Returns
    -------
    pandas.DataFrame
        ``edit articles values unchanged worst``: one row an edit, ``values`` the number of values
        compared, ``unchanged`` the share that stayed, ``worst`` the feature that changed most
        often (empty when none did).
    """
    import pandas as pd

    group = list(articles)
    rows = []
    for name, edit in EDITS.items():
        rows.append(_compared(name, group, edit, lambda family: True))
    for place in ("foot", "head"):
        added = {
            a.article_id: _with_appeal(a.text, APPEAL.get(a.language, APPEAL["en"]), place)
            for a in group
        }
        rows.append(
            _compared(f"appeals_at_the_{place}", group, added, lambda family: family in _BODY)
        )
    return pd.DataFrame(rows, columns=["edit", "articles", "values", "unchanged", "worst"])


def _with_appeal(text: str, appeal: str, place: str) -> str:
    return f"{text}\n{appeal}" if place == "foot" else f"{appeal}\n{text}"


def _compared(
    name: str,
    group: Sequence[AnnotatedArticle],
    edit: Callable[[str], str] | Mapping[str, str],
    counts: Callable[[str], bool],
) -> tuple[Any, ...]:
    total, changed = 0, Counter[str]()
    for article in group:
        text = edit(article.text) if callable(edit) else edit[article.article_id]
        given = article.article
        # Offsets of hints hold for the text as given only.
        other = annotate_article(replace(given, text=text, zone_hints=()), article.language)
        base = article if not given.zone_hints else annotate_article(
            replace(given, zone_hints=()), article.language
        )  # fmt: skip
        for feature in FEATURES:
            if feature.role == "experimental" or not counts(feature.family):
                continue
            if feature.comparison == "needed":
                continue
            one, two = feature.measure(base), feature.measure(other)
            total += 1
            same = one.status == two.status and (
                not one.known or math.isclose(one.value, two.value, abs_tol=1e-9)
            )
            changed[feature.name] += not same
    lost = sum(changed.values())
    worst = max(changed, key=lambda k: (changed[k], k)) if lost else ""
    return name, len(group), total, 1 - lost / total if total else math.nan, worst


# (b) Reliability ---------------------------------------------------------------------------------


def halves(article: AnnotatedArticle) -> tuple[AnnotatedArticle, AnnotatedArticle]:
    """Every second paragraph of the body and the others, each read as an article of its own.

    Taken in blocks of two paragraphs, so that a quotation keeps the one that says whose it is.
    """
    lines = [article.span_text(z) for z in article.zones if z.label == "body"]
    parts = []
    for which in (0, 1):
        text = "\n".join(line for i, line in enumerate(lines) if (i // 2) % 2 == which)
        half = Article(
            article_id=f"{article.article_id}/{which + 1}", text=text, language=article.language
        )
        parts.append(annotate_article(half, article.language))
    return parts[0], parts[1]


def split_half(articles: Iterable[AnnotatedArticle], *, seed: int = 2022) -> DataFrame:
    """How well one half of an article tells the features of the other.

    Rank correlation of the halves over articles, stepped up to the length of whole articles
    (Spearman-Brown), with a bootstrap interval over articles. Low values are the price of short
    texts, not a fault of the feature alone: they say how little one article shows of how its
    author writes.

    Returns
    -------
    pandas.DataFrame
        ``feature n reliability low high``, the most reliable first; NaN below 30 articles.
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    split = [halves(article) for article in articles]
    rows = []
    for feature in FEATURES:
        if feature.role == "experimental" or feature.family not in (*_BODY, "wording"):
            continue
        measured = [(feature.measure(a), feature.measure(b)) for a, b in split]
        values = np.array([(a.value, b.value) for a, b in measured if a.known and b.known])
        n = len(values)
        if n < LEAST_HALVES or len(np.unique(values)) < 3:
            rows.append((feature.name, n, math.nan, math.nan, math.nan))
            continue
        drawn = [_stepped_up(values[rng.integers(0, n, n)]) for _ in range(300)]
        low, high = np.nanquantile(drawn, [0.025, 0.975])
        rows.append((feature.name, n, _stepped_up(values), float(low), float(high)))
    made = pd.DataFrame(rows, columns=["feature", "n", "reliability", "low", "high"])
    return made.sort_values(["reliability", "feature"], ascending=[False, True], ignore_index=True)


def _stepped_up(values: Floats) -> float:
    r = _rank_correlation(values[:, 0], values[:, 1])
    return 2 * r / (1 + r) if r > -1 else -1.0


def _rank_correlation(a: Floats, b: Floats) -> float:
    x, y = _ranked(a), _ranked(b)
    if x.std() == 0 or y.std() == 0:
        return math.nan
    return float(np.corrcoef(x, y)[0, 1])


def _ranked(values: Floats) -> Floats:
    ordered = np.sort(values)
    low = np.searchsorted(ordered, values, "left")
    return np.asarray((low + np.searchsorted(ordered, values, "right") - 1) / 2)


# (c) Known groups --------------------------------------------------------------------------------


def area(one: Sequence[float], other: Sequence[float], level: float = 0.95) -> tuple[float, ...]:
    """Chance that a member of one group has the higher value, with its interval; ties count half.

    Examples
    --------
    >>> area([3, 4, 5], [1, 2, 3])[0]
    0.9444444444444444
    """
    a = np.array([x for x in one if not math.isnan(x)])
    b = np.array([x for x in other if not math.isnan(x)])
    if len(a) < 2 or len(b) < 2:
        return math.nan, math.nan, math.nan
    ranks = _ranked(np.concatenate([a, b])) + 1
    value = (ranks[: len(a)].sum() - len(a) * (len(a) + 1) / 2) / (len(a) * len(b))
    q1, q2 = value / (2 - value), 2 * value**2 / (1 + value)
    spread = value * (1 - value)
    spread += (len(a) - 1) * (q1 - value**2) + (len(b) - 1) * (q2 - value**2)
    error = math.sqrt(max(0.0, spread) / (len(a) * len(b)))
    reach = normal_quantile((1 + level) / 2) * error
    return float(value), max(0.0, float(value - reach)), min(1.0, float(value + reach))


def matched(
    one: Sequence[float], other: Sequence[float], *, seed: int = 2022
) -> tuple[list[int], list[int]]:
    """Positions in two groups drawn so that both have the same numbers in each band of length."""
    rng = np.random.default_rng(seed)
    bands = [np.digitize(np.asarray(x, dtype=float), _BINS) for x in (one, other)]
    chosen: tuple[list[int], list[int]] = ([], [])
    for band in np.union1d(*bands):
        found = [np.flatnonzero(b == band) for b in bands]
        n = min(map(len, found))
        for kept, here in zip(chosen, found, strict=True):
            kept.extend(sorted(int(i) for i in rng.permutation(here)[:n]))
    return chosen


def separation(one: DataFrame, other: DataFrame, columns: Iterable[str]) -> DataFrame:
    """How far two groups of articles differ, column by column.

    Parameters
    ----------
    one, other
        One row an article, already matched in length.
    columns
        Columns to compare.

    Returns
    -------
    pandas.DataFrame
        ``column area low high effect n_one n_other``: the chance that an article of the first
        group has the higher value, with its 95 % interval, and Cliff's delta.
    """
    import pandas as pd

    rows = []
    for column in columns:
        value, low, high = area(list(one[column]), list(other[column]))
        sizes = int(one[column].notna().sum()), int(other[column].notna().sum())
        rows.append((column, value, low, high, 2 * value - 1, *sizes))
    names = ["column", "area", "low", "high", "effect", "n_one", "n_other"]
    return pd.DataFrame(rows, columns=names)


MAKE_UP = "make_up__"


def source_make_up(article: AnnotatedArticle) -> dict[str, float]:
    """Of what kinds an article's sources and attributions are, as shares: no word of its topic.

    Shares of the affiliations, forms of source, forms of quotation, cue classes and rules; where
    in the text attributions stand; how long contents and names are. NaN where nothing is quoted.
    """
    found, mentions = attributions(article), pairs(article)
    sentences = np.array([s.attributed for s in article.body_sentences], dtype=float)
    k, n, m = len(sentences), len(found), len(mentions)
    made: dict[str, float] = {}

    def shares(prefix: str, values: Sequence[str], known: Sequence[str], total: int) -> None:
        counted = Counter(values)
        for key in known:
            made[f"{prefix}_{key}"] = counted[key] / total if total else math.nan

    shares("affiliation", [p.affiliation for p in mentions], _AFFILIATIONS, m)
    shares("source", [p.form for p in mentions], _FORMS, m)
    shares("quotation", [a.form for a in found], ("direct", "mixed", "indirect"), n)
    shares("cue", [a.cue_class for a in found], ("neutral", "evaluative", "factive", "doubt"), n)
    shares("rule", [a.pattern for a in found], _RULES, n)
    made["resolved"] = float(np.mean([a.resolved for a in found])) if n else math.nan
    made["channel"] = float(np.mean([a.channel is not None for a in found])) if n else math.nan
    counts = list(source_counts(article).values())
    made["heard_once"] = float(np.mean([c == 1 for c in counts])) if counts else math.nan
    contents = [sum(end - start for start, end in a.content) for a in found]
    made["content_length"] = float(np.mean(contents)) if n else math.nan
    persons = [len(p.name.split()) for p in mentions if p.form == "named_person"]
    made["name_words"] = float(np.mean(persons)) if persons else math.nan
    named = [a.source[1] - a.source[0] for a in found if a.source is not None]
    made["source_length"] = float(np.mean(named)) if named else math.nan
    if k:
        third = max(1, k // 3)
        made["early"], made["late"] = float(sentences[:3].mean()), float(sentences[-3:].mean())
        made["middle"] = float(sentences[third : 2 * third + 1].mean()) if k > 2 else math.nan
        made["turns"] = float(np.abs(np.diff(sentences)).sum()) / k
        hits = np.flatnonzero(sentences)
        made["first_at"] = float(hits[0]) / k if len(hits) else 1.0
        made["quotations"] = len(article.quotes) / k
    return {f"{MAKE_UP}{key}": value for key, value in made.items()}


_AFFILIATIONS, _FORMS = get_args(Affiliation), get_args(SourceForm)
_RULES = (
    "que",
    "noun",
    "label",
    "island",
    "colon",
    "as_said",
    "gerund_que",
    "de_infinitive",
    "incise_noun",
    "incise_pronoun",
    "according_to_first",
    "according_to_last",
)


def measured(articles: Iterable[AnnotatedArticle]) -> DataFrame:
    """Scores, features and make-up of the articles that are long enough, one row each.

    Returns
    -------
    pandas.DataFrame
        ``article_id outlet words``, the dimensions as ``A`` to ``R``, the features by their
        names, the make-up of sources as ``make_up__…``.
    """
    import pandas as pd

    rows = []
    for article in articles:
        if too_short(article):
            continue
        row: dict[str, Any] = {
            "article_id": article.article_id,
            "outlet": article.article.outlet,
            "words": article.words_body,
        }
        row |= {s.dimension.id: s.score for s in score_article(article)}
        for feature in FEATURES:
            if feature.role != "experimental" and feature.comparison != "needed":
                row[feature.name] = feature.measure(article).value
        rows.append(row | source_make_up(article))
    return pd.DataFrame(rows)


def held_out(
    natives: DataFrame, others: DataFrame, columns: Sequence[str], *, seed: int = 2022
) -> DataFrame:
    """Whether features tell two groups apart on outlets never seen.

    For each outlet of ``others`` in turn a boosted tree learns on the remaining outlets and one
    half of the natives, and is asked about that outlet and, matched in length, the other half;
    then the halves change places.

    Parameters
    ----------
    natives, others
        Tables of :func:`measured`.
    columns
        The features it may use.
    seed
        The same seed gives the same numbers.

    Returns
    -------
    pandas.DataFrame
        ``outlet area low high n_one n_other``, one row an outlet, the last (``all``) their mean by
        number of articles. Outlets with fewer than twenty articles have no row of their own.
    """
    import pandas as pd

    rows: list[tuple[Any, ...]] = []
    for outlet in sorted(set(others["outlet"])):
        seen, unseen = others[others["outlet"] != outlet], others[others["outlet"] == outlet]
        if len(unseen) >= 20:
            rows.append((outlet, *_asked(natives, seen, unseen, columns, seed)))
    names = ["outlet", "area", "low", "high", "n_one", "n_other"]
    return pd.DataFrame([*rows, *_together(rows)], columns=names)


def transferred(
    natives: DataFrame,
    others: DataFrame,
    unseen: DataFrame,
    columns: Sequence[str],
    *,
    seed: int = 2022,
) -> dict[str, float]:
    """Whether what tells natives from one group tells them from another, never seen.

    As :func:`held_out`, learning on all of ``others`` and asking about ``unseen``.

    Returns
    -------
    dict
        ``area low high n_one n_other``; an area of .50 means that nothing carries over, less that
        the unseen group looks the more native of the two.
    """
    found = _asked(natives, others, unseen, columns, seed)
    return dict(zip(("area", "low", "high", "n_one", "n_other"), found, strict=True))


def cross_validated(
    natives: DataFrame,
    others: DataFrame,
    columns: Sequence[str],
    *,
    folds: int = 5,
    seed: int = 2022,
) -> dict[str, float]:
    """Whether features tell two groups apart on articles held out, fold by fold.

    As :func:`held_out`, a fifth of ``others`` in the place of an outlet: the mean area over folds.
    """
    own = np.random.default_rng(seed + 1).permutation(len(others)) % folds
    rows = [
        (fold, *_asked(natives, others[own != fold], others[own == fold], columns, seed))
        for fold in range(folds)
    ]
    found = _together(rows)[0][1:]
    return dict(zip(("area", "low", "high", "n_one", "n_other"), found, strict=True))


def _asked(
    natives: DataFrame, seen: DataFrame, unseen: DataFrame, columns: Sequence[str], seed: int
) -> tuple[float, float, float, int, int]:
    """Area with its interval and sizes: learnt on ``seen`` and half the natives, then the other."""
    import pandas as pd

    order = np.random.default_rng(seed).permutation(len(natives))
    folds = (order[::2], order[1::2])
    own: list[float] = []
    asked: dict[int, list[float]] = {}
    for learn, ask in (folds, folds[::-1]):
        model = _trees(seed)
        known = pd.concat([natives.iloc[learn], seen])
        target = np.r_[np.ones(len(learn)), np.zeros(len(seen))]
        model.fit(known[list(columns)].to_numpy(dtype=float), target)
        native = natives.iloc[ask]
        i, j = matched(list(native["words"]), list(unseen["words"]), seed=seed)
        values = [f[list(columns)].to_numpy(dtype=float) for f in (native, unseen)]
        own += model.predict_proba(values[0][i])[:, 1].tolist()
        for k, p in zip(j, model.predict_proba(values[1][j])[:, 1], strict=True):
            asked.setdefault(k, []).append(float(p))
    # An article of the unseen is asked about twice and counts once.
    rest = [float(np.mean(p)) for p in asked.values()]
    value, low, high = area(own, rest)
    return value, low, high, len(own), len(rest)


def _together(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The mean area over outlets, each weighing as many articles as it has, with its interval."""
    if not rows:
        return []
    weight = np.array([row[5] for row in rows], dtype=float)
    weight /= weight.sum()
    areas = np.array([row[1] for row in rows])
    half = np.array([(row[3] - row[2]) / 2 for row in rows])
    value, reach = float((weight * areas).sum()), float(np.sqrt(((weight * half) ** 2).sum()))
    sizes = sum(row[4] for row in rows), sum(row[5] for row in rows)
    return [("all", value, value - reach, min(1.0, value + reach), *sizes)]


def _trees(seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        max_depth=3,
        max_iter=200,
        learning_rate=0.05,
        l2_regularization=1,
        class_weight="balanced",
        random_state=seed,
    )


# (e) Redundancy ----------------------------------------------------------------------------------


def redundancy(values: DataFrame, *, least: float = 0.7) -> DataFrame:
    """Pairs of features that tell nearly the same.

    Parameters
    ----------
    values
        One row an article, features as columns.
    least
        Rank correlation, either sign, from which a pair is listed.

    Returns
    -------
    pandas.DataFrame
        ``a b correlation n``, the closest first; pairs known together in fewer than 30 articles
        are left out.
    """
    import pandas as pd

    names = [f.name for f in FEATURES if f.name in values.columns and f.family != "size"]
    numbers = {name: values[name].to_numpy(dtype=float) for name in names}
    rows = []
    for i, one in enumerate(names):
        for other in names[:i]:
            both = ~np.isnan(numbers[one]) & ~np.isnan(numbers[other])
            if both.sum() < LEAST_HALVES:
                continue
            r = _rank_correlation(numbers[one][both], numbers[other][both])
            if not math.isnan(r) and abs(r) >= least:
                rows.append((other, one, r, int(both.sum())))
    made = pd.DataFrame(rows, columns=["a", "b", "correlation", "n"])
    order = made["correlation"].abs().sort_values(ascending=False, kind="stable").index
    return made.loc[order].reset_index(drop=True)
