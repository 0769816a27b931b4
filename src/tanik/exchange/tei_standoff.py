"""TEI P5 out: the texts as they are, and everything that stands on them as ``standOff`` annotations.

One ``TEI`` for each source with a text, all in a ``teiCorpus``. Codes are categories of a taxonomy, coders have a
``respStmt``, people and things a ``listPerson`` or ``list``. A place is a ``string-range()`` over the one ``ab`` of the
text, counted in code points from 0; ``annotation/@motivation`` is of the closed list of TEI.
"""

from __future__ import annotations

import re

from tanik.exchange.losses import LossReport
from tanik.exchange.project import Project, ProjectCode, ProjectSource, ProjectStatement
from tanik.exchange.web_annotation_rules import is_moment
from tanik.sources.markup import Element, local
from tanik.translation import N_

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_tei(project: Project, maker: str, name: str = "") -> tuple[bytes, LossReport]:
    """The bytes of a TEI corpus, and what it cannot hold."""
    from lxml import etree

    report = LossReport(name, "tei", maker)
    root = _Writer(project, maker, report).corpus()
    report.read = project.counts()
    if project.links:
        report.lose("dropped", "links", N_("TEI annotations have no word for it"), count=len(project.links))
    for what in ("sets", "variables", "cases", "kept"):
        if count := len(getattr(project, what)):
            report.lose("dropped", what, N_("TEI annotations have no word for it"), count=count)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), report


