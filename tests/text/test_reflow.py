from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.languages.pack import language
from tanik.sources.extraction import Extraction, RawHeading, RawNote, RawPage
from tanik.text.layout import mark, measure, number_pages, read_lines
from tanik.text.reflow import LABEL, Reflow

WIDE = "Kervan akşam olmadan hana indi ve hayvanları ahıra bağladı"
"""A line of the full width."""


def flowed(extraction: Extraction, *, minutes: bool = False) -> Reflow:
    lines = read_lines(extraction)
    pack = language("tr")
    mark(lines, pack)
    number_pages(lines, extraction.pages)
    layout = measure([line for line in lines if line.note < 0], extraction.hard_lines, bool(extraction.pages))
    layout.minutes = minutes
    flow = Reflow(layout, pack)
    flow.run(lines)
    return flow


def blocks(flow: Reflow) -> list[str]:
    """The words of every block, its segments joined by “|”."""
    found: list[list[str]] = [[] for _ in flow.blocks]
    for segment in flow.segments:
        found[segment.block].append(" ".join(line.text for line in segment.lines))
    return [" | ".join(parts) for parts in found]


def hard(*rows: str, minutes: bool = False) -> list[str]:
    return blocks(flowed(Extraction("\n".join(rows), "text", "t", True), minutes=minutes))


def test_a_full_line_goes_on_and_a_short_ended_one_does_not() -> None:
    assert hard(WIDE, "gece.", "Sabah erkenden yola çıkıldı", "ve köprü geçildi.") == [
        f"{WIDE} gece.",
        "Sabah erkenden yola çıkıldı ve köprü geçildi.",
    ]


@pytest.mark.parametrize(
    ("before", "line", "count"),
    [
        (WIDE, "sonra uyudu.", 1),  # a small letter goes on
        (WIDE + ",", "Hancı geldi.", 1),  # so does anything behind a comma
        (WIDE + " (ve", "Hancı) geldi.", 1),
        (WIDE[:30] + ".", "Hancı sabah geldi.", 2),  # the next word had room
        (WIDE + ".", "   Hancı sabah geldi.", 2),  # an indent
        (WIDE + ".", "• Hancı sabah geldi.", 2),
        (WIDE + ".", "- Hancı sabah geldi.", 2),
        (WIDE + ".", "b) Hancı sabah geldi.", 2),
        (WIDE + ".", "* * *", 2),
        (WIDE, "».", 1),  # closing marks that slipped down
    ],
)
def test_signs_of_a_new_paragraph(before: str, line: str, count: int) -> None:
    rows = [WIDE, WIDE.lower(), before, line]
    assert len(hard(*rows)) == count


def test_a_wide_gap_parts_but_never_in_the_middle_of_a_sentence() -> None:
    assert len(hard(WIDE, WIDE.lower() + ".", "", "Hancı kapıyı açtı.")) == 2
    assert len(hard(WIDE, WIDE.lower(), "", "hancı kapıyı açınca.")) == 1


def test_a_sentence_goes_on_over_a_page_end_and_a_note() -> None:
    first, note, second = (
        f"{WIDE}\n{WIDE.lower()}\n",
        "Han, yol üstünde bir evdir.\n",
        "ve gece boyunca yağmur yağdı.\n",
    )
    text = first + "\n" + note + second
    start = len(first) + 1
    extraction = Extraction(text, "text", "t", True)
    extraction.pages = [RawPage(0, start + len(note), 1), RawPage(start + len(note), len(text), 2)]
    extraction.notes = [RawNote(start, start + len(note) - 1, 5, "1")]
    flow = flowed(extraction)
    assert [block.kind for block in flow.blocks] == ["body", "note"]
    assert blocks(flow) == [f"{WIDE} {WIDE.lower()} | ve gece boyunca yağmur yağdı.", note.strip()]
    assert [segment.block for segment in flow.segments] == [0, 1, 0]


def test_headings_of_the_source_stand_alone() -> None:
    text = f"{WIDE},\nHAN\nVE YOL\n{WIDE.lower()}."
    start = text.index("HAN\n")
    extraction = Extraction(text, "html", "t", True)
    extraction.headings = [RawHeading(start, start + 10, 1)]
    flow = flowed(extraction)
    assert [block.kind for block in flow.blocks] == ["body", "heading", "body"]
    assert blocks(flow)[1] == "HAN VE YOL"


