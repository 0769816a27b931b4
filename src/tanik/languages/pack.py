"""A language pack: what a language knows, as data files that a user can replace.

A pack is a folder ``languages/<name>/`` with plain text lists (``*.txt``: one entry a line), tables (``*.tsv``: tab
between columns) and nested rules (``*.toml``). ``#`` starts a comment line. Every file says its source in its head.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tanik.hooks import provided
from tanik.languages import casing

FOLDERS = {"tr": "turkish", "en": "english"}


class Language:
    """One language: its casing and its data files (each read once)."""

    def __init__(self, code: str, folder: Path) -> None:
        self.code = code
        self.folder = folder
        self._lists: dict[str, frozenset[str]] = {}
        self._tables: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._rules: dict[str, dict[str, Any]] = {}

    def lower(self, text: str) -> str:
        return casing.lower(text, self.code)

    def upper(self, text: str) -> str:
        return casing.upper(text, self.code)

    def fold(self, text: str) -> str:
        """Lower case with plain apostrophes and without circumflex: the key of every lookup. Keeps the length (tr)."""
        return casing.fold(text, self.code)

    def words(self, name: str) -> frozenset[str]:
        """The entries of ``name.txt``; empty when the pack has no such list."""
        if name not in self._lists:
            self._lists[name] = frozenset(_lines(self.folder / f"{name}.txt"))
        return self._lists[name]

    def table(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The rows of ``name.tsv``; empty when the pack has no such table."""
        if name not in self._tables:
            rows = _lines(self.folder / f"{name}.tsv")
            self._tables[name] = tuple(tuple(cell.strip() for cell in row.split("\t")) for row in rows)
        return self._tables[name]

    def rules(self, name: str) -> dict[str, Any]:
        """The content of ``name.toml``; empty when the pack has no such file."""
        if name not in self._rules:
            path = self.folder / f"{name}.toml"
            self._rules[name] = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return self._rules[name]


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.rstrip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def language_codes() -> tuple[str, ...]:
    """The codes of the languages that can be read: Tanık's own, then those of plug-ins."""
    return (*FOLDERS, *sorted(code for code in provided("languages") if code not in FOLDERS))


@cache
def language(code: str) -> Language:
    """The pack of a language code: Tanık's own, else a plug-in's, else English."""
    if code in FOLDERS:
        return Language(code, Path(__file__).parent / FOLDERS[code])
    packs = provided("languages")
    return Language(code, packs[code]) if code in packs else Language("en", Path(__file__).parent / FOLDERS["en"])
