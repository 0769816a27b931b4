"""Exchange files of our own making: REFI-QDA, Taguette, QualCoder; and a strategy for whole projects."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tanik.exchange.project import (
    Case,
    MemberSet,
    Passage,
    Project,
    ProjectCode,
    ProjectCoder,
    ProjectCoding,
    ProjectEntity,
    ProjectMemo,
    ProjectSource,
    ProjectStatement,
    StatementTarget,
    Variable,
    VariableValue,
)
from tanik.sources.given import Given

TEXT = "Vali Rıza Bey limanı övdü.\nKaptan Orhan ise yolu uzun buldu 🚢 ve döndü.\nKışın gemi gelmedi.\n"
ANN, BEN = "11111111-1111-1111-1111-111111111111", "{22222222-2222-2222-2222-222222222222}"
FOR, AGAINST = "AAAAAAAA-0000-0000-0000-000000000001", "AAAAAAAA-0000-0000-0000-000000000002"
PORT = "AAAAAAAA-0000-0000-0000-000000000003"
SOURCE = "BBBBBBBB-0000-0000-0000-000000000001"
NAMESPACE = "urn:QDA-XML:project:1.0"


def selection(number: int, start: int, end: int, code: str = FOR, user: str = ANN, **more: str) -> str:
    told = "".join(f' {name}="{value}"' for name, value in more.items())
    return (
        f'<PlainTextSelection guid="CCCCCCCC-0000-0000-0000-{number:012d}" startPosition="{start}" '
        f'endPosition="{end}"{told}><Coding guid="DDDDDDDD-0000-0000-0000-{number:012d}" creatingUser="{user}" '
        f'creationDateTime="2026-03-02T10:00:00Z"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def project_xml(
    selections: str = "",
    *,
    namespace: str = NAMESPACE,
    path: str = "internal://liman.txt",
    sources: str = "",
    tail: str = "",
    codes: str = "",
    origin: str = "A tool 1.0",
) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{namespace}" name="Liman" origin="{origin}">\n'
        f'<Users><User guid="{ANN}" name="Ann"/><User guid="{BEN}" name="Ben"/></Users>\n'
        f'<CodeBook><Codes><Code guid="{FOR}" name="övgü" isCodable="true" color="#00AA00">'
        f'<Description>Över.</Description><Code guid="{PORT}" name="liman" isCodable="true"/></Code>\n'
        f'<Code guid="{AGAINST}" name="yergi" isCodable="true"/>{codes}</Codes></CodeBook>\n'
        f'<Sources><TextSource guid="{SOURCE}" name="Liman günlüğü" plainTextPath="{path}">{selections}</TextSource>'
        f"{sources}</Sources>\n{tail}</Project>"
    )


def packed(xml: str, members: dict[str, bytes] | None = None, name: str = "project.qde") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for member, data in (members if members is not None else {"sources/liman.txt": TEXT.encode()}).items():
            archive.writestr(member, data)
    return buffer.getvalue()


def given(data: bytes, name: str = "liman.qdpx") -> Given:
    return Given(data, name)


def spot(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


# Databases of other tools

_TAGUETTE = """
CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT, created TEXT);
CREATE TABLE users (login TEXT PRIMARY KEY);
CREATE TABLE project_members (project_id INTEGER, user_login TEXT);
CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, filename TEXT, created TEXT,
    project_id INTEGER, contents TEXT);
CREATE TABLE commands (id INTEGER PRIMARY KEY, date TEXT, user_login TEXT, project_id INTEGER, payload TEXT);
CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path TEXT, description TEXT);
CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER,
    snippet TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
