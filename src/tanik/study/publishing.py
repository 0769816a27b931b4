"""The publication of a study: its answers gathered, as a text document, on a page, as pictures and tables, and as an
archive that computes every number again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tanik
from tanik.analysis.filters import parse_filter
from tanik.errors import UsageError
from tanik.exchange.spreadsheet import harmless, write_rows
from tanik.report import drawing
from tanik.report.blocks import Publication, Table
from tanik.report.method_chapter import Making, SourceLine
from tanik.report.publication import Answers, compose
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.event_study import EventStudy
    from tanik.analysis.events import Event
    from tanik.analysis.filters import Filter
    from tanik.analysis.findings import Outcome
    from tanik.analysis.statement_table import StatementTable
    from tanik.study.analyses import Analyses
    from tanik.study.study import Study

PICTURES = ("svg", "png", "pdf")
TABLES = ("csv", "xlsx", "parquet")
AGREED = ("holder", "target", "polarity", "topic")
"""Fields whose agreement the method tells."""
COEFFICIENT = "krippendorff_alpha"
_TIES = 2
"""Statements that a tie of the picture needs, when there are ties of so many."""

Progress = Callable[[int, int, str, str], None]


class Publishing:
    """Made by ``Study.publishing``."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def answers(self, where: str = "", *, checked: bool = True, progress: Progress | None = None) -> Answers:
        """Every analysis of the statements that a filter means. ``checked``: also contradictions and quotations."""
        from tanik.analysis.who_whom import who_whom

        study, filter = self._study, parse_filter(where)
        analyses = study.analyses
        known = analyses.events()
        steps = ("findings", "perspectives", "hindsight", "ledger", "lenses", "criticism", "contradictions", "audit")

        def told(step: int) -> None:
            if progress:
                progress(step, len(steps), N_("analyses"), steps[step])

        table = analyses.table(filter)
        told(0)
        outcomes = self.outcomes()
        told(1)
        network = who_whom(table, least=_TIES)
        tally, divided = analyses.perspectives(filter), analyses.divided(filter)
        told(2)
        hindsight = analyses.hindsight(filter)
        told(3)
        ledger = analyses.ledger(filter)
        told(4)
        lenses = analyses.lenses(filter)
        told(5)
        criticism = analyses.criticism(filter)
        told(6)
        contradictions = [(each.found, each.status) for each in study.checks.contradictions(where)] if checked else []
        told(7)
        quotations = study.checks.audit().quotations if checked else []
        return Answers(
            table=table,
            making=self._making(table, filter.policy, str(filter)),
            outcomes=outcomes,
            tally=tally,
            divided=divided,
            network=network if network.ties else who_whom(table),
            hindsight=hindsight,
            ledger=ledger,
            lenses=lenses,
            criticism=criticism,
            contradictions=contradictions,
            quotations=quotations,
            map=analyses.map(filter),
            studies=_studies(analyses, filter, known),
            events=len(known),
            axis=analyses.axis(filter),
        )

    def outcomes(self) -> Sequence[Outcome]:
        """What became of the findings that the study keeps; nothing is remembered by it."""
        verifier = self._study.checks.findings
        return verifier.verify(keep=False).outcomes if verifier.kept() else ()

    def _making(self, table: StatementTable, policy: str, filter: str) -> Making:
        study = self._study
        info = study.info()
        counts = Counter[str]()
        for code in table.statement[_firsts(table)].tolist():
            counts[table.source.at(int((table.statement == code).argmax())) or ""] += 1
        lines = tuple(
            SourceLine(
                row["title"] or row["name"],
                row["kind"],
                tuple(row["authors"] or ()),
                row["written"],
                row["published"],
                row["words"] or 0,
                counts[row["id"]],
            )
            for row in study.sources().to_pylist()
        )
        judged = Counter[str](judgement.status for judgement in study.coding.judgements())
        people = tuple(dict.fromkeys(coder.name for coder in study.coding.coders() if coder.kind == "person"))
        books = tuple((book.name, book.version) for book in study.coding.codebooks)
        return Making(
            policy=policy,
            filter=filter,
            sources=lines,
            makers=info.makers,
            coders=people,
            codebooks=books,
            judged={verb: judged[verb] for verb in ("accepted", "corrected", "rejected", "added")},
            people_file=info.people_file,
            tanik=tanik.__version__,
            study=study.path.name,
            agreement=tuple(self._agreement()),
        )

    def _agreement(self) -> Iterator[tuple[int, str, str, float | None, int]]:
        """How far the coders of each closed round agree on the fields of statements: alpha and the units behind it."""
        rounds = self._study.rounds
        for round in rounds.all():
            for field in AGREED if round.closed is not None else ():
                try:
                    found = rounds.agreement(round.id, field)
                except UsageError:  # a round of one coder, or one that compares other things
                    break
                alpha = found.coefficients.get(COEFFICIENT)
                if alpha is not None:
                    yield round.id, field, COEFFICIENT, alpha.value, len(found.rows)

    def publication(
        self,
        language: str,
        *,
        where: str = "",
        title: str | None = None,
        checked: bool = True,
        progress: Progress | None = None,
    ) -> Publication:
        """The answers as blocks in ``language``."""
        answers = self.answers(where, checked=checked, progress=progress)
        return compose(answers, title=title or self._study.title(), language=language)

    def on_page(self, language: str, *, title: str, policy: str = "all") -> Publication:
        """The answers as they stand in the report of the whole study: the page itself holds all passages."""
        answers = self.answers("" if policy == "all" else f"policy={policy}")
        return compose(answers, title=title, language=language, appendix=False)

    def archive(self, path: Path, where: str = "") -> int:
        """Write the replication archive (see :mod:`tanik.study.archiving`); returns how many values it holds."""
        from tanik.study.archiving import write_archive

        self._study.spare(path)
        return write_archive(self._study, path, where)

    def docx(self, path: Path, publication: Publication) -> None:
        """Write a publication as a text document."""
        from tanik.report.block_docx import write_docx

        self._study.spare(path)
        write_docx(publication, path)

    def figures(self, folder: Path, publication: Publication, formats: Sequence[str] = PICTURES) -> list[Path]:
        """Write each figure as SVG, PNG (300 dots an inch) and PDF; the paths in order."""
        folder.mkdir(parents=True, exist_ok=True)
        made = []
        for figure in publication.figures():
            for ending in formats:
                path = folder / f"{figure.id}.{ending}"
                path.write_bytes(_DRAWN[ending](figure.chart))
                made.append(path)
        return made

    def tables(self, folder: Path, publication: Publication, formats: Sequence[str] = TABLES) -> list[Path]:
        """Write each table with all rows, all digits and the ids behind them; the paths in order."""
        folder.mkdir(parents=True, exist_ok=True)
        made = []
        for table in publication.tables():
            for ending in formats:
                path = folder / f"{table.id}.{ending}"
                _WRITERS[ending](table, path)
                made.append(path)
        return made


