"""``tanik perspectives``, ``hindsight``, ``timeline``, ``ledger``, ``criticism``, ``lenses``: answers from a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tanik.cli.filter_options import (
    between,
    choice_of,
    decimal,
    filter_of,
    filtered,
    hand_out,
    phrase,
    short_of,
)
from tanik.cli.opening import existing, study_argument
from tanik.cli.terminal import percent, show_table, tell
from tanik.cli.wording import Command, Option, say
from tanik.errors import Phrase
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.perspective_comparisons import Accord, Divided, Turn
    from tanik.analysis.tallies import Cell, Tally

_SHOWN = 40
FEATURES = {
    **{"holder": N_("holder"), "target": N_("target"), "topic": N_("topic"), "source": N_("source")},
    **{"kind": N_("kind of source"), "coder": N_("coder"), "page": N_("page"), "witness": N_("handed on by")},
    **{"work": N_("cited work"), "depth": N_("number of hands"), "said": N_("said"), "refers_to": N_("refers to")},
    **{"written": N_("written"), "published": N_("published")},
}
"""What statements are counted by, as the heads of tables name it."""
NOTHING = N_("No statement fits; nothing can be counted.")


@click.command(
    "perspectives",
    cls=Command,
    help=N_(
        "Show who sees whom how: holders by targets, or any other features, with counts, means and intervals.\n\n"
        "The mean (from −1 to 1) is drawn towards the mean of all cells, the more the fewer statements a cell has; the "
        "interval is 95 percent. --show divided lists targets about which holders disagree, turns those who changed, "
        "accords pairs of holders who agree, map the coordinates of a map of all."
    ),
    epilog=N_("Example: tanik perspectives moskova.tanik --by holder,target --said 1920/1922 --csv cells.csv"),
)
@study_argument
@click.option(
    "--by", cls=Option, default="holder,target", metavar=N_("FEATURES"),
    help=N_("What to count by: holder, target, topic, source, kind, coder, witness, work, depth, said, written ..."),
)  # fmt: skip
@click.option(
    "--show", cls=Option, type=click.Choice(("cells", "divided", "turns", "accords", "map")), default="cells",
    help=N_("Which table to show."),
)  # fmt: skip
@filtered
def perspectives(study: str, **given: Any) -> None:
    where = filter_of(given)
    from tanik.analysis.tallies import DIMENSIONS

    by = choice_of(DIMENSIONS, given["by"])
    with existing(study) as opened:
        analyses = opened.analyses
        if given["show"] == "cells":
            _tell_cells(given, analyses.perspectives(where, by))
        elif given["show"] == "divided":
            _tell_divided(given, analyses.divided(where))
        elif given["show"] == "turns":
            _tell_turns(given, analyses.turns(where, "written") + analyses.turns(where, "said"))
        elif given["show"] == "accords":
            answer = analyses.accords(where)
            if not short_of(given, answer):
                _tell_accords(given, answer)  # type: ignore[arg-type]
        else:
            _tell_map(given, analyses.map(where))


def _tell_cells(given: dict[str, Any], counted: Tally) -> None:
    if hand_out(given, counted, counted.cells):
        return
    if not counted.cells:
        tell(NOTHING)
        return
    heads = (
        *(FEATURES[name] for name in counted.by),
        "n",
        "+",
        "−",
        "±",
        "○",
        N_("passages"),
        N_("mean"),
        N_("interval"),
        N_("share of +"),
    )
    show_table(heads, [(*_named(cell, counted.by), *_counts(cell), *_means(cell)) for cell in counted.cells[:_SHOWN]])
    _more(len(counted.cells))
    tell(N_("{n} statements were counted, {left} lack a feature."), n=counted.statements, left=counted.left_out)
    _methods("beta-binomial", "wilson")


def _named(cell: Cell, by: tuple[str, ...]) -> tuple[str, ...]:
    return _words(cell.names, by)


def _words(names: tuple[str, ...], by: tuple[str, ...]) -> tuple[str, ...]:
    """Names as people read them: kinds of sources and the usual topics in the user's language."""
    from tanik.report.wording import SOURCE_KINDS, TOPICS

    known: dict[str, dict[str, str]] = {"kind": {str(k): v for k, v in SOURCE_KINDS.items()}, "topic": TOPICS}
    return tuple(say(known.get(each, {}).get(name, "")) or name for name, each in zip(names, by, strict=True))


def _counts(cell: Cell) -> tuple[str, ...]:
    return tuple(map(str, (cell.n, cell.positive, cell.negative, cell.mixed, cell.neutral, cell.passages)))


def _means(cell: Cell) -> tuple[str, ...]:
    pooled, share = cell.pooled, cell.positive_share
    return (
        decimal(pooled.value if pooled else None),
        between(pooled.low, pooled.high) if pooled else "–",
        between(share.low, share.high) if share else "–",
    )


