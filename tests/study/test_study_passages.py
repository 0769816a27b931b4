from __future__ import annotations

from pathlib import Path

import pytest

from suggestion_samples import BREAD, SEA, made, place_of
from tanik.coding.shared_words import SharedWords, words_of
from tanik.study import study_passages
from tanik.study.study_passages import StudyPassages


def test_the_passages_of_a_study_are_cut_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path) as study:
        first = StudyPassages.of(study._store)
        monkeypatch.setattr(study_passages, "passages_of", None)
        second = StudyPassages.of(study._store)
        assert first.places == second.places
        assert first.texts == second.texts == [study.coding.text(s)[a:b] for s, a, b in first.places]
        assert len(first) == 6
        assert first.texts[0] == f"{SEA[0]} {BREAD[0]}"


def test_a_list_that_goes_beyond_the_text_is_made_again(tmp_path: Path) -> None:
    with made(tmp_path) as study:
        first = StudyPassages.of(study._store)
        study._store.vectors.save_passages(study._store.documents()[0].key, [(0, 99_999)])
        assert StudyPassages.of(study._store).places == first.places


def test_passages_away_from_places(tmp_path: Path) -> None:
    with made(tmp_path) as study:
        passages = StudyPassages.of(study._store)
        assert passages.away_from([]).tolist() == [0, 1, 2, 3, 4, 5]
        places = [place_of(study, BREAD[0]), place_of(study, SEA[2]), place_of(study, SEA[2]), ("other", 0, 10_000)]
        assert passages.away_from(places).tolist() == [1, 3, 4, 5]
        source, start, end = passages.places[1]
        assert passages.away_from([(source, start - 1, start), (source, end, end + 1)]).tolist() == [0, 1, 2, 3, 4, 5]


def test_words_by_the_index_are_those_of_the_text(tmp_path: Path) -> None:
    with made(tmp_path) as study:
        passages = StudyPassages.of(study._store)
        before = [words_of("Yeni sözcükler ve gemiler", "tr"), []]
        found = passages.shared_words(study.words.corpus(), before)
        plain = SharedWords.of([*before, *(words_of(text, "tr") for text in passages.texts)])
        assert len(found) == len(plain) == 8
        assert found.similarity(range(8)) == pytest.approx(plain.similarity(range(8)), abs=1e-5)
