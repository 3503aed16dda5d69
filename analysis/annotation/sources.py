"""Who speaks: the canonical name, kind and affiliation of every attribution's source.

Given attributions with their spans, :func:`resolve_sources` reads the words of each source span
against the article's own registry (:mod:`analysis.annotation.entities`): a pronoun goes to the
last speaker or subject, a title to the person who bears it, a short form to the institution
named before, a document to its issuer. What stays unknown keeps its own words and is marked
``resolved=False``: an honest mention rather than a guess.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import cast

from analysis.annotation.document import Document
from analysis.annotation.pronouns import Pronouns
from analysis.annotation.reading import (
    NOBODY,
    Source,
    joined,
    mentions_before,
    words_of,
)
from analysis.annotation.registry import Person
from analysis.annotation.vocabulary import (
    Entry,
    Token,
    longest,
    vocabulary,
)
from analysis.schema import Affiliation, Attribution, SourceForm, Span

_SAME_TURN = 700
_JUST_NAMED = 350
# What parts a list in apposition from its noun, and how far one is looked for.
_APART = frozenset("—–-():,")
_LISTED = 24
_FLOATING = "floating"
# Bodies that a name without article is apposed to.
_APPOSED = ("business", "media", "civil_society", "expert", "politics")
_PERSONS = ("named_person", "unnamed_person")


def resolve_sources(
    document: Document, attributions: Sequence[Attribution], *, likely: bool = False
) -> tuple[Attribution, ...]:
    """Fill who the source of each attribution is.

    Parameters
    ----------
    document
        The article; only its shadow text, zones and language pack are read.
    attributions
        With content, cue and source spans set; a source span of None means that no words name
        the source.
    likely
        Leave out attributions whose source is a thing that cannot speak: a common noun no
        lexicon knows (« la prudence », « le contexte »).

    Returns
    -------
    tuple of Attribution
        In the order given, with ``source_name``, ``source_form``, ``affiliation``, ``country``,
        ``gender`` and ``resolved`` filled. A floating quotation without a source span may be
        given the words of its speaker.
    """
    words = vocabulary(document.pack)
    if not attributions:
        return ()
    if words is None:
        return tuple(_own_words(document, a) for a in attributions)
    resolver = _Resolver(document, words, attributions)
    found = resolver.run()
    if not likely:
        return found
    return tuple(a for a in found if a.source not in resolver.mute or _quoted_incise(a))


def _own_words(document: Document, attribution: Attribution) -> Attribution:
    if attribution.source is None:
        return attribution
    start, end = attribution.source
    return dataclasses.replace(
        attribution,
        source_name=document.text[start:end].strip() or "none",
        source_form="unnamed_person",
        affiliation="other",
    )


class _Resolver(Pronouns):
    """One article's sources, resolved in text order."""

    def run(self) -> tuple[Attribution, ...]:
        order = sorted(
            range(len(self.attributions)),
            key=lambda k: (_position(self.attributions[k]), k),
        )
        results = list(self.attributions)
        for k in order:
            attribution = self.attributions[k]
            if attribution.source is None:
                speaker = self.floating(attribution)
                results[k] = _filled(attribution, speaker)
                continue
            source = self.known.get(attribution.source)
            if source is None:
                source = self.resolve(attribution.source)
                self.known[attribution.source] = source
                if not source.speaks:
                    self.mute.add(attribution.source)
            if source.form != "none":
                self.speakers.append((attribution.source[0], source))
        for k, attribution in enumerate(self.attributions):
            if attribution.source is None:
                continue
            source = self.known[attribution.source]
            if source.person is not None:
                source = self.of_person(source.person)
            results[k] = _filled(attribution, source)
        return tuple(results)

    def floating(self, attribution: Attribution) -> Source:
        """The speaker of a quotation nothing introduces: whoever spoke right before, alone.

        Or whoever is the last person named and the subject there: « NAME est ému. "Je pars." »
        """
        position = _position(attribution)
        if attribution.pattern != _FLOATING:
            return NOBODY
        mentions = self.registry.mentions
        k = mentions_before(mentions, position) - 1
        while k >= 0 and self.in_quote(mentions[k][0][0]):
            k -= 1
        spoke, speaker = self.speakers[-1] if self.speakers else (-1, NOBODY)
        start = mentions[k][0][0] if k >= 0 else -1
        if speaker.person is not None and 0 < position - spoke < _SAME_TURN:
            others = (
                m[1] for m in mentions[: k + 1] if spoke < m[0][0] and not self.in_quote(m[0][0])
            )
            if all(person is speaker.person for person in others):
                return self.of_person(speaker.person)
        if k < 0 or start < spoke or position - start > _JUST_NAMED:
            return NOBODY
        (start, end), person = mentions[k]
        subject = self.opens(self.phrase_start(person, start)) or self.acts(start, end)
        return self.of_person(person) if subject else NOBODY

    def resolve(self, span: Span) -> Source:
        """The source that the words of a span name."""
        clitics = self.v.words["clitics"]
        tokens = [
            t for t in self.tokens_of(span) if t.word or t.text in ",()&%" or t.low in clitics
        ]
        while tokens and not tokens[-1].word and tokens[-1].text not in ")%":
            tokens.pop()
        while tokens and not tokens[0].word:
            tokens.pop(0)
        tokens = self.bounded(tokens)
        if not tokens:
            return NOBODY
        bearer = self.apposed(tokens)
        if bearer is not None:
            return self.of_person(bearer)
        pronoun = self.pronoun(tokens)
        if pronoun is not None:
            return pronoun
        behind = self.named_behind(tokens)
        if behind is not None:
            return self.of_person(behind)
        every = self.in_every(tokens)
        if every is not None:
            return every
        listed = self.listed_behind(tokens)
        if listed is not None:
            return listed
        parts = self.split(tokens)
        if len(parts) > 1:
            return joined([self.phrase(part) for part in parts])
        return self.phrase(tokens)

    def apposed(self, tokens: Sequence[Token]) -> Person | None:
        """The person a span is only an apposition to: « NAME, [ministre de la Culture], a dit ».

        With an article it could be somebody else (« Devant NAME, le ministre a dit »), but for
        « l'un des auteurs » and for « un proche de X » behind a name that opens its sentence.
        """
        words, registry = self.v.words, self.registry
        first = tokens[0]
        one = first.low in words["definite"] and len(tokens) > 3 and tokens[1].low in words["one"]
        new = first.low in words["one"] and len(tokens) > 1
        if not one and (first.capital or longest(self.v.roles, tokens, int(new)) is None):
            return None
        at = registry.token_at(first.start) - 1
        while at > 0 and registry.tokens[at].low in words["before_role"]:
            at -= 1
        if at < 1 or registry.tokens[at].text != ",":
            return None
        end = registry.tokens[at - 1].end
        k = mentions_before(registry.mentions, end) - 1
        if k < 0 or registry.mentions[k][0][1] != end:
            return None
        person = registry.mentions[k][1]
        opening = self.phrase_start(person, registry.mentions[k][0][0])
        return person if not new or self.opens(opening) else None

    def named_behind(self, tokens: Sequence[Token]) -> Person | None:
        """Who « l'un de ses membres » is, when a title and a name follow in apposition."""
        registry, words = self.registry, self.v.words
        one = next((k for k in (0, 1) if k < len(tokens) and tokens[k].low in words["one"]), None)
        if one is None or one + 2 >= len(tokens) or tokens[one + 1].low not in words["of"]:
            return None
        at = registry.token_at(tokens[-1].end)
        if at >= len(registry.tokens) or registry.tokens[at].text != ",":
            return None
        end = registry.tokens[min(at + 12, len(registry.tokens) - 1)].end
        k = mentions_before(registry.mentions, tokens[-1].end)
        if k >= len(registry.mentions) or registry.mentions[k][0][0] > end:
            return None
        (start, _), person = registry.mentions[k]
        beside = registry.token_at(start) == at + 1
        titled = any(
            registry.tokens[at].start < d.span[0] <= start and d.span[0] - tokens[-1].end < 12
            for d in person.descriptors
        )
        return person if beside or titled else None

    def listed_behind(self, tokens: Sequence[Token]) -> Source | None:
        """Those whom a count of them is followed by: « les deux banques — NAME et NAME — »."""
        registry, words = self.registry, self.v.words
        inner = next((t.start for t in tokens if t.text in ",("), tokens[-1].end)
        at = registry.token_at(inner)
        if (
            not self.plural(tokens)
            or at + 3 >= len(registry.tokens)
            or registry.tokens[at].text not in _APART
        ):
            return None
        # « les maires de A, B et C » are not A, B and C.
        noun = [t for t in tokens[1:] if t.start < inner]
        if any(t.capital for t in (noun if registry.tokens[at].text == "," else noun[:2])):
            return None
        parts: list[list[Token]] = [[]]
        for token in registry.tokens[at + 1 : at + _LISTED]:
            if token.low in words["conjunctions"] or token.text == ",":
                parts.append([])
            elif token.capital or (parts[-1] and token.low in words["particles"]):
                parts[-1].append(token)
            elif not (token.low in words["definite"] and not parts[-1]):
                break
        else:
            return None
        closed = token.text in _APART
        if registry.tokens[at].text == "," and not parts[-1]:
            parts.pop()
            closed = True
        if not closed or len(parts) < 2 or not all(parts):
            return None
        listed = joined([self.phrase(part) for part in parts])
        told = self.phrase([t for t in tokens if t.start < inner])
        if listed.affiliation != "individual" or told.affiliation in ("individual", "other"):
            return listed
        persons = any(self.mention_at(part[0].start) for part in parts)
        form = listed.form if persons else "organisation"
        return dataclasses.replace(listed, form=form, affiliation=told.affiliation)

    def in_every(self, tokens: list[Token]) -> Source | None:
        """Those of whom « un Français sur deux » is a share."""
        words = self.v.words
        start = next((k for k, t in enumerate(tokens) if t.low in words["one"]), None)
        if (
            start is None
            or start > 3
            or len(tokens) < start + 4
            or tokens[-2].low not in words["out_of"]
            or not (tokens[-1].low in words["indefinite"] or tokens[-1].text.isdigit())
        ):
            return None
        noun = tokens[start + 1 : -2]
        name = " ".join(
            t.text if t.text.endswith(("s", "x", "z")) or not t.word else f"{t.text}s" for t in noun
        )
        if any(t.low in words["prepositions"] for t in noun):
            name = words_of(self.text, noun)
        source = self.phrase([tokens[start], *noun])
        return dataclasses.replace(
            source, name=name, form="group", affiliation="individual", plural=True, resolved=True
        )

    def bounded(self, tokens: list[Token]) -> list[Token]:
        """A span without the function words that a loose reading left at its ends."""
        words = self.v.words
        while len(tokens) > 1 and (
            tokens[-1].low in words["definite"]
            or tokens[-1].low in words["demonstrative"]
            or tokens[-1].low in words["possessive"]
            or tokens[-1].low in words["prepositions"]
            or tokens[-1].low in words["conjunctions"]
            or tokens[-1].low in words["relatives"]
        ):
            if tokens[-1].capital:
                break
            tokens = tokens[:-1]
        if len(tokens) > 2 and tokens[0].low in words["as"]:
            # « Comme le note le maire »: past the verb and its pronoun.
            start = next(
                (
                    k
                    for k in range(2, len(tokens))
                    if tokens[k].low in words["definite"] or tokens[k].capital
                ),
                1,
            )
            return tokens[start:]
        if len(tokens) > 2 and tokens[0].low in words["platforms"]:
            # « sur son compte Twitter la fédération a dit », « le compte Twitter de l'ambassade »
            if tokens[1].low in words["definite"]:
                tokens = tokens[1:]
            elif tokens[1].low in words["of"] and tokens[1].low not in words["contracted"]:
                tokens = tokens[2:]
        while len(tokens) > 1 and (
            tokens[0].low in words["leading"]
            or (tokens[1].text == "," and len(tokens) > 2 and self.v.empty(tokens[0].low))
        ):
            tokens = tokens[1:]
            while tokens and not tokens[0].word:
                tokens = tokens[1:]
        return tokens

    def split(self, tokens: list[Token]) -> list[list[Token]]:
        """The members of a compound source (« l'OTSC et les autorités »)."""
        words = self.v.words
        for k in range(1, len(tokens) - 1):
            if tokens[k].low not in words["conjunctions"]:
                continue
            left, right = tokens[:k], tokens[k + 1 :]
            while left and left[-1].text == ",":
                left = left[:-1]
            determined = (
                right[0].low in words["definite"]
                or right[0].low in words["possessive"]
                or right[0].low in words["indefinite"]
            )
            if not left or (
                right[0].low in words["of"] and any(t.low in words["of"] for t in left[1:])
            ):
                # « ministre de l'Énergie et des Ressources »: one office.
                continue
            if determined and self.head(right)[0] is None and self.governed(left):
                # « l'office contre la drogue et la criminalité »: one body.
                continue
            if any(t.low in words["ordered_by"] for t in left) and self.is_document(left):
                # « un sondage pour NAME et NAME »: who ordered it.
                continue
            if determined and self.complete(left):
                return [*self.listed(left), *self.split(right)]
            if (
                right[0].capital
                and longest(self.v.named, right, 0, exact=True) is not None
                and (self.named_head(left) or self.governing_head(left))
            ):
                # « la CGT, la CFDT et FO »
                return [*self.listed(left), *self.split(right)]
            if right[0].capital and (
                self.named_head(left) and self.mention_at(right[0].start) is not None
            ):
                return [left, *self.split(right)]
            if right[0].capital and all(t.capital for t in left[-1:]) and len(left) == 1:
                return [left, *self.split(right)]
        return [tokens]

    def listed(self, tokens: list[Token]) -> list[list[Token]]:
        """The members before « et » of a list of bodies: « le CNB, le Syndicat de la mer »."""
        parts: list[list[Token]] = [[]]
        for token in tokens:
            if token.text == "," and token.start not in self.registry.joints:
                parts.append([])
            else:
                parts[-1].append(token)
        words = self.v.words
        apart = len(parts) > 1 and all(
            part
            and (part[0].low in words["definite"] or self.named_head(part))
            and self.head_person(part) is None
            and self.governing_head(part, role=part[0].low in words["definite"])
            for part in parts
        )
        return parts if apart else [tokens]

    def governing_head(self, tokens: list[Token], *, role: bool = False) -> bool:
        """Whether a phrase has a body, or a ``role``, for its head."""
        head, _ = self.head(tokens)
        if head is None:
            return False
        return head[1].kind in ("head", "organisation", "media", "group") or (
            role and head[1].kind == "role"
        )

    def governed(self, tokens: list[Token]) -> bool:
        """Whether a preposition of purpose or place stands within a phrase."""
        return any(t.low in self.v.words["inside"] for t in tokens[1:])

    def is_document(self, tokens: list[Token]) -> bool:
        head, _ = self.head(tokens)
        return head is not None and head[1].kind == "document"

    def complete(self, tokens: list[Token]) -> bool:
        """Whether what stands before « et » is a source of its own and not half of a name."""
        if self.named_head(tokens):
            return True
        first = tokens[0]
        return first.low in self.v.words["definite"] or first.low in self.v.words["indefinite"]

    def named_head(self, tokens: list[Token]) -> bool:
        return self.head_person(tokens) is not None or any(
            longest(self.v.named, tokens, k, exact=True) is not None
            for k in range(min(2, len(tokens)))
        )

    def phrase(self, tokens: list[Token]) -> Source:
        """The source one noun phrase names."""
        person = self.head_person(tokens)
        if person is not None:
            return self.of_person(person, tokens)
        head, at = self.head(tokens)
        named = self.named_after(tokens, head)
        if named is not None:
            return named
        if head is None:
            return self.unknown(tokens)
        if self.share(tokens, at):
            return self.of_share(tokens, at, head)
        if at and tokens[at - 1].low in self.v.words["others"]:
            # « Les autres ministères » are none of those named before.
            phrase = [tokens[at - 1], *self.trim(tokens, at)]
            name, told = words_of(self.text, phrase), self.kind(phrase[1:], head[1])
            return Source(name, "media" if told == "media" else "group", told, plural=True)
        kind = head[1].kind
        if kind == "document":
            return self.of_document(tokens, at, head)
        if kind in ("group", "collective"):
            return self.of_group(tokens, at, head)
        if kind == "role":
            return self.of_role(tokens, at, head)
        if (
            kind == "head"
            and head[1].lemma in self.v.circle
            and (tokens[0].low in self.v.words["possessive"])
        ):
            # « son cabinet »
            return self.of_group(tokens, at, head)
        if kind == "head":
            body = self.of_institution(tokens, at, head)
            return dataclasses.replace(body, gender=body.gender or self.gender_of(tokens))
        entry = head[1]
        if kind in ("country", "capital"):
            return Source(
                entry.lemma,
                "organisation",
                "government",
                entry.country,
                self.gender_of(tokens),
            )
        return Source(
            self.own_spelling(entry, words_of(self.text, tokens[at : at + head[0]])),
            "media" if kind == "media" else "organisation",
            entry.affiliation,
            entry.country,
            self.gender_of(tokens),
        )

    def named_after(self, tokens: list[Token], head: tuple[int, Entry] | None) -> Source | None:
        """The body in apposition: « son grand concurrent, NAME », « le géant du bois, NAME »."""
        comma = next((k for k, t in enumerate(tokens) if t.text == ","), 0)
        last = next(
            (k for k in range(comma + 1, len(tokens)) if tokens[k].text == ","), len(tokens)
        )
        article = comma + 1 < last and tokens[comma + 1].low in self.v.words["definite"]
        name = tokens[comma + 1 + article : last]
        if (
            not comma
            or not name
            or self.plural(tokens)
            or (head is not None and head[1].kind == "document")
            or any(t.capital for t in tokens[1:comma])
            or not all(t.capital for t in name)
        ):
            return None
        known = longest(self.v.named, name, 0, exact=True)
        if known is not None and known[0] == len(name):
            return self.of_named(known[1], name)
        if head is None or head[1].kind != "head" or head[1].affiliation not in _APPOSED:
            return None
        form: SourceForm = "media" if head[1].affiliation == "media" else "organisation"
        return Source(words_of(self.text, name), form, head[1].affiliation)


def _filled(attribution: Attribution, source: Source) -> Attribution:
    return dataclasses.replace(
        attribution,
        source_name=source.name or "none",
        source_form=source.form,
        affiliation=cast(Affiliation, source.affiliation or "other"),
        country=source.country,
        # The grammatical gender of an institution says nothing of a person.
        gender=source.gender if source.form in _PERSONS else None,
        resolved=source.resolved,
    )


def _quoted_incise(attribution: Attribution) -> bool:
    """Whether a cue behind a full quotation shows that its subject speaks, whatever it is."""
    return attribution.form == "direct" and attribution.pattern.startswith("incise")


def _position(attribution: Attribution) -> int:
    if attribution.source is not None:
        return attribution.source[0]
    return attribution.content[0][0] if attribution.content else attribution.start