def _more(rows: int) -> None:
    if rows > _SHOWN:
        tell(N_("{n} more rows; --csv or --json gives them all."), n=rows - _SHOWN)


def _methods(*names: str) -> None:
    from tanik.analysis.answers import METHODS

    for name in names:
        tell(METHODS[name])


def _tell_divided(given: dict[str, Any], found: tuple[Divided, ...]) -> None:
    from tanik.analysis.perspective_comparisons import DIVIDED_SAYS

    if hand_out(given, found, found):
        return
    if not found:
        tell(N_("No target is judged by two holders."))
        return
    heads = (N_("about whom"), N_("holders"), "n", N_("opposed"), N_("kindest"), N_("harshest"))
    show_table(
        heads,
        [
            (each.name, str(each.holders), str(each.n), decimal(each.opposed),
             each.kindest.names[0], each.harshest.names[0])
            for each in found[:_SHOWN]
        ],
    )  # fmt: skip
    _more(len(found))
    tell(DIVIDED_SAYS)


def _tell_turns(given: dict[str, Any], found: tuple[Turn, ...]) -> None:
    if hand_out(given, found, found):
        return
    if not found:
        tell(N_("No holder judges one target four times at different dates, so no change can be looked for."))
        return
    heads = (N_("who"), N_("about whom"), N_("by date"), N_("earlier"), N_("later"), "n", "p")
    show_table(
        heads,
        [
            (*each.names, each.by, decimal(each.earlier), decimal(each.later),
             f"{each.n_earlier} + {each.n_later}", decimal(each.test.p, 3))
            for each in found[:_SHOWN]
        ],
    )  # fmt: skip
    _more(len(found))
    tell(N_("p: share of all ways to deal these values to the two halves that differ at least as much."))


def _tell_accords(given: dict[str, Any], found: tuple[Accord, ...]) -> None:
    if hand_out(given, found, found):
        return
    heads = (N_("who"), N_("and who"), N_("targets"), N_("same side"), N_("interval"), N_("distance"))
    show_table(
        heads,
        [
            (*each.names, str(len(each.targets)), decimal(each.same.value), between(each.same.low, each.same.high),
             decimal(each.distance))
            for each in found[:_SHOWN]
        ],
    )  # fmt: skip
    _more(len(found))


def _tell_map(given: dict[str, Any], found: Any) -> None:
    from tanik.analysis.perspective_comparisons import MAP_SAYS

    if short_of(given, found):
        return
    points = [
        {"side": side, "key": key, "name": name, "mass": mass, "axis_1": place[0], "axis_2": place[1]}
        for side, keys, names, of in (
            ("holder", found.holders, found.holder_names, found.points.rows),
            ("target", found.targets, found.target_names, found.points.columns),
        )
        for key, name, mass, place in zip(keys, names, of.mass, of.principal, strict=True)
    ]
    if given["csv_path"]:
        from tanik.exchange.spreadsheet import write_rows

        write_rows(given["csv_path"], points)
        tell(N_("{n} rows are in {path}."), n=len(points), path=given["csv_path"])
    elif not hand_out(given, found, ()):
        heads = ("", N_("name"), N_("mass"), N_("axis 1"), N_("axis 2"))
        words = {"holder": say(N_("holder")), "target": say(N_("target"))}
        rows = [
            (words[str(p["side"])], str(p["name"]), *(decimal(float(p[k])) for k in ("mass", "axis_1", "axis_2")))
            for p in points
        ]
        show_table(heads, rows)
        shares = " + ".join(decimal(share, 0) for share in found.points.percent[:2])
        tell(N_("The two axes show {shares} percent of the differences."), shares=shares)
        tell(MAP_SAYS)


@click.command(
    "hindsight",
    cls=Command,
    help=N_(
        "Show what lies between the time of a view and its writing, and whether views from afar differ.\n\n"
        "The time of a view is when it was said, else what it refers to. Events with a date in the file of people are "
        "shown as what the witness had lived through."
    ),
    epilog=N_("Example: tanik hindsight moskova.tanik --holder Akdere --cut 10"),
)
@study_argument
@click.option(
    "--cut", cls=Option, type=float, default=5.0, metavar=N_("YEARS"), help=N_("Years that part near from far.")
)
@click.option(
    "--to", "end", cls=Option, type=click.Choice(("written", "published")), default="written",
    help=N_("The second date: written or published."),
)  # fmt: skip
@filtered
def hindsight(study: str, **given: Any) -> None:
    where = filter_of(given)
    with existing(study) as opened:
        found = opened.analyses.hindsight(where, cut=given["cut"], end=given["end"])
    if short_of(given, found) or hand_out(given, found, getattr(found, "rows", ())):
        return
    from tanik.analysis.hindsight import Hindsight

    assert isinstance(found, Hindsight)
    rows = []
    for band in found.bands:
        low, high = (None if edge is None else decimal(edge, 0) for edge in (band.low, band.high))
        years = f"≥ {low}" if high is None else f"< {high}" if low is None else f"{low} – {high}"
        cells = (*_counts(band.cell), *_means(band.cell)) if band.cell else ("0", *["–"] * 8)
        rows.append((years, *cells))
    show_table(
        (N_("years"), "n", "+", "−", "±", "○", N_("passages"), N_("mean"), N_("interval"), N_("share of +")), rows
    )
    for lived in found.lived:
        parts = {"before": lived.before, "after": lived.after}
        tell(
            N_("{event}: of what was before it, {before} statements were written before it and {after} after it."),
            event=lived.event.name,
            **{name: cell.n if cell else 0 for name, cell in parts.items()},
        )
    _say(found.says)


