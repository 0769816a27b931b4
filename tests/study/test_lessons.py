from __future__ import annotations

from pathlib import Path

import pytest

from suggestion_samples import BREAD, ROAD, SEA, made, place_of
from tanik.errors import StudyError
from tanik.study.lessons import NOTHING, learn


def test_what_is_learned_from(tmp_path: Path) -> None:
    with made(tmp_path) as study:
        taught = learn(study._store, study.coding, "span")
        assert [code.id for _, code in taught.codes] == ["sea", "bread", "road"]
        coded = {example.quote: taught.lesson.codes[at] for at, example in enumerate(taught.examples)}
        assert coded == {
            **dict.fromkeys(SEA[:-1], (0,)),
            **dict.fromkeys(BREAD[:-1], (1,)),
            **dict.fromkeys(ROAD[:-1], (2,)),
        }
        assert [example.place for example in taught.examples] == sorted(example.place for example in taught.examples)
        assert taught.lesson.definitions == (0, 0, 1, 1, 2)
        assert taught.texts[len(taught.examples)] == "Deniz. Gemi ve liman."
        assert taught.languages[-5:] == ("tr", "en", "tr", "en", "tr")
        assert [code.id for _, code in learn(study._store, study.coding, "statement").codes] == [
            "sea",
            "bread",
            "bridge",
        ]
        assert len(learn(study._store, study.coding, None, "trade").codes) == 4


def test_two_codes_on_one_passage_are_one_example(tmp_path: Path) -> None:
    with made(tmp_path, coded=False) as study:
        place = place_of(study, SEA[0])
        study.coding.code(*place, "sea")
        study.coding.as_coder("Ayşe").code(*place, "bread")
        study.coding.as_coder("Ayşe").code(*place, "sea")
        taught = learn(study._store, study.coding, "span")
        assert taught.lesson.codes == ((0, 1),)
        assert taught.coded_on(place[0], place[2] - 1, place[2] + 5) == ("sea", "bread")
        assert taught.coded_on(place[0], place[2], place[2] + 5) == ()


def test_only_people_teach(tmp_path: Path) -> None:
    with made(tmp_path, coded=False) as study:
        study.coding.as_coder("robot", kind="model", version="1").code(*place_of(study, SEA[0]), "sea")
        assert learn(study._store, study.coding, "span").examples == ()


def test_renamed_merged_and_retired_codes(tmp_path: Path) -> None:
    with made(tmp_path) as study:
        study.coding.codebooks.rename("sea", new_id="water")
        study.coding.codebooks.remove("bread")
        taught = learn(study._store, study.coding, "span")
        assert [code.id for _, code in taught.codes] == ["water", "road"]
        assert sorted(taught.lesson.codes) == [(0,), (0,), (0,), (1,)]


def test_topics_of_statements_teach_when_a_person_accepted_them(tmp_path: Path) -> None:
    with made(tmp_path, coded=False) as study:
        source, start, end = place_of(study, BREAD[0])
        act = study.coding.add_statement(
            source, start, end, holder="Fırıncı", targets={"Fırıncı": "neutral"}, topics=["bread"], new_entities=True
        )
        taught = learn(study._store, study.coding, "statement")
        assert [example.quote for example in taught.examples] == [BREAD[0]]
        assert taught.lesson.codes == ((1,),)
        study.coding.reject(act.uid)
        assert learn(study._store, study.coding, "statement").examples == ()


def test_nobody_learns_from_an_open_round(tmp_path: Path) -> None:
    with made(tmp_path, coded=False) as study:
        round = study.coding.rounds.open("first", ["Ayşe", "Deniz"])
        ayse, deniz = (study.coding.as_coder(name, round=round.id) for name in ("Ayşe", "Deniz"))
        ayse.code(*place_of(study, SEA[0]), "sea")
        assert len(learn(study._store, ayse, "span").examples) == 1
        assert learn(study._store, deniz, "span").examples == ()
        assert learn(study._store, study.coding, "span").examples == ()


def test_without_a_codebook(tmp_path: Path) -> None:
    import tanik

    with tanik.open(tmp_path / "x.tanik") as study, pytest.raises(StudyError) as caught:
        learn(study._store, study.coding, "span")
    assert caught.value.id == "T550"
    assert NOTHING.words() == []
