"""Reading many documents, in this process or in several, one transaction each.

The readings come back in the order of the sources whatever the processes do, so that the study is the same. What was
read is safe at once: after Ctrl-C, or a power cut, the next run goes on with the documents that are missing.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass

from tanik.errors import StudyError, TanikError
from tanik.reading.annotations import Reading
from tanik.reading.settings import ReadingSettings
from tanik.text.document import Document
from tanik.translation import N_

Progress = Callable[[int, int, str, str], None]
"""``progress(done, all, unit, name)``: ``unit`` is a word to show, ``name`` what is being worked on."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be read. ``words``: its length, for the progress."""

    source: str
    name: str
    words: int
    settings: ReadingSettings
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task done: its document with the reading, or the error."""

    task: Task
    document: Document
    reading: Reading | None
    error: TanikError | None


def reader_of(careful: bool) -> str:
    """Which reader reads: ``careful`` where it is wanted and the network is installed, else ``rules``."""
    if not careful:
        return "rules"
    from tanik.reading.neural_brain import ready  # brings numpy with it

    return "careful" if ready() else "rules"


def read_here(tasks: Sequence[Task], load: Callable[[str], Document], progress: Progress | None) -> Iterator[Outcome]:
    """Read one document after the other in this process."""
    from tanik.reading.reader import read_document  # brings the language data with it

    done, total = 0, sum(task.words for task in tasks)
    for task in tasks:

        def told(letters: int, all: int, task: Task = task, done: int = done) -> None:
            if progress:
                progress(done + task.words * letters // max(all, 1), total, N_("words"), task.name)

        told(0, 1)
        document = load(task.source)
        try:
            outcome = Outcome(task, document, read_document(document, task.settings, told), None)
        except TanikError as error:
            outcome = Outcome(task, document, None, error)
        yield outcome
        done += task.words
    if progress and tasks:
        progress(total, total, N_("words"), tasks[-1].name)


def read_apart(
    tasks: Sequence[Task], load: Callable[[str], Document], progress: Progress | None, processes: int
) -> Iterator[Outcome]:
    """Read in several processes; never more than two documents a process are under way."""
    done, total = 0, sum(task.words for task in tasks)
    waiting = deque(tasks)
    running: deque[tuple[Task, Document, Future[Reading | TanikError]]] = deque()
    with _pool(min(processes, len(tasks))) as pool:
        while waiting or running:
            while waiting and len(running) < 2 * processes:
                task = waiting.popleft()
                document = load(task.source)
                running.append((task, document, pool.submit(_read, document, task.settings)))
            task, document, future = running.popleft()
            if progress:
                progress(done, total, N_("words"), task.name)
            found = _result(future, task)
            yield Outcome(task, document, *((None, found) if isinstance(found, TanikError) else (found, None)))
            done += task.words
    if progress and tasks:
        progress(total, total, N_("words"), tasks[-1].name)


def _result(future: Future[Reading | TanikError], task: Task) -> Reading | TanikError:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise StudyError(
            "T530",
            N_("A process that was reading ended by itself, at “{name}” or near it; perhaps the memory was full."),
            N_("Run the same command again with one process; what was read is kept."),
            name=task.name,
        ) from error


def _read(document: Document, settings: ReadingSettings) -> Reading | TanikError:
    """What a worker does. Its errors come back as values, because they belong to one document."""
    from tanik.reading.reader import read_document

    try:
        return read_document(document, settings)
    except TanikError as error:
        return error


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes (the same on every system), which are ended at once when the block is left by an error."""
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _ignore_interrupts)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    # Ctrl-C goes to all processes of a terminal; the first one decides what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
