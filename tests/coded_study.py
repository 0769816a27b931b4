"""A study that people code in rounds: shared by tests of rounds, comparing and settling."""

from __future__ import annotations

from pathlib import Path

import tanik
from tanik.coding.codebook import Code, Codebook
from tanik.study import Study

TEXT = """Nazım Bey, Komiserin “sözünü tutan, ölçülü bir adam” olduğunu söylemiştir (Serin, 1956: 41).

Cemile Hanım’a göre ise Komiser “her kapıyı açık bırakan, hiçbirinden geçmeyen” biridir.

Nazım Bey 1922 başında Komiserin “iki yüzlü bir siyaset” güttüğünü söylemiştir.

Cemile Hanım antlaşmayı “kuzeyin bize uzattığı ilk dürüst el” saymıştır.
"""


def made(folder: Path) -> Study:
    """Four statements read, a codebook with two codes."""
    path = folder / "yol.txt"
    path.write_text(TEXT, encoding="utf-8")
    study = tanik.open(folder / "a.tanik", language="tr")
    study.add(path)
    study.read()
    study.coding.codebooks.use(Codebook("book", 1, (Code("x"), Code("y"))))
    return study


def uids(study: Study) -> list[str]:
    return list(dict.fromkeys(row["uid"] for row in study.statements().to_pylist()))


def source_of(study: Study) -> str:
    return str(study.sources().to_pylist()[0]["id"])


def coded_round(study: Study) -> int:
    source = source_of(study)
    round = study.rounds.open("text", ["Ayşe", "Deniz", "Ali"], proposals=False)
    for name, end, polarity in (("Ayşe", 60, "positive"), ("Deniz", 60, "negative"), ("Ali", 58, "negative")):
        coder = study.coding.as_coder(name, round=round.id)
        coder.add_statement(source, 0, end, holder="Nazım Bey", targets={"Komiser": polarity}, new_entities=True)
        coder.code(source, 0, 20, "x")
    study.coding.as_coder("Ali", round=round.id).code(source, 100, 120, "y")
    study.rounds.finish(round.id, "Ali", "yol.txt")
    assert {one.coder.name: one.done for one in study.rounds.status(round.id)} == {"Ayşe": 0, "Deniz": 0, "Ali": 1}
    study.rounds.close(round.id)
    return round.id
