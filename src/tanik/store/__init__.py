"""The study file: the only SQL of Tanık. Used by ``tanik.study`` alone."""

from tanik.store.store import Store

__all__ = ["Store"]
