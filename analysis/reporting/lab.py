"""Exploring and reviewing in JupyterLab: pickers over the same functions as pages and notebooks.

Beside the pickers each object has a static default, which is what an exported notebook shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from markupsafe import Markup

from analysis.annotation import annotate
from analysis.annotation.reviews import (
    KINDS,
    Reviews,
    complete_row,
    of_kind,
    read_reviews,
    row_of,
    save_decision,
    span_key,
    undecided,
)
from analysis.corpus import read_corpus, reviews_path
from analysis.reporting import highlight, show, tables
from analysis.reporting import words as locales
from analysis.reporting.display import display_html
from analysis.reporting.safe import safe
from analysis.schema import Affiliation, AnnotatedArticle, Evidence, SourceForm

if TYPE_CHECKING:
    from pandas import DataFrame

_DECIDED = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "complete": "completed",
}
_WIDGET = "application/vnd.jupyter.widget-view+json"


class Pickers:
    """Widgets with a static default beside them."""

    def static(self) -> str:
        """HTML that needs no kernel."""
        raise NotImplementedError

    @cached_property
    def widget(self) -> Any:
        """The widgets, for a notebook that has a kernel."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        live = self.widget._repr_mimebundle_() or {}
        return {
            **{kind: data for kind, data in live.items() if kind == _WIDGET},
            "text/html": self.static(),
            "text/plain": repr(self),
        }


def explore(
    corpus: str | Path | DataFrame | Iterable[AnnotatedArticle],
    language: str | None = None,
    *,
    locale: str = "en",
) -> Explorer:
    """Pick an article and a view of it; in an exported notebook, the profiles of all.

    Parameters
    ----------
    corpus
        A path or table as for :func:`analysis.annotate`, or annotated articles.
    language
        Of all articles; when None, each article's own, else detection.
    locale
        Language of the words around the evidence.

    Returns
    -------
    Explorer
        Shown by Jupyter; ``.widget`` holds the widgets, ``.static()`` the HTML beside them.

    Raises
    ------
    ValueError
        When there is no article.
    """
    group = _annotated(corpus, language)
    if not group:
        raise ValueError("no article to explore")
    return Explorer(group, locale)


def review(
    corpus: str | Path,
    reviewer: str = "",
    language: str | None = None,
    *,
    reviews: str | Path | None = None,
    locale: str = "en",
) -> Review:
    """Judge extracted spans one by one: right, wrong, corrected, or add what is missing.

    Each decision is saved at once in the sheet beside the corpus, which every later
    :func:`analysis.annotate` of that corpus applies.

    Parameters
    ----------
    corpus
        A file or folder of articles.
    reviewer
        Whose decisions these are.
    language
        As for :func:`analysis.annotate`.
    reviews
        Another place for the sheet.
    locale
        Language of the buttons.

    Returns
    -------
    Review
        Shown by Jupyter; ``.widget`` holds the widgets, ``.static()`` the HTML beside them.
    """
    group = annotate(read_corpus(corpus), language, reviews=Reviews())
    return Review(group, Path(reviews) if reviews else reviews_path(corpus), reviewer, locale)


def _annotated(corpus: Any, language: str | None) -> list[AnnotatedArticle]:
    if isinstance(corpus, AnnotatedArticle):
        return [corpus]
    if isinstance(corpus, (str, Path)):
        corpus = read_corpus(corpus)
    if hasattr(corpus, "columns"):
        found: list[AnnotatedArticle] = annotate(corpus, language)
        return found
    group: list[AnnotatedArticle] = list(corpus)
    return group


