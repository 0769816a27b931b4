from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tanik.errors import DamagedSourceError, HostileSourceError
from tanik.sources.catalogue import extract
from tanik.sources.extraction import Extraction

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Balk1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Ozel"><w:name w:val="Bizim başlık"/><w:basedOn w:val="Balk1"/></w:style>
<w:style w:type="paragraph" w:styleId="Alnt"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Halka"><w:name w:val="halka"/><w:basedOn w:val="Halka"/></w:style>
</w:styles>"""

Zipped = Callable[[dict[str, str | bytes]], bytes]


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.fixture
def read(tmp_path: Path, zipped: Zipped) -> Callable[..., Extraction]:
    def build(body: str, **parts: str) -> Extraction:
        members: dict[str, str | bytes] = {
            "word/document.xml": f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": STYLES,
        }
        members |= {f"word/{name}.xml": content for name, content in parts.items() if name != "core"}
        if "core" in parts:
            members["docProps/core.xml"] = parts["core"]
        path = tmp_path / "belge.docx"
        path.write_bytes(zipped(members))
        return extract(path)

    return build


def test_paragraphs_headings_quotations_lists(read: Callable[..., Extraction]) -> None:
    found = read(
        p(t("Birinci Bölüm"), '<w:pStyle w:val="Balk1"/>')
        + p(t("İkinci"), '<w:pStyle w:val="Ozel"/>')
        + p(t("Üçüncü"), '<w:outlineLvl w:val="2"/>')
        + p(
            t("Işık ") + "<w:r><w:tab/></w:r>" + t("söndü."),
            '<w:pStyle w:val="Halka"/><w:tabs><w:tab w:pos="5"/></w:tabs>',
        )
        + p(t("Uzun alıntı."), '<w:pStyle w:val="Alnt"/>')
        + p(t("Girintili alıntı."), '<w:ind w:left="720"/>')
        + p(t("madde"), "<w:numPr/>")
        + p("")
    )
    assert found.text == "Birinci Bölüm\nİkinci\nÜçüncü\nIşık söndü.\nUzun alıntı.\nGirintili alıntı.\nmadde\n"
    assert not found.hard_lines
    assert [h.level for h in found.headings] == [1, 1, 3]
    kinds = [(found.text[b.start : b.end], b.kind) for b in found.blocks]
    assert kinds == [("Uzun alıntı.", "block"), ("Girintili alıntı.", "block"), ("madde", "list")]
    assert found.pages == []


def test_footnotes_and_endnotes(read: Callable[..., Extraction]) -> None:
    notes = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{p("<w:r><w:separator/></w:r>")}</w:footnote>
    <w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>" + t(" Dipnot sözleri."))}{p(t("İkinci fıkra."))}</w:footnote>
    </w:footnotes>"""
    ends = f'<w:endnotes {W}><w:endnote w:id="7">{p(t("Sonnot."))}</w:endnote></w:endnotes>'
    found = read(
        p(
            t("Geldi")
            + '<w:r><w:footnoteReference w:id="7"/></w:r>'
            + t(", gitti.")
            + '<w:r><w:endnoteReference w:id="7"/></w:r>'
        )
        + p(t("Sonra.")),
        footnotes=notes,
        endnotes=ends,
    )
    assert found.text == "Geldi, gitti.\nDipnot sözleri. İkinci fıkra.\nSonra.\nSonnot.\n"
    assert [(n.mark, n.kind, found.text[: n.anchor], found.text[n.start : n.end]) for n in found.notes] == [
        ("1", "footnote", "Geldi", "Dipnot sözleri. İkinci fıkra."),
        ("1", "endnote", "Geldi, gitti.", "Sonnot."),
    ]


def test_pages_as_word_saw_them(read: Callable[..., Extraction]) -> None:
    seen = "<w:r><w:lastRenderedPageBreak/></w:r>"
    found = read(p(t("bir ") + '<w:r><w:br w:type="page"/></w:r>' + seen + t("iki")) + p(seen + t("üç")))
    assert [found.text[page.start : page.end] for page in found.pages] == ["bir ", "iki\n", "üç\n"]


def test_breaks_of_the_author_count_only_when_pages_stay_short(read: Callable[..., Extraction]) -> None:
    broken = '<w:r><w:br w:type="page"/></w:r>'
    assert len(read(p(t("bir") + broken + t("iki"))).pages) == 2
    assert read(p(t("uzun " * 2000) + broken + t("iki"))).pages == []


def test_revisions_fields_and_hyphens(read: Callable[..., Extraction]) -> None:
    found = read(
        p(
            "<w:del><w:r><w:delText>silinen</w:delText></w:r></w:del>"
            + f"<w:ins>{t('eklenen')}</w:ins><w:moveFrom>{t('taşınan')}</w:moveFrom>"
            + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
            + t(" Brest")
            + "<w:r><w:noBreakHyphen/></w:r>"
            + t("Litovsk yol")
            + "<w:r><w:softHyphen/></w:r>"
            + t("culuk")
        )
    )
    assert found.text == "eklenen Brest-Litovsk yolculuk\n"


def test_tables_are_rows_and_boxes_are_text(read: Callable[..., Extraction]) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(t(cell))}</w:tc>" for cell in cells) + "</w:tr>"

    found = read(f"<w:tbl>{row('Ad', 'Yıl')}{row('Ali', '1921')}</w:tbl><w:tbl>{row('Kutu içinde metin.')}</w:tbl>")
    assert found.text == "Ad | Yıl\nAli | 1921\nKutu içinde metin.\n"
    assert [b.kind for b in found.blocks] == ["row", "row"]


def test_text_boxes_are_read_once(read: Callable[..., Extraction]) -> None:
    box = f"<w:txbxContent>{p(t('kutu'))}</w:txbxContent>"
    found = read(
        p(
            t("dış ")
            + f'<mc:A xmlns:mc="m"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:A>'
            + t("son")
        )
    )
    assert found.text == "kutu\ndış son\n"


def test_metadata(read: Callable[..., Extraction]) -> None:
    core = "<c><title>Hâtıralar</title><creator>A. Örnek</creator><created>1955-01-02</created></c>"
    assert read(p(t("x")), core=core).metadata == {"title": "Hâtıralar", "author": "A. Örnek", "date": "1955-01-02"}


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/styles.xml"])
def test_entities_in_any_part(tmp_path: Path, zipped: Zipped, part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    members: dict[str, str | bytes] = {"word/document.xml": f"<w:document {W}/>"}
    path = tmp_path / "varlik.docx"
    path.write_bytes(zipped(members | {part: bomb}))
    with pytest.raises(HostileSourceError):
        extract(path)


def test_no_document_inside(tmp_path: Path, zipped: Zipped) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"word/other.xml": "<x/>"}))
    with pytest.raises(DamagedSourceError):
        extract(path)


def test_deep_nesting_does_not_exhaust_the_stack(read: Callable[..., Extraction]) -> None:
    deep = "<w:smartTag>" * 200 + t("derin") + "</w:smartTag>" * 200
    assert read(p(deep)).text == "derin\n"
