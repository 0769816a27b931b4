from __future__ import annotations

import json
from pathlib import Path

from command_line import Tanik
from exchange_samples import packed, project_xml, selection, spot


def project(folder: Path, data: bytes | None = None) -> str:
    path = folder / "liman.qdpx"
    path.write_bytes(packed(project_xml(selection(1, *spot("limanı övdü")))) if data is None else data)
    return path.name


def test_import_says_what_it_read_and_export_what_it_wrote(tanik: Tanik, tmp_path: Path) -> None:
    answer = tanik("import", project(tmp_path), "--study", "yeni.tanik", "--coder", "Ayşe")
    assert answer.code == 0
    assert "2 coders, 3 codes, 1 sources" in answer.out
    answer = tanik("export", "yeni.tanik", "--to", "qdpx", "geri.qdpx")
    assert answer.code == 0
    assert (tmp_path / "geri.qdpx").is_file()


def test_json_has_the_facts(tanik: Tanik, tmp_path: Path) -> None:
    told = json.loads(tanik("import", project(tmp_path), "--study", "yeni.tanik", "--json").out)
    assert told["schema"]["valid"] is True
    assert told["read"]["codings"] == 1
    assert told["offsets"]["unit"] == "code points"
    assert told["dropped"] == told["changed"] == []
    out = json.loads(tanik("export", "yeni.tanik", "o.csv", "--to", "csv", "--json").out)
    assert out["files"] == ["o.csv", "o.dictionary.csv"]


def test_a_failed_import_leaves_no_study_behind_and_an_old_one_as_it_was(tanik: Tanik, tmp_path: Path) -> None:
    answer = tanik("import", project(tmp_path, b"PK\x03\x04x"), "--study", "yeni.tanik")
    assert answer.code == 3
    assert answer.err.startswith("T323")
    assert not list(tmp_path.glob("yeni.tanik*"))
    assert tanik("import", project(tmp_path), "--study", "yeni.tanik").code == 0
    before = (tmp_path / "yeni.tanik").read_bytes()
    assert tanik("import", project(tmp_path, packed(project_xml(), {})), "--study", "yeni.tanik").code == 3
    assert (tmp_path / "yeni.tanik").read_bytes() == before


def test_losses_are_told_in_sentences(tanik: Tanik, tmp_path: Path) -> None:
    data = packed(project_xml(selection(1, 0, 4) + selection(2, 5, 9999)))
    answer = tanik("import", project(tmp_path, data), "-s", "yeni.tanik")
    assert "Lost:" in answer.out
    assert "1 × PlainTextSelection: its positions lie outside of the text (project.qde:6)" in answer.out
    assert tanik("export", "yeni.tanik", "x", "--to", "docx").code == 2
