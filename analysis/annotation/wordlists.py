"""Word lists of the language packs as patterns: a compact notation, one compiled pattern a list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

_OPTIONAL = re.compile(r"\(([^()]*)\)")


def lower(text: str) -> str:
    """Lower case without a change of length, so that positions stay what they were.

    Examples
    --------
    >>> lower("DES CASQUES BLEUS"), len(lower("İstanbul"))
    ('des casques bleus', 8)
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def forms(entry: str) -> tuple[str, ...]:
    """The forms an entry stands for: letters in brackets are optional.

    Examples
    --------
    >>> forms("émeutier(s)")
    ('émeutier', 'émeutiers')
    """
    parts = _OPTIONAL.split(entry)
    choices = [("", part) if i % 2 else (part,) for i, part in enumerate(parts)]
    return tuple("".join(choice) for choice in itertools.product(*choices))


def all_forms(entries: Iterable[str]) -> frozenset[str]:
    """The forms of all entries."""
    return frozenset(form for entry in entries for form in forms(entry))


def whole_words(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any form of the entries as whole words, the longest one first.

    It is to be run on a text in lower case. The alternatives share their beginnings, so the time
    does not depend on how long the list is.

    Examples
    --------
    >>> whole_words(["rebelle(s)", "casques bleus"]).findall("les rebelles, les casques bleus")
    ['rebelles', 'casques bleus']
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in sorted(all_forms(entries)):
        node = tree
        for character in form:
            node = node.setdefault(character, {})
        node[""] = {}
    if not tree:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w-])(?:{_alternatives(tree)})(?:(?<=')|(?!\w|-\w))")


def _alternatives(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = []
    for character in sorted(node, reverse=True):
        if character == "":
            continue
        branches.append(re.escape(character) + _alternatives(node[character]))
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return joined + "?" if "" in node else joined
