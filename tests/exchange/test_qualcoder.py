from __future__ import annotations

from pathlib import Path

import pytest

from exchange_samples import TEXT, MemoryTables, qualcoder_file
from tanik.exchange.qualcoder import is_qualcoder, read_qualcoder


@pytest.mark.parametrize("wide", [False, True])
def test_codings_memos_cases_and_variables(tmp_path: Path, wide: bool) -> None:
    tables = MemoryTables(qualcoder_file(tmp_path / "data.qda", wide=wide))
    assert is_qualcoder(tables)
    project, report = read_qualcoder(tables, "deneme")
    tables.close()
    words = [project.words(p.start, p.end, p.source) for p in project.passages]
    assert words == ["limanı övdü", "döndü", "gemi gelmedi", "Vali"]
    assert report.facts["offsets"]["unit"] == ("utf-16" if wide else "code points")
    assert project.sources[0].text == TEXT
    assert project.sources[1].text is None
    assert {code.name for code in project.codes if code.parent is None} == {"yargı", "sapık"}
    assert {memo.text for memo in project.memos} == {"Bütün iş", "eski", "güzel", "kim?", "bugün"}
    assert project.cases[0].sources == (project.sources[0].uid,)
    assert project.sources[0].values[0].value == "Trabzon"
    assert [coder.name for coder in project.coders] == ["ayse", "mehmet"]
    assert report.as_json()["changed"][0]["places"] == ["sapık"]
