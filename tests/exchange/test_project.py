from __future__ import annotations

from tanik.exchange.project import Project, ProjectCode, ProjectSource, code_paths, derived_uid


def test_paths_of_codes_end_even_when_they_run_in_a_circle() -> None:
    codes = [ProjectCode("a", "A"), ProjectCode("b", "B", "a"), ProjectCode("c", "C", "d"), ProjectCode("d", "D", "c")]
    assert code_paths(codes) == {"a": ("A",), "b": ("A", "B"), "c": ("C",), "d": ("D",)}


def test_counts_words_and_uids() -> None:
    project = Project(sources=(ProjectSource("s", "x", "Vali geldi"),))
    assert project.counts() == {"sources": 1}
    assert project.words(0, 4, "s") == "Vali"
    assert project.words(0, 4, "t") == ""
    assert derived_uid("a", "b") == derived_uid("a", "b") != derived_uid("ab")
    assert len(derived_uid("\ud800")) == 32
