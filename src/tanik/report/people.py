"""People and things: names, aliases, how often they occur, what they say and what is said of them."""

from __future__ import annotations

from tanik.analysis.entities import EntityRow
from tanik.languages.pack import language
from tanik.report.markup import name, text
from tanik.report.plan import Plan
from tanik.report.sections import cell, fold, nothing, row, section, table
from tanik.report.wording import ENTITY_KINDS
from tanik.translation import N_

FIRST, ALIASES = 40, 15
"""So many in the first table, the others in a second one that is closed; so many aliases of each."""


def people(plan: Plan) -> str:
    words = plan.words
    title = words.say(N_("People and things"))
    if not plan.entities.rows:
        sentence = N_("No person, state, place or other thing with a name was found.")
        return section("people", title, nothing(words.say(sentence)))
    held = {margin.key: margin.statements for margin in plan.perspectives.holders}
    received = {margin.key: margin.statements for margin in plan.perspectives.targets}
    with_pairs = {holder for holder, _ in plan.perspectives.cells}
    order = sorted(
        plan.entities.rows.values(),
        key=lambda one: (-held.get(one.key, 0) - received.get(one.key, 0), -one.mentions, plan.numbers[one.key]),
    )
    rows = [_row(plan, one, held.get(one.key, 0), received.get(one.key, 0), one.key in with_pairs) for one in order]
    columns = [
        words.say(one)
        for one in (
            N_("Name"),
            N_("Kind"),
            N_("Also called"),
            N_("Mentions"),
            N_("Statements by"),
            N_("Statements about"),
        )
    ]
    caption = words.say(N_("People and things, those with most statements first"))
    blocks = [table(caption, columns, rows[:FIRST], numeric=range(3, 6))]
    if len(rows) > FIRST:
        more = words.say(N_("The other {n} people and things"), n=words.number(len(rows) - FIRST))
        blocks.append(fold(more, table(more, columns, rows[FIRST:], numeric=range(3, 6))))
    return section("people", title, *blocks)


def _row(plan: Plan, one: EntityRow, held: int, received: int, paired: bool) -> str:
    words, number = plan.words, plan.numbers[one.key]
    header = name(one.name)
    if one.titles:
        header += f'<span class="meta">{", ".join(name(title) for title in one.titles)}</span>'
    mentions = words.number(one.mentions)
    if one.first is not None and plan.places[one.first[0]].shows(one.first[1]):
        item, offset = one.first
        anchor = f"pa{item + 1}-{plan.places[item].paragraph(offset) + 1}"
        hint = text(words.say(N_("first mention")))
        mentions = f'<a href="#{anchor}" title="{hint}">{mentions}</a>'
    by = f'<a href="#by{number}">{words.number(held)}</a>' if held and paired else words.number(held)
    on = f'<a href="#on{number}">{words.number(received)}</a>' if received else words.number(received)
    cells = [
        cell(text(words.say(ENTITY_KINDS[one.kind]))),
        cell(", ".join(name(alias) for alias in _aliases(one)) + (" …" if len(one.aliases) > ALIASES else "")),
        cell(mentions, number=True),
        cell(by, number=True),
        cell(on, number=True),
    ]
    return row(header, cells, attributes=f'id="en{number}"')


def _aliases(one: EntityRow) -> list[str]:
    """The first aliases, without those that differ from the name or from one another in capitals only."""
    fold = language("tr").fold
    different = {fold(one.name): one.name}
    for alias in one.aliases[:ALIASES]:
        different.setdefault(fold(alias), alias)
    return list(different.values())[1:]
