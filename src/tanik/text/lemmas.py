"""Dictionary forms of words."""

from __future__ import annotations

from tanik.languages.pack import language


def lemma(surface: str, code: str) -> str:
    return language(code).fold(surface)
