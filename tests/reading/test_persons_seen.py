from __future__ import annotations

from tanik.languages.pack import language
from tanik.reading.annotations import Entity, Mention
from tanik.reading.found_people import People
from tanik.reading.persons_seen import Genders, PersonsSeen


def people(*names: str) -> People:
    found = People()
    for name in names:
        entity = Entity(name, "person", name)
        found.entities.append(entity)
        found.by_id[name] = entity
    return found


def test_genders_by_title_noun_name_and_pronoun() -> None:
    genders = Genders(language("en"))
    assert genders.of_person("Larkin", ("mrs",)) == "woman"
    assert genders.of_person("Mary Larkin", ()) == "woman"
    assert genders.of_person("George Larkin", ()) == "man"
    assert genders.of_person("Larkin", ()) == ""
    assert genders.of_noun("girl") == "woman"
    assert genders.fits("woman", "she") and not genders.fits("woman", "he")
    assert genders.fits("", "he")


def test_weights_fade_and_subjects_weigh_more() -> None:
    seen = PersonsSeen(people("A", "B"), Genders(language("en")))
    seen.see("A", subject=True)
    seen.see("B")
    assert seen.last("he") == "A"
    assert seen.last("he", but="A") == "B"
    for _ in range(3):
        seen.next_sentence()
    seen.see("B")
    assert seen.last("he") == "B"
    for _ in range(60):
        seen.next_sentence()
    assert seen.last("he") is None


def test_a_pronoun_teaches_the_gender() -> None:
    seen = PersonsSeen(people("Larkin"), Genders(language("en")))
    seen.see("Larkin", gender="she")
    assert seen.last("he") is None


def test_who_is_named_often_comes_first_where_weights_are_equal() -> None:
    found = people("A", "B")
    found.mentions += [Mention(i, i + 1, i + 1, "B") for i in range(0, 20, 2)]
    seen = PersonsSeen(found, Genders(language("en")))
    seen.see("A")
    seen.see("B")
    assert seen.last("he") == "B"
