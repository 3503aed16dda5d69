"""Noun phrases of an article: where they end, whether they are subjects, what they tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from analysis.annotation.registry import Descriptor, Hit, Registry, is_sentence_start
from analysis.annotation.vocabulary import Entry, Token, Vocabulary, fold, longest, name_key


def role_at(v: Vocabulary, tokens: Sequence[Token], at: int) -> tuple[int, Entry] | None:
    """The role phrase that begins at a token, « ex- » undone."""
    token = tokens[at]
    found = longest(v.roles, tokens, at)
    if token.low.startswith("ex-"):
        bare = longest(v.roles, [token._replace(low=token.low[3:]), *tokens[at + 1 : at + 8]], 0)
        if bare is not None and (found is None or bare[0] > found[0]):
            # « ex-patron de Bercy »
            return bare
    return found


def begins_longer(v: Vocabulary, tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether an article and a noun like a medium's name begin the longer name of a body.

    « L'Union nationale des taxis » is no newspaper.
    """
    noun, after = at + length - 1, at + length
    if length != 2 or after >= len(tokens) or tokens[at].low not in v.words["definite"]:
        return False
    head = longest(v.heads, tokens, noun)
    low = tokens[after].low
    return (
        head is not None
        and head[1].affiliation != "media"
        and (v.adjectival(low) or low in v.words["of"])
    )


def names_its_body(v: Vocabulary, role: Sequence[str]) -> bool:
    """Whether a role ends in a body, whose name can follow: « porte-parole du collectif NAME »."""
    return (
        len(role) > 2
        and role[-1] in v.heads
        and (role[-2] in v.words["of"] or role[-2] in v.words["definite"])
    )


def is_subject(registry: Registry, first: int, end: int) -> bool:
    """Whether a noun phrase is the subject of a verb after it, as closed word classes show.

    Nothing may govern it, and a verb must follow, over brackets and an apposition.
    """
    v, tokens = registry.vocabulary, registry.tokens
    words = v.words
    at = first - 1
    while at >= 0 and first - at < 10:
        token = tokens[at]
        if is_sentence_start(tokens, at + 1, registry.text):
            break
        if token.low in words["prepositions"] or token.low in words["comparing"]:
            return False
        if not (at in registry.roles or token.low in words["definite"] or v.adjectival(token.low)):
            if is_gerund(v, token):
                return False
            break
        at -= 1
    at = end
    if at < len(tokens) and tokens[at].text == "(":
        at = next(
            (k + 1 for k in range(at, min(at + 10, len(tokens))) if tokens[k].text == ")"), at
        )
    if at < len(tokens) and tokens[at].text == ",":
        if at + 1 < len(tokens) and tokens[at + 1].low in words["relatives"]:
            return True
        # « NAME, maire de X, a dit »
        closing = next(
            (k for k in range(at + 1, min(at + 20, len(tokens))) if tokens[k].text in ",.!?;"), None
        )
        if closing is None or tokens[closing].text != ",":
            return False
        at = closing + 1
    if at >= len(tokens):
        return False
    token = tokens[at]
    if (
        token.low in words["adverbial"]
        and not tokens[min(at + 1, len(tokens) - 1)].text[0].islower()
    ):
        # « en 2023 », « en France »
        return False
    return (
        token.low in words["auxiliaries"]
        or token.low in words["verb_clitics"]
        or (
            token.text[0].islower()
            and not v.empty(token.low)
            and not v.adjectival(token.low)
            and not (token.text.endswith(v.participles))
        )
    )


def is_gerund(v: Vocabulary, token: Token) -> bool:
    """Whether a word is a present participle, whose object follows: « Accusant NAME, il ... »."""
    return token.low.endswith(v.gerunds) and token.low not in v.roles and len(token.low) > 5


