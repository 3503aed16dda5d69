"""The method page: what is measured and what is not, anchors, versions, a paragraph to paste."""

from __future__ import annotations

import hashlib
import platform
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis.reporting.measures import label
from analysis.reporting.site import Site

_ROOT = Path(__file__).resolve().parent.parent
_JUDGEMENT = _ROOT / "dimensions.toml"
_LIBRARIES = ("numpy", "pandas", "scikit-learn", "matplotlib", "nbclient", "nbconvert")


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
def judgement_hash() -> str:
    """Hash of the file that holds dimensions, directions and anchors."""
    return short_hash([_JUDGEMENT.read_bytes()]) if _JUDGEMENT.exists() else "–"


@cache
def language_hash(code: str) -> str:
    """Hash of a language's word lists."""
    folder = _ROOT / "languages" / code
    files = sorted(folder.rglob("*.toml")) if folder.is_dir() else []
    return short_hash(p.read_bytes() for p in files) if files else "–"


def corpus_hash(articles: Iterable[Any]) -> str:
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
            )
        ).encode("utf-8", "surrogatepass")
        for a in articles
    )


def provenance(articles: Iterable[Any]) -> dict[str, str]:
    """Versions and hashes every page carries."""
    from analysis import __version__

    return {
        "version": __version__,
        "code": code_hash(),
        "judgement": judgement_hash(),
        "corpus": corpus_hash(articles),
    }


def method(site: Site) -> Mapping[str, Any]:
    """Everything the method page shows."""
    words = site.words
    return {
        "dimensions": _dimensions(site),
        "paragraph": words(
            "method.paragraph_text",
            articles=words("n.articles", n=len(site.articles)),
            words=words("n.words", n=sum(a.words_total for a in site.articles)),
            attributions=words("n.attributions", n=sum(len(a.attributions) for a in site.articles)),
            python=platform.python_version(),
            version=site.provenance["version"],
            code=site.provenance["code"],
            corpus=site.provenance["corpus"],
            judgement=site.provenance["judgement"],
        ),
        "versions": list(_versions(site)),
    }


def _versions(site: Site) -> Iterable[tuple[str, str]]:
    words = site.words
    yield "source-scoring", site.provenance["version"]
    for key in ("code", "judgement", "corpus"):
        yield words(f"method.{key}"), site.provenance[key]
    for code in sorted({a.language for a in site.articles}):
        yield f"{words('method.languages')} ({code})", language_hash(code)
    yield "Python", ".".join(map(str, sys.version_info[:3]))
    for name in _LIBRARIES:
        yield name, metadata.version(name)


def _dimensions(site: Site) -> list[Mapping[str, Any]]:
    table = tomllib.loads(_JUDGEMENT.read_text("utf-8")) if _JUDGEMENT.exists() else {}
    out: list[Mapping[str, Any]] = []
    for code in site.dimensions:
        rows = [_anchor_row(site, part) for part in _parts(table, code)]
        out.append(
            {
                "code": code,
                "name": site.dimension_name(code),
                "says": site.words.get(f"dimension.{code}.says") or "",
                "rows": rows,
            }
        )
    return out


def _parts(table: Mapping[str, Any], code: str) -> list[Mapping[str, Any]]:
    dimension = table.get("dimension", table).get(code, {})
    parts = dimension.get("features", dimension.get("parts", []))
    return [p for p in parts if isinstance(p, Mapping)]


def _anchor_row(site: Site, part: Mapping[str, Any]) -> Mapping[str, str]:
    name = str(part.get("feature", part.get("name", "")))
    shown = {
        key: site.words.number(float(part[key]), 2) if key in part else "–"
        for key in ("zero", "hundred")
    }
    return {
        "name": name,
        "label": label(site, name),
        **shown,
        "why": str(part.get("why", "")),
        "reference": str(part.get("reference", "")),
    }
