"""Strangers: what a source is that no lexicon knows, by its form and the words beside it.

:meth:`Strangers.unknown` decides between person, body, medium and group;
:meth:`Strangers.context_kind` reads the kind of a body off the nouns beside its mentions.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from analysis.annotation.collectives import Collectives
from analysis.annotation.noun_phrases import country_of_phrase, kind_of_phrase
from analysis.annotation.reading import NOBODY, Source, may_agree, words_of
from analysis.annotation.registry import Person, is_sentence_start
from analysis.annotation.vocabulary import Token, longest

_LOOKED_AT = 40


class Strangers(Collectives):
    """Resolution of names and nouns that no lexicon holds."""

    def unknown(self, tokens: Sequence[Token]) -> Source:
        """A source no lexicon knows: a bare name, or a noun that stays its own words."""
        v, words = self.v, self.v.words
        at = self.skip_determiners(tokens)
        phrase = self.trim(tokens, at)
        first = tokens[0].low
        capital = phrase[0].capital
        name = words_of(self.text, phrase)
        if tokens[-1].text == "%":
            return self.of_percent(tokens)
        bare = at == 0
        if capital and bare and len(phrase) > 1 and first in words["foreign_articles"]:
            # « The Harbourer »
            return Source(name, "media", "media")
        if len(phrase) == 1 and v.empty(phrase[0].low):
            if self.share(tokens, at):
                # « deux tiers des interrogés »
                return Source(words_of(self.text, tokens), "group", "individual", plural=True)
            return NOBODY
        spelt = self.spelt_out(phrase[0]) if len(phrase) == 1 else None
        if spelt is not None:
            return spelt
        if capital:
            person = self.registry.person_of([t.text for t in phrase if t.capital])
            if person is not None and all(t.capital for t in phrase):
                return self.of_person(person)
            if bare and self.ordinary(phrase):
                capital = False
        meant = self.compatriot(tokens, phrase) if capital and not bare else None
        if meant is not None:
            return self.of_person(meant)
        if capital and not bare and self.citizen(tokens, phrase):
            return Source(
                name,
                "unnamed_person",
                "individual",
                country_of_phrase(v, phrase),
                self.gender_of(tokens),
            )
        if capital and self.plural(tokens) and self.context_kind(phrase) is None:
            acronym = phrase[0].text.isupper()
            if not acronym and len([t for t in phrase if t.capital]) == 1:
                return Source(
                    name, "group", "individual", country_of_phrase(v, phrase), plural=True
                )
        medium = self.medium_inside(phrase) if capital else None
        if medium is not None:
            return medium
        if capital and bare and len(phrase) == 1 and self.only_initial(phrase[0]):
            return dataclasses.replace(NOBODY, speaks=False)
        if capital and bare and len(phrase) == 1:
            single = phrase[0]
            phrase = self.longer_name(single)
            name = words_of(self.text, phrase)
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
            media = bare or first in words["definite"]
            named = phrase[0].low, phrase[-1].low
            if media and len(phrase) > 1 and not words["media_nouns"].isdisjoint(named):
                return Source(name, "media", "media", country_of_phrase(v, phrase))
            context = self.context_kind(phrase)
            many = sum(t.capital for t in phrase) >= 2
            if bare and many and context is None and phrase[0].low in v.given:
                return Source(name, "named_person", "individual")
            acronym = phrase[0].text.isupper()
            if context == "individual" and not acronym and phrase[0].low not in v.heads:
                return Source(name, "named_person", "individual")
            if context is not None or acronym or not bare or many:
                guess = "civil_society" if acronym and len(phrase) == 1 else "business"
                told = context or self.brand_kind(phrase) or kind_of_phrase(v, phrase) or guess
                return Source(
                    name,
                    "media" if told == "media" else "organisation",
                    told,
                    country_of_phrase(v, phrase),
                )
            if not self.determined(phrase[0].text):
                return Source(name, "named_person", "individual")
            return Source(name, "organisation", "business")
        if self.plural(tokens) or first in words["quantity"] or tokens[0].text[:1].isdigit():
            return Source(name, "group", "individual", country_of_phrase(v, phrase), plural=True)
        kind = kind_of_phrase(v, phrase)
        return Source(
            name,
            "unnamed_person",
            kind or "individual",
            country_of_phrase(v, phrase),
            resolved=False,
            speaks=(
                kind is not None
                or not v.people
                or phrase[0].low.endswith(v.people)
                or any(t.capital for t in phrase[1:] or phrase)
            ),
        )

    def medium_inside(self, phrase: Sequence[Token]) -> Source | None:
        """The medium whose name of several words ends one: « le Verlagsblatt NAME am NAME »."""
        for k in range(1, len(phrase) - 1):
            match = longest(self.v.named, phrase, k, exact=True) if phrase[k].capital else None
            if match is not None and match[1].kind == "media" and k + match[0] == len(phrase):
                return self.of_named(match[1], phrase[k:]) if match[0] > 1 else None
        return None

    def compatriot(self, tokens: Sequence[Token], phrase: Sequence[Token]) -> Person | None:
        """Who « le Canadien », « l'Allemande » is: the person of that country, else the last."""
        words = self.v.words
        country = self.v.country_of_adjective(phrase[0].low)
        if country is None or tokens[0].low not in words["definite"] or self.plural(tokens):
            return None
        position, gender = tokens[0].start, self.gender_of(tokens)
        known: dict[int, Person] = {}
        for (start, _), person in reversed(self.registry.mentions):
            if start < position and not self.in_quote(start) and may_agree(person.gender, gender):
                known.setdefault(id(person), person)
        land = {key: p.country or self.office_country(p) for key, p in known.items()}
        own = (p for key, p in known.items() if land[key] == country)
        return next(own, None) or next((p for key, p in known.items() if not land[key]), None)

    def citizen(self, tokens: Sequence[Token], phrase: Sequence[Token]) -> bool:
        """Whether a phrase is one of a people: « un Italien », « cette Belge »."""
        words = self.v.words
        low = tokens[0].low
        return (
            low in words["one"] or low in words["demonstrative"]
        ) and self.v.country_of_adjective(phrase[0].low) is not None

    def only_initial(self, token: Token) -> bool:
        """Whether a capital may be only that of a sentence: the word never has one elsewhere.

        « Problème : ... », « Peut-être ... »: the same word stands small in the text, or it has
        the ending of no name.
        """
        tokens = self.registry.tokens
        at = self.registry.token_at(token.start)
        if at >= len(tokens) or not is_sentence_start(tokens, at, self.text):
            return False
        return token.low in self.v.words["openings"] or (
            len(self.places.get(token.text, ())) == 1
            and any(t.text == token.text.lower() for t in tokens)
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

    def context_kind(self, phrase: Sequence[Token]) -> str | None:
        """The kind of body a name is, from a head noun beside any of its mentions."""
        registry = self.registry
        spelt = registry.acronyms.get(phrase[0].text)
        if spelt is not None:
            return spelt
        for index in self.places.get(phrase[0].text, ())[:_LOOKED_AT]:
            for back in (index - 1, index - 2):
                if back < 0:
                    continue
                match = longest(self.v.heads, registry.tokens, back)
                if match is not None and back + match[0] <= index:
                    return match[1].affiliation
            after = index + len(phrase)
            if (
                after + 1 < len(registry.tokens)
                and registry.tokens[after].text in (",", "(")
                and self.brand_kind(phrase) is None
            ):
                told = kind_of_phrase(self.v, registry.tokens[after + 1 : after + 5])
                if told is not None:
                    return told
        return None
