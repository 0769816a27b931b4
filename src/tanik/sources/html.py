"""HTML and XHTML: main text without navigation, headings, block quotations, lists, table rows, notes by their links.

Parsed with lxml (libxml2's tolerant HTML parser). Nothing is executed or fetched: scripts, styles and forms are passed
over. One walk serves web pages and the chapters of an EPUB.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tanik.errors import EmptySourceError, HostileSourceError
from tanik.sources import encodings
from tanik.sources.assembly import CELL, Assembly, NoteMark, PageStart, Piece
from tanik.sources.extraction import BlockKind, Extraction, NoteKind
from tanik.sources.given import Given
from tanik.sources.markup import Element, attribute, local, words
from tanik.translation import N_

# fmt: off
_NEVER = frozenset(
    [
        "script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "embed", "canvas",
        "audio", "video", "select", "button", "input", "textarea", "form", "dialog", "map", "area", "rp", "rt",
    ]
)
_BESIDE = frozenset({"nav", "header", "footer", "aside"})
_BESIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_BESIDE_NAMES = frozenset(
    [
        "nav", "navbar", "navigation", "menu", "sidebar", "breadcrumb", "breadcrumbs", "cookie-banner",
        "cookie-consent", "share", "sharing", "social", "social-share", "advert", "advertisement", "site-header",
        "site-footer", "related-posts", "comments", "comment-list", "skip-link",
    ]
)
_BLOCKS = frozenset(
    [
        "p", "div", "section", "article", "main", "body", "html", "blockquote", "pre", "ul", "ol", "li", "dl", "dt",
        "dd", "table", "thead", "tbody", "tfoot", "tr", "caption", "figure", "figcaption", "address", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr", "details", "summary", "center", "fieldset", "aside", "header", "footer",
        "nav",
    ]
)
# fmt: on
_NOTE_BLOCKS = frozenset({"p", "li", "div", "aside", "dd", "td", "section"})
_NOTE_TARGET = re.compile(
    r"_?(?:ftn|edn|fn|en)(?!ref)|(?:cite_)?note(?!ref)|foot|end|dipnot|sdfootnote|sdendnote", re.IGNORECASE
)
_LONGEST_NOTE = 8_000
_MARK = re.compile(r"[\[(]?\s?(\d{1,4}|[*†‡§]{1,3}|[a-z]{1,2}|[ivxlc]{1,6})\s?[\])]?\.?")
_BACK = frozenset("↑↩^⏎\ufe0e\ufe0f ")
_PAGE_CLASSES = frozenset({"pagenum", "pagebreak", "page-number", "pb"})
_PAGE_LABEL = re.compile(r"\d{1,5}|[ivxlcdm]{1,12}(?![a-z])", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"^[\xef\xbb\xbf\s]{0,10}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.-]{1,40})")
_META_NAMES = {
    "author": "author",
    "dc.creator": "author",
    "citation_author": "author",
    "dc.title": "title",
    "citation_title": "title",
    "og:title": "title",
    "date": "date",
    "dc.date": "date",
    "citation_publication_date": "date",
    "article:published_time": "date",
}


Notes = dict[Element, tuple[str, str, NoteKind]]
"""Element with the words of a note -> key, mark, kind."""


def read_html(given: Given) -> Extraction:
    """The main text of a page: ``article`` or ``main`` when one holds most words, else the body without its frame."""
    head = given.data[:4096]
    declared = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    decoded = encodings.decode(given, declared.group(1).decode("ascii", "replace") if declared else None)
    root = _parse(decoded.text, given)
    links = NoteLinks()
    links.collect(root, "")
    assembly = Assembly()
    walk = Walk(assembly, links.notes({"": root}), links.calls)
    walk.go(_main(root))
    walk.rest()
    extraction = assembly.finish("html", maker())
    extraction.encoding, extraction.encoding_how = decoded.encoding, decoded.how
    extraction.metadata = _metadata(root)
    return extraction


def maker() -> str:
    from lxml import etree

    return "lxml " + ".".join(str(part) for part in etree.LXML_VERSION[:3])


def _parse(text: str, given: Given) -> Element:
    from lxml import etree

    # Bytes, because lxml refuses a str with an XML declaration; lone surrogates cannot be encoded.
    data = text.replace("\x00", "\ufffd").encode("utf-8", errors="replace")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log.filter_from_fatals()):
        raise HostileSourceError(
            "T329",
            N_("“{name}” was not read: its tags are nested too deeply, as no page for readers is."),
            N_("Open the page in a browser and save its text, or print it to a PDF."),
            name=given.name,
        )
    if root is None:
        raise EmptySourceError(
            "T304", N_("“{name}” holds no words."), N_("Check that it is the right file."), name=given.name
        )
    return root


def _main(root: Element) -> Element:
    body = next((element for element in root if local(element) == "body"), root)
    for name in ("article", "main"):
        found = list(body.iter("{*}" + name))
        # A page may show other articles beside the text: only one that holds most of the words is the main text.
        if len(found) == 1 and 2 * _size(found[0]) > _size(body):
            return found[0]
    return body


def _size(element: Element) -> int:
    return sum(len(text) for text in element.itertext())


class NoteLinks:
    """Which links call notes, over one page or all chapters of a book, in reading order."""

    def __init__(self) -> None:
        self.calls: dict[Element, str] = {}
        """The link -> the key of its note, ``member#id``."""
        self._marks: dict[str, str] = {}
        self._call_ids: set[str] = set()

    def collect(self, root: Element, member: str) -> None:
        """``member``: name of the chapter inside the book, empty for a page."""
        for link in root.iter("{*}a"):
            href = link.get("href") or ""
            if "#" not in href or "://" in href or not _is_call(link):
                continue
            from tanik.sources.archive import resolve

            target = resolve(member, href) if member else ""
            key = f"{target}#{href[href.index('#') + 1 :]}"
            if key in self._call_ids:  # the way back from the note to its call
                continue
            text = words(link)
            mark = _MARK.fullmatch(text)
            self.calls[link] = key
            self._marks.setdefault(key, mark.group(1) if mark else text)
            for element in (link, link.getparent(), *link):
                for own in (element.get("id"), element.get("name")) if element is not None else ():
                    if own:
                        self._call_ids.add(f"{member}#{own}")

    def notes(self, roots: Mapping[str, Element]) -> Notes:
        """The elements with the words of the notes. ``roots``: chapter name -> its root."""
        found: Notes = {}
        callers = {key: link for link, key in reversed(self.calls.items())}
        for member, root in roots.items():
            for element in root.iter():
                for name in (element.get("id"), element.get("name")):
                    key = f"{member}#{name}"
                    if not name or key not in self._marks:
                        continue
                    block = _note_block(element, callers[key])
                    if block is not None and block not in found:
                        found[block] = (key, self._marks[key], _note_kind(block))
        return found