class Explorer(Pickers):
    """One article at a time, in the view that is picked."""

    VIEWS = ("text", "attributions", "profile", "figures", "origin")

    def __init__(self, articles: list[AnnotatedArticle], locale: str = "en") -> None:
        self.articles = articles
        self.locale = locale
        self._words = locales.load(locale)

    @cached_property
    def comparison(self) -> Any:
        """What the articles share."""
        from analysis.comparison import compare

        return compare(self.articles)

    @cached_property
    def profiles(self) -> Any:
        """Their profiles."""
        from analysis.profiles import profile

        return profile(self.articles, comparison=self.comparison)

    def view(
        self, article: AnnotatedArticle, name: str = "text", kinds: Iterable[str] | None = None
    ) -> str:
        """One view of one article as HTML."""
        one: dict[str, Callable[[], str]] = {
            "text": lambda: (
                show.text(
                    article, kinds=tuple(kinds) if kinds is not None else None, locale=self.locale
                ).html
            ),
            "attributions": lambda: self._table(tables.attributions([article], locale=self.locale)),
            "profile": lambda: display_html(
                self.profiles[self.profiles["unit"] == article.article_id], locale=self.locale
            ),
            "figures": lambda: self._table(tables.claims([article], locale=self.locale)),
            "origin": lambda: self._table(tables.origins([article], locale=self.locale)),
        }
        if name not in one:
            raise ValueError(f"no view {name!r}: there are {', '.join(self.VIEWS)}")
        return one[name]()

    def _table(self, frame: DataFrame) -> str:
        return show.table(frame, locale=self.locale).html

    def static(self) -> str:
        return display_html(self.profiles, locale=self.locale)

    def __repr__(self) -> str:
        return f"Explorer of {len(self.articles)} articles"

    @cached_property
    def widget(self) -> Any:
        import ipywidgets as w

        say = self._words
        article = w.Dropdown(
            options=[(a.article_id, a) for a in self.articles], description=say("lab.article")
        )
        view = w.ToggleButtons(
            options=[(say(f"lab.{name}"), name) for name in self.VIEWS],
            description=say("lab.view"),
            style={"button_width": "auto"},
        )
        kinds = w.SelectMultiple(
            options=[(say.name("kinds", kind), kind) for kind in KINDS],
            value=("attribution",),
            rows=len(KINDS),
            description=say("lab.marks"),
        )
        page = w.HTML()

        def update(_: Any = None) -> None:
            kinds.layout.display = "" if view.value == "text" else "none"
            page.value = self.view(article.value, view.value, kinds.value)

        for picker in (article, view, kinds):
            picker.observe(update, "value")
        update()
        return w.VBox([article, view, w.HBox([kinds, page])])


