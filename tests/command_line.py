"""What tests of the command line share: a short text of our own, and what a command answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MEMOIR = (
    "Bakırköy Günleri\n\n"
    "1921 yılının mart ayında Sivas'a vardım. Vali Nuri Bey, “Bu yol çok uzundur, fakat sonu iyidir.” dedi. "
    "Rasim Bey ise hükümetin kararını yanlış bulduğunu söyledi.\n\n"
    "Nuri Bey'e göre Rasim Bey güvenilir bir insandı (Ersoylu, 1950: 12).\n"
)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


Tanik = Callable[..., Answer]
