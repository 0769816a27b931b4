from __future__ import annotations

from pathlib import Path

from tanik.coding.acts import Coder
from tanik.store import Store
from tanik.store.finding_rows import OutcomeRow

OUTCOME = OutcomeRow("f", "supported", 0.5, 0.25, None, 7, {"supporting": ["1"], "opposing": [], "counts": []})
FINDINGS = [{"id": "f", "claim": "Bir iddia", "expect": "presence", "query": "target=Bern"}]


def test_definitions_come_back_as_they_were(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.tanik") as store:
        assert store.findings() == {"queries": {}, "findings": []}
        assert store.save_findings({"town": "target=Bern"}, FINDINGS)
        assert not store.save_findings({"town": "target=Bern"}, FINDINGS), "the same again is no event"
        assert store.findings() == {"queries": {"town": "target=Bern"}, "findings": FINDINGS}
        assert store.save_findings({}, FINDINGS[:0])
        assert store.findings()["findings"] == []
        acts = [event.act for event in store.events()]
    assert acts.count("findings.define") == 2


def test_the_last_run_comes_back(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.tanik") as store:
        assert store.last_verification() is None
        store.save_verification(3, [OUTCOME])
        number = store.save_verification(4, [OUTCOME])
    with Store.open(tmp_path / "s.tanik") as store:
        run = store.last_verification()
    assert run is not None
    assert (run.id, run.statements, run.outcomes) == (number, 4, (OUTCOME,))


def test_what_a_person_says_of_a_contradiction_can_be_taken_back(tmp_path: Path) -> None:
    coder = Coder("Ayşe", "person")
    with Store.open(tmp_path / "s.tanik") as store:
        with store.desk.acting(coder, "contradiction.explained") as act:
            row = {"status": "explained", "note": "eski takvim", "coder": act.coder_row, "round": 0, "at": act.at}
            act.put("contradiction_judgement", "ab12", row)
        judged = store.contradiction_judgements()["ab12"]
        assert (judged["status"], judged["note"], judged["who"]) == ("explained", "eski takvim", "Ayşe")
        assert store.desk.undo(coder) is not None
        assert store.contradiction_judgements() == {}
