from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanik.sources.extraction import (
    Extraction,
    RawDoubt,
    RawFurniture,
    RawHeading,
    RawNote,
    RawPage,
    UnsureWord,
)
from tanik.text.build import build_document
from tanik.text.document import Document


def plain(text: str, hard: bool = True) -> Extraction:
    return Extraction(text, "txt", "test 1", hard)


def paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.text(document.text)) for p in document.paragraphs]


def wrap(words: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


_SENTENCES = [
    "Heyet sabah erkenden istasyona vardı ve orada uzun süre bekledi.",
    "Komiser ertesi gün görüşmelere başlanacağını bildirdi.",
    "Yardım meselesi konuşulmadan sınır meselesine geçilmesi istenmedi.",
    "Elçi raporunda halkın ekmek ve barış istediğini yazdı.",
    "Bu sırada gazeteler antlaşmanın imzalandığını duyurdu.",
]


def prose(count: int, first: int = 0) -> str:
    return " ".join(_SENTENCES[(first + i) % len(_SENTENCES)] for i in range(count))


def test_wrapped_paragraphs_parted_by_blank_lines() -> None:
    first, second = prose(6), prose(5, 2)
    text = "\n".join([*wrap(first, 60), "", *wrap(second, 60)])
    assert paragraphs(build_document(plain(text))) == [("body", first), ("body", second)]


def test_blank_line_between_all_lines_is_layout() -> None:
    first, second = prose(9), prose(9, 3)
    text = "\n\n".join([*wrap(first, 60), *wrap(second, 60)])
    document = build_document(plain(text))
    assert paragraphs(document)[0][1].startswith(_SENTENCES[0])
    assert " ".join(words for _, words in paragraphs(document)) == f"{first} {second}"
    assert all(words[-1] == "." for _, words in paragraphs(document))


def test_one_line_is_one_paragraph_in_soft_text() -> None:
    document = build_document(plain("Birinci satır\nikinci satır", hard=False))
    assert [words for _, words in paragraphs(document)] == ["Birinci satır", "ikinci satır"]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    lines = [prose(5, i) for i in range(6)]
    assert [w for _, w in paragraphs(build_document(plain("\n".join(lines))))] == lines


def shown_pages_text(pages: int, lines: int) -> tuple[str, str]:
    """A text as it comes out of some readers of PDF: doubled line breaks, a page start marked by a blank only."""
    words = prose(pages * lines + 40)
    rows = wrap(words, 60)[: pages * lines]
    out = rows[0]
    for i, row in enumerate(rows[1:], 1):
        out += f" \n {row}" if i % lines == 0 else f" \n\n{row}"
    return out, " ".join(rows)


def test_pages_that_the_layout_shows() -> None:
    text, words = shown_pages_text(6, 30)
    document = build_document(plain(text))
    assert [page.number for page in document.pages] == [1, 2, 3, 4, 5, 6]
    assert all(page.label is None for page in document.pages)
    assert [document.pages[0].start, document.pages[-1].end] == [0, len(document.text)]
    assert all(a.end == b.start for a, b in pairwise(document.pages))
    assert " ".join(w for _, w in paragraphs(document)) == words
    starts = [text[document.to_raw.raw(page.start) - 2] for page in document.pages[1:]]
    assert starts == ["\n"] * 5


def test_indents_are_no_pages() -> None:
    lines: list[str] = []
    for i in range(12):
        rows = wrap(prose(3 + i % 4, i), 60)
        lines += [" " + rows[0], *rows[1:]]
    assert build_document(plain("\n".join(lines))).pages == ()


def test_footnote_at_the_page_foot_splits_the_paragraph() -> None:
    text, _ = shown_pages_text(6, 30)
    cut = text.index(" \n ", 10)
    note = " \n" + " " * 50 + "\n Bu metin önce bir kongrede bildiri olarak sunulmuştur. "
    document = build_document(plain(text[:cut] + note + text[cut:]))
    [found] = document.notes
    assert document.text[found.start : found.end] == "Bu metin önce bir kongrede bildiri olarak sunulmuştur."
    assert (found.anchor, found.mark) == (None, "")
    [note_paragraph] = [p for p in document.paragraphs if p.kind == "note"]
    assert note_paragraph.note == 0
    assert document.page_at(found.start) == document.pages[0]
    assert "bildiri" not in " ".join(w for kind, w in paragraphs(document) if kind == "body")


def test_numbered_footnote_has_its_anchor() -> None:
    body = wrap(prose(12).replace("istenmedi.", "istenmedi.1", 1), 60)
    text = "\n".join(body[:-3]) + "\n1 Arşiv belgesi, dosya 4.\n\f" + "\n".join(body[-3:])
    document = build_document(plain(text))
    [note] = document.notes
    assert note.mark == "1"
    assert note.anchor is not None
    assert document.text[note.anchor - 10 : note.anchor + 1] == "istenmedi.1"
    [split] = [p for p in document.paragraphs if len(p.parts) == 2]
    assert "Arşiv" not in split.text(document.text)
    assert split.parts[0][1] <= note.start and note.end <= split.parts[1][0]


def test_form_feeds_are_pages() -> None:
    document = build_document(plain("Birinci sayfa burada bitti.\n\fİkinci sayfa burada bitti.\n"))
    assert [document.text[p.start : p.end].strip() for p in document.pages] == [
        "Birinci sayfa burada bitti.",
        "İkinci sayfa burada bitti.",
    ]


def test_given_pages_furniture_notes_and_headings() -> None:
    text = "DERGİ 4\nGiriş\nElçi Moskova'ya git-\n7\nDERGİ 4\nmişti.¹\n1 Arşiv.\n"
    furniture = [
        RawFurniture(0, 7, "header"),
        RawFurniture(text.index("7\n"), text.index("7\n") + 1, "page_number"),
        RawFurniture(text.rindex("DERGİ"), text.rindex("DERGİ") + 7, "header"),
    ]
    page = text.rindex("DERGİ")
    extraction = plain(text)
    extraction.pages = [RawPage(0, page, 1, "7"), RawPage(page, len(text), 2, "8")]
    extraction.furniture = furniture
    extraction.headings = [RawHeading(8, 13, 2)]
    extraction.notes = [RawNote(text.index("1 Arşiv"), text.index("1 Arşiv") + 8, text.index("¹"), "1")]
    extraction.unsure = [UnsureWord(text.index("Elçi"), text.index("Elçi") + 4, 41.0)]
    extraction.doubts = [RawDoubt(text.index("Elçi"), text.index("Elçi") + 4, "odd", {"a": "b"})]
    document = build_document(extraction, language="tr")
    assert paragraphs(document) == [
        ("heading", "Giriş"),
        ("body", "Elçi Moskova'ya gitmişti.¹"),
        ("note", "1 Arşiv."),
    ]
    assert document.paragraphs[0].level == 2
    assert [s.text for s in document.set_aside] == ["DERGİ 4", "7", "DERGİ 4"]
    assert [page.name for page in document.pages] == ["7", "8"]
    assert document.text[document.pages[1].start :].startswith("mişti")
    assert document.notes[0].anchor == document.text.index("¹")
    assert [document.text[a:b] for a, b, _ in document.unsure] == ["Elçi"]
    assert [(d.kind, document.text[d.start : d.end], d.values) for d in document.doubts] == [
        ("odd", "Elçi", {"a": "b"})
    ]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Savaş 1917-\n1925 yıllarını kapsar.", "Savaş 1917-1925 yıllarını kapsar."),
        ("Elçi Moskova'ya gön-\nderildi ve döndü.", "Elçi Moskova'ya gönderildi ve döndü."),
        ("Eski Türk-\nRus sınırı burada geçti.", "Eski Türk-Rus sınırı burada geçti."),
        ("Elçi gön\u00adderildi ve gön\ufffederildi.", "Elçi gönderildi ve gönderildi."),
        ("Barış Brest\ufffeLitovsk'ta yapıldı.", "Barış Brest-Litovsk'ta yapıldı."),
        ("Elçi gön\u0002\r\nderildi ve döndü.", "Elçi gönderildi ve döndü."),
        ("o\ufb03ce ve \ufb01kir birdir.", "office ve fikir birdir."),
        ("sekiz-on kişi geldi; sekiz-\non kişi döndü.", "sekiz-on kişi geldi; sekiz-on kişi döndü."),
    ],
)
def test_hyphens_and_ligatures(raw: str, clean: str) -> None:
    document = build_document(plain(raw), language="tr")
    assert document.text == clean
    for at, letter in enumerate(clean):
        if letter.isalpha() and raw[document.to_raw.raw(at)] not in "\ufb01\ufb03":
            assert raw[document.to_raw.raw(at)] == letter


