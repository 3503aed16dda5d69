"""Pronouns: whom « il », « ce dernier », « elles » or « qui » take up."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.noun_phrases import is_gerund, is_subject, phrase_end
from analysis.annotation.reading import (
    CATAPHORA,
    NOBODY,
    RECENT,
    Source,
    joined,
    may_agree,
    mentions_before,
    words_of,
)
from analysis.annotation.registry import Hit, Person, is_sentence_start
from analysis.annotation.vocabulary import (
    Gender,
    Token,
    longest,
)
from analysis.annotation.works import Works

_BODY_REACH = 60
_TURN = 700


class Pronouns(Works):
    """Resolution of pronouns to the speakers, subjects and bodies before them."""

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
                    words_of(self.text, tokens), "unnamed_person", "individual", None, gender, False
                )
            if low in words["strong"]:
                alone = self.alone_before(position, gender)
                if alone is not None:
                    return self.of_person(alone)
            if low in words["last_named"]:
                latest = self.latest(position, gender)
                if latest is not None:
                    return latest
            return self.singular(position, gender, tokens)
        if low in words["plural_m"] or low in words["plural_f"]:
            return self.several(position, tokens)
        if low in words["relative_subject"]:
            return self.relative(position, tokens)
        if low in words["those"]:
            # « Ceux qui vivent là »
            own = words_of(self.text, tokens)
            return Source(own, "group", "individual", resolved=False, plural=True)
        if low in words.get("one_more", ()):
            # « Un autre renchérit »: one of those the article does not name.
            own = words_of(self.text, tokens)
            return Source(own, "unnamed_person", "individual", resolved=False)
        if low in words["some"]:
            return Source(words_of(self.text, tokens), "group", "individual", plural=True)
        if low in words["anyone"]:
            return self.anyone(position)
        if low in words["indefinite_pronoun"]:
            return NOBODY
        if low in words["neuter"]:
            return self.thing(position, tokens)
        if low in words["plural_possessive"]:
            return self.several(position, tokens)
        if low in words["possessive_pronoun"]:
            return self.singular(position, None, tokens)
        if low in words["first_person"] or low in words["first_plural"]:
            words_said = words_of(self.text, tokens)
            return Source(words_said, "unnamed_person", "individual", resolved=False)
        return None

    def anyone(self, position: int) -> Source:
        """Those who speak as « on »: of the place before « où l'on », or the body of the turn.

        « "...", ajoute-t-on » goes on with what a body, a group or a source said right before.
        """
        last = next(((start, s) for start, s in reversed(self.speakers) if start < position), None)
        if last is None or position - last[0] > _TURN:
            return NOBODY
        registry = self.registry
        at = registry.token_at(position) - 1
        at -= registry.tokens[at].low in self.v.words["definite"]
        where = at > 0 and registry.tokens[at].low in self.v.words["where"]
        inverted = self.text[position - 1 : position] == "-"
        body = last[1].form in ("organisation", "group") or last[1].form == "unnamed_person"
        if not body or not (inverted or where):
            return NOBODY
        if where and "." in self.text[last[0] : position]:
            return NOBODY
        return last[1]

    def spoken_for(self, position: int) -> Source | None:
        """The body of the sentences before: the last subject, speaker or name of one."""
        genders: tuple[Gender, ...] = ("f", "m")
        for sentences in (1, 3):
            for gender in genders:
                acting = self.body_acting(position, -1, gender, sentences)
                if acting is not None and acting.form == "organisation":
                    return acting
        for start, source in reversed(self.speakers):
            if start < position and source.form == "organisation":
                return source if position - start < RECENT else None
        tokens = self.registry.tokens
        for hit in reversed(self.registry.named):
            start = tokens[hit.index].start
            if start < position and hit.entry.affiliation != "media":
                return self.of_named(hit.entry) if position - start < RECENT else None
        return None

    def thing(self, position: int, tokens: Sequence[Token]) -> Source:
        """The body or document a neuter pronoun stands for."""
        for start, source in reversed(self.speakers):
            if start < position and source.form in ("organisation", "media", "document"):
                return source
        for hit in reversed(self.registry.named):
            start = self.registry.tokens[hit.index].start
            if start < position:
                if position - start > RECENT:
                    break
                return self.of_named(hit.entry)
        return Source(words_of(self.text, tokens), "organisation", "other", resolved=False)

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
        fallback_acts = False
        mentions = self.registry.mentions
        k = mentions_before(mentions, position) - 1
        while k >= 0:
            (start, end), person = mentions[k]
            k -= 1
            if start <= floor or position - start > RECENT:
                break
            if self.in_quote(start) or (gender and person.gender and person.gender != gender):
                continue
            if self.follows_participle(start):
                continue
            if fallback is None:
                fallback = person
                fallback_acts = self.acts(start, end) and not self.within(start, position)
            if self.opens(self.phrase_start(person, start)) or (
                not inverted and not self.within(start, position) and self.acts(start, end)
            ):
                subject = person
                floor = start
                break
        if gender is not None:
            title = self.title_acting(position, floor, gender)
            turn = inverted and speaker is not None
            # « "...", a-t-elle dit » goes on with a turn that « la chanteuse de 70 ans » is in.
            if title is not None and not (turn and title.form != "named_person"):
                return title
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
        if not inverted and fallback is not None and fallback is not subject:
            shown = self.only_here(position, floor, gender)
            if shown is not None:
                return self.of_person(shown)
        if subject is not None:
            return self.of_person(subject)
        in_turn = (
            inverted
            and speaker is not None
            and speaker[1].titled
            and position - speaker[0] < _TURN
            and not fallback_acts
        )
        if speaker is not None and speaker[1].person is None and fallback is not None:
            return speaker[1] if in_turn else self.of_person(fallback)
        if speaker is not None and position - speaker[0] < 2500:
            return speaker[1]
        if fallback is not None:
            return self.of_person(fallback)
        for (start, _), person in mentions:
            if (
                position < start < position + CATAPHORA
                and not self.in_quote(start)
                and may_agree(person.gender, gender)
            ):
                return self.of_person(person)
        if speaker is not None:
            return speaker[1]
        for start, source in reversed(self.speakers):
            if (
                start < position
                and not source.plural
                and source.form in ("organisation", "media", "unnamed_person")
                and (source.resolved or source.form != "unnamed_person")
                and may_agree(source.gender, gender)
                and position - start < RECENT
            ):
                return source
        stranger = self.stranger_before(position, gender)
        if stranger is not None:
            return stranger
        state = self.state_before(position)
        if state is not None:
            return state
        near = self.body_acting(position, -1, gender, 1, acting=False) if gender else None
        if near is not None:
            return near
        own = words_of(self.text, tokens)
        return Source(own, "unnamed_person", "individual", None, gender, resolved=False)

    def phrase_start(self, person: Person, start: int) -> int:
        """Where a name begins, or the role right before it: « Le ministre du travail, NAME »."""
        for descriptor in person.descriptors:
            first, end = descriptor.span
            if end <= start and not self.text[end:start].strip(" ,"):
                return first
        return start

    def only_here(self, position: int, floor: int, gender: Gender) -> Person | None:
        """The one person named in a paragraph that nobody else speaks or acts in.

        Where the pronoun opens its paragraph, the one whom the last sentence before it names.
        """
        start = self.text.rfind("\n", 0, position) + 1
        mentions = self.registry.mentions
        if mentions_before(mentions, position) == mentions_before(mentions, start):
            line = self.text.rfind("\n", 0, max(0, start - 1)) + 1
            stop = max(self.text.rfind(mark, 0, max(0, start - 2)) for mark in ".!?")
            start = max(line, stop)
        if start <= floor:
            return None
        own = self.registry.token_at(position)
        while own > 0 and not is_sentence_start(self.registry.tokens, own, self.text):
            own -= 1
        found: list[Person] = []
        for k in range(mentions_before(mentions, start), mentions_before(mentions, position)):
            (at, _), person = mentions[k]
            if self.in_quote(at) or at >= self.registry.tokens[own].start:
                return None
            if person not in found:
                found.append(person)
        if len(found) != 1 or not may_agree(found[0].gender, gender):
            return None
        return found[0]

    def follows_participle(self, start: int) -> bool:
        """Whether a name is the object of a participle: « Accusant NAME de mentir, il ... »."""
        at = self.registry.token_at(start) - 1
        return at >= 0 and is_gerund(self.v, self.registry.tokens[at])

    def stranger_before(self, position: int, gender: Gender) -> Source | None:
        """The unnamed person of the sentences before: « Un douanier passe. Il dit que ... »."""
        registry, words = self.registry, self.v.words
        at = registry.token_at(position)
        for k in range(at - 1, max(0, at - _BODY_REACH), -1):
            hit = registry.roles.get(k)
            before = registry.tokens[k - 1].low
            if hit is None or hit.entry.plural or self.in_quote(registry.tokens[k].start):
                continue
            single = (
                before in words["one"] or before in words["definite"] or before in words["merged"]
            )
            if (
                single
                and before not in words["plural_determiners"]
                and (may_agree(hit.entry.gender, gender))
            ):
                first, end = k + hit.length, phrase_end(registry, k + hit.length)
                stop = next(
                    (
                        j
                        for j in range(first, end)
                        if registry.tokens[j].low in words["prepositions"] - words["of"]
                    ),
                    end,
                )
                return self.phrase(registry.tokens[k - 1 : stop])
        return None

    def state_before(self, position: int, *, several: bool = False) -> Source | None:
        """The state that opens a sentence shortly before: « Washington hésite. Elle ... ».

        ``several``: one with an article in the plural (« les États-Unis »).
        """
        registry = self.registry
        tokens, words = registry.tokens, self.v.words
        at = registry.token_at(position)
        for k in range(at - 1, max(-1, at - _BODY_REACH), -1):
            if not tokens[k].capital:
                continue
            match = longest(self.v.countries, tokens, k, exact=True)
            if match is None:
                continue
            first = k - 1 if k and tokens[k - 1].low in words["definite"] else k
            if several and tokens[first].low not in words["plural_determiners"]:
                continue
            if is_sentence_start(tokens, first, self.text) and not self.in_quote(tokens[k].start):
                entry = match[1]
                return Source(entry.lemma, "organisation", "government", entry.country)
        return None

    def alone_before(self, position: int, gender: Gender) -> Person | None:
        """The one person the sentence before names, when « selon lui » opens the next.

        A subject behind its verb (« c'est ce qu'a dit NAME. Selon lui ») opens no sentence, yet
        is whom the pronoun takes up.
        """
        registry = self.registry
        tokens = registry.tokens
        at = registry.token_at(position) - 1
        while at > 0 and not is_sentence_start(tokens, at, self.text):
            at -= 1
        if registry.token_at(position) - at > 3 or at < 2:
            return None
        end = at - 1
        at = end - 1
        while at > 0 and not is_sentence_start(tokens, at, self.text):
            at -= 1
        mentions = registry.mentions
        k = mentions_before(mentions, tokens[at].start)
        found: list[Person] = []
        owners: list[Person] = []
        while k < len(mentions) and mentions[k][0][0] < tokens[end].start:
            (start, _), person = mentions[k]
            k += 1
            if self.in_quote(start):
                continue
            owner = tokens[registry.token_at(start) - 1].low in self.v.words["of"]
            if person not in (some := owners if owner else found):
                some.append(person)
        # « Un avis de NAME, avocat de X. Selon lui »: whom others are named by is nobody's « il ».
        found = found or owners
        if len(found) != 1 or not may_agree(found[0].gender, gender):
            return None
        return found[0]

    def body_acting(
        self, position: int, floor: int, gender: Gender, sentences: int, *, acting: bool = True
    ) -> Source | None:
        """The body that is the subject of the clause before a pronoun of its gender.

        Not ``acting``: a body in any part of that clause.
        """
        registry, words = self.registry, self.v.words
        at = min(registry.token_at(position), len(registry.tokens) - 1)
        k = at - 1
        stops = 0
        while k >= 0 and registry.tokens[k].start > floor and at - k < _BODY_REACH:
            token = registry.tokens[k]
            if "\n" in self.text[token.end : registry.tokens[k + 1].start] or token.text in ".!?":
                stops += 1
                if stops > sentences:
                    return None
            after_relative = k > 0 and registry.tokens[k - 1].low in words["relatives"]
            if not after_relative and not self.within(token.start, position):
                found = None
                if token.low in words["definite"]:
                    found = self.body_at(k, gender, acting=acting)
                elif token.capital:
                    found = self.name_acting(k)
                if found is not None:
                    return found
            k -= 1
        return None

    def name_acting(self, at: int) -> Source | None:
        """The body whose name opens a sentence without article: « Greenpeace a porté plainte »."""
        registry = self.registry
        match = longest(self.v.named, registry.tokens, at, exact=True)
        if match is None or not is_sentence_start(registry.tokens, at, self.text):
            return None
        return self.of_named(match[1]) if is_subject(registry, at, at + match[0]) else None

    def title_acting(self, position: int, floor: int, gender: Gender) -> Source | None:
        """The bearer of a title that is the subject of the sentence before a pronoun."""
        registry, words = self.registry, self.v.words
        tokens = registry.tokens
        at = registry.token_at(position)
        stops = 0
        for k in range(at - 2, max(0, at - _BODY_REACH), -1):
            if tokens[k].start <= floor:
                return None
            if (
                tokens[k + 1].text in ".!?"
                or "\n" in self.text[tokens[k].end : tokens[k + 1].start]
            ):
                stops += 1
                if stops > 1:
                    return None
            hit = registry.roles.get(k + 1)
            if (
                hit is None
                or hit.entry.plural
                or tokens[k - 1].low in words["relatives"]
                or self.within(tokens[k].start, position)
                or (hit.entry.gender or gender) != gender
            ):
                continue
            known = tokens[k].low in words["definite"]
            new = tokens[k].low in words["one"] or tokens[k].low in words["possessive"]
            if not (known or new) or (
                new and not may_agree(self.gender_of(tokens[k : k + 1]), gender)
            ):
                continue
            end = phrase_end(registry, k + 1 + hit.length)
            if is_subject(registry, k, end):
                meant = self.phrase(tokens[k:end])
                told = meant.person is not None or end > k + 1 + hit.length or new
                return meant if told else None
        return None

    def body_at(self, at: int, gender: Gender, *, acting: bool = True) -> Source | None:
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
        if not (own == gender or (own is None and match is None)):
            return None
        length = max(m[0] for m in (match, named) if m is not None)
        end = phrase_end(registry, at + 1 + length)
        if acting and not is_subject(registry, at, end):
            return None
        return self.phrase(tokens[at:end])

    def surely(self, position: int, gender: Gender) -> Person | None:
        """The last person named whose gender is known to fit."""
        mentions = self.registry.mentions
        k = mentions_before(mentions, position) - 1
        while k >= 0 and position - mentions[k][0][0] < 1200:
            if mentions[k][1].gender == gender and not self.in_quote(mentions[k][0][0]):
                return mentions[k][1]
            k -= 1
        return None

    def ordinal(self, position: int, second: bool) -> Person | None:
        """« Le premier », « le second »: of two persons named together before."""
        mentions = self.registry.mentions
        k = mentions_before(mentions, position) - 1
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
        k = mentions_before(mentions, position) - 1
        while k >= 0 and position - mentions[k][0][0] < 700:
            person = mentions[k][1]
            if may_agree(person.gender, gender) and not self.in_quote(mentions[k][0][0]):
                return self.of_person(person)
            k -= 1
        return None

    def several(self, position: int, tokens: Sequence[Token]) -> Source:
        """The last plural speaker, unless a group opened a later sentence; else the last group."""
        speaker: tuple[int, Source] | None = None
        for start, source in reversed(self.speakers):
            if start < position and (source.plural or source.form == "group"):
                speaker = (start, source)
                break
        floor = speaker[0] if speaker is not None else -1
        pair = self.together(position, floor)
        if pair is not None:
            return pair
        fallback: Hit | None = None
        for hit in reversed(self.registry.nouns):
            start = self.registry.tokens[hit.index].start
            if start >= position or hit.entry.kind != "group":
                continue
            if hit.entry.lemma in self.v.collective:
                continue
            if start <= floor or position - start > RECENT:
                break
            if self.in_quote(start):
                continue
            fallback = fallback or hit
            end = phrase_end(self.registry, hit.index + hit.length)
            if self.opens(start) or is_subject(self.registry, max(0, hit.index - 1), end):
                return self.group_from(hit)
        if speaker is not None:
            return speaker[1]
        if fallback is not None:
            return self.group_from(fallback)
        state = self.state_before(position, several=True)
        if state is not None:
            return state
        for start, source in reversed(self.speakers):
            if start < position and source.form == "organisation":
                return source
        return Source(words_of(self.text, tokens), "group", "other", resolved=False, plural=True)

    def together(self, position: int, floor: int) -> Source | None:
        """Persons named side by side in the sentence before: « NAME et NAME sont là. Ils ... »."""
        registry, mentions = self.registry, self.registry.mentions
        tokens = registry.tokens
        k = mentions_before(mentions, position) - 1
        chain: list[Person] = []
        last = None
        while k >= 0 and mentions[k][0][0] > floor and position - mentions[k][0][0] < _TURN:
            (start, end), person = mentions[k]
            k -= 1
            if self.in_quote(start):
                return None
            after = registry.token_at(end)
            if last is not None and not (
                after + 1 == last
                and (tokens[after].text == "," or tokens[after].low in self.v.words["conjunctions"])
            ):
                break
            chain.append(person)
            last = registry.token_at(start)
        if len(chain) < 2 or last is None:
            return None
        first = registry.token_at(position)
        stops = sum(t.text in ".!?" for t in tokens[last:first])
        nouns = any(
            last < hit.index < first and hit.entry.kind == "group" for hit in registry.nouns
        )
        if stops > 1 or nouns:
            return None
        return joined([self.of_person(person) for person in reversed(chain)])

    def relative(self, position: int, tokens: Sequence[Token]) -> Source:
        """The noun phrase right before « qui »."""
        mentions = self.registry.mentions
        k = mentions_before(mentions, position) - 1
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
