r"""Phrase patterns kept as data: a small notation over word classes, compiled once.

Lexicon files that describe *phrases* rather than words hold a ``[words]`` table of classes and a
list of rules, each with a ``pattern`` in this notation (tokens are parted by blanks). A ``[parts]``
table may name pieces of patterns that several rules share, written ``{name}`` too.

==================  ===============================================================
``{name}``          any entry of the word class ``name``
``{a\|b}``           any entry of class ``a`` or of class ``b``
``~3``              up to three words of the same clause
``{Name}``          a capitalised name of one to six words, or an internet domain
``{Outlet}``        a medium that no table lists, known by a word of its name
``{word}``          one word
``{Agency}``        a news agency of the alias table, with its capitals
``{Medium}``        another medium of the alias table, with its capitals
``{Contracted}``    a medium whose name lost its article (« au Figaro »)
``{a}?`` ``(...)?``  a token that may be missing
``_``               a blank inside a token
anything else       a regular expression, bounded
==================  ===============================================================

Matching ignores case and accents, so that ``ABONNEZ-VOUS A`` is read as ``Abonnez-vous à``. A
rule is tried on a line only when the words it needs stand there in their order; this makes
hundreds of rules cheap on ordinary prose.

Rules of all languages are read together, the folder ``mul`` (the ISO 639-2 code for several
languages) holding what belongs to no single one, because a page in one language regularly carries
lines in another.
"""

from __future__ import annotations

