"""A project as tables: CSV, XLSX and Parquet, each with a dictionary that explains every column.

``out.csv`` or ``out.parquet`` gets everything that stands at a place in a text, one row for a coding or for a statement
and target (column ``type``), and beside it ``out.dictionary.csv``. A folder gets one file for every table. A workbook
has one sheet for every table.
"""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tanik.exchange.losses import LossReport
from tanik.exchange.project import Project, code_paths
from tanik.translation import N_, translator

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NOT_XLSX = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL = 32_767
"""Characters of a cell of a workbook."""

COLUMNS: dict[str, tuple[str, str]] = {
    "type": ("text", N_("coding, or statement (one row for each target)")),
    "uid": ("text", N_("name of it for ever, 32 hexadecimal digits")),
    "passage": ("text", N_("uid of the selection; codings of one selection share it")),
    "source": ("text", N_("uid of the source")),
    "source_name": ("text", N_("name of the source")),
    "start": ("whole", N_("first character in the text of the source, counted in code points from 0")),
    "end": ("whole", N_("the character after the last one")),
    "quote": ("text", N_("the exact words from start to end")),
    "code": ("text", N_("uid of the code")),
    "code_name": ("text", N_("name of the code")),
    "code_path": ("text", N_("names of the codes above it and of itself, joined by “ > ”")),
    "holder": ("text", N_("whose view it is")),
    "target": ("text", N_("of whom or what; empty when of nobody")),
    "polarity": ("text", N_("positive, negative, mixed or neutral, of the holder towards the target")),
    "strength": ("decimal", N_("how strongly the words judge; 0 when nobody said")),
    "topics": ("text", N_("ids of codes that say what it is about, joined by “; ”")),
    "mode": ("text", N_("quote: the holder's own words; reported: told by another")),
    "said": ("text", N_("when it was said, EDTF")),
    "refers_to": ("text", N_("the time it speaks of, EDTF")),
    "written": ("text", N_("when it was put on the page, EDTF")),
    "relay": ("text", N_("through whom it reached the page, nearest first, joined by “; ”")),
    "citation": ("text", N_("the citation that belongs to it, as printed")),
    "confidence": ("decimal", N_("how clear the attribution is, from 0 to 1; no probability")),
    "status": ("text", N_("proposed, accepted, corrected, rejected or added")),
    "coder": ("text", N_("who made it; empty when nobody is known")),
    "at": ("text", N_("when, as it was given; UTC where Tanık wrote it")),
    "memo": ("text", N_("notes on it, joined by line ends")),
    "parent": ("text", N_("uid of the code above; empty at the top")),
    "name": ("text", N_("its name")),
    "definition": ("text", N_("what the code means")),
    "rule": ("text", N_("when to use it")),
    "counter_example": ("text", N_("what is not meant")),
    "anchor": ("text", N_("a passage that shows it at its best")),
    "colour": ("text", N_("#rrggbb, or empty")),
    "codable": ("truth", N_("false: only a heading of other codes")),
    "key": ("text", N_("codebook and id of the code, joined by “:”")),
    "kind": ("text", N_("what kind of person, thing or link it is")),
    "version": ("text", N_("of a rule set or model")),
    "media": ("text", N_("text, pdf, picture, audio or video")),
    "characters": ("whole", N_("length of the text in code points; empty without a text")),
    "description": ("text", N_("what was written about it")),
    "title": ("text", N_("title of the work")),
    "authors": ("text", N_("full names, joined by “; ”")),
    "published": ("text", N_("when it was published, EDTF")),
    "language": ("text", N_("language of the text, BCP 47")),
    "about": ("text", N_("uids of what it is about, joined by “; ”; “project” for the whole")),
    "text": ("text", N_("its words")),
    "origin": ("text", N_("uid of what the link leads from")),
    "note": ("text", N_("what was written about the link")),
    "aliases": ("text", N_("other forms of the name, joined by “; ”")),
}
"""Type and meaning of every column, whatever its table."""

