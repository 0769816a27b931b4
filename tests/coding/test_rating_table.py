from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.rating_table import read_ratings
from tanik.errors import EmptySourceError, SourceError, TanikError


def test_a_first_column_of_units_is_no_coder() -> None:
    for head in ("unit", "Units", "id", "ID", "birim", ""):
        found = read_ratings(f"{head},Ada,Oya\n17,a,b\n18,a,\n")
        assert found.coders == ("Ada", "Oya")
        assert found.categories == ("a", "b")
    assert read_ratings("Ada,Oya\na,b\n").coders == ("Ada", "Oya")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark(end: str) -> None:
    found = read_ratings(f"\ufeffunit,x,y{end}1,a,b{end}2,,b")
    assert found.codes.tolist() == [[0, 1], [-1, 1]]


def test_semicolons_and_tabs() -> None:
    assert read_ratings("x;y\n1,5;2\n", level="interval").scores.tolist() == [1.5, 2.0]
    assert read_ratings("x\ty\na, b\tc\n").categories == ("a, b", "c")


def test_quoted_cells_and_lines_without_cells() -> None:
    found = read_ratings('x,y\n"a, ""b""",c\n\n,\n')
    assert found.categories == ('a, "b"', "c")
    assert found.codes.tolist() == [[0, 1], [-1, -1]]


def test_words_for_missing_values() -> None:
    assert read_ratings("x,y\nNA,1\n2,1\n", level="ratio", missing=["NA"]).codes.tolist() == [[-1, 0], [1, 0]]
    with pytest.raises(SourceError):
        read_ratings("x,y\nNA,1\n2,1\n", level="ratio")


@pytest.mark.parametrize(
    ("text", "id", "words"),
    [
        ("", "T703", "empty"),
        ("x,y\n", "T706", "no unit"),
        ("x\na\n", "T701", "at least two coders"),
        ("unit,x\n1,a\n", "T701", "at least two coders"),
        ("x,y\na,b\na,b,c\n", "T702", "Row 3 of the table has 3 cells"),
        ("x,y\na\n", "T702", "Row 2 of the table has 1 cells"),
        ("x,y\n1,2\n1,two\n", "T704", "Row 3, column “y”: “two”"),
        ('x,y\na,"b\n', "T707", "Row 2"),
        ("x,x\na,b\n", "T708", "“x”"),
    ],
)
def test_what_is_wrong_is_named_with_row_and_column(text: str, id: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_ratings(text, level="interval" if id == "T704" else "nominal")
    assert caught.value.id == id
    assert words in str(caught.value)


def test_an_empty_table_is_an_empty_source() -> None:
    with pytest.raises(EmptySourceError):
        read_ratings("\n\n")


@given(st.text(st.sampled_from('ab1,;\t\n\r"\x00 .é'), max_size=60), st.sampled_from(["nominal", "interval"]))
def test_any_text_is_a_table_or_a_clear_error(text: str, level: str) -> None:
    try:
        found = read_ratings(text, level=level)  # type: ignore[arg-type]
    except TanikError as error:
        assert error.id.startswith("T7")
        assert str(error)
    else:
        assert found.codes.shape[1] == len(found.coders) >= 2
