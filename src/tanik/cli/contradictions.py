"""``tanik contradictions``: passages that cannot both be the whole truth."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.filter_options import decimal
from tanik.cli.opening import existing, json_option, study_argument
from tanik.cli.progress import Progress
from tanik.cli.terminal import cut, number, show_json, tell
from tanik.cli.wording import Command, Option, say
from tanik.errors import UsageError
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.contradictions import Side
    from tanik.study.contradicting import ContradictionStatus, StudyContradiction

_JUDGEMENTS: tuple[ContradictionStatus, ...] = ("accepted", "explained", "dismissed")


@click.command(
    "contradictions",
    cls=Command,
    help=N_(
        "Show passages that contradict one another, the weightiest first.\n\n"
        "Two dates or two amounts for one event, one holder for and against one target, two holders who see one target "
        "in opposite ways in one period, and quotations that differ from their source. Each is a question to you: "
        "accept it, explain it, or dismiss it, and your answer stays."
    ),
    epilog=N_("Example: tanik contradictions moskova.tanik --explain 3f2a9c01 --note TEXT"),
)
@study_argument
@click.option("--where", cls=Option, default="", metavar=N_("FILTER"), help=N_("Only views of these statements."))
@click.option(
    "--kind",
    cls=Option,
    type=click.Choice(["date", "amount", "one_holder", "two_holders", "quotation"]),
    help=N_("Only this kind."),
)
@click.option("--first", cls=Option, default=20, metavar="N", help=N_("How many to show."))
@click.option("--accept", "accepted", cls=Option, metavar=N_("NAME"), help=N_("This one is a contradiction."))
@click.option("--explain", "explained", cls=Option, metavar=N_("NAME"), help=N_("This one is explained by --note."))
@click.option("--dismiss", "dismissed", cls=Option, metavar=N_("NAME"), help=N_("This one is none."))
@click.option("--note", cls=Option, default="", metavar=N_("TEXT"), help=N_("Words to go with the judgement."))
@click.option("--coder", cls=Option, default="", metavar=N_("NAME"), help=N_("Who judges."))
@json_option
def command(
    study: str, where: str, kind: str | None, first: int, as_json: bool, note: str, coder: str, **acts: Any
) -> None:
    judged = [(status, acts[status]) for status in _JUDGEMENTS if acts[status]]
    if len(judged) > 1:
        raise UsageError("T772", N_("One contradiction is judged at a time."), N_("Run the command once for each."))
    with existing(study) as opened:
        for status, uid in judged:
            name = opened.checks.judge_contradiction(uid, status, note, who=coder)
            tell(N_("Noted: {name} is {status}."), name=name, status=_status(status))
            return
        with Progress(quiet=as_json) as progress:
            found = opened.checks.contradictions(where, progress=progress)
    found = [each for each in found if kind in (None, each.found.kind)]
    if as_json:
        show_json([plain(each) for each in found])
        return
    for each in found[: max(first, 0)]:
        _show(each)
    _summary(found, first)


def _status(status: str) -> str:
    from tanik.report.check_words import CONTRADICTION_STATUSES

    return say(CONTRADICTION_STATUSES[status])


def plain(each: StudyContradiction) -> dict[str, Any]:
    """A contradiction as JSON values."""
    found = each.found
    return {
        "uid": found.uid,
        "kind": found.kind,
        "subject": list(found.subject),
        "weight": found.weight,
        "opposition": found.opposition,
        "certainty": found.certainty,
        "nearness": found.nearness,
        "one": _side(found.one),
        "other": _side(found.other),
        "status": each.status,
        "note": each.note,
        "who": each.who,
        "at": each.at,
    }


def _side(side: Side) -> dict[str, Any]:
    names = ("source", "source_name", "page", "start", "end", "text", "says", "statement")
    return {name: getattr(side, name) for name in names}


def _show(each: StudyContradiction) -> None:
    from tanik.report.check_words import CONTRADICTIONS

    found = each.found
    status = "" if each.status == "open" else f" [{_status(each.status)}{': ' + each.note if each.note else ''}]"
    tell(
        "{uid}  {weight}  {kind}: {subject}{status}",
        uid=found.uid,
        weight=decimal(found.weight),
        kind=say(CONTRADICTIONS[found.kind]),
        subject=" / ".join(part for part in found.subject if part),
        status=status,
    )
    for side in (found.one, found.other):
        page = f", {side.page}" if side.page else ""
        says = {"positive": "+", "negative": "−"}.get(side.says, side.says)
        tell(
            "    {says}  {source}{page}: {text}",
            says=says,
            source=cut(side.source_name, 50),
            page=page,
            text=cut(side.text, 100),
        )
    tell("")


def _summary(found: list[StudyContradiction], first: int) -> None:
    from tanik.report.check_words import CONTRADICTIONS

    if not found:
        tell(N_("No contradiction was found."))
        return
    counts = Counter[str](each.found.kind for each in found)
    words = ", ".join(f"{number(counts[kind])} {say(name)}" for kind, name in CONTRADICTIONS.items() if counts[kind])
    tell(N_("{n} contradictions: {words}."), n=number(len(found)), words=words)
    if len(found) > first:
        tell(N_("The first {first} are shown; --first N shows more, --json all."), first=number(first))
