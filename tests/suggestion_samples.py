"""A small study whose passages are coded, and an encoder that needs no model, for tests of suggestions."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import tanik
from tanik.coding.codebook import Code, Codebook
from tanik.coding.vectors import Matrix
from tanik.study import Study, suggestions

SEA = (
    "Limanda gemiler fırtına yüzünden demir attı.",
    "Kaptan gemisini fırtınada limana soktu.",
    "Fırtına dinince gemiler limandan ayrıldı.",
    "Gemi direği fırtınada kırıldı, kaptan limanı aradı.",
)
BREAD = (
    "Fırıncı ekmeği ucuza satmadığı için ceza gördü.",
    "Ekmek fiyatı arttı, fırıncılar un bulamadı.",
    "Un pahalı olunca ekmek küçüldü.",
    "Fırıncılar undan ve ekmek fiyatından yakındı.",
)
ROAD = ("Köprü yıkılınca yol kapandı.", "Yolun köprüsü selden sonra onarıldı.")
TEXT = "\n\n".join([" ".join((a, b)) for a, b in zip(SEA, BREAD, strict=True)] + list(ROAD))
BOTH = frozenset(("span", "statement"))
BOOK = Codebook(
    "trade",
    1,
    (
        Code("sea", names={"tr": "Deniz", "en": "Sea"}, definition={"tr": "Gemi ve liman."}),
        Code("bread", names={"tr": "Ekmek", "en": "Bread"}, definition={"tr": "Un, fırın ve fiyatlar."}),
        Code("road", names={"tr": "Yol"}, definition={"tr": "Köprü ve yollar."}, applies=frozenset(("span",))),
        Code("bridge", parent="road", names={"tr": "Köprü"}, applies=frozenset(("statement",))),
    ),
)


class WordEncoder:
    """Each word, without its ending, adds one to a place of the vector: like texts have like vectors."""

    name = "use"
    version = "test"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.encoded += texts
        rows = np.zeros((len(texts), 48), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[zlib.crc32(word.strip(".,")[:4].encode()) % 48] += 1
        return rows


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> WordEncoder:
    """The only encoder that is installed."""
    made = WordEncoder()
    monkeypatch.setattr(suggestions, "installed", lambda: ("use",))
    monkeypatch.setattr(suggestions, "encoder", lambda name: made)
    return made


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No encoder is installed."""
    monkeypatch.setattr(suggestions, "installed", tuple)


def place_of(study: Study, words: str) -> tuple[str, int, int]:
    source = study._store.sources()[0].id
    return source, *study.coding.place_of_words(source, words)


def made(folder: Path, *, coded: bool = True) -> Study:
    """A study of TEXT, in which all but the last sentence of each kind is coded."""
    (folder / "liman.txt").write_text(TEXT, encoding="utf-8")
    study = tanik.open(folder / "liman.tanik", language="tr")
    study.add(folder / "liman.txt")
    study.coding.codebooks.use(BOOK)
    if coded:
        for code, sentences in (("sea", SEA[:-1]), ("bread", BREAD[:-1]), ("road", ROAD[:-1])):
            study.coding.code_all([place_of(study, words) for words in sentences], code)
    return study