def _is_call(link: Element) -> bool:
    """Does this link call a note? By its type, or a small mark that leads to one."""
    if "noteref" in (attribute(link, "type") or "") or link.get("role") == "doc-noteref":
        return True
    if not _MARK.fullmatch(words(link)):
        return False
    parent = link.getparent()
    raised = (parent is not None and local(parent) == "sup") or any(local(child) == "sup" for child in link)
    return raised or bool(_NOTE_TARGET.match(link.get("href").partition("#")[2]))


def _note_block(element: Element, call: Element) -> Element | None:
    """The block with the words of a note, from the element its call leads to; None when that is no note."""
    block = element
    while block is not None and local(block) not in _NOTE_BLOCKS:
        block = block.getparent()
    if block is None or _size(block) > _LONGEST_NOTE or any(above is block for above in call.iterancestors()):
        return None
    return block


def _note_kind(block: Element) -> NoteKind:
    for element in (block, *block.iterancestors()):
        said = f"{attribute(element, 'type') or ''} {element.get('role') or ''} {element.get('class') or ''}".lower()
        if "endnote" in said or "rearnote" in said:
            return "endnote"
    return "footnote"


def _note_words(block: Element, mark: str) -> str:
    """The words of a note without its own number and the arrow back."""
    text = words(block)
    text = text.strip("".join(_BACK))
    for form in (f"[{mark}]", f"({mark})", f"{mark}.", f"{mark})", mark):
        if mark and text.startswith(form):
            return text[len(form) :].lstrip(" .:\u00a0\u2003")
    return text


@dataclass(slots=True)
class _State:
    """Of the innermost block."""

    heading: int = 0
    kind: BlockKind | None = None
    row: bool = False
    pre: bool = False


