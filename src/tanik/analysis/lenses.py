"""Lenses of theory: by what does a witness explain what states do, and which readings of a passage rival each other?

Seven lenses: *interest*, *security* and *power* (realism), *place* (geopolitics), *ideology*, *law* (liberal and legal
thought) and *friendship* (what states say of themselves). A statement shows a lens by its **codes** (a topic with the
name of the lens, ``theory.law`` too, or a topic of the usual codebook that stands for one) or by its **words**
(``languages/*/lenses.toml``). Both are kept apart, because a word is a hint and a code is a judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.answers import Estimate, Sentence, TooLittle, not_enough
from tanik.analysis.statement_table import StatementTable, distinct, natural
from tanik.analysis.tallies import Cell, tally
from tanik.analysis.uncertainty import wilson_limits
from tanik.languages.pack import language
from tanik.reading.wordvalues import StemTable
from tanik.translation import N_

LENSES = ("interest", "security", "power", "place", "ideology", "law", "friendship")
LENS_NAMES: dict[str, str] = {
    "interest": N_("interest"),
    "security": N_("security"),
    "power": N_("power"),
    "place": N_("geography"),
    "ideology": N_("ideology"),
    "law": N_("law"),
    "friendship": N_("friendship"),
}
_TOPICS = {
    **{"power_balance": "power", "expansionism": "power", "military": "power", "geography": "place"},
    **{"territorial_claims": "place", "ideology_and_propaganda": "ideology", "revolution_and_disorder": "ideology"},
    **{"religion_and_identity": "ideology", "reciprocity_and_law": "law", "treaty_and_negotiation": "law"},
    **{"friendship": "friendship", "economy": "interest", "aid_and_supplies": "interest"},
}
"""Codes of the usual codebook that stand for a lens."""
HARD = ("interest", "security", "power", "place")
NOTHING = N_("No statement shows any of the lenses, by its codes or by its words.")
SAYS = N_(
    "{shown} of {all} statements show at least one lens; {hard} speak of interest, security, power or place, {soft} of "
    "ideology, law or friendship, {both} of both."
)
CANNOT = N_(
    "A lens shows in which words a witness explains, not why a state acted. Words are hints found by a list: look at "
    "the statements before you build on them."
)


@dataclass(frozen=True, slots=True)
class LensCell:
    """How often a lens shows among the ``n`` statements of a group.

    ``by_code``, ``by_words``: statements that show it by a code, by words; ``share``: of all with a lens or without,
    by either, with its interval. ``group``: keys, ``names``: what to show.
    """

    group: tuple[str | None, ...]
    names: tuple[str, ...]
    lens: str
    n: int
    by_code: int
    by_words: int
    share: Estimate
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """One passage that several lenses read: the words that speak for each. ``hard``: a lens of realism is among them
    and one of the others too.
    """

    source: str
    source_name: str
    page: str | None
    text: str
    holders: tuple[str, ...]
    lenses: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...]
    hard: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LensTable:
    """``cells``: by group in the order of its size, then by lens; ``rivals``: the passages of most lenses first."""

    by: tuple[str, ...]
    cells: tuple[LensCell, ...]
    rivals: tuple[Rivals, ...]
    says: tuple[Sentence, ...]


def lenses(
    table: StatementTable, by: Sequence[str] = ("holder",), *, languages: Sequence[str] = ("tr", "en")
) -> LensTable | TooLittle:
    """The lenses by group (see ``tallies.DIMENSIONS``; ``kind`` of the source stands for the audience).

    ``languages``: whose word lists are used, all on every statement. TooLittle when no lens shows anywhere.
    """
    coded, worded, words = _shown(table, languages)
    either = coded | worded
    if not either.any():
        return not_enough(0, 1, NOTHING)
    cells: list[LensCell] = []
    index = {id: n for n, id in enumerate(table.ids)}
    for group in tally(table, by).cells:
        members = np.array([index[id] for id in group.statements], np.intp)
        cells += _cells(group, members, table, coded, worded)
    hard = either[:, [LENSES.index(lens) for lens in HARD]].any(axis=1)
    soft = either[:, [n for n, lens in enumerate(LENSES) if lens not in HARD]].any(axis=1)
    says = (
        Sentence(
            SAYS,
            shown=int(either.any(axis=1).sum()),
            all=table.statements(),
            hard=int(hard.sum()),
            soft=int(soft.sum()),
            both=int((hard & soft).sum()),
        ),
        Sentence(CANNOT),
    )
    return LensTable(tuple(by), tuple(cells), _rivals(table, either, words), says)


Shown = NDArray[np.bool_]


def _shown(table: StatementTable, languages: Sequence[str]) -> tuple[Shown, Shown, dict[int, dict[str, list[str]]]]:
    """Which statement (by index in ``table.ids``) shows which lens by code and by words, and by which words."""
    coded, worded = (np.zeros((len(table.ids), len(LENSES)), np.bool_) for _ in range(2))
    for code, topics in enumerate(table.topics.values):
        found = [at for at, lens in enumerate(LENSES) if lens in map(lens_of, topics)]
        if found:
            rows = distinct(table.statement[table.topics.codes == code])
            for at in found:
                coded[rows, at] = True
    finders = [(language(code), lens_words(code)) for code in languages]
    words: dict[int, dict[str, list[str]]] = {}
    seen: set[int] = set()
    for row in np.argsort(table.statement, kind="stable").tolist():
        statement = int(table.statement[row])
        if statement in seen:
            continue
        seen.add(statement)
        text = str(table.text[row])
        for pack, finder in finders:
            folded = pack.fold(text)
            for hit in finder.find(folded):
                worded[statement, LENSES.index(hit.group)] = True
                printed = text[hit.start : hit.end] if len(folded) == len(text) else folded[hit.start : hit.end]
                known = words.setdefault(statement, {}).setdefault(hit.group, [])
                if printed not in known:
                    known.append(printed)
    return coded, worded, words


def lens_of(topic: str) -> str | None:
    """The lens that a code stands for: its own name, with ``theory.`` before it or not, or one of the usual codes."""
    name = topic.removeprefix("theory.").removeprefix("theory_")
    return name if name in LENSES else _TOPICS.get(name)


def lens_words(code: str) -> StemTable:
    """The word list of a language."""
    rules = language(code).rules("lenses")
    return StemTable([(language(code).fold(stem), lens, 1.0) for lens in LENSES for stem in rules.get(lens, ())])


def _cells(
    group: Cell, members: NDArray[np.intp], table: StatementTable, coded: Shown, worded: Shown
) -> list[LensCell]:
    found = []
    for at, lens in enumerate(LENSES):
        code, word = coded[members, at], worded[members, at]
        showing = members[code | word]
        share, n = np.array([len(showing) / len(members)]), np.array([float(len(members))])
        low, high = wilson_limits(share, n)
        found.append(
            LensCell(
                group.keys,
                group.names,
                lens,
                len(members),
                int(code.sum()),
                int(word.sum()),
                Estimate(float(share[0]), float(low[0]), float(high[0]), "wilson", len(members)),
                tuple(table.ids[n] for n in showing.tolist()),
            )
        )
    return found


def _rivals(table: StatementTable, either: Shown, words: dict[int, dict[str, list[str]]]) -> tuple[Rivals, ...]:
    """Passages under several lenses; the statements on one passage belong together."""
    places = table.places()
    groups: dict[int, list[int]] = {}
    for row in np.argsort(table.statement, kind="stable").tolist():
        if either[table.statement[row]].sum() > 0:
            groups.setdefault(int(places[row]), []).append(row)
    found = []
    for rows in groups.values():
        statements = sorted({int(table.statement[row]) for row in rows})
        lenses_here = tuple(lens for at, lens in enumerate(LENSES) if either[statements, at].any())
        if len(lenses_here) < 2:
            continue
        first = rows[0]
        speaking = tuple(
            tuple(dict.fromkeys(word for n in statements for word in words.get(n, {}).get(lens, ())))
            for lens in lenses_here
        )
        codes = sorted({topic for row in rows for topic in table.topics.at(row) if lens_of(topic)})
        hard = {lens in HARD for lens in lenses_here} == {True, False}
        source = table.source.at(first) or ""
        found.append(
            Rivals(
                source,
                table.name(source),
                table.page.at(first),
                str(table.text[first]),
                tuple(sorted({table.name(table.holder.at(row) or "") for row in rows})),
                lenses_here,
                speaking,
                tuple(codes),
                hard,
                tuple(table.ids[n] for n in statements),
            )
        )
    return tuple(sorted(found, key=lambda one: (-len(one.lenses), not one.hard, natural(one.statements[0]))))
