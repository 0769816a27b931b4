"""The study: the one object through which a user adds, reads, asks and reports."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from tanik.coding.acts import Policy
from tanik.coding.codebook import Codebook
from tanik.errors import SettingError, SourceError, Stopped, StudyError, UsageError
from tanik.reading.annotations import Reading
from tanik.reading.authority import EMPTY_AUTHORITY, Authority
from tanik.reading.settings import ReadingSettings
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.tables import LISTS
from tanik.study.adding import Adder, Description
from tanik.study.coding import StudyCoding
from tanik.study.people import entry_from, people_setting
from tanik.study.results import Added, Failed, Info, ReadSummary
from tanik.study.runs import Outcome, Progress, Task, read_apart, read_here, reader_of
from tanik.study.tables import arrow_table
from tanik.text.document import Document
from tanik.translation import N_

if TYPE_CHECKING:
    import pyarrow

    from tanik.analysis.statement_table import StatementTable
    from tanik.store.merging import Merged
    from tanik.study.analyses import Analyses
    from tanik.study.checks import Checks
    from tanik.study.exchanging import Exchange
    from tanik.study.publishing import Publishing
    from tanik.study.rounds import Rounds
    from tanik.study.suggestions import Suggestions
    from tanik.study.words import Words

PathLike = str | os.PathLike[str]


def open(path: PathLike, *, create: bool = True, language: str | None = None) -> Study:
    """Open the study at ``path``; make it when there is none (``create``).

    ``language``: of its sources (``"tr"``, ``"en"``) where a source does not say. Raises a StudyError.
    """
    Description(language=language).check()
    study = Study(Store.open(path, create=create))
    if language is not None:
        study.set_language(language)
    return study


class Study:
    """An open study file. Every act is safe on the disk when the method returns. Use it with ``with``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coding: StudyCoding | None = None

    @property
    def path(self) -> Path:
        return self._store.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        self._store.close()

    # What goes in

    def set_language(self, language: str) -> None:
        """The language of sources that do not say theirs."""
        self._store.set_setting("languages", [language])

    def add(
        self,
        path: PathLike,
        *,
        kind: str | None = None,
        authors: Sequence[str] = (),
        title: str | None = None,
        written: str | None = None,
        published: str | None = None,
        language: str | None = None,
        encoding: str | None = None,
        bibliography: PathLike | None = None,
        calendar: str | None = None,
    ) -> Source:
        """Put a file into the study. The same file twice is one source, with the newer description.

        ``kind``: see :class:`Source`; ``authors``: full names; ``written``, ``published``: EDTF (``"1955"``,
        ``"1921-03-16"``); ``language``: ``"tr"`` or ``"en"``; ``encoding``: of a text file, when it is not found out;
        ``bibliography``: a BibTeX, RIS, CSL-JSON or YAML file that describes the source; ``calendar``: of its dates.
        What is not given is taken from the bibliography, then from a sidecar file beside ``path``. Raises a
        SourceError when the file cannot be read, SettingError when the description is wrong, StudyError when the
        study cannot be written.
        """
        names = (authors,) if isinstance(authors, str) else tuple(authors)
        said = Description(kind, names, title, written, published, language, encoding, calendar)
        return self._adder(said, bibliography, alone=True).add(Path(path)).source

    def add_all(
        self, paths: Iterable[PathLike], *, progress: Progress | None = None, **description: Any
    ) -> list[Added | Failed]:
        """Add several files with one description (as in :meth:`add`); a file that fails does not stop the others."""
        names = description.pop("authors", ())
        bibliography = description.pop("bibliography", None)
        said = Description(authors=(names,) if isinstance(names, str) else tuple(names), **description)
        todo = [Path(path) for path in paths]
        adder = self._adder(said, bibliography, alone=len(todo) == 1)
        results: list[Added | Failed] = []
        try:
            for path in todo:
                if progress:
                    progress(len(results), len(todo), N_("files"), path.name)
                try:
                    results.append(adder.add(path))
                except (SourceError, SettingError) as error:
                    results.append(Failed(path, error))
        except KeyboardInterrupt:
            raise _stopped(len(results), len(todo)) from None
        if progress:
            progress(len(todo), len(todo), N_("files"), "")
        return results

    def _adder(self, said: Description, bibliography: PathLike | None, *, alone: bool) -> Adder:
        languages = self._store.setting("languages", [])
        usual = languages[0] if languages else None
        works = None if bibliography is None else Path(bibliography)
        return Adder(self._store, said, bibliography=works, alone=alone, usual=usual)

    def use_people(self, *names: PathLike) -> None:
        """Keep an authority file (people.yaml, a table) and packs (``pack:NAME``) in the study.

        The file wins over what a reading finds by itself, and over packs. A pack alone stays beside the file before.
        """
        self._store.set_setting("people", people_setting(names, self._store.setting("people")))

    def people(self) -> Authority:
        """The authority file that the study uses; empty when it has none."""
        kept = self._store.setting("people")
        return EMPTY_AUTHORITY if kept is None else Authority(tuple(entry_from(entry) for entry in kept["entries"]))

    # Reading

    def read(
        self,
        *,
        processes: int = 1,
        again: bool = False,
        progress: Progress | None = None,
        people: PathLike | Sequence[PathLike] | None = None,
        careful: bool = False,
        threshold: float | None = None,
    ) -> ReadSummary:
        """Read every source whose reading is missing or was made with other rules, settings or people.

        ``processes``: how many documents are read at a time (a script that asks for more than one must guard its main
        part with ``if __name__ == "__main__":``); the readings are the same with any number. ``again``: read all
        sources; ``people``: an authority file to use from now on. ``careful``: the network corrects and completes
        what the rules read, where it is installed; ``threshold``: least confidence of a statement, 0 to 1 (None: as
        the reader finds best). Each reading is saved at once: Ctrl-C raises
        Stopped, and the next call goes on from there. What a person has accepted, corrected or rejected stays.
        """
        if processes < 1:
            raise UsageError(
                "T531", N_("{n} processes cannot read."), N_("Give a number of processes from 1."), n=processes
            )
        if threshold is not None and not 0 <= threshold <= 1:
            raise UsageError(
                "T430",
                N_("{value} is no threshold."),
                N_("Give a number from 0 (keep every statement) to 1 (keep only what is certain)."),
                value=threshold,
            )
        if people is not None:
            self.use_people(*([people] if isinstance(people, (str, os.PathLike)) else people))
        began = time.monotonic()
        tasks, kept = self._tasks(again, reader_of(careful), threshold)
        failed: list[Failed] = []
        words = read = 0
        makers: set[str] = set()
        load = self._store.load_document
        if processes == 1 or len(tasks) < 2:
            outcomes = read_here(tasks, load, progress)
        else:
            outcomes = read_apart(tasks, load, progress, processes)
        try:
            for outcome in outcomes:
                if outcome.error is not None:
                    failed.append(Failed(Path(outcome.task.name), outcome.error))
                    continue
                self._save(outcome)
                makers.update((outcome.reading.maker,) if outcome.reading else ())
                read, words = read + 1, words + outcome.task.words
        except KeyboardInterrupt:
            raise _stopped(read + len(failed), len(tasks)) from None
        return ReadSummary(read, kept, tuple(failed), words, time.monotonic() - began, tuple(sorted(makers)))

    def _save(self, outcome: Outcome) -> None:
        assert outcome.reading is not None
        task = outcome.task
        self._store.save_reading(task.source, outcome.document, outcome.reading, task.fingerprint)

    def _tasks(self, again: bool, reader: str, threshold: float | None) -> tuple[list[Task], int]:
        """What is to be read, and how many readings are of today."""
        from tanik.reading.reader import MAKER

        authority = self.people()
        sources = {source.id: source for source in self._store.sources()}
        present = self._store.readings()
        tasks: list[Task] = []
        rows = self._store.documents()
        for row in rows:
            source = sources[row.source]
            settings = ReadingSettings(
                kind=source.kind,
                authors=source.authors,
                written=source.written,
                published=source.published,
                language=source.language,
                calendar=source.calendar,
                authority=authority,
                reader=reader,
                threshold=threshold,
            )
            made_of = json.dumps([MAKER, settings.fingerprint(), row.id, row.version])
            fingerprint = hashlib.sha256(made_of.encode()).hexdigest()[:16]
            reading = present.get(row.key)
            if again or reading is None or reading.fingerprint != fingerprint:
                tasks.append(Task(source.id, source.name, row.words, settings, fingerprint))
        return tasks, len(rows) - len(tasks)

    # What comes out

    def statements(self, policy: Policy = "all") -> pyarrow.Table:
        """One row for a statement and target (the ``id`` of the statement repeats), in text order.

        As people left them: corrected values stand in the place of proposed ones, added statements among the others.
        ``policy``: ``"all"``, ``"accepted"`` (by a person) or ``"consensus"`` (see :mod:`tanik.store.statement_rows`).

        Columns: id, source, kind, page, paragraph (from 1), start, end, text, mode, holder, holder_name, target,
        target_name, polarity, strength, topics, said, refers_to, written, published, citation, relay, relay_names
        (nearest to the page first), relay_depth, confidence, rule, maker, status (proposed, accepted, corrected,
        rejected, added), uid, judged_by, disputed (coders left it otherwise). Rows that a person rejected are in the
        table under ``"all"``, with that status.
        """
        return self._table("statements", policy)

    def quotations(self) -> pyarrow.Table:
        """One row for a quotation; ``use``: direct or term; ``form``: marks, block, list or dash."""
        return self._table("quotations")

    def citations(self) -> pyarrow.Table:
        """One row for a cited work in a citation (the ``id`` of the citation repeats)."""
        return self._table("citations")

    def dates(self) -> pyarrow.Table:
        """One row for a date expression, with its EDTF value and the other possible values."""
        return self._table("dates")

    def entities(self) -> pyarrow.Table:
        """One row for a person or thing of a source, with its names and how often it is mentioned."""
        return self._table("entities")

    def works(self) -> pyarrow.Table:
        """One row for a work that a source lists or cites."""
        return self._table("works")

    def doubts(self) -> pyarrow.Table:
        """One row for what could not be settled; ``values`` is a JSON object."""
        return self._table("doubts")

    def sources(self) -> pyarrow.Table:
        """One row for a source, with the size of its text and when it was read by what."""
        return self._table("sources")

    def _table(self, name: str, policy: Policy = "all") -> pyarrow.Table:
        columns, rows = self._store.table(name, policy)
        return arrow_table(name, columns, rows, LISTS)

    @property
    def publishing(self) -> Publishing:
        """The publication: text document, figures, tables, archive."""
        from tanik.study.publishing import Publishing

        return Publishing(self)

    @cached_property
    def words(self) -> Words:
        """Concordance, collocates, dispersion and keywords."""
        from tanik.study.words import Words

        return Words(self._store, self.statement_table)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Codes for a passage and passages for a code, learned from what is coded."""
        from tanik.study.suggestions import Suggestions

        return Suggestions(self._store, lambda: self.coding, lambda: self.words)

    @property
    def checks(self) -> Checks:
        """The audit of citations and quotations, contradictions, findings, bibliographies."""
        from tanik.study.checks import Checks

        return Checks(self, self._store)

    @property
    def analyses(self) -> Analyses:
        """Perspectives, hindsight, timeline, ledger, source criticism, lenses."""
        from tanik.study.analyses import Analyses

        return Analyses(self)

    def statement_table(self) -> StatementTable:
        """Every statement in the form that the analyses take (see ``tanik.analysis.statement_table``)."""
        from tanik.study.statement_tables import load_table

        return load_table(self)

    def documents(self, policy: Policy = "all") -> Iterator[tuple[Source, Document, Reading | None]]:
        """Source, document and reading (None when it was not read yet), one after the other as they are asked for.

        Statements are as people left them, without rejected ones; ``policy`` as in :meth:`statements`.
        """
        yield from self._store.iterate(policy)

    def info(self) -> Info:
        """What is in the study, and the study file itself."""
        counts: dict[str, Any] = {**self._store.counts()}
        people = self._store.setting("people")
        makers = {reading.maker: None for reading in self._store.readings().values()}
        return Info(
            path=self.path,
            bytes=sum(file.stat().st_size for file in (self.path, Path(f"{self.path}-wal")) if file.exists()),
            languages=tuple(self._store.setting("languages", [])),
            people_file=None if people is None else people["name"],
            makers=tuple(sorted(makers)),
            **self._store.about(),
            **counts,
        )

    def report(
        self,
        path: PathLike,
        language: str = "tr",
        *,
        title: str | None = None,
        policy: Policy = "all",
        answers: bool = True,
    ) -> None:
        """Write the report, one HTML file, in Turkish (``"tr"``) or English (``"en"``).

        ``policy``: which statements count, as in :meth:`statements`; ``answers``: findings, perspectives and the other
        analyses stand first (without them the report only shows what was read).
        """
        from tanik.report.items import ReportItem
        from tanik.report.page import write_report

        self.spare(Path(path))
        items = [
            ReportItem(source, document, reading)
            for source, document, reading in self.documents(policy)
            if reading is not None
        ]
        if not items:
            raise _nothing_read(self.path)
        named = title or self.title()
        publication = self.publishing.on_page(language, title=named, policy=policy) if answers else None
        write_report(items, Path(path), language=language, title=named, publication=publication)

    def spare(self, path: Path) -> None:
        """Raise when a result would take the place of the study or of a file that it was read from."""
        folder = self.path.absolute().parent
        kept = [Path(f"{self.path}{end}") for end in ("", "-wal", "-shm")]
        kept += [folder / source.path for source in self._store.sources() if source.path]
        if path.exists() and any(each.exists() and path.samefile(each) for each in kept):
            raise StudyError(
                "T534",
                N_("{path} is the study itself or one of its sources; Tanık does not write over it."),
                N_("Give the result another name."),
                path=str(path),
            )

    def title(self) -> str:
        """What a report is called when nobody says otherwise: the only source's title, else the name of the file."""
        sources = self._store.sources()
        return sources[0].title if len(sources) == 1 and sources[0].title else self.path.stem

    def write_jsonl(self, path: PathLike, source: str | None = None) -> None:
        """Write the readings as JSON Lines: of one source (its id), or of all, each begun by its document."""
        from tanik.exchange.reading_jsonl import write_readings_jsonl

        self.spare(Path(path))
        chosen = (
            (document, reading)
            for each, document, reading in self.documents()
            if reading is not None and source in (None, each.id)
        )
        write_readings_jsonl(chosen, Path(path))

    # What people do

    @property
    def rounds(self) -> Rounds:
        """Rounds of coding, agreement and adjudication, in the hands of the usual coder."""
        return self.coding.rounds

    @property
    def coding(self) -> StudyCoding:
        """Judgements, codes, memos, links, the log and undo, in the hands of the usual coder of this computer."""
        if self._coding is None:
            self._coding = StudyCoding(self._store)
        return self._coding

    @cached_property
    def exchange(self) -> Exchange:
        """Projects of other tools in, this study out: REFI-QDA, Web Annotations, TEI, tables ..."""
        from tanik.study.exchanging import Exchange

        return Exchange(self._store, lambda: self.coding.coder, self.spare)

    def merge(self, other: PathLike) -> Merged:
        """Bring in what a colleague did in a copy of this study; see :func:`tanik.study.merging.merge_into`."""
        from tanik.study.merging import merge_into

        return merge_into(self._store, Path(other), self.coding.coder)

    def codebook(self, name: str | None = None) -> Codebook:
        """A codebook of the study, or the only one; changes go through ``study.coding.codebooks``."""
        return self.coding.codebooks.get(name)

    def write_codebook(self, path: PathLike, name: str | None = None) -> None:
        """Write a codebook of the study, or the only one, as YAML."""
        self.spare(Path(path))
        self.coding.codebooks.export(path, name)

    def accept(self, table: str, row: int, who: str) -> None:
        """The person ``who`` says that a row (``"statement"``, its id) is right; it outlives every new reading."""
        if table == "statement":
            self.coding.as_coder(who).accept(row)
        else:
            self._store.accept(table, row, who)

    def reject(self, table: str, row: int, who: str) -> None:
        """The person ``who`` says that a row is wrong; it is never proposed again."""
        if table == "statement":
            self.coding.as_coder(who).reject(row)
        else:
            self._store.reject(table, row, who)

    def check(self) -> None:
        """Read the whole file and compare every span with its words; StudyDamagedError names the first fault."""
        self._store.check()


def _stopped(done: int, all: int) -> Stopped:
    return Stopped(
        "T532",
        N_("Stopped after {done} of {all}; what was done is kept."),
        N_("Run the same command again to go on from there."),
        done=done,
        all=all,
    )


def _nothing_read(path: Path) -> StudyError:
    return StudyError(
        "T533",
        N_("Nothing has been read in the study {path} yet, so there is nothing to report."),
        N_('Read a source first: "tanik read TEXT --study {path}".'),
        path=str(path),
    )