@click.command(
    "timeline",
    cls=Command,
    help=N_(
        "Show statements and events on one axis of time, or what was said before and after an event.\n\n"
        'An event is one with a date in the file of people, or any: --event "Ateşkes=1918-10-30". Partial dates are '
        "intervals: what may lie on either side is counted apart."
    ),
    epilog=N_('Example: tanik timeline moskova.tanik --event "Moskova Antlaşması" --months 24 --role written'),
)
@study_argument
@click.option(
    "--event", cls=Option, metavar=N_("EVENT"), help=N_("Look before and after this event: NAME or NAME=DATE.")
)
@click.option("--months", cls=Option, type=float, default=12.0, metavar=N_("N"), help=N_("The window on either side."))
@click.option(
    "--role", cls=Option, type=click.Choice(("said", "refers_to", "written", "published")), default="said",
    help=N_("Which date of a statement counts."),
)  # fmt: skip
@filtered
def timeline(study: str, **given: Any) -> None:
    where = filter_of(given)
    with existing(study) as opened:
        if given["event"]:
            event = opened.analyses.event(given["event"])
            found: Any = opened.analyses.event_study(event, where, months=given["months"], role=given["role"])
        else:
            found = opened.analyses.axis(where)
    if short_of(given, found):
        return
    if not given["event"]:
        _tell_axis(given, found)
    elif not hand_out(given, found, (found.before, found.after)):
        heads = ("", "n", "+", "−", "±", "○", N_("passages"), N_("mean"), N_("interval"), N_("share of +"))
        sides = ((say(N_("before")), found.before), (say(N_("after")), found.after))
        show_table(heads, [(name, *_counts(cell), *_means(cell)) for name, cell in sides])
        _say(found.says)


def _tell_axis(given: dict[str, Any], found: Any) -> None:
    from tanik.report.wording import ROLES

    if hand_out(given, found, found):
        return
    roles: dict[str, str] = {**{str(role): name for role, name in ROLES.items()}, "event": N_("event")}
    rows = [
        (
            each.edtf,
            say(roles[each.role]),
            str(each.n or ""),
            str(each.positive or ""),
            str(each.negative or ""),
            each.name,
        )
        for each in found
    ]
    show_table((N_("date"), N_("role"), "n", "+", "−", N_("event")), rows)


@click.command(
    "ledger",
    cls=Command,
    help=N_(
        "Show who demanded, offered, promised, delivered or refused how much to whom, as the sources tell it.\n\n"
        "Amounts of money, arms and supplies are read in digits and in words. What a sentence does not settle is said."
    ),
    epilog=N_("Example: tanik ledger moskova.tanik --csv ledger.csv"),
)
@study_argument
@filtered
def ledger(study: str, **given: Any) -> None:
    from tanik.analysis.ledger import DEED_NAMES, DOUBT_NAMES, UNIT_NAMES, number_in_words

    where = filter_of(given)
    with existing(study) as opened:
        found = opened.analyses.ledger(where)
    if hand_out(given, found, found.entries):
        return
    if not found.entries:
        tell(N_("No sentence tells of an amount that was demanded, offered, promised, delivered or refused."))
        return
    heads = (
        *(N_("source"), N_("page"), N_("deed"), N_("from"), N_("to"), N_("how much"), N_("unit"), N_("date")),
        *(N_("printed"), N_("doubt")),
    )
    rows = [
        (
            *(e.source_name, e.page or "", say(DEED_NAMES[e.deed]), e.giver_name or "?", e.receiver_name or "?"),
            *(phrase(number_in_words(e.value, e.upto)), say(UNIT_NAMES.get(e.unit, e.unit)), e.date or ""),
            *(e.printed, "; ".join(say(DOUBT_NAMES[doubt]) for doubt in e.doubts)),
        )
        for e in found.entries
    ]
    show_table(heads, rows)
    click.echo()
    columns = ("demand", "offer", "promise", "delivery", "refusal")
    sums = [
        (
            *(each.names[0] or "?", each.names[1] or "?", say(UNIT_NAMES.get(each.unit, each.unit))),
            *(phrase(number_in_words(each.sums[deed])) if deed in each.sums else "" for deed in columns),
        )
        for each in found.balances
    ]
    show_table((N_("from"), N_("to"), N_("unit"), *(DEED_NAMES[deed] for deed in columns)), sums)
    _say(found.says)


