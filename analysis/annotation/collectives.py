"""Groups: who « les auteurs de l'étude », « 54 % des Français », « les deux pays » are.

:meth:`Collectives.of_group` reads a phrase in the plural and :meth:`Collectives.kind` tells what
its people are; shares and pairs have a rule of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.institutions import Institutions
from analysis.annotation.noun_phrases import (
    country_of_phrase,
    kind_by_field,
    kind_of_phrase,
    of_firm,
    phrase_end,
)
from analysis.annotation.reading import Source, joined, words_of
from analysis.annotation.registry import Hit
from analysis.annotation.vocabulary import Entry, Token, longest
from analysis.schema import SourceForm

_NEAR = 600


class Collectives(Institutions):
    """Resolution of noun phrases in the plural, of shares and of pairs."""

    def of_group(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        phrase = self.trim(tokens, at)
        pair = self.both(tokens, at) if len(phrase) == head[0] else None
        if pair is not None:
            return pair
        name = words_of(self.text, [*tokens[self.with_former(tokens, at) : at], *phrase])
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
                    name = f"{words_of(self.text, phrase[: head[0]])} {self.of_word(inner.name)}"
            if person is None and tokens[0].low in self.v.words["possessive"]:
                owner = self.owner(tokens[0].start, tokens)
                if owner.resolved and owner.form != "group":
                    name = f"{name} {self.of_word(owner.name)}"
                    affiliation = owner.affiliation
                person = owner.person
            if person is not None and lemma not in self.v.words["own_kind"]:
                affiliation = self.affiliation_of(person)
            fuller = self.fuller(lemma, tokens[at].start) if person is None else None
            bare = len(phrase) <= head[0] and tokens[0].low in self.v.words["definite"]
            if fuller is not None and bare:
                name = words_of(self.text, fuller)
                affiliation = self.kind(fuller, head[1])
            if lemma in self.v.words["opposed"] and affiliation in ("government", "politics"):
                affiliation = "politics"
        elif not head[1].affiliation and len(phrase) > head[0]:
            name = self.of_known(phrase, head[0]) or name
            # « les représentants de NAME » speak as NAME does.
            whose = next(
                (p for t in phrase[head[0] :] if (p := self.mention_at(t.start)) is not None), None
            )
            if whose is not None:
                affiliation = self.affiliation_of(whose)
        elif len(phrase) <= head[0] and tokens[0].low in self.v.words["definite"]:
            fuller = self.fuller(lemma, tokens[at].start)
            court = None if fuller is not None else self.taken_up(head[1], tokens[at].start)
            if court is not None:
                name = f"{name} {self.of_word(court.name)}"
                country = court.country
            for alike in self.v.cognates.get(lemma, ()):
                # « les scientifiques » for « les chercheurs de l'université de X »
                fuller = fuller or self.fuller(alike, tokens[at].start, telling=True)
            if fuller is None:
                fuller = self.fuller_roles(lemma, tokens[at].start)
            if fuller is None and lemma in self.v.words["makers"]:
                name = self.made_before(name, tokens[at].start) or name
            if fuller is not None:
                name = words_of(self.text, fuller)
                country = country_of_phrase(self.v, fuller)
        elif tokens[0].low in self.v.words["definite"]:
            name = self.of_known(phrase, head[0]) or name
        form: SourceForm = "media" if affiliation == "media" else "group"
        return Source(name, form, affiliation, country, resolved=resolved, plural=True)

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
        rest = phrase[len(entry.lemma.split(" ")) :]
        field = kind_by_field(self.v, entry, rest)
        if field is not None:
            return field
        if entry.lemma in self.v.words["containers"]:
            # « l'équipe réunissant des chercheurs », « les équipes du parti NAME »
            made_of = kind_of_phrase(self.v, rest)
            body = any(longest(self.v.named, rest, k, exact=True) for k in range(len(rest)))
            if made_of == "expert" or (body and made_of is not None):
                return made_of
        if entry.affiliation:
            return entry.affiliation
        made_of = self.led(entry, rest) or kind_of_phrase(self.v, rest) or self.kind_of_work(rest)
        if made_of is None and rest and entry.lemma in self.v.words["makers"]:
            return "individual"
        return made_of or self.v.alone.get(entry.lemma, "") or "other"

    def led(self, entry: Entry, rest: Sequence[Token]) -> str | None:
        """The kind of the body that « les dirigeants de NAME » lead, which is a firm if unknown."""
        lemma = entry.lemma.partition(" ")[0].removesuffix("s")
        if lemma not in self.v.words["presiding"] or len(rest) < 2:
            return None
        known = longest(self.v.named, rest, 1, exact=True) if rest[1].capital else None
        if known is not None:
            return known[1].affiliation
        return "business" if of_firm(self.v, rest) else None

    def made_before(self, makers: str, position: int) -> str | None:
        """« Les signataires » are those of the text last spoken of: « ... de la lettre »."""
        for hit in reversed(self.registry.nouns):
            first = self.registry.tokens[hit.index]
            if first.start >= position or hit.entry.kind != "document":
                continue
            before = self.registry.tokens[max(0, hit.index - 1)].low
            written = self.v.words["papers"] | self.v.words["statements"]
            if (
                hit.length == 1
                and hit.entry.lemma in written
                and (before in self.v.words["definite"] or before in self.v.words["one"])
            ):
                return f"{makers} {self.of_word(first.text.lower())}"
        return None

    def kind_of_work(self, rest: Sequence[Token]) -> str | None:
        """The kind a work tells of those who made it: « les auteurs de l'étude » are experts."""
        for k in range(min(len(rest), 4)):
            match = longest(self.v.documents, rest, k)
            if match is not None and match[1].affiliation:
                return match[1].affiliation
        return None

    def group_from(self, hit: Hit) -> Source:
        registry = self.registry
        end = phrase_end(registry, hit.index + hit.length)
        phrase = registry.tokens[hit.index : end]
        return Source(
            words_of(self.text, phrase),
            "media" if self.kind(phrase, hit.entry) == "media" else "group",
            self.kind(phrase, hit.entry),
            country_of_phrase(self.v, phrase),
            plural=True,
        )

    def share(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a phrase is a part of a group: « 54 % des Français », « la moitié de »."""
        words = self.v.words
        return any(
            (t.low in words["fraction"] or t.text == "%" or t.text[:1].isdigit())
            for t in tokens[:at]
        ) and any(t.low in words["of"] for t in tokens[:at])

    def of_share(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        words = self.v.words
        start = next(
            k
            for k, t in enumerate(tokens)
            if t.low in words["fraction"] or t.text == "%" or t.text[:1].isdigit()
        )
        phrase = [*tokens[start:at], *self.trim(tokens, at)]
        entry = head[1]
        people = self.v.country_of_adjective(entry.lemma) is not None
        told = entry.kind in ("group", "role") and not people
        affiliation = entry.affiliation if told else "individual"
        return Source(
            words_of(self.text, phrase),
            "group",
            affiliation or "individual",
            country_of_phrase(self.v, phrase),
            plural=True,
        )

    def of_percent(self, tokens: Sequence[Token]) -> Source:
        """« 36 % »: of those whom an earlier share names, « 7 % des personnes interrogées »."""
        registry, own = self.registry, words_of(self.text, tokens)
        last = min(registry.token_at(tokens[0].start), len(registry.tokens) - 2)
        for k in range(last - 1, 0, -1):
            if registry.tokens[k].text != "%" or self.in_quote(registry.tokens[k].start):
                continue
            if registry.tokens[k + 1].low in self.v.words["of"]:
                noun = k + 2 + (registry.tokens[k + 2].low in self.v.words["definite"])
                whole = registry.tokens[k + 1 : phrase_end(registry, noun + 1)]
                share = self.phrase(whole)
                affiliation = share.affiliation if share.form == "group" else "individual"
                name = f"{own} {words_of(self.text, whole)}"
                return Source(name, "group", affiliation, share.country, plural=True)
        return Source(own, "group", "individual", plural=True)

    def both(self, tokens: Sequence[Token], at: int) -> Source | None:
        """« Les deux pays », « les deux syndicats »: the two bodies last named side by side."""
        words, registry = self.v.words, self.registry
        if at < 2 or tokens[0].low not in words["definite"] or tokens[1].low not in words["pair"]:
            return None
        found: list[Hit] = []
        for k in range(registry.token_at(tokens[0].start) - 1, -1, -1):
            token = registry.tokens[k]
            if tokens[0].start - token.start > _NEAR or self.in_quote(token.start):
                break
            if not token.capital:
                continue
            match = longest(self.v.named, registry.tokens, k, exact=True) or longest(
                self.v.countries, registry.tokens, k, exact=True
            )
            if match is None:
                continue
            found.insert(0, Hit(k, *match))
            if len(found) > 1 and self.side_by_side(found[0], found[1]):
                return joined([self.of_body(hit) for hit in found[:2]])
        return None
