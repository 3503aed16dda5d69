"""Persons behind titles: who bears a role, which office was held when, what someone speaks as."""

from __future__ import annotations

import dataclasses
from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence

from analysis.annotation.heads import Heads
from analysis.annotation.noun_phrases import (
    content_words,
    country_of_phrase,
    kind_of_phrase,
    kind_of_role,
    names_its_body,
    phrase_end,
)
from analysis.annotation.reading import (
    CATAPHORA,
    NOBODY,
    Source,
    last_before,
    may_agree,
    mentions_before,
    words_of,
)
from analysis.annotation.registry import Descriptor, Person, near
from analysis.annotation.vocabulary import (
    Entry,
    Office,
    Token,
    longest,
    name_key,
)

_STEM = 6
_DASHES = "—–"
_TURN = 1500
_NEAR = 400
_AKIN = (
    frozenset({"government", "politics", "intergovernmental"}),
    frozenset({"business", "individual"}),
    frozenset({"expert", "individual"}),
    frozenset({"business", "expert"}),
    frozenset({"civil_society", "individual", "politics"}),
)


class Bearers(Heads):
    """Resolution of names, titles and offices to persons."""

    def of_person(self, person: Person, tokens: Sequence[Token] = ()) -> Source:
        return Source(
            self.name_of(person),
            "named_person",
            self.affiliation_of(person),
            person.country or self.office_country(person),
            person.gender,
            person=person,
        )

    def name_of(self, person: Person) -> str:
        """The fullest name of the article, or that of the table for one who has several."""
        first = name_key(person.name.split()[0])
        told = (o.person for o in self.offices_of(person) if first in map(name_key, o.also))
        return next(told, None) or self.as_mostly_spelt(person)

    def as_mostly_spelt(self, person: Person) -> str:
        """A person's name with the family name as the article spells it most often."""
        known = self.spellings.get(id(person))
        if known is None:
            known = self.spellings[id(person)] = self._mostly_spelt(person)
        return known

    def _mostly_spelt(self, person: Person) -> str:
        name = person.name
        given, _, family = name.rpartition(" ")
        written = Counter(self.text[a:b].split()[-1] for a, b in person.mentions)
        if len(written) < 2:
            return name
        often, times = max(written.items(), key=lambda item: item[1])
        if times < 2 or times <= written[family] or not near(name_key(often), name_key(family)):
            return name
        return f"{given} {often}".strip()

    def affiliation_of(self, person: Person, depth: int = 0) -> str:
        """What a person speaks as: present roles first, then title, office, former roles."""
        told = [d for d in person.descriptors if d.affiliation and d.affiliation != "individual"]
        office = self.office_of(person)
        if office is not None and (self.stands(person, office) or self.left(person, office)):
            return "politics"
        present = next((d.affiliation for d in told if not d.former), None)
        if present is not None and (office is None or _akin(present, office.affiliation)):
            return present
        if person.civil and office is None:
            return person.civil
        if office is not None:
            past = any(d.former and self.same_office(office, d) for d in told)
            politics = past and office.affiliation == "government"
            return "politics" if politics else office.affiliation
        for descriptor in person.descriptors:
            if descriptor.former or descriptor.affiliation:
                continue
            if depth == 0:
                principal = self.principal(person, descriptor)
                if principal is not None:
                    return self.affiliation_of(principal, 1)
            near = self.kind_near(descriptor, person)
            if near is not None:
                return near
            if descriptor.lemma in self.v.alone:
                return self.v.alone[descriptor.lemma]
        if any(d.affiliation in ("government", "politics") for d in told):
            return "politics"
        if not told and self.held_before(person):
            return "politics"
        return told[0].affiliation if told else "individual"

    def kind_near(self, descriptor: Descriptor, person: Person) -> str | None:
        """The kind of the body last named before a role that says not of what it is one."""
        own = {word for name in person.names for word in name}
        start, end = descriptor.span
        before = self.registry.tokens[max(0, self.registry.token_at(start) - 1)].low
        # « son président », « la porte-parole »
        owned = before in self.v.words["possessive"] or (
            descriptor.lemma.split(" ")[0] in self.v.words["of_a_body"]
        )
        if not owned or any(
            t.capital and t.text not in own for t in self.v.tokenise(self.text[start:end])
        ):
            return None
        hits = [*self.registry.named, *(h for h in self.registry.nouns if h.entry.kind == "head")]
        tokens = self.registry.tokens
        near = [
            h
            for h in hits
            if 0 < start - tokens[h.index].start < _NEAR
            and h.entry.affiliation not in ("", "media")
        ]
        return max(near, key=lambda h: h.index).entry.affiliation if near else None

    def stands(self, person: Person, office: Office) -> bool:
        """Whether the article knows a person as a candidate, not by the office of the table."""
        lemmas = {d.lemma for d in person.descriptors if not d.former}
        return not lemmas.isdisjoint(self.v.words["standing"]) and not any(
            self.same_office(office, d) for d in person.descriptors
        )

    def left(self, person: Person, office: Office) -> bool:
        """Whether the article says that a person no longer holds the office of the table."""
        same = [d for d in person.descriptors if self.same_office(office, d)]
        return any(d.former for d in same) and all(
            d.former for d in person.descriptors if d in same or d.affiliation == "government"
        )

    def principal(self, person: Person, descriptor: Descriptor) -> Person | None:
        """Whose spokesman or adviser a role phrase makes someone."""
        start, end = descriptor.span
        mentions = self.registry.mentions
        k = mentions_before(mentions, start)
        while k < len(mentions) and mentions[k][0][0] < end:
            if mentions[k][1] is not person:
                return mentions[k][1]
            k += 1
        return None

    def office_of(self, person: Person) -> Office | None:
        """The office a person held at the article's date, or last held when it has none."""
        offices = self.offices_of(person)
        return self.held(offices)

    def held(self, offices: Sequence[Office]) -> Office | None:
        """The office of the article's day; without a date, of the latest year it names."""
        day = self.document.published
        if day is not None:
            offices = [o for o in offices if o.since <= day <= o.until]
        elif self.year is not None:
            year = self.year
            ahead = [o for o in offices if o.until.year >= year]
            near = [o for o in ahead if o.since.year <= year]
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

    def of_role(self, tokens: list[Token], at: int, head: tuple[int, Entry]) -> Source:
        entry = head[1]
        words = self.v.words
        phrase = self.trim(tokens, at)
        if entry.plural or self.plural(tokens):
            return self.of_group(tokens, at, head)
        descriptor = self.descriptor(phrase, head, tokens[:at])
        affiliation = descriptor.affiliation or self.v.alone.get(entry.lemma, "") or "other"
        if tokens[0].low in words["possessive"] and entry.lemma in words["hired"]:
            # « Son agent »
            affiliation = descriptor.affiliation or "individual"
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
            or self.article_before(tokens[0])
        )
        introduced = self.introduced(phrase)
        if introduced is not None and not self.circle(head, phrase):
            return self.of_person(introduced)
        rest = phrase[head[0] :]
        of_body = names_its_body(self.v, [t.low for t in phrase[: head[0]]])
        given = bool(rest) and name_key(rest[0].text) in self.v.first_names
        # « la directrice de l'institut NAME NAME », « la porte-parole du collectif X »
        named = self.named_in(rest) if given or not of_body else None
        if named is not None:
            return dataclasses.replace(
                named,
                affiliation=affiliation if named.affiliation == "individual" else named.affiliation,
                country=named.country or descriptor.country,
                gender=named.gender or entry.gender,
            )
        same = any(t.low in words["same"] for t in tokens[:at])
        if (definite or same) and entry.lemma in words["unnamed_roles"]:
            again = self.same_again(entry.lemma, tokens[0].start, anybody=same)
            if again is not None:
                return again
        elif definite and (again := self.holder_again(entry.lemma, phrase, head[0])) is not None:
            return again
        elif definite:
            long = len(phrase) > head[0] and not any(t.low in words["age"] for t in phrase)
            complement = long and any(t.low in words["prepositions"] for t in phrase[head[0] :])
            strict = first in words["possessive"] or entry.lemma.split(" ")[0] in self.v.circle
            person = self.bearer(descriptor, tokens[0].start, long, complement, strict)
            if person is not None and not self.circle(head, phrase):
                known_as = any(
                    d.lemma == descriptor.lemma or d.affiliation for d in person.descriptors
                )
                standing = descriptor.lemma in words["standing"] or descriptor.former
                if not known_as and (standing or self.office_of(person) is None):
                    person.descriptors.append(descriptor)
                return self.of_person(person)
        if definite and not descriptor.former and entry.lemma not in words["unnamed_roles"]:
            holder = self.holder(descriptor)
            if holder is not None:
                self.holders[entry.lemma] = tokens[0].start, holder
                return holder
        fuller: list[Token] | None = None
        if definite and len(phrase) == head[0] and first not in words["possessive"]:
            again = self.same_again(entry.lemma, tokens[0].start) or self.stranger(entry, tokens)
            if again is not None:
                return again
            fuller = self.fuller_role(entry, tokens[0].start)
            demonstrative = first in words["demonstrative"]
            again = self.colleague(entry, tokens) if fuller is None or demonstrative else None
            if again is not None:
                return again
            if fuller is not None:
                phrase = fuller
                if not entry.affiliation:
                    affiliation = kind_of_phrase(self.v, phrase[head[0] :]) or affiliation
        start = self.with_former(tokens, at) if fuller is None else at
        # « président de l'association » is a title of its own, too.
        noun = 1 if entry.affiliation in ("business", "civil_society") else head[0]
        whose = self.of_known(phrase, noun) if fuller is None else None
        called = words_of(self.text, phrase) if whose is None else whose
        name = f"{words_of(self.text, tokens[start:at])} {called}".strip()
        if entry.lemma in self.v.circle or phrase[0].low in self.v.circle:
            # « Sa mère », « le témoignage de son père », « le père du tireur »
            own = next((t for t in tokens[:at] if t.low in words["singular_possessive"]), None)
            rest = phrase[head[0] :]
            owner = NOBODY
            if own is not None:
                owner = self.owner(own.start, tokens)
            of = next((k for k, t in enumerate(rest[:2]) if t.low in words["of"]), len(rest))
            if own is None and len(rest) > of + 1:
                owner = self.phrase(rest[of + (rest[of].low not in words["contracted"]) :])
                if owner.form == "named_person":
                    # « le fils aîné du président »
                    name = words_of(self.text, phrase[: head[0] + of])
            if owner.resolved and owner.form == "named_person":
                name = f"{name} {self.of_word(owner.name)}"
                affiliation = entry.affiliation or owner.affiliation
        country = descriptor.country
        bare = fuller is None and len(phrase) == head[0] and first not in words["possessive"]
        if entry.lemma in words["spokesmen"] and bare:
            # « Un porte-parole » speaks for the body that the article just spoke of.
            body = self.spoken_for(tokens[0].start)
            if body is not None:
                name = f"{name} {self.of_word(body.name)}"
                affiliation, country = body.affiliation, body.country
        return Source(
            name,
            "unnamed_person",
            affiliation,
            country,
            entry.gender or self.gender_of(tokens),
            resolved=not definite or fuller is not None,
            titled=True,
        )

    def owner(self, position: int, tokens: Sequence[Token]) -> Source:
        """Whose « son avocat » is: not that of another of the circle, but the person's of both."""
        owner = self.singular(position, None, tokens)
        if owner.form == "named_person":
            return owner
        circle = self.v.tokenise(owner.name)
        if circle and circle[0].low not in self.v.circle:
            return owner
        k = mentions_before(self.registry.mentions, position) - 1
        while k >= 0 and self.in_quote(self.registry.mentions[k][0][0]):
            k -= 1
        return self.of_person(self.registry.mentions[k][1]) if k >= 0 else owner

    def holder_again(self, lemma: str, phrase: Sequence[Token], length: int) -> Source | None:
        """Whom « le premier ministre » takes up, the table having told whose office that was."""
        start, holder = self.holders.get(lemma, (-1, None))
        if holder is None or len(phrase) > length:
            return None
        later = any(
            d.lemma == lemma and start < d.span[0] < phrase[0].start
            for person in self.registry.persons
            for d in person.descriptors
        )
        return None if later else holder

    @abstractmethod
    def spoken_for(self, position: int) -> Source | None:
        """The body that somebody at a place speaks for without naming it."""

    @abstractmethod
    def of_known(self, phrase: Sequence[Token], length: int, *, bodies: bool = True) -> str | None:
        """A phrase whose complement takes up somebody, with the name of that one."""

    def same_again(self, lemma: str, position: int, *, anybody: bool = False) -> Source | None:
        """The unnamed speaker a repeated noun takes up: « la source », « la même source ».

        ``anybody``: whoever spoke last, which « de même source » says.
        """
        for start, source in reversed(self.speakers):
            if anybody and start < position and source.form != "none":
                return source
            if (
                start < position
                and source.form in ("unnamed_person", "group")
                and self.v.tokenise(source.name)[0].low.startswith(lemma)
            ):
                return source
        return None

    def fuller_role(self, entry: Entry, position: int) -> list[Token] | None:
        """The office « le procureur » takes up: « le procureur de X », if it was the only one."""
        registry, own = self.registry, entry.lemma
        length = own.count(" ") + 1
        found: dict[tuple[str, ...], list[Token]] = {}
        for index, hit in registry.roles.items():
            more = f"{hit.entry.lemma} ".removeprefix(f"{own} ").split(" ")[0]
            if hit.entry.plural or (hit.entry.lemma != own and more not in self.v.words["of"]):
                continue
            end = phrase_end(registry, index + hit.length)
            phrase = registry.tokens[index:end]
            if phrase[0].start >= position or self.in_quote(phrase[0].start):
                continue
            rest = phrase[length:]
            if any(self.mention_at(t.start) for t in phrase) or not any(
                t.capital
                or t.low in self.v.words["of"]
                or self.v.country_of_adjective(t.low) is not None
                for t in rest
            ):
                continue
            found[tuple(t.low for t in rest)] = phrase
        return next(iter(found.values())) if len(found) == 1 else None

    def article_before(self, token: Token) -> bool:
        """Whether the article of a phrase stands in the preposition before it (« du maire »)."""
        at = self.registry.token_at(token.start) - 1
        return at >= 0 and self.registry.tokens[at].low in self.v.words["merged"]

    def stranger(self, entry: Entry, tokens: Sequence[Token]) -> Source | None:
        """The unnamed person who spoke last, when a word for any person takes him or her up."""
        if entry.lemma not in self.v.words["any_person"]:
            return None
        position, gender = tokens[0].start, entry.gender or self.gender_of(tokens)
        for start, source in reversed(self.speakers):
            if start >= position:
                continue
            if source.form != "unnamed_person" or position - start > _TURN:
                return None
            return source if may_agree(source.gender, gender) else None
        return None

    def colleague(self, entry: Entry, tokens: Sequence[Token]) -> Source | None:
        """The unnamed speaker a word for a trade takes up: « un brigadier », « le policier »."""
        if entry.lemma not in self.v.words["trades"]:
            return None
        position, gender = tokens[0].start, entry.gender or self.gender_of(tokens)
        last = next(((start, s) for start, s in reversed(self.speakers) if start < position), None)
        if last is None or position - last[0] > _TURN or last[1].form != "unnamed_person":
            return None
        alike = _akin(last[1].affiliation, entry.affiliation)
        return last[1] if alike and may_agree(last[1].gender, gender) else None

    def introduced(self, phrase: Sequence[Token]) -> Person | None:
        """The person whose name follows a title after the words the span ends with.

        « Le colonel à la retraite NAME », « la présidente de la Chambre, la démocrate NAME ».
        """
        registry, words = self.registry, self.v.words
        start, end = phrase[0].start, phrase[-1].end
        at = registry.token_at(end)
        for k in range(at, min(at + 10, len(registry.tokens))):
            token = registry.tokens[k]
            dashed = k == at and token.text in _DASHES
            if not (token.word or token.text == "," or dashed):
                return None
            person = self.mention_at(token.start) if token.capital else None
            if person is None:
                continue
            if any(d.span[0] == start for d in person.descriptors):
                return person
            apposed = registry.tokens[at].text == "," and (
                registry.tokens[at + 1].low in words["definite"]
            )
            if registry.tokens[at].text in _DASHES and k == at + 1:
                # « le réalisateur — NAME — »
                return person
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
        return Source(words_of(self.text, rest), "named_person", "individual")

    def of_office(self, office: Office) -> Source:
        """A public figure the table knows and the article does not introduce."""
        return Source(
            office.person, "named_person", office.affiliation, self.nation(office), office.gender
        )

    def holder(self, wanted: Descriptor) -> Source | None:
        """Who held a named office at the article's date, given or told by who else is in it."""
        if wanted.lemma not in self.v.words["top_office"]:
            return None
        day = self.document.published
        around = [o for p in self.registry.persons if (o := self.office_of(p)) is not None]
        country = wanted.country
        if country is None:
            countries = {o.country for o in around} or {
                hit.entry.country for hit in self.registry.named if hit.entry.country
            }
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
        former = former or head[1].lemma.split(" ")[0] in self.v.words["former"]
        rest = phrase[head[0] :]
        return Descriptor(
            head[1].lemma,
            kind_of_role(self.v, head[1], rest, self.registry.acronyms),
            frozenset(content_words(self.v, phrase)),
            country_of_phrase(self.v, phrase) or head[1].country,
            former,
            head[1].gender or (self.gender_of(before) if before else None),
            (phrase[0].start, phrase[-1].end),
        )

    def bearer(
        self,
        wanted: Descriptor,
        position: int,
        long: bool,
        complement: bool = False,
        strict: bool = False,
    ) -> Person | None:
        """The person a title stands for: who bears it, was last named and does not clash.

        ``strict``: the title tells of a tie to somebody (« leur ministre », « la porte-parole »),
        so that only one of whom the article says it can be meant.
        """
        best = -1.0
        found: Person | None = None
        last = self.acting_since(position) or self.last_speaker(position)
        ahead: Person | None = None
        for person in self.registry.persons:
            near = last_before(person.mentions, position)
            points = self.fit(wanted, person, long, complement, last)
            if points is None or (strict and not self.said_of(wanted, person)):
                continue
            if near is None:
                first = person.mentions[0][0] if person.mentions else position
                if (
                    ahead is None
                    and first - position < CATAPHORA
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

    def acting_since(self, position: int) -> Person | None:
        """Who acts in a paragraph since somebody spoke: « NAME refuse, selon le chef »."""
        spoken = self.speakers[-1][0] if self.speakers else -1
        start = self.text.rfind("\n", 0, position)
        mentions = self.registry.mentions
        for k in range(mentions_before(mentions, position) - 1, -1, -1):
            (at, end), person = mentions[k]
            if at <= max(spoken, start):
                return None
            known = person.given is not None or person.descriptors
            if known and not self.in_quote(at) and (self.acts(at, end) or self.leads(at, end)):
                return person
        return None

    def leads(self, start: int, end: int) -> bool:
        """Whether a name is the first of several subjects: « ..., NAME et les élus ont dit »."""
        registry, words = self.registry, self.v.words
        first, after = registry.token_at(start), registry.token_at(end)
        return (
            after < len(registry.tokens)
            and registry.tokens[after].low in words["conjunctions"]
            and (first == 0 or not registry.tokens[first - 1].word)
        )

    def said_of(self, wanted: Descriptor, person: Person) -> bool:
        """Whether the article or the table of offices gives a person a title, or one under it."""
        below = self.v.hypernyms.get(wanted.lemma, frozenset())
        start = wanted.lemma.split(" ")[0]
        return any(
            d.lemma.split(" ")[0] == start or d.lemma in below
            for d in person.descriptors
            if d.span[0] != wanted.span[0]
        ) or any(self.same_office(o, wanted) for o in self.offices_of(person))

    def fit(
        self,
        wanted: Descriptor,
        person: Person,
        long: bool,
        complement: bool = False,
        last: Person | None = None,
    ) -> float | None:
        """How well a title fits what the article says of a person; None when it clashes."""
        if not may_agree(person.gender, wanted.gender) and not any(
            # « la sergente » may be « le sergent » throughout.
            d.lemma == wanted.lemma and d.gender == wanted.gender
            for d in person.descriptors
        ):
            return None
        country = person.country or self.office_country(person)
        if wanted.country and country and wanted.country != country:
            return None
        own = [d for d in person.descriptors if d.span[0] != wanted.span[0]]
        meant = self.v.hypernyms.get(wanted.lemma, frozenset())
        # « Le garde des Sceaux » for « le ministre de la Justice »
        only = len(meant) == 1 or wanted.lemma in self.v.words["seats"]
        others = [{w for w in m.split(" ") if not self.v.empty(w)} for m in meant if only]
        same = [
            d
            for d in own
            if d.lemma == wanted.lemma or any(other <= {d.lemma, *d.words} for other in others)
        ]
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
        held_once = [o for o in self.offices_of(person) if self.same_office(o, wanted)]
        if held_once:
            return 2.5 if any(map(self.begun, held_once)) else 2.0
        held = {d.lemma for d in own if not d.former} | {o.role for o in self.offices_of(person)}
        below = self.v.hypernyms.get(wanted.lemma, frozenset())
        kindred = any(
            lemma in below or (not only and wanted.lemma in self.v.hypernyms.get(lemma, ()))
            for lemma in held
        )
        top = any(
            d.lemma in words["head_of_state"] and d.affiliation in ("government", "")
            for d in own
            if not d.former
        ) or (office is not None and office.role in words["head_of_state"])
        asked_of = wanted.words - set(wanted.lemma.split(" "))
        led = any(
            o.role.partition(" ")[0] in below and not asked_of.isdisjoint(o.role.split(" ")[1:])
            for o in self.offices_of(person)
        )
        # A head of state is no « patron » or « directeur », though he is a « président ».
        kindred = kindred and (not top or wanted.lemma in words["of_states"])
        if led:
            # « La patronne du FN » is its president.
            points += 2.7
        elif any(d.words & wanted.words for d in own):
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
            told = wanted.affiliation in ("government", "politics", "intergovernmental") or (
                # « l'ancien président du club » is whoever the article goes on about.
                wanted.former and person is last
            )
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
        # « L'ancien ministre de la Santé » held that office.
        first, _, rest = wanted.lemma.partition(" ")
        lemma = rest if rest and first in self.v.words["former"] else wanted.lemma
        lemma = lemma.removeprefix("ex-")
        if office.role == lemma or lemma.startswith(f"{office.role} "):
            return True
        meant = self.v.hypernyms.get(lemma, frozenset())
        seat = lemma in self.v.words["seats"]
        if seat and any(f"{office.role} ".startswith(f"{m} ") for m in meant):
            return True
        if office.role in meant and (len(meant) == 1 or meant <= self.v.words["head_of_state"]):
            # « Le garde des Sceaux », « le chef de l'État »: other words for one office.
            return True
        if not office.role.startswith(f"{lemma} "):
            return False
        # « Le ministre de l'Intérieur » is not whoever was a minister of something else.
        named = wanted.words - set(lemma.split(" ")) - self.v.nations
        held = {word[:_STEM] for word in office.role.split(" ")}
        return not named or not held.isdisjoint(word[:_STEM] for word in named)

    def begun(self, office: Office) -> bool:
        """Whether an office may have begun when the article was written."""
        day = self.document.published
        if day is not None:
            return office.since <= day
        return self.year is None or office.since.year <= self.year

    def office_by_name(self, phrase: Sequence[Token]) -> Office | None:
        offices = self.v.offices.get(name_key(phrase[-1].text), ())
        fitting = [
            o
            for o in offices
            if len(phrase) == 1 or name_key(o.person.split()[0]) == name_key(phrase[0].text)
        ]
        return max(fitting, key=lambda o: o.since) if fitting else None


def _akin(kind: str, asked: str) -> bool:
    """Whether two kinds may be said of one person."""
    return kind == asked or any(kind in group and asked in group for group in _AKIN)
