"""A command line to try: ``tanik("read", "a.txt")`` in an empty folder, in English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import MEMOIR, Answer, Tanik
from tanik.cli.main import run


@pytest.fixture
def tanik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tanik:
    """Runs a command in ``tmp_path`` and gives its exit code and what it said."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "TANIK_PROCESSES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TANIK_LANG", "en")
    monkeypatch.setenv("TANIK_FAULTS", str(tmp_path))

    def command(*words: str) -> Answer:
        capsys.readouterr()
        code = run(list(words))
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return command


@pytest.fixture
def memoir(tmp_path: Path) -> Path:
    """A short Turkish text of our own."""
    path = tmp_path / "hatirat.txt"
    path.write_text(MEMOIR, encoding="utf-8")
    return path


@pytest.fixture
def study(tanik: Tanik, memoir: Path) -> Path:
    """A study into which the text was read."""
    assert tanik("read", memoir.name, "--kind", "memoir", "--written", "1950", "--quiet").code == 0
    return memoir.with_suffix(".tanik")


@pytest.fixture
def closed(tanik: Tanik, study: Path) -> Path:
    """A round over all proposals in which Deniz rejected the first one."""
    name = study.name
    assert tanik("round", "open", name, "--to", "Ayşe", "--to", "Deniz", "--sample", "2", "--seed", "1").code == 0
    for coder, first in (("Ayşe", "accept"), ("Deniz", "reject")):
        verbs = iter((first, "accept"))
        while (task := json.loads(tanik("round", "next", name, "1", "--coder", coder, "--json").out)) is not None:
            judged = tanik("judge", next(verbs), name, task["item"], "--coder", coder, "--round", "1")
            assert judged.code == 0, judged.err
    assert tanik("round", "close", name, "1").code == 0
    return study
