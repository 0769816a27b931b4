from tanik.cli.click_words import PLURALS, SENTENCES, plural
from tanik.cli.wording import say, speaking


def test_a_pair_stays_a_pair() -> None:
    assert plural("one", "many") == ("one", "many")


def test_every_sentence_of_click_has_a_turkish_one() -> None:
    with speaking("tr"):
        same = [sentence for sentence in SENTENCES if say(sentence) == sentence]
    assert same == []


def test_no_sentence_is_listed_twice() -> None:
    listed = [*SENTENCES, *(one for one, _ in PLURALS)]
    assert len(set(listed)) == len(listed)
