from __future__ import annotations

from pathlib import Path

import pytest

from exchange_samples import TEXT, given, packed, project_xml
from tanik.errors import DamagedSourceError
from tanik.exchange.refi_archive import ProjectArchive, ProjectFolder, pack
from tanik.exchange.refi_reading import read_project


def test_the_same_project_gives_the_same_bytes() -> None:
    assert pack(b"<x/>", [("sources/a.txt", b"a")]) == pack(b"<x/>", [("sources/a.txt", b"a")])


def test_two_projects_at_the_root_cannot_be_told_apart() -> None:
    data = packed("<x/>", {"b.qde": b"<x/>"}, name="a.qde")
    with pytest.raises(DamagedSourceError) as caught:
        ProjectArchive(given(data))
    assert caught.value.id == "T641"


def test_an_unpacked_project_reads_only_its_own_sources(tmp_path: Path) -> None:
    (tmp_path / "Sources").mkdir()
    (tmp_path / "Sources" / "liman.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("gizli", encoding="utf-8")
    (tmp_path / "Sources" / "link.txt").symlink_to(tmp_path / "secret.txt")
    folder = ProjectFolder(given(b""), tmp_path)
    assert folder.names == ["Sources/liman.txt"]
    project, _ = read_project(given(project_xml().encode(), "p.qde"), folder=tmp_path)
    assert project.sources[0].text == TEXT