def test_notes_are_parted_by_number_and_by_wide_gaps() -> None:
    text = "Söz.\nBirinci not burada başlar\n\nve biter.\n\n\nYeni bir fıkra.\nİkinci not."
    one, two = text.index("Birinci"), text.index("İkinci")
    extraction = Extraction(text, "text", "t", True)
    extraction.notes = [RawNote(one, two - 1, 4, "1"), RawNote(two, len(text), 4, "2")]
    assert blocks(flowed(extraction)) == [
        "Söz.",
        "Birinci not burada başlar ve biter.",
        "Yeni bir fıkra.",
        "İkinci not.",
    ]


def test_one_line_is_one_paragraph_where_lines_are_not_wrapped() -> None:
    text = "Kervan hana indi\nhayvanlar bağlandı\nHancı geldi."
    assert len(blocks(flowed(Extraction(text, "docx", "t", False)))) == 3


def test_an_illustration_is_a_block_and_the_sentence_goes_on_behind_it() -> None:
    found = hard(WIDE, "[Resim: Hanın avlusu.", "", "Eski bir resimden]", "gece yarısı yağmur başladı.")
    assert found == [f"{WIDE} | gece yarısı yağmur başladı.", "[Resim: Hanın avlusu. Eski bir resimden]"]
    # A bracket that never closes takes its own line only.
    assert hard("[Resim: Hanın avlusu", "", "Yol uzundu.") == ["[Resim: Hanın avlusu", "Yol uzundu."]


@pytest.mark.parametrize("label", ["BAŞKAN – Söz", "CAN DENİZ (Sivas) – Hayır", "M. DENİZ — Evet", "ÜYE-Olur"])
def test_labels_of_speakers(label: str) -> None:
    assert LABEL.match(label)
    assert len(hard(WIDE, WIDE.lower(), f"{label} deyip oturdu")) == 2


@pytest.mark.parametrize("text", ["Can Deniz – Hayır", "BAŞKAN konuştu", "1913 – Kış", "BAŞKAN –"])
def test_what_is_no_label(text: str) -> None:
    assert not LABEL.match(text)


def test_a_label_may_begin_on_the_line_before() -> None:
    rows = ["YOL ENCÜMENİ BAŞKANI", "CAN DENİZ (Sivas) – Yol açıktır.", "AYŞE", "DENİZ (Sivas) – Hayır."]
    assert hard(*rows, minutes=True) == [
        "YOL ENCÜMENİ BAŞKANI CAN DENİZ (Sivas) – Yol açıktır.",
        "AYŞE DENİZ (Sivas) – Hayır.",
    ]
    assert "AYŞE DENİZ (Sivas) – Hayır." not in hard(*rows)


_ROWS = st.lists(
    st.sampled_from(
        [WIDE, WIDE + ".", WIDE.lower() + ",", "Kısa.", "kısa", "", "", "   İçerlek söz.", "- madde", "1. Madde",
         "BAŞKAN – Evet.", "[Resim: Yol", "Kapı]", "ka-", "pandı.", "* * *", ")", "…", "YOL VE HAN"]
    ),
    max_size=30,
)  # fmt: skip


@given(_ROWS, st.booleans(), st.booleans(), st.data())
def test_no_line_is_lost_or_moved(rows: list[str], wrapped: bool, minutes: bool, data: st.DataObject) -> None:
    text = "\n".join(rows)
    extraction = Extraction(text, "text", "t", wrapped)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    extraction.notes = [RawNote(a, b, None, str(i)) for i, (a, b) in enumerate(ranges)]
    flow = flowed(extraction, minutes=minutes)
    lines = [line for segment in flow.segments for line in segment.lines]
    assert [(line.start, line.text) for line in lines] == [(line.start, line.text) for line in read_lines(extraction)]
    owners = [segment.block for segment in flow.segments]
    assert all(len(list(run)) == 1 for _, run in groupby(owners))  # lines that stand together are one segment
    for number, block in enumerate(flow.blocks):
        own = [line for segment in flow.segments if segment.block == number for line in segment.lines]
        assert (block.first, block.last, block.lines) == (own[0], own[-1], len(own))
        assert block.words == [line.text for line in own[:4]]
        assert {line.note for line in own} == ({block.first.note} if block.kind == "note" else {-1})
