"""REFI-QDA codebooks (.qdc) in and out, by the schema of the standard; see :mod:`tanik.exchange.refi_reading`."""

from __future__ import annotations

import re
from dataclasses import replace

from tanik.exchange import refi_schema
from tanik.exchange.beyond_refi import fold, unfold
from tanik.exchange.guids import guid_of
from tanik.exchange.losses import LossReport
from tanik.exchange.project import Project, ProjectCode
from tanik.exchange.refi_reading import check_root, read_codes, read_set, report_strangers
from tanik.exchange.refi_state import Reading
from tanik.sources.given import Given
from tanik.sources.markup import Element, local, parse
from tanik.translation import N_

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def read_codebook(given: Given) -> tuple[Project, LossReport]:
    """A .qdc file as a project of codes and sets. Raises UnknownFormatError T642 for other XML."""
    root = parse(given.data, given, given.name)
    check_root(root, "Codebook", given, given.name)
    report = LossReport(given.name, "qdc", root.get("origin") or "")
    report.facts["schema"] = refi_schema.check(root, "Codebook")
    report.facts["elements"] = refi_schema.element_counts(root)
    report.facts["root"] = {name.rpartition("}")[2]: value for name, value in root.attrib.items()}
    state = Reading(given, report, given.name)
    report_strangers(root, "Codebook", state)
    top = next((child for child in root if local(child) == "Codes"), None)
    codes = read_codes(top, state)
    boxes = [child for child in root if local(child) == "Sets"]
    sets = [read_set(each, state) for box in boxes for each in box if local(each) == "Set"]
    project = Project(
        origin=report.origin,
        codes=tuple(codes),
        sets=tuple(sets),
        spellings=tuple(sorted(state.spellings.items())),
    )
    project = unfold(project)
    report.read = project.counts()
    return project, report


def write_codebook(project: Project, maker: str, name: str = "") -> tuple[bytes, LossReport]:
    """The bytes of a .qdc file, and what it could not hold (everything but codes and sets of codes)."""
    from lxml import etree

    report = LossReport(name, "qdc", maker)
    folded = fold(Project(codes=project.codes))
    spelled = dict(project.spellings)
    space = refi_schema.CODEBOOK
    root = etree.Element(f"{{{space}}}CodeBook", nsmap={None: space}, origin=maker)
    top = etree.SubElement(root, f"{{{space}}}Codes")
    _codes(top, folded.codes, spelled)
    groups = [group for group in project.sets if group.codes or not (group.sources or group.memos)]
    if groups:
        box = etree.SubElement(root, f"{{{space}}}Sets")
        for group in groups:
            guid = spelled.get(group.uid) or guid_of(group.uid)
            element = etree.SubElement(box, f"{{{space}}}Set", guid=guid, name=_clean(group.name) or "?")
            if group.description:
                etree.SubElement(element, f"{{{space}}}Description").text = _clean(group.description)
            for code in group.codes:
                etree.SubElement(element, f"{{{space}}}MemberCode", guid=spelled.get(code) or guid_of(code))
    report.read = {"codes": len(project.codes), "sets": len(groups)}
    for what, count in replace(project, codes=(), sets=()).counts().items():
        report.lose("dropped", what, N_("a codebook file holds codes and sets of codes only"), count=count)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=False), report


def _codes(top: Element, codes: tuple[ProjectCode, ...], spelled: dict[str, str]) -> None:
    from lxml import etree

    known = {code.uid for code in codes}
    children: dict[str | None, list[ProjectCode]] = {}
    for code in codes:
        children.setdefault(code.parent if code.parent in known else None, []).append(code)
    todo = [(top, code) for code in reversed(children.get(None, []))]
    while todo:
        parent, code = todo.pop()
        values = {
            "guid": spelled.get(code.uid) or guid_of(code.uid),
            "name": _clean(code.name) or "?",
            "isCodable": "true" if code.codable else "false",
        }
        if _COLOUR.fullmatch(code.colour):
            values["color"] = code.colour
        element = etree.SubElement(parent, f"{{{refi_schema.CODEBOOK}}}Code", values)
        if code.definition:
            etree.SubElement(element, f"{{{refi_schema.CODEBOOK}}}Description").text = _clean(code.definition)
        todo += [(element, child) for child in reversed(children.get(code.uid, []))]


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
