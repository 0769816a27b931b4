"""What a paragraph is: heading, list item, indented block, entry of a bibliography, or running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tanik.languages.pack import FOLDERS, language
from tanik.sources.extraction import RawBlock
from tanik.text.document import ParagraphKind
from tanik.text.layout import Layout
from tanik.text.reflow import LABEL, Block

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s?[–—-]?\s?[^\W\d_]|([IVXLC]{1,6})[.)]?\s?[–—-]?\s?[^\W\d_]")
_ITEM = re.compile(r"(?:[•●▪◦■□➢✓·*]|[–—-]|\d{1,3}\)|\d{1,3}\.\s|[a-zçğıöşü]\)|\([a-z\d]{1,3}\))\s*[^\W_]")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3,}[.!?…]+[\"”]?\s")
_QUOTES = '"“”„«»‘'
_LONGEST_HEADING = 140
_SET_OFF: dict[str, ParagraphKind] = {"block": "block", "list": "list"}


def classify(blocks: list[Block], layout: Layout, source_headings: bool, given: Sequence[RawBlock] = ()) -> None:
    """Set kind and level of every block.

    ``source_headings``: the source marks its headings, so none are guessed; ``given``: what the source itself sets
    off from the text (indented blocks, list items), in order.
    """
    bibliography = False
    starts = [block.start for block in given]
    before: Block | None = None
    for position, block in enumerate(blocks):
        if block.kind == "note":
            continue
        if block.kind == "body":
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            at = bisect_right(starts, block.first.start) - 1
            if at >= 0 and block.first.start < given[at].end:
                block.kind = _SET_OFF.get(given[at].kind, "body")
        if block.kind == "body":
            _body(block, before, following, layout, source_headings)
        if block.kind == "heading":
            bibliography = _section(" ".join(block.words), bibliography)
        elif bibliography and block.kind in ("body", "list", "block"):
            block.kind = "bibliography"
        before = block


def _body(block: Block, before: Block | None, following: Block | None, layout: Layout, marked: bool) -> None:
    words = " ".join(block.words)
    if not any(c.isalnum() for c in words):
        block.kind = "block"
    elif layout.gap and _unmarked_item(block, before, following):
        block.kind = "list"
    elif _named(words, "bibliography_headings") or (not marked and _heading(block, words, before)):
        block.kind = "heading"
        number = _NUMBER.match(words)
        block.level = 1 + number.group(1).count(".") if number and number.group(1) else 1
    elif _ITEM.match(words) and not LABEL.match(words):
        block.kind = "list"
    elif layout.hard and layout.blank_parts and block.first.indent >= 2 and block.lines > 1:
        block.kind = "block"


def _unmarked_item(block: Block, before: Block | None, following: Block | None) -> bool:
    """An indented item whose mark was lost: after a colon or another item, and short."""
    if before is None or block.first.indent == 0 or block.lines > 4:
        return False
    if before.kind == "list":
        return before.first.indent == block.first.indent
    announced = before.last is not None and before.last.text.endswith(":")
    return announced and following is not None and following.first.indent == block.first.indent


def _heading(block: Block, words: str, before: Block | None) -> bool:
    """A short run of words without end mark that begins with a capital or a number and ends no sentence."""
    if block.lines > 3 or len(words) > _LONGEST_HEADING or LABEL.match(words):
        return False
    if block.last is not None and block.last.ended and not (_NUMBER.match(words) and words.endswith(":")):
        return False
    if words[-1] in ",;-–…" or words[0] in _QUOTES + "–—-(*" or words.endswith(tuple(_QUOTES)):
        return False
    if _SENTENCE_INSIDE.search(words) and not _NUMBER.match(words):
        return False
    letters = [c for c in words if c.isalpha()]
    if len(letters) < 2 or not (letters[0].isupper() or words[0].isdigit()):
        return False
    if ": " in words and words.count(",") >= 2 and not words[0].isdigit():
        return False
    if words.count(" ") > 18 or (words[0].isdigit() and not _NUMBER.match(words)):
        return False
    return before is None or before.kind != "body" or _finished(before)


def _finished(block: Block) -> bool:
    """Whether the paragraph before ended its last sentence (or was no sentence)."""
    if block.last is None or block.last.text[-1] in ",;-–":
        return False
    return block.last.ended or block.last.text[-1] in _QUOTES + ")]*" or block.lines <= 3


def _named(words: str, name: str) -> bool:
    if len(words) > 45 or words.count(" ") > 4:
        return False
    plain = re.sub(r"^[\dIVXLC.\s–—-]{0,8}(?=\w)", "", words[:60]).strip(" .:")
    return any(
        language(code).fold(form) in language(code).words(name)
        for code in FOLDERS
        for form in (plain, words.strip(" .:"))
    )


def _section(words: str, bibliography: bool) -> bool:
    """Whether the paragraphs after this heading are a list of works."""
    if _named(words, "bibliography_headings"):
        return True
    return bibliography and not _named(words, "back_headings")
