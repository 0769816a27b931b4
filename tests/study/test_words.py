from __future__ import annotations

from pathlib import Path

import pytest

import tanik
from tanik.study import words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Elçi geldi. Elçiler yorgundu.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kimse elçiyi görmedi.", encoding="utf-8")
    return tmp_path


def test_words_of_all_sources_and_of_new_ones(folder: Path) -> None:
    with tanik.open(folder / "x.tanik", language="tr") as study:
        study.add(folder / "a.txt")
        assert study.words.concordance("elçi").total == 2
        second = study.add(folder / "b.txt")
        found = study.words.concordance("elçi", limit=2)
        assert found.total == 3
        assert len(found.lines) == 2
        assert study.words.concordance('[source!="' + second.id + '" & lemma="elçi"]').total == 2


def test_an_index_is_made_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tanik.open(folder / "x.tanik", language="tr") as study:
        study.add_all([folder / "a.txt", folder / "b.txt"])
        assert study.words.index() == 2
    monkeypatch.setattr(words, "index_words", None)
    with tanik.open(folder / "x.tanik") as study:
        assert study.words.index() == 0
        assert study.words.concordance("elçi").total == 3


def test_a_stopped_index_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = words.index_words
    made: list[object] = []

    def stop_at_the_second(document: object) -> object:
        if made:
            raise KeyboardInterrupt
        made.append(document)
        return make(document)  # type: ignore[arg-type]

    with tanik.open(folder / "x.tanik", language="tr") as study:
        study.add_all([folder / "a.txt", folder / "b.txt"])
        monkeypatch.setattr(words, "index_words", stop_at_the_second)
        with pytest.raises(tanik.errors.Stopped) as stopped:
            study.words.index()
        assert stopped.value.values == {"done": 1, "all": 2}
        monkeypatch.setattr(words, "index_words", make)
        assert study.words.index() == 1


def test_a_study_that_may_only_be_read_is_indexed_in_memory(folder: Path) -> None:
    path = folder / "x.tanik"
    with tanik.open(path, language="tr") as study:
        study.add(folder / "a.txt")
    with tanik.open(path) as study:
        study._store.writable = False
        assert study.words.concordance("elçi").total == 2


def test_nothing_in_it(folder: Path) -> None:
    with tanik.open(folder / "x.tanik") as study:
        assert study.words.concordance("elçi").total == 0
        assert study.words.dispersion("elçi").dp is None
        assert study.words.collocates("elçi") == []
        assert study.words.keywords("policy=all") == []
