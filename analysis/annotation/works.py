"""Documents: what a report, survey or statement is called, and who speaks through it."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Sequence

from analysis.annotation.noun_phrases import (
    country_of_phrase,
    is_subject,
    kind_of_phrase,
    phrase_end,
)
from analysis.annotation.reading import CATAPHORA, NOBODY, Source, words_of
from analysis.annotation.registry import Hit, Person, is_sentence_start
from analysis.annotation.strangers import Strangers
from analysis.annotation.vocabulary import Entry, Token, longest

_NEAR = 600
# Mentions of documents of one kind looked at on either side of the one taken up.
_NAMED_NEAR = 20
_OPENING = '«"“'
_CLOSING = '»"”'


class Works(Strangers):
    """Resolution of noun phrases that name documents: to their issuer, or to their full name."""

    def of_document(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        entry, v = head[1], self.v
        if (
            len(tokens) == at + head[0]
            and tokens[0].low in v.words["some"]
            and (entry.lemma in v.words["rumours"])
        ):
            return NOBODY
        whole = self.clause(tokens, at)
        # « La loi du pays » speaks itself.
        issuer = None if entry.lemma in v.words["laws"] else self.issuer(whole, head[0])
        if issuer is not None:
            return issuer
        if entry.lemma in v.voices and tokens[0].low in v.words["possessive"]:
            if tokens[1].low in v.words["own"]:
                speaking = self.own_speaker(tokens)
                if speaking is not None:
                    return speaking
            owner = self.singular(tokens[0].start, None, tokens)
            if owner.resolved:
                return owner
        phrase = self.trim(tokens, at)
        outlet = self.outlet(phrase, head)
        if outlet is not None:
            return outlet
        if len(whole) > len(phrase) and any(
            t.capital and k > len(phrase) for k, t in enumerate(whole)
        ):
            by = None
            if entry.lemma in v.words["alike_works"] and len(phrase) == head[0]:
                # « une étude parue hier dans NAME » is that of the article's only researchers.
                by = self.researched(words_of(self.text, phrase), known=True)
            if by is not None:
                return by
            phrase = whole
        name = words_of(self.text, phrase)
        affiliation = entry.affiliation or "other"
        numbered = phrase[head[0] : head[0] + 1]
        if entry.lemma in v.words["numbered"] and numbered and numbered[0].text[0].isdigit():
            # « L'article 2 » is one of a law, not of a newspaper.
            affiliation = "government"
        definite = tokens[0].low in v.words["definite"] or (
            tokens[0].low in v.words["demonstrative"]
        )
        if len(phrase) <= head[0] and definite and entry.lemma in v.words["any_document"]:
            taken_up = self.work_before(entry.lemma, tokens[0].start)
            if taken_up is not None:
                return taken_up
        survey = entry.lemma in v.words["surveys"]
        if definite and len(phrase) <= head[0] and survey:
            asked = self.survey_before(tokens[0].start)
            if asked is not None:
                return asked
        # « un sondage réalisé hier » is a new one.
        new = survey and tokens[0].low in v.words["indefinite"] and len(whole) > len(phrase)
        if len(phrase) <= head[0] and (definite or not (new or self.plural(tokens))):
            if survey and not definite:
                asked = self.survey_before(tokens[0].start, ahead=tokens[at].start)
                if asked is not None:
                    return asked
            fuller = self.document_before(
                entry.lemma, tokens[0].start, name.lower(), own=tokens[at].start
            )
            if fuller is not None:
                return fuller
            alone = definite and len(tokens) == at + len(phrase)
            other = self.work_alike(entry.lemma, tokens[0].start) if alone else None
            if other is not None:
                return other
            if definite and entry.lemma in v.words["may_be_surveys"]:
                asked = self.survey_before(tokens[0].start, entry.lemma)
                if asked is not None:
                    return asked
            if entry.lemma in v.words["alike_works"] or survey:
                by = self.researched(words_of(self.text, tokens[at : at + head[0]]))
                if by is not None:
                    return by
        return Source(
            name, "document", affiliation, country_of_phrase(v, phrase), resolved=len(phrase) > 1
        )

    def outlet(self, phrase: Sequence[Token], head: tuple[int, Entry]) -> Source | None:
        """The medium a word for a page names: « le site de golf NAME », « les sites de golf »."""
        words, rest = self.v.words, phrase[head[0] :]
        if head[1].lemma not in words["outlets"] or not rest:
            return None
        first = next((k for k, t in enumerate(rest) if t.capital), len(rest))
        if not self.qualifying(rest[:first]) or rest[0].low in words["merged"]:
            return None
        told = rest[first:] or phrase
        return Source(words_of(self.text, told), "media", "media", country_of_phrase(self.v, rest))

    def own_speaker(self, tokens: Sequence[Token]) -> Source | None:
        """Who speaks « selon ses propres dires »: the subject of the clause that it stands in."""
        registry, words = self.registry, self.v.words
        at = registry.token_at(tokens[0].start)
        after = registry.token_at(tokens[-1].end)
        first = at
        while first > 0 and not is_sentence_start(registry.tokens, first, self.text):
            first -= 1
        opens = at - first < 3
        if opens and registry.tokens[after].text != ",":
            return None
        start = after + 1 if opens else first
        token = registry.tokens[start]
        person = self.mention_at(token.start)
        if person is not None:
            return self.of_person(person)
        noun = start + (token.low in words["definite"])
        body = longest(self.v.heads, registry.tokens, noun) or (
            longest(self.v.named, registry.tokens, noun, exact=True)
        )
        if body is None or not (token.low in words["definite"] or token.capital):
            return None
        return self.phrase(registry.tokens[start : phrase_end(registry, noun + body[0])])

    def researched(self, head: str, *, known: bool = False) -> Source | None:
        """Whose research an article without any issuer speaks of: that of its only researchers.

        « Les chercheurs de l'université de X », « ces conclusions ont été tirées par NAME ».
        ``known``: only such as an article marks as spoken of already, which « des chercheurs de X »
        may not be.
        """
        key = head, known
        if key not in self.works:
            self.works[key] = self._researched(head, known)
        return self.works[key]

    def _researched(self, head: str, known: bool) -> Source | None:
        registry, words = self.registry, self.v.words
        tokens = registry.tokens
        found: dict[str, Source] = {}
        for hit in registry.nouns:
            if self.in_quote(tokens[hit.index].start):
                continue
            after = hit.index + hit.length
            if hit.entry.kind == "group" and hit.entry.lemma in words["researchers"]:
                before = hit.index - 1
                while before > 0 and (
                    tokens[before].low in words["containers"] or tokens[before].low in words["of"]
                ):
                    before -= 1
                if known and tokens[before].low not in words["definite"]:
                    continue
                rest = tokens[after : phrase_end(registry, after)]
                if rest and rest[0].low in words["of"] and any(t.capital for t in rest):
                    name = f"{head} {words_of(self.text, rest)}"
                    found[name] = Source(
                        name, "document", "expert", country_of_phrase(self.v, rest)
                    )
            elif hit.entry.kind == "document" and hit.entry.lemma in words["findings"]:
                by = next(
                    (
                        k
                        for k in range(after, min(after + 8, len(tokens) - 1))
                        if tokens[k].low in words["agent"]
                        or is_sentence_start(tokens, k, self.text)
                    ),
                    None,
                )
                if by is None or tokens[by].low not in words["agent"]:
                    continue
                source = self.phrase(tokens[by + 1 : phrase_end(registry, by + 3)])
                if source.form == "organisation" and source.resolved:
                    made = self.written_by(head, source)
                    found[made.name] = made
        return next(iter(found.values())) if len(found) == 1 else None

    def work_before(self, lemma: str, position: int) -> Source | None:
        """The text « ce document » takes up: the last one of another name, if it came alone."""
        nouns = self.registry.nouns
        for k in range(len(nouns) - 1, -1, -1):
            hit = nouns[k]
            start = self.registry.tokens[hit.index].start
            if start >= position or hit.entry.kind != "document" or self.in_quote(start):
                continue
            if any(h.index < hit.index < h.index + h.length for h in nouns[max(0, k - 4) : k]):
                # « loi » within « proposition de loi »
                continue
            if position - start > _NEAR:
                return None
            if hit.entry.lemma == lemma or hit.entry.lemma not in self.v.words["papers"]:
                continue
            if hit.entry.lemma in self.v.words["bills"]:
                end = phrase_end(self.registry, hit.index + hit.length)
                bill = words_of(self.text, self.registry.tokens[hit.index : end])
                return Source(bill, "document", hit.entry.affiliation or "other")
            fuller = self.document_before(hit.entry.lemma, position, hit.entry.lemma)
            if fuller is not None:
                return fuller
            phrase = self.registry.tokens[hit.index : hit.index + hit.length]
            return Source(words_of(self.text, phrase), "document", hit.entry.affiliation or "other")
        return None

    def work_alike(self, lemma: str, position: int) -> Source | None:
        """The research « l'étude » takes up under another name: « une enquête de NAME »."""
        alike = self.v.words["alike_works"]
        if lemma not in alike:
            return None
        for hit in reversed(self.registry.nouns):
            start = self.registry.tokens[hit.index].start
            if start >= position or hit.entry.kind != "document" or self.in_quote(start):
                continue
            if hit.entry.lemma in alike and hit.entry.lemma != lemma:
                found = self.document_before(hit.entry.lemma, position, hit.entry.lemma)
                if found is not None and any(c.isupper() for c in found.name):
                    return found
        return None

    def publisher(self, hit: Hit) -> Source | None:
        """Who brought a document out: « le ministère a publié un décret »."""
        registry, words = self.registry, self.v.words
        tokens = registry.tokens
        verb = None
        for k in range(hit.index - 1, max(-1, hit.index - 6), -1):
            if not tokens[k].word or is_sentence_start(tokens, k + 1, self.text):
                return None
            if tokens[k].low in words["publishing"]:
                verb = k
                break
        if verb is None:
            return None
        first = verb
        while first > 0 and not is_sentence_start(tokens, first, self.text):
            first -= 1
        person = self.last_mention(tokens[first].start, tokens[verb].start)
        for k in range(first, verb):
            determined = tokens[k].low in words["definite"] or tokens[k].low in words["one"]
            if not determined and not tokens[k].capital:
                continue
            at = k + determined
            body = longest(self.v.heads, tokens, at) or (
                longest(self.v.named, tokens, at, exact=True)
            )
            if body is None and tokens[k].low in words["plural_determiners"]:
                body = longest(self.v.groups, tokens, at)
            end = phrase_end(registry, at + body[0]) if body is not None else at
            if body is not None and end <= verb and is_subject(registry, k, end):
                return self.phrase(tokens[k:end])
        return self.of_person(person) if person is not None else None

    def sender(self, hit: Hit) -> Source | None:
        """Who writes in a sentence that first speaks of a text: « dans un courriel, NAME ... »."""
        registry, words = self.registry, self.v.words
        tokens = registry.tokens
        before = hit.index - 1
        while before > 0 and tokens[before].low in words["acting"]:
            before -= 1
        if (
            before < 1
            or not (
                tokens[before].low in words["indefinite"]
                or tokens[before].low in words["possessive"]
            )
            or tokens[before - 1].low not in words["written_in"]
        ):
            return None
        first, end = before, hit.index
        while first > 0 and not is_sentence_start(tokens, first, self.text):
            first -= 1
        while end + 1 < len(tokens) and not is_sentence_start(tokens, end + 1, self.text):
            end += 1
        start, stop = tokens[first].start, tokens[end].end
        for at, source in reversed(self.speakers):
            if start <= at < stop and source.form in ("organisation", "named_person"):
                return source
        person = self.last_mention(start, stop)
        if person is not None:
            return self.of_person(person)
        for k in range(first, end):
            match = longest(self.v.heads, tokens, k + 1)
            if match is None or tokens[k].low not in words["definite"]:
                continue
            if is_subject(registry, k, phrase_end(registry, k + 1 + match[0])):
                return self.phrase(tokens[k : phrase_end(registry, k + 1 + match[0])])
        return None

    def last_mention(self, start: int, end: int) -> Person | None:
        """The only person named between two places."""
        found = {id(p): p for (a, _), p in self.registry.mentions if start <= a < end}
        return next(iter(found.values())) if len(found) == 1 else None

    def clause(self, tokens: Sequence[Token], at: int) -> list[Token]:
        """A noun phrase with its participle clause, to its first comma or relative clause."""
        phrase: list[Token] = []
        over = at
        for k, token in enumerate(tokens[at:], at):
            if k < over:
                continue
            if phrase and token.text == "," and (close := self.dated(tokens, k)):
                # « les données publiées, jeudi 28 mai, par la Fédération »
                over = close + 1
                continue
            if phrase and (
                (not token.word and token.text != "&" and token.start not in self.registry.joints)
                or token.low in self.v.words["relatives"]
                or "\n" in self.text[phrase[-1].end : token.start]
            ):
                break
            phrase.append(token)
        return phrase

    def opens_title(self, hit: Hit) -> bool:
        """Whether a document's noun is the first, capital word of a title in quotation marks."""
        token = self.registry.tokens[hit.index]
        return token.capital and self.text[: token.start].rstrip().endswith(tuple(_OPENING))

    def titled_clause(self, hit: Hit) -> list[Token]:
        """A document's phrase, over the closing mark of a title: « "Guide du X" rédigé par Y »."""
        tokens = self.registry.tokens
        phrase = self.clause(tokens[hit.index : hit.index + 14], 0)
        after = hit.index + len(phrase)
        if after + 2 < len(tokens) and tokens[after].text in _CLOSING:
            after += tokens[after + 1].text == ","
        else:
            return phrase
        if tokens[after + 1].text.endswith(self.v.participles):
            made = [*phrase, *self.clause(tokens[after + 1 : after + 15], 0)]
            phrase = made if self.issuer(made, hit.length) is not None else phrase
        return phrase

    def dated(self, tokens: Sequence[Token], comma: int) -> int:
        """The comma behind a date that parts a participle from its agent; 0 for none."""
        reach = range(comma + 2, min(len(tokens) - 1, comma + 6))
        close = next((k for k in reach if tokens[k].text == ","), 0)
        if not close or tokens[close + 1].low not in self.v.words["agent"]:
            return 0
        return close if any(t.text[:1].isdigit() for t in tokens[comma:close]) else 0

    def document_before(
        self, lemma: str, position: int, written: str, own: int = -1
    ) -> Source | None:
        """The document « le rapport » takes up, by the fullest way it was named before.

        At its ``own`` place only a participle clause tells more of it.
        """
        registry, v = self.registry, self.v
        best: Source | None = None
        plain: Source | None = None
        hits = self.heads.get(lemma.partition(" ")[0], ())
        at = bisect_left(hits, position, key=lambda hit: registry.tokens[hit.index].start)
        for hit in hits[max(0, at - _NAMED_NEAR) : at + _NAMED_NEAR]:
            start = registry.tokens[hit.index].start
            if start >= position and best is not None:
                break
            if (
                start == position
                or hit.entry.kind != "document"
                or hit.entry.lemma != lemma
                or (self.in_quote(start) and not self.opens_title(hit))
            ):
                continue
            phrase = self.titled_clause(hit)
            cut = next((k for k, t in enumerate(phrase) if t.low in v.words["auxiliaries"]), None)
            phrase = phrase[:cut]
            if not phrase:
                continue  # « will » read as a document's name
            issuer = self.issuer(phrase, hit.length)
            head = words_of(self.text, phrase[: hit.length])
            if start == own and not (
                len(phrase) > hit.length
                and self.participle(phrase[hit.length], phrase[hit.length - 1])
            ):
                # « un sondage donne NAME devant »
                continue
            if issuer is None:
                issuer = self.publisher(hit) or self.sender(hit)
            if issuer is not None and (issuer.form != "group" or hit.length == len(phrase)):
                best = self.written_by(head, self.as_spelt(issuer, phrase))
            elif best is None and any(t.capital for t in phrase[hit.length :]):
                affiliation = hit.entry.affiliation or kind_of_phrase(v, phrase[hit.length :])
                best = (
                    self.researched(head, known=True) if lemma in v.words["alike_works"] else None
                )
                end = phrase_end(registry, hit.index + hit.length) - hit.index
                if any(t.capital for t in phrase[hit.length : end]):
                    phrase = phrase[:end]
                best = best or Source(
                    words_of(self.text, phrase), "document", affiliation or "other"
                )
            elif best is None and plain is None and len(phrase) > hit.length:
                end = phrase_end(registry, hit.index + hit.length)
                told = self.trim(registry.tokens[hit.index : end], 0)
                if len(told) > hit.length + (hit.length == 1):
                    plain = Source(
                        words_of(self.text, told), "document", hit.entry.affiliation or "other"
                    )
        if best is None and lemma in v.words["statements"]:
            said = [s for start, s in self.speakers if start < position]
            bodies = [s for s in said if s.form == "organisation"]
            official = lemma.split(" ")[0] in v.words["of_bodies"] and bodies
            for source in reversed(bodies if official else said):
                if source.form in ("organisation", "named_person"):
                    return self.written_by(written, source)
        return best or plain

    def as_spelt(self, source: Source, phrase: Sequence[Token]) -> Source:
        """An issuer as a document's phrase writes it: its initials, or what they stand for."""
        tokens = self.registry.tokens
        first, end = self.registry.spelt.get(source.name, (0, 0))
        initials = "".join(
            t.low[0] for t in tokens[first:end] if t.word and not self.v.empty(t.low)
        )
        if source.name.isupper() and initials == source.name.lower():
            return dataclasses.replace(source, name=words_of(self.text, tokens[first:end]))
        for token in phrase:
            short = token.text.isupper() and len(token.text) > 1
            known = longest(self.v.named, [token], 0, exact=True) if short else None
            if known is not None and known[1].lemma == source.name:
                return dataclasses.replace(source, name=token.text)
        return source

    def written_by(self, head: str, source: Source) -> Source:
        """A document called by its kind and whoever speaks through it."""
        return Source(
            f"{head} {self.of_word(source.name)}", "document", source.affiliation, source.country
        )

    def issuer(self, phrase: Sequence[Token], length: int) -> Source | None:
        """Who speaks through a document, when the same phrase says it."""
        words = self.v.words
        pollster = self.pollster(phrase, length)
        if pollster is not None:
            return pollster
        closed = False
        if phrase[0].low in words["surveys"] or phrase[0].low in words["may_be_surveys"]:
            # « réalisée par l'institut NAME pour la MAIF »
            phrase = phrase[
                : next((k for k, t in enumerate(phrase) if t.low in words["ordered_by"]), None)
            ]
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
                named = low in words["agent"] or (low in words["of"] and k == length)
                if inner[0].capital and named:
                    by = self.unknown(inner)
                    asked = low in words["agent"] and phrase[0].low in words["surveys"]
                    if asked and by.person is None and by.form == "named_person":
                        # « un sondage réalisé par NAME »: an institute.
                        return dataclasses.replace(by, form="organisation", affiliation="expert")
                    return by
                continue
            if head[1].kind in ("organisation", "media"):
                return self.of_named(head[1], rest[at : at + head[0]])
            if head[1].lemma in words["no_issuers"]:
                return None
            if head[1].kind == "document" and k == length:
                # « les résultats d'une enquête menée par NAME »
                return self.issuer(rest[at:], head[0])
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

    def pollster(self, phrase: Sequence[Token], length: int) -> Source | None:
        """The institute whose name stands beside a survey: « un sondage NAME pour X et Y »."""
        words = self.v.words
        survey = " ".join(t.low for t in phrase[:length]) in words["surveys"]
        if not survey and phrase[0].low not in words["may_be_surveys"]:
            return None
        start = length
        while (
            start < len(phrase)
            and not phrase[start].capital
            and (self.v.adjectival(phrase[start].low))
        ):
            start += 1
        end = start
        while end < len(phrase) and (phrase[end].capital or phrase[end].text == "&"):
            end += 1
        person = self.mention_at(phrase[start].start) if start < len(phrase) else None
        if end > start and phrase[start].low in words["not_pollsters"]:
            return None
        if end == start or (person is not None and not (survey and end - start == 1)):
            return None
        known = longest(self.v.named, phrase, start, exact=True)
        ordered = end < len(phrase) and phrase[end].low in words["ordered_by"]
        if not survey and known is None and not ordered:
            return None
        kind = "expert" if survey or known is None else known[1].affiliation
        name = words_of(self.text, phrase[start:end])
        return Source(name, "media" if kind == "media" else "organisation", kind)

    def survey_before(self, position: int, other: str = "", ahead: int = -1) -> Source | None:
        """The institute of the last survey before a place that the article names one of.

        None when a work of an ``other`` kind, which may be what is meant, came before it.
        ``ahead``: of the first survey behind that place, which a headline speaks of.
        """
        nouns = self.registry.nouns
        for hit in reversed(nouns) if ahead < 0 else nouns:
            start = self.registry.tokens[hit.index].start
            if ahead >= 0 and start > ahead + CATAPHORA:
                return None
            far = start >= position if ahead < 0 else start <= ahead
            if far or hit.entry.kind != "document" or self.in_quote(start):
                continue
            if not self.v.words["surveys"].isdisjoint((hit.entry.lemma, hit.entry.lemma[:-1])):
                phrase = self.clause(self.registry.tokens[hit.index : hit.index + 14], 0)
                issuer = self.issuer(phrase, hit.length) or self.publisher(hit)
                again = any(
                    h.entry.lemma == other and h.index < hit.index for h in self.registry.nouns
                )
                if issuer is not None and issuer.form == "organisation" and not again:
                    return dataclasses.replace(issuer, affiliation="expert")
        return None
