"""What quantities are called: the rules of ``slots.toml`` and a user's own names.

A slot is what a claim counts once the names that mean one thing are one: ``homes_destroyed``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analysis.schema import Claim


@cache
def slot_rules() -> Mapping[str, Any]:
    """The rules of ``slots.toml``: which names are one, near, vague, and which counts only grow."""
    return tomllib.loads(Path(__file__).with_name("slots.toml").read_text("utf-8"))


def is_cumulative(quantity: str, pack: EventPack | None = None) -> bool:
    """Whether a quantity only grows, so that a later and larger count is an update.

    Examples
    --------
    >>> is_cumulative("dead"), is_cumulative("missing")
    (True, False)
    """
    if pack is not None and quantity in pack.cumulative:
        return pack.cumulative[quantity]
    data = slot_rules()
    return quantity in data["cumulative"] or quantity.endswith(tuple(data["cumulative_endings"]))


def split_slot(slot: str) -> tuple[str, str]:
    """What is counted and what befell it: « homes » and « destroyed »."""
    name, _, deed = slot.rpartition("_")
    return (name, deed) if name and deed in slot_rules()["befalls"] else (slot, "")


@dataclass(frozen=True, slots=True)
class EventPack:
    """A user's names for the quantities of one event.

    ``slots`` maps an alias - a quantity key or a word of the claim - to the name of its slot;
    ``cumulative`` says of named slots whether they only grow.
    """

    slots: Mapping[str, str] = field(default_factory=dict)
    cumulative: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str | Path) -> EventPack:
        """Read ``[slots.NAME]`` tables with ``aliases`` and, if known, ``cumulative``.

        Raises
        ------
        ValueError
            When a table is not of this form; the message names the file and the slot.
        """
        data = tomllib.loads(Path(path).read_text("utf-8"))
        tables = data.get("slots")
        if not isinstance(tables, dict):
            raise ValueError(f"{path}: an event pack has [slots.NAME] tables")
        slots: dict[str, str] = {}
        cumulative: dict[str, bool] = {}
        for name, table in tables.items():
            aliases = table.get("aliases", []) if isinstance(table, dict) else None
            if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
                raise ValueError(f"{path}: [slots.{name}] needs aliases = [words]")
            slots |= {alias.lower(): name for alias in [name, *aliases]}
            if "cumulative" in table:
                cumulative[name] = bool(table["cumulative"])
        return cls(slots, cumulative)

    def slot(self, claim: Claim, text: str) -> str:
        """The slot of a claim: its key, or the name the pack gives the key or a counted word."""
        if claim.quantity in self.slots:
            return self.slots[claim.quantity]
        for alias, name in self.slots.items():
            if re.search(rf"\b{re.escape(alias)}\b", text, re.I):
                return name
        return claim.quantity
