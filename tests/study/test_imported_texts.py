from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tanik.study.imported_texts import document_of, to_clean, to_raw

LINES = st.lists(st.text(st.sampled_from("abış- ğ.1"), max_size=70), min_size=1, max_size=12).map("\n".join)


@given(LINES, st.data())
def test_a_word_of_the_other_tool_is_the_same_word_here_and_back(text: str, data: st.DataObject) -> None:
    document = document_of(text, "tr")
    assert document.raw == text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = to_clean(document, start, end)
    if span is None:
        assert not text[start:end].strip() or "-" in text
        return
    words = document.text[slice(*span)]
    assert words == words.strip() != ""
    if "\n" not in text[start:end]:
        assert words == text[start:end].strip()
    first, last = to_raw(document, *span)
    assert text[first:last].strip() == text[first:last]
    assert start <= first < last <= end


def test_an_original_gives_its_pages_only_when_it_has_this_text() -> None:
    page = b"\x0c".join([b"Bir sayfa.\n", b"\xc4\xb0ki sayfa.\n"])
    assert document_of("Ba\u015fka", "tr", ("a.txt", page)).pages == ()
    assert document_of("Bir", None, ("a.pdf", b"%PDF-1.4 bozuk")).raw == "Bir"
