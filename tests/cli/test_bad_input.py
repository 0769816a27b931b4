"""Whatever is wrong with a file, an option or the disk: a sentence with the place and the next step, the right exit
code, the other files read, the study unharmed."""

from __future__ import annotations

import io
import os
import re
import resource
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

import tanik as library
from command_line import MEMOIR, Answer, Tanik
from tanik.sources import catalogue

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def archive(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def docx(body: bytes | str) -> bytes:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return archive(**{"[Content_Types].xml": types, "word/document.xml": body})


def epub(chapter: bytes | str) -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "b.opf": package}
    return archive(**parts, **{"c.xhtml": chapter})


def pdf(password: str | None = None) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=password, invariant=True)
    for _ in range(3):
        canvas.drawString(72, 720, "The envoy arrived in March and left in June.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def entities() -> str:
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
    return f'<!DOCTYPE w [<!ENTITY a0 "ha">{bomb}]><w:document xmlns:w="{WORD}"><w:p>&a8;</w:p></w:document>'


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("bos.txt", lambda: b"", "T303"),
    "blanks only": ("bosluk.txt", lambda: b" \n\t\n", "T304"),
    "binary": ("resim.txt", lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "T312"),
    "bytes of no text": ("ham.txt", lambda: bytes(range(256)) * 40, "T307"),
    "password": ("kilitli.pdf", lambda: pdf("gizli"), "T3"),
    "damaged": ("bozuk.pdf", lambda: b"%PDF-1.7\n" + b"\x00\xff garbage " * 50, "T3"),
    "damaged archive": ("bozuk.docx", lambda: docx("<a/>")[:-40], "T3"),
    "bomb in DOCX": ("bomba.docx", lambda: docx(b"<w>" + b" " * 60_000_000), "T322"),
    "bomb in EPUB": ("bomba.epub", lambda: epub(b"<html>" + b" " * 60_000_000), "T322"),
    "entities": ("varlik.docx", lambda: docx(entities()), "T324"),
    "a folder": ("klasor", lambda: b"", "T310"),
    "nothing there": ("yok.txt", lambda: b"", "T301"),
}


def make_bad(folder: Path, name: str) -> tuple[str, str]:
    file, content, id = BAD[name]
    if name == "a folder":
        (folder / file).mkdir()
    elif name != "nothing there":
        (folder / file).write_bytes(content())
    return file, id


def check_explained(answer: Answer, file: str, id: str, code: int = 3) -> None:
    assert answer.code == code, answer.err
    assert file in answer.err
    lines = [line for line in answer.err.splitlines() if re.search(r"\bT\d{3}: ", line)]
    assert len(lines) == 1
    assert id in lines[0]
    # The next step stands in the line after the error.
    assert len(answer.err.strip().splitlines()[-1]) > 15
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_explained_and_the_others_are_read(tanik: Tanik, memoir: Path, tmp_path: Path, name: str) -> None:
    file, id = make_bad(tmp_path, name)
    answer = tanik("read", file, memoir.name, "--study", "s.tanik", "--no-report", "--quiet")
    check_explained(answer, file, id)
    with library.open(tmp_path / "s.tanik", create=False) as study:
        study.check()
        assert study.sources().column("name").to_pylist() == [memoir.name]
        assert study.info().read == 1


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_leaves_a_study_as_it_was(tanik: Tanik, study: Path, tmp_path: Path, name: str) -> None:
    file, id = make_bad(tmp_path, name)
    before = tanik("statements", study.name, "--json").out
    check_explained(tanik("read", file, "--study", study.name, "--no-report", "--quiet"), file, id)
    assert tanik("statements", study.name, "--json").out == before


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_explained_in_turkish(tanik: Tanik, tmp_path: Path, name: str) -> None:
    file, id = make_bad(tmp_path, name)
    english = tanik("read", file)
    turkish = tanik("read", file, "--lang", "tr")
    check_explained(turkish, file, id)
    assert turkish.err.splitlines()[-1] != english.err.splitlines()[-1]


