"""Collecting runs."""

from __future__ import annotations

from tanik.reading.gazetteer import gazetteer
from tanik.reading.scan import Scan
from tanik.text.document import Document, Paragraph


def scan(text: str, skip: list[tuple[int, int]] | None = None, code: str = "tr") -> Scan:
    paper = Document("d", text, code, (), (Paragraph(((0, len(text)),)),), (), ())
    return Scan(paper, gazetteer(code), skip or [])


def test_a_run_is_kept_once_and_counted() -> None:
    text = "Dün Halil Tan geldi; bugün Halil Tan gitti. Halil Tan döndü."
    found = scan(text)
    inside = next(run for run in found.runs if run.text == "Halil Tan" and not run.opens)
    opening = next(run for run in found.runs if run.text == "Halil Tan" and run.opens)
    assert opening.count == 1
    assert inside.count == 1
    assert [text[at : at + 9] for at in found.starts] == ["Dün Halil", "Halil Tan", "Halil Tan"]
    assert list(found.which) == [0, 1, 2]


def test_skipped_ranges_hold_no_runs() -> None:
    text = "bugün Tan (Demirkol, 1960) geldi"
    at = text.index("(")
    assert [run.text for run in scan(text, [(at, text.index(")") + 1)]).runs] == ["Tan"]


def test_signs_of_persons_and_places() -> None:
    assert scan("bugün Tanver’e göre iş bitti").runs[0].votes == 1
    assert scan("bugün Tanver’de durduk").runs[0].places == 1
    english = scan("we stayed in Brackley", code="en").runs[0]
    assert (english.votes, english.places) == (0, 1)
    assert scan("and Brackley said nothing", code="en").runs[0].votes == 1


def test_bibliography_is_not_read() -> None:
    text = "Demirkol, Halil. Anılar."
    paper = Document("d", text, "tr", (), (Paragraph(((0, len(text)),), "bibliography"),), (), ())
    assert Scan(paper, gazetteer("tr"), []).runs == []


def test_words_of_a_run_come_back() -> None:
    found = scan("bugün Dostluk ve Güven Antlaşması’na")
    (run,) = found.runs
    assert [run.text[word.start : word.stop] for word in found.words(run)] == ["Dostluk", "Güven", "Antlaşması’na"]
