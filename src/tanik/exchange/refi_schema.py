"""The official schemas of REFI-QDA: is a file valid, and what stands in it that they do not know.

``schemas/Project.xsd``: QDA-XML 1.0 of 18 March 2019, ``schemas/Codebook.xsd``: of the same standard; both copyright
REFI (www.qdasoftware.org), MIT licence, see NOTICE. Schema validity alone proves little: real projects of several
tools are valid and yet count their positions in other units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tanik.sources.markup import Element, local

Kind = Literal["Project", "Codebook"]
PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
SEEN: dict[Kind, tuple[str, ...]] = {
    "Project": (PROJECT, "urn:QDA-XML:project:1:0", ""),
    "Codebook": (CODEBOOK, "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4", ""),
}
"""Namespaces that tools write: of the standard, of NVivo, of ATLAS.ti 9, none."""
_FOLDER = Path(__file__).parent / "schemas"
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Shape:
    """What the schema allows in an element: ``attributes``, and the type of every child by its name."""

    attributes: frozenset[str]
    children: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stranger:
    """An element or attribute that the schema does not know, where it stands."""

    element: Element
    name: str
    attribute: bool

    @property
    def what(self) -> str:
        return f"{local(self.element)}/@{self.name}" if self.attribute else self.name


def check(root: Element, kind: Kind) -> dict[str, Any]:
    """``{"valid": bool, "namespace": ..., "problems": [{"line", "message"}]}``, problems as libxml2 words them."""
    from lxml import etree

    namespace = etree.QName(root).namespace or ""
    problems: list[dict[str, Any]] = []
    official = PROJECT if kind == "Project" else CODEBOOK
    schema = _schema(kind)
    if namespace != official:
        problems.append({"line": root.sourceline, "message": f"namespace “{namespace}” instead of “{official}”"})
        root = _renamed(root, official)
    if not schema.validate(root):
        problems += [
            {"line": error.line, "message": error.message.replace(f"{{{official}}}", "")} for error in schema.error_log
        ]
    facts: dict[str, Any] = {"valid": not problems, "namespace": namespace}
    return {**facts, "problem_count": len(problems), "problems": problems[:_PROBLEMS]}


def _schema(kind: Kind) -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(str(_FOLDER / f"{kind}.xsd"), etree.XMLParser(no_network=True)))


def _renamed(root: Element, namespace: str) -> Element:
    """A copy in the official namespace, with the same line numbers."""
    from copy import deepcopy

    copy = deepcopy(root)
    for element in copy.iter():
        if isinstance(element.tag, str):
            element.tag = f"{{{namespace}}}{local(element)}"
    return copy


def element_counts(root: Element) -> dict[str, int]:
    """How often every element occurs, in the order of first appearance."""
    return dict(Counter(local(element) for element in root.iter() if isinstance(element.tag, str)))


def strangers(root: Element, kind: Kind) -> Iterator[Stranger]:
    """Elements and attributes that the schema has no room for; what is inside a strange element is part of it."""
    shapes = _shapes(kind)
    top = "ProjectType" if kind == "Project" else "CodeBookType"
    todo: list[tuple[Element, str]] = [(root, top)]
    while todo:
        element, type = todo.pop()
        shape = shapes.get(type)
        if shape is None:
            continue
        for name in element.attrib:
            if not name.startswith("{") and name not in shape.attributes:
                yield Stranger(element, name, True)
        for child in element:
            name = local(child)
            if name in shape.children:
                todo.append((child, shape.children[name]))
            elif name:
                yield Stranger(child, name, False)


@cache
def _shapes(kind: Kind) -> dict[str, Shape]:
    from lxml import etree

    root = etree.parse(str(_FOLDER / f"{kind}.xsd"), etree.XMLParser(no_network=True)).getroot()
    shapes = {}
    for type in root.iter(f"{_XSD}complexType"):
        attributes = frozenset(each.get("name") for each in type.iter(f"{_XSD}attribute"))
        children = {each.get("name"): each.get("type") for each in type.iter(f"{_XSD}element")}
        shapes[type.get("name")] = Shape(attributes, children)
    return shapes
