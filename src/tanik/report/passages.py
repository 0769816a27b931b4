"""The text itself, with its pages and notes: where every number leads, and from where every passage leads back.

A document is written part by part. Inside a part the text is cut at every begin and end of something found, so that
overlapping statements need no overlapping elements: each piece carries how many statements lie on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from tanik.report.items import ReportItem
from tanik.report.markup import text
from tanik.report.overview import kind_name
from tanik.report.plan import Places, Plan
from tanik.report.sections import lead, nothing, section
from tanik.text.document import Paragraph
from tanik.translation import N_

DEEPEST = 3
"""Shades of the highlight: one statement, two, three or more."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Something that covers words: ``kind`` s(tatement), d(ate), c(itation), q(uotation mark), u(nsure word)."""

    start: int
    end: int
    kind: str
    link: str = ""


def passages(plan: Plan) -> str:
    words = plan.words
    title = words.say(N_("The text"))
    if not any(place.starts for place in plan.places):
        return section("text", title, nothing(words.say(N_("There is no text to show."))))
    sentences = [
        words.say(
            N_(
                "Statements are shaded; where several lie on the same words the shade is deeper. A small number leads "
                "to the statement, a question mark to a doubt, a date, a citation or an opening quotation mark to its "
                "entry."
            )
        )
    ]
    if any(place.shown is not None for place in plan.places):
        sentences.append(
            words.say(
                N_(
                    "The sources are too long to be shown whole: only the paragraphs with statements are here, each "
                    "with the one before and the one after. Numbers that would lead elsewhere are no links."
                )
            )
        )
    texts = [_document(plan, number, item) for number, item in enumerate(plan.items)]
    return section("text", title, lead(*sentences), *texts)


def _document(plan: Plan, number: int, item: ReportItem) -> str:
    kind = kind_name(plan, item.source.kind or item.reading.kind)
    heading = f'<h3><a href="#so{number + 1}">{plan.source(number)}</a>'
    heading += f' <span class="meta">{text(kind)}</span></h3>' if kind else "</h3>"
    parts = _parts(plan, number, item)
    notes = _paragraphs_of_notes(item)
    blocks = []
    before = -1
    for index, paragraph in enumerate(item.document.paragraphs):
        html = [parts[index, part] for part in range(len(paragraph.parts)) if (index, part) in parts]
        if not html:
            continue
        if plan.places[number].shown is not None and index != before + 1:
            blocks.append(_gap(plan, number, paragraph))
        before = index
        first = paragraph.note is not None and notes[paragraph.note] == index
        blocks.append(_paragraph(number, index, paragraph, " ".join(html), f"nt{number + 1}-" if first else ""))
    body = "\n".join(blocks) or nothing(plan.words.say(N_("No passage of this source is shown.")))
    return f'<article id="tx{number + 1}" lang="{text(item.document.language)}">\n{heading}\n{body}\n</article>'


def _gap(plan: Plan, number: int, paragraph: Paragraph) -> str:
    page = plan.page(number, paragraph.start)
    return f'<p class="gap" lang="{plan.words.language}">… {page}</p>'


def _paragraph(number: int, index: int, paragraph: Paragraph, html: str, note: str) -> str:
    own = f'id="pa{number + 1}-{index + 1}"'
    if paragraph.kind == "heading":
        return f"<h4 {own}>{html}</h4>"
    if paragraph.note is not None or paragraph.kind == "note":
        mark = f'<span id="{note}{(paragraph.note or 0) + 1}"></span>' if note else ""
        return f'<p class="note" {own}>{mark}{html}</p>'
    if paragraph.kind in ("block", "list", "bibliography"):
        return f'<p class="{paragraph.kind}" {own}>{html}</p>'
    return f"<p {own}>{html}</p>"


def _parts(plan: Plan, number: int, item: ReportItem) -> dict[tuple[int, int], str]:
    """The HTML of every shown part, by (paragraph, part). One sweep over the text, linear in what was found."""
    places, document = plan.places[number], item.document
    points = _points_by_part(plan, number, item)
    waiting = iter(sorted(_stretches(plan, number, item), key=attrgetter("start", "end", "kind", "link")))
    following = next(waiting, None)
    open_stretches: list[_Stretch] = []
    result: dict[tuple[int, int], str] = {}
    for at, (index, part) in enumerate(places.parts):
        start, end = document.paragraphs[index].parts[part]
        open_stretches = [one for one in open_stretches if one.end > start]
        while following is not None and following.start < end:
            open_stretches.append(following)
            following = next(waiting, None)
        if places.shown is not None and index not in places.shown:
            continue
        # A note that stands in the middle of a statement is not part of it, nor the text around a note's statement.
        note = _is_note(document.paragraphs[index])
        here = [one for one in open_stretches if _owner(document.paragraphs, places, one) == (index if note else None)]
        result[index, part] = "".join(_pieces(document.text, start, end, here, points.get(at, [])))
    return result


def _is_note(paragraph: Paragraph) -> bool:
    return paragraph.kind == "note" or paragraph.note is not None


def _owner(paragraphs: tuple[Paragraph, ...], places: Places, stretch: _Stretch) -> int | None:
    """The note in which a stretch begins, None in the running text."""
    index = places.paragraph(stretch.start)
    return index if _is_note(paragraphs[index]) else None


