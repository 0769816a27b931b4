from __future__ import annotations

import pytest

from tanik.analysis.entities import EntityRow
from tanik.analysis.same_people import same_people


def row(name: str, *titles: str, items: tuple[int, ...] = (0,)) -> EntityRow:
    return EntityRow(f"person:{name}", "person", name, (), titles, 1, items)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (row("S. Rıza"), row("Selim Rıza"), "initials"),
        (row("Selim Rıza", "paşa"), row("Selim Rıza Toprak"), "later_surname"),
        (row("Selim Rızah"), row("Selim Rıza"), "one_letter"),
        (row("Ivan Petrov"), row("İvan Petroff"), "spelling"),
        (row("Toprak", "bey"), row("Selim Toprak", "bey"), "surname_and_title"),
    ],
)
def test_pairs_have_a_reason(first: EntityRow, second: EntityRow, reason: str) -> None:
    (pair,) = same_people([first, second])
    assert reason in pair.reasons


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row("Toprak"), row("Selim Toprak")),
        (row("Selim Toprak"), row("Nuri Toprak")),
        (row("Selim Rıza"), row("Nuri Sadık")),
    ],
)
def test_a_surname_alone_is_no_reason(first: EntityRow, second: EntityRow) -> None:
    assert same_people([first, second]) == []


def test_the_time_of_the_sources_counts() -> None:
    pair_of = [row("S. Rıza", items=(0,)), row("Selim Rıza", items=(1,))]
    near = same_people(pair_of, {0: 1921, 1: 1930})[0]
    far = same_people(pair_of, {0: 1821, 1: 1930})[0]
    assert "time" in near.reasons and "time" not in far.reasons
    assert near.weight > far.weight
