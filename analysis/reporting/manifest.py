"""What stands in a report folder and what it was made from, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MANIFEST = ".manifest.json"


class Manifest:
    """What a report folder holds and what it was made from."""

    def __init__(self, target: Path, pictures: Path) -> None:
        self.target = target
        self.pictures = pictures
        self._file = target / MANIFEST
        self._old = self._load()
        self._files: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def _load(self) -> dict[str, Any]:
        try:
            loaded = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return loaded if isinstance(loaded, dict) else {}

    def unchanged(self, site_key: str) -> bool:
        """Whether this very report stands there whole."""
        if self._old.get("key") != site_key:
            return False
        files: Mapping[str, str] = self._old["files"]
        return all(_digest(self._place(name)) == digest for name, digest in files.items())

    def has(self, href: str, page_key: str) -> bool:
        """Whether a page made from the same things stands there unchanged."""
        known: Mapping[str, Mapping[str, str]] = self._old
        if known.get("pages", {}).get(href) != page_key:
            return False
        return _digest(self._place(href)) == known.get("files", {}).get(href)

    @property
    def names(self) -> list[str]:
        """What stands in the report folder so far."""
        return list(self._files)

    def begin(self) -> None:
        """Forget that the report is whole; finished pages stay known."""
        if self._old:
            self._old.pop("key", None)
            self._save(self._old)

    def write(self, href: str, html: str) -> None:
        """Write a page and note it."""
        place = self.target / href
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(html.encode("utf-8"))
        self.add(href)

    def add(self, name: str) -> None:
        """Note a file that stands in the report folder."""
        self._files[name] = _digest(self.target / name)

    def add_picture(self, file: Path) -> None:
        """Note a chart, which may stand outside the report folder."""
        inside = file.is_relative_to(self.target)
        name = file.relative_to(self.target).as_posix() if inside else f"figures:{file.name}"
        self._files[name] = _digest(file)

    def carry(self, href: str) -> None:
        """Note a page of an earlier run that still holds."""
        self._files[href] = self._old["files"][href]
        self._keys[href] = self._old["pages"][href]

    def keep(self, href: str, page_key: str) -> None:
        """Note what a page was made from, at once, so that an interrupted run can go on."""
        self._keys[href] = page_key
        self._old.setdefault("pages", {})[href] = page_key
        self._old.setdefault("files", {})[href] = self._files[href]
        self._save(self._old)

    def finish(self, site_key: str) -> None:
        """Note that the report is whole, and take away what only an earlier one had."""
        for name in sorted(set(self._old.get("files", {})) - set(self._files)):
            if not name.startswith("figures:"):
                self._place(name).unlink(missing_ok=True)
        self._save({"key": site_key, "pages": self._keys, "files": self._files})

    def _place(self, name: str) -> Path:
        outside = name.startswith("figures:")
        return self.pictures / name.removeprefix("figures:") if outside else self.target / name

    def _save(self, content: Mapping[str, Any]) -> None:
        self.target.mkdir(parents=True, exist_ok=True)
        spare = self._file.with_suffix(".tmp")
        spare.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", "utf-8")
        spare.replace(self._file)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
