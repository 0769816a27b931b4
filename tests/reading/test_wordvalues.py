from __future__ import annotations

from tanik.reading.wordvalues import StemTable

TABLE = StemTable(
    [("dost", "good", 1.0), ("kan$", "bad", 1.0), ("hayal kırıklığı", "bad", 2.0), ("dostane", "good", 2.0)]
)


def groups(text: str) -> list[tuple[str, str, float]]:
    return [(text[v.start : v.end], v.group, v.strength) for v in TABLE.find(text)]


def test_free_ends_whole_words_and_word_groups() -> None:
    assert groups("dostluğun kan ve kanun") == [("dostluğun", "good", 1.0), ("kan", "bad", 1.0)]
    assert groups("bu bir hayal kırıklığıydı") == [("hayal kırıklığı", "bad", 2.0)]
    assert groups("hayal kurdu") == []


def test_the_longest_stem_decides() -> None:
    assert groups("dostane bir ton") == [("dostane", "good", 2.0)]


def test_an_apostrophe_ends_the_stem() -> None:
    assert groups("kan'ın") == [("kan'ın", "bad", 1.0)]


def test_a_range_is_respected() -> None:
    assert [v.start for v in TABLE.find("dost dost dost", 5, 9)] == [5]
