"""Groups and institutions: which body a noun phrase names, and in which words."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from analysis.annotation.bearers import Bearers
from analysis.annotation.naming import capitalised_runs
from analysis.annotation.noun_phrases import (
    country_of_phrase,
    kind_by_field,
    kind_of_phrase,
    of_firm,
    phrase_end,
    role_at,
)
from analysis.annotation.reading import (
    CATAPHORA,
    NOBODY,
    Source,
    joined,
    may_agree,
    words_of,
)
from analysis.annotation.registry import Hit, Person, is_sentence_start
from analysis.annotation.vocabulary import (
    Entry,
    Token,
    fold,
    longest,
    name_key,
    strip_accents,
)
from analysis.schema import SourceForm

_LOOKED_AT = 40
_FAR = 2000
_NEAR = 600
_OFTEN = 3
_OFFICIAL = {"intergovernmental", "security_justice"}
# A laboratory may be a firm.
_FIRMS = {"business", "expert"}
_STEM = 5
# Through how many bodies a bare « la commission » is followed to the one it stands for.
_CHAIN = 8
_ADJECTIVE = 7
_MARKS = '«“"'
# A title in quotation marks: a capital first, and short enough for a name.
_TITLED = re.compile(r'\s?[«“"]\s?((?=[^\W\d_])(?![a-zà-ÿ])[^«»“”"\n]{1,60})[»”"]')


class Bodies(Bearers):
    """Resolution of noun phrases that name groups, institutions or strangers."""

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

    def of_body(self, hit: Hit) -> Source:
        """A state or a body that the lexicons know."""
        if hit.entry.kind in ("country", "capital"):
            return Source(hit.entry.lemma, "organisation", "government", hit.entry.country)
        tokens = self.registry.tokens[hit.index : hit.index + hit.length]
        return self.of_named(hit.entry, tokens)

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

    def fuller(self, lemma: str, position: int, *, telling: bool = False) -> list[Token] | None:
        """The last longer phrase with the same head before a position, else the next one.

        ``telling``: only one with a name or a nation in it.
        """
        registry, words = self.registry, self.v.words
        best: list[Token] | None = None
        before: list[Token] | None = None
        for hit in self.heads.get(lemma.partition(" ")[0], ()):
            if hit.entry.lemma != lemma and not hit.entry.lemma.startswith(f"{lemma} "):
                continue
            start = registry.tokens[hit.index].start
            if start >= position and (telling or best is not None):
                break
            if start == position or start > position + CATAPHORA:
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
                if telling and not any(
                    t.capital or self.v.country_of_adjective(t.low) for t in found[1:]
                ):
                    continue
                if best is None or [t.low for t in found] != [t.low for t in best[: len(found)]]:
                    best, before = found, best
        if best is not None and before is not None and self.beside(before, best):
            # « le ministère de A et celui de B »: the bare word tells neither.
            return None
        return best

    def beside(self, one: Sequence[Token], two: Sequence[Token]) -> bool:
        """Whether nothing but « et le » stands between two phrases."""
        words, registry = self.v.words, self.registry
        between = registry.tokens[registry.token_at(one[-1].end) : registry.token_at(two[0].start)]
        return one[-1].end < two[0].start and all(
            t.text == "," or t.low in words["conjunctions"] or t.low in words["determiners"]
            for t in between
        )

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

    def titled_before(self, entry: Entry, position: int, form: SourceForm) -> Source | None:
        """The body of a kind that the article gave a name in quotation marks."""
        tokens = self.registry.tokens
        for hit in reversed(self.heads.get(entry.lemma.partition(" ")[0], ())):
            first = tokens[hit.index]
            if first.start >= position or hit.entry is not entry:
                continue
            last = tokens[hit.index + hit.length - 1]
            title = self.title_after(last.end)
            if title is not None:
                head = self.text[first.start : last.end]
                return Source(f"{head[0].lower()}{head[1:]} {title}", form, entry.affiliation)
        return None

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

    def complement(self, phrase: Sequence[Token], k: int) -> bool:
        """Whether a word of a phrase stands behind a preposition, article or not."""
        words = self.v.words
        while k and phrase[k].capital and phrase[k - 1].capital:
            k -= 1
        if k and (phrase[k - 1].low in words["definite"]):
            k -= 1
        return bool(k) and phrase[k - 1].low in words["prepositions"]

    def institution_before(self, entry: Entry, position: int) -> Source | None:
        """The institution a bare « le ministère », « le groupe » stands for."""
        if position in self.asked or len(self.asked) > _CHAIN:
            # « le groupe du groupe »: not to be asked for itself, nor through others.
            return None
        self.asked.add(position)
        body = self._institution_before(entry, position)
        self.asked.discard(position)
        return body

    def _institution_before(self, entry: Entry, position: int) -> Source | None:
        form: SourceForm = "media" if entry.affiliation == "media" else "organisation"
        named_before = self.body_of(entry, self.fuller(entry.lemma, position, telling=True))
        if named_before is not None:
            return named_before
        titled = self.titled_before(entry, position, form)
        if titled is not None:
            return titled
        named = [
            hit_
            for hit_ in self.registry.named
            if self.registry.tokens[hit_.index].start < position
        ]
        for hit_ in reversed(named):
            if self.v.tokenise(hit_.entry.lemma)[0].low == entry.lemma.split(" ")[0]:
                return self.of_named(hit_.entry)
        return (
            self.taken_up(entry, position)
            or self.cognate(entry, named)
            or self.headed(entry, position)
            or self.short_for(entry, position, form, named)
            or self.body_of(entry, self.fuller(entry.lemma, position))
            or self.named_later(entry, position)
        )

    def named_later(self, entry: Entry, position: int) -> Source | None:
        """The body that a capital shows to be known already: « la Commission », « l'Agence »."""
        registry = self.registry
        at = registry.token_at(position)
        if at >= len(registry.tokens) or not registry.tokens[at].capital:
            return None
        for hit in registry.named:
            own = self.v.tokenise(hit.entry.lemma)[0].low
            if registry.tokens[hit.index].start > position and own == entry.lemma:
                return self.of_named(hit.entry)
        return None

    def taken_up(self, entry: Entry, position: int) -> Source | None:
        """The body that a word for its kind takes up: « la juridiction » for a court."""
        kinds = self.v.takes_up.get(entry.lemma)
        if kinds is None:
            return None
        tokens = self.registry.tokens
        heads = [h for h in self.registry.nouns if h.entry.kind == "head"]
        for hit in sorted([*self.registry.named, *heads], key=lambda h: -h.index):
            first = tokens[hit.index]
            if first.start >= position or self.in_quote(first.start):
                continue
            if not fold(hit.entry.lemma).startswith(kinds):
                continue
            if hit.entry.kind != "head":
                return self.of_named(hit.entry, tokens[hit.index : hit.index + hit.length])
            phrase = tokens[hit.index : phrase_end(self.registry, hit.index + hit.length)]
            inside = (k for k, t in enumerate(phrase) if t.low in self.v.words["inside"])
            phrase = phrase[: next(inside, None)]
            if first.capital and hit.index and tokens[hit.index - 1].capital:
                # « la NAME Clinic »: the head stands last.
                name = words_of(self.text, [tokens[hit.index - 1], first])
                return Source(name, "organisation", hit.entry.affiliation)
            determiner = [Token(first.start, first.start, "", ""), *phrase]
            return self.of_institution(determiner, 1, (hit.length, hit.entry))
        return None

    def cognate(self, entry: Entry, named: Sequence[Hit]) -> Source | None:
        """The body whose foreign name holds the same noun: « la clinique » for « X Clinic »."""
        stem = entry.lemma[:_STEM]
        if len(stem) < _STEM:
            return None
        for hit in reversed(named):
            words = self.v.tokenise(hit.entry.lemma)
            if len(words) > 1 and any(word.low[:_STEM] == stem for word in words[1:]):
                return self.of_named(hit.entry)
        return None

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

    def fuller_roles(self, lemma: str, position: int) -> list[Token] | None:
        """The last telling phrase before that « les parlementaires » takes up: of deputies."""
        registry = self.registry
        alike = {lemma, *self.v.cognates.get(lemma, ())}
        alike |= {noun.removesuffix("s") for noun in alike}
        best: list[Token] | None = None
        at = registry.token_at(position)
        for index in range(max(0, at - _FAR), at):
            hit = registry.roles.get(index)
            if hit is None or not hit.entry.plural or hit.entry.lemma.split(" ")[0] not in alike:
                continue
            phrase = registry.tokens[index : phrase_end(registry, index + hit.length)]
            inside = (
                k
                for k, t in enumerate(phrase)
                if k >= hit.length and t.low in self.v.words["inside"]
            )
            phrase = phrase[: next(inside, None)]
            rest = phrase[hit.length :]
            told = hit.length > 1 or any(t.capital or self.v.adjectival(t.low) for t in rest)
            if told and not any(self.mention_at(t.start) for t in rest):
                best = phrase
        return best

    def whole(self, phrase: Sequence[Token], length: int) -> list[Token] | None:
        """A longer phrase before with the same head and all of a short one's words.

        « La commission parlementaire » is the « commission d'enquête parlementaire ».
        """
        registry = self.registry
        if len(phrase) < 2 or any(t.capital for t in phrase):
            return None
        wanted = {t.low for t in phrase}
        for hit in self.heads.get(phrase[0].low, ())[:_LOOKED_AT]:
            if registry.tokens[hit.index].start >= phrase[0].start:
                break
            told = registry.tokens[
                hit.index : phrase_end(registry, hit.index + max(length, hit.length))
            ]
            if wanted < {t.low for t in told}:
                return told
        return None

    def headed(self, entry: Entry, position: int) -> Source | None:
        """The body whose own name holds a noun, be it in another language: « X Museum »."""
        registry = self.registry
        noun = entry.lemma.split(" ")[0]
        alike = (noun, *self.v.cognates.get(noun, ()))
        for first, end in reversed(self.proper_names()):
            tokens = registry.tokens[first:end]
            if tokens[0].start >= position or self.in_quote(tokens[0].start):
                continue
            if any(t.low in alike and t.capital for t in tokens):
                name = words_of(self.text, tokens)
                form: SourceForm = "media" if entry.affiliation == "media" else "organisation"
                return Source(name, form, entry.affiliation, country_of_phrase(self.v, tokens))
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

    def body_of(self, entry: Entry, fuller: list[Token] | None) -> Source | None:
        """The institution a fuller phrase with the head of a bare one names."""
        hit = longest(self.v.heads, fuller, 0) if fuller is not None else None
        if fuller is None or hit is None:
            return None
        if len(fuller) == hit[0] and hit[1].lemma == entry.lemma:
            return None
        said = self.said_at(fuller[0].start)
        if said is not None:
            return said
        determiner = [Token(fuller[0].start, fuller[0].start, "", ""), *fuller]
        return self.of_institution(determiner, 1, hit)

    def said_at(self, position: int) -> Source | None:
        """The body that a phrase as a speaker was resolved to: « la firme de NAME », again."""
        before = self.registry.tokens[max(0, self.registry.token_at(position) - 1)].start
        for start, source in reversed(self.speakers):
            if start in (before, position) and source.form in ("organisation", "media"):
                return source
        return None

    def short_for(
        self, entry: Entry, position: int, form: SourceForm, named: Sequence[Hit]
    ) -> Source | None:
        """The body of its kind that a word for any body (« le groupe », « le parti ») takes up."""
        short = self.v.words["short_forms"]
        if entry.lemma not in short and entry.lemma.split(" ")[0] not in short:
            return None
        if entry.lemma in self.v.words["loose_forms"]:
            for start, source in reversed(self.speakers):
                told = source.form == "organisation" or (
                    source.form == "media" and self.of_sort(entry, source.name)
                )
                if start < position and told:
                    return source
            sorts = self.v.media_sorts.get(entry.lemma, frozenset())
            for hit_ in reversed(named):
                medium = hit_.entry.affiliation == "media"
                if not sorts.isdisjoint(self.v.media_kinds.get(hit_.entry.lemma, ())) or not (
                    medium or hit_.entry.affiliation == "politics"
                ):
                    return self.of_named(hit_.entry)
            return self.body_named(position)
        alike = [
            h
            for h in named
            if h.entry.affiliation == entry.affiliation and self.of_sort(entry, h.entry.lemma)
        ]
        newest = self.registry.tokens[alike[-1].index].start if alike else -1
        if not alike and (stranger := self.bare_name(position)) is not None:
            # « ..., affirme NAME. Le site précise que ... »
            return Source(stranger, form, entry.affiliation)
        for start, source in reversed(self.speakers):
            if (
                start < position
                and source.form == form
                and " + " not in source.name
                and source.affiliation == entry.affiliation
                and self.of_sort(entry, source.name)
                and position - start < 2500
                # A paragraph that names another is about that one.
                and not (newest > start and "\n" in self.text[start:newest])
                # « le bureau politique du parti NAME » is only a part of it.
                and not (alike and source.name[0].islower())
            ):
                return source
        if not alike:
            return self.body_named(position, entry.affiliation)
        if len(alike) > 1 and self.side_by_side(*alike[-2:]):
            return None
        return self.of_named(self.most_named(alike).entry)

    def of_sort(self, entry: Entry, name: str) -> bool:
        """Whether a word for a medium can take up one: « le quotidien » is no weekly."""
        wanted = self.v.media_sorts.get(entry.lemma.split(" ")[0])
        if wanted is None:
            return True
        known = longest(self.v.named, self.v.tokenise(name), 0, exact=True)
        kinds = self.v.media_kinds.get(known[1].lemma) if known is not None else None
        return kinds is None or not kinds.isdisjoint(wanted)

    def bare_name(self, position: int) -> str | None:
        """The last speaker, where one word that may be no person's is all that names it."""
        last = next((s for start, s in reversed(self.speakers) if start < position), None)
        if last is None or last.form != "named_person" or last.person is not None:
            return None
        single = " " not in last.name and name_key(last.name) not in self.v.first_names
        return last.name if single and not self.v.offices.get(name_key(last.name)) else None

    def side_by_side(self, one: Hit, two: Hit) -> bool:
        """Whether two bodies are named together, so that a word for either tells of neither."""
        words, between = self.v.words, self.registry.tokens[one.index + one.length : two.index]
        return one.entry is not two.entry and all(
            t.text == "," or t.low in words["conjunctions"] or t.low in words["definite"]
            for t in between
        )

    def most_named(self, hits: Sequence[Hit]) -> Hit:
        """The body named last, unless the article is about another and names that one in passing.

        « TF1 passe devant, M6 est loin. Selon la chaîne »: of TF1 it speaks again.
        """
        often = Counter(id(hit.entry) for hit in self.registry.named)
        last = hits[-1]
        most = max(hits, key=lambda h: often[id(h.entry)])
        passing = often[id(last.entry)] == 1 and often[id(most.entry)] >= _OFTEN
        return most if passing else last

    def paraphrased(self, entry: Entry, phrase: Sequence[Token], position: int) -> Source | None:
        """The only body of its kind that « le géant du bois », « la firme de NAME » can stand for.

        A phrase that names something, or tells another kind, is a body of its own.
        """
        words, rest = self.v.words, phrase[1:]
        loose = phrase[0].low in words["loose_forms"]
        if phrase[0].capital or not (loose or phrase[0].low in words["paraphrases"]):
            return None
        if any(t.capital and not self.complement(rest, k) for k, t in enumerate(rest)) or any(
            (self.v.kind_words.get(t.low, entry.affiliation) != entry.affiliation and not loose)
            or self.mention_at(t.start) is not None
            for t in rest
        ):
            return None
        country = country_of_phrase(self.v, rest)
        if (
            phrase[0].low in words["any_body"]
            and country is None
            and self.v.adjectival(rest[0].low)
        ):
            # « le groupe terroriste »: anything is a group.
            return None
        found: dict[str, Source] = {}
        for start, source in self.speakers:
            if start < position and source.form in ("organisation", "media"):
                found[fold(source.name)] = source
        for hit in self.registry.named:
            if self.registry.tokens[hit.index].start < position:
                named = self.of_named(hit.entry)
                found.setdefault(fold(named.name), named)
        named_by_head = self.body_named(position, entry.affiliation)
        if named_by_head is not None:
            found.setdefault(fold(named_by_head.name), named_by_head)
        fitting = [
            s
            for s in found.values()
            if (
                s.affiliation == entry.affiliation
                or {s.affiliation, entry.affiliation} == _FIRMS
                or (loose and s.form == "organisation")
            )
            and (s.country is None or country is None or s.country == country)
            and self.of_sort(entry, s.name)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def body_named(self, position: int, kind: str = "") -> Source | None:
        """The last institution before a place that the article gives a name of its own."""
        registry = self.registry
        for hit in reversed(registry.nouns):
            start = registry.tokens[hit.index].start
            if start >= position or hit.entry.kind != "head" or self.in_quote(start):
                continue
            if kind and hit.entry.affiliation != kind:
                continue
            end = phrase_end(registry, hit.index + hit.length)
            phrase = registry.tokens[hit.index : end]
            if any(t.capital for t in phrase[hit.length :]):
                said = self.said_at(start)
                if said is not None:
                    return said
                determiner = [Token(phrase[0].start, phrase[0].start, "", ""), *phrase]
                return self.of_institution(determiner, 1, (hit.length, hit.entry))
        return None

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
