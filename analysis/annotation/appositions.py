"""What stands beside a name: the role before or after it, the body it is of, an age."""

from __future__ import annotations

from analysis.annotation.noun_phrases import kind_of_phrase, names_its_body, phrase_end
from analysis.annotation.registry import Hit, Registry, is_sentence_start
from analysis.annotation.vocabulary import Entry, longest, name_key

_REACH = 16
_STOPS = frozenset('.!?;:«»“”"…()[]–—-')


def follows(registry: Registry, at: int, stop: int) -> bool:
    """Whether tokens can stand between a role and the name it belongs to.

    Adjectives, complements behind a preposition and capitalised words can; a verb cannot.
    """
    v, tokens = registry.vocabulary, registry.tokens
    words = v.words
    after = False
    while at < stop:
        token = tokens[at]
        low = token.low
        if low in words["auxiliaries"]:
            return False
        if low in words["prepositions"] or low in words["conjunctions"]:
            after = True
        elif after and (low in words["determiners"]):
            pass
        elif token.text[0].isupper() or token.text[0].isdigit():
            after = False
        elif low in words["former"] or low in words["acting"] or low in words["adjectives"]:
            pass
        elif token.text in "-/&":
            after = True
        elif not token.word:
            return False
        elif after:
            after = False
        elif not v.adjectival(low) and not token.text.endswith(v.participles):
            return False
        at += 1
    return True


def _one_of(registry: Registry, at: int) -> bool:
    """Whether a noun in the plural tells of one: « l'un des députés »."""
    tokens, words = registry.tokens, registry.vocabulary.words
    while at > 0 and tokens[at - 1].low in words["acting"]:
        at -= 1
    return at > 1 and tokens[at - 1].low in words["of"] and tokens[at - 2].low in words["one"]


def _names_body(registry: Registry, at: int, stop: int) -> bool:
    """Whether a body stands where a name follows, which is then the body's: « du groupe NAME »."""
    v, tokens = registry.vocabulary, registry.tokens
    told = [k for k in range(at, stop) if tokens[k].low not in v.words["portfolios"]]
    return any(
        (k == stop - 1 and tokens[k].capital)
        or longest(v.heads, tokens, k) is not None
        or longest(v.documents, tokens, k) is not None
        for k in told
    )


def role_before(
    registry: Registry, first: int, alone: bool = False, several: bool = False
) -> Hit | None:
    """The role whose noun phrase ends at a name: « le ministre de la Santé, NAME ».

    ``alone``: no first name shows that a person is meant, so the role must stand beside the name;
    ``several``: yet the name has several words, so that only a body between could own it.
    """
    tokens, roles, words = registry.tokens, registry.roles, registry.vocabulary.words
    at = first - 1
    if at < 0 or tokens[at].low in words["prepositions"] or tokens[at].low in words["definite"]:
        return None
    if tokens[at].text == ")":
        # « la présidente du collectif (CDC), NAME »
        at = next((k - 1 for k in range(at, max(0, at - 8), -1) if tokens[k].text == "("), at)
    elif at >= 1 and tokens[at].text == ",":
        bracket = at - 1
        if tokens[bracket].text == ")":
            at = next((k - 1 for k in range(at, max(0, at - 8), -1) if tokens[k].text == "("), at)
    if at >= 1 and tokens[at].text == ".":
        # « le président M. NAME », but no role of the sentence before
        if registry.vocabulary.civil.get(tokens[at - 1].text) is None:
            return None
        at -= 2
    elif at >= 0 and registry.vocabulary.civil.get(tokens[at].text) is not None:
        at -= 1
    if at >= 0 and tokens[at].text == ",":
        at -= 1
    stop = at + 1
    best: Hit | None = None
    floor = max(0, stop - _REACH)
    while at >= floor:
        token = tokens[at]
        if token.text in _STOPS or token.text == ",":
            break
        hit = roles.get(at)
        if (
            hit is not None
            and (
                not (hit.entry.plural or tokens[at - 1].low in words["plural_determiners"])
                or _one_of(registry, at)
            )
            and at + hit.length <= stop
            and (
                not alone
                or not any(
                    tokens[k].low in words["prepositions"]
                    and not (
                        several
                        and tokens[k].low in words["office_of"]
                        and not _names_body(registry, k + 1, stop)
                    )
                    for k in range(at + hit.length, stop)
                )
            )
            and follows(registry, at + hit.length, stop)
            and not (
                alone
                and not several
                and at + hit.length == stop
                and names_its_body(registry.vocabulary, [t.low for t in tokens[at:stop]])
            )
        ):
            best = hit
            determined = at > 1 and tokens[at - 1].low in words["definite"]
            if determined and tokens[at - 2].low in words["conjunctions"]:
                # « la ministre NAME et la députée NAME »: each has her own
                break
        at -= 1
    if best is not None and "\n" in registry.text[tokens[best.index].start : tokens[first].start]:
        return None
    if best is not None and best.index and tokens[best.index - 1].low in words["adverbial"]:
        # « déguisé en policier, NAME »
        return None
    if (
        best is not None
        and best.index
        and tokens[best.index].text.endswith(registry.vocabulary.participles)
        and tokens[best.index - 1].text == ","
    ):
        # « NAME, élue Miss X »
        return None
    if best is not None and tokens[first - 1].text == "," and _other_than(registry, best, first):
        return None
    return best


