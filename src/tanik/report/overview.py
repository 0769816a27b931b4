"""What was read, by whom, and what was found in it."""

from __future__ import annotations

from tanik.report.items import ReportItem
from tanik.report.markup import name, text
from tanik.report.plan import Plan
from tanik.report.sections import cell, lead, nothing, row, section, table
from tanik.report.wording import SOURCE_KINDS
from tanik.sources.source import SourceKind
from tanik.translation import N_


def summary(plan: Plan) -> str:
    """The report in a few sentences, for its head."""
    words = plan.words
    read = words.say(
        N_("{sources} with {words} read."),
        sources=words.count(len(plan.items), N_("1 source"), N_("{n} sources")),
        words=words.count(sum(place.words for place in plan.places), N_("1 word"), N_("{n} words")),
    )
    found = words.say(
        N_("{statements} of {holders} about {targets}; {doubts} left open."),
        statements=words.count(plan.perspectives.statements, N_("1 statement"), N_("{n} statements")),
        holders=words.count(len(plan.perspectives.holders), N_("1 holder"), N_("{n} holders")),
        targets=words.count(len(plan.perspectives.targets), N_("1 target"), N_("{n} targets")),
        doubts=words.count(sum(map(len, plan.doubts)), N_("1 doubt"), N_("{n} doubts")),
    )
    return f"<p>{text(read)} {text(found)}</p>"


def overview(plan: Plan) -> str:
    words = plan.words
    title = words.say(N_("What was read"))
    if not plan.items:
        return section("sources", title, nothing(words.say(N_("No source has been read yet."))))
    columns = (
        N_("Source"),
        N_("Kind"),
        N_("Pages"),
        N_("Words"),
        N_("Statements"),
        N_("Quotations"),
        N_("Citations"),
        N_("Dates"),
        N_("Doubts"),
        N_("Read by"),
    )
    rows = [_row(plan, number, item) for number, item in enumerate(plan.items)]
    method = lead(
        words.say(
            N_(
                "Everything below was found by the reader named in the last column and is a proposal: "
                "no person has confirmed it. Each number leads to its passages."
            )
        ),
        words.say(
            N_(
                "People and things of several sources are counted as one when kind and name agree, or when the name "
                "of one is an unambiguous other name of the other; a people file decides better."
            )
        )
        if len(plan.items) > 1
        else "",
    )
    caption = words.say(N_("Sources and what was found in them"))
    return section(
        "sources", title, method, table(caption, [words.say(column) for column in columns], rows, numeric=range(2, 9))
    )


def kind_name(plan: Plan, kind: str) -> str:
    """The kind of a source in words; empty when it is not known."""
    known: SourceKind | None = next((one for one in SOURCE_KINDS if one == kind), None)
    return plan.words.say(SOURCE_KINDS[known]) if known else ""


def _row(plan: Plan, number: int, item: ReportItem) -> str:
    words, source, reading = plan.words, item.source, item.reading
    details = [name(author) for author in source.authors]
    if source.written:
        details.append(text(words.say(N_("written {date}"), date=words.date(source.written))))
    if source.published:
        details.append(text(words.say(N_("published {date}"), date=words.date(source.published))))
    if source.title and source.name != source.title:
        details.append(text(words.say(N_("file"))) + " " + name(source.name))
    header = f'<a href="#tx{number + 1}">{plan.source(number)}</a>'
    if details:
        header += f'<span class="meta">{", ".join(details)}</span>'
    kind = kind_name(plan, source.kind or reading.kind)
    if kind and source.kind is None:
        kind = words.say(N_("{kind} (guessed)"), kind=kind)
    counts = (
        len(item.document.pages),
        plan.places[number].words,
        len(reading.statements),
        len(reading.quotations),
        len(reading.citations),
        len(reading.dates),
        len(plan.doubts[number]),
    )
    cells = [cell(text(kind or "–"))]
    cells += [cell(words.number(count) if count else "–", number=True) for count in counts]
    cells.append(cell(name(reading.maker)))
    return row(header, cells, attributes=f'id="so{number + 1}"')
