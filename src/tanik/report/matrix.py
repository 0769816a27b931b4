"""The perspective matrix: holder by target, each cell with its counts and how sure its sign is."""

from __future__ import annotations

from tanik.analysis.perspectives import Cell
from tanik.report.figures import matrix_figure
from tanik.report.markup import text
from tanik.report.plan import Plan
from tanik.report.sections import cell, fold, lead, nothing, row, section, table
from tanik.report.wording import POLARITIES, SIGNS
from tanik.translation import N_

HOLDERS, TARGETS = 15, 10
"""The size of the first view; everything else is in the list of all pairs."""
OPEN_PAIRS = 30


def matrix(plan: Plan) -> str:
    words = plan.words
    title = words.say(N_("Who sees whom how"))
    if not plan.perspectives.cells:
        sentence = N_("No statement with a holder and a target was found, so there is nothing to compare.")
        return section("matrix", title, nothing(words.say(sentence)))
    return section(
        "matrix",
        title,
        lead(
            words.say(
                N_(
                    "Each cell counts the statements of one holder about one target: + positive, − negative, ± mixed, "
                    "○ neutral. The bar below the counts is the 95 percent Wilson interval of the share of positive "
                    "ones among positive and negative ones: long means few statements, and a bar that crosses the "
                    "middle line leaves the direction open."
                )
            )
        ),
        matrix_figure(plan, _biggest_holders(plan), _biggest_targets(plan)),
        _grid(plan),
        _pairs(plan),
        _untargeted(plan),
    )


def _biggest_holders(plan: Plan) -> list[str]:
    found, targets = plan.perspectives, _biggest_targets(plan)
    return [one.key for one in found.holders if any((one.key, target) in found.cells for target in targets)][:HOLDERS]


def _biggest_targets(plan: Plan) -> list[str]:
    return [margin.key for margin in plan.perspectives.targets][:TARGETS]


def pair_anchor(plan: Plan, holder: str, target: str) -> str:
    return f"c{plan.numbers[holder]}-{plan.numbers[target]}"


def _grid(plan: Plan) -> str:
    words, found = plan.words, plan.perspectives
    holders, targets = _biggest_holders(plan), _biggest_targets(plan)
    rows = []
    for holder in holders:
        cells = [_grid_cell(plan, found.cells.get((holder, target))) for target in targets]
        rows.append(row(plan.entity(holder), cells))
    columns = [words.say(N_("Holder")), *(plan.entities.name(target) for target in targets)]
    caption = words.say(
        N_("Holders (rows) by targets (columns): {holders} of {all_holders} by the biggest {targets} of {all_targets}"),
        holders=len(holders),
        all_holders=words.number(sum(1 for margin in found.holders if margin.others)),
        targets=len(targets),
        all_targets=words.number(len(found.targets)),
    )
    return table(caption, columns, rows, classes="grid")


def _grid_cell(plan: Plan, found: Cell | None) -> str:
    if found is None:
        return '<td class="empty"></td>'
    anchor = pair_anchor(plan, found.holder, found.target)
    title = text(_in_words(plan, found))
    return (
        f'<td class="{found.polarity}{" sure" if found.decided else ""}">'
        f'<a href="#{anchor}" title="{title}">{_counts(found)}</a>{_whisker(found)}</td>'
    )


def _counts(found: Cell) -> str:
    values = (found.positive, found.negative, found.mixed, found.neutral)
    return " ".join(f"{sign}{value}" for sign, value in zip(SIGNS.values(), values, strict=True) if value)


def _whisker(found: Cell) -> str:
    """The interval as a drawing 60 units wide, one half in the middle; decoration, the numbers are in the pair list."""
    share = found.positive_share
    if share is None:
        return ""
    low, high, at = (round(1 + 58 * value, 1) for value in (share.low, share.high, share.share))
    return (
        '<svg class="whisker" aria-hidden="true" width="60" height="9" viewBox="0 0 60 9">'
        '<path d="M30 0v9" class="half"/>'
        f'<path d="M{low:g} 4.5H{high:g}" class="range"/><circle cx="{at:g}" cy="4.5" r="2.6"/></svg>'
    )