def phrase_end(registry: Registry, at: int, limit: int = 14) -> int:
    """Token index where the noun phrase whose head ends at ``at`` ends."""
    v, tokens, text = registry.vocabulary, registry.tokens, registry.text
    words = v.words
    start, after = at, False
    good = at
    while at < len(tokens) and at - start < limit:
        token = tokens[at]
        low = token.low
        if at > 0 and "\n" in text[tokens[at - 1].end : token.start]:
            break
        if token.start in registry.joints:
            start = at
        elif low in words["prepositions"]:
            if (
                low not in words["of"]
                and not after
                and good == start
                and low not in words["inside"]
            ):
                break
            after = True
        elif (
            low in words["foreign_links"]
            and tokens[at - 1].capital
            and at + 1 < len(tokens)
            and tokens[at + 1].capital
        ):
            # « University of X »
            pass
        elif low in words["conjunctions"] and not after:
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if following is None or not (
                following.low in words["of"] or following.text[0].isupper()
            ):
                break
            after = True
        elif after and (low in words["determiners"]):
            pass
        elif token.capital or token.text[0].isdigit():
            after = False
            body = longest(v.named, tokens, at, exact=True)
            if body is not None:
                at += body[0] - 1
            good = at + 1
        elif (
            (after and token.text.endswith(v.infinitives) and _bare(v, tokens[at - 1]))
            or not token.word
            or low in words["relatives"]
        ):
            break
        elif after:
            # « du bon accueil »
            after = low in words["acting"]
            good = good if after else at + 1
        elif v.adjectival(low):
            good = at + 1
        else:
            break
        at += 1
    return good


def _bare(v: Vocabulary, before: Token) -> bool:
    """Whether a preposition without an article stands before a word."""
    return before.low in v.words["prepositions"] and before.low not in v.words["contracted"]


def describe(registry: Registry, hit: Hit) -> Descriptor:
    """What a role phrase says: lemma, kind, content words, country, whether it is former."""
    v, tokens = registry.vocabulary, registry.tokens
    end = phrase_end(registry, hit.index + hit.length)
    before = range(max(0, hit.index - 3), hit.index)
    former = (
        tokens[hit.index].low.startswith("ex-")
        or hit.entry.lemma.split(" ")[0] in v.words["former"]
        or any(tokens[k].low in v.words["former"] for k in before)
        or any(tokens[k].low in v.words["former"] for k in range(hit.index + hit.length, end))
    )
    told = _describe(v, tokens[hit.index : end], hit, former, registry.acronyms)
    owned = hit.index > 0 and tokens[hit.index - 1].low in v.words["possessive"]
    if owned and not told.affiliation and hit.entry.lemma in v.words["hired"]:
        # « son agent »
        return dataclasses.replace(told, affiliation="individual")
    return told


def _describe(
    v: Vocabulary,
    phrase: Sequence[Token],
    hit: Hit,
    former: bool,
    acronyms: Mapping[str, str],
) -> Descriptor:
    rest = phrase[hit.length :]
    return Descriptor(
        lemma=hit.entry.lemma,
        affiliation=kind_of_role(v, hit.entry, rest, acronyms),
        words=frozenset(content_words(v, phrase)),
        country=country_of_phrase(v, rest),
        former=former,
        gender=hit.entry.gender,
        span=(phrase[0].start, phrase[-1].end),
    )


def kind_of_role(
    v: Vocabulary, entry: Entry, rest: Sequence[Token], acronyms: Mapping[str, str]
) -> str:
    """What a role with its complement speaks as: the author of a study is an expert."""
    if entry.affiliation and entry.affiliation != "individual":
        first, _, last = entry.lemma.rpartition(" ")
        if first and last in v.words["any_body"]:
            # « le président du groupe LR »
            return _kind_beside(v, rest, 0) or entry.affiliation
        if first in v.words["former"] and last in v.words["presiding"]:
            # « ancien président de la Ligue de football »
            return kind_of_phrase(v, rest) or entry.affiliation
        complement = rest and rest[0].low in v.words["of"]
        if entry.lemma.split(" ")[0] in v.words["by_body"] and (complement or not first):
            return kind_of_phrase(v, rest) or entry.affiliation
        return entry.affiliation
    told = kind_of_phrase(v, rest) or next(
        (acronyms[t.text] for t in rest if t.text in acronyms), None
    )
    if entry.affiliation:
        for k in range(min(len(rest), 4)):
            match = longest(v.documents, rest, k)
            if match is not None and match[1].affiliation == "expert":
                return "expert"
        for k, token in enumerate(rest):
            if token.text[0].isupper():
                body = longest(v.named, rest, k, exact=True)
                if body is not None and body[1].affiliation in ("expert", "business", "media"):
                    return body[1].affiliation
        return entry.affiliation
    if told is None and entry.lemma in v.words["presiding"] and of_firm(v, rest):
        return "business"
    return told or ""


