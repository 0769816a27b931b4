"""The same input gives byte-identical readings, in one process or four, in any order."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import determinism

TEXTS = {
    "inceleme.txt": (
        "Elçi Rıfat Bey, komşu devletin sözüne güvenmediğini yazmaktadır (Tan, 1961: 12). Ona göre Doktor Selim "
        "“kararsız bir adamdı” (Tan, 1961: 14). Selim Bey ise elçiyi çok takdir ediyordu. 12 Mayıs 1921’de imzalanan "
        "antlaşmayı ikisi de faydalı bulmuştu."
    ),
    "hatirat.txt": (
        "Elçiliğe 3 Haziran 1920 günü vardım. Rıfat Bey’i ilk görüşte sevdim. Konsolos Nuri Bey “Burada kimseye "
        "güvenme” dedi. Bu sözü haksız buluyordum. Nuri Bey’e göre hükümet bizi unutmuştu."
    ),
    "notes.txt": (
        "The envoy admired General Brown. According to the consul, the government was weak. “We shall wait,” said "
        "Brown on 4 June 1920. I did not believe him, and I think that the consul was right."
    ),
    "zabit.txt": (
        "REİS — Söz Hasan Bey’indir.\n\nHASAN BEY (Konya) — Efendiler, bu antlaşmayı zararlı buluyorum. Hükümete "
        "güvenmiyorum.\n\nALİ BEY (Bursa) — Ben hükümetin siyasetini doğru buluyorum."
    ),
}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for name, text in TEXTS.items():
        path = tmp_path / name
        path.write_text(text + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def test_readings_are_the_same_in_one_process_or_four_in_any_order(files: list[Path]) -> None:
    assert determinism.differences(files, processes=4) == []


def test_another_text_gives_another_reading(files: list[Path]) -> None:
    before = determinism.digests(files[:2])
    files[0].write_text(TEXTS["inceleme.txt"].replace("güvenmediğini", "güvendiğini"), encoding="utf-8")
    after = determinism.digests(files[:2])
    assert before[str(files[0])] != after[str(files[0])]
    assert before[str(files[1])] == after[str(files[1])]
