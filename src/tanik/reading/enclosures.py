"""Documents within a document: letters, telegrams and orders that a memoir gives in full.

A sentence that ends in a colon and names a paper, or the head of a letter (place and date, to whom), opens it; the
signature closes it and says whose words stand between, else the introducing sentence does (``X'ten aldığım telgraf``,
``şu telgrafı yazdım``). Inside, the sender is the voice and the author of the whole only relays.

Needs: mentions. Gives: the sender of each paragraph of such a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tanik.languages.pack import Language
from tanik.reading.annotations import Mention
from tanik.reading.grouping import plain
from tanik.reading.people import People
from tanik.reading.units import CaseFinder, same_length_fold
from tanik.text.document import Document

_MOST = 30
"""Paragraphs of one enclosed document; a longer stretch without a signature is none."""
_UNSIGNED = 6
"""Paragraphs of one that only its introduction announces."""
_WORD = re.compile(r"\w+")
_DATED = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{1,2}(?:/\d{1,2})?\.\d{1,2}\.\d{4}|\b1[89]\d\d\b")
_IN_PARENTHESIS = re.compile(r"\(([^()]{3,70})\)\.?\s*$")
_CLOSING = re.compile(r"[.!?]\s+([^.!?:]{3,60})\.[\"”]?\s*$")
_ENDS = tuple('.!?…:;,"”»')


@dataclass(slots=True)
class _Open:
    """A document whose end has not come: its paragraphs, and its sender by the introduction."""

    paragraphs: list[int] = field(default_factory=list)
    sender: str | None = None
    headed: bool = False
    body: bool = False


class Enclosures:
    """The senders of the enclosed documents of one text: ``senders[paragraph]`` -> entity id."""

    def __init__(self, document: Document, people: People, pack: Language, author: str | None) -> None:
        self.senders: dict[int, str] = {}
        rules = pack.rules("enclosures")
        if not rules or author is None:
            return
        self._document, self._people, self._pack, self._author = document, people, pack, author
        self._cases = CaseFinder(pack)
        self._papers = re.compile(rules["papers"])
        self._sent = re.compile(rules["sent"])
        self._received = re.compile(rules["received"])
        self._head_begins = tuple(rules["head_begins"])
        self._head_ends = tuple(rules["head_ends"])
        self._behalf = tuple(rules["on_behalf"])
        self._aside = tuple(rules["aside"])
        name = self._people.by_id[author].name
        self._own_names = {plain(word) for word in name.split()}
        self._goes_on = tuple(rules["goes_on"])
        self._stack: list[_Open] = []
        for index, paragraph in enumerate(document.paragraphs):
            text = paragraph.text(document.text).strip()
            if text and paragraph.kind != "bibliography":
                self._paragraph(index, text)
        self._close_all()

    def _paragraph(self, index: int, text: str) -> None:
        folded = same_length_fold(text[:2000], self._pack)
        words = len(_WORD.findall(text[:600]))
        if folded.startswith(self._goes_on):
            self._close_all()
        if words <= 16 and self._stack:
            signer = self._signer(index, text) if text[0].isupper() or text[0].isdigit() else None
            if signer and self._stack[-1].body:
                self._sign(index, signer)
                return
            if folded.endswith(self._behalf):
                self._stack[-1].paragraphs.append(index)
                return
        if words <= 18 and self._is_head(text, folded):
            self._head(index)
            return
        waiting = bool(self._stack) and self._stack[-1].headed and not self._stack[-1].body
        if waiting and folded.endswith(":"):
            if words <= 16:
                self._head(index)  # "... tarihli emirnameleri cevabıdır:" after the head
            else:
                self._body(index, text)  # the letter itself introduces another paper
            return
        if folded.endswith(":") and self._papers.search(folded, max(0, len(folded) - 260)):
            self._close_all()
            self._stack.append(_Open(sender=self._introduced(index, folded)))
            return
        self._body(index, text)

    def _is_head(self, text: str, folded: str) -> bool:
        if folded.startswith(self._head_begins):
            return True
        bare = folded.rstrip(" :;,.")
        if bare.endswith(self._head_ends) and not text.endswith((".", "!", "?")) and "," not in bare[-40:-20]:
            return True
        return len(text) < 70 and _DATED.search(text) is not None and not text.endswith((".", "!", "?", ":"))

    def _head(self, index: int) -> None:
        if not self._stack or self._stack[-1].body:
            self._stack.append(_Open())
        self._stack[-1].headed = True
        self._stack[-1].paragraphs.append(index)

    def _body(self, index: int, text: str) -> None:
        if not self._stack:
            return
        top = self._stack[-1]
        top.body = True
        top.paragraphs.append(index)
        found = _IN_PARENTHESIS.search(text) or _CLOSING.search(text)
        if found:
            signer = self._signer(index, found.group(1))
            if signer:
                self._sign(index, signer)
                return
        if len(top.paragraphs) > (_MOST if top.headed else _UNSIGNED):
            self._close_all()

    def _sign(self, index: int, signer: str) -> None:
        top = self._stack.pop()
        for paragraph in (*top.paragraphs, index):
            self.senders[paragraph] = signer

    def _close_all(self) -> None:
        """The author goes on; what bears no signature has the sender whom its introduction names."""
        for each in self._stack:
            sender = each.sender
            if sender is not None:
                for paragraph in each.paragraphs[:_UNSIGNED]:
                    self.senders.setdefault(paragraph, sender)
        self._stack.clear()

    def _mentions(self, index: int) -> Sequence[Mention]:
        paragraph = self._document.paragraphs[index]
        return [
            mention
            for mention in self._people.in_range(paragraph.start, paragraph.end)
            if self._people.by_id[mention.entity].kind in ("person", "organisation", "group")
        ]

    def _signer(self, index: int, text: str) -> str | None:
        """The person whose name, without an ending, closes a short line."""
        bare = text.rstrip(" )")
        if not bare or bare.endswith(_ENDS):
            return None
        last = next((m for m in reversed(self._mentions(index)) if self._people.by_id[m.entity].kind == "person"), None)
        if last is not None and last.end == last.word_end:
            rest = self._document.text[last.word_end : self._document.paragraphs[index].end]
            if not any(letter.isalnum() for letter in rest):
                words = {plain(word) for word in self._document.text[last.start : last.end].split()}
                return self._author if words <= self._own_names else last.entity
        return None

    def _introduced(self, index: int, folded: str) -> str | None:
        """Whom the introducing sentence names as the sender."""
        text = self._document.text
        paragraph = self._document.paragraphs[index]
        tail = folded[max(0, folded.rfind(". ", 0, len(folded) - 30)) :]
        first = paragraph.end - len(tail)
        named = [m for m in self._mentions(index) if m.start >= first]
        for mention in named:
            if self._cases.case(text[mention.end : mention.word_end]) == "genitive":
                at = len(folded) - (paragraph.end - mention.word_end)
                paper = self._papers.search(folded, max(at, 0), max(at, 0) + 30)
                word = _WORD.match(folded, paper.start()) if paper else None
                if word and not word.group().endswith(self._aside):
                    return mention.entity
        received = self._received.search(tail)
        sent = self._sent.search(tail, max(0, len(tail) - 40))
        for case in ("ablative", "genitive"):
            near = [m for m in named if self._cases.case(text[m.end : m.word_end]) == case]
            if near and (received or case == "genitive"):
                if case == "genitive" and sent and not received:
                    continue
                return near[-1].entity
        if received:
            return None
        return self._author if sent else None
