"""How large a source may be before it is taken for an attack or a mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of reading one file. Bytes, except where the name says otherwise."""

    file_bytes: int = 1 << 30
    archive_entries: int = 10_000
    archive_bytes: int = 512 << 20
    """Unpacked size of everything read from one DOCX, ODT or EPUB."""
    archive_ratio: float = 200.0
    """Unpacked over packed size of one entry; entries below 1 MiB unpacked are not judged."""
    xml_depth: int = 1_000
    pdf_pages: int = 20_000
    page_pixels: int = 60_000_000
    """Pixels of one picture or rendered page given to the OCR (A4 at 300 dpi: 8.7 million)."""
    ocr_seconds: float = 180.0
    """Longest time for the OCR of one page."""
    bibliography_bytes: int = 20 << 20
    sidecar_bytes: int = 1 << 20
