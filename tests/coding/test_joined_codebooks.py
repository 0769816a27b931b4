"""Two versions of a codebook made one again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tanik.coding import codebook
from tanik.coding.codebook import Code, Codebook
from tanik.coding.joined_codebooks import Difference, joined

BASE = Codebook(
    "book",
    1,
    (
        Code("sea", names={"en": "Sea"}),
        Code("port", "sea", {"en": "Port"}),
        Code("road", names={"en": "Road"}, definition={"en": "Ways by land."}),
    ),
)


def names(book: Codebook) -> dict[str, str]:
    return {code.id: code.name() for code in book.codes}


def test_each_side_has_its_own_changes() -> None:
    ours = codebook.rename(BASE, "port", {"en": "Harbour"}).book
    theirs = codebook.move(codebook.rename(BASE, "road", {"en": "Way"}).book, "port", "road").book
    made, apart = joined(ours, theirs, BASE)
    assert names(made) == {"sea": "Sea", "port": "Harbour", "road": "Way"}
    assert made.code("port").parent == "road"
    assert made.version == 4
    assert apart == []


def test_the_same_field_on_both_sides_stays_ours_and_is_told() -> None:
    ours = codebook.rename(BASE, "port", {"en": "Harbour"}).book
    theirs = codebook.rename(BASE, "port", {"en": "Haven"}).book
    made, apart = joined(ours, theirs, BASE)
    assert made is ours
    assert apart == [Difference("book:port", {"names": {"en": "Harbour"}}, {"names": {"en": "Haven"}})]


def test_another_id_leads_to_the_code_and_is_told() -> None:
    theirs = codebook.rename(BASE, "port", {"en": "Haven"}, new_id="haven").book
    made, apart = joined(BASE, theirs, BASE)
    assert made.present()["haven"] == "port"
    assert made.code("haven").name() == "Haven"
    assert apart == [Difference("book:port", {"id": "port"}, {"id": "haven"})]


def test_moves_that_make_a_ring_are_left_out_and_told() -> None:
    ours = codebook.move(BASE, "sea", "road").book
    theirs = codebook.move(BASE, "road", "port").book
    made, apart = joined(ours, theirs, BASE)
    assert {code.id: code.parent for code in made.codes} == {"sea": "road", "port": "sea", "road": None}
    assert apart == [Difference("book:road", {"parent": None}, {"parent": "port"})]


def test_codes_of_one_side_only() -> None:
    ours = codebook.add(BASE, Code("river", "sea")).book
    theirs = codebook.add(codebook.add(BASE, Code("lake", "sea")).book, Code("shore", "lake")).book
    made, apart = joined(ours, theirs, BASE)
    assert {code.id: code.parent for code in made.codes if code.id not in names(BASE)} == {
        "river": "sea",
        "lake": "sea",
        "shore": "lake",
    }
    assert apart == []
    two = replace(theirs, codes=(*theirs.codes, Code("river", uid="f" * 32, names={"en": "Stream"})))
    assert joined(ours, two, BASE)[1] == [Difference("book:river", {"names": {}}, {"names": {"en": "Stream"}})]


def test_a_code_that_went_into_another_there_stays_here_and_is_told() -> None:
    theirs = codebook.merge(BASE, ["road"], "sea").book
    made, apart = joined(BASE, theirs, BASE)
    assert set(names(made)) == {"sea", "port", "road"}
    assert apart == [Difference("book:road", {"names": {"en": "Road"}}, None)]


_CHANGES = st.lists(
    st.tuples(st.sampled_from(["rename", "move", "id", "merge", "add"]), st.integers(0, 5), st.integers(0, 5)),
    max_size=5,
)


def changed(book: Codebook, steps: list[tuple[str, int, int]], mark: str) -> Codebook:
    for number, (what, one, two) in enumerate(steps):
        ids = [code.id for code in book.codes]
        first, second = ids[one % len(ids)], ids[two % len(ids)]
        if what == "rename":
            book = codebook.rename(book, first, {"en": f"{mark}{number}"}).book
        elif what == "id":
            book = codebook.rename(book, first, new_id=f"{first}-{mark}{number}").book
        elif what == "move" and second not in book.below(first):
            book = codebook.move(book, first, second).book
        elif what == "merge" and first != second and second not in book.below(first):
            book = codebook.merge(book, [first], second).book
        elif what == "add":
            book = codebook.add(book, Code(f"new-{mark}{number}", first)).book
    return book


@given(_CHANGES, _CHANGES)
def test_whatever_both_did_gives_a_codebook_with_all_codes(
    one: list[tuple[str, int, int]], two: list[tuple[str, int, int]]
) -> None:
    ours, theirs = changed(BASE, one, "a"), changed(BASE, two, "b")
    made, apart = joined(ours, theirs, BASE)
    assert {code.uid for code in ours.codes} <= {code.uid for code in made.codes}
    assert set(ours.present()) <= set(made.present())
    if not two:
        assert made is ours
        assert apart == []
    if not one:
        told = {each.key for each in apart}
        for code in theirs.codes:
            here = next(each for each in made.codes if each.uid == code.uid)
            assert here.names == code.names or f"book:{here.id}" in told
