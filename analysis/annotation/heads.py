"""The head of a noun phrase: which of its words says who or what it names, and where it stands.

:meth:`Heads.head` finds the lexicon phrase that leads it, by the word order of the language;
:meth:`Heads.head_person` the person it names, if one it names is more than a complement.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.noun_phrases import begins_longer, kind_by_field, role_at
from analysis.annotation.reading import Reading
from analysis.annotation.registry import Person
from analysis.annotation.vocabulary import Entry, Token, longest


class Heads(Reading):
    """Finding the word of a noun phrase that the rest of it only describes."""

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
            named = token.capital or (k > 0 and token.low in words["particles"])
            person = self.mention_at(token.start) if named else None
            if person is None:
                continue
            if self.possessor(tokens, k) or body:
                continue
            before = tokens[k - 1] if k else None
            if before is not None and self.v.civil.get(before.text):
                before = tokens[k - 2] if k >= 2 else None
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
                    longer = longest(v.named, tokens, k, exact=True)
                    if titled is not None and (longer is None or longer[0] <= titled[0]):
                        return titled, k
                for table in (v.named, v.countries):
                    match = longest(table, tokens, k, exact=True)
                    if match is not None and not self.within_name(tokens, k + match[0]):
                        found.append((match[0], self.as_told(token, match)))
            plural = self.plural(tokens)
            role = role_at(v, tokens, k)
            group = longest(v.groups, tokens, k)
            # « Villa Herald »: a head in the middle of capitals is half of a name.
            inner = k > at and token.capital and tokens[k - 1].capital
            institution = None if inner else longest(v.heads, tokens, k)
            if institution is not None and found:
                # « L'Assemblée des départements » is not « l'Assemblée ».
                after = k + institution[0]
                if kind_by_field(v, institution[1], tokens[after:]) is not None:
                    found = [m for m in found if m[0] > institution[0]]
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
                best = max(found, key=lambda m: m[0])
                if best[0] == 1 and self.qualifies(tokens, k):
                    # « d'anciens employés », « de jeunes chercheurs »
                    continue
                return best, k
            if (token.low in words["prepositions"] and k > at) or (token.capital and k == at > 0):
                break
        return None, at

    def within_name(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a name goes on to a word for a body: « la Harvard Business Review »."""
        words, end = self.v.words, at
        while end < len(tokens) and tokens[end].capital:
            end += 1
        last = tokens[end - 1].low
        return end > at and (last in words["media_nouns"] or last in words["body_nouns"])

    def qualifies(self, tokens: Sequence[Token], k: int) -> bool:
        """Whether a noun stands as an adjective before another one that names who speaks."""
        words, v = self.v.words, self.v
        if tokens[k].low not in words["acting"] and tokens[k].low not in words["former"]:
            return False
        return k + 1 < len(tokens) and (
            role_at(v, tokens, k + 1) is not None
            or any(longest(t, tokens, k + 1) is not None for t in (v.groups, v.heads))
        )

    def as_told(self, token: Token, match: tuple[int, Entry]) -> Entry:
        """A named body, or another of the same acronym that the article spells out."""
        kind = self.registry.acronyms.get(token.text) if match[0] == 1 else None
        if kind is None or kind == match[1].affiliation:
            return match[1]
        return Entry("organisation", token.text, kind)

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
                if begins_longer(self.v, title, 0, match[0]):
                    continue
                return match[0] - 1, match[1]
        return None