class Review(Pickers):
    """The spans of one article and kind, one after the other, and the sheet they are saved in."""

    def __init__(
        self, articles: list[AnnotatedArticle], file: Path, reviewer: str, locale: str = "en"
    ) -> None:
        if not articles:
            raise ValueError("no article to review")
        self.articles = articles
        self.file = file
        self.reviewer = reviewer
        self.locale = locale
        self._words = locales.load(locale)

    @property
    def reviews(self) -> Reviews:
        """The sheet as it stands."""
        return read_reviews(self.file) if self.file.is_file() else Reviews()

    def decisions(self, article: AnnotatedArticle, items: Iterable[Evidence]) -> list[str]:
        """What this reviewer decided on each span, empty when nothing."""
        mine = self.reviews.by(self.reviewer).rows
        decided = {span_key(row): row["decision"] for _, row in mine}
        return [decided.get(span_key(row_of(article, item)), "") for item in items]

    def decide(
        self,
        article: AnnotatedArticle,
        item: Evidence,
        decision: str,
        changes: Mapping[str, str] | None = None,
    ) -> None:
        """Save a decision on an extracted span.

        Raises
        ------
        ValueError
            When a correction cannot be used; the message says why and nothing is saved.
        """
        self._save(article, row_of(article, item, self.reviewer, decision) | dict(changes or {}))

    def add(self, article: AnnotatedArticle, kind: str, values: Mapping[str, str]) -> None:
        """Save a span that was not extracted. Raises ValueError as :meth:`decide` does."""
        blank = complete_row(article, kind, self.reviewer) | {"decision": "add"}
        self._save(article, blank | dict(values))

    def complete(self, article: AnnotatedArticle, kind: str) -> None:
        """Save that the whole text was read for a kind and nothing is missing."""
        self._save(article, complete_row(article, kind, self.reviewer))

    def _save(self, article: AnnotatedArticle, row: dict[str, str]) -> None:
        tried = Reviews(((1, row),), self.file.name)
        tried.of(article.article)
        if tried.problems:
            raise ValueError(tried.problems[0].partition(": ")[2])
        save_decision(self.file, row)

    def static(self) -> str:
        """How much is left to decide, by article and kind."""
        import pandas as pd

        say = self._words
        left = undecided(self.articles, self.reviews.by(self.reviewer))
        counts: dict[tuple[str, str], int] = {}
        for row in left:
            key = (row["article_id"], row["kind"])
            counts[key] = counts.get(key, 0) + 1
        rows = [
            [a.article_id, *(counts.get((a.article_id, kind), 0) for kind in KINDS)]
            for a in self.articles
        ]
        columns = [say("lab.article"), *(say.name("kinds", kind) for kind in KINDS)]
        frame = pd.DataFrame(rows, columns=columns)
        return show.table(frame, say("lab.to_decide"), locale=self.locale).html

    def __repr__(self) -> str:
        return f"Review of {len(self.articles)} articles in {self.file.name}"

    def passage(self, article: AnnotatedArticle, item: Evidence) -> str:
        """The paragraph of a span, with that span alone marked."""
        only = dict.fromkeys(_FIELDS.values(), ()) | {_FIELDS[item.kind]: (item,)}
        alone = replace(article, **only)  # type: ignore[arg-type]
        return show.text(alone, kinds=(item.kind,), locale=self.locale).html

    @cached_property
    def widget(self) -> Any:
        return _Form(self).box


_FIELDS = {kind: name for kind, (name, _) in highlight.KINDS.items()}
# Which fields of a row a kind has beside its class and words.
_EDITED: Mapping[str, tuple[str, ...]] = {
    "attribution": ("cue_text", "source_text", "source_name", "source_form", "affiliation"),
    "origin": ("name",),
    "claim": ("low", "high"),
}