def test_what_cannot_be_text_is_replaced_and_doubted() -> None:
    document = build_document(plain("Bir\x00şey ve \ud800 geldi."), language="tr")
    assert document.text == "Bir\ufffdşey ve \ufffd geldi."
    assert [(d.kind, d.values) for d in document.doubts] == [
        ("replaced_character", {"character": "U+0000"}),
        ("replaced_character", {"character": "U+D800"}),
    ]
    document.text.encode()


def test_unknown_language_is_a_doubt() -> None:
    document = build_document(
        plain("Le gouvernement de la République a signé un traité avec les délégués de la Russie.")
    )
    assert document.language == "und"
    assert [d.kind for d in document.doubts] == ["unknown_language"]
    assert build_document(plain("Elçi dün Ankara'ya döndü ve rapor verdi.")).doubts == ()


def test_headings_lists_and_bibliography() -> None:
    text = "\n".join(
        [
            "1. Görüşmelerin Başlaması",
            *wrap(prose(8), 60),
            "",
            "Başlıca istekler şunlardı:",
            "- para yardımı yapılması;",
            "- silah gönderilmesi.",
            "",
            "Kaynakça",
            "",
            "Kaya, A. (1970), Hatıralar, Ankara: Örnek Yayınevi.",
            "",
            "Demir, B. (1980), Belgeler, İstanbul: Deneme Basımevi.",
        ]
    )
    kinds = [kind for kind, _ in paragraphs(build_document(plain(text)))]
    assert kinds == ["heading", "body", "body", "list", "list", "heading", "bibliography", "bibliography"]


