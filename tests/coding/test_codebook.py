from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding import codebook as changes
from tanik.coding.codebook import Code, Codebook, free_id
from tanik.errors import SettingError


def book(*pairs: tuple[str, str | None]) -> Codebook:
    return Codebook("deneme", 3, tuple(Code(id, parent) for id, parent in pairs))


TREE = book(("deniz", None), ("dalga", "deniz"), ("liman", "deniz"), ("kara", None), ("köpük", "dalga"))


@pytest.mark.parametrize(
    ("pairs", "id"),
    [
        ([("a", None), ("a", None)], "T485"),
        ([("a", "b")], "T486"),
        ([("a", "b"), ("b", "a")], "T487"),
        ([("a", "a")], "T487"),
        ([("x y", None)], "T489"),
        ([(f"c{n}", f"c{n - 1}" if n else None) for n in range(60)], "T487"),
    ],
)
def test_what_cannot_be_a_tree_is_refused(pairs: list[tuple[str, str | None]], id: str) -> None:
    with pytest.raises(SettingError) as caught:
        book(*pairs)
    assert caught.value.id == id


def test_a_tree_is_walked_from_the_top() -> None:
    assert [(depth, code.id) for depth, code in TREE.walk()] == [
        (0, "deniz"),
        (1, "dalga"),
        (2, "köpük"),
        (1, "liman"),
        (0, "kara"),
    ]
    assert TREE.below("deniz") == {"deniz", "dalga", "liman", "köpük"}


def test_a_merged_code_is_found_under_its_old_id() -> None:
    change = changes.merge(TREE, ["dalga", "kara"], "liman")
    assert change.moved == {"dalga": "liman", "kara": "liman"}
    assert change.book.version == 4
    assert change.book.code("dalga").id == "liman"
    assert change.book.code("köpük").parent == "liman"
    assert change.book.present()["kara"] == "liman"


def test_merging_a_parent_into_its_child_lifts_the_child() -> None:
    change = changes.merge(TREE, ["deniz"], "dalga")
    assert change.book.code("dalga").parent is None
    assert change.book.code("liman").parent == "dalga"


def test_a_code_keeps_its_uid_under_a_new_id() -> None:
    change = changes.rename(TREE, "dalga", {"tr": "Dalga"}, new_id="dalgalar")
    assert change.book.code("dalgalar").uid == TREE.code("dalga").uid
    assert change.book.code("köpük").parent == "dalgalar"
    assert change.moved == {"dalga": "dalgalar"}
    back = changes.rename(change.book, "dalgalar", new_id="dalga")
    assert back.book.code("dalga").formerly == ("dalgalar",)


def test_a_code_cannot_hang_under_itself() -> None:
    with pytest.raises(SettingError, match="T487"):
        changes.move(TREE, "deniz", "köpük")
    assert changes.move(TREE, "dalga", None).book.code("dalga").parent is None


def test_a_removed_code_is_retired_or_merged() -> None:
    kept = changes.remove(TREE, "dalga").book
    assert kept.code("dalga").retired
    assert kept.code("köpük").parent == "deniz"
    gone = changes.remove(TREE, "dalga", into="kara")
    assert gone.moved == {"dalga": "kara"}
    assert [code.id for code in gone.book.codes] == ["deniz", "liman", "kara", "köpük"]
    assert gone.book.code("köpük").parent == "deniz"


def test_the_parts_of_a_split_code_stand_under_it() -> None:
    change = changes.split(TREE, "kara", [Code("dağ"), Code("ova")], rest="ova")
    assert [code.id for code in change.book.children("kara")] == ["dağ", "ova"]
    assert change.moved == {"kara": "ova"}
    with pytest.raises(SettingError, match="T489"):
        changes.split(TREE, "kara", [Code("dağ")], rest="deniz")


def test_a_newer_file_retires_what_it_no_longer_has() -> None:
    newer = Codebook("deneme", 1, (Code("deniz"), Code("toprak", formerly=("kara",))))
    change = changes.take_over(TREE, newer)
    assert change.moved == {"kara": "toprak"}
    assert change.book.version == 4
    assert {code.id for code in change.book.codes if code.retired} == {"dalga", "liman", "köpük"}


def test_an_id_from_a_name() -> None:
    assert free_id([], "Güç dengesi!") == "güç_dengesi"
    assert free_id(["güç_dengesi"], "Güç dengesi") == "güç_dengesi.2"
    assert free_id([], "…") == "code"


IDS = st.sampled_from([code.id for code in TREE.codes])


@given(
    st.lists(st.tuples(st.sampled_from(["merge", "move", "remove", "into", "rename", "split"]), IDS, IDS), max_size=6)
)
def test_no_change_loses_an_id(steps: list[tuple[str, str, str]]) -> None:
    present, where = TREE, {code.id: code.id for code in TREE.codes}
    for number, (kind, one, other) in enumerate(steps):
        try:
            match kind:
                case "merge":
                    change = changes.merge(present, [one], other)
                case "move":
                    change = changes.move(present, one, other)
                case "remove":
                    change = changes.remove(present, one)
                case "into":
                    change = changes.remove(present, one, into=other)
                case "rename":
                    change = changes.rename(present, one, new_id=f"yeni{number}")
                case _:
                    change = changes.split(present, one, [Code(f"parça{number}")])
        except SettingError:
            continue
        assert change.book.version == present.version + 1
        present = change.book
        where = {id: change.moved.get(at, at) for id, at in where.items()}
    for id, at in where.items():
        assert at in {code.id for code in present.codes}
        assert present.code(id).id == at
