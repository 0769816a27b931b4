from __future__ import annotations

import codecs
from encodings.aliases import aliases

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tanik.errors import SourceError, UnknownFormatError
from tanik.sources.encodings import decode, looks_binary
from tanik.sources.given import Given

SENTENCE = "Çoban, sürüyü ağıla götürdü; İnce Işık’ın kızı şöyle güldü.\n"
"""Every Turkish letter that is no ASCII, some of them twice, and a curved apostrophe."""
PLAIN = SENTENCE.replace("’", "'")
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def of(data: bytes, encoding: str | None = None) -> Given:
    return Given(data, "defter.txt", encoding)


_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_WORDS = """
    çoban dağdan indi. Irmağın öte yakasında şafak söktü; gün ışıdı, kuş öttü. İşte üç güğüm süt! Ağaç, yağmur
    altında eğildi. Çiçek açtı
""".split()  # noqa: SIM905 - reads better
_TURKISH = st.lists(st.sampled_from(_WORDS), min_size=8, max_size=60).map(" ".join)


@given(_ANY, st.sampled_from(sorted(MARKS)))
def test_a_mark_decides(text: str, encoding: str) -> None:
    assume(not (encoding == "utf-16-le" and text.startswith("\x00")))  # then the mark reads as that of UTF-32
    assume("\ufffd" not in text)
    found = decode(of(MARKS[encoding] + text.encode(encoding)))
    assert (found.text, found.encoding, found.how, found.replaced) == (text, encoding, "bom", ())


@given(_TURKISH, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "windows-1254", "cp857", "mac-turkish"]))
def test_turkish_comes_back_from_every_page(words: str, encoding: str) -> None:
    assume(sum(character > "\x7f" for character in words) >= 4)
    found = decode(of(words.encode(encoding)))
    assert (found.text, found.how, found.replaced) == (words, "detected", ())
    # Without a byte in 0x80-0x9F the standard has the same letters.
    same = {encoding, "iso-8859-9"} if encoding == "windows-1254" else {encoding}
    assert found.encoding in same


@given(_ANY, st.sampled_from(["utf-8", "UTF_16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]))
def test_the_users_word_wins_and_its_mark_goes(text: str, encoding: str) -> None:
    assume(not text.startswith("\ufeff"))
    data = text.encode(encoding)
    assume(not (encoding == "utf-16-le" and data.startswith(codecs.BOM_UTF16_LE)))
    found = decode(of(data, encoding))
    assert (found.text, found.how) == (text, "given")


def test_a_mark_of_another_encoding_is_not_taken_away() -> None:
    data = codecs.BOM_UTF16_LE + "ağıl".encode("utf-16-le")
    for encoding in ("utf-8", "utf-8-sig"):
        with pytest.raises(SourceError) as caught:
            decode(of(data, encoding))
        assert (caught.value.id, caught.value.values["offset"]) == ("T308", 0)
    assert decode(of(data, "windows-1254")).text.startswith("ÿş")


@given(
    st.binary(max_size=12), st.sampled_from([*sorted(set(aliases.values())), "idna", "punycode", "undefined", "x\0y"])
)
def test_any_name_over_any_bytes_gives_a_text_or_a_source_error(data: bytes, encoding: str) -> None:
    try:
        assert decode(of(data, encoding)).how == "given"
    except SourceError as error:
        assert error.id in ("T308", "T309")
        assert "defter.txt" in str(error) or encoding in str(error)


@pytest.mark.parametrize(
    ("declared", "encoding", "how"),
    [
        ("windows-1254", "cp1254", "declared"),
        (" ISO_8859-9 ", "cp1254", "declared"),  # read as the superset, as browsers do
        ("latin5", "cp1254", "declared"),
        ("utf-8", "windows-1254", "detected"),  # does not fit
        ("x-klingon", "windows-1254", "detected"),
        ("hex", "windows-1254", "detected"),  # no encoding of texts
    ],
)
def test_the_files_own_word(declared: str, encoding: str, how: str) -> None:
    found = decode(of(SENTENCE.encode("windows-1254")), declared)
    assert (found.text, found.encoding, found.how) == (SENTENCE, encoding, how)


def test_order_of_authorities() -> None:
    data = codecs.BOM_UTF8 + SENTENCE.encode()
    assert decode(of(data), "iso-8859-1").how == "bom"
    assert decode(of(data, "utf-8"), "iso-8859-1").how == "given"
    assert decode(of(SENTENCE.encode()), "iso-8859-1").text != SENTENCE  # its word is taken where it can be


def test_broken_bytes_keep_their_places() -> None:
    data = SENTENCE.encode() * 4
    broken = data[:9] + b"\xff" + data[9:] + b"\xc4"
    found = decode(of(broken))
    assert found.encoding == "utf-8"
    assert [found.text[i] for i in found.replaced] == ["\ufffd", "\ufffd"]
    assert "".join(c for i, c in enumerate(found.text) if i not in found.replaced) == SENTENCE * 4
    half = decode(of(codecs.BOM_UTF16_LE + "ağ".encode("utf-16-le") + b"\x31"))
    assert (half.text, half.replaced) == ("ağ\ufffd", (2,))


def test_the_standard_is_named_where_it_is_enough() -> None:
    assert decode(of(PLAIN.encode("iso-8859-9"))).encoding == "iso-8859-9"
    assert decode(of(SENTENCE.encode("windows-1254"))).encoding == "windows-1254"


def test_letters_far_behind_the_beginning_decide() -> None:
    data = b"no such letter here\n" * 20_000 + SENTENCE.encode("cp857", "ignore") * 3
    found = decode(of(data))
    assert found.encoding == "cp857"
    assert found.text.endswith(SENTENCE.replace("’", ""))


def test_a_page_that_is_not_known_is_not_sure() -> None:
    assert not decode(of("Пастух увёл стадо в горы.".encode("koi8-r"))).sure
    usual = "Kervan akşam olmadan hana indi ve hayvanları ahıra bağladı."
    assert decode(of(usual.encode("windows-1254"))).sure
    assert decode(of("Le berger a mené le troupeau à la forêt, très tôt.".encode("windows-1254"))).sure
    # Code page 437 has box lines where the Turkish pages have letters; the nearest page is taken, not without doubt.
    assert not decode(of("║ Ω ║ Γ ║ π ║".encode("cp437"))).sure


@pytest.mark.parametrize("data", [b"\x7fELF\x01\x01\x00\x00" * 40, bytes(range(256)) * 10, b"\x00" * 999])
def test_binary_is_refused(data: bytes) -> None:
    assert looks_binary(data)
    with pytest.raises(UnknownFormatError) as caught:
        decode(of(data))
    assert caught.value.id == "T307"


def test_a_few_controls_are_no_binary() -> None:
    page = b"word\tand\x0cword\r\n\x1a" * 60
    assert not looks_binary(page)  # tab, form feed, line ends and the old end of file
    assert not looks_binary(b"")
    assert not looks_binary(b"a" * 200 + b"\x01")
    assert looks_binary(b"a" * 198 + b"\x01")
    assert decode(of(b"")).text == ""
