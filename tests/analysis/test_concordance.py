from __future__ import annotations

from tanik.analysis.concordance import Line, Order, arranged, collation, lines
from tanik.analysis.word_query import parse_query
from tanik.analysis.word_search import search
from words_corpus import corpus


def rows(query: str, *texts: str, order: Order = "text", width: int = 60) -> list[Line]:
    made, documents = corpus(*texts)
    return list(
        lines(made, arranged(made, search(made, parse_query(query)), order), documents.__getitem__, width=width)
    )


def test_a_line_leads_to_its_words() -> None:
    text = "Giriş.\n\nO gün elçi geldi; “elçi yorgundu”, dediler."
    _, documents = corpus(text)
    first, second = rows("elçi", text)
    assert (first.left, first.match, first.right) == ("O gün", "elçi", "geldi; “elçi yorgundu”, dediler.")
    assert first.paragraph == 2
    assert documents["a"].text[second.start : second.end] == "elçi"
    assert second.left == "O gün elçi geldi; “"


def test_context_is_cut_between_words() -> None:
    text = "bir iki üç dört elçi beş altı yedi sekiz"
    [line] = rows("elçi", text, width=10)
    assert (line.left, line.right) == ("üç dört", "beş altı")


def test_context_does_not_leave_the_paragraph() -> None:
    [line] = rows("elçi", "önce\n\nelçi\n\nsonra")
    assert (line.left, line.right) == ("", "")


def test_orders() -> None:
    text = "şal elçi zil. can elçi arı. çam elçi ırmak. cam Elçi ipek."
    assert [line.left.split()[-1] for line in rows("elçi", text, order="left")] == ["cam", "can", "çam", "şal"]
    assert [line.right.split()[0].strip(".") for line in rows("elçi", text, order="right")] == [
        "arı",
        "ırmak",
        "ipek",
        "zil",
    ]
    assert [line.match for line in rows('"e.*|z.*"', text, order="match")] == ["elçi", "elçi", "Elçi", "elçi", "zil"]


def test_the_alphabet() -> None:
    words = ["zar", "ilk", "ılık", "çok", "cam", "şık", "sal", "1921", "über", "özen", "olay", "ünlü"]
    assert sorted(words, key=lambda word: collation(word, "tr")) == [
        *("1921", "cam", "çok", "ılık", "ilk", "olay", "özen", "sal", "şık", "über", "ünlü", "zar"),
    ]


def test_codes_on_a_line() -> None:
    made, documents = corpus("elçi geldi")
    found = search(made, parse_query("elçi"))
    [line] = lines(made, found, documents.__getitem__, codes=lambda source, start, end: [f"{source}{start}-{end}"])
    assert line.codes == ("a0-4",)


def test_a_word_of_a_million_letters() -> None:
    long = "a" * 1_000_000
    [line] = rows("elçi", f"{long} elçi {long}", width=50)
    assert len(line.left) <= 50
    assert len(line.right) <= 50