_SPOTTED = ("uid", "source", "source_name", "start", "end", "quote")
_STATEMENT = (
    *("holder", "target", "polarity", "strength", "topics", "mode", "said", "refers_to", "written", "relay"),
    *("citation", "confidence", "status"),
)
_MADE = ("coder", "at", "memo")
TABLES: dict[str, tuple[str, ...]] = {
    "statements": (*_SPOTTED, *_STATEMENT, *_MADE),
    "codings": (*_SPOTTED, "passage", "code", "code_name", "code_path", *_MADE),
    "codes": (
        *("uid", "parent", "name", "code_path", "definition", "rule", "counter_example", "anchor", "colour"),
        *("codable", "key"),
    ),
    "sources": (
        *("uid", "name", "title", "authors", "kind", "written", "published", "language", "media", "characters"),
        "description",
    ),
    "memos": ("uid", "about", "name", "text", "coder", "at"),
    "links": ("uid", "kind", "origin", "target", "note", "coder", "at"),
    "entities": ("name", "kind", "aliases"),
    "coders": ("uid", "name", "kind", "version"),
}
RECORDS = ("type", *_SPOTTED, "passage", "code", "code_name", "code_path", *_STATEMENT, *_MADE)
"""Columns of the one table of everything that stands at a place."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Names:
    sources: dict[str, tuple[str, str]]
    coders: dict[str, str]
    memos: dict[str, list[str]]


def tables_of(project: Project) -> dict[str, Rows]:
    """The rows of every table of :data:`TABLES`; cells are texts, numbers, truth values or None."""
    memos: dict[str, list[str]] = {}
    for memo in project.memos:
        for subject in memo.subjects:
            memos.setdefault(subject, []).append(memo.text)
    names = _Names(
        {source.uid: (source.name, source.text or "") for source in project.sources},
        {coder.uid: coder.name for coder in project.coders},
        memos,
    )
    return {
        "statements": _statements(project, names),
        "codings": _codings(project, names),
        "codes": _codes(project),
        "sources": _sources(project),
        "memos": [
            {
                "uid": memo.uid,
                "about": "; ".join((*(["project"] if memo.of_project else ()), *memo.subjects)),
                "name": memo.name,
                "text": memo.text,
                "coder": names.coders.get(memo.coder, ""),
                "at": memo.at,
            }
            for memo in project.memos
        ],
        "links": [
            {
                **{name: getattr(link, name) for name in ("uid", "kind", "origin", "target", "note", "at")},
                "coder": names.coders.get(link.coder, ""),
            }
            for link in project.links
        ],
        "entities": [{"name": e.name, "kind": e.kind, "aliases": "; ".join(e.aliases)} for e in project.entities],
        "coders": [
            {name: getattr(coder, name) for name in ("uid", "name", "kind", "version")} for coder in project.coders
        ],
    }


def records(tables: dict[str, Rows]) -> Rows:
    """Codings and statements as rows of one table, in text order."""
    rows = [{"type": "coding", **row} for row in tables["codings"]]
    rows += [{"type": "statement", **row} for row in tables["statements"]]
    order = {row["uid"]: number for number, row in enumerate(tables["sources"])}
    return sorted(rows, key=lambda row: (order.get(row["source"], -1), row["start"], row["end"]))


def _spot(uid: str, source: str, start: int, end: int, names: _Names) -> dict[str, Any]:
    name, text = names.sources.get(source, ("", ""))
    return {"uid": uid, "source": source, "source_name": name, "start": start, "end": end, "quote": text[start:end]}


def _codings(project: Project, names: _Names) -> Rows:
    passages = {passage.uid: passage for passage in project.passages}
    codes = {code.uid: code.name for code in project.codes}
    paths = code_paths(project.codes)
    rows = []
    for coding in project.codings:
        passage = passages.get(coding.passage)
        if passage is None:
            length = len(names.sources.get(coding.passage, ("", ""))[1])
            spot = _spot(coding.uid, coding.passage, 0, length, names)
        else:
            spot = _spot(coding.uid, passage.source, passage.start, passage.end, names)
        notes = [*names.memos.get(coding.uid, ()), *names.memos.get(coding.passage, ())]
        rows.append(
            {
                **spot,
                "passage": coding.passage,
                "code": coding.code,
                "code_name": codes.get(coding.code, ""),
                "code_path": " > ".join(paths.get(coding.code, ())),
                "coder": names.coders.get(coding.coder, ""),
                "at": coding.at,
                "memo": "\n".join(notes),
            }
        )
    return rows


def _statements(project: Project, names: _Names) -> Rows:
    rows = []
    for each in project.statements:
        notes = [*names.memos.get(each.uid, ()), *([each.memo] if each.memo else ())]
        plain = {
            name: getattr(each, name)
            for name in ("holder", "mode", "said", "refers_to", "written", "citation", "confidence", "status", "at")
        }
        row = {
            **_spot(each.uid, each.source, each.start, each.end, names),
            **plain,
            "topics": "; ".join(each.topics),
            "relay": "; ".join(each.relay),
            "coder": names.coders.get(each.coder, ""),
            "memo": "\n".join(notes),
        }
        aims = [{"target": t.name, "polarity": t.polarity, "strength": t.strength} for t in each.targets]
        rows += [{**row, **aim} for aim in aims or [{"target": "", "polarity": "", "strength": None}]]
    return rows


def _codes(project: Project) -> Rows:
    paths = code_paths(project.codes)
    plain = ("uid", "name", "definition", "rule", "counter_example", "anchor", "colour", "codable", "key")
    return [
        {
            **{name: getattr(code, name) for name in plain},
            "parent": code.parent or "",
            "code_path": " > ".join(paths[code.uid]),
        }
        for code in project.codes
    ]


def _sources(project: Project) -> Rows:
    rows = []
    for source in project.sources:
        data = dict(source.data)
        known = {name: data.get(name, "") for name in TABLES["sources"] if name in COLUMNS}
        own = {"uid": source.uid, "name": source.name, "media": source.media, "description": source.description}
        rows.append({**known, **own, "characters": None if source.text is None else len(source.text)})
    return rows


# Files


def write_tables(project: Project, path: Path, format: str) -> LossReport:
    """Write CSV, Parquet or XLSX; a file appears whole or not at all."""
    report = LossReport(path.name, format, "Tanık")
    tables = tables_of(project)
    report.read = {name: count for name, count in project.counts().items() if name in TABLES}
    for what, count in project.counts().items():
        if what not in TABLES and what != "passages":
            report.lose("dropped", what, N_("the tables have no room for it"), count=count)
    if project.kept:
        report.lose("dropped", "kept", N_("the tables have no room for it"), count=len(project.kept))
    if format == "xlsx":
        _write(path, _workbook(tables, report))
        report.facts["files"] = [path.name]
        return report
    ending = f".{format}"
    if path.suffix.lower() == ending and not path.is_dir():
        rows = {"records": records(tables)}
        folder, stem = path.parent, path.stem
        _write(path, _packed(format, "records", RECORDS, rows["records"]))
        _write(folder / f"{stem}.dictionary.csv", _dictionary({"records": RECORDS}))
        report.facts["files"] = [path.name, f"{stem}.dictionary.csv"]
        for name in ("codes", "sources", "memos", "links", "entities", "coders"):
            if tables[name]:
                why = N_("one table holds what stands at a place; give a folder as OUT for all tables")
                report.lose("dropped", name, why, count=len(tables[name]))
        return report
    path.mkdir(exist_ok=True)
    for name, columns in TABLES.items():
        _write(path / f"{name}{ending}", _packed(format, name, columns, tables[name]))
    _write(path / "dictionary.csv", _dictionary(TABLES))
    report.facts["files"] = [*(f"{name}{ending}" for name in TABLES), "dictionary.csv"]
    return report


def _packed(format: str, name: str, columns: Sequence[str], rows: Rows) -> bytes:
    return csv_bytes(columns, rows) if format == "csv" else _parquet(name, columns, rows)


def csv_bytes(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read Turkish letters; a cell that would be a formula begins with “'”."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return buffer.getvalue().encode("utf-8-sig", "backslashreplace")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def unguarded(cell: str) -> str:
    """A cell as it was before it was kept from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _dictionary(tables: dict[str, tuple[str, ...]]) -> bytes:
    return csv_bytes(("table", "column", "type", "meaning", "anlamı"), _explained(tables))


