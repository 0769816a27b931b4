from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tanik.errors import (
    EmptySourceError,
    LockedSourceError,
    SourceError,
    SourceMissingError,
    UnknownFormatError,
)
from tanik.sources import catalogue
from tanik.sources.catalogue import extract, identify, recognise, recognised_suffixes
from tanik.sources.limits import Limits


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_identity_is_hash_and_size(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"abc")
    assert identify(path) == (hashlib.sha256(b"abc").hexdigest(), 3)


def test_every_suffix_is_named_once() -> None:
    suffixes = recognised_suffixes()
    assert list(suffixes) == sorted(set(suffixes))
    assert {".txt", ".md", ".html", ".docx", ".odt", ".epub", ".rtf", ".pdf", ".png", ".jpg", ".tiff"} <= set(suffixes)


@pytest.mark.parametrize(
    ("head", "name", "format"),
    [
        (b"%PDF-1.7\n", "yanlis.txt", "pdf"),
        (b"junk\n%PDF-1.4\n", "a.bin", "pdf"),
        (b"{\\rtf1 x}", "a.doc", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "image"),
        (b"<!DOCTYPE html><p>x", "a.txt", "html"),
        ("<html><p>x".encode("utf-16-le"), "a.txt", "html"),
        (b'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">', "a.xml", "tei"),
        (b"<p>parca", "a.HTM", "html"),
        (b"# Ba", "a.md", "markdown"),
        (b"Metin", "a.unknown", "text"),
    ],
)
def test_content_decides_before_the_name(head: bytes, name: str, format: str) -> None:
    assert recognise(head, name).name == format


@pytest.mark.parametrize("magic", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"AT&TFORM", b"MZ\x90\x00"])
def test_foreign_formats_are_named(tmp_path: Path, magic: bytes) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        extract(write(tmp_path, "belge.txt", magic + bytes(100)))
    assert "belge.txt" in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError, match="yok"):
        extract(tmp_path / "yok.txt")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        extract(tmp_path)
    assert caught.value.id == "T310"


def test_empty_file(tmp_path: Path) -> None:
    with pytest.raises(EmptySourceError) as caught:
        extract(write(tmp_path, "bos.txt", b""))
    assert caught.value.id == "T303"


def test_file_of_blanks(tmp_path: Path) -> None:
    with pytest.raises(EmptySourceError) as caught:
        extract(write(tmp_path, "bos.txt", b" \n\n\t"))
    assert caught.value.id == "T304"


def test_binary_with_a_text_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        extract(write(tmp_path, "resim.txt", bytes(range(256)) * 50))
    assert caught.value.id == "T307"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "gizli.txt", b"metin")

    def refuse(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(LockedSourceError) as caught:
        extract(path)
    assert caught.value.id == "T302"
    with pytest.raises(LockedSourceError):
        identify(path)


def test_disk_error_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", b"metin")

    def fail(self: Path, mode: str = "r") -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(SourceError, match="the disk or drive has a fault"):
        extract(path)


def test_too_large(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        extract(write(tmp_path, "a.txt", b"x" * 100), limits=Limits(file_bytes=99))
    assert caught.value.id == "T306"


def test_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "canli.txt", b"birinci hali")
    before = path.stat()
    plain = catalogue._BY_NAME["text"]

    def read_slowly(given: object) -> object:
        path.write_bytes(b"ikincisi oyle")  # one byte more
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return plain.read(given)  # type: ignore[arg-type]

    slow = catalogue.Format("text", plain.suffixes, read_slowly, plain.title)  # type: ignore[arg-type]
    monkeypatch.setitem(catalogue._BY_NAME, "text", slow)
    with pytest.raises(SourceError) as caught:
        extract(path)
    assert caught.value.id == "T305"


def test_same_size_and_time_but_other_words_is_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "canli.txt", b"birinci hali")
    before = path.stat()
    plain = catalogue._BY_NAME["text"]

    def read_slowly(given: object) -> object:
        path.write_bytes(b"ikincisi ola")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return plain.read(given)  # type: ignore[arg-type]

    slow = catalogue.Format("text", plain.suffixes, read_slowly, plain.title)  # type: ignore[arg-type]
    monkeypatch.setitem(catalogue._BY_NAME, "text", slow)
    with pytest.raises(SourceError) as caught:
        extract(path)
    assert caught.value.id == "T305"


def test_file_that_shrinks_while_it_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", b"x" * 5000)
    true_stat = Path.stat

    def stale(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = true_stat(self)
        if self == path:
            self.write_bytes(b"x" * 10)
        return found

    monkeypatch.setattr(Path, "stat", stale)
    with pytest.raises(SourceError) as caught:
        extract(path)
    assert caught.value.id == "T305"


def test_every_error_says_what_to_do(tmp_path: Path) -> None:
    for name, data in {
        "bos.txt": b"",
        "ikili.txt": bytes(500),
        "eski.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }.items():
        with pytest.raises(SourceError) as caught:
            extract(write(tmp_path, name, data))
        assert caught.value.hint
        assert name in caught.value.render()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "boru.txt"
    os.mkfifo(path)
    for read in (identify, extract):
        with pytest.raises(SourceError, match="T313"):
            read(path)
