"""Short texts of our own as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tanik
from tanik.study import Study

TEXT = """Anılar

Elçi Rıza Bey, Kaptan Orhan'ı “çok dikkatli bir denizci” olarak tanımlamaktadır (Tan, 1960: 12). Rıza Bey'e göre
liman güvenli değildi. 3 Mayıs 1921'de Trabzon'a döndüler.

Nermin Hanım yolculuğun uzun sürdüğünü ifade etmektedir (Tan, 1960: 14).
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "yol.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    """Six files, each with other words and another length."""
    paths = []
    for number in range(6):
        path = tmp_path / f"bolum{number}.txt"
        path.write_text(TEXT.replace("12", str(20 + number)) * (number % 3 + 1), encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with tanik.open(tmp_path / "yol.tanik") as opened:
        yield opened
