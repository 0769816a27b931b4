from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tanik.errors import (
    StudyDamagedError,
    StudyLockedError,
    StudyMissingError,
    StudyNewerError,
    StudyNotWritableError,
)
from tanik.reading.annotations import Reading
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.connection import whole
from tanik.store.document_rows import text_id
from tanik.store.migrations import APPLICATION_ID, SCHEMA
from tanik.text.document import Document


def test_a_study_that_is_not_there_is_made_only_when_asked_for(tmp_path: Path) -> None:
    with pytest.raises(StudyMissingError) as caught:
        Store.open(tmp_path / "a.tanik", create=False)
    assert caught.value.id == "T501"
    assert list(tmp_path.iterdir()) == []
    Store.open(tmp_path / "a.tanik").close()
    Store.open(tmp_path / "a.tanik", create=False).close()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyMissingError) as caught:
        Store.open(tmp_path / "yok" / "a.tanik")
    assert caught.value.id == "T509"
    assert caught.value.values["folder"] == str(tmp_path / "yok")


def test_a_study_whose_maker_was_stopped_early_gets_its_log(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.tanik").close()
    other = sqlite3.connect(tmp_path / "a.tanik")
    assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    other.close()
    with Store.open(tmp_path / "a.tanik") as store:
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_closed_study_is_one_file_with_our_mark(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.tanik").close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.tanik"]
    header = (tmp_path / "a.tanik").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA


def test_the_file_is_a_study_from_its_first_page_even_while_it_is_open(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.tanik"):
        header = (tmp_path / "a.tanik").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID


def test_settings_of_the_connection(store: Store) -> None:
    ask = store._connection.execute
    assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
    assert ask("PRAGMA synchronous").fetchone() == (2,)
    assert ask("PRAGMA foreign_keys").fetchone() == (1,)


def test_an_empty_file_becomes_a_study(tmp_path: Path) -> None:
    (tmp_path / "a.tanik").touch()
    with Store.open(tmp_path / "a.tanik") as store:
        assert store.about()["schema"] == SCHEMA


@pytest.mark.parametrize("content", [b"This is a letter, not a study." * 9, b"SQLite for", b"\x00" * 4096])
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.tanik"
    path.write_bytes(content)
    with pytest.raises(StudyDamagedError):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_folder_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(StudyDamagedError, match="is not a study"):
        Store.open(tmp_path)


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.tanik"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE birds (name TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StudyDamagedError) as caught:
        Store.open(path)
    assert caught.value.id == "T502"
    assert path.read_bytes() == before


@pytest.mark.parametrize("share", [0.5, 0.9, 0.02])
def test_a_study_cut_short_is_noticed_at_once(filled: Store, tmp_path: Path, share: float) -> None:
    filled.close()
    content = filled.path.read_bytes()
    filled.path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(StudyDamagedError) as caught:
        Store.open(filled.path)
    assert caught.value.id == "T504"


def test_a_broken_page_is_found_by_the_check(filled: Store) -> None:
    filled.close()
    content = bytearray(filled.path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    for page in range(2, len(content) // size):
        content[page * size : page * size + 200] = b"\xff" * 200
    filled.path.write_bytes(content)
    with pytest.raises(StudyDamagedError), Store.open(filled.path) as store:
        store.check()


def test_a_sound_study_is_sound(filled: Store) -> None:
    assert whole(filled._connection) == "ok"
    filled.check()


def test_a_reference_to_nothing_is_found_by_the_check(filled: Store) -> None:
    other = sqlite3.connect(filled.path)
    other.execute("UPDATE statement SET holder = 999")
    other.commit()
    other.close()
    with pytest.raises(StudyDamagedError, match="statement"):
        filled.check()


def test_a_study_of_a_newer_tanik_is_refused_and_left_as_it_is(filled: Store) -> None:
    filled.close()
    other = sqlite3.connect(filled.path)
    other.execute(f"PRAGMA user_version = {SCHEMA + 7}")
    other.close()
    before = filled.path.read_bytes()
    with pytest.raises(StudyNewerError) as caught:
        Store.open(filled.path)
    assert caught.value.values["version"] == SCHEMA + 7
    assert filled.path.read_bytes() == before


def test_a_second_writer_waits_and_is_then_told(filled: Store, source: Source) -> None:
    other = sqlite3.connect(filled.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(filled.path, wait=0.1) as second:
        began = time.monotonic()
        with pytest.raises(StudyLockedError) as caught:
            second.save_source(replace(source, title="Anders"))
        assert time.monotonic() - began >= 0.1
        assert caught.value.id == "T505"
        other.execute("ROLLBACK")
        second.save_source(replace(source, title="Sonra"))
    other.close()
    assert [one.title for one in filled.sources()] == ["Sonra"]


def test_a_second_writer_goes_on_when_the_first_is_done(filled: Store, source: Source) -> None:
    other = sqlite3.connect(filled.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, other.execute, ("ROLLBACK",))
    timer.start()
    with Store.open(filled.path, wait=20) as second:
        second.save_source(replace(source, title="Sonra"))
    timer.join()
    other.close()


def test_a_reader_sees_the_last_finished_act(filled: Store, source: Source) -> None:
    other = sqlite3.connect(filled.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE source SET title = 'half done'")
    with Store.open(filled.path, wait=0.1) as second:
        assert [one.title for one in second.sources()] == ["Yol"]
        other.execute("COMMIT")
        assert [one.title for one in second.sources()] == ["half done"]
    other.close()


def test_a_full_disk_is_told_and_the_study_is_unharmed(
    filled: Store, source: Source, document: Document, reading: Reading
) -> None:
    (pages,) = filled._connection.execute("PRAGMA page_count").fetchone()
    filled._connection.execute(f"PRAGMA max_page_count = {pages}")
    # Words that do not compress, so that they need room.
    text = " ".join(text_id(str(number)) for number in range(20_000))
    large = replace(document, text=text, raw=text, id=text_id(text))
    with pytest.raises(StudyNotWritableError) as caught:
        filled.save_document(source, large)
    assert caught.value.id == "T507"
    filled.check()
    assert filled.load_document("abcd") == document
    filled._connection.execute("PRAGMA max_page_count = 1000000")
    filled.save_document(source, large)
    assert filled.load_document("abcd") == large


def as_nobody(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run code as a user without rights (root may write everywhere)."""
    drop = "import os\nif os.getuid() == 0:\n    os.setgid(65534)\n    os.setuid(65534)\n"
    # Everything is imported before the rights are dropped: the interpreter may lie in a private folder.
    imports = "import sys\nfrom tanik.store import Store\nimport tanik.errors, tanik.cli.main\n"
    script = imports + drop + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=60)


@pytest.fixture
def open_folder() -> Path:  # type: ignore[misc]
    """A folder that everybody can enter; those of pytest belong to their owner alone."""
    import tempfile

    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_study_without_permission_to_write_can_be_read(filled: Store, open_folder: Path) -> None:
    filled.close()
    path = Path(shutil.copy(filled.path, open_folder))
    path.chmod(0o444)
    open_folder.chmod(0o555)
    code = """
    with Store.open(sys.argv[1]) as store:
        print(len(store.sources()), store.load_reading("abcd").statements[0].holder)
        try:
            store.set_setting("a", 1)
        except tanik.errors.StudyNotWritableError as error:
            print(error.id)
    """
    done = as_nobody(code, path)
    assert done.stdout.split() == ["1", "riza", "T506"], done.stderr


def test_a_folder_without_permission_gets_no_study(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    code = """
    try:
        Store.open(sys.argv[1])
    except tanik.errors.StudyNotWritableError as error:
        print(error.id)
    """
    done = as_nobody(code, open_folder / "a.tanik")
    assert done.stdout.split() == ["T506"], done.stderr
    assert list(open_folder.iterdir()) == []


def test_a_study_without_permission_to_read_is_told(filled: Store, open_folder: Path) -> None:
    filled.close()
    path = Path(shutil.copy(filled.path, open_folder))
    path.chmod(0o000)
    open_folder.chmod(0o755)
    code = """
    try:
        Store.open(sys.argv[1])
    except tanik.errors.StudyError as error:
        print(error.id)
    """
    done = as_nobody(code, path)
    assert done.stdout.split() == ["T506"], done.stderr


def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    code = textwrap.dedent(
        """
        import sys
        from tanik.sources.source import Source
        from tanik.store import Store
        store = Store.open(sys.argv[1])
        number = 0
        while True:
            store.save_source(Source(f"{number:05}", "kill"))
            print(number, flush=True)
            number += 1
        """
    )
    for name in "abc":
        path = tmp_path / f"{name}.tanik"
        child = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        told = [int(child.stdout.readline()) for _ in range(25)]
        child.kill()
        told += [int(line) for line in child.stdout.read().splitlines() if line]
        child.wait()
        child.stdout.close()
        with Store.open(path) as store:
            kept = {source.id for source in store.sources()}
            assert {f"{number:05}" for number in told} <= kept
            assert len(kept) - len(told) in (0, 1)
            assert [event.act for event in store.events()].count("source.add") == len(kept)
            store.check()


def test_two_processes_that_make_the_same_study_make_one(tmp_path: Path) -> None:
    code = "import sys\nfrom tanik.store import Store\nprint(Store.open(sys.argv[1]).about()['id'])"
    path = str(tmp_path / "a.tanik")
    children = [
        subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    ids = {child.communicate(timeout=60)[0] for child in children}
    assert len(ids) == 1
    assert ids != {""}


def test_odd_names_are_no_database_options(tmp_path: Path) -> None:
    path = tmp_path / "çalışma?mode=memory#1 %41.tanik"
    Store.open(path).close()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
