from __future__ import annotations

from pathlib import Path

from benchmarks.durability import begin, check, missing, run


def test_a_few_kills() -> None:
    assert run(3, seed=7, kinds=("coding", "merge", "import")) == {"coding": 1, "merge": 1, "import": 1}


def test_a_loss_would_be_seen(tmp_path: Path) -> None:
    path = begin(tmp_path)
    assert check(path) == []
    assert missing(path, ["1 2", "99999"]) == ["act 99999 was lost"]
