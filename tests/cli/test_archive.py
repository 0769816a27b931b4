import json
import zipfile
from pathlib import Path

import pytest

from command_line import Tanik


@pytest.fixture
def archive(tanik: Tanik, study: Path, tmp_path: Path) -> Path:
    out = tmp_path / "a.zip"
    assert tanik("archive", study.name, str(out)).code == 0
    return out


def changed(path: Path, name: str, data: bytes) -> Path:
    out = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, data if each == name else old.read(each))
    return out


def test_all_numbers_come_out_again(tanik: Tanik, archive: Path) -> None:
    answer = tanik("archive", "--check", str(archive))
    assert answer.code == 0
    found = json.loads(tanik("archive", "--check", str(archive), "--json").out)
    assert found["numbers"] > 50
    assert found["differences"] == []


def test_what_is_inside(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        assert set(packed.namelist()) == {"study.tanik", "numbers.json", "README.txt", "manifest.json"}
        assert "a.zip" in packed.read("README.txt").decode()


def test_a_changed_study_gives_other_numbers(tanik: Tanik, study: Path, archive: Path, tmp_path: Path) -> None:
    """An archive of the numbers of before with the study of after, put together by hand with right sums."""
    import hashlib

    first = json.loads(tanik("statements", study.name, "--json").out)[0]
    assert tanik("judge", "reject", study.name, str(first["id"]), "--coder", "Ada").code == 0
    later = tmp_path / "later.zip"
    assert tanik("archive", study.name, str(later)).code == 0
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(later) as new:
        parts = {"study.tanik": new.read("study.tanik"), "numbers.json": old.read("numbers.json")}
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
        parts["manifest.json"] = json.dumps({"maker": "tanik 0", "sha256": sums}).encode()
    mixed = tmp_path / "mixed.zip"
    with zipfile.ZipFile(mixed, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    answer = tanik("archive", "--check", str(mixed))
    assert answer.code == 6
    assert "tanik 0" in answer.out


@pytest.mark.parametrize("name", ["numbers.json", "study.tanik", "manifest.json"])
def test_an_archive_that_was_changed(tanik: Tanik, archive: Path, name: str) -> None:
    answer = tanik("archive", "--check", str(changed(archive, name, b"{}")))
    assert answer.code != 0
    assert "T605" in answer.err


def test_no_archive_at_all(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    assert tanik("archive", "--check", str(tmp_path / "x.zip")).code != 0
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as packed:
        packed.writestr("a", "b")
    assert "T605" in tanik("archive", "--check", str(tmp_path / "y.zip")).err


def test_how_it_is_called(tanik: Tanik, study: Path) -> None:
    assert "T606" in tanik("archive", study.name).err
    assert "T606" in tanik("archive", "--check", "a", "b").err


def test_the_study_is_not_overwritten(tanik: Tanik, study: Path) -> None:
    before = study.read_bytes()
    assert tanik("archive", study.name, study.name).code != 0
    assert study.read_bytes()[:16] == before[:16]