class _Form:
    """The widgets of a review and what they do."""

    def __init__(self, review: Review) -> None:
        import ipywidgets as w

        self.review = review
        self.say = say = review._words
        # As a dictionary each widget makes a layout of its own: one shared would hide all at once.
        wide = {"width": "44rem"}
        style = {"description_width": "9rem"}
        self.position = 0
        self.article = w.Dropdown(
            options=[(a.article_id, a) for a in review.articles],
            description=say("lab.article"),
            style=style,
            layout=wide,
        )
        self.kind = w.Dropdown(
            options=[(say.name("kinds", k), k) for k in KINDS],
            description=say("lab.kind"),
            style=style,
        )
        self.who = w.Text(
            value=review.reviewer, description=say("lab.reviewer"), style=style, placeholder="…"
        )
        self.progress, self.passage, self.note, self.whole = (w.HTML() for _ in range(4))

        def field(made: Callable[..., Any], name: str, **more: Any) -> Any:
            return made(description=say(f"lab.{name}"), style=style, layout=wide, **more)

        self.fields: dict[str, Any] = {
            "class": field(w.Combobox, "class", ensure_option=False),
            "text": field(w.Textarea, "words_of", rows=3),
            "cue_text": field(w.Text, "cue_text"),
            "source_text": field(w.Text, "source_text"),
            "source_name": field(w.Text, "source_name"),
            "source_form": field(w.Dropdown, "source_form", options=get_args(SourceForm)),
            "affiliation": field(w.Dropdown, "affiliation", options=get_args(Affiliation)),
            "name": field(w.Text, "name"),
            "low": field(w.Text, "low"),
            "high": field(w.Text, "high"),
        }
        self.buttons = {
            name: w.Button(description=say(f"lab.{name}"), icon=icon, layout={"width": "auto"})
            for name, icon in (
                *(("accept", "check"), ("reject", "times"), ("correct", "pencil")),
                *(("before", "arrow-left"), ("next", "arrow-right")),
                *(("add", "plus"), ("complete", "flag")),
            )
        }
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: self.pressed(name))
        self.article.observe(lambda _: self.move(0), "value")
        self.kind.observe(lambda _: self.move(0), "value")
        self.who.observe(self._renamed, "value")
        row = {"flex_flow": "row wrap"}
        judge = [self.buttons[n] for n in ("accept", "reject", "correct", "before", "next")]
        missing = [self.buttons[n] for n in ("add", "complete")]
        self.box = w.VBox(
            [
                w.HBox([self.article, self.kind, self.who], layout=row),
                self.progress,
                self.passage,
                *self.fields.values(),
                w.HBox(judge, layout=row),
                self.note,
                w.HTML(f"<p>{say('lab.is_missing')}</p>"),
                w.HBox(missing, layout=row),
                self.whole,
            ]
        )
        self.move(0)

    @property
    def items(self) -> list[Evidence]:
        """The spans to decide on, in text order."""
        found = of_kind(self.article.value, self.kind.value)
        return sorted(found, key=lambda r: (r.start, r.end))

    @property
    def current(self) -> Evidence | None:
        """The span at hand."""
        items = self.items
        return items[self.position] if self.position < len(items) else None

    def _renamed(self, change: Any) -> None:
        self.review.reviewer = change["new"].strip()
        self.show()

    def move(self, position: int) -> None:
        """Go to a span of this article and kind; before the first and after the last stays put."""
        self.position = max(0, min(position, len(self.items) - 1))
        self.note.value = ""
        self.show()

    def show(self) -> None:
        """Put the span at hand into the fields."""
        article, kind, item, say = self.article.value, self.kind.value, self.current, self.say
        decided = self.review.decisions(article, self.items)
        state = say("lab.progress", done=sum(map(bool, decided)), total=len(decided))
        if item is not None and decided[self.position]:
            said = say(f"lab.{_DECIDED[decided[self.position]]}")
            state = f"{state} · {say('lab.decided', decision=said)}"
        self.progress.value = f"<p>{state}</p>"
        self.passage.value = (
            self.review.passage(article, item)
            if item is not None
            else f"<p>{say('lab.nothing')}</p>"
        )
        row = row_of(article, item) if item is not None else {}
        made, key = KINDS[kind]
        self.fields["class"].options = get_args(get_type_hints(made)[key])
        for name, field in self.fields.items():
            used = name in ("class", "text", *_EDITED.get(kind, ()))
            field.layout.display = "" if used else "none"
            if used:
                options = getattr(field, "options", ())
                field.value = row.get(name) or (
                    "none" if "none" in options and name != "class" else ""
                )
        for name in ("accept", "reject", "correct"):
            self.buttons[name].disabled = item is None
        self.whole.value = show.text(
            replace(article, **dict.fromkeys(_FIELDS.values(), ())), locale=self.review.locale
        ).html

    def pressed(self, name: str) -> None:
        """What each button does."""
        if name in ("before", "next"):
            self.move(self.position + (1 if name == "next" else -1))
            return
        article, kind, item = self.article.value, self.kind.value, self.current
        used = ("class", "text", *_EDITED.get(kind, ()))
        written = {n: str(self.fields[n].value).strip() for n in used}
        try:
            if name == "add":
                self.review.add(article, kind, written)
            elif name == "complete":
                self.review.complete(article, kind)
            elif item is not None:
                self.review.decide(article, item, name, written if name == "correct" else None)
        except (ValueError, OSError) as error:
            self.note.value = f"<p role='alert'>{safe(str(error))}</p>"
            return
        if name in ("accept", "reject", "correct"):
            self.position = min(self.position + 1, len(self.items) - 1)
        self.show()
        said = self.say(f"lab.{_DECIDED[name]}")
        self.note.value = str(
            Markup("<p role='status'>{}</p>").format(
                self.say("lab.saved", file=self.review.file.name, decision=said)
            )
        )
