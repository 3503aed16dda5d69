"""Versions and hashes: what a page was made by and from. Light, so that asking costs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from analysis.schema import Article

_ROOT = Path(__file__).resolve().parent.parent


def short_hash(chunks: Iterable[bytes]) -> str:
    """First 16 hexadecimal digits of the SHA-256 of some bytes, chunk borders included."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(len(chunk).to_bytes(8, "big"))
        digest.update(chunk)
    return digest.hexdigest()[:16]


@cache
def code_hash() -> str:
    """Hash of all code, templates and word lists of the package.

    Changes when anything that can change a page changes.
    """
    kinds = {".py", ".toml", ".j2", ".css", ".js", ".mplstyle"}
    files = sorted(p for p in _ROOT.rglob("*") if p.suffix in kinds)
    named = ((p.relative_to(_ROOT).as_posix().encode(), p.read_bytes()) for p in files)
    return short_hash(chunk for pair in named for chunk in pair)


@cache
def language_hash(code: str) -> str:
    """Hash of a language's word lists."""
    folder = _ROOT / "languages" / code
    files = sorted(folder.rglob("*.toml")) if folder.is_dir() else []
    return short_hash(p.read_bytes() for p in files) if files else "–"


def corpus_hash(articles: Iterable[Article]) -> str:
    """Hash of the articles' ids, texts and metadata, in order."""
    return short_hash(
        "\x1f".join(
            str(v)
            for v in (
                a.article_id,
                a.text,
                a.headline,
                a.outlet,
                a.url,
                a.published,
                a.language,
                a.author,
                a.zone_hints,
            )
        ).encode("utf-8", "surrogatepass")
        for a in articles
    )


def provenance(articles: Iterable[Article]) -> dict[str, str]:
    """Versions and hashes every page carries."""
    from analysis import __version__
    from analysis.profiles import basis

    return {
        "version": __version__,
        "code": code_hash(),
        "judgement": basis(),
        "corpus": corpus_hash(articles),
    }
