"""The door: lists, their reasons and their rate of hits; with an encoder that needs no model, and without one."""

from __future__ import annotations

import platform
import threading
from pathlib import Path

import pytest

import tanik
from suggestion_samples import BREAD, ROAD, SEA, WordEncoder, bare, encoder, made, place_of
from tanik.errors import MissingPartError, Stopped, StudyError, UsageError
from tanik.study import Study, sentence_vectors
from tanik.study.suggestions import Model

__all__ = ("bare", "encoder")


def check_lists(study: Study, voices: tuple[str, ...]) -> None:
    found = study.suggestions.codes(*place_of(study, SEA[-1]))
    assert found.voices == voices
    assert found.learned_from == 7
    assert [each.rank for each in found.suggestions] == [1, 2, 3]
    first = found.suggestions[0]
    assert (first.codebook, first.code, first.names["tr"]) == ("trade", "sea", "Deniz")
    assert first.reason.quote in SEA[:-1]
    assert study.coding.text(first.reason.source or "")[first.reason.start : first.reason.end] == first.reason.quote
    assert study.suggestions.codes(*place_of(study, BREAD[-1]), 1).suggestions[0].code == "bread"
    rate = found.hit_rate
    assert rate is not None
    assert (rate.n, rate.of) == (7, 7)
    assert rate.at_1 >= 6 / 7
    assert rate.usual_1 == pytest.approx(3 / 7)
    assert study.suggestions.hit_rate(applies="span") == rate
    similar = study.suggestions.passages("sea")
    assert similar.suggestions[0].quote == f"{SEA[-1]} {BREAD[-1]}"
    assert similar.suggestions[0].reason.quote in SEA
    assert similar.among == 3
    assert similar.hit_rate is not None
    assert similar.hit_rate.n == 3
    like = study.suggestions.like(*place_of(study, ROAD[0]), 2)
    assert like.suggestions[0].quote == ROAD[1]
    assert like.suggestions[0].codes == ()
    assert like.suggestions[0].reason.source is None
    assert like.hit_rate is not None


def test_lists_with_an_encoder(tmp_path: Path, encoder: WordEncoder) -> None:
    with made(tmp_path) as study:
        check_lists(study, ("words", "use test"))


def test_lists_by_words_alone(tmp_path: Path, bare: None) -> None:
    with made(tmp_path) as study:
        check_lists(study, ("words",))


def test_the_same_list_in_another_process_and_after_the_index(tmp_path: Path, encoder: WordEncoder) -> None:
    with made(tmp_path) as study:
        study.suggestions.index()
        first = study.suggestions.passages("bread")
        codes = study.suggestions.codes(*place_of(study, ROAD[1]))
    with tanik.open(tmp_path / "liman.tanik") as study:
        assert study.suggestions.codes(*place_of(study, ROAD[1])) == codes
        assert study.suggestions.passages("bread") == first


def test_what_is_coded_on_the_passage_itself_does_not_count(tmp_path: Path, bare: None) -> None:
    with made(tmp_path) as study:
        place = place_of(study, SEA[-1])
        before = study.suggestions.codes(*place)
        study.coding.as_coder("Ayşe").code(*place, "road")
        after = study.suggestions.codes(*place)
        assert [each.code for each in after.suggestions] == [each.code for each in before.suggestions]
        assert SEA[-1] not in {each.reason.quote for each in after.suggestions}


def test_it_learns_with_every_coding(tmp_path: Path, bare: None) -> None:
    with made(tmp_path, coded=False) as study:
        place = place_of(study, BREAD[-1])
        assert study.suggestions.hit_rate() is None
        assert study.suggestions.codes(*place).suggestions[0].reason.source is None
        for words in BREAD[:-1]:
            study.coding.code(*place_of(study, words), "road")
        assert study.suggestions.codes(*place).suggestions[0].code == "road"
        study.coding.undo(3)
        assert study.suggestions.codes(*place).learned_from == 0


def test_codes_for_a_statement(tmp_path: Path, bare: None) -> None:
    with made(tmp_path) as study:
        source, start, end = place_of(study, SEA[-1])
        uid = study.coding.add_statement(
            source, start, end, holder="Kaptan", targets={"Liman": "neutral"}, new_entities=True
        ).uid
        found = study.suggestions.for_statement(uid, 2)
        assert found.suggestions[0].code == "sea"
        assert "road" not in {each.code for each in study.suggestions.for_statement(uid, 9).suggestions}
        with pytest.raises(StudyError) as caught:
            study.suggestions.for_statement("ffffffff")
        assert caught.value.id == "T541"


def test_a_code_counts_with_those_under_it(tmp_path: Path, bare: None) -> None:
    with made(tmp_path) as study:
        source, start, end = place_of(study, ROAD[1])
        uid = study.coding.add_statement(
            source, start, end, holder="Muhtar", targets={"Köprü": "neutral"}, new_entities=True
        ).uid
        study.coding.code_statements(uid, "bridge")
        assert study.suggestions.passages("road").among == 4
        assert study.suggestions.passages("bridge").among == 5


