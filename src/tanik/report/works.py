"""Works cited: how much rests on each, and what is doubtful about it."""

from __future__ import annotations

from tanik.analysis.reliance import WorkRow, citation_label
from tanik.report.markup import name, text
from tanik.report.plan import Plan
from tanik.report.sections import cell, fold, lead, nothing, row, section, table
from tanik.translation import N_

FIRST = 40
PLACES = 60
"""So many places of one work are listed; the number says how many there are."""


def works(plan: Plan) -> str:
    words, found = plan.words, plan.reliance
    title = words.say(N_("Works cited"))
    if not found.works:
        return section("works", title, nothing(words.say(N_("The sources cite no work."))))
    explained = lead(
        words.say(
            N_("{cited} of {all} statements are covered by a citation; the shares are parts of these."),
            cited=words.number(found.cited),
            all=words.number(found.all),
        ),
        words.say(N_("A citation of several works counts for each of them.")),
    )
    columns = [
        words.say(one)
        for one in (
            N_("Work"),
            N_("Citations"),
            N_("Quotations"),
            N_("Statements"),
            N_("Share"),
            N_("Doubts"),
            N_("Where"),
        )
    ]
    rows = [_row(plan, work) for work in found.works]
    blocks = [
        table(words.say(N_("Works, the one that carries most first")), columns, rows[:FIRST], numeric=range(1, 6))
    ]
    if len(rows) > FIRST:
        more = words.say(N_("The other {n} works"), n=words.number(len(rows) - FIRST))
        blocks.append(fold(more, table(more, columns, rows[FIRST:], numeric=range(1, 6))))
    return section("works", title, explained, *blocks)


def _row(plan: Plan, work: WorkRow) -> str:
    words = plan.words
    label = " ".join(part for part in (work.author, work.year) if part) or work.title or "?"
    header = name(label)
    notes = [name(work.title)] if work.title and work.title != label else []
    if not work.listed and any(other.listed for other in plan.reliance.works):
        notes.append(text(words.say(N_("not in a list of works"))))
    if notes:
        header += f'<span class="meta">{", ".join(notes)}</span>'
    share = plan.reliance.share(work)
    doubts = words.number(len(work.doubts)) if work.doubts else ""
    if work.doubts and plan.lists("du", *work.doubts[0]):
        doubts = f'<a href="#{plan.anchor("du", *work.doubts[0])}">{doubts}</a>'
    cells = [
        cell(words.number(len(work.citations)), number=True),
        cell(words.number(len(work.quotations)), number=True),
        cell(words.number(len(work.statements)), number=True),
        cell(words.percent(share) if share is not None else "–", number=True),
        cell(doubts, number=True),
        cell(_where(plan, work)),
    ]
    return row(header, cells, attributes=f'id="wk{plan.works[work.key]}"')


def _where(plan: Plan, work: WorkRow) -> str:
    links = []
    for item, index in work.citations[:PLACES]:
        citation = plan.items[item].reading.citations[index]
        page = plan.page(item, citation.start) or plan.label(item, index)
        title = text(citation_label(citation))
        if plan.places[item].shows(citation.start):
            links.append(f'<a href="#{plan.anchor("pc", item, index)}" title="{title}">{page}</a>')
        else:
            links.append(page)
    if len(work.citations) > PLACES:
        links.append("…")
    return ", ".join(links)
