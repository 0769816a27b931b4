"""What the W3C Web Annotation Data Model (Recommendation, 23 February 2017) demands of an annotation.

The rules follow the MUST assertions of the model; https://www.w3.org/TR/annotation-model/. Each problem is said with
the key it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
)
"""The closed list, which TEI takes over for ``annotation/@motivation``."""
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_SETS = frozenset(("Choice", "Composite", "List", "Independents"))
_STATES = frozenset(("TimeState", "HttpRequestState"))
_DIRECTIONS = frozenset(("ltr", "rtl", "auto"))
_SELECTORS = {
    "FragmentSelector": ("value",),
    "CssSelector": ("value",),
    "XPathSelector": ("value",),
    "TextQuoteSelector": ("exact",),
    "TextPositionSelector": ("start", "end"),
    "DataPositionSelector": ("start", "end"),
    "SvgSelector": (),
    "RangeSelector": ("startSelector", "endSelector"),
}
_DEEPEST = 20


def problems(annotation: Any) -> list[str]:
    """What is wrong with an annotation; empty when it is as the model demands."""
    if not isinstance(annotation, dict):
        return ["the annotation is no object"]
    return list(_annotation(annotation))


def _annotation(given: dict[str, Any]) -> Iterator[str]:
    if CONTEXT not in as_list(given.get("@context")):
        yield f"@context: {CONTEXT} is not among its values"
    if not _is_uri(given.get("id")):
        yield "id: a single URI is needed"
    if "Annotation" not in as_list(given.get("type")):
        yield "type: “Annotation” is not among its values"
    if "target" not in given or given["target"] in (None, []):
        yield "target: it is missing"
    if "body" in given and "bodyValue" in given:
        yield "bodyValue: it stands beside a body"
    if "bodyValue" in given and not isinstance(given["bodyValue"], str):
        yield "bodyValue: a single string is needed"
    yield from _life(given, "")
    for name in ("creator", "generator"):
        if name in given and not all(_is_uri(each) or isinstance(each, dict) for each in as_list(given[name])):
            yield f"{name}: a URI or an object is needed"
    for part in ("body", "target"):
        for number, each in enumerate(as_list(given.get(part))):
            yield from _resource(each, f"{part}[{number}]", part == "target", 0)


def _life(given: dict[str, Any], where: str) -> Iterator[str]:
    for name in ("created", "modified", "generated"):
        if name in given and not is_moment(given[name]):
            yield f"{where}{name}: a single date with a time is needed"
    for name in ("rights", "via"):
        if name in given and not all(_is_uri(each) for each in as_list(given[name])):
            yield f"{where}{name}: a URI is needed"
    if "canonical" in given and not _is_uri(given["canonical"]):
        yield f"{where}canonical: a single URI is needed"


def _resource(given: Any, where: str, target: bool, depth: int) -> Iterator[str]:
    if isinstance(given, str):
        if not _is_uri(given):
            yield f"{where}: “{given[:60]}” is no URI"
        return
    if not isinstance(given, dict) or depth > _DEEPEST:
        yield f"{where}: neither a URI nor an object"
        return
    types = as_list(given.get("type"))
    where = f"{where}."
    yield from _life(given, where)
    if "textDirection" in given and given["textDirection"] not in _DIRECTIONS:
        yield f"{where}textDirection: ltr, rtl or auto is needed"
    if target and "TextualBody" in types:
        yield f"{where}type: a target is no TextualBody"
    if _SETS & {each for each in types if isinstance(each, str)}:
        for name in ("value", "source", "purpose"):
            if name in given:
                yield f"{where}{name}: a choice or set has none"
        for number, each in enumerate(as_list(given.get("items"))):
            yield from _resource(each, f"{where}items[{number}]", target, depth + 1)
        return
    if "items" in given:
        yield f"{where}items: only a choice or set has items"
    if "source" in given:
        if "value" in given:
            yield f"{where}value: a specific resource has none"
        if not (_is_uri(given["source"]) or isinstance(given["source"], dict)):
            yield f"{where}source: a URI or an object is needed"
    elif "selector" in given or "SpecificResource" in types:
        yield f"{where}source: it is missing"
    elif "id" not in given and (target or "value" not in given):
        yield f"{where}id: a URI is needed"
    if "id" in given and not _is_uri(given["id"]):
        yield f"{where}id: a single URI is needed"
    for number, each in enumerate(as_list(given.get("selector"))):
        yield from _selector(each, f"{where}selector[{number}]", depth + 1)


def _selector(given: Any, where: str, depth: int) -> Iterator[str]:
    if _is_uri(given):
        return
    if not isinstance(given, dict) or depth > _DEEPEST:
        yield f"{where}: neither a URI nor an object"
        return
    kinds = [each for each in as_list(given.get("type")) if isinstance(each, str) and each in _SELECTORS]
    for name in _SELECTORS[kinds[0]] if kinds else ():
        value = given.get(name)
        if name in ("start", "end"):
            if type(value) is not int or value < 0:
                yield f"{where}.{name}: a whole number from 0 is needed"
        elif name in ("startSelector", "endSelector"):
            yield from _selector(value, f"{where}.{name}", depth + 1)
        elif not isinstance(value, str):
            yield f"{where}.{name}: a single string is needed"
    for name in ("prefix", "suffix"):
        if name in given and not isinstance(given[name], str):
            yield f"{where}.{name}: a single string is needed"
    for number, each in enumerate(as_list(given.get("refinedBy"))):
        if not (isinstance(each, dict) and each.get("type") in _STATES):
            yield from _selector(each, f"{where}.refinedBy[{number}]", depth + 1)


def as_list(value: Any) -> list[Any]:
    """One value, several, or none as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_moment(value: Any) -> bool:
    """Whether a value is one date with a time, as XML Schema writes it."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_uri(value: Any) -> bool:
    return isinstance(value, str) and _URI.fullmatch(value) is not None
