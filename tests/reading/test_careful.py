"""The careful reading with a network of the test's own: what it adds, drops and corrects, and who has read."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from reading_samples import document
from tanik.reading import neural_brain, neural_segments
from tanik.reading.annotations import Reading
from tanik.reading.neural_candidates import HINTS
from tanik.reading.neural_sheet import FAMILIES, KINDS
from tanik.reading.neural_tokenizer import MARK, Tokenizer
from tanik.reading.reader import read_document
from tanik.reading.settings import ReadingSettings

SIGNS = 2 * (15 + len(FAMILIES) + 1 + len(KINDS))
TEXT = (
    "Ahmet Nedim Bey Viyana’ya gitti. Avusturya’nın yorgun olduğunu belirtmektedir.",
    "Rıza Bey heyetin çalışmasını beğendiğini söyledi. Rusya o yıl sessizdi.",
)


def weights(**changed: Any) -> dict[str, Any]:
    none = [0.0] * (2 * len(HINTS))
    made: dict[str, Any] = {
        "name": "test-reader 1",
        "keep": {"mean": [0.0] * SIGNS, "scale": [1.0] * SIGNS, "weights": [0.0] * SIGNS, "bias": 2.0},
        "threshold": 0.5,
        "holder": {"chance": 1.0, "hints": none},
        "target": {"chance": 1.0, "holder": -9.0, "hints": none, "bias": 0.0, "threshold": 0.5},
        "polarity": {"chance": 1.0, "told": 0.0, "lexical": 0.0, "bias": [0.0] * 4},
        "calibration": {"at": [0.0, 1.0], "share": [0.0, 1.0]},
    }
    return made | changed


class Stub:
    """A network that tags every word that ``begins`` lists as the beginning of a statement of three pieces."""

    def __init__(self, judge: dict[str, Any], begins: frozenset[int] = frozenset()) -> None:
        letters = [(letter, -2.0) for letter in "abcçdefgğhıijklmnoöprsştuüvyzABCDEFGHIİRVN’."]
        self.tokenizer = Tokenizer([("", 0.0), (MARK, -1.0), *letters], {}, 0)
        self.judge = judge
        self.name = str(judge["name"])
        self._begins = begins
        self.windows = 0

    def vectors(self, ids: Any, marks: Any) -> tuple[Any, Any]:
        self.windows += 1
        tags = np.full((len(ids), 3), -9.0, np.float32)
        tags[:, 0] = -0.01
        for at in self._begins:
            if at < len(ids):
                tags[at : at + 12] = (-9.0, -9.0, -0.01)
                tags[at] = (-9.0, -0.01, -9.0)
        return np.zeros((len(ids), 4), np.float32), tags

    def roles(self, vectors: Any, choice: Any) -> tuple[float, Any, Any, Any]:
        count = len(choice.entities)
        how = np.tile(np.array([0.0, 5.0, 0.0, 0.0], np.float32), (count, 1))
        scores = np.arange(count, dtype=np.float32)
        return 0.0, -scores, scores - count + 1.5, how


def read(monkeypatch: pytest.MonkeyPatch, stub: Stub, *text: str, threshold: float | None = None) -> Reading:
    monkeypatch.setattr(neural_brain, "ready", lambda: True)
    monkeypatch.setattr(neural_brain, "brain", lambda: stub)
    return read_document(document(*text), ReadingSettings(kind="study", reader="careful", threshold=threshold))


def test_without_the_network_the_rules_read_and_the_reading_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural_brain, "ready", lambda: False)
    made = document(*TEXT)
    careful = read_document(made, ReadingSettings(kind="study", reader="careful"))
    assert dataclasses.asdict(careful) == dataclasses.asdict(read_document(made, ReadingSettings(kind="study")))
    assert "+" not in careful.maker


def test_the_reading_names_both_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, Stub(weights()), *TEXT)
    assert found.maker.startswith("tanik-rules ") and found.maker.endswith(" + test-reader 1")


def test_the_network_corrects_what_the_rules_found(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = read_document(document(*TEXT), ReadingSettings(kind="study"))
    found = read(monkeypatch, Stub(weights()), *TEXT)
    assert {(s.start, s.end) for s in found.statements} <= {(s.start, s.end) for s in rules.statements}
    assert found.statements
    assert {t.polarity for s in found.statements for t in s.targets} == {"negative"}


def test_what_the_judge_does_not_believe_goes_with_its_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = weights(keep={"mean": [0.0] * SIGNS, "scale": [1.0] * SIGNS, "weights": [0.0] * SIGNS, "bias": -5.0})
    found = read(monkeypatch, Stub(unsure), *TEXT)
    assert found.statements == []
    assert not [doubt for doubt in found.doubts if doubt.kind == "target.unknown"]


def test_the_network_adds_statements_of_whole_words(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, Stub(weights(), frozenset({4})), *TEXT)
    added = [s for s in found.statements if s.rule == "statement.network"]
    text = document(*TEXT).text
    assert added
    for statement in added:
        before, after = text[statement.start - 1 : statement.start], text[statement.end : statement.end + 1]
        assert not (before.isalnum() and text[statement.start].isalnum())
        assert not (after.isalnum() and text[statement.end - 1].isalnum())
        assert statement.holder in {entity.id for entity in found.entities}


def test_a_threshold_keeps_the_surer_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    every = read(monkeypatch, Stub(weights()), *TEXT, threshold=0.0)
    some = read(monkeypatch, Stub(weights()), *TEXT, threshold=0.3)
    assert all(statement.confidence >= 0.3 for statement in some.statements)
    assert len(some.statements) <= len(every.statements)


def test_a_long_document_goes_through_in_sheets_and_gives_the_same_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = Stub(weights())
    text = [paragraph for _ in range(40) for paragraph in TEXT]
    first = read(monkeypatch, stub, *text)
    assert stub.windows > 5
    assert dataclasses.asdict(first) == dataclasses.asdict(read(monkeypatch, Stub(weights()), *text))
    starts = [statement.start for statement in first.statements]
    assert starts == sorted(starts) and starts[-1] > 40 * 60


def test_a_paragraph_without_end_is_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural_segments, "LONGEST", 10)
    from tanik.reading import careful

    monkeypatch.setattr(careful, "LONGEST", 10)
    stub = Stub(weights())
    read(monkeypatch, stub, *TEXT)
    assert stub.windows == 0


def test_progress_is_told_inside_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neural_brain, "ready", lambda: True)
    monkeypatch.setattr(neural_brain, "brain", lambda: Stub(weights()))
    told: list[int] = []
    read_document(
        document(*TEXT * 3), ReadingSettings(kind="study", reader="careful"), lambda done, total: told.append(done)
    )
    assert len(told) >= 6 and told == sorted(told)


def test_the_network_that_ships_reads_own_sentences() -> None:
    made = document(
        "Gazeteci Nuri Kavaklı, heyetin Viyana’daki çalışmasını başarılı bulduğunu, hükûmetin ise geç kaldığını "
        "söyledi. Rıza Bey’e göre antlaşma “memleket için büyük bir felaketti.” Tren saat yedide kalktı.",
        "Hükûmet, Nuri Kavaklı’nın bu sözlerini haksız bir saldırı saydığını açıkladı.",
    )
    settings = ReadingSettings(kind="study", reader="careful")
    found = read_document(made, settings)
    assert "+ tanik-reader" in found.maker
    assert found.statements
    assert all(0 <= s.confidence <= 1 and s.targets and s.holder for s in found.statements)
    assert dataclasses.asdict(found) == dataclasses.asdict(read_document(made, settings))
