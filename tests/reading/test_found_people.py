"""The people of a document: who stands in a range, who was named last, what a form or a reference leads to."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tanik.reading.annotations import Entity, Mention
from tanik.reading.found_people import People
from tanik.reading.references import Reference

RIZA = Entity("riza", "person", "Rıza Bey", ("Rıza Bey", "R. Kaya"), titles=("Bey",))
NERMIN = Entity("nermin", "person", "Nermin Hanım", titles=("Hanım",))
HEYET = Entity("heyet", "organisation", "Heyet")
RANGES = st.tuples(st.integers(0, 60), st.integers(1, 8), st.integers(0, 3)).map(
    lambda each: (each[0], sum(each[:2]), sum(each))
)


def people(*mentions: tuple[int, int, str]) -> People:
    found = People(entities=[RIZA, NERMIN, HEYET], by_id={each.id: each for each in (RIZA, NERMIN, HEYET)})
    found.add_mentions([Mention(start, end, end, who) for start, end, who in mentions])
    return found


def test_mentions_of_a_range_are_those_that_begin_in_it() -> None:
    found = people((0, 4, "riza"), (10, 14, "heyet"), (20, 24, "nermin"))
    assert [each.entity for each in found.in_range(4, 20)] == ["heyet"]
    assert [each.entity for each in found.in_range(0, 21)] == ["riza", "heyet", "nermin"]
    assert list(found.in_range(24, 99)) == []


def test_the_last_person_is_no_body_and_has_ended() -> None:
    found = people((0, 4, "riza"), (10, 14, "nermin"), (20, 24, "heyet"))
    assert [_last(found, offset) for offset in (3, 4, 13, 14, 99)] == [None, "riza", "riza", "nermin", "nermin"]


def test_the_last_person_of_a_title() -> None:
    found = people((0, 4, "riza"), (10, 14, "nermin"))
    assert _last(found, 99, "BEY") == "riza"
    assert _last(found, 99, "Paşa") is None


def test_the_look_back_does_not_grow_with_the_document() -> None:
    bodies = [(10 + 5 * n, 14 + 5 * n, "heyet") for n in range(401)]
    assert _last(people((0, 4, "riza"), *bodies), 9999) is None
    assert _last(people((0, 4, "riza"), *bodies[:399]), 9999) == "riza"


def _last(found: People, offset: int, title: str | None = None) -> str | None:
    mention = found.last_person_before(offset, title)
    return mention.entity if mention else None


def test_a_form_leads_to_its_entity_in_any_case() -> None:
    found = people()
    assert found.named("RIZA BEY") == found.named("r. kaya") == "riza"
    assert found.named("heyet") == "heyet"
    assert found.named("Kimse") is None


def test_a_form_of_two_is_that_of_the_first() -> None:
    twice = People(entities=[RIZA, Entity("other", "person", "R. Kaya")])
    assert twice.named("R. Kaya") == "riza"


def test_the_first_settled_reference_of_a_range() -> None:
    found = people()
    found.references = [
        Reference(5, 8, None, "reference.pronoun", 0.5, ("riza", "nermin")),
        Reference(9, 12, "nermin", "reference.pronoun", 0.5),
        Reference(20, 22, "riza", "reference.title", 0.7),
    ]
    assert found.referent(0, 30) is found.references[1]
    assert found.referent(0, 9) is None
    assert found.referent(10, 21) is found.references[2]
    assert found.referent(23, 99) is None


def test_nothing_added_changes_nothing() -> None:
    found = people((0, 4, "riza"))
    found.add_mentions([])
    assert [(each.start, each.entity) for each in found.mentions] == [(0, "riza")]


@given(st.lists(RANGES, max_size=8), st.lists(RANGES, max_size=8))
def test_what_was_found_before_stays_and_is_never_overlapped(
    first: list[tuple[int, int, int]], second: list[tuple[int, int, int]]
) -> None:
    found = people()
    before: list[Mention] = []
    for start, end, word_end in sorted(first):
        if not before or before[-1].word_end <= start:
            before.append(Mention(start, end, word_end, "riza"))
    found.add_mentions(before)
    assert found.mentions == before
    later = [Mention(start, end, word_end, "nermin") for start, end, word_end in second]
    found.add_mentions(later)
    assert [each for each in found.mentions if each.entity == "riza"] == before
    assert [each.start for each in found.mentions] == sorted(each.start for each in found.mentions)
    taken = [each for each in found.mentions if each.entity == "nermin"]
    for each in later:
        free = all(each.word_end <= old.start or old.word_end <= each.start for old in before)
        assert (each in taken) == free
    assert list(found.in_range(0, 99)) == found.mentions


@given(st.lists(RANGES, max_size=8))
def test_mentions_added_one_by_one_never_overlap(ranges: list[tuple[int, int, int]]) -> None:
    found = people()
    for start, end, word_end in ranges:
        found.add_mentions([Mention(start, end, word_end, "riza")])
    assert all(one.word_end <= two.start for one, two in pairwise(found.mentions))
    assert bool(found.mentions) == bool(ranges)
