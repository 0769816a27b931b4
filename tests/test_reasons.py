from __future__ import annotations

import errno
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
import yaml

from tanik.errors import Phrase, SourceError
from tanik.reasons import fault, refusal
from tanik.sources.catalogue import extract
from tanik.translation import translator


def test_the_computer_refuses_in_the_language_of_the_user() -> None:
    full = refusal(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert isinstance(full, Phrase)
    assert full.render(translator("tr")) == "disk dolu"
    assert full.render() == "the disk is full"
    assert refusal(OSError("a rare fault")) == "a rare fault"


def test_a_library_that_says_nothing_or_something_new() -> None:
    assert "missing" in fault("").render()
    new = fault("the flux is low.")
    assert "“the flux is low”" in new.render()
    assert new.render(translator("tr")) != new.render()


@pytest.mark.parametrize("text", ["a: b: c", "\ta: b", 'a: "x', "a: [1,2", "a: *x", '"\\q"', "- {a: b\n  c: ["])
def test_yaml_says_nothing_english(text: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.safe_load(text)
    assert not fault(caught.value.problem or "").values


@pytest.mark.parametrize("text", ['{"a": 1', "[1 2]", '"x', "{} {}"])
def test_json_says_nothing_english(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        json.loads(text)
    assert not fault(str(caught.value)).values


def archive(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<x/>")
        made.writestr("word/document.xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive(b"<a/>")[:200]),
        ("a.docx", archive(b"<w:document><w:body></w:document>")),
        ("a.docx", archive(b"")),
        ("a.docx", archive(b"abcabcabcabcabcabc").replace(b"abcabc", b"xbcabc", 1)),
        ("a.pdf", b"%PDF-1.7 broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50),
    ],
)
def test_damaged_files_say_nothing_english(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        extract(path)
    reason = caught.value.values["reason"]
    assert isinstance(reason, Phrase)
    assert not reason.values
