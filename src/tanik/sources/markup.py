"""XML without surprises: no entities, no network, no document type, bounded depth.

lxml with hardened settings already refuses the classical bombs, but leaves an external entity as a node; therefore
any declared document type is refused too. XHTML inside an EPUB may carry ``<!DOCTYPE html ...>`` without own
declarations, which is taken off before parsing.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5
from typing import Any

from tanik.errors import DamagedSourceError, HostileSourceError
from tanik.reasons import fault
from tanik.sources.given import Given
from tanik.translation import N_

Element = Any
"""An lxml element; lxml brings no types."""

_PROLOG = 1 << 14
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAIN_HTML = re.compile(
    r"<!DOCTYPE\s{1,20}html\s{0,20}(?:(?:PUBLIC\s{1,20}(?:\"[^\"\[\]]{0,200}\"|'[^'\[\]]{0,200}')|SYSTEM)"
    r"(?:\s{1,20}(?:\"[^\"\[\]]{0,200}\"|'[^'\[\]]{0,200}'))?)?\s{0,20}>",
    re.IGNORECASE,
)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9._-]{1,40})[\"']")


def parse(data: bytes, given: Given, part: str, *, html_doctype: bool = False) -> Element:
    """The root element of an XML file.

    ``part``: name of the file inside an archive, for the sentence to the user; ``html_doctype``: allow a plain
    ``<!DOCTYPE html>`` and HTML's named characters (``&nbsp;``). Raises ``HostileSourceError`` for any other document
    type or entity and ``DamagedSourceError`` for XML that is not well formed.
    """
    from lxml import etree

    if html_doctype:
        data = _without_html_doctype(data)
    if _DECLARED.search(data[:_PROLOG]):
        raise _refused(given, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedSourceError(
            "T325",
            N_("“{name}” is damaged: its part “{part}” is not valid XML ({reason})."),
            N_("Open and save it with the program that wrote it, and read the new file."),
            name=given.name,
            part=part,
            reason=fault(str(error)),
        ) from error
    if root.getroottree().docinfo.doctype:
        raise _refused(given, part)
    return root


def _refused(given: Given, part: str) -> HostileSourceError:
    return HostileSourceError(
        "T324",
        N_("“{name}” was not read: its part “{part}” declares XML entities or a document type, as attacks do."),
        N_("If you trust the file, save it again with its own program and read the new file."),
        name=given.name,
        part=part,
    )


def _without_html_doctype(data: bytes) -> bytes:
    """UTF-8 bytes without a plain HTML document type and with HTML's named characters written out."""
    text = _decode(data)
    if text is None:
        return data
    head = _PLAIN_HTML.sub("", text[:_PROLOG], count=1)
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", head, count=1) + text[_PROLOG:]
    return _NAMED.sub(_named, text).encode("utf-8")


def _decode(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        declared = _XML_ENCODING.match(data.removeprefix(codecs.BOM_UTF8)[:400].lstrip())
        encoding = declared.group(1).decode("ascii") if declared else "utf-8-sig"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        return None


def _named(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in _XML_OWN:
        return match.group(0)
    found = html5.get(name + ";", match.group(0))
    return match.group(0).lower() if found in {"&", "<", ">"} else found


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute by its local name, whatever its namespace."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, found in element.attrib.items():
        # The HTML parser leaves “epub:type” as it is written.
        if key.rpartition("}")[2].rpartition(":")[2] == name:
            return str(found)
    return None


def words(element: Element) -> str:
    """All words inside an element, blanks collapsed."""
    return " ".join("".join(element.itertext()).split())
