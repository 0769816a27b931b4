from __future__ import annotations

import pytest

from tanik.sources.extraction import Extraction, RawBlock
from tanik.text.build import build_document

_BODY = "Heyet sabah erkenden istasyona vardı ve orada uzun süre bekledi."


@pytest.mark.parametrize(
    ("line", "kind", "level"),
    [
        ("Giriş", "heading", 1),
        ("2. Görüşmelerin Başlaması", "heading", 1),
        ("2.1. Sınır Meselesi", "heading", 2),
        ("IV. SINIR MESELESİ", "heading", 1),
        ("“Bir Elçinin Anıları”", "body", 0),
        ("Anahtar Sözcükler: elçi, heyet, sınır", "body", 0),
        ("Teşekkür ederim. (Alkışlar)", "body", 0),
        ("Elçi döndü.", "body", 0),
        ("• para yardımı", "list", 0),
        ("a) para yardımı", "list", 0),
        ("17.Yüzyıldan beri böyledir.", "body", 0),
        ("* * *", "block", 0),
        ("ÖRNEK KİŞİ (Ankara) – Evet", "body", 0),
    ],
)
def test_kind_of_a_line(line: str, kind: str, level: int) -> None:
    document = build_document(Extraction(f"{_BODY}\n{line}\n{_BODY}", "html", "t", False), language="tr")
    paragraph = document.paragraphs[1]
    assert (paragraph.text(document.text), paragraph.kind, paragraph.level) == (line, kind, level)


def test_list_of_works_ends_with_the_appendix() -> None:
    text = f"{_BODY}\nWORKS CITED\nBooks\nKaya, A., Memories, 1970.\nAppendix\n{_BODY}"
    document = build_document(Extraction(text, "html", "t", False), language="en")
    assert [p.kind for p in document.paragraphs] == ["body", "heading", "heading", "bibliography", "heading", "body"]


def test_indented_blocks_of_a_book() -> None:
    plain = "Heyet sabah erkenden istasyona vardı ve\norada uzun süre bekledi.\n"
    block = "    Elçi ertesi gün bir mektup yazdı ve\n    onu hemen gönderdi.\n"
    document = build_document(Extraction("\n".join([plain, block, plain, plain]), "txt", "t", True), language="tr")
    assert [p.kind for p in document.paragraphs] == ["body", "block", "body", "body"]


def test_what_the_source_sets_off_is_kept() -> None:
    text = "Elçi yazdı:\nYol çok uzundu.\nSonra sustu."
    start = text.index("Yol")
    extraction = Extraction(
        text, "docx", "test", hard_lines=False, blocks=[RawBlock(start, start + len("Yol çok uzundu."), "block")]
    )
    kinds = [paragraph.kind for paragraph in build_document(extraction, language="tr").paragraphs]
    assert kinds == ["body", "block", "body"]
