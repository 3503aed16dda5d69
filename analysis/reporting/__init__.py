"""Reports: the notebooks executed, and a static, self-contained HTML site."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.reporting.render import render_report as render_report

__all__ = ["render_report"]


def __getattr__(name: str) -> Any:
    if name == "render_report":
        return import_module("analysis.reporting.render").render_report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