def _explained(tables: dict[str, tuple[str, ...]]) -> Rows:
    turkish = translator("tr")
    return [
        {
            "table": table,
            "column": column,
            "type": COLUMNS[column][0],
            "meaning": COLUMNS[column][1],
            "anlamı": turkish(COLUMNS[column][1]),
        }
        for table, columns in tables.items()
        for column in columns
    ]


def _parquet(name: str, columns: Sequence[str], rows: Rows) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"text": pa.string(), "whole": pa.int64(), "decimal": pa.float64(), "truth": pa.bool_()}
    fields = [
        pa.field(column, kinds[COLUMNS[column][0]], metadata={"meaning": COLUMNS[column][1]}) for column in columns
    ]
    arrays = [pa.array([_clean(row.get(field.name)) for row in rows], field.type) for field in fields]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"table": name})), sink)
    return bytes(sink.getvalue())


def _clean(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _workbook(tables: dict[str, Rows], report: LossReport) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets: dict[str, tuple[Sequence[str], Rows]] = {name: (TABLES[name], rows) for name, rows in tables.items()}
    sheets["dictionary"] = (("table", "column", "type", "meaning", "anlamı"), _explained(TABLES))
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(columns))
        for row in rows:
            sheet.append([_sheet_cell(sheet, row.get(column), f"{name}/{column}", report) for column in columns])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet_cell(sheet: Any, value: Any, what: str, report: LossReport) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    text = _NOT_XLSX.sub("\ufffd", value)
    if len(text) > _CELL:
        report.lose("changed", what, N_("a cell of a workbook holds 32,767 characters; the rest was cut off"))
        text = text[:_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # never a formula
    return cell


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