def _other_than(registry: Registry, hit: Hit, first: int) -> bool:
    """« Selon son père, NAME part », « Pour le maire, NAME ment »: the name is somebody else's."""
    tokens, words = registry.tokens, registry.vocabulary.words
    end = first
    while end < len(tokens) and tokens[end].capital:
        end += 1
    if end == len(tokens) or not tokens[end].word or hit.index < 2:
        return False
    determiner, before = tokens[hit.index - 1].low, hit.index - 2
    if hit.entry.lemma in registry.vocabulary.circle and determiner in words["possessive"]:
        return True
    return (
        determiner in words["definite"]
        and tokens[before].low in words["prepositions"] - words["of"]
        and is_sentence_start(tokens, before, registry.text)
    )


def role_after(registry: Registry, end: int, taken: set[int]) -> Hit | None:
    """The role in apposition to a name that ends before a token: « NAME, ministre de »."""
    tokens, v = registry.tokens, registry.vocabulary
    if end >= len(tokens):
        return None
    if tokens[end].text not in (",", "("):
        return _body_after(registry, end)
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].low in v.words["of"]:
        # « NAME, du groupe de réflexion »
        return _body_after(registry, end + 1)
    if tokens[end].text == "(":
        close = next(
            (k for k in range(end, min(end + 8, len(tokens) - 1)) if tokens[k].text == ")"), None
        )
        if close is not None and tokens[close + 1].text == ",":
            role = role_after(registry, close + 1, taken)
            if role is not None:
                return role
    at, limit = end + 1, min(len(tokens), end + 12)
    while at < limit:
        token = tokens[at]
        if token.text in _STOPS or "\n" in registry.text[tokens[end].start : token.start]:
            return None
        if token.text[0].isdigit() and at + 1 < limit and tokens[at + 1].low in v.words["age"]:
            at += 2
            if at < limit and tokens[at].text == ",":
                at += 1
            continue
        is_one = at + 2 < limit and tokens[at + 2].low in v.words["determiners"]
        if v.head_final and is_one and tokens[at + 1].low in v.words["auxiliaries"]:
            # « NAME, who is a nurse »
            at += 3
            continue
        if token.low in v.words["relative_subject"] and at + 2 < len(tokens):
            return _heading(registry, at + 1)
        hit = registry.roles.get(at)
        if hit is not None:
            if hit.entry.plural and tokens[at - 1].low not in v.words["of"]:
                return None
            if at in taken or _begins_clause(registry, hit, at):
                return None
            return hit
        if tokens[end].text == "(":
            body = _body_after(registry, end)
            if body is not None or token.text[0].isupper():
                return body
        if (v.empty(token.low) and token.low not in v.words["relatives"]) or token.low in v.words[
            "acting"
        ]:
            at += 1
            continue
        if at - end <= 4 and v.country_of_adjective(token.low) is not None:
            at += 1
            continue
        if v.head_final and _modifies(registry, at, limit):
            at += 1
            continue
        owner = _owned_at(registry, at, limit) if v.head_final else 0
        if owner:
            at = owner
            continue
        return None
    return None


