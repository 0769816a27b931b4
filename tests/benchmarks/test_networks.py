"""The measure of speed of networks: the same tables every time, and one record a size."""

from __future__ import annotations

import json

import pytest

from benchmarks import networks


def test_a_table_is_the_same_every_time() -> None:
    one, other = networks.statements(50), networks.statements(50)
    assert (one.rows, one.columns, one.qualifiers) == (other.rows, other.columns, other.qualifiers)
    assert one.documents is not None
    assert len(set(one.documents)) == 5


def test_a_record_has_all_choices(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "command_seconds", lambda table: 0.0)
    networks.main(["--sizes", "30", "60", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [record["statements"] for record in found] == [30, 60]
    assert all({*networks.CHOICES, "command"} < set(record) for record in found)


def test_the_command_runs_on_the_table() -> None:
    assert networks.command_seconds(networks.statements(20)) > 0
