from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tanik.errors import HostileSourceError
from tanik.sources.catalogue import extract
from tanik.sources.extraction import Extraction

MIMETYPE = "application/vnd.oasis.opendocument.text"
NAMES = ("office", "text", "table", "style", "draw")
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)


@pytest.fixture
def read(tmp_path: Path, zipped: Callable[[dict[str, str | bytes]], bytes]) -> Callable[[str], Extraction]:
    def build(body: str) -> Extraction:
        content = f"""<office:document-content {SPACES}><office:automatic-styles>
        <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
        </office:automatic-styles>
        <office:body><office:text>{body}</office:text></office:body></office:document-content>"""
        meta = "<m><title>Mektup</title><creator>B. Örnek</creator></m>"
        path = tmp_path / "mektup.odt"
        path.write_bytes(zipped({"mimetype": MIMETYPE, "content.xml": content, "meta.xml": meta}))
        return extract(path)

    return build


def test_paragraphs_headings_lists_quotations(read: Callable[[str], Extraction]) -> None:
    found = read(
        '<text:h text:outline-level="2">Başlık</text:h>'
        "<text:p>Bir<text:s/>iki <text:span>üç</text:span>\n dört.</text:p>"
        '<text:p text:style-name="P1">Alıntı.</text:p>'
        "<text:list><text:list-item><text:p>madde</text:p></text:list-item></text:list><text:p>son</text:p>"
    )
    assert found.text == "Başlık\nBir iki üç dört.\nAlıntı.\nmadde\nson\n"
    assert [(h.start, h.level) for h in found.headings] == [(0, 2)]
    assert [b.kind for b in found.blocks] == ["block", "list"]
    assert found.metadata == {"title": "Mektup", "author": "B. Örnek"}


def test_notes_are_read_once_with_anchor(read: Callable[[str], Extraction]) -> None:
    def note(kind: str, mark: str, *paragraphs: str) -> str:
        body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
        return (
            f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
            f"<text:note-body>{body}</text:note-body></text:note>"
        )

    foot, end = note("footnote", "1", "Dip not.", "Fıkra."), note("endnote", "i", "Son.")
    found = read(f"<text:p>Geldi{foot} ve{end} gitti.</text:p><text:p>x</text:p>")
    assert found.text == "Geldi ve gitti.\nDip not. Fıkra.\nx\nSon.\n"
    assert [(n.mark, n.kind, found.text[: n.anchor]) for n in found.notes] == [
        ("1", "footnote", "Geldi"),
        ("i", "endnote", "Geldi ve"),
    ]


def test_soft_pages_comments_and_tracked_deletions(read: Callable[[str], Extraction]) -> None:
    found = read(
        "<text:tracked-changes><text:deletion><text:p>silinen</text:p></text:deletion></text:tracked-changes>"
        "<text:p>bir <text:soft-page-break/>iki"
        "<office:annotation><text:p>yorum</text:p></office:annotation> üç</text:p>"
        "<text:soft-page-break/><text:p>dört</text:p>"
    )
    assert [found.text[p.start : p.end] for p in found.pages] == ["bir ", "iki üç\n", "dört\n"]


def test_pages_that_cannot_be_all_are_given_away(read: Callable[[str], Extraction]) -> None:
    assert read(f"<text:p>bir<text:soft-page-break/>iki</text:p><text:p>{'uzun ' * 2000}</text:p>").pages == []


def test_tables(read: Callable[[str], Extraction]) -> None:
    cells = "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in ("Ad", "Yıl"))
    one = "<table:table-cell><text:p>Kutu.</text:p></table:table-cell>"
    found = read(
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        f"<table:table><table:table-row>{one}</table:table-row></table:table>"
    )
    assert found.text == "Ad | Yıl\nKutu.\n"


def test_entities(tmp_path: Path, zipped: Callable[[dict[str, str | bytes]], bytes]) -> None:
    path = tmp_path / "a.odt"
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    path.write_bytes(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bomb}))
    with pytest.raises(HostileSourceError):
        extract(path)
