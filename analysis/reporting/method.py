"""The method page: what is measured and what is not, anchors, versions, a paragraph to paste."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Any

from analysis.features import label_text
from analysis.profiles import Part, dimensions
from analysis.reporting.provenance import language_hash
from analysis.reporting.site import Site

_LIBRARIES = ("numpy", "pandas", "scikit-learn", "matplotlib", "nbclient", "nbconvert")


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
        "references": sorted({p.reference for d in dimensions() for p in d.parts if p.reference}),
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
    return [
        {
            "code": d.id,
            "name": site.dimension_name(d.id),
            "says": site.question(d.id),
            "scored": d.kind == "score",
            "rows": [_anchor_row(site, part) for part in d.parts],
        }
        for d in dimensions()
    ]


def _anchor_row(site: Site, part: Part) -> Mapping[str, str]:
    shown = {"zero": part.zero, "hundred": part.hundred}
    return {
        "name": part.feature.name,
        "label": label_text(part.feature.name, site.words.code),
        **{k: "–" if v != v else site.words.number(v, 2) for k, v in shown.items()},
        "why": site.words.get(f"why.{part.feature.name}") or part.why,
        "reference": part.reference,
        "standing": site.words("method.provisional") if part.provisional else "",
    }
