"""Institutions: which body a phrase in the singular names, and what its complement takes up.

:meth:`Institutions.of_institution` reads « le ministère de NAME », « la chaîne NAME »;
:meth:`Institutions.of_known` puts a name behind « de l'association », « de ce texte ».
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from analysis.annotation.bodies_before import BodiesBefore
from analysis.annotation.noun_phrases import (
    country_of_phrase,
    kind_by_field,
    kind_of_phrase,
    role_at,
)
from analysis.annotation.reading import Source, words_of
from analysis.annotation.vocabulary import Entry, Token, fold, longest
from analysis.schema import SourceForm

_FAR = 2000
_OFFICIAL = {"intergovernmental", "security_justice"}


class Institutions(BodiesBefore):
    """Resolution of noun phrases that an institution leads."""

    def of_institution(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        entry, v = head[1], self.v
        phrase = self.trim(tokens, at)
        # « le ministère par rapport à », « l'équipe par la voix de »
        agent = (k for k, t in enumerate(phrase) if k >= head[0] and t.low in v.words["agent"])
        phrase = phrase[: next(agent, None)]
        rest = phrase[head[0] :]
        field = kind_by_field(v, entry, rest)
        if field is not None:
            entry = entry._replace(affiliation=field)
        before_head = tokens[self.skip_determiners(tokens) : at]
        if v.head_final and before_head and not rest:
            own = [*before_head, *phrase]
            if any(t.capital or v.country_of_adjective(t.low) for t in before_head):
                return Source(
                    words_of(self.text, own),
                    "media" if entry.affiliation == "media" else "organisation",
                    entry.affiliation,
                    country_of_phrase(v, own),
                )
        form: SourceForm = "media" if entry.affiliation == "media" else "organisation"
        over = 0
        for k, token in enumerate(rest):
            if not token.capital or k < over:
                continue
            match = longest(v.named, rest, k, exact=True)
            over = k + match[0] if match is not None else over
            before = rest[k - 1].low if k else ""
            if match is not None and (not self.complement(rest, k) or entry.affiliation == "media"):
                named = self.of_named(match[1], rest[k : k + match[0]])
                if entry.affiliation == "expert":
                    # « L'institut CSA »: the head tells which of two bodies is meant.
                    return dataclasses.replace(named, affiliation=entry.affiliation)
                return named
            if (
                before not in v.words["prepositions"]
                and (not phrase[0].capital or phrase[0].text.isupper())
                and (
                    before in v.words["definite"]
                    or self.qualifying(rest[:k])
                    # « l'ONG de défense des animaux NAME NAME »
                    or (k > 1 and len(rest) > k + 1 and all(t.capital for t in rest[k:]))
                )
                and not self.complement(rest, k)
                and entry.affiliation in ("business", "media", "civil_society", "expert", "other")
            ):
                brand = words_of(self.text, self.brand(rest[k:]))
                kind = self.brand_kind(rest[k:]) or entry.affiliation
                if kind != entry.affiliation:
                    form = "media" if kind == "media" else "organisation"
                return Source(brand, form, kind, country_of_phrase(v, rest))
        while phrase and len(phrase) > head[0] and phrase[-1].low in v.words["prepositions"]:
            phrase.pop()
        name = words_of(self.text, phrase)
        country = country_of_phrase(v, phrase)
        affiliation = entry.affiliation
        if (
            field is None
            and entry.lemma in v.words["containers"]
            and (rest and rest[0].low in v.words["of"])
        ):
            affiliation = kind_of_phrase(v, rest) or affiliation
        resolved = bool(rest)
        managed = self.management(phrase, head[0])
        if managed is not None:
            return managed
        bare = not rest or not any(
            t.capital or t.low in v.words["prepositions"] or v.country_of_adjective(t.low)
            for t in rest
        )
        told = next((v.kind_words[t.low] for t in rest if t.low in v.kind_words), affiliation)
        if entry.lemma in v.words["any_body"] and told != affiliation:
            # « le groupe terroriste »: anything is a group.
            affiliation, bare = told, False
        if bare and self.quoted_after(phrase):
            # « la coalition "feu tricolore" »
            bare = False
            title = self.title_after(phrase[-1].end)
            if title is not None:
                return Source(f"{name} {title}", form, affiliation, country)
        definite = self.definite(tokens, at) or self.article_before(tokens[0])
        if (bare and definite) or tokens[0].low in v.words["demonstrative"]:
            antecedent = self.institution_before(entry, tokens[at].start)
            antecedent = antecedent or (self.shortened(phrase[0]) if len(phrase) == 1 else None)
            if antecedent is not None:
                return antecedent
        if rest and (self.definite(tokens, at) or self.article_before(tokens[0])):
            meant = self.paraphrased(entry, phrase, tokens[at].start)
            if meant is not None:
                return meant
        name = self.of_known(phrase, head[0], bodies=False) or name
        longer = self.whole(phrase, head[0])
        if longer is not None:
            phrase, name = longer, words_of(self.text, longer)
        called = self.called(phrase, name)
        known = longest(v.named, v.tokenise(called), 0, exact=True) if called != name else None
        if known is not None and known[1].affiliation in _OFFICIAL:
            # « la Direction générale de X (DX) » is what the lexicon knows the short form as.
            affiliation = known[1].affiliation
        return Source(called, form, affiliation, country, resolved=resolved)

    def brand(self, name: Sequence[Token]) -> Sequence[Token]:
        """A name of one word without what it is of: « NAME de la famille X »."""
        words = self.v.words
        if len(name) < 3 or name[1].low not in words["of"] or name[0].low in self.v.heads:
            return name
        one = name[1].low in words["merged"] or name[2].low in words["definite"]
        after = 2 + (name[2].low in words["definite"])
        return name[:1] if one and after < len(name) and name[after].text.islower() else name

    def qualifying(self, between: Sequence[Token]) -> bool:
        """Whether words between a head and a name only tell of what sort the head is.

        Adjectives do, and complements without an article: « le site de golf spécialisé NAME ».
        """
        words = self.v.words
        noun = False
        for token in between:
            if not noun and not self.v.adjectival(token.low):
                if token.low not in words["of"] or token.low in words["merged"]:
                    return False
            elif noun and token.low in words["definite"]:
                return False
            noun = token.low in words["of"]
        return not noun

    def definite(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the head of a phrase has a definite article, be it in « du »."""
        words = self.v.words
        first = tokens[at - 1] if at else None
        return any(
            t.low in words["definite"] or t.low in words["contracted"]
            for t in (tokens[0], first)
            if t is not None
        )

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
        if body is None or fold(body.name) == fold(words_of(self.text, phrase)):
            return None
        head = words_of(self.text, phrase[:length])
        return dataclasses.replace(body, name=f"{head} {self.of_word(body.name)}")

    def of_known(self, phrase: Sequence[Token], length: int, *, bodies: bool = True) -> str | None:
        """A phrase whose complement takes up somebody, with the name of that one.

        « Le président de l'association » presides the one named before, « les signataires de ce
        texte » signed the bill named before, « la mère du garçon » is that of the only one.
        """
        words = self.v.words
        for of in range(len(phrase) - 2, length - 1, -1):
            if phrase[of].low not in words["of"]:
                continue
            if phrase[of - 1].low in words.get("of_mankind", ()):
                # « les droits de l'homme »
                continue
            rest = list(phrase[of + 1 :])
            determiner = phrase[of]
            if determiner.low not in words["merged"]:
                determiner, rest = rest[0], rest[1:]
            known = self.known_complement(determiner, rest, bodies=bodies) if rest else None
            if known is not None:
                return f"{words_of(self.text, phrase[:of])} {known}"
        return None

    def known_complement(self, determiner: Token, rest: list[Token], *, bodies: bool) -> str | None:
        """Whom a bare noun behind « of » takes up, with that word."""
        words = self.v.words
        this = determiner.low in words["demonstrative"]
        if not (this or determiner.low in words["merged"] or determiner.low in words["definite"]):
            return None
        if len(rest) == 1 and rest[0].low in words["lands"]:
            return self.land_before(rest[0])
        if len(rest) > 1 and any(t.capital for t in rest):
            return None
        name: str | None = None
        body = longest(self.v.heads, rest, 0) if bodies else None
        role = role_at(self.v, rest, 0)
        if body is not None and body[0] == len(rest):
            found = self.institution_before(body[1], rest[0].start)
            name = found.name if found is not None else None
        elif role is not None and role[0] == len(rest) and not role[1].plural:
            wanted = self.descriptor(rest, role, [determiner])
            bearer = self.bearer(wanted, rest[0].start, long=False)
            name = self.name_of(bearer) if bearer is not None else None
        elif this and longest(self.v.documents, rest, 0) is not None:
            work = self.phrase([determiner, *rest])
            name = work.name if work.resolved and fold(work.name) != fold(rest[0].text) else None
        return self.of_word(name) if name is not None and " + " not in name else None

    def land_before(self, noun: Token) -> str | None:
        """The land or town an article names most before « la péninsule », behind « of »."""
        registry, words = self.registry, self.v.words
        tokens = registry.tokens
        found: Counter[str] = Counter()
        at = registry.token_at(noun.start)
        for k in range(at - 1, max(1, at - _FAR), -1):
            token = tokens[k]
            if not token.capital or not tokens[k - 1].word or self.in_quote(token.start):
                continue
            of = k - 1
            while of > 0 and tokens[of].low in words["definite"]:
                of -= 1
            if tokens[of].low not in words["of"] and tokens[of].low not in words["at_land"]:
                continue
            known = longest(self.v.named, tokens, k, exact=True)
            state = longest(self.v.countries, tokens, k, exact=True) and (
                noun.low not in words["states"]
            )
            person = self.mention_at(token.start) is not None
            if not (person or known or state or token.text.isupper()):
                found[token.text] += 1
        return self.of_word(max(found, key=lambda name: found[name])) if found else None
