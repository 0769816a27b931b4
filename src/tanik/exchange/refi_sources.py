"""The sources of a REFI-QDA project: their texts, the selections in them, and the codes on these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from tanik.errors import SourceError
from tanik.exchange.offset_units import (
    STANDARD,
    GivenSelection,
    Ruler,
    StoredText,
    Verdict,
    find_convention,
    plain_text,
)
from tanik.exchange.project import Passage, ProjectCoding, ProjectSource
from tanik.exchange.refi_archive import given_part, outside
from tanik.exchange.refi_state import Reading, missing_text, read_values, text_of
from tanik.sources.encodings import decode
from tanik.sources.markup import Element, local
from tanik.translation import N_

_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,15}\s*")
_LARGE_FILE = 64 << 20
_LARGE_FILES = 256 << 20
"""Bytes of one original, and of all originals together, that are carried along."""
MEDIA = {"TextSource": "text", "PDFSource": "pdf"}


@dataclass(slots=True)
class _Text:
    """A text of a source, with the selections that wait until it is known how they count."""

    source: str
    stored: StoredText
    waiting: list[tuple[Element, GivenSelection]] = field(default_factory=list)


class SourceReader:
    """Reads all sources of one project; ``passages`` and ``codings`` are filled on the way."""

    def __init__(self, state: Reading, codes: set[str]) -> None:
        self._state = state
        self._codes = codes
        self._texts: list[_Text] = []
        self._file_bytes = 0
        self.passages: list[Passage] = []
        self.codings: list[ProjectCoding] = []
        self._files: dict[str, bytes] = {}

    def read(self, elements: Iterable[Element]) -> list[ProjectSource]:
        sources = []
        for element in elements:
            if local(element) in MEDIA:
                sources.append(self._source(element))
            elif local(element) in ("PictureSource", "AudioSource", "VideoSource"):
                self._carry(element.get("path") or "", element)
                why = N_("Tanık reads texts only; it is kept for the next export")
                self._state.keep("Sources", element, why)
        self._place_selections()
        return sources

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """Name and bytes of the originals."""
        return sorted(self._files.items())

    def note_text(self, element: Element) -> str:
        """The words of a note."""
        stored = self._inline(element)
        if stored is None:
            stored = self._plain(element, element.get("plainTextPath") or "", needed=False)
        if stored is None:
            rich = element.get("richTextPath") or ""
            stored = self._extracted(element, rich) if rich else None
        return "" if stored is None else plain_text(stored)

    def _source(self, element: Element) -> ProjectSource:
        state = self._state
        uid = state.uid(element)
        pdf = local(element) == "PDFSource"
        path = element.get("path") if pdf else element.get("richTextPath")
        inner = next((child for child in element if local(child) == "Representation"), None) if pdf else element
        if inner is not None and pdf:
            state.uid(inner)
        stored = self._pdf_text(element, inner) if pdf else self._text(element)
        self._carry(path or "", element)
        if stored is None:
            self._lose_selections(element)
        else:
            text = _Text(uid, stored)
            self._texts.append(text)
            for each in inner if inner is not None else ():
                if local(each) == "PlainTextSelection":
                    self._wait(text, each)
        if pdf:
            self._pdf_selections(element, uid, stored)
        self._codings(element, uid)
        state.note_refs(element, uid)
        plain = None if stored is None else plain_text(stored)
        return ProjectSource(
            uid,
            element.get("name") or element.get("plainTextPath") or path or "?",
            plain,
            MEDIA[local(element)],
            text_of(element, "Description"),
            self._member_name(path or ""),
            state.ref(element, "creatingUser"),
            element.get("creationDateTime") or "",
            state.ref(element, "modifyingUser"),
            element.get("modifiedDateTime") or "",
            read_values(element, state),
        )

    # Texts

    def _text(self, element: Element) -> StoredText | None:
        path = element.get("plainTextPath") or ""
        rich = element.get("richTextPath") or ""
        stored = self._inline(element)
        if stored is None and path:
            stored = self._plain(element, path, needed=not rich)
        if rich and (stored is None or not stored.text.strip()):
            why = N_("its plain text is missing or empty; the text was taken from the document beside it")
            self._state.report.lose("changed", "TextSource", why, self._state.at(element))
            found = self._extracted(element, rich)
            stored = found if found is not None else stored
        if stored is None and not path and not rich:
            self._state.report.lose("dropped", "TextSource", N_("it has no text at all"), self._state.at(element))
        return stored

    def _pdf_text(self, element: Element, inner: Element | None) -> StoredText | None:
        if inner is not None and (stored := self._text(inner)) is not None:
            return stored
        return self._extracted(element, element.get("path") or "")

    def _inline(self, element: Element) -> StoredText | None:
        for child in element:
            if local(child) == "PlainTextContent":
                return StoredText(_clean(child.text or ""))
        return None

    def _plain(self, element: Element, path: str, *, needed: bool) -> StoredText | None:
        state = self._state
        member = state.archive.find(path) if state.archive and path else None
        if member is None or state.archive is None:
            if path and needed and not outside(path) and not state.incomplete:
                raise missing_text(state, element, path)
            if path:
                why = N_("its text is not in the file")
                state.report.lose("dropped", f"{local(element)}/@plainTextPath", why, f"{state.at(element)} {path}")
            return None
        data = state.archive.read(member)
        decoded = decode(given_part(state.given, data, member))
        if decoded.replaced:
            why = N_("bytes that are no letters in its encoding became “�”")
            state.report.lose("changed", "text", why, member, count=len(decoded.replaced))
        return StoredText(_clean(decoded.text), decoded.how == "bom")

    def _extracted(self, element: Element, path: str) -> StoredText | None:
        """The text of a PDF, Word or other document, as Tanık reads it."""
        from tanik.sources.catalogue import recognise

        state = self._state
        member = state.archive.find(path) if state.archive and path else None
        if member is None or state.archive is None:
            if path:
                why = N_("the document is not in the file")
                state.report.lose("dropped", local(element), why, f"{state.at(element)} {path}")
            return None
        given = given_part(state.given, state.archive.read(member), member)
        try:
            text = recognise(given.data, member).read(given).text
        except SourceError as error:
            why = N_("the document cannot be read ({reason})")
            state.report.lose("dropped", local(element), why, member, reason=error.id)
            return None
        return StoredText(_clean(text)) if text.strip() else None

    def _member_name(self, path: str) -> str:
        member = self._state.archive.find(path) if self._state.archive and path else None
        return (member or path).replace("\\", "/").rpartition("/")[2]

    def _carry(self, path: str, element: Element) -> None:
        """Take an original along, unless it is too large."""
        state = self._state
        member = state.archive.find(path) if state.archive and path else None
        if member is None or state.archive is None:
            return
        data = state.archive.read(member)
        self._file_bytes += len(data)
        if len(data) > _LARGE_FILE or self._file_bytes > _LARGE_FILES:
            why = N_("the original is too large to be carried along")
            state.report.lose("dropped", "file", why, f"{state.at(element)} {member}")
            return
        self._files[member.replace("\\", "/").rpartition("/")[2]] = data

    # Selections

    def _wait(self, text: _Text, element: Element) -> None:
        start, end = element.get("startPosition") or "", element.get("endPosition") or ""
        if not (_WHOLE.fullmatch(start) and _WHOLE.fullmatch(end)):
            why = N_("its positions are no whole numbers")
            self._state.report.lose("dropped", "PlainTextSelection", why, self._state.at(element))
            return
        words = element.get("name") or text_of(element, "Description")
        text.waiting.append((element, GivenSelection(int(start), int(end), words)))

    def _place_selections(self) -> None:
        tried = [(text.stored, [selection for _, selection in text.waiting]) for text in self._texts]
        ours = self._state.report.origin.startswith("Tanık")
        verdict = Verdict(STANDARD, 0, 0, 0) if ours else find_convention(tried)
        facts = asdict(verdict.convention)
        numbers = {"tried": verdict.tried, "fits": verdict.fits, "fits_standard": verdict.standard}
        self._state.report.facts["offsets"] = {**facts, **numbers}
        for text in self._texts:
            ruler = Ruler(text.stored, verdict.convention)
            for element, selection in text.waiting:
                span = ruler.span(selection.start, selection.end)
                if span is None:
                    why = N_("its positions lie outside of the text")
                    self._state.report.lose("dropped", "PlainTextSelection", why, self._state.at(element))
                    self._lose_codings(element)
                    continue
                self._passage(element, text.source, *span)

    def _passage(self, element: Element, source: str, start: int, end: int) -> None:
        state = self._state
        uid = state.uid(element)
        if start == end:
            why = N_("it holds no words; it is kept for the next export")
            state.report.lose("kept", "PlainTextSelection", why, state.at(element))
        self.passages.append(
            Passage(
                uid,
                source,
                start,
                end,
                element.get("name") or "",
                text_of(element, "Description"),
                state.ref(element, "creatingUser"),
                element.get("creationDateTime") or "",
                state.ref(element, "modifyingUser"),
                element.get("modifiedDateTime") or "",
            )
        )
        state.note_refs(element, uid)
        self._codings(element, uid)

    def _codings(self, element: Element, passage: str) -> None:
        state = self._state
        for each in element:
            if local(each) != "Coding":
                continue
            codes = [state.ref(child) for child in each if local(child) == "CodeRef"]
            if len(codes) != 1 or codes[0] not in self._codes:
                why = N_("its code is not in the codebook of the file")
                state.report.lose("dropped", "Coding", why, state.at(each))
                continue
            uid = state.uid(each)
            coder, at = state.ref(each, "creatingUser"), each.get("creationDateTime") or ""
            self.codings.append(ProjectCoding(uid, passage, codes[0], coder, at))
            state.note_refs(each, uid)

    def _pdf_selections(self, element: Element, source: str, stored: StoredText | None) -> None:
        """Regions of pages are kept; where the words of one are found once in the text, its codes are put there."""
        text = None if stored is None else plain_text(stored)
        for each in element:
            if local(each) != "PDFSelection":
                continue
            why = N_("Tanık codes words, not regions of a page; it is kept for the next export")
            self._state.keep(source, each, why)
            inner = next((child for child in each if local(child) == "Representation"), None)
            words = self._inline(inner) if inner is not None else None
            found = -1
            if words is not None and text and words.text.strip() and text.count(words.text.strip()) == 1:
                found = text.index(words.text.strip())
            if found >= 0 and words is not None:
                self._passage(each, source, found, found + len(words.text.strip()))
            elif any(local(child) == "Coding" for child in each):
                why = N_("it lies in a region of a page whose words are not known; it is kept for the next export")
                codings = sum(local(child) == "Coding" for child in each)
                self._state.report.lose("kept", "Coding", why, self._state.at(each), count=codings)

    def _lose_selections(self, element: Element) -> None:
        for each in element.iter():
            if local(each) == "PlainTextSelection":
                why = N_("the text of its source is missing")
                self._state.report.lose("dropped", "PlainTextSelection", why, self._state.at(each))
                self._lose_codings(each)

    def _lose_codings(self, element: Element) -> None:
        for each in element:
            if local(each) == "Coding":
                why = N_("its selection could not be placed")
                self._state.report.lose("dropped", "Coding", why, self._state.at(each))


def _clean(text: str) -> str:
    """Characters that no text has become “�”, one for one, so that no position moves."""
    return _UNWANTED.sub("\ufffd", text)