def _modifies(registry: Registry, at: int, limit: int) -> bool:
    """« NAME, a marine biologist »: whether a role ends the phrase that a word begins."""
    tokens, words = registry.tokens, registry.vocabulary.words
    closed = ("prepositions", "conjunctions", "auxiliaries", "relatives", "determiners")
    for k in range(at, min(at + 4, limit)):
        if k > at and registry.roles.get(k) is not None:
            return True
        if not tokens[k].word or any(tokens[k].low in words[kind] for kind in closed):
            return False
    return False


def _owned_at(registry: Registry, at: int, limit: int) -> int:
    """« NAME, the city's mayor »: the token behind the owner, 0 when there is none."""
    for k in range(at, min(at + 6, limit)):
        token = registry.tokens[k]
        if token.low in registry.vocabulary.words.get("possessive_marks", ()):
            return k + 1
        if not token.word:
            return 0
    return 0


def _heading(registry: Registry, at: int) -> Hit | None:
    """« NAME, qui dirige l'association »: the body that a relative clause says somebody heads."""
    tokens, v = registry.tokens, registry.vocabulary
    if tokens[at].low not in v.words["heading"]:
        return None
    kind = kind_of_phrase(v, tokens[at + 1 : at + 6])
    return Hit(at, 1, Entry("role", "", kind)) if kind else None


def _begins_clause(registry: Registry, hit: Hit, at: int) -> bool:
    """Whether a role after a comma is the subject of a verb: « Lâché par NAME, le maire a dit »."""
    tokens, words = registry.tokens, registry.vocabulary.words
    if tokens[at - 1].low not in words["definite"]:
        return False
    after = phrase_end(registry, at + hit.length)
    return after < len(tokens) and (
        tokens[after].low in words["auxiliaries"] or tokens[after].low in words["verb_clitics"]
    )


def _body_after(registry: Registry, end: int) -> Hit | None:
    """The body a person is said to be of: « NAME, de l'université de X », « NAME (PS) »."""
    tokens, v = registry.tokens, registry.vocabulary
    at = end
    if tokens[at].low not in v.words["of"] and tokens[at].text != "(":
        return None
    while at < min(len(tokens), end + 3):
        at += tokens[at].low in v.words["of"] or not tokens[at].word
        if at < len(tokens) and tokens[at].low in v.words["definite"]:
            at += 1
        break
    if at >= len(tokens):
        return None
    determined = (
        tokens[at - 1].low in v.words["definite"]
        or tokens[at - 1].low in v.words["contracted"]
        or tokens[end].text == "("
    )
    for table, exact in ((v.named, True), (v.heads, False)):
        match = longest(table, tokens, at, exact=exact)
        if match is None and exact and at == end + 2 and tokens[at - 1].capital:
            # « NAME (Les X) »
            match = longest(table, tokens, at - 1, exact=True)
        if match is not None and (exact or determined):
            kind = kind_of_phrase(v, tokens[at : at + match[0] + 3]) or match[1].affiliation
            entry = match[1]._replace(kind="role", lemma="", affiliation=kind, gender=None)
            return Hit(at, match[0], entry)
    if (
        tokens[end].low in v.words["of"]
        and at == end + 1
        and tokens[at].text[0].isupper()
        and at + 1 < len(tokens)
        and tokens[at + 1].text[0].isupper()
        and longest(v.countries, tokens, at, exact=True) is None
        and name_key(tokens[at].text) not in v.first_names
    ):
        last = at + 1
        while last + 1 < len(tokens) and tokens[last + 1].text[0].isupper():
            last += 1
        head = longest(v.heads, tokens, last)
        # « NAME, de Harbour Research »
        return Hit(at, 2, Entry("role", "", head[1].affiliation if head else "business"))
    return None


def age_after(registry: Registry, end: int) -> bool:
    """Whether an age follows a name: « NAME, 34 ans »."""
    tokens = registry.tokens
    return (
        end + 2 < len(tokens)
        and tokens[end].text in (",", "(")
        and tokens[end + 1].text.isdigit()
        and tokens[end + 2].low in registry.vocabulary.words["age"]
    )
