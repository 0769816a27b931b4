"""Tables of codings and statements in: those of Tanık itself, of DNA, and Taguette's lists of highlights and tags.

A table has no texts: the places of its rows are looked for in the sources that the study has, by uid or name, and the
words of every row are compared; what is not found is in the report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tanik.errors import UnknownFormatError
from tanik.exchange.csv_tables import CsvTable, read_csv_table
from tanik.exchange.dna_csv import is_dna, read_dna
from tanik.exchange.losses import LossReport
from tanik.exchange.project import (
    Passage,
    Project,
    ProjectCode,
    ProjectCoder,
    ProjectCoding,
    ProjectEntity,
    ProjectSource,
    ProjectStatement,
    StatementTarget,
    derived_uid,
)
from tanik.exchange.project_tables import unguarded
from tanik.translation import N_

_UID = re.compile(r"[0-9a-f]{32}")
_WHOLE = re.compile(r"[0-9]{1,12}")
_WORDS = ("quote", "text", "content", "words")
_SOURCES = ("source", "source_name", "document")
_CODES = ("code_path", "code_name", "code", "tag")


def read_csv_project(path: Path, there: Project) -> tuple[Project, LossReport]:
    """A table as a project on the sources of ``there``. UnknownFormatError T654 when it has none of the columns."""
    table = read_csv_table(path)
    if is_dna(table):
        return read_dna(table, there)
    heads = set(table.heads)
    if {"tag", "description"} <= heads and not heads & {"content", "document"}:
        return _tags(table)
    if not heads & set(_SOURCES) or not (heads & set(_CODES) or "holder" in heads):
        raise UnknownFormatError(
            "T654",
            N_("The table {path} is no table of codings or statements; its columns are: {columns}."),
            N_("A table of codings has the columns source, start, end, quote and code; docs/exchange.md lists them."),
            path=str(path),
            columns=", ".join(table.heads),
        )
    return _Table(table, there).read()


def _tags(table: CsvTable) -> tuple[Project, LossReport]:
    """Taguette's or LibreQDA's codebook as CSV."""
    report = LossReport(table.path.name, "csv", "Taguette")
    names, texts = table.column("tag"), table.column("description")
    parents = table.column("parent") if "parent" in table.heads else [""] * len(names)
    paths = [f"{parent}/{name}" if parent else name for name, parent in zip(names, parents, strict=True)]
    uids = {path: derived_uid("tag", table.path.name, path) for path in paths}
    short = {path.rpartition("/")[2]: uid for path, uid in uids.items()} | uids
    codes = tuple(
        ProjectCode(uids[path], path.rpartition("/")[2] or "?", short.get(path.rpartition("/")[0]), unguarded(text))
        for path, text in zip(paths, texts, strict=True)
    )
    report.read = {"codes": len(codes)}
    return Project(name=table.path.stem, origin="Taguette", codes=codes), report


class _Table:
    def __init__(self, table: CsvTable, there: Project) -> None:
        self._table = table
        self._there = there
        self._report = LossReport(table.path.name, "csv", "")
        self._sources = {source.name: source for source in reversed(there.sources) if source.text}
        self._sources |= {source.uid: source for source in there.sources if source.text}
        self._codes: dict[str, ProjectCode] = {}
        self._coders: dict[str, ProjectCoder] = {}
        self._passages: dict[str, Passage] = {}
        self._codings: list[ProjectCoding] = []
        self._statements: dict[str, ProjectStatement] = {}
        self._entities: dict[str, None] = {}
        self._known = {code.uid: code for code in there.codes}

    def read(self) -> tuple[Project, LossReport]:
        for number, row in zip(self._table.numbers, self._table.rows, strict=True):
            cells = {name: unguarded(cell) for name, cell in zip(self._table.heads, row, strict=True)}
            self._row(f"row {number}", cells)
        used = {each.source for each in self._passages.values()}
        used |= {each.source for each in self._statements.values()}
        project = Project(
            name=self._table.path.stem,
            coders=tuple(self._coders.values()),
            codes=tuple(self._codes.values()),
            sources=tuple(source for source in self._there.sources if source.uid in used),
            passages=tuple(self._passages.values()),
            codings=tuple(self._codings),
            statements=tuple(self._statements.values()),
            entities=tuple(
                next((each for each in self._there.entities if each.name == name), ProjectEntity(name))
                for name in self._entities
            ),
        )
        self._report.read = project.counts()
        return project, self._report

    def _row(self, place: str, cells: dict[str, str]) -> None:
        source = next((self._sources[cells[n]] for n in _SOURCES if cells.get(n) in self._sources), None)
        if source is None:
            self._report.lose("dropped", "row", N_("the study has no source of this name"), place)
            return
        span = self._span(source, cells)
        if span is None:
            why = N_("its words do not stand in the source, or in several places")
            self._report.lose("dropped", "row", why, place)
            return
        made = self._coder(cells.get("coder", "")), cells.get("at", "")
        if cells.get("holder") or cells.get("type") == "statement":
            self._statement(place, cells, source.uid, span, made)
        else:
            self._coding(place, cells, source.uid, span, made)

    def _span(self, source: ProjectSource, cells: dict[str, str]) -> tuple[int, int] | None:
        words = next((cells[name] for name in _WORDS if cells.get(name)), "")
        text = source.text or ""
        start, end = cells.get("start", ""), cells.get("end", "")
        if _WHOLE.fullmatch(start) and _WHOLE.fullmatch(end) and int(start) <= int(end) <= len(text):
            first, last = int(start), int(end)
            # The cells of a table are read without blanks around them.
            if not words or text[first:last].strip() == words.strip():
                return first, last
        if words and text.count(words) == 1:
            return text.index(words), text.index(words) + len(words)
        return None

    def _coder(self, name: str) -> str:
        if not name:
            return ""
        known = next((each for each in self._there.coders if each.name == name), None)
        made = known or ProjectCoder(derived_uid("coder", name, "person", ""), name)
        return self._coders.setdefault(name, made).uid

    def _uid(self, place: str, cells: dict[str, str]) -> str:
        uid = cells.get("uid", "")
        return uid if _UID.fullmatch(uid) else derived_uid("csv", self._table.path.name, place)

    def _coding(
        self, place: str, cells: dict[str, str], source: str, span: tuple[int, int], made: tuple[str, str]
    ) -> None:
        code = self._code(cells)
        if not code:
            self._report.lose("dropped", "row", N_("it names no code"), place)
            return
        passage = cells.get("passage", "")
        if not _UID.fullmatch(passage):
            passage = derived_uid("passage", source, *map(str, span))
        if passage != source:
            self._passages.setdefault(passage, Passage(passage, source, *span, coder=made[0], at=made[1]))
        self._codings.append(ProjectCoding(self._uid(place, cells), passage, code, *made))

    def _code(self, cells: dict[str, str]) -> str:
        if cells.get("code", "") in self._known:
            code = self._known[cells["code"]]
            while code.uid not in self._codes:
                self._codes[code.uid] = code
                code = self._known.get(code.parent or "", code)
            return cells["code"]
        path = next((cells[name] for name in _CODES if cells.get(name)), "")
        parent = None
        given = cells.get("code", "")
        names = [part.strip() for part in re.split(r" > |/", path) if part.strip()]
        for depth, name in enumerate(names, 1):
            uid = derived_uid("csv code", *names[:depth])
            if depth == len(names) and _UID.fullmatch(given):
                uid = given
            self._codes.setdefault(uid, ProjectCode(uid, name, parent))
            parent = uid
        return parent or ""

    def _statement(
        self, place: str, cells: dict[str, str], source: str, span: tuple[int, int], made: tuple[str, str]
    ) -> None:
        uid = self._uid(place, cells)
        targets: tuple[StatementTarget, ...] = ()
        if cells.get("target"):
            target = StatementTarget(
                cells["target"], cells.get("polarity") or "neutral", _number(cells.get("strength", "")) or 0.0
            )
            targets = (target,)
        if uid in self._statements:
            before = self._statements[uid]
            self._statements[uid] = replace(before, targets=(*before.targets, *targets))
        else:
            self._statements[uid] = ProjectStatement(
                uid,
                source,
                *span,
                cells.get("holder", ""),
                targets,
                _list(cells.get("topics", "")),
                cells.get("mode") or "reported",
                cells.get("said", ""),
                cells.get("refers_to", ""),
                cells.get("written", ""),
                _list(cells.get("relay", "")),
                cells.get("citation", ""),
                _number(cells.get("confidence", "")),
                cells.get("status") or "accepted",
                *made,
                cells.get("memo", ""),
            )
        names = (cells.get("holder", ""), *(target.name for target in targets), *_list(cells.get("relay", "")))
        self._entities |= dict.fromkeys(name for name in names if name)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("; ") if part)


def _number(cell: str) -> float | None:
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= 1e9 else None