def _studies(analyses: Analyses, filter: Filter, events: Sequence[Event]) -> list[EventStudy]:
    """The studies of the events around which enough was said, those of the most statements first."""
    from tanik.analysis.event_study import EventStudy

    found = [analyses.event_study(event, filter, role=role) for event in events for role in ("said", "refers_to")]
    whole = [study for study in found if isinstance(study, EventStudy)]
    largest: dict[str, EventStudy] = {}
    for study in sorted(whole, key=_size):
        largest.setdefault(study.event.key, study)
    return list(largest.values())


def _size(study: EventStudy) -> tuple[int, float, str]:
    return -(study.before.n + study.after.n), study.event.first, study.event.key


def _firsts(table: StatementTable) -> Any:
    import numpy as np

    return np.unique(table.statement, return_index=True)[1]


def rows_of(table: Table) -> list[dict[str, Any]]:
    """The rows of a table for a file; lists joined by “; ”."""
    rows = table.raw or [dict(zip(table.heads, map(str, row), strict=True)) for row in table.rows]
    return [{name: _cell(value) for name, value in row.items()} for row in rows]


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else value


def _csv(table: Table, path: Path) -> None:
    write_rows(str(path), rows_of(table), table.heads)


def _xlsx(table: Table, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    rows = rows_of(table)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.id[:31])
    sheet.append(list(rows[0]) if rows else list(table.heads))
    for row in rows:
        values = (ILLEGAL_CHARACTERS_RE.sub("\ufffd", v)[:32_000] if isinstance(v, str) else v for v in row.values())
        sheet.append([harmless(value) for value in values])
    book.save(path)


def _parquet(table: Table, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = rows_of(table)
    names = list(rows[0]) if rows else list(table.heads)
    columns = {name: _column([row[name] for row in rows]) for name in names}
    pq.write_table(pa.table(columns), path)


def _column(values: list[Any]) -> Any:
    import pyarrow as pa

    if all(value is None or (isinstance(value, int | float) and not isinstance(value, bool)) for value in values):
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    return pa.array(
        [None if v is None else str(v).encode("utf-8", "replace").decode("utf-8") for v in values], pa.string()
    )


_DRAWN: dict[str, Callable[[Any], bytes]] = {
    "svg": lambda chart: drawing.svg(chart).encode(),
    "png": drawing.png,
    "pdf": drawing.pdf,
}
_WRITERS: dict[str, Callable[[Table, Path], None]] = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}


def check_formats(given: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The formats that were asked for; UsageError T603 for one that is not known."""
    for each in given:
        if each not in known:
            raise UsageError(
                "T603",
                N_("“{format}” is no format for this."),
                N_("Write one or more of: {formats}."),
                format=each,
                formats=", ".join(known),
            )
    return tuple(given)