def test_another_coder_in_a_round_sees_nothing_of_it(tmp_path: Path, bare: None) -> None:
    with made(tmp_path, coded=False) as study:
        round = study.coding.rounds.open("first", ["Ayşe", "Deniz"])
        ayse, deniz = (study.coding.as_coder(name, round=round.id) for name in ("Ayşe", "Deniz"))
        ayse.code(*place_of(study, SEA[0]), "sea")
        place = place_of(study, SEA[1])
        assert study.suggestions.of(ayse).codes(*place).learned_from == 1
        assert study.suggestions.of(deniz).codes(*place).learned_from == 0


def test_the_index_goes_on_where_it_stopped(
    tmp_path: Path, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_vectors, "BATCH", 2)
    seen: list[tuple[float, float]] = []

    def stop(done: float, all: float, unit: str, name: str) -> None:
        if unit == "passages":
            seen.append((done, all))
            if done >= 4:
                raise KeyboardInterrupt

    with made(tmp_path) as study:
        with pytest.raises(Stopped) as stopped:
            study.suggestions.index(stop)
        assert stopped.value.id == "T690"
        assert stopped.value.values["done"] == 4
        everything = seen[0][1]
    with tanik.open(tmp_path / "liman.tanik") as study:
        assert study.suggestions.index() == everything - 4
        assert study.suggestions.index() == 0
        assert study.suggestions.state() == {"passages": 6, "use test": everything}
    assert len(encoder.encoded) == everything


def test_people_code_while_the_index_is_made(
    tmp_path: Path, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_vectors, "BATCH", 1)
    coded, made_by = threading.Event(), []
    begun = threading.Event()

    def wait(done: float, all: float, unit: str, name: str) -> None:
        begun.set()
        assert coded.wait(20)

    def work(path: Path) -> None:
        with tanik.open(path) as other:
            made_by.append(other.suggestions.index(wait))

    with made(tmp_path, coded=False) as study:
        thread = threading.Thread(target=work, args=(study.path,))
        thread.start()
        assert begun.wait(20)
        study.coding.code(*place_of(study, SEA[0]), "sea")
        coded.set()
        thread.join(20)
        assert made_by[0] > 0
        assert study.suggestions.state()["use test"] == made_by[0]
        assert [each.quote for each in study.coding.codings()] == [SEA[0]]


def test_which_encoders_speak(tmp_path: Path, encoder: WordEncoder) -> None:
    with made(tmp_path) as study:
        place = place_of(study, SEA[-1])
        assert study.suggestions.codes(*place, model="words").voices == ("words",)
        assert study.suggestions.state() == {"passages": 6}
        with pytest.raises(MissingPartError) as missing:
            study.suggestions.codes(*place, model="both")
        assert missing.value.id == "T691"
        assert missing.value.values["model"] == "e5"
        with pytest.raises(UsageError) as unknown:
            study.suggestions.like(*place, model="magic")  # type: ignore[arg-type]
        assert unknown.value.id == "T692"


def test_an_index_of_an_encoder_that_is_gone_is_no_obstacle(
    tmp_path: Path, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path) as study:
        study.suggestions.index()
        monkeypatch.setattr("tanik.study.suggestions.installed", tuple)
        assert study.suggestions.passages("sea").voices == ("words",)


def test_places_and_codes_that_are_not_there(tmp_path: Path, bare: None) -> None:
    with made(tmp_path) as study:
        source = place_of(study, SEA[0])[0]
        with pytest.raises(StudyError) as nowhere:
            study.suggestions.codes(source, 5, 99_999)
        assert nowhere.value.id == "T545"
        with pytest.raises(tanik.errors.SettingError):
            study.suggestions.passages("no_such_code")
        study.coding.codebooks.remove("road")
        study.coding.codebooks.remove("sea")
        study.coding.codebooks.remove("bread")
        with pytest.raises(UsageError) as none_left:
            study.suggestions.codes(source, 0, 10)
        assert none_left.value.id == "T693"


def test_a_study_without_codebook_or_text(tmp_path: Path, bare: None) -> None:
    with tanik.open(tmp_path / "empty.tanik") as study:
        assert study.suggestions.index() == 0
        assert study.suggestions.state() == {"passages": 0}
        assert study.suggestions.hit_rate() is None
    (tmp_path / "a.txt").write_text(" ".join(SEA), encoding="utf-8")
    with tanik.open(tmp_path / "empty.tanik") as study:
        source = study.add(tmp_path / "a.txt").id
        assert study.suggestions.like(source, 0, 20).suggestions == ()


@pytest.mark.parametrize("model", ["use", "both"] if platform.machine() == "x86_64" else ["use"])
def test_the_real_encoders(tmp_path: Path, model: Model) -> None:
    with made(tmp_path) as study:
        found = study.suggestions.codes(*place_of(study, SEA[-1]), 1, model=model)
        assert [voice.split(" ")[0] for voice in found.voices] == (
            ["words", "use"] if model == "use" else ["words", "use", "e5"]
        )
        assert found.suggestions[0].code == "sea"
        # What is indexed speaks from now on.
        assert study.suggestions.codes(*place_of(study, SEA[-1]), 1) == found
