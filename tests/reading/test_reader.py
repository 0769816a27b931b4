from __future__ import annotations

import dataclasses

import pytest

from reading_samples import document, reading
from tanik.reading.reader import STEPS, Step, check_order, read_document
from tanik.reading.settings import ReadingSettings

TEXT = (
    "Ahmet Nedim (Soylu) Bey 5 Mayıs 1915’te Viyana’ya gitti. "
    "Avusturya’nın yorgun olduğunu belirtmektedir (Soylu, 1950: 12).",
    "Ona göre “Avusturya savaşa hazır değildi.” Rusya ise güvenilir bir dost olarak görülmüştü.",
)


def test_the_order_of_the_steps_is_checked() -> None:
    check_order()
    with pytest.raises(ValueError, match="statements"):
        check_order(tuple(reversed(STEPS)))
    with pytest.raises(ValueError, match="'lonely' needs stars"):
        check_order((*STEPS, Step("lonely", ("stars",), (), lambda desk: None)))


def test_the_same_input_gives_the_same_reading() -> None:
    made = document(*TEXT)
    first = dataclasses.asdict(read_document(made, ReadingSettings(kind="study")))
    assert first == dataclasses.asdict(read_document(made, ReadingSettings(kind="study")))


def test_everything_is_in_text_order_and_says_who_made_it() -> None:
    _, found = reading(*TEXT)
    assert found.maker.startswith("tanik-rules ")
    for things in (found.citations, found.quotations, found.dates, found.statements, found.doubts, found.mentions):
        starts = [thing.start for thing in things]  # type: ignore[attr-defined]
        assert starts == sorted(starts)


def test_doubts_of_the_text_are_kept() -> None:
    made = document(
        "Bonjour, nous sommes dans la ville et nous ne savons pas où aller avec les autres.", language="und"
    )
    found = read_document(made)
    assert found.language == "en"


def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    read_document(document(*TEXT), progress=lambda done, total: seen.append((done, total)))
    assert seen and all(done <= total for done, total in seen)


def test_an_empty_document_gives_an_empty_reading() -> None:
    _, found = reading("")
    assert (found.statements, found.quotations, found.citations) == ([], [], [])


def test_dates_are_read_in_the_calendar_of_the_source() -> None:
    text = "Heyet 25 Ekim 1917 günü yola çıktı."
    assert [d.edtf for d in reading(text)[1].dates] == ["1917-10-25"]
    assert [(d.edtf, d.calendar) for d in reading(text, calendar="julian")[1].dates] == [("1917-11-07", "julian")]
    rumi = "Heyet 15 Şubat 1332 günü yola çıktı. Hatıra 1955’te yazıldı."
    assert [d.edtf for d in reading(rumi, calendar="rumi")[1].dates] == ["1917-02-28", "1955"]
