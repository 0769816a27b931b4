from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.sources.extraction import SOFT_LINE_END, Extraction
from tanik.sources.pdf_furniture import Furniture
from tanik.sources.pdf_layout import lay_out
from tanik.sources.pdf_lines import Line, PageLines

LEFT, RIGHT, TOP, PITCH = 50.0, 350.0, 560.0, 14.0
FULL = "Kervan akşam olmadan hana indi ve hayvanları ahıra bağladı"


def line(
    text: str, row: float, *, indent: float = 0.0, width: float | None = None, size: float = 10.0, **more: object
) -> Line:
    """A line of the only column; ``row`` counts from the head of the page."""
    base = TOP - PITCH * row
    x1 = RIGHT if width is None else LEFT + indent + width
    made = Line(text, LEFT + indent, x1, base, base + 0.75 * size, size, left=LEFT, right=RIGHT)
    for name, value in more.items():
        setattr(made, name, value)
    return made


def page(*lines: Line, number: int = 1, label: str | None = None) -> PageLines:
    return PageLines(number, 400, 600, list(lines), label)


def body(rows: int, first: int = 0) -> list[Line]:
    """Full lines of the body."""
    return [line(FULL.lower(), first + row) for row in range(rows)]


def laid(
    *pages: PageLines, furniture: Furniture | None = None, titles: dict[int, list[tuple[str, int]]] | None = None
) -> Extraction:
    return lay_out(list(pages), furniture or Furniture(), titles or {}, "t 1")


def paragraphs(found: Extraction) -> list[str]:
    return [" ".join(part.split()) for part in found.text.strip("\n").split("\n\n")]


def test_lines_of_a_paragraph_stand_together() -> None:
    found = laid(page(*body(3), line("Hancı kapıyı açtı.", 3, width=90), line(FULL, 4, indent=12), *body(2, 5)))
    assert [part.count("\n") for part in found.text.rstrip("\n").split("\n\n")] == [3, 2]
    assert (found.format, found.maker, found.hard_lines) == ("pdf", "t 1", True)


@pytest.mark.parametrize(
    ("second", "parted"),
    [
        (line("Hancı geldi ve kapıyı açtı", 5), True),  # it had room above, and a sentence ended there
        (line("Hancı geldi ve kapıyı açtı", 5, indent=12), True),
        (line("Hancı geldi ve kapıyı açtı", 6.2), True),  # a wide gap
        (line("Hancı geldi", 5, size=14, width=60), True),
    ],
)
def test_signs_of_a_new_paragraph(second: Line, parted: bool) -> None:
    found = laid(page(*body(4), line("ve uyudu.", 4, width=50), second, *body(2, 7)))
    assert ("ve uyudu.\n\nHancı" in found.text) is parted


def test_a_full_line_or_a_broken_word_goes_on() -> None:
    ended = FULL + "."
    assert "\n\n" not in laid(page(*body(3), line(ended, 3), line("Hancı geldi.", 4, width=60))).text
    soft = line("Hancı kapıyı aç", 3, width=90, soft=True)
    found = laid(page(*body(3), soft, line("tı.", 4, width=20), *body(2, 5)))
    assert f"aç{SOFT_LINE_END}tı." in found.text


def test_a_paragraph_goes_on_over_the_page_end() -> None:
    found = laid(page(*body(5)), page(*body(5), number=2))
    assert "\n\n" not in found.text
    parted = laid(page(*body(4), line("ve uyudu.", 4, width=50)), page(line(FULL, 0), *body(4, 1), number=2))
    assert parted.text.count("\n\n") == 1
    # A word that is broken by the page end keeps its sign before the line end.
    broken = laid(page(*body(3), line("ve kapıyı aç", 3, soft=True)), page(line("tı.", 0, width=20), number=2))
    assert f"aç{SOFT_LINE_END}\ntı." in broken.text


def test_pages_cover_the_text() -> None:
    furniture = Furniture()
    furniture.labels[0] = "xii"
    found = laid(page(*body(2)), page(number=2, label="ek"), page(*body(2), number=3), furniture=furniture)
    assert [(p.number, p.label) for p in found.pages] == [(1, "xii"), (2, "ek"), (3, None)]
    assert all(one.end == two.start for one, two in pairwise(found.pages))
    assert (found.pages[0].start, found.pages[-1].end) == (0, len(found.text))
    assert found.pages[1].start == found.pages[1].end


