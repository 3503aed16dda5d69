"""Which body a bare noun takes up: « le ministère », « la juridiction », « le groupe ».

:meth:`BodiesBefore.institution_before` asks the rules in their order, :meth:`BodiesBefore.fuller`
finds the longer phrase with the same head, :meth:`BodiesBefore.paraphrased` the only body that a
phrase such as « le géant du bois » can stand for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.annotation.body_names import BodyNames
from analysis.annotation.noun_phrases import country_of_phrase, phrase_end
from analysis.annotation.reading import CATAPHORA, Source, words_of
from analysis.annotation.registry import Hit
from analysis.annotation.vocabulary import Entry, Token, fold, longest, name_key
from analysis.schema import SourceForm

_LOOKED_AT = 40
_FAR = 2000
_OFTEN = 3
# A laboratory may be a firm.
_FIRMS = {"business", "expert"}
_STEM = 5
# Through how many bodies a bare « la commission » is followed to the one it stands for.
_CHAIN = 8


class BodiesBefore(BodyNames):
    """Resolution of bare nouns to the bodies that the article names elsewhere."""

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

    def beside(self, one: Sequence[Token], two: Sequence[Token]) -> bool:
        """Whether nothing but « et le » stands between two phrases."""
        words, registry = self.v.words, self.registry
        between = registry.tokens[registry.token_at(one[-1].end) : registry.token_at(two[0].start)]
        return one[-1].end < two[0].start and all(
            t.text == "," or t.low in words["conjunctions"] or t.low in words["determiners"]
            for t in between
        )

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

    def bare_name(self, position: int) -> str | None:
        """The last speaker, where one word that may be no person's is all that names it."""
        last = next((s for start, s in reversed(self.speakers) if start < position), None)
        if last is None or last.form != "named_person" or last.person is not None:
            return None
        single = " " not in last.name and name_key(last.name) not in self.v.first_names
        return last.name if single and not self.v.offices.get(name_key(last.name)) else None

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
