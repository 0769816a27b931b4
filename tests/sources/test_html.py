from __future__ import annotations

import time

import pytest

from tanik.errors import EmptySourceError, HostileSourceError
from tanik.sources.given import Given
from tanik.sources.html import read_html


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=tr><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def test_main_text_without_its_frame() -> None:
    found = read_html(
        Given(
            page(
                "<nav>Ana sayfa</nav><header>Gazete</header><div class='sidebar x'>Reklam</div>"
                "<h1>Başlık</h1><p>İlk\n  paragraf.<script>alert(1)</script></p><style>p{}</style>"
                "<blockquote><p>Alıntı bir.</p><p>Alıntı iki.</p></blockquote>"
                "<ul><li>bir<li>iki</ul><p>Üst<br>alt &amp; &Ccedil;ok</p><footer>Telif</footer>"
                "<!-- gizli --><template><p>kalıp</p></template><p hidden>saklı</p>",
                "<title>Yazı</title><meta name=author content='C. Örnek'>",
            ),
            "a.html",
        )
    )
    assert found.text == "Başlık\nİlk paragraf.\nAlıntı bir.\nAlıntı iki.\nbir\niki\nÜst\nalt & Çok\n"
    assert [b.kind for b in found.blocks] == ["block", "block", "list", "list"]
    assert [h.level for h in found.headings] == [1]
    assert found.metadata == {"title": "Yazı", "author": "C. Örnek", "language": "tr"}
    assert not found.hard_lines


def test_article_keeps_its_own_header() -> None:
    text = "<p>" + "söz " * 50 + "</p>"
    found = read_html(Given(page(f"<div>Yan</div><article><header><h1>Ad</h1></header>{text}</article>"), "a.html"))
    assert found.text.startswith("Ad\nsöz söz")
    assert "Yan" not in found.text


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ('<sup><a id="r1" href="#fn1">1</a></sup>', '<ol><li id="fn1">Not sözleri. <a href="#r1">↩</a></li></ol>'),
        (
            '<a href="#_ftn1" name="_ftnref1">[1]</a>',
            '<div id="x"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Not sözleri.</p></div>',
        ),
        ('<a epub:type="noteref" href="#n">1</a>', '<aside epub:type="footnote" id="n"><p>1. Not sözleri.</p></aside>'),
        ('<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>', '<li id="cite_note-1">^ Not sözleri.</li>'),
    ],
)
def test_notes_by_their_links(call: str, words: str) -> None:
    found = read_html(Given(page(f"<p>Geldi{call} ve gitti.</p><p>Sonra.</p>{words}"), "a.html"))
    assert found.text == "Geldi ve gitti.\nNot sözleri.\nSonra.\n"
    assert [(n.mark, found.text[: n.anchor], found.text[n.start : n.end]) for n in found.notes] == [
        ("1", "Geldi", "Not sözleri.")
    ]


def test_links_that_are_no_notes_stay() -> None:
    found = read_html(
        Given(page('<p><a href="#b1">1</a> <a href="x.html">iki</a></p><h2 id="b1">Bölüm</h2>'), "a.html")
    )
    assert found.text == "1 iki\nBölüm\n"
    assert found.notes == []


def test_notes_outside_of_the_article_are_kept() -> None:
    long = "söz " * 60
    body = (
        f'<article><p>{long}<sup><a href="#n1">1</a></sup>.</p></article><aside><p id="n1">Dışarıdaki not.</p></aside>'
    )
    found = read_html(Given(page(body), "a.html"))
    assert [found.text[n.start : n.end] for n in found.notes] == ["Dışarıdaki not."]


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("windows-1254", "cp1254"), ("iso-8859-9", "cp1254"), ("utf-8", "utf-8")],
)
def test_declared_charset(charset: str, codec: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    data = f"<html><head>{head}</head><p>Iğdır’ın şairi</p>"
    found = read_html(Given(data.encode(codec), "a.html"))
    assert found.text == "Iğdır’ın şairi\n"
    assert found.encoding_how == "declared"


def test_a_wrong_declaration_is_not_followed() -> None:
    data = '<meta charset="utf-8"><p>Iğdır ışığı şöyle böyle güçlü</p>'.encode("cp1254")
    found = read_html(Given(data, "a.html"))
    assert "Iğdır ışığı şöyle" in found.text
    assert found.encoding_how == "detected"


def test_tables_and_pages() -> None:
    found = read_html(
        Given(
            page('<table><tr><th>Ad<td><p>Yıl</p></tr></table><p>bir <span class="pagenum">[s. 12]</span>iki</p>'),
            "a.html",
        )
    )
    assert found.text == "Ad | Yıl\nbir iki\n"
    assert [(found.text[p.start : p.end], p.label) for p in found.pages] == [("Ad | Yıl\nbir ", None), ("iki\n", "12")]


def test_nothing_to_read() -> None:
    with pytest.raises(EmptySourceError):
        read_html(Given(b"   ", "a.html"))


def test_broken_markup_is_read_and_bottomless_markup_refused() -> None:
    found = read_html(Given(b"<div>" * 500 + b"dip</p></b><p>son", "a.html"))
    assert found.text == "dip\nson\n"
    start = time.process_time()
    with pytest.raises(HostileSourceError):
        read_html(Given(b"<div>" * 60_000 + b"dip", "a.html"))
    assert time.process_time() - start < 20
