from __future__ import annotations

from tanik.reading.contents import content_finder, mostly_quoted
from tanik.reading.units import QUOTED

TR = content_finder("tr")


def test_endings_that_close_a_clause() -> None:
    assert all(TR.closes(word) for word in ("olduğunu", "gerektiğini", "geleceğini", "olmasını", "istediklerini"))
    assert not any(TR.closes(word) for word in ("elçi", "barış", "gitti"))


def test_trim_takes_edges_and_openers() -> None:
    text = ", ayrıca barışın yakın olduğunu, "
    start, end = TR.trim(text, 0, len(text))
    assert text[start:end] == "barışın yakın olduğunu"


def test_split_and_short_pieces() -> None:
    text = "barışın yakın olduğunu herkesin bildiğini, savaşın ise uzun süreceğini"
    assert [text[a:b] for a, b in TR.split(text, 0, len(text))] == [
        "barışın yakın olduğunu herkesin bildiğini",
        "savaşın ise uzun süreceğini",
    ]
    short = "yorgun olduğunu, savaşın uzun süreceğini"
    assert len(TR.split(short, 0, len(short))) == 1


def test_words_that_only_point_back_are_empty() -> None:
    assert TR.empty("bu duruma", 0, 9)
    assert not TR.empty("rusya'nın bu durumunu", 0, 21)


def test_mostly_quoted() -> None:
    skeleton = f"şu {QUOTED * 40} sözünü"
    assert mostly_quoted(skeleton, 0, len(skeleton))
    assert not mostly_quoted("barışın yakın olduğunu", 0, 22)


def test_a_describing_participle_closes_no_clause() -> None:
    for words, clause in (("heyetle yaptığı mülakatı", False), ("barışın yakın olduğunu bile", True)):
        assert TR.is_clause(words, 0, len(words)) is clause
