from __future__ import annotations

from tanik.exchange.foreign_tables import key, moment, selection, words
from tanik.exchange.losses import LossReport


def test_values_of_any_kind_become_what_is_needed_or_nothing() -> None:
    assert [words(each) for each in ("a", 1, None, b"x")] == ["a", "1", "", ""]
    assert [key(each) for each in (1, "a", None, 1.5, True)] == ["1", "a", "", "", ""]
    assert moment("2026-11-22 14:08:07.86") == "2026-11-22T14:08:07.86Z"
    assert moment("dün") == "dün"
    report = LossReport("f", "x")
    assert selection(1, 2, "w", report, "highlight", "h 1") is not None
    assert selection(1.0, 2, "w", report, "highlight", "h 2") is None
    assert report.losses[0].places == ["h 2"]