@click.command(
    "criticism",
    cls=Command,
    help=N_(
        "Show on which sources and witnesses the numbers rest, what is left without each, and whether the sources "
        "depend on one another."
    ),
    epilog=N_("Example: tanik criticism moskova.tanik --target Bern"),
)
@study_argument
@filtered
def criticism(study: str, **given: Any) -> None:
    where = filter_of(given)
    with existing(study) as opened:
        found: Any = opened.analyses.criticism(where)
    if short_of(given, found) or hand_out(given, found, getattr(found, "reliance", ())):
        return
    by = {"source": N_("source"), "holder": N_("holder"), "witness": N_("handed on by"), "work": N_("cited work")}
    by["depth"] = N_("number of hands")
    nobody = say(N_("nobody"))
    rows = [
        (say(by[r.by]), r.name or nobody, str(r.cell.n), percent(100 * r.cell.share), decimal(r.cell.mean))
        for r in found.reliance[:_SHOWN]
    ]
    show_table((N_("rests on"), N_("name"), "n", N_("share"), N_("mean")), rows)
    _more(len(found.reliance))
    click.echo()
    steps = {step.source: step for step in found.saturation.steps}
    near = {each.source: each for each in found.nearness}
    left = [
        (
            each.name,
            *(decimal(each.value), decimal(each.change, 3), str(each.left)),
            *(decimal(near[each.source].years, 1), decimal(near[each.source].depth, 1), str(steps[each.source].new)),
        )
        for each in found.without
    ]
    heads = (N_("without"), N_("mean"), N_("change"), N_("left"), N_("years away"), N_("hands"), N_("new views"))
    show_table(heads, left)
    for each in found.dependence[:10]:
        tell(
            N_("{one} and {other} share words in {passages} pairs of passages and cite {works} works in common."),
            one=each.names[0],
            other=each.names[1],
            passages=len(each.passages),
            works=len(each.cited),
        )
    _say(found.says)


@click.command(
    "lenses",
    cls=Command,
    help=N_(
        "Show by what the witnesses explain: interest, security, power and place, or ideology, law and friendship.\n\n"
        "Codes and words are counted apart: a code is a judgement, a word is a hint."
    ),
    epilog=N_("Example: tanik lenses moskova.tanik --by kind"),
)
@study_argument
@click.option(
    "--by", cls=Option, default="holder", metavar=N_("FEATURES"),
    help=N_("Group by: holder, target, source, kind (the audience), said, written ..."),
)  # fmt: skip
@click.option("--rivals", cls=Option, is_flag=True, help=N_("Show passages that several lenses read, side by side."))
@filtered
def lenses(study: str, **given: Any) -> None:
    from tanik.analysis.lenses import LENS_NAMES, LENSES
    from tanik.analysis.tallies import DIMENSIONS

    where = filter_of(given)
    with existing(study) as opened:
        found: Any = opened.analyses.lenses(where, choice_of(DIMENSIONS, given["by"]))
    if short_of(given, found) or hand_out(
        given, found, () if not hasattr(found, "cells") else found.rivals if given["rivals"] else found.cells
    ):
        return
    if given["rivals"]:
        for rival in found.rivals[:_SHOWN]:
            click.echo(f"{rival.source_name}, {rival.page or '–'}: {rival.text}")
            for lens, words in zip(rival.lenses, rival.words, strict=True):
                click.echo(f"    {say(LENS_NAMES[lens])}: {', '.join(words) or say(N_('by its code'))}")
        _more(len(found.rivals))
    else:
        groups: dict[tuple[str, ...], list[str]] = {}
        for cell in found.cells:
            row = groups.setdefault(cell.names, [*_words(cell.names, found.by), str(cell.n)])
            row.append(f"{cell.by_code} / {cell.by_words}")
        heads = (*(FEATURES[name] for name in found.by), "n", *(LENS_NAMES[lens] for lens in LENSES))
        show_table(heads, list(groups.values())[:_SHOWN])
        tell(N_("Each number: statements by code / by words."))
    _say(found.says)


def _say(sentences: tuple[Phrase, ...]) -> None:
    click.echo()
    for sentence in sentences:
        click.echo(phrase(sentence))
