from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

import tanik
from tanik.errors import SettingError, Stopped
from tanik.reading import reader
from tanik.reading.annotations import Reading
from tanik.reading.settings import ReadingSettings
from tanik.study import Study
from tanik.text.document import Document


def everything(study: Study) -> list[tuple[Document, Reading | None]]:
    return [(document, reading) for _, document, reading in study.documents()]


def test_one_process_or_four_in_any_order_give_the_same_bytes(tmp_path: Path, texts: list[Path]) -> None:
    written = []
    for name, processes, paths in (("one", 1, texts), ("four", 4, texts), ("back", 1, texts[::-1])):
        told: list[tuple[int, int, str, str]] = []
        with tanik.open(tmp_path / f"{name}.tanik") as study:
            study.add_all(paths)
            words = study.info().words
            assert study.read(processes=processes, progress=lambda *step, told=told: told.append(step)).read == 6
            saved = [event.subject for event in study._store.events() if event.act == "reading.save"]
            assert saved == [f"source:{row['id']}" for row in study.sources().to_pylist()]
            each = {}
            for source, _, _ in study.documents():
                study.write_jsonl(tmp_path / "r.jsonl", source.id)
                each[source.id] = (tmp_path / "r.jsonl").read_bytes()
            written.append(each)
        assert told[0] == (0, words, "words", paths[0].name)
        assert told[-1][:2] == (words, words)
        assert [step[0] for step in told] == sorted(step[0] for step in told)
        assert {step[3] for step in told} == {path.name for path in paths}
    assert written[0] == written[1] == written[2]
    assert len(set(written[0].values())) == 6


def test_ctrl_c_keeps_what_was_done_and_the_next_run_goes_on(
    study: Study, texts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    study.add_all(texts)
    real, seen = reader.read_document, []

    def interrupted(document: Document, settings: ReadingSettings, progress: object) -> Reading:
        seen.append(document.id)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return real(document, settings)

    monkeypatch.setattr(reader, "read_document", interrupted)
    with pytest.raises(Stopped) as caught:
        study.read()
    assert (caught.value.values["done"], caught.value.values["all"], caught.value.exit_code) == (3, 6, 130)
    assert study.info().read == 3
    again = study.read()
    assert (again.read, again.kept) == (3, 3)
    assert seen[4:] == [document.id for document, _ in everything(study)[3:]]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_real_ctrl_c_stops_all_processes_and_harms_nothing(tmp_path: Path, processes: int) -> None:
    path = tmp_path / "a.txt"
    code = textwrap.dedent(
        f"""
        import sys, tanik
        from tanik.errors import Stopped
        if __name__ == "__main__":
            with tanik.open(sys.argv[1]) as study:
                try:
                    study.read(processes={processes}, progress=lambda done, all, unit, name: print(done, flush=True))
                except Stopped as stopped:
                    print("stopped", stopped.values["done"], flush=True)
        """
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    sentence = "Rıza Bey'e göre {} numaralı liman güvenli değildi ve yol uzundu.\n\n"
    with tanik.open(tmp_path / "a.tanik") as study:
        for number in range(8):
            path.with_name(f"{number}.txt").write_text(
                "".join(sentence.format(number * 10_000 + line) for line in range(2_000)), encoding="utf-8"
            )
            study.add(path.with_name(f"{number}.txt"))
        words = study.info().words
    child = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "a.tanik")],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout is not None
    while int(child.stdout.readline()) < words // 8:
        pass
    began = time.monotonic()
    child.send_signal(signal.SIGINT)
    rest, _ = child.communicate(timeout=60)
    assert time.monotonic() - began < 20
    done = int(rest.split("stopped ")[1])
    assert 1 <= done < 8
    with tanik.open(tmp_path / "a.tanik") as study:
        study.check()
        assert study.info().read in (done, done + 1)  # the last one may have been saved but not counted


@pytest.mark.parametrize("processes", [1, 2])
def test_a_document_that_cannot_be_read_does_not_stop_the_others(
    study: Study, texts: list[Path], monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    from tanik.study import runs

    study.add_all(texts[:3])
    real = reader.read_document
    bad = everything(study)[1][0].id

    def picky(document: Document, settings: ReadingSettings, progress: object = None) -> Reading:
        if document.id == bad:
            raise SettingError("T999", "Not {this} one.", this="here")
        return real(document, settings)

    monkeypatch.setattr(reader, "read_document", picky)
    if processes == 2:
        # Threads stand in for processes, which would not see the patch.
        from concurrent.futures import ThreadPoolExecutor
        from contextlib import contextmanager

        @contextmanager
        def threads(number: int):  # type: ignore[no-untyped-def]
            with ThreadPoolExecutor(number) as pool:
                yield pool

        monkeypatch.setattr(runs, "_pool", threads)
    summary = study.read(processes=processes)
    assert (summary.read, [(str(one.path), one.error.id) for one in summary.failed]) == (2, [("bolum1.txt", "T999")])


def test_a_process_that_dies_is_told_and_what_was_done_is_kept(
    study: Study, texts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    from tanik.errors import StudyError
    from tanik.study import runs

    class Dying:
        """A pool whose second document kills the process."""

        count = 0

        def submit(self, work: object, document: Document, settings: ReadingSettings) -> Future[object]:
            self.count += 1
            future: Future[object] = Future()
            if self.count == 2:
                future.set_exception(BrokenProcessPool("killed"))
            else:
                future.set_result(reader.read_document(document, settings))
            return future

    from contextlib import nullcontext

    study.add_all(texts)
    monkeypatch.setattr(runs, "_pool", lambda number: nullcontext(Dying()))
    with pytest.raises(StudyError) as caught:
        study.read(processes=2)
    assert caught.value.id == "T530"
    assert study.info().read == 1
