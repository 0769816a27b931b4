from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.passages import DIGEST, LONGEST, SHORTEST, digest_of, passages_of, prepared
from words_corpus import document

SENTENCE = "Bekçi akşamları feneri yakar ve kapıyı kilitlerdi."


def test_sentences_are_put_together_until_they_are_long_enough() -> None:
    made = document(" ".join([SENTENCE] * 20))
    found = passages_of(made)
    texts = [made.text[start:end] for start, end in found]
    assert " ".join(texts) == made.text.strip()
    assert all(LONGEST - len(SENTENCE) - 1 <= len(text) <= LONGEST for text in texts[:-1])
    assert all(text.startswith("Bekçi") and text.endswith("kilitlerdi.") for text in texts)


def test_a_passage_stays_in_its_paragraph_and_a_long_sentence_stays_whole() -> None:
    long = "Bekçi " + "akşamları feneri yakar, " * 30 + "kapıyı kilitlerdi."
    made = document(f"{SENTENCE}\n\n{long}\n\n{SENTENCE}")
    assert [made.text[start:end] for start, end in passages_of(made)] == [SENTENCE, long, SENTENCE]


def test_what_says_nothing_is_left_out() -> None:
    made = document("Evet.\n\n12 13 14.\n\n" + SENTENCE)
    assert [made.text[start:end] for start, end in passages_of(made)] == [SENTENCE]
    assert passages_of(document("")) == []


@given(st.text(alphabet="aAçİ .!?\n\x00\ud800", max_size=400))
def test_any_text_is_cut_into_passages_in_order(text: str) -> None:
    made = document(text)
    found = passages_of(made)
    assert found == sorted(found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(sum(map(str.isalnum, made.text[start:end])) >= SHORTEST for start, end in found)


def test_a_prepared_text_can_be_given_to_any_encoder() -> None:
    assert prepared("  bir\0iki \n üç\ud800 ") == "bir iki üç?"
    assert len(prepared("söz " * 10_000)) <= 2_000
    assert digest_of("bir") != digest_of("iki")
    assert len(digest_of("bir")) == DIGEST
