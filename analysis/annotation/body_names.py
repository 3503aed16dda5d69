"""What a body is called: its own spelling in the article, short forms, titles, metonyms.

:meth:`BodyNames.of_named` reads a body that the lexicons know, :meth:`BodyNames.own_spelling` gives
it the words of the article, :meth:`BodyNames.called` and :meth:`BodyNames.spelt_out` lead between
a full name and its short form.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence

from analysis.annotation.bearers import Bearers
from analysis.annotation.naming import capitalised_runs
from analysis.annotation.reading import Source, words_of
from analysis.annotation.registry import Hit
from analysis.annotation.vocabulary import Entry, Token, fold, longest, strip_accents

_ADJECTIVE = 7
_MARKS = '«“"'
# A title in quotation marks: a capital first, and short enough for a name.
_TITLED = re.compile(r'\s?[«“"]\s?((?=[^\W\d_])(?![a-zà-ÿ])[^«»“”"\n]{1,60})[»”"]')


class BodyNames(Bearers):
    """The names that an article has for a body, known or spelt out."""

    def of_named(self, entry: Entry, tokens: Sequence[Token] = ()) -> Source:
        """A body or medium the lexicons know, ``tokens`` the words that name it.

        Where the article spells out the same short form otherwise, it means its own.
        """
        if len(tokens) == 1:
            spelt = self.spelt_out(tokens[0])
            if spelt is not None and _unlike(spelt.name, entry.lemma):
                return spelt
        return Source(
            self.own_spelling(entry, words_of(self.text, tokens)),
            "media" if entry.kind == "media" else "organisation",
            entry.affiliation,
            entry.country,
        )

    def of_body(self, hit: Hit) -> Source:
        """A state or a body that the lexicons know."""
        if hit.entry.kind in ("country", "capital"):
            return Source(hit.entry.lemma, "organisation", "government", hit.entry.country)
        tokens = self.registry.tokens[hit.index : hit.index + hit.length]
        return self.of_named(hit.entry, tokens)

    def own_spelling(self, entry: Entry, written: str) -> str:
        """A body's name as the article writes it in full.

        A metonym of a ministry is undone where the article names the ministry too.
        """
        if entry.kind == "media":
            return written if written and _unlike(written, entry.lemma) else entry.lemma
        if entry.lemma[:1].islower():
            alone = written[:1].isupper() and _metonym(written, entry.lemma)
            return written if alone and not self.spoken_of(entry.lemma) else entry.lemma
        if written.isupper() and len(written) > 3 and not _within_words(written, entry.lemma):
            # « l'UNICEF »: a short form that its words do not spell out stands for itself.
            return written
        if written and _metonym(written, entry.lemma):
            # « Bruxelles » for the Union: the name the article uses here.
            return written
        forms = [written] if written else []
        for hit in self.registry.named:
            if hit.entry is entry:
                tokens = self.registry.tokens[hit.index : hit.index + hit.length]
                form = words_of(self.text, tokens)
                if not _metonym(form, entry.lemma):
                    forms.append(form)
        return max(forms, key=len) if forms else entry.lemma

    def spoken_of(self, name: str) -> bool:
        """Whether the article holds the first and the last word of a body's name."""
        words = {w.low for w in self.v.tokenise(name) if not self.v.empty(w.low)}
        return words <= {token.low for token in self.registry.tokens}

    def called(self, phrase: Sequence[Token], name: str) -> str:
        """What the article calls a body it names in full once: « l'Anses », « l'Inserm ».

        Initials that the full name spells say nothing more than it.
        """
        tokens = self.registry.tokens
        for short, (first, end) in self.registry.spelt.items():
            if phrase[0].start != tokens[first].start and fold(name) != fold(
                words_of(self.text, tokens[first:end])
            ):
                continue
            entry = longest(self.v.named, self.v.tokenise(short), 0, exact=True)
            if entry is not None:
                return self.own_spelling(entry[1], short)
            again = sum(tokens[k].text == short for k in self.places.get(short, ())) > 1
            initials = [t.low[0] for t in tokens[first:end] if t.word and not self.v.empty(t.low)]
            if again and not short.isupper() and fold(short) != "".join(initials):
                return short
        return name

    def spelt_out(self, token: Token) -> Source | None:
        """The body a short form stands for, where the article spells it out."""
        found = self.registry.spelt.get(token.text)
        if found is None:
            return None
        full = self.registry.tokens[found[0] : found[1]]
        head = longest(self.v.heads, full, 0)
        if head is None:
            return None
        determiner = [Token(full[0].start, full[0].start, "", ""), *full]
        return self.of_institution(determiner, 1, head)

    def shortened(self, token: Token) -> Source | None:
        """The international body a capital alone stands for: « la Commission » of a text on Europe.

        The adjective that its full name ends with must stand somewhere in the article.
        """
        if not token.capital:
            return None
        said = {t.low for t in self.registry.tokens}
        bodies = {
            entry.lemma: entry
            for words, entry in self.v.named.get(strip_accents(token.text), ())
            if len(words) == 2
            and entry.affiliation == "intergovernmental"
            and any(low.startswith(fold(words[1])[:_ADJECTIVE]) for low in said)
        }
        return self.of_named(next(iter(bodies.values()))) if len(bodies) == 1 else None

    def brand_kind(self, name: Sequence[Token]) -> str | None:
        """What the last word of a name tells: « la chaîne Villa Cinemas » is no channel."""
        last = longest(self.v.heads, name, len(name) - 1) if len(name) > 1 else None
        return last[1].affiliation if last is not None else None

    def quoted_after(self, phrase: Sequence[Token]) -> bool:
        """Whether a name in quotation marks follows a phrase."""
        return self.text[phrase[-1].end :][:2].lstrip().startswith(tuple(_MARKS))

    def title_after(self, end: int) -> str | None:
        """The name in quotation marks that follows a head: « le collectif "Un toit demain" »."""
        found = _TITLED.match(self.text, end)
        return found[1].strip() if found is not None else None

    def complement(self, phrase: Sequence[Token], k: int) -> bool:
        """Whether a word of a phrase stands behind a preposition, article or not."""
        words = self.v.words
        while k and phrase[k].capital and phrase[k - 1].capital:
            k -= 1
        if k and (phrase[k - 1].low in words["definite"]):
            k -= 1
        return bool(k) and phrase[k - 1].low in words["prepositions"]

    def said_at(self, position: int) -> Source | None:
        """The body that a phrase as a speaker was resolved to: « la firme de NAME », again."""
        before = self.registry.tokens[max(0, self.registry.token_at(position) - 1)].start
        for start, source in reversed(self.speakers):
            if start in (before, position) and source.form in ("organisation", "media"):
                return source
        return None

    def proper_names(self) -> list[tuple[int, int]]:
        """Where names of several words stand that are no person's, by token."""
        if self.names is None:
            registry = self.registry
            people = {a for (a, _), _ in registry.mentions}
            runs = [
                (first + (registry.tokens[first].low in self.v.words["definite"]), end)
                for first, end in capitalised_runs(registry, ())
            ]
            self.names = [
                (first, end)
                for first, end in runs
                if end - first > 1
                and not any(t.start in people for t in registry.tokens[first:end])
            ]
        return self.names

    def of_sort(self, entry: Entry, name: str) -> bool:
        """Whether a word for a medium can take up one: « le quotidien » is no weekly."""
        wanted = self.v.media_sorts.get(entry.lemma.split(" ")[0])
        if wanted is None:
            return True
        known = longest(self.v.named, self.v.tokenise(name), 0, exact=True)
        kinds = self.v.media_kinds.get(known[1].lemma) if known is not None else None
        return kinds is None or not kinds.isdisjoint(wanted)

    def side_by_side(self, one: Hit, two: Hit) -> bool:
        """Whether two bodies are named together, so that a word for either tells of neither."""
        words, between = self.v.words, self.registry.tokens[one.index + one.length : two.index]
        return one.entry is not two.entry and all(
            t.text == "," or t.low in words["conjunctions"] or t.low in words["definite"]
            for t in between
        )

    @abstractmethod
    def of_institution(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        """The body that a phrase led by an institution names."""


def _unlike(written: str, lemma: str) -> bool:
    """Whether a name shares neither a word nor its initials with the one it is listed under."""
    words = set(re.split(r"[\s'-]+", fold(lemma)))
    initials = "".join(w[0] for w in re.split(r"[\s'-]+", fold(lemma)) if w)
    return words.isdisjoint(re.split(r"[\s'-]+", fold(written))) and fold(written) != initials


def _metonym(name: str, lemma: str) -> bool:
    """Whether a body is called by another word than those of its full name: « Bruxelles »."""
    return not name.isupper() and not lemma.isupper() and _unlike(name, lemma)


def _within_words(short: str, long: str) -> bool:
    """Whether a short form is one of the words of a name or their initials."""
    words = [w for w in re.split(r"[\s'-]+", fold(long)) if w]
    initials = "".join(w[0] for w in words if len(w) > 3)
    return fold(short) in words or fold(short) == initials
