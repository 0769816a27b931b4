from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.acts import Coder
from tanik.coding.rounds import deal, draw

items = st.lists(st.text("abcdef", min_size=1, max_size=4), max_size=30, unique=True)


@given(items, st.integers(0, 40), st.integers(0, 5))
def test_a_sample_can_be_drawn_again(found: list[str], size: int, seed: int) -> None:
    drawn = draw(found, size, seed)
    assert len(drawn) == min(size, len(found))
    assert drawn == [item for item in found if item in set(drawn)]
    assert set(draw(found[::-1], size, seed)) == set(drawn)


def test_other_seeds_draw_others() -> None:
    found = [str(number) for number in range(100)]
    assert len({tuple(draw(found, 10, seed)) for seed in range(20)}) == 20
    often = Counter(item for seed in range(400) for item in draw(found, 10, seed))
    assert set(often) == set(found)
    assert max(often.values()) < 75  # 40 is expected


@given(items, st.integers(1, 5), st.integers(1, 6))
def test_every_unit_goes_to_so_many(found: list[str], coders: int, each: int) -> None:
    people = [Coder(str(number), "person") for number in range(coders)]
    dealt = deal(found, people, each)
    times = Counter(item for given_ in dealt.values() for item in given_)
    assert times == Counter(dict.fromkeys(found, min(each, coders)))
    sizes = [len(given_) for given_ in dealt.values()]
    assert max(sizes) - min(sizes) <= 1
    assert all(len(set(given_)) == len(given_) for given_ in dealt.values())


def test_all_get_all() -> None:
    people = [Coder("a", "person"), Coder("b", "person")]
    assert deal(["x", "y"], people) == {people[0]: ["x", "y"], people[1]: ["x", "y"]}