def test_furniture_stands_around_the_words_of_its_page() -> None:
    head, foot = line("KIŞ GEZİSİ", -1), line("12", 38)
    furniture = Furniture()
    furniture.lines[0] = [(foot, "page_number"), (head, "header")]
    found = laid(page(head, *body(3), foot), furniture=furniture)
    assert [(found.text[f.start : f.end], f.kind) for f in found.furniture] == [
        ("KIŞ GEZİSİ", "header"),
        ("12", "page_number"),
    ]
    assert found.text.startswith("KIŞ GEZİSİ\n")
    assert found.text.endswith("\n12\n")
    assert found.text.count("12") == 1


def noted(mark: str = "3") -> Line:
    """A body line that calls a note behind “hana”."""
    text = FULL.replace("hana", "hana" + mark)
    at = text.index("hana") + 4
    return line(text, 1, raised=[(at, at + len(mark), mark)])


def notes(found: Extraction) -> list[tuple[str, str, str | None]]:
    """Mark, words, and the word behind which the mark stood."""
    return [
        (n.mark, found.text[n.start : n.end], None if n.anchor is None else found.text[: n.anchor].split()[-1])
        for n in found.notes
    ]


@pytest.mark.parametrize(("mark", "written"), [("3", "3 Han"), ("3", "3. Han"), ("*", "* Han"), ("††", "††Han")])
def test_a_note_and_its_mark(mark: str, written: str) -> None:
    foot = [line(f"{written}, yol üstündeki", 38, size=8), line("evdir.", 38.8, size=8, width=30)]
    found = laid(page(line(FULL, 0), noted(mark), *body(6, 2), *foot))
    assert notes(found) == [(mark, "Han, yol üstündeki\nevdir.", "hana")]
    assert FULL in found.text.replace("\n", " ").replace("  ", " ")  # the mark left the running text
    assert found.text.index("hana") < found.text.index("evdir.")


def test_numbers_at_the_head_of_a_note_line_may_be_words() -> None:
    foot = ["3 Han defteri, s.", "34 ve yol haritası.", "4 Aynı defter."]
    lines = [line(text, 37 + i, size=8) for i, text in enumerate(foot)]
    found = laid(page(line(FULL, 0), noted(), *body(6, 2), *lines))
    assert notes(found) == [("3", "Han defteri, s.\n34 ve yol haritası.", "hana"), ("4", "Aynı defter.", None)]
    foot[2] = "35 Aynı defter."
    raised = [line(text, 37 + i, size=8) for i, text in enumerate(foot)]
    raised[1].raised = [(0, 2, "34")]  # raised as a mark is
    assert [mark for mark, _, _ in notes(laid(page(*body(8), *raised)))] == ["3", "34", "35"]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    one = page(line(FULL, 0), noted(), *body(6, 2), line("3 Han, yol üstün", 38, size=8, soft=True))
    two = page(*body(8), line("deki evdir.", 37, size=8), line("4 Köprü.", 38, size=8), number=2)
    found = laid(one, two)
    assert notes(found) == [("3", "Han, yol üstün", "hana"), ("3", "deki evdir.", "hana"), ("4", "Köprü.", None)]


def test_a_mark_may_stand_at_the_end_of_the_page_before() -> None:
    one = page(line(FULL, 0), noted(), *body(6, 2))
    two = page(*body(8), line("3 Han, yol üstündeki ev.", 38, size=8), number=2)
    assert notes(laid(one, two)) == [("3", "Han, yol üstündeki ev.", "hana")]


def test_each_mark_calls_one_note() -> None:
    twice = FULL.replace("hana", "hana*").replace("ahıra", "ahıra*")
    marks = [(i, i + 1, "*") for i, sign in enumerate(twice) if sign == "*"]
    foot = [line("* Han yolda.", 37, size=8), line("* Ahır handa.", 38, size=8)]
    found = laid(page(line(FULL, 0), line(twice, 1, raised=marks), *body(6, 2), *foot))
    assert notes(found) == [("*", "Han yolda.", "hana"), ("*", "Ahır handa.", "ahıra")]
    assert found.text.count("*") == 0


