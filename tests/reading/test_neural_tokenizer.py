"""Word pieces: places, unknown letters, cost."""

from hypothesis import given
from hypothesis import strategies as st

from tanik.reading.neural_tokenizer import MARK, Tokenizer

PIECES = [
    ("", 0.0),
    (MARK, -3.0),
    (MARK + "el", -2.0),
    ("çi", -2.5),
    ("ler", -2.0),
    ("e", -4.0),
    ("l", -4.0),
    ("r", -4.0),
]
LETTERS = {"\t": " ", "\n": " ", "\u00a0": " ", "ﬁ": "fi", "\u00ad": ""}


def tokenizer() -> Tokenizer:
    return Tokenizer(PIECES, LETTERS, unknown=0)


def test_pieces_stand_where_their_letters_stand() -> None:
    text = "  elçiler eller"
    pieces = tokenizer().encode(text)
    cut = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert cut == ["el", "çi", "ler", "el", "ler"]
    assert pieces.ids == [2, 3, 4, 2, 4]


def test_what_the_vocabulary_lacks_is_unknown_and_keeps_its_place() -> None:
    pieces = tokenizer().encode("el7")
    assert pieces.ids[-1] == 0
    assert (pieces.starts[-1], pieces.ends[-1]) == (2, 3)


def test_a_letter_that_stands_for_two_has_one_place() -> None:
    pieces = tokenizer().encode("ﬁl")
    assert all(0 <= a <= b <= 2 for a, b in zip(pieces.starts, pieces.ends, strict=True))


@given(st.text(alphabet="elçiıŞ \t\n\u00ad\u00a0ﬁ.’x🙂", max_size=60))
def test_places_ascend_and_cover_every_letter(text: str) -> None:
    pieces = tokenizer().encode(text)
    assert pieces.starts == sorted(pieces.starts)
    covered = set()
    for start, end in zip(pieces.starts, pieces.ends, strict=True):
        assert 0 <= start <= end <= len(text)
        covered.update(range(start, end))
    wanted = {i for i, letter in enumerate(text) if LETTERS.get(letter, letter).strip()}
    assert wanted <= covered


@given(st.text(alphabet="elçi r", max_size=40))
def test_words_are_independent(text: str) -> None:
    known = tokenizer()
    whole = known.encode(text).ids
    parts = [number for word in text.split() for number in tokenizer().encode(word).ids]
    assert whole == parts
    assert known.encode(text).ids == whole


def test_a_word_without_end_is_cut() -> None:
    pieces = tokenizer().encode("e" * 5000)
    assert len(pieces.ids) >= 5000
    assert pieces.ends[-1] == 5000
