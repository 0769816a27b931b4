"""The texts with a hand-made reading, and how each is given to the reader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIST = Path(__file__).with_name("texts.toml")
_NUMBER = re.compile(r"^\[\d+\] ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text: its hand-made reading (``gold``), its numbered paragraphs (``article``), its bibliographic data.

    ``raw``: the file a user would give; None: the article without its numbers. ``paras``: which paragraphs count.
    ``extra``: read only when all texts are asked for.
    """

    name: str
    gold: Path
    article: Path
    raw: Path | None
    paras: str
    kind: str
    authors: tuple[str, ...] = ()
    written: str | None = None
    extra: bool = False

    def input_text(self) -> bytes:
        """The bytes to read: the raw file, or the article without its paragraph numbers (UTF-8)."""
        if self.raw is not None:
            return self.raw.read_bytes()
        return _NUMBER.sub("", self.article.read_text(encoding="utf-8")).encode()


def gold_texts(folder: Path, listing: Path = LIST) -> list[GoldText]:
    """Every text of ``listing`` whose hand-made reading lies in ``folder``, in the order of the list."""
    with listing.open("rb") as file:
        table = tomllib.load(file)
    texts = [_text(folder, name, each) for key, entry in table.items() for name, each in _entries(key, entry)]
    return [text for text in texts if text.gold.is_file() and text.article.is_file()]


def _entries(key: str, entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    count = entry.get("count")
    if count is None:
        yield key, entry
        return
    written = entry.get("written_each")
    for n in range(1, count + 1):
        yield key.format(n=n), entry | ({"written": written[n - 1]} if written else {})


def _text(folder: Path, name: str, entry: dict[str, Any]) -> GoldText:
    raw = folder / entry["raw"] if "raw" in entry else None
    return GoldText(
        name=name,
        gold=folder / entry.get("gold", f"{name}.jsonl"),
        article=folder / entry.get("article", f"{name}.paras.txt"),
        raw=raw if raw is not None and raw.is_file() else None,
        paras=entry.get("paras", "all"),
        kind=entry["kind"],
        authors=tuple(entry.get("authors", ())),
        written=entry.get("written"),
        extra=entry.get("extra", False),
    )
