from __future__ import annotations

import pytest

from tanik.errors import HostileSourceError
from tanik.sources.catalogue import recognise
from tanik.sources.given import Given
from tanik.sources.tei import read_tei

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><teiHeader><fileDesc><titleStmt>
<title>Belgeler</title><author>F. Örnek</author></titleStmt><publicationStmt><date when="1932"/></publicationStmt>
</fileDesc><profileDesc><particDesc><person xml:id="AK"><persName><surname>Kaya</surname><forename>Ayşe</forename>
</persName></person></particDesc></profileDesc></teiHeader><text>"""


def read(body: str) -> object:
    return read_tei(Given(f"{HEAD}{body}</text></TEI>".encode(), "a.xml"))


def test_documents_with_pages_and_notes() -> None:
    found = read(
        '<body><pb n="12"/><div><head>Telgraf</head><note rend="inline">Dosya 7</note>'
        "<opener><dateline>Kars</dateline></opener>"
        '<p>Mektup<note n="1">Basılmadı.</note> geldi,\n <pb n="13"/>okundu.</p>'
        "<quote><p>Alıntı.</p></quote></div></body>"
    )
    assert found.text == "Telgraf\nDosya 7\nKars\nMektup geldi, okundu.\nBasılmadı.\nAlıntı.\n"
    assert [(p.label, found.text[p.start : p.end]) for p in found.pages] == [
        ("12", "Telgraf\nDosya 7\nKars\nMektup geldi, "),
        ("13", "okundu.\nBasılmadı.\nAlıntı.\n"),
    ]
    assert [(n.mark, found.text[n.start : n.end], found.text[: n.anchor][-6:]) for n in found.notes] == [
        ("1", "Basılmadı.", "Mektup")
    ]
    assert [found.text[h.start : h.end] for h in found.headings] == ["Telgraf"]
    assert found.metadata == {"title": "Belgeler", "author": "F. Örnek", "date": "1932", "language": "tr"}


def test_turns_of_speakers() -> None:
    found = read(
        '<body><div><note type="time">14.00</note><u who="#AK"><seg>Açıyorum.</seg><seg>Buyurun.</seg></u>'
        '<note>Alkışlar</note><u who="#AK"><seg>Sürüyor.</seg></u>'
        '<u who="#Can.Demir"><seg>Teşekkürler.</seg></u></div></body>'
    )
    assert found.text == "Ayşe Kaya – Açıyorum.\nBuyurun.\n(Alkışlar)\nSürüyor.\nCan Demir – Teşekkürler.\n"


def test_items_rows_and_lines() -> None:
    found = read(
        "<body><list><item>bir</item><item><p>iki</p></item></list>"
        "<table><row><cell/><cell>Ad</cell><cell>Yıl</cell></row></table>"
        "<lg><l>dize bir</l><l>dize iki</l></lg></body>"
    )
    assert found.text == "bir\niki\nAd | Yıl\ndize bir\ndize iki\n"


def test_entities_are_refused() -> None:
    data = b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&a;</text></TEI>'
    assert recognise(data, "a.xml").name == "tei"
    with pytest.raises(HostileSourceError):
        read_tei(Given(data, "a.xml"))
