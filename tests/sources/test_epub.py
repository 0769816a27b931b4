from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tanik.errors import DamagedSourceError, HostileSourceError, LockedSourceError
from tanik.sources.catalogue import extract

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/kitap.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Günlük</dc:title><dc:creator>D. Örnek</dc:creator><dc:language>tr</dc:language></metadata><manifest>
<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="b" href="iki.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="bir.xhtml" media-type="application/xhtml+xml"/>
<item id="k" href="notlar.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="k"/></spine></package>"""
NAV = """<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="page-list"><ol>
<li><a href="bir.xhtml#p5">v</a></li><li><a href="iki.xhtml#p6">6</a></li></ol></nav></body></html>"""


def chapter(body: str) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>"""


def members() -> dict[str, str | bytes]:
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/kitap.opf": OPF,
        "OPS/nav.xhtml": NAV,
        "OPS/bir.xhtml": chapter(
            '<span id="p5" epub:type="pagebreak" title="v"/><h1>Birinci</h1><p>Geldi&nbsp;mi'
            '<a epub:type="noteref" href="notlar.xhtml#n1" id="r1">1</a>?</p>'
        ),
        "OPS/iki.xhtml": chapter('<h1>İkinci</h1><p>Yolun <span id="p6"/>sonu.</p>'),
        "OPS/notlar.xhtml": chapter(
            '<section epub:type="endnotes"><p id="n1"><a href="bir.xhtml#r1">1</a>. Kitap notu.</p></section>'
        ),
    }


Zipped = Callable[[dict[str, str | bytes]], bytes]


def test_spine_notes_pages_metadata(tmp_path: Path, zipped: Zipped) -> None:
    path = tmp_path / "gunluk.epub"
    path.write_bytes(zipped(members()))
    found = extract(path)
    assert found.text == "Birinci\nGeldi\u00a0mi?\nİkinci\nYolun sonu.\nKitap notu.\n"
    assert [(found.text[p.start : p.end], p.label) for p in found.pages] == [
        ("Birinci\nGeldi\u00a0mi?\nİkinci\nYolun ", "v"),
        ("sonu.\nKitap notu.\n", "6"),
    ]
    assert [(n.mark, n.kind, found.text[: n.anchor]) for n in found.notes] == [
        ("1", "endnote", "Birinci\nGeldi\u00a0mi")
    ]
    assert [h.level for h in found.headings] == [1, 1]
    assert found.metadata == {"title": "Günlük", "author": "D. Örnek", "language": "tr"}


def test_a_broken_chapter_is_a_doubt(tmp_path: Path, zipped: Zipped) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(zipped(members() | {"OPS/iki.xhtml": "<html><p>yarım"}))
    found = extract(path)
    assert "Geldi" in found.text
    assert [(d.kind, d.values["part"]) for d in found.doubts] == [("unreadable_part", "OPS/iki.xhtml")]


def test_all_chapters_broken(tmp_path: Path, zipped: Zipped) -> None:
    path = tmp_path / "a.epub"
    broken = dict.fromkeys(("OPS/bir.xhtml", "OPS/iki.xhtml", "OPS/notlar.xhtml"), "<html><p>")
    path.write_bytes(zipped(members() | broken))
    with pytest.raises(DamagedSourceError):
        extract(path)


def test_entities_in_a_chapter(tmp_path: Path, zipped: Zipped) -> None:
    path = tmp_path / "a.epub"
    bomb = '<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a;</p></html>'
    path.write_bytes(zipped(members() | {"OPS/iki.xhtml": bomb}))
    with pytest.raises(HostileSourceError):
        extract(path)


def test_protected_book(tmp_path: Path, zipped: Zipped) -> None:
    path = tmp_path / "a.epub"
    rights = '<e><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>'
    path.write_bytes(zipped(members() | {"META-INF/encryption.xml": rights}))
    with pytest.raises(LockedSourceError):
        extract(path)
    fonts = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    path.write_bytes(zipped(members() | {"META-INF/encryption.xml": fonts}))
    assert extract(path).notes


def test_package_missing(tmp_path: Path, zipped: Zipped) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(zipped(members() | {"META-INF/container.xml": "<container/>"}))
    with pytest.raises(DamagedSourceError):
        extract(path)
