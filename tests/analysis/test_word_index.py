from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.word_index import Corpus, index_words
from tanik.text.document import Document, Note, Paragraph
from words_corpus import corpus, document


@given(st.lists(st.text("abcçıİI şé’.,\n\x00👍", max_size=40), max_size=4))
def test_every_token_is_at_its_place(texts: list[str]) -> None:
    made, documents = corpus(*texts)
    for token in range(len(made)):
        text = documents[made.sources[made.document[token]]].text
        assert text[made.start[token] : made.end[token]] == made.forms[made.form[token]]


def test_words_have_their_dictionary_form_sentence_and_paragraph() -> None:
    words = index_words(document("Elçiler geldiler. Kimse konuşmadı.\n\nErtesi gün döndüler."))
    assert [words.forms[form] for form in words.form][:3] == ["Elçiler", "geldiler", "."]
    assert words.lemmas[:2] == ("elçi", "gel")
    assert words.sentence.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 2]
    assert words.paragraph.tolist() == [0] * 6 + [1] * 4


def test_a_note_inside_a_sentence_does_not_part_its_words() -> None:
    text = "Sefir yorgun Bkz. dosya. gitti."
    note = text.index("Bkz"), text.index(" gitti")
    paragraphs = (Paragraph(((0, note[0] - 1), (note[1] + 1, len(text)))), Paragraph((note,), "note", note=0))
    made = Document("x", text, "tr", (), paragraphs, ((0, len(text)), note), (0, 1), (Note(*note, None, "1"),))
    words = index_words(made)
    assert [text[a:b] for a, b in zip(words.start, words.end, strict=True)][:4] == ["Sefir", "yorgun", "gitti", "."]
    assert words.sentence.tolist() == [0] * 4 + [1] * 4


def test_spans_become_tokens() -> None:
    made, documents = corpus("Bir iki üç.", "Dört beş altı.")
    text = documents["b"].text
    at = text.index("beş")
    inside = made.tokens_in([("b", at, at + 3), ("unknown", 0, 9)])
    assert [made.forms[made.form[token]] for token in np.nonzero(inside)[0]] == ["beş"]


def test_the_same_form_in_two_languages_is_two() -> None:
    made = Corpus([("a", index_words(document("in", "tr"))), ("b", index_words(document("in", "en")))])
    assert len(made.forms) == 2
    assert made.folded == ["in", "in"]


def test_nothing_is_a_corpus_too() -> None:
    made, _ = corpus()
    assert len(made) == 0
    assert made.types("lemma")[1] == []
