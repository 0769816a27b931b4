"""The report: one HTML file that needs nothing outside itself.

Its content security policy allows the one style sheet and the one script that stand in it, by their hashes, and
nothing else: no address is ever asked, and nothing that a source holds can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from tanik.errors import StudyNotWritableError
from tanik.reasons import refusal
from tanik.report.block_html import chapters as answer_chapters
from tanik.report.block_html import sections as answer_sections
from tanik.report.blocks import Publication
from tanik.report.doubts import doubts
from tanik.report.items import ReportItem
from tanik.report.markup import name, text
from tanik.report.matrix import matrix
from tanik.report.overview import overview, summary
from tanik.report.passages import passages
from tanik.report.people import people
from tanik.report.plan import Plan, plan
from tanik.report.quoted import quotations
from tanik.report.sayings import sayings
from tanik.report.when import when
from tanik.report.works import works
from tanik.translation import N_

CONTENTS = (
    ("sources", N_("What was read")),
    ("matrix", N_("Who sees whom how")),
    ("timeline", N_("When")),
    ("people", N_("People and things")),
    ("works", N_("Works cited")),
    ("quotations", N_("Quotations")),
    ("statements", N_("Statements")),
    ("doubts", N_("Doubts")),
    ("text", N_("The text")),
)


def write_report(
    items: Sequence[ReportItem], path: Path, *, language: str, title: str, publication: Publication | None = None
) -> None:
    """Write the report of ``items`` to ``path``, in ``language`` (``"tr"`` or ``"en"``).

    ``publication``: the answers of the study, which stand first. The same items, language, title and publication give
    the same bytes. Raises StudyNotWritableError T601.
    """
    page = render_report(items, language=language, title=title, publication=publication)
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StudyNotWritableError(
            "T601",
            N_("The report {path} cannot be written: {reason}."),
            N_("Choose another place with -o, or make room and try again."),
            path=str(path),
            reason=refusal(error),
        ) from error


def render_report(
    items: Sequence[ReportItem], *, language: str, title: str, publication: Publication | None = None
) -> str:
    """The report as HTML text."""
    made = plan(items, language)
    style, script = _part("page.css"), _part("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    sections = (overview, matrix, when, people, works, quotations, sayings, doubts, passages)
    parts = [section(made) for section in sections]
    chapters = [(id, made.words.say(heading)) for id, heading in CONTENTS]
    if publication is not None:
        # After what was read; all that can be looked up comes behind the answers.
        parts[1:1] = answer_sections(publication, _anchor(made))
        chapters[1:1] = answer_chapters(publication)
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="generator" content="Tanık">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{_head(made, title, chapters)}\n"
        f'<main id="main">\n{body}\n</main>\n{_foot(made)}\n<script>{script}</script>\n</body>\n</html>\n'
    )


def _anchor(made: Plan) -> Callable[[tuple[str, int, int]], str | None]:
    """A function from a passage to its row in the list of statements, or to its place in the text."""
    rows = {
        (item.source.id, statement.start, statement.end): f"#{made.anchor('st', i, j)}"
        for i, item in enumerate(made.items)
        for j, statement in enumerate(item.reading.statements)
    }
    return rows.get


def _head(made: Plan, title: str, chapters: Sequence[tuple[str, str]]) -> str:
    say = made.words.say
    links = "".join(f'<li><a href="#{text(id)}">{text(heading)}</a></li>' for id, heading in chapters)
    return (
        f'<a class="skip" href="#main">{text(say(N_("Skip to the content")))}</a>\n'
        f'<header id="top"><p class="kind">{text(say(N_("Tanık: report of a study")))}</p>\n<h1>{name(title)}</h1>\n'
        f'{summary(made)}</header>\n<nav aria-label="{text(say(N_("Contents")))}"><ol>{links}</ol></nav>'
    )


def _foot(made: Plan) -> str:
    say = made.words.say
    makers = sorted({item.reading.maker for item in made.items})
    read = say(N_("Read by {makers}."), makers=", ".join(makers)) if makers else ""
    shown = say(N_("A character that cannot be shown stands as \ufffd."))
    top = text(say(N_("To the top")))
    return f'<footer><p>{text(read)} {text(shown)} <a href="#top">{top}</a></p></footer>'


def _part(file: str) -> str:
    return resources.files("tanik.report").joinpath(file).read_text(encoding="utf-8").strip() + "\n"


def _hash(part: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