def _pieces(
    whole: str, start: int, end: int, stretches: list[_Stretch], points: list[tuple[int, str]]
) -> Iterator[str]:
    cuts = {start, end}
    for one in stretches:
        cuts.update(cut for cut in (one.start, one.end) if start < cut < end)
    cuts.update(offset for offset, _ in points)
    order = sorted(cuts)
    begins = sorted(stretches, key=attrgetter("start"))
    at = point = 0
    covering: list[_Stretch] = []
    for left, right in zip(order, [*order[1:], end], strict=True):
        while point < len(points) and points[point][0] == left:
            yield points[point][1]
            point += 1
        while at < len(begins) and begins[at].start <= left:
            covering.append(begins[at])
            at += 1
        covering = [one for one in covering if one.end > left]
        if left < right:
            yield _piece(text(whole[left:right]), covering)


def _piece(html: str, covering: list[_Stretch]) -> str:
    link = next((one.link for kind in "qcd" for one in covering if one.kind == kind and one.link), "")
    if any(one.kind == "u" for one in covering):
        html = f'<span class="unsure">{html}</span>'
    if link:
        html = f'<a class="found" href="#{link}">{html}</a>'
    depth = sum(one.kind == "s" for one in covering)
    return f'<mark class="m{min(depth, DEEPEST)}">{html}</mark>' if depth else html


def _stretches(plan: Plan, number: int, item: ReportItem) -> Iterator[_Stretch]:
    reading = item.reading
    for statement in reading.statements:
        yield _Stretch(statement.start, statement.end, "s")
    for index, date in enumerate(reading.dates):
        yield _Stretch(
            date.start, date.end, "d", plan.anchor("dt", number, index) if plan.lists("dt", number, index) else ""
        )
    rows = {place: work for work in reversed(plan.reliance.works) for place in work.citations if place[0] == number}
    for index, citation in enumerate(reading.citations):
        work = rows.get((number, index))
        yield _Stretch(citation.start, citation.end, "c", f"wk{plan.works[work.key]}" if work else "")
    for index, quotation in enumerate(reading.quotations):
        if plan.lists("qt", number, index) and quotation.outer_start < quotation.start:
            link = plan.anchor("qt", number, index)
            yield _Stretch(quotation.outer_start, quotation.outer_start + 1, "q", link)
    for start, end, _ in item.document.unsure:
        yield _Stretch(start, end, "u")


def _points_by_part(plan: Plan, number: int, item: ReportItem) -> dict[int, list[tuple[int, str]]]:
    """Anchors and marks that take no room of the text: (offset, HTML) of every part, in order."""
    places = plan.places[number]
    result: dict[int, list[tuple[int, str]]] = {}
    if not places.starts:
        return result
    for offset, html in sorted(_points(plan, number, item), key=lambda point: point[0]):
        at = places.part(offset)
        index, part = places.parts[at]
        start, end = item.document.paragraphs[index].parts[part]
        result.setdefault(at, []).append((min(max(offset, start), end), html))
    return result


def _points(plan: Plan, number: int, item: ReportItem) -> Iterator[tuple[int, str]]:
    reading, words = item.reading, plan.words
    for index, page in enumerate(item.document.pages):
        label = text(words.say(N_("p. {page}"), page=page.name))
        yield page.start, f'<span class="page" id="pg{number + 1}-{index + 1}" lang="{words.language}">{label}</span>'
    for index, statement in enumerate(reading.statements):
        label = plan.label(number, index)
        spoken = words.say(N_("statement {number}"), number=label)
        yield statement.start, _back(plan, "ps", "st", number, index, label, spoken)
    for index, doubt in enumerate(plan.doubts[number]):
        if plan.lists("du", number, index):
            yield doubt.start, _back(plan, "pu", "du", number, index, "?", words.say(N_("doubt")))
    for index, date in enumerate(reading.dates):
        yield date.start, f'<span id="{plan.anchor("pd", number, index)}"></span>'
    for index, citation in enumerate(reading.citations):
        yield citation.start, f'<span id="{plan.anchor("pc", number, index)}"></span>'
    for index, quotation in enumerate(reading.quotations):
        yield quotation.outer_start, f'<span id="{plan.anchor("pq", number, index)}"></span>'
    notes = _paragraphs_of_notes(item)
    shown = plan.places[number].shown
    for index, note in enumerate(item.document.notes):
        if note.anchor is not None and index in notes and (shown is None or notes[index] in shown):
            yield note.anchor, f'<a class="notemark" href="#nt{number + 1}-{index + 1}">{text(note.mark or "*")}</a>'


def _paragraphs_of_notes(item: ReportItem) -> dict[int, int]:
    """The first paragraph of each note that has one."""
    found: dict[int, int] = {}
    for index, paragraph in enumerate(item.document.paragraphs):
        if paragraph.note is not None:
            found.setdefault(paragraph.note, index)
    return found


def _back(plan: Plan, own: str, row: str, number: int, index: int, label: str, spoken: str) -> str:
    anchor, back = plan.anchor(own, number, index), plan.anchor(row, number, index)
    return f'<a class="ref" id="{anchor}" href="#{back}" aria-label="{text(spoken)}">{label}</a>'
