"""The measure of speed of `tanik verify`: fifty findings of every expectation, each with a result."""

from __future__ import annotations

import pytest

from benchmarks import findings
from tanik.analysis.finding_file import EXPECTATIONS


def test_there_are_fifty_findings_of_every_kind() -> None:
    fifty = findings.fifty()
    assert len(fifty) == 50
    assert {finding.expect for finding in fifty} == set(EXPECTATIONS) - {"together"}


def test_a_size_is_measured(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["findings", "--sizes", "2000", "4000"])
    findings.main()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "times for 2.0 times as many" in lines[1]
