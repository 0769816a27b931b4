from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.sources.pdf_furniture import Furniture, find_furniture
from tanik.sources.pdf_lines import Line, PageLines

HEIGHT = 600.0
HEAD, FOOT = 570.0, 20.0


def line(text: str, base: float, size: float = 10.0, x0: float = 50.0) -> Line:
    return Line(text, x0, x0 + 5 * len(text), base, base + 0.75 * size, size)


def page(index: int, *edges: Line, rows: int = 12) -> PageLines:
    """A page with rows of words of its own in the middle, and lines at its edges."""
    body = [line(f"{chr(97 + index)} sayfanın {chr(97 + row)} satırı", 480 - 30 * row) for row in range(rows)]
    return PageLines(index + 1, 400, HEIGHT, [*edges, *body])


def found_in(furniture: Furniture, count: int) -> list[list[tuple[str, str]]]:
    return [[(item.text, kind) for item, kind in furniture.lines.get(i, [])] for i in range(count)]


def labels(pages: list[PageLines]) -> list[str | None]:
    furniture = find_furniture(pages)
    return [furniture.labels.get(i) for i in range(len(pages))]


def test_heads_feet_and_numbers() -> None:
    pages = [
        page(i, line("KIŞ GEZİSİ", HEAD), line("Yol Dergisi", FOOT + 14), line(str(40 + i), FOOT)) for i in range(5)
    ]
    assert found_in(find_furniture(pages), 5) == [
        [("KIŞ GEZİSİ", "header"), (str(40 + i), "page_number"), ("Yol Dergisi", "footer")] for i in range(5)
    ]
    assert labels(pages) == ["40", "41", "42", "43", "44"]


@pytest.mark.parametrize(
    "form",
    ["{}", "- {} -", "[{}]", "Sayfa {}", "sayfa {} / 90", "s. {}", "{} of 90", "— {} —"],
)
def test_forms_of_page_numbers(form: str) -> None:
    pages = [page(i, line(form.format(7 + i), FOOT)) for i in range(4)]
    furniture = find_furniture(pages)
    assert [furniture.labels[i] for i in range(4)] == ["7", "8", "9", "10"]
    assert {kind for lines in furniture.lines.values() for _, kind in lines} == {"page_number"}


@pytest.mark.parametrize("form", ["{} KIŞ GEZİSİ", "{} | Kış gezisi", "KIŞ GEZİSİ {}", "Kış gezisi — {}"])
def test_a_number_beside_the_head(form: str) -> None:
    pages = [page(i, line(form.format(7 + i), HEAD)) for i in range(4)]
    assert labels(pages) == ["7", "8", "9", "10"]
    assert found_in(find_furniture(pages), 4) == [[(form.format(7 + i), "header")] for i in range(4)]


def test_heads_that_change_with_the_side_of_the_book() -> None:
    heads = ["Kış Gezisi", "Yol Dergisi"]
    pages = [page(i, line(f"{i + 3} {heads[i % 2]}" if i % 2 else f"{heads[0]} {i + 3}", HEAD)) for i in range(8)]
    furniture = find_furniture(pages)
    assert all(kinds == [(pages[i].lines[0].text, "header")] for i, kinds in enumerate(found_in(furniture, 8)))
    assert furniture.labels[7] == "10"


def test_what_does_not_repeat_or_stands_in_the_text_stays() -> None:
    pages = [page(i, line(f"{chr(110 + i)} ile başlayan bir satır", HEAD)) for i in range(5)]
    assert found_in(find_furniture(pages), 5) == [[]] * 5
    # Three times on three pages, but at three heights: no running head.
    pages = [page(i, line("Yeni bölüm", HEAD - 20 * i)) for i in range(3)]
    assert found_in(find_furniture(pages), 3) == [[]] * 3
    # In the middle of the page, as often as it may be.
    pages = [page(i, line("Yeni bölüm", 300)) for i in range(5)]
    assert found_in(find_furniture(pages), 5) == [[]] * 5


def test_years_and_numbers_that_do_not_count_along_are_words() -> None:
    years = ["1912", "1931", "1907", "1940", "1938"]
    pages = [page(i, line(year, HEAD)) for i, year in enumerate(years)]
    assert found_in(find_furniture(pages), 5) == [[]] * 5


def test_notes_that_count_along_are_no_furniture() -> None:
    pages = [page(i, line(f"{i + 1} {chr(97 + i)} defteri, yaprak {i + 30}", FOOT + 40, 8)) for i in range(6)]
    assert found_in(find_furniture(pages), 6) == [[]] * 6


