from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tanik.errors import DamagedSourceError, HostileSourceError, LockedSourceError, SourceError
from tanik.sources.archive import Archive, resolve
from tanik.sources.catalogue import extract
from tanik.sources.given import Given
from tanik.sources.limits import Limits

Zipped = Callable[[dict[str, str | bytes]], bytes]


@pytest.mark.parametrize("inside", ["word/document.xml", "META-INF/container.xml", "content.xml"])
@pytest.mark.parametrize("name", ["bomba.docx", "bomba.epub", "bomba.odt"])
def test_zip_bomb(tmp_path: Path, zipped: Zipped, inside: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(zipped({inside: bytes(30 << 20)}))
    assert path.stat().st_size < 100_000
    with pytest.raises(HostileSourceError) as caught:
        extract(path)
    assert caught.value.id == "T322"
    assert name in str(caught.value)


def test_many_small_bombs(zipped: Zipped) -> None:
    data = zipped({f"{i}.xml": b"x" * 100 for i in range(50)})
    with pytest.raises(HostileSourceError):
        Archive(Given(data, "a.docx", limits=Limits(archive_entries=49)))
    with pytest.raises(HostileSourceError):
        Archive(Given(data, "a.docx", limits=Limits(archive_bytes=4_999)))


@pytest.mark.parametrize("name", ["../../etc/x", "/etc/x", "C:/x", "a/..\\..\\x", "\\x"])
def test_names_that_lead_outside(zipped: Zipped, name: str) -> None:
    with pytest.raises(HostileSourceError):
        Archive(Given(zipped({name: "x"}), "a.docx"))


def test_links() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(HostileSourceError):
        Archive(Given(buffer.getvalue(), "a.docx"))


def test_password(zipped: Zipped) -> None:
    data = bytearray(zipped({"word/document.xml": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(LockedSourceError):
        Archive(Given(bytes(data), "a.docx"))


def test_a_header_that_lies_about_the_size(zipped: Zipped) -> None:
    data = bytearray(zipped({"a.xml": b"y" * 5000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    archive = Archive(Given(bytes(data), "a.docx"))
    with pytest.raises(DamagedSourceError):
        archive.read("a.xml")


def test_more_than_was_declared_is_counted(zipped: Zipped) -> None:
    archive = Archive(
        Given(zipped({"a.xml": b"y" * 500, "b.xml": b"z" * 500}), "a.docx", limits=Limits(archive_bytes=1000))
    )
    archive.read("a.xml")
    archive.read("b.xml")
    with pytest.raises(HostileSourceError):
        archive.read("a.xml")


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_damaged(tmp_path: Path, zipped: Zipped, cut: int) -> None:
    path = tmp_path / "yarim.docx"
    path.write_bytes(zipped({"word/document.xml": "x" * 500, "b": "y" * 400})[:-cut])
    with pytest.raises(SourceError) as caught:
        extract(path)
    assert isinstance(caught.value, DamagedSourceError)


def test_missing_part(zipped: Zipped) -> None:
    with pytest.raises(DamagedSourceError, match=r"content\.xml"):
        Archive(Given(zipped({"a": "b"}), "a.odt")).read("content.xml")


@pytest.mark.parametrize(
    ("base", "target", "found"),
    [
        ("OPS/a.xhtml", "b.xhtml#n1", "OPS/b.xhtml"),
        ("OPS/text/a.xhtml", "../notes.xhtml", "OPS/notes.xhtml"),
        ("OPS/a.xhtml", "#n1", "OPS/a.xhtml"),
        ("a.xhtml", "/x/y.xhtml", "x/y.xhtml"),
    ],
)
def test_references(base: str, target: str, found: str) -> None:
    assert resolve(base, target) == found
