"""Language packs: one folder a language, data only. This module reads and checks them.

A pack is a folder with ``language.toml`` (the card), ``lexicons/*.toml`` (word lists) and
``golden.toml`` (sentences a reader can check). Adding a language adds a folder and no Python.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent

# Word lists without which a language gives only language-neutral measures.
ESSENTIAL = ("appeals", "cues", "grammar", "hedges", "labels", "quantities", "roles")


class UnknownLanguageError(ValueError):
    """Raised for a language code without a folder; names the codes there are."""


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """The data of one language. A pack without a folder is *blank*: its lexicons are empty."""

    code: str
    card: Mapping[str, Any]
    folder: Path | None = None

    @property
    def blank(self) -> bool:
        """Whether this language lacks the words that most evidence kinds need.

        True without a folder, and for a folder in which one of ``ESSENTIAL`` is missing: what was
        not looked for must not be reported as zero.
        """
        if self.folder is None:
            return True
        return _lacks_words(self.folder)

    @property
    def abbreviations(self) -> frozenset[str]:
        """Lower-case abbreviations (final stop excluded) that do not end a sentence."""
        return _abbreviations(self.code) if self.folder else frozenset()

    def lexicon(self, name: str) -> Mapping[str, Any]:
        """The parsed ``lexicons/<name>.toml`` (not to be changed), empty where there is none."""
        return _lexicon(self.folder, name) if self.folder else {}


@cache
def _lacks_words(folder: Path) -> bool:
    return not all((folder / "lexicons" / f"{name}.toml").exists() for name in ESSENTIAL)


@cache
def _abbreviations(code: str) -> frozenset[str]:
    return frozenset(_card(code).get("abbreviations", ()))


@cache
def _lexicon(folder: Path, name: str) -> Mapping[str, Any]:
    path = folder / "lexicons" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


@cache
def _card(code: str) -> Mapping[str, Any]:
    return tomllib.loads((_ROOT / code / "language.toml").read_text("utf-8"))


def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder, sorted."""
    return _listed(_ROOT)


@cache
def _listed(root: Path) -> tuple[str, ...]:
    return tuple(sorted(p.parent.name for p in root.glob("*/language.toml")))


def load(code: str) -> LanguagePack:
    """The pack of a language.

    Raises
    ------
    UnknownLanguageError
        When no folder has this code; the message lists the known ones.

    Examples
    --------
    >>> load("fr").card["name"]
    'French'
    """
    if code not in available():
        raise UnknownLanguageError(
            f"unknown language {code!r}: the known ones are {', '.join(available())}"
        )
    return LanguagePack(code, _card(code), _ROOT / code)


def load_or_blank(code: str | None) -> LanguagePack:
    """The pack of a language, or a blank one when it has no folder."""
    if code in available():
        return load(str(code))
    return LanguagePack(code or "und", {"name": code or "undetermined"})
