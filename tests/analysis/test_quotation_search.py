from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quoting import PAGES, memoir
from tanik.analysis.quotation_search import Found, Wanted, find_quotations, source_words
from tanik.analysis.quoted_words import segments
from tanik.text.document import Paragraph

SOURCE = memoir(*PAGES)
TEXT = SOURCE.document.text


def find(words: str, pages: tuple[tuple[int, int], ...] = ()) -> Found | None:
    return find_quotations(source_words(SOURCE.document), [Wanted(tuple(segments(words, 0, len(words))), pages)])[0]


def test_exact_words_are_found_where_they_stand() -> None:
    found = find("Kervan üç gün handa bekledi")
    assert found is not None
    assert (TEXT[found.start : found.end], found.likeness, found.exact) == ("Kervan üç gün handa bekledi", 1.0, True)


def test_an_ellipsis_may_stand_for_much() -> None:
    found = find("Kış erken geldi … Ben bu adamın sözüne […] güvenmedim")
    assert found is not None
    assert found.exact
    assert TEXT[found.start : found.end].startswith("Kış")
    assert TEXT[found.start : found.end].endswith("güvenmedim")


def test_the_ending_of_the_last_word_is_free_and_that_of_another_is_not() -> None:
    last = find("halk onu meydanda karşıladığını")
    inside = find("halkı onu meydanda karşıladı ve türküler söyledi")
    assert last is not None
    assert inside is not None
    assert [each.kind for each in last.differences] == ["ending"]
    assert last.exact
    assert [each.kind for each in inside.differences] == ["letters"]
    assert not inside.exact


def test_a_negation_is_an_alteration() -> None:
    found = find("Elçi halka verdiği sözü tuttu")
    assert found is not None
    assert not found.exact


def test_left_out_and_added_words_are_differences() -> None:
    found = find("Tüccar bütün malını iki fiyata sattı")
    assert found is not None
    kinds = {each.kind: each for each in found.differences}
    assert set(kinds) == {"added", "left_out"}
    assert TEXT[slice(*kinds["left_out"].source)] == "kat"


def test_parted_and_joined_words_are_the_same() -> None:
    found = find("Vali ticare tin durmasına razıolmadı ve gemilere")
    assert found is not None
    assert found.exact
    assert [each.kind for each in found.differences] == ["joined", "joined"]


def test_badly_read_words_of_a_picture_are_tolerated() -> None:
    at = TEXT.index("ticaretin")
    scanned = replace(SOURCE.document, unsure=((at, at + 9, 0.3),))
    words = "Vali ticarelim durmasına razı olmadı"
    wanted = [Wanted(tuple(segments(words, 0, len(words))))]
    assert [each.exact for each in find_quotations(source_words(scanned), wanted) if each] == [True]
    assert [each.exact for each in find_quotations(source_words(SOURCE.document), wanted) if each] == [False]


def test_words_that_are_not_there_are_not_found() -> None:
    assert find("Padişah donanmayı Akdeniz seferine hazırladı") is None
    assert find("ve bu çok bir daha") is None
    assert find("…") is None


def test_a_place_on_the_cited_page_wins() -> None:
    twice = memoir("Rüzgâr kuzeyden esti ve durdu.", "Başka sözler vardı. Rüzgâr kuzeyden esti ve durdu.")
    page = twice.document.pages[1]
    words = "Rüzgâr kuzeyden esti"
    wanted = Wanted(tuple(segments(words, 0, len(words))), ((page.start, page.end),))
    (found,) = find_quotations(source_words(twice.document), [wanted])
    assert found is not None
    assert found.start >= page.start


def test_a_note_in_a_sentence_does_not_cut_it() -> None:
    text = "Gemi limana NOT: bunu sonra yazdım. girdi ve demirledi."
    document = memoir(text).document
    note = text.index("NOT"), text.index("girdi")
    parts = ((0, note[0] - 1), (note[1], len(text)))
    cut = replace(document, paragraphs=(Paragraph(parts), Paragraph((note,), "note")))
    words = "Gemi limana girdi ve demirledi"
    (found,) = find_quotations(source_words(cut), [Wanted(tuple(segments(words, 0, len(words))))])
    assert found is not None
    assert found.exact


WORDS = TEXT.split()


@given(st.integers(0, len(WORDS) - 4), st.integers(4, 20))
def test_every_run_of_words_is_found_exact(first: int, size: int) -> None:
    found = find(" ".join(WORDS[first : first + size]))
    assert found is not None
    assert found.exact
    assert found.likeness == 1.0
