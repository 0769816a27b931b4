"""The findings of the example: every claim is computed on its nine texts, none is a fault."""

from __future__ import annotations

from pathlib import Path

import tanik
from tanik.study.verifying import read_findings

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "moskova"


def test_every_claim_has_its_result(tmp_path: Path) -> None:
    texts = sorted(path for path in (EXAMPLE / "texts").iterdir() if path.suffix != ".yaml")
    with tanik.open(tmp_path / "m.tanik") as study:
        study.add_all(texts)
        study.read(people=EXAMPLE / "people.yaml")
        found = study.checks.findings.verify(EXAMPLE / "findings.yaml")
        audit = study.checks.audit()
        contradictions = study.checks.contradictions()
    assert 14 <= len(found.outcomes) == len(read_findings(EXAMPLE / "findings.yaml")["findings"])
    assert [outcome.finding.id for outcome in found.outcomes if outcome.problem] == []
    assert found.bare == ()
    assert {outcome.verdict for outcome in found.outcomes} >= {"supported", "too_little_evidence"}
    assert all("{" not in text for outcome in found.outcomes for text in outcome.claim.values())
    assert audit.counts["exact"] == 2, "two quotations of the example come from sources of the example"
    assert any(each.found.kind == "date" and "Moskova" in each.found.subject[0] for each in contradictions)