import itertools
import re
import sys
import tomllib
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_ROOT = Path(__file__).parent
# The lexicons that hold rules.
RULES = ("appeals", "disclosures", "framing", "origin", "zones")
# Letters whose base is ASCII; the last few do not decompose in Unicode.
_FOLD = {
    letter: base
    for letter in map(chr, range(0xC0, 0x250))
    if (base := unicodedata.normalize("NFD", letter)[0]).isascii()
} | {"\u0131": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d"}
_TOKEN = re.compile(r"[^\W_]{1,40}")
_RUN = re.compile(r"[^\W_]+|[€$£©@]")

_CLASS = re.compile(r"\{([A-Za-z]\w*(?:\|\w+)*)\}")
_CLASS_OR_BLANK = re.compile(_CLASS.pattern + "|_")
_GROUP_HEAD = re.compile(r"^\?(?:P<\w+>|:|-i:)")
# A group that has letters beside it holds no words of its own.
_GLUED_BEFORE = re.compile(r"(?:[^\W_]|(?:\\w|\])(?:[*+]|\{[\d,]+\})?)$")
_GLUED_AFTER = re.compile(r"[^\W_]|\\w")
_PARENTHESES = re.compile(r"\\.|\[[^\]]*\]|[()]")
_SKIPPED = re.compile(r"\?|\*|\{0,")
_LITERAL = re.compile(r"[^\W_]+(?:-\?[^\W_]+)?")
# What may stand before and after a literal that is a word of its own.
_WORD_OPENS = re.compile(
    r"(?:^|[_'^,/-]|_\)\?|\\W\{0,\d\}|\(\?<!\\w\)|\[[^\w\\\]^][^\w\\\]]*\]|\\s)$"
)
_WORD_CLOSES = re.compile(r"$|(?!-\?|_\?\w)[_',:!/-]|\\\.|\(\?:[_,]")
_NO_LETTER = re.compile(r"_|\$|_?\??\[[^\w\\\]^][^\w\\\]]*\](?!\?|\*|\{0)|\\[.)]")
# A sign that a text seldom has tells it from others as a word does.
_SIGNS = re.compile(r"[€£©@]|\\\$|\[[€$£©@]+\]")
_RARE_SIGN = 9
# Classes that no list holds.
_OPEN_CLASSES = frozenset(("Name", "Outlet", "word"))
_BLANK = "[ ]{1,3}"
_GAP_WORD = r"[^\s.!?;:…«»\"“”]{1,40}"
NAME = (
    r"(?-i:(?:[A-Z][\w.&'-]{0,30}[\w&]|[A-Z]|[\w-]{2,30}\.[a-z]{2,6}(?!\w))"
    r"(?:[ ](?:(?:de|du|des|of|the|la|le|and|et|en|pour|y|del|&|for)[ ])?"
    r"(?:d'|l')?[A-Z0-9](?:[\w.&'-]{0,30}[\w&])?){0,5})"
)

_DOMAINS = (
    "africa|be|bf|bj|ca|cd|ch|ci|cm|com|dz|es|eu|example|fr|ga|gn|info|it|lu|ma|mg|ml|net|news|org|"
    "press|ru|sn|td|tg|tn|tv|uk"
)
# A medium known by a word of its own name: « La Gazette du Léman », « Upland Public Radio ».
_HEAD = (
    "Actu|Bulletin|Canard|Chronicle|Chronique|Courrier|Daily|Depeche|Depeches|Dispatch|Echo|Echos|"
    "Eclaireur|Eveil|Examiner|FM|Gazette|Guetteur|Hebdo|Herald|Info|Infos|Journal|Ledger|Magazine|"
    "Media|Medias|Messager|News|Newsroom|Newswire|Nouvelles|Nouvelliste|Observateur|Observer|"
    "Patriote|Phare|Post|Press|Presse|Quotidien|Radio|Republicain|Reveil|Review|Sentinel|"
    "Telegramme|Telegraph|Times|Tribune|TV|Wire"
)
OUTLET = (
    rf"(?-i:(?<!\w)(?:(?:Le|La|Les|The)[ ]|L')?(?:[A-Z][\w'-]{{1,20}}[ -]){{0,3}}?(?:{_HEAD})(?!\w)"
    r"(?:[ -](?:(?:de|du|des|of|la|le)[ ]){0,2}(?:d'|l')?[A-Z][\w'-]{0,20}){0,3}|"
    rf"(?<![\w@.-])(?:www\.)?[\w-]{{2,30}}\.(?:{_DOMAINS})(?![\w@-]))"
)
# « (Le Courrier du Léman) », « Avec lefanal.info »: a name in a credit's place, on a folded line;
# and what tells that an unlisted name is a medium's.
MEDIUM_ALONE = re.compile(
    r"(?:[(\[](?:avec |with |con )?|(?:avec|with|con) )(?P<name>(?:l'|le |la |les |the )?"
    r"[\w'.!&-]{2,25}(?: [\w'.!&-]{1,25}){0,5})[)\]]?",
    re.IGNORECASE,
)
# A kind of medium, which alone names none.
MEDIUM_KIND = re.compile(
    r"Actu|Bulletin|Chronique|Daily|FM|Hebdo|Infos?|Journal|Magazine|Medias?|News|Newsroom|Presse|"
    r"Quotidien|Radio|TV|Wire"
)
OUTLET_ALONE = re.compile(
    rf"{OUTLET}|(?:L'|(?:Le|La|Les|The) )[A-Z][\w'-]{{2,20}}(?: [A-Z][\w'-]{{2,20}})?"
)


def fold(text: str) -> str:
    """A text without accents, same length, case kept.

    Examples
    --------
    >>> fold("L'École à Mayence")
    "L'Ecole a Mayence"
    """
    if not text.isascii():
        for letter in _FOLD.keys() & set(text):
            text = text.replace(letter, _FOLD[letter])
    return text


def tokens(folded: str) -> frozenset[str]:
    """The lower-case letter and digit runs of a folded text."""
    return frozenset(_TOKEN.findall(folded.lower()))


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase pattern: what it means, what it needs, and its compiled form."""

    id: str
    kind: str
    pattern: str
    words: dict[str, list[str]] = field(repr=False, compare=False)
    needs: tuple[frozenset[str], ...]
    options: frozenset[str]

    @property
    def source(self) -> str:
        """The regular expression the pattern stands for."""
        return expand_pattern(self.pattern, self.words)

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. Most rules are never needed, so each waits for its first use."""
        return _compiled(self)


@cache
def _compiled(rule: Rule) -> re.Pattern[str]:
    return re.compile(rule.source, re.IGNORECASE)


@cache
def _keys(entries: tuple[str, ...], *, cased: bool) -> frozenset[str]:
    """A word of each entry by which a page is told to have it.

    The longest; of names, one with a capital that few of them share: « Courrier de France ».
    """
    found = [_TOKEN.findall(fold(entry) if cased else fold(entry).lower()) for entry in entries]
    shared = Counter(word for words in found for word in words)

    def telling(word: str) -> tuple[int, ...]:
        if not cased:
            return (len(word),)
        return word[0].isupper(), len(word) > 3, -shared[word], len(word)

    keys = (max(words, key=telling, default="") for words in found)
    return frozenset(sys.intern(k.capitalize() if k[:1].isupper() else k.lower()) for k in keys)


@lru_cache(maxsize=64)
def _class_regex(entries: tuple[str, ...], *, cased: bool) -> str:
    """Any entry as whole words, the longest first; common beginnings are written once.

    So the time at a place of the text hardly depends on how many entries there are.
    """
    tree: dict[str, Any] = {}
    for entry in sorted({fold(e) if cased else fold(e).lower() for e in entries}):
        node = tree
        for character in entry:
            node = node.setdefault(character, {})
        node[""] = {}
    return rf"(?<!\w)(?:{_branches(tree)})(?!\w)" if tree else "(?!)"


def _branches(node: dict[str, Any]) -> str:
    branches = [
        (_BLANK if character == " " else re.escape(character)) + _branches(node[character])
        for character in sorted(node)
        if character
    ]
    if not branches:
        return ""
    if "" not in node and len(branches) == 1:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")


def _gap(token: str) -> str:
    # A comma after the word before it opens the gap as one within it would.
    return rf",?(?:{_BLANK}{_GAP_WORD}){{0,{int(token[1:])}}}?"


def _is_whole(token: str) -> bool:
    """Whether a token is one class or one group from its first character to its last."""
    if _CLASS.fullmatch(token):
        return True
    return token[:1] == "(" and _closing(token, 0) == len(token) - 1


def _is_optional(token: str) -> bool:
    return token[-1] == "?" and _is_whole(token[:-1])


def _closing(source: str, opening: int) -> int:
    """The index of the parenthesis or bracket that closes the one at ``opening``."""
    depth = 0
    listed = False  # within brackets, where a parenthesis is a character like others
    i = opening
    while i < len(source):
        if source[i] == "\\":
            i += 1
        elif listed:
            listed = source[i] != "]"
        elif source[i] == "[":
            listed = True
        elif source[i] in "()":
            depth += 1 if source[i] == "(" else -1
        if not (listed or depth):
            return i
        i += 1
    return len(source) - 1


def _pieces(source: str) -> Iterator[str]:
    """The characters, escapes, classes and whole groups that an expression is made of."""
    i = 0
    while i < len(source):
        if source[i] == "{" and (match := _CLASS.match(source, i)):
            end = match.end()
        elif source[i] in "([":
            end = _closing(source, i) + 1
        else:
            end = i + (2 if source[i] == "\\" else 1)
        yield source[i:end]
        i = end


def _split(source: str) -> list[str]:
    """The alternatives of an expression, groups left whole."""
    parts = [""]
    for piece in _pieces(source):
        if piece == "|":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _is_open(source: str) -> bool:
    """Whether an expression has a group that does not end in it."""
    marks = _PARENTHESES.findall(source)
    return marks.count("(") > marks.count(")")


def _may_open(before: str) -> bool:
    """Whether a word begins after a part of a pattern, whichever of its alternatives is met."""
    if _WORD_OPENS.search(before):
        return True
    *_, last = _pieces(before)
    if last[0] != "(" or last.startswith(("(?!", "(?=", "(?<!")):
        return False
    return all(option and _may_open(option) for option in _split(last[1:-1]))


def _may_close(after: str) -> bool:
    """Whether a word ends before a part of a pattern."""
    if after.startswith("(?="):
        options = _split(after[3 : _closing(after, 0)])
        return all(_NO_LETTER.match(option) for option in options)
    return bool(_WORD_CLOSES.match(after))


def _literal_need(word: str, before: str, after: str) -> list[frozenset[str]]:
    """The word a run of letters is, when nothing beside it can make it another word."""
    if not _may_open(before):
        return []
    # « e-?mail » is one word or two.
    written = frozenset((word.replace("-?", ""), word.rpartition("-?")[2]))
    if _may_close(after):
        return [written]
    if after[0] == "?" and _may_close(after[1:]):
        return [written | {form[:-1] for form in written}]
    return []


def _weight(need: frozenset[str]) -> tuple[int, int]:
    """How seldom a text meets a need: its shortest word tells, for short words are frequent."""
    return min((len(w) if w.isalnum() else _RARE_SIGN for w in need), default=0), -len(need)


def _required(source: str, words: dict[str, list[str]]) -> list[frozenset[str]]:
    """Sets of words of which a text must have one each, in order, for an expression to match.

    Understands what the notation uses: literals, classes, groups, alternatives, signs. Anything
    that may be skipped, or that it does not understand, asks for nothing.
    """
    options = _split(source)
    if len(options) > 1:
        found = [_required(option, words) for option in options]
        if not all(found):
            return []
        return [frozenset().union(*(max(sets, key=_weight) for sets in found))]
    needs: list[frozenset[str]] = []
    i = 0
    while i < len(source):
        char = source[i]
        end = i + 1
        if match := _LITERAL.match(source, i):
            end = match.end()
            needs += _literal_need(match[0].lower(), source[:i], source[end:])
        elif char == "(":
            end = _closing(source, i) + 1
            inner = source[i + 1 : end - 1]
            glued = _GLUED_BEFORE.search(source[:i]) or _GLUED_AFTER.match(source, end)
            asks = not inner.startswith(("?!", "?<", "?="))
            if asks and not (glued or _SKIPPED.match(source, end)):
                needs += _required(_GROUP_HEAD.sub("", inner), words)
        elif match := _CLASS.match(source, i):
            end = match.end()
            names = match[1].split("|")
            if not (_SKIPPED.match(source, end) or _OPEN_CLASSES.intersection(names)):
                entries = tuple(entry for name in names for entry in words[name])
                needs.append(_keys(entries, cased=names[0][0].isupper()))
        else:
            if char == "\\":
                end = i + 2
            elif char == "[":
                end = _closing(source, i) + 1
            signs = _SIGNS.fullmatch(source, i, end)
            if signs and not _SKIPPED.match(source, end):
                needs.append(frozenset(signs[0].strip("[]\\")))
        i = end
    return needs


def needed_words(pattern: str, words: dict[str, list[str]]) -> tuple[frozenset[str], ...]:
    """Sets of words of which a text must have one each, in order, for a pattern to match.

    Examples
    --------
    >>> needs = needed_words("{share} ~2 {text}", {"share": ["partagez"], "text": ["article"]})
    >>> [sorted(need) for need in needs]
    [['partagez'], ['article']]
    """
    needs: list[frozenset[str]] = []
    group = ""  # what a group that goes over several tokens holds so far
    for token in pattern.split():
        if token[0] == "~" or _is_optional(token):
            continue
        group += fold(token) + "_"
        if not _is_open(group):
            needs += _required(group[:-1], words)
            group = ""
    return tuple(needs)


def expand_pattern(pattern: str, words: dict[str, list[str]]) -> str:
    """The regular expression a pattern stands for.

    Examples
    --------
    >>> source = expand_pattern("{share} ~2 {text}", {"share": ["partagez"], "text": ["article"]})
    >>> re.search(source, "PARTAGEZ donc cet article !", re.IGNORECASE)[0]
    'PARTAGEZ donc cet article'
    """

    def expand(match: re.Match[str]) -> str:
        if match[0] == "_":
            return f"(?:{_BLANK})"
        if match[1] == "Name":
            return NAME
        if match[1] == "Outlet":
            return OUTLET
        if match[1] == "word":
            return _GAP_WORD
        names = match[1].split("|")
        cased = match[1][0].isupper()
        source = _class_regex(tuple(entry for name in names for entry in words[name]), cased=cased)
        # The names of a capitalised class are read whole and with their capitals: AA is not « aa »,
        # and La Croix-Rouge is not La Croix.
        return rf"(?-i:{source}(?!-\w))" if cased else source

    joined = ""
    leading = True
    for token in pattern.split():
        if token[0] == "~":
            joined += _gap(token)
            continue
        optional = _is_optional(token)
        raw = token[:-1] if optional else token
        source = re.sub(r"_?~\d{1,2}", lambda gap: _gap(gap[0].lstrip("_")), fold(raw))
        source = _CLASS_OR_BLANK.sub(expand, source)
        blank = "[ ]{0,2}" if raw[0] in ",:!" else "" if raw[0] in "-)$" else _BLANK
        if leading:
            joined += f"(?:{source}{_BLANK})?" if optional else source
            leading = optional or source in ("^", r"\b")
        else:
            joined += f"(?:{blank}{source})?" if optional else blank + source
    return joined


def _files(name: str) -> Iterator[dict[str, Any]]:
    for path in sorted(_ROOT.glob(f"*/lexicons/{name}.toml")):
        yield tomllib.loads(path.read_text("utf-8"))


@cache
def tables(name: str) -> tuple[dict[str, Any], ...]:
    """The parsed ``lexicons/<name>.toml`` of every language folder, in folder order."""
    return tuple(_files(name))


@cache
def _named() -> dict[str, list[str]]:
    """The classes that the alias tables of agencies and media give to all rules."""
    classes: dict[str, list[str]] = {"Agency": [], "Medium": [], "Contracted": []}
    for table in tables("origin"):
        classes["Agency"] += [a for names in table.get("agencies", {}).values() for a in names]
        classes["Medium"] += table.get("media", {}).get("names", [])
        classes["Medium"] += [a for names in table.get("same", {}).values() for a in names]
    # « Le Maine libre » is printed « Le Maine Libre » too.
    classes["Medium"] += [
        " ".join(w[:1].upper() + w[1:] for w in n.split()) for n in classes["Medium"]
    ]
    # « au Figaro », « des Échos »: the article of the name is lost in the preposition.
    for lead in ("Le ", "Les "):
        classes["Contracted"] += [n[len(lead) :] for n in classes["Medium"] if n.startswith(lead)]
    return classes


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``lexicons/<name>.toml`` of every language folder, in file order."""
    found = []
    # The words of a class are needed by many rules: they are kept once.
    shared: dict[frozenset[str], frozenset[str]] = {}
    for table in tables(name):
        words: dict[str, list[str]] = {**_named(), **table.get("words", {})}
        parts: dict[str, str] = table.get("parts", {})
        for number, entry in enumerate(table.get("rule", ())):
            for pattern in entry.get("patterns", ()):
                whole = _CLASS.sub(lambda part: parts.get(part[1], part[0]), pattern)  # noqa: B023
                needs = needed_words(whole, words)
                found.append(
                    Rule(
                        id=entry.get("id", f"{name}-{number}"),
                        kind=entry["kind"],
                        pattern=whole,
                        words=words,
                        needs=tuple(shared.setdefault(need, need) for need in needs),
                        options=frozenset(entry.get("options", ())),
                    )
                )
    return tuple(found)


class _Needs(NamedTuple):
    """The needs of the rules of all lexicons, each known by a number.

    ``words`` are those that meet each of them, ``met_by`` the needs that each word meets,
    ``names`` the words that count only with a capital, as they stand in the needs. ``wanted`` has
    the rules of each lexicon by their rarest need, as their number in the lexicon with all their
    needs; ``always`` those that need nothing.
    """

    words: list[frozenset[str]]
    met_by: dict[str, list[int]]
    names: dict[str, str]
    wanted: dict[str, dict[int, list[tuple[int, tuple[int, ...]]]]]
    always: dict[str, frozenset[int]]


@cache
def _needs() -> _Needs:
    """What the rules of all lexicons need."""
    known: dict[frozenset[str], int] = {}
    found = _Needs([], {}, {}, {}, {})
    for name in RULES:
        wanted = found.wanted.setdefault(name, {})
        told = [rule.needs for rule in rules(name)]
        found.always[name] = frozenset(n for n, needs in enumerate(told) if not needs)
        for number, needs in enumerate(told):
            if needs:
                numbered = tuple(known.setdefault(need, len(known)) for need in needs)
                rarest = known[max(needs, key=_weight)]
                wanted.setdefault(rarest, []).append((number, numbered))
    found.words.extend(known)
    for need, number in known.items():
        for word in need:
            found.met_by.setdefault(word, []).append(number)
            if word[:1].isupper():
                found.names[word.lower()] = word
    return found


@cache
def entries(name: str, table: str) -> dict[str, frozenset[str]]:
    """A table of word lists, the lists of all language folders joined, folded and lower case."""
    joined: dict[str, set[str]] = {}
    for lexicon in tables(name):
        for key, values in lexicon.get(table, {}).items():
            joined.setdefault(key, set()).update(fold(value).lower() for value in values)
    return {key: frozenset(values) for key, values in joined.items()}


@cache
def expression(name: str, key: str) -> re.Pattern[str]:
    """The expressions of one key of all language folders as one."""
    told = (table.get("expressions", {}).get(key, ()) for table in tables(name))
    return re.compile("|".join(each for some in told for each in some))


@lru_cache(maxsize=8)
def page(text: str) -> str:
    """The folded text; kept, because several annotators ask for the same page."""
    return fold(text)


@lru_cache(maxsize=8)
def run_index(text: str) -> dict[str, list[int]]:
    """Where each run of letters and digits stands, by its lower case, and each rare sign.

    Kept, because several annotators look for their own triggers in one page.

    Examples
    --------
    >>> run_index("Le 2 mai, le train")
    {'le': [0, 10], '2': [3], 'mai': [5], 'train': [13]}
    """
    index: defaultdict[str, list[int]] = defaultdict(list)
    for match in _RUN.finditer(text):
        index[match[0].lower()].append(match.start())
    return dict(index)


@lru_cache(maxsize=8)
def folded_index(text: str) -> dict[str, list[int]]:
    """Where each word of a page stands, by its lower case without accents.

    Examples
    --------
    >>> folded_index("L'été, un eté à 20euros")
    {'l': [0], 'un': [7], '20euros': [16], 'ete': [2, 10], 'a': [14], 'euros': [18]}
    """
    index = dict(run_index(text))
    for run in [run for run in index if not (run.isascii() and run.isalpha())]:
        if not run.isascii():
            # Lower case parts « İ » into a letter and a dot.
            word = fold(run).replace("\u0307", "")
            index[word] = sorted(index.pop(run) + index.get(word, []))
        elif unit := run.lstrip("0123456789"):
            # « 20euros »: the unit is a word of its own.
            places = [place + len(run) - len(unit) for place in index[run]]
            index[unit] = sorted(places + index.get(unit, [])) if unit != run else index[run]
    return index


class _Page:
    """Which needs the words of a page meet, and where."""

    __slots__ = ("_places", "_stands", "_words", "met")

    def __init__(self, text: str) -> None:
        told = _needs()
        self._stands = dict(folded_index(text))
        for word in told.names.keys() & self._stands.keys():
            if capitals := [place for place in self._stands[word] if text[place].isupper()]:
                self._stands[told.names[word]] = capitals
        self._words = frozenset(self._stands)
        self._places: dict[int, list[int]] = {}
        self.met: set[int] = set()
        for word in told.met_by.keys() & self._words:
            self.met.update(told.met_by[word])

    def places(self, need: int) -> list[int]:
        """The places of all words that meet a need, in order; put together when first asked."""
        if need not in self._places:
            stands = [self._stands[word] for word in _needs().words[need] & self._words]
            self._places[need] = stands[0] if len(stands) == 1 else sorted(itertools.chain(*stands))
        return self._places[need]


@lru_cache(maxsize=8)
def _met(text: str) -> _Page:
    """What is met on a page; kept, because each lexicon asks for it."""
    return _Page(text)


class Usable:
    """The rules of a lexicon that could match on a page, found by where their words stand.

    A page has hundreds of lines and sentences and a lexicon hundreds of rules. The words that one
    of them cannot do without stand in few places: only there it is looked at.
    """

    __slots__ = ("_always", "_needed", "_numbers", "_places", "_rules")

    def __init__(self, name: str, text: str) -> None:
        page, told = _met(text), _needs()
        self._rules = rules(name)
        self._always = told.always[name]
        self._needed: dict[int, list[list[int]]] = {}
        anchored: list[tuple[int, int]] = []
        wanted = told.wanted[name]
        for rarest in wanted.keys() & page.met:
            for number, needs in wanted[rarest]:
                if page.met.issuperset(needs):
                    stands = list(map(page.places, needs))
                    anchored += [(place, number) for place in min(stands, key=len)]
                    self._needed[number] = stands
        anchored.sort()
        self._places = [place for place, _ in anchored]
        self._numbers = [number for _, number in anchored]

    def between(self, start: int, end: int) -> list[Rule]:
        """The rules whose needs are met between two places in their order, in file order."""
        first = bisect_left(self._places, start)
        last = bisect_left(self._places, end, first)
        if first == last and not self._always:
            return []
        numbers = {
            number
            for number in self._numbers[first:last]
            if _in_order(self._needed[number], start, end)
        }
        return [self._rules[number] for number in sorted(numbers | self._always)]


def _in_order(needed: Iterable[Sequence[int]], start: int, end: int) -> bool:
    """Whether a stretch of text has a place of each list, each after the one before."""
    for places in needed:
        at = bisect_left(places, start)
        if at == len(places) or places[at] >= end:
            return False
        start = places[at] + 1
    return True


def any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether any of some places, in order, lies in a stretch of text."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


@lru_cache(maxsize=32)
def usable(name: str, text: str) -> Usable:
    """The rules of a lexicon that could match on a page; kept for the next annotator."""
    return Usable(name, text)


class Taken:
    """Stretches of text already spoken for; tells in logarithmic time whether one overlaps."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def claim(self, start: int, end: int) -> bool:
        """Take a stretch unless a part of it is taken; whether it was free."""
        at = bisect_left(self._starts, end)
        if at and self._ends[at - 1] > start:
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True
