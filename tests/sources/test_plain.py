from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanik.errors import SourceError, UnknownFormatError
from tanik.sources.encodings import decode
from tanik.sources.given import Given
from tanik.sources.plain import read_markdown, read_plain

TURKISH = "Işığı gören çocuk, ığdır ağacının gölgesinde öğle uykusuna yattı; şair İzzet Bey’e “gel” dedi.\n" * 3
NO_C1 = 'Işığı gören çocuk, ığdır ağacının gölgesinde öğle uykusuna yattı; şair İzzet Bey\'e "gel" dedi.\n' * 3


@pytest.mark.parametrize(
    ("encoding", "text", "named", "how"),
    [
        ("utf-8", TURKISH, "utf-8", "detected"),
        ("utf-8-sig", TURKISH, "utf-8", "bom"),
        ("utf-16", TURKISH, "utf-16-le", "bom"),
        ("utf-16-le", TURKISH, "utf-16-le", "detected"),
        ("utf-16-be", TURKISH, "utf-16-be", "detected"),
        ("utf-32", TURKISH, "utf-32-le", "bom"),
        ("windows-1254", TURKISH, "windows-1254", "detected"),
        ("iso-8859-9", NO_C1, "iso-8859-9", "detected"),
        ("cp857", NO_C1, "cp857", "detected"),
        ("mac-turkish", TURKISH, "mac-turkish", "detected"),
        ("ascii", "plain words only\n", "utf-8", "detected"),
    ],
)
def test_encodings_are_detected_and_said(encoding: str, text: str, named: str, how: str) -> None:
    extraction = read_plain(Given(text.encode(encoding), "a.txt"))
    assert extraction.text == text
    assert (extraction.encoding, extraction.encoding_how) == (named, how)
    assert extraction.doubts == []
    assert extraction.hard_lines


def test_a_given_encoding_wins() -> None:
    extraction = read_plain(Given(TURKISH.encode("windows-1254"), "a.txt", encoding="windows-1252"))
    assert extraction.encoding_how == "given"
    assert "Iþýðý" in extraction.text


def test_a_given_encoding_drops_its_mark() -> None:
    for encoding in ("utf-8", "UTF-16", "utf-16-le"):
        data = b"\xff\xfe" + "aş".encode("utf-16-le") if "16" in encoding else b"\xef\xbb\xbf" + "aş".encode()
        assert read_plain(Given(data, "a.txt", encoding=encoding)).text == "aş"


def test_a_given_encoding_that_does_not_fit_names_the_place() -> None:
    with pytest.raises(SourceError) as caught:
        read_plain(Given("Batı ş".encode("windows-1254"), "mektup.txt", encoding="utf-8"))
    assert caught.value.id == "T308"
    assert "position 3" in str(caught.value)
    assert "0xFD" in str(caught.value)


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", ""])
def test_a_name_that_is_no_encoding(name: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_plain(Given(b"abc", "a.txt", encoding=name))
    assert caught.value.id == "T309"


def test_utf8_with_one_bad_byte_stays_utf8() -> None:
    data = TURKISH.encode() + b"\xff" + TURKISH.encode()
    extraction = read_plain(Given(data, "a.txt"))
    assert extraction.encoding == "utf-8"
    assert extraction.text == TURKISH + "\ufffd" + TURKISH
    assert [(d.start, d.end, d.kind) for d in extraction.doubts] == [(len(TURKISH), len(TURKISH) + 1, "undecodable")]


def test_lone_surrogates_and_nul_become_marked_signs() -> None:
    utf16 = TURKISH.encode("utf-16-le") + b"\x00\xd8" + "son".encode("utf-16-le")
    extraction = read_plain(Given(b"\xff\xfe" + utf16, "a.txt"))
    assert extraction.text == TURKISH + "\ufffdson"
    assert extraction.doubts[0].kind == "undecodable"
    encoded_half = TURKISH.encode() + b"\xed\xa0\x80"
    assert "\ufffd" in read_plain(Given(encoded_half, "a.txt")).text
    nul = read_plain(Given(TURKISH.encode() + b"\x00" + TURKISH.encode(), "a.txt"))
    assert "\x00" not in nul.text
    assert [(d.kind, d.values) for d in nul.doubts] == [("control_character", {"code": "U+0000"})]
    assert nul.text[nul.doubts[0].start] == "\ufffd"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 300, b"\x7fELF" * 100, bytes(range(1, 32)) * 20])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        read_plain(Given(data, "a.txt"))


@pytest.mark.parametrize(
    ("raw", "kind"), [("a\r\nb\r\n", "crlf"), ("a\rb\r", "cr"), ("a\nb\n", "lf"), ("a\r\nb\n", "mixed")]
)
def test_line_ends(raw: str, kind: str) -> None:
    extraction = read_plain(Given(raw.encode(), "a.txt"))
    assert extraction.text == "a\nb\n"
    assert extraction.metadata["newlines"] == kind


def test_form_feeds_are_pages() -> None:
    extraction = read_plain(Given(b"bir\niki\n\fuc\n\fdort\n\f", "a.txt"))
    assert extraction.text == "bir\niki\nuc\ndort\n"
    assert [extraction.text[p.start : p.end] for p in extraction.pages] == ["bir\niki\n", "uc\n", "dort\n"]
    assert [p.number for p in extraction.pages] == [1, 2, 3]


def test_russian_in_an_unknown_code_page_is_a_doubt() -> None:
    data = ("Министр иностранных дел " * 30).encode("cp1251")
    extraction = read_plain(Given(data, "a.txt"))
    assert any(doubt.kind == "encoding" for doubt in extraction.doubts)


def test_fifty_megabytes_in_one_line() -> None:
    data = ("çığlık ve ışık " * 3_000_000).encode()[: 50 << 20]
    start = time.process_time()
    extraction = read_plain(Given(data, "a.txt"))
    assert time.process_time() - start < 20
    assert extraction.text.startswith("çığlık ve")
    start = time.process_time()
    read_markdown(Given(data, "a.md"))
    assert time.process_time() - start < 20


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(Given(b"\xef\xbb\xbf" + text.encode(), "a.txt")).text == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_a_text_or_a_source_error(data: bytes) -> None:
    try:
        extraction = read_plain(Given(data, "a.txt"))
    except SourceError:
        return
    extraction.text.encode("utf-8")
    assert "\x00" not in extraction.text
    assert all(0 <= d.start <= d.end <= len(extraction.text) for d in extraction.doubts)


def test_markdown_headings_keep_their_marks() -> None:
    source = "# Giriş\n\nMetin # değil.\n\nİkinci\n------\n\n```\n# kod\n```\n### Üçüncü ###\n"
    extraction = read_markdown(Given(source.encode(), "a.md"))
    assert extraction.text == source
    found = [(extraction.text[h.start : h.end], h.level) for h in extraction.headings]
    assert found == [("# Giriş", 1), ("İkinci", 2), ("### Üçüncü ###", 3)]


def test_markdown_notes() -> None:
    source = "İlk cümle[^1] sürer.[^son] Yalnız [^yok].\n\n[^1]: Dipnot sözleri.\n[^son]: Öteki not.\n"
    extraction = read_markdown(Given(source.encode(), "a.md"))
    assert extraction.text == "İlk cümle sürer. Yalnız [^yok].\n\nDipnot sözleri.\nÖteki not.\n"
    notes = [(n.mark, extraction.text[: n.anchor], extraction.text[n.start : n.end]) for n in extraction.notes]
    assert notes == [("1", "İlk cümle", "Dipnot sözleri."), ("son", "İlk cümle sürer.", "Öteki not.")]
