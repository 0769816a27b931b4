"""A text cut into passages that can be compared: whole sentences of one paragraph, up to some 300 characters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tanik.text.document import Document

MAKER = "passages 1"
"""Changes when the same text would be cut otherwise."""

LONGEST = 300
"""Characters after which a new passage begins; a longer sentence stays whole."""

SHORTEST = 20
"""Letters and digits that a passage has at least: less says nothing that could be compared."""

DIGEST = 16
"""Bytes of a digest."""

_READ_FURTHER = 2_000
_LEFT_OUT = frozenset(("heading", "bibliography"))


def passages_of(document: Document) -> list[tuple[int, int]]:
    """Start and end of every passage, in reading order; headings and bibliographies are left out."""
    return [span for span in _cut(document) if _worth(document.text[slice(*span)])]


def _cut(document: Document) -> Iterator[tuple[int, int]]:
    begun: tuple[int, int] | None = None
    present = -1
    for (start, end), number in zip(document.sentences, document.sentence_paragraph, strict=True):
        if begun is not None and (number != present or not begun[0] <= start <= end <= begun[0] + LONGEST):
            yield begun
            begun = None
        if document.paragraphs[number].kind not in _LEFT_OUT:
            begun = (start if begun is None else begun[0], end)
            present = number
    if begun is not None:
        yield begun


def _worth(text: str) -> bool:
    seen = 0
    for letter in text:
        seen += letter.isalnum()
        if seen >= SHORTEST:
            return True
    return False


def prepared(text: str) -> str:
    """The text as an encoder takes it: blanks as one, nothing that would end a C string or is no character, and no
    more than its first 2,000 characters.
    """
    words = " ".join(text[: 2 * _READ_FURTHER].replace("\0", " ").split())[:_READ_FURTHER]
    return words.encode("utf-8", "replace").decode("utf-8")


def digest_of(text: str) -> bytes:
    """SHA-256 of a prepared text, its first 16 bytes: the name of its vector."""
    return hashlib.sha256(text.encode("utf-8")).digest()[:DIGEST]