def _in_words(plan: Plan, found: Cell) -> str:
    words = plan.words
    values = (found.positive, found.negative, found.mixed, found.neutral)
    parts = [
        f"{words.number(value)} {words.say(name)}"
        for name, value in zip(POLARITIES.values(), values, strict=True)
        if value
    ]
    share = found.positive_share
    if share is not None:
        parts.append(
            words.say(
                N_("positive share {share} ({low} to {high})"),
                share=words.percent(share.share),
                low=words.percent(share.low),
                high=words.percent(share.high),
            )
        )
    return ", ".join(parts)


def _pairs(plan: Plan) -> str:
    words, found = plan.words, plan.perspectives
    order = {margin.key: at for at, margin in enumerate(found.holders)}
    columns = {margin.key: at for at, margin in enumerate(found.targets)}
    cells = sorted(found.cells.values(), key=lambda one: (order[one.holder], -one.n, columns[one.target]))
    headings = (
        N_("Holder"),
        N_("Target"),
        N_("n"),
        "+",
        "−",
        "±",
        "○",
        N_("Positive, 95 percent interval"),
        N_("Statements"),
    )
    first_held: dict[str, str] = {}
    first_received: dict[str, str] = {}
    rows = []
    for one in cells:
        pair = pair_anchor(plan, one.holder, one.target)
        first_held.setdefault(one.holder, pair)
        first_received.setdefault(one.target, pair)
        rows.append(_pair(plan, one, held=first_held[one.holder] == pair, received=first_received[one.target] == pair))
    caption = words.say(N_("Every pair of holder and target, with its statements"))
    tools = (
        '<p class="tools" hidden><label>'
        + text(words.say(N_("Only pairs with the name")))
        + ' <input type="search" data-filter="pairs"></label></p>'
    )
    body = tools + table(caption, [words.say(one) for one in headings], rows, numeric=range(2, 8), id="pairs")
    summary = words.count(
        len(cells), N_("Show the 1 pair with its statements"), N_("Show all {n} pairs with their statements")
    )
    return fold(summary, body, open=len(cells) <= OPEN_PAIRS)


def _pair(plan: Plan, found: Cell, *, held: bool, received: bool) -> str:
    """``held``, ``received``: the first row of this holder or target, where ``#by`` and ``#on`` lead."""
    words, share = plan.words, found.positive_share
    interval = "–"
    if share is not None:
        low, high = words.percent(share.low), words.percent(share.high)
        interval = f"{words.percent(share.share)} <span>({low}–{high})</span>"
    links = []
    for id in found.statements:
        first = plan.statements[id][0]
        links.append(f'<a href="#st{id}">{plan.label(first.item, first.index)}</a>')
    on = f' id="on{plan.numbers[found.target]}"' if received else ""
    by = f'<span id="by{plan.numbers[found.holder]}"></span>' if held else ""
    counts = (found.n, found.positive, found.negative, found.mixed, found.neutral)
    cells = [
        f"<td{on}>{plan.entity(found.target)}</td>",
        *(cell(words.number(value) if value else "", number=True) for value in counts),
        cell(interval, number=True),
        cell(", ".join(links)),
    ]
    return row(
        by + plan.entity(found.holder), cells, attributes=f'id="{pair_anchor(plan, found.holder, found.target)}"'
    )


def _untargeted(plan: Plan) -> str:
    count = len(plan.perspectives.without_target)
    if not count:
        return ""
    sentence = plan.words.count(
        count,
        N_("1 statement names no target; it is in the list of statements only."),
        N_("{n} statements name no target; they are in the list of statements only."),
    )
    return f'<p class="meta">{text(sentence)}</p>'
