"""REFI-QDA projects (.qdpx) out, valid by the official schema, positions in code points, end exclusive.

Texts lie in ``sources/`` as UTF-8 without byte order mark, lines ended by ``\\n``; the same project gives the same
bytes. What the format cannot hold is in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tanik.exchange.beyond_refi import fold
from tanik.exchange.guids import guid_of, uid_of
from tanik.exchange.losses import LossReport
from tanik.exchange.project import (
    DIRECTIONS,
    VALUE_TYPES,
    Case,
    Kept,
    MemberSet,
    Passage,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSource,
    VariableValue,
    derived_uid,
)
from tanik.exchange.refi_archive import pack
from tanik.exchange.refi_schema import PROJECT
from tanik.sources.markup import Element, local
from tanik.translation import N_

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOMENT = re.compile(
    r"-?[0-9]{4,}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-][0-1][0-9]:[0-5][0-9])?"
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_WHERE = f"{PROJECT} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"


def write_project(project: Project, maker: str, name: str = "") -> tuple[bytes, LossReport]:
    """The bytes of a .qdpx file, and what it could not hold. ``maker``: tool and version, e.g. ``"Tanık 0.3"``;
    ``name``: of the file, for the report."""
    report = LossReport(name, "qdpx", maker)
    writer = _Writer(fold(project), report)
    root = writer.project(maker)
    from lxml import etree

    xml = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=False)
    members = [*writer.texts, *((f"sources/{name}", data) for name, data in project.files)]
    report.read = project.counts()
    return pack(xml, members), report


class _Writer:
    def __init__(self, project: Project, report: LossReport) -> None:
        self._given = project
        self._report = report
        self._spelled = dict(project.spellings)
        self._codes = {code.uid for code in project.codes}
        self._notes: dict[str, list[str]] = {}
        for memo in project.memos:
            for subject in memo.subjects:
                self._notes.setdefault(subject, []).append(memo.uid)
        self._codings: dict[str, list[ProjectCoding]] = {}
        for coding in project.codings:
            self._codings.setdefault(coding.passage, []).append(coding)
        self._passages: dict[str, list[Passage]] = {}
        for passage in project.passages:
            self._passages.setdefault(passage.source, []).append(passage)
        self.texts: list[tuple[str, bytes]] = []

    # Small things

    def guid(self, uid: str) -> str:
        return self._spelled.get(uid) or guid_of(uid)

    def _clean(self, text: str, what: str) -> str:
        found = _NOT_XML.findall(text)
        if found:
            why = N_("XML has no such characters; they became “�”")
            self._report.lose("changed", what, why, count=len(found))
            return _NOT_XML.sub("\ufffd", text)
        return text

    def _make(self, parent: Element | None, tag: str, **values: str | None) -> Element:
        from lxml import etree

        name = f"{{{PROJECT}}}{tag}"
        element = etree.Element(name, nsmap={None: PROJECT}) if parent is None else etree.SubElement(parent, name)
        for key, value in values.items():
            if value:
                element.set(key, self._clean(value, f"{tag}/@{key}"))
        return element

    def _told(self, parent: Element, tag: str, text: str) -> None:
        if text:
            self._make(parent, tag).text = self._clean(text, tag)

    def _moment(self, value: str, what: str) -> str | None:
        if value and not _MOMENT.fullmatch(value):
            self._report.lose("dropped", what, N_("it is no date with a time, as REFI-QDA wants it"), value)
            return None
        return value

    def _user(self, uid: str) -> str | None:
        return self.guid(uid) if uid else None

    def _refs(self, parent: Element, tag: str, uids: Iterable[str]) -> None:
        for uid in uids:
            self._make(parent, tag, targetGUID=self.guid(uid))

    def _note_refs(self, parent: Element, subject: str) -> None:
        self._refs(parent, "NoteRef", self._notes.get(subject, ()))

    # The project

    def project(self, maker: str) -> Element:
        given = self._given
        root = self._make(
            None,
            "Project",
            name=given.name or "Tanık",
            origin=maker,
            creatingUserGUID=self._user(given.coder),
            creationDateTime=self._moment(given.at, "Project/@creationDateTime"),
            modifyingUserGUID=self._user(given.changed_by),
            modifiedDateTime=self._moment(given.changed, "Project/@modifiedDateTime"),
            basePath=given.base_path,
        )
        root.set(_XSI, _WHERE)
        if given.coders:
            users = self._make(root, "Users")
            for coder in given.coders:
                self._make(users, "User", guid=self.guid(coder.uid), name=coder.name, id=coder.label)
        self._codebook(root)
        if given.variables:
            box = self._make(root, "Variables")
            for each in given.variables:
                type = each.type if each.type in VALUE_TYPES else "Text"
                variable = self._make(box, "Variable", guid=self.guid(each.uid), name=each.name, typeOfVariable=type)
                self._told(variable, "Description", each.description)
        if given.cases:
            box = self._make(root, "Cases")
            for case in given.cases:
                self._case(box, case)
        self._sources(root)
        self._memos(root)
        self._links(root)
        if given.sets:
            box = self._make(root, "Sets")
            for group in given.sets:
                self._set(box, group)
        self._kept(root, "Graphs", self._of("Graphs"))
        self._told(root, "Description", given.description)
        self._refs(root, "NoteRef", (memo.uid for memo in given.memos if memo.of_project))
        return root

    def _codebook(self, root: Element) -> None:
        given = self._given
        if not given.codes:
            return
        top = self._make(self._make(root, "CodeBook"), "Codes")
        children: dict[str | None, list[ProjectCode]] = {}
        for code in given.codes:
            parent = code.parent if code.parent in self._codes else None
            children.setdefault(parent, []).append(code)
        todo = [(top, code) for code in reversed(children.get(None, []))]
        while todo:
            parent, code = todo.pop()
            element = self._make(
                parent,
                "Code",
                guid=self.guid(code.uid),
                name=code.name or "?",
                isCodable="true" if code.codable else "false",
                color=code.colour if _COLOUR.fullmatch(code.colour) else None,
            )
            self._told(element, "Description", code.definition)
            self._note_refs(element, code.uid)
            todo += [(element, child) for child in reversed(children.get(code.uid, []))]

    def _case(self, box: Element, case: Case) -> None:
        element = self._make(box, "Case", guid=self.guid(case.uid), name=case.name)
        self._told(element, "Description", case.description)
        self._refs(element, "CodeRef", case.codes)
        self._values(element, case.values)
        self._refs(element, "SourceRef", case.sources)
        self._refs(element, "SelectionRef", case.passages)

    def _values(self, parent: Element, values: Iterable[VariableValue]) -> None:
        for value in values:
            element = self._make(parent, "VariableValue")
            self._make(element, "VariableRef", targetGUID=self.guid(value.variable))
            type = value.type if value.type in VALUE_TYPES else "Text"
            self._make(element, f"{type}Value").text = self._clean(value.value, "VariableValue")

    def _set(self, box: Element, group: MemberSet) -> None:
        element = self._make(box, "Set", guid=self.guid(group.uid), name=group.name or "?")
        self._told(element, "Description", group.description)
        self._refs(element, "MemberCode", group.codes)
        self._refs(element, "MemberSource", group.sources)
        self._refs(element, "MemberNote", group.memos)

    # Sources

    def _sources(self, root: Element) -> None:
        media = self._of("Sources")
        if not self._given.sources and not media:
            return
        box = self._make(root, "Sources")
        for source in self._given.sources:
            if source.media == "pdf":
                self._pdf(box, source)
            else:
                self._text_source(box, source)
        self._append(box, media)

    def _text_source(self, box: Element, source: ProjectSource) -> None:
        rich = f"internal://{source.file}" if source.file else None
        element = self._make(
            box, "TextSource", guid=self.guid(source.uid), name=source.name, richTextPath=rich, **self._history(source)
        )
        self._told(element, "Description", source.description)
        self._text(element, source.uid, source.text)
        self._selections(element, source.uid, frozenset())
        self._tail(element, source)

    def _pdf(self, box: Element, source: ProjectSource) -> None:
        path = f"internal://{source.file}" if source.file else None
        element = self._make(
            box, "PDFSource", guid=self.guid(source.uid), name=source.name, path=path, **self._history(source)
        )
        self._told(element, "Description", source.description)
        regions = self._of(source.uid)
        self._append(element, regions)
        if source.text is not None:
            inner = derived_uid("representation", source.uid)
            text = self._make(element, "Representation", guid=self.guid(inner))
            self._text(text, inner, source.text)
            self._selections(text, source.uid, frozenset(map(_guid_in, regions)))
        self._tail(element, source)

    def _history(self, given: ProjectSource | Passage) -> dict[str, str | None]:
        return {
            "creatingUser": self._user(given.coder),
            "creationDateTime": self._moment(given.at, "@creationDateTime"),
            "modifyingUser": self._user(given.changed_by),
            "modifiedDateTime": self._moment(given.changed, "@modifiedDateTime"),
        }

    def _text(self, element: Element, uid: str, text: str | None) -> None:
        if text is None:
            return
        name = f"{guid_of(uid)}.txt"
        element.set("plainTextPath", f"internal://{name}")
        # A text that begins with U+FEFF gets a byte order mark before it, which a reader takes off.
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        self.texts.append((f"sources/{name}", (mark + text).encode("utf-8", "replace")))

    def _selections(self, element: Element, source: str, written: frozenset[str]) -> None:
        """``written``: uids that stand in the file as regions of pages already, with their codes."""
        for passage in self._passages.get(source, ()):
            if passage.uid in written:
                continue
            selection = self._make(
                element,
                "PlainTextSelection",
                guid=self.guid(passage.uid),
                name=passage.name,
                startPosition=str(passage.start),
                endPosition=str(passage.end),
                **self._history(passage),
            )
            self._told(selection, "Description", passage.description)
            self._put_codings(selection, passage.uid)
            self._note_refs(selection, passage.uid)

    def _put_codings(self, parent: Element, passage: str) -> None:
        for coding in self._codings.get(passage, ()):
            if coding.code not in self._codes:
                self._report.lose("dropped", "Coding", N_("its code is not in the codebook any more"), coding.uid)
                continue
            element = self._make(
                parent,
                "Coding",
                guid=self.guid(coding.uid),
                creatingUser=self._user(coding.coder),
                creationDateTime=self._moment(coding.at, "Coding/@creationDateTime"),
            )
            self._make(element, "CodeRef", targetGUID=self.guid(coding.code))
            self._note_refs(element, coding.uid)

    def _tail(self, element: Element, source: ProjectSource) -> None:
        self._put_codings(element, source.uid)
        self._note_refs(element, source.uid)
        self._values(element, source.values)

    # Memos, links, and what was kept

    def _memos(self, root: Element) -> None:
        if not self._given.memos:
            return
        box = self._make(root, "Notes")
        for memo in self._given.memos:
            element = self._make(
                box,
                "Note",
                guid=self.guid(memo.uid),
                name=memo.name,
                creatingUser=self._user(memo.coder),
                creationDateTime=self._moment(memo.at, "Note/@creationDateTime"),
            )
            self._make(element, "PlainTextContent").text = self._clean(memo.text, "Note")

    def _links(self, root: Element) -> None:
        if not self._given.links:
            return
        box = self._make(root, "Links")
        noted = {memo.text for memo in self._given.memos}
        for link in self._given.links:
            element = self._make(
                box,
                "Link",
                guid=self.guid(link.uid),
                name=link.kind,
                direction=link.direction if link.direction in DIRECTIONS else "OneWay",
                color=link.colour if _COLOUR.fullmatch(link.colour) else None,
                originGUID=self.guid(link.origin) if link.origin else None,
                targetGUID=self.guid(link.target) if link.target else None,
            )
            self._note_refs(element, link.uid)
            if link.note and link.note not in noted:
                self._report.lose("dropped", "Link", N_("a note of a link has to be a memo of its own"), link.uid)
            if link.coder or link.at:
                self._report.lose("dropped", "Link", N_("REFI-QDA does not say who linked, and when"), link.uid)

    def _of(self, place: str) -> list[Kept]:
        return [kept for kept in self._given.kept if kept.place == place]

    def _kept(self, root: Element, tag: str, kept: list[Kept]) -> None:
        if kept:
            self._append(self._make(root, tag), kept)

    def _append(self, parent: Element, kept: Iterable[Kept]) -> None:
        for each in kept:
            element = _parsed(each.content)
            known = self._codes
            for coding in [e for e in element.iter() if local(e) == "Coding"]:
                refs = [uid_of(e.get("targetGUID") or "") for e in coding if local(e) == "CodeRef"]
                if not all(uid in known for uid in refs):
                    coding.getparent().remove(coding)
                    why = N_("its code is not in the codebook any more")
                    self._report.lose("dropped", "Coding", why, coding.get("guid") or "")
            parent.append(element)


def _parsed(content: str) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(content.encode("utf-8"), parser)


def _guid_in(kept: Kept) -> str:
    return uid_of(_parsed(kept.content).get("guid") or "") or ""
