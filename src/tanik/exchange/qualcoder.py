"""QualCoder projects in: the SQLite file ``data.qda`` in a project folder, of QualCoder 2 to 4.

Positions are those of Qt's text widget (UTF-16 units) in some versions and Python's (code points) in others; which one
is found out from the words that QualCoder keeps with every coding.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace

from tanik.exchange.foreign_tables import Tables, key, moment, selection, words
from tanik.exchange.losses import LossReport
from tanik.exchange.offset_units import GivenSelection, Ruler, StoredText, find_convention
from tanik.exchange.project import (
    Case,
    Passage,
    Project,
    ProjectCode,
    ProjectCoder,
    ProjectCoding,
    ProjectMemo,
    ProjectSource,
    Variable,
    VariableValue,
    derived_uid,
)
from tanik.translation import N_

TABLES = frozenset({"source", "code_name", "code_cat", "code_text"})
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_TYPES = {"numeric": "Float", "character": "Text"}


def is_qualcoder(tables: Tables) -> bool:
    return tables.names >= TABLES


@dataclass(slots=True)
class _Found:
    tables: Tables
    report: LossReport
    memos: list[ProjectMemo] = field(default_factory=list)
    owners: dict[str, None] = field(default_factory=dict)
    sources: dict[str, ProjectSource] = field(default_factory=dict)
    stored: dict[str, StoredText] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    codings: list[ProjectCoding] = field(default_factory=list)

    def uid(self, *parts: str) -> str:
        return derived_uid("QualCoder", self.report.file, *parts)

    def coder(self, owner: object) -> str:
        name = words(owner)
        if name:
            self.owners.setdefault(name)
        return self.uid("coder", name) if name else ""

    def memo(self, subject: str, text: object, owner: object, at: object, name: str = "") -> None:
        if words(text).strip():
            uid = self.uid("memo", subject, name, str(len(self.memos)))
            about = (subject,) if subject else ()
            self.memos.append(
                ProjectMemo(uid, words(text), name, about, not subject and not name, self.coder(owner), moment(at))
            )


def read_qualcoder(tables: Tables, name: str) -> tuple[Project, LossReport]:
    """The project of a ``data.qda`` file. ``name``: of the project, for uids and sentences."""
    found = _Found(tables, LossReport(name, "qualcoder", "QualCoder"))
    codes = _codes(found)
    _sources(found)
    _coded(found, codes)
    about = next(iter(tables.rows("project", ("memo", "about", "date"))), ("", "", ""))
    found.memo("", about[0], "", about[2])
    for text, title, owner, at in tables.rows("journal", ("jentry", "name", "owner", "date")):
        found.memo("", text, owner, at, words(title) or "?")
    variables = _variables(found)
    cases = _cases(found, variables)
    for table, what in (("code_image", "coding of a picture"), ("code_av", "coding of a recording")):
        count = sum(1 for _ in tables.rows(table, ("cid",)))
        if count:
            found.report.lose("dropped", what, N_("Tanık reads texts only"), table, count=count)
    project = Project(
        name=name,
        origin=words(about[1]) or "QualCoder",
        at=moment(about[2]),
        coders=tuple(ProjectCoder(found.uid("coder", owner), owner) for owner in found.owners),
        codes=tuple(codes.values()),
        sources=tuple(found.sources.values()),
        passages=tuple(found.passages),
        codings=tuple(found.codings),
        memos=tuple(found.memos),
        variables=tuple(variables.values()),
        cases=tuple(cases),
    )
    found.report.origin = project.origin
    found.report.read = project.counts()
    return project, found.report


def _codes(found: _Found) -> dict[str, ProjectCode]:
    """Categories (``cat 3``) and codes (``3``)."""
    codes: dict[str, ProjectCode] = {}
    columns = ("catid", "name", "memo", "supercatid", "owner", "date")
    for id, name, memo, above, owner, _ in found.tables.rows("code_cat", columns):
        found.coder(owner)
        parent = found.uid("category", key(above)) if key(above) else None
        uid = found.uid("category", key(id))
        codes[f"cat {key(id)}"] = ProjectCode(uid, words(name) or "?", parent, words(memo), codable=False)
    more = ("cid", "name", "memo", "catid", "owner", "date", "color", "supercid")
    for id, name, memo, category, owner, _, colour, above in found.tables.rows("code_name", more):
        found.coder(owner)
        parent = found.uid("code", key(above)) if key(above) else found.uid("category", key(category))
        shade = words(colour) if _COLOUR.fullmatch(words(colour)) else ""
        codes[key(id)] = ProjectCode(
            found.uid("code", key(id)),
            words(name) or "?",
            parent if key(above) or key(category) else None,
            words(memo),
            shade,
        )
    known = {code.uid for code in codes.values()}
    for id, code in codes.items():
        if code.parent is not None and code.parent not in known:
            found.report.lose("changed", "code", N_("its category is not in the file; it stands at the top"), code.name)
            codes[id] = replace(code, parent=None)
    return codes


def _sources(found: _Found) -> None:
    columns = ("id", "name", "fulltext", "mediapath", "memo", "owner", "date")
    for id, name, text, media, memo, owner, at in found.tables.rows("source", columns):
        uid = found.uid("source", key(id))
        plain = None
        if isinstance(text, str) and text.strip():
            found.stored[key(id)] = StoredText(
                _UNWANTED.sub("\ufffd", text.removeprefix("\ufeff")), text[:1] == "\ufeff"
            )
            plain = found.stored[key(id)].text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            found.report.lose("kept", "source", N_("it has no text"), words(name))
        title = words(name) or words(media) or "?"
        found.sources[key(id)] = ProjectSource(uid, title, plain, coder=found.coder(owner), at=moment(at))
        found.memo(uid, memo, owner, at)


def _coded(found: _Found, codes: dict[str, ProjectCode]) -> None:
    columns = ("ctid", "cid", "fid", "pos0", "pos1", "seltext", "owner", "date", "memo")
    rows = []
    for row in found.tables.rows("code_text", columns):
        given = selection(row[3], row[4], words(row[5]), found.report, "coding", f"code_text {key(row[0])}")
        if given is not None and key(row[2]) in found.stored:
            rows.append((row, given))
    notes = []
    for row in found.tables.rows("annotation", ("anid", "fid", "pos0", "pos1", "owner", "date", "memo")):
        given = selection(row[2], row[3], "", found.report, "annotation", f"annotation {key(row[0])}")
        if given is not None and key(row[1]) in found.stored:
            notes.append((row, given))
    by_text: dict[str, list[GivenSelection]] = {id: [] for id in found.stored}
    for row, given in rows:
        by_text[key(row[2])].append(given)
    verdict = find_convention([(found.stored[id], given) for id, given in by_text.items()])
    numbers = {"tried": verdict.tried, "fits": verdict.fits, "fits_standard": verdict.standard}
    found.report.facts["offsets"] = {**asdict(verdict.convention), **numbers}
    rulers = {id: Ruler(stored, verdict.convention) for id, stored in found.stored.items()}
    for (id, code, source, _, _, _, owner, at, memo), given in rows:
        span = rulers[key(source)].span(given.start, given.end)
        if span is None or key(code) not in codes:
            why = N_("its positions lie outside of the text, or its code is not in the file")
            found.report.lose("dropped", "coding", why, f"code_text {key(id)}")
            continue
        uid = found.uid("passage", key(id))
        coder = found.coder(owner)
        found.passages.append(Passage(uid, found.sources[key(source)].uid, *span, coder=coder, at=moment(at)))
        coding = found.uid("coding", key(id))
        found.codings.append(ProjectCoding(coding, uid, codes[key(code)].uid, coder, moment(at)))
        found.memo(coding, memo, owner, at)
    for (id, source, _, _, owner, at, memo), given in notes:
        span = rulers[key(source)].span(given.start, given.end)
        if span is None:
            found.report.lose(
                "dropped", "annotation", N_("its positions lie outside of the text"), f"annotation {key(id)}"
            )
            continue
        uid = found.uid("annotation", key(id))
        found.passages.append(
            Passage(uid, found.sources[key(source)].uid, *span, coder=found.coder(owner), at=moment(at))
        )
        found.memo(uid, memo, owner, at)


def _variables(found: _Found) -> dict[str, Variable]:
    variables = {
        words(name): Variable(
            found.uid("variable", words(name)), words(name), _TYPES.get(words(type), "Text"), words(memo)
        )
        for name, memo, type in found.tables.rows("attribute_type", ("name", "memo", "valuetype"))
        if words(name)
    }
    for name, kind, value, id in found.tables.rows("attribute", ("name", "attr_type", "value", "id")):
        source = found.sources.get(key(id))
        if kind == "file" and source is not None and words(name) in variables and words(value):
            one = VariableValue(variables[words(name)].uid, "Text", words(value))
            found.sources[key(id)] = replace(source, values=(*source.values, one))
    return variables


def _cases(found: _Found, variables: dict[str, Variable]) -> list[Case]:
    texts: dict[str, list[str]] = {}
    for case, source in found.tables.rows("case_text", ("caseid", "fid")):
        if key(source) in found.sources and found.sources[key(source)].uid not in texts.setdefault(key(case), []):
            texts[key(case)].append(found.sources[key(source)].uid)
    values: dict[str, list[VariableValue]] = {}
    for name, kind, value, id in found.tables.rows("attribute", ("name", "attr_type", "value", "id")):
        if kind == "case" and words(name) in variables and words(value):
            values.setdefault(key(id), []).append(VariableValue(variables[words(name)].uid, "Text", words(value)))
    return [
        Case(
            found.uid("case", key(id)),
            words(name),
            words(memo),
            values=tuple(values.get(key(id), ())),
            sources=tuple(texts.get(key(id), ())),
        )
        for id, name, memo in found.tables.rows("cases", ("caseid", "name", "memo"))
    ]
