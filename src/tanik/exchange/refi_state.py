"""What is known while a file of REFI-QDA is read, and the small things that all its readers need."""

from __future__ import annotations

from dataclasses import dataclass, field

from tanik.errors import DamagedSourceError
from tanik.exchange import refi_schema
from tanik.exchange.guids import guid_of, uid_of
from tanik.exchange.losses import LossReport
from tanik.exchange.project import Kept, VariableValue, derived_uid
from tanik.exchange.refi_archive import ProjectArchive, ProjectFolder
from tanik.sources.given import Given
from tanik.sources.markup import Element, local
from tanik.translation import N_


@dataclass(slots=True)
class Reading:
    """What is known while a project is read. ``place``: the name of the part, for the report."""

    given: Given
    report: LossReport
    place: str
    archive: ProjectArchive | ProjectFolder | None = None
    incomplete: bool = False
    seen: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, list[str]] = field(default_factory=dict)
    """Subjects of each memo, by its uid."""
    of_project: set[str] = field(default_factory=set)
    kept: list[Kept] = field(default_factory=list)

    def at(self, element: Element) -> str:
        return f"{self.place}:{element.sourceline}"

    def uid(self, element: Element, name: str = "guid") -> str:
        """The uid of an element; one made from its place when it has none, or another has the same."""
        given = element.get(name) or ""
        uid = uid_of(given)
        if uid is None:
            uid = derived_uid(self.given.name, local(element), str(element.sourceline), given)
            self.report.lose(
                "changed", local(element), N_("it has no valid GUID, so it got a new one"), self.at(element)
            )
        elif uid in self.seen:
            self.report.lose(
                "changed",
                local(element),
                N_("its GUID stands twice in the file, so it got a new one"),
                self.at(element),
            )
            uid = derived_uid(uid, local(element), str(element.sourceline), str(len(self.seen)))
        elif guid_of(uid) != given.strip():
            self.spellings[uid] = given.strip()
        self.seen[uid] = local(element)
        return uid

    def ref(self, element: Element, name: str = "targetGUID") -> str:
        """The uid that an element refers to, empty when there is none."""
        return uid_of(element.get(name) or "") or ""

    def note_refs(self, element: Element, subject: str) -> None:
        for child in element:
            if local(child) == "NoteRef":
                self.subjects.setdefault(self.ref(child), []).append(subject)

    def keep(self, place: str, element: Element, why: str) -> None:
        self.kept.append(Kept(place, local(element), bare_xml(element)))
        self.report.lose("kept", local(element), why, self.at(element))


def read_values(element: Element, state: Reading) -> tuple[VariableValue, ...]:
    """The values of variables that an element carries."""
    values = []
    for each in children(element, "VariableValue"):
        variable, type, value = "", "", ""
        for child in each:
            if local(child) == "VariableRef":
                variable = state.ref(child)
            elif local(child).endswith("Value"):
                type, value = local(child).removesuffix("Value"), child.text or ""
        if variable and type:
            values.append(VariableValue(variable, type, value))
        else:
            state.report.lose("dropped", "VariableValue", N_("it names no variable, or has no value"), state.at(each))
    return tuple(values)


def bare_xml(element: Element) -> str:
    """An element as XML in the official namespace and no other."""
    from copy import deepcopy

    from lxml import etree

    copy = deepcopy(element)
    copy.tail = None
    for each in copy.iter():
        if isinstance(each.tag, str):
            each.tag = f"{{{refi_schema.PROJECT}}}{local(each)}"
    bare = etree.Element(copy.tag, nsmap={None: refi_schema.PROJECT})
    bare.text = copy.text
    for name, value in copy.attrib.items():
        bare.set(name, value)
    bare.extend(list(copy))
    etree.cleanup_namespaces(bare)
    return str(etree.tostring(bare, encoding="unicode"))


def missing_text(state: Reading, element: Element, path: str) -> DamagedSourceError:
    """The text of a source is not in the archive."""
    return DamagedSourceError(
        "T643",
        N_("“{name}”: {part}, line {line}: the text “{path}” of the source “{source}” is missing in the file."),
        N_("Export the project again with its sources, or import it without this text: add --incomplete."),
        name=state.given.name,
        part=state.place,
        line=element.sourceline,
        path=path,
        source=element.get("name") or "?",
    )


def children(element: Element | None, name: str = "") -> list[Element]:
    """The elements directly inside, all or those of a name; none for None."""
    if element is None:
        return []
    return [child for child in element if local(child) and name in ("", local(child))]


def child_of(element: Element | None, name: str) -> Element | None:
    """The first element of a name directly inside."""
    return next(iter(children(element, name)), None)


def text_of(element: Element, name: str) -> str:
    """The words of the first element of a name directly inside, empty when there is none."""
    child = child_of(element, name)
    return "" if child is None else (child.text or "")
