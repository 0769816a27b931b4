from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanik.sources.pdf_lines import Line, PageLines, read_page

LEFT = 50.0


def drawn(draw: Callable[[Any], None], label: str | None = None) -> PageLines:
    """The first page of a PDF drawn on a canvas, with Bitstream Vera as “Vera” and “VeraBd”."""
    import pypdfium2
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(420, 595), invariant=True)
    canvas.setFont("Vera", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        page = document[0]
        try:
            return read_page(1, page, label)
        finally:
            page.close()
    finally:
        document.close()


def rows(canvas: Any, texts: list[str], x: float = LEFT, y: float = 540.0, step: float = 14.0) -> None:
    for i, text in enumerate(texts):
        canvas.drawString(x, y - step * i, text)


def texts(page: PageLines) -> list[str]:
    return [line.text for line in page.lines]


def test_geometry() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(LEFT, 500, "Kervan yola çıktı")
        canvas.setFont("Vera", 16)
        canvas.drawString(80, 400, "Uzun yol")

    page = drawn(draw, label="xii")
    assert (page.number, page.label, page.width, page.height, page.columns) == (1, "xii", 420, 595, 1)
    assert page.characters == len("Kervanyolaçıktı") + len("Uzunyol")
    assert page.unreadable == 0
    one, two = page.lines
    assert (one.text, two.text) == ("Kervan yola çıktı", "Uzun yol")
    assert one.base == pytest.approx(500, abs=0.1)
    assert (one.size, two.size) == (pytest.approx(10, abs=0.1), pytest.approx(16, abs=0.1))
    assert (one.x0, two.x0) == (pytest.approx(LEFT, abs=1), pytest.approx(80, abs=1.5))
    assert one.height == pytest.approx(7.5, abs=0.1)
    assert 120 < one.x1 < 160
    assert {line.left for line in page.lines} == {one.left}


def test_a_scaled_font_has_the_size_it_is_drawn_in() -> None:
    def draw(canvas: Any) -> None:
        canvas.scale(2, 2)
        canvas.setFont("Vera", 6)
        canvas.drawString(30, 200, "iki kat büyük")

    (line,) = drawn(draw).lines
    assert line.size == pytest.approx(12, abs=0.1)
    assert line.base == pytest.approx(400, abs=0.2)


def test_bold_lines() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("VeraBd", 10)
        canvas.drawString(LEFT, 500, "Kalın satır")
        canvas.setFont("Vera", 10)
        canvas.drawString(LEFT, 480, "İnce satır")

    assert [(line.text, line.bold) for line in drawn(draw).lines] == [("Kalın satır", True), ("İnce satır", False)]


def test_lines_come_from_head_to_foot_however_they_were_drawn() -> None:
    words = ["birinci satır burada", "ikinci satır burada", "üçüncü satır burada", "dördüncü satır burada"]

    def draw(canvas: Any) -> None:
        for i in (2, 0, 3, 1):
            canvas.drawString(LEFT, 500 - 14 * i, words[i])

    assert texts(drawn(draw)) == words


def raised_mark(text: str, at: int, mark: str, *, size: float = 6.0, rise: float = 4.0) -> Callable[[Any], None]:
    """Draw a line with a mark set small and high behind its first ``at`` characters."""

    def draw(canvas: Any) -> None:
        rows(canvas, ["Bu satır yalnızca durur ve bekler", "ve bu satır da onun gibi durur"], y=528)
        x = LEFT
        for part, font, y in ((text[:at], 10.0, 500.0), (mark, size, 500.0 + rise), (text[at:], 10.0, 500.0)):
            canvas.setFont("Vera", font)
            canvas.drawString(x, y, part)
            x += canvas.stringWidth(part, "Vera", font)

    return draw


@pytest.mark.parametrize(("text", "at"), [("Kervan yolda kaldı", 12), ("Kervan yolda kaldı", 18)])
@pytest.mark.parametrize("mark", ["7", "12", "*"])
def test_raised_marks(text: str, at: int, mark: str) -> None:
    line = drawn(raised_mark(text, at, mark)).lines[-1]
    assert line.text == text[:at] + mark + text[at:]
    assert line.raised == [(at, at + len(mark), mark)]
    assert line.size == pytest.approx(10, abs=0.1)
    assert line.base == pytest.approx(500, abs=0.2)


def test_numbers_of_the_text_are_not_raised() -> None:
    page = drawn(lambda canvas: rows(canvas, ["Yıl 1931 idi, 12 kişi vardı", "ve 7 gün sürdü"]))
    assert [line.raised for line in page.lines] == [[], []]


def test_superscript_signs_are_marks() -> None:
    (line,) = drawn(lambda canvas: canvas.drawString(LEFT, 500, "Kervan yolda¹² kaldı³ sonra")).lines
    assert [(line.text[start:end], mark) for start, end, mark in line.raised] == [("¹²", "12"), ("³", "3")]


def test_broken_words() -> None:
    page = drawn(lambda canvas: rows(canvas, ["Kervan yolda ka-", "larak geceyi orada geçirdi ve uyu-", "du."]))
    assert [(line.text, line.soft) for line in page.lines] == [
        ("Kervan yolda ka", True),
        ("larak geceyi orada geçirdi ve uyu", True),
        ("du.", False),
    ]


LEFT_COLUMN = [f"sol sütun {chr(97 + i)} satırı burada" for i in range(12)]
RIGHT_COLUMN = [f"sağ sütun {chr(97 + i)} satırı orada" for i in range(12)]


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns_one_after_the_other(by_rows: bool) -> None:
    def draw(canvas: Any) -> None:
        if by_rows:
            for i in range(12):
                canvas.drawString(50, 500 - 14 * i, LEFT_COLUMN[i])
                canvas.drawString(225, 500 - 14 * i, RIGHT_COLUMN[i])
        else:
            rows(canvas, RIGHT_COLUMN, x=225, y=500)
            rows(canvas, LEFT_COLUMN, x=50, y=500)

    page = drawn(draw)
    assert page.columns == 2
    assert texts(page) == LEFT_COLUMN + RIGHT_COLUMN
    assert [line.column for line in page.lines] == [0] * 12 + [1] * 12
    lefts = {line.column: line.left for line in page.lines}
    assert lefts == {0: pytest.approx(50, abs=1), 1: pytest.approx(225, abs=1)}
    assert all(line.right > line.left for line in page.lines)


def test_a_title_across_both_columns() -> None:
    title = "Bu başlık iki sütunun da üstünden boydan boya geçer"
    middle = "Bu ara başlık iki sütunu ortadan ikiye böler geçer"

    def draw(canvas: Any) -> None:
        for half, y in ((0, 500), (6, 380)):
            rows(canvas, RIGHT_COLUMN[half : half + 6], x=225, y=y)
            rows(canvas, LEFT_COLUMN[half : half + 6], x=50, y=y)
        canvas.drawString(60, 405, middle)
        canvas.drawString(60, 530, title)

    page = drawn(draw)
    assert texts(page) == [title, *LEFT_COLUMN[:6], *RIGHT_COLUMN[:6], middle, *LEFT_COLUMN[6:], *RIGHT_COLUMN[6:]]
    assert [line.text for line in page.lines if line.column == -1] == [title, middle]


def test_a_table_is_no_pair_of_columns() -> None:
    def draw(canvas: Any) -> None:
        for i in range(12):
            canvas.drawString(50, 500 - 14 * i, f"mal {chr(97 + i)}")
            canvas.drawString(330, 500 - 14 * i, f"{i + 3} kuruş")

    page = drawn(draw)
    assert page.columns == 1
    assert " ".join(texts(page)).split()[:8] == ["mal", "a", "3", "kuruş", "mal", "b", "4", "kuruş"]


CAP_LINES = [
    "ervan akşam olmadan hana indi ve",
    "hayvanları ahıra bağladı, sonra da",
    "yemek yiyip uyudu; gece boyunca yağmur",
    "yağdı ve sabaha kadar durmadı.",
]


@pytest.mark.parametrize("first", [True, False])
def test_a_drop_cap_belongs_to_its_word(first: bool) -> None:
    def cap(canvas: Any) -> None:
        canvas.setFont("Vera", 30)
        canvas.drawString(LEFT, 480, "K")
        canvas.setFont("Vera", 10)

    def draw(canvas: Any) -> None:
        if first:
            cap(canvas)
        rows(canvas, CAP_LINES[:2], x=LEFT + 24, y=494)
        rows(canvas, CAP_LINES[2:], y=466)
        if not first:
            cap(canvas)

    page = drawn(draw)
    assert texts(page) == ["K" + CAP_LINES[0], *CAP_LINES[1:]]
    assert [line.size for line in page.lines] == [pytest.approx(10, abs=0.1)] * 4
    # The second line stands in only for the letter; with its own border it would begin a paragraph.
    assert [line.x0 for line in page.lines] == [pytest.approx(LEFT, abs=1)] * 4


def test_a_large_letter_on_the_same_line_is_a_piece_of_it() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Vera", 20)
        canvas.drawString(LEFT, 500, "K")
        canvas.setFont("Vera", 10)
        canvas.drawString(LEFT + 13.2, 500, "ervan yola çıktı")

    (line,) = drawn(draw).lines
    assert (line.text, line.size) == ("Kervan yola çıktı", pytest.approx(10, abs=0.1))


def test_pieces_of_a_line_drawn_apart_are_one_line() -> None:
    def draw(canvas: Any) -> None:
        x = LEFT
        for word in ("Her", "söz", "ayrı", "yazıldı", "ama", "satır", "birdir"):
            canvas.drawString(x, 500, word)
            x += canvas.stringWidth(word + " ", "Vera", 10)

    assert texts(drawn(draw)) == ["Her söz ayrı yazıldı ama satır birdir"]


def test_characters_outside_the_basic_plane_shift_nothing() -> None:
    # Reportlab's fonts have no such letters, so a stub of the page stands for PDFium.
    page = StubPage("yol \U0001f4dc uzun\r\nve dar")
    found = read_page(3, page, None)
    assert texts(found) == ["yol \U0001f4dc uzun", "ve dar"]
    assert found.characters == len("yol\U0001f4dcuzunvedar")
    assert page.text_page.closed


def test_characters_without_meaning_are_counted() -> None:
    found = read_page(1, StubPage("yol \ue001\ue001\ufffd uzun\x01\r\n"), None)
    assert found.unreadable == 4
    assert read_page(1, StubPage(""), None) == PageLines(1, 420.0, 595.0, [])


class StubPage:
    """A page of one font in which every character is 5 points wide; gives its text in UTF-16 units as PDFium does."""

    def __init__(self, text: str) -> None:
        self.text_page = StubText(text)

    def get_size(self) -> tuple[float, float]:
        return 420.0, 595.0

    def get_textpage(self) -> StubText:
        return self.text_page


class StubText:
    def __init__(self, text: str) -> None:
        self.text = text
        self.closed = False

    def count_chars(self) -> int:
        return len(self.text)

    def get_text_range(self) -> str:
        # A library that gives two halves for one character.
        return self.text.replace("\U0001f4dc", "\ufffd\ufffd")

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def stub_geometry(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium's calls as they are, but for stub pages."""
    import pypdfium2.raw as raw

    def of(page: StubText, index: int) -> tuple[int, int]:
        before = page.text[:index]
        return before.count("\n"), index - (before.rfind("\n") + 1)

    def box(page: StubText, index: int, rect: Any) -> bool:
        rect.left = 50 + 5 * of(page, index)[1]
        rect.right = rect.left + 5
        return True

    def origin(page: StubText, index: int, x: Any, y: Any) -> bool:
        y.value = 500 - 14 * of(page, index)[0]
        return True

    stubs: dict[str, Callable[..., Any]] = {
        "FPDFText_GetLooseCharBox": box,
        "FPDFText_GetCharOrigin": origin,
        "FPDFText_GetFontSize": lambda page, index: 10.0,
        "FPDFText_GetMatrix": lambda page, index, matrix: False,
        "FPDFText_GetFontInfo": lambda page, index, name, size, flags: 0,
        "FPDFText_GetUnicode": lambda page, index: ord(page.text[index]),
    }
    for name, stub in stubs.items():
        real = getattr(raw, name)
        monkeypatch.setattr(
            raw,
            name,
            lambda page, *rest, stub=stub, real=real: (stub if isinstance(page, StubText) else real)(page, *rest),
        )


_WORDS = st.lists(
    st.sampled_from(["yol", "han", "köprü", "12", "7.", "İzmir’e", "gece-gündüz", "“gel”", "(evet)"]),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15)
@given(st.lists(_WORDS, min_size=1, max_size=20))
def test_every_word_of_a_page_is_in_one_line(lines: list[list[str]]) -> None:
    page = drawn(lambda canvas: rows(canvas, [" ".join(words) for words in lines]))
    assert texts(page) == [" ".join(words) for words in lines]
    assert page.characters == sum(len(word) for words in lines for word in words)


def test_height() -> None:
    assert Line("a", 0, 5, base=100, top=107.5, size=10).height == 7.5
