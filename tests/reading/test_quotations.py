from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from reading_samples import document
from tanik.languages.pack import language
from tanik.reading.quotations import find_quotations

TR = language("tr")


def inside(*paragraphs: str) -> list[str]:
    made = document(*paragraphs)
    return [made.text[q.start : q.end] for q in find_quotations(made, TR)[0]]


def kinds(*paragraphs: str) -> list[str]:
    return [doubt.kind for doubt in find_quotations(document(*paragraphs), TR)[1]]


def test_curly_straight_and_angle_marks() -> None:
    assert inside("O “yol uzun” dedi.") == ["yol uzun"]
    assert inside('O "yol uzun" dedi.') == ["yol uzun"]
    assert inside("O «yol uzun» dedi.") == ["yol uzun"]


def test_mixed_marks_are_read_and_doubted() -> None:
    assert inside('O “yol uzun" dedi.') == ["yol uzun"]
    assert kinds('O “yol uzun" dedi.') == ["quotation.marks"]
    assert inside("O ”yol uzun” dedi.") == ["yol uzun"]


def test_a_suffix_behind_the_mark_and_apostrophes_do_not_disturb() -> None:
    assert inside("Onlar birer “piyade”den ibaretti, Soylu’nun sözü buydu.") == ["piyade"]
    assert inside("Soylu'nun 'sessiz' sefareti.") == ["sessiz"]


def test_nested_quotations_know_their_depth() -> None:
    made = document("Elçi “Bana “neden geldiniz” diye sordu. Sustum” diye yazdı.")
    found = find_quotations(made, TR)[0]
    assert [(made.text[q.start : q.end], q.depth) for q in found] == [
        ("Bana “neden geldiniz” diye sordu. Sustum", 0),
        ("neden geldiniz", 1),
    ]


def test_a_quotation_over_paragraphs() -> None:
    first, second = "Elçi yazdı: “Yol uzundu.", "Şehir soğuktu.” Sonra sustu."
    made = document(first, second)
    found = find_quotations(made, TR)[0]
    assert [made.text[q.start : q.end].split() for q in found] == [["Yol", "uzundu.", "Şehir", "soğuktu."]]


def test_an_unclosed_mark_is_a_doubt_and_the_next_quotation_is_found() -> None:
    paragraphs = ("Elçi “yol uzundu dedi.", "Başka bir gün “hava güzel” dedi.")
    assert inside(*paragraphs) == ["hava güzel"]
    assert kinds(*paragraphs) == ["quotation.unclosed"]


def test_a_stray_closing_mark_is_a_doubt() -> None:
    assert kinds("Elçi yol uzundu” dedi.") == ["quotation.unopened"]


@given(st.lists(st.sampled_from(["“", "”", '"', "‘", "’", "söz", " ", "Yol.", "\n", "'", "«", "»"]), max_size=40))
def test_no_disorder_of_marks_breaks_anything(pieces: list[str]) -> None:
    made = document("Başlangıç " + "".join(pieces))
    found, doubts = find_quotations(made, TR)
    for quotation in found:
        assert quotation.outer_start < quotation.start <= quotation.end < quotation.outer_end
    for doubt in doubts:
        assert 0 <= doubt.start <= doubt.end <= len(made.text)


def test_very_many_opening_marks_cost_linear_time() -> None:
    def seconds(count: int) -> float:
        made = document("“" * count, "O da “yol uzun” dedi.")
        start = time.process_time()
        find_quotations(made, TR)
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < 30 * max(seconds(1_000), 0.005)
