"""``tanik read --careful``, ``--fast`` and ``--threshold``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tanik as tanik_package
from tanik.errors import UsageError

TEXT = "Nuri Bey heyetin başarılı olduğunu söyledi. Rıza Bey hükûmetin geç kaldığını belirtti.\n"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "makale.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_both_readers_at_once_contradict(tanik, source: Path) -> None:  # type: ignore[no-untyped-def]
    answer = tanik("read", source.name, "--careful", "--fast")
    assert answer.code != 0 and "T431" in answer.err
    assert not source.with_suffix(".tanik").exists()


def test_the_summary_and_the_reading_say_who_read(tanik, source: Path) -> None:  # type: ignore[no-untyped-def]
    answer = tanik("read", source.name, "--careful", "--kind", "study", "--no-report", "--jsonl", "o.jsonl")
    assert answer.code == 0 and "+ tanik-reader" in answer.out
    head = json.loads(Path("o.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert "+ tanik-reader" in head["maker"]
    again = tanik("read", source.name, "--kind", "study", "--no-report")
    assert "+ tanik-reader" not in again.out and "Read now: 1" in again.out


def test_a_threshold_is_a_share(source: Path) -> None:
    with tanik_package.open(source.with_suffix(".tanik")) as study, pytest.raises(UsageError, match="threshold"):
        study.read(threshold=1.5)


def test_a_threshold_of_one_keeps_nothing_unsure(tanik, source: Path) -> None:  # type: ignore[no-untyped-def]
    assert tanik("read", source.name, "--kind", "study", "--threshold", "1", "--no-report").code == 0
    with tanik_package.open(source.with_suffix(".tanik")) as study:
        assert study.info().statements == 0
