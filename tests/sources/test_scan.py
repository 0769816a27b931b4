"""OCR. These tests need Tesseract with Turkish (apt-get install tesseract-ocr tesseract-ocr-tur); they fail without."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tanik.errors import DamagedSourceError, HostileSourceError, MissingPartError, SourceError
from tanik.sources import scan
from tanik.sources.catalogue import extract
from tanik.sources.given import Given
from tanik.sources.limits import Limits
from tanik.sources.scan import read_image

SENTENCES = "Işıklı salonda toplandık ve yeni gelen mektupları okuduk. Güneş çoktan batmıştı."


@pytest.fixture
def picture(typeset: Any, layout: Any) -> Any:
    import pypdfium2

    book = typeset(SENTENCES.split() * 4, layout(size=11, page_numbers=False))
    return pypdfium2.PdfDocument(book.data)[0].render(scale=300 / 72, grayscale=True).to_pil()


def saved(picture: Any, format: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def distance(one: list[str], two: list[str]) -> int:
    row = list(range(len(two) + 1))
    for i, word in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(two, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


@pytest.mark.parametrize(("format", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("PDF", "tarama.pdf")])
def test_pictures_are_read(tmp_path: Path, picture: Any, format: str, name: str) -> None:
    path = tmp_path / name
    options = {"resolution": 300} if format == "PDF" else {"dpi": (300, 300)}
    path.write_bytes(saved(picture, format, **options))
    found = extract(path, language="tr")
    assert distance(found.text.split(), SENTENCES.split() * 4) <= 2
    assert [page.image for page in found.pages] == [True]
    assert found.hard_lines
    assert "tesseract" in found.maker
    assert "tur" in found.maker


def test_pages_of_a_tiff(tmp_path: Path, picture: Any) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(saved(picture, "TIFF", save_all=True, append_images=[picture], dpi=(300, 300)))
    found = extract(path)
    assert [(p.number, p.image) for p in found.pages] == [(1, True), (2, True)]
    first, second = (found.text[p.start : p.end] for p in found.pages)
    assert first == second
    assert first.strip()


def test_spoilt_words_are_marked(picture: Any) -> None:
    source = random.Random(1)
    pixels = picture.load()
    for y in range(280, 520):  # specks over the first two lines
        for x in range(picture.width):
            if source.random() < 0.6:
                pixels[x, y] = source.choice((0, 255, 255))
    found = read_image(Given(saved(picture, "PNG", dpi=(300, 300)), "a.png"))
    assert found.unsure
    assert len(found.unsure) < len(found.text.split())
    for word in found.unsure:
        assert 0 <= word.confidence < 60
        assert found.text[word.start : word.end].strip() == found.text[word.start : word.end] != ""


def test_mixed_pdf_keeps_text_pages_and_reads_scans(tmp_path: Path, picture: Any, typeset: Any, layout: Any) -> None:
    import pypdfium2

    scanned = pypdfium2.PdfDocument(saved(picture, "PDF", resolution=300))
    mixed = pypdfium2.PdfDocument(
        typeset(["Metin", "katmanı", "olan", "ilk", "sayfa", "budur."], layout(page_numbers=False)).data
    )
    mixed.import_pages(scanned)
    path = tmp_path / "karisik.pdf"
    mixed.save(str(path))
    found = extract(path, language="tr")
    assert [page.image for page in found.pages] == [False, True]
    one, two = (found.text[p.start : p.end] for p in found.pages)
    assert "Metin katmanı" in one
    assert "mektupları okuduk" in " ".join(two.split())


def test_program_missing(picture: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingPartError) as caught:
        read_image(Given(saved(picture, "PNG"), "tarama.png", language="tr"))
    assert caught.value.id == "T340"
    assert "tesseract-ocr tesseract-ocr-tur" in str(caught.value)
    assert caught.value.exit_code == 4


def test_language_missing(picture: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_installed", lambda: frozenset({"eng", "osd"}))
    with pytest.raises(MissingPartError) as caught:
        read_image(Given(saved(picture, "PNG"), "tarama.png", language="tr-TR"))
    assert caught.value.id == "T341"
    assert "tesseract-ocr-tur" in str(caught.value)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (subprocess.TimeoutExpired("tesseract", 1), "too long"),
        (subprocess.CompletedProcess([], 1, b"", b"Image too small"), "Image too small"),
    ],
)
def test_ocr_that_fails(picture: Any, monkeypatch: pytest.MonkeyPatch, outcome: Any, reason: str) -> None:
    def run(*arguments: Any, **options: Any) -> Any:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(scan, "_installed", lambda: frozenset({"tur"}))
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(SourceError, match=reason) as caught:
        read_image(Given(saved(picture, "PNG"), "a.png"))
    assert caught.value.id == "T342"


def test_too_many_pixels(picture: Any) -> None:
    with pytest.raises(HostileSourceError) as caught:
        read_image(Given(saved(picture, "PNG"), "a.png", limits=Limits(page_pixels=1000)))
    assert caught.value.id == "T343"


@pytest.mark.parametrize("damage", [lambda d: d[:100], lambda d: d[:20] + b"xxxx" + d[24:], lambda d: d[: len(d) // 2]])
def test_damaged_pictures(picture: Any, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DamagedSourceError):
        read_image(Given(damage(saved(picture, "PNG")), "a.png"))