class _Writer:
    def __init__(self, project: Project, maker: str, report: LossReport) -> None:
        self._project = project
        self._maker = maker
        self._report = report
        self._entities = {entity.name: f"e{number}" for number, entity in enumerate(project.entities, 1)}
        self._coders = {coder.uid for coder in project.coders}
        self._codes = {code.uid for code in project.codes}
        self._topics = {code.topic: code.uid for code in project.codes}

    def _make(self, parent: Element | None, tag: str, text: str = "", **values: str) -> Element:
        from lxml import etree

        name = f"{{{NAMESPACE}}}{tag}"
        element = etree.Element(name, nsmap={None: NAMESPACE}) if parent is None else etree.SubElement(parent, name)
        for key, value in values.items():
            if value:
                attribute = f"{_XML}{key.removeprefix('xml_')}" if key.startswith("xml_") else key
                element.set(attribute, self._clean(value))
        if text:
            element.text = self._clean(text)
        return element

    def _clean(self, text: str) -> str:
        found = _NOT_XML.findall(text)
        if found:
            why = N_("XML has no such characters; they became “�”")
            self._report.lose("changed", "text", why, count=len(found))
        return _NOT_XML.sub("\ufffd", text) if found else text

    def corpus(self) -> Element:
        root = self._make(None, "teiCorpus")
        header = self._header(root, self._project.name or "Tanık")
        encoding = self._make(header, "encodingDesc")
        if self._project.codes:
            self._taxonomy(self._make(self._make(encoding, "classDecl"), "taxonomy"))
        else:
            self._make(encoding, "p", self._maker)
        if self._project.entities:
            self._names(root)
        for source in self._project.sources:
            if source.text is None:
                self._report.lose("dropped", "source", N_("it has no text"), source.name)
                continue
            self._document(root, source)
        return root

    def _header(self, parent: Element, title: str) -> Element:
        header = self._make(parent, "teiHeader")
        file = self._make(header, "fileDesc")
        stated = self._make(file, "titleStmt")
        self._make(stated, "title", title)
        if local(parent) == "teiCorpus":
            for coder in self._project.coders:
                by = self._make(stated, "respStmt", xml_id=f"r{coder.uid}")
                self._make(by, "resp", "coding")
                self._make(by, "name", coder.name or "?", type=coder.kind)
        self._make(self._make(file, "publicationStmt"), "p", self._maker)
        self._make(self._make(file, "sourceDesc"), "p", title)
        return header

    def _taxonomy(self, top: Element) -> None:
        boxes = {"": top}
        children: dict[str, list[ProjectCode]] = {}
        for code in self._project.codes:
            above = code.parent or ""
            children.setdefault(above if above in self._codes else "", []).append(code)
        todo = list(reversed(children.get("", [])))
        while todo:
            code = todo.pop()
            box = boxes.get(code.parent or "", top)
            boxes[code.uid] = self._make(box, "category", xml_id=f"c{code.uid}")
            described = self._make(boxes[code.uid], "catDesc")
            self._make(described, "term", code.name or "?")
            if code.definition:
                self._make(described, "gloss", code.definition)
            todo += reversed(children.get(code.uid, []))

    def _document(self, root: Element, source: ProjectSource) -> None:
        document = self._make(root, "TEI", xml_id=f"s{source.uid}")
        self._header(document, dict(source.data).get("title") or source.name)
        listed = self._make(self._make(document, "standOff"), "listAnnotation")
        self._annotations(listed, source)
        if not len(listed):
            document.remove(listed.getparent())
        body = self._make(self._make(document, "text"), "body")
        self._make(body, "ab", source.text or "", xml_id=f"t{source.uid}", xml_space="preserve")

    def _annotations(self, listed: Element, source: ProjectSource) -> None:
        codings: dict[str, list[tuple[str, str, str, str]]] = {}
        for coding in self._project.codings:
            codings.setdefault(coding.passage, []).append((coding.uid, coding.code, coding.coder, coding.at))
        passages = [each for each in self._project.passages if each.source == source.uid]
        spots = {passage.uid: (passage.start, passage.end) for passage in passages}
        spots[source.uid] = (0, len(source.text or ""))
        for spot, (start, end) in list(spots.items()):
            for uid, code, coder, at in codings.get(spot, ()):
                spots[uid] = (start, end)
                one = self._annotation(listed, uid, "classifying", self._range(source, start, end), coder, at)
                if code in self._codes:
                    one.set("ana", f"#c{code}")
        for statement in self._project.statements:
            if statement.source == source.uid:
                self._statement(listed, source, statement)
                spots[statement.uid] = (statement.start, statement.end)
        for memo in self._project.memos:
            inside = [uid for uid in memo.subjects if uid in spots]
            if inside:
                target = " ".join(self._range(source, *spots[uid]) for uid in inside)
                one = self._annotation(listed, memo.uid, "commenting", target, memo.coder, memo.at)
                self._make(one, "note", memo.text or memo.name)

    def _annotation(self, listed: Element, uid: str, motivation: str, target: str, coder: str, at: str) -> Element:
        one = self._make(listed, "annotation", xml_id=f"a{uid}", motivation=motivation, target=target)
        if coder in self._coders:
            one.set("resp", f"#r{coder}")
        if is_moment(at):
            changes = self._make(one, "revisionDesc")
            self._make(changes, "change", when=at, status="created")
        return one

    def _range(self, source: ProjectSource, start: int, end: int) -> str:
        return f"#string-range(t{source.uid},{start},{end - start})"

    def _statement(self, listed: Element, source: ProjectSource, given: ProjectStatement) -> None:
        target = self._range(source, given.start, given.end)
        one = self._annotation(listed, given.uid, "describing", target, given.coder, given.at)
        topics = [self._topics[topic] for topic in given.topics if topic in self._topics]
        if topics:
            one.set("ana", " ".join(f"#c{uid}" for uid in topics))
        note = self._make(one, "note", type="statement")
        self._name(note, "holder", given.holder)
        for aim in given.targets:
            element = self._name(note, "target", aim.name)
            element.set("subtype", aim.polarity if aim.polarity else "neutral")
        for name in given.relay:
            self._name(note, "relay", name)
        for name in ("said", "refers_to", "written"):
            value = getattr(given, name)
            if value:
                self._make(note, "date", value, type=name)
        for name in ("mode", "status", "citation", "memo"):
            value = getattr(given, name)
            if value:
                self._make(note, "seg", value, type=name)

    def _name(self, note: Element, type: str, name: str) -> Element:
        ref = self._entities.get(name)
        return self._make(note, "name", name, type=type, ref=f"#{ref}" if ref else "")

    def _names(self, root: Element) -> None:
        listed = self._make(self._make(root, "standOff"), "list", type="entities")
        for entity in self._project.entities:
            item = self._make(listed, "item", xml_id=self._entities[entity.name])
            self._make(item, "name", entity.name, type=entity.kind)
            for alias in entity.aliases:
                self._make(item, "addName", alias)
