"""``tanik undo``, ``redo``, ``log`` and ``blame``: what was done, by whom, and taking it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from tanik.cli.acting import desk
from tanik.cli.opening import json_option, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Argument, Command, Option, say
from tanik.translation import N_

ACTS = {
    "study.create": N_("study made"),
    "study.migrate": N_("study brought to a newer form"),
    "source.add": N_("source added"),
    "source.change": N_("source described anew"),
    "document.add": N_("text taken in"),
    "reading.save": N_("read"),
    "setting.set": N_("setting changed"),
    "statement.accept": N_("statements accepted"),
    "statement.accepted": N_("statements accepted"),
    "statement.reject": N_("statements rejected"),
    "statement.rejected": N_("statements rejected"),
    "statement.correct": N_("statement corrected"),
    "statement.corrected": N_("statement corrected"),
    "statement.add": N_("statement added"),
    "statement.added": N_("statement added"),
    "statement.withdraw": N_("judgements taken away"),
    "statement.decide": N_("statement adjudicated"),
    "statement.code": N_("statements coded"),
    "span.code": N_("passages coded"),
    "span.uncode": N_("codings taken away"),
    "coding.change": N_("codings given another code"),
    "memo.add": N_("note written"),
    "memo.change": N_("note changed"),
    "memo.remove": N_("note taken away"),
    "link.add": N_("passages linked"),
    "link.remove": N_("link taken away"),
    "entity.add": N_("person or thing added"),
    "entity.rename": N_("person or thing renamed"),
    "entity.alias": N_("form of a name added"),
    "entity.merge": N_("persons or things made one"),
    "entity.split": N_("person or thing split"),
    "codebook.use": N_("codebook taken in"),
    "codebook.add": N_("code added"),
    "codebook.edit": N_("code described anew"),
    "codebook.rename": N_("code renamed"),
    "codebook.move": N_("code moved"),
    "codebook.merge": N_("codes made one"),
    "codebook.split": N_("code split"),
    "codebook.remove": N_("code taken away"),
    "round.open": N_("round opened"),
    "round.assign": N_("units given out"),
    "round.finish": N_("document of a round finished"),
    "round.close": N_("round closed"),
    "round.majority": N_("round settled by majority"),
    "round.decide": N_("disagreement settled"),
    "project.import": N_("project taken in"),
    "study.merge": N_("copy merged"),
    "undo": N_("taken back"),
    "redo": N_("done again"),
}
_coder = click.option(
    "--coder",
    cls=Option,
    metavar=N_("NAME"),
    help=N_("Who is coding; without it, the setting TANIK_CODER or your name on this computer."),
)
_steps = click.option("--steps", cls=Option, type=click.IntRange(1), default=1, metavar="N", help=N_("How many acts."))


def act_name(act: str) -> str:
    """An act in the user's language; its own word when it has no sentence."""
    return say(ACTS[act]) if act in ACTS else act


@click.command(
    "undo",
    cls=Command,
    help=N_("Take back your last act, also one of an earlier day; the log keeps both."),
    epilog=N_("Example: tanik undo moskova.tanik --steps 3"),
)
@study_argument
@_steps
@_coder
def undo(study: str, steps: int, coder: str | None) -> None:
    with desk(study, coder) as coding:
        done = coding.undo(steps)
    if not done:
        tell(N_("There is nothing to take back."))
    for each in done:
        tell(
            N_("Taken back: act {event}, {act} ({count})."), event=each.event, act=act_name(each.act), count=each.count
        )


@click.command("redo", cls=Command, help=N_("Do again what you took back."))
@study_argument
@_steps
@_coder
def redo(study: str, steps: int, coder: str | None) -> None:
    with desk(study, coder) as coding:
        done = coding.redo(steps)
    if not done:
        tell(N_("There is nothing to do again."))
    for each in done:
        tell(
            N_("Done again: act {event}, {act} ({count})."), event=each.event, act=act_name(each.act), count=each.count
        )


@click.command("log", cls=Command, help=N_("Show what happened to the study: who did what, and when."))
@study_argument
@click.option("--coder", cls=Option, metavar=N_("NAME"), help=N_("Only what this person or program did."))
@click.option("--last", cls=Option, type=click.IntRange(1), metavar="N", help=N_("Only the last N acts."))
@json_option
def log(study: str, coder: str | None, last: int | None, as_json: bool) -> None:
    with desk(study, None) as coding:
        found = coding.log(coder=coder, last=last)
    if as_json:
        show_json([asdict(each) for each in found])
        return
    states = {"done": "", "undone": say(N_("taken back")), "dropped": say(N_("taken back")), "": ""}
    heads = (N_("act"), N_("date"), N_("coder"), N_("what"), N_("how many"), N_("state"))
    rows = [
        (
            str(each.event),
            each.at[:16].replace("T", " "),
            each.coder.name,
            act_name(each.act) + (f" ({each.undoes})" if each.undoes else ""),
            number(each.count),
            states[each.state],
        )
        for each in found
    ]
    show_table(heads, rows)


FIELDS = {
    "span": N_("span"),
    "holder": N_("holder"),
    "targets": N_("targets"),
    "topics": N_("topics"),
    "mode": N_("mode"),
    "said": N_("said"),
    "refers_to": N_("refers to"),
    "written": N_("written"),
    "relay": N_("relay"),
    "citation": N_("citation"),
    "status": N_("status"),
}


@click.command("blame", cls=Command, help=N_("Show who gave each field of a statement the value that it has."))
@study_argument
@click.argument("id", cls=Argument, metavar=N_("ID"))
@json_option
def blame(study: str, id: str, as_json: bool) -> None:
    with desk(study, None) as coding:
        found = coding.blame(id)
    if as_json:
        show_json([asdict(each) for each in found])
        return
    heads = (N_("field"), N_("coder"), N_("date"), N_("act"), N_("value"))
    rows = [
        (say(FIELDS[each.field]), each.coder.name, each.at[:10], str(each.event or ""), _value(each.value))
        for each in found
    ]
    show_table(heads, rows)


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_value(each) if not isinstance(each, list) else " ".join(map(str, each)) for each in value)
    return str(value)
