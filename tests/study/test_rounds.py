"""A round from beginning to end, blind, compared, settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tanik
from tanik.coding.codebook import Code, Codebook
from tanik.errors import StudyError, UsageError
from tanik.study import Study
from tanik.study.settling import consensus_codings

TEXT = """Nazım Bey, Komiserin “sözünü tutan, ölçülü bir adam” olduğunu söylemiştir (Serin, 1956: 41).

Cemile Hanım’a göre ise Komiser “her kapıyı açık bırakan, hiçbirinden geçmeyen” biridir.

Nazım Bey 1922 başında Komiserin “iki yüzlü bir siyaset” güttüğünü söylemiştir.

Cemile Hanım antlaşmayı “kuzeyin bize uzattığı ilk dürüst el” saymıştır.
"""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    path = tmp_path / "yol.txt"
    path.write_text(TEXT, encoding="utf-8")
    with tanik.open(tmp_path / "a.tanik", language="tr") as opened:
        opened.add(path)
        opened.read()
        opened.coding.codebooks.use(Codebook("book", 1, (Code("x"), Code("y"))))
        yield opened


def uids(study: Study) -> list[str]:
    return list(dict.fromkeys(row["uid"] for row in study.statements().to_pylist()))


def source_of(study: Study) -> str:
    return str(study.sources().to_pylist()[0]["id"])


def test_a_sample_blind(study: Study) -> None:
    chief = study.coding.as_coder("Şef")
    round = chief.rounds.open("first", ["Ayşe", "Deniz"], sample=3, seed=1)
    assert (round.unit, round.size, round.seed, round.open) == ("statement", len(uids(study)), 1, True)
    ayse, deniz = (study.coding.as_coder(name, round=round.id) for name in ("Ayşe", "Deniz"))
    turns = 0
    while (task := ayse.rounds.next(round.id, "Ayşe")) is not None:
        assert task.quote in TEXT
        assert task.proposal is not None
        ayse.accept(task.item)
        turns += 1
    assert turns == 3
    task = deniz.rounds.next(round.id, "Deniz")
    assert task is not None
    deniz.reject(task.item, note="no statement")
    ayse.memo(f"statement:{task.item}", "sure")
    assert [(one.coder.name, one.given, one.done) for one in study.rounds.status(round.id)] == [
        ("Ayşe", 3, 3),
        ("Deniz", 3, 1),
    ]
    # Nobody else sees any of it.
    assert {row["status"] for row in study.statements().to_pylist()} == {"proposed"}
    assert study.coding.judgements() == study.coding.memos() == []
    assert [one.coder.name for one in deniz.judgements()] == ["Deniz"]
    assert "statement.accept" not in {one.act for one in study.coding.log()}
    assert {one.coder.kind for one in study.coding.blame(task.item)} == {"rules"}
    for look in (lambda: study.rounds.agreement(round.id, "statement"), lambda: deniz.view("Ayşe", round.id)):
        with pytest.raises(StudyError) as caught:
            look()
        assert caught.value.id == "T575"
    study.rounds.close(round.id)
    assert len(study.coding.judgements()) == 4
    assert deniz.view("Ayşe", round.id).judged
    found = study.rounds.agreement(round.id, "statement")
    assert found.coders == ("Ayşe", "Deniz")
    assert [row.values for row in found.disagreements] == [("yes", "no")]
    assert found.coefficients["percent_pooled"].value == 0
    with pytest.raises(StudyError) as caught:
        ayse.undo()
    assert caught.value.id == "T574"


def test_who_may_act(study: Study) -> None:
    first, *_ = uids(study)
    round = study.rounds.open("r", ["Ayşe"])
    for name, number, id in (("Deniz", round.id, "T576"), ("Ayşe", 9, "T573")):
        with pytest.raises(StudyError) as caught:
            study.coding.as_coder(name, round=number).accept(first)
        assert caught.value.id == id
    assert study.rounds.assign(round.id, "Deniz", ["yol.txt"]) == 1
    assert study.rounds.assign(round.id, "Deniz", ["yol.txt"]) == 0
    study.coding.as_coder("Deniz", round=round.id).accept(first)
    study.rounds.close(round.id)
    for act in (lambda: study.rounds.close(round.id), lambda: study.rounds.assign(round.id, "Ali", ["yol.txt"])):
        with pytest.raises(StudyError) as caught:
            act()
        assert caught.value.id == "T574"


@pytest.mark.parametrize(
    "wrong",
    [{"coders": []}, {"coders": ["a", "a"]}, {"coders": [" "]}, {"sample": 0}, {"each": 0}, {"sources": []}],
)
def test_rounds_that_cannot_be(study: Study, wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError) as caught:
        study.rounds.open("r", **{"coders": ["a"], **wrong})  # type: ignore[arg-type]
    assert caught.value.id == "T572"
    assert study.rounds.all() == []


def coded_round(study: Study) -> int:
    source = source_of(study)
    round = study.rounds.open("text", ["Ayşe", "Deniz", "Ali"], proposals=False)
    for name, end, polarity in (("Ayşe", 60, "positive"), ("Deniz", 60, "negative"), ("Ali", 58, "negative")):
        coder = study.coding.as_coder(name, round=round.id)
        coder.add_statement(source, 0, end, holder="Nazım Bey", targets={"Komiser": polarity}, new_entities=True)
        coder.code(source, 0, 20, "x")
    study.coding.as_coder("Ali", round=round.id).code(source, 100, 120, "y")
    study.rounds.finish(round.id, "Ali", "yol.txt")
    assert {one.coder.name: one.done for one in study.rounds.status(round.id)} == {"Ayşe": 0, "Deniz": 0, "Ali": 1}
    study.rounds.close(round.id)
    return round.id


def test_documents_without_proposals(study: Study) -> None:
    number = coded_round(study)
    polarity = study.rounds.agreement(number, "polarity")
    assert [row.values for row in polarity.rows] == [("positive", "negative", "negative")]
    assert polarity.rows[0].what == "Komiser"
    assert study.rounds.agreement(number, "polarity", coders=["Deniz", "Ali"]).coefficients["percent_pooled"].value == 1
    spans = study.rounds.agreement(number, "span", bootstrap=20, seed=1)
    assert spans.spans is not None
    assert spans.spans.length == len(study.coding.text(source_of(study)))
    assert 0.9 < (spans.coefficients["u_alpha"].value or 0) < 1
    code = study.rounds.agreement(number, "code", code="x", with_gamma=True)
    assert code.coefficients["u_alpha"].value == pytest.approx(1)
    assert code.coefficients["gamma"].value == pytest.approx(1)
    machine = study.rounds.agreement(number, "statement", coders=["Ali"], machine=True)
    assert machine.coders[1].startswith("tanik")
    assert len(machine.rows) > 1


def test_settled_by_majority_and_by_a_person(study: Study) -> None:
    number = coded_round(study)
    found = study.rounds.disagreements(number)
    assert [(one.kind, one.fields) for one in found] == [("statement", ("span", "polarity")), ("coding", ("coding",))]
    act, left = study.coding.as_coder("Hakem").rounds.settle(number)
    assert left == []
    settled = [row for row in study.statements(policy="consensus").to_pylist() if row["uid"] in act.uids]
    assert [(row["end"], row["polarity"]) for row in settled] == [(60, "negative")]
    assert [(one.code, one.start) for one in consensus_codings(study._store)] == [("x", 0)]
    study.coding.as_coder("Hakem").undo()
    assert len([one for one in study.rounds.disagreements(number) if not one.decided]) == 2
    study.coding.as_coder("Hakem").rounds.decide(number, found[0].key[:6], "Ayşe", "the letter says so")
    study.coding.as_coder("Hakem").rounds.decide(number, found[1].key, "Ali", "plain")
    settled = study.statements(policy="consensus").to_pylist()
    assert [(row["end"], row["polarity"]) for row in settled] == [(60, "positive")]
    notes = [one.note for one in study.coding.judgements() if one.layer == "consensus"]
    assert set(notes) == {"the letter says so"}
    assert {(one.code, one.start) for one in consensus_codings(study._store)} == {("x", 0), ("y", 100)}
    for key, version in (("ffffff", "Ali"), (found[0].key, "Nobody")):
        with pytest.raises(UsageError) as caught:
            study.rounds.decide(number, key, version)
        assert caught.value.id == "T583"


def test_the_same_coder_again(study: Study) -> None:
    first = study.rounds.open("r", ["Ayşe"], sample=2, seed=3)
    items = [one.item for one in study.rounds.given(first.id)]
    study.coding.as_coder("Ayşe", round=first.id).accept(items)
    with pytest.raises(StudyError):
        study.rounds.repeat(first.id)
    study.rounds.close(first.id)
    second = study.rounds.repeat(first.id)
    assert second.repeats == first.id
    assert [one.item for one in study.rounds.given(second.id)] == items
    again = study.coding.as_coder("Ayşe", round=second.id)
    assert not again.view(round=second.id).judged
    again.accept(items[0])
    again.reject(items[1])
    study.rounds.close(second.id)
    found = study.rounds.agreement(second.id, "statement", coders=["Ayşe"], again=True)
    assert found.coders == (f"Ayşe ({first.id})", f"Ayşe ({second.id})")
    assert found.coefficients["percent_pooled"].value == 0.5
    with pytest.raises(UsageError) as caught:
        study.rounds.agreement(first.id, "statement", coders=["Ayşe"], again=True)
    assert caught.value.id == "T580"
    with pytest.raises(UsageError) as caught:
        study.rounds.agreement(first.id, "statement")
    assert caught.value.id == "T579"


def test_fields_that_cannot_be_compared(study: Study) -> None:
    round = study.rounds.open("r", ["Ayşe", "Deniz"], sample=1)
    study.rounds.close(round.id)
    for field, code in (("nonsense", None), ("holder", "x"), ("span", None)):
        with pytest.raises(UsageError) as caught:
            study.rounds.agreement(round.id, field, code=code)
        assert caught.value.id == "T578"
