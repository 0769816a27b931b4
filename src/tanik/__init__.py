"""Tanık: who said what about whom, for or against, when, in which source on which page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tanik.study import Study, open

__all__ = ["Study", "__version__", "open"]


def __getattr__(name: str) -> Any:
    # Lazy, so that `tanik --help` does not pay for the readers.
    if name in ("open", "Study"):
        return getattr(import_module("tanik.study"), name)
    raise AttributeError(f"module 'tanik' has no attribute {name!r}")