@pytest.mark.parametrize("text", ["Nuri Bey\x00 geldi.\n", "Nuri \x02Bey geldi.\n"], ids=["NUL", "control characters"])
def test_characters_that_no_text_should_have(tanik: Tanik, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(MEMOIR + text, encoding="utf-8")
    answer = tanik("read", "a.txt", "--quiet")
    assert answer.code == 0, answer.err
    assert "control" in tanik("doubts", "a.tanik", "--json").out


def test_lone_surrogates(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(MEMOIR.encode() + "Nuri \ud800 Bey.".encode("utf-8", "surrogatepass"))
    answer = tanik("read", "a.txt")
    assert answer.code == 0, answer.err
    for command in ("doubts", "statements", "people", "info"):
        assert tanik(command, "a.tanik").code == 0


def test_a_file_name_that_is_no_text(tanik: Tanik, tmp_path: Path) -> None:
    name = os.fsdecode(b"hat\xfdrat.txt")
    (tmp_path / name).write_text(MEMOIR, encoding="utf-8")
    answer = tanik("read", name)
    assert answer.code == 0, answer.err
    assert tanik("info", f"{Path(name).stem}.tanik").code == 0


def test_an_encoding_that_does_not_fit(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "eski.txt").write_bytes("Başvekil şöyle dedi: güçlük çıkmaz.".encode("windows-1254"))
    check_explained(tanik("read", "eski.txt", "--encoding", "utf-8"), "eski.txt", "T308")
    check_explained(tanik("read", "eski.txt", "--encoding", "utf-99"), "utf-99", "T309")
    assert tanik("read", "eski.txt", "--encoding", "windows-1254").code == 0


def test_one_line_of_fifty_megabytes(tanik: Tanik, tmp_path: Path) -> None:
    with (tmp_path / "satir.txt").open("w", encoding="utf-8") as file:
        for _ in range(50):
            file.write("x" * 1_000_000)
    answer = tanik("read", "satir.txt", "--no-report", "--quiet", "--language", "tr")
    assert answer.code == 0, answer.err
    with library.open(tmp_path / "satir.tanik", create=False) as study:
        assert study.info().read == 1


@pytest.mark.parametrize("study", ["/proc/s.tanik", "hatirat.txt/s.tanik", "yok/s.tanik"])
def test_a_study_where_nothing_can_be_written(tanik: Tanik, memoir: Path, study: str) -> None:
    before = sorted(memoir.parent.iterdir())
    check_explained(tanik("read", memoir.name, "--study", study), Path(study).name, "T5", code=5)
    assert sorted(memoir.parent.iterdir()) == before


def test_results_where_nothing_can_be_written(tanik: Tanik, memoir: Path) -> None:
    answer = tanik("read", memoir.name, "--report", "yok/r.html", "--quiet")
    check_explained(answer, "yok/r.html", "T601", code=5)
    answer = tanik("read", memoir.name, "--jsonl", "yok/o.jsonl", "--no-report", "--quiet")
    check_explained(answer, "yok/o.jsonl", "T208", code=5)
    with library.open(memoir.with_suffix(".tanik"), create=False) as study:
        assert study.info().read == 1


def test_a_file_that_is_no_study(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    for name, content in (("a.tanik", b"not a study\n" * 100), ("b.tanik", b"SQLite format 3\x00" + bytes(200))):
        (tmp_path / name).write_bytes(content)
        check_explained(tanik("info", name), name, "T50", code=5)
        check_explained(tanik("read", memoir.name, "--study", name), name, "T50", code=5)
        assert (tmp_path / name).read_bytes() == content


def limited(words: list[str], folder: Path, size: int) -> subprocess.CompletedProcess[str]:
    """The program in a process that may write no file larger than ``size`` bytes, as on a disk that is full."""

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    environment = {"PATH": os.environ["PATH"], "TANIK_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-B", "-m", "tanik", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, preexec_fn=limit, capture_output=True, text=True, check=False
    )


def test_a_disk_that_is_full_in_the_middle(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    before = tanik("statements", study.name, "--json").out
    size = study.stat().st_size
    sentences = "".join(f"{number}. gün Nuri Bey, “Yol {number} saat sürer.” dedi.\n\n" for number in range(20_000))
    (tmp_path / "uzun.txt").write_text(sentences, encoding="utf-8")
    done = limited(["read", "uzun.txt", "--study", study.name, "--no-report"], tmp_path, size + 300_000)
    check_explained(Answer(done.returncode, done.stdout, done.stderr), study.name, "T5", code=5)
    with library.open(study, create=False) as opened:
        opened.check()
    assert tanik("statements", study.name, "--json").out == before


def test_a_file_that_changes_while_it_is_read(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(MEMOIR, encoding="utf-8")
    extract = catalogue.extract

    def extract_while_somebody_writes(path: Path, **options: str | None) -> object:
        found = extract(path, **options)
        if path.name == "b.txt":
            writer = threading.Thread(target=lambda: path.write_text(MEMOIR + "Son.\n", encoding="utf-8"))
            writer.start()
            writer.join()
        return found

    with patch.object(catalogue, "extract", extract_while_somebody_writes):
        answer = tanik("read", "b.txt", memoir.name, "--study", "s.tanik", "--no-report", "--quiet")
    check_explained(answer, "b.txt", "T")
    with library.open(tmp_path / "s.tanik", create=False) as study:
        study.check()
        assert study.sources().column("name").to_pylist() == [memoir.name]


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (("--language", "klingon"), "klingon"),
        (("--written", "geçen yıl"), "geçen yıl"),
        (("--written", "1921-13"), "1921-13"),
        (("--published", "1955/1921"), "1955/1921"),
        (("--kind", "roman"), "roman"),
        (("--processes", "0"), "0"),
        (("--people", "yok.yaml"), "yok.yaml"),
        (("--bibliography", "yok.bib"), "yok.bib"),
        (("--report", "hatirat.txt"), "hatirat.txt"),
    ],
)
def test_an_option_that_cannot_be_understood(tanik: Tanik, memoir: Path, options: tuple[str, str], place: str) -> None:
    before = sorted(memoir.parent.iterdir())
    answer = tanik("read", memoir.name, *options)
    assert answer.code in (2, 3), answer.err
    assert place in answer.err
    assert "Traceback" not in answer.err
    assert sorted(memoir.parent.iterdir()) == before


def test_a_person_with_a_double_id(tanik: Tanik, study: Path, memoir: Path) -> None:
    people = memoir.with_name("people.yaml")
    people.write_text("- {id: nuri, name: Nuri Kavaklı}\n- {id: nuri, name: Nuri Taşlı}\n", encoding="utf-8")
    before = tanik("info", study.name, "--json").out
    answer = tanik("read", memoir.name, "--people", people.name, "--study", study.name)
    check_explained(answer, "people.yaml", "T405", code=2)
    assert "nuri" in answer.err
    assert tanik("info", study.name, "--json").out == before
