"""Building blocks of every section: heading, table, empty state, fold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tanik.report.markup import text


def section(id: str, title: str, *blocks: str) -> str:
    body = "\n".join(block for block in blocks if block)
    return (
        f'<section id="{id}" aria-labelledby="{id}-title">\n<h2 id="{id}-title">{text(title)}</h2>\n{body}\n</section>'
    )


def nothing(sentence: str) -> str:
    """The state in which there is nothing to show, as a plain sentence."""
    return f'<p class="none">{text(sentence)}</p>'


def lead(*sentences: str) -> str:
    return f'<p class="lead">{text(" ".join(sentence for sentence in sentences if sentence))}</p>'


def fold(summary: str, body: str, *, open: bool = False, id: str = "") -> str:
    """A part that opens and closes without a script."""
    name = f' id="{id}"' if id else ""
    return f"<details{name}{' open' if open else ''}><summary>{text(summary)}</summary>\n{body}\n</details>"


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[str],
    *,
    numeric: range = range(0),
    classes: str = "",
    id: str = "",
) -> str:
    """A table in a box that scrolls by itself on a narrow screen.

    ``columns`` are plain text, ``rows`` HTML; the columns of ``numeric`` hold numbers and stand at the right.
    """
    head = "".join(
        f'<th scope="col" class="num">{text(column)}</th>' if at in numeric else f'<th scope="col">{text(column)}</th>'
        for at, column in enumerate(columns)
    )
    name = f' id="{id}"' if id else ""
    label = text(caption)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table{name} class="{classes}"><caption>{label}</caption><thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


def row(header: str, cells: Iterable[str], *, attributes: str = "") -> str:
    """One table row whose first cell is its header."""
    gap = " " if attributes else ""
    return f'<tr{gap}{attributes}><th scope="row">{header}</th>' + "".join(cells) + "</tr>"


def cell(html: str, *, number: bool = False) -> str:
    return f'<td class="num">{html}</td>' if number else f"<td>{html}</td>"