"""
HTML = "<h1>Liman günlüğü</h1><p>Vali Rıza Bey <b>limanı övdü</b>.</p><p>Kışın gemi gelmedi.</p>"
HTML_WORDS = "Liman günlüğüVali Rıza Bey limanı övdü.Kışın gemi gelmedi."


def taguette_file(path: Path, words: Sequence[str] = ("limanı övdü", "gemi"), projects: int = 1) -> Path:
    """A project of Taguette whose highlights are the ``words``, counted in bytes of the text."""
    connection = sqlite3.connect(path)
    connection.executescript(_TAGUETTE)
    for number in range(1, projects + 1):
        name, at = f"Deneme {number}", "2026-01-02 10:00:00.000001"
        connection.execute("INSERT INTO projects VALUES (?, ?, 'sınama', ?)", (number, name, at))
    connection.execute("INSERT INTO users VALUES ('ayse')")
    connection.execute("INSERT INTO project_members VALUES (1, 'ayse')")
    connection.execute("INSERT INTO documents VALUES (1, 'günlük', '', 'g.html', '2026-01-02 10:00:01', 1, ?)", (HTML,))
    connection.execute("INSERT INTO tags VALUES (1, 1, 'övgü/güçlü', 'Çok över.')")
    for number, each in enumerate(words, 1):
        start = len(HTML_WORDS[: HTML_WORDS.index(each)].encode())
        row = (number, 1, start, start + len(each.encode()), f"<p>{each}</p>")
        connection.execute("INSERT INTO highlights VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO highlight_tags VALUES (?, 1)", (number,))
    payload = json.dumps({"type": "highlight_add", "highlight_id": 1})
    connection.execute("INSERT INTO commands VALUES (1, '2026-01-02 10:05:00', 'ayse', 1, ?)", (payload,))
    connection.commit()
    connection.close()
    return path


_QUALCODER = """
CREATE TABLE project (databaseversion TEXT, date TEXT, memo TEXT, about TEXT);
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, fulltext TEXT, mediapath TEXT, memo TEXT, owner TEXT,
    date TEXT);
CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT, owner TEXT, date TEXT, memo TEXT, supercatid INTEGER);
CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT, memo TEXT, catid INTEGER, owner TEXT, date TEXT,
    color TEXT);
CREATE TABLE code_text (ctid INTEGER PRIMARY KEY, cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER,
    owner TEXT, date TEXT, memo TEXT);
CREATE TABLE annotation (anid INTEGER PRIMARY KEY, fid INTEGER, pos0 INTEGER, pos1 INTEGER, memo TEXT, owner TEXT,
    date TEXT);
CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT, memo TEXT, owner TEXT, date TEXT);
CREATE TABLE case_text (id INTEGER PRIMARY KEY, caseid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER);
CREATE TABLE attribute_type (name TEXT, date TEXT, owner TEXT, memo TEXT, caseOrFile TEXT, valuetype TEXT);
CREATE TABLE attribute (attrid INTEGER PRIMARY KEY, name TEXT, attr_type TEXT, value TEXT, id INTEGER);
CREATE TABLE journal (jid INTEGER PRIMARY KEY, name TEXT, jentry TEXT, date TEXT, owner TEXT);
"""


def qualcoder_file(path: Path, *, wide: bool = False) -> Path:
    """A project of QualCoder; ``wide``: its positions are UTF-16 units."""
    connection = sqlite3.connect(path)
    connection.executescript(_QUALCODER)
    connection.execute("INSERT INTO project VALUES ('v6', '2026-01-02 10:00:00', 'Bütün iş', 'QualCoder 3.5')")
    connection.execute(
        "INSERT INTO source VALUES (1, 'liman.txt', ?, NULL, 'eski', 'ayse', '2026-01-02 10:00:00')", (TEXT,)
    )
    connection.execute("INSERT INTO source VALUES (2, 'ses.mp3', NULL, '/audio/ses.mp3', '', 'ayse', '')")
    connection.execute("INSERT INTO code_cat VALUES (1, 'yargı', 'ayse', '', 'üst', NULL)")
    connection.execute("INSERT INTO code_name VALUES (1, 'övgü', 'över', 1, 'ayse', '', '#00AA00')")
    connection.execute("INSERT INTO code_name VALUES (2, 'sapık', '', 99, 'ayse', '', 'kırmızı')")
    for number, words in enumerate(("limanı övdü", "döndü", "gemi gelmedi"), 1):
        start, end = spot(words)
        if wide:
            start, end = (len(TEXT[:at].encode("utf-16-le")) // 2 for at in (start, end))
        row = (number, 1, 1, words, start, end, "mehmet", "2026-02-01 09:00:00", "güzel" if number == 1 else "")
        connection.execute("INSERT INTO code_text VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("INSERT INTO annotation VALUES (1, 1, 0, 4, 'kim?', 'mehmet', '2026-02-01 09:00:00')")
    connection.execute("INSERT INTO cases VALUES (1, 'Rıza Bey', 'vali', 'ayse', '')")
    connection.execute("INSERT INTO case_text VALUES (1, 1, 1, 0, 10)")
    connection.execute("INSERT INTO attribute_type VALUES ('yer', '', 'ayse', '', 'file', 'character')")
    connection.execute("INSERT INTO attribute VALUES (1, 'yer', 'file', 'Trabzon', 1)")
    connection.execute("INSERT INTO journal VALUES (1, 'günlük', 'bugün', '2026-02-01 09:00:00', 'ayse')")
    connection.commit()
    connection.close()
    return path


class MemoryTables:
    """Tables of another tool in memory: what an importer is given."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        found = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self.names = frozenset(name for (name,) in found)

    def rows(self, table: str, columns: Sequence[str]) -> Any:
        if table not in self.names:
            return iter(())
        known = {row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")}
        chosen = ", ".join(name if name in known else "NULL" for name in columns)
        return iter(self._connection.execute(f"SELECT {chosen} FROM {table}").fetchall())

    def close(self) -> None:
        self._connection.close()


# Whole projects

UIDS = st.uuids().map(lambda each: each.hex)
LETTERS = st.one_of(
    st.sampled_from("aeıiİIğşçöü ’“”'\"\n\t\\[]:<&>🚢"), st.characters(exclude_categories=["Cc", "Cs", "Cn"])
)
WORDS = st.text(LETTERS, max_size=15)
NAMES = st.text(st.sampled_from("abcçğıİöşü ZŞ12-_/'\"[]:"), min_size=1, max_size=12).map(str.strip).filter(bool)
TIMES = st.sampled_from(["", "2026-03-02T10:00:00Z", "2025-12-31T23:59:59.5+03:00"])


@st.composite
def projects(draw: st.DrawFn, *, rich: bool = True) -> Project:
    """A project as REFI-QDA can hold it. ``rich``: also sets, variables, cases and memos."""
    uids = iter(draw(st.lists(UIDS, min_size=80, max_size=80, unique=True)))
    coders = tuple(ProjectCoder(next(uids), draw(NAMES), draw(st.sampled_from(["person", "model"]))) for _ in range(2))
    who = st.sampled_from(["", *(coder.uid for coder in coders)])
    codes: list[ProjectCode] = []
    for _ in range(draw(st.integers(0, 5))):
        parent = draw(st.sampled_from([None, *(code.uid for code in codes)]))
        codable, colour = draw(st.booleans()), draw(st.sampled_from(["", "#12ab9F"]))
        code = ProjectCode(next(uids), draw(NAMES), parent, draw(WORDS), colour, codable, draw(WORDS), draw(WORDS))
        codes.append(code)
    sources = [_source(draw, next(uids), who) for _ in range(draw(st.integers(1, 2)))]
    passages, codings = [], []
    for _ in range(draw(st.integers(0, 4)) if codes else 0):
        source = draw(st.sampled_from(sources))
        start, end = _range(draw, len(source.text or ""))
        passage = Passage(next(uids), source.uid, start, end, draw(WORDS), draw(WORDS), draw(who), draw(TIMES))
        passages.append(passage)
        for _ in range(draw(st.integers(0, 2))):
            code = draw(st.sampled_from(codes))
            codings.append(ProjectCoding(next(uids), passage.uid, code.uid, draw(who), draw(TIMES)))
    statements = [_statement(draw, next(uids), sources, who, codes) for _ in range(draw(st.integers(0, 3)))]
    project = Project(
        name=draw(NAMES),
        coders=coders,
        codes=tuple(codes),
        sources=tuple(sources),
        passages=tuple(passages),
        codings=tuple(codings),
        statements=tuple(statements),
        entities=tuple(
            ProjectEntity(name, draw(st.sampled_from(["person", "state"])), tuple(draw(st.lists(NAMES, max_size=2))))
            for name in draw(st.lists(NAMES, max_size=2, unique=True))
        ),
    )
    return _enriched(draw, project, uids, who) if rich else project


def _source(draw: st.DrawFn, uid: str, who: st.SearchStrategy[str]) -> ProjectSource:
    text = draw(st.text(LETTERS, min_size=1, max_size=60))
    kinds = draw(st.lists(st.sampled_from(["title", "kind", "written"]), unique=True, max_size=2))
    data = tuple((kind, draw(NAMES)) for kind in sorted(kinds))
    return ProjectSource(uid, draw(NAMES), text, description=draw(WORDS), coder=draw(who), at=draw(TIMES), data=data)


def _range(draw: st.DrawFn, length: int) -> tuple[int, int]:
    start = draw(st.integers(0, length))
    return start, draw(st.integers(start, length))


def _statement(
    draw: st.DrawFn, uid: str, sources: list[ProjectSource], who: st.SearchStrategy[str], codes: list[ProjectCode]
) -> ProjectStatement:
    source = draw(st.sampled_from(sources))
    start, end = _range(draw, len(source.text or ""))
    polarity, strength = st.sampled_from(["positive", "negative", "mixed", "neutral"]), st.floats(-1, 1)
    targets = st.builds(StatementTarget, NAMES, polarity, strength)
    topics = st.sampled_from([*(code.name for code in codes), "savaş"])
    return ProjectStatement(
        uid,
        source.uid,
        start,
        end,
        draw(NAMES),
        tuple(draw(st.lists(targets, max_size=2))),
        tuple(draw(st.lists(topics, max_size=2, unique=True))),
        draw(st.sampled_from(["quote", "reported"])),
        draw(st.sampled_from(["", "1921-03"])),
        relay=tuple(draw(st.lists(NAMES, max_size=2))),
        citation=draw(WORDS),
        confidence=draw(st.one_of(st.none(), st.floats(0, 1))),
        status=draw(st.sampled_from(["proposed", "accepted"])),
        coder=draw(who),
        at=draw(TIMES),
        memo=draw(WORDS),
    )


def _enriched(draw: st.DrawFn, project: Project, uids: Any, who: st.SearchStrategy[str]) -> Project:
    variable = Variable(next(uids), draw(NAMES), draw(st.sampled_from(["Text", "Integer"])), draw(WORDS))
    value = VariableValue(variable.uid, "Text", draw(WORDS))
    places = [each.uid for part in (project.codes, project.sources, project.passages) for each in part]
    memos = tuple(
        ProjectMemo(
            next(uids),
            draw(WORDS),
            draw(WORDS),
            tuple(draw(st.lists(st.sampled_from(places), unique=True, max_size=2))),
            draw(st.booleans()),
            draw(who),
            draw(TIMES),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    codes = tuple(code.uid for code in project.codes)
    sources = tuple(source.uid for source in project.sources)
    return replace(
        project,
        sources=(replace(project.sources[0], values=(value,)), *project.sources[1:]),
        memos=memos,
        variables=(variable,),
        cases=(Case(next(uids), draw(NAMES), draw(WORDS), codes, (value,), sources),),
        sets=(MemberSet(next(uids), draw(NAMES), draw(WORDS), codes, sources, tuple(memo.uid for memo in memos)),),
    )


def canonical(project: Project) -> Project:
    """The project with everything in one order and without the name of the tool, to be compared."""
    changes: dict[str, Any] = {"origin": ""}
    for each in fields(project):
        value = getattr(project, each.name)
        if isinstance(value, tuple):
            changes[each.name] = tuple(sorted(value, key=lambda one: getattr(one, "uid", None) or str(one)))
    changes["memos"] = tuple(replace(memo, subjects=tuple(sorted(memo.subjects))) for memo in changes["memos"])
    return replace(project, **changes)
