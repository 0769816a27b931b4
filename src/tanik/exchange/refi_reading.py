"""REFI-QDA projects (.qdpx, .qde) in: https://www.qdasoftware.org, QDA-XML 1.0.

Read leniently, reported strictly: whatever deviates from the schema, is not used or cannot be placed is in the report
with its line. Deviations of tools that are accepted: any single ``*.qde`` at the root, ``Sources/`` in any case, paths
without ``internal://``, the namespaces of NVivo and ATLAS.ti 9, GUIDs in capitals or braces, ``Cases`` after
``Sources``, missing coders, dates and names, a one-byte text beside a Word file, empty selections, and every way of
counting characters of :mod:`tanik.exchange.offset_units`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tanik.errors import UnknownFormatError
from tanik.exchange import refi_schema
from tanik.exchange.beyond_refi import unfold
from tanik.exchange.losses import LossReport
from tanik.exchange.project import (
    Case,
    MemberSet,
    Project,
    ProjectCode,
    ProjectCoder,
    ProjectLink,
    ProjectMemo,
    Variable,
)
from tanik.exchange.refi_archive import ProjectArchive, ProjectFolder
from tanik.exchange.refi_sources import SourceReader
from tanik.exchange.refi_state import Reading, child_of, children, read_values, text_of
from tanik.sources.given import Given
from tanik.sources.markup import Element, local, parse
from tanik.translation import N_

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
DEEPEST_CODES = 50
"""Levels of codes; deeper ones come under the last level."""
_IGNORED = frozenset({"schemaLocation", "noNamespaceSchemaLocation"})


def read_project(given: Given, *, incomplete: bool = False, folder: Path | None = None) -> tuple[Project, LossReport]:
    """A .qdpx or .qde file as a project, and what became of everything in it.

    ``incomplete``: go on when the text of a source is missing; ``folder``: where ``sources/`` of an unpacked project
    is. Raises UnknownFormatError T642 (other XML),
    DamagedSourceError T640, T641, T643 (a text is missing) and the errors of :class:`tanik.sources.archive.Archive`
    and :func:`tanik.sources.markup.parse`, each naming the part and line.
    """
    packed = given.data.startswith(b"PK")
    archive = ProjectArchive(given) if packed else None
    place = archive.project if archive else given.name
    root = parse(archive.read_project() if archive else given.data, given, place)
    check_root(root, "Project", given, place)
    report = LossReport(given.name, "qdpx" if packed else "qde", root.get("origin") or "")
    report.facts["schema"] = refi_schema.check(root, "Project")
    report.facts["elements"] = refi_schema.element_counts(root)
    report.facts["members"] = archive.names if archive else []
    report.facts["root"] = {name.rpartition("}")[2]: value for name, value in root.attrib.items()}
    parts = archive or (None if folder is None else ProjectFolder(given, folder))
    alone = not packed and (parts is None or not parts.names)
    # A .qde by itself never had its texts; what depends on them is in the report.
    state = Reading(given, report, place, parts, incomplete or alone)
    report_strangers(root, "Project", state)
    project = unfold(_project(root, state))
    report.read = project.counts()
    return project, report


def check_root(root: Element, kind: refi_schema.Kind, given: Given, place: str) -> None:
    """Raise UnknownFormatError T642 when the XML is no project or codebook of REFI-QDA."""
    from lxml import etree

    name = etree.QName(root)
    wanted = "Project" if kind == "Project" else "CodeBook"
    if name.localname != wanted or (name.namespace or "") not in refi_schema.SEEN[kind]:
        raise UnknownFormatError(
            "T642",
            N_("“{name}”: {part}, line {line}: “{root}” of “{namespace}” is not what REFI-QDA begins with ({wanted})."),
            N_("Check that it is a project (.qdpx) or a codebook (.qdc) exported as REFI-QDA."),
            name=given.name,
            part=place,
            line=root.sourceline,
            root=name.localname,
            namespace=name.namespace or "",
            wanted=wanted,
        )


def report_strangers(root: Element, kind: refi_schema.Kind, state: Reading) -> None:
    """Report, never drop silently, what the schema does not know; a ``description`` of NVivo and others is used."""
    for stranger in refi_schema.strangers(root, kind):
        if stranger.attribute and stranger.name == "description":
            why = N_("the standard has an element for it; it was read as that")
            state.report.lose("changed", stranger.what, why, state.at(stranger.element))
        else:
            why = N_("REFI-QDA does not know it")
            state.report.lose("dropped", stranger.what, why, state.at(stranger.element))


def _project(root: Element, state: Reading) -> Project:
    parts: dict[str, Element] = {}
    for child in root:
        if local(child) in parts and local(child) != "NoteRef":
            state.report.lose("dropped", local(child), N_("it stands twice; the first one counts"), state.at(child))
        parts.setdefault(local(child), child)
    coders = _coders(parts.get("Users"), state)
    codes = read_codes(child_of(parts.get("CodeBook"), "Codes"), state)
    variables = _variables(parts.get("Variables"), state)
    reader = SourceReader(state, {code.uid for code in codes})
    sources = reader.read(children(parts.get("Sources")))
    memo_elements = children(parts.get("Notes"))
    memos = [_memo(each, state, reader) for each in memo_elements]
    links = [_link(each, state) for each in children(parts.get("Links"))]
    cases = [_case(each, state) for each in children(parts.get("Cases"))]
    sets = [read_set(each, state) for each in children(parts.get("Sets"))]
    for each in children(parts.get("Graphs")):
        state.keep("Graphs", each, N_("Tanık draws no graphs by hand; it is kept for the next export"))
    state.note_refs(root, "")
    project = Project(
        name=root.get("name") or "",
        origin=root.get("origin") or "",
        description=text_of(root, "Description"),
        base_path=root.get("basePath") or "",
        coder=state.ref(root, "creatingUserGUID"),
        at=root.get("creationDateTime") or "",
        changed_by=state.ref(root, "modifyingUserGUID"),
        changed=root.get("modifiedDateTime") or "",
        coders=tuple(coders),
        codes=tuple(codes),
        sources=tuple(sources),
        passages=tuple(reader.passages),
        codings=tuple(reader.codings),
        memos=tuple(_with_subjects(memo, state) for memo in memos),
        links=tuple(_with_note(link, memos, state) for link in links),
        sets=tuple(sets),
        variables=tuple(variables),
        cases=tuple(cases),
        kept=tuple(sorted(state.kept, key=lambda each: each.place)),
        spellings=tuple(sorted(state.spellings.items())),
        files=tuple(reader.files),
    )
    _check_references(project, state)
    return project


def _coders(element: Element | None, state: Reading) -> list[ProjectCoder]:
    return [
        ProjectCoder(state.uid(each), each.get("name") or each.get("id") or "", label=each.get("id") or "")
        for each in children(element)
    ]


def read_codes(top: Element | None, state: Reading) -> list[ProjectCode]:
    """The tree of codes, parents first."""
    codes: list[ProjectCode] = []
    todo: list[tuple[Element, str | None, int]] = [(each, None, 1) for each in reversed(children(top))]
    while todo:
        element, parent, depth = todo.pop()
        if local(element) != "Code":
            continue
        uid = state.uid(element)
        name = element.get("name")
        if not name:
            state.report.lose("changed", "Code", N_("it has no name"), state.at(element))
        codes.append(
            ProjectCode(
                uid,
                name or "?",
                parent,
                text_of(element, "Description") or element.get("description") or "",
                _colour(element, state),
                (element.get("isCodable") or "true").strip().lower() not in ("false", "0"),
            )
        )
        state.note_refs(element, uid)
        if depth >= DEEPEST_CODES:
            for each in children(element, "Code"):
                state.report.lose("changed", "Code", N_("it stands too deep; it moved up"), state.at(each))
        under = parent if depth >= DEEPEST_CODES else uid
        todo += [(each, under, min(depth + 1, DEEPEST_CODES)) for each in reversed(children(element, "Code"))]
    return codes


def _colour(element: Element, state: Reading) -> str:
    colour = (element.get("color") or "").strip()
    if not colour or not _COLOUR.fullmatch(colour):
        if colour:
            state.report.lose("dropped", "Code/@color", N_("it is no colour"), state.at(element))
        return ""
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def _variables(element: Element | None, state: Reading) -> list[Variable]:
    return [
        Variable(
            state.uid(each), each.get("name") or "?", each.get("typeOfVariable") or "Text", text_of(each, "Description")
        )
        for each in children(element)
    ]


def _case(element: Element, state: Reading) -> Case:
    refs: dict[str, list[str]] = {"CodeRef": [], "SourceRef": [], "SelectionRef": []}
    for child in element:
        if local(child) in refs:
            refs[local(child)].append(state.ref(child))
    return Case(
        state.uid(element),
        element.get("name") or "",
        text_of(element, "Description"),
        tuple(refs["CodeRef"]),
        read_values(element, state),
        tuple(refs["SourceRef"]),
        tuple(refs["SelectionRef"]),
    )


def read_set(element: Element, state: Reading) -> MemberSet:
    """A set of codes, sources and notes; a codebook writes ``guid`` where a project writes ``targetGUID``."""
    members: dict[str, list[str]] = {"MemberCode": [], "MemberSource": [], "MemberNote": []}
    for child in element:
        if local(child) in members:
            members[local(child)].append(state.ref(child) or state.ref(child, "guid"))
    description = text_of(element, "Description") or element.get("description") or ""
    lists = (tuple(members[name]) for name in ("MemberCode", "MemberSource", "MemberNote"))
    return MemberSet(state.uid(element), element.get("name") or "?", description, *lists)


def _memo(element: Element, state: Reading, reader: SourceReader) -> ProjectMemo:
    uid = state.uid(element)
    text = reader.note_text(element)
    for child in element:
        if local(child) not in ("PlainTextContent", "Description", "NoteRef"):
            why = N_("Tanık does not code notes")
            state.report.lose("dropped", f"Note/{local(child)}", why, state.at(child))
    return ProjectMemo(
        uid,
        text or text_of(element, "Description"),
        element.get("name") or "",
        coder=state.ref(element, "creatingUser"),
        at=element.get("creationDateTime") or "",
    )


def _with_subjects(memo: ProjectMemo, state: Reading) -> ProjectMemo:
    subjects = state.subjects.get(memo.uid, [])
    return replace(memo, subjects=tuple(each for each in subjects if each), of_project="" in subjects)


def _link(element: Element, state: Reading) -> ProjectLink:
    uid = state.uid(element)
    state.note_refs(element, uid)
    return ProjectLink(
        uid,
        element.get("name") or "",
        state.ref(element, "originGUID"),
        state.ref(element, "targetGUID"),
        direction=element.get("direction") or "Associative",
        colour=(element.get("color") or "").strip(),
    )


def _with_note(link: ProjectLink, memos: list[ProjectMemo], state: Reading) -> ProjectLink:
    notes = [memo.text for memo in memos if link.uid in state.subjects.get(memo.uid, ())]
    return replace(link, note="\n".join(notes))


def _check_references(project: Project, state: Reading) -> None:
    """Report references that lead nowhere; memos, sets and cases stay as they are."""
    memos = {memo.uid for memo in project.memos}
    for target, subjects in state.subjects.items():
        if target not in memos:
            why = N_("it refers to something that is not in the file")
            state.report.lose("dropped", "NoteRef", why, state.place, count=len(subjects))
    if state.archive is not None:
        for name in state.archive.unused():
            state.report.lose("dropped", "file", N_("nothing in the project speaks of it"), name)
