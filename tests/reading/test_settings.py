from __future__ import annotations

from tanik.reading.settings import ReadingSettings


def test_the_fingerprint_follows_what_changes_a_reading() -> None:
    base = ReadingSettings(kind="memoir", authors=("Ahmet Soylu",))
    assert base.fingerprint() == ReadingSettings(kind="memoir", authors=("Ahmet Soylu",)).fingerprint()
    others = [
        ReadingSettings(kind="study", authors=("Ahmet Soylu",)),
        ReadingSettings(kind="memoir"),
        ReadingSettings(kind="memoir", authors=("Ahmet Soylu",), written="1955"),
        ReadingSettings(kind="memoir", authors=("Ahmet Soylu",), language="en"),
    ]
    assert len({base.fingerprint(), *(other.fingerprint() for other in others)}) == 5
