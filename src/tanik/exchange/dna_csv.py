"""The flat table of statements of DNA (Discourse Network Analyzer), in and out: one row, one statement.

In DNA a person or organisation agrees or disagrees with a concept. Here the holder is the person, else the
organisation; the concept is the target; agreement is positive, disagreement negative. Where both a person and an
organisation are given, the organisation stands in the memo of the statement. Columns of DNA 2 and 3 are known.
"""

from __future__ import annotations

import csv
import io
import re

from tanik.exchange.csv_tables import CsvTable
from tanik.exchange.losses import LossReport
from tanik.exchange.project import (
    Project,
    ProjectEntity,
    ProjectSource,
    ProjectStatement,
    StatementTarget,
    derived_uid,
)
from tanik.exchange.project_tables import unguarded
from tanik.translation import N_

HEADS = (
    *("statement_id", "document_id", "document_title", "date", "start", "stop", "person", "organization", "concept"),
    *("agreement", "text"),
)
_NAMES = {
    "id": ("statement_id", "ID", "id"),
    "document": ("document_id", "docID", "docId", "document_id"),
    "title": ("document_title", "docTitle", "title"),
    "date": ("date", "time"),
    "start": ("start", "startCaret", "startPosition"),
    "stop": ("stop", "stopCaret", "stopPosition"),
    "text": ("text", "docText", "selection"),
}
_DAY = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_YES = frozenset(("1", "yes", "true", "agree", "agreement"))
_ORGANISATION = "organization: "
_WHOLE = re.compile(r"[0-9]{1,9}")


def is_dna(table: CsvTable) -> bool:
    return {"concept", "agreement"} <= set(table.heads) and bool({"person", "organization"} & set(table.heads))


def write_dna(project: Project, name: str = "") -> tuple[str, LossReport]:
    """The table as CSV, and what it cannot hold: DNA knows agreement and disagreement, nothing between."""
    report = LossReport(name, "dna", "Tanık")
    kinds = {entity.name: entity.kind for entity in project.entities}
    sources = {source.uid: source for source in project.sources}
    numbers = {source.uid: number for number, source in enumerate(project.sources, 1)}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADS)
    written = 0
    for each in project.statements:
        if each.status == "rejected":
            report.lose("dropped", "statement", N_("somebody rejected it"), each.uid)
            continue
        source = sources[each.source]
        person, organisation = _actor(each, kinds.get(each.holder, "person"))
        for target in each.targets:
            if target.polarity not in ("positive", "negative"):
                report.lose("dropped", "target", N_("DNA knows agreement and disagreement only"), each.uid)
                continue
            written += 1
            day = each.said or each.written or dict(source.data).get("published", "")
            found = _DAY.match(day)
            words = (source.text or "")[each.start : each.end]
            agreement = int(target.polarity == "positive")
            head = (written, numbers[source.uid], source.name, found.group() if found else "", each.start, each.end)
            writer.writerow((*head, person, organisation, target.name, agreement, " ".join(words.split())))
        if not each.targets:
            report.lose("dropped", "statement", N_("it has no target"), each.uid)
    report.read = {"statements": written}
    for what, count in project.counts().items():
        if what not in ("statements", "sources", "entities"):
            report.lose("dropped", what, N_("DNA's table holds statements only"), count=count)
    return buffer.getvalue(), report


def _actor(statement: ProjectStatement, kind: str) -> tuple[str, str]:
    organisation = statement.memo.removeprefix(_ORGANISATION) if statement.memo.startswith(_ORGANISATION) else ""
    if kind in ("group", "organisation", "state") and not organisation:
        return "", statement.holder
    return statement.holder, organisation


def read_dna(table: CsvTable, there: Project) -> tuple[Project, LossReport]:
    """The statements of a table. ``there``: the study; a document with the same title gives the text.

    A document that the study does not have gets a text of its own: the words of its statements, or, where the table
    has none, one line that tells each of them.
    """
    report = LossReport(table.path.name, "dna", "DNA")
    cells = {name: _column(table, names) for name, names in _NAMES.items()}
    people, organisations = _column(table, ("person",)), _column(table, ("organization",))
    concepts, agreements = _column(table, ("concept",)), _column(table, ("agreement",))
    sources = {source.name: source for source in there.sources if source.text}
    made: dict[str, list[str]] = {}
    statements: list[ProjectStatement] = []
    entities: dict[str, ProjectEntity] = {}
    for at, number in enumerate(table.numbers):
        title = cells["title"][at] or cells["document"][at] or table.path.name
        person, organisation = people[at], organisations[at]
        holder = person or organisation
        if not holder or not concepts[at]:
            why = N_("it has no person or organisation, or no concept")
            report.lose("dropped", "statement", why, f"row {number}")
            continue
        agrees = agreements[at].lower() in _YES
        text = cells["text"][at] or f"{holder}: {concepts[at]} ({'+' if agrees else '−'})"
        span = _find(sources.get(title), cells["start"][at], cells["stop"][at], cells["text"][at])
        if span is None:
            lines = made.setdefault(title, [])
            start = sum(len(line) + 1 for line in lines)
            line = " ".join(text.split())
            lines.append(line)
            span = (start, start + len(line))
            uid = derived_uid("dna", table.path.name, title)
        else:
            uid = sources[title].uid
        entities.setdefault(holder, ProjectEntity(holder, "person" if person else "organisation"))
        entities.setdefault(concepts[at], ProjectEntity(concepts[at], "ideology"))
        polarity = "positive" if agrees else "negative"
        memo = f"{_ORGANISATION}{organisation}" if person and organisation else ""
        day = _DAY.match(cells["date"][at])
        own = derived_uid("dna", table.path.name, cells["id"][at] or str(number), title, concepts[at], holder)
        targets = (StatementTarget(concepts[at], polarity),)
        said = day.group() if day else ""
        statements.append(ProjectStatement(own, uid, *span, holder, targets, said=said, status="accepted", memo=memo))
    project = Project(
        name=table.path.stem,
        origin="DNA",
        sources=_texts(table, made, there, {statement.source for statement in statements}, report),
        statements=tuple(statements),
        entities=tuple(entities.values()),
    )
    report.read = project.counts()
    return project, report


def _texts(
    table: CsvTable, made: dict[str, list[str]], there: Project, used: set[str], report: LossReport
) -> tuple[ProjectSource, ...]:
    """The texts that were made of statements, and those of the study that are used."""
    for title, lines in made.items():
        why = N_("its document is not in the study; a text was made of its statements")
        report.lose("changed", "document", why, title, count=len(lines))
    own = [
        ProjectSource(derived_uid("dna", table.path.name, title), title, "\n".join(lines))
        for title, lines in made.items()
    ]
    return (*own, *(source for source in there.sources if source.uid in used))


def _column(table: CsvTable, names: tuple[str, ...]) -> list[str]:
    name = table.first_of(names)
    return [""] * len(table.rows) if name is None else [unguarded(cell) for cell in table.column(name)]


def _find(source: ProjectSource | None, start: str, stop: str, words: str) -> tuple[int, int] | None:
    """The place of a statement in the text of a document that the study has."""
    if source is None or not source.text:
        return None
    if _WHOLE.fullmatch(start) and _WHOLE.fullmatch(stop) and int(start) < int(stop) <= len(source.text):
        first, last = int(start), int(stop)
        if not words or " ".join(source.text[first:last].split()) == words:
            return first, last
    found = source.text.find(words) if words else -1
    return (found, found + len(words)) if found >= 0 else None
