"""The chapters of a publication, one function each: from what an analysis gave to blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tanik.analysis.answers import TooLittle
from tanik.analysis.criticism import Criticism
from tanik.analysis.event_study import EventStudy
from tanik.analysis.findings import Outcome
from tanik.analysis.hindsight import Hindsight
from tanik.analysis.ledger import DEED_NAMES, DEEDS, UNIT_NAMES, Ledger, number_in_words
from tanik.analysis.lenses import LENS_NAMES, LensTable
from tanik.analysis.perspective_comparisons import DIVIDED_SAYS, Divided, PerspectiveMap
from tanik.analysis.records import flat_rows
from tanik.analysis.tallies import Cell, Tally
from tanik.analysis.who_whom import WhoWhom
from tanik.report import answer_figures as figures
from tanik.report.blocks import Block, Figure, Heading, Note, Table, paragraph
from tanik.report.check_words import CONTRADICTION_STATUSES, CONTRADICTIONS, FINDING_VERDICTS, VERDICTS
from tanik.report.event_figure import event_change
from tanik.report.ledger_figure import comparable, deeds
from tanik.report.map_figure import perspective_map
from tanik.report.markup import shortened
from tanik.report.network_figure import who_whom_chart
from tanik.report.telling import QUOTED, Teller
from tanik.translation import N_

ROWS = 30
"""Rows of a table in the text; files hold all."""
DRAWN = 16
EVENTS, PANELS = 3, 6


def findings(teller: Teller, outcomes: Sequence[Outcome]) -> list[Block]:
    """Each claim with its verdict, its number and the passages on both sides."""
    say = teller.say
    counts = Counter[str](outcome.verdict for outcome in outcomes)
    words = ", ".join(f"{teller.number(counts[v])} {say(name)}" for v, name in FINDING_VERDICTS.items() if counts[v])
    blocks: list[Block] = [
        Heading(say(N_("Findings")), id="findings"),
        paragraph(
            say(N_("{n} claims were put to the statements: {words}."), n=len(outcomes), words=words), style="lead"
        ),
    ]
    for outcome in outcomes:
        blocks += _finding(teller, outcome)
    drawn = [
        o for o in outcomes if o.measure.value is not None and o.measure.low is not None and abs(o.measure.value) <= 1
    ]
    drawn = [
        o for o in drawn if o.finding.measure == "favour" and o.finding.expect in ("direction", "difference", "trend")
    ]
    if drawn:
        caption = say(N_("The numbers of the findings with their intervals. Hollow: too little evidence."))
        chart = figures.verdicts(teller, drawn[:DRAWN], [_claim(teller, outcome) for outcome in drawn[:DRAWN]])
        blocks.append(Figure("findings", caption, chart, caption))
    return blocks


def _claim(teller: Teller, outcome: Outcome) -> str:
    claim = outcome.claim
    return claim.get(teller.language) or next(iter(claim.values()))


def _finding(teller: Teller, outcome: Outcome) -> list[Block]:
    say, measure = teller.say, outcome.measure
    parts: list[str | Note] = [say(FINDING_VERDICTS[outcome.verdict]).capitalize() + ". "]
    if outcome.problem is not None:
        parts.append(outcome.problem.render(teller.translate))
        return [Heading(_claim(teller, outcome), 2), paragraph(*parts)]
    if measure.value is not None:
        number = teller.between(measure.value, measure.low, measure.high)
        sentence = N_("{number} from {n} passages of {sources} sources")
        parts.append(say(sentence, number=number, n=teller.number(measure.n), sources=teller.number(outcome.sources)))
        parts.append(f" ({measure.interval}). " if measure.interval else ". ")
    for sentence, ids in ((N_("{n} passages support it"), outcome.supporting), (N_("{n} oppose it"), outcome.opposing)):
        if ids:
            parts += [say(sentence, n=teller.number(len(ids))), *teller.notes(ids), ". "]
    other = [one.name for one in outcome.left_out if one.verdict != outcome.verdict]
    if other:
        parts.append(say(N_("It would come out differently without {names}."), names=teller.listed(other)))
    elif outcome.left_out:
        parts.append(say(N_("It comes out the same without any one source or coder.")))
    return [Heading(_claim(teller, outcome), 2), paragraph(*parts)]


def perspectives(
    teller: Teller, tally: Tally, divided: Sequence[Divided], mapped: PerspectiveMap | TooLittle | None = None
) -> list[Block]:
    """Who sees whom how, and whom they see differently."""
    say = teller.say
    blocks: list[Block] = [Heading(say(N_("Perspectives")), id="perspectives")]
    if not tally.cells:
        return [*blocks, paragraph(say(N_("No statement fits; nothing can be counted.")))]
    shown = tally.cells[:ROWS]
    rows = tuple(
        (*map(str, cell.names), teller.number(cell.n), *_counts(teller, cell), teller.interval(cell.pooled))
        for cell in shown
    )
    heads = (N_("who"), N_("about whom"), "n", "+", "−", "±", "○", N_("mean (95 %)"))
    drawn = [cell for cell in tally.cells if cell.pooled is not None][:DRAWN]
    if drawn:
        caption = say(
            N_(
                "The pairs of holder and target with the most statements (their number in brackets): mean with 95 "
                "percent interval, drawn towards the mean of all. Blue: surely for; orange: surely against; hollow: "
                "under {few} passages."
            ),
            few=figures.FEW,
        )
        blocks.append(Figure("perspectives", caption, figures.means(teller, drawn), caption))
    blocks.append(
        Table(
            "perspectives",
            say(N_("Statements by holder and target")),
            tuple(map(say, heads)),
            rows,
            frozenset(range(2, 8)),
            _more(teller, len(tally.cells)),
            flat_rows(tally.cells),
        )
    )
    if divided:
        blocks += _divided(teller, divided)
    if isinstance(mapped, PerspectiveMap):
        caption = say(
            N_(
                "A map of the largest holders (blue circles) and targets (orange diamonds) by correspondence analysis. "
                "Holders who speak of the same targets stand near one another, whether for or against them. Distances "
                "from the middle are drawn as their square roots."
            )
        )
        blocks.append(Figure("map", caption, perspective_map(teller, mapped), caption))
    return blocks


def _counts(teller: Teller, cell: Cell) -> tuple[str, ...]:
    return tuple(teller.number(each) for each in (cell.positive, cell.negative, cell.mixed, cell.neutral))


def _more(teller: Teller, rows: int) -> str:
    if rows <= ROWS:
        return ""
    return teller.say(N_("{n} more rows are in the file of the table."), n=teller.number(rows - ROWS))


def _divided(teller: Teller, found: Sequence[Divided]) -> list[Block]:
    say = teller.say
    heads = (N_("about whom"), N_("holders"), "n", N_("opposed"), N_("kindest"), N_("harshest"))
    rows = tuple(
        (
            *(each.name, teller.number(each.holders), teller.number(each.n), teller.decimal(each.opposed)),
            *(f"{cell.names[0]} ({teller.decimal(cell.mean)})" for cell in (each.kindest, each.harshest)),
        )
        for each in found[:ROWS]
    )
    caption = say(N_("Targets about which the holders disagree"))
    table = Table(
        "divided", caption, tuple(map(say, heads)), rows, frozenset((1, 2, 3)), say(DIVIDED_SAYS), flat_rows(found)
    )
    first = found[0]
    return [
        Heading(say(N_("Where they disagree")), 2),
        paragraph(
            say(
                N_("The holders disagree most about {name}: {kind} on one side, {harsh} on the other"),
                name=first.name,
                kind=first.kindest.names[0],
                harsh=first.harshest.names[0],
            ),
            *teller.notes(first.kindest.statements, 1),
            *teller.notes(first.harshest.statements, 1),
            ".",
        ),
        table,
    ]


def who_speaks(teller: Teller, network: WhoWhom) -> list[Block]:
    """The signed network as a picture."""
    say = teller.say
    strongest = network.ties[0]
    names = network.names
    caption = say(
        N_(
            "Who speaks of whom. Arrow: holder to target; blue for, broken orange against, violet divided, grey not "
            "evaluating; width: number of statements."
        )
    )
    return [
        Heading(say(N_("Who speaks of whom")), id="relations"),
        paragraph(
            say(
                N_("{n} pairs; most often {holder} speaks of {target} ({statements} statements)"),
                n=teller.number(len(network.ties)),
                holder=names[strongest.holder],
                target=names[strongest.target],
                statements=teller.number(strongest.statements),
            ),
            *teller.notes(strongest.ids, 2),
            ".",
        ),
        Figure("relations", caption, who_whom_chart(network), caption),
    ]


def hindsights(teller: Teller, found: Hindsight | TooLittle) -> list[Block]:
    """What was felt then and what was written later."""
    say = teller.say
    head = Heading(say(N_("Hindsight")), id="hindsight")
    if isinstance(found, TooLittle):
        return [head, paragraph(teller.phrase(found.sentence))]
    blocks: list[Block] = [head, *(paragraph(teller.phrase(each)) for each in found.says)]
    if any(band.cell is not None and band.cell.pooled is not None for band in found.bands):
        caption = say(
            N_("The mean of what was said by the years between the view and its writing, with 95 percent interval.")
        )
        blocks.append(Figure("hindsight", caption, figures.bands(teller, found.bands), caption))
    rows = tuple(
        (*turn.names, teller.decimal(turn.earlier), teller.decimal(turn.later), f"{turn.n_earlier} + {turn.n_later}",
         teller.decimal(turn.test.p, 3))
        for turn in found.turns[:ROWS]
    )  # fmt: skip
    if rows:
        heads = (N_("who"), N_("about whom"), N_("earlier"), N_("later"), "n", "p")
        caption = say(N_("The same holder on the same target in early and in late sources"))
        more, raw = _more(teller, len(found.turns)), flat_rows(found.turns)
        blocks.append(Table("turns", caption, tuple(map(say, heads)), rows, frozenset(range(2, 6)), more, raw))
    return blocks


def events(teller: Teller, studies: Sequence[EventStudy], known: int) -> list[Block]:
    """What was said before and after the dated events of the file of people, ``known`` in number."""
    say = teller.say
    head = Heading(say(N_("Before and after events")), id="events")
    if not studies:
        sentence = N_(
            "The file of people dates {n} events. Around none of them do enough statements have a date within a year "
            "before and after it, so nothing is drawn."
        )
        return [head, paragraph(say(sentence, n=teller.number(known)))]
    blocks: list[Block] = [head]
    for number, study in enumerate(studies[:EVENTS], 1):
        name = study.event.name
        blocks.append(Heading(name, 2))
        blocks += [paragraph(teller.phrase(each)) for each in study.says]
        caption = say(
            N_(
                "{name}: means before and after it with 95 percent intervals; below, the same change around days drawn "
                "by chance."
            ),
            name=name,
        )
        blocks.append(Figure(f"event-{number}", caption, event_change(teller, study), caption))
    return blocks


def amounts(teller: Teller, ledger: Ledger) -> list[Block]:
    """What was demanded, promised and delivered."""
    say = teller.say
    rows = []
    for balance in ledger.balances[:ROWS]:
        unit = say(UNIT_NAMES[balance.unit]) if balance.unit in UNIT_NAMES else balance.unit
        sums = (balance.sums.get(deed) for deed in DEEDS)
        values = ("–" if value is None else teller.phrase(number_in_words(value)) for value in sums)
        rows.append((*(name or "?" for name in balance.names), unit, *values))
    heads = (N_("giver"), N_("receiver"), N_("unit"), *(DEED_NAMES[deed] for deed in DEEDS))
    blocks: list[Block] = [
        Heading(say(N_("Demanded, promised, delivered")), id="ledger"),
        *(paragraph(teller.phrase(each)) for each in ledger.says),
        Table("balances", say(N_("Amounts by giver and receiver")), tuple(map(say, heads)), tuple(rows),
              frozenset(range(3, 3 + len(DEEDS))), _more(teller, len(ledger.balances)), flat_rows(ledger.balances)),
    ]  # fmt: skip
    compared = comparable(ledger.balances)[:PANELS]
    if compared:
        caption = say(N_("Demanded, offered, promised, delivered, refused: the largest sum that one source tells."))
        blocks.append(Figure("deeds", caption, deeds(teller, compared), caption))
    lines = tuple(
        (
            *(say(DEED_NAMES[e.deed]), e.giver_name or "?", e.receiver_name or "?", e.printed, e.date or "–"),
            Note(_where(teller, e.source_name, e.page), (e.source, e.start, e.end)),
        )
        for e in ledger.entries[:ROWS]
    )
    heads = (N_("deed"), N_("giver"), N_("receiver"), N_("as printed"), N_("date"), N_("where"))
    more = _more(teller, len(ledger.entries))
    caption = say(N_("The entries one by one"))
    blocks.append(Table("ledger", caption, tuple(map(say, heads)), lines, frozenset(), more, flat_rows(ledger.entries)))
    return blocks


def _where(teller: Teller, source: str, page: str | None) -> str:
    return f"{source}, {teller.say(N_('p. {page}'), page=page)}" if page else source


def seen_through(teller: Teller, found: LensTable | TooLittle) -> list[Block]:
    """Interest, security, power and place against ideology, law and friendship."""
    say = teller.say
    head = Heading(say(N_("Theory lenses")), id="lenses")
    if isinstance(found, TooLittle):
        return [head, paragraph(teller.phrase(found.sentence))]
    blocks: list[Block] = [head, *(paragraph(teller.phrase(each)) for each in found.says)]
    sizes = Counter[tuple[str, ...]]()
    for cell in found.cells:
        sizes[cell.names] += len(cell.statements)
    largest = {names for names, _ in sorted(sizes.items(), key=lambda each: (-each[1], each[0]))[:12]}
    names = {cell.lens: say(LENS_NAMES[cell.lens]) for cell in found.cells}
    drawn = [cell for cell in found.cells if cell.names in largest and cell.statements]
    if drawn:
        caption = say(N_("Statements of each holder by lens; the area and the number inside are statements."))
        blocks.append(Figure("lenses", caption, figures.lens_shares(teller, drawn, names), caption))
    for rival in found.rivals[:3]:
        sentence = N_("Two readings of one passage ({lenses}): ")
        lenses = say(sentence, lenses=", ".join(names.get(lens, lens) for lens in rival.lenses))
        blocks.append(
            paragraph(
                lenses, f"“{shortened(rival.text, 2 * QUOTED)}”", *teller.notes(rival.statements, 1), style="quote"
            )
        )
    return blocks


def criticised(teller: Teller, found: Criticism | TooLittle) -> list[Block]:
    """How much rests on whom."""
    say = teller.say
    head = Heading(say(N_("Source criticism")), id="criticism")
    if isinstance(found, TooLittle):
        return [head, paragraph(teller.phrase(found.sentence))]
    blocks: list[Block] = [head, *(paragraph(teller.phrase(each)) for each in found.says)]
    rows = tuple(
        (
            each.name,
            teller.number(each.cell.n),
            teller.percent(100 * each.cell.share),
            teller.decimal(each.cell.mean),
        )
        for each in found.reliance
        if each.by == "source"
    )
    heads = (N_("source"), N_("statements"), N_("share"), N_("mean"))
    caption = say(N_("What rests on each source"))
    blocks.append(
        Table("reliance", caption, tuple(map(say, heads)), rows[:ROWS], frozenset((1, 2, 3)), _more(teller, len(rows)),
              flat_rows(found.reliance))
    )  # fmt: skip
    changed = [each for each in found.without if each.value is not None and each.change is not None]
    if changed:
        whole = (changed[0].value or 0.0) - (changed[0].change or 0.0)
        caption = say(N_("The mean of all statements without each source."))
        blocks.append(Figure("without", caption, figures.left_out(teller, changed[:DRAWN], whole), caption))
    if len(found.saturation.steps) > 2:
        caption = say(
            N_(
                "How many points of view (who judges whom how, who speaks of what) are known after so many sources: in "
                "the order of writing (points) and in {orders} random orders (line with the middle 95 percent)."
            ),
            orders=teller.number(found.saturation.orders),
        )
        blocks.append(Figure("saturation", caption, figures.saturated(teller, found.saturation), caption))
    return blocks


def checks(
    teller: Teller, contradictions: Sequence[tuple[Any, str]], quotations: Sequence[dict[str, Any]]
) -> list[Block]:
    """Contradictions, and quotations against their sources."""
    say = teller.say
    blocks: list[Block] = [Heading(say(N_("Contradictions and quotations")), id="checks")]
    if contradictions:
        rows: tuple[tuple[str | Note, ...], ...] = tuple(
            (
                say(CONTRADICTIONS[found.kind]),
                " / ".join(part for part in found.subject if part),
                *(Note(_side(teller, side), (side.source, side.start, side.end)) for side in (found.one, found.other)),
                say(CONTRADICTION_STATUSES.get(status, status)),
            )
            for found, status in contradictions[:ROWS]
        )
        heads = (N_("kind"), N_("about"), N_("one passage"), N_("the other"), N_("judged"))
        caption = say(N_("Contradictions, the weightiest first"))
        raw = flat_rows([found for found, _ in contradictions])
        more = _more(teller, len(contradictions))
        blocks.append(Table("contradictions", caption, tuple(map(say, heads)), rows, frozenset(), more, raw))
    if quotations:
        counts = Counter(row["verdict"] for row in quotations)
        found_so = tuple((say(name), teller.number(counts[v])) for v, name in VERDICTS.items() if counts[v])
        caption = say(N_("Quotations against the sources of the study"))
        columns = (N_("result"), N_("quotations"))
        blocks.append(
            Table("quotations", caption, tuple(map(say, columns)), found_so, frozenset((1,)), raw=list(quotations))
        )
    return blocks


def _side(teller: Teller, side: Any) -> str:
    return f"{_where(teller, side.source_name, side.page)}: “{shortened(side.text, QUOTED)}”"
