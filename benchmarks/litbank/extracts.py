"""The extracts of LitBank: tokens a line, quotations with speakers, chains of mentions.

Layout of the folder (Bamman, Popat and Shen 2019, An Annotated Dataset of Literary Entities; Sims and Bamman 2020,
Measuring Information Propagation in Literary Social Networks): ``quotations_tsv/NAME.txt`` one sentence a line, tokens
parted by blanks; ``quotations_tsv/NAME.ann`` lines QUOTE and ATTRIB; ``coref_tsv/NAME.ann`` lines MENTION and COREF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

CLOSING = "”»"
_NO_BLANK_BEFORE = frozenset(".,;:!?)]") | {"n't", "n’t"}
_NEAR = 5
"""Tokens between a quotation and the name of its speaker, at most, where the speaker is explicit."""
_SAID = frozenset(
    [
        "said",
        "says",
        "say",
        "asked",
        "replied",
        "answered",
        "cried",
        "exclaimed",
        "remarked",
        "added",
        "observed",
        "continued",
        "returned",
        "rejoined",
        "retorted",
        "repeated",
        "whispered",
        "murmured",
        "muttered",
        "shouted",
        "called",
        "inquired",
        "demanded",
        "suggested",
        "explained",
        "declared",
        "announced",
        "insisted",
        "protested",
        "began",
        "resumed",
        "interrupted",
        "laughed",
        "sighed",
        "told",
        "thought",
        "wrote",
        "persisted",
        "screamed",
        "growled",
        "pursued",
        "went",
        "broke",
        "put",
        "responded",
        "admitted",
        "agreed",
    ]
)
"""The common verbs of saying: one of them beside the speaker's name makes a speaker explicit."""


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
        sort = _sort(span, at.get(speakers[id], []), list(spans.values()), rows)
        extract.quotes.append(GoldQuote(start, end, speakers[id], sort))
    return extract


def _sort(
    span: tuple[int, ...],
    mentions: list[tuple[int, int, int, str]],
    quotes: list[tuple[int, ...]],
    rows: list[list[str]],
) -> str:
    """How the text names the speaker beside the verb of saying: by name or noun, by a pronoun, or not at all."""
    found = set()
    for row, first, last, category in mentions:
        if any((a, b) <= (row, first) <= (c, d) for a, b, c, d in quotes):
            continue
        before = row == span[0] and 0 <= span[1] - last <= _NEAR
        after = row == span[2] and 0 <= first - span[3] <= _NEAR
        beside = rows[row][max(first - 3, 0) : last + 4]
        if (before or after) and not _SAID.isdisjoint(word.lower() for word in beside):
            found.add(category)
    return "explicit" if found & {"PROP", "NOM"} else "pronoun" if found else "implicit"


def untokenised(rows: list[list[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Running text, and the place of every token in it.

    Blanks are set as in print. LitBank does not keep paragraphs; a new one is begun where one quotation follows
    another directly, and with a sentence of narration after a quotation.
    """
    pieces: list[str] = []
    places: list[list[tuple[int, int]]] = []
    at, glue, inside, single, closed, told = 0, True, False, False, False, 0
    for row in rows:
        places.append([])
        quoted = inside
        for number, token in enumerate(row):
            opens, closes = _roles(row, number, inside, single)
            single = opens or (single and not closes) if token in ("'", "‘", "’") else single
            if token[0] in '"“' or token[-1] in '"”':
                inside = opens
            tight = glue or token in _NO_BLANK_BEFORE or (token[0] in "’'" and len(token) > 1 and not opens) or closes
            if number == 0 and pieces:
                begins = opens or token[0].isupper()
                new = begins and not quoted and (closed or (opens and told > 1))
                pieces.append("\n" if new else " ")
                at += 1
            elif not tight:
                pieces.append(" ")
                at += 1
            places[-1].append((at, at + len(token)))
            pieces.append(token)
            at += len(token)
            glue = token in "([“«‘`" or (token in "\"'" and opens)
            closed = closes
            quoted = quoted or opens or closes
        told = 0 if quoted else told + 1
    return "".join(pieces), places


def _roles(row: list[str], number: int, inside: bool, single: bool) -> tuple[bool, bool]:
    """Whether a token opens or closes a quotation: a straight mark tells it by its neighbours only."""
    token = row[number]
    if token[0] in "“«‘`":
        return token != "‘" or len(row) > number + 1, False
    if token[-1] in CLOSING or token == "’":
        return False, True
    if token == '"':
        # At the start of a row with all its marks in pairs it opens, whatever was left open before.
        inside = inside and not (number == 0 and row.count('"') % 2 == 0)
        return not inside, inside
    if token == "'":
        before = row[number - 1] if number else ""
        if before and (single or before[-1] == "s") and before[-1] in ".,!?-;s":
            return False, True
        return True, False
    return False, False
