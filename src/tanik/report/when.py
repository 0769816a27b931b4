"""The timeline: what was said, what is referred to, what was written, and the dates that the text names."""

from __future__ import annotations

from tanik.analysis.timeline import TimePoint
from tanik.report.figures import timeline_figure
from tanik.report.markup import name, shortened, text
from tanik.report.plan import MOST_ROWS, Plan
from tanik.report.sections import cell, fold, lead, nothing, row, section, table
from tanik.report.wording import ROLES
from tanik.translation import N_

OPEN_DATES = 40
EXCERPT = 120
CALENDARS = {
    "gregorian": N_("Gregorian"),
    "julian": N_("Julian"),
    "rumi": N_("Rumi"),
    "hijri": N_("Hijri"),
}


def when(plan: Plan) -> str:
    words, found = plan.words, plan.timeline
    title = words.say(N_("When"))
    if not found.points and not found.unplaced:
        return section("timeline", title, nothing(words.say(N_("No date was found in the sources."))))
    return section(
        "timeline",
        title,
        lead(
            words.say(
                N_(
                    "When something was said, what time it speaks of and when it was written down are kept apart: "
                    "the distance between them is hindsight."
                )
            )
        ),
        timeline_figure(plan) if found.points else "",
        _list(plan),
        _unplaced(plan),
    )


def _list(plan: Plan) -> str:
    words, points = plan.words, plan.timeline.points
    if not points:
        return ""
    columns = [words.say(one) for one in (N_("Date"), N_("What"), N_("As the source has it"), N_("Place"))]
    rows = [_row(plan, point) for point in points[:MOST_ROWS]]
    body = table(words.say(N_("Everything dated, in the order of time")), columns, rows)
    if len(points) > MOST_ROWS:
        left = words.say(N_("{n} later dates are left out of this list."), n=words.number(len(points) - MOST_ROWS))
        body += f'<p class="meta">{text(left)}</p>'
    summary = words.count(len(points), N_("Show the 1 date"), N_("Show all {n} dates as a list"))
    return fold(summary, body, open=len(points) <= OPEN_DATES)


def _row(plan: Plan, point: TimePoint) -> str:
    words, item = plan.words, point.item
    shown = words.date(point.edtf)
    value = f'<span class="meta">{text(point.edtf)}</span>' if point.edtf != shown else ""
    header = f"{text(shown)}{value}"
    role = text(words.say(ROLES[point.role]))
    if point.role in ("written", "published"):
        return row(header, [cell(role), cell(f'<a href="#so{item + 1}">{plan.source(item)}</a>'), cell("")])
    if point.role == "date":
        return _date_row(plan, header, role, item, point.index)
    first = plan.statements[f"{item + 1}-{point.index + 1}"][0]
    saying = f"{name(first.holder_name)}: {text(shortened(first.text, EXCERPT))}"
    link = f'<a href="#{plan.anchor("st", item, point.index)}">{saying}</a>'
    place = plan.passage("ps", item, point.index, first.start, plan.where(item, first.start))
    return row(header, [cell(role), cell(link), cell(place)])


def _date_row(plan: Plan, header: str, role: str, item: int, index: int) -> str:
    words, date = plan.words, plan.items[item].reading.dates[index]
    printed = text(shortened(plan.items[item].document.text[date.start : date.end], EXCERPT))
    calendar = ""
    if date.calendar != "gregorian":
        known = CALENDARS.get(date.calendar)
        calendar = f' <span class="meta">{text(words.say(known) if known else date.calendar)}</span>'
    if date.alternatives:
        other = words.say(N_("or {dates}"), dates=", ".join(words.date(one) for one in date.alternatives))
        calendar += f' <span class="meta">{text(other)}</span>'
    place = plan.passage("pd", item, index, date.start, plan.where(item, date.start))
    attributes = f'id="{plan.anchor("dt", item, index)}"'
    return row(header, [cell(role), cell(printed + calendar), cell(place)], attributes=attributes)


def _unplaced(plan: Plan) -> str:
    found = plan.timeline.unplaced
    if not found:
        return ""
    words = plan.words
    entries = []
    for item, index in found[:MOST_ROWS]:
        date = plan.items[item].reading.dates[index]
        printed = text(shortened(plan.items[item].document.text[date.start : date.end], EXCERPT))
        place = plan.passage("pd", item, index, date.start, plan.where(item, date.start))
        entries.append(f'<li id="{plan.anchor("dt", item, index)}">{printed} <span class="meta">{place}</span></li>')
    summary = words.count(len(found), N_("1 date has no place on the axis"), N_("{n} dates have no place on the axis"))
    return fold(summary, '<ul class="plain">' + "\n".join(entries) + "</ul>")
