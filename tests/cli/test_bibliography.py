from __future__ import annotations

import json
from pathlib import Path

import pytest

from checked_study import write_files
from command_line import Tanik


@pytest.fixture
def checked(tanik: Tanik, tmp_path: Path) -> str:
    names = [path.name for path in write_files(tmp_path)]
    assert tanik("read", *names, "--study", "s.tanik", "--quiet").code == 0
    return "s.tanik"


def test_every_style_writes_every_work(tanik: Tanik, checked: str) -> None:
    for style in ("apa", "chicago", "mla", "isnad"):
        answer = tanik("bibliography", checked, "--style", style, "--language", "tr")
        assert answer.code == 0
        assert len(answer.out.splitlines()) == 3, style
    assert "Yol Defteri" in tanik("bibliography", checked, "--notes").out


def test_it_is_written_to_a_file(tanik: Tanik, checked: str, tmp_path: Path) -> None:
    assert tanik("bibliography", checked, "--style", "chicago", "-o", "k.html", "--language", "tr").code == 0
    page = (tmp_path / "k.html").read_text(encoding="utf-8")
    assert "<i>Yol Defteri</i>" in page
    assert 'lang="tr"' in page
    assert tanik("bibliography", checked, "-o", "k.txt").code == 0
    assert "<i>" not in (tmp_path / "k.txt").read_text(encoding="utf-8")
    assert tanik("bibliography", checked, "-o", "defter.txt").code == 5


def test_json_and_a_style_that_is_not_there(tanik: Tanik, checked: str) -> None:
    found = json.loads(tanik("bibliography", checked, "--json").out)
    assert {"id", "entry", "lacking"} == set(found[0])
    assert tanik("bibliography", checked, "--style", "vancouver").code == 2
