"""Files of a small study whose quotations, claims and works can be checked."""

from __future__ import annotations

from pathlib import Path

MEMOIR = """Kış erken geldi ve köprü buz tuttu. Kervan üç gün handa bekledi. Elçi Rıza Bey halka verdiği sözü tutmadı.

Kaptan Orhan'a güvenirdim. Onu dürüst ve çalışkan bir adam olarak takdir ettim.
"""
STUDY = """Gezer'in anlattığına göre “Kervan üç gün handa bekledi” (Gezer, 1950: 12).

Rıza Bey, Kaptan Orhan'ı “çok dikkatli ve dürüst bir denizci” olarak tanımlamaktadır (Tan, 1960: 14). Rıza Bey'e göre
Kaptan Orhan güvenilmez bir adamdır (Tan, 1960: 15).

Yazar “Elçi Rıza Bey halka verdiği sözü tuttu” demiştir (Gezer, 1950: 13).

Kaynakça

Gezer, A. (1950). Yol Defteri. İstanbul: Kitapevi Yayınları.

Tan, N. (1960). Liman Yılları. Ankara: Kitapevi Yayınları.
"""
FINDINGS = """findings:
  - id: orhan-named
    claim: {tr: "Orhan anılır ({query:target=Orhan} pasaj).", en: "Orhan is spoken of ({query:target=Orhan})."}
    expect: presence
    query: target=Orhan
  - id: orhan-praised
    claim: Orhan övülür.
    expect: direction
    query: target=Orhan
"""


def write_files(folder: Path) -> list[Path]:
    """A memoir, a study that quotes it, their data beside them, and findings.yaml; gives the two texts."""
    (folder / "defter.txt").write_text(MEMOIR, encoding="utf-8")
    (folder / "defter.yaml").write_text(
        "kind: memoir\ntitle: Yol Defteri\nauthor: [Ada Gezer]\npublished: 1950\nlanguage: tr\n", encoding="utf-8"
    )
    (folder / "inceleme.txt").write_text(STUDY, encoding="utf-8")
    (folder / "inceleme.yaml").write_text(
        "kind: study\ntitle: Bir İnceleme\nauthor: [Can Okur]\npublished: 1999\nlanguage: tr\n", encoding="utf-8"
    )
    (folder / "findings.yaml").write_text(FINDINGS, encoding="utf-8")
    return [folder / "defter.txt", folder / "inceleme.txt"]
