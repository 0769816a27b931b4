"""A publication as the sections of a page: what the blocks say, with a link from each note to its passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count

from tanik.report.blocks import Block, Figure, Heading, Note, Paragraph, Publication, Table
from tanik.report.drawing import svg
from tanik.report.markup import text
from tanik.report.sections import cell, table
from tanik.translation import N_, translator

_ATTRIBUTES = re.compile(r' (?:aria-[a-z]+|role|xmlns(?::xlink)?|version|class)="[^"]*"')
_SIZE = re.compile(r'<svg width="([\d.]+)" height="([\d.]+)"')

Anchor = Callable[[tuple[str, int, int]], str | None]
"""Of a passage (source id, start, end) the address of its place on the page, None when it is not there."""


def chapters(publication: Publication) -> list[tuple[str, str]]:
    """Id and heading of every chapter."""
    return [(block.id, block.text) for block in publication.blocks if isinstance(block, Heading) and block.level == 1]


def sections(publication: Publication, anchor: Anchor) -> list[str]:
    """A ``<section>`` for each chapter."""
    say = translator(publication.language)
    numbers = {"table": count(1), "figure": count(1)}
    found: list[str] = []
    body: list[str] = []
    chapter: Heading | None = None
    for block in (*publication.blocks, None):
        if block is None or (isinstance(block, Heading) and block.level == 1):
            if chapter is not None:
                id = text(chapter.id)
                head = f'<h2 id="{id}-title">{text(chapter.text)}</h2>'
                found.append(
                    f'<section id="{id}" aria-labelledby="{id}-title">\n{head}\n' + "\n".join(body) + "\n</section>"
                )
            chapter, body = block, []
        else:
            body.append(_block(block, anchor, say, numbers))
    return found


def _block(block: Block, anchor: Anchor, say: Callable[[str], str], numbers: dict[str, count[int]]) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{text(block.text)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        words = _parts(block.parts, anchor)
        return f"<blockquote><p>{words}</p></blockquote>" if block.style == "quote" else f"<p>{words}</p>"
    if isinstance(block, Table):
        caption = f"{say(N_('Table'))} {next(numbers['table'])}. {block.caption}"
        rows = [_row(row, block, anchor) for row in block.rows]
        note = f'<p class="none">{text(block.note)}</p>' if block.note else ""
        first, last = min(block.numeric, default=0), max(block.numeric, default=-1)
        return table(caption, block.heads, rows, numeric=range(first, last + 1), id=f"table-{block.id}") + note
    caption = f"{say(N_('Figure'))} {next(numbers['figure'])}. {block.caption}"
    return _figure(block, caption)


def _figure(block: Figure, caption: str) -> str:
    """The picture on its white paper, also on a dark page."""
    drawn = _ATTRIBUTES.sub("", svg(block.chart))
    drawn = _SIZE.sub(r'<svg aria-hidden="true" width="\1" height="\2"', drawn, count=1)
    label = text(block.alternative)
    return (
        f'<figure class="paper" id="figure-{text(block.id)}">'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">{drawn}</div>'
        f"<figcaption>{text(caption)}</figcaption></figure>"
    )


def _row(row: Sequence[str | Note], block: Table, anchor: Anchor) -> str:
    first, *others = (_parts((value,), anchor) for value in row)
    cells = "".join(cell(html, number=n in block.numeric) for n, html in enumerate(others, 1))
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'


def _parts(parts: Sequence[str | Note], anchor: Anchor) -> str:
    return "".join(text(part) if isinstance(part, str) else _note(part, anchor) for part in parts)


def _note(note: Note, anchor: Anchor) -> str:
    address = None if note.place is None else anchor(note.place)
    words = f"[{text(note.text)}]"
    return f' <a class="note" href="{text(address)}">{words}</a>' if address else f' <span class="note">{words}</span>'