@dataclass(slots=True)
class Walk:
    """Hands the blocks under an element to an assembly. ``labels``: ``member#id`` -> page label (EPUB page list)."""

    assembly: Assembly
    notes: Notes
    calls: dict[Element, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    book: bool = False
    """True keeps ``header`` and the like: a book has no navigation around its text."""
    member: str = ""
    _pieces: list[Piece] = field(default_factory=list)
    _states: list[_State] = field(default_factory=lambda: [_State()])

    def go(self, root: Element) -> None:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if not self._enter(element):
                    walk.skip_subtree()
                    continue
                self._text(element.text)
                continue
            self._leave(element)
            if element is not root:
                self._text(element.tail)
        self._flush()

    def rest(self) -> None:
        """Hand over the notes that the walk did not meet (they stand outside of the main text)."""
        for block, (key, mark, kind) in self.notes.items():
            self.assembly.note(key, _note_words(block, mark), mark=mark, kind=kind)

    def _text(self, text: str | None) -> None:
        if text:
            self._pieces.append(text if self._states[-1].pre else text.replace("\n", " ").replace("\r", " "))

    def _flush(self) -> None:
        if self._pieces:
            state = self._states[-1]
            self.assembly.block(self._pieces, heading=state.heading, kind=state.kind)
            self._pieces = []

    def _enter(self, element: Element) -> bool:
        """Begin an element; False when its content is to be passed over (its end still comes)."""
        name = local(element)
        if not name or name in _NEVER or element.get("hidden") is not None:
            return False
        if note := self.notes.get(element):
            self._flush()
            self.assembly.note(note[0], _note_words(element, note[1]), mark=note[1], kind=note[2])
            return False
        if not self.book and self._beside(name, element):
            return False
        if (label := self._page(element)) is not None:
            self._pieces.append(PageStart(label or None))
            return not words(element) or len(words(element)) > 20
        if name == "a" and element in self.calls:
            self._pieces.append(NoteMark(self.calls[element]))
            return False
        if name == "br":
            self._pieces.append("\n")
        elif name in {"td", "th"} and self._pieces:
            self._pieces.append(CELL)
        if name in _BLOCKS:
            self._begin(name)
        return True

    def _begin(self, name: str) -> None:
        outer = self._states[-1]
        if outer.row:
            self._pieces.append(" ")
            self._states.append(outer)
            return
        self._flush()
        if name[0] == "h" and name[1:].isdigit():
            state = _State(int(name[1:]))
        elif name == "blockquote":
            state = _State(0, "block")
        elif name in {"li", "dt", "dd"}:
            state = _State(0, "list")
        elif name == "tr":
            state = _State(0, "row", row=True)
        else:
            state = _State(outer.heading, outer.kind, False, outer.pre or name == "pre")
        self._states.append(state)

    def _leave(self, element: Element) -> None:
        name = local(element)
        if name not in _BLOCKS or element in self.notes or not self._opened(name, element):
            return
        if not (len(self._states) > 1 and self._states[-1] is self._states[-2]):
            self._flush()
        self._states.pop()

    def _opened(self, name: str, element: Element) -> bool:
        """Did :meth:`_enter` begin this block? The same questions in the same order."""
        return (
            element.get("hidden") is None
            and (self.book or not self._beside(name, element))
            and self._page(element) is None
        )

    def _beside(self, name: str, element: Element) -> bool:
        """Is this the frame of the page, not its text?"""
        if name in _BESIDE:
            return not (
                name == "header" and any(local(above) in {"article", "main"} for above in element.iterancestors())
            )
        if name not in {"div", "section", "ul", "ol", "table", "span"}:
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        return (element.get("role") or "") in _BESIDE_ROLES or not _BESIDE_NAMES.isdisjoint(named)

    def _page(self, element: Element) -> str | None:
        """The label of the page that starts here; empty when it has none; None when no page starts."""
        key = element.get("id")
        if key and (label := self.labels.get(f"{self.member}#{key}")) is not None:
            return label
        said_kinds = (attribute(element, "type"), element.get("role"), element.get("class"))
        kinds = " ".join(kind.lower() for kind in said_kinds if kind).split()
        if (_PAGE_CLASSES | {"doc-pagebreak"}).isdisjoint(kinds):
            return None
        said = element.get("title") or element.get("aria-label") or words(element) or key or ""
        found = _PAGE_LABEL.findall(said)
        return found[-1] if found else ""


def _metadata(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("{*}meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        value = " ".join((element.get("content") or "").split())
        if name in _META_NAMES and value:
            found.setdefault(_META_NAMES[name], value)
    title = next(root.iter("{*}title"), None)
    if title is not None and words(title):
        found.setdefault("title", words(title))
    if language := root.get("lang") or attribute(root, "lang"):
        found["language"] = language
    return found
