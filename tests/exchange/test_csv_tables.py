from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tanik.errors import TanikError
from tanik.exchange.csv_tables import CsvTable, read_csv_table

Table = Callable[[str | bytes], CsvTable]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    def of(text: str | bytes) -> CsvTable:
        path = tmp_path / "a.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_csv_table(path)

    return of


def error(run: Callable[[], object]) -> TanikError:
    with pytest.raises(TanikError) as caught:
        run()
    caught.value.render()
    return caught.value


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_first_line_tells_the_delimiter(table: Table, mark: str) -> None:
    found = table(f'"who, or; what"{mark}f1\r\nAli{mark}3\r\n')
    assert found.heads == ("who, or; what", "f1")
    assert found.rows == (("Ali", "3"),)


def test_a_spreadsheet_of_an_old_computer(table: Table) -> None:
    text = "kişi;görüş;sayı\nŞükrü Bey;barıştan yana olduğunu söyledi;3\nİğneci Ağa;buna karşı çıktı;4\n"
    assert table(text.encode("windows-1254")).column("kişi") == ["Şükrü Bey", "İğneci Ağa"]
    assert table(b"\xef\xbb\xbf" + text.encode()).heads[0] == "kişi"


def test_blank_lines_are_no_rows_but_keep_the_count(table: Table) -> None:
    found = table("f1\n\n3\n\n x \n")
    assert found.rows == (("3",), ("x",))
    assert found.numbers == (3, 5)
    assert error(lambda: found.whole("f1")).values["row"] == 5


def test_letters_of_two_marks_are_one_letter(table: Table) -> None:
    assert table("a\ns\u0327ey\n").column("a") == ["şey"]


@pytest.mark.parametrize("text", ["", "a,b\n", "\n\n"])
def test_empty(table: Table, text: str) -> None:
    found = error(lambda: table(text))
    assert (found.id, found.exit_code) == ("T720", 3)


def test_missing(tmp_path: Path) -> None:
    assert error(lambda: read_csv_table(tmp_path / "no.csv")).id == "T301"


def test_an_unknown_column_and_the_one_that_was_meant(table: Table) -> None:
    found = error(lambda: table("organisation,concept\na,b\n").column("organization"))
    assert (found.id, found.exit_code) == ("T721", 2)
    assert "Did you mean “organisation”?" in found.render()
    assert "Did you mean" not in error(lambda: table("a,b\n1,2\n").column("qualifier")).render()


@pytest.mark.parametrize("text", ["a,b\n1,2\n1\n", 'a,b\n1,2\n"x,3\n'])
def test_rows_that_do_not_fit(table: Table, text: str) -> None:
    found = error(lambda: table(text))
    assert (found.id, found.values["row"]) == ("T722", 3)


def test_two_columns_of_one_name(table: Table) -> None:
    assert error(lambda: table("a,b,a\n1,2,3\n")).id == "T734"


@pytest.mark.parametrize("cell", ["x", "", "1.234", "1,5", "٣", "1e3", "nan", "inf", "9" * 20])
def test_no_whole_numbers(table: Table, cell: str) -> None:
    found = error(lambda: table(f"w;f1\na;2\nb;{cell}\n").whole("f1"))
    assert (found.id, found.values["row"], found.values["column"]) == ("T723", 3, "f1")


def test_negative_counts(table: Table) -> None:
    assert error(lambda: table("f1\n2\n-3\n").whole("f1")).id == "T735"
    assert table("f1\n2\n-0\n").whole("f1") == [2, 0]
    assert table("f1\n2\n3.0\n").whole("f1") == [2, 3]


def test_numbers_with_either_sign_of_decimals(table: Table) -> None:
    assert table("a;b\n1,5;2.5\n").numbers_of("a") == [1.5]
    assert table("a;b\n1,5;2.5\n").numbers_of("b") == [2.5]
    assert error(lambda: table("a;b\n-1,5;2\n").numbers_of("a")).id == "T735"
    assert error(lambda: table("a;b\nnan;2\n").numbers_of("a")).id == "T723"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "0", ""], [1, 0, None]),
        (["-5", "3", "1.0"], [-5, 3, 1]),
        (["yes", "No", "EVET", "HAYIR", "hayır"], [1, 0, 1, 0, 0]),
        (["True", "FALSE"], [1, 0]),
        (["positive", "NEGATIVE", "neutral", "mixed", "Aleyhte", "LEHTE"], [1, -1, 0, 0, -1, 1]),
    ],
)
def test_for_and_against(table: Table, cells: list[str], values: list[int | None]) -> None:
    found = table("w;q\n" + "".join(f"a;{cell}\n" for cell in cells))
    assert found.qualifiers("q") == values
    assert found.polar("q") == ("positive" in cells)


@pytest.mark.parametrize("cells", [["1", "maybe"], ["yes", "positive"], ["1", "no"], ["0.5", "1"], ["1", "1e2"]])
def test_neither_for_nor_against(table: Table, cells: list[str]) -> None:
    found = error(lambda: table("w;q\n" + "".join(f"a;{cell}\n" for cell in cells)).qualifiers("q"))
    assert (found.id, found.exit_code) == ("T730", 2)
    assert found.values["row"] in (2, 3)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1921-03-16", (1921, 3, 16)),
        ("1921-03-16T10:30:00Z", (1921, 3, 16)),
        ("1921-03-16 10:30", (1921, 3, 16)),
        ("1921-03", (1921, 3, 0)),
        ("1921", (1921, 0, 0)),
        ("16.3.1921", (1921, 3, 16)),
        ("", None),
    ],
)
def test_dates(table: Table, cell: str, day: tuple[int, int, int] | None) -> None:
    assert table(f"w;d\na;{cell}\n").dates("d") == [day]


@pytest.mark.parametrize("cell", ["yarın", "1921-02-30", "1921-13", "16/03/1921", "0000", "1921-00-05", "0.3.1921"])
def test_no_dates(table: Table, cell: str) -> None:
    assert error(lambda: table(f"w;d\na;{cell}\n").dates("d")).id == "T731"


def test_the_first_of_several_names(table: Table) -> None:
    found = table("said,date\n1,2\n")
    assert found.first_of(("date", "said")) == "date"
    assert found.first_of(("written",)) is None