def test_a_page_of_small_words_has_no_notes() -> None:
    small = page(*(line(f"{i + 1} yol {FULL}", i, size=8) for i in range(6)), number=2)
    found = laid(page(*body(30)), small)
    assert found.notes == []
    assert "1 yol" in found.text


def test_headings_by_size_boldness_and_outline() -> None:
    found = laid(
        page(
            line("BÜYÜK YOL", 0, size=18, width=90),
            line("Küçük Yol", 2, size=14, width=60),
            *body(3, 4),
            line("Kalın Yol", 8, bold=True, width=60),
            *body(3, 9),
            line("Gizli  yol", 13, width=60),
            *body(3, 15),
            line("kalın ama virgüllü,", 20, bold=True, width=90),
            *body(3, 21),
        ),
        titles={0: [("Gizli Yol!", 4)]},
    )
    assert [(found.text[h.start : h.end], h.level) for h in found.headings] == [
        ("BÜYÜK YOL", 1),
        ("Küçük Yol", 2),
        ("Kalın Yol", 3),
        ("Gizli  yol", 4),
    ]


def test_long_or_wordless_large_lines_are_no_headings() -> None:
    long = [line(FULL.upper(), 2 * i, size=18) for i in range(4)]
    found = laid(page(*long, *body(30, 9), line("* * *", 40, size=18, width=30)))
    assert found.headings == []


def test_blocks_stand_in_or_are_set_smaller() -> None:
    found = laid(
        page(
            *body(6),
            line("alıntı uzundur ve", 7.5, indent=30, width=240),
            line("iki satır sürer.", 8.5, indent=30, width=100),
            *body(6, 10),
            line("küçük dizilmiş söz de", 17.5, size=9),
            line("böyle durur.", 18.5, size=9, width=70),
            *body(6, 20),
            line("ortalanmış", 27.5, indent=100, width=80),
            line("iki kısa satır", 28.5, indent=130, width=90),
            line("üç", 29.5, indent=145, width=20),
            *body(6, 31),
        )
    )
    assert [" ".join(found.text[b.start : b.end].split()) for b in found.blocks] == [
        "alıntı uzundur ve iki satır sürer.",
        "küçük dizilmiş söz de böyle durur.",
    ]


def test_nothing() -> None:
    found = laid()
    assert (found.text, found.pages) == ("", [])
    found = laid(page())
    assert (found.text, len(found.pages)) == ("", 1)


_LINE = st.tuples(
    st.sampled_from([FULL, "Kısa.", "3 Han.", "ve", "* yıldız", "BÜYÜK", "aç-", "12 Mart"]),
    st.sampled_from([8.0, 10.0, 10.0, 10.0, 14.0]),
    st.sampled_from([0.0, 0.0, 12.0, 30.0]),
    st.booleans(),
)


@given(st.lists(st.lists(_LINE, max_size=8), max_size=4))
def test_every_line_is_written_once(rows: list[list[tuple[str, float, float, bool]]]) -> None:
    pages = [
        page(
            *(line(t, i, size=s, indent=x, soft=soft, width=4.0 * len(t)) for i, (t, s, x, soft) in enumerate(row)),
            number=number,
        )
        for number, row in enumerate(rows, 1)
    ]
    found = laid(*pages)
    # What begins a note is its mark, and no word of it.
    marks = {"3", "*", "12"}
    said = [word for word in found.text.replace(SOFT_LINE_END, "\n").split() if word not in marks]
    assert sorted(said) == sorted(word for row in rows for t, *_ in row for word in t.split() if word not in marks)
    for number, row in zip(found.pages, rows, strict=True):
        words = {word for t, *_ in row for word in t.split()}
        assert set(found.text[number.start : number.end].replace(SOFT_LINE_END, "\n").split()) <= words
    for note in found.notes:
        assert note.mark in marks
        assert 0 <= note.start < note.end <= len(found.text)
