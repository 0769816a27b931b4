"""The measure of the audit: quotations made from a text are found in it, and those of another text are not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks import audit

WORDS = [
    f"{a}{b}{c}" for a in ("kar", "yol", "deniz", "köy", "liman") for b in ("cı", "lar", "sız") for c in ("dan", "ın")
]


def test_every_kind_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(2)
    (tmp_path / "a.txt").write_text(" ".join(draw.choices(WORDS, k=900)), encoding="utf-8")
    (tmp_path / "b.txt").write_text(" ".join(f"zz{n}q başka sözler" for n in range(300)), encoding="utf-8")
    monkeypatch.setattr(audit, "EACH", 4)
    monkeypatch.setattr("sys.argv", ["audit", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    audit.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["as", "it", "is", "{'exact':", "4}"]
    assert "'absent': 4" in lines[3]
    assert lines[4].startswith("900 words")


def test_pages_are_of_three_hundred_words() -> None:
    document = audit.document_of("söz " * 700)
    assert [page.name for page in document.pages] == ["1", "2", "3"]
    assert document.pages[-1].end == len(document.text)
