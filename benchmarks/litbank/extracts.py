"""The extracts of LitBank: tokens a line, quotations with speakers, chains of mentions.

Layout of the folder (Bamman, Popat and Shen 2019, An Annotated Dataset of Literary Entities; Sims and Bamman 2020,
Measuring Information Propagation in Literary Social Networks): ``quotations_tsv/NAME.txt`` one sentence a line, tokens
parted by blanks; ``quotations_tsv/NAME.ann`` lines QUOTE and ATTRIB; ``coref_tsv/NAME.ann`` lines MENTION and COREF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

OPENING, CLOSING, STRAIGHT = "“‘«`", "”»", "\"'’"
_NO_BLANK_BEFORE = frozenset(".,;:!?)]") | {"n't", "n’t"}
_NEAR = 5
"""Tokens between a quotation and the name of its speaker, at most, where the speaker is explicit."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """``start``/``end``: offsets in ``Extract.text``, with the marks; ``sort``: explicit, pronoun or implicit."""

    start: int
    end: int
    speaker: str
    sort: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    start: int
    end: int
    chain: str
    category: str


@dataclass(slots=True)
class Extract:
    name: str
    text: str
    quotes: list[GoldQuote] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)


def extracts(folder: Path) -> list[Extract]:
    """Every extract of ``folder`` (the one that holds ``quotations_tsv``), by name."""
    return [_extract(path, folder) for path in sorted((folder / "quotations_tsv").glob("*.txt"))]


def _extract(path: Path, folder: Path) -> Extract:
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    text, places = untokenised(rows)
    extract = Extract(path.stem, text)
    chains, raw = {}, []
    for line in (folder / "coref_tsv" / f"{path.stem}.ann").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "COREF":
            chains[cells[1]] = cells[2]
        elif cells[0] == "MENTION":
            raw.append(cells)
    at = {}
    for cells in raw:
        row, first, last_row, last = (int(cell) for cell in cells[2:6])
        chain = chains.get(cells[1], cells[1])
        start, end = places[row][first][0], places[last_row][last][1]
        extract.mentions.append(GoldMention(start, end, chain, cells[8]))
        at.setdefault(chain, []).append((row, first, last, cells[8]))
    spans, speakers = {}, {}
    for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "QUOTE":
            spans[cells[1]] = tuple(int(cell) for cell in cells[2:6])
        else:
            speakers[cells[1]] = cells[2]
    for id, span in spans.items():
        start, end = places[span[0]][span[1]][0], places[span[2]][span[3]][1]
        sort = _sort(span, at.get(speakers[id], []), list(spans.values()))
        extract.quotes.append(GoldQuote(start, end, speakers[id], sort))
    return extract


def _sort(span: tuple[int, ...], mentions: list[tuple[int, int, int, str]], quotes: list[tuple[int, ...]]) -> str:
    """How the text names the speaker beside the quotation: by name or noun, by a pronoun, or not at all."""
    found = set()
    for row, first, last, category in mentions:
        if any((a, b) <= (row, first) <= (c, d) for a, b, c, d in quotes):
            continue
        before = row == span[0] and 0 <= span[1] - last <= _NEAR
        after = row == span[2] and 0 <= first - span[3] <= _NEAR
        if before or after:
            found.add(category)
    return "explicit" if found & {"PROP", "NOM"} else "pronoun" if found else "implicit"


def untokenised(rows: list[list[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Running text, and the place of every token in it.

    Blanks are set as in print. LitBank does not keep paragraphs; a new one is begun where one quotation follows
    another directly, and with a sentence of narration after a quotation.
    """
    pieces: list[str] = []
    places: list[list[tuple[int, int]]] = []
    at, glue, inside, single = 0, True, False, False
    closed = False
    for row in rows:
        places.append([])
        for number, token in enumerate(row):
            opens = token[0] in "“«‘`" or (token == '"' and not inside) or (token == "'" and not single)
            closes = token[-1] in CLOSING or (token == '"' and inside) or (token == "’" or (token == "'" and single))
            if token in ('"', "“"):
                inside = opens
            elif token == "”" or token.endswith("”"):
                inside = False
            if token in ("'", "‘"):
                single = opens
            elif token == "’":
                single = False
            tight = glue or token in _NO_BLANK_BEFORE or (token[0] in "’'" and len(token) > 1 and not opens) or (
                closes and not opens
            )
            if number == 0 and pieces:
                new = closed and not (inside and not opens)
                pieces.append("\n" if new else " ")
                at += 1
            elif not tight:
                pieces.append(" ")
                at += 1
            places[-1].append((at, at + len(token)))
            pieces.append(token)
            at += len(token)
            glue = token in "([“«‘`" or (token in "\"'" and opens)
            closed = closes and not opens
    return "".join(pieces), places