def of_firm(v: Vocabulary, rest: Sequence[Token]) -> bool:
    """Whether « de » and a name that is no place and no person follow a role."""
    if len(rest) < 2 or rest[0].low not in v.words["of"]:
        return False
    name = rest[1]
    return (
        name.text[0].isupper()
        and rest[0].low not in v.words["contracted"]
        and name_key(name.text) not in v.first_names
        and name_key(name.text) not in v.offices
        and longest(v.countries, rest, 1, exact=True) is None
        and longest(v.places, rest, 1, exact=True) is None
    )


def content_words(v: Vocabulary, tokens: Iterable[Token]) -> list[str]:
    """Folded words of a phrase without its function words, adjectives of nation undone."""
    found = []
    for token in tokens:
        if not token.word or v.empty(token.low):
            continue
        country = v.country_of_adjective(token.low)
        found.append(country or token.low)
        body = v.named.get(token.text, ()) if token.text.isupper() and len(token.text) > 1 else ()
        for words, entry in body:
            if len(words) == 1:
                # « la patronne du FN » heads the « Front national ».
                found.extend(word for word in fold(entry.lemma).split() if not v.empty(word))
    return found


def country_of_phrase(v: Vocabulary, tokens: Sequence[Token]) -> str | None:
    """The first country a phrase names, as noun, capital or adjective."""
    for k, token in enumerate(tokens):
        if token.text[0].isupper():
            match = longest(v.countries, tokens, k, exact=True)
            if match is not None:
                return match[1].country
            match = longest(v.named, tokens, k, exact=True)
            if match is not None and match[1].country:
                return match[1].country
        if token.word:
            country = v.country_of_adjective(token.low)
            if country is not None:
                return country
    return None


def _kind_beside(v: Vocabulary, tokens: Sequence[Token], at: int) -> str | None:
    """What the words beside a head for any body tell: « groupe LR », « groupe terroriste »."""
    for k in range(at, min(len(tokens), at + 3)):
        token = tokens[k]
        if token.low in v.words["prepositions"]:
            return None
        match = longest(v.named, tokens, k, exact=True) if token.capital else None
        if match is not None:
            return match[1].affiliation
        if token.low in v.kind_words:
            return v.kind_words[token.low]
    return None


def kind_by_field(v: Vocabulary, entry: Entry, rest: Sequence[Token]) -> str | None:
    """The affiliation that the field of a body tells where its noun alone does not.

    « La société française de cardiologie » is learned, « le conseil de l'ordre » a profession's. A
    word of the table that begins with a hyphen stands for all that end so.
    """
    noun, *more = entry.lemma.split(" ")
    if noun not in v.fields:
        return None
    fields, endings = v.fields[noun]
    for token in rest:
        if not token.word or token.low in v.words["relatives"]:
            break
        more.append(token.low)
    for low in more:
        told = fields.get(low) or next((k for end, k in endings if low.endswith(end)), None)
        if told is not None:
            return told
    return None


def kind_of_phrase(v: Vocabulary, tokens: Sequence[Token]) -> str | None:
    """The affiliation the first telling word of a phrase gives: a body, a head noun, a role."""
    for k, token in enumerate(tokens):
        if token.text[0].isupper():
            match = longest(v.named, tokens, k, exact=True)
            head = longest(v.heads, tokens, k)
            if match is not None and (head is None or head[0] <= match[0]):
                after = k + match[0]
                national = after < len(tokens) and v.country_of_adjective(tokens[after].low)
                if national and match[1].affiliation == "intergovernmental":
                    return "government"
                return match[1].affiliation
        if not token.word:
            continue
        nation = token.text.islower() and v.country_of_adjective(token.low) is not None
        for table in (v.heads, v.groups, v.roles):
            match = longest(table, tokens, k)
            if match is not None and match[1].affiliation and not (nation and table is not v.heads):
                after = k + match[0]
                if (
                    match[1].lemma in v.words["firm_if_named"]
                    and after < len(tokens)
                    and tokens[after].text[0].isupper()
                ):
                    return "business"
                if match[1].lemma in v.words["any_body"]:
                    return _kind_beside(v, tokens, after) or match[1].affiliation
                if table is v.heads:
                    own = (
                        longest(v.named, tokens, after, exact=True) if after < len(tokens) else None
                    )
                    if own is not None:
                        # « le groupe écologiste NAME »
                        return own[1].affiliation
                    told = kind_by_field(v, match[1], tokens[after:])
                    return told or match[1].affiliation
                return match[1].affiliation
        if token.low in v.kind_words:
            return v.kind_words[token.low]
        if token.text[0].isupper():
            match = longest(v.countries, tokens, k, exact=True)
            if match is not None:
                return match[1].affiliation
    return None
