from __future__ import annotations

import pytest

from tanik.report.doubt_kinds import KINDS, RELATED, doubt_kind


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("citation.pages", "citation.pages"),
        ("citation.something_new", "citation"),
        ("person.ambiguous", "entity"),
        ("encoding", "encoding"),
        ("never.heard", ""),
    ],
)
def test_a_kind_has_its_own_words_or_those_of_its_family(kind: str, found: str) -> None:
    assert doubt_kind(kind) is KINDS[found]


def test_every_kind_says_what_it_means_and_what_to_do() -> None:
    for kind in KINDS.values():
        assert kind.title
        assert kind.meaning.endswith(".")
        assert kind.step.endswith(".")
    assert set(RELATED.values()) <= set(KINDS)
