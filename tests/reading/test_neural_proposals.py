"""Proposals: windows put together again, the best path of tags as whole words, shares that are shares."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network_sheets import TEXT, known, letters, sheet, told, turkish
from tanik.reading.neural_candidates import HINTS, CandidateFinder
from tanik.reading.neural_proposals import WINDOW, Proposal, decode, propose, sheet_vectors
from tanik.reading.neural_sheet import FAMILIES, KINDS, Sheet, make_sheet

WHOLE = sheet()
LONG = sheet(*TEXT * 6)
SEEDS = st.integers(0, 2**32 - 1)


class Stub:
    """A network whose vectors are the numbers of the pieces, and which begins a statement at given pieces."""

    def __init__(self, runs: tuple[tuple[int, int], ...] = (), size: int = 0) -> None:
        self.tags = spiked(runs, size)
        self.lengths: list[int] = []
        self._at = 0

    def vectors(self, ids: Any, marks: Any) -> tuple[Any, Any]:
        self.lengths.append(len(ids))
        tags = self.tags[: len(ids)] if len(self.tags) else np.log(np.full((len(ids), 3), 1 / 3, np.float32))
        return ids[:, None].astype(np.float32), tags

    def roles(self, vectors: Any, choice: Any) -> tuple[float, Any, Any, Any]:
        count = len(choice.entities)
        rising = np.arange(count, dtype=np.float32)
        return 1.5, rising, -rising, np.tile(np.array([0.0, 3.0, 0.0, 0.0], np.float32), (count, 1))


def spiked(runs: tuple[tuple[int, int], ...], size: int) -> Any:
    """Log probabilities of tags that leave no doubt of the runs."""
    tags = np.full((size, 3), -9.0, np.float32)
    tags[:, 0] = -0.001
    for first, last in runs:
        tags[first:last] = (-9.0, -9.0, -0.001)
        tags[first] = (-9.0, -0.001, -9.0)
    return tags


def proposals(stub: Stub, made: Sheet = WHOLE) -> list[Proposal]:
    return propose(stub, made, turkish(), known, {})


def words(made: Sheet, span: Any) -> str:
    return made.told[span.paragraph].passage.text[span.start : span.end]


def test_a_sheet_goes_through_in_windows_and_comes_back_whole() -> None:
    stub = Stub()
    vectors, tags = sheet_vectors(stub, LONG)
    assert (vectors[:, 0] == LONG.ids).all() and len(tags) == len(LONG.ids)
    assert len(stub.lengths) > 2 and max(stub.lengths) <= WINDOW


def test_a_tagged_run_becomes_whole_words() -> None:
    start = TEXT[1].index("alışmasını")  # the run begins inside a word and ends inside another
    first, last = WHOLE.pieces(1, start, start + len("alışmasını beğen"))
    (span,) = decode(WHOLE, spiked(((first, last),), len(WHOLE.ids)))
    assert words(WHOLE, span) == "çalışmasını beğendiğini"
    assert (span.first, span.last) == WHOLE.pieces(1, span.start, span.end)


def test_a_run_ends_with_its_paragraph() -> None:
    edge = WHOLE.bounds[1]
    found = decode(WHOLE, spiked(((edge - 20, edge + 20),), len(WHOLE.ids)))
    assert [span.paragraph for span in found] == [0, 1]
    assert found[0].last <= edge <= found[1].first


def test_a_run_of_two_pieces_or_seven_letters_is_none() -> None:
    first, _ = WHOLE.pieces(0, 0, 5)
    assert decode(WHOLE, spiked(((first, first + 2),), len(WHOLE.ids))) == []
    start = TEXT[1].index("o yıl")
    first, last = WHOLE.pieces(1, start, start + len("o yıl"))
    assert decode(WHOLE, spiked(((first, last),), len(WHOLE.ids))) == []


@settings(max_examples=40)
@given(SEEDS)
def test_any_tags_give_spans_apart_in_order_and_inside_a_paragraph(seed: int) -> None:
    raw = np.random.default_rng(seed).uniform(-4, 0, (len(WHOLE.ids), 3))
    raw[:, 2] += 1.5  # long runs are to be seen too
    found = decode(WHOLE, raw.astype(np.float32))
    for span in found:
        text = WHOLE.told[span.paragraph].passage.text
        assert 0 <= span.start < span.end <= len(text)
        assert WHOLE.bounds[span.paragraph] <= span.first < span.last <= WHOLE.bounds[span.paragraph + 1]
        assert span.start == 0 or not (text[span.start - 1].isalnum() and text[span.start].isalnum())
        assert span.end == len(text) or not (text[span.end - 1].isalnum() and text[span.end].isalnum())
    assert all((one.paragraph, one.start) <= (two.paragraph, two.start) for one, two in pairwise(found))


@settings(max_examples=25)
@given(SEEDS)
def test_the_path_is_the_best_one(seed: int) -> None:
    # Every path over five pieces, by hand, against the one that decode finds (spans of three pieces or more).
    made = make_sheet(told("Dünyalılar"), 0, "study", letters(), turkish())
    logs = np.random.default_rng(seed).uniform(-4, 0, (len(made.ids), 3)).astype(np.float32)
    logs[5:] = (0.0, -50.0, -50.0)
    best = max(paths(5), key=lambda path: sum(float(logs[at, tag]) for at, tag in enumerate(path)))
    assert bool(decode(made, logs)) == ("122" in "".join(map(str, best)))


def paths(size: int) -> list[tuple[int, ...]]:
    """All tags of ``size`` pieces in which inside follows begins or inside."""
    found: list[tuple[int, ...]] = [()]
    for _ in range(size):
        found = [(*path, tag) for path in found for tag in range(3) if tag != 2 or (path and path[-1] != 0)]
    return found


def test_the_rules_statements_are_proposed_as_they_are() -> None:
    found = proposals(Stub(size=len(WHOLE.ids)))
    assert [each.ruled for each in found] == WHOLE.ruled
    assert [words(WHOLE, each.span) for each in found] == [
        WHOLE.told[r.paragraph].passage.text[r.start : r.end] for r in WHOLE.ruled
    ]
    assert all(each.span.rules == each.ruled.statements for each in found if each.ruled)


def test_what_the_network_tags_is_proposed_beside_them_and_nothing_twice() -> None:
    start = TEXT[1].index("Rusya o yıl sessizdi")
    own = WHOLE.pieces(1, start, start + len("Rusya o yıl sessizdi"))
    same = (WHOLE.ruled[0].first, WHOLE.ruled[0].last)
    found = proposals(Stub((same, own), len(WHOLE.ids)))
    assert [words(WHOLE, each.span) for each in found if each.ruled is None] == ["Rusya o yıl sessizdi"]
    places = [(each.span.first, each.span.last) for each in found]
    assert places == sorted(set(places))


def test_context_is_not_read_again() -> None:
    made = sheet(own=1)
    stub = Stub(size=len(made.ids))
    assert {each.span.paragraph for each in proposals(stub, made)} == {1, 2}


def test_shares_are_shares_and_each_entity_stands_once() -> None:
    for each in proposals(Stub(size=len(WHOLE.ids))):
        assert len(set(each.entities)) == len(each.entities)
        assert sum(each.holders) == pytest.approx(1)
        assert all(0 <= chance <= 1 for chance in each.targets)
        assert all(sum(ways) == pytest.approx(1) and ways.index(max(ways)) == 1 for ways in each.how)
        sizes = {len(each.holders), len(each.targets), len(each.how), len(each.hints), len(each.told)}
        assert sizes == {len(each.entities)}
        assert {len(hints) for hints in each.hints} == {len(HINTS)}
        assert len(each.signs) == 15 + len(FAMILIES) + 1 + len(KINDS)


def test_the_rules_polarity_and_that_of_the_words_are_told() -> None:
    last = proposals(Stub(size=len(WHOLE.ids)))[-1]
    target = last.ruled.statements[0].targets[0] if last.ruled else None
    assert target is not None and target.polarity == "negative"
    assert last.told[last.entities.index(target.id)] == 1
    assert {last.told[n] for n, entity in enumerate(last.entities) if entity != target.id} == {4}
    assert last.lexical == 1


def test_an_entity_named_twice_holds_the_sum_of_its_places() -> None:
    made = sheet("Rıza Bey geldi. Rıza Bey antlaşmayı büyük bir felaket olarak gördüğünü söyledi. Rıza Bey sustu.")
    finder = CandidateFinder(made, turkish(), known, {})
    found = proposals(Stub(size=len(made.ids)), made)
    assert found
    for each in found:
        rows = finder.choice(each.span).entities
        shares = np.exp(np.arange(len(rows)))  # what the stub says of each row
        wanted = sum(share for share, entity in zip(shares, rows, strict=True) if entity == "riza_bey")
        assert rows.count("riza_bey") > 1
        assert each.holders[each.entities.index("riza_bey")] == pytest.approx(wanted / shares.sum())


def test_an_empty_sheet_proposes_nothing() -> None:
    assert proposals(Stub(), make_sheet((), 0, "study", letters(), turkish())) == []