def test_a_head_of_one_chapter_alone_stands_like_the_others() -> None:
    pages = [page(i, line("Kış Gezisi" if i != 3 else "Son Söz", HEAD, 8)) for i in range(6)]
    assert found_in(find_furniture(pages), 6)[3] == [("Son Söz", "header")]
    # In another size it is the first line of the text.
    pages[3] = page(3, line("Son Söz", HEAD, 14))
    assert found_in(find_furniture(pages), 6)[3] == []


def test_what_stands_beside_furniture_does_not_stop_the_search() -> None:
    pages = [page(i, line("Dergi", HEAD), line(f"{chr(110 + i)}!", HEAD, size=8, x0=300)) for i in range(4)]
    for i in range(4):
        pages[i].lines.append(line("Cilt 2", HEAD - 14))
    assert found_in(find_furniture(pages), 4) == [[("Dergi", "header"), ("Cilt 2", "header")]] * 4


@pytest.mark.parametrize("text", ["İl Genel Meclisi", "Toplantı İ", "ı", "İİ", "ılıcı yol", "IL — ıı", "\u0130 - ı"])
def test_turkish_letters_are_no_roman_numbers(text: str) -> None:
    pages = [page(i, line(text, HEAD)) for i in range(5)]
    assert found_in(find_furniture(pages), 5) == [[(text, "header")]] * 5
    assert labels(pages) == [None] * 5


def test_pages_without_a_number_count_along() -> None:
    written = ["iv", None, "vi", "vii", None, "1", "2", None, "4"]
    pages = [page(i, *([line(number, FOOT)] if number else [])) for i, number in enumerate(written)]
    # The one before the arabic numbers would be page 0 by them, so it counts with the roman ones.
    assert labels(pages) == ["iv", "v", "vi", "vii", "viii", "1", "2", "3", "4"]


def test_capital_roman_numbers_stay_capital() -> None:
    written = ["VIII", None, "X", "XI"]
    assert labels([page(i, *([line(n, FOOT)] if n else [])) for i, n in enumerate(written)]) == [
        "VIII",
        "IX",
        "X",
        "XI",
    ]


def test_a_short_file_needs_less() -> None:
    assert labels([page(i, line(str(9 + i), FOOT)) for i in range(2)]) == ["9", "10"]
    assert labels([page(0, line("9", FOOT))]) == [None]
    assert find_furniture([]).labels == {}
    assert found_in(find_furniture([PageLines(1, 0, 0, [])]), 1) == [[]]


@given(st.integers(1, 160), st.integers(3, 12), st.sampled_from(["d", "r"]), st.data())
def test_gaps_between_page_numbers_are_filled(first: int, count: int, kind: str, data: st.DataObject) -> None:
    numbers = [str(first + i) if kind == "d" else roman(first + i) for i in range(count)]
    hidden = data.draw(st.sets(st.integers(0, count - 1), max_size=count - 3))
    pages = [page(i, *([] if i in hidden else [line(numbers[i], FOOT)])) for i in range(count)]
    assert labels(pages) == numbers


def roman(value: int) -> str:
    tens = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"]
    ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return "c" * (value // 100) + tens[value % 100 // 10] + ones[value % 10]


_EDGE = st.sampled_from(["KIŞ", "İl 3", "3", "iv", "s. 4", "- ı -", "a b", "2 | x", "x 7", "VİLÂYET", "·", "Sayfa"])


@given(
    st.lists(st.lists(st.tuples(_EDGE, st.sampled_from([HEAD, HEAD - 14, FOOT, FOOT + 14])), max_size=3), max_size=6)
)
def test_only_edge_lines_of_a_page_are_set_aside_and_each_once(edges: list[list[tuple[str, float]]]) -> None:
    pages = [page(i, *(line(text, base) for text, base in row)) for i, row in enumerate(edges)]
    furniture = find_furniture(pages)
    for i, own in enumerate(pages):
        aside = [id(item) for item, _ in furniture.lines.get(i, [])]
        assert len(aside) == len(set(aside))
        assert set(aside) <= {id(item) for item in own.lines[: len(edges[i])]}
        for item, kind in furniture.lines.get(i, []):
            assert kind == "page_number" or (kind == "header") == (item.base > HEIGHT / 2)


def test_the_mark_of_a_note_in_the_first_line_is_no_page_number() -> None:
    pages = []
    for i in range(5):
        first = line(f"{chr(97 + i)} sayfasının ilk satırı {i + 1}", 540)
        first.raised = [(len(first.text) - 1, len(first.text), str(i + 1))]
        pages.append(page(i, line("KIŞ GEZİSİ", HEAD), first, line(str(40 + i), FOOT)))
    assert labels(pages) == ["40", "41", "42", "43", "44"]
    assert {text for texts in found_in(find_furniture(pages), 5) for text, kind in texts if kind == "header"} == {
        "KIŞ GEZİSİ"
    }
