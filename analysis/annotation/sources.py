"""Who speaks: the canonical name, kind and affiliation of every attribution's source.

Given attributions with their spans, :func:`resolve_sources` reads the words of each source span
against the article's own registry (:mod:`analysis.annotation.entities`): a pronoun goes to the
last speaker or subject, a title to the person who bears it, a short form to the institution
named before, a document to its issuer. What stays unknown keeps its own words and is marked
``resolved=False``: an honest mention rather than a guess.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from analysis.annotation.document import Document
from analysis.annotation.entities import (
    Descriptor,
    Hit,
    Person,
    Registry,
    build_registry,
    content_words,
    country_of_phrase,
    is_sentence_start,
    is_subject,
    kind_of_phrase,
    phrase_end,
    role_at,
)
from analysis.annotation.vocabulary import (
    Entry,
    Gender,
    Office,
    Token,
    Vocabulary,
    fold,
    longest,
    name_key,
    vocabulary,
)
from analysis.schema import Affiliation, Attribution, SourceForm, Span

_CATAPHORA = 900
_RECENT = 1600
_LOOKED_AT = 40
_SAME_TURN = 700
_BODY_REACH = 60
_STEM = 6
_FLOATING = "floating"
_YEAR = re.compile(r"(?<![\w.,])((?:19|20)\d\d)(?![\w%]|[.,]\d)")
_THIS_YEAR = 2026
_AKIN = (
    frozenset({"government", "politics", "intergovernmental"}),
    frozenset({"business", "individual"}),
    frozenset({"expert", "individual"}),
    frozenset({"civil_society", "individual", "politics"}),
)
_VOWELS = frozenset("aeiouyàâäéèêëîïôöûüh")


@dataclass(frozen=True, slots=True)
class Source:
    """A resolved source: what the attribution record will say of it."""

    name: str
    form: SourceForm
    affiliation: str
    country: str | None = None
    gender: Gender = None
    resolved: bool = True
    person: Person | None = None
    plural: bool = False
    titled: bool = False
    speaks: bool = True


_NONE = Source("none", "none", "none", resolved=False)


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


class _Resolver:
    """One article's sources, resolved in text order."""

    def __init__(
        self, document: Document, words: Vocabulary, attributions: Sequence[Attribution]
    ) -> None:
        self.document = document
        self.text = document.text
        self.v = words
        self.attributions = attributions
        spans = [a.source for a in attributions if a.source is not None]
        self.registry: Registry = build_registry(
            self.text, words, _title_case(document), self.name_starts(spans)
        )
        self.quoted = sorted(
            {span for a in attributions if a.form == "direct" for span in a.content}
            | {(q.start, q.end) for q in document.quotes if q.level == 1 and q.closed}
        )
        self.told = merged([*self.quoted, *(span for a in attributions for span in a.content)])
        self.year = self.latest_year()
        self.speakers: list[tuple[int, Source]] = []
        self.known: dict[Span, Source] = {}
        self.mute: set[Span] = set()
        self.places: dict[str, list[int]] = {}
        for k, token in enumerate(self.registry.tokens):
            if token.capital:
                self.places.setdefault(token.text, []).append(k)
        self.heads: dict[str, list[Hit]] = {}
        for hit in self.registry.nouns:
            self.heads.setdefault(hit.entry.lemma.partition(" ")[0], []).append(hit)

    def name_starts(self, spans: Sequence[Span]) -> set[int]:
        """Where a name may stand in source spans: at once, or after nouns nothing governs.

        « L'influent clerc irakien NAME NAME » names a person without a known role.
        """
        words = self.v.words
        starts = {a for a, b in spans if a < b}
        for span in dict.fromkeys(spans):
            tokens = self.tokens_of(span)
            if not tokens or tokens[0].low not in words["definite"]:
                continue
            for token in tokens[1:6]:
                if token.capital:
                    starts.add(token.start)
                    break
                if not token.word or token.low in words["prepositions"]:
                    break
        return starts

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
        """The speaker of a quotation nothing introduces: whoever spoke right before, alone."""
        position = _position(attribution)
        if attribution.pattern != _FLOATING or not self.speakers:
            return _NONE
        start, speaker = self.speakers[-1]
        if speaker.person is None or not 0 < position - start < _SAME_TURN:
            return _NONE
        mentions = self.registry.mentions
        k = _bisect(mentions, start + 1)
        while k < len(mentions) and mentions[k][0][0] < position:
            if mentions[k][1] is not speaker.person and not self.in_quote(mentions[k][0][0]):
                return _NONE
            k += 1
        return self.of_person(speaker.person)

    # -- one source span ---------------------------------------------------------------------

    def tokens_of(self, span: Span) -> list[Token]:
        start, end = span
        # An elided pronoun (« c' », « j' ») is a word of its own only before the next word.
        more = self.text[end - 1 : end] == "'" and start < end
        return [
            token._replace(start=token.start + start, end=token.end + start)
            for token in self.v.tokenise(self.text[start : end + more])
            if token.end + start <= end
        ]

    def resolve(self, span: Span) -> Source:
        """The source that the words of a span name."""
        clitics = self.v.words["clitics"]
        tokens = [
            t for t in self.tokens_of(span) if t.word or t.text in ",()&%" or t.low in clitics
        ]
        while tokens and not tokens[-1].word and tokens[-1].text != ")":
            tokens.pop()
        while tokens and not tokens[0].word:
            tokens.pop(0)
        tokens = self.bounded(tokens)
        if not tokens:
            return _NONE
        pronoun = self.pronoun(tokens)
        if pronoun is not None:
            return pronoun
        parts = self.split(tokens)
        if len(parts) > 1:
            return _joined([self.phrase(part) for part in parts])
        return self.phrase(tokens)

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
        while len(tokens) > 1 and tokens[0].low in words["leading"]:
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
            if determined and self.complete(left):
                return [left, *self.split(right)]
            if right[0].capital and (
                self.named_head(left) and self.mention_at(right[0].start) is not None
            ):
                return [left, *self.split(right)]
            if right[0].capital and all(t.capital for t in left[-1:]) and len(left) == 1:
                return [left, *self.split(right)]
        return [tokens]

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
        if head is None:
            return self.unknown(tokens)
        if self.share(tokens, at):
            return self.of_share(tokens, at, head)
        kind = head[1].kind
        if kind == "document":
            return self.of_document(tokens, at, head)
        if kind in ("group", "collective"):
            return self.of_group(tokens, at, head)
        if kind == "role":
            return self.of_role(tokens, at, head)
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
            self.own_spelling(entry, _words(self.text, tokens[at : at + head[0]])),
            "media" if kind == "media" else "organisation",
            entry.affiliation,
            entry.country,
            self.gender_of(tokens),
        )

    def own_spelling(self, entry: Entry, written: str) -> str:
        """A body's name as the article writes it in full; a metonym of a ministry is undone."""
        if entry.kind == "media":
            return written if written and _unlike(written, entry.lemma) else entry.lemma
        if entry.lemma[:1].islower():
            return entry.lemma
        if written.isupper() and len(written) > 3 and not _within_words(written, entry.lemma):
            # « l'UNICEF »: a short form that its words do not spell out stands for itself.
            return written
        forms = [written] if written else []
        for hit in self.registry.named:
            if hit.entry is entry:
                tokens = self.registry.tokens[hit.index : hit.index + hit.length]
                forms.append(_words(self.text, tokens))
        return max(forms, key=len) if forms else entry.lemma

    def skip_determiners(self, tokens: Sequence[Token]) -> int:
        words = self.v.words
        at = 0
        while at < len(tokens) - 1 and (
            tokens[at].low in words["definite"]
            or tokens[at].low in words["indefinite"]
            or tokens[at].low in words["demonstrative"]
            or tokens[at].low in words["possessive"]
            or tokens[at].low in words["of"]
            or tokens[at].low in words["quantity"]
            or tokens[at].text[:1].isdigit()
            or tokens[at].text == "%"
        ):
            if longest(self.v.named, tokens, at, exact=True):
                break
            at += 1
        return at

    def head(self, tokens: Sequence[Token]) -> tuple[tuple[int, Entry] | None, int]:
        """The first lexicon phrase of a noun phrase, that is its head, and where it stands."""
        v, words = self.v, self.v.words
        at = self.skip_determiners(tokens)
        if v.head_final:
            return self.last_head(tokens, at)
        for k in range(at, len(tokens)):
            token = tokens[k]
            if not token.word or token.low in words["relatives"]:
                break
            found: list[tuple[int, Entry]] = []
            if token.capital:
                if k and (
                    tokens[k - 1].low in words["definite"]
                    or tokens[k - 1].low in words["contracted"]
                ):
                    titled = self.titled(tokens, k)
                    if titled is not None:
                        return titled, k
                for table in (v.named, v.countries):
                    match = longest(table, tokens, k, exact=True)
                    if match is not None:
                        found.append(match)
            plural = self.plural(tokens)
            role = role_at(v, tokens, k)
            group = longest(v.groups, tokens, k)
            institution = longest(v.heads, tokens, k)
            document = longest(v.documents, tokens, k)
            after = k + (document[0] if document is not None else 1)
            if (
                document is not None
                and document[1].lemma in v.voices
                and (after < len(tokens) and tokens[after].low in words["of"])
            ):
                found.append(document)
            if plural:
                found += [m for m in (group, document, institution, role) if m is not None]
            else:
                found += [m for m in (role, institution, document, group) if m is not None]
            if group is not None and group[1].lemma in v.collective:
                found.insert(0, group)
            if found:
                return max(found, key=lambda m: m[0]), k
            if (token.low in words["prepositions"] and k > at) or (token.capital and k == at > 0):
                break
        return None, at

    def last_head(self, tokens: Sequence[Token], at: int) -> tuple[tuple[int, Entry] | None, int]:
        """The head of a noun phrase whose modifiers stand before it, as in English."""
        v, words = self.v, self.v.words
        best: tuple[int, Entry] | None = None
        where = at
        for k in range(at, len(tokens)):
            token = tokens[k]
            stops = token.low in words["prepositions"] or token.low in words["relatives"]
            if not token.word or (stops and k > at):
                if token.low in words["clitics"]:
                    best = None
                    continue
                break
            found = [
                match
                for match in (
                    longest(v.named, tokens, k, exact=True) if token.capital else None,
                    longest(v.countries, tokens, k, exact=True) if token.capital else None,
                    role_at(v, tokens, k),
                    longest(v.groups, tokens, k),
                    longest(v.heads, tokens, k),
                    longest(v.documents, tokens, k),
                )
                if match is not None
            ]
            if not found:
                if token.capital and best is not None and best[1].kind != "role":
                    best = None
                continue
            match = max(found, key=lambda m: m[0])
            if best is None or k + match[0] > where + best[0]:
                best, where = match, k
        if best is not None and best[1].kind == "head" and tokens[where].capital and where > at:
            return None, at
        return best, where

    def titled(self, tokens: Sequence[Token], k: int) -> tuple[int, Entry] | None:
        """A name whose article is part of it (« l'Humanité », « une enquête du Monde »)."""
        for article in sorted(self.v.words["title_articles"]):
            title = [Token(0, 0, article.capitalize(), article), *tokens[k : k + 6]]
            match = longest(self.v.named, title, 0, exact=True)
            if match is not None and match[0] > 1:
                return match[0] - 1, match[1]
        return None

    def plural(self, tokens: Sequence[Token]) -> bool:
        return tokens[0].low in self.v.words["plural_determiners"]

    def share(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a phrase is a part of a group: « 54 % des Français », « la moitié de »."""
        words = self.v.words
        return any(
            (t.low in words["fraction"] or t.text == "%" or t.text[0].isdigit())
            for t in tokens[:at]
        ) and any(t.low in words["of"] for t in tokens[:at])

    def of_share(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        words = self.v.words
        start = next(
            k
            for k, t in enumerate(tokens)
            if t.low in words["fraction"] or t.text == "%" or t.text[0].isdigit()
        )
        phrase = [*tokens[start:at], *self.trim(tokens, at)]
        entry = head[1]
        affiliation = entry.affiliation if entry.kind in ("group", "role") else "individual"
        return Source(
            _words(self.text, phrase),
            "group",
            affiliation or "individual",
            country_of_phrase(self.v, phrase),
            plural=True,
        )

    # -- persons -----------------------------------------------------------------------------

    def mention_at(self, start: int) -> Person | None:
        mentions = self.registry.mentions
        k = _bisect(mentions, start)
        if k < len(mentions) and mentions[k][0][0] == start:
            return mentions[k][1]
        return None

    def head_person(self, tokens: Sequence[Token]) -> Person | None:
        """The person a phrase names, unless he or she is only a complement in it."""
        words = self.v.words
        body = self.body_first(tokens)
        governed = False
        for k, token in enumerate(tokens):
            if token.low in words["relatives"]:
                return None
            if body and token.text in ",(":
                body = False
            person = self.mention_at(token.start) if token.capital else None
            if person is None:
                continue
            if self.possessor(tokens, k) or body:
                continue
            before = tokens[k - 1] if k else None
            if before is not None and self.v.civil.get(before.text) and k >= 2:
                before = tokens[k - 2]
            if before is None or before.text == "," or not before.word:
                return person
            if governed:
                continue
            if before.low in words["prepositions"] or before.low in words["conjunctions"]:
                # « L'avocat de NAME, NAME »: only one in apposition can speak.
                governed = True
                continue
            if (
                before.low in words["definite"]
                and k >= 2
                and (tokens[k - 2].low in words["prepositions"])
            ):
                governed = True
                continue
            return person
        return None

    def body_first(self, tokens: Sequence[Token]) -> bool:
        """Whether a phrase begins with a body: « la société de la famille NAME » is no person."""
        at = self.skip_determiners(tokens)
        return (
            at > 0
            and not self.v.head_final
            and role_at(self.v, tokens, at) is None
            and any(
                longest(table, tokens, at) is not None
                for table in (self.v.heads, self.v.groups, self.v.documents)
            )
        )

    def possessor(self, tokens: Sequence[Token], k: int) -> bool:
        """Whether a name only owns what follows (« Smith's lawyer »)."""
        while k < len(tokens) and tokens[k].capital:
            k += 1
        return k < len(tokens) - 1 and tokens[k].low in self.v.words["clitics"]

    def of_person(self, person: Person, tokens: Sequence[Token] = ()) -> Source:
        return Source(
            person.name,
            "named_person",
            self.affiliation_of(person),
            person.country or self.office_country(person),
            person.gender,
            person=person,
        )

    def affiliation_of(self, person: Person, depth: int = 0) -> str:
        """What a person speaks as: present roles first, then title, office, former roles."""
        told = [d for d in person.descriptors if d.affiliation and d.affiliation != "individual"]
        office = self.office_of(person)
        present = next((d.affiliation for d in told if not d.former), None)
        if present is not None and (office is None or _akin(present, office.affiliation)):
            return present
        if person.civil and office is None:
            return person.civil
        if office is not None:
            return office.affiliation
        for descriptor in person.descriptors:
            if descriptor.former or descriptor.affiliation:
                continue
            if depth == 0:
                principal = self.principal(person, descriptor)
                if principal is not None:
                    return self.affiliation_of(principal, 1)
            if descriptor.lemma in self.v.alone:
                return self.v.alone[descriptor.lemma]
        if any(d.affiliation in ("government", "politics") for d in told):
            return "politics"
        if not told and self.held_before(person):
            return "politics"
        return told[0].affiliation if told else "individual"

    def principal(self, person: Person, descriptor: Descriptor) -> Person | None:
        """Whose spokesman or adviser a role phrase makes someone."""
        start, end = descriptor.span
        mentions = self.registry.mentions
        k = _bisect(mentions, start)
        while k < len(mentions) and mentions[k][0][0] < end:
            if mentions[k][1] is not person:
                return mentions[k][1]
            k += 1
        return None

    def offices_of(self, person: Person) -> list[Office]:
        """The offices of the table that a person of this name held."""
        words = max(person.names, key=len)
        return [
            o
            for o in self.v.offices.get(name_key(words[-1]), ())
            if len(words) == 1 or name_key(o.person.split()[0]) == name_key(words[0])
        ]

    def office_of(self, person: Person) -> Office | None:
        """The office a person held at the article's date, or last held when it has none."""
        offices = self.offices_of(person)
        return self.held(offices)

    def latest_year(self) -> int | None:
        """A year the article was not written before: the latest it names, or its people show.

        Two persons who came to office after that year outweigh it.
        """
        named = latest_year(self.text)
        began = sorted(
            min(o.since.year for o in offices)
            for person in self.registry.persons
            if (offices := self.offices_of(person))
        )
        shown = began[-2:-1] if named is not None else began[-1:]
        return max([*shown, *([named] if named is not None else [])], default=None)

    def held(self, offices: Sequence[Office]) -> Office | None:
        """The office of the article's day; without a date, of the latest year it names."""
        day = self.document.published
        if day is not None:
            offices = [o for o in offices if o.since <= day <= o.until]
        elif self.year is not None:
            year = self.year
            ahead = [o for o in offices if o.until.year >= year]
            near = [o for o in ahead if o.since.year <= year + 1]
            # A year long past dates nothing: then the first office after it is meant.
            offices = near or (ahead if len(ahead) == len(offices) else [])
        return max(offices, key=lambda o: o.since) if offices else None

    def held_before(self, person: Person) -> bool:
        """Whether a person held a political office at another time than the article's."""
        return self.office_of(person) is None and any(
            o.affiliation in ("government", "politics") for o in self.offices_of(person)
        )

    def office_country(self, person: Person) -> str | None:
        office = self.office_of(person)
        return self.nation(office) if office is not None else None

    def nation(self, office: Office) -> str | None:
        """The country of an office; that of an international body has none."""
        return office.country if office.country in self.v.nations else None

    # -- roles -------------------------------------------------------------------------------

    def of_role(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        entry = head[1]
        words = self.v.words
        phrase = self.trim(tokens, at)
        if entry.plural or self.plural(tokens):
            return self.of_group(tokens, at, head)
        descriptor = self.descriptor(phrase, head, tokens[:at])
        affiliation = descriptor.affiliation or self.v.alone.get(entry.lemma, "") or "other"
        if entry.lemma in words["unnamed_roles"]:
            # « Une source proche de l'enquête » is known by the enquiry, not by the closeness.
            told = (self.v.kind_words[t.low] for t in phrase if t.low in self.v.kind_words)
            affiliation = next(told, affiliation)
        first = tokens[0].low
        definite = (
            first in words["definite"]
            or first in words["contracted"]
            or first in words["demonstrative"]
            or first in words["possessive"]
        )
        introduced = self.introduced(phrase)
        if introduced is not None and not self.circle(head, phrase):
            return self.of_person(introduced)
        named = self.named_in(phrase[head[0] :])
        if named is not None:
            return dataclasses.replace(
                named,
                affiliation=affiliation if named.affiliation == "individual" else named.affiliation,
                country=named.country or descriptor.country,
                gender=named.gender or entry.gender,
            )
        if definite and entry.lemma in words["unnamed_roles"]:
            again = self.same_again(entry.lemma, tokens[0].start)
            if again is not None:
                return again
        elif definite:
            long = len(phrase) > head[0] and not any(t.low in words["age"] for t in phrase)
            complement = long and any(t.low in words["prepositions"] for t in phrase[head[0] :])
            person = self.bearer(descriptor, tokens[0].start, long, complement)
            if person is not None and not self.circle(head, phrase):
                if self.office_of(person) is None and not any(
                    d.lemma == descriptor.lemma or d.affiliation for d in person.descriptors
                ):
                    person.descriptors.append(descriptor)
                return self.of_person(person)
        if definite and not descriptor.former and entry.lemma not in words["unnamed_roles"]:
            holder = self.holder(descriptor)
            if holder is not None:
                return holder
        return Source(
            _words(self.text, phrase),
            "unnamed_person",
            affiliation,
            descriptor.country,
            entry.gender or self.gender_of(tokens),
            resolved=not definite,
            titled=True,
        )

    def same_again(self, lemma: str, position: int) -> Source | None:
        """The unnamed speaker a repeated noun takes up: « la source », « la même source »."""
        for start, source in reversed(self.speakers):
            if (
                start < position
                and source.form in ("unnamed_person", "group")
                and self.v.tokenise(source.name)[0].low.startswith(lemma)
            ):
                return source
        return None

    def introduced(self, phrase: Sequence[Token]) -> Person | None:
        """The person whose name follows a title after the words the span ends with.

        « Le colonel à la retraite NAME », « la présidente de la Chambre, la démocrate NAME ».
        """
        registry, words = self.registry, self.v.words
        start, end = phrase[0].start, phrase[-1].end
        at = registry.token_at(end)
        for k in range(at, min(at + 10, len(registry.tokens))):
            token = registry.tokens[k]
            if not token.word and token.text != ",":
                return None
            person = self.mention_at(token.start) if token.capital else None
            if person is None:
                continue
            if any(d.span[0] == start for d in person.descriptors):
                return person
            apposed = registry.tokens[at].text == "," and (
                registry.tokens[at + 1].low in words["definite"]
            )
            return person if apposed and k - at <= 4 else None
        return None

    def named_in(self, rest: Sequence[Token]) -> Source | None:
        """The person whose name alone follows a role (« le patriarche Le Pen »)."""
        v = self.v
        if (
            not rest
            or len(rest) > 3
            or not all(t.capital or t.low in v.words["particles"] for t in rest)
        ):
            return None
        if any(t.text.isupper() for t in rest) or rest[0].low in v.words["prepositions"]:
            return None
        for table in (v.named, v.countries):
            if any(longest(table, rest, k, exact=True) for k in range(len(rest))):
                return None
        person = self.registry.person_of([t.text for t in rest])
        if person is not None:
            return self.of_person(person)
        office = self.office_by_name(rest)
        if office is not None:
            return self.of_office(office)
        return Source(_words(self.text, rest), "named_person", "individual")

    def of_office(self, office: Office) -> Source:
        """A public figure the table knows and the article does not introduce."""
        return Source(
            office.person, "named_person", office.affiliation, self.nation(office), office.gender
        )

    def gender_of(self, tokens: Sequence[Token]) -> Gender:
        """What the determiner of a phrase tells of its gender."""
        first = tokens[0].low
        if first in self.v.words["hint_f"]:
            return "f"
        return "m" if first in self.v.words["hint_m"] else None

    def holder(self, wanted: Descriptor) -> Source | None:
        """Who held a named office at the article's date, given or told by who else is in it."""
        if wanted.lemma not in self.v.words["top_office"]:
            return None
        day = self.document.published
        around = [o for p in self.registry.persons if (o := self.office_of(p)) is not None]
        country = wanted.country
        if country is None:
            countries = {o.country for o in around}
            if len(countries) != 1:
                return None
            country = countries.pop()
        if day is None and not around:
            return None
        fitting = {
            o.person: o
            for offices in self.v.offices.values()
            for o in offices
            if o.country == country
            and self.same_office(o, wanted)
            and (
                o.since <= day <= o.until
                if day is not None
                else all(o.since <= x.until and x.since <= o.until for x in around)
            )
        }
        if len(fitting) != 1:
            return None
        return self.of_office(next(iter(fitting.values())))

    def circle(self, head: tuple[int, Entry], phrase: Sequence[Token]) -> bool:
        """Whether a phrase names someone only by another person (« l'avocat de X »)."""
        rest = phrase[head[0] :]
        return (
            head[1].lemma in self.v.circle
            and bool(rest)
            and rest[0].low in self.v.words["of"]
            and any(self.mention_at(t.start) is not None for t in rest)
        )

    def descriptor(
        self, phrase: Sequence[Token], head: tuple[int, Entry], before: Sequence[Token]
    ) -> Descriptor:
        former = any(t.low in self.v.words["former"] for t in before) or phrase[0].low.startswith(
            "ex-"
        )
        rest = phrase[head[0] :]
        return Descriptor(
            head[1].lemma,
            head[1].affiliation or kind_of_phrase(self.v, rest) or "",
            frozenset(content_words(self.v, phrase)),
            country_of_phrase(self.v, phrase),
            former,
            head[1].gender or (self.gender_of(before) if before else None),
            (phrase[0].start, phrase[-1].end),
        )

    def trim(self, tokens: Sequence[Token], at: int) -> list[Token]:
        """A noun phrase from its head to its first comma, parenthesis or relative clause."""
        phrase: list[Token] = []
        for token in tokens[at:]:
            if phrase and (
                (not token.word and token.text != "&")
                or token.low in self.v.words["relatives"]
                or self.participle(token, phrase[-1])
            ):
                break
            phrase.append(token)
        return phrase

    def participle(self, token: Token, before: Token) -> bool:
        """Whether a word opens a participle clause (« publiée la semaine dernière »)."""
        words = self.v.words
        return (
            token.text.endswith(self.v.participles)
            and len(token.text) > 4
            and token.text.islower()
            and token.low not in words["adjectives"]
            and token.low not in words["acting"]
            and before.low not in words["prepositions"]
            and before.low not in words["definite"]
            and before.low not in words["indefinite"]
            and self.v.country_of_adjective(token.low) is None
        )

    def bearer(
        self, wanted: Descriptor, position: int, long: bool, complement: bool = False
    ) -> Person | None:
        """The person a title stands for: who bears it, was last named and does not clash."""
        best = -1.0
        found: Person | None = None
        last = self.last_speaker(position)
        ahead: Person | None = None
        for person in self.registry.persons:
            near = _last_before(person.mentions, position)
            points = self.fit(wanted, person, long, complement, last)
            if points is None:
                continue
            if near is None:
                first = person.mentions[0][0] if person.mentions else position
                if (
                    ahead is None
                    and first - position < _CATAPHORA
                    and (points >= 1.5 or (complement and points >= 0.7))
                ):
                    ahead = person
                continue
            points += max(0.0, 1.2 - (position - near) / 900)
            if person is last:
                points += 1.0
            if points > best:
                best, found = points, person
        if found is not None and best >= (1.0 if not long else 1.4):
            return found
        return ahead

    def fit(
        self,
        wanted: Descriptor,
        person: Person,
        long: bool,
        complement: bool = False,
        last: Person | None = None,
    ) -> float | None:
        """How well a title fits what the article says of a person; None when it clashes."""
        if wanted.gender and person.gender and wanted.gender != person.gender:
            return None
        country = person.country or self.office_country(person)
        if wanted.country and country and wanted.country != country:
            return None
        own = [d for d in person.descriptors if d.span[0] != wanted.span[0]]
        same = [d for d in own if d.lemma == wanted.lemma]
        office = self.office_of(person)
        words = self.v.words
        points = 0.0
        if same:
            points += 3.0
            points += min(2, max(len(d.words & wanted.words) for d in same) - 1)
            if long and all(len(d.words) > 1 and len(d.words & wanted.words) <= 1 for d in same):
                points -= 2.5
            return points
        if office is not None and self.same_office(office, wanted):
            return 3.0
        if any(self.same_office(o, wanted) for o in self.offices_of(person)):
            return 2.5
        held = {d.lemma for d in own if not d.former} | {o.role for o in self.offices_of(person)}
        below = self.v.hypernyms.get(wanted.lemma, frozenset())
        kindred = any(
            lemma in below or wanted.lemma in self.v.hypernyms.get(lemma, ()) for lemma in held
        )
        present = {d.lemma for d in own if not d.former} | ({office.role} if office else set())
        top = any(lemma in words["head_of_state"] for lemma in present)
        # A head of state is no « patron » or « directeur », though he is a « président ».
        kindred = kindred and (not top or wanted.lemma in words["of_states"])
        if any(d.words & wanted.words for d in own):
            points += 1.5
        elif kindred:
            points += 1.2
        if wanted.lemma in words["vague_roles"] and not complement:
            return points + 0.5
        alone = self.v.alone.get(wanted.lemma)
        kind = self.affiliation_of(person)
        asked = wanted.affiliation or alone or ""
        if kind == asked or (not own and not self.offices_of(person)):
            points += 0.7
        elif alone is None and asked:
            points += 0.3 if _akin(kind, asked) else -2.0
        if held and not below and not kindred and kind == asked == "government":
            # A mayor is no minister.
            points -= 1.2
        if (top or wanted.lemma in words["top_office"]) and held and not kindred:
            points -= 2.0
        if complement and points < 1.2:
            told = wanted.affiliation in ("government", "politics", "intergovernmental")
            if not (
                told
                and _akin(kind, wanted.affiliation)
                and not top
                and (person is last or kind == wanted.affiliation)
            ):
                return None
        elif long and not wanted.country:
            points -= 0.4
        return points

    def same_office(self, office: Office, wanted: Descriptor) -> bool:
        """Whether a title is that of an office (« le président de la République »)."""
        if office.role == wanted.lemma or wanted.lemma.startswith(f"{office.role} "):
            return True
        meant = self.v.hypernyms.get(wanted.lemma, frozenset())
        if office.role in meant and meant <= self.v.words["head_of_state"]:
            return True
        if not office.role.startswith(f"{wanted.lemma} "):
            return False
        # « Le ministre de l'Intérieur » is not whoever was a minister of something else.
        named = wanted.words - set(wanted.lemma.split(" ")) - self.v.nations
        held = {word[:_STEM] for word in office.role.split(" ")}
        return not named or not held.isdisjoint(word[:_STEM] for word in named)

    # -- pronouns ----------------------------------------------------------------------------

    def pronoun(self, tokens: Sequence[Token]) -> Source | None:
        """The source a pronoun stands for, None when the span is no pronoun."""
        words = self.v.words
        low = " ".join(t.low for t in tokens)
        position = tokens[0].start
        if low in words["subject_m"] or low in words["subject_f"]:
            gender: Gender = "f" if low in words["subject_f"] else "m"
            if low in words["ordinal_first"] or low in words["ordinal_second"]:
                one = self.ordinal(position, low in words["ordinal_second"])
                if one is not None:
                    return self.of_person(one)
                return Source(
                    _words(self.text, tokens), "unnamed_person", "individual", None, gender, False
                )
            if low in words["last_named"]:
                latest = self.latest(position, gender)
                if latest is not None:
                    return latest
            return self.singular(position, gender, tokens)
        if low in words["plural_m"] or low in words["plural_f"]:
            return self.several(position, tokens)
        if low in words["relative_subject"]:
            return self.relative(position, tokens)
        if low in words["some"]:
            return Source(_words(self.text, tokens), "group", "individual", plural=True)
        if low in words["indefinite_pronoun"]:
            return _NONE
        if low in words["neuter"]:
            return self.thing(position, tokens)
        if low in words["plural_possessive"]:
            return self.several(position, tokens)
        if low in words["possessive_pronoun"]:
            return self.singular(position, None, tokens)
        if low in words["first_person"] or low in words["first_plural"]:
            return Source(_words(self.text, tokens), "unnamed_person", "individual", resolved=False)
        return None

    def thing(self, position: int, tokens: Sequence[Token]) -> Source:
        """The body or document a neuter pronoun stands for."""
        for start, source in reversed(self.speakers):
            if start < position and source.form in ("organisation", "media", "document"):
                return source
        for hit in reversed(self.registry.named):
            start = self.registry.tokens[hit.index].start
            if start < position:
                if position - start > _RECENT:
                    break
                return self.of_named(hit.entry)
        return Source(_words(self.text, tokens), "organisation", "other", resolved=False)

    def in_quote(self, position: int) -> bool:
        k = _bisect_spans(self.quoted, position)
        return k > 0 and self.quoted[k - 1][1] > position

    def last_speaker(self, position: int) -> Person | None:
        for start, source in reversed(self.speakers):
            if start < position and source.person is not None:
                return source.person
        return None

    def singular(self, position: int, gender: Gender, tokens: Sequence[Token]) -> Source:
        """The last speaker, unless a person opened a later sentence.

        Behind a verb (« a-t-il dit ») the pronoun goes on with the turn of the last speaker; before
        one it takes up the subject of the clause before.
        """
        inverted = self.text[position - 1 : position] == "-"
        speaker: tuple[int, Source] | None = None
        for start, source in reversed(self.speakers):
            if start >= position or source.plural or source.form in ("media", "document"):
                continue
            if source.form == "unnamed_person" and not source.titled:
                continue
            if gender and source.gender and source.gender != gender:
                continue
            speaker = (start, source)
            break
        floor = speaker[0] if speaker is not None else -1
        subject: Person | None = None
        fallback: Person | None = None
        mentions = self.registry.mentions
        k = _bisect(mentions, position) - 1
        while k >= 0:
            (start, end), person = mentions[k]
            k -= 1
            if start <= floor or position - start > _RECENT:
                break
            if self.in_quote(start) or (gender and person.gender and person.gender != gender):
                continue
            if fallback is None:
                fallback = person
            if self.opens(start) or (
                not inverted and not self.within(start, position) and self.acts(start, end)
            ):
                subject = person
                floor = start
                break
        if gender is not None and not (inverted and speaker is not None):
            sure = speaker is not None and speaker[1].gender == gender
            body = self.body_acting(position, floor, gender, 0 if sure else 1)
            if body is not None:
                return body
        if gender == "f":
            certain = self.surely(position, gender)
            told = subject.gender if subject is not None else speaker and speaker[1].gender
            if certain is not None and told is None:
                return self.of_person(certain)
        if subject is not None:
            return self.of_person(subject)
        if speaker is not None and speaker[1].person is None and fallback is not None:
            return self.of_person(fallback)
        if speaker is not None and position - speaker[0] < 2500:
            return speaker[1]
        if fallback is not None:
            return self.of_person(fallback)
        for (start, _), person in mentions:
            if (
                position < start < position + _CATAPHORA
                and not self.in_quote(start)
                and _soft(person.gender, gender)
            ):
                return self.of_person(person)
        if speaker is not None:
            return speaker[1]
        for start, source in reversed(self.speakers):
            if (
                start < position
                and not source.plural
                and source.form in ("organisation", "media", "unnamed_person")
                and _soft(source.gender, gender)
                and position - start < _RECENT
            ):
                return source
        return Source(
            _words(self.text, tokens), "unnamed_person", "individual", None, gender, resolved=False
        )

    def within(self, start: int, position: int) -> bool:
        """Whether a place lies in reported words that a later one has left."""
        k = _bisect_spans(self.told, start)
        return k > 0 and start < self.told[k - 1][1] <= position

    def acts(self, start: int, end: int) -> bool:
        """Whether a name is the subject of a verb, as closed word classes show."""
        registry = self.registry
        first, last = registry.token_at(start), registry.token_at(end)
        return is_subject(registry, first, last)

    def body_acting(
        self, position: int, floor: int, gender: Gender, sentences: int
    ) -> Source | None:
        """The body that is the subject of the clause before a pronoun of its gender."""
        registry, words = self.registry, self.v.words
        at = registry.token_at(position)
        k = at - 1
        stops = 0
        while k > 0 and registry.tokens[k].start > floor and at - k < _BODY_REACH:
            token = registry.tokens[k]
            if "\n" in self.text[token.end : registry.tokens[k + 1].start] or token.text in ".!?":
                stops += 1
                if stops > sentences:
                    return None
            if (
                token.low in words["definite"]
                and registry.tokens[k - 1].low not in words["relatives"]
                and not self.within(token.start, position)
            ):
                found = self.body_at(k, gender)
                if found is not None:
                    return found
            k -= 1
        return None

    def body_at(self, at: int, gender: Gender) -> Source | None:
        """The institution a definite phrase names, if it is a subject of this gender."""
        registry, v = self.registry, self.v
        tokens = registry.tokens
        match = longest(v.heads, tokens, at + 1)
        named = longest(v.named, tokens, at + 1, exact=True)
        if match is None and named is None:
            return None
        low = tokens[at].low
        if low in v.words["hint_f"]:
            own: Gender = "f"
        elif low in v.words["hint_m"]:
            own = "m"
        elif match is not None:
            own = "f" if tokens[at + 1].low.endswith(v.feminine) else "m"
        else:
            own = None
        if own != gender:
            return None
        length = max(m[0] for m in (match, named) if m is not None)
        end = phrase_end(registry, at + 1 + length)
        if not is_subject(registry, at, end):
            return None
        return self.phrase(tokens[at:end])

    def surely(self, position: int, gender: Gender) -> Person | None:
        """The last person named whose gender is known to fit."""
        mentions = self.registry.mentions
        k = _bisect(mentions, position) - 1
        while k >= 0 and position - mentions[k][0][0] < 1200:
            if mentions[k][1].gender == gender and not self.in_quote(mentions[k][0][0]):
                return mentions[k][1]
            k -= 1
        return None

    def ordinal(self, position: int, second: bool) -> Person | None:
        """« Le premier », « le second »: of two persons named together before."""
        mentions = self.registry.mentions
        k = _bisect(mentions, position) - 1
        while k >= 1 and position - mentions[k][0][0] < 700:
            (_, end), one = mentions[k - 1]
            (after, _), two = mentions[k]
            if one is not two and after - end < 160 and "." not in self.text[end:after]:
                return two if second else one
            k -= 1
        return None

    def latest(self, position: int, gender: Gender) -> Source | None:
        """Whom « ce dernier » stands for: the last one named, subject or not."""
        mentions = self.registry.mentions
        k = _bisect(mentions, position) - 1
        while k >= 0 and position - mentions[k][0][0] < 700:
            person = mentions[k][1]
            if _soft(person.gender, gender) and not self.in_quote(mentions[k][0][0]):
                return self.of_person(person)
            k -= 1
        return None

    def opens(self, start: int) -> bool:
        """Whether a name begins its sentence, its role and determiner aside."""
        tokens = self.registry.tokens
        at = self.registry.token_at(start)
        for _ in range(8):
            if is_sentence_start(tokens, at, self.text):
                return True
            at -= 1
            token = tokens[at]
            if not token.word and token.text not in ",":
                return False
            if not (
                token.text == ","
                or at in self.registry.roles
                or token.capital
                or token.low in self.v.words["definite"]
                or token.low in self.v.words["of"]
                or token.low in self.v.words["adjectives"]
                or self.v.country_of_adjective(token.low) is not None
            ):
                return False
        return False

    def several(self, position: int, tokens: Sequence[Token]) -> Source:
        """The last plural speaker, unless a group opened a later sentence; else the last group."""
        speaker: tuple[int, Source] | None = None
        for start, source in reversed(self.speakers):
            if start < position and (source.plural or source.form == "group"):
                speaker = (start, source)
                break
        floor = speaker[0] if speaker is not None else -1
        fallback: Hit | None = None
        for hit in reversed(self.registry.nouns):
            start = self.registry.tokens[hit.index].start
            if start >= position or hit.entry.kind != "group":
                continue
            if start <= floor or position - start > _RECENT:
                break
            if self.in_quote(start):
                continue
            fallback = fallback or hit
            if self.opens(start):
                return self.group_from(hit)
        if speaker is not None:
            return speaker[1]
        if fallback is not None:
            return self.group_from(fallback)
        for start, source in reversed(self.speakers):
            if start < position and source.form == "organisation":
                return source
        return Source(_words(self.text, tokens), "group", "other", resolved=False, plural=True)

    def group_from(self, hit: Hit) -> Source:
        registry = self.registry
        end = phrase_end(registry, hit.index + hit.length)
        phrase = registry.tokens[hit.index : end]
        return Source(
            _words(self.text, phrase),
            "media" if self.kind(phrase, hit.entry) == "media" else "group",
            self.kind(phrase, hit.entry),
            country_of_phrase(self.v, phrase),
            plural=True,
        )

    def kind(self, phrase: Sequence[Token], entry: Entry) -> str:
        if entry.affiliation == "other":
            told = next(
                (self.v.kind_words[t.low] for t in phrase if t.low in self.v.kind_words), ""
            )
            return told or "other"
        if entry.affiliation == "government" and any(
            self.v.kind_words.get(t.low) == "intergovernmental" for t in phrase
        ):
            return "intergovernmental"
        return (
            entry.affiliation
            or kind_of_phrase(self.v, phrase[1:])
            or self.v.alone.get(entry.lemma, "")
            or "other"
        )

    def relative(self, position: int, tokens: Sequence[Token]) -> Source:
        """The noun phrase right before « qui »."""
        mentions = self.registry.mentions
        k = _bisect(mentions, position) - 1
        person: Person | None = None
        if k >= 0 and position - mentions[k][0][1] <= 80:
            between = self.text[mentions[k][0][1] : position]
            if "." not in between and "\n" not in between:
                person = mentions[k][1]
                if between.strip() in ("", ","):
                    return self.of_person(person)
        registry = self.registry
        at = registry.token_at(position)
        for index in range(at - 1, max(-1, at - 12), -1):
            token = registry.tokens[index]
            if token.text in ".!?" or "\n" in self.text[token.end : position]:
                break
            hit = registry.roles.get(index)
            nouns = [h for h in registry.nouns if h.index == index] if hit is None else []
            if hit is not None or nouns:
                start = index - 1 if index else index
                return self.phrase(registry.tokens[start:at])
        if person is not None:
            return self.of_person(person)
        return self.singular(position, None, tokens)

    # -- groups, institutions, documents -----------------------------------------------------

    def of_group(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        phrase = self.trim(tokens, at)
        name = _words(self.text, phrase)
        affiliation = self.kind(phrase, head[1])
        country = country_of_phrase(self.v, phrase)
        lemma = head[1].lemma
        resolved = True
        if lemma in self.v.circle:
            person = next(
                (p for t in phrase[head[0] :] if (p := self.mention_at(t.start)) is not None), None
            )
            rest = phrase[head[0] :]
            if person is None and len(rest) > 1 and rest[0].low in self.v.words["of"]:
                inner = self.phrase(
                    rest[1:] if rest[0].low not in self.v.words["contracted"] else rest
                )
                if inner.form == "named_person":
                    person = inner.person
                    affiliation = inner.affiliation
                    name = f"{_words(self.text, phrase[: head[0]])} {self.of_word(inner.name)}"
            if person is None and tokens[0].low in self.v.words["possessive"]:
                owner = self.singular(tokens[0].start, None, tokens)
                if owner.resolved and owner.form != "group":
                    name = f"{name} {self.of_word(owner.name)}"
                    affiliation = owner.affiliation
                person = owner.person
            if person is not None:
                affiliation = self.affiliation_of(person)
            if lemma in self.v.words["opposed"] and affiliation in ("government", "politics"):
                affiliation = "politics"
        elif len(phrase) <= head[0] and tokens[0].low in self.v.words["definite"]:
            fuller = self.fuller(lemma, tokens[at].start)
            if fuller is not None:
                name = _words(self.text, fuller)
                country = country_of_phrase(self.v, fuller)
        form: SourceForm = "media" if affiliation == "media" else "group"
        return Source(name, form, affiliation, country, resolved=resolved, plural=True)

    def of_word(self, name: str) -> str:
        """A name behind the word « of » of the language."""
        vowel, consonant = self.v.join
        if vowel and name[:1].lower() in _VOWELS:
            return f"{vowel}{name}"
        return f"{consonant} {name}"

    def fuller(self, lemma: str, position: int) -> list[Token] | None:
        """The last longer phrase with the same head before a position, else the next one."""
        registry, words = self.registry, self.v.words
        best: list[Token] | None = None
        for hit in self.heads.get(lemma.partition(" ")[0], ()):
            if hit.entry.lemma != lemma and not hit.entry.lemma.startswith(f"{lemma} "):
                continue
            start = registry.tokens[hit.index].start
            if start >= position and best is not None:
                break
            if start == position or start > position + _CATAPHORA:
                continue
            after = hit.index + 1 + lemma.count(" ")
            end = phrase_end(registry, hit.index + hit.length)
            if self.mention_at(registry.tokens[after].start) if after < end else False:
                continue
            for k in range(after, end):
                low = registry.tokens[k].low
                if low in words["inside"]:
                    end = k
                    break
            if end > after and registry.tokens[after].low not in words["acting"]:
                found = registry.tokens[hit.index : end]
                if best is None or [t.low for t in found] != [t.low for t in best[: len(found)]]:
                    best = found
        return best

    def of_institution(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        phrase = self.trim(tokens, at)
        rest = phrase[head[0] :]
        entry = head[1]
        v = self.v
        before_head = tokens[self.skip_determiners(tokens) : at]
        if v.head_final and before_head and not rest:
            own = [*before_head, *phrase]
            if any(t.capital or v.country_of_adjective(t.low) for t in before_head):
                return Source(
                    _words(self.text, own),
                    "media" if entry.affiliation == "media" else "organisation",
                    entry.affiliation,
                    country_of_phrase(v, own),
                )
        form: SourceForm = "media" if entry.affiliation == "media" else "organisation"
        for k, token in enumerate(rest):
            if not token.capital:
                continue
            match = longest(v.named, rest, k, exact=True)
            before = rest[k - 1].low if k else ""
            if match is not None and (not self.complement(rest, k) or entry.affiliation == "media"):
                return self.of_named(match[1])
            if (
                before not in v.words["prepositions"]
                and not phrase[0].capital
                and (k == 0 or v.country_of_adjective(before) or before in v.words["definite"])
                and entry.affiliation in ("business", "media", "civil_society", "expert")
            ):
                return Source(
                    _words(self.text, rest[k:]), form, entry.affiliation, country_of_phrase(v, rest)
                )
        while phrase and len(phrase) > head[0] and phrase[-1].low in v.words["prepositions"]:
            phrase.pop()
        name = _words(self.text, phrase)
        country = country_of_phrase(v, phrase)
        affiliation = entry.affiliation
        resolved = bool(rest)
        managed = self.management(phrase, head[0])
        if managed is not None:
            return managed
        bare = not rest or not any(
            t.capital or t.low in v.words["prepositions"] or v.country_of_adjective(t.low)
            for t in rest
        )
        if (bare and tokens[0].low in v.words["definite"]) or (
            tokens[0].low in v.words["demonstrative"]
        ):
            antecedent = self.institution_before(entry, tokens[at].start)
            if antecedent is not None:
                return antecedent
        return Source(name, form, affiliation, country, resolved=resolved)

    def management(self, phrase: Sequence[Token], length: int) -> Source | None:
        """Whose management « la direction de l'établissement » is: of the body named before."""
        rest = phrase[length:]
        k = 0
        while k < len(rest) and (
            rest[k].low in self.v.words["of"] or rest[k].low in self.v.words["definite"]
        ):
            k += 1
        if not k or k == len(rest):
            return None
        match = longest(self.v.heads, rest, k)
        if match is None or k + match[0] < len(rest):
            return None
        body = self.institution_before(match[1], rest[k].start)
        if body is None:
            return None
        head = _words(self.text, phrase[:length])
        return dataclasses.replace(body, name=f"{head} {self.of_word(body.name)}")

    def complement(self, phrase: Sequence[Token], k: int) -> bool:
        """Whether a word of a phrase stands behind a preposition, article or not."""
        words = self.v.words
        if k and (phrase[k - 1].low in words["definite"]):
            k -= 1
        return bool(k) and phrase[k - 1].low in words["prepositions"]

    def institution_before(self, entry: Entry, position: int) -> Source | None:
        """The institution a bare « le ministère », « le groupe » stands for."""
        fuller = self.fuller(entry.lemma, position)
        form: SourceForm = "media" if entry.affiliation == "media" else "organisation"
        if fuller is not None:
            hit = longest(self.v.heads, fuller, 0)
            if hit is not None and (len(fuller) > hit[0] or hit[1].lemma != entry.lemma):
                determiner = [Token(fuller[0].start, fuller[0].start, "", ""), *fuller]
                return self.of_institution(determiner, 1, hit)
        named = [
            hit_
            for hit_ in self.registry.named
            if self.registry.tokens[hit_.index].start < position
        ]
        for hit_ in reversed(named):
            if self.v.tokenise(hit_.entry.lemma)[0].low == entry.lemma.split(" ")[0]:
                return self.of_named(hit_.entry)
        short = self.v.words["short_forms"]
        if entry.lemma not in short and entry.lemma.split(" ")[0] not in short:
            return None
        if entry.lemma in self.v.words["loose_forms"]:
            for start, source in reversed(self.speakers):
                if start < position and source.form in ("organisation", "media"):
                    return source
            for hit_ in reversed(named):
                if hit_.entry.affiliation not in ("media", "politics"):
                    return self.of_named(hit_.entry)
            return self.body_named(position)
        for start, source in reversed(self.speakers):
            if (
                start < position
                and source.form == form
                and source.affiliation == entry.affiliation
                and position - start < 2500
            ):
                return source
        for hit_ in reversed(named):
            if hit_.entry.affiliation == entry.affiliation:
                return self.of_named(hit_.entry)
        return None

    def body_named(self, position: int) -> Source | None:
        """The last institution before a place that the article gives a name of its own."""
        registry = self.registry
        for hit in reversed(registry.nouns):
            start = registry.tokens[hit.index].start
            if start >= position or hit.entry.kind != "head" or self.in_quote(start):
                continue
            end = phrase_end(registry, hit.index + hit.length)
            phrase = registry.tokens[hit.index : end]
            if any(t.capital for t in phrase[hit.length :]):
                determiner = [Token(phrase[0].start, phrase[0].start, "", ""), *phrase]
                return self.of_institution(determiner, 1, (hit.length, hit.entry))
        return None

    def of_named(self, entry: Entry, tokens: Sequence[Token] = ()) -> Source:
        """A body or medium the lexicons know, ``tokens`` the words that name it."""
        return Source(
            self.own_spelling(entry, _words(self.text, tokens)),
            "media" if entry.kind == "media" else "organisation",
            entry.affiliation,
            entry.country,
        )

    def of_document(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        entry, v = head[1], self.v
        if (
            len(tokens) == at + head[0]
            and tokens[0].low in v.words["some"]
            and (entry.lemma in v.words["rumours"])
        ):
            return _NONE
        whole = self.clause(tokens, at)
        issuer = self.issuer(whole, head[0])
        if issuer is not None:
            return issuer
        if entry.lemma in v.voices and tokens[0].low in v.words["possessive"]:
            owner = self.singular(tokens[0].start, None, tokens)
            if owner.resolved:
                return owner
        phrase = self.trim(tokens, at)
        if len(whole) > len(phrase) and any(
            t.capital and k > len(phrase) for k, t in enumerate(whole)
        ):
            phrase = whole
        name = _words(self.text, phrase)
        affiliation = entry.affiliation or "other"
        definite = tokens[0].low in v.words["definite"] or (
            tokens[0].low in v.words["demonstrative"]
        )
        if len(phrase) <= head[0] and (definite or not self.plural(tokens)):
            fuller = self.document_before(entry.lemma, tokens[0].start, name.lower())
            if fuller is not None:
                return fuller
        return Source(
            name, "document", affiliation, country_of_phrase(v, phrase), resolved=len(phrase) > 1
        )

    def clause(self, tokens: Sequence[Token], at: int) -> list[Token]:
        """A noun phrase with its participle clause, to its first comma or relative clause."""
        phrase: list[Token] = []
        for token in tokens[at:]:
            if phrase and (
                (not token.word and token.text != "&")
                or token.low in self.v.words["relatives"]
                or "\n" in self.text[phrase[-1].end : token.start]
            ):
                break
            phrase.append(token)
        return phrase

    def document_before(self, lemma: str, position: int, written: str) -> Source | None:
        """The document « le rapport » takes up, by the fullest way it was named before."""
        registry, v = self.registry, self.v
        best: Source | None = None
        plain: Source | None = None
        for hit in self.heads.get(lemma.partition(" ")[0], ()):
            start = registry.tokens[hit.index].start
            if start >= position and best is not None:
                break
            if (
                start == position
                or hit.entry.kind != "document"
                or hit.entry.lemma != lemma
                or self.in_quote(start)
            ):
                continue
            phrase = self.clause(registry.tokens[hit.index : hit.index + 14], 0)
            cut = next((k for k, t in enumerate(phrase) if t.low in v.words["auxiliaries"]), None)
            phrase = phrase[:cut]
            issuer = self.issuer(phrase, hit.length)
            head = _words(self.text, phrase[: hit.length])
            if issuer is not None and issuer.form != "group":
                best = Source(
                    f"{head} {self.of_word(issuer.name)}",
                    "document",
                    issuer.affiliation,
                    issuer.country,
                )
            elif best is None and any(t.capital for t in phrase[hit.length :]):
                affiliation = hit.entry.affiliation or kind_of_phrase(v, phrase[hit.length :])
                best = Source(_words(self.text, phrase), "document", affiliation or "other")
            elif best is None and plain is None and len(phrase) > hit.length + 1:
                end = phrase_end(registry, hit.index + hit.length)
                told = registry.tokens[hit.index : end]
                if len(told) > hit.length + 1:
                    plain = Source(
                        _words(self.text, told), "document", hit.entry.affiliation or "other"
                    )
        if best is None and lemma in v.words["statements"]:
            for start, source in reversed(self.speakers):
                if start < position and source.form in ("organisation", "named_person"):
                    return Source(
                        f"{written} {self.of_word(source.name)}",
                        "document",
                        source.affiliation,
                        source.country,
                    )
        return best or plain

    def issuer(self, phrase: Sequence[Token], length: int) -> Source | None:
        """Who speaks through a document, when the same phrase says it."""
        words = self.v.words
        closed = False
        for k in range(length, len(phrase) - 1):
            low = phrase[k].low
            closed = (
                closed
                or (low in words["prepositions"] and low not in words["of"])
                or (self.participle(phrase[k], phrase[k - 1]))
            )
            if low not in words["agent"] and (low not in words["of"] or closed):
                continue
            rest = list(phrase[k:])
            person = self.head_person(rest[1:])
            if person is not None:
                return self.of_person(person)
            inner = rest[1:]
            skip = self.skip_determiners(inner)
            inner = inner[skip:]
            if not inner:
                continue
            head, at = self.head(rest)
            if head is None:
                if inner[0].capital and low in words["of"] and k == length:
                    return self.unknown(inner)
                continue
            if head[1].kind in ("organisation", "media"):
                return self.of_named(head[1], rest[at : at + head[0]])
            if head[1].kind == "head" and at <= 3:
                return self.of_institution(rest, at, head)
            if head[1].kind == "role" and at <= 3 and not head[1].plural:
                return self.of_role([*rest], at, head)
            if (
                head[1].kind == "group"
                and at <= 3
                and (at > 1 or rest[0].low in words["plural_determiners"])
            ):
                return self.of_group([*rest], at, head)
        return None

    def unknown(self, tokens: Sequence[Token]) -> Source:
        """A source no lexicon knows: a bare name, or a noun that stays its own words."""
        v, words = self.v, self.v.words
        at = self.skip_determiners(tokens)
        phrase = self.trim(tokens, at)
        first = tokens[0].low
        capital = phrase[0].capital
        name = _words(self.text, phrase)
        bare = at == 0
        if len(phrase) == 1 and v.empty(phrase[0].low):
            return _NONE
        if capital:
            person = self.registry.person_of([t.text for t in phrase if t.capital])
            if person is not None and all(t.capital for t in phrase):
                return self.of_person(person)
            if bare and self.ordinary(phrase):
                capital = False
        if capital and bare and len(phrase) == 1:
            single = phrase[0]
            phrase = self.longer_name(single)
            name = _words(self.text, phrase)
            if (
                len(phrase) > 1
                and not single.text.isupper()
                and self.office_by_name(phrase) is None
                and self.context_kind(phrase) is None
                and not self.determined(single.text)
            ):
                return Source(name, "named_person", "individual")
        if capital and bare:
            office = self.office_by_name(phrase)
            if office is not None:
                return self.of_office(office)
        if capital:
            context = self.context_kind(phrase)
            many = sum(t.capital for t in phrase) >= 2
            if bare and many and context is None and phrase[0].low in v.given:
                return Source(name, "named_person", "individual")
            acronym = phrase[0].text.isupper()
            if context is not None or acronym or not bare or many:
                told = context or kind_of_phrase(v, phrase) or "business"
                return Source(
                    name,
                    "media" if told == "media" else "organisation",
                    told,
                    country_of_phrase(v, phrase),
                )
            if not self.determined(phrase[0].text):
                return Source(name, "named_person", "individual")
            return Source(name, "organisation", "business")
        if self.plural(tokens) or first in words["quantity"] or tokens[0].text[0].isdigit():
            return Source(name, "group", "individual", country_of_phrase(v, phrase), plural=True)
        kind = kind_of_phrase(v, phrase)
        return Source(
            name,
            "unnamed_person",
            kind or "individual",
            country_of_phrase(v, phrase),
            resolved=False,
            speaks=kind is not None or any(t.capital for t in phrase[1:] or phrase),
        )

    def longer_name(self, token: Token) -> list[Token]:
        """A single name with the word that follows it elsewhere (« Kim », « Kim Jong-un »)."""
        tokens = self.registry.tokens
        for k in self.places.get(token.text, ())[:_LOOKED_AT]:
            if (
                k + 1 < len(tokens)
                and tokens[k + 1].capital
                and (self.text[tokens[k].end : tokens[k + 1].start] == " ")
            ):
                return tokens[k : k + 2]
        return [token]

    def ordinary(self, phrase: Sequence[Token]) -> bool:
        """Whether a capital is only that of a sentence: ordinary words follow it."""
        at = self.registry.token_at(phrase[0].start)
        return (
            any(not t.capital and t.low not in self.v.words["particles"] for t in phrase)
            and at < len(self.registry.tokens)
            and is_sentence_start(self.registry.tokens, at, self.text)
        )

    def determined(self, name: str) -> bool:
        """Whether the article writes a name with an article or as a place of work."""
        tokens = self.registry.tokens
        words = self.v.words
        return any(
            k > 0
            and (tokens[k - 1].low in words["definite"] or tokens[k - 1].low in words["at_body"])
            for k in self.places.get(name, ())[:_LOOKED_AT]
        )

    def office_by_name(self, phrase: Sequence[Token]) -> Office | None:
        offices = self.v.offices.get(name_key(phrase[-1].text), ())
        fitting = [
            o
            for o in offices
            if len(phrase) == 1 or name_key(o.person.split()[0]) == name_key(phrase[0].text)
        ]
        return max(fitting, key=lambda o: o.since) if fitting else None

    def context_kind(self, phrase: Sequence[Token]) -> str | None:
        """The kind of body a name is, from a head noun beside any of its mentions."""
        registry = self.registry
        for index in self.places.get(phrase[0].text, ())[:_LOOKED_AT]:
            for back in (index - 1, index - 2):
                if back < 0:
                    continue
                match = longest(self.v.heads, registry.tokens, back)
                if match is not None and back + match[0] <= index:
                    return match[1].affiliation
            after = index + len(phrase)
            if after + 1 < len(registry.tokens) and registry.tokens[after].text in (",", "("):
                told = kind_of_phrase(self.v, registry.tokens[after + 1 : after + 5])
                if told is not None:
                    return told
        return None


def latest_year(text: str) -> int | None:
    """The latest year a text names, with a month if any has one: it was written no earlier."""
    years = [int(m[1]) for m in _YEAR.finditer(text)]
    return max((y for y in years if y <= _THIS_YEAR), default=None)


def _joined(sources: Sequence[Source]) -> Source:
    """A compound source: names joined, kind of the first."""
    named = [s for s in sources if s.form != "none"]
    if not named:
        return _NONE
    first = named[0]
    return dataclasses.replace(
        first,
        name=" + ".join(s.name for s in named),
        resolved=all(s.resolved for s in named),
        plural=True,
        person=None,
        gender=None,
    )


_PERSONS = ("named_person", "unnamed_person")


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


def _unlike(written: str, lemma: str) -> bool:
    """Whether a name shares neither a word nor its initials with the one it is listed under."""
    words = set(re.split(r"[\s'-]+", fold(lemma)))
    initials = "".join(w[0] for w in re.split(r"[\s'-]+", fold(lemma)) if w)
    return words.isdisjoint(re.split(r"[\s'-]+", fold(written))) and fold(written) != initials


def _within_words(short: str, long: str) -> bool:
    """Whether a short form is one of the words of a name or their initials."""
    words = [w for w in re.split(r"[\s'-]+", fold(long)) if w]
    initials = "".join(w[0] for w in words if len(w) > 3)
    return fold(short) in words or fold(short) == initials


def _quoted_incise(attribution: Attribution) -> bool:
    """Whether a cue behind a full quotation shows that its subject speaks, whatever it is."""
    return attribution.form == "direct" and attribution.pattern.startswith("incise")


def _akin(kind: str, asked: str) -> bool:
    """Whether two kinds may be said of one person."""
    return kind == asked or any(kind in group and asked in group for group in _AKIN)


def _words(text: str, tokens: Sequence[Token]) -> str:
    return " ".join(text[tokens[0].start : tokens[-1].end].split()) if tokens else ""


def _position(attribution: Attribution) -> int:
    if attribution.source is not None:
        return attribution.source[0]
    return attribution.content[0][0] if attribution.content else attribution.start


def _soft(known: Gender, wanted: Gender) -> bool:
    return known is None or wanted is None or known == wanted


def _bisect(mentions: Sequence[tuple[Span, Person]], start: int) -> int:
    low, high = 0, len(mentions)
    while low < high:
        middle = (low + high) // 2
        if mentions[middle][0][0] < start:
            low = middle + 1
        else:
            high = middle
    return low


def _bisect_spans(spans: Sequence[Span], position: int) -> int:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][0] <= position:
            low = middle + 1
        else:
            high = middle
    return low


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _last_before(spans: Sequence[Span], position: int) -> int | None:
    k = bisect_left(spans, (position, position))
    return spans[k - 1][0] if k else None


def _title_case(document: Document) -> tuple[Span, ...]:
    """Headlines in which nearly every word has a capital: no place to read names."""
    found = []
    for zone in document.zones_of("headline", "teaser", "widget"):
        words = document.text[zone.start : zone.end].split()
        long = [w for w in words if len(w) > 3 and w[0].isalpha()]
        if len(long) >= 4 and sum(w[0].isupper() for w in long) / len(long) > 0.7:
            found.append((zone.start, zone.end))
    return tuple(found)
