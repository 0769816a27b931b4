from __future__ import annotations

from reading_samples import document
from tanik.languages.pack import language
from tanik.reading.people import find_mentions
from tanik.reading.phrases import Phrase, phrase_finder
from tanik.reading.units import PassageMaker
from tanik.text.tokens import lexicon


def phrases(text: str) -> list[Phrase]:
    made = document(text)
    people = find_mentions(made, lexicon("tr"))
    passage = PassageMaker(made, language("tr"), people, (), ()).make(0)
    return phrase_finder("tr").find(passage, 0, len(text))


def test_a_noun_with_what_describes_it() -> None:
    assert [phrase.name for phrase in phrases("Bu kanun askeri vesayete son verdi.")][:2] == [
        "Bu kanun",
        "askeri vesayet",
    ]


def test_the_name_is_in_the_nominative_and_has_a_short_form() -> None:
    found = next(phrase for phrase in phrases("Hepimiz bu mektubun yazarını arıyorduk.") if phrase.head == "mektup")
    assert (found.name, found.short, found.case, found.pointing) == ("bu mektup", "mektup", "genitive", True)


def test_a_genitive_belongs_to_the_noun_that_it_owns() -> None:
    assert "milletin hakları" in [phrase.name for phrase in phrases("Herkes milletin haklarını savundu.")]


def test_a_participle_at_the_beginning_is_left_out() -> None:
    assert all(not phrase.name.startswith("veren") for phrase in phrases("Hizmet veren öğretmenleri kutladı."))


def test_times_and_manners_head_no_phrase() -> None:
    assert phrases("O zaman bu şekilde.") == []