def test_speakers_of_minutes_begin_paragraphs() -> None:
    lines = []
    for i in range(30):
        lines += wrap(f"ÖRNEK KİŞİ (Ankara) – {prose(2, i)}", 64)
        lines += wrap(f"BAŞKAN – {_SENTENCES[i % 5]}", 64)
    found = paragraphs(build_document(plain("\n".join(lines))))
    assert len(found) == 60
    assert all(words.startswith(("ÖRNEK KİŞİ (Ankara) –", "BAŞKAN –")) for _, words in found)


def test_illustration_in_mid_sentence() -> None:
    rows = wrap(prose(8), 60)
    text = "\n".join([*rows[:4], "", "[Illustration: The harbour.", "", "From a photograph]", "", *rows[4:]])
    document = build_document(plain(text))
    kinds = sorted(kind for kind, _ in paragraphs(document))
    assert kinds == ["block", "body"]
    assert prose(8) in [words for _, words in paragraphs(document)]


def test_empty() -> None:
    document = build_document(plain(" \n\n "))
    assert (document.text, document.paragraphs, document.sentences) == ("", (), ())
    assert document.language == "und"


def test_identity_and_maker() -> None:
    document = build_document(plain("Elçi geldi."))
    assert document.id == hashlib.sha256("Elçi geldi.".encode()).hexdigest()[:16]
    assert document.maker.startswith("test 1; tanik.text ")
    assert document.raw == "Elçi geldi."


_WORDS = [
    "Heyet",
    "geldi.",
    "ve",
    "(Kaya,",
    "1970:",
    "12).",
    "“Gel.”",
    "Dr.",
    "A.",
    "Türk-",
    "gön-",
    "1917-",
    "8.madde",
    "1",
]
_SEPARATORS = [" ", " ", " ", "\n", "\n\n", " \n ", "\n   ", "\f", "\r\n", "\t", "\n" + " " * 30 + "\n", "\n____\n"]
_RAW = st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_SEPARATORS)), max_size=80).map("".join)
_ODD = st.text(st.sampled_from(" \n\r\f.-(“”ab1A\x00\u00ad\ufffe\ufb01\ud800İı"), max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.one_of(_RAW, _ODD), st.booleans(), st.data())
def test_document_keeps_every_letter_and_its_place(raw: str, hard: bool, data: st.DataObject) -> None:
    extraction = plain(raw, hard)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(raw)), max_size=4)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    if ranges and data.draw(st.booleans()):
        extraction.furniture = [RawFurniture(a, b, "header") for a, b in ranges]
    elif ranges:
        extraction.notes = [RawNote(a, b, a, str(i)) for i, (a, b) in enumerate(ranges)]
    document = build_document(extraction, language="tr")
    furniture = {i for f in extraction.furniture for i in range(f.start, f.end)}
    ligature = "\ufb01"
    wanted = [(i, c) for i, c in enumerate(raw) if c.isalnum() and c != ligature and i not in furniture]
    found = [(document.to_raw.raw(i), c) for i, c in enumerate(document.text) if c.isalnum()]
    assert [(i, c) for i, c in found if raw[i] != ligature] == wanted
    check_places(document)
    assert build_document(extraction, language="tr") == document


def check_places(document: Document) -> None:
    parts = sorted(part for p in document.paragraphs for part in p.parts)
    assert all(a < b for a, b in parts)
    assert all(a[1] <= b[0] for a, b in pairwise(parts))
    assert [p.start for p in document.paragraphs] == sorted(p.start for p in document.paragraphs)
    assert len(document.sentences) == len(document.sentence_paragraph)
    before: dict[int, int] = {}
    for (start, end), owner in zip(document.sentences, document.sentence_paragraph, strict=True):
        paragraph = document.paragraphs[owner]
        assert paragraph.start <= start < end <= paragraph.end
        assert before.get(owner, -1) <= start
        before[owner] = end
    for page, following in pairwise(document.pages):
        assert page.start <= page.end == following.start
    for note in document.notes:
        assert 0 <= note.start < note.end <= len(document.text)


def test_a_very_long_line() -> None:
    document = build_document(plain("kelime " * 200_000), language="tr")
    assert len(document.paragraphs) == 1 and len(document.sentences) == 1
