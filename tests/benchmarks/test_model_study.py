"""The findings of the example on another study: by the machine, and with a person's reading in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import model_study

TEXT = "Kaptan Orhan'a göre “Lenin dürüst ve çalışkan bir adamdır” (Tan, 1960: 12).\n"


def test_both_readings_are_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "p.txt").write_text(f"[0] {TEXT}", encoding="utf-8")
    lines = [
        {"type": "entity", "id": "o", "name": "Kaptan Orhan", "aliases": ["Orhan"]},
        {"type": "entity", "id": "l", "name": "Lenin", "aliases": []},
        {
            "type": "statement", "para": 0, "text": "Lenin dürüst ve çalışkan bir adamdır", "holder": "o",
            "targets": [{"id": "l", "polarity": "positive"}], "topics": ["leader_portrait"],
            "source": "Tan 1960:12", "relayed_by": None, "said": None,
        },
    ]  # fmt: skip
    (tmp_path / "g.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    given = ["x", "--text", "t.txt", "--gold", "g.jsonl", "--paras", "p.txt"]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", given)
    model_study.main()
    out = capsys.readouterr().out
    assert "machine: " in out
    assert "hand: 1 statements" in out
    table = model_study.read_by_hand(tmp_path / "g.jsonl", tmp_path / "p.txt", model_study.EXAMPLE / "people.yaml")
    assert (table.target.values, table.works.members()) == (("@lenin",), ("work:tan|1960",))
    assert table.name("work:tan|1960") == "Tan 1960"
