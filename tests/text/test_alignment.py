from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.text.alignment import Alignment, align

OLD = (
    "Gemi sabaha karşı limana girdi ve herkes güverteye çıktı.\n\n"
    "Kaptan hava açılana kadar beklemek istiyordu.\n\n"
    "Kaptan hava açılana kadar beklemek istiyordu.\n\n"
    "Akşam olunca fenerler yandı, kıyıdan sesler geldi."
)


def paragraphs(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for part in text.split("\n\n"):
        found.append((at, at + len(part)))
        at += len(part) + 2
    return found


def way(old: str, new: str) -> Alignment:
    return align(old, paragraphs(old), new, paragraphs(new))


def moved(old: str, new: str, words: str, nth: int = 0) -> str | None:
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    place = way(old, new).move(start, start + len(words))
    return None if place is None else new[place[0] : place[1]]


def test_a_new_paragraph_in_front_moves_everything() -> None:
    assert moved(OLD, "Önsöz burada.\n\n" + OLD, "fenerler yandı") == "fenerler yandı"


def test_a_paragraph_twice_keeps_its_order() -> None:
    new = OLD.replace("Gemi", "Eski gemi")
    at = OLD.rindex("hava açılana")
    place = way(OLD, new).move(at, at + 12)
    assert place == (new.rindex("hava açılana"), new.rindex("hava açılana") + 12)


def test_a_corrected_word_inside_does_not_stop_a_passage() -> None:
    new = OLD.replace("güverteye", "güverteve")
    assert moved(OLD, new, "limana girdi ve herkes güverteye çıktı") == "limana girdi ve herkes güverteve çıktı"


def test_a_corrected_word_at_its_edge_neither() -> None:
    new = OLD.replace("çıktı.", "cıktı.")
    assert moved(OLD, new, "limana girdi ve herkes güverteye çıktı") == "limana girdi ve herkes güverteye cıktı"


def test_words_that_are_gone_do_not_move() -> None:
    new = OLD.replace("Akşam olunca fenerler yandı, kıyıdan sesler geldi.", "Bir daha kimse görmedi onları.")
    assert moved(OLD, new, "fenerler yandı") is None


def test_nothing_and_the_same() -> None:
    assert way(OLD, "").move(0, 4) is None
    assert way(OLD, OLD).move(3, 9) == (3, 9)
    assert way(OLD, OLD).move(9, 9) is None
    assert way("", OLD).at(0) is None


@given(st.data())
def test_what_was_not_touched_moves_with_its_words(data: st.DataObject) -> None:
    words = OLD.split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    new_words = [*words[:place], *data.draw(st.lists(st.sampled_from(["x", "deniz\n\n", "Kaptan"]), max_size=3))]
    new = " ".join([*new_words, *words[place + data.draw(st.integers(0, 2)) :]])
    moves = way(OLD, new)
    start = data.draw(st.integers(0, len(OLD) - 1))
    found = moves.move(start, data.draw(st.integers(start + 1, len(OLD))))
    if found is not None:
        assert 0 <= found[0] < found[1] <= len(new)
    for offset in range(len(OLD)):
        at = moves.at(offset)
        assert at is None or new[at] == OLD[offset]


@pytest.mark.parametrize("words", [["aynı"], ["bir", "iki", "üç"], [f"söz{n}" for n in range(5000)]])
def test_the_cost_grows_with_the_length(words: list[str]) -> None:
    random.seed(4)

    def seconds(size: int) -> float:
        text = "\n\n".join(" ".join(random.choices(words, k=60)) for _ in range(size))
        new = text.replace(words[0], "başka", size // 3)
        began = time.perf_counter()
        way(text, new)
        return time.perf_counter() - began

    seconds(20)
    small, large = min(seconds(100) for _ in range(3)), seconds(800)
    assert large < 40 * small + 0.2
